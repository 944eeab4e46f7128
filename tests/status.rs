// SPDX-License-Identifier: Apache-2.0
//! What an engine says of its peers and of itself, and deliveries that are reported as failed.
#![allow(missing_docs, clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

mod support;

use serde_json::Value;
use softadastra::base::error::Code;
use softadastra::base::id::NodeId;
use softadastra::engine::{Durability, PeerStatus, SessionOptions};
use softadastra::outbox::entry::Status;
use softadastra::sync::options::SyncOptions;
use support::net::Net;
use support::node::{Node, START_MS};

fn nodes(count: usize) -> Vec<Node> {
    (0..count).map(|at| Node::new(&format!("node-{at}"))).collect()
}

fn status(net: &Net, at: usize, peer: usize) -> PeerStatus {
    net.nodes[at].engine().peer_status(&net.name(peer)).unwrap()
}

fn parsed(node: &Node) -> Value {
    serde_json::from_str(&node.engine().status_json().unwrap()).unwrap()
}

#[test]
fn a_peer_is_told_with_all_that_it_has_and_lacks() {
    let mut net = Net::new(nodes(3), &[(0, 1), (1, 2)], 1);
    net.nodes[0].put("first", "v");
    net.pass(1_000);
    let now = status(&net, 1, 0);
    assert!(now.is_connected && now.lease_ends_at_ms.is_none());
    assert_eq!((now.known_len, now.durable_len, now.applied_len), (1, 1, 1));
    assert_eq!((now.pending_own_len, now.pending_relayed_len, now.in_flight_len), (0, 0, 0));
    assert_eq!((now.traffic.ops_received, now.traffic.ops_sent, now.traffic.sessions), (1, 0, 1));
    assert!(now.traffic.bytes_received > 100 && now.traffic.converged_at_ms >= START_MS);
    assert_eq!(now.oldest_pending_age_ms, None);
    assert_eq!(status(&net, 0, 1).traffic.lag.count(), 1);

    net.set_cut(1, 2, true);
    net.nodes[0].put("relayed", "v");
    net.pass(500);
    net.nodes[1].put("own", "v");
    net.nodes[1].put("own too", "v");
    net.pass(60_000);
    let behind = status(&net, 1, 2);
    assert_eq!((behind.pending_own_len, behind.pending_relayed_len, behind.gone_len), (2, 1, 0));
    assert_eq!((behind.applied_len, behind.in_flight_len, behind.gap_len), (1, 3, 0));
    assert_eq!(behind.oldest_pending_age_ms, Some(60_000));
    assert!(behind.traffic.retries > 0 && behind.traffic.ops_resent >= behind.traffic.retries);
    assert_eq!(status(&net, 1, 0).pending_own_len, 0);

    net.disconnect(1, 2);
    let away = status(&net, 1, 2);
    assert!(!away.is_connected && away.in_flight_len == 0);
    net.heal();
    net.connect(1, 2);
    net.pass(1_000);
    assert_eq!(status(&net, 1, 2).applied_len, 4);
    assert_eq!(status(&net, 1, 2).in_flight_len, 0);
}

#[test]
fn an_unknown_peer_has_no_status_and_a_lease_has_an_end() {
    let net = Net::new(nodes(2), &[], 1);
    let engine = net.nodes[0].engine();
    let error = engine.peer_status(&net.name(1)).unwrap_err();
    assert_eq!(error.code(), Code::NotFound);
    assert!(error.to_string().contains("node-1"), "{error}");
    engine.register_peer(&net.name(1), 5_000).unwrap();
    assert_eq!(status(&net, 0, 1).lease_ends_at_ms, Some(START_MS + 5_000));
    assert_eq!(engine.peer_statuses().unwrap().len(), 1);
}

#[test]
fn a_session_that_ends_late_does_not_count_the_one_after_it_as_ended() {
    let mut net = Net::new(nodes(2), &[(0, 1)], 1);
    let options = || SessionOptions::new(None);
    let mut first = net.nodes[0].engine().open_session(options()).unwrap();
    let hello = |net: &Net, session: &mut softadastra::engine::Session| {
        let (one, other) = (net.nodes[0].engine(), net.nodes[1].engine());
        let mut peer = other.open_session(options()).unwrap();
        for _ in 0..3 {
            while let Some(frame) = session.poll_transmit(one, 1 << 20).unwrap() {
                peer.handle(other, &frame).unwrap();
            }
            while let Some(frame) = peer.poll_transmit(other, 1 << 20).unwrap() {
                session.handle(one, &frame).unwrap();
            }
        }
        assert!(session.is_open());
    };
    net.disconnect(0, 1);
    hello(&net, &mut first);
    let mut second = net.nodes[0].engine().open_session(options()).unwrap();
    hello(&net, &mut second);
    first.close(net.nodes[0].engine()).unwrap();
    assert!(status(&net, 0, 1).is_connected);
    second.close(net.nodes[0].engine()).unwrap();
    assert!(!status(&net, 0, 1).is_connected);
}

#[test]
fn a_peer_that_is_registered_anew_counts_as_connected_with_the_next_frame() {
    let mut net = Net::new(nodes(2), &[(0, 1)], 1);
    net.pass(1_000);
    net.nodes[0].engine().remove_peer(&net.name(1)).unwrap();
    net.register(0, 1);
    assert!(!status(&net, 0, 1).is_connected);
    net.nodes[1].put("k", "v");
    net.pass(1_000);
    assert!(status(&net, 0, 1).is_connected);
}

#[test]
fn what_the_log_no_longer_holds_is_told() {
    let mut net = Net::new(vec![Node::small("node-0"), Node::new("node-1")], &[], 1);
    for number in 0..100 {
        net.nodes[0].put(&format!("k-{number:03}"), &"v".repeat(100));
    }
    loop {
        let batch = net.nodes[0].engine().next_batch().unwrap();
        for delivery in &batch {
            net.nodes[0].engine().receive_ack(&delivery.op.dot.sync_id()).unwrap();
        }
        if batch.is_empty() {
            break;
        }
    }
    net.nodes[0].engine().checkpoint().unwrap();
    net.register(0, 1);
    net.nodes[0].put("kept", "v");
    let behind = status(&net, 0, 1);
    assert_eq!((behind.pending_own_len, behind.gone_len), (101, 100));
    net.nodes[0].restart();
    assert_eq!(status(&net, 0, 1).gone_len, 100);
}

#[test]
fn who_holds_back_how_much_log_is_told() {
    let mut net = Net::new(nodes(3), &[(0, 1), (0, 2)], 1);
    net.pass(1_000);
    net.disconnect(0, 2);
    let value = "v".repeat(1_000);
    for round in 0..3 {
        for number in 0..100 {
            net.nodes[0].put(&format!("k-{number}"), &format!("{round} {value}"));
        }
        net.pass(1_000);
        net.nodes[0].engine().checkpoint().unwrap();
    }
    let (near, away) = (status(&net, 0, 1), status(&net, 0, 2));
    let health = net.nodes[0].engine().health().unwrap();
    assert_eq!((near.held_log_bytes, near.held_alone_log_bytes), (0, 0));
    assert!(away.held_log_bytes > 300_000, "{away:?}");
    assert_eq!(away.held_alone_log_bytes, away.held_log_bytes);
    assert_eq!(away.held_log_bytes, health.held_bytes);
    let json = parsed(&net.nodes[0]);
    assert_eq!(json["peers"][1]["held_log_bytes"], health.held_bytes);
    net.connect(0, 2);
    net.pass(1_000);
    net.nodes[0].put("after", "v");
    net.pass(1_000);
    assert_eq!(status(&net, 0, 2).held_log_bytes, 0);
}

#[test]
fn the_report_is_strict_json_with_the_numbers_of_the_calls() {
    let name = "quo\"te\\ and\u{1}";
    let sync = SyncOptions::new(NodeId::new(name).unwrap());
    let node = Node::with(name, Durability::MemoryOnly, sync);
    let engine = node.engine();
    let before: Value = serde_json::from_str(&engine.status_json().unwrap()).unwrap();
    assert!(before["next_wakeup_at_ms"].is_null() && before["peers"] == Value::Array(vec![]));
    engine.register_peer(&NodeId::new("peer").unwrap(), 1_000).unwrap();
    node.put("k", "v");
    node.clock.pass(250);
    let json = parsed(&node);
    assert_eq!(json["node"], name);
    assert_eq!(json["epoch"], engine.identity().unwrap().unwrap().epoch);
    assert_eq!((&json["keys"], &json["version"]), (&Value::from(1), &Value::from(1)));
    assert_eq!(json["outbox"]["queued"], 1);
    assert_eq!(json["at_ms"], START_MS + 250);
    assert_eq!(json["next_wakeup_at_ms"], START_MS + 250);
    assert_eq!(json["totals"]["last_submitted_version"], 1);
    assert_eq!(json["memory"]["table_bytes"], engine.health().unwrap().table_bytes);
    let peer = &json["peers"][0];
    assert_eq!((&peer["node"], &peer["pending_own"]), (&Value::from("peer"), &Value::from(1)));
    assert_eq!(peer["oldest_pending_age_ms"], 250);
    assert_eq!(peer["lease_ends_at_ms"], START_MS + 1_000);
    assert_eq!(peer["traffic"]["lag"]["max_ms"], 0);
    let keys = |value: &Value| value.as_object().unwrap().keys().cloned().collect::<Vec<_>>();
    let documented = std::fs::read_to_string(
        std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/operations.md"),
    );
    let documented = documented.unwrap();
    let parts = ["outbox", "totals", "log", "runs", "memory"].map(|part| keys(&json[part]));
    let all = parts.into_iter().flatten().chain(keys(&json)).chain(keys(peer));
    for key in all.chain(keys(&peer["traffic"])).chain(keys(&peer["traffic"]["lag"])) {
        assert!(documented.contains(&format!("`{key}`")), "{key} is not in docs/operations.md");
    }
}

#[test]
fn a_send_failure_that_is_reported_counts_now_and_is_tried_again_with_backoff() {
    let sync = SyncOptions {
        attempts_max: 2,
        retry_interval_ms: 1_000,
        ..SyncOptions::new(NodeId::new("node-0").unwrap())
    };
    let mut node = Node::with("node-0", Durability::Durable, sync);
    let id = node.put("k", "v").op.dot.sync_id();
    let report = |node: &Node| node.engine().report_send_failure(&id, Code::FileWriteError);
    assert_eq!(report(&node).unwrap_err().code(), Code::InvalidState);
    let unknown = node.engine().report_send_failure("node-9-1", Code::Unknown).unwrap_err();
    assert_eq!(unknown.code(), Code::NotFound);
    assert_eq!(node.engine().next_batch().unwrap().len(), 1);
    assert!(report(&node).unwrap());
    let entry = node.engine().find(&id).unwrap().entry;
    assert_eq!((entry.status, entry.attempts), (Status::Queued, 1));
    assert_eq!(entry.last_error, Code::FileWriteError as u16);
    let wake_ms = node.engine().next_wakeup_at_ms().unwrap().unwrap();
    assert!((START_MS..=START_MS + 1_000).contains(&wake_ms), "{wake_ms}");
    assert_eq!(node.engine().sync_state().unwrap().totals.retries, 1);

    node.clock.pass(1_000);
    assert_eq!(node.engine().next_batch().unwrap().len(), 1);
    assert!(!report(&node).unwrap());
    node.kill();
    let failed = node.engine().failed().unwrap();
    assert_eq!(failed.len(), 1);
    assert_eq!(failed[0].entry.last_error, Code::FileWriteError as u16);
    node.engine().requeue_failed(&id).unwrap();
    assert_eq!(node.engine().next_batch().unwrap().len(), 1);
    node.engine().receive_ack(&id).unwrap();
    assert_eq!(report(&node).unwrap_err().code(), Code::InvalidState);
}
