// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "softadastra/core/config/ConfigValue.hpp"

#include <cstddef>
#include <string>
#include <unordered_map>
#include <utility>

namespace softadastra::core::config {

/// Settings by name, in no particular order. Any text is a name, the empty one included.
class Config {
public:
  /// The container behind it.
  using Map = std::unordered_map<std::string, ConfigValue>;

  /// No settings.
  Config() = default;

  /// Adds the setting or replaces the one of that name.
  void set(std::string key, ConfigValue value) {
    values_.insert_or_assign(std::move(key), std::move(value));
  }

  /// True when a setting of that name exists.
  [[nodiscard]] bool has(const std::string &key) const noexcept { return get(key) != nullptr; }

  /// The setting, or null when there is none. Valid until it is removed or everything is cleared.
  [[nodiscard]] const ConfigValue *get(const std::string &key) const noexcept {
    const auto found = values_.find(key);
    return found == values_.end() ? nullptr : &found->second;
  }

  /// Mutable form of the above.
  [[nodiscard]] ConfigValue *get(const std::string &key) noexcept {
    const auto found = values_.find(key);
    return found == values_.end() ? nullptr : &found->second;
  }

  /// Every setting.
  [[nodiscard]] const Map &all() const noexcept { return values_; }

  /// True without settings.
  [[nodiscard]] bool empty() const noexcept { return values_.empty(); }

  /// Number of settings.
  [[nodiscard]] std::size_t size() const noexcept { return values_.size(); }

  /// Removes every setting.
  void clear() noexcept { values_.clear(); }

  /// Removes one setting; true when it existed.
  bool remove(const std::string &key) { return values_.erase(key) > 0; }

private:
  Map values_;
};

} // namespace softadastra::core::config
