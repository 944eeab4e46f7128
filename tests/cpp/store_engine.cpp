// SPDX-License-Identifier: Apache-2.0
#include "softadastra/store/Store.hpp"
#include "store_engine_samples.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cstdint>
#include <limits>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

namespace {

namespace store = softadastra::store;
using samples::key;
using samples::text_of;
using samples::value;
using softadastra::core::errors::Error;
using softadastra::core::errors::ErrorCode;
using softadastra::core::errors::Severity;
using softadastra::core::time::Timestamp;
using softadastra::core::types::NonCopyable;
using softadastra::core::types::Result;
using softadastra::wal::core::WalRecord;
using store::core::Operation;
using store::core::StoreConfig;
using store::engine::ApplyResult;
using store::engine::StoreEngine;
using store::types::Value;

static_assert(std::is_base_of_v<NonCopyable, StoreEngine>);
static_assert(std::is_nothrow_move_constructible_v<StoreEngine>);
static_assert(std::is_nothrow_move_assignable_v<StoreEngine>);
static_assert(!std::is_copy_constructible_v<StoreEngine>);
static_assert(!std::is_convertible_v<StoreConfig, StoreEngine>);
static_assert(
    std::is_same_v<StoreEngine::Map, std::unordered_map<std::string, store::core::Entry>>);
static_assert(std::is_same_v<StoreEngine::ApplyOperationResult, Result<ApplyResult, Error>>);
static_assert(std::is_same_v<StoreEngine::Result, Result<void, Error>>);
static_assert(std::is_same_v<decltype(&StoreEngine::entries),
                             const StoreEngine::Map &(StoreEngine::*)() const noexcept>);
static_assert(
    std::is_same_v<decltype(&StoreEngine::clear_memory), void (StoreEngine::*)() noexcept>);
static_assert(std::is_same_v<store::engine::core::Entry, store::core::Entry>);
static_assert(std::is_same_v<store::engine::wal_core::WalRecord, WalRecord>);
namespace aliased_writer = store::engine::wal_writer;
namespace aliased_replay = store::engine::wal_replay;
namespace aliased_time = store::engine::core_time;

[[nodiscard]] StoreEngine in_memory() { return StoreEngine{StoreConfig::memory_only()}; }

TEST(StoreEngine, counts_versions_over_all_keys_and_says_what_each_write_did) {
  auto engine = in_memory();
  const auto created = engine.put(key("a"), value("1")).value();
  EXPECT_TRUE(created.created && created.success && created.is_valid());
  EXPECT_EQ(created.version, 1U);
  EXPECT_TRUE(engine.put(key("b"), value("1")).value().created);
  const auto updated = engine.put(key("a"), value("1")).value();
  EXPECT_TRUE(updated.updated && !updated.created);
  EXPECT_EQ(updated.version, 3U);
  const auto deleted = engine.remove(key("a")).value();
  EXPECT_TRUE(deleted.deleted);
  EXPECT_EQ(deleted.version, 4U);
  const auto nothing = engine.remove(key("a")).value();
  EXPECT_TRUE(nothing.is_noop());
  EXPECT_GE(nothing.version, 4U);
  EXPECT_GT(engine.put(key("a"), value("2")).value().version, nothing.version);
  EXPECT_EQ(engine.size(), 2U);
}

TEST(StoreEngine, keeps_the_time_of_an_operation) {
  auto engine = in_memory();
  ASSERT_TRUE(engine.apply_operation(samples::put_at("k", "v", 1234)).is_ok());
  const auto entry = engine.get(key("k"));
  ASSERT_TRUE(entry.has_value());
  EXPECT_EQ(entry->timestamp.millis(), 1234);
  EXPECT_EQ(entry->version, 1U);
  EXPECT_EQ(entry->key.str(), "k");
}

TEST(StoreEngine, shows_the_write_that_came_last_whatever_its_time) {
  auto engine = in_memory();
  ASSERT_TRUE(engine.apply_operation(samples::put_at("k", "late", 5000)).is_ok());
  ASSERT_TRUE(engine.apply_operation(samples::put_at("k", "early", 10)).is_ok());
  EXPECT_EQ(text_of(engine, "k"), "early");
}

TEST(StoreEngine, names_the_reason_of_an_invalid_operation_in_the_context) {
  auto engine = in_memory();
  const auto check = [&](const Operation &operation, const std::string &context) {
    const auto result = engine.apply_operation(operation);
    ASSERT_TRUE(result.is_err());
    EXPECT_EQ(result.error().code(), ErrorCode::InvalidArgument);
    EXPECT_EQ(result.error().severity(), Severity::Error);
    EXPECT_EQ(result.error().message(), "invalid store operation");
    EXPECT_EQ(result.error().context().message(), context);
  };
  check(Operation::put(key(""), value("v")), "the key is empty");
  check(samples::put_at("k", "v", 0), "timestamp 0 ms, must be greater than 0");
  check(samples::put_at("k", "v", -7), "timestamp -7 ms, must be greater than 0");
  auto unknown = Operation::remove(key("k"));
  unknown.type = store::types::OperationType::Unknown;
  check(unknown, "the type is unknown");
  unknown.type = static_cast<store::types::OperationType>(9);
  check(unknown, "the type is invalid");
  EXPECT_TRUE(engine.empty());
}

TEST(StoreEngine, has_the_same_limits_in_memory_as_with_a_log) {
  const samples::Folder folder;
  const std::string long_key(1'048'577, 'k');
  const std::vector<std::uint8_t> long_value(67'108'865, 1);
  for (const auto &config :
       {StoreConfig::memory_only(), StoreConfig::fast(folder.file("limits.wal"))}) {
    StoreEngine engine{config};
    for (auto result : {engine.put(key(long_key), value("v")),
                        engine.put(key("k"), Value{long_value})}) {
      ASSERT_TRUE(result.is_err());
      EXPECT_EQ(result.error().code(), ErrorCode::InvalidArgument);
      EXPECT_EQ(result.error().message(), "failed to encode store operation");
      EXPECT_FALSE(result.error().context().empty());
    }
    EXPECT_TRUE(engine.empty());
    EXPECT_TRUE(engine.put(key(long_key.substr(1)), value("v")).is_ok());
    auto removal = Operation::remove(key(long_key.substr(1)));
    removal.value = Value{long_value};
    EXPECT_TRUE(engine.apply_operation(removal).value().deleted);
  }
}

TEST(StoreEngine, takes_any_bytes_as_key_and_value) {
  auto engine = in_memory();
  const std::string odd{"a\0b\xff", 4};
  ASSERT_TRUE(engine.put(key(odd), Value::from_bytes({0, 255, 0})).is_ok());
  ASSERT_TRUE(engine.put(key(std::string(1, '\0')), Value{}).is_ok());
  EXPECT_EQ(engine.get(key(odd))->value.bytes(), (std::vector<std::uint8_t>{0, 255, 0}));
  const auto hollow = engine.get(key(std::string(1, '\0')));
  ASSERT_TRUE(hollow.has_value());
  EXPECT_TRUE(hollow->value.empty());
  EXPECT_TRUE(engine.contains(key(odd)));
  EXPECT_TRUE(engine.entries().contains(odd));
  EXPECT_FALSE(engine.contains(key("a")));
  EXPECT_FALSE(engine.contains(key("")));
  EXPECT_FALSE(engine.get(key("")).has_value());
}

TEST(StoreEngine, agrees_between_map_lookups_and_size) {
  auto engine = in_memory();
  for (int index = 0; index < 600; ++index) {
    ASSERT_TRUE(engine.put(key("k" + std::to_string(index)), value("v")).is_ok());
  }
  ASSERT_TRUE(engine.remove(key("k7")).is_ok());
  EXPECT_EQ(engine.entries().size(), 599U);
  EXPECT_EQ(engine.size(), 599U);
  EXPECT_FALSE(engine.entries().contains("k7"));
  for (const auto &[name, entry] : engine.entries()) {
    EXPECT_EQ(entry.key.str(), name);
    EXPECT_EQ(entry.version, engine.get(key(name))->version);
  }
}

TEST(StoreEngine, reads_the_map_anew_only_after_a_change) {
  auto engine = in_memory();
  ASSERT_TRUE(engine.put(key("k"), value("1")).is_ok());
  const auto &entries = engine.entries();
  const auto *first = &entries.at("k");
  EXPECT_EQ(&engine.entries().at("k"), first);
  EXPECT_EQ(engine.size(), 1U);
  EXPECT_EQ(&engine.entries().at("k"), first);
  ASSERT_TRUE(engine.put(key("k"), value("2")).is_ok());
  EXPECT_EQ(&engine.entries(), &entries);
  EXPECT_EQ(entries.at("k").value.to_string(), "2");
}

TEST(StoreEngine, does_nothing_on_recover_without_a_log) {
  auto engine = in_memory();
  ASSERT_TRUE(engine.put(key("k"), value("1")).is_ok());
  EXPECT_TRUE(engine.recover().is_ok());
  EXPECT_EQ(engine.size(), 1U);
  EXPECT_EQ(engine.last_recovered_sequence(), 0U);
  EXPECT_TRUE(engine.flush().is_ok());
}

TEST(StoreEngine, answers_invalid_state_after_a_move) {
  auto source = in_memory();
  ASSERT_TRUE(source.put(key("k"), value("1")).is_ok());
  EXPECT_EQ(source.entries().size(), 1U);
  StoreEngine target{std::move(source)};
  EXPECT_EQ(text_of(target, "k"), "1");
  EXPECT_EQ(target.entries().size(), 1U);
  // NOLINTBEGIN(bugprone-use-after-move): what is left is documented.
  EXPECT_EQ(source.put(key("k"), value("lost")).error().code(), ErrorCode::InvalidState);
  EXPECT_EQ(source.remove(key("k")).error().code(), ErrorCode::InvalidState);
  EXPECT_EQ(source.recover().error().code(), ErrorCode::InvalidState);
  EXPECT_EQ(source.flush().error().code(), ErrorCode::InvalidState);
  EXPECT_EQ(source.digest().error().code(), ErrorCode::InvalidState);
  EXPECT_EQ(source.open_error()->code(), ErrorCode::InvalidState);
  EXPECT_TRUE(source.empty() && source.entries().empty());
  EXPECT_FALSE(source.contains(key("k")));
  source.clear_memory();
  source = std::move(target);
  EXPECT_EQ(text_of(source, "k"), "1");
  EXPECT_FALSE(source.open_error().has_value());
  EXPECT_TRUE(target.empty());
  // NOLINTEND(bugprone-use-after-move)
}

TEST(StoreEngine, applies_a_record_in_memory_alone_under_its_own_sequence) {
  const samples::Folder folder;
  StoreEngine engine{StoreConfig::durable(folder.file("records.wal"))};
  ASSERT_TRUE(engine.put(key("kept"), value("1")).is_ok());
  const auto payload = store::encoding::OperationEncoder::encode(samples::put_at("k", "v", 77));
  const auto record =
      WalRecord::make(41, softadastra::wal::types::WalRecordType::Unknown, payload);
  const auto applied = engine.apply_from_wal(record);
  ASSERT_TRUE(applied.is_ok());
  EXPECT_TRUE(applied.value().created);
  EXPECT_EQ(applied.value().version, 41U);
  EXPECT_EQ(engine.get(key("k"))->timestamp.millis(), 77);
  EXPECT_GT(engine.put(key("next"), value("1")).value().version, 41U);
  ASSERT_TRUE(engine.recover().is_ok());
  EXPECT_FALSE(engine.contains(key("k")));
  EXPECT_EQ(engine.size(), 2U);
}

TEST(StoreEngine, refuses_a_record_that_holds_no_operation) {
  auto engine = in_memory();
  const auto type = softadastra::wal::types::WalRecordType::Put;
  const auto broken = engine.apply_from_wal(WalRecord::make(1, type, {1, 2, 3}));
  ASSERT_TRUE(broken.is_err());
  EXPECT_EQ(broken.error().code(), ErrorCode::InvalidArgument);
  EXPECT_EQ(broken.error().message(), "failed to decode store operation from WAL payload");
  const auto payload = store::encoding::OperationEncoder::encode(samples::put_at("k", "v", 77));
  EXPECT_EQ(engine.apply_from_wal(WalRecord::make(0, type, payload)).error().code(),
            ErrorCode::InvalidArgument);
  // A counter that starts there would leave no room for the writes to come.
  EXPECT_EQ(engine.apply_from_wal(WalRecord::make(UINT64_MAX, type, payload)).error().code(),
            ErrorCode::InvalidArgument);
  EXPECT_TRUE(engine.empty());
}

TEST(StoreEngine, hides_everything_on_clear_memory_until_recover) {
  const samples::Folder folder;
  StoreEngine engine{StoreConfig::durable(folder.file("hidden.wal"))};
  ASSERT_TRUE(engine.put(key("k"), value("1")).is_ok());
  engine.clear_memory();
  EXPECT_TRUE(engine.empty() && engine.entries().empty());
  EXPECT_FALSE(engine.contains(key("k")));
  EXPECT_EQ(engine.put(key("l"), value("2")).value().version, 2U);
  EXPECT_EQ(engine.size(), 1U);
  ASSERT_TRUE(engine.recover().is_ok());
  EXPECT_EQ(engine.size(), 2U);
  EXPECT_EQ(engine.last_recovered_sequence(), 2U);
}

TEST(StoreEngine, gives_equal_digests_for_equal_replicated_state) {
  const auto left = in_memory();
  const auto right = in_memory();
  EXPECT_EQ(left.digest().value(), right.digest().value());
  EXPECT_NE(left.digest().value(), StoreEngine::Digest{});
}

} // namespace
