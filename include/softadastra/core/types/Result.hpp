// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <stdexcept>
#include <type_traits>
#include <utility>
#include <variant>

namespace softadastra::core::types {

/// Outcome of an operation: exactly one of a value `T` or an error `E`.
///
/// The alternative is chosen by position, never by the type of the payload, so `T` and `E` may be
/// the same type or convert into each other. Copyable and movable when both payloads are; a
/// moved-from result keeps its alternative and holds a moved-from payload. Different results may be
/// used from different threads; one result needs the usual care of a plain value.
template <typename T, typename E>
class Result {
public:
  /// A success. Accepts everything that converts implicitly to `T`.
  template <typename U = T>
    requires std::is_convertible_v<U, T>
  static Result ok(U &&value) {
    return Result(std::in_place_index<value_index>, std::forward<U>(value));
  }

  /// A failure. Accepts everything that converts implicitly to `E`.
  template <typename G = E>
    requires std::is_convertible_v<G, E>
  static Result err(G &&error) {
    return Result(std::in_place_index<error_index>, std::forward<G>(error));
  }

  /// True for a success.
  [[nodiscard]] bool is_ok() const noexcept { return state_.index() == value_index; }

  /// True for a failure; always the opposite of `is_ok()`.
  [[nodiscard]] bool is_err() const noexcept { return !is_ok(); }

  /// The value, valid as long as this result is not changed or destroyed.
  /// Throws `std::logic_error("Result: no value")` on a failure.
  [[nodiscard]] const T &value() const & { return require<value_index>(state_, no_value); }

  /// Mutable form of the above; `std::move(result.value())` takes the payload out.
  [[nodiscard]] T &value() & { return require<value_index>(state_, no_value); }

  /// The value itself, of a result that is about to go: `for (auto &x : list().value())` and
  /// `const auto &x = find().value()` are safe.
  [[nodiscard]] T value() && { return std::move(require<value_index>(state_, no_value)); }

  /// The error, valid as long as this result is not changed or destroyed.
  /// Throws `std::logic_error("Result: no error")` on a success.
  [[nodiscard]] const E &error() const & { return require<error_index>(state_, no_error); }

  /// Mutable form of the above.
  [[nodiscard]] E &error() & { return require<error_index>(state_, no_error); }

  /// The error itself, of a result that is about to go.
  [[nodiscard]] E error() && { return std::move(require<error_index>(state_, no_error)); }

  /// A copy of the value, or `fallback` converted to `T` on a failure.
  template <typename U>
  [[nodiscard]] T value_or(U &&fallback) const {
    return is_ok() ? value() : static_cast<T>(std::forward<U>(fallback));
  }

  /// Applies `f` to the value and copies an error unchanged. `f` must return something.
  template <typename F>
  auto map(F &&f) const -> Result<std::invoke_result_t<F, T>, E> {
    using Mapped = Result<std::invoke_result_t<F, T>, E>;
    if (is_err()) {
      return Mapped::err(error());
    }
    return Mapped::ok(std::invoke(std::forward<F>(f), value()));
  }

  /// Applies `f` to the error and copies a value unchanged. `f` must return something.
  template <typename F>
  auto map_error(F &&f) const -> Result<T, std::invoke_result_t<F, E>> {
    using Mapped = Result<T, std::invoke_result_t<F, E>>;
    if (is_ok()) {
      return Mapped::ok(value());
    }
    return Mapped::err(std::invoke(std::forward<F>(f), error()));
  }

private:
  static constexpr std::size_t value_index = 0;
  static constexpr std::size_t error_index = 1;
  static constexpr const char *no_value = "Result: no value";
  static constexpr const char *no_error = "Result: no error";

  template <std::size_t Index, typename P>
  explicit Result(std::in_place_index_t<Index> which, P &&payload)
      : state_(which, std::forward<P>(payload)) {}

  template <std::size_t Index, typename State>
  static auto &require(State &state, const char *complaint) {
    auto *payload = std::get_if<Index>(&state);
    if (payload == nullptr) {
      throw std::logic_error(complaint);
    }
    return *payload;
  }

  std::variant<T, E> state_;
};

/// Outcome of an operation that returns nothing: success, or an error `E`.
///
/// A success carries no `E`, so `E` needs no default constructor.
template <typename E>
class Result<void, E> {
public:
  /// A success.
  static Result ok() { return Result(std::nullopt); }

  /// A failure, whatever the type of the argument: a string literal stays an error.
  template <typename G = E>
    requires std::is_convertible_v<G, E>
  static Result err(G &&error) {
    return Result(std::in_place, std::forward<G>(error));
  }

  /// True for a success.
  [[nodiscard]] bool is_ok() const noexcept { return !error_.has_value(); }

  /// True for a failure; always the opposite of `is_ok()`.
  [[nodiscard]] bool is_err() const noexcept { return error_.has_value(); }

  /// The error, valid as long as this result is not changed or destroyed.
  /// Throws `std::logic_error("Result<void>: no error")` on a success.
  [[nodiscard]] const E &error() const & {
    require_error();
    return *error_;
  }

  /// Mutable form of the above.
  [[nodiscard]] E &error() & {
    require_error();
    return *error_;
  }

  /// The error itself, of a result that is about to go.
  [[nodiscard]] E error() && {
    require_error();
    return *std::move(error_);
  }

private:
  explicit Result(std::nullopt_t) noexcept {}

  template <typename G>
  explicit Result(std::in_place_t, G &&error) : error_(std::in_place, std::forward<G>(error)) {}

  void require_error() const {
    if (is_ok()) {
      throw std::logic_error("Result<void>: no error");
    }
  }

  std::optional<E> error_;
};

} // namespace softadastra::core::types
