// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "softadastra/store/types/Key.hpp"
#include "softadastra/store/types/OperationType.hpp"
#include "softadastra/store/types/Value.hpp"

#include <cstddef>
#include <utility>
#include <vector>

namespace softadastra::store::core {

namespace types = ::softadastra::store::types;

/// Puts and removes that are to be made together or not at all, by `StoreEngine::apply_group` or
/// `SyncEngine::submit_group`. A plain value: nothing is checked before it is written, and writing
/// leaves it as it is. Each key may stand in it once; which of two writes of one key counts, only
/// the caller knows.
class WriteBatch {
public:
  /// What is to happen to one key.
  struct Change {
    types::OperationType type{types::OperationType::Unknown}; ///< Put or delete.
    types::Key key{}; ///< The key.

    /// What a put writes; ignored by a delete.
    types::Value value{};
  };

  /// Adds a put. Returns this batch, to go on with.
  WriteBatch &put(types::Key key, types::Value value) {
    changes_.push_back(Change{types::OperationType::Put, std::move(key), std::move(value)});
    return *this;
  }

  /// Adds a remove; the key may be absent. Returns this batch, to go on with.
  WriteBatch &remove(types::Key key) {
    changes_.push_back(Change{types::OperationType::Delete, std::move(key), types::Value{}});
    return *this;
  }

  /// Everything that was added, in that order.
  [[nodiscard]] const std::vector<Change> &changes() const noexcept { return changes_; }

  /// How many puts and removes there are.
  [[nodiscard]] std::size_t size() const noexcept { return changes_.size(); }

  /// True when there are none; such a batch cannot be written.
  [[nodiscard]] bool empty() const noexcept { return changes_.empty(); }

  /// Back to the empty batch.
  void clear() noexcept { changes_.clear(); }

private:
  std::vector<Change> changes_{};
};

} // namespace softadastra::store::core
