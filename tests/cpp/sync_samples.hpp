// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "softadastra/core/time/Timestamp.hpp"
#include "softadastra/store/core/Operation.hpp"
#include "softadastra/sync/core/SyncEnvelope.hpp"
#include "softadastra/sync/core/SyncOperation.hpp"

#include <cstdint>
#include <string>
#include <utility>

namespace samples {

/// A valid local operation with the given id, version and time of wrapping.
[[nodiscard]] inline softadastra::sync::core::SyncOperation
operation(std::string id, std::uint64_t version = 1, std::int64_t millis = 1000) {
  namespace sync = softadastra::sync;
  namespace store = softadastra::store;
  return sync::core::SyncOperation{
      std::move(id),
      "node-a",
      version,
      store::core::Operation::put(store::types::Key{"k"}, store::types::Value::from_string("v")),
      softadastra::core::time::Timestamp::from_millis(millis),
      sync::types::SyncDirection::LocalToRemote};
}

/// The same, in a pending envelope.
[[nodiscard]] inline softadastra::sync::core::SyncEnvelope
envelope(std::string id, std::uint64_t version = 1, std::int64_t millis = 1000) {
  return softadastra::sync::core::SyncEnvelope{operation(std::move(id), version, millis)};
}

} // namespace samples
