// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "softadastra/core/time/Duration.hpp"
#include "softadastra/core/time/Timestamp.hpp"
#include "softadastra/sync/core/SyncEnvelope.hpp"
#include "softadastra/sync/outbox/OutboxEntry.hpp"
#include "softadastra/sync/outbox/OutboxIndex.hpp"
#include "softadastra/sync/types/SyncStatus.hpp"
#include "softadastra/sync/utils/Deadline.hpp"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace softadastra::sync::outbox {

namespace core = ::softadastra::sync::core;
namespace types = ::softadastra::sync::types;
namespace core_time = ::softadastra::core::time;

/// Operations that still have to reach somebody, in the order in which they were added.
///
/// A plain container: copyable, for one thread at a time. Ids may repeat; every function that
/// takes an id means the first entry that has it. Finding an id does not take longer when there
/// are more entries, except for an unknown id after `find_ptr` has lent an entry to be edited.
class Outbox {
public:
  /// The container behind it.
  using Container = std::vector<OutboxEntry>;

  /// Appends a copy; an invalid entry is ignored, an id that is there already is not.
  void push(const OutboxEntry &entry) {
    if (entry.is_valid()) {
      append(OutboxEntry{entry});
    }
  }

  /// Appends; an invalid entry is ignored, an id that is there already is not.
  void push(OutboxEntry &&entry) {
    if (entry.is_valid()) {
      append(std::move(entry));
    }
  }

  /// Replaces the entry with the same id in its place, or appends; an invalid entry is ignored.
  void upsert(OutboxEntry entry) {
    if (!entry.is_valid()) {
      return;
    }
    const std::size_t position = settled_lookup(entry.sync_id());
    if (position == absent) {
      append(std::move(entry));
    } else {
      entries_[position] = std::move(entry);
    }
  }

  /// True when there is no entry.
  [[nodiscard]] bool empty() const noexcept { return entries_.empty(); }

  /// How many entries there are, in any status.
  [[nodiscard]] std::size_t size() const noexcept { return entries_.size(); }

  /// Removes every entry.
  void clear() noexcept {
    entries_.clear();
    index_.clear();
  }

  /// A copy of the entry, or nullopt.
  [[nodiscard]] std::optional<OutboxEntry> find(const std::string &sync_id) const {
    const auto *found = find_ptr(sync_id);
    return found == nullptr ? std::nullopt : std::optional<OutboxEntry>{*found};
  }

  /// The entry, or null; valid until an entry is added or removed.
  [[nodiscard]] const OutboxEntry *find_ptr(const std::string &sync_id) const noexcept {
    const std::size_t position = lookup(sync_id);
    return position == absent ? nullptr : &entries_[position];
  }

  /// The same, to edit in place. Its id may be changed too, and is then found under the new one.
  [[nodiscard]] OutboxEntry *find_ptr(const std::string &sync_id) noexcept {
    const std::size_t position = lookup(sync_id);
    if (position == absent) {
      return nullptr;
    }
    index_.lend(entries_, position);
    return &entries_[position];
  }

  /// True when there is an entry.
  [[nodiscard]] bool contains(const std::string &sync_id) const {
    return lookup(sync_id) != absent;
  }

  /// A copy of the first entry that is ready at `now`, or nullopt.
  [[nodiscard]] std::optional<OutboxEntry> peek_next(core_time::Timestamp now) const {
    for (const auto &entry : entries_) {
      if (entry.ready(now)) {
        return entry;
      }
    }
    return std::nullopt;
  }

  /// The same, at this moment.
  [[nodiscard]] std::optional<OutboxEntry> peek_next() const {
    return peek_next(core_time::Timestamp::now());
  }

  /// Copies of the first entries that are ready at `now`, at most `max`. Nothing is removed or
  /// marked, so the next call gives them again.
  [[nodiscard]] std::vector<OutboxEntry> next_batch(core_time::Timestamp now,
                                                    std::size_t max) const {
    // Nothing is reserved: `max` is a wish of the caller and may be larger than any memory.
    std::vector<OutboxEntry> batch;
    for (const auto &entry : entries_) {
      if (batch.size() >= max) {
        break;
      }
      if (entry.ready(now)) {
        batch.push_back(entry);
      }
    }
    return batch;
  }

  /// The same, at this moment.
  [[nodiscard]] std::vector<OutboxEntry> next_batch(std::size_t max) const {
    return next_batch(core_time::Timestamp::now(), max);
  }

  /// Marks the entry as queued; false when the id is unknown.
  bool mark_queued(const std::string &sync_id) {
    return change(sync_id, [](OutboxEntry &entry) { entry.mark_queued(); });
  }

  /// Marks the entry as handed out for sending; false when the id is unknown.
  bool mark_in_flight(const std::string &sync_id, bool require_ack = true) {
    return change(sync_id, [=](OutboxEntry &entry) { entry.mark_in_flight(require_ack); });
  }

  /// Marks the entry as acknowledged; false when the id is unknown.
  bool mark_acked(const std::string &sync_id) {
    return change(sync_id, [](OutboxEntry &entry) { entry.mark_acknowledged(); });
  }

  /// Marks the entry as done; false when the id is unknown.
  bool mark_applied(const std::string &sync_id) {
    return change(sync_id, [](OutboxEntry &entry) { entry.mark_applied(); });
  }

  /// Marks the entry as failed, not to be repeated before `now` plus `retry_interval` (saturated).
  /// False when the id is unknown or `now` not valid; then nothing changes.
  bool mark_failed(const std::string &sync_id, core_time::Timestamp now,
                   core_time::Duration retry_interval) {
    return now.is_valid() && change(sync_id, [=](OutboxEntry &entry) {
             entry.mark_failed();
             entry.schedule_retry_at(utils::deadline_after(now, retry_interval));
           });
  }

  /// The same, from this moment on.
  bool mark_failed(const std::string &sync_id, core_time::Duration retry_interval) {
    return mark_failed(sync_id, core_time::Timestamp::now(), retry_interval);
  }

  /// Queues every entry that waits for an acknowledgement and whose retry time is set and reached,
  /// and moves that time to `now` plus `retry_interval` (saturated). Returns how many.
  std::size_t requeue_expired(core_time::Timestamp now, core_time::Duration retry_interval) {
    std::size_t requeued_count = 0;
    for (auto &entry : entries_) {
      const auto retry_at = entry.envelope.next_retry_at;
      if (entry.awaiting_ack() && retry_at.is_valid() && now >= retry_at) {
        entry.mark_queued();
        entry.schedule_retry_at(utils::deadline_after(now, retry_interval));
        ++requeued_count;
      }
    }
    return requeued_count;
  }

  /// The same, at this moment.
  std::size_t requeue_expired(core_time::Duration retry_interval) {
    return requeue_expired(core_time::Timestamp::now(), retry_interval);
  }

  /// Removes the entry; false when the id is unknown.
  bool erase(const std::string &sync_id) {
    const std::size_t position = settled_lookup(sync_id);
    if (position == absent) {
      return false;
    }
    remove_from(position, [=](std::size_t candidate) { return candidate == position; });
    return true;
  }

  /// Removes what is acknowledged or applied, and returns how many.
  std::size_t prune_completed() {
    return prune([](types::SyncStatus status) {
      return status == types::SyncStatus::Acknowledged || status == types::SyncStatus::Applied;
    });
  }

  /// Removes what has failed, and returns how many.
  std::size_t prune_failed() {
    return prune([](types::SyncStatus status) { return status == types::SyncStatus::Failed; });
  }

  /// Every entry in insertion order; the reference is valid while this outbox lives.
  [[nodiscard]] const Container &entries() const noexcept { return entries_; }

private:
  static constexpr std::size_t absent = OutboxIndex::absent;
  static constexpr std::size_t capacity_min = 8;

  [[nodiscard]] std::size_t lookup(const std::string &sync_id) const noexcept {
    return index_.lookup(entries_, sync_id);
  }

  [[nodiscard]] std::size_t settled_lookup(const std::string &sync_id) {
    index_.settle(entries_);
    return lookup(sync_id);
  }

  void append(OutboxEntry entry) {
    index_.settle(entries_);
    if (entries_.size() == entries_.capacity()) {
      index_.before_move(entries_);
      entries_.reserve(std::max(capacity_min, entries_.size() * 2));
    }
    index_.add(entries_, entry.sync_id());
    entries_.push_back(std::move(entry));
  }

  template <typename Change>
  bool change(const std::string &sync_id, Change apply) {
    const std::size_t position = settled_lookup(sync_id);
    if (position == absent) {
      return false;
    }
    apply(entries_[position]);
    return true;
  }

  template <typename Unwanted>
  std::size_t prune(Unwanted unwanted) {
    return remove_from(
        0, [&](std::size_t position) { return unwanted(entries_[position].envelope.status); });
  }

  template <typename Unwanted>
  std::size_t remove_from(std::size_t begin, Unwanted unwanted) {
    index_.settle(entries_);
    std::size_t kept_count = begin;
    for (std::size_t position = begin; position < entries_.size(); ++position) {
      if (unwanted(position)) {
        index_.forget(entries_, position);
        continue;
      }
      if (kept_count != position) {
        entries_[kept_count] = std::move(entries_[position]);
        index_.shift(position, kept_count);
      }
      ++kept_count;
    }
    const std::size_t removed_count = entries_.size() - kept_count;
    entries_.erase(entries_.begin() + static_cast<std::ptrdiff_t>(kept_count), entries_.end());
    index_.truncate(kept_count);
    return removed_count;
  }

  Container entries_{};
  OutboxIndex index_{};
};

} // namespace softadastra::sync::outbox
