// SPDX-License-Identifier: Apache-2.0
//! Opening, scanning and reading while somebody else rotates: at every call to the disk in turn,
//! and from threads on the real disk.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

#[path = "support/folder.rs"]
mod folder;
#[path = "support/log.rs"]
mod log;

use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::{Arc, Mutex};

use folder::TempFolder;
use log::{Bodies, PATH, filled, open, open_shared, put, rotate, scan, scan_from, shared};
use softadastra::base::error::{Code, Result};
use softadastra::base::limits::SEGMENTS_OPEN_MAX;
use softadastra::disk::{Access, Disk, DiskFile, Fault, FileDisk, MemoryDisk, Operation, names};
use softadastra::wal::{self, Log, LogReader, Position};

/// What is called before and after each call to a disk. What it answers after one is what the
/// caller gets, although the call was made.
type Hook = dyn Fn(&'static str, bool) -> io::Result<()> + Send + Sync;

struct Hooked {
    disk: MemoryDisk,
    hook: Arc<Hook>,
}

struct HookedFile {
    file: Arc<dyn DiskFile>,
    hook: Arc<Hook>,
}

fn hooked(
    disk: &MemoryDisk,
    hook: impl Fn(&'static str, bool) -> io::Result<()> + Send + Sync + 'static,
) -> Arc<dyn Disk> {
    Arc::new(Hooked { disk: disk.clone(), hook: Arc::new(hook) })
}

fn around<A>(
    hook: &Hook,
    name: &'static str,
    act: impl FnOnce() -> io::Result<A>,
) -> io::Result<A> {
    hook(name, false)?;
    let result = act()?;
    hook(name, true)?;
    Ok(result)
}

impl Disk for Hooked {
    fn open(&self, path: &Path, access: Access) -> io::Result<Arc<dyn DiskFile>> {
        let file = around(&*self.hook, "open", || self.disk.open(path, access))?;
        Ok(Arc::new(HookedFile { file, hook: self.hook.clone() }))
    }

    fn make_folders(&self, path: &Path) -> io::Result<()> {
        self.disk.make_folders(path)
    }

    fn sync_folder(&self, path: &Path) -> io::Result<()> {
        around(&*self.hook, "sync_folder", || self.disk.sync_folder(path))
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        around(&*self.hook, "rename", || self.disk.rename(from, to))
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        around(&*self.hook, "remove", || self.disk.remove(path))
    }

    fn beside(&self, path: &Path) -> io::Result<Vec<PathBuf>> {
        around(&*self.hook, "beside", || self.disk.beside(path))
    }
}

impl DiskFile for HookedFile {
    fn len(&self) -> io::Result<u64> {
        around(&*self.hook, "len", || self.file.len())
    }

    fn read_at(&self, out: &mut [u8], at: u64) -> io::Result<usize> {
        around(&*self.hook, "read", || self.file.read_at(out, at))
    }

    fn write_at(&self, bytes: &[u8], at: u64) -> io::Result<()> {
        around(&*self.hook, "write", || self.file.write_at(bytes, at))
    }

    fn reserve(&self, len: u64) -> io::Result<()> {
        self.file.reserve(len)
    }

    fn set_len(&self, len: u64) -> io::Result<()> {
        around(&*self.hook, "set_len", || self.file.set_len(len))
    }

    fn sync_data(&self) -> io::Result<()> {
        around(&*self.hook, "sync", || self.file.sync_data())
    }

    fn try_lock(&self) -> io::Result<bool> {
        around(&*self.hook, "lock", || self.file.try_lock())
    }

    fn unlock(&self) -> io::Result<()> {
        self.file.unlock()
    }
}

/// A hook that runs `act` once, at the `nth` moment. The flag says whether it did.
fn once_at(
    nth: u32,
    act: impl FnMut() + Send + 'static,
) -> (impl Fn(&'static str, bool) -> io::Result<()> + Send + Sync, Arc<AtomicBool>) {
    let (count, act) = (AtomicU32::new(0), Mutex::new(act));
    let is_done = Arc::new(AtomicBool::new(false));
    let done = is_done.clone();
    let hook = move |_, _| {
        if count.fetch_add(1, Ordering::Relaxed) == nth {
            act.lock().unwrap()();
            done.store(true, Ordering::Relaxed);
        }
        Ok(())
    };
    (hook, is_done)
}

/// The bodies `0`, `1` and so on.
fn counted(count: usize) -> Bodies {
    (0..count).map(|n| n.to_string().into_bytes()).collect()
}

/// Adds such bodies up to `count`, each followed by a rotation.
fn add(log: &mut Log, disk: &MemoryDisk, from: usize, count: usize) {
    for body in &counted(count)[from..] {
        put(log, body, false).unwrap();
        rotate(log, disk).unwrap();
    }
}

fn all_of(reader: &LogReader, from: Position) -> Result<(Bodies, Position)> {
    let mut seen = Bodies::new();
    let end = reader.walk(from, &mut |_, body| {
        seen.push(body.to_vec());
        Ok(true)
    })?;
    Ok((seen, end))
}

#[test]
fn an_opening_that_a_rotation_overtakes_never_gets_a_sealed_file() {
    let (mut opened_count, mut refused_count) = (0, 0);
    for rotations in 0..4 {
        for (is_kept, is_closed) in [(true, false), (false, false), (false, true)] {
            for nth in 0.. {
                let disk = MemoryDisk::new();
                let mut log = Some(filled(&disk, &[b"0"], true));
                let held = Arc::new(Mutex::new(None));
                let (keep, same) = (held.clone(), disk.clone());
                let (hook, is_done) = once_at(nth, move || {
                    let mut log = log.take().unwrap();
                    add(&mut log, &same, 1, 1 + rotations);
                    match (is_kept, is_closed) {
                        (true, _) => *keep.lock().unwrap() = Some(log),
                        (_, true) => log.close().unwrap(),
                        _ => drop(log),
                    }
                });
                let result = open_shared(&hooked(&disk, hook), Path::new(PATH));
                if !is_done.load(Ordering::Relaxed) {
                    assert!(result.is_err_and(|error| error.code() == Code::Locked));
                    break;
                }
                match result {
                    Ok(opened) => {
                        assert!(!is_kept, "two writers: {rotations} {nth}");
                        assert_eq!(opened.bodies, counted(1 + rotations));
                        opened_count += 1;
                        let mut log = opened.log;
                        let second = open(&disk).map(|_| ()).unwrap_err();
                        assert_eq!(second.code(), Code::Locked);
                        add(&mut log, &disk, 1 + rotations, 2 + rotations);
                    }
                    Err(error) => {
                        assert_eq!(error.code(), Code::Locked, "{error}");
                        refused_count += 1;
                    }
                }
                drop(held.lock().unwrap().take());
                let found = open(&disk).unwrap().bodies;
                assert_eq!(found, counted(found.len()));
                assert!(found.len() > rotations);
            }
        }
    }
    assert!(opened_count > 5 && refused_count > 20, "{opened_count} {refused_count}");
}

#[test]
fn at_every_moment_of_a_rotation_others_are_locked_out_and_can_read_everything() {
    let disk = MemoryDisk::new();
    let mut log = filled(&disk, &[b"0"], true);
    let mut places = vec![Position::start_of(1)];
    let unlocked = wal::reader(&shared(&disk), Path::new(PATH)).unwrap();
    for round in 1..5 {
        let readers = [log.reader(), unlocked.clone()];
        let (same, seen_at) = (disk.clone(), places.clone());
        let moments = Arc::new(AtomicU32::new(0));
        let is_over = Arc::new(AtomicBool::new(false));
        let (count, is_asleep) = (moments.clone(), is_over.clone());
        let look = move |_, _| {
            // The log keeps the file that it made through this hook.
            if is_asleep.load(Ordering::Relaxed) {
                return Ok(());
            }
            count.fetch_add(1, Ordering::Relaxed);
            let error = open(&same).map(|_| ()).unwrap_err();
            assert_eq!(error.code(), Code::Locked, "{error}");
            assert_eq!(scan(&same).unwrap().1, counted(seen_at.len()));
            let fresh = wal::reader(&shared(&same), Path::new(PATH)).unwrap();
            for reader in readers.iter().chain([&fresh]) {
                let mut out = Vec::new();
                for (nth, at) in seen_at.iter().enumerate() {
                    reader.read(*at, &mut out).unwrap();
                    assert_eq!(out, nth.to_string().into_bytes());
                }
                let (seen, _) = all_of(reader, Position::start_of(1)).unwrap();
                assert_eq!(seen, counted(seen_at.len()));
            }
            Ok(())
        };
        rotate(&mut log, &*hooked(&disk, look)).unwrap();
        is_over.store(true, Ordering::Relaxed);
        assert!(moments.load(Ordering::Relaxed) > 14);
        places.push(put(&mut log, &counted(round + 1)[round], false).unwrap());
        let (seen, end) = all_of(&unlocked, Position::start_of(1)).unwrap();
        assert_eq!((seen, end), (counted(round + 1), log.tail()));
    }
}

#[test]
fn a_scan_that_rotations_overtake_at_any_moment_sees_a_prefix() {
    for rotations in 1..4 {
        for nth in 0.. {
            let disk = MemoryDisk::new();
            let mut log = open(&disk).unwrap().log;
            add(&mut log, &disk, 0, 2);
            put(&mut log, b"2", true).unwrap();
            let same = disk.clone();
            let (hook, is_done) = once_at(nth, move || {
                rotate(&mut log, &same).unwrap();
                add(&mut log, &same, 3, 3 + rotations);
            });
            let (_, bodies) = scan_from(&*hooked(&disk, hook), 1).unwrap();
            assert!(bodies.len() >= 3, "{nth}");
            assert_eq!(bodies, counted(bodies.len()));
            if !is_done.load(Ordering::Relaxed) {
                break;
            }
        }
    }
}

#[test]
fn a_scan_of_segments_that_are_removed_meanwhile_is_whole_or_says_what_is_missing() {
    let mut missing_count = 0;
    for nth in 0.. {
        let disk = MemoryDisk::new();
        let mut log = open(&disk).unwrap().log;
        add(&mut log, &disk, 0, 4);
        let same = disk.clone();
        let (hook, is_done) = once_at(nth, move || {
            for number in 1..4 {
                log.remove_segment(&same, number).unwrap();
            }
            add(&mut log, &same, 4, 6);
        });
        match scan_from(&*hooked(&disk, hook), 1) {
            Ok((_, bodies)) => assert_eq!(bodies, counted(bodies.len())),
            Err(error) => {
                missing_count += 1;
                assert_eq!(error.code(), Code::Corrupted);
                assert_eq!(error.message(), "WAL segment is missing");
                assert_eq!(scan_from(&disk, 4).unwrap().1, counted(6)[3..]);
            }
        }
        if !is_done.load(Ordering::Relaxed) {
            break;
        }
    }
    assert!(missing_count > 5);
}

#[test]
fn a_walk_without_a_writer_that_rotations_overtake_at_any_moment_misses_nothing() {
    for rotations in 0..4 {
        for nth in 0.. {
            let disk = MemoryDisk::new();
            let mut log = open(&disk).unwrap().log;
            add(&mut log, &disk, 0, 2);
            put(&mut log, b"2", true).unwrap();
            let same = disk.clone();
            let (hook, is_done) = once_at(nth, move || {
                put(&mut log, b"3", false).unwrap();
                rotate(&mut log, &same).unwrap();
                add(&mut log, &same, 4, 4 + rotations);
            });
            let reader = wal::reader(&hooked(&disk, hook), Path::new(PATH)).unwrap();
            let (mut seen, end) = all_of(&reader, Position::start_of(1)).unwrap();
            assert!(seen.len() >= 3, "{nth}");
            let (more, end) = all_of(&reader, end).unwrap();
            seen.extend(more);
            // The last moment of that walk is too late for it.
            let plain = wal::reader(&shared(&disk), Path::new(PATH)).unwrap();
            seen.extend(all_of(&plain, end).unwrap().0);
            if !is_done.load(Ordering::Relaxed) {
                assert_eq!(seen, counted(3));
                break;
            }
            assert_eq!(seen, counted(4 + rotations), "{rotations} {nth}");
        }
    }
}

#[test]
fn a_rename_that_happened_and_reported_a_failure_stops_the_log_and_the_next_opening_finishes() {
    for failing in 1..=2 {
        let disk = MemoryDisk::new();
        let mut log = filled(&disk, &[b"0"], true);
        let count = AtomicU32::new(0);
        let hook = move |name, is_after| {
            let is_it = name == "rename" && is_after;
            if is_it && count.fetch_add(1, Ordering::Relaxed) + 1 == failing {
                return Err(io::Error::from_raw_os_error(libc::EIO));
            }
            Ok(())
        };
        let error = rotate(&mut log, &*hooked(&disk, hook)).unwrap_err();
        assert_eq!(error.code(), Code::LogStopped);
        assert!(log.is_stopped());
        let mut again = open(&disk).unwrap();
        assert_eq!((again.bodies, again.log.tail()), (counted(1), Position::start_of(2)));
        add(&mut again.log, &disk, 1, 3);
        drop((log, again.log));
        assert_eq!(open(&disk.crash()).unwrap().bodies, counted(3));
    }
}

/// A disk where a rotation was interrupted between its renames.
fn interrupted() -> MemoryDisk {
    let disk = MemoryDisk::new();
    let mut log = filled(&disk, &[b"0"], true);
    disk.inject(Fault::from(Some(Operation::Rename), 2, libc::EIO));
    assert_eq!(rotate(&mut log, &disk).unwrap_err().code(), Code::LogStopped);
    disk.clear_faults();
    assert!(disk.bytes(PATH).is_none());
    disk
}

#[test]
fn an_interrupted_rotation_is_read_as_it_is_and_finished_by_one_opening_only() {
    let disk = interrupted();
    assert_eq!(scan(&disk).unwrap().1, counted(1));
    let reader = wal::reader(&shared(&disk), Path::new(PATH)).unwrap();
    let (seen, end) = all_of(&reader, Position::start_of(1)).unwrap();
    assert_eq!((seen, end), (counted(1), Position::start_of(2)));
    assert!(disk.bytes(PATH).is_none());
    for (rotations, is_kept) in [(0, true), (0, false), (1, true), (1, false), (2, false)] {
        for nth in 0.. {
            let disk = interrupted();
            let held = Arc::new(Mutex::new(None));
            let (keep, same) = (held.clone(), disk.clone());
            let (hook, is_done) = once_at(nth, move || {
                // Whoever comes later may find the first one at work.
                let Ok(opened) = open(&same) else { return };
                let mut log = opened.log;
                add(&mut log, &same, 1, 1 + rotations);
                *keep.lock().unwrap() = is_kept.then_some(log);
            });
            let result = open_shared(&hooked(&disk, hook), Path::new(PATH));
            let others = held.lock().unwrap().take();
            match &result {
                Ok(opened) => {
                    assert!(others.is_none(), "two writers: {rotations} {nth}");
                    assert_eq!(opened.bodies, counted(opened.bodies.len()));
                }
                Err(error) => assert_eq!(error.code(), Code::Locked, "{error}"),
            }
            drop((result, others));
            let found = open(&disk).unwrap().bodies;
            assert!(!found.is_empty() && found == counted(found.len()));
            if !is_done.load(Ordering::Relaxed) {
                break;
            }
        }
    }
}

#[test]
fn readers_keep_only_so_many_files_open() {
    let disk = MemoryDisk::new();
    let mut log = open(&disk).unwrap().log;
    add(&mut log, &disk, 0, 4 * SEGMENTS_OPEN_MAX);
    drop(log);
    let hook: Arc<Hook> = Arc::new(|_, _| Ok(()));
    let watched: Arc<dyn Disk> = Arc::new(Hooked { disk: disk.clone(), hook: hook.clone() });
    let reader = wal::reader(&watched, Path::new(PATH)).unwrap();
    let before = Arc::strong_count(&hook);
    for from in [1, 20, 3] {
        let clone = reader.clone();
        let (seen, _) = all_of(&clone, Position::start_of(from)).unwrap();
        assert_eq!(seen, counted(4 * SEGMENTS_OPEN_MAX)[from as usize - 1..]);
        assert!(Arc::strong_count(&hook) - before <= SEGMENTS_OPEN_MAX);
    }
}

#[test]
fn what_an_interrupted_rotation_left_beside_the_main_file_is_removed() {
    let disk = MemoryDisk::new();
    drop(filled(&disk, &[b"0"], true));
    let next = names::next(Path::new(PATH));
    for left in [&b""[..], b"x", &disk.bytes(PATH).unwrap()] {
        disk.set_bytes(&next, left.to_vec());
        assert_eq!(scan(&disk).unwrap().1, counted(1));
        assert!(disk.bytes(&next).is_some());
        assert_eq!(open(&disk).unwrap().bodies, counted(1));
        assert!(disk.bytes(&next).is_none());
    }
}

const GROUPS: usize = 2000;

#[test]
fn scans_and_walks_beside_a_rotating_writer_see_all_in_order() {
    let folder = TempFolder::new();
    let path = folder.join("a.wal");
    let file_disk: Arc<dyn Disk> = Arc::new(FileDisk);
    race(&file_disk, &path, GROUPS / 10);
    race(&shared(&MemoryDisk::new()), Path::new(PATH), GROUPS);
}

fn race(disk: &Arc<dyn Disk>, path: &Path, groups: usize) {
    let mut log = open_shared(disk, path).unwrap().log;
    let is_done = AtomicBool::new(false);
    let wanted = counted(groups);
    let readers = [log.reader(), wal::reader(disk, path).unwrap()];
    std::thread::scope(|scope| {
        for reader in &readers {
            scope.spawn(|| {
                let (mut seen, mut from) = (Bodies::new(), Position::start_of(1));
                loop {
                    let is_last = is_done.load(Ordering::Acquire);
                    let (more, end) = all_of(reader, from).unwrap();
                    seen.extend(more);
                    assert_eq!(seen, wanted[..seen.len()]);
                    from = end;
                    if is_last {
                        break;
                    }
                }
                assert_eq!(seen.len(), groups);
            });
        }
        scope.spawn(|| {
            let mut before = 0;
            while !is_done.load(Ordering::Acquire) {
                let mut bodies = Bodies::new();
                let scanned = wal::scan(&**disk, path, 1, &mut |_, _, body| {
                    bodies.push(body.to_vec());
                    Ok(())
                });
                scanned.unwrap();
                assert!(bodies.len() >= before);
                assert_eq!(bodies, wanted[..bodies.len()]);
                before = bodies.len();
                assert!(open_shared(disk, path).is_err_and(|e| e.code() == Code::Locked));
            }
        });
        let writing = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
            for (nth, body) in wanted.iter().enumerate() {
                put(&mut log, body, nth % 7 == 0).unwrap();
                if nth % 20 == 19 {
                    rotate(&mut log, &**disk).unwrap();
                }
            }
        }));
        is_done.store(true, Ordering::Release);
        writing.unwrap();
    });
}
