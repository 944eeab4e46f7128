// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>

namespace softadastra::sync::types {

/// What becomes of a write that does not fit into the outbox any more.
enum class WhenFull : std::uint8_t {
  Reject = 1,   ///< It is refused with `Backpressure`.
  Coalesce = 2, ///< Writes that a later one of the same key has replaced, and that were never
                ///< handed out, leave the outbox for it; without such it is refused.
};

/// Lower-case name; `invalid` for a number outside the enumeration.
[[nodiscard]] constexpr std::string_view to_string(WhenFull choice) noexcept {
  switch (choice) {
  case WhenFull::Reject:
    return "reject";
  case WhenFull::Coalesce:
    return "coalesce";
  }
  return "invalid";
}

/// True for every choice of the enumeration.
[[nodiscard]] constexpr bool is_valid(WhenFull choice) noexcept {
  return choice == WhenFull::Reject || choice == WhenFull::Coalesce;
}

} // namespace softadastra::sync::types
