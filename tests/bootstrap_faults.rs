// SPDX-License-Identifier: Apache-2.0
//! Snapshots that break off: crashes, full disks, lost connections, and peers that lie.
#![allow(missing_docs, clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

mod support;

use std::cell::Cell;
use std::rc::Rc;

use softadastra::base::op::Kind;
use softadastra::base::random::Random;
use softadastra::disk::{Fate, Fault};
use softadastra::engine::SessionEvent;
use softadastra::sync::wire::message::{Frame, Message};
use softadastra::sync::wire::{self, Limits};
use support::joined::{check_all, is_installed, let_log_go, local, settled, shown};
use support::net::Net;
use support::node::Node;

const EIO: i32 = 5;
const INCOMING: &str = "node-2.wal.incoming";

/// Its own writes, of which some meet what is known elsewhere.
fn joiner() -> Node {
    let node = Node::new("node-2");
    node.put("k-0001", "of the joiner");
    node.put("own", "of the joiner");
    local(&node, "here", node.clock.wall_ms());
    node
}

/// Takes back what no other node can have.
fn forget_local(node: &Node) {
    let time = node.clock.wall_ms() + 1_000;
    node.engine().write_local(Kind::Delete, b"here", b"", time).unwrap();
}

fn check_own(net: &Net) {
    for node in &net.nodes {
        assert_eq!(node.get("own").as_deref(), Some("of the joiner"), "{}", node.name);
        assert_eq!(node.engine().versions(b"k-0001").unwrap().0.len(), 2, "{}", node.name);
    }
    assert_eq!(net.nodes[2].get("here").as_deref(), Some("alone"));
    assert!(net.nodes[2].disk.bytes(INCOMING).is_none());
}

#[test]
fn a_power_cut_at_any_disk_operation_leaves_the_old_state_or_the_new_one() {
    let steps = |net: &mut Net| {
        net.adjust = |options| options.snapshot_step_bytes = 600;
        net.join(joiner(), 0)
    };
    let mut whole = settled(60);
    let new = steps(&mut whole);
    let before = whole.nodes[new].disk.calls().len();
    whole.pass(3_000);
    assert_eq!(whole.count(is_installed), 1);
    let count = whole.nodes[new].disk.calls().len() - before;
    assert!(count > 20, "{count} operations");
    let mut random = Random::new(1);
    for nth in 1..=count as u64 {
        let mut net = settled(60);
        let new = steps(&mut net);
        // From here on the disk answers nothing.
        net.nodes[new].disk.inject(Fault::from(None, nth, EIO));
        net.pass(3_000);
        let node = &mut net.nodes[new];
        node.drop_engine();
        node.disk.clear_faults();
        node.disk = node.disk.crash_keeping(|_| match random.up_to(1) {
            0 => Fate::Lost,
            _ => Fate::Kept,
        });
        node.seed += 1_000_000;
        node.open();
        let keys = shown(node).len();
        let own = 3;
        assert!(keys == own || keys == 48 + own - 1, "{keys} keys after operation {nth}");
        net.reconnect(new);
        net.settle(60);
        net.pass(3_000);
        check_own(&net);
        forget_local(&net.nodes[2]);
        check_all(&mut net);
    }
    println!("counted {count} power cuts");
}

#[test]
fn a_full_disk_changes_nothing_and_it_goes_on_when_there_is_room() {
    for room in (0..40_000).step_by(2_500) {
        let mut net = settled(400);
        let new = net.join(joiner(), 0);
        net.nodes[new].disk.set_capacity(Some(room));
        net.pass(20_000);
        let is_through = net.count(is_installed) == 1;
        assert_eq!(is_through, net.nodes[new].engine().len().unwrap() > 100, "{room}");
        net.nodes[new].disk.set_capacity(None);
        if net.nodes[new].engine().health().unwrap().is_stopped {
            net.nodes[new].seed += 1_000_000;
            net.nodes[new].kill();
            net.reconnect(new);
        }
        net.pass(60_000);
        assert!(net.is_equal(), "room for {room} bytes");
        check_own(&net);
    }
}

/// Counts pieces of snapshots, and lets nothing through after so many of them.
fn cut_after(net: &mut Net, pieces: u64) -> Rc<Cell<u64>> {
    let count = Rc::new(Cell::new(0));
    let seen = count.clone();
    net.tamper = Some(Box::new(move |_, _, bytes| {
        if bytes[3] == 11 {
            seen.set(seen.get() + 1);
        }
        if seen.get() > pieces { Vec::new() } else { vec![bytes] }
    }));
    count
}

#[test]
fn a_lost_connection_goes_on_behind_the_last_page_with_whatever_is_there_then() {
    let build = || {
        let mut net = settled(0);
        for number in 0..150 {
            net.nodes[0].put(&format!("k-{number:04}"), &"long ".repeat(200));
        }
        net.pass(3_000);
        net.nodes.iter().for_each(let_log_go);
        net.frame_bytes_max = 8 << 10;
        net
    };
    let mut net = build();
    let pieces = cut_after(&mut net, u64::MAX);
    net.join(joiner(), 0);
    net.pass(5_000);
    let whole = pieces.get();
    assert!(net.is_equal() && whole > 15, "{whole} pieces");
    for lost in 0..whole {
        let mut net = build();
        cut_after(&mut net, lost);
        let new = net.join(joiner(), 0);
        net.pass(2_000);
        net.disconnect(new, 0);
        assert_eq!(net.nodes[new].engine().len().unwrap(), 3);
        // Meanwhile what was given changes, before and behind the last page.
        net.tamper = None;
        for number in [10, 13, 50, 148] {
            net.nodes[0].delete(&format!("k-{number:04}"));
            net.nodes[1].put(&format!("k-{:04}", number + 1), "another");
        }
        net.pass(2_000);
        let name = net.name(new);
        net.nodes[0].engine().remove_peer(&name).unwrap();
        net.nodes.iter().take(2).for_each(let_log_go);
        net.register(0, new);
        let pieces = cut_after(&mut net, u64::MAX);
        net.connect(new, 0);
        net.pass(20_000);
        assert!(net.is_equal(), "lost after {lost}");
        let again = pieces.get();
        println!("{lost} of {whole}, then {again}");
        net.tamper = None;
        check_own(&net);
        forget_local(&net.nodes[2]);
        check_all(&mut net);
    }
}

/// Changes the messages from the first node to the joiner.
fn lie(net: &mut Net, mut change: impl FnMut(&mut Message) + 'static) {
    let limits = Limits { frame_bytes_max: 1 << 26, value_bytes_max: 1 << 26 };
    net.tamper = Some(Box::new(move |from, to, bytes| {
        if (from, to) != (0, 2) {
            return vec![bytes];
        }
        let Frame { session, has_know, mut message } = wire::take(&bytes, &limits).unwrap().frame;
        change(&mut message);
        let mut out = Vec::new();
        wire::encode(&Frame { session, has_know, message }, &mut out).unwrap();
        vec![out]
    }));
}

/// A lie ends the session; nothing shows, and the truth is taken afterwards.
fn is_refused(expected: &str, change: impl FnMut(&mut Message) + 'static) {
    let mut net = settled(60);
    lie(&mut net, change);
    let new = net.join(joiner(), 0);
    let before = shown(&net.nodes[new]);
    net.pass(30_000);
    assert!(net.errors.iter().any(|error| error.contains(expected)), "{:?}", net.errors);
    let is_closed = |event: &SessionEvent| match event {
        SessionEvent::Closed { code, .. } => *code > 0,
        _ => false,
    };
    assert!(net.events.iter().any(|(at, _, event)| *at == new && is_closed(event)));
    assert_eq!(net.count(is_installed), 0);
    let mut now = shown(&net.nodes[new]);
    // What came as operations is none of the snapshot's business.
    now.retain(|key, _| before.contains_key(key));
    assert_eq!(now, before);
    assert!(net.nodes[new].disk.bytes(INCOMING).is_none(), "{expected}");
    net.tamper = None;
    net.connect(new, 0);
    net.settle(60);
    check_own(&net);
}

#[test]
fn a_peer_that_lies_in_a_snapshot_is_found_out() {
    is_refused("hash of a page", |message| {
        if let Message::SnapChunk(chunk) = message {
            let last = chunk.bytes.last_mut().unwrap();
            *last ^= u8::from(chunk.at == 0);
        }
    });
    is_refused("hash of all pages", |message| {
        if let Message::SnapChunk(chunk) = message {
            let is_end = chunk.bytes.starts_with(&[0; 8]);
            *chunk.bytes.last_mut().unwrap() ^= u8::from(is_end);
        }
    });
    is_refused("trails 9, with 0 bytes left", |message| {
        if let Message::SnapChunk(chunk) = message
            && chunk.at == 0
        {
            let page = [9];
            let hash = blake3::hash(&page);
            chunk.bytes = [&1_u64.to_le_bytes()[..], hash.as_bytes(), &page].concat();
        }
    });
    is_refused("keys do not ascend", |message| {
        // The page behind that of the trails.
        if let Message::SnapChunk(chunk) = message
            && chunk.at > 0
        {
            chunk.bytes = [chunk.bytes.as_slice(), &chunk.bytes].concat();
        }
    });
    is_refused("page of", |message| {
        if let Message::SnapChunk(chunk) = message {
            chunk.bytes[..8].copy_from_slice(&u64::MAX.to_le_bytes());
        }
    });
    is_refused("does not follow from", |message| {
        if let Message::SnapOffer(offer) = message {
            let one = offer.know.known.iter().next().unwrap().0.clone();
            offer.know.known = Default::default();
            offer.know.known.insert_range(&one, 1, 1);
        }
    });
    is_refused("offered were", |message| {
        if let Message::SnapOffer(offer) = message {
            offer.count += 1;
        }
    });
    is_refused("sequence number 18446744073709551615", |message| {
        if let Message::SnapOffer(offer) = message {
            let one = offer.know.known.iter().next().unwrap().0.clone();
            offer.know.known.insert_range(&one, 1, u64::MAX);
        }
    });
}

#[test]
fn a_snapshot_that_is_longer_than_allowed_is_refused_and_one_that_is_not_wanted_is_ignored() {
    let mut net = settled(60);
    net.adjust = |options| options.snapshot_bytes_max = 500;
    let new = net.join(joiner(), 0);
    net.pass(30_000);
    assert!(net.errors.iter().any(|error| error.contains("allowed are 500")), "{:?}", net.errors);
    assert_eq!(net.nodes[new].engine().len().unwrap(), 3);
    net.errors.clear();
    net.adjust = |options| options.accept_snapshot = false;
    net.connect(new, 0);
    net.nodes[0].put("as ever", "v");
    net.pass(30_000);
    assert!(net.errors.is_empty(), "{:?}", net.errors);
    assert_eq!(net.nodes[new].get("as ever").as_deref(), Some("v"));
    assert_eq!(net.count(is_installed), 0);
}
