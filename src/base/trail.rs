// SPDX-License-Identifier: Apache-2.0
//! What is remembered of the operations of one origin, so that it can be told where two lives of it
//! part: number and stamp of some of them, the nearer to the last the denser, and the first number
//! under which two of them were met.

use super::limits::{TRAIL_DENSE_LEN, TRAIL_LEN_MAX};
use super::stamp::Stamp;

/// The step that is the next to lie behind the dense ones of a trail that is full.
const NEXT_AT: usize = TRAIL_LEN_MAX - TRAIL_DENSE_LEN;

/// Numbers and stamps, in ascending order of numbers; the last is the last that came.
#[derive(Clone, Debug, Default)]
pub struct Trail {
    steps: Vec<(u64, Stamp)>,
    /// Another operation under the number of a step: the first such one.
    twin: Option<(u64, Stamp)>,
    bound: Bound,
}

impl PartialEq for Trail {
    fn eq(&self, other: &Self) -> bool {
        (&self.steps, self.twin) == (&other.steps, other.twin)
    }
}

impl Eq for Trail {}

/// What is known of the older steps since all of them were looked at, so that this need not be done
/// for each operation: no pair of neighbours lay closer together than `gap` for a step `back`
/// behind the last, which was `last`, and each step lay at least `back_min` behind it.
#[derive(Clone, Copy, Debug, Default)]
struct Bound {
    last: u64,
    gap: u64,
    back: u64,
    back_min: u64,
}

impl Bound {
    /// Whether the neighbours of a step so far behind `last` lie closer together than those of all
    /// older ones. Those lie as far apart as before, or further, and behind the last by no more
    /// than as much further as it went on, which matters the most for the nearest of them.
    fn is_above(&self, last: u64, gap: u64, back: u64) -> bool {
        let (wide, on) = (u128::from, last.saturating_sub(self.last));
        last <= u64::from(u32::MAX)
            && wide(gap * self.back) * wide(self.back_min + on)
                < wide(self.gap * self.back_min) * wide(back)
    }
}

impl Trail {
    /// Notes an operation. What is far back makes room: of the older ones goes the one whose
    /// neighbours lie closest together for their distance from the last. A second one of a number
    /// is kept when it is the first such number.
    pub fn note(&mut self, seq: u64, stamp: Stamp) {
        if self.steps.last().is_none_or(|(last, _)| *last < seq) {
            return self.add(seq, stamp);
        }
        match self.steps.binary_search_by_key(&seq, |(seq, _)| *seq) {
            Ok(at) => {
                let is_other = self.steps.get(at).is_some_and(|(_, held)| *held != stamp);
                if is_other && self.twin.is_none_or(|(first, _)| seq < first) {
                    self.twin = Some((seq, stamp));
                }
            }
            Err(at) => {
                self.steps.insert(at, (seq, stamp));
                if self.steps.len() > TRAIL_LEN_MAX {
                    self.thin_out();
                }
            }
        }
        self.bound = Bound::default();
    }

    /// Notes the operation with the greatest number. Mostly, the step goes then that has just been
    /// left by the dense ones.
    fn add(&mut self, seq: u64, stamp: Stamp) {
        let near = self.steps.get(NEXT_AT - 1..=NEXT_AT + 1).filter(|_| self.twin.is_none());
        if let Some(&[(before, _), (left, _), (after, _)]) = near
            && self.steps.len() == TRAIL_LEN_MAX
            && self.bound.is_above(seq, after - before, seq - left)
        {
            self.steps.copy_within(NEXT_AT + 1.., NEXT_AT);
            self.steps.pop();
            self.steps.push((seq, stamp));
            return;
        }
        self.steps.push((seq, stamp));
        if self.steps.len() > TRAIL_LEN_MAX {
            self.thin_out();
        }
    }

    /// Notes an operation that was heard of. Whether it was news.
    pub fn learn(&mut self, seq: u64, stamp: Stamp) -> bool {
        let is_news = self.all().all(|held| held != (seq, stamp));
        if is_news {
            self.note(seq, stamp);
        }
        is_news
    }

    /// Forgets what has a number above `last`.
    pub fn cut(&mut self, last: u64) {
        self.steps.retain(|(seq, _)| *seq <= last);
        self.twin = self.twin.filter(|(seq, _)| *seq <= last);
        self.bound = Bound::default();
    }

    fn thin_out(&mut self) {
        let Some(&(last, _)) = self.steps.last() else { return };
        let older = self.steps.len().saturating_sub(TRAIL_DENSE_LEN);
        let (mut worst, mut second): (Option<(usize, u64, u64)>, _) = (None, None);
        let mut back_min = 0;
        for (at, near) in self.steps.windows(3).enumerate().take(older.saturating_sub(1)) {
            let [(before, _), (seq, _), (after, _)] = near else { continue };
            if self.forked_at() == Some(*seq) {
                continue;
            }
            let (gap, back) = (after - before, last - seq);
            let is_worse = worst.is_none_or(|(_, worst_gap, worst_back)| {
                u128::from(gap) * u128::from(worst_back) < u128::from(worst_gap) * u128::from(back)
            });
            if is_worse {
                (second, worst) = (worst, Some((at + 1, gap, back)));
            }
            back_min = back;
        }
        let at = worst.map_or(0, |(at, ..)| at);
        // Whatever went of the others, no neighbours lie closer together than its own did.
        let least = if at == NEXT_AT { second } else { worst };
        self.bound =
            least.map_or(Bound::default(), |(_, gap, back)| Bound { last, gap, back, back_min });
        self.steps.remove(at);
    }

    /// Number and stamp of the last operation that came.
    pub fn last(&self) -> Option<(u64, Stamp)> {
        self.steps.last().copied()
    }

    /// Whether another operation is remembered under that number, and not this one.
    pub fn is_other(&self, seq: u64, stamp: Stamp) -> bool {
        let mut held = self.all().filter(|(other, _)| *other == seq).peekable();
        held.peek().is_some() && !held.any(|(_, other)| other == stamp)
    }

    /// Whether an operation of that number is remembered.
    pub fn has(&self, seq: u64) -> bool {
        self.steps.binary_search_by_key(&seq, |(seq, _)| *seq).is_ok()
    }

    /// The stamp of the operation of that number, of two the first that came.
    pub fn stamp_of(&self, seq: u64) -> Option<Stamp> {
        let at = self.steps.binary_search_by_key(&seq, |(seq, _)| *seq).ok()?;
        self.steps.get(at).map(|(_, stamp)| *stamp)
    }

    /// The nearest operations before a number that come behind `from`, in ascending order of
    /// numbers. None from the first number on under which two were met: of which life each of
    /// those is, nobody knows.
    pub fn before(&self, seq: u64, from: u64) -> &[(u64, Stamp)] {
        let until = self.forked_at().map_or(seq, |forked| seq.min(forked));
        let end = self.steps.partition_point(|(step, _)| *step < until);
        let near = self.steps.get(..end).unwrap_or_default();
        let begin = near.partition_point(|(step, _)| *step <= from);
        near.get(begin.max(end.saturating_sub(TRAIL_DENSE_LEN - 1))..).unwrap_or_default()
    }

    /// The first number under which two operations were met.
    pub fn forked_at(&self) -> Option<u64> {
        self.twin.map(|(seq, _)| seq)
    }

    /// The first number from which on the operations that this and another one remember may be
    /// others: the one behind the last that is proven to be the same. None when nothing says so.
    pub fn parted_from(&self, other: &Self) -> Option<u64> {
        let mut common = 0;
        let mut theirs = other.steps.iter().peekable();
        let forked = [self.forked_at(), other.forked_at()].into_iter().flatten().min();
        for (seq, stamp) in &self.steps {
            while theirs.next_if(|(other, _)| other < seq).is_some() {}
            let same = theirs.peek().filter(|(other, _)| other == seq);
            match same {
                _ if forked.is_some_and(|forked| forked <= *seq) => break,
                Some((_, other)) if other == stamp => common = *seq,
                Some(_) => return Some(common + 1),
                None => {}
            }
        }
        forked.map(|_| common + 1)
    }

    /// Whether nothing was forgotten that was noted under a number from `from` on.
    pub fn is_whole_from(&self, from: u64) -> bool {
        let dense = self.steps.len().saturating_sub(TRAIL_DENSE_LEN);
        let is_dense = self.steps.get(dense).is_some_and(|(seq, _)| *seq <= from);
        is_dense || self.steps.len() < TRAIL_LEN_MAX
    }

    /// What is remembered, in ascending order of numbers, each once.
    pub fn steps(&self) -> &[(u64, Stamp)] {
        &self.steps
    }

    /// The second operation of a number.
    pub fn twin(&self) -> Option<(u64, Stamp)> {
        self.twin
    }

    /// The steps and the twin, in ascending order of numbers.
    pub fn all(&self) -> impl DoubleEndedIterator<Item = (u64, Stamp)> + '_ {
        let behind = self.twin.map_or(0, |(twin, _)| self.steps.partition_point(|s| s.0 <= twin));
        let (before, after) = self.steps.split_at(behind.min(self.steps.len()));
        before.iter().copied().chain(self.twin).chain(after.iter().copied())
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
    use super::super::random::Random;
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

    /// The rule itself: of the older ones goes the one whose neighbours lie closest together for
    /// its distance from the last, the earliest of those that are alike.
    fn thinned(mut steps: Vec<(u64, Stamp)>) -> Vec<(u64, Stamp)> {
        let last = steps.last().map_or(0, |(seq, _)| *seq);
        let older = 1..steps.len() - TRAIL_DENSE_LEN;
        let share = |at: &usize| (steps[at + 1].0 - steps[at - 1].0, last - steps[*at].0);
        let worst = older.min_by(|one, other| {
            let ((gap, back), (other_gap, other_back)) = (share(one), share(other));
            let wide = |one, other| u128::from(one) * u128::from(other);
            wide(gap, other_back).cmp(&wide(other_gap, back))
        });
        steps.remove(worst.unwrap());
        steps
    }

    #[test]
    fn what_goes_is_what_a_look_at_all_would_have_found() {
        let mut random = Random::new(3);
        for round in 0..200 {
            let (mut trail, mut plain, mut seq) = (Trail::default(), Vec::new(), 0);
            for _ in 0..random.up_to(2_000) {
                seq += match round % 5 {
                    0 | 1 => 1,
                    2 => 1 + random.up_to(3),
                    3 if random.up_to(50) == 0 => 1 + random.up_to(1_000),
                    4 if random.up_to(100) == 0 => 1 + random.up_to(1 << 40),
                    _ => 1,
                };
                // Some come late.
                let late = seq - random.up_to(40).min(seq - 1);
                let is_late = round % 5 == 1 && random.up_to(30) == 0;
                for seq in [Some(seq), is_late.then_some(late)].into_iter().flatten() {
                    trail.note(seq, Stamp(seq * 3));
                    if let Err(at) = plain.binary_search(&(seq, Stamp(seq * 3))) {
                        plain.insert(at, (seq, Stamp(seq * 3)));
                    }
                    if plain.len() > TRAIL_LEN_MAX {
                        plain = thinned(plain);
                    }
                }
                assert_eq!(trail.steps(), plain, "round {round}, number {seq}");
            }
        }
    }

    fn trail(steps: &[(u64, u64)]) -> Trail {
        steps.iter().map(|(seq, stamp)| (*seq, Stamp(*stamp))).collect()
    }

    #[test]
    fn latecomers_and_repetitions_fit_in() {
        let trail = trail(&[(5, 50), (3, 30), (5, 50)]);
        assert_eq!(trail.steps(), [(3, Stamp(30)), (5, Stamp(50))]);
        assert_eq!(trail.forked_at(), None);
    }

    #[test]
    fn of_two_operations_of_a_number_both_are_remembered_and_of_such_numbers_the_first() {
        let mut trail = trail(&[(5, 50), (3, 30), (5, 51)]);
        assert_eq!((trail.forked_at(), trail.twin()), (Some(5), Some((5, Stamp(51)))));
        trail.note(3, Stamp(31));
        trail.note(5, Stamp(52));
        let all = [(3, Stamp(30)), (3, Stamp(31)), (5, Stamp(50))];
        assert_eq!(trail.all().collect::<Vec<_>>(), all);
        assert_eq!(all.into_iter().collect::<Trail>(), trail);
        assert!(trail.is_other(3, Stamp(32)) && !trail.is_other(3, Stamp(31)));
        assert!(!trail.is_other(4, Stamp(1)));
        // However many come, it is not forgotten.
        (6..5_000).for_each(|seq| trail.note(seq, Stamp(seq * 10)));
        assert_eq!(trail.all().collect::<Trail>(), trail);
        assert!(trail.is_other(3, Stamp(32)) && !trail.is_other(3, Stamp(30)));
        trail.cut(2);
        assert_eq!(trail, Trail::default());
    }

    #[test]
    fn where_two_part_is_behind_the_last_that_both_have() {
        let one = trail(&[(1, 1), (3, 3), (5, 5), (6, 6)]);
        for (other, parted) in [
            (&[][..], None),
            (&[(2, 2), (4, 9), (7, 7)], None),
            (&[(1, 1), (3, 3), (5, 5), (6, 6), (7, 7)], None),
            (&[(1, 1), (3, 3), (6, 7)], Some(4)),
            (&[(5, 6), (6, 7)], Some(1)),
            // What met a fork itself has both, and nothing behind it can be told.
            (&[(3, 3), (4, 4), (4, 5)], Some(4)),
            (&[(3, 3), (3, 4), (5, 5)], Some(1)),
            (&[(3, 3), (9, 4), (9, 5)], Some(4)),
        ] {
            assert_eq!(one.parted_from(&trail(other)), parted, "{other:?}");
            assert_eq!(trail(other).parted_from(&one), parted, "{other:?}");
        }
    }
}
