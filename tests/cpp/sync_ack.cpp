// SPDX-License-Identifier: Apache-2.0
#include "softadastra/sync/ack/AckTracker.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <limits>
#include <string>
#include <type_traits>
#include <unordered_map>
#include <utility>
#include <vector>

namespace {

namespace sync = softadastra::sync;
using softadastra::core::time::Duration;
using softadastra::core::time::Timestamp;
using sync::ack::AckTracker;
using sync::types::AckStatus;
using AckEntry = AckTracker::AckEntry;

static_assert(std::is_same_v<sync::ack::types::AckStatus, AckStatus>);
static_assert(std::is_same_v<sync::ack::core_time::Timestamp, Timestamp>);
static_assert(std::is_same_v<AckTracker::Map, std::unordered_map<std::string, AckEntry>>);
static_assert(std::is_copy_constructible_v<AckTracker> && std::is_copy_assignable_v<AckTracker>);
static_assert(std::is_default_constructible_v<AckEntry>);
static_assert(std::is_same_v<decltype(std::declval<AckTracker &>().find("")), AckEntry *>);
static_assert(
    std::is_same_v<decltype(std::declval<const AckTracker &>().find("")), const AckEntry *>);
static_assert(std::is_same_v<decltype(&AckTracker::all),
                             const AckTracker::Map &(AckTracker::*)() const noexcept>);

constexpr auto latest = std::numeric_limits<std::int64_t>::max();

[[nodiscard]] Timestamp at(std::int64_t millis) { return Timestamp::from_millis(millis); }
[[nodiscard]] Duration wait(std::int64_t millis) { return Duration::from_millis(millis); }

[[nodiscard]] std::vector<std::string> sorted_ids(const std::vector<AckEntry> &entries) {
  std::vector<std::string> ids;
  for (const auto &entry : entries) {
    ids.push_back(entry.sync_id);
  }
  std::sort(ids.begin(), ids.end());
  return ids;
}

using Ids = std::vector<std::string>;

TEST(SyncAckEntry, answers_by_its_status) {
  AckEntry entry{"a", at(1), at(2)};
  EXPECT_TRUE(entry.is_waiting() && !entry.terminal() && entry.is_valid());
  entry.status = AckStatus::Received;
  EXPECT_TRUE(entry.acknowledged() && entry.terminal() && !entry.is_waiting());
  entry.status = AckStatus::TimedOut;
  EXPECT_TRUE(entry.timed_out() && entry.terminal() && !entry.acknowledged());
  entry.status = static_cast<AckStatus>(9);
  EXPECT_FALSE(entry.is_valid());
}

TEST(SyncAckEntry, is_valid_with_an_id_and_two_times) {
  EXPECT_FALSE(AckEntry{}.is_valid());
  EXPECT_TRUE(AckEntry{}.is_waiting());
  EXPECT_FALSE((AckEntry{"", at(1), at(2)}.is_valid()));
  EXPECT_FALSE((AckEntry{"a", at(0), at(2)}.is_valid()));
  EXPECT_FALSE((AckEntry{"a", at(1), at(0)}.is_valid()));
}

TEST(SyncAckTracker, waits_from_now_until_the_deadline) {
  AckTracker tracker;
  tracker.track("a", at(1000), wait(50));
  const auto entry = tracker.get("a");
  ASSERT_TRUE(entry.has_value());
  EXPECT_EQ(entry->sync_id, "a");
  EXPECT_EQ(entry->tracked_at, at(1000));
  EXPECT_EQ(entry->expires_at, at(1050));
  EXPECT_TRUE(tracker.is_waiting("a"));
  EXPECT_FALSE(tracker.acknowledged("a"));

  const auto before = Timestamp::now();
  tracker.track("b", wait(50));
  EXPECT_GE(tracker.get("b")->tracked_at, before);
  EXPECT_EQ(tracker.get("b")->expires_at.millis(), tracker.get("b")->tracked_at.millis() + 50);
}

TEST(SyncAckTracker, ignores_an_empty_id_and_an_invalid_time) {
  AckTracker tracker;
  tracker.track("", at(1), wait(1));
  tracker.track("a", at(0), wait(1));
  tracker.track("a", at(-5), wait(1));
  EXPECT_TRUE(tracker.empty());
}

TEST(SyncAckTracker, starts_again_when_tracked_again) {
  AckTracker tracker;
  tracker.track("a", at(1000), wait(50));
  EXPECT_TRUE(tracker.ack("a"));
  tracker.track("a", at(2000), wait(50));
  EXPECT_EQ(tracker.size(), 1U);
  EXPECT_TRUE(tracker.is_waiting("a"));
  EXPECT_EQ(tracker.get("a")->expires_at, at(2050));
}

TEST(SyncAckTracker, takes_an_answer_in_any_status) {
  AckTracker tracker;
  tracker.track("a", at(1), wait(1));
  EXPECT_TRUE(tracker.mark_timed_out("a"));
  EXPECT_TRUE(tracker.find("a")->timed_out());
  EXPECT_TRUE(tracker.ack("a"));
  EXPECT_TRUE(tracker.ack("a"));
  EXPECT_TRUE(tracker.acknowledged("a"));
  EXPECT_FALSE(tracker.is_waiting("a"));
}

TEST(SyncAckTracker, answers_no_for_unknown_ids) {
  AckTracker tracker;
  EXPECT_FALSE(tracker.ack("x"));
  EXPECT_FALSE(tracker.mark_timed_out("x"));
  EXPECT_FALSE(tracker.erase("x"));
  EXPECT_FALSE(tracker.contains("x"));
  EXPECT_FALSE(tracker.is_waiting("x"));
  EXPECT_FALSE(tracker.acknowledged("x"));
  EXPECT_FALSE(tracker.get("x").has_value());
  EXPECT_EQ(tracker.find("x"), nullptr);
  EXPECT_EQ(std::as_const(tracker).find("x"), nullptr);
  EXPECT_TRUE(tracker.empty());
}

TEST(SyncAckTracker, gives_up_at_the_deadline_and_remembers_it) {
  AckTracker tracker;
  tracker.track("a", at(1000), wait(50));
  tracker.track("b", at(1000), wait(60));
  tracker.track("c", at(1000), wait(10));
  EXPECT_TRUE(tracker.ack("c"));
  EXPECT_TRUE(tracker.collect_expired(at(1049)).empty());

  const auto expired = tracker.collect_expired(at(1050));
  EXPECT_EQ(sorted_ids(expired), (Ids{"a"}));
  EXPECT_TRUE(expired.front().timed_out());
  EXPECT_TRUE(tracker.contains("a"));
  EXPECT_TRUE(tracker.get("a")->timed_out());
  EXPECT_TRUE(tracker.is_waiting("b"));
  EXPECT_TRUE(tracker.collect_expired(at(1050)).empty());
  EXPECT_EQ(sorted_ids(tracker.collect_expired(at(1060))), (Ids{"b"}));
  EXPECT_TRUE(tracker.acknowledged("c"));
}

TEST(SyncAckTracker, gives_up_what_was_tracked_after_the_last_look) {
  AckTracker tracker;
  tracker.track("late", at(1000), wait(500));
  EXPECT_TRUE(tracker.collect_expired(at(1000)).empty());
  tracker.track("early", at(1000), wait(5));
  EXPECT_EQ(sorted_ids(tracker.collect_expired(at(1005))), (Ids{"early"}));
  tracker.track("past", at(1000), wait(-999));
  EXPECT_EQ(sorted_ids(tracker.collect_expired(at(2))), (Ids{"past"}));
  EXPECT_EQ(sorted_ids(tracker.collect_expired()), (Ids{"late"}));
}

TEST(SyncAckTracker, sees_a_deadline_changed_through_a_pointer) {
  AckTracker tracker;
  tracker.track("a", at(1000), wait(500));
  auto *entry = tracker.find("a");
  EXPECT_TRUE(tracker.collect_expired(at(1001)).empty());
  entry->expires_at = at(1010);
  EXPECT_EQ(sorted_ids(tracker.collect_expired(at(1010))), (Ids{"a"}));
  entry->status = AckStatus::Waiting;
  EXPECT_EQ(sorted_ids(tracker.collect_expired(at(1010))), (Ids{"a"}));
}

TEST(SyncAckTracker, keeps_an_entry_under_its_id_when_the_entry_says_another) {
  AckTracker tracker;
  tracker.track("a", at(1000), wait(500));
  tracker.find("a")->sync_id = "b";
  EXPECT_TRUE(tracker.contains("a"));
  EXPECT_FALSE(tracker.contains("b"));
  EXPECT_TRUE(tracker.erase("a"));
  EXPECT_TRUE(tracker.empty());
}

TEST(SyncAckTracker, never_gives_up_when_the_timeout_does_not_fit) {
  AckTracker tracker;
  tracker.track("a", at(1000), wait(latest));
  EXPECT_EQ(tracker.get("a")->expires_at, at(latest));
  EXPECT_TRUE(tracker.get("a")->is_valid());
  EXPECT_TRUE(tracker.collect_expired().empty());
}

TEST(SyncAckTracker, prunes_by_status) {
  AckTracker tracker;
  for (const auto *id : {"waiting", "received", "late", "later"}) {
    tracker.track(id, at(1000), wait(10));
  }
  tracker.ack("received");
  tracker.mark_timed_out("late");
  tracker.mark_timed_out("later");
  EXPECT_EQ(tracker.prune_received(), 1U);
  EXPECT_EQ(tracker.size(), 3U);
  EXPECT_EQ(tracker.prune_timed_out(), 2U);
  EXPECT_EQ(tracker.all().size(), 1U);
  EXPECT_EQ(tracker.all().begin()->first, "waiting");
  EXPECT_EQ(tracker.prune_received() + tracker.prune_timed_out(), 0U);
}

TEST(SyncAckTracker, can_be_copied_and_reused_after_clear) {
  AckTracker tracker;
  tracker.track("a", at(1000), wait(10));
  AckTracker copy = tracker;
  tracker.clear();
  EXPECT_TRUE(tracker.empty());
  EXPECT_EQ(sorted_ids(copy.collect_expired(at(1010))), (Ids{"a"}));
  tracker.track("b", at(1000), wait(20));
  EXPECT_TRUE(tracker.collect_expired(at(1019)).empty());
  EXPECT_EQ(sorted_ids(tracker.collect_expired(at(1020))), (Ids{"b"}));
}

} // namespace
