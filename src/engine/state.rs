// SPDX-License-Identifier: Apache-2.0
//! Everything that the log implies, in memory. One lock guards all of it.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::base::error::{Code, Error, Result};
use crate::base::id::{Dot, NodeId, Origin};
use crate::base::know::Knowledge;
use crate::base::op::Operation;
use crate::base::random::Random;
use crate::base::stamp::HybridClock;
use crate::base::time::Now;
use crate::outbox::entry::{DUE_NOW, Place, Status};
use crate::store::Store;
use crate::store::policy::View;
use crate::sync::Pipeline;
use crate::sync::options::SyncOptions;
use crate::wal::Position;

use super::journal::{self, Record};
use super::options::OpenReport;

/// The state of one replica.
pub struct State {
    /// Keys.
    pub store: Store,
    /// What is owed.
    pub pipeline: Pipeline,
    /// Which operations were seen.
    pub knowledge: Knowledge,
    /// Orders writes.
    pub clock: HybridClock,
    /// Who writes here; None until a sync engine brought a name.
    pub identity: Option<Origin>,
    /// The latest origin under each name this replica ever wrote under.
    pub own: BTreeMap<NodeId, Origin>,
    /// The last version given.
    pub version: u64,
    /// Whether there is no log.
    pub is_memory_only: bool,
    /// Operations in memory, when there is no log to read them from.
    pub held: BTreeMap<u64, Arc<Operation>>,
    /// Whether a sync engine is attached, and its settings.
    pub attached: Option<SyncOptions>,
    /// What opening found.
    pub report: OpenReport,
    /// Counts every change that a reader could see.
    pub changes: u64,
    /// Peer stamps that were too far in the future to move the clock.
    pub clock_refusals: u64,
    /// Epochs and seeds.
    pub random: Random,
    /// How far ahead a peer's stamp may move the clock, in milliseconds.
    pub drift_ms: i64,
}

impl State {
    /// The state of an empty log.
    pub fn new(seed: u64, drift_ms: i64) -> Self {
        let mut random = Random::new(seed);
        Self {
            store: Store::default(),
            pipeline: Pipeline::new(random.draw()),
            knowledge: Knowledge::default(),
            clock: HybridClock::default(),
            identity: None,
            own: BTreeMap::new(),
            version: 0,
            is_memory_only: false,
            held: BTreeMap::new(),
            attached: None,
            report: OpenReport::default(),
            changes: 0,
            clock_refusals: 0,
            random,
            drift_ms,
        }
    }

    /// Follows one group of the log.
    pub fn replay(&mut self, at: Position, body: &[u8], now: Now) -> Result<()> {
        for record in journal::decode(body)? {
            self.replay_record(at, &record, now)?;
        }
        self.changes += 1;
        Ok(())
    }

    fn replay_record(&mut self, at: Position, record: &Record<'_>, now: Now) -> Result<()> {
        match record {
            Record::Identity { node, epoch } => {
                let origin = Origin { node: NodeId::new(node)?, epoch: *epoch };
                self.adopt(origin);
            }
            Record::Local(body) => {
                let (key, write) = body.to_write()?;
                self.check_version(write.version)?;
                self.version = write.version;
                self.clock.restore(write.stamp);
                self.store.apply_local(&key, write);
            }
            Record::Operation { version, own, queued, op } => {
                let mut op = op.to_operation(u64::MAX)?;
                self.check_version(*version)?;
                op.dot.origin = self.knowledge.shared(&op.dot.origin);
                self.version = *version;
                self.knowledge.insert(&op.dot);
                if *own {
                    self.clock.restore(op.stamp);
                    self.store.apply_own(&op, *version);
                    self.pipeline.restore(op.dot, *version, Place(at.0), *queued);
                } else {
                    // As when it came, unless the wall clock was set back since.
                    let now_ms = now.wall_ms.max(self.clock.last().ms());
                    self.clock.observe(op.stamp, now_ms, self.drift_ms);
                    self.store.apply(&op, *version);
                }
            }
            Record::Settled(ranges) => {
                for range in ranges {
                    let (origin, first, last) = range.to_range()?;
                    self.pipeline.restore_settled(&origin, first, last);
                }
            }
            Record::Marks(marks) => {
                for mark in marks {
                    let mark = mark.to_mark()?;
                    let wait_ms = mark.next_attempt_at_ms.saturating_sub(now.wall_ms);
                    let waits = mark.status == Status::Queued && wait_ms > 0;
                    // A clock that was set back must not make the wait longer than it was.
                    let was_ms = mark.next_attempt_at_ms.saturating_sub(mark.last_attempt_at_ms);
                    let wait_ms = wait_ms.min(was_ms.max(0));
                    let due_ms = if waits { now.mono_ms.saturating_add(wait_ms) } else { DUE_NOW };
                    self.pipeline.restore_mark(&mark, due_ms);
                }
            }
        }
        Ok(())
    }

    /// Goes on under this origin.
    pub fn adopt(&mut self, origin: Origin) {
        self.own.insert(origin.node.clone(), origin.clone());
        let node = Some(origin.node.clone());
        self.store.set_view(View { node, ..self.store.view().clone() });
        self.identity = Some(origin);
    }

    /// The name of the next operation made here.
    pub fn next_dot(&self, origin: &Origin) -> Dot {
        let seq = self.knowledge.of(origin).map_or(0, |ranges| ranges.watermark());
        Dot { origin: origin.clone(), seq: seq + 1 }
    }

    /// Whether an operation was seen. One made by hand has no epoch: an echo of this node's own
    /// work is then recognised by its public id.
    pub fn is_known(&self, dot: &Dot) -> bool {
        if self.knowledge.contains(dot) {
            return true;
        }
        let own = self.own.get(&dot.origin.node).filter(|_| dot.origin.epoch == 0);
        own.is_some_and(|own| self.knowledge.contains(&Dot { origin: own.clone(), seq: dot.seq }))
    }

    /// The origin, when it is one that this replica writes or wrote under.
    pub fn own_origin(&self, origin: &Origin) -> Option<&Origin> {
        self.own.get(&origin.node).filter(|own| *own == origin)
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
