// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>

namespace softadastra::sync::types {

/// Which write stays when a remote one meets a local one.
enum class ConflictPolicy : std::uint8_t {
  Unknown = 0,       ///< Not set; conflicts then keep the local write.
  LastWriteWins = 1, ///< The later one; all nodes end up showing the same.
  KeepLocal = 2,     ///< The one that is already here.
  KeepRemote = 3,    ///< The one that arrives.
  Manual = 4,        ///< The one that is already here, until the application decides.
  KeepBoth = 5,      ///< The later one; `StoreEngine::versions` has all of them.
  Custom = 6,        ///< What the function of `StoreEngine::set_merge` makes of all of them.

  ApplyRemote = KeepRemote, ///< Another name for the same.
};

/// Lower-case name; `invalid` for a number outside the enumeration.
[[nodiscard]] constexpr std::string_view to_string(ConflictPolicy policy) noexcept {
  switch (policy) {
  case ConflictPolicy::Unknown:
    return "unknown";
  case ConflictPolicy::LastWriteWins:
    return "last_write_wins";
  case ConflictPolicy::KeepLocal:
    return "keep_local";
  case ConflictPolicy::KeepRemote:
    return "keep_remote";
  case ConflictPolicy::Manual:
    return "manual";
  case ConflictPolicy::KeepBoth:
    return "keep_both";
  case ConflictPolicy::Custom:
    return "custom";
  }
  return "invalid";
}

/// True for the policies that decide without asking the application each time.
[[nodiscard]] constexpr bool is_automatic(ConflictPolicy policy) noexcept {
  return policy == ConflictPolicy::LastWriteWins || policy == ConflictPolicy::KeepLocal ||
         policy == ConflictPolicy::KeepRemote || policy == ConflictPolicy::KeepBoth ||
         policy == ConflictPolicy::Custom;
}

/// True for every policy but `Unknown`.
[[nodiscard]] constexpr bool is_valid(ConflictPolicy policy) noexcept {
  return is_automatic(policy) || policy == ConflictPolicy::Manual;
}

} // namespace softadastra::sync::types
