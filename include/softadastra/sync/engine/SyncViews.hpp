// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "softadastra/core/time/Duration.hpp"
#include "softadastra/core/time/Timestamp.hpp"
#include "softadastra/detail/Api.hpp"
#include "softadastra/detail/Bytes.hpp"
#include "softadastra/detail/Handle.hpp"
#include "softadastra/sync/ack/AckTracker.hpp"
#include "softadastra/sync/core/SyncState.hpp"
#include "softadastra/sync/encoding/EngineForm.hpp"
#include "softadastra/sync/outbox/Outbox.hpp"
#include "softadastra/sync/outbox/OutboxEntry.hpp"
#include "softadastra/sync/queue/SyncQueue.hpp"

#include <cstddef>
#include <cstdint>
#include <utility>

namespace softadastra::sync::engine {

/// Counters and containers that a sync engine lends out, read anew only after the engine has
/// changed. The objects stay the same ones, their content is replaced; without memory for that, or
/// when the log cannot be read, it stays as it was. For `SyncEngine`; no use on its own. One thread
/// at a time.
class SyncViews {
public:
  /// The counters as they are now; costs the same whatever the depth of the outbox.
  [[nodiscard]] const core::SyncState &state(const ::sda_engine *engine) noexcept {
    auto found = ::softadastra::detail::sized<::sda_sync_state>();
    if (engine == nullptr || ::sda_sync_get_state(engine, &found, nullptr) != SDA_OK) {
      return state_;
    }
    state_.outbox_size = static_cast<std::size_t>(found.outbox_size);
    state_.queued_count = static_cast<std::size_t>(found.queued_count);
    state_.in_flight_count = static_cast<std::size_t>(found.in_flight_count);
    state_.acknowledged_count = static_cast<std::size_t>(found.acknowledged_count);
    state_.failed_count = static_cast<std::size_t>(found.failed_count);
    state_.last_submitted_version = found.last_submitted_version;
    state_.last_applied_remote_version = found.last_applied_remote_version;
    state_.total_retries = found.total_retries;
    state_.pending_count = static_cast<std::size_t>(found.pending_count);
    state_.duplicate_count = found.duplicate_count;
    state_.conflict_count = found.conflict_count;
    state_.coalesced_count = found.coalesced_count;
    state_.outbox_bytes = found.outbox_bytes;
    state_.clock_refusal_count = found.clock_refusal_count;
    return state_;
  }

  /// Every entry, oldest first.
  [[nodiscard]] const outbox::Outbox &outbox(const ::sda_engine *engine) noexcept {
    return outbox_.refreshed(engine, [](outbox::Outbox &fresh, const ::sda_envelope &found) {
      fresh.push(outbox::OutboxEntry{encoding::EngineForm::envelope(found)});
    });
  }

  /// What is queued, whether its time has come or not, oldest first.
  [[nodiscard]] const queue::SyncQueue &queue(const ::sda_engine *engine) noexcept {
    return queue_.refreshed(engine, [](queue::SyncQueue &fresh, const ::sda_envelope &found) {
      if (found.status == SDA_STATUS_QUEUED) {
        fresh.push(encoding::EngineForm::envelope(found));
      }
    });
  }

  /// What was handed out and waits for an acknowledgement.
  [[nodiscard]] const ack::AckTracker &tracker(const ::sda_engine *engine) noexcept {
    return tracker_.refreshed(engine, [](ack::AckTracker &fresh, const ::sda_envelope &found) {
      if (found.ack_status == SDA_ACK_WAITING) {
        const auto &op = found.op;
        fresh.track(::softadastra::detail::string_from(op.sync_id, op.sync_id_len),
                    core::core_time::Timestamp::from_millis(found.last_attempt_at_ms),
                    core::core_time::Duration::from_millis(found.ack_due_at_ms -
                                                           found.last_attempt_at_ms));
      }
    });
  }

private:
  /// One container, and at which change of the engine it was read.
  template <typename Container>
  class Cached {
  public:
    template <typename Add>
    [[nodiscard]] const Container &refreshed(const ::sda_engine *engine, Add add) noexcept {
      std::uint64_t changes = 0;
      if (engine == nullptr || ::sda_engine_changes(engine, &changes, nullptr) != SDA_OK ||
          (engine == engine_ && changes == changes_)) {
        return content_;
      }
      ::sda_ops *listed = nullptr;
      if (::sda_sync_outbox(engine, &listed, nullptr) != SDA_OK) {
        return content_;
      }
      const ::softadastra::detail::OpsHandle ops{listed};
      try {
        Container fresh;
        encoding::EngineForm::each(ops,
                                   [&](const ::sda_envelope &found) { add(fresh, found); });
        content_ = std::move(fresh);
        // Asked for before the list: a change made meanwhile is noticed next time.
        changes_ = changes;
        engine_ = engine;
      } catch (...) {
        // Nothing was touched.
      }
      return content_;
    }

  private:
    Container content_{};
    std::uint64_t changes_{0};

    /// Only compared: a context may be given another store.
    const ::sda_engine *engine_{nullptr};
  };

  core::SyncState state_{};
  Cached<outbox::Outbox> outbox_{};
  Cached<queue::SyncQueue> queue_{};
  Cached<ack::AckTracker> tracker_{};
};

} // namespace softadastra::sync::engine
