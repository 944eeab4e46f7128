// SPDX-License-Identifier: Apache-2.0
//! The one way through the boundary: every export is guard, convert, call. A panic becomes a
//! status, and the engine in which it happened answers nothing else; other engines live on.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::Ordering;

use crate::base::error::{Code, Error, Result, invalid};
use crate::client::Client;
use crate::engine::{Engine, poisoned};
use crate::store::merge::busy;

use super::client::sda_client;
use super::engine::{Held, Shared, sda_engine};
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

/// Runs a call on an engine and what its handles share.
///
/// # Safety
/// As [`guard_engine`].
pub(super) unsafe fn guard_shared(
    engine: *const sda_engine,
    error: *mut *mut sda_error,
    call: impl FnOnce(&Shared, &Engine) -> Result<sda_status>,
) -> sda_status {
    // SAFETY: as promised by the caller.
    let shared = unsafe { handle::borrow(engine) }.map(|engine| engine.shared.clone());
    let outcome = shared.and_then(|shared| with_engine(&shared, |engine| call(&shared, engine)));
    // SAFETY: as promised by the caller.
    unsafe { finish(error, outcome) }
}

/// Runs a call on a client.
///
/// # Safety
/// `client` is null or a live handle; `error` is null or writable.
pub unsafe fn guard_client(
    client: *const sda_client,
    error: *mut *mut sda_error,
    call: impl FnOnce(&Client) -> Result<sda_status>,
) -> sda_status {
    // SAFETY: as promised by the caller.
    unsafe {
        guard_wait(client, error, |client| {
            let _nudge = Nudge(client);
            call(client)
        })
    }
}

/// Runs a call on a client that leaves threads that wait for it alone.
///
/// # Safety
/// As [`guard_client`].
pub unsafe fn guard_wait(
    client: *const sda_client,
    error: *mut *mut sda_error,
    call: impl FnOnce(&Client) -> Result<sda_status>,
) -> sda_status {
    // SAFETY: as promised by the caller.
    let shared = unsafe { handle::borrow(client) }.map(|client| client.shared.clone());
    let outcome = shared.and_then(|shared| {
        with_held(&shared, "the client was closed", |held| match held {
            Held::Client(client) => call(client),
            // Nobody makes such a handle.
            Held::Engine(_) => Err(Error::new(Code::InternalError, "not a client", "")),
        })
    });
    // SAFETY: as promised by the caller.
    unsafe { finish(error, outcome) }
}

/// At its end threads that wait for a client have to see what was done, also through its engine.
struct Nudge<'a>(&'a Client);

impl Drop for Nudge<'_> {
    fn drop(&mut self) {
        self.0.nudge();
    }
}

/// Runs a call on the engine that a handle or one of its children shares.
pub fn with_engine(
    shared: &Arc<Shared>,
    call: impl FnOnce(&Engine) -> Result<sda_status>,
) -> Result<sda_status> {
    with_held(shared, "the engine was closed", |held| {
        let _nudge = match held {
            Held::Client(client) => Some(Nudge(client)),
            Held::Engine(_) => None,
        };
        call(held.engine())
    })
}

fn with_held(
    shared: &Arc<Shared>,
    closed: &'static str,
    call: impl FnOnce(&Held) -> Result<sda_status>,
) -> Result<sda_status> {
    check_outside(shared)?;
    if shared.poisoned.load(Ordering::Acquire) {
        return Err(poisoned());
    }
    let held = shared.held.read().map_err(|_| poisoned())?;
    let Some(held) = held.as_ref() else {
        return Err(Error::new(Code::Closed, closed, ""));
    };
    let outcome = catch_unwind(AssertUnwindSafe(|| call(held))).unwrap_or_else(|_| {
        shared.poisoned.store(true, Ordering::Release);
        Err(poisoned())
    });
    shared.listener.tell(held.engine());
    outcome
}

/// Refuses a call that comes from inside a callback of the same engine.
pub fn check_outside(shared: &Shared) -> Result<()> {
    if shared.inside.iter().any(|inside| inside.is_this_thread()) {
        return Err(busy());
    }
    Ok(())
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
    let bytes = unsafe { check_struct(out, name) }?;
    let size = bytes.min(size_of::<T>());
    let value: *mut T = &mut value;
    // SAFETY: both sides have at least `size` bytes, `T` starts with its size, and what a later
    // version of the struct has behind that is the caller's as well.
    unsafe {
        value.cast::<u32>().write(bytes as u32);
        std::ptr::copy_nonoverlapping(value.cast::<u8>(), out.cast::<u8>(), size);
        std::ptr::write_bytes(out.cast::<u8>().add(size), 0, bytes - size);
    }
    Ok(SDA_OK)
}

/// Reads an input struct over its defaults, as much of it as the caller's version has.
///
/// # Safety
/// As [`put_struct`], readable instead of writable.
pub unsafe fn get_struct<T>(from: *const T, mut defaults: T, name: &str) -> Result<T> {
    // SAFETY: as promised by the caller.
    let bytes = unsafe { check_struct(from, name) }?;
    let size = bytes.min(size_of::<T>());
    let value: *mut T = &mut defaults;
    // SAFETY: both sides have at least `size` bytes; every bit pattern of plain data is valid.
    unsafe { std::ptr::copy_nonoverlapping(from.cast::<u8>(), value.cast::<u8>(), size) };
    Ok(defaults)
}

/// Largest struct that any version may have, in bytes: a size beyond it was never set.
const STRUCT_BYTES_MAX: usize = 4096;

/// The size that the caller gave a struct. Refuses one that no version had, before anything is done
/// for it: sizes are multiples of the alignment, so that no field is there by half.
///
/// # Safety
/// `at` is null or starts with a readable `u32`.
pub unsafe fn check_struct<T>(at: *const T, name: &str) -> Result<usize> {
    if at.is_null() {
        return Err(null_output(name));
    }
    // SAFETY: not null, and as promised by the caller.
    let bytes = unsafe { at.cast::<u32>().read() } as usize;
    if bytes == 0 || bytes > STRUCT_BYTES_MAX || !bytes.is_multiple_of(align_of::<T>()) {
        let context = format!("{name}: struct_size {bytes}, set it to the size of the struct");
        return Err(invalid("invalid argument", context));
    }
    Ok(bytes)
}

fn null_output(name: &str) -> Error {
    invalid("invalid argument", format!("{name} is NULL"))
}

#[cfg(test)]
mod tests {
    use std::sync::Once;

    use super::super::engine::{sda_engine_close, sda_engine_flush, sda_engine_open};
    use super::super::error::{sda_error_free, sda_error_status};
    use super::super::options::{SDA_DURABILITY_MEMORY_ONLY, sda_options};
    use super::super::scan::{sda_entry, sda_scan_free, sda_scan_next, sda_scan_open};
    use super::super::status::*;
    use super::super::store::sda_store_len;
    use super::*;

    const TEXT: &str = "on purpose";

    /// Keeps the panics that are made on purpose out of the output, and no others.
    fn quiet() {
        static ONCE: Once = Once::new();
        ONCE.call_once(|| {
            let usual = std::panic::take_hook();
            std::panic::set_hook(Box::new(move |info| {
                if info.payload_as_str() != Some(TEXT) {
                    usual(info);
                }
            }));
        });
    }

    #[allow(clippy::panic)]
    fn fall() -> Result<sda_status> {
        quiet();
        std::panic::panic_any(TEXT)
    }

    fn open() -> *mut sda_engine {
        let mut options = sda_options::defaults();
        options.durability = SDA_DURABILITY_MEMORY_ONLY;
        let mut engine = std::ptr::null_mut();
        let status = unsafe { sda_engine_open(&options, &mut engine, std::ptr::null_mut()) };
        assert_eq!(status, SDA_OK);
        engine
    }

    /// The status of a call, and that of the error object, which is freed.
    fn both(call: impl FnOnce(*mut *mut sda_error) -> sda_status) -> (sda_status, sda_status) {
        let mut error = std::ptr::null_mut();
        let status = call(&mut error);
        let told = unsafe { sda_error_status(error) };
        unsafe { sda_error_free(error) };
        (status, told)
    }

    #[test]
    fn a_panic_without_an_engine_becomes_an_internal_error() {
        let (status, told) = both(|error| unsafe { guard(error, fall) });
        assert_eq!((status, told), (SDA_ERROR_INTERNAL, SDA_ERROR_INTERNAL));
        assert_eq!(unsafe { guard(std::ptr::null_mut(), fall) }, SDA_ERROR_INTERNAL);
    }

    #[test]
    fn a_panic_poisons_its_engine_and_no_other() {
        let poisoned = (SDA_ERROR_POISONED, SDA_ERROR_POISONED);
        let (broken, other) = (open(), open());
        let mut begun = std::ptr::null_mut();
        let mut late = std::ptr::null_mut();
        let mut len = 77;
        unsafe {
            assert_eq!(sda_scan_open(broken, &mut begun, std::ptr::null_mut()), SDA_OK);
            assert_eq!(both(|error| guard_engine(broken, error, |_| fall())), poisoned);
            assert_eq!(both(|error| sda_store_len(broken, &mut len, error)), poisoned);
            assert_eq!(both(|error| sda_engine_flush(broken, error)), poisoned);
            assert_eq!(both(|error| sda_scan_open(broken, &mut late, error)), poisoned);
            assert!(late.is_null() && len == 77);
            let mut entry = std::mem::zeroed::<sda_entry>();
            entry.struct_size = size_of::<sda_entry>() as u32;
            assert_eq!(both(|error| sda_scan_next(begun, &mut entry, error)), poisoned);
            assert_eq!(sda_store_len(other, &mut len, std::ptr::null_mut()), SDA_OK);
            // Closing frees, and does not claim that all is on disk.
            assert_eq!(both(|error| sda_engine_close(broken, error)), poisoned);
            let mut entry = std::mem::zeroed::<sda_entry>();
            entry.struct_size = size_of::<sda_entry>() as u32;
            assert_eq!(both(|error| sda_scan_next(begun, &mut entry, error)), poisoned);
            sda_scan_free(begun);
            assert_eq!(sda_engine_close(other, std::ptr::null_mut()), SDA_OK);
        }
    }

    #[test]
    fn a_panic_frees_what_the_call_held() {
        let engine = open();
        let held = Arc::new(());
        let inside = held.clone();
        let status = unsafe {
            guard_engine(engine, std::ptr::null_mut(), move |_| {
                let _kept = inside;
                fall()
            })
        };
        assert_eq!((status, Arc::strong_count(&held)), (SDA_ERROR_POISONED, 1));
        unsafe { sda_engine_close(engine, std::ptr::null_mut()) };
    }
}
