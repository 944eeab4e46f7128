// SPDX-License-Identifier: Apache-2.0
//! Nodes whose operations are in no log any more, and what all of them have to agree on.

use std::collections::BTreeMap;

use softadastra::base::id::NodeId;
use softadastra::base::op::Kind;
use softadastra::engine::{Durability, SessionEvent};
use softadastra::sync::options::SyncOptions;

use super::net::Net;
use super::node::Node;

pub fn in_memory(name: &str) -> Node {
    let sync = SyncOptions::new(NodeId::new(name).unwrap());
    Node::with(name, Durability::MemoryOnly, sync)
}

/// Lets go of the log of a node, as far as it is not owed.
pub fn let_log_go(node: &Node) {
    node.engine().checkpoint().unwrap();
    node.engine().checkpoint().unwrap();
}

/// Two nodes with so many keys whose operations are in no log any more.
pub fn settled(count: usize) -> Net {
    let mut net = Net::new(vec![Node::new("node-0"), Node::new("node-1")], &[(0, 1)], 7);
    net.is_tolerant = true;
    for number in 0..count {
        net.nodes[number % 2].put(&format!("k-{number:04}"), &format!("value {number}"));
    }
    net.pass(3_000);
    for number in (0..count).step_by(5) {
        net.nodes[0].delete(&format!("k-{number:04}"));
    }
    net.pass(3_000);
    assert!(net.is_equal());
    net.nodes.iter().for_each(let_log_go);
    net
}

pub fn is_installed(event: &SessionEvent) -> bool {
    matches!(event, SessionEvent::SnapshotInstalled { .. })
}

/// A write that is not replicated.
pub fn local(node: &Node, key: &str, time: i64) {
    let engine = node.engine();
    engine.write_local(Kind::Put, key.as_bytes(), b"alone", time).unwrap();
}

/// What a node shows.
pub fn shown(node: &Node) -> BTreeMap<String, Vec<String>> {
    let mut all = BTreeMap::new();
    for listed in node.engine().scan(None, usize::MAX).unwrap() {
        let (versions, _) = node.engine().versions(&listed.key).unwrap();
        let values = versions.iter().map(|v| format!("{:?} {:?}", v.dot, v.value)).collect();
        all.insert(String::from_utf8_lossy(&listed.key).into_owned(), values);
    }
    all
}

/// What a node counts is what it shows, now and after it was opened again.
pub fn check_counts(node: &mut Node) {
    let check = |node: &Node| {
        let engine = node.engine();
        let state = shown(node);
        assert_eq!(engine.len().unwrap(), state.len(), "{}", node.name);
        (state, engine.conflicts().unwrap(), engine.snapshot().unwrap().sum().unwrap())
    };
    let before = check(node);
    if node.durability == Durability::MemoryOnly {
        return;
    }
    node.seed += 1_000_000;
    node.kill();
    assert_eq!(check(node), before, "{} after a kill", node.name);
    node.restart();
    assert_eq!(check(node), before, "{} after a restart", node.name);
}

/// Everybody holds the same, in every respect.
pub fn check_all(net: &mut Net) {
    let first = shown(&net.nodes[0]);
    for node in &net.nodes {
        assert_eq!(shown(node), first, "{}", node.name);
    }
    assert_eq!(net.count(|event| matches!(event, SessionEvent::Differs { .. })), 0);
    net.nodes.iter_mut().for_each(check_counts);
}
