// SPDX-License-Identifier: Apache-2.0
//! Files of format 1: the log classes of the documented C++ API. A database does not need them.

use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt;
use std::path::PathBuf;
use std::sync::Arc;

use crate::base::error::{Result, invalid};
use crate::disk::{Disk, FileDisk};
use crate::wal::{RecordFile, RecordReader, Recovery, read_whole};

use super::buf::{fill, input, sda_buf};
use super::guard::{check_output, check_struct, guard, put, put_struct};
use super::handle::{self, Tagged};
use super::status::{SDA_NOTHING, SDA_OK, sda_error, sda_status};

/// A file of records that is written to, locked. One thread at a time.
pub struct sda_wal {
    file: RecordFile,
}

impl Tagged for sda_wal {
    const TAG: u64 = 0x7364_615f_7761_6c31;
    const NAME: &'static str = "sda_wal";
}

/// A walk over the records of a file. One thread at a time.
pub struct sda_wal_reader {
    reader: RecordReader,
}

impl Tagged for sda_wal_reader {
    const TAG: u64 = 0x7364_615f_7761_6c72;
    const NAME: &'static str = "sda_wal_reader";
}

/// What stood in a file when records were first looked for.
#[repr(C)]
pub struct sda_wal_recovery {
    /// Size of this struct in bytes, set by the caller.
    pub struct_size: u32,
    /// Always 0.
    pub reserved: u32,
    /// Records.
    pub record_count: u64,
    /// The greatest of their numbers; 0 when there are none.
    pub sequence: u64,
    /// Bytes of a torn tail, which are beside the file now.
    pub cut_bytes: u64,
}

/// One record.
#[repr(C)]
pub struct sda_wal_record {
    /// Size of this struct in bytes, set by the caller.
    pub struct_size: u32,
    /// 1 put, 2 update, 3 delete, 4 checkpoint, 5 noop.
    pub record_type: u32,
    /// 0 pending, 1 persisted, 2 applied, 3 failed: as it was written.
    pub record_status: u32,
    /// Always 0.
    pub reserved: u32,
    /// Its number, not 0; as it was written, so neither ascending nor unique for sure.
    pub sequence: u64,
    /// When it was appended, in milliseconds since 1970.
    pub timestamp_ms: i64,
    /// What it carries.
    pub payload: *const u8,
    /// Length of that in bytes.
    pub payload_len: usize,
}

/// Opens a file for appending and takes its lock; the file is made, with its folders, when it is
/// missing. What stands in it is not looked at.
///
/// Parameters: `path`: where, as the system spells it. `wal`: where the handle goes.
/// Returns: `SDA_OK`; `SDA_ERROR_INVALID_ARGUMENT` for an empty path; `SDA_ERROR_LOCKED`;
/// `SDA_ERROR_UNSUPPORTED_FORMAT` for the file of a database; file statuses.
/// Ownership: the caller closes the file with `sda_wal_close`. The path is borrowed for the call.
/// Threads: any; the handle itself one at a time.
/// Durability: a file that was made is in its folder for good.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sda_wal_open(
    path: *const u8,
    path_len: usize,
    wal: *mut *mut sda_wal,
    error: *mut *mut sda_error,
) -> sda_status {
    // SAFETY: the caller keeps the contract above.
    unsafe {
        guard(error, || {
            let path = path_from(path, path_len)?;
            check_output(wal, "wal")?;
            let disk: Arc<dyn Disk> = Arc::new(FileDisk);
            let file = RecordFile::open(&disk, &path)?;
            put(wal, handle::give(sda_wal { file }), "wal")
        })
    }
}

/// Looks for records, once: numbers go on behind the last one afterwards, and a torn tail is set
/// aside in a file of the same name with `.torn` behind it. `sda_wal_append_record` does this by
/// itself.
///
/// Parameters: `recovery`: what was found, `struct_size` set by the caller; may be NULL.
/// Returns: `SDA_OK`; `SDA_ERROR_CORRUPTED` for damage before a whole record,
/// `SDA_ERROR_UNSUPPORTED_FORMAT` for a record of a version or type that is not known, both with
/// the place and nothing changed; file statuses.
/// Threads: one at a time per handle.
/// Durability: what was cut off is on stable storage beside the file.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sda_wal_recover(
    wal: *mut sda_wal,
    recovery: *mut sda_wal_recovery,
    error: *mut *mut sda_error,
) -> sda_status {
    // SAFETY: the caller keeps the contract above.
    unsafe {
        guard(error, || {
            let wal = handle::borrow_mut(wal)?;
            if recovery.is_null() {
                return wal.file.recover().map(|_| SDA_OK);
            }
            check_struct(recovery, "recovery")?;
            let Recovery { records, sequence, cut_bytes } = wal.file.recover()?;
            let (struct_size, reserved, record_count) = (0, 0, records);
            let out = sda_wal_recovery { struct_size, reserved, record_count, sequence, cut_bytes };
            put_struct(recovery, out, "recovery")
        })
    }
}

/// Appends bytes as they are.
///
/// Parameters: `bytes`: any; none does nothing.
/// Returns: `SDA_OK`; `SDA_ERROR_FILE_WRITE`, `SDA_ERROR_NO_SPACE`: nothing was appended;
/// `SDA_ERROR_LOG_STOPPED` after a failure that left the file in doubt.
/// Ownership: the bytes are borrowed for the call.
/// Threads: one at a time per handle.
/// Durability: after `sda_wal_flush`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sda_wal_append(
    wal: *mut sda_wal,
    bytes: *const u8,
    bytes_len: usize,
    error: *mut *mut sda_error,
) -> sda_status {
    // SAFETY: the caller keeps the contract above.
    unsafe {
        guard(error, || {
            let wal = handle::borrow_mut(wal)?;
            wal.file.append(input(bytes, bytes_len, "bytes")?).map(|()| SDA_OK)
        })
    }
}

/// Appends a record under the next number.
///
/// Parameters: `record_type`: 1 put, 2 update, 3 delete, 4 checkpoint, 5 noop. `timestamp_ms`:
/// milliseconds since 1970, greater than 0. `payload`: 64 MiB at most, and at least 1 byte for put,
/// update and delete. `sequence`: the number; may be NULL.
/// Returns: `SDA_OK`; `SDA_ERROR_INVALID_ARGUMENT` for a record that cannot be; as
/// `sda_wal_recover` and `sda_wal_append`. After a failure the number is given again.
/// Ownership: the payload is borrowed for the call.
/// Threads: one at a time per handle.
/// Durability: after `sda_wal_flush`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sda_wal_append_record(
    wal: *mut sda_wal,
    record_type: u32,
    timestamp_ms: i64,
    payload: *const u8,
    payload_len: usize,
    sequence: *mut u64,
    error: *mut *mut sda_error,
) -> sda_status {
    // SAFETY: the caller keeps the contract above.
    unsafe {
        guard(error, || {
            let wal = handle::borrow_mut(wal)?;
            let payload = input(payload, payload_len, "payload")?;
            let kind = u8::try_from(record_type).map_err(|_| {
                invalid("failed to encode WAL record", format!("record type {record_type}"))
            })?;
            let given = wal.file.append_record(kind, timestamp_ms, payload)?;
            if sequence.is_null() { Ok(SDA_OK) } else { put(sequence, given, "sequence") }
        })
    }
}

/// Lets the next record get a number above this one; a number that was given already does nothing.
///
/// Parameters: `wal`: a file. `sequence`: the number.
/// Returns: `SDA_OK`.
/// Threads: one at a time per handle.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sda_wal_raise_sequence(
    wal: *mut sda_wal,
    sequence: u64,
    error: *mut *mut sda_error,
) -> sda_status {
    // SAFETY: the caller keeps the contract above.
    unsafe {
        guard(error, || {
            handle::borrow_mut(wal)?.file.raise_sequence(sequence);
            Ok(SDA_OK)
        })
    }
}

/// Puts everything appended on stable storage. After a failure the file takes no more writes.
///
/// Parameters: `wal`: a file.
/// Returns: `SDA_OK`; `SDA_ERROR_FILE_WRITE`; `SDA_ERROR_LOG_STOPPED`.
/// Threads: one at a time per handle.
/// Durability: on `SDA_OK` everything appended survives a power cut.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sda_wal_flush(
    wal: *mut sda_wal,
    error: *mut *mut sda_error,
) -> sda_status {
    // SAFETY: the caller keeps the contract above.
    unsafe { guard(error, || handle::borrow_mut(wal)?.file.flush().map(|()| SDA_OK)) }
}

/// Makes everything durable and lets the file and its lock go.
///
/// Parameters: `wal`: a file, or NULL, which does nothing.
/// Returns: as `sda_wal_flush`.
/// Ownership: the handle is gone afterwards, also when this fails.
/// Threads: one at a time per handle.
/// Durability: as `sda_wal_flush`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sda_wal_close(
    wal: *mut sda_wal,
    error: *mut *mut sda_error,
) -> sda_status {
    // SAFETY: the caller keeps the contract above.
    unsafe {
        guard(error, || match handle::take(wal)? {
            Some(mut wal) => wal.file.flush().map(|()| SDA_OK),
            None => Ok(SDA_OK),
        })
    }
}

/// Reads a whole file, whatever its bytes are, also while somebody writes to it.
///
/// Parameters: `path`: where, as the system spells it. `bytes`: filled with them.
/// Returns: `SDA_OK`; `SDA_ERROR_FILE_READ`, also for a missing file.
/// Ownership: the caller frees the buffer. The path is borrowed for the call.
/// Threads: any.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sda_wal_read(
    path: *const u8,
    path_len: usize,
    bytes: *mut sda_buf,
    error: *mut *mut sda_error,
) -> sda_status {
    // SAFETY: the caller keeps the contract above.
    unsafe {
        guard(error, || {
            let path = path_from(path, path_len)?;
            check_output(bytes, "bytes")?;
            fill(bytes, &read_whole(&FileDisk, &path)?).map(|()| SDA_OK)
        })
    }
}

/// Begins a walk over the records of a file, from the first one, also while somebody writes to it.
///
/// Parameters: `path`: where, as the system spells it. `reader`: where the handle goes.
/// Returns: `SDA_OK`; `SDA_ERROR_FILE_READ`, also for a missing file.
/// Ownership: the caller frees the reader with `sda_wal_reader_free`. The path is borrowed for the
/// call.
/// Threads: any; the reader itself one at a time.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sda_wal_reader_open(
    path: *const u8,
    path_len: usize,
    reader: *mut *mut sda_wal_reader,
    error: *mut *mut sda_error,
) -> sda_status {
    // SAFETY: the caller keeps the contract above.
    unsafe {
        guard(error, || {
            let path = path_from(path, path_len)?;
            check_output(reader, "reader")?;
            let opened = RecordReader::open(&FileDisk, &path)?;
            put(reader, handle::give(sda_wal_reader { reader: opened }), "reader")
        })
    }
}

/// The next record.
///
/// Parameters: `reader`: a reader. `record`: `struct_size` set by the caller.
/// Returns: `SDA_OK`; `SDA_NOTHING` at the end, and before what a crash left of a write;
/// `SDA_ERROR_CORRUPTED` for damage before a whole record, `SDA_ERROR_UNSUPPORTED_FORMAT`,
/// `SDA_ERROR_FILE_READ`.
/// Ownership: the payload is borrowed from the reader, valid until the next call on it.
/// Threads: one at a time per reader.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sda_wal_reader_next(
    reader: *mut sda_wal_reader,
    record: *mut sda_wal_record,
    error: *mut *mut sda_error,
) -> sda_status {
    // SAFETY: the caller keeps the contract above.
    unsafe {
        guard(error, || {
            let reader = handle::borrow_mut(reader)?;
            check_struct(record, "record")?;
            let Some(found) = reader.reader.next_record()? else { return Ok(SDA_NOTHING) };
            let out = sda_wal_record {
                struct_size: 0,
                record_type: u32::from(found.kind),
                record_status: u32::from(found.status),
                reserved: 0,
                sequence: found.sequence,
                timestamp_ms: found.timestamp_ms,
                payload: found.payload.as_ptr(),
                payload_len: found.payload.len(),
            };
            put_struct(record, out, "record")
        })
    }
}

/// Frees a reader.
///
/// Parameters: `reader`: a reader, or NULL, which does nothing.
/// Ownership: the reader is gone afterwards, with what was borrowed from it.
/// Threads: one at a time per reader.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sda_wal_reader_free(reader: *mut sda_wal_reader) {
    // SAFETY: the caller passes NULL or a live handle, and lets go of it.
    drop(unsafe { handle::take(reader) });
}

/// # Safety
/// The path is valid for the call.
unsafe fn path_from(path: *const u8, path_len: usize) -> Result<PathBuf> {
    // SAFETY: as promised by the caller.
    let bytes = unsafe { input(path, path_len, "path") }?;
    Ok(PathBuf::from(OsStr::from_bytes(bytes)))
}
