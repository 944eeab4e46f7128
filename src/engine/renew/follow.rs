// SPDX-License-Identifier: Apache-2.0
//! What a step plans, and what it does to the state, now and when the log is read.

use std::sync::Arc;

use crate::base::error::Result;
use crate::base::id::{Dot, NodeId, Origin};
use crate::base::op::{Bytes, Context, Kind, Operation, Seen};
use crate::base::part::Part;
use crate::outbox::entry::Place;
use crate::store::entry::{KeyState, Version};
use crate::wal::Position;

use super::super::effect::Effect;
use super::super::journal::CutBody;
use super::super::plan::{Draft, seen};
use super::super::state::State;
use super::Cut;
use super::step::{BEGIN, KEY, Renewal, Renewing};

impl Draft {
    pub(in super::super) fn plan_renewal(
        &mut self,
        state: &State,
        renewal: Renewal,
    ) -> Result<Effect> {
        Ok(Effect::Renew(match renewal {
            Renewal::Begin { old, above, new } => {
                self.identity = Some(new.clone());
                self.is_resumed = false;
                self.last = None;
                Renewing::Begin { old, above, new }
            }
            Renewal::Done { old, above } => Renewing::Done { old, above },
            Renewal::Keys { old, above, keys } => {
                let mut found = Vec::new();
                let mut cut = Vec::with_capacity(keys.len());
                for key in keys {
                    let look = |held: Option<&KeyState>| renamed_part(state, &old, above, held);
                    let (version, below) = seen(state, &key, None, look)?;
                    found.extend(version.map(|(version, context)| (key.clone(), version, context)));
                    cut.push((key, below));
                }
                let op = self.renamed(state, found)?.map(Arc::new);
                Renewing::Keys { old, above, keys: cut, op }
            }
        }))
    }

    /// The same write under the name that comes next; None where nothing is left of it.
    fn renamed(
        &mut self,
        state: &State,
        found: Vec<(Bytes, Version, Context)>,
    ) -> Result<Option<Operation>> {
        let Some((_, Version { stamp, timestamp_ms, .. }, _)) = found.first() else {
            return Ok(None);
        };
        let (stamp, timestamp_ms) = (*stamp, (*timestamp_ms).max(1));
        let to_part = |(key, version, context): (Bytes, Version, Context)| Part {
            kind: if version.value.is_some() { Kind::Put } else { Kind::Delete },
            key,
            value: version.value.unwrap_or_default(),
            context,
        };
        let mut parts: Vec<Part> = found.into_iter().map(to_part).collect();
        let alone = if parts.len() == 1 { parts.pop() } else { None };
        let Part { kind, key, value, context } = alone.unwrap_or(Part {
            kind: Kind::Group,
            key: Bytes::default(),
            value: Bytes::default(),
            context: Context::default(),
        });
        Ok(Some(Operation {
            dot: self.next_dot(state)?,
            stamp,
            opening: state.opening,
            context,
            version: self.next_version(),
            timestamp_ms,
            created_ms: timestamp_ms,
            kind,
            key,
            value,
            parts,
        }))
    }
}

/// What a key has under a number in doubt, and what that has seen under a new one: its former name
/// as well, and what it may have replaced itself.
fn renamed_part(
    state: &State,
    old: &Origin,
    above: u64,
    held: Option<&KeyState>,
) -> Option<(Version, Context)> {
    let mut held = held.cloned().unwrap_or_default();
    let version = held.cut(old, above)?;
    let mut context = held.context_of(&version);
    context.add(Seen::alone(&version.dot, version.stamp));
    state.doubted_before(&version).for_each(|seen| context.add(seen));
    Some((version, context))
}

impl State {
    pub(in super::super) fn follow_renewal(&mut self, renewing: Renewing, place: Place) {
        match renewing {
            Renewing::Begin { old, above, new } => {
                self.adopt(new);
                self.begin_cut(old, above, place.at);
            }
            Renewing::Keys { old, above, keys, op } => {
                for (key, below) in keys {
                    self.store.cut_key(&key, &old, above, below);
                }
                let Some(op) = op else { return };
                self.version = op.version;
                self.knowledge.insert(&op.dot);
                self.note_own(&op);
                for change in op.changes() {
                    self.store.apply_change(&change, op.version, None);
                }
                if self.is_memory_only {
                    self.held.insert(op.version, op.clone());
                }
                self.history.insert(place.file(), &op.dot);
                self.pipeline.submit(op.dot.clone(), op.version, place, true);
            }
            Renewing::Done { old, .. } => self.end_cut(&old),
        }
    }

    /// Follows what the log says of it. The operation of a key comes as a record of its own.
    pub(in super::super) fn replay_cut(&mut self, body: &CutBody<'_>, at: Position) -> Result<()> {
        let old = Origin { node: NodeId::new(body.node)?, epoch: body.epoch };
        match body.step {
            BEGIN => self.begin_cut(old, body.above, at.0),
            KEY => {
                let key: Bytes = body.key.into();
                let below = self.below(&key)?;
                self.store.cut_key(&key, &old, body.above, below);
            }
            _ => self.end_cut(&old),
        }
        Ok(())
    }

    /// Those of which not every key has been looked at.
    pub(in super::super) fn cuts_begun(&self) -> impl Iterator<Item = &Cut> {
        self.cuts.iter().filter(|cut| !cut.is_done)
    }

    fn begin_cut(&mut self, old: Origin, above: u64, until: u64) {
        self.knowledge.cut(&old, above);
        self.history.cut(&old, above);
        self.openings.remove(&old);
        let mut steps = Vec::new();
        if let Some(trail) = self.latest.get_mut(&old) {
            steps.extend(trail.steps().iter().filter(|(seq, _)| *seq > above));
            trail.cut(above);
        }
        for version in self.pipeline.cut(&old, above) {
            self.held.remove(&version);
        }
        self.cuts.push(Cut { origin: old, above, until, is_done: false, steps });
        self.changes += 1;
    }

    fn end_cut(&mut self, old: &Origin) {
        for cut in self.cuts.iter_mut().filter(|cut| cut.origin == *old) {
            cut.is_done = true;
            cut.steps = Vec::new();
        }
    }

    /// What is remembered of the writes in doubt that were made before one of them. If one was of
    /// its key, it has replaced that, and its new name would not say so any more. A write that is
    /// not remembered itself has replaced none of the last ones; so only few names get long.
    fn doubted_before<'a>(&'a self, version: &'a Version) -> impl Iterator<Item = Seen> + 'a {
        let Version { dot, stamp, .. } = version;
        let is_of = |cut: &&Cut| !cut.is_done && cut.origin == dot.origin;
        let steps = self.cuts.iter().find(is_of).map_or(&[][..], |cut| &cut.steps);
        let steps = if steps.contains(&(dot.seq, *stamp)) { steps } else { &[] };
        let before = steps.iter().take_while(|(seq, _)| *seq < dot.seq);
        before
            .map(|(seq, stamp)| Seen::alone(&Dot { origin: dot.origin.clone(), seq: *seq }, *stamp))
    }
}
