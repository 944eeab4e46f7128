// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "softadastra/core/types/StrongType.hpp"

#include <cstddef>
#include <cstdint>
#include <random>
#include <string>

namespace softadastra::core::ids {

namespace detail {

/// `length` lower-case hexadecimal characters, 4 random bits each, from the system's source.
///
/// No generator state is kept between calls: a process and its forked child cannot repeat each
/// other, and knowing one id says nothing about the next. Throws what `std::random_device` throws
/// when the system has no randomness to give. Any thread may call it.
[[nodiscard]] inline std::string generate_random_hex(std::size_t length = 16) {
  constexpr const char *digits = "0123456789abcdef";
  constexpr std::size_t digits_per_draw = 8;

  std::string text;
  if (length == 0) {
    return text;
  }
  text.reserve(length);
  std::random_device source;
  while (text.size() < length) {
    std::uint32_t bits = source();
    for (std::size_t digit = 0; digit < digits_per_draw && text.size() < length; ++digit) {
      text.push_back(digits[bits & 0xFU]);
      bits >>= 4U;
    }
  }
  return text;
}

} // namespace detail

/// A text id that only compares with ids of the same `Tag`.
///
/// Any text is accepted at construction. Equality of random ids is unlikely, not impossible: never
/// derive order or duplicate detection from them alone.
template <typename Tag>
class Id : public types::StrongType<std::string, Tag> {
public:
  /// The class it is built on.
  using Base = types::StrongType<std::string, Tag>;
  using Base::Base;

  /// A random id of 16 hexadecimal characters, 64 random bits.
  [[nodiscard]] static Id generate() { return Id(detail::generate_random_hex()); }

  /// A random id of `length` hexadecimal characters, 4 random bits each; 0 gives an invalid id.
  [[nodiscard]] static Id generate(std::size_t length) {
    return Id(detail::generate_random_hex(length));
  }

  /// True when the text is not empty. Characters and length are not checked.
  [[nodiscard]] bool is_valid() const noexcept { return !this->get().empty(); }

  /// The text; same as `get()`.
  [[nodiscard]] const std::string &str() const noexcept { return this->get(); }
};

} // namespace softadastra::core::ids
