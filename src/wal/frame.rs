// SPDX-License-Identifier: Apache-2.0
//! The 28 bytes before each body, and the checksum that ties a group to its place.

use crc32fast::Hasher;

use crate::base::limits::GROUP_BYTES_MAX;

use super::head::HEAD_BYTES;

/// Length of what stands before a body.
pub(super) const FRAME_BYTES: usize = 28;
/// What a group begins with. The first byte occurs in no UTF-8 text.
pub(super) const MARKER: [u8; 4] = [0xfe, 0x47, 0x52, 0x50];
/// How much of a frame the checksum covers, besides the body: all before the checksum itself.
const SUMMED_BYTES: usize = FRAME_BYTES - 4;

const _: () = assert!(SUMMED_BYTES == MARKER.len() + 4 + 8 + 8);
const _: () = assert!(GROUP_BYTES_MAX <= u32::MAX as usize);

/// A frame as read, not yet checked against its body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Frame {
    /// Offset of the frame.
    pub at: u64,
    /// Length of the body.
    pub body_bytes: usize,
    /// Number of the group.
    pub number: u64,
    /// Offset up to which the file was on stable storage when this was written.
    pub durable_to: u64,
    summed: [u8; SUMMED_BYTES],
    sum: u32,
}

impl Frame {
    /// Reads a frame that stands at `at` in a file of `file_bytes`. None: there can be no group
    /// here.
    pub fn parse(bytes: &[u8], at: u64, file_bytes: u64) -> Option<Self> {
        let (summed, rest) = bytes.split_first_chunk::<SUMMED_BYTES>()?;
        let sum = take_u32(&mut { rest })?;
        let fields = &mut summed.as_slice();
        if take::<4>(fields)? != MARKER {
            return None;
        }
        let body_bytes = usize::try_from(take_u32(fields)?).ok()?;
        let (number, durable_to) = (take_u64(fields)?, take_u64(fields)?);
        let frame = Self { at, body_bytes, number, durable_to, summed: *summed, sum };
        let is_possible = body_bytes <= GROUP_BYTES_MAX
            && frame.end() <= file_bytes
            && (HEAD_BYTES as u64..=at).contains(&durable_to);
        is_possible.then_some(frame)
    }

    /// Offset behind the body.
    pub fn end(&self) -> u64 {
        self.body_at() + self.body_bytes as u64
    }

    /// Offset of the body.
    pub fn body_at(&self) -> u64 {
        self.at + FRAME_BYTES as u64
    }

    /// The check of this frame, to be fed with the body.
    pub fn check(&self, salt: u64) -> Check {
        Check { hasher: sum_of(salt, self.at, &self.summed), expected: self.sum }
    }
}

/// A checksum in the making.
pub(super) struct Check {
    hasher: Hasher,
    expected: u32,
}

impl Check {
    /// Takes the next bytes of the body.
    pub fn update(&mut self, bytes: &[u8]) {
        self.hasher.update(bytes);
    }

    /// Whether frame and body are what was written here.
    pub fn passes(self) -> bool {
        self.hasher.finalize() == self.expected
    }
}

/// Fills in the frame of `group`, whose body is complete behind it. False: it is shorter than a
/// frame, or too long.
pub(super) fn seal(group: &mut [u8], salt: u64, at: u64, number: u64, durable_to: u64) -> bool {
    let Some((frame, body)) = group.split_first_chunk_mut::<FRAME_BYTES>() else { return false };
    let Ok(body_bytes) = u32::try_from(body.len()) else { return false };
    let numbers = [number.to_le_bytes(), durable_to.to_le_bytes()];
    let mut summed = [0; SUMMED_BYTES];
    put(&mut summed, MARKER.iter().chain(&body_bytes.to_le_bytes()).chain(numbers.as_flattened()));
    let mut hasher = sum_of(salt, at, &summed);
    hasher.update(body);
    put(frame, summed.iter().chain(&hasher.finalize().to_le_bytes()));
    true
}

fn sum_of(salt: u64, at: u64, summed: &[u8; SUMMED_BYTES]) -> Hasher {
    let mut hasher = Hasher::new();
    hasher.update(&salt.to_le_bytes());
    hasher.update(&at.to_le_bytes());
    hasher.update(summed);
    hasher
}

/// Writes `bytes` to the beginning of `out`, as far as both go.
pub(super) fn put<'a>(out: &mut [u8], bytes: impl IntoIterator<Item = &'a u8>) {
    for (to, from) in out.iter_mut().zip(bytes) {
        *to = *from;
    }
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
