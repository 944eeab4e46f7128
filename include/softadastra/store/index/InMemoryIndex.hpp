// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "softadastra/store/index/IndexEntry.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>

namespace softadastra::store::index {

namespace core = ::softadastra::store::core;
namespace types = ::softadastra::store::types;

/// Index entries by key: a plain container, copyable, for one thread at a time.
class InMemoryIndex {
public:
  /// The container behind it.
  using Map = std::unordered_map<std::string, IndexEntry>;

  /// An empty index.
  InMemoryIndex() = default;

  /// An empty index with room for `capacity` entries.
  explicit InMemoryIndex(std::size_t capacity) { entries_.reserve(capacity); }

  /// Inserts or replaces a copy of `entry` under `key`; an empty key is ignored.
  void put(const types::Key &key, const IndexEntry &entry) {
    if (!key.empty()) {
      entries_.insert_or_assign(key.str(), entry);
    }
  }

  /// Inserts or replaces `entry` under `key`; an empty key is ignored.
  void put(const types::Key &key, IndexEntry &&entry) {
    if (!key.empty()) {
      // Copied first: the key may be the one inside the entry that is moved away.
      auto name = key.str();
      entries_.insert_or_assign(std::move(name), std::move(entry));
    }
  }

  /// Inserts or replaces `entry` under its own key; an empty key is ignored.
  void put(IndexEntry entry) {
    if (entry.has_key()) {
      auto name = entry.entry.key.str();
      entries_.insert_or_assign(std::move(name), std::move(entry));
    }
  }

  /// A copy of the entry under `key`, or nullopt.
  [[nodiscard]] std::optional<IndexEntry> get(const types::Key &key) const {
    const auto *found = find(key);
    return found == nullptr ? std::nullopt : std::optional<IndexEntry>{*found};
  }

  /// The entry under `key`, or null; valid until that key is removed or the index cleared.
  [[nodiscard]] const IndexEntry *find(const types::Key &key) const noexcept {
    const auto found = entries_.find(key.str());
    return found == entries_.end() ? nullptr : &found->second;
  }

  /// The same, to edit in place. The entry stays under `key` whatever becomes of its own key.
  [[nodiscard]] IndexEntry *find(const types::Key &key) noexcept {
    const auto found = entries_.find(key.str());
    return found == entries_.end() ? nullptr : &found->second;
  }

  /// Removes `key`; true when it was there.
  bool remove(const types::Key &key) { return entries_.erase(key.str()) > 0; }

  /// True when `key` has an entry.
  [[nodiscard]] bool contains(const types::Key &key) const { return find(key) != nullptr; }

  /// Makes room for `capacity` entries.
  void reserve(std::size_t capacity) { entries_.reserve(capacity); }

  /// Removes every entry.
  void clear() noexcept { entries_.clear(); }

  /// How many keys have an entry.
  [[nodiscard]] std::size_t size() const noexcept { return entries_.size(); }

  /// True when there is no entry.
  [[nodiscard]] bool empty() const noexcept { return entries_.empty(); }

  /// Every entry by key string, in no particular order.
  [[nodiscard]] const Map &all() const noexcept { return entries_; }

private:
  Map entries_{};
};

} // namespace softadastra::store::index
