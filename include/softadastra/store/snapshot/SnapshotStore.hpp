// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "softadastra/store/types/Key.hpp"
#include "softadastra/store/types/Value.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>

namespace softadastra::store::snapshot {

namespace types = ::softadastra::store::types;

/// Keys and values of one moment, detached from any store: no versions, no times.
/// A plain container, copyable and movable, for one thread at a time.
class SnapshotStore {
public:
  /// The container behind it.
  using Map = std::unordered_map<std::string, types::Value>;

  /// An empty snapshot.
  SnapshotStore() = default;

  /// Takes `data` as it is.
  explicit SnapshotStore(Map data) : data_(std::move(data)) {}

  // The only overload: a twin by const reference would make every call ambiguous.
  /// Inserts or replaces; an empty key is ignored.
  void put(types::Key key, types::Value value) {
    if (!key.empty()) {
      data_.insert_or_assign(key.str(), std::move(value));
    }
  }

  /// Removes `key`; true when it was there.
  bool remove(const types::Key &key) { return data_.erase(key.str()) > 0; }

  /// The value under `key`, or null; valid until that key is removed or the snapshot cleared.
  [[nodiscard]] const types::Value *get(const types::Key &key) const noexcept {
    const auto found = data_.find(key.str());
    return found == data_.end() ? nullptr : &found->second;
  }

  /// A copy of the value under `key`, or nullopt.
  [[nodiscard]] std::optional<types::Value> value(const types::Key &key) const {
    const auto *found = get(key);
    return found == nullptr ? std::nullopt : std::optional<types::Value>{*found};
  }

  /// True when `key` has a value.
  [[nodiscard]] bool contains(const types::Key &key) const { return get(key) != nullptr; }

  /// Every value by key string, in no particular order.
  [[nodiscard]] const Map &all() const noexcept { return data_; }

  /// How many keys have a value.
  [[nodiscard]] std::size_t size() const noexcept { return data_.size(); }

  /// True when there is no value.
  [[nodiscard]] bool empty() const noexcept { return data_.empty(); }

  /// Makes room for `capacity` values.
  void reserve(std::size_t capacity) { data_.reserve(capacity); }

  /// Removes every value.
  void clear() noexcept { data_.clear(); }

private:
  Map data_{};
};

} // namespace softadastra::store::snapshot
