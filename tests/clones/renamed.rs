// SPDX-License-Identifier: Apache-2.0
//! A write that gets a new name although somebody has replaced it under the old one: who has done
//! that knows it again by its stamp, and everybody else hears of it.

use std::cell::RefCell;
use std::rc::Rc;

use softadastra::base::op::Operation;
use softadastra::base::part::Part;
use softadastra::sync::wire::message::Message;
use softadastra::sync::wire::{self, Limits};

use super::support::joined::{is_installed, let_log_go};
use super::support::net::Net;
use super::support::node::Node;
use super::{WITHOUT_STAMPS, copied, nodes, put_back, renewed, said_by_an_older_build, values};

/// How node 0 replaces the write, and what happens before it comes under its new name, or after.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Way {
    Put,
    Delete,
    Group,
    Restarted,
    InARun,
    BehindAState,
    ThenPowerFails,
    OverAnother,
}

const WAYS: [Way; 8] = [
    Way::Put,
    Way::Delete,
    Way::Group,
    Way::Restarted,
    Way::InARun,
    Way::BehindAState,
    Way::ThenPowerFails,
    Way::OverAnother,
];

/// Node 1 has given its first number twice: node 2 has one of the two operations, node 0 the other,
/// a write of `k`, and node 1 does not know that. Nobody is joined to anybody.
pub fn given_twice(first: &str) -> Net {
    let mut net = Net::new(nodes(3), &[], 5);
    let old = copied(&mut net, 1);
    let op = net.nodes[1].put(first, "the first use").op;
    net.nodes[2].receive(&op);
    put_back(&mut net, 1, old);
    let op = net.nodes[1].put("k", "the second use").op;
    net.nodes[0].receive(&op);
    assert_eq!(values(&net, 0, "k"), ["the second use"]);
    net
}

pub fn join(net: &mut Net, one: usize, other: usize) {
    net.register(one, other);
    net.register(other, one);
    net.connect(one, other);
}

/// From here on every node is taken for one of a build that knows no stamps in contexts.
fn all_are_older(net: &mut Net) {
    net.tamper = Some(Box::new(|_, _, frame| match frame[3] {
        1 => vec![said_by_an_older_build(frame, WITHOUT_STAMPS)],
        _ => vec![frame],
    }));
}

/// Node 0 puts the state of a third node in place, which has all that node 0 wrote.
fn takes_a_state(net: &mut Net) {
    let third = net.join(Node::new("node-3"), 0);
    net.pass(10_000);
    net.disconnect(0, third);
    let gone = net.name(0);
    net.nodes[third].engine().remove_peer(&gone).unwrap();
    // What it made itself it would still owe, and keep in its log.
    net.nodes[third].receive(&Node::new("node-4").put("of-another", "v").op);
    let_log_go(&net.nodes[third]);
    join(net, third, 0);
    net.pass(10_000);
    assert_eq!(net.count(is_installed), 1);
    assert_eq!(values(net, 0, "of-another"), ["v"]);
    net.disconnect(0, third);
    net.nodes[0].engine().remove_peer(&net.name(third)).unwrap();
}

/// Node 0 replaces the write. Then node 1 meets node 2, where its number is another operation, so
/// that its write gets a new name, as it must; and does not come back beside what replaced it. Where
/// nobody is told the former name, node 0 knows the write by what it remembers of those it replaced.
#[test]
fn a_write_that_was_replaced_under_its_old_name_does_not_come_back_under_the_new_one() {
    for (way, is_older) in WAYS.into_iter().flat_map(|way| [(way, false), (way, true)]) {
        let mut net = given_twice("other");
        if is_older {
            all_are_older(&mut net);
        }
        let after: &[&str] = if way == Way::Delete { &[] } else { &["after"] };
        match way {
            Way::Delete => drop(net.nodes[0].delete("k")),
            Way::Group => {
                let parts = vec![Part::put(b"beside", b"v"), Part::put(b"k", b"after")];
                net.nodes[0].engine().submit_group(parts, 1).unwrap();
            }
            _ => drop(net.nodes[0].put("k", "after")),
        }
        if way == Way::InARun {
            net.nodes[0].engine().checkpoint().unwrap();
        }
        if way == Way::BehindAState {
            takes_a_state(&mut net);
        }
        if matches!(way, Way::Restarted | Way::InARun | Way::BehindAState) {
            net.nodes[0].restart();
        }
        join(&mut net, 1, 2);
        net.pass(10_000);
        assert_eq!(renewed(&net), 1, "{way:?}, {is_older}");
        if way == Way::OverAnother {
            join(&mut net, 0, 2);
        } else {
            join(&mut net, 0, 1);
        }
        net.pass(20_000);
        assert_eq!(values(&net, 0, "k"), after, "{way:?}, {is_older}");
        if way == Way::ThenPowerFails {
            net.nodes[0].cut_power();
            assert_eq!(values(&net, 0, "k"), after, "what the log says");
            net.reconnect(0);
            net.pass(20_000);
        }
        for at in 0..3 {
            assert_eq!(values(&net, at, "k"), after, "{way:?}, {is_older}, at {at}");
            assert_eq!(
                values(&net, at, "other"),
                ["the first use"],
                "{way:?}, {is_older}, at {at}"
            );
        }
        let digests = net.digests();
        assert!(digests.iter().take(3).all(|digest| *digest == digests[0]), "{way:?}, {is_older}");
    }
}

/// The first use was a write of the same key, and node 2 replaced that one. What replaced it says
/// the number, and comes to node 0, which has the second use under it. Nobody has replaced that.
#[test]
fn a_write_whose_namesake_was_replaced_comes_back_under_its_new_name() {
    for met_before in [false, true] {
        let mut net = given_twice("k");
        net.nodes[2].put("k", "after the first");
        if met_before {
            join(&mut net, 0, 2);
            net.pass(10_000);
        }
        join(&mut net, 1, 2);
        net.pass(10_000);
        if !met_before {
            join(&mut net, 0, 1);
        }
        net.settle(60);
        net.pass(10_000);
        for at in 0..3 {
            let mut found = values(&net, at, "k");
            found.sort();
            assert_eq!(found, ["after the first", "the second use"], "{met_before}, at {at}");
        }
        assert!(net.is_equal(), "{met_before}");
    }
}

/// The same, and node 1 never meets node 2. With what replaced the first use comes its stamp, so that
/// node 0 knows of two operations of the number and tells node 1 before it sends it anything.
#[test]
fn what_was_made_in_view_of_a_namesake_comes_with_the_stamp_of_that() {
    for way in [Way::Put, Way::Group, Way::Restarted] {
        let mut net = given_twice("k");
        if way == Way::Group {
            let parts = vec![Part::put(b"beside", b"v"), Part::put(b"k", b"after the first")];
            net.nodes[2].engine().submit_group(parts, 1).unwrap();
        } else {
            net.nodes[2].put("k", "after the first");
        }
        join(&mut net, 0, 2);
        net.pass(10_000);
        if way == Way::Restarted {
            net.nodes[0].cut_power();
            net.reconnect(0);
            net.pass(10_000);
        }
        join(&mut net, 0, 1);
        net.settle(60);
        net.pass(10_000);
        assert_eq!(renewed(&net), 1, "{way:?}");
        for at in 0..3 {
            let mut found = values(&net, at, "k");
            found.sort();
            assert_eq!(found, ["after the first", "the second use"], "{way:?}, at {at}");
        }
    }
}

/// The second use is a group. Node 0 replaces one key of it; what has seen the first use replaces
/// the other key there, and was not made in view of it. Of a group each key is judged by itself, also
/// where only one is left that gets a new name, because node 1 has replaced the other one as well.
#[test]
fn of_a_group_that_was_replaced_in_part_the_other_keys_come_back() {
    for (is_older, is_one_left) in [(false, false), (false, true), (true, true)] {
        let mut net = Net::new(nodes(3), &[], 5);
        if is_older {
            all_are_older(&mut net);
        }
        let old = copied(&mut net, 1);
        let op = net.nodes[1].put("k-2", "the first use").op;
        net.nodes[2].receive(&op);
        net.nodes[2].put("k-2", "after the first");
        put_back(&mut net, 1, old);
        let parts = vec![Part::put(b"k", b"the second use"), Part::put(b"k-2", b"the second use")];
        let op = net.nodes[1].engine().submit_group(parts, 1).unwrap().op;
        net.nodes[0].receive(&op);
        net.nodes[0].put("k", "after");
        let mut wanted = vec!["after"];
        if is_one_left {
            net.nodes[1].put("k", "after it");
            wanted.push("after it");
        }
        join(&mut net, 0, 2);
        net.pass(10_000);
        join(&mut net, 1, 2);
        net.settle(60);
        net.pass(10_000);
        let case = format!("older {is_older}, one left {is_one_left}");
        for at in 0..3 {
            let sorted = |key| {
                let mut found = values(&net, at, key);
                found.sort();
                found
            };
            assert_eq!(sorted("k"), wanted, "{case}, at {at}");
            assert_eq!(sorted("k-2"), ["after the first", "the second use"], "{case}, at {at}");
        }
    }
}

/// Node 0 has acknowledged both writes of node 1, and an older copy of its files is put back, which
/// has another operation under the number of the first. What it had acknowledged proves nothing from
/// there on: under its old name the later write would replace what it has not seen.
#[test]
fn what_was_acknowledged_before_the_peer_went_back_is_in_doubt_where_the_peer_has_another_one() {
    for is_older in [false, true] {
        let mut net = Net::new(nodes(2), &[], 5);
        if is_older {
            all_are_older(&mut net);
        }
        let empty = [0, 1].map(|at| copied(&mut net, at));
        let op = net.nodes[1].put("k", "the first use").op;
        net.nodes[0].receive(&op);
        let with_the_first = copied(&mut net, 0);
        for (at, disk) in empty.into_iter().enumerate() {
            put_back(&mut net, at, disk);
        }
        join(&mut net, 0, 1);
        for value in ["the second use", "after it"] {
            net.nodes[1].put("k", value);
            net.settle(60);
        }
        net.disconnect(0, 1);
        put_back(&mut net, 0, with_the_first);
        join(&mut net, 0, 1);
        net.settle(60);
        net.pass(10_000);
        for at in 0..2 {
            let mut found = values(&net, at, "k");
            found.sort();
            assert_eq!(found, ["after it", "the first use"], "older {is_older}, at {at}");
        }
    }
}

/// What is in doubt of a group takes a new name together: whoever gets it has all of it or nothing.
#[test]
fn a_group_that_gets_a_new_name_stays_a_group() {
    for is_killed in [false, true] {
        let mut net = Net::new(nodes(2), &[], 5);
        let old = copied(&mut net, 1);
        let op = net.nodes[1].put("other", "the first use").op;
        net.nodes[0].receive(&op);
        put_back(&mut net, 1, old);
        let parts = ["a", "b", "c"].map(|key| Part::put(key.as_bytes(), b"of the group"));
        net.nodes[1].engine().submit_group(parts.to_vec(), 1).unwrap();
        net.nodes[1].put("b", "after it");
        net.nodes[1].put("d", "alone");
        let got = Rc::new(RefCell::new(Vec::new()));
        let told = got.clone();
        net.tamper = Some(Box::new(move |from, _, frame| {
            if from == 1 && frame[3] == 4 {
                told.borrow_mut().extend(operations(&frame));
            }
            vec![frame]
        }));
        join(&mut net, 0, 1);
        net.settle(60);
        net.pass(10_000);
        assert_eq!(renewed(&net), 1, "{is_killed}");
        if is_killed {
            net.nodes[1].kill();
            net.reconnect(1);
            net.settle(60);
            net.pass(10_000);
        }
        let wanted = [vec!["a", "c"], vec!["b"], vec!["d"]];
        let mut sent = got.take();
        sent.sort();
        sent.dedup();
        assert_eq!(sent, wanted, "{is_killed}");
        for at in 0..2 {
            for (key, value) in [("a", "of the group"), ("b", "after it"), ("c", "of the group")] {
                assert_eq!(values(&net, at, key), [value], "{key} at {at}, {is_killed}");
            }
            assert_eq!(values(&net, at, "other"), ["the first use"], "at {at}");
        }
        assert!(net.is_equal(), "{is_killed}");
    }
}

/// The keys of each operation of a frame.
fn operations(frame: &[u8]) -> Vec<Vec<String>> {
    let limits = Limits { frame_bytes_max: 1 << 20, value_bytes_max: 1 << 20 };
    let Message::Ops(ops) = wire::take(frame, &limits).unwrap().frame.message else {
        panic!("a frame of operations");
    };
    let text = |key: &[u8]| String::from_utf8(key.to_vec()).unwrap();
    let keys = |op: &Operation| op.changes().map(|change| text(change.key)).collect();
    ops.list.iter().map(keys).collect()
}

/// Node 0 gave its first number twice, and a copy of the second use is put back after that had got a
/// new name: so it gets another one, while node 1 has it under the first.
#[test]
fn a_write_that_gets_a_new_name_twice_is_the_same_at_all() {
    for seed in 0..6 {
        let mut net = Net::new(nodes(2), &[], 8);
        net.nodes[0].seed += 100 * seed;
        let empty = copied(&mut net, 0);
        let op = net.nodes[0].put("lost", "with the files").op;
        net.nodes[1].receive(&op);
        put_back(&mut net, 0, empty);
        net.nodes[0].put("k", "v");
        let old = copied(&mut net, 0);
        join(&mut net, 0, 1);
        net.pass(10_000);
        assert_eq!(renewed(&net), 1, "{seed}");
        net.disconnect(0, 1);
        put_back(&mut net, 0, old);
        join(&mut net, 0, 1);
        net.pass(30_000);
        assert_eq!(renewed(&net), 2, "{seed}");
        for at in 0..2 {
            assert_eq!(values(&net, at, "k"), ["v"], "{seed}, at {at}");
            assert_eq!(values(&net, at, "lost"), ["with the files"], "{seed}, at {at}");
        }
        assert!(net.is_equal(), "{seed}");
    }
}
