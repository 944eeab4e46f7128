// SPDX-License-Identifier: Apache-2.0
//! A long value on its way from one file to another, in steps of any length.
//!
//! Its checksum is known before a byte of it is read: the log, or the block that it stands in, says
//! it. What went over is held against that at the end, so that nothing else is ever taken for it.
//! The file stays readable as long as this lives, also when its name is gone.
//!
//! What is damaged may go over as it is, when its owner would rather have it there than nowhere.
//! The new block has the checksum of what should stand in it, so its readers find the damage as
//! well.

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

/// What may be wrong with a value that goes over all the same.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tolerance {
    /// Nothing: the step fails.
    #[default]
    Nothing,
    /// It is not what its checksum says.
    Damage,
    /// That, and parts of it cannot be read: zeros take their place.
    Gaps,
}

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
    tolerance: Tolerance,
    /// What was wrong and tolerated, the first of it.
    fault: Option<Error>,
}

impl Passage {
    /// Of a part of a file whose crc32 is known.
    pub fn of_file(
        file: Arc<dyn DiskFile>,
        path: Arc<str>,
        (at, bytes): (u64, u64),
        sum: u32,
    ) -> Self {
        let (whole, room, hasher) = (Place { at, bytes }, Vec::new(), Hasher::new());
        let (tolerance, fault) = (Tolerance::default(), None);
        Self { file, path, whole, sum, done: 0, hasher, room, tolerance, fault }
    }

    /// The same, of a value that may be damaged.
    pub fn tolerating(self, tolerance: Tolerance) -> Self {
        Self { tolerance, ..self }
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

    /// The file it comes from, and what was wrong with it and tolerated.
    pub fn fault(&self) -> Option<(&Arc<str>, &Error)> {
        self.fault.as_ref().map(|fault| (&self.path, fault))
    }

    /// Hands on the next bytes, `bytes` at most.
    ///
    /// Errors: `FileReadError`; `Corrupted` at the end, when what went over is something else; none
    /// of these if it is tolerated; and those of `visit`.
    pub fn step(&mut self, bytes: u64, visit: &mut dyn FnMut(&[u8]) -> Result<()>) -> Result<()> {
        let mut step_bytes = bytes.min(self.left());
        while step_bytes > 0 {
            let count = step_bytes.min(RUN_WRITE_BYTES as u64);
            self.room.clear();
            self.room.resize(count as usize, 0);
            let at = self.whole.at + self.done;
            if let Err(error) = fill(&*self.file, &self.path, &mut self.room, at) {
                self.tolerate(Tolerance::Gaps, error)?;
            }
            self.hasher.update(&self.room);
            visit(&self.room)?;
            self.done += count;
            step_bytes -= count;
        }
        if self.left() == 0 && self.hasher.clone().finalize() != self.sum {
            let Place { at, bytes } = self.whole;
            let error = damaged("a value is damaged", &self.path, at, bytes);
            self.tolerate(Tolerance::Damage, error)?;
        }
        Ok(())
    }

    fn tolerate(&mut self, needed: Tolerance, error: Error) -> Result<()> {
        if self.tolerance < needed {
            return Err(error);
        }
        self.fault.get_or_insert(error);
        Ok(())
    }
}
