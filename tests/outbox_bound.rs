// SPDX-License-Identifier: Apache-2.0
//! The bound of the outbox: refusing, and making room with writes that others have replaced.
#![allow(missing_docs, clippy::unwrap_used, clippy::indexing_slicing)]

mod support;

use std::sync::atomic::{AtomicBool, Ordering};

use softadastra::base::error::{Code, Error};
use softadastra::base::id::NodeId;
use softadastra::base::op::Kind;
use softadastra::base::part::Part;
use softadastra::engine::{Durability, Submitted};
use softadastra::sync::options::{SyncOptions, WhenFull};
use support::net::Net;
use support::node::{Node, START_MS};

fn options(name: &str, change: impl FnOnce(&mut SyncOptions)) -> SyncOptions {
    let mut options = SyncOptions::new(NodeId::new(name).unwrap());
    change(&mut options);
    options
}

fn node(change: impl FnOnce(&mut SyncOptions)) -> Node {
    Node::with("node-a", Durability::Durable, options("node-a", change))
}

fn coalescing(ops_max: u64) -> Node {
    node(|options| {
        options.outbox_ops_max = ops_max;
        options.when_full = WhenFull::Coalesce;
    })
}

fn try_put(node: &Node, key: &str, value: &str) -> Result<Submitted, Error> {
    node.engine().submit(Kind::Put, key.as_bytes(), value.as_bytes(), START_MS)
}

fn refusal(node: &Node, key: &str, value: &str) -> String {
    let error = try_put(node, key, value).unwrap_err();
    assert_eq!(error.code(), Code::Backpressure);
    error.to_string()
}

fn owed(node: &Node) -> Vec<String> {
    node.engine().outbox().unwrap().iter().map(|found| found.op.dot.sync_id()).collect()
}

#[test]
fn a_write_that_does_not_fit_is_refused_and_changes_nothing() {
    let mut node = node(|options| options.outbox_ops_max = 2);
    node.put("a", "1");
    node.put("b", "2");
    let before = (node.engine().version().unwrap(), node.engine().digest().unwrap());
    assert_eq!(refusal(&node, "a", "3"), "the outbox is full: 3 operations, allowed are 2");
    let group = vec![Part::put(b"c", b"1"), Part::put(b"d", b"1")];
    let error = node.engine().submit_group(group, START_MS).unwrap_err();
    assert_eq!(error.code(), Code::Backpressure);
    assert_eq!((node.engine().version().unwrap(), node.engine().digest().unwrap()), before);
    assert_eq!(node.get("a").as_deref(), Some("1"));
    // Local and remote writes are not bounded by it.
    node.engine().write_local(Kind::Put, b"l", b"1", START_MS).unwrap();
    node.receive(&Node::new("node-b").put("r", "1").op);
    // The bound holds after a restart, and what is acknowledged makes room.
    node.restart();
    refusal(&node, "c", "3");
    assert_eq!(node.engine().next_batch().unwrap().len(), 2);
    refusal(&node, "c", "3");
    node.engine().receive_ack("node-a-1").unwrap();
    // No number was used up by a refusal.
    assert_eq!(node.put("c", "3").op.dot.sync_id(), "node-a-3");
    refusal(&node, "d", "4");
}

#[test]
fn bytes_are_bounded_as_they_are_told() {
    let node = node(|options| options.outbox_bytes_max = 1_000);
    let mut count = 0;
    while try_put(&node, &format!("k-{count}"), &"v".repeat(100)).is_ok() {
        count += 1;
    }
    let bytes = node.engine().sync_state().unwrap().outbox_bytes;
    assert!((1..=9).contains(&count) && bytes <= 1_000, "{count} writes, {bytes} bytes");
    assert!(refusal(&node, "k", &"v".repeat(100)).contains("bytes, allowed are 1000"));
}

#[test]
fn the_bound_may_change_while_the_engine_is_open() {
    let node = node(|options| options.outbox_ops_max = 1);
    node.put("a", "1");
    refusal(&node, "b", "1");
    let wider = |max| options("node-a", |options| options.outbox_ops_max = max);
    node.engine().configure(wider(2)).unwrap();
    node.put("b", "1");
    node.engine().configure(wider(1)).unwrap();
    refusal(&node, "c", "1");
    node.engine().configure(wider(0)).unwrap();
    node.put("c", "1");
}

#[test]
fn a_full_outbox_lets_go_of_what_later_writes_have_replaced() {
    let mut node = coalescing(3);
    for value in ["1", "2", "3"] {
        node.put("k", value);
    }
    // Nothing is let go before it has to be.
    assert_eq!(owed(&node), ["node-a-1", "node-a-2", "node-a-3"]);
    node.put("k", "4");
    assert_eq!(owed(&node), ["node-a-1", "node-a-2", "node-a-4"]);
    // Another key profits as well, oldest first.
    node.put("l", "1");
    node.put("m", "1");
    assert_eq!(owed(&node), ["node-a-4", "node-a-5", "node-a-6"]);
    assert!(refusal(&node, "n", "1").contains("4 operations, allowed are 3"));
    node.put("k", "5");
    assert_eq!(owed(&node), ["node-a-5", "node-a-6", "node-a-7"]);
    let state = node.engine().sync_state().unwrap();
    assert_eq!((state.totals.coalesced, state.counts.total), (4, 3));
    // What left stays away, the rest stays owed.
    node.cut_power();
    assert_eq!(owed(&node), ["node-a-5", "node-a-6", "node-a-7"]);
    node.restart();
    assert_eq!(owed(&node), ["node-a-5", "node-a-6", "node-a-7"]);
    node.engine().checkpoint().unwrap();
    node.restart();
    assert_eq!(owed(&node), ["node-a-5", "node-a-6", "node-a-7"]);
    assert_eq!(node.get("k").as_deref(), Some("5"));
}

#[test]
fn what_was_handed_out_is_never_let_go() {
    let mut node = coalescing(2);
    node.put("k", "1");
    node.engine().next_batch().unwrap();
    node.put("k", "2");
    assert_eq!(node.put("k", "3").op.dot.sync_id(), "node-a-3");
    assert_eq!(owed(&node), ["node-a-1", "node-a-3"]);
    // Whether it was handed out before a crash, nobody knows.
    node.cut_power();
    refusal(&node, "k", "4");
    assert_eq!(node.engine().next_batch().unwrap().len(), 2);
    node.engine().receive_ack("node-a-1").unwrap();
    node.put("k", "4");
    node.put("k", "5");
    assert_eq!(owed(&node), ["node-a-1", "node-a-3", "node-a-5"]);
}

#[test]
fn groups_replace_single_writes_and_are_not_let_go() {
    let node = coalescing(2);
    node.put("a", "1");
    node.put("b", "1");
    let group = || vec![Part::put(b"a", b"2"), Part::put(b"b", b"2")];
    node.engine().submit_group(group(), START_MS).unwrap();
    assert_eq!(owed(&node), ["node-a-2", "node-a-3"]);
    node.put("a", "3");
    assert_eq!(owed(&node), ["node-a-3", "node-a-4"]);
    node.put("a", "4");
    assert_eq!(owed(&node), ["node-a-3", "node-a-5"]);
    refusal(&node, "c", "1");
}

#[test]
fn bytes_make_room_from_several_writes_or_not_at_all() {
    let node = node(|options| {
        options.outbox_bytes_max = 2_000;
        options.when_full = WhenFull::Coalesce;
    });
    for _ in 0..4 {
        node.put("k", &"v".repeat(300));
    }
    let before = owed(&node);
    assert!(refusal(&node, "k", &"v".repeat(1_900)).contains("allowed are 2000"));
    assert_eq!(owed(&node), before);
    node.put("k", &"v".repeat(1_200));
    assert_eq!(owed(&node), ["node-a-3", "node-a-5"]);
    assert!(node.engine().sync_state().unwrap().outbox_bytes <= 2_000);
}

#[test]
fn a_receiver_on_the_default_lane_ends_up_the_same_and_remembers_the_gap() {
    let (a, b) = (coalescing(2), Node::new("node-b"));
    for value in 0..9 {
        a.put("k", &value.to_string());
        a.put("l", &value.to_string());
    }
    for delivery in a.engine().next_batch().unwrap() {
        b.receive(&delivery.op);
        a.engine().receive_ack(&delivery.op.dot.sync_id()).unwrap();
    }
    assert_eq!(b.engine().version().unwrap(), 2);
    assert_eq!((b.get("k").as_deref(), b.get("l").as_deref()), (Some("8"), Some("8")));
    assert_eq!(a.engine().digest().unwrap(), b.engine().digest().unwrap());
    // The answer has seen all of it, what is missing included.
    let answer = b.put("k", "b's");
    assert!(!a.receive(&answer.op).conflict);
    assert_eq!(a.engine().digest().unwrap(), b.engine().digest().unwrap());
}

#[test]
fn a_registered_peer_gets_everything_and_no_gap() {
    let a = Node::with(
        "node-0",
        Durability::Durable,
        options("node-0", |options| {
            options.outbox_ops_max = 2;
            options.when_full = WhenFull::Coalesce;
        }),
    );
    let mut net = Net::new(vec![a, Node::new("node-1")], &[(0, 1)], 1);
    net.set_cut(0, 1, true);
    for value in 0..9 {
        net.nodes[0].put("k", &value.to_string());
    }
    assert_eq!(net.nodes[0].engine().sync_state().unwrap().totals.coalesced, 7);
    // The log stays for the peer, also when its state has gone to a run.
    net.nodes[0].engine().checkpoint().unwrap();
    net.nodes[0].put("k", "9");
    net.nodes[0].engine().checkpoint().unwrap();
    net.heal();
    net.settle(60);
    assert!(net.is_equal());
    assert_eq!(net.nodes[1].engine().version().unwrap(), 10);
    let counts = net.nodes[0].engine().sync_state().unwrap().counts;
    assert_eq!(counts.applied, counts.total);
    // What every peer has makes room again.
    net.nodes[0].put("x", "1");
    net.nodes[0].put("y", "1");
}

#[test]
fn a_power_cut_at_any_moment_leaves_a_bounded_outbox_that_covers_the_state() {
    for cut in 0..12 {
        let mut a = coalescing(3);
        let b = Node::new("node-b");
        for value in 0..cut {
            a.put(["k", "l"][value % 2], &value.to_string());
        }
        a.cut_power();
        assert!(owed(&a).len() <= 3, "{cut}");
        for delivery in a.engine().next_batch().unwrap() {
            b.receive(&delivery.op);
        }
        assert_eq!(a.engine().digest().unwrap(), b.engine().digest().unwrap(), "{cut}");
    }
}

#[test]
fn in_memory_it_makes_room_as_well() {
    let a = Node::with("node-a", Durability::MemoryOnly, coalescing(2).sync.clone());
    let b = Node::new("node-b");
    for value in 0..5 {
        a.put("k", &value.to_string());
    }
    assert_eq!(owed(&a), ["node-a-1", "node-a-5"]);
    for delivery in a.engine().next_batch().unwrap() {
        b.receive(&delivery.op);
    }
    assert_eq!(b.get("k").as_deref(), Some("4"));
}

/// An entry may be handed out in the very moment in which a write is planned that replaces it.
#[test]
fn what_is_handed_out_while_others_write_is_acknowledged_as_ever() {
    let mut node = coalescing(4);
    let b = Node::new("node-b");
    let is_done = AtomicBool::new(false);
    std::thread::scope(|scope| {
        let (node, b, is_done) = (&node, &b, &is_done);
        scope.spawn(move || {
            while !is_done.load(Ordering::Acquire) {
                for delivery in node.engine().next_batch().unwrap() {
                    b.receive(&delivery.op);
                    node.engine().receive_ack(&delivery.op.dot.sync_id()).unwrap();
                }
            }
        });
        for round in 0..3_000 {
            let _ = try_put(node, "k", &round.to_string());
        }
        is_done.store(true, Ordering::Release);
    });
    // Whatever was left is owed, also after a crash.
    node.cut_power();
    for delivery in node.engine().next_batch().unwrap() {
        b.receive(&delivery.op);
    }
    assert_eq!(node.engine().digest().unwrap(), b.engine().digest().unwrap());
}

#[test]
fn threads_that_write_together_keep_the_bound() {
    let node = coalescing(16);
    std::thread::scope(|scope| {
        for thread in 0..8 {
            let node = &node;
            scope.spawn(move || {
                for round in 0..100 {
                    let _ = try_put(node, &format!("{}", (thread + round) % 12), "v");
                }
            });
        }
    });
    let state = node.engine().sync_state().unwrap();
    assert!(state.counts.total <= 16, "{state:?}");
    let b = Node::new("node-b");
    for delivery in node.engine().next_batch().unwrap() {
        b.receive(&delivery.op);
    }
    assert_eq!(node.engine().digest().unwrap(), b.engine().digest().unwrap());
}
