// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>

namespace softadastra::sdk {

/// What one tick did.
class TickResult {
public:
  /// All zero.
  TickResult() = default;

  /// The three counts.
  TickResult(std::size_t retried_count, std::size_t pruned_count, std::size_t batch_size) noexcept
      : retried_count_(retried_count), pruned_count_(pruned_count), batch_size_(batch_size) {}

  /// Deliveries that were scheduled or made again.
  [[nodiscard]] std::size_t retried_count() const noexcept { return retried_count_; }

  /// Entries that the outbox let go.
  [[nodiscard]] std::size_t pruned_count() const noexcept { return pruned_count_; }

  /// Operations that went out, or were selected to.
  [[nodiscard]] std::size_t batch_size() const noexcept { return batch_size_; }

  /// Sets `retried_count`.
  void set_retried_count(std::size_t value) noexcept { retried_count_ = value; }

  /// Sets `pruned_count`.
  void set_pruned_count(std::size_t value) noexcept { pruned_count_ = value; }

  /// Sets `batch_size`.
  void set_batch_size(std::size_t value) noexcept { batch_size_ = value; }

  /// True when any count is above 0.
  [[nodiscard]] bool has_work() const noexcept { return retried() || pruned() || produced_batch(); }

  /// True when deliveries were repeated.
  [[nodiscard]] bool retried() const noexcept { return retried_count_ > 0; }

  /// True when entries were let go.
  [[nodiscard]] bool pruned() const noexcept { return pruned_count_ > 0; }

  /// True when operations went out.
  [[nodiscard]] bool produced_batch() const noexcept { return batch_size_ > 0; }

  /// True when all counts are 0.
  [[nodiscard]] bool empty() const noexcept { return !has_work(); }

  /// Back to all zero.
  void clear() noexcept { *this = TickResult{}; }

  /// True when all counts are the same.
  [[nodiscard]] friend bool operator==(const TickResult &left, const TickResult &right) noexcept {
    return left.retried_count_ == right.retried_count_ &&
           left.pruned_count_ == right.pruned_count_ && left.batch_size_ == right.batch_size_;
  }

  /// True when any of them differs.
  [[nodiscard]] friend bool operator!=(const TickResult &left, const TickResult &right) noexcept {
    return !(left == right);
  }

private:
  std::size_t retried_count_{0};
  std::size_t pruned_count_{0};
  std::size_t batch_size_{0};
};

} // namespace softadastra::sdk
