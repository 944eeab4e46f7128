// SPDX-License-Identifier: Apache-2.0
#include "softadastra/core/types/Result.hpp"

#include <gtest/gtest.h>

#include <concepts>
#include <cstdint>
#include <memory>
#include <stdexcept>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

namespace {

using softadastra::core::types::Result;

using Text = Result<std::string, int>;
using Same = Result<std::string, std::string>;
using Nothing = Result<void, std::string>;

struct NoDefault {
  explicit NoDefault(int number) : code(number) {}
  int code;
};

struct OnlyExplicit {
  explicit OnlyExplicit(int) {}
};

template <typename R, typename A>
concept HasOk = requires(A argument) { R::ok(argument); };

static_assert(!std::is_default_constructible_v<Text>);
static_assert(!std::is_default_constructible_v<Nothing>);
static_assert(!std::is_constructible_v<Text, std::string>);
static_assert(!std::is_constructible_v<Nothing, bool>);
static_assert(!std::is_convertible_v<Text, bool> && !std::is_constructible_v<bool, Text>);
static_assert(std::is_copy_constructible_v<Text> && std::is_copy_assignable_v<Text>);
static_assert(std::is_nothrow_move_constructible_v<Text>);
static_assert(std::is_nothrow_move_constructible_v<Nothing>);
static_assert(!std::is_copy_constructible_v<Result<std::unique_ptr<int>, int>>);
static_assert(std::is_move_constructible_v<Result<std::unique_ptr<int>, int>>);
static_assert(noexcept(std::declval<const Text &>().is_ok()));
static_assert(noexcept(std::declval<const Text &>().is_err()));
static_assert(noexcept(std::declval<const Nothing &>().is_ok()));
static_assert(noexcept(std::declval<const Nothing &>().is_err()));
static_assert(std::same_as<decltype(std::declval<const Text &>().value()), const std::string &>);
static_assert(std::same_as<decltype(std::declval<Text &>().value()), std::string &>);
static_assert(std::same_as<decltype(std::declval<Text>().value()), std::string>);
static_assert(std::same_as<decltype(std::declval<const Text &>().error()), const int &>);
static_assert(std::same_as<decltype(std::declval<Text &>().error()), int &>);
static_assert(std::same_as<decltype(std::declval<const Nothing &>().error()), const std::string &>);
static_assert(std::same_as<decltype(std::declval<Nothing &>().error()), std::string &>);
static_assert(std::same_as<decltype(std::declval<const Text &>().value_or("x")), std::string>);
static_assert(HasOk<Text, const char *>);
static_assert(!HasOk<Result<OnlyExplicit, int>, int>);

template <typename Action>
std::string thrown_by(Action &&action) {
  try {
    action();
  } catch (const std::logic_error &caught) {
    return caught.what();
  }
  return "nothing was thrown";
}

TEST(Result, a_success_holds_the_value) {
  const auto result = Text::ok("x");
  EXPECT_TRUE(result.is_ok());
  EXPECT_FALSE(result.is_err());
  EXPECT_EQ(result.value(), "x");
}

TEST(Result, a_failure_holds_the_error) {
  const auto result = Text::err(7);
  EXPECT_FALSE(result.is_ok());
  EXPECT_TRUE(result.is_err());
  EXPECT_EQ(result.error(), 7);
}

TEST(Result, a_small_number_becomes_a_wide_value) {
  const auto result = Result<std::uint64_t, std::string>::ok(5);
  EXPECT_EQ(result.value(), std::uint64_t{5});
}

TEST(Result, an_empty_brace_makes_a_default_value) {
  const auto result = Text::ok({});
  ASSERT_TRUE(result.is_ok());
  EXPECT_EQ(result.value(), "");
}

TEST(Result, equal_types_keep_success_and_failure_apart) {
  const auto good = Same::ok("text");
  const auto bad = Same::err("text");
  EXPECT_TRUE(good.is_ok());
  EXPECT_TRUE(bad.is_err());
  EXPECT_EQ(good.value(), bad.error());
}

TEST(Result, types_that_convert_into_each_other_are_not_mixed_up) {
  EXPECT_TRUE((Result<bool, int>::err(1).is_err()));
  EXPECT_TRUE((Result<bool, std::string>::err("boom").is_err()));
  EXPECT_TRUE((Result<int, bool>::ok(0).is_ok()));
  EXPECT_TRUE((Result<double, float>::err(1.0F).is_err()));
}

TEST(Result, an_error_made_from_a_literal_stays_an_error) {
  const auto result = Nothing::err("boom");
  EXPECT_TRUE(result.is_err());
  EXPECT_FALSE(result.is_ok());
  EXPECT_EQ(result.error(), "boom");
}

TEST(Result, a_void_result_with_a_bool_error_keeps_false_as_an_error) {
  const auto result = Result<void, bool>::err(false);
  ASSERT_TRUE(result.is_err());
  EXPECT_FALSE(result.error());
}

TEST(Result, a_void_success_has_no_error) {
  const auto result = Nothing::ok();
  EXPECT_TRUE(result.is_ok());
  EXPECT_FALSE(result.is_err());
}

TEST(Result, the_error_type_needs_no_default_constructor) {
  EXPECT_TRUE((Result<void, NoDefault>::ok().is_ok()));
  EXPECT_EQ((Result<void, NoDefault>::err(NoDefault(3)).error().code), 3);
  EXPECT_TRUE((Result<int, NoDefault>::ok(1).is_ok()));
}

TEST(Result, asking_for_the_absent_side_throws_a_logic_error) {
  auto good = Text::ok("x");
  auto bad = Text::err(1);
  const auto nothing = Nothing::ok();
  EXPECT_EQ(thrown_by([&] { (void)bad.value(); }), "Result: no value");
  EXPECT_EQ(thrown_by([&] { (void)std::as_const(bad).value(); }), "Result: no value");
  EXPECT_EQ(thrown_by([&] { (void)good.error(); }), "Result: no error");
  EXPECT_EQ(thrown_by([&] { (void)std::as_const(good).error(); }), "Result: no error");
  EXPECT_EQ(thrown_by([&] { (void)nothing.error(); }), "Result<void>: no error");
}

TEST(Result, the_value_can_be_changed_and_moved_out) {
  auto result = Result<std::vector<int>, int>::ok(std::vector<int>{1, 2});
  result.value().push_back(3);
  const std::vector<int> taken = std::move(result.value());
  EXPECT_EQ(taken, (std::vector<int>{1, 2, 3}));
  EXPECT_TRUE(result.is_ok());
}

TEST(Result, a_value_that_only_moves_passes_through) {
  auto result = Result<std::unique_ptr<int>, std::string>::ok(std::make_unique<int>(9));
  const std::unique_ptr<int> taken = std::move(result.value());
  EXPECT_EQ(*taken, 9);
}

TEST(Result, a_fallback_is_used_only_on_failure) {
  EXPECT_EQ(Text::ok("kept").value_or("fallback"), "kept");
  EXPECT_EQ(Text::err(1).value_or("fallback"), "fallback");
}

TEST(Result, map_changes_the_value_and_its_type) {
  const auto length = [](const std::string &text) { return text.size(); };
  const auto good = Text::ok("four").map(length);
  static_assert(std::same_as<std::remove_const_t<decltype(good)>, Result<std::size_t, int>>);
  EXPECT_EQ(good.value(), std::size_t{4});
  EXPECT_EQ(Text::err(8).map(length).error(), 8);
}

TEST(Result, map_error_changes_the_error_and_its_type) {
  const auto describe = [](int code) { return "code " + std::to_string(code); };
  const auto bad = Text::err(8).map_error(describe);
  static_assert(std::same_as<std::remove_const_t<decltype(bad)>, Same>);
  EXPECT_EQ(bad.error(), "code 8");
  const auto good = Text::ok("x").map_error(describe);
  ASSERT_TRUE(good.is_ok());
  EXPECT_EQ(good.value(), "x");
}

TEST(Result, map_is_not_called_on_the_other_side) {
  int calls = 0;
  const auto count = [&calls](auto payload) {
    ++calls;
    return payload;
  };
  EXPECT_TRUE(Text::err(1).map(count).is_err());
  EXPECT_TRUE(Text::ok("x").map_error(count).is_ok());
  EXPECT_EQ(calls, 0);
}

TEST(Result, assignment_may_change_the_side) {
  auto result = Text::ok("x");
  result = Text::err(4);
  EXPECT_EQ(result.error(), 4);
  auto nothing = Nothing::err("boom");
  nothing = Nothing::ok();
  EXPECT_TRUE(nothing.is_ok());
}

} // namespace
