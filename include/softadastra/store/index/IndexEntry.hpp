// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "softadastra/store/core/Entry.hpp"

#include <cstdint>
#include <utility>

namespace softadastra::store::index {

namespace core = ::softadastra::store::core;
namespace types = ::softadastra::store::types;

/// An entry together with what an index knows about it.
struct IndexEntry {
  core::Entry entry{}; ///< The entry.

  /// Usually the entry's own version.
  std::uint64_t version{0};

  /// Where the entry lies in its log; reserved, 0 when unknown.
  std::uint64_t position{0};

  /// An invalid index entry.
  IndexEntry() = default;

  /// Takes the version from the entry.
  explicit IndexEntry(core::Entry indexed_entry)
      : entry(std::move(indexed_entry)), version(entry.version) {}

  /// Exactly the given fields, unchecked.
  IndexEntry(core::Entry indexed_entry, std::uint64_t indexed_version,
             std::uint64_t indexed_position = 0)
      : entry(std::move(indexed_entry)), version(indexed_version), position(indexed_position) {}

  /// True when the entry's key is not empty.
  [[nodiscard]] bool has_key() const noexcept { return entry.has_key(); }

  /// True when the indexed version is not 0.
  [[nodiscard]] bool has_version() const noexcept { return version > 0; }

  /// True when the entry is valid and the indexed version is set.
  [[nodiscard]] bool is_valid() const noexcept { return entry.is_valid() && has_version(); }

  /// Replaces the entry and takes its version; the position stays.
  void update(core::Entry new_entry) {
    entry = std::move(new_entry);
    version = entry.version;
  }

  /// Back to the invalid index entry.
  void clear() noexcept {
    entry.clear();
    version = 0;
    position = 0;
  }
};

} // namespace softadastra::store::index
