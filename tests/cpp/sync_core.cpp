// SPDX-License-Identifier: Apache-2.0
#include "softadastra/sync/core/SyncConfig.hpp"
#include "softadastra/sync/core/SyncOperation.hpp"
#include "softadastra/sync/core/SyncState.hpp"
#include "sync_samples.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

namespace {

namespace sync = softadastra::sync;
namespace store = softadastra::store;
using softadastra::core::time::Duration;
using softadastra::core::time::Timestamp;
using sync::core::SyncConfig;
using sync::core::SyncOperation;
using sync::core::SyncState;
using sync::types::ConflictPolicy;
using sync::types::SyncDirection;

static_assert(std::is_same_v<sync::core::types::SyncDirection, SyncDirection>);
static_assert(std::is_same_v<sync::core::core_time::Timestamp, Timestamp>);
static_assert(std::is_same_v<sync::core::store_core::Operation, store::core::Operation>);

// Not the types, only that these names lead somewhere.
namespace aliased_errors = sync::core::core_errors;
namespace aliased_types = sync::core::core_types;
namespace aliased_engine = sync::core::store_engine;

static_assert(!std::is_convertible_v<std::string, SyncConfig>);
static_assert(std::is_same_v<decltype(&SyncConfig::retry_interval_ms),
                             std::int64_t (SyncConfig::*)() const noexcept>);
static_assert(std::is_same_v<decltype(&SyncOperation::local),
                             SyncOperation (*)(std::string, std::string, std::uint64_t,
                                               store::core::Operation)>);
static_assert(std::is_same_v<decltype(&SyncOperation::clear), void (SyncOperation::*)() noexcept>);
static_assert(std::is_nothrow_move_constructible_v<SyncOperation>);
static_assert(std::is_nothrow_move_assignable_v<SyncOperation>);
static_assert(!std::is_aggregate_v<SyncState>);
static_assert(std::is_same_v<decltype(SyncState::queued_count), std::size_t>);
static_assert(std::is_same_v<decltype(SyncState::total_retries), std::uint64_t>);

TEST(SyncConfigPresets, durable_has_the_defaults) {
  for (const auto &config : {SyncConfig{"n"}, SyncConfig::durable("n")}) {
    EXPECT_EQ(config.node_id, "n");
    EXPECT_EQ(config.batch_size, 64U);
    EXPECT_EQ(config.max_retries, 5U);
    EXPECT_EQ(config.retry_interval_ms(), 5000);
    EXPECT_EQ(config.ack_timeout_ms(), 10000);
    EXPECT_EQ(config.conflict_policy, ConflictPolicy::LastWriteWins);
    EXPECT_TRUE(config.auto_queue);
    EXPECT_TRUE(config.require_ack);
    EXPECT_EQ(config.retry_cap, Duration::from_seconds(300));
    EXPECT_EQ(config.max_clock_drift, Duration::from_seconds(300));
    EXPECT_TRUE(config.is_valid());
  }
  EXPECT_EQ(SyncConfig{}.node_id, "node-1");
}

TEST(SyncConfigPresets, fast_waits_less_and_needs_no_ack) {
  const auto config = SyncConfig::fast("n");
  EXPECT_EQ(config.node_id, "n");
  EXPECT_EQ(config.batch_size, 128U);
  EXPECT_EQ(config.max_retries, 2U);
  EXPECT_EQ(config.retry_interval_ms(), 250);
  EXPECT_EQ(config.ack_timeout_ms(), 1000);
  EXPECT_EQ(config.conflict_policy, ConflictPolicy::LastWriteWins);
  EXPECT_TRUE(config.auto_queue);
  EXPECT_FALSE(config.require_ack);
  EXPECT_TRUE(config.is_valid());
}

TEST(SyncConfigValidity, is_lost_by_each_bad_field_alone) {
  const auto valid_after = [](auto change) {
    SyncConfig config;
    change(config);
    return config.is_valid();
  };
  const auto negative = Duration::from_millis(-1);
  EXPECT_FALSE(valid_after([](SyncConfig &config) { config.node_id.clear(); }));
  EXPECT_FALSE(valid_after([](SyncConfig &config) { config.batch_size = 0; }));
  EXPECT_FALSE(valid_after([&](SyncConfig &config) { config.retry_interval = negative; }));
  EXPECT_FALSE(valid_after([&](SyncConfig &config) { config.ack_timeout = negative; }));
  EXPECT_FALSE(valid_after([&](SyncConfig &config) { config.retry_cap = negative; }));
  EXPECT_FALSE(valid_after([&](SyncConfig &config) { config.max_clock_drift = negative; }));
  EXPECT_FALSE(
      valid_after([](SyncConfig &config) { config.conflict_policy = ConflictPolicy::Unknown; }));
}

TEST(SyncConfigValidity, allows_no_retries_and_no_waits) {
  SyncConfig config;
  config.max_retries = 0;
  config.retry_interval = Duration{};
  config.ack_timeout = Duration{};
  config.conflict_policy = ConflictPolicy::Manual;
  EXPECT_TRUE(config.is_valid());
}

TEST(SyncOperationFactories, set_direction_and_the_present_time) {
  const auto before = Timestamp::now();
  const auto put = store::core::Operation::put(store::types::Key{"k"}, store::types::Value{});
  const auto local = SyncOperation::local("node-a-1", "node-a", 3, put);
  const auto remote = SyncOperation::remote("node-b-1", "node-b", 4, put);

  EXPECT_TRUE(local.is_local());
  EXPECT_FALSE(local.is_remote());
  EXPECT_EQ(local.sync_id, "node-a-1");
  EXPECT_EQ(local.origin_node_id, "node-a");
  EXPECT_EQ(local.version, 3U);
  EXPECT_TRUE(remote.is_remote());
  EXPECT_FALSE(remote.is_local());
  for (const auto &operation : {local, remote}) {
    EXPECT_GE(operation.timestamp, before);
    EXPECT_LE(operation.timestamp, Timestamp::now());
    EXPECT_EQ(operation.operation.key, put.key);
    EXPECT_TRUE(operation.is_valid());
    EXPECT_EQ(operation.epoch, 0U);
    EXPECT_EQ(operation.sequence, 0U);
    EXPECT_EQ(operation.stamp, 0U);
    EXPECT_TRUE(operation.context.empty());
  }
}

TEST(SyncOperationValidity, is_lost_by_each_missing_field_alone) {
  const auto valid_after = [](auto change) {
    auto operation = samples::operation("id");
    change(operation);
    return operation.is_valid();
  };
  EXPECT_TRUE(valid_after([](SyncOperation &) {}));
  EXPECT_FALSE(valid_after([](SyncOperation &operation) { operation.sync_id.clear(); }));
  EXPECT_FALSE(valid_after([](SyncOperation &operation) { operation.origin_node_id.clear(); }));
  EXPECT_FALSE(valid_after([](SyncOperation &operation) { operation.version = 0; }));
  EXPECT_FALSE(valid_after([](SyncOperation &operation) { operation.operation.clear(); }));
  EXPECT_FALSE(valid_after([](SyncOperation &operation) { operation.timestamp = Timestamp{}; }));
  EXPECT_FALSE(
      valid_after([](SyncOperation &operation) { operation.direction = SyncDirection::Unknown; }));
}

TEST(SyncOperationAdditions, are_copied_moved_and_cleared_with_the_rest) {
  auto operation = samples::operation("id");
  operation.epoch = 2;
  operation.sequence = 3;
  operation.stamp = 4;
  operation.context = {5, 6};

  SyncOperation copy = operation;
  const SyncOperation moved = std::move(operation);
  for (const auto &same : {std::as_const(copy), moved}) {
    EXPECT_EQ(same.epoch, 2U);
    EXPECT_EQ(same.sequence, 3U);
    EXPECT_EQ(same.stamp, 4U);
    EXPECT_EQ(same.context, (std::vector<std::uint8_t>{5, 6}));
  }

  copy.clear();
  EXPECT_FALSE(copy.has_sync_id() || copy.has_origin() || copy.has_version());
  EXPECT_FALSE(copy.operation.has_key());
  EXPECT_EQ(copy.timestamp, Timestamp{});
  EXPECT_EQ(copy.direction, SyncDirection::Unknown);
  EXPECT_EQ(copy.epoch, 0U);
  EXPECT_EQ(copy.sequence, 0U);
  EXPECT_EQ(copy.stamp, 0U);
  EXPECT_TRUE(copy.context.empty());
}

TEST(SyncStateCounters, have_work_when_queued_in_flight_or_failed) {
  const auto has_work_after = [](auto change) {
    SyncState state;
    change(state);
    return state.has_work();
  };
  EXPECT_TRUE(has_work_after([](SyncState &state) { state.queued_count = 1; }));
  EXPECT_TRUE(has_work_after([](SyncState &state) { state.in_flight_count = 1; }));
  EXPECT_TRUE(has_work_after([](SyncState &state) { state.failed_count = 1; }));
  EXPECT_FALSE(has_work_after([](SyncState &state) { state.acknowledged_count = 1; }));
  EXPECT_FALSE(has_work_after([](SyncState &state) { state.outbox_size = 1; }));
  EXPECT_FALSE(has_work_after([](SyncState &state) { state.pending_count = 1; }));
}

TEST(SyncStateCounters, answer_each_for_itself) {
  SyncState state;
  state.queued_count = 1;
  EXPECT_TRUE(state.has_queued() && !state.has_in_flight() && !state.has_failed());
  state.clear();
  state.in_flight_count = 1;
  EXPECT_TRUE(!state.has_queued() && state.has_in_flight() && !state.has_failed());
  state.clear();
  state.failed_count = 1;
  EXPECT_TRUE(!state.has_queued() && !state.has_in_flight() && state.has_failed());
}

TEST(SyncStateCounters, are_not_empty_when_any_documented_field_is_set) {
  EXPECT_TRUE(SyncState{}.empty());
  const std::array<std::size_t SyncState::*, 5> counts{
      &SyncState::outbox_size, &SyncState::queued_count, &SyncState::in_flight_count,
      &SyncState::acknowledged_count, &SyncState::failed_count};
  for (const auto field : counts) {
    SyncState state;
    state.*field = 1;
    EXPECT_FALSE(state.empty());
  }
  const std::array<std::uint64_t SyncState::*, 3> numbers{&SyncState::last_submitted_version,
                                                          &SyncState::last_applied_remote_version,
                                                          &SyncState::total_retries};
  for (const auto field : numbers) {
    SyncState state;
    state.*field = 1;
    EXPECT_FALSE(state.empty());
  }
}

TEST(SyncStateCounters, stay_empty_when_only_added_fields_are_set) {
  SyncState state;
  state.pending_count = 1;
  state.duplicate_count = 2;
  state.conflict_count = 3;
  EXPECT_TRUE(state.empty());
  state.clear();
  EXPECT_EQ(state.pending_count, 0U);
  EXPECT_EQ(state.duplicate_count, 0U);
  EXPECT_EQ(state.conflict_count, 0U);
}

TEST(SyncStateCounters, track_four_counts_and_not_the_pending_one) {
  SyncState state;
  state.outbox_size = 1000;
  state.pending_count = 500;
  state.queued_count = 1;
  state.in_flight_count = 20;
  state.acknowledged_count = 300;
  state.failed_count = 4000;
  EXPECT_EQ(state.total_tracked(), 4321U);
}

} // namespace
