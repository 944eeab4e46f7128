// SPDX-License-Identifier: Apache-2.0
//! Looking for single keys of a run.

use std::io;
use std::ops::{Deref, Range};
use std::path::Path;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use crate::base::error::{Code, Error, Result};
use crate::base::limits::RUN_READ_BYTES;
use crate::disk::{Access, Disk, DiskFile};

use super::block::Block;
use super::cache::Cache;
use super::fences::{Fences, Place, head};
use super::filter::{self, FILTER_LINE_BYTES, Filter};
use super::frame::{Footer, HEAD_BYTES, TAIL_BYTES, check_head};
use super::sum::{Sum, damaged, fill, read, unreadable};
use super::writer::Completed;
use super::{RunId, Summary};

/// Bytes at the end of the file that are read first: few footers are longer.
const END_BYTES: usize = 512;

const _: () = assert!(END_BYTES >= TAIL_BYTES);
const _: () = assert!(RUN_READ_BYTES.is_multiple_of(FILTER_LINE_BYTES));

/// A run that is complete. Any thread may use it.
pub struct Run {
    pub(super) file: Arc<dyn DiskFile>,
    pub(super) path: Arc<str>,
    pub(super) id: RunId,
    pub(super) footer: Footer,
    summary: Summary,
    /// What the least and the greatest key begin with, as numbers.
    heads: (u64, u64),
    filter: OnceLock<Filter>,
    fences: OnceLock<Fences>,
    /// Held while filter or fences are read, so that this happens once.
    loading: Mutex<()>,
}

/// A value that was found. Derefs to its bytes, and keeps them in memory as long as it lives.
#[derive(Clone, Debug)]
pub struct Found {
    block: Arc<[u8]>,
    range: Range<usize>,
}

/// Which keys are asked for: that decides whether the filter or a block in memory is looked at
/// first. Both orders give the same answers and read the same from disk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asked {
    /// Present ones and absent ones.
    Any,
    /// Nearly always ones that the run holds.
    ForPresent,
}

impl Deref for Found {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        self.block.get(self.range.clone()).unwrap_or_default()
    }
}

impl Run {
    /// Opens the run `id`. Reads head and footer alone, so all runs cost the same.
    ///
    /// Errors: [`Code::FileNotFound`]; [`Code::FileReadError`]; [`Code::UnsupportedFormat`] for a
    /// foreign file and for another version; [`Code::Corrupted`] for another run or a run of
    /// another database, a file that was cut short, and a damaged head or footer.
    pub fn open(disk: &dyn Disk, path: &Path, id: RunId) -> Result<Self> {
        let file = disk.open(path, Access::Read);
        let path: Arc<str> = path.to_string_lossy().into();
        let file = file.map_err(|cause| {
            let code = match cause.kind() {
                io::ErrorKind::NotFound => Code::FileNotFound,
                _ => Code::FileReadError,
            };
            Error::from_io(code, "failed to open run file", &path, &cause)
        })?;
        let footer = read_frame(&*file, &path, id)?;
        Ok(Self::of(file, path, id, footer))
    }

    /// The run whose footer this is.
    pub(super) fn of(file: Arc<dyn DiskFile>, path: Arc<str>, id: RunId, footer: Footer) -> Self {
        let summary = Summary {
            number: id.number,
            bytes: footer.file_bytes,
            keys: footer.keys,
            first: footer.first.clone(),
            last: footer.last.clone(),
        };
        let heads = (head(&summary.first), head(&summary.last));
        let (filter, fences, loading) = (OnceLock::new(), OnceLock::new(), Mutex::new(()));
        Self { file, path, id, footer, summary, heads, filter, fences, loading }
    }

    /// Takes what its writer knew of the run, so that nobody has to read it.
    pub fn knowing(self, completed: Completed) -> Self {
        // Neither is set: the run is not shared yet.
        let _ = self.filter.set(completed.filter);
        if let Some(fences) = completed.fences {
            let _ = self.fences.set(fences);
        }
        self
    }

    /// Whether a key lies between the least and the greatest, given what it begins with ([`head`]):
    /// mostly that alone decides.
    #[inline]
    pub fn spans(&self, key: &[u8], head: u64) -> bool {
        let (first, last) = self.heads;
        let is_behind = head > first || (head == first && *key >= *self.summary.first);
        is_behind && (head < last || (head == last && *key <= *self.summary.last))
    }

    /// What the footer says of the run.
    pub fn summary(&self) -> &Summary {
        &self.summary
    }

    /// The run that was asked for.
    pub fn id(&self) -> RunId {
        self.id
    }

    /// Memory that filter and fences take; none before they are needed or the writer gave them.
    pub fn memory_bytes(&self) -> usize {
        let filter = self.filter.get().map_or(0, Filter::memory_bytes);
        filter + self.fences.get().map_or(0, Fences::memory_bytes)
    }

    /// Memory that they take at most once they are needed. In memory a fence has three numbers of
    /// eight bytes, where the file has two of four.
    pub fn memory_bytes_max(&self) -> u64 {
        self.filter_place().bytes + 3 * self.fences_place().bytes
    }

    /// The value of a key. The first call reads filter and fences; after that a key that the filter
    /// does not know costs no read, any other at most that of one block.
    ///
    /// Errors: [`Code::FileReadError`]; [`Code::Corrupted`] when the key's block is damaged, or
    /// filter or fences are. Nothing is remembered of an error.
    pub fn get(&self, cache: &Cache, key: &[u8]) -> Result<Option<Found>> {
        if *key < *self.footer.first || *key > *self.footer.last {
            return Ok(None);
        }
        self.get_hashed(cache, key, filter::hash(key), Asked::Any)
    }

    /// As [`Run::get`], of a key between the first and the last of the run, given its hash.
    pub fn get_hashed(
        &self,
        cache: &Cache,
        key: &[u8],
        hash: u64,
        asked: Asked,
    ) -> Result<Option<Found>> {
        if asked == Asked::Any && !self.filter()?.may_hold(hash) {
            return Ok(None);
        }
        let fences = self.fences()?;
        let Some(place) = fences.place(fences.find(key)) else { return Ok(None) };
        let bytes = match cache.get(self.id, place.at) {
            Some(bytes) => bytes,
            None if asked == Asked::ForPresent && !self.filter()?.may_hold(hash) => {
                return Ok(None);
            }
            None => self.fetch(cache, place)?,
        };
        let block = self.checked(&bytes, place)?;
        let Some(index) = block.find(key, hash) else { return Ok(None) };
        let range = block.value_range(index);
        Ok(Some(Found { block: bytes, range }))
    }

    /// The value of a key whose block is known: it stands alone in those bytes from that offset on.
    ///
    /// Errors: [`Code::FileReadError`]; [`Code::Corrupted`] when there is no such block of that
    /// key.
    pub fn alone(
        &self,
        cache: Option<&Cache>,
        (at, bytes): (u64, u64),
        key: &[u8],
    ) -> Result<Found> {
        let place = Place { at, bytes };
        if !self.is_within(place) {
            return Err(self.block_error(place));
        }
        let held = match cache {
            Some(cache) => self.cached(cache, place)?,
            None => {
                let held = self.bytes(place)?;
                self.check(&held, place)?;
                held
            }
        };
        let block = self.checked(&held, place)?;
        if block.len() != 1 || block.prefix() != key {
            return Err(self.block_error(place));
        }
        let range = block.value_range(0);
        Ok(Found { block: held, range })
    }

    /// Length of all blocks, in bytes.
    pub fn blocks_bytes(&self) -> u64 {
        self.footer.filter_at - HEAD_BYTES as u64
    }

    /// Whether it may hold a key: of a hundred that it does not hold, about one.
    ///
    /// Errors: as [`Run::get`].
    pub fn may_hold(&self, key: &[u8]) -> Result<bool> {
        Ok(self.filter()?.may_hold(filter::hash(key)))
    }

    /// A checked block, from the cache or else from disk.
    #[inline]
    pub(super) fn cached(&self, cache: &Cache, place: Place) -> Result<Arc<[u8]>> {
        if let Some(block) = cache.get(self.id, place.at) {
            return Ok(block);
        }
        self.fetch(cache, place)
    }

    /// A block from disk.
    fn fetch(&self, cache: &Cache, place: Place) -> Result<Arc<[u8]>> {
        let block = self.bytes(place)?;
        self.check(&block, place)?;
        cache.put(self.id, place.at, &block);
        Ok(block)
    }

    /// Bytes of the file, unchecked. The place is within the file.
    pub(super) fn bytes(&self, place: Place) -> Result<Arc<[u8]>> {
        let count = usize::try_from(place.bytes)
            .map_err(|_| unreadable(&self.path, place.at, &io::ErrorKind::OutOfMemory.into()))?;
        let mut block: Arc<[u8]> = std::iter::repeat_n(0, count).collect();
        if let Some(bytes) = Arc::get_mut(&mut block) {
            fill(&*self.file, &self.path, bytes, place.at)?;
        }
        Ok(block)
    }

    /// The parts of a block that was checked when it was read.
    #[inline]
    pub(super) fn checked<'a>(&self, bytes: &'a [u8], place: Place) -> Result<Block<'a>> {
        Block::parse(bytes).ok_or_else(|| self.block_error(place))
    }

    /// The parts of a block that was read from `place`, if all is right.
    pub(super) fn check<'a>(&self, bytes: &'a [u8], place: Place) -> Result<Block<'a>> {
        Block::check(bytes, self.id, place.at).ok_or_else(|| self.block_error(place))
    }

    pub(super) fn block_error(&self, Place { at, bytes }: Place) -> Error {
        damaged("run block is damaged", &self.path, at, bytes)
    }

    #[inline]
    pub(super) fn filter(&self) -> Result<&Filter> {
        self.loaded(&self.filter, Self::read_filter)
    }

    #[inline]
    pub(super) fn fences(&self) -> Result<&Fences> {
        self.loaded(&self.fences, Self::read_fences)
    }

    #[inline]
    fn loaded<'a, P>(
        &'a self,
        part: &'a OnceLock<P>,
        load: impl FnOnce(&Self) -> Result<P>,
    ) -> Result<&'a P> {
        if let Some(part) = part.get() {
            return Ok(part);
        }
        let _held = self.loading.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(part) = part.get() {
            return Ok(part);
        }
        let read = load(self)?;
        Ok(part.get_or_init(|| read))
    }

    /// Reads and checks the filter.
    pub(super) fn read_filter(&self) -> Result<Filter> {
        let Place { at, bytes } = self.filter_place();
        let damaged = || damaged("run filter is damaged", &self.path, at, bytes);
        let mut filter = Filter::with_bytes(bytes).ok_or_else(damaged)?;
        let mut sum = Sum::new(self.id, at);
        let mut done = 0;
        while done < bytes {
            let count = (bytes - done).min(RUN_READ_BYTES as u64);
            let piece = read(&*self.file, &self.path, at + done, count)?;
            sum = sum.add(&piece);
            filter.load(done as usize / FILTER_LINE_BYTES, &piece);
            done += count;
        }
        let passes = sum.finish() == self.footer.filter_sum;
        passes.then_some(filter).ok_or_else(damaged)
    }

    /// Reads and checks the fences.
    pub(super) fn read_fences(&self) -> Result<Fences> {
        let Place { at, bytes } = self.fences_place();
        let stored = read(&*self.file, &self.path, at, bytes)?;
        let passes = Sum::new(self.id, at).add(&stored).finish() == self.footer.fences_sum;
        let fences = Fences::decode(&stored, HEAD_BYTES as u64, self.footer.filter_at);
        let damaged = || damaged("run fences are damaged", &self.path, at, bytes);
        fences.filter(|_| passes).ok_or_else(damaged)
    }

    pub(super) fn filter_place(&self) -> Place {
        let Footer { filter_at, fences_at, .. } = self.footer;
        Place { at: filter_at, bytes: fences_at - filter_at }
    }

    pub(super) fn fences_place(&self) -> Place {
        let at = self.footer.fences_at;
        Place { at, bytes: self.footer.at() - at }
    }
}

/// Reads and checks head and footer.
pub(super) fn read_frame(file: &dyn DiskFile, path: &str, id: RunId) -> Result<Footer> {
    let file_bytes = file.len().map_err(|cause| unreadable(path, 0, &cause))?;
    check_head(&read(file, path, 0, file_bytes.min(HEAD_BYTES as u64))?, path, id)?;
    read_footer(file, path, id)
}

/// Reads and checks the footer.
pub(super) fn read_footer(file: &dyn DiskFile, path: &str, id: RunId) -> Result<Footer> {
    let file_bytes = file.len().map_err(|cause| unreadable(path, 0, &cause))?;
    let count = file_bytes.min(END_BYTES as u64);
    let end = read(file, path, file_bytes - count, count)?;
    let footer_bytes = Footer::bytes_before(&end, path, file_bytes)?;
    let held = usize::try_from(footer_bytes).ok().and_then(|bytes| end.len().checked_sub(bytes));
    if let Some(footer) = held.and_then(|start| end.get(start..)) {
        return Footer::decode(footer, path, id, file_bytes);
    }
    let footer = read(file, path, file_bytes - footer_bytes, footer_bytes)?;
    Footer::decode(&footer, path, id, file_bytes)
}
