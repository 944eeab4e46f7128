// SPDX-License-Identifier: Apache-2.0
//! What a log group says (`docs/format/journal.md`): a list of records that happened together.
//!
//! The order of the variants and of their fields is the format: new ones go to the end.

use std::collections::BTreeMap;

use bincode::{BorrowDecode, Encode};

use crate::base::codec;
use crate::base::error::{Code, Error, Result};
use crate::base::id::{Dot, NodeId, Origin};
use crate::base::know::Knowledge;
use crate::base::op::{Bytes, Kind, Operation};
use crate::base::stamp::Stamp;
use crate::outbox::entry::Status;
use crate::store::entry::LocalWrite;
use crate::store::value::{Named, Placed, Value};
use crate::sync::Mark;
use crate::sync::message::OperationBody;
use crate::sync::peer::Rejection;
use crate::sync::wire::message::Level;

/// One record of a group.
#[derive(Debug, Encode, BorrowDecode)]
pub enum Record<'a> {
    /// From here on the replica writes under this name and epoch.
    Identity {
        /// The name.
        node: &'a str,
        /// The epoch.
        epoch: u32,
    },
    /// A write that is not replicated.
    Local(LocalBody<'a>),
    /// A replicated write, made here or received.
    Operation {
        /// This replica's counter for it.
        version: u64,
        /// Whether it was made here, so that it is owed.
        own: bool,
        /// Whether it was queued when it was made; of one that came, whether it was replaced here
        /// before, under an earlier name.
        queued: bool,
        /// The operation.
        op: OperationBody<'a>,
    },
    /// Operations made here that are owed no more.
    Settled(Vec<SettledBody<'a>>),
    /// Attempts and states of operations that are owed.
    Marks(Vec<MarkBody>),
    /// An operation made here that is owed, once more: the file where it stood is to go. It says
    /// nothing about keys.
    Carried {
        /// Its version.
        version: u64,
        /// The operation.
        op: OperationBody<'a>,
    },
    /// The operation with this version, in the same group, and a version that was here did not know
    /// of each other. Says nothing that the state does not hold: it is for readers of the log.
    Conflict {
        /// This replica's counter for the operation.
        version: u64,
    },
    /// A peer is registered, or is no more.
    Peer(PeerBody<'a>),
    /// What a peer has.
    PeerHas(PeerHasBody<'a>),
    /// Numbers of an earlier life are not this replica's any more.
    Cut(CutBody<'a>),
    /// A version of a key that the state was found to lack, of an operation that is known. It says
    /// nothing about what else the operation did, so it is never sent on.
    Repair {
        /// This replica's counter for it.
        version: u64,
        /// The version, as an operation on its key alone.
        op: OperationBody<'a>,
    },
    /// Own operations that peers will not take, and that were given up because of it.
    Refused(Vec<RefusedBody<'a>>),
    /// A write that is not replicated, of a value in a file of its own.
    Placed(PlacedBody<'a>),
    /// An operation of a kind that the build which wrote this did not know: known, and not applied.
    /// Written again, with the same version, while that is so and the file before is to go.
    Held {
        /// This replica's counter for it.
        version: u64,
        /// The operation.
        op: OperationBody<'a>,
    },
    /// What is remembered of operations that did not come themselves.
    Steps(Vec<StepsBody<'a>>),
}

/// Numbers and stamps of operations of one origin.
#[derive(Clone, Debug, Encode, BorrowDecode)]
pub struct StepsBody<'a> {
    /// The origin's node,
    pub node: &'a str,
    /// and epoch.
    pub epoch: u32,
    /// Number and stamp of each.
    pub steps: Vec<(u64, u64)>,
}

/// A write that is not replicated, of a value in a file of its own.
#[derive(Clone, Copy, Debug, Encode, BorrowDecode)]
pub struct PlacedBody<'a> {
    version: u64,
    stamp: u64,
    timestamp_ms: i64,
    key: &'a [u8],
    /// The number of the file.
    number: u64,
    /// Length of the value, in bytes.
    bytes: u64,
    /// Its crc32.
    sum: u32,
}

/// An own operation that a peer will not take.
#[derive(Clone, Copy, Debug, Encode, BorrowDecode)]
pub struct RefusedBody<'a> {
    /// The peer.
    pub peer: &'a str,
    /// The operation's node,
    pub node: &'a str,
    /// epoch
    pub epoch: u32,
    /// and number.
    pub seq: u64,
    /// Why: the number of an error.
    pub code: u16,
    /// How often the peer said so.
    pub attempts: u32,
    /// When it did so last, in milliseconds since 1970.
    pub at_ms: i64,
}

/// A peer, but for what it has.
#[derive(Clone, Copy, Debug, Encode, BorrowDecode)]
pub struct PeerBody<'a> {
    /// Its name.
    pub node: &'a str,
    /// Whether it is registered from here on.
    pub is_registered: bool,
    /// How long it may stay away, in milliseconds; 0 for ever.
    pub lease_ms: i64,
}

/// Numbers of an earlier life of this replica that were given twice, and so name other operations
/// elsewhere: what has them here takes new names.
#[derive(Clone, Copy, Debug, Encode, BorrowDecode)]
pub struct CutBody<'a> {
    /// The name,
    pub node: &'a str,
    /// and epoch of that life.
    pub epoch: u32,
    /// The last number that is not in doubt.
    pub above: u64,
    /// What happens: 1 it begins, 2 one key is done, 3 all are.
    pub step: u8,
    /// The key of step 2; else empty.
    pub key: &'a [u8],
}

/// Operations that a registered peer has.
#[derive(Clone, Debug, Encode, BorrowDecode)]
pub struct PeerHasBody<'a> {
    /// The peer.
    pub node: &'a str,
    /// How far they have come there: 2 durable, 3 applied.
    pub level: u8,
    /// Whether these are all, so that what was known before is not true any more.
    pub is_all: bool,
    /// Which ones.
    pub ranges: Vec<SettledBody<'a>>,
}

/// A write that is not replicated.
#[derive(Clone, Copy, Debug, Encode, BorrowDecode)]
pub struct LocalBody<'a> {
    version: u64,
    stamp: u64,
    timestamp_ms: i64,
    kind: u8,
    key: &'a [u8],
    value: &'a [u8],
}

/// An inclusive range of one origin's operations.
#[derive(Clone, Copy, Debug, Encode, BorrowDecode)]
pub struct SettledBody<'a> {
    node: &'a str,
    epoch: u32,
    first: u64,
    last: u64,
}

/// What is kept of an entry that was tried.
#[derive(Clone, Copy, Debug, Encode, BorrowDecode)]
pub struct MarkBody {
    version: u64,
    status: u8,
    attempts: u32,
    last_attempt_at_ms: i64,
    next_attempt_at_ms: i64,
    last_error: u16,
}

impl<'a> Record<'a> {
    /// The record of a write that is not replicated.
    pub fn local(key: &'a [u8], write: &'a LocalWrite) -> Self {
        let value = match &write.value {
            Some(Value::There(placed)) => return Self::Placed(PlacedBody::of(key, write, placed)),
            Some(Value::Here(bytes)) => &**bytes,
            None => &[],
        };
        let kind = if write.value.is_some() { Kind::Put } else { Kind::Delete };
        Self::Local(LocalBody {
            version: write.version,
            stamp: write.stamp.0,
            timestamp_ms: write.timestamp_ms,
            kind: kind.number(),
            key,
            value,
        })
    }

    /// The record of a replicated write.
    pub fn operation(op: &'a Operation, version: u64, own: bool, queued: bool) -> Self {
        Self::Operation { version, own, queued, op: OperationBody::of(op) }
    }
}

impl LocalBody<'_> {
    /// The same without its value.
    pub fn bare(self) -> Self {
        Self { value: &[], ..self }
    }

    /// Key and write.
    pub fn to_write(&self) -> Result<(Bytes, LocalWrite)> {
        let kind = Kind::of_one_key(self.kind).ok_or_else(|| {
            Error::new(
                Code::UnsupportedFormat,
                "unsupported store operation type",
                format!("kind {}, known are 1 and 2", self.kind),
            )
        })?;
        let write = LocalWrite {
            stamp: Stamp(self.stamp),
            timestamp_ms: self.timestamp_ms,
            version: self.version,
            value: (kind == Kind::Put).then(|| Value::from(self.value)),
        };
        Ok((self.key.into(), write))
    }
}

impl<'a> PlacedBody<'a> {
    /// The record of a write whose value stands in a file of its own. Nobody writes a value anew
    /// that stands elsewhere on disk.
    fn of(key: &'a [u8], write: &LocalWrite, placed: &Placed) -> Self {
        let named = placed.named();
        debug_assert!(named.is_some(), "a value in a run is not written again");
        let Named { number, bytes, sum } = named.unwrap_or(Named { number: 0, bytes: 0, sum: 0 });
        let (version, stamp, timestamp_ms) = (write.version, write.stamp.0, write.timestamp_ms);
        Self { version, stamp, timestamp_ms, key, number, bytes, sum }
    }

    /// This replica's counter for it.
    pub fn version(&self) -> u64 {
        self.version
    }

    /// Its key.
    pub fn key(&self) -> &[u8] {
        self.key
    }

    /// The file of the value.
    pub fn named(&self) -> Named {
        Named { number: self.number, bytes: self.bytes, sum: self.sum }
    }

    /// The write, given its value, or none of it for whoever wants none.
    pub fn to_write(&self, value: Option<Value>) -> LocalWrite {
        let (stamp, timestamp_ms, version) = (Stamp(self.stamp), self.timestamp_ms, self.version);
        LocalWrite { stamp, timestamp_ms, version, value }
    }
}

impl<'a> SettledBody<'a> {
    /// The record of one range.
    pub fn of(origin: &'a Origin, first: u64, last: u64) -> Self {
        Self { node: origin.node.as_str(), epoch: origin.epoch, first, last }
    }

    /// The origin, and the first and last sequence number.
    pub fn to_range(self) -> Result<(Origin, u64, u64)> {
        let origin = Origin { node: NodeId::new(self.node)?, epoch: self.epoch };
        Ok((origin, self.first, self.last))
    }
}

impl<'a> StepsBody<'a> {
    /// The record of an origin.
    pub fn of(origin: &'a Origin, steps: &BTreeMap<u64, Stamp>) -> Self {
        let steps = steps.iter().map(|(seq, stamp)| (*seq, stamp.0)).collect();
        Self { node: origin.node.as_str(), epoch: origin.epoch, steps }
    }

    /// The origin.
    pub fn origin(&self) -> Result<Origin> {
        Ok(Origin { node: NodeId::new(self.node)?, epoch: self.epoch })
    }
}

impl<'a> PeerHasBody<'a> {
    /// The record of what a peer has.
    pub fn of(node: &'a NodeId, level: Level, is_all: bool, known: &'a Knowledge) -> Self {
        let ranges = known.iter().flat_map(|(origin, ranges)| {
            ranges.iter().map(move |(first, last)| SettledBody::of(origin, first, last))
        });
        Self { node: node.as_str(), level: level as u8, is_all, ranges: ranges.collect() }
    }

    /// The level, and the operations.
    pub fn to_known(&self) -> Result<(Level, Knowledge)> {
        let level = Level::from_number(self.level).ok_or_else(|| {
            let context = format!("level {}, known are 1 to 3", self.level);
            Error::new(Code::UnsupportedFormat, "unsupported acknowledgement level", context)
        })?;
        let mut known = Knowledge::default();
        for range in &self.ranges {
            let (origin, first, last) = range.to_range()?;
            known.insert_range(&origin, first, last);
        }
        Ok((level, known))
    }
}

impl<'a> RefusedBody<'a> {
    /// The record of a refusal.
    pub fn of(peer: &'a NodeId, dot: &'a Dot, refusal: &Rejection) -> Self {
        Self {
            peer: peer.as_str(),
            node: dot.origin.node.as_str(),
            epoch: dot.origin.epoch,
            seq: dot.seq,
            code: refusal.code,
            attempts: refusal.attempts,
            at_ms: refusal.at_ms,
        }
    }

    /// The peer, the operation, and why.
    pub fn to_refusal(self) -> Result<(NodeId, Dot, Rejection)> {
        let origin = Origin { node: NodeId::new(self.node)?, epoch: self.epoch };
        let Self { seq, code, attempts, at_ms, .. } = self;
        let refusal = Rejection { code, attempts, at_ms, due_ms: None };
        Ok((NodeId::new(self.peer)?, Dot { origin, seq }, refusal))
    }
}

impl MarkBody {
    /// The record of a mark.
    pub fn of(mark: &Mark) -> Self {
        Self {
            version: mark.version,
            status: mark.status as u8,
            attempts: mark.attempts,
            last_attempt_at_ms: mark.last_attempt_at_ms,
            next_attempt_at_ms: mark.next_attempt_at_ms,
            last_error: mark.last_error,
        }
    }

    /// The mark.
    pub fn to_mark(self) -> Result<Mark> {
        let status = Status::from_number(self.status).ok_or_else(|| {
            Error::new(
                Code::UnsupportedFormat,
                "unsupported delivery status",
                format!("status {}, known are 1, 2, 3, 5 and 6", self.status),
            )
        })?;
        Ok(Mark {
            version: self.version,
            status,
            attempts: self.attempts,
            last_attempt_at_ms: self.last_attempt_at_ms,
            next_attempt_at_ms: self.next_attempt_at_ms,
            last_error: self.last_error,
        })
    }
}

/// Appends the body of a group.
pub fn encode(records: &[Record<'_>], out: &mut Vec<u8>) -> Result<()> {
    codec::encode(&records, out)
}

/// Reads the body of a group.
pub fn decode(body: &[u8]) -> Result<Vec<Record<'_>>> {
    codec::decode(body)
}
