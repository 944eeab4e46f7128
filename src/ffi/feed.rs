// SPDX-License-Identifier: Apache-2.0
//! The change feed: what happened in an engine, in order, read on from where a reader stopped.

use std::sync::Arc;

use crate::base::id::Dot;
use crate::engine::Change;

use super::engine::{Shared, sda_engine};
use super::guard::{check_output, check_struct, guard, guard_engine, put, put_struct, with_engine};
use super::handle::{self, Tagged};
use super::status::{SDA_NOTHING, sda_error, sda_status};

/// A write that is not replicated.
pub const SDA_CHANGE_LOCAL: u32 = 1;
/// A replicated write, made here.
pub const SDA_CHANGE_OWN: u32 = 2;
/// A replicated write, received.
pub const SDA_CHANGE_REMOTE: u32 = 3;
/// The replicated write before this, of the same version, and what was here did not know of each
/// other. `sda_store_versions` lists what is left of both.
pub const SDA_CHANGE_CONFLICT: u32 = 4;
/// Operations made here are owed no more: acknowledged, discarded on purpose, or taken out of a
/// full outbox because a later write had replaced them.
pub const SDA_CHANGE_SETTLED: u32 = 5;
/// The delivery of an operation made here failed, is to be tried again, or was queued by hand.
pub const SDA_CHANGE_DELIVERY: u32 = 6;
/// From here on this engine writes under that node id.
pub const SDA_CHANGE_IDENTITY: u32 = 7;

/// Changes fetched with one walk over the log, about.
const CHUNK_LEN: usize = 256;

/// A reader of the change feed. One thread at a time; lives on after the engine was closed.
pub struct sda_feed {
    shared: Arc<Shared>,
    has_values: bool,
    /// Behind everything that was handed out.
    position: u64,
    /// Where the next chunk begins.
    next: u64,
    chunk: std::vec::IntoIter<Change>,
    current: Option<(Change, String)>,
}

impl Tagged for sda_feed {
    const TAG: u64 = 0x7364_615f_6665_6564;
    const NAME: &'static str = "sda_feed";
}

/// One change. What its type does not speak of is zero, NULL and empty.
#[repr(C)]
pub struct sda_change {
    /// Size of this struct in bytes, set by the caller.
    pub struct_size: u32,
    /// One of `SDA_CHANGE_…`; later versions may add others, to be passed over.
    pub change_type: u32,
    /// Local, own, remote, conflict: `SDA_OPERATION_PUT` or `SDA_OPERATION_DELETE`.
    pub operation_type: u32,
    /// The epoch of the origin.
    pub epoch: u32,
    /// This replica's counter for the write; of a delivery, for the operation that it is about.
    pub version: u64,
    /// Where to go on once this change and all before it are dealt with. Changes that happened
    /// together are read again together.
    pub position: u64,
    /// The origin's sequence number; of settled operations the first.
    pub sequence: u64,
    /// Settled: the last sequence number. Own, remote, conflict: as `sequence`.
    pub sequence_last: u64,
    /// Hybrid logical clock of the write, milliseconds << 16 | counter.
    pub stamp: u64,
    /// The application's time of the write, in milliseconds since 1970.
    pub timestamp_ms: i64,
    /// Name of the origin, UTF-8.
    pub origin: *const u8,
    /// Length of the name in bytes.
    pub origin_len: usize,
    /// Public id, `<node>-<sequence>`, UTF-8; of settled operations that of the first.
    pub sync_id: *const u8,
    /// Length of the id in bytes.
    pub sync_id_len: usize,
    /// The key.
    pub key: *const u8,
    /// Length of the key in bytes.
    pub key_len: usize,
    /// The value of a put, when values were asked for.
    pub value: *const u8,
    /// Length of the value in bytes.
    pub value_len: usize,
    /// Delivery: where the operation stands, `SDA_STATUS_…`.
    pub status: u32,
    /// Delivery: deliveries so far.
    pub retry_count: u32,
    /// Delivery: status of the last delivery error; 0 for none.
    pub last_error: i32,
    /// Always 0.
    pub reserved: u32,
}

/// Starts reading the changes of an engine, in the order in which they happened: its own writes,
/// received ones, conflicts, acknowledgements, failures. Nothing is told before it is applied here
/// and as durable as the options promise; acknowledgements and failures are told once they are in
/// the log, at the latest after `sda_engine_flush`.
///
/// To miss nothing: ask `sda_engine_feed_end`, walk over a scan, then follow the feed from that
/// position; a change can be in both. Deal with changes before noting `sda_feed_position`: after a
/// crash those since the last note are told again.
///
/// Parameters: `engine`: an engine with a log. `position`: from `sda_feed_position`,
/// `sda_engine_feed_end` or a change of this log, also before restarts; 0 for the oldest change
/// that is kept. `with_values`: not 0 hands out values. `feed`: where the handle goes.
/// Returns: `SDA_OK`; `SDA_ERROR_NOT_FOUND` when the log of that position is no longer kept (see
/// `feed_retain_bytes`), with the oldest one that is in the context, or was lost with the power:
/// the reader has to walk over a scan again; `SDA_ERROR_INVALID_STATE` for an engine in memory;
/// `SDA_ERROR_INVALID_ARGUMENT` or `SDA_ERROR_CORRUPTED` for what never was a position;
/// `SDA_ERROR_FILE_READ`.
/// Ownership: the caller frees the feed with `sda_feed_free`.
/// Threads: any; the feed itself one at a time. Reads and writes go on beside it.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sda_feed_open(
    engine: *const sda_engine,
    position: u64,
    with_values: u32,
    feed: *mut *mut sda_feed,
    error: *mut *mut sda_error,
) -> sda_status {
    // SAFETY: the caller keeps the contract above.
    unsafe {
        guard(error, || {
            check_output(feed, "feed")?;
            let shared = handle::borrow(engine)?.shared.clone();
            let has_values = with_values != 0;
            with_engine(&shared, |engine| {
                let changes = engine.changes_from(position, CHUNK_LEN, has_values)?;
                let opened = sda_feed {
                    shared: shared.clone(),
                    has_values,
                    position: changes.from,
                    next: changes.next,
                    chunk: changes.list.into_iter(),
                    current: None,
                };
                put(feed, handle::give(opened), "feed")
            })
        })
    }
}

/// The next change.
///
/// Parameters: `feed`: a feed. `change`: `struct_size` set by the caller.
/// Returns: `SDA_OK`; `SDA_NOTHING` when nothing more has happened so far, where a later call goes
/// on; `SDA_ERROR_CLOSED` when the engine was closed; otherwise as `sda_feed_open`, also
/// `SDA_ERROR_NOT_FOUND` for a reader that fell behind what is kept.
/// Ownership: what the change points to is borrowed from the feed, valid until the next call on it.
/// Threads: one at a time per feed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sda_feed_next(
    feed: *mut sda_feed,
    change: *mut sda_change,
    error: *mut *mut sda_error,
) -> sda_status {
    // SAFETY: the caller keeps the contract above.
    unsafe {
        guard(error, || {
            let feed = handle::borrow_mut(feed)?;
            check_struct(change, "change")?;
            let shared = feed.shared.clone();
            with_engine(&shared, |engine| {
                if feed.chunk.len() == 0 {
                    let changes = engine.changes_from(feed.next, CHUNK_LEN, feed.has_values)?;
                    (feed.next, feed.chunk) = (changes.next, changes.list.into_iter());
                    if feed.chunk.len() == 0 {
                        feed.position = feed.next;
                    }
                }
                let Some(next) = feed.chunk.next() else { return Ok(SDA_NOTHING) };
                feed.position = next.position;
                let sync_id = sync_id_of(&next);
                let (next, sync_id) = feed.current.insert((next, sync_id));
                put_struct(change, filled(next, sync_id), "change")
            })
        })
    }
}

/// Where to go on reading, in this process or a later one, once everything that the feed has handed
/// out is dealt with. Of changes that happened together the last one moves it.
///
/// Parameters: `feed`: a feed. `position`: the position, never 0.
/// Returns: `SDA_OK`, also after the engine was closed.
/// Threads: one at a time per feed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sda_feed_position(
    feed: *const sda_feed,
    position: *mut u64,
    error: *mut *mut sda_error,
) -> sda_status {
    // SAFETY: the caller keeps the contract above.
    unsafe { guard(error, || put(position, handle::borrow(feed)?.position, "position")) }
}

/// Frees a feed.
///
/// Parameters: `feed`: a feed, or NULL, which does nothing.
/// Ownership: the feed is gone afterwards, with what was borrowed from it.
/// Threads: one at a time per feed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sda_feed_free(feed: *mut sda_feed) {
    // SAFETY: the caller passes NULL or a live handle, and lets go of it.
    drop(unsafe { handle::take(feed) });
}

/// The position of the change feed behind everything that has happened so far.
///
/// Parameters: `engine`: an engine with a log. `position`: the position.
/// Returns: `SDA_OK`; `SDA_ERROR_INVALID_STATE` for an engine in memory.
/// Threads: any.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sda_engine_feed_end(
    engine: *const sda_engine,
    position: *mut u64,
    error: *mut *mut sda_error,
) -> sda_status {
    // SAFETY: the caller keeps the contract above.
    unsafe {
        guard_engine(engine, error, |engine| {
            check_output(position, "position")?;
            put(position, engine.feed_end()?, "position")
        })
    }
}

fn sync_id_of(change: &Change) -> String {
    let origin = change.origin.clone().filter(|_| change.seq > 0);
    origin.map_or_else(String::new, |origin| Dot { origin, seq: change.seq }.sync_id())
}

fn filled(change: &Change, sync_id: &str) -> sda_change {
    let origin = change.origin.as_ref();
    let name = origin.map_or("", |origin| origin.node.as_str());
    let value = change.value.as_deref().unwrap_or_default();
    sda_change {
        struct_size: 0,
        change_type: change.event as u32,
        operation_type: change.kind.map_or(0, |kind| kind.number().into()),
        epoch: origin.map_or(0, |origin| origin.epoch),
        version: change.version,
        position: change.position,
        sequence: change.seq,
        sequence_last: change.seq_last,
        stamp: change.stamp.0,
        timestamp_ms: change.timestamp_ms,
        origin: pointer(name.as_bytes()),
        origin_len: name.len(),
        sync_id: pointer(sync_id.as_bytes()),
        sync_id_len: sync_id.len(),
        key: pointer(&change.key),
        key_len: change.key.len(),
        value: pointer(value),
        value_len: value.len(),
        status: change.status.map_or(0, |status| status as u32),
        retry_count: change.attempts,
        last_error: -i32::from(change.last_error),
        reserved: 0,
    }
}

/// NULL for what is not there.
fn pointer(bytes: &[u8]) -> *const u8 {
    if bytes.is_empty() { std::ptr::null() } else { bytes.as_ptr() }
}
