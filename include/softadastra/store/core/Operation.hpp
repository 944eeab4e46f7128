// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "softadastra/core/time/Timestamp.hpp"
#include "softadastra/store/types/Key.hpp"
#include "softadastra/store/types/OperationType.hpp"
#include "softadastra/store/types/Value.hpp"

#include <utility>

namespace softadastra::store::core {

namespace types = ::softadastra::store::types;
namespace core_time = ::softadastra::core::time;

/// One change of one key, before a store has given it a version.
struct Operation {
  types::OperationType type{types::OperationType::Unknown}; ///< Put or delete.
  types::Key key{}; ///< The key.

  /// What a put writes; ignored by a delete.
  types::Value value{};

  /// When the change was made, in milliseconds since the Unix epoch.
  core_time::Timestamp timestamp{};

  /// An invalid operation: no type, no key, no time.
  Operation() = default;

  /// Exactly the given fields, unchecked.
  Operation(types::OperationType operation_type, types::Key operation_key,
            types::Value operation_value, core_time::Timestamp operation_timestamp)
      : type(operation_type), key(std::move(operation_key)), value(std::move(operation_value)),
        timestamp(operation_timestamp) {}

  /// Writes `value` under `key`, made now.
  [[nodiscard]] static Operation put(types::Key key, types::Value value) {
    return Operation{types::OperationType::Put, std::move(key), std::move(value),
                     core_time::Timestamp::now()};
  }

  /// Removes `key`, made now. Removing an absent key is not an error.
  [[nodiscard]] static Operation remove(types::Key key) {
    return Operation{types::OperationType::Delete, std::move(key), types::Value{},
                     core_time::Timestamp::now()};
  }

  /// True when the type is `Put`.
  [[nodiscard]] bool is_put() const noexcept { return type == types::OperationType::Put; }

  /// True when the type is `Delete`.
  [[nodiscard]] bool is_delete() const noexcept { return type == types::OperationType::Delete; }

  /// True when the key is not empty.
  [[nodiscard]] bool has_key() const noexcept { return !key.empty(); }

  /// True for a put or delete with a key and a time after the epoch; the value is not looked at.
  [[nodiscard]] bool is_valid() const noexcept {
    return types::is_valid(type) && key.is_valid() && timestamp.is_valid();
  }

  /// Back to the invalid operation.
  void clear() noexcept {
    type = types::OperationType::Unknown;
    key.clear();
    value.clear();
    timestamp = core_time::Timestamp{};
  }
};

} // namespace softadastra::store::core
