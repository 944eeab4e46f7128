// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "softadastra/core/hash/HashAlgorithm.hpp"

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace softadastra::core::hash {

/// A digest: its bytes and the algorithm that made them.
class Hash {
public:
  /// One byte.
  using byte = std::uint8_t;

  /// No algorithm, no bytes: not valid.
  Hash() = default;

  /// Stores both as given; the length is not compared with what `algo` produces.
  Hash(HashAlgorithm algo, std::vector<byte> data) : algorithm_(algo), bytes_(std::move(data)) {}

  /// The algorithm that made the bytes.
  [[nodiscard]] HashAlgorithm algorithm() const noexcept { return algorithm_; }

  /// The digest, valid as long as this hash is not changed or destroyed.
  [[nodiscard]] const std::vector<byte> &bytes() const noexcept { return bytes_; }

  /// True when there are no bytes.
  [[nodiscard]] bool empty() const noexcept { return bytes_.empty(); }

  /// True with an algorithm and at least one byte. A shortened digest counts as valid: whoever
  /// protects bytes with a hash also compares its length.
  [[nodiscard]] bool is_valid() const noexcept {
    return algorithm_ != HashAlgorithm::None && !bytes_.empty();
  }

  /// Two lower-case hexadecimal characters per byte, first byte first.
  [[nodiscard]] std::string to_hex() const {
    constexpr const char *digits = "0123456789abcdef";
    std::string text;
    text.reserve(bytes_.size() * 2);
    for (const byte value : bytes_) {
      text.push_back(digits[value >> 4U]);
      text.push_back(digits[value & 0xFU]);
    }
    return text;
  }

  /// Same algorithm and same bytes.
  [[nodiscard]] friend bool operator==(const Hash &left, const Hash &right) {
    return left.algorithm_ == right.algorithm_ && left.bytes_ == right.bytes_;
  }

  /// Opposite of `==`.
  [[nodiscard]] friend bool operator!=(const Hash &left, const Hash &right) {
    return !(left == right);
  }

private:
  HashAlgorithm algorithm_{HashAlgorithm::None};
  std::vector<byte> bytes_;
};

} // namespace softadastra::core::hash
