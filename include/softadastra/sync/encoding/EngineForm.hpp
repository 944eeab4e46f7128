// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "softadastra/core/time/Timestamp.hpp"
#include "softadastra/detail/Api.hpp"
#include "softadastra/detail/Bytes.hpp"
#include "softadastra/detail/Handle.hpp"
#include "softadastra/store/core/Operation.hpp"
#include "softadastra/sync/core/SyncEnvelope.hpp"
#include "softadastra/sync/core/SyncOperation.hpp"
#include "softadastra/sync/types/AckStatus.hpp"
#include "softadastra/sync/types/SyncDirection.hpp"
#include "softadastra/sync/types/SyncStatus.hpp"

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace softadastra::sync::encoding {

/// Translates between the values of this layer and the structs of the engine; no use on its own.
/// Holds no state.
class EngineForm {
public:
  /// The operation as the engine takes it. It borrows every byte from `operation`.
  [[nodiscard]] static ::sda_op view(const core::SyncOperation &operation) noexcept {
    namespace detail = ::softadastra::detail;
    const auto &key = operation.operation.key.str();
    const auto &value = operation.operation.value.bytes();
    auto op = detail::sized<::sda_op>();
    op.operation_type = static_cast<std::uint32_t>(operation.operation.type);
    op.direction = static_cast<std::uint32_t>(operation.direction);
    op.epoch = operation.epoch;
    op.sequence = operation.sequence;
    op.version = operation.version;
    op.stamp = operation.stamp;
    op.timestamp_ms = operation.operation.timestamp.millis();
    op.created_at_ms = operation.timestamp.millis();
    op.sync_id = detail::data_of(operation.sync_id);
    op.sync_id_len = operation.sync_id.size();
    op.origin = detail::data_of(operation.origin_node_id);
    op.origin_len = operation.origin_node_id.size();
    op.key = detail::data_of(key);
    op.key_len = key.size();
    // The value of a delete means nothing, and the engine refuses a delete that carries one.
    const bool has_value = operation.operation.is_put() || operation.is_group() ||
                           operation.is_of_later_version();
    op.value = has_value ? value.data() : nullptr;
    op.value_len = has_value ? value.size() : 0;
    op.context = operation.context.data();
    op.context_len = operation.context.size();
    return op;
  }

  /// A copy of everything but key and value, around an operation that the caller has already.
  [[nodiscard]] static core::SyncOperation wrap(const ::sda_op &op,
                                                core::store_core::Operation operation) {
    namespace detail = ::softadastra::detail;
    core::SyncOperation made{detail::string_from(op.sync_id, op.sync_id_len),
                             detail::string_from(op.origin, op.origin_len),
                             op.version,
                             std::move(operation),
                             core::core_time::Timestamp::from_millis(op.created_at_ms),
                             static_cast<core::types::SyncDirection>(op.direction)};
    made.epoch = op.epoch;
    made.sequence = op.sequence;
    made.stamp = op.stamp;
    made.context = detail::bytes_from(op.context, op.context_len);
    return made;
  }

  /// A copy of the whole operation.
  [[nodiscard]] static core::SyncOperation operation(const ::sda_op &op) {
    namespace detail = ::softadastra::detail;
    namespace store_types = core::store_core::types;
    return wrap(op, core::store_core::Operation{
                        static_cast<store_types::OperationType>(op.operation_type),
                        store_types::Key{detail::string_from(op.key, op.key_len)},
                        store_types::Value{detail::bytes_from(op.value, op.value_len)},
                        core::core_time::Timestamp::from_millis(op.timestamp_ms)});
  }

  /// A copy of the operation with where it stands.
  [[nodiscard]] static core::SyncEnvelope envelope(const ::sda_envelope &found) {
    core::SyncEnvelope made{operation(found.op), static_cast<core::types::SyncStatus>(found.status),
                            static_cast<core::types::AckStatus>(found.ack_status)};
    made.retry_count = found.retry_count;
    made.last_attempt_at = core::core_time::Timestamp::from_millis(found.last_attempt_at_ms);
    made.next_retry_at = core::core_time::Timestamp::from_millis(found.next_retry_at_ms);
    made.last_error = static_cast<std::uint16_t>(-found.last_error);
    return made;
  }

  /// Hands each item of a list to `visit(const sda_envelope &)`, in order. What the pointers of an
  /// item lead to is valid as long as the list.
  template <typename Visit>
  static void each(const ::softadastra::detail::OpsHandle &ops, Visit visit) {
    const std::size_t count = ::sda_ops_len(ops.get());
    auto found = ::softadastra::detail::sized<::sda_envelope>();
    for (std::size_t index = 0; index < count; ++index) {
      if (::sda_ops_get(ops.get(), index, &found, nullptr) == SDA_OK) {
        visit(found);
      }
    }
  }

  /// A copy of each item of a list.
  [[nodiscard]] static std::vector<core::SyncEnvelope>
  envelopes(const ::softadastra::detail::OpsHandle &ops) {
    std::vector<core::SyncEnvelope> made;
    made.reserve(::sda_ops_len(ops.get()));
    each(ops, [&](const ::sda_envelope &found) { made.push_back(envelope(found)); });
    return made;
  }
};

} // namespace softadastra::sync::encoding
