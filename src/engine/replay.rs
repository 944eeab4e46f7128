// SPDX-License-Identifier: Apache-2.0
//! Following the log: what each of its records did is done to the state once more, in the same
//! order and with the same outcome as when it was written. What runs hold already is left out.

use std::sync::Arc;

use crate::base::error::{Code, Error, Result};
use crate::base::id::{Dot, NodeId, Origin};
use crate::base::op::{Bytes, Operation};
use crate::base::time::Now;
use crate::outbox::entry::{Place, Status};
use crate::store::Look;
use crate::store::entry::LocalWrite;
use crate::store::table::Slot;
use crate::store::value::Value;
use crate::sync::message::OperationBody;
use crate::wal::Position;

use super::journal::{self, MarkBody, PlacedBody, Record};
use super::state::{State, due_ms, place_of};

impl State {
    /// Follows one group of the log.
    pub fn replay(&mut self, at: Position, body: &[u8], now: Now) -> Result<()> {
        self.tail_bytes += body.len() as u64;
        for record in journal::decode(body)? {
            self.replay_record(at, body.len(), &record, now)?;
        }
        self.changes += 1;
        Ok(())
    }

    fn replay_record(
        &mut self,
        at: Position,
        body_bytes: usize,
        record: &Record<'_>,
        now: Now,
    ) -> Result<()> {
        match record {
            Record::Identity { node, epoch } => {
                let origin = Origin { node: NodeId::new(node)?, epoch: *epoch };
                self.adopt(origin);
            }
            Record::Local(body) => {
                let (key, write) = body.to_write()?;
                self.replay_local(&key, write)?;
            }
            Record::Placed(body) => self.replay_placed(body, at.segment())?,
            Record::Operation { version, own, queued, op } => {
                let mut op = op.to_operation(u64::MAX)?;
                self.check_version(*version)?;
                op.dot.origin = self.knowledge.shared(&op.dot.origin);
                let maker = match own {
                    true => Maker::Here { place: place_of(at, body_bytes), queued: *queued },
                    false => Maker::Another { is_replaced: *queued },
                };
                self.replay_operation(at, &op, *version, maker, now)?;
            }
            Record::Held { version, op } => self.replay_held(at, op, *version, now)?,
            Record::Repair { version, op } => {
                let mut op = op.to_operation(u64::MAX)?;
                self.check_version(*version)?;
                op.dot.origin = self.knowledge.shared(&op.dot.origin);
                self.version = *version;
                let is_absorbed = self.is_absorbed(at, &op.dot);
                let way = if is_absorbed { Way::LeftOut } else { Way::Applied };
                self.replay_remote(&op, *version, way, now)?;
            }
            Record::Carried { version, op } => {
                self.pipeline.carried(*version, place_of(at, body_bytes));
                self.history.insert(at.segment(), &op.dot()?);
            }
            Record::Peer(_) | Record::PeerHas(_) => {
                self.replay_peer(record, now)?;
            }
            Record::Cut(body) => self.replay_cut(body, at)?,
            Record::Settled(ranges) => {
                for range in ranges {
                    let (origin, first, last) = range.to_range()?;
                    self.pipeline.restore_settled(&origin, first, last);
                }
            }
            // Following the operation has found it again.
            Record::Conflict { .. } => {}
            Record::Marks(marks) => self.replay_marks(marks, now)?,
            Record::Refused(refused) => self.replay_refused(refused)?,
            Record::Steps(told) => self.replay_steps(told)?,
        }
        Ok(())
    }

    /// Follows an operation.
    fn replay_operation(
        &mut self,
        at: Position,
        op: &Operation,
        version: u64,
        maker: Maker,
        now: Now,
    ) -> Result<()> {
        self.version = version;
        self.knowledge.insert(&op.dot);
        self.history.insert(at.segment(), &op.dot);
        let is_absorbed = self.is_absorbed(at, &op.dot);
        let was_held = self.hold.contains(&op.dot);
        self.hold.remove(&op.dot);
        let is_held = self.hold.must_hold(op);
        if is_held && !is_absorbed {
            // A build that knows its kind has written it here.
            self.hold.insert(version, Arc::new(op.clone()), at.segment());
        }
        let is_left_out = is_absorbed || is_held;
        let (place, queued) = match maker {
            Maker::Here { place, queued } => (place, queued),
            Maker::Another { is_replaced } => {
                if !was_held {
                    self.note_latest(op);
                }
                let way = match is_left_out {
                    true => Way::LeftOut,
                    false if is_replaced => Way::Replaced,
                    false => Way::Applied,
                };
                return self.replay_remote(op, version, way, now);
            }
        };
        self.clock.restore(op.stamp);
        self.note_own(op);
        for change in op.changes().filter(|_| !is_left_out) {
            let below = self.below(change.key)?;
            self.apply_own_change(&change, version, below);
        }
        self.pipeline.restore(op.dot.clone(), version, place, queued);
        Ok(())
    }

    /// Follows one that is held. It may have been so before, and only stand at another place.
    fn replay_held(
        &mut self,
        at: Position,
        body: &OperationBody<'_>,
        version: u64,
        now: Now,
    ) -> Result<()> {
        let mut op = body.to_held()?;
        op.dot.origin = self.knowledge.shared(&op.dot.origin);
        if version > self.version {
            self.version = version;
            self.note_latest(&op);
            self.replay_remote(&op, version, Way::LeftOut, now)?;
        }
        self.knowledge.insert(&op.dot);
        self.history.insert(at.segment(), &op.dot);
        if !self.is_absorbed(at, &op.dot) {
            self.hold.insert(version, Arc::new(op), at.segment());
        }
        Ok(())
    }

    fn replay_local(&mut self, key: &Bytes, write: LocalWrite) -> Result<()> {
        self.check_version(write.version)?;
        self.version = write.version;
        self.clock.restore(write.stamp);
        let below = self.below(key)?;
        self.store.apply_local(key, write, below);
        Ok(())
    }

    fn replay_placed(&mut self, body: &PlacedBody<'_>, segment: u64) -> Result<()> {
        let placed = self.values.open(body.named())?;
        self.values.note(body.named(), segment);
        let write = body.to_write(Some(Value::There(placed)));
        self.replay_local(&body.key().into(), write)
    }

    fn replay_marks(&mut self, marks: &[MarkBody], now: Now) -> Result<()> {
        for mark in marks {
            let mark = mark.to_mark()?;
            let (next_at, last_at) = (mark.next_attempt_at_ms, mark.last_attempt_at_ms);
            let due_ms = due_ms(mark.status, next_at, last_at, now);
            self.pipeline.restore_mark(&mark, due_ms);
            if mark.status == Status::Queued {
                self.forget_refusals(mark.version);
            }
        }
        Ok(())
    }

    fn replay_remote(&mut self, op: &Operation, version: u64, way: Way, now: Now) -> Result<()> {
        // As when it came, unless the wall clock was set back since.
        let now_ms = now.wall_ms.max(self.clock.last().ms());
        self.clock.observe(op.stamp, now_ms, self.drift_ms);
        for change in op.changes().filter(|_| way != Way::LeftOut) {
            let below = self.below(change.key)?;
            match way {
                Way::Replaced => self.store.apply_replaced(&change, version, below),
                _ => self.store.apply_change(&change, version, below),
            };
        }
        Ok(())
    }

    /// Whether the runs hold what this operation of the log did, or that it was replaced since.
    fn is_absorbed(&self, at: Position, dot: &Dot) -> bool {
        self.absorbed.as_ref().is_some_and(|(known, end)| at.0 < *end && known.contains(dot))
    }

    /// What the runs hold of a key that no table knows.
    pub(super) fn below(&self, key: &[u8]) -> Result<Slot> {
        match self.store.look(key) {
            Look::Top(_) => Ok(None),
            Look::Older(slot) => Ok(slot.clone()),
            Look::Below => self.store.runs().state(key),
        }
    }

    fn check_version(&self, version: u64) -> Result<()> {
        if version > self.version {
            return Ok(());
        }
        Err(Error::new(
            Code::Corrupted,
            "the versions in the log do not ascend",
            format!("version {version} after {}", self.version),
        ))
    }
}

/// Who made an operation of the log, and what the log says of it because of that.
enum Maker {
    /// This node: where it stands, and whether it was queued.
    Here { place: Place, queued: bool },
    /// Another one: whether it was replaced here under an earlier name.
    Another { is_replaced: bool },
}

/// How an operation of another node is followed.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    Applied,
    Replaced,
    LeftOut,
}
