// SPDX-License-Identifier: Apache-2.0
#include "softadastra/sdk.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <thread>
#include <utility>
#include <vector>

namespace {

using namespace softadastra::sdk;
using Code = Error::Code;

Client open_client(ClientOptions options) {
  Client client{std::move(options)};
  EXPECT_TRUE(client.open().is_ok());
  return client;
}

TEST(SdkClientPeers, says_what_is_disabled_before_it_looks_at_arguments) {
  auto client = open_client(ClientOptions::memory_only("a"));
  const auto disabled = Error::transport_error("transport is disabled");
  EXPECT_EQ(client.start_transport().error(), disabled);
  EXPECT_EQ(client.connect(Peer{}).error(), disabled);
  EXPECT_EQ(client.disconnect(Peer{}).error(), disabled);
  EXPECT_EQ(client.process_transport_events().error(), disabled);
  EXPECT_EQ(client.wait(1).error(), disabled);
  const auto unsought = Error::discovery_error("discovery is disabled");
  EXPECT_EQ(client.start_discovery().error(), unsought);
  EXPECT_EQ(client.peers().error(), unsought);
  EXPECT_FALSE(client.transport_running() || client.discovery_running());
  client.stop_transport();
  client.stop_discovery();
}

TEST(SdkClientPeers, answers_with_an_error_when_it_is_closed) {
  Client client{ClientOptions::memory_only("a").with_local_transport_any_port()};
  const auto closed = Error::invalid_state("SDK client is not open");
  EXPECT_EQ(client.start_transport().error(), closed);
  EXPECT_EQ(client.connect(Peer{}).error(), closed);
  EXPECT_EQ(client.disconnect(Peer{}).error(), closed);
  EXPECT_EQ(client.process_transport_events().error(), closed);
  EXPECT_EQ(client.start_discovery().error(), closed);
  EXPECT_EQ(client.peers().error(), closed);
  EXPECT_EQ(client.wait(1).error(), closed);
  EXPECT_EQ(client.events().error(), closed);
  EXPECT_EQ(client.wait_until_acknowledged(1, 0).error(), closed);
  const Client moved{std::move(client)};
  // NOLINTNEXTLINE(bugprone-use-after-move): this is what is tested
  EXPECT_FALSE(client.transport_running() || client.discovery_running());
  client.stop_transport();
  client.stop_discovery();
}

TEST(SdkClientPeers, refuses_a_peer_without_an_address_and_a_network_without_a_key) {
  auto client = open_client(ClientOptions::memory_only("a").with_local_transport_any_port());
  EXPECT_EQ(client.connect(Peer{}).error(), Error::invalid_argument("invalid peer"));
  EXPECT_EQ(client.connect(Peer::local("b", 1)).error(),
            Error::transport_error("failed to connect to peer", "b"));
  EXPECT_EQ(client.disconnect(Peer::local("b", 1)).error(),
            Error::transport_error("failed to disconnect from peer", "b"));
  auto open = open_client(ClientOptions::memory_only("b").with_transport("0.0.0.0", 1));
  EXPECT_EQ(open.start_transport().error().message(), "failed to start transport");
  EXPECT_TRUE(open.start_transport().error().has_context());
  EXPECT_FALSE(open.transport_running());
}

TEST(SdkClientPeers, brings_writes_to_the_other_side_and_waits_for_the_acknowledgement) {
  auto options = ClientOptions::memory_only("a").with_local_transport_any_port();
  options.set_require_ack(true);
  options.set_group_key(std::vector<std::uint8_t>(32, 7));
  auto a = open_client(options);
  options.set_node_id("b");
  auto b = open_client(options.with_local_transport_any_port());
  EXPECT_TRUE(a.put("k", "from a").is_ok());
  EXPECT_TRUE(a.start_transport().is_ok() && b.start_transport().is_ok());
  EXPECT_TRUE(a.connect(Peer::local("b", b.served_port())).is_ok());
  const auto version = a.sync_state().value().last_submitted_version();
  EXPECT_EQ(a.wait_until_acknowledged(version, 0).error().code(), Code::SyncError);
  for (int turn = 0; turn < 5000 && !b.contains("k"); ++turn) {
    EXPECT_TRUE(a.tick().is_ok() && b.tick().is_ok() && a.wait(1).is_ok());
  }
  EXPECT_EQ(b.get("k").value().to_string(), "from a");
  for (int turn = 0; turn < 5000 && a.sync_state().value().has_work(); ++turn) {
    EXPECT_TRUE(b.tick().is_ok() && a.tick().is_ok() && b.wait(1).is_ok());
  }
  EXPECT_TRUE(a.wait_until_acknowledged(version, 1000).is_ok());
  const auto events = a.events();
  EXPECT_FALSE(events.value().empty());
  EXPECT_EQ(a.peer_status().value().size(), 1U);
  EXPECT_TRUE(a.disconnect(Peer::local("b", 1)).is_ok());
}

TEST(SdkClientPeers, closing_ends_the_waits_of_other_threads_and_calls_end_them_all) {
  using Clock = std::chrono::steady_clock;
  // A minute each: who comes back sooner was woken, however slow the machine.
  constexpr std::int64_t wait_ms = 60'000;
  for (int round = 0; round < 20; ++round) {
    auto client = open_client(ClientOptions::memory_only("a").with_local_transport_any_port());
    ASSERT_TRUE(client.start_transport().is_ok());
    const auto begun = Clock::now();
    std::atomic<int> under_way{0};
    std::atomic<int> failed{0};
    std::vector<std::thread> threads;
    for (int number = 0; number < 3; ++number) {
      threads.emplace_back([&] {
        ++under_way;
        const auto waited = client.wait(wait_ms);
        failed += waited.is_err() && waited.error().code() != Code::InvalidState ? 1 : 0;
        --under_way;
      });
    }
    // Half of the rounds: calls alone end all of them.
    while (round % 2 == 0 && under_way > 0) {
      EXPECT_TRUE(client.put("k", "v").is_ok());
      EXPECT_TRUE(client.transport_running());
    }
    client.close();
    for (auto &thread : threads) {
      thread.join();
    }
    EXPECT_EQ(failed, 0);
    EXPECT_LT(Clock::now() - begun, std::chrono::seconds{45});
  }
}

TEST(SdkClientPeers, lets_the_system_choose_a_port_and_says_which) {
  auto client = open_client(ClientOptions::memory_only("a").with_local_transport_any_port());
  EXPECT_EQ(client.served_port(), 0);
  ASSERT_TRUE(client.start_transport().is_ok());
  EXPECT_NE(client.served_port(), 0);
  client.stop_transport();
  EXPECT_EQ(client.served_port(), 0);
  EXPECT_EQ(Client{}.served_port(), 0);
}

TEST(SdkClientPeers, lets_in_whom_it_trusts_by_a_key_of_its_own) {
  const auto keys_a = Client::generate_keys().value();
  const auto keys_b = Client::generate_keys().value();
  auto options = ClientOptions::memory_only("a").with_local_transport_any_port();
  options.set_require_ack(true);
  options.set_keepalive_ms(5'000);
  options.set_lease_ms(60'000);
  options.set_secret_key(keys_a.secret_key);
  auto a = open_client(options);
  options.set_node_id("b");
  options.set_secret_key(keys_b.secret_key);
  auto b = open_client(options);
  EXPECT_TRUE(a.trust("b", keys_b.public_key).is_ok() && b.trust("a", keys_a.public_key).is_ok());
  EXPECT_EQ(a.trust("b", {1, 2}).error().code(), Code::InvalidArgument);
  ASSERT_TRUE(a.start_transport().is_ok() && b.start_transport().is_ok());
  ASSERT_TRUE(a.connect(Peer::local("b", b.served_port())).is_ok());
  ASSERT_TRUE(a.put("k", "v").is_ok());
  for (int turn = 0; turn < 5000 && !b.contains("k"); ++turn) {
    ASSERT_TRUE(a.tick().is_ok() && b.tick().is_ok() && a.wait(1).is_ok());
  }
  EXPECT_EQ(b.get("k").value().to_string(), "v");
  EXPECT_TRUE(a.peer_status().value().at(0).lease_ends_at.has_value());
  auto group = open_client(ClientOptions::memory_only("c"));
  EXPECT_EQ(group.trust("b", keys_b.public_key).error().code(), Code::InvalidState);
}

TEST(SdkClientPeers, lists_what_a_peer_does_not_take_and_holds_up_nothing_else) {
  auto options = ClientOptions::memory_only("a").with_local_transport_any_port();
  options.set_require_ack(true);
  options.set_max_sync_retries(1);
  auto a = open_client(options);
  options.set_node_id("b");
  options.set_value_bytes_max(8);
  auto b = open_client(options);
  EXPECT_EQ(b.put("k", "nine byte").error().code(), Code::InvalidArgument);
  ASSERT_TRUE(a.start_transport().is_ok() && b.start_transport().is_ok());
  ASSERT_TRUE(a.connect(Peer::local("b", b.served_port())).is_ok());
  ASSERT_TRUE(a.put("k", "nine byte").is_ok() && a.put("l", "short").is_ok());
  for (int turn = 0; turn < 5000 && a.failed().value().empty(); ++turn) {
    ASSERT_TRUE(a.tick().is_ok() && b.tick().is_ok() && a.wait(1).is_ok());
  }
  const auto failed = a.failed().value();
  ASSERT_EQ(failed.size(), 1U);
  EXPECT_EQ(failed.at(0).key.str(), "k");
  EXPECT_EQ(failed.at(0).last_error.message(), "invalid argument");
  EXPECT_FALSE(b.contains("k"));
  EXPECT_EQ(b.get("l").value().to_string(), "short");
  ASSERT_TRUE(a.discard_failed(failed.at(0).sync_id).is_ok());
  EXPECT_TRUE(a.failed().value().empty());
  options.set_value_bytes_max(std::uint64_t{2} << 30);
  EXPECT_EQ(Client{options}.open().error().code(), Code::InvalidArgument);
}

TEST(SdkClientPeers, carries_messages_over_a_channel_of_the_application) {
  auto options = ClientOptions::memory_only("a");
  options.set_require_ack(true);
  auto a = open_client(options);
  options.set_node_id("b");
  auto b = open_client(options);
  EXPECT_EQ(a.open_link("b", true).error().code(), Code::InvalidState);
  ASSERT_TRUE(a.start_carrying().is_ok() && b.start_carrying().is_ok());
  const auto to_b = a.open_link("b", true).value();
  const auto to_a = b.open_link("a", false).value();
  ASSERT_TRUE(a.put("k", "v").is_ok());
  for (int turn = 0; turn < 1000 && !b.contains("k"); ++turn) {
    ASSERT_TRUE(a.tick().is_ok() && b.tick().is_ok());
    while (auto message = a.next_message(to_b).value()) {
      ASSERT_TRUE(b.receive(to_a, *message).is_ok());
    }
    while (auto message = b.next_message(to_a).value()) {
      ASSERT_TRUE(a.receive(to_b, *message).is_ok());
    }
  }
  EXPECT_EQ(b.get("k").value().to_string(), "v");
  EXPECT_TRUE(a.wait(0).is_ok());
  EXPECT_TRUE(a.close_link(to_b).is_ok());
  EXPECT_EQ(a.next_message(to_b).error().code(), Code::TransportError);
  EXPECT_EQ(a.receive(to_b, {}).error().code(), Code::TransportError);
  a.stop_transport();
  EXPECT_EQ(a.close_link(to_b).error().code(), Code::InvalidState);
}

TEST(SdkClientPeers, shows_what_a_merge_function_makes_of_two_writes) {
  auto options = ClientOptions::memory_only("a");
  options.set_require_ack(true);
  options.set_conflict_policy(ClientOptions::ConflictPolicy::Custom);
  auto a = open_client(options);
  options.set_node_id("b");
  auto b = open_client(options);
  ASSERT_TRUE(a.put("k", "1").is_ok() && b.put("k", "2").is_ok());
  ASSERT_TRUE(a.start_carrying().is_ok() && b.start_carrying().is_ok());
  const auto to_b = a.open_link("b", true).value();
  const auto to_a = b.open_link("a", false).value();
  for (int turn = 0; turn < 1000 && a.conflicts().value().empty(); ++turn) {
    ASSERT_TRUE(a.tick().is_ok() && b.tick().is_ok());
    while (auto message = a.next_message(to_b).value()) {
      ASSERT_TRUE(b.receive(to_a, *message).is_ok());
    }
    while (auto message = b.next_message(to_a).value()) {
      ASSERT_TRUE(a.receive(to_b, *message).is_ok());
    }
  }
  EXPECT_EQ(a.get("k").error().code(), Code::InvalidState);
  ASSERT_TRUE(a.set_merge([](const softadastra::store::engine::MergeInput &input) {
                 std::vector<std::uint8_t> all;
                 for (const auto &version : input.versions) {
                   all.insert(all.end(), version.value.bytes().begin(), version.value.bytes().end());
                 }
                 return std::optional{softadastra::store::types::Value{std::move(all)}};
               }).is_ok());
  EXPECT_EQ(a.get("k").value().size(), 2U);
  // A list of a result that is about to go is safe to walk over.
  std::string keys;
  for (const auto &entry : a.scan().value()) {
    keys += entry.key.str();
  }
  EXPECT_EQ(keys, "k");
}

} // namespace
