// SPDX-License-Identifier: Apache-2.0
//! Keys changed since the last run was written, in memory, in key order.
//!
//! A table holds the whole state of each of its keys, so that what lies below it never has to be
//! asked about them again.

use std::borrow::Borrow;
use std::collections::BTreeMap;
use std::collections::btree_map::{Entry, Range};
use std::ops::Bound;

use crate::base::op::Bytes;

use super::entry::KeyState;
use super::key::Key;

/// What a table costs for each key beside the bytes of key and values, in bytes, about: its place
/// in the tree, its state, and what the allocator adds.
const KEY_COST_BYTES: usize = 184;

/// The state of a key; None where it is known to have none.
pub type Slot = Option<Box<KeyState>>;

/// One layer of keys.
#[derive(Debug, Default)]
pub struct Table {
    /// The states apart, so that a search passes over nothing but keys.
    keys: BTreeMap<Key, Slot>,
    /// About how much memory it takes.
    bytes: usize,
}

impl Table {
    /// What the table knows of a key: None when it knows nothing.
    pub fn get(&self, key: &[u8]) -> Option<&Slot> {
        Key::short(key).map_or_else(|| self.keys.get(key), |key| self.keys.get(&key))
    }

    /// The state of a key to be changed. `below` gives what lower layers hold when the key is not
    /// here yet. The second value says whether it was.
    pub fn slot(&mut self, key: &Bytes, below: impl FnOnce() -> Slot) -> (&mut Slot, bool) {
        match self.keys.entry(key.into()) {
            Entry::Occupied(held) => (held.into_mut(), true),
            Entry::Vacant(free) => {
                self.bytes += KEY_COST_BYTES + key.len();
                (free.insert(below()), false)
            }
        }
    }

    /// Notes that the values of the table grew or shrank.
    pub fn resized(&mut self, before_bytes: u64, after_bytes: u64) {
        let grown = self.bytes as u64 + after_bytes;
        self.bytes = usize::try_from(grown.saturating_sub(before_bytes)).unwrap_or(usize::MAX);
    }

    /// One table for two. The larger takes the smaller in.
    pub fn joined(newer: Self, older: Self) -> Self {
        let bytes = newer.bytes + older.bytes;
        let mut keys;
        if newer.keys.len() < older.keys.len() {
            keys = older.keys;
            keys.extend(newer.keys);
        } else {
            keys = newer.keys;
            for (key, slot) in older.keys {
                keys.entry(key).or_insert(slot);
            }
        }
        Self { keys, bytes }
    }

    /// About how much memory it takes, in bytes.
    pub fn bytes(&self) -> usize {
        self.bytes
    }

    /// The number of keys.
    pub fn len(&self) -> usize {
        self.keys.len()
    }

    /// Whether it holds no key.
    pub fn is_empty(&self) -> bool {
        self.keys.is_empty()
    }

    /// The keys from one on, in byte order.
    pub fn from(&self, from: Bound<&[u8]>) -> Keys<'_> {
        let mut keys =
            Keys { range: self.keys.range::<[u8], _>((from, Bound::Unbounded)), current: None };
        keys.advance();
        keys
    }
}

/// A walk over the keys of a table, standing on one of them or at the end.
pub struct Keys<'a> {
    range: Range<'a, Key, Slot>,
    current: Option<(&'a Key, &'a Slot)>,
}

impl<'a> Keys<'a> {
    /// The key it stands on.
    pub fn key(&self) -> Option<&'a [u8]> {
        self.current.map(|(key, _)| key.borrow())
    }

    /// The state of that key.
    pub fn state(&self) -> Option<&'a KeyState> {
        self.current.and_then(|(_, slot)| slot.as_deref())
    }

    /// Goes on by one.
    pub fn advance(&mut self) {
        self.current = self.range.next();
    }
}
