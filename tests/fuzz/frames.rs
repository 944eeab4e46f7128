// SPDX-License-Identifier: Apache-2.0
//! Frames of a session: whatever is read is written as the very bytes it was read from.

use softadastra::base::limits::FRAME_BYTES_MAX;
use softadastra::sync::wire::message::Message;
use softadastra::sync::wire::{HEAD_BYTES, Limits, MAGIC, VERSION_MAX, encode, frame_bytes, take};

pub const LIMITS: Limits = Limits { frame_bytes_max: FRAME_BYTES_MAX, value_bytes_max: 1 << 20 };

/// A frame with that body, checksum and all.
pub fn sealed(number: u8, flags: u16, session: u64, body: &[u8]) -> Vec<u8> {
    let mut frame = Vec::with_capacity(HEAD_BYTES + body.len());
    frame.extend_from_slice(&MAGIC);
    frame.extend_from_slice(&[VERSION_MAX, number]);
    frame.extend_from_slice(&flags.to_le_bytes());
    frame.extend_from_slice(&[0, 0]);
    frame.extend_from_slice(&(body.len() as u32).to_le_bytes());
    let mut hasher = crc32fast::Hasher::new();
    hasher.update(&frame);
    hasher.update(&session.to_le_bytes());
    hasher.update(body);
    frame.extend_from_slice(&hasher.finalize().to_le_bytes());
    frame.extend_from_slice(&session.to_le_bytes());
    frame.extend_from_slice(body);
    frame
}

fn check(bytes: &[u8]) -> bool {
    let Ok(taken) = take(bytes, &LIMITS) else { return false };
    assert!(taken.used <= bytes.len());
    assert_eq!(frame_bytes(bytes, &LIMITS).unwrap(), Some(taken.used));
    let is_partial = match &taken.frame.message {
        Message::Unknown(_) => true,
        Message::Ops(ops) => !ops.refused.is_empty(),
        _ => false,
    };
    if is_partial {
        return true;
    }
    let mut again = Vec::new();
    encode(&taken.frame, &mut again).expect("what was read can be written");
    let twice = take(&again, &LIMITS).expect("what was written can be read");
    assert_eq!(twice.frame, taken.frame);
    true
}

/// Any bytes as they are.
pub fn any(bytes: &[u8]) -> bool {
    check(bytes)
}

/// Bytes as the body of a sound frame; the first says what the head says beside.
fn of(number: u8, bytes: &[u8]) -> bool {
    let Some((flags, body)) = bytes.split_first() else { return false };
    let session = if number == 1 { 0 } else { 0x0102 };
    body.len() < FRAME_BYTES_MAX as usize
        && check(&sealed(number, u16::from(*flags & 1), session, body))
}

pub fn hello(bytes: &[u8]) -> bool {
    of(1, bytes)
}

pub fn know(bytes: &[u8]) -> bool {
    of(2, bytes)
}

pub fn sum(bytes: &[u8]) -> bool {
    of(3, bytes)
}

pub fn ops(bytes: &[u8]) -> bool {
    of(4, bytes)
}

pub fn chunk(bytes: &[u8]) -> bool {
    of(5, bytes)
}

pub fn ack(bytes: &[u8]) -> bool {
    of(6, bytes)
}

pub fn nack(bytes: &[u8]) -> bool {
    of(7, bytes)
}

pub fn bye(bytes: &[u8]) -> bool {
    of(8, bytes)
}

/// Offer, want and piece, as the first byte says.
pub fn snapshot(bytes: &[u8]) -> bool {
    let Some((which, rest)) = bytes.split_first() else { return false };
    of(9 + which % 4, rest)
}

pub fn recon(bytes: &[u8]) -> bool {
    of(14, bytes)
}

pub fn recon_answer(bytes: &[u8]) -> bool {
    of(15, bytes)
}
