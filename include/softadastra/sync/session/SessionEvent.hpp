// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "softadastra/core/errors/ErrorCode.hpp"
#include "softadastra/core/time/Duration.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace softadastra::sync::session {

/// What happened in a session. Later versions may add others, to be passed over.
enum class SessionEventType : std::uint8_t {
  Unknown = 0,   ///< Not known to these headers.
  Opened = 1,    ///< Both sides know each other: `node`, `epoch`.
  Received = 2,  ///< New operations of the peer were taken in: `count`.
  Converged = 3, ///< Both sides hold the same: `elapsed` since they differed.
  Differs = 4,   ///< Both know the same operations and hold other states: `count`, `other_count`.
  Behind = 5,    ///< The peer lacks operations that nobody keeps any more: `count`.
  Refused = 6,   ///< The peer will not take an operation: `node`, `epoch`, `sequence`, `code`.
  WentBack = 7,  ///< The peer knows less than it had acknowledged: an older database.
  Renewed = 8,   ///< This database is an older one, or a copy; it goes on under `epoch`.
  Closed = 9,    ///< The session is over: `code`, `None` for no error, and `reason`.
  Repaired = 10, ///< Versions that this node lacked were taken over: of `count` keys.
  Irreparable = 11,       ///< The states differ, and no repair helps: `code` and `reason`.
  SnapshotOffered = 12,   ///< The peer offers its state: `count` living versions.
  SnapshotInstalled = 13, ///< That state is here: `count` keys, `other_count` bytes.
};

/// Lower-case name; `invalid` for a number outside the enumeration.
[[nodiscard]] constexpr std::string_view to_string(SessionEventType type) noexcept {
  switch (type) {
  case SessionEventType::Unknown:
    return "unknown";
  case SessionEventType::Opened:
    return "opened";
  case SessionEventType::Received:
    return "received";
  case SessionEventType::Converged:
    return "converged";
  case SessionEventType::Differs:
    return "differs";
  case SessionEventType::Behind:
    return "behind";
  case SessionEventType::Refused:
    return "refused";
  case SessionEventType::WentBack:
    return "went_back";
  case SessionEventType::Renewed:
    return "renewed";
  case SessionEventType::Closed:
    return "closed";
  case SessionEventType::Repaired:
    return "repaired";
  case SessionEventType::Irreparable:
    return "irreparable";
  case SessionEventType::SnapshotOffered:
    return "snapshot_offered";
  case SessionEventType::SnapshotInstalled:
    return "snapshot_installed";
  }
  return "invalid";
}

/// One event. What its type does not speak of is empty or 0.
struct SessionEvent {
  SessionEventType type{SessionEventType::Unknown}; ///< What kind of event.

  /// A node, its epoch, and the number of an operation that it made.
  std::string node{};
  std::uint32_t epoch{0}; ///< Its epoch.
  std::uint64_t sequence{0}; ///< Its sequence number.

  /// A number of operations, or of versions here and there.
  std::uint64_t count{0};
  std::uint64_t other_count{0}; ///< The same on the other side.

  /// How long something took.
  ::softadastra::core::time::Duration elapsed{};

  /// What went wrong, and the same in words.
  ::softadastra::core::errors::ErrorCode code{::softadastra::core::errors::ErrorCode::None};
  std::string reason{}; ///< A reason in words.
};

} // namespace softadastra::sync::session
