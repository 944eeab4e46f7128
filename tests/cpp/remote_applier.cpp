// SPDX-License-Identifier: Apache-2.0
#include "softadastra/sync/applier/RemoteApplier.hpp"
#include "store_engine_samples.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <string>
#include <type_traits>
#include <utility>

namespace {

namespace sync = softadastra::sync;
namespace store = softadastra::store;
using samples::key;
using samples::Node;
using samples::put_at;
using samples::text_of;
using samples::value;
using softadastra::core::errors::Error;
using softadastra::core::errors::ErrorCode;
using softadastra::core::types::Result;
using store::core::StoreConfig;
using store::engine::ApplyResult;
using store::engine::StoreEngine;
using sync::applier::RemoteApplier;
using sync::core::SyncConfig;
using sync::core::SyncContext;
using sync::core::SyncOperation;
using sync::types::ConflictPolicy;

static_assert(std::is_aggregate_v<RemoteApplier::ApplyRemoteResult>);
static_assert(
    std::is_same_v<RemoteApplier::Result, Result<RemoteApplier::ApplyRemoteResult, Error>>);
static_assert(RemoteApplier::ApplyRemoteResult::ignored_result(true).ignored);
static_assert(RemoteApplier::ApplyRemoteResult::ignored_result(true).conflict_detected);
static_assert(!RemoteApplier::ApplyRemoteResult::ignored_result(true).store_result.success);
static_assert(
    RemoteApplier::ApplyRemoteResult::applied_result(false, ApplyResult::noop(3)).applied);
static_assert(std::is_nothrow_constructible_v<SyncContext, StoreEngine &, const SyncConfig &>);
static_assert(std::is_same_v<SyncContext::Result<int>, Result<int, Error>>);

[[nodiscard]] SyncOperation remote(const std::string &id, const std::string &text,
                                   std::int64_t millis) {
  return SyncOperation::remote(id, id.substr(0, id.find('-')), 1, put_at("k", text, millis));
}

TEST(RemoteApplier, works_without_a_sync_engine) {
  StoreEngine engine{StoreConfig::memory_only()};
  const auto config = SyncConfig::durable("here");
  const SyncContext context{engine, config};
  const RemoteApplier applier{context};
  const auto first = applier.apply_remote(remote("b-1", "v", 1000)).value();
  EXPECT_TRUE(first.success && first.applied && !first.ignored && !first.conflict_detected);
  EXPECT_TRUE(first.store_result.created);
  EXPECT_EQ(first.store_result.version, 1U);
  EXPECT_EQ(text_of(engine, "k"), "v");
  EXPECT_TRUE(applier.apply_remote(remote("b-1", "v", 1000)).value().duplicate);
}

TEST(RemoteApplier, works_beside_a_sync_engine_that_knows_the_same_operations) {
  Node node{"here"};
  const RemoteApplier applier{node.context};
  ASSERT_TRUE(applier.apply_remote(remote("b-1", "v", 1000)).value().applied);
  EXPECT_TRUE(node.engine.receive_remote_operation(remote("b-1", "v", 1000)).value().duplicate);
}

TEST(RemoteApplier, holds_what_is_of_a_later_version) {
  StoreEngine engine{StoreConfig::memory_only()};
  const auto config = SyncConfig::durable("here");
  const SyncContext context{engine, config};
  const RemoteApplier applier{context};
  auto later = remote("b-1", "v", 1000);
  later.operation.type = static_cast<store::types::OperationType>(200);
  EXPECT_TRUE(later.is_of_later_version() && later.is_valid() && !later.is_group());
  const auto held = applier.apply_remote(later).value();
  EXPECT_TRUE(held.success && held.held && held.ignored && !held.applied && !held.duplicate);
  EXPECT_EQ(engine.health().unknown_kind_count, 1U);
  EXPECT_GT(engine.health().unknown_kind_bytes, 2U);
  EXPECT_EQ(engine.size(), 0U);
  EXPECT_FALSE(applier.apply_remote(remote("b-2", "v", 1000)).value().held);
  EXPECT_FALSE(remote("b-2", "v", 1000).is_of_later_version());
}

TEST(RemoteApplier, what_is_held_is_listed) {
  Node node{"here"};
  EXPECT_TRUE(node.engine.held().value().empty());
  auto later = remote("b-1", "v", 1000);
  later.operation.type = static_cast<store::types::OperationType>(200);
  ASSERT_TRUE(node.engine.receive_remote_operation(later).is_ok());
  ASSERT_TRUE(node.engine.receive_remote_operation(remote("b-2", "v", 1000)).is_ok());
  const auto held = node.engine.held().value();
  ASSERT_EQ(held.size(), 1U);
  EXPECT_EQ(held.front().operation.sync_id, "b-1");
  EXPECT_EQ(held.front().operation.operation.value, later.operation.value);
  EXPECT_TRUE(held.front().operation.is_of_later_version());
}

TEST(RemoteApplier, decides_by_the_policy_of_the_moment) {
  StoreEngine engine{StoreConfig::memory_only()};
  auto config = SyncConfig::durable("here");
  const SyncContext context{engine, config};
  const RemoteApplier applier{context};
  ASSERT_TRUE(engine.apply_operation(put_at("k", "mine", 5000)).is_ok());
  config.conflict_policy = ConflictPolicy::KeepLocal;
  const auto kept = applier.apply_remote(remote("b-1", "theirs", 9000)).value();
  EXPECT_TRUE(kept.success && kept.ignored && !kept.applied);
  EXPECT_EQ(text_of(engine, "k"), "mine");
  config.conflict_policy = ConflictPolicy::KeepRemote;
  EXPECT_TRUE(applier.apply_remote(remote("c-1", "third", 9500)).value().applied);
  EXPECT_EQ(text_of(engine, "k"), "third");
}

TEST(RemoteApplier, ignores_an_older_write_by_its_time) {
  StoreEngine engine{StoreConfig::memory_only()};
  const auto config = SyncConfig::durable("here");
  const SyncContext context{engine, config};
  const RemoteApplier applier{context};
  ASSERT_TRUE(applier.apply_remote(remote("b-1", "new", 9000)).value().applied);
  const auto older = applier.apply_remote(remote("c-1", "old", 1000)).value();
  EXPECT_TRUE(older.ignored && older.conflict_detected && !older.duplicate);
  EXPECT_EQ(text_of(engine, "k"), "new");
}

TEST(RemoteApplier, takes_ids_and_origins_that_do_not_fit_together_when_made_by_hand) {
  StoreEngine engine{StoreConfig::memory_only()};
  const auto config = SyncConfig::durable("here");
  const SyncContext context{engine, config};
  const RemoteApplier applier{context};
  const auto operation = SyncOperation::remote("ticket 7", "b", 1, put_at("k", "v", 1000));
  EXPECT_TRUE(applier.apply_remote(operation).value().applied);
  EXPECT_TRUE(applier.apply_remote(operation).value().duplicate);
}

TEST(RemoteApplier, checks_context_operation_and_direction_in_this_order) {
  SyncContext context;
  const RemoteApplier applier{context};
  EXPECT_EQ(applier.apply_remote(SyncOperation{}).error().message(), "invalid sync context");
  StoreEngine engine{StoreConfig::durable("")};
  const auto config = SyncConfig::durable("here");
  context.store = &engine;
  context.config = &config;
  EXPECT_EQ(applier.apply_remote(SyncOperation{}).error().message(),
            "invalid remote sync operation");
  auto outgoing = remote("b-1", "v", 1000);
  outgoing.direction = sync::types::SyncDirection::LocalToRemote;
  EXPECT_EQ(applier.apply_remote(outgoing).error().message(),
            "sync operation is not remote-to-local");
  EXPECT_EQ(applier.apply_remote(remote("b-1", "v", 1000)).error().message(),
            "WAL file path cannot be empty");
}

TEST(RemoteApplier, keeps_a_context_that_was_a_temporary) {
  StoreEngine engine{StoreConfig::memory_only()};
  const RemoteApplier applier{SyncContext{engine, SyncConfig::durable("here")}};
  EXPECT_TRUE(applier.apply_remote(remote("b-1", "v", 1000)).value().applied);
}

TEST(SyncContext, says_what_is_missing) {
  SyncContext context;
  EXPECT_FALSE(context.is_valid() || context.has_store() || context.has_config());
  EXPECT_EQ(context.node_id(), "");
  EXPECT_EQ(context.store_engine_checked().error().code(), ErrorCode::InvalidState);
  EXPECT_EQ(context.store_engine_checked().error().message(), "sync context store is null");
  EXPECT_EQ(context.config_checked().error().code(), ErrorCode::InvalidState);
  EXPECT_EQ(context.config_checked().error().message(), "sync context config is null");
  StoreEngine engine{StoreConfig::memory_only()};
  auto config = SyncConfig::durable("here");
  context = SyncContext{engine, config};
  EXPECT_TRUE(context.is_valid());
  EXPECT_EQ(context.store_engine_checked().value(), &engine);
  EXPECT_EQ(context.config_checked().value(), &config);
  EXPECT_EQ(context.store_engine_ptr(), &engine);
  EXPECT_EQ(context.config_ptr(), &config);
  config.batch_size = 0;
  EXPECT_FALSE(context.is_valid());
  EXPECT_EQ(context.config_checked().error().code(), ErrorCode::InvalidArgument);
  EXPECT_EQ(context.config_checked().error().message(), "sync config is invalid");
}

} // namespace
