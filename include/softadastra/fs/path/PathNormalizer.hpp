// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "softadastra/fs/path/PathUtils.hpp"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace softadastra::fs::path {

/// Brings the text of a path into the one form in which equal paths have equal bytes.
class PathNormalizer {
public:
  /// Backslashes become slashes, repeated and trailing slashes and single dots go away, two dots
  /// take the name before them along. At the front of a relative path two dots stay, above the root
  /// they are dropped. When nothing is left the result is a slash for an absolute path and a dot
  /// otherwise, so it is never empty. Symbolic links are not considered.
  [[nodiscard]] static std::string normalize(std::string_view raw) {
    std::string text(raw);
    std::replace(text.begin(), text.end(), '\\', PathUtils::separator);
    const bool absolute = PathUtils::is_absolute(text);

    std::vector<std::string> kept;
    for (std::string &name : PathUtils::components(text)) {
      if (name == ".") {
        continue;
      }
      if (name != "..") {
        kept.push_back(std::move(name));
      } else if (!kept.empty() && kept.back() != "..") {
        kept.pop_back();
      } else if (!absolute) {
        kept.push_back(std::move(name));
      }
    }
    return assemble(kept, absolute);
  }

  /// True when `normalize` would change nothing.
  [[nodiscard]] static bool is_normalized(std::string_view path) { return normalize(path) == path; }

private:
  static std::string assemble(const std::vector<std::string> &names, bool absolute) {
    if (names.empty()) {
      return absolute ? "/" : ".";
    }
    std::string text;
    for (const std::string &name : names) {
      if (absolute || !text.empty()) {
        text.push_back(PathUtils::separator);
      }
      text += name;
    }
    return text;
  }
};

} // namespace softadastra::fs::path
