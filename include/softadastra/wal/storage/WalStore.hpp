// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "softadastra/core/types/NonCopyable.hpp"
#include "softadastra/wal/core/WalConfig.hpp"
#include "softadastra/wal/storage/WalFile.hpp"

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace softadastra::wal::storage {

/// Bytes appended to the file of a configuration, which is opened by the first of them. One thread
/// at a time. Durability: with `auto_flush` on stable storage before `append` returns, else after
/// `flush`. An object that was moved from answers `InvalidArgument`, because it has no path.
class WalStore : public core_types::NonCopyable {
public:
  /// Success or an error.
  using Result = WalFile::Result;
  /// Bytes or an error.
  using BytesResult = WalFile::BytesResult;

  /// For this configuration; nothing is opened.
  explicit WalStore(core::WalConfig config)
      : config_(std::move(config)), file_(config_.path) {}

  /// Appends bytes, and flushes when the configuration says so; a failed flush is what is returned.
  /// Errors: as `WalFile::append` and `WalFile::flush`.
  [[nodiscard]] Result append(const std::vector<std::uint8_t> &data) {
    auto appended = file_.append(data);
    if (appended.is_err() || data.empty()) {
      return appended;
    }
    bytes_written_ += data.size();
    return config_.auto_flush ? file_.flush() : std::move(appended);
  }

  /// As `WalFile::flush`.
  [[nodiscard]] Result flush() { return file_.flush(); }

  /// As `WalFile::read_all`.
  [[nodiscard]] BytesResult read_all() const { return file_.read_all(); }

  /// True once something was appended.
  [[nodiscard]] bool is_open() const noexcept { return file_.is_open(); }

  /// Bytes appended through this object.
  [[nodiscard]] std::uint64_t bytes_written() const noexcept { return bytes_written_; }

  /// The configuration it was made with.
  [[nodiscard]] const core::WalConfig &config() const noexcept { return config_; }

  /// Where the file is.
  [[nodiscard]] const std::string &path() const noexcept { return file_.path(); }

private:
  core::WalConfig config_;
  WalFile file_;
  std::uint64_t bytes_written_{0};
};

} // namespace softadastra::wal::storage
