// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "softadastra/sync/core/SyncEnvelope.hpp"
#include "softadastra/sync/engine/SyncEngine.hpp"

#include <cstddef>
#include <vector>

namespace softadastra::sync::scheduler {

namespace sync_core = ::softadastra::sync::core;
namespace sync_engine = ::softadastra::sync::engine;

/// Does what is to be done now and hands out what is to be sent. It has no thread and no timer:
/// call `tick` when `engine().next_wakeup()` says so, and after submitting.
///
/// Borrows the engine, which must outlive it. One thread at a time.
class SyncScheduler {
public:
  /// What one turn did.
  struct TickResult {
    /// Late deliveries that were queued again.
    std::size_t retried_count{0};

    /// Finished operations that left the outbox.
    std::size_t pruned_count{0};

    /// What is to be sent now; the caller's to keep.
    std::vector<sync_core::SyncEnvelope> batch{};

    /// True when the turn did or gave anything.
    [[nodiscard]] bool has_work() const noexcept {
      return retried_count > 0 || pruned_count > 0 || !batch.empty();
    }

    /// How many operations are to be sent.
    [[nodiscard]] std::size_t batch_size() const noexcept { return batch.size(); }
  };

  /// Works for `engine`.
  explicit SyncScheduler(sync_engine::SyncEngine &engine) noexcept : engine_(engine) {}

  /// One turn: queue again what is late, prune if asked, then take the next batch. Pruning never
  /// touches what the same turn hands out. When a step fails the later ones still run, and
  /// `engine().last_error()` says why.
  [[nodiscard]] TickResult tick(bool prune_completed = false) {
    TickResult result;
    result.retried_count = engine_.retry_expired();
    if (prune_completed) {
      result.pruned_count = engine_.prune_completed();
    }
    result.batch = engine_.next_batch();
    return result;
  }

  /// See `SyncEngine::retry_expired`.
  std::size_t retry_only() { return engine_.retry_expired(); }

  /// See `SyncEngine::next_batch`.
  [[nodiscard]] std::vector<sync_core::SyncEnvelope> next_batch() { return engine_.next_batch(); }

  /// See `SyncEngine::prune_completed`.
  std::size_t prune_completed() { return engine_.prune_completed(); }

  /// See `SyncEngine::prune_failed`.
  std::size_t prune_failed() { return engine_.prune_failed(); }

  /// The engine it works for.
  [[nodiscard]] sync_engine::SyncEngine &engine() noexcept { return engine_; }

  /// The engine it works for, to look at.
  [[nodiscard]] const sync_engine::SyncEngine &engine() const noexcept { return engine_; }

private:
  sync_engine::SyncEngine &engine_;
};

} // namespace softadastra::sync::scheduler
