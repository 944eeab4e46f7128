// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "softadastra/sdk/Error.hpp"
#include "softadastra/sdk/Key.hpp"
#include "softadastra/sdk/Value.hpp"

#include <cstdint>
#include <string>

namespace softadastra::sdk {

/// A key with the value that is shown for it.
struct Entry {
  /// The key.
  Key key{};

  /// The value.
  Value value{};

  /// This node's number of the write; greater for a later one.
  std::uint64_t version{0};

  /// When the application made the write, in milliseconds since 1970.
  std::int64_t written_at_ms{0};
};

/// A write that was given up after its last delivery. It stays listed until it is queued again or
/// discarded.
struct FailedWrite {
  /// Public id of the operation, for `Client::requeue_failed` and `Client::discard_failed`.
  std::string sync_id{};

  /// The key that it writes.
  Key key{};

  /// True for a remove; the value is empty then.
  bool is_remove{false};

  /// The value that it writes.
  Value value{};

  /// How often it was delivered.
  std::uint32_t delivery_count{0};

  /// What was last heard of it.
  Error last_error{};
};

/// Where a write made here stands on its way to the peers.
enum class WriteStatus {
  Pending,      ///< It was not given to the queue.
  Queued,       ///< It waits to be sent.
  InFlight,     ///< It was sent and is not acknowledged.
  Acknowledged, ///< Every peer has it.
  Failed,       ///< It was given up and is listed as failed.
  Gone,         ///< The outbox does not hold it: acknowledged and pruned, discarded, or replaced by a
                ///< later write before it was sent.
};

} // namespace softadastra::sdk
