// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "softadastra/core/time/Duration.hpp"
#include "softadastra/core/time/Timestamp.hpp"
#include "softadastra/sync/types/AckStatus.hpp"
#include "softadastra/sync/utils/Deadline.hpp"

#include <algorithm>
#include <cstddef>
#include <limits>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace softadastra::sync::ack {

namespace types = ::softadastra::sync::types;
namespace core_time = ::softadastra::core::time;

/// Acknowledgements that are expected, each with a deadline. Nothing expires by itself: the caller
/// asks with `collect_expired`. A plain container: copyable, for one thread at a time.
class AckTracker {
public:
  /// One expected acknowledgement.
  struct AckEntry {
    /// Id of the operation that was sent.
    std::string sync_id{};

    /// When waiting began, in milliseconds since the Unix epoch.
    core_time::Timestamp tracked_at{};

    /// From when on it is late.
    core_time::Timestamp expires_at{};

    types::AckStatus status{types::AckStatus::Waiting}; ///< Where its acknowledgement stands.

    /// An invalid entry.
    AckEntry() = default;

    /// Waiting, with exactly the given fields, unchecked.
    AckEntry(std::string id, core_time::Timestamp tracked, core_time::Timestamp expires)
        : sync_id(std::move(id)), tracked_at(tracked), expires_at(expires) {}

    /// True while there is no answer and none was given up.
    [[nodiscard]] bool is_waiting() const noexcept { return types::is_waiting(status); }

    /// True when the answer came.
    [[nodiscard]] bool acknowledged() const noexcept {
      return status == types::AckStatus::Received;
    }

    /// True when the answer was given up.
    [[nodiscard]] bool timed_out() const noexcept { return status == types::AckStatus::TimedOut; }

    /// True when waiting is over, either way.
    [[nodiscard]] bool terminal() const noexcept { return types::is_terminal(status); }

    /// True when id and both times are set and the status is a known one.
    [[nodiscard]] bool is_valid() const noexcept {
      return !sync_id.empty() && tracked_at.is_valid() && expires_at.is_valid() &&
             types::is_valid(status);
    }
  };

  /// The container behind it.
  using Map = std::unordered_map<std::string, AckEntry>;

  /// Waits for `sync_id` until `now` plus `timeout` (saturated), forgetting what was known about
  /// it. An empty id or a `now` that is not valid is ignored.
  void track(std::string sync_id, core_time::Timestamp now, core_time::Duration timeout) {
    if (sync_id.empty() || !now.is_valid()) {
      return;
    }
    const auto expires_at = utils::deadline_after(now, timeout);
    AckEntry entry{sync_id, now, expires_at};
    entries_.insert_or_assign(std::move(sync_id), std::move(entry));
    earliest_expiry_ = std::min(earliest_expiry_, expires_at);
  }

  /// The same, from this moment on.
  void track(std::string sync_id, core_time::Duration timeout) {
    track(std::move(sync_id), core_time::Timestamp::now(), timeout);
  }

  /// Records the answer, also a late one; false when the id is unknown.
  bool ack(const std::string &sync_id) { return set_status(sync_id, types::AckStatus::Received); }

  /// Gives the answer up; false when the id is unknown.
  bool mark_timed_out(const std::string &sync_id) {
    return set_status(sync_id, types::AckStatus::TimedOut);
  }

  /// Forgets the id; false when it is unknown.
  bool erase(const std::string &sync_id) { return entries_.erase(sync_id) > 0; }

  /// True when the id is known, in any status.
  [[nodiscard]] bool contains(const std::string &sync_id) const { return find(sync_id) != nullptr; }

  /// True when the id is known and waiting.
  [[nodiscard]] bool is_waiting(const std::string &sync_id) const {
    const auto *entry = find(sync_id);
    return entry != nullptr && entry->is_waiting();
  }

  /// True when the id is known and answered.
  [[nodiscard]] bool acknowledged(const std::string &sync_id) const {
    const auto *entry = find(sync_id);
    return entry != nullptr && entry->acknowledged();
  }

  /// A copy of the entry, or nullopt.
  [[nodiscard]] std::optional<AckEntry> get(const std::string &sync_id) const {
    const auto *entry = find(sync_id);
    return entry == nullptr ? std::nullopt : std::optional<AckEntry>{*entry};
  }

  /// The entry, or null; valid until this id is erased or pruned.
  [[nodiscard]] const AckEntry *find(const std::string &sync_id) const noexcept {
    const auto found = entries_.find(sync_id);
    return found == entries_.end() ? nullptr : &found->second;
  }

  /// The same, to edit in place. The entry stays known under `sync_id` whatever it says itself.
  [[nodiscard]] AckEntry *find(const std::string &sync_id) noexcept {
    const auto found = entries_.find(sync_id);
    if (found == entries_.end()) {
      return nullptr;
    }
    lent_ = true;
    return &found->second;
  }

  /// Gives up every waiting entry whose deadline `now` has reached, and returns copies of those in
  /// no particular order. They stay known, as timed out.
  [[nodiscard]] std::vector<AckEntry> collect_expired(core_time::Timestamp now) {
    std::vector<AckEntry> expired;
    // Usually nothing is due, and then it costs nothing. A deadline edited through `find` is not
    // noticed, so from the first lent entry on all are looked at.
    if (!lent_ && now < earliest_expiry_) {
      return expired;
    }
    auto earliest = never;
    for (auto &[sync_id, entry] : entries_) {
      if (!entry.is_waiting()) {
        continue;
      }
      if (now >= entry.expires_at) {
        entry.status = types::AckStatus::TimedOut;
        expired.push_back(entry);
      } else {
        earliest = std::min(earliest, entry.expires_at);
      }
    }
    earliest_expiry_ = earliest;
    return expired;
  }

  /// The same, at this moment.
  [[nodiscard]] std::vector<AckEntry> collect_expired() {
    return collect_expired(core_time::Timestamp::now());
  }

  /// Forgets what is answered, and returns how many.
  std::size_t prune_received() { return prune(types::AckStatus::Received); }

  /// Forgets what was given up, and returns how many.
  std::size_t prune_timed_out() { return prune(types::AckStatus::TimedOut); }

  /// How many ids are known, in any status.
  [[nodiscard]] std::size_t size() const noexcept { return entries_.size(); }

  /// True when no id is known.
  [[nodiscard]] bool empty() const noexcept { return entries_.empty(); }

  /// Every entry by id, in no particular order; the reference is valid while this tracker lives.
  [[nodiscard]] const Map &all() const noexcept { return entries_; }

  /// Forgets everything.
  void clear() noexcept {
    entries_.clear();
    earliest_expiry_ = never;
    lent_ = false;
  }

private:
  static constexpr core_time::Timestamp never{
      std::numeric_limits<core_time::Timestamp::rep>::max()};

  bool set_status(const std::string &sync_id, types::AckStatus status) {
    const auto found = entries_.find(sync_id);
    if (found == entries_.end()) {
      return false;
    }
    found->second.status = status;
    return true;
  }

  std::size_t prune(types::AckStatus status) {
    return std::erase_if(entries_, [=](const auto &item) { return item.second.status == status; });
  }

  Map entries_{};

  /// No waiting entry is due before this, as long as nothing was lent.
  core_time::Timestamp earliest_expiry_{never};
  bool lent_{false};
};

} // namespace softadastra::sync::ack
