// SPDX-License-Identifier: Apache-2.0
#include "softadastra/core/utils/Assert.hpp"
#include "softadastra/core/utils/ScopeGuard.hpp"
#include "softadastra/core/utils/StringUtils.hpp"

#include <gtest/gtest.h>

#include <concepts>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace {

using softadastra::core::utils::make_scope_guard;
using softadastra::core::utils::ScopeGuard;
using softadastra::core::utils::StringUtils;

using Guard = ScopeGuard<std::function<void()>>;

static_assert(!std::is_copy_constructible_v<Guard> && !std::is_copy_assignable_v<Guard>);
static_assert(std::is_move_constructible_v<Guard> && std::is_move_assignable_v<Guard>);
static_assert(!std::is_constructible_v<Guard, std::function<void()> &>);
static_assert(!std::is_convertible_v<std::function<void()>, Guard>);
static_assert(noexcept(std::declval<Guard &>().dismiss()));
static_assert(noexcept(std::declval<const Guard &>().active()));
static_assert(std::same_as<decltype(make_scope_guard(std::declval<std::function<void()> &>())),
                           Guard>);
static_assert(noexcept(StringUtils::is_empty("")) && noexcept(StringUtils::trim_view("")));
static_assert(std::same_as<decltype(StringUtils::trim_view("")), std::string_view>);
static_assert(std::same_as<decltype(StringUtils::trim("")), std::string>);

// Compiles only because a failed assertion does not return.
int number_or_abort(bool given) {
  if (given) {
    return 1;
  }
  softadastra::core::utils::assert_fail("given", "file", 1);
}

TEST(Assert, a_condition_that_holds_is_evaluated_once_and_costs_nothing_else) {
  int evaluations = 0;
  SA_ASSERT(++evaluations == 1);
  SA_ASSERT_MSG(++evaluations == 2, "counted");
  const int operand = (SA_ASSERT(true), 7);
  EXPECT_EQ(evaluations, 2);
  EXPECT_EQ(operand, 7);
  EXPECT_EQ(number_or_abort(true), 1);
}

TEST(AssertDeathTest, a_failed_condition_names_itself_and_ends_the_process) {
  EXPECT_DEATH(SA_ASSERT(1 + 1 == 3), "1 \\+ 1 == 3.*core_utils.cpp");
  EXPECT_DEATH(SA_ASSERT_MSG(1 + 1 == 3, "arithmetic works"), "arithmetic works");
  EXPECT_DEATH((void)number_or_abort(false), "given.*file:1");
}

TEST(ScopeGuard, runs_at_the_end_of_the_scope) {
  int runs = 0;
  {
    const auto guard = make_scope_guard([&runs] { ++runs; });
    EXPECT_TRUE(guard.active());
    EXPECT_EQ(runs, 0);
  }
  EXPECT_EQ(runs, 1);
}

TEST(ScopeGuard, does_not_run_once_dismissed) {
  int runs = 0;
  {
    auto guard = make_scope_guard([&runs] { ++runs; });
    guard.dismiss();
    EXPECT_FALSE(guard.active());
  }
  EXPECT_EQ(runs, 0);
}

TEST(ScopeGuard, the_type_is_deduced_from_a_temporary) {
  int runs = 0;
  { const ScopeGuard guard([&runs] { ++runs; }); }
  EXPECT_EQ(runs, 1);
}

TEST(ScopeGuard, a_named_callable_is_copied) {
  int runs = 0;
  const auto count = [&runs] { ++runs; };
  { const auto guard = make_scope_guard(count); }
  count();
  EXPECT_EQ(runs, 2);
}

TEST(ScopeGuard, a_callable_that_only_moves_is_accepted) {
  int seen = 0;
  {
    auto held = std::make_unique<int>(5);
    const auto guard = make_scope_guard([&seen, held = std::move(held)] { seen = *held; });
  }
  EXPECT_EQ(seen, 5);
}

TEST(ScopeGuard, moving_dismisses_the_source) {
  int runs = 0;
  {
    auto first = make_scope_guard([&runs] { ++runs; });
    const auto second = std::move(first);
    EXPECT_FALSE(first.active());
    EXPECT_TRUE(second.active());
  }
  EXPECT_EQ(runs, 1);
}

TEST(ScopeGuard, moving_a_dismissed_guard_gives_a_dismissed_guard) {
  int runs = 0;
  {
    auto first = make_scope_guard([&runs] { ++runs; });
    first.dismiss();
    const auto second = std::move(first);
    EXPECT_FALSE(second.active());
  }
  EXPECT_EQ(runs, 0);
}

TEST(ScopeGuard, assignment_runs_the_replaced_callable_first) {
  std::vector<std::string> log;
  const auto named = [&log](std::string name) {
    return [&log, name] { log.push_back(name); };
  };
  {
    auto first = make_scope_guard(named("first"));
    auto second = make_scope_guard(named("second"));
    first = std::move(second);
    EXPECT_EQ(log, std::vector<std::string>{"first"});
    EXPECT_TRUE(first.active());
    EXPECT_FALSE(second.active());
  }
  EXPECT_EQ(log, (std::vector<std::string>{"first", "second"}));
}

TEST(ScopeGuard, assignment_to_a_dismissed_guard_runs_nothing) {
  int runs = 0;
  auto first = make_scope_guard(std::function<void()>([&runs] { ++runs; }));
  auto second = make_scope_guard(std::function<void()>([&runs] { ++runs; }));
  first.dismiss();
  second.dismiss();
  first = std::move(second);
  EXPECT_FALSE(first.active());
  EXPECT_EQ(runs, 0);
}

TEST(StringUtils, only_a_text_without_bytes_is_empty) {
  EXPECT_TRUE(StringUtils::is_empty(""));
  EXPECT_FALSE(StringUtils::is_empty(" "));
}

TEST(StringUtils, blanks_are_trimmed_at_both_ends_only) {
  EXPECT_EQ(StringUtils::trim(" \t\r\na b\n\r\t "), "a b");
  EXPECT_EQ(StringUtils::trim("\v a"), "\v a");
  EXPECT_EQ(StringUtils::trim(" \t "), "");
  EXPECT_EQ(StringUtils::trim(""), "");
  EXPECT_EQ(StringUtils::trim("a"), "a");
}

TEST(StringUtils, a_trimmed_view_points_into_the_same_bytes) {
  const std::string text = "  a ";
  EXPECT_EQ(StringUtils::trim_view(text).data(), text.data() + 2);
  EXPECT_EQ(StringUtils::trim_view(text), "a");
}

TEST(StringUtils, splitting_gives_one_part_more_than_delimiters) {
  using Parts = std::vector<std::string>;
  EXPECT_EQ(StringUtils::split("", ','), (Parts{""}));
  EXPECT_EQ(StringUtils::split("a,", ','), (Parts{"a", ""}));
  EXPECT_EQ(StringUtils::split(",", ','), (Parts{"", ""}));
  EXPECT_EQ(StringUtils::split("a,,b", ','), (Parts{"a", "", "b"}));
  EXPECT_EQ(StringUtils::split("abc", ','), (Parts{"abc"}));
}

} // namespace
