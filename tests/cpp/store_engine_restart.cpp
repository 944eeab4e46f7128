// SPDX-License-Identifier: Apache-2.0
#include "softadastra/store/Store.hpp"
#include "store_engine_samples.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <ios>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace {

namespace store = softadastra::store;
namespace fs = std::filesystem;
using samples::key;
using samples::text_of;
using samples::value;
using softadastra::core::errors::ErrorCode;
using store::core::StoreConfig;
using store::engine::StoreEngine;
using store::snapshot::SnapshotBuilderStore;
using store::types::Value;

/// Makes a log with three writes and returns where it is.
[[nodiscard]] std::string three_writes(const samples::Folder &folder) {
  const auto path = folder.file("three.wal");
  StoreEngine engine{StoreConfig::durable(path)};
  EXPECT_TRUE(engine.put(key("user:1"), value(std::string(500, 'a'))).is_ok());
  EXPECT_TRUE(engine.put(key("user:2"), value(std::string(500, 'b'))).is_ok());
  EXPECT_TRUE(engine.put(key("user:1"), value("Ada")).is_ok());
  return path;
}

/// The values under `user:1` start there: inside the first record of a log with more behind it.
void break_in_the_middle(const std::string &path) {
  std::ifstream file{path, std::ios::binary};
  const std::string bytes{std::istreambuf_iterator<char>{file}, {}};
  const auto at = bytes.find("aaaa");
  ASSERT_NE(at, std::string::npos);
  samples::flip_bit(path, static_cast<std::streamoff>(at));
}

TEST(StoreEngineRestart, brings_back_data_versions_and_the_counter) {
  const samples::Folder folder;
  const auto path = three_writes(folder);
  StoreEngine engine{StoreConfig::durable(path)};
  EXPECT_EQ(engine.size(), 2U);
  EXPECT_EQ(engine.get(key("user:1"))->version, 3U);
  EXPECT_EQ(engine.last_recovered_sequence(), 3U);
  EXPECT_EQ(engine.put(key("user:3"), value("new")).value().version, 4U);
  EXPECT_EQ(engine.last_recovered_sequence(), 3U);
  EXPECT_EQ(engine.open_report().last_version, 3U);
  EXPECT_FALSE(engine.open_report().created);
  EXPECT_FALSE(engine.open_report().was_repaired());
}

TEST(StoreEngineRestart, takes_a_missing_file_for_a_fresh_store_and_makes_its_folders) {
  const samples::Folder folder;
  const auto path = folder.file("deep/er/store.wal");
  StoreEngine engine{StoreConfig::durable(path)};
  EXPECT_FALSE(engine.open_error().has_value());
  EXPECT_TRUE(engine.open_report().created);
  EXPECT_EQ(engine.last_recovered_sequence(), 0U);
  EXPECT_EQ(engine.put(key("k"), value("v")).value().version, 1U);
}

TEST(StoreEngineRestart, recover_needs_a_log_that_was_there_or_written_to) {
  const samples::Folder folder;
  const auto path = folder.file("fresh.wal");
  StoreEngine engine{StoreConfig::durable(path)};
  const auto missing = engine.recover();
  ASSERT_TRUE(missing.is_err());
  EXPECT_EQ(missing.error().code(), ErrorCode::FileReadError);
  EXPECT_EQ(missing.error().message(), "failed to open WAL file for reading");
  EXPECT_EQ(missing.error().context().message(), path);
  ASSERT_TRUE(engine.put(key("k"), value("v")).is_ok());
  EXPECT_TRUE(engine.recover().is_ok());
  EXPECT_EQ(engine.last_recovered_sequence(), 1U);
}

TEST(StoreEngineRestart, keeps_everything_when_recover_cannot_read_the_log) {
  const samples::Folder folder;
  const auto path = three_writes(folder);
  StoreEngine engine{StoreConfig::durable(path)};
  fs::remove(path);
  const auto recovered = engine.recover();
  ASSERT_TRUE(recovered.is_err());
  EXPECT_EQ(recovered.error().code(), ErrorCode::FileReadError);
  EXPECT_EQ(engine.size(), 2U);
  EXPECT_EQ(text_of(engine, "user:1"), "Ada");
}

TEST(StoreEngineRestart, writes_out_what_is_pending_before_recover_reads) {
  const samples::Folder folder;
  StoreEngine engine{StoreConfig::fast(folder.file("fast.wal"))};
  ASSERT_TRUE(engine.put(key("a"), value("1")).is_ok());
  ASSERT_TRUE(engine.put(key("b"), value("2")).is_ok());
  ASSERT_TRUE(engine.recover().is_ok());
  EXPECT_EQ(engine.size(), 2U);
  EXPECT_EQ(engine.last_recovered_sequence(), 2U);
  EXPECT_EQ(engine.put(key("c"), value("3")).value().version, 3U);
  EXPECT_TRUE(engine.flush().is_ok());
}

TEST(StoreEngineRestart, keeps_fast_writes_over_a_restart_of_the_program) {
  const samples::Folder folder;
  const auto path = folder.file("fast.wal");
  {
    StoreEngine engine{StoreConfig::fast(path)};
    ASSERT_TRUE(engine.put(key("a"), value("1")).is_ok());
  }
  EXPECT_EQ(text_of(StoreEngine{StoreConfig::fast(path)}, "a"), "1");
}

TEST(StoreEngineRestart, cuts_a_torn_tail_and_writes_on_where_the_valid_records_end) {
  const samples::Folder folder;
  const auto path = three_writes(folder);
  {
    std::ofstream file{path, std::ios::app | std::ios::binary};
    file << "half a record";
  }
  {
    StoreEngine engine{StoreConfig::durable(path)};
    EXPECT_TRUE(engine.open_report().was_repaired());
    EXPECT_EQ(engine.size(), 2U);
    EXPECT_EQ(engine.put(key("user:3"), value("new")).value().version, 4U);
  }
  StoreEngine again{StoreConfig::durable(path)};
  EXPECT_EQ(text_of(again, "user:3"), "new");
  EXPECT_FALSE(again.open_report().was_repaired());
}

TEST(StoreEngineRestart, refuses_writes_to_a_broken_log_until_recover_succeeds) {
  const samples::Folder folder;
  const auto path = three_writes(folder);
  const auto copy = folder.file("copy.wal");
  fs::copy_file(path, copy);
  break_in_the_middle(path);

  StoreEngine engine{StoreConfig::durable(path)};
  ASSERT_TRUE(engine.open_error().has_value());
  EXPECT_EQ(engine.open_error()->code(), ErrorCode::Corrupted);
  EXPECT_EQ(engine.put(key("k"), value("v")).error().code(), ErrorCode::Corrupted);
  EXPECT_EQ(engine.remove(key("k")).error().code(), ErrorCode::Corrupted);
  EXPECT_EQ(engine.flush().error().code(), ErrorCode::Corrupted);
  EXPECT_EQ(engine.recover().error().code(), ErrorCode::Corrupted);
  EXPECT_TRUE(engine.empty() && engine.entries().empty());
  EXPECT_EQ(SnapshotBuilderStore::build(path).error().code(), ErrorCode::Corrupted);

  fs::copy_file(copy, path, fs::copy_options::overwrite_existing);
  ASSERT_TRUE(engine.recover().is_ok());
  EXPECT_FALSE(engine.open_error().has_value());
  EXPECT_EQ(engine.last_recovered_sequence(), 3U);
  EXPECT_EQ(engine.put(key("k"), value("v")).value().version, 4U);
}

TEST(StoreEngineRestart, does_not_make_a_new_log_in_place_of_one_that_was_broken) {
  const samples::Folder folder;
  const auto path = three_writes(folder);
  break_in_the_middle(path);
  StoreEngine engine{StoreConfig::durable(path)};
  fs::remove(path);
  EXPECT_EQ(engine.recover().error().code(), ErrorCode::FileReadError);
  EXPECT_FALSE(fs::exists(path));
}

TEST(StoreEngineRestart, reports_an_empty_path_and_a_folder_at_the_first_write) {
  StoreEngine nowhere{StoreConfig::durable("")};
  const auto written = nowhere.put(key("k"), value("v"));
  ASSERT_TRUE(written.is_err());
  EXPECT_EQ(written.error().code(), ErrorCode::InvalidArgument);
  EXPECT_EQ(written.error().message(), "WAL file path cannot be empty");
  const samples::Folder folder;
  StoreEngine in_folder{StoreConfig::durable(folder.file(""))};
  EXPECT_EQ(in_folder.put(key("k"), value("v")).error().code(), ErrorCode::FileWriteError);
}

TEST(StoreEngineRestart, has_one_writer_at_a_time) {
  const samples::Folder folder;
  const auto path = folder.file("shared.wal");
  auto first = std::make_unique<StoreEngine>(StoreConfig::durable(path));
  ASSERT_TRUE(first->put(key("k"), value("first")).is_ok());
  StoreEngine second{StoreConfig::durable(path)};
  EXPECT_EQ(second.put(key("k"), value("second")).error().code(), ErrorCode::Locked);
  first.reset();
  ASSERT_TRUE(second.recover().is_ok());
  EXPECT_EQ(text_of(second, "k"), "first");
  EXPECT_EQ(second.put(key("k"), value("second")).value().version, 2U);
}

TEST(StoreEngineRestart, does_not_make_a_removed_log_again_when_it_is_closed) {
  const samples::Folder folder;
  const auto path = folder.file("removed.wal");
  {
    StoreEngine engine{StoreConfig::durable(path)};
    ASSERT_TRUE(engine.put(key("k"), value("v")).is_ok());
    fs::remove(path);
    EXPECT_TRUE(engine.put(key("l"), value("v")).is_ok());
  }
  EXPECT_FALSE(fs::exists(path));
}

TEST(StoreEngineRestart, keeps_large_keys_and_values) {
  const samples::Folder folder;
  const auto path = folder.file("large.wal");
  const std::string long_key(1'048'576, 'k');
  const std::vector<std::uint8_t> long_value(67'108'864, 7);
  {
    StoreEngine engine{StoreConfig::fast(path)};
    ASSERT_TRUE(engine.put(key(long_key), Value{long_value}).is_ok());
  }
  const StoreEngine engine{StoreConfig::fast(path)};
  EXPECT_EQ(engine.get(key(long_key))->value.bytes(), long_value);
}

TEST(StoreEngineRestart, a_snapshot_is_read_beside_a_writer_and_keeps_to_its_moment) {
  const samples::Folder folder;
  const auto path = three_writes(folder);
  StoreEngine engine{StoreConfig::durable(path)};
  ASSERT_TRUE(engine.remove(key("user:2")).is_ok());
  auto built = SnapshotBuilderStore::build(path);
  ASSERT_TRUE(built.is_ok());
  ASSERT_TRUE(engine.put(key("user:4"), value("later")).is_ok());
  EXPECT_EQ(built.value().size(), 1U);
  EXPECT_EQ(built.value().get(key("user:1"))->to_string(), "Ada");
}

TEST(StoreEngineRestart, a_snapshot_needs_a_file_and_never_makes_one) {
  const samples::Folder folder;
  const auto nowhere = SnapshotBuilderStore::build("");
  EXPECT_EQ(nowhere.error().code(), ErrorCode::InvalidArgument);
  EXPECT_EQ(nowhere.error().message(), "WAL path cannot be empty");
  const auto path = folder.file("missing.wal");
  const auto missing = SnapshotBuilderStore::build(path);
  EXPECT_EQ(missing.error().code(), ErrorCode::FileReadError);
  EXPECT_EQ(missing.error().message(), "failed to open WAL file for reading");
  EXPECT_NE(missing.error().context().message().find(path), std::string::npos);
  EXPECT_FALSE(fs::exists(path));
  { const std::ofstream hollow{path}; }
  EXPECT_TRUE(SnapshotBuilderStore::build(path).value().empty());
  EXPECT_EQ(fs::file_size(path), 0U);
}

} // namespace
