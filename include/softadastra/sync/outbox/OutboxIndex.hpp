// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "softadastra/sync/outbox/OutboxEntry.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace softadastra::sync::outbox {

/// Finds the first entry of an id for `Outbox`; no use on its own.
///
/// The index names entries by serial number, which removals do not shift like positions. Serials
/// ascend, parallel to the entries, so a position is found by bisection.
///
/// Callers of the outbox can change ids through entries they were lent. Therefore a hit only
/// counts when the entry still has the id; the entry lent last is compared with the index before
/// each use; and a miss is believed only while no lent entry can be alive. Otherwise the entries
/// are searched.
class OutboxIndex {
public:
  /// The container behind it.
  using Entries = std::vector<OutboxEntry>;

  /// What lookups return for an unknown id.
  static constexpr std::size_t absent = static_cast<std::size_t>(-1);

  /// Position of the first entry with the id, or `absent`.
  [[nodiscard]] std::size_t lookup(const Entries &entries,
                                   const std::string &sync_id) const noexcept {
    if (is_outdated(entries)) {
      return scan(entries, sync_id);
    }
    const std::size_t position = indexed(entries, sync_id);
    return position == absent && lent_ ? scan(entries, sync_id) : position;
  }

  /// Notices an id that was changed through a lent entry. May run out of memory; lookups are then
  /// slower, not wrong.
  void settle(const Entries &entries) {
    if (is_outdated(entries)) {
      rebuild(entries);
    }
  }

  /// The caller is about to hand out a mutable pointer to this entry.
  void lend(const Entries &entries, std::size_t position) noexcept {
    // Only the entry lent last is watched, so what became of the one before is settled now.
    stale_ = is_outdated(entries);
    lent_ = true;
    lent_serial_ = serials_[position];
  }

  /// The caller is about to move every entry, after which no lent pointer is alive.
  void before_move(const Entries &entries) {
    if (lent_) {
      rebuild(entries);
      lent_ = false;
    }
  }

  /// The caller is about to append an entry with this id and has reserved the memory for it.
  void add(const Entries &entries, const std::string &sync_id) {
    serials_.reserve(entries.capacity());
    if (indexed(entries, sync_id) == absent) {
      first_serials_.insert_or_assign(sync_id, next_serial_);
    } else {
      ids_repeat_ = true;
    }
    // Last, and without failing: an index entry without an element is harmless, the reverse not.
    serials_.push_back(next_serial_);
    ++next_serial_;
  }

  /// The caller is about to remove this entry.
  void forget(const Entries &entries, std::size_t position) noexcept {
    // Behind it there may be another entry of this id, to be found from now on.
    stale_ = stale_ || ids_repeat_;
    first_serials_.erase(entries[position].sync_id());
  }

  /// The caller moves an entry that stays over removed ones, to an earlier position.
  void shift(std::size_t from, std::size_t to) noexcept { serials_[to] = serials_[from]; }

  /// The caller has only `count` entries left.
  void truncate(std::size_t count) noexcept {
    serials_.erase(serials_.begin() + static_cast<std::ptrdiff_t>(count), serials_.end());
  }

  /// The caller has removed every entry.
  void clear() noexcept {
    serials_.clear();
    first_serials_.clear();
    ids_repeat_ = false;
    lent_ = false;
    stale_ = false;
  }

private:
  [[nodiscard]] std::size_t position_of(std::uint64_t serial) const noexcept {
    const auto found = std::lower_bound(serials_.begin(), serials_.end(), serial);
    return found == serials_.end() || *found != serial
               ? absent
               : static_cast<std::size_t>(found - serials_.begin());
  }

  [[nodiscard]] std::size_t indexed(const Entries &entries,
                                    const std::string &sync_id) const noexcept {
    const auto found = first_serials_.find(sync_id);
    const std::size_t position =
        found == first_serials_.end() ? absent : position_of(found->second);
    return position != absent && entries[position].sync_id() == sync_id ? position : absent;
  }

  [[nodiscard]] static std::size_t scan(const Entries &entries,
                                        const std::string &sync_id) noexcept {
    const auto found = std::find_if(entries.begin(), entries.end(), [&](const OutboxEntry &entry) {
      return entry.sync_id() == sync_id;
    });
    return found == entries.end() ? absent : static_cast<std::size_t>(found - entries.begin());
  }

  [[nodiscard]] bool is_outdated(const Entries &entries) const noexcept {
    if (stale_ || !lent_) {
      return stale_;
    }
    const std::size_t position = position_of(lent_serial_);
    if (position == absent) {
      return false;
    }
    const auto found = first_serials_.find(entries[position].sync_id());
    return found == first_serials_.end() || found->second != lent_serial_;
  }

  void rebuild(const Entries &entries) {
    // Stale until complete, so that running out of memory on the way does no harm.
    stale_ = true;
    ids_repeat_ = false;
    first_serials_.clear();
    for (std::size_t position = 0; position < entries.size(); ++position) {
      const auto added =
          first_serials_.try_emplace(entries[position].sync_id(), serials_[position]);
      ids_repeat_ = ids_repeat_ || !added.second;
    }
    stale_ = false;
  }

  std::vector<std::uint64_t> serials_{};
  std::unordered_map<std::string, std::uint64_t> first_serials_{};
  std::uint64_t next_serial_{0};
  std::uint64_t lent_serial_{0};

  /// Whether an id occurs more than once.
  bool ids_repeat_{false};

  /// Whether a mutable pointer to an entry may be alive.
  bool lent_{false};

  /// Whether the index misses something and must not be used.
  bool stale_{false};
};

} // namespace softadastra::sync::outbox
