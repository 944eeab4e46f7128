// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "softadastra/sdk/Key.hpp"
#include "softadastra/sdk/Value.hpp"
#include "softadastra/store/core/WriteBatch.hpp"

#include <cstddef>
#include <string>
#include <utility>

namespace softadastra::sdk {

/// Writes that are made together with `Client::apply`: all of them or none, here and at every peer.
/// A key may be in it once.
class Batch {
public:
  /// Adds a put. Returns this batch, to go on with.
  Batch &put(const Key &key, const Value &value) {
    changes_.put(::softadastra::store::types::Key{key.str()},
                 ::softadastra::store::types::Value{value.bytes()});
    return *this;
  }

  /// Adds a put of a text. Returns this batch, to go on with.
  Batch &put(std::string key, const std::string &value) {
    return put(Key{std::move(key)}, Value::from_string(value));
  }

  /// Adds a remove; the key may be absent. Returns this batch, to go on with.
  Batch &remove(const Key &key) {
    changes_.remove(::softadastra::store::types::Key{key.str()});
    return *this;
  }

  /// Adds a remove; the key may be absent. Returns this batch, to go on with.
  Batch &remove(std::string key) { return remove(Key{std::move(key)}); }

  /// How many writes there are.
  [[nodiscard]] std::size_t size() const noexcept { return changes_.size(); }

  /// True when there are none; such a batch cannot be applied.
  [[nodiscard]] bool empty() const noexcept { return changes_.empty(); }

  /// Back to no writes.
  void clear() noexcept { changes_.clear(); }

  /// The writes as the store layer has them.
  [[nodiscard]] const ::softadastra::store::core::WriteBatch &changes() const noexcept {
    return changes_;
  }

private:
  ::softadastra::store::core::WriteBatch changes_{};
};

} // namespace softadastra::sdk
