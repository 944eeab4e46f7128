// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "softadastra/core/errors/Error.hpp"
#include "softadastra/core/errors/ErrorCode.hpp"
#include "softadastra/sdk/Error.hpp"

namespace softadastra::sdk {

/// Turns errors of the layers below into those of the SDK; no use on its own. Holds no state.
class ErrorForm {
public:
  /// Code of the SDK for a code of the layers below; `Unknown` for one these headers do not know.
  [[nodiscard]] static Error::Code code_of(::softadastra::core::errors::ErrorCode code) noexcept {
    using Core = ::softadastra::core::errors::ErrorCode;
    switch (code) {
    case Core::None:
      return Error::Code::None;
    case Core::InvalidArgument:
    case Core::ConfigInvalid:
    case Core::ConfigMissing:
      return Error::Code::InvalidArgument;
    case Core::InvalidState:
    case Core::Busy:
    case Core::Closed:
      return Error::Code::InvalidState;
    case Core::NotFound:
      return Error::Code::NotFound;
    case Core::AlreadyExists:
      return Error::Code::AlreadyExists;
    case Core::FileNotFound:
    case Core::FileAlreadyExists:
    case Core::FileReadError:
    case Core::FileWriteError:
    case Core::PermissionDenied:
    case Core::NoSpace:
      return Error::Code::IoError;
    case Core::Corrupted:
    case Core::UnsupportedFormat:
    case Core::Locked:
    case Core::LogStopped:
      return Error::Code::StoreError;
    case Core::TimedOut:
    case Core::Backpressure:
      return Error::Code::SyncError;
    case Core::HashError:
    case Core::TimeError:
    case Core::InternalError:
    case Core::Poisoned:
      return Error::Code::InternalError;
    default:
      return Error::Code::Unknown;
    }
  }

  /// The same failure with its message and context as they are.
  [[nodiscard]] static Error from(const ::softadastra::core::errors::Error &error) {
    return Error{code_of(error.code()), error.message(), error.context().message()};
  }
};

} // namespace softadastra::sdk
