// SPDX-License-Identifier: Apache-2.0
//! What the log still has to hear about deliveries. Acknowledgements are folded into ranges and
//! written with the next group; losing the last of them in a crash only means sending again.

use std::collections::{BTreeMap, BTreeSet};

use crate::base::id::{Dot, NodeId, Origin};
use crate::base::know::Knowledge;
use crate::base::ranges::Ranges;
use crate::base::stamp::Stamp;

use super::wire::message::Level;

/// Changes since the last group that carried them.
#[derive(Clone, Debug, Default)]
pub struct Marks {
    /// Operations that left the outbox's care: acknowledged, or discarded on purpose.
    pub settled: BTreeMap<Origin, Ranges>,
    /// Versions whose attempts, times or status changed.
    pub changed: BTreeSet<u64>,
    /// What peers came to have, at which level.
    pub peers: BTreeMap<(NodeId, Level), Knowledge>,
    /// Own operations that a peer will not take, given up because of it.
    pub refused: BTreeSet<(NodeId, Dot)>,
    /// What peers told of operations that did not come from them.
    pub told: BTreeMap<Origin, BTreeMap<u64, Stamp>>,
    count: usize,
}

impl Marks {
    /// Notes that an operation is owed no more.
    pub fn settle(&mut self, dot: &Dot) {
        self.settled.entry(dot.origin.clone()).or_default().insert(dot.seq);
        self.count += 1;
    }

    /// Notes that an entry changed.
    pub fn change(&mut self, version: u64) {
        self.changed.insert(version);
        self.count += 1;
    }

    /// Notes that a peer has operations.
    pub fn has(&mut self, peer: &NodeId, level: Level, known: &Knowledge) {
        self.peers.entry((peer.clone(), level)).or_default().join(known);
        self.count += 1;
    }

    /// Notes that an operation was given up because a peer will not take it.
    pub fn refuse(&mut self, peer: &NodeId, dot: &Dot) {
        self.refused.insert((peer.clone(), dot.clone()));
        self.count += 1;
    }

    /// Notes what a peer told of an operation that did not come.
    pub fn tell(&mut self, origin: &Origin, seq: u64, stamp: Stamp) {
        self.told.entry(origin.clone()).or_default().insert(seq, stamp);
        self.count += 1;
    }

    /// How many notes were taken since the last group.
    pub fn len(&self) -> usize {
        self.count
    }

    /// Whether the log knows everything.
    pub fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// Takes back marks whose group was not written.
    pub fn put_back(&mut self, unwritten: Self) {
        for (origin, ranges) in unwritten.settled {
            let settled = self.settled.entry(origin).or_default();
            for (first, last) in ranges.iter() {
                settled.insert_range(first, last);
            }
        }
        self.changed.extend(unwritten.changed);
        for (peer, known) in unwritten.peers {
            self.peers.entry(peer).or_default().join(&known);
        }
        self.refused.extend(unwritten.refused);
        for (origin, steps) in unwritten.told {
            self.told.entry(origin).or_default().extend(steps);
        }
        self.count += unwritten.count;
    }
}
