// SPDX-License-Identifier: Apache-2.0
//! The first step of a write: deciding, under the lock of the state, what it will be, and changing
//! nothing. What can fail with the application's input, fails here.

use std::iter::once;
use std::sync::Arc;

use crate::base::error::{Code, Error, Result};
use crate::base::id::{Dot, Origin};
use crate::base::know::Knowledge;
use crate::base::op::{Context, Kind, Operation};
use crate::base::stamp::{HybridClock, Stamp};
use crate::base::time::Now;
use crate::store::decide::is_news_to;
use crate::store::entry::{KeyState, LocalWrite};
use crate::store::table::Slot;
use crate::store::value::Value;
use crate::store::{Look, context_of, stamp_max};

use super::bound::Bound;
use super::conflicts::Conflicts;
use super::effect::Effect;
use super::group::{Local, PerKey};
use super::hold::Holding;
use super::look::Below;
use super::state::State;
use super::task::{Task, Write, unnamed};

/// What earlier tasks of the same write will have changed. Contexts need no such overlay: a later
/// write of an origin replaces its earlier ones by its sequence number alone.
pub(super) struct Draft {
    pub(super) version: u64,
    pub(super) clock: HybridClock,
    pub(super) identity: Option<Origin>,
    pub(super) is_resumed: bool,
    pub(super) last: Option<Dot>,
    pub(super) received: Knowledge,
    pub(super) holding: Holding,
    pub(super) conflicts: Conflicts,
    pub(super) bound: Bound,
}

impl Draft {
    /// Nothing is changed yet.
    pub(super) fn after(state: &State, conflicts: Conflicts) -> Self {
        Self {
            version: state.version,
            clock: state.clock,
            identity: state.identity.clone(),
            is_resumed: state.is_resumed,
            last: None,
            received: Knowledge::default(),
            holding: Holding::default(),
            conflicts,
            bound: Bound::default(),
        }
    }

    pub(super) fn plan(&mut self, state: &State, task: Task) -> Result<Effect> {
        match task {
            Task::Local(write) => self.plan_local(state, write).map(Effect::Local),
            Task::LocalGroup(writes) => {
                let locals = writes.into_iter().map(|write| self.plan_local(state, write));
                locals.collect::<Result<_>>().map(Effect::LocalGroup)
            }
            Task::Submit(write) => self.plan_submit(state, write),
            Task::SubmitGroup(writes) => self.plan_group(state, writes),
            Task::Receive { op, now, below, is_repair } => {
                self.plan_receive(state, op, now, below, is_repair)
            }
            Task::Adopt { origin } => {
                self.identity = Some(origin.clone());
                self.is_resumed = state.is_own(&origin);
                self.last = None;
                Ok(Effect::Adopt { origin })
            }
            Task::Carry { version, op } => Ok(Effect::Carry { version, op }),
            Task::Keep { version, op } => Ok(Effect::Keep { version, op }),
            Task::Release { op, now, below } => self.plan_remote(state, (*op).clone(), now, below),
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
            Task::Peer(change) => Ok(Effect::Peer(change)),
            Task::Renew(renewal) => self.plan_renewal(state, renewal),
            Task::Marks => Ok(Effect::Marks),
        }
    }

    fn plan_local(&mut self, state: &State, write: Write) -> Result<Local> {
        let physical_ms = write.physical_ms(state.drift_ms);
        // Made in view of what is here, it comes after it whatever stamps of peers with wrong
        // clocks say.
        let look = |held: Option<&KeyState>| {
            self.conflicts.note(&write.key, held);
            stamp_max(held)
        };
        let (after, below) = seen(state, &write.key, write.below, look)?;
        let after = Stamp(after.0.saturating_add(1));
        let stamp = self.clock.tick(physical_ms);
        self.version += 1;
        let local = LocalWrite {
            stamp: stamp.max(after),
            timestamp_ms: write.timestamp_ms,
            version: self.version,
            value: match write.placed {
                Some(placed) => Some(Value::There(placed)),
                None => (write.kind == Kind::Put).then_some(Value::Here(write.value)),
            },
        };
        self.conflicts.follow(&write.key, &local);
        Ok(Local { key: write.key, write: local, below })
    }

    fn plan_submit(&mut self, state: &State, mut write: Write) -> Result<Effect> {
        let physical_ms = write.physical_ms(state.drift_ms);
        let look = |held: Option<&KeyState>| {
            self.conflicts.note(&write.key, held);
            context_of(held)
        };
        let bytes = write.payload_bytes();
        let (context, below) = seen(state, &write.key, write.below.take(), look)?;
        if self.is_outrun(state, [&context]) {
            return Ok(Effect::Outrun(Task::Submit(write).into()));
        }
        let leaving = self.make_room(state, bytes, once(&write.key))?;
        let op = Operation {
            dot: self.next_dot(state)?,
            stamp: self.clock.tick(physical_ms),
            opening: state.opening,
            context,
            version: self.next_version(),
            timestamp_ms: write.timestamp_ms,
            created_ms: write.now.wall_ms.max(1),
            kind: write.kind,
            key: write.key,
            value: write.value,
            parts: Vec::new(),
        };
        let conflict = self.conflicts.of_own(&op.change());
        Ok(self.owed(state, op, conflict, PerKey::One(below), leaving))
    }

    /// An operation made here, with its place in the outbox, and what leaves that for it.
    pub(super) fn owed(
        &mut self,
        state: &State,
        op: Operation,
        conflict: bool,
        below: PerKey<Slot>,
        leaving: Vec<Dot>,
    ) -> Effect {
        let queued = state.attached.as_ref().is_none_or(|options| options.auto_queue);
        let is_first = std::mem::take(&mut self.is_resumed);
        Effect::Own { op: Arc::new(op), queued, conflict, is_first, below, leaving }
    }

    /// The name of the next operation made here.
    pub(super) fn next_dot(&mut self, state: &State) -> Result<Dot> {
        let dot = self.peek_dot(state)?;
        self.last = Some(dot.clone());
        Ok(dot)
    }

    /// The same, not taken yet.
    pub(super) fn peek_dot(&self, state: &State) -> Result<Dot> {
        let Some(origin) = &self.identity else { return Err(unnamed()) };
        Ok(match &self.last {
            Some(last) => Dot { origin: last.origin.clone(), seq: last.seq + 1 },
            None => state.next_dot(origin),
        })
    }

    /// Whether somebody has seen more of this node's present life than was given in it here: the
    /// next write would get the name of one that exists.
    pub(super) fn is_outrun<'a>(
        &self,
        state: &State,
        contexts: impl IntoIterator<Item = &'a Context>,
    ) -> bool {
        let Some(own) = &self.identity else { return false };
        let has_seen_some = |context: &&Context| context.seq_of(own).is_some();
        let mut contexts = contexts.into_iter().filter(has_seen_some).peekable();
        if contexts.peek().is_none() {
            return false;
        }
        let Ok(next) = self.peek_dot(state) else { return false };
        contexts.any(|context| context.seq_of(own).is_some_and(|last| last >= next.seq))
    }

    pub(super) fn next_version(&mut self) -> u64 {
        self.version += 1;
        self.version
    }

    fn plan_receive(
        &mut self,
        state: &State,
        mut op: Operation,
        now: Now,
        below: PerKey<Option<Below>>,
        is_repair: bool,
    ) -> Result<Effect> {
        if self.is_outrun(state, op.contexts()) {
            return Ok(Effect::Outrun(Task::Receive { op, now, below, is_repair }.into()));
        }
        if is_repair {
            return self.plan_repair(state, op, now, below);
        }
        if state.is_known(&op.dot) || self.received.contains(&op.dot) {
            let is_held = state.hold.contains(&op.dot) || self.holding.contains(&op.dot);
            return Ok(Effect::Known { is_held });
        }
        if let Some(own) = state.own_origin(&op.dot.origin) {
            return Err(Error::new(
                Code::InvalidState,
                "a peer holds an operation of this node that is not in its log",
                format!("{} of epoch {}", op.dot.sync_id(), own.epoch),
            ));
        }
        state.check_gaps(&op.dot)?;
        op.dot.origin = state.knowledge.shared(&op.dot.origin);
        if state.hold.must_hold(&op) {
            return self.plan_hold(state, op, now);
        }
        self.received.insert(&op.dot);
        self.plan_remote(state, op, now, below)
    }

    /// An operation that is followed here and was not before.
    fn plan_remote(
        &mut self,
        state: &State,
        op: Operation,
        now: Now,
        below: PerKey<Option<Below>>,
    ) -> Result<Effect> {
        let (mut conflict, mut is_replaced) = (false, false);
        let below = below.try_zip(&op, |change, below| {
            let look = |held: Option<&KeyState>| {
                // The keys of a group are told apart by their former names alone.
                is_replaced = op.kind.is_of_one_key()
                    && held.is_some_and(|held| state.was_replaced(change, held));
                !is_replaced && self.conflicts.of_received(change, held)
            };
            let (is_conflict, below) = seen(state, change.key, below, look)?;
            conflict |= is_conflict;
            Ok(below)
        })?;
        let version = self.next_version();
        Ok(Effect::Remote { op, version, now, conflict, is_replaced, below })
    }

    /// A version that the state may lack. An operation that is not known comes by itself, and
    /// whole: a repair has one key of it, and must not make it known.
    fn plan_repair(
        &mut self,
        state: &State,
        mut op: Operation,
        now: Now,
        below: PerKey<Option<Below>>,
    ) -> Result<Effect> {
        // One that is held says nothing of the key before it is applied as a whole.
        if !state.knowledge.contains(&op.dot) || state.hold.contains(&op.dot) {
            return Ok(Effect::Unneeded);
        }
        let mut is_news = false;
        let below = below.try_zip(&op, |change, below| {
            let look = |held: Option<&KeyState>| {
                self.conflicts.of_received(change, held);
                held.is_none_or(|held| is_news_to(held, change))
            };
            let (is_part_news, below) = seen(state, change.key, below, look)?;
            is_news |= is_part_news;
            Ok(below)
        })?;
        if !is_news {
            return Ok(Effect::Unneeded);
        }
        op.dot.origin = state.knowledge.shared(&op.dot.origin);
        Ok(Effect::Repair { op, version: self.next_version(), now, below })
    }
}

/// What `look` makes of the state of a key, and what has to be brought along to change it.
pub(super) fn seen<T>(
    state: &State,
    key: &[u8],
    below: Option<Below>,
    look: impl FnOnce(Option<&KeyState>) -> T,
) -> Result<(T, Slot)> {
    let slot = match below {
        Some(below) if below.is_untouched(state) => {
            debug_assert!(
                matches!(state.store.look(key), Look::Below),
                "a table changed unnoticed"
            );
            below.slot
        }
        below => match (state.store.look(key), below) {
            (Look::Top(held), _) => return Ok((look(held), None)),
            (Look::Older(slot), _) => slot.clone(),
            (Look::Below, Some(below)) if below.is_in_force(state) => below.slot,
            (Look::Below, _) => state.store.runs().state(key)?,
        },
    };
    Ok((look(slot.as_deref()), slot))
}
