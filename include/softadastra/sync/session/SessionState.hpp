// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace softadastra::sync::session {

/// How far a session has come.
enum class SessionPhase : std::uint8_t {
  Greeting = 1, ///< The peer has not been heard.
  Open = 2,     ///< Both sides know each other.
  Closed = 3,   ///< It is over.
};

/// Lower-case name; `invalid` for a number outside the enumeration.
[[nodiscard]] constexpr std::string_view to_string(SessionPhase phase) noexcept {
  switch (phase) {
  case SessionPhase::Greeting:
    return "greeting";
  case SessionPhase::Open:
    return "open";
  case SessionPhase::Closed:
    return "closed";
  }
  return "invalid";
}

/// Where a session stands.
struct SessionState {
  SessionPhase phase{SessionPhase::Greeting}; ///< What it is doing.

  /// Operations that were sent and are not acknowledged.
  std::uint64_t in_flight_count{0};

  /// The peer, once it was heard or when it was expected; else empty.
  std::string peer{};
};

} // namespace softadastra::sync::session
