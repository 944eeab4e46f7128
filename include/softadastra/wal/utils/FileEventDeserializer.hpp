// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "softadastra/core/time/Timestamp.hpp"
#include "softadastra/fs/events/FileEvent.hpp"
#include "softadastra/fs/path/Path.hpp"
#include "softadastra/fs/state/FileState.hpp"
#include "softadastra/fs/types/FileEventType.hpp"
#include "softadastra/fs/types/FileType.hpp"
#include "softadastra/wal/utils/LittleEndian.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace softadastra::wal::utils {

namespace fs_events = ::softadastra::fs::events;
namespace fs_path = ::softadastra::fs::path;
namespace fs_state = ::softadastra::fs::state;
namespace fs_types = ::softadastra::fs::types;
namespace core_time = ::softadastra::core::time;

/// Reads what `FileEventSerializer` writes. Any input is safe, no reason is reported.
class FileEventDeserializer {
public:
  static constexpr std::uint8_t supported_format_version = 1; ///< The version that is read.

  /// As the form with a span.
  [[nodiscard]] static std::optional<fs_events::FileEvent>
  deserialize(const std::vector<std::uint8_t> &data) {
    return deserialize(std::span<const std::uint8_t>(data));
  }

  /// As the form with a span; a null pointer holds no event.
  [[nodiscard]] static std::optional<fs_events::FileEvent> deserialize(const std::uint8_t *data,
                                                                       std::size_t size) {
    if (data == nullptr) {
      return std::nullopt;
    }
    return deserialize(std::span<const std::uint8_t>(data, size));
  }

  /// The event, when `data` is exactly one event of a known version, known types and no empty path.
  /// Paths come back byte for byte and are not brought into normal form.
  [[nodiscard]] static std::optional<fs_events::FileEvent>
  deserialize(std::span<const std::uint8_t> data) {
    detail::LittleEndianReader reader(data);
    std::uint8_t version = 0;
    std::uint8_t type = 0;
    if (!reader.number(version) || version != supported_format_version || !reader.number(type) ||
        type > static_cast<std::uint8_t>(fs_types::FileEventType::Deleted)) {
      return std::nullopt;
    }
    fs_events::FileEvent event;
    event.type = static_cast<fs_types::FileEventType>(type);
    std::uint8_t has_previous = 0;
    if (!read_state(reader, event.current) || !reader.number(has_previous)) {
      return std::nullopt;
    }
    if (has_previous != 0 && !read_state(reader, event.previous.emplace())) {
      return std::nullopt;
    }
    if (reader.remaining() != 0) {
      return std::nullopt;
    }
    return event;
  }

private:
  static bool read_state(detail::LittleEndianReader &reader, fs_state::FileState &state) {
    std::uint32_t length = 0;
    std::span<const std::uint8_t> path;
    std::uint8_t type = 0;
    std::uint64_t millis = 0;
    // The length is believed only once that many bytes are known to be there.
    if (!reader.number(length) || length == 0 || !reader.bytes(length, path) ||
        !reader.number(type) || type > static_cast<std::uint8_t>(fs_types::FileType::Symlink) ||
        !reader.number(state.metadata.size) || !reader.number(millis)) {
      return false;
    }
    state.path = fs_path::Path(std::string(path.begin(), path.end()));
    state.metadata.type = static_cast<fs_types::FileType>(type);
    state.metadata.modified = core_time::Timestamp(static_cast<std::int64_t>(millis));
    return true;
  }
};

} // namespace softadastra::wal::utils
