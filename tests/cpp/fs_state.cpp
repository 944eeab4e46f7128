// SPDX-License-Identifier: Apache-2.0
#include "softadastra/fs/events/FileEvent.hpp"
#include "softadastra/fs/state/FileMetadata.hpp"
#include "softadastra/fs/state/FileState.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <optional>
#include <type_traits>

namespace {

using softadastra::core::hash::Hash;
using softadastra::core::hash::HashAlgorithm;
using softadastra::core::time::Timestamp;
using softadastra::fs::events::FileEvent;
using softadastra::fs::path::Path;
using softadastra::fs::state::FileMetadata;
using softadastra::fs::state::FileState;
using softadastra::fs::types::FileEventType;
using softadastra::fs::types::FileType;

static_assert(std::is_aggregate_v<FileMetadata>);
static_assert(std::is_aggregate_v<FileState>);
static_assert(std::is_aggregate_v<FileEvent>);
static_assert(noexcept(FileMetadata().is_valid()));
static_assert(noexcept(FileState().is_directory()) && noexcept(FileState().is_file()));
static_assert(noexcept(FileState().is_valid()) && noexcept(FileState().has_hash()));
static_assert(noexcept(FileEvent().is_created()) && noexcept(FileEvent().is_updated()));
static_assert(noexcept(FileEvent().is_deleted()) && noexcept(FileEvent().has_previous()));
static_assert(noexcept(FileEvent().is_valid()));

FileState a_file() {
  return FileState{Path("docs/file.txt"), FileMetadata{FileType::File, 3, Timestamp(5)},
                   std::nullopt};
}

TEST(FileMetadata, fields_are_filled_in_the_documented_order) {
  const FileMetadata metadata{FileType::Directory, 12, Timestamp(34)};
  EXPECT_EQ(metadata.type, FileType::Directory);
  EXPECT_EQ(metadata.size, std::uint64_t{12});
  EXPECT_EQ(metadata.modified.millis(), 34);
}

TEST(FileMetadata, is_valid_with_a_known_type) {
  EXPECT_FALSE(FileMetadata().is_valid());
  EXPECT_TRUE(FileMetadata{FileType::File}.is_valid());
  EXPECT_TRUE(FileMetadata{FileType::Directory}.is_valid());
  EXPECT_TRUE(FileMetadata{FileType::Symlink}.is_valid());
  EXPECT_FALSE(FileMetadata{static_cast<FileType>(4)}.is_valid());
}

TEST(FileState, knows_files_from_directories) {
  FileState state = a_file();
  EXPECT_TRUE(state.is_file());
  EXPECT_FALSE(state.is_directory());
  state.metadata.type = FileType::Directory;
  EXPECT_FALSE(state.is_file());
  EXPECT_TRUE(state.is_directory());
}

TEST(FileState, is_valid_with_a_path_and_a_known_type) {
  EXPECT_TRUE(a_file().is_valid());
  EXPECT_FALSE(FileState().is_valid());
  EXPECT_FALSE((FileState{Path("a"), FileMetadata(), std::nullopt}).is_valid());
  EXPECT_FALSE((FileState{Path(), FileMetadata{FileType::File}, std::nullopt}).is_valid());
}

TEST(FileState, tells_whether_a_hash_is_present) {
  EXPECT_FALSE(a_file().has_hash());
  FileState state = a_file();
  state.content_hash = Hash(HashAlgorithm::SHA256, {1});
  EXPECT_TRUE(state.has_hash());
}

TEST(FileEvent, the_default_is_an_update_of_nothing) {
  const FileEvent event;
  EXPECT_TRUE(event.is_updated());
  EXPECT_FALSE(event.has_previous());
  EXPECT_FALSE(event.is_valid());
}

TEST(FileEvent, each_type_has_its_question) {
  const FileEvent created{FileEventType::Created, a_file(), std::nullopt};
  const FileEvent updated{FileEventType::Updated, a_file(), a_file()};
  const FileEvent deleted{FileEventType::Deleted, a_file(), a_file()};
  EXPECT_TRUE(created.is_created() && !created.is_updated() && !created.is_deleted());
  EXPECT_TRUE(!updated.is_created() && updated.is_updated() && !updated.is_deleted());
  EXPECT_TRUE(!deleted.is_created() && !deleted.is_updated() && deleted.is_deleted());
  EXPECT_FALSE(created.has_previous());
  EXPECT_TRUE(updated.has_previous());
}

TEST(FileEvent, is_valid_with_a_known_type_and_a_valid_state) {
  EXPECT_TRUE((FileEvent{FileEventType::Created, a_file(), std::nullopt}).is_valid());
  EXPECT_FALSE((FileEvent{FileEventType::Created, FileState(), std::nullopt}).is_valid());
  EXPECT_FALSE((FileEvent{static_cast<FileEventType>(3), a_file(), std::nullopt}).is_valid());
}

} // namespace
