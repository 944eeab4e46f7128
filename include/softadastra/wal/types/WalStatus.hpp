// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>

namespace softadastra::wal::types {

/// How far a record got, in memory. On disk it is always `Persisted`: never build on a stored one.
enum class WalStatus : std::uint8_t {
  Pending = 0,
  Persisted = 1,
  Applied = 2,
  Failed = 3,
};

/// Lower-case name; `invalid` for a number outside the list.
[[nodiscard]] constexpr std::string_view to_string(WalStatus status) noexcept {
  switch (status) {
  case WalStatus::Pending:
    return "pending";
  case WalStatus::Persisted:
    return "persisted";
  case WalStatus::Applied:
    return "applied";
  case WalStatus::Failed:
    return "failed";
  }
  return "invalid";
}

/// True for the four listed values.
[[nodiscard]] constexpr bool is_valid(WalStatus status) noexcept {
  return status == WalStatus::Pending || status == WalStatus::Persisted ||
         status == WalStatus::Applied || status == WalStatus::Failed;
}

/// True when nothing follows any more: `Applied` and `Failed`.
[[nodiscard]] constexpr bool is_terminal(WalStatus status) noexcept {
  return status == WalStatus::Applied || status == WalStatus::Failed;
}

} // namespace softadastra::wal::types
