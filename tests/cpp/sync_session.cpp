// SPDX-License-Identifier: Apache-2.0
#include "softadastra/sync/Sync.hpp"
#include "store_engine_samples.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

namespace {

namespace sync = softadastra::sync;
using samples::key;
using samples::Node;
using samples::text_of;
using samples::value;
using softadastra::core::errors::Error;
using softadastra::core::errors::ErrorCode;
using softadastra::core::time::Duration;
using softadastra::core::time::Timestamp;
using softadastra::store::core::Operation;
using sync::session::Session;
using sync::session::SessionEvent;
using sync::session::SessionEventType;
using sync::session::SessionOptions;
using sync::session::SessionPhase;
using sync::types::AckLevel;

static_assert(!std::is_copy_constructible_v<Session>);
static_assert(std::is_nothrow_move_constructible_v<Session>);

/// The session of a success.
Session begun(Session::Opened opened) { return std::move(opened.value()); }

std::string submit(Node &node, const std::string &name, const std::string &text) {
  return node.engine.submit_local_operation(Operation::put(key(name), value(text))).value().sync_id;
}

void join(Node &one, Node &other) {
  ASSERT_TRUE(one.engine.register_peer(other.config.node_id).is_ok());
  ASSERT_TRUE(other.engine.register_peer(one.config.node_id).is_ok());
}

std::size_t send(Session &from, Session &to) {
  std::size_t count = 0;
  for (auto frame = from.poll_transmit(); frame.value().has_value(); frame = from.poll_transmit()) {
    EXPECT_TRUE(to.handle(*frame.value()).is_ok());
    ++count;
  }
  return count;
}

void talk(Session &one, Session &other) {
  while (send(one, other) + send(other, one) > 0) {
  }
}

std::vector<SessionEvent> events_of(Session &session) {
  std::vector<SessionEvent> events;
  for (auto next = session.poll_event(); next.value().has_value(); next = session.poll_event()) {
    events.push_back(*next.value());
  }
  return events;
}

TEST(SyncSession, brings_two_nodes_to_the_same_state) {
  Node a{"node-a"};
  Node b{"node-b"};
  join(a, b);
  const auto id = submit(a, "from-a", "1");
  submit(b, "from-b", "2");
  auto at_a = begun(a.engine.open_session("node-b"));
  auto at_b = begun(b.engine.open_session(SessionOptions{}));
  EXPECT_EQ(at_b.state().value().phase, SessionPhase::Greeting);
  EXPECT_EQ(at_b.state().value().peer, "");
  EXPECT_FALSE(a.engine.is_applied_at(id, "node-b").value());
  talk(at_a, at_b);
  EXPECT_EQ(text_of(b.store, "from-a"), "1");
  EXPECT_EQ(text_of(a.store, "from-b"), "2");
  EXPECT_EQ(a.store.digest().value(), b.store.digest().value());
  EXPECT_TRUE(a.engine.is_applied_at(id, "node-b").value());
  EXPECT_EQ(a.engine.state().acknowledged_count, 1U);
  EXPECT_EQ(at_a.state().value().phase, SessionPhase::Open);
  EXPECT_EQ(at_a.state().value().peer, "node-b");
  EXPECT_EQ(at_a.state().value().in_flight_count, 0U);
  EXPECT_TRUE(at_a.next_wakeup().value().has_value()); // both are about to compare
  const auto events = events_of(at_b);
  ASSERT_GE(events.size(), 2U);
  EXPECT_EQ(events[0].type, SessionEventType::Opened);
  EXPECT_EQ(events[0].node, "node-a");
  EXPECT_GT(events[0].epoch, 0U);
  EXPECT_EQ(events[1].type, SessionEventType::Received);
  EXPECT_EQ(events[1].count, 1U);
  ASSERT_TRUE(at_a.close().is_ok());
  EXPECT_EQ(send(at_a, at_b), 1U);
  const auto last = events_of(at_b);
  ASSERT_EQ(last.size(), 1U);
  EXPECT_EQ(last[0].type, SessionEventType::Closed);
  EXPECT_EQ(last[0].code, ErrorCode::None);
  EXPECT_EQ(at_b.handle({}).error().code(), ErrorCode::InvalidState);
}

TEST(SyncSession, is_named_by_the_sides_of_a_conflict_that_it_brought) {
  Node a{"node-a"};
  Node b{"node-b"};
  join(a, b);
  submit(a, "k", "1");
  submit(b, "k", "2");
  auto at_a = begun(a.engine.open_session("node-b"));
  auto at_b = begun(b.engine.open_session("node-a"));
  talk(at_a, at_b);
  const auto listed = a.engine.conflicts().value();
  ASSERT_EQ(listed.size(), 1U);
  ASSERT_EQ(listed.front().sides.size(), 2U);
  for (const auto &side : listed.front().sides) {
    EXPECT_EQ(side.peer, side.node_id == "node-a" ? "" : "node-b");
  }
}

TEST(SyncSession, refuses_whom_it_does_not_know_unless_told_otherwise) {
  Node a{"node-a"};
  Node b{"node-b"};
  EXPECT_EQ(a.engine.open_session("node-b").error().code(), ErrorCode::NotFound);
  EXPECT_EQ(a.engine.last_error()->code(), ErrorCode::NotFound);
  ASSERT_TRUE(a.engine.register_peer("node-b").is_ok());
  auto at_a = begun(a.engine.open_session("node-b"));
  auto refusing = begun(b.engine.open_session(SessionOptions{}));
  const auto hello = at_a.poll_transmit().value().value();
  EXPECT_EQ(refusing.handle(hello).error().code(), ErrorCode::PermissionDenied);
  const auto events = events_of(refusing);
  ASSERT_EQ(events.size(), 1U);
  EXPECT_EQ(events[0].code, ErrorCode::PermissionDenied);
  EXPECT_NE(events[0].reason, "");
  auto accepting =
      begun(b.engine.open_session(SessionOptions::accepting(Duration::from_seconds(60))));
  ASSERT_TRUE(accepting.handle(hello).is_ok());
  EXPECT_EQ(b.engine.peer_status("node-a").value().lease, Duration::from_seconds(60));
}

TEST(SyncSession, takes_no_harm_from_bytes_that_are_no_frames) {
  Node a{"node-a"};
  auto session = begun(a.engine.open_session(SessionOptions{}));
  const std::array<std::uint8_t, 3> garbage{1, 2, 3};
  EXPECT_EQ(session.handle(garbage).error().code(), ErrorCode::Corrupted);
  EXPECT_EQ(session.poll_transmit(10).error().code(), ErrorCode::InvalidArgument);
  const auto hello = session.poll_transmit().value().value();
  EXPECT_EQ(Session::frame_bytes(hello).value(), hello.size());
  EXPECT_EQ(Session::frame_bytes(std::span{hello}.first(5)).value(), std::nullopt);
  EXPECT_EQ(Session::frame_bytes(garbage).error().code(), ErrorCode::Corrupted);
  SessionOptions options;
  options.frame_bytes_max = 1;
  EXPECT_EQ(a.engine.open_session(options).error().code(), ErrorCode::InvalidArgument);
}

TEST(SyncSession, answers_invalid_state_after_a_move_and_closed_after_the_close) {
  auto node = std::make_unique<Node>("node-a");
  auto first = begun(node->engine.open_session(SessionOptions{}));
  Session session{std::move(first)};
  EXPECT_EQ(first.handle({}).error().code(), ErrorCode::InvalidState);
  EXPECT_EQ(first.poll_transmit().error().code(), ErrorCode::InvalidState);
  EXPECT_EQ(first.poll_event().error().code(), ErrorCode::InvalidState);
  EXPECT_EQ(first.next_wakeup().error().code(), ErrorCode::InvalidState);
  EXPECT_EQ(first.state().error().code(), ErrorCode::InvalidState);
  EXPECT_EQ(first.close().error().code(), ErrorCode::InvalidState);
  EXPECT_TRUE(session.state().is_ok());
  node.reset();
  EXPECT_EQ(session.handle({}).error().code(), ErrorCode::Closed);
  EXPECT_EQ(session.poll_transmit().error().code(), ErrorCode::Closed);
  EXPECT_EQ(session.poll_event().error().code(), ErrorCode::Closed);
  EXPECT_EQ(session.next_wakeup().error().code(), ErrorCode::Closed);
  EXPECT_EQ(session.state().error().code(), ErrorCode::Closed);
  EXPECT_EQ(session.close().error().code(), ErrorCode::Closed);
}

TEST(SyncPeers, are_listed_with_what_they_lack_until_they_go) {
  Node a{"node-a"};
  EXPECT_EQ(a.engine.peer_status("node-b").error().code(), ErrorCode::NotFound);
  EXPECT_EQ(a.engine.register_peer("node-a").error().code(), ErrorCode::InvalidArgument);
  ASSERT_TRUE(a.engine.register_peer("node-c").is_ok());
  ASSERT_TRUE(a.engine.register_peer("node-b", Duration::from_seconds(3600)).is_ok());
  const auto id = submit(a, "k", "v");
  const auto peers = a.engine.peers().value();
  ASSERT_EQ(peers.size(), 2U);
  EXPECT_EQ(peers[0].node, "node-b");
  EXPECT_EQ(peers[0].lease, Duration::from_seconds(3600));
  EXPECT_EQ(peers[0].lease_ends_at->millis(), peers[0].seen_at.millis() + 3'600'000);
  EXPECT_EQ(peers[1].lease_ends_at, std::nullopt);
  EXPECT_EQ(peers[1].pending_own_count, 1U);
  EXPECT_TRUE(peers[1].oldest_pending_age.has_value());
  EXPECT_FALSE(peers[1].is_connected);
  EXPECT_EQ(peers[1].last_error, ErrorCode::None);
  EXPECT_EQ(peers[1].converged_at, std::nullopt);
  ASSERT_TRUE(a.engine.receive_ack(id, "node-b").is_ok());
  EXPECT_EQ(a.engine.state().acknowledged_count, 0U);
  EXPECT_EQ(a.engine.peer_status("node-b").value().applied_count, 1U);
  EXPECT_TRUE(a.engine.delivery_at(id, "node-b").value().is_applied);
  const auto delivery = a.engine.delivery_at(id, "node-c").value();
  EXPECT_FALSE(delivery.is_durable || delivery.is_applied || delivery.is_given_up);
  EXPECT_EQ(delivery.refusal_count, 0U);
  EXPECT_EQ(delivery.last_error, ErrorCode::None);
  EXPECT_EQ(delivery.last_refused_at, std::nullopt);
  EXPECT_EQ(delivery.next_attempt_at, std::nullopt);
  EXPECT_EQ(a.engine.delivery_at(id, "nobody").error().code(), ErrorCode::NotFound);
  EXPECT_EQ(a.engine.receive_ack(id, "nobody").error().code(), ErrorCode::NotFound);
  EXPECT_EQ(a.engine.is_applied_at("node-a-9", "node-b").error().code(), ErrorCode::NotFound);
  EXPECT_TRUE(a.engine.expire_peers().value().empty());
  ASSERT_TRUE(a.engine.remove_peer("node-c").is_ok());
  EXPECT_EQ(a.engine.state().acknowledged_count, 1U); // only node-c still lacked it
  EXPECT_EQ(a.engine.remove_peer("node-c").error().code(), ErrorCode::NotFound);
}

TEST(SyncPeers, may_acknowledge_what_is_durable_or_what_is_applied) {
  Node a{"node-a"};
  EXPECT_EQ(a.config.ack_level, AckLevel::Applied);
  a.config.ack_level = AckLevel::Durable;
  EXPECT_TRUE(a.engine.register_peer("node-b").is_ok());
  a.config.ack_level = static_cast<AckLevel>(1);
  EXPECT_FALSE(a.config.is_valid());
  EXPECT_EQ(a.engine.peers().error().code(), ErrorCode::InvalidState);
  EXPECT_EQ(sync::types::to_string(AckLevel::Durable), "durable");
  EXPECT_EQ(sync::types::to_string(static_cast<AckLevel>(1)), "invalid");
}

TEST(SyncDelivery, that_is_reported_as_failed_is_tried_again_until_the_last) {
  Node a{"node-a"};
  a.config.max_retries = 2;
  a.config.retry_interval = Duration{};
  const auto id = submit(a, "k", "v");
  const auto offline = Error::make(ErrorCode::FileWriteError, "no network");
  EXPECT_EQ(a.engine.report_send_failure(id, offline).error().code(), ErrorCode::InvalidState);
  ASSERT_EQ(a.engine.next_batch().size(), 1U);
  EXPECT_TRUE(a.engine.report_send_failure(id, offline).value());
  EXPECT_EQ(a.engine.state().queued_count, 1U);
  ASSERT_EQ(a.engine.next_batch().size(), 1U);
  EXPECT_FALSE(a.engine.report_send_failure(id, offline).value());
  ASSERT_EQ(a.engine.failed().value().size(), 1U);
  ASSERT_TRUE(a.engine.requeue_failed(id).is_ok());
  EXPECT_EQ(a.engine.state().queued_count, 1U);
}

TEST(SyncStatus, is_one_text) {
  Node a{"node-a"};
  ASSERT_TRUE(a.engine.register_peer("node-b").is_ok());
  const auto json = a.engine.status_json().value();
  EXPECT_EQ(json.front(), '{');
  EXPECT_EQ(json.back(), '}');
  EXPECT_NE(json.find(R"("peers":[{"node":"node-b",)"), std::string::npos);
}

TEST(SyncSession, has_names_for_its_numbers) {
  EXPECT_EQ(sync::session::to_string(SessionEventType::WentBack), "went_back");
  EXPECT_EQ(sync::session::to_string(static_cast<SessionEventType>(99)), "invalid");
  EXPECT_EQ(sync::session::to_string(SessionPhase::Open), "open");
  EXPECT_EQ(sync::session::to_string(static_cast<SessionPhase>(0)), "invalid");
}

} // namespace
