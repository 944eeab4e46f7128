// SPDX-License-Identifier: Apache-2.0
//! Everything that goes through the log: plan under the state's lock, write and sync without it,
//! then change the state. A plan that fails, or a write that fails, has changed nothing.

use std::slice::{from_mut, from_ref};
use std::sync::atomic::Ordering;
use std::sync::{Arc, MutexGuard};

use crate::base::error::{Code, Error, Result};
use crate::base::id::{Dot, NodeId, Origin};
use crate::base::know::Knowledge;
use crate::base::op::{Bytes, Kind, Operation};
use crate::base::time::Now;
use crate::base::trace::span;
use crate::store::Applied;
use crate::store::table::Slot;
use crate::store::value::Placed;
use crate::sync::Mark;
use crate::sync::marks::Marks;
use crate::sync::message::OperationBody;
use crate::sync::peer::Rejection;
use crate::sync::wire::message::Level;
use crate::wal::{Log, Position};

use super::apply::apply;
use super::conflicts::Conflicts;
use super::group::{Counts, Local, PerKey};
use super::journal::{
    self, MarkBody, PeerBody, PeerHasBody, Record, RefusedBody, SettledBody, StepsBody,
};
use super::look::Below;
use super::notices::{Severity, Topic};
use super::options::Durability;
use super::plan::Draft;
use super::renew::{Renewal, Renewing};
use super::state::State;
use super::{Engine, lock};

/// What a write did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// This replica's counter for the write.
    pub version: u64,
    /// What it did to what is shown.
    pub applied: Applied,
    /// The same in numbers of keys.
    pub counts: Counts,
}

impl Written {
    /// What a write to one key did.
    pub fn of(version: u64, applied: Applied) -> Self {
        Self { version, applied, counts: Counts::of(&applied) }
    }
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
    /// It, or its delete, is what is shown now; of a group at least one part.
    pub applied: bool,
    /// It, or a part of it, and a version here did not know of each other; both are kept.
    pub conflict: bool,
    /// It is of a kind that is not known here: kept and handed on, and not applied.
    pub held: bool,
    /// What it did here; version 0 for a duplicate.
    pub written: Written,
}

/// A write of the application, its limits checked.
pub(super) struct Write {
    pub kind: Kind,
    pub key: Bytes,
    pub value: Bytes,
    /// The value, when it is not in memory.
    pub placed: Option<Arc<Placed>>,
    pub timestamp_ms: i64,
    pub now: Now,
    pub below: Option<Below>,
}

impl Write {
    pub(super) fn payload_bytes(&self) -> usize {
        self.key.len() + self.value.len()
    }

    /// The time that orders the write: the application's own, as long as it is not further ahead of
    /// the clock than a peer's may be.
    pub(super) fn physical_ms(&self, drift_ms: i64) -> i64 {
        self.timestamp_ms.min(self.now.wall_ms.saturating_add(drift_ms))
    }
}

/// One thing to be written.
pub(super) enum Task {
    /// A write that is not replicated.
    Local(Write),
    /// Several of them, all or none.
    LocalGroup(Vec<Write>),
    /// A write of this replica.
    Submit(Write),
    /// Several writes of this replica, all or none.
    SubmitGroup(Vec<Write>),
    /// A peer's operation.
    Receive { op: Operation, now: Now, below: PerKey<Option<Below>>, is_repair: bool },
    /// From here on under another origin.
    Adopt { origin: Origin },
    /// An operation that is owed stands again at the end of the log, so that an old file can go.
    Carry { version: u64, op: Arc<Operation> },
    /// An operation that is held stands again at the end of the log, so that an old file can go.
    Keep { version: u64, op: Arc<Operation> },
    /// An operation that was held, and of a kind that is known now.
    Release { op: Arc<Operation>, now: Now, below: PerKey<Option<Below>> },
    /// Failed entries given up on purpose.
    Discard { versions: Vec<u64> },
    /// Failed entries queued again.
    Requeue { versions: Vec<u64> },
    /// A peer is registered, changed, or let go.
    Peer(PeerChange),
    /// Numbers of this replica were given twice.
    Renew(Renewal),
    /// Nothing but the marks that wait.
    Marks,
}

/// What happens to a peer.
pub(super) enum PeerChange {
    /// It is registered, or its lease is another.
    Set { node: NodeId, lease_ms: i64, now_ms: i64 },
    /// It has these operations and no others, whatever was known before.
    Has { node: NodeId, known: Knowledge },
    /// It holds nothing back any more.
    Remove { node: NodeId },
}

impl Task {
    /// The keys that it writes.
    fn keys(&self) -> impl Iterator<Item = &Bytes> {
        let writes = match self {
            Self::Local(write) | Self::Submit(write) => from_ref(write),
            Self::LocalGroup(writes) | Self::SubmitGroup(writes) => writes,
            _ => &[],
        };
        let op = match self {
            Self::Receive { op, .. } => Some(op),
            Self::Release { op, .. } => Some(&**op),
            _ => None,
        };
        let received = op.into_iter().flat_map(|op| op.changes().map(|change| change.key));
        writes.iter().map(|write| &write.key).chain(received)
    }
}

/// The answer to a task.
pub(super) enum Answer {
    Written(Written),
    Submitted(Submitted),
    Received(Received),
    /// This node has to go on under a new epoch first: somebody has seen numbers of its present
    /// life that were not given in it here.
    Outrun(Box<Task>),
    Done,
}

/// A task that can no longer fail but for the log.
pub(super) enum Effect {
    Local(Local),
    LocalGroup(Vec<Local>),
    Own {
        op: Arc<Operation>,
        queued: bool,
        conflict: bool,
        /// It is the first one after an opening.
        is_first: bool,
        below: PerKey<Slot>,
        /// Operations that leave the outbox because later ones have replaced them.
        leaving: Vec<Dot>,
    },
    Remote {
        op: Operation,
        version: u64,
        now: Now,
        conflict: bool,
        /// Under an earlier name it was replaced here.
        is_replaced: bool,
        below: PerKey<Slot>,
    },
    Repair {
        op: Operation,
        version: u64,
        now: Now,
        below: PerKey<Slot>,
    },
    /// An operation that came and cannot be applied.
    Hold {
        op: Arc<Operation>,
        version: u64,
        now: Now,
    },
    /// One that is held, once more.
    Keep {
        op: Arc<Operation>,
        version: u64,
    },
    Known {
        is_held: bool,
    },
    Unneeded,
    /// Nothing yet: the task comes again under a new epoch.
    Outrun(Box<Task>),
    Adopt {
        origin: Origin,
    },
    Carry {
        version: u64,
        op: Arc<Operation>,
    },
    Discard {
        versions: Vec<u64>,
        dots: Vec<Dot>,
    },
    Requeue {
        versions: Vec<u64>,
        marks: Vec<Mark>,
    },
    Peer(PeerChange),
    Renew(Renewing),
    Marks,
}

impl Engine {
    /// Runs one task through the log, together with those of other threads.
    pub(super) fn run(&self, task: Task) -> Result<Answer> {
        match self.run_once(task)? {
            Answer::Outrun(task) => {
                self.renew_outrun()?;
                self.run_once(*task)
            }
            answer => Ok(answer),
        }
    }

    fn run_once(&self, task: Task) -> Result<Answer> {
        let bytes = match &task {
            Task::Local(write) | Task::Submit(write) => write.payload_bytes(),
            Task::LocalGroup(writes) | Task::SubmitGroup(writes) => {
                writes.iter().map(Write::payload_bytes).sum()
            }
            Task::Receive { op, .. } => op.payload_bytes(),
            _ => 0,
        };
        let lead_one = |log: &mut Option<Log>, task| self.lead_one(log, task);
        let answer = self.shared.run(task, bytes, lead_one, |log, tasks| self.lead(log, tasks));
        if let Err(error) = &answer
            && error.code() == Code::LogStopped
        {
            self.note(Severity::Error, Topic::Log, || error.to_string());
        }
        self.help_out(bytes as u64);
        answer
    }

    /// Runs several tasks through the log, at once and not with those of other threads.
    pub(super) fn run_together(
        &self,
        tasks: Vec<Task>,
        bytes: usize,
    ) -> Result<Vec<Result<Answer>>> {
        if tasks.is_empty() {
            return Ok(Vec::new());
        }
        let answers = {
            let mut log = self.shared.log()?;
            self.finish_renewals(&mut log).and_then(|()| self.try_lead(&mut log, tasks))
        };
        self.help_out(bytes as u64);
        let again = |answer| match answer {
            Ok(Answer::Outrun(task)) => self.run(*task),
            answer => answer,
        };
        Ok(answers?.into_iter().map(again).collect())
    }

    fn lead(&self, log: &mut Option<Log>, tasks: Vec<Task>) -> Vec<Result<Answer>> {
        let count = tasks.len();
        match self.finish_renewals(log).and_then(|()| self.try_lead(log, tasks)) {
            Ok(answers) => answers,
            Err(error) => (0..count).map(|_| Err(error.clone())).collect(),
        }
    }

    pub(super) fn try_lead(
        &self,
        log: &mut Option<Log>,
        tasks: Vec<Task>,
    ) -> Result<Vec<Result<Answer>>> {
        span!("group");
        let state = self.state()?;
        let conflicts = Conflicts::among(tasks.iter().flat_map(Task::keys));
        let mut draft = Draft::after(&state, conflicts);
        let effects: Vec<Result<Effect>> =
            tasks.into_iter().map(|task| draft.plan(&state, task)).collect();
        let mut places = vec![None; effects.len()];
        let mut state = self.write_out(log, state, &draft, &effects, &mut places)?;
        // What was fetched for the plan has given way to what went to the log.
        state.store.fetch(effects.iter().flatten().filter_map(Effect::received_key));
        let answers = effects.into_iter().zip(places);
        let answers =
            answers.map(|(effect, place)| effect.map(|effect| apply(&mut state, effect, place)));
        let answers = answers.collect();
        self.note_write(log, &state);
        Ok(answers)
    }

    /// The same for a task without company. A task has no key twice.
    fn lead_one(&self, log: &mut Option<Log>, task: Task) -> Result<Answer> {
        self.finish_renewals(log)?;
        let state = self.state()?;
        let mut draft = Draft::after(&state, Conflicts::default());
        let effect = draft.plan(&state, task);
        let mut place = None;
        let (effects, places) = (from_ref(&effect), from_mut(&mut place));
        let mut state = self.write_out(log, state, &draft, effects, places)?;
        let answer = effect.map(|effect| apply(&mut state, effect, place));
        self.note_write(log, &state);
        answer
    }

    /// Puts what was planned into the log, and what waits to be told with it. Gives the state back,
    /// which was let go meanwhile, ready for the effects; `places` learn where each of them stands.
    fn write_out<'a>(
        &'a self,
        log: &mut Option<Log>,
        mut state: MutexGuard<'a, State>,
        draft: &Draft,
        effects: &[Result<Effect>],
        places: &mut [Option<Position>],
    ) -> Result<MutexGuard<'a, State>> {
        let marks = std::mem::take(&mut state.pipeline.marks);
        if let Some(log) = log {
            let noted = Noted::of(&marks, &state);
            drop(state);
            let durable = self.options.durability == Durability::Durable;
            let wants_sync = effects.iter().flatten().any(Effect::wants_sync);
            let mut log_bytes = 0;
            let written = stage(log, effects, places, &marks, &noted).and_then(|()| {
                log_bytes = log.staged_bytes() as u64;
                log.commit(durable && wants_sync)
            });
            state = lock(&self.state)?;
            if let Err(error) = written {
                log.discard();
                state.pipeline.marks.put_back(marks);
                return Err(error);
            }
            state.tail_bytes += log_bytes;
            if !durable {
                self.unsynced.store(true, Ordering::Release);
            }
        }
        state.clock = draft.clock;
        state.changes += 1;
        Ok(state)
    }

    /// What every write leaves to others, after its effects were applied.
    fn note_write(&self, log: &Option<Log>, state: &State) {
        if self.thresholds.is_due(state) {
            self.upkeep_due.store(true, Ordering::Relaxed);
        }
        if let Some(log) = log {
            self.note_readable(log);
        }
    }
}

impl Effect {
    /// Whether the caller was promised that this survives power loss.
    fn wants_sync(&self) -> bool {
        let is_new = !matches!(self, Self::Carry { .. } | Self::Keep { .. });
        let is_nothing = matches!(self, Self::Known { .. } | Self::Unneeded | Self::Outrun(_));
        is_new && !is_nothing && !matches!(self, Self::Marks)
    }

    /// The key of an operation that came, where it has one.
    fn received_key(&self) -> Option<&[u8]> {
        match self {
            Self::Remote { op, .. } => Some(&op.key),
            _ => None,
        }
    }

    /// What the log says before it: an opening came in between, or it is of several keys.
    fn before(&self) -> Vec<Record<'_>> {
        match self {
            Self::Own { op, is_first: true, .. } => vec![identity(&op.dot.origin)],
            Self::Renew(renewing) => renewing.before(),
            _ => Vec::new(),
        }
    }

    /// What the log says of it beside that.
    fn second(&self) -> Option<Record<'_>> {
        match self {
            Self::Own { op, conflict: true, .. } => Some(Record::Conflict { version: op.version }),
            Self::Remote { version, conflict: true, .. } => {
                Some(Record::Conflict { version: *version })
            }
            Self::Renew(renewing) => renewing.second(),
            _ => None,
        }
    }

    /// What the log says of operations that are owed no more because of it.
    fn settled(&self) -> Option<Record<'_>> {
        match self {
            Self::Own { leaving, .. } if !leaving.is_empty() => {
                let ranges = leaving.iter().map(|d| SettledBody::of(&d.origin, d.seq, d.seq));
                Some(Record::Settled(ranges.collect()))
            }
            _ => None,
        }
    }

    /// What the log says of it, when that is one record.
    pub(super) fn record(&self) -> Option<Record<'_>> {
        match self {
            Self::Local(local) => Some(local.record()),
            Self::Own { op, queued, .. } => Some(Record::operation(op, op.version, true, *queued)),
            Self::Remote { op, version, is_replaced, .. } => {
                Some(Record::operation(op, *version, false, *is_replaced))
            }
            Self::Adopt { origin } => Some(identity(origin)),
            Self::Carry { version, op } => {
                Some(Record::Carried { version: *version, op: OperationBody::of(op) })
            }
            Self::Discard { dots, .. } => {
                let ranges = dots.iter().map(|dot| SettledBody::of(&dot.origin, dot.seq, dot.seq));
                Some(Record::Settled(ranges.collect()))
            }
            Self::Requeue { marks, .. } => {
                Some(Record::Marks(marks.iter().map(MarkBody::of).collect()))
            }
            Self::Peer(change) => Some(change.record()),
            Self::Renew(renewing) => Some(renewing.record()),
            Self::Repair { op, version, .. } => {
                Some(Record::Repair { version: *version, op: OperationBody::of(op) })
            }
            Self::Hold { op, version, .. } | Self::Keep { op, version } => {
                Some(Record::Held { version: *version, op: OperationBody::of(op) })
            }
            Self::LocalGroup(_)
            | Self::Known { .. }
            | Self::Unneeded
            | Self::Outrun(_)
            | Self::Marks => None,
        }
    }
}

/// From here on under this name.
pub(super) fn identity(origin: &Origin) -> Record<'_> {
    Record::Identity { node: origin.node.as_str(), epoch: origin.epoch }
}

impl PeerChange {
    fn record(&self) -> Record<'_> {
        match self {
            Self::Set { node, lease_ms, .. } => Record::Peer(PeerBody {
                node: node.as_str(),
                is_registered: true,
                lease_ms: *lease_ms,
            }),
            Self::Remove { node } => {
                Record::Peer(PeerBody { node: node.as_str(), is_registered: false, lease_ms: 0 })
            }
            Self::Has { node, known } => {
                Record::PeerHas(PeerHasBody::of(node, Level::Applied, true, known))
            }
        }
    }
}

/// How it stands now with what marks only name.
struct Noted {
    marks: Vec<Mark>,
    refused: Vec<(NodeId, Dot, Rejection)>,
}

impl Noted {
    fn of(marks: &Marks, state: &State) -> Self {
        let changed = marks.changed.iter();
        let refused = marks.refused.iter().filter_map(|(node, dot)| {
            let refusal = state.peers.get(node)?.rejected.get(dot)?;
            refusal.is_final().then(|| (node.clone(), dot.clone(), *refusal))
        });
        Self {
            marks: changed.filter_map(|&version| state.pipeline.mark_of(version)).collect(),
            refused: refused.collect(),
        }
    }
}

/// Writes the groups of all effects, the marks with the first, and notes where each effect stands.
fn stage(
    log: &mut Log,
    effects: &[Result<Effect>],
    places: &mut [Option<Position>],
    waiting: &Marks,
    noted: &Noted,
) -> Result<()> {
    let mut marks = Vec::new();
    if !waiting.settled.is_empty() {
        let ranges = waiting.settled.iter().flat_map(|(origin, ranges)| {
            ranges.iter().map(|(first, last)| SettledBody::of(origin, first, last))
        });
        marks.push(Record::Settled(ranges.collect()));
    }
    if !noted.marks.is_empty() {
        marks.push(Record::Marks(noted.marks.iter().map(MarkBody::of).collect()));
    }
    if !noted.refused.is_empty() {
        let refused = noted.refused.iter();
        let refused = refused.map(|(peer, dot, refusal)| RefusedBody::of(peer, dot, refusal));
        marks.push(Record::Refused(refused.collect()));
    }
    marks.extend(waiting.peers.iter().map(|((peer, level), known)| {
        Record::PeerHas(PeerHasBody::of(peer, *level, false, known))
    }));
    if !waiting.told.is_empty() {
        let told = waiting.told.iter().map(|(origin, steps)| StepsBody::of(origin, steps));
        marks.push(Record::Steps(told.collect()));
    }
    for (effect, place) in effects.iter().zip(places) {
        let effect = effect.as_ref().ok();
        let record = effect.and_then(Effect::record);
        let before = effect.map(Effect::before).unwrap_or_default();
        let second = effect.and_then(Effect::second);
        let settled = effect.and_then(Effect::settled);
        let staged = if let Some(Effect::LocalGroup(locals)) = effect {
            let records: Vec<_> = locals.iter().map(Local::record).chain(marks.drain(..)).collect();
            Some(log.stage(|out| journal::encode(&records, out)))
        } else if marks.is_empty() && before.is_empty() && second.is_none() && settled.is_none() {
            // The usual group has one record and needs no list of its own.
            record.map(|record| log.stage(|out| journal::encode(from_ref(&record), out)))
        } else {
            let beside = second.into_iter().chain(settled).chain(marks.drain(..));
            let records: Vec<_> = before.into_iter().chain(record).chain(beside).collect();
            Some(log.stage(|out| journal::encode(&records, out)))
        };
        *place = staged.transpose()?;
    }
    Ok(())
}

pub(super) fn unnamed() -> Error {
    Error::new(Code::InvalidState, "no sync engine is attached", "the replica has no node id yet")
}
