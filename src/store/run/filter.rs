// SPDX-License-Identifier: Apache-2.0
//! Says of most absent keys that they are absent: a Bloom filter whose bits for one key all lie in
//! one line of the processor's cache (Putze, Sanders, Singler, "Cache-, Hash- and Space-Efficient
//! Bloom Filters", 2007).

use twox_hash::XxHash3_64;

use crate::base::limits::RUN_FILTER_KEY_BITS;

use super::sum::take_u64;

/// Length of one line.
pub(super) const FILTER_LINE_BYTES: usize = 64;
const LINE_BITS: u64 = 8 * FILTER_LINE_BYTES as u64;
/// Bits that each key sets; seven times nine bits come out of one number.
const KEY_BITS_SET: u32 = 7;
const BIT_NUMBER_BITS: u32 = 9;
/// Spreads the hash again, so that the bits do not repeat what chose the line.
const SPREAD: u64 = 0x9e37_79b9_7f4a_7c15;

const _: () = assert!(1 << BIT_NUMBER_BITS == LINE_BITS);
const _: () = assert!(KEY_BITS_SET * BIT_NUMBER_BITS <= u64::BITS);

#[derive(Clone, Copy, Default)]
#[repr(align(64))]
struct Line([u64; FILTER_LINE_BYTES / 8]);

/// A filter.
pub(super) struct Filter {
    lines: Box<[Line]>,
}

/// What the filter knows of a key.
#[inline]
pub fn hash(key: &[u8]) -> u64 {
    XxHash3_64::oneshot(key)
}

impl Filter {
    /// The filter of all keys with these hashes.
    #[cfg(test)]
    pub fn new(hashes: &[u64]) -> Self {
        let mut filter = Self::for_keys(hashes.len());
        filter.add(hashes);
        filter
    }

    /// Room for so many keys.
    pub fn for_keys(count: usize) -> Self {
        let bits = count as u64 * RUN_FILTER_KEY_BITS;
        let count = bits.div_ceil(LINE_BITS).clamp(1, u64::from(u32::MAX)) as usize;
        Self { lines: vec![Line::default(); count].into_boxed_slice() }
    }

    /// Adds keys with these hashes.
    pub fn add(&mut self, hashes: &[u64]) {
        let count = self.lines.len();
        for hash in hashes {
            let Some(line) = self.lines.get_mut(line_of(*hash, count)) else { continue };
            for (word, bit) in bits_of(*hash) {
                if let Some(word) = line.0.get_mut(word) {
                    *word |= bit;
                }
            }
        }
    }

    /// Room for a filter of so many bytes, if it can be one.
    pub fn with_bytes(bytes: u64) -> Option<Self> {
        let count = usize::try_from(bytes / FILTER_LINE_BYTES as u64).ok()?;
        let is_whole = bytes.is_multiple_of(FILTER_LINE_BYTES as u64) && count > 0;
        if !is_whole || u32::try_from(count).is_err() {
            return None;
        }
        let mut lines = Vec::new();
        lines.try_reserve_exact(count).ok()?;
        lines.resize(count, Line::default());
        Some(Self { lines: lines.into_boxed_slice() })
    }

    /// Takes stored bytes in, from line `first` on.
    pub fn load(&mut self, first: usize, bytes: &[u8]) {
        let (stored, _) = bytes.as_chunks::<FILTER_LINE_BYTES>();
        for (line, stored) in self.lines.iter_mut().skip(first).zip(stored) {
            let rest = &mut stored.as_slice();
            line.0.iter_mut().for_each(|word| *word = take_u64(rest).unwrap_or_default());
        }
    }

    /// The bytes to store, line by line, from line `first` on.
    pub fn stored(&self, first: usize) -> impl Iterator<Item = [u8; FILTER_LINE_BYTES]> {
        self.lines.iter().skip(first).map(|line| {
            let words = line.0.map(u64::to_le_bytes);
            let mut stored = [0; FILTER_LINE_BYTES];
            stored.iter_mut().zip(words.as_flattened()).for_each(|(to, from)| *to = *from);
            stored
        })
    }

    /// False: the key with this hash was not among those that the filter was made of.
    #[inline]
    pub fn may_hold(&self, hash: u64) -> bool {
        let Some(line) = self.lines.get(line_of(hash, self.lines.len())) else { return true };
        // All bits, without a look in between: each is set as often as not, so that a processor
        // would guess wrong, and could not go on with the next filter while this line is fetched.
        let missing = bits_of(hash).fold(0, |missing, (word, bit)| {
            missing | (bit & !line.0.get(word).copied().unwrap_or(u64::MAX))
        });
        missing == 0
    }

    /// Memory that it takes.
    pub fn memory_bytes(&self) -> usize {
        size_of_val(&*self.lines)
    }
}

#[inline]
fn line_of(hash: u64, count: usize) -> usize {
    // Both factors fit 32 bits.
    (((hash >> 32) * count as u64) >> 32) as usize
}

/// The bits of a key: the word in the line, and the bit in the word.
#[inline]
fn bits_of(hash: u64) -> impl Iterator<Item = (usize, u64)> {
    let spread = hash.wrapping_mul(SPREAD);
    (0..KEY_BITS_SET).map(move |index| {
        let number = (spread >> (BIT_NUMBER_BITS * index)) & (LINE_BITS - 1);
        ((number / 64) as usize, 1 << (number % 64))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_is_the_published_one() {
        // From the test vectors of the reference implementation: XXH3, 64 bits, seed 0, no input.
        assert_eq!(hash(b""), 0x2d06_8005_38d3_94c2);
    }

    #[test]
    fn all_keys_pass_and_about_one_stranger_in_a_hundred() {
        let hashes: Vec<u64> = (0..100_000_u64).map(|key| hash(&key.to_be_bytes())).collect();
        let filter = Filter::new(&hashes);
        assert!(hashes.iter().all(|hash| filter.may_hold(*hash)));
        let strangers = (1_000_000..1_100_000_u64).map(|key| hash(&key.to_be_bytes()));
        let passed = strangers.filter(|hash| filter.may_hold(*hash)).count();
        assert!((300..1500).contains(&passed), "{passed} of 100000");
    }

    #[test]
    fn what_was_stored_is_loaded() {
        let hashes: Vec<u64> = (0..1000_u64).map(|key| hash(&key.to_be_bytes())).collect();
        let filter = Filter::new(&hashes);
        let bytes: Vec<u8> = filter.stored(0).flatten().collect();
        let mut loaded = Filter::with_bytes(bytes.len() as u64).unwrap();
        let (one, other) = bytes.split_at(5 * FILTER_LINE_BYTES);
        loaded.load(5, other);
        loaded.load(0, one);
        assert!(loaded.stored(0).flatten().eq(bytes));
        assert!(Filter::with_bytes(0).is_none() && Filter::with_bytes(63).is_none());
    }
}
