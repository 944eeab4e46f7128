// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>

namespace softadastra::store::types {

/// What an operation does to its key. The numbers are part of the encoded form.
enum class OperationType : std::uint8_t {
  /// Not set; never encoded.
  Unknown = 0,
  /// Writes a value.
  Put = 1,
  /// Removes the key.
  Delete = 2,
};

/// Lower-case name; `invalid` for a number outside the enumeration.
[[nodiscard]] constexpr std::string_view to_string(OperationType type) noexcept {
  switch (type) {
  case OperationType::Unknown:
    return "unknown";
  case OperationType::Put:
    return "put";
  case OperationType::Delete:
    return "delete";
  }
  return "invalid";
}

/// True for `Put` and `Delete`.
[[nodiscard]] constexpr bool is_valid(OperationType type) noexcept {
  return type == OperationType::Put || type == OperationType::Delete;
}

/// True for `Put`, the one type whose value matters.
[[nodiscard]] constexpr bool writes_value(OperationType type) noexcept {
  return type == OperationType::Put;
}

} // namespace softadastra::store::types
