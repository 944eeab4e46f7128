// SPDX-License-Identifier: Apache-2.0
//! A salvage that is interrupted: there is no new database or a whole one, the source is untouched,
//! and the next attempt works (G22).
#![allow(missing_docs, clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

mod support;

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use softadastra::base::error::{Code, Result};
use softadastra::disk::{Disk, Fate, Fault, MemoryDisk, Operation};
use softadastra::engine::{self, Durability, Engine, Options, SalvageReport};
use support::node::Node;

const EIO: i32 = 5;
const ENOSPC: i32 = 28;
const SAVED: &str = "saved/a.wal";

type Files = BTreeMap<String, Vec<u8>>;

/// A damaged database: a run, a sealed segment with owed operations and the log have lost a block
/// or a record each.
fn damaged() -> (Node, Files) {
    let mut node = Node::small("a");
    for number in 0..60 {
        node.put(&format!("key-{:03}", number * 7 % 45), &format!("{number:0>150}"));
    }
    node.engine().checkpoint().unwrap();
    for number in 0..8 {
        node.put(&format!("tail-{number}"), "v");
    }
    node.drop_engine();
    let beside = node.disk.beside(Path::new("a.wal")).unwrap();
    let mut files: Files = beside
        .iter()
        .map(|path| (path.display().to_string(), node.disk.bytes(path).unwrap()))
        .collect();
    for (name, bytes) in &mut files {
        if name == "a.wal" || name.contains(".run-") || name.contains(".segment-") {
            bytes[900] ^= 1;
        }
    }
    (node, files)
}

fn disk_of(files: &Files) -> MemoryDisk {
    let disk = MemoryDisk::new();
    files.iter().for_each(|(name, bytes)| disk.set_bytes(name, bytes.clone()));
    disk
}

fn options(node: &Node, disk: &MemoryDisk) -> Options {
    let mut options = node.options();
    options.disk = Arc::new(disk.clone());
    options
}

fn salvage_on(node: &Node, disk: &MemoryDisk) -> Result<SalvageReport> {
    engine::salvage(&options(node, disk), Path::new(SAVED))
}

fn open_saved(node: &Node, disk: &MemoryDisk) -> Result<Engine> {
    let mut options = options(node, disk);
    options.path = SAVED.into();
    Engine::open(options)
}

fn digest_and_owed(engine: &Engine) -> ([u8; 32], usize) {
    (engine.digest().unwrap(), engine.outbox().unwrap().len())
}

fn made(disk: &MemoryDisk) -> Vec<String> {
    let beside = disk.beside(Path::new(SAVED)).unwrap();
    beside.iter().map(|path| path.display().to_string()).collect()
}

fn check_source(disk: &MemoryDisk, files: &Files) {
    for (name, bytes) in files {
        assert_eq!(&disk.bytes(name).unwrap(), bytes, "{name}");
    }
}

#[test]
fn a_power_cut_at_any_disk_operation_leaves_no_database_or_a_whole_one() {
    let (node, files) = damaged();
    let disk = disk_of(&files);
    let report = salvage_on(&node, &disk).unwrap();
    assert!(report.losses.len() >= 3 && report.owed_count > 50, "{report:?}");
    let calls = disk.calls().len() as u64;
    let whole = digest_and_owed(&open_saved(&node, &disk).unwrap());
    let (mut finished, mut begun) = (0, 0);
    for at in 1..=calls {
        for keep in [Fate::Lost, Fate::Kept] {
            let disk = disk_of(&files);
            disk.inject(Fault::from(None, at, EIO));
            let _ = salvage_on(&node, &disk);
            disk.clear_faults();
            let disk = disk.crash_keeping(|_| keep.clone());
            check_source(&disk, &files);
            match open_saved(&node, &disk.crash()) {
                Ok(engine) if !made(&disk).is_empty() => {
                    assert_eq!(digest_and_owed(&engine), whole, "call {at}");
                    finished += 1;
                    continue;
                }
                Ok(_) => {}
                Err(error) => assert_eq!(error.code(), Code::Corrupted, "call {at}: {error}"),
            }
            begun += usize::from(!made(&disk).is_empty());
            let again = salvage_on(&node, &disk).unwrap_or_else(|e| panic!("call {at}: {e}"));
            assert_eq!(again.losses.len(), report.losses.len());
            let engine = open_saved(&node, &disk.crash()).unwrap();
            assert_eq!(digest_and_owed(&engine), whole, "again after call {at}");
            check_source(&disk, &files);
        }
    }
    println!("counted {} power cuts", 2 * calls);
    assert!(finished > 0 && begun > 20, "{finished} {begun}");
}

#[test]
fn a_power_cut_that_keeps_any_part_of_what_was_not_synced_is_recognised() {
    let (node, files) = damaged();
    let disk = disk_of(&files);
    salvage_on(&node, &disk).unwrap();
    let calls = disk.calls().len() as u64;
    let whole = digest_and_owed(&open_saved(&node, &disk).unwrap());
    for at in 1..=calls {
        for mask in [0x5555_5555_u64, 0xaaaa_aaaa, 0x3333_3333, 0x0f0f_0f0f] {
            let disk = disk_of(&files);
            // As if the power fails in the call: nothing after it reaches the disk.
            disk.inject(Fault::from(None, at, EIO));
            let _ = salvage_on(&node, &disk);
            disk.clear_faults();
            let mut turn = mask;
            let disk = disk.crash_keeping(|_| {
                turn = turn.rotate_left(1);
                if turn & 1 == 1 { Fate::Kept } else { Fate::Lost }
            });
            if let (Ok(engine), false) = (open_saved(&node, &disk.crash()), made(&disk).is_empty())
            {
                assert_eq!(digest_and_owed(&engine), whole, "call {at}");
                continue;
            }
            match salvage_on(&node, &disk) {
                Ok(_) => {}
                // The note itself was lost: then the error names what is to be removed.
                Err(error) => {
                    assert_eq!(error.code(), Code::FileAlreadyExists, "call {at}");
                    assert!(made(&disk).iter().any(|name| error.context().contains(name)));
                    for name in made(&disk) {
                        disk.remove(Path::new(&name)).unwrap();
                    }
                    salvage_on(&node, &disk).unwrap();
                }
            }
            let engine = open_saved(&node, &disk.crash()).unwrap();
            assert_eq!(digest_and_owed(&engine), whole, "again after call {at}");
        }
    }
    println!("counted {} power cuts", 4 * calls);
}

#[test]
fn a_failed_write_is_an_error_that_leaves_the_source_and_no_new_file() {
    let (node, files) = damaged();
    let disk = disk_of(&files);
    salvage_on(&node, &disk).unwrap();
    let calls = disk.calls();
    let kinds = [Operation::Write, Operation::Sync, Operation::Rename, Operation::SetLen];
    let (mut count, mut runs) = (0, 0);
    for kind in kinds {
        for nth in 1..=calls.iter().filter(|call| **call == kind).count() as u64 {
            for errno in [ENOSPC, EIO] {
                runs += 1;
                let disk = disk_of(&files);
                disk.inject(Fault::once(Some(kind), nth, errno).leaving(100));
                let result = salvage_on(&node, &disk);
                check_source(&disk, &files);
                disk.clear_faults();
                match result {
                    // What is only for the next salvage may fail: the copy of the manifest.
                    Ok(_) => drop(open_saved(&node, &disk).unwrap()),
                    Err(error) => {
                        let is_full = errno == ENOSPC && kind == Operation::Write;
                        assert!(!is_full || error.code() == Code::NoSpace, "{error}");
                        assert_eq!(made(&disk), Vec::<String>::new(), "{error}");
                        count += 1;
                    }
                }
            }
        }
    }
    println!("counted {runs} failing calls");
    assert!(count > 20, "{count}");
    let disk = disk_of(&files);
    disk.set_capacity(Some(files.values().map(|bytes| bytes.len() as u64).sum::<u64>() + 3000));
    assert_eq!(salvage_on(&node, &disk).unwrap_err().code(), Code::NoSpace);
    check_source(&disk, &files);
    disk.set_capacity(None);
    salvage_on(&node, &disk).unwrap();
}

#[test]
fn a_place_that_is_taken_and_a_source_that_is_open_are_refused() {
    let (mut node, files) = damaged();
    let disk = disk_of(&files);
    for taken in ["", ".manifest", ".run-00000009", ".segment-00000001", ".damaged-x", ".salvage"] {
        let path = format!("{SAVED}{taken}");
        disk.set_bytes(&path, b"mine".to_vec());
        let error = salvage_on(&node, &disk).unwrap_err();
        assert_eq!((error.code(), error.context()), (Code::FileAlreadyExists, path.as_str()));
        assert_eq!(disk.bytes(&path).unwrap(), b"mine");
        disk.remove(Path::new(&path)).unwrap();
    }
    for own in ["a.wal", "a.wal.manifest", "a.wal.run-00000001", ""] {
        let error = engine::salvage(&options(&node, &disk), Path::new(own)).unwrap_err();
        assert_eq!(error.code(), Code::InvalidArgument, "{own}");
    }
    let mut memory = options(&node, &disk);
    memory.durability = Durability::MemoryOnly;
    let error = engine::salvage(&memory, Path::new(SAVED)).unwrap_err();
    assert_eq!(error.code(), Code::InvalidState);
    node.disk = MemoryDisk::new();
    node.open();
    let error = engine::salvage(&node.options(), Path::new(SAVED)).unwrap_err();
    assert_eq!(error.code(), Code::Locked);
    node.drop_engine();
    let nothing = MemoryDisk::new();
    assert_eq!(salvage_on(&node, &nothing).unwrap_err().code(), Code::FileReadError);
    nothing.set_bytes("a.wal", b"some text that is no database at all".to_vec());
    let error = salvage_on(&node, &nothing).unwrap_err();
    assert_eq!(error.code(), Code::UnsupportedFormat);
    assert!(made(&nothing).is_empty());
}

#[test]
fn a_salvaged_database_is_salvaged_copied_and_opened_as_any_other() {
    let (mut node, files) = damaged();
    let disk = disk_of(&files);
    salvage_on(&node, &disk).unwrap();
    let whole = digest_and_owed(&open_saved(&node, &disk).unwrap());
    let engine = open_saved(&node, &disk).unwrap();
    engine.backup(Path::new("copies/a.wal")).unwrap();
    drop(engine);
    let mut again = options(&node, &disk);
    again.path = SAVED.into();
    let report = engine::salvage(&again, Path::new("twice/a.wal")).unwrap();
    assert!(report.is_whole(), "{:?}", report.losses);
    again.path = "twice/a.wal".into();
    assert_eq!(digest_and_owed(&Engine::open(again.clone()).unwrap()), whole);
    let seen = MemoryDisk::new();
    for path in disk.beside(Path::new("twice/a.wal")).unwrap() {
        let name = path.display().to_string().replace("twice/", "");
        seen.set_bytes(name, disk.bytes(&path).unwrap());
    }
    node.disk = seen;
    node.open();
    for number in 0..400 {
        node.put(&format!("key-{:03}", number % 60), &format!("{number:0>150}"));
    }
    node.restart();
    let owed = whole.1 + 400;
    assert_eq!(node.engine().outbox().unwrap().len(), owed);
    while node.engine().sync_state().unwrap().counts.queued > 0 {
        for delivery in node.engine().next_batch().unwrap() {
            node.engine().receive_ack(&delivery.op.dot.sync_id()).unwrap();
        }
        node.clock.pass(60_000);
    }
    node.restart();
    assert_eq!(node.engine().sync_state().unwrap().counts.queued, 0);
    assert!(engine::verify(&node.options()).is_err());
    assert!(node.engine().verify().unwrap().is_sound());
}
