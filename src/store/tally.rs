// SPDX-License-Identifier: Apache-2.0
//! How many keys are shown, and how much their entries weigh: kept up with every change.

/// How many keys are shown.
#[derive(Clone, Copy, Debug)]
pub struct Tally {
    /// Of the keys with one candidate, which every policy shows.
    pub(super) uncontested: usize,
    /// Of those with more; None: to be counted under the view in force.
    pub(super) contested: Option<usize>,
    /// While older writes are out of view: how many are in view.
    pub(super) unhidden: Option<usize>,
}

/// Bytes of entries, about as many as they have in a run. What is waste decides when to merge.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Weight {
    /// Of all entries that count.
    pub live_bytes: u64,
    /// Of entries that were replaced since the last freeze: a flush is to tell the runs of it.
    pub waste_new_bytes: u64,
    /// Of entries in runs that other runs replaced: a merge drops them.
    pub waste_in_runs_bytes: u64,
    /// Of those new ones, what stands in runs.
    pub(super) new_in_runs_bytes: u64,
}

impl Tally {
    pub(super) fn of(&mut self, is_contested: bool) -> Option<&mut usize> {
        if is_contested { self.contested.as_mut() } else { Some(&mut self.uncontested) }
    }

    pub(super) fn leave(&mut self, was_contested: bool, was_live: bool) {
        if let Some(count) = self.of(was_contested) {
            *count -= usize::from(was_live);
        }
    }

    pub(super) fn enter(&mut self, is_contested: bool, is_live: bool) {
        if let Some(count) = self.of(is_contested) {
            *count += usize::from(is_live);
        }
    }
}

impl Weight {
    pub(super) fn replace(&mut self, before_bytes: u64, after_bytes: u64, was_in_top: bool) {
        self.live_bytes = (self.live_bytes + after_bytes).saturating_sub(before_bytes);
        self.waste_new_bytes += before_bytes;
        if !was_in_top {
            self.new_in_runs_bytes += before_bytes;
        }
    }
}
