// SPDX-License-Identifier: Apache-2.0
//! A block: neighbouring entries that are read from disk together.

use std::cmp::Ordering;
use std::ops::Range;

use crate::base::limits::{RUN_BLOCK_BYTES, RUN_BLOCK_BYTES_MAX, RUN_BLOCK_LEN};

use super::RunId;
use super::sum::{Sum, common_bytes, take, take_slice, take_u32};

/// Length of what stands before the tags.
pub(super) const BLOCK_HEAD_BYTES: usize = 18;
/// Where the bytes begin that the checksum covers.
pub(super) const SUMMED_AT: usize = 4;
/// Length of one line of the table.
const LINE_BYTES: usize = 4;
/// What an entry costs besides its suffix and its value: a tag and a line.
const ENTRY_BYTES: usize = 1 + LINE_BYTES;
/// Length of what stands before key and value of an entry that is a block of its own.
pub(super) const ALONE_BYTES: usize = BLOCK_HEAD_BYTES + 1;

/// A block of several entries ends so early that two bytes can say where an entry begins.
const _: () = assert!(RUN_BLOCK_BYTES_MAX <= u16::MAX as usize);
const _: () = assert!(RUN_BLOCK_BYTES <= RUN_BLOCK_BYTES_MAX);

/// The parts of a block.
#[derive(Clone, Copy)]
pub(super) struct Block<'a> {
    tags: &'a [u8],
    table: &'a [[u8; LINE_BYTES]],
    prefix: &'a [u8],
    suffixes: &'a [u8],
    values: &'a [u8],
    bytes: usize,
}

impl<'a> Block<'a> {
    /// The parts, if the lengths fit each other. Does not look at checksum and table.
    #[inline]
    pub fn parse(bytes: &'a [u8]) -> Option<Self> {
        let rest = &mut &*bytes;
        let [_sum, length, prefix_bytes, suffixes_bytes] =
            [take_u32(rest)?, take_u32(rest)?, take_u32(rest)?, take_u32(rest)?];
        let count = usize::from(u16::from_le_bytes(take(rest)?));
        let lines_bytes = count.checked_sub(1)? * LINE_BYTES;
        let tags = take_slice(rest, count)?;
        let prefix = take_slice(rest, usize::try_from(prefix_bytes).ok()?)?;
        let (table, _) = take_slice(rest, lines_bytes)?.as_chunks();
        let suffixes = take_slice(rest, usize::try_from(suffixes_bytes).ok()?)?;
        let fits = usize::try_from(length).ok()? == bytes.len();
        fits.then_some(Self { tags, table, prefix, suffixes, values: rest, bytes: bytes.len() })
    }

    /// The parts of a block that was read at offset `at`, if checksum and table are right.
    pub fn check(bytes: &'a [u8], id: RunId, at: u64) -> Option<Self> {
        let rest = &mut &*bytes;
        if take_u32(rest)? != Sum::new(id, at).add(rest).finish() {
            return None;
        }
        let block = Self::parse(bytes)?;
        let mut before = (0, 0);
        for index in 1..=block.len() {
            let (suffix, value) = block.starts(index);
            if suffix < before.0 || value < before.1 {
                return None;
            }
            before = (suffix, value);
        }
        // The last pair is where the areas end, so no entry reaches beyond them.
        Some(block)
    }

    /// The number of entries.
    pub fn len(&self) -> usize {
        self.table.len() + 1
    }

    /// What all keys begin with.
    pub fn prefix(&self) -> &'a [u8] {
        self.prefix
    }

    /// What the key of an entry has behind the prefix.
    #[inline]
    pub fn suffix(&self, index: usize) -> &'a [u8] {
        let range = self.starts(index).0..self.starts(index + 1).0;
        self.suffixes.get(range).unwrap_or_default()
    }

    /// Where the value of an entry is in the block.
    pub fn value_range(&self, index: usize) -> Range<usize> {
        let at = self.bytes - self.values.len();
        at + self.starts(index).1..at + self.starts(index + 1).1
    }

    /// The entry of a key with this hash.
    #[inline]
    pub fn find(&self, key: &[u8], hash: u64) -> Option<usize> {
        let suffix = key.strip_prefix(self.prefix)?;
        let alike = self.tags.iter().enumerate().filter(|(_, other)| **other == tag(hash));
        alike.map(|(index, _)| index).find(|index| self.suffix(*index) == suffix)
    }

    /// Whether an entry carries the tag of a hash.
    pub fn has_tag(&self, index: usize, hash: u64) -> bool {
        self.tags.get(index) == Some(&tag(hash))
    }

    /// The place of a key: of its entry, or where it would stand.
    #[inline]
    pub fn search(&self, key: &[u8]) -> Result<usize, usize> {
        let Some(suffix) = key.strip_prefix(self.prefix) else {
            return Err(if key < self.prefix { 0 } else { self.len() });
        };
        let (mut low, mut high) = (0, self.len());
        while low < high {
            let middle = low.midpoint(high);
            match self.suffix(middle).cmp(suffix) {
                Ordering::Less => low = middle + 1,
                Ordering::Equal => return Ok(middle),
                Ordering::Greater => high = middle,
            }
        }
        Err(low)
    }

    /// Where suffix and value of an entry begin; for the index behind the last, where they end.
    #[inline]
    fn starts(&self, index: usize) -> (usize, usize) {
        let Some(line) = index.checked_sub(1) else { return (0, 0) };
        match self.table.get(line) {
            Some([a, b, c, d]) => (
                usize::from(u16::from_le_bytes([*a, *b])),
                usize::from(u16::from_le_bytes([*c, *d])),
            ),
            None => (self.suffixes.len(), self.values.len()),
        }
    }
}

/// What a block stores of the hash of each key: nearly always it leads to the entry at once.
#[inline]
fn tag(hash: u64) -> u8 {
    hash as u8
}

/// The entries of the next block.
#[derive(Default)]
pub(super) struct Builder {
    tags: Vec<u8>,
    keys: Vec<u8>,
    values: Vec<u8>,
    /// Where key and value of each entry end.
    ends: Vec<(usize, usize)>,
    prefix_bytes: usize,
}

impl Builder {
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// The length of the block as it is, which is not empty.
    pub fn bytes(&self) -> usize {
        let before = self.ends.len().saturating_sub(1);
        let keys = self.keys.len() - before * self.prefix_bytes;
        ALONE_BYTES + before * ENTRY_BYTES + keys + self.values.len()
    }

    /// The length that one more entry would bring it to.
    pub fn bytes_with(&self, key: &[u8], value: &[u8]) -> usize {
        let (count, prefix_bytes) = (self.ends.len(), self.prefix_bytes_with(key));
        let keys = self.keys.len() + key.len() - count * prefix_bytes;
        ALONE_BYTES + count * ENTRY_BYTES + keys + self.values.len() + value.len()
    }

    /// Whether the block is to end here.
    pub fn is_full(&self) -> bool {
        let bytes = self.bytes();
        let is_long = bytes >= RUN_BLOCK_BYTES && self.ends.len() >= RUN_BLOCK_LEN;
        is_long || bytes >= RUN_BLOCK_BYTES_MAX
    }

    /// Takes an entry whose key is greater than all here.
    pub fn push(&mut self, key: &[u8], hash: u64, value: &[u8]) {
        self.tags.push(tag(hash));
        self.prefix_bytes = self.prefix_bytes_with(key);
        self.keys.extend_from_slice(key);
        self.values.extend_from_slice(value);
        self.ends.push((self.keys.len(), self.values.len()));
    }

    /// Puts the block into `out`, in place of what was there, and begins the next one.
    pub fn take(&mut self, id: RunId, at: u64, out: &mut Vec<u8>) {
        let (count, prefix_bytes) = (self.ends.len(), self.prefix_bytes);
        let suffixes_bytes = self.keys.len() - count * prefix_bytes;
        out.clear();
        out.extend_from_slice(&[0; SUMMED_AT]);
        out.extend_from_slice(&head(self.bytes(), prefix_bytes, suffixes_bytes, count));
        out.extend_from_slice(&self.tags);
        out.extend_from_slice(self.keys.get(..prefix_bytes).unwrap_or_default());
        let before = self.ends.iter().take(count.saturating_sub(1)).zip(1..);
        for ((key_end, value_end), index) in before {
            // Fits: with several entries the block is at most RUN_BLOCK_BYTES_MAX long.
            let starts = [(key_end - index * prefix_bytes) as u16, *value_end as u16];
            out.extend_from_slice(starts.map(u16::to_le_bytes).as_flattened());
        }
        let mut start = 0;
        for (end, _) in &self.ends {
            out.extend_from_slice(self.keys.get(start + prefix_bytes..*end).unwrap_or_default());
            start = *end;
        }
        out.extend_from_slice(&self.values);
        let sum = Sum::new(id, at).add(out.get(SUMMED_AT..).unwrap_or_default()).finish();
        if let Some(place) = out.first_chunk_mut::<SUMMED_AT>() {
            *place = sum.to_le_bytes();
        }
        self.tags.clear();
        self.keys.clear();
        self.values.clear();
        self.ends.clear();
        self.prefix_bytes = 0;
    }

    fn prefix_bytes_with(&self, key: &[u8]) -> usize {
        if self.ends.is_empty() {
            return key.len();
        }
        common_bytes(self.keys.get(..self.prefix_bytes).unwrap_or_default(), key)
    }
}

/// What stands before key and value of an entry that is a block of its own.
pub(super) fn head_alone(
    id: RunId,
    at: u64,
    (key, hash): (&[u8], u64),
    value: &[u8],
) -> [u8; ALONE_BYTES] {
    let whole = ALONE_BYTES + key.len() + value.len();
    head_summed(whole, (key, hash), |front| Sum::new(id, at).add(front).add(value).finish())
}

/// The same, where `sum` says the checksum of it and of the value, given what stands between.
pub(super) fn head_summed(
    whole: usize,
    (key, hash): (&[u8], u64),
    sum: impl FnOnce(&[u8]) -> u32,
) -> [u8; ALONE_BYTES] {
    let summed = head(whole, key.len(), 0, 1);
    let tag = tag(hash);
    let sum = sum(&summed_alone(whole, (key, hash)));
    let mut bytes = [0; ALONE_BYTES];
    let all = sum.to_le_bytes().into_iter().chain(summed).chain([tag]);
    bytes.iter_mut().zip(all).for_each(|(to, from)| *to = from);
    bytes
}

/// What stands between the checksum and the value of an entry that is a block of its own.
pub(super) fn summed_alone(bytes: usize, (key, hash): (&[u8], u64)) -> Vec<u8> {
    [&head(bytes, key.len(), 0, 1)[..], &[tag(hash)], key].concat()
}

/// The summed part of a block's head. The limits on keys and values keep all numbers in range.
fn head(
    bytes: usize,
    prefix_bytes: usize,
    suffixes_bytes: usize,
    count: usize,
) -> [u8; BLOCK_HEAD_BYTES - SUMMED_AT] {
    let numbers = [bytes, prefix_bytes, suffixes_bytes].map(|number| (number as u32).to_le_bytes());
    let all = numbers.as_flattened().iter().copied().chain((count as u16).to_le_bytes());
    let mut head = [0; BLOCK_HEAD_BYTES - SUMMED_AT];
    head.iter_mut().zip(all).for_each(|(to, from)| *to = from);
    head
}
