// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "softadastra/core/errors/Error.hpp"
#include "softadastra/detail/Api.hpp"

#include <cstdint>
#include <string>
#include <utility>

namespace softadastra::detail {

/// Runs one function of the C interface and keeps what it answered.
///
/// `invoke` gets the place for the error object and returns the status. The place is taken first,
/// the function runs, and only then is the place read: in a single argument list these would have
/// no order. For one thread.
class Call {
public:
  /// Runs `invoke(sda_error **)` at once.
  template <typename Invoke>
  explicit Call(Invoke &&invoke) : status_(SDA_OK) {
    status_ = std::forward<Invoke>(invoke)(&error_);
  }

  Call(const Call &) = delete;
  Call &operator=(const Call &) = delete;

  ~Call() { ::sda_error_free(error_); }

  /// True when the function failed.
  [[nodiscard]] bool failed() const noexcept { return status_ < 0; }

  /// True when the function did what it says.
  [[nodiscard]] bool done() const noexcept { return status_ == SDA_OK; }

  /// The status itself.
  [[nodiscard]] ::sda_status status() const noexcept { return status_; }

  /// The failure as an error of severity `Error`. Only after `failed()`.
  [[nodiscard]] core::errors::Error error() const {
    // Without an object, which takes memory that may be missing, the status still has a name.
    std::string message =
        error_ == nullptr ? ::sda_status_name(status_) : ::sda_error_message(error_);
    std::string context = error_ == nullptr ? "" : ::sda_error_context(error_);
    return core::errors::Error::make(code_of(status_), std::move(message),
                                     core::errors::ErrorContext{std::move(context)});
  }

  /// The code that a negative status stands for; a number that these headers do not know is
  /// `Unknown`.
  [[nodiscard]] static core::errors::ErrorCode code_of(::sda_status status) noexcept {
    using core::errors::ErrorCode;
    constexpr auto last = static_cast<std::int32_t>(ErrorCode::Backpressure);
    if (status >= 0 || status < -last) {
      return ErrorCode::Unknown;
    }
    return static_cast<ErrorCode>(-status);
  }

private:
  ::sda_error *error_{nullptr};
  ::sda_status status_;
};

} // namespace softadastra::detail
