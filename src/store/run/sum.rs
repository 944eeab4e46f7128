// SPDX-License-Identifier: Apache-2.0
//! The checksum that ties bytes to their place, numbers as bytes, and errors that name a place.

use std::io;

use crc32fast::Hasher;

use crate::base::error::{Code, Error, Result};
use crate::disk::DiskFile;

use super::RunId;

/// The sum of a part of a run in the making.
pub(super) struct Sum(Hasher);

impl Sum {
    /// Of the part that begins at `at`.
    pub fn new(id: RunId, at: u64) -> Self {
        let mut hasher = Hasher::new();
        for number in [id.log, id.number, at] {
            hasher.update(&number.to_le_bytes());
        }
        Self(hasher)
    }

    /// Takes the next bytes.
    pub fn add(mut self, bytes: &[u8]) -> Self {
        self.0.update(bytes);
        self
    }

    /// Takes so many bytes whose crc32 is known.
    pub fn then(mut self, sum: u32, bytes: u64) -> Self {
        self.0.combine(&Hasher::new_with_initial_len(sum, bytes));
        self
    }

    /// The crc32 of the last `bytes` bytes of a part whose number to store is `stored` and which
    /// has nothing else behind what was taken so far.
    pub fn behind(self, stored: u32, bytes: u64) -> u32 {
        sum_behind(self.0, stored, bytes)
    }

    /// The number to store.
    pub fn finish(self) -> u32 {
        self.0.finalize()
    }
}

/// The crc32 of the last `bytes` bytes of something whose crc32 is `whole`, given what stands
/// before them. Crc32s are joined by a shift of the first and an exclusive or with the second,
/// which undoes itself.
pub(super) fn sum_behind(mut before: Hasher, whole: u32, bytes: u64) -> u32 {
    before.combine(&Hasher::new_with_initial_len(0, bytes));
    before.finalize() ^ whole
}

/// Takes the first `N` bytes off `rest`.
pub(super) fn take<const N: usize>(rest: &mut &[u8]) -> Option<[u8; N]> {
    let (first, behind) = rest.split_first_chunk::<N>()?;
    *rest = behind;
    Some(*first)
}

pub(super) fn take_u32(rest: &mut &[u8]) -> Option<u32> {
    take(rest).map(u32::from_le_bytes)
}

pub(super) fn take_u64(rest: &mut &[u8]) -> Option<u64> {
    take(rest).map(u64::from_le_bytes)
}

/// Takes the first `count` bytes off `rest`.
pub(super) fn take_slice<'a>(rest: &mut &'a [u8], count: usize) -> Option<&'a [u8]> {
    let (first, behind) = rest.split_at_checked(count)?;
    *rest = behind;
    Some(first)
}

/// Length of what both begin with.
pub(super) fn common_bytes(one: &[u8], other: &[u8]) -> usize {
    one.iter().zip(other).take_while(|(a, b)| a == b).count()
}

/// Fills `out` from offset `at`. A file that ends before is an error.
pub(super) fn fill(file: &dyn DiskFile, path: &str, out: &mut [u8], at: u64) -> Result<()> {
    let held = file.read_at(out, at).map_err(|cause| unreadable(path, at, &cause))?;
    if held < out.len() {
        return Err(unreadable(path, at, &io::ErrorKind::UnexpectedEof.into()));
    }
    Ok(())
}

/// `count` bytes from offset `at`. The caller knows that the file is that long.
pub(super) fn read(file: &dyn DiskFile, path: &str, at: u64, count: u64) -> Result<Vec<u8>> {
    let too_much = |cause: String| {
        let context = format!("{path}: {count} bytes at byte {at}: {cause}");
        Error::new(Code::FileReadError, READING, context)
    };
    let count = usize::try_from(count).map_err(|cause| too_much(cause.to_string()))?;
    let mut bytes = Vec::new();
    bytes.try_reserve_exact(count).map_err(|cause| too_much(cause.to_string()))?;
    bytes.resize(count, 0);
    fill(file, path, &mut bytes, at)?;
    Ok(bytes)
}

const READING: &str = "failed to read run file";

pub(super) fn unreadable(path: &str, at: u64, cause: &io::Error) -> Error {
    Error::from_io(Code::FileReadError, READING, &format!("{path}: byte {at}"), cause)
}

pub(super) fn damaged(message: &'static str, path: &str, at: u64, bytes: u64) -> Error {
    Error::new(Code::Corrupted, message, format!("{path}: {bytes} bytes at byte {at}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sum_of_the_rest_follows_from_those_of_the_whole_and_of_the_front() {
        let bytes: Vec<u8> = (0..1000_u32).map(|n| ((n * 7919) >> 3) as u8).collect();
        let whole = crc32fast::hash(&bytes);
        for at in [0, 1, 7, 500, 999] {
            let mut front = Hasher::new();
            front.update(&bytes[..at]);
            let rest = &bytes[at..];
            assert_eq!(sum_behind(front, whole, rest.len() as u64), crc32fast::hash(rest), "{at}");
        }
    }
}
