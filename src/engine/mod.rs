// SPDX-License-Identifier: Apache-2.0
//! Where log, store and sync meet, always in this order.
//!
//! Promises: a write is in the log before it is in the state; what a call can fail with, it fails
//! with before the log write, and what follows cannot fail; a value and its obligation to be sent
//! are one log group. Any thread may call; a read waits for the disk only for a block of a run
//! that is not in memory. Imports every layer to
//! its left; `ffi` calls it. Locks are taken in the order upkeep, incoming, log, state, and
//! never the other way round.

mod apply;
mod bases;
mod bound;
mod commit;
mod conflicts;
pub mod deliver;
mod effect;
pub mod feed;
mod group;
mod hold;
mod incoming;
pub mod journal;
mod listing;
mod locks;
mod look;
mod members;
mod merging;
mod migrate;
mod notices;
mod open;
pub mod options;
mod pace;
mod peers;
mod plan;
mod read;
mod receive;
mod recon;
pub(crate) mod recorded;
pub mod renew;
pub mod replaced;
mod replay;
mod salvage;
pub mod scan;
pub mod session;
mod state;
mod status;
mod status_json;
mod submit;
mod task;
pub mod upkeep;
mod value;
mod value_files;
mod value_writer;
mod verify;
mod write;

pub use deliver::{Delivery, Tick};
pub use feed::{Change, Changes, Event};
pub use group::Counts;
pub use listing::Conflict;
pub use notices::{Notice, Severity, Topic};
pub use options::{Durability, OpenReport, Options};
pub use peers::Reach;
pub use read::{Listed, SyncState};
pub use recorded::RecordingOptions;
pub use salvage::{Listing, Loss, MissingVersions, SalvageReport, salvage};
pub use scan::{Range, Scan};
pub use session::{Session, SessionEvent, SessionOptions};
pub use status::{PeerDelivery, PeerStatus};
pub use task::{Received, Submitted, Written};
pub use upkeep::{Backup, Health};
pub use value::ValueReader;
pub use value_writer::ValueWriter;
pub use verify::{Finding, Part, Report, verify};

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Mutex, MutexGuard};

use crate::base::error::{Code, Error, Result};
use crate::base::time::Now;
use crate::record::Called;
use crate::wal::{Log, LogReader};

use commit::Shared;
use incoming::Incoming;
use recorded::outcome_of;
use state::State;
use task::{Answer, Task};
use upkeep::{Thresholds, Upkeep};

/// One replica: a log, the state rebuilt from it, and what is still owed.
pub struct Engine {
    /// First of all: it ends before the lock of the log does.
    living: value_files::Living,
    options: Options,
    shared: Shared<Option<Log>, Task, Answer>,
    state: Mutex<State>,
    reader: Option<LogReader>,
    unsynced: AtomicBool,
    /// Up to where readers of the change feed are let: applied, and as durable as was promised.
    readable: AtomicU64,
    upkeep: Mutex<Upkeep>,
    upkeep_due: AtomicBool,
    /// The state of another replica on its way in.
    incoming: Mutex<Option<Incoming>>,
    thresholds: Thresholds,
    merging: merging::Merging,
    notices: notices::Notices,
    recordings: recorded::Recordings,
}

impl Engine {
    /// Makes everything written so far durable. Does nothing in [`Durability::MemoryOnly`].
    ///
    /// Errors: `LogStopped` when a sync failed, now or before.
    pub fn flush(&self) -> Result<()> {
        self.recorded(Called::Flush, || {
            self.write_marks()?;
            self.sync_log()
        })
    }

    /// Makes everything durable, gives the reserved space back and frees the lock. The engine is
    /// gone afterwards, also when this fails.
    pub fn close(self) -> Result<()> {
        let Some(recorder) = self.recordings.recorder.clone() else { return self.end() };
        let turn = recorder.call(|| Called::Close);
        let ended = self.end();
        if let Some(turn) = turn {
            turn.end(outcome_of(&ended));
        }
        recorder.finish();
        ended
    }

    fn end(self) -> Result<()> {
        if self.options.read_only {
            return Ok(());
        }
        let marks = self.write_marks().and_then(|()| self.flush_before_close());
        self.living.0.end();
        let log = self.shared.log()?.take();
        let closed = log.map_or(Ok(()), Log::close);
        marks.and(closed)
    }

    /// The options it was opened with.
    pub fn options(&self) -> &Options {
        &self.options
    }

    fn now(&self) -> Now {
        self.options.clock.now()
    }

    fn state(&self) -> Result<MutexGuard<'_, State>> {
        self.merging.check_outside()?;
        lock(&self.state)
    }

    /// Syncs the log. The note that this is to be done is taken back under the log's lock, so that
    /// a commit in between leaves its own.
    fn sync_log(&self) -> Result<()> {
        let mut log = self.shared.log()?;
        if let Some(log) = log.as_mut() {
            self.sync_for_readers(log)?;
        }
        self.unsynced.store(false, Ordering::Release);
        Ok(())
    }

    /// Syncs the log, and lets those who read it see so far: what was carried to its end stands
    /// nowhere else, and no other write may ever follow it.
    fn sync_for_readers(&self, log: &mut Log) -> Result<()> {
        log.sync()?;
        self.note_readable(log);
        Ok(())
    }

    /// Lets readers of the change feed on, after what is in the log was applied.
    fn note_readable(&self, log: &Log) {
        let is_durable = self.options.durability == Durability::Durable;
        let end = if is_durable { log.durable_tail() } else { log.tail() };
        self.readable.store(end.0, Ordering::Release);
    }

    fn check_writable(&self) -> Result<()> {
        if self.options.read_only {
            return Err(Error::new(Code::InvalidState, "the engine was opened read-only", ""));
        }
        Ok(())
    }
}

impl std::fmt::Debug for Engine {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Engine")
            .field("path", &self.options.path)
            .field("durability", &self.options.durability)
            .finish_non_exhaustive()
    }
}

/// Takes a lock; a thread that panicked under it has left the engine unusable.
fn lock<T>(mutex: &Mutex<T>) -> Result<MutexGuard<'_, T>> {
    mutex.lock().map_err(|_| poisoned())
}

/// The answer of an engine in which a call panicked.
pub(crate) fn poisoned() -> Error {
    Error::new(Code::Poisoned, "a call panicked, the engine must be reopened", "")
}

#[cfg(test)]
#[path = "commit/tests.rs"]
mod commit_tests;
#[cfg(test)]
mod still;
