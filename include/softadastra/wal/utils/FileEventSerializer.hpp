// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "softadastra/core/time/Timestamp.hpp"
#include "softadastra/fs/events/FileEvent.hpp"
#include "softadastra/fs/path/Path.hpp"
#include "softadastra/fs/state/FileState.hpp"
#include "softadastra/fs/types/FileEventType.hpp"
#include "softadastra/wal/utils/LittleEndian.hpp"

#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

namespace softadastra::wal::utils {

namespace fs_events = ::softadastra::fs::events;
namespace fs_path = ::softadastra::fs::path;
namespace fs_state = ::softadastra::fs::state;
namespace fs_types = ::softadastra::fs::types;
namespace core_time = ::softadastra::core::time;

/// Writes file events as log payloads. Little-endian:
///
/// | Field          | Bytes                                                        |
/// |----------------|--------------------------------------------------------------|
/// | format version | 1                                                            |
/// | event type     | 1                                                            |
/// | current state  | see below                                                    |
/// | has previous   | 1: 0 or 1                                                    |
/// | previous state | see below, only after a 1                                    |
/// | state          | path length 4, path, file type 1, size 8, modified 8 (in ms) |
class FileEventSerializer {
public:
  static constexpr std::uint8_t format_version = 1; ///< The version that is written.

  /// The bytes of `event`, whether it is valid or not. Content hashes are left out. A path must be
  /// shorter than 4 GiB, the reach of its length field; for a longer one there are no bytes.
  [[nodiscard]] static std::vector<std::uint8_t> serialize(const fs_events::FileEvent &event) {
    if (!fits(event.current) || (event.previous && !fits(*event.previous))) {
      return {};
    }
    detail::LittleEndianWriter writer(event_size(event));
    writer.number(format_version);
    writer.number(static_cast<std::uint8_t>(event.type));
    write_state(writer, event.current);
    writer.number(static_cast<std::uint8_t>(event.previous ? 1 : 0));
    if (event.previous) {
      write_state(writer, *event.previous);
    }
    return writer.take();
  }

private:
  static bool fits(const fs_state::FileState &state) noexcept {
    return state.path.str().size() <= std::numeric_limits<std::uint32_t>::max();
  }

  static std::size_t event_size(const fs_events::FileEvent &event) noexcept {
    constexpr std::size_t event_fixed_bytes = 1 + 1 + 1;
    constexpr std::size_t state_fixed_bytes = 4 + 1 + 8 + 8;
    std::size_t size = event_fixed_bytes + state_fixed_bytes + event.current.path.str().size();
    if (event.previous) {
      size += state_fixed_bytes + event.previous->path.str().size();
    }
    return size;
  }

  static void write_state(detail::LittleEndianWriter &writer, const fs_state::FileState &state) {
    writer.number(static_cast<std::uint32_t>(state.path.str().size()));
    writer.bytes(state.path.str());
    writer.number(static_cast<std::uint8_t>(state.metadata.type));
    writer.number(state.metadata.size);
    writer.number(static_cast<std::uint64_t>(state.metadata.modified.millis()));
  }
};

} // namespace softadastra::wal::utils
