// SPDX-License-Identifier: Apache-2.0
//! Numbers and stamps of operations that stand before others, and that the receiver may lack: how
//! they stand behind the operations of a frame, and in front of one that goes in pieces.

use crate::base::codec::encode_compact;
use crate::base::error::Result;
use crate::base::limits::TRAIL_LEN_MAX;

use super::ops::number_bytes;
use super::reader::{Reader, broken};

/// What stands in front of the steps, where an operation in pieces follows them.
const AHEAD_MAGIC: [u8; 4] = *b"SDST";

type Step = (u64, u64);

/// What steps take in a frame at most, in bytes, with the number of their origin.
pub fn steps_bytes(steps: &[Step]) -> usize {
    if steps.is_empty() {
        return 0;
    }
    let cost = |(on, later): Step| number_bytes(on) + number_bytes(later);
    // Others may come in front of them.
    differences(steps).map(cost).sum::<usize>() + 24
}

/// Each step as what it is more than the one before it; the first as it is.
fn differences(steps: &[Step]) -> impl Iterator<Item = Step> + '_ {
    let before = std::iter::once(&(0, 0)).chain(steps);
    let less = |(step, before): (&Step, &Step)| {
        (step.0.wrapping_sub(before.0), step.1.wrapping_sub(before.1))
    };
    steps.iter().zip(before).map(less)
}

/// Whether their numbers ascend, from 1.
fn ascend(steps: &[Step]) -> bool {
    differences(steps).all(|(on, _)| on > 0) && steps.is_sorted()
}

pub(super) fn encode(steps: &[Step], out: &mut Vec<u8>) -> Result<()> {
    if steps.is_empty() || steps.len() > TRAIL_LEN_MAX || !ascend(steps) {
        return Err(broken(format!("{} steps, or not in order", steps.len())));
    }
    encode_compact(&(steps.len() as u64), out)?;
    differences(steps).try_for_each(|step| encode_compact(&step, out))
}

pub(super) fn decode(reader: &mut Reader<'_>) -> Result<Vec<Step>> {
    let count = reader.count("steps", TRAIL_LEN_MAX)?;
    let mut steps: Vec<Step> = Vec::with_capacity(count);
    let (mut seq, mut stamp) = (0_u64, 0_u64);
    for _ in 0..count {
        let (on, later): Step = reader.take("step")?;
        let next = seq.checked_add(on).filter(|next| *next > seq);
        seq = next.ok_or_else(|| broken(format!("a step {on} on from number {seq}")))?;
        stamp = stamp.wrapping_add(later);
        steps.push((seq, stamp));
    }
    if steps.is_empty() { Err(broken("no steps")) } else { Ok(steps) }
}

/// The bytes that stand in front of an operation in pieces: its steps, or nothing without any.
///
/// Errors: `InvalidArgument` when they are too many, or do not ascend.
pub fn ahead(steps: &[Step]) -> Result<Vec<u8>> {
    let mut out = Vec::new();
    if !steps.is_empty() {
        out.extend_from_slice(&AHEAD_MAGIC);
        encode(steps, &mut out)?;
    }
    Ok(out)
}

/// The steps in front of an operation that came in pieces, and its bytes.
///
/// Errors: `InvalidArgument` for steps that cannot be.
pub fn split_ahead(bytes: &[u8]) -> Result<(Vec<Step>, &[u8])> {
    let Some(rest) = bytes.strip_prefix(&AHEAD_MAGIC) else { return Ok((Vec::new(), bytes)) };
    let mut reader = Reader::new(rest);
    let steps = decode(&mut reader)?;
    Ok((steps, reader.rest()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::limits::STEPS_AHEAD_BYTES_MAX;

    #[test]
    fn as_many_and_as_long_as_there_may_be_fill_the_room_that_they_have() {
        let steps: Vec<Step> = (1..=TRAIL_LEN_MAX as u64).map(|n| (n << 40, n << 50)).collect();
        assert_eq!(ahead(&steps).unwrap().len(), STEPS_AHEAD_BYTES_MAX);
    }

    #[test]
    fn steps_are_differences_and_nothing_else_is_taken_for_them() {
        let steps = [(4, 700), (5, 701), (9, 900)];
        let bytes = ahead(&steps).unwrap();
        let body = [&b"SDST"[..], &[3, 4, 251, 0xBC, 2, 1, 1, 4, 199]].concat();
        assert_eq!(bytes, body);
        assert!(body.len() - 4 <= steps_bytes(&steps));
        let whole = [&bytes[..], b"op"].concat();
        assert_eq!(split_ahead(&whole).unwrap(), (steps.to_vec(), &b"op"[..]));
        assert_eq!(ahead(&[]).unwrap(), [0; 0]);
        assert_eq!(split_ahead(b"op").unwrap(), (vec![], &b"op"[..]));
        for end in 4..body.len() {
            assert!(split_ahead(&body[..end]).is_err(), "cut at {end}");
        }
        // None, too many, number 0, one that does not ascend.
        for (at, byte) in [(4, 0), (4, 41), (5, 0), (9, 0)] {
            let mut wrong = [&body[..], &[1; 90]].concat();
            wrong[at] = byte;
            assert!(split_ahead(&wrong).is_err(), "field {at}");
        }
        for wrong in [&[(5, 1), (5, 2)][..], &[(0, 1)], &[(6, 1), (5, 2)]] {
            assert!(ahead(wrong).is_err(), "{wrong:?}");
        }
        // A stamp may be any number, in whatever order.
        let odd = [(1, u64::MAX), (u64::MAX, 3)];
        assert_eq!(split_ahead(&ahead(&odd).unwrap()).unwrap().0, odd);
    }
}
