// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "softadastra/core/errors/ErrorCode.hpp"
#include "softadastra/core/time/Timestamp.hpp"
#include "softadastra/sync/core/Namespaces.hpp"
#include "softadastra/sync/core/SyncOperation.hpp"
#include "softadastra/sync/types/AckStatus.hpp"
#include "softadastra/sync/types/SyncStatus.hpp"

#include <cstdint>
#include <limits>
#include <utility>

namespace softadastra::sync::core {

/// One operation together with the state of its delivery.
struct SyncEnvelope {
  SyncOperation operation{}; ///< The operation.
  types::SyncStatus status{types::SyncStatus::Pending}; ///< Where it stands.
  types::AckStatus ack_status{types::AckStatus::None}; ///< Where its acknowledgement stands.

  /// How often the operation was sent, the first time included.
  std::uint32_t retry_count{0};

  /// When it was sent last; not valid before the first time.
  core_time::Timestamp last_attempt_at{};

  /// When it may be sent again; not valid when nothing was scheduled.
  core_time::Timestamp next_retry_at{};

  /// Number of the `ErrorCode` of the last delivery error. It stays until the next error or
  /// `clear`, also after a later success.
  std::uint16_t last_error{static_cast<std::uint16_t>(core_errors::ErrorCode::None)};

  /// Pending, with an invalid operation.
  SyncEnvelope() = default;

  /// Pending.
  explicit SyncEnvelope(SyncOperation sync_operation) : operation(std::move(sync_operation)) {}

  /// In the given state, unchecked.
  SyncEnvelope(SyncOperation sync_operation, types::SyncStatus sync_status,
               types::AckStatus operation_ack_status)
      : operation(std::move(sync_operation)), status(sync_status),
        ack_status(operation_ack_status) {}

  /// True while an acknowledgement is expected, whatever the status says.
  [[nodiscard]] bool awaiting_ack() const noexcept { return types::is_waiting(ack_status); }

  /// True when an acknowledgement came, whatever the status says.
  [[nodiscard]] bool acknowledged() const noexcept {
    return ack_status == types::AckStatus::Received;
  }

  /// True when the status is `Applied` or `Failed`.
  [[nodiscard]] bool terminal() const noexcept { return types::is_terminal(status); }

  /// True when the status is `Failed` or the acknowledgement timed out.
  [[nodiscard]] bool retryable() const noexcept {
    return types::can_retry(status) || ack_status == types::AckStatus::TimedOut;
  }

  /// True when queued and not waiting for an acknowledgement; `next_retry_at` is not looked at.
  [[nodiscard]] bool ready_to_send() const noexcept {
    return status == types::SyncStatus::Queued && !awaiting_ack();
  }

  /// True when the operation is valid and both states are known ones.
  [[nodiscard]] bool is_valid() const noexcept {
    return operation.is_valid() && types::is_valid(status) && types::is_valid(ack_status);
  }

  /// Back into the queue; counters and times stay.
  void mark_queued() noexcept {
    status = types::SyncStatus::Queued;
    ack_status = types::AckStatus::None;
  }

  /// Handed out for sending now: counts one attempt. `next_retry_at` stays.
  void mark_in_flight(bool require_ack = true) noexcept {
    status = types::SyncStatus::InFlight;
    ack_status = require_ack ? types::AckStatus::Waiting : types::AckStatus::None;
    // A count that wrapped to zero would give a spent operation its whole budget back.
    if (retry_count < std::numeric_limits<std::uint32_t>::max()) {
      ++retry_count;
    }
    last_attempt_at = core_time::Timestamp::now();
  }

  /// Answered, not yet closed.
  void mark_acknowledged() noexcept {
    status = types::SyncStatus::Acknowledged;
    ack_status = types::AckStatus::Received;
  }

  /// Done; the acknowledgement state stays.
  void mark_applied() noexcept { status = types::SyncStatus::Applied; }

  /// Given up; the acknowledgement state stays.
  void mark_failed() noexcept { status = types::SyncStatus::Failed; }

  /// Given up because no acknowledgement came.
  void mark_timed_out() noexcept {
    ack_status = types::AckStatus::TimedOut;
    status = types::SyncStatus::Failed;
  }

  /// Not to be sent again before `when`.
  void schedule_retry_at(core_time::Timestamp when) noexcept { next_retry_at = when; }

  /// Back to pending, with an invalid operation.
  void clear() noexcept {
    operation.clear();
    status = types::SyncStatus::Pending;
    ack_status = types::AckStatus::None;
    retry_count = 0;
    last_attempt_at = core_time::Timestamp{};
    next_retry_at = core_time::Timestamp{};
    last_error = static_cast<std::uint16_t>(core_errors::ErrorCode::None);
  }
};

} // namespace softadastra::sync::core
