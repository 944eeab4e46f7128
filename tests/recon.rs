// SPDX-License-Identifier: Apache-2.0
//! Two nodes that know the same operations and hold other states: what is damaged comes back, for
//! few bytes, over any channel, and disturbs nothing else.
#![allow(missing_docs, clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

#[path = "recon/frames.rs"]
mod frames;
#[path = "recon/sets.rs"]
mod sets;
mod support;

use softadastra::base::op::{Bytes, Context, Kind, Operation};
use softadastra::base::part::Part;
use softadastra::engine::{Event, SessionEvent};
use support::net::{Faults, Net};
use support::node::{Node, START_MS};

/// Two nodes that are not connected yet.
fn pair(seed: u64) -> Net {
    let nodes = (0..2).map(|at| Node::new(&format!("node-{at}"))).collect();
    Net::new(nodes, &[], seed)
}

fn connect(net: &mut Net) {
    net.register(0, 1);
    net.register(1, 0);
    net.connect(0, 1);
}

/// What stands in the place of an operation that a node lost: it knows the name, and has only the
/// mark of a delete of a key that is nobody's.
fn lost(op: &Operation) -> Operation {
    Operation {
        kind: Kind::Delete,
        key: format!("lost {}", op.dot.sync_id()).into_bytes().into(),
        value: Bytes::default(),
        context: Context::default(),
        ..op.clone()
    }
}

fn is_converged(event: &SessionEvent) -> bool {
    matches!(event, SessionEvent::Converged { .. })
}

fn repaired(net: &Net, at: usize) -> u64 {
    let of = |event: &SessionEvent| match event {
        SessionEvent::Repaired { keys } => *keys,
        _ => 0,
    };
    net.events.iter().filter(|(from, ..)| *from == at).map(|(.., event)| of(event)).sum()
}

/// Lets time pass until both say that they hold the same.
fn converge(net: &mut Net, seconds_max: usize) {
    for _ in 0..seconds_max {
        net.pass(1_000);
        let is_said = |at| net.events.iter().any(|(from, _, e)| *from == at && is_converged(e));
        if is_said(0) && is_said(1) {
            assert!(net.is_equal());
            return;
        }
    }
    net.settle(0);
    panic!("equal, and nobody said so: {:?}", net.events);
}

/// So many keys written by the first node, in groups; the other one has all but every so many-th.
fn damaged(count: usize, lost_len: usize) -> Net {
    let net = pair(1);
    let every = count / lost_len;
    for first in (0..count).step_by(1_000) {
        let key = |number: usize| format!("key-{number:08}");
        let numbers = first..(first + 1_000).min(count);
        let parts = numbers.map(|number| Part::put(key(number).as_bytes(), b"value")).collect();
        let op = net.nodes[0].engine().submit_group(parts, START_MS).unwrap().op;
        let mut received = Operation::clone(&op);
        let mut number = first;
        received.parts.retain(|_| {
            number += 1;
            number % every != 0
        });
        net.nodes[1].engine().receive_all(vec![received], false).unwrap()[0].as_ref().unwrap();
    }
    net
}

fn ten_of_many_are_repaired(count: usize) {
    let mut net = damaged(count, 10);
    assert_eq!(net.nodes[1].engine().len().unwrap(), count - 10);
    connect(&mut net);
    converge(&mut net, 60);
    println!("10 of {count} keys: {} bytes, {} frames", net.bytes_sent, net.frames_sent);
    assert_eq!(net.nodes[1].engine().len().unwrap(), count);
    assert_eq!((repaired(&net, 0), repaired(&net, 1)), (0, 10));
    assert!(net.bytes_sent < 64 << 10, "{} bytes", net.bytes_sent);
    assert!(net.errors.is_empty(), "{:?}", net.errors);
    let digest = |at: usize| net.nodes[at].engine().digest().unwrap();
    assert_eq!(digest(0), digest(1));
}

#[test]
fn ten_lost_keys_of_a_hundred_thousand_come_back_in_under_64_kilobytes() {
    ten_of_many_are_repaired(100_000);
}

/// Run with `cargo test --release --test recon -- --ignored --nocapture`.
#[test]
#[ignore = "fills a million keys on both sides: by its own command, docs/benchmarks.md"]
fn ten_lost_keys_of_a_million_come_back_in_under_64_kilobytes() {
    ten_of_many_are_repaired(1_000_000);
}

/// Lost puts, updates, deletes and concurrent versions, on both sides.
fn mixed_damage(seed: u64) -> Net {
    // With so little memory that most of it is in runs.
    let nodes = (0..2).map(|at| Node::small(&format!("node-{at}"))).collect();
    let net = Net::new(nodes, &[], seed);
    for number in 0..400 {
        let (one, other) = (&net.nodes[number % 2], &net.nodes[1 - number % 2]);
        let key = format!("key-{:03}", number % 150);
        // Nobody writes what another has lost, as if all damage came at the end.
        let is_lost = number >= 150 && number % 7 == 0;
        let ops = match number % 5 {
            _ if number < 150 => vec![one.put(&key, "first")],
            0 => vec![one.delete(&key)],
            1 => {
                let theirs = other.put(&key, "concurrent");
                one.engine().receive_all(vec![(*theirs.op).clone()], false).unwrap();
                vec![]
            }
            _ => vec![one.put(&key, &format!("update {number}"))],
        };
        for submitted in ops {
            let op = &submitted.op;
            other.receive(&if is_lost { lost(op) } else { (**op).clone() });
        }
    }
    net
}

#[test]
fn every_kind_of_loss_is_repaired_on_both_sides() {
    let mut net = mixed_damage(3);
    assert!(!net.is_equal());
    connect(&mut net);
    converge(&mut net, 60);
    assert!(repaired(&net, 0) > 0 && repaired(&net, 1) > 0);
    let versions = |at: usize, key: &str| {
        let (versions, _) = net.nodes[at].engine().versions(key.as_bytes()).unwrap();
        // Marks of deletes may be dropped at one side before they are at the other.
        let living = versions.into_iter().filter(|version| version.value.is_some());
        living.map(|version| (version.dot, version.value)).collect::<Vec<_>>()
    };
    for number in 0..150 {
        let key = format!("key-{number:03}");
        assert_eq!(versions(0, &key), versions(1, &key), "{key}");
    }
    for node in &mut net.nodes {
        let digest = node.engine().digest().unwrap();
        node.seed += 1;
        node.kill();
        assert_eq!(node.engine().digest().unwrap(), digest);
        node.seed += 1;
        node.restart();
        assert_eq!(node.engine().digest().unwrap(), digest);
    }
}

#[test]
fn repair_ends_over_a_channel_that_loses_repeats_reorders_and_damages() {
    for seed in 0..8 {
        let mut net = mixed_damage(seed);
        net.faults = Faults { lost: 200, repeated: 200, damaged: 50, delay_ms: 300 };
        net.frame_bytes_max = 1024;
        connect(&mut net);
        net.settle(3_000);
        net.heal();
        converge(&mut net, 700);
        let is_given_up = |event: &SessionEvent| matches!(event, SessionEvent::Irreparable { .. });
        assert_eq!(net.count(is_given_up), 0, "seed {seed}");
    }
}

#[test]
fn a_whole_state_that_was_lost_comes_back() {
    let mut net = pair(5);
    let parts = |from: usize| {
        let key = |number: usize| format!("key-{number:05}").into_bytes();
        (from..from + 1_000).map(|number| Part::put(&key(number), b"value")).collect()
    };
    for group in 0..5 {
        let op = net.nodes[0].engine().submit_group(parts(group * 1_000), START_MS).unwrap().op;
        net.nodes[1].receive(&Operation { parts: vec![op.parts[0].clone()], ..(*op).clone() });
    }
    connect(&mut net);
    converge(&mut net, 60);
    assert_eq!(net.nodes[1].engine().len().unwrap(), 5_000);
    assert_eq!(repaired(&net, 1), 4_995);
}

#[test]
fn a_long_value_is_repaired_in_pieces() {
    let mut net = pair(6);
    net.frame_bytes_max = 2048;
    let value = "long ".repeat(10_000);
    let op = net.nodes[1].put("long", &value).op;
    net.nodes[0].receive(&lost(&op));
    connect(&mut net);
    converge(&mut net, 60);
    assert_eq!(net.nodes[0].get("long"), Some(value));
}

#[test]
fn an_own_operation_comes_back_and_is_owed_to_nobody_anew() {
    let mut net = pair(7);
    // This node knows that it made two operations, and has what they did under another key.
    let one = net.nodes[0].put("elsewhere", "x").op;
    let other = net.nodes[0].put("elsewhere", "x").op;
    let key = |key: &str| -> Bytes { key.as_bytes().into() };
    let there = Operation { key: key("k"), value: key("v"), ..(*one).clone() };
    net.nodes[1].receive(&there);
    let context = Context::default();
    net.nodes[1].receive(&Operation { key: key("elsewhere"), context, ..(*other).clone() });
    let end = net.nodes[0].engine().feed_end().unwrap();
    connect(&mut net);
    converge(&mut net, 60);
    let check = |net: &Net| {
        assert_eq!(net.nodes[0].get("k").as_deref(), Some("v"));
        let state = net.nodes[0].engine().sync_state().unwrap();
        assert_eq!((state.counts.total, state.counts.applied), (2, 2));
        assert_eq!((state.totals.duplicates, state.totals.conflicts), (0, 0));
    };
    check(&net);
    let changes = net.nodes[0].engine().changes_from(end, 100, true).unwrap().list;
    let told: Vec<_> = changes.iter().filter(|change| change.event == Event::Remote).collect();
    assert_eq!(told.len(), 1, "{changes:?}");
    assert_eq!((&*told[0].key, told[0].seq), (&b"k"[..], 1));
    // The log says the same as memory did, and the next write has a new name.
    let digest = net.nodes[0].engine().digest().unwrap();
    net.nodes[0].seed += 1;
    net.nodes[0].kill();
    assert_eq!(net.nodes[0].engine().digest().unwrap(), digest);
    assert_eq!(net.nodes[0].put("next", "v").op.dot.seq, 3);
}

#[test]
fn a_third_node_gets_the_operation_and_never_its_repair() {
    let nodes = (0..3).map(|at| Node::new(&format!("node-{at}"))).collect();
    let mut net = Net::new(nodes, &[], 8);
    net.register(1, 2);
    net.register(2, 1);
    let parts = vec![Part::put(b"a", b"1"), Part::put(b"b", b"2"), Part::put(b"c", b"3")];
    let op = net.nodes[0].engine().submit_group(parts, START_MS).unwrap().op;
    let kept = vec![op.parts[0].clone()];
    net.nodes[1].receive(&Operation { parts: kept, ..(*op).clone() });
    connect(&mut net);
    converge_two(&mut net);
    // What the second node has of it is one part, and two repairs that nobody is to take for it.
    net.connect(1, 2);
    net.pass(120_000);
    assert_eq!(net.nodes[2].engine().len().unwrap(), 3);
    assert!(net.is_equal());
}

fn converge_two(net: &mut Net) {
    net.pass(5_000);
    assert_eq!(net.digests()[0], net.digests()[1]);
}

#[test]
fn what_cannot_be_brought_together_is_told_and_the_rest_goes_on() {
    let mut net = pair(9);
    let op = net.nodes[0].put("k", "one").op;
    // The same name for another write: neither side can tell which one is true.
    net.nodes[1].receive(&Operation { value: b"two"[..].into(), ..(*op).clone() });
    connect(&mut net);
    net.pass(300_000);
    let is_given_up = |event: &SessionEvent| matches!(event, SessionEvent::Irreparable { .. });
    assert!(net.count(is_given_up) >= 1);
    let before = net.frames_sent;
    net.nodes[0].put("other", "v");
    net.nodes[1].put("another", "v");
    net.pass(60_000);
    assert_eq!(net.nodes[1].get("other").as_deref(), Some("v"));
    assert_eq!(net.nodes[0].get("another").as_deref(), Some("v"));
    assert!(net.frames_sent - before < 20, "{} frames", net.frames_sent - before);
    assert!(net.errors.is_empty());
}

#[test]
fn a_reconciliation_that_is_cut_off_begins_again() {
    let mut net = damaged(5_000, 50);
    // So slow that the cut comes in the middle.
    net.faults.delay_ms = 1_000;
    connect(&mut net);
    net.pass(4_000);
    net.set_cut(0, 1, true);
    net.set_cut(1, 0, true);
    net.pass(3_600_000);
    assert!(!net.is_equal());
    net.set_cut(0, 1, false);
    net.set_cut(1, 0, false);
    converge(&mut net, 1_000);
}

#[test]
fn a_repair_that_nobody_asked_for_changes_nothing() {
    let mut net = pair(10);
    let op = net.nodes[0].put("k", "v").op;
    net.nodes[1].receive(&op);
    let forged = Operation { key: b"forged"[..].into(), ..(*op).clone() };
    let unknown = Operation { dot: lost(&op).dot, key: b"u"[..].into(), ..(*op).clone() };
    let mut unknown = unknown;
    unknown.dot.seq = 77;
    let answers = net.nodes[1].engine().receive_all(vec![unknown, (*op).clone()], true).unwrap();
    assert!(answers.iter().all(|answer| answer.as_ref().unwrap().duplicate));
    assert_eq!(net.nodes[1].engine().len().unwrap(), 1);
    connect(&mut net);
    net.pass(5_000);
    let mut bytes = Vec::new();
    let nature = softadastra::sync::wire::message::Nature::Repair;
    let tag = net.tag(1, 0);
    softadastra::sync::wire::encode_ops(tag, true, nature, [&forged], &[], &mut bytes).unwrap();
    net.inject(0, 1, &bytes);
    net.pass(5_000);
    assert_eq!(net.nodes[1].engine().len().unwrap(), 1);
    assert!(net.errors.is_empty(), "{:?}", net.errors);
}

#[test]
fn what_one_session_repairs_goes_on_to_the_peers_of_the_others() {
    let nodes = (0..3).map(|at| Node::new(&format!("node-{at}"))).collect();
    let mut net = Net::new(nodes, &[], 2);
    let op = net.nodes[2].put("key", "value").op;
    for at in 0..2 {
        net.nodes[at].receive(&lost(&op));
    }
    connect(&mut net);
    net.pass(600_000);
    assert_eq!(net.count(is_converged), 2, "the first two lack the same");
    net.register(1, 2);
    net.register(2, 1);
    net.connect(1, 2);
    net.settle(60);
    for node in &net.nodes {
        assert_eq!(node.get("key").as_deref(), Some("value"));
    }
}
