// SPDX-License-Identifier: Apache-2.0
//! A node that lacks operations which no log holds any more gets the state in their place, whatever
//! it has itself and whatever is written meanwhile. What goes wrong: `bootstrap_faults.rs`.
#![allow(missing_docs, clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

mod support;

use std::path::{Path, PathBuf};

use softadastra::base::part::Part;
use softadastra::disk::{Disk, MemoryDisk, names};
use softadastra::engine::SessionEvent;
use support::joined::{
    check_all, check_counts, in_memory, is_installed, let_log_go, local, settled, shown,
};
use support::net::{Faults, Net};
use support::node::Node;

#[test]
fn a_new_peer_gets_the_state_when_no_log_has_the_operations() {
    let mut net = settled(500);
    let new = net.join(Node::new("node-2"), 0);
    net.pass(10_000);
    assert!(net.errors.is_empty(), "{:?}", net.errors);
    assert!(net.is_equal());
    assert_eq!(net.nodes[new].engine().len().unwrap(), 400);
    assert_eq!(net.count(is_installed), 1);
    assert!(net.count(|event| matches!(event, SessionEvent::Converged { .. })) >= 2);
    // What comes later comes as operations.
    net.nodes[1].put("later", "v");
    net.nodes[new].put("own", "v");
    net.pass(5_000);
    assert!(net.is_equal());
    assert_eq!(net.count(is_installed), 1);
    check_all(&mut net);
}

#[test]
fn unsent_writes_of_the_joiner_stay_and_meet_what_others_wrote() {
    let mut net = settled(100);
    let joiner = Node::new("node-2");
    for number in 0..20 {
        joiner.put(&format!("k-{number:04}"), "of the joiner");
        joiner.put(&format!("own-{number:04}"), "of the joiner");
    }
    let time = joiner.clock.wall_ms();
    local(&joiner, "here", time);
    local(&joiner, "k-0050", time);
    let new = net.join(joiner, 1);
    net.pass(10_000);
    assert!(net.errors.is_empty(), "{:?}", net.errors);
    assert!(net.is_equal());
    assert_eq!(net.count(is_installed), 1);
    let engine = net.nodes[new].engine();
    let counts = engine.sync_state().unwrap().counts;
    assert_eq!((counts.total, counts.failed), (counts.applied, 0));
    assert!(engine.versions(b"k-0001").unwrap().0.len() == 2);
    assert_eq!(net.nodes[new].get("here").as_deref(), Some("alone"));
    assert!(engine.versions(b"k-0050").unwrap().1.is_some());
    net.nodes.iter_mut().for_each(check_counts);
}

#[test]
fn a_node_that_knows_everything_is_offered_nothing() {
    let mut net = settled(50);
    net.disconnect(0, 1);
    net.connect(0, 1);
    net.pass(10_000);
    assert_eq!(net.count(|event| matches!(event, SessionEvent::Behind { .. })), 0);
    assert_eq!(net.count(is_installed), 0);
}

#[test]
fn what_was_deleted_while_a_node_was_away_goes_there_too() {
    let mut net = settled(60);
    let away = net.join(Node::new("node-2"), 0);
    net.pass(5_000);
    net.disconnect(0, away);
    let (name, forgotten) = (net.name(away), net.name(0));
    net.nodes[0].engine().remove_peer(&name).unwrap();
    for number in 0..60 {
        net.nodes[number % 2].delete(&format!("k-{number:04}"));
    }
    net.pass(5_000);
    net.nodes[away].put("k-0007", "written away");
    net.nodes[away].put("news", "written away");
    net.nodes.iter().take(2).for_each(let_log_go);
    net.register(0, away);
    assert!(net.nodes[away].engine().peers().unwrap().iter().any(|p| p.node == forgotten));
    net.connect(0, away);
    net.pass(10_000);
    assert!(net.errors.is_empty(), "{:?}", net.errors);
    assert!(net.is_equal());
    assert_eq!(net.count(is_installed), 2);
    let left: Vec<_> = shown(&net.nodes[away]).into_keys().collect();
    assert_eq!(left, ["k-0007", "news"]);
    check_all(&mut net);
}

#[test]
fn nodes_in_memory_give_and_take_snapshots() {
    let mut net = settled(100);
    let joiner = in_memory("node-2");
    joiner.put("k-0001", "of the joiner");
    let new = net.join(joiner, 0);
    net.pass(5_000);
    assert!(net.is_equal());
    let last = net.join(in_memory("node-3"), new);
    net.pass(5_000);
    assert!(net.errors.is_empty(), "{:?}", net.errors);
    assert!(net.is_equal());
    assert_eq!(net.nodes[last].engine().len().unwrap(), 80);
    assert_eq!(net.count(is_installed), 2);
    check_all(&mut net);
}

#[test]
fn who_got_a_snapshot_gives_one_to_its_own_peers() {
    let mut net = settled(100);
    let second = net.join(Node::new("node-2"), 0);
    let third = net.join(Node::new("node-3"), second);
    net.nodes[third].put("far", "away");
    net.pass(20_000);
    assert!(net.errors.is_empty(), "{:?}", net.errors);
    assert!(net.is_equal());
    assert_eq!(net.count(is_installed), 2);
    assert_eq!(net.nodes[0].get("far").as_deref(), Some("away"));
    check_all(&mut net);
}

#[test]
fn a_snapshot_arrives_through_a_channel_that_loses_repeats_reorders_and_damages() {
    for seed in 0..4 {
        let mut net = settled(300);
        net.random = softadastra::base::random::Random::new(seed);
        net.frame_bytes_max = 1024;
        net.faults = Faults { lost: 200, repeated: 200, damaged: 100, delay_ms: 300 };
        let joiner = Node::new("node-2");
        joiner.put("k-0003", "of the joiner");
        net.join(joiner, 0);
        net.settle(900);
        net.heal();
        net.pass(60_000);
        check_all(&mut net);
    }
}

#[test]
fn a_long_value_comes_in_a_snapshot_too() {
    let mut net = settled(10);
    let value = "long ".repeat(500_000);
    net.nodes[0].put("long", &value);
    net.pass(5_000);
    net.nodes.iter().for_each(let_log_go);
    net.frame_bytes_max = 60_000;
    let new = net.join(Node::new("node-2"), 0);
    net.pass(20_000);
    assert!(net.is_equal());
    assert_eq!(net.nodes[new].get("long"), Some(value));
    assert_eq!(net.count(is_installed), 1);
}

#[test]
fn what_is_written_while_a_snapshot_is_put_in_place_meets_it() {
    for stop in 0..60 {
        let mut net = settled(60);
        net.adjust = |options| options.snapshot_step_bytes = 64;
        let new = net.join(Node::new("node-2"), 0);
        net.nodes[new].put("k-0001", "before");
        net.nodes[new].put("own", "before");
        // Each time the joiner does a step or two.
        for step in 0..stop {
            net.nodes[0].put("tick", &step.to_string());
            net.nodes[new].put(&format!("k-{:04}", 59 - step % 60), "meanwhile");
            if step % 7 == 3 {
                net.nodes[new].delete("own");
                local(&net.nodes[new], "k-0002", 5);
            }
            net.pass(0);
        }
        if stop % 2 == 0 {
            net.nodes[new].seed += 1_000_000;
            net.nodes[new].cut_power();
            net.reconnect(new);
        }
        net.settle(60);
        check_all(&mut net);
    }
}

/// Of several segments that were removed, a power cut can bring any back. What stood in the others
/// is gone, and who lacks it gets the state.
#[test]
fn a_segment_that_a_power_cut_brought_back_holds_nothing_up() {
    let nodes = (0..3).map(|at| Node::new(&format!("node-{at}"))).collect();
    let mut net = Net::new(nodes, &[(0, 1), (1, 2)], 3);
    net.pass(2_000);
    net.disconnect(1, 2);
    for round in 0..5 {
        net.nodes[0].put(&format!("k-{round}"), "v");
        net.pass(2_000);
        let_log_go(&net.nodes[1]);
    }
    let segments: Vec<_> =
        (1..100).map(|number| names::segment(Path::new("node-1.wal"), number)).collect();
    let is_there = |path: &&PathBuf| net.nodes[1].disk.bytes(path).is_some();
    let kept: Vec<_> = segments.iter().filter(is_there).cloned().collect();
    assert!(kept.len() >= 4, "{kept:?}");
    net.disconnect(0, 1);
    net.nodes[1].drop_engine();
    for path in &kept[1..3] {
        net.nodes[1].disk.remove(path).unwrap();
    }
    net.nodes[1].open();
    net.connect(0, 1);
    net.connect(1, 2);
    net.settle(60);
    assert_eq!(net.count(is_installed), 1);
    check_all(&mut net);
}

/// Of a state that breaks off on its way, pages have come with a write that is lost since: its only
/// holder has lost its files, and goes on with the lesser state of another node.
#[test]
fn what_came_of_a_state_that_is_lost_since_does_not_stand_beside_the_rest() {
    for pieces in 0..16 {
        let mut net = settled(0);
        for number in 0..150 {
            net.nodes[0].put(&format!("k-{number:04}"), &"long ".repeat(200));
        }
        net.pass(3_000);
        net.frame_bytes_max = 8 << 10;
        net.disconnect(0, 1);
        let gone = net.join(Node::new("node-3"), 0);
        net.pass(3_000);
        let part = |key: &str| Part::put(key.as_bytes(), b"of the group");
        let (parts, time) = (vec![part("k-0000"), part("k-0149")], net.nodes[0].clock.wall_ms());
        net.nodes[gone].engine().submit_group(parts, time).unwrap();
        net.pass(3_000);
        net.disconnect(gone, 0);
        for at in [1, gone] {
            let name = net.name(at);
            net.nodes[0].engine().remove_peer(&name).unwrap();
        }
        net.nodes.iter().for_each(let_log_go);
        let mut left = pieces;
        net.tamper = Some(Box::new(move |_, _, bytes| {
            left -= i32::from(bytes[3] == 11);
            if left < 0 { Vec::new() } else { vec![bytes] }
        }));
        let new = net.join(Node::new("node-2"), 0);
        net.pass(2_000);
        net.disconnect(new, 0);
        net.tamper = None;
        net.nodes[0].drop_engine();
        net.nodes[0].disk = MemoryDisk::new();
        net.nodes[0].seed += 1_000;
        net.nodes[0].open();
        net.register(0, 1);
        net.connect(0, 1);
        net.pass(10_000);
        net.register(0, new);
        net.connect(0, new);
        net.pass(20_000);
        assert_eq!(net.count(is_installed), 2, "{pieces} pieces");
        let digests = net.digests();
        for at in [0, 1, new] {
            let values = ["k-0000", "k-0149"].map(|key| net.nodes[at].get(key).unwrap());
            assert!(values[0] == values[1], "{at} after {pieces} pieces");
            assert_eq!(digests[at], digests[0], "{at} after {pieces} pieces");
        }
        let is_wrong = |event: &SessionEvent| matches!(event, SessionEvent::Irreparable { .. });
        assert_eq!(net.count(is_wrong), 0, "{pieces} pieces");
    }
}
