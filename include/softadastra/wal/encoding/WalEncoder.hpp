// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "softadastra/wal/core/WalRecord.hpp"
#include "softadastra/wal/encoding/WalFormat.hpp"
#include "softadastra/wal/utils/Checksum.hpp"
#include "softadastra/wal/utils/LittleEndian.hpp"

#include <cstdint>
#include <vector>

namespace softadastra::wal::encoding {

namespace core = ::softadastra::wal::core;
namespace types = ::softadastra::wal::types;
namespace utils = ::softadastra::wal::utils;
namespace core_time = ::softadastra::core::time;

/// Writes records in the form `WalFormat` describes.
class WalEncoder {
public:
  /// The bytes of `record`, or no bytes at all when `can_encode` says no.
  [[nodiscard]] static std::vector<std::uint8_t> encode(const core::WalRecord &record) {
    if (!can_encode(record)) {
      return {};
    }
    utils::detail::LittleEndianWriter writer(WalFormat::minimum_record_size +
                                             record.payload.size());
    writer.number(WalFormat::magic);
    writer.number(WalFormat::version);
    writer.number(record.sequence);
    writer.number(static_cast<std::uint8_t>(record.type));
    writer.number(static_cast<std::uint8_t>(record.status));
    writer.number(static_cast<std::uint64_t>(record.timestamp.millis()));
    writer.number(static_cast<std::uint32_t>(record.payload.size()));
    writer.bytes(record.payload);
    writer.number(utils::Checksum::compute(record.payload));
    return writer.take();
  }

  /// True for a valid record with at most `WalFormat::max_payload_size` bytes of payload.
  [[nodiscard]] static bool can_encode(const core::WalRecord &record) noexcept {
    return record.is_valid() && record.payload.size() <= WalFormat::max_payload_size;
  }
};

} // namespace softadastra::wal::encoding
