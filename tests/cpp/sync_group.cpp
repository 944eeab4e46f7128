// SPDX-License-Identifier: Apache-2.0
#include "softadastra/sync/Sync.hpp"
#include "store_engine_samples.hpp"

#include <gtest/gtest.h>

#include <string>

namespace {

namespace store = softadastra::store;
namespace sync = softadastra::sync;
using samples::arrived;
using samples::key;
using samples::Node;
using samples::text_of;
using samples::value;
using softadastra::core::errors::ErrorCode;
using softadastra::core::time::Timestamp;
using store::core::WriteBatch;
using sync::core::SyncOperation;

[[nodiscard]] WriteBatch order(const char *state) {
  WriteBatch batch;
  batch.put(key("order"), value(state)).put(key("line"), value("3 lamps")).remove(key("cart"));
  return batch;
}

TEST(SyncGroup, is_one_operation_with_an_empty_key) {
  Node node{"node-a"};
  const auto result = node.engine.submit_group(order("open"), Timestamp::from_millis(500));
  ASSERT_TRUE(result.is_ok());
  const SyncOperation &operation = result.value();
  EXPECT_TRUE(operation.is_group() && operation.is_valid() && operation.is_local());
  EXPECT_EQ(operation.operation.type, SyncOperation::group_type);
  EXPECT_EQ(static_cast<int>(operation.operation.type), 3);
  EXPECT_TRUE(operation.operation.key.empty());
  EXPECT_FALSE(operation.operation.is_valid());
  EXPECT_EQ(operation.operation.timestamp.millis(), 500);
  EXPECT_EQ(operation.sync_id, "node-a-1");
  EXPECT_EQ(node.engine.state().outbox_size, 1U);
  EXPECT_EQ(text_of(node.store, "order"), "open");
  EXPECT_EQ(node.engine.outbox().size(), 1U);
  EXPECT_EQ(node.engine.queue().size(), 1U);
}

TEST(SyncGroup, travels_as_bytes_and_is_taken_in_as_a_whole) {
  Node a{"node-a"};
  Node b{"node-b"};
  ASSERT_TRUE(b.store.put(key("cart"), value("full")).is_ok());
  ASSERT_TRUE(a.engine.submit_group(order("open")).is_ok());
  const auto batch = a.engine.next_batch();
  ASSERT_EQ(batch.size(), 1U);
  const auto bytes = sync::encoding::encode(batch[0].operation);
  ASSERT_TRUE(bytes.is_ok());
  const auto decoded = sync::encoding::decode(bytes.value());
  ASSERT_TRUE(decoded.is_ok());
  EXPECT_TRUE(decoded.value().is_group() && decoded.value().is_remote());
  EXPECT_EQ(sync::encoding::encode(decoded.value()).value(), bytes.value());
  const auto received = b.engine.receive_remote_operation(decoded.value());
  ASSERT_TRUE(received.is_ok());
  EXPECT_TRUE(received.value().applied);
  EXPECT_TRUE(received.value().store_result.is_valid());
  EXPECT_EQ(text_of(b.store, "order") + text_of(b.store, "line"), "open3 lamps");
  EXPECT_TRUE(b.engine.receive_remote_operation(decoded.value()).value().duplicate);
  EXPECT_TRUE(a.engine.receive_ack(decoded.value().sync_id));
  EXPECT_EQ(a.engine.prune_completed(), 1U);
  EXPECT_EQ(a.store.digest().value(), b.store.digest().value());
}

TEST(SyncGroup, conflicts_key_by_key) {
  Node a{"node-a"};
  Node b{"node-b"};
  const auto ours = a.engine.submit_group(order("a"), Timestamp::from_millis(1000));
  const auto theirs = b.engine.submit_group(
      WriteBatch{}.put(key("order"), value("b")).put(key("note"), value("n")),
      Timestamp::from_millis(2000));
  ASSERT_TRUE(ours.is_ok() && theirs.is_ok());
  const auto at_a = a.engine.receive_remote_operation(arrived(theirs.value()));
  const auto at_b = b.engine.receive_remote_operation(arrived(ours.value()));
  EXPECT_TRUE(at_a.value().conflict_detected && at_b.value().conflict_detected);
  EXPECT_TRUE(at_a.value().store_result.updated); // one created, one updated
  EXPECT_TRUE(at_b.value().store_result.created);
  for (const Node *node : {&a, &b}) {
    EXPECT_EQ(text_of(node->store, "order"), "b");
    EXPECT_EQ(text_of(node->store, "line"), "3 lamps");
    EXPECT_EQ(text_of(node->store, "note"), "n");
  }
  EXPECT_EQ(a.store.digest().value(), b.store.digest().value());
}

TEST(SyncGroup, with_one_bad_change_changes_nothing) {
  Node node{"node-a"};
  const auto twice = node.engine.submit_group(order("1").remove(key("line")));
  ASSERT_TRUE(twice.is_err());
  EXPECT_EQ(twice.error().code(), ErrorCode::InvalidArgument);
  EXPECT_TRUE(node.engine.last_error().has_value());
  EXPECT_TRUE(node.engine.submit_group(WriteBatch{}).is_err());
  EXPECT_TRUE(node.engine.submit_group(order("1"), Timestamp{}).is_err());
  EXPECT_TRUE(node.store.empty());
  EXPECT_EQ(node.engine.state().outbox_size, 0U);
  sync::core::SyncContext nowhere;
  sync::engine::SyncEngine engine{nowhere};
  EXPECT_EQ(engine.submit_group(order("1")).error().code(), ErrorCode::InvalidState);
}

TEST(SyncGroup, is_refused_where_one_change_is_meant) {
  Node node{"node-a"};
  auto operation = node.engine.submit_group(order("1")).value();
  EXPECT_TRUE(node.store.apply_operation(operation.operation).is_err());
  EXPECT_TRUE(node.engine.submit_local_operation(operation.operation).is_err());
  operation.operation.key = key("k");
  EXPECT_FALSE(operation.is_group() || operation.is_valid());
  EXPECT_TRUE(sync::encoding::encode(operation).is_err());
}

TEST(SyncGroup, is_still_owed_after_a_restart) {
  const samples::Folder folder;
  const auto config = store::core::StoreConfig::durable(folder.file("store.wal"));
  {
    Node node{"node-a", config};
    ASSERT_TRUE(node.engine.submit_group(order("open")).is_ok());
  }
  Node node{"node-a", config};
  EXPECT_EQ(text_of(node.store, "line"), "3 lamps");
  const auto batch = node.engine.next_batch();
  ASSERT_EQ(batch.size(), 1U);
  EXPECT_TRUE(batch[0].is_valid() && batch[0].operation.is_group());
}

} // namespace
