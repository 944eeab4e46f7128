// SPDX-License-Identifier: Apache-2.0
//! How it stands with each peer: what it has, what it lacks, and what it holds back.

use crate::base::error::Result;
use crate::base::id::{Dot, NodeId};
use crate::base::know::Knowledge;
use crate::base::time::Now;
use crate::outbox::entry::Place;
use crate::sync::peer::{Peer, Traffic};
use crate::wal::{Log, SegmentInfo};

use super::Engine;
use super::peers::unknown;
use super::state::State;

/// How it stands with one peer. Operations are counted that are known here, unless a field says
/// otherwise.
#[derive(Clone, Debug)]
pub struct PeerStatus {
    /// Its name.
    pub node: NodeId,
    /// Whether a session with it is open.
    pub is_connected: bool,
    /// How long it may stay away before it no longer holds anything back, in milliseconds; 0 for
    /// ever.
    pub lease_ms: i64,
    /// When it was last heard, or registered, or this engine opened, in milliseconds since 1970.
    pub seen_at_ms: i64,
    /// When its lease is over if it is not heard, in milliseconds since 1970; None for never.
    pub lease_ends_at_ms: Option<i64>,
    /// Operations that are known here.
    pub known_len: u64,
    /// Those that are known to be in its log.
    pub durable_len: u64,
    /// Those that are known to be part of its state.
    pub applied_len: u64,
    /// Those that it lacks, or only holds (`docs/format/wire.md`), and that were made here.
    pub pending_own_len: u64,
    /// The same of those that were made elsewhere.
    pub pending_relayed_len: u64,
    /// Of all that it lacks, those that no file of the log holds any more: it needs a snapshot.
    pub gone_len: u64,
    /// Operations that its session has sent and that are not acknowledged.
    pub in_flight_len: u64,
    /// Operations that it will not take.
    pub refused_len: u64,
    /// Ranges of operations that it has behind ones that it lacks.
    pub gap_len: u64,
    /// How long ago the oldest operation was made that was made here and that it lacks, in
    /// milliseconds; None when there is none in the outbox, or it cannot be read.
    pub oldest_pending_age_ms: Option<i64>,
    /// Bytes of log that are kept because it lacks something in them, beside what the next opening
    /// reads anyway.
    pub held_log_bytes: u64,
    /// Of those, the ones that are kept for no other peer.
    pub held_alone_log_bytes: u64,
    /// Counters since the engine was opened.
    pub traffic: Traffic,
}

/// How far an operation that was made here has come at one peer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PeerDelivery {
    /// Whether it is in the peer's log.
    pub is_durable: bool,
    /// Whether it is part of the peer's state.
    pub is_applied: bool,
    /// How often the peer refused it. What was not answered counts for the peer, not here.
    pub refusals: u32,
    /// Number of the error with which it did so last; 0 for none.
    pub last_error: u16,
    /// When it did so last, in milliseconds since 1970; 0 for never.
    pub last_refused_at_ms: i64,
    /// When it is offered again, in milliseconds since 1970; 0 for as soon as there is a session.
    pub next_attempt_at_ms: i64,
    /// Whether it is not offered again before it is queued by hand: the operation is listed as
    /// failed.
    pub is_given_up: bool,
}

/// A status with the oldest entry of the outbox that the peer lacks.
type Found = (PeerStatus, Option<(u64, Place)>);

impl Engine {
    /// How it stands with one peer. Reads at most one operation of the log; waits for a write that
    /// is under way.
    ///
    /// Errors: `NotFound` for a peer that is not registered.
    pub fn peer_status(&self, node: &NodeId) -> Result<PeerStatus> {
        let mut found = self.statuses(|peer| peer.node == *node)?;
        found.pop().ok_or_else(|| unknown(node))
    }

    /// How far an operation made here has come at a peer. What counts of it survives a restart:
    /// what the peer has, and that it was given up.
    ///
    /// Errors: `NotFound` for an unknown peer, and for an operation that was never made here.
    pub fn delivery_at(&self, sync_id: &str, peer: &NodeId) -> Result<PeerDelivery> {
        let dot = self.dot_of(sync_id)?;
        let now = self.now();
        let state = self.state()?;
        let peer = state.peers.get(peer).ok_or_else(|| unknown(peer))?;
        let is_applied = peer.applied.contains(&dot);
        let is_durable = is_applied || peer.durable.contains(&dot);
        let stands = PeerDelivery { is_durable, is_applied, ..PeerDelivery::default() };
        let Some(refusal) = peer.rejected.get(&dot) else { return Ok(stands) };
        let wait_ms = refusal.due_ms.map(|due_ms| due_ms.saturating_sub(now.mono_ms).max(0));
        Ok(PeerDelivery {
            refusals: refusal.attempts,
            last_error: refusal.code,
            last_refused_at_ms: refusal.at_ms,
            next_attempt_at_ms: wait_ms.map_or(0, |ms| now.wall_ms.saturating_add(ms)),
            is_given_up: refusal.is_final(),
            ..stands
        })
    }

    /// How it stands with every registered peer, in order of their names.
    pub fn peer_statuses(&self) -> Result<Vec<PeerStatus>> {
        self.statuses(|_| true)
    }

    fn statuses(&self, is_wanted: impl Fn(&Peer) -> bool) -> Result<Vec<PeerStatus>> {
        let segments = self.shared.log()?.as_ref().map(Log::segments).unwrap_or_default();
        let now = self.now();
        let found: Vec<Found> = {
            let state = self.state()?;
            let wanted = state.peers.iter().filter(|peer| is_wanted(peer));
            wanted.map(|peer| state.status_of(peer, &segments)).collect()
        };
        let aged = found.into_iter().map(|(status, oldest)| self.aged(status, oldest, now));
        Ok(aged.collect())
    }

    /// The status with the age of the oldest entry. One that was pruned meanwhile has none.
    fn aged(&self, status: PeerStatus, oldest: Option<(u64, Place)>, now: Now) -> PeerStatus {
        let op = oldest.and_then(|(version, place)| self.operation(version, place).ok());
        let age_ms = op.map(|op| now.wall_ms.saturating_sub(op.created_ms).max(0));
        PeerStatus { oldest_pending_age_ms: age_ms, ..status }
    }
}

impl State {
    fn status_of(&self, peer: &Peer, segments: &[SegmentInfo]) -> Found {
        let pending = self.knowledge.minus(&peer.applied);
        let own = pending.iter().filter(|(origin, _)| self.own.contains_key(&origin.node));
        let pending_own_len = own.map(|(_, ranges)| ranges.count()).sum();
        // Where it holds an operation it needs no log for it.
        let lacked = self.knowledge.minus(&peer.durable);
        let from = self.history.first_with_more_than(&peer.durable, 0);
        let others = self.peers.iter().filter(|other| other.node != peer.node);
        let first = |other: &Peer| self.history.first_with_more_than(&other.durable, 0);
        let others = others.filter_map(first);
        let ends_at_ms = peer.seen_at_ms.saturating_add(peer.lease_ms);
        let status = PeerStatus {
            node: peer.node.clone(),
            is_connected: peer.is_connected(),
            lease_ms: peer.lease_ms,
            seen_at_ms: peer.seen_at_ms,
            lease_ends_at_ms: (peer.lease_ms > 0).then_some(ends_at_ms),
            known_len: self.knowledge.count(),
            durable_len: peer.durable.count(),
            applied_len: peer.applied.count(),
            pending_own_len,
            pending_relayed_len: pending.count().saturating_sub(pending_own_len),
            gone_len: self.history.lacks(&lacked).count(),
            in_flight_len: peer.in_flight_len,
            refused_len: peer.rejected.len() as u64,
            gap_len: peer.applied.iter().map(|(_, ranges)| ranges.gap_count() as u64).sum(),
            oldest_pending_age_ms: None,
            held_log_bytes: self.held_from(from, self.tail_segment, segments),
            held_alone_log_bytes: {
                let before = others.min().unwrap_or(u64::MAX).min(self.tail_segment);
                self.held_from(from, before, segments)
            },
            traffic: peer.traffic.clone(),
        };
        (status, self.oldest_of(&pending))
    }

    /// Bytes of the log from one file to before another.
    fn held_from(&self, from: Option<u64>, before: u64, segments: &[SegmentInfo]) -> u64 {
        let Some(from) = from else { return 0 };
        let held = segments.iter().filter(|segment| (from..before).contains(&segment.number));
        held.map(|segment| segment.bytes).sum()
    }

    /// The oldest entry of the outbox among the first that are pending of each origin.
    fn oldest_of(&self, pending: &Knowledge) -> Option<(u64, Place)> {
        let outbox = self.pipeline.outbox();
        let entries = pending.iter().filter_map(|(origin, ranges)| {
            let (seq, _) = ranges.iter().next()?;
            outbox.get(outbox.version_of(&Dot { origin: origin.clone(), seq })?)
        });
        let oldest = entries.min_by_key(|entry| entry.version)?;
        Some((oldest.version, oldest.place))
    }
}
