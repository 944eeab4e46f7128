// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "softadastra/core/time/Timestamp.hpp"
#include "softadastra/sync/core/SyncEnvelope.hpp"
#include "softadastra/sync/types/AckStatus.hpp"
#include "softadastra/sync/types/SyncStatus.hpp"

#include <string>
#include <utility>

namespace softadastra::sync::outbox {

namespace core = ::softadastra::sync::core;
namespace types = ::softadastra::sync::types;
namespace core_time = ::softadastra::core::time;

/// One place in an outbox: an envelope, and the question whether its time has come.
struct OutboxEntry {
  core::SyncEnvelope envelope{}; ///< The operation with its delivery.

  /// An invalid entry.
  OutboxEntry() = default;

  /// Takes the envelope as it is.
  explicit OutboxEntry(core::SyncEnvelope entry_envelope) : envelope(std::move(entry_envelope)) {}

  /// Id of the operation; valid while this entry lives unchanged.
  [[nodiscard]] const std::string &sync_id() const noexcept { return envelope.operation.sync_id; }

  /// True when the entry is valid and still open at `now`: neither applied, failed nor
  /// acknowledged, with no retry time or one that is reached. Pending entries count, and so do
  /// those in flight. False for a `now` that is not valid.
  [[nodiscard]] bool ready(core_time::Timestamp now) const noexcept {
    // A retry time that was never set is zero, which every valid moment has reached.
    return now.is_valid() && is_valid() && !terminal() && !acknowledged() &&
           now >= envelope.next_retry_at;
  }

  /// The same, at this moment.
  [[nodiscard]] bool ready() const noexcept { return ready(core_time::Timestamp::now()); }

  /// See `SyncEnvelope::awaiting_ack`.
  [[nodiscard]] bool awaiting_ack() const noexcept { return envelope.awaiting_ack(); }

  /// See `SyncEnvelope::acknowledged`.
  [[nodiscard]] bool acknowledged() const noexcept { return envelope.acknowledged(); }

  /// See `SyncEnvelope::terminal`.
  [[nodiscard]] bool terminal() const noexcept { return envelope.terminal(); }

  /// See `SyncEnvelope::retryable`.
  [[nodiscard]] bool retryable() const noexcept { return envelope.retryable(); }

  /// See `SyncEnvelope::ready_to_send`.
  [[nodiscard]] bool ready_to_send() const noexcept { return envelope.ready_to_send(); }

  /// See `SyncEnvelope::is_valid`.
  [[nodiscard]] bool is_valid() const noexcept { return envelope.is_valid(); }

  /// See `SyncEnvelope::mark_queued`.
  void mark_queued() noexcept { envelope.mark_queued(); }

  /// See `SyncEnvelope::mark_in_flight`.
  void mark_in_flight(bool require_ack = true) noexcept { envelope.mark_in_flight(require_ack); }

  /// See `SyncEnvelope::mark_acknowledged`.
  void mark_acknowledged() noexcept { envelope.mark_acknowledged(); }

  /// See `SyncEnvelope::mark_applied`.
  void mark_applied() noexcept { envelope.mark_applied(); }

  /// See `SyncEnvelope::mark_failed`.
  void mark_failed() noexcept { envelope.mark_failed(); }

  /// See `SyncEnvelope::mark_timed_out`.
  void mark_timed_out() noexcept { envelope.mark_timed_out(); }

  /// See `SyncEnvelope::schedule_retry_at`.
  void schedule_retry_at(core_time::Timestamp when) noexcept { envelope.schedule_retry_at(when); }

  /// Back to the invalid entry.
  void clear() noexcept { envelope.clear(); }
};

} // namespace softadastra::sync::outbox
