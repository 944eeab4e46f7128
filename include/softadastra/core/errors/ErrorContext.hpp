// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <utility>

namespace softadastra::core::errors {

/// Where an error happened, as free text: for wal and store errors the file or directory path.
class ErrorContext {
public:
  /// No text.
  ErrorContext() = default;

  /// Keeps `message` as it is.
  explicit ErrorContext(std::string message) : message_(std::move(message)) {}

  /// The text, valid as long as this context is not changed or destroyed.
  [[nodiscard]] const std::string &message() const noexcept { return message_; }

  /// True when no text is stored.
  [[nodiscard]] bool empty() const noexcept { return message_.empty(); }

private:
  std::string message_;
};

} // namespace softadastra::core::errors
