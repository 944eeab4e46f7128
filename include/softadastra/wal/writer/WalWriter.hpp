// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "softadastra/core/errors/Error.hpp"
#include "softadastra/core/time/Timestamp.hpp"
#include "softadastra/core/types/NonCopyable.hpp"
#include "softadastra/core/types/Result.hpp"
#include "softadastra/detail/Api.hpp"
#include "softadastra/detail/Call.hpp"
#include "softadastra/fs/events/FileEvent.hpp"
#include "softadastra/wal/core/WalConfig.hpp"
#include "softadastra/wal/core/WalRecord.hpp"
#include "softadastra/wal/storage/WalFile.hpp"
#include "softadastra/wal/utils/FileEventSerializer.hpp"

#include <algorithm>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <utility>

namespace softadastra::wal::encoding {}

namespace softadastra::wal::writer {

namespace core = ::softadastra::wal::core;
namespace storage = ::softadastra::wal::storage;
namespace encoding = ::softadastra::wal::encoding;
namespace utils = ::softadastra::wal::utils;
namespace wal_types = ::softadastra::wal::types;
namespace fs_events = ::softadastra::fs::events;
namespace fs_types = ::softadastra::fs::types;
namespace core_types = ::softadastra::core::types;
namespace core_errors = ::softadastra::core::errors;

/// Appends records to a log and gives them their numbers, which go on behind those that the file
/// has. The file is opened, and a torn tail set aside in `<path>.torn`, by the first of them.
///
/// Threads: any, but for moves. Durability: with `auto_flush` on stable storage before `append`
/// returns, else after `flush`. An object that was moved from answers `InvalidState`.
class WalWriter : public core_types::NonCopyable {
public:
  /// The sequence number of the record or an error.
  using AppendResult = core_types::Result<std::uint64_t, core_errors::Error>;
  /// Success or an error.
  using Result = core_types::Result<void, core_errors::Error>;

  /// For this configuration; nothing is opened.
  explicit WalWriter(core::WalConfig config)
      : state_(std::make_unique<State>(std::move(config))) {}

  /// Appends a record and sets its sequence, timestamp and status to what stands in the file;
  /// returns the sequence. On a failure the status is `Failed` and no number is used up.
  ///
  /// Errors: `InvalidArgument` `failed to encode WAL record`; `Locked`; `Corrupted` and
  /// `UnsupportedFormat` with the place, for what is in the file already; `LogStopped`,
  /// `FileWriteError`, `NoSpace`, `PermissionDenied`.
  [[nodiscard]] AppendResult append(core::WalRecord &record) {
    const auto now = ::softadastra::core::time::Timestamp::now();
    auto appended = write(record.type, now, record.payload);
    record.timestamp = now;
    record.status = appended.is_ok() ? wal_types::WalStatus::Persisted
                                     : wal_types::WalStatus::Failed;
    if (appended.is_ok()) {
      record.sequence = appended.value();
    }
    return appended;
  }

  /// The same for a record that is not needed any more.
  [[nodiscard]] AppendResult append(core::WalRecord &&record) { return append(record); }

  /// The same from parts.
  [[nodiscard]] AppendResult append(wal_types::WalRecordType type,
                                    core::WalRecord::Payload payload) {
    return write(type, ::softadastra::core::time::Timestamp::now(), payload);
  }

  /// Appends what happened to a file. Errors: `InvalidArgument` `invalid filesystem event type`; as
  /// `append`.
  [[nodiscard]] AppendResult append_event(const fs_events::FileEvent &event) {
    auto type = wal_types::WalRecordType::Unknown;
    switch (event.type) {
    case fs_types::FileEventType::Created:
      type = wal_types::WalRecordType::Put;
      break;
    case fs_types::FileEventType::Updated:
      type = wal_types::WalRecordType::Update;
      break;
    case fs_types::FileEventType::Deleted:
      type = wal_types::WalRecordType::Delete;
      break;
    }
    if (type == wal_types::WalRecordType::Unknown) {
      return AppendResult::err(core_errors::Error::make(core_errors::ErrorCode::InvalidArgument,
                                                        "invalid filesystem event type"));
    }
    return append(type, utils::FileEventSerializer::serialize(event));
  }

  /// Puts everything appended on stable storage. Errors: `FileWriteError`, `LogStopped`.
  [[nodiscard]] Result flush() {
    if (state_ == nullptr) {
      return Result::err(moved());
    }
    const std::lock_guard lock{state_->gate};
    return state_->file.flush();
  }

  /// The last number that was given, as far as this object knows.
  [[nodiscard]] std::uint64_t current_sequence() const noexcept {
    if (state_ == nullptr) {
      return 0;
    }
    const std::lock_guard lock{state_->gate};
    return state_->sequence;
  }

  /// Lets the next record get a number above this one. Numbers that the file has are never given
  /// again, so calling this after a recovery is not needed.
  void set_sequence(std::uint64_t sequence) noexcept {
    if (state_ != nullptr) {
      const std::lock_guard lock{state_->gate};
      state_->sequence = std::max(state_->sequence, sequence);
    }
  }

  /// The configuration it was made with; the defaults after a move.
  [[nodiscard]] const core::WalConfig &config() const noexcept {
    static const core::WalConfig nobody{};
    return state_ == nullptr ? nobody : state_->config;
  }

  /// Where the log is.
  [[nodiscard]] const std::string &path() const noexcept { return config().path; }

private:
  struct State {
    explicit State(core::WalConfig given) : config(std::move(given)), file(config.path) {}

    core::WalConfig config;
    mutable std::mutex gate{};
    storage::WalFile file;
    std::uint64_t sequence{0};
  };

  [[nodiscard]] static core_errors::Error moved() {
    return core_errors::Error::make(core_errors::ErrorCode::InvalidState,
                                    "the writer was moved to another object");
  }

  [[nodiscard]] AppendResult write(wal_types::WalRecordType type,
                                   ::softadastra::core::time::Timestamp now,
                                   const core::WalRecord::Payload &payload) {
    using ::softadastra::detail::Call;
    if (state_ == nullptr) {
      return AppendResult::err(moved());
    }
    const std::lock_guard lock{state_->gate};
    const core::WalRecord checked{1, type, wal_types::WalStatus::Persisted, now, {}};
    const bool needs_bytes = !checked.has_valid_payload();
    if (!wal_types::is_valid(type) || !now.is_valid() || (needs_bytes && payload.empty())) {
      return AppendResult::err(core_errors::Error::make(core_errors::ErrorCode::InvalidArgument,
                                                        "failed to encode WAL record"));
    }
    if (auto opened = state_->file.open(); opened.is_err()) {
      return AppendResult::err(opened.error());
    }
    auto *handle = state_->file.handle();
    static_cast<void>(::sda_wal_raise_sequence(handle, state_->sequence, nullptr));
    std::uint64_t sequence = 0;
    const Call call{[&](::sda_error **error) {
      return ::sda_wal_append_record(handle, static_cast<std::uint32_t>(type), now.millis(),
                                     payload.data(), payload.size(), &sequence, error);
    }};
    if (call.failed()) {
      return AppendResult::err(call.error());
    }
    state_->sequence = sequence;
    if (state_->config.auto_flush) {
      if (auto flushed = state_->file.flush(); flushed.is_err()) {
        return AppendResult::err(flushed.error());
      }
    }
    return AppendResult::ok(sequence);
  }

  std::unique_ptr<State> state_;
};

} // namespace softadastra::wal::writer
