// SPDX-License-Identifier: Apache-2.0
//! Walking through a run in key order.

use std::ops::{Bound, Range};
use std::sync::Arc;

use crate::base::error::Result;
use crate::base::limits::RUN_READ_BYTES;

use super::block::Block;
use super::cache::Cache;
use super::fences::{Fences, Place};
use super::reader::Run;

/// A position on an entry of a run, or behind the last one. It keeps run and block in memory.
pub struct Cursor {
    run: Arc<Run>,
    /// None: blocks are read past the cache, several at once.
    cache: Option<Arc<Cache>>,
    /// What was read last, beginning at offset `held_at`, and where the block is in it.
    held: Arc<[u8]>,
    held_at: u64,
    range: Range<usize>,
    /// The number of the block.
    block: usize,
    index: usize,
    key: Vec<u8>,
    prefix_bytes: usize,
    value: Range<usize>,
    is_at_end: bool,
}

impl Run {
    /// A cursor on the first entry from `from` on. Without a cache it reads ahead, and leaves
    /// nothing behind: for going through much that will not be needed again soon.
    ///
    /// Errors: [`Code::FileReadError`](crate::base::error::Code), `Corrupted` when the fences or
    /// the block are damaged. The filter is not looked at.
    pub fn cursor(
        self: &Arc<Self>,
        from: Bound<&[u8]>,
        cache: Option<&Arc<Cache>>,
    ) -> Result<Cursor> {
        let mut cursor = Cursor {
            run: self.clone(),
            cache: cache.cloned(),
            held: Arc::default(),
            held_at: 0,
            range: 0..0,
            block: 0,
            index: 0,
            key: Vec::new(),
            prefix_bytes: 0,
            value: 0..0,
            is_at_end: false,
        };
        let (Bound::Included(key) | Bound::Excluded(key)) = from else {
            cursor.enter(0, first)?;
            return Ok(cursor);
        };
        if *key > *self.footer.last {
            cursor.end();
            return Ok(cursor);
        }
        let is_past = matches!(from, Bound::Excluded(_));
        let index = |block: &Block<'_>| match block.search(key) {
            Ok(index) => index + usize::from(is_past),
            Err(index) => index,
        };
        cursor.enter(self.fences()?.find(key), index)?;
        Ok(cursor)
    }
}

impl Cursor {
    /// The key of the entry; None behind the last one.
    pub fn key(&self) -> Option<&[u8]> {
        (!self.is_at_end).then_some(&*self.key)
    }

    /// The value of the entry; empty behind the last one.
    pub fn value(&self) -> &[u8] {
        self.held.get(self.value.clone()).unwrap_or_default()
    }

    /// Goes to the next entry. Behind the last one it does nothing.
    ///
    /// Errors: as for [`Run::cursor`]. The cursor stays where it was; the next call tries again.
    pub fn advance(&mut self) -> Result<()> {
        if self.is_at_end {
            return Ok(());
        }
        let bytes = self.held.get(self.range.clone()).unwrap_or_default();
        match Block::parse(bytes) {
            Some(block) if self.index + 1 < block.len() => {
                self.index += 1;
                self.key.truncate(self.prefix_bytes);
                self.key.extend_from_slice(block.suffix(self.index));
                let value = block.value_range(self.index);
                self.value = self.range.start + value.start..self.range.start + value.end;
                Ok(())
            }
            _ => self.enter(self.block + 1, first),
        }
    }

    /// Goes to an entry of block `number`, or to the first one of the next block when `pick` says
    /// that it is behind the last. Changes the position only on success.
    fn enter(&mut self, number: usize, pick: impl Fn(&Block<'_>) -> usize) -> Result<()> {
        let run = self.run.clone();
        let fences = run.fences()?;
        let Some(place) = fences.place(number) else {
            self.end();
            return Ok(());
        };
        let (held, held_at) = match &self.cache {
            Some(cache) => (run.cached(cache, place)?, place.at),
            None => self.ahead(&run, fences, number, place)?,
        };
        let start = (place.at - held_at) as usize;
        let range = start..start + place.bytes as usize;
        let bytes = held.get(range.clone()).unwrap_or_default();
        // What comes from the cache was checked when it got there.
        let block = match &self.cache {
            Some(_) => Block::parse(bytes),
            None => Some(run.check(bytes, place)?),
        };
        let entry = block.as_ref().map(|block| (block, pick(block)));
        let Some((block, index)) = entry.filter(|(block, index)| *index < block.len()) else {
            return self.enter(number + 1, first);
        };
        self.key.clear();
        self.key.extend_from_slice(block.prefix());
        self.prefix_bytes = self.key.len();
        self.key.extend_from_slice(block.suffix(index));
        let value = block.value_range(index);
        self.value = start + value.start..start + value.end;
        (self.block, self.index, self.range) = (number, index, range);
        (self.held, self.held_at) = (held, held_at);
        Ok(())
    }

    /// The bytes at `place`, and those of following blocks as far as they go into one read.
    fn ahead(
        &self,
        run: &Run,
        fences: &Fences,
        number: usize,
        place: Place,
    ) -> Result<(Arc<[u8]>, u64)> {
        let end = place.at + place.bytes;
        if place.at >= self.held_at && end <= self.held_at + self.held.len() as u64 {
            return Ok((self.held.clone(), self.held_at));
        }
        let following = (number + 1..).map_while(|next| fences.place(next));
        let ends = following.map(|next| next.at + next.bytes);
        let fits = |end: &u64| end - place.at <= RUN_READ_BYTES as u64;
        let bytes = ends.take_while(fits).last().unwrap_or(end) - place.at;
        let all = run.bytes(Place { at: place.at, bytes });
        // A place that cannot be read is not to hurt the blocks before it.
        let held = all.or_else(|_| run.bytes(place))?;
        Ok((held, place.at))
    }

    fn end(&mut self) {
        self.is_at_end = true;
        self.value = 0..0;
    }
}

/// Picks the first entry of a block.
fn first(_: &Block<'_>) -> usize {
    0
}
