// SPDX-License-Identifier: Apache-2.0
#include "softadastra/store/core/Entry.hpp"
#include "softadastra/store/core/Operation.hpp"
#include "softadastra/store/engine/ApplyResult.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <optional>
#include <type_traits>
#include <utility>

namespace {

using softadastra::store::core::Entry;
using softadastra::store::core::Operation;
using softadastra::store::engine::ApplyResult;
using softadastra::store::types::Key;
using softadastra::store::types::OperationType;
using softadastra::store::types::Value;
namespace core_time = softadastra::core::time;
using core_time::Timestamp;

static_assert(std::is_same_v<softadastra::store::core::types::Key, Key>);
static_assert(std::is_same_v<softadastra::store::core::core_time::Timestamp, Timestamp>);

static_assert(std::is_same_v<decltype(Entry::version), std::uint64_t>);
static_assert(std::is_same_v<decltype(&Entry::clear), void (Entry::*)() noexcept>);
static_assert(std::is_same_v<decltype(&Entry::make), Entry (*)(Key, Value, std::uint64_t)>);
static_assert(std::is_convertible_v<Entry, std::optional<Entry>>);
static_assert(std::is_nothrow_move_constructible_v<Entry>);

static_assert(std::is_same_v<decltype(&Operation::put), Operation (*)(Key, Value)>);
static_assert(std::is_same_v<decltype(&Operation::remove), Operation (*)(Key)>);
static_assert(std::is_same_v<decltype(&Operation::is_valid), bool (Operation::*)() const noexcept>);
static_assert(std::is_nothrow_move_constructible_v<Operation>);

static_assert(std::is_aggregate_v<ApplyResult>);
static_assert(std::is_trivially_copyable_v<ApplyResult>);
static_assert(ApplyResult::created_entry(3).version == 3);
static_assert(ApplyResult{true, 2, false, false, true}.deleted);

/// Whether `time` lies between `earliest` and now: made during the test.
[[nodiscard]] bool is_from_now(Timestamp time, Timestamp earliest) {
  return time >= earliest && time <= Timestamp::now();
}

TEST(StoreEntry, made_of_key_and_value_has_no_version_and_the_present_time) {
  const auto before = Timestamp::now();
  const Entry entry{Key{"user:1"}, Value::from_string("Ada")};
  EXPECT_EQ(entry.key, Key{"user:1"});
  EXPECT_EQ(entry.value, Value::from_string("Ada"));
  EXPECT_FALSE(entry.has_version());
  EXPECT_TRUE(is_from_now(entry.timestamp, before));
  EXPECT_FALSE(entry.is_valid());
}

TEST(StoreEntry, made_with_a_version_is_valid_even_with_an_empty_value) {
  const auto before = Timestamp::now();
  const auto entry = Entry::make(Key{"user:1"}, Value{}, 7);
  EXPECT_EQ(entry.version, 7U);
  EXPECT_TRUE(is_from_now(entry.timestamp, before));
  EXPECT_TRUE(entry.is_valid());
}

TEST(StoreEntry, is_invalid_without_key_version_or_time) {
  const auto time = Timestamp::from_millis(1);
  EXPECT_TRUE((Entry{Key{"k"}, Value{}, 1, time}.is_valid()));
  EXPECT_FALSE((Entry{Key{}, Value{}, 1, time}.is_valid()));
  EXPECT_FALSE((Entry{Key{"k"}, Value{}, 0, time}.is_valid()));
  EXPECT_FALSE((Entry{Key{"k"}, Value{}, 1, Timestamp{}}.is_valid()));
  EXPECT_FALSE((Entry{Key{"k"}, Value{}, 1, Timestamp::from_millis(-1)}.is_valid()));
  EXPECT_FALSE(Entry{}.has_key());
}

TEST(StoreEntry, has_only_defaults_after_clear) {
  auto entry = Entry::make(Key{"k"}, Value::from_string("v"), 1);
  entry.clear();
  EXPECT_FALSE(entry.has_key());
  EXPECT_TRUE(entry.value.empty());
  EXPECT_EQ(entry.version, 0U);
  EXPECT_EQ(entry.timestamp, Timestamp{});
}

TEST(StoreOperation, put_carries_key_value_and_the_present_time) {
  const auto before = Timestamp::now();
  const auto operation = Operation::put(Key{"k"}, Value::from_string("v"));
  EXPECT_TRUE(operation.is_put());
  EXPECT_FALSE(operation.is_delete());
  EXPECT_EQ(operation.value.to_string(), "v");
  EXPECT_TRUE(is_from_now(operation.timestamp, before));
  EXPECT_TRUE(operation.is_valid());
}

TEST(StoreOperation, remove_is_a_delete_without_value) {
  const auto before = Timestamp::now();
  const auto operation = Operation::remove(Key{"k"});
  EXPECT_TRUE(operation.is_delete());
  EXPECT_FALSE(operation.is_put());
  EXPECT_TRUE(operation.has_key());
  EXPECT_TRUE(operation.value.empty());
  EXPECT_TRUE(is_from_now(operation.timestamp, before));
  EXPECT_TRUE(operation.is_valid());
}

TEST(StoreOperation, is_invalid_without_type_key_or_time) {
  const auto time = Timestamp::from_millis(1);
  const auto valid = [](OperationType type, Key key, Timestamp at) {
    return Operation{type, std::move(key), Value{}, at}.is_valid();
  };
  EXPECT_TRUE(valid(OperationType::Put, Key{"k"}, time));
  EXPECT_TRUE(valid(OperationType::Delete, Key{"k"}, time));
  EXPECT_FALSE(valid(OperationType::Unknown, Key{"k"}, time));
  EXPECT_FALSE(valid(static_cast<OperationType>(3), Key{"k"}, time));
  EXPECT_FALSE(valid(OperationType::Put, Key{}, time));
  EXPECT_FALSE(valid(OperationType::Put, Key{"k"}, Timestamp{}));
  EXPECT_FALSE(Operation{}.is_valid());
}

TEST(StoreOperation, has_only_defaults_after_clear) {
  auto operation = Operation::put(Key{"k"}, Value::from_string("v"));
  operation.clear();
  EXPECT_EQ(operation.type, OperationType::Unknown);
  EXPECT_FALSE(operation.has_key());
  EXPECT_TRUE(operation.value.empty());
  EXPECT_EQ(operation.timestamp, Timestamp{});
}

TEST(StoreApplyResult, factories_set_success_version_and_their_one_flag) {
  const auto created = ApplyResult::created_entry(1);
  EXPECT_TRUE(created.success && created.created && !created.updated && !created.deleted);
  const auto updated = ApplyResult::updated_entry(2);
  EXPECT_TRUE(updated.success && !updated.created && updated.updated && !updated.deleted);
  const auto deleted = ApplyResult::deleted_entry(3);
  EXPECT_TRUE(deleted.success && !deleted.created && !deleted.updated && deleted.deleted);
  EXPECT_EQ(created.version, 1U);
  EXPECT_EQ(updated.version, 2U);
  EXPECT_EQ(deleted.version, 3U);
  for (const auto &result : {created, updated, deleted}) {
    EXPECT_TRUE(result.is_valid());
    EXPECT_TRUE(result.has_version());
    EXPECT_FALSE(result.is_noop());
  }
}

TEST(StoreApplyResult, noop_is_a_success_without_flag) {
  const auto result = ApplyResult::noop(4);
  EXPECT_TRUE(result.success);
  EXPECT_TRUE(result.is_noop());
  EXPECT_EQ(result.version, 4U);
  EXPECT_FALSE(ApplyResult::noop().has_version());
  EXPECT_TRUE(ApplyResult::noop().is_valid());
}

TEST(StoreApplyResult, failure_carries_nothing) {
  EXPECT_FALSE(ApplyResult::failed().success);
  EXPECT_FALSE(ApplyResult::failed().is_noop());
  EXPECT_TRUE(ApplyResult::failed().is_valid());
  EXPECT_FALSE((ApplyResult{false, 1, false, false, false}.is_valid()));
  EXPECT_FALSE((ApplyResult{false, 0, true, false, false}.is_valid()));
}

TEST(StoreApplyResult, with_two_flags_is_inconsistent) {
  const ApplyResult both{true, 1, true, true, false};
  EXPECT_FALSE(both.has_consistent_flags());
  EXPECT_FALSE(both.is_valid());
  EXPECT_FALSE(both.is_noop());
}

} // namespace
