// SPDX-License-Identifier: Apache-2.0
//! Values read piece by piece.

use std::sync::Arc;

use crate::engine::ValueReader;

use super::buf::input;
use super::engine::{Shared, sda_engine};
use super::guard::{check_output, guard, put, with_engine};
use super::handle::{self, Tagged};
use super::status::{SDA_NOTHING, SDA_OK, sda_error, sda_status};

/// A value that is read piece by piece. One thread at a time; lives on after the engine was closed.
pub struct sda_value_reader {
    shared: Arc<Shared>,
    reader: ValueReader,
}

impl Tagged for sda_value_reader {
    const TAG: u64 = 0x7364_615f_7661_6c72;
    const NAME: &'static str = "sda_value_reader";
}

/// Opens the shown value of a key, to be read piece by piece: a value of any length needs no room
/// but that of a piece. It stays as it was when it was opened, whatever is written, merged and
/// deleted meanwhile, and is held on to, in memory or on disk, until the reader is freed.
///
/// A value of 64 KiB or more that is on disk is read through once here and its checksum verified
/// before a byte of it is given out; each piece that is read later is held against that reading.
///
/// Parameters: `key`: any bytes. `reader`: where the handle goes. `value_bytes`: the length of the
/// value in bytes; may be NULL, as `version` and `timestamp_ms` may be NULL.
/// Returns: `SDA_OK`; `SDA_NOTHING` when the key is not shown, outputs untouched;
/// `SDA_ERROR_FILE_READ` and `SDA_ERROR_CORRUPTED`, for this key alone.
/// Ownership: the caller frees the reader with `sda_value_reader_free`.
/// Threads: any; the reader itself one at a time. Reads and writes go on beside it.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sda_value_reader_open(
    engine: *const sda_engine,
    key: *const u8,
    key_len: usize,
    reader: *mut *mut sda_value_reader,
    value_bytes: *mut u64,
    version: *mut u64,
    timestamp_ms: *mut i64,
    error: *mut *mut sda_error,
) -> sda_status {
    // SAFETY: the caller keeps the contract above.
    unsafe {
        guard(error, || {
            check_output(reader, "reader")?;
            let key = input(key, key_len, "key")?;
            let shared = handle::borrow(engine)?.shared.clone();
            with_engine(&shared, |engine| {
                let Some(opened) = engine.open_value(key)? else { return Ok(SDA_NOTHING) };
                if !value_bytes.is_null() {
                    put(value_bytes, opened.len(), "value_bytes")?;
                }
                if !version.is_null() {
                    put(version, opened.version(), "version")?;
                }
                if !timestamp_ms.is_null() {
                    put(timestamp_ms, opened.timestamp_ms(), "timestamp_ms")?;
                }
                let given = sda_value_reader { shared: shared.clone(), reader: opened };
                put(reader, handle::give(given), "reader")
            })
        })
    }
}

/// Reads a piece of the value, from any place, in any order.
///
/// Parameters: `offset`: where the piece begins in the value. `buffer`: room for `capacity` bytes.
/// `read_len`: how many bytes were read: fewer than there is room for only at the end of the value.
/// Returns: `SDA_OK`; `SDA_NOTHING` at the end of the value and behind it, outputs untouched;
/// `SDA_ERROR_CLOSED` when the engine was closed; `SDA_ERROR_FILE_READ`; `SDA_ERROR_CORRUPTED` when
/// the disk says something else than when the value was opened. After an error what is in the
/// buffer counts for nothing.
/// Ownership: the buffer stays the caller's.
/// Threads: one at a time per reader.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sda_value_reader_read(
    reader: *mut sda_value_reader,
    offset: u64,
    buffer: *mut u8,
    capacity: usize,
    read_len: *mut usize,
    error: *mut *mut sda_error,
) -> sda_status {
    // SAFETY: the caller keeps the contract above.
    unsafe {
        guard(error, || {
            let sda_value_reader { shared, reader } = handle::borrow_mut(reader)?;
            check_output(read_len, "read_len")?;
            if capacity > 0 {
                check_output(buffer, "buffer")?;
            }
            with_engine(shared, |_| {
                if offset >= reader.len() {
                    return Ok(SDA_NOTHING);
                }
                let left = usize::try_from(reader.len() - offset).unwrap_or(usize::MAX);
                let room = room(buffer, capacity.min(left));
                put(read_len, reader.read_at(room, offset)?, "read_len")?;
                Ok(SDA_OK)
            })
        })
    }
}

/// Frees a reader, and lets go of what it holds.
///
/// Parameters: `reader`: a reader, or NULL, which does nothing.
/// Ownership: the reader is gone afterwards.
/// Threads: one at a time per reader.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sda_value_reader_free(reader: *mut sda_value_reader) {
    // SAFETY: the caller passes NULL or a live handle, and lets go of it.
    drop(unsafe { handle::take(reader) });
}

/// The caller's room, as bytes to be written.
///
/// # Safety
/// `buffer` has `count` writable bytes, and may be null when that is 0.
unsafe fn room<'a>(buffer: *mut u8, count: usize) -> &'a mut [u8] {
    if count == 0 {
        return &mut [];
    }
    // SAFETY: as promised by the caller. What stands there may never have been written; it is only
    // written here, and read as bytes, which any are.
    unsafe {
        std::ptr::write_bytes(buffer, 0, count);
        std::slice::from_raw_parts_mut(buffer, count)
    }
}
