// SPDX-License-Identifier: Apache-2.0
#include "softadastra/core/time/Duration.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <concepts>
#include <cstdint>
#include <limits>
#include <ratio>
#include <type_traits>
#include <utility>

namespace {

using softadastra::core::time::Duration;

constexpr std::int64_t largest = std::numeric_limits<std::int64_t>::max();
constexpr std::int64_t smallest = std::numeric_limits<std::int64_t>::min();

static_assert(std::same_as<Duration::rep, std::int64_t>);
static_assert(std::is_nothrow_default_constructible_v<Duration>);
static_assert(std::is_nothrow_constructible_v<Duration, std::int64_t>);
static_assert(!std::is_convertible_v<std::int64_t, Duration>);
static_assert(Duration().is_zero() && Duration().millis() == 0 && !Duration(-1).is_zero());
static_assert(Duration::from_millis(-5).millis() == -5);
static_assert(Duration::from_seconds(2).millis() == 2000);
static_assert(Duration::from_seconds(-2).millis() == -2000);
static_assert(Duration(1500).to_chrono() == std::chrono::milliseconds(1500));
static_assert((Duration(2) + Duration(3)).millis() == 5);
static_assert((Duration(2) - Duration(3)).millis() == -1);
static_assert(Duration(1) == Duration(1) && !(Duration(1) == Duration(2)));
static_assert(Duration(1) != Duration(2) && !(Duration(1) != Duration(1)));
static_assert(Duration(-1) < Duration(1) && !(Duration(1) < Duration(1)));
static_assert(Duration(1) > Duration(-1) && !(Duration(1) > Duration(1)));
static_assert(Duration(1) <= Duration(1) && !(Duration(2) <= Duration(1)));
static_assert(Duration(1) >= Duration(1) && !(Duration(1) >= Duration(2)));
static_assert(noexcept(Duration() + Duration()) && noexcept(Duration() - Duration()));
static_assert(noexcept(Duration::from_seconds(1)) && noexcept(Duration().to_chrono()));
static_assert(noexcept(Duration::from_chrono(std::declval<const std::chrono::hours &>())));

// In a constant expression an overflow would not compile at all.
static_assert(Duration::from_seconds(largest).millis() == largest);
static_assert(Duration::from_seconds(smallest).millis() == smallest);
static_assert(Duration::from_seconds(largest / 1000).millis() == largest / 1000 * 1000);
static_assert(Duration::from_seconds(largest / 1000 + 1).millis() == largest);
static_assert((Duration(largest) + Duration(1)).millis() == largest);
static_assert((Duration(smallest) + Duration(-1)).millis() == smallest);
static_assert((Duration(largest) + Duration(smallest)).millis() == -1);
static_assert((Duration(smallest) - Duration(1)).millis() == smallest);
static_assert((Duration(largest) - Duration(-1)).millis() == largest);
static_assert((Duration(0) - Duration(smallest)).millis() == largest);
static_assert((Duration(-1) - Duration(smallest)).millis() == largest);
static_assert((Duration(largest) - Duration(largest)).is_zero());

template <typename Chrono>
std::int64_t millis_of(Chrono length) {
  return Duration::from_chrono(length).millis();
}

TEST(Duration, whole_units_convert_exactly) {
  EXPECT_EQ(millis_of(std::chrono::hours(2)), 7200000);
  EXPECT_EQ(millis_of(std::chrono::seconds(-3)), -3000);
  EXPECT_EQ(millis_of(std::chrono::milliseconds(smallest)), smallest);
}

TEST(Duration, finer_units_are_truncated_towards_zero) {
  EXPECT_EQ(millis_of(std::chrono::microseconds(1500)), 1);
  EXPECT_EQ(millis_of(std::chrono::microseconds(-1500)), -1);
  EXPECT_EQ(millis_of(std::chrono::nanoseconds(-999999)), 0);
}

TEST(Duration, odd_units_are_scaled_before_they_are_truncated) {
  using Frames = std::chrono::duration<int, std::ratio<1, 60>>;
  EXPECT_EQ(millis_of(Frames(1)), 16);
  EXPECT_EQ(millis_of(Frames(59)), 983);
  EXPECT_EQ(millis_of(Frames(60)), 1000);
  EXPECT_EQ(millis_of(Frames(-61)), -1016);
}

TEST(Duration, coarse_units_saturate) {
  EXPECT_EQ(millis_of(std::chrono::duration<std::int64_t, std::ratio<3600>>(largest)), largest);
  EXPECT_EQ(millis_of(std::chrono::duration<std::int64_t, std::ratio<3600>>(smallest)), smallest);
}

TEST(Duration, unsigned_counts_saturate_after_the_division) {
  constexpr std::uint64_t all = std::numeric_limits<std::uint64_t>::max();
  EXPECT_EQ(millis_of(std::chrono::duration<std::uint64_t, std::milli>(all)), largest);
  EXPECT_EQ(millis_of(std::chrono::duration<std::uint64_t, std::nano>(all)), 18446744073709);
}

TEST(Duration, floating_counts_are_truncated_and_saturate) {
  using Seconds = std::chrono::duration<double>;
  EXPECT_EQ(millis_of(Seconds(1.5)), 1500);
  EXPECT_EQ(millis_of(Seconds(-0.0019)), -1);
  EXPECT_EQ(millis_of(Seconds(1e30)), largest);
  EXPECT_EQ(millis_of(Seconds(-1e30)), smallest);
  EXPECT_EQ(millis_of(Seconds(std::numeric_limits<double>::infinity())), largest);
  EXPECT_EQ(millis_of(Seconds(std::numeric_limits<double>::quiet_NaN())), 0);
}

} // namespace
