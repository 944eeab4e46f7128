// SPDX-License-Identifier: Apache-2.0
//! Marks of deletes are forgotten when nobody can need them any more, and what was deleted never
//! comes back. Logs kept for peers that stay away have an end.
#![allow(missing_docs, clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

mod support;

use std::collections::BTreeMap;
use std::ops::Bound;

use softadastra::base::id::NodeId;
use softadastra::base::op::Operation;
use softadastra::base::random::Random;
use softadastra::engine::{SessionEvent, SessionOptions};
use softadastra::store::decide::join;
use softadastra::store::entry::KeyState;
use support::joined::{check_counts, is_installed, let_log_go, local};
use support::net::Net;
use support::node::Node;

/// Has the runs of a node merged, over all of its keys.
fn merge(node: &Node) {
    for round in 0..8 {
        local(node, " first", node.clock.wall_ms() + round);
        local(node, "~last", node.clock.wall_ms() + round);
        node.engine().checkpoint().unwrap();
    }
    while node.engine().maintain(1 << 20).unwrap() {}
}

/// Keys of which anything is known, those aside that [`merge`] wrote.
fn keys(node: &Node) -> Vec<String> {
    let mut keys = Vec::new();
    let snapshot = node.engine().snapshot().unwrap();
    let visit = |key: &[u8], _: &KeyState| {
        keys.push(String::from_utf8_lossy(key).into_owned());
        Ok(true)
    };
    snapshot.states(Bound::Unbounded, None, visit).unwrap();
    keys.retain(|key| key != " first" && key != "~last");
    keys
}

fn pair() -> Net {
    Net::new(vec![Node::new("node-0"), Node::new("node-1")], &[(0, 1)], 11)
}

#[test]
fn a_delete_that_every_peer_has_leaves_nothing_behind() {
    let mut net = pair();
    let mut old = Vec::new();
    for number in 0..50 {
        old.push(net.nodes[number % 2].put(&format!("k-{number:02}"), "v").op);
    }
    net.pass(3_000);
    for number in 0..40 {
        net.nodes[0].delete(&format!("k-{number:02}"));
    }
    net.pass(3_000);
    let live_bytes = net.nodes[0].engine().health().unwrap().live_bytes;
    net.nodes.iter().for_each(merge);
    for node in &net.nodes {
        assert_eq!(keys(node).len(), 10, "{}", node.name);
        assert!(node.engine().health().unwrap().live_bytes < live_bytes);
    }
    // Whoever repeats what was known does not bring it back.
    for op in &old {
        assert!(net.nodes[1].receive(op).duplicate && net.nodes[0].receive(op).duplicate);
    }
    net.disconnect(0, 1);
    net.connect(0, 1);
    net.pass(3_000);
    assert!(net.is_equal());
    for node in &mut net.nodes {
        assert_eq!(keys(node).len(), 10);
        check_counts(node);
    }
}

#[test]
fn a_delete_stays_while_a_peer_lacks_it_and_where_nobody_is_registered() {
    let alone = Node::new("alone");
    alone.put("k", "v");
    alone.delete("k");
    merge(&alone);
    assert_eq!(keys(&alone), ["k"]);

    let mut net = pair();
    let away = net.join(Node::new("node-2"), 0);
    net.nodes[0].put("k", "v");
    net.pass(3_000);
    net.disconnect(0, away);
    net.nodes[1].delete("k");
    net.pass(3_000);
    net.nodes.iter().take(2).for_each(merge);
    assert_eq!(keys(&net.nodes[0]), ["k"]);
    net.connect(0, away);
    net.pass(3_000);
    net.nodes.iter().for_each(merge);
    for node in &net.nodes {
        assert!(keys(node).is_empty(), "{}", node.name);
    }
}

#[test]
fn a_write_that_comes_late_finds_the_delete_that_replaced_it() {
    let source = Node::new("source");
    let put = source.put("k", "v").op;
    let delete = source.delete("k").op;
    let mut node = Node::new("node-0");
    node.engine().register_peer(&NodeId::new("node-1").unwrap(), 0).unwrap();
    // The delete comes first, and the peer has both.
    node.receive(&delete);
    has(&node, "node-1", &[&put, &delete]);
    merge(&node);
    assert_eq!(keys(&node), ["k"]);
    // In the part of the log that is followed again after a crash.
    node.receive(&put);
    while node.engine().maintain(1 << 20).unwrap() {}
    assert_eq!(node.get("k"), None);
    node.seed += 1_000_000;
    node.kill();
    assert_eq!(node.get("k"), None);
}

/// Has a peer say that it knows these operations, as its session would.
fn has(node: &Node, peer: &str, ops: &[&Operation]) {
    let (peer_node, name) = (Node::new(peer), NodeId::new(&node.name).unwrap());
    for op in ops {
        peer_node.receive(op);
    }
    peer_node.engine().register_peer(&name, 0).unwrap();
    let open = |from: &Node, to: &str| {
        let options = SessionOptions::new(Some(NodeId::new(to).unwrap()));
        from.engine().open_session(options).unwrap()
    };
    let (mut here, mut there) = (open(node, peer), open(&peer_node, &node.name));
    loop {
        let mut is_quiet = true;
        while let Some(frame) = there.poll_transmit(peer_node.engine(), 1 << 20).unwrap() {
            // Its knowledge comes across, and not what it knows.
            if ![4, 5].contains(&frame[3]) {
                here.handle(node.engine(), &frame).unwrap();
                is_quiet = false;
            }
        }
        while let Some(frame) = here.poll_transmit(node.engine(), 1 << 20).unwrap() {
            there.handle(peer_node.engine(), &frame).unwrap();
            is_quiet = false;
        }
        if is_quiet {
            break;
        }
    }
    let known = &node.engine().peers().unwrap()[0].applied;
    assert!(ops.iter().all(|op| known.contains(&op.dot)));
}

#[test]
fn who_was_let_go_and_comes_back_brings_nothing_back() {
    let mut net = pair();
    let away = net.join(Node::new("node-2"), 0);
    for number in 0..30 {
        net.nodes[number % 3].put(&format!("k-{number:02}"), "old");
    }
    net.pass(5_000);
    assert!(net.is_equal());
    net.disconnect(0, away);
    let name = net.name(away);
    net.nodes[0].engine().remove_peer(&name).unwrap();
    for number in 0..30 {
        net.nodes[1].delete(&format!("k-{number:02}"));
    }
    net.pass(3_000);
    net.nodes[away].put("k-05", "written away, much later");
    net.nodes.iter().take(2).for_each(merge);
    assert!(keys(&net.nodes[0]).is_empty());
    net.register(0, away);
    net.connect(0, away);
    net.pass(10_000);
    assert!(net.is_equal());
    assert_eq!(net.count(is_installed), 1);
    net.nodes[away].engine().checkpoint().unwrap();
    for node in &net.nodes {
        assert_eq!(node.engine().versions(b"k-05").unwrap().0.len(), 1, "{}", node.name);
        assert_eq!(keys(node), ["k-05"], "{}", node.name);
    }
}

#[test]
fn the_log_kept_for_a_peer_that_stays_away_has_an_end() {
    let mut nodes = vec![Node::small("node-0"), Node::small("node-1"), Node::small("node-2")];
    nodes[0].history_bytes_max = 100_000;
    nodes[0].restart();
    let mut net = Net::new(nodes, &[(0, 1), (0, 2)], 3);
    net.pass(1_000);
    net.disconnect(0, 1);
    let own = net.nodes[0].put("own", "while it was away").op.dot.sync_id();
    for number in 0..600 {
        net.nodes[2].put(&format!("k-{number:04}"), &"relayed ".repeat(100));
        net.pass(10);
    }
    net.nodes.iter().for_each(let_log_go);
    let health = net.nodes[0].engine().health().unwrap();
    assert!(health.held_bytes < 300_000, "{} bytes are held", health.held_bytes);
    assert!(health.history_dropped_count > 100, "{}", health.history_dropped_count);
    net.nodes[0].seed += 1_000_000;
    net.nodes[0].kill();
    net.reconnect(0);
    assert!(!net.nodes[0].engine().is_applied_at(&own, &net.name(1)).unwrap());
    net.connect(0, 1);
    net.pass(20_000);
    assert!(net.is_equal());
    assert_eq!(net.count(is_installed), 1);
    assert!(net.nodes[0].engine().is_applied_at(&own, &net.name(1)).unwrap());
    assert_eq!(net.nodes[1].get("own").as_deref(), Some("while it was away"));
}

/// What every node shows of a key, and with which versions.
fn views(net: &Net, key: &str) -> Vec<(Option<String>, Vec<String>)> {
    let dots = |node: &Node| {
        let (versions, _) = node.engine().versions(key.as_bytes()).unwrap();
        versions.iter().map(|version| version.dot.sync_id()).collect()
    };
    net.nodes.iter().map(|node| (node.get(key), dots(node))).collect()
}

fn check_equal(net: &mut Net, key: &str) {
    let views = views(net, key);
    assert!(views.iter().all(|view| *view == views[0]), "{views:?}");
    let digests: Vec<[u8; 32]> =
        net.nodes.iter().map(|node| node.engine().digest().unwrap()).collect();
    assert!(digests.iter().all(|digest| *digest == digests[0]));
    assert!(net.is_equal());
    net.nodes.iter_mut().for_each(check_counts);
}

/// Every node shows the same of every key up to the last, and adds up to the same.
fn check_views(net: &Net, last: usize, seed: u64) {
    for key in 0..=last {
        let views = views(net, &format!("k-{key}"));
        let shown: Vec<_> = views.iter().map(|view| &view.0).collect();
        assert!(shown.iter().all(|one| *one == shown[0]), "seed {seed}, {views:?}");
    }
    assert!(net.is_equal(), "seed {seed}");
}

/// The type of a frame with operations.
const OPS: u8 = 4;
const CHUNK: u8 = 5;

#[test]
fn a_delete_is_kept_while_a_peer_may_still_send_a_write_that_did_not_know_of_it() {
    let mut net = pair();
    net.nodes[0].put("k", "old");
    net.pass(3_000);
    net.set_cut(0, 1, true);
    net.set_cut(1, 0, true);
    net.nodes[1].put("k", "older than the delete, and concurrent");
    net.nodes.iter().for_each(|node| node.clock.pass(1_000));
    net.nodes[0].delete("k");
    net.heal();
    // The delete goes across and is acknowledged; the write is under way for long.
    net.tamper = Some(Box::new(|from, _, bytes| {
        let is_held = from == 1 && [OPS, CHUNK].contains(&bytes[3]);
        if is_held { Vec::new() } else { vec![bytes] }
    }));
    net.connect(0, 1);
    net.pass(5_000);
    merge(&net.nodes[0]);
    assert_eq!(keys(&net.nodes[0]), ["k"]);
    net.tamper = None;
    net.pass(120_000);
    check_equal(&mut net, "k");
    assert_eq!(net.nodes[0].get("k"), None);
    assert_eq!(net.count(|event| matches!(event, SessionEvent::Differs { .. })), 0);
}

#[test]
fn a_write_over_a_third_node_meets_the_delete_also_where_it_was_forgotten() {
    // In a chain, the first node knows nothing of the last one.
    let nodes = (0..3).map(|at| Node::new(&format!("node-{at}"))).collect();
    let mut net = Net::new(nodes, &[(0, 1), (1, 2)], 5);
    net.nodes[0].put("k", "old");
    net.pass(3_000);
    net.disconnect(1, 2);
    net.nodes[2].put("k", "older than the delete, and concurrent");
    net.nodes.iter().for_each(|node| node.clock.pass(1_000));
    net.nodes[0].delete("k");
    net.pass(3_000);
    net.nodes.iter().take(2).for_each(merge);
    assert!(keys(&net.nodes[0]).is_empty());
    assert_eq!(keys(&net.nodes[1]), ["k"]);
    net.connect(1, 2);
    net.settle(120);
    net.pass(10_000);
    check_equal(&mut net, "k");
    assert_eq!(net.nodes[0].get("k"), None);
    net.nodes.iter().for_each(merge);
    check_equal(&mut net, "k");
    // A later write, made anywhere, replaces both.
    net.nodes[0].put("k", "decided");
    net.settle(60);
    check_equal(&mut net, "k");
    assert_eq!(net.nodes[2].get("k").as_deref(), Some("decided"));
}

/// Chains and rings of nodes of which each knows its neighbours alone, with clocks that differ,
/// deletes that are forgotten early, nodes that are let go and come back, and power cuts.
#[test]
fn whoever_forgot_a_delete_all_show_the_same_in_the_end() {
    let (mut forgotten, mut brought_back) = (0, 0);
    for seed in 0..40 {
        let mut random = Random::new(1_000 + seed);
        let count = 3 + random.up_to(2) as usize;
        let mut links: Vec<(usize, usize)> = (1..count).map(|at| (at - 1, at)).collect();
        links.extend((seed % 2 == 1).then_some((0, count - 1)));
        let nodes = (0..count).map(|at| {
            let mut node = Node::new(&format!("node-{at}"));
            node.history_bytes_max = 1;
            node.restart();
            node.clock.jump(random.up_to(100_000) as i64);
            node
        });
        let mut net = Net::new(nodes.collect(), &links, seed);
        let mut model = Model::default();
        for _ in 0..100 {
            let at = random.up_to(count as u64 - 1) as usize;
            let (one, other) = links[random.up_to(links.len() as u64 - 1) as usize];
            let key = format!("k-{}", random.up_to(5));
            match random.up_to(19) {
                0..=5 => model.note(&net.nodes[at].put(&key, &format!("{at}")).op),
                6..=9 => model.note(&net.nodes[at].delete(&key).op),
                10..=11 => net.disconnect(one, other),
                12..=13 => join_again(&mut net, one, other),
                14 => {
                    net.nodes[at].seed = random.draw();
                    net.nodes[at].cut_power();
                    net.reconnect(at);
                }
                15..=16 => {
                    let before = keys(&net.nodes[at]).len();
                    merge(&net.nodes[at]);
                    forgotten += before - keys(&net.nodes[at]).len();
                }
                _ => net.pass(random.up_to(1_500) as i64),
            }
        }
        links.iter().for_each(|(one, other)| join_again(&mut net, *one, *other));
        net.settle(300);
        net.pass(60_000);
        let expected = model.living();
        for node in &net.nodes {
            assert_eq!(living(node), expected, "{} with seed {seed}", node.name);
        }
        check_views(&net, 5, seed);
        assert!(net.errors.is_empty(), "{:?}", net.errors);
        net.nodes.iter_mut().for_each(check_counts);
        brought_back += net.count(|event| matches!(event, SessionEvent::Repaired { .. }));
    }
    println!("{forgotten} deletes forgotten, {brought_back} times brought back");
    assert!(forgotten > 60 && brought_back > 0, "{forgotten} forgotten, {brought_back} back");
}

/// Everything that was ever written, and what must be left of it.
#[derive(Default)]
struct Model {
    states: BTreeMap<String, KeyState>,
}

impl Model {
    fn note(&mut self, op: &Operation) {
        for change in op.changes() {
            let key = String::from_utf8_lossy(change.key).into_owned();
            join(self.states.entry(key).or_default(), &change, 1);
        }
    }

    /// Of every key the living versions.
    fn living(&self) -> BTreeMap<String, Vec<String>> {
        let living = |state: &KeyState| -> Vec<String> {
            let versions = state.siblings.iter().filter(|version| version.value.is_some());
            versions.map(|version| version.dot.sync_id()).collect()
        };
        let all = self.states.iter().map(|(key, state)| (key.clone(), living(state)));
        all.filter(|(_, versions)| !versions.is_empty()).collect()
    }
}

fn living(node: &Node) -> BTreeMap<String, Vec<String>> {
    let mut all = BTreeMap::new();
    for key in keys(node) {
        let (versions, _) = node.engine().versions(key.as_bytes()).unwrap();
        let versions = versions.iter().filter(|version| version.value.is_some());
        let dots: Vec<String> = versions.map(|version| version.dot.sync_id()).collect();
        if !dots.is_empty() {
            all.insert(key, dots);
        }
    }
    all
}

fn join_again(net: &mut Net, one: usize, other: usize) {
    net.register(one, other);
    net.register(other, one);
    net.connect(one, other);
}

#[test]
fn whatever_happens_nothing_written_is_lost_and_nothing_deleted_comes_back() {
    let mut installs = 0;
    for seed in 0..60 {
        let nodes = (0..4).map(|at| {
            let mut node = Node::new(&format!("node-{at}"));
            node.history_bytes_max = 1;
            node.restart();
            node
        });
        let links = [(0, 1), (0, 2), (0, 3), (1, 2), (1, 3), (2, 3)];
        let mut net = Net::new(nodes.collect(), &links, seed);
        let mut random = Random::new(seed);
        let mut model = Model::default();
        for _ in 0..120 {
            let (at, other) = (random.up_to(3) as usize, random.up_to(3) as usize);
            let key = format!("k-{}", random.up_to(9));
            match random.up_to(19) {
                0..=6 => model.note(&net.nodes[at].put(&key, &format!("{at}")).op),
                7..=9 => model.note(&net.nodes[at].delete(&key).op),
                10..=11 if at != other => {
                    // One goes away, and nothing is kept for it.
                    let name = net.name(other);
                    for one in (0..4).filter(|one| *one != other) {
                        net.disconnect(one, other);
                        let _ = net.nodes[one].engine().remove_peer(&name);
                    }
                }
                12..=13 if at != other => join_again(&mut net, at, other),
                14 => {
                    net.nodes[at].seed = random.draw();
                    net.nodes[at].cut_power();
                    net.reconnect(at);
                }
                15 => net.nodes.iter().for_each(let_log_go),
                16 => merge(&net.nodes[at]),
                _ => net.pass(random.up_to(700) as i64),
            }
        }
        links.into_iter().for_each(|(one, other)| join_again(&mut net, one, other));
        net.pass(60_000);
        let expected = model.living();
        for node in &net.nodes {
            assert_eq!(living(node), expected, "{} with seed {seed}", node.name);
        }
        assert!(net.errors.is_empty(), "{:?}", net.errors);
        check_views(&net, 9, seed);
        net.nodes.iter_mut().for_each(check_counts);
        installs += net.count(is_installed);
    }
    println!("{installs} snapshots");
    assert!(installs > 20, "{installs} snapshots");
}

#[test]
fn what_a_joiner_logs_late_does_not_undo_a_delete_that_is_forgotten_elsewhere() {
    for steps in 0..60 {
        let mut net = pair();
        let put = net.nodes[1].put("gone", "v").op;
        for number in 0..20 {
            net.nodes[0].put(&format!("k-{number:02}"), "v");
        }
        net.pass(3_000);
        net.nodes[1].delete("gone");
        net.pass(3_000);
        net.nodes.iter().for_each(merge);
        assert_eq!(keys(&net.nodes[0]).len(), 20);
        net.adjust = |options| options.snapshot_step_bytes = 64;
        let new = net.join(Node::new("node-2"), 0);
        (0..steps).for_each(|_| net.pass(0));
        net.nodes[new].receive(&put);
        net.pass(5_000);
        assert_eq!(net.count(is_installed), 1);
        assert_eq!(net.nodes[new].get("gone"), None, "after {steps} steps");
        net.nodes[new].seed += 1_000_000;
        net.nodes[new].kill();
        assert_eq!(net.nodes[new].get("gone"), None, "after {steps} steps and a kill");
    }
}
