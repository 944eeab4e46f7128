// SPDX-License-Identifier: Apache-2.0
#include "softadastra/core/types/NonCopyable.hpp"
#include "softadastra/core/types/StrongType.hpp"

#include <gtest/gtest.h>

#include <concepts>
#include <string>
#include <type_traits>
#include <utility>

namespace {

using softadastra::core::types::NonCopyable;
using softadastra::core::types::StrongType;

struct MetersTag {};
struct SecondsTag {};
using Meters = StrongType<int, MetersTag>;
using Seconds = StrongType<int, SecondsTag>;
using Name = StrongType<std::string, MetersTag>;

struct NoDefault {
  explicit NoDefault(int) {}
};

class Owner : public NonCopyable {
public:
  explicit Owner(std::string content) : text(std::move(content)) {}
  std::string text;
};

static_assert(std::same_as<Meters::value_type, int>);
static_assert(std::same_as<Meters::tag_type, MetersTag>);
static_assert(std::is_default_constructible_v<Meters>);
static_assert(!std::is_default_constructible_v<StrongType<NoDefault, MetersTag>>);
static_assert(std::is_constructible_v<Meters, int> && !std::is_convertible_v<int, Meters>);
static_assert(!std::is_convertible_v<Meters, int> && !std::is_constructible_v<Meters, Seconds>);
static_assert(!std::equality_comparable_with<Meters, Seconds>);
static_assert(Meters().get() == 0);
static_assert(Meters(2) == Meters(2) && Meters(2) != Meters(3) && Meters(2) < Meters(3));
static_assert(!(Meters(3) < Meters(3)));
static_assert(noexcept(std::declval<const Meters &>().get()));
static_assert(noexcept(std::declval<Meters &>().get()));
static_assert(std::same_as<decltype(std::declval<const Name &>().get()), const std::string &>);
static_assert(std::same_as<decltype(std::declval<Name &>().get()), std::string &>);

static_assert(!std::is_default_constructible_v<NonCopyable>);
static_assert(!std::is_destructible_v<NonCopyable>);
static_assert(!std::is_copy_constructible_v<Owner> && !std::is_copy_assignable_v<Owner>);
static_assert(std::is_nothrow_move_constructible_v<Owner>);
static_assert(std::is_nothrow_move_assignable_v<Owner>);
static_assert(std::is_convertible_v<Owner *, NonCopyable *>);

TEST(StrongType, keeps_a_copied_and_a_moved_value) {
  const std::string text = "a text too long for the small buffer of a string";
  std::string source = text;
  EXPECT_EQ(Name(text).get(), text);
  EXPECT_EQ(Name(std::move(source)).get(), text);
}

TEST(StrongType, the_value_can_be_changed_in_place) {
  Name name("a");
  name.get() += "b";
  EXPECT_EQ(name, Name("ab"));
}

TEST(StrongType, orders_like_the_wrapped_value) {
  EXPECT_TRUE(Name("a") < Name("b"));
  EXPECT_FALSE(Name("b") < Name("a"));
  EXPECT_TRUE(Name("a") != Name("b"));
}

TEST(NonCopyable, a_derived_class_can_still_be_moved) {
  Owner first("content");
  Owner second(std::move(first));
  EXPECT_EQ(second.text, "content");
  Owner third("other");
  third = std::move(second);
  EXPECT_EQ(third.text, "content");
}

} // namespace
