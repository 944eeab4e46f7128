// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>

namespace softadastra::store::engine {

/// Under which name a store writes. Plain value.
struct Identity {
  /// The name of the node.
  std::string node_id{};

  /// The epoch: it moves when the files were restored or copied.
  std::uint32_t epoch{0};
};

/// What opening a log found and did.
struct OpenReport {
  /// This opening made the log.
  bool created{false};

  /// Groups that were read.
  std::uint64_t group_count{0};

  /// The last version in the log, 0 for none. `recover` brings it up to date.
  std::uint64_t last_version{0};

  /// Bytes of a torn tail that were cut: what a crash left unfinished.
  std::uint64_t cut_bytes{0};

  /// Complete groups among them: written, but never confirmed to be on disk.
  std::uint64_t cut_groups{0};

  /// Operations from before that still have to reach their destination.
  std::uint64_t owed_count{0};

  /// Under which node id the log was written before, when a sync engine brought another one since
  /// the log was opened; empty otherwise.
  std::string renamed_from{};

  /// Records of a log of format 1 that this opening converted; 0 when there was none. That log
  /// itself is kept beside the new one, as `<path>.format-1`.
  std::uint64_t migrated_records{0};

  /// Records of it that are no store operations: they are in that file alone.
  std::uint64_t kept_records{0};

  /// True when a crash had left something that had to be cut.
  [[nodiscard]] bool was_repaired() const noexcept { return cut_bytes > 0; }
};

} // namespace softadastra::store::engine
