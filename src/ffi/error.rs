// SPDX-License-Identifier: Apache-2.0
//! Exports of the error object, of buffers, and of the version.

use std::ffi::c_char;

use super::buf::{self, sda_buf};
use super::handle;
use super::status::*;

/// Version of the C ABI that this header describes.
pub const SDA_ABI_VERSION: u32 = 1;

/// The version of the C ABI that the loaded library speaks.
///
/// Returns: `SDA_ABI_VERSION` of the header it was built with. A program whose own value differs
/// must not call anything else.
/// Threads: any.
#[unsafe(no_mangle)]
pub extern "C" fn sda_abi_version() -> u32 {
    SDA_ABI_VERSION
}

/// A short English name of a status.
///
/// Parameters: `status`: any number.
/// Returns: never NULL; `unknown status` for a number that this version does not know.
/// Ownership: the text is static.
/// Threads: any.
#[unsafe(no_mangle)]
pub extern "C" fn sda_status_name(status: sda_status) -> *const c_char {
    let name = match status {
        SDA_OK => c"ok",
        SDA_NOTHING => c"nothing",
        SDA_TOO_SMALL => c"too small",
        SDA_ERROR_UNKNOWN => c"unknown",
        SDA_ERROR_INVALID_ARGUMENT => c"invalid argument",
        SDA_ERROR_INVALID_STATE => c"invalid state",
        SDA_ERROR_NOT_FOUND => c"not found",
        SDA_ERROR_ALREADY_EXISTS => c"already exists",
        SDA_ERROR_FILE_NOT_FOUND => c"file not found",
        SDA_ERROR_FILE_ALREADY_EXISTS => c"file already exists",
        SDA_ERROR_FILE_READ => c"file read error",
        SDA_ERROR_FILE_WRITE => c"file write error",
        SDA_ERROR_PERMISSION_DENIED => c"permission denied",
        SDA_ERROR_CONFIG_INVALID => c"invalid config",
        SDA_ERROR_CONFIG_MISSING => c"missing config",
        SDA_ERROR_HASH => c"hash error",
        SDA_ERROR_TIME => c"time error",
        SDA_ERROR_INTERNAL => c"internal error",
        SDA_ERROR_CORRUPTED => c"corrupted",
        SDA_ERROR_LOCKED => c"locked",
        SDA_ERROR_UNSUPPORTED_FORMAT => c"unsupported format",
        SDA_ERROR_NO_SPACE => c"no space",
        SDA_ERROR_LOG_STOPPED => c"log stopped",
        SDA_ERROR_BUSY => c"busy",
        SDA_ERROR_CLOSED => c"closed",
        SDA_ERROR_POISONED => c"poisoned",
        SDA_ERROR_TIMED_OUT => c"timed out",
        SDA_ERROR_BACKPRESSURE => c"backpressure",
        _ => c"unknown status",
    };
    name.as_ptr()
}

/// The status that an error object stands for.
///
/// Parameters: `error`: an error object.
/// Returns: a negative status; `SDA_ERROR_INVALID_ARGUMENT` for NULL.
/// Threads: one at a time per error.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sda_error_status(error: *const sda_error) -> sda_status {
    // SAFETY: the caller passes NULL or a live handle.
    unsafe { handle::borrow(error) }.map_or(SDA_ERROR_INVALID_ARGUMENT, sda_error::status)
}

/// The text of an error: lower case, the same for every failure of its kind.
///
/// Parameters: `error`: an error object.
/// Returns: never NULL; an empty text for NULL.
/// Ownership: borrowed from the error, valid until it is freed.
/// Threads: one at a time per error.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sda_error_message(error: *const sda_error) -> *const c_char {
    // SAFETY: the caller passes NULL or a live handle.
    unsafe { handle::borrow(error) }.map_or(c"".as_ptr(), sda_error::message)
}

/// The detail of an error: which value, which limit, which path.
///
/// Parameters: `error`: an error object.
/// Returns: never NULL; an empty text for NULL or when there is no detail.
/// Ownership: borrowed from the error, valid until it is freed.
/// Threads: one at a time per error.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sda_error_context(error: *const sda_error) -> *const c_char {
    // SAFETY: the caller passes NULL or a live handle.
    unsafe { handle::borrow(error) }.map_or(c"".as_ptr(), sda_error::context)
}

/// Frees an error object.
///
/// Parameters: `error`: an error object, or NULL, which does nothing.
/// Ownership: the error is gone afterwards, with the texts borrowed from it.
/// Threads: one at a time per error.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sda_error_free(error: *mut sda_error) {
    // SAFETY: the caller passes NULL or a live handle, and lets go of it.
    drop(unsafe { handle::take(error) });
}

/// Frees the bytes of a buffer and makes it all zeros, ready to be filled or freed again.
///
/// Parameters: `buf`: a buffer, or NULL, which does nothing.
/// Ownership: the bytes are gone afterwards; the struct itself is the caller's.
/// Threads: one at a time per buffer.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sda_buf_free(buf: *mut sda_buf) {
    // SAFETY: the caller passes NULL or a buffer that is all zeros or that this library filled.
    unsafe { buf::free(buf) };
}
