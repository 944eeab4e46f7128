// SPDX-License-Identifier: Apache-2.0
//! Everything that goes through the log: plan under the state's lock, write and sync without it,
//! then change the state. A plan that fails, or a write that fails, has changed nothing.

use std::slice::{from_mut, from_ref};
use std::sync::MutexGuard;
use std::sync::atomic::Ordering;

use crate::base::error::{Code, Result};
use crate::base::id::{Dot, NodeId};
use crate::base::trace::span;
use crate::sync::Mark;
use crate::sync::marks::Marks;
use crate::sync::peer::Rejection;
use crate::wal::{Log, Position};

use super::apply::apply;
use super::conflicts::Conflicts;
use super::effect::Effect;
use super::group::Local;
use super::journal::{self, MarkBody, PeerHasBody, Record, RefusedBody, SettledBody, StepsBody};
use super::notices::{Severity, Topic};
use super::options::Durability;
use super::plan::Draft;
use super::state::State;
use super::task::{Answer, Task, Write};
use super::{Engine, lock};

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
