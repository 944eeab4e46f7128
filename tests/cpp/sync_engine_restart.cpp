// SPDX-License-Identifier: Apache-2.0
#include "softadastra/sync/Sync.hpp"
#include "store_engine_samples.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <string>

namespace {

namespace sync = softadastra::sync;
using samples::arrived;
using samples::key;
using samples::Node;
using samples::put_at;
using samples::text_of;
using samples::value;
using softadastra::core::errors::ErrorCode;
using softadastra::core::time::Duration;
using softadastra::store::core::StoreConfig;
using sync::types::SyncStatus;

TEST(SyncEngineRestart, owes_after_a_restart_what_was_submitted_before) {
  const samples::Folder folder;
  const auto config = StoreConfig::durable(folder.file("owed.wal"));
  {
    Node node{"node-a", config};
    ASSERT_TRUE(node.engine.submit_local_operation(put_at("k", "v", 500)).is_ok());
    ASSERT_TRUE(node.engine.submit_local_operation(put_at("l", "w", 501)).is_ok());
    ASSERT_EQ(node.engine.next_batch().size(), 2U);
    ASSERT_TRUE(node.engine.receive_ack("node-a-1"));
  }
  Node node{"node-a", config};
  EXPECT_EQ(node.store.open_report().owed_count, 1U);
  const auto batch = node.engine.next_batch();
  ASSERT_EQ(batch.size(), 1U);
  EXPECT_EQ(batch[0].operation.sync_id, "node-a-2");
  EXPECT_EQ(batch[0].operation.operation.value.to_string(), "w");
  EXPECT_EQ(batch[0].operation.operation.timestamp.millis(), 501);
}

TEST(SyncEngineRestart, never_gives_an_id_twice) {
  const samples::Folder folder;
  const auto config = StoreConfig::durable(folder.file("ids.wal"));
  {
    Node node{"node-a", config};
    ASSERT_TRUE(node.engine.submit_local_operation(put_at("k", "v", 1)).is_ok());
  }
  Node node{"node-a", config};
  const auto next = node.engine.submit_local_operation(put_at("k", "w", 2)).value();
  EXPECT_EQ(next.sync_id, "node-a-2");
  EXPECT_EQ(next.sequence, 2U);
}

TEST(SyncEngineRestart, takes_the_acknowledgement_of_a_delivery_made_before) {
  const samples::Folder folder;
  const auto config = StoreConfig::durable(folder.file("late.wal"));
  {
    Node node{"node-a", config};
    ASSERT_TRUE(node.engine.submit_local_operation(put_at("k", "v", 1)).is_ok());
    ASSERT_EQ(node.engine.next_batch().size(), 1U);
  }
  Node node{"node-a", config};
  EXPECT_TRUE(node.engine.receive_ack("node-a-1"));
  EXPECT_TRUE(node.engine.next_batch().empty());
}

TEST(SyncEngineRestart, keeps_what_failed_and_what_was_not_queued) {
  const samples::Folder folder;
  const auto config = StoreConfig::durable(folder.file("failed.wal"));
  {
    Node node{"node-a", config};
    node.config.ack_timeout = Duration::from_millis(0);
    node.config.max_retries = 1;
    ASSERT_TRUE(node.engine.submit_local_operation(put_at("k", "v", 1)).is_ok());
    ASSERT_EQ(node.engine.next_batch().size(), 1U);
    EXPECT_EQ(node.engine.retry_expired(), 0U);
    node.config.auto_queue = false;
    ASSERT_TRUE(node.engine.submit_local_operation(put_at("l", "w", 1)).is_ok());
  }
  Node node{"node-a", config};
  const auto failed = node.engine.failed().value();
  ASSERT_EQ(failed.size(), 1U);
  EXPECT_EQ(failed[0].retry_count, 1U);
  EXPECT_EQ(failed[0].last_error, static_cast<std::uint16_t>(ErrorCode::TimedOut));
  EXPECT_EQ(node.engine.state().pending_count, 1U);
  EXPECT_TRUE(node.engine.next_batch().empty());
  EXPECT_EQ(node.engine.outbox().find("node-a-2")->envelope.status, SyncStatus::Pending);
}

TEST(SyncEngineRestart, remembers_what_it_received_and_deleted) {
  const samples::Folder folder;
  const auto config = StoreConfig::durable(folder.file("known.wal"));
  Node peer{"node-b"};
  const auto put = arrived(peer.engine.submit_local_operation(put_at("k", "v", 1000)).value());
  auto removal = softadastra::store::core::Operation::remove(key("k"));
  const auto removed = arrived(peer.engine.submit_local_operation(removal).value());
  {
    Node node{"node-a", config};
    ASSERT_TRUE(node.engine.receive_remote_operation(put).value().applied);
    ASSERT_TRUE(node.engine.receive_remote_operation(removed).value().applied);
  }
  Node node{"node-a", config};
  const auto again = node.engine.receive_remote_operation(put).value();
  EXPECT_TRUE(again.success && again.ignored && again.duplicate);
  EXPECT_FALSE(node.store.contains(key("k")));
  EXPECT_EQ(node.store.digest().value(), peer.store.digest().value());
}

TEST(SyncEngineRestart, goes_on_under_another_name_and_still_owes_under_the_old_one) {
  const samples::Folder folder;
  const auto config = StoreConfig::durable(folder.file("renamed.wal"));
  {
    Node node{"old-name", config};
    ASSERT_TRUE(node.engine.submit_local_operation(put_at("k", "v", 1)).is_ok());
  }
  Node node{"new-name", config};
  EXPECT_EQ(node.store.open_report().renamed_from, "old-name");
  EXPECT_EQ(node.engine.submit_local_operation(put_at("k", "w", 2)).value().sync_id, "new-name-1");
  const auto batch = node.engine.next_batch();
  ASSERT_EQ(batch.size(), 2U);
  EXPECT_EQ(batch[0].operation.sync_id, "old-name-1");
  EXPECT_EQ(batch[0].operation.origin_node_id, "old-name");
}

TEST(SyncEngineRestart, makes_a_fast_write_durable_before_a_peer_learns_of_it) {
  const samples::Folder folder;
  const auto path = folder.file("fast.wal");
  Node node{"node-a", StoreConfig::fast(path)};
  ASSERT_TRUE(node.engine.submit_local_operation(put_at("k", "v", 1)).is_ok());
  ASSERT_EQ(node.engine.next_batch().size(), 1U);
  EXPECT_TRUE(node.store.flush().is_ok());
  EXPECT_EQ(text_of(node.store, "k"), "v");
}

TEST(SyncEngineRestart, keeps_the_outbox_when_the_store_recovers) {
  const samples::Folder folder;
  Node node{"node-a", StoreConfig::durable(folder.file("recover.wal"))};
  ASSERT_TRUE(node.engine.submit_local_operation(put_at("k", "v", 1)).is_ok());
  node.store.clear_memory();
  EXPECT_FALSE(node.store.contains(key("k")));
  ASSERT_TRUE(node.store.recover().is_ok());
  EXPECT_EQ(text_of(node.store, "k"), "v");
  EXPECT_EQ(node.engine.next_batch().size(), 1U);
}

} // namespace
