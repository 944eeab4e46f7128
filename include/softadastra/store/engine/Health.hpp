// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "softadastra/core/errors/ErrorCode.hpp"

#include <cstdint>

namespace softadastra::store::engine {

/// How a database is doing. All bytes are those of files, unless a field says memory.
struct Health {
  /// A failure has stopped the log: it takes nothing until it is opened again.
  bool is_stopped{false};

  /// A flush or a merge is under way.
  bool is_at_work{false};

  /// Why the last piece of upkeep failed, until one succeeds; `None` otherwise.
  ::softadastra::core::errors::ErrorCode failure{::softadastra::core::errors::ErrorCode::None};

  /// Of the log since the last flush: what the next opening reads.
  std::uint64_t tail_bytes{0};

  /// Of the segment that is written to, without reserved space.
  std::uint64_t active_bytes{0};

  /// Sealed segments, and their bytes.
  std::uint64_t sealed_count{0};
  std::uint64_t sealed_bytes{0}; ///< Their bytes.

  /// Of those that are kept for operations which are still owed, and for nothing else.
  std::uint64_t held_bytes{0};

  /// Version of the oldest operation that is owed or failed, and the segment it is in; 0 for none.
  std::uint64_t oldest_owed_version{0};
  std::uint64_t oldest_owed_segment{0}; ///< The oldest that holds something owed.

  /// Runs, and their bytes.
  std::uint64_t run_count{0};
  std::uint64_t run_bytes{0}; ///< Their bytes.

  /// Of entries that count, and of those that later ones replaced, about.
  std::uint64_t live_bytes{0};
  std::uint64_t waste_bytes{0}; ///< Bytes that merges would give back.

  /// Memory of tables, of blocks kept from runs, of filters and fences.
  std::uint64_t table_bytes{0};
  std::uint64_t cache_bytes{0}; ///< Bytes of blocks in the cache.
  std::uint64_t index_bytes{0}; ///< Bytes of indexes in memory.

  /// Operations that are held because this build does not know their type, and their bytes: they
  /// are kept and handed on, and applied by a build that knows it.
  std::uint64_t unknown_kind_count{0};
  std::uint64_t unknown_kind_bytes{0}; ///< Of 16 MiB at most.

  /// Values in files of their own, because they were written piece by piece, that no flush has
  /// taken to a run yet.
  std::uint64_t value_file_count{0};
  std::uint64_t value_file_bytes{0}; ///< Of those files.
};

} // namespace softadastra::store::engine
