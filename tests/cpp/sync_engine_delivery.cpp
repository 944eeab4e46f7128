// SPDX-License-Identifier: Apache-2.0
#include "softadastra/sync/Sync.hpp"
#include "store_engine_samples.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>

namespace {

namespace sync = softadastra::sync;
using samples::key;
using samples::Node;
using samples::put_at;
using samples::value;
using softadastra::core::errors::ErrorCode;
using softadastra::core::time::Duration;
using softadastra::core::time::Timestamp;
using sync::types::AckStatus;
using sync::types::SyncStatus;

/// A node whose acknowledgements are late at once and whose retries wait for nothing.
struct Hasty : Node {
  explicit Hasty(std::uint32_t max_retries) : Node("node-a") {
    config.ack_timeout = Duration::from_millis(0);
    config.retry_interval = Duration::from_millis(0);
    config.max_retries = max_retries;
  }

  /// Submits one operation and lets it run out of deliveries.
  std::string give_up() {
    const auto id = engine.submit_local_operation(put_at("k", "v", 1)).value().sync_id;
    for (int turn = 0; turn < 20 && !engine.next_batch().empty(); ++turn) {
      engine.retry_expired();
    }
    EXPECT_EQ(engine.state().failed_count, 1U);
    return id;
  }
};

TEST(SyncEngineDelivery, counts_deliveries_and_fails_after_the_last_one) {
  for (const std::uint32_t max_retries : {0U, 1U, 3U}) {
    Hasty node{max_retries};
    const auto sends = max_retries == 0 ? 1U : max_retries;
    const auto id = node.give_up();
    const auto entry = node.engine.outbox().find(id);
    ASSERT_TRUE(entry.has_value());
    EXPECT_EQ(entry->envelope.status, SyncStatus::Failed);
    EXPECT_EQ(entry->envelope.ack_status, AckStatus::TimedOut);
    EXPECT_EQ(entry->envelope.retry_count, sends);
    EXPECT_EQ(entry->envelope.last_error, static_cast<std::uint16_t>(ErrorCode::TimedOut));
    EXPECT_EQ(node.engine.state().total_retries, sends - 1U);
    EXPECT_FALSE(node.engine.ack_tracker().contains(id));
  }
}

TEST(SyncEngineDelivery, lists_what_failed_until_someone_decides) {
  Hasty node{1};
  const auto id = node.give_up();
  const auto failed = node.engine.failed().value();
  ASSERT_EQ(failed.size(), 1U);
  EXPECT_EQ(failed[0].operation.sync_id, id);
  EXPECT_EQ(failed[0].operation.operation.value.to_string(), "v");
  EXPECT_FALSE(node.engine.next_wakeup().has_value());

  ASSERT_TRUE(node.engine.requeue_failed(id).is_ok());
  EXPECT_EQ(node.engine.next_batch().at(0).retry_count, 1U);
  EXPECT_EQ(node.engine.requeue_failed(id).error().code(), ErrorCode::InvalidState);
  EXPECT_EQ(node.engine.requeue_failed("node-a-9").error().message(),
            "sync operation not found: node-a-9");
  node.engine.retry_expired();
  EXPECT_EQ(node.engine.requeue_all_failed().value(), 1U);
  EXPECT_EQ(node.engine.discard_failed(id).error().code(), ErrorCode::InvalidState);
  ASSERT_EQ(node.engine.next_batch().size(), 1U);
  node.engine.retry_expired();
  ASSERT_TRUE(node.engine.discard_failed(id).is_ok());
  EXPECT_TRUE(node.engine.outbox().empty());
  EXPECT_TRUE(node.store.contains(key("k")));
}

TEST(SyncEngineDelivery, gives_a_queued_failed_operation_one_more_delivery) {
  Hasty node{2};
  const auto id = node.give_up();
  EXPECT_TRUE(node.engine.queue_operation(id));
  EXPECT_EQ(node.engine.next_batch().at(0).retry_count, 3U);
  EXPECT_EQ(node.engine.retry_expired(), 0U);
  EXPECT_EQ(node.engine.state().failed_count, 1U);
  EXPECT_EQ(node.engine.prune_failed(), 1U);
  EXPECT_EQ(node.engine.state().outbox_size, 0U);
}

TEST(SyncEngineDelivery, completes_a_failed_operation_by_a_late_acknowledgement) {
  Hasty node{1};
  const auto id = node.give_up();
  EXPECT_TRUE(node.engine.receive_ack(id));
  EXPECT_EQ(node.engine.state().failed_count, 0U);
  EXPECT_EQ(node.engine.state().acknowledged_count, 1U);
}

TEST(SyncEngineDelivery, enforces_the_time_of_the_next_delivery) {
  Hasty node{5};
  node.config.retry_interval = Duration::from_seconds(3600);
  node.config.retry_cap = Duration::from_seconds(3600);
  const auto id = node.engine.submit_local_operation(put_at("k", "v", 1)).value().sync_id;
  ASSERT_EQ(node.engine.next_batch().size(), 1U);
  EXPECT_EQ(node.engine.retry_expired(), 1U);
  const auto entry = node.engine.queue().get(id);
  ASSERT_TRUE(entry.has_value());
  EXPECT_GE(entry->next_retry_at, entry->last_attempt_at);
  // Drawn evenly from an hour, so that this is not due but once in a million runs.
  EXPECT_TRUE(node.engine.next_batch().empty());
  EXPECT_EQ(node.engine.state().queued_count, 1U);
  EXPECT_GT(*node.engine.next_wakeup(), Timestamp::now());
}

TEST(SyncEngineDelivery, spreads_the_retries_of_nodes_that_lost_the_same_link) {
  Hasty node{5};
  node.config.retry_interval = Duration::from_seconds(3600);
  node.config.retry_cap = Duration::from_seconds(3600);
  for (int index = 0; index < 8; ++index) {
    const auto name = "k" + std::to_string(index);
    ASSERT_TRUE(node.engine.submit_local_operation(put_at(name, "v", 1)).is_ok());
  }
  ASSERT_EQ(node.engine.next_batch().size(), 8U);
  EXPECT_EQ(node.engine.retry_expired(), 8U);
  const auto &entries = node.engine.queue().entries();
  bool differs = false;
  for (const auto &entry : entries) {
    differs = differs || entry.next_retry_at != entries.front().next_retry_at;
  }
  EXPECT_TRUE(differs);
}

TEST(SyncEngineDelivery, never_reports_as_acknowledged_what_was_only_handed_out) {
  Node node{"node-a"};
  node.config.require_ack = false;
  const auto id = node.engine.submit_local_operation(put_at("k", "v", 1)).value().sync_id;
  const auto batch = node.engine.next_batch();
  ASSERT_EQ(batch.size(), 1U);
  EXPECT_EQ(batch[0].status, SyncStatus::InFlight);
  EXPECT_EQ(batch[0].ack_status, AckStatus::None);
  EXPECT_EQ(node.engine.state().acknowledged_count, 0U);
  EXPECT_EQ(node.engine.state().in_flight_count, 1U);
  EXPECT_TRUE(node.engine.ack_tracker().empty());
  EXPECT_TRUE(node.engine.outbox().contains(id));
  EXPECT_TRUE(node.engine.receive_ack(id));
  EXPECT_EQ(node.engine.state().acknowledged_count, 1U);
}

TEST(SyncEngineDelivery, takes_the_queued_copy_along_with_a_late_acknowledgement) {
  Hasty node{5};
  const auto id = node.engine.submit_local_operation(put_at("k", "v", 1)).value().sync_id;
  ASSERT_EQ(node.engine.next_batch().size(), 1U);
  EXPECT_EQ(node.engine.retry_expired(), 1U);
  EXPECT_TRUE(node.engine.receive_ack(id));
  EXPECT_TRUE(node.engine.queue().empty());
  EXPECT_TRUE(node.engine.next_batch().empty());
  EXPECT_EQ(node.engine.state().acknowledged_count, 1U);
}

TEST(SyncEngineDelivery, refuses_acknowledgements_of_what_was_never_sent) {
  Node node{"node-a"};
  const auto id = node.engine.submit_local_operation(put_at("k", "v", 1)).value().sync_id;
  EXPECT_FALSE(node.engine.receive_ack(id));
  EXPECT_EQ(node.engine.last_error()->code(), ErrorCode::InvalidState);
  EXPECT_EQ(node.engine.state().queued_count, 1U);
  EXPECT_FALSE(node.engine.receive_ack("node-a-7"));
  EXPECT_EQ(node.engine.last_error()->message(), "sync operation not found: node-a-7");
  EXPECT_FALSE(node.engine.receive_ack(""));
  EXPECT_FALSE(node.engine.queue_operation(std::string{"\xff\xfe-1"}));
}

TEST(SyncEngineDelivery, does_not_send_again_what_is_in_flight_or_acknowledged) {
  Node node{"node-a"};
  const auto id = node.engine.submit_local_operation(put_at("k", "v", 1)).value().sync_id;
  ASSERT_EQ(node.engine.next_batch().size(), 1U);
  EXPECT_TRUE(node.engine.queue_operation(id));
  EXPECT_EQ(node.engine.state().in_flight_count, 1U);
  EXPECT_TRUE(node.engine.next_batch().empty());
  EXPECT_TRUE(node.engine.receive_ack(id));
  EXPECT_TRUE(node.engine.receive_ack(id));
  EXPECT_FALSE(node.engine.queue_operation(id));
  EXPECT_TRUE(node.engine.next_batch().empty());
}

TEST(SyncEngineDelivery, costs_the_same_whatever_the_depth_of_the_outbox) {
  Node node{"node-a"};
  node.config.batch_size = 65536;
  constexpr int count = 20'000;
  const auto begin = std::chrono::steady_clock::now();
  for (int index = 0; index < count; ++index) {
    ASSERT_TRUE(node.engine.submit_local_operation(put_at("k", "v", 1)).is_ok());
  }
  const auto batch = node.engine.next_batch();
  ASSERT_EQ(batch.size(), static_cast<std::size_t>(count));
  for (const auto &envelope : batch) {
    ASSERT_TRUE(node.engine.receive_ack(envelope.operation.sync_id));
  }
  // Three scans per call, as a list would need them, take minutes.
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(20));
  EXPECT_EQ(node.engine.state().acknowledged_count, static_cast<std::size_t>(count));
}

} // namespace
