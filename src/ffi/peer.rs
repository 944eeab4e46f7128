// SPDX-License-Identifier: Apache-2.0
//! Peers: who has to get what, who has what, and what each of them holds back.

use crate::base::error::Result;
use crate::base::id::NodeId;
use crate::engine::{PeerDelivery, PeerStatus};

use super::buf::{fill, input_text, sda_buf};
use super::engine::{done, sda_engine};
use super::guard::{check_output, check_struct, guard, guard_engine, put, put_struct};
use super::handle::{self, Tagged};
use super::status::{SDA_NOTHING, SDA_OK, sda_error, sda_status};

/// How it stands with one peer. Operations are counted that are known here; counters count since
/// the engine was opened.
#[repr(C)]
pub struct sda_peer_status_info {
    /// Size of this struct in bytes, set by the caller.
    pub struct_size: u32,
    /// 1 while a session with it is open.
    pub is_connected: u32,
    /// Its name, UTF-8.
    pub node_id: *const u8,
    /// Length of the name in bytes.
    pub node_id_len: usize,
    /// How long it may stay away before it no longer holds anything back, in milliseconds; 0 for
    /// ever.
    pub lease_ms: i64,
    /// When it was last heard, or registered, or the engine opened.
    pub seen_at_ms: i64,
    /// When its lease is over if it is not heard; 0 for never.
    pub lease_ends_at_ms: i64,
    /// Operations that are known here.
    pub known_count: u64,
    /// Operations that are known to be in its log.
    pub durable_count: u64,
    /// Operations that are known to be part of its state.
    pub applied_count: u64,
    /// Operations made here that it lacks.
    pub pending_own_count: u64,
    /// Operations made elsewhere that it lacks.
    pub pending_relayed_count: u64,
    /// Of all that it lacks, those that the log no longer holds: it needs a snapshot.
    pub gone_count: u64,
    /// Operations that its session has sent and that are not acknowledged.
    pub in_flight_count: u64,
    /// Operations that it will not take.
    pub refused_count: u64,
    /// Ranges of operations that it has behind ones that it lacks.
    pub gap_count: u64,
    /// How long ago the oldest operation made here that it lacks was made, in milliseconds; -1 when
    /// there is none in the outbox, or it cannot be read.
    pub oldest_pending_age_ms: i64,
    /// Bytes of log that are kept because it lacks something in them, beside what the next opening
    /// reads anyway.
    pub held_log_bytes: u64,
    /// Of those, the ones that are kept for no other peer.
    pub held_alone_log_bytes: u64,
    /// Sessions that came to be open.
    pub session_count: u64,
    /// Operations sent, repetitions included.
    pub sent_count: u64,
    /// Of those, repetitions.
    pub resent_count: u64,
    /// Operations received.
    pub received_count: u64,
    /// Of those, known already.
    pub duplicate_count: u64,
    /// Bytes of frames sent.
    pub sent_bytes: u64,
    /// Bytes of frames received.
    pub received_bytes: u64,
    /// Frames that were damaged or of no use.
    pub rejected_frame_count: u64,
    /// Times at which no acknowledgement came in time.
    pub retry_count: u64,
    /// When a session with it last failed; 0 for never.
    pub last_error_at_ms: i64,
    /// When both sides were last seen to hold the same; 0 for never.
    pub converged_at_ms: i64,
    /// Operations made here whose way was measured, from being made to being applied there.
    pub lag_count: u64,
    /// How long half of them took at most, in milliseconds, to a factor of two.
    pub lag_p50_ms: i64,
    /// How long 99 of 100 took at most, in milliseconds, to a factor of two.
    pub lag_p99_ms: i64,
    /// How long the slowest took, in milliseconds.
    pub lag_max_ms: i64,
    /// Status with which a session with it last failed; 0 for none.
    pub last_error: i32,
    /// Always 0.
    pub reserved: u32,
}

/// How far an operation that was made here has come at one peer.
#[repr(C)]
pub struct sda_peer_delivery {
    /// Size of this struct in bytes, set by the caller.
    pub struct_size: u32,
    /// 1: it is in the peer's log.
    pub is_durable: u32,
    /// 1: it is part of the peer's state.
    pub is_applied: u32,
    /// How often the peer refused it. What was not answered counts for the peer, not here.
    pub refusal_count: u32,
    /// 1: it is not offered to this peer again before it is queued by hand
    /// (`sda_sync_requeue_failed`).
    pub is_given_up: u32,
    /// Status with which the peer refused it last; 0 for none.
    pub last_error: i32,
    /// When it did so last, in milliseconds since 1970; 0 for never.
    pub last_refused_at_ms: i64,
    /// When it is offered again, in milliseconds since 1970; 0 for as soon as there is a session.
    pub next_attempt_at_ms: i64,
}

/// How it stood with several peers: a list.
pub struct sda_peers {
    all: Vec<PeerStatus>,
}

impl Tagged for sda_peers {
    const TAG: u64 = 0x7364_615f_7065_6572;
    const NAME: &'static str = "sda_peers";
}

/// Registers a peer: from here on every operation is kept until the peer has it, or until it has
/// stayed away for longer than its lease. An operation made here counts as acknowledged when every
/// registered peer has it. For a peer that is registered already the lease changes.
///
/// Parameters: `node_id`: its name, UTF-8, 1 to 255 bytes. `lease_ms`: in milliseconds, not
/// negative; 0 for ever.
/// Returns: `SDA_OK`; `SDA_ERROR_INVALID_ARGUMENT` for a name or lease out of range, for this
/// node's own name, and for more peers than 1024; statuses of the log.
/// Ownership: the name is borrowed for the call.
/// Threads: any.
/// Durability: as the engine's options say.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sda_peer_register(
    engine: *const sda_engine,
    node_id: *const u8,
    node_id_len: usize,
    lease_ms: i64,
    error: *mut *mut sda_error,
) -> sda_status {
    // SAFETY: the caller keeps the contract above.
    unsafe {
        guard_engine(engine, error, |engine| {
            done(engine.register_peer(&node_of(node_id, node_id_len)?, lease_ms))
        })
    }
}

/// Lets a peer go: nothing is kept for it any more, and what only it still lacked counts as
/// acknowledged, unless it was the last peer: then it is owed to whoever comes. What was given up
/// only because this peer would not take it is queued again.
///
/// Parameters: `node_id`: its name, UTF-8.
/// Returns: `SDA_OK`; `SDA_ERROR_NOT_FOUND` for a peer that is not registered; statuses of the log.
/// Ownership: the name is borrowed for the call.
/// Threads: any.
/// Durability: as the engine's options say.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sda_peer_remove(
    engine: *const sda_engine,
    node_id: *const u8,
    node_id_len: usize,
    error: *mut *mut sda_error,
) -> sda_status {
    // SAFETY: the caller keeps the contract above.
    unsafe {
        guard_engine(engine, error, |engine| {
            done(engine.remove_peer(&node_of(node_id, node_id_len)?))
        })
    }
}

/// How it stands with one peer. Reads at most one operation of the log; waits for a write that is
/// under way.
///
/// Parameters: `node_id`: its name, UTF-8. `info`: `struct_size` set by the caller.
/// Returns: `SDA_OK`; `SDA_ERROR_NOT_FOUND` for a peer that is not registered.
/// Ownership: the name is borrowed for the call; in `info` stands the caller's own pointer.
/// Threads: any.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sda_peer_status(
    engine: *const sda_engine,
    node_id: *const u8,
    node_id_len: usize,
    info: *mut sda_peer_status_info,
    error: *mut *mut sda_error,
) -> sda_status {
    // SAFETY: the caller keeps the contract above.
    unsafe {
        guard_engine(engine, error, |engine| {
            check_struct(info, "info")?;
            let status = engine.peer_status(&node_of(node_id, node_id_len)?)?;
            put_struct(info, sda_peer_status_info { node_id, ..filled(&status) }, "info")
        })
    }
}

/// How it stands with every registered peer, in order of their names.
///
/// Parameters: `engine`: an engine. `peers`: where the list goes.
/// Returns: `SDA_OK`.
/// Ownership: the caller frees the list with `sda_peers_free`.
/// Threads: any.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sda_peer_list(
    engine: *const sda_engine,
    peers: *mut *mut sda_peers,
    error: *mut *mut sda_error,
) -> sda_status {
    // SAFETY: the caller keeps the contract above.
    unsafe {
        guard_engine(engine, error, |engine| {
            check_output(peers, "peers")?;
            put(peers, handle::give(sda_peers { all: engine.peer_statuses()? }), "peers")
        })
    }
}

/// Lets those peers go that have stayed away for longer than their lease, as `sda_peer_remove`
/// does. Nothing does so by itself.
///
/// Parameters: `peers`: where a list of them goes, as they were before; may be NULL.
/// Returns: `SDA_OK`, also when there were none; statuses of the log, where some may be gone.
/// Ownership: the caller frees the list with `sda_peers_free`.
/// Threads: any.
/// Durability: as the engine's options say.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sda_peers_expire(
    engine: *const sda_engine,
    peers: *mut *mut sda_peers,
    error: *mut *mut sda_error,
) -> sda_status {
    // SAFETY: the caller keeps the contract above.
    unsafe {
        guard_engine(engine, error, |engine| {
            if peers.is_null() {
                return engine.expire_leases().map(|_| SDA_OK);
            }
            let mut all = engine.peer_statuses()?;
            let gone = engine.expire_leases()?;
            all.retain(|peer| gone.contains(&peer.node));
            put(peers, handle::give(sda_peers { all }), "peers")
        })
    }
}

/// The number of peers in a list.
///
/// Parameters: `peers`: a list.
/// Returns: the number; 0 for NULL.
/// Threads: one at a time per list.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sda_peers_len(peers: *const sda_peers) -> usize {
    // SAFETY: the caller passes NULL or a live handle.
    unsafe { handle::borrow(peers) }.map_or(0, |peers| peers.all.len())
}

/// One peer of a list.
///
/// Parameters: `peers`: a list. `index`: from 0. `info`: `struct_size` set by the caller.
/// Returns: `SDA_OK`; `SDA_NOTHING` when the index is not below the length.
/// Ownership: the name is borrowed from the list, valid until it is freed.
/// Threads: one at a time per list.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sda_peers_get(
    peers: *const sda_peers,
    index: usize,
    info: *mut sda_peer_status_info,
    error: *mut *mut sda_error,
) -> sda_status {
    // SAFETY: the caller keeps the contract above.
    unsafe {
        guard(error, || {
            let peers = handle::borrow(peers)?;
            check_struct(info, "info")?;
            let Some(peer) = peers.all.get(index) else { return Ok(SDA_NOTHING) };
            put_struct(info, filled(peer), "info")
        })
    }
}

/// Frees a list.
///
/// Parameters: `peers`: a list, or NULL, which does nothing.
/// Ownership: the list is gone afterwards, with what was borrowed from it.
/// Threads: one at a time per list.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sda_peers_free(peers: *mut sda_peers) {
    // SAFETY: the caller passes NULL or a live handle, and lets go of it.
    drop(unsafe { handle::take(peers) });
}

/// Takes the news that one peer has applied one operation. For transports without sessions; a
/// session does this by itself.
///
/// Parameters: `sync_id`: UTF-8, `<node>-<sequence>`. `node_id`: the peer's name, UTF-8.
/// Returns: `SDA_OK`; `SDA_ERROR_NOT_FOUND` for a peer that is not registered, and for an operation
/// that was never made here.
/// Ownership: id and name are borrowed for the call.
/// Threads: any.
/// Durability: as `sda_sync_receive_ack`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sda_outbox_ack_from(
    engine: *const sda_engine,
    sync_id: *const u8,
    sync_id_len: usize,
    node_id: *const u8,
    node_id_len: usize,
    error: *mut *mut sda_error,
) -> sda_status {
    // SAFETY: the caller keeps the contract above.
    unsafe {
        guard_engine(engine, error, |engine| {
            let sync_id = input_text(sync_id, sync_id_len, "sync id")?;
            done(engine.receive_ack_from(sync_id, &node_of(node_id, node_id_len)?))
        })
    }
}

/// Whether an operation made here is known to be applied at a peer.
///
/// Parameters: `sync_id`: UTF-8, `<node>-<sequence>`. `node_id`: the peer's name, UTF-8.
/// Returns: `SDA_OK` when it is; `SDA_NOTHING` when that is not known; `SDA_ERROR_NOT_FOUND` for a
/// peer that is not registered, and for an operation that was never made here.
/// Ownership: id and name are borrowed for the call.
/// Threads: any; never waits for the disk.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sda_op_is_applied_at(
    engine: *const sda_engine,
    sync_id: *const u8,
    sync_id_len: usize,
    node_id: *const u8,
    node_id_len: usize,
    error: *mut *mut sda_error,
) -> sda_status {
    // SAFETY: the caller keeps the contract above.
    unsafe {
        guard_engine(engine, error, |engine| {
            let sync_id = input_text(sync_id, sync_id_len, "sync id")?;
            let is_applied = engine.is_applied_at(sync_id, &node_of(node_id, node_id_len)?)?;
            Ok(if is_applied { SDA_OK } else { SDA_NOTHING })
        })
    }
}

/// How far an operation made here has come at one peer: whether it has it, whether it refused it,
/// why, and when it is offered again. What the peer has and that an operation was given up are
/// known after a restart as well; refusals before that are counted while the engine is open.
///
/// Parameters: `sync_id`: UTF-8, `<node>-<sequence>`. `node_id`: the peer's name, UTF-8.
/// `delivery`: `struct_size` set by the caller.
/// Returns: `SDA_OK`; `SDA_ERROR_NOT_FOUND` for a peer that is not registered, and for an operation
/// that was never made here.
/// Ownership: id and name are borrowed for the call.
/// Threads: any; never waits for the disk.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sda_peer_delivery_of(
    engine: *const sda_engine,
    sync_id: *const u8,
    sync_id_len: usize,
    node_id: *const u8,
    node_id_len: usize,
    delivery: *mut sda_peer_delivery,
    error: *mut *mut sda_error,
) -> sda_status {
    // SAFETY: the caller keeps the contract above.
    unsafe {
        guard_engine(engine, error, |engine| {
            check_struct(delivery, "delivery")?;
            let sync_id = input_text(sync_id, sync_id_len, "sync id")?;
            let found = engine.delivery_at(sync_id, &node_of(node_id, node_id_len)?)?;
            put_struct(delivery, filled_delivery(&found), "delivery")
        })
    }
}

/// Everything that an engine can say of itself as one JSON object: outbox, counters, peers and what
/// they hold back, log, runs, memory. `docs/operations.md` lists the keys; later versions add some.
/// Waits as `sda_engine_health`.
///
/// Parameters: `engine`: an engine. `json`: filled with UTF-8, not terminated.
/// Returns: `SDA_OK`; `SDA_ERROR_FILE_READ`.
/// Ownership: the caller frees the buffer.
/// Threads: any.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sda_engine_status_json(
    engine: *const sda_engine,
    json: *mut sda_buf,
    error: *mut *mut sda_error,
) -> sda_status {
    // SAFETY: the caller keeps the contract above.
    unsafe {
        guard_engine(engine, error, |engine| {
            fill(json, engine.status_json()?.as_bytes()).map(|()| SDA_OK)
        })
    }
}

/// # Safety
/// As [`input_text`].
pub(super) unsafe fn node_of(node_id: *const u8, len: usize) -> Result<NodeId> {
    // SAFETY: as promised by the caller.
    NodeId::new(unsafe { input_text(node_id, len, "node id") }?)
}

fn filled_delivery(found: &PeerDelivery) -> sda_peer_delivery {
    sda_peer_delivery {
        struct_size: 0,
        is_durable: u32::from(found.is_durable),
        is_applied: u32::from(found.is_applied),
        refusal_count: found.refusals,
        is_given_up: u32::from(found.is_given_up),
        last_error: -i32::from(found.last_error),
        last_refused_at_ms: found.last_refused_at_ms,
        next_attempt_at_ms: found.next_attempt_at_ms,
    }
}

fn filled(peer: &PeerStatus) -> sda_peer_status_info {
    let (name, traffic) = (peer.node.as_str(), &peer.traffic);
    sda_peer_status_info {
        struct_size: 0,
        is_connected: u32::from(peer.is_connected),
        node_id: name.as_ptr(),
        node_id_len: name.len(),
        lease_ms: peer.lease_ms,
        seen_at_ms: peer.seen_at_ms,
        lease_ends_at_ms: peer.lease_ends_at_ms.unwrap_or(0),
        known_count: peer.known_len,
        durable_count: peer.durable_len,
        applied_count: peer.applied_len,
        pending_own_count: peer.pending_own_len,
        pending_relayed_count: peer.pending_relayed_len,
        gone_count: peer.gone_len,
        in_flight_count: peer.in_flight_len,
        refused_count: peer.refused_len,
        gap_count: peer.gap_len,
        oldest_pending_age_ms: peer.oldest_pending_age_ms.unwrap_or(-1),
        held_log_bytes: peer.held_log_bytes,
        held_alone_log_bytes: peer.held_alone_log_bytes,
        session_count: traffic.sessions,
        sent_count: traffic.ops_sent,
        resent_count: traffic.ops_resent,
        received_count: traffic.ops_received,
        duplicate_count: traffic.duplicates,
        sent_bytes: traffic.bytes_sent,
        received_bytes: traffic.bytes_received,
        rejected_frame_count: traffic.frames_rejected,
        retry_count: traffic.retries,
        last_error_at_ms: traffic.last_error_at_ms,
        converged_at_ms: traffic.converged_at_ms,
        lag_count: traffic.lag.count(),
        lag_p50_ms: traffic.lag.quantile_ms(500),
        lag_p99_ms: traffic.lag.quantile_ms(990),
        lag_max_ms: traffic.lag.max_ms(),
        last_error: -i32::from(traffic.last_error),
        reserved: 0,
    }
}
