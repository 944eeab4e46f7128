// SPDX-License-Identifier: Apache-2.0
//! The calls that move operations from the outbox to their destination.

use std::sync::Arc;
use std::sync::atomic::Ordering;

use crate::base::error::{Code, Error, Result};
use crate::base::id::{NodeId, not_found, parse_sync_id};
use crate::base::limits::{BATCH_BYTES_MAX, MARKS_LEN_MAX, TICK_BYTES};
use crate::base::op::Operation;
use crate::outbox::entry::{DUE_NOW, Entry, Place, Status};
use crate::record::Called;
use crate::sync::options::SyncOptions;
use crate::wal::Position;

use super::Engine;
use super::journal::{self, Record};
use super::notices::{Severity, Topic};
use super::state::State;
use super::task::{Task, unnamed};

/// An operation with where it stands in the outbox.
#[derive(Clone, Debug)]
pub struct Delivery {
    /// The operation.
    pub op: Arc<Operation>,
    /// Where it stands.
    pub entry: Entry,
}

/// What one turn of the scheduler did.
#[derive(Clone, Debug, Default)]
pub struct Tick {
    /// Late deliveries that were scheduled again.
    pub retried: usize,
    /// Entries that were pruned.
    pub pruned: usize,
    /// What is to be sent now.
    pub batch: Vec<Delivery>,
}

impl Engine {
    /// Hands out what is due, oldest first: at most `batch_len` operations. With `require_ack` each
    /// of them comes back after `ack_timeout_ms` without an acknowledgement; without it each stays
    /// in flight until it is acknowledged or pruned, and never counts as acknowledged by itself.
    ///
    /// In [`super::Durability::Fast`] the log is synced first if need be: what a peer may learn
    /// must not be forgotten here.
    pub fn next_batch(&self) -> Result<Vec<Delivery>> {
        self.recorded(Called::NextBatch, || {
            let options = self.sync_options()?;
            let now = self.now();
            let due = self.state()?.pipeline.due(now, &options);
            if !due.is_empty() && self.unsynced.load(Ordering::Acquire) {
                self.sync_log()?;
            }
            let mut batch = Vec::with_capacity(due.len());
            let mut bytes = 0;
            for (version, place) in due {
                let read = self.operation(version, place);
                let mut state = self.state()?;
                match read {
                    Ok(op) => {
                        bytes += op.payload_bytes();
                        if bytes > BATCH_BYTES_MAX && !batch.is_empty() {
                            break;
                        }
                        if let Some(entry) = state.pipeline.hand_out(version, now, &options) {
                            batch.push(Delivery { op, entry });
                        }
                    }
                    // It was acknowledged and pruned meanwhile, and its log is gone.
                    Err(_) if state.pipeline.outbox().get(version).is_none() => {}
                    // What cannot be read must not hold back the rest: it is listed as failed.
                    Err(error) if error.code() == Code::Corrupted => {
                        state.pipeline.give_up(version, error.code());
                    }
                    Err(error) if batch.is_empty() => return Err(error),
                    Err(_) => break,
                }
                state.changes += 1;
            }
            Ok(batch)
        })
    }

    /// How many operations after a version are due to be handed out, at most a batch, and the
    /// version of the last of them. Hands out nothing.
    pub fn due_after(&self, version: u64) -> Result<(usize, u64)> {
        self.recorded(Called::DueAfter(version), || {
            let options = self.sync_options()?;
            let now = self.now();
            let mut state = self.state()?;
            // What is due by now is moved to where it is counted.
            state.pipeline.due(now, &options);
            Ok(state.pipeline.outbox().due_after(version, options.batch_len))
        })
    }

    /// Where an operation made here stands; None when the outbox does not hold it: it was
    /// acknowledged and pruned, discarded, or replaced before it was sent.
    pub fn status_of(&self, version: u64) -> Result<Option<Status>> {
        Ok(self.state()?.pipeline.outbox().get(version).map(|entry| entry.status))
    }

    /// Takes an acknowledgement; one that comes late or twice is welcome.
    ///
    /// Errors: `NotFound` (`sync operation not found: <id>`) for an id that is not in the outbox,
    /// `InvalidState` for an operation that was never handed out. Durability: written with the next
    /// group, tried at the latest after
    /// [`MARKS_LEN_MAX`] of them; losing it only means sending again.
    pub fn receive_ack(&self, sync_id: &str) -> Result<()> {
        self.recorded(Called::ReceiveAck(sync_id), || {
            self.check_writable()?;
            let mut state = self.state()?;
            let version = state.version_of(sync_id, |status| status == Status::InFlight)?;
            if let Some(dropped) = state.pipeline.acknowledge(version)? {
                state.held.remove(&dropped);
            }
            state.changes += 1;
            self.write_many_marks(state);
            Ok(())
        })
    }

    /// Gives a pending or failed operation to the queue. A failed one gets one more delivery.
    ///
    /// Errors: `NotFound`, and `InvalidState` for one that was acknowledged.
    pub fn queue(&self, sync_id: &str) -> Result<()> {
        self.recorded(Called::Queue(sync_id), || {
            self.check_writable()?;
            let mut state = self.state()?;
            let waits = |status| matches!(status, Status::Pending | Status::Failed);
            let version = state.version_of(sync_id, waits)?;
            state.pipeline.queue(version)?;
            state.changes += 1;
            self.write_many_marks(state);
            Ok(())
        })
    }

    /// Schedules again what was not acknowledged in time, with backoff, and marks as failed what
    /// had its last delivery. Returns how many were scheduled again.
    pub fn retry_expired(&self) -> Result<usize> {
        self.recorded(Called::RetryExpired, || {
            let options = self.sync_options()?;
            let now = self.now();
            let mut state = self.state()?;
            let failed = state.pipeline.counts().failed;
            let retried = state.pipeline.retry_expired(now, &options);
            let has_failed = state.pipeline.counts().failed > failed;
            if retried > 0 || has_failed {
                state.changes += 1;
            }
            if has_failed {
                let count = state.pipeline.counts().failed - failed;
                drop(state);
                self.note_failed(count);
                // Failing changes what happens after a restart: it is not left waiting.
                self.try_write_marks();
                return Ok(retried);
            }
            self.write_many_marks(state);
            Ok(retried)
        })
    }

    fn note_failed(&self, count: usize) {
        self.note(Severity::Warning, Topic::Outbox, || {
            format!("{count} operations had their last delivery and are listed as failed")
        });
    }

    /// Takes the news that an operation could not be sent, so that it need not become late first:
    /// the delivery counts as failed with that error, and the next one is scheduled with backoff.
    /// Whether there is a next one; if not, the operation is listed as failed.
    ///
    /// Errors: `NotFound`, and `InvalidState` for an operation that is not in flight.
    pub fn report_send_failure(&self, sync_id: &str, error: Code) -> Result<bool> {
        self.recorded(Called::ReportSendFailure(sync_id, error as u16), || {
            let options = self.sync_options()?;
            let now = self.now();
            let mut state = self.state()?;
            let version = state.version_of(sync_id, |status| status == Status::InFlight)?;
            let is_scheduled = state.pipeline.send_failed(version, error, now, &options)?;
            state.changes += 1;
            if is_scheduled {
                self.write_many_marks(state);
            } else {
                drop(state);
                self.note_failed(1);
                // As when it becomes late.
                self.try_write_marks();
            }
            Ok(is_scheduled)
        })
    }

    /// Lets acknowledged operations go from the outbox; without `require_ack` also those that were
    /// handed out. Returns how many.
    pub fn prune_completed(&self) -> Result<usize> {
        self.recorded(Called::PruneCompleted, || {
            let options = self.sync_options()?;
            let mut state = self.state()?;
            let pruned = state.pipeline.prune_completed(&options);
            for version in &pruned {
                state.held.remove(version);
            }
            if !pruned.is_empty() {
                state.changes += 1;
            }
            self.write_many_marks(state);
            Ok(pruned.len())
        })
    }

    /// Discards every failed operation, on purpose: it will never be sent. Returns how many.
    /// Durable when this returns, as the options say.
    pub fn prune_failed(&self) -> Result<usize> {
        self.recorded(Called::PruneFailed, || {
            self.check_writable()?;
            let versions = self.state()?.pipeline.failed_versions();
            let count = versions.len();
            if count > 0 {
                self.run(Task::Discard { versions })?;
            }
            Ok(count)
        })
    }

    /// Discards one failed operation, on purpose.
    ///
    /// Errors: `NotFound`, and `InvalidState` for one that has not failed.
    pub fn discard_failed(&self, sync_id: &str) -> Result<()> {
        self.recorded(Called::DiscardFailed(sync_id), || {
            let version = self.failed_version(sync_id)?;
            self.run(Task::Discard { versions: vec![version] })?;
            Ok(())
        })
    }

    /// Queues one failed operation again, with all its deliveries before it.
    ///
    /// Errors: `NotFound`, and `InvalidState` for one that has not failed.
    pub fn requeue_failed(&self, sync_id: &str) -> Result<()> {
        self.recorded(Called::RequeueFailed(sync_id), || {
            let version = self.failed_version(sync_id)?;
            self.run(Task::Requeue { versions: vec![version] })?;
            Ok(())
        })
    }

    /// Queues every failed operation again. Returns how many.
    pub fn requeue_all_failed(&self) -> Result<usize> {
        self.recorded(Called::RequeueAllFailed, || {
            self.check_writable()?;
            let versions = self.state()?.pipeline.failed_versions();
            let count = versions.len();
            if count > 0 {
                self.run(Task::Requeue { versions })?;
            }
            Ok(count)
        })
    }

    /// One turn: retry what is late, prune if asked, select, batch. Does a bounded piece of upkeep
    /// beside, if some is due ([`TICK_BYTES`]).
    pub fn tick(&self, prune_completed: bool) -> Result<Tick> {
        self.recorded(Called::Tick(prune_completed), || {
            self.keep_up_bounded();
            let retried = self.retry_expired()?;
            let pruned = if prune_completed { self.prune_completed()? } else { 0 };
            Ok(Tick { retried, pruned, batch: self.next_batch()? })
        })
    }

    /// Does a bounded piece of upkeep, if some is due and nobody else is at it ([`TICK_BYTES`]).
    pub fn keep_up_bounded(&self) {
        let turn = self.begin_call(|| Called::KeepUpBounded);
        self.keep_up(TICK_BYTES);
        // It tells nobody what it met.
        let _ = self.end_call(turn, Ok(()));
    }

    /// When to call [`Engine::tick`] next, in milliseconds since 1970; None when nothing is queued
    /// or in flight. A time in the past means now.
    pub fn next_wakeup_at_ms(&self) -> Result<Option<i64>> {
        let now = self.now();
        let due = self.state()?.pipeline.next_wakeup_ms();
        Ok(due.map(|due_ms| {
            let wait_ms = due_ms.saturating_sub(now.mono_ms);
            if due_ms == DUE_NOW { now.wall_ms } else { now.wall_ms.saturating_add(wait_ms) }
        }))
    }

    /// Reads an operation of the outbox again, from where the log has it: at `place`, unless upkeep
    /// has carried it on since that was looked up.
    pub(super) fn operation(&self, version: u64, place: Place) -> Result<Arc<Operation>> {
        let mut place = place;
        loop {
            let error = match self.operation_at(version, place) {
                Ok(op) => return Ok(op),
                Err(error) => error,
            };
            match self.state()?.pipeline.outbox().get(version).map(|entry| entry.place) {
                Some(now) if now != place => place = now,
                _ => return Err(error),
            }
        }
    }

    fn operation_at(&self, version: u64, place: Place) -> Result<Arc<Operation>> {
        let Some(reader) = &self.reader else {
            let held = self.state()?.held.get(&version).cloned();
            return held.ok_or_else(|| missing(version));
        };
        let mut body = Vec::new();
        reader.read(Position(place.at), &mut body)?;
        for record in journal::decode(&body)? {
            if let Record::Operation { version: found, op, .. }
            | Record::Carried { version: found, op } = record
                && found == version
            {
                return op.to_operation(u64::MAX).map(Arc::new);
            }
        }
        Err(missing(version))
    }

    /// Writes the marks that wait.
    pub(super) fn write_marks(&self) -> Result<()> {
        if self.options.read_only || self.state()?.pipeline.marks.is_empty() {
            return Ok(());
        }
        self.run(Task::Marks).map(|_| ())
    }

    pub(super) fn write_many_marks(&self, state: std::sync::MutexGuard<'_, State>) {
        let is_due = state.pipeline.marks.len() >= MARKS_LEN_MAX;
        drop(state);
        if is_due {
            self.try_write_marks();
        }
    }

    /// Writes the marks that wait, if the log takes them. If not, they wait on, and the next write,
    /// flush or close says what is wrong: a full disk must hold back neither acknowledgements,
    /// which have been taken by now, nor what is to be sent.
    pub(super) fn try_write_marks(&self) {
        let _ = self.write_marks();
    }

    fn sync_options(&self) -> Result<SyncOptions> {
        self.check_writable()?;
        self.state()?.attached.clone().ok_or_else(unnamed)
    }

    fn failed_version(&self, sync_id: &str) -> Result<u64> {
        self.check_writable()?;
        let state = self.state()?;
        let version = state.version_of(sync_id, |status| status == Status::Failed)?;
        state.pipeline.check_failed(version)?;
        Ok(version)
    }
}

impl State {
    /// The version of the outbox entry with that public id. Of several, which a copied database can
    /// have, the oldest that `fits`, else the oldest.
    pub fn version_of(&self, sync_id: &str, fits: impl Fn(Status) -> bool) -> Result<u64> {
        let unknown = || not_found(sync_id);
        let (node, seq) = parse_sync_id(sync_id).ok_or_else(unknown)?;
        let node = NodeId::new(node).map_err(|_| unknown())?;
        let all = self.pipeline.outbox().namesakes(&node, seq);
        let fitting = all.iter().find(|entry| fits(entry.status)).or(all.first());
        fitting.map(|entry| entry.version).ok_or_else(unknown)
    }
}

fn missing(version: u64) -> Error {
    Error::new(
        Code::Corrupted,
        "the log does not hold an operation of the outbox",
        format!("version {version}"),
    )
}
