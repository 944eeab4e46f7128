// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "softadastra/core/types/NonCopyable.hpp"
#include "softadastra/wal/storage/WalFile.hpp"

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace softadastra::wal::storage {

/// A file with the numbers of the records that were appended through it. One thread at a time.
class WalSegment : public core_types::NonCopyable {
public:
  /// Success or an error.
  using Result = WalFile::Result;

  /// A segment without a path.
  WalSegment() = default;

  /// A segment at a path; nothing is opened.
  WalSegment(std::uint64_t segment_id, std::string segment_path, std::uint64_t start_sequence)
      : id_(segment_id), start_sequence_(start_sequence), file_(std::move(segment_path)) {}

  /// As `WalFile::open`.
  [[nodiscard]] Result open() { return file_.open(); }

  /// Appends the bytes of the record `sequence`, as `WalFile::append`. The first one gives the start
  /// sequence when there was none.
  [[nodiscard]] Result append(std::uint64_t sequence, const std::vector<std::uint8_t> &bytes) {
    auto appended = file_.append(bytes);
    if (appended.is_ok()) {
      start_sequence_ = start_sequence_ == 0 ? sequence : start_sequence_;
      end_sequence_ = sequence;
      size_ += bytes.size();
    }
    return appended;
  }

  /// As `WalFile::flush`.
  [[nodiscard]] Result flush() { return file_.flush(); }

  /// As `WalFile::close`.
  void close() noexcept { file_.close(); }

  /// True while the file is open.
  [[nodiscard]] bool is_open() const noexcept { return file_.is_open(); }

  /// True before the first record.
  [[nodiscard]] bool empty() const noexcept { return end_sequence_ == 0; }

  /// True when `next_size` bytes more would be beyond `max_size`; 0 is no bound.
  [[nodiscard]] bool would_exceed(std::uint64_t next_size, std::uint64_t max_size) const noexcept {
    // Written so that no sum can overflow.
    return max_size > 0 && (size_ > max_size || next_size > max_size - size_);
  }

  /// Number of the segment.
  [[nodiscard]] std::uint64_t id() const noexcept { return id_; }

  /// Number of its first record.
  [[nodiscard]] std::uint64_t start_sequence() const noexcept { return start_sequence_; }

  /// Number of its last record; 0 before the first.
  [[nodiscard]] std::uint64_t end_sequence() const noexcept { return end_sequence_; }

  /// Bytes appended through this object.
  [[nodiscard]] std::uint64_t size() const noexcept { return size_; }

  /// Where the file is.
  [[nodiscard]] const std::string &path() const noexcept { return file_.path(); }

  /// The file.
  [[nodiscard]] WalFile &file() noexcept { return file_; }

  /// The file.
  [[nodiscard]] const WalFile &file() const noexcept { return file_; }

private:
  std::uint64_t id_{0};
  std::uint64_t start_sequence_{0};
  std::uint64_t end_sequence_{0};
  std::uint64_t size_{0};
  WalFile file_{};
};

} // namespace softadastra::wal::storage
