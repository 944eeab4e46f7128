// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>

namespace softadastra::wal::encoding {

/// Version 1 of a stored record. Little-endian, no padding, records back to back:
///
/// | Offset | Bytes | Field                               |
/// |--------|-------|-------------------------------------|
/// | 0      | 4     | magic                               |
/// | 4      | 4     | version                             |
/// | 8      | 8     | sequence                            |
/// | 16     | 1     | type                                |
/// | 17     | 1     | status                              |
/// | 18     | 8     | timestamp, signed milliseconds      |
/// | 26     | 4     | payload size n                      |
/// | 30     | n     | payload                             |
/// | 30 + n | 4     | FNV-1a checksum of the payload only |
struct WalFormat {
  /// Reads "WAL1" as a number, and so "1LAW" in the file.
  static constexpr std::uint32_t magic = 0x57414C31;
  static constexpr std::uint32_t version = 1; ///< The version of the format.

  static constexpr std::size_t magic_size = 4; ///< Bytes of the mark.
  static constexpr std::size_t version_size = 4; ///< Bytes of the version.
  static constexpr std::size_t sequence_size = 8; ///< Bytes of the sequence number.
  static constexpr std::size_t record_type_size = 1; ///< Bytes of the type.
  static constexpr std::size_t status_size = 1; ///< Bytes of the status.
  static constexpr std::size_t timestamp_size = 8; ///< Bytes of the time.
  static constexpr std::size_t payload_size_size = 4; ///< Bytes of the length of the payload.
  static constexpr std::size_t checksum_size = 4; ///< Bytes of the checksum.

  /// Bytes before the payload.
  static constexpr std::size_t header_size = magic_size + version_size + sequence_size +
                                             record_type_size + status_size + timestamp_size +
                                             payload_size_size;

  /// Bytes of a record without payload.
  static constexpr std::size_t minimum_record_size = header_size + checksum_size;

  /// Largest payload in bytes, 64 MiB, itself allowed.
  static constexpr std::uint32_t max_payload_size = 67108864;

  /// True when `value` is the magic number.
  [[nodiscard]] static constexpr bool valid_magic(std::uint32_t value) noexcept {
    return value == magic;
  }

  /// True when records of version `value` can be read.
  [[nodiscard]] static constexpr bool supported_version(std::uint32_t value) noexcept {
    return value == version;
  }

  /// True when a payload of `value` bytes is allowed.
  [[nodiscard]] static constexpr bool valid_payload_size(std::uint32_t value) noexcept {
    return value <= max_payload_size;
  }
};

static_assert(WalFormat::header_size == 30 && WalFormat::minimum_record_size == 34,
              "the sizes are part of the file format");

} // namespace softadastra::wal::encoding
