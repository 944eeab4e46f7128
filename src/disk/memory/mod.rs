// SPDX-License-Identifier: Apache-2.0
//! Files in memory that can lose power, run full, and fail on purpose: the double for tests and
//! simulation.
//!
//! Each file has a live image, which reads see, and a durable one, which a power cut leaves. What
//! lies between them is a list of pending changes: writes and lengths. Names are apart from files
//! and have a list of their own: files made, renamed and removed. A sync applies a list; a power
//! cut applies any part of it that the caller picks, in any combination. Folders always exist and
//! are not modelled beyond that. It holds every byte twice: not for use in production.

mod file;

use file::MemoryFile;

use std::collections::{BTreeMap, BTreeSet};
use std::hash::{Hash, Hasher};
use std::io;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::fault::{Fault, Operation, Plan};
use super::folder::{Identity, Names, Turn, TurnKind};
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
    /// The file was made: its entry in the folder. When it is lost, all of the file is, unless a
    /// later name of it was kept.
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
    /// The file got this name; before, it had the name `from`.
    Rename {
        /// The name before.
        from: PathBuf,
    },
    /// The file lost this name.
    Remove,
}

#[derive(Default)]
struct Stored {
    /// The name that it was opened or renamed to last; it may have lost it.
    path: PathBuf,
    live: Image,
    durable: Image,
    pending: Vec<Change>,
    locked_by: Option<u64>,
    handles_open: u64,
}

#[derive(Default)]
struct State {
    files: BTreeMap<Identity, Stored>,
    names: Names,
    plan: Plan,
    capacity_bytes: Option<u64>,
    cannot_reserve: bool,
    failed_sync_drops: bool,
    handles: u64,
    files_made: u64,
    fills: Vec<Range<u64>>,
}

impl State {
    fn room_bytes(&self) -> u64 {
        let Some(capacity) = self.capacity_bytes else { return u64::MAX };
        let named: BTreeSet<Identity> = self.names.live().values().copied().collect();
        let takes = |id: &Identity, file: &Stored| file.handles_open > 0 || named.contains(id);
        let taking = self.files.iter().filter(|(id, file)| takes(id, file));
        capacity.saturating_sub(taking.map(|(_, file)| file.live.len()).sum())
    }

    fn make(&mut self, path: &Path) -> Identity {
        self.files_made += 1;
        let stored = Stored { path: path.to_path_buf(), ..Stored::default() };
        self.files.insert(self.files_made, stored);
        self.files_made
    }

    fn find(&self, path: &Path) -> Option<&Stored> {
        self.files.get(&self.names.find(path)?)
    }

    /// Forgets the files that nobody can ever reach again.
    fn sweep(&mut self) {
        let reachable = self.names.reachable();
        self.files.retain(|id, file| file.handles_open > 0 || reachable.contains(id));
    }

    /// A file is held once less: without a name, that was the last of it.
    fn let_go(&mut self, id: Identity) {
        let Some(file) = self.files.get_mut(&id) else { return };
        file.handles_open = file.handles_open.saturating_sub(1);
        if file.handles_open == 0 && !self.names.reach(id) {
            self.files.remove(&id);
        }
    }

    /// The files that can have a name after a power cut.
    fn surviving(&self) -> impl Iterator<Item = (Identity, &Stored)> {
        let reachable = self.names.reachable();
        let all = self.files.iter().map(|(id, file)| (*id, file));
        all.filter(move |(id, _)| reachable.contains(id))
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

    /// Which bytes were filled with zeros, in order.
    pub fn fills(&self) -> Vec<Range<u64>> {
        self.state().fills.clone()
    }

    /// The live bytes of a file.
    pub fn bytes(&self, path: impl AsRef<Path>) -> Option<Vec<u8>> {
        self.state().find(path.as_ref()).map(|file| file.live.to_bytes())
    }

    /// The length of a file.
    pub fn file_bytes(&self, path: impl AsRef<Path>) -> Option<u64> {
        self.state().find(path.as_ref()).map(|file| file.live.len())
    }

    /// The length of a file without the zeros at its end.
    pub fn used_bytes(&self, path: impl AsRef<Path>) -> Option<u64> {
        self.state().find(path.as_ref()).map(|file| file.live.used_bytes())
    }

    /// Flips one of the 8 bits of a byte of a file, durably, with all that was written to it.
    pub fn flip(&self, path: impl AsRef<Path>, at: u64, bit: u32) {
        let mut state = self.state();
        let Some(id) = state.names.find(path.as_ref()) else { return };
        if let Some(file) = state.files.get_mut(&id) {
            let mut byte = [0];
            file.live.read(&mut byte, at);
            file.live.write(at, &byte.map(|byte| byte ^ (1 << bit)));
            file.durable = file.live.clone();
            file.pending.clear();
        }
    }

    /// Feeds name, length and bytes of every file. Disks that read the same feed the same.
    pub fn hash_files(&self, into: &mut impl Hasher) {
        let state = self.state();
        for (path, id) in state.names.live() {
            path.hash(into);
            if let Some(file) = state.files.get(id) {
                file.live.hash(into);
            }
        }
    }

    /// Puts a file on the disk, or other bytes into one, durably.
    pub fn set_bytes(&self, path: impl AsRef<Path>, bytes: Vec<u8>) {
        let mut state = self.state();
        let path = path.as_ref();
        let id = state.names.find(path).unwrap_or_else(|| state.make(path));
        state.names.fix(path, id);
        if let Some(file) = state.files.get_mut(&id) {
            file.live = Image::new(bytes);
            file.durable = file.live.clone();
            file.pending.clear();
        }
    }

    /// Everything that a power cut could undo now: first names, then file by file what is in them,
    /// each oldest first.
    pub fn pending(&self) -> Vec<Pending> {
        let state = self.state();
        let mut all: Vec<Pending> = state.names.turns().iter().map(Pending::of_turn).collect();
        for (_, file) in state.surviving() {
            all.extend(file.pending.iter().map(|change| file.pending(change)));
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
        let keeps = |turn: &Turn| pick(&Pending::of_turn(turn)) == Fate::Kept;
        let names = Names::of(state.names.after_crash(keeps));
        let mut files = BTreeMap::new();
        for (id, file) in state.surviving() {
            let mut durable = file.durable.clone();
            for change in &file.pending {
                durable.apply_fate(change, pick(&file.pending(change)));
            }
            let path = file.path.clone();
            let live = durable.clone();
            files.insert(id, Stored { path, live, durable, ..Stored::default() });
        }
        for (path, id) in names.live() {
            if let Some(file) = files.get_mut(id) {
                file.path.clone_from(path);
            }
        }
        let mut after = State {
            files,
            names,
            capacity_bytes: state.capacity_bytes,
            cannot_reserve: state.cannot_reserve,
            failed_sync_drops: state.failed_sync_drops,
            files_made: state.files_made,
            ..State::default()
        };
        after.sweep();
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

impl Pending {
    fn of_turn(turn: &Turn) -> Self {
        let effect = match &turn.kind {
            TurnKind::Made => Effect::Entry,
            TurnKind::Renamed { from } => Effect::Rename { from: from.clone() },
            TurnKind::Removed => Effect::Remove,
        };
        Self { path: turn.path.clone(), effect }
    }
}

impl Disk for MemoryDisk {
    fn open(&self, path: &Path, access: Access) -> io::Result<Arc<dyn DiskFile>> {
        let mut state = self.state();
        state.plan.meet(Operation::Open).map_err(|failure| failure.cause)?;
        let file = match state.names.find(path) {
            Some(file) => file,
            None if access == Access::Create => {
                let file = state.make(path);
                state.names.make(path, file);
                file
            }
            None => return Err(errno(libc::ENOENT)),
        };
        state.handles += 1;
        if let Some(stored) = state.files.get_mut(&file) {
            stored.handles_open += 1;
        }
        let (id, can_write) = (state.handles, access != Access::Read);
        Ok(Arc::new(MemoryFile { disk: self.clone(), file, id, can_write }))
    }

    fn make_folders(&self, _: &Path) -> io::Result<()> {
        Ok(())
    }

    fn sync_folder(&self, path: &Path) -> io::Result<()> {
        let mut state = self.state();
        state.plan.meet(Operation::SyncFolder).map_err(|failure| failure.cause)?;
        state.names.sync(path);
        state.sweep();
        Ok(())
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        let mut state = self.state();
        state.plan.meet(Operation::Rename).map_err(|failure| failure.cause)?;
        state.names.rename(from, to)?;
        if let Some(id) = state.names.find(to)
            && let Some(file) = state.files.get_mut(&id)
        {
            file.path = to.to_path_buf();
        }
        Ok(())
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        let mut state = self.state();
        state.plan.meet(Operation::Remove).map_err(|failure| failure.cause)?;
        state.names.remove(path)
    }

    fn beside(&self, path: &Path) -> io::Result<Vec<PathBuf>> {
        let mut state = self.state();
        state.plan.meet(Operation::List).map_err(|failure| failure.cause)?;
        let Some(main) = path.file_name() else { return Ok(Vec::new()) };
        let begins = |other: &Path| {
            let name = other.file_name().unwrap_or_default().as_encoded_bytes();
            other.parent() == path.parent() && name.starts_with(main.as_encoded_bytes())
        };
        Ok(state.names.live().keys().filter(|other| begins(other)).cloned().collect())
    }
}

impl Stored {
    fn pending(&self, change: &Change) -> Pending {
        Pending { path: self.path.clone(), effect: Effect::of(change) }
    }

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

fn errno(number: i32) -> io::Error {
    io::Error::from_raw_os_error(number)
}
