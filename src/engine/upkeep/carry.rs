// SPDX-License-Identifier: Apache-2.0
//! Carrying: what is owed of an old file of the log is written once more at its end, so that the
//! file can go. Without it, one operation that nobody acknowledges would keep all of the log.
//!
//! It begins when the old files are more than twice as long as what is needed of them, so each byte
//! that is written again lets at least one byte go. (Rosenblum and Ousterhout, "The Design and
//! Implementation of a Log-Structured File System", 1992.)

use crate::base::error::{Code, Result};
use crate::outbox::entry::{Place, Status};
use crate::wal::Log;

use super::super::Engine;
use super::super::task::Task;
use super::{Upkeep, remove_segments};

/// Entries that are looked at under one lock.
const ENTRIES_LEN_MAX: usize = 1024;

/// The file that is being emptied.
pub struct Carry {
    file: u64,
    /// The version from which on entries are still to be looked at.
    next: u64,
}

impl Engine {
    /// The oldest file, if it is worth emptying.
    pub(super) fn wants_carry(&self, upkeep: &Upkeep) -> Result<Option<Carry>> {
        let state = self.state()?;
        let old = state.pipeline.outbox().needed().range(..upkeep.facts.first_segment);
        let needed_bytes: u64 = old.clone().map(|(_, needed)| needed.bytes).sum();
        let is_loose = state.held_log_bytes > 2 * needed_bytes + self.thresholds.waste_bytes_min;
        let mut files = old.map(|(file, _)| *file);
        // What stays for a peer in any case is not made free by carrying.
        let kept_from = state.lacked_from().unwrap_or(u64::MAX);
        let is_worth = |file: &u64| *file < kept_from && !upkeep.unreadable.contains(file);
        let file = files.find(is_worth);
        Ok(file.filter(|_| is_loose).map(|file| Carry { file, next: 0 }))
    }

    pub(super) fn step_carry(&self, upkeep: &mut Upkeep, bytes: u64) -> Result<()> {
        let Some(carry) = &mut upkeep.carry else { return Ok(()) };
        let mut batch: Vec<(u64, Place)> = Vec::new();
        let mut left = bytes;
        let mut is_done = true;
        {
            let state = self.state()?;
            let entries = state.pipeline.outbox().entries_from(carry.next);
            for (at, entry) in entries.enumerate() {
                if at == ENTRIES_LEN_MAX || left == 0 {
                    is_done = false;
                    break;
                }
                carry.next = entry.version + 1;
                if entry.status != Status::Applied && entry.place.file() == carry.file {
                    left = left.saturating_sub(u64::from(entry.place.bytes));
                    batch.push((entry.version, entry.place));
                }
            }
        }
        let file = carry.file;
        for (version, place) in batch {
            match self.operation(version, place) {
                Ok(op) => self.run(Task::Carry { version, op }).map(|_| ())?,
                Err(error) => {
                    // It stays where it is, and so does its file: maybe it can be read one day.
                    upkeep.carry = None;
                    if error.code() == Code::Corrupted {
                        upkeep.unreadable.insert(file);
                    }
                    return Err(error);
                }
            }
        }
        if is_done {
            upkeep.carry = None;
            self.let_log_go(upkeep.facts.first_segment)?;
        }
        Ok(())
    }

    /// Removes the files of the log that nothing needs any more. What makes them unneeded is on
    /// disk before: acknowledgements that wait in memory are written first.
    pub(super) fn let_log_go(&self, first_segment: u64) -> Result<()> {
        let mut log = self.shared.log()?;
        let Some(segments) = log.as_ref().map(Log::segments) else { return Ok(()) };
        let max = self.options.history_bytes_max;
        let (keep_from, has_marks) = {
            let mut state = self.state()?;
            let keep_from = state.log_needed_from(first_segment, &segments, max);
            (keep_from, !state.pipeline.marks.is_empty())
        };
        // What is acknowledged from here on does not count: it has let nothing go.
        if has_marks {
            self.try_lead(&mut log, vec![Task::Marks])?;
        }
        let Some(log) = log.as_mut() else { return Ok(()) };
        // What was carried has to be safe at its new place as well.
        self.sync_for_readers(log)?;
        let mut state = self.state()?;
        state.forget_log_before(keep_from);
        state.note_log(&segments, keep_from, first_segment);
        drop(state);
        remove_segments(log, &*self.options.disk, keep_from, self.options.feed_retain_bytes)
    }
}
