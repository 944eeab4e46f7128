// SPDX-License-Identifier: Apache-2.0
// Scans, reads into the caller's memory, versions, upkeep and the change feed of a store.
#include "softadastra/store/Store.hpp"
#include "store_engine_samples.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cstdint>
#include <memory>
#include <span>
#include <stdexcept>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

namespace {

namespace store = softadastra::store;
using samples::key;
using samples::value;
using softadastra::core::errors::ErrorCode;
using softadastra::core::time::Duration;
using store::core::StoreConfig;
using store::engine::StoreEngine;
using store::feed::ChangeFeed;
using store::feed::ChangeType;
using store::scan::Range;
using store::scan::Scan;
using store::stream::ValueReader;
using store::stream::ValueWriter;

static_assert(std::is_nothrow_move_constructible_v<Scan> && !std::is_copy_constructible_v<Scan>);
static_assert(std::is_nothrow_move_constructible_v<ValueReader>);
static_assert(!std::is_copy_constructible_v<ValueReader>);
static_assert(std::is_nothrow_move_constructible_v<ValueWriter>);
static_assert(!std::is_copy_constructible_v<ValueWriter>);
static_assert(std::is_nothrow_move_constructible_v<ChangeFeed>);
static_assert(!std::is_copy_constructible_v<ChangeFeed>);
static_assert(!std::is_aggregate_v<StoreConfig>);

[[nodiscard]] std::string keys_of(Scan &scan) {
  std::string keys;
  for (auto row = scan.next(); row.value().has_value(); row = scan.next()) {
    keys += std::string{row.value()->key} + "=" + std::string{row.value()->text()} + " ";
  }
  return keys;
}

[[nodiscard]] std::string types_of(ChangeFeed &feed) {
  std::string types;
  for (auto change = feed.next(); change.value().has_value(); change = feed.next()) {
    types += std::string{to_string(change.value()->type)} + " ";
  }
  return types;
}

TEST(StoreScan, shows_a_range_as_it_stood_when_it_began) {
  StoreEngine engine{StoreConfig::memory_only()};
  for (const char *name : {"a", "b1", "b2", "c"}) {
    ASSERT_TRUE(engine.put(key(name), value("1")).is_ok());
  }
  auto whole = engine.scan();
  auto prefix = engine.scan(Range::with_prefix("b"));
  auto between = engine.scan(Range::between("b2", "c"));
  ASSERT_TRUE(engine.put(key("b3"), value("2")).is_ok());
  ASSERT_TRUE(engine.remove(key("b1")).is_ok());
  EXPECT_EQ(keys_of(whole.value()), "a=1 b1=1 b2=1 c=1 ");
  EXPECT_EQ(keys_of(prefix.value()), "b1=1 b2=1 ");
  EXPECT_EQ(keys_of(between.value()), "b2=1 ");
  auto now = engine.scan(Range::with_prefix("b"));
  const auto row = now.value().next().value();
  ASSERT_TRUE(row.has_value());
  EXPECT_EQ(row->to_entry().key.str(), "b2");
  EXPECT_EQ(row->version, 3U);
}

TEST(StoreScan, answers_for_what_is_gone) {
  auto engine = std::make_unique<StoreEngine>(StoreConfig::memory_only());
  auto opened = engine->scan();
  Scan scan = std::move(opened.value());
  // NOLINTNEXTLINE(bugprone-use-after-move)
  EXPECT_EQ(opened.value().next().error().code(), ErrorCode::InvalidState);
  engine.reset();
  EXPECT_EQ(scan.next().error().code(), ErrorCode::Closed);
  StoreEngine failed{StoreConfig::durable("")};
  EXPECT_TRUE(failed.scan().is_err() && failed.changes(0).is_err() && failed.feed_end().is_err());
  EXPECT_TRUE(failed.versions("k").is_err() && failed.checkpoint().is_err());
  EXPECT_TRUE(failed.maintain(1).is_err() && failed.get_into("k", {}).is_err());
  EXPECT_TRUE(failed.open_value("k").is_err() && failed.begin_value("k", 1).is_err());
}

TEST(StoreGetInto, copies_what_fits_and_says_how_long_it_is) {
  StoreEngine engine{StoreConfig::memory_only()};
  ASSERT_TRUE(engine.put(key("k"), value("12345")).is_ok());
  std::array<std::uint8_t, 8> room{};
  EXPECT_FALSE(engine.get_into("no", room).value().found);
  const auto small = engine.get_into("k", std::span{room}.first(4)).value();
  EXPECT_TRUE(small.found && !small.copied);
  EXPECT_EQ(small.size, 5U);
  EXPECT_EQ(room[0], 0U);
  const auto read = engine.get_into("k", room).value();
  EXPECT_TRUE(read.found && read.copied);
  EXPECT_EQ(std::string(room.begin(), room.begin() + 5), "12345");
  EXPECT_EQ(read.version, 1U);
}

TEST(StoreValueReader, reads_piece_by_piece_what_there_was_when_it_was_opened) {
  const samples::Folder folder;
  StoreEngine engine{StoreConfig::fast(folder.file("reader.wal"))};
  std::vector<std::uint8_t> bytes(300'000);
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    bytes[i] = static_cast<std::uint8_t>(i * 7 + i / 500);
  }
  ASSERT_TRUE(engine.put(key("long"), store::types::Value{std::span{bytes}}).is_ok());
  ASSERT_TRUE(engine.checkpoint().is_ok());
  auto opened = engine.open_value("long");
  ASSERT_TRUE(opened.is_ok());
  ValueReader reader = std::move(opened.value());
  EXPECT_EQ(reader.size(), bytes.size());
  EXPECT_GT(reader.version(), 0U);
  EXPECT_GT(reader.timestamp().millis(), 0);
  ASSERT_TRUE(engine.remove(key("long")).is_ok());
  std::vector<std::uint8_t> read;
  std::array<std::uint8_t, 7000> room{};
  for (auto count = reader.read(room); count.value() > 0; count = reader.read(room)) {
    read.insert(read.end(), room.begin(), room.begin() + static_cast<long>(count.value()));
  }
  EXPECT_TRUE(read == bytes);
  EXPECT_EQ(reader.read_at(299'998, room).value(), 2U);
  EXPECT_EQ(room[1], bytes.back());
  EXPECT_EQ(engine.open_value("long").error().code(), ErrorCode::NotFound);

  ValueReader moved = std::move(reader);
  // NOLINTNEXTLINE(bugprone-use-after-move)
  EXPECT_EQ(reader.read(room).error().code(), ErrorCode::InvalidState);
  EXPECT_EQ(moved.read_at(0, room).value(), room.size());
  engine = StoreEngine{StoreConfig::memory_only()};
  EXPECT_EQ(moved.read_at(0, room).error().code(), ErrorCode::Closed);
}

TEST(StoreValueWriter, writes_piece_by_piece_what_is_seen_once_it_is_committed) {
  const samples::Folder folder;
  const auto config = StoreConfig::fast(folder.file("writer.wal"));
  const std::vector<std::uint8_t> piece(100'000, 7);
  {
    StoreEngine engine{config};
    auto begun = engine.begin_value("long", 300'000);
    ASSERT_TRUE(begun.is_ok());
    ValueWriter writer = std::move(begun.value());
    ASSERT_TRUE(writer.write(piece).is_ok());
    EXPECT_EQ(writer.commit().error().code(), ErrorCode::InvalidArgument);
    ASSERT_TRUE(writer.write(piece).is_ok() && writer.write(piece).is_ok());
    EXPECT_EQ(writer.write(piece).error().code(), ErrorCode::InvalidArgument);
    EXPECT_FALSE(engine.contains(key("long")));
    const auto done = writer.commit();
    ASSERT_TRUE(done.is_ok());
    EXPECT_TRUE(done.value().created);
    EXPECT_GT(done.value().version, 0U);
    EXPECT_EQ(engine.health().value_file_count, 1U);
    EXPECT_EQ(engine.health().value_file_bytes, 300'000U + 28U);
    EXPECT_EQ(writer.commit().error().code(), ErrorCode::InvalidState);
    EXPECT_EQ(engine.begin_value("", 1).error().code(), ErrorCode::InvalidArgument);
    {
      auto given_up = engine.begin_value("other", 300'000);
      ASSERT_TRUE(given_up.value().write(piece).is_ok());
    }
    ValueWriter moved = std::move(writer);
    // NOLINTNEXTLINE(bugprone-use-after-move)
    EXPECT_EQ(writer.write(piece).error().code(), ErrorCode::InvalidState);
  }
  StoreEngine engine{config};
  EXPECT_EQ(engine.size(), 1U);
  EXPECT_EQ(engine.get(key("long"))->value.bytes().size(), 300'000U);
  EXPECT_EQ(engine.open_value("long").value().size(), 300'000U);
}

TEST(StoreUpkeep, ends_and_takes_a_small_budget) {
  const samples::Folder folder;
  auto config = StoreConfig::fast(folder.file("upkeep.wal"));
  config.memory_bytes = 64 * 1024;
  {
    StoreEngine engine{config};
    ASSERT_FALSE(engine.open_error().has_value());
    for (int i = 0; i < 2000; ++i) {
      ASSERT_TRUE(engine.put(key(std::to_string(i)), value("some value")).is_ok());
    }
    EXPECT_EQ(engine.maintain(1, Duration::from_millis(-1)).error().code(),
              ErrorCode::InvalidArgument);
    while (engine.maintain(100'000, Duration::from_millis(100)).value()) {
    }
    ASSERT_TRUE(engine.checkpoint().is_ok());
  }
  StoreEngine engine{config};
  EXPECT_EQ(engine.size(), 2000U);
  EXPECT_EQ(engine.open_report().group_count, 0U);
  config.memory_bytes = 1;
  config.wal_path = folder.file("too_small.wal");
  EXPECT_EQ(StoreEngine{config}.open_error()->code(), ErrorCode::InvalidArgument);
}

TEST(ChangeFeed, tells_what_happened_and_goes_on_after_a_restart) {
  const samples::Folder folder;
  auto config = StoreConfig::durable(folder.file("feed.wal"));
  config.feed_retain_bytes = 1024 * 1024;
  std::uint64_t position = 0;
  {
    samples::Node node{"node-a", config};
    auto &engine = node.store;
    ASSERT_TRUE(engine.put(key("l"), value("1")).is_ok());
    const auto operation = store::core::Operation::put(key("k"), value("2"));
    ASSERT_TRUE(node.engine.submit_local_operation(operation).is_ok());
    auto feed = engine.changes(0);
    EXPECT_EQ(types_of(feed.value()), "identity local own ");
    position = feed.value().position();
    EXPECT_EQ(position, engine.feed_end().value());
    ASSERT_TRUE(engine.remove(key("l")).is_ok());
    const auto change = feed.value().next().value();
    ASSERT_TRUE(change.has_value());
    EXPECT_EQ(change->operation, store::types::OperationType::Delete);
    EXPECT_EQ(change->key, "l");
    EXPECT_EQ(change->version, 3U);
    const auto versions = engine.versions("k").value();
    ASSERT_EQ(versions.size(), 1U);
    EXPECT_EQ(versions[0].node_id, "node-a");
    EXPECT_EQ(versions[0].value.to_string(), "2");
    EXPECT_FALSE(versions[0].deleted);
    EXPECT_TRUE(engine.versions("l").value().empty());
    ASSERT_TRUE(engine.checkpoint().is_ok());
  }
  StoreEngine engine{config};
  auto feed = engine.changes(position, false);
  EXPECT_EQ(types_of(feed.value()), "local ");
  EXPECT_EQ(engine.changes(UINT64_MAX).error().code(), ErrorCode::NotFound);
  StoreEngine memory{StoreConfig::memory_only()};
  EXPECT_EQ(memory.changes(0).error().code(), ErrorCode::InvalidState);
}

TEST(ChangeFeed, has_a_name_for_every_type) {
  EXPECT_EQ(to_string(ChangeType::Conflict), "conflict");
  EXPECT_EQ(to_string(static_cast<ChangeType>(99)), "invalid");
}

TEST(StoreReading, many_values_come_in_the_order_of_their_keys) {
  StoreEngine engine{StoreConfig::memory_only()};
  ASSERT_TRUE(engine.put(key("a"), value("one")).is_ok());
  ASSERT_TRUE(engine.put(key("b"), value("")).is_ok());
  const std::vector<std::string> asked{"b", "none", "a"};
  const auto found = engine.get_many(asked).value();
  ASSERT_EQ(found.size(), 3U);
  EXPECT_EQ(found[0]->size(), 0U);
  EXPECT_FALSE(found[1].has_value());
  EXPECT_EQ(found[2]->to_string(), "one");
  EXPECT_TRUE(engine.get_many({}).value().empty());
  const auto moved = std::move(engine);
  EXPECT_EQ(engine.get_many(asked).error().code(), ErrorCode::InvalidState);
}

TEST(StoreReading, more_values_than_a_call_gives_come_in_several) {
  StoreEngine engine{StoreConfig::memory_only()};
  const std::size_t size = std::size_t{33} << 20;
  ASSERT_TRUE(engine.put(key("a"), value(std::string(size, 'v'))).is_ok());
  const std::vector<std::string> asked{"a", "a", "a", "none"};
  const auto found = engine.get_many(asked).value();
  ASSERT_EQ(found.size(), 4U);
  EXPECT_EQ(found[2]->size(), size);
  EXPECT_FALSE(found[3].has_value());
}

TEST(StoreClock, is_asked_by_calls_and_let_go_of_with_the_engine) {
  using softadastra::core::time::Timestamp;
  auto now = std::make_shared<std::int64_t>(1700000000000);
  auto config = StoreConfig::memory_only();
  config.clock = [now] { return Timestamp::from_millis(*now); };
  config.seed = 7;
  {
    StoreEngine engine{config};
    ASSERT_FALSE(engine.open_error().has_value());
    EXPECT_FALSE(engine.identity().has_value());
    EXPECT_EQ(now.use_count(), 4); // here, in both configurations, in the engine
  }
  EXPECT_EQ(now.use_count(), 2);
  config.clock = []() -> Timestamp { throw std::runtime_error{"no clock"}; };
  StoreEngine engine{config};
  EXPECT_TRUE(engine.put(key("k"), value("v")).is_ok());
}

TEST(StoreReadOnly, refuses_writes_beside_a_writer) {
  const samples::Folder folder;
  const auto config = StoreConfig::fast(folder.file("read.wal"));
  StoreEngine writer{config};
  ASSERT_TRUE(writer.put(key("k"), value("v")).is_ok());
  auto reading = config;
  reading.read_only = true;
  StoreEngine reader{reading};
  ASSERT_FALSE(reader.open_error().has_value());
  EXPECT_EQ(reader.get(key("k"))->value.to_string(), "v");
  EXPECT_TRUE(reader.put(key("l"), value("v")).is_err());
  EXPECT_GT(writer.change_count(), 0U);
}

} // namespace
