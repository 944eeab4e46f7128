// SPDX-License-Identifier: Apache-2.0
//! Bytes across the boundary: borrowed pointer and length in, a reusable buffer out.

use crate::base::error::{Result, invalid};

/// Bytes that the library owns. Starts as all zeros; functions that fill it reuse its memory;
/// freeing it with `sda_buf_free` makes it all zeros again, so that freeing twice is harmless.
#[repr(C)]
pub struct sda_buf {
    /// The bytes; NULL when there never were any.
    pub ptr: *mut u8,
    /// How many bytes are filled.
    pub len: usize,
    /// How many bytes there is memory for.
    pub cap: usize,
}

/// Borrows the caller's bytes for the call. NULL with length 0 is empty.
///
/// # Safety
/// `ptr` is null or points to `len` readable bytes that nobody changes during the call.
pub unsafe fn input<'a>(ptr: *const u8, len: usize, name: &str) -> Result<&'a [u8]> {
    if len == 0 {
        return Ok(&[]);
    }
    if ptr.is_null() {
        return Err(invalid("invalid argument", format!("{name}: NULL with length {len}")));
    }
    if len > isize::MAX as usize {
        let context = format!("{name}: length {len}, allowed are up to {}", isize::MAX);
        return Err(invalid("invalid argument", context));
    }
    // SAFETY: as promised by the caller; the length fits.
    Ok(unsafe { std::slice::from_raw_parts(ptr, len) })
}

/// Borrows the caller's text, which must be UTF-8.
///
/// # Safety
/// As [`input`].
pub unsafe fn input_text<'a>(ptr: *const u8, len: usize, name: &str) -> Result<&'a str> {
    // SAFETY: as promised by the caller.
    let bytes = unsafe { input(ptr, len, name) }?;
    std::str::from_utf8(bytes)
        .map_err(|cause| invalid("invalid argument", format!("{name} is not UTF-8: {cause}")))
}

/// Replaces what the buffer holds, reusing its memory.
///
/// # Safety
/// `out` is null or points to a buffer that is all zeros or that this library filled.
pub unsafe fn fill(out: *mut sda_buf, bytes: &[u8]) -> Result<()> {
    // SAFETY: as promised by the caller.
    let out = unsafe { out.as_mut() }
        .ok_or_else(|| invalid("invalid argument", "the output buffer is NULL"))?;
    // SAFETY: as promised by the caller.
    let mut vec = unsafe { adopt(out) };
    vec.clear();
    vec.extend_from_slice(bytes);
    let mut vec = std::mem::ManuallyDrop::new(vec);
    *out = sda_buf { ptr: vec.as_mut_ptr(), len: vec.len(), cap: vec.capacity() };
    Ok(())
}

/// Frees what the buffer holds and zeroes it.
///
/// # Safety
/// As [`fill`].
pub unsafe fn free(out: *mut sda_buf) {
    // SAFETY: as promised by the caller.
    if let Some(out) = unsafe { out.as_mut() } {
        // SAFETY: as promised by the caller.
        drop(unsafe { adopt(out) });
    }
}

/// Takes the memory out of a buffer and leaves it all zeros.
///
/// # Safety
/// The buffer is all zeros or was filled by [`fill`].
unsafe fn adopt(out: &mut sda_buf) -> Vec<u8> {
    let sda_buf { ptr, len, cap } =
        std::mem::replace(out, sda_buf { ptr: std::ptr::null_mut(), len: 0, cap: 0 });
    if ptr.is_null() || cap == 0 {
        return Vec::new();
    }
    // SAFETY: `fill` took pointer, length and capacity from a vector.
    unsafe { Vec::from_raw_parts(ptr, len.min(cap), cap) }
}
