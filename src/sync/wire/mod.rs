// SPDX-License-Identifier: Apache-2.0
//! What two nodes say to each other (`docs/format/wire.md`): frames, each whole, checked and of
//! bounded length, so that a channel may lose, repeat and reorder them.
//!
//! Promises: any bytes give a frame or a typed error, and no length is believed before as many
//! bytes are there; a frame of an unknown type is skipped; one operation that cannot be taken
//! blocks no other. What a channel may have done is `Corrupted`, what only the sender can have done
//! is `InvalidArgument`. Imports `base` and the checks of operations; `engine` calls it.

mod body;
mod contexts;
mod head;
mod known;
pub mod message;
mod ops;
mod reader;
pub mod recon;
mod snap;
mod steps;

use crate::base::error::Result;
use crate::base::op::Operation;

use message::{Frame, Nature, SnapTrail};

pub use head::{HEAD_BYTES, MAGIC, VERSION_MAX, VERSION_MIN, frame_bytes};
pub use ops::{op_bytes, origin_bytes};
pub use snap::{decode_trails, encode_trails};
pub use steps::{ahead, split_ahead, steps_bytes};

/// What the receiver of frames takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Longest frame, in bytes with its head.
    pub frame_bytes_max: u32,
    /// Longest value, in bytes.
    pub value_bytes_max: u64,
}

/// A frame that was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Taken {
    /// The frame.
    pub frame: Frame,
    /// How many bytes it had; those of the next follow.
    pub used: usize,
}

/// Appends one frame. On an error `out` is as before.
///
/// Errors: `InvalidArgument` for a message that no receiver would take, and for one that is longer
/// than any frame.
pub fn encode(frame: &Frame, out: &mut Vec<u8>) -> Result<()> {
    let number = body::number(&frame.message);
    let flags = head::flags(frame.has_know, Some(&frame.message));
    head::framed(frame.session, flags, number, out, |out| body::encode(frame, out))
}

/// Appends one frame of operations, and of what is remembered of those before them, without copying
/// them first. As [`encode`] otherwise.
pub fn encode_ops<'a, I>(
    session: u64,
    has_know: bool,
    nature: Nature,
    ops: I,
    before: &'a [SnapTrail],
    out: &mut Vec<u8>,
) -> Result<()>
where
    I: IntoIterator<Item = &'a Operation, IntoIter: Clone>,
{
    let ops = ops.into_iter();
    let flags = head::flags(has_know, None);
    head::framed(session, flags, head::OPS, out, |out| ops::encode(nature, ops, before, out))
}

/// Reads the frame at the front of `bytes`.
///
/// Errors: `Corrupted` when the magic is missing, bytes are missing, or the checksum does not fit;
/// `UnsupportedFormat` for another protocol version, except in a hello; `InvalidArgument` for a
/// frame over the limit, and for a sound one with a field out of range.
pub fn take(bytes: &[u8], limits: &Limits) -> Result<Taken> {
    let (head, body) = head::split(bytes, limits)?;
    let message = body::decode(&head, body, limits)?;
    let frame = Frame { session: head.session, has_know: head.has_know(), message };
    Ok(Taken { frame, used: HEAD_BYTES + body.len() })
}
