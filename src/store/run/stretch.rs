// SPDX-License-Identifier: Apache-2.0
//! A long value that stands alone in its block, read piece by piece.
//!
//! Promises: nothing is given out before all of the block was read once and its checksum was right;
//! what is read again is held against sums of that reading, so that no byte leaves unchecked,
//! whatever the disk does meanwhile. In memory are one piece, and four bytes for each. The file
//! stays readable as long as this lives, also when its name is gone.

use std::sync::Arc;

use crate::base::error::Result;
use crate::base::limits::VALUE_PIECE_BYTES;

use super::block::{ALONE_BYTES, SUMMED_AT, summed_alone};
use super::fences::Place;
use super::filter;
use super::frame::HEAD_BYTES;
use super::reader::Run;
use super::sum::{Sum, fill, read, take_u32};

const PIECE: u64 = VALUE_PIECE_BYTES as u64;

/// The value of one entry.
pub struct Stretch {
    run: Arc<Run>,
    block: Place,
    /// Where it begins in the file.
    at: u64,
    bytes: u64,
    /// Of each piece.
    sums: Vec<u32>,
    /// The piece that was read last.
    piece: Vec<u8>,
    held: Option<u64>,
}

impl Stretch {
    /// Reads through the block that begins at `at`, which holds nothing but this key.
    ///
    /// Errors: `FileReadError`; `Corrupted` when there is no such block of that key.
    pub fn open(run: &Arc<Run>, (at, bytes): (u64, u64), key: &[u8]) -> Result<Self> {
        let block = Place { at, bytes };
        let front_bytes = (ALONE_BYTES + key.len()) as u64;
        if !run.is_within(block) || bytes < front_bytes {
            return Err(run.block_error(block));
        }
        let front = read(&*run.file, &run.path, at, front_bytes)?;
        let stored = take_u32(&mut &*front);
        let wanted = summed_alone(bytes as usize, (key, filter::hash(key)));
        if front.get(SUMMED_AT..) != Some(&*wanted) {
            return Err(run.block_error(block));
        }
        let mut stretch = Self {
            run: run.clone(),
            block,
            at: at + front_bytes,
            bytes: bytes - front_bytes,
            sums: Vec::new(),
            piece: Vec::new(),
            held: None,
        };
        let mut sum = Sum::new(run.id, at).add(&wanted);
        for number in 0..stretch.bytes.div_ceil(PIECE) {
            stretch.load(number)?;
            sum = sum.add(&stretch.piece);
            stretch.sums.push(crc32fast::hash(&stretch.piece));
        }
        if stored != Some(sum.finish()) {
            return Err(run.block_error(block));
        }
        Ok(stretch)
    }

    /// How long it is, in bytes.
    pub fn len(&self) -> u64 {
        self.bytes
    }

    /// Fills `out` from offset `at` of the value; less than asked for only where it ends.
    ///
    /// Errors: `FileReadError`; `Corrupted` when the disk now says something else. Either may have
    /// left a part in `out`.
    pub fn read_at(&mut self, out: &mut [u8], at: u64) -> Result<usize> {
        let mut done = 0;
        while let Some(rest) = out.get_mut(done..).filter(|rest| !rest.is_empty()) {
            let from = at.saturating_add(done as u64);
            if from >= self.bytes {
                break;
            }
            let number = from / PIECE;
            if self.held != Some(number) {
                self.load(number)?;
                if self.sums.get(number as usize) != Some(&crc32fast::hash(&self.piece)) {
                    return Err(self.run.block_error(self.block));
                }
                self.held = Some(number);
            }
            let held = self.piece.get((from % PIECE) as usize..).unwrap_or_default();
            let count = held.len().min(rest.len());
            rest.iter_mut().zip(held).for_each(|(to, from)| *to = *from);
            done += count;
        }
        Ok(done)
    }

    /// Reads a piece, unchecked.
    fn load(&mut self, number: u64) -> Result<()> {
        self.held = None;
        let at = number * PIECE;
        let count = (self.bytes - at).min(PIECE) as usize;
        self.piece.resize(count, 0);
        fill(&*self.run.file, &self.run.path, &mut self.piece, self.at + at)
    }
}

impl Run {
    /// Whether a block can be there.
    pub(super) fn is_within(&self, block: Place) -> bool {
        let end = block.at.checked_add(block.bytes);
        block.at >= HEAD_BYTES as u64 && end.is_some_and(|end| end <= self.footer.filter_at)
    }
}
