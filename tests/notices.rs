// SPDX-License-Identifier: Apache-2.0
//! Notices: what is kept for whom, and that sessions tell of themselves.
#![allow(missing_docs, clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

mod support;

use softadastra::base::error::Code;
use softadastra::base::id::NodeId;
use softadastra::base::limits::NOTICES_LEN_MAX;
use softadastra::engine::{Notice, Severity, Topic};
use softadastra::sync::options::SyncOptions;
use support::net::Net;
use support::node::Node;

fn notices(node: &Node) -> Vec<Notice> {
    std::iter::from_fn(|| node.engine().poll_notice().unwrap()).collect()
}

/// A delivery that fails for good.
fn fail(node: &Node, key: &str) {
    let id = node.put(key, "v").op.dot.sync_id();
    assert_eq!(node.engine().next_batch().unwrap().len(), 1);
    assert!(!node.engine().report_send_failure(&id, Code::TimedOut).unwrap());
}

fn impatient() -> Node {
    let node = Node::new("node-0");
    let options = SyncOptions::new(NodeId::new("node-0").unwrap());
    node.engine().configure(SyncOptions { attempts_max: 1, ..options }).unwrap();
    node
}

#[test]
fn nothing_is_kept_before_somebody_asks() {
    let node = impatient();
    fail(&node, "a");
    assert!(!node.engine().has_notices() && notices(&node).is_empty());
    node.engine().keep_notices(Some(Severity::Info)).unwrap();
    fail(&node, "b");
    let told = notices(&node);
    assert_eq!(
        told.iter().map(|notice| notice.topic).collect::<Vec<_>>(),
        [Topic::Open, Topic::Outbox]
    );
    assert!(told[1].text.contains("1 operations"), "{told:?}");
    assert_eq!((told[1].severity, told[1].at_ms), (Severity::Warning, node.clock.wall_ms()));
}

#[test]
fn what_matters_less_is_not_kept_and_the_latest_are() {
    let node = impatient();
    node.engine().keep_notices(Some(Severity::Error)).unwrap();
    fail(&node, "a");
    assert!(notices(&node).is_empty());
    node.engine().keep_notices(Some(Severity::Warning)).unwrap();
    for number in 0..NOTICES_LEN_MAX + 7 {
        fail(&node, &format!("k-{number}"));
    }
    let told = notices(&node);
    assert_eq!((told.len(), told[0].dropped_len, told[1].dropped_len), (NOTICES_LEN_MAX, 7, 0));
    node.engine().keep_notices(None).unwrap();
    fail(&node, "z");
    assert!(!node.engine().has_notices());
}

#[test]
fn sessions_tell_of_themselves() {
    let mut net = Net::new(vec![Node::new("node-0"), Node::new("node-1")], &[(0, 1)], 1);
    net.nodes[1].engine().keep_notices(Some(Severity::Info)).unwrap();
    net.nodes[0].put("k", "v");
    net.pass(5_000);
    let told: Vec<_> = notices(&net.nodes[1]).into_iter().skip(1).collect();
    assert!(told.iter().all(|notice| notice.topic == Topic::Session), "{told:?}");
    let texts: Vec<_> = told.iter().map(|notice| notice.text.as_str()).collect();
    assert!(texts[0].starts_with("node-0: met node-0"), "{texts:?}");
    assert!(texts.contains(&"node-0: 1 new operations came in"), "{texts:?}");
    assert!(texts.iter().any(|text| text.contains("both hold the same")), "{texts:?}");
    net.disconnect(0, 1);
    assert_eq!(notices(&net.nodes[1]).pop().unwrap().text, "node-0: closed");
}
