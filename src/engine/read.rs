// SPDX-License-Identifier: Apache-2.0
//! The calls that only look.

use std::ops::Bound;
use std::sync::MutexGuard;

use crate::base::error::Result;
use crate::base::id::Origin;
use crate::base::op::Bytes;
use crate::outbox::Counts;
use crate::outbox::entry::{Entry, Status};
use crate::store::entry::{KeyState, LocalWrite, Version};
use crate::store::policy::{Chosen, Shown, View};
use crate::store::walk::Snapshot;
use crate::store::{digest, encode};
use crate::sync::Totals;

use super::Engine;
use super::deliver::Delivery;
use super::options::OpenReport;
use super::state::State;

/// Keys that are read under one lock, which writers wait for.
const READ_TOGETHER_LEN: usize = 64;

/// A shown key with its value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// The key.
    pub key: Bytes,
    /// The value.
    pub value: Bytes,
    /// This replica's counter when it was written.
    pub version: u64,
    /// The application's time of the write, in milliseconds since 1970.
    pub timestamp_ms: i64,
}

/// Where synchronisation stands, exactly.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SyncState {
    /// Entries of the outbox by status.
    pub counts: Counts,
    /// Counters since the engine was opened.
    pub totals: Totals,
    /// Peer stamps too far in the future to move the clock.
    pub clock_refusals: u64,
    /// About how many bytes the operations that are not acknowledged have in the log.
    pub outbox_bytes: u64,
}

impl Engine {
    /// The shown value of a key.
    pub fn get(&self, key: &[u8]) -> Result<Option<Listed>> {
        self.read(key, |shown| {
            let shown = shown?;
            let value = shown.value?.into();
            let (version, timestamp_ms) = (shown.version, shown.timestamp_ms);
            Some(Listed { key: key.into(), value, version, timestamp_ms })
        })
    }

    /// Calls `look` with the shown value of a key. What is in memory is lent without a copy, under
    /// the lock of the state: `look` must be quick. A merge function is called without that lock.
    ///
    /// Errors: those of the disk, for a key in a run; those of [`MergeSlot::merged`].
    ///
    /// [`MergeSlot::merged`]: crate::store::merge::MergeSlot::merged
    pub fn read<T>(&self, key: &[u8], look: impl FnOnce(Option<Shown<'_>>) -> T) -> Result<T> {
        read_under(self.state()?, key, look)
    }

    /// Calls `look` with the shown value of each key, in their order, as [`read`](Self::read) does,
    /// until it says that it has enough. Each key is read by itself, but of those in memory some
    /// are read together: to take the lock and to wait for the memory for each costs three times
    /// as much.
    pub fn read_many(
        &self,
        keys: &[&[u8]],
        mut look: impl FnMut(Option<Shown<'_>>) -> Result<bool>,
    ) -> Result<()> {
        for some in keys.chunks(READ_TOGETHER_LEN) {
            let state = self.state()?;
            let mut read_len = 0;
            for held in state.store.held(some) {
                let Some(shown) = lent(state.store.view(), held) else { break };
                if !look(shown)? {
                    return Ok(());
                }
                read_len += 1;
            }
            drop(state);
            // From the first on that is not in memory, each by itself.
            for key in some.iter().skip(read_len) {
                if !self.read(key, &mut look)?? {
                    return Ok(());
                }
            }
        }
        Ok(())
    }

    /// A digest of the operations that are known and of those of them that are held: two nodes with
    /// the same one have nothing to send each other.
    #[cfg(feature = "sim")]
    pub(crate) fn know_hash(&self) -> Result<u64> {
        Ok(self.state()?.know_hash())
    }

    /// The same without what of them is held.
    #[cfg(feature = "sim")]
    pub(crate) fn known_hash(&self) -> Result<u64> {
        Ok(self.state()?.knowledge.hash())
    }

    /// Everything as it stands now: writes made later do not show in it.
    pub fn snapshot(&self) -> Result<Snapshot> {
        let mut state = self.state()?;
        state.store.let_go_of_layers();
        Ok(state.store.snapshot())
    }

    /// The number of shown keys.
    pub fn len(&self) -> Result<usize> {
        self.state()?.store.count()
    }

    /// Whether no key is shown.
    pub fn is_empty(&self) -> Result<bool> {
        Ok(self.len()? == 0)
    }

    /// At most `count_max` shown keys after `after`, from the first when None, in byte order.
    pub fn scan(&self, after: Option<&[u8]>, count_max: usize) -> Result<Vec<Listed>> {
        let snapshot = self.snapshot()?;
        let from = after.map_or(Bound::Unbounded, Bound::Excluded);
        let mut listed = Vec::new();
        if count_max == 0 {
            return Ok(listed);
        }
        snapshot.scan(from, None, |key, shown| {
            if let Some(value) = shown.value.map(Into::into) {
                let (version, timestamp_ms) = (shown.version, shown.timestamp_ms);
                listed.push(Listed { key: key.into(), value, version, timestamp_ms });
            }
            Ok(listed.len() < count_max)
        })?;
        Ok(listed)
    }

    /// All replicated versions of a key, the one that every replica ranks first at the front,
    /// deletes included; and the write that is only local.
    pub fn versions(&self, key: &[u8]) -> Result<(Vec<Version>, Option<LocalWrite>)> {
        let state = self.snapshot()?.state(key)?.map(|state| *state).unwrap_or_default();
        Ok((state.siblings.to_vec(), state.local.map(LocalWrite::loaded).transpose()?))
    }

    /// Keys of which more than one version is kept.
    pub fn conflicts(&self) -> Result<Vec<Bytes>> {
        Ok(self.state()?.store.contested().cloned().collect())
    }

    /// BLAKE3 of the replicated state: equal on replicas that hold the same. Reads all of it.
    pub fn digest(&self) -> Result<[u8; 32]> {
        digest::digest(&self.snapshot()?)
    }

    /// Counts and counters; costs nothing.
    pub fn sync_state(&self) -> Result<SyncState> {
        let state = self.state()?;
        Ok(SyncState {
            counts: state.pipeline.counts(),
            totals: state.pipeline.totals,
            clock_refusals: state.clock_refusals,
            outbox_bytes: state.pipeline.outbox().needed_bytes(),
        })
    }

    /// Grows with every change that a reader could see; equal numbers mean nothing has changed.
    pub fn changes(&self) -> Result<u64> {
        Ok(self.state()?.changes)
    }

    /// Name and epoch under which this replica writes; None before a sync engine was attached.
    pub fn identity(&self) -> Result<Option<Origin>> {
        Ok(self.state()?.identity.clone())
    }

    /// The last version given.
    pub fn version(&self) -> Result<u64> {
        Ok(self.state()?.version)
    }

    /// What opening found and did.
    pub fn report(&self) -> Result<OpenReport> {
        Ok(self.state()?.report.clone())
    }

    /// Every entry of the outbox with its operation, oldest first. Reads all of them from the log.
    pub fn outbox(&self) -> Result<Vec<Delivery>> {
        let entries = self.state()?.pipeline.outbox().entries().cloned().collect();
        self.with_operations(entries)
    }

    /// Every failed entry with its operation, oldest first.
    pub fn failed(&self) -> Result<Vec<Delivery>> {
        let entries = self.state()?.pipeline.outbox().failed().cloned().collect();
        self.with_operations(entries)
    }

    /// One entry of the outbox with its operation.
    ///
    /// Errors: `NotFound` for an id that is not there.
    pub fn find(&self, sync_id: &str) -> Result<Delivery> {
        let entry = {
            let state = self.state()?;
            let version = state.version_of(sync_id, |status| status != Status::Applied)?;
            state.pipeline.outbox().get(version).cloned()
        };
        let entry = entry.ok_or_else(|| crate::base::id::not_found(sync_id))?;
        let op = self.operation(entry.version, entry.place)?;
        Ok(Delivery { op, entry })
    }

    fn with_operations(&self, entries: Vec<Entry>) -> Result<Vec<Delivery>> {
        let mut listed = Vec::with_capacity(entries.len());
        for entry in entries {
            match self.operation(entry.version, entry.place) {
                Ok(op) => listed.push(Delivery { op, entry }),
                // It was acknowledged or given up meanwhile, and the log that held it is gone.
                Err(_) if self.state()?.pipeline.outbox().get(entry.version).is_none() => {}
                Err(error) => return Err(error),
            }
        }
        Ok(listed)
    }
}

/// What a table knows of a key, as `look` takes it, where it can be lent under the lock: no merge
/// function is to be asked, and the value is not in a file.
#[inline]
fn lent<'a>(view: &View, held: Option<&'a KeyState>) -> Option<Option<Shown<'a>>> {
    match held {
        Some(held) if view.merges(held) || is_placed(view, held) => None,
        _ => Some(held.and_then(|held| view.live(held)).and_then(Chosen::here)),
    }
}

/// Reads a key with the lock of the state taken, and lets go of it where reading takes long.
fn read_under<T>(
    state: MutexGuard<'_, State>,
    key: &[u8],
    look: impl FnOnce(Option<Shown<'_>>) -> T,
) -> Result<T> {
    let held = state.store.look(key).held();
    let held = match held.map(|held| (held, lent(state.store.view(), held))) {
        Some((_, Some(shown))) => return Ok(look(shown)),
        Some((held, None)) => held.cloned(),
        None => None,
    };
    let (runs, view) = (state.store.runs().clone(), state.store.shared_view());
    drop(state);
    if let Some(held) = held {
        return view.show(key, &held, look);
    }
    match runs.entry(key)? {
        Some(bytes) => encode::with_shown(key, &bytes, &runs.origins, &view, look),
        None => Ok(look(None)),
    }
}

/// Whether what a view shows of a key is not in memory.
fn is_placed(view: &View, held: &KeyState) -> bool {
    view.live(held).is_some_and(|shown| shown.placed().is_some())
}
