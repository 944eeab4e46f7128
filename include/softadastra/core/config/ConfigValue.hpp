// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <type_traits>
#include <utility>
#include <variant>

namespace softadastra::core::config {

/// One setting: nothing, a truth value, an integer, a floating-point number, or a text.
class ConfigValue {
public:
  /// What a value may be.
  using Value = std::variant<std::monostate, bool, std::int64_t, double, std::string>;

  /// Null.
  ConfigValue() = default;

  /// Stores `value` in the one alternative that holds it without loss: integers as
  /// `std::int64_t`, `float` as `double`, literals as text. What fits none, such as
  /// `std::uint64_t`, does not compile. A character pointer must not be null.
  template <typename T>
    requires std::is_constructible_v<Value, T>
  explicit ConfigValue(T value) : value_(std::move(value)) {}

  /// True when nothing is stored.
  [[nodiscard]] bool is_null() const noexcept {
    return std::holds_alternative<std::monostate>(value_);
  }

  /// True when exactly the alternative `T` is stored; no conversion is considered.
  template <typename T>
  [[nodiscard]] bool is() const noexcept {
    return std::holds_alternative<T>(value_);
  }

  /// The stored `T`. Throws `std::bad_variant_access` when another alternative is stored.
  template <typename T>
  [[nodiscard]] const T &get() const {
    return std::get<T>(value_);
  }

  /// Mutable form of the above.
  template <typename T>
  [[nodiscard]] T &get() {
    return std::get<T>(value_);
  }

  /// The variant itself.
  [[nodiscard]] const Value &raw() const noexcept { return value_; }

private:
  Value value_;
};

} // namespace softadastra::core::config
