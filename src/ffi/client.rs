// SPDX-License-Identifier: Apache-2.0
//! Clients: an engine with its name in one handle, for an application.

use std::sync::Arc;

use crate::base::error::Result;
use crate::client::{Client, ClientOptions, ClientState, Turn};
use crate::outbox::entry::Status;

use super::buf::{fill, input, sda_buf};
use super::client_options::sda_client_options;
use super::engine::{Held, Shared, sda_engine};
use super::guard::{
    check_output, check_outside, check_struct, get_struct, guard, guard_client, put, put_struct,
};
use super::handle::{self, Tagged};
use super::host::host_facts;
use super::operation::{
    SDA_STATUS_APPLIED, SDA_STATUS_FAILED, SDA_STATUS_IN_FLIGHT, SDA_STATUS_PENDING,
    SDA_STATUS_QUEUED,
};
use super::options::{sda_options, sda_sync_options};
use super::status::{SDA_NOTHING, SDA_OK, sda_error, sda_status};
use super::sync::{counted, sda_sync_state, state_of};

/// A client: an engine with a sync engine attached, and turns. Any thread may use it; it locks
/// inside.
pub struct sda_client {
    pub(super) shared: Arc<Shared>,
}

impl Tagged for sda_client {
    const TAG: u64 = 0x7364_615f_636c_6965;
    const NAME: &'static str = "sda_client";
}

/// What one turn of a client did.
#[repr(C)]
pub struct sda_client_turn {
    /// Size of this struct in bytes, set by the caller.
    pub struct_size: u32,
    /// Always 0.
    pub reserved: u32,
    /// Deliveries that were scheduled or sent again because no acknowledgement came.
    pub retried_count: u64,
    /// Entries that were pruned.
    pub pruned_count: u64,
    /// Operations that went to peers since the turn before. While no peer is connected: those that
    /// this turn selected, which wait on, or, when nobody is registered and no acknowledgement is
    /// asked for, are handed over.
    pub batch_size: u64,
}

/// Opens or makes a database and attaches the sync engine. No network service starts.
///
/// Parameters: `engine_options`: from `sda_options_init`, not read-only. `sync_options`: from
/// `sda_sync_options_init`, with a node id. `client_options`: from `sda_client_options_init`; NULL
/// for the defaults. `client`: where the handle goes.
/// Returns: as `sda_engine_open`, and `SDA_ERROR_INVALID_ARGUMENT` for options of any kind out of
/// range, nothing changed.
/// Ownership: the caller closes the client with `sda_client_close`. The options are borrowed for
/// the call, but for clock, user data and release, which the client keeps.
/// Threads: any.
/// Durability: as `sda_engine_open`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sda_client_open(
    engine_options: *const sda_options,
    sync_options: *const sda_sync_options,
    client_options: *const sda_client_options,
    client: *mut *mut sda_client,
    error: *mut *mut sda_error,
) -> sda_status {
    // SAFETY: the caller keeps the contract above.
    unsafe {
        guard(error, || {
            // First of all, so that the clock is released whatever else is wrong.
            let engine = get_struct(engine_options, sda_options::defaults(), "engine_options")?;
            let (engine, inside) = engine.convert()?;
            let sync = get_struct(sync_options, sda_sync_options::defaults(), "sync_options")?;
            let (sync, policy) = sync.convert()?;
            let mut options = ClientOptions::new(engine, sync, host_facts());
            options.policy = policy;
            if !client_options.is_null() {
                let defaults = sda_client_options::defaults();
                get_struct(client_options, defaults, "client_options")?.convert(&mut options)?;
            }
            check_output(client, "client")?;
            let opened = Box::new(Client::open(options)?);
            let shared = Shared::new(Held::Client(opened), inside);
            put(client, handle::give(sda_client { shared }), "client")
        })
    }
}

/// Makes everything durable, frees the lock and the memory. Handles from `sda_client_engine`, and
/// what was made from them, live on and answer `SDA_ERROR_CLOSED`.
///
/// Parameters: `client`: a client, or NULL, which does nothing.
/// Returns: as `sda_engine_close`.
/// Ownership: the client is gone afterwards, also when this fails, but for `SDA_ERROR_BUSY`.
/// Threads: ends the waits of other threads and waits for their calls to end; none may start one
/// afterwards.
/// Durability: on `SDA_OK` everything ever written is on stable storage, unless it is in memory.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sda_client_close(
    client: *mut sda_client,
    error: *mut *mut sda_error,
) -> sda_status {
    // SAFETY: the caller keeps the contract above.
    unsafe {
        guard(error, || {
            if let Ok(client) = handle::borrow(client) {
                check_outside(&client.shared)?;
            }
            let Some(handle) = handle::take(client)? else { return Ok(SDA_OK) };
            handle.shared.close()
        })
    }
}

/// The client's engine, for everything that takes one: scans, groups, change feeds, conflicts,
/// failed work, peers and their status, sessions over a transport of one's own, backups, health.
///
/// Parameters: `client`: a client. `engine`: where the handle goes.
/// Returns: `SDA_OK`.
/// Ownership: the caller lets go of the handle with `sda_engine_close`, before or after the client
/// is closed; the engine itself goes with the client.
/// Threads: any, as every engine.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sda_client_engine(
    client: *const sda_client,
    engine: *mut *mut sda_engine,
    error: *mut *mut sda_error,
) -> sda_status {
    // SAFETY: the caller keeps the contract above.
    unsafe {
        guard_client(client, error, |_| {
            check_output(engine, "engine")?;
            let shared = handle::borrow(client)?.shared.clone();
            put(engine, handle::give(sda_engine { shared, is_lent: true }), "engine")
        })
    }
}

/// Writes a value and owes it to every peer: one log group, both or neither.
///
/// Parameters: `key`: 1 byte to 1 MiB. `value`: any bytes up to the engine's limit. `version`: the
/// version of the operation, for `sda_client_status_of`; may be NULL.
/// Returns: `SDA_OK`; `SDA_ERROR_INVALID_ARGUMENT` for a key or value out of range,
/// `SDA_ERROR_BACKPRESSURE` when the outbox is full, nothing changed; `SDA_ERROR_NO_SPACE`,
/// `SDA_ERROR_LOG_STOPPED`, file statuses.
/// Ownership: key and value are borrowed for the call.
/// Threads: any; writers that come together share one sync.
/// Durability: as the engine's options say, value and obligation together.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sda_client_put(
    client: *const sda_client,
    key: *const u8,
    key_len: usize,
    value: *const u8,
    value_len: usize,
    version: *mut u64,
    error: *mut *mut sda_error,
) -> sda_status {
    // SAFETY: the caller keeps the contract above.
    unsafe {
        guard_client(client, error, |client| {
            let (key, value) = (input(key, key_len, "key")?, input(value, value_len, "value")?);
            put_version(version, client.put(key, value)?)
        })
    }
}

/// Deletes a key, there or not, and owes that to every peer.
///
/// Parameters: `key`: 1 byte to 1 MiB. `version`: may be NULL.
/// Returns: as `sda_client_put`.
/// Ownership: the key is borrowed for the call.
/// Threads: any; writers that come together share one sync.
/// Durability: as `sda_client_put`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sda_client_remove(
    client: *const sda_client,
    key: *const u8,
    key_len: usize,
    version: *mut u64,
    error: *mut *mut sda_error,
) -> sda_status {
    // SAFETY: the caller keeps the contract above.
    unsafe {
        guard_client(client, error, |client| {
            put_version(version, client.remove(input(key, key_len, "key")?)?)
        })
    }
}

/// Reads the shown value of a key.
///
/// Parameters: `key`: 1 byte or more. `value`: filled with the value.
/// Returns: `SDA_OK`; `SDA_NOTHING` when the key is not shown, the buffer untouched;
/// `SDA_ERROR_INVALID_ARGUMENT` for an empty key.
/// Ownership: the caller frees the buffer; it may be reused for the next call. The key is borrowed
/// for the call.
/// Threads: any; as `sda_store_get`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sda_client_get(
    client: *const sda_client,
    key: *const u8,
    key_len: usize,
    value: *mut sda_buf,
    error: *mut *mut sda_error,
) -> sda_status {
    // SAFETY: the caller keeps the contract above.
    unsafe {
        guard_client(client, error, |client| {
            let key = input(key, key_len, "key")?;
            check_output(value, "value")?;
            match client.get(key)? {
                Some(found) => fill(value, &found.value).map(|()| SDA_OK),
                None => Ok(SDA_NOTHING),
            }
        })
    }
}

/// Whether a key is shown.
///
/// Parameters: `key`: 1 byte or more.
/// Returns: `SDA_OK` when it is, `SDA_NOTHING` when not; `SDA_ERROR_INVALID_ARGUMENT` for an empty
/// key.
/// Ownership: the key is borrowed for the call.
/// Threads: any; as `sda_store_contains`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sda_client_contains(
    client: *const sda_client,
    key: *const u8,
    key_len: usize,
    error: *mut *mut sda_error,
) -> sda_status {
    // SAFETY: the caller keeps the contract above.
    unsafe {
        guard_client(client, error, |client| {
            let is_shown = client.contains(input(key, key_len, "key")?)?;
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
pub unsafe extern "C" fn sda_client_len(
    client: *const sda_client,
    len: *mut u64,
    error: *mut *mut sda_error,
) -> sda_status {
    // SAFETY: the caller keeps the contract above.
    unsafe { guard_client(client, error, |client| put(len, client.len()? as u64, "len")) }
}

/// One turn: schedules again what is late, prunes if asked, does a bounded piece of upkeep, and
/// selects what is due. While no peer is connected, what is due stays queued and costs no attempts.
///
/// Parameters: `prune_completed`: not 0 lets acknowledged operations go from the outbox. `turn`:
/// may be NULL, else `struct_size` set by the caller.
/// Returns: `SDA_OK`; `SDA_ERROR_FILE_READ` and others for what has to be sent and cannot be read.
/// Threads: any; may be called as often as one likes.
/// Durability: what goes to a peer is on stable storage before, unless the engine is in memory.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sda_client_tick(
    client: *const sda_client,
    prune_completed: u32,
    turn: *mut sda_client_turn,
    error: *mut *mut sda_error,
) -> sda_status {
    // SAFETY: the caller keeps the contract above.
    unsafe {
        guard_client(client, error, |client| {
            if turn.is_null() {
                return client.tick(prune_completed != 0).map(|_| SDA_OK);
            }
            check_struct(turn, "turn")?;
            let Turn { retried, pruned, batch } = client.tick(prune_completed != 0)?;
            let out = sda_client_turn {
                struct_size: 0,
                reserved: 0,
                retried_count: retried,
                pruned_count: pruned,
                batch_size: batch,
            };
            put_struct(turn, out, "turn")
        })
    }
}

/// Where synchronisation stands, as `sda_sync_get_state`, with two differences: only operations
/// whose acknowledgement is waited for are in flight, and what sessions sent again is counted as
/// retries too.
///
/// Parameters: `state`: `struct_size` set by the caller.
/// Returns: `SDA_OK`.
/// Threads: any; never waits for the disk.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sda_client_sync_state(
    client: *const sda_client,
    state: *mut sda_sync_state,
    error: *mut *mut sda_error,
) -> sda_status {
    // SAFETY: the caller keeps the contract above.
    unsafe {
        guard_client(client, error, |client| {
            let ClientState { sync, in_flight, retries } = client.sync_state()?;
            let out = sda_sync_state {
                in_flight_count: in_flight,
                total_retries: retries,
                ..state_of(sync)
            };
            put_struct(state, out, "state")
        })
    }
}

/// Schedules again what is late, as a turn does.
///
/// Parameters: `count`: how many; may be NULL.
/// Returns: `SDA_OK`.
/// Threads: any.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sda_client_retry_expired(
    client: *const sda_client,
    count: *mut u64,
    error: *mut *mut sda_error,
) -> sda_status {
    // SAFETY: the caller keeps the contract above.
    unsafe { guard_client(client, error, |client| counted(count, client.retry_expired())) }
}

/// Lets acknowledged operations go from the outbox; without `require_ack` also those that were
/// handed over.
///
/// Parameters: `count`: how many; may be NULL.
/// Returns: `SDA_OK`.
/// Threads: any.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sda_client_prune_completed(
    client: *const sda_client,
    count: *mut u64,
    error: *mut *mut sda_error,
) -> sda_status {
    // SAFETY: the caller keeps the contract above.
    unsafe { guard_client(client, error, |client| counted(count, client.prune_completed())) }
}

/// Discards every failed operation, on purpose: it will never be sent.
///
/// Parameters: `count`: how many; may be NULL.
/// Returns: `SDA_OK`; statuses of the log, nothing changed.
/// Threads: any.
/// Durability: as the engine's options say.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sda_client_prune_failed(
    client: *const sda_client,
    count: *mut u64,
    error: *mut *mut sda_error,
) -> sda_status {
    // SAFETY: the caller keeps the contract above.
    unsafe { guard_client(client, error, |client| counted(count, client.prune_failed())) }
}

/// Where an operation made here stands. Whoever waits for an acknowledgement asks this between two
/// turns, for as long as it likes: no call waits for a peer by itself.
///
/// Parameters: `version`: from `sda_client_put` or `sda_client_remove`. `status`: one of
/// `SDA_STATUS_…`; `SDA_STATUS_APPLIED` once every registered peer has acknowledged it.
/// Returns: `SDA_OK`; `SDA_NOTHING` when the outbox does not hold it: it was acknowledged and
/// pruned, discarded, replaced before it was sent, or never made.
/// Threads: any; never waits for the disk.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sda_client_status_of(
    client: *const sda_client,
    version: u64,
    status: *mut u32,
    error: *mut *mut sda_error,
) -> sda_status {
    // SAFETY: the caller keeps the contract above.
    unsafe {
        guard_client(client, error, |client| {
            check_output(status, "status")?;
            let Some(found) = client.status_of(version)? else { return Ok(SDA_NOTHING) };
            let number = match found {
                Status::Pending => SDA_STATUS_PENDING,
                Status::Queued => SDA_STATUS_QUEUED,
                Status::InFlight => SDA_STATUS_IN_FLIGHT,
                Status::Applied => SDA_STATUS_APPLIED,
                Status::Failed => SDA_STATUS_FAILED,
            };
            put(status, number, "status")
        })
    }
}

/// # Safety
/// `version` is null or writable.
unsafe fn put_version(version: *mut u64, number: u64) -> Result<sda_status> {
    if version.is_null() {
        return Ok(SDA_OK);
    }
    // SAFETY: as promised by the caller.
    unsafe { put(version, number, "version") }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::channel;
    use std::thread;
    use std::time::Duration;

    use super::super::client_links::sda_client_start_carrying;
    use super::super::options::SDA_DURABILITY_MEMORY_ONLY;
    use super::*;

    fn open() -> *mut sda_client {
        let mut engine = sda_options::defaults();
        engine.durability = SDA_DURABILITY_MEMORY_ONLY;
        let mut sync = sda_sync_options::defaults();
        (sync.node_id, sync.node_id_len) = (b"a".as_ptr(), 1);
        let (mut client, none) = (std::ptr::null_mut(), std::ptr::null_mut());
        let opened =
            unsafe { sda_client_open(&engine, &sync, std::ptr::null(), &mut client, none) };
        assert_eq!(opened, SDA_OK);
        assert_eq!(unsafe { sda_client_start_carrying(client, std::ptr::null_mut()) }, SDA_OK);
        client
    }

    /// The waits are a minute long: who is back sooner was woken, however slow the machine.
    #[test]
    fn closing_ends_the_waits_of_other_threads() {
        for _ in 0..20 {
            let client = open();
            let shared = unsafe { handle::borrow(client) }.unwrap().shared.clone();
            let ((begin, begun), (end, ended)) = (channel(), channel());
            for _ in 0..3 {
                let (shared, begin, end) = (shared.clone(), begin.clone(), end.clone());
                thread::spawn(move || {
                    let held = shared.held.read().unwrap();
                    begin.send(()).unwrap();
                    // Behind the close there is nothing to wait for.
                    if let Some(Held::Client(client)) = held.as_ref() {
                        client.wait(60_000).unwrap();
                    }
                    drop(held);
                    end.send(()).unwrap();
                });
            }
            (0..3).for_each(|_| begun.recv().unwrap());
            thread::spawn(move || {
                assert_eq!(shared.close().unwrap(), SDA_OK);
                end.send(()).unwrap();
            });
            (0..4).for_each(|_| ended.recv_timeout(Duration::from_secs(30)).unwrap());
            assert_eq!(unsafe { sda_client_close(client, std::ptr::null_mut()) }, SDA_OK);
        }
    }
}
