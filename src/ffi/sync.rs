// SPDX-License-Identifier: Apache-2.0
//! The sync engine: attach, submit, receive, and where it stands.

use crate::base::error::{Result, invalid};
use crate::engine::SyncState;

use super::buf::input;
use super::engine::{done, sda_engine};
use super::guard::{check_output, check_struct, get_struct, guard_engine, put, put_struct};
use super::operation::{SDA_DIRECTION_REMOTE_TO_LOCAL, sda_op, sda_ops};
use super::options::{policy_of, sda_sync_options};
use super::status::{SDA_NOTHING, SDA_OK, sda_error, sda_status};
use super::store::{filled, kind_of, sda_apply};

/// What became of a received operation.
#[repr(C)]
pub struct sda_received {
    /// Size of this struct in bytes, set by the caller.
    pub struct_size: u32,
    /// 1: it, or its delete, is what is shown now; for a group: at least one of its parts.
    pub applied: u32,
    /// 1: it was known already; nothing changed.
    pub duplicate: u32,
    /// 1: it, or a part of it, and a version here did not know of each other; both are kept.
    pub conflict: u32,
    /// What it did here; all 0 for a duplicate. Its `struct_size` is that of this version.
    pub apply: sda_apply,
    /// 1: it is of a type that this build does not know; it is kept and handed on, and applied by
    /// a build that knows it.
    pub held: u32,
    /// Always 0.
    pub reserved: u32,
}

/// Where synchronisation stands, exactly. Counters count since the engine was opened.
#[repr(C)]
pub struct sda_sync_state {
    /// Size of this struct in bytes, set by the caller.
    pub struct_size: u32,
    /// Always 0.
    pub reserved: u32,
    /// All entries of the outbox, acknowledged ones included until they are pruned.
    pub outbox_size: u64,
    /// Entries that wait to be handed out.
    pub queued_count: u64,
    /// Entries handed out and not acknowledged.
    pub in_flight_count: u64,
    /// Acknowledged entries that were not pruned.
    pub acknowledged_count: u64,
    /// Entries given up until someone decides.
    pub failed_count: u64,
    /// Version of the last submitted operation.
    pub last_submitted_version: u64,
    /// Local version of the last remote operation that came into view.
    pub last_applied_remote_version: u64,
    /// Deliveries scheduled again because no acknowledgement came.
    pub total_retries: u64,
    /// Entries that were not given to the queue.
    pub pending_count: u64,
    /// Remote operations that were known already.
    pub duplicate_count: u64,
    /// Remote operations that were concurrent with what was here.
    pub conflict_count: u64,
    /// Peer stamps too far in the future to move the clock.
    pub clock_refusal_count: u64,
    /// Operations that left a full outbox because a later one had replaced them.
    pub coalesced_count: u64,
    /// About how many bytes the operations that are not acknowledged have in the log: what
    /// `outbox_bytes_max` bounds.
    pub outbox_bytes: u64,
}

/// Attaches the sync engine: from here on this replica writes under the node id of the options. A
/// log written under another name goes on under the new one; what the old one owes stays owed.
///
/// Parameters: `options`: from `sda_sync_options_init`, with a node id.
/// Returns: `SDA_OK`; `SDA_ERROR_BUSY` when one is attached already; `SDA_ERROR_INVALID_ARGUMENT`
/// for options out of range, nothing changed.
/// Ownership: the options are borrowed for the call.
/// Threads: any.
/// Durability: a new name is in the log, as durable as the engine's options say.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sda_sync_attach(
    engine: *const sda_engine,
    options: *const sda_sync_options,
    error: *mut *mut sda_error,
) -> sda_status {
    // SAFETY: the caller keeps the contract above.
    unsafe {
        guard_engine(engine, error, |engine| {
            let options = get_struct(options, sda_sync_options::defaults(), "options")?;
            let (options, policy) = options.convert()?;
            engine.attach(options)?;
            done(engine.set_policy(policy))
        })
    }
}

/// Changes the settings of the attached sync engine, its node id included. They hold from the next
/// call.
///
/// Parameters: `options`: as `sda_sync_attach`.
/// Returns: `SDA_OK`; `SDA_ERROR_INVALID_STATE` when none is attached;
/// `SDA_ERROR_INVALID_ARGUMENT`, nothing changed.
/// Ownership: the options are borrowed for the call.
/// Threads: any.
/// Durability: as `sda_sync_attach`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sda_sync_configure(
    engine: *const sda_engine,
    options: *const sda_sync_options,
    error: *mut *mut sda_error,
) -> sda_status {
    // SAFETY: the caller keeps the contract above.
    unsafe {
        guard_engine(engine, error, |engine| {
            let options = get_struct(options, sda_sync_options::defaults(), "options")?;
            let (options, policy) = options.convert()?;
            engine.configure(options)?;
            done(engine.set_policy(policy))
        })
    }
}

/// Lets another sync engine attach. What is owed stays owed.
///
/// Parameters: `engine`: an engine.
/// Returns: `SDA_OK`, also when none is attached.
/// Threads: any.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sda_sync_detach(
    engine: *const sda_engine,
    error: *mut *mut sda_error,
) -> sda_status {
    // SAFETY: the caller keeps the contract above.
    unsafe { guard_engine(engine, error, |engine| done(engine.detach())) }
}

/// Chooses which of several concurrent versions is shown. The stored versions stay the same.
///
/// Parameters: `conflict_policy`: one of `SDA_POLICY_…`.
/// Returns: `SDA_OK`; `SDA_ERROR_INVALID_ARGUMENT` for another number.
/// Threads: any.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sda_sync_set_policy(
    engine: *const sda_engine,
    conflict_policy: u32,
    error: *mut *mut sda_error,
) -> sda_status {
    // SAFETY: the caller keeps the contract above.
    unsafe {
        guard_engine(engine, error, |engine| done(engine.set_policy(policy_of(conflict_policy)?)))
    }
}

/// Writes one key and owes the write to the destination: one log group, both or neither.
///
/// Parameters: as `sda_store_apply`. `ops`: where a list with the one operation goes; may be NULL.
/// Returns: `SDA_OK`; `SDA_ERROR_INVALID_STATE` when no sync engine is attached;
/// `SDA_ERROR_INVALID_ARGUMENT` for a key, value or time out of range, `SDA_ERROR_BACKPRESSURE`
/// when the outbox is full, nothing changed; `SDA_ERROR_NO_SPACE`, `SDA_ERROR_LOG_STOPPED`, file
/// statuses.
/// Ownership: key and value are borrowed for the call; the caller frees the list with
/// `sda_ops_free`.
/// Threads: any; writers that come together share one sync.
/// Durability: as the engine's options say, value and obligation together.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sda_sync_submit(
    engine: *const sda_engine,
    operation_type: u32,
    key: *const u8,
    key_len: usize,
    value: *const u8,
    value_len: usize,
    timestamp_ms: i64,
    ops: *mut *mut sda_ops,
    error: *mut *mut sda_error,
) -> sda_status {
    // SAFETY: the caller keeps the contract above.
    unsafe {
        guard_engine(engine, error, |engine| {
            let kind = kind_of(operation_type)?;
            let key = input(key, key_len, "key")?;
            let value = input(value, value_len, "value")?;
            let submitted = engine.submit(kind, key, value, timestamp_ms)?;
            if ops.is_null() {
                return Ok(SDA_OK);
            }
            let direction = super::operation::SDA_DIRECTION_LOCAL_TO_REMOTE;
            put(ops, sda_ops::of_operation(submitted.op, direction)?, "ops")
        })
    }
}

/// Submits every write that was only local so far, oldest first.
///
/// Parameters: `count`: how many were submitted; may be NULL.
/// Returns: as `sda_sync_submit`; writes before a failure stay submitted.
/// Threads: any.
/// Durability: as `sda_sync_submit`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sda_sync_submit_local_writes(
    engine: *const sda_engine,
    count: *mut u64,
    error: *mut *mut sda_error,
) -> sda_status {
    // SAFETY: the caller keeps the contract above.
    unsafe { guard_engine(engine, error, |engine| counted(count, engine.submit_local_writes())) }
}

/// Takes a peer's operation in: exactly once, in any order. One of a type that this build does not
/// know is held: kept, handed on in sessions, and applied when a build that knows it opens the
/// files.
///
/// Parameters: `op`: `struct_size` set by the caller, direction remote to local. `received`: may be
/// NULL, else `struct_size` set by the caller.
/// Returns: `SDA_OK`, also for a duplicate; `SDA_ERROR_INVALID_ARGUMENT` for an operation out of
/// range; `SDA_ERROR_INVALID_STATE` for one that claims to be this node's own and is not in its
/// log; `SDA_ERROR_BACKPRESSURE` for one that would be held and for which there is no room (see
/// `sda_health`); nothing is changed then.
/// Ownership: what `op` points to is borrowed for the call.
/// Threads: any.
/// Durability: as the engine's options say. Acknowledge only after this returned, and in
/// `SDA_DURABILITY_FAST` only after `sda_engine_flush`; what is held as durable, not as applied.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sda_sync_receive(
    engine: *const sda_engine,
    op: *const sda_op,
    received: *mut sda_received,
    error: *mut *mut sda_error,
) -> sda_status {
    // SAFETY: the caller keeps the contract above.
    unsafe {
        guard_engine(engine, error, |engine| {
            let op = get_struct(op, sda_op::empty(), "op")?;
            if op.direction != SDA_DIRECTION_REMOTE_TO_LOCAL {
                let context = format!("direction {}, wanted is 2", op.direction);
                return Err(invalid("sync operation is not remote-to-local", context));
            }
            if !received.is_null() {
                check_struct(received, "received")?;
            }
            let outcome = engine.receive(op.to_operation()?)?;
            if received.is_null() {
                return Ok(SDA_OK);
            }
            let mut apply = filled(&outcome.written);
            apply.struct_size = size_of::<sda_apply>() as u32;
            let out = sda_received {
                struct_size: 0,
                applied: u32::from(outcome.applied),
                duplicate: u32::from(outcome.duplicate),
                conflict: u32::from(outcome.conflict),
                apply,
                held: u32::from(outcome.held),
                reserved: 0,
            };
            put_struct(received, out, "received")
        })
    }
}

/// Where synchronisation stands. Costs the same whatever the depth of the outbox.
///
/// Parameters: `state`: `struct_size` set by the caller.
/// Returns: `SDA_OK`.
/// Threads: any; never waits for the disk.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sda_sync_get_state(
    engine: *const sda_engine,
    state: *mut sda_sync_state,
    error: *mut *mut sda_error,
) -> sda_status {
    // SAFETY: the caller keeps the contract above.
    unsafe {
        guard_engine(engine, error, |engine| {
            put_struct(state, state_of(engine.sync_state()?), "state")
        })
    }
}

/// When to call `sda_sync_tick` next.
///
/// Parameters: `at_ms`: milliseconds since 1970; a time in the past means now.
/// Returns: `SDA_OK`; `SDA_NOTHING` when nothing is queued or waits for an acknowledgement.
/// Threads: any.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sda_sync_next_wakeup(
    engine: *const sda_engine,
    at_ms: *mut i64,
    error: *mut *mut sda_error,
) -> sda_status {
    // SAFETY: the caller keeps the contract above.
    unsafe {
        guard_engine(engine, error, |engine| {
            check_output(at_ms, "at_ms")?;
            match engine.next_wakeup_at_ms()? {
                Some(at) => put(at_ms, at, "at_ms"),
                None => Ok(SDA_NOTHING),
            }
        })
    }
}

pub(super) fn state_of(state: SyncState) -> sda_sync_state {
    let (counts, totals) = (state.counts, state.totals);
    sda_sync_state {
        struct_size: 0,
        reserved: 0,
        outbox_size: counts.total as u64,
        queued_count: counts.queued as u64,
        in_flight_count: counts.in_flight as u64,
        acknowledged_count: counts.applied as u64,
        failed_count: counts.failed as u64,
        last_submitted_version: totals.last_submitted_version,
        last_applied_remote_version: totals.last_applied_remote_version,
        total_retries: totals.retries,
        pending_count: counts.pending as u64,
        duplicate_count: totals.duplicates,
        conflict_count: totals.conflicts,
        clock_refusal_count: state.clock_refusals,
        coalesced_count: totals.coalesced,
        outbox_bytes: state.outbox_bytes,
    }
}

/// # Safety
/// `count` is null or writable.
pub(super) unsafe fn counted(count: *mut u64, outcome: Result<usize>) -> Result<sda_status> {
    let number = outcome?;
    if count.is_null() {
        return Ok(SDA_OK);
    }
    // SAFETY: as promised by the caller.
    unsafe { put(count, number as u64, "count") }
}
