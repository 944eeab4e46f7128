// SPDX-License-Identifier: Apache-2.0
#include "softadastra/sdk.hpp"
#include "store_engine_samples.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <filesystem>
#include <fstream>
#include <string>
#include <thread>
#include <type_traits>
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

Client in_memory() { return open_client(ClientOptions::memory_only("node-a")); }

TEST(SdkClient, answers_what_it_was_told) {
  auto client = in_memory();
  EXPECT_TRUE(client.open().is_ok());
  EXPECT_TRUE(client.put("hello", "world").is_ok());
  EXPECT_TRUE(client.put(Key{"bytes"}, Value::from_bytes({0, 1})).is_ok());
  EXPECT_TRUE(client.put("mixed", Value::from_string("both")).is_ok());
  EXPECT_EQ(client.get("hello").value().to_string(), "world");
  EXPECT_EQ(client.get(Key{"bytes"}).value(), Value::from_bytes({0, 1}));
  EXPECT_EQ(client.size(), 3U);
  EXPECT_TRUE(client.contains("mixed") && client.contains(Key{"mixed"}) && !client.contains(""));
  EXPECT_TRUE(client.remove("mixed").is_ok() && client.remove(Key{"never there"}).is_ok());
  EXPECT_FALSE(client.contains("mixed"));
  EXPECT_EQ(client.get("mixed").error(), Error::not_found("key not found", "mixed"));
}

TEST(SdkClient, refuses_empty_keys_and_invalid_options) {
  auto client = in_memory();
  const auto refused = Error::invalid_argument("key cannot be empty");
  EXPECT_EQ(client.put("", "x").error(), refused);
  EXPECT_EQ(client.get("").error(), refused);
  EXPECT_EQ(client.remove(Key{}).error(), refused);
  Client invalid{ClientOptions{""}};
  EXPECT_EQ(invalid.open().error(), Error::invalid_argument("invalid SDK client options"));
}

/// What every call answers on a client that is not open.
void expect_closed(Client &client) {
  const auto closed = Error::invalid_state("SDK client is not open");
  EXPECT_FALSE(client.is_open() || client.opened());
  EXPECT_EQ(client.put("", "x").error(), closed);
  EXPECT_EQ(client.get("").error(), closed);
  EXPECT_EQ(client.remove("").error(), closed);
  EXPECT_EQ(client.tick().error(), closed);
  EXPECT_EQ(client.sync_state().error(), closed);
  EXPECT_EQ(client.retry_expired().error(), closed);
  EXPECT_EQ(client.prune_completed().error(), closed);
  EXPECT_EQ(client.prune_failed().error(), closed);
  EXPECT_EQ(client.node_info().error(), closed);
  EXPECT_EQ(client.refresh_node_info().error(), closed);
  EXPECT_EQ(client.apply(Batch{}).error(), closed);
  EXPECT_EQ(client.status_of(1).error(), closed);
  EXPECT_EQ(client.scan().error(), closed);
  EXPECT_EQ(client.changes(0).error(), closed);
  EXPECT_EQ(client.changes_end().error(), closed);
  EXPECT_EQ(client.conflicts().error(), closed);
  EXPECT_EQ(client.failed().error(), closed);
  EXPECT_EQ(client.requeue_failed("a-1").error(), closed);
  EXPECT_EQ(client.discard_failed("a-1").error(), closed);
  EXPECT_EQ(client.peer_status().error(), closed);
  EXPECT_EQ(client.backup("x").error(), closed);
  EXPECT_EQ(client.flush().error(), closed);
  EXPECT_EQ(client.status_json().error(), closed);
  EXPECT_TRUE(client.empty() && client.size() == 0 && !client.contains("a"));
  client.close();
}

TEST(SdkClient, answers_with_an_error_when_it_is_closed_or_was_moved_from) {
  Client client{ClientOptions::memory_only("node-a")};
  expect_closed(client);
  EXPECT_EQ(client.options().node_id(), "node-a");
  EXPECT_TRUE(client.open().is_ok() && client.put("k", "v").is_ok());
  Client moved{std::move(client)};
  EXPECT_EQ(moved.get("k").value().to_string(), "v");
  expect_closed(client); // NOLINT(bugprone-use-after-move): this is what is tested
  EXPECT_EQ(client.open().error().code(), Code::InvalidState);
  EXPECT_EQ(client.options().node_id(), "node-1");
  client = std::move(moved);
  EXPECT_TRUE(client.contains("k"));
  client.close();
  expect_closed(client);
  // What was only in memory is gone.
  EXPECT_TRUE(client.open().is_ok() && client.empty());
}

TEST(SdkClient, counts_as_documented) {
  auto client = in_memory();
  EXPECT_TRUE(client.sync_state().value().empty());
  EXPECT_TRUE(client.put("k", "v").is_ok());
  SyncState expected{1, 1, 0, 0, 0};
  expected.set_last_submitted_version(1);
  EXPECT_EQ(client.sync_state().value(), expected);
  const auto turn = client.tick().value();
  EXPECT_EQ(turn, TickResult(0, 0, 1));
  EXPECT_FALSE(client.sync_state().value().has_work());
  EXPECT_TRUE(client.tick().value().empty());
}

TEST(SdkClient, keeps_values_and_what_is_owed_over_a_restart_under_another_name) {
  const samples::Folder folder;
  {
    auto client = open_client(ClientOptions::persistent("node-a", folder.file("deep/down/s.wal")));
    EXPECT_TRUE(client.put("k", "stored-before-restart").is_ok());
  }
  auto again = open_client(ClientOptions::persistent("node-b", folder.file("deep/down/s.wal")));
  EXPECT_EQ(again.get("k").value().to_string(), "stored-before-restart");
  EXPECT_EQ(again.sync_state().value().outbox_size(), 1U);
  EXPECT_EQ(again.sync_state().value().queued_count(), 1U);
}

TEST(SdkClient, reports_a_database_in_use_and_a_damaged_one) {
  const samples::Folder folder;
  const auto path = folder.file("s.wal");
  auto first = open_client(ClientOptions::persistent("node-a", path));
  Client second{ClientOptions::persistent("node-b", path)};
  EXPECT_EQ(second.open().error().code(), Code::StoreError);
  EXPECT_EQ(second.open().error().context(), path);
  first.close();
  EXPECT_TRUE(second.open().is_ok());
  second.close();
  std::ofstream{path, std::ios::binary | std::ios::trunc} << std::string(4096, 'x');
  EXPECT_EQ(first.open().error().code(), Code::StoreError);
  EXPECT_FALSE(first.is_open());
}

TEST(SdkClient, says_who_it_is) {
  auto client = open_client(ClientOptions::memory_only("node-a").with_metadata("Desk", "2.1.0"));
  const auto info = client.node_info().value();
  EXPECT_TRUE(info.is_valid() && info.started_at_ms() > 0 && info.uptime_ms() >= 0);
  EXPECT_EQ(info.node_id() + info.label() + info.version(), "node-aDesk2.1.0");
  EXPECT_TRUE(info.has_capability("sync"));
  EXPECT_EQ(client.refresh_node_info().value().started_at_ms(), info.started_at_ms());
}

TEST(SdkClient, applies_a_batch_whole_or_not_at_all) {
  auto client = in_memory();
  const auto version = client.apply(Batch{}.put("a", "1").put(Key{"b"}, Value{"2"}).remove("c"));
  EXPECT_EQ(client.status_of(version.value()).value(), WriteStatus::Queued);
  EXPECT_EQ(client.size(), 2U);
  EXPECT_EQ(client.apply(Batch{}.put("d", "1").put("d", "2")).error().code(),
            Code::InvalidArgument);
  EXPECT_EQ(client.apply(Batch{}).error().code(), Code::InvalidArgument);
  EXPECT_FALSE(client.contains("d"));
  EXPECT_EQ(client.status_of(999).value(), WriteStatus::Gone);
}

TEST(SdkClient, lists_keys_by_prefix_in_pages) {
  auto client = in_memory();
  for (const auto *key : {"note/1", "note/2", "note/3", "other"}) {
    EXPECT_TRUE(client.put(key, "v").is_ok());
  }
  const auto first = client.scan("note/", "", 2).value();
  ASSERT_EQ(first.size(), 2U);
  EXPECT_EQ(first.at(1).key.str(), "note/2");
  EXPECT_TRUE(first.at(1).version == 2 && first.at(1).written_at_ms > 0);
  const auto rest = client.scan("note/", first.back().key.str(), 2).value();
  ASSERT_EQ(rest.size(), 1U);
  EXPECT_EQ(rest.at(0).value.to_string(), "v");
  EXPECT_EQ(client.scan().value().size(), 4U);
}

TEST(SdkClient, tells_what_has_changed_since_a_position) {
  const samples::Folder folder;
  auto client = open_client(ClientOptions::persistent("node-a", folder.file("s.wal")));
  EXPECT_TRUE(client.put("a", "1").is_ok());
  const auto position = client.changes_end().value();
  EXPECT_TRUE(client.changes(position).value().empty());
  EXPECT_TRUE(client.put("b", "2").is_ok());
  const auto changes = client.changes(position).value();
  ASSERT_EQ(changes.size(), 1U);
  EXPECT_EQ(changes.at(0).key + changes.at(0).value.to_string(), "b2");
  EXPECT_TRUE(client.changes(changes.at(0).position).value().empty());
}

TEST(SdkClient, makes_a_copy_that_opens) {
  const samples::Folder folder;
  auto client = open_client(ClientOptions::fast("node-a", folder.file("s.wal")));
  EXPECT_TRUE(client.put("k", "v").is_ok() && client.flush().is_ok());
  EXPECT_TRUE(client.backup(folder.file("copy.wal")).is_ok());
  auto copy = open_client(ClientOptions::persistent("node-a", folder.file("copy.wal")));
  EXPECT_EQ(copy.get("k").value().to_string(), "v");
  EXPECT_FALSE(client.backup(folder.file("copy.wal")).is_ok());
  EXPECT_NE(client.status_json().value().find("\"outbox"), std::string::npos);
}

TEST(SdkClient, refuses_writes_beyond_the_bound_of_the_outbox) {
  auto options = ClientOptions::memory_only("node-a");
  options.set_outbox_ops_max(1);
  options.set_require_ack(true);
  auto client = open_client(std::move(options));
  EXPECT_TRUE(client.put("a", "1").is_ok());
  EXPECT_EQ(client.put("b", "2").error().code(), Code::SyncError);
  EXPECT_FALSE(client.contains("b"));
}

TEST(SdkClient, takes_calls_from_several_threads) {
  auto client = in_memory();
  std::atomic<bool> failed{false};
  std::vector<std::thread> threads;
  for (int number = 0; number < 4; ++number) {
    threads.emplace_back([&, number] {
      for (int at = 0; at < 100; ++at) {
        const auto key = std::to_string(number) + "/" + std::to_string(at);
        if (client.put(key, "v").is_err() || client.get(key).is_err() || client.tick().is_err()) {
          failed = true;
        }
      }
    });
  }
  for (auto &thread : threads) {
    thread.join();
  }
  EXPECT_FALSE(failed);
  EXPECT_EQ(client.size(), 400U);
}

static_assert(!std::is_copy_constructible_v<Client> && std::is_nothrow_move_constructible_v<Client> &&
              std::is_nothrow_move_assignable_v<Client>);

} // namespace
