// SPDX-License-Identifier: Apache-2.0
//! What can be asked of the log, with everything that the answer depends on looked up before, and
//! what is answered.

use std::slice::from_ref;
use std::sync::Arc;

use crate::base::error::{Code, Error};
use crate::base::id::{NodeId, Origin};
use crate::base::know::Knowledge;
use crate::base::op::{Bytes, Kind, Operation};
use crate::base::time::Now;
use crate::store::Applied;
use crate::store::value::Placed;

use super::group::{Counts, PerKey};
use super::look::Below;
use super::renew::Renewal;

/// What a write did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// This replica's counter for the write.
    pub version: u64,
    /// What it did to what is shown.
    pub applied: Applied,
    /// The same in numbers of keys.
    pub counts: Counts,
}

impl Written {
    /// What a write to one key did.
    pub fn of(version: u64, applied: Applied) -> Self {
        Self { version, applied, counts: Counts::of(&applied) }
    }
}

/// A submitted operation: durable together with its place in the outbox.
#[derive(Clone, Debug)]
pub struct Submitted {
    /// The operation as it will go out.
    pub op: Arc<Operation>,
    /// What it did here.
    pub written: Written,
}

/// What became of a received operation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Received {
    /// It was known already: nothing changed.
    pub duplicate: bool,
    /// It, or its delete, is what is shown now; of a group at least one part.
    pub applied: bool,
    /// It, or a part of it, and a version here did not know of each other; both are kept.
    pub conflict: bool,
    /// It is of a kind that is not known here: kept and handed on, and not applied.
    pub held: bool,
    /// What it did here; version 0 for a duplicate.
    pub written: Written,
}

/// A write of the application, its limits checked.
pub(super) struct Write {
    pub kind: Kind,
    pub key: Bytes,
    pub value: Bytes,
    /// The value, when it is not in memory.
    pub placed: Option<Arc<Placed>>,
    pub timestamp_ms: i64,
    pub now: Now,
    pub below: Option<Below>,
}

impl Write {
    pub(super) fn payload_bytes(&self) -> usize {
        self.key.len() + self.value.len()
    }

    /// The time that orders the write: the application's own, as long as it is not further ahead of
    /// the clock than a peer's may be.
    pub(super) fn physical_ms(&self, drift_ms: i64) -> i64 {
        self.timestamp_ms.min(self.now.wall_ms.saturating_add(drift_ms))
    }
}

/// One thing to be written.
pub(super) enum Task {
    /// A write that is not replicated.
    Local(Write),
    /// Several of them, all or none.
    LocalGroup(Vec<Write>),
    /// A write of this replica.
    Submit(Write),
    /// Several writes of this replica, all or none.
    SubmitGroup(Vec<Write>),
    /// A peer's operation.
    Receive { op: Operation, now: Now, below: PerKey<Option<Below>>, is_repair: bool },
    /// From here on under another origin.
    Adopt { origin: Origin },
    /// An operation that is owed stands again at the end of the log, so that an old file can go.
    Carry { version: u64, op: Arc<Operation> },
    /// An operation that is held stands again at the end of the log, so that an old file can go.
    Keep { version: u64, op: Arc<Operation> },
    /// An operation that was held, and of a kind that is known now.
    Release { op: Arc<Operation>, now: Now, below: PerKey<Option<Below>> },
    /// Failed entries given up on purpose.
    Discard { versions: Vec<u64> },
    /// Failed entries queued again.
    Requeue { versions: Vec<u64> },
    /// A peer is registered, changed, or let go.
    Peer(PeerChange),
    /// Numbers of this replica were given twice.
    Renew(Renewal),
    /// Nothing but the marks that wait.
    Marks,
}

/// What happens to a peer.
pub(super) enum PeerChange {
    /// It is registered, or its lease is another.
    Set { node: NodeId, lease_ms: i64, now_ms: i64 },
    /// It has these operations and no others, whatever was known before.
    Has { node: NodeId, known: Knowledge },
    /// It holds nothing back any more.
    Remove { node: NodeId },
}

impl Task {
    /// The keys that it writes.
    pub(super) fn keys(&self) -> impl Iterator<Item = &Bytes> {
        let writes = match self {
            Self::Local(write) | Self::Submit(write) => from_ref(write),
            Self::LocalGroup(writes) | Self::SubmitGroup(writes) => writes,
            _ => &[],
        };
        let op = match self {
            Self::Receive { op, .. } => Some(op),
            Self::Release { op, .. } => Some(&**op),
            _ => None,
        };
        let received = op.into_iter().flat_map(|op| op.changes().map(|change| change.key));
        writes.iter().map(|write| &write.key).chain(received)
    }
}

/// The answer to a task.
pub(super) enum Answer {
    Written(Written),
    Submitted(Submitted),
    Received(Received),
    /// This node has to go on under a new epoch first: somebody has seen numbers of its present
    /// life that were not given in it here.
    Outrun(Box<Task>),
    Done,
}

/// The answer where a name is needed and nobody has brought one.
pub(super) fn unnamed() -> Error {
    Error::new(Code::InvalidState, "no sync engine is attached", "the replica has no node id yet")
}
