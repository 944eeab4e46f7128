// SPDX-License-Identifier: Apache-2.0
//! The engine on a failing disk: power cuts at every disk operation, full disks, failed syncs,
//! damaged bytes (G2, G6). The log alone is tested in `wal*.rs`.
#![allow(missing_docs, clippy::unwrap_used, clippy::indexing_slicing)]

mod support;

#[path = "recovery/failing.rs"]
mod failing;

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use softadastra::base::error::Code;
use softadastra::base::op::Kind;
use softadastra::disk::{Fate, Fault, MemoryDisk, Operation};
use softadastra::engine::Engine;
use support::node::{Node, START_MS};

const EIO: i32 = 5;
const ENOSPC: i32 = 28;

/// What a script was told, to be held against what a restart finds.
#[derive(Default)]
struct Told {
    /// Key, sync id, version of each write that was answered.
    writes: Vec<(String, String, u64)>,
    acked: usize,
}

/// Writes, hands out, acknowledges; stops at the first error.
fn script(node: &Node, told: &mut Told) -> softadastra::base::error::Result<()> {
    for number in 0..6 {
        let key = format!("key-{number}");
        let value = "v".repeat(40 * (number + 1));
        let time = node.clock.wall_ms();
        let submitted = node.engine().submit(Kind::Put, key.as_bytes(), value.as_bytes(), time)?;
        told.writes.push((key, submitted.op.dot.sync_id(), submitted.written.version));
        if number == 3 {
            for delivery in node.engine().next_batch()? {
                node.engine().receive_ack(&delivery.op.dot.sync_id())?;
                told.acked += 1;
            }
        }
    }
    Ok(())
}

/// Everything that was answered is there, with its obligation unless it was acknowledged; what
/// comes next reuses no number.
fn check(node: &Node, told: &Told, tried: usize) {
    let engine = node.engine();
    let owed: Vec<String> = engine.outbox().unwrap().iter().map(|d| d.op.dot.sync_id()).collect();
    for (at, (key, sync_id, _)) in told.writes.iter().enumerate() {
        assert!(engine.get(key.as_bytes()).unwrap().is_some(), "{key} is gone");
        assert!(at < told.acked || owed.contains(sync_id), "{sync_id} is no longer owed");
    }
    assert!(engine.len().unwrap() <= tried);
    let next = node.put("next", "w");
    let ids: Vec<_> = told.writes.iter().map(|(_, sync_id, _)| sync_id.clone()).collect();
    assert!(!ids.contains(&next.op.dot.sync_id()));
    assert!(told.writes.iter().all(|(_, _, version)| *version < next.written.version));
}

#[test]
fn a_power_cut_at_any_disk_operation_loses_nothing_that_was_answered() {
    let mut whole = Node::new("node-a");
    script(&whole, &mut Told::default()).unwrap();
    let count = whole.disk.calls().len();
    assert!(count > 12);
    whole.restart();
    let mut cuts = 0;
    for at in 1..=count as u64 {
        for keep in [Fate::Lost, Fate::Kept] {
            let mut node = Node::new("node-a");
            let before = node.disk.calls().len() as u64;
            if at <= before {
                continue;
            }
            let mut told = Told::default();
            // From here on the disk answers nothing: what was not synced is in the cache at most.
            node.disk.inject(Fault::from(None, at - before, EIO));
            let _ = script(&node, &mut told);
            node.disk.clear_faults();
            node.disk = node.disk.crash_keeping(|_| keep.clone());
            node.kill();
            check(&node, &told, 6);
            cuts += 1;
        }
    }
    println!("counted {cuts} power cuts");
}

#[test]
fn a_full_disk_refuses_a_write_and_takes_the_next_once_there_is_room() {
    let mut node = Node::new("node-a");
    node.put("before", "v");
    node.disk.set_capacity(Some(0));
    let value = vec![b'x'; 2 << 20];
    let error = node.engine().submit(Kind::Put, b"big", &value, START_MS).unwrap_err();
    assert_eq!(error.code(), Code::NoSpace);
    assert_eq!(node.get("big"), None);
    assert_eq!(node.engine().version().unwrap(), 1);
    assert_eq!(node.get("before").as_deref(), Some("v"));
    node.disk.set_capacity(None);
    assert_eq!(node.put("after", "w").op.dot.seq, 2);
    node.cut_power();
    assert_eq!(node.get("after").as_deref(), Some("w"));
    assert_eq!(node.engine().len().unwrap(), 2);
}

#[test]
fn after_a_failed_sync_the_log_takes_nothing_until_it_is_reopened() {
    let mut node = Node::new("node-a");
    node.put("kept", "v");
    node.disk.inject(Fault::once(Some(Operation::Sync), 1, EIO));
    let write = |node: &Node| node.engine().submit(Kind::Put, b"k", b"v", START_MS);
    assert!(write(&node).is_err());
    node.disk.clear_faults();
    assert_eq!(write(&node).unwrap_err().code(), Code::LogStopped);
    assert_eq!(node.engine().flush().unwrap_err().code(), Code::LogStopped);
    assert_eq!(node.get("kept").as_deref(), Some("v"));
    assert_eq!(node.get("k"), None);
    node.cut_power();
    assert_eq!(node.get("kept").as_deref(), Some("v"));
    node.put("again", "w");
}

#[test]
fn acks_that_a_failed_write_carried_are_written_with_the_next() {
    let mut node = Node::new("node-a");
    node.put("a", "1");
    node.engine().next_batch().unwrap();
    node.engine().receive_ack("node-a-1").unwrap();
    node.disk.inject(Fault::once(Some(Operation::Write), 1, ENOSPC));
    assert!(node.engine().submit(Kind::Put, b"b", b"2", START_MS).is_err());
    node.put("c", "3");
    node.cut_power();
    let owed: Vec<_> = node.engine().outbox().unwrap().iter().map(|d| d.op.dot.sync_id()).collect();
    assert_eq!(owed, ["node-a-2"]);
}

#[test]
fn damage_before_valid_records_names_position_and_record_and_changes_nothing() {
    let node = Node::new("node-a");
    for key in ["a", "b", "c"] {
        node.put(key, "value");
    }
    let path = "node-a.wal";
    let good = node.disk.bytes(path).unwrap();
    let at = good.windows(5).position(|bytes| bytes == b"value").unwrap();
    let mut bad = good.clone();
    bad[at] ^= 0x40;
    let disk = MemoryDisk::new();
    disk.set_bytes(path, bad.clone());
    let mut options = node.options();
    options.disk = Arc::new(disk.clone());
    let error = Engine::open(options).unwrap_err();
    assert_eq!(error.code(), Code::Corrupted);
    assert!(error.context().contains(path), "{error}");
    assert!(error.context().contains("record 2"), "{error}");
    assert_eq!(disk.bytes(path).unwrap(), bad);
}

/// A group that is whole, and says something of which only a later version knows.
#[test]
fn a_record_of_an_unknown_kind_is_refused_and_changes_nothing() {
    let mut node = Node::new("node-a");
    node.put("a", "value");
    node.drop_engine();
    let path = "node-a.wal";
    let mut log = support::log::open_at(&node.disk, path.as_ref()).unwrap().log;
    let (one_record, kind) = (1u64.to_le_bytes(), 99u32.to_le_bytes());
    support::log::put(&mut log, &[&one_record[..], &kind].concat(), true).unwrap();
    drop(log);
    let before = node.disk.bytes(path).unwrap();
    assert_eq!(Engine::open(node.options()).unwrap_err().code(), Code::Corrupted);
    assert_eq!(node.disk.bytes(path).unwrap(), before);
}

#[test]
fn every_flipped_bit_of_a_small_log_gives_a_prefix_or_an_error() {
    let mut node = Node::new("node-a");
    for number in 0..4 {
        node.put(&format!("key-{number}"), "v");
    }
    let versions = node.engine().version().unwrap();
    node.restart();
    node.put("last", "w");
    let path = "node-a.wal";
    let mut bytes = node.disk.bytes(path).unwrap();
    while bytes.last() == Some(&0) {
        bytes.pop();
    }
    let (errors, prefixes) = (AtomicUsize::new(0), AtomicUsize::new(0));
    for at in 0..bytes.len() {
        for bit in 0..8 {
            let mut flipped = bytes.clone();
            flipped[at] ^= 1 << bit;
            let disk = MemoryDisk::new();
            disk.set_bytes(path, flipped);
            let mut options = node.options();
            options.disk = Arc::new(disk);
            match Engine::open(options) {
                Err(_) => errors.fetch_add(1, Ordering::Relaxed),
                Ok(engine) => {
                    let found = engine.len().unwrap() as u64;
                    // Only the very last record has none behind it that vouches for it.
                    assert!(found >= versions, "byte {at} bit {bit}: {found} of {versions}");
                    let report = engine.report().unwrap();
                    assert!(found > versions || report.cut_bytes > 0, "byte {at} bit {bit}");
                    prefixes.fetch_add(1, Ordering::Relaxed)
                }
            };
        }
    }
    println!("counted {} flipped bits", 8 * bytes.len());
    assert!(errors.into_inner() > 0 && prefixes.into_inner() > 0);
}

#[test]
fn every_cut_of_a_log_keeps_what_stands_before_it() {
    let node = Node::new("node-a");
    let path = "node-a.wal";
    let mut ends = Vec::new();
    for number in 0..4 {
        node.put(&format!("key-{number}"), "value");
        let bytes = node.disk.bytes(path).unwrap();
        ends.push(bytes.iter().rposition(|&byte| byte != 0).unwrap() + 1);
    }
    let bytes = node.disk.bytes(path).unwrap();
    for cut in ends[0]..=ends[3] {
        let disk = MemoryDisk::new();
        disk.set_bytes(path, bytes[..cut].to_vec());
        let mut options = node.options();
        options.disk = Arc::new(disk);
        let engine = Engine::open(options).unwrap();
        // Bytes that are zero at the end of a record are there again as reserved space, or not.
        let least = ends.iter().filter(|&&end| end + 16 <= cut).count();
        let most = ends.iter().filter(|&&end| end <= cut).count();
        let found = engine.len().unwrap();
        assert!((least..=most).contains(&found), "cut at {cut}: {found}");
    }
}

#[test]
fn a_full_disk_holds_back_neither_acks_nor_deliveries() {
    let mut node = Node::new("node-a");
    node.sync.attempts_max = 1;
    node.engine().configure(node.sync.clone()).unwrap();
    for number in 0..600 {
        node.put(&format!("key-{number}"), "v");
    }
    node.sync.batch_len = 300;
    node.engine().configure(node.sync.clone()).unwrap();
    let batch = node.engine().next_batch().unwrap();
    node.disk.inject(Fault::from(Some(Operation::Write), 1, ENOSPC));
    // More than wait in memory: the log is tried, refuses, and the answers stay true.
    for delivery in &batch[..299] {
        node.engine().receive_ack(&delivery.op.dot.sync_id()).unwrap();
    }
    node.clock.pass(10_001);
    assert_eq!(node.engine().tick(false).unwrap().batch.len(), 300);
    let counts = node.engine().sync_state().unwrap().counts;
    assert_eq!((counts.applied, counts.failed, counts.in_flight), (299, 1, 300));
    assert_eq!(node.engine().flush().unwrap_err().code(), Code::NoSpace);
    node.disk.clear_faults();
    node.engine().flush().unwrap();
    node.cut_power();
    let counts = node.engine().sync_state().unwrap().counts;
    assert_eq!((counts.total, counts.failed), (301, 1));
}
