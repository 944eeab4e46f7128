// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "softadastra/core/time/Timestamp.hpp"
#include "softadastra/store/types/Key.hpp"
#include "softadastra/store/types/Value.hpp"

#include <cstdint>
#include <utility>

namespace softadastra::store::core {

namespace types = ::softadastra::store::types;
namespace core_time = ::softadastra::core::time;

/// The current state of one key, as a store hands it out.
struct Entry {
  types::Key key{}; ///< The key.
  types::Value value{}; ///< The value.

  /// The store's version of the operation that wrote the value; 0 when not stored yet.
  std::uint64_t version{0};

  /// When the operation was made, in milliseconds since the Unix epoch. Not an order of writes.
  core_time::Timestamp timestamp{};

  /// An invalid entry: empty key, version 0, no time.
  Entry() = default;

  /// An entry that is not stored yet: version 0, made now.
  Entry(types::Key entry_key, types::Value entry_value)
      : key(std::move(entry_key)), value(std::move(entry_value)),
        timestamp(core_time::Timestamp::now()) {}

  /// Exactly the given fields, unchecked.
  Entry(types::Key entry_key, types::Value entry_value, std::uint64_t entry_version,
        core_time::Timestamp entry_timestamp)
      : key(std::move(entry_key)), value(std::move(entry_value)), version(entry_version),
        timestamp(entry_timestamp) {}

  /// An entry of the given version, made now.
  [[nodiscard]] static Entry make(types::Key key, types::Value value, std::uint64_t version) {
    return Entry{std::move(key), std::move(value), version, core_time::Timestamp::now()};
  }

  /// True when the key is not empty.
  [[nodiscard]] bool has_key() const noexcept { return !key.empty(); }

  /// True when the version is not 0.
  [[nodiscard]] bool has_version() const noexcept { return version > 0; }

  /// True when key, version and time are set; the value may be empty.
  [[nodiscard]] bool is_valid() const noexcept {
    return key.is_valid() && has_version() && timestamp.is_valid();
  }

  /// Back to the invalid entry.
  void clear() noexcept {
    key.clear();
    value.clear();
    version = 0;
    timestamp = core_time::Timestamp{};
  }
};

} // namespace softadastra::store::core
