// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "softadastra/core/errors/Error.hpp"
#include "softadastra/core/types/Result.hpp"
#include "softadastra/detail/Api.hpp"
#include "softadastra/detail/Bytes.hpp"
#include "softadastra/detail/Call.hpp"
#include "softadastra/store/engine/EngineOpener.hpp"
#include "softadastra/store/engine/EntryCache.hpp"
#include "softadastra/store/engine/StoreEngine.hpp"
#include "softadastra/store/snapshot/SnapshotStore.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>

// Only reopened, so that the names below lead somewhere: who uses them includes their headers.
namespace softadastra::wal::reader {}

namespace softadastra::store::snapshot {

namespace engine = ::softadastra::store::engine;
namespace store_core = ::softadastra::store::core;
namespace wal_reader = ::softadastra::wal::reader;
namespace wal_core = ::softadastra::wal::core;
namespace core_types = ::softadastra::core::types;
namespace core_errors = ::softadastra::core::errors;

/// Makes a snapshot of what a log holds. Holds no state; any thread.
class SnapshotBuilderStore {
public:
  /// Success or an error.
  using Result = core_types::Result<SnapshotStore, core_errors::Error>;

  /// Reads the log at `wal_path`, also beside a store that is writing to it, and copies the shown
  /// keys with their values. Nothing is written. What the writer is committing at this moment may
  /// or may not be part of it; an empty file is an empty snapshot.
  ///
  /// Errors: `InvalidArgument` for an empty path, `FileReadError` for a file that is missing or
  /// cannot be read, `Corrupted`, `UnsupportedFormat`, also for a log of format 1 that no store
  /// has opened and so converted yet.
  [[nodiscard]] static Result build(const std::string &wal_path) {
    if (wal_path.empty()) {
      return Result::err(core_errors::Error::make(core_errors::ErrorCode::InvalidArgument,
                                                  "WAL path cannot be empty"));
    }
    const auto opened = engine::EngineOpener::open_read_only(wal_path);
    if (opened.is_err()) {
      return Result::err(opened.error());
    }
    return copy(opened.value().get());
  }

private:
  [[nodiscard]] static Result copy(const ::sda_engine *log) {
    namespace detail = ::softadastra::detail;
    SnapshotStore snapshot;
    std::uint64_t count = 0;
    static_cast<void>(::sda_store_len(log, &count, nullptr));
    snapshot.reserve(static_cast<std::size_t>(count));
    const detail::Call call{[&](::sda_error **error) {
      return engine::EntryCache::walk(log, error, [&](const ::sda_entry &entry) {
        snapshot.put(types::Key{detail::string_from(entry.key, entry.key_len)},
                     types::Value{detail::bytes_from(entry.value, entry.value_len)});
      });
    }};
    return call.failed() ? Result::err(call.error()) : Result::ok(std::move(snapshot));
  }
};

} // namespace softadastra::store::snapshot
