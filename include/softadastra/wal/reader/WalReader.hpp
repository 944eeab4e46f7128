// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "softadastra/core/errors/Error.hpp"
#include "softadastra/core/time/Timestamp.hpp"
#include "softadastra/core/types/Result.hpp"
#include "softadastra/detail/Api.hpp"
#include "softadastra/detail/Bytes.hpp"
#include "softadastra/detail/Call.hpp"
#include "softadastra/detail/Handle.hpp"
#include "softadastra/wal/core/WalRecord.hpp"

#include <functional>
#include <string>
#include <utility>
#include <vector>

namespace softadastra::wal::encoding {}

namespace softadastra::wal::reader {

namespace core = ::softadastra::wal::core;
namespace encoding = ::softadastra::wal::encoding;
namespace core_types = ::softadastra::core::types;
namespace core_errors = ::softadastra::core::errors;

/// Reads the records of a log, also while a writer is open. Nothing is ever written. Threads: any.
class WalReader {
public:
  /// What is called for each record.
  using Callback = std::function<void(const core::WalRecord &)>;
  /// Success or an error.
  using Result = core_types::Result<void, core_errors::Error>;
  /// Records or an error.
  using RecordsResult = core_types::Result<std::vector<core::WalRecord>, core_errors::Error>;

  /// For the log at a path; nothing is opened.
  explicit WalReader(std::string path) : path_(std::move(path)) {}

  /// Hands over each record, in the order of the file. What a crash left of the last write ends the
  /// reading and is no error. What the callback throws is thrown on.
  ///
  /// Errors: `FileReadError` `failed to open WAL file for reading`, also for a missing file, and when
  /// reading fails; `Corrupted` for damage before whole records, with the place; `UnsupportedFormat`.
  /// The records before were handed over then.
  [[nodiscard]] Result for_each(const Callback &callback) const {
    namespace detail = ::softadastra::detail;
    if (!detail::abi_matches()) {
      return Result::err(core_errors::Error::make(core_errors::ErrorCode::InvalidState,
                                                  "the library does not fit these headers"));
    }
    ::sda_wal_reader *opened = nullptr;
    const detail::Call opening{[&](::sda_error **error) {
      return ::sda_wal_reader_open(detail::data_of(path_), path_.size(), &opened, error);
    }};
    const detail::WalReaderHandle handle{opened};
    if (opening.failed()) {
      return Result::err(opening.error());
    }
    for (;;) {
      auto found = detail::sized<::sda_wal_record>();
      const detail::Call call{
          [&](::sda_error **error) { return ::sda_wal_reader_next(opened, &found, error); }};
      if (call.failed()) {
        return Result::err(call.error());
      }
      if (!call.done()) {
        return Result::ok();
      }
      callback(core::WalRecord{found.sequence,
                               static_cast<core::types::WalRecordType>(found.record_type),
                               static_cast<core::types::WalStatus>(found.record_status),
                               core::core_time::Timestamp::from_millis(found.timestamp_ms),
                               detail::bytes_from(found.payload, found.payload_len)});
    }
  }

  /// All records. Errors: as `for_each`.
  [[nodiscard]] RecordsResult read_all() const {
    std::vector<core::WalRecord> records;
    auto outcome = for_each([&](const core::WalRecord &record) { records.push_back(record); });
    return outcome.is_err() ? RecordsResult::err(std::move(outcome.error()))
                            : RecordsResult::ok(std::move(records));
  }

  /// Where the log is.
  [[nodiscard]] const std::string &path() const noexcept { return path_; }

private:
  std::string path_;
};

} // namespace softadastra::wal::reader
