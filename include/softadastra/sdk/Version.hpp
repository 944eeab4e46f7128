// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>

namespace softadastra::sdk {

/// Major version of the SDK these headers belong to.
inline constexpr std::uint32_t version_major = 0;

/// Minor version; below 1.0 a new one may break the interface.
inline constexpr std::uint32_t version_minor = 1;

/// Patch version.
inline constexpr std::uint32_t version_patch = 0;

/// All three as text.
inline constexpr std::string_view version_string = "0.1.0";

/// Major version of the SDK.
[[nodiscard]] inline std::uint32_t sdk_version_major() noexcept { return version_major; }

/// Minor version of the SDK.
[[nodiscard]] inline std::uint32_t sdk_version_minor() noexcept { return version_minor; }

/// Patch version of the SDK.
[[nodiscard]] inline std::uint32_t sdk_version_patch() noexcept { return version_patch; }

/// The version as text.
[[nodiscard]] inline std::string_view sdk_version() noexcept { return version_string; }

} // namespace softadastra::sdk
