// SPDX-License-Identifier: Apache-2.0
//! Groups: writes to several keys that happen together or not at all, here and at every peer. A
//! group is one operation with one name, one stamp and one version; each of its parts has the
//! context of its own key. It is one log group, and its parts are applied under one lock, so that
//! neither a crash nor a reader ever sees half of it.

use crate::base::error::Result;
use crate::base::op::{Bytes, Context, Kind, Operation};
use crate::base::part::{Change, Part, check_part_contexts, check_parts};
use crate::record::{Called, PartBody};
use crate::store::entry::{KeyState, LocalWrite};
use crate::store::table::Slot;
use crate::store::value::Value;
use crate::store::{Applied, context_of};

use super::Engine;
use super::effect::Effect;
use super::journal::Record;
use super::plan::{Draft, seen};
use super::state::State;
use super::submit::{check_one_key, mismatched};
use super::task::{Answer, Submitted, Task, Write, Written, unnamed};

/// What a write did to what is shown, in numbers of keys.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Keys shown that were not.
    pub created: u32,
    /// Shown keys of which another version is shown.
    pub updated: u32,
    /// Keys no longer shown.
    pub deleted: u32,
}

impl Counts {
    /// Of one key.
    pub fn of(applied: &Applied) -> Self {
        Self {
            created: u32::from(applied.created),
            updated: u32::from(applied.updated),
            deleted: u32::from(applied.deleted),
        }
    }
}

impl Written {
    /// What two writes of a group did, the later one last.
    pub(super) fn and(self, later: Self) -> Self {
        Self {
            version: later.version,
            applied: self.applied.or(later.applied),
            counts: Counts {
                created: self.counts.created + later.counts.created,
                updated: self.counts.updated + later.counts.updated,
                deleted: self.counts.deleted + later.counts.deleted,
            },
        }
    }
}

/// Something for each key of an operation, in the order of its changes.
pub(super) enum PerKey<T> {
    /// Of an operation on one key; needs no list.
    One(T),
    /// Of a group; for a kind that is not known, of no key.
    Each(Vec<T>),
}

impl<T> PerKey<T> {
    /// What `look` says of each change of an operation.
    pub(super) fn of(op: &Operation, mut look: impl FnMut(&Change<'_>) -> T) -> Self {
        if !op.kind.is_of_one_key() {
            return Self::Each(op.changes().map(|change| look(&change)).collect());
        }
        Self::One(look(&op.change()))
    }

    /// As [`PerKey::of`], where it can fail.
    pub(super) fn try_of(
        op: &Operation,
        mut look: impl FnMut(&Change<'_>) -> Result<T>,
    ) -> Result<Self> {
        if !op.kind.is_of_one_key() {
            return op.changes().map(|change| look(&change)).collect::<Result<_>>().map(Self::Each);
        }
        look(&op.change()).map(Self::One)
    }

    /// What `look` makes of each change and what was here for it.
    pub(super) fn try_zip<U>(
        self,
        op: &Operation,
        mut look: impl FnMut(&Change<'_>, T) -> Result<U>,
    ) -> Result<PerKey<U>> {
        match self {
            Self::One(one) => look(&op.change(), one).map(PerKey::One),
            Self::Each(each) => {
                let looked = op.changes().zip(each).map(|(change, one)| look(&change, one));
                looked.collect::<Result<_>>().map(PerKey::Each)
            }
        }
    }
}

impl PerKey<Slot> {
    /// Applies every change of an operation.
    pub(super) fn apply(
        self,
        op: &Operation,
        version: u64,
        mut apply: impl FnMut(&Change<'_>, Slot) -> Applied,
    ) -> Written {
        match self {
            Self::One(below) => Written::of(version, apply(&op.change(), below)),
            Self::Each(each) => {
                let changes = op.changes().zip(each);
                let written =
                    changes.map(|(change, below)| Written::of(version, apply(&change, below)));
                written.reduce(Written::and).unwrap_or_default()
            }
        }
    }
}

/// A local write that can no longer fail but for the log.
pub(super) struct Local {
    pub key: Bytes,
    pub write: LocalWrite,
    pub below: Slot,
}

impl Local {
    /// What the log says of it.
    pub(super) fn record(&self) -> Record<'_> {
        Record::local(&self.key, &self.write)
    }

    pub(super) fn apply(self, state: &mut State, segment: u64) -> Written {
        if let Some(Value::There(placed)) = &self.write.value
            && let Some(named) = placed.named()
        {
            state.values.note(named, segment);
        }
        let version = self.write.version;
        state.version = version;
        let applied = state.store.apply_local(&self.key, self.write, self.below);
        Written::of(version, applied)
    }
}

impl Engine {
    /// Writes several keys and owes the writes to the destination as one operation: all of them or
    /// none, here after any crash and at every peer. The contexts of the parts are not looked at;
    /// the engine sets them.
    ///
    /// Errors: `InvalidArgument` for a part out of range, an empty group, a key that stands in it
    /// twice, too many parts or too large a payload; else as [`Engine::submit`]. Nothing is changed
    /// then.
    pub fn submit_group(&self, parts: Vec<Part>, timestamp_ms: i64) -> Result<Submitted> {
        let turn = self.begin_call(|| Called::SubmitGroup(bodies_of(&parts), timestamp_ms));
        self.end_call(turn, self.submit_parts(parts, timestamp_ms))
    }

    fn submit_parts(&self, parts: Vec<Part>, timestamp_ms: i64) -> Result<Submitted> {
        let writes = self.checked_group(parts, timestamp_ms)?;
        if self.state()?.attached.is_none() {
            return Err(unnamed());
        }
        match self.run(Task::SubmitGroup(writes))? {
            Answer::Submitted(submitted) => Ok(submitted),
            _ => Err(mismatched()),
        }
    }

    /// Writes several keys locally, all of them or none: durable as the options say, never sent.
    /// Each write has a version of its own; the answer has the last. Later
    /// [`Engine::submit_local_writes`] submits each by itself.
    ///
    /// Errors: as [`Engine::submit_group`], but needs no sync engine.
    pub fn write_local_group(&self, parts: Vec<Part>, timestamp_ms: i64) -> Result<Written> {
        let turn = self.begin_call(|| Called::WriteLocalGroup(bodies_of(&parts), timestamp_ms));
        self.end_call(turn, self.write_parts(parts, timestamp_ms))
    }

    fn write_parts(&self, parts: Vec<Part>, timestamp_ms: i64) -> Result<Written> {
        let writes = self.checked_group(parts, timestamp_ms)?;
        match self.run(Task::LocalGroup(writes))? {
            Answer::Written(written) => Ok(written),
            _ => Err(mismatched()),
        }
    }

    fn checked_group(&self, mut parts: Vec<Part>, timestamp_ms: i64) -> Result<Vec<Write>> {
        self.check_writable()?;
        for part in parts.iter_mut().filter(|part| part.kind == Kind::Delete) {
            part.value = Bytes::default();
        }
        check_parts(&parts, timestamp_ms, self.options.value_bytes_max)?;
        parts.iter().try_for_each(|part| check_one_key(part.kind))?;
        self.check_known(Kind::Group)?;
        let now = self.now();
        let write = |part: Part| {
            let below = self.look_below(&part.key)?;
            let Part { kind, key, value, .. } = part;
            Ok(Write { kind, key, value, placed: None, timestamp_ms, now, below })
        };
        parts.into_iter().map(write).collect()
    }
}

impl Draft {
    /// A group is made at one moment: one stamp orders all of its parts, each against the versions
    /// of its own key.
    pub(super) fn plan_group(&mut self, state: &State, writes: Vec<Write>) -> Result<Effect> {
        let Some(first) = writes.first() else { return Err(mismatched()) };
        let (timestamp_ms, now) = (first.timestamp_ms, first.now);
        let physical_ms = first.physical_ms(state.drift_ms);
        let mut parts = Vec::with_capacity(writes.len());
        let mut below = Vec::with_capacity(writes.len());
        for write in writes {
            let look = |held: Option<&KeyState>| {
                self.conflicts.note(&write.key, held);
                context_of(held)
            };
            let (context, slot) = seen(state, &write.key, write.below, look)?;
            parts.push(Part { kind: write.kind, key: write.key, value: write.value, context });
            below.push(slot);
        }
        if self.is_outrun(state, parts.iter().map(|part| &part.context)) {
            let again = |Part { kind, key, value, .. }: Part| Write {
                kind,
                key,
                value,
                placed: None,
                timestamp_ms,
                now,
                below: None,
            };
            let writes = parts.into_iter().map(again).collect();
            return Ok(Effect::Outrun(Task::SubmitGroup(writes).into()));
        }
        // What every peer checks is checked before the name is given: it must not leave a gap.
        let stamp = self.clock.tick(physical_ms);
        check_part_contexts(&parts, &self.peek_dot(state)?, stamp, state.opening)?;
        let bytes = parts.iter().map(Part::payload_bytes).sum();
        let leaving = self.make_room(state, bytes, parts.iter().map(|part| &part.key))?;
        let op = Operation {
            dot: self.next_dot(state)?,
            stamp,
            opening: state.opening,
            context: Context::default(),
            version: self.next_version(),
            timestamp_ms,
            created_ms: now.wall_ms.max(1),
            kind: Kind::Group,
            key: Bytes::default(),
            value: Bytes::default(),
            parts,
        };
        let mut conflict = false;
        for change in op.changes() {
            conflict |= self.conflicts.of_own(&change);
        }
        Ok(self.owed(state, op, conflict, PerKey::Each(below), leaving))
    }
}

fn bodies_of(parts: &[Part]) -> Vec<PartBody<'_>> {
    parts.iter().map(PartBody::of).collect()
}
