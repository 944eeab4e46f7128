// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>

namespace softadastra::core::errors {

/// What went wrong. The numbers are stable for ever: they cross the C interface and are stored by
/// callers. New codes are only appended.
enum class ErrorCode : std::uint16_t {
  None = 0,               ///< No error.
  Unknown = 1,            ///< A failure that fits no other code.
  InvalidArgument = 2,    ///< The caller passed something outside the allowed range.
  InvalidState = 3,       ///< The call does not fit the object now, for example after a move.
  NotFound = 4,           ///< The thing asked for does not exist.
  AlreadyExists = 5,      ///< The thing to be created exists.
  FileNotFound = 6,       ///< A file or directory does not exist.
  FileAlreadyExists = 7,  ///< A file that must be new exists.
  FileReadError = 8,      ///< Opening or reading a file failed.
  FileWriteError = 9,     ///< Creating, writing or syncing a file failed.
  PermissionDenied = 10,  ///< The operating system refused access.
  ConfigInvalid = 11,     ///< A setting has the wrong type or value.
  ConfigMissing = 12,     ///< A required setting is absent.
  HashError = 13,         ///< A digest could not be made or does not fit.
  TimeError = 14,         ///< A clock reading cannot be used.
  InternalError = 15,     ///< A mistake in the library itself.
  Corrupted = 16,         ///< Stored bytes are damaged; not the same as a torn tail.
  Locked = 17,            ///< Another process or object holds the lock.
  UnsupportedFormat = 18, ///< Intact bytes of a format version this build cannot read.
  NoSpace = 19,           ///< The disk or a quota is full.
  LogStopped = 20,        ///< An earlier write failed; the log accepts nothing until reopened.
  Busy = 21,              ///< The engine is used from inside its own callback.
  Closed = 22,            ///< The engine behind this handle was closed.
  Poisoned = 23,          ///< An earlier internal fault stopped this engine for good.
  TimedOut = 24,          ///< An acknowledgement did not come in time.
  Backpressure = 25,      ///< The outbox is full; something has to be delivered first.
};

/// Short lower-case text with spaces; `unknown error code` for a number outside the list.
[[nodiscard]] constexpr std::string_view to_string(ErrorCode code) noexcept {
  switch (code) {
  case ErrorCode::None:
    return "no error";
  case ErrorCode::Unknown:
    return "unknown";
  case ErrorCode::InvalidArgument:
    return "invalid argument";
  case ErrorCode::InvalidState:
    return "invalid state";
  case ErrorCode::NotFound:
    return "not found";
  case ErrorCode::AlreadyExists:
    return "already exists";
  case ErrorCode::FileNotFound:
    return "file not found";
  case ErrorCode::FileAlreadyExists:
    return "file already exists";
  case ErrorCode::FileReadError:
    return "file read error";
  case ErrorCode::FileWriteError:
    return "file write error";
  case ErrorCode::PermissionDenied:
    return "permission denied";
  case ErrorCode::ConfigInvalid:
    return "invalid config";
  case ErrorCode::ConfigMissing:
    return "missing config";
  case ErrorCode::HashError:
    return "hash error";
  case ErrorCode::TimeError:
    return "time error";
  case ErrorCode::InternalError:
    return "internal error";
  case ErrorCode::Corrupted:
    return "corrupted";
  case ErrorCode::Locked:
    return "locked";
  case ErrorCode::UnsupportedFormat:
    return "unsupported format";
  case ErrorCode::NoSpace:
    return "no space";
  case ErrorCode::LogStopped:
    return "log stopped";
  case ErrorCode::Busy:
    return "busy";
  case ErrorCode::Closed:
    return "closed";
  case ErrorCode::Poisoned:
    return "poisoned";
  case ErrorCode::TimedOut:
    return "timed out";
  case ErrorCode::Backpressure:
    return "backpressure";
  }
  return "unknown error code";
}

} // namespace softadastra::core::errors
