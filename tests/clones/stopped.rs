// SPDX-License-Identifier: Apache-2.0
//! A node that goes on under a new epoch and is stopped by its disk in the middle of that: whatever
//! it does next, it finishes that first.

use softadastra::base::error::Code;
use softadastra::base::limits::MEMORY_BYTES_MIN;
use softadastra::base::op::Kind;
use softadastra::disk::{Fault, Operation};
use softadastra::engine::{Session, SessionOptions, Severity, Topic};

use super::support::joined::let_log_go;
use super::support::net::Net;
use super::support::node::Node;
use super::{copied, epoch, nodes, put_back, values, versions_of};

/// Node 0 has an old copy of its files back and has written since; node 1 knows what was written
/// after the copy. They meet next.
fn parted(nodes: Vec<Node>) -> Net {
    let mut net = Net::new(nodes, &[(0, 1)], 6);
    net.nodes[0].put("base", "v");
    net.pass(2_000);
    let old = copied(&mut net, 0);
    net.nodes[0].put("both", "before");
    net.pass(2_000);
    net.disconnect(0, 1);
    put_back(&mut net, 0, old);
    net.nodes[0].put("both", "after");
    net.nodes[0].put("new", "after");
    net
}

/// Lets them meet with a disk at node 0 that is full from one of its writes on. Whether node 0 goes
/// on under a new epoch then, and whether what it wrote has the old one still.
fn met_with_a_full_disk(net: &mut Net, point: u64) -> (bool, bool) {
    let life = epoch(net, 0);
    net.is_tolerant = true;
    net.nodes[0].disk.inject(Fault::from(Some(Operation::Write), point, libc::ENOSPC));
    net.connect(0, 1);
    net.pass(3_000);
    let is_new_life = epoch(net, 0) != life;
    (is_new_life, is_new_life && epoch_of(net, "new") == life)
}

/// The epoch in the name of what a key of node 0 has.
fn epoch_of(net: &Net, key: &str) -> u32 {
    versions_of(net, key)[0].dot.origin.epoch
}

/// The disk takes the beginning of a renewal and not the rest, for a while: nothing comes in between.
#[test]
fn a_renewal_that_a_full_disk_stops_is_finished_before_anything_else() {
    let mut stopped = 0;
    for (point, writes_first) in (1..).flat_map(|point| [(point, false), (point, true)]) {
        let mut net = parted(nodes(2));
        let (is_new_life, was_stopped) = met_with_a_full_disk(&mut net, point);
        if was_stopped {
            stopped += 1;
            let late = net.nodes[0].engine().submit(Kind::Put, b"both", b"late", 1).unwrap_err();
            assert_eq!(late.code(), Code::NoSpace);
        }
        net.nodes[0].disk.clear_faults();
        if was_stopped && writes_first {
            net.nodes[0].put("more", "v");
            assert_eq!(epoch_of(&net, "new"), epoch(&net, 0), "point {point}");
        }
        net.is_tolerant = false;
        net.settle(60);
        net.pass(10_000);
        let agreed = net.digests();
        for _ in 0..2 {
            for at in 0..2 {
                let both = values(&net, at, "both");
                assert_eq!(both, ["after", "before"], "at {at}, point {point}");
                assert_eq!(values(&net, at, "new"), ["after"], "at {at}, point {point}");
            }
            assert_eq!(net.digests(), agreed, "point {point}");
            net.nodes[0].cut_power();
            net.reconnect(0);
        }
        if is_new_life && point > 20 {
            break;
        }
    }
    assert!(stopped > 1, "{stopped}");
}

/// Who is greeted then gets no answer before that: while the disk is full none, and with room again
/// one behind the new names. The greeting alone does it; nothing is written or taken in.
#[test]
fn a_renewal_that_a_full_disk_stops_is_finished_before_anybody_is_greeted() {
    let mut stopped = 0;
    for point in 1..=20 {
        let mut net = parted(nodes(2));
        let (_, was_stopped) = met_with_a_full_disk(&mut net, point);
        if !was_stopped {
            continue;
        }
        stopped += 1;
        net.disconnect(0, 1);
        let open = |at: usize, to: usize| -> Session {
            let options = SessionOptions::new(Some(net.name(to)));
            net.nodes[at].engine().open_session(options).unwrap()
        };
        let (mut here, mut there) = (open(0, 1), open(1, 0));
        let hello = there.poll_transmit(net.nodes[1].engine(), 4_096).unwrap().unwrap();
        let refused = here.handle(net.nodes[0].engine(), &hello).unwrap_err();
        assert_eq!(refused.code(), Code::NoSpace, "point {point}");
        net.nodes[0].disk.clear_faults();
        assert_ne!(epoch_of(&net, "new"), epoch(&net, 0), "point {point}");
        here.handle(net.nodes[0].engine(), &hello).unwrap();
        assert_eq!(epoch_of(&net, "new"), epoch(&net, 0), "point {point}");
    }
    assert!(stopped > 0);
}

/// Nor does it keep anybody from opening and reading the database meanwhile. What an opening writes
/// once more over what is there, a disk that is full takes: here all writes of it but the first few.
#[test]
fn a_database_that_a_full_disk_stopped_in_a_renewal_opens_and_is_read() {
    let mut opened = 0;
    for (point, refused_from) in (1..=20).flat_map(|point| (1..=4).map(move |from| (point, from))) {
        let mut net = parted(nodes(2));
        let (_, was_stopped) = met_with_a_full_disk(&mut net, point);
        if !was_stopped {
            continue;
        }
        net.disconnect(0, 1);
        net.nodes[0].drop_engine();
        net.nodes[0].disk.clear_faults();
        let full = Fault::from(Some(Operation::Write), refused_from, libc::ENOSPC);
        net.nodes[0].disk.inject(full);
        if let Err(error) = net.nodes[0].try_open() {
            assert_eq!(error.message(), "failed to repair WAL file", "point {point}");
            continue;
        }
        let is_unfinished = epoch_of(&net, "new") != epoch(&net, 0);
        opened += usize::from(is_unfinished);
        let engine = net.nodes[0].engine();
        engine.keep_notices(Some(Severity::Warning)).unwrap();
        let mut told = std::iter::from_fn(|| engine.poll_notice().unwrap());
        let is_told = told.any(|notice| notice.topic == Topic::Log);
        assert!(is_told || !is_unfinished, "point {point}");
        assert_eq!(values(&net, 0, "both"), ["after"], "point {point}");
        assert_eq!(values(&net, 0, "new"), ["after"], "point {point}");
        net.nodes[0].disk.clear_faults();
        net.nodes[0].put("more", "v");
        assert_eq!(epoch_of(&net, "new"), epoch(&net, 0), "point {point}");
        net.is_tolerant = false;
        net.connect(0, 1);
        net.settle(60);
        for at in 0..2 {
            assert_eq!(values(&net, at, "both"), ["after", "before"], "at {at}, point {point}");
        }
    }
    assert!(opened > 0);
}

/// And so is one in which a key could not be read for a moment.
#[test]
fn a_renewal_that_a_failed_read_stops_is_finished_as_well() {
    for point in 1.. {
        let mut nodes = nodes(2);
        nodes[0].memory_bytes = MEMORY_BYTES_MIN;
        let mut net = parted(nodes);
        // More than is kept in memory of what was read.
        for number in 0..8 {
            net.nodes[0].put(&format!("long-{number}"), &"v".repeat(20_000));
        }
        let_log_go(&net.nodes[0]);
        net.nodes[0].cut_power();
        let life = epoch(&net, 0);
        let reads = |net: &Net| {
            let calls = net.nodes[0].disk.calls();
            calls.iter().filter(|call| **call == Operation::Read).count() as u64
        };
        let before = reads(&net);
        net.is_tolerant = true;
        net.nodes[0].disk.inject(Fault::once(Some(Operation::Read), point, libc::EIO));
        net.connect(0, 1);
        net.pass(3_000);
        let was_reached = reads(&net) - before >= point;
        net.nodes[0].disk.clear_faults();
        net.settle(60);
        assert_ne!(epoch(&net, 0), life, "point {point}");
        for at in 0..2 {
            assert_eq!(values(&net, at, "both"), ["after", "before"], "at {at}, point {point}");
        }
        for number in 0..8 {
            let key = format!("long-{number}");
            assert_ne!(epoch_of(&net, &key), life, "{key}, point {point}");
        }
        if !was_reached {
            assert!(point > 20, "{point}");
            return;
        }
    }
}
