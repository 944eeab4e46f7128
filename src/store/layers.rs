// SPDX-License-Identifier: Apache-2.0
//! The tables of a store as layers: a snapshot sets the newest aside, a flush all of them.

use std::sync::Arc;

use super::runs::RunSet;
use super::table::Table;
use super::{Frozen, Store};

/// Layers that one call joins. A snapshot adds one, so with more than one they become fewer.
const JOINS_LEN: usize = 4;

impl Store {
    /// About how much memory the tables take, in bytes.
    pub fn table_bytes(&self) -> usize {
        self.top.bytes() + self.older.iter().map(|table| table.bytes()).sum::<usize>()
    }

    /// About how much memory those tables take that are not on their way to a run, in bytes.
    pub fn unfrozen_bytes(&self) -> usize {
        let unfrozen = self.older.iter().take(self.older.len() - self.frozen_len);
        self.top.bytes() + unfrozen.map(|table| table.bytes()).sum::<usize>()
    }

    /// Sets everything in the tables aside for a run. From here on writes go to a new table.
    pub fn freeze(&mut self) -> Frozen {
        // What was written in this time is about what the next time brings: with room for that, no
        // write has to wait for an index to grow.
        let room = self.top.len() + self.top.len() / 8;
        self.push_top();
        self.frozen_len = self.older.len();
        if room > 0 {
            self.top = Arc::new(Table::with_room(room));
        }
        let changed = std::mem::take(&mut self.contested_changed);
        let contested = changed.into_iter().map(|key| {
            let is_contested = self.contested.contains(&key);
            (key, is_contested)
        });
        self.weight.waste_new_bytes = 0;
        self.weight.waste_in_runs_bytes += std::mem::take(&mut self.weight.new_in_runs_bytes);
        Frozen {
            contested: contested.collect(),
            tables: self.older.clone(),
            uncontested_len: self.tally.uncontested as u64,
            weight: self.weight,
            sum: self.sum,
        }
    }

    /// Hands the frozen tables out: `runs` hold what they held. To free a table takes a while,
    /// which is better spent when others may look at the store again.
    #[must_use]
    pub fn thaw(&mut self, runs: RunSet) -> Vec<Arc<Table>> {
        self.set_runs(runs);
        self.older.split_off(self.older.len() - std::mem::take(&mut self.frozen_len))
    }

    fn push_top(&mut self) {
        if !self.top.is_empty() {
            self.older.insert(0, std::mem::take(&mut self.top));
        }
    }

    /// Makes the newest table one that nobody else holds, and lets go of layers that only snapshots
    /// needed.
    pub(super) fn own_top(&mut self) {
        if Arc::get_mut(&mut self.top).is_none() {
            self.push_top();
            if Arc::get_mut(&mut self.top).is_none() {
                // A snapshot of nothing: it keeps its empty table.
                self.top = Arc::default();
            }
        }
        self.let_go_of_layers();
    }

    /// Joins the newest table with those below it that nobody else holds any more: a snapshot adds
    /// a layer for as long as it is there, and no longer. A few at a time; the next call goes on.
    pub fn let_go_of_layers(&mut self) {
        for _ in 0..JOINS_LEN {
            let is_own = self.older.len() > self.frozen_len;
            let below = self.older.first_mut().filter(|_| is_own).and_then(Arc::get_mut);
            let (Some(below), Some(top)) = (below, Arc::get_mut(&mut self.top)) else { return };
            *top = Table::joined(std::mem::take(top), std::mem::take(below));
            self.older.remove(0);
        }
    }

    #[cfg(test)]
    pub(crate) fn layers_len(&self) -> usize {
        1 + self.older.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn layers_that_only_snapshots_needed_go_when_those_are_gone() {
        let mut store = Store::default();
        let write = |store: &mut Store, key: u32| {
            store.own_top();
            let key = key.to_be_bytes().as_slice().into();
            let top = Arc::get_mut(&mut store.top);
            assert!(top.is_some_and(|top| top.slot(&key, || None).is_some()));
        };
        for key in 0..1000 {
            // A scan of its own for each write, as a loop over the one with the other in it has.
            store.let_go_of_layers();
            let snapshot = store.snapshot();
            write(&mut store, key);
            drop(snapshot);
            assert!(store.older.len() <= 1, "{key}: {}", store.older.len());
        }

        let many: Vec<_> = (0..100)
            .map(|key| {
                let snapshot = store.snapshot();
                write(&mut store, key);
                snapshot
            })
            .collect();
        assert!(store.older.len() >= 100);
        drop(many);
        (0..100).for_each(|key| {
            store.let_go_of_layers();
            let _snapshot = store.snapshot();
            write(&mut store, key);
        });
        assert!(store.older.len() <= 1, "{}", store.older.len());
        assert_eq!(store.top.len() + store.older.first().map_or(0, |table| table.len()), 1001);
    }
}
