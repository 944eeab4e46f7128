// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "softadastra/core/errors/Error.hpp"
#include "softadastra/core/types/Result.hpp"
#include "softadastra/detail/Api.hpp"
#include "softadastra/detail/Bytes.hpp"
#include "softadastra/detail/Call.hpp"
#include "softadastra/detail/Handle.hpp"
#include "softadastra/store/core/StoreConfig.hpp"

#include <atomic>
#include <cstdint>
#include <string>

namespace softadastra::store::engine {

/// Opens the engine behind a store or a snapshot; no use on its own. Holds no state.
class EngineOpener {
public:
  /// Success or an error.
  using Result = ::softadastra::core::types::Result<::softadastra::detail::EngineHandle,
                                                    ::softadastra::core::errors::Error>;

  /// Opens the log for writing, makes it when it is missing, takes its lock, and cuts a torn tail.
  /// A log of format 1 is converted first.
  ///
  /// Errors: `InvalidArgument` for an empty path, `Locked`, `Corrupted` with the position,
  /// `UnsupportedFormat`, `FileAlreadyExists` when the place for a log of format 1 is taken, file
  /// errors. Durability: a log that was made is on stable storage.
  [[nodiscard]] static Result open(const core::StoreConfig &config) {
    return open_as(config, durability_of(config), config.read_only);
  }

  /// Opens an existing log without the lock, to look at. Nothing is ever written to it.
  ///
  /// Errors: `FileReadError` also for a missing file, `Corrupted`, `UnsupportedFormat`, also for a
  /// log of format 1.
  [[nodiscard]] static Result open_read_only(const std::string &wal_path) {
    return open_as(core::StoreConfig{wal_path}, SDA_DURABILITY_DURABLE, true);
  }

private:
  /// The clock of the application as the library calls it.
  struct ClockHost {
    core::ClockFunction function;
    std::atomic<std::int64_t> last_ms{0};

    static void read(void *host, std::int64_t *wall_ms, std::int64_t *monotonic_ms) noexcept {
      auto &self = *static_cast<ClockHost *>(host);
      try {
        self.last_ms = self.function().millis();
      } catch (...) {
        // Nothing may unwind through C; the time of before is given once more.
      }
      *wall_ms = *monotonic_ms = self.last_ms;
    }

    static void release(void *host) noexcept { delete static_cast<ClockHost *>(host); }
  };

  [[nodiscard]] static std::uint32_t durability_of(const core::StoreConfig &config) noexcept {
    if (!config.enable_wal) {
      return SDA_DURABILITY_MEMORY_ONLY;
    }
    return config.auto_flush ? SDA_DURABILITY_DURABLE : SDA_DURABILITY_FAST;
  }

  [[nodiscard]] static Result open_as(const core::StoreConfig &config, std::uint32_t durability,
                                      bool read_only) {
    namespace detail = ::softadastra::detail;
    namespace errors = ::softadastra::core::errors;
    if (!detail::abi_matches()) {
      return Result::err(errors::Error::make(errors::ErrorCode::InvalidState,
                                             "the library does not fit these headers",
                                             errors::ErrorContext{"C interface versions differ"}));
    }
    auto options = detail::sized<::sda_options>();
    static_cast<void>(::sda_options_init(&options));
    options.durability = durability;
    options.read_only = detail::flag(read_only);
    options.path = detail::data_of(config.wal_path);
    options.path_len = config.wal_path.size();
    options.memory_bytes = config.memory_bytes;
    options.feed_retain_bytes = config.feed_retain_bytes;
    options.maintain_on_write = detail::flag(config.maintain_on_write);
    options.history_bytes_max = config.history_bytes_max;
    options.value_bytes_max = config.value_bytes_max;
    options.clock_drift_ms = config.max_clock_drift.millis();
    options.seed = config.seed;
    options.recording_path = detail::data_of(config.recording_path);
    options.recording_path_len = config.recording_path.size();
    options.recording_bytes_max = config.recording_bytes_max;
    if (config.clock) {
      // Released by the library from here on, also when opening fails.
      options.clock_user_data = new ClockHost{config.clock};
      options.clock = &ClockHost::read;
      options.clock_release = &ClockHost::release;
    }

    ::sda_engine *engine = nullptr;
    const detail::Call call{
        [&](::sda_error **error) { return ::sda_engine_open(&options, &engine, error); }};
    return call.failed() ? Result::err(call.error()) : Result::ok(detail::own_engine(engine));
  }
};

} // namespace softadastra::store::engine
