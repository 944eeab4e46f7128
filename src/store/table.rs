// SPDX-License-Identifier: Apache-2.0
//! Keys changed since the last run was written, in memory, in key order.
//!
//! A table holds the whole state of each of its keys, so that what lies below it never has to be
//! asked about them again.
//!
//! Keys are put into order only when somebody asks for the order: most tables are walked through
//! once, on their way to a run, and to sort all their keys then costs a third of a search through
//! the tree for each. A table that was walked through keeps its order from then on, so that scans
//! between writes sort nothing again.

use std::borrow::Borrow;
use std::collections::BTreeMap;
use std::collections::btree_map::Range;
use std::ops::Bound;
use std::sync::OnceLock;

use crate::base::op::Bytes;

use super::entry::{KeyState, fetch};
use super::index::{self, Index, Probe};
use super::key::Key;

/// What a table costs for each key beside the bytes of key and values, in bytes, about: its places
/// in tree, list and index, its state, and what the allocator adds.
const KEY_COST_BYTES: usize = 232;

/// Keys whose states are fetched from memory together before they are freed.
const FETCHED_LEN: usize = 32;
/// Places of keys that are given back to the allocator at once.
const FREED_LEN: usize = 1024;

/// The state of a key; None where it is known to have none.
pub type Slot = Option<Box<KeyState>>;

/// One layer of keys.
#[derive(Debug, Default)]
pub struct Table {
    /// The keys in order, each with its place in the list; nothing before somebody asked.
    order: OnceLock<BTreeMap<Key, usize>>,
    /// In the order in which they came; none ever leaves.
    entries: Vec<(Key, Slot)>,
    index: Index,
    /// About how much memory it takes.
    bytes: usize,
}

impl Table {
    /// An empty one with room for so many keys: up to there no write has to make more.
    pub fn with_room(len: usize) -> Self {
        Self { entries: Vec::with_capacity(len), index: Index::with_room(len), ..Self::default() }
    }

    /// What the table knows of a key: None when it knows nothing.
    pub fn get(&self, key: &[u8]) -> Option<&Slot> {
        if self.is_empty() {
            return None;
        }
        self.entries.get(self.place(key, index::hash(key))?).map(|(_, slot)| slot)
    }

    /// Has the processor fetch where these keys are looked for first, for who is about to look.
    pub fn fetch<'a>(&self, keys: impl Iterator<Item = &'a [u8]>) {
        if !self.is_empty() {
            self.index.fetch(keys.map(index::hash));
        }
    }

    /// The state of a key to be changed. `below` gives what lower layers hold when the key is not
    /// here yet. The second value says whether it was. Never None: a place is that of an entry.
    pub fn slot(&mut self, key: &Bytes, below: impl FnOnce() -> Slot) -> Option<(&mut Slot, bool)> {
        let hash = index::hash(key);
        let held = self.place(key, hash);
        let place = held.unwrap_or_else(|| {
            self.bytes += KEY_COST_BYTES + key.len();
            self.add(key.into(), hash, below())
        });
        self.entries.get_mut(place).map(|(_, slot)| (slot, held.is_some()))
    }

    /// Notes that the values of the table grew or shrank.
    pub fn resized(&mut self, before_bytes: u64, after_bytes: u64) {
        let grown = self.bytes as u64 + after_bytes;
        self.bytes = usize::try_from(grown.saturating_sub(before_bytes)).unwrap_or(usize::MAX);
    }

    /// One table for two. The larger takes the smaller in.
    pub fn joined(newer: Self, older: Self) -> Self {
        let bytes = newer.bytes + older.bytes;
        let is_newer_larger = newer.len() >= older.len();
        let (mut all, rest) = if is_newer_larger { (newer, older) } else { (older, newer) };
        for (key, slot) in rest.entries {
            let bytes: &[u8] = key.borrow();
            let hash = index::hash(bytes);
            match all.place(bytes, hash) {
                None => {
                    all.add(key, hash, slot);
                }
                Some(place) if !is_newer_larger => {
                    if let Some((_, held)) = all.entries.get_mut(place) {
                        *held = slot;
                    }
                }
                Some(_) => {}
            }
        }
        Self { bytes, ..all }
    }

    /// About how much memory it takes, in bytes.
    pub fn bytes(&self) -> usize {
        self.bytes
    }

    /// The number of keys.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether it holds no key.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// What stands at a place: those below [`Table::len`] are taken, in the order of coming.
    pub fn at(&self, place: usize) -> Option<&(Key, Slot)> {
        self.entries.get(place)
    }

    /// Frees what keys are looked for with: nobody looks into the table any more.
    pub fn forget_places(&mut self) {
        (self.index, self.order) = (Index::default(), OnceLock::new());
    }

    /// Frees up to `count` keys, any of them: of a table that nobody looks into any more. True when
    /// none is left.
    pub fn free(&mut self, count: usize) -> bool {
        let left = self.len().saturating_sub(count);
        self.bytes = self.bytes / self.len().max(1) * left;
        while self.len() > left {
            let first = self.len().saturating_sub(FETCHED_LEN).max(left);
            let last = self.entries.iter().skip(first);
            fetch(last.filter_map(|(_, slot)| slot.as_deref()));
            self.entries.truncate(first);
        }
        if self.entries.capacity() - left >= FREED_LEN {
            // Not all at the end: pages go back to the system one by one.
            self.entries.shrink_to(left);
        }
        self.is_empty()
    }

    /// The keys from one on, in byte order.
    pub fn from(&self, from: Bound<&[u8]>) -> Keys<'_> {
        let range = self.order().range::<[u8], _>((from, Bound::Unbounded));
        let mut keys = Keys { range, entries: &self.entries, current: None };
        keys.advance();
        keys
    }

    #[inline]
    fn place(&self, key: &[u8], hash: u64) -> Option<usize> {
        let key_at = |place: usize| self.entries.get(place).map(|(key, _)| key.borrow());
        let is_it = |place: usize| key_at(place) == Some(key);
        match self.index.find(hash, is_it) {
            Probe::Found(place) => Some(place),
            Probe::Absent => None,
            Probe::Unknown => self.order().get(key).copied(),
        }
    }

    fn order(&self) -> &BTreeMap<Key, usize> {
        self.order.get_or_init(|| {
            let places = self.entries.iter().enumerate();
            places.map(|(place, (key, _))| (key.clone(), place)).collect()
        })
    }

    /// Adds a key that is not here. Returns its place.
    fn add(&mut self, key: Key, hash: u64, slot: Slot) -> usize {
        let place = self.entries.len();
        if let Some(order) = self.order.get_mut() {
            order.insert(key.clone(), place);
        }
        self.index.insert(hash, place);
        self.entries.push((key, slot));
        place
    }
}

/// A walk over the keys of a table, standing on one of them or at the end.
pub struct Keys<'a> {
    range: Range<'a, Key, usize>,
    entries: &'a [(Key, Slot)],
    current: Option<(&'a Key, usize)>,
}

impl<'a> Keys<'a> {
    /// The key it stands on.
    pub fn key(&self) -> Option<&'a [u8]> {
        self.current.map(|(key, _)| key.borrow())
    }

    /// The state of that key.
    pub fn state(&self) -> Option<&'a KeyState> {
        let (_, place) = self.current?;
        self.entries.get(place).and_then(|(_, slot)| slot.as_deref())
    }

    /// Goes on by one.
    pub fn advance(&mut self) {
        self.current = self.range.next().map(|(key, place)| (key, *place));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn add(table: &mut Table, number: u32) {
        let key: Bytes = number.to_be_bytes().as_slice().into();
        assert!(table.slot(&key, || None).is_some_and(|(_, was_there)| !was_there));
    }

    fn walked(table: &Table) -> Vec<Vec<u8>> {
        let mut keys = table.from(Bound::Unbounded);
        let mut all = Vec::new();
        while let Some(key) = keys.key() {
            all.push(key.to_vec());
            keys.advance();
        }
        all
    }

    #[test]
    fn keys_come_in_order_whenever_somebody_asked_for_it() {
        let numbers: Vec<u32> = (0..600).map(|n| n * 7919 % 601).collect();
        for asked_at in [0, 1, 300, 599, 600] {
            let mut table = Table::default();
            for (count, number) in numbers.iter().enumerate() {
                if count == asked_at {
                    assert_eq!(walked(&table).len(), count);
                }
                add(&mut table, *number);
            }
            let keys = walked(&table);
            assert_eq!(keys.len(), numbers.len());
            assert!(keys.is_sorted());
        }
    }

    #[test]
    fn what_is_freed_goes_back_piece_by_piece() {
        let mut table = Table::default();
        (0..5000).for_each(|number| add(&mut table, number));
        let (bytes, len) = (table.bytes(), table.len());
        table.forget_places();
        while !table.free(300) {
            let room = table.entries.capacity() - table.len();
            assert!(room < FREED_LEN, "{room} of {} places are held for nothing", table.len());
            assert!(table.bytes() <= bytes / len * table.len());
        }
        assert_eq!(table.bytes(), 0);
    }

    #[test]
    fn joined_tables_keep_their_order() {
        for (newer_len, older_len) in [(10, 200), (200, 10)] {
            for asked in [false, true] {
                let (mut newer, mut older) = (Table::default(), Table::default());
                (0..newer_len).for_each(|n| add(&mut newer, 2 * n));
                (0..older_len).for_each(|n| add(&mut older, 1000 - 2 * n - 1));
                if asked {
                    assert_eq!(walked(&newer).len() + walked(&older).len(), 210);
                }
                let keys = walked(&Table::joined(newer, older));
                assert_eq!(keys.len(), 210);
                assert!(keys.is_sorted());
            }
        }
    }
}
