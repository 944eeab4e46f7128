// SPDX-License-Identifier: Apache-2.0
//! The bodies of frames, and what their fields may be. Writing refuses what reading would.

use bincode::{BorrowDecode, Encode};

use crate::base::codec::encode_compact;
use crate::base::error::Result;
use crate::base::id::{Dot, NodeId};
use crate::base::limits::{
    BYE_REASON_BYTES_MAX, DELAY_MS_MAX, FRAME_BYTES_MIN, HELLO_BYTES_MAX, KNOW_PARTS_LEN_MAX,
    OPERATION_EXTRA_BYTES_MAX, TRAIL_LEN_MAX, VALUE_BYTES_MAX,
};

use super::message::{Ack, Bye, Chunk, Frame, Hello, Know, Level, Message, Nack, Sum};
use super::reader::{Reader, broken, check_max, check_positive};
use super::{Limits, head, known, ops, recon, snap};

/// The body of a hello, for ever: later versions may only add fields behind it.
#[derive(Encode, BorrowDecode)]
struct HelloBody<'a> {
    node: &'a str,
    epoch: u32,
    nonce: u64,
    echo: u64,
    protocol_min: u8,
    protocol_max: u8,
    features: u64,
    frame_bytes_max: u32,
    value_bytes_max: u64,
    to: Option<&'a str>,
    last_seq: u64,
    last_stamp: u64,
}

/// The type of a frame, as a number.
pub(super) fn number(message: &Message) -> u8 {
    match message {
        Message::Hello(_) => head::HELLO,
        Message::Know(_) | Message::KnowHolding(_) => head::KNOW,
        Message::Held(_) => head::HELD,
        Message::Sum { .. } => head::SUM,
        Message::Ops(_) => head::OPS,
        Message::Chunk(_) => head::CHUNK,
        Message::Ack(_) => head::ACK,
        Message::Nack(_) => head::NACK,
        Message::Bye(_) => head::BYE,
        Message::Recon(_) => head::RECON,
        Message::ReconAnswer(_) => head::RECON_ANSWER,
        Message::SnapOffer(_) => head::SNAP_OFFER,
        Message::SnapWant(_) => head::SNAP_WANT,
        Message::SnapChunk(_) => head::SNAP_CHUNK,
        Message::SnapTrail(_) => head::SNAP_TRAIL,
        Message::Unknown(number) => *number,
    }
}

/// Appends the body of a frame.
pub(super) fn encode(frame: &Frame, out: &mut Vec<u8>) -> Result<()> {
    match &frame.message {
        Message::Hello(hello) => encode_hello(hello, out),
        Message::Know(know) | Message::KnowHolding(know) | Message::Held(know) => {
            encode_know(know, out)
        }
        Message::Sum { sum, .. } => encode_compact(&(sum.know, sum.sum, sum.count), out),
        Message::Ops(ops) => ops::encode(ops.nature, ops.list.iter(), &ops.before, out),
        Message::Chunk(chunk) => {
            check_chunk(chunk, VALUE_BYTES_MAX)?;
            encode_dot(&chunk.dot, out)?;
            encode_compact(&(chunk.total_bytes, chunk.offset, chunk.bytes.as_slice()), out)
        }
        Message::Ack(ack) => {
            encode_compact(&(ack.level as u8), out)?;
            known::encode(&ack.known, out)
        }
        Message::Nack(nack) => {
            check_nack(nack)?;
            encode_dot(&nack.dot, out)?;
            encode_compact(&(nack.code, nack.retry_after_ms), out)
        }
        Message::Bye(bye) => {
            check_bye(bye)?;
            encode_compact(&(bye.code, bye.reason.as_str()), out)
        }
        Message::Recon(asked) => recon::encode(asked, out),
        Message::ReconAnswer(answer) => recon::encode_answer(answer, out),
        Message::SnapOffer(offer) => snap::encode_offer(offer, out),
        Message::SnapWant(want) => snap::encode_want(want, out),
        Message::SnapChunk(chunk) => snap::encode_chunk(chunk, out),
        Message::SnapTrail(trail) => snap::encode_trail(trail, out),
        Message::Unknown(head::HELLO..=head::RECON_ANSWER) => {
            Err(broken("a known type without a body"))
        }
        Message::Unknown(_) => Ok(()),
    }
}

/// Reads the body of a frame with this head.
pub(super) fn decode(head: &head::Head, body: &[u8], limits: &Limits) -> Result<Message> {
    let mut reader = Reader::new(body);
    let message = match head.number {
        head::HELLO => return decode_hello(&mut reader).map(Message::Hello),
        head::KNOW if head.holds() => Message::KnowHolding(decode_know(&mut reader)?),
        head::KNOW => Message::Know(decode_know(&mut reader)?),
        head::HELD => Message::Held(decode_know(&mut reader)?),
        head::SUM => {
            let (know, sum, count) = reader.take("sum")?;
            Message::Sum { sum: Sum { know, sum, count }, asks: head.asks() }
        }
        head::OPS => Message::Ops(ops::decode(&mut reader, limits)?),
        head::CHUNK => Message::Chunk(decode_chunk(&mut reader, limits)?),
        head::ACK => Message::Ack(decode_ack(&mut reader)?),
        head::NACK => Message::Nack(decode_nack(&mut reader)?),
        head::BYE => Message::Bye(decode_bye(&mut reader)?),
        head::RECON => Message::Recon(recon::decode(&mut reader)?),
        head::RECON_ANSWER => Message::ReconAnswer(recon::decode_answer(&mut reader)?),
        head::SNAP_OFFER => Message::SnapOffer(snap::decode_offer(&mut reader)?),
        head::SNAP_WANT => Message::SnapWant(snap::decode_want(&mut reader)?),
        head::SNAP_CHUNK => Message::SnapChunk(snap::decode_chunk(&mut reader)?),
        head::SNAP_TRAIL => Message::SnapTrail(snap::decode_trail(&mut reader)?),
        _ => return Ok(Message::Unknown(head.number)),
    };
    reader.end()?;
    Ok(message)
}

fn encode_hello(hello: &Hello, out: &mut Vec<u8>) -> Result<()> {
    check_hello(hello)?;
    let body = HelloBody {
        node: hello.node.as_str(),
        epoch: hello.epoch,
        nonce: hello.nonce,
        echo: hello.echo,
        protocol_min: hello.protocol_min,
        protocol_max: hello.protocol_max,
        features: hello.features,
        frame_bytes_max: hello.frame_bytes_max,
        value_bytes_max: hello.value_bytes_max,
        to: hello.to.as_ref().map(NodeId::as_str),
        last_seq: hello.last_seq,
        last_stamp: hello.last_stamp,
    };
    let start = out.len();
    encode_compact(&body, out)?;
    encode_trail(hello, out.len() - start, out)
}

fn decode_hello(reader: &mut Reader<'_>) -> Result<Hello> {
    let body: HelloBody<'_> = reader.take("hello")?;
    let trail = decode_trail(reader, (body.last_seq, body.last_stamp)).unwrap_or_default();
    let hello = Hello {
        node: NodeId::new(body.node)?,
        epoch: body.epoch,
        nonce: body.nonce,
        echo: body.echo,
        protocol_min: body.protocol_min,
        protocol_max: body.protocol_max,
        features: body.features,
        frame_bytes_max: body.frame_bytes_max,
        value_bytes_max: body.value_bytes_max,
        to: body.to.map(NodeId::new).transpose()?,
        last_seq: body.last_seq,
        last_stamp: body.last_stamp,
        trail,
    };
    check_hello(&hello)?;
    Ok(hello)
}

/// Appends the operations before the last one, as differences, as far as there is room.
fn encode_trail(hello: &Hello, body_bytes: usize, out: &mut Vec<u8>) -> Result<()> {
    let mut room = (HELLO_BYTES_MAX as usize).saturating_sub(head::HEAD_BYTES + body_bytes + 1);
    let (mut count, mut bytes) = (0_u8, Vec::new());
    let mut near = (hello.last_seq, hello.last_stamp);
    for &(seq, stamp) in hello.trail.iter().take(TRAIL_LEN_MAX) {
        let mut step = Vec::new();
        encode_compact(&(near.0.wrapping_sub(seq), near.1.wrapping_sub(stamp)), &mut step)?;
        if step.len() > room {
            break;
        }
        room -= step.len();
        bytes.append(&mut step);
        (near, count) = ((seq, stamp), count + 1);
    }
    if count > 0 {
        out.push(count);
        out.append(&mut bytes);
    }
    Ok(())
}

/// Reads them. None when there are none, or something else stands there: what later versions add
/// is not to be refused.
fn decode_trail(reader: &mut Reader<'_>, last: (u64, u64)) -> Option<Vec<(u64, u64)>> {
    let count = reader.count("trail", TRAIL_LEN_MAX).ok()?;
    let mut trail = Vec::with_capacity(count);
    let ((mut seq, mut stamp), mut has_twin) = (last, false);
    for _ in 0..count {
        let (back, less): (u64, u64) = reader.take("trail").ok()?;
        seq = seq.checked_sub(back).filter(|seq| *seq > 0)?;
        stamp = stamp.wrapping_sub(less);
        // The second operation of a number comes after the first, and is another one.
        if back == 0 && (less == 0 || std::mem::replace(&mut has_twin, true)) {
            return None;
        }
        trail.push((seq, stamp));
    }
    Some(trail)
}

fn check_hello(hello: &Hello) -> Result<()> {
    check_positive("nonce", hello.nonce)?;
    check_positive("lowest protocol version", hello.protocol_min.into())?;
    let (min, max) = (hello.protocol_min, hello.protocol_max);
    check_max("lowest protocol version", min.into(), max.into())?;
    // No upper limit: a later version may take longer frames than this one ever sends.
    if hello.frame_bytes_max < FRAME_BYTES_MIN {
        let bytes = hello.frame_bytes_max;
        return Err(broken(format!("frames of {bytes} bytes, allowed are {FRAME_BYTES_MIN} up")));
    }
    Ok(())
}

pub(super) fn encode_know(know: &Know, out: &mut Vec<u8>) -> Result<()> {
    check_know(know)?;
    encode_compact(&(know.round, know.index, know.total), out)?;
    known::encode(&know.known, out)
}

pub(super) fn decode_know(reader: &mut Reader<'_>) -> Result<Know> {
    let (round, index, total) = reader.take("part")?;
    let know = Know { round, index, total, known: known::decode(reader)? };
    check_know(&know)?;
    Ok(know)
}

fn check_know(know: &Know) -> Result<()> {
    check_positive("number of parts", know.total.into())?;
    check_max("number of parts", know.total.into(), KNOW_PARTS_LEN_MAX.into())?;
    check_max("part", know.index.into(), u64::from(know.total) - 1)
}

fn encode_dot(dot: &Dot, out: &mut Vec<u8>) -> Result<()> {
    check_positive("sequence number", dot.seq)?;
    known::encode_origin(&dot.origin, out)?;
    encode_compact(&dot.seq, out)
}

fn decode_dot(reader: &mut Reader<'_>) -> Result<Dot> {
    let dot = Dot { origin: reader.origin()?, seq: reader.take("sequence number")? };
    check_positive("sequence number", dot.seq)?;
    Ok(dot)
}

fn decode_chunk(reader: &mut Reader<'_>, limits: &Limits) -> Result<Chunk> {
    let dot = decode_dot(reader)?;
    let (total_bytes, offset, bytes): (u64, u64, &[u8]) = reader.take("chunk")?;
    let chunk = Chunk { dot, total_bytes, offset, bytes: bytes.to_vec() };
    check_chunk(&chunk, limits.value_bytes_max)?;
    Ok(chunk)
}

fn check_chunk(chunk: &Chunk, value_bytes_max: u64) -> Result<()> {
    let total_max = value_bytes_max.saturating_add(OPERATION_EXTRA_BYTES_MAX);
    check_max("bytes of an operation", chunk.total_bytes, total_max)?;
    check_positive("bytes of a chunk", chunk.bytes.len() as u64)?;
    let end = chunk.offset.saturating_add(chunk.bytes.len() as u64);
    check_max("end of a chunk", end, chunk.total_bytes)
}

fn decode_ack(reader: &mut Reader<'_>) -> Result<Ack> {
    let level = match reader.take("level")? {
        1u8 => Level::Received,
        2 => Level::Durable,
        3 => Level::Applied,
        level => return Err(broken(format!("level {level}, known are 1 to 3"))),
    };
    Ok(Ack { level, known: known::decode(reader)? })
}

fn decode_nack(reader: &mut Reader<'_>) -> Result<Nack> {
    let dot = decode_dot(reader)?;
    let (code, retry_after_ms) = reader.take("refusal")?;
    let nack = Nack { dot, code, retry_after_ms };
    check_nack(&nack)?;
    Ok(nack)
}

fn check_nack(nack: &Nack) -> Result<()> {
    check_positive("error code", nack.code.into())?;
    check_max("milliseconds to wait", nack.retry_after_ms, DELAY_MS_MAX as u64)
}

fn decode_bye(reader: &mut Reader<'_>) -> Result<Bye> {
    let (code, reason): (u16, &str) = reader.take("farewell")?;
    let bye = Bye { code, reason: reason.to_owned() };
    check_bye(&bye)?;
    Ok(bye)
}

fn check_bye(bye: &Bye) -> Result<()> {
    check_max("bytes of a reason", bye.reason.len() as u64, BYE_REASON_BYTES_MAX as u64)
}
