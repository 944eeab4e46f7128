// SPDX-License-Identifier: Apache-2.0
//! A recording, read again.

use crate::base::codec;
use crate::base::error::{Code, Error, Result};
use crate::base::limits::RECORDED_FILES_BYTES_MAX;

use super::call::Called;
use super::entry::{Begun, Ended, Entry};
use super::tape::{
    ENTRY_HEAD_BYTES, HEAD_BYTES, MAGIC, VERSION, checksum, frame, frame_body, head,
};

/// What a recording says.
#[derive(Debug)]
pub struct Recording<'a> {
    /// Under which options the database was opened.
    pub begun: Begun<'a>,
    /// The files that were there.
    pub files: Vec<FoundFile<'a>>,
    /// The calls, in order.
    pub events: Vec<Event<'a>>,
    /// Bytes at the end that are no whole entry: the process ended while it wrote them, or they
    /// were damaged.
    pub cut_bytes: u64,
    /// The entries before the first call, as they are encoded.
    first: Vec<&'a [u8]>,
    files_bytes: u64,
}

/// A file of the database as it was found.
#[derive(Debug)]
pub struct FoundFile<'a> {
    /// What its name has behind that of the main file.
    pub ending: &'a str,
    /// Its length.
    pub bytes: u64,
    /// What is not zeros: from which offset on, and what.
    pub pieces: Vec<(u64, &'a [u8])>,
}

/// A call and how it ended.
#[derive(Debug)]
pub struct Event<'a> {
    /// The call.
    pub called: Called<'a>,
    /// How it ended; None when the process ended before.
    pub ended: Option<Ended>,
    /// Both as they are encoded.
    bodies: (&'a [u8], Option<&'a [u8]>),
}

impl<'a> Recording<'a> {
    /// Reads a recording up to its end, or to where it is torn.
    ///
    /// Errors: `UnsupportedFormat` for a later version; `Corrupted` for bytes that are no
    /// recording, and for entries that are whole and make no sense.
    pub fn read(bytes: &'a [u8]) -> Result<Self> {
        check_head(bytes)?;
        let Some((body, mut at)) = body_at(bytes, HEAD_BYTES) else {
            return Err(damaged(HEAD_BYTES, "the first entry is missing"));
        };
        let Entry::Begun(begun) = codec::decode_compact(body)? else {
            return Err(damaged(HEAD_BYTES, "the first entry is another one"));
        };
        let first = vec![body];
        let (files, events, cut_bytes, files_bytes) = (Vec::new(), Vec::new(), 0, 0);
        let mut recording = Self { begun, files, events, cut_bytes, first, files_bytes };
        while let Some((body, next)) = body_at(bytes, at) {
            recording.take(at, body)?;
            at = next;
        }
        recording.cut_bytes = (bytes.len() - at) as u64;
        Ok(recording)
    }

    /// The bytes of a recording with these calls alone, by their places, in this order. Where calls
    /// before others are left out, how those ended is left out as well.
    ///
    /// Errors: `InternalError` for what cannot be encoded.
    pub fn with_calls(&self, places: &[usize]) -> Result<Vec<u8>> {
        let mut out = head();
        for body in &self.first {
            frame_body(body, out.len() as u64, &mut out);
        }
        let is_whole = places.iter().copied().eq(0..places.len());
        for event in places.iter().filter_map(|place| self.events.get(*place)) {
            frame_body(event.bodies.0, out.len() as u64, &mut out);
            match (event.bodies.1, &event.ended) {
                (Some(body), _) if is_whole => frame_body(body, out.len() as u64, &mut out),
                (_, Some(ended)) => {
                    let at = out.len() as u64;
                    frame(&Entry::Ended(ended.unmeasured()), at, &mut out)?;
                }
                _ => {}
            }
        }
        Ok(out)
    }

    fn take(&mut self, at: usize, body: &'a [u8]) -> Result<()> {
        match codec::decode_compact(body)? {
            Entry::Begun(_) => return Err(damaged(at, "it begins twice")),
            Entry::File(ending, bytes) if self.events.is_empty() => {
                self.files_bytes = self.files_bytes.saturating_add(bytes);
                if self.files_bytes > RECORDED_FILES_BYTES_MAX {
                    return Err(damaged(at, "the files are too long"));
                }
                self.files.push(FoundFile { ending, bytes, pieces: Vec::new() });
                self.first.push(body);
            }
            Entry::Piece(from, bytes) if self.events.is_empty() => {
                let file = self.files.last_mut();
                let end = from.saturating_add(bytes.len() as u64);
                let file = file.filter(|file| end <= file.bytes);
                let file = file.ok_or_else(|| damaged(at, "a piece of no file"))?;
                file.pieces.push((from, bytes));
                self.first.push(body);
            }
            Entry::File(..) | Entry::Piece(..) => {
                return Err(damaged(at, "a file behind the first call"));
            }
            Entry::Called(called) => {
                self.events.push(Event { called, ended: None, bodies: (body, None) });
            }
            Entry::Ended(ended) => {
                let event = self.events.last_mut().filter(|event| event.ended.is_none());
                let event = event.ok_or_else(|| damaged(at, "an end of no call"))?;
                (event.ended, event.bodies.1) = (Some(ended), Some(body));
            }
        }
        Ok(())
    }
}

fn check_head(bytes: &[u8]) -> Result<()> {
    let Some((start, sum)) = bytes.get(..HEAD_BYTES).and_then(|head| head.split_at_checked(12))
    else {
        return Err(damaged(0, "it has no head"));
    };
    if !start.starts_with(&MAGIC) || sum != crc32fast::hash(start).to_le_bytes() {
        return Err(damaged(0, "it is no recording"));
    }
    let version = start.get(8..).and_then(|bytes| bytes.try_into().ok()).map(u32::from_le_bytes);
    if version != Some(VERSION) {
        let context = format!("version {}, known is {VERSION}", version.unwrap_or_default());
        return Err(Error::new(Code::UnsupportedFormat, "unsupported recording", context));
    }
    Ok(())
}

/// The body of the whole entry at an offset, and where the next one begins.
fn body_at(bytes: &[u8], at: usize) -> Option<(&[u8], usize)> {
    let rest = bytes.get(at..)?;
    let (head, rest) = rest.split_at_checked(ENTRY_HEAD_BYTES)?;
    let (len, sum) = head.split_at_checked(4)?;
    let len: [u8; 4] = len.try_into().ok()?;
    let body = rest.get(..u32::from_le_bytes(len) as usize)?;
    let is_whole = sum == checksum(at as u64, len, body).to_le_bytes();
    is_whole.then_some((body, at + ENTRY_HEAD_BYTES + body.len()))
}

fn damaged(at: usize, what: &str) -> Error {
    Error::new(Code::Corrupted, "the recording is damaged", format!("offset {at}: {what}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::tape::frame;

    /// Two calls behind the options.
    fn recorded() -> Vec<u8> {
        let mut bytes = head();
        let begun = Begun { library: "0", path: "db", ..Begun::default() };
        let ended = Ended { readings: vec![(1, 2)], ..Ended::default() };
        for entry in [
            Entry::Begun(begun),
            Entry::File(".values", 9),
            Entry::Piece(1, b"bytes"),
            Entry::Called(Called::Flush),
            Entry::Ended(ended),
            Entry::Called(Called::Close),
        ] {
            frame(&entry, bytes.len() as u64, &mut bytes).unwrap();
        }
        bytes
    }

    #[test]
    fn a_recording_that_is_cut_or_damaged_anywhere_is_read_up_to_there() {
        let bytes = recorded();
        let whole = Recording::read(&bytes).unwrap();
        assert_eq!((whole.events.len(), whole.cut_bytes), (2, 0));
        assert_eq!(whole.with_calls(&[0, 1]).unwrap(), bytes);
        let mut prefixes = 0;
        for len in 0..bytes.len() {
            let Ok(cut) = Recording::read(&bytes[..len]) else { continue };
            let read = len - cut.cut_bytes as usize;
            prefixes += u32::from(cut.cut_bytes == 0);
            for bit in 0..8 {
                let mut damaged = bytes.clone();
                damaged[len] ^= 1 << bit;
                let found = Recording::read(&damaged).unwrap();
                assert_eq!(found.events.len(), cut.events.len());
                assert_eq!(damaged.len() - found.cut_bytes as usize, read);
            }
        }
        assert_eq!(prefixes, 5);
    }

    #[test]
    fn an_entry_in_the_place_of_another_one_is_none() {
        let bytes = recorded();
        let mut moved = Recording::read(&bytes).unwrap().with_calls(&[0]).unwrap();
        let at = moved.len();
        // Sound where it stood in this one, further ahead.
        let last = Recording::read(&bytes).unwrap().with_calls(&[1]).unwrap();
        let begun = Recording::read(&bytes).unwrap().with_calls(&[]).unwrap();
        moved.extend_from_slice(&last[begun.len()..]);
        let found = Recording::read(&moved).unwrap();
        assert_eq!((found.events.len(), found.cut_bytes), (1, (moved.len() - at) as u64));
    }
}
