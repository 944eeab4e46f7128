// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "softadastra/core/time/Duration.hpp"
#include "softadastra/core/time/Timestamp.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <utility>

namespace softadastra::store::core {

/// A clock of the application, asked inside the calls that need the time and on their threads. It
/// must not use the same store. When it throws, the time stands still.
using ClockFunction = std::function<::softadastra::core::time::Timestamp()>;

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

  /// Memory for changed entries, for blocks read from disk and for the filters they are searched
  /// with, in bytes, at least 64 KiB. Enough for the filters of 80,000 keys for each MiB; those of
  /// more keys come on top.
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

  /// Longest value in bytes, at most 1 GiB.
  std::uint64_t value_bytes_max{std::uint64_t{64} << 20};

  /// How far ahead of the clock the time of a received operation may move this node's, 0 to 30 days,
  /// until a sync engine brings its own limit.
  ::softadastra::core::time::Duration max_clock_drift{
      ::softadastra::core::time::Duration::from_seconds(300)};

  /// Drives jitter, epochs and salts; 0 for a seed from the system. Equal seeds, clocks and inputs
  /// give equal bytes.
  std::uint64_t seed{0};

  /// Whether the files are only looked at: the store takes no lock and refuses every write.
  bool read_only{false};

  /// The clock of the store; empty for the system's.
  ClockFunction clock{};

  /// What the names of recordings begin with; empty records nothing. Each opening makes the next
  /// one, `<path>.000001` and so on, of which the last 16 stay. A recording holds the files of the
  /// database as they are found, and every call that changes something, keys and values included,
  /// in the clear. Such calls wait for one another then. A recording that cannot be written fails
  /// no call: there is a notice. Excludes `read_only`, and must not be a file of the database.
  std::string recording_path{};

  /// Where a recording ends, in bytes, at least 64 KiB; the files of the database count.
  std::uint64_t recording_bytes_max{std::uint64_t{256} << 20};

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
