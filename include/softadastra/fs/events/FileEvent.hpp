// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "softadastra/fs/state/FileState.hpp"
#include "softadastra/fs/types/FileEventType.hpp"

#include <optional>

namespace softadastra::fs::events {

/// A change of one file. An aggregate: the order of the fields is fixed.
struct FileEvent {
  /// What happened.
  ::softadastra::fs::types::FileEventType type{::softadastra::fs::types::FileEventType::Updated};

  /// The file after the change; for a deletion the last known state.
  ::softadastra::fs::state::FileState current{};

  /// The file before the change, when known.
  std::optional<::softadastra::fs::state::FileState> previous{};

  /// True when the file is new.
  [[nodiscard]] bool is_created() const noexcept {
    return type == ::softadastra::fs::types::FileEventType::Created;
  }

  /// True when the file existed and changed.
  [[nodiscard]] bool is_updated() const noexcept {
    return type == ::softadastra::fs::types::FileEventType::Updated;
  }

  /// True when the file is gone.
  [[nodiscard]] bool is_deleted() const noexcept {
    return type == ::softadastra::fs::types::FileEventType::Deleted;
  }

  /// True when the state before the change is known.
  [[nodiscard]] bool has_previous() const noexcept { return previous.has_value(); }

  /// True with a known event type and a valid current state; the previous one is not checked.
  [[nodiscard]] bool is_valid() const noexcept {
    return (is_created() || is_updated() || is_deleted()) && current.is_valid();
  }
};

} // namespace softadastra::fs::events
