// SPDX-License-Identifier: Apache-2.0
#include "softadastra/core/time/Clock.hpp"
#include "softadastra/core/time/Timestamp.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <concepts>
#include <cstdint>
#include <limits>
#include <type_traits>
#include <utility>

namespace {

using softadastra::core::time::Clock;
using softadastra::core::time::Timestamp;

static_assert(std::same_as<Clock::system_clock, std::chrono::system_clock>);
static_assert(std::same_as<Clock::steady_clock, std::chrono::steady_clock>);
static_assert(std::same_as<Clock::time_point, std::chrono::system_clock::time_point>);
static_assert(std::same_as<Clock::steady_time_point, std::chrono::steady_clock::time_point>);
static_assert(std::same_as<decltype(Clock::now()), Clock::time_point> && noexcept(Clock::now()));
static_assert(std::same_as<decltype(Clock::monotonic_now()), Clock::steady_time_point>);
static_assert(noexcept(Clock::monotonic_now()));

static_assert(std::same_as<Timestamp::rep, std::int64_t> && sizeof(Timestamp) == 8);
static_assert(std::is_trivially_copyable_v<Timestamp>);
static_assert(std::is_nothrow_default_constructible_v<Timestamp>);
static_assert(std::is_nothrow_constructible_v<Timestamp, std::int64_t>);
static_assert(!std::is_convertible_v<std::int64_t, Timestamp>);
static_assert(Timestamp().value() == 0 && !Timestamp().is_valid());
static_assert(Timestamp(5).millis() == 5 && Timestamp::from_millis(5).value() == 5);
static_assert(Timestamp(1).is_valid() && !Timestamp(0).is_valid() && !Timestamp(-1).is_valid());
static_assert(Timestamp(1) == Timestamp(1) && !(Timestamp(1) == Timestamp(2)));
static_assert(Timestamp(1) != Timestamp(2) && !(Timestamp(1) != Timestamp(1)));
static_assert(Timestamp(-1) < Timestamp(1) && !(Timestamp(1) < Timestamp(1)));
static_assert(Timestamp(1) > Timestamp(-1) && !(Timestamp(1) > Timestamp(1)));
static_assert(Timestamp(1) <= Timestamp(1) && !(Timestamp(2) <= Timestamp(1)));
static_assert(Timestamp(1) >= Timestamp(1) && !(Timestamp(1) >= Timestamp(2)));
static_assert(noexcept(Timestamp::now()) && noexcept(Timestamp::from_millis(1)));
static_assert(noexcept(Timestamp::from_time_point(std::declval<Clock::time_point &>())));
static_assert(noexcept(Timestamp().to_time_point()) && noexcept(Timestamp() <= Timestamp()));

TEST(Clock, the_monotonic_clock_does_not_go_backwards) {
  const Clock::steady_time_point first = Clock::monotonic_now();
  const Clock::steady_time_point second = Clock::monotonic_now();
  EXPECT_LE(first, second);
}

TEST(Timestamp, now_lies_between_two_readings_of_the_wall_clock) {
  const Timestamp before = Timestamp::from_time_point(Clock::now());
  const Timestamp now = Timestamp::now();
  const Timestamp after = Timestamp::from_time_point(Clock::now());
  EXPECT_TRUE(now.is_valid());
  EXPECT_LE(before.millis(), now.millis());
  EXPECT_LE(now.millis(), after.millis());
}

TEST(Timestamp, fractions_of_a_millisecond_are_cut_off) {
  const Clock::time_point point(
      std::chrono::duration_cast<Clock::time_point::duration>(std::chrono::microseconds(1999)));
  EXPECT_EQ(Timestamp::from_time_point(point).millis(), 1);
}

TEST(Timestamp, a_time_point_survives_the_way_there_and_back) {
  for (const Timestamp::rep millis : {Timestamp::rep{1700000000123}, Timestamp::rep{-7}}) {
    EXPECT_EQ(Timestamp::from_time_point(Timestamp(millis).to_time_point()).millis(), millis);
  }
}

TEST(Timestamp, a_time_beyond_the_clock_becomes_its_last_point) {
  const Timestamp latest(std::numeric_limits<std::int64_t>::max());
  const Timestamp earliest(std::numeric_limits<std::int64_t>::min());
  EXPECT_EQ(latest.to_time_point(), Clock::time_point::max());
  EXPECT_EQ(earliest.to_time_point(), Clock::time_point::min());
}

} // namespace
