// SPDX-License-Identifier: Apache-2.0
//! Status numbers and error objects.

use std::ffi::{CString, c_char};

use crate::base::error::{Code, Error};

use super::handle::Tagged;

/// What a fallible function returns: 0 done, positive "nothing there", negative failed. A negative
/// number is the negated number of the error. Numbers are for ever.
pub type sda_status = i32;

/// Done.
pub const SDA_OK: sda_status = 0;
/// Nothing there: no such key, no further item, nothing to wait for. Not a failure.
pub const SDA_NOTHING: sda_status = 1;
/// The caller's buffer is too small: nothing was copied, only the wanted length was set. Not a
/// failure.
pub const SDA_TOO_SMALL: sda_status = 2;
/// A cause that has no number of its own.
pub const SDA_ERROR_UNKNOWN: sda_status = -1;
/// An argument is outside its range; nothing was changed.
pub const SDA_ERROR_INVALID_ARGUMENT: sda_status = -2;
/// The object is not in a state that allows the call.
pub const SDA_ERROR_INVALID_STATE: sda_status = -3;
/// The named thing does not exist.
pub const SDA_ERROR_NOT_FOUND: sda_status = -4;
/// The named thing exists already.
pub const SDA_ERROR_ALREADY_EXISTS: sda_status = -5;
/// The file does not exist.
pub const SDA_ERROR_FILE_NOT_FOUND: sda_status = -6;
/// The file exists already.
pub const SDA_ERROR_FILE_ALREADY_EXISTS: sda_status = -7;
/// Reading a file failed.
pub const SDA_ERROR_FILE_READ: sda_status = -8;
/// Writing a file failed.
pub const SDA_ERROR_FILE_WRITE: sda_status = -9;
/// The operating system refused access.
pub const SDA_ERROR_PERMISSION_DENIED: sda_status = -10;
/// A configuration is out of range.
pub const SDA_ERROR_CONFIG_INVALID: sda_status = -11;
/// A configuration is missing.
pub const SDA_ERROR_CONFIG_MISSING: sda_status = -12;
/// A digest does not fit.
pub const SDA_ERROR_HASH: sda_status = -13;
/// A time is out of range.
pub const SDA_ERROR_TIME: sda_status = -14;
/// A broken promise of our own code.
pub const SDA_ERROR_INTERNAL: sda_status = -15;
/// Damaged bytes stand before valid ones, or where nothing may be missing.
pub const SDA_ERROR_CORRUPTED: sda_status = -16;
/// Another writer holds the log.
pub const SDA_ERROR_LOCKED: sda_status = -17;
/// The file or message has a format that this version cannot read.
pub const SDA_ERROR_UNSUPPORTED_FORMAT: sda_status = -18;
/// The disk or quota is full; the log can go on once there is room.
pub const SDA_ERROR_NO_SPACE: sda_status = -19;
/// A sync to disk failed: the log takes no writes until it is reopened.
pub const SDA_ERROR_LOG_STOPPED: sda_status = -20;
/// The thing is in use: by another sync engine, or by the callback that calls.
pub const SDA_ERROR_BUSY: sda_status = -21;
/// The engine was closed.
pub const SDA_ERROR_CLOSED: sda_status = -22;
/// A call panicked: this engine answers nothing else until it is reopened.
pub const SDA_ERROR_POISONED: sda_status = -23;
/// An acknowledgement did not come in time. Only ever found as the last error of an operation.
pub const SDA_ERROR_TIMED_OUT: sda_status = -24;
/// The outbox is full: the write was refused, and can be tried again once something was delivered.
pub const SDA_ERROR_BACKPRESSURE: sda_status = -25;

/// The status of an error.
pub fn status_of(code: Code) -> sda_status {
    -sda_status::from(code as u16 as i16)
}

/// One failure: a number, a text, and a detail that names value and limit.
pub struct sda_error {
    status: sda_status,
    message: CString,
    context: CString,
}

impl Tagged for sda_error {
    const TAG: u64 = 0x7364_615f_6572_726f;
    const NAME: &'static str = "sda_error";
}

impl sda_error {
    /// The error object of an error.
    pub fn new(error: &Error) -> Self {
        Self {
            status: status_of(error.code()),
            message: text(error.message()),
            context: text(error.context()),
        }
    }

    /// Its number as a status.
    pub fn status(&self) -> sda_status {
        self.status
    }

    /// The fixed text.
    pub fn message(&self) -> *const c_char {
        self.message.as_ptr()
    }

    /// The detail.
    pub fn context(&self) -> *const c_char {
        self.context.as_ptr()
    }
}

/// A C string; a NUL inside, which only an id or a path of the caller can hold, is spelled out.
fn text(text: &str) -> CString {
    CString::new(text.replace('\0', "\\0")).unwrap_or_default()
}
