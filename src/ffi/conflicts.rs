// SPDX-License-Identifier: Apache-2.0
//! The conflicts that stand, as a list to read.

use crate::base::id::NodeId;
use crate::base::limits::CONFLICTS_LEN_MAX;
use crate::base::op::Kind;
use crate::engine::Conflict;
use crate::store::entry::Version;
use crate::store::value::Value;

use super::buf::input;
use super::engine::sda_engine;
use super::guard::{check_output, check_struct, guard, guard_engine, put, put_struct};
use super::handle::{self, Tagged};
use super::status::{SDA_NOTHING, sda_error, sda_status};

/// Conflicts, by key. One thread at a time; lives on after the engine was closed.
pub struct sda_conflicts {
    conflicts: Vec<Conflict>,
}

impl Tagged for sda_conflicts {
    const TAG: u64 = 0x7364_615f_636f_6e66;
    const NAME: &'static str = "sda_conflicts";
}

/// A key with writes that did not know of each other.
#[repr(C)]
pub struct sda_conflict {
    /// Size of this struct in bytes, set by the caller.
    pub struct_size: u32,
    /// 1: the policy leaves it to the application to write a resolution (`SDA_POLICY_MANUAL`).
    pub is_unresolved: u32,
    /// The key.
    pub key: *const u8,
    /// Length of the key in bytes.
    pub key_len: usize,
    /// How many sides it has: replicated versions, and last a write that is only local, if it did
    /// not see all of them.
    pub side_count: u64,
    /// The value of the last write that all sides have seen; NULL when it is not known, because
    /// the last 64 MiB of the log do not hold it and all sides, because a side is only local, or
    /// because the engine keeps no log or reads only, and where it was a delete.
    pub base: *const u8,
    /// Length of that value in bytes.
    pub base_len: usize,
}

/// One side of a conflict.
#[repr(C)]
pub struct sda_conflict_side {
    /// Size of this struct in bytes, set by the caller.
    pub struct_size: u32,
    /// `SDA_OPERATION_PUT`, or `SDA_OPERATION_DELETE` for the mark of a delete.
    pub operation_type: u32,
    /// 1: this is the one that is shown. None is where a merge function decides.
    pub is_shown: u32,
    /// 1: a write that is only local. It has no node, epoch and sequence number.
    pub is_local: u32,
    /// Name of the node that wrote it, UTF-8.
    pub node_id: *const u8,
    /// Length of the name in bytes.
    pub node_id_len: usize,
    /// The epoch of that node; 0 for an operation made by hand.
    pub epoch: u32,
    /// Always 0.
    pub reserved: u32,
    /// The sequence number of that node. The sync id is `<node>-<sequence>`.
    pub sequence: u64,
    /// Hybrid logical clock, milliseconds << 16 | counter: orders the sides.
    pub stamp: u64,
    /// This replica's counter when it was applied here.
    pub version: u64,
    /// The application's time of the write, in milliseconds since 1970.
    pub timestamp_ms: i64,
    /// The value; empty for a delete.
    pub value: *const u8,
    /// Length of the value in bytes.
    pub value_len: usize,
    /// Name of the peer whose session brought it, UTF-8: the node that wrote it, or one that handed
    /// it on. NULL for a write made here, and where it is not known: it came before the engine was
    /// opened, with a state or a repair, or by `sda_sync_receive`.
    pub peer_id: *const u8,
    /// Length of that name in bytes.
    pub peer_id_len: usize,
}

/// The conflicts that stand, in the byte order of their keys: each is one until a later write of
/// the key, which has seen all sides, replaces them. A write that another has seen, a duplicate and
/// an echo are none.
///
/// Parameters: `after`: only keys behind this one, to go on where the last list ended; empty for
/// all. `count_max`: how many at most; more than 4096 act like 4096. `conflicts`: where the list
/// goes; empty at the end.
/// Returns: `SDA_OK`; `SDA_ERROR_FILE_READ`; `SDA_ERROR_CORRUPTED`.
/// Ownership: the caller frees the list with `sda_conflicts_free`. The key is borrowed for the
/// call.
/// Threads: any; the list itself one at a time.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sda_store_conflicts(
    engine: *const sda_engine,
    after: *const u8,
    after_len: usize,
    count_max: u64,
    conflicts: *mut *mut sda_conflicts,
    error: *mut *mut sda_error,
) -> sda_status {
    // SAFETY: the caller keeps the contract above.
    unsafe {
        guard_engine(engine, error, |engine| {
            check_output(conflicts, "conflicts")?;
            let after = Some(input(after, after_len, "after")?).filter(|after| !after.is_empty());
            let count_max = usize::try_from(count_max).unwrap_or(CONFLICTS_LEN_MAX);
            let found = engine.conflict_list(after, count_max)?;
            put(conflicts, handle::give(sda_conflicts { conflicts: found }), "conflicts")
        })
    }
}

/// The number of conflicts in a list.
///
/// Parameters: `conflicts`: a list.
/// Returns: the number; 0 for NULL.
/// Threads: one at a time per list.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sda_conflicts_len(conflicts: *const sda_conflicts) -> usize {
    // SAFETY: the caller passes NULL or a live handle.
    unsafe { handle::borrow(conflicts) }.map_or(0, |list| list.conflicts.len())
}

/// One conflict of a list.
///
/// Parameters: `conflicts`: a list. `index`: from 0. `conflict`: `struct_size` set by the caller.
/// Returns: `SDA_OK`; `SDA_NOTHING` when the index is not below the length.
/// Ownership: the pointers in the struct are borrowed from the list, valid until it is freed.
/// Threads: one at a time per list.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sda_conflicts_get(
    conflicts: *const sda_conflicts,
    index: usize,
    conflict: *mut sda_conflict,
    error: *mut *mut sda_error,
) -> sda_status {
    // SAFETY: the caller keeps the contract above.
    unsafe {
        guard(error, || {
            let list = handle::borrow(conflicts)?;
            check_struct(conflict, "conflict")?;
            match list.conflicts.get(index) {
                Some(found) => put_struct(conflict, filled(found), "conflict"),
                None => Ok(SDA_NOTHING),
            }
        })
    }
}

/// One side of a conflict, the one that every replica ranks first at the front.
///
/// Parameters: `conflicts`: a list. `index`: of the conflict, from 0. `side_index`: from 0. `side`:
/// `struct_size` set by the caller.
/// Returns: `SDA_OK`; `SDA_NOTHING` when there is no such conflict or side.
/// Ownership: the pointers in the struct are borrowed from the list, valid until it is freed.
/// Threads: one at a time per list.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sda_conflicts_side(
    conflicts: *const sda_conflicts,
    index: usize,
    side_index: usize,
    side: *mut sda_conflict_side,
    error: *mut *mut sda_error,
) -> sda_status {
    // SAFETY: the caller keeps the contract above.
    unsafe {
        guard(error, || {
            let list = handle::borrow(conflicts)?;
            check_struct(side, "side")?;
            match list.conflicts.get(index).and_then(|found| side_of(found, side_index)) {
                Some(found) => put_struct(side, found, "side"),
                None => Ok(SDA_NOTHING),
            }
        })
    }
}

/// Frees a list.
///
/// Parameters: `conflicts`: a list, or NULL, which does nothing.
/// Ownership: the list is gone afterwards, with what was borrowed from it.
/// Threads: one at a time per list.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sda_conflicts_free(conflicts: *mut sda_conflicts) {
    // SAFETY: the caller passes NULL or a live handle, and lets go of it.
    drop(unsafe { handle::take(conflicts) });
}

fn filled(found: &Conflict) -> sda_conflict {
    let base = found.base.as_deref();
    sda_conflict {
        struct_size: 0,
        is_unresolved: u32::from(found.is_unresolved),
        key: found.key.as_ptr(),
        key_len: found.key.len(),
        side_count: (found.versions.len() + usize::from(found.local.is_some())) as u64,
        base: base.map_or(std::ptr::null(), <[u8]>::as_ptr),
        base_len: base.map_or(0, <[u8]>::len),
    }
}

fn side_of(found: &Conflict, index: usize) -> Option<sda_conflict_side> {
    let side = |value: Option<&[u8]>, stamp, version, timestamp_ms| {
        let kind = if value.is_some() { Kind::Put } else { Kind::Delete };
        let value = value.unwrap_or_default();
        sda_conflict_side {
            struct_size: 0,
            operation_type: u32::from(kind.number()),
            is_shown: u32::from(found.shown == Some(index)),
            is_local: 0,
            node_id: std::ptr::null(),
            node_id_len: 0,
            epoch: 0,
            reserved: 0,
            sequence: 0,
            stamp,
            version,
            timestamp_ms,
            value: value.as_ptr(),
            value_len: value.len(),
            peer_id: std::ptr::null(),
            peer_id_len: 0,
        }
    };
    if let Some(Version { dot, stamp, timestamp_ms, version, value, .. }) =
        found.versions.get(index)
    {
        let node = dot.origin.node.as_str();
        let peer = found.peers.get(index).and_then(Option::as_ref).map(NodeId::as_str);
        return Some(sda_conflict_side {
            node_id: node.as_ptr(),
            node_id_len: node.len(),
            epoch: dot.origin.epoch,
            sequence: dot.seq,
            peer_id: peer.map_or(std::ptr::null(), str::as_ptr),
            peer_id_len: peer.map_or(0, str::len),
            ..side(value.as_deref(), stamp.0, *version, *timestamp_ms)
        });
    }
    let local = found.local.as_ref().filter(|_| index == found.versions.len())?;
    let value = match &local.value {
        Some(Value::Here(bytes)) => Some(&**bytes),
        // Listing them has brought every value into memory.
        Some(Value::There(_)) | None => None,
    };
    let filled = side(value, local.stamp.0, local.version, local.timestamp_ms);
    Some(sda_conflict_side { is_local: 1, is_shown: u32::from(found.is_local_shown), ..filled })
}
