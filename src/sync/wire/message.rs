// SPDX-License-Identifier: Apache-2.0
//! The messages of a session, as values.

use crate::base::error::Error;
use crate::base::id::{Dot, NodeId, Origin};
use crate::base::know::Knowledge;
use crate::base::op::Operation;

use super::recon::{Recon, ReconAnswer};

/// How far an operation has come at the receiver. Each level includes those before it.
#[repr(u8)]
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// It is in the receiver's memory.
    Received = 1,
    /// It is in the receiver's log, as durable as the receiver makes anything.
    Durable = 2,
    /// It is part of the receiver's state.
    Applied = 3,
}

impl Level {
    /// The level with that number.
    pub fn from_number(number: u8) -> Option<Self> {
        match number {
            1 => Some(Self::Received),
            2 => Some(Self::Durable),
            3 => Some(Self::Applied),
            _ => None,
        }
    }
}

/// A frame: a message, and for which session it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Frame {
    /// The sum of both sides' nonces (wrapping); 0 in a hello, which comes before both are known.
    pub session: u64,
    /// Whether the sender has all of the receiver's knowledge of this session.
    pub has_know: bool,
    /// What it says.
    pub message: Message,
}

/// What a frame says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Message {
    /// Who is there.
    Hello(Hello),
    /// What the sender knows, or a part of it.
    Know(Know),
    /// The same of a sender that only holds some of it: which, is said beside.
    KnowHolding(Know),
    /// What the sender knows and only holds, or a part of it.
    Held(Know),
    /// What the sender's state adds up to.
    Sum {
        /// The sum.
        sum: Sum,
        /// The sender has heard none that it can compare it with, and waits for one.
        asks: bool,
    },
    /// Operations that the receiver seems to lack.
    Ops(Ops),
    /// A part of an operation that is too long for a frame.
    Chunk(Chunk),
    /// Operations that have come to a level at the sender.
    Ack(Ack),
    /// An operation that the sender will not take.
    Nack(Nack),
    /// The session is over.
    Bye(Bye),
    /// Where do our states differ?
    Recon(Recon),
    /// They differ there.
    ReconAnswer(ReconAnswer),
    /// A snapshot for a receiver that lacks operations which no log holds any more.
    SnapOffer(SnapOffer),
    /// What the sender takes of it.
    SnapWant(SnapWant),
    /// A piece of it.
    SnapChunk(SnapChunk),
    /// What the sender remembers of an origin whose operations a snapshot follows from.
    SnapTrail(SnapTrail),
    /// A frame of a type that this build does not know; it is skipped.
    Unknown(u8),
}

/// The first message of each side, repeated until it is answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hello {
    /// The sender's name.
    pub node: NodeId,
    /// The epoch under which it writes.
    pub epoch: u32,
    /// Names the sender's side of the session; never 0.
    pub nonce: u64,
    /// The receiver's nonce, once it is known; 0 before.
    pub echo: u64,
    /// The lowest protocol version that the sender speaks,
    pub protocol_min: u8,
    /// and the highest.
    pub protocol_max: u8,
    /// What the sender can do beside that; unknown bits are ignored.
    pub features: u64,
    /// Longest frame that the sender takes, in bytes.
    pub frame_bytes_max: u32,
    /// Longest value that the sender takes, in bytes.
    pub value_bytes_max: u64,
    /// Whom the sender means to talk to; None when it does not know.
    pub to: Option<NodeId>,
    /// The last operation of the receiver's present life that the sender took in: its number, 0 for
    /// none,
    pub last_seq: u64,
    /// and its stamp.
    pub last_stamp: u64,
    /// Number and stamp of some operations of that life before the last, nearest first. What does
    /// not fit into a hello is left out, from the end.
    pub trail: Vec<(u64, u64)>,
}

/// A feature in [`Hello::features`]: what the giver of a snapshot remembers of the origins in it is
/// the first page of the stream, when both sides say this.
pub const TRAILS_IN_STREAM: u64 = 1;

/// A feature in [`Hello::features`]: the sender takes what is remembered of the operations before
/// those of a frame ([`Ops::before`]), also in front of one that comes in pieces.
pub const STEPS_WITH_OPS: u64 = 2;

/// A feature in [`Hello::features`]: the sender knows stamps and former names in contexts.
pub const STAMPS_IN_CONTEXTS: u64 = 4;

/// A feature in [`Hello::features`]: it knows openings there as well. Without it, it is sent
/// neither.
pub const OPENINGS_IN_CONTEXTS: u64 = 8;

/// All that this build can do.
pub const FEATURES: u64 =
    TRAILS_IN_STREAM | STEPS_WITH_OPS | STAMPS_IN_CONTEXTS | OPENINGS_IN_CONTEXTS;

/// A part of what the sender knows. The whole is the union of all parts of one round.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Know {
    /// Counts up when the sender starts again.
    pub round: u32,
    /// Which part this is, from 0.
    pub index: u32,
    /// How many parts there are, at least 1.
    pub total: u32,
    /// What is known of the origins in this part.
    pub known: Knowledge,
}

/// What the sender's state adds up to. It may be compared when both know the same operations.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sum {
    /// A digest of what the sender knows.
    pub know: u64,
    /// The sum of the digests of all its living versions.
    pub sum: u128,
    /// How many those are.
    pub count: u64,
}

/// What the operations of a frame are to their sender.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Nature {
    /// Part of its state.
    #[default]
    Applied,
    /// Some are held, so that none of them shows that it has applied it.
    Held,
    /// They repair a difference in state, so that being known is no reason to skip them.
    Repair,
}

/// Operations, in any order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ops {
    /// What they are to their sender.
    pub nature: Nature,
    /// The operations.
    pub list: Vec<Operation>,
    /// What the sender remembers of the operations before them that the receiver may lack.
    pub before: Vec<SnapTrail>,
    /// What the frame holds beside them and this receiver cannot take, each with the reason. Filled
    /// by reading; writing passes it over.
    pub refused: Vec<Refusal>,
}

/// An operation that can be told from its neighbours and still not be taken: over this receiver's
/// limit on values, or with a field out of range.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// Which one.
    pub dot: Dot,
    /// Why.
    pub error: Error,
}

/// A piece of the bytes of one operation (`docs/format/operation.md`, with its head).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chunk {
    /// Which operation.
    pub dot: Dot,
    /// How many bytes the whole has.
    pub total_bytes: u64,
    /// Where this piece begins.
    pub offset: u64,
    /// The piece, at least one byte.
    pub bytes: Vec<u8>,
}

/// Operations that have come to a level at the sender. Says the same however often it arrives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ack {
    /// How far they have come.
    pub level: Level,
    /// Which ones.
    pub known: Knowledge,
}

/// An operation that the sender will not take.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Nack {
    /// Which one.
    pub dot: Dot,
    /// Why: the number of an error code.
    pub code: u16,
    /// When to try again, in milliseconds from now; 0 for the receiver's own pace.
    pub retry_after_ms: u64,
}

/// The session is over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bye {
    /// Why: 0 for no error, else the number of an error code.
    pub code: u16,
    /// The same in words, at most 255 bytes.
    pub reason: String,
}

/// A snapshot, or a part of what it is said to follow from. Parts are put together as those of
/// [`Know`] are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SnapOffer {
    /// Names the snapshot in this session: counts up from 1. The operations that the snapshot
    /// follows from are the union of all parts.
    pub know: Know,
    /// The hybrid clock of the sender when it was taken.
    pub stamp: u64,
    /// The sum of the digests of all its living versions.
    pub sum: u128,
    /// How many those are.
    pub count: u64,
}

/// What the sender takes of a snapshot that was offered to it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SnapWant {
    /// Which snapshot: the round of its offer.
    pub id: u32,
    /// Counts up from 1 when something did not come: what was asked for is sent again.
    pub round: u32,
    /// Everything before this place in the stream is there.
    pub from: u64,
    /// What is before this place may be sent.
    pub until: u64,
    /// The stream begins behind this key; None for the first one.
    pub after: Option<Vec<u8>>,
}

/// A piece of a snapshot.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SnapChunk {
    /// Which snapshot: the round of its offer.
    pub id: u32,
    /// Its place in the stream.
    pub at: u64,
    /// The bytes, at least one.
    pub bytes: Vec<u8>,
}

/// Some of the operations of an origin that a snapshot follows from, or that stand before those of
/// a frame, so that the receiver can tell where two lives of that origin part, as who took the
/// operations in one by one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SnapTrail {
    /// Whose they are.
    pub origin: Origin,
    /// Number and stamp of each, in ascending order of numbers; at least one.
    pub steps: Vec<(u64, u64)>,
}
