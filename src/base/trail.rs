// SPDX-License-Identifier: Apache-2.0
//! What is remembered of the operations that came from one origin, so that it can be told where two
//! lives of it part: number and stamp of some of them, the nearer to the last the denser.

use super::limits::{TRAIL_DENSE_LEN, TRAIL_LEN_MAX};
use super::stamp::Stamp;

/// Numbers and stamps, in ascending order of numbers; the last is the last that came.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Trail {
    steps: Vec<(u64, Stamp)>,
}

impl Trail {
    /// Notes an operation. What is far back makes room: of the older ones goes the one whose
    /// neighbours lie closest together for their distance from the last.
    pub fn note(&mut self, seq: u64, stamp: Stamp) {
        let Err(at) = self.steps.binary_search_by_key(&seq, |(seq, _)| *seq) else { return };
        self.steps.insert(at, (seq, stamp));
        if self.steps.len() > TRAIL_LEN_MAX {
            self.thin_out();
        }
    }

    fn thin_out(&mut self) {
        let Some(&(last, _)) = self.steps.last() else { return };
        let older = self.steps.len().saturating_sub(TRAIL_DENSE_LEN);
        let mut worst: Option<(usize, u64, u64)> = None;
        for (at, near) in self.steps.windows(3).enumerate().take(older.saturating_sub(1)) {
            let [(before, _), (seq, _), (after, _)] = near else { continue };
            let (gap, back) = (after - before, last - seq);
            let is_worse = worst.is_none_or(|(_, worst_gap, worst_back)| {
                u128::from(gap) * u128::from(worst_back) < u128::from(worst_gap) * u128::from(back)
            });
            if is_worse {
                worst = Some((at + 1, gap, back));
            }
        }
        self.steps.remove(worst.map_or(0, |(at, ..)| at));
    }

    /// Number and stamp of the last operation that came.
    pub fn last(&self) -> Option<(u64, Stamp)> {
        self.steps.last().copied()
    }

    /// The stamp of an operation, if that one is remembered.
    pub fn stamp_of(&self, seq: u64) -> Option<Stamp> {
        let at = self.steps.binary_search_by_key(&seq, |(seq, _)| *seq).ok()?;
        self.steps.get(at).map(|(_, stamp)| *stamp)
    }

    /// Whether nothing was forgotten that was noted under a number from `from` on.
    pub fn is_whole_from(&self, from: u64) -> bool {
        let dense = self.steps.len().saturating_sub(TRAIL_DENSE_LEN);
        let is_dense = self.steps.get(dense).is_some_and(|(seq, _)| *seq <= from);
        is_dense || self.steps.len() < TRAIL_LEN_MAX
    }

    /// All that is remembered, in ascending order of numbers.
    pub fn steps(&self) -> &[(u64, Stamp)] {
        &self.steps
    }
}

impl FromIterator<(u64, Stamp)> for Trail {
    fn from_iter<T: IntoIterator<Item = (u64, Stamp)>>(steps: T) -> Self {
        let mut trail = Self::default();
        steps.into_iter().for_each(|(seq, stamp)| trail.note(seq, stamp));
        trail
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_ones_are_remembered_and_of_the_others_one_in_each_distance() {
        let mut trail = Trail::default();
        for seq in 1..=100_000 {
            trail.note(seq, Stamp(seq * 3));
            let steps = trail.steps();
            assert!(steps.len() <= TRAIL_LEN_MAX && steps.is_sorted());
            assert_eq!(trail.last(), Some((seq, Stamp(seq * 3))));
            for back in 0..(TRAIL_DENSE_LEN as u64).min(seq) {
                assert!(steps.contains(&(seq - back, Stamp((seq - back) * 3))));
            }
            // Something is known at most twice as far back, and some more, as anything asked for.
            for back in [40, 100, 1_000, 30_000] {
                let is_near =
                    |(step, _): &(u64, Stamp)| *step + back <= seq && *step + 3 * back > seq;
                assert!(seq <= back || steps.iter().any(is_near), "{back} of {seq}: {steps:?}");
            }
            let dense = (seq + 1).saturating_sub(TRAIL_DENSE_LEN as u64);
            assert!(trail.is_whole_from(dense.max(1)), "{seq}");
            assert_eq!(trail.is_whole_from(1), seq < TRAIL_LEN_MAX as u64, "{seq}");
        }
    }

    #[test]
    fn latecomers_and_repetitions_fit_in() {
        let trail: Trail = [(5, Stamp(50)), (3, Stamp(30)), (5, Stamp(51))].into_iter().collect();
        assert_eq!(trail.steps(), [(3, Stamp(30)), (5, Stamp(50))]);
    }
}
