// SPDX-License-Identifier: Apache-2.0
#include "softadastra/sync/scheduler/SyncScheduler.hpp"
#include "store_engine_samples.hpp"

#include <gtest/gtest.h>

#include <string>
#include <type_traits>
#include <utility>

namespace {

namespace sync = softadastra::sync;
using samples::Node;
using samples::put_at;
using softadastra::core::time::Duration;
using sync::engine::SyncEngine;
using sync::scheduler::SyncScheduler;
using sync::types::SyncStatus;

static_assert(std::is_aggregate_v<SyncScheduler::TickResult>);
static_assert(std::is_nothrow_constructible_v<SyncScheduler, SyncEngine &>);
static_assert(!std::is_convertible_v<SyncEngine &, SyncScheduler>);
static_assert(std::is_same_v<decltype(std::declval<const SyncScheduler &>().engine()),
                             const SyncEngine &>);

std::string submit(Node &node, const std::string &name) {
  return node.engine.submit_local_operation(put_at(name, "v", 1)).value().sync_id;
}

TEST(SyncScheduler, hands_out_what_was_submitted_once) {
  Node node{"node-a"};
  SyncScheduler scheduler{node.engine};
  EXPECT_EQ(&scheduler.engine(), &node.engine);
  EXPECT_FALSE(scheduler.tick().has_work());
  const auto id = submit(node, "k");
  const auto tick = scheduler.tick();
  ASSERT_EQ(tick.batch_size(), 1U);
  EXPECT_TRUE(tick.has_work());
  EXPECT_EQ(tick.batch[0].operation.sync_id, id);
  EXPECT_EQ(tick.batch[0].status, SyncStatus::InFlight);
  EXPECT_FALSE(scheduler.tick().has_work());
}

TEST(SyncScheduler, sends_a_late_operation_again_in_the_turn_that_finds_it) {
  Node node{"node-a"};
  node.config.ack_timeout = Duration::from_millis(0);
  node.config.retry_interval = Duration::from_millis(0);
  SyncScheduler scheduler{node.engine};
  submit(node, "k");
  ASSERT_EQ(scheduler.tick().batch_size(), 1U);
  const auto second = scheduler.tick();
  EXPECT_EQ(second.retried_count, 1U);
  ASSERT_EQ(second.batch_size(), 1U);
  EXPECT_EQ(second.batch[0].retry_count, 2U);
  EXPECT_EQ(scheduler.retry_only(), 1U);
  EXPECT_EQ(scheduler.next_batch().size(), 1U);
}

TEST(SyncScheduler, prunes_what_was_finished_before_this_turn_and_only_when_asked) {
  Node node{"node-a"};
  SyncScheduler scheduler{node.engine};
  const auto id = submit(node, "k");
  ASSERT_EQ(scheduler.tick(true).batch_size(), 1U);
  EXPECT_TRUE(node.engine.receive_ack(id));
  EXPECT_EQ(scheduler.tick().pruned_count, 0U);
  const auto pruning = scheduler.tick(true);
  EXPECT_EQ(pruning.pruned_count, 1U);
  EXPECT_TRUE(pruning.has_work());
  EXPECT_TRUE(node.engine.outbox().empty());
}

TEST(SyncScheduler, keeps_what_it_just_handed_out_when_it_prunes_without_acknowledgements) {
  Node node{"node-a"};
  node.config.require_ack = false;
  SyncScheduler scheduler{node.engine};
  submit(node, "k");
  const auto first = scheduler.tick(true);
  EXPECT_EQ(first.batch_size(), 1U);
  EXPECT_EQ(first.pruned_count, 0U);
  EXPECT_EQ(node.engine.state().outbox_size, 1U);
  EXPECT_EQ(scheduler.tick(true).pruned_count, 1U);
  EXPECT_EQ(node.engine.state().outbox_size, 0U);
}

TEST(SyncScheduler, comes_back_when_the_wakeup_says) {
  Node node{"node-a"};
  SyncScheduler scheduler{node.engine};
  EXPECT_FALSE(node.engine.next_wakeup().has_value());
  submit(node, "k");
  EXPECT_LE(*node.engine.next_wakeup(), softadastra::core::time::Timestamp::now());
  ASSERT_EQ(scheduler.tick().batch_size(), 1U);
  EXPECT_GT(*node.engine.next_wakeup(), softadastra::core::time::Timestamp::now());
}

TEST(SyncScheduler, forwards_to_its_engine) {
  Node node{"node-a"};
  node.config.ack_timeout = Duration::from_millis(0);
  node.config.max_retries = 1;
  SyncScheduler scheduler{node.engine};
  submit(node, "k");
  ASSERT_EQ(scheduler.next_batch().size(), 1U);
  EXPECT_EQ(scheduler.retry_only(), 0U);
  EXPECT_EQ(scheduler.prune_failed(), 1U);
  EXPECT_EQ(scheduler.prune_completed(), 0U);
}

} // namespace
