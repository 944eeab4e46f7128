// SPDX-License-Identifier: Apache-2.0
//! Databases that were restored from an old copy, or copied and used twice: that is found out, what
//! was lost comes back from the peers, and what both copies wrote is kept (G11 of the design: P11).
#![allow(missing_docs, clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

#[path = "clones/former.rs"]
mod former;
#[path = "clones/lines.rs"]
mod lines;
#[path = "clones/names.rs"]
mod names;
#[path = "clones/openings.rs"]
mod openings;
#[path = "clones/renamed.rs"]
mod renamed;
#[path = "clones/stopped.rs"]
mod stopped;
mod support;

use std::cell::Cell;
use std::rc::Rc;

use softadastra::base::id::NodeId;
use softadastra::base::op::{Context, Kind, Operation};
use softadastra::base::part::Part;
use softadastra::disk::Fault;
use softadastra::engine::{Session, SessionEvent, SessionOptions};
use softadastra::store::entry::Version;
use softadastra::sync::options::SyncOptions;
use softadastra::sync::wire::message::{FEATURES, Message, STEPS_WITH_OPS, TRAILS_IN_STREAM};
use softadastra::sync::wire::{self, Limits};
use support::joined::{is_installed, let_log_go};
use support::net::{Faults, Net};
use support::node::Node;

fn nodes(count: usize) -> Vec<Node> {
    (0..count).map(|at| Node::new(&format!("node-{at}"))).collect()
}

/// The disk of a node as it is now, to be used again later.
fn copied(net: &mut Net, at: usize) -> softadastra::disk::MemoryDisk {
    net.nodes[at].engine().flush().unwrap();
    net.nodes[at].disk.crash()
}

/// Puts an old copy of its files under a node, as restoring from a backup of files does.
fn restored(net: &mut Net, at: usize, disk: softadastra::disk::MemoryDisk) {
    net.nodes[at].drop_engine();
    net.nodes[at].disk = disk;
    net.nodes[at].seed += 1_000;
    net.nodes[at].open();
    net.reconnect(at);
}

fn renewed(net: &Net) -> usize {
    net.count(|event| matches!(event, SessionEvent::Renewed { .. }))
}

fn epoch(net: &Net, at: usize) -> u32 {
    net.nodes[at].engine().identity().unwrap().unwrap().epoch
}

fn versions_of(net: &Net, key: &str) -> Vec<Version> {
    net.nodes[0].engine().versions(key.as_bytes()).unwrap().0
}

fn values(net: &Net, at: usize, key: &str) -> Vec<String> {
    let (versions, _) = net.nodes[at].engine().versions(key.as_bytes()).unwrap();
    let values = versions.into_iter().filter_map(|version| version.value);
    values.map(|value| String::from_utf8(value.to_vec()).unwrap()).collect()
}

#[test]
fn a_restored_node_gets_its_own_operations_back_and_goes_on_under_a_new_epoch() {
    let mut net = Net::new(nodes(2), &[(0, 1)], 1);
    net.nodes[0].put("before", "the copy");
    net.pass(2_000);
    let old = copied(&mut net, 0);
    let first = epoch(&net, 0);
    net.nodes[0].put("after", "the copy");
    net.nodes[0].delete("before");
    net.pass(2_000);
    restored(&mut net, 0, old);
    assert_eq!(net.nodes[0].get("after"), None);
    net.settle(60);
    assert_eq!(net.nodes[0].get("after").as_deref(), Some("the copy"));
    assert_eq!(net.nodes[0].get("before"), None, "deletes stay deleted");
    assert_ne!(epoch(&net, 0), first);
    net.nodes[0].put("new", "life");
    net.settle(60);
    assert_eq!(net.nodes[1].get("new").as_deref(), Some("life"));
    assert_eq!(renewed(&net), 1);
}

#[test]
fn what_a_restored_node_wrote_before_it_met_anybody_is_kept_beside_what_was_lost() {
    for offline in [1, 3, 8] {
        let mut net = Net::new(nodes(3), &[(0, 1), (1, 2)], offline);
        net.nodes[0].put("base", "v");
        net.pass(2_000);
        let old = copied(&mut net, 0);
        for number in 0..4 {
            net.nodes[0].put(&format!("lost-{number}"), "written before the accident");
        }
        net.nodes[0].put("both", "before");
        net.pass(2_000);
        net.disconnect(0, 1);
        net.nodes[0].drop_engine();
        net.nodes[0].disk = old;
        net.nodes[0].seed += 77;
        net.nodes[0].open();
        for number in 0..offline {
            net.nodes[0].put(&format!("new-{number}"), "written after it");
        }
        net.nodes[0].put("both", "after");
        net.connect(0, 1);
        net.settle(60);
        net.pass(10_000);
        for at in 0..3 {
            for number in 0..4 {
                assert_eq!(values(&net, at, &format!("lost-{number}")).len(), 1, "{offline}");
            }
            for number in 0..offline {
                assert_eq!(values(&net, at, &format!("new-{number}")).len(), 1, "{offline}");
            }
            assert_eq!(values(&net, at, "both"), ["after", "before"], "at {at}, {offline}");
            assert_eq!(values(&net, at, "base"), ["v"]);
        }
        assert_eq!(renewed(&net), 1);
        let counts = net.nodes[0].engine().sync_state().unwrap().counts;
        assert_eq!(counts.applied, counts.total, "{counts:?}");
        let differs = |event: &_| matches!(event, SessionEvent::Differs { .. });
        assert_eq!(net.count(differs), 0);
    }
}

#[test]
fn of_two_copies_in_use_the_second_that_is_met_takes_another_epoch() {
    let mut net = Net::new(nodes(2), &[(0, 1)], 4);
    net.nodes[0].put("common", "v");
    net.pass(2_000);
    let copy = copied(&mut net, 0);
    net.nodes[0].put("one", "by the original");
    net.pass(2_000);
    let original = copied(&mut net, 0);
    // The copy is used, and meets the peer.
    net.disconnect(0, 1);
    net.nodes[0].drop_engine();
    net.nodes[0].disk = copy;
    net.nodes[0].seed += 5;
    net.nodes[0].open();
    net.nodes[0].put("two", "by the copy");
    net.connect(0, 1);
    net.settle(60);
    assert_eq!(renewed(&net), 1);
    let of_copy = epoch(&net, 0);
    // The original again: it was met under its own epoch, which nobody else uses any more.
    let copy = copied(&mut net, 0);
    net.disconnect(0, 1);
    net.nodes[0].drop_engine();
    net.nodes[0].disk = original;
    net.nodes[0].seed += 5;
    net.nodes[0].open();
    net.nodes[0].put("three", "by the original");
    net.connect(0, 1);
    net.settle(60);
    assert_eq!(renewed(&net), 1, "the original goes on as it was");
    assert_ne!(epoch(&net, 0), of_copy);
    restored(&mut net, 0, copy);
    net.settle(60);
    assert_eq!(renewed(&net), 1, "and so does the copy");
    for at in 0..2 {
        for key in ["common", "one", "two", "three"] {
            assert_eq!(values(&net, at, key).len(), 1, "{key} at {at}");
        }
    }
}

#[test]
fn renewing_survives_a_crash_at_every_disk_operation() {
    let world = || {
        let mut net = Net::new(nodes(2), &[(0, 1)], 6);
        net.nodes[0].put("base", "v");
        net.pass(2_000);
        let old = copied(&mut net, 0);
        net.nodes[0].put("lost", "before");
        net.pass(2_000);
        net.disconnect(0, 1);
        net.nodes[0].drop_engine();
        net.nodes[0].disk = old;
        net.nodes[0].seed += 77;
        net.nodes[0].open();
        net.nodes[0].put("new", "after");
        net.nodes[0].put("new-too", "after");
        net
    };
    let mut points = 0;
    for point in 1.. {
        let mut net = world();
        let before = net.nodes[0].disk.calls().len() as u64;
        net.nodes[0].disk.inject(Fault::from(None, point, libc::EIO));
        net.is_tolerant = true;
        net.connect(0, 1);
        net.pass(3_000);
        let was_reached = net.nodes[0].disk.calls().len() as u64 - before >= point;
        net.nodes[0].disk.clear_faults();
        net.nodes[0].seed += 1;
        net.nodes[0].cut_power();
        net.is_tolerant = false;
        net.reconnect(0);
        net.settle(60);
        net.pass(10_000);
        for at in 0..2 {
            for key in ["base", "lost", "new", "new-too"] {
                assert_eq!(values(&net, at, key).len(), 1, "{key} at {at}, point {point}");
            }
        }
        points = point;
        if !was_reached {
            break;
        }
    }
    println!("{points} crash points");
    assert!(points > 5);
}

#[test]
fn restored_nodes_recover_through_a_bad_channel_as_well() {
    for seed in 0..40 {
        let mut net = Net::new(nodes(3), &[(0, 1), (1, 2), (0, 2)], seed);
        net.faults = Faults { lost: 300, repeated: 200, damaged: 50, delay_ms: 500 };
        net.nodes[0].put("base", "v");
        net.pass(5_000);
        let old = copied(&mut net, 0);
        net.pass(net.random.clone().up_to(3_000) as i64);
        net.nodes[0].put("lost", "before");
        let id = net.nodes[0].put("lost-too", "before").op.dot.sync_id();
        let is_there =
            |net: &Net, at| net.nodes[0].engine().is_applied_at(&id, &net.name(at)).unwrap();
        while !is_there(&net, 1) || !is_there(&net, 2) {
            net.pass(60_000);
        }
        restored(&mut net, 0, old);
        net.nodes[0].put("new", "after");
        net.settle(1_000);
        net.heal();
        net.pass(700_000);
        for at in 0..3 {
            for key in ["base", "lost", "lost-too", "new"] {
                let found = values(&net, at, key);
                assert!(!found.is_empty(), "{key} at {at}, seed {seed}");
            }
        }
        assert!(net.is_equal(), "seed {seed}");
    }
}

#[test]
fn what_was_written_before_the_copy_and_replaced_since_does_not_come_back() {
    for lost in [1, 5, 20] {
        let mut net = Net::new(nodes(2), &[(0, 1)], lost);
        net.nodes[0].put("base", "v");
        net.pass(2_000);
        // The copy does not know that the peer has these.
        net.nodes[0].put("deleted", "before the copy");
        net.nodes[0].put("replaced", "before the copy");
        net.nodes[0].put("kept", "before the copy");
        let old = copied(&mut net, 0);
        net.pass(2_000);
        net.nodes[0].delete("deleted");
        net.nodes[1].put("replaced", "by the peer");
        for number in 0..lost {
            net.nodes[0].put(&format!("lost-{number}"), "after the copy");
        }
        net.pass(2_000);
        // The peer keeps no log, so nothing but what it remembers can tell.
        net.nodes[1].restart();
        net.reconnect(1);
        net.disconnect(0, 1);
        net.nodes[0].drop_engine();
        net.nodes[0].disk = old;
        net.nodes[0].seed += 1_000;
        net.nodes[0].open();
        net.nodes[0].put("new", "after the accident");
        net.connect(0, 1);
        net.settle(60);
        net.pass(10_000);
        assert_eq!(renewed(&net), 1);
        for at in 0..2 {
            assert_eq!(values(&net, at, "deleted"), [""; 0], "{lost} at {at}");
            assert_eq!(values(&net, at, "replaced"), ["by the peer"], "{lost} at {at}");
            assert_eq!(values(&net, at, "kept").len(), 1, "{lost} at {at}");
            assert_eq!(values(&net, at, "new").len(), 1, "{lost} at {at}");
            for number in 0..lost {
                assert_eq!(values(&net, at, &format!("lost-{number}")).len(), 1, "{lost} at {at}");
            }
        }
        assert!(net.is_equal());
    }
}

/// Writes at node 0 that no session has carried, of which node 1 is given the last alone.
fn put_and_carry_the_last(net: &Net, writes: &[(&str, &str)]) {
    let ops: Vec<_> = writes.iter().map(|(key, value)| net.nodes[0].put(key, value).op).collect();
    net.nodes[1].receive(ops.last().unwrap());
}

/// The peer knows what was written after the copy and lacks what was written before: it remembers
/// nothing that both have. What the copy had when it was opened keeps its names, because no other
/// life can have parted from it earlier.
#[test]
fn what_the_noticing_peer_lacks_keeps_its_name_and_stays_replaced() {
    for (written, reopened) in [(0, 0), (0, 2), (2, 0), (3, 1), (3, 3)] {
        let case = format!("{written} written, {reopened} times reopened");
        let mut net = Net::new(nodes(2), &[], written);
        net.nodes[0].put("kept", "before the copy");
        net.nodes[0].put("replaced", "before the copy");
        let (old, first) = (copied(&mut net, 0), epoch(&net, 0));
        let lost = [("lost", "after the copy"), ("lost-2", "too"), ("replaced", "after the copy")];
        put_and_carry_the_last(&net, &lost);
        net.nodes[0].drop_engine();
        net.nodes[0].disk = old;
        net.nodes[0].seed += 1_000;
        net.nodes[0].open();
        net.pass(1_000);
        for number in 0..written {
            net.nodes[0].put(&format!("new-{number}"), "after the accident");
        }
        for _ in 0..reopened {
            net.nodes[0].restart();
        }
        net.register(0, 1);
        net.register(1, 0);
        net.connect(0, 1);
        net.settle(60);
        net.pass(10_000);
        assert_eq!(renewed(&net), 1, "{case}");
        for at in 0..2 {
            assert_eq!(values(&net, at, "replaced"), ["after the copy"], "{case}, at {at}");
            assert_eq!(values(&net, at, "kept"), ["before the copy"], "{case}, at {at}");
            let (kept, _) = net.nodes[at].engine().versions(b"kept").unwrap();
            assert_eq!(kept[0].dot.origin.epoch, first, "{case}, at {at}");
            for number in 0..written {
                let found = values(&net, at, &format!("new-{number}"));
                assert_eq!(found, ["after the accident"], "{case}, at {at}");
            }
        }
        let counts = net.nodes[0].engine().sync_state().unwrap().counts;
        assert_eq!(counts.applied, counts.total, "{case}: {counts:?}");
    }
}

/// The same seen from the original while the copy is in use too: a name that it keeps, because the
/// peer lacks it, may mean something else to the copy. That one finds out when it comes back.
#[test]
fn a_name_that_two_copies_keep_is_found_out_and_both_writes_stay() {
    for reopened in [false, true] {
        let mut net = Net::new(nodes(2), &[], 3);
        net.nodes[0].put("common", "v");
        let copy = copied(&mut net, 0);
        net.nodes[0].put("mine", "by the original");
        if reopened {
            net.nodes[0].restart();
        }
        let original = copied(&mut net, 0);
        // The copy is used, and the peer hears of its last write alone.
        net.nodes[0].drop_engine();
        net.nodes[0].disk = copy;
        net.nodes[0].seed += 5;
        net.nodes[0].open();
        net.pass(1_000);
        put_and_carry_the_last(&net, &[("its", "by the copy"), ("last", "by the copy")]);
        let copy = copied(&mut net, 0);
        // The original meets the peer, and then the copy does.
        for disk in [original, copy] {
            net.disconnect(0, 1);
            net.nodes[0].drop_engine();
            net.nodes[0].disk = disk;
            net.nodes[0].seed += 5;
            net.nodes[0].open();
            net.register(0, 1);
            net.register(1, 0);
            net.connect(0, 1);
            net.settle(60);
            net.pass(10_000);
        }
        for at in 0..2 {
            for (key, value) in [("common", "v"), ("mine", "by the original")] {
                assert_eq!(values(&net, at, key), [value], "{key} at {at}, {reopened}");
            }
            for key in ["its", "last"] {
                // What was in doubt has come under its old name as well.
                let mut found = values(&net, at, key);
                found.dedup();
                assert_eq!(found, ["by the copy"], "{key} at {at}, {reopened}");
            }
        }
    }
}

/// Whether contexts have stamps, or openings, in a frame of operations.
fn has_stamps(frame: &[u8]) -> bool {
    let limits = Limits { frame_bytes_max: 1 << 20, value_bytes_max: 1 << 20 };
    let Message::Ops(ops) = wire::take(frame, &limits).unwrap().frame.message else {
        panic!("a frame of operations");
    };
    let has_openings = ops.list.iter().any(Operation::has_openings);
    has_openings || ops.list.iter().flat_map(Operation::contexts).any(Context::has_stamps)
}

/// A hello as builds say it that have these features alone; any other frame as it is.
fn said_by_an_older_build(frame: Vec<u8>, features: u64) -> Vec<u8> {
    let limits = Limits { frame_bytes_max: 1 << 20, value_bytes_max: 1 << 20 };
    let mut hello = wire::take(&frame, &limits).unwrap().frame;
    let Message::Hello(said) = &mut hello.message else { return frame };
    assert_eq!(said.features, FEATURES);
    said.features = features;
    let mut bytes = Vec::new();
    wire::encode(&hello, &mut bytes).unwrap();
    bytes
}

/// What builds can do that know neither stamps nor openings in contexts: there a write says by its
/// number alone what it has replaced of its node.
const WITHOUT_STAMPS: u64 = TRAILS_IN_STREAM | STEPS_WITH_OPS;

/// The peer has taken over the state of a third node, in which nothing stands any more of what was
/// written before the copy. What that third node remembers came with it: in the stream of the state,
/// or beside it where one of them is of an older build.
#[test]
fn what_a_peer_knows_from_a_snapshot_alone_stays_replaced() {
    for is_older in [false, true] {
        let mut net = Net::new(nodes(2), &[(0, 1)], 8);
        let (beside, stamped) = (Rc::new(Cell::new(0)), Rc::new(Cell::new(0)));
        let (seen, told) = (beside.clone(), stamped.clone());
        net.tamper = Some(Box::new(move |_, _, frame| match frame[3] {
            1 if is_older => vec![said_by_an_older_build(frame, 0)],
            4 => {
                told.set(told.get() + u32::from(has_stamps(&frame)));
                vec![frame]
            }
            12 => {
                seen.set(seen.get() + 1);
                vec![frame]
            }
            _ => vec![frame],
        }));
        net.nodes[0].put("replaced", "before the copy");
        net.pass(2_000);
        let old = copied(&mut net, 0);
        net.nodes[1].put("replaced", "by the peer");
        net.nodes[0].put("lost", "after the copy");
        net.pass(2_000);
        net.disconnect(0, 1);
        net.nodes.iter().for_each(let_log_go);
        let new = net.join(Node::new("node-2"), 1);
        net.pass(10_000);
        assert_eq!(net.count(is_installed), 1);
        assert_eq!(beside.get() > 0, is_older);
        assert_eq!(stamped.get() == 0, is_older);
        net.nodes[new].kill();
        net.reconnect(new);
        restored(&mut net, 0, old);
        net.register(0, new);
        net.register(new, 0);
        net.connect(0, new);
        net.settle(60);
        net.pass(10_000);
        assert_eq!(renewed(&net), 1);
        for at in 0..3 {
            let place = format!("at {at}, older {is_older}");
            assert_eq!(values(&net, at, "replaced"), ["by the peer"], "{place}");
            assert_eq!(values(&net, at, "lost"), ["after the copy"], "{place}");
        }
    }
}

/// Puts an old copy of its files under a node that is joined to nobody.
fn put_back(net: &mut Net, at: usize, disk: softadastra::disk::MemoryDisk) {
    net.nodes[at].drop_engine();
    net.nodes[at].disk = disk;
    net.nodes[at].seed += 1_000;
    net.nodes[at].open();
    net.pass(1_000);
}

/// A node whose old copy was put back, a peer that knows what a third node wrote in view of two
/// writes that were lost, and none of those; and that third node's write.
fn seen_by_a_third(is_group: bool) -> (Net, Operation) {
    let mut net = Net::new(nodes(2), &[], 3);
    let third = Node::new("node-2");
    net.nodes[0].put("k", "before the copy");
    net.nodes[0].restart();
    let replaced = net.nodes[0].put("replaced", "before the copy").op;
    let old = copied(&mut net, 0);
    for value in ["lost", "lost too"] {
        third.receive(&net.nodes[0].put("k", value).op);
    }
    let op = if is_group {
        let part = Part {
            kind: Kind::Put,
            key: b"k".as_slice().into(),
            value: b"in view of it".as_slice().into(),
            context: Default::default(),
        };
        third.engine().submit_group(vec![part], 1).unwrap().op
    } else {
        third.put("k", "in view of it").op
    };
    third.receive(&replaced);
    let replacing = third.put("replaced", "by the third").op;
    for op in [&replaced, &replacing, &op] {
        net.nodes[1].receive(op);
    }
    put_back(&mut net, 0, old);
    (net, (*op).clone())
}

/// An operation says that its writer has seen more of a restored node's life than that node has
/// given, and nobody there knows what that was. The node goes on under a new epoch before it takes
/// the operation in, also with a state: it would have given the number that was seen once more, in a
/// write that no peer takes, and no log that holds it opens.
#[test]
fn a_number_that_somebody_has_only_seen_is_not_given_again() {
    for case in 0..8 {
        let (is_group, is_log_gone, has_written) = (case & 1 > 0, case & 2 > 0, case & 4 > 0);
        let (mut net, _) = seen_by_a_third(is_group);
        if is_log_gone {
            let_log_go(&net.nodes[1]);
        }
        if has_written {
            // Under the number of the first write that was lost.
            net.nodes[0].put("k", "since");
        }
        net.register(0, 1);
        net.register(1, 0);
        // Its operations come later than the peer's.
        let is_held_up = Rc::new(Cell::new(true));
        let is_lost = is_held_up.clone();
        net.tamper = Some(Box::new(move |from, _, frame| {
            let is_ops = from == 0 && frame[3] == 4;
            if is_ops && is_lost.get() { Vec::new() } else { vec![frame] }
        }));
        net.connect(0, 1);
        net.pass(10_000);
        is_held_up.set(false);
        net.settle(60);
        net.pass(10_000);
        assert_eq!(renewed(&net), 1, "case {case}");
        let is_by_state = net.count(is_installed) > 0;
        assert_eq!(is_by_state, is_log_gone, "case {case}");
        let wanted: &[&str] =
            if has_written { &["in view of it", "since"] } else { &["in view of it"] };
        for at in 0..2 {
            let mut found = values(&net, at, "k");
            found.sort();
            assert_eq!(found, wanted, "case {case}, at {at}");
            assert_eq!(values(&net, at, "replaced"), ["by the third"], "case {case}, at {at}");
        }
        net.nodes[0].put("k", "later");
        net.settle(60);
        net.nodes[0].cut_power();
        net.reconnect(0);
        net.settle(60);
        for at in 0..2 {
            assert_eq!(values(&net, at, "k"), ["later"], "case {case}, at {at}");
        }
        assert!(net.is_equal());
    }
}

/// The same without a session, and where it was taken in under another name: a name is never given
/// that the key has seen.
#[test]
fn a_write_never_gets_a_name_that_its_key_has_seen() {
    for (is_group, is_renamed) in [(false, false), (true, false), (false, true), (true, true)] {
        let (mut net, op) = seen_by_a_third(is_group);
        let first = epoch(&net, 0);
        let node = &mut net.nodes[0];
        let rename = |node: &Node, name: &str| {
            let sync = SyncOptions { node: NodeId::new(name).unwrap(), ..node.sync.clone() };
            node.engine().configure(sync).unwrap();
        };
        if is_renamed {
            rename(node, "another");
            node.receive(&op);
            rename(node, "node-0");
        } else {
            node.receive(&op);
        }
        assert_eq!(node.engine().identity().unwrap().unwrap().epoch == first, is_renamed);
        let written = if is_group {
            let part = Part {
                kind: Kind::Put,
                key: b"k".as_slice().into(),
                value: b"later".as_slice().into(),
                context: Default::default(),
            };
            node.engine().submit_group(vec![part], 1).unwrap()
        } else {
            node.put("k", "later")
        };
        assert_ne!(written.op.dot.origin.epoch, first);
        assert_eq!(
            written
                .op
                .contexts()
                .filter(|one| one.covers(&written.op.dot, written.op.stamp, written.op.opening))
                .count(),
            0
        );
        node.cut_power();
        assert_eq!(node.get("k").as_deref(), Some("later"));
        net.nodes[1].receive(&written.op);
        assert_eq!(values(&net, 1, "k"), ["later"]);
    }
}

/// An old copy is put back and gives a number a second time. A node that was not there before takes
/// that, and meets one that has the first use of the number: neither use replaces the other, whether
/// states go as a whole or are compared, and the node that gave them hears of it, whether it comes
/// back afterwards or is there.
#[test]
fn both_uses_of_a_number_outlive_the_meeting_of_two_others() {
    for case in 0..8 {
        let [goes_as_a_whole, is_one_key, is_away] = [1, 2, 4].map(|bit| case & bit > 0);
        let case = format!("as a whole {goes_as_a_whole}, one key {is_one_key}, away {is_away}");
        let (first, second) = if is_one_key { ("k", "k") } else { ("first", "second") };
        let mut net = Net::new(nodes(2), &[(0, 1)], 5);
        net.nodes[0].put("base", "v");
        net.pass(2_000);
        let old = copied(&mut net, 0);
        net.nodes[0].put(first, "lost with the files");
        net.pass(2_000);
        net.disconnect(0, 1);
        put_back(&mut net, 0, old);
        net.nodes[0].put(second, "written afterwards");
        let third = net.join(Node::new("node-2"), 0);
        net.pass(10_000);
        net.disconnect(0, third);
        if goes_as_a_whole {
            // One that the third lacks is in no log: a fourth has taken it in, others are let go.
            net.join(Node::new("node-3"), 1);
            let gone = net.name(0);
            net.nodes[1].engine().remove_peer(&gone).unwrap();
            net.nodes[1].put("at the peer", "v");
            net.pass(2_000);
            net.nodes.iter().for_each(let_log_go);
            // What is remembered outlives a restart.
            for at in 1..3 {
                net.nodes[at].restart();
                net.reconnect(at);
            }
        }
        if !is_away {
            net.connect(0, third);
            net.pass(10_000);
        }
        let installed = net.count(is_installed);
        net.register(1, third);
        net.register(third, 1);
        net.connect(1, third);
        net.pass(30_000);
        assert_eq!(net.count(is_installed) > installed, goes_as_a_whole, "{case}");
        if is_away {
            has_both(&net, &[1, third], (first, second), &case);
            assert_eq!(values(&net, 1, first), values(&net, third, first), "{case}");
            assert_eq!(renewed(&net), 0, "{case}");
            // The node that gave both learns of it from the one that was its only peer since.
            net.connect(0, third);
        }
        net.settle(60);
        net.pass(10_000);
        assert_eq!(renewed(&net), 1, "{case}");
        net.nodes[0].put("later", "under another name");
        net.settle(60);
        has_both(&net, &[0, 1, third], (first, second), &case);
        (0..3).for_each(|at| assert_eq!(values(&net, at, "later").len(), 1, "{case}, {at}"));
        assert!(net.is_equal(), "{case}");
    }
}

fn has_both(net: &Net, at: &[usize], (first, second): (&str, &str), case: &str) {
    for at in at {
        for (key, value) in [(first, "lost with the files"), (second, "written afterwards")] {
            let found = values(net, *at, key);
            assert!(found.contains(&value.into()), "{case}, {at}: {found:?}");
        }
    }
}

/// Two nodes are put back one after the other. What the second had written before its copy was
/// replaced by the first, which has the state of the second alone, and what that remembers of its
/// own writes.
#[test]
fn what_the_writer_itself_has_told_with_its_state_stays_replaced() {
    for is_restarted in [false, true] {
        let mut net = Net::new(nodes(2), &[(0, 1)], 8);
        net.nodes[0].put("base", "v");
        net.pass(2_000);
        let old_second = copied(&mut net, 1);
        net.nodes[0].put("replaced", "before the copy");
        let old_first = copied(&mut net, 0);
        net.pass(2_000);
        net.nodes[1].put("replaced", "by the other");
        net.pass(2_000);
        net.nodes[0].put("lost", "after the copy");
        net.pass(2_000);
        let_log_go(&net.nodes[0]);
        if is_restarted {
            net.nodes[0].restart();
        }
        restored(&mut net, 1, old_second);
        net.settle(60);
        assert_eq!((renewed(&net), net.count(is_installed)), (1, 1));
        restored(&mut net, 0, old_first);
        net.settle(60);
        net.pass(10_000);
        assert_eq!(renewed(&net), 2);
        for at in 0..2 {
            assert_eq!(values(&net, at, "replaced"), ["by the other"], "at {at}, {is_restarted}");
            assert_eq!(values(&net, at, "lost"), ["after the copy"], "at {at}, {is_restarted}");
        }
        assert!(net.is_equal());
    }
}

/// The peer hears of the restored node's operations between its greeting and what it says that it
/// knows. What it did not remember yet when it greeted proves something in its next greeting.
#[test]
fn what_comes_to_the_noticing_peer_after_its_greeting_counts_as_well() {
    let mut net = Net::new(nodes(2), &[], 3);
    let before = net.nodes[0].put("replaced", "before the copy").op;
    let old = copied(&mut net, 0);
    let lost = net.nodes[0].put("lost", "after the copy").op;
    put_back(&mut net, 0, old);
    net.register(0, 1);
    net.register(1, 0);
    let open = |at: usize| {
        let options = SessionOptions::new(Some(net.name(1 - at)));
        net.nodes[at].engine().open_session(options).unwrap()
    };
    let mut ends = [open(0), open(1)];
    let say = |ends: &mut [Session; 2], from: usize| {
        let frame = ends[from].poll_transmit(net.nodes[from].engine(), 1 << 20).unwrap();
        let to = 1 - from;
        frame.map(|frame| ends[to].handle(net.nodes[to].engine(), &frame).unwrap()).is_some()
    };
    // Both greet, and the peer knows nothing yet.
    for from in [0, 1, 0] {
        assert!(say(&mut ends, from));
    }
    for op in [&before, &lost] {
        net.nodes[1].receive(op);
    }
    net.nodes[1].put("replaced", "by the peer");
    while say(&mut ends, 1) | say(&mut ends, 0) {}
    let [mut restored, _] = ends;
    let events: Vec<_> = std::iter::from_fn(|| restored.poll_event()).collect();
    let renewed = events.iter().filter(|one| matches!(one, SessionEvent::Renewed { .. })).count();
    assert_eq!(renewed, 1, "{events:?}");
    for at in 0..2 {
        assert_eq!(values(&net, at, "replaced"), ["by the peer"], "at {at}");
        assert_eq!(values(&net, at, "lost"), ["after the copy"], "at {at}");
    }
}

/// What was lost comes to the peer over somebody else, when both have met and hold the same: the
/// operation itself is what shows the restored node that there is more of its life.
#[test]
fn a_lost_operation_that_comes_when_both_have_met_shows_that_it_was_lost() {
    let mut net = Net::new(nodes(2), &[], 3);
    net.nodes[0].put("base", "v");
    let old = copied(&mut net, 0);
    let lost = net.nodes[0].put("lost", "after the copy").op;
    put_back(&mut net, 0, old);
    net.register(0, 1);
    net.register(1, 0);
    net.connect(0, 1);
    net.settle(30);
    assert_eq!(renewed(&net), 0);
    net.nodes[1].receive(&lost);
    net.settle(30);
    assert_eq!(renewed(&net), 1);
    net.nodes[0].put("since", "v");
    net.settle(30);
    for at in 0..2 {
        assert_eq!(values(&net, at, "lost"), ["after the copy"], "at {at}");
        assert_eq!(values(&net, at, "since"), ["v"], "at {at}");
    }
}

/// How the last write of a life comes to the peer that notices.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Way {
    /// In a frame of its own.
    Whole,
    /// In pieces.
    InPieces,
    /// Over a third node, which has it the same way.
    OverAnother,
    /// In a frame of its own, and the peer loses power before the copy is put back.
    ThenPowerFails,
    /// Taken over as a state, from a third node that has it in a frame of its own.
    AsState,
}

/// Node 0 writes, is opened anew, writes a key, is copied, and writes that key again. Frames overtake
/// one another, so its peer has the last write and none of those before it, but what came before
/// the opening. Then the copy is put back. The first write of the key was there before the copy, and
/// stays replaced: with the last one the peer has heard of those before it.
#[test]
fn what_the_noticing_peer_was_overtaken_by_stays_replaced() {
    let ways = [Way::Whole, Way::InPieces, Way::OverAnother, Way::ThenPowerFails, Way::AsState];
    for (way, is_older) in ways.into_iter().flat_map(|way| [(way, false), (way, true)]) {
        let is_two = matches!(way, Way::OverAnother | Way::AsState);
        let mut net = Net::new(nodes(2), &[(0, 1)], 4);
        if way == Way::InPieces {
            net.frame_bytes_max = 1_024;
        }
        net.nodes[0].put("base", "v");
        net.pass(2_000);
        net.nodes[0].restart();
        net.reconnect(0);
        net.pass(2_000);
        let is_held_up = Rc::new(Cell::new(true));
        let is_lost = is_held_up.clone();
        net.tamper = Some(Box::new(move |_, _, frame| match frame[3] {
            1 if is_older => vec![said_by_an_older_build(frame, WITHOUT_STAMPS)],
            4 | 5 if is_lost.get() => Vec::new(),
            _ => vec![frame],
        }));
        net.nodes[0].put("k", "before the copy");
        let old = copied(&mut net, 0);
        net.nodes[0].put("between", "after the copy");
        net.pass(10);
        is_held_up.set(false);
        let long = "after the copy, ".repeat(if way == Way::InPieces { 100 } else { 1 });
        net.nodes[0].put("k", &long);
        net.pass(10);
        net.disconnect(0, 1);
        assert_eq!(values(&net, 1, "k"), [long.as_str()], "{way:?}, {is_older}");
        assert_eq!(values(&net, 1, "between"), [""; 0], "{way:?}, {is_older}");
        let mut noticing = 1;
        if is_two {
            if way == Way::AsState {
                let gone = net.name(0);
                net.nodes[1].engine().remove_peer(&gone).unwrap();
                let_log_go(&net.nodes[1]);
            }
            noticing = net.join(Node::new("node-2"), 1);
            net.pass(10_000);
            assert_eq!(net.count(is_installed), usize::from(way == Way::AsState));
            net.disconnect(1, noticing);
        }
        if way == Way::ThenPowerFails {
            net.nodes[1].cut_power();
            net.reconnect(1);
        }
        put_back(&mut net, 0, old);
        net.nodes[0].put("since", "after the accident");
        net.register(0, noticing);
        net.register(noticing, 0);
        net.connect(0, noticing);
        if is_two {
            net.connect(1, noticing);
        }
        net.settle(60);
        net.pass(10_000);
        assert_eq!(renewed(&net), 1, "{way:?}, {is_older}");
        for at in 0..net.nodes.len() {
            assert_eq!(values(&net, at, "k"), [long.as_str()], "{way:?}, {is_older}, at {at}");
            assert_eq!(
                values(&net, at, "since"),
                ["after the accident"],
                "{way:?}, {is_older}, at {at}"
            );
        }
    }
}

/// The same seen from the other side: the copy is from before the first write of the key, and the
/// node has written the key since it was put back, and was opened once more. Under the number that
/// the peer has only heard of stands another write, which has replaced nothing and is replaced by
/// nobody.
#[test]
fn what_stands_under_a_number_that_was_only_heard_of_is_another_write() {
    for reopened in [false, true] {
        let mut net = Net::new(nodes(2), &[(0, 1)], 4);
        net.nodes[0].put("base", "v");
        net.pass(2_000);
        let old = copied(&mut net, 0);
        let is_held_up = Rc::new(Cell::new(true));
        let is_lost = is_held_up.clone();
        net.tamper =
            Some(Box::new(
                move |_, _, frame| {
                    if frame[3] == 4 && is_lost.get() { Vec::new() } else { vec![frame] }
                },
            ));
        net.nodes[0].put("k", "lost");
        net.nodes[0].put("between", "lost");
        net.pass(10);
        is_held_up.set(false);
        net.nodes[0].put("k", "lost too");
        net.pass(10);
        net.disconnect(0, 1);
        assert_eq!(values(&net, 1, "k"), ["lost too"]);
        assert_eq!(values(&net, 1, "between"), [""; 0]);
        put_back(&mut net, 0, old);
        net.nodes[0].put("k", "after the accident");
        if reopened {
            net.nodes[0].restart();
        }
        net.connect(0, 1);
        net.settle(60);
        net.pass(10_000);
        assert_eq!(renewed(&net), 1, "{reopened}");
        for at in 0..2 {
            let mut found = values(&net, at, "k");
            found.sort();
            assert_eq!(found, ["after the accident", "lost too"], "{reopened}, at {at}");
        }
    }
}
