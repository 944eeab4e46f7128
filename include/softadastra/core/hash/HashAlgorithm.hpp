// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>

namespace softadastra::core::hash {

/// How a digest was made. The numbers are stable.
enum class HashAlgorithm : std::uint8_t {
  None = 0,
  XXHash = 1,
  MurmurHash = 2,
  SHA256 = 3,
  SHA512 = 4,
};

/// Lower-case name; `unknown` for a number outside the list.
[[nodiscard]] constexpr std::string_view to_string(HashAlgorithm algorithm) noexcept {
  switch (algorithm) {
  case HashAlgorithm::None:
    return "none";
  case HashAlgorithm::XXHash:
    return "xxhash";
  case HashAlgorithm::MurmurHash:
    return "murmurhash";
  case HashAlgorithm::SHA256:
    return "sha256";
  case HashAlgorithm::SHA512:
    return "sha512";
  }
  return "unknown";
}

} // namespace softadastra::core::hash
