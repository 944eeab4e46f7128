// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>

namespace softadastra::sync::types {

/// Which way an operation travels, seen from this node.
enum class SyncDirection : std::uint8_t {
  Unknown = 0,       ///< Not set.
  LocalToRemote = 1, ///< Made here, to be sent.
  RemoteToLocal = 2, ///< Made elsewhere, to be applied here.
};

/// Lower-case name; `invalid` for a number outside the enumeration.
[[nodiscard]] constexpr std::string_view to_string(SyncDirection direction) noexcept {
  switch (direction) {
  case SyncDirection::Unknown:
    return "unknown";
  case SyncDirection::LocalToRemote:
    return "local_to_remote";
  case SyncDirection::RemoteToLocal:
    return "remote_to_local";
  }
  return "invalid";
}

/// True for `LocalToRemote`.
[[nodiscard]] constexpr bool is_outbound(SyncDirection direction) noexcept {
  return direction == SyncDirection::LocalToRemote;
}

/// True for `RemoteToLocal`.
[[nodiscard]] constexpr bool is_inbound(SyncDirection direction) noexcept {
  return direction == SyncDirection::RemoteToLocal;
}

/// True for both directions, not for `Unknown`.
[[nodiscard]] constexpr bool is_valid(SyncDirection direction) noexcept {
  return is_outbound(direction) || is_inbound(direction);
}

} // namespace softadastra::sync::types
