// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "softadastra/core/time/Duration.hpp"
#include "softadastra/sync/core/Namespaces.hpp"
#include "softadastra/sync/types/AckLevel.hpp"
#include "softadastra/sync/types/ConflictPolicy.hpp"
#include "softadastra/sync/types/WhenFull.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>

namespace softadastra::sync::core {

/// How one node sends, retries and decides conflicts. The fields are public and meant to be
/// assigned, also while an engine uses the configuration: they are read anew on each call.
struct SyncConfig {
  /// Name of this node, unique among its peers; part of every operation it makes.
  std::string node_id{"node-1"};

  /// How many operations one batch holds at most; at least 1.
  std::size_t batch_size{64};

  /// How often one operation is sent before it counts as failed, the first time included.
  /// 0 acts like 1.
  std::uint32_t max_retries{5};

  /// Wait before the first repetition; not negative.
  core_time::Duration retry_interval{core_time::Duration::from_seconds(5)};

  /// How long an acknowledgement may take; not negative.
  core_time::Duration ack_timeout{core_time::Duration::from_seconds(10)};

  /// What happens when a remote write meets a local one.
  types::ConflictPolicy conflict_policy{types::ConflictPolicy::LastWriteWins};

  /// Whether a submitted operation goes into the send queue by itself.
  bool auto_queue{true};

  /// Whether an operation stays open until a peer has acknowledged it.
  bool require_ack{true};

  /// Longest wait between two repetitions, however many there were; not negative.
  core_time::Duration retry_cap{core_time::Duration::from_seconds(300)};

  /// How far a remote clock may run ahead before its operations are refused; not negative.
  core_time::Duration max_clock_drift{core_time::Duration::from_seconds(300)};

  /// How far an operation has to come at every registered peer before it counts as acknowledged.
  types::AckLevel ack_level{types::AckLevel::Applied};
  /// How many operations may wait in the outbox without being acknowledged, failed ones included;
  /// 0 for no bound. A write beyond it is refused with `Backpressure`.
  std::uint64_t outbox_ops_max{0};

  /// About how many bytes they may have in the log; 0 for no bound.
  std::uint64_t outbox_bytes_max{0};

  /// What becomes of a write that does not fit.
  types::WhenFull when_full{types::WhenFull::Reject};

  /// The defaults above.
  SyncConfig() = default;

  /// The defaults, for the node `local_node_id`.
  explicit SyncConfig(std::string local_node_id) : node_id(std::move(local_node_id)) {}

  /// For links where nothing may be missed: the defaults.
  [[nodiscard]] static SyncConfig durable(std::string local_node_id) {
    return SyncConfig{std::move(local_node_id)};
  }

  /// For links where speed matters more: larger batches, short waits, few repetitions, and no
  /// acknowledgement: what was handed out for sending counts as done.
  [[nodiscard]] static SyncConfig fast(std::string local_node_id) {
    SyncConfig config{std::move(local_node_id)};
    config.batch_size = 128;
    config.max_retries = 2;
    config.retry_interval = core_time::Duration::from_millis(250);
    config.ack_timeout = core_time::Duration::from_seconds(1);
    config.require_ack = false;
    return config;
  }

  /// `retry_interval` in milliseconds.
  [[nodiscard]] core_time::Duration::rep retry_interval_ms() const noexcept {
    return retry_interval.millis();
  }

  /// `ack_timeout` in milliseconds.
  [[nodiscard]] core_time::Duration::rep ack_timeout_ms() const noexcept {
    return ack_timeout.millis();
  }

  /// True when every field keeps to the range given with it.
  [[nodiscard]] bool is_valid() const noexcept {
    constexpr core_time::Duration zero{};
    return !node_id.empty() && batch_size > 0 && retry_interval >= zero && ack_timeout >= zero &&
           types::is_valid(conflict_policy) && retry_cap >= zero && max_clock_drift >= zero &&
           types::is_valid(ack_level) && types::is_valid(when_full);
  }
};

} // namespace softadastra::sync::core
