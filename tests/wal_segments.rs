// SPDX-License-Identifier: Apache-2.0
//! Logs of several files: rotation, reading across, removal, and files that are not what they
//! should be.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

#[path = "support/folder.rs"]
mod folder;
#[path = "support/log.rs"]
mod log;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use folder::TempFolder;
use log::{
    Bodies, FRAME, HEAD, PATH, disk_of, example, example_of, filled, head, open, open_from, put,
    rotate, scan, scan_from, shared, stage,
};
use softadastra::base::error::{Code, Error};
use softadastra::base::limits::{SEGMENT_BYTES_MAX, SEGMENT_NUMBER_MAX, SEGMENTS_OPEN_MAX};
use softadastra::disk::{Disk, FileDisk, MemoryDisk, names};
use softadastra::wal::{self, Head, Log, LogReader, Position, SegmentInfo};

fn path() -> &'static Path {
    Path::new(PATH)
}

fn sealed(number: u64) -> PathBuf {
    names::segment(path(), number)
}

/// A closed log of `count` segments, each with three groups but the third with none, and what it
/// holds.
fn many(disk: &MemoryDisk, count: u64) -> Vec<(Position, Vec<u8>)> {
    let mut log = open(disk).unwrap().log;
    let mut groups = Vec::new();
    for segment in 1..=count {
        for number in 0..if segment == 3 { 0 } else { 3 } {
            let body = format!("{segment}/{number}").into_bytes();
            groups.push((put(&mut log, &body, number % 2 == 0).unwrap(), body));
        }
        if segment < count {
            rotate(&mut log, disk).unwrap();
        }
    }
    log.close().unwrap();
    groups
}

fn bodies_of(groups: &[(Position, Vec<u8>)], first_segment: u64) -> Bodies {
    let wanted = groups.iter().filter(|(at, _)| at.segment() >= first_segment);
    wanted.map(|(_, body)| body.clone()).collect()
}

/// All files of a disk, to see that nothing changed.
fn files(disk: &MemoryDisk) -> Vec<(PathBuf, Vec<u8>)> {
    let all = disk.beside(path()).unwrap();
    all.into_iter().map(|file| (file.clone(), disk.bytes(file).unwrap())).collect()
}

/// The error of an opening that has to fail and to leave everything alone; a scan says the same.
fn refused(disk: &MemoryDisk, first_segment: u64) -> Error {
    let before = files(disk);
    let error = open_from(disk, first_segment).map(|opened| opened.recovered).unwrap_err();
    assert_eq!(files(disk), before);
    let scanned = scan_from(disk, first_segment).unwrap_err();
    assert_eq!((scanned.code(), scanned.message()), (error.code(), error.message()), "{scanned}");
    error
}

#[test]
fn a_position_holds_segment_and_offset_and_sorts_as_written() {
    let position = Position::new(3, 700);
    assert_eq!((position.segment(), position.offset(), position.0), (3, 700, (3 << 40) + 700));
    assert_eq!(position.to_string(), "segment 3, byte 700");
    assert_eq!(Position::start_of(7), Position::new(7, 512));
    assert!(Position::new(2, SEGMENT_BYTES_MAX) < Position::new(3, 0));
    assert_eq!(Position::new(SEGMENT_NUMBER_MAX, SEGMENT_BYTES_MAX), Position(u64::MAX));
    assert_eq!(Position::new(u64::MAX, u64::MAX), Position(u64::MAX));
}

#[test]
fn the_second_file_has_the_documented_bytes() {
    let disk = MemoryDisk::new();
    let mut log = filled(&disk, &[b"one", b"two!"], true);
    log.rotate(&disk, 0x1122_3344_5566_7788, "node-a", 1).unwrap();
    put(&mut log, b"three", true).unwrap();
    assert_eq!(log.id(), head().salt);
    log.close().unwrap();
    assert_eq!(disk.bytes(sealed(1)).unwrap(), example());
    assert_eq!(disk.bytes(PATH).unwrap(), example_of(1));
    let read = disk_of(example_of(1));
    read.set_bytes(sealed(1), example());
    let (recovered, bodies) = scan(&read).unwrap();
    let expected = Head {
        segment: 2,
        salt: 0x1122_3344_5566_7788,
        log: head().salt,
        before_bytes: 603,
        ..head()
    };
    assert_eq!(recovered.head, expected);
    assert_eq!(bodies, [b"one".to_vec(), b"two!".to_vec(), b"three".to_vec()]);
}

#[test]
fn groups_are_read_back_across_many_segments_by_old_and_new_readers() {
    let disk = MemoryDisk::new();
    let mut log = open(&disk).unwrap().log;
    let early = log.reader();
    let mut groups = Vec::new();
    let count = 3 * SEGMENTS_OPEN_MAX as u64;
    for segment in 1..=count {
        for _ in 0..2 {
            let body = vec![segment as u8; 1 + 37 * segment as usize];
            groups.push((put(&mut log, &body, false).unwrap(), body));
        }
        assert_eq!(log.tail().segment(), segment);
        rotate(&mut log, &disk).unwrap();
    }
    let unlocked = wal::reader(&shared(&disk), path()).unwrap();
    let mut out = Vec::new();
    for reader in [&early, &log.reader(), &unlocked] {
        for (at, body) in groups.iter().chain(groups.iter().rev()) {
            reader.read(*at, &mut out).unwrap();
            assert_eq!(&out, body);
        }
        let error = reader.read(Position::start_of(count + 2), &mut out).unwrap_err();
        assert_eq!(error.code(), Code::NotFound);
        assert_eq!(error.message(), "log position is beyond the end");
    }
    let infos = log.segments();
    assert_eq!(infos.len() as u64, count + 1);
    assert_eq!(infos.last(), Some(&SegmentInfo { number: count + 1, bytes: HEAD as u64 }));
    for info in &infos[..count as usize] {
        assert_eq!(info.bytes as usize, disk.bytes(sealed(info.number)).unwrap().len());
    }
    drop(log);
    let opened = open(&disk.crash()).unwrap();
    assert_eq!(opened.bodies, bodies_of(&groups, 1));
    assert_eq!(opened.log.segments(), infos);
    assert_eq!(opened.recovered.head.segment, count + 1);
}

#[test]
fn a_log_is_opened_from_the_first_segment_that_is_needed() {
    let disk = MemoryDisk::new();
    let groups = many(&disk, 6);
    disk.set_bytes(sealed(2), b"not needed".to_vec());
    for first_segment in 3..=6 {
        let opened = open_from(&disk, first_segment).unwrap();
        assert_eq!(opened.bodies, bodies_of(&groups, first_segment));
        assert_eq!(opened.log.segments().len(), 6);
        assert_eq!(scan_from(&disk, first_segment).unwrap().1, opened.bodies);
    }
    let error = refused(&disk, 7);
    assert_eq!(error.code(), Code::Corrupted);
    assert_eq!(error.message(), "WAL file is older than what builds on it");
    for number in [0, SEGMENT_NUMBER_MAX + 1] {
        assert_eq!(refused(&disk, number).code(), Code::InvalidArgument);
    }
}

#[test]
fn removed_segments_are_gone_after_the_next_rotation_and_harmless_before() {
    let disk = MemoryDisk::new();
    let groups = many(&disk, 5);
    let mut log = open(&disk).unwrap().log;
    let reader = log.reader();
    for number in [2, 1] {
        log.remove_segment(&disk, number).unwrap();
    }
    for number in [2, 5, 9] {
        let error = log.remove_segment(&disk, number).unwrap_err();
        assert_eq!(error.code(), Code::NotFound);
    }
    let numbers: Vec<u64> = log.segments().iter().map(|info| info.number).collect();
    assert_eq!(numbers, [3, 4, 5]);
    let mut out = Vec::new();
    let error = reader.read(groups[0].0, &mut out).unwrap_err();
    assert_eq!(error.code(), Code::NotFound);
    assert_eq!(error.message(), "log position is no longer held");
    assert_eq!(error.context(), "segment 1, byte 512; oldest segment 3");
    assert!(disk.crash().bytes(sealed(1)).is_some());
    let back = open_from(&disk.crash(), 3).unwrap();
    assert_eq!((back.log.segments().len(), back.bodies), (5, bodies_of(&groups, 3)));
    rotate(&mut log, &disk).unwrap();
    assert!(disk.crash().bytes(sealed(1)).is_none());
    assert_eq!(open_from(&disk.crash(), 3).unwrap().bodies, bodies_of(&groups, 3));
    let error = refused(&disk.crash(), 2);
    assert_eq!((error.code(), error.message()), (Code::Corrupted, "WAL segment is missing"));
    assert_eq!(error.context(), "data/node-a.wal.segment-00000002");
}

#[test]
fn a_log_with_staged_groups_is_not_rotated() {
    let disk = MemoryDisk::new();
    let mut log = open(&disk).unwrap().log;
    stage(&mut log, b"a").unwrap();
    assert_eq!(rotate(&mut log, &disk).unwrap_err().code(), Code::InvalidState);
    log.commit(false).unwrap();
    rotate(&mut log, &disk).unwrap();
    let long = "n".repeat(256);
    let error = log.rotate(&disk, 9, &long, 1).unwrap_err();
    assert_eq!(error.code(), Code::InvalidArgument);
    put(&mut log, b"b", true).unwrap();
    assert!(disk.bytes(names::next(path())).is_none());
    assert_eq!(open(&disk.crash()).unwrap().bodies, [b"a", b"b"]);
}

#[test]
fn numbers_stay_within_what_a_position_holds() {
    let disk = MemoryDisk::new();
    let numbered = |segment| move || Head { segment, ..head() };
    let open = |first, segment| {
        wal::open(&shared(&disk), path(), first, numbered(segment), &mut |_, _, _| Ok(()))
    };
    for (first, segment) in [(1, 0), (3, 2), (1, SEGMENT_NUMBER_MAX + 1)] {
        let error = open(first, segment).map(|_| ()).unwrap_err();
        assert_eq!(error.code(), Code::InvalidArgument);
    }
    let (mut log, _) = open(SEGMENT_NUMBER_MAX, SEGMENT_NUMBER_MAX).unwrap();
    let error = rotate(&mut log, &disk).unwrap_err();
    assert_eq!(error.code(), Code::NoSpace);
    let at = put(&mut log, b"last", true).unwrap();
    assert_eq!((at, log.durable_tail()), (Position::start_of(SEGMENT_NUMBER_MAX), log.tail()));
    drop(log);
    let beyond = Head { segment: SEGMENT_NUMBER_MAX + 1, ..head() };
    let mut bytes = disk.bytes(PATH).unwrap();
    bytes[20..28].copy_from_slice(&beyond.segment.to_le_bytes());
    let sum = crc32fast::hash(&bytes[..HEAD - 4]).to_le_bytes();
    bytes[HEAD - 4..HEAD].copy_from_slice(&sum);
    disk.set_bytes(PATH, bytes);
    let error = open(1, 1).map(|_| ()).unwrap_err();
    assert_eq!(error.code(), Code::UnsupportedFormat);
}

#[test]
fn a_missing_a_foreign_and_a_misnamed_segment_are_told_apart() {
    let make = || {
        let disk = MemoryDisk::new();
        many(&disk, 4);
        disk
    };
    let disk = make();
    disk.remove(&sealed(2)).unwrap();
    let error = refused(&disk, 1);
    assert_eq!((error.code(), error.message()), (Code::Corrupted, "WAL segment is missing"));
    assert_eq!(error.context(), "data/node-a.wal.segment-00000002");

    let disk = make();
    let other = MemoryDisk::new();
    let salted = || Head { salt: 99, log: 98, ..head() };
    let (mut log, _) =
        wal::open(&shared(&other), path(), 1, salted, &mut |_, _, _| Ok(())).unwrap();
    rotate(&mut log, &other).unwrap();
    rotate(&mut log, &other).unwrap();
    disk.set_bytes(sealed(2), other.bytes(sealed(2)).unwrap());
    let error = refused(&disk, 1);
    let message = "WAL segment belongs to another log";
    assert_eq!((error.code(), error.message()), (Code::Corrupted, message));

    let disk = make();
    disk.set_bytes(sealed(2), disk.bytes(sealed(1)).unwrap());
    let error = refused(&disk, 1);
    let message = "WAL segment has another number than its name";
    assert_eq!((error.code(), error.message()), (Code::Corrupted, message));

    let disk = make();
    disk.set_bytes(sealed(2), Vec::new());
    assert_eq!(open(&disk).map(|_| ()).unwrap_err().code(), Code::Corrupted);
    assert_eq!(scan(&disk).unwrap_err().code(), Code::Corrupted);

    let disk = make();
    disk.set_bytes(PATH, disk.bytes(sealed(2)).unwrap());
    let error = open(&disk).map(|_| ()).unwrap_err();
    let message = "the main WAL file is older than a sealed one";
    assert_eq!((error.code(), error.message()), (Code::Corrupted, message));
    assert!(scan(&disk).is_err());
}

#[test]
fn a_log_without_its_main_file_is_refused_and_nothing_is_made() {
    let disk = MemoryDisk::new();
    many(&disk, 3);
    let whole = files(&disk);
    disk.remove(path()).unwrap();
    let message = "the main WAL file is missing";
    let error = refused(&disk, 1);
    assert_eq!((error.code(), error.message()), (Code::Corrupted, message));
    let found = "node-a.wal.segment-00000001 node-a.wal.segment-00000002";
    assert_eq!(error.context(), format!("{PATH}: found {found}"));
    assert!(wal::reader(&shared(&disk), path()).is_err());
    for empty in [vec![], vec![0; 600], whole[0].1[..100].to_vec()] {
        disk.set_bytes(PATH, empty);
        let error = refused(&disk, 1);
        assert_eq!((error.code(), error.message()), (Code::Corrupted, message));
    }
    for side in [names::manifest(path()), names::run(path(), 1), names::next(path())] {
        let disk = MemoryDisk::new();
        disk.set_bytes(side, b"x".to_vec());
        let error = open(&disk).map(|_| ()).unwrap_err();
        assert_eq!((error.code(), error.message()), (Code::Corrupted, message));
        assert!(disk.bytes(PATH).is_none());
    }
    let disk = MemoryDisk::new();
    disk.set_bytes(names::original(path()), b"x".to_vec());
    disk.set_bytes("data/node-a.wal.bak", b"x".to_vec());
    assert!(open(&disk).unwrap().recovered.created);
}

#[test]
fn a_next_file_that_does_not_fit_never_becomes_the_main_file() {
    let disk = MemoryDisk::new();
    many(&disk, 3);
    let main = disk.bytes(PATH).unwrap();
    disk.remove(path()).unwrap();
    let other = MemoryDisk::new();
    let foreign = Head { salt: 5, log: 5, segment: 3, ..head() };
    let fresh = || foreign.clone();
    wal::open(&shared(&other), path(), 3, fresh, &mut |_, _, _| Ok(())).unwrap();
    let foreign = other.bytes(PATH).unwrap();
    let second = disk.bytes(sealed(2)).unwrap();
    for wrong in [foreign, second, Vec::new(), main[..300].to_vec()] {
        disk.set_bytes(names::next(path()), wrong);
        let before = files(&disk);
        let error = open(&disk).map(|_| ()).unwrap_err();
        assert_eq!(error.code(), Code::Corrupted, "{error}");
        assert_eq!(files(&disk), before);
        assert!(scan(&disk).is_err());
    }
    disk.set_bytes(names::next(path()), main);
    assert_eq!(open(&disk).unwrap().bodies.len(), 6);
    assert!(disk.bytes(names::next(path())).is_none());
}

#[test]
fn a_sealed_segment_cut_at_any_byte_or_with_any_flipped_bit_is_damage() {
    let disk = MemoryDisk::new();
    let mut log = open(&disk).unwrap().log;
    rotate(&mut log, &disk).unwrap();
    put(&mut log, b"one", true).unwrap();
    log.close().unwrap();
    // Closed in the middle: there the barrier of the closing looks like the end of a whole file.
    let mut log = open(&disk).unwrap().log;
    put(&mut log, b"two", true).unwrap();
    rotate(&mut log, &disk).unwrap();
    put(&mut log, b"three", true).unwrap();
    log.close().unwrap();
    let whole = disk.bytes(sealed(2)).unwrap();
    let damaged = |bytes: Vec<u8>| {
        disk.set_bytes(sealed(2), bytes);
        let error = open(&disk).map(|_| ()).unwrap_err();
        assert!(error.context().contains(".segment-00000002"), "{error}");
        assert!(error.context().contains("byte"), "{error}");
        assert_eq!(scan(&disk).unwrap_err(), error);
        error
    };
    for len in 1..whole.len() {
        let error = damaged(whole[..len].to_vec());
        assert!([Code::Corrupted, Code::UnsupportedFormat].contains(&error.code()), "{error}");
    }
    for bit in 8 * HEAD..8 * whole.len() {
        let mut bytes = whole.clone();
        bytes[bit / 8] ^= 1 << (bit % 8);
        assert_eq!(damaged(bytes).code(), Code::Corrupted);
    }
    println!("counted {} flipped bits", 8 * (whole.len() - HEAD));
    let after_close = HEAD + FRAME + 3 + FRAME;
    let error = damaged(whole[..after_close].to_vec());
    let why = format!("this segment was sealed with {} bytes", whole.len());
    let place = format!("{}: record 3 at byte {after_close}; {why}", sealed(2).display());
    assert_eq!(error.context(), place);
    for more in [&b"\0"[..], b"x", &whole[HEAD..]] {
        damaged([&whole, more].concat());
    }
    disk.set_bytes(sealed(2), whole);
    assert_eq!(open(&disk).unwrap().bodies.len(), 3);
}

/// What a walk from `from` on visits, and where it ended.
fn walk(
    reader: &LogReader,
    from: Position,
    count_max: usize,
) -> (Vec<(Position, Vec<u8>)>, Position) {
    let mut seen = Vec::new();
    let end = reader.walk(from, &mut |at, body| {
        seen.push((at, body.to_vec()));
        Ok(seen.len() < count_max)
    });
    (seen, end.unwrap())
}

#[test]
fn a_walk_goes_from_any_group_to_the_last_one_and_on_from_there() {
    let disk = MemoryDisk::new();
    let mut groups = many(&disk, 5);
    let mut log = open(&disk).unwrap().log;
    let readers = [log.reader(), wal::reader(&shared(&disk), path()).unwrap()];
    let mut ends = Vec::new();
    for reader in &readers {
        let (seen, end) = walk(reader, Position::start_of(1), usize::MAX);
        assert_eq!(seen, groups);
        assert_eq!(end, log.tail());
        for (nth, (at, _)) in groups.iter().enumerate() {
            assert_eq!(walk(reader, *at, usize::MAX).0, groups[nth..]);
            // Two at a time, then on from where that ended.
            let (seen, next) = walk(reader, *at, 2);
            assert_eq!(seen, groups[nth..groups.len().min(nth + 2)]);
            assert_eq!(walk(reader, next, usize::MAX).0, groups[groups.len().min(nth + 2)..]);
        }
        assert_eq!(walk(reader, end, usize::MAX), (vec![], end));
        ends.push(end);
    }
    // Groups larger than what is read at once, a rotation, a restart, and unsynced groups.
    let large = vec![7; 300_000];
    groups.clear();
    groups.push((put(&mut log, &large, false).unwrap(), large.clone()));
    rotate(&mut log, &disk).unwrap();
    groups.push((put(&mut log, b"after", false).unwrap(), b"after".to_vec()));
    for reader in &readers {
        assert_eq!(walk(reader, ends[0], usize::MAX), (groups.clone(), log.tail()));
    }
    log.close().unwrap();
    let mut log = open(&disk).unwrap().log;
    groups.push((put(&mut log, b"restarted", true).unwrap(), b"restarted".to_vec()));
    for reader in [log.reader(), wal::reader(&shared(&disk), path()).unwrap()] {
        assert_eq!(walk(&reader, ends[0], usize::MAX).0, groups);
    }
}

#[test]
fn a_walk_shows_what_was_committed_and_nothing_staged() {
    let disk = MemoryDisk::new();
    let mut log = open(&disk).unwrap().log;
    let reader = log.reader();
    let start = Position::start_of(1);
    assert_eq!(walk(&reader, start, 9), (vec![], start));
    put(&mut log, b"a", false).unwrap();
    stage(&mut log, b"b").unwrap();
    assert_eq!(walk(&reader, start, 9).0.len(), 1);
    log.commit(false).unwrap();
    assert_eq!(walk(&reader, start, 9).0.len(), 2);
}

#[test]
fn a_walk_from_a_place_that_is_no_longer_or_not_yet_there_says_so() {
    let disk = MemoryDisk::new();
    let groups = many(&disk, 4);
    let mut log = open(&disk).unwrap().log;
    log.remove_segment(&disk, 1).unwrap();
    let tail = log.tail();
    for reader in [log.reader(), wal::reader(&shared(&disk), path()).unwrap()] {
        let fails = |from: Position| reader.walk(from, &mut |_, _| Ok(true)).unwrap_err();
        let error = fails(groups[0].0);
        assert_eq!(error.code(), Code::NotFound);
        assert_eq!(error.message(), "log position is no longer held");
        assert_eq!(error.context(), "segment 1, byte 512; oldest segment 2");
        for from in [Position::new(4, 1 << 30), Position::start_of(5)] {
            let error = fails(from);
            assert_eq!(error.code(), Code::NotFound);
            assert_eq!(error.message(), "log position is beyond the end");
        }
        assert_eq!(fails(Position::new(2, 511)).code(), Code::InvalidArgument);
        assert_eq!(fails(Position(groups[4].0.0 + 1)).code(), Code::Corrupted);
        let error = reader.walk(tail, &mut |_, _| panic!("nothing is there"));
        assert_eq!(error.unwrap(), tail);
        let stop = Error::new(Code::Unknown, "enough", "");
        let error = reader.walk(groups[3].0, &mut |_, _| Err(stop.clone())).unwrap_err();
        assert_eq!(error, stop);
    }
    let mut bytes = disk.bytes(sealed(2)).unwrap();
    bytes[HEAD + FRAME] ^= 1;
    disk.set_bytes(sealed(2), bytes);
    let reader = log.reader();
    let error = reader.walk(Position::start_of(2), &mut |_, _| Ok(true)).unwrap_err();
    assert_eq!(error.code(), Code::Corrupted);
    assert_eq!(error.context(), format!("{}: no valid record at byte 512", sealed(2).display()));
}

#[test]
fn a_log_on_the_real_disk_rotates_and_comes_back() {
    let folder = TempFolder::new();
    let path = folder.join("deep/a.wal");
    let disk: Arc<dyn Disk> = Arc::new(FileDisk);
    let mut log = log::open_shared(&disk, &path).unwrap().log;
    let mut expected = Bodies::new();
    for round in 0..12u8 {
        expected.push(vec![round; 1000]);
        put(&mut log, &expected[round as usize], false).unwrap();
        log.rotate(&*disk, u64::from(round) + 77, "node-a", 1).unwrap();
        assert!(log::open_shared(&disk, &path).is_err_and(|error| error.code() == Code::Locked));
    }
    log.remove_segment(&*disk, 1).unwrap();
    assert!(!names::segment(&path, 1).exists());
    let start = Position::start_of(2);
    assert_eq!(walk(&log.reader(), start, usize::MAX).0.len(), 11);
    drop(log);
    let mut bodies = Bodies::new();
    let (log, _): (Log, _) = wal::open(&disk, &path, 2, head, &mut |_, _, body| {
        bodies.push(body.to_vec());
        Ok(())
    })
    .unwrap();
    assert_eq!(bodies, expected[1..]);
    assert_eq!(log.segments().len(), 12);
}
