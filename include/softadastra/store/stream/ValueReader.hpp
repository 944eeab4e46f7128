// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "softadastra/core/errors/Error.hpp"
#include "softadastra/core/time/Timestamp.hpp"
#include "softadastra/core/types/Result.hpp"
#include "softadastra/detail/Api.hpp"
#include "softadastra/detail/Bytes.hpp"
#include "softadastra/detail/Call.hpp"
#include "softadastra/detail/Handle.hpp"
#include "softadastra/detail/Thrown.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace softadastra::store::stream {

/// One value, read piece by piece, as it was when it was opened: writes, merges and deletes made
/// meanwhile change nothing. A value of any length needs no room but that of a piece. It holds on
/// to the value, in memory or on disk, until it is destroyed. Move-only; one thread at a time;
/// reads and writes of the store go on beside it.
class ValueReader {
public:
  /// The opened object or an error.
  using Opened =
      ::softadastra::core::types::Result<ValueReader, ::softadastra::core::errors::Error>;
  /// How many bytes were read, or an error.
  using Read = ::softadastra::core::types::Result<std::size_t, ::softadastra::core::errors::Error>;

  /// Opens the value under a key. `StoreEngine::open_value` is the usual way here.
  [[nodiscard]] static Opened open(const ::softadastra::detail::EngineHandle &engine,
                                   std::string_view key) {
    namespace errors = ::softadastra::core::errors;
    ::sda_value_reader *opened = nullptr;
    std::uint64_t size = 0;
    std::uint64_t version = 0;
    std::int64_t timestamp_ms = 0;
    const ::softadastra::detail::Call call{[&](::sda_error **error) {
      return ::sda_value_reader_open(engine.get(), ::softadastra::detail::data_of(key), key.size(),
                                     &opened, &size, &version, &timestamp_ms, error);
    }};
    ::softadastra::detail::Thrown::rethrow();
    if (call.failed()) {
      return Opened::err(call.error());
    }
    if (!call.done()) {
      return Opened::err(
          errors::Error::make(errors::ErrorCode::NotFound, "there is no value under this key"));
    }
    return Opened::ok(ValueReader{opened, size, version, timestamp_ms});
  }

  /// How long the value is, in bytes.
  [[nodiscard]] std::uint64_t size() const noexcept { return size_; }

  /// The store's version of the write.
  [[nodiscard]] std::uint64_t version() const noexcept { return version_; }

  /// When the application made the write.
  [[nodiscard]] ::softadastra::core::time::Timestamp timestamp() const noexcept {
    return ::softadastra::core::time::Timestamp::from_millis(timestamp_ms_);
  }

  /// Fills `out` with the bytes that follow those of the last call; says how many there were: 0 at
  /// the end of the value. After an error it has not moved.
  ///
  /// Errors: as `read_at`.
  [[nodiscard]] Read read(std::span<std::uint8_t> out) {
    auto done = read_at(next_, out);
    if (done.is_ok()) {
      next_ += done.value();
    }
    return done;
  }

  /// Fills `out` from a place of the value, any at any time; says how many bytes there were: fewer
  /// than there is room for only at the end of the value. Does not change where `read` goes on.
  ///
  /// Errors: `Closed` when the engine was closed; `FileReadError`; `Corrupted` when the disk says
  /// something else than when the value was opened; `InvalidState` for a reader that was moved
  /// from. What is in `out` then counts for nothing.
  [[nodiscard]] Read read_at(std::uint64_t offset, std::span<std::uint8_t> out) {
    namespace errors = ::softadastra::core::errors;
    if (handle_ == nullptr) {
      return Read::err(errors::Error::make(errors::ErrorCode::InvalidState,
                                           "the reader was moved to another object"));
    }
    std::size_t count = 0;
    const ::softadastra::detail::Call call{[&](::sda_error **error) {
      return ::sda_value_reader_read(handle_.get(), offset, out.data(), out.size(), &count, error);
    }};
    return call.failed() ? Read::err(call.error()) : Read::ok(count);
  }

private:
  ValueReader(::sda_value_reader *opened, std::uint64_t size, std::uint64_t version,
              std::int64_t timestamp_ms) noexcept
      : handle_(opened), size_(size), version_(version), timestamp_ms_(timestamp_ms) {}

  ::softadastra::detail::ValueReaderHandle handle_;
  std::uint64_t size_{0};
  std::uint64_t version_{0};
  std::int64_t timestamp_ms_{0};
  std::uint64_t next_{0};
};

} // namespace softadastra::store::stream
