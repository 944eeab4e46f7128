// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>

namespace softadastra::sdk {

/// Where synchronisation stood when it was asked for.
class SyncState {
public:
  /// All zero.
  SyncState() = default;

  /// The counts; versions and retries are set afterwards.
  SyncState(std::size_t outbox_size, std::size_t queued_count, std::size_t in_flight_count,
            std::size_t acknowledged_count, std::size_t failed_count) noexcept
      : outbox_size_(outbox_size), queued_count_(queued_count), in_flight_count_(in_flight_count),
        acknowledged_count_(acknowledged_count), failed_count_(failed_count) {}

  /// Operations that the outbox holds, whatever their status.
  [[nodiscard]] std::size_t outbox_size() const noexcept { return outbox_size_; }

  /// Operations that wait to be sent.
  [[nodiscard]] std::size_t queued_count() const noexcept { return queued_count_; }

  /// Operations that were sent and are not acknowledged.
  [[nodiscard]] std::size_t in_flight_count() const noexcept { return in_flight_count_; }

  /// Operations that are acknowledged and not pruned.
  [[nodiscard]] std::size_t acknowledged_count() const noexcept { return acknowledged_count_; }

  /// Operations that were given up, listed until someone decides.
  [[nodiscard]] std::size_t failed_count() const noexcept { return failed_count_; }

  /// Version of the last write made here.
  [[nodiscard]] std::uint64_t last_submitted_version() const noexcept { return last_submitted_version_; }

  /// Version that the last write of another node got here.
  [[nodiscard]] std::uint64_t last_applied_remote_version() const noexcept { return last_applied_remote_version_; }

  /// Deliveries that had to be repeated.
  [[nodiscard]] std::uint64_t total_retries() const noexcept { return total_retries_; }

  /// Sets `outbox_size`.
  void set_outbox_size(std::size_t value) noexcept { outbox_size_ = value; }

  /// Sets `queued_count`.
  void set_queued_count(std::size_t value) noexcept { queued_count_ = value; }

  /// Sets `in_flight_count`.
  void set_in_flight_count(std::size_t value) noexcept { in_flight_count_ = value; }

  /// Sets `acknowledged_count`.
  void set_acknowledged_count(std::size_t value) noexcept { acknowledged_count_ = value; }

  /// Sets `failed_count`.
  void set_failed_count(std::size_t value) noexcept { failed_count_ = value; }

  /// Sets `last_submitted_version`.
  void set_last_submitted_version(std::uint64_t value) noexcept { last_submitted_version_ = value; }

  /// Sets `last_applied_remote_version`.
  void set_last_applied_remote_version(std::uint64_t value) noexcept { last_applied_remote_version_ = value; }

  /// Sets `total_retries`.
  void set_total_retries(std::uint64_t value) noexcept { total_retries_ = value; }

  /// True while something waits to be sent.
  [[nodiscard]] bool has_queued() const noexcept { return queued_count_ > 0; }

  /// True while an acknowledgement is waited for.
  [[nodiscard]] bool has_in_flight() const noexcept { return in_flight_count_ > 0; }

  /// True while something is listed as failed.
  [[nodiscard]] bool has_failed() const noexcept { return failed_count_ > 0; }

  /// True while any of the three.
  [[nodiscard]] bool has_work() const noexcept {
    return has_queued() || has_in_flight() || has_failed();
  }

  /// True when all eight are zero.
  [[nodiscard]] bool empty() const noexcept { return *this == SyncState{}; }

  /// Queued, in flight, acknowledged and failed together.
  [[nodiscard]] std::size_t total_tracked() const noexcept {
    return queued_count_ + in_flight_count_ + acknowledged_count_ + failed_count_;
  }

  /// Back to all zero.
  void clear() noexcept { *this = SyncState{}; }

  /// True when all eight are the same.
  [[nodiscard]] friend bool operator==(const SyncState &left, const SyncState &right) noexcept {
    return left.outbox_size_ == right.outbox_size_ && left.queued_count_ == right.queued_count_ &&
           left.in_flight_count_ == right.in_flight_count_ &&
           left.acknowledged_count_ == right.acknowledged_count_ &&
           left.failed_count_ == right.failed_count_ &&
           left.last_submitted_version_ == right.last_submitted_version_ &&
           left.last_applied_remote_version_ == right.last_applied_remote_version_ &&
           left.total_retries_ == right.total_retries_;
  }

  /// True when any of them differs.
  [[nodiscard]] friend bool operator!=(const SyncState &left, const SyncState &right) noexcept {
    return !(left == right);
  }

private:
  std::size_t outbox_size_{0};
  std::size_t queued_count_{0};
  std::size_t in_flight_count_{0};
  std::size_t acknowledged_count_{0};
  std::size_t failed_count_{0};
  std::uint64_t last_submitted_version_{0};
  std::uint64_t last_applied_remote_version_{0};
  std::uint64_t total_retries_{0};
};

} // namespace softadastra::sdk
