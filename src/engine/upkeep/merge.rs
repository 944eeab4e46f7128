// SPDX-License-Identifier: Apache-2.0
//! A merge: the runs above the base go into it, in key order, in steps.
//!
//! The base is made of runs of bounded length. Each time one of the new ones is complete, it takes
//! the place of those it was made from, and the runs above count only from there on; so a merge
//! needs little room, and what it did so far survives it. Runs of the base that nothing is merged
//! into stay as they are.
//!
//! Large states are not touched: their places go along, and the value runs stay. A value run of
//! which much is dead is emptied on the way: what lives in it is written once more.
//!
//! A mark of a delete that nobody can need any more is left behind here. It is needed while a write
//! that it replaced may still come: here, or to a peer that would hand it on; and while a
//! registered peer may still send a write that did not know of it, because it decides whether that
//! is shown.
//! When such a write comes from further away, whoever still has the mark brings it back
//! (`docs/format/recon.md`, forgotten deletes).

use std::collections::BTreeSet;
use std::ops::Bound;
use std::sync::Arc;

use crate::base::error::Result;
use crate::base::know::Knowledge;
use crate::base::limits::{
    BASE_RUN_BYTES_MAX, BASE_RUN_BYTES_MIN, DROPPED_LEN_MAX, VALUE_WASTE_PART,
};
use crate::base::stamp::Stamp;
use crate::store::encode::{self, Origins};
use crate::store::place::Place;
use crate::store::runs::{Chain, Piece, RunSet, Weighed, space};

use super::writing::Writing;

/// Runs of the base that the whole is cut into, if their length allows. With more of them a merge
/// needs less room, and more puts wait for the disk: each run is synced at its end.
const BASE_LEN: u64 = 6;

/// Which marks of deletes are not needed any more.
pub struct Cut {
    /// Operations that every peer has applied, without a write under way that does not know of
    /// them, and that are followed from the log no more.
    pub stable: Knowledge,
    /// The clock here: a delete of the future still has to win.
    pub stamp: Stamp,
}

/// The value runs of which so much is dead that what lives in them is to move.
fn victims(set: &RunSet) -> BTreeSet<u64> {
    let values = set.values();
    let wasted = values.iter().filter(|(_, referred)| {
        let blocks_bytes = referred.run.blocks_bytes();
        let dead_bytes = blocks_bytes.saturating_sub(referred.bytes);
        dead_bytes > 0 && dead_bytes >= blocks_bytes / VALUE_WASTE_PART
    });
    wasted.map(|(number, _)| number).collect()
}

/// A merge under way.
pub struct Merge {
    /// Newest first, the base last.
    chains: Vec<Chain>,
    has_base: bool,
    /// The runs above the base that it takes in.
    inputs: BTreeSet<u64>,
    /// The new base, as far as it goes.
    done: Vec<Piece>,
    /// The last key that went into `done` or into the run being written.
    passed: Vec<u8>,
    /// How long a run of the new base gets, in bytes.
    run_bytes: u64,
    /// Waste in runs when it began.
    pub waste_bytes: u64,
    /// Bytes of entries that counted and are left behind, about.
    pub dropped_bytes: u64,
    /// Keys left behind since the last run was complete.
    dropped: Vec<Box<[u8]>>,
    cut: Option<Cut>,
    /// Value runs of which little lives: that little is written once more.
    victims: BTreeSet<u64>,
    origins: Arc<Origins>,
    /// What it came to, while the end of the run is being written.
    ending: Option<Pace>,
}

/// What a step came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pace {
    /// More is to be written to the same run.
    Goes,
    /// The run is long enough.
    Full,
    /// Everything is merged.
    Done,
}

impl Merge {
    /// Starts merging all runs of a set. While a run of the new base is written, the old ones are
    /// still there: `room_bytes` of that are welcome, because each run costs some syncs.
    pub fn new(set: &RunSet, waste_bytes: u64, room_bytes: u64, cut: Option<Cut>) -> Result<Self> {
        let run_bytes = (set.bytes() / BASE_LEN).max(room_bytes);
        Ok(Self {
            chains: set.chains(Bound::Unbounded, false)?,
            has_base: !set.base.is_empty(),
            inputs: set.upper.iter().map(|piece| piece.run.summary().number).collect(),
            done: Vec::new(),
            passed: Vec::new(),
            run_bytes: run_bytes.clamp(BASE_RUN_BYTES_MIN, BASE_RUN_BYTES_MAX),
            waste_bytes,
            dropped_bytes: 0,
            dropped: Vec::new(),
            cut,
            victims: victims(set),
            origins: set.origins.clone(),
            ending: None,
        })
    }

    /// Goes on for about so many bytes read or written. `open` makes the next run. A run that is
    /// full is ready to be finished.
    pub fn step(
        &mut self,
        bytes: u64,
        writing: &mut Option<Writing>,
        open: impl FnOnce() -> Result<Writing>,
    ) -> Result<Pace> {
        let pace = match self.ending.take() {
            Some(pace) => pace,
            None => self.add(bytes, writing, open)?,
        };
        let is_ready = match writing {
            Some(writing) if pace != Pace::Goes => writing.prepare_end(bytes)?,
            _ => true,
        };
        self.ending = (!is_ready).then_some(pace);
        Ok(if is_ready { pace } else { Pace::Goes })
    }

    fn add(
        &mut self,
        bytes: u64,
        writing: &mut Option<Writing>,
        open: impl FnOnce() -> Result<Writing>,
    ) -> Result<Pace> {
        let mut open = Some(open);
        let mut left = bytes;
        while left > 0 {
            let Some(at) = self.least() else { return Ok(Pace::Done) };
            if let Some(writing) = writing.as_mut().filter(|writing| writing.is_amid()) {
                left -= writing.go_on(left)?;
                if !writing.is_amid() {
                    self.pass(at)?;
                    if self.is_full(writing) {
                        return Ok(Pace::Full);
                    }
                }
                continue;
            }
            if self.stands_before_untouched_run(at) {
                if writing.is_some() {
                    return Ok(Pace::Full);
                }
                self.keep_run()?;
                left = left.saturating_sub(1 << 10);
                continue;
            }
            let Some(chain) = self.chains.get(at) else { return Ok(Pace::Done) };
            let (key, value) = (chain.key().unwrap_or_default(), chain.value());
            left = left.saturating_sub((key.len() + value.len() + 8) as u64);
            self.passed.clear();
            self.passed.extend_from_slice(key);
            let (mut settled_bytes, place) = (None, Place::of(value)?);
            if place.is_none() {
                settled_bytes = self.settled_bytes(key, value)?;
            }
            if let (Some(bytes), Some((_, key))) = (settled_bytes, key.split_first()) {
                self.dropped_bytes += bytes;
                self.dropped.push(key.into());
            }
            // Below the base there is nothing that a mark of absence would have to hide.
            if !value.is_empty() && settled_bytes.is_none() {
                let writing = match writing {
                    Some(writing) => writing,
                    None => match open.take() {
                        Some(open) => writing.insert(open()?),
                        None => return Ok(Pace::Goes),
                    },
                };
                match place {
                    None => writing.add(&self.passed, value)?,
                    Some(place) => self.add_placed(at, place, writing)?,
                }
                if writing.is_amid() {
                    continue;
                }
            }
            self.pass(at)?;
            if writing.as_ref().is_some_and(|writing| self.is_full(writing)) {
                return Ok(Pace::Full);
            }
        }
        Ok(Pace::Goes)
    }

    /// Takes the entry over that stands elsewhere: its place; or begins to take the state itself,
    /// when the value run is to go.
    fn add_placed(&self, at: usize, place: Place, writing: &mut Writing) -> Result<()> {
        let Some((chain, piece)) = self.chains.get(at).and_then(|c| Some((c, c.piece()?))) else {
            return Ok(());
        };
        match piece.values.get(place.run).filter(|_| !self.victims.contains(&place.run)) {
            Some(run) => writing.add_place(&self.passed, chain.value(), place, run),
            None => {
                let passage = piece.values.passage(&self.passed, place)?;
                writing.begin(&self.passed, &[], passage)
            }
        }
    }

    fn is_full(&self, writing: &Writing) -> bool {
        let key_bytes = writing.bytes() - writing.value_bytes();
        key_bytes >= self.run_bytes || writing.value_bytes() >= BASE_RUN_BYTES_MAX
    }

    /// Whether the next entry goes into a run, and not past one that stays as it is.
    pub fn wants_run(&self) -> bool {
        self.least().is_some_and(|at| !self.stands_before_untouched_run(at))
    }

    /// What an entry is said to weigh, if it is a mark of a delete that nobody needs.
    fn settled_bytes(&self, key: &[u8], value: &[u8]) -> Result<Option<u64>> {
        let is_state = key.first() == Some(&space::STATE) && !value.is_empty();
        let has_room = self.dropped.len() < DROPPED_LEN_MAX;
        let Some(cut) = self.cut.as_ref().filter(|_| is_state && has_room) else { return Ok(None) };
        let bytes = encode::settled_delete(value, &self.origins, &cut.stable, cut.stamp)?;
        Ok(bytes.map(|bytes| bytes + key.len() as u64 - 1))
    }

    /// Takes a finished run into the new base.
    pub fn take(&mut self, run: Option<Piece>) {
        self.done.extend(run);
    }

    /// The keys that were left behind and are not in the run that was finished last.
    pub fn take_dropped(&mut self) -> Vec<Box<[u8]>> {
        std::mem::take(&mut self.dropped)
    }

    /// What the set is, with what was merged so far; `is_done` when that is all.
    pub fn applied_to(&self, set: &RunSet, is_done: bool) -> RunSet {
        let rest = |piece: &Piece| {
            let is_behind = !is_done && *piece.run.summary().last > *self.passed;
            let covers = *piece.run.summary().first <= *self.passed;
            let cut = || Some(Arc::from(&*self.passed));
            let after = if covers { cut() } else { piece.after.clone() };
            is_behind.then(|| Piece { after, ..piece.clone() })
        };
        let is_input = |piece: &Piece| self.inputs.contains(&piece.run.summary().number);
        let upper = set.upper.iter();
        let upper = upper.filter_map(|piece| match is_input(piece) {
            true => rest(piece),
            false => Some(piece.clone()),
        });
        let is_kept = |piece: &Piece| {
            let number = piece.run.summary().number;
            self.done.iter().any(|done| done.run.summary().number == number)
        };
        let base = set.base.iter().filter(|piece| !is_kept(piece)).filter_map(rest);
        RunSet {
            upper: upper.collect(),
            base: self.done.iter().cloned().chain(base).collect(),
            origins: set.origins.clone(),
            cache: set.cache.clone(),
            weighed: Weighed::default(),
        }
    }

    fn least(&self) -> Option<usize> {
        let standing = self.chains.iter().enumerate();
        let keys = standing.filter_map(|(at, chain)| chain.key().map(|key| (key, at)));
        keys.min().map(|(_, at)| at)
    }

    /// Passes the key on which chain `at` stands, in all of them.
    fn pass(&mut self, at: usize) -> Result<()> {
        for chain in self.chains.iter_mut().skip(at) {
            if chain.key() == Some(&*self.passed) {
                chain.advance()?;
            }
        }
        Ok(())
    }

    /// Whether the base goes on with a run into which nothing falls.
    fn stands_before_untouched_run(&self, at: usize) -> bool {
        let Some((base, upper)) = self.chains.split_last().filter(|_| self.has_base) else {
            return false;
        };
        let Some(piece) = base.piece().filter(|piece| piece.after.is_none()) else { return false };
        if piece.values.iter().any(|(number, _)| self.victims.contains(&number)) {
            return false;
        }
        let summary = piece.run.summary();
        at == upper.len()
            && base.key() == Some(&*summary.first)
            && upper.iter().all(|chain| chain.key().is_none_or(|key| *key > *summary.last))
    }

    fn keep_run(&mut self) -> Result<()> {
        let Some(base) = self.chains.last_mut() else { return Ok(()) };
        if let Some(piece) = base.piece().cloned() {
            self.passed = piece.run.summary().last.to_vec();
            self.done.push(piece);
        }
        base.skip_run()
    }
}
