// SPDX-License-Identifier: Apache-2.0
//! Which operations of one log write are conflicts, known before they are applied: the log says so
//! in the same group, for readers of the change feed.

use std::collections::BTreeMap;

use crate::base::op::{Bytes, Operation};
use crate::store::decide::{is_conflict, join};
use crate::store::entry::{KeyState, LocalWrite};

/// The keys that more than one task of the same write changes, each as it will be then. The others
/// are as the state has them.
#[derive(Default)]
pub struct Conflicts {
    repeated: BTreeMap<Bytes, Option<KeyState>>,
}

impl Conflicts {
    /// For the tasks that write these keys.
    pub fn among<'a>(keys: impl Iterator<Item = &'a Bytes>) -> Self {
        let mut keys: Vec<&Bytes> = keys.collect();
        keys.sort_unstable();
        let mut repeated = BTreeMap::new();
        for pair in keys.windows(2) {
            if let [one, other] = pair
                && one == other
            {
                repeated.insert(Bytes::clone(one), None);
            }
        }
        Self { repeated }
    }

    /// Whether a received operation is a conflict; `held` is what the state has of its key.
    pub fn of_received(&mut self, op: &Operation, held: Option<&KeyState>) -> bool {
        let Some(place) = self.repeated.get_mut(&op.key) else {
            return held.is_some_and(|held| is_conflict(held, op, false));
        };
        let state = place.get_or_insert_with(|| held.cloned().unwrap_or_default());
        let conflict = is_conflict(state, op, false);
        join(state, op, op.version);
        conflict
    }

    /// Notes what the state has of a key that this node is about to write.
    pub fn note(&mut self, key: &Bytes, held: Option<&KeyState>) {
        if let Some(place) = self.repeated.get_mut(key) {
            place.get_or_insert_with(|| held.cloned().unwrap_or_default());
        }
    }

    /// Whether an operation made here is a conflict, its key noted: it has seen all but what comes
    /// with the same write.
    pub fn of_own(&mut self, op: &Operation) -> bool {
        let Some(Some(state)) = self.repeated.get_mut(&op.key) else { return false };
        let conflict = is_conflict(state, op, true);
        state.local = None;
        join(state, op, op.version);
        conflict
    }

    /// Takes in a write that is only local, its key noted.
    pub fn follow(&mut self, key: &Bytes, write: &LocalWrite) {
        if let Some(Some(state)) = self.repeated.get_mut(key) {
            let is_kept = write.value.is_some() || !state.siblings.is_empty();
            state.local = is_kept.then(|| write.clone());
        }
    }
}
