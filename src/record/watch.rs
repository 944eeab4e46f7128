// SPDX-License-Identifier: Apache-2.0
//! A clock and a disk with somebody who watches: a recorder, or who lets a recording happen again.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::base::time::{Clock, Now};
use crate::disk::{Access, Disk, DiskFile, Operation};

/// Who watches.
pub trait Watch: Send + Sync {
    /// The clock was read. Returns what it is to have shown.
    fn read_clock(&self, now: Now) -> Now;

    /// A call of the disk is about to be made. With an error it is not made and has failed so; with
    /// false one that reserves space is not made, which is no error, and others are.
    fn before(&self, operation: Operation) -> io::Result<bool>;

    /// The call of the disk that was made last by this thread has failed; with None it has done
    /// nothing, and that was no error.
    fn failed(&self, operation: Operation, cause: Option<&io::Error>);
}

/// A clock that somebody watches.
pub struct WatchedClock {
    /// The clock.
    pub clock: Arc<dyn Clock>,
    /// Who watches.
    pub watch: Arc<dyn Watch>,
}

impl Clock for WatchedClock {
    fn now(&self) -> Now {
        self.watch.read_clock(self.clock.now())
    }
}

/// A disk that somebody watches.
#[derive(Clone)]
pub struct WatchedDisk {
    /// The disk.
    pub disk: Arc<dyn Disk>,
    /// Who watches.
    pub watch: Arc<dyn Watch>,
}

struct WatchedFile {
    file: Arc<dyn DiskFile>,
    watch: Arc<dyn Watch>,
}

fn met<T>(
    watch: &dyn Watch,
    operation: Operation,
    call: impl FnOnce() -> io::Result<T>,
) -> io::Result<T> {
    watch.before(operation)?;
    let answer = call();
    if let Err(cause) = &answer {
        watch.failed(operation, Some(cause));
    }
    answer
}

impl WatchedDisk {
    fn met<T>(&self, operation: Operation, call: impl FnOnce() -> io::Result<T>) -> io::Result<T> {
        met(&*self.watch, operation, call)
    }
}

impl Disk for WatchedDisk {
    fn open(&self, path: &Path, access: Access) -> io::Result<Arc<dyn DiskFile>> {
        let file = self.met(Operation::Open, || self.disk.open(path, access))?;
        Ok(Arc::new(WatchedFile { file, watch: self.watch.clone() }))
    }

    fn make_folders(&self, path: &Path) -> io::Result<()> {
        self.met(Operation::SyncFolder, || self.disk.make_folders(path))
    }

    fn sync_folder(&self, path: &Path) -> io::Result<()> {
        self.met(Operation::SyncFolder, || self.disk.sync_folder(path))
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.met(Operation::Rename, || self.disk.rename(from, to))
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        self.met(Operation::Remove, || self.disk.remove(path))
    }

    fn beside(&self, path: &Path) -> io::Result<Vec<PathBuf>> {
        self.met(Operation::List, || self.disk.beside(path))
    }
}

impl WatchedFile {
    fn met<T>(&self, operation: Operation, call: impl FnOnce() -> io::Result<T>) -> io::Result<T> {
        met(&*self.watch, operation, call)
    }
}

impl DiskFile for WatchedFile {
    fn len(&self) -> io::Result<u64> {
        self.file.len()
    }

    fn read_at(&self, out: &mut [u8], at: u64) -> io::Result<usize> {
        self.met(Operation::Read, || self.file.read_at(out, at))
    }

    fn write_at(&self, bytes: &[u8], at: u64) -> io::Result<()> {
        self.met(Operation::Write, || self.file.write_at(bytes, at))
    }

    fn reserve(&self, len: u64) -> io::Result<()> {
        if !self.watch.before(Operation::Reserve)? {
            return Ok(());
        }
        let reserved = self.file.reserve(len);
        match &reserved {
            Err(cause) => self.watch.failed(Operation::Reserve, Some(cause)),
            // Not every file system can do it, and how long a file is decides what comes next.
            Ok(()) if self.file.len()? < len => self.watch.failed(Operation::Reserve, None),
            Ok(()) => {}
        }
        reserved
    }

    fn fill(&self, at: u64, bytes: u64) {
        self.file.fill(at, bytes);
    }

    fn set_len(&self, len: u64) -> io::Result<()> {
        self.met(Operation::SetLen, || self.file.set_len(len))
    }

    fn begin_sync(&self, at: u64, bytes: u64) {
        self.file.begin_sync(at, bytes);
    }

    fn sync_data(&self) -> io::Result<()> {
        self.met(Operation::Sync, || self.file.sync_data())
    }

    fn try_lock(&self) -> io::Result<bool> {
        self.file.try_lock()
    }

    fn unlock(&self) -> io::Result<()> {
        self.file.unlock()
    }
}
