// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>

namespace softadastra::sync::types {

/// Where the acknowledgement of one sent operation stands.
enum class AckStatus : std::uint8_t {
  None = 0,     ///< None is expected.
  Waiting = 1,  ///< Sent, and not answered yet.
  Received = 2, ///< Answered.
  TimedOut = 3, ///< Not answered before its deadline.
};

/// Lower-case name; `invalid` for a number outside the enumeration.
[[nodiscard]] constexpr std::string_view to_string(AckStatus status) noexcept {
  switch (status) {
  case AckStatus::None:
    return "none";
  case AckStatus::Waiting:
    return "waiting";
  case AckStatus::Received:
    return "received";
  case AckStatus::TimedOut:
    return "timed_out";
  }
  return "invalid";
}

/// True for every value of the enumeration, `None` included.
[[nodiscard]] constexpr bool is_valid(AckStatus status) noexcept {
  switch (status) {
  case AckStatus::None:
  case AckStatus::Waiting:
  case AckStatus::Received:
  case AckStatus::TimedOut:
    return true;
  }
  return false;
}

/// True once waiting is over: `Received` and `TimedOut`.
[[nodiscard]] constexpr bool is_terminal(AckStatus status) noexcept {
  return status == AckStatus::Received || status == AckStatus::TimedOut;
}

/// True for `Waiting`.
[[nodiscard]] constexpr bool is_waiting(AckStatus status) noexcept {
  return status == AckStatus::Waiting;
}

} // namespace softadastra::sync::types
