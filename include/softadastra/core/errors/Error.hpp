// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "softadastra/core/errors/ErrorCode.hpp"
#include "softadastra/core/errors/ErrorContext.hpp"
#include "softadastra/core/errors/Severity.hpp"

#include <string>
#include <utility>

namespace softadastra::core::errors {

/// One failure: a stable code to branch on, a severity, a short message, and where it happened.
class Error {
public:
  /// "No error": code `None`, severity `Error`, empty texts.
  Error() = default;

  /// Stores the parts as given; `message` is a short lower-case text without a trailing stop.
  Error(ErrorCode code, Severity severity, std::string message = {}, ErrorContext context = {})
      : code_(code), severity_(severity), message_(std::move(message)),
        context_(std::move(context)) {}

  /// An error of severity `Error`.
  static Error make(ErrorCode code, std::string message = {}, ErrorContext context = {}) {
    return Error(code, Severity::Error, std::move(message), std::move(context));
  }

  /// An error of severity `Warning`.
  static Error warning(ErrorCode code, std::string message = {}, ErrorContext context = {}) {
    return Error(code, Severity::Warning, std::move(message), std::move(context));
  }

  /// An error of severity `Critical`.
  static Error critical(ErrorCode code, std::string message = {}, ErrorContext context = {}) {
    return Error(code, Severity::Critical, std::move(message), std::move(context));
  }

  /// The stable number to branch on.
  [[nodiscard]] ErrorCode code() const noexcept { return code_; }

  /// How much attention it deserves.
  [[nodiscard]] Severity severity() const noexcept { return severity_; }

  /// Short lower-case diagnostic without a trailing stop; may be empty.
  [[nodiscard]] const std::string &message() const noexcept { return message_; }

  /// Where it happened; may be empty.
  [[nodiscard]] const ErrorContext &context() const noexcept { return context_; }

  /// True when the code is not `None`.
  [[nodiscard]] bool has_error() const noexcept { return code_ != ErrorCode::None; }

  /// True when the code is `None`.
  [[nodiscard]] bool ok() const noexcept { return code_ == ErrorCode::None; }

private:
  ErrorCode code_{ErrorCode::None};
  Severity severity_{Severity::Error};
  std::string message_;
  ErrorContext context_;
};

} // namespace softadastra::core::errors
