// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>

namespace softadastra::sync::types {

/// How far an operation has to come at a peer before it counts as acknowledged.
enum class AckLevel : std::uint8_t {
  Durable = 2, ///< It is in the peer's log, as durable as the peer makes anything.
  Applied = 3, ///< It is part of the peer's state.
};

/// Lower-case name; `invalid` for a number outside the enumeration.
[[nodiscard]] constexpr std::string_view to_string(AckLevel level) noexcept {
  switch (level) {
  case AckLevel::Durable:
    return "durable";
  case AckLevel::Applied:
    return "applied";
  }
  return "invalid";
}

/// True for every value of the enumeration.
[[nodiscard]] constexpr bool is_valid(AckLevel level) noexcept {
  return level == AckLevel::Durable || level == AckLevel::Applied;
}

} // namespace softadastra::sync::types
