// SPDX-License-Identifier: Apache-2.0
//! Reading a database on real files while its writer flushes, merges and removes files (G9).
#![allow(missing_docs, clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

mod support;

use std::ops::Bound;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use softadastra::base::id::NodeId;
use softadastra::base::limits::MEMORY_BYTES_MIN;
use softadastra::base::op::Kind;
use softadastra::disk::FileDisk;
use softadastra::engine::{Durability, Engine, Options};
use softadastra::sync::options::SyncOptions;
use support::node::{START_MS, TestClock};

const KEYS: u64 = 300;

fn options(path: &std::path::Path) -> Options {
    let mut options = Options::new(path, 7, TestClock::new(), Arc::new(FileDisk));
    options.durability = Durability::Fast;
    options.memory_bytes = MEMORY_BYTES_MIN;
    options
}

#[test]
fn read_only_opens_beside_a_writer_that_takes_files_away_see_a_whole_state() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.wal");
    let writer = Engine::open(options(&path)).unwrap();
    writer.attach(SyncOptions::new(NodeId::new("a").unwrap())).unwrap();
    let put = |round: u64, number: u64| {
        let (key, value) = (format!("key-{number:04}"), format!("{round:0>100}"));
        writer.submit(Kind::Put, key.as_bytes(), value.as_bytes(), START_MS).unwrap();
    };
    (0..KEYS).for_each(|number| put(0, number));
    let (stop, rounds) = (AtomicBool::new(false), AtomicU64::new(0));
    let (mut opens, mut flushes) = (0, 0);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            while !stop.load(Ordering::Relaxed) {
                let round = rounds.load(Ordering::Relaxed) + 1;
                (0..KEYS).for_each(|number| put(round, number));
                while let Some(delivery) = writer.next_batch().unwrap().last() {
                    let last = delivery.entry.version;
                    for entry in writer.outbox().unwrap() {
                        let id = entry.op.dot.sync_id();
                        if entry.entry.version <= last && entry.entry.was_sent {
                            writer.receive_ack(&id).unwrap();
                        }
                    }
                }
                writer.prune_completed().unwrap();
                writer.checkpoint().unwrap();
                while writer.maintain(1 << 16).unwrap() {}
                rounds.store(round, Ordering::Relaxed);
            }
        });
        while opens < 150 || rounds.load(Ordering::Relaxed) < 8 {
            let before = rounds.load(Ordering::Relaxed);
            let mut beside = options(&path);
            beside.read_only = true;
            let reader = Engine::open(beside);
            let reader = reader.inspect_err(|_| stop.store(true, Ordering::Relaxed)).unwrap();
            let mut seen = Vec::new();
            let walked = reader.snapshot().unwrap().scan(Bound::Unbounded, None, |_, shown| {
                let text = String::from_utf8(shown.value.unwrap().to_vec()).unwrap();
                seen.push(text.parse::<u64>().unwrap());
                Ok(true)
            });
            walked.inspect_err(|_| stop.store(true, Ordering::Relaxed)).unwrap();
            // A round in progress has changed a beginning of the keys and no more than that.
            let is_prefix =
                seen.windows(2).all(|pair| pair[0] == pair[1] || pair[0] == pair[1] + 1);
            if seen.len() as u64 != KEYS || !is_prefix || seen[0] < before {
                stop.store(true, Ordering::Relaxed);
                panic!("{} keys, from {} after {before}: {seen:?}", seen.len(), seen[0]);
            }
            assert_eq!(reader.len().unwrap() as u64, KEYS);
            opens += 1;
            flushes = rounds.load(Ordering::Relaxed);
        }
        stop.store(true, Ordering::Relaxed);
    });
    println!("{opens} opens beside {flushes} rounds");
    writer.close().unwrap();
}
