// SPDX-License-Identifier: Apache-2.0
//! The pipeline from the outbox to one destination: queue, hand out, acknowledge, try again, give
//! up.
//!
//! Promises: nothing is reported as delivered that was not acknowledged; what was given up stays
//! listed until someone decides; while something is owed and queued there is a time at which to
//! come back. Knows no log, no store, no socket: time, randomness and settings arrive as arguments.
//! Imports `base` and `outbox`; `engine` calls it.

pub mod bootstrap;
pub mod history;
pub mod lag;
pub mod marks;
pub mod message;
pub mod options;
pub mod parts;
pub mod peer;
pub mod recon;
mod seen;
pub mod session;
pub mod wire;

use crate::base::error::{Code, Error, Result};
use crate::base::id::{Dot, Origin};
use crate::base::know::Knowledge;
use crate::base::limits::DELAY_MS_MAX;
use crate::base::op::Operation;
use crate::base::random::Random;
use crate::base::time::Now;
use crate::outbox::entry::{DUE_NOW, Entry, Place, Status};
use crate::outbox::retry::backoff_ms;
use crate::outbox::{Counts, Outbox, Unsaved};

use marks::Marks;
use options::SyncOptions;

/// Counters beside those of the outbox.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    /// Version of the last submitted operation.
    pub last_submitted_version: u64,
    /// Local version given to the last remote operation that came into view.
    pub last_applied_remote_version: u64,
    /// Deliveries scheduled again because no acknowledgement came.
    pub retries: u64,
    /// Remote operations that were known already.
    pub duplicates: u64,
    /// Remote operations that were concurrent with what was here.
    pub conflicts: u64,
    /// Operations that left a full outbox because a later one had replaced them.
    pub coalesced: u64,
}

/// Outbox, counters, and what the log has still to hear.
#[derive(Debug)]
pub struct Pipeline {
    /// The entries. Changed through the pipeline alone.
    outbox: Outbox,
    /// Counters.
    pub totals: Totals,
    /// What the next log group has to carry.
    pub marks: Marks,
    random: Random,
}

impl Pipeline {
    /// An empty pipeline; the seed drives the jitter.
    pub fn new(seed: u64) -> Self {
        Self {
            outbox: Outbox::default(),
            totals: Totals::default(),
            marks: Marks::default(),
            random: Random::new(seed),
        }
    }

    /// The entries, to look at.
    pub fn outbox(&self) -> &Outbox {
        &self.outbox
    }

    /// How many entries stand where.
    pub fn counts(&self) -> Counts {
        self.outbox.counts()
    }

    /// Takes a written operation in.
    pub fn submit(&mut self, dot: Dot, version: u64, place: Place, auto_queue: bool) {
        let mut entry = Entry::new(dot, version, place);
        entry.status = if auto_queue { Status::Queued } else { Status::Pending };
        self.outbox.push(entry);
        self.totals.last_submitted_version = version;
    }

    /// Notes whether superfluous operations may leave a full outbox.
    pub fn set_coalescing(&mut self, is_on: bool) {
        self.outbox.set_coalescing(is_on);
    }

    /// Notes what an operation that was just submitted replaces.
    pub fn note_write(&mut self, op: &Operation) {
        if self.outbox.coalescing().is_none() {
            return;
        }
        let version = self.outbox.version_of(&op.dot);
        let entry = version.and_then(|version| self.outbox.get(version));
        let bytes = entry.map_or(0, |entry| u64::from(entry.place.bytes));
        let Some(coalescing) = self.outbox.coalescing_mut() else { return };
        for change in op.changes() {
            coalescing.written(change.key, &op.dot.origin);
        }
        if !op.is_group() {
            coalescing.note(op.version, &op.key, &op.dot.origin, bytes);
        }
    }

    /// Takes an operation out of the outbox that a later one has replaced. The log was told; when
    /// it was handed out meanwhile, it stays for its acknowledgement. Returns its version.
    pub fn coalesce(&mut self, dot: &Dot) -> Option<u64> {
        let version = self.outbox.version_of(dot)?;
        self.outbox.remove_unsent(version)?;
        self.totals.coalesced += 1;
        Some(version)
    }

    /// Takes in an operation that the log holds from before: it is owed until the log says
    /// otherwise.
    pub fn restore(&mut self, dot: Dot, version: u64, place: Place, queued: bool) {
        let mut entry = Entry::new(dot, version, place);
        entry.status = if queued { Status::Queued } else { Status::Pending };
        entry.was_sent = true;
        self.outbox.push(entry);
        self.totals.last_submitted_version = version;
    }

    /// Takes in an entry as it was saved.
    pub fn restore_saved(&mut self, entry: Entry) {
        self.outbox.push(entry);
    }

    /// Says what of the outbox has to be saved, up to and with version `last`.
    pub fn take_unsaved(&mut self, last: u64) -> Unsaved {
        self.outbox.take_unsaved(last)
    }

    /// Takes back what was not saved after all.
    pub fn put_back(&mut self, unsaved: Unsaved) {
        self.outbox.put_back(unsaved);
    }

    /// Notes that the operation of an entry stands elsewhere now.
    pub fn carried(&mut self, version: u64, place: Place) {
        self.outbox.restore(version, |entry| entry.place = place);
    }

    /// Lets acknowledged entries go whose operation is in a file before `file`. Returns their
    /// versions.
    pub fn forget_before(&mut self, file: u64) -> Vec<u64> {
        let gone = self.outbox.done_before(file);
        for version in &gone {
            self.outbox.remove(*version);
        }
        gone
    }

    /// Follows a log record saying that operations are owed no more.
    pub fn restore_settled(&mut self, origin: &Origin, first: u64, last: u64) {
        for version in self.outbox.versions_in(origin, first, last) {
            self.outbox.remove(version);
        }
    }

    /// Follows a log record about attempts; `due_ms` is already on this run's clock.
    pub fn restore_mark(&mut self, mark: &Mark, due_ms: i64) {
        self.outbox.restore(mark.version, |entry| {
            entry.status = mark.status;
            entry.attempts = mark.attempts;
            entry.last_attempt_at_ms = mark.last_attempt_at_ms;
            entry.next_attempt_at_ms = mark.next_attempt_at_ms;
            entry.last_error = mark.last_error;
            entry.due_ms = due_ms;
        });
    }

    /// What the log should hold about an entry.
    pub fn mark_of(&self, version: u64) -> Option<Mark> {
        let entry = self.outbox.get(version)?;
        Some(Mark {
            version,
            // In flight at a crash is owed again after the restart.
            status: if entry.status == Status::InFlight { Status::Queued } else { entry.status },
            attempts: entry.attempts,
            last_attempt_at_ms: entry.last_attempt_at_ms,
            next_attempt_at_ms: entry.next_attempt_at_ms,
            last_error: entry.last_error,
        })
    }

    /// Gives an entry to the queue by hand. A failed one gets one more delivery; what is on its way
    /// or queued stays as it is.
    ///
    /// Errors: `InvalidState` when it was acknowledged already.
    pub fn queue(&mut self, version: u64) -> Result<()> {
        let Some(entry) = self.outbox.get(version) else { return Ok(()) };
        match entry.status {
            Status::InFlight | Status::Queued if entry.due_ms == DUE_NOW => Ok(()),
            Status::InFlight => Ok(()),
            Status::Applied => Err(Error::named(
                Code::InvalidState,
                format!("sync operation is already acknowledged: {}", entry.dot.sync_id()),
            )),
            Status::Pending | Status::Queued | Status::Failed => {
                self.outbox.queue(version, DUE_NOW, 0);
                self.marks.change(version);
                Ok(())
            }
        }
    }

    /// What may go out now, oldest first: version and place of at most `batch_len` entries.
    pub fn due(&mut self, now: Now, options: &SyncOptions) -> Vec<(u64, Place)> {
        let due = self.outbox.due(now, options.batch_len);
        due.map(|entry| (entry.version, entry.place)).collect()
    }

    /// Marks an entry as handed out, if it is still queued and due. One whose public id is out with
    /// another entry waits for a retry interval.
    pub fn hand_out(&mut self, version: u64, now: Now, options: &SyncOptions) -> Option<Entry> {
        let entry = self.outbox.get(version)?;
        if entry.status != Status::Queued || entry.due_ms != DUE_NOW {
            return None;
        }
        if self.outbox.is_held_back(entry) {
            let wait_ms = options.retry_interval_ms.clamp(1, DELAY_MS_MAX);
            let [due_ms, due_at_ms] =
                [now.mono_ms, now.wall_ms].map(|ms| ms.saturating_add(wait_ms));
            self.outbox.queue(version, due_ms, due_at_ms);
            return None;
        }
        let timeout = options.require_ack.then(|| options.ack_timeout_bounded_ms());
        self.outbox.hand_out(version, now, timeout);
        self.outbox.get(version).cloned()
    }

    /// Takes an acknowledgement, also a late one. Returns the version of an older acknowledged
    /// entry that had to leave for it.
    ///
    /// Errors: `InvalidState` when the operation was never handed out.
    pub fn acknowledge(&mut self, version: u64) -> Result<Option<u64>> {
        let Some(entry) = self.outbox.get(version) else { return Ok(None) };
        if entry.status == Status::Applied {
            return Ok(None);
        }
        if !entry.was_sent {
            return Err(Error::named(
                Code::InvalidState,
                format!("sync operation was never sent: {}", entry.dot.sync_id()),
            ));
        }
        self.marks.settle(&entry.dot);
        Ok(self.outbox.complete(version))
    }

    /// Notes that an entry is on its way to a peer whose session waits for the acknowledgement.
    pub fn sent(&mut self, version: u64, now: Now) {
        let is_waiting = |entry: &Entry| matches!(entry.status, Status::Pending | Status::Queued);
        if self.outbox.get(version).is_some_and(is_waiting) {
            self.outbox.hand_out(version, now, Some(DELAY_MS_MAX));
        }
    }

    /// Notes that entries are under way no more: the session with the peer is over.
    pub fn unsend(&mut self, known: &Knowledge) {
        for (origin, ranges) in known.iter() {
            if !self.outbox.has_of(origin) {
                continue;
            }
            for (first, last) in ranges.iter() {
                for version in self.outbox.versions_in(origin, first, last) {
                    let status = self.outbox.get(version).map(|entry| entry.status);
                    if status == Some(Status::InFlight) {
                        self.outbox.queue(version, DUE_NOW, 0);
                    }
                }
            }
        }
    }

    /// Gives an entry up that a peer will not take.
    pub fn give_up_with(&mut self, version: u64, error: u16) {
        if self.outbox.get(version).is_some_and(|entry| entry.status.is_owed()) {
            self.outbox.fail(version, error);
            self.marks.change(version);
        }
    }

    /// Lets the entries of an origin above `last` go: they have other names now. Returns their
    /// versions.
    pub fn cut(&mut self, origin: &Origin, last: u64) -> Vec<u64> {
        let versions = self.outbox.versions_in(origin, last.saturating_add(1), u64::MAX);
        for version in &versions {
            self.outbox.remove(*version);
        }
        versions
    }

    /// Whether anything of that origin is in the outbox.
    pub fn owes_of(&self, origin: &Origin) -> bool {
        self.outbox.has_of(origin)
    }

    /// Notes that every peer has these operations of one origin. Returns the versions of older
    /// acknowledged entries that had to leave for them.
    pub fn acknowledge_range(&mut self, origin: &Origin, first: u64, last: u64) -> Vec<u64> {
        let mut dropped = Vec::new();
        for version in self.outbox.versions_in(origin, first, last) {
            let Some(entry) = self.outbox.get(version) else { continue };
            if entry.status != Status::Applied {
                self.marks.settle(&entry.dot);
                dropped.extend(self.outbox.complete(version));
            }
        }
        dropped
    }

    /// Schedules again what was not acknowledged in time, and gives up what had its last delivery.
    /// Returns how many were scheduled again.
    pub fn retry_expired(&mut self, now: Now, options: &SyncOptions) -> usize {
        let mut retried = 0;
        while let Some(entry) = self.outbox.first_late(now) {
            let (version, attempts) = (entry.version, entry.attempts);
            retried +=
                usize::from(self.failed_once(version, attempts, Code::TimedOut, now, options));
        }
        retried
    }

    /// Takes the news that a delivery under way has failed: what its time would have said, said
    /// now. Whether it was scheduled again; if not, that was its last delivery.
    ///
    /// Errors: `InvalidState` when the operation is not under way.
    pub fn send_failed(
        &mut self,
        version: u64,
        error: Code,
        now: Now,
        options: &SyncOptions,
    ) -> Result<bool> {
        let Some(entry) = self.outbox.get(version) else { return Ok(false) };
        if entry.status != Status::InFlight {
            return Err(Error::named(
                Code::InvalidState,
                format!("sync operation is not in flight: {}", entry.dot.sync_id()),
            ));
        }
        let attempts = entry.attempts;
        Ok(self.failed_once(version, attempts, error, now, options))
    }

    /// Schedules a failed delivery again, with backoff, unless it was the last one.
    fn failed_once(
        &mut self,
        version: u64,
        attempts: u32,
        error: Code,
        now: Now,
        options: &SyncOptions,
    ) -> bool {
        self.marks.change(version);
        if attempts >= options.attempts_max.max(1) {
            self.outbox.fail(version, error as u16);
            return false;
        }
        let (base_ms, cap_ms) = (options.retry_interval_ms, options.retry_cap_ms);
        let delay_ms = backoff_ms(attempts, base_ms, cap_ms, &mut self.random);
        let due_ms = now.mono_ms.saturating_add(delay_ms);
        self.outbox.queue(version, due_ms, now.wall_ms.saturating_add(delay_ms));
        self.outbox.note_error(version, error as u16);
        self.totals.retries += 1;
        true
    }

    /// Gives up an entry whose bytes cannot be read.
    pub fn give_up(&mut self, version: u64, error: Code) {
        self.outbox.fail(version, error as u16);
        self.marks.change(version);
    }

    /// Lets acknowledged entries go; without `require_ack` also those that were handed out. Returns
    /// their versions.
    pub fn prune_completed(&mut self, options: &SyncOptions) -> Vec<u64> {
        let mut pruned = Vec::new();
        while let Some(version) = self.outbox.first_done() {
            self.outbox.remove(version);
            pruned.push(version);
        }
        while !options.require_ack
            && let Some(version) = self.outbox.first_handed_over()
        {
            if let Some(entry) = self.outbox.remove(version) {
                self.marks.settle(&entry.dot);
            }
            pruned.push(version);
        }
        pruned
    }

    /// The versions of all failed entries, oldest first.
    pub fn failed_versions(&self) -> Vec<u64> {
        self.outbox.failed().map(|entry| entry.version).collect()
    }

    /// Refuses an entry that has not failed: nothing that may still arrive is given up by accident.
    pub fn check_failed(&self, version: u64) -> Result<()> {
        match self.outbox.get(version) {
            Some(entry) if entry.status == Status::Failed => Ok(()),
            Some(entry) => Err(Error::named(
                Code::InvalidState,
                format!("sync operation has not failed: {}", entry.dot.sync_id()),
            )),
            None => Err(Error::named(Code::NotFound, "sync operation not found".to_owned())),
        }
    }

    /// Whether an entry was given up and nothing has come in between.
    pub fn has_failed(&self, version: u64) -> bool {
        self.outbox.get(version).is_some_and(|entry| entry.status == Status::Failed)
    }

    /// Takes a failed entry out of the outbox after the log was told. An acknowledgement that came
    /// meanwhile goes first.
    pub fn discarded(&mut self, version: u64) {
        if self.has_failed(version) {
            self.outbox.remove(version);
        }
    }

    /// What the log should hold about a failed entry that is to be queued again.
    pub fn requeued_mark(&self, version: u64) -> Option<Mark> {
        let mark = self.mark_of(version)?;
        Some(Mark { status: Status::Queued, attempts: 0, next_attempt_at_ms: 0, ..mark })
    }

    /// Queues a failed entry again, with all its attempts before it, after the log was told. An
    /// acknowledgement that came meanwhile goes first.
    pub fn requeued(&mut self, version: u64) {
        if !self.has_failed(version) {
            return;
        }
        self.outbox.restore(version, |entry| {
            entry.status = Status::Queued;
            entry.attempts = 0;
            entry.due_ms = DUE_NOW;
            entry.next_attempt_at_ms = 0;
        });
    }

    /// When to come back: a queued entry falls due, or an acknowledgement becomes late.
    pub fn next_wakeup_ms(&self) -> Option<i64> {
        self.outbox.next_due_ms()
    }
}

/// What the log keeps of an entry that was tried.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    /// Which entry.
    pub version: u64,
    /// Where it stands.
    pub status: Status,
    /// Deliveries so far.
    pub attempts: u32,
    /// When it was last handed out, in milliseconds since 1970; 0 for never.
    pub last_attempt_at_ms: i64,
    /// When it may go out again, in milliseconds since 1970; 0 for at once.
    pub next_attempt_at_ms: i64,
    /// Number of the last delivery error; 0 for none.
    pub last_error: u16,
}
