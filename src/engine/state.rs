// SPDX-License-Identifier: Apache-2.0
//! Everything that the log implies, in memory. One lock guards all of it.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::base::id::{Dot, NodeId, Opening, Origin};
use crate::base::know::Knowledge;
use crate::base::limits::ARRIVED_RANGES_MAX;
use crate::base::op::Operation;
use crate::base::random::Random;
use crate::base::stamp::HybridClock;
use crate::base::time::Now;
use crate::base::trail::Trail;
use crate::outbox::entry::{DUE_NOW, Place, Status};
use crate::store::policy::View;
use crate::store::runs::RunSet;
use crate::store::{Restored, Store};
use crate::sync::Pipeline;
use crate::sync::history::History;
use crate::sync::options::SyncOptions;
use crate::sync::peer::Peers;
use crate::wal::Position;

use super::hold::Hold;
use super::options::{Durability, OpenReport, Options};
use super::renew::Cut;
use super::replaced::Replaced;
use super::upkeep::{Installed, Opened, cache_bytes};
use super::value_files::ValueFiles;

/// The state of one replica.
pub struct State {
    /// Keys.
    pub store: Store,
    /// What is owed.
    pub pipeline: Pipeline,
    /// Which operations were seen.
    pub knowledge: Knowledge,
    /// Those of them that are of kinds that this build does not know.
    pub hold: Hold,
    /// Who else there is, and what they have.
    pub peers: Peers,
    /// The last operations of each origin, those made here among them.
    pub latest: BTreeMap<Origin, Trail>,
    /// With what this node went on in each of its lives after each opening.
    pub openings: BTreeMap<Origin, Trail>,
    /// This node goes on with numbers of a life that was there before, and has given none yet.
    pub is_resumed: bool,
    /// Writes of others that writes made here have replaced.
    pub replaced: Replaced,
    /// Numbers of this node that were given twice.
    pub cuts: Vec<Cut>,
    /// Which operations the log holds.
    pub history: History,
    /// Orders writes.
    pub clock: HybridClock,
    /// Who writes here; None until a sync engine brought a name.
    pub identity: Option<Origin>,
    /// The latest origin under each name this replica ever wrote under.
    pub own: BTreeMap<NodeId, Origin>,
    /// The last version given.
    pub version: u64,
    /// Whether there is no log.
    pub is_memory_only: bool,
    /// Operations in memory, when there is no log to read them from.
    pub held: BTreeMap<u64, Arc<Operation>>,
    /// Whether a sync engine is attached, and its settings.
    pub attached: Option<SyncOptions>,
    /// What opening found.
    pub report: OpenReport,
    /// Counts every change that a reader could see.
    pub changes: u64,
    /// Peer stamps that were too far in the future to move the clock.
    pub clock_refusals: u64,
    /// Epochs and seeds.
    pub random: Random,
    /// Salts of files. Apart from the other, so that what a session says does not depend on how
    /// often there was a flush, and so on reads ([`crate::record`]).
    pub salts: Random,
    /// In which opening of the database writes are made.
    pub opening: Opening,
    /// How far ahead a peer's stamp may move the clock, in milliseconds.
    pub drift_ms: i64,
    /// Bytes of log that the next opening has to read.
    pub tail_bytes: u64,
    /// The segment of the log where that begins.
    pub tail_segment: u64,
    /// Bytes of log that are held only because something in it is owed.
    pub held_log_bytes: u64,
    /// How often tables gave way to a run: who looked into the runs before has to look again.
    pub flushes: u64,
    /// Whether tables are on their way to a run.
    pub has_flush: bool,
    /// Whether runs are being merged.
    pub has_merge: bool,
    /// Whether tables that are in a run by now are still to be freed.
    pub has_spent: bool,
    /// Counts operations that were queued again by hand.
    pub requeued: u64,
    /// Whether there are writes in memory that no log holds.
    pub has_unlogged: bool,
    /// Files of the log before this one are not kept for peers that lack something in them.
    pub history_from: u64,
    /// Operations in such files that a peer lacked when they were given up.
    pub history_dropped: u64,
    /// Operations whose effects were in another replica's state when that was put in place, and the
    /// place in the log before which they are not to be followed again.
    pub absorbed: Option<(Knowledge, u64)>,
    /// Which operations came from which peer, since the opening: each from the first that had it.
    pub arrived: BTreeMap<NodeId, Knowledge>,
    /// How often another replica's state was put in place, and the last one.
    pub installs: u64,
    /// How often a repair has changed the state, so that other peers have to be compared with.
    pub repairs: u64,
    /// See there.
    pub installed: Installed,
    /// Values in files of their own.
    pub values: ValueFiles,
}

/// Draws an opening. The time is in it because an application may give the same seed each time.
fn opening(seed: u64, now: Now) -> Opening {
    let mut random = Random::new(seed ^ (now.wall_ms as u64).rotate_left(32));
    Opening(1 + random.up_to(u64::from(u32::MAX) - 1) as u32)
}

/// Keeps the salts apart from the other draws of the same seed.
const SALTS: u64 = 0x7361_6c74_7320;

impl State {
    /// The state of an empty log, or the one that the side files describe.
    pub fn new(options: &Options, opened: Option<Opened>, now: Now) -> Self {
        let mut state = Self::empty(options.seed, options.clock_drift_ms);
        state.opening = opening(options.seed, now);
        state.values = ValueFiles::new(options);
        state.hold = Hold::new(options.kinds);
        let Some(opened) = opened else {
            if options.durability != Durability::MemoryOnly {
                let runs = Arc::new(RunSet::new(cache_bytes(options.memory_bytes)));
                state.store = Store::new(runs, Restored::default());
            }
            return state;
        };
        let facts = opened.manifest.facts;
        state.store = Store::new(Arc::new(opened.runs), opened.restored);
        state.knowledge = facts.knowledge;
        state.tail_segment = facts.first_segment;
        state.clock.restore(facts.stamp);
        state.absorbed = facts.absorbed;
        state.version = facts.version;
        for origin in facts.own {
            state.own.insert(origin.node.clone(), origin);
        }
        if let Some(origin) = facts.identity {
            state.adopt(origin);
        }
        // The log says where an opening came after that.
        state.is_resumed = false;
        state.latest = facts.latest;
        state.openings = facts.openings;
        state.replaced = facts.replaced;
        state.cuts = facts.cuts;
        if !facts.peers.is_empty() {
            state.history.keep(facts.history);
        }
        for mut peer in facts.peers {
            peer.seen_at_ms = now.wall_ms;
            state.peers.insert(peer);
        }
        for mut entry in opened.entries {
            entry.dot.origin = state.knowledge.shared(&entry.dot.origin);
            let (next_at, last_at) = (entry.next_attempt_at_ms, entry.last_attempt_at_ms);
            entry.due_ms = due_ms(entry.status, next_at, last_at, now);
            state.pipeline.restore_saved(entry);
        }
        state.pipeline.take_unsaved(facts.version);
        state.pipeline.totals.last_submitted_version = facts.last_submitted_version;
        state
    }

    fn empty(seed: u64, drift_ms: i64) -> Self {
        let mut random = Random::new(seed);
        Self {
            store: Store::default(),
            pipeline: Pipeline::new(random.draw()),
            knowledge: Knowledge::default(),
            hold: Hold::default(),
            peers: Peers::default(),
            latest: BTreeMap::new(),
            openings: BTreeMap::new(),
            replaced: Replaced::default(),
            is_resumed: false,
            cuts: Vec::new(),
            history: History::default(),
            clock: HybridClock::default(),
            identity: None,
            own: BTreeMap::new(),
            version: 0,
            is_memory_only: false,
            held: BTreeMap::new(),
            attached: None,
            report: OpenReport::default(),
            changes: 0,
            clock_refusals: 0,
            random,
            salts: Random::new(seed ^ SALTS),
            opening: Opening::UNKNOWN,
            drift_ms,
            tail_bytes: 0,
            tail_segment: 1,
            held_log_bytes: 0,
            flushes: 0,
            has_flush: false,
            has_merge: false,
            has_spent: false,
            requeued: 0,
            has_unlogged: false,
            history_from: 0,
            history_dropped: 0,
            absorbed: None,
            arrived: BTreeMap::new(),
            installs: 0,
            repairs: 0,
            installed: Installed::default(),
            values: ValueFiles::default(),
        }
    }

    /// Goes on under this origin.
    pub fn adopt(&mut self, origin: Origin) {
        self.is_resumed = self.is_own(&origin);
        self.own.insert(origin.node.clone(), origin.clone());
        let node = Some(origin.node.clone());
        self.store.set_view(View { node, ..self.store.view().clone() });
        self.identity = Some(origin);
    }

    /// A new life of that node: one that nothing here has heard of. A copy of a database that is
    /// opened with the seed of the original would draw the epoch of the original first.
    pub fn mint(&mut self, node: &NodeId) -> Origin {
        loop {
            // Epoch 0 is for operations made by hand.
            let epoch = 1 + self.random.up_to(u64::from(u32::MAX) - 1) as u32;
            let origin = Origin { node: node.clone(), epoch };
            let is_in_runs = self.store.runs().origins.contains(&origin);
            if !is_in_runs && self.knowledge.of(&origin).is_none() {
                return origin;
            }
        }
    }

    /// Notes an operation among the last of its origin.
    pub fn note_latest(&mut self, op: &Operation) {
        note(&mut self.latest, op);
    }

    /// Notes that operations came from that peer. What came long ago is forgotten when there are
    /// too many gaps in it.
    pub fn note_arrived(&mut self, peer: &NodeId, fresh: &Knowledge) {
        if fresh.is_empty() {
            return;
        }
        let arrived = self.arrived.entry(peer.clone()).or_default();
        let ranges: usize = arrived.iter().map(|(_, ranges)| 1 + ranges.gap_count()).sum();
        if ranges >= ARRIVED_RANGES_MAX {
            *arrived = Knowledge::default();
        }
        arrived.join(fresh);
    }

    /// The peer that an operation came from, if that is known.
    pub fn arrived_from(&self, dot: &Dot) -> Option<&NodeId> {
        self.arrived.iter().find(|(_, known)| known.contains(dot)).map(|(peer, _)| peer)
    }

    /// The name of the next operation made here.
    pub fn next_dot(&self, origin: &Origin) -> Dot {
        let seq = self.knowledge.of(origin).map_or(0, |ranges| ranges.watermark());
        Dot { origin: origin.clone(), seq: seq + 1 }
    }

    /// Whether an operation was seen. One made by hand has no epoch: an echo of this node's own
    /// work is then recognised by its public id.
    pub fn is_known(&self, dot: &Dot) -> bool {
        if self.knowledge.contains(dot) {
            return true;
        }
        let own = self.own.get(&dot.origin.node).filter(|_| dot.origin.epoch == 0);
        own.is_some_and(|own| self.knowledge.contains(&Dot { origin: own.clone(), seq: dot.seq }))
    }

    /// Notes an operation made here, and whether it is the first one after an opening: a copy of
    /// these files that somebody else uses, or that was put back, parts from them at an opening.
    pub fn note_own(&mut self, op: &Operation) {
        self.note_latest(op);
        if std::mem::take(&mut self.is_resumed) {
            note(&mut self.openings, op);
        }
    }

    /// Whether that is the latest life under its name that this replica knows to be its own.
    pub fn is_own(&self, origin: &Origin) -> bool {
        self.own.get(&origin.node) == Some(origin)
    }

    /// Where that life of this node first went on after an opening, of what is behind `last`: the
    /// last number from before it. None when it did not, and when nobody knows.
    pub fn first_opened_behind(&self, origin: &Origin, last: u64) -> Option<u64> {
        let from = last.saturating_add(1);
        let first = match self.openings.get(origin) {
            Some(firsts) if !firsts.is_whole_from(from) => return None,
            Some(firsts) => firsts.steps().iter().map(|(seq, _)| *seq).find(|seq| *seq >= from),
            None => None,
        };
        let given = self.knowledge.of(origin).map_or(0, |ranges| ranges.watermark());
        first.map(|first| first - 1).or(self.is_resumed.then_some(given))
    }

    /// The origin, when it is one that this replica writes or wrote under.
    pub fn own_origin(&self, origin: &Origin) -> Option<&Origin> {
        self.own.get(&origin.node).filter(|own| *own == origin)
    }
}

fn note(trails: &mut BTreeMap<Origin, Trail>, op: &Operation) {
    let trail = match trails.get_mut(&op.dot.origin) {
        Some(trail) => trail,
        None => trails.entry(op.dot.origin.clone()).or_default(),
    };
    trail.note(op.dot.seq, op.stamp);
}

/// When an entry is due that was to wait until `next_at_ms` when it was last tried.
pub fn due_ms(status: Status, next_at_ms: i64, last_at_ms: i64, now: Now) -> i64 {
    let wait_ms = next_at_ms.saturating_sub(now.wall_ms);
    if status != Status::Queued || wait_ms <= 0 {
        return DUE_NOW;
    }
    // A clock that was set back must not make the wait longer than it was.
    let was_ms = next_at_ms.saturating_sub(last_at_ms).max(0);
    now.mono_ms.saturating_add(wait_ms.min(was_ms))
}

/// Where an operation stands whose group has so many bytes.
pub fn place_of(at: Position, bytes: usize) -> Place {
    Place { at: at.0, bytes: u32::try_from(bytes).unwrap_or(u32::MAX) }
}
