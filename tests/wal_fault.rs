// SPDX-License-Identifier: Apache-2.0
//! Calls that fail, once or for ever: an error that left nothing behind, or a log that has stopped.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

#[path = "support/log.rs"]
mod log;

use log::{Bodies, HEAD, PATH, crashes, disk_of, filled, open, put, refusal, scan, stage};
use softadastra::base::error::{Code, Error};
use softadastra::base::random::Random;
use softadastra::disk::{Fault, MemoryDisk, Operation};
use softadastra::wal::Log;

const KINDS: [Operation; 8] = [
    Operation::Open,
    Operation::Read,
    Operation::Write,
    Operation::Reserve,
    Operation::SetLen,
    Operation::Sync,
    Operation::SyncFolder,
    Operation::List,
];

/// A script that goes on after errors, and what it may count on.
struct Run {
    disk: MemoryDisk,
    log: Option<Log>,
    /// All groups that may be there, in order. Those of a commit that failed cleanly are not.
    groups: Bodies,
    /// How many of them survive a power cut.
    durable: usize,
    /// How many of them survive the end of the process.
    committed: usize,
    written: u64,
}

impl Run {
    fn new(disk: MemoryDisk) -> Self {
        Self { disk, log: None, groups: Vec::new(), durable: 0, committed: 0, written: 0 }
    }

    fn run(&mut self) {
        for (round, length) in [10, 900, 30, 5000, 7, 64, 300].into_iter().enumerate() {
            self.write(&[length], round % 2 == 0);
            self.write(&[length / 2, 40], round % 3 == 0);
            if round % 3 == 2 {
                self.close();
            }
        }
    }

    fn reopen(&mut self) -> bool {
        if self.log.as_ref().is_some_and(Log::is_stopped) {
            self.log = None;
        }
        if self.log.is_none()
            && let Ok(opened) = open(&self.disk)
        {
            self.settle(opened.bodies);
            self.log = Some(opened.log);
        }
        self.log.is_some()
    }

    /// What an opening found decides which of the unsure groups are there.
    fn settle(&mut self, found: Bodies) {
        assert!((self.committed..=self.groups.len()).contains(&found.len()));
        assert_eq!(found, self.groups[..found.len()]);
        self.groups = found;
        self.committed = self.groups.len();
        self.durable = self.committed;
    }

    fn write(&mut self, lengths: &[usize], durable: bool) {
        if !self.reopen() {
            return;
        }
        let log = self.log.as_mut().unwrap();
        let before = self.groups.len();
        for length in lengths {
            self.written += 1;
            let mut body = self.written.to_le_bytes().to_vec();
            body.resize(*length, self.written as u8 | 1);
            stage(log, &body).unwrap();
            self.groups.push(body);
        }
        match log.commit(durable) {
            Ok(()) => {
                self.committed = self.groups.len();
                if durable {
                    self.durable = self.committed;
                }
            }
            Err(error) if error.code() == Code::LogStopped => check_stopped(log, &error),
            Err(error) => {
                assert!(!log.is_stopped());
                assert_eq!(error.message(), "failed to append bytes to WAL file");
                let known = [Code::NoSpace, Code::FileWriteError, Code::PermissionDenied];
                assert!(known.contains(&error.code()), "{error}");
                self.groups.truncate(before);
            }
        }
        assert_eq!(log.staged_bytes(), 0);
    }

    fn close(&mut self) {
        if self.log.take().is_some_and(|log| log.close().is_ok()) {
            self.committed = self.groups.len();
            self.durable = self.committed;
        }
    }

    /// The end: after power cuts, and in the same process.
    fn check(mut self, draw: &mut dyn FnMut(usize) -> usize) {
        self.log = None;
        self.disk.clear_faults();
        crashes(&self.disk, 6, draw, &mut |after, fates| {
            let opened = open(&after).unwrap_or_else(|error| panic!("{error}: {fates:?}"));
            let count = opened.bodies.len();
            assert!((self.durable..=self.groups.len()).contains(&count));
            assert_eq!(opened.bodies, self.groups[..count]);
        });
        let mut opened = open(&self.disk).unwrap();
        self.settle(std::mem::take(&mut opened.bodies));
        put(&mut opened.log, b"after", true).unwrap();
        opened.log.close().unwrap();
        self.groups.push(b"after".to_vec());
        assert_eq!(open(&self.disk.crash()).unwrap().bodies, self.groups);
    }
}

/// After its first failure a stopped log refuses everything.
fn check_stopped(log: &mut Log, first: &Error) {
    let messages = ["failed to append bytes to WAL file", "failed to flush WAL file"];
    assert!(messages.contains(&first.message()), "{first}");
    assert!(first.context().starts_with(PATH), "{first}");
    assert!(log.is_stopped());
    for error in [
        stage(log, b"x").unwrap_err(),
        log.commit(false).unwrap_err(),
        log.commit(true).unwrap_err(),
        log.sync().unwrap_err(),
    ] {
        assert_eq!((error.code(), error.message()), (Code::LogStopped, "WAL file is stopped"));
    }
}

fn calls_of(can_reserve: bool) -> Vec<Operation> {
    let disk = MemoryDisk::new();
    disk.set_can_reserve(can_reserve);
    let mut run = Run::new(disk);
    run.run();
    run.disk.calls()
}

#[test]
fn every_call_of_every_kind_may_fail_once_or_for_ever() {
    let mut random = Random::new(4);
    let mut draw = |bound: usize| random.up_to(bound as u64 - 1) as usize;
    let mut runs = 0;
    for can_reserve in [true, false] {
        let calls = calls_of(can_reserve);
        for kind in KINDS.map(Some).into_iter().chain([None]) {
            let count = calls.iter().filter(|call| kind.is_none_or(|kind| kind == **call)).count();
            for nth in 1..=count as u64 {
                for (errno, leaving, drops) in [
                    (libc::EIO, 0, false),
                    (libc::EIO, 33, true),
                    (libc::ENOSPC, 0, true),
                    (libc::ENOSPC, 100, false),
                    (libc::ENOSPC, usize::MAX, false),
                    (libc::EDQUOT, 100, false),
                    (libc::EFBIG, 1, false),
                    (libc::EROFS, 0, true),
                ] {
                    for fault in [Fault::once(kind, nth, errno), Fault::from(kind, nth, errno)] {
                        let disk = MemoryDisk::new();
                        disk.set_can_reserve(can_reserve);
                        disk.set_failed_sync_drops(drops);
                        disk.inject(fault.leaving(leaving));
                        let mut run = Run::new(disk);
                        run.run();
                        run.check(&mut draw);
                        runs += 1;
                    }
                }
            }
        }
    }
    println!("counted {runs} failing calls");
    assert!(runs > 1_500, "{runs} runs");
}

#[test]
fn two_faults_at_any_two_calls_are_survived() {
    let mut random = Random::new(5);
    let count = calls_of(false).len() as u64;
    for _ in 0..3_000 {
        let disk = MemoryDisk::new();
        disk.set_can_reserve(random.up_to(1) == 0);
        disk.set_failed_sync_drops(random.up_to(1) == 0);
        for _ in 0..2 {
            let errno = [libc::EIO, libc::ENOSPC][random.up_to(1) as usize];
            let leaving = random.up_to(200) as usize;
            disk.inject(Fault::once(None, 1 + random.up_to(count - 1), errno).leaving(leaving));
        }
        let mut run = Run::new(disk);
        run.run();
        run.check(&mut |bound| random.up_to(bound as u64 - 1) as usize);
    }
    println!("counted 3000 failing calls");
}

#[test]
fn a_full_disk_refuses_the_commit_and_the_log_goes_on_once_there_is_room() {
    for can_reserve in [true, false] {
        for room_bytes in 0..400 {
            let disk = MemoryDisk::new();
            disk.set_can_reserve(can_reserve);
            let mut log = filled(&disk, &[b"before"], true);
            let used = disk.bytes(PATH).unwrap().len() as u64;
            disk.set_capacity(Some(used + room_bytes));
            let mut expected = vec![b"before".to_vec()];
            let mut refused = 0;
            for n in 0..40_000u32 {
                let body = n.to_le_bytes().repeat(if can_reserve { 9_000 } else { 9 });
                match put(&mut log, &body, n % 2 == 0) {
                    Ok(_) => expected.push(body),
                    Err(error) => {
                        assert_eq!(error.code(), Code::NoSpace);
                        assert_eq!(error.message(), "failed to append bytes to WAL file");
                        assert_eq!(disk.bytes(PATH).unwrap().len() as u64, log.end());
                        refused += 1;
                    }
                }
                if refused == 3 {
                    break;
                }
            }
            assert_eq!(refused, 3);
            assert_eq!(scan(&disk).unwrap().1, expected);
            disk.set_capacity(None);
            put(&mut log, b"room again", true).unwrap();
            expected.push(b"room again".to_vec());
            assert_eq!(open(&disk.crash()).unwrap().bodies, expected);
            if can_reserve && room_bytes > 3 {
                break;
            }
        }
    }
}

#[test]
fn reserved_space_lets_writes_go_on_while_the_disk_is_full() {
    let disk = MemoryDisk::new();
    let mut log = filled(&disk, &[b"before"], true);
    disk.set_capacity(Some(0));
    for _ in 0..1000 {
        put(&mut log, &[1; 1000], false).unwrap();
    }
    log.sync().unwrap();
    log.close().unwrap();
}

#[test]
fn space_is_reserved_again_after_a_failed_write_was_cut_off() {
    let disk = MemoryDisk::new();
    let mut log = filled(&disk, &[b"a"], true);
    disk.inject(Fault::once(Some(Operation::Write), 1, libc::EIO));
    put(&mut log, b"b", true).unwrap_err();
    assert_eq!(disk.bytes(PATH).unwrap().len() as u64, log.end());
    put(&mut log, b"c", true).unwrap();
    assert!(disk.bytes(PATH).unwrap().len() > 1 << 20);
}

#[test]
fn space_that_cannot_be_reserved_is_no_error_while_the_write_fits() {
    let disk = MemoryDisk::new();
    disk.set_capacity(Some(HEAD as u64 + 100));
    let mut log = open(&disk).unwrap().log;
    put(&mut log, &[1; 72], true).unwrap();
    assert_eq!(put(&mut log, b"x", true).unwrap_err().code(), Code::NoSpace);
    assert_eq!(open(&disk.crash()).unwrap().bodies, [vec![1; 72]]);
}

#[test]
fn a_failed_write_is_never_seen_again_even_if_all_of_it_reached_the_disk() {
    for fate in [softadastra::disk::Fate::Lost, softadastra::disk::Fate::Kept] {
        let disk = MemoryDisk::new();
        disk.set_can_reserve(false);
        let mut log = filled(&disk, &[b"before"], false);
        disk.inject(Fault::once(Some(Operation::Write), 1, libc::EIO).leaving(usize::MAX));
        assert_eq!(put(&mut log, b"failed", false).unwrap_err().code(), Code::FileWriteError);
        assert_eq!(scan(&disk).unwrap().1, [b"before".to_vec()]);
        let after = disk.crash_keeping(|_| fate.clone());
        assert_eq!(open(&after).unwrap().bodies, [b"before".to_vec()]);
        put(&mut log, b"second", false).unwrap();
        let after = disk.crash();
        assert_eq!(open(&after).unwrap().bodies, [b"before".to_vec()]);
    }
}

#[test]
fn a_failed_sync_stops_the_log_until_it_is_opened_again() {
    let disk = MemoryDisk::new();
    let mut log = filled(&disk, &[b"a"], true);
    disk.inject(Fault::once(Some(Operation::Sync), 1, libc::EIO));
    let error = put(&mut log, b"b", true).unwrap_err();
    assert_eq!((error.code(), error.message()), (Code::LogStopped, "failed to flush WAL file"));
    check_stopped(&mut log, &error);
    let reader = log.reader();
    let mut body = Vec::new();
    reader.read(softadastra::wal::Position::start_of(1), &mut body).unwrap();
    assert_eq!(log.close().unwrap_err().message(), "WAL file is stopped");
    let mut opened = open(&disk).unwrap();
    put(&mut opened.log, b"c", true).unwrap();
}

#[test]
fn a_write_that_cannot_be_taken_back_stops_the_log() {
    for kind in [Operation::SetLen, Operation::Sync] {
        let disk = MemoryDisk::new();
        let mut log = filled(&disk, &[b"a"], true);
        disk.inject(Fault::once(Some(Operation::Write), 1, libc::ENOSPC).leaving(20));
        disk.inject(Fault::once(Some(kind), 1, libc::EIO));
        let error = put(&mut log, b"b", true).unwrap_err();
        assert_eq!(error.code(), Code::LogStopped);
        assert!(error.context().contains("taking it back"), "{error}");
        check_stopped(&mut log, &error);
        drop(log);
        assert_eq!(open(&disk).unwrap().bodies, [b"a".to_vec()]);
    }
}

#[test]
fn a_read_error_is_never_taken_for_the_end_of_the_file() {
    let disk = MemoryDisk::new();
    disk.set_can_reserve(false);
    let large = vec![3; 600_000];
    let log = filled(&disk, &[b"a", &large, b"b"], true);
    log.close().unwrap();
    let bytes = disk.bytes(PATH).unwrap();
    let reads = |disk: &MemoryDisk| {
        disk.calls().iter().filter(|call| **call == Operation::Read).count() as u64
    };
    let before = reads(&disk);
    scan(&disk).unwrap();
    for nth in 1..=reads(&disk) - before {
        let disk = disk_of(bytes.clone());
        disk.inject(Fault::once(Some(Operation::Read), nth, libc::EIO));
        let error = scan(&disk).unwrap_err();
        assert_eq!(
            (error.code(), error.message()),
            (Code::FileReadError, "failed to read WAL file")
        );
        disk.inject(Fault::from(Some(Operation::Read), nth, libc::EIO));
        assert_eq!(refusal(&disk).code(), Code::FileReadError);
        assert_eq!(disk.bytes(PATH).unwrap(), bytes);
    }
}

#[test]
fn a_file_that_cannot_be_made_or_repaired_says_so() {
    let expected = [
        (Operation::Open, "failed to open WAL file"),
        (Operation::Write, "failed to create WAL file"),
        (Operation::Sync, "failed to create WAL file"),
        (Operation::SyncFolder, "failed to create WAL file"),
    ];
    for (kind, message) in expected {
        for (errno, code) in [
            (libc::EIO, Code::FileWriteError),
            (libc::ENOSPC, Code::NoSpace),
            (libc::EACCES, Code::PermissionDenied),
        ] {
            let disk = MemoryDisk::new();
            disk.inject(Fault::once(Some(kind), 1, errno));
            let error = refusal(&disk);
            assert_eq!((error.code(), error.message()), (code, message));
            assert!(open(&disk).unwrap().bodies.is_empty());
        }
    }
    for kind in [Operation::SetLen, Operation::Write, Operation::Sync] {
        let disk = MemoryDisk::new();
        disk.set_can_reserve(false);
        drop(filled(&disk, &[b"a"], true));
        let torn = [disk.bytes(PATH).unwrap(), vec![1; 50]].concat();
        disk.set_bytes(PATH, torn);
        disk.inject(Fault::once(Some(kind), 1, libc::EIO));
        let error = refusal(&disk);
        assert_eq!(error.code(), Code::FileWriteError);
        assert_eq!(error.message(), "failed to repair WAL file");
        assert_eq!(open(&disk).unwrap().bodies, [b"a".to_vec()]);
    }
}
