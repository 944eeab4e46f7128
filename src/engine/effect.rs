// SPDX-License-Identifier: Apache-2.0
//! What was planned for a task: what the log says of it, and, once the log has it, what it changes.

use std::sync::Arc;

use crate::base::id::{Dot, Origin};
use crate::base::op::Operation;
use crate::base::time::Now;
use crate::store::table::Slot;
use crate::sync::Mark;
use crate::sync::message::OperationBody;
use crate::sync::wire::message::Level;

use super::group::{Local, PerKey};
use super::journal::{MarkBody, PeerBody, PeerHasBody, Record, SettledBody};
use super::renew::Renewing;
use super::task::{PeerChange, Task};

/// A task that can no longer fail but for the log.
pub(super) enum Effect {
    Local(Local),
    LocalGroup(Vec<Local>),
    Own {
        op: Arc<Operation>,
        queued: bool,
        conflict: bool,
        /// It is the first one after an opening.
        is_first: bool,
        below: PerKey<Slot>,
        /// Operations that leave the outbox because later ones have replaced them.
        leaving: Vec<Dot>,
    },
    Remote {
        op: Operation,
        version: u64,
        now: Now,
        conflict: bool,
        /// Under an earlier name it was replaced here.
        is_replaced: bool,
        below: PerKey<Slot>,
    },
    Repair {
        op: Operation,
        version: u64,
        now: Now,
        below: PerKey<Slot>,
    },
    /// An operation that came and cannot be applied.
    Hold {
        op: Arc<Operation>,
        version: u64,
        now: Now,
    },
    /// One that is held, once more.
    Keep {
        op: Arc<Operation>,
        version: u64,
    },
    Known {
        is_held: bool,
    },
    Unneeded,
    /// Nothing yet: the task comes again under a new epoch.
    Outrun(Box<Task>),
    Adopt {
        origin: Origin,
    },
    Carry {
        version: u64,
        op: Arc<Operation>,
    },
    Discard {
        versions: Vec<u64>,
        dots: Vec<Dot>,
    },
    Requeue {
        versions: Vec<u64>,
        marks: Vec<Mark>,
    },
    Peer(PeerChange),
    Renew(Renewing),
    Marks,
}

impl Effect {
    /// Whether the caller was promised that this survives power loss.
    pub(super) fn wants_sync(&self) -> bool {
        let is_new = !matches!(self, Self::Carry { .. } | Self::Keep { .. });
        let is_nothing = matches!(self, Self::Known { .. } | Self::Unneeded | Self::Outrun(_));
        is_new && !is_nothing && !matches!(self, Self::Marks)
    }

    /// The key of an operation that came, where it has one.
    pub(super) fn received_key(&self) -> Option<&[u8]> {
        match self {
            Self::Remote { op, .. } => Some(&op.key),
            _ => None,
        }
    }

    /// What the log says before it: an opening came in between, or it is of several keys.
    pub(super) fn before(&self) -> Vec<Record<'_>> {
        match self {
            Self::Own { op, is_first: true, .. } => vec![identity(&op.dot.origin)],
            Self::Renew(renewing) => renewing.before(),
            _ => Vec::new(),
        }
    }

    /// What the log says of it beside that.
    pub(super) fn second(&self) -> Option<Record<'_>> {
        match self {
            Self::Own { op, conflict: true, .. } => Some(Record::Conflict { version: op.version }),
            Self::Remote { version, conflict: true, .. } => {
                Some(Record::Conflict { version: *version })
            }
            Self::Renew(renewing) => renewing.second(),
            _ => None,
        }
    }

    /// What the log says of operations that are owed no more because of it.
    pub(super) fn settled(&self) -> Option<Record<'_>> {
        match self {
            Self::Own { leaving, .. } if !leaving.is_empty() => {
                let ranges = leaving.iter().map(|d| SettledBody::of(&d.origin, d.seq, d.seq));
                Some(Record::Settled(ranges.collect()))
            }
            _ => None,
        }
    }

    /// What the log says of it, when that is one record.
    pub(super) fn record(&self) -> Option<Record<'_>> {
        match self {
            Self::Local(local) => Some(local.record()),
            Self::Own { op, queued, .. } => Some(Record::operation(op, op.version, true, *queued)),
            Self::Remote { op, version, is_replaced, .. } => {
                Some(Record::operation(op, *version, false, *is_replaced))
            }
            Self::Adopt { origin } => Some(identity(origin)),
            Self::Carry { version, op } => {
                Some(Record::Carried { version: *version, op: OperationBody::of(op) })
            }
            Self::Discard { dots, .. } => {
                let ranges = dots.iter().map(|dot| SettledBody::of(&dot.origin, dot.seq, dot.seq));
                Some(Record::Settled(ranges.collect()))
            }
            Self::Requeue { marks, .. } => {
                Some(Record::Marks(marks.iter().map(MarkBody::of).collect()))
            }
            Self::Peer(change) => Some(change.record()),
            Self::Renew(renewing) => Some(renewing.record()),
            Self::Repair { op, version, .. } => {
                Some(Record::Repair { version: *version, op: OperationBody::of(op) })
            }
            Self::Hold { op, version, .. } | Self::Keep { op, version } => {
                Some(Record::Held { version: *version, op: OperationBody::of(op) })
            }
            Self::LocalGroup(_)
            | Self::Known { .. }
            | Self::Unneeded
            | Self::Outrun(_)
            | Self::Marks => None,
        }
    }
}

/// From here on under this name.
pub(super) fn identity(origin: &Origin) -> Record<'_> {
    Record::Identity { node: origin.node.as_str(), epoch: origin.epoch }
}

impl PeerChange {
    fn record(&self) -> Record<'_> {
        match self {
            Self::Set { node, lease_ms, .. } => Record::Peer(PeerBody {
                node: node.as_str(),
                is_registered: true,
                lease_ms: *lease_ms,
            }),
            Self::Remove { node } => {
                Record::Peer(PeerBody { node: node.as_str(), is_registered: false, lease_ms: 0 })
            }
            Self::Has { node, known } => {
                Record::PeerHas(PeerHasBody::of(node, Level::Applied, true, known))
            }
        }
    }
}
