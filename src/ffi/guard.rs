// SPDX-License-Identifier: Apache-2.0
//! The one way through the boundary: every export is guard, convert, call. A panic becomes a
//! status, and the engine in which it happened answers nothing else; other engines live on.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::Ordering;

use crate::base::error::{Code, Error, Result, invalid};
use crate::engine::{Engine, poisoned};

use super::engine::{Shared, sda_engine};
use super::handle;
use super::status::{SDA_OK, sda_error, sda_status, status_of};

/// Runs a call that needs no engine.
///
/// # Safety
/// `error` is null or writable.
pub unsafe fn guard(
    error: *mut *mut sda_error,
    call: impl FnOnce() -> Result<sda_status>,
) -> sda_status {
    let outcome = catch_unwind(AssertUnwindSafe(call))
        .unwrap_or_else(|_| Err(Error::new(Code::InternalError, "a call panicked", "")));
    // SAFETY: as promised by the caller.
    unsafe { finish(error, outcome) }
}

/// Runs a call on an engine.
///
/// # Safety
/// `engine` is null or a live handle; `error` is null or writable.
pub unsafe fn guard_engine(
    engine: *const sda_engine,
    error: *mut *mut sda_error,
    call: impl FnOnce(&Engine) -> Result<sda_status>,
) -> sda_status {
    // SAFETY: as promised by the caller.
    let shared = unsafe { handle::borrow(engine) }.map(|engine| engine.shared.clone());
    let outcome = shared.and_then(|shared| with_engine(&shared, call));
    // SAFETY: as promised by the caller.
    unsafe { finish(error, outcome) }
}

/// Runs a call on the engine that a handle or one of its children shares.
pub fn with_engine(
    shared: &Arc<Shared>,
    call: impl FnOnce(&Engine) -> Result<sda_status>,
) -> Result<sda_status> {
    if shared.clock.is_inside() {
        return Err(Error::new(Code::Busy, "the engine is in use by the callback that calls", ""));
    }
    if shared.poisoned.load(Ordering::Acquire) {
        return Err(poisoned());
    }
    let engine = shared.engine.read().map_err(|_| poisoned())?;
    let Some(engine) = engine.as_ref() else {
        return Err(Error::new(Code::Closed, "the engine was closed", ""));
    };
    catch_unwind(AssertUnwindSafe(|| call(engine))).unwrap_or_else(|_| {
        shared.poisoned.store(true, Ordering::Release);
        Err(poisoned())
    })
}

/// Turns an outcome into status and error object. The object is written only on failure.
///
/// # Safety
/// `error` is null or writable.
unsafe fn finish(error: *mut *mut sda_error, outcome: Result<sda_status>) -> sda_status {
    match outcome {
        Ok(status) => status,
        Err(cause) => {
            // SAFETY: as promised by the caller.
            if let Some(place) = unsafe { error.as_mut() } {
                *place = handle::give(sda_error::new(&cause));
            }
            status_of(cause.code())
        }
    }
}

/// Refuses a missing output before anything is done for it.
pub fn check_output<T>(out: *mut T, name: &str) -> Result<()> {
    if out.is_null() { Err(null_output(name)) } else { Ok(()) }
}

/// Writes an output.
///
/// # Safety
/// `out` is null or writable.
pub unsafe fn put<T>(out: *mut T, value: T, name: &str) -> Result<sda_status> {
    check_output(out, name)?;
    // SAFETY: not null, and as promised by the caller.
    unsafe { out.write(value) };
    Ok(SDA_OK)
}

/// Writes an output struct, as much of it as the caller's version has: its first field is
/// `struct_size`, set by the caller.
///
/// # Safety
/// `out` is null or points to `struct_size` writable bytes; `T` is `repr(C)`, starts with a `u32`
/// size and holds plain data.
pub unsafe fn put_struct<T>(out: *mut T, mut value: T, name: &str) -> Result<sda_status> {
    // SAFETY: as promised by the caller; the size is the first field.
    let bytes = unsafe { struct_bytes(out, name) }?;
    let size = bytes.min(size_of::<T>());
    let value: *mut T = &mut value;
    // SAFETY: both sides have at least `size` bytes, and `T` starts with its size.
    unsafe {
        value.cast::<u32>().write(bytes as u32);
        std::ptr::copy_nonoverlapping(value.cast::<u8>(), out.cast::<u8>(), size);
    }
    Ok(SDA_OK)
}

/// Reads an input struct over its defaults, as much of it as the caller's version has.
///
/// # Safety
/// As [`put_struct`], readable instead of writable.
pub unsafe fn get_struct<T>(from: *const T, mut defaults: T, name: &str) -> Result<T> {
    // SAFETY: as promised by the caller.
    let bytes = unsafe { struct_bytes(from, name) }?;
    let size = bytes.min(size_of::<T>());
    let value: *mut T = &mut defaults;
    // SAFETY: both sides have at least `size` bytes; every bit pattern of plain data is valid.
    unsafe { std::ptr::copy_nonoverlapping(from.cast::<u8>(), value.cast::<u8>(), size) };
    Ok(defaults)
}

/// # Safety
/// `at` is null or starts with a readable `u32`.
unsafe fn struct_bytes<T>(at: *const T, name: &str) -> Result<usize> {
    if at.is_null() {
        return Err(null_output(name));
    }
    // SAFETY: not null, and as promised by the caller.
    let bytes = unsafe { at.cast::<u32>().read() } as usize;
    if bytes < size_of::<u64>() {
        let context = format!("{name}: struct_size {bytes}, set it to the size of the struct");
        return Err(invalid("invalid argument", context));
    }
    Ok(bytes)
}

fn null_output(name: &str) -> Error {
    invalid("invalid argument", format!("{name} is NULL"))
}
