// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "softadastra/core/errors/Error.hpp"
#include "softadastra/core/time/Timestamp.hpp"
#include "softadastra/core/types/Result.hpp"
#include "softadastra/detail/Api.hpp"
#include "softadastra/detail/Bytes.hpp"
#include "softadastra/detail/Call.hpp"
#include "softadastra/detail/Handle.hpp"
#include "softadastra/store/engine/ApplyResult.hpp"

#include <cstdint>
#include <span>
#include <string_view>

namespace softadastra::store::stream {

/// One value, written piece by piece, for a local write: it goes to a file of its own, and needs no
/// room but that of a piece. Nothing of it is seen before `commit`, and nothing is left of it when
/// this is destroyed without, nor after a crash. Move-only; one thread at a time; reads and writes
/// of the store go on beside it.
class ValueWriter {
public:
  /// The opened object or an error.
  using Opened =
      ::softadastra::core::types::Result<ValueWriter, ::softadastra::core::errors::Error>;
  /// Success or an error.
  using Result = ::softadastra::core::types::Result<void, ::softadastra::core::errors::Error>;
  /// What the write did, or an error.
  using Committed =
      ::softadastra::core::types::Result<engine::ApplyResult, ::softadastra::core::errors::Error>;

  /// Begins a value of `size` bytes. `StoreEngine::begin_value` is the usual way here.
  [[nodiscard]] static Opened open(const ::softadastra::detail::EngineHandle &engine,
                                   std::string_view key, std::uint64_t size,
                                   ::softadastra::core::time::Timestamp timestamp) {
    ::sda_value_writer *opened = nullptr;
    const ::softadastra::detail::Call call{[&](::sda_error **error) {
      return ::sda_value_writer_open(engine.get(), ::softadastra::detail::data_of(key), key.size(),
                                     size, timestamp.millis(), &opened, error);
    }};
    return call.failed() ? Opened::err(call.error()) : Opened::ok(ValueWriter{opened});
  }

  /// Writes the next bytes of the value.
  ///
  /// Errors: `InvalidArgument` for more than it was said to have, none of them taken;
  /// `InvalidState` after the commit, after a write that failed, and for a writer that was moved
  /// from; `NoSpace` and `FileWriteError`, which end the writing; `Closed`.
  [[nodiscard]] Result write(std::span<const std::uint8_t> bytes) {
    if (handle_ == nullptr) {
      return Result::err(moved());
    }
    const ::softadastra::detail::Call call{[&](::sda_error **error) {
      return ::sda_value_writer_write(handle_.get(), bytes.data(), bytes.size(), error);
    }};
    return call.failed() ? Result::err(call.error()) : Result::ok();
  }

  /// Makes what was written the value of its key, all of it in one moment. After an error other
  /// than `LogStopped` it may be tried again.
  ///
  /// Errors: `InvalidArgument` while bytes are missing; `InvalidState` for a second commit, after a
  /// write that failed, and for a writer that was moved from; `NoSpace`, `FileWriteError`,
  /// `Closed`; `LogStopped`, where whether the value counts is known once the store is opened
  /// again. Durability: as that of every write of the store.
  [[nodiscard]] Committed commit() {
    if (handle_ == nullptr) {
      return Committed::err(moved());
    }
    auto apply = ::softadastra::detail::sized<::sda_apply>();
    const ::softadastra::detail::Call call{[&](::sda_error **error) {
      return ::sda_value_writer_commit(handle_.get(), &apply, error);
    }};
    if (call.failed()) {
      return Committed::err(call.error());
    }
    return Committed::ok(engine::ApplyResult{true, apply.version, apply.created != 0,
                                             apply.updated != 0, apply.deleted != 0});
  }

private:
  explicit ValueWriter(::sda_value_writer *opened) noexcept : handle_(opened) {}

  [[nodiscard]] static ::softadastra::core::errors::Error moved() {
    namespace errors = ::softadastra::core::errors;
    return errors::Error::make(errors::ErrorCode::InvalidState,
                               "the writer was moved to another object");
  }

  ::softadastra::detail::ValueWriterHandle handle_;
};

} // namespace softadastra::store::stream
