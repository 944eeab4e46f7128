// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace softadastra::wal::utils::detail {

/// Collects little-endian numbers and bytes. Not part of the public interface.
class LittleEndianWriter {
public:
  /// Reserves room for `bytes_expected` bytes.
  explicit LittleEndianWriter(std::size_t bytes_expected) { bytes_.reserve(bytes_expected); }

  /// Appends `value`, least significant byte first, in as many bytes as the type has.
  template <std::unsigned_integral Number>
  void number(Number value) {
    std::uint64_t rest = value;
    for (std::size_t count = 0; count < sizeof(Number); ++count) {
      bytes_.push_back(static_cast<std::uint8_t>(rest & 0xFFU));
      rest >>= 8U;
    }
  }

  /// Appends bytes as they are.
  template <typename Bytes>
  void bytes(const Bytes &content) {
    bytes_.insert(bytes_.end(), content.begin(), content.end());
  }

  /// Gives the collected bytes away.
  [[nodiscard]] std::vector<std::uint8_t> take() { return std::move(bytes_); }

private:
  std::vector<std::uint8_t> bytes_;
};

/// Reads little-endian numbers and bytes from input that may be hostile: nothing is read beyond
/// the end and a refused read changes nothing. Not part of the public interface.
class LittleEndianReader {
public:
  /// Borrows `input` for its own life.
  explicit LittleEndianReader(std::span<const std::uint8_t> input) noexcept : rest_(input) {}

  /// Bytes not read yet.
  [[nodiscard]] std::size_t remaining() const noexcept { return rest_.size(); }

  /// Reads a number of the size of its type; false when fewer bytes are left.
  template <std::unsigned_integral Number>
  [[nodiscard]] bool number(Number &value) noexcept {
    std::span<const std::uint8_t> raw;
    if (!bytes(sizeof(Number), raw)) {
      return false;
    }
    std::uint64_t sum = 0;
    for (std::size_t index = sizeof(Number); index > 0; --index) {
      sum = (sum << 8U) | raw[index - 1];
    }
    value = static_cast<Number>(sum);
    return true;
  }

  /// Reads `count` bytes as a view into the input; false when fewer are left.
  [[nodiscard]] bool bytes(std::size_t count, std::span<const std::uint8_t> &view) noexcept {
    if (count > rest_.size()) {
      return false;
    }
    view = rest_.first(count);
    rest_ = rest_.subspan(count);
    return true;
  }

private:
  std::span<const std::uint8_t> rest_;
};

} // namespace softadastra::wal::utils::detail
