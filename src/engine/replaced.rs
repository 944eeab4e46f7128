// SPDX-License-Identifier: Apache-2.0
//! Which writes of others were replaced here, so that one of them is known again when its origin
//! has had to give it a new name (`docs/format/wire.md`, restored and copied databases).
//!
//! A context says by its number alone what a write has seen, and in an origin that was restored a
//! number may be another operation elsewhere. Who writes knows better: it has the version that its
//! write replaces before it, with its stamp. Whatever name that operation comes under later, it has
//! this stamp and its node, and is taken for replaced then. Others learn that as they learn of any
//! version that was replaced where they were not, by comparing states.

use std::collections::BTreeMap;

use crate::base::id::{Dot, Origin};
use crate::base::part::Change;
use crate::base::trail::Trail;
use crate::store::Applied;
use crate::store::entry::{KeyState, Version};
use crate::store::table::Slot;

use super::state::State;

impl State {
    /// Applies a change that this node made itself, and notes what it replaces.
    pub(super) fn apply_own_change(
        &mut self,
        change: &Change<'_>,
        version: u64,
        below: Slot,
    ) -> Applied {
        let Self { store, replaced, .. } = self;
        let note = |seen: &Version| note(replaced, change.dot, seen);
        store.apply_own_change(change, version, below, note)
    }

    /// Whether a write comes under a new name and was replaced here under another one, by a write
    /// that had it before it.
    pub(super) fn was_replaced(&self, op: &Change<'_>, held: &KeyState) -> bool {
        let of_node = |dot: &&Dot| dot.origin.node == op.dot.origin.node;
        let earlier = held.context.dots().iter().filter(of_node);
        let mut earlier = earlier.filter(|dot| dot.origin.epoch != op.dot.origin.epoch);
        earlier.any(|dot| {
            let trail = self.replaced.get(&dot.origin);
            let mut steps = trail.into_iter().flat_map(Trail::all);
            steps.any(|(seq, stamp)| seq <= dot.seq && stamp == op.stamp)
        })
    }
}

/// What follows by number in the same life needs no note: it is never mistaken for another one.
fn note(replaced: &mut BTreeMap<Origin, Trail>, by: &Dot, seen: &Version) {
    if seen.dot.origin == by.origin {
        return;
    }
    let trail = match replaced.get_mut(&seen.dot.origin) {
        Some(trail) => trail,
        None => replaced.entry(seen.dot.origin.clone()).or_default(),
    };
    trail.note(seen.dot.seq, seen.stamp);
}
