// SPDX-License-Identifier: Apache-2.0
//! Groups: puts and removes gathered one by one, then written together or not at all.

use std::collections::BTreeSet;

use crate::base::error::{Result, invalid};
use crate::base::limits::{GROUP_PARTS_MAX, VALUE_BYTES_MAX};
use crate::base::op::{Bytes, check_write};
use crate::base::part::{Part, twice};

use super::buf::input;
use super::engine::sda_engine;
use super::guard::{check_output, check_struct, guard, guard_engine, put, put_struct};
use super::handle::{self, Tagged};
use super::operation::{SDA_DIRECTION_LOCAL_TO_REMOTE, sda_ops};
use super::status::{SDA_OK, sda_error, sda_status};
use super::store::{filled, sda_apply};

/// Puts and removes that are to be written together. One thread at a time; belongs to no engine.
pub struct sda_group {
    parts: Vec<Part>,
    keys: BTreeSet<Bytes>,
}

impl Tagged for sda_group {
    const TAG: u64 = 0x7364_615f_6772_7075;
    const NAME: &'static str = "sda_group";
}

impl sda_group {
    /// Adds a part, or refuses it and is as before.
    fn add(&mut self, part: Part) -> Result<sda_status> {
        // The time is checked when the group is written, and so is the engine's own limit.
        check_write(&part.key, &part.value, 1, VALUE_BYTES_MAX)?;
        if self.parts.len() >= GROUP_PARTS_MAX {
            let len = self.parts.len() + 1;
            let context = format!("group of {len} parts, allowed are {GROUP_PARTS_MAX}");
            return Err(invalid("invalid write group", context));
        }
        if !self.keys.insert(part.key.clone()) {
            return Err(twice(&part.key));
        }
        self.parts.push(part);
        Ok(SDA_OK)
    }

    /// Adds all parts, or refuses one of them and is as before.
    pub(super) fn add_all(&mut self, parts: Vec<Part>) -> Result<sda_status> {
        let len = self.parts.len();
        for part in parts {
            if let Err(problem) = self.add(part) {
                for added in self.parts.drain(len..) {
                    self.keys.remove(&added.key);
                }
                return Err(problem);
            }
        }
        Ok(SDA_OK)
    }
}

/// Makes an empty group. It is filled with `sda_group_put` and `sda_group_remove`, and written with
/// `sda_group_submit` or `sda_group_apply_local`: all of it or nothing, after any crash.
///
/// Parameters: `group`: where the handle goes.
/// Returns: `SDA_OK`.
/// Ownership: the caller frees the group with `sda_group_free`.
/// Threads: any; the group itself one at a time.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sda_group_new(
    group: *mut *mut sda_group,
    error: *mut *mut sda_error,
) -> sda_status {
    // SAFETY: the caller keeps the contract above.
    unsafe {
        guard(error, || {
            check_output(group, "group")?;
            let made = sda_group { parts: Vec::new(), keys: BTreeSet::new() };
            put(group, handle::give(made), "group")
        })
    }
}

/// Adds a put to a group.
///
/// Parameters: `group`: a group. `key`: 1 byte to 1 MiB, any bytes, once in a group. `value`: up to
/// 1 GiB; the limit of the engine is checked when the group is written.
/// Returns: `SDA_OK`; `SDA_ERROR_INVALID_ARGUMENT` for a key or value out of range, a key that is
/// in the group already, and a group that has 4096 parts already; the group is as before then.
/// Ownership: key and value are copied.
/// Threads: one at a time per group.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sda_group_put(
    group: *mut sda_group,
    key: *const u8,
    key_len: usize,
    value: *const u8,
    value_len: usize,
    error: *mut *mut sda_error,
) -> sda_status {
    // SAFETY: the caller keeps the contract above.
    unsafe {
        guard(error, || {
            let group = handle::borrow_mut(group)?;
            let (key, value) = (input(key, key_len, "key")?, input(value, value_len, "value")?);
            group.add(Part::put(key, value))
        })
    }
}

/// Adds a remove to a group. The key may be absent when the group is written.
///
/// Parameters: as `sda_group_put`.
/// Returns: as `sda_group_put`.
/// Ownership: the key is copied.
/// Threads: one at a time per group.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sda_group_remove(
    group: *mut sda_group,
    key: *const u8,
    key_len: usize,
    error: *mut *mut sda_error,
) -> sda_status {
    // SAFETY: the caller keeps the contract above.
    unsafe {
        guard(error, || {
            let group = handle::borrow_mut(group)?;
            group.add(Part::delete(input(key, key_len, "key")?))
        })
    }
}

/// Empties a group, so that it can be filled anew.
///
/// Parameters: `group`: a group.
/// Returns: `SDA_OK`.
/// Threads: one at a time per group.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sda_group_clear(
    group: *mut sda_group,
    error: *mut *mut sda_error,
) -> sda_status {
    // SAFETY: the caller keeps the contract above.
    unsafe {
        guard(error, || {
            let group = handle::borrow_mut(group)?;
            group.parts.clear();
            group.keys.clear();
            Ok(SDA_OK)
        })
    }
}

/// The number of puts and removes in a group.
///
/// Parameters: `group`: a group.
/// Returns: the number; 0 for NULL.
/// Threads: one at a time per group.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sda_group_len(group: *const sda_group) -> usize {
    // SAFETY: the caller passes NULL or a live handle.
    unsafe { handle::borrow(group) }.map_or(0, |group| group.parts.len())
}

/// Writes a group and owes it to the destination as one operation: it is shown, kept, sent,
/// acknowledged and taken in by peers as a whole or not at all. Peers decide about each of its keys
/// by itself: a concurrent write of one key is a conflict of that key alone.
///
/// Parameters: `group`: from `sda_group_new`, with at least one part; keys and values together up
/// to the engine's limit on values and 1 MiB more. `engine`: an engine with a sync engine attached.
/// `timestamp_ms`: the application's time of all of it, milliseconds since 1970, greater than 0.
/// `ops`: where a list with the one operation goes, of type `SDA_OPERATION_GROUP`; may be NULL.
/// Returns: `SDA_OK`; `SDA_ERROR_INVALID_STATE` when no sync engine is attached;
/// `SDA_ERROR_INVALID_ARGUMENT` for an empty group, a value or time out of range, too large a
/// group, nothing changed; `SDA_ERROR_NO_SPACE`, `SDA_ERROR_LOG_STOPPED`, file statuses.
/// Ownership: the group stays as it is and may be written again; the caller frees the list with
/// `sda_ops_free`.
/// Threads: any engine; one at a time per group. Writers that come together share one sync.
/// Durability: as the engine's options say, all parts and the obligation together.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sda_group_submit(
    group: *const sda_group,
    engine: *const sda_engine,
    timestamp_ms: i64,
    ops: *mut *mut sda_ops,
    error: *mut *mut sda_error,
) -> sda_status {
    // SAFETY: the caller keeps the contract above.
    unsafe {
        guard_engine(engine, error, |engine| {
            let parts = handle::borrow(group)?.parts.clone();
            let submitted = engine.submit_group(parts, timestamp_ms)?;
            if ops.is_null() {
                return Ok(SDA_OK);
            }
            put(ops, sda_ops::of_operation(submitted.op, SDA_DIRECTION_LOCAL_TO_REMOTE)?, "ops")
        })
    }
}

/// Writes a group without replication: never sent, all of it or nothing. Each part takes a version
/// of its own. `sda_sync_submit_local_writes` later submits each part by itself.
///
/// Parameters: as `sda_group_submit`, but the engine needs no sync engine. `apply`: may be NULL,
/// else `struct_size` set by the caller; gets the number of keys created, updated and deleted, and
/// the version of the last part.
/// Returns: as `sda_store_apply`.
/// Ownership: the group stays as it is and may be written again.
/// Threads: any engine; one at a time per group.
/// Durability: as the engine's options say, all parts together.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sda_group_apply_local(
    group: *const sda_group,
    engine: *const sda_engine,
    timestamp_ms: i64,
    apply: *mut sda_apply,
    error: *mut *mut sda_error,
) -> sda_status {
    // SAFETY: the caller keeps the contract above.
    unsafe {
        guard_engine(engine, error, |engine| {
            let parts = handle::borrow(group)?.parts.clone();
            if !apply.is_null() {
                check_struct(apply, "apply")?;
            }
            let written = engine.write_local_group(parts, timestamp_ms)?;
            if apply.is_null() {
                return Ok(SDA_OK);
            }
            put_struct(apply, filled(&written), "apply")
        })
    }
}

/// Frees a group.
///
/// Parameters: `group`: a group, or NULL, which does nothing.
/// Ownership: the group is gone afterwards.
/// Threads: one at a time per group.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sda_group_free(group: *mut sda_group) {
    // SAFETY: the caller passes NULL or a live handle, and lets go of it.
    drop(unsafe { handle::take(group) });
}
