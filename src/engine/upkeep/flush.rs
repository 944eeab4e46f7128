// SPDX-License-Identifier: Apache-2.0
//! A flush: what was frozen goes to one new run, entry by entry, in steps.
//!
//! The entries of the outbox are written as they stand when their turn comes, not as they stood at
//! the freeze: whatever changed in between is in the part of the log that will still be read, and
//! following it a second time changes nothing.

use bincode::{BorrowDecode, Encode};

use crate::base::codec;
use crate::base::error::{Code, Error, Result};
use crate::base::id::Dot;
use crate::base::limits::VALUE_READ_TRIES;
use crate::outbox::Unsaved;
use crate::outbox::entry::{DUE_NOW, Entry, Place, Status};
use crate::store::Frozen;
use crate::store::encode::{self, Origins};
use crate::store::entry::KeyState;
use crate::store::in_order::InOrder;
use crate::store::runs::space;

use super::super::state::State;
use super::manifest::Facts;
use super::writing::Writing;

/// Entries of the outbox that are looked at under one lock.
const ENTRIES_LEN_MAX: usize = 128;
/// What it counts as to sort a piece of the keys, in bytes written: about what takes as long.
const SORTING_BYTES: u64 = 2 << 10;
/// Room for the bytes of one; few take more.
const ENTRY_BYTES: usize = 48;

/// What is on its way to a run. It stays when a step fails, and is written anew.
pub struct Flush {
    pub facts: Facts,
    frozen: Frozen,
    pub unsaved: Unsaved,
    /// The version from which on operations of unknown kinds are still to be written once more.
    pub held_from: u64,
    /// Steps that failed on a value that could not be read.
    read_failures: u32,
}

/// A run on its way, and how far it has come. They are one thing: a new file begins at the start.
pub struct Flushing {
    pub writing: Writing,
    stage: Stage,
}

impl Flushing {
    /// Begins with what this flush has frozen.
    pub fn start(writing: Writing, flush: &Flush) -> Self {
        Self { writing, stage: Stage::Sorting(InOrder::of(flush.frozen.tables.clone())) }
    }
}

/// Spaces ascend in a run.
enum Stage {
    /// The keys are put in order.
    Sorting(InOrder),
    /// Their states from the one on that it stands on.
    States(InOrder),
    /// The entries of the outbox from this version on.
    Outbox(u64),
    /// The changes of contested keys from this one on.
    Contested(usize),
    /// Everything is written.
    Done,
}

/// An entry of the outbox in a run, by its version.
#[derive(Encode, BorrowDecode)]
struct EntryBody {
    origin: u32,
    seq: u64,
    place: u64,
    bytes: u32,
    status: u8,
    attempts: u32,
    last_attempt_at_ms: i64,
    next_attempt_at_ms: i64,
    last_error: u16,
}

impl Flush {
    pub fn new(frozen: Frozen, unsaved: Unsaved, facts: Facts) -> Self {
        Self { facts, frozen, unsaved, held_from: 0, read_failures: 0 }
    }

    /// Notes why a step failed. A value that cannot be read may be readable the next time, and
    /// concerns its key alone: it must not keep all others in memory for ever.
    pub fn note_failure(&mut self, error: &Error) {
        let is_of_reading = matches!(error.code(), Code::Corrupted | Code::FileReadError);
        self.read_failures += u32::from(is_of_reading);
    }

    /// Writes about so many bytes. True when all is written. `state` lends the state for a moment.
    pub fn step(
        &self,
        bytes: u64,
        flushing: &mut Flushing,
        origins: &mut Origins,
        state: impl Fn(&mut dyn FnMut(&State)) -> Result<()>,
    ) -> Result<bool> {
        let Flushing { writing, stage } = flushing;
        let mut end = writing.bytes() + bytes;
        let (mut left, mut value) = (bytes, Vec::new());
        while writing.bytes() < end {
            match stage {
                Stage::Sorting(keys) => {
                    if keys.sort_piece() {
                        *stage = Stage::States(std::mem::take(keys));
                    }
                    left = left.saturating_sub(SORTING_BYTES);
                    if left < SORTING_BYTES {
                        return Ok(false);
                    }
                }
                Stage::States(keys) if writing.is_amid() => {
                    // All of the value counted when it was begun.
                    end -= writing.go_on(end - writing.bytes())?;
                    if !writing.is_amid() {
                        keys.advance();
                    }
                }
                Stage::States(keys) => match keys.current() {
                    Some((key, state)) => {
                        let takes_damaged = self.read_failures >= VALUE_READ_TRIES;
                        begin_state(writing, (key, state), origins, &mut value, takes_damaged)?;
                        if !writing.is_amid() {
                            keys.advance();
                        }
                    }
                    None => *stage = Stage::Outbox(0),
                },
                Stage::Outbox(first) => {
                    let (from, unsaved) = (*first, &self.unsaved);
                    let mut batch = Vec::new();
                    state(&mut |state| batch = entries(state, unsaved, from, origins))?;
                    for (version, value) in &batch {
                        writing.add_in(space::OUTBOX, &version.to_be_bytes(), value)?;
                    }
                    *stage = match batch.last() {
                        Some((version, _)) => Stage::Outbox(version + 1),
                        None => Stage::Contested(0),
                    };
                }
                Stage::Contested(at) => match self.frozen.contested.get(*at) {
                    Some((key, is_contested)) => {
                        let value: &[u8] = if *is_contested { &[1] } else { &[] };
                        writing.add_in(space::CONTESTED, key, value)?;
                        *at += 1;
                    }
                    None => *stage = Stage::Done,
                },
                Stage::Done => return writing.prepare_end(bytes),
            }
        }
        Ok(false)
    }
}

/// Writes the state of a key, or all of it but a value that is not in memory.
fn begin_state(
    writing: &mut Writing,
    (key, state): (&[u8], Option<&KeyState>),
    origins: &mut Origins,
    bytes: &mut Vec<u8>,
    takes_damaged: bool,
) -> Result<()> {
    bytes.clear();
    let placed = match state {
        Some(state) => encode::encode_front(state, origins, bytes)?,
        None => None,
    };
    match placed {
        Some(placed) if takes_damaged => {
            writing.begin_state(key, bytes, placed.passage_as_it_is()?)
        }
        Some(placed) => writing.begin_state(key, bytes, placed.passage()?),
        None => writing.add_state(key, bytes),
    }
}

/// The next entries to be written, by version; empty bytes for one that is gone.
fn entries(
    state: &State,
    unsaved: &Unsaved,
    from: u64,
    origins: &mut Origins,
) -> Vec<(u64, Vec<u8>)> {
    let outbox = state.pipeline.outbox();
    let is_kept = |entry: &&Entry| entry.status != Status::Applied;
    let bytes = |entry: &Entry, origins: &mut Origins| {
        // Encoding numbers into memory cannot fail; an entry left out would only be sent again.
        entry_bytes(entry, origins).unwrap_or_default()
    };
    let at = unsaved.changed.partition_point(|version| *version < from);
    let changed = unsaved.changed.iter().skip(at).take(ENTRIES_LEN_MAX);
    let mut batch: Vec<_> = changed
        .map(|&version| {
            let entry = outbox.get(version).filter(is_kept);
            (version, entry.map_or_else(Vec::new, |entry| bytes(entry, origins)))
        })
        .collect();
    let room = ENTRIES_LEN_MAX - batch.len();
    let fresh = outbox.entries_from(from.max(unsaved.first));
    let fresh = fresh.take_while(|entry| entry.version <= unsaved.last).filter(is_kept).take(room);
    batch.extend(fresh.map(|entry| (entry.version, bytes(entry, origins))));
    batch
}

impl EntryBody {
    fn of(entry: &Entry, origins: &mut Origins) -> Self {
        // In flight at a crash is owed again after the restart.
        let status = if entry.status == Status::InFlight { Status::Queued } else { entry.status };
        Self {
            origin: origins.number(&entry.dot.origin),
            seq: entry.dot.seq,
            place: entry.place.at,
            bytes: entry.place.bytes,
            status: status as u8,
            attempts: entry.attempts,
            last_attempt_at_ms: entry.last_attempt_at_ms,
            next_attempt_at_ms: entry.next_attempt_at_ms,
            last_error: entry.last_error,
        }
    }
}

/// The bytes of an entry of the outbox.
pub fn entry_bytes(entry: &Entry, origins: &mut Origins) -> Result<Vec<u8>> {
    let mut bytes = Vec::with_capacity(ENTRY_BYTES);
    codec::encode_compact(&EntryBody::of(entry, origins), &mut bytes)?;
    Ok(bytes)
}

/// Reads an entry of the outbox.
pub fn entry_of(key: &[u8], value: &[u8], origins: &Origins) -> Result<Option<Entry>> {
    let Some(version) = key.first_chunk().filter(|_| !value.is_empty()) else { return Ok(None) };
    let body: EntryBody = codec::decode_compact(value)?;
    let Some(status) = Status::from_number(body.status) else { return Ok(None) };
    let dot = Dot { origin: origins.get(body.origin)?.clone(), seq: body.seq };
    let mut entry =
        Entry::new(dot, u64::from_be_bytes(*version), Place { at: body.place, bytes: body.bytes });
    entry.status = status;
    entry.attempts = body.attempts;
    entry.last_attempt_at_ms = body.last_attempt_at_ms;
    entry.next_attempt_at_ms = body.next_attempt_at_ms;
    entry.last_error = body.last_error;
    entry.was_sent = true;
    entry.due_ms = DUE_NOW;
    Ok(Some(entry))
}
