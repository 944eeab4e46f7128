// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <utility>

namespace softadastra::store::types {

/// Name of one stored value: any byte string, NUL included. Only the empty key is not usable.
///
/// Construction never validates; the engine refuses invalid keys when they are used.
class Key {
public:
  /// The empty, invalid key.
  Key() = default;

  /// Takes the bytes of `value`.
  explicit Key(std::string value) : value_(std::move(value)) {}

  /// Copies the bytes of `value`.
  explicit Key(std::string_view value) : value_(value) {}

  /// Copies a NUL-terminated string; a null pointer gives the empty key.
  explicit Key(const char *value) : value_(value == nullptr ? "" : value) {}

  /// Takes the bytes of `value`; the same as the constructor.
  [[nodiscard]] static Key from(std::string value) { return Key{std::move(value)}; }

  /// The bytes of the key; valid while this key lives unchanged.
  [[nodiscard]] const std::string &str() const noexcept { return value_; }

  /// The same string as `str()`.
  [[nodiscard]] const std::string &value() const noexcept { return value_; }

  /// True when there are no bytes.
  [[nodiscard]] bool empty() const noexcept { return value_.empty(); }

  /// True when there is at least one byte.
  [[nodiscard]] bool is_valid() const noexcept { return !empty(); }

  /// Becomes the empty key.
  void clear() noexcept { value_.clear(); }

  /// Compares byte by byte.
  [[nodiscard]] friend bool operator==(const Key &left, const Key &right) noexcept {
    return left.value_ == right.value_;
  }

  /// Compares byte by byte.
  [[nodiscard]] friend bool operator!=(const Key &left, const Key &right) noexcept {
    return left.value_ != right.value_;
  }

  /// Orders by unsigned bytes, a prefix before what it begins.
  [[nodiscard]] friend bool operator<(const Key &left, const Key &right) noexcept {
    return left.value_ < right.value_;
  }

private:
  std::string value_{};
};

} // namespace softadastra::store::types
