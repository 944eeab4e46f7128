// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <utility>

namespace softadastra::sdk {

/// Why a call of the SDK failed: a code for programs, a message and a context for people.
class Error {
public:
  /// What kind of failure. Later versions may add others at the end.
  enum class Code {
    None,            ///< Nothing failed.
    Unknown,         ///< A failure that has no code of its own.
    InvalidArgument, ///< The caller gave something that is not allowed.
    InvalidState,    ///< Not now: closed, moved from, in use.
    NotFound,        ///< No such thing.
    AlreadyExists,   ///< There is one already.
    IoError,         ///< A file could not be read, written or opened.
    StoreError,      ///< The data on disk: damaged, of another format, no room.
    SyncError,       ///< The outbox or a peer: full, refused, diverged.
    TransportError,  ///< The way to peers.
    DiscoveryError,  ///< The search for peers.
    MetadataError,   ///< What a node says of itself.
    InternalError,   ///< A fault of the library.
  };

  /// No error.
  Error() = default;

  /// An error with every field given.
  Error(Code code, std::string message, std::string context = {})
      : code_(code), message_(std::move(message)), context_(std::move(context)) {}

  /// The same as the constructor.
  [[nodiscard]] static Error make(Code code, std::string message, std::string context = {}) {
    return Error{code, std::move(message), std::move(context)};
  }

  /// No error.
  [[nodiscard]] static Error none() { return Error{}; }

  /// An error of code `Unknown`.
  [[nodiscard]] static Error unknown(std::string message, std::string context = {}) {
    return Error{Code::Unknown, std::move(message), std::move(context)};
  }

  /// An error of code `InvalidArgument`.
  [[nodiscard]] static Error invalid_argument(std::string message, std::string context = {}) {
    return Error{Code::InvalidArgument, std::move(message), std::move(context)};
  }

  /// An error of code `InvalidState`.
  [[nodiscard]] static Error invalid_state(std::string message, std::string context = {}) {
    return Error{Code::InvalidState, std::move(message), std::move(context)};
  }

  /// An error of code `NotFound`.
  [[nodiscard]] static Error not_found(std::string message, std::string context = {}) {
    return Error{Code::NotFound, std::move(message), std::move(context)};
  }

  /// An error of code `AlreadyExists`.
  [[nodiscard]] static Error already_exists(std::string message, std::string context = {}) {
    return Error{Code::AlreadyExists, std::move(message), std::move(context)};
  }

  /// An error of code `IoError`.
  [[nodiscard]] static Error io_error(std::string message, std::string context = {}) {
    return Error{Code::IoError, std::move(message), std::move(context)};
  }

  /// An error of code `StoreError`.
  [[nodiscard]] static Error store_error(std::string message, std::string context = {}) {
    return Error{Code::StoreError, std::move(message), std::move(context)};
  }

  /// An error of code `SyncError`.
  [[nodiscard]] static Error sync_error(std::string message, std::string context = {}) {
    return Error{Code::SyncError, std::move(message), std::move(context)};
  }

  /// An error of code `TransportError`.
  [[nodiscard]] static Error transport_error(std::string message, std::string context = {}) {
    return Error{Code::TransportError, std::move(message), std::move(context)};
  }

  /// An error of code `DiscoveryError`.
  [[nodiscard]] static Error discovery_error(std::string message, std::string context = {}) {
    return Error{Code::DiscoveryError, std::move(message), std::move(context)};
  }

  /// An error of code `MetadataError`.
  [[nodiscard]] static Error metadata_error(std::string message, std::string context = {}) {
    return Error{Code::MetadataError, std::move(message), std::move(context)};
  }

  /// An error of code `InternalError`.
  [[nodiscard]] static Error internal_error(std::string message, std::string context = {}) {
    return Error{Code::InternalError, std::move(message), std::move(context)};
  }

  /// The code.
  [[nodiscard]] Code code() const noexcept { return code_; }

  /// What went wrong, in a few words.
  [[nodiscard]] const std::string &message() const noexcept { return message_; }

  /// What it is about, such as a key, a path or a peer; may be empty.
  [[nodiscard]] const std::string &context() const noexcept { return context_; }

  /// True without an error.
  [[nodiscard]] bool ok() const noexcept { return code_ == Code::None; }

  /// True with an error.
  [[nodiscard]] bool has_error() const noexcept { return code_ != Code::None; }

  /// True when there is a context.
  [[nodiscard]] bool has_context() const noexcept { return !context_.empty(); }

  /// Name of the code.
  [[nodiscard]] std::string_view code_string() const noexcept { return to_string(code_); }

  /// Name of a code, such as `not_found`; `unknown` for a number outside the enumeration.
  [[nodiscard]] static std::string_view to_string(Code code) noexcept {
    switch (code) {
    case Code::None:
      return "none";
    case Code::Unknown:
      return "unknown";
    case Code::InvalidArgument:
      return "invalid_argument";
    case Code::InvalidState:
      return "invalid_state";
    case Code::NotFound:
      return "not_found";
    case Code::AlreadyExists:
      return "already_exists";
    case Code::IoError:
      return "io_error";
    case Code::StoreError:
      return "store_error";
    case Code::SyncError:
      return "sync_error";
    case Code::TransportError:
      return "transport_error";
    case Code::DiscoveryError:
      return "discovery_error";
    case Code::MetadataError:
      return "metadata_error";
    case Code::InternalError:
      return "internal_error";
    }
    return "unknown";
  }

  /// Back to no error.
  void clear() noexcept {
    code_ = Code::None;
    message_.clear();
    context_.clear();
  }

  /// True when code, message and context are the same.
  [[nodiscard]] friend bool operator==(const Error &left, const Error &right) noexcept {
    return left.code_ == right.code_ && left.message_ == right.message_ &&
           left.context_ == right.context_;
  }

  /// True when any of them differs.
  [[nodiscard]] friend bool operator!=(const Error &left, const Error &right) noexcept {
    return !(left == right);
  }

private:
  Code code_{Code::None};
  std::string message_{};
  std::string context_{};
};

} // namespace softadastra::sdk
