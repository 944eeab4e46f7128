// SPDX-License-Identifier: Apache-2.0
//! What the database takes, what holds on to it, and whether anything is wrong.

use crate::base::error::{Error, Result};
use crate::store::table::Table;
use crate::store::value_file;
use crate::wal::Log;

use super::super::{Engine, lock};

/// How a database is doing. All bytes are those of files, unless a field says memory.
#[derive(Clone, Debug, Default)]
pub struct Health {
    /// Of the log since the last flush: what the next opening reads.
    pub tail_bytes: u64,
    /// Of the segment that is written to, without reserved space.
    pub active_bytes: u64,
    /// Sealed segments.
    pub sealed_count: u64,
    /// Of the sealed segments.
    pub sealed_bytes: u64,
    /// Of those sealed segments that are kept for operations which are still owed, and for nothing
    /// else.
    pub held_bytes: u64,
    /// Version of the oldest operation that is still owed or failed; 0 for none.
    pub oldest_owed_version: u64,
    /// The segment that it is in; 0 for none.
    pub oldest_owed_segment: u64,
    /// Operations that were given up although a registered peer lacked them, because the log kept
    /// for peers had grown too long: it gets a snapshot.
    pub history_dropped_count: u64,
    /// Runs.
    pub run_count: u64,
    /// Of the runs.
    pub run_bytes: u64,
    /// Of entries that count, about.
    pub live_bytes: u64,
    /// Of entries that later ones replaced, about: what merging gives back.
    pub waste_bytes: u64,
    /// Memory of the tables of changed keys.
    pub table_bytes: u64,
    /// Memory of blocks kept from runs.
    pub cache_bytes: u64,
    /// Memory of filters and fences.
    pub index_bytes: u64,
    /// Whether a flush or a merge is under way.
    pub is_at_work: bool,
    /// Whether a failure has stopped the log: it takes nothing until the engine is opened again.
    pub is_stopped: bool,
    /// Operations that are held because this build does not know their kind.
    pub unknown_kind_count: u64,
    /// What of the limit on those they take, in bytes.
    pub unknown_kind_bytes: u64,
    /// Values in files of their own, because they were written piece by piece, that no flush has
    /// taken to a run yet.
    pub value_file_count: u64,
    /// Of those files.
    pub value_file_bytes: u64,
    /// Why the last piece of upkeep failed; None when it did not.
    pub failure: Option<Error>,
}

impl Engine {
    /// How the database is doing. Reads no file. Waits for a piece of upkeep that is under way, and
    /// for a backup.
    ///
    /// Errors: `Poisoned`.
    pub fn health(&self) -> Result<Health> {
        let upkeep = lock(&self.upkeep)?;
        let mut health = Health { failure: upkeep.failure.clone(), ..Health::default() };
        let log = self.shared.log()?;
        let segments = log.as_ref().map(Log::segments).unwrap_or_default();
        health.is_stopped = log.as_ref().is_some_and(Log::is_stopped);
        drop(log);
        let state = self.state()?;
        if let Some((active, sealed)) = segments.split_last() {
            health.active_bytes = active.bytes;
            health.sealed_count = sealed.len() as u64;
            health.sealed_bytes = sealed.iter().map(|segment| segment.bytes).sum();
            let is_held = |number: u64| number < upkeep.facts.first_segment;
            let held = sealed.iter().filter(|segment| is_held(segment.number));
            health.held_bytes = held.map(|segment| segment.bytes).sum();
        }
        if let Some(entry) = state.pipeline.outbox().oldest_needed() {
            health.oldest_owed_version = entry.version;
            if !segments.is_empty() {
                health.oldest_owed_segment = entry.place.file();
            }
        }
        health.history_dropped_count = state.history_dropped;
        health.unknown_kind_count = state.hold.len() as u64;
        health.unknown_kind_bytes = state.hold.bytes();
        health.value_file_count = state.values.noted().count() as u64;
        health.value_file_bytes = state.values.noted().map(value_file::file_bytes).sum();
        let (runs, weight) = (state.store.runs(), state.store.weight());
        health.tail_bytes = state.tail_bytes;
        let values = runs.values();
        let value_bytes = values.iter().map(|(_, referred)| referred.run.summary().bytes);
        health.run_count = (runs.pieces().count() + values.iter().count()) as u64;
        health.run_bytes = runs.bytes() + value_bytes.sum::<u64>();
        health.live_bytes = weight.live_bytes;
        health.waste_bytes = weight.waste_new_bytes + weight.waste_in_runs_bytes;
        health.waste_bytes += runs.value_weight().0;
        let spent_bytes = upkeep.spent.iter().map(Table::bytes).sum::<usize>();
        health.table_bytes = (state.store.table_bytes() + spent_bytes) as u64;
        health.cache_bytes = runs.cache.bytes() as u64;
        health.index_bytes = runs.pieces().map(|piece| piece.run.memory_bytes() as u64).sum();
        health.is_at_work =
            upkeep.flush.is_some() || upkeep.merge.is_some() || upkeep.carry.is_some();
        Ok(health)
    }
}
