// SPDX-License-Identifier: Apache-2.0
//! The registered peers: what each of them is known to have, and since when it was not heard.
//!
//! An operation is done with when every registered peer has it. So a peer that stays away holds
//! back what is to be forgotten; its lease says for how long.

use std::collections::BTreeMap;

use crate::base::error::Code;
use crate::base::id::{Dot, NodeId};
use crate::base::know::Knowledge;
use crate::base::limits::{PEERS_LEN_MAX, REJECTED_LEN_MAX};

use super::lag::Lag;
use super::wire::message::Level;

/// An operation that a peer will not take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rejection {
    /// Why: the number of an error code.
    pub code: u16,
    /// How often.
    pub attempts: u32,
    /// When it did so last, in milliseconds since 1970.
    pub at_ms: i64,
    /// When it may go out again, on the clock that only goes forward; None: not by itself.
    pub due_ms: Option<i64>,
}

impl Rejection {
    /// Whether the operation does not go out to that peer again before somebody decides.
    pub fn is_final(&self) -> bool {
        self.due_ms.is_none()
    }
}

/// Counters of one peer since the engine was opened.
#[derive(Clone, Debug, Default)]
pub struct Traffic {
    /// Sessions that came to be open.
    pub sessions: u64,
    /// Operations sent, repetitions included.
    pub ops_sent: u64,
    /// Of those, repetitions because no acknowledgement came.
    pub ops_resent: u64,
    /// Operations received.
    pub ops_received: u64,
    /// Of those, known already.
    pub duplicates: u64,
    /// Bytes of frames sent.
    pub bytes_sent: u64,
    /// Bytes of frames received.
    pub bytes_received: u64,
    /// Frames that were damaged or of no use.
    pub frames_rejected: u64,
    /// Times at which no acknowledgement came in time.
    pub retries: u64,
    /// Number of the last error; 0 for none.
    pub last_error: u16,
    /// When that was, in milliseconds since 1970.
    pub last_error_at_ms: i64,
    /// When both sides were last seen to hold the same, in milliseconds since 1970; 0 for never.
    pub converged_at_ms: i64,
    /// How long own operations took from being made to being applied there.
    pub lag: Lag,
}

/// One peer.
#[derive(Clone, Debug)]
pub struct Peer {
    /// Its name.
    pub node: NodeId,
    /// How long it may stay away before it no longer holds anything back, in milliseconds; 0 for
    /// ever.
    pub lease_ms: i64,
    /// Operations that are in its log.
    pub durable: Knowledge,
    /// Operations that are part of its state.
    pub applied: Knowledge,
    /// What both sides knew when it was last seen that all it knew is known here. What it made
    /// without knowing these operations is therefore known here too. Not saved: it is found again.
    pub met: Knowledge,
    /// When it was last heard, or registered, or this engine opened, in milliseconds since 1970.
    pub seen_at_ms: i64,
    /// What it will not take.
    pub rejected: BTreeMap<Dot, Rejection>,
    /// Which session with it is open: the number that our side of it drew; 0 for none. Of several,
    /// the one that was opened last.
    pub session: u64,
    /// Operations that this session has sent and that are not acknowledged.
    pub in_flight_len: u64,
    /// Counters.
    pub traffic: Traffic,
}

impl Peer {
    /// A peer of which nothing is known.
    pub fn new(node: NodeId, lease_ms: i64, now_ms: i64) -> Self {
        Self {
            node,
            lease_ms,
            durable: Knowledge::default(),
            applied: Knowledge::default(),
            met: Knowledge::default(),
            seen_at_ms: now_ms,
            rejected: BTreeMap::new(),
            session: 0,
            in_flight_len: 0,
            traffic: Traffic::default(),
        }
    }

    /// What of it is to be saved.
    pub fn bare(&self) -> Self {
        Self {
            durable: self.durable.clone(),
            applied: self.applied.clone(),
            ..Self::new(self.node.clone(), self.lease_ms, 0)
        }
    }

    /// What it has at that level.
    pub fn at(&self, level: Level) -> &Knowledge {
        if level == Level::Applied { &self.applied } else { &self.durable }
    }

    /// Takes in what it says to have. Being received alone is no progress: it would be gone after a
    /// crash there.
    pub fn note(&mut self, level: Level, known: &Knowledge) {
        if level >= Level::Durable {
            self.durable.join(known);
        }
        if level == Level::Applied {
            self.applied.join(known);
        }
        if !self.rejected.is_empty() {
            self.rejected.retain(|dot, _| !known.contains(dot));
        }
    }

    /// Whether a session with it is open.
    pub fn is_connected(&self) -> bool {
        self.session != 0
    }

    /// Whether its lease is over.
    pub fn is_overdue(&self, now_ms: i64) -> bool {
        self.lease_ms > 0 && now_ms.saturating_sub(self.seen_at_ms) > self.lease_ms
    }

    /// Lets go out again what it had no room for: it may have some now.
    pub fn retry_for_room(&mut self, now_ms: i64) {
        let refused = self.rejected.values_mut();
        let waiting = refused.filter(|one| one.code == NO_ROOM && !one.is_final());
        waiting.for_each(|one| one.due_ms = Some(now_ms));
    }

    /// Notes that it will not take an operation. Beyond [`REJECTED_LEN_MAX`] the oldest of the list
    /// is tried again when its turn comes.
    pub fn reject(&mut self, dot: Dot, code: u16, at_ms: i64, due_ms: Option<i64>) {
        let attempts = self.rejected.get(&dot).map_or(0, |before| before.attempts);
        // That there is no room for it now is no fault of the operation.
        let attempts = attempts.saturating_add(u32::from(code != NO_ROOM));
        self.rejected.insert(dot, Rejection { code, attempts, at_ms, due_ms });
        if self.rejected.len() > REJECTED_LEN_MAX {
            self.rejected.pop_first();
        }
    }
}

/// The peer has no room for an operation.
const NO_ROOM: u16 = Code::Backpressure as u16;

/// All registered peers.
#[derive(Clone, Debug, Default)]
pub struct Peers {
    all: BTreeMap<NodeId, Peer>,
}

impl Peers {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.all.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// Whether there is room for one more.
    pub fn has_room(&self) -> bool {
        self.all.len() < PEERS_LEN_MAX
    }

    /// One of them.
    pub fn get(&self, node: &NodeId) -> Option<&Peer> {
        self.all.get(node)
    }

    /// One of them, to be changed.
    pub fn get_mut(&mut self, node: &NodeId) -> Option<&mut Peer> {
        self.all.get_mut(node)
    }

    /// All of them, in order of their names.
    pub fn iter(&self) -> impl Iterator<Item = &Peer> {
        self.all.values()
    }

    /// All of them, to be changed.
    pub fn iter_mut(&mut self) -> impl Iterator<Item = &mut Peer> {
        self.all.values_mut()
    }

    /// Registers one, in place of one with its name.
    pub fn insert(&mut self, peer: Peer) {
        self.all.insert(peer.node.clone(), peer);
    }

    /// Lets one go.
    pub fn remove(&mut self, node: &NodeId) -> Option<Peer> {
        self.all.remove(node)
    }

    /// Of these operations, those that every peer has at that level. Of no peers, none.
    pub fn everywhere(&self, level: Level, known: &Knowledge) -> Knowledge {
        let mut peers = self.all.values();
        let Some(first) = peers.next() else { return Knowledge::default() };
        let begun = known.meet(first.at(level));
        peers.fold(begun, |common, peer| common.meet(peer.at(level)))
    }

    /// Of these operations, those that every peer has applied, and that it knew of when all that it
    /// knew was known here: no peer can still send a write that does not know of them. Of no peers,
    /// none.
    pub fn settled(&self, known: &Knowledge) -> Knowledge {
        let applied = self.everywhere(Level::Applied, known);
        self.all.values().fold(applied, |common, peer| common.meet(&peer.met))
    }

    /// The peers whose lease is over.
    pub fn overdue(&self, now_ms: i64) -> Vec<NodeId> {
        let overdue = self.all.values().filter(|peer| peer.is_overdue(now_ms));
        overdue.map(|peer| peer.node.clone()).collect()
    }
}
