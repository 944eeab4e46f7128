// SPDX-License-Identifier: Apache-2.0
//! Blocks that were read lately, for all runs and threads together.

use std::hash::{BuildHasher, Hasher};
use std::sync::Arc;

use quick_cache::sync::{Cache as Blocks, DefaultLifecycle};
use quick_cache::{OptionsBuilder, Weighter};

use crate::base::limits::RUN_BLOCK_BYTES;

use super::RunId;

/// Parts that threads can use at the same time.
const SHARDS: usize = 16;
/// What a block costs besides its bytes: counters, its name, its place in the table.
const ENTRY_BYTES: usize = 96;
/// The part of a cache that stays one, whatever else wants its memory.
const LEAST_PART: usize = 4;
/// How far its size is from what it was when it changes again, as a part of the whole.
const CHANGE_PART: usize = 16;
/// A block that would fill more than this part of a shard is not kept.
const SHARE: u64 = 4;

/// The run, and the offset in it.
type Name = (RunId, u64);

/// Keeps blocks in memory, the most useful ones when not all fit. Everything that is kept counts,
/// also what is needed to find it.
pub struct Cache {
    /// None: there is no room for any block.
    blocks: Option<Blocks<Name, Arc<[u8]>, Weight, Mix>>,
    bytes_max: usize,
}

impl Cache {
    /// An empty cache that never holds more than `bytes_max`.
    pub fn new(bytes_max: usize) -> Self {
        // A whole number for each shard, or their sum could exceed the limit by rounding.
        let bytes_max = bytes_max - bytes_max % SHARDS;
        let options = OptionsBuilder::new()
            .shards(SHARDS)
            .estimated_items_capacity(bytes_max / RUN_BLOCK_BYTES)
            .weight_capacity(bytes_max as u64)
            .build();
        let lifecycle = DefaultLifecycle::default();
        let make = |options| Blocks::with_options(options, Weight, Mix(0), lifecycle);
        Self { blocks: options.ok().filter(|_| bytes_max > 0).map(make), bytes_max }
    }

    /// Leaves so much of its memory to others, who come first, and keeps a quarter in any case. It
    /// takes more of it again only when that is much: each change costs a little of what is known
    /// about the blocks.
    pub fn leave(&self, bytes: usize) {
        let Some(blocks) = &self.blocks else { return };
        let room = self.bytes_max.saturating_sub(bytes).max(self.bytes_max / LEAST_PART) as u64;
        let (change, now) = ((self.bytes_max / CHANGE_PART) as u64, blocks.capacity());
        if room < now || room > now + 2 * change {
            let least = (self.bytes_max / LEAST_PART) as u64;
            let next = room.saturating_sub(change).max(least);
            blocks.set_capacity(next - next % SHARDS as u64);
        }
    }

    /// Memory that is taken by blocks.
    pub fn bytes(&self) -> usize {
        let weight = self.blocks.as_ref().map_or(0, Blocks::weight);
        usize::try_from(weight).unwrap_or(usize::MAX)
    }

    /// Drops all blocks of runs that are no longer needed. Looks at every block.
    pub fn forget(&self, is_gone: impl Fn(RunId) -> bool) {
        if let Some(blocks) = &self.blocks {
            blocks.retain(|(id, _), _| !is_gone(*id));
        }
    }

    #[inline]
    pub(super) fn get(&self, id: RunId, at: u64) -> Option<Arc<[u8]>> {
        self.blocks.as_ref()?.get(&(id, at))
    }

    pub(super) fn put(&self, id: RunId, at: u64, block: &Arc<[u8]>) {
        let Some(blocks) = &self.blocks else { return };
        if Weight.weight(&(id, at), block) <= blocks.shard_capacity() / SHARE {
            blocks.insert((id, at), block.clone());
        }
    }
}

/// What a block counts against the limit.
#[derive(Clone, Copy)]
struct Weight;

impl Weighter<Name, Arc<[u8]>> for Weight {
    fn weight(&self, _: &Name, block: &Arc<[u8]>) -> u64 {
        (block.len() + ENTRY_BYTES) as u64
    }
}

/// A hash without a random seed: the same calls keep the same blocks in every process.
#[derive(Clone, Copy)]
struct Mix(u64);

impl BuildHasher for Mix {
    type Hasher = Self;

    #[inline]
    fn build_hasher(&self) -> Self {
        *self
    }
}

impl Hasher for Mix {
    #[inline]
    fn write_u64(&mut self, number: u64) {
        let mixed = (self.0 ^ number).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        self.0 = mixed ^ (mixed >> 32);
    }

    fn write(&mut self, bytes: &[u8]) {
        bytes.iter().for_each(|byte| self.write_u64(u64::from(*byte)));
    }

    #[inline]
    fn finish(&self) -> u64 {
        let mixed = self.0.wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed ^ (mixed >> 29)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_leaves_memory_to_others_and_takes_it_back() {
        let cache = Cache::new(1 << 20);
        let fill = |first: u64| {
            for at in first..first + 1000 {
                cache.put(RunId { log: 1, number: 1 }, at, &vec![0; 4000].into());
            }
            cache.bytes()
        };
        assert!(fill(0) > 900 << 10);
        cache.leave(512 << 10);
        assert!(cache.bytes() <= 512 << 10);
        assert!((400 << 10..=512 << 10).contains(&fill(1000)));
        // So much is not worth a change.
        cache.leave(480 << 10);
        assert!(fill(2000) <= 512 << 10);
        cache.leave(usize::MAX);
        assert!((200 << 10..=256 << 10).contains(&fill(3000)));
        cache.leave(0);
        assert!(fill(4000) > 800 << 10);
    }

    #[test]
    fn it_stays_within_its_bytes_and_forgets_on_request() {
        for bytes_max in [0, 1, 100, 5000, 100_000, 3_000_001] {
            let cache = Cache::new(bytes_max);
            for at in 0..4000_u64 {
                let id = RunId { log: 1, number: at % 3 };
                let block: Arc<[u8]> = vec![0; (at * 7919 % 17_000) as usize].into();
                cache.put(id, at, &block);
                assert!(cache.bytes() <= bytes_max, "{} of {bytes_max}", cache.bytes());
            }
            assert_eq!(cache.bytes() > 0, bytes_max >= 5000);
            cache.forget(|id| id.number == 1);
            assert_eq!(cache.bytes() > 0, bytes_max >= 5000);
            cache.forget(|id| id.number != 1);
            assert_eq!(cache.bytes(), 0);
        }
    }
}
