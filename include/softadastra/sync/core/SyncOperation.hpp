// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "softadastra/core/time/Timestamp.hpp"
#include "softadastra/store/core/Operation.hpp"
#include "softadastra/store/types/OperationType.hpp"
#include "softadastra/sync/core/Namespaces.hpp"
#include "softadastra/sync/types/SyncDirection.hpp"

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace softadastra::sync::core {

/// A store operation, or a group of them that happen together, on its way between nodes.
///
/// `operation.timestamp` says when the change was made and is what conflict rules compare;
/// `timestamp` says when this wrapping was made.
struct SyncOperation {
  /// Name of the operation, the same on every node; not empty.
  std::string sync_id{};

  /// The node that made the change, also when another one passes it on; not empty.
  std::string origin_node_id{};

  /// The version the origin's store gave to the change; at least 1.
  std::uint64_t version{0};

  /// What is changed. In a group the type is `group_type`, the key is empty, and the value has all
  /// changes in a form only the engine reads.
  store_core::Operation operation{};

  /// When the wrapping was made, in milliseconds since the Unix epoch.
  core_time::Timestamp timestamp{};

  /// Whether it goes out or came in.
  types::SyncDirection direction{types::SyncDirection::Unknown};

  /// Which life of the origin made the change. Set by the engine, like the fields that follow;
  /// 0 or empty in operations made by hand.
  std::uint32_t epoch{0};

  /// Number of the change within its origin and epoch, counted from 1 without gaps.
  std::uint64_t sequence{0};

  /// Hybrid logical clock: milliseconds since the Unix epoch, shifted left by 16, and a counter.
  std::uint64_t stamp{0};

  /// The versions of the key its writer had seen, in a form only the engine reads.
  std::vector<std::uint8_t> context{};

  /// An invalid operation.
  SyncOperation() = default;

  /// Exactly the given fields, unchecked.
  SyncOperation(std::string id, std::string origin, std::uint64_t operation_version,
                store_core::Operation store_operation, core_time::Timestamp created_at,
                types::SyncDirection operation_direction)
      : sync_id(std::move(id)), origin_node_id(std::move(origin)), version(operation_version),
        operation(std::move(store_operation)), timestamp(created_at),
        direction(operation_direction) {}

  /// An operation of this node, wrapped now.
  [[nodiscard]] static SyncOperation local(std::string id, std::string origin,
                                           std::uint64_t version, store_core::Operation operation) {
    return SyncOperation{
        std::move(id),        std::move(origin),           version,
        std::move(operation), core_time::Timestamp::now(), types::SyncDirection::LocalToRemote};
  }

  /// An operation of another node, wrapped now.
  [[nodiscard]] static SyncOperation remote(std::string id, std::string origin,
                                            std::uint64_t version,
                                            store_core::Operation operation) {
    return SyncOperation{
        std::move(id),        std::move(origin),           version,
        std::move(operation), core_time::Timestamp::now(), types::SyncDirection::RemoteToLocal};
  }

  /// True when the operation leaves this node.
  [[nodiscard]] bool is_local() const noexcept { return types::is_outbound(direction); }

  /// True when the operation comes from another node.
  [[nodiscard]] bool is_remote() const noexcept { return types::is_inbound(direction); }

  /// True when the sync id is not empty.
  [[nodiscard]] bool has_sync_id() const noexcept { return !sync_id.empty(); }

  /// True when the origin is not empty.
  [[nodiscard]] bool has_origin() const noexcept { return !origin_node_id.empty(); }

  /// True when the version is not 0.
  [[nodiscard]] bool has_version() const noexcept { return version > 0; }

  /// True when id, origin, version, store operation (or group, or one of a later version), time and
  /// direction are all set.
  [[nodiscard]] bool is_valid() const noexcept {
    const bool is_other = is_group() || is_of_later_version();
    const bool is_set = operation.is_valid() || (is_other && operation.timestamp.is_valid());
    return has_sync_id() && has_origin() && has_version() && is_set &&
           timestamp.is_valid() && types::is_valid(direction);
  }

  /// Back to the invalid operation.
  void clear() noexcept {
    sync_id.clear();
    origin_node_id.clear();
    version = 0;
    operation.clear();
    timestamp = core_time::Timestamp{};
    direction = types::SyncDirection::Unknown;
    epoch = 0;
    sequence = 0;
    stamp = 0;
    context.clear();
  }

  /// Type of the operation in a group. No change of a single key has it, so it has no name in the
  /// enumeration.
  static constexpr store_core::types::OperationType group_type{3};

  /// True for several changes that happen together, made by `SyncEngine::submit_group`.
  [[nodiscard]] bool is_group() const noexcept {
    return operation.type == group_type && operation.key.empty();
  }

  /// True for a type that this version does not know. An engine that receives such an operation
  /// keeps it and hands it on, and applies it once a version that knows the type opens its files.
  [[nodiscard]] bool is_of_later_version() const noexcept {
    return static_cast<unsigned>(operation.type) > static_cast<unsigned>(group_type);
  }
};

} // namespace softadastra::sync::core
