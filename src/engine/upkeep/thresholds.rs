// SPDX-License-Identifier: Apache-2.0
//! When state goes to a run, and when runs are merged.

use crate::base::limits::{
    TAIL_BYTES_MAX, UPPER_LEN_MAX, VALUE_WASTE_PART, WASTE_BYTES_MIN, WASTE_PART,
};
use crate::store::runs::RunSet;

use super::super::state::State;

/// When state goes to a run, and when runs are merged.
#[derive(Clone, Copy, Debug)]
pub struct Thresholds {
    /// Tables of this size go to a run.
    table_bytes: usize,
    /// Waste below this is left alone.
    pub(super) waste_bytes_min: u64,
}

/// The part of a memory budget that is for blocks, in bytes.
pub fn cache_bytes(memory_bytes: u64) -> usize {
    usize::try_from(memory_bytes / 16 * 5).unwrap_or(usize::MAX)
}

impl Thresholds {
    /// Those for a memory budget: seven sixteenths of it for tables until they go to a run, two for
    /// what is written meanwhile, five for blocks ([`cache_bytes`]), and two for what nobody
    /// counts: writers of runs, and what the allocator keeps between what it gave out.
    pub fn of(memory_bytes: u64) -> Self {
        let table_bytes = usize::try_from(memory_bytes / 16 * 7).unwrap_or(usize::MAX);
        Self { table_bytes, waste_bytes_min: WASTE_BYTES_MIN.min(memory_bytes / 16) }
    }

    pub(super) fn waste_max(&self, state: &State) -> u64 {
        let needed_bytes = state.pipeline.outbox().needed_bytes();
        let live_bytes = state.store.weight().live_bytes + needed_bytes;
        (live_bytes / WASTE_PART).max(self.waste_bytes_min)
    }

    pub(super) fn wants_flush(&self, state: &State) -> bool {
        state.store.unfrozen_bytes() >= self.table_bytes
            || state.tail_bytes >= TAIL_BYTES_MAX
            // What a merge is about to drop is dropped before more of it is made.
            || (!state.has_merge && waste_in_tail(state) > self.waste_max(state))
    }

    pub(super) fn wants_merge(&self, state: &State) -> bool {
        let runs = state.store.runs();
        let waste = state.store.weight().waste_in_runs_bytes;
        runs.upper.len() >= UPPER_LEN_MAX
            || (!runs.upper.is_empty() && waste > self.waste_max(state))
            || self.wants_values_moved(runs)
    }

    /// Whether so much of all value runs is dead that one of them at least is worth moving: if each
    /// were below its part, they would be below this together.
    fn wants_values_moved(&self, runs: &RunSet) -> bool {
        let (dead_bytes, live_bytes) = runs.value_weight();
        dead_bytes > self.waste_bytes_min.max(live_bytes / (VALUE_WASTE_PART - 1))
    }

    /// Whether there is something to do that nobody does yet.
    pub fn is_due(&self, state: &State) -> bool {
        !state.is_memory_only
            && (state.has_flush
                || state.has_merge
                || state.has_spent
                || (state.may_flush() && self.wants_flush(state))
                || self.wants_merge(state))
    }
}

/// What a flush would let go of: of the log that the runs do not cover, what was replaced since and
/// is not owed.
fn waste_in_tail(state: &State) -> u64 {
    let needed = state.pipeline.outbox().needed().range(state.tail_segment..);
    let needed_bytes: u64 = needed.map(|(_, needed)| needed.bytes).sum();
    let tail_bytes = state.tail_bytes + state.values.bytes();
    let loose_bytes = tail_bytes.saturating_sub(needed_bytes);
    state.store.weight().waste_new_bytes.min(loose_bytes)
}
