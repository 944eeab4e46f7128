// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <utility>

namespace softadastra::wal::core {

/// Where a log is kept and how eagerly it reaches the disk.
struct WalConfig {
  /// The log file.
  std::string path{"data/wal.log"};

  /// Flush after every append.
  bool auto_flush{true};

  /// Kept for old programs, above 0: a log of these classes is one file. A database has segments.
  std::size_t max_file_size{std::size_t{64} * 1024 * 1024};

  /// Kept for old programs: checksums are always written and always verified.
  bool enable_checksum{true};

  /// The defaults above.
  WalConfig() = default;

  /// The defaults with another file.
  explicit WalConfig(std::string wal_path) : path(std::move(wal_path)) {}

  /// Flush after every append: an acknowledged record survives a crash.
  [[nodiscard]] static WalConfig durable(std::string wal_path) {
    return WalConfig(std::move(wal_path));
  }

  /// Flush only when asked: a crash may lose the records since the last flush.
  [[nodiscard]] static WalConfig fast(std::string wal_path) {
    WalConfig config(std::move(wal_path));
    config.auto_flush = false;
    return config;
  }

  /// True with a path and a size above 0.
  [[nodiscard]] bool is_valid() const noexcept { return !path.empty() && max_file_size > 0; }
};

} // namespace softadastra::wal::core
