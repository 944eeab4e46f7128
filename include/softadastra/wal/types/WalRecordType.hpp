// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>

namespace softadastra::wal::types {

/// What a log record stands for. The numbers are stored in logs.
enum class WalRecordType : std::uint8_t {
  Unknown = 0,
  Put = 1,
  Update = 2,
  Delete = 3,
  Checkpoint = 4,
  Noop = 5,
};

/// Lower-case name; `invalid` for a number outside the list.
[[nodiscard]] constexpr std::string_view to_string(WalRecordType type) noexcept {
  switch (type) {
  case WalRecordType::Unknown:
    return "unknown";
  case WalRecordType::Put:
    return "put";
  case WalRecordType::Update:
    return "update";
  case WalRecordType::Delete:
    return "delete";
  case WalRecordType::Checkpoint:
    return "checkpoint";
  case WalRecordType::Noop:
    return "noop";
  }
  return "invalid";
}

/// True for the types that change content: `Put`, `Update`, `Delete`.
[[nodiscard]] constexpr bool is_mutation(WalRecordType type) noexcept {
  return type == WalRecordType::Put || type == WalRecordType::Update ||
         type == WalRecordType::Delete;
}

/// True for every type that may be written: all listed ones except `Unknown`.
[[nodiscard]] constexpr bool is_valid(WalRecordType type) noexcept {
  return is_mutation(type) || type == WalRecordType::Checkpoint || type == WalRecordType::Noop;
}

} // namespace softadastra::wal::types
