// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "softadastra/core/hash/Hash.hpp"
#include "softadastra/fs/path/Path.hpp"
#include "softadastra/fs/state/FileMetadata.hpp"
#include "softadastra/fs/types/FileType.hpp"

#include <optional>

namespace softadastra::fs::state {

/// A file at one moment. An aggregate: the order of the fields is fixed.
struct FileState {
  /// Where the file is.
  ::softadastra::fs::path::Path path;

  /// What the directory entry says.
  FileMetadata metadata{};

  /// Digest of the content, when somebody computed it.
  std::optional<::softadastra::core::hash::Hash> content_hash{};

  /// True for a directory.
  [[nodiscard]] bool is_directory() const noexcept {
    return metadata.type == ::softadastra::fs::types::FileType::Directory;
  }

  /// True for a regular file.
  [[nodiscard]] bool is_file() const noexcept {
    return metadata.type == ::softadastra::fs::types::FileType::File;
  }

  /// True with a path and a known type.
  [[nodiscard]] bool is_valid() const noexcept { return !path.empty() && metadata.is_valid(); }

  /// True when a digest is present; it is not checked.
  [[nodiscard]] bool has_hash() const noexcept { return content_hash.has_value(); }
};

} // namespace softadastra::fs::state
