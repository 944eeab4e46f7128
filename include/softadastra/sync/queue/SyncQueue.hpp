// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "softadastra/core/time/Timestamp.hpp"
#include "softadastra/sync/core/SyncEnvelope.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <tuple>
#include <unordered_map>
#include <utility>
#include <vector>

namespace softadastra::sync::queue {

namespace core = ::softadastra::sync::core;

/// Envelopes in sending order: by version, then by the operation's time of wrapping, then by sync
/// id as bytes (`a-10` before `a-2`). Retry times are not looked at.
///
/// A plain container: copyable, for one thread at a time. Ids may repeat; every function that
/// takes an id means the first envelope that has it.
class SyncQueue {
public:
  /// The container behind it.
  using Container = std::vector<core::SyncEnvelope>;

  /// Inserts a copy in its place; an invalid envelope is ignored, a repeated id is not.
  void push(const core::SyncEnvelope &envelope) {
    if (envelope.is_valid()) {
      insert(core::SyncEnvelope{envelope});
    }
  }

  /// Inserts in its place; an invalid envelope is ignored, a repeated id is not.
  void push(core::SyncEnvelope &&envelope) {
    if (envelope.is_valid()) {
      insert(std::move(envelope));
    }
  }

  /// Replaces the envelope with the same id, or inserts; an invalid envelope is ignored.
  void upsert(core::SyncEnvelope envelope) {
    if (!envelope.is_valid()) {
      return;
    }
    const std::size_t position = lookup(envelope.operation.sync_id);
    if (position == absent) {
      insert(std::move(envelope));
    } else if (rank(entries_[position]) == rank(envelope)) {
      entries_[position] = std::move(envelope);
    } else {
      // Inserted first: nothing is lost when there is no memory for it. The old one may have
      // moved up by one place.
      const Rank old_rank = rank(entries_[position]);
      const bool moves_up = old_rank > rank(envelope);
      insert(std::move(envelope));
      remove_at(moves_up ? position + 1 : position);
    }
  }

  /// True when there is no envelope.
  [[nodiscard]] bool empty() const noexcept { return entries_.empty(); }

  /// How many envelopes there are.
  [[nodiscard]] std::size_t size() const noexcept { return entries_.size(); }

  /// Removes every envelope.
  void clear() noexcept {
    entries_.clear();
    ranks_.clear();
  }

  /// A copy of the first envelope, or nullopt.
  [[nodiscard]] std::optional<core::SyncEnvelope> front() const {
    return empty() ? std::nullopt : std::optional<core::SyncEnvelope>{entries_.front()};
  }

  /// Takes the first envelope out, or gives nullopt.
  [[nodiscard]] std::optional<core::SyncEnvelope> pop() {
    if (empty()) {
      return std::nullopt;
    }
    forget(entries_.front());
    std::optional<core::SyncEnvelope> first{std::move(entries_.front())};
    entries_.erase(entries_.begin());
    return first;
  }

  /// Copies of the first envelopes, at most `max`.
  [[nodiscard]] std::vector<core::SyncEnvelope> peek_batch(std::size_t max) const {
    return std::vector<core::SyncEnvelope>(entries_.begin(), entries_.begin() + batch_length(max));
  }

  /// Takes the first envelopes out, at most `max`.
  [[nodiscard]] std::vector<core::SyncEnvelope> pop_batch(std::size_t max) {
    const auto end = entries_.begin() + batch_length(max);
    std::vector<core::SyncEnvelope> batch;
    // The only step that can fail, before anything is taken out.
    batch.reserve(static_cast<std::size_t>(end - entries_.begin()));
    for (auto envelope = entries_.begin(); envelope != end; ++envelope) {
      forget(*envelope);
      batch.push_back(std::move(*envelope));
    }
    entries_.erase(entries_.begin(), end);
    return batch;
  }

  /// True when an envelope has the id.
  [[nodiscard]] bool contains(const std::string &sync_id) const {
    return lookup(sync_id) != absent;
  }

  /// A copy of the envelope with the id, or nullopt.
  [[nodiscard]] std::optional<core::SyncEnvelope> get(const std::string &sync_id) const {
    const std::size_t position = lookup(sync_id);
    return position == absent ? std::nullopt
                              : std::optional<core::SyncEnvelope>{entries_[position]};
  }

  /// Removes the envelope with the id; false when there is none.
  bool erase(const std::string &sync_id) {
    const std::size_t position = lookup(sync_id);
    if (position == absent) {
      return false;
    }
    remove_at(position);
    return true;
  }

  /// Every envelope in sending order; the reference is valid while this queue lives.
  [[nodiscard]] const Container &entries() const noexcept { return entries_; }

private:
  static constexpr std::size_t absent = static_cast<std::size_t>(-1);

  /// Version and time in milliseconds; together with the id this is the place in the order.
  using Rank = std::pair<std::uint64_t, std::int64_t>;

  [[nodiscard]] static Rank rank(const core::SyncEnvelope &envelope) noexcept {
    return Rank{envelope.operation.version, envelope.operation.timestamp.millis()};
  }

  [[nodiscard]] static bool before(const core::SyncEnvelope &left,
                                   const core::SyncEnvelope &right) noexcept {
    const Rank left_rank = rank(left);
    const Rank right_rank = rank(right);
    return std::tie(left_rank, left.operation.sync_id) <
           std::tie(right_rank, right.operation.sync_id);
  }

  [[nodiscard]] std::ptrdiff_t batch_length(std::size_t max) const noexcept {
    return static_cast<std::ptrdiff_t>(std::min(max, entries_.size()));
  }

  [[nodiscard]] std::size_t lookup(const std::string &sync_id) const noexcept {
    const auto [begin, end] = ranks_.equal_range(sync_id);
    if (begin == end) {
      return absent;
    }
    Rank first = begin->second;
    for (auto candidate = begin; candidate != end; ++candidate) {
      first = std::min(first, candidate->second);
    }
    const auto found = std::lower_bound(
        entries_.begin(), entries_.end(), first,
        [&](const core::SyncEnvelope &envelope, const Rank &wanted) {
          const Rank own = rank(envelope);
          return std::tie(own, envelope.operation.sync_id) < std::tie(wanted, sync_id);
        });
    return found == entries_.end() ? absent : static_cast<std::size_t>(found - entries_.begin());
  }

  void insert(core::SyncEnvelope envelope) {
    const auto indexed = ranks_.emplace(envelope.operation.sync_id, rank(envelope));
    // Behind its equals, so that the one pushed first stays first.
    const auto place = std::upper_bound(entries_.begin(), entries_.end(), envelope, before);
    try {
      entries_.insert(place, std::move(envelope));
    } catch (...) {
      ranks_.erase(indexed);
      throw;
    }
  }

  void remove_at(std::size_t position) {
    forget(entries_[position]);
    entries_.erase(entries_.begin() + static_cast<std::ptrdiff_t>(position));
  }

  /// Takes an envelope out of the index, before it is taken out of the entries.
  void forget(const core::SyncEnvelope &envelope) noexcept {
    const auto [begin, end] = ranks_.equal_range(envelope.operation.sync_id);
    for (auto candidate = begin; candidate != end; ++candidate) {
      if (candidate->second == rank(envelope)) {
        ranks_.erase(candidate);
        return;
      }
    }
  }

  Container entries_{};

  // Where to look for an id. Nobody outside can change an envelope in here, so it is exact.
  std::unordered_multimap<std::string, Rank> ranks_{};
};

} // namespace softadastra::sync::queue
