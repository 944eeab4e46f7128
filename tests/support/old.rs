// SPDX-License-Identifier: Apache-2.0
//! Logs of format 1, written as the documents describe them, and what has to become of one.
#![allow(dead_code, missing_docs, clippy::unwrap_used, clippy::indexing_slicing)]

use std::path::Path;
use std::sync::Arc;

use softadastra::base::error::Result;
use softadastra::disk::{Disk, MemoryDisk};
use softadastra::engine::{Engine, OpenReport, Options};

use super::node::{START_MS, TestClock};

pub const PATH: &str = "data/store.wal";
pub const ORIGINAL: &str = "data/store.wal.format-1";
pub const TEMPORARY: &str = "data/store.wal.migrated";

pub const PUT: u8 = 1;
pub const UPDATE: u8 = 2;
pub const DELETE: u8 = 3;
pub const CHECKPOINT: u8 = 4;
pub const NOOP: u8 = 5;

/// A record with whatever fields; the checksum fits.
pub fn record(sequence: u64, kind: u8, payload: &[u8]) -> Vec<u8> {
    let mut sum = 2_166_136_261_u32;
    for byte in payload {
        sum = (sum ^ u32::from(*byte)).wrapping_mul(16_777_619);
    }
    [
        &0x5741_4c31_u32.to_le_bytes()[..],
        &1_u32.to_le_bytes(),
        &sequence.to_le_bytes(),
        &[kind, 1],
        &START_MS.to_le_bytes(),
        &(payload.len() as u32).to_le_bytes(),
        payload,
        &sum.to_le_bytes(),
    ]
    .concat()
}

/// What the store of the original put into a record; no value is a delete.
pub fn operation(key: &str, value: Option<&[u8]>, timestamp_ms: i64) -> Vec<u8> {
    let (kind, value) = (if value.is_some() { 1 } else { 2 }, value.unwrap_or_default());
    [
        &[1, kind][..],
        &(key.len() as u32).to_le_bytes(),
        key.as_bytes(),
        &(value.len() as u32).to_le_bytes(),
        value,
        &timestamp_ms.to_le_bytes(),
    ]
    .concat()
}

/// The record of a put, as the original wrote it.
pub fn put(sequence: u64, key: &str, value: &str) -> Vec<u8> {
    let time = START_MS + sequence as i64;
    record(sequence, PUT, &operation(key, Some(value.as_bytes()), time))
}

/// The record of a delete: a put, with the delete inside.
pub fn delete(sequence: u64, key: &str) -> Vec<u8> {
    record(sequence, PUT, &operation(key, None, START_MS + sequence as i64))
}

/// The records of a small log: two runs of the original, the second of which began to count anew,
/// and things in between that are no store operations.
pub fn records() -> Vec<Vec<u8>> {
    let renamed = operation("c", Some(b""), START_MS + 6);
    vec![
        put(1, "user:1", "Ada"),
        put(2, "b", "one"),
        record(3, NOOP, b""),
        record(4, PUT, b"raw bytes"),
        delete(5, "user:1"),
        record(6, UPDATE, &renamed),
        put(1, "b", "two"),
        put(9, "d", "last"),
    ]
}

pub fn log() -> Vec<u8> {
    records().concat()
}

/// Key, value, version and time of everything shown, in order of the keys.
pub type Shown = Vec<(String, String, u64, i64)>;

fn entry(key: &str, value: &str, version: u64, after_ms: i64) -> (String, String, u64, i64) {
    (key.into(), value.into(), version, START_MS + after_ms)
}

/// What the first `count` records of the small log have to become.
pub fn state_after(count: usize) -> Shown {
    let user = entry("user:1", "Ada", 1, 1);
    let one = entry("b", "one", 2, 2);
    let renamed = entry("c", "", 6, 6);
    let two = entry("b", "two", 7, 1);
    match count {
        0 => vec![],
        1 => vec![user],
        2..=4 => vec![one, user],
        5 => vec![one],
        6 => vec![one, renamed],
        7 => vec![two, renamed],
        _ => vec![two, renamed, entry("d", "last", 9, 9)],
    }
}

/// How many of the first `count` records are store operations, and how many are not.
pub fn counts_after(count: usize) -> (u64, u64) {
    let kept = [2, 3].into_iter().filter(|at| *at < count).count();
    ((count - kept) as u64, kept as u64)
}

pub fn disk_of(bytes: &[u8]) -> MemoryDisk {
    let disk = MemoryDisk::new();
    disk.set_bytes(PATH, bytes.to_vec());
    disk
}

pub fn options_on(disk: Arc<dyn Disk>, path: &Path) -> Options {
    Options::new(path, 7, TestClock::new(), disk)
}

pub fn open(disk: &MemoryDisk) -> Result<Engine> {
    Engine::open(options_on(Arc::new(disk.clone()), Path::new(PATH)))
}

pub fn shown(engine: &Engine) -> Shown {
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    let listed = engine.scan(None, 1000).unwrap();
    let of =
        |e: &softadastra::engine::Listed| (text(&e.key), text(&e.value), e.version, e.timestamp_ms);
    listed.iter().map(of).collect()
}

/// Converted, kept and cut.
pub fn found(report: &OpenReport) -> (u64, u64, u64) {
    (report.migrated_records, report.kept_records, report.cut_bytes)
}

/// The names of the files that there are.
pub fn files(disk: &MemoryDisk) -> Vec<String> {
    let paths = disk.beside(Path::new(PATH)).unwrap();
    paths.iter().map(|path| path.to_string_lossy().into_owned()).collect()
}
