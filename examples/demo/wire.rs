// SPDX-License-Identifier: Apache-2.0
//! What parent and nodes say to each other: length, then a message, over the pipes of the process.

use std::io::{ErrorKind, Read, Write};

use bincode::config::{Configuration, standard};
use bincode::{Decode, Encode};

use crate::Outcome;

/// No message of the demo comes near it; a length beyond it is a broken pipe protocol.
const MESSAGE_BYTES_MAX: u32 = 256 << 20;

/// From the parent to a node.
#[derive(Debug, Encode, Decode)]
pub enum ToNode {
    /// Write, and answer when it is durable.
    Write(Job),
    /// Open a session with the other node, or close it.
    Connect(bool),
    /// A frame of the session came over the line.
    Frame(Vec<u8>),
    /// Answer with [`FromNode::State`].
    State,
    /// Answer with [`FromNode::Outbox`].
    Outbox,
    /// Answer with [`FromNode::Versions`] of these keys, in order.
    Versions(Vec<Vec<u8>>),
    /// Answer with [`FromNode::Applied`].
    Applied,
    /// Take these operations in once more, and answer with [`FromNode::Known`].
    Offer(Vec<Vec<u8>>),
    /// Let go of what was acknowledged, then answer with [`FromNode::State`].
    Prune,
    /// Close the log in order and end.
    Close,
}

/// From a node to the parent.
#[derive(Debug, Encode, Decode)]
pub enum FromNode {
    /// The log is open.
    Opened(Opened),
    /// A write is durable.
    Durable { number: u64, version: u64, seq: u64 },
    /// A frame of the session for the line.
    Frame(Vec<u8>),
    /// Counts.
    State(State),
    /// What is owed, as bytes on the wire, oldest first, acknowledged ones left out.
    Outbox(Vec<Vec<u8>>),
    /// Per key, the versions that are kept, the shown one first.
    Versions(Vec<Vec<Held>>),
    /// Operations of others, as often as the log says that they were applied.
    Applied(Vec<Applied>),
    /// Per offered operation, whether it was known.
    Known(Vec<bool>),
    /// It cannot go on.
    Failed(String),
}

/// A write to be made. The number is the parent's own.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub struct Job {
    pub number: u64,
    pub is_delete: bool,
    pub key: Vec<u8>,
    pub value: Vec<u8>,
    pub timestamp_ms: i64,
}

/// What opening found.
#[derive(Clone, Debug, Default, Encode, Decode)]
pub struct Opened {
    pub epoch: u32,
    pub version: u64,
    pub owed: u64,
    pub cut_bytes: u64,
}

/// Counts and digest of a node.
#[derive(Clone, Debug, Default, Encode, Decode)]
pub struct State {
    pub outbox: u64,
    pub pending: u64,
    pub queued: u64,
    pub in_flight: u64,
    pub acknowledged: u64,
    pub failed: u64,
    pub resent: u64,
    pub duplicates: u64,
    pub conflicts: u64,
    pub contested: u64,
    pub keys: u64,
    pub version: u64,
    pub digest: [u8; 32],
    /// The session has found both nodes to hold the same, and nothing came in since.
    pub converged: bool,
}

impl State {
    /// Operations that still have to be acknowledged.
    pub fn owed(&self) -> u64 {
        self.pending + self.queued + self.in_flight
    }
}

/// A version of a key.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub struct Held {
    pub node: String,
    pub epoch: u32,
    pub seq: u64,
    pub value: Option<Vec<u8>>,
}

/// An operation of another node that is part of the state.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Encode, Decode)]
pub struct Applied {
    pub node: String,
    pub epoch: u32,
    pub seq: u64,
}

/// Writes a message in one go.
pub fn send(to: &mut impl Write, message: &impl Encode) -> Outcome<()> {
    let body = bincode::encode_to_vec(message, standard())?;
    let mut bytes = Vec::with_capacity(4 + body.len());
    bytes.extend_from_slice(&u32::try_from(body.len())?.to_le_bytes());
    bytes.extend_from_slice(&body);
    to.write_all(&bytes)?;
    Ok(to.flush()?)
}

/// Reads the next message; None when the other side is gone, also in the middle of a message.
pub fn receive<M: Decode<()>>(from: &mut impl Read) -> Outcome<Option<M>> {
    let mut len = [0; 4];
    if !fill(from, &mut len)? {
        return Ok(None);
    }
    let len = u32::from_le_bytes(len);
    if len > MESSAGE_BYTES_MAX {
        return Err(format!("a message of {len} bytes").into());
    }
    let mut body = vec![0; len as usize];
    if !fill(from, &mut body)? {
        return Ok(None);
    }
    let (message, _) = bincode::decode_from_slice::<M, Configuration>(&body, standard())?;
    Ok(Some(message))
}

fn fill(from: &mut impl Read, bytes: &mut [u8]) -> Outcome<bool> {
    match from.read_exact(bytes) {
        Ok(()) => Ok(true),
        Err(error) if error.kind() == ErrorKind::UnexpectedEof => Ok(false),
        Err(error) => Err(error.into()),
    }
}
