// SPDX-License-Identifier: Apache-2.0
#include "softadastra/sync/outbox/Outbox.hpp"
#include "sync_samples.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <random>
#include <string>
#include <utility>
#include <vector>

namespace {

namespace sync = softadastra::sync;
using softadastra::core::time::Duration;
using softadastra::core::time::Timestamp;
using sync::outbox::Outbox;
using sync::outbox::OutboxEntry;
using sync::types::SyncStatus;

[[nodiscard]] OutboxEntry entry_of(std::string id, std::uint64_t version = 1) {
  return OutboxEntry{samples::envelope(std::move(id), version)};
}

[[nodiscard]] std::string &id_of(OutboxEntry &entry) { return entry.envelope.operation.sync_id; }

TEST(SyncOutboxIndex, follows_an_id_changed_through_a_pointer) {
  Outbox outbox;
  outbox.push(entry_of("a"));
  outbox.push(entry_of("b"));
  id_of(*outbox.find_ptr("a")) = "z";
  EXPECT_TRUE(outbox.contains("z"));
  EXPECT_FALSE(outbox.contains("a"));
  EXPECT_TRUE(outbox.mark_queued("z"));
  outbox.upsert(entry_of("z", 7));
  EXPECT_EQ(outbox.size(), 2U);
  EXPECT_TRUE(outbox.erase("z"));
  EXPECT_FALSE(outbox.contains("z"));
}

TEST(SyncOutboxIndex, follows_ids_swapped_through_two_pointers) {
  Outbox outbox;
  outbox.push(entry_of("a", 1));
  outbox.push(entry_of("b", 2));
  auto *first = outbox.find_ptr("a");
  auto *second = outbox.find_ptr("b");
  std::swap(id_of(*first), id_of(*second));
  EXPECT_EQ(outbox.find("a")->envelope.operation.version, 2U);
  EXPECT_EQ(outbox.find("b")->envelope.operation.version, 1U);
  EXPECT_TRUE(outbox.mark_queued("a"));
  EXPECT_EQ(outbox.entries()[1].envelope.status, SyncStatus::Queued);
}

TEST(SyncOutboxIndex, finds_the_first_after_an_id_became_a_repeated_one) {
  Outbox outbox;
  outbox.push(entry_of("a", 1));
  outbox.push(entry_of("b", 2));
  id_of(*outbox.find_ptr("a")) = "b";
  EXPECT_EQ(outbox.find("b")->envelope.operation.version, 1U);
  EXPECT_TRUE(outbox.erase("b"));
  EXPECT_EQ(outbox.find("b")->envelope.operation.version, 2U);
}

TEST(SyncOutboxIndex, sees_a_pointer_used_long_after_it_was_lent) {
  Outbox outbox;
  outbox.push(entry_of("a"));
  outbox.push(entry_of("b"));
  auto *kept = outbox.find_ptr("a");
  EXPECT_NE(outbox.find_ptr("b"), nullptr);
  EXPECT_TRUE(outbox.mark_queued("b"));
  id_of(*kept) = "z";
  EXPECT_TRUE(outbox.contains("z"));
  EXPECT_FALSE(outbox.contains("a"));
  EXPECT_TRUE(outbox.mark_queued("z"));
  for (int number = 0; number < 100; ++number) {
    outbox.push(entry_of("filler-" + std::to_string(number)));
  }
  EXPECT_TRUE(outbox.erase("z"));
  EXPECT_EQ(outbox.size(), 101U);
}

TEST(SyncOutboxIndex, survives_an_entry_cleared_through_a_pointer) {
  Outbox outbox;
  outbox.push(entry_of("a"));
  outbox.push(entry_of("b"));
  outbox.find_ptr("a")->clear();
  EXPECT_FALSE(outbox.contains("a"));
  EXPECT_TRUE(outbox.contains(""));
  outbox.push(entry_of("a", 5));
  EXPECT_EQ(outbox.find("a")->envelope.operation.version, 5U);
  EXPECT_TRUE(outbox.erase(""));
  EXPECT_EQ(outbox.entries()[1].envelope.operation.version, 5U);
}

TEST(SyncOutboxIndex, may_be_asked_with_an_id_inside_the_outbox) {
  Outbox outbox;
  const std::string long_id(100, 'x');
  outbox.push(entry_of("a"));
  outbox.push(entry_of(long_id));
  outbox.push(entry_of("c"));
  EXPECT_TRUE(outbox.erase(outbox.entries()[1].sync_id()));
  EXPECT_FALSE(outbox.contains(long_id));
  EXPECT_EQ(outbox.size(), 2U);
}

/// What the documentation says, in the plainest form: a list that is searched from the front.
class Model {
public:
  std::vector<OutboxEntry> entries;

  [[nodiscard]] OutboxEntry *find(const std::string &id) {
    const auto found = std::find_if(entries.begin(), entries.end(), [&](const OutboxEntry &entry) {
      return entry.sync_id() == id;
    });
    return found == entries.end() ? nullptr : &*found;
  }

  void upsert(const OutboxEntry &entry) {
    auto *found = find(entry.sync_id());
    if (found == nullptr) {
      entries.push_back(entry);
    } else {
      *found = entry;
    }
  }

  bool erase(const std::string &id) {
    auto *found = find(id);
    if (found != nullptr) {
      entries.erase(entries.begin() + (found - entries.data()));
    }
    return found != nullptr;
  }

  std::size_t prune(SyncStatus status) {
    return std::erase_if(entries,
                         [=](const OutboxEntry &entry) { return entry.envelope.status == status; });
  }
};

void expect_same(const Outbox &outbox, Model &model, const std::vector<std::string> &ids) {
  ASSERT_EQ(outbox.size(), model.entries.size());
  for (std::size_t position = 0; position < model.entries.size(); ++position) {
    const auto &actual = outbox.entries()[position].envelope;
    const auto &wanted = model.entries[position].envelope;
    ASSERT_EQ(actual.operation.sync_id, wanted.operation.sync_id);
    ASSERT_EQ(actual.operation.version, wanted.operation.version);
    ASSERT_EQ(actual.status, wanted.status);
  }
  for (const auto &id : ids) {
    const auto *found = outbox.find_ptr(id);
    const auto *wanted = model.find(id);
    ASSERT_EQ(found == nullptr, wanted == nullptr) << id;
    if (found != nullptr) {
      ASSERT_EQ(found - outbox.entries().data(), wanted - model.entries.data()) << id;
    }
  }
}

/// One random step on both; the checks are made by the caller.
void step(Outbox &outbox, Model &model, std::mt19937 &random, const std::string &id,
          const std::string &other, std::uint64_t version) {
  switch (random() % 8) {
  case 0:
    outbox.push(entry_of(id, version));
    model.entries.push_back(entry_of(id, version));
    break;
  case 1:
    outbox.upsert(entry_of(id, version));
    model.upsert(entry_of(id, version));
    break;
  case 2:
    ASSERT_EQ(outbox.erase(id), model.erase(id));
    break;
  case 3: {
    auto *wanted = model.find(id);
    ASSERT_EQ(outbox.mark_applied(id), wanted != nullptr);
    if (wanted != nullptr) {
      wanted->mark_applied();
    }
    break;
  }
  case 4: {
    auto *wanted = model.find(id);
    const bool known = outbox.mark_failed(id, Timestamp::from_millis(1), Duration{});
    ASSERT_EQ(known, wanted != nullptr);
    if (wanted != nullptr) {
      wanted->mark_failed();
    }
    break;
  }
  case 5:
  case 6: {
    auto *found = outbox.find_ptr(id);
    auto *wanted = model.find(id);
    ASSERT_EQ(found == nullptr, wanted == nullptr);
    if (found != nullptr && random() % 2 == 0) {
      id_of(*found) = other;
      id_of(*wanted) = other;
    }
    break;
  }
  default:
    if (random() % 4 == 0) {
      ASSERT_EQ(outbox.prune_completed(), model.prune(SyncStatus::Applied));
      ASSERT_EQ(outbox.prune_failed(), model.prune(SyncStatus::Failed));
    }
  }
}

TEST(SyncOutboxIndex, agrees_with_a_plain_list_on_random_histories) {
  const std::vector<std::string> ids{"a", "b", "c", "d", "e", "f", "g", "h", "i", "j"};
  for (std::uint32_t seed = 0; seed < 200; ++seed) {
    SCOPED_TRACE(seed);
    std::mt19937 random{seed};
    Outbox outbox;
    Model model;
    for (std::uint64_t version = 1; version <= 150; ++version) {
      const auto &id = ids[random() % ids.size()];
      const auto &other = ids[random() % ids.size()];
      step(outbox, model, random, id, other, version);
      if (::testing::Test::HasFatalFailure()) {
        return;
      }
      // Without this now and then, several changes pile up before anybody looks.
      if (random() % 3 == 0) {
        expect_same(outbox, model, ids);
      }
      if (random() % 40 == 0) {
        Outbox copy = outbox;
        outbox = std::move(copy);
      }
      if (::testing::Test::HasFatalFailure()) {
        return;
      }
    }
  }
}

} // namespace
