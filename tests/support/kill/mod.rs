// SPDX-License-Identifier: Apache-2.0
//! A process to kill, and the memory of what it said.
//!
//! `child` is the process: two threads that write, one that delivers and receives. `life` starts
//! and kills it. `ledger` keeps what it said, `check` compares a reopened log with that.

pub mod check;
pub mod child;
pub mod ledger;
pub mod life;

use std::path::Path;
use std::sync::Arc;

use softadastra::base::id::{Dot, NodeId, Opening, Origin};
use softadastra::base::limits::MEMORY_BYTES_MIN;
use softadastra::base::op::{Context, Kind, Operation};
use softadastra::base::random::Random;
use softadastra::base::stamp::Stamp;
use softadastra::disk::FileDisk;
use softadastra::engine::{Engine, Options};
use softadastra::ffi::host::SystemClock;
use softadastra::sync::options::SyncOptions;

pub const NODE: &str = "node-a";
/// The application's time of every write: what orders writes here are versions, not clocks.
pub const WRITTEN_AT_MS: i64 = 1_700_000_000_000;
/// Epoch of the peer whose operations come in.
const PEER_EPOCH: u32 = 7;

pub fn number_from_env(name: &str, otherwise: u64) -> u64 {
    match std::env::var(name) {
        Ok(text) => text.parse().unwrap_or_else(|_| panic!("{name}={text} is no number")),
        Err(_) => otherwise,
    }
}

/// So little memory that flushes, merges and new segments come all the time, and kills with them.
pub fn options(path: &Path, seed: u64) -> Options {
    let options = Options::new(path, seed, Arc::new(SystemClock::new()), Arc::new(FileDisk));
    Options { memory_bytes: MEMORY_BYTES_MIN, ..options }
}

/// Short timeouts and few attempts: deliveries come back late, are tried again and fail, so that
/// every kind of mark gets into the log.
pub fn sync_options() -> SyncOptions {
    SyncOptions {
        batch_len: 8,
        attempts_max: 3,
        retry_interval_ms: 1,
        retry_cap_ms: 4,
        ack_timeout_ms: 1,
        ..SyncOptions::new(NodeId::new(NODE).unwrap())
    }
}

pub fn open(path: &Path, seed: u64) -> softadastra::base::error::Result<Engine> {
    let engine = Engine::open(options(path, seed))?;
    engine.attach(sync_options())?;
    Ok(engine)
}

/// A value that tells of itself whether it is whole: its key, a token, its length, filled up.
pub fn value_of(key: &str, token: &str, len: usize) -> Vec<u8> {
    let mut value = format!("{key} {token} {len} ").into_bytes();
    let missing = len.saturating_sub(value.len());
    // Odd in length, so that no shift by a sector or a page looks like the original.
    let filling = b"the quick brown fox jumps over the lazy dogs ";
    let filling = filling.repeat(missing / filling.len() + 1);
    value.extend_from_slice(&filling[..missing]);
    value
}

/// Whether the bytes are a value that [`value_of`] made for the key.
pub fn is_whole(key: &[u8], value: &[u8]) -> bool {
    let head = value.splitn(4, |byte| *byte == b' ').map(std::str::from_utf8);
    let [Ok(named), Ok(token), Ok(len), _] = head.collect::<Vec<_>>()[..] else { return false };
    let Ok(len) = len.parse() else { return false };
    named.as_bytes() == key && value == value_of(named, token, len)
}

/// Which keys are written: few enough that most writes replace another.
pub fn some_key(random: &mut Random) -> String {
    format!("field/{}", random.up_to(60))
}

/// Mostly short notes, sometimes a photograph: a kill can tear a write only where it is long.
pub fn some_len(random: &mut Random) -> usize {
    let last = if random.up_to(99) == 0 { 200_000 } else { 300 };
    random.up_to(last) as usize
}

pub fn peer() -> Origin {
    Origin { node: NodeId::new("peer").unwrap(), epoch: PEER_EPOCH }
}

/// The peer's operation with that number, the same in the child and in the test.
pub fn remote_op(seq: u64) -> Operation {
    let mut random = Random::new(seq);
    let key = some_key(&mut random);
    let is_delete = random.up_to(9) == 0;
    let value = value_of(&key, "peer", some_len(&mut random));
    Operation {
        dot: Dot { origin: peer(), seq },
        stamp: Stamp::from_ms(WRITTEN_AT_MS + seq as i64),
        opening: Opening::UNKNOWN,
        context: Context::default(),
        version: seq,
        timestamp_ms: WRITTEN_AT_MS,
        created_ms: WRITTEN_AT_MS,
        kind: if is_delete { Kind::Delete } else { Kind::Put },
        key: key.as_bytes().into(),
        value: if is_delete { Default::default() } else { value.into() },
        parts: Vec::new(),
    }
}
