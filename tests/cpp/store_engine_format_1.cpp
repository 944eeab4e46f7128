// SPDX-License-Identifier: Apache-2.0
#include "softadastra/store/Store.hpp"
#include "softadastra/wal/encoding/WalEncoder.hpp"
#include "store_engine_samples.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <fstream>
#include <ios>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

namespace {

namespace store = softadastra::store;
namespace wal = softadastra::wal;
using samples::key;
using samples::value;
using softadastra::core::errors::ErrorCode;
using softadastra::core::time::Timestamp;
using store::core::Operation;
using store::core::StoreConfig;
using store::engine::StoreEngine;
using store::snapshot::SnapshotBuilderStore;
using wal::types::WalRecordType;
using Bytes = std::vector<std::uint8_t>;

/// Appends a record of format 1, as `WalWriter` wrote it.
void append(Bytes &log, std::uint64_t sequence, WalRecordType type, Bytes payload) {
  const auto bytes = wal::encoding::WalEncoder::encode(
      wal::core::WalRecord{sequence, type, wal::types::WalStatus::Persisted,
                           Timestamp::from_millis(1'700'000'000'000), std::move(payload)});
  EXPECT_FALSE(bytes.empty());
  log.insert(log.end(), bytes.begin(), bytes.end());
}

/// Appends what `StoreEngine` logged: every operation, deletes too, is a put.
void append(Bytes &log, std::uint64_t sequence, Operation operation) {
  operation.timestamp = Timestamp::from_millis(5000 + static_cast<std::int64_t>(sequence));
  append(log, sequence, WalRecordType::Put, store::encoding::OperationEncoder::encode(operation));
}

/// Three puts, a delete, and two records that are no operations.
[[nodiscard]] Bytes old_log() {
  Bytes log;
  append(log, 1, Operation::put(key("user:1"), value("Ada")));
  append(log, 2, Operation::put(key("user:2"), value("Bob")));
  append(log, 3, WalRecordType::Noop, {});
  append(log, 4, Operation::put(key("user:1"), value("Ada Lovelace")));
  append(log, 5, Operation::remove(key("user:2")));
  append(log, 6, WalRecordType::Put, {1, 2, 3});
  return log;
}

void write(const std::string &path, const Bytes &bytes) {
  std::ofstream file{path, std::ios::binary};
  file.write(reinterpret_cast<const char *>(bytes.data()),
             static_cast<std::streamsize>(bytes.size()));
  ASSERT_TRUE(file.good());
}

[[nodiscard]] Bytes read(const std::string &path) {
  std::ifstream file{path, std::ios::binary};
  return {std::istreambuf_iterator<char>{file}, {}};
}

TEST(StoreEngineFormat1, a_log_of_format_1_is_converted_and_goes_on) {
  const samples::Folder folder;
  const auto path = folder.file("old.wal");
  write(path, old_log());
  {
    StoreEngine engine{StoreConfig::durable(path)};
    ASSERT_FALSE(engine.open_error().has_value()) << engine.open_error()->message();
    EXPECT_EQ(engine.size(), 1U);
    const auto entry = engine.get(key("user:1"));
    ASSERT_TRUE(entry.has_value());
    EXPECT_EQ(entry->value.to_string(), "Ada Lovelace");
    EXPECT_EQ(entry->version, 4U);
    EXPECT_EQ(entry->timestamp.millis(), 5004);
    EXPECT_FALSE(engine.contains(key("user:2")));
    EXPECT_EQ(engine.last_recovered_sequence(), 5U);

    const auto report = engine.open_report();
    EXPECT_EQ(report.migrated_records, 4U);
    EXPECT_EQ(report.kept_records, 2U);
    EXPECT_FALSE(report.created);
    EXPECT_FALSE(report.was_repaired());
    EXPECT_EQ(read(path + ".format-1"), old_log());
    EXPECT_EQ(engine.put(key("user:3"), value("new")).value().version, 6U);
    EXPECT_TRUE(engine.recover().is_ok());
    EXPECT_EQ(engine.size(), 2U);
  }
  const StoreEngine again{StoreConfig::durable(path)};
  EXPECT_EQ(again.size(), 2U);
  EXPECT_EQ(again.open_report().migrated_records, 0U);
}

TEST(StoreEngineFormat1, a_torn_tail_is_reported_and_damage_is_refused) {
  const samples::Folder folder;
  auto torn = old_log();
  torn.resize(torn.size() - 1);
  const auto torn_path = folder.file("torn.wal");
  write(torn_path, torn);
  const StoreEngine repaired{StoreConfig::durable(torn_path)};
  EXPECT_TRUE(repaired.open_report().was_repaired());
  EXPECT_EQ(repaired.open_report().kept_records, 1U);
  EXPECT_EQ(read(torn_path + ".format-1"), torn);

  const auto path = folder.file("damaged.wal");
  auto damaged = old_log();
  damaged[35] ^= 1;
  write(path, damaged);
  StoreEngine engine{StoreConfig::durable(path)};
  ASSERT_TRUE(engine.open_error().has_value());
  EXPECT_EQ(engine.open_error()->message(), "WAL file is damaged");
  EXPECT_NE(engine.open_error()->context().message().find("record 1 at byte 0"), std::string::npos);
  EXPECT_TRUE(engine.put(key("user:3"), value("new")).is_err());
  EXPECT_EQ(read(path), damaged);
}

TEST(StoreEngineFormat1, a_snapshot_does_not_convert) {
  const samples::Folder folder;
  const auto path = folder.file("old.wal");
  write(path, old_log());
  const auto refused = SnapshotBuilderStore::build(path);
  ASSERT_TRUE(refused.is_err());
  EXPECT_EQ(refused.error().message(), "WAL file format is not supported");
  EXPECT_EQ(read(path), old_log());
  { const StoreEngine engine{StoreConfig::durable(path)}; }
  EXPECT_EQ(SnapshotBuilderStore::build(path).value().size(), 1U);
}

} // namespace
