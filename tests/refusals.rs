// SPDX-License-Identifier: Apache-2.0
//! Operations that a peer will not take: given up after so many refusals, listed with the reason,
//! remembered over restarts and flushes, and offered again only when somebody decides so (G5, G7).
#![allow(missing_docs, clippy::unwrap_used, clippy::indexing_slicing)]

mod support;

use softadastra::base::error::Code;
use softadastra::engine::{PeerDelivery, SessionEvent};
use softadastra::outbox::entry::Status;
use support::joined::let_log_go;
use support::net::Net;
use support::node::Node;

/// Longer than the second node takes.
const LONG: usize = 5_000;
const PATIENCE_MS: i64 = 30 * 60_000;

/// The first node is joined to one that takes short values alone, and to one that takes all.
fn net() -> Net {
    let mut nodes: Vec<Node> = (0..3).map(|at| Node::new(&format!("node-{at}"))).collect();
    nodes[0].sync.attempts_max = 3;
    nodes[0].restart();
    nodes[1].value_bytes_max = 1_000;
    nodes[1].restart();
    Net::new(nodes, &[(0, 1), (0, 2)], 9)
}

fn delivery(net: &Net, id: &str, peer: usize) -> PeerDelivery {
    net.nodes[0].engine().delivery_at(id, &net.name(peer)).unwrap()
}

fn status(net: &Net, id: &str) -> Status {
    net.nodes[0].engine().find(id).unwrap().entry.status
}

fn refusals(net: &Net) -> usize {
    net.count(|event| matches!(event, SessionEvent::Refused { .. }))
}

/// An operation that was given up because of the second node.
fn given_up(net: &mut Net) -> String {
    let id = net.nodes[0].put("k", &"v".repeat(LONG)).op.dot.sync_id();
    net.pass(PATIENCE_MS);
    let found = delivery(net, &id, 1);
    assert!(found.is_given_up && !found.is_durable, "{found:?}");
    assert_eq!((found.refusals, found.last_error), (3, Code::InvalidArgument as u16));
    assert!(found.last_refused_at_ms > 0 && found.next_attempt_at_ms == 0);
    assert!(delivery(net, &id, 2).is_applied);
    assert_eq!(status(net, &id), Status::Failed);
    assert_eq!(refusals(net), 3);
    id
}

#[test]
fn a_refusal_is_told_for_each_peer_and_tried_again_until_the_last() {
    let mut net = net();
    let id = net.nodes[0].put("k", &"v".repeat(LONG)).op.dot.sync_id();
    net.pass(2_000);
    let found = delivery(&net, &id, 1);
    assert_eq!((found.refusals, found.is_given_up), (1, false));
    assert!(found.next_attempt_at_ms > net.nodes[0].clock.wall_ms());
    assert_eq!(delivery(&net, &id, 2).refusals, 0);
    let engine = net.nodes[0].engine();
    let error = engine.delivery_at("node-0-99", &net.name(1)).unwrap_err();
    assert_eq!(error.code(), Code::NotFound);
    // What is not refused passes by what is.
    net.nodes[0].put("short", "v");
    net.pass(2_000);
    assert_eq!(net.nodes[1].get("short").as_deref(), Some("v"));
}

#[test]
fn what_was_given_up_is_not_offered_again_after_restarts_and_flushes() {
    let mut net = net();
    let id = given_up(&mut net);
    let before = delivery(&net, &id, 1);
    for round in 0..6 {
        match round % 3 {
            0 => net.nodes[0].restart(),
            1 => net.nodes[0].cut_power(),
            _ => {
                net.nodes[0].put("other", "v");
                let_log_go(&net.nodes[0]);
                net.nodes[0].seed += 1_000;
                net.nodes[0].cut_power();
            }
        }
        net.reconnect(0);
        assert_eq!(delivery(&net, &id, 1), before, "round {round}");
        net.pass(PATIENCE_MS);
        assert_eq!(refusals(&net), 3, "round {round}");
        assert_eq!(status(&net, &id), Status::Failed);
    }
}

#[test]
fn what_is_queued_by_hand_is_offered_again_also_after_a_power_cut() {
    let mut net = net();
    let id = given_up(&mut net);
    net.nodes[1].value_bytes_max = 100_000;
    net.nodes[1].restart();
    net.reconnect(1);
    net.nodes[0].engine().requeue_failed(&id).unwrap();
    net.nodes[0].cut_power();
    net.reconnect(0);
    assert_eq!(delivery(&net, &id, 1).refusals, 0);
    net.pass(PATIENCE_MS);
    assert!(delivery(&net, &id, 1).is_applied);
    assert_eq!(net.nodes[0].engine().sync_state().unwrap().counts.failed, 0);
}

#[test]
fn what_only_a_peer_that_goes_had_refused_is_not_failed_any_more() {
    let mut net = net();
    let id = given_up(&mut net);
    net.disconnect(0, 1);
    net.nodes[0].engine().remove_peer(&net.name(1)).unwrap();
    // The other one has it.
    let is_done = |net: &Net| {
        let counts = net.nodes[0].engine().sync_state().unwrap().counts;
        counts.failed == 0 && counts.total == counts.applied
    };
    assert!(is_done(&net), "{:?}", status(&net, &id));
    net.nodes[0].cut_power();
    assert!(is_done(&net));
}

#[test]
fn what_the_last_peer_refused_is_owed_to_whoever_comes() {
    let mut net = net();
    net.disconnect(0, 2);
    net.nodes[0].engine().remove_peer(&net.name(2)).unwrap();
    let id = net.nodes[0].put("k", &"v".repeat(LONG)).op.dot.sync_id();
    net.pass(PATIENCE_MS);
    assert_eq!(status(&net, &id), Status::Failed);
    net.disconnect(0, 1);
    net.nodes[0].engine().remove_peer(&net.name(1)).unwrap();
    assert_eq!(status(&net, &id), Status::Queued);
    net.nodes[0].cut_power();
    let batch = net.nodes[0].engine().next_batch().unwrap();
    assert_eq!(batch.iter().map(|d| d.op.dot.sync_id()).collect::<Vec<_>>(), [id]);
}
