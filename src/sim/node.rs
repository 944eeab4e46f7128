// SPDX-License-Identifier: Apache-2.0
//! One node of a world: the real engine on a disk in memory, with a clock of its own.

use std::path::PathBuf;
use std::sync::Arc;

use crate::base::error::Result;
use crate::base::id::NodeId;
use crate::base::limits::{HISTORY_BYTES_MAX_DEFAULT, MEMORY_BYTES_DEFAULT, MEMORY_BYTES_MIN};
use crate::base::op::{Kind, Kinds};
use crate::base::random::Random;
use crate::disk::{Disk, Effect, Fate, MemoryDisk, Pending};
use crate::engine::{Durability, Engine, Options, RecordingOptions};
use crate::sync::options::{SyncOptions, WhenFull};

use super::clock::SimClock;
use super::plan::NodePlan;
use super::trace::{Outcome, Violation};

/// A replica, its disk and its clock.
pub(super) struct Node {
    pub name: NodeId,
    pub disk: MemoryDisk,
    pub clock: Arc<SimClock>,
    pub plan: NodePlan,
    pub engine: Option<Engine>,
    /// Errors are no surprise: something was made to fail, and the engine was not opened since.
    pub is_troubled: bool,
    /// A sync failed, and the system has forgotten what it was to write.
    pub has_dropped: bool,
    /// It went on from an old copy, or from nothing, at some time.
    pub is_rolled: bool,
    /// Up to where its change feed was read.
    pub feed_at: u64,
    /// Where what comes in is recorded.
    pub recordings: Option<MemoryDisk>,
    seed: u64,
}

impl Node {
    pub fn new(at: usize, plan: NodePlan, seed: u64) -> Outcome<Self> {
        let name = NodeId::new(&format!("node-{at}")).map_err(|error| unexpected(&error))?;
        let disk = empty(&plan);
        let clock = SimClock::new();
        Ok(Self {
            name,
            disk,
            clock,
            plan,
            engine: None,
            is_troubled: false,
            has_dropped: false,
            is_rolled: false,
            feed_at: 0,
            recordings: None,
            seed,
        })
    }

    pub fn path(&self) -> PathBuf {
        PathBuf::from(format!("{}.wal", self.name.as_str()))
    }

    pub fn durability(&self) -> Durability {
        if self.plan.is_fast { Durability::Fast } else { Durability::Durable }
    }

    pub fn is_durable(&self) -> bool {
        !self.plan.is_fast
    }

    /// How it opens a database on some disk.
    pub fn options(&self, path: PathBuf, disk: MemoryDisk) -> Options {
        let disk: Arc<dyn Disk> = Arc::new(disk);
        let recording = self.recordings.as_ref().map(|recordings| {
            let mut recording = RecordingOptions::new(path.with_extension("rec"));
            recording.disk = Some(Arc::new(recordings.clone()));
            recording
        });
        let mut options = Options::new(path, self.seed, self.clock.clone(), disk);
        options.recording = recording;
        options.durability = self.durability();
        options.memory_bytes =
            if self.plan.memory_is_small { MEMORY_BYTES_MIN } else { MEMORY_BYTES_DEFAULT };
        options.history_bytes_max =
            if self.plan.history_is_short { 1 } else { HISTORY_BYTES_MAX_DEFAULT };
        if !self.plan.build.has_groups {
            options.kinds = Kinds::ALL.without(Kind::Group);
        }
        options
    }

    fn sync_options(&self) -> SyncOptions {
        let mut sync = SyncOptions::new(self.name.clone());
        sync.outbox_ops_max = self.plan.outbox_ops_max;
        sync.when_full = if self.plan.coalesces { WhenFull::Coalesce } else { WhenFull::Reject };
        sync
    }

    /// Opens the engine; the seed is the system's, which never gives the same again.
    pub fn open(&mut self, random: &mut Random) -> Result<()> {
        self.seed = random.draw();
        let engine = Engine::open(self.options(self.path(), self.disk.clone()))?;
        engine.attach(self.sync_options())?;
        self.engine = Some(engine);
        Ok(())
    }

    /// The power fails: of what was not synced, any part stays.
    pub fn lose_power(&mut self, random: &mut Random) {
        self.engine = None;
        self.disk.clear_faults();
        let is_total = random.up_to(3) == 0;
        self.disk = self
            .disk
            .crash_keeping(|pending| if is_total { Fate::Lost } else { fate(pending, random) });
    }

    /// All of its files are gone.
    pub fn lose_disk(&mut self) {
        self.engine = None;
        self.disk = empty(&self.plan);
        self.is_rolled = true;
    }

    /// The length of its files together.
    pub fn used_bytes(&self) -> u64 {
        let files = self.disk.beside(&self.path()).unwrap_or_default();
        files.iter().filter_map(|path| self.disk.file_bytes(path)).sum()
    }

    /// Whether a failure has stopped its log.
    pub fn is_stopped(&self) -> bool {
        let health = self.engine.as_ref().map(Engine::health);
        health.is_some_and(|health| health.map_or(true, |health| health.is_stopped))
    }
}

fn empty(plan: &NodePlan) -> MemoryDisk {
    let disk = MemoryDisk::new();
    disk.set_can_reserve(plan.can_reserve);
    disk
}

/// What a power cut leaves of a change: nothing, all, the length alone, its beginning, or, behind
/// the first sector of a file, its end.
fn fate(pending: &Pending, random: &mut Random) -> Fate {
    let Effect::Write { at, bytes } = pending.effect else {
        return if random.up_to(1) == 0 { Fate::Lost } else { Fate::Kept };
    };
    let cut = random.up_to(bytes as u64) as usize;
    match random.up_to(4) {
        0 => Fate::Lost,
        1 => Fate::Kept,
        2 => Fate::LengthOnly,
        3 if at > 0 => Fate::Part(cut..bytes),
        _ => Fate::Part(0..cut),
    }
}

/// An error where nothing was made to fail.
pub(super) fn unexpected(error: &crate::base::error::Error) -> Violation {
    Violation::new("unexpected-error", error.to_string())
}
