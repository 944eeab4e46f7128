// SPDX-License-Identifier: Apache-2.0
//! What keeps the database small and quick to open: flushes, merges, and the manifest.
//!
//! Promises: the work is done in steps that the callers drive, no thread is started; a crash at any
//! point leaves the old manifest or the new one, and each names all that it needs; a step that
//! fails, fails before anything was given up, and is tried again. Locks are taken in the order
//! upkeep, incoming, log, state.
//!
//! A flush freezes the tables together with the log: what was written until then goes to one run,
//! and the log is read from the next segment on. A merge takes the runs of some flushes into the
//! base.

mod backup;
mod carry;
mod flush;
mod health;
mod install;
pub mod manifest;
mod merge;
mod open;
mod steps;
mod thresholds;
mod writing;

pub use backup::Backup;
pub use flush::{entry_bytes, entry_of};
pub use health::Health;
pub use install::Installed;
pub use open::{Opened, clean, each_behind_states, open_runs};
pub use steps::remove_segments;
pub use thresholds::{Thresholds, cache_bytes};
pub use writing::{NUMBERS_LEN, Writing};

use std::collections::BTreeSet;
use std::sync::atomic::Ordering;

use crate::base::error::{Code, Error, Result, invalid};
use crate::base::limits::{MAINTAIN_STEP_BYTES, STEP_BYTES, TAIL_BYTES_CLOSED_MAX, UPPER_LEN_MAX};
use crate::base::trace::span;
use crate::outbox::Unsaved;
use crate::record::Called;
use crate::store::encode::Origins;
use crate::store::run::RunId;
use crate::store::runs::{Piece, RunSet};
use crate::store::table::Table;
use crate::sync::wire::message::Level;
use crate::wal::SegmentInfo;

use super::notices::{Severity, Topic};
use super::options::Durability;
use super::state::State;
use super::{Engine, lock};

use carry::Carry;
use flush::{Flush, Flushing};
use install::Install;
use manifest::{Facts, Listed, ListedValues, Manifest};
use merge::Merge;

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
    /// Tables that are in a run by now and are still to be freed.
    spent: Vec<Table>,
    merge: Option<Merge>,
    merging: Option<Writing>,
    /// Whether the next merge leaves no marks of deletes behind.
    keeps_deletes: bool,
    carry: Option<Carry>,
    install: Option<Install>,
    /// Files of the log of which something could not be read: they stay.
    unreadable: BTreeSet<u64>,
    /// Whether the last step waited for the disk.
    has_waited: bool,
    /// Attempts to leave out.
    pause: u32,
    /// Why the last attempt failed, until one succeeds.
    failure: Option<Error>,
}

impl Upkeep {
    fn id(&mut self) -> RunId {
        let number = self.next_run;
        self.next_run += NUMBERS_LEN;
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
            values: set.pieces().filter_map(listed_values).collect(),
        }
    }
}

fn listed_values(piece: &Piece) -> Option<ListedValues> {
    let values: Vec<_> =
        piece.values.iter().map(|(number, referred)| (number, referred.bytes)).collect();
    (!values.is_empty()).then(|| ListedValues { run: piece.run.summary().number, values })
}

impl Engine {
    /// Does a bounded piece of the work that keeps the database small and quick to open, if there
    /// is any: writes about `bytes` bytes. Returns whether more is to be done.
    ///
    /// Errors: those of the file system. Nothing is lost then, and a later call tries again; after
    /// `LogStopped` the engine takes no writes until it is reopened.
    pub fn maintain(&self, bytes: u64) -> Result<bool> {
        self.recorded(Called::Maintain(bytes), || {
            self.check_writable()?;
            if self.options.durability == Durability::MemoryOnly {
                return Ok(false);
            }
            let mut upkeep = lock(&self.upkeep)?;
            upkeep.pause = 0;
            self.step(&mut upkeep, bytes)
        })
    }

    /// As [`Engine::maintain`], in small steps until about `bytes_max` bytes were written, or
    /// `time_max_ms` milliseconds have passed, 0 for no such limit. Takes one step at least, so
    /// that whoever calls it again and again comes to an end.
    ///
    /// Errors: `InvalidArgument` for a negative time, nothing done; as [`Engine::maintain`].
    pub fn maintain_for(&self, bytes_max: u64, time_max_ms: i64) -> Result<bool> {
        self.recorded(Called::MaintainFor(bytes_max, time_max_ms), || {
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
        })
    }

    /// Makes everything durable and writes the whole state to runs, so that the next opening reads
    /// no log.
    ///
    /// Errors: as [`Engine::maintain`].
    pub fn checkpoint(&self) -> Result<()> {
        self.recorded(Called::Checkpoint, || {
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
                self.free_spent(upkeep, u64::MAX)
            })
        })
    }

    /// What a write does of it beside itself, when nobody else does.
    pub(super) fn help_out(&self, written_bytes: u64) {
        if self.options.maintain_on_write && self.upkeep_due.load(Ordering::Relaxed) {
            self.keep_up(self.step_bytes(written_bytes));
        }
    }

    /// Does a piece of upkeep if some is due and nobody else is at it.
    pub(super) fn keep_up(&self, bytes: u64) {
        if !self.upkeep_due.load(Ordering::Relaxed) {
            return;
        }
        let Ok(mut upkeep) = self.upkeep.try_lock() else { return };
        if upkeep.pause > 0 {
            upkeep.pause -= 1;
            return;
        }
        // What the caller wanted is done; what fails here is tried again, and told by
        // `upkeep_failure` and `health`.
        let is_more = self.step(&mut upkeep, bytes).unwrap_or(false);
        // Who has waited for the disk finds nothing in the processor's caches. To fetch it takes
        // much longer than a step, but little beside the wait; the next caller is spared that.
        if is_more && upkeep.has_waited {
            let _ = self.step(&mut upkeep, bytes);
        }
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
        let state = self.state()?;
        // What a flush under way has not put into a run yet is in the log alone.
        let is_long = state.has_flush || state.tail_bytes > TAIL_BYTES_CLOSED_MAX;
        drop(state);
        if is_long { self.checkpoint() } else { Ok(()) }
    }

    fn step(&self, upkeep: &mut Upkeep, bytes: u64) -> Result<bool> {
        upkeep.has_waited = false;
        self.guarded(upkeep, |upkeep| self.try_step(upkeep, bytes))
    }

    /// Does a piece of upkeep, and cleans up when it fails.
    fn guarded<T>(
        &self,
        upkeep: &mut Upkeep,
        work: impl FnOnce(&mut Upkeep) -> Result<T>,
    ) -> Result<T> {
        span!("upkeep");
        let result = work(upkeep);
        match &result {
            Ok(_) => upkeep.failure = None,
            Err(error) => {
                upkeep.pause = PAUSE_LEN;
                upkeep.failure = Some(error.clone());
                self.note(Severity::Warning, Topic::Upkeep, || error.to_string());
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
        if !upkeep.spent.is_empty() {
            self.free_spent(upkeep, bytes)?;
            return Ok(self.help_is_due(&*self.state()?));
        }
        if upkeep.flush.is_none() && upkeep.install.is_none() {
            let state = self.state()?;
            let wants_flush = state.may_flush() && self.thresholds.wants_flush(&state);
            drop(state);
            if wants_flush {
                self.begin_flush(upkeep)?;
                self.start_flushing(upkeep)?;
                upkeep.has_waited = true;
                if let Some(log) = self.shared.log()?.as_mut() {
                    log.reserve();
                }
                return Ok(true);
            }
        }
        if upkeep.flush.is_some() {
            self.step_flush(upkeep, bytes)?;
        } else if upkeep.install.is_some() {
            self.try_install(upkeep, bytes)?;
        } else if upkeep.merge.is_some() {
            self.step_merge(upkeep, bytes)?;
        } else if upkeep.carry.is_some() {
            self.step_carry(upkeep, bytes)?;
        } else {
            self.begin_merge_or_carry(upkeep)?;
        }
        let mut state = self.state()?;
        state.has_flush = upkeep.flush.is_some();
        state.has_spent = !upkeep.spent.is_empty();
        state.has_merge =
            upkeep.merge.is_some() || upkeep.carry.is_some() || upkeep.install.is_some();
        Ok(self.help_is_due(&state))
    }

    /// Notes whether there is something to do that nobody does yet.
    fn help_is_due(&self, state: &State) -> bool {
        let is_due = self.thresholds.is_due(state);
        self.upkeep_due.store(is_due, Ordering::Relaxed);
        is_due
    }
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
        if let Some(install) = self.install.take() {
            install.abandon(disk);
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

    /// The first segment that something still needs, if the runs cover the log before
    /// `first_segment`.
    pub(super) fn log_needed_from(
        &mut self,
        first_segment: u64,
        log: &[SegmentInfo],
        history_bytes_max: u64,
    ) -> u64 {
        self.bound_history(first_segment, log, history_bytes_max);
        let needed = self.pipeline.outbox().needed().keys().next().copied();
        let keep_from = needed.unwrap_or(u64::MAX).min(first_segment);
        self.lacked_from().unwrap_or(u64::MAX).min(keep_from)
    }

    /// Forgets acknowledged entries whose operation goes with the log before `keep_from`.
    pub(super) fn forget_log_before(&mut self, keep_from: u64) {
        for version in self.pipeline.forget_before(keep_from) {
            self.held.remove(&version);
        }
        self.history.forget_before(keep_from);
    }

    /// The first file of the log with an operation that a registered peer lacks.
    pub(super) fn lacked_from(&self) -> Option<u64> {
        if self.peers.is_empty() {
            return None;
        }
        let stable = self.peers.everywhere(Level::Durable, &self.knowledge);
        self.history.first_with_more_than(&stable, self.history_from)
    }

    /// Keeps no more log for peers than is allowed: what is older, they get as a snapshot.
    fn bound_history(&mut self, first_segment: u64, log: &[SegmentInfo], bytes_max: u64) {
        let Some(from) = self.lacked_from().filter(|_| bytes_max > 0) else { return };
        let kept = log.iter().filter(|s| (from..first_segment).contains(&s.number));
        let mut bytes: u64 = kept.clone().map(|segment| segment.bytes).sum();
        let mut history_from = from;
        for segment in kept {
            if bytes <= bytes_max {
                break;
            }
            bytes -= segment.bytes;
            history_from = segment.number + 1;
        }
        let stable = self.peers.everywhere(Level::Durable, &self.knowledge);
        let gone = self.history.files().filter(|(file, _)| (from..history_from).contains(file));
        self.history_dropped += gone.map(|(_, known)| known.minus(&stable).count()).sum::<u64>();
        self.history_from = history_from;
    }
}
