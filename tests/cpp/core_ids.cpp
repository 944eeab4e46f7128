// SPDX-License-Identifier: Apache-2.0
#include "softadastra/core/ids/DeviceId.hpp"
#include "softadastra/core/ids/FileId.hpp"
#include "softadastra/core/ids/OperationId.hpp"

#include <gtest/gtest.h>

#include <array>
#include <concepts>
#include <cstddef>
#include <set>
#include <string>
#include <thread>
#include <type_traits>
#include <vector>

namespace {

namespace ids = softadastra::core::ids;
using ids::DeviceId;
using ids::FileId;
using ids::OperationId;

static_assert(std::same_as<FileId, ids::Id<ids::FileIdTag>>);
static_assert(std::same_as<DeviceId, ids::Id<ids::DeviceIdTag>>);
static_assert(std::same_as<OperationId, ids::Id<ids::OperationIdTag>>);
static_assert(std::is_empty_v<ids::FileIdTag>);
static_assert(std::same_as<FileId::Base,
                           softadastra::core::types::StrongType<std::string, ids::FileIdTag>>);
static_assert(std::derived_from<FileId, FileId::Base>);
static_assert(!std::equality_comparable_with<FileId, DeviceId>);
static_assert(!std::is_convertible_v<std::string, FileId>);
static_assert(!std::is_constructible_v<FileId, DeviceId>);
static_assert(noexcept(FileId().is_valid()) && noexcept(FileId().str()));
static_assert(std::same_as<decltype(FileId().str()), const std::string &>);

bool is_lower_hex(const std::string &text) {
  return text.find_first_not_of("0123456789abcdef") == std::string::npos;
}

TEST(Id, keeps_the_text_it_was_given) {
  EXPECT_EQ(FileId{"x"}.str(), "x");
  EXPECT_EQ(FileId{"x"}.get(), "x");
  EXPECT_TRUE(FileId{"x"}.is_valid());
  EXPECT_TRUE(FileId{"x"} == FileId{"x"});
  EXPECT_TRUE(FileId{"x"} != FileId{"y"});
  EXPECT_TRUE(FileId{"x"} < FileId{"y"});
}

TEST(Id, an_empty_id_is_not_valid) {
  EXPECT_FALSE(FileId{}.is_valid());
  EXPECT_FALSE(FileId{""}.is_valid());
}

TEST(Id, is_made_of_sixteen_hex_characters) {
  for (int round = 0; round < 100; ++round) {
    const std::string text = OperationId::generate().str();
    EXPECT_EQ(text.size(), std::size_t{16});
    EXPECT_TRUE(is_lower_hex(text)) << text;
  }
}

TEST(Id, every_length_is_given_exactly) {
  for (std::size_t length = 0; length <= 65; ++length) {
    const DeviceId id = DeviceId::generate(length);
    EXPECT_EQ(id.str().size(), length);
    EXPECT_EQ(id.is_valid(), length > 0);
    EXPECT_TRUE(is_lower_hex(id.str())) << id.str();
  }
}

TEST(Id, the_random_text_has_sixteen_characters_by_default) {
  EXPECT_EQ(ids::detail::generate_random_hex().size(), std::size_t{16});
  EXPECT_EQ(ids::detail::generate_random_hex(3).size(), std::size_t{3});
}

TEST(Id, ids_made_by_several_threads_are_all_different) {
  constexpr std::size_t per_thread = 2000;
  std::array<std::vector<std::string>, 4> made;
  std::vector<std::thread> threads;
  for (std::vector<std::string> &mine : made) {
    threads.emplace_back([&mine] {
      for (std::size_t count = 0; count < per_thread; ++count) {
        mine.push_back(OperationId::generate().str());
      }
    });
  }
  for (std::thread &thread : threads) {
    thread.join();
  }
  std::set<std::string> distinct;
  for (const std::vector<std::string> &mine : made) {
    distinct.insert(mine.begin(), mine.end());
  }
  EXPECT_EQ(distinct.size(), per_thread * made.size());
}

TEST(Id, every_position_takes_every_digit) {
  constexpr std::size_t length = 16;
  std::array<std::set<char>, length> seen;
  for (int round = 0; round < 2000; ++round) {
    const std::string text = ids::detail::generate_random_hex(length);
    for (std::size_t position = 0; position < length; ++position) {
      seen.at(position).insert(text.at(position));
    }
  }
  for (const std::set<char> &digits : seen) {
    EXPECT_EQ(digits.size(), std::size_t{16});
  }
}

} // namespace
