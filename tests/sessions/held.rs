// SPDX-License-Identifier: Apache-2.0
//! Operations of kinds that a node does not know: it keeps them, hands them on, says that it has
//! not applied them, and applies them once a build that knows the kind opens the database.

use std::path::Path;
use std::sync::Arc;

use softadastra::base::error::{Code, Result};
use softadastra::base::id::{Dot, NodeId, Opening, Origin};
use softadastra::base::limits::{HELD_BYTES_MAX, HELD_LEN_MAX};
use softadastra::base::op::{Context, Kind, Kinds, Operation};
use softadastra::base::part::Part;
use softadastra::base::random::Random;
use softadastra::base::stamp::Stamp;
use softadastra::disk::{Fate, Fault};
use softadastra::engine::{Durability, Engine, Event, SessionEvent, salvage, verify};
use softadastra::sync::message;
use softadastra::sync::options::SyncOptions;

use super::support::joined::let_log_go;
use super::support::net::{Faults, Net};
use super::support::node::{Node, START_MS};

const EIO: i32 = 5;

/// A node as a build from before groups would be.
fn older(name: &str) -> Node {
    let mut node = Node::new(name);
    set_kinds(&mut node, Kinds::ALL.without(Kind::Group));
    node
}

/// Opens the database with another build.
fn set_kinds(node: &mut Node, kinds: Kinds) {
    node.kinds = kinds;
    node.seed += 1_000_000;
    node.restart();
}

/// Node 1 is older and stands between the others.
fn line() -> Net {
    let nodes = vec![Node::new("node-0"), older("node-1"), Node::new("node-2")];
    Net::new(nodes, &[(0, 1), (1, 2)], 1)
}

fn group(node: &Node, keys: &[&str], value: &str) -> Dot {
    let part = |key: &&str| Part::put(key.as_bytes(), value.as_bytes());
    let parts = keys.iter().map(part).collect();
    let time = node.clock.wall_ms();
    node.engine().submit_group(parts, time).unwrap().op.dot.clone()
}

fn held(node: &Node) -> Vec<Dot> {
    node.engine().held_operations().unwrap().iter().map(|op| op.dot.clone()).collect()
}

fn counts(net: &Net) -> Vec<usize> {
    net.nodes.iter().map(|node| held(node).len()).collect()
}

/// Opens the older node with a build that knows everything.
fn upgrade(net: &mut Net, at: usize) {
    set_kinds(&mut net.nodes[at], Kinds::ALL);
    net.reconnect(at);
    net.pass(10_000);
}

fn no_difference_is_told(net: &Net) {
    let is_wrong = |event: &SessionEvent| {
        matches!(event, SessionEvent::Differs { .. } | SessionEvent::Irreparable { .. })
    };
    assert_eq!(net.count(is_wrong), 0, "{:?}", net.events);
    assert!(net.errors.is_empty(), "{:?}", net.errors);
}

/// An operation of a kind that no build of today knows.
fn unknown(seq: u64, kind: u8, value: &[u8]) -> Operation {
    let origin = Origin { node: NodeId::new("later").unwrap(), epoch: 3 };
    let other = Origin { node: NodeId::new("another").unwrap(), epoch: 4 };
    Operation {
        dot: Dot { origin, seq },
        stamp: Stamp::from_ms(START_MS),
        opening: Opening::UNKNOWN,
        context: Context::from_dots([Dot { origin: other, seq: 9 }]),
        version: seq,
        timestamp_ms: START_MS,
        created_ms: START_MS,
        kind: Kind::Other(kind),
        key: b"k".as_slice().into(),
        value: value.into(),
        parts: Vec::new(),
    }
}

fn bytes_of(op: &Operation) -> Vec<u8> {
    let mut out = Vec::new();
    message::encode(op, &mut out).unwrap();
    out
}

#[test]
fn a_flush_writes_them_once_more_piece_by_piece() {
    const STEP_BYTES: u64 = 8 << 10;
    const LEN: u64 = 300;
    let mut node = Node::small("node-1");
    for seq in 1..=LEN {
        node.receive(&unknown(seq, 200, &[7; 1000]));
    }
    let health = |node: &Node| node.engine().health().unwrap();
    let weight_bytes = health(&node).unknown_kind_bytes / LEN;
    let mut numbers = 0..1000;
    while !health(&node).is_at_work {
        let key = format!("key-{}", numbers.next().unwrap());
        node.engine().write_local(Kind::Put, key.as_bytes(), &[7; 100], 1).unwrap();
    }
    let (mut before, mut steps) = (health(&node).active_bytes, 0);
    while node.engine().maintain(STEP_BYTES).unwrap() {
        let now = health(&node).active_bytes;
        assert!(now.saturating_sub(before) <= STEP_BYTES + 2 * weight_bytes, "{before}, {now}");
        steps += u64::from(now > before);
        before = now;
    }
    assert!(steps >= LEN * 1000 / (STEP_BYTES + 2 * weight_bytes), "{steps} steps");
    // The log that held them before is gone.
    let report = node.engine().report().unwrap();
    assert_eq!(held(&node).len() as u64, LEN, "{report:?}");
    assert_eq!(health(&node).sealed_count, 0);
    node.cut_power();
    assert_eq!(held(&node).len() as u64, LEN);
}

#[test]
fn an_older_node_in_the_middle_keeps_and_hands_on_what_it_does_not_know() {
    let mut net = line();
    net.nodes[0].put("a", "before");
    net.pass(3_000);
    let first = group(&net.nodes[0], &["a", "b"], "of the group");
    // Of what comes later, one has seen the group, and one has not.
    net.nodes[0].put("b", "after");
    net.nodes[1].put("a", "beside");
    net.nodes[1].put("c", "of the older");
    net.pass(5_000);
    assert_eq!(counts(&net), [0, 1, 0]);
    assert_eq!(net.nodes[2].get("b").as_deref(), Some("after"));
    assert_eq!(net.nodes[1].get("b").as_deref(), Some("after"));
    assert_eq!(net.nodes[1].engine().versions(b"a").unwrap().0.len(), 1);
    assert_eq!(net.nodes[2].engine().versions(b"a").unwrap().0.len(), 2);
    let digests = net.digests();
    assert!(digests[0] == digests[2] && digests[0] != digests[1]);
    let health = net.nodes[1].engine().health().unwrap();
    assert!(health.unknown_kind_count == 1 && health.unknown_kind_bytes > 100);
    // Its sender knows that it is there, and not applied; it owes it and sends it no more.
    let (sync_id, name) = (first.sync_id(), net.name(1));
    let delivery = net.nodes[0].engine().delivery_at(&sync_id, &name).unwrap();
    assert!(delivery.is_durable && !delivery.is_applied);
    assert_eq!(net.nodes[0].engine().sync_state().unwrap().counts.queued, 1);
    let status = net.nodes[0].engine().peer_status(&name).unwrap();
    assert_eq!(status.durable_len, status.applied_len + 1);
    let sent = status.traffic.ops_sent;
    let frames = net.frames_sent;
    net.pass(600_000);
    assert!(net.frames_sent - frames < 100, "{} frames", net.frames_sent - frames);
    for (one, other) in [(0, 1), (1, 2)] {
        net.connect(one, other);
    }
    net.pass(10_000);
    let status = net.nodes[0].engine().peer_status(&name).unwrap();
    assert_eq!((status.traffic.ops_sent, status.durable_len), (sent, status.applied_len + 1));
    no_difference_is_told(&net);
    // The same database under a build that knows the kind.
    upgrade(&mut net, 1);
    assert_eq!(counts(&net), [0, 0, 0]);
    assert!(net.is_equal());
    assert!(net.nodes[0].engine().delivery_at(&sync_id, &name).unwrap().is_applied);
    let state = net.nodes[0].engine().sync_state().unwrap();
    assert_eq!(state.counts.applied, state.counts.total);
    no_difference_is_told(&net);
    assert!(net.count(|event| matches!(event, SessionEvent::Converged { .. })) >= 2);
}

#[test]
fn what_was_held_is_applied_once_and_told_when_it_is() {
    let mut net = line();
    net.nodes[1].feed_retain_bytes = 1 << 30;
    let dot = group(&net.nodes[0], &["a", "b"], "v");
    net.pass(3_000);
    let told = |net: &Net| {
        let changes = net.nodes[1].engine().changes_from(0, 10_000, false).unwrap().list;
        let is_it = |change: &&softadastra::engine::Change| {
            change.event == Event::Remote && change.seq == dot.seq
        };
        changes.iter().filter(is_it).map(|change| change.version).collect::<Vec<_>>()
    };
    assert_eq!(told(&net), []);
    let before = net.nodes[1].put("mark", "v").written.version;
    upgrade(&mut net, 1);
    let versions = told(&net);
    assert!(versions.len() == 2 && versions.iter().all(|version| *version > before));
    for _ in 0..3 {
        net.nodes[1].seed += 1_000_000;
        net.nodes[1].restart();
        assert_eq!(told(&net), versions);
        assert!(held(&net.nodes[1]).is_empty());
    }
    let_log_go(&net.nodes[1]);
    net.nodes[1].kill();
    assert_eq!(net.nodes[1].get("b").as_deref(), Some("v"));
    net.reconnect(1);
    net.pass(5_000);
    assert!(net.is_equal());
}

#[test]
fn whatever_the_kind_it_goes_on_byte_for_byte() {
    let mut net = line();
    let mut part = Part::put(b"of a group", b"as usual");
    let origin = Origin { node: NodeId::new("later").unwrap(), epoch: 3 };
    part.context = Context::from_dots([Dot { origin, seq: 2 }]);
    let strange = Part { kind: Kind::Other(9), ..Part::put(b"other", b"\x00\xff") };
    let within = Operation {
        kind: Kind::Group,
        parts: vec![part, strange],
        context: Context::default(),
        key: b"".as_slice().into(),
        ..unknown(3, 0, b"")
    };
    let long = vec![7; 3 << 20];
    let ops = [
        unknown(1, 4, b""),
        Operation { key: b"".as_slice().into(), ..unknown(2, 200, &[0, 1, 2, 255]) },
        within,
        // Goes in pieces.
        unknown(4, 255, &long),
    ];
    for op in &ops {
        let received = net.nodes[0].receive(op);
        assert!(received.held && !received.duplicate && !received.applied);
        let again = net.nodes[0].receive(op);
        assert!(again.held && again.duplicate);
    }
    net.pass(10_000);
    let check = |node: &Node| {
        let list = node.engine().held_operations().unwrap();
        let list: Vec<_> = list.iter().map(|op| bytes_of(op)).collect();
        assert!(list == ops.iter().map(bytes_of).collect::<Vec<_>>());
        assert_eq!(node.engine().len().unwrap(), 0);
        assert!(node.engine().get(b"of a group").unwrap().is_none());
    };
    net.nodes.iter().for_each(check);
    // All hold the same, so that they may be compared.
    assert!(net.count(|event| matches!(event, SessionEvent::Converged { .. })) >= 2);
    for at in 0..3 {
        net.nodes[at].restart();
        let_log_go(&net.nodes[at]);
        net.nodes[at].cut_power();
        check(&net.nodes[at]);
    }
    no_difference_is_told(&net);
}

/// A node that holds five groups which stand in no file of the log where they came.
fn settled_line() -> Net {
    let mut net = line();
    for number in 0..5 {
        group(&net.nodes[0], &["a", &format!("k-{number}")], &format!("value {number}"));
        net.nodes[0].put(&format!("p-{number}"), "plain");
    }
    net.nodes[0].delete("k-1");
    net.pass(5_000);
    assert_eq!(counts(&net), [0, 5, 0]);
    net
}

#[test]
fn they_outlive_the_log_and_the_runs() {
    let mut net = settled_line();
    for round in 0..3 {
        net.nodes[1].put("own", &format!("{round}"));
        net.pass(1_000);
        let_log_go(&net.nodes[1]);
        net.nodes[1].seed += 1_000_000;
        match round {
            0 => net.nodes[1].restart(),
            1 => net.nodes[1].kill(),
            _ => net.nodes[1].cut_power(),
        }
        net.reconnect(1);
        assert_eq!(held(&net.nodes[1]).len(), 5);
    }
    net.pass(5_000);
    let_log_go(&net.nodes[1]);
    assert!(net.nodes[1].engine().health().unwrap().sealed_count <= 1);
    assert!(net.nodes[1].engine().verify().unwrap().findings.is_empty());
    // Who comes late gets them from the holder.
    let new = net.join(Node::new("node-3"), 1);
    net.pass(10_000);
    let digests = net.digests();
    assert!(digests[new] == digests[0] && digests[1] != digests[0]);
    upgrade(&mut net, 1);
    assert!(net.is_equal());
    no_difference_is_told(&net);
}

#[test]
fn who_holds_them_as_well_gets_them_beside_the_state() {
    let mut net = settled_line();
    let_log_go(&net.nodes[1]);
    let new = net.join(older("node-3"), 1);
    net.pass(10_000);
    assert_eq!(held(&net.nodes[new]), held(&net.nodes[1]));
    let digests = net.digests();
    assert!(digests[new] == digests[1]);
    upgrade(&mut net, new);
    upgrade(&mut net, 1);
    assert!(net.is_equal());
    no_difference_is_told(&net);
}

#[test]
fn a_state_that_follows_from_them_takes_their_place() {
    let mut net = settled_line();
    // The older node lacks more than any log has by now.
    net.disconnect(0, 1);
    net.disconnect(1, 2);
    let node = net.name(1);
    for at in [0, 2] {
        net.nodes[at].engine().remove_peer(&node).unwrap();
    }
    net.register(0, 2);
    net.register(2, 0);
    net.connect(0, 2);
    net.nodes[0].put("p-0", "changed");
    group(&net.nodes[0], &["g", "a"], "a sixth");
    net.pass(5_000);
    net.nodes.iter().for_each(let_log_go);
    net.register(0, 1);
    net.connect(0, 1);
    net.pass(20_000);
    assert_eq!(net.count(|e| matches!(e, SessionEvent::SnapshotInstalled { .. })), 1);
    assert_eq!(counts(&net), [0, 0, 0]);
    assert!(net.is_equal());
    net.nodes[1].kill();
    assert_eq!(counts(&net), [0, 0, 0]);
    upgrade(&mut net, 1);
    assert!(net.is_equal());
    no_difference_is_told(&net);
}

/// A restored node gave a number twice: first to a group, which an older node holds, then to a
/// write that a third node took. A state that follows from the second proves nothing of the first.
#[test]
fn what_is_held_of_another_life_outlives_a_state() {
    let mut net = Net::new(vec![Node::new("node-0"), older("node-1")], &[(0, 1)], 1);
    net.nodes[0].put("base", "v");
    net.pass(2_000);
    net.nodes[0].engine().flush().unwrap();
    let old = net.nodes[0].disk.crash();
    let first = group(&net.nodes[0], &["first"], "lost with the files");
    net.pass(2_000);
    net.disconnect(0, 1);
    net.nodes[0].drop_engine();
    net.nodes[0].disk = old;
    net.nodes[0].seed += 1_000;
    net.nodes[0].open();
    net.pass(1_000);
    assert_eq!(net.nodes[0].put("second", "written afterwards").op.dot, first);
    let third = net.join(Node::new("node-2"), 0);
    net.pass(10_000);
    net.disconnect(0, third);
    // One that the older node lacks is in no log: a fourth has taken it in, others are let go.
    net.join(Node::new("node-3"), third);
    let gone = net.name(0);
    net.nodes[third].engine().remove_peer(&gone).unwrap();
    net.nodes[third].put("at the third", "v");
    net.pass(2_000);
    let_log_go(&net.nodes[third]);
    net.register(1, third);
    net.register(third, 1);
    net.connect(1, third);
    net.pass(20_000);
    assert_eq!(net.count(|e| matches!(e, SessionEvent::SnapshotInstalled { .. })), 1);
    for _ in 0..2 {
        assert_eq!(held(&net.nodes[1]), std::slice::from_ref(&first));
        assert_eq!(net.nodes[1].get("second").as_deref(), Some("written afterwards"));
        net.nodes[1].kill();
    }
    upgrade(&mut net, 1);
    assert_eq!(counts(&net), [0; 4]);
    // The node that gave both hears of it.
    net.register(third, 0);
    net.connect(0, third);
    net.settle(60);
    net.pass(10_000);
    assert_eq!(net.count(|e| matches!(e, SessionEvent::Renewed { .. })), 1);
    for node in &net.nodes {
        assert_eq!(node.get("first").as_deref(), Some("lost with the files"), "{}", node.name);
        assert_eq!(node.get("second").as_deref(), Some("written afterwards"), "{}", node.name);
    }
    assert!(net.is_equal());
    assert_eq!(net.count(|e| matches!(e, SessionEvent::Irreparable { .. })), 0);
    assert!(net.errors.is_empty(), "{:?}", net.errors);
}

#[test]
fn a_delete_that_has_seen_them_is_remembered_where_they_are_held() {
    let mut net = line();
    group(&net.nodes[0], &["k", "other"], "v");
    net.nodes[0].delete("k");
    net.pass(5_000);
    // Enough turns that marks of deletes would be forgotten.
    for round in 0..4 {
        for node in &net.nodes {
            node.put(&format!("{round}-{}", node.name), &"x".repeat(2_000));
        }
        net.pass(3_000);
        for node in &net.nodes {
            let_log_go(node);
            while node.engine().maintain(1 << 20).unwrap() {}
        }
    }
    upgrade(&mut net, 1);
    assert!(net.is_equal());
    net.nodes.iter().for_each(|node| assert_eq!(node.get("k"), None, "{}", node.name));
    assert_eq!(net.nodes[1].get("other").as_deref(), Some("v"));
}

#[test]
fn what_would_be_too_much_to_hold_stays_with_its_sender() {
    let mut net = line();
    let value = "v".repeat(1 << 20);
    for number in 0..20 {
        group(&net.nodes[0], &[&format!("k-{number}")], &value);
    }
    net.nodes[0].put("plain", "v");
    net.pass(30_000);
    let health = net.nodes[1].engine().health().unwrap();
    assert!(health.unknown_kind_bytes <= HELD_BYTES_MAX);
    assert_eq!(health.unknown_kind_count, 15);
    assert_eq!(net.nodes[2].get("plain").as_deref(), Some("v"));
    // However long that goes on, nothing is given up, and it is not tried all the time.
    let sent = net.bytes_sent;
    net.pass(5 * 3_600_000);
    assert!(net.bytes_sent - sent < (5 * 6) << 20);
    let state = net.nodes[0].engine().sync_state().unwrap();
    assert_eq!((state.counts.failed, state.counts.total - state.counts.applied), (0, 20));
    assert_eq!(net.nodes[0].engine().peer_status(&net.name(1)).unwrap().refused_len, 5);
    upgrade(&mut net, 1);
    assert!(net.is_equal());
    assert_eq!(net.nodes[2].engine().len().unwrap(), 21);
}

#[test]
fn no_more_of_them_are_held_than_is_allowed() {
    let mut node = Node::new("node-0");
    let ops = (1..=HELD_LEN_MAX as u64 + 1).map(|seq| unknown(seq, 50, b"")).collect();
    let answers = node.engine().receive_all(ops, false).unwrap();
    let (last, others) = answers.split_last().unwrap();
    assert!(others.iter().all(|answer| answer.as_ref().unwrap().held));
    assert_eq!(last.as_ref().unwrap_err().code(), Code::Backpressure);
    let long = unknown(1 << 20, 50, &vec![0; HELD_BYTES_MAX as usize]);
    assert_eq!(node.engine().receive(long).unwrap_err().code(), Code::Backpressure);
    // Out of range for any kind.
    let range = |op: Operation| node.engine().receive(op).unwrap_err().context().to_owned();
    let op = || unknown(1 << 20, 255, b"v");
    let longer = |bytes: usize| Arc::from(vec![0; bytes]);
    let key = range(Operation { key: longer((1 << 20) + 1), ..op() });
    assert_eq!(key, "key of 1048577 bytes, allowed are 1048576");
    let value = range(Operation { value: longer((64 << 20) + (1 << 20)), ..op() });
    assert_eq!(value, "key and value of 68157441 bytes, allowed are 68157440");
    let time = range(Operation { timestamp_ms: 0, ..op() });
    assert_eq!(time, "timestamp 0 ms, must be greater than 0");
    for _ in 0..2 {
        assert_eq!(held(&node).len(), HELD_LEN_MAX);
        let_log_go(&node);
        node.kill();
    }
}

#[test]
fn everything_arrives_through_a_bad_channel_and_over_restarts() {
    for seed in 0..6 {
        let mut net = line();
        net.is_tolerant = true;
        net.random = Random::new(seed);
        net.faults = Faults { lost: 200, repeated: 200, damaged: 100, delay_ms: 300 };
        for number in 0..30 {
            let at = [0, 2][number % 2];
            group(&net.nodes[at], &[&format!("k-{}", number % 7), "common"], &format!("{number}"));
            net.nodes[at].put(&format!("p-{number}"), "v");
            net.nodes[1].put(&format!("k-{}", number % 5), &format!("of the older {number}"));
            net.pass(500);
            if number % 10 == 9 {
                let_log_go(&net.nodes[1]);
                net.nodes[1].seed += 1_000;
                net.nodes[1].kill();
                net.reconnect(1);
            }
        }
        net.heal();
        net.pass(120_000);
        assert_eq!(counts(&net), [0, 30, 0], "seed {seed}");
        let digests = net.digests();
        assert!(digests[0] == digests[2] && digests[0] != digests[1], "seed {seed}");
        upgrade(&mut net, 1);
        net.pass(60_000);
        assert!(net.is_equal(), "seed {seed}");
        let is_wrong = |event: &SessionEvent| matches!(event, SessionEvent::Irreparable { .. });
        assert_eq!(net.count(is_wrong), 0);
    }
}

/// What the older node goes through in the test of power cuts, up to the first error.
fn hold_and_release(node: &mut Node, ops: &[Operation], taken: &mut usize) -> Result<()> {
    for half in ops.chunks(4) {
        for op in half {
            node.engine().receive(op.clone())?;
            *taken += 1;
        }
        node.engine().checkpoint()?;
    }
    node.drop_engine();
    node.kinds = Kinds::ALL;
    node.try_open()?;
    node.engine().checkpoint()
}

#[test]
fn a_power_cut_at_any_disk_operation_of_a_holder_loses_and_doubles_nothing() {
    let (source, whole) = (Node::new("node-0"), Node::new("node-2"));
    let ops: Vec<Operation> = (0..8)
        .map(|number| {
            let key = format!("k-{}", number % 3);
            let parts = vec![Part::put(key.as_bytes(), b"v"), Part::delete(b"common")];
            let time = source.clock.wall_ms();
            (*source.engine().submit_group(parts, time).unwrap().op).clone()
        })
        .collect();
    ops.iter().for_each(|op| assert!(!whole.receive(op).held));
    let sum = |node: &Node| node.engine().snapshot().unwrap().sum().unwrap();
    let mut node = older("node-1");
    let before = node.disk.calls().len();
    hold_and_release(&mut node, &ops, &mut 0).unwrap();
    assert_eq!(sum(&node), sum(&whole));
    let count = node.disk.calls().len() - before;
    let mut random = Random::new(5);
    for nth in 1..=count as u64 {
        let (mut node, mut taken) = (older("node-1"), 0);
        node.disk.inject(Fault::from(None, nth, EIO));
        let ended = hold_and_release(&mut node, &ops, &mut taken);
        node.drop_engine();
        node.disk.clear_faults();
        node.disk = node.disk.crash_keeping(|_| match random.up_to(1) {
            0 => Fate::Lost,
            _ => Fate::Kept,
        });
        node.kinds = Kinds::ALL.without(Kind::Group);
        node.open();
        let is_there = |op: &Operation| {
            let is_applied = node.engine().get(&op.parts[0].key).unwrap().is_some();
            held(&node).contains(&op.dot) || is_applied
        };
        assert!(ops[..taken].iter().all(is_there), "{nth}");
        set_kinds(&mut node, Kinds::ALL);
        for (at, op) in ops.iter().enumerate() {
            let received = node.receive(op);
            assert!(!received.held && (received.duplicate || at >= taken), "{nth}: {at}");
        }
        assert!(held(&node).is_empty());
        assert_eq!(sum(&node), sum(&whole), "{nth}");
        assert!(ended.is_err() || taken == ops.len());
    }
}

#[test]
fn copies_and_salvages_hold_them_too() {
    let net = settled_line();
    let node = &net.nodes[1];
    let copied = Path::new("copy/a.wal");
    node.engine().backup(copied).unwrap();
    let salvaged = Path::new("salvaged/a.wal");
    let disk = node.disk.crash();
    let mut source = node.options();
    source.disk = Arc::new(disk.clone());
    let report = salvage(&source, salvaged).unwrap();
    assert!(report.losses.is_empty(), "{:?}", report.losses);
    for (disk, path) in [(&node.disk, copied), (&disk, salvaged)] {
        let open = |kinds| {
            let mut options = node.options();
            options.path = path.into();
            options.disk = Arc::new(disk.clone());
            options.kinds = kinds;
            assert!(verify(&options).unwrap().findings.is_empty());
            Engine::open(options).unwrap()
        };
        let engine = open(Kinds::ALL.without(Kind::Group));
        assert_eq!(engine.held_operations().unwrap().len(), 5);
        engine.checkpoint().unwrap();
        drop(engine);
        let engine = open(Kinds::ALL);
        assert!(engine.held_operations().unwrap().is_empty());
        let sum = engine.snapshot().unwrap().sum().unwrap().sum;
        assert_eq!(sum, net.digests()[0]);
    }
}

#[test]
fn who_only_reads_sees_what_was_applied() {
    let mut net = settled_line();
    net.nodes[1].drop_engine();
    let mut options = net.nodes[1].options();
    (options.read_only, options.kinds) = (true, Kinds::ALL);
    let engine = Engine::open(options).unwrap();
    assert_eq!(engine.held_operations().unwrap().len(), 5);
    assert!(engine.get(b"k-0").unwrap().is_none());
}

#[test]
fn a_build_that_knows_less_holds_what_was_made_here_as_well() {
    let mut net = Net::new(vec![Node::new("node-0"), Node::new("node-1")], &[(0, 1)], 1);
    let dot = group(&net.nodes[0], &["a", "b"], "v");
    net.nodes[0].put("a", "later");
    set_kinds(&mut net.nodes[0], Kinds::ALL.without(Kind::Group));
    net.reconnect(0);
    assert_eq!(held(&net.nodes[0]), [dot]);
    assert_eq!(net.nodes[0].get("b"), None);
    net.pass(5_000);
    // It is owed, and its peer applies it.
    assert_eq!(net.nodes[1].get("b").as_deref(), Some("v"));
    let state = net.nodes[0].engine().sync_state().unwrap();
    assert_eq!(state.counts.applied, 2);
    let_log_go(&net.nodes[0]);
    net.nodes[0].kill();
    upgrade(&mut net, 0);
    assert!(net.is_equal());
    let part = Part::put(b"k", b"v");
    set_kinds(&mut net.nodes[0], Kinds::ALL.without(Kind::Group));
    let error = net.nodes[0].engine().submit_group(vec![part], START_MS).unwrap_err();
    assert_eq!(error.code(), Code::UnsupportedFormat);
}

#[test]
fn nodes_in_memory_hold_and_hand_on_as_well() {
    let sync = SyncOptions::new(NodeId::new("node-1").unwrap());
    let middle = Node::with("node-1", Durability::MemoryOnly, sync);
    let op = unknown(1, 77, b"v");
    assert!(middle.receive(&op).held);
    let mut net = Net::new(vec![Node::new("node-0"), middle], &[(0, 1)], 1);
    net.pass(5_000);
    assert_eq!(counts(&net), [1, 1]);
    let new = net.join(Node::new("node-2"), 1);
    net.pass(5_000);
    assert_eq!(held(&net.nodes[new]), [op.dot]);
    no_difference_is_told(&net);
}
