// SPDX-License-Identifier: Apache-2.0
//! Walking over the shown keys in byte order.

use std::sync::Arc;

use crate::engine::Listed;

use super::engine::{Shared, sda_engine};
use super::guard::{check_output, check_struct, guard, put, put_struct, with_engine};
use super::handle::{self, Tagged};
use super::status::{SDA_NOTHING, SDA_OK, sda_error, sda_status};

/// Keys fetched under one lock.
const CHUNK_LEN: usize = 256;

/// A walk over the shown keys. One thread at a time; lives on after the engine was closed.
pub struct sda_scan {
    shared: Arc<Shared>,
    chunk: std::vec::IntoIter<Listed>,
    current: Option<Listed>,
    is_done: bool,
}

impl Tagged for sda_scan {
    const TAG: u64 = 0x7364_615f_7363_616e;
    const NAME: &'static str = "sda_scan";
}

/// A key with its value.
#[repr(C)]
pub struct sda_entry {
    /// Size of this struct in bytes, set by the caller.
    pub struct_size: u32,
    /// Always 0.
    pub reserved: u32,
    /// The key.
    pub key: *const u8,
    /// Length of the key in bytes.
    pub key_len: usize,
    /// The value.
    pub value: *const u8,
    /// Length of the value in bytes.
    pub value_len: usize,
    /// This replica's counter when it was written.
    pub version: u64,
    /// The application's time of the write, in milliseconds since 1970.
    pub timestamp_ms: i64,
}

/// Starts a walk over the shown keys, in byte order. A write made meanwhile is seen if the walk has
/// not passed its key.
///
/// Parameters: `engine`: an engine. `scan`: where the handle goes.
/// Returns: `SDA_OK`.
/// Ownership: the caller frees the scan with `sda_scan_free`.
/// Threads: any; the scan itself one at a time.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sda_scan_open(
    engine: *const sda_engine,
    scan: *mut *mut sda_scan,
    error: *mut *mut sda_error,
) -> sda_status {
    // SAFETY: the caller keeps the contract above.
    unsafe {
        guard(error, || {
            check_output(scan, "scan")?;
            let shared = handle::borrow(engine)?.shared.clone();
            with_engine(&shared, |_| Ok(SDA_OK))?;
            let chunk = Vec::new().into_iter();
            let (current, is_done) = (None, false);
            put(scan, handle::give(sda_scan { shared, chunk, current, is_done }), "scan")
        })
    }
}

/// The next key.
///
/// Parameters: `scan`: a scan. `entry`: `struct_size` set by the caller.
/// Returns: `SDA_OK`; `SDA_NOTHING` at the end; `SDA_ERROR_CLOSED` when the engine was closed.
/// Ownership: key and value are borrowed from the scan, valid until the next call on it.
/// Threads: one at a time per scan.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sda_scan_next(
    scan: *mut sda_scan,
    entry: *mut sda_entry,
    error: *mut *mut sda_error,
) -> sda_status {
    // SAFETY: the caller keeps the contract above.
    unsafe {
        guard(error, || {
            let scan = handle::borrow_mut(scan)?;
            check_struct(entry, "entry")?;
            let shared = scan.shared.clone();
            with_engine(&shared, |engine| {
                if scan.chunk.len() == 0 && !scan.is_done {
                    let after = scan.current.as_ref().map(|listed| &*listed.key);
                    let chunk = engine.scan(after, CHUNK_LEN)?;
                    scan.is_done = chunk.len() < CHUNK_LEN;
                    scan.chunk = chunk.into_iter();
                }
                let Some(next) = scan.chunk.next() else { return Ok(SDA_NOTHING) };
                let listed = scan.current.insert(next);
                put_struct(entry, filled(listed), "entry")
            })
        })
    }
}

/// Frees a scan.
///
/// Parameters: `scan`: a scan, or NULL, which does nothing.
/// Ownership: the scan is gone afterwards, with what was borrowed from it.
/// Threads: one at a time per scan.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sda_scan_free(scan: *mut sda_scan) {
    // SAFETY: the caller passes NULL or a live handle, and lets go of it.
    drop(unsafe { handle::take(scan) });
}

fn filled(listed: &Listed) -> sda_entry {
    sda_entry {
        struct_size: 0,
        reserved: 0,
        key: listed.key.as_ptr(),
        key_len: listed.key.len(),
        value: listed.value.as_ptr(),
        value_len: listed.value.len(),
        version: listed.version,
        timestamp_ms: listed.timestamp_ms,
    }
}
