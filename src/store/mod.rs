// SPDX-License-Identifier: Apache-2.0
//! The current state: every key with its concurrent versions, in key order.
//!
//! Promises: applying cannot fail; replicas that applied the same operations, in any order and any
//! number of times, hold the same replicated state; a delete stays as a mark that is never listed
//! and never forgotten; what a policy hides is still there. Knows no log and no peers. Imports
//! `base` alone; `engine` calls it. Invariant: `live_count` is the number of keys that the view
//! shows with a value, `contested` the set of keys with more than one candidate.

pub mod decide;
pub mod digest;
pub mod entry;
mod key;
pub mod policy;
pub mod run;
pub mod siblings;

use std::borrow::Borrow;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Bound;

use crate::base::op::{Bytes, Context, Operation};
use crate::base::stamp::Stamp;

use decide::Verdict;
use entry::{KeyState, LocalWrite, Version};
use key::Key;
use policy::{Shown, View};

/// What a write did to what is shown. At most one of the three flags is set.
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

/// All keys of one replica.
#[derive(Debug, Default)]
pub struct Store {
    /// The states apart, so that a search passes over nothing but keys.
    keys: BTreeMap<Key, Box<KeyState>>,
    contested: BTreeSet<Bytes>,
    live_count: usize,
    view: View,
}

impl Store {
    /// Takes a replicated operation in. `version` is this replica's counter for it.
    pub fn apply(&mut self, op: &Operation, version: u64) -> Applied {
        self.change(&op.key, version, |state| {
            let hides_local = state.local.is_some();
            let verdict = decide::join(state, op, version);
            verdict == Verdict::Concurrent || (hides_local && verdict == Verdict::Succeeds)
        })
    }

    /// Takes in an operation that this node made itself: it saw everything here, so it also ends
    /// the key's local write.
    pub fn apply_own(&mut self, op: &Operation, version: u64) -> Applied {
        self.change(&op.key, version, |state| {
            state.local = None;
            decide::join(state, op, version) == Verdict::Concurrent
        })
    }

    /// Takes in a write that is not replicated. A delete of what was never replicated leaves
    /// nothing behind: there is no peer that could bring the key back.
    pub fn apply_local(&mut self, key: &Bytes, write: LocalWrite) -> Applied {
        if write.value.is_none() && self.versions(key).is_empty() {
            let state = self.keys.remove(&**key);
            let deleted = state.is_some_and(|state| self.view.live(&state).is_some());
            self.live_count -= usize::from(deleted);
            return Applied { deleted, in_view: true, ..Applied::default() };
        }
        self.change(key, write.version, |state| {
            state.local = Some(write);
            false
        })
    }

    /// The shown value of a key.
    pub fn get(&self, key: &[u8]) -> Option<Shown<'_>> {
        self.state_of(key).and_then(|state| self.view.live(state))
    }

    /// All replicated versions of a key, greatest first, deletes included.
    pub fn versions(&self, key: &[u8]) -> &[Version] {
        self.state_of(key).map_or(&[], |state| &state.siblings)
    }

    /// The local write of a key, when there is one.
    pub fn local(&self, key: &[u8]) -> Option<&LocalWrite> {
        self.state_of(key).and_then(|state| state.local.as_ref())
    }

    /// What a write made now has seen of the key.
    pub fn context_of(&self, key: &[u8]) -> Context {
        self.state_of(key).map_or_else(Context::default, |state| state.context.clone())
    }

    /// The greatest stamp that the key holds.
    pub fn stamp_max(&self, key: &[u8]) -> Stamp {
        self.state_of(key).map_or_else(Stamp::default, |state| state.stamp_max())
    }

    /// The number of shown keys.
    pub fn len(&self) -> usize {
        self.live_count
    }

    /// Whether no key is shown.
    pub fn is_empty(&self) -> bool {
        self.live_count == 0
    }

    /// The shown keys after `after` (from the first when None), in byte order.
    pub fn scan(&self, after: Option<&[u8]>) -> impl Iterator<Item = (&[u8], Shown<'_>)> {
        let from = after.map_or(Bound::Unbounded, Bound::Excluded);
        self.keys
            .range::<[u8], _>((from, Bound::Unbounded))
            .filter_map(|(key, state)| self.view.live(state).map(|shown| (key.borrow(), shown)))
    }

    /// Every key with its whole state, in byte order.
    pub fn states(&self) -> impl Iterator<Item = (&[u8], &KeyState)> {
        self.keys.iter().map(|(key, state)| (key.borrow(), &**state))
    }

    /// Keys with more than one candidate, in byte order.
    pub fn contested(&self) -> impl Iterator<Item = &Bytes> {
        self.contested.iter()
    }

    /// The view in force.
    pub fn view(&self) -> &View {
        &self.view
    }

    /// Changes policy or name of the view: only contested keys can look different then.
    pub fn set_view(&mut self, view: View) {
        let live = |view: &View, keys: &BTreeMap<Key, Box<KeyState>>, key: &[u8]| {
            keys.get(key).is_some_and(|state| view.live(state).is_some())
        };
        for key in &self.contested {
            let before = usize::from(live(&self.view, &self.keys, key));
            let after = usize::from(live(&view, &self.keys, key));
            self.live_count = self.live_count + after - before;
        }
        self.view = view;
    }

    /// Puts everything written so far out of view; later writes are shown.
    pub fn hide_to(&mut self, version: u64) {
        self.view.hidden_to = version;
        self.live_count = 0;
    }

    fn state_of(&self, key: &[u8]) -> Option<&KeyState> {
        let state = Key::short(key).map_or_else(|| self.keys.get(key), |key| self.keys.get(&key));
        state.map(|state| &**state)
    }

    fn change(
        &mut self,
        key: &Bytes,
        version: u64,
        write: impl FnOnce(&mut KeyState) -> bool,
    ) -> Applied {
        let state = self.keys.entry(key.into()).or_default();
        let before = self.view.live(state).map(|shown| shown.version);
        let was_contested = state.is_contested();
        let conflict = write(state);
        let shown = self.view.shown(state);
        let is_live = shown.is_some_and(|shown| shown.value.is_some());
        let in_view = shown.is_some_and(|shown| shown.version == version);
        if state.is_contested() != was_contested {
            if was_contested {
                self.contested.remove(key);
            } else {
                self.contested.insert(key.clone());
            }
        }
        self.live_count = self.live_count + usize::from(is_live) - usize::from(before.is_some());
        Applied {
            created: before.is_none() && is_live,
            updated: before.is_some() && is_live && in_view,
            deleted: before.is_some() && !is_live,
            in_view,
            conflict,
        }
    }
}
