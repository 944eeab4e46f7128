// SPDX-License-Identifier: Apache-2.0
//! What a session says, most urgent first: one frame for each call.

use std::collections::VecDeque;

use crate::base::error::{Result, invalid};
use crate::base::know::Knowledge;
use crate::base::limits::{HELLO_BYTES_MAX, QUIET_MS};
use crate::base::time::Now;
use crate::base::trace::span;
use crate::record::Called;
use crate::sync::session::repeat::Repeat;
use crate::sync::wire;
use crate::sync::wire::message::{Ack, Frame, Know, Level, Message};

use super::super::Engine;
use super::{Phase, Session};

/// Bytes of a frame that are not for what it says, about.
pub(super) const FRAME_COST_BYTES: usize = 64;

/// Our knowledge, on its way to the peer.
#[derive(Debug, Default)]
pub struct Told {
    round: u32,
    left: VecDeque<Message>,
    repeat: Repeat,
    is_confirmed: bool,
}

impl Told {
    /// It has to be told.
    pub(super) fn start(&mut self) {
        let round = self.round;
        *self = Self { round, repeat: Repeat::now(), ..Self::default() };
    }

    /// Begins the next round: what is known, and what of it is only held.
    fn begin(&mut self, known: Knowledge, held: Knowledge, room_bytes: usize) {
        self.round += 1;
        let (round, holds) = (self.round, !held.is_empty());
        let parts = |known: Knowledge| {
            let parts = split(known, room_bytes);
            let total = u32::try_from(parts.len()).unwrap_or(u32::MAX);
            (0..).zip(parts).map(move |(index, known)| Know { round, index, total, known })
        };
        let message = if holds { Message::KnowHolding } else { Message::Know };
        self.left = parts(known).map(message).collect();
        if holds {
            self.left.extend(parts(held).map(Message::Held));
        }
    }

    /// The peer has it.
    pub(super) fn confirm(&mut self) {
        self.is_confirmed = true;
        self.left.clear();
        self.repeat.done();
    }

    fn due_ms(&self) -> Option<i64> {
        match (self.is_confirmed, self.left.is_empty()) {
            (true, _) => None,
            (false, false) => Some(i64::MIN),
            (false, true) => self.repeat.due_ms(),
        }
    }
}

impl Session {
    /// The next frame for the peer, at most `bytes_max` bytes of it; None when there is nothing to
    /// say now.
    ///
    /// Errors: `InvalidArgument` when there is less room than [`HELLO_BYTES_MAX`]; those of the
    /// disk, when what has to be sent cannot be read or not be made durable.
    pub fn poll_transmit(&mut self, engine: &Engine, bytes_max: usize) -> Result<Option<Vec<u8>>> {
        if bytes_max < HELLO_BYTES_MAX as usize {
            let context = format!("{bytes_max} bytes, allowed are {HELLO_BYTES_MAX} or more");
            return Err(invalid("too little room for a frame", context));
        }
        span!("session_transmit");
        let turn = engine.begin_call(|| Called::PollTransmit(self.number, bytes_max as u64));
        engine.end_call(turn, self.transmit(engine, bytes_max))
    }

    fn transmit(&mut self, engine: &Engine, bytes_max: usize) -> Result<Option<Vec<u8>>> {
        let now = engine.now();
        self.follow_identity(engine)?;
        let frame = self.next_frame(engine, bytes_max, now);
        self.note_events(engine);
        let frame = frame?;
        if let Some(bytes) = &frame {
            let len = bytes.len() as u64;
            self.with_peer(engine, |peer| peer.traffic.bytes_sent += len)?;
            self.note_in_flight(engine)?;
        }
        Ok(frame)
    }

    fn next_frame(
        &mut self,
        engine: &Engine,
        bytes_max: usize,
        now: Now,
    ) -> Result<Option<Vec<u8>>> {
        if self.phase == Phase::Closed {
            let bye = self.bye.take();
            return bye.map(|bye| self.framed(Message::Bye(bye))).transpose();
        }
        if self.owes_hello || self.hello.is_due(now.mono_ms) {
            if !self.owes_hello || self.hello.due_ms().is_some() {
                self.hello.said(now.mono_ms, &mut self.random);
            }
            self.owes_hello = false;
            let mut out = Vec::new();
            wire::encode(&self.hello_frame(engine)?, &mut out)?;
            // Answered once: if it is the peer that began anew, it asks again until it is met.
            self.newcomer = None;
            return Ok(Some(out));
        }
        let Some(remote) = &self.remote else { return Ok(None) };
        let room_bytes = bytes_max.min(remote.frame_bytes_max as usize) - FRAME_COST_BYTES;
        let is_met = remote.is_met;
        if let Some(frame) = self.next_told(engine, room_bytes, now)? {
            return Ok(Some(frame));
        }
        if !is_met {
            return self.next_sum(engine, now);
        }
        if let Some(nack) = self.nacks.pop_front() {
            return self.framed(Message::Nack(nack)).map(Some);
        }
        if self.owes_reply || !self.acks.is_empty() {
            let ack = self.next_ack(engine, room_bytes)?;
            return self.framed(Message::Ack(ack)).map(Some);
        }
        if let Some(frame) = self.next_repair_piece(room_bytes)? {
            return Ok(Some(frame));
        }
        if let Some(frame) = self.next_snapshot(engine, room_bytes, now)? {
            return Ok(Some(frame));
        }
        if let Some(frame) = self.next_ops(engine, room_bytes, now)? {
            return Ok(Some(frame));
        }
        if let Some(frame) = self.next_repair(engine, room_bytes, now)? {
            return Ok(Some(frame));
        }
        self.next_sum(engine, now)
    }

    /// What is applied is acknowledged first, then what is only held.
    fn next_ack(&mut self, engine: &Engine, room_bytes: usize) -> Result<Ack> {
        engine.settle_for_peers()?;
        let all = std::mem::take(&mut self.acks);
        let held = all.meet(engine.state()?.hold.known());
        let applied = if held.is_empty() { all } else { all.minus(&held) };
        let (level, now, later) = match applied.is_empty() && !held.is_empty() {
            true => (Level::Durable, held, Knowledge::default()),
            false => (Level::Applied, applied, held),
        };
        let mut parts = split(now, room_bytes);
        let known = parts.pop_front().unwrap_or_default();
        parts.iter().for_each(|part| self.acks.join(part));
        self.acks.join(&later);
        self.owes_reply = false;
        Ok(Ack { level, known })
    }

    fn next_told(
        &mut self,
        engine: &Engine,
        room_bytes: usize,
        now: Now,
    ) -> Result<Option<Vec<u8>>> {
        if self.told.is_confirmed {
            return Ok(None);
        }
        if self.told.left.is_empty() && self.told.repeat.is_due(now.mono_ms) {
            engine.settle_for_peers()?;
            let (known, held) = {
                let state = engine.state()?;
                (state.knowledge.clone(), state.hold.known().clone())
            };
            self.told.begin(known, held, room_bytes);
            if self.told.repeat.times() == 0 {
                self.comparison.due_ms = Some(now.mono_ms);
            }
        }
        let Some(message) = self.told.left.pop_front() else { return Ok(None) };
        if self.told.left.is_empty() {
            self.told.repeat.said(now.mono_ms, &mut self.random);
        }
        self.framed(message).map(Some)
    }

    /// What both sides hold is compared at the beginning, and whenever they have been quiet for a
    /// while after something changed.
    fn next_sum(&mut self, engine: &Engine, now: Now) -> Result<Option<Vec<u8>>> {
        self.note_changes(engine, now)?;
        let is_again = self.comparison.repeat.is_due(now.mono_ms);
        if !is_again && self.comparison.due_ms.is_none_or(|due_ms| due_ms > now.mono_ms) {
            return Ok(None);
        }
        if self.comparison.told.is_some() && !self.lane.flight.is_empty() {
            self.comparison.due_ms = Some(now.mono_ms.saturating_add(QUIET_MS));
            self.comparison.repeat.done();
            return Ok(None);
        }
        self.comparison.due_ms = None;
        engine.settle_for_peers()?;
        let sum = engine.sum_now()?;
        // Either side asks until it has heard something to compare with: that the other one has
        // heard enough says nothing of this one.
        let asks = self.comparison.heard.is_none_or(|heard| heard.know != sum.know);
        if self.comparison.told == Some(sum) && !is_again && !asks {
            return Ok(None);
        }
        if self.comparison.told != Some(sum) {
            self.comparison.repeat = Repeat::now();
        }
        self.comparison.told = Some(sum);
        self.comparison.repeat.said(now.mono_ms, &mut self.random);
        self.compare(engine, now)?;
        self.framed(Message::Sum { sum, asks }).map(Some)
    }

    /// What another session has repaired, or taken over, changes the state and not what is known:
    /// it has to be compared with this peer's anew.
    fn note_changes(&mut self, engine: &Engine, now: Now) -> Result<()> {
        let changes = engine.state_changes()?;
        if self.comparison.changes != changes {
            self.comparison.changes = changes;
            let due_ms = now.mono_ms.saturating_add(QUIET_MS);
            self.comparison.due_ms =
                Some(self.comparison.due_ms.map_or(due_ms, |at| at.min(due_ms)));
        }
        Ok(())
    }

    /// The bytes of a message in this session.
    pub(super) fn framed(&self, message: Message) -> Result<Vec<u8>> {
        let mut out = Vec::new();
        let (session, has_know) = (self.tag().unwrap_or_default(), self.heard.is_whole());
        wire::encode(&Frame { session, has_know, message }, &mut out)?;
        Ok(out)
    }

    /// When there is something to say, on the clock that only goes forward.
    pub(super) fn due_ms(&self, engine: &Engine) -> Result<Option<i64>> {
        const NOW: Option<i64> = Some(i64::MIN);
        if self.phase == Phase::Closed {
            return Ok(self.bye.is_some().then_some(i64::MIN));
        }
        if self.owes_hello {
            return Ok(NOW);
        }
        if self.remote.is_none() {
            return Ok(self.hello.due_ms());
        }
        let is_met = self.remote.as_ref().is_some_and(|remote| remote.is_met);
        if is_met && (!self.nacks.is_empty() || self.owes_reply || !self.acks.is_empty()) {
            return Ok(NOW);
        }
        if is_met && self.comparison.changes != engine.state_changes()? {
            return Ok(NOW);
        }
        let (hello, told) = (self.hello.due_ms(), self.told.due_ms());
        let sum = [self.comparison.due_ms, self.comparison.repeat.due_ms()];
        let sum = sum.into_iter().flatten().min();
        let snapshot = if is_met { self.snapshot_due_ms(engine)? } else { None };
        let mut due = [hello, told, sum, self.repair.due_ms(), snapshot, None];
        if is_met
            && self.heard.is_whole()
            && let [.., last] = &mut due
        {
            *last = self.lane_due_ms(engine)?;
        }
        Ok(due.into_iter().flatten().min())
    }
}

/// Parts of some knowledge that each take about so many bytes in a frame; at least one.
pub(super) fn split(known: Knowledge, bytes_max: usize) -> VecDeque<Knowledge> {
    let mut parts = VecDeque::new();
    let mut part = Knowledge::default();
    let mut bytes = 0;
    for (origin, ranges) in known.iter() {
        let origin_bytes = origin.node.as_str().len() + ORIGIN_COST_BYTES;
        bytes += origin_bytes;
        for (first, last) in ranges.iter() {
            if bytes + RANGE_COST_BYTES > bytes_max {
                parts.push_back(std::mem::take(&mut part));
                bytes = origin_bytes;
            }
            part.insert_range(origin, first, last);
            bytes += RANGE_COST_BYTES;
        }
    }
    if !part.is_empty() || parts.is_empty() {
        parts.push_back(part);
    }
    parts
}

/// What an origin takes beside its name, and what a range takes, in bytes, at most.
const ORIGIN_COST_BYTES: usize = 24;
const RANGE_COST_BYTES: usize = 20;
