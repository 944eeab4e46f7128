// SPDX-License-Identifier: Apache-2.0
//! Sessions between two and more nodes: what comes across, in how many bytes, and what happens when
//! the channel or the peer misbehaves.
#![allow(missing_docs, clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]
#![allow(clippy::type_complexity)]

#[path = "sessions/gone_back.rs"]
mod gone_back;
#[path = "sessions/held.rs"]
mod held;
mod support;

use std::cell::RefCell;
use std::rc::Rc;

use softadastra::disk::Operation;
use softadastra::engine::{Durability, SessionEvent};
use softadastra::outbox::entry::Status;
use softadastra::sync::options::SyncOptions;
use support::net::{Faults, Net};
use support::node::Node;

fn nodes(count: usize) -> Vec<Node> {
    (0..count).map(|at| Node::new(&format!("node-{at}"))).collect()
}

fn pair() -> Net {
    Net::new(nodes(2), &[(0, 1)], 1)
}

#[test]
fn two_nodes_exchange_what_they_lack_and_find_that_they_are_equal() {
    let mut net = pair();
    for number in 0..10 {
        net.nodes[0].put(&format!("a-{number}"), "from a");
        net.nodes[1].put(&format!("b-{number}"), "from b");
    }
    net.pass(10);
    assert!(net.is_equal());
    assert_eq!(net.nodes[0].engine().len().unwrap(), 20);
    for node in &net.nodes {
        let state = node.engine().sync_state().unwrap();
        assert_eq!((state.counts.applied, state.counts.total), (10, 10));
    }
    net.pass(2_000);
    assert!(net.count(|event| matches!(event, SessionEvent::Converged { .. })) >= 2);
    assert_eq!(net.count(|event| matches!(event, SessionEvent::Differs { .. })), 0);
    assert!(net.errors.is_empty(), "{:?}", net.errors);
}

#[test]
fn after_the_handshake_a_write_costs_one_frame_and_its_acknowledgement_one() {
    let mut net = pair();
    net.pass(5_000);
    let before = net.frames_sent;
    net.nodes[0].put("k", "v");
    net.pass(0);
    assert_eq!(net.nodes[1].get("k").as_deref(), Some("v"));
    assert_eq!(net.frames_sent - before, 2);
}

#[test]
fn what_came_from_a_peer_is_not_read_once_more_for_it_and_goes_on_to_others() {
    let mut net = Net::new(nodes(3), &[(0, 1)], 1);
    net.pass(5_000);
    let value = "v".repeat(1_000);
    let backlog = |net: &mut Net| {
        (0..200).for_each(|number| {
            net.nodes[0].put(&format!("k-{number}"), &value);
        });
        net.pass(0);
    };
    let calls = net.nodes[1].disk.calls().len();
    backlog(&mut net);
    assert_eq!(net.nodes[1].engine().len().unwrap(), 200);
    let calls = net.nodes[1].disk.calls().split_off(calls);
    assert!(!calls.contains(&Operation::Read), "{calls:?}");
    // What the peer lacks is found among all that it has.
    net.nodes[1].put("of b", "v");
    backlog(&mut net);
    net.nodes[1].put("of b too", "v");
    net.pass(0);
    for key in ["of b", "of b too"] {
        assert_eq!(net.nodes[0].get(key).as_deref(), Some("v"));
    }
    net.register(1, 2);
    net.register(2, 1);
    net.connect(1, 2);
    net.settle(60);
    backlog(&mut net);
    assert!(net.is_equal());
}

#[test]
fn everything_arrives_through_a_channel_that_loses_repeats_reorders_and_damages() {
    for seed in 0..20 {
        let mut net = Net::new(nodes(3), &[(0, 1), (1, 2), (2, 0)], seed);
        net.faults = Faults { lost: 300, repeated: 200, damaged: 100, delay_ms: 400 };
        net.frame_bytes_max = 1024;
        for round in 0..20 {
            for at in 0..3 {
                let key = format!("k-{}", net.random.up_to(15));
                if net.random.up_to(4) == 0 {
                    net.nodes[at].delete(&key);
                } else {
                    net.nodes[at].put(&key, &format!("{round} by {at}"));
                }
            }
            net.pass(100);
        }
        net.settle(600);
        for node in &net.nodes {
            assert_eq!(node.engine().sync_state().unwrap().counts.failed, 0);
        }
        net.heal();
        net.pass(700_000);
        for node in &net.nodes {
            let counts = node.engine().sync_state().unwrap().counts;
            assert_eq!((counts.applied, counts.total), (20, 20), "seed {seed}");
        }
    }
}

/// Whether one end was told last that both are equal, and not that something came in.
fn has_converged(net: &Net, from: usize) -> bool {
    let mut told = net.events.iter().filter(|(at, _, _)| *at == from);
    let told = told.rfind(|(_, _, event)| {
        use SessionEvent::{Converged, Opened, Received};
        matches!(event, Converged { .. } | Opened { .. } | Received { .. })
    });
    matches!(told, Some((_, _, SessionEvent::Converged { .. })))
}

#[test]
fn both_sides_find_that_they_are_equal_whichever_frames_are_lost() {
    for seed in 0..150 {
        let mut net = Net::new(nodes(2), &[(0, 1)], seed);
        net.faults = Faults { lost: 400, repeated: 100, damaged: 0, delay_ms: 300 };
        for round in 0..4 {
            let at = net.random.up_to(1) as usize;
            net.nodes[at].put(&format!("k-{round}"), "v");
            net.pass(400);
        }
        net.settle(600);
        net.pass(20_000);
        net.heal();
        net.pass(150_000);
        let told = (has_converged(&net, 0), has_converged(&net, 1));
        assert_eq!(told, (true, true), "seed {seed}: {:?}", net.events);
        let before = net.frames_sent;
        net.pass(600_000);
        assert_eq!(net.frames_sent, before, "seed {seed}: there is nothing left to say");
    }
}

#[test]
fn operations_of_a_third_node_are_relayed() {
    let mut net = Net::new(nodes(4), &[(0, 1), (1, 2), (2, 3)], 3);
    net.nodes[0].put("far", "away");
    net.nodes[3].put("other", "end");
    net.pass(10);
    assert!(net.is_equal());
    assert_eq!(net.nodes[3].get("far").as_deref(), Some("away"));
    assert_eq!(net.nodes[0].get("other").as_deref(), Some("end"));
}

#[test]
fn an_operation_is_acknowledged_when_every_peer_has_it() {
    let mut net = Net::new(nodes(3), &[(0, 1), (0, 2)], 5);
    net.pass(1_000);
    net.set_cut(0, 2, true);
    let id = net.nodes[0].put("k", "v").op.dot.sync_id();
    net.pass(1_000);
    let engine = net.nodes[0].engine();
    assert_eq!(engine.find(&id).unwrap().entry.status, Status::InFlight);
    assert!(engine.is_applied_at(&id, &net.name(1)).unwrap());
    assert!(!engine.is_applied_at(&id, &net.name(2)).unwrap());
    assert_eq!(engine.prune_completed().unwrap(), 0);
    net.set_cut(0, 2, false);
    net.pass(60_000);
    let engine = net.nodes[0].engine();
    assert!(engine.is_applied_at(&id, &net.name(2)).unwrap());
    assert_eq!(engine.prune_completed().unwrap(), 1);
}

#[test]
fn a_peer_that_is_away_costs_no_attempts_and_gets_everything_later() {
    let mut net = pair();
    net.pass(1_000);
    net.disconnect(0, 1);
    for day in 0..30 {
        net.nodes[0].put(&format!("day-{day}"), "written offline");
        net.pass(24 * 3600 * 1000);
        net.nodes[0].engine().retry_expired().unwrap();
    }
    let counts = net.nodes[0].engine().sync_state().unwrap().counts;
    assert_eq!((counts.queued, counts.failed), (30, 0));
    net.connect(0, 1);
    net.pass(1_000);
    assert!(net.is_equal());
    assert_eq!(net.nodes[0].engine().sync_state().unwrap().counts.applied, 30);
}

#[test]
fn what_peers_have_survives_restarts_and_power_cuts() {
    let mut net = pair();
    for number in 0..50 {
        net.nodes[0].put(&format!("k-{number}"), "v");
    }
    net.pass(1_000);
    net.nodes[0].seed += 1;
    net.nodes[0].restart();
    net.reconnect(0);
    let known = net.nodes[0].engine().peers().unwrap()[0].applied.count();
    assert_eq!(known, 50);
    net.nodes[1].seed += 1;
    net.nodes[1].cut_power();
    net.reconnect(1);
    net.nodes[1].put("after", "the cut");
    net.pass(60_000);
    assert!(net.is_equal());
    let ours = &net.nodes[1].engine().peers().unwrap()[0];
    assert_eq!((ours.traffic.ops_received, ours.applied.count()), (0, 51));
}

#[test]
fn a_long_value_goes_in_pieces() {
    let mut net = pair();
    net.frame_bytes_max = 4096;
    let value = "long ".repeat(20_000);
    net.nodes[0].put("long", &value);
    net.nodes[0].put("short", "v");
    net.faults = Faults { lost: 5, repeated: 50, damaged: 0, delay_ms: 0 };
    net.settle(300);
    assert_eq!(net.nodes[1].get("long"), Some(value));
    assert_eq!(net.nodes[1].get("short").as_deref(), Some("v"));
}

#[test]
fn nodes_in_memory_and_nodes_that_sync_later_take_part() {
    let with = |name: &str, durability| {
        let sync = SyncOptions::new(softadastra::base::id::NodeId::new(name).unwrap());
        Node::with(name, durability, sync)
    };
    let nodes = vec![
        with("node-0", Durability::MemoryOnly),
        with("node-1", Durability::Fast),
        with("node-2", Durability::MemoryOnly),
    ];
    let mut net = Net::new(nodes, &[(0, 1), (1, 2)], 9);
    for at in 0..3 {
        net.nodes[at].put(&format!("k-{at}"), "v");
    }
    net.pass(5_000);
    assert!(net.is_equal());
    assert_eq!(net.nodes[2].engine().len().unwrap(), 3);
    // What was acknowledged is on stable storage.
    net.nodes[1].seed += 1;
    net.nodes[1].cut_power();
    assert_eq!(net.nodes[1].engine().len().unwrap(), 3);
}

#[test]
fn equal_nodes_prove_it_in_less_than_a_kilobyte_and_one_round_trip() {
    let mut net = pair();
    for number in 0..2_000 {
        net.nodes[0].put(&format!("k-{number}"), "v");
    }
    net.pass(10_000);
    net.disconnect(0, 1);
    net.events.clear();
    net.bytes_sent = 0;
    net.frames_sent = 0;
    net.connect(0, 1);
    net.pass(0);
    assert_eq!(net.count(|event| matches!(event, SessionEvent::Converged { .. })), 2);
    assert!(net.bytes_sent < 1024, "{} bytes", net.bytes_sent);
}

#[test]
fn catching_up_costs_little_more_than_the_operations_themselves() {
    let mut net = pair();
    let mut own_bytes = 0;
    net.pass(5_000);
    net.disconnect(0, 1);
    let value = "v".repeat(100);
    for number in 0..10_000 {
        let op = net.nodes[0].put(&format!("key-{number:06}"), &value).op;
        let mut bytes = Vec::new();
        softadastra::sync::message::encode(&op, &mut bytes).unwrap();
        own_bytes += bytes.len() as u64;
    }
    net.bytes_sent = 0;
    net.connect(0, 1);
    net.pass(1_000);
    assert!(net.is_equal());
    let ratio = net.bytes_sent as f64 / own_bytes as f64;
    println!("{} bytes for {own_bytes}: {ratio:.2}", net.bytes_sent);
    assert!(net.bytes_sent <= own_bytes * 11 / 10 + 200);
}

#[test]
fn a_peer_that_starts_again_is_recognised_by_a_session_that_goes_on() {
    let mut net = pair();
    net.pass(5_000);
    for round in 0..3 {
        net.nodes[1].seed += 1;
        net.nodes[1].kill();
        net.reconnect(1);
        net.nodes[0].put(&format!("a-{round}"), "v");
        net.nodes[1].put(&format!("b-{round}"), "v");
        net.settle(10);
    }
    net.faults = Faults { lost: 300, repeated: 200, damaged: 0, delay_ms: 2_000 };
    for round in 0..20 {
        net.nodes[round % 2].seed += 1;
        net.nodes[round % 2].kill();
        net.reconnect(round % 2);
        net.nodes[0].put(&format!("c-{round}"), "v");
        net.settle(2_000);
    }
}

#[test]
fn late_greetings_on_both_sides_do_not_make_them_greet_for_ever() {
    let mut net = pair();
    net.faults.delay_ms = 10;
    type Greeting = (usize, usize, Vec<u8>);
    let greetings: Rc<RefCell<Vec<Greeting>>> = Rc::default();
    let seen = greetings.clone();
    net.tamper = Some(Box::new(move |from, to, bytes| {
        seen.borrow_mut().push((from, to, bytes.clone()));
        vec![bytes]
    }));
    net.pass(100);
    net.tamper = None;
    // The first frame of each side is a hello that has heard of nobody.
    let first = |from| greetings.borrow().iter().find(|frame| frame.0 == from).cloned().unwrap();
    let late = [first(0), first(1)];
    net.connect(0, 1);
    net.pass(5_000);
    let before = net.frames_sent;
    late.iter().for_each(|(from, to, bytes)| net.inject(*from, *to, bytes));
    net.pass(2_000);
    assert!(net.frames_sent - before < 10, "{}", net.frames_sent - before);
    net.nodes[0].put("k", "v");
    net.pass(1_000);
    assert!(net.is_equal() && net.nodes[1].get("k").is_some());
}

#[test]
fn what_is_lost_again_and_again_is_not_left_waiting_for_minutes() {
    for seed in 0..2_000 {
        let mut list = nodes(2);
        for (at, node) in list.iter_mut().enumerate() {
            node.seed = seed * 2 + at as u64;
            node.restart();
        }
        let mut net = Net::new(list, &[(0, 1)], seed);
        net.faults = Faults { lost: 200, repeated: 100, damaged: 50, delay_ms: 5 };
        net.nodes[0].put("a", "0");
        net.nodes[1].put("b", "1");
        net.settle(300);
        let is_known = |net: &Net, at: usize| {
            let engine = net.nodes[at].engine();
            let peer = &engine.peer_statuses().unwrap()[0];
            peer.applied_len == peer.known_len
        };
        net.pass(200_000);
        assert!(is_known(&net, 0) && is_known(&net, 1), "seed {seed}");
    }
}

#[test]
fn what_was_carried_to_the_end_of_the_log_goes_out() {
    let mut node = Node::small("node-0");
    // What only peers need is not kept, so that the old file holds back nothing but what is owed.
    node.history_bytes_max = 1;
    node.restart();
    let mut net = Net::new(vec![node, Node::new("node-1")], &[(0, 1)], 3);
    net.pass(2_000);
    net.disconnect(0, 1);
    net.nodes[0].put("owed", "v");
    let other = Node::new("node-2");
    for number in 0..200 {
        // Both have these, so that no snapshot has to bring what is owed.
        let op = other.put(&format!("k-{number}"), &"v".repeat(100)).op;
        for node in &net.nodes {
            node.receive(&op);
        }
    }
    let files = |net: &Net| {
        let listed = net.nodes[0].engine().outbox().unwrap();
        listed.iter().map(|delivery| delivery.entry.place.file()).collect::<Vec<_>>()
    };
    let before = files(&net);
    net.nodes[0].engine().checkpoint().unwrap();
    while net.nodes[0].engine().maintain(1 << 20).unwrap() {}
    assert_ne!(files(&net), before, "it was carried");
    net.connect(0, 1);
    net.settle(60);
    assert_eq!(net.nodes[1].get("owed").as_deref(), Some("v"));
}

#[test]
fn a_snapshot_is_asked_for_no_more_once_all_of_it_came_another_way() {
    const SNAP_CHUNK: u8 = 11;
    let mut node = Node::new("node-0");
    node.history_bytes_max = 1;
    node.restart();
    let mut net = Net::new(vec![node, Node::new("node-1"), Node::new("node-2")], &[(0, 2)], 5);
    net.register(0, 1);
    net.register(1, 0);
    for number in 0..20 {
        net.nodes[2].put(&format!("k-{number}"), "v");
    }
    net.pass(3_000);
    net.nodes[0].engine().checkpoint().unwrap();
    net.nodes[0].engine().checkpoint().unwrap();
    net.tamper = Some(Box::new(|_, _, bytes| match bytes[3] {
        SNAP_CHUNK => Vec::new(),
        _ => vec![bytes],
    }));
    net.connect(0, 1);
    net.pass(3_000);
    let offered = net.count(|event| matches!(event, SessionEvent::SnapshotOffered { .. }));
    assert_eq!(offered, 1);
    net.register(1, 2);
    net.register(2, 1);
    net.connect(1, 2);
    net.settle(60);
    net.pass(600_000);
    let frames = net.frames_sent;
    net.pass(3_600_000);
    assert_eq!(net.frames_sent, frames);
}

#[test]
fn a_life_that_forked_is_found_out_when_both_branches_meet_at_a_third_node() {
    let mut net = Net::new(nodes(3), &[(0, 1), (1, 2)], 9);
    net.pass(2_000);
    net.nodes[2].engine().flush().unwrap();
    let old = net.nodes[2].disk.crash();
    net.nodes[2].put("one", "before");
    net.pass(3_000);
    assert_eq!(net.nodes[0].get("one").as_deref(), Some("before"));
    // The only node that both know forgets everything, and the copy is put back.
    net.disconnect(0, 1);
    net.disconnect(1, 2);
    net.nodes[1].drop_engine();
    net.nodes[1].disk = softadastra::disk::MemoryDisk::new();
    net.nodes[1].seed += 100;
    net.nodes[1].open();
    net.nodes[2].drop_engine();
    net.nodes[2].disk = old;
    net.nodes[2].seed += 100;
    net.nodes[2].open();
    net.nodes[2].put("two", "after");
    for other in [0, 2] {
        net.register(1, other);
        net.connect(1, other);
    }
    net.settle(60);
    net.pass(10_000);
    assert_eq!(net.count(|event| matches!(event, SessionEvent::Renewed { .. })), 1);
    assert_eq!(net.count(|event| matches!(event, SessionEvent::Differs { .. })), 0);
    for node in &net.nodes {
        assert_eq!(node.get("one").as_deref(), Some("before"));
        assert_eq!(node.get("two").as_deref(), Some("after"));
    }
}

#[test]
fn who_offers_a_state_has_acknowledged_what_it_follows_from() {
    const OPS: u8 = 4;
    let mut keeper = Node::new("node-2");
    keeper.history_bytes_max = 1;
    keeper.restart();
    let mut net = Net::new(vec![Node::new("node-0"), Node::new("node-1"), keeper], &[(0, 2)], 4);
    net.register(0, 1);
    net.register(1, 0);
    net.nodes[0].put("owed", "v");
    net.pass(3_000);
    net.disconnect(0, 2);
    net.nodes[2].receive(&Node::new("node-3").put("other", "v").op);
    net.nodes[2].engine().checkpoint().unwrap();
    net.nodes[2].engine().checkpoint().unwrap();
    // What the first node has to say to the second is lost, until that has it from the third.
    net.tamper = Some(Box::new(|from, _, bytes| match (from, bytes[3]) {
        (0, OPS) => Vec::new(),
        _ => vec![bytes],
    }));
    net.connect(0, 1);
    net.pass(1_000);
    net.register(1, 2);
    net.register(2, 1);
    net.connect(1, 2);
    net.settle(60);
    net.tamper = None;
    net.pass(600_000);
    assert_eq!(net.nodes[0].get("other").as_deref(), Some("v"));
    let counts = net.nodes[0].engine().sync_state().unwrap().counts;
    assert_eq!(counts.applied, counts.total, "{counts:?}");
}
