// SPDX-License-Identifier: Apache-2.0
//! The disk below the log: the system's files, and the double that loses power.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

#[path = "support/folder.rs"]
mod folder;

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use folder::TempFolder;
use softadastra::disk::{
    Access, Disk, DiskFile, Effect, Fate, Fault, FileDisk, MemoryDisk, Operation, Pending,
};

fn file(disk: &MemoryDisk) -> Arc<dyn DiskFile> {
    disk.open(Path::new("a"), Access::Create).unwrap()
}

#[test]
fn a_power_cut_takes_what_was_not_synced() {
    let disk = MemoryDisk::new();
    let a = file(&disk);
    a.write_at(b"one", 0).unwrap();
    a.sync_data().unwrap();
    assert_eq!(disk.crash().bytes("a"), None);
    disk.sync_folder(Path::new("a")).unwrap();
    a.write_at(b"two", 3).unwrap();
    assert_eq!(disk.bytes("a").unwrap(), b"onetwo");
    assert_eq!(disk.crash().bytes("a").unwrap(), b"one");
}

#[test]
fn pending_changes_stay_in_any_combination() {
    let disk = MemoryDisk::new();
    let a = file(&disk);
    disk.sync_folder(Path::new("a")).unwrap();
    a.write_at(b"abcd", 0).unwrap();
    a.set_len(2).unwrap();
    a.write_at(b"xy", 4).unwrap();
    let path = PathBuf::from("a");
    let expected =
        [Effect::Write { at: 0, bytes: 4 }, Effect::SetLen(2), Effect::Write { at: 4, bytes: 2 }];
    let pending = disk.pending();
    assert_eq!(pending, expected.map(|effect| Pending { path: path.clone(), effect }));
    let after = |fates: [Fate; 3]| {
        let mut fates = fates.into_iter();
        disk.crash_keeping(|_| fates.next().unwrap()).bytes("a").unwrap()
    };
    assert_eq!(after([Fate::Kept, Fate::Kept, Fate::Kept]), b"ab\0\0xy");
    assert_eq!(after([Fate::Kept, Fate::Lost, Fate::Lost]), b"abcd");
    assert_eq!(after([Fate::Lost, Fate::Lost, Fate::Part(1..2)]), b"\0\0\0\0\0y");
    assert_eq!(after([Fate::Part(0..1), Fate::Lost, Fate::LengthOnly]), b"a\0\0\0\0\0");
    assert_eq!(after([Fate::Lost, Fate::Kept, Fate::Lost]), b"\0\0");
    assert_eq!(disk.bytes("a").unwrap(), b"ab\0\0xy");
}

#[test]
fn a_failed_sync_may_drop_bytes_that_reads_still_see() {
    let disk = MemoryDisk::new();
    disk.set_failed_sync_drops(true);
    let a = file(&disk);
    disk.sync_folder(Path::new("a")).unwrap();
    disk.inject(Fault::once(Some(Operation::Sync), 1, libc::EIO));
    a.write_at(b"gone", 0).unwrap();
    assert_eq!(a.sync_data().unwrap_err().raw_os_error(), Some(libc::EIO));
    a.sync_data().unwrap();
    assert_eq!(disk.bytes("a").unwrap(), b"gone");
    assert_eq!(disk.crash().bytes("a").unwrap(), b"");
}

#[test]
fn a_full_disk_takes_what_fits_and_reserves_all_or_nothing() {
    let disk = MemoryDisk::new();
    disk.set_capacity(Some(10));
    let a = file(&disk);
    a.write_at(b"123456", 0).unwrap();
    assert!(a.reserve(11).is_err());
    assert_eq!(a.len().unwrap(), 6);
    a.reserve(8).unwrap();
    a.write_at(b"xx", 6).unwrap();
    let error = a.write_at(b"abcd", 8).unwrap_err();
    assert_eq!(error.raw_os_error(), Some(libc::ENOSPC));
    assert_eq!(disk.bytes("a").unwrap(), b"123456xxab");
}

#[test]
fn planned_failures_come_at_their_call_once_or_for_ever() {
    let disk = MemoryDisk::new();
    let a = file(&disk);
    disk.inject(Fault::once(Some(Operation::Write), 2, libc::EIO).leaving(1));
    disk.inject(Fault::from(Some(Operation::SetLen), 1, libc::ENOSPC));
    let write = || a.write_at(b"ab", a.len().unwrap()).is_ok();
    assert_eq!([write(), write(), write()], [true, false, true]);
    assert_eq!(disk.bytes("a").unwrap(), b"abaab");
    assert_eq!([a.set_len(0).is_ok(), a.set_len(0).is_ok()], [false, false]);
    disk.clear_faults();
    a.set_len(0).unwrap();
}

#[test]
fn a_lock_belongs_to_one_opening_and_ends_with_it() {
    let disk = MemoryDisk::new();
    let (a, b) = (file(&disk), file(&disk));
    assert!(a.try_lock().unwrap() && a.try_lock().unwrap());
    assert!(!b.try_lock().unwrap());
    b.unlock().unwrap();
    assert!(!b.try_lock().unwrap());
    drop(a);
    assert!(b.try_lock().unwrap());
}

#[test]
fn a_file_opened_for_reading_takes_no_writes() {
    let disk = MemoryDisk::new();
    file(&disk).write_at(b"a", 0).unwrap();
    let a = disk.open(Path::new("a"), Access::Read).unwrap();
    assert!(a.write_at(b"b", 0).is_err() && a.set_len(0).is_err() && a.sync_data().is_err());
    let missing = disk.open(Path::new("b"), Access::Write).map(|_| ()).unwrap_err();
    assert_eq!(missing.kind(), io::ErrorKind::NotFound);
}

#[test]
fn folders_are_made_and_files_only_where_asked() {
    let folder = TempFolder::new();
    let path = folder.join("a/b/c.wal");
    let missing = FileDisk.open(&path, Access::Create).map(|_| ()).unwrap_err();
    assert_eq!(missing.kind(), io::ErrorKind::NotFound);
    FileDisk.make_folders(&path).unwrap();
    FileDisk.make_folders(&path).unwrap();
    assert!(FileDisk.open(&path, Access::Write).is_err());
    FileDisk.open(&path, Access::Create).unwrap().write_at(b"abc", 0).unwrap();
    FileDisk.open(&path, Access::Create).unwrap();
    FileDisk.sync_folder(&path).unwrap();
    assert_eq!(std::fs::read(&path).unwrap(), b"abc");
    assert!(FileDisk.open(&path, Access::Read).unwrap().write_at(b"x", 0).is_err());
}

#[test]
fn reads_are_short_only_at_the_end_and_reserved_space_reads_as_zeros() {
    let folder = TempFolder::new();
    let path = folder.join("a");
    FileDisk.make_folders(&path).unwrap();
    let file = FileDisk.open(&path, Access::Create).unwrap();
    assert!(file.is_empty().unwrap());
    file.write_at(b"abcdef", 2).unwrap();
    let mut out = [9; 5];
    assert_eq!(file.read_at(&mut out, 0).unwrap(), 5);
    assert_eq!(&out, b"\0\0abc");
    assert_eq!(file.read_at(&mut out, 6).unwrap(), 2);
    assert_eq!(file.read_at(&mut out, 8).unwrap(), 0);
    file.reserve(100_000).unwrap();
    file.reserve(50).unwrap();
    assert_eq!(file.read_at(&mut out[..1], 7).unwrap(), 1);
    if file.len().unwrap() == 100_000 {
        assert_eq!(file.read_at(&mut out, 99_998).unwrap(), 2);
        assert_eq!(&out[..2], b"\0\0");
        file.fill(8, 99_992);
        assert_eq!(file.len().unwrap(), 100_000);
        assert_eq!(file.read_at(&mut out, 6).unwrap(), 5);
        assert_eq!(&out, b"ef\0\0\0");
    }
    file.set_len(3).unwrap();
    file.sync_data().unwrap();
    assert_eq!(std::fs::read(&path).unwrap(), b"\0\0a");
}

#[test]
fn a_lock_refuses_another_opening_until_it_is_given_back() {
    let folder = TempFolder::new();
    let path = folder.join("a");
    FileDisk.make_folders(&path).unwrap();
    let [a, b] = [(); 2].map(|()| FileDisk.open(&path, Access::Create).unwrap());
    assert!(a.try_lock().unwrap());
    assert!(!b.try_lock().unwrap());
    let still_open = a.clone();
    a.unlock().unwrap();
    assert!(b.try_lock().unwrap());
    assert!(!still_open.try_lock().unwrap());
}
