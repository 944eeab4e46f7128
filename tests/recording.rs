// SPDX-License-Identifier: Apache-2.0
//! The flight recorder: what it writes, where it ends, and that it fails no call (G40). That recordings
//! happen again is in tests/replay.rs.
#![allow(missing_docs, clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

mod support;

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};

use softadastra::base::error::Code;
use softadastra::base::id::NodeId;
use softadastra::base::limits::{RECORDING_BYTES_MIN, RECORDINGS_LEN_MAX};
use softadastra::base::op::Kind;
use softadastra::base::time::{Clock, Now};
use softadastra::disk::{Disk, Fault, MemoryDisk, Operation};
use softadastra::engine::{Durability, Engine, Notice, Options, RecordingOptions, Severity, Topic};
use softadastra::record::{Called, PANICKED, Recording};
use softadastra::sync::options::SyncOptions;
use support::node::TestClock;

const MAGIC: &[u8] = b"\x89SDREC\n\0";

/// Options with a recording on a disk of its own.
fn options(disk: &MemoryDisk, recordings: &MemoryDisk) -> Options {
    let mut options = Options::new("a.db", 7, TestClock::new(), Arc::new(disk.clone()));
    let mut recording = RecordingOptions::new("a.rec");
    recording.disk = Some(Arc::new(recordings.clone()));
    options.recording = Some(recording);
    options
}

fn open(options: Options) -> Engine {
    let engine = Engine::open(options).unwrap();
    engine.attach(SyncOptions::new(NodeId::new("a").unwrap())).unwrap();
    engine
}

fn put(engine: &Engine, number: usize, bytes: usize) {
    let (key, value) = (format!("key-{number}"), vec![number as u8; bytes]);
    engine.submit(Kind::Put, key.as_bytes(), &value, 1).unwrap();
}

fn names(disk: &MemoryDisk) -> Vec<String> {
    let paths = disk.beside(Path::new("a.rec")).unwrap();
    paths.iter().map(|path| path.display().to_string()).collect()
}

fn calls(recording: &Recording<'_>) -> Vec<&'static str> {
    recording.events.iter().map(|event| event.called.name()).collect()
}

/// What was noticed of the recording.
fn noticed(engine: &Engine) -> Vec<Notice> {
    let all = std::iter::from_fn(|| engine.poll_notice().unwrap());
    all.filter(|notice| notice.topic == Topic::Recording).collect()
}

#[test]
fn each_opening_makes_the_next_recording_and_the_last_ones_stay() {
    let (disk, recordings) = (MemoryDisk::new(), MemoryDisk::new());
    let last = RECORDINGS_LEN_MAX + 3;
    for _ in 0..last {
        open(options(&disk, &recordings)).close().unwrap();
    }
    let wanted = (4..=last).map(|number| format!("a.rec.{number:06}"));
    assert_eq!(names(&recordings), wanted.collect::<Vec<_>>());
    for name in names(&recordings) {
        let bytes = recordings.bytes(&name).unwrap();
        assert!(bytes.starts_with(MAGIC), "{name}");
        let recording = Recording::read(&bytes).unwrap();
        assert_eq!(calls(&recording), ["open", "attach", "close"], "{name}");
        assert_eq!((recording.cut_bytes, recording.begun.path), (0, "a.db"), "{name}");
        assert!(!recording.files.is_empty(), "{name}");
    }
    // What only has such a name is left alone.
    recordings.set_bytes("a.rec.1", vec![1]);
    recordings.set_bytes("a.rec.notes", vec![2]);
    open(options(&disk, &recordings)).close().unwrap();
    assert_eq!(recordings.bytes("a.rec.1"), Some(vec![1]));
    assert_eq!(recordings.bytes("a.rec.notes"), Some(vec![2]));
    assert_eq!(names(&recordings).len(), RECORDINGS_LEN_MAX + 2);
}

#[test]
fn a_recording_has_the_files_as_they_were_and_the_calls_with_all_that_they_were_given() {
    let (disk, recordings) = (MemoryDisk::new(), MemoryDisk::new());
    let engine = open(options(&disk, &recordings));
    put(&engine, 1, 3);
    engine.close().unwrap();
    let before = disk.bytes("a.db").unwrap();
    disk.set_bytes("a.db.somebody-else", vec![1]);
    let engine = open(options(&disk, &recordings));
    put(&engine, 2, 2);
    drop(engine);
    let bytes = recordings.bytes("a.rec.000002").unwrap();
    let recording = Recording::read(&bytes).unwrap();
    let file = recording.files.iter().find(|file| file.ending.is_empty()).unwrap();
    let mut found = vec![0; file.bytes as usize];
    for (at, piece) in &file.pieces {
        found[*at as usize..][..piece.len()].copy_from_slice(piece);
    }
    assert_eq!(found, before);
    assert!(recording.files.iter().all(|file| !file.ending.contains("else")));
    // The process ended: there is no close.
    assert_eq!(calls(&recording), ["open", "attach", "submit"]);
    let submitted = &recording.events[2];
    let Called::Submit(write) = &submitted.called else { panic!("{submitted:?}") };
    assert_eq!((write.key, write.value, write.timestamp_ms), (&b"key-2"[..], &[2, 2][..], 1));
    let ended = submitted.ended.as_ref().unwrap();
    assert_eq!((ended.code, ended.answer, ended.version, ended.owed_len), (0, 2, 2, 2));
    assert_eq!(ended.readings.len(), 1);
    assert_eq!(ended.sum.unwrap().1, 2);
}

#[test]
fn a_recording_that_is_full_ends_and_nothing_else_does() {
    let (disk, recordings) = (MemoryDisk::new(), MemoryDisk::new());
    let mut options = options(&disk, &recordings);
    options.recording.as_mut().unwrap().bytes_max = RECORDING_BYTES_MIN;
    let engine = open(options);
    engine.keep_notices(Some(Severity::Info)).unwrap();
    let begun = noticed(&engine);
    assert_eq!(begun.len(), 1);
    assert_eq!((begun[0].severity, begun[0].topic), (Severity::Info, Topic::Recording));
    assert!(begun[0].text.contains("a.rec.000001"), "{}", begun[0].text);
    (0..40).for_each(|number| put(&engine, number, 4096));
    let ended = noticed(&engine);
    assert_eq!(ended.len(), 1, "told once: {ended:?}");
    assert_eq!(ended[0].severity, Severity::Warning);
    assert!(ended[0].text.contains(&RECORDING_BYTES_MIN.to_string()), "{}", ended[0].text);
    assert_eq!(engine.len().unwrap(), 40);
    engine.close().unwrap();
    let bytes = recordings.bytes("a.rec.000001").unwrap();
    assert!(bytes.len() as u64 <= RECORDING_BYTES_MIN);
    let recording = Recording::read(&bytes).unwrap();
    assert_eq!(recording.cut_bytes, 0);
    assert!((10..20).contains(&recording.events.len()), "{}", recording.events.len());
}

#[test]
fn a_disk_of_recordings_that_fails_fails_no_call() {
    let kinds = [Operation::Open, Operation::Write, Operation::Sync, Operation::List];
    for (kind, nth) in kinds.into_iter().flat_map(|kind| (1..12).map(move |nth| (kind, nth))) {
        let (disk, recordings) = (MemoryDisk::new(), MemoryDisk::new());
        recordings.inject(Fault::from(Some(kind), nth, libc::EIO).leaving(5));
        let engine = open(options(&disk, &recordings));
        engine.keep_notices(Some(Severity::Warning)).unwrap();
        (0..3).for_each(|number| put(&engine, number, 10));
        let has_ended = !noticed(&engine).is_empty();
        engine.close().unwrap();
        let bytes = recordings.bytes("a.rec.000001").unwrap_or_default();
        let recording = Recording::read(&bytes);
        let is_whole = recording.as_ref().is_ok_and(|recording| recording.events.len() == 7);
        // A sync is last of all, when nobody is there who could be told.
        assert!(has_ended || is_whole || kind == Operation::Sync, "{kind:?} {nth}");
        assert!(kind != Operation::Write || nth > 10 || has_ended, "{kind:?} {nth}");
        let engine = Engine::open(Options { recording: None, ..options(&disk, &recordings) });
        assert_eq!(engine.unwrap().len().unwrap(), 3, "{kind:?} {nth}");
    }
}

#[test]
fn a_database_that_is_too_large_is_opened_and_not_recorded() {
    let (disk, recordings) = (MemoryDisk::new(), MemoryDisk::new());
    let engine = open(Options { recording: None, ..options(&disk, &recordings) });
    put(&engine, 1, 2 * RECORDING_BYTES_MIN as usize);
    engine.close().unwrap();
    let mut options = options(&disk, &recordings);
    options.recording.as_mut().unwrap().bytes_max = RECORDING_BYTES_MIN;
    let engine = open(options);
    engine.keep_notices(Some(Severity::Warning)).unwrap();
    let told = noticed(&engine);
    assert!(told[0].text.contains("the recording is full"), "{told:?}");
    assert_eq!(names(&recordings), Vec::<String>::new());
    put(&engine, 2, 1);
    assert_eq!(engine.len().unwrap(), 2);
}

#[test]
fn options_out_of_range_are_refused_and_nothing_is_made() {
    let (disk, recordings) = (MemoryDisk::new(), MemoryDisk::new());
    type Change = fn(&mut Options);
    let changes: [(&str, Change); 4] = [
        ("65535 bytes", |o| o.recording.as_mut().unwrap().bytes_max = RECORDING_BYTES_MIN - 1),
        ("read-only", |o| o.read_only = true),
        ("a.db", |o| o.recording.as_mut().unwrap().path = PathBuf::from("a.db")),
        ("manifest", |o| o.recording.as_mut().unwrap().path = PathBuf::from("a.db.manifest")),
    ];
    for (what, change) in changes {
        let mut options = options(&disk, &recordings);
        change(&mut options);
        let error = Engine::open(options).unwrap_err();
        assert_eq!(error.code(), Code::InvalidArgument, "{what}");
        assert!(error.context().contains(what), "{what}: {error}");
    }
    assert!(names(&recordings).is_empty() && disk.beside(Path::new("a")).unwrap().is_empty());
}

#[test]
fn who_finds_the_database_locked_leaves_no_recording() {
    let (disk, recordings) = (MemoryDisk::new(), MemoryDisk::new());
    let engine = open(options(&disk, &recordings));
    let error = Engine::open(options(&disk, &recordings)).unwrap_err();
    assert_eq!(error.code(), Code::Locked);
    assert_eq!(names(&recordings), ["a.rec.000001"]);
    put(&engine, 1, 1);
    engine.close().unwrap();
    let bytes = recordings.bytes("a.rec.000001").unwrap();
    assert_eq!(Recording::read(&bytes).unwrap().events.len(), 4);
    // One that does not open for another reason is worth looking at.
    disk.flip("a.db", 20, 1);
    Engine::open(options(&disk, &recordings)).unwrap_err();
    let bytes = recordings.bytes("a.rec.000002").unwrap();
    let recording = Recording::read(&bytes).unwrap();
    assert_eq!(calls(&recording), ["open"]);
    assert_ne!(recording.events[0].ended.as_ref().unwrap().code, 0);
}

#[test]
fn calls_of_several_threads_are_recorded_one_after_another() {
    let (disk, recordings) = (MemoryDisk::new(), MemoryDisk::new());
    let engine = open(options(&disk, &recordings));
    std::thread::scope(|scope| {
        for thread in 0..4 {
            let engine = &engine;
            scope.spawn(move || (0..50).for_each(|number| put(engine, 50 * thread + number, 20)));
        }
    });
    engine.close().unwrap();
    let bytes = recordings.bytes("a.rec.000001").unwrap();
    let recording = Recording::read(&bytes).unwrap();
    assert_eq!(recording.events.len(), 203);
    for (number, event) in recording.events[2..202].iter().enumerate() {
        let ended = event.ended.as_ref().unwrap();
        assert_eq!((ended.answer, ended.version), (number as u64 + 1, number as u64 + 1));
    }
}

#[test]
fn an_engine_in_memory_is_recorded_as_well() {
    let (disk, recordings) = (MemoryDisk::new(), MemoryDisk::new());
    let mut options = options(&disk, &recordings);
    (options.durability, options.path) = (Durability::MemoryOnly, PathBuf::new());
    let engine = open(options);
    put(&engine, 1, 1);
    engine.close().unwrap();
    let bytes = recordings.bytes("a.rec.000001").unwrap();
    let recording = Recording::read(&bytes).unwrap();
    assert_eq!(calls(&recording), ["open", "attach", "submit", "close"]);
    assert!(recording.files.is_empty() && recording.begun.path.is_empty());
}

/// A clock that panics when it is told to.
struct Broken(AtomicBool);

impl Clock for Broken {
    fn now(&self) -> Now {
        assert!(!self.0.load(Ordering::Relaxed), "the clock is broken");
        Now { wall_ms: 5, mono_ms: 5 }
    }
}

#[test]
fn a_call_that_panics_is_recorded_as_such_and_those_behind_it_as_well() {
    let (disk, recordings) = (MemoryDisk::new(), MemoryDisk::new());
    let clock = Arc::new(Broken(AtomicBool::new(false)));
    let mut options = options(&disk, &recordings);
    options.clock = clock.clone();
    let engine = open(options);
    clock.0.store(true, Ordering::Relaxed);
    let called = std::panic::AssertUnwindSafe(|| engine.submit(Kind::Put, b"k", b"v", 1));
    assert!(std::panic::catch_unwind(called).is_err());
    clock.0.store(false, Ordering::Relaxed);
    put(&engine, 1, 1);
    drop(engine);
    let bytes = recordings.bytes("a.rec.000001").unwrap();
    let recording = Recording::read(&bytes).unwrap();
    assert_eq!(calls(&recording), ["open", "attach", "submit", "submit"]);
    let codes = recording.events.iter().map(|event| event.ended.as_ref().unwrap().code);
    assert_eq!(codes.collect::<Vec<_>>(), [0, 0, PANICKED, 0]);
}

/// A short recording, the same each time.
fn short() -> Vec<u8> {
    let (disk, recordings) = (MemoryDisk::new(), MemoryDisk::new());
    let engine = open(options(&disk, &recordings));
    put(&engine, 1, 3);
    engine.submit(Kind::Delete, b"key-1", b"", 2).unwrap();
    engine.close().unwrap();
    recordings.bytes("a.rec.000001").unwrap()
}

#[test]
fn a_recording_that_is_cut_off_anywhere_is_read_up_to_there() {
    let bytes = short();
    let whole = calls(&Recording::read(&bytes).unwrap());
    let mut most = 0;
    for len in 0..bytes.len() {
        match Recording::read(&bytes[..len]) {
            Ok(recording) => {
                let found = calls(&recording);
                assert_eq!(found, whole[..found.len()], "{len}");
                assert!(found.len() >= most && recording.cut_bytes < len as u64, "{len}");
                most = found.len();
            }
            Err(error) => assert!(most == 0 && error.code() == Code::Corrupted, "{len}: {error}"),
        }
    }
    assert_eq!(most, whole.len());
}

#[test]
fn a_bit_that_flips_anywhere_ends_a_recording_there() {
    let bytes = short();
    let whole = format!("{:?}", Recording::read(&bytes).unwrap().events);
    for (at, bit) in (0..bytes.len()).flat_map(|at| (0..8).map(move |bit| (at, bit))) {
        let mut damaged = bytes.clone();
        damaged[at] ^= 1 << bit;
        if let Ok(recording) = Recording::read(&damaged) {
            assert!(recording.cut_bytes > 0, "{at}, {bit}");
            let events = format!("{:?}", recording.events);
            let events = events.trim_end_matches([']', ' ']);
            // The last call may have lost its end.
            let kept = events.rsplit_once("ended: None").map_or(events, |(kept, _)| kept);
            assert!(whole.starts_with(kept), "{at}, {bit}");
        }
    }
}

/// `UPDATE=1 cargo test --test recording bytes` writes it again.
#[test]
fn the_bytes_of_a_recording_stay_as_they_are() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sim/short.rec");
    let bytes = short();
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&file, &bytes).unwrap();
    }
    assert!(std::fs::read(&file).unwrap() == bytes, "other bytes than those of {file:?}");
    let recording = Recording::read(&bytes).unwrap();
    let all: Vec<usize> = (0..recording.events.len()).collect();
    assert!(recording.with_calls(&all).unwrap() == bytes, "other bytes when written again");
    let some = recording.with_calls(&[0, 1, 3]).unwrap();
    assert_eq!(calls(&Recording::read(&some).unwrap()), ["open", "attach", "submit"]);
}

/// A clock that looks into the recording whenever it is asked.
struct Watching {
    recordings: MemoryDisk,
    last: Mutex<String>,
}

impl Clock for Watching {
    fn now(&self) -> Now {
        let bytes = self.recordings.bytes("a.rec.000001").unwrap_or_default();
        if let Ok(recording) = Recording::read(&bytes)
            && let Some(event) = recording.events.last()
        {
            *self.last.lock().unwrap() =
                format!("{}, ended: {}", event.called.name(), event.ended.is_some());
        }
        Now { wall_ms: 5, mono_ms: 5 }
    }
}

#[test]
fn a_call_is_in_the_recording_before_it_is_made() {
    let (disk, recordings) = (MemoryDisk::new(), MemoryDisk::new());
    let clock = Arc::new(Watching { recordings: recordings.clone(), last: Mutex::default() });
    let engine = open(Options { clock: clock.clone(), ..options(&disk, &recordings) });
    put(&engine, 1, 1);
    assert_eq!(*clock.last.lock().unwrap(), "submit, ended: false");
}
