// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "softadastra/core/errors/ErrorCode.hpp"
#include "softadastra/core/time/Timestamp.hpp"

#include <cstdint>
#include <optional>

namespace softadastra::sync::session {

/// How far an operation that was made here has come at one peer.
struct PeerDelivery {
  /// Whether it is in the peer's log, and whether it is part of the peer's state.
  bool is_durable{false};
  bool is_applied{false}; ///< Whether the peer has applied it.

  /// How often the peer refused it, with which error last, and when that was. What was not answered
  /// counts for the peer, not here.
  std::uint32_t refusal_count{0};
  /// Why it was refused last.
  ::softadastra::core::errors::ErrorCode last_error{::softadastra::core::errors::ErrorCode::None};
  /// When it was refused last.
  std::optional<::softadastra::core::time::Timestamp> last_refused_at{};

  /// When it is offered again; nullopt for as soon as there is a session.
  std::optional<::softadastra::core::time::Timestamp> next_attempt_at{};

  /// Whether it is not offered to this peer again before it is queued by hand (`requeue_failed`).
  bool is_given_up{false};
};

} // namespace softadastra::sync::session
