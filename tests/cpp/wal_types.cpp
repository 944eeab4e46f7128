// SPDX-License-Identifier: Apache-2.0
#include "softadastra/wal/types/WalRecordType.hpp"
#include "softadastra/wal/types/WalStatus.hpp"

#include <gtest/gtest.h>

#include <array>
#include <concepts>
#include <cstdint>
#include <string_view>
#include <type_traits>

namespace {

using softadastra::wal::types::WalRecordType;
using softadastra::wal::types::WalStatus;

static_assert(std::same_as<std::underlying_type_t<WalRecordType>, std::uint8_t>);
static_assert(std::same_as<std::underlying_type_t<WalStatus>, std::uint8_t>);
static_assert(noexcept(to_string(WalRecordType::Put)) && noexcept(is_valid(WalRecordType::Put)));
static_assert(noexcept(is_mutation(WalRecordType::Put)));
static_assert(noexcept(to_string(WalStatus::Failed)) && noexcept(is_valid(WalStatus::Failed)));
static_assert(noexcept(is_terminal(WalStatus::Failed)));
static_assert(to_string(WalRecordType::Checkpoint) == "checkpoint");
static_assert(to_string(WalStatus::Persisted) == "persisted");
static_assert(is_mutation(WalRecordType::Put) && is_valid(WalRecordType::Noop));
static_assert(is_valid(WalStatus::Pending) && is_terminal(WalStatus::Applied));

TEST(WalRecordType, every_number_keeps_its_name_and_its_properties) {
  struct Row {
    std::string_view name;
    bool mutation;
    bool valid;
  };
  constexpr std::array<Row, 7> rows{Row{"unknown", false, false}, Row{"put", true, true},
                                    Row{"update", true, true},    Row{"delete", true, true},
                                    Row{"checkpoint", false, true}, Row{"noop", false, true},
                                    Row{"invalid", false, false}};
  for (std::uint8_t number = 0; number < rows.size(); ++number) {
    const auto type = static_cast<WalRecordType>(number);
    EXPECT_EQ(to_string(type), rows.at(number).name);
    EXPECT_EQ(is_mutation(type), rows.at(number).mutation) << int{number};
    EXPECT_EQ(is_valid(type), rows.at(number).valid) << int{number};
  }
}

TEST(WalStatus, every_number_keeps_its_name_and_its_properties) {
  struct Row {
    std::string_view name;
    bool valid;
    bool terminal;
  };
  constexpr std::array<Row, 5> rows{Row{"pending", true, false}, Row{"persisted", true, false},
                                    Row{"applied", true, true}, Row{"failed", true, true},
                                    Row{"invalid", false, false}};
  for (std::uint8_t number = 0; number < rows.size(); ++number) {
    const auto status = static_cast<WalStatus>(number);
    EXPECT_EQ(to_string(status), rows.at(number).name);
    EXPECT_EQ(is_valid(status), rows.at(number).valid) << int{number};
    EXPECT_EQ(is_terminal(status), rows.at(number).terminal) << int{number};
  }
}

} // namespace
