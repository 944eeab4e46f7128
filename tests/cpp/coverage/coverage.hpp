// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <type_traits>

// Each line of the coverage files names one documented symbol with its documented type. They are
// tests by compiling: a name that is missing, a parameter, a constness or a `noexcept` that is not as
// documented, does not convert to the type that is asked for.

namespace coverage {

/// A function, or a member, of exactly this type, picked from its overloads.
template <typename Signature>
consteval bool has(Signature) {
  return true;
}

/// A data member with this type.
template <typename Class, typename Type>
consteval bool holds(Type Class::*) {
  return true;
}

/// A class that is copied and moved as a value, with a const object of it made by default.
template <typename Type>
inline constexpr bool is_value = std::is_copy_constructible_v<Type> &&
                                 std::is_copy_assignable_v<Type> &&
                                 std::is_move_constructible_v<Type> &&
                                 std::is_move_assignable_v<Type> &&
                                 std::is_default_constructible_v<Type>;

/// A class that is moved, without an exception, and never copied.
template <typename Type>
inline constexpr bool is_moved_only =
    !std::is_copy_constructible_v<Type> && !std::is_copy_assignable_v<Type> &&
    std::is_nothrow_move_constructible_v<Type> && std::is_nothrow_move_assignable_v<Type>;

/// A constructor that must be named, as opposed to a conversion that happens by itself.
template <typename Type, typename Argument>
inline constexpr bool is_explicit_from =
    std::is_constructible_v<Type, Argument> && !std::is_convertible_v<Argument, Type>;

} // namespace coverage
