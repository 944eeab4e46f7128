// SPDX-License-Identifier: Apache-2.0
//! A set of sequence numbers as a contiguous watermark plus sorted ranges above it: exact however
//! out of order the numbers arrive, and one number small once they are complete.

use std::collections::BTreeMap;

/// The set. Every number from 1 to the watermark is in it, and the ranges above neither touch it
/// nor one another.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ranges {
    watermark: u64,
    above: BTreeMap<u64, u64>,
}

impl Ranges {
    /// The highest number below which nothing is missing; 0 when 1 is missing.
    pub fn watermark(&self) -> u64 {
        self.watermark
    }

    /// The highest number; 0 when there is none.
    pub fn last(&self) -> u64 {
        self.above.last_key_value().map_or(self.watermark, |(_, &last)| last)
    }

    /// Lets every number above `last` go.
    pub fn cut(&mut self, last: u64) {
        self.watermark = self.watermark.min(last);
        self.above.retain(|first, _| *first <= last);
        if let Some(mut end) = self.above.last_entry() {
            let end = end.get_mut();
            *end = (*end).min(last);
        }
    }

    /// The inclusive ranges above the watermark, ascending.
    pub fn above(&self) -> impl Iterator<Item = (u64, u64)> + '_ {
        self.above.iter().map(|(&first, &last)| (first, last))
    }

    /// How many ranges lie above the watermark: the number of gaps.
    pub fn gap_count(&self) -> usize {
        self.above.len()
    }

    /// Whether nothing is in the set.
    pub fn is_empty(&self) -> bool {
        self.watermark == 0 && self.above.is_empty()
    }

    /// Whether the number is in the set. 0 never is.
    pub fn contains(&self, seq: u64) -> bool {
        if seq <= self.watermark {
            return seq > 0;
        }
        self.above.range(..=seq).next_back().is_some_and(|(_, &last)| seq <= last)
    }

    /// The first number of the set from `from` on.
    pub fn first_from(&self, from: u64) -> Option<u64> {
        let is_behind = |(_, last): &(u64, u64)| *last >= from;
        self.iter().find(is_behind).map(|(first, _)| first.max(from))
    }

    /// Adds one number; false when it was there already, or is 0.
    pub fn insert(&mut self, seq: u64) -> bool {
        if seq == 0 || self.contains(seq) {
            return false;
        }
        if self.above.is_empty() && seq == self.watermark + 1 {
            // Nearly every number comes right behind the last one.
            self.watermark = seq;
            return true;
        }
        self.insert_range(seq, seq);
        true
    }

    /// Lets one number go.
    pub fn remove(&mut self, seq: u64) {
        if !self.contains(seq) {
            return;
        }
        let (first, last) = match self.above.range(..=seq).next_back() {
            Some((&first, &last)) if seq > self.watermark => (first, last),
            _ => (1, self.watermark),
        };
        if first == 1 {
            self.watermark = seq - 1;
        } else {
            self.above.remove(&first);
            if first < seq {
                self.above.insert(first, seq - 1);
            }
        }
        if seq < last {
            self.above.insert(seq + 1, last);
        }
    }

    /// Adds every number from `first` to `last`, both included. An empty range adds nothing.
    pub fn insert_range(&mut self, first: u64, last: u64) {
        let mut first = first.max(1);
        let mut last = last;
        if first > last {
            return;
        }
        let joins = |end: u64, start: u64| end.saturating_add(1) >= start;
        if let Some((&start, &end)) = self.above.range(..=first).next_back()
            && joins(end, first)
        {
            first = start;
            last = last.max(end);
        }
        while let Some((&start, &end)) = self.above.range(first..).next() {
            if !joins(last, start) {
                break;
            }
            last = last.max(end);
            self.above.remove(&start);
        }
        if joins(self.watermark, first) {
            self.watermark = self.watermark.max(last);
        } else {
            self.above.insert(first, last);
        }
    }

    /// All inclusive ranges, ascending, the one up to the watermark first.
    pub fn iter(&self) -> impl Iterator<Item = (u64, u64)> + '_ {
        let low = (self.watermark > 0).then_some((1, self.watermark));
        low.into_iter().chain(self.above())
    }

    /// How many numbers are in the set.
    pub fn count(&self) -> u64 {
        // They are different numbers from 1 on, so the sum fits.
        self.iter().map(|(first, last)| last - first + 1).sum()
    }

    /// Whether every number of the other set is in this one.
    pub fn covers(&self, other: &Self) -> bool {
        let mut own = self.iter().peekable();
        other.iter().all(|(first, last)| {
            while own.next_if(|&(_, end)| end < first).is_some() {}
            own.peek().is_some_and(|&(start, end)| start <= first && last <= end)
        })
    }

    /// Adds every number of the other set.
    pub fn join(&mut self, other: &Self) {
        if self.is_empty() {
            self.clone_from(other);
            return;
        }
        for (first, last) in other.iter() {
            self.insert_range(first, last);
        }
    }

    /// The inclusive ranges of numbers that are in this set and not in the other, ascending.
    pub fn minus(&self, other: &Self) -> Vec<(u64, u64)> {
        let mut left = Vec::new();
        let mut cuts = other.iter().peekable();
        for (first, last) in self.iter() {
            let mut from = first;
            let mut is_used_up = false;
            while cuts.next_if(|&(_, end)| end < from).is_some() {}
            while let Some(&(start, end)) = cuts.peek().filter(|(start, _)| *start <= last) {
                if start > from {
                    left.push((from, start - 1));
                }
                if end >= last {
                    // The cut may reach into the next range.
                    is_used_up = true;
                    break;
                }
                from = end + 1;
                cuts.next();
            }
            if !is_used_up {
                left.push((from, last));
            }
        }
        left
    }

    /// The numbers that are in both sets.
    pub fn meet(&self, other: &Self) -> Self {
        let mut met = Vec::new();
        let (mut own, mut others) = (self.iter().peekable(), other.iter().peekable());
        while let (Some(&(a, a_last)), Some(&(b, b_last))) = (own.peek(), others.peek()) {
            met.push((a.max(b), a_last.min(b_last)));
            if a_last <= b_last {
                own.next();
            } else {
                others.next();
            }
        }
        met.into_iter().collect()
    }
}

impl FromIterator<(u64, u64)> for Ranges {
    /// The set of these inclusive ranges, in any order; fastest when ascending. Empty ones add
    /// nothing.
    fn from_iter<T: IntoIterator<Item = (u64, u64)>>(list: T) -> Self {
        let list = list.into_iter().map(|(first, last)| (first.max(1), last));
        let mut sorted: Vec<_> = list.filter(|(first, last)| first <= last).collect();
        sorted.sort_unstable();
        sorted.dedup_by(|next, before| {
            let joins = before.1.saturating_add(1) >= next.0;
            if joins {
                before.1 = before.1.max(next.1);
            }
            joins
        });
        let watermark = sorted.first().filter(|low| low.0 == 1).map_or(0, |low| low.1);
        let above = sorted.into_iter().filter(|range| range.0 > 1).collect();
        Self { watermark, above }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(seqs: &[u64]) -> Ranges {
        let mut ranges = Ranges::default();
        for &seq in seqs {
            ranges.insert(seq);
        }
        ranges
    }

    #[test]
    fn gaps_close_whatever_the_order() {
        let ranges = set(&[5, 3, 1, 9, 4]);
        assert_eq!(ranges.watermark(), 1);
        assert_eq!(ranges.above().collect::<Vec<_>>(), [(3, 5), (9, 9)]);
        assert_eq!(set(&[5, 4, 3, 2, 1]), set(&[1, 2, 3, 4, 5]));
        assert_eq!(set(&[2, 1]).watermark(), 2);
        assert_eq!([set(&[]).last(), set(&[2, 1]).last(), ranges.last()], [0, 2, 9]);
    }

    #[test]
    fn what_is_cut_is_gone_and_the_rest_stays() {
        for last in 0..12 {
            let mut ranges = set(&[1, 2, 5, 6, 7, 9]);
            ranges.cut(last);
            let kept: Vec<u64> =
                [1, 2, 5, 6, 7, 9].into_iter().filter(|seq| *seq <= last).collect();
            assert_eq!(ranges, set(&kept), "{last}");
        }
    }

    #[test]
    fn a_number_counts_once_and_zero_never() {
        let mut ranges = set(&[1, 2, 7]);
        assert!(!ranges.insert(2));
        assert!(!ranges.insert(7));
        assert!(!ranges.insert(0));
        assert!(!ranges.contains(0));
        assert!(ranges.insert(6));
    }

    #[test]
    fn it_agrees_with_a_plain_set() {
        let mut seed = 7u64;
        for _ in 0..200 {
            let mut plain = std::collections::BTreeSet::new();
            let mut ranges = Ranges::default();
            for _ in 0..40 {
                seed = seed.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
                let first = (seed >> 33) % 40 + 1;
                let last = first + (seed >> 50) % 4;
                ranges.insert_range(first, last);
                plain.extend(first..=last);
                let listed: Vec<u64> = ranges.iter().flat_map(|(a, b)| a..=b).collect();
                assert_eq!(listed, plain.iter().copied().collect::<Vec<_>>());
                assert!((0..60).all(|seq| ranges.contains(seq) == plain.contains(&seq)));
                let next = |seq| plain.range(seq..).next().copied();
                assert!((0..60).all(|seq| ranges.first_from(seq) == next(seq)));
            }
        }
    }

    /// A set of small numbers, and the same as a plain one.
    fn pair(seed: &mut u64) -> (Ranges, std::collections::BTreeSet<u64>) {
        let mut next = || {
            *seed = seed.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
            *seed >> 33
        };
        let (mut ranges, mut plain) = (Ranges::default(), std::collections::BTreeSet::new());
        let mut list = Vec::new();
        for _ in 0..next() % 8 {
            let first = next() % 40;
            let last = (first + next() % 9).saturating_sub(1);
            ranges.insert_range(first, last);
            list.push((first, last));
            plain.extend(first.max(1)..=last);
        }
        assert_eq!(list.iter().copied().collect::<Ranges>(), ranges, "{list:?}");
        (ranges, plain)
    }

    #[test]
    fn two_sets_compare_and_combine_as_plain_sets_do() {
        let mut seed = 11u64;
        let plain_of = |ranges: &Ranges| ranges.iter().flat_map(|(a, b)| a..=b).collect();
        for _ in 0..5_000 {
            let (a, a_plain) = pair(&mut seed);
            let (b, b_plain) = pair(&mut seed);
            assert_eq!(a.covers(&b), a_plain.is_superset(&b_plain), "{a:?} {b:?}");
            assert_eq!(a.count(), a_plain.len() as u64);
            let left = a.minus(&b);
            let left_plain: Vec<u64> = left.iter().flat_map(|&(x, y)| x..=y).collect();
            assert_eq!(left_plain, a_plain.difference(&b_plain).copied().collect::<Vec<_>>());
            let left: Ranges = left.into_iter().collect();
            let met = a.meet(&b);
            let met_plain: std::collections::BTreeSet<u64> = plain_of(&met);
            assert_eq!(met_plain, a_plain.intersection(&b_plain).copied().collect());
            let mut joined = left.clone();
            joined.join(&met);
            assert_eq!(joined, a, "what is left and what meets make the whole");
            joined.join(&b);
            assert!(joined.covers(&a) && joined.covers(&b));
            let joined_plain: std::collections::BTreeSet<u64> = plain_of(&joined);
            assert_eq!(joined_plain, a_plain.union(&b_plain).copied().collect());
        }
    }

    #[test]
    fn the_end_of_the_numbers_does_not_overflow() {
        let mut ranges = set(&[u64::MAX, u64::MAX - 1]);
        assert_eq!(ranges.gap_count(), 1);
        let all: Ranges = [(1, u64::MAX)].into_iter().collect();
        assert_eq!(all.count(), u64::MAX);
        assert_eq!(all.minus(&ranges), [(1, u64::MAX - 2)]);
        assert_eq!(ranges.minus(&all), []);
        assert_eq!(all.meet(&ranges), ranges);
        assert!(all.covers(&ranges) && !ranges.covers(&all));
        ranges.insert_range(1, u64::MAX);
        assert_eq!(ranges.watermark(), u64::MAX);
        assert_eq!(ranges.gap_count(), 0);
    }
}
