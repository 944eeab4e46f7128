// SPDX-License-Identifier: Apache-2.0
//! The keys of tables on their way to a run, in order, and none of it in one go: the keys are
//! sorted in pieces of a few, and the pieces are merged while they are walked through.
//!
//! To sort all keys of a table at once takes a second for every few millions of them, which
//! somebody's write would have to wait for.

use std::borrow::Borrow;
use std::cmp::Reverse;
use std::collections::binary_heap::PeekMut;
use std::collections::{BinaryHeap, VecDeque};
use std::hint::black_box;
use std::sync::Arc;

use super::entry::{KeyState, fetch};
use super::key::Key;
use super::table::{Slot, Table};

/// Keys that are sorted at once, no more than one byte tells apart: about as many as take no longer
/// than two kilobytes of a run take to be written.
const PIECE_LEN: usize = 64;
const _: () = assert!(PIECE_LEN <= 1 << u8::BITS);
/// Entries that are looked for ahead of where the walk stands. Their states lie all over the
/// memory, far more of it than a processor's cache holds: fetched together, they are there in about
/// the time that one of them takes.
const AHEAD_LEN: usize = 32;

/// A walk over the keys of some tables that do not change, of each key the newest state.
#[derive(Default)]
pub struct InOrder {
    /// Newest first.
    tables: Vec<Arc<Table>>,
    /// The table, and the first place in it, from which on keys are not sorted yet.
    unsorted: (usize, usize),
    /// Those of newer tables first.
    pieces: Vec<Piece>,
    /// The least key of each piece that was not walked past; of equal ones the newest is least.
    heads: BinaryHeap<Reverse<Head>>,
    /// Where it stands, and what comes next: the piece, and the place in its order.
    ahead: VecDeque<(usize, usize)>,
}

/// Keys that stand side by side in a table.
struct Piece {
    table: usize,
    first: usize,
    /// How far behind the first each of them stands, in the order of the keys.
    order: Box<[u8]>,
}

#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Head {
    key: Key,
    piece: usize,
    at: usize,
}

impl InOrder {
    /// Over these tables, newest first. Nothing is sorted yet.
    pub fn of(tables: Vec<Arc<Table>>) -> Self {
        Self { tables, ..Self::default() }
    }

    /// Sorts so many keys at most. True when all are sorted: the walk stands on the first one then.
    pub fn sort_piece(&mut self) -> bool {
        let (at, first) = self.unsorted;
        let len = self.tables.get(at).map_or(0, |table| table.len().saturating_sub(first));
        let len = len.min(PIECE_LEN);
        if len == 0 {
            self.unsorted = (at + 1, 0);
            let is_sorted = at + 1 >= self.tables.len();
            if is_sorted && self.ahead.is_empty() {
                self.look_ahead();
            }
            return is_sorted;
        }
        let mut order: Box<[u8]> = (0..=u8::MAX).take(len).collect();
        let table = self.tables.get(at);
        let key = |offset: &u8| Some(&table?.at(first + usize::from(*offset))?.0);
        order.sort_unstable_by(|a, b| key(a).cmp(&key(b)));
        if let Some(key) = order.first().and_then(key).cloned() {
            self.heads.push(Reverse(Head { key, piece: self.pieces.len(), at: 0 }));
        }
        self.pieces.push(Piece { table: at, first, order });
        self.unsorted = (at, first + len);
        false
    }

    /// The key it stands on and its state, which is None for a key without one; None at the end.
    pub fn current(&self) -> Option<(&[u8], Option<&KeyState>)> {
        let (piece, at) = *self.ahead.front()?;
        let (key, slot) = self.entry(piece, at)?;
        Some((key.borrow(), slot.as_deref()))
    }

    /// Goes on to the next key.
    pub fn advance(&mut self) {
        self.ahead.pop_front();
        if self.ahead.is_empty() {
            self.look_ahead();
        }
    }

    /// Finds the next entries, and has fetched what they point to.
    fn look_ahead(&mut self) {
        while self.ahead.len() < AHEAD_LEN {
            let Some((passed, place)) = self.pass() else { break };
            while self.heads.peek().is_some_and(|Reverse(head)| head.key == passed) {
                // An older state of the same key.
                self.pass();
            }
            self.ahead.push_back(place);
        }
        let states =
            self.ahead.iter().filter_map(|(piece, at)| self.entry(*piece, *at)?.1.as_deref());
        fetch(states);
        // The keys behind them stand in the heap by now; those behind these come next.
        let next = self.ahead.iter().filter_map(|(piece, at)| self.entry(*piece, at + 2));
        let first = |(key, _): &(Key, Slot)| <Key as Borrow<[u8]>>::borrow(key).first().copied();
        black_box(next.filter_map(first).fold(0, |sum, byte| sum ^ byte));
    }

    /// Goes on by one in the piece with the least key. Returns that key and where it stands.
    fn pass(&mut self) -> Option<(Key, (usize, usize))> {
        let Reverse(Head { piece, at, .. }) = self.heads.peek()?;
        let place = (*piece, *at);
        let next = self.entry(*piece, *at + 1).map(|(key, _)| key.clone());
        let mut top = self.heads.peek_mut()?;
        let passed = match next {
            Some(key) => {
                let Reverse(head) = &mut *top;
                head.at += 1;
                std::mem::replace(&mut head.key, key)
            }
            None => PeekMut::pop(top).0.key,
        };
        Some((passed, place))
    }

    fn entry(&self, piece: usize, at: usize) -> Option<&(Key, Slot)> {
        let piece = self.pieces.get(piece)?;
        let offset = usize::from(*piece.order.get(at)?);
        self.tables.get(piece.table)?.at(piece.first + offset)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::op::Bytes;
    use std::collections::BTreeMap;

    fn table(numbers: impl Iterator<Item = u32>, version: u64) -> Arc<Table> {
        let mut table = Table::default();
        for number in numbers {
            let key: Bytes = number.to_be_bytes().as_slice().into();
            let (slot, _) = table.slot(&key, || None).unwrap();
            let local = crate::store::LocalWrite {
                stamp: Default::default(),
                timestamp_ms: 0,
                version,
                value: None,
            };
            // Every seventh is known to have no state.
            let is_there = number % 7 != 0;
            *slot =
                is_there.then(|| Box::new(KeyState { local: Some(local), ..Default::default() }));
        }
        Arc::new(table)
    }

    #[test]
    fn every_key_comes_once_with_its_newest_state_and_in_order() {
        let scattered = |len: u32| (0..len).map(|n| n * 7919 % 10_007);
        for lens in [vec![], vec![0], vec![1], vec![64, 65], vec![0, 5000, 300, 0], vec![3; 9]] {
            let mut expected: BTreeMap<Vec<u8>, Option<u64>> = BTreeMap::new();
            let mut tables = Vec::new();
            for (version, len) in (0_u64..).zip(&lens) {
                for number in scattered(*len) {
                    let state = (number % 7 != 0).then_some(version);
                    expected.insert(number.to_be_bytes().to_vec(), state);
                }
                tables.insert(0, table(scattered(*len), version));
            }
            let mut walk = InOrder::of(tables);
            while !walk.sort_piece() {}
            let mut found = Vec::new();
            while let Some((key, state)) = walk.current() {
                let version = state.and_then(|state| state.local.as_ref()).map(|w| w.version);
                found.push((key.to_vec(), version));
                walk.advance();
            }
            assert_eq!(found, expected.into_iter().collect::<Vec<_>>(), "{lens:?}");
        }
    }
}
