// SPDX-License-Identifier: Apache-2.0
#include "softadastra/fs/path/Path.hpp"
#include "softadastra/fs/path/PathNormalizer.hpp"
#include "softadastra/fs/path/PathUtils.hpp"

#include <gtest/gtest.h>

#include <concepts>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

namespace {

using softadastra::core::errors::Error;
using softadastra::core::errors::ErrorCode;
using softadastra::core::errors::Severity;
using softadastra::fs::path::Path;
using softadastra::fs::path::PathNormalizer;
using softadastra::fs::path::PathTag;
using softadastra::fs::path::PathUtils;

using Names = std::vector<std::string>;

static_assert(std::same_as<Path::Base, softadastra::core::types::StrongType<std::string, PathTag>>);
static_assert(std::derived_from<Path, Path::Base>);
static_assert(std::same_as<Path::Result, softadastra::core::types::Result<Path, Error>>);
static_assert(std::is_default_constructible_v<Path>);
static_assert(!std::is_convertible_v<std::string, Path>);
static_assert(noexcept(std::declval<const Path &>().str()) && noexcept(Path().empty()));
static_assert(noexcept(Path().is_absolute()) && noexcept(Path().is_relative()));
static_assert(std::same_as<decltype(std::declval<const Path &>().str()), const std::string &>);
static_assert(std::same_as<decltype(Path().components()), Names>);
static_assert(std::same_as<decltype(Path().filename()), std::string>);
static_assert(std::same_as<decltype(Path().parent()), Path>);

std::string normal(const char *raw) {
  return PathNormalizer::normalize(raw);
}

TEST(Path, an_empty_text_is_refused) {
  const auto result = Path::from("");
  ASSERT_TRUE(result.is_err());
  EXPECT_EQ(result.error().code(), ErrorCode::InvalidArgument);
  EXPECT_EQ(result.error().severity(), Severity::Error);
  EXPECT_EQ(result.error().message(), "path cannot be empty");
}

TEST(Path, from_gives_the_normal_form) {
  EXPECT_EQ(Path::from("docs\\.//file.txt/").value().str(), "docs/file.txt");
}

TEST(Path, a_constructor_keeps_the_text) {
  EXPECT_EQ(Path("a//b").str(), "a//b");
  EXPECT_TRUE(Path().empty());
  EXPECT_FALSE(Path("a").empty());
}

TEST(Path, is_absolute_when_it_starts_with_a_slash) {
  EXPECT_TRUE(Path("/a").is_absolute());
  EXPECT_FALSE(Path("/a").is_relative());
  EXPECT_TRUE(Path("a/").is_relative());
  EXPECT_FALSE(Path().is_absolute());
}

TEST(Path, components_are_the_names_between_the_slashes) {
  EXPECT_EQ(Path("/a/b.txt").components(), (Names{"a", "b.txt"}));
  EXPECT_EQ(Path("a//b/").components(), (Names{"a", "b"}));
  EXPECT_EQ(Path("/").components(), Names());
  EXPECT_EQ(Path().components(), Names());
}

TEST(Path, the_filename_is_the_last_name) {
  EXPECT_EQ(Path("docs/file.txt").filename(), "file.txt");
  EXPECT_EQ(Path("file.txt").filename(), "file.txt");
  EXPECT_EQ(Path("docs/").filename(), "docs");
  EXPECT_EQ(Path("/").filename(), "");
  EXPECT_EQ(Path().filename(), "");
}

TEST(Path, the_parent_is_everything_before_the_last_name) {
  EXPECT_EQ(Path("a/b/c").parent(), Path("a/b"));
  EXPECT_EQ(Path("a//b/").parent(), Path("a"));
  EXPECT_EQ(Path("a").parent(), Path("."));
  EXPECT_EQ(Path("/a").parent(), Path("/"));
  EXPECT_EQ(Path("/").parent(), Path("/"));
  EXPECT_EQ(Path(".").parent(), Path("."));
  EXPECT_EQ(Path().parent(), Path());
}

TEST(Path, joining_gives_the_normal_form) {
  EXPECT_EQ(Path("a").join(Path("b")), Path("a/b"));
  EXPECT_EQ(Path("a/").join(Path("../b/./c")), Path("b/c"));
  EXPECT_EQ(Path("/").join(Path("b")), Path("/b"));
  EXPECT_EQ(Path("a/b").join(Path()), Path("a/b"));
  EXPECT_EQ(Path().join(Path("b")), Path("b"));
  EXPECT_EQ(Path().join(Path()), Path());
}

TEST(Path, an_absolute_path_wins_a_join) {
  EXPECT_EQ(Path("a").join(Path("/b")), Path("/b"));
}

TEST(Path, starts_with_compares_text_and_not_names) {
  EXPECT_TRUE(Path("docs/a").starts_with(Path("docs")));
  EXPECT_TRUE(Path("docs2").starts_with(Path("docs")));
  EXPECT_TRUE(Path("docs").starts_with(Path()));
  EXPECT_FALSE(Path("a/docs").starts_with(Path("docs")));
}

TEST(PathNormalizer, backslashes_become_slashes) {
  EXPECT_EQ(normal("a\\b\\c"), "a/b/c");
  EXPECT_EQ(normal("\\a"), "/a");
}

TEST(PathNormalizer, superfluous_slashes_and_single_dots_go_away) {
  EXPECT_EQ(normal("a///b//"), "a/b");
  EXPECT_EQ(normal("./a/./b/."), "a/b");
  EXPECT_EQ(normal("//a"), "/a");
}

TEST(PathNormalizer, two_dots_take_the_name_before_them_along) {
  EXPECT_EQ(normal("a/../b"), "b");
  EXPECT_EQ(normal("a/b/../../c"), "c");
  EXPECT_EQ(normal("a/.."), ".");
  EXPECT_EQ(normal("/a/.."), "/");
}

TEST(PathNormalizer, two_dots_stay_in_front_of_a_relative_path) {
  EXPECT_EQ(normal("../a"), "../a");
  EXPECT_EQ(normal("../../a/../.."), "../../..");
}

TEST(PathNormalizer, two_dots_do_not_leave_the_root) {
  EXPECT_EQ(normal("/../a"), "/a");
  EXPECT_EQ(normal("/../.."), "/");
}

TEST(PathNormalizer, nothing_left_is_a_dot_or_the_root) {
  EXPECT_EQ(normal(""), ".");
  EXPECT_EQ(normal("./"), ".");
  EXPECT_EQ(normal("///"), "/");
}

TEST(PathNormalizer, names_that_only_look_like_dots_stay) {
  EXPECT_EQ(normal("...//.a/..b"), ".../.a/..b");
}

TEST(PathNormalizer, the_normal_form_is_its_own_normal_form) {
  for (const char *raw : {"a//b", "../x/..", "/..", "", "a/b/c", "\\a\\..\\b"}) {
    EXPECT_TRUE(PathNormalizer::is_normalized(normal(raw))) << raw;
  }
  EXPECT_FALSE(PathNormalizer::is_normalized("a/"));
}

TEST(PathUtils, answers_for_plain_text) {
  EXPECT_TRUE(PathUtils::is_absolute("/a"));
  EXPECT_TRUE(PathUtils::is_relative(""));
  EXPECT_EQ(PathUtils::components("a/b"), (Names{"a", "b"}));
  EXPECT_EQ(PathUtils::filename("a/b"), "b");
  EXPECT_EQ(PathUtils::parent("a/b"), "a");
}

} // namespace
