// SPDX-License-Identifier: Apache-2.0
//! What the store holds of one key: its concurrent versions, the context that covers everything
//! that was ever replaced, and at most one write that is only local.

use std::cmp::Ordering;
use std::hint::black_box;

use crate::base::error::Result;
use crate::base::id::{Dot, Origin};
use crate::base::op::{Bytes, Context, Kind};
use crate::base::part::Change;
use crate::base::stamp::Stamp;

use super::siblings::Siblings;
use super::value::Value;

/// What a version has in a run beside its value, in bytes, about.
pub const ENTRY_COST_BYTES: u64 = 28;

/// One replicated version of a key: a value, or the mark of a delete.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    /// Which operation wrote it.
    pub dot: Dot,
    /// Orders it among its siblings.
    pub stamp: Stamp,
    /// The application's time of the write, in milliseconds since 1970.
    pub timestamp_ms: i64,
    /// This replica's counter when the version was applied here.
    pub version: u64,
    /// The value; None for a delete.
    pub value: Option<Bytes>,
}

impl Version {
    /// The version that a change writes here.
    pub fn written_by(op: &Change<'_>, version: u64) -> Self {
        Self {
            dot: op.dot.clone(),
            stamp: op.stamp,
            timestamp_ms: op.timestamp_ms,
            version,
            value: (op.kind == Kind::Put).then(|| op.value.clone()),
        }
    }

    /// The order of siblings on every replica: stamp, node id, epoch, sequence number.
    pub fn rank(&self, other: &Self) -> Ordering {
        self.stamp.cmp(&other.stamp).then_with(|| self.dot.cmp(&other.dot))
    }
}

/// A write made without replication: durable, never sent, visible until a replicated write wins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LocalWrite {
    /// Orders it against replicated versions.
    pub stamp: Stamp,
    /// The application's time of the write, in milliseconds since 1970.
    pub timestamp_ms: i64,
    /// This replica's counter when it was applied.
    pub version: u64,
    /// The value; None for a delete.
    pub value: Option<Value>,
}

impl LocalWrite {
    /// The same with its value in memory.
    ///
    /// Errors: those of reading it.
    pub fn loaded(self) -> Result<Self> {
        let value = self.value.as_ref().map(Value::load).transpose()?;
        Ok(Self { value: value.map(Value::Here), ..self })
    }
}

/// Everything known of one key.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct KeyState {
    /// Covers every version that was ever applied to the key, present or replaced.
    pub context: Context,
    /// The versions that no other has replaced, greatest first.
    pub siblings: Siblings,
    /// The local write, when there is one.
    pub local: Option<LocalWrite>,
}

impl KeyState {
    /// Whether more than one candidate could be shown.
    pub fn is_contested(&self) -> bool {
        self.siblings.len() + usize::from(self.local.is_some()) > 1
    }

    /// Takes what an origin wrote above `last` for unknown. Returns the version of it that was
    /// here: one at most, as the later writes of an origin replace its earlier ones.
    pub fn cut(&mut self, origin: &Origin, last: u64) -> Option<Version> {
        let is_cut = |version: &Version| version.dot.origin == *origin && version.dot.seq > last;
        let cut = self.siblings.iter().find(|version| is_cut(version)).cloned();
        self.siblings.retain(|version| !is_cut(version));
        self.context.cut(origin, last);
        cut
    }

    /// Whether nothing is known of the key, not even that it was deleted.
    pub fn is_void(&self) -> bool {
        self.siblings.is_empty() && self.local.is_none() && self.context.dots().is_empty()
    }

    /// About how many bytes its entry in a run has.
    pub fn weight_bytes(&self, key: &[u8]) -> u64 {
        let lengths =
            self.siblings.iter().map(|version| version.value.as_ref().map(|v| v.len() as u64));
        let local = self.local.iter().map(|write| write.value.as_ref().map(Value::len));
        let parts = lengths.chain(local).map(|bytes| ENTRY_COST_BYTES + bytes.unwrap_or(0));
        key.len() as u64 + parts.sum::<u64>()
    }

    /// How much of that is not in memory.
    pub fn placed_bytes(&self) -> u64 {
        let local = self.local.as_ref().and_then(|write| write.value.as_ref());
        local.map_or(0, Value::placed_bytes)
    }

    /// The value that was lent from here, to be kept.
    pub fn kept(&self, lent: &[u8]) -> Option<Bytes> {
        let local = self.local.iter().filter_map(|write| match &write.value {
            Some(Value::Here(bytes)) => Some(bytes),
            _ => None,
        });
        let replicated = self.siblings.iter().filter_map(|version| version.value.as_ref());
        replicated.chain(local).find(|value| std::ptr::eq(&raw const ***value, lent)).cloned()
    }

    /// The only value in memory, where there is one; else one of them.
    fn some_value(&self) -> Option<&[u8]> {
        match (self.siblings.first(), &self.local) {
            (Some(version), _) => version.value.as_deref(),
            (None, Some(write)) => write.value.as_ref()?.here(),
            (None, None) => None,
        }
    }

    /// The greatest stamp held, so that a write made now can be ordered after it.
    pub fn stamp_max(&self) -> Stamp {
        let replicated = self.siblings.first().map(|version| version.stamp);
        let local = self.local.as_ref().map(|write| write.stamp);
        replicated.max(local).unwrap_or_default()
    }
}

/// Has the processor fetch states and their values, one pass over all of them for each pointer:
/// each by itself would wait for the memory, together they wait about as long as one. For as many
/// as its caches hold.
pub fn fetch<'a>(states: impl Iterator<Item = &'a KeyState> + Clone) {
    black_box(states.clone().filter(|state| state.is_contested()).count());
    let ends = states.filter_map(|state| {
        let value = state.some_value()?;
        Some(value.first()? ^ value.last()?)
    });
    black_box(ends.fold(0, |sum, byte| sum ^ byte));
}
