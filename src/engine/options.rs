// SPDX-License-Identifier: Apache-2.0
//! How an engine is opened, and what opening found.

use std::path::PathBuf;
use std::sync::Arc;

use crate::base::error::{Code, Error, Result, invalid};
use crate::base::id::NodeId;
use crate::base::limits::{
    CLOCK_DRIFT_MS_DEFAULT, DELAY_MS_MAX, HISTORY_BYTES_MAX_DEFAULT, MEMORY_BYTES_DEFAULT,
    MEMORY_BYTES_MIN, VALUE_BYTES_MAX, VALUE_BYTES_MAX_DEFAULT,
};
use crate::base::op::Kinds;
use crate::base::time::Clock;
use crate::disk::Disk;

use super::recorded::RecordingOptions;

/// What a finished write survives.
#[repr(u8)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Durability {
    /// On stable storage before the call returns: survives power loss.
    Durable = 1,
    /// Handed to the operating system: survives the end of the process; `flush` makes it durable.
    Fast = 2,
    /// In memory alone: survives nothing.
    MemoryOnly = 3,
}

/// Everything an engine needs from outside.
#[derive(Clone)]
pub struct Options {
    /// The log file; not used by [`Durability::MemoryOnly`].
    pub path: PathBuf,
    /// What a finished write survives.
    pub durability: Durability,
    /// Opens without the lock and refuses every write. The log must exist.
    pub read_only: bool,
    /// Longest value, in bytes, at most [`VALUE_BYTES_MAX`].
    pub value_bytes_max: u64,
    /// How far ahead of the wall clock a peer's stamp may move the local clock, in milliseconds.
    pub clock_drift_ms: i64,
    /// Memory for the tables of changed keys, for what runs are searched with (filters and fences,
    /// up to three bytes for each key) and for blocks read from runs, in bytes, at least
    /// [`MEMORY_BYTES_MIN`]. Blocks give way to filters until a quarter of their part is left: that
    /// is enough for 80,000 keys for each MiB; what filters need beyond that, and the outbox, come
    /// on top.
    pub memory_bytes: u64,
    /// Whether writes do a bounded piece of upkeep beside themselves when some is due. If not, the
    /// caller has to call [`super::Engine::maintain`] often enough: memory and files grow until
    /// then.
    pub maintain_on_write: bool,
    /// Log that is kept for readers of the change feed beyond what the engine itself needs, in
    /// bytes, about: whole segments, and at least so many. 0 keeps none on purpose.
    pub feed_retain_bytes: u64,
    /// Log that is kept because a registered peer lacks something in it, in bytes, about; 0 for any
    /// length. Beyond it the oldest goes: that peer gets the state in place of the operations. What
    /// was made here and is owed stays in any case.
    pub history_bytes_max: u64,
    /// Which kinds of operations are applied; those of others are held. Anything but
    /// [`Kinds::ALL`] is for tests of networks in which some build knows less.
    pub kinds: Kinds,
    /// Where what comes in is recorded; None records nothing. While it is recorded, one call that
    /// changes something waits for another.
    pub recording: Option<RecordingOptions>,
    /// Drives jitter, epochs and salts. Equal seeds and inputs give equal bytes.
    pub seed: u64,
    /// Where the time comes from.
    pub clock: Arc<dyn Clock>,
    /// Where the files are.
    pub disk: Arc<dyn Disk>,
}

impl Options {
    /// Durable, with the default limits.
    pub fn new(
        path: impl Into<PathBuf>,
        seed: u64,
        clock: Arc<dyn Clock>,
        disk: Arc<dyn Disk>,
    ) -> Self {
        Self {
            path: path.into(),
            durability: Durability::Durable,
            read_only: false,
            value_bytes_max: VALUE_BYTES_MAX_DEFAULT,
            clock_drift_ms: CLOCK_DRIFT_MS_DEFAULT,
            memory_bytes: MEMORY_BYTES_DEFAULT,
            maintain_on_write: true,
            feed_retain_bytes: 0,
            history_bytes_max: HISTORY_BYTES_MAX_DEFAULT,
            kinds: Kinds::ALL,
            recording: None,
            seed,
            clock,
            disk,
        }
    }

    /// Refuses options out of range, naming value and limit.
    pub fn check(&self) -> Result<()> {
        const MESSAGE: &str = "invalid engine options";
        if self.path.as_os_str().is_empty() && self.durability != Durability::MemoryOnly {
            return Err(invalid("WAL file path cannot be empty", ""));
        }
        if self.value_bytes_max > VALUE_BYTES_MAX {
            let context = format!(
                "value limit {} bytes, allowed are up to {VALUE_BYTES_MAX}",
                self.value_bytes_max
            );
            return Err(invalid(MESSAGE, context));
        }
        if !(0..=DELAY_MS_MAX).contains(&self.clock_drift_ms) {
            let context =
                format!("clock drift {} ms, allowed are 0 to {DELAY_MS_MAX}", self.clock_drift_ms);
            return Err(invalid(MESSAGE, context));
        }
        if self.memory_bytes < MEMORY_BYTES_MIN {
            let context = format!(
                "memory of {} bytes, allowed are {MEMORY_BYTES_MIN} or more",
                self.memory_bytes
            );
            return Err(invalid(MESSAGE, context));
        }
        if self.read_only && self.durability == Durability::MemoryOnly {
            return Err(Error::new(
                Code::InvalidArgument,
                MESSAGE,
                "read-only and memory-only exclude each other",
            ));
        }
        if let Some(recording) = &self.recording {
            recording.check(self)?;
        }
        Ok(())
    }
}

/// What opening found and did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OpenReport {
    /// The log was made by this open.
    pub created: bool,
    /// Groups read from the log.
    pub group_count: u64,
    /// The last version in the log; 0 for none.
    pub last_version: u64,
    /// Bytes of a torn tail that were cut.
    pub cut_bytes: u64,
    /// Complete groups among the cut bytes: written, never confirmed to be on disk.
    pub cut_groups: u64,
    /// Operations that are owed from before.
    pub owed_count: usize,
    /// The name under which the log was written before, when the sync engine brought another one.
    pub renamed_from: Option<NodeId>,
    /// Records of a log of format 1 that this open converted; 0 when there was none.
    pub migrated_records: u64,
    /// Records of that log that are no store operations: they are in the file set aside alone.
    pub kept_records: u64,
}
