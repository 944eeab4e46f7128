// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>

namespace softadastra::store::core {

/// How a store keeps its data. The fields are public and meant to be assigned.
struct StoreConfig {
  /// Path of the log; unused while `enable_wal` is false.
  std::string wal_path{"data/store.wal"};

  /// Whether operations are logged before they are applied.
  bool enable_wal{true};

  /// How many entries to make room for at the start; a hint, not a limit.
  std::size_t initial_capacity{1024};

  /// Whether every operation is on stable storage before its call returns.
  bool auto_flush{true};

  /// Memory for changed entries and for blocks read from disk, in bytes, at least 64 KiB.
  std::size_t memory_bytes{std::size_t{64} * 1024 * 1024};

  /// Log that is kept for readers of the change feed beyond what the store itself needs, in bytes:
  /// whole files, and at least so many.
  std::size_t feed_retain_bytes{0};

  /// Whether writes do a bounded piece of upkeep beside themselves when some is due. If not,
  /// `StoreEngine::maintain` has to be called often enough: memory and files grow until then.
  bool maintain_on_write{true};

  /// Log that is kept for registered peers that lack something of it, in bytes, about; 0 for no
  /// bound. A peer that stays away for longer gets the state instead.
  std::uint64_t history_bytes_max{std::uint64_t{1} << 30};

  /// Logged and flushed, at the default path.
  StoreConfig() = default;

  /// Logged and flushed, at `path`.
  explicit StoreConfig(std::string path) : wal_path(std::move(path)) {}

  /// Logged at `path`; each operation survives a crash once its call has returned.
  [[nodiscard]] static StoreConfig durable(std::string path) {
    return StoreConfig{std::move(path)};
  }

  /// Logged at `path` without waiting for the disk; a crash may lose the latest operations.
  [[nodiscard]] static StoreConfig fast(std::string path) {
    StoreConfig config{std::move(path)};
    config.auto_flush = false;
    return config;
  }

  /// No log: everything is lost with the process. The path keeps its default and is unused.
  [[nodiscard]] static StoreConfig memory_only() {
    StoreConfig config;
    config.enable_wal = false;
    config.auto_flush = false;
    return config;
  }

  /// True when the capacity is positive and a log, if wanted, has a path.
  [[nodiscard]] bool is_valid() const noexcept {
    return initial_capacity > 0 && (!enable_wal || !wal_path.empty());
  }
};

} // namespace softadastra::store::core
