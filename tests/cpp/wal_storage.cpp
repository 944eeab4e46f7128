// SPDX-License-Identifier: Apache-2.0
#include "softadastra/wal/Wal.hpp"
#include "store_engine_samples.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <filesystem>
#include <map>
#include <stdexcept>
#include <string>
#include <thread>
#include <utility>
#include <vector>

namespace {

namespace wal = softadastra::wal;
using softadastra::core::errors::ErrorCode;
using wal::core::WalConfig;
using wal::core::WalRecord;
using wal::reader::WalReader;
using wal::replay::WalReplayer;
using wal::storage::WalFile;
using wal::storage::WalSegment;
using wal::storage::WalStore;
using wal::types::WalRecordType;
using wal::types::WalStatus;
using wal::writer::WalWriter;
using Bytes = std::vector<std::uint8_t>;

TEST(WalFile, appends_reads_and_keeps_others_out) {
  const samples::Folder folder;
  WalFile file{folder.file("deep/down/a.wal")};
  EXPECT_TRUE(file.flush().is_ok() && file.append({}).is_ok());
  EXPECT_FALSE(file.is_open());
  EXPECT_EQ(file.read_all().error().code(), ErrorCode::FileReadError);
  EXPECT_EQ(file.read_all().error().context().message(), file.path());
  EXPECT_TRUE(file.open().is_ok());
  EXPECT_TRUE(file.read_all().value().empty());
  EXPECT_TRUE(file.append({1, 2}).is_ok() && file.append({3}).is_ok() && file.flush().is_ok());
  EXPECT_EQ(file.read_all().value(), (Bytes{1, 2, 3}));
  WalFile other{file.path()};
  EXPECT_EQ(other.open().error().code(), ErrorCode::Locked);
  WalFile moved{std::move(file)};
  EXPECT_TRUE(moved.is_open() && !file.is_open()); // NOLINT(bugprone-use-after-move)
  EXPECT_EQ(file.open().error().message(), "WAL file path cannot be empty");
  moved.set_path(folder.file("b.wal"));
  EXPECT_FALSE(moved.is_open());
  EXPECT_TRUE(other.open().is_ok());
}

TEST(WalSegment, keeps_book_of_what_it_appends) {
  const samples::Folder folder;
  WalSegment segment{7, folder.file("a.wal"), 0};
  EXPECT_TRUE(segment.empty() && segment.open().is_ok());
  EXPECT_TRUE(segment.append(5, {1, 2}).is_ok() && segment.append(6, {3}).is_ok());
  EXPECT_EQ(segment.id(), 7U);
  EXPECT_EQ(segment.start_sequence(), 5U);
  EXPECT_EQ(segment.end_sequence(), 6U);
  EXPECT_EQ(segment.size(), 3U);
  EXPECT_TRUE(segment.would_exceed(2, 4) && !segment.would_exceed(1, 4));
  EXPECT_FALSE(segment.would_exceed(UINT64_MAX, 0));
  EXPECT_TRUE(segment.would_exceed(UINT64_MAX, 4));
  EXPECT_TRUE(segment.file().is_open());
  segment.close();
  EXPECT_FALSE(segment.is_open());
}

TEST(WalStore, counts_its_bytes) {
  const samples::Folder folder;
  WalStore store{WalConfig::fast(folder.file("a.wal"))};
  EXPECT_TRUE(store.append({}).is_ok() && !store.is_open());
  EXPECT_TRUE(store.append({1, 2}).is_ok() && store.flush().is_ok());
  EXPECT_EQ(store.bytes_written(), 2U);
  EXPECT_EQ(store.read_all().value(), (Bytes{1, 2}));
  EXPECT_EQ(store.path(), store.config().path);
}

TEST(WalWriter, gives_numbers_that_go_on_over_a_restart) {
  const samples::Folder folder;
  const auto path = folder.file("a.wal");
  {
    WalWriter writer{WalConfig::durable(path)};
    auto record = WalRecord::make(99, WalRecordType::Put, {1});
    EXPECT_EQ(writer.append(record).value(), 1U);
    EXPECT_EQ(record.sequence, 1U);
    EXPECT_EQ(record.status, WalStatus::Persisted);
    EXPECT_EQ(writer.append(WalRecord::make(0, WalRecordType::Noop, {})).value(), 2U);
    EXPECT_EQ(writer.current_sequence(), 2U);
  }
  WalWriter writer{WalConfig::durable(path)};
  EXPECT_EQ(writer.append(WalRecordType::Put, {2}).value(), 3U);
  writer.set_sequence(9);
  writer.set_sequence(1);
  EXPECT_EQ(writer.append(WalRecordType::Delete, {2}).value(), 10U);
  // Replayed while the writer is open.
  WalReplayer replayer{path};
  std::string types;
  EXPECT_TRUE(replayer
                  .replay([&](const WalRecord &record) {
                    types += std::string{wal::types::to_string(record.type)} + " ";
                  })
                  .is_ok());
  EXPECT_EQ(types, "put noop put delete ");
  EXPECT_EQ(replayer.last_sequence(), 10U);
}

TEST(WalWriter, refuses_what_cannot_be_and_uses_no_number_for_it) {
  const samples::Folder folder;
  WalWriter writer{WalConfig::fast(folder.file("a.wal"))};
  auto empty = WalRecord::make(0, WalRecordType::Put, {});
  EXPECT_EQ(writer.append(empty).error().message(), "failed to encode WAL record");
  EXPECT_EQ(empty.status, WalStatus::Failed);
  EXPECT_EQ(writer.append(WalRecordType::Unknown, {1}).error().code(), ErrorCode::InvalidArgument);
  EXPECT_EQ(writer.append(WalRecordType::Put, {1}).value(), 1U);
  WalWriter moved{std::move(writer)};
  // NOLINTNEXTLINE(bugprone-use-after-move): this is what is tested
  EXPECT_EQ(writer.append(WalRecordType::Put, {1}).error().code(), ErrorCode::InvalidState);
  EXPECT_EQ(writer.flush().error().code(), ErrorCode::InvalidState);
  EXPECT_EQ(moved.append(WalRecordType::Put, {1}).value(), 2U);
}

TEST(WalWriter, writes_what_happened_to_a_file) {
  namespace fs = softadastra::fs;
  const samples::Folder folder;
  WalWriter writer{WalConfig::durable(folder.file("a.wal"))};
  fs::events::FileEvent event{
      fs::types::FileEventType::Created,
      fs::state::FileState{fs::path::Path::from("docs/file.txt").value(),
                           fs::state::FileMetadata{fs::types::FileType::File, 3, {}}, std::nullopt},
      std::nullopt};
  EXPECT_EQ(writer.append_event(event).value(), 1U);
  event.type = static_cast<fs::types::FileEventType>(9);
  EXPECT_EQ(writer.append_event(event).error().message(), "invalid filesystem event type");
  const auto records = WalReader{writer.path()}.read_all();
  ASSERT_EQ(records.value().size(), 1U);
  const auto &record = records.value().front();
  EXPECT_EQ(record.type, WalRecordType::Put);
  const auto read = wal::utils::FileEventDeserializer::deserialize(record.payload);
  EXPECT_EQ(read.value().current.path.str(), "docs/file.txt");
}

TEST(WalWriter, takes_appends_from_several_threads) {
  const samples::Folder folder;
  WalWriter writer{WalConfig::fast(folder.file("a.wal"))};
  std::vector<std::thread> threads;
  for (std::uint8_t number = 0; number < 4; ++number) {
    threads.emplace_back([&, number] {
      for (int at = 0; at < 50; ++at) {
        EXPECT_TRUE(writer.append(WalRecordType::Put, {number}).is_ok());
      }
    });
  }
  for (auto &thread : threads) {
    thread.join();
  }
  const auto records = WalReader{writer.path()}.read_all();
  ASSERT_EQ(records.value().size(), 200U);
  EXPECT_EQ(records.value().back().sequence, 200U);
}

TEST(WalReader, tells_a_torn_tail_from_damage) {
  const samples::Folder folder;
  const auto path = folder.file("a.wal");
  {
    WalWriter writer{WalConfig::durable(path)};
    EXPECT_TRUE(writer.append(WalRecordType::Put, {1, 2, 3}).is_ok());
    EXPECT_TRUE(writer.append(WalRecordType::Put, {4, 5, 6}).is_ok());
  }
  std::filesystem::resize_file(path, std::filesystem::file_size(path) - 1);
  EXPECT_EQ(WalReader{path}.read_all().value().size(), 1U);
  {
    WalWriter writer{WalConfig::durable(path)};
    EXPECT_EQ(writer.append(WalRecordType::Put, {7}).value(), 2U);
  }
  EXPECT_EQ(std::filesystem::file_size(path + ".torn"), 36U);
  EXPECT_EQ(WalReader{path}.read_all().value().size(), 2U);
  samples::flip_bit(path, 31);
  const auto damaged = WalReader{path}.read_all();
  EXPECT_EQ(damaged.error().code(), ErrorCode::Corrupted);
  WalWriter writer{WalConfig::durable(path)};
  EXPECT_EQ(writer.append(WalRecordType::Put, {7}).error().code(), ErrorCode::Corrupted);
  EXPECT_EQ(WalReader{folder.file("none")}.read_all().error().message(),
            "failed to open WAL file for reading");
}

TEST(WalReplayer, starts_where_it_is_told_and_throws_what_the_callback_throws) {
  const samples::Folder folder;
  WalWriter writer{WalConfig::fast(folder.file("a.wal"))};
  for (std::uint8_t at = 1; at <= 3; ++at) {
    EXPECT_TRUE(writer.append(WalRecordType::Put, {at}).is_ok());
  }
  WalReplayer replayer{writer.path()};
  std::map<std::uint64_t, Bytes> applied;
  const auto apply = [&](const WalRecord &record) { applied[record.sequence] = record.payload; };
  EXPECT_FALSE(replayer.has_replayed());
  EXPECT_TRUE(replayer.replay_from(2, apply).is_ok());
  EXPECT_EQ(applied, (std::map<std::uint64_t, Bytes>{{2, {2}}, {3, {3}}}));
  EXPECT_TRUE(replayer.replay_from(4, apply).is_ok() && !replayer.has_replayed());
  EXPECT_THROW(static_cast<void>(replayer.replay(
                   [](const WalRecord &) { throw std::runtime_error("enough"); })),
               std::runtime_error);
}

} // namespace
