// SPDX-License-Identifier: Apache-2.0
//! Finding out where two states differ: range-based reconciliation (Meyer, "Range-Based Set
//! Reconciliation", 2022). Two sides compare the sums of a range of keys; where they differ the
//! range is divided, until it is short enough to list the digests of its keys.
//!
//! One side asks and keeps what is open; the other answers each message by itself. A range is
//! closed only by an answer that says so, and is asked for until then: after its versions were
//! exchanged it is asked for once more. So whatever is lost on the way shows again.

use std::collections::{BTreeMap, BTreeSet};

use crate::base::error::{Code, Error, Result};
use crate::base::limits::{
    RECON_BOUND_BYTES_MAX, RECON_FRUITLESS_MAX, RECON_LIST_LEN_MAX, RECON_OPEN_LEN_MAX,
    RECON_PARTS_LEN_MAX, RECON_RANGES_LEN_MAX, RECON_ROUNDS_MAX,
};
use crate::base::random::Random;

use super::session::repeat::Repeat;
use super::wire::message::Sum;
use super::wire::recon::{Found, KeyRange, RangeSum, Recon, ReconAnswer};

/// What a message takes beside its ranges, in bytes, at most.
const HEAD_COST_BYTES: usize = 56;
const SUM_COST_BYTES: usize = 25;
const DIGEST_BYTES: usize = 16;
/// The two lengths and the mark of an end of a range, and the kind and the length of an answer.
const RANGE_COST_BYTES: usize = 16;

/// A state, as far as it has to be seen to be compared with another.
pub trait Held {
    /// What the keys of a range add up to.
    fn sum(&mut self, range: &KeyRange) -> Result<RangeSum>;
    /// Bounds that divide a range into about so many parts with keys in each, none longer than
    /// `bound_bytes_max`; none when there are no such bounds.
    fn split(
        &mut self,
        range: &KeyRange,
        parts: usize,
        bound_bytes_max: usize,
    ) -> Result<Vec<Vec<u8>>>;
    /// The digests of all keys of a range, in order of the digests; None when they are more.
    fn list(&mut self, range: &KeyRange, len_max: usize) -> Result<Option<Vec<u128>>>;
}

/// A range with the digests of some of its keys.
pub type Picked = (KeyRange, Vec<u128>);

/// A range that may differ.
#[derive(Debug, Default)]
struct Open {
    to: Option<Vec<u8>>,
    /// The digests of keys whose versions the other side is to send.
    wants: Vec<u128>,
}

/// The side that asks.
#[derive(Debug)]
pub struct Asker {
    run: u32,
    round: u32,
    open: BTreeMap<Vec<u8>, Open>,
    /// Where the ranges begin that were asked for and not answered.
    waiting: BTreeSet<Vec<u8>>,
    repeat: Repeat,
    /// The first message after every range was closed.
    last_round: Option<u32>,
    answered: u32,
    answers: u32,
    fruitless: u32,
}

/// What an answer led to.
#[derive(Debug, Default)]
pub struct Step {
    /// Keys whose versions the other side lacks.
    pub gifts: Vec<Picked>,
    /// Whether every range is closed, and the other side has said so.
    pub is_done: bool,
}

impl Asker {
    /// Begins with all keys; `run` names this reconciliation.
    pub fn new(run: u32) -> Self {
        Self {
            run,
            round: 0,
            open: BTreeMap::from([(Vec::new(), Open::default())]),
            waiting: BTreeSet::new(),
            repeat: Repeat::now(),
            last_round: None,
            answered: 0,
            answers: 0,
            fruitless: 0,
        }
    }

    /// When there is something to ask.
    pub fn due_ms(&self) -> Option<i64> {
        self.repeat.due_ms()
    }

    /// Messages that were sent so far.
    pub fn rounds(&self) -> u32 {
        self.round
    }

    /// The next message, of at most about so many bytes; None when it is not time.
    ///
    /// Errors: those of the disk; `InvalidState` when a bound of the peer is too long to be sent.
    pub fn ask(
        &mut self,
        held: &mut impl Held,
        sum: Sum,
        room_bytes: usize,
        now_ms: i64,
        random: &mut Random,
    ) -> Result<Option<Recon>> {
        if !self.repeat.is_due(now_ms) {
            return Ok(None);
        }
        let mut asked = Recon { run: self.run, sum, ..Recon::default() };
        let mut left = room_bytes.saturating_sub(HEAD_COST_BYTES);
        self.waiting.clear();
        for (from, open) in &self.open {
            let range = KeyRange { from: from.clone(), to: open.to.clone() };
            let Some(rest) = left.checked_sub(range_bytes(&range) + SUM_COST_BYTES) else { break };
            if self.waiting.len() == RECON_RANGES_LEN_MAX {
                break;
            }
            if open.wants.is_empty() {
                let ours = held.sum(&range)?;
                asked.asks.push((range, ours));
                left = rest;
            } else {
                let wants: Vec<_> = open.wants.iter().copied().take(rest / DIGEST_BYTES).collect();
                if wants.is_empty() {
                    break;
                }
                left = rest - wants.len() * DIGEST_BYTES;
                asked.wants.push((range, wants));
            }
            self.waiting.insert(from.clone());
        }
        if self.waiting.is_empty() && !self.open.is_empty() {
            return Err(stuck(format!("a range does not fit into {room_bytes} bytes")));
        }
        self.round = self.round.saturating_add(1);
        asked.round = self.round;
        if self.open.is_empty() {
            self.last_round.get_or_insert(self.round);
        }
        self.repeat.said(now_ms, random);
        Ok(Some(asked))
    }

    /// Takes an answer in.
    ///
    /// Errors: those of the disk; `InvalidState` when the answers lead nowhere: the reconciliation
    /// is over then.
    pub fn take(
        &mut self,
        held: &mut impl Held,
        answer: ReconAnswer,
        room_bytes: usize,
    ) -> Result<Step> {
        let mut step = Step::default();
        if answer.run != self.run || answer.round > self.round {
            return Ok(step);
        }
        let mut is_further = false;
        for (range, found) in answer.ranges {
            let is_ours = self.open.get(&range.from).is_some_and(|open| open.to == range.to);
            if is_ours && self.waiting.remove(&range.from) {
                is_further |= self.take_found(held, range, found, room_bytes, &mut step)?;
            }
        }
        if self.waiting.is_empty() {
            self.repeat = Repeat::now();
        }
        step.is_done = self.last_round.is_some_and(|last| answer.round >= last);
        if is_further {
            self.fruitless = 0;
        }
        if answer.round > self.answered {
            self.answered = answer.round;
            self.answers += 1;
            self.fruitless += u32::from(!is_further);
        }
        let is_endless = self.fruitless > RECON_FRUITLESS_MAX || self.answers > RECON_ROUNDS_MAX;
        if is_endless && !step.is_done {
            let (answers, fruitless) = (self.answers, self.fruitless);
            return Err(stuck(format!(
                "{answers} answers, the last {fruitless} without effect; allowed are \
                 {RECON_ROUNDS_MAX} and {RECON_FRUITLESS_MAX}"
            )));
        }
        Ok(step)
    }

    /// What was found in a range that was asked for. Returns whether that brings it further.
    fn take_found(
        &mut self,
        held: &mut impl Held,
        range: KeyRange,
        found: Found,
        room_bytes: usize,
        step: &mut Step,
    ) -> Result<bool> {
        match found {
            Found::Same => {
                self.open.remove(&range.from);
                Ok(true)
            }
            Found::Sent => {
                if let Some(open) = self.open.get_mut(&range.from) {
                    open.wants.clear();
                }
                Ok(false)
            }
            Found::Parts { bounds, sums } => {
                let mut parts = range.divide(&bounds).into_iter().zip(sums);
                let differing = parts.try_fold(Vec::new(), |mut list, (part, theirs)| {
                    if held.sum(&part)? != theirs {
                        list.push(part);
                    }
                    Ok::<_, Error>(list)
                })?;
                let is_further = differing != [range.clone()];
                self.replace(&range, differing);
                Ok(is_further)
            }
            Found::List(theirs) => {
                let Some(ours) = held.list(&range, 2 * RECON_LIST_LEN_MAX)? else {
                    let bound_bytes_max = bound_bytes_max(room_bytes);
                    let bounds = held.split(&range, RECON_PARTS_LEN_MAX, bound_bytes_max)?;
                    self.replace(&range, range.divide(&bounds));
                    return Ok(!bounds.is_empty());
                };
                let (gifts, wants) = (missing(&ours, &theirs), missing(&theirs, &ours));
                if gifts.is_empty() && wants.is_empty() {
                    self.open.remove(&range.from);
                    return Ok(true);
                }
                if let Some(open) = self.open.get_mut(&range.from) {
                    open.wants = wants;
                }
                if !gifts.is_empty() {
                    step.gifts.push((range, gifts));
                }
                Ok(false)
            }
        }
    }

    /// Puts these ranges in the place of the one that they are parts of.
    fn replace(&mut self, range: &KeyRange, parts: Vec<KeyRange>) {
        self.open.remove(&range.from);
        for KeyRange { from, to } in parts {
            self.open.insert(from, Open { to, wants: Vec::new() });
        }
        while self.open.len() > RECON_OPEN_LEN_MAX
            && let Some((from, last)) = self.open.pop_last()
        {
            self.waiting.remove(&from);
            if let Some(mut before) = self.open.last_entry() {
                self.waiting.remove(before.key());
                *before.get_mut() = Open { to: last.to, wants: Vec::new() };
            }
        }
    }
}

/// What is found in a range that was asked for, in an answer of at most so many bytes; None when
/// not even the range itself fits.
pub fn find(
    held: &mut impl Held,
    range: &KeyRange,
    theirs: RangeSum,
    room_bytes: usize,
) -> Result<Option<Found>> {
    let taken = HEAD_COST_BYTES + range_bytes(range);
    let Some(left) = room_bytes.checked_sub(taken).filter(|left| *left >= SUM_COST_BYTES) else {
        return Ok(None);
    };
    let ours = held.sum(range)?;
    if ours == theirs {
        return Ok(Some(Found::Same));
    }
    let list_len_max = (left / DIGEST_BYTES).min(RECON_LIST_LEN_MAX);
    if ours.count <= list_len_max as u64
        && let Some(list) = held.list(range, list_len_max)?
    {
        return Ok(Some(Found::List(list)));
    }
    let bound_bytes_max = bound_bytes_max(room_bytes);
    let fitting = left / (bound_bytes_max + 3 + SUM_COST_BYTES);
    let useful = usize::try_from(ours.count / (list_len_max as u64 / 2).max(1) + 1);
    let parts = useful.unwrap_or(usize::MAX).min(fitting).clamp(2, RECON_PARTS_LEN_MAX);
    let bounds = held.split(range, parts, bound_bytes_max)?;
    let sums: Result<Vec<_>> = range.divide(&bounds).iter().map(|part| held.sum(part)).collect();
    Ok(Some(Found::Parts { bounds, sums: sums? }))
}

/// What a range with what was found in it takes in an answer, in bytes, at most.
pub fn found_bytes(range: &KeyRange, found: &Found) -> usize {
    let found_bytes = match found {
        Found::Same | Found::Sent => 0,
        Found::Parts { bounds, sums } => {
            let bounds: usize = bounds.iter().map(|bound| bound.len() + 5).sum();
            bounds + sums.len() * SUM_COST_BYTES
        }
        Found::List(list) => list.len() * DIGEST_BYTES,
    };
    range_bytes(range) + found_bytes
}

/// What is left of a frame for ranges, in bytes.
pub fn ranges_room(room_bytes: usize) -> usize {
    room_bytes.saturating_sub(HEAD_COST_BYTES)
}

fn range_bytes(range: &KeyRange) -> usize {
    range.from.len() + range.to.as_ref().map_or(0, Vec::len) + RANGE_COST_BYTES
}

fn bound_bytes_max(room_bytes: usize) -> usize {
    (room_bytes / 8).min(RECON_BOUND_BYTES_MAX)
}

/// Those of the one list that the other lacks; both are in order.
fn missing(one: &[u128], other: &[u128]) -> Vec<u128> {
    one.iter().copied().filter(|digest| other.binary_search(digest).is_err()).collect()
}

fn stuck(context: String) -> Error {
    Error::new(Code::InvalidState, "the states cannot be brought together", context)
}
