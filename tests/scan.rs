// SPDX-License-Identifier: Apache-2.0
//! Scans of a range: byte order, bounds, and a view that stands still whatever is written, flushed
//! and merged meanwhile.
#![allow(missing_docs, clippy::unwrap_used, clippy::indexing_slicing)]

mod support;

use std::collections::BTreeMap;

use softadastra::base::op::Kind;
use softadastra::base::random::Random;
use softadastra::engine::{Range, Scan};
use softadastra::store::policy::Policy;
use support::node::Node;

type Model = BTreeMap<Vec<u8>, Vec<u8>>;

fn rest(scan: &mut Scan) -> Vec<(Vec<u8>, Vec<u8>)> {
    let mut rows = Vec::new();
    while let Some(row) = scan.next().unwrap() {
        assert!(row.version > 0 && row.timestamp_ms > 0);
        rows.push((row.key.to_vec(), row.value.to_vec()));
    }
    assert!(scan.next().unwrap().is_none());
    rows
}

fn wanted(model: &Model, range: &Range<'_>) -> Vec<(Vec<u8>, Vec<u8>)> {
    let within = |key: &[u8]| {
        key >= range.from
            && (range.to.is_empty() || key < range.to)
            && key.starts_with(range.prefix)
    };
    let found = model.iter().filter(|(key, _)| within(key));
    found.map(|(key, value)| (key.clone(), value.clone())).collect()
}

/// Keys of one to four bytes out of four, the last byte of all among them.
fn key(random: &mut Random) -> Vec<u8> {
    let len = 1 + random.up_to(3) as usize;
    (0..len).map(|_| [0, b'a', 0xfe, 0xff][random.up_to(3) as usize]).collect()
}

fn bound(random: &mut Random) -> Vec<u8> {
    if random.up_to(2) == 0 { Vec::new() } else { key(random) }
}

fn write(node: &Node, random: &mut Random, model: &mut Model) {
    let key = key(random);
    let time = node.clock.wall_ms();
    node.clock.pass(1);
    if random.up_to(4) == 0 {
        node.engine().submit(Kind::Delete, &key, b"", time).unwrap();
        model.remove(&key);
        return;
    }
    let value = vec![random.up_to(255) as u8; random.up_to(300) as usize];
    if random.up_to(1) == 0 {
        node.engine().write_local(Kind::Put, &key, &value, time).unwrap();
    } else {
        node.engine().submit(Kind::Put, &key, &value, time).unwrap();
    }
    model.insert(key, value);
}

#[test]
fn any_range_shows_what_stood_when_it_began() {
    let node = Node::small("a");
    let (mut random, mut model) = (Random::new(5), Model::new());
    for round in 0..60 {
        let (from, to, prefix) = (bound(&mut random), bound(&mut random), bound(&mut random));
        let range = Range { from: &from, to: &to, prefix: &prefix };
        let mut scan = node.engine().scan_range(&range).unwrap();
        let before = wanted(&model, &range);
        for _ in 0..40 {
            write(&node, &mut random, &mut model);
        }
        match round % 3 {
            0 => while node.engine().maintain_for(100_000, 0).unwrap() {},
            1 => node.engine().checkpoint().unwrap(),
            _ => {}
        }
        assert_eq!(rest(&mut scan), before, "{range:?}");
        let mut scan = node.engine().scan_range(&range).unwrap();
        assert_eq!(rest(&mut scan), wanted(&model, &range), "{range:?}");
    }
}

#[test]
fn a_scan_goes_on_over_chunks_large_values_and_after_the_close() {
    let mut node = Node::small("a");
    let mut model = Model::new();
    for number in 0..1500_u32 {
        let key = format!("{number:05}").into_bytes();
        let value = vec![b'v'; if number % 400 == 7 { 300_000 } else { 3 }];
        node.engine().write_local(Kind::Put, &key, &value, node.clock.wall_ms()).unwrap();
        model.insert(key, value);
    }
    let mut scan = node.engine().scan_range(&Range::default()).unwrap();
    let mut half: Vec<_> = Vec::new();
    for _ in 0..700 {
        let row = scan.next().unwrap().unwrap();
        half.push((row.key.to_vec(), row.value.to_vec()));
    }
    node.restart();
    half.extend(rest(&mut scan));
    assert_eq!(half, wanted(&model, &Range::default()));
}

#[test]
fn contested_keys_show_what_the_policy_shows_also_from_runs() {
    let (a, b) = (Node::small("a"), Node::small("b"));
    a.put("k", "mine");
    a.put("only", "one");
    b.clock.pass(1000);
    let op = b.put("k", "theirs").op;
    assert!(a.receive(&op).conflict);
    for in_runs in [false, true] {
        for (policy, shown) in [
            (Policy::LastWriteWins, "theirs"),
            (Policy::KeepLocal, "mine"),
            (Policy::KeepRemote, "theirs"),
        ] {
            a.engine().set_policy(policy).unwrap();
            let mut scan = a.engine().scan_range(&Range::of_prefix(b"k")).unwrap();
            let rows = rest(&mut scan);
            assert_eq!(rows, [(b"k".to_vec(), shown.as_bytes().to_vec())], "{in_runs} {policy:?}");
        }
        a.engine().checkpoint().unwrap();
    }
    a.engine().clear_memory().unwrap();
    assert!(rest(&mut a.engine().scan_range(&Range::default()).unwrap()).is_empty());
}

#[test]
fn upkeep_ends_with_its_time() {
    let node = Node::small("a");
    assert!(node.engine().maintain_for(1, -1).is_err());
    assert!(!node.engine().maintain_for(1 << 20, 10).unwrap());
}
