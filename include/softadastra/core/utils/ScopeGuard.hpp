// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <type_traits>
#include <utility>

namespace softadastra::core::utils {

/// Runs a callable at the end of its scope unless dismissed before.
///
/// The callable must not throw: it runs in a destructor, where an exception ends the process.
template <typename F>
class ScopeGuard {
public:
  /// Takes the callable over and is active.
  explicit ScopeGuard(F &&func) : func_(std::in_place, std::move(func)), active_(true) {}

  ScopeGuard(const ScopeGuard &) = delete;
  ScopeGuard &operator=(const ScopeGuard &) = delete;

  /// Takes over the callable; `other` is dismissed.
  ScopeGuard(ScopeGuard &&other) noexcept(std::is_nothrow_move_constructible_v<F>) {
    take(other);
  }

  /// Runs the callable being replaced if it is active, then takes over the other one; `other` is
  /// dismissed.
  ScopeGuard &operator=(ScopeGuard &&other) noexcept(std::is_nothrow_move_constructible_v<F>) {
    if (this != &other) {
      run();
      take(other);
    }
    return *this;
  }

  ~ScopeGuard() { run(); }

  /// The callable will not run any more.
  void dismiss() noexcept { active_ = false; }

  /// True while the callable is going to run.
  [[nodiscard]] bool active() const noexcept { return active_; }

private:
  void run() {
    if (std::exchange(active_, false)) {
      (*func_)();
    }
  }

  // Built anew instead of assigned: closures cannot be assigned.
  void take(ScopeGuard &other) {
    if (other.active_) {
      func_.emplace(std::move(*other.func_));
      other.active_ = false;
      active_ = true;
    }
  }

  std::optional<F> func_;
  bool active_{false};
};

/// A guard around a copy of `func`, or around `func` itself when it is a temporary.
template <typename F>
[[nodiscard]] auto make_scope_guard(F &&func) -> ScopeGuard<std::decay_t<F>> {
  return ScopeGuard<std::decay_t<F>>(std::decay_t<F>(std::forward<F>(func)));
}

} // namespace softadastra::core::utils
