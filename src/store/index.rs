// SPDX-License-Identifier: Apache-2.0
//! Finds the key of a table by its hash: one or two looks into memory where a search through the
//! tree takes about ten, and every write looks for its key three times.
//!
//! It only ever helps. A key may stand in a few buckets, side by side; when those are taken by
//! chance, it stands in a short list; and when that is long, because somebody chose keys with equal
//! hashes, the tree is asked, and a search costs what it costs there.

use std::hint::black_box;

use twox_hash::XxHash3_64;

/// Buckets in which a key may stand.
const WINDOW_LEN: usize = 16;
/// Bits of a bucket that hold the place, counted from 1; so many keys fit no memory.
const PLACE_BITS: u32 = 36;
/// Those above hold the first bits of the hash.
const HASH_BITS: u32 = u64::BITS - PLACE_BITS;
const PLACE_MASK: u64 = (1 << PLACE_BITS) - 1;
const LEN_MIN: usize = 64;
/// Places without a bucket that are looked through. More come only from chosen keys.
const LEFT_OUT_MAX: usize = 32;

/// Places by hash. Places are never taken out.
#[derive(Debug, Default)]
pub struct Index {
    /// As many as a power of two, and a window; none before the first place.
    buckets: Vec<u64>,
    /// What found all buckets of its window taken, until there are more.
    left_out: Vec<u64>,
    len: usize,
}

/// What the index knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Probe {
    /// The key is at this place.
    Found(usize),
    /// The key was never entered.
    Absent,
    /// There was no bucket for it if it was entered, nor for too many others.
    Unknown,
}

/// The hash of a key, as far as the index needs it.
#[inline]
pub fn hash(key: &[u8]) -> u64 {
    XxHash3_64::oneshot(key) >> PLACE_BITS
}

impl Index {
    /// An empty one with room for so many places.
    pub fn with_room(len: usize) -> Self {
        let buckets = (2 * len).next_power_of_two();
        let buckets = if len < LEN_MIN { Vec::new() } else { vec![0; buckets + WINDOW_LEN] };
        Self { buckets, ..Self::default() }
    }

    /// Looks for a key with this hash; `is_it` says whether it is the one at a place.
    #[inline]
    pub fn find(&self, hash: u64, is_it: impl Fn(usize) -> bool) -> Probe {
        for bucket in self.window(hash) {
            if *bucket == 0 {
                return Probe::Absent;
            }
            let place = (*bucket & PLACE_MASK) as usize - 1;
            if *bucket >> PLACE_BITS == hash && is_it(place) {
                return Probe::Found(place);
            }
        }
        self.find_left_out(hash, is_it)
    }

    #[cold]
    fn find_left_out(&self, hash: u64, is_it: impl Fn(usize) -> bool) -> Probe {
        if self.left_out.len() > LEFT_OUT_MAX {
            return Probe::Unknown;
        }
        let places = self.left_out.iter().filter(|bucket| **bucket >> PLACE_BITS == hash);
        let mut places = places.map(|bucket| (bucket & PLACE_MASK) as usize - 1);
        places.find(|place| is_it(*place)).map_or(Probe::Absent, Probe::Found)
    }

    /// Has the processor fetch the first bucket of each hash: one by one, each would wait for the
    /// memory by itself.
    pub fn fetch(&self, hashes: impl Iterator<Item = u64>) {
        let buckets = hashes.filter_map(|hash| self.buckets.get(self.start(hash)));
        black_box(buckets.fold(0, |sum, bucket| sum ^ bucket));
    }

    /// Enters a place under a hash.
    pub fn insert(&mut self, hash: u64, place: usize) {
        if 2 * (self.len + 1) > self.buckets.len().saturating_sub(WINDOW_LEN) {
            self.grow();
        }
        self.len += 1;
        self.enter(hash << PLACE_BITS | ((place as u64 + 1) & PLACE_MASK));
    }

    fn enter(&mut self, bucket: u64) {
        let start = self.start(bucket >> PLACE_BITS);
        let mut window = self.buckets.iter_mut().skip(start).take(WINDOW_LEN);
        match window.find(|other| **other == 0) {
            Some(free) => *free = bucket,
            None => self.left_out.push(bucket),
        }
    }

    fn grow(&mut self) {
        let len = (2 * self.buckets.len().saturating_sub(WINDOW_LEN)).max(LEN_MIN);
        let before = std::mem::replace(&mut self.buckets, vec![0; len + WINDOW_LEN]);
        let left_out = std::mem::take(&mut self.left_out);
        let all = before.into_iter().filter(|bucket| *bucket != 0).chain(left_out);
        all.for_each(|bucket| self.enter(bucket));
    }

    #[inline]
    fn window(&self, hash: u64) -> &[u64] {
        let start = self.start(hash);
        self.buckets.get(start..start + WINDOW_LEN).unwrap_or_default()
    }

    #[inline]
    fn start(&self, hash: u64) -> usize {
        let len = self.buckets.len().saturating_sub(WINDOW_LEN) as u128;
        ((u128::from(hash) * len) >> HASH_BITS) as usize
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_entered_is_found_and_nothing_else() {
        let mut index = Index::default();
        assert_eq!(index.find(hash(b""), |_| true), Probe::Absent);
        let keys: Vec<[u8; 8]> = (0..50_000_u64).map(u64::to_be_bytes).collect();
        let mut unknown = 0;
        for (place, key) in keys.iter().enumerate() {
            index.insert(hash(key), place);
        }
        for (place, key) in keys.iter().enumerate() {
            match index.find(hash(key), |other| keys[other] == *key) {
                Probe::Found(found) => assert_eq!(found, place),
                Probe::Absent => panic!("{place} is lost"),
                Probe::Unknown => unknown += 1,
            }
        }
        assert!(unknown < 50, "{unknown}");
        let stranger = |key: u64| index.find(hash(&key.to_be_bytes()), |_| false);
        assert!((50_000..60_000).all(|key| !matches!(stranger(key), Probe::Found(_))));
    }

    #[test]
    fn what_there_was_room_for_makes_no_more_room() {
        for len in [0, 1, 63, 64, 65, 1000] {
            let mut index = Index::with_room(len);
            let room = index.buckets.len();
            (0..len).for_each(|place| index.insert(hash(&place.to_be_bytes()), place));
            assert!(index.buckets.len() == room || len < LEN_MIN, "{len}");
            for place in 0..len {
                let found = index.find(hash(&place.to_be_bytes()), |other| other == place);
                assert_eq!(found, Probe::Found(place));
            }
        }
    }

    #[test]
    fn a_few_without_a_bucket_are_found_all_the_same() {
        let mut index = Index::default();
        (0..WINDOW_LEN + LEFT_OUT_MAX).for_each(|place| index.insert(7, place));
        for place in 0..WINDOW_LEN + LEFT_OUT_MAX {
            assert_eq!(index.find(7, |other| other == place), Probe::Found(place));
        }
        assert_eq!(index.find(7, |_| false), Probe::Absent);
        index.insert(7, WINDOW_LEN + LEFT_OUT_MAX);
        assert_eq!(index.find(7, |_| false), Probe::Unknown);
    }

    #[test]
    fn equal_hashes_fill_their_window_and_leave_the_rest_to_the_tree() {
        let mut index = Index::default();
        (0..1000).for_each(|place| index.insert(7, place));
        let found = |place| index.find(7, |other| other == place);
        assert_eq!(found(0), Probe::Found(0));
        assert_eq!(found(999), Probe::Unknown);
        assert_eq!(index.find(8, |_| true), Probe::Unknown);
    }
}
