// SPDX-License-Identifier: Apache-2.0
//! Large states of keys: each stands once, in a *value run*, and the runs of keys say where.
//!
//! A merge carries the place along and leaves the bytes where they are, so what a merge costs
//! depends on keys and small values alone. A value run is a run like any other; it counts as long
//! as a run refers to it, and is never searched: its entries are found by their place.

use std::collections::BTreeMap;
use std::sync::Arc;

use bincode::{BorrowDecode, Encode};

use crate::base::codec;
use crate::base::error::{Code, Error, Result};
use crate::base::limits::{PLACED_BYTES_MIN, RUN_BLOCK_BYTES_MAX};

use super::run::{Cache, Found, Passage, Run, Stretch};

/// The first byte of an entry that says where the state is. No state begins with it.
const MARK: u8 = 0xFF;

/// An entry of a value run is always a block of its own: that makes its place one.
const _: () = assert!(PLACED_BYTES_MIN > RUN_BLOCK_BYTES_MAX);

/// Where a state stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, BorrowDecode)]
pub struct Place {
    /// The number of the value run.
    pub run: u64,
    /// Where its block begins there.
    pub at: u64,
    /// Length of that block, in bytes.
    pub bytes: u64,
}

impl Place {
    /// Whether the bytes of an entry say where the state is.
    #[inline]
    pub fn is_in(entry: &[u8]) -> bool {
        entry.first() == Some(&MARK)
    }

    /// The place that an entry says; None when it holds the state itself, or says that there is
    /// none.
    ///
    /// Errors: `Corrupted` for a mark with nothing right behind it.
    pub fn of(entry: &[u8]) -> Result<Option<Self>> {
        match entry.split_first() {
            Some((&MARK, place)) => codec::decode_compact(place).map(Some),
            _ => Ok(None),
        }
    }

    /// Appends the entry that says this place.
    pub fn encode(&self, out: &mut Vec<u8>) -> Result<()> {
        out.push(MARK);
        codec::encode_compact(self, out)
    }
}

/// The value runs that one run refers to.
#[derive(Clone, Default)]
pub struct Values(BTreeMap<u64, Referred>);

/// A value run, and how much of it one run refers to.
#[derive(Clone)]
pub struct Referred {
    /// The value run.
    pub run: Arc<Run>,
    /// Length of the blocks that are referred to, in bytes.
    pub bytes: u64,
}

impl Values {
    /// Notes that so many bytes of a value run are referred to.
    pub fn add(&mut self, run: &Arc<Run>, bytes: u64) {
        let number = run.summary().number;
        self.0.entry(number).or_insert_with(|| Referred { run: run.clone(), bytes: 0 }).bytes +=
            bytes;
    }

    /// The value run with that number.
    pub fn get(&self, number: u64) -> Option<&Arc<Run>> {
        self.0.get(&number).map(|referred| &referred.run)
    }

    /// All of them, by number.
    pub fn iter(&self) -> impl Iterator<Item = (u64, &Referred)> {
        self.0.iter().map(|(number, referred)| (*number, referred))
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The state of a key (of a run, its space included) at a place.
    ///
    /// Errors: `FileReadError` and `Corrupted`, which say nothing about other keys.
    pub fn find(&self, key: &[u8], place: Place, cache: Option<&Cache>) -> Result<Found> {
        self.named(place)?.alone(cache, (place.at, place.bytes), key)
    }

    /// The same, to be read piece by piece.
    ///
    /// Errors: as [`Values::find`].
    pub fn stretch(&self, key: &[u8], place: Place) -> Result<Stretch> {
        Stretch::open(self.named(place)?, (place.at, place.bytes), key)
    }

    /// The same, on its way to another file.
    ///
    /// Errors: `FileReadError`; `Corrupted` where the block is another one's.
    pub fn passage(&self, key: &[u8], place: Place) -> Result<Passage> {
        Passage::of_block(self.named(place)?, (place.at, place.bytes), key)
    }

    fn named(&self, place: Place) -> Result<&Arc<Run>> {
        self.get(place.run).ok_or_else(|| {
            let context = format!("run {}, byte {}", place.run, place.at);
            Error::new(Code::Corrupted, "an entry names a value run that is not there", context)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entry_is_a_place_or_a_state_and_half_a_place_is_an_error() {
        let place = Place { run: 7, at: 36, bytes: 70_000 };
        let mut entry = Vec::new();
        place.encode(&mut entry).unwrap();
        assert_eq!(entry, [0xFF, 7, 36, 252, 0x70, 0x11, 1, 0]);
        assert_eq!(Place::of(&entry).unwrap(), Some(place));
        for end in 1..entry.len() {
            assert_eq!(Place::of(&entry[..end]).unwrap_err().code(), Code::Corrupted);
        }
        entry.push(0);
        assert_eq!(Place::of(&entry).unwrap_err().code(), Code::Corrupted);
        assert_eq!(Place::of(&[]).unwrap(), None);
        assert_eq!(Place::of(&[1, 0, 0]).unwrap(), None);
    }
}
