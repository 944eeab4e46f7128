// SPDX-License-Identifier: Apache-2.0
//! Our side: engines on real files, and the writes that every side makes.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use softadastra::base::error::Result;
use softadastra::base::id::NodeId;
use softadastra::base::op::Kind;
use softadastra::base::time::{Clock, Now};
use softadastra::disk::FileDisk;
use softadastra::engine::{Durability, Engine, Options};
use softadastra::ffi::host::SystemClock;
use softadastra::sync::options::SyncOptions;

pub const KEY_BYTES: usize = 16;
pub const VALUE_BYTES: usize = 100;
/// The application's time of every write.
pub const TIMESTAMP_MS: i64 = 1_700_000_000_000;

/// An engine with a sync engine attached, at the system's clock.
pub fn open(path: &Path, durability: Durability) -> Result<Engine> {
    let options = SyncOptions::new(NodeId::new("node-a")?);
    open_with(path, durability, Arc::new(SystemClock::new()), options)
}

/// As [`open`], with clock and settings.
pub fn open_with(
    path: &Path,
    durability: Durability,
    clock: Arc<dyn Clock>,
    options: SyncOptions,
) -> Result<Engine> {
    let files = Arc::new(FileDisk);
    let engine = Engine::open(Options { durability, ..Options::new(path, 7, clock, files) })?;
    engine.attach(options)?;
    Ok(engine)
}

/// How an engine is opened that has no outbox: its state and nothing else.
pub fn options(path: &Path, durability: Durability) -> Options {
    let (clock, files) = (Arc::new(SystemClock::new()), Arc::new(FileDisk));
    Options { durability, ..Options::new(path, 7, clock, files) }
}

/// The options with a budget for memory.
pub fn with_memory(options: Options, memory_bytes: u64) -> Options {
    Options { memory_bytes, ..options }
}

/// The options of an engine that does not tidy up beside its writes.
pub fn without_maintenance(options: Options) -> Options {
    Options { maintain_on_write: false, ..options }
}

/// One put of the state alone.
pub fn put_local(engine: &Engine, key: &[u8], value: &[u8]) -> Result<()> {
    engine.write_local(Kind::Put, key, value, TIMESTAMP_MS).map(drop)
}

/// The value of every key that is written once.
pub fn value(number: u64) -> [u8; VALUE_BYTES] {
    let mut value = [b'v'; VALUE_BYTES];
    value[..8].copy_from_slice(&number.to_le_bytes());
    value
}

/// The rows of a database with so many keys.
pub fn rows(count: usize) -> impl Iterator<Item = ([u8; KEY_BYTES], [u8; VALUE_BYTES])> {
    (0..count as u64).map(|number| (key(number), value(number)))
}

/// Makes a database of rows, not synced until it is closed.
pub fn fill<K: AsRef<[u8]>, V: AsRef<[u8]>>(
    options: Options,
    mut rows: impl Iterator<Item = (K, V)>,
) -> Result<()> {
    let engine = Engine::open(options)?;
    rows.try_for_each(|(key, value)| put_local(&engine, key.as_ref(), value.as_ref()))?;
    engine.close()
}

/// One put: state and outbox.
pub fn put(engine: &Engine, key: &[u8], value: &[u8]) -> Result<()> {
    engine.submit(Kind::Put, key, value, TIMESTAMP_MS).map(drop)
}

/// Bytes that one put takes in the log: what the bare loop has to write as well.
pub fn record_bytes(path: &Path) -> Result<usize> {
    const COUNT: usize = 1000;
    let mut writes = Writes::new(1, usize::MAX);
    let mut closed_bytes = |count| -> Result<u64> {
        let engine = open(path, Durability::Fast)?;
        for _ in 0..count {
            let (key, value) = writes.draw();
            put(&engine, &key, &value)?;
        }
        engine.close()?;
        Ok(std::fs::metadata(path).map_or(0, |metadata| metadata.len()))
    };
    let before = closed_bytes(1)?;
    Ok((closed_bytes(COUNT)? - before) as usize / COUNT)
}

/// A clock that stands until it is moved.
#[derive(Default)]
pub struct Hands(AtomicI64);

impl Hands {
    pub fn forward(&self, ms: i64) {
        self.0.fetch_add(ms, Ordering::Relaxed);
    }
}

impl Clock for Hands {
    fn now(&self) -> Now {
        let mono_ms = self.0.load(Ordering::Relaxed);
        Now { wall_ms: TIMESTAMP_MS + mono_ms, mono_ms }
    }
}

/// The writes of a run: keys drawn evenly from so many, values that differ. The same seed gives
/// both sides the same.
pub struct Writes {
    drawn: u64,
    key_count: u64,
}

impl Writes {
    pub fn new(seed: u64, key_count: usize) -> Self {
        Self { drawn: seed, key_count: key_count as u64 }
    }

    /// Key and value of the next write.
    pub fn draw(&mut self) -> ([u8; KEY_BYTES], [u8; VALUE_BYTES]) {
        self.drawn = self.drawn.wrapping_add(1);
        let key = key(mix(self.drawn) % self.key_count);
        let mut value = [b'v'; VALUE_BYTES];
        value[..8].copy_from_slice(&self.drawn.to_le_bytes());
        (key, value)
    }
}

/// Numbers below a bound, drawn evenly.
pub struct Numbers(u64);

impl Numbers {
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub fn draw(&mut self, bound: usize) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        mix(self.0) % bound as u64
    }

    /// Keys that exist where `key_count` were written.
    pub fn keys(&mut self, key_count: usize, count: usize) -> Vec<[u8; KEY_BYTES]> {
        (0..count).map(|_| key(self.draw(key_count))).collect()
    }
}

/// The key with that number; neighbours in number are not neighbours in order.
pub fn key(number: u64) -> [u8; KEY_BYTES] {
    let mut key = *b"user:00000000000";
    let digits = format!("{:011x}", mix(number) >> 20);
    key[5..].copy_from_slice(&digits.as_bytes()[..11]);
    key
}

/// The finaliser of SplitMix64.
pub fn mix(number: u64) -> u64 {
    let number = (number ^ (number >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let number = (number ^ (number >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    number ^ (number >> 31)
}
