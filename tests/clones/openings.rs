// SPDX-License-Identifier: Apache-2.0
//! A restored node writes a key more often than it did before: the later number and the later stamp
//! of one line of writes say nothing of the other line.

use std::collections::BTreeSet;

use softadastra::base::id::Opening;
use softadastra::base::op::Operation;
use softadastra::base::part::Part;

use super::support::net::Net;
use super::support::node::Node;
use super::{copied, nodes, put_back, values};

const LOST: &str = "lost with the files";
const SECOND: &str = "second after the copy";

/// How the restored node writes the key for the second time.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Second {
    AtOnce,
    Reopened,
    InAGroup,
}

const SECONDS: [Second; 3] = [Second::AtOnce, Second::Reopened, Second::InAGroup];

/// Node 1 has a write of node 0 that is lost with its files. What node 0 writes from the copy on is
/// returned, the last of it under a greater number.
fn written_again(net: &mut Net, how: Second) -> Vec<Operation> {
    let old = copied(net, 0);
    let op = net.nodes[0].put("k", LOST).op;
    net.nodes[1].receive(&op);
    put_back(net, 0, old);
    let first = net.nodes[0].put("k", "first after the copy").op;
    if how == Second::Reopened {
        reopen(&mut net.nodes[0]);
    }
    let parts = vec![Part::put(b"k", SECOND.as_bytes()), Part::put(b"beside", b"v")];
    let second = match how {
        Second::InAGroup => net.nodes[0].engine().submit_group(parts, 1).unwrap().op,
        _ => net.nodes[0].put("k", SECOND).op,
    };
    assert!(second.dot > op.dot && second.stamp > op.stamp);
    vec![(*first).clone(), (*second).clone()]
}

/// As a process does that draws its seed anew.
fn reopen(node: &mut Node) {
    node.seed += 1;
    node.restart();
}

fn sorted(net: &Net, at: usize) -> Vec<String> {
    let mut found = values(net, at, "k");
    found.sort();
    found
}

#[test]
fn a_later_write_of_one_line_leaves_an_earlier_one_of_the_other() {
    for how in SECONDS {
        for is_first_there in [false, true] {
            let mut net = Net::new(nodes(2), &[], 5);
            let ops = written_again(&mut net, how);
            for op in &ops[usize::from(!is_first_there)..] {
                net.nodes[1].receive(op);
            }
            // Under its own number the first one is known, and comes with a repair.
            assert_eq!(sorted(&net, 1), [LOST, SECOND], "{how:?}");
            net.nodes[1].engine().checkpoint().unwrap();
            net.nodes[1].cut_power();
            assert_eq!(sorted(&net, 1), [LOST, SECOND], "{how:?}");
        }
    }
}

/// How what has seen the second line comes to node 1, or what happens before.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Way {
    Alone,
    Session,
    FromARun,
    OverARun,
    SeesItAgain,
}

#[test]
fn who_has_seen_one_line_has_not_seen_the_other() {
    for way in [Way::Alone, Way::Session, Way::FromARun, Way::OverARun, Way::SeesItAgain] {
        for how in SECONDS {
            let mut net = Net::new(nodes(3), &[], 6);
            for op in written_again(&mut net, how) {
                net.nodes[2].receive(&op);
            }
            if way == Way::FromARun {
                net.nodes[2].engine().checkpoint().unwrap();
                net.nodes[2].cut_power();
            }
            let mut op = net.nodes[2].put("k", "in view of it").op;
            if way == Way::SeesItAgain {
                reopen(&mut net.nodes[2]);
                op = net.nodes[2].put("k", "in view of it").op;
            }
            match way {
                Way::Session => {
                    net.register(2, 1);
                    net.register(1, 2);
                    net.connect(1, 2);
                    net.pass(10_000);
                }
                _ => {
                    if way == Way::OverARun {
                        net.nodes[1].engine().checkpoint().unwrap();
                    }
                    net.nodes[1].receive(&op);
                }
            }
            assert_eq!(sorted(&net, 1), ["in view of it", LOST], "{way:?}, {how:?}");
            // And it is there wherever they meet.
            for (one, other) in [(0, 1), (1, 2), (0, 2)] {
                net.register(one, other);
                net.register(other, one);
                net.connect(one, other);
            }
            net.pass(60_000);
            for at in 0..3 {
                assert_eq!(sorted(&net, at), ["in view of it", LOST], "{way:?}, at {at}");
            }
            assert!(net.is_equal(), "{way:?}, {how:?}");
        }
    }
}

/// A node that was never restored: what it wrote in earlier openings is replaced, whatever comes
/// when, and however many there were.
#[test]
fn what_was_written_in_earlier_openings_is_replaced_in_any_order() {
    let mut writer = Node::new("writer");
    let mut ops = Vec::new();
    for round in 0..7 {
        for again in 0..2 {
            ops.push(writer.put("k", &format!("{round}-{again}")).op);
        }
        if round % 2 == 0 {
            writer.engine().checkpoint().unwrap();
        }
        reopen(&mut writer);
    }
    let openings: BTreeSet<Opening> = ops.iter().map(|op| op.opening).collect();
    assert_eq!(openings.len(), 7, "each opening is another one: {openings:?}");
    assert!(openings.iter().all(|opening| opening.is_known()));
    assert_eq!(writer.get("k").as_deref(), Some("6-1"));
    let orders: [Vec<usize>; 4] = [
        (0..14).collect(),
        (0..14).rev().collect(),
        (0..14).map(|at| at * 5 % 14).collect(),
        (0..14).map(|at| at * 9 % 14).collect(),
    ];
    for order in orders {
        let reader = Node::new("reader");
        for at in &order {
            reader.receive(&ops[*at]);
        }
        let (versions, _) = reader.engine().versions(b"k").unwrap();
        let values: Vec<_> = versions.iter().filter_map(|one| one.value.as_deref()).collect();
        assert_eq!(values, [b"6-1"], "{order:?}");
        assert_eq!(reader.engine().conflicts().unwrap().len(), 0, "{order:?}");
    }
}
