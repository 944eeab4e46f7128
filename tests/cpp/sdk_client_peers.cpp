// SPDX-License-Identifier: Apache-2.0
#include "softadastra/sdk.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <string>
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
  Client client{ClientOptions::memory_only("a").with_local_transport(9110)};
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
  auto client = open_client(ClientOptions::memory_only("a").with_local_transport(9111));
  EXPECT_EQ(client.connect(Peer{}).error(), Error::invalid_argument("invalid peer"));
  EXPECT_EQ(client.connect(Peer::local("b", 9112)).error(),
            Error::transport_error("failed to connect to peer", "b"));
  EXPECT_EQ(client.disconnect(Peer::local("b", 9112)).error(),
            Error::transport_error("failed to disconnect from peer", "b"));
  auto open = open_client(ClientOptions::memory_only("b").with_transport("0.0.0.0", 9113));
  EXPECT_EQ(open.start_transport().error().message(), "failed to start transport");
  EXPECT_TRUE(open.start_transport().error().has_context());
  EXPECT_FALSE(open.transport_running());
}

TEST(SdkClientPeers, brings_writes_to_the_other_side_and_waits_for_the_acknowledgement) {
  auto options = ClientOptions::memory_only("a").with_local_transport(9114);
  options.set_require_ack(true);
  options.set_group_key(std::vector<std::uint8_t>(32, 7));
  auto a = open_client(options);
  options.set_node_id("b");
  auto b = open_client(options.with_local_transport(9115));
  EXPECT_TRUE(a.put("k", "from a").is_ok());
  EXPECT_TRUE(a.start_transport().is_ok() && b.start_transport().is_ok());
  EXPECT_TRUE(a.connect(Peer::local("b", 9115)).is_ok());
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
  EXPECT_TRUE(a.disconnect(Peer::local("b", 9115)).is_ok());
}

} // namespace
