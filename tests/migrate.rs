// SPDX-License-Identifier: Apache-2.0
//! Logs of the original: what they become, and that whatever is in them nothing is lost silently.
//! Crashes and failing disks are in `migrate_crash.rs`.
#![allow(missing_docs, clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

mod support;

use std::path::Path;
use std::sync::Arc;

use softadastra::base::error::{Code, Error};
use softadastra::base::op::Kind;
use softadastra::base::random::Random;
use softadastra::disk::{Disk, FileDisk, MemoryDisk};
use softadastra::engine::{Durability, Engine};
use support::folder::TempFolder;
use support::node::START_MS;
use support::old::{
    CHECKPOINT, DELETE, NOOP, ORIGINAL, PATH, PUT, Shown, TEMPORARY, UPDATE, counts_after, delete,
    disk_of, files, found, log, open, operation, options_on, put, record, records, shown,
    state_after,
};

fn refusal(disk: &MemoryDisk) -> Error {
    open(disk).map(|_| ()).unwrap_err()
}

/// Opens what has to be refused, and finds everything as it was.
fn refused_unchanged(bytes: &[u8]) -> Error {
    let disk = disk_of(bytes);
    let error = refusal(&disk);
    assert_eq!(disk.bytes(PATH).unwrap(), bytes, "{error}");
    assert_eq!(files(&disk), [PATH], "{error}");
    error
}

/// What these records become.
fn converted(records: &[Vec<u8>]) -> Shown {
    shown(&open(&disk_of(&records.concat())).unwrap())
}

#[test]
fn golden_records_of_the_original_become_local_writes() {
    let document = include_str!("../docs/format/wal-1.md");
    let example = document.split("### Example").nth(1).unwrap().split("```").nth(1).unwrap();
    let bytes = example.trim_start_matches("text").split_whitespace();
    let golden: Vec<u8> = bytes.map(|byte| u8::from_str_radix(byte, 16).unwrap()).collect();
    assert_eq!((golden.len(), &golden[57..]), (61, &[0x08, 0x10, 0xee, 0xc5][..]));
    assert_eq!(golden, record(1, PUT, &operation("user:1", Some(b"Ada"), START_MS)));
    let disk = disk_of(&golden);
    let engine = open(&disk).unwrap();
    assert_eq!(shown(&engine), [("user:1".into(), "Ada".into(), 1, START_MS)]);
    assert_eq!(found(&engine.report().unwrap()), (1, 0, 0));
    assert_eq!(disk.bytes(ORIGINAL).unwrap(), golden);
}

#[test]
fn a_log_of_the_original_keeps_values_deletes_versions_and_times() {
    let disk = disk_of(&log());
    let engine = open(&disk).unwrap();
    let report = engine.report().unwrap();
    assert_eq!(shown(&engine), state_after(8));
    assert_eq!(found(&report), (6, 2, 0));
    assert_eq!((report.created, report.last_version, report.owed_count), (false, 9, 0));
    assert!(engine.outbox().unwrap().is_empty());
    assert_eq!(engine.get(b"user:1").unwrap(), None);
    assert_eq!(files(&disk), [PATH, ORIGINAL]);
    assert_eq!(disk.bytes(ORIGINAL).unwrap(), log());
    let next = engine.write_local(Kind::Put, b"b", b"three", START_MS).unwrap();
    assert_eq!((next.version, next.applied.updated), (10, true));
    engine.close().unwrap();

    let again = open(&disk.crash()).unwrap();
    assert_eq!(found(&again.report().unwrap()), (0, 0, 0));
    assert_eq!(&*again.get(b"b").unwrap().unwrap().value, b"three");
    assert_eq!(again.len().unwrap(), 3);
}

#[test]
fn what_the_store_wrote_counts_whatever_the_record_says_it_is() {
    for kind in [PUT, UPDATE, DELETE, CHECKPOINT, NOOP] {
        let one = record(1, kind, &operation("a", Some(b"1"), START_MS));
        assert_eq!(converted(&[one]), [("a".into(), "1".into(), 1, START_MS)], "type {kind}");
    }
}

#[test]
fn records_that_are_no_store_operations_are_counted_and_stay_in_the_old_file() {
    let state = [&[9, 0, 0, 0][..], b"notes.txt", &[1], &5u64.to_le_bytes(), &[1; 8]].concat();
    let event = [&[1, 0][..], &state, &[0]].concat();
    let cut_short = operation("a", Some(b"1"), START_MS)[1..].to_vec();
    let others = [
        record(1, PUT, &event),
        record(2, CHECKPOINT, b""),
        record(3, NOOP, b""),
        record(4, DELETE, b"notes.txt"),
        record(5, PUT, &cut_short),
        record(6, PUT, &operation("", Some(b"1"), START_MS)),
        record(7, PUT, &operation("a", Some(b"1"), 0)),
    ];
    let disk = disk_of(&others.concat());
    let engine = open(&disk).unwrap();
    assert!(engine.is_empty().unwrap());
    assert_eq!(found(&engine.report().unwrap()), (0, 7, 0));
    assert_eq!(disk.bytes(ORIGINAL).unwrap(), others.concat());
}

#[test]
fn versions_follow_the_old_numbers_as_long_as_they_ascend() {
    let numbers = [5, 5, 3, 100, 7, u64::MAX, 1 << 62, 200];
    let records: Vec<_> =
        numbers.iter().enumerate().map(|(at, number)| put(*number, &format!("{at}"), "")).collect();
    let versions: Vec<u64> = converted(&records).iter().map(|entry| entry.2).collect();
    assert_eq!(versions, [5, 6, 7, 100, 101, 102, 1 << 62, (1 << 62) + 1]);
}

#[test]
fn a_time_from_the_far_future_is_kept_but_moves_no_clock() {
    let future = record(1, PUT, &operation("a", Some(b"1"), i64::MAX));
    let disk = disk_of(&future);
    let engine = open(&disk).unwrap();
    assert_eq!(engine.get(b"a").unwrap().unwrap().timestamp_ms, i64::MAX);
    let stamp = engine.versions(b"a").unwrap().1.unwrap().stamp;
    assert_eq!(stamp.ms(), START_MS + engine.options().clock_drift_ms);
}

#[test]
fn a_log_that_is_larger_than_one_commit_is_converted_whole() {
    let large = "v".repeat(3 << 20);
    let mut bytes: Vec<_> = (1..=5).map(|at| put(at, &format!("{at}"), &large)).collect();
    bytes.push(delete(6, "2"));
    let state = converted(&bytes);
    assert_eq!(state.iter().map(|entry| entry.2).collect::<Vec<_>>(), [1, 3, 4, 5]);
    assert!(state.iter().all(|entry| entry.1 == large));
}

#[test]
fn a_read_only_opening_says_how_to_convert_and_changes_nothing() {
    let disk = disk_of(&log());
    let mut options = options_on(Arc::new(disk.clone()), Path::new(PATH));
    options.read_only = true;
    let error = Engine::open(options.clone()).map(|_| ()).unwrap_err();
    assert_eq!(error.code(), Code::UnsupportedFormat);
    assert!(error.context().contains("record format 1, opening an engine on it for writing"));
    assert_eq!((files(&disk), disk.bytes(PATH).unwrap()), (vec![PATH.to_owned()], log()));
    open(&disk).unwrap().close().unwrap();
    assert_eq!(shown(&Engine::open(options).unwrap()), state_after(8));
}

#[test]
fn every_durability_converts_the_same_way() {
    let disk = disk_of(&log());
    let mut options = options_on(Arc::new(disk.clone()), Path::new(PATH));
    options.durability = Durability::Fast;
    let engine = Engine::open(options).unwrap();
    assert_eq!(shown(&engine), state_after(8));
    assert_eq!(shown(&open(&disk.crash()).unwrap()), state_after(8));
}

#[test]
fn an_original_that_was_set_aside_before_is_never_overwritten() {
    let disk = disk_of(&log());
    disk.set_bytes(ORIGINAL, b"precious".to_vec());
    let error = refusal(&disk);
    assert_eq!((error.code(), error.context()), (Code::FileAlreadyExists, ORIGINAL));
    assert_eq!(disk.bytes(ORIGINAL).unwrap(), b"precious");
    assert_eq!((files(&disk).len(), disk.bytes(PATH).unwrap()), (2, log()));
    disk.remove(Path::new(ORIGINAL)).unwrap();
    assert_eq!(shown(&open(&disk).unwrap()), state_after(8));
}

#[test]
fn a_temporary_left_over_is_written_anew() {
    let whole = disk_of(&[put(1, "stale", "stale"), put(2, "x", "y")].concat());
    open(&whole).unwrap().close().unwrap();
    for left in [whole.bytes(PATH).unwrap(), b"junk".to_vec(), vec![], log()] {
        let disk = disk_of(&log());
        disk.set_bytes(TEMPORARY, left);
        assert_eq!(shown(&open(&disk).unwrap()), state_after(8));
        assert_eq!(files(&disk), [PATH, ORIGINAL]);
    }
}

#[test]
fn an_interrupted_swap_is_taken_up_from_the_original() {
    let disk = MemoryDisk::new();
    disk.set_bytes(ORIGINAL, log());
    disk.set_bytes(TEMPORARY, b"whatever".to_vec());
    let engine = open(&disk).unwrap();
    assert_eq!((shown(&engine), found(&engine.report().unwrap())), (state_after(8), (6, 2, 0)));
    assert_eq!(files(&disk), [PATH, ORIGINAL]);
}

#[test]
fn a_deleted_log_starts_afresh_beside_the_original() {
    let disk = disk_of(&log());
    open(&disk).unwrap().close().unwrap();
    disk.remove(Path::new(PATH)).unwrap();
    let engine = open(&disk).unwrap();
    assert!(engine.is_empty().unwrap() && engine.report().unwrap().created);
    assert_eq!(disk.bytes(ORIGINAL).unwrap(), log());
}

#[test]
fn a_second_writer_is_refused_while_the_log_is_held() {
    let disk = disk_of(&log());
    let holder = disk.open(Path::new(PATH), softadastra::disk::Access::Write).unwrap();
    assert!(holder.try_lock().unwrap());
    assert_eq!(refusal(&disk).code(), Code::Locked);
    assert_eq!((files(&disk).len(), disk.bytes(PATH).unwrap()), (1, log()));
    drop(holder);
    let engine = open(&disk).unwrap();
    assert_eq!(refusal(&disk).code(), Code::Locked);
    assert_eq!(shown(&engine), state_after(8));
}

#[test]
fn a_log_on_the_real_disk_is_converted() {
    let folder = TempFolder::new();
    let path = folder.join("store.wal");
    std::fs::write(&path, [log(), b"1LAW torn".to_vec()].concat()).unwrap();
    let engine = Engine::open(options_on(Arc::new(FileDisk), &path)).unwrap_err();
    assert_eq!(engine.code(), Code::UnsupportedFormat);
    std::fs::write(&path, [log(), b"1LAW\x01\0\0".to_vec()].concat()).unwrap();
    let engine = Engine::open(options_on(Arc::new(FileDisk), &path)).unwrap();
    assert_eq!(found(&engine.report().unwrap()), (6, 2, 7));
    drop(engine);
    let engine = Engine::open(options_on(Arc::new(FileDisk), &path)).unwrap();
    assert_eq!(shown(&engine), state_after(8));
    let mut names: Vec<_> = std::fs::read_dir(folder.path())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    assert_eq!(names, ["store.wal", "store.wal.format-1"]);
}

#[test]
fn every_cut_of_an_old_log_keeps_the_records_before_it() {
    let bytes = log();
    let ends: Vec<usize> = records()
        .iter()
        .scan(0, |end, record| {
            *end += record.len();
            Some(*end)
        })
        .collect();
    // Fewer bytes than the magic are nobody's log.
    for len in 1..4 {
        assert_eq!(refused_unchanged(&bytes[..len]).code(), Code::UnsupportedFormat);
    }
    for len in 4..=bytes.len() {
        let disk = disk_of(&bytes[..len]);
        let engine = open(&disk).unwrap();
        let count = ends.iter().filter(|end| **end <= len).count();
        let end = ends[..count].last().copied().unwrap_or_default();
        let (migrated, kept) = counts_after(count);
        let report = engine.report().unwrap();
        assert_eq!(found(&report), (migrated, kept, (len - end) as u64), "{len} bytes");
        assert_eq!(shown(&engine), state_after(count), "{len} bytes");
        assert_eq!(disk.bytes(ORIGINAL).unwrap(), bytes[..len]);
    }
}

#[test]
fn every_flipped_bit_of_an_old_log_is_refused_reported_or_harmless() {
    let bytes = log();
    let last = bytes.len() - records().last().unwrap().len();
    let data = |state: Shown| -> Vec<_> {
        state.into_iter().map(|(key, value, _, time)| (key, value, time)).collect()
    };
    let (mut refused, mut cut, mut harmless) = (0, 0, 0);
    for at in 0..bytes.len() * 8 {
        let mut flipped = bytes.clone();
        flipped[at / 8] ^= 1 << (at % 8);
        let disk = disk_of(&flipped);
        let engine = match open(&disk) {
            Ok(engine) => engine,
            Err(error) => {
                assert!(matches!(error.code(), Code::Corrupted | Code::UnsupportedFormat));
                assert!(error.context().starts_with(PATH), "{error}");
                assert_eq!(disk.bytes(PATH).unwrap(), flipped, "bit {at}: {error}");
                assert_eq!(files(&disk), [PATH], "bit {at}: {error}");
                refused += 1;
                continue;
            }
        };
        assert_eq!(disk.bytes(ORIGINAL).unwrap(), flipped, "bit {at}");
        let report = engine.report().unwrap();
        if report.cut_bytes > 0 {
            assert!(at / 8 >= last, "bit {at}");
            assert_eq!(found(&report), (5, 2, (bytes.len() - last) as u64), "bit {at}");
            assert_eq!(shown(&engine), state_after(7), "bit {at}");
            cut += 1;
        } else {
            // No checksum covers the number of a record, its type, status and time.
            assert_eq!(found(&report), (6, 2, 0), "bit {at}");
            assert_eq!(data(shown(&engine)), data(state_after(8)), "bit {at}");
            harmless += 1;
        }
    }
    println!("{refused} refused, {cut} cut, {harmless} harmless");
    assert!(refused > 1000 && cut > 100 && harmless > 100);
}

#[test]
fn damage_before_valid_records_is_named_and_changes_nothing() {
    let mut bytes = log();
    let second = records()[0].len();
    bytes[second + 40] ^= 4;
    let error = refused_unchanged(&bytes);
    assert_eq!((error.code(), error.message()), (Code::Corrupted, "WAL file is damaged"));
    let next = second + records()[1].len();
    let place = format!("{PATH}: record 2 at byte {second}; next valid: record at byte {next}");
    assert_eq!(error.context(), place);
}

#[test]
fn whatever_an_old_log_holds_it_is_converted_or_refused_and_kept() {
    let mut random = Random::new(5);
    for round in 0..3000 {
        let mut bytes = log();
        for _ in 0..=random.up_to(4) {
            let (at, byte) = (random.up_to(bytes.len() as u64 - 1) as usize, random.draw() as u8);
            match random.up_to(3) {
                0 => bytes[at] = byte,
                1 => bytes.truncate(at + 1),
                2 => bytes.insert(at, byte),
                _ => bytes.extend_from_within(..at),
            }
        }
        let disk = disk_of(&bytes);
        let result = open(&disk);
        let aside = if result.is_ok() && bytes[..4] == *b"1LAW" { ORIGINAL } else { PATH };
        assert_eq!(disk.bytes(aside).unwrap(), bytes, "round {round}: {:?}", result.err());
    }
}
