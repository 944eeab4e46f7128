// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "softadastra/core/errors/ErrorCode.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace softadastra::store::engine {

/// What a finding is about.
enum class FindingPart : std::uint32_t {
  Log = 1,      ///< A file of the log.
  Manifest = 2, ///< The manifest.
  Run = 3,      ///< A run.
  Outbox = 4,   ///< An operation that is owed and cannot be read.
  Fit = 5,      ///< Files that are whole by themselves and do not fit each other.
};

/// One thing that is wrong with a database.
struct Finding {
  /// What it is about.
  FindingPart part{FindingPart::Log};

  /// What a reader meets there, and the whole text of it.
  ::softadastra::core::errors::ErrorCode code{::softadastra::core::errors::ErrorCode::None};
  std::string text{}; ///< What was found, in words.

  /// The file, where it begins there, and how many bytes are to be distrusted; 0 bytes where
  /// something is missing.
  std::string file{};
  std::uint64_t at{0}; ///< Where it begins in the file.
  std::uint64_t bytes{0}; ///< Their number.

  /// The number of the record of the log, or of the block of the run, from 1; 0: no single one.
  std::uint64_t number{0};

  /// The keys that are concerned, both included, when they are known. An empty last one: all behind
  /// the first may be.
  bool has_keys{false};
  std::string first_key{}; ///< The first key of it.
  std::string last_key{}; ///< The last key of it.
};

/// What was read of a database, and what is wrong with it.
struct Verification {
  /// Files that were read, and their bytes.
  std::uint64_t file_count{0};
  std::uint64_t bytes{0}; ///< Their number.

  /// Valid groups of the log.
  std::uint64_t group_count{0};

  /// Keys that are shown, and operations that are owed; 0 when it cannot be told.
  std::uint64_t key_count{0};
  std::uint64_t owed_count{0}; ///< Operations that are still owed.

  /// The last version.
  std::uint64_t last_version{0};

  /// Bytes of a torn tail, which the next opening cuts; no damage.
  std::uint64_t cut_bytes{0};

  /// How many findings there are; at most 4096 of them are listed.
  std::uint64_t finding_count{0};
  std::vector<Finding> findings{}; ///< What was found.

  /// True when nothing is wrong.
  [[nodiscard]] bool is_sound() const noexcept { return finding_count == 0; }
};

/// What a copy of a database holds.
struct BackupInfo {
  /// The last version in it.
  std::uint64_t version{0};

  /// Its files, and their bytes.
  std::uint64_t file_count{0};
  std::uint64_t bytes{0}; ///< Their number.
};

} // namespace softadastra::store::engine
