// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "softadastra/core/errors/Error.hpp"
#include "softadastra/core/types/NonCopyable.hpp"
#include "softadastra/core/types/Result.hpp"
#include "softadastra/detail/Api.hpp"
#include "softadastra/detail/Bytes.hpp"
#include "softadastra/detail/Call.hpp"
#include "softadastra/detail/Handle.hpp"

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace softadastra::wal::core {}

namespace softadastra::wal::storage {

namespace core = ::softadastra::wal::core;
namespace core_types = ::softadastra::core::types;
namespace core_errors = ::softadastra::core::errors;

/// A file that bytes are appended to, with a lock: a second one on the same path gets `Locked`. One
/// thread at a time. Durability: after `flush`.
class WalFile : public core_types::NonCopyable {
public:
  /// Success or an error.
  using Result = core_types::Result<void, core_errors::Error>;
  /// Bytes or an error.
  using BytesResult = core_types::Result<std::vector<std::uint8_t>, core_errors::Error>;

  /// A file without a path.
  WalFile() = default;

  /// The file at a path; nothing is opened.
  explicit WalFile(std::string path) : path_(std::move(path)) {}

  /// Takes everything over; `other` is closed and has no path.
  WalFile(WalFile &&other) noexcept
      : path_(std::exchange(other.path_, std::string{})), handle_(std::move(other.handle_)) {}

  /// Closes, and takes everything over; `other` is closed and has no path.
  WalFile &operator=(WalFile &&other) noexcept {
    if (this != &other) {
      handle_ = std::move(other.handle_);
      path_ = std::exchange(other.path_, std::string{});
    }
    return *this;
  }

  /// Closes.
  ~WalFile() = default;

  /// Opens the file for appending; it is made, with its folders, when it is missing. Does nothing
  /// when it is open.
  ///
  /// Errors: `InvalidArgument` for an empty path; `Locked`; `UnsupportedFormat` for the file of a
  /// database; `FileWriteError`, `PermissionDenied`, `NoSpace`. Durability: a file that was made is
  /// in its folder for good.
  [[nodiscard]] Result open() {
    if (is_open()) {
      return Result::ok();
    }
    if (!::softadastra::detail::abi_matches()) {
      return Result::err(core_errors::Error::make(core_errors::ErrorCode::InvalidState,
                                                  "the library does not fit these headers"));
    }
    ::sda_wal *opened = nullptr;
    const ::softadastra::detail::Call call{[&](::sda_error **error) {
      return ::sda_wal_open(::softadastra::detail::data_of(path_), path_.size(), &opened, error);
    }};
    if (call.failed()) {
      return Result::err(call.error());
    }
    handle_.reset(opened);
    return Result::ok();
  }

  /// Appends bytes; opens first if need be. No bytes do nothing. Errors: as `open`; `LogStopped`
  /// after a failure that left the file in doubt. Nothing was appended after any other.
  [[nodiscard]] Result append(const std::vector<std::uint8_t> &data) {
    if (data.empty()) {
      return Result::ok();
    }
    if (auto opened = open(); opened.is_err()) {
      return opened;
    }
    const ::softadastra::detail::Call call{[&](::sda_error **error) {
      return ::sda_wal_append(handle_.get(), data.data(), data.size(), error);
    }};
    return call.failed() ? Result::err(call.error()) : Result::ok();
  }

  /// Puts everything appended on stable storage. Does nothing when it is closed. After a failure
  /// the file takes no more writes.
  [[nodiscard]] Result flush() {
    if (!is_open()) {
      return Result::ok();
    }
    const ::softadastra::detail::Call call{
        [&](::sda_error **error) { return ::sda_wal_flush(handle_.get(), error); }};
    return call.failed() ? Result::err(call.error()) : Result::ok();
  }

  /// Every byte of the file, those not yet flushed included. Errors: `FileReadError`, also for a
  /// missing file.
  [[nodiscard]] BytesResult read_all() const {
    ::softadastra::detail::Buffer bytes;
    const ::softadastra::detail::Call call{[&](::sda_error **error) {
      return ::sda_wal_read(::softadastra::detail::data_of(path_), path_.size(), bytes.out(),
                            error);
    }};
    return call.failed() ? BytesResult::err(call.error()) : BytesResult::ok(bytes.to_bytes());
  }

  /// Makes everything durable and lets file and lock go.
  void close() noexcept { handle_.reset(); }

  /// True while it is open.
  [[nodiscard]] bool is_open() const noexcept { return handle_ != nullptr; }

  /// Where the file is.
  [[nodiscard]] const std::string &path() const noexcept { return path_; }

  /// Closes, and goes on with the file at another path.
  void set_path(std::string path) {
    close();
    path_ = std::move(path);
  }

  /// The handle of the C interface, null when it is closed. For the writer.
  [[nodiscard]] ::sda_wal *handle() const noexcept { return handle_.get(); }

private:
  std::string path_{};
  ::softadastra::detail::WalHandle handle_{};
};

} // namespace softadastra::wal::storage
