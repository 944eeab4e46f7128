// SPDX-License-Identifier: Apache-2.0
//! Which writes of others were replaced here, so that one of them is known again when its origin
//! has had to give it a new name (`docs/format/wire.md`, restored and copied databases).
//!
//! A context says by its number alone what a write has seen, and in an origin that was restored a
//! number may be another operation elsewhere. Who writes knows better: it has the version that its
//! write replaces before it, with its stamp. Whatever name that write comes under later, it has
//! this stamp, its key and its node, and is taken for replaced then. Others learn that as they
//! learn of any version that was replaced where they were not, by comparing states.

use std::collections::BTreeMap;

use twox_hash::XxHash3_64;

use crate::base::id::{Dot, Origin};
use crate::base::limits::REPLACED_LEN_MAX;
use crate::base::part::Change;
use crate::base::stamp::Stamp;
use crate::store::Applied;
use crate::store::entry::{KeyState, Version};
use crate::store::table::Slot;

use super::state::State;

/// Writes of other origins that writes made here have replaced: of each origin those with the
/// greatest numbers, [`REPLACED_LEN_MAX`] of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Replaced {
    of: BTreeMap<Origin, Vec<(u64, u64)>>,
}

impl Replaced {
    /// Notes a write by its number and its mark.
    pub fn note(&mut self, origin: &Origin, seq: u64, mark: u64) {
        let held = match self.of.get_mut(origin) {
            Some(held) => held,
            None => self.of.entry(origin.clone()).or_default(),
        };
        if let Err(at) = held.binary_search(&(seq, mark)) {
            held.insert(at, (seq, mark));
            held.drain(..held.len().saturating_sub(REPLACED_LEN_MAX));
        }
    }

    /// Whether such a write was noted, under a number up to `last`.
    fn has(&self, origin: &Origin, last: u64, mark: u64) -> bool {
        let mut held = self.of.get(origin).into_iter().flatten();
        held.any(|(seq, noted)| *seq <= last && *noted == mark)
    }

    /// All that was noted: origin, number and mark, in this order.
    pub fn iter(&self) -> impl Iterator<Item = (&Origin, u64, u64)> {
        let each = |(origin, held)| {
            let held: &Vec<_> = held;
            held.iter().map(move |(seq, mark)| (origin, *seq, *mark))
        };
        self.of.iter().flat_map(each)
    }
}

/// What tells a write from any other one of its node: a group has one stamp for all of its keys.
pub fn mark_of(stamp: Stamp, key: &[u8]) -> u64 {
    XxHash3_64::oneshot_with_seed(stamp.0, key)
}

impl State {
    /// Applies a change that this node made itself, and notes what it replaces. What it replaces of
    /// the same life is never mistaken for another write.
    pub(super) fn apply_own_change(
        &mut self,
        change: &Change<'_>,
        version: u64,
        below: Slot,
    ) -> Applied {
        let Self { store, replaced, .. } = self;
        store.apply_own_change(change, version, below, |seen: &Version| {
            let Dot { origin, seq } = &seen.dot;
            if *origin != change.dot.origin {
                replaced.note(origin, *seq, mark_of(seen.stamp, change.key));
            }
        })
    }

    /// Whether a write comes under a new name and was replaced here under another one, by a write
    /// that had it before it.
    pub(super) fn was_replaced(&self, op: &Change<'_>, held: &KeyState) -> bool {
        let of_node = |dot: &&Dot| dot.origin.node == op.dot.origin.node;
        let earlier = held.context.dots().filter(of_node);
        let mut earlier = earlier.filter(|dot| dot.origin.epoch != op.dot.origin.epoch);
        earlier.any(|dot| self.replaced.has(&dot.origin, dot.seq, mark_of(op.stamp, op.key)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::id::NodeId;

    #[test]
    fn of_each_origin_those_with_the_greatest_numbers_are_remembered() {
        let origin = |epoch| Origin { node: NodeId::new("a").unwrap(), epoch };
        let mut replaced = Replaced::default();
        replaced.note(&origin(1), 1, 7);
        let len = REPLACED_LEN_MAX as u64;
        // A latecomer, and one that was noted before.
        for seq in (2..=len + 1).chain([1, len + 1]) {
            replaced.note(&origin(2), seq, seq * 10);
        }
        assert_eq!(replaced.iter().count(), REPLACED_LEN_MAX + 1);
        assert!(replaced.has(&origin(1), 1, 7) && !replaced.has(&origin(1), 1, 8));
        assert!(!replaced.has(&origin(2), u64::MAX, 10), "the least gave way");
        assert!(replaced.has(&origin(2), 2, 20) && !replaced.has(&origin(2), 1, 20));
        assert!(replaced.has(&origin(2), len + 1, (len + 1) * 10));
        assert!(!replaced.has(&origin(3), 1, 7));
    }
}
