// SPDX-License-Identifier: Apache-2.0
//! The conflicts that stand: keys with writes that did not know of each other, each with all sides.

use std::ops::Bound;

use crate::base::error::Result;
use crate::base::id::NodeId;
use crate::base::limits::CONFLICTS_LEN_MAX;
use crate::base::op::Bytes;
use crate::store::entry::{KeyState, LocalWrite, Version};
use crate::store::policy::{Policy, View};

use super::Engine;

/// A key with writes that did not know of each other. It is one until a later write, which has
/// seen all of them, replaces them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conflict {
    /// The key.
    pub key: Bytes,
    /// The replicated versions, the one that every replica ranks first at the front; deletes are
    /// among them. Who wrote each, when, and under which name is in it.
    pub versions: Vec<Version>,
    /// For each of the versions the peer whose session brought it, when it came through one since
    /// the engine was opened: maybe the node that made it, maybe one that handed it on. None for a
    /// write made here, one that came before the opening, with a state or a repair, or by
    /// [`Engine::receive`].
    pub peers: Vec<Option<NodeId>>,
    /// The write that is only local, when there is one and it did not see all of them.
    pub local: Option<LocalWrite>,
    /// The place in `versions` of the one that is shown. None when none of them is: a local write
    /// is, or what a merge function makes of them.
    pub shown: Option<usize>,
    /// Whether the local write is the one that is shown.
    pub is_local_shown: bool,
    /// Whether the policy leaves it to the application to write a resolution (Manual).
    pub is_unresolved: bool,
    /// The value of the last write that all sides have seen, when it is known: as long as the
    /// log holds that write and the sides themselves, and no side is only local. None as well where
    /// it was a delete. The state keeps no value that was replaced.
    pub base: Option<Bytes>,
}

impl Conflict {
    /// The conflict of a key, if it is one.
    fn of(key: &Bytes, state: KeyState, view: &View) -> Option<Self> {
        let shown = view.shown(&state).filter(|_| !view.merges(&state));
        let shown = shown.map(|shown| shown.version);
        let place = state.siblings.iter().position(|version| Some(version.version) == shown);
        let is_local_shown = state.local.as_ref().is_some_and(|l| Some(l.version) == shown);
        // What was here when it was made, a local write has seen.
        let local = state
            .local
            .filter(|local| state.siblings.iter().any(|version| version.version > local.version));
        if state.siblings.len() < 2 && local.is_none() {
            return None;
        }
        Some(Self {
            key: key.clone(),
            versions: state.siblings.to_vec(),
            peers: Vec::new(),
            local,
            shown: place,
            is_local_shown,
            is_unresolved: view.policy == Policy::Manual,
            base: None,
        })
    }
}

impl Conflict {
    /// The same with its values in memory.
    fn loaded(self) -> Result<Self> {
        let local = self.local.map(LocalWrite::loaded).transpose()?;
        Ok(Self { local, ..self })
    }
}

impl Engine {
    /// The conflicts that stand, by key: at most `count_max` and [`CONFLICTS_LEN_MAX`] after
    /// `after`, from the first when None. Empty at the end. Each as it stands when it is looked at.
    /// The last [`BASE_LOG_BYTES_MAX`](crate::base::limits::BASE_LOG_BYTES_MAX) bytes of the log
    /// are looked through for what the sides come from.
    ///
    /// Errors: those of reading runs and log.
    pub fn conflict_list(&self, after: Option<&[u8]>, count_max: usize) -> Result<Vec<Conflict>> {
        let count_max = count_max.min(CONFLICTS_LEN_MAX);
        let mut after: Option<Bytes> = after.map(Into::into);
        let mut listed = Vec::new();
        while listed.len() < count_max {
            let (keys, snapshot) = {
                let state = self.state()?;
                let from = after.as_deref().map_or(Bound::Unbounded, Bound::Excluded);
                let keys = state.store.contested_from(from).take(count_max - listed.len());
                let keys: Vec<Bytes> = keys.cloned().collect();
                (keys, state.store.snapshot())
            };
            if keys.is_empty() {
                break;
            }
            for key in &keys {
                if let Some(state) = snapshot.state(key)? {
                    let conflict = Conflict::of(key, *state, snapshot.view());
                    listed.extend(conflict.map(Conflict::loaded).transpose()?);
                }
            }
            after = keys.last().cloned();
        }
        self.find_bases(&mut listed)?;
        let state = self.state()?;
        for conflict in &mut listed {
            let peers = conflict.versions.iter().map(|side| state.arrived_from(&side.dot).cloned());
            conflict.peers = peers.collect();
        }
        Ok(listed)
    }
}
