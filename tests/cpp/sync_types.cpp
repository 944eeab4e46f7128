// SPDX-License-Identifier: Apache-2.0
#include "softadastra/sync/types/AckStatus.hpp"
#include "softadastra/sync/types/ConflictPolicy.hpp"
#include "softadastra/sync/types/SyncDirection.hpp"
#include "softadastra/sync/types/SyncStatus.hpp"
#include "softadastra/sync/types/WhenFull.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <type_traits>

namespace {

namespace types = softadastra::sync::types;
using types::AckStatus;
using types::ConflictPolicy;
using types::SyncDirection;
using types::SyncStatus;
using types::WhenFull;

static_assert(std::is_same_v<std::underlying_type_t<AckStatus>, std::uint8_t>);
static_assert(std::is_same_v<std::underlying_type_t<ConflictPolicy>, std::uint8_t>);
static_assert(std::is_same_v<std::underlying_type_t<SyncDirection>, std::uint8_t>);
static_assert(std::is_same_v<std::underlying_type_t<SyncStatus>, std::uint8_t>);

// All of them usable in constant expressions and without exceptions.
static_assert(types::to_string(AckStatus::TimedOut) == "timed_out");
static_assert(types::to_string(ConflictPolicy::KeepRemote) == "keep_remote");
static_assert(types::to_string(SyncDirection::LocalToRemote) == "local_to_remote");
static_assert(types::to_string(SyncStatus::InFlight) == "in_flight");
static_assert(
    noexcept(types::to_string(AckStatus::None)) &&noexcept(types::is_valid(AckStatus::None))
        &&noexcept(types::is_automatic(ConflictPolicy::Manual)) &&noexcept(types::is_inbound(
            SyncDirection::Unknown)) &&noexcept(types::can_retry(SyncStatus::Failed)));

/// One line of a table: a name, and the answer of each predicate in the order of the header.
template <std::size_t predicate_count>
struct Row {
  std::string_view name;
  std::array<bool, predicate_count> answers;
};

TEST(SyncTypes, ack_status_answers_as_documented) {
  const std::array<Row<3>, 5> rows{{{"none", {true, false, false}},
                                    {"waiting", {true, false, true}},
                                    {"received", {true, true, false}},
                                    {"timed_out", {true, true, false}},
                                    {"invalid", {false, false, false}}}};
  for (std::uint8_t number = 0; number < rows.size(); ++number) {
    const auto status = static_cast<AckStatus>(number);
    EXPECT_EQ(types::to_string(status), rows[number].name);
    EXPECT_EQ(types::is_valid(status), rows[number].answers[0]) << rows[number].name;
    EXPECT_EQ(types::is_terminal(status), rows[number].answers[1]) << rows[number].name;
    EXPECT_EQ(types::is_waiting(status), rows[number].answers[2]) << rows[number].name;
  }
}

TEST(SyncTypes, conflict_policy_answers_as_documented) {
  const std::array<Row<2>, 8> rows{{{"unknown", {false, false}},
                                    {"last_write_wins", {true, true}},
                                    {"keep_local", {true, true}},
                                    {"keep_remote", {true, true}},
                                    {"manual", {true, false}},
                                    {"keep_both", {true, true}},
                                    {"custom", {true, true}},
                                    {"invalid", {false, false}}}};
  for (std::uint8_t number = 0; number < rows.size(); ++number) {
    const auto policy = static_cast<ConflictPolicy>(number);
    EXPECT_EQ(types::to_string(policy), rows[number].name);
    EXPECT_EQ(types::is_valid(policy), rows[number].answers[0]) << rows[number].name;
    EXPECT_EQ(types::is_automatic(policy), rows[number].answers[1]) << rows[number].name;
  }
}

TEST(SyncTypes, direction_answers_as_documented) {
  const std::array<Row<3>, 4> rows{{{"unknown", {false, false, false}},
                                    {"local_to_remote", {true, true, false}},
                                    {"remote_to_local", {true, false, true}},
                                    {"invalid", {false, false, false}}}};
  for (std::uint8_t number = 0; number < rows.size(); ++number) {
    const auto direction = static_cast<SyncDirection>(number);
    EXPECT_EQ(types::to_string(direction), rows[number].name);
    EXPECT_EQ(types::is_valid(direction), rows[number].answers[0]) << rows[number].name;
    EXPECT_EQ(types::is_outbound(direction), rows[number].answers[1]) << rows[number].name;
    EXPECT_EQ(types::is_inbound(direction), rows[number].answers[2]) << rows[number].name;
  }
}

TEST(SyncTypes, status_answers_as_documented) {
  const std::array<Row<4>, 8> rows{{{"unknown", {false, false, false, false}},
                                    {"pending", {true, true, false, false}},
                                    {"queued", {true, true, false, false}},
                                    {"in_flight", {true, true, false, false}},
                                    {"acknowledged", {true, false, false, false}},
                                    {"applied", {true, false, true, false}},
                                    {"failed", {true, false, true, true}},
                                    {"invalid", {false, false, false, false}}}};
  for (std::uint8_t number = 0; number < rows.size(); ++number) {
    const auto status = static_cast<SyncStatus>(number);
    EXPECT_EQ(types::to_string(status), rows[number].name);
    EXPECT_EQ(types::is_valid(status), rows[number].answers[0]) << rows[number].name;
    EXPECT_EQ(types::is_active(status), rows[number].answers[1]) << rows[number].name;
    EXPECT_EQ(types::is_terminal(status), rows[number].answers[2]) << rows[number].name;
    EXPECT_EQ(types::can_retry(status), rows[number].answers[3]) << rows[number].name;
  }
}

TEST(SyncTypes, when_full_answers_as_documented) {
  const std::array<Row<1>, 4> rows{
      {{"invalid", {false}}, {"reject", {true}}, {"coalesce", {true}}, {"invalid", {false}}}};
  for (std::uint8_t number = 0; number < rows.size(); ++number) {
    const auto choice = static_cast<WhenFull>(number);
    EXPECT_EQ(types::to_string(choice), rows[number].name);
    EXPECT_EQ(types::is_valid(choice), rows[number].answers[0]);
  }
}

TEST(SyncTypes, enumerators_keep_their_numbers) {
  EXPECT_EQ(static_cast<int>(AckStatus::Received), 2);
  EXPECT_EQ(static_cast<int>(ConflictPolicy::LastWriteWins), 1);
  EXPECT_EQ(static_cast<int>(ConflictPolicy::Manual), 4);
  EXPECT_EQ(static_cast<int>(ConflictPolicy::KeepBoth), 5);
  EXPECT_EQ(static_cast<int>(ConflictPolicy::Custom), 6);
  EXPECT_EQ(ConflictPolicy::ApplyRemote, ConflictPolicy::KeepRemote);
  EXPECT_EQ(static_cast<int>(WhenFull::Reject), 1);
  EXPECT_EQ(static_cast<int>(WhenFull::Coalesce), 2);
  EXPECT_EQ(static_cast<int>(SyncDirection::RemoteToLocal), 2);
  EXPECT_EQ(static_cast<int>(SyncStatus::Pending), 1);
  EXPECT_EQ(static_cast<int>(SyncStatus::Failed), 6);
}

} // namespace
