// SPDX-License-Identifier: Apache-2.0
//! The head of a frame: the same in every version of the protocol.

use bincode::{BorrowDecode, Encode};

use crate::base::codec;
use crate::base::error::{Code, Error, Result, invalid};
use crate::base::limits::{FRAME_BYTES_MAX, HELLO_BYTES_MAX};

use super::Limits;
use super::message::Message;

/// First bytes of a frame.
pub const MAGIC: [u8; 2] = *b"SF";
/// Highest protocol version that this build speaks.
pub const VERSION_MAX: u8 = 1;
/// The lowest.
pub const VERSION_MIN: u8 = 1;
/// Length of the head.
pub const HEAD_BYTES: usize = 24;

pub(super) const HELLO: u8 = 1;
pub(super) const KNOW: u8 = 2;
pub(super) const SUM: u8 = 3;
pub(super) const OPS: u8 = 4;
pub(super) const CHUNK: u8 = 5;
pub(super) const ACK: u8 = 6;
pub(super) const NACK: u8 = 7;
pub(super) const BYE: u8 = 8;
pub(super) const SNAP_OFFER: u8 = 9;
pub(super) const SNAP_WANT: u8 = 10;
pub(super) const SNAP_CHUNK: u8 = 11;
pub(super) const SNAP_TRAIL: u8 = 12;
pub(super) const HELD: u8 = 13;
pub(super) const RECON: u8 = 14;
pub(super) const RECON_ANSWER: u8 = 15;

/// Where the checksum stands; it covers all other bytes.
const SUM_AT: usize = 12;
const SESSION_AT: usize = 16;
const FLAG_HAS_KNOW: u16 = 1;
const FLAG_ASKS: u16 = 2;
const FLAG_HOLDS: u16 = 4;

const MESSAGE: &str = "failed to read a frame";

/// The head, in the order of the format.
#[derive(Debug, Encode, BorrowDecode)]
pub(super) struct Head {
    magic: [u8; 2],
    version: u8,
    /// Which type of frame.
    pub number: u8,
    flags: u16,
    reserved: u16,
    body_bytes: u32,
    checksum: u32,
    /// For which session it is.
    pub session: u64,
}

impl Head {
    pub fn has_know(&self) -> bool {
        self.flags & FLAG_HAS_KNOW != 0
    }

    /// Whether what the sender of knowledge only holds belongs to it.
    pub fn holds(&self) -> bool {
        self.flags & FLAG_HOLDS != 0
    }

    /// Whether the sender of a sum waits for the receiver's.
    pub fn asks(&self) -> bool {
        self.flags & FLAG_ASKS != 0
    }
}

/// An accident of the channel.
fn damaged(context: impl Into<String>) -> Error {
    Error::new(Code::Corrupted, MESSAGE, context)
}

/// How many bytes the frame at the front of `bytes` has, whether or not all of them are there; None
/// while its head is not complete.
///
/// Errors: `Corrupted` when it is no frame, `InvalidArgument` when it is over the limit.
pub fn frame_bytes(bytes: &[u8], limits: &Limits) -> Result<Option<usize>> {
    Ok(take_head(bytes, limits)?.map(|(_, used)| used))
}

fn take_head(bytes: &[u8], limits: &Limits) -> Result<Option<(Head, usize)>> {
    if !bytes.iter().zip(MAGIC).all(|(byte, expected)| *byte == expected) {
        return Err(damaged("the first bytes are not SF"));
    }
    let Some(head) = bytes.get(..HEAD_BYTES) else { return Ok(None) };
    let head: Head = codec::decode(head)?;
    let used = HEAD_BYTES as u64 + u64::from(head.body_bytes);
    // Who says hello cannot know the limit yet.
    let is_hello = head.number == HELLO;
    let least = if is_hello { HELLO_BYTES_MAX } else { 0 };
    let bytes_max = limits.frame_bytes_max.max(least);
    if used > u64::from(bytes_max) {
        return Err(invalid(MESSAGE, format!("frame of {used} bytes, allowed are {bytes_max}")));
    }
    Ok(usize::try_from(used).ok().map(|used| (head, used)))
}

/// Head and body of the frame at the front of `bytes`, once they fit the checksum and the version
/// is known.
pub(super) fn split<'a>(bytes: &'a [u8], limits: &Limits) -> Result<(Head, &'a [u8])> {
    let Some((head, used)) = take_head(bytes, limits)? else {
        return Err(damaged(format!("{} bytes, the head alone has {HEAD_BYTES}", bytes.len())));
    };
    let Some(whole) = bytes.get(..used) else {
        return Err(damaged(format!("{} bytes of a frame of {used}", bytes.len())));
    };
    if checksum(whole) != head.checksum {
        return Err(damaged("the checksum does not fit"));
    }
    // A hello says which versions its sender speaks, so every version reads every hello.
    let is_readable = head.version <= VERSION_MAX || head.number == HELLO;
    if head.version < VERSION_MIN || !is_readable {
        let context = format!("version {}, known are {VERSION_MIN} to {VERSION_MAX}", head.version);
        return Err(Error::new(Code::UnsupportedFormat, "unsupported protocol version", context));
    }
    Ok((head, whole.get(HEAD_BYTES..).unwrap_or_default()))
}

/// The flags of a frame.
pub(super) fn flags(has_know: bool, message: Option<&Message>) -> u16 {
    let own = match message {
        Some(Message::Sum { asks: true, .. }) => FLAG_ASKS,
        Some(Message::KnowHolding(_)) => FLAG_HOLDS,
        _ => 0,
    };
    own | if has_know { FLAG_HAS_KNOW } else { 0 }
}

/// Appends a frame with the body that `fill` appends. On an error `out` is as before.
pub(super) fn framed(
    session: u64,
    flags: u16,
    number: u8,
    out: &mut Vec<u8>,
    fill: impl FnOnce(&mut Vec<u8>) -> Result<()>,
) -> Result<()> {
    let start = out.len();
    let version = VERSION_MAX;
    let (magic, reserved, body_bytes, checksum) = (MAGIC, 0, 0, 0);
    let head = Head { magic, version, number, flags, reserved, body_bytes, checksum, session };
    out.extend_from_slice(&[0; HEAD_BYTES]);
    let done = fill(out).and_then(|()| seal(head, out.get_mut(start..).unwrap_or_default()));
    if done.is_err() {
        out.truncate(start);
    }
    done
}

/// Writes the head of a frame whose body is complete.
fn seal(mut head: Head, frame: &mut [u8]) -> Result<()> {
    let bytes_max = if head.number == HELLO { HELLO_BYTES_MAX } else { FRAME_BYTES_MAX };
    if frame.len() > bytes_max as usize {
        let context = format!("frame of {} bytes, allowed are {bytes_max}", frame.len());
        return Err(invalid("failed to write a frame", context));
    }
    head.body_bytes = frame.len().saturating_sub(HEAD_BYTES) as u32;
    let mut bytes = Vec::with_capacity(HEAD_BYTES);
    codec::encode(&head, &mut bytes)?;
    let Some(place) = frame.get_mut(..bytes.len()) else { return Ok(()) };
    place.copy_from_slice(&bytes);
    let sum = checksum(frame).to_le_bytes();
    if let Some(place) = frame.get_mut(SUM_AT..SESSION_AT) {
        place.copy_from_slice(&sum);
    }
    Ok(())
}

/// CRC-32 over a whole frame except the checksum itself.
fn checksum(frame: &[u8]) -> u32 {
    let mut hasher = crc32fast::Hasher::new();
    hasher.update(frame.get(..SUM_AT).unwrap_or_default());
    hasher.update(frame.get(SESSION_AT..).unwrap_or_default());
    hasher.finalize()
}
