// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <cstdint>

namespace softadastra::wal::core {

/// Counter that hands out 1, 2, 3 and so on.
///
/// Several threads may call `next`, `current`, `set` and `reset` at once: no number is given twice
/// as long as nobody sets it back. Only the number itself is synchronised, not memory around it.
/// Moving needs the usual exclusive access.
class Sequence {
public:
  /// The type of the value inside.
  using value_type = std::uint64_t;

  /// Nothing was given yet; the next number is 1.
  Sequence() noexcept = default;

  /// `start` counts as given; the next number is `start + 1`.
  explicit Sequence(value_type start) noexcept : value_(start) {}

  Sequence(const Sequence &) = delete;
  Sequence &operator=(const Sequence &) = delete;

  /// Continues from the number of `other`, which keeps its own.
  Sequence(Sequence &&other) noexcept : value_(other.current()) {}

  /// Continues from the number of `other`, which keeps its own.
  Sequence &operator=(Sequence &&other) noexcept {
    set(other.current());
    return *this;
  }

  ~Sequence() = default;

  /// Gives the next number. After the largest one the count starts at 0 again.
  [[nodiscard]] value_type next() noexcept {
    return value_.fetch_add(1, std::memory_order_relaxed) + 1;
  }

  /// The number given last; 0 when there is none.
  [[nodiscard]] value_type current() const noexcept {
    return value_.load(std::memory_order_relaxed);
  }

  /// `value` counts as given last. Going backwards gives numbers again: the caller's duty.
  void set(value_type value) noexcept { value_.store(value, std::memory_order_relaxed); }

  /// Same as `set(0)`.
  void reset() noexcept { set(0); }

  /// True when no number was given yet.
  [[nodiscard]] bool empty() const noexcept { return current() == 0; }

private:
  std::atomic<value_type> value_{0};
};

} // namespace softadastra::wal::core
