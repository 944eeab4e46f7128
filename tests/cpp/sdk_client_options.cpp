// SPDX-License-Identifier: Apache-2.0
#include "softadastra/sdk/ClientOptions.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <string>

namespace {

using softadastra::sdk::ClientOptions;

TEST(SdkClientOptions, have_the_documented_defaults) {
  const ClientOptions options;
  EXPECT_EQ(options.node_id(), "node-1");
  EXPECT_EQ(options.store_wal_path(), "data/sdk-store.wal");
  EXPECT_TRUE(options.store_wal_enabled() && options.auto_flush() && options.require_ack());
  EXPECT_TRUE(options.auto_queue() && !options.transport_enabled() && !options.discovery_enabled());
  EXPECT_EQ(options.initial_store_capacity(), 1024U);
  EXPECT_EQ(options.sync_batch_size(), 64U);
  EXPECT_EQ(options.max_sync_retries(), 5U);
  EXPECT_EQ(options.transport_host(), "0.0.0.0");
  EXPECT_EQ(options.discovery_host(), "0.0.0.0");
  EXPECT_EQ(options.transport_port(), 0);
  EXPECT_EQ(options.discovery_port(), 0);
  EXPECT_EQ(options.display_name(), "");
  EXPECT_EQ(options.version(), "0.1.0");
  EXPECT_EQ(options.recording_path(), "");
  EXPECT_EQ(options.recording_bytes_max(), std::uint64_t{256} << 20);
  EXPECT_TRUE(options.is_valid());
  EXPECT_EQ(ClientOptions("a").display_name(), "a");
}

TEST(SdkClientOptions, have_the_documented_factories) {
  for (const auto &options : {ClientOptions::memory_only("a"), ClientOptions::local("a")}) {
    EXPECT_TRUE(!options.store_wal_enabled() && !options.auto_flush() && !options.require_ack());
    EXPECT_TRUE(options.auto_queue() && options.sync_batch_size() == 64);
    EXPECT_EQ(options.max_sync_retries(), 2U);
  }
  for (const auto &options : {ClientOptions::persistent("a", "p"), ClientOptions::durable("a", "p")}) {
    EXPECT_TRUE(options.store_wal_enabled() && options.auto_flush() && options.require_ack());
    EXPECT_EQ(options.store_wal_path(), "p");
    EXPECT_EQ(options.max_sync_retries(), 5U);
  }
  const auto fast = ClientOptions::fast("a");
  EXPECT_TRUE(fast.store_wal_enabled() && !fast.auto_flush() && !fast.require_ack());
  EXPECT_TRUE(fast.sync_batch_size() == 128 && fast.max_sync_retries() == 2);
  EXPECT_EQ(fast.store_wal_path(), "data/sdk-store.wal");
}

TEST(SdkClientOptions, set_the_display_name_with_the_node_id_only_when_it_is_empty) {
  ClientOptions options;
  options.set_node_id("a");
  EXPECT_EQ(options.display_name(), "a");
  options.set_node_id("b");
  EXPECT_EQ(options.display_name(), "a");
  options.set_metadata("Desk", "2.0.0");
  EXPECT_EQ(options.display_name() + options.version(), "Desk2.0.0");
}

TEST(SdkClientOptions, copies_leave_the_original_alone) {
  const ClientOptions plain{"a"};
  const auto copy = plain.with_local_transport(9100).with_local_discovery(5051).with_metadata("D");
  EXPECT_TRUE(copy.transport_enabled() && copy.transport_host() == "127.0.0.1");
  EXPECT_TRUE(copy.discovery_enabled() && copy.discovery_port() == 5051);
  EXPECT_EQ(copy.display_name(), "D");
  EXPECT_TRUE(!plain.transport_enabled() && !plain.discovery_enabled());
  auto off = copy;
  off.disable_transport();
  off.disable_discovery();
  EXPECT_TRUE(!off.transport_enabled() && off.transport_host() == "0.0.0.0");
  EXPECT_TRUE(!off.discovery_enabled() && off.discovery_port() == 0);
}

TEST(SdkClientOptions, are_invalid_for_each_documented_reason) {
  const auto invalid = [](auto change) {
    ClientOptions options{"a"};
    change(options);
    return !options.is_valid() && !options.valid();
  };
  EXPECT_TRUE(invalid([](auto &options) { options.set_node_id(""); }));
  EXPECT_TRUE(invalid([](auto &options) { options.set_store_wal_path(""); }));
  EXPECT_TRUE(invalid([](auto &options) { options.set_initial_store_capacity(0); }));
  EXPECT_TRUE(invalid([](auto &options) { options.set_sync_batch_size(0); }));
  EXPECT_TRUE(invalid([](auto &options) { options.set_transport("", 1); }));
  EXPECT_TRUE(invalid([](auto &options) { options.set_transport("h", 0); }));
  EXPECT_TRUE(invalid([](auto &options) { options.set_discovery("", 1); }));
  EXPECT_TRUE(invalid([](auto &options) { options.set_discovery("h", 0); }));
  EXPECT_TRUE(invalid([](auto &options) { options.set_metadata("n", ""); }));
  EXPECT_TRUE(invalid([](auto &options) { options.set_ack_timeout_ms(-1); }));
  EXPECT_FALSE(invalid([](auto &options) { options.set_max_sync_retries(0); }));
  EXPECT_FALSE(invalid([](auto &options) {
    options.set_store_wal_enabled(false);
    options.set_store_wal_path("");
  }));
}

} // namespace
