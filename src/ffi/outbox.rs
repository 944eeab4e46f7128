// SPDX-License-Identifier: Apache-2.0
//! The outbox: hand out, acknowledge, try again, decide about what failed.

use crate::base::error::{Code, Result, invalid};
use crate::engine::{Delivery, Engine};

use super::buf::input_text;
use super::engine::{done, sda_engine};
use super::guard::{check_output, check_struct, guard_engine, put, put_struct};
use super::operation::{SDA_DIRECTION_REMOTE_TO_LOCAL, sda_ops};
use super::status::{SDA_NOTHING, SDA_OK, sda_error, sda_status};
use super::sync::counted;

/// What one turn of the scheduler did.
#[repr(C)]
pub struct sda_tick {
    /// Size of this struct in bytes, set by the caller.
    pub struct_size: u32,
    /// Always 0.
    pub reserved: u32,
    /// Late deliveries that were scheduled again.
    pub retried_count: u64,
    /// Entries that were pruned.
    pub pruned_count: u64,
}

/// Hands out what is due, oldest first, at most a batch. With `require_ack` an operation comes back
/// after the ack timeout; without it, it stays in flight until it is acknowledged or pruned.
///
/// Parameters: `ops`: where the list goes; empty when nothing is due.
/// Returns: `SDA_OK`; `SDA_ERROR_INVALID_STATE` when no sync engine is attached;
/// `SDA_ERROR_FILE_READ`.
/// Ownership: the caller frees the list with `sda_ops_free`.
/// Threads: any; no operation is handed out twice.
/// Durability: what is handed out is on stable storage, unless the engine is in memory.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sda_sync_next_batch(
    engine: *const sda_engine,
    ops: *mut *mut sda_ops,
    error: *mut *mut sda_error,
) -> sda_status {
    // SAFETY: the caller keeps the contract above.
    unsafe {
        guard_engine(engine, error, |engine| {
            check_output(ops, "ops")?;
            put(ops, listed(engine, engine.next_batch()?)?, "ops")
        })
    }
}

/// One turn: retry what is late, prune if asked, select, batch.
///
/// Parameters: `prune_completed`: not 0 prunes. `tick`: may be NULL, else `struct_size` set by the
/// caller. `ops`: where the batch goes.
/// Returns: as `sda_sync_next_batch`.
/// Ownership: the caller frees the list with `sda_ops_free`.
/// Threads: any.
/// Durability: as `sda_sync_next_batch`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sda_sync_tick(
    engine: *const sda_engine,
    prune_completed: u32,
    tick: *mut sda_tick,
    ops: *mut *mut sda_ops,
    error: *mut *mut sda_error,
) -> sda_status {
    // SAFETY: the caller keeps the contract above.
    unsafe {
        guard_engine(engine, error, |engine| {
            check_output(ops, "ops")?;
            if !tick.is_null() {
                check_struct(tick, "tick")?;
            }
            let turn = engine.tick(prune_completed != 0)?;
            if !tick.is_null() {
                let out = sda_tick {
                    struct_size: 0,
                    reserved: 0,
                    retried_count: turn.retried as u64,
                    pruned_count: turn.pruned as u64,
                };
                put_struct(tick, out, "tick")?;
            }
            put(ops, listed(engine, turn.batch)?, "ops")
        })
    }
}

/// Takes an acknowledgement; one that comes late or twice is welcome.
///
/// Parameters: `sync_id`: UTF-8, `<node>-<sequence>`.
/// Returns: `SDA_OK`; `SDA_ERROR_NOT_FOUND` (`sync operation not found: <id>`) for an id that is
/// not in the outbox; `SDA_ERROR_INVALID_STATE` for an operation that was never handed out.
/// Threads: any.
/// Durability: written with the next group, at the latest after 256 of them, by flush and by close;
/// losing it in a crash only means sending again.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sda_sync_receive_ack(
    engine: *const sda_engine,
    sync_id: *const u8,
    sync_id_len: usize,
    error: *mut *mut sda_error,
) -> sda_status {
    // SAFETY: the caller keeps the contract above.
    unsafe {
        guard_engine(engine, error, |engine| {
            done(engine.receive_ack(input_text(sync_id, sync_id_len, "sync id")?))
        })
    }
}

/// Takes the news that an operation that was handed out could not be sent, so that it need not
/// become late first: the delivery counts as failed now, and the next one waits for its backoff.
///
/// Parameters: `sync_id`: UTF-8, `<node>-<sequence>`. `failure`: why, one of `SDA_ERROR_…`; kept as
/// the last error of the operation.
/// Returns: `SDA_OK` when it will be tried again; `SDA_NOTHING` when that was its last delivery, so
/// that it is listed as failed; `SDA_ERROR_NOT_FOUND`; `SDA_ERROR_INVALID_STATE` for one that is
/// not in flight, and when no sync engine is attached; `SDA_ERROR_INVALID_ARGUMENT` for a number
/// that is no failure.
/// Threads: any.
/// Durability: as `sda_sync_receive_ack`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sda_sync_report_send_failure(
    engine: *const sda_engine,
    sync_id: *const u8,
    sync_id_len: usize,
    failure: sda_status,
    error: *mut *mut sda_error,
) -> sda_status {
    // SAFETY: the caller keeps the contract above.
    unsafe {
        guard_engine(engine, error, |engine| {
            let sync_id = input_text(sync_id, sync_id_len, "sync id")?;
            let number = failure.checked_neg().and_then(|number| u16::try_from(number).ok());
            let code = number.and_then(Code::from_number).ok_or_else(|| {
                let context = format!("failure {failure}, allowed are -{} to -1", Code::LAST);
                invalid("invalid argument", context)
            })?;
            let is_scheduled = engine.report_send_failure(sync_id, code)?;
            Ok(if is_scheduled { SDA_OK } else { SDA_NOTHING })
        })
    }
}

/// Gives a pending or failed operation to the queue. A failed one gets one more delivery; one that
/// is queued or in flight stays as it is.
///
/// Parameters: `sync_id`: UTF-8, `<node>-<sequence>`.
/// Returns: `SDA_OK`; `SDA_ERROR_NOT_FOUND`; `SDA_ERROR_INVALID_STATE` for an acknowledged one.
/// Threads: any.
/// Durability: as `sda_sync_receive_ack`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sda_sync_queue(
    engine: *const sda_engine,
    sync_id: *const u8,
    sync_id_len: usize,
    error: *mut *mut sda_error,
) -> sda_status {
    // SAFETY: the caller keeps the contract above.
    unsafe {
        guard_engine(engine, error, |engine| {
            done(engine.queue(input_text(sync_id, sync_id_len, "sync id")?))
        })
    }
}

/// Queues one failed operation again, with all its deliveries before it.
///
/// Parameters: `sync_id`: UTF-8, `<node>-<sequence>`.
/// Returns: `SDA_OK`; `SDA_ERROR_NOT_FOUND`; `SDA_ERROR_INVALID_STATE` for one that has not failed.
/// Threads: any.
/// Durability: as the engine's options say.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sda_sync_requeue_failed(
    engine: *const sda_engine,
    sync_id: *const u8,
    sync_id_len: usize,
    error: *mut *mut sda_error,
) -> sda_status {
    // SAFETY: the caller keeps the contract above.
    unsafe {
        guard_engine(engine, error, |engine| {
            done(engine.requeue_failed(input_text(sync_id, sync_id_len, "sync id")?))
        })
    }
}

/// Queues every failed operation again, each with all its deliveries before it.
///
/// Parameters: `count`: how many; may be NULL.
/// Returns: `SDA_OK`.
/// Threads: any.
/// Durability: as the engine's options say.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sda_sync_requeue_all_failed(
    engine: *const sda_engine,
    count: *mut u64,
    error: *mut *mut sda_error,
) -> sda_status {
    // SAFETY: the caller keeps the contract above.
    unsafe { guard_engine(engine, error, |engine| counted(count, engine.requeue_all_failed())) }
}

/// Discards one failed operation, on purpose: it will never be sent.
///
/// Parameters: `sync_id`: UTF-8, `<node>-<sequence>`.
/// Returns: `SDA_OK`; `SDA_ERROR_NOT_FOUND`; `SDA_ERROR_INVALID_STATE` for one that has not failed.
/// Threads: any.
/// Durability: as the engine's options say.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sda_sync_discard_failed(
    engine: *const sda_engine,
    sync_id: *const u8,
    sync_id_len: usize,
    error: *mut *mut sda_error,
) -> sda_status {
    // SAFETY: the caller keeps the contract above.
    unsafe {
        guard_engine(engine, error, |engine| {
            done(engine.discard_failed(input_text(sync_id, sync_id_len, "sync id")?))
        })
    }
}

/// Discards every failed operation, on purpose: none will ever be sent.
///
/// Parameters: `count`: how many; may be NULL.
/// Returns: `SDA_OK`.
/// Threads: any.
/// Durability: as the engine's options say.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sda_sync_prune_failed(
    engine: *const sda_engine,
    count: *mut u64,
    error: *mut *mut sda_error,
) -> sda_status {
    // SAFETY: the caller keeps the contract above.
    unsafe { guard_engine(engine, error, |engine| counted(count, engine.prune_failed())) }
}

/// Lets acknowledged operations go from the outbox; without `require_ack` also those handed out.
///
/// Parameters: `count`: how many; may be NULL.
/// Returns: `SDA_OK`; `SDA_ERROR_INVALID_STATE` when no sync engine is attached.
/// Threads: any.
/// Durability: as `sda_sync_receive_ack`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sda_sync_prune_completed(
    engine: *const sda_engine,
    count: *mut u64,
    error: *mut *mut sda_error,
) -> sda_status {
    // SAFETY: the caller keeps the contract above.
    unsafe { guard_engine(engine, error, |engine| counted(count, engine.prune_completed())) }
}

/// Schedules again what was not acknowledged in time, with exponential backoff and full jitter, and
/// marks as failed what had its last delivery.
///
/// Parameters: `count`: how many were scheduled again; may be NULL.
/// Returns: `SDA_OK`; `SDA_ERROR_INVALID_STATE` when no sync engine is attached.
/// Threads: any.
/// Durability: as `sda_sync_receive_ack`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sda_sync_retry_expired(
    engine: *const sda_engine,
    count: *mut u64,
    error: *mut *mut sda_error,
) -> sda_status {
    // SAFETY: the caller keeps the contract above.
    unsafe { guard_engine(engine, error, |engine| counted(count, engine.retry_expired())) }
}

/// Every entry of the outbox, oldest first. Reads all of their operations.
///
/// Parameters: `ops`: where the list goes.
/// Returns: `SDA_OK`; `SDA_ERROR_FILE_READ`; `SDA_ERROR_CORRUPTED`.
/// Ownership: the caller frees the list with `sda_ops_free`.
/// Threads: any.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sda_sync_outbox(
    engine: *const sda_engine,
    ops: *mut *mut sda_ops,
    error: *mut *mut sda_error,
) -> sda_status {
    // SAFETY: the caller keeps the contract above.
    unsafe {
        guard_engine(engine, error, |engine| {
            check_output(ops, "ops")?;
            put(ops, listed(engine, engine.outbox()?)?, "ops")
        })
    }
}

/// Every failed entry, oldest first.
///
/// Parameters: `ops`: where the list goes.
/// Returns: `SDA_OK`; `SDA_ERROR_FILE_READ`; `SDA_ERROR_CORRUPTED`.
/// Ownership: the caller frees the list with `sda_ops_free`.
/// Threads: any.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sda_sync_failed(
    engine: *const sda_engine,
    ops: *mut *mut sda_ops,
    error: *mut *mut sda_error,
) -> sda_status {
    // SAFETY: the caller keeps the contract above.
    unsafe {
        guard_engine(engine, error, |engine| {
            check_output(ops, "ops")?;
            put(ops, listed(engine, engine.failed()?)?, "ops")
        })
    }
}

/// Every operation that is held because this build does not know its type, oldest first, with a
/// status of 0 and direction remote to local. They were taken in, are kept and handed on, and are
/// applied when a build that knows their type opens the files; `sda_health` counts them.
///
/// Parameters: `ops`: where the list goes; empty when nothing is held.
/// Returns: `SDA_OK`.
/// Ownership: the caller frees the list with `sda_ops_free`.
/// Threads: any; never waits for the disk.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sda_sync_held(
    engine: *const sda_engine,
    ops: *mut *mut sda_ops,
    error: *mut *mut sda_error,
) -> sda_status {
    // SAFETY: the caller keeps the contract above.
    unsafe {
        guard_engine(engine, error, |engine| {
            check_output(ops, "ops")?;
            let held = engine.held_operations()?;
            put(ops, sda_ops::of_operations(held, SDA_DIRECTION_REMOTE_TO_LOCAL)?, "ops")
        })
    }
}

/// One entry of the outbox, as a list of one.
///
/// Parameters: `sync_id`: UTF-8, `<node>-<sequence>`. `ops`: where the list goes.
/// Returns: `SDA_OK`; `SDA_ERROR_NOT_FOUND`; `SDA_ERROR_FILE_READ`; `SDA_ERROR_CORRUPTED`.
/// Ownership: the caller frees the list with `sda_ops_free`.
/// Threads: any.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sda_sync_find(
    engine: *const sda_engine,
    sync_id: *const u8,
    sync_id_len: usize,
    ops: *mut *mut sda_ops,
    error: *mut *mut sda_error,
) -> sda_status {
    // SAFETY: the caller keeps the contract above.
    unsafe {
        guard_engine(engine, error, |engine| {
            check_output(ops, "ops")?;
            let found = engine.find(input_text(sync_id, sync_id_len, "sync id")?)?;
            put(ops, listed(engine, vec![found])?, "ops")
        })
    }
}

fn listed(engine: &Engine, deliveries: Vec<Delivery>) -> Result<*mut sda_ops> {
    let now = engine.options().clock.now();
    sda_ops::of_deliveries(deliveries, |due_ms| {
        now.wall_ms.saturating_add(due_ms.saturating_sub(now.mono_ms))
    })
}
