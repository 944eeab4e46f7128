// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "softadastra/wal/reader/WalReader.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <utility>

namespace softadastra::wal::replay {

namespace core = ::softadastra::wal::core;
namespace reader = ::softadastra::wal::reader;
namespace core_types = ::softadastra::core::types;
namespace core_errors = ::softadastra::core::errors;

/// Applies the records of a log and remembers how far it got. One thread at a time.
class WalReplayer {
public:
  /// What is called for each record.
  using Apply = std::function<void(const core::WalRecord &)>;
  /// Success or an error.
  using Result = core_types::Result<void, core_errors::Error>;

  /// For the log at a path; nothing is opened.
  explicit WalReplayer(std::string path) : reader_(std::move(path)) {}

  /// Applies every record, in the order of the file. Errors: as `WalReader::for_each`.
  [[nodiscard]] Result replay(const Apply &apply) { return replay_from(0, apply); }

  /// Applies every record whose sequence is `start_sequence` or greater. Errors: as
  /// `WalReader::for_each`.
  [[nodiscard]] Result replay_from(std::uint64_t start_sequence, const Apply &apply) {
    last_sequence_.reset();
    return reader_.for_each([&](const core::WalRecord &record) {
      if (record.sequence >= start_sequence) {
        apply(record);
        last_sequence_ = record.sequence;
      }
    });
  }

  /// The sequence of the record applied last, not the greatest; nullopt when none was.
  [[nodiscard]] std::optional<std::uint64_t> last_sequence() const noexcept {
    return last_sequence_;
  }

  /// True when a record was applied.
  [[nodiscard]] bool has_replayed() const noexcept { return last_sequence_.has_value(); }

  /// Where the log is.
  [[nodiscard]] const std::string &path() const noexcept { return reader_.path(); }

private:
  reader::WalReader reader_;
  std::optional<std::uint64_t> last_sequence_{};
};

} // namespace softadastra::wal::replay
