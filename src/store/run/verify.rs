// SPDX-License-Identifier: Apache-2.0
//! Looking for damage in every byte of a run.

use crate::base::error::{Code, Error, Result};

use super::block::{BLOCK_HEAD_BYTES, Block};
use super::fences::{Fences, Place};
use super::filter::{self, Filter};
use super::frame::HEAD_BYTES;
use super::reader::{Run, read_frame};
use super::sum::{damaged, read, take, take_u32, unreadable};

/// A place of a run that is not what was written, or cannot be read.
#[derive(Clone, Debug)]
pub struct Damage {
    /// Where it begins in the file.
    pub at: u64,
    /// How many bytes are to be distrusted from there on.
    pub bytes: u64,
    /// What stands there.
    pub part: Part,
    /// The number of the block, counted from 0. None: it is no single block.
    pub block: Option<u64>,
    /// No lesser key is concerned. None: no key is.
    pub first: Option<Box<[u8]>>,
    /// No greater key is concerned. None: no key is.
    pub last: Option<Box<[u8]>>,
    /// What a reader meets there.
    pub error: Error,
}

/// The parts of a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Head or footer: the run cannot be opened again.
    Frame,
    /// One block, or several when the fences are damaged too.
    Block,
    /// The filter: single keys are not found, cursors work.
    Filter,
    /// The fences: nothing is found.
    Fences,
}

/// What the walk over the blocks has seen.
#[derive(Default)]
struct Seen {
    keys: u64,
    has_gap: bool,
    last: Option<Vec<u8>>,
}

impl Run {
    /// Reads and checks every byte, past all caches. Tells each damaged place, and goes on behind
    /// it.
    ///
    /// Errors: [`Code::FileReadError`] when not even the length of the file can be had. A place
    /// that cannot be read counts as damage.
    pub fn verify(&self, damaged: &mut dyn FnMut(Damage)) -> Result<()> {
        self.file.len().map_err(|cause| unreadable(&self.path, 0, &cause))?;
        if let Some(error) = self.frame_error() {
            let at = if self.head_is_right() { self.footer.at() } else { 0 };
            let bytes = if at == 0 { HEAD_BYTES as u64 } else { self.footer.own_bytes() };
            damaged(self.damage(Part::Frame, Place { at, bytes }, false, error));
        }
        let filter = self.read_filter().map_err(|error| {
            damaged(self.damage(Part::Filter, self.filter_place(), false, error));
        });
        match self.read_fences() {
            Ok(fences) => self.verify_blocks(&fences, filter.as_ref().ok(), damaged),
            Err(error) => {
                damaged(self.damage(Part::Fences, self.fences_place(), true, error));
                self.walk_blocks(damaged);
            }
        }
        Ok(())
    }

    fn frame_error(&self) -> Option<Error> {
        match read_frame(&*self.file, &self.path, self.id) {
            Ok(footer) if footer == self.footer => None,
            Ok(_) => {
                let (at, bytes) = (self.footer.at(), self.footer.own_bytes());
                Some(damaged("run file footer has changed", &self.path, at, bytes))
            }
            Err(error) => Some(error),
        }
    }

    fn head_is_right(&self) -> bool {
        let head = read(&*self.file, &self.path, 0, HEAD_BYTES as u64);
        head.is_ok_and(|head| head == super::frame::head(self.id))
    }

    fn verify_blocks(
        &self,
        fences: &Fences,
        filter: Option<&Filter>,
        damaged: &mut dyn FnMut(Damage),
    ) {
        let mut seen = Seen::default();
        for number in 0..fences.len() {
            let Some(place) = fences.place(number) else { continue };
            let (before, behind) = (fences.before(number), fences.before(number + 1));
            let first = before.unwrap_or_else(|| self.footer.first.clone());
            let last = behind.clone().unwrap_or_else(|| self.footer.last.clone());
            let result = self.bytes(place).and_then(|bytes| {
                let block = self.check(&bytes, place)?;
                let fits = |key: &[u8], hash: u64| {
                    let is_known = filter.is_none_or(|all| all.may_hold(hash));
                    let ends = behind.as_ref().map_or(*key <= *last, |behind| *key < **behind);
                    is_known && *key >= *first && ends
                };
                seen.take(&block, fits).then_some(()).ok_or_else(|| self.disorder(place))
            });
            if let Err(error) = result {
                seen.has_gap = true;
                let mut damage = self.damage(Part::Block, place, true, error);
                (damage.first, damage.last) = (Some(first), Some(last));
                damage.block = Some(number as u64);
                damaged(damage);
            }
        }
        if !seen.has_gap && seen.keys != self.footer.keys {
            let blocks = Place { at: HEAD_BYTES as u64, bytes: self.footer.filter_at };
            damaged(self.damage(Part::Block, blocks, true, self.disorder(blocks)));
        }
    }

    /// Goes from block to block by their own lengths, as far as they are right.
    fn walk_blocks(&self, damaged: &mut dyn FnMut(Damage)) {
        let mut at = HEAD_BYTES as u64;
        let mut seen = Seen::default();
        while at < self.footer.filter_at {
            let left = Place { at, bytes: self.footer.filter_at - at };
            let result = self.block_at(left).and_then(|place| {
                let bytes = self.bytes(place)?;
                let block = self.check(&bytes, place)?;
                seen.take(&block, |_, _| true).then_some(place).ok_or_else(|| self.disorder(place))
            });
            match result {
                Ok(place) => at += place.bytes,
                Err(error) => {
                    // Nobody knows where the next block begins.
                    let mut damage = self.damage(Part::Block, left, true, error);
                    damage.first = seen.last.map(Into::into).or(damage.first);
                    return damaged(damage);
                }
            }
        }
    }

    /// The block that begins with what is left of all blocks.
    fn block_at(&self, left: Place) -> Result<Place> {
        let count = left.bytes.min(BLOCK_HEAD_BYTES as u64);
        let head = read(&*self.file, &self.path, left.at, count)?;
        let rest = &mut &*head;
        let length = take::<4>(rest).and_then(|_| take_u32(rest)).map(u64::from);
        let length = length.filter(|length| (count..=left.bytes).contains(length));
        let bytes = length.ok_or_else(|| self.disorder(left))?;
        Ok(Place { at: left.at, bytes })
    }

    fn damage(&self, part: Part, place: Place, concerns_keys: bool, error: Error) -> Damage {
        let Place { at, bytes } = place;
        let [first, last] =
            [&self.footer.first, &self.footer.last].map(|key| concerns_keys.then(|| key.clone()));
        Damage { at, bytes, part, block: None, first, last, error }
    }

    fn disorder(&self, place: Place) -> Error {
        let context = format!("{}: {} bytes at byte {}", self.path, place.bytes, place.at);
        Error::new(Code::Corrupted, "run blocks do not fit each other", context)
    }
}

impl Seen {
    /// Takes a block in. False: a key does not ascend, or does not fit.
    fn take(&mut self, block: &Block<'_>, fits: impl Fn(&[u8], u64) -> bool) -> bool {
        let mut is_right = true;
        for index in 0..block.len() {
            let key = [block.prefix(), block.suffix(index)].concat();
            let hash = filter::hash(&key);
            let ascends = self.last.as_ref().is_none_or(|last| *last < key);
            is_right &= ascends && block.has_tag(index, hash) && fits(&key, hash);
            self.last = Some(key);
        }
        self.keys += block.len() as u64;
        is_right
    }
}
