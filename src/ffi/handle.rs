// SPDX-License-Identifier: Apache-2.0
//! Opaque handles: a pointer to a boxed value that starts with the tag of its type, so that a
//! handle of another type is refused instead of misread.

use crate::base::error::{Result, invalid};

/// A type that crosses as a handle.
pub trait Tagged: Sized {
    /// Its mark.
    const TAG: u64;
    /// Its C name.
    const NAME: &'static str;

    /// Where the mark is.
    fn tag(&mut self) -> &mut u64;
}

/// Gives a value to the caller, who frees it with the function of its type.
pub fn give<T: Tagged>(value: T) -> *mut T {
    Box::into_raw(Box::new(value))
}

/// Looks at a handle.
///
/// # Safety
/// `pointer` is null or points to a live value that [`give`] gave.
pub unsafe fn borrow<'a, T: Tagged>(pointer: *const T) -> Result<&'a T> {
    // SAFETY: as promised by the caller; the tag is only compared.
    let value = unsafe { pointer.cast_mut().as_mut() }.ok_or_else(|| null::<T>())?;
    check(value)?;
    Ok(value)
}

/// Looks at a handle that one thread at a time may use.
///
/// # Safety
/// As [`borrow`], and no other reference to the value exists.
pub unsafe fn borrow_mut<'a, T: Tagged>(pointer: *mut T) -> Result<&'a mut T> {
    // SAFETY: as promised by the caller.
    let value = unsafe { pointer.as_mut() }.ok_or_else(|| null::<T>())?;
    check(value)?;
    Ok(value)
}

/// Takes a handle back; None for null. The tag is wiped, so that a second free is noticed as long
/// as the memory was not reused.
///
/// # Safety
/// As [`borrow_mut`]; the pointer is not used afterwards.
pub unsafe fn take<T: Tagged>(pointer: *mut T) -> Result<Option<Box<T>>> {
    if pointer.is_null() {
        return Ok(None);
    }
    // SAFETY: as promised by the caller.
    check(unsafe { &mut *pointer })?;
    // SAFETY: `give` made it from a box, and the caller lets go of it.
    let mut value = unsafe { Box::from_raw(pointer) };
    *value.tag() = 0;
    Ok(Some(value))
}

fn check<T: Tagged>(value: &mut T) -> Result<()> {
    if *value.tag() == T::TAG {
        return Ok(());
    }
    Err(invalid("invalid handle", format!("not a live {}", T::NAME)))
}

fn null<T: Tagged>() -> crate::base::error::Error {
    invalid("invalid handle", format!("{} is null", T::NAME))
}
