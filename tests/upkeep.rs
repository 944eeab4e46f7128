// SPDX-License-Identifier: Apache-2.0
//! State that goes to runs: what was flushed and merged reads as before, whatever is written,
//! restarted and cut off in between (G2, G4, G6).
#![allow(missing_docs, clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

#[path = "upkeep/killed.rs"]
mod killed;
mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Bound;
use std::sync::atomic::{AtomicBool, Ordering};

use softadastra::base::error::Code;
use softadastra::base::limits::{MEMORY_BYTES_MIN, TAIL_BYTES_CLOSED_MAX};
use softadastra::base::op::Kind;
use softadastra::base::random::Random;
use softadastra::disk::{Access, Disk, Effect, Fate, Fault, MemoryDisk, Operation};
use softadastra::engine::{Durability, Engine};
use softadastra::outbox::entry::Status;
use softadastra::store::policy::Policy;
use support::node::Node;

const EIO: i32 = 5;
const ENOSPC: i32 = 28;

/// What the state should be.
type Model = BTreeMap<String, String>;

fn key(number: u64) -> String {
    format!("key-{number:05}")
}

fn shown(engine: &Engine) -> Model {
    let mut all = Model::new();
    let snapshot = engine.snapshot().unwrap();
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    let visit = |key: &[u8], shown: softadastra::store::policy::Shown<'_>| {
        all.insert(text(key), text(shown.value.unwrap()));
        Ok(true)
    };
    snapshot.scan(Bound::Unbounded, None, visit).unwrap();
    all
}

fn check(engine: &Engine, model: &Model) {
    assert_eq!(&shown(engine), model);
    assert_eq!(engine.len().unwrap(), model.len());
    for (key, value) in model {
        let listed = engine.get(key.as_bytes()).unwrap();
        assert_eq!(listed.map(|listed| listed.value.to_vec()), Some(value.as_bytes().to_vec()));
    }
}

fn files(disk: &MemoryDisk, node: &Node) -> Vec<String> {
    let beside = disk.beside(&node.options().path).unwrap();
    beside.iter().map(|path| path.display().to_string()).collect()
}

/// One random write, by one of the three ways.
fn write(node: &Node, random: &mut Random, keys: u64, model: &mut Model) {
    let key = key(random.up_to(keys - 1));
    let time = node.clock.wall_ms();
    if random.up_to(9) == 0 {
        // A delete without replication would not hold against what is replicated.
        node.engine().submit(Kind::Delete, key.as_bytes(), b"", time).unwrap();
        model.remove(&key);
        return;
    }
    let value = format!("{:x}", random.draw()).repeat(1 + random.up_to(8) as usize);
    if random.up_to(2) == 0 {
        node.engine().write_local(Kind::Put, key.as_bytes(), value.as_bytes(), time).unwrap();
    } else {
        node.engine().submit(Kind::Put, key.as_bytes(), value.as_bytes(), time).unwrap();
    }
    model.insert(key, value);
}

#[test]
fn what_was_flushed_and_merged_reads_as_before() {
    let mut node = Node::small("a");
    let mut model = Model::new();
    let mut random = Random::new(1);
    for round in 0..40 {
        for _ in 0..150 {
            node.clock.pass(1);
            write(&node, &mut random, 400, &mut model);
        }
        if round % 5 == 0 {
            check(node.engine(), &model);
        }
        match round % 4 {
            0 => while node.engine().maintain(10_000).unwrap() {},
            1 => node.restart(),
            2 => node.kill(),
            _ => {}
        }
    }
    check(node.engine(), &model);
    assert!(files(&node.disk, &node).iter().any(|name| name.contains(".run-")));
}

#[test]
fn what_is_owed_outlives_the_log_that_was_read() {
    let mut node = Node::small("a");
    let mut random = Random::new(2);
    let mut owed = BTreeSet::new();
    for round in 0..60 {
        for _ in 0..40 {
            let key = key(random.up_to(300));
            owed.insert(node.put(&key, &"v".repeat(100)).op.dot.sync_id());
        }
        let batch = node.engine().next_batch().unwrap();
        for delivery in batch {
            let id = delivery.op.dot.sync_id();
            if random.up_to(3) > 0 {
                node.engine().receive_ack(&id).unwrap();
                owed.remove(&id);
            }
        }
        if round % 3 == 0 {
            node.engine().flush().unwrap();
            if round % 2 == 0 {
                node.cut_power()
            } else {
                node.restart()
            }
            node.clock.pass(60_000);
        }
        let listed = node.engine().outbox().unwrap();
        let is_owed = |d: &&softadastra::engine::Delivery| {
            d.entry.status != softadastra::outbox::entry::Status::Applied
        };
        let listed: BTreeSet<_> =
            listed.iter().filter(is_owed).map(|d| d.op.dot.sync_id()).collect();
        assert_eq!(listed, owed, "round {round}");
    }
    assert!(files(&node.disk, &node).iter().any(|name| name.contains(".run-")));
}

#[test]
fn space_returns_when_everything_is_overwritten_and_acknowledged() {
    let node = Node::small("a");
    for round in 0..60 {
        for number in 0..100 {
            node.put(&key(number), &format!("{round:0>100}"));
        }
        loop {
            let batch = node.engine().next_batch().unwrap();
            for delivery in &batch {
                // One operation is never acknowledged, and must not keep all of the log.
                if delivery.op.version != 50 {
                    node.engine().receive_ack(&delivery.op.dot.sync_id()).unwrap();
                }
            }
            if batch.is_empty() {
                break;
            }
        }
        node.engine().prune_completed().unwrap();
    }
    node.engine().checkpoint().unwrap();
    while node.engine().maintain(1 << 20).unwrap() {}
    let bytes: u64 = files(&node.disk, &node)
        .iter()
        .map(|name| node.disk.bytes(name).unwrap().len() as u64)
        .sum();
    let report = node.engine().verify().unwrap();
    assert!(report.findings.is_empty(), "{:?}", report.findings);
    assert_eq!(report.owed_count, 1);
    // The log keeps a mebibyte in reserve; the manifest and its copy say what is remembered of the
    // last operations.
    let bytes_max = (1 << 20) + 100 * 109 * 2 + 2 * 40 * 20;
    assert!(bytes < bytes_max, "{bytes} bytes in {:?}", files(&node.disk, &node));
}

#[test]
fn what_is_owed_can_be_read_while_upkeep_carries_it_on() {
    let node = Node::small("a");
    // Never acknowledged, so that it is carried from file to file.
    node.put("old", "v");
    let stop = AtomicBool::new(false);
    std::thread::scope(|scope| {
        let readers: Vec<_> = (0..2)
            .map(|_| {
                scope.spawn(|| {
                    let mut rounds = 0;
                    while !stop.load(Ordering::Relaxed) {
                        let listed = node.engine().outbox().unwrap();
                        assert!(listed.iter().any(|delivery| &*delivery.op.key == b"old"));
                        assert_eq!(node.engine().find("a-1").unwrap().op.dot.seq, 1);
                        rounds += 1;
                    }
                    rounds
                })
            })
            .collect();
        for round in 0..4000 {
            node.put(&key(round % 30), &"v".repeat(100));
            for delivery in node.engine().next_batch().unwrap() {
                if &*delivery.op.key != b"old" {
                    node.engine().receive_ack(&delivery.op.dot.sync_id()).unwrap();
                }
            }
            node.engine().prune_completed().unwrap();
        }
        stop.store(true, Ordering::Relaxed);
        assert!(readers.into_iter().all(|reader| reader.join().unwrap() > 0));
    });
    assert!(node.engine().failed().unwrap().is_empty());
    let segments = files(&node.disk, &node);
    let count = segments.iter().filter(|name| name.contains(".segment-")).count();
    assert!(count < 10, "{segments:?}");
}

#[test]
fn ticks_alone_keep_up_when_writes_are_not_to() {
    let node = Node::new("a");
    let mut options = node.options();
    (options.path, options.memory_bytes) = ("b.wal".into(), MEMORY_BYTES_MIN);
    options.maintain_on_write = false;
    let engine = Engine::open(options).unwrap();
    engine.attach(node.sync.clone()).unwrap();
    for number in 0..2000 {
        engine.write_local(Kind::Put, key(number).as_bytes(), &[7; 100], 1).unwrap();
    }
    assert_eq!(engine.health().unwrap().run_count, 0);
    for _ in 0..20 {
        engine.tick(false).unwrap();
    }
    let health = engine.health().unwrap();
    assert!(health.run_count > 0 && health.table_bytes == 0, "{health:?}");
}

#[test]
fn the_first_write_after_a_flush_began_finds_its_space_reserved() {
    let node = Node::small("a");
    let mut numbers = 0..1000;
    while !node.engine().health().unwrap().is_at_work {
        node.put(&key(numbers.next().unwrap()), &"v".repeat(100));
    }
    let before = node.disk.calls().len();
    node.put("next", "v");
    assert!(!node.disk.calls()[before..].contains(&Operation::Reserve));
}

#[test]
fn the_write_that_waits_for_the_end_of_a_flush_begins_to_free_what_was_flushed() {
    let node = Node::small("a");
    let mut numbers = 0..1000;
    let mut before = node.engine().health().unwrap();
    loop {
        node.put(&key(numbers.next().unwrap()), &"v".repeat(100));
        let after = node.engine().health().unwrap();
        if after.run_count > before.run_count {
            assert!(after.table_bytes < before.table_bytes, "{before:?}, {after:?}");
            break;
        }
        assert!(after.table_bytes > before.table_bytes, "{before:?}, {after:?}");
        before = after;
    }
}

#[test]
fn files_stay_within_twice_what_lives_while_keys_are_overwritten_again_and_again() {
    const KEYS: u64 = 20_000;
    const ROW_BYTES: u64 = 16 + 500;
    let node = Node::new("a");
    let mut options = node.options();
    (options.path, options.durability) = ("b.wal".into(), Durability::Fast);
    let engine = Engine::open(options).unwrap();
    let put = |number: u64, round: u64| {
        let key = format!("{:016x}", number.wrapping_mul(0x9e37_79b9_7f4a_7c15));
        let mut value = [b'v'; ROW_BYTES as usize - 16];
        value[..8].copy_from_slice(&round.to_le_bytes());
        engine.write_local(Kind::Put, key.as_bytes(), &value, 1).unwrap();
    };
    (0..KEYS).for_each(|number| put(number, 0));
    let mut random = Random::new(1);
    let (mut most, mut sum, mut samples) = (0, 0, 0);
    for round in 1..=10 * KEYS {
        put(random.up_to(KEYS - 1), round);
        // The first rounds are how it gets there.
        if round > 2 * KEYS && round % 100 == 0 {
            let files = node.disk.beside("b.wal".as_ref()).unwrap();
            let length = |path| node.disk.open(path, Access::Read).unwrap().len().unwrap();
            let bytes: u64 = files.iter().map(|path| length(path)).sum();
            (most, sum, samples) = (bytes.max(most), sum + bytes, samples + 1);
        }
    }
    let over_live = |bytes: u64| bytes as f64 / (KEYS * ROW_BYTES) as f64;
    println!("at most {:.2}, {:.2} on average", over_live(most), over_live(sum / samples));
    assert!(most <= 2 * KEYS * ROW_BYTES, "{:.2}", over_live(most));
    assert!(engine.health().unwrap().run_count > 0);
    engine.close().unwrap();
}

#[test]
fn tables_blocks_and_filters_stay_within_the_budget_while_ten_times_as_much_is_written_and_read() {
    const BUDGET: u64 = 1 << 20;
    let node = Node::new("a");
    let mut options = node.options();
    (options.path, options.memory_bytes) = ("b.wal".into(), BUDGET);
    options.durability = Durability::Fast;
    let engine = Engine::open(options).unwrap();
    let scattered = |number: u64| (number.wrapping_mul(0x9e37_79b9_7f4a_7c15)).to_be_bytes();
    let taken = || {
        let health = engine.health().unwrap();
        let taken = [health.table_bytes, health.cache_bytes, health.index_bytes];
        // The rest is for what nobody counts.
        assert!(taken.iter().sum::<u64>() <= BUDGET / 8 * 7, "{taken:?}");
        taken
    };
    let count = 10 * BUDGET / 108;
    let mut most = [0; 3];
    let mut note = || most.iter_mut().zip(taken()).for_each(|(most, now)| *most = now.max(*most));
    for number in 0..count {
        engine.write_local(Kind::Put, &scattered(number), &[7; 100], 1).unwrap();
        if number % 16 == 0 {
            note();
        }
    }
    // Every key, in another order: the tables are as they were left.
    for number in 0..count {
        assert!(engine.get(&scattered(number * 7919 % count)).unwrap().is_some(), "{number}");
        if number % 256 == 0 {
            note();
        }
    }
    // Not because nothing was kept: each had its part.
    let [tables, blocks, index] = most;
    assert!(tables > BUDGET / 8 * 3 && blocks > BUDGET / 16 && index > count, "{most:?}");
}

#[test]
fn an_open_after_a_close_reads_hardly_any_log_and_keeps_the_keys() {
    let mut node = Node::small("a");
    for number in 0..3000 {
        node.put(&key(number), &"v".repeat(100));
    }
    node.restart();
    let report = node.engine().report().unwrap();
    assert!(report.group_count * 250 <= TAIL_BYTES_CLOSED_MAX, "{} groups", report.group_count);
    assert_eq!(node.engine().len().unwrap(), 3000);
    // Runs are opened by their ends, whatever stands in them.
    let reads = |node: &Node| {
        let calls = node.disk.calls();
        calls.iter().filter(|call| **call == Operation::Read).count()
    };
    node.engine().checkpoint().unwrap();
    for delivery in node.engine().outbox().unwrap() {
        let _ = node.engine().next_batch();
        let _ = node.engine().receive_ack(&delivery.op.dot.sync_id());
    }
    node.engine().prune_completed().unwrap();
    node.engine().checkpoint().unwrap();
    while node.engine().maintain(1 << 20).unwrap() {}
    let before = reads(&node);
    node.restart();
    let health = node.engine().health().unwrap();
    let most = 4 * health.run_count as usize + 24;
    assert!(reads(&node) - before <= most, "{} reads, {health:?}", reads(&node) - before);
}

#[test]
fn a_snapshot_does_not_change_while_writes_go_on() {
    let node = Node::small("a");
    let mut random = Random::new(3);
    let mut model = Model::new();
    for _ in 0..300 {
        write(&node, &mut random, 200, &mut model);
    }
    let before = node.engine().snapshot().unwrap();
    let old = model.clone();
    for _ in 0..1000 {
        write(&node, &mut random, 200, &mut model);
    }
    while node.engine().maintain(1 << 20).unwrap() {}
    let mut seen = Model::new();
    before
        .scan(Bound::Unbounded, None, |key, shown| {
            let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
            seen.insert(text(key), text(shown.value.unwrap()));
            Ok(true)
        })
        .unwrap();
    assert_eq!(seen, old);
    drop(before);
    check(node.engine(), &model);
}

#[test]
fn contested_keys_stay_contested_and_countable_in_runs() {
    let mut nodes = [Node::small("a"), Node::small("b")];
    for number in 0..60 {
        nodes[0].put(&key(number), "from a");
        if number % 2 == 0 {
            nodes[1].delete(&key(number));
        } else {
            nodes[1].put(&key(number), "from b");
        }
    }
    let theirs: Vec<_> = nodes[1].engine().outbox().unwrap();
    for delivery in &theirs {
        nodes[0].receive(&delivery.op);
    }
    nodes[0].engine().checkpoint().unwrap();
    nodes[0].restart();
    let engine = nodes[0].engine();
    assert_eq!(engine.conflicts().unwrap().len(), 60);
    for policy in [Policy::KeepLocal, Policy::KeepRemote, Policy::LastWriteWins] {
        engine.set_policy(policy).unwrap();
        assert_eq!(engine.len().unwrap(), shown(engine).len(), "{policy:?}");
    }
    for number in 0..60 {
        nodes[0].put(&key(number), "decided");
    }
    nodes[0].engine().checkpoint().unwrap();
    nodes[0].restart();
    assert!(nodes[0].engine().conflicts().unwrap().is_empty());
    assert_eq!(nodes[0].engine().len().unwrap(), 60);
}

/// What a script was told.
#[derive(Default)]
struct Told {
    model: Model,
    /// The write that was not answered.
    open: Option<(String, Option<String>)>,
    owed: BTreeSet<String>,
    version: u64,
}

/// Writes, deletes, acknowledges, maintains; stops at the first error.
fn script(node: &Node, told: &mut Told) -> softadastra::base::error::Result<()> {
    let engine = node.engine();
    for number in 0..130u64 {
        let key = key(number * 7 % 60);
        let value = (number % 11 != 3).then(|| format!("{number:0>90}"));
        told.open = Some((key.clone(), value.clone()));
        let kind = if value.is_some() { Kind::Put } else { Kind::Delete };
        let bytes = value.clone().unwrap_or_default();
        let time = node.clock.wall_ms();
        let done = engine.submit(kind, key.as_bytes(), bytes.as_bytes(), time)?;
        match value {
            Some(value) => told.model.insert(key, value),
            None => told.model.remove(&key),
        };
        told.open = None;
        told.owed.insert(done.op.dot.sync_id());
        told.version = done.written.version;
        if number % 40 == 39 {
            for delivery in engine.next_batch()? {
                let id = delivery.op.dot.sync_id();
                told.owed.remove(&id);
                engine.receive_ack(&id)?;
            }
        }
        if number % 64 == 63 {
            engine.maintain(4096)?;
        }
    }
    engine.checkpoint()?;
    while engine.maintain(1 << 20)? {}
    Ok(())
}

/// What was told is there; so is, or not, what was under way; and it goes on from there.
fn check_told(mut node: Node, told: &Told, what: &str) {
    if let Err(error) = node.try_open() {
        panic!("{what}: {error}");
    }
    let mut model = told.model.clone();
    let now = shown(node.engine());
    if now != model {
        let (key, value) = told.open.clone().unwrap_or_else(|| panic!("{what}: {now:?}"));
        match value {
            Some(value) => model.insert(key, value),
            None => model.remove(&key),
        };
        assert_eq!(now, model, "{what}");
    }
    let listed = node.engine().outbox().unwrap();
    let listed: BTreeSet<_> = listed.iter().map(|d| d.op.dot.sync_id()).collect();
    assert!(told.owed.is_subset(&listed), "{what}: owed {:?}", told.owed.difference(&listed));
    let next = node.put("next", "w");
    assert!(next.written.version > told.version, "{what}");
    assert!(!told.owed.contains(&next.op.dot.sync_id()), "{what}");
    model.insert("next".into(), "w".into());
    node.engine().checkpoint().unwrap();
    while node.engine().maintain(1 << 20).unwrap() {}
    node.restart();
    check(node.engine(), &model);
}

/// What a power cut makes of the unsynced changes.
fn fate(mode: u64, effect: &Effect, random: &mut Random) -> Fate {
    match (mode, effect) {
        (0, _) => Fate::Lost,
        (1, _) => Fate::Kept,
        (_, Effect::Write { bytes, .. }) => match random.up_to(3) {
            0 => Fate::Lost,
            1 => Fate::Kept,
            2 => Fate::LengthOnly,
            _ => {
                let start = random.up_to(*bytes as u64) as usize;
                Fate::Part(start..start + random.up_to((*bytes - start) as u64) as usize)
            }
        },
        _ if random.up_to(1) == 0 => Fate::Lost,
        _ => Fate::Kept,
    }
}

fn calls_of_script() -> u64 {
    let node = Node::small("a");
    let before = node.disk.calls().len();
    script(&node, &mut Told::default()).unwrap();
    assert!(files(&node.disk, &node).iter().any(|name| name.contains(".run-")));
    (node.disk.calls().len() - before) as u64
}

#[test]
fn a_power_cut_at_any_disk_operation_leaves_an_allowed_state() {
    let calls = calls_of_script();
    let mut cuts = 0;
    for nth in 1..=calls {
        let mut node = Node::small("a");
        let mut told = Told::default();
        node.disk.inject(Fault::from(None, nth, EIO));
        let _ = script(&node, &mut told);
        node.drop_engine();
        for mode in 0..4 {
            let mut random = Random::new(nth * 31 + mode);
            let disk = node.disk.crash_keeping(|p| fate(mode, &p.effect, &mut random));
            let mut after = Node::small("a");
            after.drop_engine();
            after.disk = disk;
            check_told(after, &told, &format!("cut at call {nth} of {calls}, mode {mode}"));
            cuts += 1;
        }
    }
    println!("counted {cuts} power cuts");
}

#[test]
fn a_disk_that_is_full_at_any_operation_loses_nothing_and_can_go_on() {
    let calls = calls_of_script();
    for nth in 1..=calls {
        let mut node = Node::small("a");
        let mut told = Told::default();
        node.disk.inject(Fault::once(None, nth, ENOSPC));
        while let Err(error) = script(&node, &mut told) {
            let code = error.code();
            if code == Code::LogStopped {
                node.kill();
            }
            assert!(matches!(code, Code::NoSpace | Code::LogStopped), "call {nth}: {error}");
            told.open = None;
        }
        node.drop_engine();
        node.disk.clear_faults();
        check_told(node, &told, &format!("full at call {nth} of {calls}"));
    }
    println!("counted {calls} failing calls");
}

#[test]
fn a_failed_sync_of_a_run_or_a_manifest_stops_writes_until_the_engine_is_reopened() {
    let mut stops = 0;
    for nth in 1..=12 {
        let mut node = Node::small("a");
        for number in 0..30 {
            node.put(&key(number), "v");
        }
        node.disk.inject(Fault::once(Some(Operation::Sync), nth, EIO));
        // A new segment that nothing was written to yet is no loss: the log goes on without it.
        let result = node.engine().checkpoint();
        if let Err(error) = result
            && error.code() != Code::FileWriteError
        {
            assert_eq!(error.code(), Code::LogStopped, "sync {nth}: {error}");
            let refused = node.engine().write_local(Kind::Put, b"k", b"v", 1).unwrap_err();
            assert_eq!(refused.code(), Code::LogStopped, "sync {nth}");
            assert_eq!(node.engine().len().unwrap(), 30);
            stops += 1;
        }
        node.disk.clear_faults();
        node.kill();
        assert_eq!(node.engine().len().unwrap(), 30);
        node.put("next", "v");
    }
    // The sealed segment, the run, the manifest.
    assert_eq!(stops, 3);
}

/// Writes without syncing each, flushes now and then. Returns the writes and how many of them a
/// flush had made durable.
fn fast_script(node: &Node, seed: u64) -> (Vec<(String, String)>, usize) {
    let (mut writes, mut durable) = (Vec::new(), 0);
    let mut random = Random::new(seed);
    for number in 0..300 {
        let (key, value) = (key(random.up_to(50)), format!("{number:0>90}"));
        let engine = node.engine();
        // The one that fails may be there as well.
        writes.push((key.clone(), value.clone()));
        if engine.write_local(Kind::Put, key.as_bytes(), value.as_bytes(), 1).is_err() {
            break;
        }
        if random.up_to(30) == 0 {
            if engine.flush().is_err() {
                break;
            }
            durable = writes.len();
        }
    }
    (writes, durable)
}

#[test]
fn without_a_sync_a_power_cut_leaves_what_was_there_at_one_moment() {
    let fresh = || {
        let sync = Node::new("a").sync;
        let mut node = Node::with("a", Durability::Fast, sync);
        node.memory_bytes = MEMORY_BYTES_MIN;
        node.restart();
        node
    };
    let calls = {
        let node = fresh();
        let before = node.disk.calls().len();
        fast_script(&node, 9);
        assert!(files(&node.disk, &node).iter().any(|name| name.contains(".run-")));
        node.disk.calls().len() - before
    };
    for nth in 1..=calls as u64 {
        let mut node = fresh();
        node.disk.inject(Fault::from(None, nth, EIO));
        let (writes, durable) = fast_script(&node, 9);
        node.drop_engine();
        for mode in 0..4 {
            let mut random = Random::new(nth * 31 + mode);
            let mut after = fresh();
            after.drop_engine();
            after.disk = node.disk.crash_keeping(|p| fate(mode, &p.effect, &mut random));
            after.open();
            let now = shown(after.engine());
            let mut model = Model::new();
            let mut is_moment = durable == 0 && now.is_empty();
            for (at, (key, value)) in writes.iter().enumerate() {
                model.insert(key.clone(), value.clone());
                is_moment |= at + 1 >= durable && model == now;
            }
            // The write that failed may be there.
            let is_one_more = now
                .values()
                .max()
                .is_some_and(|last| writes.last().is_none_or(|(_, value)| last > value));
            assert!(is_moment || is_one_more, "cut at call {nth} of {calls}, mode {mode}");
        }
    }
}

/// Status and attempts of everything that is owed or failed.
fn outbox_of(node: &Node) -> Vec<(String, Status, u32)> {
    let listed = node.engine().outbox().unwrap();
    listed.iter().map(|d| (d.op.dot.sync_id(), d.entry.status, d.entry.attempts)).collect()
}

#[test]
fn a_reload_in_the_middle_of_a_flush_forgets_nothing_of_the_outbox() {
    let mut node = Node::small("a");
    for number in 0..120 {
        node.put(&key(number), &"v".repeat(90));
    }
    node.engine().checkpoint().unwrap();
    // What was saved before is changed: by hands, acknowledgements and failures.
    let batch = node.engine().next_batch().unwrap();
    assert!(batch.len() > 8, "{}", batch.len());
    for delivery in batch.iter().step_by(2) {
        node.engine().receive_ack(&delivery.op.dot.sync_id()).unwrap();
    }
    let failing = batch[1].op.dot.sync_id();
    node.engine().report_send_failure(&failing, Code::Closed).unwrap();
    // Enough for a flush, of which only the first step is done.
    for number in 120..400 {
        node.put(&key(number), &"v".repeat(90));
        if node.engine().health().unwrap().is_at_work {
            break;
        }
    }
    assert!(node.engine().health().unwrap().is_at_work || node.engine().maintain(1).unwrap());
    let before = outbox_of(&node);
    node.engine().reload().unwrap();
    assert_eq!(outbox_of(&node), before);
    node.engine().checkpoint().unwrap();
    node.cut_power();
    // What was in flight is due again, and what was acknowledged has left; who it is and how often
    // it went stays.
    let owed = |listed: &[(String, Status, u32)]| -> Vec<_> {
        let owed = listed.iter().filter(|(_, status, _)| *status != Status::Applied);
        owed.map(|(id, _, attempts)| (id.clone(), *attempts)).collect()
    };
    assert_eq!(owed(&outbox_of(&node)), owed(&before));
}

#[test]
fn an_operation_that_is_damaged_in_the_log_holds_nobody_up_and_is_listed_as_failed() {
    let node = Node::new("a");
    for key in ["one", "two", "three"] {
        node.put(key, &format!("the value of {key}"));
    }
    let mut bytes = node.disk.bytes("a.wal").unwrap();
    let at = bytes.windows(16).position(|part| part == b"the value of two").unwrap();
    bytes[at] ^= 1;
    node.disk.set_bytes("a.wal", bytes);
    let batch = node.engine().next_batch().unwrap();
    let handed: Vec<_> = batch.iter().map(|d| d.op.dot.sync_id()).collect();
    assert_eq!(handed, ["a-1", "a-3"]);
    let state = node.engine().sync_state().unwrap();
    assert_eq!((state.counts.failed, state.counts.in_flight), (1, 2));
}
