// SPDX-License-Identifier: Apache-2.0
//! An engine on a disk in memory with a clock that the test turns.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use softadastra::base::error::Result;
use softadastra::base::id::NodeId;
use softadastra::base::limits::{
    HISTORY_BYTES_MAX_DEFAULT, MEMORY_BYTES_DEFAULT, MEMORY_BYTES_MIN, VALUE_BYTES_MAX_DEFAULT,
};
use softadastra::base::op::{Kind, Kinds, Operation};
use softadastra::base::time::{Clock, Now};
use softadastra::disk::MemoryDisk;
use softadastra::engine::{Durability, Engine, Options, Submitted};
use softadastra::sync::message;
use softadastra::sync::options::SyncOptions;

/// Milliseconds since 1970 at which tests begin.
pub const START_MS: i64 = 1_700_000_000_000;

/// A clock that stands still until it is turned.
#[derive(Debug)]
pub struct TestClock {
    wall_ms: AtomicI64,
    mono_ms: AtomicI64,
}

impl TestClock {
    pub fn new() -> Arc<Self> {
        let (wall_ms, mono_ms) = (AtomicI64::new(START_MS), AtomicI64::new(0));
        Arc::new(Self { wall_ms, mono_ms })
    }

    /// Time passes.
    pub fn pass(&self, ms: i64) {
        self.wall_ms.fetch_add(ms, Ordering::Relaxed);
        self.mono_ms.fetch_add(ms, Ordering::Relaxed);
    }

    /// Somebody sets the wall clock.
    pub fn jump(&self, ms: i64) {
        self.wall_ms.fetch_add(ms, Ordering::Relaxed);
    }

    pub fn wall_ms(&self) -> i64 {
        self.wall_ms.load(Ordering::Relaxed)
    }
}

impl Clock for TestClock {
    fn now(&self) -> Now {
        Now { wall_ms: self.wall_ms(), mono_ms: self.mono_ms.load(Ordering::Relaxed) }
    }
}

/// One replica under test.
pub struct Node {
    pub name: String,
    pub disk: MemoryDisk,
    pub clock: Arc<TestClock>,
    pub durability: Durability,
    pub sync: SyncOptions,
    pub seed: u64,
    pub memory_bytes: u64,
    pub feed_retain_bytes: u64,
    pub history_bytes_max: u64,
    pub value_bytes_max: u64,
    /// Which kinds it applies, as another build would.
    pub kinds: Kinds,
    engine: Option<Engine>,
}

impl Node {
    pub fn new(name: &str) -> Self {
        let sync = SyncOptions::new(NodeId::new(name).unwrap());
        Self::with(name, Durability::Durable, sync)
    }

    pub fn with(name: &str, durability: Durability, sync: SyncOptions) -> Self {
        let seed = name.bytes().fold(7, |sum, b| sum * 31 + u64::from(b));
        let mut node = Self {
            name: name.to_owned(),
            disk: MemoryDisk::new(),
            clock: TestClock::new(),
            durability,
            sync,
            seed,
            memory_bytes: MEMORY_BYTES_DEFAULT,
            feed_retain_bytes: 0,
            history_bytes_max: HISTORY_BYTES_MAX_DEFAULT,
            value_bytes_max: VALUE_BYTES_MAX_DEFAULT,
            kinds: Kinds::ALL,
            engine: None,
        };
        node.open();
        node
    }

    pub fn options(&self) -> Options {
        let disk = Arc::new(self.disk.clone());
        let path = PathBuf::from(format!("{}.wal", self.name));
        let mut options = Options::new(path, self.seed, self.clock.clone(), disk);
        options.durability = self.durability;
        options.memory_bytes = self.memory_bytes;
        options.feed_retain_bytes = self.feed_retain_bytes;
        options.history_bytes_max = self.history_bytes_max;
        options.value_bytes_max = self.value_bytes_max;
        options.kinds = self.kinds;
        options
    }

    pub fn try_open(&mut self) -> Result<()> {
        let engine = Engine::open(self.options())?;
        engine.attach(self.sync.clone())?;
        self.engine = Some(engine);
        Ok(())
    }

    pub fn open(&mut self) {
        self.try_open().unwrap();
    }

    pub fn engine(&self) -> &Engine {
        self.engine.as_ref().unwrap()
    }

    /// Closes in order and opens again.
    pub fn restart(&mut self) {
        self.engine.take().unwrap().close().unwrap();
        self.open();
    }

    /// As [`Node::new`], with so little memory that state goes to runs after a few dozen keys.
    pub fn small(name: &str) -> Self {
        let mut node = Self::new(name);
        node.memory_bytes = MEMORY_BYTES_MIN;
        node.restart();
        node
    }

    /// Lets the engine go as it is, without closing.
    pub fn drop_engine(&mut self) {
        self.engine = None;
    }

    /// The process dies: what the operating system has stays.
    pub fn kill(&mut self) {
        self.engine = None;
        self.open();
    }

    /// The power fails: only what was synced stays.
    pub fn cut_power(&mut self) {
        self.engine = None;
        self.disk = self.disk.crash();
        self.open();
    }

    pub fn put(&self, key: &str, value: &str) -> Submitted {
        let time = self.clock.wall_ms();
        self.engine().submit(Kind::Put, key.as_bytes(), value.as_bytes(), time).unwrap()
    }

    pub fn delete(&self, key: &str) -> Submitted {
        self.engine().submit(Kind::Delete, key.as_bytes(), b"", self.clock.wall_ms()).unwrap()
    }

    pub fn get(&self, key: &str) -> Option<String> {
        let listed = self.engine().get(key.as_bytes()).unwrap()?;
        Some(String::from_utf8(listed.value.to_vec()).unwrap())
    }

    /// Takes an operation that came over the wire.
    pub fn receive(&self, op: &Operation) -> softadastra::engine::Received {
        let mut bytes = Vec::new();
        message::encode(op, &mut bytes).unwrap();
        let op = message::decode(&bytes, u64::MAX).unwrap();
        self.engine().receive(op).unwrap()
    }
}
