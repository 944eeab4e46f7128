// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace softadastra::store::types {

/// The bytes stored under a key. An empty value is a value like any other.
class Value {
public:
  /// The container behind it.
  using Container = std::vector<std::uint8_t>;

  /// The empty value.
  Value() = default;

  /// Takes the bytes of `data`.
  explicit Value(Container data) : data_(std::move(data)) {}

  /// Copies the bytes of `data`.
  explicit Value(std::span<const std::uint8_t> data) : data_(data.begin(), data.end()) {}

  /// Copies the characters of `data` as they are; UTF-8 is not checked.
  explicit Value(std::string_view data) : data_(data.begin(), data.end()) {}

  /// Takes the bytes of `data`.
  [[nodiscard]] static Value from_bytes(Container data) { return Value{std::move(data)}; }

  /// Copies the characters of `data` as they are; UTF-8 is not checked.
  [[nodiscard]] static Value from_string(std::string_view data) { return Value{data}; }

  /// The stored bytes; valid while this value lives unchanged.
  [[nodiscard]] const Container &bytes() const noexcept { return data_; }

  /// The same container as `bytes()`: not a pointer, despite the name.
  [[nodiscard]] const Container &data() const noexcept { return data_; }

  /// The container itself, to edit the bytes in place.
  [[nodiscard]] Container &data() noexcept { return data_; }

  /// True when there are no bytes.
  [[nodiscard]] bool empty() const noexcept { return data_.empty(); }

  /// Length in bytes.
  [[nodiscard]] std::size_t size() const noexcept { return data_.size(); }

  /// Removes all bytes.
  void clear() noexcept { data_.clear(); }

  /// A string holding the same bytes.
  [[nodiscard]] std::string to_string() const { return std::string(data_.begin(), data_.end()); }

  /// Compares byte by byte.
  [[nodiscard]] friend bool operator==(const Value &left, const Value &right) {
    return left.data_ == right.data_;
  }

  /// Compares byte by byte.
  [[nodiscard]] friend bool operator!=(const Value &left, const Value &right) {
    return left.data_ != right.data_;
  }

private:
  Container data_{};
};

} // namespace softadastra::store::types
