// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace softadastra::core::utils {

/// Small helpers on byte strings. Blank means space, tab, carriage return or line feed, in every
/// locale.
class StringUtils {
public:
  /// True for a text of zero bytes; blanks count as content.
  [[nodiscard]] static bool is_empty(std::string_view text) noexcept { return text.empty(); }

  /// `text` without blanks at both ends, as a view into the same bytes.
  [[nodiscard]] static std::string_view trim_view(std::string_view text) noexcept {
    constexpr std::string_view blanks = " \t\r\n";
    const std::size_t first = text.find_first_not_of(blanks);
    if (first == std::string_view::npos) {
      return {};
    }
    const std::size_t last = text.find_last_not_of(blanks);
    return std::string_view(text.data() + first, last - first + 1);
  }

  /// `text` without blanks at both ends, as a string of its own.
  [[nodiscard]] static std::string trim(std::string_view text) {
    return std::string(trim_view(text));
  }

  /// The parts between the delimiters, always one more than there are delimiters: an empty text
  /// has one empty part, a delimiter at the end adds an empty part.
  [[nodiscard]] static std::vector<std::string> split(std::string_view text, char delimiter) {
    std::vector<std::string> parts;
    std::size_t start = 0;
    for (std::size_t end = text.find(delimiter); end != std::string_view::npos;
         end = text.find(delimiter, start)) {
      parts.emplace_back(text.substr(start, end - start));
      start = end + 1;
    }
    parts.emplace_back(text.substr(start));
    return parts;
  }
};

} // namespace softadastra::core::utils
