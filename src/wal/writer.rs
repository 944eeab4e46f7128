// SPDX-License-Identifier: Apache-2.0
//! Appending: groups are staged in memory, go out with one write, and are synced when asked.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::base::error::{Code, Error, Result, invalid};
use crate::base::limits::{
    COMMIT_BYTES_MAX, GROUP_BYTES_MAX, LOG_BEGIN_SYNC_BYTES, LOG_FILL_BYTES, LOG_RESERVE_BYTES,
    PAGE_BYTES, SEGMENT_BYTES_MAX,
};
use crate::disk::{Disk, DiskFile};

use super::Position;
use super::claim::Lock;
use super::frame::{FRAME_BYTES, seal};
use super::open::Opened;
use super::reader::LogReader;
use super::segment::SegmentInfo;
use super::table::Table;

/// The one writer of a log.
///
/// Groups are staged, then committed together. Staged groups that were not committed are gone when
/// the log is closed or dropped. Dropping without [`Log::close`] loses nothing that was committed,
/// apart from what a power cut takes; the next opening does the repair work then.
pub struct Log {
    pub(super) file: Arc<dyn DiskFile>,
    /// The main path, for messages and for renames.
    pub(super) path: Arc<str>,
    pub(super) main: PathBuf,
    pub(super) salt: u64,
    /// What the files of this log have in common.
    pub(super) id: u64,
    /// The number of the active segment.
    pub(super) segment: u64,
    /// All others that exist, in order.
    pub(super) sealed: Vec<SegmentInfo>,
    /// Where the next commit goes, and the number of its first group.
    pub(super) end: u64,
    pub(super) next_number: u64,
    /// Up to where the file is on stable storage.
    pub(super) durable: u64,
    /// Up to where the disk was told to take it in.
    pub(super) begun: u64,
    /// Whether the last group has a body that no later group vouches for.
    pub(super) needs_barrier: bool,
    /// Up to where space is reserved,
    pub(super) reserved: u64,
    /// and was filled with zeros.
    pub(super) filled: u64,
    /// Whole groups, frames filled in.
    staged: Vec<u8>,
    staged_groups: u64,
    /// The group that is being built.
    group: Vec<u8>,
    is_stopped: bool,
    pub(super) table: Arc<Table>,
    pub(super) lock: Lock,
}

impl Log {
    /// The writer of a file that is `file_bytes` long, zeros behind its end.
    pub(super) fn new(disk: &Arc<dyn Disk>, path: &Path, opened: Opened, file_bytes: u64) -> Self {
        let Opened { active, lock, walk, sealed } = opened;
        let log = Self {
            file: active.file.clone(),
            path: active.name.clone(),
            main: path.to_path_buf(),
            salt: active.head.salt,
            id: active.head.id(),
            segment: active.head.segment,
            sealed,
            end: walk.end,
            next_number: walk.next_number,
            durable: walk.end,
            begun: walk.end,
            needs_barrier: walk.needs_barrier(),
            reserved: file_bytes,
            filled: walk.end,
            staged: Vec::new(),
            staged_groups: 0,
            group: Vec::new(),
            is_stopped: false,
            table: Arc::new(Table::new(disk.clone(), path, Some(active))),
            lock,
        };
        log.table.set_end(log.tail());
        log
    }

    /// Builds one group behind those already staged: `fill` appends its body, 1 byte to
    /// [`GROUP_BYTES_MAX`], to what it gets. Nothing reaches the file yet. Returns where the group
    /// will stand once the commit has succeeded.
    ///
    /// Errors: those of `fill`; [`Code::InvalidArgument`] for an empty or too large body;
    /// [`Code::NoSpace`] for a segment that is full; [`Code::LogStopped`]. None of them disturbs
    /// what was staged before.
    pub fn stage(&mut self, fill: impl FnOnce(&mut Vec<u8>) -> Result<()>) -> Result<Position> {
        self.check_running()?;
        self.group.clear();
        self.group.resize(FRAME_BYTES, 0);
        fill(&mut self.group)?;
        // The barrier that seals the file needs room too.
        let added = self.staged.len() + self.group.len() + FRAME_BYTES;
        if self.end + added as u64 > SEGMENT_BYTES_MAX {
            let context = format!("{}: at most {SEGMENT_BYTES_MAX} bytes", self.path);
            return Err(Error::new(Code::NoSpace, "WAL segment is full", context));
        }
        match self.group.len().saturating_sub(FRAME_BYTES) {
            0 => Err(invalid("a log group cannot be empty", "")),
            bytes if bytes > GROUP_BYTES_MAX => {
                let context = format!("{bytes} bytes, at most {GROUP_BYTES_MAX}");
                Err(invalid("a log group is too large", context))
            }
            _ => self.stage_group(),
        }
    }

    fn stage_group(&mut self) -> Result<Position> {
        let at = self.end + self.staged.len() as u64;
        let number = self.next_number + self.staged_groups;
        if !seal(&mut self.group, self.salt, at, number, self.durable) {
            return Err(Error::new(Code::InternalError, "a log group has no frame", ""));
        }
        if self.staged.is_empty() {
            std::mem::swap(&mut self.staged, &mut self.group);
        } else {
            self.staged.extend_from_slice(&self.group);
        }
        self.staged_groups += 1;
        Ok(Position::new(self.segment, at))
    }

    /// Bytes staged, frames included.
    pub fn staged_bytes(&self) -> usize {
        self.staged.len()
    }

    /// Forgets what is staged.
    pub fn discard(&mut self) {
        for buffer in [&mut self.staged, &mut self.group] {
            buffer.clear();
            buffer.shrink_to(COMMIT_BYTES_MAX);
        }
        self.staged_groups = 0;
    }

    /// Writes all staged groups with one call and, when `durable`, syncs the file: also the groups
    /// of earlier commits, and also when nothing is staged.
    ///
    /// Durability: with `durable`, the groups survive a power cut once this has returned. Without,
    /// they survive the end of the process.
    ///
    /// Errors: [`Code::NoSpace`], [`Code::PermissionDenied`], [`Code::FileWriteError`]: none of the
    /// staged groups is in the file or will ever be found there, and the log can go on.
    /// [`Code::LogStopped`]: whether the groups are there is known only after the log was opened
    /// again, and until then it takes nothing. In each case nothing is staged any more.
    pub fn commit(&mut self, durable: bool) -> Result<()> {
        self.check_running()?;
        let written = self.append(durable);
        self.discard();
        written?;
        if durable { self.sync() } else { Ok(()) }
    }

    fn append(&mut self, durable: bool) -> Result<()> {
        if self.staged.is_empty() {
            return Ok(());
        }
        let end = self.end + self.staged.len() as u64;
        if end > self.reserved {
            self.reserve_behind(end);
        }
        if durable {
            self.fill(end);
        }
        if let Err(cause) = self.file.write_at(&self.staged, self.end) {
            return Err(self.take_back(&cause));
        }
        self.end = end;
        self.needs_barrier = true;
        self.next_number += self.staged_groups;
        self.table.set_end(self.tail());
        self.begin_sync();
        Ok(())
    }

    /// Reserves space for what comes next, which the first write would have to wait for.
    pub fn reserve(&mut self) {
        if self.reserved < self.end + LOG_RESERVE_BYTES && !self.is_stopped {
            self.reserve_behind(self.end);
        }
    }

    fn reserve_behind(&mut self, end: u64) {
        let target = end + LOG_RESERVE_BYTES;
        // No room to reserve may still be room enough to write.
        if self.file.reserve(target).is_ok() {
            self.reserved = target;
        }
    }

    /// Has a sync of what goes up to `end` wait for that alone, and not for a note of the file
    /// system that its blocks hold something now. A large write makes many blocks its own at once;
    /// only small ones come back to the same, and wait once for many of them.
    fn fill(&mut self, end: u64) {
        let from = self.filled.max(self.end);
        let is_small = end - self.end <= LOG_FILL_BYTES / 4;
        let to = self.reserved.min((end + LOG_FILL_BYTES) / LOG_FILL_BYTES * LOG_FILL_BYTES);
        if is_small && from < end && end <= to {
            self.file.fill(from, to - from);
            self.filled = to;
        }
    }

    /// Lets the disk write what nobody has synced yet, so that the sync that comes one day waits
    /// for little. The last page is still being filled.
    fn begin_sync(&mut self) {
        let from = self.begun.max(self.durable);
        let to = self.end - self.end % PAGE_BYTES;
        if to >= from + LOG_BEGIN_SYNC_BYTES {
            self.file.begin_sync(from, to - from);
            self.begun = to;
        }
    }

    /// After a failed write: makes sure that nothing of it is ever found. The sync matters too: a
    /// power cut could otherwise undo the cutting and keep the bytes.
    fn take_back(&mut self, cause: &io::Error) -> Error {
        let message = "failed to append bytes to WAL file";
        match self.file.set_len(self.end).and_then(|()| self.file.sync_data()) {
            Ok(()) => {
                (self.reserved, self.filled) = (self.end, self.end);
                self.durable = self.end;
                Error::from_io(Code::FileWriteError, message, &self.path, cause)
            }
            Err(second) => self.stop(message, &format!("{cause}; taking it back: {second}")),
        }
    }

    /// Puts everything committed so far on stable storage. Does nothing when it is there already.
    ///
    /// Errors: [`Code::LogStopped`].
    pub fn sync(&mut self) -> Result<()> {
        self.check_running()?;
        if self.durable < self.end { self.sync_file() } else { Ok(()) }
    }

    pub(super) fn sync_file(&mut self) -> Result<()> {
        if let Err(cause) = self.file.sync_data() {
            return Err(self.stop("failed to flush WAL file", &cause.to_string()));
        }
        self.durable = self.end;
        Ok(())
    }

    /// Takes nothing any more until it is opened again: a sync failed in another file of the
    /// database, and nobody knows what of it is on stable storage.
    pub fn halt(&mut self) {
        self.is_stopped = true;
    }

    /// Whether a failure has stopped the log: it takes nothing until it is opened again.
    pub fn is_stopped(&self) -> bool {
        self.is_stopped
    }

    /// Where the last committed group ends in the active segment: its length without reserved
    /// space, in bytes.
    pub fn end(&self) -> u64 {
        self.end
    }

    /// Up to where the active segment is on stable storage, in bytes. The others are as a whole.
    pub fn durable_end(&self) -> u64 {
        self.durable
    }

    /// Where the last committed group ends.
    pub fn tail(&self) -> Position {
        Position::new(self.segment, self.end)
    }

    /// Where what is known to be on stable storage ends.
    pub fn durable_tail(&self) -> Position {
        Position::new(self.segment, self.durable)
    }

    /// What all files of this log have in common, and no other log has.
    pub fn id(&self) -> u64 {
        self.id
    }

    /// A reader of the committed groups.
    pub fn reader(&self) -> LogReader {
        LogReader::new(self.table.clone())
    }

    /// Syncs, lets a barrier vouch for the last group, gives the reserved space back, and syncs
    /// again. What is staged is dropped, and so is the lock, also after an error.
    ///
    /// Errors: [`Code::LogStopped`] when a sync failed, now or before. Others: everything is on
    /// stable storage, but the file is longer than it need be, or has no barrier.
    pub fn close(mut self) -> Result<()> {
        self.discard();
        self.seal()
    }

    /// What closing does: afterwards the file is durable, vouched for, and as long as it needs be.
    pub(super) fn seal(&mut self) -> Result<()> {
        self.sync()?;
        if self.needs_barrier {
            self.group.clear();
            self.group.resize(FRAME_BYTES, 0);
            self.stage_group()?;
            let written = self.append(false);
            self.discard();
            written?;
            self.needs_barrier = false;
        }
        let is_long = self.file.len().is_ok_and(|file_bytes| file_bytes > self.end);
        if is_long {
            self.file.set_len(self.end).map_err(|cause| {
                let message = "failed to shrink WAL file";
                Error::from_io(Code::FileWriteError, message, &self.path, &cause)
            })?;
            (self.reserved, self.filled) = (self.end, self.end);
        }
        if is_long { self.sync_file() } else { self.sync() }
    }

    pub(super) fn stop(&mut self, message: &'static str, cause: &str) -> Error {
        self.is_stopped = true;
        Error::new(Code::LogStopped, message, format!("{}: {cause}", self.path))
    }

    pub(super) fn check_running(&self) -> Result<()> {
        if self.is_stopped {
            let context = format!("{}: a write to disk failed, open it again", self.path);
            return Err(Error::new(Code::LogStopped, "WAL file is stopped", context));
        }
        Ok(())
    }
}
