// SPDX-License-Identifier: Apache-2.0
//! Keys and values, written without replication, and read.

use crate::base::error::{Result, invalid};
use crate::base::op::Kind;
use crate::engine::Written;

use super::buf::{fill, input, sda_buf};
use super::engine::{done, sda_engine};
use super::guard::{check_output, check_struct, guard_engine, put, put_struct};
use super::status::{SDA_NOTHING, SDA_OK, SDA_TOO_SMALL, sda_error, sda_status};

/// Gives a key a value.
pub const SDA_OPERATION_PUT: u32 = 1;
/// Takes a key away.
pub const SDA_OPERATION_DELETE: u32 = 2;
/// Several of both, each of another key, all or none. Made with `sda_group_submit`.
pub const SDA_OPERATION_GROUP: u32 = 3;

/// What a write did to what is shown. After a write to one key at most one of the three numbers is
/// 1 and the others are 0; after a group each is a number of keys.
#[repr(C)]
pub struct sda_apply {
    /// Size of this struct in bytes, set by the caller.
    pub struct_size: u32,
    /// Keys shown that were not.
    pub created: u32,
    /// Shown keys of which another version is shown.
    pub updated: u32,
    /// Keys no longer shown.
    pub deleted: u32,
    /// This replica's counter for the write; for a local group that of its last part.
    pub version: u64,
}

/// The operation type with that number.
pub(super) fn kind_of(operation_type: u32) -> Result<Kind> {
    u8::try_from(operation_type).ok().and_then(Kind::of_one_key).ok_or_else(|| {
        let context = format!("operation type {operation_type}, known are 1 and 2");
        invalid("invalid store operation", context)
    })
}

pub(super) fn filled(written: &Written) -> sda_apply {
    sda_apply {
        struct_size: 0,
        created: written.counts.created,
        updated: written.counts.updated,
        deleted: written.counts.deleted,
        version: written.version,
    }
}

/// Writes one key without replication: never sent, not counted by the outbox. A later replicated
/// write of the key is shown instead. A delete of an absent key is fine; all three flags are 0
/// then.
///
/// Parameters: `operation_type`: `SDA_OPERATION_PUT` or `…_DELETE`. `key`: 1 byte to 1 MiB, any
/// bytes. `value`: up to the limit of the options; ignored by a delete. `timestamp_ms`: the
/// application's time of the write, milliseconds since 1970, greater than 0. `apply`: may be NULL,
/// else `struct_size` set by the caller.
/// Returns: `SDA_OK`; `SDA_ERROR_INVALID_ARGUMENT` for a key, value or time out of range, nothing
/// changed; `SDA_ERROR_NO_SPACE`, `SDA_ERROR_LOG_STOPPED`, file statuses.
/// Ownership: key and value are borrowed for the call.
/// Threads: any; writers that come together share one sync.
/// Durability: as the engine's options say.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sda_store_apply(
    engine: *const sda_engine,
    operation_type: u32,
    key: *const u8,
    key_len: usize,
    value: *const u8,
    value_len: usize,
    timestamp_ms: i64,
    apply: *mut sda_apply,
    error: *mut *mut sda_error,
) -> sda_status {
    // SAFETY: the caller keeps the contract above.
    unsafe {
        guard_engine(engine, error, |engine| {
            let kind = kind_of(operation_type)?;
            let key = input(key, key_len, "key")?;
            let value = input(value, value_len, "value")?;
            if !apply.is_null() {
                check_struct(apply, "apply")?;
            }
            let written = engine.write_local(kind, key, value, timestamp_ms)?;
            if apply.is_null() {
                return Ok(SDA_OK);
            }
            put_struct(apply, filled(&written), "apply")
        })
    }
}

/// Brings a write from an older log into memory alone, under its own version. It is gone after
/// `sda_engine_reload` and after closing.
///
/// Parameters: `version`: greater than 0; the others as `sda_store_apply`.
/// Returns: `SDA_OK`; `SDA_ERROR_INVALID_ARGUMENT`, nothing changed.
/// Ownership: key and value are borrowed for the call.
/// Threads: any.
/// Durability: none.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sda_store_apply_unlogged(
    engine: *const sda_engine,
    operation_type: u32,
    key: *const u8,
    key_len: usize,
    value: *const u8,
    value_len: usize,
    timestamp_ms: i64,
    version: u64,
    apply: *mut sda_apply,
    error: *mut *mut sda_error,
) -> sda_status {
    // SAFETY: the caller keeps the contract above.
    unsafe {
        guard_engine(engine, error, |engine| {
            if version == 0 {
                return Err(invalid("invalid argument", "version 0, must be greater than 0"));
            }
            let kind = kind_of(operation_type)?;
            let key = input(key, key_len, "key")?;
            let value = input(value, value_len, "value")?;
            if !apply.is_null() {
                check_struct(apply, "apply")?;
            }
            let written = engine.apply_unlogged(kind, key, value, timestamp_ms, version)?;
            if apply.is_null() {
                return Ok(SDA_OK);
            }
            put_struct(apply, filled(&written), "apply")
        })
    }
}

/// Reads the shown value of a key.
///
/// Parameters: `key`: any bytes. `value`: filled with the value. `version`, `timestamp_ms`: may be
/// NULL.
/// Returns: `SDA_OK`; `SDA_NOTHING` when the key is not shown, outputs untouched.
/// Ownership: the caller frees the buffer; it may be reused for the next call.
/// Threads: any. Waits for the disk only when the key is in a run and its block not in memory; then
/// a failed read or a damaged block is an error for this key alone.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sda_store_get(
    engine: *const sda_engine,
    key: *const u8,
    key_len: usize,
    value: *mut sda_buf,
    version: *mut u64,
    timestamp_ms: *mut i64,
    error: *mut *mut sda_error,
) -> sda_status {
    // SAFETY: the caller keeps the contract above.
    unsafe {
        guard_engine(engine, error, |engine| {
            let Some(found) = engine.get(input(key, key_len, "key")?)? else {
                return Ok(SDA_NOTHING);
            };
            fill(value, &found.value)?;
            if !version.is_null() {
                put(version, found.version, "version")?;
            }
            if !timestamp_ms.is_null() {
                put(timestamp_ms, found.timestamp_ms, "timestamp_ms")?;
            }
            Ok(SDA_OK)
        })
    }
}

/// Reads the shown value of a key into the caller's memory. A value that is in the engine's memory
/// is copied once and nothing is allocated.
///
/// Parameters: `key`: any bytes. `buffer`: room for `capacity` bytes; NULL with 0 only asks for the
/// length. `value_len`: the length of the value in bytes, set whenever the key is shown, also when
/// the room is too small. `version`, `timestamp_ms`: may be NULL.
/// Returns: `SDA_OK`; `SDA_NOTHING` when the key is not shown, outputs untouched;
/// `SDA_TOO_SMALL` when the value is longer than the room: only `value_len` was set.
/// Ownership: the buffer stays the caller's.
/// Threads: any; never waits for a write.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sda_store_get_into(
    engine: *const sda_engine,
    key: *const u8,
    key_len: usize,
    buffer: *mut u8,
    capacity: usize,
    value_len: *mut usize,
    version: *mut u64,
    timestamp_ms: *mut i64,
    error: *mut *mut sda_error,
) -> sda_status {
    // SAFETY: the caller keeps the contract above.
    unsafe {
        guard_engine(engine, error, |engine| {
            let key = input(key, key_len, "key")?;
            check_output(value_len, "value_len")?;
            if capacity > 0 {
                check_output(buffer, "buffer")?;
            }
            let found = engine.read(key, |shown| {
                let shown = shown?;
                let value = shown.value?;
                copy(value, buffer, capacity);
                Some((value.len(), shown.version, shown.timestamp_ms))
            })?;
            let Some((len, found_version, found_at_ms)) = found else {
                return Ok(SDA_NOTHING);
            };
            put(value_len, len, "value_len")?;
            if len > capacity {
                return Ok(SDA_TOO_SMALL);
            }
            if !version.is_null() {
                put(version, found_version, "version")?;
            }
            if !timestamp_ms.is_null() {
                put(timestamp_ms, found_at_ms, "timestamp_ms")?;
            }
            Ok(SDA_OK)
        })
    }
}

/// Copies a value to where there is room for it; does nothing where there is not.
///
/// # Safety
/// `buffer` has `capacity` writable bytes, and may be null when that is 0.
unsafe fn copy(value: &[u8], buffer: *mut u8, capacity: usize) {
    if !value.is_empty() && value.len() <= capacity {
        // SAFETY: there is room, as promised by the caller, and the value is the engine's own.
        unsafe { std::ptr::copy_nonoverlapping(value.as_ptr(), buffer, value.len()) };
    }
}

/// Whether a key is shown.
///
/// Parameters: `key`: any bytes.
/// Returns: `SDA_OK` when it is, `SDA_NOTHING` when not.
/// Threads: any. Waits for the disk only when the key is in a run and its block not in memory; then
/// a failed read or a damaged block is an error for this key alone.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sda_store_contains(
    engine: *const sda_engine,
    key: *const u8,
    key_len: usize,
    error: *mut *mut sda_error,
) -> sda_status {
    // SAFETY: the caller keeps the contract above.
    unsafe {
        guard_engine(engine, error, |engine| {
            let is_shown = engine.read(input(key, key_len, "key")?, |shown| shown.is_some())?;
            Ok(if is_shown { SDA_OK } else { SDA_NOTHING })
        })
    }
}

/// The number of shown keys.
///
/// Parameters: `len`: the number.
/// Returns: `SDA_OK`.
/// Threads: any.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sda_store_len(
    engine: *const sda_engine,
    len: *mut u64,
    error: *mut *mut sda_error,
) -> sda_status {
    // SAFETY: the caller keeps the contract above.
    unsafe { guard_engine(engine, error, |engine| put(len, engine.len()? as u64, "len")) }
}

/// Puts everything written so far out of view, in memory alone; `sda_engine_reload` brings it back.
///
/// Parameters: `engine`: an engine.
/// Returns: `SDA_OK`.
/// Threads: any.
/// Durability: nothing is written; log and version counter stay as they are.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sda_store_clear_memory(
    engine: *const sda_engine,
    error: *mut *mut sda_error,
) -> sda_status {
    // SAFETY: the caller keeps the contract above.
    unsafe { guard_engine(engine, error, |engine| done(engine.clear_memory())) }
}
