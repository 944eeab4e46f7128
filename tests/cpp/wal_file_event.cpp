// SPDX-License-Identifier: Apache-2.0
#include "softadastra/wal/utils/FileEventDeserializer.hpp"
#include "softadastra/wal/utils/FileEventSerializer.hpp"

#include <gtest/gtest.h>

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace {

namespace utils = softadastra::wal::utils;
using softadastra::core::hash::Hash;
using softadastra::core::hash::HashAlgorithm;
using softadastra::core::time::Timestamp;
using softadastra::fs::events::FileEvent;
using softadastra::fs::path::Path;
using softadastra::fs::state::FileMetadata;
using softadastra::fs::state::FileState;
using softadastra::fs::types::FileEventType;
using softadastra::fs::types::FileType;
using utils::FileEventDeserializer;
using utils::FileEventSerializer;

using Bytes = std::vector<std::uint8_t>;

static_assert(std::same_as<utils::fs_events::FileEvent, FileEvent>);
static_assert(std::same_as<utils::fs_path::Path, Path>);
static_assert(std::same_as<utils::fs_state::FileState, FileState>);
static_assert(std::same_as<utils::fs_types::FileType, FileType>);
static_assert(std::same_as<utils::core_time::Timestamp, Timestamp>);
static_assert(FileEventSerializer::format_version == 1);
static_assert(FileEventDeserializer::supported_format_version == 1);
static_assert(std::same_as<decltype(FileEventSerializer::format_version), const std::uint8_t>);

FileState state_of(const char *path, FileType type, std::uint64_t size, std::int64_t millis) {
  return FileState{Path(path), FileMetadata{type, size, Timestamp(millis)}, std::nullopt};
}

FileEvent creation() {
  return FileEvent{FileEventType::Created, state_of("ab", FileType::File, 0x0102, 0x0304),
                   std::nullopt};
}

FileEvent change() {
  return FileEvent{FileEventType::Updated, state_of("ab", FileType::Symlink, 1, 2),
                   state_of("c", FileType::Directory, 3, -1)};
}

const Bytes creation_bytes{1, 0,                                  // version, event type
                           2, 0, 0, 0, 'a', 'b', 1,               // path, file type
                           2, 1, 0, 0, 0,   0,   0, 0,            // size
                           4, 3, 0, 0, 0,   0,   0, 0,            // modified
                           0};                                    // no previous state
const Bytes change_bytes{1,    1,                                 // version, event type
                         2,    0,    0,    0,    'a',  'b', 3,    // path, file type
                         1,    0,    0,    0,    0,    0,   0, 0, // size
                         2,    0,    0,    0,    0,    0,   0, 0, // modified
                         1,                                       // previous state follows
                         1,    0,    0,    0,    'c',  2,         // path, file type
                         3,    0,    0,    0,    0,    0,   0, 0, // size
                         0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF}; // modified

Bytes with_byte(Bytes bytes, std::size_t offset, std::uint8_t value) {
  bytes.at(offset) = value;
  return bytes;
}

bool is_refused(const Bytes &bytes) {
  return !FileEventDeserializer::deserialize(bytes).has_value();
}

void expect_same(const FileState &read, const FileState &written) {
  EXPECT_EQ(read.path, written.path);
  EXPECT_EQ(read.metadata.type, written.metadata.type);
  EXPECT_EQ(read.metadata.size, written.metadata.size);
  EXPECT_EQ(read.metadata.modified, written.metadata.modified);
  EXPECT_FALSE(read.has_hash());
}

TEST(FileEventSerializer, writes_the_documented_bytes) {
  EXPECT_EQ(FileEventSerializer::serialize(creation()), creation_bytes);
  EXPECT_EQ(FileEventSerializer::serialize(change()), change_bytes);
}

TEST(FileEventSerializer, leaves_content_hashes_out) {
  FileEvent event = creation();
  event.current.content_hash = Hash(HashAlgorithm::SHA256, {1, 2, 3});
  EXPECT_EQ(FileEventSerializer::serialize(event), creation_bytes);
}

TEST(FileEventSerializer, writes_an_event_that_is_not_valid) {
  EXPECT_EQ(FileEventSerializer::serialize(FileEvent()).size(), std::size_t{24});
}

TEST(FileEventDeserializer, reads_the_documented_bytes_in_every_form) {
  const auto from_vector = FileEventDeserializer::deserialize(change_bytes);
  const auto from_pointer =
      FileEventDeserializer::deserialize(change_bytes.data(), change_bytes.size());
  const auto from_span =
      FileEventDeserializer::deserialize(std::span<const std::uint8_t>(change_bytes));
  for (const std::optional<FileEvent> &read : {from_vector, from_pointer, from_span}) {
    ASSERT_TRUE(read.has_value());
    EXPECT_EQ(read->type, FileEventType::Updated);
    expect_same(read->current, change().current);
    ASSERT_TRUE(read->has_previous());
    expect_same(*read->previous, *change().previous);
  }
}

TEST(FileEventDeserializer, an_event_without_previous_state_comes_back_without_one) {
  const auto read = FileEventDeserializer::deserialize(creation_bytes);
  ASSERT_TRUE(read.has_value());
  EXPECT_EQ(read->type, FileEventType::Created);
  expect_same(read->current, creation().current);
  EXPECT_FALSE(read->has_previous());
}

TEST(FileEventDeserializer, keeps_extreme_numbers_and_any_bytes_of_a_path) {
  FileEvent event = creation();
  event.type = FileEventType::Deleted;
  event.current.path = Path(std::string("a//\0\xFF", 5));
  event.current.metadata.size = std::numeric_limits<std::uint64_t>::max();
  event.current.metadata.modified = Timestamp(std::numeric_limits<std::int64_t>::min());
  const auto read = FileEventDeserializer::deserialize(FileEventSerializer::serialize(event));
  ASSERT_TRUE(read.has_value());
  EXPECT_EQ(read->type, FileEventType::Deleted);
  expect_same(read->current, event.current);
}

TEST(FileEventDeserializer, any_mark_but_zero_announces_a_previous_state) {
  const std::size_t mark = creation_bytes.size() - 1;
  const auto read = FileEventDeserializer::deserialize(with_byte(change_bytes, mark, 7));
  ASSERT_TRUE(read.has_value());
  EXPECT_TRUE(read->has_previous());
}

TEST(FileEventDeserializer, no_input_holds_no_event) {
  EXPECT_TRUE(is_refused({}));
  EXPECT_FALSE(FileEventDeserializer::deserialize(nullptr, 0).has_value());
  EXPECT_FALSE(FileEventDeserializer::deserialize(nullptr, 24).has_value());
}

TEST(FileEventDeserializer, every_shortened_event_is_refused) {
  for (std::size_t length = 0; length < change_bytes.size(); ++length) {
    // A buffer of its own, so that a read beyond the end is visible to the sanitizers.
    const Bytes shortened(change_bytes.begin(), change_bytes.begin() + static_cast<long>(length));
    EXPECT_TRUE(is_refused(shortened)) << length;
  }
}

TEST(FileEventDeserializer, trailing_bytes_are_refused) {
  Bytes longer = creation_bytes;
  longer.push_back(0);
  EXPECT_TRUE(is_refused(longer));
}

TEST(FileEventDeserializer, each_wrong_field_is_refused) {
  EXPECT_TRUE(is_refused(with_byte(creation_bytes, 0, 0))) << "version too low";
  EXPECT_TRUE(is_refused(with_byte(creation_bytes, 0, 2))) << "version too high";
  EXPECT_TRUE(is_refused(with_byte(creation_bytes, 1, 3))) << "event type";
  EXPECT_TRUE(is_refused(with_byte(creation_bytes, 5, 0xFF))) << "path longer than the input";
  EXPECT_TRUE(is_refused(with_byte(creation_bytes, 8, 4))) << "file type";
  EXPECT_TRUE(is_refused(with_byte(creation_bytes, creation_bytes.size() - 1, 1))) << "mark";
}

TEST(FileEventDeserializer, an_empty_path_can_be_written_but_not_read) {
  EXPECT_TRUE(is_refused(FileEventSerializer::serialize(FileEvent())));
  FileEvent event = creation();
  event.previous = FileState();
  EXPECT_TRUE(is_refused(FileEventSerializer::serialize(event)));
}

} // namespace
