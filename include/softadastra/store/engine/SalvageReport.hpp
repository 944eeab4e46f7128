// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "softadastra/store/engine/Verification.hpp"

#include <cstdint>
#include <vector>

namespace softadastra::store::engine {

/// Where a salvage found the list of runs.
enum class RunListing : std::uint32_t {
  None = 0,     ///< There was none, and no run: the database never flushed.
  Manifest = 1, ///< In the manifest.
  Copy = 2,     ///< In the copy of the manifest.
  Lost = 3,     ///< Both are damaged or missing: runs were set aside whole.
};

/// One place of a damaged database that does not count in the new one.
struct Loss {
  /// What and where it is, with the keys that may be concerned when they are known.
  Finding finding{};

  /// How many entries of a run stood there; 0 when it cannot be told.
  std::uint64_t entry_count{0};

  /// Keys that by the filter of the run stood there, one in a hundred by mistake, and that have a
  /// newer intact version anyway.
  std::uint64_t superseded_count{0};
};

/// Versions that stand in no intact group of the log, though others around them do.
struct MissingVersions {
  std::uint64_t first{0}; ///< The first.
  std::uint64_t last{0}; ///< The last.

  /// True when nobody knows how many there were: `last` is 0 then.
  bool is_open{false};
};

/// What became of a salvage.
struct SalvageReport {
  /// Where the list of runs was found.
  RunListing listing{RunListing::None};

  /// True when somebody wrote in the source: whoever opens the new database for writing is somebody
  /// else, so that no number is given twice.
  bool identity_renewed{false};

  /// True when operations that may be in lost parts of the state were taken from what the new
  /// database claims to know, so that peers send them again.
  bool knowledge_dropped{false};

  /// Keys that the new database shows, and operations that it owes.
  std::uint64_t key_count{0};
  std::uint64_t owed_count{0}; ///< Operations that are still owed.

  /// Operations that are owed and of which nothing is left but their name: each is a loss, too.
  std::uint64_t owed_lost_count{0};

  /// Intact groups of the log.
  std::uint64_t group_count{0};

  /// The last version that is intact, and the one from which the new database counts on.
  std::uint64_t intact_version{0};
  std::uint64_t last_version{0}; ///< The last version.

  /// Bytes of a torn tail of the log, which an opening of the source would have cut.
  std::uint64_t cut_bytes{0};

  /// Files of the new database and their bytes, and bytes that were set aside.
  std::uint64_t file_count{0};
  std::uint64_t bytes{0}; ///< Their bytes.
  std::uint64_t set_aside_bytes{0}; ///< Bytes that were set aside.

  /// How many losses there are; at most 4096 of them are listed.
  std::uint64_t loss_count{0};
  std::vector<Loss> losses{}; ///< What is lost.

  /// Versions that are missing from the log, ascending, at most 4096 ranges.
  std::vector<MissingVersions> missing_versions{};

  /// True when nothing was lost.
  [[nodiscard]] bool is_whole() const noexcept {
    return loss_count == 0 && missing_versions.empty();
  }
};

} // namespace softadastra::store::engine
