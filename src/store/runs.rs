// SPDX-License-Identifier: Apache-2.0
//! The runs of one replica as they stand together: a few of any keys, newest first, over the base,
//! whose runs follow one another in key order.
//!
//! A set never changes: who holds one reads the same for as long as they like. A key is looked for
//! from the newest run to the oldest; the first that has it has all of it.

use std::collections::BTreeSet;
use std::ops::Bound;
use std::sync::{Arc, OnceLock};

use crate::base::error::Result;
use crate::base::limits::STREAMED_BYTES_MIN;

use super::encode::{self, Origins};
use super::entry::KeyState;
use super::place::{Place, Values};
use super::run::{Asked, Cache, Cursor, Found, Run, Stretch, hash, head};
use super::skim::{Span, skim};
use super::value::{Placed, Value};

/// The first byte of a key in a run says what kind of thing it names.
pub mod space {
    /// The state of a key.
    pub const STATE: u8 = 1;
    /// An entry of the outbox, by version.
    pub const OUTBOX: u8 = 2;
    /// A key with more than one candidate.
    pub const CONTESTED: u8 = 3;
}

/// Keys up to this length are looked for without allocating, in bytes.
const PROBE_BYTES: usize = 64;

/// A run, of which only the keys behind `after` still count: a merge has taken the others.
#[derive(Clone)]
pub struct Piece {
    /// The run.
    pub run: Arc<Run>,
    /// The last key that was merged away.
    pub after: Option<Arc<[u8]>>,
    /// The value runs that it refers to.
    pub values: Arc<Values>,
}

impl Piece {
    /// All of a run.
    pub fn whole(run: Arc<Run>) -> Self {
        Self { run, after: None, values: Arc::default() }
    }

    /// The state that an entry of a key stands for: itself, or what stands at its place.
    ///
    /// Errors: as [`RunSet::state`].
    pub fn placed(&self, key: &[u8], entry: &[u8], cache: Option<&Cache>) -> Result<Option<Found>> {
        let place = Place::of(entry)?;
        place.map(|place| self.values.find(key, place, cache)).transpose()
    }

    /// The numbers of the files that were written with it: its own and, of the number behind it,
    /// that of its large states.
    pub fn made(&self) -> impl Iterator<Item = u64> + use<> {
        let number = self.run.summary().number;
        let values = number + 1;
        std::iter::once(number).chain(self.values.get(values).map(|_| values))
    }

    #[inline]
    fn holds(&self, key: &[u8], head: u64) -> bool {
        self.run.spans(key, head) && self.after.as_deref().is_none_or(|after| key > after)
    }

    fn cursor(&self, from: Bound<&[u8]>, cache: Option<&Arc<Cache>>) -> Result<Cursor> {
        let from = match (&self.after, from) {
            (Some(after), Bound::Included(key)) if key <= &**after => Bound::Excluded(&**after),
            (Some(after), Bound::Excluded(key)) if key < &**after => Bound::Excluded(&**after),
            (Some(after), Bound::Unbounded) => Bound::Excluded(&**after),
            _ => from,
        };
        self.run.cursor(from, cache)
    }
}

/// The bytes of a state.
pub enum Standing {
    /// Among the keys: in memory now.
    Here(Found),
    /// In a value run.
    There(Stretch),
}

/// All runs of a replica.
#[derive(Clone)]
pub struct RunSet {
    /// Runs that may hold any key, newest first.
    pub upper: Vec<Piece>,
    /// Runs without a common key, in key order.
    pub base: Vec<Piece>,
    /// The origins that their entries name.
    pub origins: Arc<Origins>,
    /// Blocks that were read.
    pub cache: Arc<Cache>,
    /// What its value runs weigh.
    pub weighed: Weighed,
}

/// What the value runs of a set weigh, once somebody has asked. A copy of a set may be changed, so
/// it starts without.
#[derive(Default)]
pub struct Weighed(OnceLock<(u64, u64)>);

impl Clone for Weighed {
    fn clone(&self) -> Self {
        Self::default()
    }
}

impl RunSet {
    /// No runs.
    pub fn new(cache_bytes: usize) -> Self {
        let cache = Arc::new(Cache::new(cache_bytes));
        let (upper, base, weighed) = (Vec::new(), Vec::new(), Weighed::default());
        Self { upper, base, origins: Arc::default(), cache, weighed }
    }

    /// Takes what filters and fences need out of the cache's memory.
    pub fn fit_cache(&self) {
        let bytes: u64 = self.pieces().map(|piece| piece.run.memory_bytes_max()).sum();
        self.cache.leave(usize::try_from(bytes).unwrap_or(usize::MAX));
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.upper.is_empty() && self.base.is_empty()
    }

    /// All of them, newest first.
    pub fn pieces(&self) -> impl Iterator<Item = &Piece> {
        self.upper.iter().chain(&self.base)
    }

    /// Length of all their files, in bytes, without value runs.
    pub fn bytes(&self) -> u64 {
        self.pieces().map(|piece| piece.run.summary().bytes).sum()
    }

    /// The value runs that they refer to, each with the length of the blocks that they refer to.
    pub fn values(&self) -> Values {
        let mut all = Values::default();
        for piece in self.pieces() {
            piece.values.iter().for_each(|(_, referred)| all.add(&referred.run, referred.bytes));
        }
        all
    }

    /// How much of the value runs nobody refers to, and how much somebody does, in bytes.
    pub fn value_weight(&self) -> (u64, u64) {
        *self.weighed.0.get_or_init(|| {
            let (mut dead_bytes, mut live_bytes) = (0, 0);
            for (_, referred) in self.values().iter() {
                live_bytes += referred.bytes;
                dead_bytes += referred.run.blocks_bytes().saturating_sub(referred.bytes);
            }
            (dead_bytes, live_bytes)
        })
    }

    /// The numbers of all files that the set needs.
    pub fn numbers(&self) -> BTreeSet<u64> {
        let values = self.pieces().flat_map(|piece| piece.values.iter().map(|(number, _)| number));
        self.pieces().map(|piece| piece.run.summary().number).chain(values).collect()
    }

    /// The state of a key; None when it has none.
    ///
    /// Errors: `FileReadError` and `Corrupted`, which say nothing about other keys.
    pub fn state(&self, key: &[u8]) -> Result<Option<Box<KeyState>>> {
        self.with_probe(key, |probe| {
            let Some((piece, found)) = self.find_in_keys(probe, Asked::Any)? else {
                return Ok(None);
            };
            if let Some(place) = Place::of(&found)?
                && place.bytes >= STREAMED_BYTES_MIN
                && let Some(state) = self.state_of_local(piece, probe, place)?
            {
                return Ok(Some(Box::new(state)));
            }
            let bytes = self.followed(piece, probe, found)?;
            Ok(encode::decode(&bytes, &self.origins)?.map(Box::new))
        })
    }

    /// The state at a place when nothing but its local write has a value: that stays there. So
    /// who writes over a long value does not need room for it.
    fn state_of_local(
        &self,
        piece: &Piece,
        probe: &[u8],
        place: Place,
    ) -> Result<Option<KeyState>> {
        let mut stretch = piece.values.stretch(probe, place)?;
        let mut state = skim(&mut stretch, &self.origins)?;
        let has_others = state.siblings.iter().any(|version| version.value.is_some());
        let (Some(local), Some(run)) = (&mut state.local, piece.values.get(place.run)) else {
            return Ok(None);
        };
        let Some(Value::Here(name)) = &local.value else { return Ok(None) };
        let Some(span) = Span::of(name).filter(|_| !has_others) else { return Ok(None) };
        let placed = Placed::in_run(run.clone(), (place.at, place.bytes), probe, span);
        local.value = Some(Value::There(Arc::new(placed)));
        Ok(Some(state))
    }

    /// The bytes of the state of a key, empty for a key that was taken away.
    ///
    /// Errors: as [`RunSet::state`].
    pub fn entry(&self, key: &[u8]) -> Result<Option<Found>> {
        self.with_probe(key, |probe| self.find(probe, Asked::ForPresent))
    }

    /// As [`RunSet::entry`], but what stands in a value run is not read into memory.
    ///
    /// Errors: as [`RunSet::state`].
    pub fn standing(&self, key: &[u8]) -> Result<Option<Standing>> {
        self.with_probe(key, |probe| {
            let Some((piece, found)) = self.find_in_keys(probe, Asked::ForPresent)? else {
                return Ok(None);
            };
            Ok(Some(match Place::of(&found)? {
                Some(place) => Standing::There(piece.values.stretch(probe, place)?),
                None => Standing::Here(found),
            }))
        })
    }

    fn with_probe<T>(&self, key: &[u8], find: impl FnOnce(&[u8]) -> T) -> T {
        if key.len() < PROBE_BYTES {
            let mut probe = [space::STATE; PROBE_BYTES];
            let probe = probe.get_mut(..=key.len()).unwrap_or_default();
            probe.get_mut(1..).unwrap_or_default().copy_from_slice(key);
            find(probe)
        } else {
            find(&in_space(space::STATE, key))
        }
    }

    #[inline]
    fn find(&self, probe: &[u8], asked: Asked) -> Result<Option<Found>> {
        match self.find_in_keys(probe, asked)? {
            Some((piece, found)) => self.followed(piece, probe, found).map(Some),
            None => Ok(None),
        }
    }

    /// What the runs of keys have of a key, and which of them has it.
    #[inline]
    fn find_in_keys(&self, probe: &[u8], asked: Asked) -> Result<Option<(&Piece, Found)>> {
        let (hash, head) = (hash(probe), head(probe));
        for piece in &self.upper {
            if piece.holds(probe, head)
                && let Some(found) = piece.run.get_hashed(&self.cache, probe, hash, Asked::Any)?
            {
                return Ok(Some((piece, found)));
            }
        }
        match self.base.get(base_at(&self.base, probe)) {
            // Nothing is below: who asks for a key that is there, finds it here.
            Some(piece) if piece.holds(probe, head) => {
                let found = piece.run.get_hashed(&self.cache, probe, hash, asked)?;
                Ok(found.map(|found| (piece, found)))
            }
            _ => Ok(None),
        }
    }

    /// What was found, or what stands at the place that it says.
    #[inline]
    fn followed(&self, piece: &Piece, probe: &[u8], found: Found) -> Result<Found> {
        if !Place::is_in(&found) {
            return Ok(found);
        }
        Ok(piece.placed(probe, &found, Some(&self.cache))?.unwrap_or(found))
    }

    /// One chain for each upper run, newest first, and one for the base.
    pub fn chains(&self, from: Bound<&[u8]>, through_cache: bool) -> Result<Vec<Chain>> {
        let cache = through_cache.then_some(&self.cache);
        let mut chains = Vec::with_capacity(self.upper.len() + 1);
        for piece in &self.upper {
            chains.push(Chain::new(vec![piece.clone()], from, cache)?);
        }
        if !self.base.is_empty() {
            let first = match from {
                Bound::Included(key) | Bound::Excluded(key) => base_at(&self.base, key),
                Bound::Unbounded => 0,
            };
            let rest = self.base.get(first..).unwrap_or_default();
            chains.push(Chain::new(rest.to_vec(), from, cache)?);
        }
        Ok(chains)
    }
}

/// The first run of the base that can hold `key` or one behind it.
fn base_at(base: &[Piece], key: &[u8]) -> usize {
    base.partition_point(|piece| *piece.run.summary().last < *key)
}

/// The key of a run for a thing of that kind.
pub fn in_space(space: u8, key: &[u8]) -> Vec<u8> {
    let mut probe = Vec::with_capacity(key.len() + 1);
    probe.push(space);
    probe.extend_from_slice(key);
    probe
}

/// Runs that follow one another in key order, read as one.
pub struct Chain {
    /// The run that is read, then those behind it, the next one last.
    rest: Vec<Piece>,
    cursor: Option<Cursor>,
    cache: Option<Arc<Cache>>,
}

impl Chain {
    fn new(mut pieces: Vec<Piece>, from: Bound<&[u8]>, cache: Option<&Arc<Cache>>) -> Result<Self> {
        pieces.reverse();
        let mut chain = Self { rest: pieces, cursor: None, cache: cache.cloned() };
        if let Some(piece) = chain.rest.last() {
            chain.cursor = Some(piece.cursor(from, chain.cache.as_ref())?);
        }
        chain.settle()?;
        Ok(chain)
    }

    /// The key it stands on; None at the end.
    pub fn key(&self) -> Option<&[u8]> {
        self.cursor.as_ref().and_then(Cursor::key)
    }

    /// The bytes of that key.
    pub fn value(&self) -> &[u8] {
        self.cursor.as_ref().map_or(&[], Cursor::value)
    }

    /// The state of that key, when it stands elsewhere.
    ///
    /// Errors: as [`RunSet::state`].
    pub fn placed(&self) -> Result<Option<Found>> {
        match (self.key(), self.piece()) {
            (Some(key), Some(piece)) if Place::is_in(self.value()) => {
                piece.placed(key, self.value(), self.cache.as_deref())
            }
            _ => Ok(None),
        }
    }

    /// The run it stands in.
    pub fn piece(&self) -> Option<&Piece> {
        self.rest.last()
    }

    /// Goes on by one key.
    pub fn advance(&mut self) -> Result<()> {
        if let Some(cursor) = &mut self.cursor {
            cursor.advance()?;
        }
        self.settle()
    }

    /// Goes on behind the run it stands in.
    pub fn skip_run(&mut self) -> Result<()> {
        self.rest.pop();
        self.cursor = self.start()?;
        self.settle()
    }

    fn settle(&mut self) -> Result<()> {
        while !self.rest.is_empty() && self.key().is_none() {
            self.rest.pop();
            self.cursor = self.start()?;
        }
        Ok(())
    }

    fn start(&self) -> Result<Option<Cursor>> {
        let cursor =
            self.rest.last().map(|next| next.cursor(Bound::Unbounded, self.cache.as_ref()));
        cursor.transpose()
    }
}
