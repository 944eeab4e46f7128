// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "softadastra/core/errors/ErrorCode.hpp"
#include "softadastra/core/time/Duration.hpp"
#include "softadastra/core/time/Timestamp.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace softadastra::sync::session {

/// How it stands with one peer. Operations are counted that are known here; counters count since
/// the store was opened.
struct PeerStatus {
  /// Its name, and whether a session with it is open.
  std::string node{};
  bool is_connected{false}; ///< Whether a session with it is open.

  /// How long it may stay away before it no longer holds anything back, zero for ever; when it was
  /// last heard, or registered, or the store opened; when its lease is over if it is not heard.
  ::softadastra::core::time::Duration lease{};
  ::softadastra::core::time::Timestamp seen_at{}; ///< When it was heard last.
  /// When its lease ends; nullopt for never.
  std::optional<::softadastra::core::time::Timestamp> lease_ends_at{};

  /// Operations known here, and of these those in the peer's log, and in its state.
  std::uint64_t known_count{0};
  std::uint64_t durable_count{0}; ///< Operations that it has on stable storage.
  std::uint64_t applied_count{0}; ///< Operations that it has applied.

  /// Operations that it lacks, made here and made elsewhere; and of all of these those that the log
  /// no longer holds: it needs a snapshot.
  std::uint64_t pending_own_count{0};
  std::uint64_t pending_relayed_count{0}; ///< Those of other nodes.
  std::uint64_t gone_count{0}; ///< Those that the log does not hold any more.

  /// Operations that were sent and are not acknowledged; that it will not take; ranges that it has
  /// behind ones that it lacks.
  std::uint64_t in_flight_count{0};
  std::uint64_t refused_count{0}; ///< Operations that it has refused.
  std::uint64_t gap_count{0}; ///< Gaps in what it knows.

  /// How long ago the oldest operation made here that it lacks was made; nullopt when there is none
  /// in the outbox, or it cannot be read.
  std::optional<::softadastra::core::time::Duration> oldest_pending_age{};

  /// Bytes of log that are kept because it lacks something in them, beside what the next opening
  /// reads anyway; and of those the ones that are kept for no other peer.
  std::uint64_t held_log_bytes{0};
  std::uint64_t held_alone_log_bytes{0}; ///< Those that nobody else holds back.

  /// Sessions that came to be open; operations sent, repetitions included, and repetitions alone;
  /// operations received, and of those the ones that were known already.
  std::uint64_t session_count{0};
  std::uint64_t sent_count{0}; ///< Operations sent.
  std::uint64_t resent_count{0}; ///< Operations sent again.
  std::uint64_t received_count{0}; ///< Operations received.
  std::uint64_t duplicate_count{0}; ///< Operations received that were known.

  /// Bytes of frames, frames that were damaged or of no use, and times at which no acknowledgement
  /// came in time.
  std::uint64_t sent_bytes{0};
  std::uint64_t received_bytes{0}; ///< Bytes received.
  std::uint64_t rejected_frame_count{0}; ///< Frames that were no good.
  std::uint64_t retry_count{0}; ///< Deliveries repeated.

  /// Why and when a session with it last failed.
  ::softadastra::core::errors::ErrorCode last_error{::softadastra::core::errors::ErrorCode::None};
  std::optional<::softadastra::core::time::Timestamp> last_error_at{}; ///< When that was.

  /// When both sides were last seen to hold the same.
  std::optional<::softadastra::core::time::Timestamp> converged_at{};

  /// From being made here to being applied there: how many were measured, what half of them and 99
  /// of 100 took at most, to a factor of two, and what the slowest took.
  std::uint64_t lag_count{0};
  ::softadastra::core::time::Duration lag_p50{}; ///< The median.
  ::softadastra::core::time::Duration lag_p99{}; ///< Of 99 in 100 at most.
  ::softadastra::core::time::Duration lag_max{}; ///< The longest.
};

} // namespace softadastra::sync::session
