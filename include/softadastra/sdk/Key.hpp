// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <utility>

namespace softadastra::sdk {

/// Name of a value: any bytes, at least one, up to 1 MiB.
class Key {
public:
  /// No name, and so not valid.
  Key() = default;

  /// A key of these bytes; nothing is checked.
  explicit Key(std::string value) : value_(std::move(value)) {}

  /// A key of these bytes; nothing is checked.
  explicit Key(std::string_view value) : value_(value) {}

  /// A key of this text; null gives an empty one.
  explicit Key(const char *value) : value_(value == nullptr ? "" : value) {}

  /// The same as the constructor.
  [[nodiscard]] static Key from(std::string value) { return Key{std::move(value)}; }

  /// The same as the constructor.
  [[nodiscard]] static Key from_view(std::string_view value) { return Key{value}; }

  /// The bytes.
  [[nodiscard]] const std::string &str() const noexcept { return value_; }

  /// The same as `str`.
  [[nodiscard]] const std::string &value() const noexcept { return value_; }

  /// True without a byte.
  [[nodiscard]] bool empty() const noexcept { return value_.empty(); }

  /// True with at least one byte.
  [[nodiscard]] bool is_valid() const noexcept { return !empty(); }

  /// The same as `is_valid`.
  [[nodiscard]] bool valid() const noexcept { return is_valid(); }

  /// Back to no name.
  void clear() noexcept { value_.clear(); }

  /// Equal bytes.
  [[nodiscard]] friend bool operator==(const Key &left, const Key &right) noexcept {
    return left.value_ == right.value_;
  }

  /// Other bytes.
  [[nodiscard]] friend bool operator!=(const Key &left, const Key &right) noexcept {
    return left.value_ != right.value_;
  }

  /// Byte order.
  [[nodiscard]] friend bool operator<(const Key &left, const Key &right) noexcept {
    return left.value_ < right.value_;
  }

private:
  std::string value_{};
};

} // namespace softadastra::sdk
