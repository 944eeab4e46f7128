// SPDX-License-Identifier: Apache-2.0
//! From a damaged database to a new one that holds everything of it that is provably intact.
//!
//! Promises: the source is never changed; the new database is there as a whole or not at all, its
//! main file comes last; what was damaged is set aside byte for byte and listed; nothing is
//! invented; no version, sequence number or sync id is given again; what may be lost is not claimed
//! to be known. The order: a note at the destination, then what is intact of runs and log is read,
//! then what is damaged is copied aside, then what is owed, the state, the manifest, the main file.

mod build;
mod follow;
mod patient;
mod report;
mod runs;
mod site;

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::{Path, PathBuf};

use crate::base::error::{Code, Error, Result};
use crate::base::id::{NodeId, Origin};
use crate::base::know::Knowledge;
use crate::base::limits::SEGMENT_NUMBER_MAX;
use crate::base::random::Random;
use crate::disk::names::{self, Side};
use crate::disk::{Access, Disk};
use crate::store::encode::Origins;
use crate::store::runs::RunSet;
use crate::wal::Head;

use super::options::{Durability, Options};
use super::state::State;
use super::upkeep::Opened;
use super::upkeep::manifest::Manifest;
use super::verify::{Finding, Part, locked};

use follow::LogFile;
use patient::Patient;
pub use report::{Listing, Loss, MissingVersions, SalvageReport};
use runs::Wounds;
use site::Site;

/// Keeps salts and ids apart from the other draws of the same seed.
const DRAWS: u64 = 0x5341_4c56;

/// Builds a new database at `destination`, the path of its main file, from everything that is
/// provably intact of the one at `options.path`: all valid blocks of all runs that count, and all
/// valid groups of the log, in order. Holds the lock of the source meanwhile and changes nothing
/// there. Damaged bytes are copied to `<destination>.damaged-<name>`, one file for each damaged
/// file, at their own offsets.
///
/// The new database owes what is owed as far as its log record survives. It goes on as a new life
/// of whatever node opens it, also when nothing was damaged, because the source is still there.
/// When a part of the state is lost, it claims to know only what the intact part of the log holds.
///
/// Durability: on success all of the new database is on stable storage. A crash before leaves no
/// main file, and the next call with the same two paths begins anew.
///
/// Errors: `FileAlreadyExists` when anything of a database or of another salvage is at
/// `destination`, which is named; `Locked` when somebody writes the source; `InvalidState` for
/// options in memory; `InvalidArgument` for options or a destination that cannot be; `Corrupted` or
/// `UnsupportedFormat` when nothing at all is intact; `FileReadError` when there is no such
/// database; `NoSpace`, `FileWriteError`, `PermissionDenied`, `LogStopped` for what was to be
/// written. After an error what was made is removed, as far as the disk lets it.
pub fn salvage(options: &Options, destination: &Path) -> Result<SalvageReport> {
    options.check()?;
    if options.durability == Durability::MemoryOnly {
        return Err(Error::new(Code::InvalidState, "an engine in memory has no files", ""));
    }
    let disk = &*options.disk;
    let sides = sides_of(options)?;
    let main = main_of(options, &sides)?;
    let _locked = main.as_deref().map(|main| locked(disk, main)).transpose()?;
    let site = Site::take(disk, &options.path, destination)?;
    let salvage = Salvage {
        options,
        patient: Patient(options.disk.clone()),
        next_run: next_number(&sides),
        sides,
        main,
        site,
        log: 0,
        headroom: 0,
        wounds: Wounds::default(),
        temporary: Vec::new(),
        aside: BTreeMap::new(),
        report: SalvageReport::default(),
    };
    salvage.run()
}

fn sides_of(options: &Options) -> Result<Vec<Side>> {
    let beside = options.disk.beside(&options.path).map_err(|cause| {
        let name = options.path.to_string_lossy();
        Error::from_io(Code::FileReadError, "failed to list files", &name, &cause)
    })?;
    Ok(beside.iter().filter_map(|file| names::side_of(&options.path, file)).collect())
}

/// The active file of the log, which has another name between the renames of a rotation. None: it
/// is missing and others are there.
fn main_of(options: &Options, sides: &[Side]) -> Result<Option<PathBuf>> {
    let path = &options.path;
    match options.disk.open(path, Access::Read) {
        Ok(_) => Ok(Some(path.clone())),
        Err(cause) if cause.kind() != io::ErrorKind::NotFound || sides.is_empty() => {
            const MESSAGE: &str = "failed to open WAL file for reading";
            Err(Error::from_io(Code::FileReadError, MESSAGE, &path.to_string_lossy(), &cause))
        }
        Err(_) => Ok(sides.contains(&Side::Next).then(|| names::next(path))),
    }
}

fn next_number(sides: &[Side]) -> u64 {
    let numbers = sides.iter().filter_map(|side| match side {
        Side::Run(number) => Some(*number),
        _ => None,
    });
    numbers.max().map_or(1, |last| last.saturating_add(1))
}

/// A salvage under way.
struct Salvage<'a> {
    options: &'a Options,
    /// The source.
    patient: Patient,
    sides: Vec<Side>,
    main: Option<PathBuf>,
    /// The destination.
    site: Site<'a>,
    /// What all files of the database have in common.
    log: u64,
    /// The number of the next run.
    next_run: u64,
    /// At least as many versions as may be lost: each takes more than a byte of the log.
    headroom: u64,
    wounds: Wounds,
    /// Runs at the destination that are there for the time of the salvage.
    temporary: Vec<u64>,
    /// Damaged places by their file.
    aside: BTreeMap<PathBuf, Vec<(u64, u64)>>,
    report: SalvageReport,
}

impl Salvage<'_> {
    fn run(mut self) -> Result<SalvageReport> {
        match self.build() {
            Ok(()) => Ok(self.report),
            Err(error) => {
                self.site.clear();
                Err(error)
            }
        }
    }

    fn build(&mut self) -> Result<()> {
        let manifest = self.manifest();
        let first_segment = match (&manifest, self.report.listing) {
            (Some(manifest), _) => manifest.facts.first_segment,
            (None, Listing::Lost) => 0,
            (None, _) => 1,
        };
        let files = self.log_files(first_segment);
        let mut random = Random::new(self.options.seed ^ DRAWS);
        let heads = files.iter().rev().filter_map(|file| file.head.as_ref());
        let of_heads = heads.clone().next().map(Head::id);
        let of_manifest = manifest.as_ref().map(|manifest| manifest.log);
        self.log = of_manifest.or(of_heads).unwrap_or_else(|| random.draw());
        let has_name = heads.clone().any(|head| !head.node.is_empty());
        let mut state = self.state(manifest.as_ref())?;
        let settled = std::mem::take(&mut state.1);
        let (mut state, set) = (state.0, state.2);
        let followed = self.follow(&mut state, &files, first_segment, &settled)?;
        let is_nothing = manifest.is_none() && self.report.group_count == 0 && of_heads.is_none();
        if let Some(loss) = self.report.losses.first().filter(|_| is_nothing) {
            return Err(loss.finding.error.clone());
        }
        if let Some(set) = &set {
            self.count_superseded(&state.store, set)?;
        }
        let origins = origins(&state, manifest.as_ref(), &files);
        self.report.identity_renewed = has_name || !state.own.is_empty();
        let (mut owed, lost) = self.owed(&state, followed);
        self.report.owed_count = owed.len() as u64;
        self.set_all_aside()?;
        let last = files.iter().map(|file| file.number).max().unwrap_or(0).max(first_segment);
        let segment = (last + 1).min(SEGMENT_NUMBER_MAX - 1);
        let head = Head { segment, salt: random.draw(), log: self.log, ..Head::default() };
        let main = Head { salt: random.draw(), ..head.clone() };
        let carried = self.carry(&mut owed, &state.hold, &files, head)?;
        let main = match carried {
            Some(before_bytes) => Head { segment: segment + 1, before_bytes, ..main },
            None => main,
        };
        let mut made = self.write_runs(&state, &owed, &lost, origins)?;
        // What is held is followed from that file; what is owed only stands there.
        made.facts.first_segment = if state.hold.is_empty() { main.segment } else { segment };
        // What was read from is of no more use, and no part of the new database.
        drop((state, set));
        for number in std::mem::take(&mut self.temporary) {
            let _ = self.site.disk.remove(&names::run(self.site.main, number));
        }
        made.write(self.site.disk, self.site.main)?;
        made.sync_copy(self.site.disk, self.site.main)?;
        self.site.finish(&main)?;
        (self.report.file_count, self.report.bytes) = self.site.size();
        Ok(())
    }

    /// The state that is left in the runs, versions that they say are owed no more, and the runs.
    fn state(
        &mut self,
        manifest: Option<&Manifest>,
    ) -> Result<(State, BTreeSet<u64>, Option<RunSet>)> {
        let now = self.options.clock.now();
        let Some(manifest) = manifest else {
            if self.report.listing == Listing::Lost {
                self.set_runs_aside();
                self.wounds = Wounds::all();
                self.report.knowledge_dropped = true;
            }
            return Ok((State::new(self.options, None, now), BTreeSet::new(), None));
        };
        self.next_run = self.next_run.max(manifest.next_run);
        let held = self.runs(manifest)?;
        let mut manifest = manifest.clone();
        if self.wounds.touches_state() {
            // A run names the last operations of each key alone, and not their other parts: nothing
            // else than the log proves that an operation is there as a whole.
            manifest.facts.knowledge = Knowledge::default();
            self.report.knowledge_dropped = true;
        }
        let set = held.set.clone();
        let (runs, restored, entries) = (held.set, held.restored, held.entries);
        let opened = Opened { manifest, runs, restored, entries };
        Ok((State::new(self.options, Some(opened), now), held.settled, Some(set)))
    }

    fn next_run(&mut self) -> u64 {
        self.next_run += 1;
        self.next_run - 1
    }

    /// Copies everything damaged to the destination.
    fn set_all_aside(&mut self) -> Result<()> {
        for (file, places) in std::mem::take(&mut self.aside) {
            self.site.set_aside(&self.patient, &file, &places)?;
            self.report.set_aside_bytes += places.iter().map(|(_, bytes)| bytes).sum::<u64>();
        }
        Ok(())
    }

    fn note_aside(&mut self, file: &Path, at: u64, bytes: u64) {
        if bytes > 0 {
            self.aside.entry(file.to_path_buf()).or_default().push((at, bytes));
        }
    }

    /// Whether a loss says something of the file.
    fn is_noted(&self, file: &Path) -> bool {
        self.report.losses.iter().any(|loss| loss.finding.file == file)
    }

    /// Nothing in the file counts.
    fn lose_file(&mut self, part: Part, file: &Path, error: Error) {
        let len = self.patient.open(file, Access::Read).and_then(|file| file.len());
        let bytes = len.unwrap_or(0);
        self.note_aside(file, 0, bytes);
        let (file, at, number, first, last) = (file.to_path_buf(), 0, 0, None, None);
        self.report.lose(Finding { part, file, at, bytes, number, first, last, error }, 0);
    }

    fn lose_missing(&mut self, part: Part, file: PathBuf, message: &'static str) {
        let error = Error::new(Code::Corrupted, message, file.display().to_string());
        let (at, bytes, number, first, last) = (0, 0, 0, None, None);
        self.report.lose(Finding { part, file, at, bytes, number, first, last, error }, 0);
    }
}

/// Every origin that the source names, those of the runs by the same numbers: none of them is to be
/// given again to a new life.
fn origins(state: &State, manifest: Option<&Manifest>, files: &[LogFile]) -> Origins {
    let mut origins =
        manifest.map_or_else(Origins::default, |manifest| Origins::clone(&manifest.origins));
    let mut take = |origin: &Origin| {
        origins.number(origin);
    };
    if let Some(manifest) = manifest {
        manifest.facts.own.iter().chain(&manifest.facts.identity).for_each(&mut take);
        manifest.facts.knowledge.iter().for_each(|(origin, _)| take(origin));
    }
    state.own.values().chain(&state.identity).for_each(&mut take);
    state.knowledge.iter().for_each(|(origin, _)| take(origin));
    for head in files.iter().filter_map(|file| file.head.as_ref()) {
        if let Ok(node) = NodeId::new(&head.node) {
            take(&Origin { node, epoch: head.epoch });
        }
    }
    origins
}
