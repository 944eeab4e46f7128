// SPDX-License-Identifier: Apache-2.0
//! Getting everything out of a run that is still what was written, whatever is wrong around it.
//!
//! A block proves itself: its checksum covers its bytes, its place, and the run that it belongs to.
//! So it counts although head, footer or fences are gone; then blocks are looked for at every byte.

use std::path::Path;
use std::sync::Arc;

use crate::base::error::{Code, Error, Result};
use crate::base::limits::{RUN_BLOCK_BYTES_MAX, RUN_READ_BYTES};
use crate::disk::{Access, Disk};

use super::RunId;
use super::block::{BLOCK_HEAD_BYTES, Block};
use super::fences::{Fences, Place};
use super::frame::{Footer, HEAD_BYTES, check_head};
use super::reader::{Run, read_footer};
use super::sum::{fill, read, take, take_u32, unreadable};
use super::verify::{Damage, Part};

/// How often the bytes of a damaged place may go through the checksum while blocks are looked for.
const SEARCH_FACTOR: u64 = 16;

/// What was got out of a run.
#[derive(Default)]
pub struct Rescued {
    /// How many entries it holds; None: its footer is gone.
    pub keys: Option<u64>,
    /// How many of them were handed on.
    pub rescued: u64,
    /// The run, to ask its filter; None: its footer is gone.
    pub run: Option<Run>,
}

/// What is handed each entry, in the order of the keys.
pub type Visit<'a> = dyn FnMut(&[u8], &[u8]) -> Result<()> + 'a;

/// Hands on every entry of the run `id` that stands in a valid block, and tells every place that is
/// damaged, with the keys that may be concerned: none where no entry can be lost.
///
/// Errors: those of `visit`; [`Code::FileReadError`] when the file cannot be opened or its length
/// not be had, with [`Code::FileNotFound`] for none.
pub fn rescue(
    disk: &dyn Disk,
    path: &Path,
    id: RunId,
    visit: &mut Visit<'_>,
    damaged: &mut dyn FnMut(Damage),
) -> Result<Rescued> {
    let name: Arc<str> = path.to_string_lossy().into();
    let failed = |cause: std::io::Error| {
        let is_missing = cause.kind() == std::io::ErrorKind::NotFound;
        let code = if is_missing { Code::FileNotFound } else { Code::FileReadError };
        Error::from_io(code, "failed to open run file", &name, &cause)
    };
    let file = disk.open(path, Access::Read).map_err(failed)?;
    let file_bytes = file.len().map_err(|cause| unreadable(&name, 0, &cause))?;
    let head = read(&*file, &name, 0, file_bytes.min(HEAD_BYTES as u64));
    if let Err(error) = head.and_then(|head| check_head(&head, &name, id)) {
        let (at, bytes) = (0, file_bytes.min(HEAD_BYTES as u64));
        let (block, first, last) = (None, None, None);
        damaged(Damage { at, bytes, part: Part::Frame, block, first, last, error });
    }
    let footer = read_footer(&*file, &name, id);
    let (footer, error) = match footer {
        Ok(footer) => (footer, None),
        Err(error) => (unknown(file_bytes), Some(error)),
    };
    let run = Run::of(file, name, id, footer);
    let mut course = Course { run: &run, visit, last: None, rescued: 0 };
    match error {
        Some(error) => course.without_footer(error, damaged)?,
        None => course.with_footer(damaged)?,
    }
    let rescued = course.rescued;
    let has_footer = run.footer.keys > 0;
    let keys = Some(run.footer.keys).filter(|_| has_footer);
    Ok(Rescued { keys, rescued, run: Some(run).filter(|_| has_footer) })
}

/// A footer that says nothing: blocks may stand anywhere up to the end of the file.
fn unknown(file_bytes: u64) -> Footer {
    Footer {
        keys: 0,
        filter_at: file_bytes,
        fences_at: file_bytes,
        file_bytes,
        filter_sum: 0,
        fences_sum: 0,
        first: Box::default(),
        last: Box::default(),
    }
}

struct Course<'a, 'v> {
    run: &'a Run,
    visit: &'a mut Visit<'v>,
    /// The last key that was handed on.
    last: Option<Box<[u8]>>,
    rescued: u64,
}

impl Course<'_, '_> {
    fn with_footer(&mut self, damaged: &mut dyn FnMut(Damage)) -> Result<()> {
        let run = self.run;
        if let Err(error) = run.read_filter() {
            let Place { at, bytes } = run.filter_place();
            let (block, first, last) = (None, None, None);
            damaged(Damage { at, bytes, part: Part::Filter, block, first, last, error });
        }
        match run.read_fences() {
            Ok(fences) => self.by_fences(&fences, damaged),
            Err(error) => {
                let Place { at, bytes } = run.fences_place();
                let (block, first, last) = (None, None, None);
                damaged(Damage { at, bytes, part: Part::Fences, block, first, last, error });
                let end = run.footer.filter_at;
                let behind = Some(run.footer.last.clone());
                let from = self.search(end, damaged)?;
                self.rest(from, end, behind, damaged);
                Ok(())
            }
        }
    }

    fn by_fences(&mut self, fences: &Fences, damaged: &mut dyn FnMut(Damage)) -> Result<()> {
        let footer = &self.run.footer;
        for number in 0..fences.len() {
            let Some(place) = fences.place(number) else { continue };
            let bytes = self.run.bytes(place);
            let block = bytes.as_ref().ok().and_then(|bytes| self.valid(bytes, place));
            if let Some(block) = block {
                self.take(&block, bytes.as_deref().unwrap_or_default())?;
                continue;
            }
            let error = bytes.err().unwrap_or_else(|| self.broken(place.at, place.bytes));
            let first = fences.before(number).unwrap_or_else(|| footer.first.clone());
            let last = fences.before(number + 1).unwrap_or_else(|| footer.last.clone());
            damaged(Damage {
                at: place.at,
                bytes: place.bytes,
                part: Part::Block,
                block: Some(number as u64),
                first: Some(first),
                last: Some(last),
                error,
            });
        }
        Ok(())
    }

    /// What stands behind the last block is filter, fences and footer, or what is left of them; a
    /// block before them may be among it.
    fn without_footer(&mut self, error: Error, damaged: &mut dyn FnMut(Damage)) -> Result<()> {
        let end = self.run.footer.file_bytes;
        let from = self.search(end, damaged)?;
        // Also where the file ends with a block: what stood behind it is gone.
        damaged(self.between(from, end.max(from), Part::Frame, None, error));
        Ok(())
    }

    /// Takes every valid block between the head and `end`, wherever it stands, and tells what is
    /// between them. Returns where the last one ends.
    fn search(&mut self, end: u64, damaged: &mut dyn FnMut(Damage)) -> Result<u64> {
        let mut at = HEAD_BYTES as u64;
        let mut taken_to = at;
        let mut work_left = end.saturating_mul(SEARCH_FACTOR);
        let mut window = (0, Vec::new());
        while at + BLOCK_HEAD_BYTES as u64 <= end {
            let bytes = self.candidate(&mut window, at, end).filter(|bytes| *bytes <= work_left);
            let Some(bytes) = bytes else {
                at += 1;
                continue;
            };
            work_left -= bytes;
            let place = Place { at, bytes };
            let held = self.run.bytes(place);
            let Some(block) = held.as_ref().ok().and_then(|held| self.valid(held, place)) else {
                at += 1;
                continue;
            };
            let first = Some([block.prefix(), block.suffix(0)].concat().into());
            self.rest(taken_to, at, first, damaged);
            self.take(&block, held.as_deref().unwrap_or_default())?;
            at += bytes;
            taken_to = at;
        }
        Ok(taken_to)
    }

    /// Tells a place between blocks, if it is one.
    fn rest(&self, at: u64, end: u64, behind: Option<Box<[u8]>>, damaged: &mut dyn FnMut(Damage)) {
        if at < end {
            let error = self.broken(at, end - at);
            damaged(self.between(at, end, Part::Block, behind, error));
        }
    }

    /// The damage behind what was handed on.
    fn between(
        &self,
        at: u64,
        end: u64,
        part: Part,
        last: Option<Box<[u8]>>,
        error: Error,
    ) -> Damage {
        let first = Some(self.last.clone().unwrap_or_else(|| self.run.footer.first.clone()));
        Damage { at, bytes: end - at, part, block: None, first, last, error }
    }

    /// How long the block at `at` would be, if there can be one.
    fn candidate(&self, window: &mut (u64, Vec<u8>), at: u64, end: u64) -> Option<u64> {
        let (start, held) = window;
        if at < *start || at + BLOCK_HEAD_BYTES as u64 > *start + held.len() as u64 {
            *start = at;
            held.resize((end - at).min(4 * RUN_READ_BYTES as u64) as usize, 0);
            fill(&*self.run.file, &self.run.path, held, at).ok()?;
        }
        let rest = &mut held.get((at - *start) as usize..)?;
        let _sum: [u8; 4] = take(rest)?;
        let [length, prefix, suffixes] = [take_u32(rest)?, take_u32(rest)?, take_u32(rest)?];
        let count = u64::from(u16::from_le_bytes(take(rest)?));
        let least = BLOCK_HEAD_BYTES as u64 + 5 * count + u64::from(prefix) + u64::from(suffixes);
        let fits = count > 0 && least <= u64::from(length) + 4 && u64::from(length) <= end - at;
        let is_short = length as usize <= RUN_BLOCK_BYTES_MAX || count == 1;
        (fits && is_short).then_some(u64::from(length))
    }

    /// The block, if it is what was written and comes behind the one before.
    fn valid<'b>(&self, bytes: &'b [u8], place: Place) -> Option<Block<'b>> {
        let block = Block::check(bytes, self.run.id, place.at)?;
        let first = [block.prefix(), block.suffix(0)].concat();
        self.last.as_ref().is_none_or(|last| **last < *first).then_some(block)
    }

    fn take(&mut self, block: &Block<'_>, bytes: &[u8]) -> Result<()> {
        for index in 0..block.len() {
            let key = [block.prefix(), block.suffix(index)].concat();
            (self.visit)(&key, bytes.get(block.value_range(index)).unwrap_or_default())?;
            self.rescued += 1;
            self.last = Some(key.into());
        }
        Ok(())
    }

    fn broken(&self, at: u64, bytes: u64) -> Error {
        super::sum::damaged("run block is damaged", &self.run.path, at, bytes)
    }
}
