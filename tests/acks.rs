// SPDX-License-Identifier: Apache-2.0
//! Acknowledgements and the log that goes because of them: whenever the power fails, what is still
//! owed can still be read, and what a peer has is not owed without its operation (G7, G15).
#![allow(missing_docs, clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

mod support;

use std::collections::BTreeSet;

use softadastra::base::id::NodeId;
use softadastra::disk::{Fate, Fault};
use softadastra::engine::Engine;
use softadastra::outbox::entry::Status;
use support::node::Node;

const EIO: i32 = 5;
/// So many of them fill the tables of a small node.
const VALUE_BYTES: usize = 1_500;
const KEYS: usize = 22;
/// An operation that is not acknowledged, in the second file.
const KEPT: &str = "node-a-14";

/// Who says that it has something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Destination {
    Default,
    Peer,
}

impl Destination {
    fn acknowledge(self, engine: &Engine, id: &str) {
        match self {
            Self::Default => engine.receive_ack(id).unwrap(),
            Self::Peer => engine.receive_ack_from(id, &NodeId::new("peer").unwrap()).unwrap(),
        }
    }
}

/// A node with operations that are handed out, saved in a run, and kept in the log alone.
fn owing(destination: Destination) -> Node {
    let node = Node::small("node-a");
    if destination == Destination::Peer {
        node.engine().register_peer(&NodeId::new("peer").unwrap(), 0).unwrap();
    }
    for number in 0..KEYS / 2 {
        node.put(&format!("key-{number:02}"), &"v".repeat(VALUE_BYTES));
    }
    while !node.engine().next_batch().unwrap().is_empty() {}
    node.engine().checkpoint().unwrap();
    for number in 0..KEYS {
        node.put(&format!("key-{number:02}"), &"w".repeat(VALUE_BYTES));
    }
    while !node.engine().next_batch().unwrap().is_empty() {}
    node
}

/// Upkeep in small steps; everything but two operations is acknowledged before step `at`, so that
/// their file is worth carrying. Stops at the first error, and says whether it came as far.
fn script(
    node: &Node,
    destination: Destination,
    at: usize,
    all: &BTreeSet<String>,
    acked: &mut BTreeSet<String>,
) -> bool {
    let mut step = 0;
    let mut fill = 0;
    loop {
        if step == at {
            for id in all.iter().filter(|id| *id != KEPT) {
                destination.acknowledge(node.engine(), id);
                acked.insert(id.clone());
            }
        }
        let Ok(goes_on) = node.engine().maintain(2_000) else { return true };
        step += 1;
        if !goes_on {
            if step > at && fill > 1 {
                return true;
            }
            if fill > 2 {
                return false;
            }
            fill += 1;
            if node.engine().checkpoint().is_err() {
                return true;
            }
        }
    }
}

/// What is listed as owed can be handed out again, nothing has failed, and what was not
/// acknowledged is owed.
fn check(node: &mut Node, acked: &BTreeSet<String>, all: &BTreeSet<String>, context: &str) {
    node.clock.pass(10_000_000);
    let engine = node.engine();
    let mut owed = BTreeSet::new();
    for delivery in engine.outbox().unwrap_or_else(|error| panic!("{context}: {error}")) {
        if delivery.entry.status != Status::Applied {
            owed.insert(delivery.op.dot.sync_id());
        }
    }
    assert!(all.difference(acked).all(|id| owed.contains(id)), "{context}: {owed:?}");
    let _ = engine.tick(false).unwrap();
    while !engine.next_batch().unwrap().is_empty() {}
    assert!(engine.failed().unwrap().is_empty(), "{context}: listed as failed");
    let report = engine.verify().unwrap();
    assert!(report.findings.is_empty(), "{context}: {:?}", report.findings);
}

fn every_power_cut(destination: Destination) {
    let (mut moments, mut cuts) = (0, 0);
    for at in 0.. {
        let whole = owing(destination);
        let all: BTreeSet<String> =
            whole.engine().outbox().unwrap().iter().map(|d| d.op.dot.sync_id()).collect();
        let before = whole.disk.calls().len();
        if !script(&whole, destination, at, &all, &mut BTreeSet::new()) {
            break;
        }
        moments += 1;
        let count = whole.disk.calls().len() - before;
        for call in 1..=count as u64 + 1 {
            for keep in [Fate::Lost, Fate::Kept] {
                let mut node = owing(destination);
                node.disk.inject(Fault::from(None, call, EIO));
                let mut acked = BTreeSet::new();
                script(&node, destination, at, &all, &mut acked);
                node.disk.clear_faults();
                node.drop_engine();
                node.disk = node.disk.crash_keeping(|_| keep.clone());
                node.seed += 1;
                node.open();
                let context = format!("{destination:?}, step {at}, call {call}, {keep:?}");
                check(&mut node, &acked, &all, &context);
                cuts += 1;
            }
        }
    }
    println!("counted {cuts} power cuts");
    assert!(moments > 10, "{moments} moments");
}

#[test]
fn an_acknowledgement_outlives_the_log_that_it_lets_go() {
    every_power_cut(Destination::Default);
}

#[test]
fn what_a_peer_has_is_on_disk_before_the_log_that_it_lets_go() {
    every_power_cut(Destination::Peer);
}
