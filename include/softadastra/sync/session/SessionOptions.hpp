// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "softadastra/core/time/Duration.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <utility>

namespace softadastra::sync::session {

/// How a session is begun.
struct SessionOptions {
  /// Who is expected; empty for whoever comes.
  std::string peer{};

  /// The lease under which a peer is registered that is not registered yet, zero for ever; nullopt
  /// to refuse it.
  std::optional<::softadastra::core::time::Duration> accept_lease{};

  /// Longest frame that is taken, in bytes, 512 to 64 MiB.
  std::uint32_t frame_bytes_max{1U << 20};

  /// Bytes of operations that may be under way at once; at least 1.
  std::uint64_t window_bytes{std::uint64_t{4} << 20};

  /// Whether the peer's state is taken when it no longer has the operations that lead there.
  bool accept_snapshot{true};

  /// Bytes of such a state that are taken at most.
  std::uint64_t snapshot_bytes_max{std::uint64_t{1} << 40};

  /// What one poll does of putting it in place, in bytes, about; at least 1.
  std::uint64_t snapshot_step_bytes{std::uint64_t{4} << 20};

  /// A session with whoever comes and is registered.
  SessionOptions() = default;

  /// A session with that peer.
  explicit SessionOptions(std::string expected) : peer(std::move(expected)) {}

  /// A session with whoever comes, registered or not.
  [[nodiscard]] static SessionOptions
  accepting(::softadastra::core::time::Duration lease = ::softadastra::core::time::Duration{}) {
    SessionOptions options;
    options.accept_lease = lease;
    return options;
  }
};

} // namespace softadastra::sync::session
