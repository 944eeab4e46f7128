// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "softadastra/core/time/Timestamp.hpp"
#include "softadastra/fs/types/FileType.hpp"

#include <cstdint>

namespace softadastra::fs::state {

/// What a directory entry says about a file. An aggregate: the order of the fields is fixed.
struct FileMetadata {
  /// What the path leads to.
  ::softadastra::fs::types::FileType type{::softadastra::fs::types::FileType::Unknown};

  /// Size of the content in bytes.
  std::uint64_t size{0};

  /// Time of the last change of the content.
  ::softadastra::core::time::Timestamp modified{};

  /// True when the type is known; size and time are not checked.
  [[nodiscard]] bool is_valid() const noexcept {
    using ::softadastra::fs::types::FileType;
    return type == FileType::File || type == FileType::Directory || type == FileType::Symlink;
  }
};

} // namespace softadastra::fs::state
