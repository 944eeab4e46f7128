// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>

namespace softadastra::core::errors {

/// How much attention a message deserves, in rising order. The numbers cross the C interface.
enum class Severity : std::uint8_t {
  Debug = 0,
  Info = 1,
  Warning = 2,
  Error = 3,
  Critical = 4,
};

/// Lower-case name; `unknown` for a number outside the list.
[[nodiscard]] constexpr std::string_view to_string(Severity severity) noexcept {
  switch (severity) {
  case Severity::Debug:
    return "debug";
  case Severity::Info:
    return "info";
  case Severity::Warning:
    return "warning";
  case Severity::Error:
    return "error";
  case Severity::Critical:
    return "critical";
  }
  return "unknown";
}

} // namespace softadastra::core::errors
