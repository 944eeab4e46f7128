// SPDX-License-Identifier: Apache-2.0
//! Repairing states that differ although both sides know the same operations
//! (`docs/format/recon.md`). The side with the lesser name asks, the other answers.

use std::collections::{BTreeSet, VecDeque};

use crate::base::error::{Result, invalid};
use crate::base::id::Dot;
use crate::base::limits::{
    FRAME_OPS_LEN_MAX, QUIET_MS, RECON_IDLE_MS, RECON_PAUSE_MS, RECON_RANGES_LEN_MAX,
    RECON_REPLIES_BYTES_MAX, RECON_REPLIES_LEN_MAX, RECON_SCAN_MS,
};
use crate::base::op::{Bytes, Operation};
use crate::base::time::Now;
use crate::sync::message;
use crate::sync::recon::{Asker, Picked, find, found_bytes, ranges_room};
use crate::sync::session::repeat::Repeat;
use crate::sync::wire;
use crate::sync::wire::message::{Chunk, Message, Nature};
use crate::sync::wire::recon::{Found, KeyRange, RangeSum, Recon, ReconAnswer};

use super::super::Engine;
use super::super::recon::{Index, Seen, repair_of, take_versions};
use super::greet::Remote;
use super::{Session, SessionEvent};

/// What stands before the bytes of a version that comes in pieces: it must not be taken for the
/// whole operation.
pub(super) const PIECES_MAGIC: [u8; 4] = *b"SDRP";

/// Repair, from the first difference to the last answer.
#[derive(Default)]
pub struct Repair {
    /// Counts up with each reconciliation.
    run: u32,
    asker: Option<Asker>,
    index: Option<Index>,
    /// When the state was last read for a peer that asks.
    scanned_ms: Option<i64>,
    /// When the peer was last heard.
    heard_ms: i64,
    /// None begins before.
    paused_until_ms: i64,
    /// What was asked for and is not answered.
    owed: Option<Owed>,
    /// Keys whose versions are to be sent.
    picked: VecDeque<Picked>,
    /// Keys of which the peer sent a version that was replaced here.
    replies: BTreeSet<Bytes>,
    replies_bytes: usize,
    /// Versions that are to be sent.
    queue: VecDeque<Operation>,
    pieces: Option<Pieces>,
    /// Keys that were changed by what the peer sent.
    repaired: u64,
}

/// An answer that is to be given.
struct Owed {
    round: u32,
    ranges: VecDeque<(KeyRange, Question)>,
}

enum Question {
    Compare(RangeSum),
    Answered(Found),
}

/// A version that goes out in pieces.
struct Pieces {
    dot: Dot,
    bytes: Vec<u8>,
    sent_bytes: usize,
}

impl Repair {
    /// Whether a reconciliation is under way.
    pub(super) fn is_active(&self) -> bool {
        self.asker.is_some() || self.index.is_some()
    }

    fn has_versions(&self) -> bool {
        !self.queue.is_empty() || !self.picked.is_empty() || !self.replies.is_empty()
    }

    /// Lets everything go; what the limits are counted in stays.
    fn end(&mut self) {
        let Self { run, scanned_ms, paused_until_ms, .. } = *self;
        *self = Self { run, scanned_ms, paused_until_ms, ..Self::default() };
    }

    /// When there is something to be done, on the clock that only goes forward.
    pub(super) fn due_ms(&self) -> Option<i64> {
        if self.pieces.is_some() || self.has_versions() || self.owed.is_some() {
            return Some(i64::MIN);
        }
        let idle_ms = self.is_active().then(|| self.heard_ms.saturating_add(RECON_IDLE_MS));
        let asked_ms = self.asker.as_ref().and_then(Asker::due_ms);
        [idle_ms, asked_ms].into_iter().flatten().min()
    }
}

impl Session {
    /// Both sides know the same and hold other things: the one that asks begins.
    pub(super) fn begin_repair(&mut self, now: Now) {
        if self.is_asking_side() && now.mono_ms >= self.repair.paused_until_ms {
            self.repair.end();
            self.repair.run = self.repair.run.saturating_add(1);
            self.repair.asker = Some(Asker::new(self.repair.run));
            self.repair.heard_ms = now.mono_ms;
        }
    }

    /// Whether this is the side that asks, and not the one that answers.
    pub(super) fn is_asking_side(&self) -> bool {
        self.remote.as_ref().is_some_and(|remote| self.me.node < remote.origin.node)
    }

    /// Takes the peer's question.
    pub(super) fn on_recon(&mut self, engine: &Engine, asked: Recon, now: Now) -> Result<()> {
        if self.is_asking_side() {
            return Err(invalid("a reconciliation from the side that answers", ""));
        }
        if asked.run < self.repair.run {
            return Ok(());
        }
        if self.repair.index.is_none() || asked.run > self.repair.run {
            let since_ms = self.repair.scanned_ms.map(|at_ms| now.mono_ms.saturating_sub(at_ms));
            if since_ms.is_some_and(|ms| ms < RECON_SCAN_MS) {
                // It is asked again.
                return Ok(());
            }
            self.repair.end();
            self.repair.run = asked.run;
            self.repair.scanned_ms = Some(now.mono_ms);
            self.repair.index = Some(self.index_of(engine)?);
        }
        self.repair.heard_ms = now.mono_ms;
        if asked.asks.is_empty() && asked.wants.is_empty() {
            self.tell_repaired();
            self.comparison.heard = Some(asked.sum);
            self.compare(engine, now)?;
        }
        let asks = asked.asks.into_iter().map(|(range, sum)| (range, Question::Compare(sum)));
        let wants = asked.wants.iter().map(|(range, _)| range.clone());
        let sent = wants.map(|range| (range, Question::Answered(Found::Sent)));
        let mut ranges: Vec<_> = asks.chain(sent).collect();
        ranges.sort_by(|(one, _), (other, _)| one.from.cmp(&other.from));
        self.repair.owed = Some(Owed { round: asked.round, ranges: ranges.into() });
        self.repair.picked = asked.wants.into();
        Ok(())
    }

    /// Takes the peer's answer.
    pub(super) fn on_recon_answer(
        &mut self,
        engine: &Engine,
        answer: ReconAnswer,
        now: Now,
    ) -> Result<()> {
        let room_bytes = self.recon_room(usize::MAX);
        let sum = answer.sum;
        self.repair.heard_ms = now.mono_ms;
        let Repair { asker: Some(asker), index: Some(index), .. } = &mut self.repair else {
            return Ok(());
        };
        let step = asker.take(&mut Seen { index, now: engine.snapshot()? }, answer, room_bytes);
        match step {
            Ok(step) if step.is_done => {
                self.tell_repaired();
                self.repair.end();
                self.comparison.heard = Some(sum);
                self.compare(engine, now)
            }
            Ok(step) => {
                self.repair.picked.extend(step.gifts);
                Ok(())
            }
            Err(error) if error.code() == crate::base::error::Code::InvalidState => {
                self.give_up(&error, now);
                Ok(())
            }
            Err(error) => Err(error),
        }
    }

    fn give_up(&mut self, error: &crate::base::error::Error, now: Now) {
        self.tell_repaired();
        self.repair.end();
        self.repair.paused_until_ms = now.mono_ms.saturating_add(RECON_PAUSE_MS);
        let (code, reason) = (error.code() as u16, error.to_string());
        self.event(SessionEvent::Irreparable { code, reason });
    }

    fn tell_repaired(&mut self) {
        let keys = std::mem::take(&mut self.repair.repaired);
        if keys > 0 {
            self.event(SessionEvent::Repaired { keys });
        }
    }

    /// Takes versions that the peer sent because the states differ.
    pub(super) fn on_repair(
        &mut self,
        engine: &Engine,
        ops: Vec<Operation>,
        now: Now,
    ) -> Result<()> {
        if !self.repair.is_active() {
            return Ok(());
        }
        let names: Vec<(Dot, Bytes)> =
            ops.iter().map(|op| (op.dot.clone(), op.key.clone())).collect();
        let answers = engine.receive_all(ops, true)?;
        let snapshot = engine.snapshot()?;
        let mut changed = BTreeSet::new();
        for ((dot, key), answer) in names.into_iter().zip(answers) {
            let Ok(received) = answer else { continue };
            if !received.duplicate {
                changed.insert(key.clone());
            }
            if !engine.state()?.knowledge.contains(&dot) {
                continue;
            }
            let state = snapshot.state(&key)?.unwrap_or_default();
            if !state.siblings.iter().any(|sibling| sibling.dot == dot) {
                // The peer has not heard of what replaced it, and cannot ask for a delete.
                self.reply(key);
            }
        }
        self.repair.heard_ms = now.mono_ms;
        self.repair.repaired += changed.len() as u64;
        if !changed.is_empty() {
            self.comparison.due_ms = Some(now.mono_ms.saturating_add(QUIET_MS));
        }
        Ok(())
    }

    fn reply(&mut self, key: Bytes) {
        let repair = &mut self.repair;
        let bytes = repair.replies_bytes + key.len();
        let has_room = bytes <= RECON_REPLIES_BYTES_MAX;
        if has_room && repair.replies.len() < RECON_REPLIES_LEN_MAX && repair.replies.insert(key) {
            repair.replies_bytes = bytes;
        }
    }

    /// The next piece of a version that is too long for a frame.
    pub(super) fn next_repair_piece(&mut self, room_bytes: usize) -> Result<Option<Vec<u8>>> {
        let Some(pieces) = &mut self.repair.pieces else { return Ok(None) };
        let dot = pieces.dot.clone();
        let room_bytes = room_bytes.saturating_sub(dot.origin.node.as_str().len()).max(1);
        let (offset, total) = (pieces.sent_bytes, pieces.bytes.len());
        pieces.sent_bytes = total.min(offset.saturating_add(room_bytes));
        let bytes = pieces.bytes.get(offset..pieces.sent_bytes).unwrap_or_default().to_vec();
        if pieces.sent_bytes == total {
            self.repair.pieces = None;
        }
        let (total_bytes, offset) = (total as u64, offset as u64);
        self.framed(Message::Chunk(Chunk { dot, total_bytes, offset, bytes })).map(Some)
    }

    /// The next frame of a repair: versions first, because what is asked next is about them.
    pub(super) fn next_repair(
        &mut self,
        engine: &Engine,
        room_bytes: usize,
        now: Now,
    ) -> Result<Option<Vec<u8>>> {
        let is_idle = now.mono_ms.saturating_sub(self.repair.heard_ms) >= RECON_IDLE_MS;
        if is_idle && self.repair.is_active() {
            let was_asking = self.repair.asker.is_some();
            self.tell_repaired();
            self.repair.end();
            if was_asking {
                // Begins again once the peer says what it holds.
                self.comparison.settled = None;
                self.comparison.repeat = Repeat::now();
                return Ok(None);
            }
        }
        if let Some(frame) = self.next_versions(engine, room_bytes)? {
            return Ok(Some(frame));
        }
        let room_bytes = self.recon_room(room_bytes);
        if let Some(frame) = self.next_answer(engine, room_bytes)? {
            return Ok(Some(frame));
        }
        if self.repair.asker.is_some() && self.repair.index.is_none() {
            self.repair.index = Some(self.index_of(engine)?);
        }
        let Repair { asker: Some(asker), index: Some(index), .. } = &mut self.repair else {
            return Ok(None);
        };
        if asker.due_ms().is_none_or(|due_ms| due_ms > now.mono_ms) {
            return Ok(None);
        }
        let (sum, mut seen) = (engine.sum_now()?, Seen { index, now: engine.snapshot()? });
        match asker.ask(&mut seen, sum, room_bytes, now.mono_ms, &mut self.random) {
            Ok(Some(asked)) => self.framed(Message::Recon(asked)).map(Some),
            Ok(None) => Ok(None),
            Err(error) if error.code() == crate::base::error::Code::InvalidState => {
                self.give_up(&error, now);
                Ok(None)
            }
            Err(error) => Err(error),
        }
    }

    fn next_answer(&mut self, engine: &Engine, room_bytes: usize) -> Result<Option<Vec<u8>>> {
        let Repair { owed: Some(owed), index: Some(index), run, .. } = &mut self.repair else {
            self.repair.owed = None;
            return Ok(None);
        };
        let mut seen = Seen { index, now: engine.snapshot()? };
        let (run, round, sum) = (*run, owed.round, engine.sum_now()?);
        let mut answer = ReconAnswer { run, round, sum, ranges: Vec::new() };
        let mut left = ranges_room(room_bytes);
        while let Some((range, question)) = owed.ranges.pop_front() {
            let found = match question {
                Question::Answered(found) => Some(found),
                Question::Compare(sum) => find(&mut seen, &range, sum, room_bytes)?,
            };
            // A range that does not fit is no range that this side made.
            let Some(found) = found else { continue };
            let bytes = found_bytes(&range, &found);
            let is_full = answer.ranges.len() == RECON_RANGES_LEN_MAX;
            if is_full || (bytes > left && !answer.ranges.is_empty()) {
                owed.ranges.push_front((range, Question::Answered(found)));
                break;
            }
            left = left.saturating_sub(bytes);
            answer.ranges.push((range, found));
        }
        if owed.ranges.is_empty() {
            self.repair.owed = None;
        }
        self.framed(Message::ReconAnswer(answer)).map(Some)
    }

    fn next_versions(&mut self, engine: &Engine, room_bytes: usize) -> Result<Option<Vec<u8>>> {
        if !self.repair.has_versions() {
            return Ok(None);
        }
        engine.settle_for_peers()?;
        self.fill_queue(engine, room_bytes)?;
        let (mut ops, mut bytes) = (Vec::new(), 0);
        while let Some(op) = self.repair.queue.front() {
            let seen = op.context.dots().map(|dot| &dot.origin);
            let origins = std::iter::once(&op.dot.origin).chain(seen);
            let op_bytes = wire::op_bytes(op) + origins.map(wire::origin_bytes).sum::<usize>();
            let is_first = ops.is_empty();
            if bytes + op_bytes > room_bytes && !is_first || ops.len() == FRAME_OPS_LEN_MAX {
                break;
            }
            let Some(op) = self.repair.queue.pop_front() else { break };
            if is_first && op_bytes > room_bytes {
                let mut bytes = PIECES_MAGIC.to_vec();
                message::encode(&op, &mut bytes)?;
                self.repair.pieces = Some(Pieces { dot: op.dot, bytes, sent_bytes: 0 });
                return self.next_repair_piece(room_bytes);
            }
            bytes += op_bytes;
            ops.push(op);
        }
        if ops.is_empty() {
            return Ok(None);
        }
        let mut out = Vec::new();
        let session = self.tag().unwrap_or_default();
        wire::encode_ops(
            session,
            self.heard.is_whole(),
            Nature::Repair,
            ops.iter(),
            &[],
            &mut out,
        )?;
        let sent = ops.len() as u64;
        self.with_peer(engine, |peer| peer.traffic.ops_sent += sent)?;
        Ok(Some(out))
    }

    fn fill_queue(&mut self, engine: &Engine, room_bytes: usize) -> Result<()> {
        if !self.repair.queue.is_empty() {
            return Ok(());
        }
        self.find_versions(engine, room_bytes)?;
        if !self.remote.as_ref().is_some_and(Remote::knows_openings) {
            self.repair.queue.iter_mut().for_each(|op| *op = op.plain());
        }
        Ok(())
    }

    fn find_versions(&mut self, engine: &Engine, room_bytes: usize) -> Result<()> {
        let snapshot = engine.snapshot()?;
        let salt = self.salt();
        let repair = &mut self.repair;
        while repair.queue.is_empty() {
            if let Some(key) = repair.replies.pop_first() {
                repair.replies_bytes = repair.replies_bytes.saturating_sub(key.len());
                let state = snapshot.state(&key)?.unwrap_or_default();
                repair.queue.extend(repair_of(&key, &state));
                continue;
            }
            let Some(picked) = repair.picked.front_mut() else { return Ok(()) };
            if take_versions(&snapshot, salt, picked, room_bytes, &mut repair.queue)? {
                repair.picked.pop_front();
            }
        }
        Ok(())
    }

    fn index_of(&self, engine: &Engine) -> Result<Index> {
        Index::build(engine.snapshot()?, self.salt())
    }

    /// Known to both sides, and another one in every session.
    fn salt(&self) -> u64 {
        self.tag().unwrap_or_default()
    }

    /// Room for what both sides can send: the one divides what the other has to ask for.
    fn recon_room(&self, room_bytes: usize) -> usize {
        room_bytes.min(self.options.frame_bytes_max as usize - super::outbound::FRAME_COST_BYTES)
    }
}
