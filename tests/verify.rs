// SPDX-License-Identifier: Apache-2.0
//! Looking for damage: every byte is read, every damaged place is told, nothing is changed (G15).
#![allow(missing_docs, clippy::unwrap_used, clippy::indexing_slicing)]

mod support;

use std::collections::BTreeMap;
use std::path::Path;

use softadastra::base::error::Code;
use softadastra::base::id::NodeId;
use softadastra::base::op::Kind;
use softadastra::disk::{Disk, MemoryDisk, Operation};
use softadastra::engine::{self, Engine, Finding, Part, Report};
use support::node::Node;

/// Runs, sealed segments that are needed for what is owed, a log to be followed; closed.
fn filled() -> Node {
    let mut node = Node::small("a");
    for number in 0..150 {
        node.put(&format!("key-{:03}", number * 7 % 120), &format!("{number:0>120}"));
        if number % 50 == 20 {
            for delivery in node.engine().next_batch().unwrap() {
                node.engine().receive_ack(&delivery.op.dot.sync_id()).unwrap();
            }
        }
    }
    node.engine().checkpoint().unwrap();
    for number in 0..30 {
        node.put(&format!("tail-{number}"), "v");
    }
    node.restart();
    let engine = std::mem::replace(&mut node, Node::new("b"));
    engine.engine().flush().unwrap();
    engine
}

#[test]
fn what_every_peer_has_is_not_taken_for_owed_when_its_log_is_gone() {
    let mut node = Node::new("a");
    let (b, c) = (NodeId::new("b").unwrap(), NodeId::new("c").unwrap());
    for peer in [&b, &c] {
        node.engine().register_peer(peer, 0).unwrap();
    }
    node.put("k", "v");
    node.engine().receive_ack_from("a-1", &b).unwrap();
    node.engine().checkpoint().unwrap();
    // Only c lacked it. That it is done with is not in the log when the power fails.
    node.engine().remove_peer(&c).unwrap();
    node.cut_power();
    for _ in 0..2 {
        assert_eq!(node.engine().sync_state().unwrap().counts.pending, 0);
        let report = node.engine().verify().unwrap();
        assert!(report.is_sound(), "{:?}", report.findings);
        assert_eq!((report.owed_count, report.key_count), (0, 1));
        let mut beside = node.options();
        beside.read_only = true;
        let beside = Engine::open(beside).unwrap();
        assert_eq!(beside.sync_state().unwrap().counts.pending, 0);
        assert_eq!(beside.report().unwrap().owed_count, 0);
        node.drop_engine();
        let alone = engine::verify(&node.options()).unwrap();
        assert!(alone.is_sound(), "{:?}", alone.findings);
        node.open();
    }
}

fn files(node: &Node) -> BTreeMap<String, Vec<u8>> {
    let beside = node.disk.beside(Path::new("a.wal")).unwrap();
    let named = beside.iter().map(|path| path.display().to_string());
    named.map(|name| (name.clone(), node.disk.bytes(&name).unwrap())).collect()
}

/// The report on files of which some are others.
fn report_on(node: &Node, files: &BTreeMap<String, Vec<u8>>) -> Report {
    let disk = MemoryDisk::new();
    files.iter().for_each(|(name, bytes)| disk.set_bytes(name, bytes.clone()));
    let mut options = node.options();
    options.disk = std::sync::Arc::new(disk.clone());
    let report = engine::verify(&options).unwrap();
    let writes = [Operation::Write, Operation::SetLen, Operation::Sync, Operation::Rename];
    assert!(!disk.calls().iter().any(|call| writes.contains(call)));
    files.iter().for_each(|(name, bytes)| assert_eq!(&disk.bytes(name).unwrap(), bytes));
    report
}

fn names(findings: &[Finding]) -> Vec<String> {
    findings.iter().map(|finding| finding.file.display().to_string()).collect()
}

#[test]
fn what_is_whole_is_found_sound_alone_and_beside_its_writer() {
    let mut node = filled();
    let told = files(&node);
    assert!(told.keys().any(|name| name.contains(".run-")));
    assert!(told.keys().any(|name| name.contains(".segment-")));
    let beside = node.engine().verify().unwrap();
    assert!(beside.is_sound(), "{:?}", beside.findings);
    assert_eq!(beside.key_count, node.engine().len().unwrap() as u64);
    assert_eq!(beside.last_version, node.engine().version().unwrap());
    let counts = node.engine().sync_state().unwrap().counts;
    assert_eq!(beside.owed_count, (counts.total - counts.applied) as u64);
    assert_eq!(beside.file_count, told.len() as u64);
    assert_eq!(beside.bytes, told.values().map(|bytes| bytes.len() as u64).sum::<u64>());
    let error = engine::verify(&node.options()).unwrap_err();
    assert_eq!(error.code(), Code::Locked);
    // As after a crash, which is no damage.
    node.drop_engine();
    let alone = engine::verify(&node.options()).unwrap();
    assert!(alone.is_sound(), "{:?}", alone.findings);
    assert_eq!((alone.key_count, alone.group_count), (beside.key_count, beside.group_count));
    node.open();
    let missing = engine::verify(&Node::options(&Node::new("c"))).map(|report| report.is_sound());
    assert_eq!(missing.unwrap_err().code(), Code::Locked);
}

#[test]
fn a_database_that_is_not_there_is_an_error_and_not_made() {
    let mut node = Node::new("a");
    node.drop_engine();
    node.disk = MemoryDisk::new();
    let error = engine::verify(&node.options()).unwrap_err();
    assert_eq!(error.code(), Code::FileReadError);
    assert!(node.disk.beside(Path::new("a.wal")).unwrap().is_empty());
}

#[test]
fn every_flipped_byte_is_told_with_its_file_and_place() {
    let mut node = filled();
    node.restart();
    node.drop_engine();
    let whole = files(&node);
    let mut count = 0;
    for (name, bytes) in &whole {
        // The last bytes of the log prove themselves and nothing else: a torn tail looks like it.
        let end = if name == "a.wal" { bytes.len() - 40 } else { bytes.len() };
        let step = 1 + end / 12;
        for at in (0..end).step_by(step) {
            let mut files = whole.clone();
            files.get_mut(name).unwrap()[at] ^= 0x20;
            let report = report_on(&node, &files);
            let is_there = |found: &&Finding| {
                let end = found.at + found.bytes.max(1);
                found.file.display().to_string() == *name && (found.at..end).contains(&(at as u64))
            };
            let found = report.findings.iter().find(is_there);
            assert!(found.is_some(), "{name}, byte {at}: {:?}", report.findings);
            count += 1;
        }
    }
    println!("{count} flipped bytes");
}

#[test]
fn damage_in_several_places_is_told_and_what_is_between_is_read() {
    let node = filled();
    let whole = files(&node);
    let groups = report_on(&node, &whole).group_count;
    let mut damaged = whole.clone();
    let log = damaged.get_mut("a.wal").unwrap();
    let positions: Vec<usize> = log
        .windows(6)
        .enumerate()
        .filter(|(_, bytes)| *bytes == b"tail-3" || *bytes == b"tail-9")
        .map(|(at, _)| at)
        .collect();
    positions.iter().for_each(|at| log[*at] ^= 1);
    let hits = positions.len();
    let run = damaged.keys().find(|name| name.contains(".run-")).unwrap().clone();
    let bytes = damaged.get_mut(&run).unwrap();
    bytes[3000] ^= 1;
    let report = report_on(&node, &damaged);
    let of_log: Vec<_> = report.findings.iter().filter(|found| found.part == Part::Log).collect();
    assert_eq!(of_log.len(), hits, "{:?}", report.findings);
    assert!(of_log.iter().all(|found| found.number > 0));
    assert_eq!(report.group_count, groups - hits as u64);
    let of_run: Vec<_> = report.findings.iter().filter(|found| found.part == Part::Run).collect();
    assert_eq!(of_run.len(), 1);
    let (first, last) = (of_run[0].first.clone().unwrap(), of_run[0].last.clone().unwrap());
    assert!(of_run[0].number > 0 && first.starts_with(b"key-") && first <= last);
}

#[test]
fn a_missing_file_is_named() {
    let node = filled();
    let whole = files(&node);
    for name in whole.keys() {
        let mut files = whole.clone();
        files.remove(name);
        let report = report_on(&node, &files);
        // The next opening makes the copy of the manifest anew.
        assert_eq!(report.is_sound(), name.ends_with("-copy"), "{name}");
        if report.is_sound() {
            continue;
        }
        if name != "a.wal.manifest" {
            let told = names(&report.findings).contains(name)
                || report.findings.iter().any(|found| found.part == Part::Outbox);
            assert!(told, "{name}: {:?}", report.findings);
        }
    }
}

#[test]
fn an_older_main_file_and_a_foreign_segment_do_not_fit() {
    let node = filled();
    let whole = files(&node);
    let other = Node::new("a");
    other.put("k", "v");
    let mut swapped = whole.clone();
    let segment = whole.keys().find(|name| name.contains(".segment-")).unwrap();
    swapped.insert(segment.clone(), other.disk.bytes("a.wal").unwrap());
    assert!(!report_on(&node, &swapped).is_sound());
    let mut older = whole.clone();
    older.insert("a.wal".into(), whole[segment].clone());
    assert!(!report_on(&node, &older).is_sound());
    let time = node.clock.wall_ms();
    node.engine().write_local(Kind::Put, b"goes", b"on", time).unwrap();
}
