// SPDX-License-Identifier: Apache-2.0
//! Operations on their way to one peer.
//!
//! A cursor walks through the log and picks what the peer lacks, up to what is safe to tell. What
//! is not acknowledged in time is picked again from where it stood. So nothing is kept for an
//! operation but its place in a range, however many there are, and operations of third nodes go
//! the same way as one's own.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::atomic::Ordering;

use crate::base::error::{Code, Result};
use crate::base::id::{Dot, Origin};
use crate::base::know::Knowledge;
use crate::base::limits::{FRAME_OPS_LEN_MAX, LOOK_FIRST_BYTES, REFUSED_MS};
use crate::base::op::Operation;
use crate::base::time::Now;
use crate::sync::message;
use crate::sync::session::flight::{Batch, Flight};
use crate::sync::wire;
use crate::sync::wire::message::{Chunk, Message, Nature};
use crate::wal::Position;

use super::super::Engine;
use super::super::journal::{self, Record};
use super::greet::Remote;
use super::outbound::FRAME_COST_BYTES;
use super::trails::Before;
use super::{Session, SessionEvent};

/// Operations on their way to one peer.
#[derive(Debug, Default)]
pub struct Lane {
    /// What the peer has.
    pub known: Knowledge,
    /// What was sent and is not acknowledged.
    pub flight: Flight,
    /// From where on the log was not looked at; None: to be found.
    cursor: Option<u64>,
    /// An operation that is too long for a frame.
    pieces: Option<Pieces>,
    /// Refused operations whose turn has come again.
    retrying: BTreeSet<Dot>,
    /// The engine's count of operations that were queued again by hand.
    requeued: u64,
    /// Whether it was told that the peer needs a snapshot.
    is_behind: bool,
}

/// An operation that goes out in pieces.
#[derive(Debug)]
struct Pieces {
    from: u64,
    op: Arc<Operation>,
    is_own: bool,
    bytes: Vec<u8>,
    sent_bytes: usize,
}

/// An operation of the log that may have to go out.
struct Found {
    at: u64,
    version: u64,
    is_own: bool,
    op: Arc<Operation>,
}

impl Lane {
    /// Looks through the log again from where the first operation stands that the peer lacks.
    pub fn rewind(&mut self) {
        self.cursor = None;
    }

    /// Looks through the log again, and tells again when the peer needs a snapshot.
    pub fn caught_up(&mut self) {
        (self.cursor, self.is_behind) = (None, false);
    }

    /// Notes that a refused operation is not to be offered before its time.
    pub fn retry_from(&mut self, dot: &Dot) {
        self.retrying.remove(dot);
    }
}

/// What of the log goes into a frame.
struct Picked {
    found: Vec<Found>,
    origins: Vec<Origin>,
    /// What the peer may lack of those before them, when it takes that.
    before: Option<Before>,
    bytes: usize,
    /// The place of the first operation that did not fit.
    stopped_at: Option<u64>,
    /// That operation, when it is too long for any frame.
    long: Option<Found>,
}

impl Session {
    /// The next frame with operations.
    pub(super) fn next_ops(
        &mut self,
        engine: &Engine,
        room_bytes: usize,
        now: Now,
    ) -> Result<Option<Vec<u8>>> {
        if !self.heard.is_whole() {
            return Ok(None);
        }
        if self.lane.pieces.is_some() {
            return self.next_piece(engine, room_bytes, now);
        }
        self.expire(engine, now)?;
        self.retry_refused(engine, now)?;
        if self.lane.flight.bytes() >= self.options.window_bytes {
            return Ok(None);
        }
        let from = match self.lane.cursor {
            Some(cursor) => cursor,
            None => self.find_start(engine)?,
        };
        let end = engine.sendable_end()?;
        let is_done = from >= end
            || (end - from >= LOOK_FIRST_BYTES && engine.knows_no_more_than(&self.lane.known)?);
        self.lane.cursor = Some(if is_done { from.max(end) } else { from });
        if is_done {
            return Ok(None);
        }
        engine.settle_for_peers()?;
        let mut picked = match self.pick(engine, from, room_bytes) {
            // What is gone from the log was known to the peer, or comes with a snapshot.
            Err(error) if error.code() == Code::NotFound => {
                self.lane.rewind();
                let again = self.find_start(engine)?;
                self.pick(engine, again, room_bytes)?
            }
            picked => picked?,
        };
        if let Some(long) = picked.long.take() {
            let before = picked.before.take();
            let steps = before.map(|before| before.passed_over(engine, &long.op, &self.lane.known));
            let mut bytes = wire::ahead(&steps.unwrap_or_default())?;
            message::encode(&long.op, &mut bytes)?;
            let Found { at, version, is_own, op } = long;
            self.note_sent(engine, &[(version, is_own)], now)?;
            self.lane.pieces = Some(Pieces { from: at, op, is_own, bytes, sent_bytes: 0 });
            return self.next_piece(engine, room_bytes, now);
        }
        if picked.found.is_empty() {
            return Ok(None);
        }
        self.send(engine, picked, from, now).map(Some)
    }

    /// Walks on from a place and picks what fits into a frame.
    fn pick(&mut self, engine: &Engine, from: u64, room_bytes: usize) -> Result<Picked> {
        let refused = self.refused(engine)?;
        let takes_steps = self.remote.as_ref().is_some_and(Remote::takes_steps);
        let knows_openings = self.remote.as_ref().is_some_and(Remote::knows_openings);
        let mut picked = Picked {
            found: Vec::new(),
            origins: Vec::new(),
            before: takes_steps.then(Before::default),
            bytes: 0,
            stopped_at: None,
            long: None,
        };
        let peer = self.remote.as_ref().map(|remote| &remote.origin);
        let (known, retrying) = (&self.lane.known, &self.lane.retrying);
        let is_wanted =
            |dot: &Dot| !known.contains(dot) && (!refused.contains(dot) || retrying.contains(dot));
        let next = engine.walk_sendable(from, &is_wanted, &mut |mut found| {
            if !knows_openings {
                found.op = Arc::new(found.op.plain());
            }
            let before = picked.before.as_ref();
            let told = before.map(|before| before.missing(engine, &found.op, known, peer));
            let told = told.unwrap_or_default();
            let told_bytes: usize = told.iter().map(|trail| wire::steps_bytes(&trail.steps)).sum();
            let op_bytes = wire::op_bytes(&found.op) + picked.origin_bytes(&found.op) + told_bytes;
            let is_first = picked.found.is_empty();
            if picked.bytes + op_bytes > room_bytes || picked.found.len() == FRAME_OPS_LEN_MAX {
                picked.stopped_at = Some(found.at);
                picked.long = is_first.then_some(found);
                return false;
            }
            picked.bytes += op_bytes;
            picked.note_origins(&found.op);
            if let Some(before) = &mut picked.before {
                before.add(&found.op.dot, told);
            }
            picked.found.push(found);
            true
        })?;
        self.lane.cursor = Some(match (&picked.stopped_at, &picked.long) {
            (Some(at), None) => *at,
            _ => next,
        });
        Ok(picked)
    }

    fn send(
        &mut self,
        engine: &Engine,
        mut picked: Picked,
        from: u64,
        now: Now,
    ) -> Result<Vec<u8>> {
        let mut out = Vec::with_capacity(picked.bytes + FRAME_COST_BYTES);
        let ops = picked.found.iter().map(|found| &*found.op);
        let session = self.tag().unwrap_or_default();
        let nature = {
            let state = engine.state()?;
            let is_held = |found: &Found| state.hold.contains(&found.op.dot);
            if picked.found.iter().any(is_held) { Nature::Held } else { Nature::Applied }
        };
        let before = picked.before.take().unwrap_or_default().told();
        wire::encode_ops(session, true, nature, ops, &before, &mut out)?;
        let mut left = Knowledge::default();
        let mut made_ms = Vec::new();
        for found in &picked.found {
            left.insert(&found.op.dot);
            made_ms.extend(found.is_own.then_some(found.op.created_ms));
        }
        let from = picked.found.first().map_or(from, |found| found.at);
        let (bytes, sent_ms) = (out.len() as u64, now.mono_ms);
        self.lane.flight.push(Batch { from, left, bytes, sent_ms, made_ms });
        let sent: Vec<_> = picked.found.iter().map(|found| (found.version, found.is_own)).collect();
        self.note_sent(engine, &sent, now)?;
        Ok(out)
    }

    fn next_piece(
        &mut self,
        engine: &Engine,
        room_bytes: usize,
        now: Now,
    ) -> Result<Option<Vec<u8>>> {
        let Some(pieces) = &mut self.lane.pieces else { return Ok(None) };
        let dot = pieces.op.dot.clone();
        let room_bytes = room_bytes.saturating_sub(dot.origin.node.as_str().len()).max(1);
        let offset = pieces.sent_bytes as u64;
        let end = pieces.bytes.len().min(pieces.sent_bytes + room_bytes);
        let bytes = pieces.bytes.get(pieces.sent_bytes..end).unwrap_or_default().to_vec();
        let total_bytes = pieces.bytes.len() as u64;
        pieces.sent_bytes = end;
        if end as u64 == total_bytes
            && let Some(Pieces { from, op, is_own, .. }) = self.lane.pieces.take()
        {
            let mut left = Knowledge::default();
            left.insert(&op.dot);
            let made_ms = is_own.then_some(op.created_ms).into_iter().collect();
            let sent_ms = now.mono_ms;
            self.lane.flight.push(Batch { from, left, bytes: total_bytes, sent_ms, made_ms });
        }
        engine.settle_for_peers()?;
        self.framed(Message::Chunk(Chunk { dot, total_bytes, offset, bytes })).map(Some)
    }

    fn note_sent(&self, engine: &Engine, sent: &[(u64, bool)], now: Now) -> Result<()> {
        let mut state = engine.state()?;
        for (version, _) in sent.iter().filter(|(_, is_own)| *is_own) {
            state.pipeline.sent(*version, now);
        }
        if let Some(node) = self.peer()
            && let Some(peer) = state.peers.get_mut(node)
        {
            peer.traffic.ops_sent += sent.len() as u64;
        }
        state.changes += 1;
        Ok(())
    }

    /// What was not acknowledged in time is picked again.
    fn expire(&mut self, engine: &Engine, now: Now) -> Result<()> {
        let Some((from, len)) = self.lane.flight.expire(now.mono_ms) else { return Ok(()) };
        self.lane.cursor = self.lane.cursor.map(|cursor| cursor.min(from));
        self.with_peer(engine, |peer| {
            peer.traffic.retries += 1;
            peer.traffic.ops_resent += len;
        })
    }

    /// Refused operations whose time has come are offered again.
    fn retry_refused(&mut self, engine: &Engine, now: Now) -> Result<()> {
        let Some(node) = self.peer().cloned() else { return Ok(()) };
        let mut state = engine.state()?;
        if self.lane.requeued != state.requeued {
            self.lane.requeued = state.requeued;
            self.lane.rewind();
        }
        let Some(peer) = state.peers.get_mut(&node) else { return Ok(()) };
        for (dot, rejection) in &mut peer.rejected {
            if rejection.due_ms.is_some_and(|due_ms| due_ms <= now.mono_ms) {
                rejection.due_ms = Some(now.mono_ms.saturating_add(REFUSED_MS));
                self.lane.retrying.insert(dot.clone());
                self.lane.cursor = None;
            }
        }
        Ok(())
    }

    fn refused(&self, engine: &Engine) -> Result<BTreeSet<Dot>> {
        let Some(node) = self.peer() else { return Ok(BTreeSet::new()) };
        let state = engine.state()?;
        let peer = state.peers.get(node);
        Ok(peer.map(|peer| peer.rejected.keys().cloned().collect()).unwrap_or_default())
    }

    /// Where the first operation stands that the peer lacks.
    fn find_start(&mut self, engine: &Engine) -> Result<u64> {
        let end = engine.sendable_end()?;
        let state = engine.state()?;
        let wanted = state.knowledge.minus(&self.lane.known);
        if wanted.is_empty() {
            return Ok(end);
        }
        let gone = state.history.lacks(&wanted).count();
        let first = state.history.first_with(&wanted);
        drop(state);
        if gone > 0 && !self.lane.is_behind {
            self.lane.is_behind = true;
            self.event(SessionEvent::Behind { count: gone });
            self.offer_snapshot(engine)?;
        }
        Ok(first.map_or(end, |file| engine.start_of(file)))
    }

    /// When there is something to do for the lane, on the clock that only goes forward.
    pub(super) fn lane_due_ms(&self, engine: &Engine) -> Result<Option<i64>> {
        let lane = &self.lane;
        let has_room = lane.flight.bytes() < self.options.window_bytes;
        let end = engine.sendable_end()?;
        if lane.pieces.is_some() || (has_room && lane.cursor.is_none_or(|cursor| cursor < end)) {
            return Ok(Some(i64::MIN));
        }
        let state = engine.state()?;
        if self.lane.requeued != state.requeued {
            return Ok(Some(i64::MIN));
        }
        let peer = self.peer().and_then(|node| state.peers.get(node));
        let refused = peer.into_iter().flat_map(|peer| peer.rejected.values());
        let refused = refused.filter_map(|rejection| rejection.due_ms).min();
        Ok([lane.flight.due_ms(), refused].into_iter().flatten().min())
    }
}

impl Picked {
    /// What the origins of an operation add to the frame, in bytes, at most.
    fn origin_bytes(&self, op: &Operation) -> usize {
        let new = origins_of(op).filter(|origin| !self.origins.contains(origin));
        new.map(|origin| origin.node.as_str().len() + 12).sum()
    }

    fn note_origins(&mut self, op: &Operation) {
        for origin in origins_of(op) {
            if !self.origins.contains(origin) {
                self.origins.push(origin.clone());
            }
        }
    }
}

fn origins_of(op: &Operation) -> impl Iterator<Item = &Origin> {
    let seen = op.context.dots().map(|dot| &dot.origin);
    std::iter::once(&op.dot.origin).chain(seen)
}

impl Engine {
    /// Behind the last operation that may be told to a peer.
    fn sendable_end(&self) -> Result<u64> {
        match self.reader {
            Some(_) => Ok(self.readable.load(Ordering::Acquire)),
            None => Ok(self.state()?.version + 1),
        }
    }

    /// Whether a peer that knows this lacks nothing.
    fn knows_no_more_than(&self, known: &Knowledge) -> Result<bool> {
        Ok(known.covers(&self.state()?.knowledge))
    }

    fn start_of(&self, file: u64) -> u64 {
        if self.reader.is_some() { Position::start_of(file).0 } else { 0 }
    }

    /// Hands on the wanted operations from a place on until `visit` says no. Returns the place
    /// behind the last one that was looked at.
    ///
    /// Errors: `NotFound` when the log does not reach back that far.
    fn walk_sendable(
        &self,
        from: u64,
        is_wanted: &dyn Fn(&Dot) -> bool,
        visit: &mut dyn FnMut(Found) -> bool,
    ) -> Result<u64> {
        let end = self.sendable_end()?;
        let Some(reader) = &self.reader else {
            return self.walk_held(from, end, is_wanted, visit);
        };
        let from = reader.past_removed(Position(from))?;
        let end = Position(end);
        if from >= end {
            return Ok(from.0);
        }
        let (cuts, mut near) = {
            let state = self.state()?;
            (state.cuts.clone(), state.identity.clone())
        };
        let next = reader.walk(from, &mut |at, body| {
            if at >= end {
                return Ok(false);
            }
            for record in journal::decode(body)? {
                let (version, op, is_own) = match &record {
                    Record::Operation { version, own, op, .. } => (*version, op, *own),
                    Record::Carried { version, op } => (*version, op, true),
                    Record::Held { version, op } => (*version, op, false),
                    _ => continue,
                };
                let dot = op.dot_near(near.as_ref())?;
                if near.as_ref() != Some(&dot.origin) {
                    near = Some(dot.origin.clone());
                }
                if is_wanted(&dot) && !cuts.iter().any(|cut| cut.voids(&dot, at.0)) {
                    let op = match &record {
                        Record::Held { .. } => op.to_held()?,
                        _ => op.to_operation_of(dot, u64::MAX)?,
                    };
                    let op = Arc::new(op);
                    if !visit(Found { at: at.0, version, is_own, op }) {
                        return Ok(false);
                    }
                }
            }
            Ok(true)
        })?;
        Ok(next.min(end).0)
    }

    fn walk_held(
        &self,
        from: u64,
        end: u64,
        is_wanted: &dyn Fn(&Dot) -> bool,
        visit: &mut dyn FnMut(Found) -> bool,
    ) -> Result<u64> {
        let mut from = from;
        loop {
            let found = {
                let state = self.state()?;
                let mut held = state.held.range(from..end.max(from));
                let next = held.find(|(_, op)| is_wanted(&op.dot));
                next.map(|(&version, op)| {
                    let is_own = state.own_origin(&op.dot.origin).is_some();
                    Found { at: version, version, is_own, op: op.clone() }
                })
            };
            let Some(found) = found else { return Ok(end) };
            from = found.version + 1;
            if !visit(found) {
                return Ok(from);
            }
        }
    }
}
