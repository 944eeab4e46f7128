// SPDX-License-Identifier: Apache-2.0
//! The log as its callers see it, and the bytes that it writes.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

#[path = "support/folder.rs"]
mod folder;
#[path = "support/log.rs"]
mod log;

use std::path::Path;
use std::sync::Arc;

use folder::TempFolder;
use log::{
    FRAME, HEAD, PATH, disk_of, example, filled, head, open, open_at, open_shared, put, refusal,
    scan, shared, stage,
};
use softadastra::base::error::Code;
use softadastra::disk::{Disk, FileDisk, MemoryDisk, Operation};
use softadastra::wal::{self, Head, Position};

#[test]
fn a_small_file_has_the_documented_bytes() {
    let disk = MemoryDisk::new();
    let mut log = open(&disk).unwrap().log;
    assert_eq!(put(&mut log, b"one", true).unwrap(), Position::new(1, 512));
    assert_eq!(put(&mut log, b"two!", true).unwrap(), Position::new(1, 543));
    log.close().unwrap();
    assert_eq!(disk.bytes(PATH).unwrap(), example());
    assert!(disk.pending().is_empty());
}

#[test]
fn the_documented_bytes_are_read_back() {
    let mut seen = Vec::new();
    let recovered = wal::scan(&disk_of(example()), Path::new(PATH), 1, &mut |at, number, body| {
        seen.push((at, number, body.to_vec()));
        Ok(())
    });
    let expected =
        [(Position::new(1, 512), 1, b"one".to_vec()), (Position::new(1, 543), 2, b"two!".to_vec())];
    assert_eq!(seen, expected);
    let recovered = recovered.unwrap();
    assert_eq!(recovered.head, head());
    assert_eq!((recovered.groups, recovered.end, recovered.created), (2, 603, false));
    assert_eq!((recovered.cut_bytes, recovered.cut_groups), (0, 0));
}

#[test]
fn a_new_log_says_that_it_was_created_and_an_old_one_does_not_ask_for_a_head() {
    let disk = MemoryDisk::new();
    let opened = open(&disk).unwrap();
    assert!(opened.recovered.created);
    assert_eq!(opened.recovered.end, HEAD as u64);
    opened.log.close().unwrap();
    assert_eq!(disk.bytes(PATH).unwrap().len(), HEAD);
    let (_, recovered) = wal::open(
        &shared(&disk),
        Path::new(PATH),
        1,
        || panic!("not asked for"),
        &mut |_, _, _| Ok(()),
    )
    .unwrap();
    assert!(!recovered.created);
    assert_eq!(recovered.head, head());
}

#[test]
fn a_new_file_and_its_folder_entry_survive_a_power_cut_before_the_first_group() {
    let disk = MemoryDisk::new();
    let _log = open(&disk).unwrap().log;
    let after = disk.crash();
    assert!(!open(&after).unwrap().recovered.created);
}

#[test]
fn opening_a_log_without_groups_syncs_its_folder_again() {
    let disk = MemoryDisk::new();
    drop(open(&disk).unwrap());
    let before = disk.calls().len();
    drop(open(&disk).unwrap());
    assert!(disk.calls()[before..].contains(&Operation::SyncFolder));
}

#[test]
fn a_head_holds_the_longest_name_and_no_name_and_refuses_a_longer_one() {
    for (node_bytes, fits) in [(0, true), (255, true), (256, false)] {
        let disk = MemoryDisk::new();
        let mut made = head();
        made.node = "n".repeat(node_bytes);
        let result =
            wal::open(&shared(&disk), Path::new(PATH), 1, || made.clone(), &mut |_, _, _| Ok(()));
        match result {
            Ok((log, _)) => {
                drop(log);
                assert_eq!(scan(&disk).unwrap().0.head, made);
                assert!(fits);
            }
            Err(cause) => {
                assert_eq!(cause.code(), Code::InvalidArgument);
                assert!(!fits);
            }
        }
    }
}

#[test]
fn groups_of_one_commit_go_out_with_one_write_and_one_sync() {
    let disk = MemoryDisk::new();
    disk.set_can_reserve(false);
    let mut log = open(&disk).unwrap().log;
    let positions: Vec<Position> = (0..10u8).map(|n| stage(&mut log, &[n; 5]).unwrap()).collect();
    assert_eq!(log.staged_bytes(), 10 * (FRAME + 5));
    let before = disk.calls().len();
    log.commit(true).unwrap();
    let expected = [Operation::Reserve, Operation::Write, Operation::Sync];
    assert_eq!(disk.calls()[before..], expected);
    let reader = log.reader();
    let mut body = Vec::new();
    for (n, position) in positions.into_iter().enumerate() {
        reader.read(position, &mut body).unwrap();
        assert_eq!(body, [n as u8; 5]);
    }
}

#[test]
fn space_is_reserved_once_for_many_commits_and_given_back_at_the_close() {
    let disk = MemoryDisk::new();
    let mut log = open(&disk).unwrap().log;
    for n in 0..100u8 {
        put(&mut log, &[n; 100], false).unwrap();
    }
    let calls = disk.calls();
    assert_eq!(calls.iter().filter(|call| **call == Operation::Reserve).count(), 1);
    assert!(disk.bytes(PATH).unwrap().len() > 1 << 20);
    let end = log.end();
    log.close().unwrap();
    assert_eq!(disk.bytes(PATH).unwrap().len() as u64, end + FRAME as u64);
}

#[test]
fn space_can_be_reserved_ahead_and_no_room_for_it_is_no_error() {
    let disk = MemoryDisk::new();
    let mut log = open(&disk).unwrap().log;
    let reserves = || disk.calls().iter().filter(|call| **call == Operation::Reserve).count();
    put(&mut log, b"made", false).unwrap();
    log.rotate(&disk, 7, "node", 1).unwrap();
    let before = reserves();
    log.reserve();
    log.reserve();
    assert_eq!(reserves(), before + 1, "what is reserved is not reserved again");
    put(&mut log, &[1; 1000], false).unwrap();
    assert_eq!(reserves(), before + 1, "a write finds its space reserved");

    log.rotate(&disk, 8, "node", 1).unwrap();
    disk.set_capacity(Some(64 << 10));
    log.reserve();
    put(&mut log, &[2; 1000], true).unwrap();
    let end = log.end();
    log.close().unwrap();
    assert_eq!(disk.bytes(PATH).unwrap().len() as u64, end + FRAME as u64);
}

#[test]
fn space_for_small_synced_groups_is_filled_ahead_once_and_never_where_something_stands() {
    let disk = MemoryDisk::new();
    let mut log = open(&disk).unwrap().log;
    put(&mut log, b"not synced", false).unwrap();
    put(&mut log, &[1; 20_000], true).unwrap();
    assert_eq!(disk.fills(), [], "neither has to wait for a note of its own");
    let first = log.end();
    while log.end() < 2 << 16 {
        put(&mut log, &[2; 1_000], true).unwrap();
    }
    // The last group reached into a third piece.
    let expected = [first..1 << 16, 1 << 16..2 << 16, 2 << 16..3 << 16];
    assert_eq!(disk.fills(), expected);
    put(&mut log, &[3; 100_000], true).unwrap();
    let behind = log.end();
    assert!(behind > 3 << 16);
    put(&mut log, b"behind a large one", true).unwrap();
    assert_eq!((disk.fills().len(), &disk.fills()[3]), (4, &(behind..4 << 16)));
    drop(log);
    let again = open(&disk).unwrap();
    assert_eq!(again.bodies[..2], [b"not synced".to_vec(), vec![1; 20_000]]);
    assert!(again.bodies[2..again.bodies.len() - 2].iter().all(|body| body == &[2; 1_000]));
    assert_eq!(again.bodies.last().unwrap(), b"behind a large one");
}

#[test]
fn a_commit_without_groups_syncs_what_earlier_ones_left() {
    let disk = MemoryDisk::new();
    let mut log = filled(&disk, &[b"a"], false);
    assert!(log.durable_end() < log.end());
    log.commit(true).unwrap();
    assert_eq!(log.durable_end(), log.end());
    let syncs = || disk.calls().iter().filter(|call| **call == Operation::Sync).count();
    let before = syncs();
    log.commit(true).unwrap();
    log.sync().unwrap();
    assert_eq!(syncs(), before);
}

#[test]
fn a_discarded_or_uncommitted_group_is_never_seen() {
    let disk = MemoryDisk::new();
    let mut log = open(&disk).unwrap().log;
    stage(&mut log, b"gone").unwrap();
    log.discard();
    put(&mut log, b"kept", true).unwrap();
    stage(&mut log, b"gone too").unwrap();
    log.close().unwrap();
    assert_eq!(open(&disk).unwrap().bodies, [b"kept".to_vec()]);
}

#[test]
fn a_group_that_fails_to_build_does_not_disturb_the_others() {
    let disk = MemoryDisk::new();
    let mut log = open(&disk).unwrap().log;
    stage(&mut log, b"first").unwrap();
    let failed = log.stage(|out| {
        out.extend_from_slice(b"half");
        Err(softadastra::base::error::Error::new(Code::Busy, "no", ""))
    });
    assert_eq!(failed.unwrap_err().code(), Code::Busy);
    assert_eq!(stage(&mut log, b"").unwrap_err().code(), Code::InvalidArgument);
    let cut = log.stage(|out| {
        out.clear();
        Ok(())
    });
    assert_eq!(cut.unwrap_err().code(), Code::InvalidArgument);
    let panicked = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        let _ = log.stage(|out| {
            out.push(7);
            panic!("in the caller's code")
        });
    }));
    assert!(panicked.is_err());
    stage(&mut log, b"second").unwrap();
    log.commit(true).unwrap();
    drop(log);
    assert_eq!(open(&disk).unwrap().bodies, [b"first".to_vec(), b"second".to_vec()]);
}

#[test]
fn numbers_go_on_after_reopening_and_barriers_have_numbers_too() {
    let disk = MemoryDisk::new();
    for round in 0..3u8 {
        let mut log = open(&disk).unwrap().log;
        put(&mut log, &[round], true).unwrap();
        log.close().unwrap();
    }
    let mut numbers = Vec::new();
    let path = Path::new(PATH);
    wal::scan(&disk, path, 1, &mut |_, number, _| {
        numbers.push(number);
        Ok(())
    })
    .unwrap();
    assert_eq!(numbers, [1, 3, 5]);
}

#[test]
fn opening_and_closing_without_writing_changes_no_byte() {
    let disk = disk_of(example());
    for _ in 0..3 {
        open(&disk).unwrap().log.close().unwrap();
        assert_eq!(disk.bytes(PATH).unwrap(), example());
    }
}

#[test]
fn an_error_of_the_replay_ends_the_opening_and_frees_the_lock() {
    let disk = disk_of(example());
    let result =
        wal::open(&shared(&disk), Path::new(PATH), 1, head, &mut |_, number, _| match number {
            2 => Err(softadastra::base::error::Error::new(Code::Busy, "stop here", "")),
            _ => Ok(()),
        });
    assert_eq!(result.map(|_| ()).unwrap_err().message(), "stop here");
    assert_eq!(disk.bytes(PATH).unwrap(), example());
    open(&disk).unwrap();
}

#[test]
fn a_group_larger_than_every_buffer_is_read_back_by_all_ways() {
    let disk = MemoryDisk::new();
    let large: Vec<u8> = (0..3_000_000u32).map(|n| (n * 7 + n / 251) as u8).collect();
    let mut log = filled(&disk, &[b"before"], true);
    let position = put(&mut log, &large, true).unwrap();
    put(&mut log, b"behind", true).unwrap();
    let mut body = vec![1, 2, 3];
    log.reader().read(position, &mut body).unwrap();
    assert!(body == large);
    drop(log);
    let bodies = open(&disk).unwrap().bodies;
    assert_eq!(bodies.len(), 3);
    assert!(bodies[1] == large);
}

#[test]
fn a_reader_refuses_positions_where_no_group_begins() {
    let disk = MemoryDisk::new();
    let mut log = open(&disk).unwrap().log;
    let at = put(&mut log, &[0xfe; 40], true).unwrap().offset();
    let reader = log.reader();
    let mut body = Vec::new();
    for wrong in (0..at).chain(at + 1..at + 200).chain([1 << 39, (1 << 40) - 1]) {
        body.push(1);
        let error = reader.read(Position::new(1, wrong), &mut body).unwrap_err();
        assert_eq!(error.code(), Code::Corrupted);
        assert_eq!(error.context(), format!("{PATH}: no valid record at byte {wrong}"));
        assert!(body.is_empty());
    }
    reader.read(Position::new(1, at), &mut body).unwrap();
}

#[test]
fn a_reader_goes_on_after_the_log_is_closed_and_does_not_hold_its_lock() {
    let disk = MemoryDisk::new();
    let mut log = open(&disk).unwrap().log;
    let position = put(&mut log, b"here", true).unwrap();
    let reader = log.reader();
    log.close().unwrap();
    let _next = open(&disk).unwrap().log;
    let mut body = Vec::new();
    reader.clone().read(position, &mut body).unwrap();
    assert_eq!(body, b"here");
}

#[test]
fn a_second_writer_is_refused_until_the_first_is_closed_or_dropped() {
    let folder = TempFolder::new();
    let memory = MemoryDisk::new();
    let disks: [Arc<dyn Disk>; 2] = [Arc::new(FileDisk), Arc::new(memory)];
    let path = folder.join("a.wal");
    for disk in &disks {
        let open_at = |disk: &Arc<dyn Disk>, path: &Path| open_shared(disk, path);
        let first = open_at(disk, &path).unwrap().log;
        let error = open_at(disk, &path).map(|_| ()).unwrap_err();
        assert_eq!(error.code(), Code::Locked);
        assert_eq!(error.message(), "WAL file is locked by another writer");
        assert_eq!(error.context(), path.to_string_lossy());
        first.close().unwrap();
        let second = open_at(disk, &path).unwrap().log;
        assert!(open_at(disk, &path).is_err());
        drop(second);
        open_at(disk, &path).unwrap();
    }
}

#[test]
fn a_scan_beside_a_live_writer_sees_the_committed_groups_and_changes_nothing() {
    let disk = MemoryDisk::new();
    let mut log = filled(&disk, &[b"a", b"b"], false);
    stage(&mut log, b"staged").unwrap();
    let before = disk.bytes(PATH).unwrap();
    let (recovered, bodies) = scan(&disk).unwrap();
    assert_eq!(bodies, [b"a".to_vec(), b"b".to_vec()]);
    assert_eq!((recovered.cut_bytes, recovered.end), (0, log.end()));
    assert_eq!(disk.bytes(PATH).unwrap(), before);
    log.commit(true).unwrap();
    assert_eq!(scan(&disk).unwrap().1.len(), 3);
}

#[test]
fn a_scan_of_an_empty_file_says_that_there_is_no_log_yet() {
    let disk = disk_of(Vec::new());
    let (recovered, bodies) = scan(&disk).unwrap();
    assert!(recovered.created && bodies.is_empty());
    assert_eq!(recovered.head, Head::default());
    assert!(disk.bytes(PATH).unwrap().is_empty());
}

#[test]
fn missing_files_empty_paths_and_folders_have_the_documented_messages() {
    let folder = TempFolder::new();
    let missing = folder.join("none.wal");
    let error = wal::scan(&FileDisk, &missing, 1, &mut |_, _, _| Ok(())).unwrap_err();
    assert_eq!(error.code(), Code::FileReadError);
    assert_eq!(error.message(), "failed to open WAL file for reading");
    assert!(error.context().starts_with(&*missing.to_string_lossy()));
    assert!(!missing.exists());

    let error = open_at(&FileDisk, Path::new("")).map(|_| ()).unwrap_err();
    assert_eq!((error.code(), error.context()), (Code::InvalidArgument, ""));
    assert_eq!(error.message(), "WAL file path cannot be empty");
    let error = wal::scan(&FileDisk, Path::new(""), 1, &mut |_, _, _| Ok(())).unwrap_err();
    assert_eq!(error.message(), "WAL file path cannot be empty");

    let error = open_at(&FileDisk, folder.path()).map(|_| ()).unwrap_err();
    assert_eq!(error.code(), Code::FileWriteError);
    assert_eq!(error.message(), "failed to open WAL file");

    std::fs::write(folder.join("file"), "x").unwrap();
    let error = open_at(&FileDisk, &folder.join("file/deep/a.wal")).map(|_| ()).unwrap_err();
    assert_eq!(error.code(), Code::FileWriteError);
    assert!(error.message() == "failed to open WAL file" || error.message().contains("directory"));
}

#[test]
fn other_formats_and_foreign_files_are_refused_and_left_alone() {
    let with = |at: usize, byte: u8| {
        let mut bytes = example();
        bytes[at] = byte;
        bytes
    };
    let cases = [
        (b"\x31\x4c\x41\x57rest of a record".to_vec(), "record format 1"),
        (b"\x31\x4c\x41\x57".to_vec(), "record format 1"),
        (with(8, 3), "format version 3"),
        (with(11, 1), "format version 16777218"),
        (b"hello".to_vec(), "not a log"),
        (b"SQLite format 3\0".to_vec(), "not a log"),
        ([vec![0; 600], b"x".to_vec()].concat(), "not a log"),
        ([vec![0; 20], b"x".to_vec(), vec![0; 600]].concat(), "not a log"),
        (b"\x89SDALOX".to_vec(), "not a log"),
    ];
    for (bytes, text) in cases {
        let disk = disk_of(bytes.clone());
        for error in [refusal(&disk), scan(&disk).unwrap_err()] {
            assert_eq!(error.code(), Code::UnsupportedFormat);
            assert_eq!(error.message(), "WAL file format is not supported");
            assert!(error.context().starts_with(&format!("{PATH}: ")), "{error}");
            assert!(error.context().contains(text), "{error}");
        }
        assert_eq!(disk.bytes(PATH).unwrap(), bytes);
    }
}

#[test]
fn a_log_on_the_real_disk_is_made_with_its_folders_and_read_back() {
    let folder = TempFolder::new();
    let path = folder.join("deep/er/node-a.wal");
    let mut opened = open_at(&FileDisk, &path).unwrap();
    assert!(opened.recovered.created);
    let large = vec![5; 700_000];
    put(&mut opened.log, b"one", true).unwrap();
    let position = put(&mut opened.log, &large, false).unwrap();
    let mut body = Vec::new();
    opened.log.reader().read(position, &mut body).unwrap();
    assert!(body == large);
    let end = opened.log.end();
    opened.log.close().unwrap();
    assert_eq!(std::fs::metadata(&path).unwrap().len(), end + FRAME as u64);
    assert_eq!(open_at(&FileDisk, &path).unwrap().bodies, [b"one".to_vec(), large]);
}

#[test]
fn space_reserved_on_the_real_disk_is_given_back_at_the_close_and_used_again_after_a_kill() {
    use std::os::unix::fs::MetadataExt;
    let folder = TempFolder::new();
    let path = folder.join("a.wal");
    // Length, and what the file system set aside for it.
    let taken = || {
        let metadata = std::fs::metadata(&path).unwrap();
        (metadata.len(), 512 * metadata.blocks())
    };
    let mut expected = Vec::new();
    for round in [b"one", b"two"] {
        let mut opened = open_at(&FileDisk, &path).unwrap();
        put(&mut opened.log, round, true).unwrap();
        expected.push(round.to_vec());
        let end = opened.log.end();
        let (bytes, allocated_bytes) = taken();
        assert!(bytes > end + (1 << 19) && allocated_bytes > 1 << 19, "{bytes}, {allocated_bytes}");
        opened.log.close().unwrap();
        let (bytes, allocated_bytes) = taken();
        assert_eq!(bytes, end + FRAME as u64);
        assert!(allocated_bytes < 1 << 16, "{allocated_bytes} for {bytes}");
    }
    // As a kill leaves it: nobody gives anything back.
    let mut opened = open_at(&FileDisk, &path).unwrap();
    put(&mut opened.log, b"three", true).unwrap();
    expected.push(b"three".to_vec());
    let end = opened.log.end();
    drop(opened);
    let killed = taken();
    assert!(killed.0 > end + (1 << 19));
    let mut opened = open_at(&FileDisk, &path).unwrap();
    assert_eq!((opened.recovered.end, opened.recovered.cut_bytes), (end, 0));
    assert_eq!(opened.bodies, expected);
    put(&mut opened.log, b"four", true).unwrap();
    expected.push(b"four".to_vec());
    assert_eq!(taken().0, killed.0, "the space is there already");
    let end = opened.log.end();
    opened.log.close().unwrap();
    assert_eq!(taken().0, end + FRAME as u64);
    assert_eq!(open_at(&FileDisk, &path).unwrap().bodies, expected);
}

#[test]
fn a_log_on_the_real_disk_that_was_dropped_and_torn_is_cut_and_goes_on() {
    let folder = TempFolder::new();
    let path = folder.join("a.wal");
    let mut log = open_at(&FileDisk, &path).unwrap().log;
    put(&mut log, b"one", true).unwrap();
    let position = put(&mut log, b"torn", false).unwrap();
    let (at, end) = (position.offset(), log.end());
    drop(log);
    let file = std::fs::OpenOptions::new().write(true).open(&path).unwrap();
    file.set_len(end - 1).unwrap();
    let mut opened = open_at(&FileDisk, &path).unwrap();
    assert_eq!(opened.bodies, [b"one".to_vec()]);
    assert_eq!((opened.recovered.end, opened.recovered.cut_bytes), (at, end - 1 - at));
    assert_eq!(std::fs::metadata(&path).unwrap().len(), at);
    put(&mut opened.log, b"two", true).unwrap();
    drop(opened);
    assert_eq!(open_at(&FileDisk, &path).unwrap().bodies, [b"one".to_vec(), b"two".to_vec()]);
}
