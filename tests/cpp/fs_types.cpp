// SPDX-License-Identifier: Apache-2.0
#include "softadastra/fs/types/FileEventType.hpp"
#include "softadastra/fs/types/FileType.hpp"

#include <gtest/gtest.h>

#include <array>
#include <concepts>
#include <cstdint>
#include <string_view>
#include <type_traits>

namespace {

using softadastra::fs::types::FileEventType;
using softadastra::fs::types::FileType;

static_assert(std::same_as<std::underlying_type_t<FileType>, std::uint8_t>);
static_assert(std::same_as<std::underlying_type_t<FileEventType>, std::uint8_t>);
static_assert(noexcept(to_string(FileType::File)) && noexcept(to_string(FileEventType::Created)));
static_assert(to_string(FileType::Symlink) == "symlink");
static_assert(to_string(FileEventType::Deleted) == "deleted");
static_assert(static_cast<int>(FileType::Directory) == 2);
static_assert(static_cast<int>(FileEventType::Updated) == 1);

TEST(FileType, every_number_keeps_its_name) {
  constexpr std::array<std::string_view, 5> names{"unknown", "file", "directory", "symlink",
                                                  "invalid"};
  for (std::uint8_t number = 0; number < names.size(); ++number) {
    EXPECT_EQ(to_string(static_cast<FileType>(number)), names.at(number)) << int{number};
  }
}

TEST(FileEventType, every_number_keeps_its_name) {
  constexpr std::array<std::string_view, 4> names{"created", "updated", "deleted", "unknown"};
  for (std::uint8_t number = 0; number < names.size(); ++number) {
    EXPECT_EQ(to_string(static_cast<FileEventType>(number)), names.at(number)) << int{number};
  }
}

} // namespace
