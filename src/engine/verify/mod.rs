// SPDX-License-Identifier: Apache-2.0
//! Reading everything that a database holds, and telling all that is wrong with it.
//!
//! Bytes first: manifest, every block of every run, every record of every segment. Then what they
//! say of each other: the log they belong to, versions, counts, the operations that are owed.
//! Nothing is ever written.

mod log;
mod report;

pub(super) use report::of_run;
pub use report::{Finding, Part, Report};

use std::collections::BTreeSet;
use std::io;
use std::ops::Bound;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::base::error::{Code, Error, Result};
use crate::base::limits::DAMAGE_LEN_MAX;
use crate::base::op::Bytes;
use crate::base::time::Now;
use crate::disk::names::{self, Side};
use crate::disk::{Access, Disk, DiskFile};
use crate::store::policy::View;
use crate::store::run::{Run, RunId};
use crate::wal::{self, Extent, Position};

use super::options::{Durability, Options};
use super::state::State;
use super::upkeep::manifest::Manifest;
use super::upkeep::open_runs;
use super::{Engine, lock};

/// Reads all of the database that nobody has open for writing, and tells everything that is wrong
/// with it. Holds its lock meanwhile. A torn tail is no finding: the next opening cuts it.
///
/// Errors: `Locked` when somebody writes, see [`Engine::verify`]; `FileReadError` when there is no
/// such database or its folder cannot be listed; `InvalidArgument` for options out of range.
pub fn verify(options: &Options) -> Result<Report> {
    options.check()?;
    if options.durability == Durability::MemoryOnly {
        return Ok(Report::default());
    }
    let inspection = Inspection::new(options)?;
    let _locked = match inspection.main()? {
        Some(main) => Some(locked(&*options.disk, &main)?),
        None => None,
    };
    inspection.run(None)
}

impl Engine {
    /// Reads all of this database and tells everything that is wrong with it. Reads and writes go
    /// on meanwhile; flushes and merges wait. What is written while it runs is not looked at.
    ///
    /// Errors: as [`verify`].
    pub fn verify(&self) -> Result<Report> {
        if self.options.read_only || self.options.durability == Durability::MemoryOnly {
            return verify(&self.options);
        }
        let _still = lock(&self.upkeep)?;
        let end = self.shared.log()?.as_ref().map(wal::Log::tail);
        Inspection::new(&self.options)?.run(end)
    }
}

pub(super) fn locked(disk: &dyn Disk, path: &Path) -> Result<Arc<dyn DiskFile>> {
    let name = path.to_string_lossy();
    let failed = |cause: io::Error| {
        Error::from_io(Code::FileReadError, "failed to open WAL file for reading", &name, &cause)
    };
    let file = disk.open(path, Access::Read).map_err(failed)?;
    match file.try_lock().map_err(failed)? {
        true => Ok(file),
        false => Err(Error::new(Code::Locked, "WAL file is locked by another writer", name)),
    }
}

/// The reading, and what it knows so far.
struct Inspection<'a> {
    options: &'a Options,
    sides: Vec<Side>,
    report: Report,
    /// What all files have to belong to, once one has said so.
    log: Option<u64>,
    /// The last version seen in the log.
    version: u64,
}

impl<'a> Inspection<'a> {
    fn new(options: &'a Options) -> Result<Self> {
        let beside = options.disk.beside(&options.path).map_err(|cause| {
            let name = options.path.to_string_lossy();
            Error::from_io(Code::FileReadError, "failed to list files", &name, &cause)
        })?;
        let sides = beside.iter().filter_map(|file| names::side_of(&options.path, file)).collect();
        Ok(Self { options, sides, report: Report::default(), log: None, version: 0 })
    }

    /// The active file of the log, which has another name between the renames of a rotation. None:
    /// it is missing and others are there.
    fn main(&self) -> Result<Option<PathBuf>> {
        let path = &self.options.path;
        match self.options.disk.open(path, Access::Read) {
            Ok(_) => return Ok(Some(path.clone())),
            Err(cause) if cause.kind() != io::ErrorKind::NotFound || self.sides.is_empty() => {
                let name = path.to_string_lossy();
                const MESSAGE: &str = "failed to open WAL file for reading";
                return Err(Error::from_io(Code::FileReadError, MESSAGE, &name, &cause));
            }
            Err(_) => {}
        }
        Ok(self.sides.contains(&Side::Next).then(|| names::next(path)))
    }

    fn run(mut self, end: Option<Position>) -> Result<Report> {
        let now = self.options.clock.now();
        let manifest = self.manifest();
        let main = self.main()?;
        if main.is_none() {
            self.missing(self.options.path.clone(), "the main WAL file is missing");
        }
        self.log = manifest.as_ref().ok().and_then(Option::as_ref).map(|manifest| manifest.log);
        if self.log.is_none() {
            // Runs that no manifest names can be told by the log alone.
            self.log = main.as_deref().and_then(|main| self.log_of(main));
        }
        self.runs(&manifest);
        let mut state = self.state(manifest.as_ref().ok().and_then(Option::as_ref), now);
        let first_segment = match &manifest {
            Ok(Some(manifest)) => manifest.facts.first_segment,
            Ok(None) => 1,
            Err(()) => 0,
        };
        self.segments(main, end, first_segment, state.as_mut(), now);
        if let Some(mut state) = state {
            // As an opening does: what every peer has is not owed.
            state.complete_everywhere();
            self.outbox(&state);
            self.values(&state);
            self.report.key_count = state.store.count().unwrap_or(0) as u64;
            self.version = self.version.max(state.version);
        }
        self.report.last_version = self.version;
        Ok(self.report)
    }

    fn find(&mut self, finding: Finding) {
        if self.report.findings.len() < DAMAGE_LEN_MAX {
            self.report.findings.push(finding);
        } else {
            self.report.more_count += 1;
        }
    }

    /// A finding without a place.
    fn wrong(&mut self, part: Part, file: PathBuf, error: Error) {
        let (at, bytes, number, first, last) = (0, 0, 0, None, None);
        self.find(Finding { part, file, at, bytes, number, first, last, error });
    }

    fn missing(&mut self, file: PathBuf, message: &'static str) {
        let error = Error::new(Code::Corrupted, message, file.display().to_string());
        self.wrong(Part::Log, file, error);
    }

    fn unfit(&mut self, file: PathBuf, message: &'static str, what: String) {
        let context = format!("{}: {what}", file.display());
        self.wrong(Part::Fit, file, Error::new(Code::Corrupted, message, context));
    }

    fn count(&mut self, bytes: u64) {
        self.report.file_count += 1;
        self.report.bytes += bytes;
    }

    fn manifest(&mut self) -> std::result::Result<Option<Manifest>, ()> {
        // Nothing depends on the copy, so a missing or an older one is no finding.
        let _ = self.manifest_at(names::manifest_copy(&self.options.path));
        self.manifest_at(names::manifest(&self.options.path))
    }

    fn manifest_at(&mut self, file: PathBuf) -> std::result::Result<Option<Manifest>, ()> {
        let bytes = self.options.disk.open(&file, Access::Read).and_then(|file| file.len());
        match Manifest::read_at(&*self.options.disk, &file) {
            Ok(None) => Ok(None),
            Ok(found) => {
                self.count(bytes.unwrap_or(0));
                Ok(found)
            }
            Err(error) => {
                let bytes = bytes.unwrap_or(0);
                self.count(bytes);
                let (part, first, last) = (Part::Manifest, None, None);
                self.find(Finding { part, file, at: 0, bytes, number: 0, first, last, error });
                Err(())
            }
        }
    }

    fn log_of(&self, main: &Path) -> Option<u64> {
        let none = &mut |_, _, _: &[u8]| Ok(());
        // Nothing but the head is of interest.
        let extent = Extent::Committed(0);
        let found = wal::survey(&*self.options.disk, main, extent, none, &mut |_| {}).ok()?;
        found.head.map(|head| head.id())
    }

    /// The runs that count; every one that is there, when the manifest cannot say which.
    fn runs(&mut self, manifest: &std::result::Result<Option<Manifest>, ()>) {
        let numbers: Vec<u64> = match manifest {
            Ok(Some(manifest)) => manifest.numbers().into_iter().collect(),
            Ok(None) => Vec::new(),
            Err(()) => self
                .sides
                .iter()
                .filter_map(|side| match side {
                    Side::Run(number) => Some(*number),
                    _ => None,
                })
                .collect(),
        };
        let Some(log) = self.log else { return };
        for number in numbers {
            let file = names::run(&self.options.path, number);
            let mut damages = Vec::new();
            let opened = Run::open(&*self.options.disk, &file, RunId { log, number });
            let result = opened.and_then(|run| {
                self.count(run.summary().bytes);
                run.verify(&mut |damage| damages.push(damage))
            });
            for damage in damages {
                self.find(of_run(file.clone(), damage));
            }
            if let Err(error) = result {
                // Without head and footer nothing of it can be trusted.
                let bytes = self.options.disk.open(&file, Access::Read).and_then(|file| file.len());
                let (part, bytes, first, last) = (Part::Run, bytes.unwrap_or(0), None, None);
                self.find(Finding { part, file, at: 0, bytes, number: 0, first, last, error });
            }
        }
    }

    /// The state that the runs hold, when they are whole; checks its counts.
    fn state(&mut self, manifest: Option<&Manifest>, now: Now) -> Option<State> {
        if !self.report.is_sound() {
            return None;
        }
        let Some(manifest) = manifest else { return Some(State::new(self.options, None, now)) };
        let file = names::manifest(&self.options.path);
        let facts = &manifest.facts;
        let uncontested_len = facts.uncontested_len;
        let opened = match open_runs(self.options, manifest.clone()) {
            Ok(opened) => opened,
            Err(error) => {
                self.wrong(Part::Run, file, error);
                return None;
            }
        };
        let state = State::new(self.options, Some(opened), now);
        let view = View::default();
        let mut contested = BTreeSet::new();
        let mut shown = 0;
        let walked = state.store.snapshot().states(Bound::Unbounded, None, |key, held| {
            if held.is_contested() {
                contested.insert(Bytes::from(key));
            } else {
                shown += u64::from(view.live(held).is_some());
            }
            Ok(true)
        });
        if let Err(error) = walked {
            self.wrong(Part::Run, file, error);
            return None;
        }
        if shown != uncontested_len {
            let what = format!("{shown} in the runs, {uncontested_len} by the manifest");
            self.unfit(file.clone(), "the number of keys is wrong", what);
        }
        if !contested.iter().eq(state.store.contested()) {
            let what = format!("{} in the runs", contested.len());
            self.unfit(file, "the list of contested keys is wrong", what);
        }
        Some(state)
    }
}
