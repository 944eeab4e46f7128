// SPDX-License-Identifier: Apache-2.0
#include "softadastra/sync/outbox/Outbox.hpp"
#include "sync_samples.hpp"

#include <gtest/gtest.h>

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

namespace {

namespace sync = softadastra::sync;
using softadastra::core::time::Duration;
using softadastra::core::time::Timestamp;
using sync::outbox::Outbox;
using sync::outbox::OutboxEntry;
using sync::types::AckStatus;
using sync::types::SyncStatus;

static_assert(std::is_same_v<Outbox::Container, std::vector<OutboxEntry>>);
static_assert(std::is_copy_constructible_v<Outbox> && std::is_copy_assignable_v<Outbox>);
static_assert(std::is_nothrow_move_constructible_v<Outbox>);
static_assert(std::is_same_v<decltype(&Outbox::entries),
                             const Outbox::Container &(Outbox::*)() const noexcept>);
static_assert(
    std::is_same_v<decltype(std::declval<Outbox &>().find_ptr(std::string{})), OutboxEntry *>);
static_assert(std::is_same_v<decltype(std::declval<const Outbox &>().find_ptr(std::string{})),
                             const OutboxEntry *>);
static_assert(noexcept(std::declval<Outbox &>().find_ptr(std::declval<const std::string &>())));

constexpr auto latest = std::numeric_limits<std::int64_t>::max();

[[nodiscard]] OutboxEntry entry_of(std::string id, std::uint64_t version = 1) {
  return OutboxEntry{samples::envelope(std::move(id), version)};
}

[[nodiscard]] std::vector<std::string> ids_of(const std::vector<OutboxEntry> &entries) {
  std::vector<std::string> ids;
  for (const auto &entry : entries) {
    ids.push_back(entry.sync_id());
  }
  return ids;
}

[[nodiscard]] Outbox filled(const std::vector<std::string> &ids) {
  Outbox outbox;
  for (const auto &id : ids) {
    outbox.push(entry_of(id));
  }
  return outbox;
}

using Ids = std::vector<std::string>;

TEST(SyncOutbox, keeps_the_order_of_insertion) {
  const auto outbox = filled({"c", "a", "b"});
  EXPECT_EQ(ids_of(outbox.entries()), (Ids{"c", "a", "b"}));
  EXPECT_EQ(outbox.size(), 3U);
  EXPECT_FALSE(outbox.empty());
}

TEST(SyncOutbox, ignores_invalid_entries) {
  Outbox outbox;
  const OutboxEntry invalid;
  outbox.push(invalid);
  outbox.push(OutboxEntry{});
  outbox.upsert(OutboxEntry{});
  EXPECT_TRUE(outbox.empty());
}

TEST(SyncOutbox, means_the_first_of_repeated_ids) {
  Outbox outbox;
  const auto first = entry_of("a", 1);
  outbox.push(first);
  outbox.push(entry_of("a", 2));
  outbox.push(entry_of("a", 3));
  EXPECT_EQ(outbox.size(), 3U);
  EXPECT_EQ(outbox.find("a")->envelope.operation.version, 1U);
  EXPECT_TRUE(outbox.mark_queued("a"));
  EXPECT_EQ(outbox.entries()[0].envelope.status, SyncStatus::Queued);
  EXPECT_EQ(outbox.entries()[1].envelope.status, SyncStatus::Pending);
  EXPECT_TRUE(outbox.erase("a"));
  EXPECT_EQ(outbox.find("a")->envelope.operation.version, 2U);
  outbox.upsert(entry_of("a", 9));
  EXPECT_EQ(outbox.entries()[0].envelope.operation.version, 9U);
  EXPECT_EQ(outbox.entries()[1].envelope.operation.version, 3U);
  EXPECT_TRUE(outbox.erase("a") && outbox.erase("a"));
  EXPECT_FALSE(outbox.contains("a"));
}

TEST(SyncOutbox, replaces_in_place_or_appends_on_upsert) {
  auto outbox = filled({"a", "b"});
  outbox.upsert(entry_of("a", 5));
  outbox.upsert(entry_of("c", 6));
  EXPECT_EQ(ids_of(outbox.entries()), (Ids{"a", "b", "c"}));
  EXPECT_EQ(outbox.find("a")->envelope.operation.version, 5U);
  EXPECT_EQ(outbox.find("c")->envelope.operation.version, 6U);
}

TEST(SyncOutbox, answers_no_for_unknown_ids) {
  auto outbox = filled({"a"});
  const auto now = Timestamp::from_millis(1);
  EXPECT_FALSE(outbox.find("x").has_value());
  EXPECT_EQ(outbox.find_ptr("x"), nullptr);
  EXPECT_EQ(std::as_const(outbox).find_ptr("x"), nullptr);
  EXPECT_FALSE(outbox.contains("x"));
  EXPECT_FALSE(outbox.mark_queued("x"));
  EXPECT_FALSE(outbox.mark_in_flight("x"));
  EXPECT_FALSE(outbox.mark_acked("x"));
  EXPECT_FALSE(outbox.mark_applied("x"));
  EXPECT_FALSE(outbox.mark_failed("x", now, Duration{}));
  EXPECT_FALSE(outbox.erase("x"));
  EXPECT_EQ(outbox.size(), 1U);
}

TEST(SyncOutbox, marks_the_entry_it_is_asked_for) {
  auto outbox = filled({"a", "b"});
  const auto *entry = std::as_const(outbox).find_ptr("b");
  ASSERT_NE(entry, nullptr);
  EXPECT_TRUE(outbox.mark_queued("b"));
  EXPECT_EQ(entry->envelope.status, SyncStatus::Queued);
  EXPECT_TRUE(outbox.mark_in_flight("b"));
  EXPECT_TRUE(entry->awaiting_ack());
  EXPECT_TRUE(outbox.mark_in_flight("b", false));
  EXPECT_EQ(entry->envelope.ack_status, AckStatus::None);
  EXPECT_EQ(entry->envelope.retry_count, 2U);
  EXPECT_TRUE(outbox.mark_acked("b"));
  EXPECT_EQ(entry->envelope.status, SyncStatus::Acknowledged);
  EXPECT_TRUE(outbox.mark_applied("b"));
  EXPECT_EQ(entry->envelope.status, SyncStatus::Applied);
  EXPECT_EQ(outbox.entries()[0].envelope.status, SyncStatus::Pending);
}

TEST(SyncOutbox, schedules_the_retry_of_a_failed_entry) {
  auto outbox = filled({"a"});
  const auto now = Timestamp::from_millis(1000);
  EXPECT_TRUE(outbox.mark_failed("a", now, Duration::from_millis(50)));
  EXPECT_EQ(outbox.find("a")->envelope.status, SyncStatus::Failed);
  EXPECT_EQ(outbox.find("a")->envelope.next_retry_at.millis(), 1050);
  EXPECT_TRUE(outbox.mark_failed("a", now, Duration::from_millis(latest)));
  EXPECT_EQ(outbox.find("a")->envelope.next_retry_at.millis(), latest);

  const auto before = Timestamp::now();
  EXPECT_TRUE(outbox.mark_failed("a", Duration::from_millis(50)));
  EXPECT_GE(outbox.find("a")->envelope.next_retry_at.millis(), before.millis() + 50);
}

TEST(SyncOutbox, changes_nothing_when_the_time_of_a_failure_is_invalid) {
  auto outbox = filled({"a"});
  EXPECT_FALSE(outbox.mark_failed("a", Timestamp{}, Duration::from_millis(50)));
  EXPECT_EQ(outbox.find("a")->envelope.status, SyncStatus::Pending);
  EXPECT_FALSE(outbox.find("a")->envelope.next_retry_at.is_valid());
}

TEST(SyncOutbox, offers_ready_entries_in_order_without_taking_them) {
  auto outbox = filled({"a", "b", "c", "d"});
  const auto now = Timestamp::from_millis(1000);
  outbox.mark_applied("a");
  outbox.find_ptr("b")->schedule_retry_at(Timestamp::from_millis(1001));
  EXPECT_EQ(outbox.peek_next(now)->sync_id(), "c");
  EXPECT_EQ(ids_of(outbox.next_batch(now, 1)), (Ids{"c"}));
  EXPECT_EQ(ids_of(outbox.next_batch(now, 10)), (Ids{"c", "d"}));
  EXPECT_EQ(ids_of(outbox.next_batch(Timestamp::from_millis(1001), 2)), (Ids{"b", "c"}));
  EXPECT_EQ(ids_of(outbox.next_batch(2)), (Ids{"b", "c"}));
  EXPECT_EQ(outbox.peek_next()->sync_id(), "b");
  EXPECT_TRUE(outbox.next_batch(now, 0).empty());
  EXPECT_TRUE(outbox.next_batch(Timestamp{}, 10).empty());
  EXPECT_FALSE(outbox.peek_next(Timestamp{}).has_value());
  EXPECT_EQ(outbox.size(), 4U);
}

TEST(SyncOutbox, gives_what_there_is_when_asked_for_more_than_any_memory) {
  const auto outbox = filled({"a", "b"});
  EXPECT_EQ(outbox.next_batch(std::numeric_limits<std::size_t>::max()).size(), 2U);
}

TEST(SyncOutbox, requeues_only_waiting_entries_whose_time_has_come) {
  auto outbox = filled({"due", "early", "unscheduled", "not waiting"});
  const auto now = Timestamp::from_millis(1000);
  for (const auto *id : {"due", "early", "unscheduled"}) {
    outbox.mark_in_flight(id);
  }
  outbox.find_ptr("due")->schedule_retry_at(now);
  outbox.find_ptr("early")->schedule_retry_at(Timestamp::from_millis(1001));
  outbox.find_ptr("not waiting")->schedule_retry_at(now);

  EXPECT_EQ(outbox.requeue_expired(Timestamp{}, Duration::from_millis(30)), 0U);
  EXPECT_EQ(outbox.requeue_expired(now, Duration::from_millis(30)), 1U);
  EXPECT_EQ(outbox.find("due")->envelope.status, SyncStatus::Queued);
  EXPECT_EQ(outbox.find("due")->envelope.ack_status, AckStatus::None);
  EXPECT_EQ(outbox.find("due")->envelope.next_retry_at.millis(), 1030);
  EXPECT_TRUE(outbox.find("early")->awaiting_ack());
  EXPECT_TRUE(outbox.find("unscheduled")->awaiting_ack());
  EXPECT_EQ(outbox.find("not waiting")->envelope.status, SyncStatus::Pending);

  EXPECT_EQ(outbox.requeue_expired(Duration::from_millis(latest)), 1U);
  EXPECT_EQ(outbox.find("early")->envelope.next_retry_at.millis(), latest);
}

TEST(SyncOutbox, prunes_by_status_and_keeps_the_order_of_the_rest) {
  auto outbox = filled({"a", "b", "c", "d", "e"});
  outbox.mark_acked("a");
  outbox.mark_applied("c");
  outbox.mark_failed("d", Timestamp::from_millis(1), Duration{});
  EXPECT_EQ(outbox.prune_completed(), 2U);
  EXPECT_EQ(ids_of(outbox.entries()), (Ids{"b", "d", "e"}));
  EXPECT_EQ(outbox.prune_completed(), 0U);
  EXPECT_EQ(outbox.prune_failed(), 1U);
  EXPECT_EQ(outbox.prune_failed(), 0U);
  EXPECT_EQ(ids_of(outbox.entries()), (Ids{"b", "e"}));
  EXPECT_FALSE(outbox.contains("a"));
  EXPECT_FALSE(outbox.contains("d"));
  EXPECT_EQ(outbox.find("e")->sync_id(), "e");
}

TEST(SyncOutbox, is_usable_after_clear) {
  auto outbox = filled({"a", "b"});
  outbox.clear();
  EXPECT_TRUE(outbox.empty());
  EXPECT_FALSE(outbox.contains("a"));
  outbox.push(entry_of("a"));
  EXPECT_TRUE(outbox.contains("a"));
}

TEST(SyncOutbox, copies_are_independent) {
  auto outbox = filled({"a", "b"});
  Outbox copy = outbox;
  EXPECT_TRUE(copy.erase("a"));
  EXPECT_TRUE(copy.mark_queued("b"));
  EXPECT_EQ(ids_of(outbox.entries()), (Ids{"a", "b"}));
  EXPECT_EQ(outbox.find("b")->envelope.status, SyncStatus::Pending);
  outbox = copy;
  EXPECT_FALSE(outbox.contains("a"));
  const Outbox moved = std::move(outbox);
  EXPECT_EQ(moved.find("b")->envelope.status, SyncStatus::Queued);
}

} // namespace
