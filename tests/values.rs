// SPDX-License-Identifier: Apache-2.0
//! Large states stand once, in value runs, and runs of keys say where (G33): merges leave them
//! where they are, their space returns, and every way of reading leads to their bytes.
#![allow(missing_docs, clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

mod support;

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use softadastra::base::error::{Code, Result};
use softadastra::base::id::NodeId;
use softadastra::base::limits::{
    PLACED_BYTES_MIN, RUN_WRITE_BYTES, STREAMED_BYTES_MIN, VALUE_PIECE_BYTES, VALUE_READ_TRIES,
};
use softadastra::base::op::Kind;
use softadastra::base::random::Random;
use softadastra::disk::{Disk, Effect, Fate, Fault, MemoryDisk, Operation};
use softadastra::engine::{self, Durability, Engine, ValueReader};
use softadastra::store::policy::Policy;
use softadastra::sync::options::SyncOptions;
use support::node::Node;

const EIO: i32 = 5;
const ENOSPC: i32 = 28;

type Model = BTreeMap<String, Vec<u8>>;

/// A large value that is like no other.
fn large(seed: u64) -> Vec<u8> {
    let mut random = Random::new(seed);
    let words = PLACED_BYTES_MIN / 8 + 1 + random.up_to(64) as usize;
    (0..words).flat_map(|_| random.draw().to_le_bytes()).collect()
}

/// Writes so that nothing is owed and no log is held.
fn put(node: &Node, model: &mut Model, key: &str, value: Vec<u8>) -> Result<()> {
    node.engine().write_local(Kind::Put, key.as_bytes(), &value, node.clock.wall_ms())?;
    model.insert(key.to_owned(), value);
    Ok(())
}

/// The same, piece by piece.
fn stream(node: &Node, model: &mut Model, key: &str, value: Vec<u8>) -> Result<()> {
    let (engine, now) = (node.engine(), node.clock.wall_ms());
    let mut writer = engine.begin_value(key.as_bytes(), value.len() as u64, now)?;
    for piece in value.chunks(100_000) {
        writer.write(piece)?;
    }
    engine.commit_value(&mut writer)?;
    model.insert(key.to_owned(), value);
    Ok(())
}

fn settle(node: &Node) -> Result<()> {
    node.engine().checkpoint()?;
    while node.engine().maintain(64 << 10)? {}
    Ok(())
}

fn shown(engine: &Engine) -> Model {
    let listed = engine.scan(None, usize::MAX).unwrap();
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    listed.iter().map(|entry| (text(&entry.key), entry.value.to_vec())).collect()
}

fn check(engine: &Engine, model: &Model, what: &str) {
    assert!(shown(engine) == *model, "{what}: a scan shows something else");
    for (key, value) in model {
        let found = engine.get(key.as_bytes()).unwrap().unwrap();
        assert!(*found.value == **value, "{what}: {key} is another");
    }
}

/// The runs and their bytes.
fn runs(disk: &MemoryDisk, main: &str) -> BTreeMap<String, Vec<u8>> {
    let beside = disk.beside(Path::new(main)).unwrap();
    let names = beside.iter().map(|path| path.display().to_string());
    let names = names.filter(|name| name.contains(".run-"));
    names.map(|name| (name.clone(), disk.bytes(&name).unwrap())).collect()
}

/// Files of values that were written piece by piece.
fn value_files(disk: &MemoryDisk) -> Vec<String> {
    let beside = disk.beside(Path::new("a.wal")).unwrap();
    let names = beside.iter().map(|path| path.display().to_string());
    names.filter(|name| name.contains(".value-")).collect()
}

fn value_runs(disk: &MemoryDisk, main: &str) -> BTreeMap<String, Vec<u8>> {
    let mut runs = runs(disk, main);
    runs.retain(|_, bytes| bytes.len() >= PLACED_BYTES_MIN);
    runs
}

#[test]
fn merges_leave_large_values_where_they_are() {
    let mut node = Node::small("a");
    let mut model = Model::new();
    for number in 0..6 {
        put(&node, &mut model, &format!("large-{number}"), large(number)).unwrap();
    }
    settle(&node).unwrap();
    let before = value_runs(&node.disk, "a.wal");
    let large_bytes: usize = model.values().map(Vec::len).sum();
    let held_bytes: usize = before.values().map(Vec::len).sum();
    assert!(held_bytes < large_bytes + large_bytes / 10, "{held_bytes} of {large_bytes}");
    let digest = node.engine().digest().unwrap();
    for round in 0..8 {
        for number in 0..40 {
            let value = format!("{round}-{number}").repeat(30).into_bytes();
            put(&node, &mut model, &format!("small-{}", number * 7 % 40), value).unwrap();
        }
        settle(&node).unwrap();
        assert!(value_runs(&node.disk, "a.wal") == before, "round {round}: a value was rewritten");
    }
    assert_eq!(node.engine().digest().unwrap(), digest);
    check(node.engine(), &model, "merged");
    node.restart();
    check(node.engine(), &model, "opened again");
    assert!(value_runs(&node.disk, "a.wal") == before);
}

#[test]
fn the_space_of_dead_values_returns() {
    let mut node = Node::new("a");
    node.memory_bytes = 4 << 20;
    node.restart();
    let mut model = Model::new();
    for number in 0..24 {
        put(&node, &mut model, &format!("large-{number:02}"), large(number)).unwrap();
    }
    settle(&node).unwrap();
    let first = value_runs(&node.disk, "a.wal");
    for round in 1..6u64 {
        for number in 0..14 {
            let key = format!("large-{:02}", (number * 5 + round) % 24);
            put(&node, &mut model, &key, large(round * 100 + number)).unwrap();
        }
        settle(&node).unwrap();
        let live: usize = model.values().map(Vec::len).sum();
        let held: usize = runs(&node.disk, "a.wal").values().map(Vec::len).sum();
        assert!(held <= 2 * live, "round {round}: {held} bytes for {live}");
        check(node.engine(), &model, "some dead");
    }
    let now = value_runs(&node.disk, "a.wal");
    assert!(first.keys().all(|name| !now.contains_key(name)), "the first value run is still there");
    for key in std::mem::take(&mut model).into_keys() {
        node.engine().write_local(Kind::Delete, key.as_bytes(), b"", 1).unwrap();
    }
    settle(&node).unwrap();
    assert!(value_runs(&node.disk, "a.wal").is_empty());
    node.restart();
    check(node.engine(), &model, "all dead");
}

/// Large values with flushes, merges, a value run that goes and one that is rewritten; stops at the
/// first error. `open`: a write that was not answered.
fn script(node: &Node, model: &mut Model, open: &mut Option<(String, Vec<u8>)>) -> Result<()> {
    for number in 0..9u64 {
        let key = format!("key-{}", number * 3 % 5);
        let value = if number % 4 == 3 { vec![number as u8; 50] } else { large(number) };
        *open = Some((key.clone(), value.clone()));
        if number % 4 == 1 {
            *open = Some((key.clone(), long(number, 270_000)));
            stream(node, model, &key, long(number, 270_000))?;
        } else {
            put(node, model, &key, value)?;
        }
        *open = None;
        if number % 3 == 2 {
            settle(node)?;
        }
    }
    settle(node)
}

fn node_for_script() -> Node {
    let mut node = Node::new("a");
    // Two or three large values go to one value run.
    node.memory_bytes = 256 << 10;
    node.restart();
    node
}

fn calls_of_script() -> u64 {
    let node = node_for_script();
    let before = node.disk.calls().len();
    script(&node, &mut Model::new(), &mut None).unwrap();
    assert!(!value_runs(&node.disk, "a.wal").is_empty());
    (node.disk.calls().len() - before) as u64
}

fn check_after(mut node: Node, mut model: Model, open: Option<(String, Vec<u8>)>, what: &str) {
    if let Err(error) = node.try_open() {
        panic!("{what}: {error}");
    }
    if shown(node.engine()) != model {
        let (key, value) = open.unwrap_or_else(|| panic!("{what}: what was answered is gone"));
        model.insert(key, value);
    }
    check(node.engine(), &model, what);
    settle(&node).unwrap();
    assert_eq!(value_files(&node.disk), [""; 0], "{what}");
    node.restart();
    check(node.engine(), &model, what);
    // Nothing is left over: what is there is about what lives.
    let live: usize = model.values().map(Vec::len).sum();
    let held: usize = runs(&node.disk, "a.wal").values().map(Vec::len).sum();
    assert!(held <= 2 * live + (16 << 10), "{what}: {held} bytes for {live}");
}

#[test]
fn a_power_cut_at_any_disk_operation_leaves_the_old_or_the_new() {
    let calls = calls_of_script();
    let mut cuts = 0;
    for nth in 1..=calls {
        let node = node_for_script();
        let (mut model, mut open) = (Model::new(), None);
        node.disk.inject(Fault::from(None, nth, EIO));
        let _ = script(&node, &mut model, &mut open);
        let disk = node.disk.clone();
        drop(node);
        for mode in 0..3 {
            let mut random = Random::new(nth * 31 + mode);
            let mut fate = |effect: &Effect| match (mode, effect) {
                (0, _) => Fate::Lost,
                (1, _) => Fate::Kept,
                (_, Effect::Write { bytes, .. }) if random.up_to(2) == 0 => {
                    Fate::Part(0..random.up_to(*bytes as u64) as usize)
                }
                _ if random.up_to(1) == 0 => Fate::Lost,
                _ => Fate::Kept,
            };
            let mut after = node_for_script();
            after.drop_engine();
            after.disk = disk.crash_keeping(|pending| fate(&pending.effect));
            let what = format!("cut at call {nth} of {calls}, mode {mode}");
            check_after(after, model.clone(), open.clone(), &what);
            cuts += 1;
        }
    }
    println!("counted {cuts} power cuts");
}

#[test]
fn a_disk_that_is_full_at_any_operation_loses_nothing_and_can_go_on() {
    let calls = calls_of_script();
    for nth in 1..=calls {
        let mut node = node_for_script();
        let (mut model, mut open) = (Model::new(), None);
        node.disk.inject(Fault::once(None, nth, ENOSPC));
        while let Err(error) = script(&node, &mut model, &mut open) {
            let code = error.code();
            assert!(matches!(code, Code::NoSpace | Code::LogStopped), "call {nth}: {error}");
            if code == Code::LogStopped {
                node.kill();
            }
            open = None;
        }
        node.drop_engine();
        node.disk.clear_faults();
        check_after(node, model, None, &format!("full at call {nth} of {calls}"));
    }
    println!("counted {calls} failing calls");
}

/// Three large values in runs, nothing in memory.
fn settled() -> (Node, Model) {
    let mut node = node_for_script();
    let mut model = Model::new();
    for number in 0..3 {
        put(&node, &mut model, &format!("key-{number}"), large(number)).unwrap();
    }
    put(&node, &mut model, "small", b"v".to_vec()).unwrap();
    settle(&node).unwrap();
    node.restart();
    (node, model)
}

#[test]
fn a_value_that_cannot_be_read_is_an_error_of_its_key_alone() {
    let (node, model) = settled();
    // Filter and fences of the run are read with the first look.
    assert!(node.engine().get(b"small").unwrap().is_some());
    node.disk.inject(Fault::once(Some(Operation::Read), 1, EIO));
    let error = node.engine().get(b"key-1").unwrap_err();
    assert_eq!(error.code(), Code::FileReadError);
    check(node.engine(), &model, "after the error");
}

#[test]
fn a_damaged_value_is_reported_and_the_others_are_salvaged() {
    let (node, mut model) = settled();
    let value = &model["key-1"];
    let (name, mut bytes) = value_runs(&node.disk, "a.wal")
        .into_iter()
        .find(|(_, bytes)| bytes.windows(64).any(|part| *part == value[..64]))
        .unwrap();
    let at = bytes.windows(64).position(|part| *part == value[..64]).unwrap();
    bytes[at + 1000] ^= 1;
    node.disk.set_bytes(&name, bytes);
    assert_eq!(node.engine().get(b"key-1").unwrap_err().code(), Code::Corrupted);
    assert!(*node.engine().get(b"key-2").unwrap().unwrap().value == *model["key-2"]);
    let report = node.engine().verify().unwrap();
    let found = &report.findings[0];
    assert_eq!((report.findings.len(), &found.file), (1, &Path::new(&name).to_path_buf()));
    assert!(found.first.as_deref() <= Some(b"key-1") && found.last.as_deref() >= Some(b"key-1"));
    // A backup of a damaged value is none.
    let error = node.engine().backup(Path::new("copy.wal")).unwrap_err();
    assert_eq!(error.code(), Code::Corrupted);
    let mut options = node.options();
    let disk = node.disk.clone();
    drop(node);
    let saved = engine::salvage(&options, Path::new("saved.wal")).unwrap();
    let loss = &saved.losses[0];
    assert_eq!((saved.losses.len(), loss.entry_count), (1, 1));
    assert_eq!(loss.finding.first.as_deref(), Some(&b"key-1"[..]));
    model.remove("key-1");
    options.path = "saved.wal".into();
    options.disk = Arc::new(disk);
    let engine = Engine::open(options).unwrap();
    check(&engine, &model, "salvaged");
}

#[test]
fn a_missing_value_run_is_named_and_the_rest_is_salvaged() {
    let (mut node, mut model) = settled();
    let (name, _) = value_runs(&node.disk, "a.wal").into_iter().next().unwrap();
    node.drop_engine();
    node.disk.remove(Path::new(&name)).unwrap();
    let error = node.try_open().unwrap_err();
    assert_eq!(error.code(), Code::FileNotFound);
    assert!(error.context().contains(&name), "{error}");
    let mut options = node.options();
    engine::salvage(&options, Path::new("saved.wal")).unwrap();
    options.path = "saved.wal".into();
    let engine = Engine::open(options).unwrap();
    let saved = shown(&engine);
    assert!(saved.len() < model.len());
    model.retain(|key, _| saved.contains_key(key));
    check(&engine, &model, "salvaged");
}

#[test]
fn a_backup_holds_large_values() {
    let (node, model) = settled();
    let backup = node.engine().backup(Path::new("copy.wal")).unwrap();
    assert!(backup.bytes > 3 * PLACED_BYTES_MIN as u64);
    let mut options = node.options();
    options.path = "copy.wal".into();
    check(&Engine::open(options).unwrap(), &model, "the copy");
}

/// A value of that length that is like no other.
fn long(seed: u64, bytes: usize) -> Vec<u8> {
    let mut random = Random::new(seed);
    let words = (0..bytes.div_ceil(8)).flat_map(|_| random.draw().to_le_bytes());
    words.take(bytes).collect()
}

fn opened(engine: &Engine, key: &str) -> ValueReader {
    engine.open_value(key.as_bytes()).unwrap().unwrap()
}

/// All of a value, read in pieces of that length.
fn read_in_pieces(reader: &mut ValueReader, piece: usize) -> Result<Vec<u8>> {
    let mut all = Vec::new();
    let mut room = vec![0xEE; piece];
    loop {
        let count = reader.read_at(&mut room, all.len() as u64)?;
        all.extend_from_slice(&room[..count]);
        if count < piece {
            return Ok(all);
        }
    }
}

/// Reads all of a value, then pieces of it here and there.
fn check_reader(reader: &mut ValueReader, value: &[u8], what: &str) {
    assert_eq!(reader.len(), value.len() as u64, "{what}");
    for piece in [value.len() + 1, 100_000, VALUE_PIECE_BYTES] {
        assert!(read_in_pieces(reader, piece).unwrap() == value, "{what}: pieces of {piece}");
    }
    let mut random = Random::new(value.len() as u64);
    for _ in 0..50 {
        let at = random.up_to(value.len() as u64 + 2) as usize;
        let mut room = vec![0; random.up_to(2 * VALUE_PIECE_BYTES as u64) as usize];
        let count = reader.read_at(&mut room, at as u64).unwrap();
        let expected = value.get(at..).unwrap_or_default();
        assert_eq!(count, expected.len().min(room.len()), "{what}: at {at}");
        assert!(room[..count] == expected[..count], "{what}: at {at}");
    }
    assert_eq!(reader.read_at(&mut [0; 8], u64::MAX).unwrap(), 0, "{what}");
}

#[test]
fn a_value_is_read_piece_by_piece_wherever_it_stands() {
    let mut node = Node::new("a");
    let mut model = Model::new();
    let piece = VALUE_PIECE_BYTES;
    for (seed, bytes) in [0, 1, 5000, piece - 60, piece, 3 * piece, 1_000_003].iter().enumerate() {
        put(&node, &mut model, &format!("key-{bytes}"), long(seed as u64, *bytes)).unwrap();
    }
    // The long key leaves no whole piece before the value.
    put(&node, &mut model, &"k".repeat(100_000), long(9, 200_000)).unwrap();
    for stage in ["in memory", "in runs", "opened again"] {
        for (key, value) in &model {
            let what = format!("{stage}, {} bytes", value.len());
            let mut reader = opened(node.engine(), key);
            let listed = node.engine().get(key.as_bytes()).unwrap().unwrap();
            assert_eq!(reader.version(), listed.version, "{what}");
            assert_eq!(reader.timestamp_ms(), listed.timestamp_ms, "{what}");
            check_reader(&mut reader, value, &what);
        }
        assert!(node.engine().open_value(b"nothing").unwrap().is_none());
        match stage {
            "in memory" => settle(&node).unwrap(),
            _ => node.restart(),
        }
    }
}

/// A node that holds a version of its own, another node's of the same key, and a local write.
fn contested() -> (Node, [Vec<u8>; 3]) {
    let values = [long(1, 90_000), long(2, 200_000), long(3, 300_000)];
    let (node, other) = (Node::new("a"), Node::new("b"));
    let now = node.clock.wall_ms();
    node.engine().submit(Kind::Put, b"key", &values[0], now).unwrap();
    let theirs = other.engine().submit(Kind::Put, b"key", &values[1], now + 5).unwrap();
    node.engine().receive(theirs.op.as_ref().clone()).unwrap();
    (node, values)
}

#[test]
fn of_several_versions_the_one_that_is_shown_is_read() {
    let (node, values) = contested();
    for settled in [false, true] {
        if settled {
            settle(&node).unwrap();
        }
        for (policy, value) in [
            (Policy::LastWriteWins, &values[1]),
            (Policy::KeepLocal, &values[0]),
            (Policy::KeepRemote, &values[1]),
        ] {
            node.engine().set_policy(policy).unwrap();
            let what = format!("{policy:?}, settled {settled}");
            check_reader(&mut opened(node.engine(), "key"), value, &what);
        }
    }
    node.engine().set_policy(Policy::LastWriteWins).unwrap();
    let now = node.clock.wall_ms();
    node.engine().write_local(Kind::Put, b"key", &values[2], now).unwrap();
    check_reader(&mut opened(node.engine(), "key"), &values[2], "a local write over both");
    settle(&node).unwrap();
    check_reader(&mut opened(node.engine(), "key"), &values[2], "the same in runs");
    node.engine().submit(Kind::Delete, b"key", b"", now + 9).unwrap();
    assert!(node.engine().open_value(b"key").unwrap().is_none());
    settle(&node).unwrap();
    assert!(node.engine().open_value(b"key").unwrap().is_none());
}

#[test]
fn a_reader_shows_what_there_was_when_it_was_opened() {
    let (mut node, _) = settled();
    let value = long(77, 400_000);
    let mut model = Model::new();
    put(&node, &mut model, "key-0", value.clone()).unwrap();
    let mut in_memory = opened(node.engine(), "key-0");
    settle(&node).unwrap();
    let mut in_run = opened(node.engine(), "key-0");
    let before = value_runs(&node.disk, "a.wal");
    let mut half = vec![0; 200_000];
    assert_eq!(in_run.read_at(&mut half, 0).unwrap(), half.len());
    node.engine().write_local(Kind::Delete, b"key-0", b"", 1).unwrap();
    for number in 0..9 {
        put(&node, &mut model, "key-1", large(number)).unwrap();
        settle(&node).unwrap();
    }
    let after = value_runs(&node.disk, "a.wal");
    assert!(before.keys().any(|name| !after.contains_key(name)), "no value run is gone");
    assert!(node.engine().open_value(b"key-0").unwrap().is_none());
    check_reader(&mut in_memory, &value, "from memory");
    check_reader(&mut in_run, &value, "from a run that is gone");
    node.drop_engine();
    check_reader(&mut in_run, &value, "without an engine");
}

#[test]
fn no_damaged_byte_is_given_out() {
    let node = node_for_script();
    let mut model = Model::new();
    put(&node, &mut model, "key", long(5, 300_000)).unwrap();
    settle(&node).unwrap();
    let (name, bytes) = value_runs(&node.disk, "a.wal").into_iter().next().unwrap();
    let mut refused = 0;
    let first = bytes.windows(16).position(|part| *part == model["key"][..16]).unwrap();
    for at in (0..300_000).step_by(29_989).chain([299_999]) {
        let mut changed = bytes.clone();
        changed[first + at] ^= 0x10;
        // Damaged before it is opened: not one byte of it is given out.
        node.disk.set_bytes(&name, changed.clone());
        let error = node.engine().open_value(b"key").err().unwrap();
        assert_eq!(error.code(), Code::Corrupted, "at {at}");
        // Damaged afterwards: that piece is refused, unless it is in memory; the others are read.
        node.disk.set_bytes(&name, bytes.clone());
        let mut reader = opened(node.engine(), "key");
        node.disk.set_bytes(&name, changed);
        let mut room = [0; 1];
        match reader.read_at(&mut room, at as u64) {
            Ok(count) => assert_eq!((count, room[0]), (1, model["key"][at])),
            Err(error) => {
                assert_eq!(error.code(), Code::Corrupted);
                refused += 1;
            }
        }
        let elsewhere = (at + 150_000) % 300_000;
        assert_eq!(reader.read_at(&mut room, elsewhere as u64).unwrap(), 1);
        assert_eq!(room[0], model["key"][elsewhere]);
        node.disk.set_bytes(&name, bytes.clone());
        check_reader(&mut reader, &model["key"], "whole again");
    }
    assert!(refused >= 8, "{refused} pieces were refused");
}

#[test]
fn a_read_that_fails_is_an_error_and_the_next_one_goes_on() {
    let node = node_for_script();
    let mut model = Model::new();
    put(&node, &mut model, "key", long(6, 300_000)).unwrap();
    settle(&node).unwrap();
    drop(opened(node.engine(), "key"));
    let count = |node: &Node| node.disk.calls().iter().filter(|c| **c == Operation::Read).count();
    let before = count(&node);
    let mut reader = opened(node.engine(), "key");
    let reads = (count(&node) - before) as u64;
    // Piece by piece: nothing of the length of the value was read at once.
    assert!(reads >= 300_000 / VALUE_PIECE_BYTES as u64, "{reads} reads");
    for nth in 1..=reads {
        node.disk.inject(Fault::once(Some(Operation::Read), nth, EIO));
        let error = node.engine().open_value(b"key").err().unwrap();
        assert_eq!(error.code(), Code::FileReadError, "read {nth}");
        node.disk.clear_faults();
    }
    node.disk.inject(Fault::once(Some(Operation::Read), 2, EIO));
    let error = read_in_pieces(&mut reader, VALUE_PIECE_BYTES).unwrap_err();
    assert_eq!(error.code(), Code::FileReadError);
    check_reader(&mut reader, &model["key"], "after the error");
}

#[test]
fn a_value_is_written_piece_by_piece_and_counts_once_it_is_committed() {
    let mut node = Node::new("a");
    let mut model = Model::new();
    let engine = node.engine();
    let least = STREAMED_BYTES_MIN as usize;
    let feed_from = engine.feed_end().unwrap();
    for (seed, bytes) in [0, 5, least - 1, least, 1_000_003].into_iter().enumerate() {
        let (key, value) = (format!("key-{bytes}"), long(seed as u64, bytes));
        let now = node.clock.wall_ms();
        let mut writer = engine.begin_value(key.as_bytes(), bytes as u64, now).unwrap();
        let changes = engine.changes().unwrap();
        let mut random = Random::new(seed as u64);
        let mut rest = &value[..];
        while !rest.is_empty() {
            let (piece, behind) =
                rest.split_at(random.up_to(rest.len().min(200_000) as u64) as usize);
            writer.write(piece).unwrap();
            rest = behind;
        }
        assert_eq!(writer.written(), bytes as u64);
        assert_eq!(engine.changes().unwrap(), changes);
        assert!(engine.get(key.as_bytes()).unwrap().is_none(), "{key}: seen before the commit");
        let written = engine.commit_value(&mut writer).unwrap();
        assert_eq!((written.counts.created, written.version), (1, seed as u64 + 1));
        assert_eq!(engine.commit_value(&mut writer).unwrap_err().code(), Code::InvalidState);
        assert_eq!(writer.write(b"more").unwrap_err().code(), Code::InvalidState);
        model.insert(key, value);
    }
    let mut told = Vec::new();
    let mut from = feed_from;
    while from < engine.feed_end().unwrap() {
        let changes = engine.changes_from(from, 9, true).unwrap();
        let lengths = changes.list.iter().map(|change| change.value.as_ref().map(|v| v.len()));
        told.extend(changes.list.iter().map(|change| change.version).zip(lengths));
        from = changes.next;
    }
    assert_eq!(told[..3], [(1, Some(0)), (2, Some(5)), (3, Some(least - 1))]);
    assert_eq!(told[3..], [(4, None), (5, None)]);
    assert_eq!(value_files(&node.disk).len(), 2);
    // Twice, so that the second one replaces a value that is in a file.
    stream(&node, &mut model, "key-1000003", long(50, 700_000)).unwrap();
    for stage in ["in files", "followed again", "in runs", "opened from runs"] {
        check(node.engine(), &model, stage);
        for (key, value) in &model {
            check_reader(&mut opened(node.engine(), key), value, stage);
        }
        assert!(node.engine().verify().unwrap().is_sound(), "{stage}");
        match stage {
            "followed again" => settle(&node).unwrap(),
            "in files" => node.kill(),
            _ => node.restart(),
        }
    }
    assert_eq!(value_files(&node.disk), [""; 0]);
    // Over a value in a run, which is not read into memory for it; and a delete of one.
    stream(&node, &mut model, "key-1000003", long(51, 300_000)).unwrap();
    let key = format!("key-{least}");
    node.engine().write_local(Kind::Delete, key.as_bytes(), b"", 1).unwrap();
    model.remove(&key);
    check(node.engine(), &model, "over runs");
    settle(&node).unwrap();
    node.restart();
    check(node.engine(), &model, "in the end");
}

#[test]
fn what_was_not_committed_leaves_nothing_behind() {
    let mut node = Node::new("a");
    let (bytes, now) = (STREAMED_BYTES_MIN, node.clock.wall_ms());
    let begin = |node: &Node| {
        let mut writer = node.engine().begin_value(b"key", bytes, now).unwrap();
        writer.write(&vec![7; bytes as usize]).unwrap();
        writer
    };
    let writer = begin(&node);
    assert_eq!(value_files(&node.disk).len(), 1);
    drop(writer);
    assert_eq!(value_files(&node.disk), [""; 0]);
    // One that outlives its engine takes away nothing of the next one.
    let old = begin(&node);
    let name = value_files(&node.disk);
    node.kill();
    assert_eq!(value_files(&node.disk), [""; 0], "opening removes what nothing names");
    // Numbers begin anew where no file is left.
    node.kill();
    let mut model = Model::new();
    for seed in [1, 2] {
        stream(&node, &mut model, "other", long(seed, 300_000)).unwrap();
    }
    // One of them has the name that the old one had: its file was the only one.
    assert!(value_files(&node.disk).contains(&name[0]));
    let mut late = old;
    assert_eq!(node.engine().commit_value(&mut late).unwrap_err().code(), Code::InvalidArgument);
    drop(late);
    assert_eq!(value_files(&node.disk).len(), 2);
    check(node.engine(), &model, "after the old writer");
    node.kill();
    check(node.engine(), &model, "opened again");
}

#[test]
fn a_writer_says_what_is_wrong_and_changes_nothing() {
    let node = Node::new("a");
    let (engine, now) = (node.engine(), node.clock.wall_ms());
    let refused = |key: &[u8], bytes: u64, now: i64| {
        engine.begin_value(key, bytes, now).err().unwrap().code()
    };
    assert_eq!(refused(b"", 1, now), Code::InvalidArgument);
    assert_eq!(refused(b"k", 1, 0), Code::InvalidArgument);
    assert_eq!(refused(b"k", node.value_bytes_max + 1, now), Code::InvalidArgument);
    for bytes in [10, STREAMED_BYTES_MIN] {
        let mut writer = engine.begin_value(b"k", bytes, now).unwrap();
        writer.write(&vec![1; bytes as usize - 1]).unwrap();
        assert_eq!(engine.commit_value(&mut writer).unwrap_err().code(), Code::InvalidArgument);
        assert_eq!(writer.write(b"22").unwrap_err().code(), Code::InvalidArgument);
        assert!(engine.get(b"k").unwrap().is_none());
        // Neither has taken anything: it goes on.
        writer.write(b"2").unwrap();
        engine.commit_value(&mut writer).unwrap();
        assert_eq!(engine.get(b"k").unwrap().unwrap().value.len() as u64, bytes);
        engine.write_local(Kind::Delete, b"k", b"", now).unwrap();
    }
    // Without a log there are no files, and it works.
    let sync = SyncOptions::new(NodeId::new("m").unwrap());
    let memory = Node::with("m", Durability::MemoryOnly, sync);
    let mut model = Model::new();
    stream(&memory, &mut model, "key", long(3, 500_000)).unwrap();
    check(memory.engine(), &model, "in memory");
    assert!(memory.disk.calls().is_empty());
}

#[test]
fn a_streamed_value_is_sent_as_any_local_write_and_gives_way_to_a_received_one() {
    let (node, other) = (Node::new("a"), Node::new("b"));
    let mut model = Model::new();
    stream(&node, &mut model, "key", long(8, 400_000)).unwrap();
    let theirs = other.engine().submit(Kind::Put, b"key", b"theirs", 1).unwrap();
    node.engine().receive(theirs.op.as_ref().clone()).unwrap();
    // The local write is later, so it is shown; both go to a run together.
    check(node.engine(), &model, "beside a received one");
    let listed = node.engine().conflict_list(None, 9).unwrap();
    assert_eq!(listed.len(), 1);
    let local = listed[0].local.as_ref().unwrap().value.as_ref().unwrap();
    assert!(local.here() == Some(&model["key"][..]));
    settle(&node).unwrap();
    check(node.engine(), &model, "beside a received one in runs");
    check_reader(&mut opened(node.engine(), "key"), &model["key"], "beside a received one");
    assert_eq!(node.engine().submit_local_writes().unwrap(), 1);
    let sent = &node.engine().next_batch().unwrap()[0];
    assert!(*sent.op.value == *model["key"]);
    check(node.engine(), &model, "submitted");
}

/// Maintains in steps until nothing is to be done, and holds each of them to what it was given.
/// Returns how many they were.
fn maintain_in_steps(node: &Node, engine: &Engine, step_bytes: u64) -> u64 {
    let taken = || {
        let bytes: usize = runs(&node.disk, "b.wal").values().map(Vec::len).sum();
        let calls = node.disk.calls();
        let reads = calls.iter().filter(|call| **call == Operation::Read).count();
        (bytes as u64, reads as u64)
    };
    let mut steps = 0;
    loop {
        let before = taken();
        let is_more = engine.maintain(step_bytes).unwrap();
        let after = taken();
        let written_bytes = after.0.saturating_sub(before.0);
        assert!(written_bytes <= step_bytes + 2 * RUN_WRITE_BYTES as u64, "{written_bytes}");
        // A step that ends a run or a flush opens what it has written.
        let reads = after.1 - before.1;
        assert!(reads <= step_bytes / RUN_WRITE_BYTES as u64 + 16, "{reads} reads");
        if !is_more {
            return steps;
        }
        steps += 1;
    }
}

#[test]
fn a_step_copies_no_more_of_a_long_value_than_it_was_given() {
    const STEP_BYTES: u64 = 32 << 10;
    const BYTES: usize = 3 << 20;
    let (node, other) = (Node::small("a"), Node::new("b"));
    let mut options = node.options();
    (options.path, options.maintain_on_write) = ("b.wal".into(), false);
    let engine = Engine::open(options).unwrap();
    let mut model = Model::new();
    let short = |model: &mut Model, round: u64| {
        for number in 0..300 {
            let (key, value) = (format!("short-{number:03}"), vec![round as u8; 100]);
            engine.write_local(Kind::Put, key.as_bytes(), &value, 1).unwrap();
            model.insert(key, value);
        }
    };
    for (key, value) in [("one", long(1, BYTES)), ("two", long(2, BYTES))] {
        let mut writer = engine.begin_value(key.as_bytes(), BYTES as u64, 1).unwrap();
        writer.write(&value).unwrap();
        engine.commit_value(&mut writer).unwrap();
        model.insert(key.to_owned(), value);
    }
    short(&mut model, 1);
    let steps = maintain_in_steps(&node, &engine, STEP_BYTES);
    assert!(steps >= 2 * BYTES as u64 / STEP_BYTES, "{steps} steps to flush");
    assert!(value_files(&node.disk).is_empty());
    check(&engine, &model, "flushed from files of their own");

    // Its state changes, and the value goes along from the value run.
    let theirs = other.engine().submit(Kind::Put, b"two", b"theirs", 1).unwrap();
    engine.receive(theirs.op.as_ref().clone()).unwrap();
    short(&mut model, 2);
    let steps = maintain_in_steps(&node, &engine, STEP_BYTES);
    assert!(steps >= BYTES as u64 / STEP_BYTES, "{steps} steps to flush again");
    check(&engine, &model, "flushed from a value run");

    // What lives in a value run of which much is dead moves.
    for (round, key) in [(3, "one"), (4, "short-000")] {
        engine.write_local(Kind::Put, key.as_bytes(), b"v", 1).unwrap();
        model.insert(key.to_owned(), b"v".to_vec());
        short(&mut model, round);
        maintain_in_steps(&node, &engine, STEP_BYTES);
    }
    check(&engine, &model, "moved");
    let held: usize = runs(&node.disk, "b.wal").values().map(Vec::len).sum();
    assert!(held < 2 * BYTES, "{held} bytes");
    assert!(engine.verify().unwrap().findings.is_empty());
}

#[test]
fn damage_of_a_streamed_value_is_found_and_the_others_are_salvaged() {
    let node = Node::new("a");
    let mut model = Model::new();
    for number in 0..3 {
        stream(&node, &mut model, &format!("key-{number}"), long(number, 300_000)).unwrap();
    }
    let name = value_files(&node.disk)[1].clone();
    let bytes = node.disk.bytes(&name).unwrap();
    let mut options = node.options();
    let disk = node.disk.clone();
    let beside = Engine::open(softadastra::engine::Options { read_only: true, ..node.options() });
    check(&beside.unwrap(), &model, "read beside the writer");
    for (what, damage) in [("a byte", Some(100_000)), ("the file", None)] {
        match damage {
            Some(at) => {
                let mut changed = bytes.clone();
                changed[at] ^= 1;
                disk.set_bytes(&name, changed);
                assert_eq!(node.engine().get(b"key-1").unwrap_err().code(), Code::Corrupted);
                assert!(*node.engine().get(b"key-2").unwrap().unwrap().value == *model["key-2"]);
                let report = node.engine().verify().unwrap();
                assert_eq!(report.findings.len(), 1, "{what}");
                assert_eq!(report.findings[0].file, Path::new(&name));
            }
            None => {
                disk.remove(Path::new(&name)).unwrap();
                let copy = disk.crash_keeping(|_| Fate::Kept);
                options.disk = Arc::new(copy);
                let error = Engine::open(options.clone()).err().unwrap();
                assert_eq!(error.code(), Code::FileNotFound, "{error}");
                assert!(error.context().contains(&name), "{error}");
            }
        }
        let copy = disk.crash_keeping(|_| Fate::Kept);
        options.disk = Arc::new(copy.clone());
        options.path = "a.wal".into();
        let saved = engine::salvage(&options, Path::new("saved.wal")).unwrap();
        assert!(!saved.losses.is_empty(), "{what}");
        options.path = "saved.wal".into();
        let engine = Engine::open(options.clone()).unwrap();
        let mut left = model.clone();
        left.remove("key-1");
        check(&engine, &left, what);
        options.path = "a.wal".into();
    }
}

#[test]
fn a_damaged_streamed_value_holds_no_flush_up() {
    for what in ["a byte is another", "the end is missing"] {
        let mut node = Node::new("a");
        let mut model = Model::new();
        for number in 0..3 {
            stream(&node, &mut model, &format!("key-{number}"), long(number, 300_000)).unwrap();
        }
        put(&node, &mut model, "small", b"v".to_vec()).unwrap();
        let name = value_files(&node.disk)[1].clone();
        let mut damaged = node.disk.bytes(&name).unwrap();
        match what {
            "a byte is another" => damaged[100_000] ^= 1,
            _ => damaged.truncate(200_000),
        }
        node.disk.set_bytes(&name, damaged.clone());
        // The next attempt may read what this one could not: so it is not given up at once.
        for _ in 0..VALUE_READ_TRIES {
            let error = node.engine().checkpoint().unwrap_err();
            assert!(matches!(error.code(), Code::Corrupted | Code::FileReadError), "{error}");
        }
        node.engine().checkpoint().unwrap();
        assert_eq!(node.engine().health().unwrap().tail_bytes, 0, "{what}");
        // Its file is kept beside the database.
        let aside = name.replacen("a.wal", "a.wal.damaged-a.wal", 1);
        assert_eq!(value_files(&node.disk), std::slice::from_ref(&aside), "{what}");
        assert_eq!(node.disk.bytes(&aside).unwrap(), damaged, "{what}");
        for _ in 0..2 {
            assert_eq!(node.engine().get(b"key-1").unwrap_err().code(), Code::Corrupted, "{what}");
            for (key, value) in model.iter().filter(|(key, _)| *key != "key-1") {
                let found = node.engine().get(key.as_bytes()).unwrap().unwrap();
                assert!(*found.value == **value, "{what}: {key} is another");
            }
            assert_eq!(node.engine().verify().unwrap().findings.len(), 1, "{what}");
            node.restart();
        }
        stream(&node, &mut model, "key-2", long(9, 300_000)).unwrap();
        settle(&node).unwrap();
        assert_eq!(value_files(&node.disk), [aside], "{what}");
        let (mut options, disk) = (node.options(), node.disk.clone());
        drop(node);
        let saved = engine::salvage(&options, Path::new("saved.wal")).unwrap();
        assert_eq!(saved.losses.len(), 1, "{what}");
        assert_eq!(saved.losses[0].finding.first.as_deref(), Some(&b"key-1"[..]));
        (options.path, options.disk) = ("saved.wal".into(), Arc::new(disk));
        model.remove("key-1");
        check(&Engine::open(options).unwrap(), &model, what);
    }
}

#[test]
fn a_backup_has_no_value_files_and_all_values() {
    let node = Node::new("a");
    let mut model = Model::new();
    stream(&node, &mut model, "key", long(4, 300_000)).unwrap();
    let mut writer = node.engine().begin_value(b"other", 300_000, 1).unwrap();
    writer.write(&long(5, 150_000)).unwrap();
    node.engine().backup(Path::new("copy.wal")).unwrap();
    let mut options = node.options();
    options.path = "copy.wal".into();
    let copied = node.disk.beside(Path::new("copy.wal")).unwrap();
    assert!(copied.iter().all(|path| !path.display().to_string().contains(".value-")));
    check(&Engine::open(options).unwrap(), &model, "the copy");
    // What was begun before goes on.
    writer.write(&long(6, 150_000)).unwrap();
    node.engine().commit_value(&mut writer).unwrap();
    model.insert("other".into(), [long(5, 150_000), long(6, 150_000)].concat());
    check(node.engine(), &model, "the original");
}
