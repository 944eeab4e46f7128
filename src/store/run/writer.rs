// SPDX-License-Identifier: Apache-2.0
//! Writing a run, from its first key to its last.

use std::io;
use std::sync::Arc;

use crate::base::error::{Code, Error, Result, invalid};
use crate::base::limits::{
    RUN_BEGIN_SYNC_BYTES, RUN_BLOCK_BYTES_MAX, RUN_KEY_BYTES_MAX, RUN_VALUE_BYTES_MAX,
    RUN_WRITE_BYTES,
};
use crate::disk::DiskFile;

use super::block::{self, ALONE_BYTES};
use super::fences::{self, Fences};
use super::filter::{self, FILTER_LINE_BYTES, Filter};
use super::frame::{self, Footer, HEAD_BYTES};
use super::passage::Passage;
use super::sum::Sum;
use super::{RunId, Summary};

/// Writes a run into an empty file. Until [`Writer::finish`] it holds in memory a block, 32 KiB
/// that were not written yet, eight bytes for each key and the fence of each block.
///
/// After an error the run is given up: the file is to be removed.
pub struct Writer {
    file: Arc<dyn DiskFile>,
    path: Arc<str>,
    id: RunId,
    /// How much was written.
    written: u64,
    /// How much of that the disk was told to take in.
    begun: u64,
    /// What comes behind it.
    out: Vec<u8>,
    block: block::Builder,
    /// Room for a block's bytes, kept from one to the next.
    encoded: Vec<u8>,
    fences: fences::Builder,
    hashes: Vec<u64>,
    first: Box<[u8]>,
    last: Vec<u8>,
    /// What of the last entry is still to come.
    passage: Option<Passage>,
    /// Files of which something went over that is damaged, and what is wrong with it.
    damaged: Vec<(Arc<str>, Error)>,
    /// The filter, once no more keys come.
    ending: Option<Ending>,
    has_failed: bool,
}

/// A filter on its way: first it is filled, then written.
struct Ending {
    filter: Filter,
    at: u64,
    /// Keys that it knows by now.
    added: usize,
    /// Lines of it that are written.
    stored: usize,
    sum: Sum,
}

/// A run that was written to its end.
pub struct Completed {
    /// What it holds.
    pub summary: Summary,
    pub(super) filter: Filter,
    pub(super) fences: Option<Fences>,
}

impl Writer {
    /// Begins a run. `path` is for the texts of errors.
    pub fn new(file: Arc<dyn DiskFile>, path: Arc<str>, id: RunId) -> Self {
        let mut out = Vec::with_capacity(RUN_WRITE_BYTES);
        out.extend_from_slice(&frame::head(id));
        Self {
            file,
            path,
            id,
            written: 0,
            begun: 0,
            out,
            block: block::Builder::default(),
            encoded: Vec::new(),
            fences: fences::Builder::default(),
            hashes: Vec::new(),
            first: Box::default(),
            last: Vec::new(),
            passage: None,
            damaged: Vec::new(),
            ending: None,
            has_failed: false,
        }
    }

    /// Adds an entry behind all others.
    ///
    /// Errors: [`Code::InternalError`] for a key that is not greater than the one before, and after
    /// an error; [`Code::InvalidArgument`] for what is too long; [`Code::NoSpace`],
    /// [`Code::FileWriteError`].
    /// Durability: none before [`Writer::finish`].
    pub fn add(&mut self, key: &[u8], value: &[u8]) -> Result<()> {
        if self.has_failed {
            return Err(self.wrong("the writer has failed"));
        }
        let result = self.check(key, value).and_then(|()| self.add_checked(key, value));
        self.has_failed = result.is_err();
        result
    }

    /// Adds an entry as [`Writer::add`], one so long that its block holds nothing else. Returns
    /// where that block begins, and its length.
    ///
    /// Errors: as [`Writer::add`].
    pub fn add_alone(&mut self, key: &[u8], value: &[u8]) -> Result<(u64, u64)> {
        let bytes = ALONE_BYTES + key.len() + value.len();
        if bytes <= RUN_BLOCK_BYTES_MAX {
            return Err(self.wrong("an entry is too short for a block of its own"));
        }
        self.add(key, value)?;
        Ok((self.position() - bytes as u64, bytes as u64))
    }

    /// Begins an entry as [`Writer::add_alone`] does, of a value that is `front` and then what
    /// stands in another file: so that it needs no room in memory. Until all of it went over
    /// ([`Writer::go_on`]), nothing may follow it.
    ///
    /// Errors: as [`Writer::add`].
    pub fn begin(&mut self, key: &[u8], front: &[u8], rest: Passage) -> Result<(u64, u64)> {
        if self.has_failed {
            return Err(self.wrong("the writer has failed"));
        }
        let result = self.try_begin(key, front, rest);
        self.has_failed = result.is_err();
        result
    }

    fn try_begin(&mut self, key: &[u8], front: &[u8], rest: Passage) -> Result<(u64, u64)> {
        self.check_key(key)?;
        let value_bytes = front.len() as u64 + rest.len();
        let bytes = (ALONE_BYTES + key.len()) as u64 + value_bytes;
        if value_bytes > RUN_VALUE_BYTES_MAX as u64 || bytes <= RUN_BLOCK_BYTES_MAX as u64 {
            return Err(self.wrong("a value is too long or too short for a block of its own"));
        }
        self.end_block()?;
        self.note_key(key);
        let (id, at, sum) = (self.id, self.position(), rest.sum());
        let head = block::head_summed(bytes as usize, (key, filter::hash(key)), |between| {
            Sum::new(id, at).add(between).add(front).then(sum, rest.len()).finish()
        });
        self.fences.push_block(bytes as usize);
        [&head, key, front].into_iter().try_for_each(|bytes| self.put(bytes))?;
        self.passage = Some(rest);
        Ok((at, bytes))
    }

    /// Whether an entry was begun that is not there as a whole.
    pub fn is_amid(&self) -> bool {
        self.passage.is_some()
    }

    /// Goes on with the entry that was begun, for so many bytes at most. Returns how many that
    /// were.
    ///
    /// Errors: as [`Writer::add`], and those of reading.
    pub fn go_on(&mut self, bytes: u64) -> Result<u64> {
        let Some(mut passage) = self.passage.take() else { return Ok(0) };
        let before = passage.left();
        // After an error it is neither there nor on its way.
        self.has_failed = true;
        passage.step(bytes, &mut |piece| self.put(piece))?;
        self.has_failed = false;
        let left = passage.left();
        if left == 0 {
            self.damaged.extend(passage.fault().map(|(path, fault)| (path.clone(), fault.clone())));
        }
        self.passage = (left > 0).then_some(passage);
        Ok(before - left)
    }

    /// The files from which something came as it is, although it is damaged, and what is wrong.
    pub fn damaged(&self) -> &[(Arc<str>, Error)] {
        &self.damaged
    }

    /// Length of head and blocks so far, with what is not written yet.
    pub fn bytes(&self) -> u64 {
        let open = if self.block.is_empty() { 0 } else { self.block.bytes() };
        self.position() + open as u64
    }

    /// Whether nothing was added.
    pub fn is_empty(&self) -> bool {
        self.hashes.is_empty()
    }

    /// Ends the run.
    ///
    /// Errors: [`Code::InternalError`] when nothing was added, or after an error;
    /// [`Code::NoSpace`], [`Code::FileWriteError`].
    /// Durability: on success the file survives a power cut once its folder is synced, which is up
    /// to the caller.
    pub fn finish(self) -> Result<Summary> {
        self.complete().map(|completed| completed.summary)
    }

    /// Does a piece of what ends the run, about so many bytes of it. True when only little is left
    /// for [`Writer::complete`], and its sync. No keys can be added afterwards.
    ///
    /// Errors: as [`Writer::finish`].
    pub fn prepare_end(&mut self, bytes: u64) -> Result<bool> {
        if self.has_failed {
            return Err(self.wrong("the writer has failed"));
        }
        if self.is_empty() {
            return Err(self.wrong("a run holds at least one key"));
        }
        if self.is_amid() {
            return Err(self.wrong("its last entry is not there as a whole"));
        }
        let result = self.step_ending(usize::try_from(bytes).unwrap_or(usize::MAX));
        self.has_failed = result.is_err();
        result
    }

    /// As [`Writer::finish`], and keeps what the run is looked for with.
    pub fn complete(mut self) -> Result<Completed> {
        while !self.prepare_end(u64::MAX)? {}
        let Some(Ending { filter, at: filter_at, sum, .. }) = self.ending.take() else {
            return Err(self.wrong("the filter is missing"));
        };
        let (keys, filter_sum) = (self.hashes.len() as u64, sum.finish());
        let fences_at = self.position();
        let stored = self.fences.encode();
        let fences_sum = Sum::new(self.id, fences_at).add(&stored).finish();
        let fences = Fences::decode(&stored, HEAD_BYTES as u64, filter_at);
        self.put(&stored)?;
        let (first, last) = (std::mem::take(&mut self.first), self.last.as_slice().into());
        let mut footer = Footer {
            keys,
            filter_at,
            fences_at,
            file_bytes: 0,
            filter_sum,
            fences_sum,
            first,
            last,
        };
        footer.file_bytes = self.position() + footer.own_bytes();
        self.put(&footer.encode(self.id))?;
        self.flush()?;
        self.file.sync_data().map_err(|cause| self.failed("failed to sync run file", &cause))?;
        let Footer { first, last, file_bytes, .. } = footer;
        let summary = Summary { number: self.id.number, bytes: file_bytes, keys, first, last };
        Ok(Completed { summary, filter, fences })
    }

    fn step_ending(&mut self, bytes: usize) -> Result<bool> {
        let mut ending = match self.ending.take() {
            Some(ending) => ending,
            None => {
                self.end_block()?;
                let at = self.position();
                let filter = Filter::for_keys(self.hashes.len());
                Ending { filter, at, added: 0, stored: 0, sum: Sum::new(self.id, at) }
            }
        };
        let left = self.hashes.get(ending.added..).unwrap_or_default();
        let count = (bytes / size_of::<u64>()).max(1).min(left.len());
        ending.filter.add(left.get(..count).unwrap_or_default());
        ending.added += count;
        let mut is_done = false;
        if count == 0 {
            let mut left = (bytes / FILTER_LINE_BYTES).max(1);
            is_done = true;
            for line in ending.filter.stored(ending.stored) {
                if left == 0 {
                    is_done = false;
                    break;
                }
                ending.sum = ending.sum.add(&line);
                self.put(&line)?;
                ending.stored += 1;
                left -= 1;
            }
        }
        self.ending = Some(ending);
        Ok(is_done)
    }

    fn check(&self, key: &[u8], value: &[u8]) -> Result<()> {
        if value.len() > RUN_VALUE_BYTES_MAX {
            let context = format!("{} bytes, at most {RUN_VALUE_BYTES_MAX}", value.len());
            return Err(invalid("value is too long for a run", context));
        }
        self.check_key(key)
    }

    fn check_key(&self, key: &[u8]) -> Result<()> {
        if key.len() > RUN_KEY_BYTES_MAX {
            let context = format!("{} bytes, at most {RUN_KEY_BYTES_MAX}", key.len());
            return Err(invalid("key is too long for a run", context));
        }
        if self.ending.is_some() {
            return Err(self.wrong("its end is being written"));
        }
        if self.is_amid() {
            return Err(self.wrong("an entry is not there as a whole"));
        }
        if !self.is_empty() && key <= &*self.last {
            return Err(self.wrong("keys do not ascend"));
        }
        Ok(())
    }

    fn add_checked(&mut self, key: &[u8], value: &[u8]) -> Result<()> {
        if !self.block.is_empty() && self.block.bytes_with(key, value) > RUN_BLOCK_BYTES_MAX {
            self.end_block()?;
        }
        let hash = self.note_key(key);
        let alone_bytes = ALONE_BYTES + key.len() + value.len();
        if alone_bytes > RUN_BLOCK_BYTES_MAX {
            // The open block is empty: with this entry it would be too long.
            let head = block::head_alone(self.id, self.position(), (key, hash), value);
            self.fences.push_block(alone_bytes);
            return [&head, key, value].into_iter().try_for_each(|bytes| self.put(bytes));
        }
        self.block.push(key, hash, value);
        if self.block.is_full() { self.end_block() } else { Ok(()) }
    }

    /// Notes the key of the next entry. Returns its hash.
    fn note_key(&mut self, key: &[u8]) -> u64 {
        if self.is_empty() {
            self.first = key.into();
        } else if self.block.is_empty() {
            self.fences.push(&self.last, key);
        }
        let hash = filter::hash(key);
        self.hashes.push(hash);
        self.last.clear();
        self.last.extend_from_slice(key);
        hash
    }

    fn end_block(&mut self) -> Result<()> {
        if self.block.is_empty() {
            return Ok(());
        }
        let mut encoded = std::mem::take(&mut self.encoded);
        self.block.take(self.id, self.position(), &mut encoded);
        self.fences.push_block(encoded.len());
        let result = self.put(&encoded);
        self.encoded = encoded;
        result
    }

    /// Where the next byte comes.
    fn position(&self) -> u64 {
        self.written + self.out.len() as u64
    }

    fn put(&mut self, mut bytes: &[u8]) -> Result<()> {
        while !bytes.is_empty() {
            let room = RUN_WRITE_BYTES.saturating_sub(self.out.len()).min(bytes.len());
            let (now, later) = bytes.split_at_checked(room).unwrap_or((bytes, &[]));
            self.out.extend_from_slice(now);
            bytes = later;
            if self.out.len() >= RUN_WRITE_BYTES {
                self.flush()?;
            }
        }
        Ok(())
    }

    fn flush(&mut self) -> Result<()> {
        if !self.out.is_empty() {
            let written = self.file.write_at(&self.out, self.written);
            written.map_err(|cause| self.failed("failed to write run file", &cause))?;
            self.written = self.position();
            self.out.clear();
            self.begin_sync();
        }
        Ok(())
    }

    /// Lets the disk write while the run grows, so that the sync at its end waits for little.
    fn begin_sync(&mut self) {
        let waiting = self.written - self.begun;
        if waiting >= RUN_BEGIN_SYNC_BYTES {
            self.file.begin_sync(self.begun, waiting);
            self.begun = self.written;
        }
    }

    fn failed(&self, message: &'static str, cause: &io::Error) -> Error {
        let place = format!("{}: byte {}", self.path, self.written);
        Error::from_io(Code::FileWriteError, message, &place, cause)
    }

    fn wrong(&self, what: &str) -> Error {
        let context = format!("{}: {what}", self.path);
        Error::new(Code::InternalError, "run cannot be written", context)
    }
}
