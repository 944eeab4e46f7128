// SPDX-License-Identifier: Apache-2.0
//! Values read and written piece by piece.

use std::sync::Arc;

use crate::engine::{ValueReader, ValueWriter};

use super::buf::input;
use super::engine::{Shared, sda_engine};
use super::guard::{check_output, check_struct, guard, put, put_struct, with_engine};
use super::handle::{self, Tagged};
use super::status::{SDA_NOTHING, SDA_OK, sda_error, sda_status};
use super::store::{filled, sda_apply};

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

/// A value that is written piece by piece. One thread at a time; lives on after the engine was
/// closed.
pub struct sda_value_writer {
    shared: Arc<Shared>,
    writer: ValueWriter,
}

impl Tagged for sda_value_writer {
    const TAG: u64 = 0x7364_615f_7661_6c77;
    const NAME: &'static str = "sda_value_writer";
}

/// Begins a local write, as `sda_store_apply` makes it, of a value that comes piece by piece: it
/// goes to a file of its own, and needs no room but that of a piece. Nothing of it is seen before
/// `sda_value_writer_commit`, and nothing is left of it when the writer is freed without, nor after
/// a crash. A value of less than 256 KiB, and one without a log, is kept in memory until then.
///
/// Parameters: `key`: 1 byte to 1 MiB, any bytes. `value_bytes`: the length of the value in bytes,
/// up to the limit of the options. `timestamp_ms`: the application's time of the write,
/// milliseconds since 1970, greater than 0. `writer`: where the handle goes.
/// Returns: `SDA_OK`; `SDA_ERROR_INVALID_ARGUMENT` for a key, length or time out of range;
/// `SDA_ERROR_INVALID_STATE` when the engine was opened read-only; `SDA_ERROR_NO_SPACE`, file
/// statuses. Nothing is changed then.
/// Ownership: the caller frees the writer with `sda_value_writer_free`. The key is borrowed for the
/// call.
/// Threads: any; the writer itself one at a time. Reads and writes go on beside it.
/// Durability: none before the commit.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sda_value_writer_open(
    engine: *const sda_engine,
    key: *const u8,
    key_len: usize,
    value_bytes: u64,
    timestamp_ms: i64,
    writer: *mut *mut sda_value_writer,
    error: *mut *mut sda_error,
) -> sda_status {
    // SAFETY: the caller keeps the contract above.
    unsafe {
        guard(error, || {
            check_output(writer, "writer")?;
            let key = input(key, key_len, "key")?;
            let shared = handle::borrow(engine)?.shared.clone();
            with_engine(&shared, |engine| {
                let begun = engine.begin_value(key, value_bytes, timestamp_ms)?;
                let given = sda_value_writer { shared: shared.clone(), writer: begun };
                put(writer, handle::give(given), "writer")
            })
        })
    }
}

/// Writes the next bytes of the value.
///
/// Parameters: `bytes`: as many as the caller likes, up to what is missing.
/// Returns: `SDA_OK`; `SDA_ERROR_INVALID_ARGUMENT` for more than the value was said to have, none
/// of them taken; `SDA_ERROR_INVALID_STATE` after the commit, and after an error of the disk, which
/// ends the writing: `SDA_ERROR_NO_SPACE`, `SDA_ERROR_FILE_WRITE`; `SDA_ERROR_CLOSED` when the
/// engine was closed.
/// Ownership: the bytes are borrowed for the call.
/// Threads: one at a time per writer.
/// Durability: none before the commit.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sda_value_writer_write(
    writer: *mut sda_value_writer,
    bytes: *const u8,
    bytes_len: usize,
    error: *mut *mut sda_error,
) -> sda_status {
    // SAFETY: the caller keeps the contract above.
    unsafe {
        guard(error, || {
            let sda_value_writer { shared, writer } = handle::borrow_mut(writer)?;
            let bytes = input(bytes, bytes_len, "bytes")?;
            with_engine(shared, |_| writer.write(bytes).map(|()| SDA_OK))
        })
    }
}

/// Makes what was written the value of its key, all of it in one moment. The writer stays the
/// caller's to free. After an error other than `SDA_ERROR_LOG_STOPPED` it may be tried again.
///
/// Parameters: `apply`: may be NULL, else `struct_size` set by the caller.
/// Returns: `SDA_OK`; `SDA_ERROR_INVALID_ARGUMENT` while bytes are missing;
/// `SDA_ERROR_INVALID_STATE` for a second commit and after a write that failed;
/// `SDA_ERROR_NO_SPACE`, file statuses, `SDA_ERROR_CLOSED`; `SDA_ERROR_LOG_STOPPED`, where whether
/// the value counts is known once the engine was opened again.
/// Threads: one at a time per writer; commits of several share one sync of the log.
/// Durability: as the engine's options say for every write; the bytes of the value are on stable
/// storage before the log names them.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sda_value_writer_commit(
    writer: *mut sda_value_writer,
    apply: *mut sda_apply,
    error: *mut *mut sda_error,
) -> sda_status {
    // SAFETY: the caller keeps the contract above.
    unsafe {
        guard(error, || {
            let sda_value_writer { shared, writer } = handle::borrow_mut(writer)?;
            if !apply.is_null() {
                check_struct(apply, "apply")?;
            }
            with_engine(shared, |engine| {
                let written = engine.commit_value(writer)?;
                if apply.is_null() {
                    return Ok(SDA_OK);
                }
                put_struct(apply, filled(&written), "apply")
            })
        })
    }
}

/// Frees a writer. What was not committed is given up, and its space returned.
///
/// Parameters: `writer`: a writer, or NULL, which does nothing.
/// Ownership: the writer is gone afterwards.
/// Threads: one at a time per writer.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sda_value_writer_free(writer: *mut sda_value_writer) {
    // SAFETY: the caller passes NULL or a live handle, and lets go of it.
    drop(unsafe { handle::take(writer) });
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
