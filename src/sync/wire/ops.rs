// SPDX-License-Identifier: Apache-2.0
//! Operations in a frame. Origins are numbers in a table at its front; times are differences.

use std::collections::BTreeMap;

use bincode::{BorrowDecode, Encode};

use crate::base::codec::encode_compact;
use crate::base::error::{Error, Result, invalid};
use crate::base::id::{Dot, Opening, Origin};
use crate::base::limits::{GROUP_PARTS_MAX, OPS_LEN_MAX, OPS_ORIGINS_LEN_MAX};
use crate::base::op::{Bytes, Context, Kind, Operation};
use crate::base::part::Part;
use crate::base::stamp::Stamp;
use crate::sync::message::{check_operation, check_writes, no_kind};
use crate::sync::parts::kind_of_part;

use super::Limits;
use super::contexts::{Form, Listed, context_bytes, opening_bytes, to_context};
use super::known::{check_order, encode_origin};
use super::message::{Nature, Ops, Refusal, SnapTrail};
use super::reader::{Reader, broken, check_max, check_positive};
use super::steps;

const FLAG_REPAIR: u8 = 1;
const FLAG_HELD: u8 = 2;
const FLAG_STEPS: u8 = 4;
const FLAG_STAMPS: u8 = 8;
const FLAG_OPENINGS: u8 = 16;
/// Longest form of a number of an origin.
pub(super) const NUMBER_BYTES_MAX: usize = 5;

/// An operation but for its context, in the order of the format.
#[derive(Clone, Copy, Encode, BorrowDecode)]
struct OpBody<'a> {
    origin: u32,
    seq: u64,
    stamp: u64,
    version: u64,
    /// Against the milliseconds of the stamp: nearly always a small number.
    timestamp_delta_ms: i64,
    /// Against the timestamp.
    created_delta_ms: i64,
    kind: u8,
    key: &'a [u8],
    value: &'a [u8],
}

/// A part of a group but for its context.
#[derive(Clone, Copy, Encode, BorrowDecode)]
struct PartBody<'a> {
    kind: u8,
    key: &'a [u8],
    value: &'a [u8],
}

/// The origins that a frame names, each with its number.
pub(super) type Numbers<'a> = BTreeMap<&'a Origin, u32>;

fn number<'a>(
    ops: impl Iterator<Item = &'a Operation>,
    before: &'a [SnapTrail],
) -> Result<(Numbers<'a>, usize)> {
    let mut numbers = Numbers::new();
    let mut count = 0;
    for op in ops {
        count += 1;
        check_positive("sequence number", op.dot.seq)?;
        numbers.insert(&op.dot.origin, 0);
        let contexts = op.parts.iter().map(|part| &part.context).chain([&op.context]);
        numbers.extend(contexts.flat_map(Context::dots).map(|dot| (&dot.origin, 0)));
    }
    numbers.extend(before.iter().map(|trail| (&trail.origin, 0)));
    check_max("operations", count as u64, OPS_LEN_MAX as u64)?;
    check_max("origins", numbers.len() as u64, OPS_ORIGINS_LEN_MAX as u64)?;
    numbers.values_mut().zip(0..).for_each(|(number, next)| *number = next);
    Ok((numbers, count))
}

/// Appends operations.
pub(super) fn encode<'a>(
    nature: Nature,
    ops: impl Iterator<Item = &'a Operation> + Clone,
    before: &'a [SnapTrail],
    out: &mut Vec<u8>,
) -> Result<()> {
    let (numbers, count) = number(ops.clone(), before)?;
    let is_stamped = ops.clone().any(|op| op.contexts().any(Context::has_stamps));
    let is_opened = ops.clone().any(Operation::has_openings);
    let mut form = Form::new(is_stamped, is_opened);
    let flags = match nature {
        Nature::Applied => 0,
        Nature::Held => FLAG_HELD,
        Nature::Repair => FLAG_REPAIR,
    };
    let told = if before.is_empty() { 0 } else { FLAG_STEPS };
    let stamped = if is_stamped { FLAG_STAMPS } else { 0 };
    let opened = if is_opened { FLAG_OPENINGS } else { 0 };
    encode_compact(&(flags | told | stamped | opened), out)?;
    encode_compact(&numbers.len(), out)?;
    numbers.keys().try_for_each(|origin| encode_origin(origin, out))?;
    encode_compact(&count, out)?;
    let (mut parts, mut behind) = (Vec::new(), Vec::new());
    for op in ops {
        parts.clear();
        behind.clear();
        // Openings are said in the order in which they are read: the operation's, those of its own
        // context, those of its parts.
        form.encode_opening(op.opening, &mut behind)?;
        form.encode(&op.context, op.stamp, &numbers, &mut behind)?;
        encode_parts(op, &mut form, &numbers, &mut parts)?;
        let body = OpBody {
            origin: number_of(&op.dot.origin, &numbers),
            seq: op.dot.seq,
            stamp: op.stamp.0,
            version: op.version,
            timestamp_delta_ms: op.timestamp_ms.wrapping_sub(op.stamp.ms()),
            created_delta_ms: op.created_ms.wrapping_sub(op.timestamp_ms),
            kind: op.kind.number(),
            key: &op.key,
            value: if op.is_group() { &parts } else { &op.value },
        };
        encode_compact(&body, out)?;
        out.extend_from_slice(&behind);
    }
    if before.is_empty() { Ok(()) } else { encode_before(before, &numbers, out) }
}

fn encode_before(before: &[SnapTrail], numbers: &Numbers<'_>, out: &mut Vec<u8>) -> Result<()> {
    encode_compact(&before.len(), out)?;
    before.iter().try_for_each(|trail| {
        encode_compact(&number_of(&trail.origin, numbers), out)?;
        steps::encode(&trail.steps, out)
    })
}

fn decode_before(reader: &mut Reader<'_>, table: &[Origin]) -> Result<Vec<SnapTrail>> {
    let count = reader.count("origins with steps", table.len())?;
    let mut before: Vec<SnapTrail> = Vec::new();
    for _ in 0..count {
        let origin = origin_of(reader.take("origin number")?, table)?.clone();
        check_order(before.last().map(|last| &last.origin), &origin)?;
        before.push(SnapTrail { origin, steps: steps::decode(reader)? });
    }
    Ok(before)
}

pub(super) fn number_of(origin: &Origin, numbers: &Numbers<'_>) -> u32 {
    // Every origin of these operations is in the table.
    numbers.get(origin).copied().unwrap_or(u32::MAX)
}

fn encode_parts(
    op: &Operation,
    form: &mut Form,
    numbers: &Numbers<'_>,
    out: &mut Vec<u8>,
) -> Result<()> {
    if !op.is_group() {
        return Ok(());
    }
    encode_compact(&op.parts.len(), out)?;
    for part in &op.parts {
        let body = PartBody { kind: part.kind.number(), key: &part.key, value: &part.value };
        encode_compact(&body, out)?;
        form.encode(&part.context, op.stamp, numbers, out)?;
    }
    Ok(())
}

/// Reads operations.
pub(super) fn decode(reader: &mut Reader<'_>, limits: &Limits) -> Result<Ops> {
    let flags: u8 = reader.take("flags")?;
    let nature = match (flags & FLAG_REPAIR != 0, flags & FLAG_HELD != 0) {
        (true, _) => Nature::Repair,
        (false, true) => Nature::Held,
        (false, false) => Nature::Applied,
    };
    let mut form = Form::new(flags & FLAG_STAMPS != 0, flags & FLAG_OPENINGS != 0);
    let mut ops = Ops { nature, ..Ops::default() };
    let mut table: Vec<Origin> = Vec::new();
    for _ in 0..reader.count("origins", OPS_ORIGINS_LEN_MAX)? {
        let origin = reader.origin()?;
        check_order(table.last(), &origin)?;
        table.push(origin);
    }
    for _ in 0..reader.count("operations", OPS_LEN_MAX)? {
        let raw = take_raw(reader, &mut form, &table)?;
        match raw.accept(&table, limits.value_bytes_max) {
            Ok(op) => ops.list.push(op),
            Err(error) => ops.refused.push(Refusal { dot: raw.dot, error }),
        }
    }
    form.end()?;
    if flags & FLAG_STEPS != 0 {
        ops.before = decode_before(reader, &table)?;
    }
    Ok(ops)
}

type Parts<'a> = Vec<(PartBody<'a>, Listed)>;

/// An operation that is well-formed; nothing else is known of it yet.
struct Raw<'a> {
    body: OpBody<'a>,
    dot: Dot,
    opening: Opening,
    context: Listed,
    /// Parts of a group, if they are not too many.
    parts: Result<Parts<'a>>,
}

fn take_raw<'a>(reader: &mut Reader<'a>, form: &mut Form, table: &[Origin]) -> Result<Raw<'a>> {
    let body: OpBody<'a> = reader.take("operation")?;
    check_positive("sequence number", body.seq)?;
    let dot = Dot { origin: origin_of(body.origin, table)?.clone(), seq: body.seq };
    let stamp = Stamp(body.stamp);
    let opening = form.take_opening(reader)?;
    let context = form.take(reader, stamp, table)?;
    let is_group = body.kind == Kind::Group.number();
    let parts = if is_group { take_parts(form, body.value, stamp, table)? } else { Ok(Vec::new()) };
    Ok(Raw { body, dot, opening, context, parts })
}

pub(super) fn origin_of(number: u32, table: &[Origin]) -> Result<&Origin> {
    let place = usize::try_from(number).unwrap_or(usize::MAX);
    table.get(place).ok_or_else(|| {
        broken(format!("origin number {number}, the table has {} origins", table.len()))
    })
}

fn take_parts<'a>(
    form: &mut Form,
    value: &'a [u8],
    stamp: Stamp,
    table: &[Origin],
) -> Result<Result<Parts<'a>>> {
    let mut reader = Reader::new(value);
    let count = reader.count("parts", usize::MAX)?;
    if count > GROUP_PARTS_MAX {
        let context = format!("group of {count} parts, allowed are {GROUP_PARTS_MAX}");
        return Ok(Err(invalid("invalid write group", context)));
    }
    let mut parts = Vec::new();
    for _ in 0..count {
        let body = reader.take("part")?;
        parts.push((body, form.take(&mut reader, stamp, table)?));
    }
    reader.end()?;
    Ok(Ok(parts))
}

impl Raw<'_> {
    /// The operation, if this receiver can take it.
    fn accept(&self, table: &[Origin], value_bytes_max: u64) -> Result<Operation> {
        let body = &self.body;
        let kind = Kind::from_number(body.kind).ok_or_else(no_kind)?;
        let parts = self.parts.as_ref().map_err(Error::clone)?;
        let parts =
            parts.iter().map(|(part, seen)| to_part(part, seen, table)).collect::<Result<_>>()?;
        let timestamp_ms = body.timestamp_delta_ms.wrapping_add(Stamp(body.stamp).ms());
        let op = Operation {
            dot: self.dot.clone(),
            stamp: Stamp(body.stamp),
            opening: self.opening,
            context: to_context(&self.context, table)?,
            version: body.version,
            timestamp_ms,
            created_ms: body.created_delta_ms.wrapping_add(timestamp_ms),
            kind,
            key: body.key.into(),
            value: if kind == Kind::Group { Bytes::default() } else { body.value.into() },
            parts,
        };
        check_writes(&op, value_bytes_max)?;
        check_operation(&op)?;
        Ok(op)
    }
}

fn to_part(body: &PartBody<'_>, seen: &Listed, table: &[Origin]) -> Result<Part> {
    let kind = kind_of_part(body.kind)?;
    let context = to_context(seen, table)?;
    Ok(Part { kind, key: body.key.into(), value: body.value.into(), context })
}

/// What an operation takes in a frame at most, in bytes, without the origins that it names.
pub fn op_bytes(op: &Operation) -> usize {
    let times =
        [op.timestamp_ms.wrapping_sub(op.stamp.ms()), op.created_ms.wrapping_sub(op.timestamp_ms)];
    let numbers = [op.dot.seq, op.stamp.0, op.version].map(number_bytes);
    let times = times.map(signed_bytes);
    let value = if op.is_group() {
        let parts: usize = op.parts.iter().map(|part| part_bytes(part, op.stamp)).sum();
        len_bytes(number_bytes(op.parts.len() as u64) + parts)
    } else {
        len_bytes(op.value.len())
    };
    let fixed: usize = numbers.into_iter().chain(times).sum();
    NUMBER_BYTES_MAX
        + fixed
        + 1
        + len_bytes(op.key.len())
        + value
        + opening_bytes(op.opening)
        + context_bytes(&op.context, op.stamp)
}

/// What an origin takes in the table of a frame, in bytes.
pub fn origin_bytes(origin: &Origin) -> usize {
    len_bytes(origin.node.as_str().len()) + number_bytes(origin.epoch.into())
}

fn part_bytes(part: &Part, stamp: Stamp) -> usize {
    1 + len_bytes(part.key.len())
        + len_bytes(part.value.len())
        + context_bytes(&part.context, stamp)
}

/// So many bytes, and their length before them.
fn len_bytes(len: usize) -> usize {
    number_bytes(len as u64) + len
}

/// What a number takes in the compact layout.
pub(super) fn number_bytes(number: u64) -> usize {
    match number {
        0..=250 => 1,
        251..=0xffff => 3,
        0x1_0000..=0xffff_ffff => 5,
        _ => 9,
    }
}

/// The same for a number of either sign.
pub(super) fn signed_bytes(number: i64) -> usize {
    number_bytes(((number << 1) ^ (number >> 63)) as u64)
}
