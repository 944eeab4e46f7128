// SPDX-License-Identifier: Apache-2.0
#include "softadastra/sync/conflict/ConflictResolver.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <type_traits>

namespace {

namespace sync = softadastra::sync;
namespace store = softadastra::store;
using softadastra::core::time::Timestamp;
using sync::conflict::ConflictResolver;
using sync::types::ConflictPolicy;
using Resolution = ConflictResolver::Resolution;

static_assert(std::is_same_v<sync::conflict::store_core::Entry, store::core::Entry>);
static_assert(std::is_same_v<sync::conflict::sync_types::ConflictPolicy, ConflictPolicy>);
static_assert(std::is_aggregate_v<Resolution>);
static_assert(Resolution::apply().apply_remote && !Resolution::apply().conflict_detected);
static_assert(Resolution::keep().keep_local && Resolution::keep().conflict_detected);
static_assert(!Resolution{}.is_valid());
static_assert(std::is_same_v<decltype(&ConflictResolver::resolve),
                             Resolution (*)(const std::optional<store::core::Entry> &,
                                            const store::core::Operation &, ConflictPolicy,
                                            const std::string &, const std::string &)>);

constexpr std::array every_policy{ConflictPolicy::Unknown,   ConflictPolicy::LastWriteWins,
                                  ConflictPolicy::KeepLocal, ConflictPolicy::KeepRemote,
                                  ConflictPolicy::Manual,    static_cast<ConflictPolicy>(99)};

[[nodiscard]] store::core::Entry stored(std::int64_t millis) {
  return store::core::Entry{store::types::Key{"k"}, store::types::Value::from_string("local"), 1,
                            Timestamp::from_millis(millis)};
}

[[nodiscard]] store::core::Operation arriving(std::int64_t millis) {
  auto operation = store::core::Operation::put(store::types::Key{"k"},
                                               store::types::Value::from_string("remote"));
  operation.timestamp = Timestamp::from_millis(millis);
  return operation;
}

void expect(const Resolution &actual, bool apply_remote, bool conflict) {
  EXPECT_EQ(actual.apply_remote, apply_remote);
  EXPECT_EQ(actual.keep_local, !apply_remote);
  EXPECT_EQ(actual.conflict_detected, conflict);
  EXPECT_TRUE(actual.is_valid());
}

TEST(SyncConflict, keeps_everything_when_the_remote_operation_is_invalid) {
  for (const auto policy : every_policy) {
    expect(ConflictResolver::resolve(stored(1), store::core::Operation{}, policy, "a", "b"), false,
           false);
    expect(ConflictResolver::resolve(std::nullopt, arriving(0), policy, "a", "b"), false, false);
  }
}

TEST(SyncConflict, applies_when_nothing_is_stored_under_any_policy) {
  for (const auto policy : every_policy) {
    expect(ConflictResolver::resolve(std::nullopt, arriving(1), policy, "b", "a"), true, false);
  }
}

TEST(SyncConflict, follows_the_fixed_policies_whatever_the_times) {
  for (const std::int64_t millis : {1, 5, 9}) {
    const auto resolve = [&](ConflictPolicy policy) {
      return ConflictResolver::resolve(stored(5), arriving(millis), policy, "a", "b");
    };
    expect(resolve(ConflictPolicy::KeepLocal), false, true);
    expect(resolve(ConflictPolicy::Manual), false, true);
    expect(resolve(ConflictPolicy::KeepRemote), true, true);
    expect(resolve(ConflictPolicy::Unknown), false, true);
    expect(resolve(static_cast<ConflictPolicy>(99)), false, true);
  }
}

TEST(SyncConflict, lets_the_later_write_win) {
  for (const auto policy :
       {ConflictPolicy::LastWriteWins, ConflictPolicy::KeepBoth, ConflictPolicy::Custom}) {
    expect(ConflictResolver::resolve(stored(5), arriving(6), policy, "z", "a"), true, true);
    expect(ConflictResolver::resolve(stored(5), arriving(4), policy, "a", "z"), false, true);
  }
}

TEST(SyncConflict, lets_the_greater_node_win_at_equal_times) {
  const auto resolve = [](const std::string &local, const std::string &remote) {
    return ConflictResolver::resolve(stored(5), arriving(5), ConflictPolicy::LastWriteWins, local,
                                     remote);
  };
  expect(resolve("node-a", "node-b"), true, true);
  expect(resolve("node-b", "node-a"), false, true);
  expect(resolve("node-a", "node-a"), false, true);
  expect(resolve("node-2", "node-10"), false, true);
  expect(resolve("z", "\x80"), true, true);
}

TEST(SyncConflict, treats_deletes_like_puts) {
  auto removal = store::core::Operation::remove(store::types::Key{"k"});
  removal.timestamp = Timestamp::from_millis(6);
  const auto policy = ConflictPolicy::LastWriteWins;
  expect(ConflictResolver::resolve(stored(5), removal, policy, "a", "b"), true, true);
  expect(ConflictResolver::resolve(stored(7), removal, policy, "a", "b"), false, true);
}

TEST(SyncConflict, says_itself_when_a_resolution_is_no_decision) {
  EXPECT_FALSE((Resolution{true, true, false}.is_valid()));
  EXPECT_FALSE((Resolution{false, false, true}.is_valid()));
  EXPECT_TRUE(Resolution::apply(true).conflict_detected);
  EXPECT_FALSE(Resolution::keep(false).conflict_detected);
}

} // namespace
