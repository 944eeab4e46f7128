// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <exception>
#include <utility>

namespace softadastra::detail {

/// What a function of the user threw inside a call of the C interface, kept until that call is over:
/// nothing may unwind through C. Each thread has its own.
class Thrown {
public:
  /// Keeps what is being handled. Call it from a `catch` block.
  static void keep() noexcept { slot() = std::current_exception(); }

  /// Throws what was kept, if anything was. Call it after each call that may run a function of the
  /// user.
  static void rethrow() {
    if (slot() != nullptr) {
      std::rethrow_exception(std::exchange(slot(), nullptr));
    }
  }

private:
  [[nodiscard]] static std::exception_ptr &slot() noexcept {
    thread_local std::exception_ptr kept{};
    return kept;
  }
};

} // namespace softadastra::detail
