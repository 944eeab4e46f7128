// SPDX-License-Identifier: Apache-2.0
#include "softadastra/wal/core/WalConfig.hpp"
#include "softadastra/wal/core/WalRecord.hpp"

#include <gtest/gtest.h>

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

namespace {

namespace wal = softadastra::wal;
using softadastra::core::time::Timestamp;
using wal::core::WalConfig;
using wal::core::WalRecord;
using wal::core::types::WalRecordType;
using wal::core::types::WalStatus;

static_assert(std::same_as<WalRecordType, wal::types::WalRecordType>);
static_assert(std::same_as<wal::core::core_time::Timestamp, Timestamp>);
static_assert(!std::is_aggregate_v<WalConfig> && !std::is_aggregate_v<WalRecord>);
static_assert(!std::is_convertible_v<std::string, WalConfig>);
static_assert(std::same_as<decltype(WalConfig::max_file_size), std::size_t>);
static_assert(noexcept(std::declval<const WalConfig &>().is_valid()));
static_assert(std::same_as<WalRecord::Payload, std::vector<std::uint8_t>>);
static_assert(std::is_copy_constructible_v<WalRecord>);
static_assert(std::is_nothrow_move_constructible_v<WalRecord>);
static_assert(noexcept(std::declval<const WalRecord &>().has_payload()));
static_assert(noexcept(std::declval<const WalRecord &>().payload_size()));
static_assert(noexcept(std::declval<const WalRecord &>().has_sequence()));
static_assert(noexcept(std::declval<const WalRecord &>().has_valid_payload()));
static_assert(noexcept(std::declval<const WalRecord &>().is_valid()));
static_assert(noexcept(std::declval<WalRecord &>().mark_persisted()));
static_assert(noexcept(std::declval<WalRecord &>().mark_applied()));
static_assert(noexcept(std::declval<WalRecord &>().mark_failed()));
static_assert(noexcept(std::declval<WalRecord &>().clear()));

WalRecord a_record() {
  return WalRecord(1, WalRecordType::Put, WalStatus::Persisted, Timestamp(5), {1, 2, 3});
}

TEST(WalConfig, has_the_documented_defaults) {
  const WalConfig config;
  EXPECT_EQ(config.path, "data/wal.log");
  EXPECT_TRUE(config.auto_flush);
  EXPECT_EQ(config.max_file_size, std::size_t{67108864});
  EXPECT_TRUE(config.enable_checksum);
  EXPECT_TRUE(config.is_valid());
}

TEST(WalConfig, the_named_forms_differ_only_in_flushing) {
  const WalConfig durable = WalConfig::durable("a.log");
  const WalConfig fast = WalConfig::fast("b.log");
  EXPECT_EQ(durable.path, "a.log");
  EXPECT_EQ(fast.path, "b.log");
  EXPECT_TRUE(durable.auto_flush);
  EXPECT_FALSE(fast.auto_flush);
  for (const WalConfig &config : {durable, fast, WalConfig("c.log")}) {
    EXPECT_EQ(config.max_file_size, std::size_t{67108864});
    EXPECT_TRUE(config.enable_checksum);
  }
}

TEST(WalConfig, is_not_valid_without_path_or_size) {
  EXPECT_FALSE(WalConfig("").is_valid());
  WalConfig config;
  config.max_file_size = 0;
  EXPECT_FALSE(config.is_valid());
}

TEST(WalRecord, the_default_is_empty_and_not_valid) {
  const WalRecord record;
  EXPECT_EQ(record.sequence, 0U);
  EXPECT_EQ(record.type, WalRecordType::Unknown);
  EXPECT_EQ(record.status, WalStatus::Pending);
  EXPECT_EQ(record.timestamp.millis(), 0);
  EXPECT_TRUE(record.payload.empty());
  EXPECT_FALSE(record.is_valid());
}

TEST(WalRecord, the_short_forms_are_pending_and_stamped_with_the_current_time) {
  const Timestamp before = Timestamp::now();
  const WalRecord constructed(3, WalRecordType::Update, {9});
  const WalRecord made = WalRecord::make(3, WalRecordType::Update, {9});
  for (const WalRecord &record : {constructed, made}) {
    EXPECT_EQ(record.sequence, 3U);
    EXPECT_EQ(record.type, WalRecordType::Update);
    EXPECT_EQ(record.status, WalStatus::Pending);
    EXPECT_GE(record.timestamp.millis(), before.millis());
    EXPECT_EQ(record.payload, WalRecord::Payload{9});
    EXPECT_TRUE(record.is_valid());
  }
}

TEST(WalRecord, counts_its_payload) {
  EXPECT_TRUE(a_record().has_payload());
  EXPECT_EQ(a_record().payload_size(), std::size_t{3});
  EXPECT_FALSE(WalRecord().has_payload());
  EXPECT_EQ(WalRecord().payload_size(), std::size_t{0});
}

TEST(WalRecord, only_noop_and_checkpoint_may_be_without_payload) {
  WalRecord record = a_record();
  record.payload.clear();
  for (const WalRecordType type : {WalRecordType::Unknown, WalRecordType::Put,
                                   WalRecordType::Update, WalRecordType::Delete}) {
    record.type = type;
    EXPECT_FALSE(record.has_valid_payload()) << to_string(type);
  }
  for (const WalRecordType type : {WalRecordType::Checkpoint, WalRecordType::Noop}) {
    record.type = type;
    EXPECT_TRUE(record.has_valid_payload()) << to_string(type);
    EXPECT_TRUE(record.is_valid()) << to_string(type);
  }
}

TEST(WalRecord, one_wrong_field_makes_it_invalid) {
  ASSERT_TRUE(a_record().is_valid());
  WalRecord no_sequence = a_record();
  no_sequence.sequence = 0;
  EXPECT_FALSE(no_sequence.has_sequence());
  EXPECT_FALSE(no_sequence.is_valid());
  WalRecord no_type = a_record();
  no_type.type = WalRecordType::Unknown;
  EXPECT_FALSE(no_type.is_valid());
  WalRecord no_status = a_record();
  no_status.status = static_cast<WalStatus>(4);
  EXPECT_FALSE(no_status.is_valid());
  WalRecord no_time = a_record();
  no_time.timestamp = Timestamp(0);
  EXPECT_FALSE(no_time.is_valid());
  WalRecord no_payload = a_record();
  no_payload.payload.clear();
  EXPECT_FALSE(no_payload.is_valid());
}

TEST(WalRecord, marking_changes_the_status_only) {
  WalRecord record = WalRecord::make(1, WalRecordType::Put, {1});
  record.mark_persisted();
  EXPECT_EQ(record.status, WalStatus::Persisted);
  record.mark_applied();
  EXPECT_EQ(record.status, WalStatus::Applied);
  record.mark_failed();
  EXPECT_EQ(record.status, WalStatus::Failed);
  EXPECT_EQ(record.payload, WalRecord::Payload{1});
}

TEST(WalRecord, clearing_gives_the_default) {
  WalRecord record = a_record();
  record.clear();
  EXPECT_EQ(record.sequence, 0U);
  EXPECT_EQ(record.type, WalRecordType::Unknown);
  EXPECT_EQ(record.status, WalStatus::Pending);
  EXPECT_EQ(record.timestamp, Timestamp());
  EXPECT_TRUE(record.payload.empty());
}

} // namespace
