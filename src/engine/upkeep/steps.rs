// SPDX-License-Identifier: Apache-2.0
//! The steps of flushes and merges, each from one manifest to the next.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;

use crate::base::error::{Code, Error, Result};
use crate::disk::{Disk, names};
use crate::store::Look;
use crate::store::run::RunId;
use crate::store::runs::{Piece, RunSet};
use crate::store::table::Table;
use crate::sync::peer::Peer;
use crate::wal::Log;

use super::super::Engine;
use super::super::notices::{Severity, Topic};
use super::super::state::State;
use super::Upkeep;
use super::flush::{Flush, Flushing};
use super::manifest::{Facts, Manifest};
use super::merge::{Cut, Merge, Pace};
use super::writing::{NUMBERS_LEN, Writing};

/// What it counts as to free a key of a table, in bytes written: about what takes as long.
const FREE_BYTES: u64 = 64;

impl Engine {
    pub(super) fn begin_merge_or_carry(&self, upkeep: &mut Upkeep) -> Result<()> {
        let (set, weight, room_bytes, wants_merge, cut) = {
            let state = self.state()?;
            let wants_merge = self.thresholds.wants_merge(&state);
            let room_bytes = self.thresholds.waste_max(&state);
            let stable = state.peers.settled(&upkeep.facts.knowledge);
            let cut = Cut { stable, stamp: state.clock.last() };
            // What is held may be a write that a delete hides, or has replaced.
            let has_all = !upkeep.keeps_deletes && state.hold.is_empty();
            let may_drop = !state.peers.is_empty() && has_all;
            let cut = may_drop.then_some(cut);
            (state.store.runs().clone(), *state.store.weight(), room_bytes, wants_merge, cut)
        };
        if wants_merge {
            upkeep.merge = Some(Merge::new(&set, weight.waste_in_runs_bytes, room_bytes, cut)?);
            self.start_merging(upkeep)?;
        } else {
            upkeep.carry = self.wants_carry(upkeep)?;
        }
        Ok(())
    }

    /// Freezes tables and log together.
    pub(super) fn begin_flush(&self, upkeep: &mut Upkeep) -> Result<()> {
        // There are never more tables than the budget has room for.
        self.free_spent(upkeep, u64::MAX)?;
        // What it was built from is about to be another one.
        if let Some(install) = upkeep.install.take() {
            install.abandon(&*self.options.disk);
        }
        let mut log = self.shared.log()?;
        let Some(log) = log.as_mut() else { return Ok(()) };
        let (salt, identity) = {
            let mut state = self.state()?;
            (state.salts.draw(), state.identity.clone())
        };
        let (node, epoch) = identity.as_ref().map_or(("", 0), |o| (o.node.as_str(), o.epoch));
        log.rotate(&*self.options.disk, salt, node, epoch)?;
        self.note_readable(log);
        let first_segment = log.segments().last().map_or(1, |segment| segment.number);
        let mut state = self.state()?;
        let state = &mut *state;
        let unsaved = state.pipeline.take_unsaved(state.version);
        let frozen = state.store.freeze();
        (state.tail_bytes, state.tail_segment) = (0, first_segment);
        state.has_flush = true;
        let facts = Facts {
            first_segment,
            version: state.version,
            stamp: state.clock.last(),
            identity,
            own: state.own.values().cloned().collect(),
            knowledge: state.followed(),
            uncontested_len: frozen.uncontested_len,
            live_bytes: frozen.weight.live_bytes,
            waste_bytes: frozen.weight.waste_in_runs_bytes,
            last_submitted_version: state.pipeline.totals.last_submitted_version,
            sum: frozen.sum,
            peers: state.peers.iter().map(Peer::bare).collect(),
            latest: state.latest.clone(),
            openings: state.openings.clone(),
            replaced: state.replaced.clone(),
            cuts: state.cuts.clone(),
            history: state.history.files().map(|(file, known)| (file, known.clone())).collect(),
            absorbed: None,
        };
        upkeep.flush = Some(Flush::new(frozen, unsaved, facts));
        Ok(())
    }

    /// Makes the file of the next run.
    pub(super) fn start_writing(&self, upkeep: &mut Upkeep) -> Result<Writing> {
        let id = upkeep.id();
        let writing = Writing::start(&*self.options.disk, &self.options.path, id)?;
        Ok(writing.with_values(&self.options.disk))
    }

    /// Makes the file of the run that a flush writes, unless it is there.
    pub(super) fn start_flushing(&self, upkeep: &mut Upkeep) -> Result<()> {
        if upkeep.flush.is_some() && upkeep.flushing.is_none() {
            let writing = self.start_writing(upkeep)?;
            let flush = upkeep.flush.as_ref();
            upkeep.flushing = flush.map(|flush| Flushing::start(writing, flush));
        }
        Ok(())
    }

    /// Makes the file of the next run of a merge, if one is needed next.
    fn start_merging(&self, upkeep: &mut Upkeep) -> Result<()> {
        if upkeep.merging.is_none() && upkeep.merge.as_ref().is_some_and(Merge::wants_run) {
            upkeep.merging = Some(self.start_writing(upkeep)?);
        }
        Ok(())
    }

    pub(super) fn step_flush(&self, upkeep: &mut Upkeep, bytes: u64) -> Result<()> {
        let disk = &*self.options.disk;
        self.start_flushing(upkeep)?;
        let Upkeep { flush: Some(flush), flushing: Some(flushing), origins, .. } = upkeep else {
            return Ok(());
        };
        let lend = |look: &mut dyn FnMut(&State)| {
            look(&*self.state()?);
            Ok(())
        };
        let stepped = flush.step(bytes, flushing, origins, lend);
        if !stepped.inspect_err(|error| flush.note_failure(error))? {
            return Ok(());
        }
        let facts = flush.facts.clone();
        let first_segment = facts.first_segment;
        if let Some(next) = self.keep_held(first_segment, flush.held_from, bytes)? {
            flush.held_from = next;
            return Ok(());
        }
        self.keep_refusals()?;
        let writing = upkeep.flushing.take().map(|flushing| flushing.writing);
        let damaged = writing.as_ref().map(Writing::damaged).unwrap_or_default();
        let piece = match writing {
            Some(writing) => writing.finish(disk, upkeep.log)?,
            None => None,
        };
        let mut set = RunSet::clone(self.state()?.store.runs());
        set.upper.splice(0..0, piece.clone());
        set.origins = Arc::new(upkeep.origins.clone());
        self.put_in_place(&upkeep.manifest(&set, facts.clone()), piece.as_ref())?;
        set.fit_cache();
        upkeep.facts = facts;
        upkeep.flush = None;
        let (spent, gone) = {
            let mut state = self.state()?;
            state.flushes += 1;
            state.has_flush = false;
            let gone = state.values.forget_before(first_segment);
            (state.store.thaw(set), gone)
        };
        // Who holds a snapshot frees what it holds.
        upkeep.spent.extend(spent.into_iter().filter_map(Arc::into_inner));
        upkeep.spent.iter_mut().for_each(Table::forget_places);
        self.let_values_go(gone, &damaged);
        self.let_log_go(first_segment)?;
        upkeep.carry = match upkeep.carry.take() {
            None => self.wants_carry(upkeep)?,
            under_way => under_way,
        };
        // This step took long as it is: what it takes to begin the next spares another a pause.
        upkeep.has_waited = true;
        if upkeep.merge.is_none() && upkeep.carry.is_none() {
            self.begin_merge_or_carry(upkeep)?;
        }
        Ok(())
    }

    /// Removes the files of values that the runs hold by now. That of a damaged one keeps its bytes
    /// under another name: who has to can try and read it once more.
    fn let_values_go(&self, files: Vec<PathBuf>, damaged: &[(Arc<str>, Error)]) {
        let (disk, main) = (&*self.options.disk, &self.options.path);
        for (_, fault) in damaged {
            self.note(Severity::Error, Topic::Upkeep, || fault.to_string());
        }
        for file in files {
            let is_damaged = damaged.iter().any(|(path, _)| **path == *file.to_string_lossy());
            let name = file.file_name().filter(|_| is_damaged);
            // What cannot be renamed or removed now is removed by the next opening.
            let _ = match name.map(|name| names::set_aside(main, name)) {
                Some(aside) => disk.rename(&file, &aside),
                None => disk.remove(&file),
            };
        }
    }

    /// Frees a piece of the tables that went to a run, one that takes about as long as it takes to
    /// write so many bytes.
    pub(super) fn free_spent(&self, upkeep: &mut Upkeep, bytes: u64) -> Result<()> {
        let mut left = usize::try_from(bytes / FREE_BYTES).unwrap_or(usize::MAX).max(1);
        while let Some(table) = upkeep.spent.last_mut().filter(|_| left > 0) {
            let count = table.len().min(left);
            left -= count;
            if table.free(count) {
                upkeep.spent.pop();
            }
        }
        self.state()?.has_spent = !upkeep.spent.is_empty();
        Ok(())
    }

    /// No manifest says which operations peers have refused: that stands in the log that is read.
    fn keep_refusals(&self) -> Result<()> {
        {
            let mut state = self.state()?;
            state.note_refusals();
            if state.pipeline.marks.refused.is_empty() {
                return Ok(());
            }
        }
        self.write_marks()?;
        self.sync_log()
    }

    pub(super) fn step_merge(&self, upkeep: &mut Upkeep, bytes: u64) -> Result<()> {
        let (disk, main) = (&*self.options.disk, &self.options.path);
        let id = RunId { log: upkeep.log, number: upkeep.next_run };
        let Upkeep { merge: Some(merge), merging, next_run, .. } = upkeep else { return Ok(()) };
        let pace = merge.step(bytes, merging, || {
            *next_run += NUMBERS_LEN;
            Ok(Writing::start(disk, main, id)?.with_values(&self.options.disk))
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
        let dropped = merge.take_dropped();
        // What is written from here on to a key that was left behind finds nothing there. What was
        // written before would find nothing when the log is followed: then the mark has to stay.
        let _no_writes = if dropped.is_empty() { None } else { Some(self.shared.log()?) };
        let has_dropped = !dropped.is_empty();
        if self.is_any_in_tables(&dropped)? {
            for number in run.iter().flat_map(Piece::made) {
                let _ = disk.remove(&names::run(main, number));
            }
            (upkeep.merge, upkeep.keeps_deletes) = (None, true);
            return Ok(());
        }
        let (is_done, waste_bytes) = (pace == Pace::Done, merge.waste_bytes);
        let dropped_bytes = merge.dropped_bytes;
        let before = self.state()?.store.runs().clone();
        let set = merge.applied_to(&before, is_done);
        let mut facts = upkeep.facts.clone();
        if is_done {
            facts.waste_bytes = facts.waste_bytes.saturating_sub(waste_bytes);
            facts.live_bytes = facts.live_bytes.saturating_sub(dropped_bytes);
        }
        self.put_in_place(&upkeep.manifest(&set, facts.clone()), run.as_ref())?;
        upkeep.facts = facts;
        if is_done {
            (upkeep.merge, upkeep.keeps_deletes) = (None, false);
        }
        let kept = set.numbers();
        set.fit_cache();
        {
            let mut state = self.state()?;
            state.store.set_runs(set);
            state.flushes += u64::from(has_dropped);
            if is_done {
                state.store.shed(waste_bytes);
                state.store.shed_live(dropped_bytes);
            }
        }
        let gone: BTreeSet<_> = before.numbers().difference(&kept).copied().collect();
        for number in &gone {
            // Left over, it is removed by the next opening.
            let _ = disk.remove(&names::run(main, *number));
        }
        if !gone.is_empty() {
            before.cache.forget(|id| gone.contains(&id.number));
        }
        // This step took long as it is: making the next file now spares another one a pause.
        upkeep.has_waited = true;
        self.start_merging(upkeep)
    }

    fn is_any_in_tables(&self, keys: &[Box<[u8]>]) -> Result<bool> {
        if keys.is_empty() {
            return Ok(false);
        }
        let state = self.state()?;
        Ok(keys.iter().any(|key| !matches!(state.store.look(key), Look::Below)))
    }

    /// Writes the manifest. When the old one stays, the run that was new in this one goes.
    pub(super) fn put_in_place(&self, manifest: &Manifest, run: Option<&Piece>) -> Result<()> {
        let (disk, main) = (&*self.options.disk, &self.options.path);
        manifest.write(disk, main).inspect_err(|error| {
            for number in
                run.filter(|_| error.code() != Code::LogStopped).into_iter().flat_map(Piece::made)
            {
                let _ = disk.remove(&names::run(main, number));
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
