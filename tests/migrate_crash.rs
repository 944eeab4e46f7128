// SPDX-License-Identifier: Apache-2.0
//! Converting a log of the original on a failing disk: whatever call fails, and whatever a power
//! cut keeps, the old file has all its bytes and the next opening shows all of its data.
#![allow(missing_docs, clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

mod support;

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use softadastra::base::error::Code;
use softadastra::base::op::Kind;
use softadastra::base::random::Random;
use softadastra::disk::{Access, Disk, DiskFile, Fault, MemoryDisk, Operation};
use softadastra::engine::Engine;
use support::log::crashes;
use support::node::START_MS;
use support::old::{
    ORIGINAL, PATH, TEMPORARY, disk_of, files, log, open, options_on, shown, state_after,
};

const EIO: i32 = 5;
const ENOSPC: i32 = 28;

/// How many disks at most a crash is tried with at one place.
const FATES_MAX: usize = 48;

/// The calls to the disk that a whole migration makes.
fn call_count(disk: &MemoryDisk) -> u64 {
    let twin = disk.crash();
    let before = twin.calls().len();
    drop(open(&twin).unwrap());
    (twin.calls().len() - before) as u64
}

/// Opens; from the `nth` call on the disk answers nothing, as when the power fails there.
fn cut_at(disk: &MemoryDisk, nth: u64) -> bool {
    disk.inject(Fault::from(None, nth, EIO));
    let is_open = open(disk).is_ok();
    disk.clear_faults();
    is_open
}

/// All disks that a power cut can leave, or many of them.
fn after_cut(disk: &MemoryDisk, random: &mut Random, visit: &mut dyn FnMut(MemoryDisk)) {
    let mut draw = |bound: usize| random.up_to(bound as u64 - 1) as usize;
    crashes(disk, FATES_MAX, &mut draw, &mut |after, _| visit(after));
}

fn original_is_there(disk: &MemoryDisk) -> bool {
    [PATH, ORIGINAL].iter().any(|path| disk.bytes(path) == Some(log()))
}

/// Nothing is lost, and what is written from here on stays, also when the power fails again.
fn check(disk: &MemoryDisk, what: &dyn Fn() -> String) {
    assert!(original_is_there(disk), "{}: {:?}", what(), files(disk));
    let engine = open(disk).unwrap_or_else(|error| panic!("{error}: {}", what()));
    assert_eq!(shown(&engine), state_after(8), "{}", what());
    assert_eq!(disk.bytes(ORIGINAL), Some(log()), "{}", what());
    let written = engine.write_local(Kind::Put, b"e", b"new", START_MS).unwrap();
    assert_eq!(written.version, 10, "{}", what());
    drop(engine);
    let after = disk.crash();
    let engine = open(&after).unwrap_or_else(|error| panic!("{error}: {}", what()));
    assert_eq!(engine.len().unwrap(), 4, "{}", what());
    assert_eq!(after.bytes(ORIGINAL), Some(log()), "{}", what());
    assert_eq!(files(&after), [PATH, ORIGINAL], "{}", what());
}

#[test]
fn a_power_cut_at_any_call_of_a_migration_loses_nothing() {
    let (mut random, mut count) = (Random::new(1), 0);
    let calls = call_count(&disk_of(&log()));
    assert!(calls > 20, "{calls}");
    for nth in 1..=calls + 1 {
        let disk = disk_of(&log());
        cut_at(&disk, nth);
        after_cut(&disk, &mut random, &mut |after| {
            count += 1;
            check(&after, &|| format!("call {nth}"));
        });
    }
    println!("{calls} calls");
    println!("counted {count} power cuts");
}

#[test]
fn a_second_power_cut_while_the_first_is_repaired_loses_nothing() {
    let (mut random, mut count) = (Random::new(2), 0);
    for first in 1..=call_count(&disk_of(&log())) + 1 {
        let disk = disk_of(&log());
        cut_at(&disk, first);
        let mut left = Vec::new();
        after_cut(&disk, &mut random, &mut |after| left.push(after));
        // Those that differ in nothing but a temporary that is not finished need no second look.
        left.sort_by_key(files);
        left.dedup_by_key(|after| files(after));
        for middle in left {
            for second in 1..=call_count(&middle) + 1 {
                let disk = middle.crash();
                cut_at(&disk, second);
                after_cut(&disk, &mut random, &mut |after| {
                    count += 1;
                    check(&after, &|| format!("calls {first} and {second}"));
                });
            }
        }
    }
    println!("counted {count} power cuts");
}

#[test]
fn a_power_cut_while_a_failure_is_undone_loses_nothing() {
    let (mut random, mut count) = (Random::new(3), 0);
    let calls = call_count(&disk_of(&log()));
    for failing in 1..=calls {
        for cut in failing + 1..=calls + 8 {
            let disk = disk_of(&log());
            disk.inject(Fault::once(None, failing, EIO));
            cut_at(&disk, cut);
            after_cut(&disk, &mut random, &mut |after| {
                count += 1;
                check(&after, &|| format!("failure at {failing}, power cut at {cut}"));
            });
        }
    }
    println!("counted {count} power cuts");
}

#[test]
fn a_power_cut_after_a_failure_that_was_undone_in_memory_alone_loses_nothing() {
    let (mut random, mut count) = (Random::new(4), 0);
    for cut in 1..=call_count(&disk_of(&log())) + 4 {
        let disk = disk_of(&log());
        // Neither the setting aside nor its undoing gets onto the disk for certain.
        for nth in [2, 3] {
            disk.inject(Fault::once(Some(Operation::SyncFolder), nth, EIO));
        }
        assert!(open(&disk).is_err());
        disk.clear_faults();
        assert_eq!(files(&disk), [PATH, TEMPORARY]);
        cut_at(&disk, cut);
        after_cut(&disk, &mut random, &mut |after| {
            count += 1;
            check(&after, &|| format!("power cut at {cut}"));
        });
    }
    println!("counted {count} power cuts");
}

#[test]
fn a_failing_call_leaves_the_old_log_usable() {
    let mut runs = 0;
    for nth in 1..=call_count(&disk_of(&log())) {
        for (errno, leaving) in [(EIO, 0), (ENOSPC, 0), (ENOSPC, 100)] {
            for forever in [false, true] {
                runs += 1;
                let disk = disk_of(&log());
                let fault = if forever { Fault::from } else { Fault::once };
                disk.inject(fault(None, nth, errno).leaving(leaving));
                let result = open(&disk).map(drop);
                disk.clear_faults();
                let what = || format!("call {nth}, {errno}, forever {forever}");
                if let Err(error) = result {
                    let code = error.code();
                    let codes = [
                        Code::FileReadError,
                        Code::FileWriteError,
                        Code::NoSpace,
                        Code::LogStopped,
                    ];
                    assert!(codes.contains(&code), "{error}: {}", what());
                    assert!(error.context().contains("data/store.wal"), "{error}: {}", what());
                    assert!(original_is_there(&disk), "{}", what());
                    let is_undone = disk.bytes(PATH) == Some(log());
                    let is_done = disk.bytes(ORIGINAL) == Some(log());
                    // Once the failure is over nothing is left half done.
                    assert!(forever || is_undone || is_done, "{error}: {}", what());
                    let has_temporary = disk.bytes(TEMPORARY).is_some();
                    assert!(forever || !has_temporary, "{error}: {}", what());
                }
                check(&disk, &what);
            }
        }
    }
    println!("counted {runs} failing calls");
}

#[test]
fn a_full_disk_refuses_the_migration_and_takes_it_once_there_is_room() {
    let whole = disk_of(&log());
    drop(open(&whole).unwrap());
    let new_bytes = whole.bytes(PATH).unwrap().len() as u64;
    for room in (0..new_bytes).step_by(23).chain([new_bytes - 1]) {
        let disk = disk_of(&log());
        disk.set_capacity(Some(log().len() as u64 + room));
        let error = open(&disk).map(|_| ()).unwrap_err();
        assert_eq!(error.code(), Code::NoSpace, "{error}");
        assert_eq!(disk.bytes(PATH), Some(log()));
        assert_eq!(files(&disk), [PATH]);
        disk.set_capacity(None);
        check(&disk, &|| format!("{room} bytes of room"));
    }
    let disk = disk_of(&log());
    disk.set_capacity(Some(log().len() as u64 + new_bytes));
    assert_eq!(shown(&open(&disk).unwrap()), state_after(8));
}

#[test]
fn a_name_that_a_power_cut_could_take_back_is_made_durable_before_anything_is_written() {
    let disk = disk_of(&log());
    let whole = disk.crash();
    drop(open(&whole).unwrap());
    let syncs = whole.calls().iter().filter(|call| **call == Operation::SyncFolder).count();
    // The last one but one is the one after the new file got its name; then it is opened.
    disk.inject(Fault::once(Some(Operation::SyncFolder), syncs as u64 - 1, EIO));
    assert!(open(&disk).is_err());
    assert!(disk.bytes(PATH).is_some() && disk.bytes(ORIGINAL) == Some(log()));
    assert!(!disk.pending().is_empty());
    let engine = open(&disk).unwrap();
    engine.write_local(Kind::Put, b"e", b"new", START_MS).unwrap();
    drop(engine);
    let after = disk.crash();
    assert_eq!(open(&after).unwrap().len().unwrap(), 4);
    assert!(after.beside(Path::new(TEMPORARY)).unwrap().is_empty());
}

/// A disk on which another process ends its swap right before this one opens the original.
struct Overtaken(MemoryDisk);

impl Disk for Overtaken {
    fn open(&self, path: &Path, access: Access) -> io::Result<Arc<dyn DiskFile>> {
        if path == Path::new(ORIGINAL) && access == Access::Write {
            let _ = self.0.rename(Path::new(TEMPORARY), Path::new(PATH));
        }
        self.0.open(path, access)
    }

    fn make_folders(&self, path: &Path) -> io::Result<()> {
        self.0.make_folders(path)
    }

    fn sync_folder(&self, path: &Path) -> io::Result<()> {
        self.0.sync_folder(path)
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.0.rename(from, to)
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        self.0.remove(path)
    }

    fn beside(&self, path: &Path) -> io::Result<Vec<PathBuf>> {
        self.0.beside(path)
    }
}

#[test]
fn a_swap_that_another_process_has_just_ended_is_not_undone() {
    let whole = disk_of(&log());
    let engine = open(&whole).unwrap();
    engine.write_local(Kind::Put, b"e", b"new", START_MS).unwrap();
    engine.close().unwrap();
    let disk = MemoryDisk::new();
    disk.set_bytes(ORIGINAL, log());
    disk.set_bytes(TEMPORARY, whole.bytes(PATH).unwrap());
    let engine = Engine::open(options_on(Arc::new(Overtaken(disk.clone())), Path::new(PATH)));
    assert_eq!(engine.unwrap().len().unwrap(), 4);
    assert_eq!(
        (files(&disk), disk.bytes(ORIGINAL)),
        (vec![PATH.into(), ORIGINAL.into()], Some(log()))
    );
}
