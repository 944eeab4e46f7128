// SPDX-License-Identifier: Apache-2.0
//! A long value on its way from one file to another, in steps of any length.
//!
//! Its checksum is known before a byte of it is read: the log, or the block that it stands in, says
//! it. What went over is held against that at the end, so that nothing else is ever taken for it.
//! The file stays readable as long as this lives, also when its name is gone.

use std::sync::Arc;

use crc32fast::Hasher;

use crate::base::error::{Code, Error, Result};
use crate::base::limits::RUN_WRITE_BYTES;
use crate::disk::DiskFile;

use super::block::{ALONE_BYTES, SUMMED_AT, summed_alone};
use super::fences::Place;
use super::filter;
use super::reader::Run;
use super::sum::{Sum, damaged, fill, read, sum_behind, take_u32};

/// A part of a file, and how much of it went over.
pub struct Passage {
    file: Arc<dyn DiskFile>,
    path: Arc<str>,
    whole: Place,
    /// Its crc32.
    sum: u32,
    done: u64,
    /// Of what went over.
    hasher: Hasher,
    room: Vec<u8>,
}

impl Passage {
    /// Of a part of a file whose crc32 is known.
    pub fn of_file(
        file: Arc<dyn DiskFile>,
        path: Arc<str>,
        (at, bytes): (u64, u64),
        sum: u32,
    ) -> Self {
        let (whole, room) = (Place { at, bytes }, Vec::new());
        Self { file, path, whole, sum, done: 0, hasher: Hasher::new(), room }
    }

    /// Of the value in the block of a run that begins at `at` and holds nothing but this key.
    ///
    /// Errors: `FileReadError`; `Corrupted` when there is no such block of that key.
    pub fn of_block(run: &Arc<Run>, (at, bytes): (u64, u64), key: &[u8]) -> Result<Self> {
        let block = Place { at, bytes };
        let front_bytes = (ALONE_BYTES + key.len()) as u64;
        if !run.is_within(block) || bytes < front_bytes {
            return Err(run.block_error(block));
        }
        let front = read(&*run.file, &run.path, at, front_bytes)?;
        let wanted = summed_alone(bytes as usize, (key, filter::hash(key)));
        let stored = take_u32(&mut &*front).filter(|_| front.get(SUMMED_AT..) == Some(&*wanted));
        let Some(stored) = stored else { return Err(run.block_error(block)) };
        let value = (at + front_bytes, bytes - front_bytes);
        let sum = Sum::new(run.id, at).add(&wanted).behind(stored, value.1);
        Ok(Self::of_file(run.file.clone(), run.path.clone(), value, sum))
    }

    /// What is left of it without its first `bytes` bytes, which are few.
    ///
    /// Errors: `FileReadError`; `InternalError` for more than there are.
    pub fn behind(self, bytes: u64) -> Result<Self> {
        let Place { at, bytes: all_bytes } = self.whole;
        let left_bytes = all_bytes.checked_sub(bytes).ok_or_else(|| {
            let context = format!("{}: {bytes} of {all_bytes} bytes", self.path);
            Error::new(Code::InternalError, "a value does not stand in its state", context)
        })?;
        let mut front = Hasher::new();
        front.update(&read(&*self.file, &self.path, at, bytes)?);
        let sum = sum_behind(front, self.sum, left_bytes);
        Ok(Self::of_file(self.file, self.path, (at + bytes, left_bytes), sum))
    }

    /// How long it is, in bytes.
    pub fn len(&self) -> u64 {
        self.whole.bytes
    }

    /// Whether it has no byte.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// How much of it is still to go over, in bytes.
    pub fn left(&self) -> u64 {
        self.whole.bytes - self.done
    }

    /// Its crc32.
    pub fn sum(&self) -> u32 {
        self.sum
    }

    /// Hands on the next bytes, `bytes` at most.
    ///
    /// Errors: `FileReadError`; `Corrupted` at the end, when what went over is something else; and
    /// those of `visit`.
    pub fn step(&mut self, bytes: u64, visit: &mut dyn FnMut(&[u8]) -> Result<()>) -> Result<()> {
        let mut step_bytes = bytes.min(self.left());
        while step_bytes > 0 {
            let count = step_bytes.min(RUN_WRITE_BYTES as u64);
            self.room.resize(count as usize, 0);
            fill(&*self.file, &self.path, &mut self.room, self.whole.at + self.done)?;
            self.hasher.update(&self.room);
            visit(&self.room)?;
            self.done += count;
            step_bytes -= count;
        }
        if self.left() == 0 && self.hasher.clone().finalize() != self.sum {
            return Err(damaged("a value is damaged", &self.path, self.whole.at, self.whole.bytes));
        }
        Ok(())
    }
}
