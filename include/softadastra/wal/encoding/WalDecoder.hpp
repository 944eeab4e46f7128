// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "softadastra/wal/core/WalRecord.hpp"
#include "softadastra/wal/encoding/WalFormat.hpp"
#include "softadastra/wal/utils/Checksum.hpp"
#include "softadastra/wal/utils/LittleEndian.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <utility>
#include <vector>

namespace softadastra::wal::encoding {

namespace core = ::softadastra::wal::core;
namespace types = ::softadastra::wal::types;
namespace utils = ::softadastra::wal::utils;
namespace core_time = ::softadastra::core::time;

/// Reads records in the form `WalFormat` describes. Any input is safe, no reason is reported.
class WalDecoder {
public:
  /// As the form with a span.
  [[nodiscard]] static std::optional<core::WalRecord>
  decode(const std::vector<std::uint8_t> &data) {
    return decode(std::span<const std::uint8_t>(data));
  }

  /// As the form with a span; a null pointer with a size above 0 holds no record.
  [[nodiscard]] static std::optional<core::WalRecord> decode(const std::uint8_t *data,
                                                             std::size_t size) {
    if (data == nullptr) {
      return std::nullopt;
    }
    return decode(std::span<const std::uint8_t>(data, size));
  }

  /// The record, when `data` is exactly one intact valid record and nothing more.
  [[nodiscard]] static std::optional<core::WalRecord>
  decode(std::span<const std::uint8_t> data) {
    if (data.size() < WalFormat::minimum_record_size) {
      return std::nullopt;
    }
    utils::detail::LittleEndianReader reader(data);
    std::uint32_t magic = 0;
    std::uint32_t version = 0;
    if (!reader.number(magic) || !WalFormat::valid_magic(magic) || !reader.number(version) ||
        !WalFormat::supported_version(version)) {
      return std::nullopt;
    }
    core::WalRecord record;
    if (!read_header(reader, record) || !read_payload(reader, record) || !record.is_valid()) {
      return std::nullopt;
    }
    return record;
  }

private:
  using Reader = utils::detail::LittleEndianReader;

  static bool read_header(Reader &reader, core::WalRecord &record) noexcept {
    std::uint8_t type = 0;
    std::uint8_t status = 0;
    std::uint64_t millis = 0;
    if (!reader.number(record.sequence) || !reader.number(type) || !reader.number(status) ||
        !reader.number(millis)) {
      return false;
    }
    record.type = static_cast<types::WalRecordType>(type);
    record.status = static_cast<types::WalStatus>(status);
    record.timestamp = core_time::Timestamp(static_cast<std::int64_t>(millis));
    return types::is_valid(record.type) && types::is_valid(record.status);
  }

  static bool read_payload(Reader &reader, core::WalRecord &record) {
    std::uint32_t size = 0;
    std::span<const std::uint8_t> payload;
    std::uint32_t checksum = 0;
    // The size is believed only once that many bytes are known to be there: no allocation before.
    if (!reader.number(size) || !WalFormat::valid_payload_size(size) ||
        !reader.bytes(size, payload) || !reader.number(checksum) || reader.remaining() != 0 ||
        !utils::Checksum::verify(payload, checksum)) {
      return false;
    }
    record.payload.assign(payload.begin(), payload.end());
    return true;
  }
};

} // namespace softadastra::wal::encoding
