// SPDX-License-Identifier: Apache-2.0
//! The bytes of one operation, in the log and on the wire (`docs/format/operation.md`).

use bincode::{BorrowDecode, Encode};

use crate::base::codec;
use crate::base::error::{Code, Error, Result, invalid};
use crate::base::id::{Dot, NodeId, Opening, Origin};
use crate::base::limits::VERSION_MAX;
use crate::base::op::{
    Bytes, Context, Kind, Operation, Seen, check_context, check_unknown, check_write,
};
use crate::base::part::{check_part_contexts, check_parts};
use crate::base::stamp::Stamp;

use super::parts::Payload;
use super::seen::{OpenedBody, SeenBody};

/// First bytes of an operation on the wire.
pub const MAGIC: [u8; 4] = *b"SDOP";
/// Version of the wire form of an operation of which openings are known,
pub const VERSION: u32 = 3;
/// of one that has stamps in contexts and no openings,
const STAMPED_VERSION: u32 = 2;
/// and of all others.
const PLAIN_VERSION: u32 = 1;
/// Magic, version, checksum.
const HEAD_BYTES: usize = 12;

/// A dot, borrowed from the bytes it was read from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, BorrowDecode)]
pub struct DotBody<'a> {
    node: &'a str,
    epoch: u32,
    seq: u64,
}

impl<'a> DotBody<'a> {
    pub(super) fn of(dot: &'a Dot) -> Self {
        Self { node: dot.origin.node.as_str(), epoch: dot.origin.epoch, seq: dot.seq }
    }

    pub(super) fn to_dot(self) -> Result<Dot> {
        self.to_dot_near(None)
    }

    /// The same; where it is of the origin `near`, it shares that one's name.
    fn to_dot_near(self, near: Option<&Origin>) -> Result<Dot> {
        if self.seq == 0 {
            return Err(no_number());
        }
        let is_near = |near: &&Origin| near.epoch == self.epoch && near.node.as_str() == self.node;
        let origin = match near.filter(is_near) {
            Some(near) => near.clone(),
            None => Origin { node: NodeId::new(self.node)?, epoch: self.epoch },
        };
        Ok(Dot { origin, seq: self.seq })
    }
}

impl<'a> DotBody<'a> {
    /// What stands for an item of a context.
    pub(super) fn of_seen(seen: &'a Seen) -> Self {
        Self { seq: seen.packed(), ..Self::of(&seen.dot) }
    }

    /// The item that stands there with that stamp and opening.
    pub(super) fn to_seen(
        self,
        stamp: Stamp,
        opening: Opening,
        near: Option<&Origin>,
    ) -> Result<Seen> {
        let Dot { origin, seq } = self.to_dot_near(near)?;
        let seen = Seen::unpacked(origin, seq, stamp, opening)?;
        if seen.dot.seq == 0 { Err(no_number()) } else { Ok(seen) }
    }
}

/// An operation, borrowed from the bytes it was read from. The field order is the format.
#[derive(Clone, Debug, Encode, BorrowDecode)]
pub struct OperationBody<'a> {
    dot: DotBody<'a>,
    stamp: u64,
    version: u64,
    timestamp_ms: i64,
    created_ms: i64,
    kind: u8,
    key: &'a [u8],
    value: Payload<'a>,
    context: OpenedBody<'a>,
}

impl<'a> OperationBody<'a> {
    /// The body of an operation.
    pub fn of(op: &'a Operation) -> Self {
        Self {
            dot: DotBody::of(&op.dot),
            stamp: op.stamp.0,
            version: op.version,
            timestamp_ms: op.timestamp_ms,
            created_ms: op.created_ms,
            kind: op.kind.number(),
            key: &op.key,
            value: Payload::of(op),
            context: OpenedBody { seen: SeenBody::of(&op.context), opening: op.opening },
        }
    }

    /// The key that it writes; None for a group, and for a kind that is not known.
    pub fn key(&self) -> Option<&'a [u8]> {
        Kind::of_one_key(self.kind).map(|_| self.key)
    }

    /// Its name.
    pub fn dot(&self) -> Result<Dot> {
        self.dot.to_dot()
    }

    /// The same; where it is of the origin `near`, it shares that one's name. Who reads many
    /// operations of one origin makes its name once.
    pub fn dot_near(&self, near: Option<&Origin>) -> Result<Dot> {
        self.dot.to_dot_near(near)
    }

    /// The same without its value. The parts of a group stay.
    pub fn bare(&self) -> Self {
        let is_group = self.kind == Kind::Group.number();
        let value = if is_group { self.value } else { Payload::Bytes(&[]) };
        Self { value, ..self.clone() }
    }

    /// The operation, every field checked; `value_bytes_max` is the receiver's limit.
    pub fn to_operation(&self, value_bytes_max: u64) -> Result<Operation> {
        self.to_operation_of(self.dot()?, value_bytes_max)
    }

    /// The same for who has its name already, which the operation shares.
    pub fn to_operation_of(&self, dot: Dot, value_bytes_max: u64) -> Result<Operation> {
        let kind = Kind::from_number(self.kind).ok_or_else(no_kind)?;
        let op = self.with_kind(kind, dot)?;
        check_writes(&op, value_bytes_max)?;
        check_operation(&op)?;
        Ok(op)
    }

    /// The operation as it was held: of a kind that is known by now, if it is one as that kind has
    /// to be, else as it came.
    pub fn to_held(&self) -> Result<Operation> {
        let dot = self.dot()?;
        self.to_operation_of(dot.clone(), u64::MAX).or_else(|_| {
            let op = self.with_kind(Kind::Other(self.kind), dot)?;
            check_writes(&op, u64::MAX)?;
            check_operation(&op)?;
            Ok(op)
        })
    }

    fn with_kind(&self, kind: Kind, dot: Dot) -> Result<Operation> {
        let (value, parts) = match kind {
            Kind::Group => (Bytes::default(), self.value.to_parts()?),
            _ => (self.value.bytes().into(), Vec::new()),
        };
        Ok(Operation {
            context: self.context.seen.to_context(Some(&dot.origin))?,
            dot,
            stamp: Stamp(self.stamp),
            opening: self.context.opening,
            version: self.version,
            timestamp_ms: self.timestamp_ms,
            created_ms: self.created_ms,
            kind,
            key: self.key.into(),
            value,
            parts,
        })
    }
}

pub(super) fn no_number() -> Error {
    invalid("invalid remote sync operation", "sequence number 0")
}

/// The answer to kind 0.
pub(super) fn no_kind() -> Error {
    let context = "operation kind 0, allowed are 1 up";
    Error::new(Code::UnsupportedFormat, "unsupported store operation type", context)
}

/// Appends the bytes of an operation's context and opening: what an application carries along
/// without looking into it.
pub fn encode_context(context: &Context, opening: Opening, out: &mut Vec<u8>) -> Result<()> {
    if context.is_empty() && !opening.is_known() {
        return Ok(());
    }
    codec::encode(&OpenedBody { seen: SeenBody::of(context), opening }, out)
}

/// Reads those bytes; no bytes are the empty context, and an opening that nobody knows.
pub fn decode_context(bytes: &[u8]) -> Result<(Context, Opening)> {
    if bytes.is_empty() {
        return Ok(Default::default());
    }
    let body = codec::decode::<OpenedBody<'_>>(bytes)?;
    Ok((body.seen.to_context(None)?, body.opening))
}

/// Checks the limits of what an operation writes, whether to one key or to several.
pub fn check_writes(op: &Operation, value_bytes_max: u64) -> Result<()> {
    match op.kind {
        Kind::Group => check_parts(&op.parts, op.timestamp_ms, value_bytes_max),
        Kind::Other(_) => check_unknown(op, value_bytes_max),
        _ => check_write(&op.key, &op.value, op.timestamp_ms, value_bytes_max),
    }
}

/// Checks what an operation from outside must satisfy beside the limits of its write.
pub fn check_operation(op: &Operation) -> Result<()> {
    const MESSAGE: &str = "invalid remote sync operation";
    check_context(&op.context)?;
    if op.version == 0 {
        return Err(invalid(MESSAGE, "version 0, must be greater than 0"));
    }
    if op.created_ms <= 0 {
        let context = format!("sync timestamp {} ms, must be greater than 0", op.created_ms);
        return Err(invalid(MESSAGE, context));
    }
    if op.version > VERSION_MAX {
        let context = format!("version {}, allowed are up to {VERSION_MAX}", op.version);
        return Err(invalid(MESSAGE, context));
    }
    if op.stamp.0 == u64::MAX {
        return Err(invalid(MESSAGE, "the last possible stamp: nothing could ever follow it"));
    }
    if op.context.covers(&op.dot, op.stamp, op.opening) {
        return Err(invalid(MESSAGE, format!("{} is in its own context", op.dot.sync_id())));
    }
    if op.is_group() {
        if !op.key.is_empty() || !op.value.is_empty() || !op.context.is_empty() {
            return Err(invalid(MESSAGE, "a group with a key, a value or a context of its own"));
        }
        return check_part_contexts(&op.parts, &op.dot, op.stamp, op.opening);
    }
    if !op.parts.is_empty() {
        return Err(invalid(MESSAGE, "parts in an operation on one key"));
    }
    if op.kind == Kind::Delete && !op.value.is_empty() {
        let context = format!("a delete with a value of {} bytes", op.value.len());
        return Err(invalid(MESSAGE, context));
    }
    Ok(())
}

/// Appends the wire form of an operation.
pub fn encode(op: &Operation, out: &mut Vec<u8>) -> Result<()> {
    let start = out.len();
    let version = version_of(op);
    out.extend_from_slice(&MAGIC);
    out.extend_from_slice(&version.to_le_bytes());
    out.extend_from_slice(&[0; 4]);
    if let Err(error) = codec::encode(&OperationBody::of(op), out) {
        out.truncate(start);
        return Err(error);
    }
    let body = out.get(start + HEAD_BYTES..).unwrap_or_default();
    let sum = checksum(version, body).to_le_bytes();
    if let Some(place) = out.get_mut(start + 8..start + HEAD_BYTES) {
        place.copy_from_slice(&sum);
    }
    Ok(())
}

/// Reads the wire form of one operation, which must fill `bytes` exactly.
pub fn decode(bytes: &[u8], value_bytes_max: u64) -> Result<Operation> {
    let damaged =
        |context: String| Error::new(Code::Corrupted, "failed to decode sync operation", context);
    let Some((head, body)) = bytes.split_at_checked(HEAD_BYTES) else {
        return Err(damaged(format!("{} bytes, the head alone has {HEAD_BYTES}", bytes.len())));
    };
    if !head.starts_with(&MAGIC) {
        return Err(damaged("the first bytes are not SDOP".to_owned()));
    }
    let number = |at: usize| -> u32 {
        let bytes = head.get(at..at + 4).and_then(|bytes| bytes.try_into().ok());
        bytes.map_or(0, u32::from_le_bytes)
    };
    let version = number(4);
    if !(PLAIN_VERSION..=VERSION).contains(&version) {
        let context = format!("version {version}, known are {PLAIN_VERSION} to {VERSION}");
        return Err(Error::new(
            Code::UnsupportedFormat,
            "failed to decode sync operation",
            context,
        ));
    }
    if number(8) != checksum(version, body) {
        return Err(damaged("the checksum does not fit".to_owned()));
    }
    let op = codec::decode::<OperationBody<'_>>(body)?.to_operation(value_bytes_max)?;
    if version_of(&op) != version {
        return Err(damaged(format!("version {version}, its form is {}", version_of(&op))));
    }
    Ok(op)
}

/// The version of the form that an operation needs.
fn version_of(op: &Operation) -> u32 {
    match op.contexts().any(Context::has_stamps) {
        _ if op.has_openings() => VERSION,
        true => STAMPED_VERSION,
        false => PLAIN_VERSION,
    }
}

/// CRC-32 over magic, version and body.
fn checksum(version: u32, body: &[u8]) -> u32 {
    let mut hasher = crc32fast::Hasher::new();
    hasher.update(&MAGIC);
    hasher.update(&version.to_le_bytes());
    hasher.update(body);
    hasher.finalize()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn operations_of_one_origin_share_its_name_and_those_of_others_do_not() {
        let named = |node: &str, epoch| Origin { node: NodeId::new(node).unwrap(), epoch };
        let near = named("a", 1);
        let place = |dot: &Dot| dot.origin.node.as_str().as_ptr();
        for (origin, is_shared) in
            [(named("a", 1), true), (named("a", 2), false), (named("b", 1), false)]
        {
            let dot = Dot { origin, seq: 7 };
            let read = DotBody::of(&dot).to_dot_near(Some(&near)).unwrap();
            assert_eq!(read, dot);
            assert_eq!(place(&read) == near.node.as_str().as_ptr(), is_shared);
        }
        let none = Dot { origin: near.clone(), seq: 0 };
        assert!(DotBody::of(&none).to_dot_near(Some(&near)).is_err());
    }
}
