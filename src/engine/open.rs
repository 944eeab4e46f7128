// SPDX-License-Identifier: Apache-2.0
//! From a log to a running engine.

use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use crate::base::error::{Code, Error, Result};
use crate::base::limits::LOOK_COUNT_MAX;
use crate::base::random::Random;
use crate::base::trace::span;
use crate::record::Called;
use crate::wal::{self, Head, Log, LogReader, Position, Recovered, SegmentInfo};

use super::commit::Shared;
use super::merging::Merging;
use super::migrate::{self, Migrated};
use super::notices::Notices;
use super::options::{Durability, OpenReport, Options};
use super::peers::history_of;
use super::recorded::{Recordings, outcome_of_opening};
use super::state::State;
use super::upkeep::manifest::Manifest;
use super::upkeep::{Opened, Thresholds, Upkeep, clean, open_runs, remove_segments};
use super::value_files::{Life, Living};
use super::{Engine, lock};

impl Engine {
    /// Opens or makes the log, repairs a torn tail, and rebuilds the state. A log of format 1 is
    /// converted first, and its file set aside (`docs/format/wal-1.md`).
    ///
    /// Errors: `InvalidArgument` for options out of range, `Locked` when another writer has the
    /// log, `Corrupted` for damage before valid records (position and record are named, nothing is
    /// changed), `UnsupportedFormat`, `FileAlreadyExists` when the place for the file of format 1
    /// is taken, and what the file system answers.
    pub fn open(mut options: Options) -> Result<Self> {
        span!("open");
        options.check()?;
        let recordings = Recordings::begin(&mut options);
        let Some(recorder) = recordings.recorder.clone() else {
            return Self::open_with(options).map(|engine| Self { recordings, ..engine });
        };
        let turn = recorder.call(|| Called::Open);
        let opened = Self::open_with(options).map(|engine| Self { recordings, ..engine });
        let opened = opened.inspect(Self::keep_recorded_sum);
        if let Some(turn) = turn {
            turn.end(outcome_of_opening(&opened));
        }
        if opened.as_ref().is_err_and(|error| error.code() == Code::Locked) {
            // It says nothing of this database but that somebody else has it.
            recorder.discard();
        }
        opened
    }

    fn open_with(options: Options) -> Result<Self> {
        let now = options.clock.now();
        if options.durability == Durability::MemoryOnly {
            let mut state = State::new(&options, None, now);
            state.is_memory_only = true;
            return Ok(Self::assemble(options, state, None, None, 0, Upkeep::default()));
        }
        if options.read_only {
            return Self::open_beside(options);
        }
        let migrated = migrate::migrate(&options)?;
        let opened = open_side_files(&options)?;
        let manifest = opened.as_ref().map(|opened| opened.manifest.clone());
        let first_segment = first_segment(manifest.as_ref());
        let mut state = State::new(&options, opened, now);
        let (mut log, recovered) = {
            let mut replay = replayer(&mut state, &options);
            let fresh = || fresh_head(options.seed);
            wal::open(&options.disk, &options.path, first_segment, fresh, &mut replay)?
        };
        check_same_database(&options, log.id(), manifest.as_ref())?;
        if !state.peers.is_empty() && !state.history.is_kept() {
            state.history.keep(history_of(&log.reader(), &state.cuts)?);
        }
        state.is_resumed = state.identity.is_some();
        // What peers have was noted, and what follows from it maybe not.
        state.complete_everywhere();
        state.report = report(&state, &recovered, migrated);
        clean(&*options.disk, &options.path, state.store.runs());
        state.values.clean();
        if let Some(manifest) = &manifest {
            manifest.keep_copy(&*options.disk, &options.path);
        }
        let (segments, max) = (log.segments(), options.history_bytes_max);
        // The manifest was written before the last files went.
        state.history.forget_before(whole_from(&segments));
        let keep_from = state.log_needed_from(first_segment, &segments, max);
        state.forget_log_before(keep_from);
        state.note_log(&segments, keep_from, first_segment);
        remove_segments(&mut log, &*options.disk, keep_from, options.feed_retain_bytes)?;
        let (reader, end) = (log.reader(), log.durable_tail().0);
        let upkeep = Upkeep::new(&log, manifest.as_ref());
        let engine = Self::assemble(options, state, Some(log), Some(reader), end, upkeep);
        match engine.resume_renewals() {
            // A full disk is no reason not to read: whoever writes, takes in or greets finishes it.
            Err(error) if error.code() == Code::NoSpace => {}
            resumed => resumed?,
        }
        engine.release_held()?;
        Ok(engine)
    }

    /// Opens without the lock. Between the look at the manifest and the look at what it names, a
    /// writer may have put another in its place and taken files away: then it is read again.
    fn open_beside(options: Options) -> Result<Self> {
        let read = || Manifest::read(&*options.disk, &options.path);
        let mut manifest = read()?;
        let mut looks = 1;
        let (state, reader, end) = loop {
            let error = match read_beside(&options, manifest.clone()) {
                Ok(found) => break found,
                Err(error) => error,
            };
            let now = read()?;
            let bytes = |manifest: &Option<Manifest>| manifest.as_ref().map(Manifest::encode);
            let is_same = bytes(&manifest).transpose()? == bytes(&now).transpose()?;
            // The writer removes a file only once no manifest on disk names it.
            if is_same || looks >= LOOK_COUNT_MAX {
                return Err(error);
            }
            manifest = now;
            looks += 1;
        };
        Ok(Self::assemble(options, state, None, Some(reader), end, Upkeep::default()))
    }

    fn assemble(
        options: Options,
        state: State,
        log: Option<Log>,
        reader: Option<LogReader>,
        readable: u64,
        upkeep: Upkeep,
    ) -> Self {
        let thresholds = Thresholds::of(options.memory_bytes);
        let is_due = log.is_some() && thresholds.is_due(&state);
        let merging = Merging::new(state.store.view().merge.clone());
        let gathers = options.durability == Durability::Durable;
        Self {
            living: Living(Life::new()),
            options,
            shared: Shared::new(log, gathers),
            state: Mutex::new(state),
            reader,
            unsynced: AtomicBool::new(false),
            readable: AtomicU64::new(readable),
            upkeep: Mutex::new(upkeep),
            upkeep_due: AtomicBool::new(is_due),
            incoming: Mutex::new(None),
            thresholds,
            merging,
            notices: Notices::default(),
            recordings: Recordings::default(),
        }
    }

    /// Reads the log again and shows what it holds: writes that were only in memory are gone,
    /// writes that were out of view are back. The outbox stays as it is. The old state stays when
    /// this fails.
    ///
    /// Errors: `FileReadError` when the log cannot be read, `Corrupted` when it is damaged.
    pub fn reload(&self) -> Result<()> {
        self.recorded(Called::Reload, || {
            if self.options.durability == Durability::MemoryOnly {
                return Ok(());
            }
            self.flush()?;
            let mut upkeep = lock(&self.upkeep)?;
            let log = self.shared.log()?;
            let opened = open_side_files(&self.options)?;
            let first_segment = first_segment(opened.as_ref().map(|opened| &opened.manifest));
            let mut fresh = State::new(&self.options, opened, self.now());
            let recovered = {
                let mut replay = replayer(&mut fresh, &self.options);
                wal::scan(&*self.options.disk, &self.options.path, first_segment, &mut replay)?
            };
            if recovered.cut_bytes > 0 {
                return Err(Error::new(
                    Code::Corrupted,
                    "the log ends in damaged bytes",
                    format!("{}: {} bytes", self.options.path.display(), recovered.cut_bytes),
                ));
            }
            let unsaved = upkeep.abandon(self);
            let mut state = lock(&self.state)?;
            let mut view = state.store.view().clone();
            view.hidden_to = 0;
            fresh.store.set_view(view);
            state.store = std::mem::take(&mut fresh.store);
            state.values.follow(fresh.values);
            (state.tail_bytes, state.tail_segment) = (fresh.tail_bytes, fresh.tail_segment);
            (state.has_flush, state.has_unlogged) = (false, false);
            if let Some(unsaved) = unsaved {
                state.pipeline.put_back(unsaved);
            }
            state.flushes += 1;
            state.report.last_version = fresh.version;
            state.changes += 1;
            if log.is_none() {
                self.readable.store(recovered_end(&recovered), Ordering::Release);
            }
            drop(state);
            drop(log);
            Ok(())
        })
    }
}

/// What stands beside the main file, if there is anything.
fn open_side_files(options: &Options) -> Result<Option<Opened>> {
    let manifest = Manifest::read(&*options.disk, &options.path)?;
    manifest.map(|manifest| open_runs(options, manifest)).transpose()
}

fn first_segment(manifest: Option<&Manifest>) -> u64 {
    manifest.map_or(1, |manifest| manifest.facts.first_segment)
}

/// What a manifest and the log behind it hold, read without the lock.
fn read_beside(options: &Options, manifest: Option<Manifest>) -> Result<(State, LogReader, u64)> {
    let (disk, path) = (&*options.disk, &options.path);
    let first_segment = first_segment(manifest.as_ref());
    let opened = manifest.clone().map(|manifest| open_runs(options, manifest)).transpose()?;
    let mut state = State::new(options, opened, options.clock.now());
    let recovered = {
        let mut replay = replayer(&mut state, options);
        wal::scan(disk, path, first_segment, &mut replay)?
    };
    check_same_database(options, recovered.head.id(), manifest.as_ref())?;
    // As for a writer: what every peer has is not owed, and may stand in no log any more.
    state.complete_everywhere();
    state.report = report(&state, &recovered, Migrated::default());
    Ok((state, wal::reader(&options.disk, path)?, recovered_end(&recovered)))
}

fn check_same_database(options: &Options, log: u64, manifest: Option<&Manifest>) -> Result<()> {
    match manifest {
        Some(manifest) if manifest.log != log => Err(Error::new(
            Code::Corrupted,
            "the manifest belongs to another database than the log",
            options.path.display().to_string(),
        )),
        _ => Ok(()),
    }
}

/// Keeps the salt apart from the other draws of the same seed.
const SALT: u64 = 0x5341_4c54;

/// The head of a log that nobody has written to.
pub(super) fn fresh_head(seed: u64) -> Head {
    let mut random = Random::new(seed ^ SALT);
    let (salt, log) = (random.draw(), random.draw());
    Head { segment: 1, salt, log, ..Head::default() }
}

fn replayer<'a>(
    state: &'a mut State,
    options: &'a Options,
) -> impl FnMut(Position, u64, &[u8]) -> Result<()> + 'a {
    let now = options.clock.now();
    move |at, number, body| {
        state.replay(at, body, now).map_err(|cause| {
            Error::new(
                cause.code(),
                "failed to read a record of the log",
                format!("{}: position {}, record {number}: {cause}", options.path.display(), at.0),
            )
        })
    }
}

/// The first segment from which on none is missing: of several that were removed, a power cut can
/// bring any back.
fn whole_from(segments: &[SegmentInfo]) -> u64 {
    let mut numbers = segments.iter().rev().map(|segment| segment.number);
    let last = numbers.next().unwrap_or(0);
    numbers.fold(last, |first, number| if number + 1 == first { number } else { first })
}

/// Where reading the log ended.
fn recovered_end(recovered: &Recovered) -> u64 {
    Position::new(recovered.head.segment, recovered.end).0
}

fn report(state: &State, recovered: &Recovered, migrated: Migrated) -> OpenReport {
    let counts = state.pipeline.counts();
    OpenReport {
        created: recovered.created,
        group_count: recovered.groups,
        last_version: state.version,
        cut_bytes: recovered.cut_bytes + migrated.cut_bytes,
        cut_groups: recovered.cut_groups,
        owed_count: counts.total - counts.applied,
        renamed_from: None,
        migrated_records: migrated.migrated_records,
        kept_records: migrated.kept_records,
    }
}
