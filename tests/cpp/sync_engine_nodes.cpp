// SPDX-License-Identifier: Apache-2.0
#include "softadastra/sync/Sync.hpp"
#include "store_engine_samples.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace {

namespace sync = softadastra::sync;
using samples::arrived;
using samples::key;
using samples::Node;
using samples::put_at;
using samples::text_of;
using samples::value;
using softadastra::core::errors::ErrorCode;
using softadastra::core::time::Timestamp;
using softadastra::store::core::Operation;
using softadastra::store::core::StoreConfig;
using sync::core::SyncOperation;
using sync::types::ConflictPolicy;

SyncOperation made(Node &node, const Operation &operation) {
  return arrived(node.engine.submit_local_operation(operation).value());
}

/// Sends everything that is due from one node to the other, as wire bytes, and acknowledges it.
std::size_t send_all(Node &from, Node &to) {
  std::size_t count = 0;
  for (auto batch = from.engine.next_batch(); !batch.empty(); batch = from.engine.next_batch()) {
    for (const auto &envelope : batch) {
      const auto bytes = sync::encoding::encode(envelope.operation).value();
      const auto decoded = sync::encoding::decode(bytes).value();
      EXPECT_TRUE(to.engine.receive_remote_operation(decoded).is_ok());
      EXPECT_TRUE(from.engine.receive_ack(decoded.sync_id));
      ++count;
    }
  }
  return count;
}

void expect_equal(const Node &left, const Node &right) {
  EXPECT_EQ(left.store.digest().value(), right.store.digest().value());
}

TEST(SyncEngineNodes, exchange_operations_in_both_directions) {
  Node a{"node-a"};
  Node b{"node-b"};
  made(a, Operation::put(key("from-a"), value("1")));
  made(b, Operation::put(key("from-b"), value("2")));
  EXPECT_EQ(send_all(a, b), 1U);
  EXPECT_EQ(send_all(b, a), 1U);
  made(a, Operation::remove(key("from-b")));
  EXPECT_EQ(send_all(a, b), 1U);
  EXPECT_EQ(b.store.size(), 1U);
  EXPECT_EQ(text_of(b.store, "from-a"), "1");
  expect_equal(a, b);
  EXPECT_EQ(b.engine.state().conflict_count, 0U);
}

TEST(SyncEngineNodes, keep_the_later_of_two_writes_of_one_millisecond) {
  Node a{"node-a"};
  Node b{"node-b"};
  made(a, put_at("k", "v1", 5000));
  made(a, put_at("k", "v2", 5000));
  send_all(a, b);
  EXPECT_EQ(text_of(a.store, "k"), "v2");
  EXPECT_EQ(text_of(b.store, "k"), "v2");
  expect_equal(a, b);
}

TEST(SyncEngineNodes, agree_on_three_writes_of_one_millisecond_in_any_order) {
  Node a{"node-a"};
  Node b{"node-b"};
  Node c{"node-c"};
  const std::array operations{made(a, put_at("k", "a", 5000)), made(b, put_at("k", "b", 5000)),
                              made(c, put_at("k", "c", 5000))};
  std::array<std::size_t, 3> order{0, 1, 2};
  for (Node *node : {&a, &b, &c}) {
    for (const auto index : order) {
      ASSERT_TRUE(node->engine.receive_remote_operation(operations.at(index)).is_ok());
    }
    std::next_permutation(order.begin(), order.end());
    EXPECT_EQ(text_of(node->store, "k"), "c");
  }
  expect_equal(a, b);
  expect_equal(b, c);
}

TEST(SyncEngineNodes, let_an_edit_win_over_what_it_replaced_whatever_the_clocks_say) {
  Node a{"node-a"};
  Node b{"node-b"};
  const auto ahead = Timestamp::now().millis() + 60'000;
  made(b, put_at("k", "by b, clock ahead", ahead));
  send_all(b, a);
  made(a, put_at("k", "edited by a", ahead - 50'000));
  EXPECT_EQ(text_of(a.store, "k"), "edited by a");
  send_all(a, b);
  EXPECT_EQ(text_of(b.store, "k"), "edited by a");
  expect_equal(a, b);
}

TEST(SyncEngineNodes, do_not_bring_back_what_was_deleted) {
  Node a{"node-a"};
  Node b{"node-b"};
  const auto put = made(a, put_at("k", "v", 1000));
  auto remove = Operation::remove(key("k"));
  remove.timestamp = Timestamp::from_millis(2000);
  const auto removed = made(a, remove);
  ASSERT_TRUE(b.engine.receive_remote_operation(put).value().applied);
  const auto applied = b.engine.receive_remote_operation(removed).value();
  EXPECT_TRUE(applied.applied && applied.store_result.deleted);
  const auto again = b.engine.receive_remote_operation(put).value();
  EXPECT_TRUE(again.success && again.ignored && again.duplicate && !again.applied);
  EXPECT_FALSE(b.store.contains(key("k")));

  Node late{"node-c"};
  EXPECT_TRUE(late.engine.receive_remote_operation(removed).value().success);
  EXPECT_FALSE(late.engine.receive_remote_operation(put).value().applied);
  EXPECT_FALSE(late.store.contains(key("k")));
  expect_equal(b, late);
}

TEST(SyncEngineNodes, apply_each_operation_exactly_once) {
  Node a{"node-a"};
  Node b{"node-b"};
  const auto operation = made(b, put_at("k", "v", 1000));
  ASSERT_TRUE(a.engine.receive_remote_operation(operation).value().applied);
  const auto version = a.store.get(key("k"))->version;
  for (int again = 0; again < 3; ++again) {
    const auto result = a.engine.receive_remote_operation(operation).value();
    EXPECT_TRUE(result.duplicate && !result.applied && !result.conflict_detected);
    EXPECT_FALSE(result.store_result.success);
  }
  EXPECT_EQ(a.store.get(key("k"))->version, version);
  EXPECT_EQ(a.engine.state().duplicate_count, 3U);
  EXPECT_EQ(a.engine.state().last_applied_remote_version, version);
  // An echo of what a node made itself is known as well.
  EXPECT_TRUE(b.engine.receive_remote_operation(operation).value().duplicate);
}

TEST(SyncEngineNodes, call_only_concurrent_writes_a_conflict) {
  Node a{"node-a"};
  Node b{"node-b"};
  EXPECT_FALSE(a.engine.receive_remote_operation(made(b, put_at("k", "1", 1000)))
                   .value()
                   .conflict_detected);
  EXPECT_FALSE(a.engine.receive_remote_operation(made(b, put_at("k", "2", 2000)))
                   .value()
                   .conflict_detected);
  made(a, put_at("c", "a's", 5000));
  const auto result = a.engine.receive_remote_operation(made(b, put_at("c", "b's", 4000))).value();
  EXPECT_TRUE(result.conflict_detected && result.ignored && !result.duplicate);
  EXPECT_EQ(text_of(a.store, "c"), "a's");
  EXPECT_EQ(a.engine.state().conflict_count, 1U);
}

TEST(SyncEngineNodes, store_the_same_under_every_policy_and_show_what_the_policy_says) {
  for (const auto policy : {ConflictPolicy::KeepLocal, ConflictPolicy::KeepRemote,
                            ConflictPolicy::Manual, ConflictPolicy::LastWriteWins}) {
    Node a{"node-a"};
    Node b{"node-b"};
    a.config.conflict_policy = policy;
    b.config.conflict_policy = policy;
    const auto from_a = made(a, put_at("k", "a's", 5000));
    const auto from_b = made(b, put_at("k", "b's", 6000));
    const auto at_a = a.engine.receive_remote_operation(from_b).value();
    const auto at_b = b.engine.receive_remote_operation(from_a).value();
    EXPECT_TRUE(at_a.conflict_detected && at_b.conflict_detected);
    expect_equal(a, b);
    const bool local = policy == ConflictPolicy::KeepLocal;
    const bool remote = policy == ConflictPolicy::KeepRemote;
    EXPECT_EQ(at_a.applied, !local);
    EXPECT_EQ(at_b.applied, remote);
    EXPECT_EQ(text_of(a.store, "k"), local ? "a's" : "b's");
    EXPECT_EQ(text_of(b.store, "k"), remote ? "a's" : "b's");

    // What was hidden was not lost.
    a.config.conflict_policy = ConflictPolicy::KeepLocal;
    a.engine.retry_expired();
    EXPECT_EQ(text_of(a.store, "k"), "a's");
  }
}

TEST(SyncEngineNodes, take_a_stamp_from_the_far_future_without_following_it) {
  Node a{"node-a"};
  Node b{"node-b"};
  const auto years_ahead = Timestamp::now().millis() + 4LL * 365 * 24 * 3600 * 1000;
  auto forged = SyncOperation::remote("node-b-1", "node-b", 1, put_at("k", "future", years_ahead));
  ASSERT_TRUE(a.engine.receive_remote_operation(forged).is_ok());
  const auto answer = made(a, Operation::put(key("k"), value("now")));
  EXPECT_LT(answer.stamp >> 16U, static_cast<std::uint64_t>(years_ahead));
  EXPECT_EQ(text_of(a.store, "k"), "now");
}

TEST(SyncEngineNodes, pass_on_the_true_origin_of_an_operation) {
  Node a{"node-a"};
  Node b{"node-b"};
  const auto operation = made(a, put_at("k", "v", 1000));
  const auto bytes = sync::encoding::encode(operation).value();
  const auto decoded = sync::encoding::decode(bytes).value();
  EXPECT_EQ(decoded.origin_node_id, "node-a");
  EXPECT_EQ(decoded.sync_id, operation.sync_id);
  EXPECT_EQ(decoded.epoch, operation.epoch);
  EXPECT_EQ(decoded.sequence, operation.sequence);
  EXPECT_EQ(decoded.stamp, operation.stamp);
  EXPECT_EQ(decoded.context, operation.context);
  EXPECT_EQ(decoded.version, operation.version);
  EXPECT_EQ(decoded.timestamp, operation.timestamp);
  EXPECT_TRUE(decoded.is_remote());
  ASSERT_TRUE(b.engine.receive_remote_operation(decoded).is_ok());
  EXPECT_TRUE(b.engine.receive_remote_operation(operation).value().duplicate);
}

TEST(SyncEngineNodes, refuse_bytes_that_are_no_operation) {
  Node a{"node-a"};
  const auto bytes = sync::encoding::encode(made(a, put_at("k", "v", 1000))).value();
  for (std::size_t at = 0; at < bytes.size(); ++at) {
    auto broken = bytes;
    broken.at(at) ^= 0x20U;
    EXPECT_TRUE(sync::encoding::decode(broken).is_err()) << at;
    broken.resize(at);
    EXPECT_TRUE(sync::encoding::decode(broken).is_err()) << at;
  }
  EXPECT_TRUE(sync::encoding::decode({}).is_err());
  EXPECT_EQ(sync::encoding::encode(SyncOperation{}).error().code(), ErrorCode::InvalidArgument);
}

TEST(SyncEngineNodes, refuse_operations_that_claim_to_be_their_own) {
  Node a{"node-a"};
  auto own = made(a, put_at("k", "v", 1000));
  own.sequence = 99;
  own.sync_id = "node-a-99";
  const auto refused = a.engine.receive_remote_operation(own);
  ASSERT_TRUE(refused.is_err());
  EXPECT_EQ(refused.error().code(), ErrorCode::InvalidState);
  EXPECT_EQ(text_of(a.store, "k"), "v");
}

TEST(SyncEngineNodes, carry_deletes_with_a_value_and_large_values) {
  Node a{"node-a"};
  Node b{"node-b"};
  auto removal = Operation::remove(key("k"));
  removal.value = value("meant nothing");
  made(a, put_at("k", "v", 1000));
  made(a, removal);
  made(a, Operation::put(key(std::string(1'048'576, 'k')), value(std::string(3'000'000, 'v'))));
  EXPECT_EQ(send_all(a, b), 3U);
  EXPECT_EQ(b.store.size(), 1U);
  expect_equal(a, b);
  auto by_hand = SyncOperation::remote("node-x-1", "node-x", 1, removal);
  EXPECT_TRUE(b.engine.receive_remote_operation(by_hand).is_ok());
}

TEST(SyncEngineNodes, supersede_local_writes_and_keep_them_out_of_the_digest) {
  Node a{"node-a"};
  Node b{"node-b"};
  ASSERT_TRUE(a.store.put(key("mine"), value("local")).is_ok());
  made(a, Operation::put(key("ours"), value("shared")));
  send_all(a, b);
  expect_equal(a, b);
  EXPECT_FALSE(b.store.contains(key("mine")));
  EXPECT_EQ(a.engine.submit_local_writes().value(), 1U);
  send_all(a, b);
  EXPECT_EQ(text_of(b.store, "mine"), "local");
  expect_equal(a, b);
}

} // namespace
