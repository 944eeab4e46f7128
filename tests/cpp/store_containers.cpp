// SPDX-License-Identifier: Apache-2.0
#include "softadastra/store/index/InMemoryIndex.hpp"
#include "softadastra/store/index/IndexEntry.hpp"
#include "softadastra/store/snapshot/SnapshotStore.hpp"

#include <gtest/gtest.h>

#include <cstddef>
#include <cstdint>
#include <string>
#include <type_traits>
#include <unordered_map>
#include <utility>

namespace {

using softadastra::core::time::Timestamp;
using softadastra::store::core::Entry;
using softadastra::store::index::IndexEntry;
using softadastra::store::index::InMemoryIndex;
using softadastra::store::snapshot::SnapshotStore;
using softadastra::store::types::Key;
using softadastra::store::types::Value;

static_assert(std::is_same_v<softadastra::store::index::core::Entry, Entry>);
static_assert(std::is_same_v<softadastra::store::index::types::Key, Key>);
static_assert(std::is_same_v<softadastra::store::snapshot::types::Value, Value>);

static_assert(!std::is_convertible_v<Entry, IndexEntry>);
static_assert(std::is_same_v<decltype(&IndexEntry::clear), void (IndexEntry::*)() noexcept>);

static_assert(std::is_same_v<InMemoryIndex::Map, std::unordered_map<std::string, IndexEntry>>);
static_assert(std::is_copy_assignable_v<InMemoryIndex>);
static_assert(!std::is_convertible_v<std::size_t, InMemoryIndex>);
static_assert(std::is_same_v<decltype(std::declval<InMemoryIndex &>().find(Key{})), IndexEntry *>);
static_assert(std::is_same_v<decltype(std::declval<const InMemoryIndex &>().find(Key{})),
                             const IndexEntry *>);

static_assert(std::is_same_v<SnapshotStore::Map, std::unordered_map<std::string, Value>>);
static_assert(std::is_copy_assignable_v<SnapshotStore>);
static_assert(std::is_same_v<decltype(&SnapshotStore::put), void (SnapshotStore::*)(Key, Value)>);
static_assert(std::is_same_v<decltype(&SnapshotStore::get),
                             const Value *(SnapshotStore::*)(const Key &) const noexcept>);

[[nodiscard]] Entry entry_of(std::string key, std::uint64_t version) {
  return Entry{Key{std::move(key)}, Value::from_string("v"), version, Timestamp::from_millis(1)};
}

TEST(StoreIndexEntry, takes_the_version_of_its_entry_unless_told_otherwise) {
  const IndexEntry plain{entry_of("k", 3)};
  EXPECT_EQ(plain.version, 3U);
  EXPECT_EQ(plain.position, 0U);
  const IndexEntry placed{entry_of("k", 3), 5, 99};
  EXPECT_EQ(placed.version, 5U);
  EXPECT_EQ(placed.position, 99U);
  EXPECT_EQ((IndexEntry{entry_of("k", 3), 5}.position), 0U);
}

TEST(StoreIndexEntry, keeps_its_position_when_updated) {
  IndexEntry indexed{entry_of("k", 3), 3, 99};
  indexed.update(entry_of("k", 4));
  EXPECT_EQ(indexed.version, 4U);
  EXPECT_EQ(indexed.entry.version, 4U);
  EXPECT_EQ(indexed.position, 99U);
}

TEST(StoreIndexEntry, is_valid_with_a_valid_entry_and_a_version) {
  EXPECT_TRUE(IndexEntry{entry_of("k", 1)}.is_valid());
  EXPECT_FALSE((IndexEntry{entry_of("k", 1), 0}.is_valid()));
  EXPECT_FALSE((IndexEntry{entry_of("k", 0), 1}.is_valid()));
  EXPECT_FALSE((IndexEntry{entry_of("", 1)}.has_key()));
  EXPECT_FALSE(IndexEntry{}.has_version());
}

TEST(StoreIndexEntry, has_only_defaults_after_clear) {
  IndexEntry indexed{entry_of("k", 3), 3, 99};
  indexed.clear();
  EXPECT_FALSE(indexed.has_key());
  EXPECT_EQ(indexed.version, 0U);
  EXPECT_EQ(indexed.position, 0U);
}

TEST(StoreIndex, finds_what_each_form_of_put_has_put) {
  InMemoryIndex index{16};
  const IndexEntry first{entry_of("a", 1)};
  index.put(Key{"a"}, first);
  index.put(Key{"b"}, IndexEntry{entry_of("b", 2)});
  index.put(IndexEntry{entry_of("c", 3)});
  EXPECT_EQ(index.size(), 3U);
  EXPECT_EQ(index.get(Key{"a"})->version, 1U);
  EXPECT_EQ(index.get(Key{"b"})->version, 2U);
  EXPECT_EQ(index.get(Key{"c"})->version, 3U);
  EXPECT_EQ(index.all().at("c").entry.key, Key{"c"});
  EXPECT_FALSE(index.get(Key{"d"}).has_value());
  EXPECT_FALSE(index.contains(Key{"d"}));
}

TEST(StoreIndex, replaces_an_entry_of_the_same_key) {
  InMemoryIndex index;
  index.put(IndexEntry{entry_of("a", 1)});
  index.put(IndexEntry{entry_of("a", 2)});
  EXPECT_EQ(index.size(), 1U);
  EXPECT_EQ(index.find(Key{"a"})->version, 2U);
}

TEST(StoreIndex, ignores_empty_keys) {
  InMemoryIndex index;
  const IndexEntry entry{entry_of("a", 1)};
  index.put(Key{}, entry);
  index.put(Key{}, IndexEntry{entry_of("a", 1)});
  index.put(IndexEntry{entry_of("", 1)});
  EXPECT_TRUE(index.empty());
}

TEST(StoreIndex, may_be_given_the_key_inside_the_moved_entry) {
  InMemoryIndex index;
  IndexEntry entry{entry_of("a key too long to be stored inside the string object", 1)};
  index.put(entry.entry.key, std::move(entry));
  const Key key{"a key too long to be stored inside the string object"};
  ASSERT_TRUE(index.contains(key));
  EXPECT_EQ(index.find(key)->entry.key, key);
}

TEST(StoreIndex, lets_an_entry_be_edited_in_place) {
  InMemoryIndex index;
  index.put(IndexEntry{entry_of("a", 1)});
  index.find(Key{"a"})->update(entry_of("a", 8));
  EXPECT_EQ(std::as_const(index).find(Key{"a"})->version, 8U);
  EXPECT_EQ(index.find(Key{"b"}), nullptr);
}

TEST(StoreIndex, forgets_what_is_removed_and_copies_keep_it) {
  InMemoryIndex index;
  index.put(IndexEntry{entry_of("a", 1)});
  const InMemoryIndex copy = index;
  EXPECT_TRUE(index.remove(Key{"a"}));
  EXPECT_FALSE(index.remove(Key{"a"}));
  EXPECT_TRUE(index.empty());
  EXPECT_TRUE(copy.contains(Key{"a"}));
}

TEST(StoreSnapshot, gives_pointers_and_copies_of_values) {
  SnapshotStore snapshot;
  snapshot.put(Key{"a"}, Value::from_string("one"));
  ASSERT_NE(snapshot.get(Key{"a"}), nullptr);
  EXPECT_EQ(snapshot.get(Key{"a"})->to_string(), "one");
  EXPECT_EQ(snapshot.value(Key{"a"}), Value::from_string("one"));
  EXPECT_EQ(snapshot.get(Key{"b"}), nullptr);
  EXPECT_FALSE(snapshot.value(Key{"b"}).has_value());
  EXPECT_TRUE(snapshot.contains(Key{"a"}));
  EXPECT_FALSE(snapshot.contains(Key{"b"}));
}

TEST(StoreSnapshot, replaces_values_and_ignores_empty_keys) {
  SnapshotStore snapshot;
  snapshot.put(Key{"a"}, Value::from_string("one"));
  snapshot.put(Key{"a"}, Value::from_string("two"));
  snapshot.put(Key{}, Value::from_string("none"));
  EXPECT_EQ(snapshot.size(), 1U);
  EXPECT_EQ(snapshot.all().at("a").to_string(), "two");
}

TEST(StoreSnapshot, can_be_copied_moved_and_emptied) {
  SnapshotStore snapshot{SnapshotStore::Map{{"a", Value::from_string("one")}}};
  snapshot.reserve(100);
  SnapshotStore copy = snapshot;
  EXPECT_TRUE(copy.remove(Key{"a"}));
  EXPECT_FALSE(copy.remove(Key{"a"}));
  EXPECT_TRUE(copy.empty());
  SnapshotStore moved = std::move(snapshot);
  EXPECT_EQ(moved.size(), 1U);
  moved.clear();
  EXPECT_TRUE(moved.empty());
}

} // namespace
