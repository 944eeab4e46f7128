// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace softadastra::core::types {

/// Base of classes that own something which must not be duplicated. Moving stays possible.
///
/// Everything is protected and the destructor is not virtual: this is a trait to inherit, not an
/// interface to delete through.
class NonCopyable {
protected:
  constexpr NonCopyable() = default;
  ~NonCopyable() = default;

  NonCopyable(const NonCopyable &) = delete;
  NonCopyable &operator=(const NonCopyable &) = delete;

  /// Moves.
  NonCopyable(NonCopyable &&) = default;
  /// Moves.
  NonCopyable &operator=(NonCopyable &&) = default;
};

} // namespace softadastra::core::types
