// SPDX-License-Identifier: Apache-2.0
//! What the runs hold of a key, looked up before any lock is taken for writing, and whether that
//! still counts when the write is planned.

use std::sync::Arc;

use crate::base::error::Result;
use crate::store::Look;
use crate::store::runs::RunSet;
use crate::store::table::Slot;

use super::Engine;
use super::state::State;

/// What the runs held of a key that no table knew when the caller looked, and when that was.
pub(super) struct Below {
    flushes: u64,
    changes: u64,
    pub(super) slot: Slot,
}

impl Below {
    /// Whether the runs hold the same now.
    pub(super) fn is_in_force(&self, state: &State) -> bool {
        self.flushes == state.flushes
    }

    /// Whether no table can have learned of the key since then.
    pub(super) fn is_untouched(&self, state: &State) -> bool {
        self.is_in_force(state) && self.changes == state.changes
    }
}

/// The runs that have to be asked about a key.
pub(super) struct Lookup {
    runs: Arc<RunSet>,
    flushes: u64,
    changes: u64,
}

impl Lookup {
    /// None: a table knows the key, or there are no runs.
    pub(super) fn of(state: &State, key: &[u8]) -> Option<Self> {
        Self::is_needed(state, key).then(|| Self::now(state))
    }

    /// Those that there are now.
    pub(super) fn now(state: &State) -> Self {
        let (flushes, changes) = (state.flushes, state.changes);
        Self { runs: state.store.runs().clone(), flushes, changes }
    }

    /// Whether they have to be asked: no table knows the key, and there are runs.
    pub(super) fn is_needed(state: &State, key: &[u8]) -> bool {
        !state.store.runs().is_empty() && matches!(state.store.look(key), Look::Below)
    }

    /// Asks them.
    pub(super) fn below(&self, key: &[u8]) -> Result<Below> {
        let (flushes, changes) = (self.flushes, self.changes);
        Ok(Below { flushes, changes, slot: self.runs.state(key)? })
    }
}

impl Engine {
    /// Looks what the runs hold of a key, when no table knows it: before any lock is taken for
    /// writing, so that nobody waits for this disk read but its caller.
    pub(super) fn look_below(&self, key: &[u8]) -> Result<Option<Below>> {
        let lookup = Lookup::of(&*self.state()?, key);
        lookup.map(|lookup| lookup.below(key)).transpose()
    }
}
