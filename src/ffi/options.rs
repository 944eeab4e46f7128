// SPDX-License-Identifier: Apache-2.0
//! Option structs. Each starts with its size, is filled by its `_init`, and only grows at the end.

use std::ffi::{OsStr, c_void};
use std::os::unix::ffi::OsStrExt;
use std::sync::Arc;

use crate::base::error::{Result, invalid};
use crate::base::id::NodeId;
use crate::base::inside::Inside;
use crate::base::limits::{
    CLOCK_DRIFT_MS_DEFAULT, HISTORY_BYTES_MAX_DEFAULT, MEMORY_BYTES_DEFAULT,
    RECORDING_BYTES_MAX_DEFAULT, RETRY_CAP_MS_DEFAULT, VALUE_BYTES_MAX_DEFAULT,
};
use crate::disk::FileDisk;
use crate::engine::{Durability, Options, RecordingOptions};
use crate::store::policy::Policy;
use crate::sync::options::{SyncOptions, WhenFull};
use crate::sync::wire::message::Level;

use super::buf::{input, input_text};
use super::host::{HostClock, sda_clock_fn, sda_release_fn, system_seed};

/// A finished write is on stable storage: it survives power loss.
pub const SDA_DURABILITY_DURABLE: u32 = 1;
/// A finished write is with the operating system: it survives the end of the process.
pub const SDA_DURABILITY_FAST: u32 = 2;
/// A finished write is in memory alone.
pub const SDA_DURABILITY_MEMORY_ONLY: u32 = 3;

/// The greatest of concurrent versions is shown, the same on every replica.
pub const SDA_POLICY_LAST_WRITE_WINS: u32 = 1;
/// This node's own version is shown. A local view.
pub const SDA_POLICY_KEEP_LOCAL: u32 = 2;
/// The other node's version is shown. A local view.
pub const SDA_POLICY_KEEP_REMOTE: u32 = 3;
/// The greatest is shown; the key counts as unresolved until it is written.
pub const SDA_POLICY_MANUAL: u32 = 4;
/// The greatest is shown; `sda_store_versions` has all of them.
pub const SDA_POLICY_KEEP_BOTH: u32 = 5;
/// What the function of `sda_engine_set_merge` makes of all versions is shown.
pub const SDA_POLICY_CUSTOM: u32 = 6;

/// A write that does not fit into the outbox is refused with `SDA_ERROR_BACKPRESSURE`.
pub const SDA_WHEN_FULL_REJECT: u32 = 1;
/// Writes leave a full outbox that a later write of the same key has replaced, and that were never
/// handed out; without such, the write is refused.
pub const SDA_WHEN_FULL_COALESCE: u32 = 2;

/// An operation is in a peer's log, as durable as the peer makes anything.
pub const SDA_LEVEL_DURABLE: u32 = 2;
/// An operation is part of a peer's state.
pub const SDA_LEVEL_APPLIED: u32 = 3;

/// How an engine is opened. Fill it with `sda_options_init` first.
#[repr(C)]
pub struct sda_options {
    /// Size of this struct in bytes, as the caller knows it.
    pub struct_size: u32,
    /// One of `SDA_DURABILITY_…`. Default: durable.
    pub durability: u32,
    /// Path of the log file, as the system spells it; not needed in memory.
    pub path: *const u8,
    /// Length of the path in bytes.
    pub path_len: usize,
    /// Longest value in bytes, at most 1 GiB. Default: 64 MiB.
    pub value_bytes_max: u64,
    /// How far ahead of the wall clock a peer's stamp may move the local clock, in milliseconds, 0
    /// to 30 days, until a sync engine is attached. Default: 5 minutes.
    pub clock_drift_ms: i64,
    /// Drives jitter, epochs and salts; 0 for one from the system. Equal seeds, clocks and inputs
    /// give equal bytes.
    pub seed: u64,
    /// The caller's clock; NULL for the system's.
    pub clock: sda_clock_fn,
    /// Handed to `clock`.
    pub clock_user_data: *mut c_void,
    /// Called once with `clock_user_data` when the engine needs the clock no more, also when
    /// opening fails; may be NULL.
    pub clock_release: sda_release_fn,
    /// Not 0 opens without the lock and refuses every write.
    pub read_only: u32,
    /// Must be 0.
    pub reserved: u32,
    /// Memory for changed keys, for blocks read from disk and for the filters they are searched
    /// with, in bytes, at least 64 KiB. That is enough for the filters of 80,000 keys for each MiB;
    /// those of more keys, and the outbox, come on top. Default: 64 MiB.
    pub memory_bytes: u64,
    /// Log that is kept for readers of the change feed beyond what the engine itself needs, in
    /// bytes: whole segments, and at least so many. Default: 0.
    pub feed_retain_bytes: u64,
    /// Not 0 lets writes do a bounded piece of upkeep beside themselves when some is due. With 0
    /// the caller has to call `sda_engine_maintain` often enough: memory and files grow until then.
    /// Default: 1.
    pub maintain_on_write: u32,
    /// Must be 0.
    pub reserved_2: u32,
    /// Log that is kept for registered peers that lack something of it, in bytes, about; 0 for no
    /// bound. A peer that stays away for longer gets the state instead. Default: 1 GiB.
    pub history_bytes_max: u64,
    /// What the names of recordings begin with, as the system spells it; NULL records nothing. Each
    /// opening makes the next one, `<path>.000001` and so on, of which the last 16 stay: the files
    /// of the database as they are found, and every call that changes something, keys and values
    /// included, in the clear. The simulator lets it happen again. While it is recorded, such calls
    /// wait for one another. A recording that cannot be written fails no call: there is a notice.
    /// Excludes `read_only`. Default: none.
    pub recording_path: *const u8,
    /// Length of that in bytes.
    pub recording_path_len: usize,
    /// Where a recording ends, in bytes, at least 64 KiB; the files of the database count. Default:
    /// 256 MiB.
    pub recording_bytes_max: u64,
}

/// How operations go out. Fill it with `sda_sync_options_init` first.
#[repr(C)]
pub struct sda_sync_options {
    /// Size of this struct in bytes, as the caller knows it.
    pub struct_size: u32,
    /// One of `SDA_POLICY_…`. Default: last write wins.
    pub conflict_policy: u32,
    /// Name of this node, UTF-8, 1 to 255 bytes.
    pub node_id: *const u8,
    /// Length of the name in bytes.
    pub node_id_len: usize,
    /// Operations per batch, 1 to 65536. Default: 64.
    pub batch_size: u64,
    /// Deliveries of one operation before it counts as failed; 0 acts like 1. Default: 5.
    pub max_retries: u32,
    /// Not 0 queues a submitted operation at once. Default: 1.
    pub auto_queue: u32,
    /// Not 0 waits for an acknowledgement of each delivery. Default: 1.
    pub require_ack: u32,
    /// Must be 0.
    pub reserved: u32,
    /// First backoff in milliseconds, not negative; it doubles with each delivery. Default: 5 s.
    pub retry_interval_ms: i64,
    /// Longest backoff in milliseconds, not negative; beyond 30 days it acts like 30 days. Default:
    /// 5 minutes.
    pub retry_cap_ms: i64,
    /// How long an acknowledgement may take in milliseconds, not negative; beyond 30 days it acts
    /// like 30 days. Default: 10 s.
    pub ack_timeout_ms: i64,
    /// How far ahead of the wall clock a peer's stamp may move the local clock, in milliseconds, 0
    /// to 30 days. Replaces the limit of `sda_options`. Default: 5 minutes.
    pub clock_drift_ms: i64,
    /// Operations in the outbox that are not acknowledged, failed ones included, at most; 0 for no
    /// bound. Default: 0.
    pub outbox_ops_max: u64,
    /// About how many bytes they have in the log, at most; 0 for no bound. Default: 0.
    pub outbox_bytes_max: u64,
    /// One of `SDA_WHEN_FULL_…`. Default: reject.
    pub when_full: u32,
    /// How far an operation has to come at every registered peer before it counts as acknowledged,
    /// one of `SDA_LEVEL_…`. Default: applied.
    pub ack_level: u32,
}

impl sda_options {
    /// The defaults.
    pub fn defaults() -> Self {
        Self {
            struct_size: size_of::<Self>() as u32,
            durability: SDA_DURABILITY_DURABLE,
            path: std::ptr::null(),
            path_len: 0,
            value_bytes_max: VALUE_BYTES_MAX_DEFAULT,
            clock_drift_ms: CLOCK_DRIFT_MS_DEFAULT,
            seed: 0,
            clock: None,
            clock_user_data: std::ptr::null_mut(),
            clock_release: None,
            read_only: 0,
            reserved: 0,
            memory_bytes: MEMORY_BYTES_DEFAULT,
            feed_retain_bytes: 0,
            maintain_on_write: 1,
            reserved_2: 0,
            history_bytes_max: HISTORY_BYTES_MAX_DEFAULT,
            recording_path: std::ptr::null(),
            recording_path_len: 0,
            recording_bytes_max: RECORDING_BYTES_MAX_DEFAULT,
        }
    }

    /// The engine's options, and who is inside the clock that they hold.
    ///
    /// # Safety
    /// The pointers are valid for the call; clock, user data and release belong together.
    pub unsafe fn convert(&self) -> Result<(Options, Option<Arc<Inside>>)> {
        // First of all, so that the release runs whatever else is wrong.
        let clock = Arc::new(HostClock::new(self.clock, self.clock_user_data, self.clock_release));
        let durability = match self.durability {
            SDA_DURABILITY_DURABLE => Durability::Durable,
            SDA_DURABILITY_FAST => Durability::Fast,
            SDA_DURABILITY_MEMORY_ONLY => Durability::MemoryOnly,
            other => {
                let context = format!("durability {other}, known are 1 to 3");
                return Err(invalid("invalid engine options", context));
            }
        };
        for (name, value) in [("reserved", self.reserved), ("reserved_2", self.reserved_2)] {
            if value != 0 {
                let context = format!("{name} is {value}, must be 0");
                return Err(invalid("invalid engine options", context));
            }
        }
        // SAFETY: as promised by the caller.
        let path = unsafe { input(self.path, self.path_len, "path") }?;
        let seed = if self.seed == 0 { system_seed() } else { self.seed };
        let disk = Arc::new(FileDisk);
        let inside = clock.inside();
        let mut options = Options::new(OsStr::from_bytes(path), seed, clock, disk);
        options.durability = durability;
        options.value_bytes_max = self.value_bytes_max;
        options.clock_drift_ms = self.clock_drift_ms;
        options.read_only = self.read_only != 0;
        options.memory_bytes = self.memory_bytes;
        options.feed_retain_bytes = self.feed_retain_bytes;
        options.maintain_on_write = self.maintain_on_write != 0;
        options.history_bytes_max = self.history_bytes_max;
        // SAFETY: as promised by the caller.
        let recording =
            unsafe { input(self.recording_path, self.recording_path_len, "recording path") }?;
        if !recording.is_empty() {
            let mut recording = RecordingOptions::new(OsStr::from_bytes(recording));
            recording.bytes_max = self.recording_bytes_max;
            options.recording = Some(recording);
        }
        Ok((options, inside))
    }
}

impl sda_sync_options {
    /// The defaults; the name is missing.
    pub fn defaults() -> Self {
        Self {
            struct_size: size_of::<Self>() as u32,
            conflict_policy: SDA_POLICY_LAST_WRITE_WINS,
            node_id: std::ptr::null(),
            node_id_len: 0,
            batch_size: 64,
            max_retries: 5,
            auto_queue: 1,
            require_ack: 1,
            reserved: 0,
            retry_interval_ms: 5_000,
            retry_cap_ms: RETRY_CAP_MS_DEFAULT,
            ack_timeout_ms: 10_000,
            clock_drift_ms: CLOCK_DRIFT_MS_DEFAULT,
            outbox_ops_max: 0,
            outbox_bytes_max: 0,
            when_full: SDA_WHEN_FULL_REJECT,
            ack_level: SDA_LEVEL_APPLIED,
        }
    }

    /// The pipeline's settings and the policy.
    ///
    /// # Safety
    /// The name is valid for the call.
    pub unsafe fn convert(&self) -> Result<(SyncOptions, Policy)> {
        const MESSAGE: &str = "sync config is invalid";
        // SAFETY: as promised by the caller.
        let node = unsafe { input_text(self.node_id, self.node_id_len, "node id") }?;
        let policy = policy_of(self.conflict_policy)?;
        if self.reserved != 0 {
            let context = format!("reserved is {}, must be 0", self.reserved);
            return Err(invalid(MESSAGE, context));
        }
        let ack_level = match self.ack_level {
            SDA_LEVEL_DURABLE => Level::Durable,
            SDA_LEVEL_APPLIED => Level::Applied,
            other => return Err(invalid(MESSAGE, format!("ack level {other}, known are 2 and 3"))),
        };
        let when_full = u8::try_from(self.when_full).ok().and_then(WhenFull::from_number);
        let when_full = when_full.ok_or_else(|| {
            invalid(MESSAGE, format!("when_full {}, known are 1 and 2", self.when_full))
        })?;
        let mut options = SyncOptions::new(NodeId::new(node)?);
        // More than the address space holds is out of range anyway.
        options.batch_len = usize::try_from(self.batch_size).unwrap_or(usize::MAX);
        options.attempts_max = self.max_retries;
        options.retry_interval_ms = self.retry_interval_ms;
        options.retry_cap_ms = self.retry_cap_ms;
        options.ack_timeout_ms = self.ack_timeout_ms;
        options.clock_drift_ms = self.clock_drift_ms;
        options.auto_queue = self.auto_queue != 0;
        options.require_ack = self.require_ack != 0;
        options.ack_level = ack_level;
        options.outbox_ops_max = self.outbox_ops_max;
        options.outbox_bytes_max = self.outbox_bytes_max;
        options.when_full = when_full;
        Ok((options, policy))
    }
}

/// The policy with that number.
pub fn policy_of(number: u32) -> Result<Policy> {
    u8::try_from(number).ok().and_then(Policy::from_number).ok_or_else(|| {
        invalid("sync config is invalid", format!("conflict policy {number}, known are 1 to 6"))
    })
}

/// Fills options with the defaults.
///
/// Parameters: `options`: writable, `struct_size` set to its size by the caller.
/// Returns: `SDA_OK`; `SDA_ERROR_INVALID_ARGUMENT` for NULL or a `struct_size` that cannot be.
/// Threads: any.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sda_options_init(options: *mut sda_options) -> super::status::sda_status {
    // SAFETY: the caller passes NULL or `struct_size` writable bytes.
    unsafe {
        super::guard::guard(std::ptr::null_mut(), || {
            super::guard::put_struct(options, sda_options::defaults(), "options")
        })
    }
}

/// Fills sync options with the defaults; the node id must be set afterwards.
///
/// Parameters: `options`: writable, `struct_size` set to its size by the caller.
/// Returns: `SDA_OK`; `SDA_ERROR_INVALID_ARGUMENT` for NULL or a `struct_size` that cannot be.
/// Threads: any.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sda_sync_options_init(
    options: *mut sda_sync_options,
) -> super::status::sda_status {
    // SAFETY: the caller passes NULL or `struct_size` writable bytes.
    unsafe {
        super::guard::guard(std::ptr::null_mut(), || {
            super::guard::put_struct(options, sda_sync_options::defaults(), "options")
        })
    }
}
