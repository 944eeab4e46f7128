// SPDX-License-Identifier: Apache-2.0
//! Beginning a new segment, and giving old ones up.

use std::io;

use crate::base::error::{Code, Error, Result};
use crate::base::limits::SEGMENT_NUMBER_MAX;
use crate::disk::{Disk, names};

use super::claim::{Lock, ROTATE_FAILED, forget_next, is_at, make_next, write_error};
use super::frame::FRAME_BYTES;
use super::head::HEAD_BYTES;
use super::segment::{Segment, SegmentInfo};
use super::{Head, Log};

impl Log {
    /// Seals the active segment and begins the next one, with `salt`, drawn anew, `node` and
    /// `epoch` in its head. Readers go on undisturbed. `disk` is the one that the log was opened
    /// on.
    ///
    /// Durability: on success everything committed before is on stable storage, and so is the new
    /// file.
    ///
    /// Errors: [`Code::InvalidState`] while groups are staged; [`Code::InvalidArgument`] for a node
    /// id that is too long; [`Code::NoSpace`], also when the numbers are used up;
    /// [`Code::FileWriteError`], [`Code::FileReadError`], [`Code::PermissionDenied`]: the log goes
    /// on in the old segment. [`Code::LogStopped`]: it takes nothing until it was opened again,
    /// which also finishes the rotation.
    pub fn rotate(&mut self, disk: &dyn Disk, salt: u64, node: &str, epoch: u32) -> Result<()> {
        self.check_running()?;
        if self.staged_bytes() > 0 {
            let context = format!("{}: {} bytes", self.path, self.staged_bytes());
            return Err(Error::new(Code::InvalidState, "log groups are staged", context));
        }
        if self.segment >= SEGMENT_NUMBER_MAX {
            let context = format!("{}: at most {SEGMENT_NUMBER_MAX}", self.path);
            return Err(Error::new(Code::NoSpace, "WAL segment numbers are used up", context));
        }
        let barrier_bytes = if self.needs_barrier { FRAME_BYTES as u64 } else { 0 };
        let head = Head {
            node: node.to_owned(),
            epoch,
            segment: self.segment + 1,
            salt,
            log: self.id,
            before_bytes: self.end + barrier_bytes,
        };
        match self.prepare(disk, &head) {
            Ok((next, lock)) => self.switch(disk, next, lock),
            Err(error) => {
                // Whatever stays of it is removed by the next rotation or opening. After a rename
                // that may have happened it is the only file that can still become the main one.
                if !self.is_stopped() {
                    let _ = forget_next(disk, &self.main);
                }
                Err(error)
            }
        }
    }

    /// All that can fail without harm, up to the first rename.
    fn prepare(&mut self, disk: &dyn Disk, head: &Head) -> Result<(Segment, Lock)> {
        let (next, lock) = make_next(disk, &self.main, head)?;
        self.seal()?;
        if self.end != head.before_bytes {
            let context = format!("{}: {} bytes, not {}", self.path, self.end, head.before_bytes);
            return Err(Error::new(Code::InternalError, "WAL file was sealed elsewhere", context));
        }
        let sealed = names::segment(&self.main, self.segment);
        if let Err(cause) = disk.rename(&self.main, &sealed) {
            let error = write_error(ROTATE_FAILED, &self.path, &cause);
            // A failed rename may have happened all the same.
            return match is_at(disk, &self.main, &self.path, &*self.file) {
                Ok(true) => Err(error),
                _ => Err(self.stop(ROTATE_FAILED, &cause.to_string())),
            };
        }
        Ok((next, lock))
    }

    /// From the first rename on: the old file has its own name now.
    fn switch(&mut self, disk: &dyn Disk, next: Segment, lock: Lock) -> Result<()> {
        let renamed = disk
            .sync_folder(&self.main)
            .and_then(|()| disk.rename(&names::next(&self.main), &self.main))
            .and_then(|()| disk.sync_folder(&self.main));
        let file_bytes = match renamed.and_then(|()| next.file.len()) {
            Ok(file_bytes) => file_bytes,
            Err(cause) => return Err(self.stop(ROTATE_FAILED, &cause.to_string())),
        };
        self.sealed.push(SegmentInfo { number: self.segment, bytes: self.end });
        self.file = next.file.clone();
        self.segment = next.head.segment;
        self.salt = next.head.salt;
        self.end = HEAD_BYTES as u64;
        self.durable = self.end;
        self.begun = self.end;
        self.next_number = 1;
        self.needs_barrier = false;
        (self.reserved, self.filled) = (file_bytes, self.end);
        self.lock = lock;
        let active = Segment { name: self.path.clone(), ..next };
        self.table.rotate(active, self.tail());
        Ok(())
    }

    /// All segments that exist, in order, the active one last. Those before the one that reading
    /// began with when the log was opened are among them.
    pub fn segments(&self) -> Vec<SegmentInfo> {
        let active = SegmentInfo { number: self.segment, bytes: self.end };
        self.sealed.iter().copied().chain([active]).collect()
    }

    /// Removes a sealed segment that nothing needs any more. One that is gone already is no error.
    ///
    /// Durability: after the next sync of the folder, such as in [`Log::rotate`]; until then a
    /// power cut can bring it back, and of several any.
    ///
    /// Errors: [`Code::NotFound`] for a number that no sealed segment has;
    /// [`Code::FileWriteError`], [`Code::PermissionDenied`]; [`Code::LogStopped`].
    pub fn remove_segment(&mut self, disk: &dyn Disk, number: u64) -> Result<()> {
        self.check_running()?;
        let Some(at) = self.sealed.iter().position(|info| info.number == number) else {
            let context = format!("{}: segment {number}", self.path);
            return Err(Error::new(Code::NotFound, "no such sealed WAL segment", context));
        };
        let sealed = names::segment(&self.main, number);
        match disk.remove(&sealed) {
            Err(cause) if cause.kind() != io::ErrorKind::NotFound => {
                let name = sealed.to_string_lossy();
                return Err(write_error("failed to remove WAL segment", &name, &cause));
            }
            _ => {}
        }
        self.sealed.remove(at);
        self.table.forget(number);
        Ok(())
    }
}
