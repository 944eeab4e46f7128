// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace softadastra::wal::utils {

/// FNV-1a with 32 bits. It finds accidents in a payload, not manipulation.
class Checksum {
public:
  /// The type of the value inside.
  using value_type = std::uint32_t;

  /// Sum of `size` bytes; `0x811C9DC5` for none, 0 for a null pointer with a size above 0.
  [[nodiscard]] static constexpr value_type compute(const std::uint8_t *data,
                                                    std::size_t size) noexcept {
    if (data == nullptr && size > 0) {
      return 0;
    }
    return compute(std::span<const std::uint8_t>(data, size));
  }

  /// Sum of all bytes.
  [[nodiscard]] static constexpr value_type compute(std::span<const std::uint8_t> data) noexcept {
    value_type sum = basis;
    for (const std::uint8_t byte : data) {
      sum = step(sum, byte);
    }
    return sum;
  }

  /// Sum of all bytes.
  [[nodiscard]] static value_type compute(const std::vector<std::uint8_t> &data) noexcept {
    return compute(std::span<const std::uint8_t>(data));
  }

  /// Sum of all characters.
  [[nodiscard]] static constexpr value_type compute(std::string_view data) noexcept {
    value_type sum = basis;
    for (const char character : data) {
      sum = step(sum, static_cast<std::uint8_t>(character));
    }
    return sum;
  }

  /// True when `compute(data, size)` is `expected`.
  [[nodiscard]] static constexpr bool verify(const std::uint8_t *data, std::size_t size,
                                             value_type expected) noexcept {
    return compute(data, size) == expected;
  }

  /// True when `compute(data)` is `expected`.
  [[nodiscard]] static constexpr bool verify(std::span<const std::uint8_t> data,
                                             value_type expected) noexcept {
    return compute(data) == expected;
  }

  /// True when `compute(data)` is `expected`.
  [[nodiscard]] static bool verify(const std::vector<std::uint8_t> &data,
                                   value_type expected) noexcept {
    return compute(data) == expected;
  }

  /// True when `compute(data)` is `expected`.
  [[nodiscard]] static constexpr bool verify(std::string_view data, value_type expected) noexcept {
    return compute(data) == expected;
  }

private:
  static constexpr value_type basis = 2166136261U;
  static constexpr value_type prime = 16777619U;

  static constexpr value_type step(value_type sum, std::uint8_t byte) noexcept {
    return (sum ^ byte) * prime;
  }
};

} // namespace softadastra::wal::utils
