// SPDX-License-Identifier: Apache-2.0
//! The registered peers: who has to get what, and who has what by now.
//!
//! Registering is durable. What a peer has is noted with the next log group, and losing the last of
//! it in a crash only means that it is told again. With peers, an operation made here counts as
//! acknowledged when every one of them has it.

use std::collections::BTreeMap;

use crate::base::error::{Code, Error, Result, invalid};
use crate::base::id::{Dot, NodeId, not_found, parse_sync_id};
use crate::base::know::Knowledge;
use crate::base::limits::PEERS_LEN_MAX;
use crate::base::time::Now;
use crate::record::Called;
use crate::sync::peer::{Peer, Rejection};
use crate::sync::wire::message::Level;
use crate::wal::{LogReader, Position};

use super::Engine;
use super::journal::{self, Record, RefusedBody};
use super::notices::{Severity, Topic};
use super::renew::Cut;
use super::state::State;
use super::task::{PeerChange, Task};

/// All registered peers together. Counters count since the engine was opened, of those that are
/// registered now.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Reach {
    /// How many there are.
    pub registered_len: usize,
    /// With how many of them a session is open.
    pub connected_len: usize,
    /// Operations that sessions have sent.
    pub ops_sent: u64,
    /// Of those, the ones that were sent again because no acknowledgement came.
    pub ops_resent: u64,
}

impl Engine {
    /// Registers a peer: from here on every operation is kept until the peer has it, or until it
    /// has stayed away for longer than `lease_ms` (0: for ever). For one that is registered already
    /// the lease changes. Durable when this returns, as the options say.
    ///
    /// Errors: `InvalidArgument` for a negative lease, for this node's own name, and for more than
    /// [`PEERS_LEN_MAX`] peers.
    pub fn register_peer(&self, node: &NodeId, lease_ms: i64) -> Result<()> {
        self.recorded(Called::RegisterPeer(node.as_str(), lease_ms), || {
            self.check_writable()?;
            if lease_ms < 0 {
                let context = format!("lease of {lease_ms} ms, must not be negative");
                return Err(invalid(MESSAGE, context));
            }
            {
                let state = self.state()?;
                if state.identity.as_ref().is_some_and(|own| own.node == *node) {
                    let context = format!("{} is this node itself", node.as_str());
                    return Err(invalid(MESSAGE, context));
                }
                match state.peers.get(node) {
                    Some(peer) if peer.lease_ms == lease_ms => return Ok(()),
                    None if !state.peers.has_room() => {
                        let context = format!("{PEERS_LEN_MAX} peers, no more are allowed");
                        return Err(invalid(MESSAGE, context));
                    }
                    _ => {}
                }
            }
            let now_ms = self.now().wall_ms;
            self.set_peer(PeerChange::Set { node: node.clone(), lease_ms, now_ms })?;
            self.keep_history()?;
            self.keep_sum()
        })
    }

    /// Lets a peer go: nothing is kept for it any more, and what only it still lacked counts as
    /// acknowledged, unless it was the last peer: then it is owed to whoever comes. What was given
    /// up only because this peer would not take it is queued again. Durable when this returns, as
    /// the options say.
    ///
    /// Errors: `NotFound` for a peer that is not registered.
    pub fn remove_peer(&self, node: &NodeId) -> Result<()> {
        self.recorded(Called::RemovePeer(node.as_str()), || {
            self.check_writable()?;
            self.check_peer(node)?;
            self.set_peer(PeerChange::Remove { node: node.clone() })
        })
    }

    /// The registered peers, in order of their names.
    pub fn peers(&self) -> Result<Vec<Peer>> {
        Ok(self.state()?.peers.iter().cloned().collect())
    }

    /// The lease of a peer, in milliseconds; None when it is not registered.
    pub fn lease_of(&self, node: &NodeId) -> Result<Option<i64>> {
        Ok(self.state()?.peers.get(node).map(|peer| peer.lease_ms))
    }

    /// What there is of peers, all of them together.
    pub fn reach(&self) -> Result<Reach> {
        let state = self.state()?;
        let mut reach = Reach::default();
        for peer in state.peers.iter() {
            reach.registered_len += 1;
            reach.connected_len += usize::from(peer.is_connected());
            reach.ops_sent += peer.traffic.ops_sent;
            reach.ops_resent += peer.traffic.ops_resent;
        }
        Ok(reach)
    }

    /// Takes an acknowledgement of one operation by one peer.
    ///
    /// Errors: `NotFound` for an unknown peer, and for an operation that is not in the outbox.
    pub fn receive_ack_from(&self, sync_id: &str, peer: &NodeId) -> Result<()> {
        self.recorded(Called::ReceiveAckFrom(sync_id, peer.as_str()), || {
            self.check_writable()?;
            self.check_peer(peer)?;
            let dot = self.dot_of(sync_id)?;
            let mut known = Knowledge::default();
            known.insert(&dot);
            let mut state = self.state()?;
            state.note_peer(peer, Level::Applied, &known);
            self.write_many_marks(state);
            Ok(())
        })
    }

    /// Whether an operation made here is known to be applied at a peer.
    ///
    /// Errors: `NotFound` for an unknown peer, and for an operation that was never made here.
    pub fn is_applied_at(&self, sync_id: &str, peer: &NodeId) -> Result<bool> {
        let dot = self.dot_of(sync_id)?;
        let state = self.state()?;
        let peer = state.peers.get(peer).ok_or_else(|| unknown(peer))?;
        Ok(peer.applied.contains(&dot))
    }

    /// Lets those peers go that have stayed away for longer than their lease. Returns who that was.
    pub fn expire_leases(&self) -> Result<Vec<NodeId>> {
        self.recorded(Called::ExpireLeases, || {
            let now_ms = self.now().wall_ms;
            let overdue = self.state()?.peers.overdue(now_ms);
            for node in &overdue {
                self.set_peer(PeerChange::Remove { node: node.clone() })?;
                self.note(Severity::Warning, Topic::Peer, || {
                    format!(
                        "{}: stayed away for longer than its lease, and was let go",
                        node.as_str()
                    )
                });
            }
            Ok(overdue)
        })
    }

    pub(super) fn set_peer(&self, change: PeerChange) -> Result<()> {
        self.run(Task::Peer(change)).map(|_| ())
    }

    /// A peer knows less than it had acknowledged. Where the log cannot take that, it is so until
    /// this run ends; the next one hears it from the peer again.
    pub(super) fn note_gone_back(&self, node: &NodeId, known: Knowledge) -> Result<()> {
        let has = |known| PeerChange::Has { node: node.clone(), known };
        if self.set_peer(has(known.clone())).is_err() {
            self.state()?.follow_peer(has(known));
        }
        Ok(())
    }

    pub(super) fn check_peer(&self, node: &NodeId) -> Result<()> {
        match self.state()?.peers.get(node) {
            Some(_) => Ok(()),
            None => Err(unknown(node)),
        }
    }

    /// The name of an operation made here, under any of this node's lives: the latest that made it.
    pub(super) fn dot_of(&self, sync_id: &str) -> Result<Dot> {
        let missing = || not_found(sync_id);
        let (node, seq) = parse_sync_id(sync_id).ok_or_else(missing)?;
        let node = NodeId::new(node).map_err(|_| missing())?;
        let state = self.state()?;
        let namesakes = state.pipeline.outbox().namesakes(&node, seq);
        if let Some(entry) = namesakes.last() {
            return Ok(entry.dot.clone());
        }
        let origin = state.own.get(&node).cloned().ok_or_else(missing)?;
        let dot = Dot { origin, seq };
        if state.knowledge.contains(&dot) { Ok(dot) } else { Err(missing()) }
    }

    /// Begins to note which operations the log holds, if that is not done yet.
    fn keep_history(&self) -> Result<()> {
        let log = self.shared.log()?;
        if self.state()?.history.is_kept() {
            return Ok(());
        }
        let files = match &self.reader {
            Some(reader) => {
                let cuts = self.state()?.cuts.clone();
                history_of(reader, &cuts)?
            }
            None => {
                let mut known = Knowledge::default();
                self.state()?.held.values().for_each(|op| {
                    known.insert(&op.dot);
                });
                BTreeMap::from([(0, known)])
            }
        };
        self.state()?.history.keep(files);
        // Nobody wrote in between.
        drop(log);
        Ok(())
    }

    /// Begins to keep what the state adds up to, if that is not done yet. Reads all of it once.
    pub(super) fn keep_sum(&self) -> Result<()> {
        let log = self.shared.log()?;
        let snapshot = {
            let state = self.state()?;
            if state.store.sum().is_some() {
                return Ok(());
            }
            state.store.snapshot()
        };
        let sum = snapshot.sum()?;
        self.state()?.store.keep_sum(sum);
        drop(log);
        Ok(())
    }
}

impl State {
    /// Takes in what a peer says to have. Own operations that every peer has by now are done with.
    pub(super) fn note_peer(&mut self, node: &NodeId, level: Level, known: &Knowledge) {
        let required = self.attached.as_ref().map_or(Level::Applied, |options| options.ack_level);
        let Some(peer) = self.peers.get_mut(node) else { return };
        let fresh = known.minus(peer.at(level));
        if fresh.is_empty() {
            return;
        }
        peer.note(level, &fresh);
        self.pipeline.marks.has(node, level, &fresh);
        self.changes += 1;
        if level >= required {
            let everywhere = self.peers.everywhere(required, &fresh);
            self.complete(&everywhere);
        }
    }

    /// Notes that a peer knew these operations and no others, if all of them are known here. What
    /// it holds does not count: it may still make a write that has not seen what that does.
    pub(super) fn note_met(&mut self, node: &NodeId, known: &Knowledge, held: &Knowledge) {
        if self.knowledge.covers(known)
            && let Some(peer) = self.peers.get_mut(node)
        {
            peer.met.join(&known.minus(held));
        }
    }

    /// Notes that a peer knew exactly what is known here, if that still has the hash that the peer
    /// told.
    pub(super) fn note_met_at(&mut self, node: &NodeId, know: u64) {
        if self.know_hash() == know {
            let (known, held) = (self.knowledge.clone(), self.hold.known().clone());
            self.note_met(node, &known, &held);
        }
    }

    /// Queues a failed operation again, for every peer that refused it.
    pub(super) fn requeue(&mut self, version: u64) {
        self.pipeline.requeued(version);
        self.forget_refusals(version);
        self.requeued += 1;
    }

    /// No peer has refused the operation of an entry any more.
    pub(super) fn forget_refusals(&mut self, version: u64) {
        let Some(entry) = self.pipeline.outbox().get(version) else { return };
        for peer in self.peers.iter_mut() {
            peer.rejected.remove(&entry.dot);
        }
    }

    /// Follows what the log says of refusals.
    pub(super) fn replay_refused(&mut self, refused: &[RefusedBody<'_>]) -> Result<()> {
        for body in refused {
            let (node, dot, refusal) = body.to_refusal()?;
            if let Some(peer) = self.peers.get_mut(&node) {
                peer.rejected.insert(dot, refusal);
            }
        }
        Ok(())
    }

    /// Notes all refusals that count once more: the log that holds them is to go.
    pub(super) fn note_refusals(&mut self) {
        let outbox = self.pipeline.outbox();
        let all = self.peers.iter().flat_map(|peer| {
            let each = peer.rejected.iter();
            let own = each.filter(|(dot, one)| one.is_final() && outbox.version_of(dot).is_some());
            own.map(|(dot, _)| (peer.node.clone(), dot.clone()))
        });
        let all: Vec<_> = all.collect();
        all.iter().for_each(|(node, dot)| self.pipeline.marks.refuse(node, dot));
    }

    /// Lets a peer go. What was given up only because it would not take it is queued again.
    fn let_peer_go(&mut self, node: &NodeId) {
        let Some(gone) = self.peers.remove(node) else { return };
        for (dot, _) in gone.rejected.iter().filter(|(_, refusal)| refusal.is_final()) {
            let refuses = |peer: &Peer| peer.rejected.get(dot).is_some_and(Rejection::is_final);
            let version = self.pipeline.outbox().version_of(dot);
            if !self.peers.iter().any(refuses)
                && let Some(version) = version
            {
                self.pipeline.requeued(version);
                self.pipeline.marks.change(version);
                self.requeued += 1;
            }
        }
    }

    /// Follows a change of the registry.
    pub(super) fn follow_peer(&mut self, change: PeerChange) {
        self.changes += 1;
        match change {
            PeerChange::Set { node, lease_ms, now_ms } => match self.peers.get_mut(&node) {
                Some(peer) => peer.lease_ms = lease_ms,
                None => self.peers.insert(Peer::new(node, lease_ms, now_ms)),
            },
            PeerChange::Has { node, known } => {
                if let Some(peer) = self.peers.get_mut(&node) {
                    (peer.durable, peer.applied) = (known.clone(), known);
                    peer.met = Knowledge::default();
                }
                self.complete_everywhere();
            }
            PeerChange::Remove { node } => {
                self.let_peer_go(&node);
                if !self.peers.is_empty() {
                    self.complete_everywhere();
                }
            }
        }
    }

    /// Follows what the log says of a peer.
    pub(super) fn replay_peer(&mut self, record: &Record<'_>, now: Now) -> Result<()> {
        match record {
            Record::Peer(body) => {
                let node = NodeId::new(body.node)?;
                if !body.is_registered {
                    self.let_peer_go(&node);
                    return Ok(());
                }
                let peer = Peer::new(node, body.lease_ms, now.wall_ms);
                let mut peer = self.peers.remove(&peer.node).unwrap_or(peer);
                peer.lease_ms = body.lease_ms;
                self.peers.insert(peer);
            }
            Record::PeerHas(body) => {
                let node = NodeId::new(body.node)?;
                let (level, known) = body.to_known()?;
                let Some(peer) = self.peers.get_mut(&node) else { return Ok(()) };
                if body.is_all {
                    (peer.durable, peer.applied) = (known.clone(), known);
                } else {
                    peer.note(level, &known);
                }
            }
            _ => {}
        }
        Ok(())
    }

    /// Own operations that are still owed and that every peer has.
    pub(super) fn complete_everywhere(&mut self) {
        let required = self.attached.as_ref().map_or(Level::Applied, |options| options.ack_level);
        let everywhere = self.peers.everywhere(required, &self.knowledge);
        self.complete(&everywhere);
    }

    fn complete(&mut self, known: &Knowledge) {
        let own = known.iter().filter(|(origin, _)| self.pipeline.owes_of(origin));
        let own: Vec<_> = own.map(|(origin, ranges)| (origin.clone(), ranges.clone())).collect();
        for (origin, ranges) in own {
            for (first, last) in ranges.iter() {
                for dropped in self.pipeline.acknowledge_range(&origin, first, last) {
                    if !self.history.is_kept() {
                        self.held.remove(&dropped);
                    }
                }
            }
        }
    }
}

/// Which operations the files of a log hold.
pub(super) fn history_of(reader: &LogReader, cuts: &[Cut]) -> Result<BTreeMap<u64, Knowledge>> {
    let mut files: BTreeMap<u64, Knowledge> = BTreeMap::new();
    let Some(oldest) = reader.oldest()? else { return Ok(files) };
    reader.walk(oldest, &mut |at: Position, body: &[u8]| {
        for record in journal::decode(body)? {
            if let Record::Operation { op, .. }
            | Record::Carried { op, .. }
            | Record::Held { op, .. } = record
            {
                let dot = op.dot()?;
                if !cuts.iter().any(|cut| cut.voids(&dot, at.0)) {
                    files.entry(at.segment()).or_default().insert(&dot);
                }
            }
        }
        Ok(true)
    })?;
    Ok(files)
}

const MESSAGE: &str = "invalid peer";

pub(super) fn unknown(node: &NodeId) -> Error {
    Error::named(Code::NotFound, format!("peer not registered: {}", node.as_str()))
}
