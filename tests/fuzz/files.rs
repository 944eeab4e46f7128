// SPDX-License-Identifier: Apache-2.0
//! Files of a database, as a disk could give them back.

use std::ops::Bound;
use std::path::Path;
use std::sync::Arc;

use softadastra::disk::{Access, Disk, MemoryDisk};
use softadastra::engine::upkeep::manifest::Manifest;
use softadastra::engine::{Engine, Options, verify};
use softadastra::store::run::{Cache, Run, RunId, rescue};
use softadastra::wal::{self, Head};

use super::input::Input;
use super::live::StillClock;

pub const LOG: &str = "f.wal";
pub const RUN: &str = "7.run";
pub const RUN_ID: RunId = RunId { log: 0x0123_4567_89ab_cdef, number: 7 };

pub fn head() -> Head {
    let node = "node-a".into();
    Head { node, epoch: 1, segment: 1, salt: 0x0123_4567_89ab_cdef, ..Head::default() }
}

fn disk_of(path: &str, bytes: &[u8]) -> MemoryDisk {
    let disk = MemoryDisk::new();
    disk.set_bytes(path, bytes.to_vec());
    disk
}

/// Opens the log; the groups in it and how many bytes were cut.
fn groups(disk: &MemoryDisk) -> Option<(Vec<Vec<u8>>, u64)> {
    let mut found = Vec::new();
    let shared: Arc<dyn Disk> = Arc::new(disk.clone());
    let opened = wal::open(&shared, Path::new(LOG), 1, head, &mut |_, _, body: &[u8]| {
        found.push(body.to_vec());
        Ok(())
    });
    let (log, recovered) = opened.ok()?;
    drop(log);
    Some((found, recovered.cut_bytes))
}

/// A file of the log: what an opening finds, the next one finds again, with nothing left to cut.
pub fn log_file(bytes: &[u8]) -> bool {
    let disk = disk_of(LOG, bytes);
    let Some((found, _)) = groups(&disk) else { return false };
    assert_eq!(groups(&disk), Some((found.clone(), 0)));
    !found.is_empty()
}

/// Sound groups with any bodies, which the engine has to read; then everything that reads files.
pub fn engine_journal(bytes: &[u8]) -> bool {
    let disk = MemoryDisk::new();
    let shared: Arc<dyn Disk> = Arc::new(disk.clone());
    let made = wal::open(&shared, Path::new(LOG), 1, head, &mut |_, _, _: &[u8]| Ok(()));
    let (mut log, _) = made.unwrap();
    let mut input = Input::new(bytes);
    while !input.is_empty() {
        let body = input.long_piece();
        let staged = log.stage(|out| {
            out.extend_from_slice(body);
            Ok(())
        });
        assert_eq!(staged.is_ok(), !body.is_empty());
    }
    log.commit(true).unwrap();
    log.close().unwrap();
    let options = Options::new(LOG, 7, StillClock::shared(), Arc::new(disk.clone()));
    let _ = verify(&options);
    let Ok(engine) = Engine::open(options.clone()) else { return false };
    let (digest, len) = (engine.digest().unwrap(), engine.len().unwrap());
    drop(engine);
    let again = Engine::open(options).expect("what opened once opens again");
    assert_eq!((again.digest().unwrap(), again.len().unwrap()), (digest, len));
    len > 0
}

/// A log of the original: read, and converted by an opening.
pub fn old_log(bytes: &[u8]) -> bool {
    let disk = Arc::new(disk_of(LOG, bytes));
    let Ok(engine) = Engine::open(Options::new(LOG, 7, StillClock::shared(), disk)) else {
        return false;
    };
    engine.report().unwrap().migrated_records > 0
}

/// Sound records of the original with any payloads.
pub fn old_records(bytes: &[u8]) -> bool {
    let (mut input, mut log) = (Input::new(bytes), Vec::new());
    while !input.is_empty() {
        let (sequence, kind, payload) = (input.odd(), input.byte(), input.long_piece());
        let sum = payload
            .iter()
            .fold(2_166_136_261_u32, |sum, b| (sum ^ u32::from(*b)).wrapping_mul(16_777_619));
        log.extend_from_slice(&0x5741_4c31_u32.to_le_bytes());
        log.extend_from_slice(&1_u32.to_le_bytes());
        log.extend_from_slice(&sequence.to_le_bytes());
        log.extend_from_slice(&[kind, 1]);
        log.extend_from_slice(&1_700_000_000_000_i64.to_le_bytes());
        log.extend_from_slice(&(payload.len() as u32).to_le_bytes());
        log.extend_from_slice(payload);
        log.extend_from_slice(&sum.to_le_bytes());
    }
    old_log(&log)
}

/// A run: opened, looked into, walked through, verified.
pub fn run(bytes: &[u8]) -> bool {
    let disk = disk_of(RUN, bytes);
    let Ok(run) = Run::open(&disk, Path::new(RUN), RUN_ID).map(Arc::new) else { return false };
    let cache = Arc::new(Cache::new(1 << 16));
    let _ = run.get(&cache, b"key:000000000001");
    let _ = run.may_hold(b"none");
    let _ = run.verify(&mut |_| {});
    let Ok(mut cursor) = run.cursor(Bound::Unbounded, None) else { return false };
    let mut before: Option<Vec<u8>> = None;
    while let Some(key) = cursor.key() {
        assert!(before.as_deref().is_none_or(|before| before < key), "keys ascend");
        before = Some(key.to_vec());
        if cursor.advance().is_err() {
            return false;
        }
    }
    before.is_some()
}

/// What can be got out of a damaged run.
pub fn run_rescue(bytes: &[u8]) -> bool {
    let disk = disk_of(RUN, bytes);
    let mut count = 0;
    let mut take = |_: &[u8], _: &[u8]| {
        count += 1;
        Ok(())
    };
    let found = rescue(&disk, Path::new(RUN), RUN_ID, &mut take, &mut |_| {});
    found.is_ok() && count > 0
}

/// A manifest; the input is version and body, head and checksum are made to fit.
pub fn manifest(bytes: &[u8]) -> bool {
    let Some((version, body)) = bytes.split_first() else { return false };
    let numbers = [u32::from(*version), body.len() as u32].map(u32::to_le_bytes);
    let summed = [&b"\x89SDAMAN\n"[..], numbers.as_flattened()].concat();
    let mut hasher = crc32fast::Hasher::new();
    hasher.update(&summed);
    hasher.update(body);
    let whole = [&summed[..], &hasher.finalize().to_le_bytes(), body].concat();
    let Ok(read) = Manifest::decode(&whole, Path::new("m")) else { return false };
    let again = read.encode().expect("what was read can be written");
    Manifest::decode(&again, Path::new("m")).expect("what was written can be read");
    true
}

/// The bytes of a file on that disk.
pub fn bytes_of(disk: &MemoryDisk, path: &str) -> Vec<u8> {
    let file = disk.open(Path::new(path), Access::Read).unwrap();
    let mut bytes = vec![0; file.len().unwrap() as usize];
    let read = file.read_at(&mut bytes, 0).unwrap();
    bytes.truncate(read);
    bytes
}
