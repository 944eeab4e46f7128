// SPDX-License-Identifier: Apache-2.0
//! Decoders of bytes alone.

use std::path::Path;
use std::sync::Arc;

use softadastra::base::id::{NodeId, Origin};
use softadastra::base::limits::VALUE_BYTES_MAX;
use softadastra::disk::{Disk, MemoryDisk};
use softadastra::engine::{Engine, Options, RecordingOptions, SessionOptions, journal};
use softadastra::store::encode::{self, Origins};
use softadastra::store::page;
use softadastra::sync::bootstrap::{Arrived, Incoming};
use softadastra::sync::message;
use softadastra::sync::options::SyncOptions;
use softadastra::sync::wire;

use super::input::Input;
use super::live::StillClock;

/// The records of a group of the log.
pub fn journal(bytes: &[u8]) -> bool {
    let Ok(records) = journal::decode(bytes) else { return false };
    let mut again = Vec::new();
    journal::encode(&records, &mut again).expect("what was read can be written");
    let twice = journal::decode(&again).expect("what was written can be read");
    assert_eq!(format!("{records:?}"), format!("{twice:?}"));
    true
}

fn origins() -> Origins {
    let origin = |name, epoch| Origin { node: NodeId::new(name).unwrap(), epoch };
    [origin("a", 1), origin("b", 2), origin("c", u32::MAX)].into_iter().collect()
}

/// The state of a key, as runs and pages hold it.
pub fn key_state(bytes: &[u8]) -> bool {
    let mut origins = origins();
    let Ok(Some(state)) = encode::decode(bytes, &origins) else { return false };
    let mut again = Vec::new();
    encode::encode(&state, &mut origins, &mut again).expect("what was read can be written");
    let twice = encode::decode(&again, &origins).expect("what was written can be read");
    assert_eq!(Some(state), twice);
    true
}

/// A page of a snapshot.
pub fn page(bytes: &[u8]) -> bool {
    page::read(bytes, 1 << 20, |_, _| Ok(())).is_ok()
}

/// Pieces of a snapshot's stream, in any order.
pub fn snapshot_stream(bytes: &[u8]) -> bool {
    let (mut input, mut incoming, mut is_whole) = (Input::new(bytes), Incoming::default(), false);
    while !input.is_empty() {
        let before = incoming.at();
        let at = match input.byte() % 4 {
            0 => input.odd(),
            1 => before.saturating_add(u64::from(input.byte())),
            _ => before,
        };
        let grew = incoming.take(at, input.long_piece().to_vec());
        assert_eq!(grew, incoming.at() > before);
        assert!(incoming.gap_end().is_none_or(|end| end > incoming.at()));
        loop {
            match incoming.arrived() {
                Ok(Arrived::Page(page)) => assert!(!page.is_empty()),
                Ok(Arrived::All) => {
                    is_whole = true;
                    break;
                }
                Ok(Arrived::Nothing) => break,
                Err(_) => return false,
            }
        }
    }
    is_whole
}

/// The first page of a snapshot's stream, and what stands in front of an operation in pieces: what
/// their senders remember.
pub fn snapshot_trails(bytes: &[u8]) -> bool {
    if let Ok((steps, rest)) = wire::split_ahead(bytes)
        && !steps.is_empty()
    {
        let again = [&wire::ahead(&steps).expect("what was read can be written"), rest].concat();
        assert_eq!(wire::split_ahead(&again).expect("what was written can be read"), (steps, rest));
        return true;
    }
    let Ok(trails) = wire::decode_trails(bytes) else { return false };
    let again = wire::encode_trails(&trails).expect("what was read can be written");
    assert_eq!(wire::decode_trails(&again).expect("what was written can be read"), trails);
    true
}

/// An operation on the wire; the input is its body, which is of one version.
pub fn operation(bytes: &[u8]) -> bool {
    let read = (1..=message::VERSION).filter(|version| operation_of(*version, bytes)).count();
    assert!(read <= 1, "of {read} versions");
    read == 1
}

fn operation_of(version: u32, bytes: &[u8]) -> bool {
    let summed = [&b"SDOP"[..], &version.to_le_bytes()].concat();
    let sum = crc32fast::hash(&[&summed, bytes].concat()).to_le_bytes();
    let whole = [&summed, &sum[..], bytes].concat();
    let Ok(op) = message::decode(&whole, VALUE_BYTES_MAX) else { return false };
    let mut again = Vec::new();
    message::encode(&op, &mut again).expect("what was read can be written");
    assert_eq!(again, whole, "an operation has one form");
    true
}

/// What a writer had seen.
pub fn context(bytes: &[u8]) -> bool {
    let Ok((context, opening)) = message::decode_context(bytes) else { return false };
    let mut again = Vec::new();
    let written = message::encode_context(&context, opening, &mut again);
    written.expect("what was read can be written");
    assert_eq!(message::decode_context(&again).unwrap(), (context, opening));
    true
}

/// A recording on the disk of its engine, which may be asked for under a name that is taken.
fn recording(input: &mut Input<'_>) -> Option<RecordingOptions> {
    let path = match input.byte() {
        0 => return None,
        1 => "o.wal",
        2 => "o.wal.run-00000001",
        3 => "..",
        _ => "o.rec",
    };
    Some(RecordingOptions { bytes_max: input.odd(), ..RecordingOptions::new(path) })
}

/// Options of an engine, a sync engine and a session: refused, or good for all that they allow.
pub fn options(bytes: &[u8]) -> bool {
    let mut input = Input::new(bytes);
    let disk = Arc::new(MemoryDisk::new());
    let mut engine = Options::new("o.wal", input.odd(), StillClock::shared(), disk.clone());
    engine.value_bytes_max = input.odd();
    engine.clock_drift_ms = input.odd() as i64;
    engine.memory_bytes = input.odd();
    engine.feed_retain_bytes = input.odd();
    engine.history_bytes_max = input.odd();
    let mut sync = SyncOptions::new(NodeId::new("node-a").unwrap());
    sync.batch_len = input.odd() as usize;
    sync.attempts_max = input.odd() as u32;
    sync.ack_timeout_ms = input.odd() as i64;
    sync.retry_interval_ms = input.odd() as i64;
    let mut session = SessionOptions::new(None);
    session.frame_bytes_max = input.odd() as u32;
    session.window_bytes = input.odd();
    session.snapshot_bytes_max = input.odd();
    session.snapshot_step_bytes = input.odd();
    session.accept_lease_ms = (input.byte() & 1 == 1).then(|| input.odd() as i64);
    engine.recording = recording(&mut input);
    let is_recorded = engine.recording.is_some();
    let fits = (engine.check().is_ok(), sync.check().is_ok(), session.check().is_ok());
    let Ok(engine) = Engine::open(engine) else {
        assert!(!fits.0, "options that fit open an engine");
        return false;
    };
    assert!(fits.0);
    let recordings = disk.beside(Path::new("o.rec")).unwrap();
    assert_eq!(recordings.len(), usize::from(is_recorded), "an opening makes one");
    assert_eq!(engine.attach(sync).is_ok(), fits.1);
    if !fits.1 {
        return false;
    }
    let opened = engine.open_session(session);
    assert_eq!(opened.is_ok(), fits.2);
    let submitted = engine.submit(softadastra::base::op::Kind::Put, b"k", b"v", 1);
    submitted.is_ok() && engine.tick(true).is_ok() && opened.is_ok()
}
