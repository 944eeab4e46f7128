// SPDX-License-Identifier: Apache-2.0
//! Copies of a running database: whole, restorable, and somebody else from then on (G14).
#![allow(missing_docs, clippy::unwrap_used, clippy::indexing_slicing)]

mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};

use softadastra::base::error::Code;
use softadastra::base::op::Kind;
use softadastra::disk::{Disk, Fault, MemoryDisk};
use softadastra::engine::{Durability, Engine};
use softadastra::outbox::entry::Status;
use support::node::Node;

const EIO: i32 = 5;
const ENOSPC: i32 = 28;
const COPY: &str = "copies/a.wal";

/// What the copy is made of, under the names that a node opens.
fn restored(disk: &MemoryDisk) -> MemoryDisk {
    let fresh = MemoryDisk::new();
    for path in disk.beside(Path::new(COPY)).unwrap() {
        let name = path.display().to_string().replace("copies/", "");
        fresh.set_bytes(name, disk.bytes(&path).unwrap());
    }
    fresh
}

/// A node on these files, not opened yet.
fn node_on(name: &str, disk: MemoryDisk) -> Node {
    let mut node = Node::small(name);
    node.drop_engine();
    node.disk = disk;
    node
}

fn shown(engine: &Engine) -> BTreeMap<String, String> {
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    let listed = engine.scan(None, usize::MAX).unwrap();
    listed.iter().map(|entry| (text(&entry.key), text(&entry.value))).collect()
}

fn owed(engine: &Engine) -> Vec<String> {
    let all = engine.outbox().unwrap();
    let all = all.iter().filter(|delivery| delivery.entry.status != Status::Applied);
    all.map(|delivery| delivery.op.dot.sync_id()).collect()
}

/// Puts, deletes and acknowledgements, some of which only the log has.
fn filled() -> Node {
    filled_with(200)
}

fn filled_with(count: u64) -> Node {
    let node = Node::small("a");
    for number in 0..count {
        node.put(&format!("key-{:03}", number * 7 % 90), &format!("{number:0>120}"));
        if number % 25 == 24 {
            node.delete(&format!("key-{:03}", number * 3 % 90));
            for delivery in node.engine().next_batch().unwrap() {
                node.engine().receive_ack(&delivery.op.dot.sync_id()).unwrap();
            }
        }
    }
    let time = node.clock.wall_ms();
    node.engine().write_local(Kind::Put, b"local", b"only here", time).unwrap();
    node
}

#[test]
fn a_copy_holds_what_was_there_and_owes_what_was_owed() {
    let node = filled();
    let (before, owing) = (shown(node.engine()), owed(node.engine()));
    let digest = node.engine().digest().unwrap();
    let told = node.engine().backup(Path::new(COPY)).unwrap();
    assert_eq!(told.version, node.engine().version().unwrap());
    let files = node.disk.beside(Path::new(COPY)).unwrap();
    assert_eq!(told.file_count, files.len() as u64);
    let bytes: usize = files.iter().map(|path| node.disk.bytes(path).unwrap().len()).sum();
    assert_eq!(told.bytes, bytes as u64);
    // What was copied is on stable storage, and the source goes on.
    let disk = node.disk.crash();
    node.put("later", "not in the copy");
    let mut copy = node_on("a", restored(&disk));
    copy.open();
    assert_eq!(shown(copy.engine()), before);
    assert_eq!(copy.engine().digest().unwrap(), digest);
    assert_eq!(owed(copy.engine()), owing);
    copy.restart();
    assert_eq!(owed(copy.engine()), owing);
    assert_eq!(shown(copy.engine()), before);
}

#[test]
fn a_copy_goes_on_as_another_life_and_both_keep_their_work() {
    let mut node = filled();
    node.engine().backup(Path::new(COPY)).unwrap();
    let mut copy = node_on("a", restored(&node.disk));
    copy.open();
    let origin = |node: &Node| node.engine().identity().unwrap().unwrap();
    assert_eq!(origin(&node).node, origin(&copy).node);
    assert_ne!(origin(&node).epoch, origin(&copy).epoch);
    let mut dots = BTreeSet::new();
    for number in 0..50 {
        for (node, who) in [(&node, "original"), (&copy, "copy")] {
            let op = node.put(&format!("both-{}", number % 20), who).op;
            assert!(dots.insert(op.dot.clone()), "{} again", op.dot.sync_id());
            node.put(&format!("{who}-{number}"), who);
        }
    }
    for _ in 0..2 {
        let [of_node, of_copy] = [&node, &copy].map(|node| node.engine().outbox().unwrap());
        // The copy gets back what its former life wrote after the copy was made.
        for delivery in &of_node {
            copy.receive(&delivery.op);
        }
        for delivery in &of_copy {
            node.receive(&delivery.op);
        }
        assert_eq!(node.engine().digest().unwrap(), copy.engine().digest().unwrap());
        node.restart();
        copy.restart();
    }
    assert_eq!(shown(node.engine()), shown(copy.engine()));
    assert_eq!(node.get("original-49").as_deref(), Some("original"));
    assert_eq!(node.get("copy-49").as_deref(), Some("copy"));
}

#[test]
fn an_acknowledgement_never_meets_the_namesake_of_another_life() {
    let node = Node::small("a");
    for number in 0..5 {
        node.put(&format!("old-{number}"), "v");
    }
    node.engine().backup(Path::new(COPY)).unwrap();
    let mut copy = node_on("a", restored(&node.disk));
    copy.open();
    for number in 0..5 {
        copy.put(&format!("new-{number}"), "v");
    }
    let mut sent = Vec::new();
    for _ in 0..3 {
        let batch = copy.engine().next_batch().unwrap();
        let ids: BTreeSet<_> = batch.iter().map(|d| d.op.dot.sync_id()).collect();
        assert_eq!(ids.len(), batch.len(), "an id is out twice");
        for delivery in batch {
            copy.engine().receive_ack(&delivery.op.dot.sync_id()).unwrap();
            sent.push(String::from_utf8(delivery.op.key.to_vec()).unwrap());
        }
        copy.clock.pass(60_000);
    }
    let wanted: Vec<_> = ["old", "new"]
        .iter()
        .flat_map(|life| (0..5).map(move |number| format!("{life}-{number}")))
        .collect();
    assert_eq!(sent, wanted);
    assert!(owed(copy.engine()).is_empty());
}

#[test]
fn a_copy_is_made_while_others_write() {
    let node = filled();
    let stop = AtomicBool::new(false);
    let digests = std::thread::scope(|scope| {
        let writers: Vec<_> = (0..2)
            .map(|writer| {
                let (node, stop) = (&node, &stop);
                scope.spawn(move || {
                    let mut count = 0;
                    while !stop.load(Ordering::Relaxed) {
                        node.put(
                            &format!("w{writer}-{:04}", count % 500),
                            &format!("{count:0>200}"),
                        );
                        count += 1;
                    }
                    count
                })
            })
            .collect();
        let mut copies = Vec::new();
        let both_write = || {
            let has = |key| node.engine().get(key).unwrap().is_some();
            has(b"w0-0000") && has(b"w1-0000")
        };
        while !both_write() {
            std::thread::yield_now();
        }
        for round in 0..4 {
            let path = format!("round-{round}/a.wal");
            let told = node.engine().backup(Path::new(&path)).unwrap();
            copies.push((path, told.version));
        }
        stop.store(true, Ordering::Relaxed);
        assert!(writers.into_iter().all(|writer| writer.join().unwrap() > 0));
        copies
    });
    for (path, version) in digests {
        let mut options = node.options();
        options.path = path.into();
        options.read_only = true;
        let copy = Engine::open(options).unwrap();
        assert_eq!(copy.version().unwrap(), version);
        assert_eq!(copy.outbox().unwrap().last().unwrap().entry.version, version);
        copy.digest().unwrap();
    }
}

#[test]
fn a_place_that_is_taken_is_refused_and_named() {
    let node = filled();
    let calls = node.disk.calls().len();
    for taken in ["", ".manifest", ".run-00000009", ".segment-00000001", ".next"] {
        let path = format!("{COPY}{taken}");
        node.disk.set_bytes(&path, b"mine".to_vec());
        let error = node.engine().backup(Path::new(COPY)).unwrap_err();
        assert_eq!((error.code(), error.context()), (Code::FileAlreadyExists, path.as_str()));
        assert_eq!(node.disk.bytes(&path).unwrap(), b"mine");
        node.disk.remove(Path::new(&path)).unwrap();
    }
    let own = node.engine().backup(&node.options().path).unwrap_err();
    assert_eq!(own.code(), Code::FileAlreadyExists);
    let side = node.engine().backup(Path::new("a.wal.run-00000999")).unwrap_err();
    assert_eq!(side.code(), Code::InvalidArgument);
    assert!(node.disk.calls().len() > calls);
    let memory = Node::with("m", Durability::MemoryOnly, node.sync.clone());
    let error = memory.engine().backup(Path::new(COPY)).unwrap_err();
    assert_eq!(error.code(), Code::InvalidState);
}

#[test]
fn a_failure_at_any_operation_of_a_copy_harms_nothing_and_leaves_no_half_copy() {
    let calls = {
        let node = filled_with(60);
        let before = node.disk.calls().len();
        node.engine().backup(Path::new(COPY)).unwrap();
        (node.disk.calls().len() - before) as u64
    };
    let mut refused = 0;
    for (errno, lasting) in [(EIO, false), (EIO, true), (ENOSPC, false)] {
        for nth in 1..=calls {
            let what = format!("error {errno} at call {nth} of {calls}, lasting {lasting}");
            let mut node = filled_with(60);
            let (before, owing) = (shown(node.engine()), owed(node.engine()));
            let fault = if lasting { Fault::from } else { Fault::once };
            node.disk.inject(fault(None, nth, errno));
            let result = node.engine().backup(Path::new(COPY));
            node.disk.clear_faults();
            if let Err(error) = &result {
                use Code::{FileReadError, FileWriteError, LogStopped, NoSpace};
                let fine = [FileReadError, FileWriteError, LogStopped, NoSpace];
                assert!(fine.contains(&error.code()), "{what}: {error}");
                refused += 1;
            }
            // Now, and after a power cut that keeps nothing that was not synced.
            for disk in [node.disk.clone(), node.disk.crash()] {
                let has_main = disk.bytes(COPY).is_some();
                assert!(has_main || result.is_err(), "{what}");
                let mut copy = node_on("a", restored(&disk));
                if has_main && copy.try_open().is_ok() {
                    assert_eq!(shown(copy.engine()), before, "{what}");
                    assert_eq!(owed(copy.engine()), owing, "{what}");
                }
                if let Err(error) = &result
                    && !lasting
                {
                    let left = disk.beside(Path::new(COPY)).unwrap();
                    let is_removal = left.len() <= 1;
                    assert!(is_removal || error.code() == Code::LogStopped, "{what}: {left:?}");
                }
            }
            assert_eq!(shown(node.engine()), before, "{what}");
            if result.as_ref().is_err_and(|error| error.code() == Code::LogStopped) {
                node.kill();
            }
            assert_eq!(shown(node.engine()), before, "{what}");
            assert_eq!(owed(node.engine()), owing, "{what}");
            node.put("after", "a failure");
            node.engine().backup(Path::new("again/a.wal")).unwrap();
        }
    }
    assert!(refused > calls, "{refused} of {calls}");
    println!("{refused} were told to the caller");
    println!("counted {} failing calls", 3 * calls);
}
