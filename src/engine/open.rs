// SPDX-License-Identifier: Apache-2.0
//! From a log to a running engine.

use std::sync::Mutex;
use std::sync::atomic::AtomicBool;

use crate::base::error::{Code, Error, Result};
use crate::base::random::Random;
use crate::wal::{self, Head, Position, Recovered};

use super::commit::Shared;
use super::migrate::{self, Migrated};
use super::options::{Durability, OpenReport, Options};
use super::state::State;
use super::{Engine, lock};

impl Engine {
    /// Opens or makes the log, repairs a torn tail, and rebuilds the state. A log of format 1 is
    /// converted first, and its file set aside (`docs/format/wal-1.md`).
    ///
    /// Errors: `InvalidArgument` for options out of range, `Locked` when another writer has the
    /// log, `Corrupted` for damage before valid records (position and record are named, nothing is
    /// changed), `UnsupportedFormat`, `FileAlreadyExists` when the place for the file of format 1
    /// is taken, and what the file system answers.
    pub fn open(options: Options) -> Result<Self> {
        options.check()?;
        let mut state = State::new(options.seed, options.clock_drift_ms);
        let (log, reader) = if options.durability == Durability::MemoryOnly {
            state.is_memory_only = true;
            (None, None)
        } else if options.read_only {
            let recovered = {
                let mut replay = replayer(&mut state, &options);
                wal::scan(&*options.disk, &options.path, &mut replay)?
            };
            state.report = report(&state, &recovered, Migrated::default());
            (None, Some(wal::reader(&*options.disk, &options.path)?))
        } else {
            let migrated = migrate::migrate(&options)?;
            let (log, recovered) = {
                let mut replay = replayer(&mut state, &options);
                let fresh = || fresh_head(options.seed);
                wal::open(&*options.disk, &options.path, fresh, &mut replay)?
            };
            state.report = report(&state, &recovered, migrated);
            let reader = log.reader();
            (Some(log), Some(reader))
        };
        Ok(Self {
            options,
            shared: Shared::new(log),
            state: Mutex::new(state),
            reader,
            unsynced: AtomicBool::new(false),
        })
    }

    /// Reads the log again and shows what it holds: writes that were only in memory are gone,
    /// writes that were out of view are back. The outbox stays as it is. The old state stays when
    /// this fails.
    ///
    /// Errors: `FileReadError` when the log cannot be read, `Corrupted` when it is damaged.
    pub fn reload(&self) -> Result<()> {
        if self.options.durability == Durability::MemoryOnly {
            return Ok(());
        }
        self.flush()?;
        let log = self.shared.log()?;
        let mut fresh = State::new(self.options.seed, self.options.clock_drift_ms);
        let recovered = {
            let mut replay = replayer(&mut fresh, &self.options);
            wal::scan(&*self.options.disk, &self.options.path, &mut replay)?
        };
        if recovered.cut_bytes > 0 {
            return Err(Error::new(
                Code::Corrupted,
                "the log ends in damaged bytes",
                format!("{}: {} bytes", self.options.path.display(), recovered.cut_bytes),
            ));
        }
        let mut state = lock(&self.state)?;
        let mut view = state.store.view().clone();
        view.hidden_to = 0;
        fresh.store.set_view(view);
        state.store = std::mem::take(&mut fresh.store);
        state.report.last_version = fresh.version;
        state.changes += 1;
        drop(state);
        drop(log);
        Ok(())
    }
}

/// Keeps the salt apart from the other draws of the same seed.
const SALT: u64 = 0x5341_4c54;

/// The head of a log that nobody has written to.
pub(super) fn fresh_head(seed: u64) -> Head {
    Head { node: String::new(), epoch: 0, segment: 1, salt: Random::new(seed ^ SALT).draw() }
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

fn report(state: &State, recovered: &Recovered, migrated: Migrated) -> OpenReport {
    OpenReport {
        created: recovered.created,
        group_count: recovered.groups,
        last_version: state.version,
        cut_bytes: recovered.cut_bytes + migrated.cut_bytes,
        cut_groups: recovered.cut_groups,
        owed_count: state.pipeline.counts().total,
        renamed_from: None,
        migrated_records: migrated.migrated_records,
        kept_records: migrated.kept_records,
    }
}
