// SPDX-License-Identifier: Apache-2.0
#include "softadastra/store/core/WriteBatch.hpp"
#include "softadastra/store/Store.hpp"
#include "store_engine_samples.hpp"

#include <gtest/gtest.h>

#include <string>
#include <type_traits>
#include <utility>

namespace {

namespace store = softadastra::store;
using samples::key;
using samples::text_of;
using samples::value;
using softadastra::core::errors::ErrorCode;
using softadastra::core::time::Timestamp;
using store::core::StoreConfig;
using store::core::WriteBatch;
using store::engine::StoreEngine;

static_assert(std::is_copy_constructible_v<WriteBatch>);
static_assert(std::is_nothrow_move_constructible_v<WriteBatch>);
static_assert(!std::is_convertible_v<WriteBatch, StoreEngine>);

[[nodiscard]] WriteBatch order() {
  WriteBatch batch;
  batch.put(key("order"), value("open")).put(key("line"), value("")).remove(key("cart"));
  return batch;
}

TEST(StoreWriteBatch, keeps_what_was_added_in_that_order) {
  WriteBatch batch;
  EXPECT_TRUE(batch.empty());
  batch = order();
  ASSERT_EQ(batch.size(), 3U);
  EXPECT_EQ(batch.changes()[0].type, store::types::OperationType::Put);
  EXPECT_EQ(batch.changes()[0].key.str(), "order");
  EXPECT_EQ(batch.changes()[0].value.to_string(), "open");
  EXPECT_EQ(batch.changes()[2].type, store::types::OperationType::Delete);
  batch.clear();
  EXPECT_TRUE(batch.empty());
}

TEST(StoreWriteBatch, is_applied_as_a_whole_and_may_be_applied_again) {
  StoreEngine engine{StoreConfig::memory_only()};
  ASSERT_TRUE(engine.put(key("cart"), value("full")).is_ok());
  const auto batch = order();
  const auto first = engine.apply_group(batch, Timestamp::from_millis(1234));
  ASSERT_TRUE(first.is_ok());
  EXPECT_EQ(first.value().version, 4U);
  EXPECT_EQ(first.value().created_count, 2U);
  EXPECT_EQ(first.value().updated_count, 0U);
  EXPECT_EQ(first.value().deleted_count, 1U);
  EXPECT_EQ(engine.get(key("line"))->timestamp.millis(), 1234);
  EXPECT_FALSE(engine.contains(key("cart")));
  EXPECT_EQ(engine.apply_group(batch).value().updated_count, 2U);
  EXPECT_EQ(engine.entries().size(), 2U);
}

TEST(StoreWriteBatch, with_one_bad_change_changes_nothing) {
  StoreEngine engine{StoreConfig::memory_only()};
  const auto refused = [&](const WriteBatch &batch, const std::string &naming) {
    const auto result = engine.apply_group(batch);
    return result.is_err() && result.error().code() == ErrorCode::InvalidArgument &&
           result.error().context().message().find(naming) != std::string::npos;
  };
  EXPECT_TRUE(refused(WriteBatch{}, "empty"));
  EXPECT_TRUE(refused(order().put(key(""), value("1")), "key is empty"));
  EXPECT_TRUE(refused(order().remove(key("order")), "key order twice"));
  EXPECT_TRUE(refused(order().put(key(std::string(1048577, 'k')), value("1")), "1048577"));
  const auto untimed = engine.apply_group(order(), Timestamp{});
  EXPECT_TRUE(untimed.is_err());
  EXPECT_TRUE(engine.empty());
  StoreEngine taken = std::move(engine);
  EXPECT_EQ(engine.apply_group(order()).error().code(), ErrorCode::InvalidState); // NOLINT
  EXPECT_TRUE(taken.apply_group(order()).is_ok());
}

TEST(StoreWriteBatch, is_there_after_a_restart) {
  const samples::Folder folder;
  const auto path = folder.file("store.wal");
  {
    StoreEngine engine{StoreConfig::durable(path)};
    ASSERT_TRUE(engine.apply_group(order()).is_ok());
  }
  const StoreEngine engine{StoreConfig::durable(path)};
  EXPECT_EQ(engine.size(), 2U);
  EXPECT_EQ(text_of(engine, "order"), "open");
}

} // namespace
