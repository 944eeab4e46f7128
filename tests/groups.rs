// SPDX-License-Identifier: Apache-2.0
//! Groups: several writes as one operation, all or none (G14). Crashes at every disk operation,
//! peers that take them in any order, readers in between, limits.
#![allow(missing_docs, clippy::unwrap_used, clippy::indexing_slicing)]

mod support;

use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use softadastra::base::error::{Code, Result};
use softadastra::base::id::Dot;
use softadastra::base::limits::{GROUP_PARTS_MAX, KEY_BYTES_MAX};
use softadastra::base::op::{Context, Kind, Operation, Seen};
use softadastra::base::part::Part;
use softadastra::base::random::Random;
use softadastra::disk::{Disk, Fate, Fault};
use softadastra::engine::{Counts, Durability, Engine};
use softadastra::sync::message;
use support::node::{Node, START_MS};

const EIO: i32 = 5;

fn put(key: &str, value: &str) -> Part {
    Part::put(key.as_bytes(), value.as_bytes())
}

fn delete(key: &str) -> Part {
    Part::delete(key.as_bytes())
}

/// What a writer has seen that has seen this one.
fn seen(op: &Operation) -> Context {
    [Seen::up_to(&op.dot, op.stamp, op.opening)].into_iter().collect()
}

fn submit(node: &Node, parts: Vec<Part>) -> Arc<Operation> {
    node.engine().submit_group(parts, node.clock.wall_ms()).unwrap().op
}

/// Rows that every group of the crash scripts writes together.
const ROWS: usize = 30;

/// All rows get the value of this round; one key comes with the even rounds and goes with the odd.
fn round(number: u64) -> Vec<Part> {
    let value = format!("{number:04}").repeat(60);
    let mut parts: Vec<Part> = (0..ROWS).map(|row| put(&format!("row-{row}"), &value)).collect();
    let key = "even";
    parts.push(if number.is_multiple_of(2) { put(key, &value) } else { delete(key) });
    parts
}

/// The round that all rows show; None before the first. Panics when rows differ.
fn shown_round(engine: &Engine) -> Option<u64> {
    let snapshot = engine.scan(None, ROWS + 2).unwrap();
    let rows: Vec<_> = snapshot.iter().filter(|listed| listed.key.starts_with(b"row-")).collect();
    let first = rows.first()?;
    assert_eq!(rows.len(), ROWS);
    assert!(rows.iter().all(|row| row.value == first.value), "half a group is shown");
    let number = std::str::from_utf8(&first.value[..4]).unwrap().parse().unwrap();
    assert_eq!(snapshot.iter().any(|listed| *listed.key == *b"even"), number % 2 == 0);
    Some(number)
}

#[derive(Default)]
struct Told {
    /// The last round that was answered.
    round: Option<u64>,
    /// The ids of the groups that were submitted.
    ids: Vec<String>,
}

/// Every third round is a local group; the others are submitted.
fn script(node: &Node, rounds: u64, told: &mut Told) -> Result<()> {
    for number in 0..rounds {
        let time = node.clock.wall_ms();
        if number % 3 == 2 {
            let written = node.engine().write_local_group(round(number), time)?;
            assert_eq!(written.version, node.engine().version()?);
        } else {
            let submitted = node.engine().submit_group(round(number), time)?;
            told.ids.push(submitted.op.dot.sync_id());
        }
        told.round = Some(number);
        node.clock.pass(1);
    }
    Ok(())
}

/// What was answered is there, nothing is there by half, one entry is owed for each group.
fn check(node: &Node, told: &Told) {
    let found = shown_round(node.engine());
    assert!(found >= told.round, "{found:?} after {:?}", told.round);
    assert!(found <= Some(told.round.map_or(0, |round| round + 1)));
    let owed = node.engine().outbox().unwrap();
    for (at, delivery) in owed.iter().enumerate() {
        assert_eq!(delivery.op.kind, Kind::Group);
        assert_eq!(delivery.op.parts.len(), ROWS + 1);
        assert_eq!(delivery.op.dot.seq, at as u64 + 1);
    }
    assert!(owed.len() >= told.ids.len() && owed.len() <= told.ids.len() + 1);
}

/// Fails the disk at every call of `act` in turn, cuts the power, and lets `check` look.
fn at_every_crash_point<T: Default>(
    make: impl Fn() -> Node,
    step: usize,
    act: impl Fn(&Node, &mut T) -> Result<()>,
    check: impl Fn(&Node, &T),
) -> usize {
    let whole = make();
    let before = whole.disk.calls().len();
    act(&whole, &mut T::default()).unwrap();
    let count = whole.disk.calls().len() - before;
    for at in (1..=count).step_by(step) {
        for keep in [Fate::Lost, Fate::Kept] {
            let mut node = make();
            let mut told = T::default();
            node.disk.inject(Fault::from(None, at as u64, EIO));
            let _ = act(&node, &mut told);
            node.drop_engine();
            node.disk.clear_faults();
            node.disk = node.disk.crash_keeping(|_| keep.clone());
            node.open();
            check(&node, &told);
        }
    }
    count
}

#[test]
fn a_group_is_there_as_a_whole_or_not_at_all_after_a_crash_at_any_disk_operation() {
    let make = || Node::new("node-a");
    let act = |node: &Node, told: &mut Told| script(node, 7, told);
    assert!(at_every_crash_point(make, 1, act, check) > 12);
}

#[test]
fn a_group_is_whole_while_state_goes_to_runs() {
    let flushed = std::cell::Cell::new(false);
    let make = || Node::small("node-a");
    let act = |node: &Node, told: &mut Told| {
        script(node, 24, told)?;
        let beside = node.disk.beside(&node.options().path).unwrap_or_default();
        flushed.set(flushed.get() || beside.len() > 3);
        Ok(())
    };
    let count = at_every_crash_point(make, 3, act, check);
    assert!(flushed.get() && count > 60, "{count} calls");
}

#[test]
fn a_received_group_is_whole_after_a_crash_at_any_disk_operation() {
    let writer = Node::new("node-w");
    let ops: Vec<Arc<Operation>> = (0..8)
        .map(|number| {
            writer.clock.pass(1);
            submit(&writer, round(number))
        })
        .collect();
    let act = |node: &Node, told: &mut Option<u64>| {
        for (number, op) in ops.iter().enumerate() {
            node.engine().receive(Operation::clone(op))?;
            *told = Some(number as u64);
        }
        Ok(())
    };
    let check = |node: &Node, told: &Option<u64>| {
        assert!(shown_round(node.engine()) >= *told);
        for op in &ops {
            node.receive(op);
        }
        assert_eq!(node.engine().digest().unwrap(), writer.engine().digest().unwrap());
        assert!(ops.iter().all(|op| node.receive(op).duplicate));
    };
    for make in [|| Node::new("node-b"), || Node::small("node-b")] {
        at_every_crash_point(make, 2, act, check);
    }
}

#[test]
fn no_reader_sees_half_a_group() {
    let node = Node::small("node-a");
    let peer = Node::new("node-b");
    let done = AtomicBool::new(false);
    let (engine, peer_engine) = (node.engine(), peer.engine());
    std::thread::scope(|scope| {
        for reader in [engine, peer_engine] {
            let done = &done;
            scope.spawn(move || {
                let mut last = None;
                while !done.load(Ordering::Acquire) {
                    let found = shown_round(reader);
                    assert!(found >= last);
                    last = found;
                }
            });
        }
        for number in 0..200 {
            let time = START_MS + number as i64;
            let submitted = engine.submit_group(round(number), time).unwrap();
            peer_engine.receive(Operation::clone(&submitted.op)).unwrap();
        }
        done.store(true, Ordering::Release);
    });
    assert_eq!(shown_round(peer_engine), Some(199));
}

#[test]
fn a_group_is_one_operation_in_every_count() {
    let mut node = Node::new("node-a");
    node.put("a", "0");
    let parts = vec![put("a", "1"), put("b", "1"), delete("c"), put("d", "1")];
    let submitted = node.engine().submit_group(parts, START_MS).unwrap();
    assert_eq!(submitted.written.counts, Counts { created: 2, updated: 1, deleted: 0 });
    assert_eq!((submitted.op.dot.seq, submitted.written.version), (2, 2));
    let parts = vec![delete("a"), put("b", "2"), delete("d")];
    let again = node.engine().submit_group(parts, START_MS + 1).unwrap();
    assert_eq!(again.written.counts, Counts { created: 0, updated: 1, deleted: 2 });
    assert_eq!(node.engine().sync_state().unwrap().counts.total, 3);
    node.restart();
    let batch = node.engine().next_batch().unwrap();
    assert_eq!(batch.len(), 3);
    assert_eq!((&*batch[1].op, &*batch[2].op), (&*submitted.op, &*again.op));
    assert_eq!(batch[2].op.parts[1].context, seen(&submitted.op));
    node.engine().receive_ack("node-a-2").unwrap();
    assert_eq!(node.engine().prune_completed().unwrap(), 1);
    assert_eq!(node.put("b", "3").op.context, seen(&again.op));
}

#[test]
fn a_group_without_a_log_is_handed_out_too() {
    let sync = Node::new("node-m").sync;
    let node = Node::with("node-m", Durability::MemoryOnly, sync);
    let op = submit(&node, vec![put("a", "1"), put("b", "2")]);
    assert_eq!(node.engine().next_batch().unwrap()[0].op, op);
    assert_eq!(node.get("b").as_deref(), Some("2"));
}

#[test]
fn local_groups_have_a_version_for_each_part_and_go_out_one_by_one() {
    let mut node = Node::new("node-a");
    let parts = vec![put("a", "1"), put("b", "1"), delete("c")];
    let written = node.engine().write_local_group(parts, START_MS).unwrap();
    assert_eq!((written.version, written.counts.created), (3, 2));
    assert_eq!(node.engine().sync_state().unwrap().counts.total, 0);
    node.cut_power();
    assert_eq!((node.get("a"), node.get("b")), (Some("1".to_owned()), Some("1".to_owned())));
    assert_eq!(node.engine().submit_local_writes().unwrap(), 2);
    assert_eq!(node.engine().version().unwrap(), 5);
}

#[test]
fn conflicts_are_decided_for_each_key_of_a_group() {
    let (a, b) = (Node::new("node-a"), Node::new("node-b"));
    b.clock.pass(1_000);
    let first = submit(&a, vec![put("x", "a"), put("y", "a")]);
    let second = submit(&b, vec![put("y", "b"), put("z", "b")]);
    let received = b.receive(&first);
    assert!(received.applied && received.conflict && !received.duplicate);
    assert_eq!(received.written.counts, Counts { created: 1, updated: 0, deleted: 0 });
    assert_eq!(b.engine().sync_state().unwrap().totals.conflicts, 1);
    assert!(b.receive(&first).duplicate);
    assert_eq!(a.receive(&second).written.counts, Counts { created: 1, updated: 1, deleted: 0 });
    for node in [&a, &b] {
        let contested: Vec<_> = node.engine().conflicts().unwrap();
        assert_eq!(contested, [b"y".as_slice().into()]);
        assert_eq!(node.get("y").as_deref(), Some("b"));
    }
    let end = submit(&a, vec![put("y", "c"), delete("x")]);
    assert!(!b.receive(&end).conflict);
    assert!(b.engine().conflicts().unwrap().is_empty());
    assert_eq!(a.engine().digest().unwrap(), b.engine().digest().unwrap());
}

#[test]
fn a_group_with_one_bad_part_changes_nothing() {
    for durability in [Durability::Durable, Durability::Fast, Durability::MemoryOnly] {
        let sync = Node::new("node-a").sync;
        let node = Node::with("node-a", durability, sync);
        node.put("kept", "v");
        let long = "k".repeat(KEY_BYTES_MAX + 1);
        let many = (0..=GROUP_PARTS_MAX).map(|number| put(&number.to_string(), "")).collect();
        let cases: Vec<(Vec<Part>, &str)> = vec![
            (vec![], "the group is empty"),
            (vec![put("a", "1"), put("", "2")], "the key is empty"),
            (vec![put("a", "1"), put(&long, "2")], "key of 1048577 bytes, allowed are 1048576"),
            (vec![put("a", "1"), delete("a")], "key a twice in one group"),
            (many, "group of 4097 parts, allowed are 4096"),
        ];
        let changes = node.engine().changes().unwrap();
        for (parts, naming) in cases {
            let engine = node.engine();
            let error = engine.submit_group(parts.clone(), START_MS).unwrap_err();
            assert_eq!((error.code(), error.context()), (Code::InvalidArgument, naming));
            let error = engine.write_local_group(parts, START_MS).unwrap_err();
            assert_eq!((error.code(), error.context()), (Code::InvalidArgument, naming));
        }
        let bare = node.engine().submit_group(vec![put("a", "1")], 0).unwrap_err();
        assert_eq!(bare.code(), Code::InvalidArgument);
        let alone = node.engine().submit(Kind::Group, b"a", b"1", START_MS).unwrap_err();
        assert_eq!(alone.code(), Code::InvalidArgument);
        assert_eq!(node.engine().changes().unwrap(), changes);
        assert_eq!((node.engine().version().unwrap(), node.get("a")), (1, None));
        node.engine().detach().unwrap();
        let unnamed = node.engine().submit_group(vec![put("a", "1")], START_MS).unwrap_err();
        assert_eq!(unnamed.code(), Code::InvalidState);
    }
}

#[test]
fn a_received_group_with_one_bad_part_changes_nothing() {
    let (a, b) = (Node::new("node-a"), Node::new("node-b"));
    let good = submit(&a, vec![put("x", "1"), put("y", "1")]);
    let mut twice = Operation::clone(&good);
    twice.parts[1].key = twice.parts[0].key.clone();
    let mut nested = Operation::clone(&good);
    nested.parts[1].kind = Kind::Group;
    let mut keyed = Operation::clone(&good);
    keyed.key = b"k".as_slice().into();
    for bad in [twice, nested, keyed, Operation { parts: Vec::new(), ..Operation::clone(&good) }] {
        assert_eq!(b.engine().receive(bad).unwrap_err().code(), Code::InvalidArgument);
        assert!(b.engine().is_empty().unwrap());
    }
    assert!(b.receive(&good).applied);
}

#[test]
fn the_largest_group_goes_there_and_comes_back() {
    let (mut a, b) = (Node::new("node-a"), Node::new("node-b"));
    let number = |number: usize| put(&format!("{number:05}"), &"v".repeat(number % 50));
    let op = submit(&a, (0..GROUP_PARTS_MAX).map(number).collect());
    assert!(b.receive(&op).applied);
    a.cut_power();
    assert_eq!(a.engine().len().unwrap(), GROUP_PARTS_MAX);
    assert_eq!(a.engine().digest().unwrap(), b.engine().digest().unwrap());
}

/// Histories of three nodes with groups among single writes, and a model as in `histories.rs`:
/// every operation with the complete set of those its writer had taken in before.
struct World {
    nodes: [Node; 3],
    made: Vec<(Arc<Operation>, BTreeSet<Dot>)>,
    taken: [BTreeSet<Dot>; 3],
    random: Random,
}

const KEYS: u64 = 4;

impl World {
    fn new(seed: u64) -> Self {
        let nodes = ["node-a", "node-b", "node-c"].map(|name| {
            let mut node = if seed.is_multiple_of(2) { Node::new(name) } else { Node::small(name) };
            node.seed = seed;
            node
        });
        Self { nodes, made: Vec::new(), taken: Default::default(), random: Random::new(seed) }
    }

    fn part(&mut self, number: u64) -> Part {
        let key = format!("key-{number}");
        if self.random.up_to(3) == 0 {
            return delete(&key);
        }
        // Large enough for the small nodes to flush now and then.
        put(&key, &format!("{:06}", self.random.up_to(1_000_000)).repeat(300))
    }

    fn write(&mut self, at: usize) {
        let mut parts = Vec::new();
        for number in 0..KEYS {
            if self.random.up_to(1) == 0 {
                parts.push(self.part(number));
            }
        }
        let op = match parts.pop() {
            None => return,
            Some(part) if parts.is_empty() && self.random.up_to(1) == 0 => {
                let (engine, time) = (self.nodes[at].engine(), self.nodes[at].clock.wall_ms());
                engine.submit(part.kind, &part.key, &part.value, time).unwrap().op
            }
            Some(part) => {
                parts.push(part);
                submit(&self.nodes[at], parts)
            }
        };
        let seen = self.taken[at].clone();
        self.taken[at].insert(op.dot.clone());
        self.made.push((op, seen));
    }

    fn deliver(&mut self, at: usize, op: &Operation) {
        let known = !self.taken[at].insert(op.dot.clone());
        assert_eq!(self.nodes[at].receive(op).duplicate, known, "{}", op.dot.sync_id());
    }

    fn step(&mut self) {
        let at = self.random.up_to(2) as usize;
        match self.random.up_to(15) {
            0..=5 => self.write(at),
            6..=12 if !self.made.is_empty() => {
                let last = self.made.len() as u64 - 1;
                let op = self.made[self.random.up_to(last) as usize].0.clone();
                self.deliver(at, &op);
            }
            13 => self.nodes[at].kill(),
            14 => self.nodes[at].cut_power(),
            _ => self.nodes[at].restart(),
        }
        let jump = self.random.up_to(4_000) as i64 - 2_000;
        self.nodes[at].clock.jump(jump);
    }

    fn settle_and_check(&mut self) {
        for at in 0..3 {
            let mut ops: Vec<_> = self.made.iter().map(|(op, _)| op.clone()).collect();
            for last in (1..ops.len()).rev() {
                ops.swap(last, self.random.up_to(last as u64) as usize);
            }
            ops.iter().for_each(|op| self.deliver(at, op));
        }
        let digests = self.nodes.each_ref().map(|node| node.engine().digest().unwrap());
        assert!(digests[0] == digests[1] && digests[0] == digests[2]);
        for number in 0..KEYS {
            let key = format!("key-{number}");
            let standing = self.standing(key.as_bytes());
            for node in &self.nodes {
                let (versions, _) = node.engine().versions(key.as_bytes()).unwrap();
                let held: BTreeSet<Dot> = versions.iter().map(|v| v.dot.clone()).collect();
                assert_eq!(held, standing, "{key} at {}", node.name);
            }
        }
    }

    /// The versions of a key that no other writer of the key had seen.
    fn standing(&self, key: &[u8]) -> BTreeSet<Dot> {
        let changes_key = |op: &Operation| op.changes().any(|change| **change.key == *key);
        let of_key = || self.made.iter().filter(|(op, _)| changes_key(op));
        let is_replaced = |dot: &Dot| of_key().any(|(_, seen)| seen.contains(dot));
        of_key().filter(|(op, _)| !is_replaced(&op.dot)).map(|(op, _)| op.dot.clone()).collect()
    }
}

#[test]
fn nodes_that_took_the_same_groups_in_any_order_are_the_same() {
    for seed in 1..=120 {
        let outcome = std::panic::catch_unwind(|| {
            let mut world = World::new(seed);
            (0..50).for_each(|_| world.step());
            world.settle_and_check();
        });
        assert!(outcome.is_ok(), "seed {seed}");
    }
}

#[test]
fn a_group_that_says_it_has_more_parts_than_allowed_takes_no_memory() {
    let node = Node::new("node-a");
    let op = submit(&node, vec![put("k", "v")]);
    let mut bytes = Vec::new();
    message::encode(&op, &mut bytes).unwrap();
    let mut parts = Vec::new();
    softadastra::sync::parts::encode(&op, &mut parts).unwrap();
    assert_eq!(softadastra::sync::parts::decode(&parts).unwrap(), op.parts);
    parts[..8].copy_from_slice(&(GROUP_PARTS_MAX as u64 + 1).to_le_bytes());
    let error = softadastra::sync::parts::decode(&parts).unwrap_err();
    assert_eq!(error.context(), "group of 4097 parts, allowed are 4096");
}

#[test]
fn damaged_parts_apply_as_a_whole_or_give_an_error() {
    let node = Node::new("node-a");
    node.put("b", "0");
    let op = submit(&node, vec![put("a", "1"), put("b", "2"), delete("c")]);
    let mut good = Vec::new();
    softadastra::sync::parts::encode(&op, &mut good).unwrap();
    for at in 0..good.len() {
        assert!(softadastra::sync::parts::decode(&good[..at]).is_err());
        for bit in 0..8 {
            let mut bad = good.clone();
            bad[at] ^= 1 << bit;
            let Ok(parts) = softadastra::sync::parts::decode(&bad) else { continue };
            let peer = Node::new("node-b");
            let len = parts.iter().filter(|part| part.kind == Kind::Put).count();
            let received = peer.engine().receive(Operation { parts, ..Operation::clone(&op) });
            // With a part of a kind that is not known, all of it is held.
            let is_applied = received.is_ok_and(|received| !received.held);
            assert_eq!(peer.engine().len().unwrap(), if is_applied { len } else { 0 });
        }
    }
}
