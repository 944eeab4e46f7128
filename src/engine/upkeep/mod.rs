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
mod carry;
mod flush;
mod health;
pub mod manifest;
mod merge;
mod open;
mod writing;

pub use backup::Backup;
pub use health::Health;
pub use open::{Opened, clean, open_runs};

use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::atomic::Ordering;

use crate::base::error::{Code, Error, Result, invalid};
use crate::base::limits::{
    MAINTAIN_STEP_BYTES, STEP_BYTES, TAIL_BYTES_CLOSED_MAX, TAIL_BYTES_MAX, UPPER_LEN_MAX,
    WASTE_BYTES_MIN, WASTE_PART,
};
use crate::disk::{Disk, names};
use crate::outbox::Unsaved;
use crate::store::encode::Origins;
use crate::store::run::RunId;
use crate::store::runs::{Piece, RunSet};
use crate::wal::{Log, SegmentInfo};

use super::options::Durability;
use super::state::State;
use super::{Engine, lock};

use carry::Carry;
use flush::{Flush, Flushing};
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
    flushing: Option<Flushing>,
    merge: Option<Merge>,
    merging: Option<Writing>,
    carry: Option<Carry>,
    /// Files of the log of which something could not be read: they stay.
    unreadable: BTreeSet<u64>,
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

/// The part of a memory budget that is for blocks, in bytes.
pub fn cache_bytes(memory_bytes: u64) -> usize {
    usize::try_from(memory_bytes / 8 * 3).unwrap_or(usize::MAX)
}

impl Thresholds {
    /// Those for a memory budget: half of it for tables until they go to a run, an eighth for what
    /// is written meanwhile, the rest for blocks ([`cache_bytes`]).
    pub fn of(memory_bytes: u64) -> Self {
        let table_bytes = usize::try_from(memory_bytes / 2).unwrap_or(usize::MAX);
        Self { table_bytes, waste_bytes_min: WASTE_BYTES_MIN.min(memory_bytes / 16) }
    }

    fn waste_max(&self, state: &State) -> u64 {
        let needed_bytes = state.pipeline.outbox().needed_bytes();
        let live_bytes = state.store.weight().live_bytes + needed_bytes;
        (live_bytes / WASTE_PART).max(self.waste_bytes_min)
    }

    fn wants_flush(&self, state: &State) -> bool {
        state.store.unfrozen_bytes() >= self.table_bytes
            || state.tail_bytes >= TAIL_BYTES_MAX
            // What a merge is about to drop is dropped before more of it is made.
            || (!state.has_merge && state.store.weight().waste_new_bytes > self.waste_max(state))
    }

    fn wants_merge(&self, state: &State) -> bool {
        let runs = state.store.runs();
        let waste = state.store.weight().waste_in_runs_bytes;
        runs.upper.len() >= UPPER_LEN_MAX
            || (!runs.upper.is_empty() && waste > self.waste_max(state))
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
        if self.options.durability == Durability::MemoryOnly {
            return Ok(false);
        }
        let mut upkeep = lock(&self.upkeep)?;
        upkeep.pause = 0;
        self.step(&mut upkeep, bytes)
    }

    /// As [`Engine::maintain`], in small steps until about `bytes_max` bytes were written, or
    /// `time_max_ms` milliseconds have passed, 0 for no such limit. Takes one step at least, so
    /// that whoever calls it again and again comes to an end.
    ///
    /// Errors: `InvalidArgument` for a negative time, nothing done; as [`Engine::maintain`].
    pub fn maintain_for(&self, bytes_max: u64, time_max_ms: i64) -> Result<bool> {
        if time_max_ms < 0 {
            let context = format!("time of {time_max_ms} ms, allowed are 0 or more");
            return Err(invalid("invalid argument", context));
        }
        let begun_ms = self.now().mono_ms;
        let mut left = bytes_max;
        loop {
            let step_bytes = left.clamp(1, MAINTAIN_STEP_BYTES);
            if !self.maintain(step_bytes)? {
                return Ok(false);
            }
            left = left.saturating_sub(step_bytes);
            let passed_ms = || self.now().mono_ms.saturating_sub(begun_ms);
            if left == 0 || (time_max_ms > 0 && passed_ms() >= time_max_ms) {
                return Ok(true);
            }
        }
    }

    /// Makes everything durable and writes the whole state to runs, so that the next opening reads
    /// no log.
    ///
    /// Errors: as [`Engine::maintain`].
    pub fn checkpoint(&self) -> Result<()> {
        self.check_writable()?;
        self.flush()?;
        let mut upkeep = lock(&self.upkeep)?;
        self.guarded(&mut upkeep, |upkeep| {
            while upkeep.flush.is_some() {
                self.step_flush(upkeep, u64::MAX >> 1)?;
            }
            if self.state()?.may_flush() {
                self.begin_flush(upkeep)?;
            }
            while upkeep.flush.is_some() {
                self.step_flush(upkeep, u64::MAX >> 1)?;
            }
            Ok(())
        })
    }

    /// What a write does of it beside itself, when nobody else does.
    pub(super) fn help_out(&self, written_bytes: u64) {
        if !self.options.maintain_on_write || !self.upkeep_due.load(Ordering::Relaxed) {
            return;
        }
        let Ok(mut upkeep) = self.upkeep.try_lock() else { return };
        if upkeep.pause > 0 {
            upkeep.pause -= 1;
            return;
        }
        // The write itself is done; what fails here is tried again, and told by `upkeep_failure`.
        let _ = self.step(&mut upkeep, self.step_bytes(written_bytes));
    }

    /// How much a write does. Runs that pile up say that it was too little so far.
    fn step_bytes(&self, written_bytes: u64) -> u64 {
        let upper = self.state().map_or(0, |state| state.store.runs().upper.len());
        let excess = upper.saturating_sub(UPPER_LEN_MAX) as u64;
        (STEP_BYTES + 4 * written_bytes) * (1 + 4 * excess)
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
        self.guarded(upkeep, |upkeep| self.try_step(upkeep, bytes))
    }

    /// Does a piece of upkeep, and cleans up when it fails.
    fn guarded<T>(
        &self,
        upkeep: &mut Upkeep,
        work: impl FnOnce(&mut Upkeep) -> Result<T>,
    ) -> Result<T> {
        let result = work(upkeep);
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
        } else if upkeep.carry.is_some() {
            self.step_carry(upkeep, bytes)?;
        } else {
            self.begin_merge_or_carry(upkeep)?;
        }
        let mut state = self.state()?;
        state.has_flush = upkeep.flush.is_some();
        state.has_merge = upkeep.merge.is_some() || upkeep.carry.is_some();
        let is_due = self.thresholds.is_due(&state);
        self.upkeep_due.store(is_due, Ordering::Relaxed);
        Ok(is_due)
    }

    fn begin_merge_or_carry(&self, upkeep: &mut Upkeep) -> Result<()> {
        let (set, weight, wants_merge) = {
            let state = self.state()?;
            let wants_merge = self.thresholds.wants_merge(&state);
            (state.store.runs().clone(), *state.store.weight(), wants_merge)
        };
        if wants_merge {
            upkeep.merge = Some(Merge::new(&set, weight.waste_in_runs_bytes)?);
        } else {
            upkeep.carry = self.wants_carry(upkeep)?;
        }
        Ok(())
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
        self.note_readable(log);
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
            let writing = Writing::start(disk, &self.options.path, id)?;
            upkeep.flushing = Some(Flushing::start(writing));
        }
        let Upkeep { flush: Some(flush), flushing: Some(flushing), origins, .. } = upkeep else {
            return Ok(());
        };
        let lend = |look: &mut dyn FnMut(&State)| {
            look(&*self.state()?);
            Ok(())
        };
        if !flush.step(bytes, flushing, origins, lend)? {
            return Ok(());
        }
        let facts = flush.facts.clone();
        let first_segment = facts.first_segment;
        let piece = match upkeep.flushing.take() {
            Some(flushing) => flushing.writing.finish(disk, upkeep.log)?,
            None => None,
        };
        let mut set = RunSet::clone(self.state()?.store.runs());
        set.upper.splice(0..0, piece.clone());
        set.origins = Arc::new(upkeep.origins.clone());
        self.put_in_place(&upkeep.manifest(&set, facts.clone()), piece.as_ref())?;
        upkeep.facts = facts;
        upkeep.flush = None;
        {
            let mut state = self.state()?;
            state.store.thaw(set);
            state.flushes += 1;
            state.has_flush = false;
        }
        self.let_log_go(first_segment)?;
        upkeep.carry = match upkeep.carry.take() {
            None => self.wants_carry(upkeep)?,
            under_way => under_way,
        };
        Ok(())
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

/// Removes the segments of the log that nothing needs any more. The last ones stay for readers of
/// the change feed, until there are `retain_bytes` of them.
pub fn remove_segments(
    log: &mut Log,
    disk: &dyn Disk,
    keep_from: u64,
    retain_bytes: u64,
) -> Result<()> {
    let segments = log.segments();
    let (mut keep_from, mut kept_bytes) = (keep_from, 0);
    for segment in segments.iter().rev() {
        if kept_bytes >= retain_bytes {
            break;
        }
        keep_from = keep_from.min(segment.number);
        kept_bytes += segment.bytes;
    }
    for segment in segments {
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
        if let Some(flushing) = self.flushing.take() {
            flushing.writing.abandon(disk);
        }
        if let Some(writing) = self.merging.take() {
            writing.abandon(disk);
        }
        // What a merge has finished counts; the rest starts again from the set as it is then.
        self.merge = None;
        self.carry = None;
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

    /// Notes how much log is held only because something in it is owed.
    pub(super) fn note_log(&mut self, log: &[SegmentInfo], keep_from: u64, first_segment: u64) {
        let held = log.iter().filter(|s| (keep_from..first_segment).contains(&s.number));
        self.held_log_bytes = held.map(|segment| segment.bytes).sum();
    }

    /// Forgets acknowledged entries whose operation goes with the log before `first_segment`.
    /// Returns the first segment that something still needs.
    pub(super) fn forget_log_before(&mut self, first_segment: u64) -> u64 {
        let needed = self.pipeline.outbox().needed().keys().next().copied();
        let keep_from = needed.unwrap_or(u64::MAX).min(first_segment);
        for version in self.pipeline.forget_before(keep_from) {
            self.held.remove(&version);
        }
        keep_from
    }
}
