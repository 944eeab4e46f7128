// SPDX-License-Identifier: Apache-2.0
//! Appending: groups are staged in memory, go out with one write, and are synced when asked.

use std::io;
use std::sync::Arc;

use crate::base::error::{Code, Error, Result, invalid};
use crate::base::limits::{COMMIT_BYTES_MAX, GROUP_BYTES_MAX, LOG_RESERVE_BYTES};
use crate::disk::DiskFile;

use super::frame::{FRAME_BYTES, seal};
use super::reader::LogReader;
use super::scan::Walk;
use super::{Head, Position};

/// The exclusive lock of a file; it ends with this value, whoever else still holds the file.
pub(super) struct Lock(Arc<dyn DiskFile>);

impl Lock {
    pub fn take(file: &Arc<dyn DiskFile>, path: &str) -> Result<Self> {
        match file.try_lock() {
            Ok(true) => Ok(Self(file.clone())),
            Ok(false) => {
                Err(Error::new(Code::Locked, "WAL file is locked by another writer", path))
            }
            Err(cause) => {
                Err(Error::from_io(Code::FileWriteError, "failed to lock WAL file", path, &cause))
            }
        }
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        let _ = self.0.unlock();
    }
}

/// The one writer of a log.
///
/// Groups are staged, then committed together. Staged groups that were not committed are gone when
/// the log is closed or dropped. Dropping without [`Log::close`] loses nothing that was committed,
/// apart from what a power cut takes; the next opening does the repair work then.
pub struct Log {
    file: Arc<dyn DiskFile>,
    path: Arc<str>,
    salt: u64,
    /// Where the next commit goes, and the number of its first group.
    end: u64,
    next_number: u64,
    /// Up to where the file is on stable storage.
    durable: u64,
    /// Whether the last group has a body that no later group vouches for.
    needs_barrier: bool,
    /// Up to where space is reserved.
    reserved: u64,
    /// Whole groups, frames filled in.
    staged: Vec<u8>,
    staged_groups: u64,
    /// The group that is being built.
    group: Vec<u8>,
    is_stopped: bool,
    _lock: Lock,
}

impl Log {
    /// The writer of a file that is durable up to the end of `walk` and `file_bytes` long, zeros
    /// behind the end.
    pub(super) fn new(
        file: Arc<dyn DiskFile>,
        lock: Lock,
        path: Arc<str>,
        head: &Head,
        walk: &Walk,
        file_bytes: u64,
    ) -> Self {
        Self {
            file,
            path,
            salt: head.salt,
            end: walk.end,
            next_number: walk.next_number,
            durable: walk.end,
            needs_barrier: walk.needs_barrier(),
            reserved: file_bytes,
            staged: Vec::new(),
            staged_groups: 0,
            group: Vec::new(),
            is_stopped: false,
            _lock: lock,
        }
    }

    /// Builds one group behind those already staged: `fill` appends its body, 1 byte to
    /// [`GROUP_BYTES_MAX`], to what it gets. Nothing reaches the file yet. Returns where the group
    /// will stand once the commit has succeeded.
    ///
    /// Errors: those of `fill`; [`Code::InvalidArgument`] for an empty or too large body;
    /// [`Code::LogStopped`]. None of them disturbs what was staged before.
    pub fn stage(&mut self, fill: impl FnOnce(&mut Vec<u8>) -> Result<()>) -> Result<Position> {
        self.check_running()?;
        self.group.clear();
        self.group.resize(FRAME_BYTES, 0);
        fill(&mut self.group)?;
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
        Ok(Position(at))
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
        let written = self.append();
        self.discard();
        written?;
        if durable { self.sync() } else { Ok(()) }
    }

    fn append(&mut self) -> Result<()> {
        if self.staged.is_empty() {
            return Ok(());
        }
        let end = self.end + self.staged.len() as u64;
        if end > self.reserved {
            let target = end + LOG_RESERVE_BYTES;
            // No room to reserve may still be room enough to write.
            if self.file.reserve(target).is_ok() {
                self.reserved = target;
            }
        }
        if let Err(cause) = self.file.write_at(&self.staged, self.end) {
            return Err(self.take_back(&cause));
        }
        self.end = end;
        self.needs_barrier = true;
        self.next_number += self.staged_groups;
        Ok(())
    }

    /// After a failed write: makes sure that nothing of it is ever found. The sync matters too: a
    /// power cut could otherwise undo the cutting and keep the bytes.
    fn take_back(&mut self, cause: &io::Error) -> Error {
        let message = "failed to append bytes to WAL file";
        match self.file.set_len(self.end).and_then(|()| self.file.sync_data()) {
            Ok(()) => {
                self.reserved = self.end;
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

    fn sync_file(&mut self) -> Result<()> {
        if let Err(cause) = self.file.sync_data() {
            return Err(self.stop("failed to flush WAL file", &cause.to_string()));
        }
        self.durable = self.end;
        Ok(())
    }

    /// Whether a failure has stopped the log: it takes nothing until it is opened again.
    pub fn is_stopped(&self) -> bool {
        self.is_stopped
    }

    /// Where the last committed group ends: the length of the log without reserved space, in bytes.
    pub fn end(&self) -> u64 {
        self.end
    }

    /// Up to where the file is on stable storage, in bytes.
    pub fn durable_end(&self) -> u64 {
        self.durable
    }

    /// A reader of the committed groups.
    pub fn reader(&self) -> LogReader {
        LogReader::new(self.file.clone(), self.path.clone(), self.salt)
    }

    /// Syncs, lets a barrier vouch for the last group, gives the reserved space back, and syncs
    /// again. What is staged is dropped, and so is the lock, also after an error.
    ///
    /// Errors: [`Code::LogStopped`] when a sync failed, now or before. Others: everything is on
    /// stable storage, but the file is longer than it need be, or has no barrier.
    pub fn close(mut self) -> Result<()> {
        self.discard();
        self.sync()?;
        if self.needs_barrier {
            self.group.resize(FRAME_BYTES, 0);
            self.stage_group()?;
            self.append()?;
        }
        let is_long = self.file.len().is_ok_and(|file_bytes| file_bytes > self.end);
        if is_long {
            self.file.set_len(self.end).map_err(|cause| {
                let message = "failed to shrink WAL file";
                Error::from_io(Code::FileWriteError, message, &self.path, &cause)
            })?;
        }
        if is_long { self.sync_file() } else { self.sync() }
    }

    fn stop(&mut self, message: &'static str, cause: &str) -> Error {
        self.is_stopped = true;
        Error::new(Code::LogStopped, message, format!("{}: {cause}", self.path))
    }

    fn check_running(&self) -> Result<()> {
        if self.is_stopped {
            let context = format!("{}: a write to disk failed, open it again", self.path);
            return Err(Error::new(Code::LogStopped, "WAL file is stopped", context));
        }
        Ok(())
    }
}
