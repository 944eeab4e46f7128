// SPDX-License-Identifier: Apache-2.0
//! Random histories of three nodes: any order, duplicates, restarts, power cuts, clocks that jump
//! by minutes both ways. Whatever happens, nodes that hold the same operations hold the same state,
//! and the state is the one that a plain model of "who had seen what" gives: no delete comes back,
//! nothing acknowledged is lost (G3, G4, G5). `SDA_HISTORIES` sets how many, `SDA_SEED` where they
//! start.
#![allow(missing_docs, clippy::unwrap_used, clippy::indexing_slicing)]

mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use softadastra::base::id::Dot;
use softadastra::base::limits::MEMORY_BYTES_MIN;
use softadastra::base::op::Operation;
use softadastra::base::random::Random;
use support::node::Node;

const KEYS: u64 = 4;
const STEPS: u64 = 60;

/// The model: every operation with the complete set of operations its writer had taken in before.
/// It knows no contexts, no stamps, no log.
#[derive(Default)]
struct Model {
    made: Vec<(Arc<Operation>, BTreeSet<Dot>)>,
    taken: [BTreeSet<Dot>; 3],
}

impl Model {
    fn write(&mut self, node: usize, op: Arc<Operation>) {
        let seen = self.taken[node].clone();
        self.taken[node].insert(op.dot.clone());
        self.made.push((op, seen));
    }

    /// The versions of a key that nobody replaced: those that no other writer of the key had seen.
    fn standing(&self, key: &[u8]) -> BTreeSet<Dot> {
        let of_key = || self.made.iter().filter(|(op, _)| *op.key == *key);
        of_key()
            .filter(|(op, _)| !of_key().any(|(_, seen)| seen.contains(&op.dot)))
            .map(|(op, _)| op.dot.clone())
            .collect()
    }
}

struct World {
    nodes: [Node; 3],
    model: Model,
    random: Random,
    /// Every second world keeps little in memory.
    has_runs: bool,
    acked: BTreeSet<Dot>,
}

impl World {
    fn new(seed: u64) -> Self {
        let has_runs = seed % 2 == 1;
        let nodes = ["node-a", "node-b", "node-c"].map(|name| {
            let mut node = Node::new(name);
            node.seed = seed;
            if has_runs {
                node.memory_bytes = MEMORY_BYTES_MIN;
                node.restart();
            }
            node
        });
        let random = Random::new(seed);
        Self { nodes, model: Model::default(), random, has_runs, acked: BTreeSet::new() }
    }

    fn step(&mut self) {
        let at = self.random.up_to(2) as usize;
        if self.has_runs && self.random.up_to(5) == 0 {
            // State goes to runs and, now and then, these are merged.
            let engine = self.nodes[at].engine();
            engine.checkpoint().unwrap();
            engine.maintain(1 << 16).unwrap();
        }
        let key = format!("key-{}", self.random.up_to(KEYS - 1));
        let node = &mut self.nodes[at];
        match self.random.up_to(19) {
            0..=5 => {
                let value = format!("value-{}", self.random.up_to(1_000_000));
                let submitted = node.put(&key, &value);
                self.model.write(at, submitted.op);
            }
            6..=7 => {
                let submitted = node.delete(&key);
                self.model.write(at, submitted.op);
            }
            8..=14 if !self.model.made.is_empty() => {
                let last = self.model.made.len() as u64 - 1;
                let op = self.model.made[self.random.up_to(last) as usize].0.clone();
                self.deliver(at, &op);
            }
            15 => node.kill(),
            16 => node.cut_power(),
            17 => node.restart(),
            18 => {
                let minutes = self.random.up_to(20) as i64 - 10;
                node.clock.jump(minutes * 60_000);
            }
            _ => self.exchange_outbox(at),
        }
        self.nodes[at].clock.pass(self.random.up_to(2_000) as i64);
    }

    fn deliver(&mut self, at: usize, op: &Operation) {
        let known = !self.model.taken[at].insert(op.dot.clone());
        let received = self.nodes[at].receive(op);
        assert_eq!(received.duplicate, known, "{}", op.dot.sync_id());
    }

    /// One turn of the documented pipeline; half of the acknowledgements get lost.
    fn exchange_outbox(&mut self, at: usize) {
        let batch = self.nodes[at].engine().tick(false).unwrap().batch;
        for delivery in batch {
            let to = (at + 1 + self.random.up_to(1) as usize) % 3;
            self.deliver(to, &delivery.op);
            if self.random.up_to(1) == 0 {
                self.nodes[at].engine().receive_ack(&delivery.op.dot.sync_id()).unwrap();
                self.acked.insert(delivery.op.dot.clone());
            }
        }
    }

    /// Everybody gets everything, each in an order of its own.
    fn settle(&mut self) {
        for at in 0..3 {
            let mut ops: Vec<_> = self.model.made.iter().map(|(op, _)| op.clone()).collect();
            for last in (1..ops.len()).rev() {
                ops.swap(last, self.random.up_to(last as u64) as usize);
            }
            for op in ops {
                self.deliver(at, &op);
            }
        }
    }

    fn check(&self) {
        let digests = self.nodes.each_ref().map(|node| node.engine().digest().unwrap());
        assert_eq!(digests[0], digests[1]);
        assert_eq!(digests[0], digests[2]);
        for number in 0..KEYS {
            let key = format!("key-{number}");
            let standing = self.model.standing(key.as_bytes());
            for node in &self.nodes {
                let (versions, local) = node.engine().versions(key.as_bytes()).unwrap();
                assert!(local.is_none());
                let held: BTreeSet<Dot> = versions.iter().map(|v| v.dot.clone()).collect();
                assert_eq!(held, standing, "{key} at {}", node.name);
                let winner = versions.first().and_then(|version| version.value.clone());
                let shown = node.engine().get(key.as_bytes()).unwrap().map(|listed| listed.value);
                assert_eq!(shown, winner, "{key} at {}", node.name);
            }
        }
    }

    /// Acknowledged operations are owed no more or listed as such; all others are still owed.
    fn check_outboxes(&mut self) {
        for node in &mut self.nodes {
            node.engine().flush().unwrap();
            node.cut_power();
            let owed: BTreeMap<Dot, _> = node
                .engine()
                .outbox()
                .unwrap()
                .into_iter()
                .map(|delivery| (delivery.op.dot.clone(), delivery.entry.status))
                .collect();
            for (op, _) in &self.model.made {
                if op.dot.origin.node.as_str() == node.name {
                    let acked = self.acked.contains(&op.dot);
                    // An acknowledgement may be lost with the power; an obligation may not.
                    assert!(acked || owed.contains_key(&op.dot), "{} is owed", op.dot.sync_id());
                }
            }
        }
    }
}

fn run(seed: u64) {
    let mut world = World::new(seed);
    for _ in 0..STEPS {
        world.step();
    }
    world.settle();
    world.check();
    world.check_outboxes();
    world.check();
}

fn setting(name: &str, default: u64) -> u64 {
    std::env::var(name).map_or(default, |text| text.parse().unwrap())
}

#[test]
fn nodes_that_know_the_same_are_the_same_and_nothing_is_lost() {
    let count = setting("SDA_HISTORIES", if cfg!(debug_assertions) { 500 } else { 10_000 });
    let first = setting("SDA_SEED", 1);
    for seed in first..first + count {
        let outcome = std::panic::catch_unwind(|| run(seed));
        assert!(outcome.is_ok(), "replay with SDA_SEED={seed} SDA_HISTORIES=1");
    }
}
