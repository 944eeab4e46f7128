// SPDX-License-Identifier: Apache-2.0
#include "softadastra/store/core/StoreConfig.hpp"
#include "softadastra/store/types/Key.hpp"
#include "softadastra/store/types/OperationType.hpp"
#include "softadastra/store/types/Value.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace {

using softadastra::store::core::StoreConfig;
using softadastra::store::types::Key;
using softadastra::store::types::OperationType;
using softadastra::store::types::Value;
namespace types = softadastra::store::types;

static_assert(std::is_same_v<decltype(&Key::str), const std::string &(Key::*)() const noexcept>);
static_assert(std::is_same_v<decltype(&Key::value), const std::string &(Key::*)() const noexcept>);
static_assert(std::is_same_v<decltype(&Key::clear), void (Key::*)() noexcept>);
static_assert(std::is_same_v<decltype(&Key::from), Key (*)(std::string)>);
static_assert(!std::is_convertible_v<std::string, Key>);
static_assert(!std::is_convertible_v<std::string_view, Key>);
static_assert(!std::is_convertible_v<const char *, Key>);
static_assert(noexcept(std::declval<const Key &>() < std::declval<const Key &>()));
static_assert(std::is_nothrow_move_constructible_v<Key>);

static_assert(std::is_same_v<Value::Container, std::vector<std::uint8_t>>);
static_assert(std::is_same_v<decltype(&Value::from_bytes), Value (*)(Value::Container)>);
static_assert(std::is_same_v<decltype(std::declval<Value &>().data()), Value::Container &>);
static_assert(
    std::is_same_v<decltype(std::declval<const Value &>().data()), const Value::Container &>);
static_assert(!std::is_convertible_v<Value::Container, Value>);
static_assert(!std::is_convertible_v<std::string_view, Value>);
static_assert(!std::is_convertible_v<std::span<const std::uint8_t>, Value>);
static_assert(std::is_nothrow_move_constructible_v<Value>);

static_assert(std::is_same_v<std::underlying_type_t<OperationType>, std::uint8_t>);
static_assert(types::to_string(OperationType::Delete) == "delete");
static_assert(noexcept(types::is_valid(OperationType::Put)));

static_assert(!std::is_convertible_v<std::string, StoreConfig>);
static_assert(
    std::is_same_v<decltype(&StoreConfig::is_valid), bool (StoreConfig::*)() const noexcept>);

TEST(StoreKey, takes_strings_views_and_literals_alike) {
  const std::string text = "user:1";
  EXPECT_EQ(Key{text}.str(), "user:1");
  EXPECT_EQ(Key{std::string_view(text).substr(5)}.str(), "1");
  EXPECT_EQ(Key{"user:1"}.value(), "user:1");
  EXPECT_EQ(Key::from("user:1"), Key{text});
}

TEST(StoreKey, from_a_null_pointer_is_empty_and_invalid) {
  const char *nothing = nullptr;
  EXPECT_TRUE(Key{nothing}.empty());
  EXPECT_FALSE(Key{nothing}.is_valid());
  EXPECT_FALSE(Key{}.is_valid());
}

TEST(StoreKey, may_hold_any_bytes) {
  const Key key{std::string("\0\xff", 2)};
  EXPECT_TRUE(key.is_valid());
  EXPECT_EQ(key.str().size(), 2U);
}

TEST(StoreKey, orders_by_unsigned_bytes) {
  EXPECT_LT(Key{"a-10"}, Key{"a-2"});
  EXPECT_LT(Key{"a"}, Key{"a-"});
  EXPECT_LT(Key{"z"}, Key{"\x80"});
  EXPECT_FALSE(Key{"a"} < Key{"a"});
  EXPECT_TRUE(Key{"a"} != Key{"b"});
}

TEST(StoreKey, is_empty_after_clear) {
  Key key{"user:1"};
  key.clear();
  EXPECT_TRUE(key.empty());
  EXPECT_TRUE(key == Key{});
}

TEST(StoreValue, takes_bytes_spans_and_text_alike) {
  const std::array<std::uint8_t, 3> bytes{65, 100, 97};
  const Value from_list = Value::from_bytes({65, 100, 97});
  EXPECT_EQ(from_list, Value{std::span<const std::uint8_t>(bytes)});
  EXPECT_EQ(from_list, Value::from_string("Ada"));
  EXPECT_EQ(from_list, Value{std::string_view("Ada")});
  EXPECT_EQ(from_list, Value{Value::Container(bytes.begin(), bytes.end())});
  EXPECT_EQ(from_list.to_string(), "Ada");
  EXPECT_EQ(from_list.size(), 3U);
  EXPECT_TRUE(from_list != Value{});
}

TEST(StoreValue, keeps_bytes_that_are_no_text) {
  const std::string raw("\0\xc3\xff", 3);
  const Value value = Value::from_string(raw);
  EXPECT_EQ(value.bytes(), (Value::Container{0x00, 0xc3, 0xff}));
  EXPECT_EQ(value.to_string(), raw);
}

TEST(StoreValue, can_be_edited_through_data) {
  Value value = Value::from_string("Ada");
  value.data()[0] = 'E';
  value.data().push_back('!');
  EXPECT_EQ(value.to_string(), "Eda!");
  EXPECT_EQ(&std::as_const(value).data(), &value.bytes());
  value.clear();
  EXPECT_TRUE(value.empty());
}

TEST(StoreOperationType, has_stable_numbers_and_names) {
  EXPECT_EQ(static_cast<int>(OperationType::Unknown), 0);
  EXPECT_EQ(static_cast<int>(OperationType::Put), 1);
  EXPECT_EQ(static_cast<int>(OperationType::Delete), 2);
  EXPECT_EQ(types::to_string(OperationType::Unknown), "unknown");
  EXPECT_EQ(types::to_string(OperationType::Put), "put");
  EXPECT_EQ(types::to_string(OperationType::Delete), "delete");
  EXPECT_EQ(types::to_string(static_cast<OperationType>(3)), "invalid");
}

TEST(StoreOperationType, is_valid_for_put_and_delete_and_writes_for_put_only) {
  const auto outside = static_cast<OperationType>(3);
  EXPECT_TRUE(types::is_valid(OperationType::Put));
  EXPECT_TRUE(types::is_valid(OperationType::Delete));
  EXPECT_FALSE(types::is_valid(OperationType::Unknown));
  EXPECT_FALSE(types::is_valid(outside));
  EXPECT_TRUE(types::writes_value(OperationType::Put));
  EXPECT_FALSE(types::writes_value(OperationType::Delete));
  EXPECT_FALSE(types::writes_value(outside));
}

TEST(StoreConfigDefaults, are_logged_and_flushed_at_the_default_path) {
  const StoreConfig config;
  EXPECT_EQ(config.wal_path, "data/store.wal");
  EXPECT_TRUE(config.enable_wal);
  EXPECT_EQ(config.initial_capacity, 1024U);
  EXPECT_TRUE(config.auto_flush);
  EXPECT_TRUE(config.is_valid());
}

TEST(StoreConfigDefaults, differ_between_the_presets_as_documented) {
  const auto durable = StoreConfig::durable("a.wal");
  EXPECT_EQ(durable.wal_path, "a.wal");
  EXPECT_TRUE(durable.enable_wal && durable.auto_flush);

  const auto fast = StoreConfig::fast("b.wal");
  EXPECT_EQ(fast.wal_path, "b.wal");
  EXPECT_TRUE(fast.enable_wal);
  EXPECT_FALSE(fast.auto_flush);

  const auto memory = StoreConfig::memory_only();
  EXPECT_EQ(memory.wal_path, "data/store.wal");
  EXPECT_FALSE(memory.enable_wal);
  EXPECT_FALSE(memory.auto_flush);

  const StoreConfig path{"c.wal"};
  EXPECT_TRUE(path.wal_path == "c.wal" && path.enable_wal && path.auto_flush);
  for (const auto &config : {durable, fast, memory, path}) {
    EXPECT_EQ(config.initial_capacity, 1024U);
    EXPECT_TRUE(config.is_valid());
  }
}

TEST(StoreConfigValidity, needs_capacity_and_a_path_for_the_log) {
  StoreConfig config{""};
  EXPECT_FALSE(config.is_valid());
  config.enable_wal = false;
  EXPECT_TRUE(config.is_valid());
  config.initial_capacity = 0;
  EXPECT_FALSE(config.is_valid());
}

} // namespace
