// SPDX-License-Identifier: Apache-2.0
//! Operations of kinds that this build does not know (`docs/format/wire.md`, held operations).
//!
//! They are known, durable and sent on, and not applied. All of them stand in the part of the log
//! that the next opening reads: a flush writes those once more that it would leave behind. A build
//! that knows the kind applies them when it opens the log for writing.

use std::collections::BTreeMap;
use std::slice::from_ref;
use std::sync::Arc;

use crate::base::error::{Code, Error, Result};
use crate::base::id::{Dot, Origin};
use crate::base::know::Knowledge;
use crate::base::limits::{COMMIT_LEN_MAX, HELD_BYTES_MAX, HELD_LEN_MAX};
use crate::base::op::{Context, Kinds, Operation};
use crate::base::time::Now;
use crate::sync::message::OperationBody;
use crate::wal::Log;

use super::Engine;
use super::apply::RECORD_COST_BYTES;
use super::effect::Effect;
use super::group::PerKey;
use super::journal::{self, Record};
use super::plan::Draft;
use super::state::State;
use super::task::{Received, Task, Written};

/// What a dot takes in memory beside the name of its node, in bytes, about.
const DOT_BYTES: usize = 32;

/// An operation that is held.
struct Held {
    op: Arc<Operation>,
    /// The file of the log where it stands.
    segment: u64,
}

/// The operations that are held, by their version.
#[derive(Default)]
pub struct Hold {
    kinds: Kinds,
    ops: BTreeMap<u64, Held>,
    versions: BTreeMap<Dot, u64>,
    known: Knowledge,
    bytes: u64,
}

impl Hold {
    /// Nothing is held; these kinds never are.
    pub fn new(kinds: Kinds) -> Self {
        Self { kinds, ..Self::default() }
    }

    /// Whether an operation cannot be applied here.
    pub fn must_hold(&self, op: &Operation) -> bool {
        !self.kinds.has_all_of(op)
    }

    /// Which ones they are.
    pub fn known(&self) -> &Knowledge {
        &self.known
    }

    /// Whether that one is among them.
    pub fn contains(&self, dot: &Dot) -> bool {
        self.known.contains(dot)
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.ops.is_empty()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.ops.len()
    }

    /// About how many bytes they are.
    pub fn bytes(&self) -> u64 {
        self.bytes
    }

    /// All of them with their versions, oldest first.
    pub fn iter(&self) -> impl Iterator<Item = (u64, &Arc<Operation>)> {
        self.ops.iter().map(|(version, held)| (*version, &held.op))
    }

    /// Holds an operation, or notes where it stands now.
    pub fn insert(&mut self, version: u64, op: Arc<Operation>, segment: u64) {
        if let Some(held) = self.ops.get_mut(&version).filter(|held| held.op.dot == op.dot) {
            held.segment = segment;
            return;
        }
        self.remove(&op.dot);
        self.known.insert(&op.dot);
        self.versions.insert(op.dot.clone(), version);
        self.bytes += weight_bytes(&op);
        self.ops.insert(version, Held { op, segment });
    }

    /// Lets one go: it is applied, or its name is another one's.
    pub fn remove(&mut self, dot: &Dot) {
        if let Some(version) = self.versions.remove(dot)
            && let Some(held) = self.ops.remove(&version)
        {
            self.known.remove(dot);
            self.bytes -= weight_bytes(&held.op);
        }
    }

    /// Lets those go that are among these.
    pub fn remove_all(&mut self, gone: &Knowledge) {
        let gone: Vec<Dot> =
            self.versions.keys().filter(|dot| gone.contains(dot)).cloned().collect();
        gone.iter().for_each(|dot| self.remove(dot));
    }

    /// Whether one of an origin is held above that number.
    pub fn has_above(&self, origin: &Origin, seq: u64) -> bool {
        self.known.of(origin).is_some_and(|ranges| ranges.last() > seq)
    }

    /// Those from a version on that stand in files of the log before that one: as many as are
    /// about so many bytes, and one at least.
    fn before(&self, segment: u64, from: u64, bytes: u64) -> Vec<(u64, Arc<Operation>)> {
        let before = self.ops.range(from..).filter(|(_, held)| held.segment < segment);
        let mut taken_bytes = 0;
        let fitting = before.take_while(|(_, held)| {
            let fits = taken_bytes < bytes.max(1);
            taken_bytes += weight_bytes(&held.op);
            fits
        });
        fitting.map(|(version, held)| (*version, held.op.clone())).collect()
    }

    /// Those that can be applied.
    fn ready(&self) -> Vec<Arc<Operation>> {
        let ready = self.ops.values().filter(|held| !self.must_hold(&held.op));
        ready.map(|held| held.op.clone()).collect()
    }

    /// Writes all of them to another log, which a copy of the database is to read.
    pub(super) fn stage(&self, log: &mut Log) -> Result<()> {
        for (version, op) in self.iter() {
            let held = Record::Held { version, op: OperationBody::of(op) };
            log.stage(|out| journal::encode(from_ref(&held), out))?;
        }
        Ok(())
    }

    /// Ranges of an origin that are missing in what the state follows from, because of them.
    fn gap_count(&self, origin: &Origin) -> usize {
        self.known.of(origin).map_or(0, |ranges| ranges.gap_count() + 1)
    }
}

/// What an operation takes of the limit.
fn weight_bytes(op: &Operation) -> u64 {
    let dots = op.contexts().flat_map(Context::dots);
    let dots: usize = dots.map(|dot| dot.origin.node.as_str().len() + DOT_BYTES).sum();
    (op.payload_bytes() + op.parts.len() * DOT_BYTES + dots + RECORD_COST_BYTES) as u64
}

/// What earlier operations of the same write will have taken.
#[derive(Default)]
pub(super) struct Holding {
    known: Knowledge,
    len: usize,
    bytes: u64,
}

impl Holding {
    pub(super) fn contains(&self, dot: &Dot) -> bool {
        self.known.contains(dot)
    }
}

impl State {
    /// The operations that the state follows from: those that are known and not held.
    pub fn followed(&self) -> Knowledge {
        if self.hold.is_empty() {
            return self.knowledge.clone();
        }
        self.knowledge.minus(self.hold.known())
    }

    /// A digest of what is known and of what of it is held: where it is equal, states may be
    /// compared.
    pub fn know_hash(&self) -> u64 {
        self.hold.known().hash_after(self.knowledge.hash())
    }

    /// Refuses an operation that would open one gap too many, in what is known or in what the
    /// state follows from.
    pub(super) fn check_gaps(&self, dot: &Dot) -> Result<()> {
        self.knowledge.check_room(dot, self.hold.gap_count(&dot.origin))
    }
}

impl Draft {
    /// An operation that came and cannot be applied.
    pub(super) fn plan_hold(&mut self, state: &State, op: Operation, now: Now) -> Result<Effect> {
        let (len, bytes) = (state.hold.len() + self.holding.len, weight_bytes(&op));
        let bytes_after = state.hold.bytes() + self.holding.bytes + bytes;
        if len >= HELD_LEN_MAX || bytes_after > HELD_BYTES_MAX {
            let context = format!(
                "{len} and {bytes_after} bytes with it, allowed are {HELD_LEN_MAX} and \
                 {HELD_BYTES_MAX}"
            );
            const MESSAGE: &str = "too many operations of unknown kinds are held";
            return Err(Error::new(Code::Backpressure, MESSAGE, context));
        }
        self.received.insert(&op.dot);
        self.holding.known.insert(&op.dot);
        self.holding.len += 1;
        self.holding.bytes += bytes;
        Ok(Effect::Hold { version: self.next_version(), op: Arc::new(op), now })
    }
}

impl Engine {
    /// The operations that are held because this build does not know their kind, oldest first.
    pub fn held_operations(&self) -> Result<Vec<Arc<Operation>>> {
        Ok(self.state()?.hold.iter().map(|(_, op)| op.clone()).collect())
    }

    /// Applies what was held and is of kinds that this build knows, each as one that comes now.
    pub(super) fn release_held(&self) -> Result<()> {
        let ready = self.state()?.hold.ready();
        let now = self.now();
        for ops in ready.chunks(COMMIT_LEN_MAX) {
            let task = |op: &Arc<Operation>| {
                let below = PerKey::try_of(op, |change| self.look_below(change.key))?;
                Ok(Task::Release { op: op.clone(), now, below })
            };
            let tasks = ops.iter().map(task).collect::<Result<_>>()?;
            for answer in self.run_together(tasks, 0)? {
                answer?;
            }
        }
        Ok(())
    }

    /// Writes once more what is held from version `from` on and stands in files before that one,
    /// because no manifest holds it: about so many bytes. Returns the version to go on from; None
    /// when all of it is written, and durable.
    pub(super) fn keep_held(
        &self,
        first_segment: u64,
        from: u64,
        bytes: u64,
    ) -> Result<Option<u64>> {
        let (before, is_any) = {
            let state = self.state()?;
            (state.hold.before(first_segment, from, bytes), !state.hold.is_empty())
        };
        let Some((last, _)) = before.last() else {
            // An earlier step may have written some.
            if is_any {
                self.sync_log()?;
            }
            return Ok(None);
        };
        let next = last + 1;
        let tasks = before.into_iter().map(|(version, op)| Task::Keep { version, op }).collect();
        for answer in self.run_together(tasks, 0)? {
            answer?;
        }
        Ok(Some(next))
    }
}

impl State {
    /// Takes in one that has just come.
    pub(super) fn take_held(
        &mut self,
        version: u64,
        op: Arc<Operation>,
        segment: u64,
        now: Now,
    ) -> Received {
        self.version = version;
        self.knowledge.insert(&op.dot);
        self.history.insert(segment, &op.dot);
        self.note_latest(&op);
        if !self.clock.observe(op.stamp, now.wall_ms, self.drift_ms) {
            self.clock_refusals += 1;
        }
        if self.is_memory_only {
            self.held.insert(version, op.clone());
        }
        self.hold.insert(version, op, segment);
        let written = Written { version, ..Written::default() };
        Received { held: true, written, ..Received::default() }
    }
}
