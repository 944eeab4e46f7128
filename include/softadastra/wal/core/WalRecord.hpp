// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "softadastra/core/time/Timestamp.hpp"
#include "softadastra/wal/types/WalRecordType.hpp"
#include "softadastra/wal/types/WalStatus.hpp"

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace softadastra::wal::core {

namespace types = ::softadastra::wal::types;
namespace core_time = ::softadastra::core::time;

/// One entry of the log.
struct WalRecord {
  /// The bytes of a record.
  using Payload = std::vector<std::uint8_t>;

  /// Position in the log, from 1; 0 means none was given.
  std::uint64_t sequence{0};

  /// What the record stands for.
  types::WalRecordType type{types::WalRecordType::Unknown};

  /// How far the record got.
  types::WalStatus status{types::WalStatus::Pending};

  /// Wall clock at the append; information, not order.
  core_time::Timestamp timestamp{};

  /// Content, opaque to the log, up to 64 MiB.
  Payload payload{};

  /// No sequence, unknown type: not valid.
  WalRecord() = default;

  /// A pending record stamped with the current time.
  WalRecord(std::uint64_t record_sequence, types::WalRecordType record_type, Payload bytes)
      : WalRecord(record_sequence, record_type, types::WalStatus::Pending,
                  core_time::Timestamp::now(), std::move(bytes)) {}

  /// A record with every field given.
  WalRecord(std::uint64_t record_sequence, types::WalRecordType record_type,
            types::WalStatus record_status, core_time::Timestamp record_timestamp, Payload bytes)
      : sequence(record_sequence), type(record_type), status(record_status),
        timestamp(record_timestamp), payload(std::move(bytes)) {}

  /// Same as the constructor with three arguments.
  [[nodiscard]] static WalRecord make(std::uint64_t record_sequence,
                                      types::WalRecordType record_type, Payload bytes) {
    return WalRecord(record_sequence, record_type, std::move(bytes));
  }

  /// True with at least one byte of content.
  [[nodiscard]] bool has_payload() const noexcept { return !payload.empty(); }

  /// Bytes of content.
  [[nodiscard]] std::size_t payload_size() const noexcept { return payload.size(); }

  /// True when a sequence number was given.
  [[nodiscard]] bool has_sequence() const noexcept { return sequence > 0; }

  /// `Noop` and `Checkpoint` need no content, every other type at least one byte.
  [[nodiscard]] bool has_valid_payload() const noexcept {
    return type == types::WalRecordType::Noop || type == types::WalRecordType::Checkpoint ||
           has_payload();
  }

  /// True when the record could be in a log; the upper bound of the content is not checked here.
  [[nodiscard]] bool is_valid() const noexcept {
    return has_sequence() && types::is_valid(type) && types::is_valid(status) &&
           timestamp.is_valid() && has_valid_payload();
  }

  /// Sets the status in memory; nothing is written.
  void mark_persisted() noexcept { status = types::WalStatus::Persisted; }

  /// Sets the status in memory; nothing is written.
  void mark_applied() noexcept { status = types::WalStatus::Applied; }

  /// Sets the status in memory; nothing is written.
  void mark_failed() noexcept { status = types::WalStatus::Failed; }

  /// Back to the state of a default-constructed record.
  void clear() noexcept { *this = WalRecord(); }
};

} // namespace softadastra::wal::core
