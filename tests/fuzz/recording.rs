// SPDX-License-Identifier: Apache-2.0
//! Recordings of what came into an engine: read, written again, and let happen again.

use softadastra::base::limits::MEMORY_BYTES_DEFAULT;
use softadastra::record::Recording;
use softadastra::sim::{Part, replay};

use super::input::Input;

/// Magic, version, and a checksum of both.
pub const HEAD_BYTES: usize = 16;
/// What is replayed has at most so many calls,
pub const CALLS_LEN_MAX: usize = 64;
/// and files of so many bytes together: a disk in memory holds all of them.
const FILES_BYTES_MAX: u64 = 1 << 20;
const CUTS: u64 = 2;

/// A sound recording with any entries.
fn sealed(input: &mut Input<'_>) -> Vec<u8> {
    let mut bytes = [&b"\x89SDREC\x0a\x00"[..], &1_u32.to_le_bytes()].concat();
    bytes.extend_from_slice(&crc32fast::hash(&bytes).to_le_bytes());
    while !input.is_empty() {
        let (at, body) = (bytes.len() as u64, input.long_piece());
        let len = (body.len() as u32).to_le_bytes();
        let summed = [&at.to_le_bytes()[..], &len, body].concat();
        bytes.extend_from_slice(&len);
        bytes.extend_from_slice(&crc32fast::hash(&summed).to_le_bytes());
        bytes.extend_from_slice(body);
    }
    bytes
}

/// A recording; the input is how many bytes are torn off its end, and its entries, whose heads and
/// checksums are made to fit. An input that begins as a recording does is one as it is. What is
/// read is written back as it was, and whatever it says, no call of it panics.
pub fn recording(bytes: &[u8]) -> bool {
    if bytes.starts_with(b"\x89SDREC") {
        return happens_again(bytes);
    }
    let mut input = Input::new(bytes);
    let torn = usize::from(input.byte());
    let mut whole = sealed(&mut input);
    whole.truncate(whole.len().saturating_sub(torn));
    happens_again(&whole)
}

fn happens_again(bytes: &[u8]) -> bool {
    let Ok(recording) = Recording::read(bytes) else { return false };
    let part = Part { cuts: CUTS, ..Part::all(&recording) };
    let again = recording.with_calls(&part.calls).unwrap();
    assert!(bytes.starts_with(&again), "it is written otherwise than it was read");
    assert_eq!(again.len() as u64 + recording.cut_bytes, bytes.len() as u64);
    let twice = Recording::read(&again).expect("what was written can be read");
    assert_eq!(twice.events.len(), recording.events.len());
    assert_eq!((twice.files.len(), twice.cut_bytes), (recording.files.len(), 0));

    let files_bytes = recording.files.iter().map(|file| file.bytes).sum::<u64>();
    let is_small = part.calls.len() <= CALLS_LEN_MAX
        && files_bytes <= FILES_BYTES_MAX
        && recording.begun.memory_bytes <= MEMORY_BYTES_DEFAULT;
    if !is_small {
        return false;
    }
    let violation = replay(&recording, &part, false).violation;
    if let Some(found) = &violation {
        assert_ne!(found.check, "panic", "{}", found.detail);
    }
    violation.is_none() && !part.calls.is_empty()
}
