// SPDX-License-Identifier: Apache-2.0
//! A restored node writes a key under a later number than that of a lost write of this key, and
//! others get both under these names: both stay, as neither has seen the other, and all nodes
//! agree.
#![allow(missing_docs, clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

mod support;

use softadastra::disk::MemoryDisk;
use softadastra::engine::SessionEvent;
use support::net::Net;
use support::node::Node;

fn values(net: &Net, at: usize, key: &str) -> Vec<String> {
    let (versions, _) = net.nodes[at].engine().versions(key.as_bytes()).unwrap();
    let values = versions.into_iter().filter_map(|version| version.value);
    values.map(|value| String::from_utf8(value.to_vec()).unwrap()).collect()
}

fn put_back(net: &mut Net, at: usize, disk: MemoryDisk) {
    net.nodes[at].drop_engine();
    net.nodes[at].disk = disk;
    net.nodes[at].seed += 1_000;
    net.nodes[at].open();
}

/// Node 1 has what node 0 wrote to the key under number 2. The copy is put back, and node 0 writes
/// something else under number 2 and the key under number 3; node 2 gets that.
fn both_lives() -> Net {
    let nodes = (0..2).map(|at| Node::new(&format!("node-{at}"))).collect();
    let mut net = Net::new(nodes, &[(0, 1)], 1);
    net.nodes[0].put("base", "v");
    net.pass(2_000);
    net.nodes[0].engine().flush().unwrap();
    let old = net.nodes[0].disk.crash();
    let first = net.nodes[0].put("twice", "lost with the files").op.dot.clone();
    net.pass(2_000);
    net.disconnect(0, 1);
    put_back(&mut net, 0, old);
    assert_eq!(net.nodes[0].put("beside", "after").op.dot, first);
    assert_eq!(net.nodes[0].put("twice", "after").op.dot.seq, first.seq + 1);
    let third = net.join(Node::new("node-2"), 0);
    net.pass(5_000);
    assert_eq!(values(&net, third, "twice"), ["after"]);
    net
}

fn joined(net: &mut Net, one: usize, other: usize) {
    net.register(one, other);
    net.register(other, one);
    net.connect(one, other);
    net.pass(20_000);
}

/// Nothing is missing, and there is nothing that all do not have.
fn all_hold_everything(net: &Net) {
    let wanted: [(&str, &[&str]); 3] =
        [("base", &["v"]), ("beside", &["after"]), ("twice", &["after", "lost with the files"])];
    for at in 0..3 {
        for (key, wanted) in wanted {
            let mut values = values(net, at, key);
            values.sort();
            // A write whose first name was in doubt may be there under two.
            values.dedup();
            assert_eq!(values, wanted, "{key} at {at}");
        }
    }
    assert!(net.is_equal());
    let is_wrong = |event: &SessionEvent| matches!(event, SessionEvent::Irreparable { .. });
    assert_eq!(net.count(is_wrong), 0);
    assert!(net.errors.is_empty(), "{:?}", net.errors);
}

#[test]
fn both_stay_where_others_get_both() {
    for meets_first in [false, true] {
        let mut net = both_lives();
        net.disconnect(0, 2);
        if meets_first {
            joined(&mut net, 0, 1);
            let mut both = values(&net, 1, "twice");
            both.sort();
            assert_eq!(both, ["after", "lost with the files"]);
        }
        joined(&mut net, 1, 2);
        joined(&mut net, 0, 1);
        joined(&mut net, 0, 2);
        all_hold_everything(&net);
    }
}
