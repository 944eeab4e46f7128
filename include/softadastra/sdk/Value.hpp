// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace softadastra::sdk {

/// What a key stands for: any bytes, also none.
class Value {
public:
  /// The bytes as they are held.
  using Container = std::vector<std::uint8_t>;

  /// No bytes.
  Value() = default;

  /// These bytes.
  explicit Value(Container bytes) : data_(std::move(bytes)) {}

  /// A copy of these bytes.
  explicit Value(std::span<const std::uint8_t> bytes) : data_(bytes.begin(), bytes.end()) {}

  /// The bytes of a text, as they are.
  explicit Value(std::string_view text) : data_(text.begin(), text.end()) {}

  /// The bytes of a text up to its end; null gives no bytes.
  explicit Value(const char *text) : Value(std::string_view(text == nullptr ? "" : text)) {}

  /// The same as the constructor.
  [[nodiscard]] static Value from_bytes(Container bytes) { return Value{std::move(bytes)}; }

  /// The same as the constructor.
  [[nodiscard]] static Value from_span(std::span<const std::uint8_t> bytes) {
    return Value{bytes};
  }

  /// The same as the constructor.
  [[nodiscard]] static Value from_string(std::string_view text) { return Value{text}; }

  /// The bytes.
  [[nodiscard]] const Container &bytes() const noexcept { return data_; }

  /// The same as `bytes`.
  [[nodiscard]] const Container &data() const noexcept { return data_; }

  /// The bytes, to be changed in place.
  [[nodiscard]] Container &data() noexcept { return data_; }

  /// A view of the bytes, valid until they change.
  [[nodiscard]] std::span<const std::uint8_t> span() const noexcept { return data_; }

  /// True without a byte.
  [[nodiscard]] bool empty() const noexcept { return data_.empty(); }

  /// Number of bytes.
  [[nodiscard]] std::size_t size() const noexcept { return data_.size(); }

  /// The bytes as a text, as they are: zeros are kept and no encoding is checked.
  [[nodiscard]] std::string to_string() const { return {data_.begin(), data_.end()}; }

  /// Back to no bytes.
  void clear() noexcept { data_.clear(); }

  /// Equal bytes.
  [[nodiscard]] friend bool operator==(const Value &left, const Value &right) {
    return left.data_ == right.data_;
  }

  /// Other bytes.
  [[nodiscard]] friend bool operator!=(const Value &left, const Value &right) {
    return left.data_ != right.data_;
  }

private:
  Container data_{};
};

} // namespace softadastra::sdk
