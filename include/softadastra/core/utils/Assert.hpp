// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdlib>
#include <iostream>

namespace softadastra::core::utils {

/// Writes the failed expression, its location and an optional message to the standard error stream
/// and ends the process. Only for mistakes of the program itself, never for input from outside.
[[noreturn]] inline void assert_fail(const char *expr, const char *file, int line,
                                     const char *message = nullptr) {
  std::cerr << "assertion failed: " << expr << " at " << file << ':' << line;
  if (message != nullptr) {
    std::cerr << ": " << message;
  }
  std::cerr << std::endl;
  std::abort();
}

} // namespace softadastra::core::utils

/// Ends the process unless `cond` holds, in release builds too. A void expression.
#define SA_ASSERT(cond)                                                                            \
  ((cond) ? static_cast<void>(0)                                                                   \
          : ::softadastra::core::utils::assert_fail(#cond, __FILE__, __LINE__))

/// As `SA_ASSERT`, with a text that is added to the output.
#define SA_ASSERT_MSG(cond, msg)                                                                   \
  ((cond) ? static_cast<void>(0)                                                                   \
          : ::softadastra::core::utils::assert_fail(#cond, __FILE__, __LINE__, (msg)))
