// SPDX-License-Identifier: Apache-2.0
//! Taking in what peers sent: one operation, or many with few log writes.

use crate::base::error::Result;
use crate::base::limits::{COMMIT_BYTES_MAX, COMMIT_LEN_MAX};
use crate::base::op::Operation;
use crate::base::time::Now;
use crate::record::Called;
use crate::sync::message::{OperationBody, check_operation, check_writes};

use super::Engine;
use super::group::PerKey;
use super::look::{Below, Lookup};
use super::submit::mismatched;
use super::task::{Answer, Received, Task};

impl Engine {
    /// Takes a peer's operation in; a group as a whole. One of a kind that is not known here is
    /// held: it is durable and known as any other, and not applied. In
    /// [`super::Durability::Durable`] it is on stable storage when this returns, and only then may
    /// it be acknowledged.
    ///
    /// Errors: `InvalidArgument` for an operation out of range, `InvalidState` for one that claims
    /// to be this node's own and is not in its log, `Backpressure` for one that would have to be
    /// held and for which there is no room; nothing is changed.
    pub fn receive(&self, op: Operation) -> Result<Received> {
        let turn = self.begin_call(|| Called::Receive(OperationBody::of(&op)));
        self.end_call(turn, self.receive_one(op))
    }

    fn receive_one(&self, op: Operation) -> Result<Received> {
        let task = self.receiving(op, self.now())?;
        received(self.run(task)?)
    }

    /// As [`Engine::receive`], many at once: each has an answer of its own, in the same order, and
    /// those that are taken share log writes and syncs. With `is_repair` they are versions that
    /// the state may lack, of operations that are known: those that change nothing, and those of
    /// operations that are not known, are answered as duplicates.
    ///
    /// Errors: those of the log, which are no fault of any operation: those before it were taken,
    /// and taking them again changes nothing.
    pub fn receive_all(
        &self,
        ops: Vec<Operation>,
        is_repair: bool,
    ) -> Result<Vec<Result<Received>>> {
        let bodies = || ops.iter().map(OperationBody::of).collect();
        let turn = self.begin_call(|| Called::ReceiveAll(bodies(), is_repair));
        self.end_call(turn, self.receive_many(ops, is_repair))
    }

    fn receive_many(&self, ops: Vec<Operation>, is_repair: bool) -> Result<Vec<Result<Received>>> {
        self.check_writable()?;
        let now = self.now();
        let mut answers = Vec::with_capacity(ops.len());
        let mut ops = ops.into_iter().peekable();
        while ops.peek().is_some() {
            let (mut taken, mut places, mut bytes) = (Vec::new(), Vec::new(), 0);
            while let Some(op) =
                ops.next_if(|_| taken.len() < COMMIT_LEN_MAX && bytes < COMMIT_BYTES_MAX)
            {
                match self.check_received(&op) {
                    Ok(()) => {
                        bytes += op.payload_bytes();
                        places.push(answers.len());
                        answers.push(Err(mismatched()));
                        taken.push(op);
                    }
                    Err(error) => answers.push(Err(error)),
                }
            }
            let below = self.look_below_all(&taken, is_repair)?;
            let task = |(op, below)| Task::Receive { op, now, below, is_repair };
            let tasks = taken.into_iter().zip(below).map(task).collect();
            let taken = self.run_together(tasks, bytes)?;
            for (place, taken) in places.into_iter().zip(taken) {
                if let Some(answer) = answers.get_mut(place) {
                    *answer = taken.and_then(received);
                }
            }
        }
        Ok(answers)
    }

    fn check_received(&self, op: &Operation) -> Result<()> {
        check_writes(op, self.options.value_bytes_max)?;
        check_operation(op)
    }

    /// As [`Engine::look_below`], for every key of these operations under one lock. What is known
    /// already is not looked for, unless it comes as a repair.
    fn look_below_all(
        &self,
        ops: &[Operation],
        is_repair: bool,
    ) -> Result<Vec<PerKey<Option<Below>>>> {
        let (lookup, wanted): (_, Vec<_>) = {
            let state = self.state()?;
            state.store.fetch(ops.iter().map(|op| &*op.key));
            let wants = |op: &Operation| {
                let is_held = state.hold.must_hold(op);
                let is_news = !is_held && (is_repair || !state.knowledge.contains(&op.dot));
                PerKey::of(op, |change| is_news && Lookup::is_needed(&state, change.key))
            };
            (Lookup::now(&state), ops.iter().map(wants).collect())
        };
        let look = |(op, wanted): (&Operation, PerKey<bool>)| {
            wanted.try_zip(op, |change, is_wanted| {
                is_wanted.then(|| lookup.below(change.key)).transpose()
            })
        };
        ops.iter().zip(wanted).map(look).collect()
    }

    fn receiving(&self, op: Operation, now: Now) -> Result<Task> {
        self.check_writable()?;
        self.check_received(&op)?;
        let is_held = self.state()?.hold.must_hold(&op);
        let below = PerKey::try_of(&op, |change| match is_held {
            true => Ok(None),
            false => self.look_below(change.key),
        })?;
        Ok(Task::Receive { op, now, below, is_repair: false })
    }
}

fn received(answer: Answer) -> Result<Received> {
    match answer {
        Answer::Received(received) => Ok(received),
        _ => Err(mismatched()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::id::{Dot, NodeId, Opening, Origin};
    use crate::base::op::{Context, Kind};
    use crate::base::part::Part;
    use crate::base::stamp::Stamp;
    use crate::engine::still;
    use crate::sync::options::SyncOptions;

    /// With `k` in a run and in no table.
    fn flushed() -> Engine {
        let engine = still::engine();
        engine.attach(SyncOptions::new(NodeId::new("a").unwrap())).unwrap();
        engine.submit(Kind::Put, b"k", b"1", 1).unwrap();
        engine.checkpoint().unwrap();
        engine
    }

    fn from_b(seq: u64) -> Operation {
        let origin = Origin { node: NodeId::new("b").unwrap(), epoch: 1 };
        Operation {
            dot: Dot { origin, seq },
            stamp: Stamp(seq),
            opening: Opening::UNKNOWN,
            context: Context::default(),
            version: seq,
            timestamp_ms: 1,
            created_ms: 1,
            kind: Kind::Put,
            key: b"k".as_slice().into(),
            value: b"2".as_slice().into(),
            parts: Vec::new(),
        }
    }

    fn life_of(engine: &Engine) -> Origin {
        engine.identity().unwrap().unwrap()
    }

    #[test]
    fn a_life_that_two_sessions_find_in_doubt_is_renewed_once() {
        let engine = flushed();
        let life = life_of(&engine);
        let new = engine.renew(&life, 0).unwrap();
        assert_ne!(new, life);
        assert_eq!((engine.renew(&life, 0).unwrap(), life_of(&engine)), (new.clone(), new));
    }

    #[test]
    fn what_was_looked_up_is_looked_up_again_once_a_table_may_know_more() {
        type Way = fn(&Engine) -> bool;
        let ways: [(&str, Way); 9] = [
            ("local", |e| e.write_local(Kind::Put, b"k", b"2", 1).is_ok()),
            ("local group", |e| e.write_local_group(vec![Part::delete(b"k")], 1).is_ok()),
            ("own", |e| e.submit(Kind::Delete, b"k", b"", 1).is_ok()),
            ("own group", |e| e.submit_group(vec![Part::put(b"k", b"2")], 1).is_ok()),
            ("received", |e| e.receive(from_b(1)).is_ok()),
            ("received with others", |e| e.receive_all(vec![from_b(1), from_b(2)], false).is_ok()),
            ("unlogged", |e| e.apply_unlogged(Kind::Put, b"k", b"2", 1, 9).is_ok()),
            ("renamed", |e| e.renew(&life_of(e), 0).is_ok()),
            ("read anew", |e| e.reload().is_ok()),
        ];
        for (name, change) in ways {
            let engine = flushed();
            let below = engine.look_below(b"k").unwrap().unwrap();
            assert!(below.slot.is_some() && below.is_untouched(&engine.state().unwrap()), "{name}");
            assert!(change(&engine), "{name}");
            assert!(!below.is_untouched(&engine.state().unwrap()), "{name}");
        }
    }
}
