// SPDX-License-Identifier: Apache-2.0
#include "softadastra/wal/encoding/WalDecoder.hpp"
#include "softadastra/wal/encoding/WalEncoder.hpp"
#include "softadastra/wal/encoding/WalFormat.hpp"

#include <gtest/gtest.h>

#include <array>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <vector>

namespace {

namespace wal = softadastra::wal;
using softadastra::core::time::Timestamp;
using wal::core::WalRecord;
using wal::encoding::WalDecoder;
using wal::encoding::WalEncoder;
using wal::encoding::WalFormat;
using wal::types::WalRecordType;
using wal::types::WalStatus;

using Bytes = std::vector<std::uint8_t>;

static_assert(std::same_as<wal::encoding::core::WalRecord, WalRecord>);
static_assert(std::same_as<wal::encoding::types::WalStatus, WalStatus>);
static_assert(std::same_as<wal::encoding::utils::Checksum, wal::utils::Checksum>);
static_assert(std::same_as<wal::encoding::core_time::Timestamp, Timestamp>);
static_assert(WalFormat::magic == 0x57414C31 && WalFormat::version == 1);
static_assert(WalFormat::magic_size == 4 && WalFormat::version_size == 4);
static_assert(WalFormat::sequence_size == 8 && WalFormat::record_type_size == 1);
static_assert(WalFormat::status_size == 1 && WalFormat::timestamp_size == 8);
static_assert(WalFormat::payload_size_size == 4 && WalFormat::checksum_size == 4);
static_assert(WalFormat::header_size == 30 && WalFormat::minimum_record_size == 34);
static_assert(WalFormat::max_payload_size == 67108864);
static_assert(std::same_as<decltype(WalFormat::magic), const std::uint32_t>);
static_assert(std::same_as<decltype(WalFormat::header_size), const std::size_t>);
static_assert(std::same_as<decltype(WalFormat::max_payload_size), const std::uint32_t>);
static_assert(WalFormat::valid_magic(0x57414C31) && !WalFormat::valid_magic(0x314C4157));
static_assert(WalFormat::supported_version(1) && !WalFormat::supported_version(0));
static_assert(!WalFormat::supported_version(2));
static_assert(WalFormat::valid_payload_size(67108864) && !WalFormat::valid_payload_size(67108865));
static_assert(noexcept(WalFormat::valid_magic(0)) && noexcept(WalFormat::supported_version(0)));
static_assert(noexcept(WalFormat::valid_payload_size(0)));
static_assert(noexcept(WalEncoder::can_encode(WalRecord())));

const Bytes put_bytes{0x31, 0x4c, 0x41, 0x57, 0x01, 0x00, 0x00, 0x00, 0x01, 0x00, 0x00, 0x00, 0x00,
                      0x00, 0x00, 0x00, 0x01, 0x01, 0x00, 0x68, 0xe5, 0xcf, 0x8b, 0x01, 0x00, 0x00,
                      0x03, 0x00, 0x00, 0x00, 0x01, 0x02, 0x03, 0xab, 0x37, 0xcf, 0x56};
const Bytes noop_bytes{0x31, 0x4c, 0x41, 0x57, 0x01, 0x00, 0x00, 0x00, 0x02, 0x00, 0x00, 0x00,
                       0x00, 0x00, 0x00, 0x00, 0x05, 0x01, 0x00, 0x68, 0xe5, 0xcf, 0x8b, 0x01,
                       0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0xc5, 0x9d, 0x1c, 0x81};

WalRecord put_record() {
  return WalRecord(1, WalRecordType::Put, WalStatus::Persisted, Timestamp(1700000000000),
                   {1, 2, 3});
}

WalRecord noop_record() {
  return WalRecord(2, WalRecordType::Noop, WalStatus::Persisted, Timestamp(1700000000000), {});
}

Bytes with_byte(Bytes bytes, std::size_t offset, std::uint8_t value) {
  bytes.at(offset) = value;
  return bytes;
}

void expect_same(const std::optional<WalRecord> &read, const WalRecord &written) {
  ASSERT_TRUE(read.has_value());
  EXPECT_EQ(read->sequence, written.sequence);
  EXPECT_EQ(read->type, written.type);
  EXPECT_EQ(read->status, written.status);
  EXPECT_EQ(read->timestamp, written.timestamp);
  EXPECT_EQ(read->payload, written.payload);
}

TEST(WalEncoder, writes_the_documented_bytes) {
  EXPECT_EQ(WalEncoder::encode(put_record()), put_bytes);
  EXPECT_EQ(WalEncoder::encode(noop_record()), noop_bytes);
}

TEST(WalEncoder, gives_no_bytes_for_a_record_that_is_not_valid) {
  EXPECT_FALSE(WalEncoder::can_encode(WalRecord()));
  EXPECT_TRUE(WalEncoder::encode(WalRecord()).empty());
  WalRecord without_payload = put_record();
  without_payload.payload.clear();
  EXPECT_TRUE(WalEncoder::encode(without_payload).empty());
}

TEST(WalEncoder, the_largest_payload_is_allowed_and_one_byte_more_is_not) {
  WalRecord record = put_record();
  record.payload.assign(WalFormat::max_payload_size, 0);
  EXPECT_TRUE(WalEncoder::can_encode(record));
  record.payload.push_back(0);
  EXPECT_FALSE(WalEncoder::can_encode(record));
  EXPECT_TRUE(WalEncoder::encode(record).empty());
}

TEST(WalDecoder, reads_the_documented_bytes_in_every_form) {
  expect_same(WalDecoder::decode(put_bytes), put_record());
  expect_same(WalDecoder::decode(put_bytes.data(), put_bytes.size()), put_record());
  expect_same(WalDecoder::decode(std::span<const std::uint8_t>(put_bytes)), put_record());
  expect_same(WalDecoder::decode(noop_bytes), noop_record());
}

TEST(WalDecoder, reads_back_extreme_fields) {
  const WalRecord record(std::numeric_limits<std::uint64_t>::max(), WalRecordType::Delete,
                         WalStatus::Failed, Timestamp(std::numeric_limits<std::int64_t>::max()),
                         Bytes(1000, 0xFF));
  expect_same(WalDecoder::decode(WalEncoder::encode(record)), record);
}

TEST(WalDecoder, no_input_holds_no_record) {
  EXPECT_FALSE(WalDecoder::decode(Bytes()).has_value());
  EXPECT_FALSE(WalDecoder::decode(nullptr, 0).has_value());
  EXPECT_FALSE(WalDecoder::decode(nullptr, 34).has_value());
}

TEST(WalDecoder, every_shortened_record_is_refused) {
  for (std::size_t length = 0; length < put_bytes.size(); ++length) {
    // A buffer of its own, so that a read beyond the end is visible to the sanitizers.
    const Bytes shortened(put_bytes.begin(), put_bytes.begin() + static_cast<long>(length));
    EXPECT_FALSE(WalDecoder::decode(shortened).has_value()) << length;
  }
}

TEST(WalDecoder, trailing_bytes_are_refused) {
  Bytes longer = put_bytes;
  longer.push_back(0);
  EXPECT_FALSE(WalDecoder::decode(longer).has_value());
}

TEST(WalDecoder, each_wrong_field_is_refused) {
  EXPECT_FALSE(WalDecoder::decode(with_byte(put_bytes, 0, 0x30)).has_value()) << "magic";
  EXPECT_FALSE(WalDecoder::decode(with_byte(put_bytes, 4, 2)).has_value()) << "version";
  EXPECT_FALSE(WalDecoder::decode(with_byte(put_bytes, 8, 0)).has_value()) << "sequence 0";
  EXPECT_FALSE(WalDecoder::decode(with_byte(put_bytes, 16, 0)).has_value()) << "type unknown";
  EXPECT_FALSE(WalDecoder::decode(with_byte(put_bytes, 16, 6)).has_value()) << "type not listed";
  EXPECT_FALSE(WalDecoder::decode(with_byte(put_bytes, 17, 4)).has_value()) << "status";
  EXPECT_FALSE(WalDecoder::decode(with_byte(put_bytes, 25, 0x80)).has_value()) << "time below 0";
  EXPECT_FALSE(WalDecoder::decode(with_byte(put_bytes, 26, 2)).has_value()) << "size too small";
  EXPECT_FALSE(WalDecoder::decode(with_byte(put_bytes, 26, 4)).has_value()) << "size too large";
  EXPECT_FALSE(WalDecoder::decode(with_byte(put_bytes, 29, 0xFF)).has_value()) << "size huge";
  EXPECT_FALSE(WalDecoder::decode(with_byte(put_bytes, 30, 0)).has_value()) << "payload";
  EXPECT_FALSE(WalDecoder::decode(with_byte(put_bytes, 33, 0)).has_value()) << "checksum";
}

TEST(WalDecoder, a_mutation_without_payload_is_refused) {
  EXPECT_FALSE(WalDecoder::decode(with_byte(noop_bytes, 16, 1)).has_value());
  EXPECT_TRUE(WalDecoder::decode(with_byte(noop_bytes, 16, 4)).has_value());
}

TEST(WalDecoder, a_timestamp_of_zero_is_refused) {
  Bytes bytes = put_bytes;
  for (std::size_t offset = 18; offset < 26; ++offset) {
    bytes.at(offset) = 0;
  }
  EXPECT_FALSE(WalDecoder::decode(bytes).has_value());
}

TEST(WalDecoder, every_flipped_bit_is_either_refused_or_seen_in_a_field) {
  for (std::size_t bit = 0; bit < put_bytes.size() * 8; ++bit) {
    Bytes damaged = put_bytes;
    damaged.at(bit / 8) = static_cast<std::uint8_t>(damaged.at(bit / 8) ^ (1U << (bit % 8)));
    const std::optional<WalRecord> read = WalDecoder::decode(damaged);
    if (read.has_value()) {
      EXPECT_EQ(WalEncoder::encode(*read), damaged) << bit;
      EXPECT_EQ(read->payload, put_record().payload) << bit;
    }
  }
}

} // namespace
