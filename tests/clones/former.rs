// SPDX-License-Identifier: Apache-2.0
//! What has replaced a write under its old name meets it under the new one where its own writer is
//! not: at the node that had to give the new name, and at any other.

use softadastra::base::part::Part;

use super::renamed::{given_twice, join};
use super::support::joined::{is_installed, let_log_go};
use super::support::net::Net;
use super::support::node::Node;
use super::{copied, nodes, put_back, renewed, values};

/// How node 0 replaces the write, or how that comes to node 1, and what happens there before.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Way {
    Put,
    Delete,
    Group,
    Twice,
    WithoutIt,
    Restarted,
    InARun,
    AsAState,
}

const WAYS: [Way; 8] = [
    Way::Put,
    Way::Delete,
    Way::Group,
    Way::Twice,
    Way::WithoutIt,
    Way::Restarted,
    Way::InARun,
    Way::AsAState,
];

/// Node 0 replaces the write, node 3 gets that, and node 0 is away from then on.
fn replaced_and_carried(net: &mut Net, way: Way) -> usize {
    match way {
        Way::Delete => drop(net.nodes[0].delete("k")),
        Way::Group => {
            let parts = vec![Part::put(b"beside", b"v"), Part::put(b"k", b"after")];
            net.nodes[0].engine().submit_group(parts, 1).unwrap();
        }
        Way::Twice => {
            net.nodes[0].delete("k");
            net.nodes[0].put("k", "after");
        }
        Way::WithoutIt => {
            let third = net.join(Node::new("node-3"), 2);
            net.disconnect(2, third);
            let op = net.nodes[0].put("k", "after").op;
            net.nodes[third].receive(&op);
            return third;
        }
        _ => drop(net.nodes[0].put("k", "after")),
    }
    let third = net.join(Node::new("node-3"), 0);
    net.pass(10_000);
    net.disconnect(0, third);
    if way == Way::AsAState {
        // What it made itself it would still owe, and keep in its log.
        net.nodes[third].engine().remove_peer(&net.name(0)).unwrap();
        net.nodes[third].receive(&Node::new("node-4").put("of-another", "v").op);
        let_log_go(&net.nodes[third]);
    }
    third
}

/// The write has its new name at node 1 when node 3 brings what replaced it. Neither shows both.
#[test]
fn what_replaced_a_write_under_its_old_name_replaces_it_under_the_new_one() {
    for way in WAYS {
        let mut net = given_twice("other");
        let third = replaced_and_carried(&mut net, way);
        let after: &[&str] = if way == Way::Delete { &[] } else { &["after"] };
        assert_eq!(values(&net, third, "k"), after, "{way:?}");
        join(&mut net, 1, 2);
        net.pass(10_000);
        assert_eq!(renewed(&net), 1, "{way:?}");
        assert_eq!(values(&net, 1, "k"), ["the second use"], "{way:?}");
        net.disconnect(1, 2);
        if way == Way::InARun {
            net.nodes[1].engine().checkpoint().unwrap();
        }
        if matches!(way, Way::Restarted | Way::InARun) {
            net.nodes[1].cut_power();
        }
        join(&mut net, 1, third);
        net.pass(20_000);
        assert!(way != Way::AsAState || net.count(is_installed) > 0, "{way:?}");
        for at in [1, third] {
            assert_eq!(values(&net, at, "k"), after, "{way:?}, at {at}");
            assert_eq!(values(&net, at, "other"), ["the first use"], "{way:?}, at {at}");
        }
        // Node 2 has it under the new name alone so far.
        join(&mut net, third, 2);
        net.pass(20_000);
        assert_eq!(values(&net, 2, "k"), after, "{way:?}");
        // And nothing is left to be done when its writer is back.
        join(&mut net, 0, 1);
        net.pass(20_000);
        for at in 0..4 {
            assert_eq!(values(&net, at, "k"), after, "{way:?}, in the end, at {at}");
        }
        let digests = net.digests();
        assert!(digests.iter().all(|digest| *digest == digests[0]), "{way:?}");
    }
}

/// Node 1 wrote the key again under its new epoch before it heard of what replaced the write: that
/// has seen the write under the new name alone, so both stay.
#[test]
fn what_was_written_over_the_new_name_stays_beside_what_replaced_the_old_one() {
    let mut net = given_twice("other");
    let third = replaced_and_carried(&mut net, Way::Put);
    join(&mut net, 1, 2);
    net.pass(10_000);
    net.nodes[1].put("k", "over it");
    join(&mut net, 1, third);
    join(&mut net, 0, 1);
    net.pass(20_000);
    for at in 0..4 {
        let mut found = values(&net, at, "k");
        found.sort();
        assert_eq!(found, ["after", "over it"], "at {at}");
    }
}

/// The same number a third time, of the same key: what replaced the second use has seen neither of
/// the others.
#[test]
fn what_replaced_one_use_of_a_number_leaves_the_third_one() {
    let mut net = Net::new(nodes(4), &[], 5);
    let old = copied(&mut net, 1);
    for (at, value) in [(2, "the first use"), (0, "the second use"), (3, "the third use")] {
        let op = net.nodes[1].put("k", value).op;
        net.nodes[at].receive(&op);
        if at != 3 {
            put_back(&mut net, 1, old.crash());
            net.nodes[1].clock.pass(10);
        }
    }
    net.nodes[0].put("k", "after the second");
    for (one, other) in [(1, 2), (1, 0), (1, 3)] {
        join(&mut net, one, other);
        net.pass(10_000);
    }
    net.settle(60);
    net.pass(10_000);
    for at in 0..4 {
        let mut found = values(&net, at, "k");
        found.sort();
        assert_eq!(found, ["after the second", "the first use", "the third use"], "at {at}");
    }
}

/// How node 1 replaces its own write, or how many numbers further on.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Own {
    Put,
    Delete,
    Group,
    Later(usize),
    Restarted,
    AsAState,
}

const OWN: [Own; 7] = [
    Own::Put,
    Own::Delete,
    Own::Group,
    Own::Later(1),
    Own::Later(20),
    Own::Restarted,
    Own::AsAState,
];

/// Node 1 has replaced its own write, of which node 0 has not heard, and saves that. An older copy is
/// put back, in which it gives the number of the first once more, to node 2; then the later one. With
/// node 2 it gives new names to all that it has. Node 0 still knows the first under the old name.
#[test]
fn what_a_node_had_replaced_itself_does_not_come_back_when_that_gets_a_new_name() {
    for way in OWN {
        let mut net = Net::new(nodes(3), &[], 5);
        let empty = copied(&mut net, 1);
        let first = net.nodes[1].put("k", "the first").op;
        net.nodes[0].receive(&first);
        net.nodes[1].clock.pass(10);
        if let Own::Later(count) = way {
            (0..count).for_each(|at| drop(net.nodes[1].put(&format!("beside-{at}"), "v")));
        }
        match way {
            Own::Delete => drop(net.nodes[1].delete("k")),
            Own::Group => {
                let parts = vec![Part::put(b"beside", b"v"), Part::put(b"k", b"after")];
                net.nodes[1].engine().submit_group(parts, 1).unwrap();
            }
            _ => drop(net.nodes[1].put("k", "after")),
        }
        if way == Own::Restarted {
            net.nodes[1].engine().checkpoint().unwrap();
            net.nodes[1].restart();
        }
        let full = copied(&mut net, 1);
        put_back(&mut net, 1, empty);
        net.nodes[1].clock.pass(10);
        let other = net.nodes[1].put("k", "another one").op;
        net.nodes[2].receive(&other);
        put_back(&mut net, 1, full);
        join(&mut net, 1, 2);
        net.pass(10_000);
        assert_eq!(renewed(&net), 1, "{way:?}");
        let mut wanted = vec!["after", "another one"];
        wanted.retain(|value| way != Own::Delete || *value != "after");
        let shown = |net: &Net, at| {
            let mut found = values(net, at, "k");
            found.sort();
            found
        };
        assert_eq!(shown(&net, 1), wanted, "{way:?}");
        if way == Own::AsAState {
            net.disconnect(1, 2);
            net.nodes[1].engine().remove_peer(&net.name(2)).unwrap();
            let_log_go(&net.nodes[1]);
        }
        join(&mut net, 0, 1);
        net.settle(60);
        net.pass(10_000);
        for at in 0..3 {
            assert_eq!(shown(&net, at), wanted, "{way:?}, at {at}");
        }
    }
}
