// SPDX-License-Identifier: Apache-2.0
//! Which block a key is in: what tells each block from the one before it.

use super::sum::{common_bytes, take_slice, take_u32};

/// The fences of a run, in a few arrays without pointers between them.
pub(super) struct Fences {
    /// What all fences begin with.
    prefix: Box<[u8]>,
    /// The first eight bytes behind the prefix as a number: most searches look at nothing else.
    heads: Box<[u64]>,
    /// Where each fence ends in `bytes`.
    ends: Box<[usize]>,
    /// All fences without the prefix.
    bytes: Box<[u8]>,
    /// Where each block begins, and where the last one ends.
    starts: Box<[u64]>,
}

/// A place in the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Place {
    pub at: u64,
    pub bytes: u64,
}

impl Fences {
    /// Reads stored fences of blocks that fill the file from `start` to `end`. None: these can be
    /// none.
    pub fn decode(stored: &[u8], start: u64, end: u64) -> Option<Self> {
        let rest = &mut &*stored;
        let count = usize::try_from(take_u32(rest)?).ok()?;
        let prefix_bytes = usize::try_from(take_u32(rest)?).ok()?;
        let (blocks, _) = take_slice(rest, count.checked_mul(4)?)?.as_chunks::<4>();
        let fence_count = count.checked_sub(1)?;
        let (fences, _) = take_slice(rest, fence_count * 4)?.as_chunks::<4>();
        let prefix = take_slice(rest, prefix_bytes)?.into();
        let bytes: Box<[u8]> = (*rest).into();
        let mut starts = Vec::with_capacity(count + 1);
        let mut at = start;
        starts.push(at);
        for length in blocks {
            at = at.checked_add(u64::from(u32::from_le_bytes(*length)))?;
            starts.push(at);
        }
        let (mut ends, mut heads) =
            (Vec::with_capacity(fence_count), Vec::with_capacity(fence_count));
        let mut fence_start = 0_usize;
        for length in fences {
            let fence_end = fence_start.checked_add(u32::from_le_bytes(*length) as usize)?;
            heads.push(head(bytes.get(fence_start..fence_end)?));
            ends.push(fence_end);
            fence_start = fence_end;
        }
        let fits = at == end && fence_start == bytes.len();
        let (heads, ends) = (heads.into_boxed_slice(), ends.into_boxed_slice());
        fits.then_some(Self { prefix, heads, ends, bytes, starts: starts.into_boxed_slice() })
    }

    /// The number of blocks.
    pub fn len(&self) -> usize {
        self.heads.len() + 1
    }

    /// The only block that can hold the key.
    #[inline]
    pub fn find(&self, key: &[u8]) -> usize {
        let Some(rest) = key.strip_prefix(&*self.prefix) else {
            return if key < &*self.prefix { 0 } else { self.heads.len() };
        };
        let head = head(rest);
        let low = self.heads.partition_point(|other| *other < head);
        if self.heads.get(low) != Some(&head) {
            return low;
        }
        // Some fences begin alike: these are compared as a whole.
        let alike = self.heads.get(low..).unwrap_or_default();
        let (mut low, mut high) = (low, low + alike.partition_point(|other| *other == head));
        while low < high {
            let middle = low.midpoint(high);
            if self.behind_prefix(middle) <= rest { low = middle + 1 } else { high = middle }
        }
        low
    }

    /// Where a block is.
    #[inline]
    pub fn place(&self, block: usize) -> Option<Place> {
        let (at, end) = (*self.starts.get(block)?, *self.starts.get(block + 1)?);
        Some(Place { at, bytes: end - at })
    }

    /// The fence before a block. The first has none.
    pub fn before(&self, block: usize) -> Option<Box<[u8]>> {
        let index = block.checked_sub(1)?;
        self.ends.get(index)?;
        Some([&*self.prefix, self.behind_prefix(index)].concat().into())
    }

    /// Memory that they take.
    pub fn memory_bytes(&self) -> usize {
        self.prefix.len()
            + size_of_val(&*self.heads)
            + size_of_val(&*self.ends)
            + self.bytes.len()
            + size_of_val(&*self.starts)
    }

    fn behind_prefix(&self, index: usize) -> &[u8] {
        let start = index.checked_sub(1).and_then(|before| self.ends.get(before));
        let end = self.ends.get(index).copied().unwrap_or_default();
        self.bytes.get(start.copied().unwrap_or_default()..end).unwrap_or_default()
    }
}

/// The first eight bytes in the order of the bytes. Fewer count as followed by zeros: an order that
/// this sees is the right one, and what it does not tell apart is compared again.
#[inline]
pub fn head(bytes: &[u8]) -> u64 {
    if let Some(first) = bytes.first_chunk() {
        return u64::from_be_bytes(*first);
    }
    let mut first = [0; 8];
    first.iter_mut().zip(bytes).for_each(|(to, from)| *to = *from);
    u64::from_be_bytes(first)
}

/// The fences of a run in the making.
#[derive(Default)]
pub(super) struct Builder {
    bytes: Vec<u8>,
    lengths: Vec<u32>,
    blocks: Vec<u32>,
}

impl Builder {
    /// Adds the fence between two blocks, given the keys on its sides.
    pub fn push(&mut self, last: &[u8], first: &[u8]) {
        let shared = common_bytes(last, first);
        let fence = first.get(..=shared).unwrap_or(first);
        self.bytes.extend_from_slice(fence);
        self.lengths.push(fence.len() as u32);
    }

    /// Adds the length of a block.
    pub fn push_block(&mut self, bytes: usize) {
        self.blocks.push(bytes as u32);
    }

    /// The bytes to store.
    pub fn encode(&self) -> Vec<u8> {
        let end = self.lengths.first().map_or(0, |length| *length as usize);
        let first = self.bytes.get(..end).unwrap_or_default();
        let start = self.lengths.last().map_or(0, |length| self.bytes.len() - *length as usize);
        let last = self.bytes.get(start..).unwrap_or_default();
        // They ascend, so what the outermost share, all share.
        let prefix_bytes = common_bytes(first, last);
        let mut out = Vec::new();
        out.extend_from_slice(&(self.blocks.len() as u32).to_le_bytes());
        out.extend_from_slice(&(prefix_bytes as u32).to_le_bytes());
        self.blocks.iter().for_each(|bytes| out.extend_from_slice(&bytes.to_le_bytes()));
        for length in &self.lengths {
            out.extend_from_slice(&(length - prefix_bytes as u32).to_le_bytes());
        }
        out.extend_from_slice(first.get(..prefix_bytes).unwrap_or_default());
        let mut start = 0;
        for length in &self.lengths {
            let end = start + *length as usize;
            out.extend_from_slice(self.bytes.get(start + prefix_bytes..end).unwrap_or_default());
            start = end;
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fences(keys: &[&[u8]]) -> Fences {
        let mut builder = Builder::default();
        builder.push_block(10);
        for pair in keys.windows(2) {
            builder.push(pair[0], pair[1]);
            builder.push_block(10);
        }
        let end = 36 + 10 * keys.len() as u64;
        Fences::decode(&builder.encode(), 36, end).unwrap()
    }

    #[test]
    fn a_fence_is_no_longer_than_needed() {
        let fences = fences(&[b"apple", b"apricot", b"banana", b"band", b"bandage"]);
        let all: Vec<_> = (1..5).map(|block| fences.before(block).unwrap()).collect();
        assert_eq!(all, [&b"apr"[..], b"b", b"band", b"banda"].map(Box::from));
        assert_eq!(fences.before(0), None);
        assert_eq!(fences.place(4), Some(Place { at: 76, bytes: 10 }));
        assert_eq!(fences.place(5), None);
    }

    #[test]
    fn every_key_leads_to_its_block() {
        let keys: [&[u8]; 9] = [
            b"",
            b"a\0",
            b"a\0\0",
            b"a\0\0\0\0\0\0\0\0",
            b"a\0\0\0\0\0\0\0\0\x01",
            b"ab",
            b"abcdefgh",
            b"abcdefghi",
            b"abcdefghij",
        ];
        for from in 0..keys.len() {
            let part = &keys[from..];
            let fences = fences(part);
            for probe in keys {
                let wanted =
                    (1..part.len()).filter(|block| *fences.before(*block).unwrap() <= *probe);
                assert_eq!(fences.find(probe), wanted.count());
            }
            part.iter().enumerate().for_each(|(block, key)| assert_eq!(fences.find(key), block));
        }
    }

    #[test]
    fn bytes_that_can_be_no_fences_are_refused() {
        let mut builder = Builder::default();
        builder.push_block(10);
        builder.push(b"a", b"b");
        builder.push_block(10);
        let good = builder.encode();
        assert!(Fences::decode(&good, 0, 20).is_some());
        assert!(Fences::decode(&good, 0, 21).is_none());
        for end in 0..good.len() {
            assert!(Fences::decode(&good[..end], 0, 20).is_none());
        }
        assert!(Fences::decode(&[0; 8], 0, 0).is_none());
        assert!(Fences::decode(&[0xff; 64], 0, 20).is_none());
    }
}
