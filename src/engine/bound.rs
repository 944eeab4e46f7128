// SPDX-License-Identifier: Apache-2.0
//! The bound of the outbox: a write that does not fit is refused before anything is done for it,
//! or takes the place of writes that it, or others, have made superfluous.

use std::collections::BTreeSet;

use crate::base::error::{Code, Error, Result};
use crate::base::id::Dot;
use crate::base::op::{Bytes, Operation};
use crate::sync::options::{SyncOptions, WhenFull};

use super::apply::RECORD_COST_BYTES;
use super::plan::Draft;
use super::state::State;

/// What earlier tasks of the same write will have done to the outbox.
#[derive(Default)]
pub(super) struct Bound {
    added: Load,
    left: Load,
    /// The entries that will have left,
    taken: BTreeSet<u64>,
    /// and up to where the superfluous ones were looked at.
    superseded_to: u64,
}

/// A number of operations, and their bytes.
#[derive(Clone, Copy, Default)]
struct Load {
    ops: u64,
    bytes: u64,
}

impl Load {
    fn plus(self, ops: u64, bytes: u64) -> Self {
        Self { ops: self.ops.saturating_add(ops), bytes: self.bytes.saturating_add(bytes) }
    }

    fn minus(self, other: Self) -> Self {
        Self {
            ops: self.ops.saturating_sub(other.ops),
            bytes: self.bytes.saturating_sub(other.bytes),
        }
    }

    fn fits(self, options: &SyncOptions) -> bool {
        let within = |value, max| max == 0 || value <= max;
        within(self.ops, options.outbox_ops_max) && within(self.bytes, options.outbox_bytes_max)
    }
}

impl Draft {
    /// Makes sure that one more operation on these keys fits into the outbox. Returns what has to
    /// leave for it.
    ///
    /// Errors: `Backpressure`, and nothing has changed.
    pub(super) fn make_room<'a>(
        &mut self,
        state: &State,
        payload_bytes: usize,
        keys: impl Iterator<Item = &'a Bytes>,
    ) -> Result<Vec<Dot>> {
        let Some(options) = state.attached.as_ref().filter(|options| options.has_bound()) else {
            return Ok(Vec::new());
        };
        let bytes = (payload_bytes + RECORD_COST_BYTES) as u64;
        let outbox = state.pipeline.outbox();
        let held = Load { ops: outbox.needed_len(), bytes: outbox.needed_bytes() };
        let bound = &mut self.bound;
        let wanted = held.plus(bound.added.ops, bound.added.bytes).minus(bound.left);
        let wanted = wanted.plus(1, bytes);
        let mut leaving = Vec::new();
        if !wanted.fits(options) {
            if options.when_full == WhenFull::Reject {
                return Err(full(wanted, options));
            }
            leaving = bound.coalesce(state, wanted, options, keys)?;
        }
        bound.added = bound.added.plus(1, bytes);
        let entries = leaving.iter().filter_map(|&version| outbox.get(version));
        Ok(entries.map(|entry| entry.dot.clone()).collect())
    }
}

impl Bound {
    /// Picks superfluous entries until the rest fits: first what this very write makes so.
    fn coalesce<'a>(
        &mut self,
        state: &State,
        wanted: Load,
        options: &SyncOptions,
        keys: impl Iterator<Item = &'a Bytes>,
    ) -> Result<Vec<u64>> {
        let (Some(index), Some(origin)) =
            (state.pipeline.outbox().coalescing(), state.identity.as_ref())
        else {
            return Err(full(wanted, options));
        };
        let own: Vec<(u64, u64)> = keys
            .filter_map(|key| index.latest(key, origin))
            .filter(|(version, _)| !self.taken.contains(version))
            .collect();
        // Whether all of them are enough is known without looking at each.
        let (ops, bytes) = index.superseded();
        let most = own.iter().fold(Load { ops, bytes }, |sum, (_, bytes)| sum.plus(1, *bytes));
        if !wanted.minus(most).fits(options) {
            return Err(full(wanted, options));
        }
        let mut freed = Load::default();
        let mut leaving = Vec::new();
        for (version, bytes) in own.into_iter().chain(index.superseded_after(self.superseded_to)) {
            if wanted.minus(freed).fits(options) {
                break;
            }
            if !self.taken.contains(&version) {
                freed = freed.plus(1, bytes);
                leaving.push(version);
            }
        }
        if !wanted.minus(freed).fits(options) {
            return Err(full(wanted, options));
        }
        self.left = self.left.plus(freed.ops, freed.bytes);
        for version in &leaving {
            self.taken.insert(*version);
            if index.is_superseded(*version) {
                self.superseded_to = self.superseded_to.max(*version);
            }
        }
        Ok(leaving)
    }
}

impl State {
    /// Takes in what a written operation means for those that were written before.
    pub(super) fn coalesce(&mut self, op: &Operation, leaving: &[Dot]) {
        self.pipeline.note_write(op);
        for dot in leaving {
            if let Some(version) = self.pipeline.coalesce(dot)
                && !self.history.is_kept()
            {
                self.held.remove(&version);
            }
        }
    }
}

fn full(wanted: Load, options: &SyncOptions) -> Error {
    let max = options.outbox_ops_max;
    let context = if max > 0 && wanted.ops > max {
        format!("{} operations, allowed are {max}", wanted.ops)
    } else {
        format!("{} bytes, allowed are {}", wanted.bytes, options.outbox_bytes_max)
    };
    Error::new(Code::Backpressure, "the outbox is full", context)
}
