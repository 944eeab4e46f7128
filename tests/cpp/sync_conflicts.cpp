// SPDX-License-Identifier: Apache-2.0
#include "softadastra/sync/Sync.hpp"
#include "store_engine_samples.hpp"

#include <gtest/gtest.h>

#include <cstddef>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>

namespace {

namespace sync = softadastra::sync;
namespace engine = softadastra::store::engine;
using samples::arrived;
using samples::key;
using samples::Node;
using samples::put_at;
using samples::text_of;
using samples::value;
using softadastra::core::errors::ErrorCode;
using softadastra::store::core::Operation;
using softadastra::store::core::StoreConfig;
using softadastra::store::types::Value;
using sync::core::SyncOperation;
using sync::types::ConflictPolicy;
using sync::types::WhenFull;

SyncOperation made(Node &node, const Operation &operation) {
  return arrived(node.engine.submit_local_operation(operation).value());
}

/// Lets both nodes write a key without knowing of each other, and then hear of it.
void contest(Node &a, Node &b, const std::string &name) {
  const auto from_a = made(a, put_at(name, "a's", 5000));
  const auto from_b = made(b, put_at(name, "b's", 6000));
  EXPECT_TRUE(a.engine.receive_remote_operation(from_b).is_ok());
  EXPECT_TRUE(b.engine.receive_remote_operation(from_a).is_ok());
}

/// All values side by side, in the order in which they come.
std::optional<Value> joined(const engine::MergeInput &input) {
  std::string text;
  for (const auto &version : input.versions) {
    text += (text.empty() || version.deleted ? "" : "+") + version.value.to_string();
  }
  return Value::from_string(text);
}

void follow(Node &node, ConflictPolicy policy) {
  node.config.conflict_policy = policy;
  static_cast<void>(node.engine.retry_expired());
}

TEST(SyncConflicts, tell_what_all_sides_have_seen) {
  const samples::Folder folder;
  Node a{"node-a", StoreConfig::durable(folder.file("a.wal"))};
  Node b{"node-b", StoreConfig::durable(folder.file("b.wal"))};
  const auto seen = made(a, put_at("k", "seen", 4000));
  EXPECT_TRUE(b.engine.receive_remote_operation(seen).is_ok());
  contest(a, b, "k");
  for (auto *node : {&a, &b}) {
    const auto listed = node->engine.conflicts().value();
    ASSERT_EQ(listed.size(), 1U);
    ASSERT_TRUE(listed.front().base.has_value());
    EXPECT_EQ(listed.front().base->to_string(), "seen");
  }
}

TEST(SyncConflicts, are_listed_with_both_sides_until_a_write_resolves_them) {
  Node a{"node-a"};
  Node b{"node-b"};
  EXPECT_TRUE(a.engine.conflicts().value().empty());
  contest(a, b, "k");
  contest(a, b, "l");
  const auto listed = a.engine.conflicts().value();
  ASSERT_EQ(listed.size(), 2U);
  const auto &first = listed.front();
  EXPECT_EQ(first.key, "k");
  EXPECT_FALSE(first.unresolved || first.base.has_value());
  ASSERT_EQ(first.sides.size(), 2U);
  EXPECT_EQ(first.sides[0].sync_id, "node-b-1");
  EXPECT_EQ(first.sides[0].node_id, "node-b");
  EXPECT_EQ(first.sides[0].timestamp.millis(), 6000);
  EXPECT_EQ(first.sides[0].value.to_string(), "b's");
  EXPECT_TRUE(first.sides[0].shown && !first.sides[0].deleted && !first.sides[0].local);
  EXPECT_EQ(first.sides[1].sync_id, "node-a-1");
  EXPECT_FALSE(first.sides[1].shown);
  EXPECT_GT(first.sides[0].stamp, first.sides[1].stamp);
  EXPECT_EQ(a.engine.conflicts("k").value().size(), 1U);
  EXPECT_EQ(a.engine.conflicts("", 1).value().size(), 1U);
  EXPECT_TRUE(a.engine.conflicts("l").value().empty());

  follow(a, ConflictPolicy::Manual);
  EXPECT_TRUE(a.engine.conflicts().value().front().unresolved);
  const auto resolution = made(a, Operation::put(key("k"), value("both")));
  EXPECT_TRUE(b.engine.receive_remote_operation(resolution).is_ok());
  EXPECT_EQ(a.engine.conflicts().value().size(), 1U);
  EXPECT_EQ(b.engine.conflicts().value().size(), 1U);
  EXPECT_EQ(text_of(b.store, "k"), "both");
  EXPECT_EQ(a.engine.state().conflict_count, 2U);
}

TEST(SyncConflicts, keep_both_shows_the_later_and_keeps_all) {
  Node a{"node-a"};
  Node b{"node-b"};
  contest(a, b, "k");
  follow(a, ConflictPolicy::KeepBoth);
  EXPECT_EQ(text_of(a.store, "k"), "b's");
  EXPECT_EQ(a.store.versions("k").value().size(), 2U);
}

TEST(SyncConflicts, a_function_of_the_caller_decides_every_read_alike_on_all_nodes) {
  Node a{"node-a"};
  Node b{"node-b"};
  contest(a, b, "k");
  ASSERT_TRUE(a.store.set_merge(joined).is_ok());
  ASSERT_TRUE(b.engine.set_merge(joined).is_ok());
  for (auto *node : {&a, &b}) {
    follow(*node, ConflictPolicy::Custom);
    EXPECT_EQ(text_of(node->store, "k"), "b's+a's");
    EXPECT_EQ(node->store.entries().at("k").value.to_string(), "b's+a's");
    auto scan = std::move(node->store.scan().value());
    EXPECT_EQ(scan.next().value()->text(), "b's+a's");
    EXPECT_FALSE(node->engine.conflicts().value().front().sides[0].shown);
  }
  ASSERT_TRUE(a.store.set_merge([](const engine::MergeInput &) { return std::optional<Value>{}; })
                  .is_ok());
  EXPECT_EQ(text_of(a.store, "k"), "-");
  EXPECT_FALSE(a.store.contains(key("k")));
  EXPECT_EQ(a.store.size(), 1U);
}

TEST(SyncConflicts, what_a_function_throws_comes_out_of_the_read_and_harms_nothing) {
  Node a{"node-a"};
  Node b{"node-b"};
  contest(a, b, "k");
  follow(a, ConflictPolicy::Custom);
  const auto code = [&] { return a.store.get_into("k", {}).error().code(); };
  EXPECT_EQ(code(), ErrorCode::InvalidState); // none is set
  ASSERT_TRUE(a.store
                  .set_merge([](const engine::MergeInput &) -> std::optional<Value> {
                    throw std::runtime_error{"on purpose"};
                  })
                  .is_ok());
  EXPECT_THROW(static_cast<void>(a.store.get(key("k"))), std::runtime_error);
  EXPECT_THROW(static_cast<void>(a.store.contains(key("k"))), std::runtime_error);
  EXPECT_THROW(static_cast<void>(a.store.get_into("k", {})), std::runtime_error);
  auto scan = std::move(a.store.scan().value());
  EXPECT_THROW(static_cast<void>(scan.next()), std::runtime_error);
  EXPECT_TRUE(a.store.entries().empty()); // stays as it was
  EXPECT_FALSE(a.store.get(key("absent")).has_value());
  ASSERT_TRUE(a.store.set_merge(joined).is_ok());
  EXPECT_EQ(scan.next().value()->text(), "b's+a's");
  EXPECT_EQ(a.store.entries().size(), 1U);
}

TEST(SyncConflicts, a_function_that_uses_its_store_is_refused) {
  Node a{"node-a"};
  Node b{"node-b"};
  contest(a, b, "k");
  follow(a, ConflictPolicy::Custom);
  auto inner = ErrorCode::None;
  ASSERT_TRUE(a.store
                  .set_merge([&](const engine::MergeInput &input) {
                    inner = a.store.get_into("k", {}).error().code();
                    return joined(input);
                  })
                  .is_ok());
  EXPECT_EQ(a.store.get_into("k", {}).error().code(), ErrorCode::Busy);
  EXPECT_EQ(inner, ErrorCode::Busy);
}

TEST(SyncConflicts, a_function_goes_when_it_is_replaced_and_with_its_store) {
  const auto token = std::make_shared<int>(1);
  {
    Node a{"node-a"};
    for (int round = 0; round < 3; ++round) {
      ASSERT_TRUE(a.store
                      .set_merge([token](const engine::MergeInput &input) {
                        return *token > 0 ? joined(input) : std::nullopt;
                      })
                      .is_ok());
      EXPECT_EQ(token.use_count(), 2);
    }
    ASSERT_TRUE(a.store.set_merge({}).is_ok());
    EXPECT_EQ(token.use_count(), 1);
    ASSERT_TRUE(a.engine
                    .set_merge([token](const engine::MergeInput &input) {
                      return *token > 0 ? joined(input) : std::nullopt;
                    })
                    .is_ok());
  }
  EXPECT_EQ(token.use_count(), 1);
}

TEST(SyncBackpressure, refuses_a_write_or_makes_room_for_it) {
  Node a{"node-a"};
  a.config.outbox_ops_max = 2;
  made(a, Operation::put(key("k"), value("1")));
  made(a, Operation::put(key("k"), value("2")));
  const auto refused = a.engine.submit_local_operation(Operation::put(key("k"), value("3")));
  ASSERT_TRUE(refused.is_err());
  EXPECT_EQ(refused.error().code(), ErrorCode::Backpressure);
  EXPECT_EQ(refused.error().message(), "the outbox is full");
  EXPECT_EQ(text_of(a.store, "k"), "2");

  a.config.when_full = WhenFull::Coalesce;
  a.config.outbox_ops_max = 3;
  made(a, Operation::put(key("k"), value("3")));
  made(a, Operation::put(key("k"), value("4")));
  EXPECT_EQ(a.engine.state().coalesced_count, 1U);
  EXPECT_EQ(a.engine.state().outbox_size, 3U);
  EXPECT_GT(a.engine.state().outbox_bytes, 0U);
  a.config.when_full = static_cast<WhenFull>(9);
  EXPECT_FALSE(a.config.is_valid());
}

} // namespace
