// SPDX-License-Identifier: Apache-2.0
//! An open file.

use std::io;

use super::super::DiskFile;
use super::super::fault::{Failure, Operation};
use super::super::folder::Identity;
use super::super::image::Change;
use super::{MemoryDisk, Stored, errno};

pub(super) struct MemoryFile {
    pub(super) disk: MemoryDisk,
    pub(super) file: Identity,
    pub(super) id: u64,
    pub(super) can_write: bool,
}

impl MemoryFile {
    /// Runs `act` on the file, unless the plan says that this call fails.
    fn run<A>(
        &self,
        operation: Operation,
        act: impl FnOnce(&mut Stored, u64) -> io::Result<A>,
        fail: impl FnOnce(&mut Stored, Failure) -> io::Error,
    ) -> io::Result<A> {
        let mut state = self.disk.state();
        let planned = state.plan.meet(operation);
        let room_bytes = state.room_bytes();
        let file = state.files.get_mut(&self.file).ok_or_else(|| errno(libc::ENOENT))?;
        if operation != Operation::Read && !self.can_write {
            return Err(errno(libc::EBADF));
        }
        match planned {
            Ok(()) => act(file, room_bytes),
            Err(failure) => Err(fail(file, failure)),
        }
    }

    fn with<A>(&self, act: impl FnOnce(&mut Stored) -> A) -> io::Result<A> {
        self.disk.state().files.get_mut(&self.file).map(act).ok_or_else(|| errno(libc::ENOENT))
    }
}

impl DiskFile for MemoryFile {
    fn len(&self) -> io::Result<u64> {
        self.with(|file| file.live.len())
    }

    fn read_at(&self, out: &mut [u8], at: u64) -> io::Result<usize> {
        self.run(Operation::Read, |file, _| Ok(file.live.read(out, at)), |_, f| f.cause)
    }

    fn write_at(&self, bytes: &[u8], at: u64) -> io::Result<()> {
        let write = |file: &mut Stored, room_bytes: u64| {
            let fits = file.live.len().saturating_add(room_bytes).saturating_sub(at);
            let count = usize::try_from(fits).unwrap_or(usize::MAX).min(bytes.len());
            file.write(at, bytes.get(..count).unwrap_or_default());
            if count == bytes.len() { Ok(()) } else { Err(errno(libc::ENOSPC)) }
        };
        self.run(Operation::Write, write, |file, failure| {
            file.write(at, bytes.get(..failure.leaving.min(bytes.len())).unwrap_or_default());
            failure.cause
        })
    }

    fn reserve(&self, len: u64) -> io::Result<()> {
        let cannot = self.disk.state().cannot_reserve;
        let reserve = |file: &mut Stored, room_bytes: u64| {
            let more = len.saturating_sub(file.live.len());
            if more > room_bytes {
                return Err(errno(libc::ENOSPC));
            }
            if more > 0 && !cannot {
                file.change(Change::SetLen(len));
            }
            Ok(())
        };
        self.run(Operation::Reserve, reserve, |_, failure| failure.cause)
    }

    /// Zeros over zeros are no change. Over anything else they are the damage that they would be.
    fn fill(&self, at: u64, bytes: u64) {
        self.disk.state().fills.push(at..at + bytes);
        let _ = self.with(|file| {
            if file.live.written(at..at + bytes).iter().any(|byte| *byte != 0) {
                let count = file.live.len().saturating_sub(at).min(bytes);
                file.write(at, &vec![0; usize::try_from(count).unwrap_or(0)]);
            }
        });
    }

    fn set_len(&self, len: u64) -> io::Result<()> {
        let set_len = |file: &mut Stored, _| {
            file.change(Change::SetLen(len));
            Ok(())
        };
        self.run(Operation::SetLen, set_len, |_, failure| failure.cause)
    }

    fn sync_data(&self) -> io::Result<()> {
        let drops = self.disk.state().failed_sync_drops;
        let sync = |file: &mut Stored, _| {
            for change in std::mem::take(&mut file.pending) {
                file.durable.apply(&change);
            }
            Ok(())
        };
        self.run(Operation::Sync, sync, |file, failure| {
            if drops {
                file.pending.retain(|change| matches!(change, Change::SetLen(_)));
            }
            failure.cause
        })
    }

    fn try_lock(&self) -> io::Result<bool> {
        self.with(|file| *file.locked_by.get_or_insert(self.id) == self.id)
    }

    fn unlock(&self) -> io::Result<()> {
        self.with(|file| file.locked_by = file.locked_by.filter(|holder| *holder != self.id))
    }
}

impl Drop for MemoryFile {
    fn drop(&mut self) {
        let _ = self.unlock();
        self.disk.state().let_go(self.file);
    }
}
