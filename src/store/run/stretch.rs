// SPDX-License-Identifier: Apache-2.0
//! A long stretch of a file, read piece by piece: the value of an entry that stands alone in its
//! block, or a value in a file of its own.
//!
//! Promises: nothing is given out before all of it was read once and its checksum was right; what
//! is read again is held against sums of that reading, so that no byte leaves unchecked, whatever
//! the disk does meanwhile. In memory are one piece, and four bytes for each. The file stays
//! readable as long as this lives, also when its name is gone.

use std::sync::Arc;

use crc32fast::Hasher;

use crate::base::error::{Error, Result};
use crate::base::limits::VALUE_PIECE_BYTES;
use crate::disk::DiskFile;

use super::block::{ALONE_BYTES, SUMMED_AT, summed_alone};
use super::fences::Place;
use super::filter;
use super::frame::HEAD_BYTES;
use super::reader::Run;
use super::sum::{Sum, damaged, fill, read, take_u32};

const PIECE: u64 = VALUE_PIECE_BYTES as u64;

/// A part of a file whose bytes are known to be right.
pub struct Stretch {
    file: Arc<dyn DiskFile>,
    path: Arc<str>,
    /// Where what was read through begins, and how long it is.
    whole: Place,
    /// Of each piece of that.
    sums: Vec<u32>,
    /// The part of it that is looked at.
    from: u64,
    bytes: u64,
    /// The crc32 of that part, once it is known.
    sum: Option<u32>,
    /// The piece that was read last.
    piece: Vec<u8>,
    held: Option<u64>,
}

impl Stretch {
    /// Reads through the block of a run that begins at `at`, which holds nothing but this key; what
    /// is looked at is its value.
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
        let value = Place { at: at + front_bytes, bytes: bytes - front_bytes };
        let stretch = Self::read_through(run.file.clone(), run.path.clone(), value)?;
        let sum = Sum::new(run.id, at).add(&wanted);
        let sum = sum.then(stretch.sum.unwrap_or_default(), value.bytes).finish();
        if stored != Some(sum) {
            return Err(run.block_error(block));
        }
        Ok(stretch)
    }

    /// Reads through a part of a file whose crc32 is known.
    ///
    /// Errors: `FileReadError`; `Corrupted` for another crc32.
    pub fn of_file(
        file: Arc<dyn DiskFile>,
        path: Arc<str>,
        (at, bytes): (u64, u64),
        sum: u32,
    ) -> Result<Self> {
        let stretch = Self::read_through(file, path, Place { at, bytes })?;
        if stretch.sum != Some(sum) {
            return Err(stretch.error());
        }
        Ok(stretch)
    }

    fn read_through(file: Arc<dyn DiskFile>, path: Arc<str>, whole: Place) -> Result<Self> {
        let (sums, piece, bytes) = (Vec::new(), Vec::new(), whole.bytes);
        let mut stretch =
            Self { file, path, whole, sums, from: 0, bytes, sum: None, piece, held: None };
        let mut all = Hasher::new();
        for number in 0..bytes.div_ceil(PIECE) {
            stretch.load(number)?;
            let sum = crc32fast::hash(&stretch.piece);
            all.combine(&Hasher::new_with_initial_len(sum, stretch.piece.len() as u64));
            stretch.sums.push(sum);
        }
        stretch.sum = Some(all.finalize());
        Ok(stretch)
    }

    /// The same, of which a part is looked at.
    pub fn narrowed(self, at: u64, bytes: u64) -> Self {
        let from = self.from + at.min(self.bytes);
        let bytes = bytes.min(self.bytes - at.min(self.bytes));
        let sum = self.sum.filter(|_| bytes == self.bytes);
        Self { from, bytes, sum, ..self }
    }

    /// How long it is, in bytes.
    pub fn len(&self) -> u64 {
        self.bytes
    }

    /// Whether it has no byte.
    pub fn is_empty(&self) -> bool {
        self.bytes == 0
    }

    /// Its crc32.
    ///
    /// Errors: as [`Stretch::read_at`].
    pub fn sum(&mut self) -> Result<u32> {
        if let Some(sum) = self.sum {
            return Ok(sum);
        }
        let mut hasher = Hasher::new();
        self.each(&mut |bytes| {
            hasher.update(bytes);
            Ok(())
        })?;
        Ok(*self.sum.insert(hasher.finalize()))
    }

    /// Hands on all of it, in order, piece by piece.
    ///
    /// Errors: as [`Stretch::read_at`], and those of `visit`.
    pub fn each(&mut self, visit: &mut dyn FnMut(&[u8]) -> Result<()>) -> Result<()> {
        let mut room = vec![0; VALUE_PIECE_BYTES];
        let mut at = 0;
        while at < self.bytes {
            let count = self.read_at(&mut room, at)?;
            visit(room.get(..count).unwrap_or_default())?;
            at += count as u64;
        }
        Ok(())
    }

    /// Fills `out` from offset `at`; less than asked for only where it ends.
    ///
    /// Errors: `FileReadError`; `Corrupted` when the disk now says something else. Either may have
    /// left a part in `out`.
    pub fn read_at(&mut self, out: &mut [u8], at: u64) -> Result<usize> {
        let mut done = 0;
        while let Some(rest) = out.get_mut(done..).filter(|rest| !rest.is_empty()) {
            let at = at.saturating_add(done as u64);
            if at >= self.bytes {
                break;
            }
            let from = self.from + at;
            let number = from / PIECE;
            if self.held != Some(number) {
                self.load(number)?;
                if self.sums.get(number as usize) != Some(&crc32fast::hash(&self.piece)) {
                    return Err(self.error());
                }
                self.held = Some(number);
            }
            let held = self.piece.get((from % PIECE) as usize..).unwrap_or_default();
            let left = usize::try_from(self.bytes - at).unwrap_or(usize::MAX);
            let count = held.len().min(rest.len()).min(left);
            let (to, from) = (rest.get_mut(..count), held.get(..count));
            if let (Some(to), Some(from)) = (to, from) {
                to.copy_from_slice(from);
            }
            done += count;
        }
        Ok(done)
    }

    /// Reads a piece, unchecked.
    fn load(&mut self, number: u64) -> Result<()> {
        self.held = None;
        let at = number * PIECE;
        let count = (self.whole.bytes - at).min(PIECE) as usize;
        self.piece.resize(count, 0);
        fill(&*self.file, &self.path, &mut self.piece, self.whole.at + at)
    }

    fn error(&self) -> Error {
        damaged("a value is damaged", &self.path, self.whole.at, self.whole.bytes)
    }
}

impl Run {
    /// Whether a block can be there.
    pub(super) fn is_within(&self, block: Place) -> bool {
        let end = block.at.checked_add(block.bytes);
        block.at >= HEAD_BYTES as u64 && end.is_some_and(|end| end <= self.footer.filter_at)
    }
}
