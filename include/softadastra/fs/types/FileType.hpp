// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>

namespace softadastra::fs::types {

/// What a path leads to. The numbers are stored in logs.
enum class FileType : std::uint8_t {
  Unknown = 0,
  File = 1,
  Directory = 2,
  Symlink = 3,
};

/// Lower-case name; `invalid` for a number outside the list.
[[nodiscard]] constexpr std::string_view to_string(FileType type) noexcept {
  switch (type) {
  case FileType::Unknown:
    return "unknown";
  case FileType::File:
    return "file";
  case FileType::Directory:
    return "directory";
  case FileType::Symlink:
    return "symlink";
  }
  return "invalid";
}

} // namespace softadastra::fs::types
