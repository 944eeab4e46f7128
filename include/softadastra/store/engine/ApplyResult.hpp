// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

namespace softadastra::store::engine {

/// What one operation did to a store: at most one of created, updated, deleted.
struct ApplyResult {
  /// Whether the operation was accepted; a no-op is a success too.
  bool success{false};

  /// The version the store gave to the operation; 0 when there is none.
  std::uint64_t version{0};

  bool created{false}; ///< The key was not there before.
  bool updated{false}; ///< The key was there and has another value now.
  bool deleted{false}; ///< The key was there and is gone.

  /// A put of a key that was absent.
  [[nodiscard]] static constexpr ApplyResult created_entry(std::uint64_t applied_version) noexcept {
    return ApplyResult{true, applied_version, true, false, false};
  }

  /// A put of a key that was present, whether or not the value changed.
  [[nodiscard]] static constexpr ApplyResult updated_entry(std::uint64_t applied_version) noexcept {
    return ApplyResult{true, applied_version, false, true, false};
  }

  /// A delete of a key that was present.
  [[nodiscard]] static constexpr ApplyResult deleted_entry(std::uint64_t applied_version) noexcept {
    return ApplyResult{true, applied_version, false, false, true};
  }

  /// Accepted, and nothing changed: the delete of an absent key.
  [[nodiscard]] static constexpr ApplyResult noop(std::uint64_t applied_version = 0) noexcept {
    return ApplyResult{true, applied_version, false, false, false};
  }

  /// Not accepted.
  [[nodiscard]] static constexpr ApplyResult failed() noexcept { return ApplyResult{}; }

  /// True for a success that changed nothing.
  [[nodiscard]] constexpr bool is_noop() const noexcept { return success && flag_count() == 0; }

  /// True when the version is not 0.
  [[nodiscard]] constexpr bool has_version() const noexcept { return version > 0; }

  /// True when at most one of created, updated, deleted is set.
  [[nodiscard]] constexpr bool has_consistent_flags() const noexcept { return flag_count() <= 1; }

  /// True when the flags agree, and a failure carries neither version nor flag.
  [[nodiscard]] constexpr bool is_valid() const noexcept {
    return has_consistent_flags() && (success || (flag_count() == 0 && !has_version()));
  }

private:
  [[nodiscard]] constexpr int flag_count() const noexcept {
    return (created ? 1 : 0) + (updated ? 1 : 0) + (deleted ? 1 : 0);
  }
};

} // namespace softadastra::store::engine
