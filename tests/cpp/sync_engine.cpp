// SPDX-License-Identifier: Apache-2.0
#include "softadastra/sync/Sync.hpp"
#include "store_engine_samples.hpp"

#include <gtest/gtest.h>

#include <cstddef>
#include <limits>
#include <memory>
#include <optional>
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
using softadastra::core::time::Duration;
using softadastra::core::types::NonCopyable;
using softadastra::core::types::Result;
using store::core::Operation;
using store::core::StoreConfig;
using store::engine::StoreEngine;
using sync::core::SyncConfig;
using sync::core::SyncContext;
using sync::core::SyncOperation;
using sync::core::SyncState;
using sync::engine::SyncEngine;
using sync::types::AckStatus;
using sync::types::SyncStatus;

static_assert(std::is_base_of_v<NonCopyable, SyncEngine>);
static_assert(std::is_move_constructible_v<SyncEngine>);
static_assert(!std::is_copy_constructible_v<SyncEngine>);
static_assert(!std::is_move_assignable_v<SyncEngine>);
static_assert(!std::is_convertible_v<const SyncContext &, SyncEngine>);
static_assert(std::is_same_v<SyncEngine::SubmitResult, Result<SyncOperation, Error>>);
static_assert(std::is_same_v<SyncEngine::RemoteResult, sync::applier::RemoteApplier::Result>);
static_assert(std::is_same_v<decltype(&SyncEngine::state),
                             const SyncState &(SyncEngine::*)() const noexcept>);
static_assert(std::is_same_v<decltype(&SyncEngine::outbox),
                             const sync::outbox::Outbox &(SyncEngine::*)() const noexcept>);
static_assert(std::is_same_v<decltype(&SyncEngine::retry_expired), std::size_t (SyncEngine::*)()>);
static_assert(std::is_same_v<sync::engine::sync_core::SyncState, SyncState>);
static_assert(std::is_same_v<sync::scheduler::sync_engine::SyncEngine, SyncEngine>);

std::string submitted(SyncEngine &engine, const Operation &operation) {
  const auto result = engine.submit_local_operation(operation);
  EXPECT_TRUE(result.is_ok());
  return result.is_ok() ? result.value().sync_id : std::string{};
}

TEST(SyncEngine, wraps_a_submitted_operation_with_id_origin_and_store_version) {
  Node node{"node-a"};
  ASSERT_TRUE(node.store.put(key("local"), value("1")).is_ok());
  const auto result = node.engine.submit_local_operation(put_at("k", "v", 500));
  ASSERT_TRUE(result.is_ok());
  const auto &operation = result.value();
  EXPECT_EQ(operation.sync_id, "node-a-1");
  EXPECT_EQ(operation.origin_node_id, "node-a");
  EXPECT_EQ(operation.version, 2U);
  EXPECT_EQ(operation.operation.timestamp.millis(), 500);
  EXPECT_EQ(operation.operation.value.to_string(), "v");
  EXPECT_TRUE(operation.is_local() && operation.is_valid());
  EXPECT_GT(operation.epoch, 0U);
  EXPECT_EQ(operation.sequence, 1U);
  EXPECT_GT(operation.stamp, 0U);
  EXPECT_EQ(text_of(node.store, "k"), "v");
  EXPECT_EQ(node.engine.state().last_submitted_version, 2U);
}

TEST(SyncEngine, checks_the_context_first_and_the_operation_second) {
  SyncContext context;
  SyncEngine engine{context};
  const auto check = [](const Error &error, ErrorCode code, const std::string &message) {
    EXPECT_EQ(error.code(), code);
    EXPECT_EQ(error.message(), message);
  };
  EXPECT_FALSE(engine.is_valid());
  EXPECT_EQ(engine.node_id(), "");
  check(engine.submit_local_operation(Operation{}).error(), ErrorCode::InvalidState,
        "invalid sync context");
  check(engine.receive_remote_operation(SyncOperation{}).error(), ErrorCode::InvalidState,
        "invalid sync context");
  EXPECT_TRUE(engine.next_batch().empty());
  EXPECT_EQ(engine.retry_expired(), 0U);
  EXPECT_FALSE(engine.queue_operation("node-a-1"));
  EXPECT_FALSE(engine.next_wakeup().has_value());
  EXPECT_TRUE(engine.state().empty());

  // An engine may be made before its context is complete.
  StoreEngine store{StoreConfig::memory_only()};
  const auto config = SyncConfig::durable("node-a");
  context.store = &store;
  context.config = &config;
  check(engine.submit_local_operation(Operation{}).error(), ErrorCode::InvalidArgument,
        "invalid local store operation");
  check(engine.receive_remote_operation(SyncOperation{}).error(), ErrorCode::InvalidArgument,
        "invalid remote sync operation");
  check(engine.receive_remote_operation(SyncOperation::local("x-1", "x", 1, put_at("k", "v", 1)))
            .error(),
        ErrorCode::InvalidArgument, "sync operation is not remote-to-local");
  EXPECT_EQ(submitted(engine, put_at("k", "v", 1)), "node-a-1");
  EXPECT_TRUE(engine.is_valid());
}

TEST(SyncEngine, hands_out_in_flight_operations_that_wait_for_their_acknowledgement) {
  Node node{"node-a"};
  const auto id = submitted(node.engine, put_at("k", "v", 1));
  EXPECT_EQ(node.engine.state().queued_count, 1U);
  const auto batch = node.engine.next_batch();
  ASSERT_EQ(batch.size(), 1U);
  EXPECT_EQ(batch[0].status, SyncStatus::InFlight);
  EXPECT_EQ(batch[0].ack_status, AckStatus::Waiting);
  EXPECT_EQ(batch[0].retry_count, 1U);
  EXPECT_TRUE(batch[0].last_attempt_at.is_valid());
  EXPECT_EQ(batch[0].operation.operation.value.to_string(), "v");
  EXPECT_EQ(node.engine.state().in_flight_count, 1U);
  EXPECT_TRUE(node.engine.ack_tracker().is_waiting(id));
  EXPECT_TRUE(node.engine.queue().empty());
  EXPECT_TRUE(node.engine.next_batch().empty());

  EXPECT_TRUE(node.engine.receive_ack(id));
  EXPECT_EQ(node.engine.outbox().find(id)->envelope.status, SyncStatus::Applied);
  EXPECT_EQ(node.engine.outbox().find(id)->envelope.ack_status, AckStatus::Received);
  EXPECT_FALSE(node.engine.ack_tracker().contains(id));
  EXPECT_EQ(node.engine.state().acknowledged_count, 1U);
  EXPECT_EQ(node.engine.prune_completed(), 1U);
  EXPECT_TRUE(node.engine.outbox().empty());
  EXPECT_FALSE(node.engine.receive_ack(id));
}

TEST(SyncEngine, tracks_an_acknowledgement_until_the_configured_time) {
  Node node{"node-a"};
  const auto id = submitted(node.engine, put_at("k", "v", 1));
  ASSERT_EQ(node.engine.next_batch().size(), 1U);
  const auto entry = node.engine.ack_tracker().get(id);
  ASSERT_TRUE(entry.has_value());
  const auto waits_ms = entry->expires_at.millis() - entry->tracked_at.millis();
  EXPECT_GE(waits_ms, 9'900);
  EXPECT_LE(waits_ms, 10'100);
  EXPECT_LE(node.engine.next_wakeup()->millis() - entry->expires_at.millis(), 100);
}

TEST(SyncEngine, reads_the_configuration_at_each_call) {
  Node node{"node-a"};
  for (int index = 0; index < 5; ++index) {
    submitted(node.engine, put_at("k" + std::to_string(index), "v", 1));
  }
  node.config.batch_size = 2;
  EXPECT_EQ(node.engine.next_batch().size(), 2U);
  node.config.batch_size = std::numeric_limits<std::size_t>::max();
  node.config.require_ack = false;
  const auto batch = node.engine.next_batch();
  ASSERT_EQ(batch.size(), 3U);
  EXPECT_EQ(batch[0].ack_status, AckStatus::None);
  node.config.auto_queue = false;
  const auto id = submitted(node.engine, put_at("later", "v", 1));
  EXPECT_EQ(node.engine.state().pending_count, 1U);
  EXPECT_TRUE(node.engine.next_batch().empty());
  EXPECT_TRUE(node.engine.queue_operation(id));
  EXPECT_EQ(node.engine.next_batch().size(), 1U);
}

TEST(SyncEngine, changes_the_name_in_ids_and_origins_together) {
  Node node{"before"};
  EXPECT_EQ(submitted(node.engine, put_at("k", "v", 1)), "before-1");
  node.config.node_id = "after";
  EXPECT_EQ(node.engine.node_id(), "after");
  const auto next = node.engine.submit_local_operation(put_at("k", "v", 2)).value();
  EXPECT_EQ(next.sync_id, "after-1");
  EXPECT_EQ(next.origin_node_id, "after");
  EXPECT_EQ(node.engine.next_batch().size(), 2U);
  EXPECT_TRUE(node.engine.receive_ack("before-1"));
}

TEST(SyncEngine, says_why_a_bad_configuration_gives_no_work) {
  Node node{"node-a"};
  submitted(node.engine, put_at("k", "v", 1));
  node.config.batch_size = 0;
  EXPECT_TRUE(node.engine.next_batch().empty());
  ASSERT_TRUE(node.engine.last_error().has_value());
  EXPECT_EQ(node.engine.last_error()->message(), "invalid sync context");
  EXPECT_FALSE(node.engine.is_valid());
  node.config.batch_size = 1;
  node.engine.clear_last_error();
  EXPECT_EQ(node.engine.next_batch().size(), 1U);
  EXPECT_FALSE(node.engine.last_error().has_value());
}

TEST(SyncEngine, refuses_a_second_engine_until_the_first_is_gone) {
  StoreEngine store{StoreConfig::memory_only()};
  const auto config = SyncConfig::durable("node-a");
  const SyncContext context{store, config};
  auto first = std::make_unique<SyncEngine>(context);
  SyncEngine second{context};
  EXPECT_FALSE(second.is_valid());
  EXPECT_EQ(second.submit_local_operation(put_at("k", "v", 1)).error().code(), ErrorCode::Busy);
  EXPECT_TRUE(second.next_batch().empty());
  EXPECT_EQ(second.last_error()->code(), ErrorCode::Busy);
  EXPECT_EQ(second.requeue_all_failed().error().code(), ErrorCode::Busy);
  EXPECT_EQ(submitted(*first, put_at("k", "v", 1)), "node-a-1");
  first.reset();
  EXPECT_EQ(submitted(second, put_at("k", "w", 2)), "node-a-2");
  EXPECT_EQ(second.state().outbox_size, 2U);
}

TEST(SyncEngine, moves_with_its_outbox_and_leaves_an_invalid_one_behind) {
  Node node{"node-a"};
  const auto id = submitted(node.engine, put_at("k", "v", 1));
  SyncEngine moved{std::move(node.engine)};
  EXPECT_TRUE(moved.is_valid());
  EXPECT_TRUE(moved.outbox().contains(id));
  EXPECT_EQ(moved.next_batch().size(), 1U);
  // NOLINTBEGIN(bugprone-use-after-move): what is left is documented.
  EXPECT_FALSE(node.engine.is_valid());
  EXPECT_EQ(node.engine.node_id(), "");
  EXPECT_EQ(node.engine.submit_local_operation(put_at("k", "v", 1)).error().code(),
            ErrorCode::InvalidState);
  EXPECT_TRUE(node.engine.next_batch().empty());
  EXPECT_TRUE(node.engine.outbox().empty());
  // NOLINTEND(bugprone-use-after-move)
}

TEST(SyncEngine, outlives_the_store_object_and_follows_one_that_was_moved) {
  const auto config = SyncConfig::durable("node-a");
  auto store = std::make_unique<StoreEngine>(StoreConfig::memory_only());
  SyncContext context{*store, config};
  SyncEngine engine{context};
  auto elsewhere = std::make_unique<StoreEngine>(std::move(*store));
  context.store = elsewhere.get();
  EXPECT_EQ(submitted(engine, put_at("k", "v", 1)), "node-a-1");
  elsewhere.reset();
  store.reset();
  EXPECT_EQ(engine.next_batch().size(), 1U);
  EXPECT_TRUE(engine.receive_ack("node-a-1"));
}

TEST(SyncEngine, keeps_a_context_and_a_configuration_that_were_temporaries) {
  StoreEngine store{StoreConfig::memory_only()};
  SyncEngine engine{SyncContext{store, SyncConfig::durable("a-rather-long-name-for-a-node")}};
  EXPECT_EQ(engine.node_id(), "a-rather-long-name-for-a-node");
  EXPECT_EQ(submitted(engine, put_at("k", "v", 1)), "a-rather-long-name-for-a-node-1");
}

TEST(SyncEngine, reports_a_store_that_could_not_be_opened) {
  StoreEngine store{StoreConfig::durable("")};
  const auto config = SyncConfig::durable("node-a");
  const SyncContext context{store, config};
  SyncEngine engine{context};
  const auto result = engine.submit_local_operation(put_at("k", "v", 1));
  EXPECT_EQ(result.error().message(), "WAL file path cannot be empty");
  EXPECT_EQ(engine.state().outbox_size, 0U);
}

TEST(SyncEngine, changes_nothing_when_the_store_refuses) {
  Node node{"node-a"};
  const auto too_long = Operation::put(key(std::string(1'048'577, 'k')), value("v"));
  const auto result = node.engine.submit_local_operation(too_long);
  EXPECT_EQ(result.error().message(), "failed to encode store operation");
  EXPECT_TRUE(node.store.empty());
  EXPECT_EQ(node.engine.state().outbox_size, 0U);
  EXPECT_EQ(submitted(node.engine, put_at("k", "v", 1)), "node-a-1");
}

TEST(SyncEngine, lends_references_that_follow_later_calls) {
  Node node{"node-a"};
  const auto &state = node.engine.state();
  const auto &outbox = node.engine.outbox();
  submitted(node.engine, put_at("k", "v", 1));
  EXPECT_EQ(state.queued_count, 1U);
  EXPECT_EQ(&node.engine.outbox(), &outbox);
  EXPECT_EQ(outbox.size(), 1U);
  EXPECT_EQ(node.engine.queue().entries().front().operation.sync_id, "node-a-1");
  ASSERT_EQ(node.engine.next_batch().size(), 1U);
  EXPECT_EQ(state.in_flight_count, 1U);
  EXPECT_EQ(state.queued_count, 0U);
  EXPECT_TRUE(state.has_work());
}

TEST(SyncEngine, takes_huge_timeouts_without_overflow) {
  Node node{"node-a"};
  node.config.ack_timeout = Duration::from_millis(std::numeric_limits<std::int64_t>::max());
  node.config.retry_interval = node.config.ack_timeout;
  const auto id = submitted(node.engine, put_at("k", "v", 1));
  ASSERT_EQ(node.engine.next_batch().size(), 1U);
  EXPECT_EQ(node.engine.retry_expired(), 0U);
  EXPECT_GT(node.engine.ack_tracker().get(id)->expires_at,
            softadastra::core::time::Timestamp::now());
}

TEST(SyncEngine, submits_what_was_written_through_the_store_alone) {
  Node node{"node-a"};
  ASSERT_TRUE(node.store.put(key("a"), value("1")).is_ok());
  ASSERT_TRUE(node.store.put(key("b"), value("2")).is_ok());
  EXPECT_EQ(node.engine.state().outbox_size, 0U);
  EXPECT_EQ(node.engine.submit_local_writes().value(), 2U);
  EXPECT_EQ(node.engine.submit_local_writes().value(), 0U);
  EXPECT_EQ(node.engine.next_batch().size(), 2U);
}

} // namespace
