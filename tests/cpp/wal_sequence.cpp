// SPDX-License-Identifier: Apache-2.0
#include "softadastra/wal/core/Sequence.hpp"

#include <gtest/gtest.h>

#include <array>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <set>
#include <thread>
#include <type_traits>
#include <utility>
#include <vector>

namespace {

using softadastra::wal::core::Sequence;

static_assert(std::same_as<Sequence::value_type, std::uint64_t>);
static_assert(std::is_nothrow_default_constructible_v<Sequence>);
static_assert(std::is_nothrow_constructible_v<Sequence, std::uint64_t>);
static_assert(!std::is_convertible_v<std::uint64_t, Sequence>);
static_assert(!std::is_copy_constructible_v<Sequence> && !std::is_copy_assignable_v<Sequence>);
static_assert(std::is_nothrow_move_constructible_v<Sequence>);
static_assert(std::is_nothrow_move_assignable_v<Sequence>);
static_assert(noexcept(std::declval<Sequence &>().next()));
static_assert(noexcept(std::declval<const Sequence &>().current()));
static_assert(noexcept(std::declval<const Sequence &>().empty()));
static_assert(noexcept(std::declval<Sequence &>().set(1)));
static_assert(noexcept(std::declval<Sequence &>().reset()));

TEST(Sequence, starts_at_one) {
  Sequence sequence;
  EXPECT_TRUE(sequence.empty());
  EXPECT_EQ(sequence.current(), 0U);
  EXPECT_EQ(sequence.next(), 1U);
  EXPECT_EQ(sequence.next(), 2U);
  EXPECT_EQ(sequence.current(), 2U);
  EXPECT_FALSE(sequence.empty());
}

TEST(Sequence, the_start_counts_as_given) {
  Sequence sequence(41);
  EXPECT_EQ(sequence.current(), 41U);
  EXPECT_EQ(sequence.next(), 42U);
}

TEST(Sequence, can_be_set_in_both_directions) {
  Sequence sequence(10);
  sequence.set(100);
  EXPECT_EQ(sequence.next(), 101U);
  sequence.set(5);
  EXPECT_EQ(sequence.next(), 6U);
  sequence.reset();
  EXPECT_TRUE(sequence.empty());
  EXPECT_EQ(sequence.next(), 1U);
}

TEST(Sequence, moving_copies_the_number_and_leaves_the_source_as_it_was) {
  Sequence source(7);
  Sequence constructed(std::move(source));
  Sequence assigned;
  assigned = std::move(constructed);
  EXPECT_EQ(assigned.next(), 8U);
  EXPECT_EQ(constructed.current(), 7U);
  EXPECT_EQ(source.current(), 7U);
}

TEST(Sequence, several_threads_never_get_the_same_number) {
  constexpr std::uint64_t per_thread = 20000;
  Sequence sequence;
  std::array<std::vector<std::uint64_t>, 4> given;
  std::vector<std::thread> threads;
  for (std::vector<std::uint64_t> &mine : given) {
    threads.emplace_back([&sequence, &mine] {
      for (std::uint64_t count = 0; count < per_thread; ++count) {
        mine.push_back(sequence.next());
      }
    });
  }
  for (std::thread &thread : threads) {
    thread.join();
  }
  std::set<std::uint64_t> distinct;
  for (const std::vector<std::uint64_t> &mine : given) {
    distinct.insert(mine.begin(), mine.end());
  }
  EXPECT_EQ(distinct.size(), per_thread * given.size());
  EXPECT_EQ(*distinct.begin(), 1U);
  EXPECT_EQ(*distinct.rbegin(), per_thread * given.size());
  EXPECT_EQ(sequence.current(), per_thread * given.size());
}

} // namespace
