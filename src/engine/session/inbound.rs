// SPDX-License-Identifier: Apache-2.0
//! What a session does with the frames that come.

use std::slice::from_ref;

use crate::base::error::{Code, Error, Result, invalid};
use crate::base::id::Dot;
use crate::base::know::Knowledge;
use crate::base::limits::{NACKS_LEN_MAX, NO_ROOM_MS, QUIET_MS, REFUSED_MS, REPEAT_MS_FIRST};
use crate::base::op::{Kinds, Operation};
use crate::base::time::Now;
use crate::base::trace::span;
use crate::record::Called;
use crate::sync::message;
use crate::sync::session::heard::HeardAll;
use crate::sync::wire::message::{
    Ack, Bye, Chunk, Frame, Level, Message, Nack, Nature, Ops, SnapTrail, Sum,
};
use crate::sync::wire::{self, Limits};

use super::super::Engine;
use super::recon::PIECES_MAGIC;
use super::{Phase, Session, SessionEvent, over};

/// An operation that comes in pieces.
#[derive(Debug)]
pub struct Assembly {
    dot: Dot,
    total_bytes: u64,
    bytes: Vec<u8>,
}

impl Session {
    /// Takes bytes that came from the peer: one or more whole frames.
    ///
    /// Errors: `Corrupted` for bytes that are no frame or were damaged, `InvalidArgument` for a
    /// frame longer than the options allow, and `UnsupportedFormat` for one of a later version: it
    /// and what is behind it are dropped, and the session goes on. The same and others when the
    /// peer broke the rules: the session is over, and the frame has changed nothing. Errors of the
    /// disk (`NoSpace`, `LogStopped`): what was not taken comes again. `InvalidState` when the
    /// session is over.
    pub fn handle(&mut self, engine: &Engine, bytes: &[u8]) -> Result<()> {
        span!("session_handle");
        let turn = engine.begin_call(|| Called::Handle(self.number, bytes));
        let handled = self.take_frames(engine, bytes);
        self.note_events(engine);
        engine.end_call(turn, handled)
    }

    fn take_frames(&mut self, engine: &Engine, bytes: &[u8]) -> Result<()> {
        if self.phase == Phase::Closed {
            return Err(over());
        }
        let now = engine.now();
        let limits = Limits {
            frame_bytes_max: self.options.frame_bytes_max,
            value_bytes_max: engine.options.value_bytes_max,
        };
        self.with_peer(engine, |peer| peer.traffic.bytes_received += bytes.len() as u64)?;
        self.follow_identity(engine)?;
        let mut rest = bytes;
        while !rest.is_empty() && self.phase != Phase::Closed {
            let taken = match wire::take(rest, &limits) {
                Ok(taken) => taken,
                Err(error) => {
                    self.with_peer(engine, |peer| peer.traffic.frames_rejected += 1)?;
                    // A length over the limit may be a damaged one: nothing proves it.
                    let is_violation = error.code() == Code::InvalidArgument
                        && wire::frame_bytes(rest, &limits).is_ok();
                    return Err(if is_violation { self.fail(engine, error) } else { error });
                }
            };
            rest = rest.get(taken.used..).unwrap_or_default();
            let handled = self.on_frame(engine, taken.frame, now);
            self.note_in_flight(engine)?;
            handled?;
        }
        Ok(())
    }

    fn on_frame(&mut self, engine: &Engine, frame: Frame, now: Now) -> Result<()> {
        let handled = match frame.message {
            Message::Hello(hello) => self.on_hello(engine, hello, frame.has_know, now),
            message if self.tag() == Some(frame.session) && self.may_take(&message) => {
                if frame.has_know {
                    self.told.confirm();
                }
                self.on_message(engine, message, now)
            }
            _ => {
                // Of another session, or before the hello that says who it is: maybe the peer knows
                // us no more.
                if self.stray_due_ms <= now.mono_ms {
                    self.stray_due_ms = now.mono_ms.saturating_add(REPEAT_MS_FIRST);
                    self.owes_hello = true;
                }
                return self.with_peer(engine, |peer| peer.traffic.frames_rejected += 1);
            }
        };
        match handled {
            Err(error) if is_violation(error.code()) => Err(self.fail(engine, error)),
            handled => handled,
        }
    }

    /// Operations are exchanged only with who was met, and a farewell is heard from anybody. What a
    /// peer knows, whose past of this node is another one, decides how to go on.
    fn may_take(&self, message: &Message) -> bool {
        let remote = self.remote.as_ref();
        match message {
            Message::Bye(_) => true,
            Message::Know(_) | Message::KnowHolding(_) | Message::Held(_) => {
                remote.is_some_and(|r| r.is_met || r.parted.is_some())
            }
            _ => remote.is_some_and(|remote| remote.is_met),
        }
    }

    fn on_message(&mut self, engine: &Engine, message: Message, now: Now) -> Result<()> {
        self.with_peer(engine, |peer| peer.seen_at_ms = now.wall_ms)?;
        match message {
            Message::Know(know) => {
                let heard = self.heard.take(&know, false)?;
                self.on_heard(engine, heard)
            }
            Message::KnowHolding(know) => {
                let heard = self.heard.take(&know, true)?;
                self.on_heard(engine, heard)
            }
            Message::Held(held) => {
                let heard = self.heard.take_held(&held)?;
                self.on_heard(engine, heard)
            }
            Message::Sum { sum, asks } => self.on_sum(engine, sum, asks, now),
            Message::Ops(ops) => self.on_ops(engine, ops, now),
            Message::Chunk(chunk) => self.on_chunk(engine, chunk, now),
            Message::Ack(ack) => self.on_ack(engine, &ack, now),
            Message::Nack(nack) => self.on_nack(engine, nack, now),
            Message::Bye(Bye { code, reason }) => {
                self.end(engine, Bye { code, reason })?;
                self.bye = None;
                Ok(())
            }
            Message::Recon(asked) => self.on_recon(engine, asked, now),
            Message::ReconAnswer(answer) => self.on_recon_answer(engine, answer, now),
            Message::SnapOffer(offer) => self.on_offer(engine, &offer, now),
            Message::SnapWant(want) => {
                self.on_want(want, now);
                Ok(())
            }
            Message::SnapChunk(chunk) => self.on_snap_chunk(engine, chunk, now),
            Message::SnapTrail(trail) => self.on_trail(engine, &trail),
            Message::Hello(_) | Message::Unknown(_) => Ok(()),
        }
    }

    /// Takes in what the peer knows and holds, once all of it has come. What cannot be followed now
    /// was not heard, so that the peer says it again.
    fn on_heard(&mut self, engine: &Engine, heard: Option<(Knowledge, Knowledge)>) -> Result<()> {
        let Some((known, held)) = heard else { return Ok(()) };
        let followed = self.on_know(engine, known, held);
        if followed.is_err() {
            self.heard = HeardAll::default();
        }
        followed
    }

    fn on_know(&mut self, engine: &Engine, known: Knowledge, held: Knowledge) -> Result<()> {
        let held = held.meet(&known);
        self.owes_reply = true;
        let Some(node) = self.peer().cloned() else { return Ok(()) };
        if self.renew_if_parted(engine, &known)? {
            return Ok(());
        }
        // Only what it says first: later words may be overtaken by its acknowledgements.
        let before = self.applied_before.take();
        if before.is_some_and(|before| !known.covers(&before)) {
            self.event(SessionEvent::WentBack);
            engine.note_gone_back(&node, known.minus(&held))?;
        } else {
            let mut state = engine.state()?;
            let followed = known.minus(&held);
            state.note_peer(&node, Level::Applied, &followed);
            state.note_met(&node, &known, &held);
            engine.write_many_marks(state);
        }
        if !held.is_empty() {
            let mut state = engine.state()?;
            state.note_peer(&node, Level::Durable, &held);
            engine.write_many_marks(state);
        }
        if let Some(peer) = engine.state()?.peers.get_mut(&node) {
            peer.retry_for_room(engine.now().mono_ms);
        }
        self.lane.known.join(&known);
        self.lane.caught_up();
        self.settle_snapshot();
        Ok(())
    }

    fn on_sum(&mut self, engine: &Engine, sum: Sum, asks: bool, now: Now) -> Result<()> {
        // While both know different things no answer helps: what they lack comes first.
        if asks && engine.sum_now()?.know == sum.know {
            if self.comparison.heard == Some(sum) {
                // It says it again: ours was lost. Before, ours may have been on its way.
                self.comparison.told = None;
            }
            self.comparison.due_ms = Some(now.mono_ms);
        }
        self.comparison.heard = Some(sum);
        self.compare(engine, now)
    }

    fn on_ops(&mut self, engine: &Engine, ops: Ops, now: Now) -> Result<()> {
        if ops.nature == Nature::Repair {
            return self.on_repair(engine, ops.list, now);
        }
        let refused = ops.refused.into_iter().map(|refusal| (refusal.dot, refusal.error));
        for (dot, error) in refused.collect::<Vec<_>>() {
            self.refuse(dot, &error);
        }
        let level = level_at_sender(&ops.list, ops.nature);
        self.take_ops(engine, ops.list, &ops.before, level, now)
    }

    /// `before`: what the peer remembers of those before them. `level`: how far they have come at
    /// the peer.
    fn take_ops(
        &mut self,
        engine: &Engine,
        ops: Vec<Operation>,
        before: &[SnapTrail],
        level: Level,
        now: Now,
    ) -> Result<()> {
        let mut known = Knowledge::default();
        ops.iter().for_each(|op| {
            known.insert(&op.dot);
        });
        if self.greet_if_behind(engine, &known)? {
            return Ok(());
        }
        if self.shows_another_past(engine, &ops)? {
            return self.greet_anew(engine);
        }
        if self.renew_if_outrun(engine, ops.iter().flat_map(Operation::contexts))? {
            return Ok(());
        }
        let dots: Vec<Dot> = ops.iter().map(|op| op.dot.clone()).collect();
        engine.note_told(&ops, before)?;
        let answers = engine.receive_all(ops, false)?;
        let (mut fresh, mut duplicates) = (0, 0);
        let (mut taken, mut news) = (Knowledge::default(), Knowledge::default());
        for (dot, answer) in dots.into_iter().zip(answers) {
            match answer {
                Ok(received) => {
                    taken.insert(&dot);
                    if !received.duplicate {
                        news.insert(&dot);
                    }
                    fresh += u64::from(!received.duplicate);
                    duplicates += u64::from(received.duplicate);
                }
                Err(error) => self.refuse(dot, &error),
            }
        }
        self.acks.join(&taken);
        self.owes_reply = true;
        self.lane.known.join(&taken);
        if fresh > 0 {
            self.event(SessionEvent::Received { count: fresh });
        }
        self.comparison.due_ms = Some(now.mono_ms.saturating_add(QUIET_MS));
        if let Some(node) = self.peer().cloned() {
            let mut state = engine.state()?;
            if let Some(peer) = state.peers.get_mut(&node) {
                peer.traffic.ops_received += fresh + duplicates;
                peer.traffic.duplicates += duplicates;
            }
            state.note_arrived(&node, &news);
            // Who sends an operation has it.
            state.note_peer(&node, level, &taken);
            engine.write_many_marks(state);
        }
        Ok(())
    }

    /// Whether the peer sends an operation of its present life that is another one here, which has
    /// come over somebody else since it was greeted. It finds that out from the next greeting. Of
    /// one that was only heard of here both are remembered, so that it goes on whatever the peer
    /// remembers itself.
    fn shows_another_past(&self, engine: &Engine, ops: &[Operation]) -> Result<bool> {
        let Some(remote) = &self.remote else { return Ok(false) };
        let mut state = engine.state()?;
        let Some(trail) = state.latest.get(&remote.origin) else { return Ok(false) };
        let is_other = |op: &&Operation| {
            op.dot.origin == remote.origin && trail.is_other(op.dot.seq, op.stamp)
        };
        let other = ops.iter().find(is_other);
        if let Some(op) = other.filter(|op| !state.knowledge.contains(&op.dot)) {
            state.note_latest(op);
        }
        Ok(other.is_some())
    }

    fn refuse(&mut self, dot: Dot, error: &Error) {
        if self.nacks.len() < NACKS_LEN_MAX {
            // What only has to wait for a gap to close may come again soon.
            let is_passing = error.code() == Code::InvalidState;
            let retry_after_ms = match error.code() {
                _ if is_passing => 1_000,
                Code::Backpressure => NO_ROOM_MS as u64,
                _ => REFUSED_MS as u64,
            };
            self.nacks.push_back(Nack { dot, code: error.code() as u16, retry_after_ms });
        }
    }

    fn on_chunk(&mut self, engine: &Engine, chunk: Chunk, now: Now) -> Result<()> {
        // How long it may be, the reading of the frame has looked at.
        if chunk.offset == 0 {
            let (dot, total_bytes) = (chunk.dot.clone(), chunk.total_bytes);
            self.assembly = Some(Assembly { dot, total_bytes, bytes: Vec::new() });
        }
        let Some(assembly) = self.assembly.as_mut().filter(|assembly| {
            assembly.dot == chunk.dot
                && assembly.total_bytes == chunk.total_bytes
                && assembly.bytes.len() as u64 == chunk.offset
        }) else {
            // A piece before this one was lost: all of it comes again.
            return Ok(());
        };
        assembly.bytes.extend_from_slice(&chunk.bytes);
        if (assembly.bytes.len() as u64) < chunk.total_bytes {
            return Ok(());
        }
        let Some(assembly) = self.assembly.take() else { return Ok(()) };
        let repair = assembly.bytes.strip_prefix(&PIECES_MAGIC);
        let (steps, bytes) = wire::split_ahead(repair.unwrap_or(&assembly.bytes))?;
        match message::decode(bytes, engine.options.value_bytes_max) {
            Ok(op) if op.dot == assembly.dot => match repair {
                Some(_) => self.on_repair(engine, vec![op], now),
                None => {
                    let level = level_at_sender(from_ref(&op), Nature::Applied);
                    let before = SnapTrail { origin: op.dot.origin.clone(), steps };
                    self.take_ops(engine, vec![op], &[before], level, now)
                }
            },
            Ok(op) => {
                let context = format!("{} in pieces of {}", op.dot.sync_id(), chunk.dot.sync_id());
                Err(invalid("operation in pieces has another name", context))
            }
            Err(_) if repair.is_some() => Ok(()),
            Err(error) => {
                self.refuse(assembly.dot, &error);
                Ok(())
            }
        }
    }

    fn on_ack(&mut self, engine: &Engine, ack: &Ack, now: Now) -> Result<()> {
        if ack.known.is_empty() {
            return Ok(());
        }
        let Some(node) = self.peer().cloned() else { return Ok(()) };
        let mut state = engine.state()?;
        if !state.knowledge.covers(&ack.known) {
            return Err(invalid(
                "acknowledgement of operations that were never sent",
                format!("from {}", node.as_str()),
            ));
        }
        if ack.level < Level::Durable {
            return Ok(());
        }
        state.note_peer(&node, ack.level, &ack.known);
        if ack.level < Level::Applied {
            // On its way no more. Where that is not enough it is owed still.
            state.pipeline.unsend(&ack.known);
        }
        let made_ms = self.lane.flight.acknowledge(&ack.known, now.mono_ms);
        if let Some(peer) = state.peers.get_mut(&node) {
            made_ms.iter().for_each(|made| peer.traffic.lag.note(now.wall_ms - made));
        }
        engine.write_many_marks(state);
        self.lane.known.join(&ack.known);
        self.settle_snapshot();
        self.comparison.due_ms = Some(now.mono_ms.saturating_add(QUIET_MS));
        Ok(())
    }

    fn on_nack(&mut self, engine: &Engine, nack: Nack, now: Now) -> Result<()> {
        let mut one = Knowledge::default();
        one.insert(&nack.dot);
        if !self.lane.flight.contains(&nack.dot) {
            return Ok(());
        }
        self.lane.flight.acknowledge(&one, now.mono_ms);
        let Some(node) = self.peer().cloned() else { return Ok(()) };
        let mut state = engine.state()?;
        let attempts_max = state.attached.as_ref().map_or(1, |options| options.attempts_max.max(1));
        let wait_ms = i64::try_from(nack.retry_after_ms).unwrap_or(i64::MAX).max(1);
        let Some(peer) = state.peers.get_mut(&node) else { return Ok(()) };
        let due_ms = Some(now.mono_ms.saturating_add(wait_ms));
        peer.reject(nack.dot.clone(), nack.code, now.wall_ms, due_ms);
        let is_last = peer.rejected.get(&nack.dot).is_some_and(|one| one.attempts >= attempts_max);
        if is_last && let Some(rejection) = peer.rejected.get_mut(&nack.dot) {
            rejection.due_ms = None;
        }
        if is_last && let Some(version) = state.pipeline.outbox().version_of(&nack.dot) {
            // It counts for other peers as well, and after a restart.
            state.pipeline.give_up_with(version, nack.code);
            state.pipeline.marks.refuse(&node, &nack.dot);
        }
        state.changes += 1;
        drop(state);
        if is_last {
            engine.try_write_marks();
        }
        self.lane.retry_from(&nack.dot);
        self.event(SessionEvent::Refused { dot: nack.dot, code: nack.code });
        Ok(())
    }
}

/// How far operations have come at who sends them. One of a kind that not every build knows may
/// only be held there, whatever is said of those that come in pieces.
fn level_at_sender(ops: &[Operation], nature: Nature) -> Level {
    let is_sure = nature == Nature::Applied && ops.iter().all(|op| Kinds::FIRST.has_all_of(op));
    if is_sure { Level::Applied } else { Level::Durable }
}

/// Whether an error is the peer's fault, so that the session ends. The disk's errors are not.
pub(super) fn is_violation(code: Code) -> bool {
    matches!(
        code,
        Code::InvalidArgument
            | Code::UnsupportedFormat
            | Code::PermissionDenied
            | Code::AlreadyExists
    )
}
