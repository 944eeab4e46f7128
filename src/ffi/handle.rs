// SPDX-License-Identifier: Apache-2.0
//! Opaque handles: a pointer to a box that starts with the tag of its type, so that a handle of
//! another type is refused instead of misread. The tag has a fixed place: it is read before the
//! type is known to fit.

use crate::base::error::{Error, Result, invalid};

/// A type that crosses as a handle.
pub trait Tagged: Sized {
    /// Its mark.
    const TAG: u64;
    /// Its C name.
    const NAME: &'static str;
}

/// What a handle points to. A handle is only ever cast, so it may be typed as its value.
#[repr(C)]
struct Boxed<T> {
    tag: u64,
    value: T,
}

/// Gives a value to the caller, who frees it with the function of its type.
pub fn give<T: Tagged>(value: T) -> *mut T {
    Box::into_raw(Box::new(Boxed { tag: T::TAG, value })).cast()
}

/// Looks at a handle.
///
/// # Safety
/// `pointer` is null or points to a live value that [`give`] gave.
pub unsafe fn borrow<'a, T: Tagged>(pointer: *const T) -> Result<&'a T> {
    // SAFETY: as promised by the caller.
    let boxed = unsafe { check(pointer) }?;
    // SAFETY: the tag is that of the type.
    Ok(unsafe { &(*boxed).value })
}

/// Looks at a handle that one thread at a time may use.
///
/// # Safety
/// As [`borrow`], and no other reference to the value exists.
pub unsafe fn borrow_mut<'a, T: Tagged>(pointer: *mut T) -> Result<&'a mut T> {
    // SAFETY: as promised by the caller.
    let boxed = unsafe { check(pointer) }?;
    // SAFETY: the tag is that of the type, and nobody else looks.
    Ok(unsafe { &mut (*boxed).value })
}

/// Takes a handle back; None for null. The tag is wiped, so that a second free is noticed as long
/// as the memory was not reused.
///
/// # Safety
/// As [`borrow_mut`]; the pointer is not used afterwards.
pub unsafe fn take<T: Tagged>(pointer: *mut T) -> Result<Option<T>> {
    if pointer.is_null() {
        return Ok(None);
    }
    // SAFETY: as promised by the caller.
    let boxed = unsafe { check(pointer) }?;
    // SAFETY: `give` made it from a box, and the caller lets go of it. The write is volatile, or it
    // would be left out as one that nobody reads.
    unsafe {
        std::ptr::write_volatile(&raw mut (*boxed).tag, 0);
        Ok(Some(Box::from_raw(boxed).value))
    }
}

/// # Safety
/// `pointer` is null or points to a live value of any type that [`give`] gave.
unsafe fn check<T: Tagged>(pointer: *const T) -> Result<*mut Boxed<T>> {
    if pointer.is_null() {
        return Err(refused(format!("{} is null", T::NAME)));
    }
    // SAFETY: every box starts with its tag, whatever its type.
    if unsafe { pointer.cast::<u64>().read() } != T::TAG {
        return Err(refused(format!("not a live {}", T::NAME)));
    }
    Ok(pointer.cast_mut().cast())
}

fn refused(context: String) -> Error {
    invalid("invalid handle", context)
}
