// SPDX-License-Identifier: Apache-2.0
//! The current state: every key with its concurrent versions, in key order.
//!
//! Promises: applying cannot fail; replicas that applied the same operations, in any order and any
//! number of times, hold the same replicated state; a delete stays as a mark that is never listed
//! and never forgotten; what a policy hides is still there; a snapshot never changes.
//!
//! What changed lately is in tables in memory, the rest in runs on disk below them, and each layer
//! has all of the keys that it has. So a change needs the state that the key had before: who
//! applies brings along what the runs hold, when no table knows the key.
//!
//! Knows no log and no peers. Imports `base` and `disk`; `engine` calls it. Invariant: `tally`
//! counts the keys that the view shows with a value, `contested` holds the keys with more than one
//! candidate.

pub mod absorb;
pub mod decide;
pub mod digest;
pub mod encode;
pub mod entry;
mod glance;
pub mod in_order;
mod index;
mod key;
mod layers;
pub mod merge;
mod names;
pub mod page;
pub mod place;
pub mod policy;
pub mod run;
pub mod runs;
pub mod siblings;
pub mod skim;
pub mod sum;
pub mod table;
mod tally;
pub mod value;
pub mod value_file;
pub mod walk;

use std::collections::BTreeSet;
use std::ops::Bound;
use std::sync::Arc;

use crate::base::error::Result;
use crate::base::id::Origin;
use crate::base::op::{Bytes, Context, Operation};
use crate::base::part::Change;
use crate::base::stamp::Stamp;

use decide::Verdict;
use entry::{KeyState, LocalWrite, Version};
use policy::View;
use runs::RunSet;
use sum::StateSum;
pub use tally::Weight;

use table::{Slot, Table};
use tally::Tally;
use walk::Snapshot;

/// What a write did to what is shown. For one key at most one of the first three flags is set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Applied {
    /// A key is shown that was not.
    pub created: bool,
    /// Another version of a shown key is shown.
    pub updated: bool,
    /// A key is no longer shown.
    pub deleted: bool,
    /// The write is the version shown now, or its delete is in force.
    pub in_view: bool,
    /// Neither this write nor another version of the key saw the other.
    pub conflict: bool,
}

impl Applied {
    /// What a group did, with this for one more of its keys: a flag is set when it is for any.
    pub fn or(self, other: Self) -> Self {
        Self {
            created: self.created || other.created,
            updated: self.updated || other.updated,
            deleted: self.deleted || other.deleted,
            in_view: self.in_view || other.in_view,
            conflict: self.conflict || other.conflict,
        }
    }
}

/// What the tables know of a key.
pub enum Look<'a> {
    /// The newest one has its state, or knows that it has none.
    Top(Option<&'a KeyState>),
    /// One that is not written to has it, and may leave memory soon.
    Older(&'a Slot),
    /// Nothing: the runs have to be asked.
    Below,
}

impl<'a> Look<'a> {
    /// What the table holds; None where no table knows the key.
    pub fn held(self) -> Option<Option<&'a KeyState>> {
        match self {
            Self::Top(held) => Some(held),
            Self::Older(slot) => Some(slot.as_deref()),
            Self::Below => None,
        }
    }
}

/// All keys of one replica.
pub struct Store {
    top: Arc<Table>,
    /// Tables that are not written to, newest first: snapshots hold them, or they go to a run.
    older: Vec<Arc<Table>>,
    /// So many of the oldest go to a run.
    frozen_len: usize,
    runs: Arc<RunSet>,
    contested: BTreeSet<Bytes>,
    /// Keys that came to be contested, or ceased to, since the last freeze.
    contested_changed: BTreeSet<Bytes>,
    tally: Tally,
    weight: Weight,
    /// Kept only once somebody has asked for it.
    sum: Option<StateSum>,
    view: Arc<View>,
}

/// What goes to a run together.
pub struct Frozen {
    /// Newest first.
    pub tables: Vec<Arc<Table>>,
    /// Keys whose place among the contested ones changed, and whether they are there.
    pub contested: Vec<(Bytes, bool)>,
    /// Keys shown of those with one candidate.
    pub uncontested_len: u64,
    /// As of now.
    pub weight: Weight,
    /// As of now, if it is kept.
    pub sum: Option<StateSum>,
}

/// What is known of a store whose tables are empty.
#[derive(Default)]
pub struct Restored {
    /// Keys with more than one candidate.
    pub contested: BTreeSet<Bytes>,
    /// Keys shown of those with one candidate.
    pub uncontested_len: u64,
    /// Of the runs.
    pub weight: Weight,
    /// Of the runs, if it was kept.
    pub sum: Option<StateSum>,
}

impl Store {
    /// A store over runs.
    pub fn new(runs: Arc<RunSet>, restored: Restored) -> Self {
        let contested = if restored.contested.is_empty() { Some(0) } else { None };
        let uncontested = usize::try_from(restored.uncontested_len).unwrap_or(usize::MAX);
        runs.fit_cache();
        Self {
            top: Arc::default(),
            older: Vec::new(),
            frozen_len: 0,
            runs,
            contested: restored.contested,
            contested_changed: BTreeSet::new(),
            tally: Tally { uncontested, contested, unhidden: None },
            weight: restored.weight,
            sum: restored.sum,
            view: Arc::default(),
        }
    }

    /// Takes a replicated operation on one key in.
    pub fn apply(&mut self, op: &Operation, version: u64, below: Slot) -> Applied {
        self.apply_change(&op.change(), version, below)
    }

    /// Takes a replicated change of one key in. `version` is this replica's counter for its
    /// operation, `below` what the runs hold of the key; it is not looked at when a table knows the
    /// key. Who applies a group gives nobody a look between its changes.
    pub fn apply_change(&mut self, op: &Change<'_>, version: u64, below: Slot) -> Applied {
        self.change(op.key, version, below, |state| {
            let has_local = state.local.is_some();
            decide::join(state, op, version).is_conflict(has_local)
        })
    }

    /// Takes in a replicated change of one key that was replaced before it came: only what it had
    /// replaced itself goes.
    pub fn apply_replaced(&mut self, op: &Change<'_>, version: u64, below: Slot) -> Applied {
        self.change(op.key, version, below, |state| {
            decide::pass_over(state, op);
            false
        })
    }

    /// Takes in an operation on one key that this node made itself.
    pub fn apply_own(&mut self, op: &Operation, version: u64, below: Slot) -> Applied {
        self.apply_own_change(&op.change(), version, below, |_| {})
    }

    /// Takes in a change that this node made itself: it saw everything here, so it also ends the
    /// key's local write. `replaces` is called with each version that goes because of it.
    pub fn apply_own_change(
        &mut self,
        op: &Change<'_>,
        version: u64,
        below: Slot,
        replaces: impl FnMut(&Version),
    ) -> Applied {
        self.change(op.key, version, below, |state| {
            state.local = None;
            let siblings = state.siblings.iter();
            siblings
                .filter(|sibling| decide::replaces(op, sibling, &state.context))
                .for_each(replaces);
            decide::join(state, op, version) == Verdict::Concurrent
        })
    }

    /// Takes in a write that is not replicated. A delete of what was never replicated leaves
    /// nothing behind: there is no peer that could bring the key back.
    pub fn apply_local(&mut self, key: &Bytes, write: LocalWrite, below: Slot) -> Applied {
        let version = write.version;
        let is_delete = write.value.is_none();
        let applied = self.change(key, version, below, |state| {
            state.local = (!is_delete || !state.siblings.is_empty()).then_some(write);
            false
        });
        Applied { in_view: applied.in_view || (is_delete && applied.deleted), ..applied }
    }

    /// Takes what an origin wrote above `last` for unknown: those versions go, and the context does
    /// not cover them any more.
    pub fn cut_key(&mut self, key: &Bytes, origin: &Origin, last: u64, below: Slot) -> Applied {
        self.change(key, 0, below, |state| {
            state.cut(origin, last);
            false
        })
    }

    /// Has the processor fetch what tells whether the tables know these keys, for who is about to
    /// look for many of them: where that stands, no cache of a processor holds all of it.
    pub fn fetch<'a>(&self, keys: impl Iterator<Item = &'a [u8]> + Clone) {
        self.top.fetch(keys.clone());
        self.older.iter().for_each(|table| table.fetch(keys.clone()));
    }

    /// What the tables know of a key.
    pub fn look(&self, key: &[u8]) -> Look<'_> {
        if let Some(slot) = self.top.get(key) {
            return Look::Top(slot.as_deref());
        }
        match self.older.iter().find_map(|table| table.get(key)) {
            Some(slot) => Look::Older(slot),
            None => Look::Below,
        }
    }

    /// What the tables hold of each of these keys, up to the first that none of them knows. All of
    /// it is fetched from memory together: key after key, a look waits there three or four times.
    pub fn held<'a>(&'a self, keys: &[&[u8]]) -> Vec<Option<&'a KeyState>> {
        self.fetch(keys.iter().copied());
        let held: Vec<_> = keys.iter().map_while(|key| self.look(key).held()).collect();
        entry::fetch(held.iter().copied().flatten());
        held
    }

    /// The number of shown keys. Asks the disk only when the view changed and there are contested
    /// keys.
    pub fn count(&mut self) -> Result<usize> {
        if let Some(unhidden) = self.tally.unhidden {
            return Ok(unhidden);
        }
        let contested = match self.tally.contested {
            Some(contested) => contested,
            None => {
                let snapshot = self.snapshot();
                let mut live = 0;
                for key in &self.contested {
                    let state = snapshot.state(key)?;
                    live +=
                        usize::from(state.is_some_and(|state| self.view.live(&state).is_some()));
                }
                *self.tally.contested.insert(live)
            }
        };
        Ok(self.tally.uncontested + contested)
    }

    /// Everything as it stands now.
    pub fn snapshot(&self) -> Snapshot {
        let tables = std::iter::once(&self.top).chain(&self.older).cloned().collect();
        Snapshot { tables, runs: self.runs.clone(), view: self.view.clone() }
    }

    /// Keys with more than one candidate, in byte order.
    pub fn contested(&self) -> impl Iterator<Item = &Bytes> {
        self.contested.iter()
    }

    /// The same from one key on.
    pub fn contested_from(&self, from: Bound<&[u8]>) -> impl Iterator<Item = &Bytes> {
        self.contested.range::<[u8], _>((from, Bound::Unbounded))
    }

    /// The view in force.
    pub fn view(&self) -> &View {
        &self.view
    }

    /// The view in force, to be kept.
    pub fn shared_view(&self) -> Arc<View> {
        self.view.clone()
    }

    /// Changes policy or name of the view: only contested keys can look different then.
    pub fn set_view(&mut self, view: View) {
        self.view = Arc::new(view);
        if !self.contested.is_empty() {
            self.tally.contested = None;
        }
        if self.tally.unhidden.is_some() {
            // What is in view was written since, and is in the tables, which are not put aside.
            self.tally.unhidden = Some(self.count_unhidden());
        }
    }

    /// Puts everything written so far out of view; later writes are shown.
    pub fn hide_to(&mut self, version: u64) {
        self.view = Arc::new(View { hidden_to: version, ..View::clone(&self.view) });
        self.tally.unhidden = Some(0);
    }

    /// The runs.
    pub fn runs(&self) -> &Arc<RunSet> {
        &self.runs
    }

    /// Puts other runs in place of those, with the same entries. The cache was fit to them before:
    /// that looks at blocks, which nobody has to wait for.
    pub fn set_runs(&mut self, runs: RunSet) {
        self.runs = Arc::new(runs);
    }

    /// What its entries weigh.
    pub fn weight(&self) -> &Weight {
        &self.weight
    }

    /// What the state adds up to, if that is kept.
    pub fn sum(&self) -> Option<StateSum> {
        self.sum
    }

    /// Begins to keep the sum, which is this now.
    pub fn keep_sum(&mut self, sum: StateSum) {
        self.sum = Some(sum);
    }

    /// Notes that a merge has left so much waste behind.
    pub fn shed(&mut self, waste_bytes: u64) {
        let waste = &mut self.weight.waste_in_runs_bytes;
        *waste = waste.saturating_sub(waste_bytes);
    }

    fn count_unhidden(&self) -> usize {
        let layers = std::iter::once(&self.top).chain(&self.older);
        let Ok(mut walk) = walk::Walk::over_states(layers, None, Bound::Unbounded, None) else {
            return 0;
        };
        let mut count = 0;
        while walk.key().is_some() {
            if let Ok(walk::Item::Memory(state)) = walk.item() {
                count += usize::from(self.view.live(state).is_some());
            }
            if walk.advance().is_err() {
                return count;
            }
        }
        count
    }

    fn change(
        &mut self,
        key: &Bytes,
        version: u64,
        below: Slot,
        write: impl FnOnce(&mut KeyState) -> bool,
    ) -> Applied {
        self.own_top();
        let Self { top, older, view, tally, weight, sum, .. } = self;
        let Some(top) = Arc::get_mut(top) else { return Applied::default() };
        let held = || older.iter().find_map(|table| table.get(key)).cloned().unwrap_or(below);
        let Some((slot, was_in_top)) = top.slot(key, held) else { return Applied::default() };
        let existed = slot.is_some();
        let state = slot.get_or_insert_default();
        let before_bytes = if existed { state.weight_bytes(key) } else { 0 };
        let placed_before = state.placed_bytes();
        let before = view.live(state).map(|shown| shown.version);
        let (was_contested, was_live) = (state.is_contested(), view.live_unhidden(state));
        let sum_before = sum.map(|_| StateSum::of(key, state));
        let conflict = write(state);
        if let (Some(sum), Some(before)) = (sum, sum_before) {
            *sum = sum.minus(before).plus(StateSum::of(key, state));
        }
        let shown = view.shown(state);
        let is_live = shown.is_some_and(|shown| shown.value.is_some());
        let in_view = shown.is_some_and(|shown| shown.version == version);
        let (is_contested, now_live) = (state.is_contested(), view.live_unhidden(state));
        let after_bytes = if state.is_void() { 0 } else { state.weight_bytes(key) };
        let placed_after = state.placed_bytes();
        if state.is_void() {
            *slot = None;
        }
        // What stands on disk takes no memory.
        let held_before = if was_in_top { before_bytes.saturating_sub(placed_before) } else { 0 };
        top.resized(held_before, after_bytes.saturating_sub(placed_after));
        weight.replace(before_bytes, after_bytes, was_in_top);
        tally.leave(was_contested, was_live);
        tally.enter(is_contested, now_live);
        if let Some(unhidden) = &mut tally.unhidden {
            *unhidden = *unhidden + usize::from(is_live) - usize::from(before.is_some());
        }
        if is_contested != was_contested {
            self.note_contested(key, is_contested);
        }
        Applied {
            created: before.is_none() && is_live,
            updated: before.is_some() && is_live && in_view,
            deleted: before.is_some() && !is_live,
            in_view,
            conflict,
        }
    }

    fn note_contested(&mut self, key: &Bytes, is_contested: bool) {
        self.contested_changed.insert(key.clone());
        if is_contested {
            self.contested.insert(key.clone());
        } else {
            self.contested.remove(key);
        }
    }
}

impl Default for Store {
    fn default() -> Self {
        Self::new(Arc::new(RunSet::new(0)), Restored::default())
    }
}

impl std::fmt::Debug for Store {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Store").field("top", &self.top.len()).finish_non_exhaustive()
    }
}

/// What a write made now has seen of a key.
pub fn context_of(state: Option<&KeyState>) -> Context {
    state.map_or_else(Context::default, |state| state.context.told())
}

/// The greatest stamp that a key holds.
pub fn stamp_max(state: Option<&KeyState>) -> Stamp {
    state.map_or_else(Stamp::default, KeyState::stamp_max)
}
