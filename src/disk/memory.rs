// SPDX-License-Identifier: Apache-2.0
//! Files in memory that can lose power, run full, and fail on purpose: the double for tests and
//! simulation.
//!
//! Each file has a live image, which reads see, and a durable one, which a power cut leaves. What
//! lies between them is a list of pending changes: writes, lengths, and the entry of a new file in
//! its folder. A sync applies the list; a power cut applies any part of it that the caller picks,
//! in any combination. Folders are not modelled beyond that. It holds every byte twice: not for use
//! in production.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::fault::{Failure, Fault, Operation, Plan};
use super::image::{Change, Fate, Image};
use super::{Access, Disk, DiskFile};

/// A change that a power cut could undo.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pending {
    /// The file.
    pub path: PathBuf,
    /// The change.
    pub effect: Effect,
}

/// What was changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// The file was made: its entry in the folder. When it is lost, all of the file is.
    Entry,
    /// Bytes were written.
    Write {
        /// Offset of the first.
        at: u64,
        /// How many.
        bytes: usize,
    },
    /// The length was set, by cutting, extending or reserving.
    SetLen(u64),
}

#[derive(Default)]
struct Stored {
    live: Image,
    durable: Image,
    is_entry_durable: bool,
    pending: Vec<Change>,
    locked_by: Option<u64>,
}

#[derive(Default)]
struct State {
    files: BTreeMap<PathBuf, Stored>,
    plan: Plan,
    capacity_bytes: Option<u64>,
    cannot_reserve: bool,
    failed_sync_drops: bool,
    handles: u64,
}

impl State {
    fn room_bytes(&self) -> u64 {
        let used = self.files.values().map(|file| file.live.len()).sum();
        self.capacity_bytes.map_or(u64::MAX, |capacity| capacity.saturating_sub(used))
    }
}

/// A disk in memory. Clones are handles to the same disk.
#[derive(Clone, Default)]
pub struct MemoryDisk {
    state: Arc<Mutex<State>>,
}

impl MemoryDisk {
    /// An empty disk that can reserve space, without a limit on its size.
    pub fn new() -> Self {
        Self::default()
    }

    /// Limits the sum of all file lengths. What does not fit fails with `ENOSPC`; a write leaves
    /// the part that did fit.
    pub fn set_capacity(&self, bytes: Option<u64>) {
        self.state().capacity_bytes = bytes;
    }

    /// Whether [`DiskFile::reserve`] does anything.
    pub fn set_can_reserve(&self, can: bool) {
        self.state().cannot_reserve = !can;
    }

    /// Whether a sync that fails drops the written bytes for good: reads still see them, later
    /// syncs succeed, and a power cut takes them. Lengths stay pending.
    pub fn set_failed_sync_drops(&self, drops: bool) {
        self.state().failed_sync_drops = drops;
    }

    /// Plans a failure.
    pub fn inject(&self, fault: Fault) {
        self.state().plan.add(fault);
    }

    /// Forgets all planned failures.
    pub fn clear_faults(&self) {
        self.state().plan.clear();
    }

    /// All calls so far that could fail, in order.
    pub fn calls(&self) -> Vec<Operation> {
        self.state().plan.calls().to_vec()
    }

    /// The live bytes of a file.
    pub fn bytes(&self, path: impl AsRef<Path>) -> Option<Vec<u8>> {
        self.state().files.get(path.as_ref()).map(|file| file.live.to_bytes())
    }

    /// Puts a file on the disk, or other bytes into one, durably.
    pub fn set_bytes(&self, path: impl AsRef<Path>, bytes: Vec<u8>) {
        let mut state = self.state();
        let file = state.files.entry(path.as_ref().to_path_buf()).or_default();
        file.live = Image::new(bytes);
        file.durable = file.live.clone();
        file.is_entry_durable = true;
        file.pending.clear();
    }

    /// Everything that a power cut could undo now, file by file, oldest first.
    pub fn pending(&self) -> Vec<Pending> {
        let mut all = Vec::new();
        for (path, file) in &self.state().files {
            let entry = (!file.is_entry_durable).then_some(Effect::Entry);
            let changes = file.pending.iter().map(Effect::of);
            let effects = entry.into_iter().chain(changes);
            all.extend(effects.map(|effect| Pending { path: path.clone(), effect }));
        }
        all
    }

    /// The disk after a power cut that takes everything unsynced. This disk stays as it is.
    pub fn crash(&self) -> Self {
        self.crash_keeping(|_| Fate::Lost)
    }

    /// The disk after a power cut that leaves of every pending change what `pick` says. It is asked
    /// in the order of [`MemoryDisk::pending`]. This disk stays as it is.
    pub fn crash_keeping(&self, mut pick: impl FnMut(&Pending) -> Fate) -> Self {
        let state = self.state();
        let mut files = BTreeMap::new();
        for (path, file) in &state.files {
            let mut fate = |effect| pick(&Pending { path: path.clone(), effect });
            let is_there = file.is_entry_durable || fate(Effect::Entry) == Fate::Kept;
            let mut durable = file.durable.clone();
            for change in &file.pending {
                durable.apply_fate(change, fate(Effect::of(change)));
            }
            if is_there {
                let live = durable.clone();
                let stored = Stored { live, durable, is_entry_durable: true, ..Stored::default() };
                files.insert(path.clone(), stored);
            }
        }
        let after = State {
            files,
            capacity_bytes: state.capacity_bytes,
            cannot_reserve: state.cannot_reserve,
            failed_sync_drops: state.failed_sync_drops,
            ..State::default()
        };
        Self { state: Arc::new(Mutex::new(after)) }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Effect {
    fn of(change: &Change) -> Self {
        match change {
            Change::Write { at, bytes } => Self::Write { at: *at, bytes: bytes.len() },
            Change::SetLen(len) => Self::SetLen(*len),
        }
    }
}

impl Disk for MemoryDisk {
    fn open(&self, path: &Path, access: Access) -> io::Result<Arc<dyn DiskFile>> {
        let mut state = self.state();
        state.plan.meet(Operation::Open).map_err(|failure| failure.cause)?;
        if !state.files.contains_key(path) {
            if access != Access::Create {
                return Err(errno(libc::ENOENT));
            }
            state.files.insert(path.to_path_buf(), Stored::default());
        }
        state.handles += 1;
        let (id, can_write) = (state.handles, access != Access::Read);
        Ok(Arc::new(MemoryFile { disk: self.clone(), path: path.to_path_buf(), id, can_write }))
    }

    fn make_folders(&self, _: &Path) -> io::Result<()> {
        Ok(())
    }

    fn sync_folder(&self, path: &Path) -> io::Result<()> {
        let mut state = self.state();
        state.plan.meet(Operation::SyncFolder).map_err(|failure| failure.cause)?;
        for (other, file) in &mut state.files {
            file.is_entry_durable |= other.parent() == path.parent();
        }
        Ok(())
    }
}

struct MemoryFile {
    disk: MemoryDisk,
    path: PathBuf,
    id: u64,
    can_write: bool,
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
        let file = state.files.get_mut(&self.path).ok_or_else(|| errno(libc::ENOENT))?;
        if operation != Operation::Read && !self.can_write {
            return Err(errno(libc::EBADF));
        }
        match planned {
            Ok(()) => act(file, room_bytes),
            Err(failure) => Err(fail(file, failure)),
        }
    }

    fn with<A>(&self, act: impl FnOnce(&mut Stored) -> A) -> io::Result<A> {
        self.disk.state().files.get_mut(&self.path).map(act).ok_or_else(|| errno(libc::ENOENT))
    }
}

impl Stored {
    fn change(&mut self, change: Change) {
        self.live.apply(&change);
        self.pending.push(change);
    }

    fn write(&mut self, at: u64, bytes: &[u8]) {
        if !bytes.is_empty() {
            self.change(Change::Write { at, bytes: bytes.into() });
        }
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
    }
}

fn errno(number: i32) -> io::Error {
    io::Error::from_raw_os_error(number)
}
