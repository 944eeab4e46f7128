// SPDX-License-Identifier: Apache-2.0
//! Conflict policies are views: the stored versions are the same under every policy, and the policy
//! says which of them is shown.

use std::sync::Arc;

use crate::base::error::Result;
use crate::base::id::NodeId;
use crate::base::stamp::Stamp;

use super::entry::{KeyState, Version};
use super::merge::MergeSlot;
use super::value::{Placed, Value};

/// Which version of a contested key is shown. The numbers are those of the documented enum.
#[repr(u8)]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Policy {
    /// The greatest by stamp, node id, epoch and sequence number: the same on every replica.
    #[default]
    LastWriteWins = 1,
    /// This node's own version, else the greatest. A local view: replicas may show different
    /// values.
    KeepLocal = 2,
    /// The greatest version of another node, else the greatest. A local view as well.
    KeepRemote = 3,
    /// The greatest; the key counts as unresolved until the application writes it.
    Manual = 4,
    /// The greatest; all versions are there to be shown beside it.
    KeepBoth = 5,
    /// What the caller's merge function makes of all versions ([`super::merge`]). A key counts as
    /// shown while one of them has a value, whatever the function would say.
    Custom = 6,
}

impl Policy {
    /// The policy with that number.
    pub fn from_number(number: u8) -> Option<Self> {
        match number {
            1 => Some(Self::LastWriteWins),
            2 => Some(Self::KeepLocal),
            3 => Some(Self::KeepRemote),
            4 => Some(Self::Manual),
            5 => Some(Self::KeepBoth),
            6 => Some(Self::Custom),
            _ => None,
        }
    }
}

/// The view through which keys are read: a policy, and who "local" is.
#[derive(Clone, Debug, Default)]
pub struct View {
    /// Chooses among versions.
    pub policy: Policy,
    /// This node's name, once it has one.
    pub node: Option<NodeId>,
    /// Writes up to this version are out of view (`clear_memory`), not gone.
    pub hidden_to: u64,
    /// Where the merge function of [`Policy::Custom`] is.
    pub merge: Arc<MergeSlot>,
}

/// The version that a view shows, borrowed from the store.
#[derive(Clone, Copy, Debug)]
pub struct Shown<'a> {
    /// The value; None when the version is a delete.
    pub value: Option<&'a [u8]>,
    /// This replica's counter when it was applied.
    pub version: u64,
    /// The application's time of the write, in milliseconds since 1970.
    pub timestamp_ms: i64,
}

/// The same, its value maybe on disk.
#[derive(Clone, Copy, Debug)]
pub struct Chosen<'a> {
    /// The value; None when the version is a delete.
    pub value: Option<Given<'a>>,
    /// This replica's counter when it was applied.
    pub version: u64,
    /// The application's time of the write, in milliseconds since 1970.
    pub timestamp_ms: i64,
}

/// A value, or its place.
#[derive(Clone, Copy, Debug)]
pub enum Given<'a> {
    /// In memory.
    Here(&'a [u8]),
    /// On disk.
    There(&'a Arc<Placed>),
}

impl<'a> Chosen<'a> {
    /// Where its value stands, when it is not in memory.
    pub fn placed(&self) -> Option<&'a Arc<Placed>> {
        match self.value {
            Some(Given::There(placed)) => Some(placed),
            _ => None,
        }
    }

    /// The same with its value, when that is in memory or there is none.
    pub fn here(self) -> Option<Shown<'a>> {
        let value = match self.value {
            Some(Given::There(_)) => return None,
            Some(Given::Here(bytes)) => Some(bytes),
            None => None,
        };
        Some(Shown { value, version: self.version, timestamp_ms: self.timestamp_ms })
    }
}

impl View {
    /// What this view shows of a key, deletes included; None when nothing is there or all is
    /// hidden.
    pub fn shown<'a>(&self, state: &'a KeyState) -> Option<Chosen<'a>> {
        self.chosen(state).filter(|shown| shown.version > self.hidden_to)
    }

    /// Whether the key has a value to be shown, be it hidden or not.
    pub fn live_unhidden(&self, state: &KeyState) -> bool {
        self.chosen(state).is_some_and(|shown| shown.value.is_some())
    }

    fn chosen<'a>(&self, state: &'a KeyState) -> Option<Chosen<'a>> {
        let own = |version: &&Version| Some(&version.dot.origin.node) == self.node.as_ref();
        let foreign = |version: &&Version| !own(version);
        let greatest = state.siblings.first();
        match self.policy {
            Policy::LastWriteWins | Policy::Manual | Policy::KeepBoth => by_stamp(state, greatest),
            Policy::Custom => {
                let living = state.siblings.iter().find(|version| version.value.is_some());
                let shown = by_stamp(state, greatest);
                let is_local = state.local.as_ref().map(|write| write.version);
                let is_local = shown.is_some_and(|shown| Some(shown.version) == is_local);
                if is_local { shown } else { living.map(replicated).or(shown) }
            }
            Policy::KeepLocal => {
                let mine = state.siblings.iter().find(own);
                let local = state.local.is_some() || mine.is_some();
                by_stamp(state, if local { mine } else { greatest })
            }
            Policy::KeepRemote => {
                let theirs = state.siblings.iter().find(foreign);
                theirs.map(replicated).or_else(|| by_stamp(state, greatest))
            }
        }
    }

    /// Whether what this view shows of a key is for the merge function to say: several replicated
    /// versions, one with a value, and no later write that is only local.
    pub fn merges(&self, state: &KeyState) -> bool {
        self.policy == Policy::Custom
            && state.siblings.len() > 1
            && self.live(state).is_some_and(|shown| {
                state.siblings.iter().any(|version| version.version == shown.version)
            })
    }

    /// Calls `look` with the value that this view shows of a key, merged where it has to be: to be
    /// called without a lock.
    pub fn show<T>(
        &self,
        key: &[u8],
        state: &KeyState,
        look: impl FnOnce(Option<Shown<'_>>) -> T,
    ) -> Result<T> {
        let Some(shown) = self.live(state) else { return Ok(look(None)) };
        let (version, timestamp_ms) = (shown.version, shown.timestamp_ms);
        if !self.merges(state) {
            let Some(placed) = shown.placed() else { return Ok(look(shown.here())) };
            let value = placed.load()?;
            return Ok(look(Some(Shown { value: Some(&value), version, timestamp_ms })));
        }
        let merged = self.merge.merged(key, &state.siblings)?;
        // A merged value is as new as the newest of what it was made of.
        let newest = state.siblings.iter().map(|version| version.version).max();
        let version = newest.unwrap_or(version);
        Ok(look(merged.as_deref().map(|value| Shown { value: Some(value), version, timestamp_ms })))
    }

    /// As [`View::shown`], without deletes.
    pub fn live<'a>(&self, state: &'a KeyState) -> Option<Chosen<'a>> {
        self.shown(state).filter(|shown| shown.value.is_some())
    }
}

fn replicated(version: &Version) -> Chosen<'_> {
    Chosen {
        value: version.value.as_deref().map(Given::Here),
        version: version.version,
        timestamp_ms: version.timestamp_ms,
    }
}

/// The later one of a replicated version and the local write; on equal stamps the replicated one.
fn by_stamp<'a>(state: &'a KeyState, version: Option<&'a Version>) -> Option<Chosen<'a>> {
    let stamp = version.map_or(Stamp::default(), |version| version.stamp);
    match &state.local {
        Some(local) if version.is_none() || local.stamp > stamp => Some(Chosen {
            value: local.value.as_ref().map(|value| match value {
                Value::Here(bytes) => Given::Here(bytes),
                Value::There(placed) => Given::There(placed),
            }),
            version: local.version,
            timestamp_ms: local.timestamp_ms,
        }),
        _ => version.map(replicated),
    }
}
