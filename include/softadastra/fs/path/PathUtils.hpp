// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace softadastra::fs::path {

/// Questions about the text of a path. Nothing here looks at a disk; the separator is the slash.
class PathUtils {
public:
  static constexpr char separator = '/'; ///< The separator that normalised paths have.

  /// True when the text starts with a slash.
  [[nodiscard]] static bool is_absolute(std::string_view path) noexcept {
    return !path.empty() && path.front() == separator;
  }

  /// True when the text does not start with a slash; also for an empty text.
  [[nodiscard]] static bool is_relative(std::string_view path) noexcept {
    return !is_absolute(path);
  }

  /// The names between the slashes, first to last, without empty ones: none for the root.
  [[nodiscard]] static std::vector<std::string> components(std::string_view path) {
    std::vector<std::string> names;
    std::size_t start = 0;
    while (start < path.size()) {
      std::size_t end = path.find(separator, start);
      if (end == std::string_view::npos) {
        end = path.size();
      }
      if (end > start) {
        names.emplace_back(path.substr(start, end - start));
      }
      start = end + 1;
    }
    return names;
  }

  /// The last name; empty for the root and for an empty text.
  [[nodiscard]] static std::string filename(std::string_view path) {
    const std::string_view trimmed = without_trailing_separators(path);
    const std::size_t last = trimmed.rfind(separator);
    return std::string(last == std::string_view::npos ? trimmed : trimmed.substr(last + 1));
  }

  /// The text without its last name: a dot when nothing but a relative name was there, a slash for
  /// names in the root and for the root itself, empty for an empty text.
  [[nodiscard]] static std::string parent(std::string_view path) {
    if (path.empty()) {
      return {};
    }
    const std::string_view trimmed = without_trailing_separators(path);
    const std::size_t last = trimmed.rfind(separator);
    if (last == std::string_view::npos) {
      return trimmed.empty() ? "/" : ".";
    }
    const std::string_view directory = without_trailing_separators(trimmed.substr(0, last));
    return directory.empty() ? "/" : std::string(directory);
  }

private:
  static std::string_view without_trailing_separators(std::string_view path) noexcept {
    while (!path.empty() && path.back() == separator) {
      path.remove_suffix(1);
    }
    return path;
  }
};

} // namespace softadastra::fs::path
