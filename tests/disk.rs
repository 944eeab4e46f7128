// SPDX-License-Identifier: Apache-2.0
//! Names of files: the same script on the system's disk and on the double, and what a power cut
//! leaves of names.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

#[path = "support/folder.rs"]
mod folder;

use std::io;
use std::path::{Path, PathBuf};

use folder::TempFolder;
use softadastra::disk::names::{self, Side};
use softadastra::disk::{
    Access, Disk, Effect, Fate, Fault, FileDisk, MemoryDisk, Operation, Pending,
};

fn write(disk: &dyn Disk, path: &Path, bytes: &[u8]) {
    let file = disk.open(path, Access::Create).unwrap();
    file.write_at(bytes, 0).unwrap();
    file.sync_data().unwrap();
}

fn read(disk: &dyn Disk, path: &Path) -> Option<Vec<u8>> {
    let file = disk.open(path, Access::Read).ok()?;
    let mut out = vec![0; file.len().unwrap() as usize];
    assert_eq!(file.read_at(&mut out, 0).unwrap(), out.len());
    Some(out)
}

fn on_both(script: fn(&dyn Disk, &Path)) {
    let folder = TempFolder::new();
    script(&FileDisk, folder.path());
    script(&MemoryDisk::new(), Path::new("data"));
    script(&MemoryDisk::new(), Path::new(""));
}

#[test]
fn a_renamed_file_takes_the_place_of_another_and_handles_follow_the_file() {
    on_both(|disk, folder| {
        let [a, b] = ["a", "b"].map(|name| folder.join(name));
        write(disk, &a, b"one");
        write(disk, &b, b"two");
        let [one, two] = [&a, &b].map(|path| disk.open(path, Access::Write).unwrap());
        assert!(one.try_lock().unwrap());
        disk.rename(&a, &b).unwrap();
        assert_eq!((read(disk, &a), read(disk, &b)), (None, Some(b"one".to_vec())));
        one.write_at(b"O", 0).unwrap();
        two.write_at(b"T", 0).unwrap();
        assert_eq!(read(disk, &b).unwrap(), b"One");
        let mut out = [0; 3];
        assert_eq!((two.read_at(&mut out, 0).unwrap(), &out), (3, b"Two"));
        assert!(!disk.open(&b, Access::Write).unwrap().try_lock().unwrap());
        write(disk, &a, b"three");
        assert!(disk.open(&a, Access::Write).unwrap().try_lock().unwrap());
        disk.rename(&a, &a).unwrap();
        assert_eq!(read(disk, &a).unwrap(), b"three");
        disk.sync_folder(&a).unwrap();
        let missing = disk.rename(&folder.join("c"), &a).unwrap_err();
        assert_eq!(missing.kind(), io::ErrorKind::NotFound);
        assert_eq!(read(disk, &a).unwrap(), b"three");
    });
}

#[test]
fn a_removed_file_is_gone_by_name_and_stays_for_those_who_have_it_open() {
    on_both(|disk, folder| {
        let a = folder.join("a");
        write(disk, &a, b"one");
        let open = disk.open(&a, Access::Write).unwrap();
        disk.remove(&a).unwrap();
        disk.sync_folder(&a).unwrap();
        assert_eq!(disk.remove(&a).unwrap_err().kind(), io::ErrorKind::NotFound);
        assert_eq!(read(disk, &a), None);
        open.write_at(b"xyz", 3).unwrap();
        open.sync_data().unwrap();
        assert_eq!(open.len().unwrap(), 6);
        write(disk, &a, b"new");
        assert_eq!(open.len().unwrap(), 6);
        assert_eq!(read(disk, &a).unwrap(), b"new");
    });
}

#[test]
fn a_listing_holds_what_begins_with_the_name_in_order() {
    on_both(|disk, folder| {
        let main = folder.join("m.db");
        assert_eq!(disk.beside(&folder.join("none/m.db")).unwrap(), Vec::<PathBuf>::new());
        assert_eq!(disk.beside(&main).unwrap(), Vec::<PathBuf>::new());
        for name in ["m.db.b", "other", "m.db", "m.dc", "m.db.a", "m.db2"] {
            write(disk, &folder.join(name), b"");
        }
        let names = ["m.db", "m.db.a", "m.db.b", "m.db2"];
        assert_eq!(disk.beside(&main).unwrap(), names.map(|name| folder.join(name)));
        disk.remove(&folder.join("m.db.a")).unwrap();
        let names = ["m.db.b"];
        assert_eq!(
            disk.beside(&folder.join("m.db.")).unwrap(),
            names.map(|name| folder.join(name))
        );
    });
}

/// A disk with `a` and `b` durable, then `b` renamed to `c`, `a` removed and `d` made.
fn turned() -> MemoryDisk {
    let disk = MemoryDisk::new();
    disk.set_bytes("a", b"one".to_vec());
    disk.set_bytes("b", b"two".to_vec());
    disk.rename(Path::new("b"), Path::new("c")).unwrap();
    disk.remove(Path::new("a")).unwrap();
    write(&disk, Path::new("d"), b"four");
    disk
}

#[test]
fn each_unsynced_change_of_names_is_lost_or_kept_for_itself() {
    let disk = turned();
    let turns =
        [("c", Effect::Rename { from: "b".into() }), ("a", Effect::Remove), ("d", Effect::Entry)];
    let turns = turns.map(|(path, effect)| Pending { path: path.into(), effect });
    assert_eq!(disk.pending(), turns);
    for kept in 0..8 {
        let is_kept = |nth: usize| kept >> nth & 1 == 1;
        let after = disk.crash_keeping(|pending| {
            let nth = turns.iter().position(|turn| turn == pending).unwrap();
            if is_kept(nth) { Fate::Kept } else { Fate::Lost }
        });
        let two = if is_kept(0) { "c" } else { "b" };
        let mut names = vec![two];
        names.extend((!is_kept(1)).then_some("a"));
        names.extend(is_kept(2).then_some("d"));
        for name in ["a", "b", "c", "d"] {
            assert_eq!(after.bytes(name).is_some(), names.contains(&name), "{kept} {name}");
        }
        assert_eq!(after.bytes(two).unwrap(), b"two");
        assert!(after.pending().is_empty());
    }
    let lost = disk.crash_keeping(|_| Fate::LengthOnly);
    assert!(lost.bytes("b").is_some() && lost.bytes("c").is_none());
}

#[test]
fn a_synced_folder_keeps_its_changes_and_no_other_folder_does() {
    let disk = turned();
    write(&disk, Path::new("other/e"), b"five");
    disk.sync_folder(Path::new("a")).unwrap();
    let after = disk.crash();
    assert_eq!(
        ["a", "b", "c", "d"].map(|name| after.bytes(name).is_some()),
        [false, false, true, true]
    );
    assert_eq!(after.bytes("other/e"), None);
}

#[test]
fn unsynced_bytes_follow_the_file_through_its_names() {
    let disk = MemoryDisk::new();
    let a = disk.open(Path::new("a"), Access::Create).unwrap();
    a.write_at(b"one", 0).unwrap();
    a.sync_data().unwrap();
    a.write_at(b"two", 3).unwrap();
    disk.rename(Path::new("a"), Path::new("b")).unwrap();
    disk.sync_folder(Path::new("a")).unwrap();
    write(&disk, Path::new("a"), b"new");
    assert_eq!(disk.crash().bytes("b").unwrap(), b"one");
    assert_eq!(disk.crash().bytes("a"), None);
    disk.sync_folder(Path::new("a")).unwrap();
    assert_eq!(disk.crash().bytes("a").unwrap(), b"new");
    // The removal may be undone, so the file's bytes are still at stake.
    disk.remove(Path::new("b")).unwrap();
    drop(a);
    assert_eq!(disk.crash().bytes("b").unwrap(), b"one");
    let kept = disk.crash_keeping(|pending| match pending.effect {
        Effect::Write { .. } => Fate::Kept,
        _ => Fate::Lost,
    });
    assert_eq!(kept.bytes("b").unwrap(), b"onetwo");
}

#[test]
fn a_later_change_of_a_name_can_outlive_an_earlier_one() {
    let disk = MemoryDisk::new();
    disk.set_bytes("main", b"old".to_vec());
    write(&disk, Path::new("next"), b"new");
    disk.sync_folder(Path::new("main")).unwrap();
    disk.rename(Path::new("main"), Path::new("side")).unwrap();
    disk.rename(Path::new("next"), Path::new("main")).unwrap();
    let after = disk.crash_keeping(|pending| match &pending.effect {
        Effect::Rename { from } if from == Path::new("next") => Fate::Kept,
        _ => Fate::Lost,
    });
    assert_eq!(after.bytes("main").unwrap(), b"new");
    assert!(after.bytes("side").is_none() && after.bytes("next").is_none());
}

#[test]
fn space_of_a_removed_file_is_free_once_nobody_has_it_open() {
    let disk = MemoryDisk::new();
    disk.set_capacity(Some(4));
    let a = disk.open(Path::new("a"), Access::Create).unwrap();
    a.write_at(b"1234", 0).unwrap();
    disk.remove(Path::new("a")).unwrap();
    let b = disk.open(Path::new("b"), Access::Create).unwrap();
    assert!(b.write_at(b"5", 0).is_err());
    drop(a);
    b.write_at(b"5", 0).unwrap();
}

#[test]
fn calls_on_names_can_be_made_to_fail_and_then_change_nothing() {
    let disk = MemoryDisk::new();
    let [a, b] = ["a", "b"].map(Path::new);
    disk.set_bytes(a, b"one".to_vec());
    for operation in [Operation::Rename, Operation::Remove, Operation::List] {
        disk.inject(Fault::once(Some(operation), 1, libc::EIO));
    }
    assert!(disk.rename(a, b).is_err() && disk.remove(a).is_err() && disk.beside(a).is_err());
    assert!(disk.pending().is_empty());
    assert_eq!(disk.beside(a).unwrap(), [a]);
    disk.rename(a, b).unwrap();
    disk.remove(b).unwrap();
}

#[test]
fn every_side_file_is_known_by_its_name_and_nothing_else_is() {
    let path = Path::new("data/m.db");
    let all = [
        (names::segment(path, 7), "data/m.db.segment-00000007", Side::Segment(7)),
        (names::segment(path, 1 << 40), "data/m.db.segment-1099511627776", Side::Segment(1 << 40)),
        (names::run(path, 12), "data/m.db.run-00000012", Side::Run(12)),
        (names::manifest(path), "data/m.db.manifest", Side::Manifest),
        (names::manifest_next(path), "data/m.db.manifest-next", Side::ManifestNext),
        (names::next(path), "data/m.db.next", Side::Next),
        (names::original(path), "data/m.db.format-1", Side::Original),
        (names::migrated(path), "data/m.db.migrated", Side::Migrated),
    ];
    for (named, text, side) in all {
        assert_eq!(named, Path::new(text));
        assert_eq!(names::side_of(path, &named), Some(side));
    }
    for text in [
        "data/m.db",
        "data/m.db.",
        "m.db.next",
        "other/m.db.next",
        "data/n.db.next",
        "data/m.db.next2",
        "data/m.dbnext",
        "data/m.db.segment-7",
        "data/m.db.segment-0000000a",
        "data/m.db.segment-+0000007",
        "data/m.db.segment-000000007",
        "data/m.db.segment-00000000",
        "data/m.db.segment-18446744073709551616",
        "data/m.db.segment",
        "data/m.db.run-",
        "data/m.db.manifest-",
        "data/m.db.format-2",
    ] {
        assert_eq!(names::side_of(path, Path::new(text)), None, "{text}");
    }
}
