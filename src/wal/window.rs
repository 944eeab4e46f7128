// SPDX-License-Identifier: Apache-2.0
//! A file read forward through a bounded buffer.

use std::io;

use crate::base::error::{Code, Error, Result};
use crate::disk::DiskFile;

use super::frame::{FRAME_BYTES, Frame};

/// Bytes that are read at once, and the most that [`Window::get`] gives.
pub(super) const WINDOW_BYTES: usize = 256 << 10;

/// The part of a file that is in memory.
pub(super) struct Window<'a> {
    pub file: &'a dyn DiskFile,
    pub path: &'a str,
    /// Where the file ends, as far as is known, or where looking at it ends.
    pub file_bytes: u64,
    /// How much is read the next time.
    ahead: usize,
    at: u64,
    held: usize,
    buffer: Vec<u8>,
}

impl<'a> Window<'a> {
    /// Nothing of the file is read yet, but its length is.
    pub fn new(file: &'a dyn DiskFile, path: &'a str) -> Result<Self> {
        let file_bytes = file.len().map_err(|cause| failed(path, 0, &cause))?;
        let (ahead, buffer) = (WINDOW_BYTES, Vec::new());
        Ok(Self { file, path, file_bytes, ahead, at: 0, held: 0, buffer })
    }

    /// As [`Window::new`], for who may want no more than the first `bytes` bytes: so many are read
    /// at first.
    pub fn of_first(file: &'a dyn DiskFile, path: &'a str, bytes: usize) -> Result<Self> {
        Ok(Self { ahead: bytes, ..Self::new(file, path)? })
    }

    /// `count` bytes from offset `at` on, fewer only where the file ends.
    pub fn get(&mut self, at: u64, count: usize) -> Result<&[u8]> {
        let left = usize::try_from(self.file_bytes.saturating_sub(at)).unwrap_or(usize::MAX);
        let count = count.min(WINDOW_BYTES).min(left);
        if self.held_from(at).len() < count {
            self.ahead = self.ahead.max(count);
            self.fill(at)?;
        }
        let bytes = self.held_from(at);
        Ok(bytes.get(..count).unwrap_or(bytes))
    }

    /// Some bytes from offset `at` on, none only where the file ends.
    pub fn some(&mut self, at: u64) -> Result<&[u8]> {
        if self.held_from(at).is_empty() && at < self.file_bytes {
            self.fill(at)?;
        }
        let left = usize::try_from(self.file_bytes.saturating_sub(at)).unwrap_or(usize::MAX);
        let bytes = self.held_from(at);
        Ok(bytes.get(..left).unwrap_or(bytes))
    }

    /// Forgets what is in memory, so that the next call reads again.
    pub fn forget(&mut self) {
        self.held = 0;
    }

    /// The group at `at`, if there is a valid one, whatever its number.
    pub fn frame(&mut self, at: u64, salt: u64) -> Result<Option<Frame>> {
        let file_bytes = self.file_bytes;
        let Some(frame) = Frame::parse(self.get(at, FRAME_BYTES)?, at, file_bytes) else {
            return Ok(None);
        };
        // A group that fits is held as a whole, so that its body can be handed on from here.
        self.get(at, FRAME_BYTES + frame.body_bytes)?;
        let mut check = frame.check(salt);
        let mut next = frame.body_at();
        while next < frame.end() {
            let left = usize::try_from(frame.end() - next).unwrap_or(usize::MAX);
            let piece = self.get(next, left)?;
            if piece.is_empty() {
                return Ok(None);
            }
            check.update(piece);
            next += piece.len() as u64;
        }
        Ok(check.passes().then_some(frame))
    }

    /// Whether there are only zeros from `at` to the end of the file.
    pub fn zeros_from(&mut self, mut at: u64) -> Result<bool> {
        loop {
            let piece = self.some(at)?;
            if piece.is_empty() {
                return Ok(true);
            }
            if last_written(piece).is_some() {
                return Ok(false);
            }
            at += piece.len() as u64;
        }
    }

    fn held_from(&self, at: u64) -> &[u8] {
        let held = self.buffer.get(..self.held).unwrap_or_default();
        let skipped = at.checked_sub(self.at).and_then(|skipped| usize::try_from(skipped).ok());
        skipped.and_then(|skipped| held.get(skipped..)).unwrap_or_default()
    }

    fn fill(&mut self, at: u64) -> Result<()> {
        let left = self.file_bytes.saturating_sub(at);
        let wanted = usize::try_from(left).unwrap_or(usize::MAX).min(self.ahead);
        self.ahead = WINDOW_BYTES;
        if self.buffer.len() < wanted {
            self.buffer = vec![0; wanted];
        }
        self.held = 0;
        self.at = at;
        let out = self.buffer.get_mut(..wanted).unwrap_or_default();
        self.held = self.file.read_at(out, at).map_err(|cause| failed(self.path, at, &cause))?;
        if self.held < wanted {
            self.shorten(at + self.held as u64)?;
        }
        Ok(())
    }

    /// The file gave nothing behind `end`: either a writer has cut it meanwhile, or bytes that are
    /// there cannot be read, and that is not the end of the file.
    fn shorten(&mut self, end: u64) -> Result<()> {
        let file_bytes = self.file.len().map_err(|cause| failed(self.path, end, &cause))?;
        if file_bytes > end {
            return Err(failed(self.path, end, &io::ErrorKind::UnexpectedEof.into()));
        }
        self.file_bytes = end;
        Ok(())
    }
}

/// An error of reading at `at`.
pub(super) fn failed(path: &str, at: u64, cause: &io::Error) -> Error {
    let place = format!("{path}: byte {at}");
    Error::from_io(Code::FileReadError, "failed to read WAL file", &place, cause)
}

const BLOCK_BYTES: usize = 4096;
const ZEROS: [u8; BLOCK_BYTES] = [0; BLOCK_BYTES];

/// Where the last byte stands that is not zero. Zeros are passed over by the block.
pub(super) fn last_written(bytes: &[u8]) -> Option<usize> {
    let mut end = bytes.len();
    for block in bytes.rchunks(BLOCK_BYTES) {
        end -= block.len();
        if !ZEROS.starts_with(block) {
            return block.iter().rposition(|byte| *byte != 0).map(|last| end + last);
        }
    }
    None
}

/// Where `byte`, which is not zero, stands first. Zeros are passed over by the block.
pub(super) fn first_of(bytes: &[u8], byte: u8) -> Option<usize> {
    let mut start = 0;
    for block in bytes.chunks(BLOCK_BYTES) {
        if !ZEROS.starts_with(block)
            && let Some(first) = block.iter().position(|other| *other == byte)
        {
            return Some(start + first);
        }
        start += block.len();
    }
    None
}
