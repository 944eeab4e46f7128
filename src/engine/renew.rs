// SPDX-License-Identifier: Apache-2.0
//! A restored or copied database goes on under a new epoch (`docs/format/journal.md`, cut).
//!
//! Its files say that it gave the numbers up to some one; what it, or its twin, gave after those
//! files were copied is known to peers alone. So what it has written may have names that mean other
//! operations elsewhere, unless the peer that noticed has acknowledged it, or remembers it or a
//! later one by its stamp. All of that takes new names under the new epoch, with its values, stamps
//! and times as they were; the old names count as unknown, so that the operations which peers know
//! by them come in as anybody's.
//!
//! What keeps its name was the same before the lives parted. It must keep it: who has replaced it
//! since knows it by that name alone, and a new one would bring it back.

use std::collections::BTreeMap;
use std::ops::Bound;
use std::sync::Arc;

use crate::base::error::{Code, Error, Result};
use crate::base::id::{Dot, NodeId, Origin};
use crate::base::op::{Bytes, Context, Kind, Operation, Seen};
use crate::base::part::Part;
use crate::base::stamp::Stamp;
use crate::base::trail::Trail;
use crate::outbox::entry::Place;
use crate::store::entry::{KeyState, Version};
use crate::store::table::Slot;
use crate::wal::{Log, Position};

use super::Engine;
use super::journal::{CutBody, Record};
use super::plan::{Draft, seen};
use super::state::State;
use super::write::{Effect, Task, identity, unnamed};

/// Numbers of an earlier life of this replica that may have been given twice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cut {
    /// That life.
    pub origin: Origin,
    /// The last number that is not in doubt.
    pub above: u64,
    /// What stands in the log before this place under a number in doubt is void.
    pub until: u64,
    /// Whether every key has been looked at.
    pub is_done: bool,
    /// Number and stamp of what is remembered of those in doubt, until then. No manifest has it: in
    /// the middle of a renewal one is hardly ever written, and then less stays replaced.
    pub steps: Vec<(u64, Stamp)>,
}

impl Cut {
    /// Whether an operation at that place of the log is not the one that has this name now.
    pub fn voids(&self, dot: &Dot, at: u64) -> bool {
        at < self.until && dot.seq > self.above && dot.origin == self.origin
    }
}

/// A step of going on under a new epoch.
pub(super) enum Renewal {
    /// The new life begins; numbers of the old one above this are in doubt.
    Begin { old: Origin, above: u64, new: Origin },
    /// What keys have under a number in doubt takes a new name: one key, or those of a group.
    Keys { old: Origin, above: u64, keys: Vec<Bytes> },
    /// Every key was looked at.
    Done { old: Origin, above: u64 },
}

/// A step that can no longer fail but for the log.
pub(super) enum Renewing {
    Begin { old: Origin, above: u64, new: Origin },
    Keys { old: Origin, above: u64, keys: Vec<(Bytes, Slot)>, op: Option<Arc<Operation>> },
    Done { old: Origin, above: u64 },
}

impl Renewing {
    /// The version of the operation in it, if there is one.
    pub(super) fn version(&self) -> Option<u64> {
        match self {
            Self::Keys { op, .. } => op.as_ref().map(|op| op.version),
            _ => None,
        }
    }

    /// The records of all keys but the last.
    pub(super) fn before(&self) -> Vec<Record<'_>> {
        match self {
            Self::Keys { old, above, keys, .. } => {
                let others = keys.split_last().map_or(&[][..], |(_, others)| others);
                others.iter().map(|(key, _)| record_of(old, *above, KEY, key)).collect()
            }
            _ => Vec::new(),
        }
    }

    pub(super) fn record(&self) -> Record<'_> {
        match self {
            Self::Begin { old, above, .. } => record_of(old, *above, BEGIN, &[]),
            Self::Keys { old, above, keys, .. } => {
                let last = keys.last().map_or(&[][..], |(key, _)| key);
                record_of(old, *above, KEY, last)
            }
            Self::Done { old, above } => record_of(old, *above, DONE, &[]),
        }
    }

    pub(super) fn second(&self) -> Option<Record<'_>> {
        match self {
            Self::Begin { new, .. } => Some(identity(new)),
            Self::Keys { op, .. } => {
                op.as_ref().map(|op| Record::operation(op, op.version, true, true))
            }
            Self::Done { .. } => None,
        }
    }
}

fn record_of<'a>(old: &'a Origin, above: u64, step: u8, key: &'a [u8]) -> Record<'a> {
    let (node, epoch) = (old.node.as_str(), old.epoch);
    Record::Cut(CutBody { node, epoch, above, step, key })
}

const BEGIN: u8 = 1;
const KEY: u8 = 2;
const DONE: u8 = 3;

impl Engine {
    /// Goes on under a new epoch: the numbers of a life above `above` may have been given twice. If
    /// it is not the present one, somebody else has found that out. Durable when this returns, as
    /// the options say. Reads every key once.
    pub(super) fn renew(&self, life: &Origin, above: u64) -> Result<Origin> {
        let mut log = self.shared.log()?;
        let (old, new) = {
            let mut state = self.state()?;
            let old = state.identity.clone().ok_or_else(unnamed)?;
            if old != *life {
                return Ok(old);
            }
            if state.hold.has_above(&old, above) {
                // It cannot take another name, because nobody here can say what it means.
                let context = "operations of this node are of kinds that this build does not know";
                return Err(Error::new(Code::UnsupportedFormat, "cannot be renewed", context));
            }
            let new = state.mint(&old.node);
            (old, new)
        };
        let begin = Renewal::Begin { old, above, new: new.clone() };
        self.lead_renewal(&mut log, vec![Task::Renew(begin)])?;
        self.finish_renewals(&mut log)?;
        Ok(new)
    }

    /// The same when nobody is there who could say what of the present life is the same elsewhere:
    /// what some peer has acknowledged is, and what was there at the first opening behind that.
    pub(super) fn renew_outrun(&self) -> Result<()> {
        let (own, above) = {
            let state = self.state()?;
            let Some(own) = state.identity.clone() else { return Ok(()) };
            let acked = state.peers.iter().filter_map(|peer| peer.applied.of(&own));
            let same = acked.map(|ranges| ranges.watermark()).max().unwrap_or(0);
            let above = state.first_opened_behind(&own, same).unwrap_or(same);
            (own, above)
        };
        self.renew(&own, above).map(|_| ())
    }

    /// Compares what a peer remembers of this node's present life with what was done in it here:
    /// the last number that both have, with everything before it, and the first one behind it that
    /// is another operation here, or none. What is neither remembered nor owed any more was
    /// acknowledged: it is the same.
    /// Under a number of which the peer has met two operations, one is another one.
    pub(super) fn common_past(&self, own: &Origin, trail: &Trail) -> Result<(u64, Option<u64>)> {
        let mut common = 0;
        for &(seq, stamp) in trail.steps() {
            let dot = Dot { origin: own.clone(), seq };
            let (is_known, remembered, owed) = {
                let state = self.state()?;
                let remembered = state.latest.get(own).and_then(|trail| trail.stamp_of(seq));
                let outbox = state.pipeline.outbox();
                let version = outbox.version_of(&dot);
                let owed = version.and_then(|version| outbox.get(version));
                let owed = owed.map(|entry| (entry.version, entry.place));
                (state.knowledge.contains(&dot), remembered, owed)
            };
            let is_same = match (remembered, owed) {
                (Some(own), _) => own == stamp,
                (None, Some((version, place))) => self.operation(version, place)?.stamp == stamp,
                (None, None) => is_known,
            };
            if !is_same || trail.forked_at() == Some(seq) {
                return Ok((common, Some(seq)));
            }
            common = seq;
        }
        Ok((common, None))
    }

    /// Finishes what was begun in an earlier run, or when the disk was full in the middle of it.
    pub(super) fn resume_renewals(&self) -> Result<()> {
        let is_begun = self.state()?.cuts_begun().next().is_some();
        if is_begun { self.finish_renewals(&mut *self.shared.log()?) } else { Ok(()) }
    }

    /// The same for who has the log. Before that nobody writes: a write made now would have seen
    /// what is about to go, and one that comes would go with what it has the name of.
    pub(super) fn finish_renewals(&self, log: &mut Option<Log>) -> Result<()> {
        let cuts: Vec<Cut> = self.state()?.cuts_begun().cloned().collect();
        for cut in cuts {
            let snapshot = self.state()?.store.snapshot();
            let (mut gone, mut living) = (Vec::new(), BTreeMap::<_, Vec<Bytes>>::new());
            snapshot.states(Bound::Unbounded, None, |key, state| {
                if is_touched(state, &cut) {
                    // What is left of a group goes on as a group, and all in the old order.
                    match state.clone().cut(&cut.origin, cut.above) {
                        Some(version) => {
                            let write = (version.dot.seq, version.stamp);
                            living.entry(write).or_default().push(key.into());
                        }
                        None => gone.push(vec![key.into()]),
                    }
                }
                Ok(true)
            })?;
            drop(snapshot);
            let (old, above) = (&cut.origin, cut.above);
            let to_task = |keys| Task::Renew(Renewal::Keys { old: old.clone(), above, keys });
            let keys = gone.into_iter().chain(living.into_values()).map(to_task).collect();
            self.lead_renewal(log, keys)?;
            // Only when none of them has failed.
            let done = Renewal::Done { old: cut.origin, above: cut.above };
            self.lead_renewal(log, vec![Task::Renew(done)])?;
        }
        Ok(())
    }

    fn lead_renewal(&self, log: &mut Option<Log>, tasks: Vec<Task>) -> Result<()> {
        self.try_lead(log, tasks)?.into_iter().try_for_each(|answer| answer.map(drop))
    }
}

fn is_touched(state: &KeyState, cut: &Cut) -> bool {
    state.context.reaches_above(&cut.origin, cut.above)
}

impl Draft {
    pub(super) fn plan_renewal(&mut self, state: &State, renewal: Renewal) -> Result<Effect> {
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
    pub(super) fn follow_renewal(&mut self, renewing: Renewing, place: Place) {
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
    pub(super) fn replay_cut(&mut self, body: &CutBody<'_>, at: Position) -> Result<()> {
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
    fn cuts_begun(&self) -> impl Iterator<Item = &Cut> {
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
