// SPDX-License-Identifier: Apache-2.0
//! What a database says of itself: sizes, what holds on to them, what is wrong (G16).
#![allow(missing_docs, clippy::unwrap_used, clippy::indexing_slicing)]

mod support;

use std::path::Path;

use softadastra::base::error::Code;
use softadastra::base::limits::STREAMED_BYTES_MIN;
use softadastra::disk::{Disk, Fault, Operation};
use softadastra::engine::{Durability, Health};
use support::node::Node;

const EIO: i32 = 5;
const ENOSPC: i32 = 28;

fn health(node: &Node) -> Health {
    node.engine().health().unwrap()
}

/// The lengths of the files whose names have this part.
fn bytes_of(node: &Node, part: &str) -> (u64, u64) {
    let beside = node.disk.beside(Path::new("a.wal")).unwrap();
    let fitting = beside.iter().filter(|path| path.display().to_string().contains(part));
    let lengths: Vec<_> = fitting.map(|path| node.disk.bytes(path).unwrap().len() as u64).collect();
    (lengths.len() as u64, lengths.iter().sum())
}

#[test]
fn sizes_are_those_of_the_files() {
    let node = Node::new("a");
    let empty = health(&node);
    assert_eq!((empty.run_count, empty.sealed_count, empty.oldest_owed_version), (0, 0, 0));
    for number in 0..200 {
        node.put(&format!("key-{number:03}"), &"v".repeat(100));
    }
    node.engine().checkpoint().unwrap();
    let full = health(&node);
    assert_eq!((full.run_count, full.run_bytes), bytes_of(&node, ".run-"));
    assert_eq!((full.sealed_count, full.sealed_bytes), bytes_of(&node, ".segment-"));
    assert_eq!((full.tail_bytes, full.table_bytes), (0, 0));
    assert!(full.live_bytes > 200 * 100);
    // Nothing was acknowledged, so all of the log is held.
    assert_eq!(full.held_bytes, full.sealed_bytes);
    assert_eq!((full.oldest_owed_version, full.oldest_owed_segment), (1, 1));
    node.put("more", "v");
    let more = health(&node);
    assert!(more.tail_bytes > 0 && more.table_bytes > 0);
    assert!(more.active_bytes > full.active_bytes);
    for number in 0..200 {
        node.get(&format!("key-{number:03}"));
    }
    assert!(health(&node).index_bytes > 0);
    assert!(health(&node).cache_bytes > 0);
}

#[test]
fn files_of_values_count_until_a_flush_takes_them_to_a_run() {
    let mut node = Node::new("a");
    let stream = |node: &Node, key: &[u8]| {
        let value = vec![b'v'; STREAMED_BYTES_MIN as usize];
        let mut writer = node.engine().begin_value(key, STREAMED_BYTES_MIN, 1).unwrap();
        writer.write(&value).unwrap();
        node.engine().commit_value(&mut writer).unwrap();
    };
    let told = |node: &Node| {
        let health = health(node);
        (health.value_file_count, health.value_file_bytes)
    };
    assert_eq!(told(&node), (0, 0));
    stream(&node, b"one");
    stream(&node, b"two");
    // Replaced before any flush: the log still names the first one.
    stream(&node, b"two");
    assert_eq!(told(&node), bytes_of(&node, ".value-"));
    assert_eq!(told(&node).0, 3);
    node.kill();
    assert_eq!(told(&node), bytes_of(&node, ".value-"));
    node.engine().checkpoint().unwrap();
    assert_eq!(told(&node), (0, 0));
    assert_eq!(bytes_of(&node, ".value-"), (0, 0));
    assert!(health(&node).run_bytes > 2 * STREAMED_BYTES_MIN);
}

#[test]
fn what_is_acknowledged_holds_nothing() {
    let mut node = Node::small("a");
    for number in 0..100 {
        node.put(&format!("key-{number:03}"), &"v".repeat(100));
    }
    node.engine().checkpoint().unwrap();
    assert!(health(&node).held_bytes > 0);
    loop {
        let batch = node.engine().next_batch().unwrap();
        let Some(last) = batch.last() else { break };
        assert!(last.entry.version <= 100);
        for delivery in batch {
            node.engine().receive_ack(&delivery.op.dot.sync_id()).unwrap();
        }
    }
    node.engine().checkpoint().unwrap();
    let free = health(&node);
    assert_eq!((free.held_bytes, free.oldest_owed_version, free.oldest_owed_segment), (0, 0, 0));
    node.restart();
    assert_eq!(health(&node).held_bytes, 0);
}

#[test]
fn failures_are_told_until_they_are_over() {
    let mut node = Node::small("a");
    for number in 0..50 {
        node.put(&format!("key-{number:03}"), &"v".repeat(100));
    }
    assert!(health(&node).failure.is_none());
    node.engine().checkpoint().unwrap();
    // The files of runs and segments cannot be made; writes go on.
    node.disk.inject(Fault::from(Some(Operation::Open), 1, ENOSPC));
    let mut count = 0;
    while health(&node).failure.is_none() {
        node.put(&format!("key-{:03}", count % 200), &"w".repeat(100));
        count += 1;
        assert!(count < 2000);
    }
    assert_eq!(health(&node).failure.map(|error| error.code()), Some(Code::NoSpace));
    assert!(!health(&node).is_stopped);
    node.disk.clear_faults();
    while node.engine().maintain(1 << 20).unwrap() {}
    assert!(health(&node).failure.is_none());
    node.disk.inject(Fault::once(Some(Operation::Sync), 1, EIO));
    let time = node.clock.wall_ms();
    let stopped = node.engine().submit(softadastra::base::op::Kind::Put, b"k", b"v", time);
    assert_eq!(stopped.unwrap_err().code(), Code::LogStopped);
    assert!(health(&node).is_stopped);
    node.disk.clear_faults();
    node.kill();
    assert!(!health(&node).is_stopped);
}

#[test]
fn an_engine_in_memory_has_no_files() {
    let node = Node::with("m", Durability::MemoryOnly, Node::new("m").sync.clone());
    node.put("k", "v");
    let told = health(&node);
    assert_eq!((told.active_bytes, told.run_count, told.oldest_owed_segment), (0, 0, 0));
    assert_eq!(told.oldest_owed_version, 1);
    assert!(told.table_bytes > 0 && !told.is_stopped);
}
