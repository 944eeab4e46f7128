// SPDX-License-Identifier: Apache-2.0
#include "softadastra/sync/queue/SyncQueue.hpp"
#include "sync_samples.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <random>
#include <string>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

namespace {

namespace sync = softadastra::sync;
using samples::envelope;
using softadastra::core::time::Timestamp;
using sync::core::SyncEnvelope;
using sync::queue::SyncQueue;
using Ids = std::vector<std::string>;

static_assert(std::is_same_v<sync::queue::core::SyncEnvelope, SyncEnvelope>);
static_assert(std::is_same_v<SyncQueue::Container, std::vector<SyncEnvelope>>);
static_assert(std::is_copy_constructible_v<SyncQueue> && std::is_copy_assignable_v<SyncQueue>);
static_assert(std::is_same_v<decltype(&SyncQueue::entries),
                             const SyncQueue::Container &(SyncQueue::*)() const noexcept>);
static_assert(std::is_same_v<decltype(&SyncQueue::clear), void (SyncQueue::*)() noexcept>);

[[nodiscard]] Ids ids_of(const std::vector<SyncEnvelope> &envelopes) {
  Ids ids;
  for (const auto &item : envelopes) {
    ids.push_back(item.operation.sync_id);
  }
  return ids;
}

TEST(SyncQueueOrder, is_by_version_then_time_then_id_as_bytes) {
  SyncQueue queue;
  queue.push(envelope("a-2", 2, 10));
  queue.push(envelope("z", 2, 9));
  queue.push(envelope("a-10", 2, 10));
  queue.push(envelope("y", 1, 99));
  EXPECT_EQ(ids_of(queue.entries()), (Ids{"y", "z", "a-10", "a-2"}));
}

TEST(SyncQueueOrder, keeps_equal_envelopes_in_the_order_of_their_pushes) {
  SyncQueue queue;
  auto first = envelope("a", 1, 1);
  auto second = envelope("a", 1, 1);
  first.retry_count = 1;
  second.retry_count = 2;
  queue.push(first);
  queue.push(second);
  EXPECT_EQ(queue.entries()[0].retry_count, 1U);
  EXPECT_EQ(queue.get("a")->retry_count, 1U);
  EXPECT_TRUE(queue.erase("a"));
  EXPECT_EQ(queue.get("a")->retry_count, 2U);
}

TEST(SyncQueueContent, ignores_invalid_envelopes) {
  SyncQueue queue;
  const SyncEnvelope invalid;
  queue.push(invalid);
  queue.push(SyncEnvelope{});
  queue.upsert(SyncEnvelope{});
  EXPECT_TRUE(queue.empty());
}

TEST(SyncQueueContent, gives_nothing_when_empty) {
  SyncQueue queue;
  EXPECT_FALSE(queue.front().has_value());
  EXPECT_FALSE(queue.pop().has_value());
  EXPECT_TRUE(queue.pop_batch(3).empty());
  EXPECT_TRUE(queue.peek_batch(3).empty());
}

TEST(SyncQueueContent, is_taken_out_from_the_front) {
  SyncQueue queue;
  for (std::uint64_t version = 5; version > 0; --version) {
    queue.push(envelope("id-" + std::to_string(version), version));
  }
  EXPECT_EQ(queue.front()->operation.sync_id, "id-1");
  EXPECT_EQ(queue.pop()->operation.sync_id, "id-1");
  EXPECT_FALSE(queue.contains("id-1"));
  EXPECT_EQ(ids_of(queue.peek_batch(2)), (Ids{"id-2", "id-3"}));
  EXPECT_EQ(queue.size(), 4U);
  EXPECT_TRUE(queue.pop_batch(0).empty());
  EXPECT_EQ(ids_of(queue.pop_batch(2)), (Ids{"id-2", "id-3"}));
  EXPECT_FALSE(queue.contains("id-3"));
  EXPECT_TRUE(queue.contains("id-4"));
  EXPECT_EQ(queue.pop_batch(std::numeric_limits<std::size_t>::max()).size(), 2U);
  EXPECT_TRUE(queue.empty());
}

TEST(SyncQueueContent, is_handed_out_before_its_retry_time_too) {
  SyncQueue queue;
  auto later = envelope("a");
  later.schedule_retry_at(Timestamp::from_millis(std::numeric_limits<std::int64_t>::max()));
  queue.push(later);
  EXPECT_EQ(queue.peek_batch(1).size(), 1U);
  EXPECT_EQ(queue.pop_batch(1).size(), 1U);
}

TEST(SyncQueueUpsert, replaces_and_moves_to_the_new_place) {
  SyncQueue queue;
  for (std::uint64_t version = 1; version <= 3; ++version) {
    queue.push(envelope("id-" + std::to_string(version), version * 10));
  }
  queue.upsert(envelope("id-2", 99));
  EXPECT_EQ(ids_of(queue.entries()), (Ids{"id-1", "id-3", "id-2"}));
  queue.upsert(envelope("id-2", 5));
  EXPECT_EQ(ids_of(queue.entries()), (Ids{"id-2", "id-1", "id-3"}));
  auto same_place = envelope("id-2", 5);
  same_place.retry_count = 4;
  queue.upsert(same_place);
  EXPECT_EQ(ids_of(queue.entries()), (Ids{"id-2", "id-1", "id-3"}));
  EXPECT_EQ(queue.get("id-2")->retry_count, 4U);
  queue.upsert(envelope("id-4", 20));
  EXPECT_EQ(ids_of(queue.entries()), (Ids{"id-2", "id-1", "id-4", "id-3"}));
}

TEST(SyncQueueErase, removes_one_envelope_and_only_once) {
  SyncQueue queue;
  queue.push(envelope("a", 1));
  queue.push(envelope("b", 2));
  EXPECT_TRUE(queue.erase("a"));
  EXPECT_FALSE(queue.erase("a"));
  EXPECT_FALSE(queue.contains("a"));
  EXPECT_FALSE(queue.get("a").has_value());
  EXPECT_EQ(queue.get("b")->operation.version, 2U);
  EXPECT_TRUE(queue.erase(queue.entries()[0].operation.sync_id));
  EXPECT_TRUE(queue.empty());
}

TEST(SyncQueueCopies, are_independent) {
  SyncQueue queue;
  queue.push(envelope("a", 1));
  SyncQueue copy = queue;
  EXPECT_TRUE(copy.pop().has_value());
  EXPECT_TRUE(queue.contains("a"));
  EXPECT_FALSE(copy.contains("a"));
  queue.clear();
  EXPECT_FALSE(queue.contains("a"));
  queue.push(envelope("a", 1));
  EXPECT_TRUE(queue.contains("a"));
}

/// The documentation in its plainest form: sort after each insertion, search from the front.
class Model {
public:
  std::vector<SyncEnvelope> entries;

  [[nodiscard]] std::ptrdiff_t find(const std::string &id) const {
    const auto found = std::find_if(entries.begin(), entries.end(), [&](const SyncEnvelope &item) {
      return item.operation.sync_id == id;
    });
    return found == entries.end() ? -1 : found - entries.begin();
  }

  void insert(const SyncEnvelope &item) {
    entries.push_back(item);
    std::stable_sort(
        entries.begin(), entries.end(), [](const SyncEnvelope &left, const SyncEnvelope &right) {
          const auto left_time = left.operation.timestamp.millis();
          const auto right_time = right.operation.timestamp.millis();
          return std::tie(left.operation.version, left_time, left.operation.sync_id) <
                 std::tie(right.operation.version, right_time, right.operation.sync_id);
        });
  }

  bool erase(const std::string &id) {
    const auto position = find(id);
    if (position >= 0) {
      entries.erase(entries.begin() + position);
    }
    return position >= 0;
  }
};

void expect_same(const SyncQueue &queue, const Model &model, const Ids &ids) {
  ASSERT_EQ(queue.size(), model.entries.size());
  for (std::size_t position = 0; position < model.entries.size(); ++position) {
    ASSERT_EQ(queue.entries()[position].operation.sync_id,
              model.entries[position].operation.sync_id);
    ASSERT_EQ(queue.entries()[position].retry_count, model.entries[position].retry_count);
  }
  for (const auto &id : ids) {
    const auto wanted = model.find(id);
    ASSERT_EQ(queue.contains(id), wanted >= 0) << id;
    if (wanted >= 0) {
      ASSERT_EQ(queue.get(id)->retry_count,
                model.entries[static_cast<std::size_t>(wanted)].retry_count);
    }
  }
}

TEST(SyncQueueModel, agrees_with_a_sorted_list_on_random_histories) {
  const Ids ids{"a-1", "a-10", "a-2", "b", "c", "d"};
  for (std::uint32_t seed = 0; seed < 200; ++seed) {
    SCOPED_TRACE(seed);
    std::mt19937 random{seed};
    SyncQueue queue;
    Model model;
    for (std::uint32_t number = 1; number <= 120; ++number) {
      const auto &id = ids[random() % ids.size()];
      const std::uint64_t version = 1 + random() % 4;
      const auto millis = static_cast<std::int64_t>(1 + random() % 2);
      auto item = envelope(id, version, millis);
      item.retry_count = number; // Tells two envelopes apart that are otherwise alike.
      switch (random() % 6) {
      case 0:
      case 1:
        queue.push(item);
        model.insert(item);
        break;
      case 2:
        // A replacement in the same place keeps that place among its equals.
        if (const auto known = model.find(id);
            known >= 0 &&
            version == model.entries[static_cast<std::size_t>(known)].operation.version &&
            millis == model.entries[static_cast<std::size_t>(known)].operation.timestamp.millis()) {
          model.entries[static_cast<std::size_t>(known)] = item;
        } else {
          model.erase(id);
          model.insert(item);
        }
        queue.upsert(item);
        break;
      case 3:
        ASSERT_EQ(queue.erase(id), model.erase(id));
        break;
      case 4: {
        const auto popped = queue.pop_batch(random() % 3);
        ASSERT_LE(popped.size(), model.entries.size());
        for (const auto &taken : popped) {
          ASSERT_EQ(taken.retry_count, model.entries.front().retry_count);
          model.entries.erase(model.entries.begin());
        }
        break;
      }
      default:
        ASSERT_EQ(queue.pop().has_value(), !model.entries.empty());
        if (!model.entries.empty()) {
          model.entries.erase(model.entries.begin());
        }
      }
      expect_same(queue, model, ids);
      if (::testing::Test::HasFatalFailure()) {
        return;
      }
    }
  }
}

} // namespace
