// SPDX-License-Identifier: Apache-2.0
//! What keeps the database small and quick to open: flushes, merges, and the manifest.
//!
//! Promises: the work is done in steps that the callers drive, no thread is started; a crash at any
//! point leaves the old manifest or the new one, and each names all that it needs; a step that
//! fails, fails before anything was given up, and is tried again. Locks are taken in the order
//! upkeep, log, state.
//!
//! A flush freezes the tables together with the log: what was written until then goes to one run,
//! and the log is read from the next segment on. A merge takes the runs of some flushes into the
//! base.

mod backup;
mod flush;
mod health;
pub mod manifest;
mod merge;
mod open;
mod writing;

pub use backup::Backup;
pub use health::Health;
pub use open::{Opened, clean, open_runs};

use std::sync::Arc;
use std::sync::atomic::Ordering;

use crate::base::error::{Code, Error, Result};
use crate::base::limits::{
    STEP_BYTES, TAIL_BYTES_CLOSED_MAX, TAIL_BYTES_MAX, UPPER_LEN_MAX, WASTE_BYTES_MIN, WASTE_PART,
};
use crate::disk::{Disk, names};
use crate::outbox::Unsaved;
use crate::outbox::entry::Place;
use crate::store::encode::Origins;
use crate::store::run::RunId;
use crate::store::runs::{Piece, RunSet};
use crate::wal::{Log, Position};

use super::state::State;
use super::{Engine, lock};

use flush::Flush;
use manifest::{Facts, Listed, Manifest};
use merge::{Merge, Pace};
use writing::Writing;

/// Attempts that are left out after one that failed.
const PAUSE_LEN: u32 = 256;

/// The work under way. One thread at a time.
#[derive(Default)]
pub struct Upkeep {
    /// The database that runs belong to.
    log: u64,
    next_run: u64,
    /// What the last manifest says beside the runs.
    facts: Facts,
    /// With those that the flush under way has added.
    origins: Origins,
    flush: Option<Flush>,
    flushing: Option<Writing>,
    merge: Option<Merge>,
    merging: Option<Writing>,
    /// Attempts to leave out.
    pause: u32,
    /// Why the last attempt failed, until one succeeds.
    failure: Option<Error>,
}

/// When state goes to a run, and when runs are merged.
#[derive(Clone, Copy, Debug)]
pub struct Thresholds {
    /// Tables of this size go to a run.
    table_bytes: usize,
    /// Waste below this is left alone.
    waste_bytes_min: u64,
}

impl Thresholds {
    /// Those for a memory budget: half of it for blocks, a quarter for the tables that are written
    /// to, a quarter for those that are on their way.
    pub fn of(memory_bytes: u64) -> Self {
        let table_bytes = usize::try_from(memory_bytes / 4).unwrap_or(usize::MAX);
        Self { table_bytes, waste_bytes_min: WASTE_BYTES_MIN.min(memory_bytes / 16) }
    }

    fn waste_max(&self, state: &State) -> u64 {
        (state.store.weight().live_bytes / WASTE_PART).max(self.waste_bytes_min)
    }

    fn wants_flush(&self, state: &State) -> bool {
        let weight = state.store.weight();
        let waste = weight.waste_in_tables_bytes + weight.waste_in_runs_bytes;
        let unfrozen = state.store.unfrozen_bytes();
        unfrozen >= self.table_bytes
            || state.tail_bytes >= TAIL_BYTES_MAX
            || (unfrozen > 0 && waste > self.waste_max(state))
    }

    fn wants_merge(&self, state: &State) -> bool {
        let runs = state.store.runs();
        let waste = state.store.weight().waste_in_runs_bytes;
        runs.upper.len() >= UPPER_LEN_MAX
            || (!runs.upper.is_empty() && waste > self.waste_max(state) / 2)
    }

    /// Whether there is something to do that nobody does yet.
    pub fn is_due(&self, state: &State) -> bool {
        !state.is_memory_only
            && (state.has_flush
                || state.has_merge
                || (state.may_flush() && self.wants_flush(state))
                || self.wants_merge(state))
    }
}

impl Upkeep {
    fn id(&mut self) -> RunId {
        let number = self.next_run;
        self.next_run += 1;
        RunId { log: self.log, number }
    }

    fn manifest(&self, set: &RunSet, facts: Facts) -> Manifest {
        let listed = |pieces: &[Piece]| {
            let each = pieces.iter().map(|piece| Listed {
                number: piece.run.summary().number,
                after: piece.after.clone(),
            });
            each.collect()
        };
        Manifest {
            log: self.log,
            next_run: self.next_run,
            facts,
            origins: set.origins.clone(),
            upper: listed(&set.upper),
            base: listed(&set.base),
        }
    }
}

impl Engine {
    /// Does a bounded piece of the work that keeps the database small and quick to open, if there
    /// is any: writes about `bytes` bytes. Returns whether more is to be done.
    ///
    /// Errors: those of the file system. Nothing is lost then, and a later call tries again; after
    /// `LogStopped` the engine takes no writes until it is reopened.
    pub fn maintain(&self, bytes: u64) -> Result<bool> {
        self.check_writable()?;
        let mut upkeep = lock(&self.upkeep)?;
        upkeep.pause = 0;
        self.step(&mut upkeep, bytes)
    }

    /// Writes the whole state to runs, so that the next opening reads no log.
    ///
    /// Errors: as [`Engine::maintain`].
    pub fn checkpoint(&self) -> Result<()> {
        self.check_writable()?;
        let mut upkeep = lock(&self.upkeep)?;
        while upkeep.flush.is_some() {
            self.step(&mut upkeep, u64::MAX >> 1)?;
        }
        if self.state()?.may_flush() {
            self.begin_flush(&mut upkeep)?;
            while upkeep.flush.is_some() {
                self.step_flush(&mut upkeep, u64::MAX >> 1)?;
            }
        }
        Ok(())
    }

    /// What a write does of it beside itself, when nobody else does.
    pub(super) fn help_out(&self, written_bytes: u64) {
        if !self.upkeep_due.load(Ordering::Relaxed) {
            return;
        }
        let Ok(mut upkeep) = self.upkeep.try_lock() else { return };
        if upkeep.pause > 0 {
            upkeep.pause -= 1;
            return;
        }
        // The write itself is done; what fails here is tried again, and told by `upkeep_failure`.
        let _ = self.step(&mut upkeep, STEP_BYTES + 4 * written_bytes);
    }

    /// Why the last piece of upkeep failed; None when it did not.
    pub fn upkeep_failure(&self) -> Result<Option<Error>> {
        Ok(lock(&self.upkeep)?.failure.clone())
    }

    /// Closing leaves little log to be read by the next opening.
    pub(super) fn flush_before_close(&self) -> Result<()> {
        let is_long = self.state()?.tail_bytes > TAIL_BYTES_CLOSED_MAX;
        if is_long { self.checkpoint() } else { Ok(()) }
    }

    fn step(&self, upkeep: &mut Upkeep, bytes: u64) -> Result<bool> {
        let result = self.try_step(upkeep, bytes);
        match &result {
            Ok(_) => upkeep.failure = None,
            Err(error) => {
                upkeep.pause = PAUSE_LEN;
                upkeep.failure = Some(error.clone());
                if error.code() == Code::LogStopped
                    && let Some(log) = self.shared.log()?.as_mut()
                {
                    log.halt();
                }
                upkeep.drop_files(self);
            }
        }
        result
    }

    fn try_step(&self, upkeep: &mut Upkeep, bytes: u64) -> Result<bool> {
        if upkeep.flush.is_none() {
            let state = self.state()?;
            let wants_flush = state.may_flush() && self.thresholds.wants_flush(&state);
            drop(state);
            if wants_flush {
                self.begin_flush(upkeep)?;
                return Ok(true);
            }
        }
        if upkeep.flush.is_some() {
            self.step_flush(upkeep, bytes)?;
        } else if upkeep.merge.is_some() {
            self.step_merge(upkeep, bytes)?;
        } else {
            let (set, weight, wants_merge) = {
                let state = self.state()?;
                let wants_merge = self.thresholds.wants_merge(&state);
                (state.store.runs().clone(), *state.store.weight(), wants_merge)
            };
            if wants_merge {
                upkeep.merge = Some(Merge::new(&set, weight.waste_in_runs_bytes)?);
            }
        }
        let mut state = self.state()?;
        (state.has_flush, state.has_merge) = (upkeep.flush.is_some(), upkeep.merge.is_some());
        let is_due = self.thresholds.is_due(&state);
        self.upkeep_due.store(is_due, Ordering::Relaxed);
        Ok(is_due)
    }

    /// Freezes tables and log together.
    fn begin_flush(&self, upkeep: &mut Upkeep) -> Result<()> {
        let mut log = self.shared.log()?;
        let Some(log) = log.as_mut() else { return Ok(()) };
        let (salt, identity) = {
            let mut state = self.state()?;
            (state.random.draw(), state.identity.clone())
        };
        let (node, epoch) = identity.as_ref().map_or(("", 0), |o| (o.node.as_str(), o.epoch));
        log.rotate(&*self.options.disk, salt, node, epoch)?;
        let first_segment = log.segments().last().map_or(1, |segment| segment.number);
        let mut state = self.state()?;
        let state = &mut *state;
        let unsaved = state.pipeline.take_unsaved(state.version);
        let frozen = state.store.freeze();
        state.tail_bytes = 0;
        state.has_flush = true;
        let facts = Facts {
            first_segment,
            version: state.version,
            stamp: state.clock.last(),
            identity,
            own: state.own.values().cloned().collect(),
            knowledge: state.knowledge.clone(),
            uncontested_len: frozen.uncontested_len,
            live_bytes: frozen.weight.live_bytes,
            waste_bytes: frozen.weight.waste_in_runs_bytes,
            last_submitted_version: state.pipeline.totals.last_submitted_version,
        };
        upkeep.flush = Some(Flush::new(frozen, unsaved, facts));
        Ok(())
    }

    fn step_flush(&self, upkeep: &mut Upkeep, bytes: u64) -> Result<()> {
        let disk = &*self.options.disk;
        if upkeep.flushing.is_none() {
            let id = upkeep.id();
            upkeep.flushing = Some(Writing::start(disk, &self.options.path, id)?);
        }
        let Upkeep { flush: Some(flush), flushing: Some(writing), origins, .. } = upkeep else {
            return Ok(());
        };
        let lend = |look: &mut dyn FnMut(&State)| {
            look(&*self.state()?);
            Ok(())
        };
        if !flush.step(bytes, writing, origins, lend)? {
            return Ok(());
        }
        let facts = flush.facts.clone();
        let first_segment = facts.first_segment;
        let piece = match upkeep.flushing.take() {
            Some(writing) => writing.finish(disk, upkeep.log)?,
            None => None,
        };
        let mut set = RunSet::clone(self.state()?.store.runs());
        set.upper.splice(0..0, piece.clone());
        set.origins = Arc::new(upkeep.origins.clone());
        self.put_in_place(&upkeep.manifest(&set, facts.clone()), piece.as_ref())?;
        upkeep.facts = facts;
        upkeep.flush = None;
        let keep_from = {
            let mut state = self.state()?;
            state.store.thaw(set);
            state.flushes += 1;
            state.has_flush = false;
            state.forget_log_before(first_segment)
        };
        match self.shared.log()?.as_mut() {
            Some(log) => remove_segments(log, disk, keep_from),
            None => Ok(()),
        }
    }

    fn step_merge(&self, upkeep: &mut Upkeep, bytes: u64) -> Result<()> {
        let (disk, main) = (&*self.options.disk, &self.options.path);
        let id = RunId { log: upkeep.log, number: upkeep.next_run };
        let Upkeep { merge: Some(merge), merging, next_run, .. } = upkeep else { return Ok(()) };
        let pace = merge.step(bytes, merging, || {
            *next_run += 1;
            Writing::start(disk, main, id)
        })?;
        if pace == Pace::Goes {
            return Ok(());
        }
        let run = match upkeep.merging.take() {
            Some(writing) => writing.finish(disk, upkeep.log)?,
            None => None,
        };
        let Some(merge) = &mut upkeep.merge else { return Ok(()) };
        merge.take(run.clone());
        let (is_done, waste_bytes) = (pace == Pace::Done, merge.waste_bytes);
        let before = self.state()?.store.runs().clone();
        let set = merge.applied_to(&before, is_done);
        let mut facts = upkeep.facts.clone();
        if is_done {
            facts.waste_bytes = facts.waste_bytes.saturating_sub(waste_bytes);
        }
        self.put_in_place(&upkeep.manifest(&set, facts.clone()), run.as_ref())?;
        upkeep.facts = facts;
        if is_done {
            upkeep.merge = None;
        }
        let kept: std::collections::BTreeSet<u64> =
            set.pieces().map(|piece| piece.run.summary().number).collect();
        {
            let mut state = self.state()?;
            state.store.set_runs(set);
            if is_done {
                state.store.shed(waste_bytes);
            }
        }
        for piece in before.pieces() {
            let number = piece.run.summary().number;
            if !kept.contains(&number) {
                // Left over, it is removed by the next opening.
                let _ = disk.remove(&names::run(main, number));
                before.cache.forget(RunId { log: upkeep.log, number });
            }
        }
        Ok(())
    }

    /// Writes the manifest. When the old one stays, the run that was new in this one goes.
    fn put_in_place(&self, manifest: &Manifest, run: Option<&Piece>) -> Result<()> {
        let (disk, main) = (&*self.options.disk, &self.options.path);
        manifest.write(disk, main).inspect_err(|error| {
            if let Some(run) = run.filter(|_| error.code() != Code::LogStopped) {
                let _ = disk.remove(&names::run(main, run.run.summary().number));
            }
        })
    }
}

/// Removes the segments of the log that nothing needs any more.
pub fn remove_segments(log: &mut Log, disk: &dyn Disk, keep_from: u64) -> Result<()> {
    for segment in log.segments() {
        if segment.number < keep_from {
            log.remove_segment(disk, segment.number)?;
        }
    }
    Ok(())
}

impl Upkeep {
    /// Gives up the files being written, after a failure: they are written anew.
    fn drop_files(&mut self, engine: &Engine) {
        let disk = &*engine.options.disk;
        if let Some(writing) = self.flushing.take() {
            writing.abandon(disk);
        }
        if let Some(flush) = &mut self.flush {
            flush.rewind();
        }
        if let Some(writing) = self.merging.take() {
            writing.abandon(disk);
        }
        // What a merge has finished counts; the rest starts again from the set as it is then.
        self.merge = None;
        if let Ok(mut state) = engine.state() {
            state.has_merge = false;
        }
    }

    /// Gives everything up that is under way: the state is rebuilt from the disk. Returns what
    /// the outbox has still to get saved.
    pub(super) fn abandon(&mut self, engine: &Engine) -> Option<Unsaved> {
        self.drop_files(engine);
        self.flush.take().map(|flush| flush.unsaved)
    }
}

impl State {
    /// Whether the tables hold nothing but what the log holds, so that they may go to a run.
    pub(super) fn may_flush(&self) -> bool {
        !self.has_unlogged && !self.has_flush && self.store.view().hidden_to == 0
    }

    /// Forgets acknowledged entries whose operation goes with the log before `first_segment`.
    /// Returns the first segment that something still needs.
    pub(super) fn forget_log_before(&mut self, first_segment: u64) -> u64 {
        let needed = self.pipeline.outbox().oldest_needed();
        let needed = needed.map_or(u64::MAX, |entry| Position(entry.place.0).segment());
        let keep_from = needed.min(first_segment);
        for version in self.pipeline.forget_before(Place(Position::new(keep_from, 0).0)) {
            self.held.remove(&version);
        }
        keep_from
    }
}
