// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "softadastra/store/core/Entry.hpp"
#include "softadastra/store/core/Operation.hpp"
#include "softadastra/sync/types/ConflictPolicy.hpp"

#include <optional>
#include <string>

namespace softadastra::sync::conflict {

namespace store_core = ::softadastra::store::core;
namespace sync_types = ::softadastra::sync::types;

/// Decides between what is stored and what arrives. Holds no state.
class ConflictResolver {
public:
  /// The decision: exactly one of `apply_remote` and `keep_local`.
  struct Resolution {
    bool apply_remote{false}; ///< The remote write is taken.
    bool keep_local{false}; ///< The local value stays.

    /// Whether there were two writes to decide between.
    bool conflict_detected{false};

    /// The remote operation is to be applied.
    [[nodiscard]] static constexpr Resolution apply(bool conflict = false) noexcept {
      return Resolution{true, false, conflict};
    }

    /// What is stored stays.
    [[nodiscard]] static constexpr Resolution keep(bool conflict = true) noexcept {
      return Resolution{false, true, conflict};
    }

    /// True when exactly one of the two ways is chosen.
    [[nodiscard]] constexpr bool is_valid() const noexcept { return apply_remote != keep_local; }
  };

  /// Decides by `policy`; under `LastWriteWins`, and under `KeepBoth` and `Custom`, which take more
  /// than one answer to follow, by the times of the two writes in milliseconds,
  /// and between equal times for the greater node id in byte order. Versions, keys and values are
  /// not compared.
  ///
  /// Nodes only decide alike when `local_node_id` is the node that made the stored write, not the
  /// node that asks. Two writes of one node at one time keep the stored one.
  [[nodiscard]] static Resolution resolve(const std::optional<store_core::Entry> &local_entry,
                                          const store_core::Operation &remote_operation,
                                          sync_types::ConflictPolicy policy,
                                          const std::string &local_node_id,
                                          const std::string &remote_node_id) {
    if (!remote_operation.is_valid()) {
      return Resolution::keep(false);
    }
    if (!local_entry.has_value()) {
      return Resolution::apply(false);
    }
    switch (policy) {
    case sync_types::ConflictPolicy::KeepRemote:
      return Resolution::apply(true);
    case sync_types::ConflictPolicy::LastWriteWins:
    case sync_types::ConflictPolicy::KeepBoth:
    case sync_types::ConflictPolicy::Custom:
      return last_write(*local_entry, remote_operation, local_node_id, remote_node_id);
    case sync_types::ConflictPolicy::Unknown:
    case sync_types::ConflictPolicy::KeepLocal:
    case sync_types::ConflictPolicy::Manual:
      break;
    }
    // Also where a number outside the enumeration ends: the stored write is the one not to lose.
    return Resolution::keep(true);
  }

private:
  [[nodiscard]] static Resolution last_write(const store_core::Entry &local_entry,
                                             const store_core::Operation &remote_operation,
                                             const std::string &local_node_id,
                                             const std::string &remote_node_id) {
    const bool remote_is_later = remote_operation.timestamp != local_entry.timestamp
                                     ? remote_operation.timestamp > local_entry.timestamp
                                     : remote_node_id > local_node_id;
    return remote_is_later ? Resolution::apply(true) : Resolution::keep(true);
  }
};

} // namespace softadastra::sync::conflict
