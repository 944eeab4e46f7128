// SPDX-License-Identifier: Apache-2.0
//! The replicated versions of a key, as a list to read.

use crate::base::op::Kind;
use crate::store::entry::Version;

use super::buf::input;
use super::engine::sda_engine;
use super::guard::{check_output, check_struct, guard, guard_engine, put, put_struct};
use super::handle::{self, Tagged};
use super::status::{SDA_NOTHING, sda_error, sda_status};

/// The replicated versions of one key. One thread at a time; lives on after the engine was closed.
pub struct sda_versions {
    versions: Vec<Version>,
}

impl sda_versions {
    /// A list of these.
    pub fn of(versions: Vec<Version>) -> Self {
        Self { versions }
    }
}

impl Tagged for sda_versions {
    const TAG: u64 = 0x7364_615f_7665_7273;
    const NAME: &'static str = "sda_versions";
}

/// One replicated version of a key: a value, or the mark of a delete.
#[repr(C)]
pub struct sda_version {
    /// Size of this struct in bytes, set by the caller.
    pub struct_size: u32,
    /// `SDA_OPERATION_PUT`, or `SDA_OPERATION_DELETE` for the mark of a delete.
    pub operation_type: u32,
    /// Name of the node that wrote it, UTF-8.
    pub node_id: *const u8,
    /// Length of the name in bytes.
    pub node_id_len: usize,
    /// The epoch of that node; 0 for an operation made by hand.
    pub epoch: u32,
    /// Always 0.
    pub reserved: u32,
    /// The sequence number of that node.
    pub sequence: u64,
    /// Hybrid logical clock, milliseconds << 16 | counter: orders the versions.
    pub stamp: u64,
    /// This replica's counter when the version was applied here.
    pub version: u64,
    /// The application's time of the write, in milliseconds since 1970.
    pub timestamp_ms: i64,
    /// The value; empty for a delete.
    pub value: *const u8,
    /// Length of the value in bytes.
    pub value_len: usize,
}

/// All replicated versions of a key that no other has replaced: more than one after writes that did
/// not know of each other. The one that every replica ranks first is at the front; the marks of
/// deletes are among them, a write that is only local is not.
///
/// Parameters: `key`: any bytes. `versions`: where the list goes; empty for a key without any.
/// Returns: `SDA_OK`; `SDA_ERROR_FILE_READ`; `SDA_ERROR_CORRUPTED`.
/// Ownership: the caller frees the list with `sda_versions_free`. The key is borrowed for the call.
/// Threads: any; the list itself one at a time.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sda_store_versions(
    engine: *const sda_engine,
    key: *const u8,
    key_len: usize,
    versions: *mut *mut sda_versions,
    error: *mut *mut sda_error,
) -> sda_status {
    // SAFETY: the caller keeps the contract above.
    unsafe {
        guard_engine(engine, error, |engine| {
            check_output(versions, "versions")?;
            let (found, _) = engine.versions(input(key, key_len, "key")?)?;
            put(versions, handle::give(sda_versions::of(found)), "versions")
        })
    }
}

/// The number of versions in a list.
///
/// Parameters: `versions`: a list.
/// Returns: the number; 0 for NULL.
/// Threads: one at a time per list.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sda_versions_len(versions: *const sda_versions) -> usize {
    // SAFETY: the caller passes NULL or a live handle.
    unsafe { handle::borrow(versions) }.map_or(0, |list| list.versions.len())
}

/// One version of a list.
///
/// Parameters: `versions`: a list. `index`: from 0. `version`: `struct_size` set by the caller.
/// Returns: `SDA_OK`; `SDA_NOTHING` when the index is not below the length.
/// Ownership: the pointers in the struct are borrowed from the list, valid until it is freed.
/// Threads: one at a time per list.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sda_versions_get(
    versions: *const sda_versions,
    index: usize,
    version: *mut sda_version,
    error: *mut *mut sda_error,
) -> sda_status {
    // SAFETY: the caller keeps the contract above.
    unsafe {
        guard(error, || {
            let list = handle::borrow(versions)?;
            check_struct(version, "version")?;
            match list.versions.get(index) {
                Some(found) => put_struct(version, filled(found), "version"),
                None => Ok(SDA_NOTHING),
            }
        })
    }
}

/// Frees a list.
///
/// Parameters: `versions`: a list, or NULL, which does nothing.
/// Ownership: the list is gone afterwards, with what was borrowed from it.
/// Threads: one at a time per list.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sda_versions_free(versions: *mut sda_versions) {
    // SAFETY: the caller passes NULL or a live handle, and lets go of it.
    drop(unsafe { handle::take(versions) });
}

fn filled(found: &Version) -> sda_version {
    let node = found.dot.origin.node.as_str();
    let kind = if found.value.is_some() { Kind::Put } else { Kind::Delete };
    let value = found.value.as_deref().unwrap_or_default();
    sda_version {
        struct_size: 0,
        operation_type: u32::from(kind.number()),
        node_id: node.as_ptr(),
        node_id_len: node.len(),
        epoch: found.dot.origin.epoch,
        reserved: 0,
        sequence: found.dot.seq,
        stamp: found.stamp.0,
        version: found.version,
        timestamp_ms: found.timestamp_ms,
        value: value.as_ptr(),
        value_len: value.len(),
    }
}
