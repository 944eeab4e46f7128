// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>

namespace softadastra::fs::types {

/// What happened to a file. The numbers are stored in logs.
enum class FileEventType : std::uint8_t {
  Created = 0,
  Updated = 1,
  Deleted = 2,
};

/// Lower-case name; `unknown` for a number outside the list.
[[nodiscard]] constexpr std::string_view to_string(FileEventType type) noexcept {
  switch (type) {
  case FileEventType::Created:
    return "created";
  case FileEventType::Updated:
    return "updated";
  case FileEventType::Deleted:
    return "deleted";
  }
  return "unknown";
}

} // namespace softadastra::fs::types
