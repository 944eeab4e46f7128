// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>

namespace softadastra::sync::types {

/// How far one operation has come on its way to the peers.
enum class SyncStatus : std::uint8_t {
  Unknown = 0,      ///< Not set.
  Pending = 1,      ///< Recorded, not in the send queue.
  Queued = 2,       ///< In the send queue.
  InFlight = 3,     ///< Handed out for sending.
  Acknowledged = 4, ///< Answered, not yet closed.
  Applied = 5,      ///< Done.
  Failed = 6,       ///< Given up, until queued again.
};

/// Lower-case name; `invalid` for a number outside the enumeration.
[[nodiscard]] constexpr std::string_view to_string(SyncStatus status) noexcept {
  switch (status) {
  case SyncStatus::Unknown:
    return "unknown";
  case SyncStatus::Pending:
    return "pending";
  case SyncStatus::Queued:
    return "queued";
  case SyncStatus::InFlight:
    return "in_flight";
  case SyncStatus::Acknowledged:
    return "acknowledged";
  case SyncStatus::Applied:
    return "applied";
  case SyncStatus::Failed:
    return "failed";
  }
  return "invalid";
}

/// True while there is still something to send or to wait for.
[[nodiscard]] constexpr bool is_active(SyncStatus status) noexcept {
  return status == SyncStatus::Pending || status == SyncStatus::Queued ||
         status == SyncStatus::InFlight;
}

/// True for `Applied` and `Failed`. `Acknowledged` still waits to be closed.
[[nodiscard]] constexpr bool is_terminal(SyncStatus status) noexcept {
  return status == SyncStatus::Applied || status == SyncStatus::Failed;
}

/// True for `Failed`.
[[nodiscard]] constexpr bool can_retry(SyncStatus status) noexcept {
  return status == SyncStatus::Failed;
}

/// True for every status but `Unknown`.
[[nodiscard]] constexpr bool is_valid(SyncStatus status) noexcept {
  return is_active(status) || is_terminal(status) || status == SyncStatus::Acknowledged;
}

} // namespace softadastra::sync::types
