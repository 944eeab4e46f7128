// SPDX-License-Identifier: Apache-2.0
//! Everything that goes through the log: plan under the state's lock, write and sync without it,
//! then change the state. A plan that fails, or a write that fails, has changed nothing.

use std::collections::BTreeMap;
use std::slice::from_ref;
use std::sync::Arc;
use std::sync::atomic::Ordering;

use crate::base::error::{Code, Error, Result};
use crate::base::id::{Dot, Origin};
use crate::base::op::{Bytes, Kind, Operation};
use crate::base::ranges::Ranges;
use crate::base::stamp::{HybridClock, Stamp};
use crate::base::time::Now;
use crate::outbox::entry::Place;
use crate::store::entry::{KeyState, LocalWrite};
use crate::store::table::Slot;
use crate::store::{Applied, Look, context_of, stamp_max};
use crate::sync::Mark;
use crate::wal::{Log, Position};

use super::journal::{self, MarkBody, Record, SettledBody};
use super::options::Durability;
use super::state::State;
use super::{Engine, lock};

/// What a write did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// This replica's counter for the write.
    pub version: u64,
    /// What it did to what is shown.
    pub applied: Applied,
}

/// A submitted operation: durable together with its place in the outbox.
#[derive(Clone, Debug)]
pub struct Submitted {
    /// The operation as it will go out.
    pub op: Arc<Operation>,
    /// What it did here.
    pub written: Written,
}

/// What became of a received operation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Received {
    /// It was known already: nothing changed.
    pub duplicate: bool,
    /// It, or its delete, is what is shown now.
    pub applied: bool,
    /// It and a version here did not know of each other; both are kept.
    pub conflict: bool,
    /// What it did here; version 0 for a duplicate.
    pub written: Written,
}

/// A write of the application, its limits checked.
pub(super) struct Write {
    pub kind: Kind,
    pub key: Bytes,
    pub value: Bytes,
    pub timestamp_ms: i64,
    pub now: Now,
    pub below: Option<Below>,
}

/// What the runs held of a key when the caller looked, and when that was.
pub(super) struct Below {
    flushes: u64,
    slot: Slot,
}

impl Write {
    /// The time that orders the write: the application's own, as long as it is not further ahead of
    /// the clock than a peer's may be.
    fn physical_ms(&self, drift_ms: i64) -> i64 {
        self.timestamp_ms.min(self.now.wall_ms.saturating_add(drift_ms))
    }
}

/// One thing to be written.
pub(super) enum Task {
    /// A write that is not replicated.
    Local(Write),
    /// A write of this replica.
    Submit(Write),
    /// A peer's operation.
    Receive { op: Operation, now: Now, below: Option<Below> },
    /// From here on under another origin.
    Adopt { origin: Origin },
    /// Failed entries given up on purpose.
    Discard { versions: Vec<u64> },
    /// Failed entries queued again.
    Requeue { versions: Vec<u64> },
    /// Nothing but the marks that wait.
    Marks,
}

/// The answer to a task.
pub(super) enum Answer {
    Written(Written),
    Submitted(Submitted),
    Received(Received),
    Done,
}

/// A task that can no longer fail but for the log.
enum Effect {
    Local { key: Bytes, write: LocalWrite, below: Slot },
    Own { op: Arc<Operation>, queued: bool, below: Slot },
    Remote { op: Operation, version: u64, now: Now, below: Slot },
    Known,
    Adopt { origin: Origin },
    Discard { versions: Vec<u64>, dots: Vec<Dot> },
    Requeue { versions: Vec<u64>, marks: Vec<Mark> },
    Marks,
}

/// What earlier tasks of the same write will have changed. Contexts need no such overlay: a later
/// write of an origin replaces its earlier ones by its sequence number alone.
struct Draft {
    version: u64,
    clock: HybridClock,
    identity: Option<Origin>,
    last: Option<Dot>,
    received: Vec<Dot>,
}

impl Engine {
    /// Runs one task through the log, together with those of other threads.
    pub(super) fn run(&self, task: Task) -> Result<Answer> {
        let bytes = match &task {
            Task::Local(write) | Task::Submit(write) => write.key.len() + write.value.len(),
            Task::Receive { op, .. } => op.payload_bytes(),
            _ => 0,
        };
        let answer = self.shared.run(task, bytes, |log, tasks| self.lead(log, tasks));
        self.help_out(bytes as u64);
        answer
    }

    /// Looks what the runs hold of a key, when no table knows it: before any lock is taken for
    /// writing, so that nobody waits for this disk read but its caller.
    pub(super) fn look_below(&self, key: &[u8]) -> Result<Option<Below>> {
        let (runs, flushes) = {
            let state = self.state()?;
            if state.store.runs().is_empty() || !matches!(state.store.look(key), Look::Below) {
                return Ok(None);
            }
            (state.store.runs().clone(), state.flushes)
        };
        Ok(Some(Below { flushes, slot: runs.state(key)? }))
    }

    fn lead(&self, log: &mut Option<Log>, tasks: Vec<Task>) -> Vec<Result<Answer>> {
        let count = tasks.len();
        match self.try_lead(log, tasks) {
            Ok(answers) => answers,
            Err(error) => (0..count).map(|_| Err(error.clone())).collect(),
        }
    }

    fn try_lead(&self, log: &mut Option<Log>, tasks: Vec<Task>) -> Result<Vec<Result<Answer>>> {
        let mut state = self.state()?;
        let mut draft = Draft {
            version: state.version,
            clock: state.clock,
            identity: state.identity.clone(),
            last: None,
            received: Vec::new(),
        };
        let effects: Vec<Result<Effect>> =
            tasks.into_iter().map(|task| draft.plan(&state, task)).collect();
        let durable = self.options.durability == Durability::Durable;
        let mut places = Vec::new();
        if let Some(log) = log {
            let marks = std::mem::take(&mut state.pipeline.marks);
            let noted: Vec<Mark> =
                marks.changed.iter().filter_map(|&v| state.pipeline.mark_of(v)).collect();
            drop(state);
            let mut log_bytes = 0;
            let wants_sync = effects.iter().flatten().any(Effect::wants_sync);
            let written = stage(log, &effects, &marks.settled, &noted).and_then(|staged| {
                log_bytes = log.staged_bytes() as u64;
                log.commit(durable && wants_sync).map(|()| staged)
            });
            state = lock(&self.state)?;
            match written {
                Ok(staged) => places = staged,
                Err(error) => {
                    log.discard();
                    state.pipeline.marks.put_back(marks);
                    return Err(error);
                }
            }
            state.tail_bytes += log_bytes;
            if !durable {
                self.unsynced.store(true, Ordering::Release);
            }
        } else {
            state.pipeline.marks = Default::default();
        }
        state.clock = draft.clock;
        state.changes += 1;
        let mut places = places.into_iter();
        let answers = effects
            .into_iter()
            .map(|effect| {
                let place = places.next().flatten();
                effect.map(|effect| apply(&mut state, effect, place))
            })
            .collect();
        if self.thresholds.is_due(&state) {
            self.upkeep_due.store(true, Ordering::Relaxed);
        }
        Ok(answers)
    }
}

impl Effect {
    /// Whether the caller was promised that this survives power loss.
    fn wants_sync(&self) -> bool {
        !matches!(self, Self::Known | Self::Marks)
    }

    /// What the log says of it.
    fn record(&self) -> Option<Record<'_>> {
        match self {
            Self::Local { key, write, .. } => Some(Record::local(key, write)),
            Self::Own { op, queued, .. } => Some(Record::operation(op, op.version, true, *queued)),
            Self::Remote { op, version, .. } => Some(Record::operation(op, *version, false, false)),
            Self::Adopt { origin } => {
                Some(Record::Identity { node: origin.node.as_str(), epoch: origin.epoch })
            }
            Self::Discard { dots, .. } => {
                let ranges = dots.iter().map(|dot| SettledBody::of(&dot.origin, dot.seq, dot.seq));
                Some(Record::Settled(ranges.collect()))
            }
            Self::Requeue { marks, .. } => {
                Some(Record::Marks(marks.iter().map(MarkBody::of).collect()))
            }
            Self::Known | Self::Marks => None,
        }
    }
}

impl Draft {
    fn plan(&mut self, state: &State, task: Task) -> Result<Effect> {
        match task {
            Task::Local(write) => {
                let physical_ms = write.physical_ms(state.drift_ms);
                // Made in view of what is here, it comes after it whatever stamps of peers with
                // wrong clocks say.
                let (after, below) = seen(state, &write.key, write.below, stamp_max)?;
                let after = Stamp(after.0.saturating_add(1));
                let stamp = self.clock.tick(physical_ms);
                self.version += 1;
                let local = LocalWrite {
                    stamp: stamp.max(after),
                    timestamp_ms: write.timestamp_ms,
                    version: self.version,
                    value: (write.kind == Kind::Put).then_some(write.value),
                };
                Ok(Effect::Local { key: write.key, write: local, below })
            }
            Task::Submit(write) => self.plan_submit(state, write),
            Task::Receive { op, now, below } => self.plan_receive(state, op, now, below),
            Task::Adopt { origin } => {
                self.identity = Some(origin.clone());
                self.last = None;
                Ok(Effect::Adopt { origin })
            }
            Task::Discard { mut versions } => {
                versions.retain(|&version| state.pipeline.has_failed(version));
                let entry = |&version: &u64| state.pipeline.outbox().get(version);
                let dots = versions.iter().filter_map(entry).map(|e| e.dot.clone()).collect();
                Ok(Effect::Discard { versions, dots })
            }
            Task::Requeue { mut versions } => {
                versions.retain(|&version| state.pipeline.has_failed(version));
                let mark = |&version: &u64| state.pipeline.requeued_mark(version);
                let marks = versions.iter().filter_map(mark).collect();
                Ok(Effect::Requeue { versions, marks })
            }
            Task::Marks => Ok(Effect::Marks),
        }
    }

    fn plan_submit(&mut self, state: &State, write: Write) -> Result<Effect> {
        let Some(origin) = &self.identity else { return Err(unnamed()) };
        let physical_ms = write.physical_ms(state.drift_ms);
        let (context, below) = seen(state, &write.key, write.below, context_of)?;
        let dot = match self.last.take() {
            Some(last) => Dot { seq: last.seq + 1, ..last },
            None => state.next_dot(origin),
        };
        self.last = Some(dot.clone());
        self.version += 1;
        let op = Operation {
            dot,
            stamp: self.clock.tick(physical_ms),
            context,
            version: self.version,
            timestamp_ms: write.timestamp_ms,
            created_ms: write.now.wall_ms.max(1),
            kind: write.kind,
            key: write.key,
            value: write.value,
        };
        let queued = state.attached.as_ref().is_none_or(|options| options.auto_queue);
        Ok(Effect::Own { op: Arc::new(op), queued, below })
    }

    fn plan_receive(
        &mut self,
        state: &State,
        mut op: Operation,
        now: Now,
        below: Option<Below>,
    ) -> Result<Effect> {
        if state.is_known(&op.dot) || self.received.contains(&op.dot) {
            return Ok(Effect::Known);
        }
        if let Some(own) = state.own_origin(&op.dot.origin) {
            return Err(Error::new(
                Code::InvalidState,
                "a peer holds an operation of this node that is not in its log",
                format!("{} of epoch {}", op.dot.sync_id(), own.epoch),
            ));
        }
        state.knowledge.check_room(&op.dot)?;
        let ((), below) = seen(state, &op.key, below, |_| ())?;
        op.dot.origin = state.knowledge.shared(&op.dot.origin);
        self.received.push(op.dot.clone());
        self.version += 1;
        Ok(Effect::Remote { op, version: self.version, now, below })
    }
}

/// What `look` makes of the state of a key, and what has to be brought along to change it.
pub(super) fn seen<T>(
    state: &State,
    key: &[u8],
    below: Option<Below>,
    look: impl FnOnce(Option<&KeyState>) -> T,
) -> Result<(T, Slot)> {
    let slot = match (state.store.look(key), below) {
        (Look::Top(held), _) => return Ok((look(held), None)),
        (Look::Older(slot), _) => slot.clone(),
        (Look::Below, Some(below)) if below.flushes == state.flushes => below.slot,
        (Look::Below, _) => state.store.runs().state(key)?,
    };
    Ok((look(slot.as_deref()), slot))
}

/// Writes the groups of all effects, the marks with the first. Returns where each effect stands.
fn stage(
    log: &mut Log,
    effects: &[Result<Effect>],
    settled: &BTreeMap<Origin, Ranges>,
    noted: &[Mark],
) -> Result<Vec<Option<Position>>> {
    let mut marks = Vec::new();
    if !settled.is_empty() {
        let ranges = settled.iter().flat_map(|(origin, ranges)| {
            ranges.iter().map(|(first, last)| SettledBody::of(origin, first, last))
        });
        marks.push(Record::Settled(ranges.collect()));
    }
    if !noted.is_empty() {
        marks.push(Record::Marks(noted.iter().map(MarkBody::of).collect()));
    }
    let mut places = Vec::with_capacity(effects.len());
    for effect in effects {
        let record = effect.as_ref().ok().and_then(Effect::record);
        let place = if marks.is_empty() {
            // The usual group has one record and needs no list of its own.
            record.map(|record| log.stage(|out| journal::encode(from_ref(&record), out)))
        } else {
            let records: Vec<_> = record.into_iter().chain(marks.drain(..)).collect();
            Some(log.stage(|out| journal::encode(&records, out)))
        };
        places.push(place.transpose()?);
    }
    Ok(places)
}

/// Changes the state. Cannot fail: the log has it.
fn apply(state: &mut State, effect: Effect, place: Option<Position>) -> Answer {
    let place = |version| Place(place.map_or(version, |position| position.0));
    match effect {
        Effect::Local { key, write, below } => {
            let version = write.version;
            state.version = version;
            let applied = state.store.apply_local(&key, write, below);
            Answer::Written(Written { version, applied })
        }
        Effect::Own { op, queued, below } => {
            let version = op.version;
            state.version = version;
            state.knowledge.insert(&op.dot);
            let applied = state.store.apply_own(&op, version, below);
            if state.is_memory_only {
                state.held.insert(version, op.clone());
            }
            state.pipeline.submit(op.dot.clone(), version, place(version), queued);
            Answer::Submitted(Submitted { op, written: Written { version, applied } })
        }
        Effect::Remote { op, version, now, below } => {
            state.version = version;
            state.knowledge.insert(&op.dot);
            if !state.clock.observe(op.stamp, now.wall_ms, state.drift_ms) {
                state.clock_refusals += 1;
            }
            let applied = state.store.apply(&op, version, below);
            let totals = &mut state.pipeline.totals;
            totals.conflicts += u64::from(applied.conflict);
            if applied.in_view {
                totals.last_applied_remote_version = version;
            }
            Answer::Received(Received {
                duplicate: false,
                applied: applied.in_view,
                conflict: applied.conflict,
                written: Written { version, applied },
            })
        }
        Effect::Known => {
            state.pipeline.totals.duplicates += 1;
            Answer::Received(Received { duplicate: true, ..Received::default() })
        }
        Effect::Adopt { origin } => {
            state.adopt(origin);
            Answer::Done
        }
        Effect::Discard { versions, .. } => {
            for version in versions {
                state.pipeline.discarded(version);
                state.held.remove(&version);
            }
            Answer::Done
        }
        Effect::Requeue { versions, .. } => {
            versions.into_iter().for_each(|version| state.pipeline.requeued(version));
            Answer::Done
        }
        Effect::Marks => Answer::Done,
    }
}

pub(super) fn unnamed() -> Error {
    Error::new(Code::InvalidState, "no sync engine is attached", "the replica has no node id yet")
}
