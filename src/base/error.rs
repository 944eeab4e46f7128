// SPDX-License-Identifier: Apache-2.0
//! Errors as values: a stable number, a short text, and the detail that names value and limit.

use std::borrow::Cow;
use std::io;

/// What every fallible function of the engine returns.
pub type Result<T> = std::result::Result<T, Error>;

/// The number of an error. Numbers are for ever: 1 to 15 are the documented C++ ones, ours follow.
#[repr(u16)]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Code {
    /// A cause that has no number of its own.
    Unknown = 1,
    /// An argument is outside its range; nothing was changed.
    InvalidArgument = 2,
    /// The object is not in a state that allows the call.
    InvalidState = 3,
    /// The named thing does not exist.
    NotFound = 4,
    /// The named thing exists already.
    AlreadyExists = 5,
    /// The file does not exist.
    FileNotFound = 6,
    /// The file exists already.
    FileAlreadyExists = 7,
    /// Reading a file failed.
    FileReadError = 8,
    /// Writing a file failed.
    FileWriteError = 9,
    /// The operating system refused access.
    PermissionDenied = 10,
    /// A configuration is out of range.
    ConfigInvalid = 11,
    /// A configuration is missing.
    ConfigMissing = 12,
    /// A digest does not fit.
    HashError = 13,
    /// A time is out of range.
    TimeError = 14,
    /// A broken promise of our own code.
    InternalError = 15,
    /// Damaged bytes stand before valid ones, or where nothing may be missing.
    Corrupted = 16,
    /// Another writer holds the log.
    Locked = 17,
    /// The file or message has a format that this version cannot read.
    UnsupportedFormat = 18,
    /// The disk or quota is full; the log can go on once there is room.
    NoSpace = 19,
    /// A sync to disk failed: the log takes no writes until it is reopened.
    LogStopped = 20,
    /// The thing is in use: by another sync engine, or by the callback that calls.
    Busy = 21,
    /// The engine was closed.
    Closed = 22,
    /// A call panicked: this engine answers nothing else until it is reopened.
    Poisoned = 23,
    /// An acknowledgement did not come in time.
    TimedOut = 24,
    /// The outbox is full: a write has to wait until something was delivered.
    Backpressure = 25,
}

impl Code {
    /// The greatest number.
    pub const LAST: u16 = Self::Backpressure as u16;

    /// The code with that number.
    pub fn from_number(number: u16) -> Option<Self> {
        ALL.into_iter().find(|code| *code as u16 == number)
    }
}

const ALL: [Code; 25] = [
    Code::Unknown,
    Code::InvalidArgument,
    Code::InvalidState,
    Code::NotFound,
    Code::AlreadyExists,
    Code::FileNotFound,
    Code::FileAlreadyExists,
    Code::FileReadError,
    Code::FileWriteError,
    Code::PermissionDenied,
    Code::ConfigInvalid,
    Code::ConfigMissing,
    Code::HashError,
    Code::TimeError,
    Code::InternalError,
    Code::Corrupted,
    Code::Locked,
    Code::UnsupportedFormat,
    Code::NoSpace,
    Code::LogStopped,
    Code::Busy,
    Code::Closed,
    Code::Poisoned,
    Code::TimedOut,
    Code::Backpressure,
];

/// One failure. [`Error::message`] is fixed per cause, [`Error::context`] says which value, which
/// path, which limit.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{message}{}{context}", if .context.is_empty() { "" } else { ": " })]
pub struct Error {
    code: Code,
    message: Cow<'static, str>,
    context: String,
}

impl Error {
    /// An error with a fixed text and a detail, which may be empty.
    pub fn new(code: Code, message: &'static str, context: impl Into<String>) -> Self {
        Self { code, message: Cow::Borrowed(message), context: context.into() }
    }

    /// An error whose text itself names the thing, such as `sync operation not found: <id>`.
    pub fn named(code: Code, message: String) -> Self {
        Self { code, message: Cow::Owned(message), context: String::new() }
    }

    /// An error of the operating system. `code` is kept unless the system says something sharper.
    pub fn from_io(code: Code, message: &'static str, path: &str, cause: &io::Error) -> Self {
        let code = match cause.raw_os_error() {
            Some(libc::ENOSPC | libc::EDQUOT | libc::EFBIG) => Code::NoSpace,
            Some(libc::EACCES | libc::EPERM | libc::EROFS) => Code::PermissionDenied,
            _ => code,
        };
        Self::new(code, message, format!("{path}: {cause}"))
    }

    /// The number.
    pub fn code(&self) -> Code {
        self.code
    }

    /// The fixed text, lower case, without a trailing stop.
    pub fn message(&self) -> &str {
        &self.message
    }

    /// The detail; empty when there is none.
    pub fn context(&self) -> &str {
        &self.context
    }
}

/// Short for an argument out of range.
pub(crate) fn invalid(message: &'static str, context: impl Into<String>) -> Error {
    Error::new(Code::InvalidArgument, message, context)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_disk_and_a_refusal_have_their_own_numbers() {
        let full = io::Error::from_raw_os_error(libc::ENOSPC);
        let refused = io::Error::from_raw_os_error(libc::EACCES);
        let other = io::Error::from_raw_os_error(libc::EIO);
        let code = |e| Error::from_io(Code::FileWriteError, "m", "p", e).code();
        assert_eq!(code(&full), Code::NoSpace);
        assert_eq!(code(&refused), Code::PermissionDenied);
        assert_eq!(code(&other), Code::FileWriteError);
    }

    #[test]
    fn every_number_up_to_the_last_is_a_code() {
        let numbers = ALL.map(|code| code as u16);
        let last = Code::Backpressure as u16;
        assert!(numbers.into_iter().eq(1..=last));
        assert_eq!(Code::from_number(last), Some(Code::Backpressure));
        assert_eq!((Code::from_number(0), Code::from_number(last + 1)), (None, None));
    }

    #[test]
    fn the_text_names_the_detail_only_when_there_is_one() {
        assert_eq!(invalid("bad key", "").to_string(), "bad key");
        assert_eq!(invalid("bad key", "0 bytes").to_string(), "bad key: 0 bytes");
    }
}
