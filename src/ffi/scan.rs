// SPDX-License-Identifier: Apache-2.0
//! Walking over the shown keys in byte order.

use std::sync::Arc;

use crate::base::error::Result;
use crate::engine::{Range, Scan};
use crate::store::walk::Row;

use super::buf::input;
use super::engine::{Shared, sda_engine};
use super::guard::{check_output, check_struct, guard, put, put_struct, with_engine};
use super::handle::{self, Tagged};
use super::status::{SDA_NOTHING, sda_error, sda_status};

/// A walk over shown keys. One thread at a time; lives on after the engine was closed.
pub struct sda_scan {
    pub(super) shared: Arc<Shared>,
    pub(super) scan: Scan,
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

/// Starts a walk over all shown keys, in byte order, as they stand now: writes made meanwhile are
/// not seen. The scan holds on to what it shows, in memory and on disk, until it is freed.
///
/// Parameters: `engine`: an engine. `scan`: where the handle goes.
/// Returns: `SDA_OK`.
/// Ownership: the caller frees the scan with `sda_scan_free`.
/// Threads: any; the scan itself one at a time. Reads and writes go on beside it.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sda_scan_open(
    engine: *const sda_engine,
    scan: *mut *mut sda_scan,
    error: *mut *mut sda_error,
) -> sda_status {
    // SAFETY: the caller keeps the contract above.
    unsafe { guard(error, || open(engine, &Range::default(), scan)) }
}

/// Starts a walk over the shown keys of a range, in byte order, as they stand now: writes made
/// meanwhile are not seen. The scan holds on to what it shows, in memory and on disk, until it is
/// freed.
///
/// Parameters: `engine`: an engine. `prefix`: what every key begins with. `from`: the first key.
/// `to`: the first key behind the range, not walked to. A key is walked to when it satisfies all
/// three; an empty one is no bound. `scan`: where the handle goes.
/// Returns: `SDA_OK`, also for a range without keys.
/// Ownership: the caller frees the scan with `sda_scan_free`. The bounds are borrowed for the call.
/// Threads: any; the scan itself one at a time. Reads and writes go on beside it.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sda_scan_open_range(
    engine: *const sda_engine,
    prefix: *const u8,
    prefix_len: usize,
    from: *const u8,
    from_len: usize,
    to: *const u8,
    to_len: usize,
    scan: *mut *mut sda_scan,
    error: *mut *mut sda_error,
) -> sda_status {
    // SAFETY: the caller keeps the contract above.
    unsafe {
        guard(error, || {
            let range = Range {
                from: input(from, from_len, "from")?,
                to: input(to, to_len, "to")?,
                prefix: input(prefix, prefix_len, "prefix")?,
            };
            open(engine, &range, scan)
        })
    }
}

/// # Safety
/// `engine` is null or a live handle; `scan` is null or writable.
unsafe fn open(
    engine: *const sda_engine,
    range: &Range<'_>,
    scan: *mut *mut sda_scan,
) -> Result<sda_status> {
    check_output(scan, "scan")?;
    // SAFETY: as promised by the caller.
    let shared = unsafe { handle::borrow(engine) }?.shared.clone();
    with_engine(&shared, |engine| {
        let begun = engine.scan_range(range)?;
        let opened = handle::give(sda_scan { shared: shared.clone(), scan: begun });
        // SAFETY: as promised by the caller.
        unsafe { put(scan, opened, "scan") }
    })
}

/// The next key.
///
/// Parameters: `scan`: a scan. `entry`: `struct_size` set by the caller.
/// Returns: `SDA_OK`; `SDA_NOTHING` at the end; `SDA_ERROR_CLOSED` when the engine was closed;
/// `SDA_ERROR_FILE_READ` and `SDA_ERROR_CORRUPTED`, where the scan has not moved.
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
            let sda_scan { shared, scan } = handle::borrow_mut(scan)?;
            check_struct(entry, "entry")?;
            with_engine(shared, |_| match scan.next()? {
                Some(row) => put_struct(entry, filled(&row), "entry"),
                None => Ok(SDA_NOTHING),
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

fn filled(row: &Row<'_>) -> sda_entry {
    sda_entry {
        struct_size: 0,
        reserved: 0,
        key: row.key.as_ptr(),
        key_len: row.key.len(),
        value: row.value.as_ptr(),
        value_len: row.value.len(),
        version: row.version,
        timestamp_ms: row.timestamp_ms,
    }
}
