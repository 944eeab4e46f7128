// SPDX-License-Identifier: Apache-2.0
//! What a session is told at its beginning, and what it tells.

use crate::base::error::{Result, invalid};
use crate::base::id::{Dot, NodeId};
use crate::base::limits::{
    FRAME_BYTES_MAX, FRAME_BYTES_MAX_DEFAULT, FRAME_BYTES_MIN, SNAPSHOT_BYTES_MAX_DEFAULT,
    SNAPSHOT_STEP_BYTES_DEFAULT, WINDOW_BYTES_DEFAULT,
};
use crate::record::SessionBody;

/// How a session is begun.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SessionOptions {
    /// Who is expected; None for whoever comes.
    pub peer: Option<NodeId>,
    /// The lease under which a peer is registered that is not registered yet, in milliseconds, 0
    /// for ever; None to refuse it.
    pub accept_lease_ms: Option<i64>,
    /// Longest frame that is taken, in bytes, [`FRAME_BYTES_MIN`] to [`FRAME_BYTES_MAX`].
    pub frame_bytes_max: u32,
    /// Bytes of operations that may be under way at once.
    pub window_bytes: u64,
    /// Whether the peer's state is taken when it no longer has the operations that lead there.
    pub accept_snapshot: bool,
    /// Bytes of such a state that are taken at most.
    pub snapshot_bytes_max: u64,
    /// What one call of [`super::Session::poll_transmit`] does of putting it in place, in bytes,
    /// about.
    pub snapshot_step_bytes: u64,
}

impl SessionOptions {
    /// A session with an expected peer, or with whoever comes.
    pub fn new(peer: Option<NodeId>) -> Self {
        Self {
            peer,
            accept_lease_ms: None,
            frame_bytes_max: FRAME_BYTES_MAX_DEFAULT,
            window_bytes: WINDOW_BYTES_DEFAULT,
            accept_snapshot: true,
            snapshot_bytes_max: SNAPSHOT_BYTES_MAX_DEFAULT,
            snapshot_step_bytes: SNAPSHOT_STEP_BYTES_DEFAULT,
        }
    }

    /// As a recording has them.
    pub(super) fn to_body(&self) -> SessionBody<'_> {
        SessionBody {
            peer: self.peer.as_ref().map(NodeId::as_str),
            accept_lease_ms: self.accept_lease_ms,
            frame_bytes_max: self.frame_bytes_max,
            window_bytes: self.window_bytes,
            accept_snapshot: self.accept_snapshot,
            snapshot_bytes_max: self.snapshot_bytes_max,
            snapshot_step_bytes: self.snapshot_step_bytes,
        }
    }

    /// Those of a recording.
    pub fn of_body(body: SessionBody<'_>) -> Result<Self> {
        Ok(Self {
            peer: body.peer.map(NodeId::new).transpose()?,
            accept_lease_ms: body.accept_lease_ms,
            frame_bytes_max: body.frame_bytes_max,
            window_bytes: body.window_bytes,
            accept_snapshot: body.accept_snapshot,
            snapshot_bytes_max: body.snapshot_bytes_max,
            snapshot_step_bytes: body.snapshot_step_bytes,
        })
    }

    /// Refuses options out of range, naming value and limit.
    pub fn check(&self) -> Result<()> {
        const MESSAGE: &str = "invalid session options";
        if !(FRAME_BYTES_MIN..=FRAME_BYTES_MAX).contains(&self.frame_bytes_max) {
            let context = format!(
                "frames of {} bytes, allowed are {FRAME_BYTES_MIN} to {FRAME_BYTES_MAX}",
                self.frame_bytes_max
            );
            return Err(invalid(MESSAGE, context));
        }
        if let Some(lease_ms) = self.accept_lease_ms.filter(|lease_ms| *lease_ms < 0) {
            let context = format!("lease of {lease_ms} ms, must not be negative");
            return Err(invalid(MESSAGE, context));
        }
        if self.snapshot_step_bytes == 0 {
            return Err(invalid(MESSAGE, "steps of 0 bytes, allowed is 1 or more"));
        }
        if self.window_bytes == 0 {
            return Err(invalid(MESSAGE, "window of 0 bytes, allowed is 1 or more"));
        }
        Ok(())
    }
}

/// What happened in a session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SessionEvent {
    /// Both sides know each other.
    Opened {
        /// The peer.
        node: NodeId,
        /// The epoch under which it writes.
        epoch: u32,
    },
    /// Operations of the peer were taken in.
    Received {
        /// How many were new.
        count: u64,
    },
    /// Both sides know the same operations and hold the same state.
    Converged {
        /// How long it took since they last differed, or since the session began, in milliseconds.
        ms: i64,
    },
    /// Both sides know the same operations, and their states differ.
    Differs {
        /// Living versions here.
        ours: u64,
        /// Living versions there.
        theirs: u64,
    },
    /// Versions that this node lacked were taken over from the peer.
    Repaired {
        /// Of so many keys; one that was repaired in several steps counts each time.
        keys: u64,
    },
    /// The states differ, and what the peer answers brings them no closer. It is tried again later.
    Irreparable {
        /// Why: the number of an error code.
        code: u16,
        /// The same in words.
        reason: String,
    },
    /// The peer lacks operations that are kept nowhere any more: it needs a snapshot.
    Behind {
        /// How many.
        count: u64,
    },
    /// The peer's state is on its way, because it no longer has the operations that lead there.
    SnapshotOffered {
        /// Living versions in it.
        count: u64,
    },
    /// It is part of the state here. The change feed tells nothing of it.
    SnapshotInstalled {
        /// Keys that came.
        keys: u64,
        /// Bytes that came.
        bytes: u64,
    },
    /// The peer will not take an operation.
    Refused {
        /// Which one.
        dot: Dot,
        /// Why: the number of an error code.
        code: u16,
    },
    /// The peer knows less than it had acknowledged: its database is an older one.
    WentBack,
    /// The peer has operations of this node's present life that this node does not have: its
    /// database is an older one, or a copy. It writes under a new epoch from here on.
    Renewed {
        /// The new epoch.
        epoch: u32,
    },
    /// The session is over.
    Closed {
        /// Why: 0 for no error, else the number of an error code.
        code: u16,
        /// The same in words.
        reason: String,
    },
}
