// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <type_traits>
#include <utility>

namespace softadastra::core::types {

/// A `T` that cannot be mixed up with another `T`: `Tag` makes each use a type of its own.
///
/// Nothing converts implicitly in either direction, and values of different tags do not compare.
template <typename T, typename Tag>
class StrongType {
public:
  /// The type of the value inside.
  using value_type = T;
  /// The type that tells it from others.
  using tag_type = Tag;

  /// Holds a value-initialised `T`.
  constexpr StrongType()
    requires std::is_default_constructible_v<T>
  = default;

  /// Copies `value`; the content is not checked.
  explicit constexpr StrongType(const T &value) : value_(value) {}

  /// Takes `value` over; the content is not checked.
  explicit constexpr StrongType(T &&value) : value_(std::move(value)) {}

  /// The wrapped value.
  [[nodiscard]] constexpr const T &get() const noexcept { return value_; }

  /// The wrapped value, mutable.
  [[nodiscard]] constexpr T &get() noexcept { return value_; }

  /// Compares the wrapped values.
  [[nodiscard]] friend constexpr bool operator==(const StrongType &left, const StrongType &right) {
    return left.value_ == right.value_;
  }

  /// Opposite of `==`.
  [[nodiscard]] friend constexpr bool operator!=(const StrongType &left, const StrongType &right) {
    return !(left == right);
  }

  /// Orders by the wrapped values.
  [[nodiscard]] friend constexpr bool operator<(const StrongType &left, const StrongType &right) {
    return left.value_ < right.value_;
  }

private:
  T value_{};
};

} // namespace softadastra::core::types
