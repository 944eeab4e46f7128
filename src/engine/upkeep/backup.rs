// SPDX-License-Identifier: Apache-2.0
//! A copy of a running database, at another path of the same disk.
//!
//! The log is rotated and the state flushed, so that everything written until then is in runs and
//! sealed files, which never change; these are copied while writes go on. The copy has no log to
//! be followed, and it does not know who wrote here: whoever opens it for writing is somebody else.

use std::path::{Path, PathBuf};

use crate::base::error::{Code, Error, Result, invalid};
use crate::base::limits::COPY_BYTES;
use crate::disk::{Access, Disk, names};
use crate::record::Called;
use crate::store::encode::Origins;
use crate::store::run::{Run, RunId};
use crate::wal::{self, Extent, Head, Log, SegmentInfo};

use super::super::options::Durability;
use super::super::{Engine, lock};
use super::Upkeep;

/// What a copy holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Backup {
    /// The last version in it.
    pub version: u64,
    /// Its files.
    pub file_count: u64,
    /// Their length together.
    pub bytes: u64,
}

impl Engine {
    /// Copies the database as it stands now to `destination`, the path of the copy's main file.
    /// Writes and reads go on meanwhile; flushes and merges wait. Every byte is checked on its way:
    /// damage here makes no damaged copy.
    ///
    /// The copy owes what is owed here, and goes on as a new life of whatever node opens it: it
    /// never gives a number that was given here.
    ///
    /// Durability: on success all of the copy is on stable storage. Its main file comes last, so
    /// that an interrupted copy is not taken for a database.
    ///
    /// Errors: `FileAlreadyExists` when there is a file of a database at `destination`, which is
    /// named; `InvalidState` in memory, read-only, and while entries are shown that no log holds or
    /// out of view; `Corrupted` for damage here; `NoSpace`, `FileReadError`, `FileWriteError`,
    /// `PermissionDenied`; `LogStopped` when the log itself could not be synced. What was made of
    /// the copy is removed, as far as the disk lets it.
    pub fn backup(&self, destination: &Path) -> Result<Backup> {
        self.recorded(Called::Backup, || {
            self.check_writable()?;
            if self.options.durability == Durability::MemoryOnly {
                return Err(Error::new(Code::InvalidState, "an engine in memory has no files", ""));
            }
            let disk = &*self.options.disk;
            if destination.file_name().is_none()
                || names::side_of(&self.options.path, destination).is_some()
            {
                let context = destination.display().to_string();
                return Err(invalid("a database cannot be copied to this path", context));
            }
            refuse_existing(disk, destination)?;
            let mut upkeep = lock(&self.upkeep)?;
            while upkeep.flush.is_some() {
                self.step(&mut upkeep, u64::MAX >> 1)?;
            }
            let keep_from = {
                let state = self.state()?;
                if !state.may_flush() {
                    let context = "writes in memory alone, or writes out of view: reload first";
                    return Err(Error::new(
                        Code::InvalidState,
                        "the log is not what is shown",
                        context,
                    ));
                }
                // As of now: what is acknowledged from here on may still be owed in the copy.
                let needed = state.pipeline.outbox().needed().keys().next().copied();
                needed.unwrap_or(u64::MAX)
            };
            self.begin_flush(&mut upkeep)?;
            let mut copy =
                Copy { disk, main: &self.options.path, destination, made: Vec::new(), bytes: 0 };
            let result = self.copy_to(&mut upkeep, keep_from, &mut copy);
            if result.is_err() {
                copy.remove();
            }
            result
        })
    }

    fn copy_to(&self, upkeep: &mut Upkeep, keep_from: u64, copy: &mut Copy<'_>) -> Result<Backup> {
        copy.disk.make_folders(copy.destination).map_err(|cause| {
            let folder = copy.destination.parent().unwrap_or(copy.destination).to_string_lossy();
            Error::from_io(Code::FileWriteError, "failed to create folder", &folder, &cause)
        })?;
        let segments = self.shared.log()?.as_ref().map(Log::segments).unwrap_or_default();
        let mut sealed = segments.iter().rev().skip(1);
        let before_bytes = sealed.clone().next().map_or(0, |last| last.bytes);
        // Before the flush: when it is done, segments go that it made superfluous.
        sealed.try_for_each(|info| {
            if info.number >= keep_from { copy.segment(*info, upkeep.log) } else { Ok(()) }
        })?;
        while upkeep.flush.is_some() {
            self.step(upkeep, u64::MAX >> 1)?;
        }
        let (set, salt) = {
            let mut state = self.state()?;
            (state.store.runs().clone(), state.salts.draw())
        };
        let facts = upkeep.facts.clone();
        let head = Head {
            segment: facts.first_segment,
            salt,
            log: upkeep.log,
            before_bytes,
            ..Head::default()
        };
        let head = self.copy_held(head, copy)?;
        for number in set.numbers() {
            copy.run(RunId { log: upkeep.log, number })?;
        }
        let mut facts = facts;
        // A copy is nobody's peer yet.
        facts.peers.clear();
        facts.history.clear();
        let mut origins = Origins::clone(&set.origins);
        // The copy has to know them to be taken, now that it writes under none of them.
        for origin in facts.own.drain(..).chain(facts.identity.take()) {
            origins.number(&origin);
        }
        let version = facts.version;
        let mut manifest = upkeep.manifest(&set, facts);
        manifest.origins = origins.into();
        copy.manifest(&manifest.encode()?)?;
        copy.made.push(copy.destination.to_path_buf());
        wal::make_main(copy.disk, copy.destination, &head)?;
        let main_bytes = copy.disk.open(copy.destination, Access::Read).and_then(|file| file.len());
        let bytes = copy.bytes + main_bytes.unwrap_or(0);
        Ok(Backup { version, file_count: copy.made.len() as u64, bytes })
    }
}

impl Engine {
    /// What is held is in no run, and the log of the copy is empty: it goes to a file of its own,
    /// before the main file, which follows it. Returns the head of the main file.
    fn copy_held(&self, head: Head, copy: &mut Copy<'_>) -> Result<Head> {
        if self.state()?.hold.is_empty() {
            return Ok(head);
        }
        let path = names::segment(copy.destination, head.segment);
        copy.made.push(path.clone());
        let none = &mut |_, _, _: &[u8]| Ok(());
        let (fresh, segment) = (head.clone(), head.segment);
        let (mut log, _) = wal::open(&self.options.disk, &path, segment, || fresh, none)?;
        self.state()?.hold.stage(&mut log)?;
        log.commit(true)?;
        log.close()?;
        let bytes = copy.disk.open(&path, Access::Read).and_then(|file| file.len());
        let before_bytes = bytes.map_err(|cause| failed(&path, &cause))?;
        copy.bytes += before_bytes;
        Ok(Head { segment: segment + 1, before_bytes, ..head })
    }
}

/// Refuses a place where anything of a database is.
fn refuse_existing(disk: &dyn Disk, destination: &Path) -> Result<()> {
    let beside = disk.beside(destination).map_err(|cause| {
        let name = destination.to_string_lossy();
        Error::from_io(Code::FileReadError, "failed to list files", &name, &cause)
    })?;
    let is_ours =
        |file: &&PathBuf| *file == destination || names::side_of(destination, file).is_some();
    match beside.iter().find(is_ours) {
        Some(found) => {
            let context = found.display().to_string();
            Err(Error::new(Code::FileAlreadyExists, "the place for the copy is taken", context))
        }
        None => Ok(()),
    }
}

/// A copy that is being made.
struct Copy<'a> {
    disk: &'a dyn Disk,
    main: &'a Path,
    destination: &'a Path,
    /// Its files so far.
    made: Vec<PathBuf>,
    /// Their length together, without the main file.
    bytes: u64,
}

impl Copy<'_> {
    fn segment(&mut self, info: SegmentInfo, log: u64) -> Result<()> {
        let to = names::segment(self.destination, info.number);
        self.file(&names::segment(self.main, info.number), &to)?;
        let mut damage = None;
        let found =
            wal::survey(self.disk, &to, Extent::Sealed, &mut |_, _, _| Ok(()), &mut |at| {
                damage.get_or_insert(at.error);
            })?;
        let is_right =
            found.head.is_some_and(|head| head.segment == info.number && head.id() == log);
        match damage {
            Some(error) => Err(error),
            None if is_right && found.end == info.bytes => Ok(()),
            None => Err(Error::new(
                Code::Corrupted,
                "WAL segment is not the one that was sealed",
                to.display().to_string(),
            )),
        }
    }

    fn run(&mut self, id: RunId) -> Result<()> {
        let to = names::run(self.destination, id.number);
        self.file(&names::run(self.main, id.number), &to)?;
        let mut damage = None;
        Run::open(self.disk, &to, id)?.verify(&mut |at| {
            damage.get_or_insert(at.error);
        })?;
        damage.map_or(Ok(()), Err)
    }

    /// Copies one file and puts its bytes on stable storage.
    fn file(&mut self, from: &Path, to: &Path) -> Result<()> {
        let read_failed = |cause| {
            let name = from.to_string_lossy();
            Error::from_io(Code::FileReadError, "failed to read a file to be copied", &name, &cause)
        };
        let write_failed = |cause| failed(to, &cause);
        let source = self.disk.open(from, Access::Read).map_err(read_failed)?;
        self.made.push(to.to_path_buf());
        let target = self.disk.open(to, Access::Create).map_err(write_failed)?;
        let mut buffer = vec![0; COPY_BYTES];
        let mut at = 0;
        loop {
            let held = source.read_at(&mut buffer, at).map_err(read_failed)?;
            if held == 0 {
                break;
            }
            target.write_at(buffer.get(..held).unwrap_or_default(), at).map_err(write_failed)?;
            at += held as u64;
        }
        self.bytes += at;
        target.sync_data().map_err(write_failed)
    }

    /// The manifest, and with it the names of everything made so far.
    fn manifest(&mut self, bytes: &[u8]) -> Result<()> {
        let to = names::manifest(self.destination);
        self.made.push(to.clone());
        self.bytes += bytes.len() as u64;
        let written = self.disk.open(&to, Access::Create).and_then(|file| {
            file.write_at(bytes, 0)?;
            file.sync_data()?;
            self.disk.sync_folder(&to)
        });
        written.map_err(|cause| failed(&to, &cause))
    }

    /// Takes away what was made, the main file first. What stays is no database.
    fn remove(&self) {
        for path in self.made.iter().rev() {
            let _ = self.disk.remove(path);
        }
        let _ = self.disk.sync_folder(self.destination);
    }
}

fn failed(to: &Path, cause: &std::io::Error) -> Error {
    let name = to.to_string_lossy();
    Error::from_io(Code::FileWriteError, "failed to write a copy", &name, cause)
}
