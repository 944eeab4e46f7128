// SPDX-License-Identifier: Apache-2.0
//! Opening, flushing and closing an engine, and what it says about itself.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, RwLock};

use crate::base::error::Result;
use crate::base::inside::Inside;
use crate::client::Client;
use crate::engine::{Engine, OpenReport, poisoned};

use super::buf::{fill, sda_buf};
use super::guard::{check_output, check_outside, get_struct, guard, guard_engine, put, put_struct};
use super::handle::{self, Tagged};
use super::notice::Listener;
use super::options::sda_options;
use super::status::{SDA_NOTHING, SDA_OK, sda_error, sda_status};

/// An engine: a log, the state in it, and what is owed. Any thread may use it; it locks inside.
pub struct sda_engine {
    pub(super) shared: Arc<Shared>,
    /// Whether it is a client's, which closes it.
    pub(super) is_lent: bool,
}

/// What handles and their children hold together.
pub(super) struct Shared {
    pub held: RwLock<Option<Held>>,
    pub poisoned: AtomicBool,
    /// Who is inside a callback: the clock, the merge function, the one for notices.
    pub inside: Vec<Arc<Inside>>,
    pub listener: Listener,
}

/// An engine alone, or within a client.
pub(super) enum Held {
    Engine(Box<Engine>),
    Client(Box<Client>),
}

impl Held {
    pub fn engine(&self) -> &Engine {
        match self {
            Self::Engine(engine) => engine,
            Self::Client(client) => client.engine(),
        }
    }

    fn close(self) -> Result<()> {
        match self {
            Self::Engine(engine) => engine.close(),
            Self::Client(client) => client.close(),
        }
    }
}

impl Shared {
    pub fn new(held: Held, clock: Option<Arc<Inside>>) -> Arc<Self> {
        let listener = Listener::default();
        let callbacks = [held.engine().inside_merge(), listener.inside()];
        let inside = clock.into_iter().chain(callbacks).collect();
        let poisoned = AtomicBool::new(false);
        Arc::new(Self { held: RwLock::new(Some(held)), poisoned, inside, listener })
    }

    /// Makes everything durable and frees it; what shares it answers "closed" from then on.
    pub fn close(&self) -> Result<sda_status> {
        let is_poisoned = self.poisoned.load(Ordering::Acquire);
        if let Ok(place) = self.held.read()
            && let Some(Held::Client(client)) = place.as_ref()
        {
            // Calls under way are waited for; those that wait themselves come back now.
            client.end_waits();
        }
        let held = match self.held.write() {
            Ok(mut place) => place.take(),
            Err(broken) => broken.into_inner().take(),
        };
        self.listener.forget();
        match held {
            // Freed, but nothing is known of what it wrote last.
            Some(_) if is_poisoned => Err(poisoned()),
            Some(held) => held.close().map(|()| SDA_OK),
            None => Ok(SDA_OK),
        }
    }
}

impl Tagged for sda_engine {
    const TAG: u64 = 0x7364_615f_656e_6769;
    const NAME: &'static str = "sda_engine";
}

/// What opening found and did.
#[repr(C)]
pub struct sda_report {
    /// Size of this struct in bytes, set by the caller.
    pub struct_size: u32,
    /// 1 when this open made the log.
    pub created: u32,
    /// Groups read from the log.
    pub group_count: u64,
    /// The last version in the log; 0 for none.
    pub last_version: u64,
    /// Bytes of a torn tail that were cut.
    pub cut_bytes: u64,
    /// Complete groups among them: written, never confirmed to be on disk.
    pub cut_groups: u64,
    /// Operations that are owed from before.
    pub owed_count: u64,
    /// Records of a log of format 1 that this open converted into local writes; 0 when there was
    /// none.
    pub migrated_records: u64,
    /// Records of that log that are no store operations: they are in the file set aside alone.
    pub kept_records: u64,
}

/// Opens or makes a log and takes its lock. A log of format 1 is converted: the file itself is
/// kept as `<path>.format-1`, the report says what became of its records.
///
/// Parameters: `options`: from `sda_options_init`. `engine`: where the handle goes.
/// Returns: `SDA_OK`; `SDA_ERROR_INVALID_ARGUMENT` for options out of range; `SDA_ERROR_LOCKED`
/// when another writer has the log; `SDA_ERROR_CORRUPTED` for damage before valid records, with
/// position and record in the context, nothing changed on disk; `SDA_ERROR_UNSUPPORTED_FORMAT`,
/// also for a log of format 1 when `read_only` is set; `SDA_ERROR_FILE_ALREADY_EXISTS` when the
/// place for a log of format 1 is taken; file statuses.
/// Ownership: the caller closes the engine with `sda_engine_close`. The options are borrowed for
/// the call, but for clock, user data and release, which the engine keeps.
/// Threads: any.
/// Durability: a log that was made is on stable storage, with its folder entry, when this returns.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sda_engine_open(
    options: *const sda_options,
    engine: *mut *mut sda_engine,
    error: *mut *mut sda_error,
) -> sda_status {
    // SAFETY: the caller keeps the contract above.
    unsafe {
        guard(error, || {
            let (options, inside) =
                get_struct(options, sda_options::defaults(), "options")?.convert()?;
            check_output(engine, "engine")?;
            let shared = Shared::new(Held::Engine(Box::new(Engine::open(options)?)), inside);
            put(engine, handle::give(sda_engine { shared, is_lent: false }), "engine")
        })
    }
}

/// Makes everything durable, frees the lock and the memory. Scans of this engine live on and answer
/// `SDA_ERROR_CLOSED`. A handle from `sda_client_engine` is only let go: the client's engine goes
/// on.
///
/// Parameters: `engine`: an engine, or NULL, which does nothing.
/// Returns: `SDA_OK`; `SDA_ERROR_POISONED` when a call had panicked, so that nothing is known of
/// what it wrote last; `SDA_ERROR_BUSY` from inside the engine's own clock
/// or merge function, where nothing is done;
/// otherwise what the last sync answered.
/// Ownership: the engine is gone afterwards, also when this fails, but for `SDA_ERROR_BUSY`.
/// Threads: waits for calls of other threads to end; none may start one afterwards.
/// Durability: on `SDA_OK` everything ever written is on stable storage.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sda_engine_close(
    engine: *mut sda_engine,
    error: *mut *mut sda_error,
) -> sda_status {
    // SAFETY: the caller keeps the contract above.
    unsafe {
        guard(error, || {
            if let Ok(engine) = handle::borrow(engine) {
                check_outside(&engine.shared)?;
            }
            let Some(handle) = handle::take(engine)? else { return Ok(SDA_OK) };
            if handle.is_lent { Ok(SDA_OK) } else { handle.shared.close() }
        })
    }
}

/// Makes everything written so far durable.
///
/// Parameters: `engine`: an engine.
/// Returns: `SDA_OK`; `SDA_ERROR_LOG_STOPPED` when a sync failed, now or before.
/// Threads: any.
/// Durability: on `SDA_OK` everything written before the call is on stable storage.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sda_engine_flush(
    engine: *const sda_engine,
    error: *mut *mut sda_error,
) -> sda_status {
    // SAFETY: the caller keeps the contract above.
    unsafe { guard_engine(engine, error, |engine| engine.flush().map(|()| SDA_OK)) }
}

/// Does a bounded piece of the work that keeps the database small and quick to open: writes state
/// to runs, merges them, and gives up log that nothing needs. Writes do the same beside themselves;
/// calling this when the device is idle spares them that. Not having called it harms nothing.
///
/// Parameters: `bytes_max`: about how many bytes may be written. `time_max_ms`: how long it may
/// take in milliseconds, looked at about every 64 KiB, 0 for no limit, not negative; by the clock
/// of the options. At least one step of up to 64 KiB is taken. `more`: 1 when there is more to be
/// done, else 0; may be NULL.
/// Returns: `SDA_OK`; `SDA_ERROR_INVALID_ARGUMENT` for a negative time; `SDA_ERROR_INVALID_STATE`
/// when the engine was opened read-only; `SDA_ERROR_NO_SPACE` and file statuses, where nothing is
/// lost and a later call tries again; `SDA_ERROR_LOG_STOPPED`.
/// Threads: any; one works at a time, the others wait.
/// Durability: no write becomes more or less durable by it.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sda_engine_maintain(
    engine: *const sda_engine,
    bytes_max: u64,
    time_max_ms: i64,
    more: *mut u32,
    error: *mut *mut sda_error,
) -> sda_status {
    // SAFETY: the caller keeps the contract above.
    unsafe {
        guard_engine(engine, error, |engine| {
            let is_more = engine.maintain_for(bytes_max, time_max_ms)?;
            if more.is_null() { Ok(SDA_OK) } else { put(more, u32::from(is_more), "more") }
        })
    }
}

/// Writes the whole state to runs, so that the next opening reads hardly any log. Takes as long as
/// there is changed state in memory.
///
/// Parameters: `engine`: an engine.
/// Returns: as `sda_engine_maintain`.
/// Threads: any; other calls go on beside it.
/// Durability: on `SDA_OK` everything written before the call is on stable storage, unless the
/// engine is in memory.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sda_engine_checkpoint(
    engine: *const sda_engine,
    error: *mut *mut sda_error,
) -> sda_status {
    // SAFETY: the caller keeps the contract above.
    unsafe { guard_engine(engine, error, |engine| done(engine.checkpoint())) }
}

/// Reads the log again and shows what it holds. What was only in memory is gone, what was out of
/// view is back; the outbox stays as it is. When this fails, everything stays as it is.
///
/// Parameters: `engine`: an engine.
/// Returns: `SDA_OK`; `SDA_ERROR_FILE_READ` when the log cannot be read; `SDA_ERROR_CORRUPTED`.
/// Threads: any.
/// Durability: as `sda_engine_flush`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sda_engine_reload(
    engine: *const sda_engine,
    error: *mut *mut sda_error,
) -> sda_status {
    // SAFETY: the caller keeps the contract above.
    unsafe { guard_engine(engine, error, |engine| engine.reload().map(|()| SDA_OK)) }
}

/// What opening found and did.
///
/// Parameters: `engine`: an engine. `report`: `struct_size` set by the caller.
/// Returns: `SDA_OK`.
/// Threads: any.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sda_engine_report(
    engine: *const sda_engine,
    report: *mut sda_report,
    error: *mut *mut sda_error,
) -> sda_status {
    // SAFETY: the caller keeps the contract above.
    unsafe {
        guard_engine(engine, error, |engine| {
            put_struct(report, filled(&engine.report()?), "report")
        })
    }
}

/// The name under which the log was written before, when the attached sync engine brought another
/// one.
///
/// Parameters: `engine`: an engine. `node_id`: filled with the former name.
/// Returns: `SDA_OK`; `SDA_NOTHING` when the name has not changed since opening.
/// Ownership: the caller frees the buffer.
/// Threads: any.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sda_engine_renamed_from(
    engine: *const sda_engine,
    node_id: *mut sda_buf,
    error: *mut *mut sda_error,
) -> sda_status {
    // SAFETY: the caller keeps the contract above.
    unsafe {
        guard_engine(engine, error, |engine| {
            check_output(node_id, "node_id")?;
            match engine.report()?.renamed_from {
                Some(node) => fill(node_id, node.as_str().as_bytes()).map(|()| SDA_OK),
                None => Ok(SDA_NOTHING),
            }
        })
    }
}

/// The name and the epoch under which this replica writes.
///
/// Parameters: `engine`: an engine. `node_id`: filled with the name. `epoch`: the epoch.
/// Returns: `SDA_OK`; `SDA_NOTHING` before a sync engine was ever attached.
/// Ownership: the caller frees the buffer.
/// Threads: any.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sda_engine_identity(
    engine: *const sda_engine,
    node_id: *mut sda_buf,
    epoch: *mut u32,
    error: *mut *mut sda_error,
) -> sda_status {
    // SAFETY: the caller keeps the contract above.
    unsafe {
        guard_engine(engine, error, |engine| {
            check_output(node_id, "node_id")?;
            check_output(epoch, "epoch")?;
            let Some(origin) = engine.identity()? else { return Ok(SDA_NOTHING) };
            fill(node_id, origin.node.as_str().as_bytes())?;
            put(epoch, origin.epoch, "epoch")
        })
    }
}

/// A number that grows with every change that a reader could see: equal numbers, nothing changed.
///
/// Parameters: `engine`: an engine. `changes`: the number.
/// Returns: `SDA_OK`.
/// Threads: any.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sda_engine_changes(
    engine: *const sda_engine,
    changes: *mut u64,
    error: *mut *mut sda_error,
) -> sda_status {
    // SAFETY: the caller keeps the contract above.
    unsafe { guard_engine(engine, error, |engine| put(changes, engine.changes()?, "changes")) }
}

/// A digest of the replicated state (BLAKE3, 32 bytes): equal on replicas that hold the same
/// versions, whatever came in which order. Reads the whole state.
///
/// Parameters: `engine`: an engine. `digest`: filled with 32 bytes.
/// Returns: `SDA_OK`.
/// Ownership: the caller frees the buffer.
/// Threads: any.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sda_engine_digest(
    engine: *const sda_engine,
    digest: *mut sda_buf,
    error: *mut *mut sda_error,
) -> sda_status {
    // SAFETY: the caller keeps the contract above.
    unsafe {
        guard_engine(engine, error, |engine| fill(digest, &engine.digest()?).map(|()| SDA_OK))
    }
}

fn filled(report: &OpenReport) -> sda_report {
    sda_report {
        struct_size: 0,
        created: u32::from(report.created),
        group_count: report.group_count,
        last_version: report.last_version,
        cut_bytes: report.cut_bytes,
        cut_groups: report.cut_groups,
        owed_count: report.owed_count as u64,
        migrated_records: report.migrated_records,
        kept_records: report.kept_records,
    }
}

/// The status of a call that only had to work.
pub(super) fn done(outcome: Result<()>) -> Result<sda_status> {
    outcome.map(|()| SDA_OK)
}
