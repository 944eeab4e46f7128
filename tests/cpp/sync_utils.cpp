// SPDX-License-Identifier: Apache-2.0
#include "softadastra/sync/utils/Deadline.hpp"
#include "softadastra/sync/utils/SyncIdGenerator.hpp"

#include <gtest/gtest.h>

#include <cstddef>
#include <cstdint>
#include <limits>
#include <set>
#include <string>
#include <thread>
#include <type_traits>
#include <utility>
#include <vector>

namespace {

namespace sync = softadastra::sync;
using softadastra::core::time::Duration;
using softadastra::core::time::Timestamp;
using sync::utils::SyncIdGenerator;

static_assert(std::is_same_v<SyncIdGenerator::value_type, std::uint64_t>);
static_assert(!std::is_copy_constructible_v<SyncIdGenerator>);
static_assert(!std::is_copy_assignable_v<SyncIdGenerator>);
static_assert(std::is_nothrow_move_constructible_v<SyncIdGenerator>);
static_assert(std::is_nothrow_move_assignable_v<SyncIdGenerator>);
static_assert(!std::is_convertible_v<std::string, SyncIdGenerator>);
static_assert(std::is_same_v<decltype(&SyncIdGenerator::reset),
                             void (SyncIdGenerator::*)(std::uint64_t) noexcept>);

constexpr auto latest = std::numeric_limits<std::int64_t>::max();
constexpr auto earliest = std::numeric_limits<std::int64_t>::min();

TEST(SyncIds, count_from_one_behind_the_name) {
  SyncIdGenerator generator{"node-a"};
  EXPECT_TRUE(generator.is_valid());
  EXPECT_TRUE(generator.empty());
  EXPECT_EQ(generator.next(), "node-a-1");
  EXPECT_EQ(generator.next(), "node-a-2");
  EXPECT_EQ(generator.current(), 2U);
  EXPECT_FALSE(generator.empty());
}

TEST(SyncIds, are_empty_and_not_counted_without_a_name) {
  SyncIdGenerator generator;
  EXPECT_FALSE(generator.is_valid());
  EXPECT_EQ(generator.next(), "");
  EXPECT_EQ(generator.current(), 0U);
  generator.set_node_id("n");
  EXPECT_EQ(generator.next(), "n-1");
}

TEST(SyncIds, go_on_counting_when_the_name_changes) {
  SyncIdGenerator generator{"a"};
  EXPECT_EQ(generator.next(), "a-1");
  generator.set_node_id("b");
  EXPECT_EQ(generator.node_id(), "b");
  EXPECT_EQ(generator.next(), "b-2");
}

TEST(SyncIds, continue_after_the_number_they_are_reset_to) {
  SyncIdGenerator generator{"a"};
  generator.reset(41);
  EXPECT_EQ(generator.next(), "a-42");
  generator.reset();
  EXPECT_TRUE(generator.empty());
  EXPECT_EQ(generator.next(), "a-1");
  generator.reset(std::numeric_limits<std::uint64_t>::max() - 1);
  EXPECT_EQ(generator.next(), "a-18446744073709551615");
}

TEST(SyncIds, move_with_name_and_counter_and_leave_no_twin) {
  SyncIdGenerator source{"a"};
  EXPECT_EQ(source.next(), "a-1");
  SyncIdGenerator target{std::move(source)};
  EXPECT_EQ(target.next(), "a-2");
  EXPECT_EQ(source.current(), 1U);
  EXPECT_EQ(source.next(), "");

  SyncIdGenerator assigned{"b"};
  assigned = std::move(target);
  EXPECT_EQ(assigned.next(), "a-3");
  EXPECT_FALSE(target.is_valid());
}

TEST(SyncIds, survive_a_move_onto_themselves) {
  SyncIdGenerator generator{"a"};
  auto &same = generator;
  generator = std::move(same);
  EXPECT_EQ(generator.next(), "a-1");
}

TEST(SyncIds, are_unique_across_threads) {
  constexpr std::size_t thread_count = 4;
  constexpr std::size_t id_count = 2000;
  SyncIdGenerator generator{"a"};
  std::vector<std::vector<std::string>> made(thread_count);
  std::vector<std::thread> threads;
  for (auto &ids : made) {
    threads.emplace_back([&generator, &ids] {
      for (std::size_t number = 0; number < id_count; ++number) {
        ids.push_back(generator.next());
      }
    });
  }
  for (auto &thread : threads) {
    thread.join();
  }
  std::set<std::string> all;
  for (const auto &ids : made) {
    all.insert(ids.begin(), ids.end());
  }
  EXPECT_EQ(all.size(), thread_count * id_count);
  EXPECT_EQ(generator.current(), thread_count * id_count);
}

TEST(SyncDeadline, is_the_sum_while_it_fits_and_saturates_beyond) {
  const auto deadline = [](std::int64_t start, std::int64_t interval) {
    return sync::utils::deadline_after(Timestamp::from_millis(start),
                                       Duration::from_millis(interval))
        .millis();
  };
  EXPECT_EQ(deadline(1000, 50), 1050);
  EXPECT_EQ(deadline(1000, -50), 950);
  EXPECT_EQ(deadline(1000, latest), latest);
  EXPECT_EQ(deadline(latest, 1), latest);
  EXPECT_EQ(deadline(latest - 1, 1), latest);
  EXPECT_EQ(deadline(-1000, earliest), earliest);
}

} // namespace
