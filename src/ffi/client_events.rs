// SPDX-License-Identifier: Apache-2.0
//! What happens at a client beside its own calls, as a list.

use crate::base::error::Error;
use crate::client::ClientEvent;

use super::client::sda_client;
use super::guard::{check_output, check_struct, guard, guard_client, put, put_struct};
use super::handle::{self, Tagged};
use super::session::filled as filled_session;
use super::status::{SDA_NOTHING, SDA_OK, sda_error, sda_status, status_of};

/// A link with a peer is open.
pub const SDA_CLIENT_CONNECTED: u32 = 1;
/// The link with a peer is over: `status` and `reason`, 0 when it was ended in order.
pub const SDA_CLIENT_DISCONNECTED: u32 = 2;
/// A peer was called and not reached: `status` and `reason`. It is called again.
pub const SDA_CLIENT_UNREACHABLE: u32 = 3;
/// Somebody came and was not let in, `count` in a row for the same `status` and `reason`, the last
/// of them from `host`.
pub const SDA_CLIENT_REFUSED: u32 = 4;
/// Something happened in the session with a peer: `session_event`, one of `SDA_SESSION_…`, with the
/// fields that it speaks of; the node of an operation is in `origin`.
pub const SDA_CLIENT_SESSION: u32 = 5;
/// What a peer sent, or what was to be sent to it, met an error: `status` and `reason`.
pub const SDA_CLIENT_FAILED: u32 = 6;
/// A node says where it serves: `host` and `port`.
pub const SDA_CLIENT_FOUND: u32 = 7;
/// A node that was found is there no more.
pub const SDA_CLIENT_LOST: u32 = 8;

/// What has happened at a client: a list.
pub struct sda_client_events {
    all: Vec<Told>,
}

/// An event with its texts.
struct Told {
    event: ClientEvent,
    reason: String,
}

impl Tagged for sda_client_events {
    const TAG: u64 = 0x7364_615f_6576_656e;
    const NAME: &'static str = "sda_client_events";
}

/// What happened. What its type does not speak of is zero, NULL and empty.
#[repr(C)]
pub struct sda_client_event {
    /// Size of this struct in bytes, set by the caller.
    pub struct_size: u32,
    /// One of `SDA_CLIENT_…`; later versions may add others, to be passed over.
    pub event_type: u32,
    /// One of `SDA_SESSION_…`.
    pub session_event: u32,
    /// A status, 0 or negative.
    pub status: i32,
    /// An epoch.
    pub epoch: u32,
    /// A port.
    pub port: u32,
    /// A number of callers, operations or versions.
    pub count: u64,
    /// The same on the other side.
    pub other_count: u64,
    /// A sequence number.
    pub sequence: u64,
    /// A span of time in milliseconds.
    pub elapsed_ms: i64,
    /// The peer, UTF-8.
    pub node_id: *const u8,
    /// Length of that in bytes.
    pub node_id_len: usize,
    /// An address, UTF-8.
    pub host: *const u8,
    /// Length of that in bytes.
    pub host_len: usize,
    /// A reason in words, UTF-8.
    pub reason: *const u8,
    /// Length of that in bytes.
    pub reason_len: usize,
    /// The name of the node that made an operation, UTF-8.
    pub origin: *const u8,
    /// Length of that in bytes.
    pub origin_len: usize,
}

/// Takes what has happened at a client, oldest first. At most 1024 events wait; beyond that the
/// oldest go.
///
/// Parameters: `events_max`: how many at most. `events`: where the list goes; empty when nothing
/// has happened.
/// Returns: `SDA_OK`.
/// Ownership: the caller frees the list with `sda_client_events_free`.
/// Threads: any; no event is given twice.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sda_client_poll_events(
    client: *const sda_client,
    events_max: u64,
    events: *mut *mut sda_client_events,
    error: *mut *mut sda_error,
) -> sda_status {
    // SAFETY: the caller keeps the contract above.
    unsafe {
        guard_client(client, error, |client| {
            check_output(events, "events")?;
            let mut all = Vec::new();
            while (all.len() as u64) < events_max
                && let Some(event) = client.poll_event()?
            {
                all.push(Told { reason: reason_of(&event), event });
            }
            put(events, handle::give(sda_client_events { all }), "events")
        })
    }
}

/// The number of events in a list.
///
/// Parameters: `events`: a list.
/// Returns: the number; 0 for NULL.
/// Threads: one at a time per list.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sda_client_events_len(events: *const sda_client_events) -> usize {
    // SAFETY: the caller passes NULL or a live handle.
    unsafe { handle::borrow(events) }.map_or(0, |events| events.all.len())
}

/// One event of a list.
///
/// Parameters: `events`: a list. `index`: from 0. `event`: `struct_size` set by the caller.
/// Returns: `SDA_OK`; `SDA_NOTHING` when the index is not below the length.
/// Ownership: the texts are borrowed from the list, valid until it is freed.
/// Threads: one at a time per list.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sda_client_events_get(
    events: *const sda_client_events,
    index: usize,
    event: *mut sda_client_event,
    error: *mut *mut sda_error,
) -> sda_status {
    // SAFETY: the caller keeps the contract above.
    unsafe {
        guard(error, || {
            let list = handle::borrow(events)?;
            check_struct(event, "event")?;
            let Some(told) = list.all.get(index) else {
                return Ok(SDA_NOTHING);
            };
            put_struct(event, filled(told), "event")
        })
    }
}

/// Frees a list.
///
/// Parameters: `events`: a list, or NULL, which does nothing.
/// Ownership: the list is gone afterwards, with what was borrowed from it.
/// Threads: one at a time per list.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sda_client_events_free(events: *mut sda_client_events) {
    // SAFETY: the caller passes NULL or a live handle, and lets go of it.
    drop(unsafe { handle::take(events) });
}

fn error_of(event: &ClientEvent) -> Option<&Error> {
    match event {
        ClientEvent::Disconnected { error, .. } => error.as_ref(),
        ClientEvent::Unreachable { error, .. }
        | ClientEvent::Refused { error, .. }
        | ClientEvent::Failed { error, .. } => Some(error),
        _ => None,
    }
}

fn reason_of(event: &ClientEvent) -> String {
    error_of(event).map(Error::to_string).unwrap_or_default()
}

fn filled(told: &Told) -> sda_client_event {
    let (mut out, event) = (nothing(), &told.event);
    out.status = error_of(event).map_or(SDA_OK, |error| status_of(error.code()));
    (out.reason, out.reason_len) = text(&told.reason);
    let mut node = None;
    match event {
        ClientEvent::Connected { node: peer } => {
            (out.event_type, node) = (SDA_CLIENT_CONNECTED, Some(peer));
        }
        ClientEvent::Disconnected { node: peer, .. } => {
            (out.event_type, node) = (SDA_CLIENT_DISCONNECTED, Some(peer));
        }
        ClientEvent::Unreachable { node: peer, .. } => {
            (out.event_type, node) = (SDA_CLIENT_UNREACHABLE, Some(peer));
        }
        ClientEvent::Failed { node: peer, .. } => {
            (out.event_type, node) = (SDA_CLIENT_FAILED, Some(peer));
        }
        ClientEvent::Lost { node: peer } => {
            (out.event_type, node) = (SDA_CLIENT_LOST, Some(peer));
        }
        ClientEvent::Found { address } => {
            (out.event_type, node) = (SDA_CLIENT_FOUND, Some(&address.node));
            (out.host, out.host_len) = text(&address.host);
            out.port = u32::from(address.port);
        }
        ClientEvent::Refused { from, count, .. } => {
            (out.event_type, out.count) = (SDA_CLIENT_REFUSED, *count);
            (out.host, out.host_len) = text(from);
        }
        ClientEvent::Session { node: peer, event } => {
            node = Some(peer);
            let inner = filled_session(event);
            out.event_type = SDA_CLIENT_SESSION;
            (out.session_event, out.status, out.epoch) =
                (inner.event_type, inner.status, inner.epoch);
            (out.count, out.other_count, out.sequence, out.elapsed_ms) =
                (inner.count, inner.other_count, inner.sequence, inner.elapsed_ms);
            (out.origin, out.origin_len) = (inner.node_id, inner.node_id_len);
            (out.reason, out.reason_len) = (inner.reason, inner.reason_len);
        }
    }
    if let Some(node) = node {
        (out.node_id, out.node_id_len) = text(node.as_str());
    }
    out
}

fn text(text: &str) -> (*const u8, usize) {
    if text.is_empty() { (std::ptr::null(), 0) } else { (text.as_ptr(), text.len()) }
}

fn nothing() -> sda_client_event {
    sda_client_event {
        struct_size: 0,
        event_type: 0,
        session_event: 0,
        status: SDA_OK,
        epoch: 0,
        port: 0,
        count: 0,
        other_count: 0,
        sequence: 0,
        elapsed_ms: 0,
        node_id: std::ptr::null(),
        node_id_len: 0,
        host: std::ptr::null(),
        host_len: 0,
        reason: std::ptr::null(),
        reason_len: 0,
        origin: std::ptr::null(),
        origin_len: 0,
    }
}
