// SPDX-License-Identifier: Apache-2.0
//! Sessions with peers: bytes in, bytes out, and no wire of their own.

use std::sync::Arc;

use crate::base::error::Result;
use crate::base::limits::{
    FRAME_BYTES_MAX_DEFAULT, SNAPSHOT_BYTES_MAX_DEFAULT, SNAPSHOT_STEP_BYTES_DEFAULT,
    WINDOW_BYTES_DEFAULT,
};
use crate::engine::{Session, SessionEvent, SessionOptions};
use crate::sync::wire::{Limits, frame_bytes};

use super::buf::{fill, input, sda_buf};
use super::engine::{Shared, done, sda_engine};
use super::guard::{check_output, check_struct, get_struct, guard, put, put_struct, with_engine};
use super::handle::{self, Tagged};
use super::peer::node_of;
use super::status::{SDA_NOTHING, SDA_OK, sda_error, sda_status};

/// The peer has not been heard.
pub const SDA_PHASE_GREETING: u32 = 1;
/// Both sides know each other.
pub const SDA_PHASE_OPEN: u32 = 2;
/// The session is over.
pub const SDA_PHASE_CLOSED: u32 = 3;

/// Both sides know each other: `node_id`, `epoch`.
pub const SDA_SESSION_OPENED: u32 = 1;
/// New operations of the peer were taken in: `count`.
pub const SDA_SESSION_RECEIVED: u32 = 2;
/// Both sides know the same operations and hold the same state: `elapsed_ms` since they differed.
pub const SDA_SESSION_CONVERGED: u32 = 3;
/// Both sides know the same operations, and their states differ: living versions here, `count`, and
/// there, `other_count`.
pub const SDA_SESSION_DIFFERS: u32 = 4;
/// The peer lacks operations that are kept nowhere any more, `count`: it needs a snapshot.
pub const SDA_SESSION_BEHIND: u32 = 5;
/// The peer will not take an operation: `node_id`, `epoch` and `sequence` name it, `status` says
/// why.
pub const SDA_SESSION_REFUSED: u32 = 6;
/// The peer knows less than it had acknowledged: its database is an older one.
pub const SDA_SESSION_WENT_BACK: u32 = 7;
/// This database is an older one, or a copy, as the peer's knowledge shows. It writes under a new
/// epoch from here on: `epoch`.
pub const SDA_SESSION_RENEWED: u32 = 8;
/// The session is over: `status`, 0 for no error, and `reason`.
pub const SDA_SESSION_CLOSED: u32 = 9;
/// Versions that this node lacked were taken over from the peer: of `count` keys.
pub const SDA_SESSION_REPAIRED: u32 = 10;
/// The states differ, and what the peer answers brings them no closer: `status` and `reason` say
/// why. It is tried again later.
pub const SDA_SESSION_IRREPARABLE: u32 = 11;
/// The peer no longer has the operations that this node lacks, and offers its state instead:
/// `count` living versions.
pub const SDA_SESSION_SNAPSHOT_OFFERED: u32 = 12;
/// That state is part of the state here: `count` keys, `other_count` bytes. The change feed tells
/// nothing of it.
pub const SDA_SESSION_SNAPSHOT_INSTALLED: u32 = 13;

/// A session with one peer. One thread at a time; lives on after the engine was closed.
pub struct sda_session {
    shared: Arc<Shared>,
    session: Session,
    event: Option<SessionEvent>,
}

impl Tagged for sda_session {
    const TAG: u64 = 0x7364_615f_7365_7373;
    const NAME: &'static str = "sda_session";
}

/// How a session is begun. Fill it with `sda_session_options_init` first.
#[repr(C)]
pub struct sda_session_options {
    /// Size of this struct in bytes, as the caller knows it.
    pub struct_size: u32,
    /// Not 0 registers a peer that is not registered yet, under `accept_lease_ms`. Default: 0,
    /// which refuses it.
    pub accept_unknown: u32,
    /// Who is expected, UTF-8; empty for whoever comes. Default: empty.
    pub node_id: *const u8,
    /// Length of the name in bytes.
    pub node_id_len: usize,
    /// The lease of a peer that is registered by this session, in milliseconds, not negative; 0 for
    /// ever. Default: 0.
    pub accept_lease_ms: i64,
    /// Bytes of operations that may be under way at once, 1 or more. Default: 4 MiB.
    pub window_bytes: u64,
    /// Longest frame that is taken, in bytes, 512 to 64 MiB. Default: 1 MiB.
    pub frame_bytes_max: u32,
    /// Not 0 takes the peer's state when it no longer has the operations that lead there. Default:
    /// 1.
    pub accept_snapshot: u32,
    /// Bytes of such a state that are taken at most. Default: 1 TiB.
    pub snapshot_bytes_max: u64,
    /// What one poll does of putting it in place, in bytes, about; 1 or more. Default: 4 MiB.
    pub snapshot_step_bytes: u64,
}

/// What happened in a session. What its type does not speak of is zero, NULL and empty.
#[repr(C)]
pub struct sda_session_event {
    /// Size of this struct in bytes, set by the caller.
    pub struct_size: u32,
    /// One of `SDA_SESSION_…`; later versions may add others, to be passed over.
    pub event_type: u32,
    /// An epoch.
    pub epoch: u32,
    /// A status, 0 or negative.
    pub status: i32,
    /// A number of operations or versions.
    pub count: u64,
    /// The same on the other side.
    pub other_count: u64,
    /// A sequence number.
    pub sequence: u64,
    /// A span of time in milliseconds.
    pub elapsed_ms: i64,
    /// The name of a node, UTF-8.
    pub node_id: *const u8,
    /// Length of the name in bytes.
    pub node_id_len: usize,
    /// A reason in words, UTF-8.
    pub reason: *const u8,
    /// Length of the reason in bytes.
    pub reason_len: usize,
}

/// Where a session stands.
#[repr(C)]
pub struct sda_session_state_info {
    /// Size of this struct in bytes, set by the caller.
    pub struct_size: u32,
    /// One of `SDA_PHASE_…`.
    pub phase: u32,
    /// Operations that were sent and are not acknowledged.
    pub in_flight_count: u64,
    /// The peer, UTF-8, once it was heard or when it was expected; else NULL.
    pub node_id: *const u8,
    /// Length of the name in bytes.
    pub node_id_len: usize,
}

impl sda_session_options {
    /// The defaults.
    pub fn defaults() -> Self {
        Self {
            struct_size: size_of::<Self>() as u32,
            accept_unknown: 0,
            node_id: std::ptr::null(),
            node_id_len: 0,
            accept_lease_ms: 0,
            window_bytes: WINDOW_BYTES_DEFAULT,
            frame_bytes_max: FRAME_BYTES_MAX_DEFAULT,
            accept_snapshot: 1,
            snapshot_bytes_max: SNAPSHOT_BYTES_MAX_DEFAULT,
            snapshot_step_bytes: SNAPSHOT_STEP_BYTES_DEFAULT,
        }
    }

    /// # Safety
    /// The name is valid for the call.
    unsafe fn convert(&self) -> Result<SessionOptions> {
        let is_expected = self.node_id_len > 0;
        // SAFETY: as promised by the caller.
        let peer = is_expected.then(|| unsafe { node_of(self.node_id, self.node_id_len) });
        Ok(SessionOptions {
            peer: peer.transpose()?,
            accept_lease_ms: (self.accept_unknown != 0).then_some(self.accept_lease_ms),
            frame_bytes_max: self.frame_bytes_max,
            window_bytes: self.window_bytes,
            accept_snapshot: self.accept_snapshot != 0,
            snapshot_bytes_max: self.snapshot_bytes_max,
            snapshot_step_bytes: self.snapshot_step_bytes,
        })
    }
}

/// Fills session options with the defaults.
///
/// Parameters: `options`: writable, `struct_size` set to its size by the caller.
/// Returns: `SDA_OK`; `SDA_ERROR_INVALID_ARGUMENT` for NULL or a `struct_size` that cannot be.
/// Threads: any.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sda_session_options_init(options: *mut sda_session_options) -> sda_status {
    // SAFETY: the caller passes NULL or `struct_size` writable bytes.
    unsafe {
        guard(std::ptr::null_mut(), || {
            put_struct(options, sda_session_options::defaults(), "options")
        })
    }
}

/// Begins a session. Nothing is sent before `sda_session_poll_transmit` is called.
///
/// Parameters: `options`: from `sda_session_options_init`. `session`: where the handle goes.
/// Returns: `SDA_OK`; `SDA_ERROR_INVALID_STATE` before a sync engine brought a name, and read-only;
/// `SDA_ERROR_NOT_FOUND` for an expected peer that is not registered and is not to be registered;
/// `SDA_ERROR_INVALID_ARGUMENT` for options out of range.
/// Ownership: the caller frees the session with `sda_session_free`. The options are borrowed for
/// the call.
/// Threads: any; the session itself one at a time. Any number of sessions share an engine.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sda_session_open(
    engine: *const sda_engine,
    options: *const sda_session_options,
    session: *mut *mut sda_session,
    error: *mut *mut sda_error,
) -> sda_status {
    // SAFETY: the caller keeps the contract above.
    unsafe {
        guard(error, || {
            let shared = handle::borrow(engine)?.shared.clone();
            let options = get_struct(options, sda_session_options::defaults(), "options")?;
            let options = options.convert()?;
            check_output(session, "session")?;
            with_engine(&shared, |engine| {
                let begun = engine.open_session(options)?;
                let shared = shared.clone();
                let opened = handle::give(sda_session { shared, session: begun, event: None });
                put(session, opened, "session")
            })
        })
    }
}

/// Takes bytes that came from the peer: one or more whole frames. A transport of a stream finds
/// out with `sda_frame_bytes` where a frame ends.
///
/// Parameters: `session`: a session. `bytes`: the frames; may be empty.
/// Returns: `SDA_OK`. `SDA_ERROR_CORRUPTED` for bytes that are no frame or were damaged,
/// `SDA_ERROR_UNSUPPORTED_FORMAT` for a frame of a later version: it and what is behind it are
/// dropped, and the session goes on. `SDA_ERROR_INVALID_ARGUMENT`, `SDA_ERROR_PERMISSION_DENIED`
/// and others when the peer broke the rules or may not come: the session is over when
/// `sda_session_state` says so, and the frame has changed nothing. `SDA_ERROR_NO_SPACE`,
/// `SDA_ERROR_LOG_STOPPED`, file statuses: what was not taken comes again.
/// `SDA_ERROR_INVALID_STATE` when the session is over; `SDA_ERROR_CLOSED` when the engine was
/// closed.
/// Ownership: the bytes are borrowed for the call.
/// Threads: one at a time per session.
/// Durability: what was taken in is as durable as the engine's options say; it is acknowledged only
/// once it is on stable storage, unless the engine is in memory.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sda_session_handle(
    session: *mut sda_session,
    bytes: *const u8,
    bytes_len: usize,
    error: *mut *mut sda_error,
) -> sda_status {
    // SAFETY: the caller keeps the contract above.
    unsafe {
        guard(error, || {
            let sda_session { shared, session, .. } = handle::borrow_mut(session)?;
            let bytes = input(bytes, bytes_len, "bytes")?;
            with_engine(shared, |engine| done(session.handle(engine, bytes)))
        })
    }
}

/// The next frame for the peer. To be called until it answers `SDA_NOTHING`, after every change:
/// bytes handled, a write, a wake-up. A frame that is lost on the way is made up for later.
///
/// Parameters: `session`: a session. `bytes_max`: how long it may be, 1024 or more. `frame`: filled
/// with the frame.
/// Returns: `SDA_OK`; `SDA_NOTHING` when there is nothing to say now; `SDA_ERROR_INVALID_ARGUMENT`
/// for too little room; `SDA_ERROR_FILE_READ`, `SDA_ERROR_CORRUPTED`, `SDA_ERROR_LOG_STOPPED` when
/// what has to be sent cannot be read or not be made durable; `SDA_ERROR_CLOSED` when the engine
/// was closed.
/// Ownership: the caller frees the buffer.
/// Threads: one at a time per session.
/// Durability: what a frame tells the peer is on stable storage, unless the engine is in memory.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sda_session_poll_transmit(
    session: *mut sda_session,
    bytes_max: usize,
    frame: *mut sda_buf,
    error: *mut *mut sda_error,
) -> sda_status {
    // SAFETY: the caller keeps the contract above.
    unsafe {
        guard(error, || {
            let sda_session { shared, session, .. } = handle::borrow_mut(session)?;
            check_output(frame, "frame")?;
            with_engine(shared, |engine| match session.poll_transmit(engine, bytes_max)? {
                Some(bytes) => fill(frame, &bytes).map(|()| SDA_OK),
                None => Ok(SDA_NOTHING),
            })
        })
    }
}

/// What has happened in a session, oldest first. At most 1024 events wait; beyond that the oldest
/// go.
///
/// Parameters: `session`: a session. `event`: `struct_size` set by the caller.
/// Returns: `SDA_OK`; `SDA_NOTHING` when nothing more has happened; `SDA_ERROR_CLOSED` when the
/// engine was closed.
/// Ownership: the pointers are borrowed from the session, valid until the next call of this
/// function on it.
/// Threads: one at a time per session.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sda_session_poll_event(
    session: *mut sda_session,
    event: *mut sda_session_event,
    error: *mut *mut sda_error,
) -> sda_status {
    // SAFETY: the caller keeps the contract above.
    unsafe {
        guard(error, || {
            let sda_session { shared, session, event: kept } = handle::borrow_mut(session)?;
            check_struct(event, "event")?;
            with_engine(shared, |_| {
                *kept = session.poll_event();
                match kept.as_ref() {
                    Some(happened) => put_struct(event, filled(happened), "event"),
                    None => Ok(SDA_NOTHING),
                }
            })
        })
    }
}

/// When to call `sda_session_poll_transmit` next if nothing else happens before.
///
/// Parameters: `session`: a session. `at_ms`: milliseconds since 1970; a time in the past means
/// now.
/// Returns: `SDA_OK`; `SDA_NOTHING` when nothing is waited for; `SDA_ERROR_CLOSED` when the engine
/// was closed.
/// Threads: one at a time per session.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sda_session_next_wakeup_at_ms(
    session: *const sda_session,
    at_ms: *mut i64,
    error: *mut *mut sda_error,
) -> sda_status {
    // SAFETY: the caller keeps the contract above.
    unsafe {
        guard(error, || {
            let sda_session { shared, session, .. } = handle::borrow(session)?;
            check_output(at_ms, "at_ms")?;
            with_engine(shared, |engine| match session.next_wakeup_at_ms(engine)? {
                Some(at) => put(at_ms, at, "at_ms"),
                None => Ok(SDA_NOTHING),
            })
        })
    }
}

/// Where a session stands.
///
/// Parameters: `session`: a session. `state`: `struct_size` set by the caller.
/// Returns: `SDA_OK`; `SDA_ERROR_CLOSED` when the engine was closed.
/// Ownership: the name is borrowed from the session, valid until the next call that may change it:
/// `sda_session_handle`, `sda_session_free`.
/// Threads: one at a time per session.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sda_session_state(
    session: *const sda_session,
    state: *mut sda_session_state_info,
    error: *mut *mut sda_error,
) -> sda_status {
    // SAFETY: the caller keeps the contract above.
    unsafe {
        guard(error, || {
            let sda_session { shared, session, .. } = handle::borrow(session)?;
            check_struct(state, "state")?;
            with_engine(shared, |_| put_struct(state, state_of(session), "state"))
        })
    }
}

/// Ends a session in order: what was under way is owed again, and the peer is told with the next
/// `sda_session_poll_transmit`. The handle lives on.
///
/// Parameters: `session`: a session, or NULL, which does nothing.
/// Returns: `SDA_OK`, also when it is over already; `SDA_ERROR_CLOSED` when the engine was closed.
/// Ownership: the caller still frees the session with `sda_session_free`.
/// Threads: one at a time per session.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sda_session_close(
    session: *mut sda_session,
    error: *mut *mut sda_error,
) -> sda_status {
    // SAFETY: the caller keeps the contract above.
    unsafe {
        guard(error, || {
            if session.is_null() {
                return Ok(SDA_OK);
            }
            let sda_session { shared, session, .. } = handle::borrow_mut(session)?;
            with_engine(shared, |engine| done(session.close(engine)))
        })
    }
}

/// Frees a session. One that is not over ends without a word to the peer: what was under way is
/// owed again.
///
/// Parameters: `session`: a session, or NULL, which does nothing.
/// Ownership: the session is gone afterwards, with what was borrowed from it.
/// Threads: one at a time per session.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sda_session_free(session: *mut sda_session) {
    // SAFETY: the caller passes NULL or a live handle, and lets go of it.
    unsafe {
        guard(std::ptr::null_mut(), || {
            let Some(gone) = handle::take(session)? else { return Ok(SDA_OK) };
            let sda_session { shared, mut session, .. } = gone;
            with_engine(&shared, |engine| done(session.close(engine)))
        });
    }
}

/// How many bytes the frame at the front of some bytes has, whether or not all of them are there.
/// For transports of streams, which have to cut what comes into frames.
///
/// Parameters: `bytes`: what has come so far. `frame_bytes_max`: as in the options of the session.
/// `frame_bytes`: the length of the first frame, with its head.
/// Returns: `SDA_OK`; `SDA_NOTHING` while the head, 24 bytes, is not complete;
/// `SDA_ERROR_CORRUPTED` when it is no frame, and `SDA_ERROR_INVALID_ARGUMENT` when it is longer
/// than allowed: such a stream cannot be followed any more.
/// Ownership: the bytes are borrowed for the call.
/// Threads: any.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sda_frame_bytes(
    bytes: *const u8,
    bytes_len: usize,
    frame_bytes_max: u32,
    frame_bytes: *mut u64,
    error: *mut *mut sda_error,
) -> sda_status {
    // SAFETY: the caller keeps the contract above.
    unsafe {
        guard(error, || {
            let bytes = input(bytes, bytes_len, "bytes")?;
            check_output(frame_bytes, "frame_bytes")?;
            match length_of(bytes, frame_bytes_max)? {
                Some(len) => put(frame_bytes, len as u64, "frame_bytes"),
                None => Ok(SDA_NOTHING),
            }
        })
    }
}

fn length_of(bytes: &[u8], frame_bytes_max: u32) -> Result<Option<usize>> {
    frame_bytes(bytes, &Limits { frame_bytes_max, value_bytes_max: u64::MAX })
}

fn state_of(session: &Session) -> sda_session_state_info {
    let name = session.peer().map(|node| node.as_str().as_bytes());
    sda_session_state_info {
        struct_size: 0,
        phase: match (session.is_closed(), session.is_open()) {
            (true, _) => SDA_PHASE_CLOSED,
            (false, true) => SDA_PHASE_OPEN,
            (false, false) => SDA_PHASE_GREETING,
        },
        in_flight_count: session.in_flight_len(),
        node_id: name.map_or(std::ptr::null(), <[u8]>::as_ptr),
        node_id_len: name.map_or(0, <[u8]>::len),
    }
}

pub(super) fn filled(event: &SessionEvent) -> sda_session_event {
    let mut out = sda_session_event {
        struct_size: 0,
        event_type: 0,
        epoch: 0,
        status: SDA_OK,
        count: 0,
        other_count: 0,
        sequence: 0,
        elapsed_ms: 0,
        node_id: std::ptr::null(),
        node_id_len: 0,
        reason: std::ptr::null(),
        reason_len: 0,
    };
    let mut node_id = None;
    match event {
        SessionEvent::Opened { node, epoch } => {
            (out.event_type, out.epoch, node_id) = (SDA_SESSION_OPENED, *epoch, Some(node));
        }
        SessionEvent::Received { count } => {
            (out.event_type, out.count) = (SDA_SESSION_RECEIVED, *count);
        }
        SessionEvent::Converged { ms } => {
            (out.event_type, out.elapsed_ms) = (SDA_SESSION_CONVERGED, *ms);
        }
        SessionEvent::Differs { ours, theirs } => {
            (out.event_type, out.count, out.other_count) = (SDA_SESSION_DIFFERS, *ours, *theirs);
        }
        SessionEvent::SnapshotOffered { count } => {
            (out.event_type, out.count) = (SDA_SESSION_SNAPSHOT_OFFERED, *count);
        }
        SessionEvent::SnapshotInstalled { keys, bytes } => {
            (out.event_type, out.count, out.other_count) =
                (SDA_SESSION_SNAPSHOT_INSTALLED, *keys, *bytes);
        }
        SessionEvent::Repaired { keys } => {
            (out.event_type, out.count) = (SDA_SESSION_REPAIRED, *keys);
        }
        SessionEvent::Irreparable { code, reason } => {
            (out.event_type, out.status) = (SDA_SESSION_IRREPARABLE, -sda_status::from(*code));
            (out.reason, out.reason_len) = (reason.as_ptr(), reason.len());
        }
        SessionEvent::Behind { count } => {
            (out.event_type, out.count) = (SDA_SESSION_BEHIND, *count);
        }
        SessionEvent::Refused { dot, code } => {
            (out.event_type, out.status) = (SDA_SESSION_REFUSED, -sda_status::from(*code));
            (out.epoch, out.sequence) = (dot.origin.epoch, dot.seq);
            node_id = Some(&dot.origin.node);
        }
        SessionEvent::WentBack => out.event_type = SDA_SESSION_WENT_BACK,
        SessionEvent::Renewed { epoch } => {
            (out.event_type, out.epoch) = (SDA_SESSION_RENEWED, *epoch);
        }
        SessionEvent::Closed { code, reason } => {
            (out.event_type, out.status) = (SDA_SESSION_CLOSED, -sda_status::from(*code));
            (out.reason, out.reason_len) = (reason.as_ptr(), reason.len());
        }
    }
    if let Some(node) = node_id {
        (out.node_id, out.node_id_len) = (node.as_str().as_ptr(), node.as_str().len());
    }
    out
}
