// SPDX-License-Identifier: Apache-2.0
//! The bytes of a group's parts (`docs/format/operation.md`): they stand where a single operation
//! has its value, so that all other fields stay where they are.

use bincode::de::BorrowDecoder;
use bincode::enc::write::SizeWriter;
use bincode::enc::{Encoder, EncoderImpl};
use bincode::error::{DecodeError, EncodeError};
use bincode::{BorrowDecode, Encode};

use crate::base::codec::{self, List};
use crate::base::error::{Code, Error, Result, invalid};
use crate::base::limits::GROUP_PARTS_MAX;
use crate::base::op::{Kind, Operation};
use crate::base::part::Part;

use super::seen::SeenBody;

/// The value field of an operation: the value, or the parts of a group.
#[derive(Clone, Copy, Debug)]
pub enum Payload<'a> {
    /// A value, or bytes that were read and may hold parts.
    Bytes(&'a [u8]),
    /// Parts that are to be written.
    Parts(&'a [Part]),
}

/// A part, borrowed from the bytes it was read from. The field order is the format.
#[derive(Debug, Encode, BorrowDecode)]
struct PartBody<'a> {
    kind: u8,
    key: &'a [u8],
    value: &'a [u8],
    context: SeenBody<'a>,
}

impl<'a> Payload<'a> {
    /// The value field of an operation.
    pub fn of(op: &'a Operation) -> Self {
        if op.is_group() { Self::Parts(&op.parts) } else { Self::Bytes(&op.value) }
    }

    /// The bytes that were read.
    pub fn bytes(&self) -> &'a [u8] {
        match self {
            Self::Bytes(bytes) => bytes,
            Self::Parts(_) => &[],
        }
    }

    /// The parts, whichever form they are in.
    pub fn to_parts(self) -> Result<Vec<Part>> {
        match self {
            Self::Bytes(bytes) => decode(bytes),
            Self::Parts(parts) => Ok(parts.to_vec()),
        }
    }
}

impl Encode for Payload<'_> {
    fn encode<E: Encoder>(&self, encoder: &mut E) -> std::result::Result<(), EncodeError> {
        let parts = match self {
            Self::Bytes(bytes) => return bytes.encode(encoder),
            Self::Parts(parts) => parts,
        };
        let mut size = EncoderImpl::new(SizeWriter::default(), *encoder.config());
        encode_bodies(parts, &mut size)?;
        (size.into_writer().bytes_written as u64).encode(encoder)?;
        encode_bodies(parts, encoder)
    }
}

impl<'a, 'de: 'a, Given> BorrowDecode<'de, Given> for Payload<'a> {
    fn borrow_decode<D: BorrowDecoder<'de, Context = Given>>(
        decoder: &mut D,
    ) -> std::result::Result<Self, DecodeError> {
        <&'de [u8]>::borrow_decode(decoder).map(Self::Bytes)
    }
}

/// Appends the bytes of a group's parts; nothing for an operation on one key.
pub fn encode(op: &Operation, out: &mut Vec<u8>) -> Result<()> {
    if !op.is_group() {
        return Ok(());
    }
    let bodies: Vec<PartBody<'_>> = op.parts.iter().map(PartBody::of).collect();
    codec::encode(&bodies, out)
}

/// Reads the bytes of a group's parts, which must fill `bytes` exactly.
pub fn decode(bytes: &[u8]) -> Result<Vec<Part>> {
    let len = bytes.first_chunk().map_or(0, |len| u64::from_le_bytes(*len));
    if len > GROUP_PARTS_MAX as u64 {
        // Before any memory is taken for them.
        let context = format!("group of {len} parts, allowed are {GROUP_PARTS_MAX}");
        return Err(invalid("invalid write group", context));
    }
    codec::decode::<List<PartBody<'_>>>(bytes)?.0.iter().map(PartBody::to_part).collect()
}

/// The kind of a part with that number: any but none and that of a group.
pub(super) fn kind_of_part(number: u8) -> Result<Kind> {
    Kind::from_number(number).filter(|kind| *kind != Kind::Group).ok_or_else(|| {
        let context = format!("kind {number} in a group");
        Error::new(Code::UnsupportedFormat, "unsupported store operation type", context)
    })
}

fn encode_bodies<E: Encoder>(
    parts: &[Part],
    encoder: &mut E,
) -> std::result::Result<(), EncodeError> {
    (parts.len() as u64).encode(encoder)?;
    parts.iter().try_for_each(|part| PartBody::of(part).encode(encoder))
}

impl<'a> PartBody<'a> {
    fn of(part: &'a Part) -> Self {
        Self {
            kind: part.kind.number(),
            key: &part.key,
            value: &part.value,
            context: SeenBody::of(&part.context),
        }
    }

    fn to_part(&self) -> Result<Part> {
        let kind = kind_of_part(self.kind)?;
        let context = self.context.to_context(None)?;
        Ok(Part { kind, key: self.key.into(), value: self.value.into(), context })
    }
}
