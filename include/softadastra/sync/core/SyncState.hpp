// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>

namespace softadastra::sync::core {

/// Counters of one engine.
struct SyncState {
  /// Tracked operations in any status, until they are pruned.
  std::size_t outbox_size{0};

  /// Length of the send queue.
  std::size_t queued_count{0};

  /// Handed out and not yet answered.
  std::size_t in_flight_count{0};

  /// Acknowledged or done, until they are pruned.
  std::size_t acknowledged_count{0};

  /// Given up, until they are queued again or pruned.
  std::size_t failed_count{0};

  /// Store version of the last operation submitted here.
  std::uint64_t last_submitted_version{0};

  /// The local store's version of the last remote operation applied here.
  std::uint64_t last_applied_remote_version{0};

  /// How often an operation was queued again because no answer came; never decreases.
  std::uint64_t total_retries{0};

  /// Tracked operations that are not in the queue yet.
  std::size_t pending_count{0};

  /// Remote operations that were known already.
  std::uint64_t duplicate_count{0};

  /// Remote operations that met a write they had not seen.
  std::uint64_t conflict_count{0};

  /// Operations that left a full outbox because a later one had replaced them.
  std::uint64_t coalesced_count{0};

  /// About how many bytes the operations that are not acknowledged have in the log.
  std::uint64_t outbox_bytes{0};

  /// Times of peers too far ahead to move the clock.
  std::uint64_t clock_refusal_count{0};

  /// All zero.
  SyncState() = default;

  /// True when the send queue is not empty.
  [[nodiscard]] bool has_queued() const noexcept { return queued_count > 0; }

  /// True when an answer is outstanding.
  [[nodiscard]] bool has_in_flight() const noexcept { return in_flight_count > 0; }

  /// True when an operation was given up.
  [[nodiscard]] bool has_failed() const noexcept { return failed_count > 0; }

  /// True when anything is queued, in flight or failed.
  [[nodiscard]] bool has_work() const noexcept {
    return has_queued() || has_in_flight() || has_failed();
  }

  /// True when the first eight fields are zero. The others are details of those and not
  /// looked at.
  [[nodiscard]] bool empty() const noexcept {
    return outbox_size == 0 && queued_count == 0 && in_flight_count == 0 &&
           acknowledged_count == 0 && failed_count == 0 && last_submitted_version == 0 &&
           last_applied_remote_version == 0 && total_retries == 0;
  }

  /// Queued, in flight, acknowledged and failed together; pending ones are not part of it.
  [[nodiscard]] std::size_t total_tracked() const noexcept {
    return queued_count + in_flight_count + acknowledged_count + failed_count;
  }

  /// Back to all zero.
  void clear() noexcept { *this = SyncState{}; }
};

} // namespace softadastra::sync::core
