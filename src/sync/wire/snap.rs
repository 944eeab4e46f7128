// SPDX-License-Identifier: Apache-2.0
//! The bodies of the frames that carry a snapshot (`docs/format/snapshot.md`).

use crate::base::codec::encode_compact;
use crate::base::error::Result;
use crate::base::limits::{KEY_BYTES_MAX, SNAPSHOT_TRAILS_LEN_MAX, TRAIL_LEN_MAX};

use super::body::{decode_know, encode_know};
use super::known;
use super::message::{SnapChunk, SnapOffer, SnapTrail, SnapWant};
use super::reader::{Reader, broken, check_max, check_positive};

pub(super) fn encode_offer(offer: &SnapOffer, out: &mut Vec<u8>) -> Result<()> {
    check_positive("snapshot", offer.know.round.into())?;
    encode_know(&offer.know, out)?;
    encode_compact(&(offer.stamp, offer.sum, offer.count), out)
}

pub(super) fn decode_offer(reader: &mut Reader<'_>) -> Result<SnapOffer> {
    let know = decode_know(reader)?;
    check_positive("snapshot", know.round.into())?;
    let (stamp, sum, count) = reader.take("facts of a snapshot")?;
    Ok(SnapOffer { know, stamp, sum, count })
}

pub(super) fn encode_want(want: &SnapWant, out: &mut Vec<u8>) -> Result<()> {
    check_want(want)?;
    encode_compact(&(want.id, want.round, want.from, want.until), out)?;
    encode_compact(&want.after.as_deref(), out)
}

pub(super) fn decode_want(reader: &mut Reader<'_>) -> Result<SnapWant> {
    let (id, round, from, until) = reader.take("place in a snapshot")?;
    let after: Option<&[u8]> = reader.take("key")?;
    let want = SnapWant { id, round, from, until, after: after.map(<[u8]>::to_vec) };
    check_want(&want)?;
    Ok(want)
}

fn check_want(want: &SnapWant) -> Result<()> {
    check_positive("snapshot", want.id.into())?;
    check_positive("round", want.round.into())?;
    check_max("begin of what is wanted", want.from, want.until)?;
    check_max("bytes of a key", want.after.as_ref().map_or(0, Vec::len) as u64, KEY_MAX)
}

const KEY_MAX: u64 = KEY_BYTES_MAX as u64;

pub(super) fn encode_chunk(chunk: &SnapChunk, out: &mut Vec<u8>) -> Result<()> {
    check_chunk(chunk)?;
    encode_compact(&(chunk.id, chunk.at, chunk.bytes.as_slice()), out)
}

pub(super) fn decode_chunk(reader: &mut Reader<'_>) -> Result<SnapChunk> {
    let (id, at, bytes): (u32, u64, &[u8]) = reader.take("piece of a snapshot")?;
    let chunk = SnapChunk { id, at, bytes: bytes.to_vec() };
    check_chunk(&chunk)?;
    Ok(chunk)
}

fn check_chunk(chunk: &SnapChunk) -> Result<()> {
    check_positive("snapshot", chunk.id.into())?;
    check_positive("bytes of a piece", chunk.bytes.len() as u64)?;
    check_max("place of a piece", chunk.at, u64::MAX - chunk.bytes.len() as u64)
}

pub(super) fn encode_trail(trail: &SnapTrail, out: &mut Vec<u8>) -> Result<()> {
    check_trail(trail)?;
    known::encode_origin(&trail.origin, out)?;
    encode_compact(&trail.steps, out)
}

pub(super) fn decode_trail(reader: &mut Reader<'_>) -> Result<SnapTrail> {
    let origin = reader.origin()?;
    let count = reader.count("steps of a trail", TRAIL_LEN_MAX)?;
    let steps = (0..count).map(|_| reader.take("step of a trail")).collect::<Result<_>>()?;
    let trail = SnapTrail { origin, steps };
    check_trail(&trail)?;
    Ok(trail)
}

/// All that is remembered of the origins in a snapshot, as the first page of its stream.
pub fn encode_trails(trails: &[SnapTrail]) -> Result<Vec<u8>> {
    let mut out = Vec::new();
    encode_compact(&(trails.len() as u32), &mut out)?;
    trails.iter().try_for_each(|trail| encode_trail(trail, &mut out))?;
    Ok(out)
}

/// Reads such a page.
///
/// Errors: `InvalidArgument` for one that cannot be.
pub fn decode_trails(page: &[u8]) -> Result<Vec<SnapTrail>> {
    let mut reader = Reader::new(page);
    let count = reader.count("trails", SNAPSHOT_TRAILS_LEN_MAX)?;
    let trails = (0..count).map(|_| decode_trail(&mut reader)).collect::<Result<_>>()?;
    reader.end()?;
    Ok(trails)
}

fn check_trail(trail: &SnapTrail) -> Result<()> {
    check_positive("number of steps", trail.steps.len() as u64)?;
    check_max("steps of a trail", trail.steps.len() as u64, TRAIL_LEN_MAX as u64)?;
    let mut last = 0;
    for (seq, _) in &trail.steps {
        if *seq <= last {
            return Err(broken(format!("number {seq} of a trail after {last}")));
        }
        last = *seq;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::message::{Frame, Know, Message};
    use super::super::{Limits, encode, take};
    use super::*;
    use crate::base::id::{NodeId, Origin};

    fn frames() -> Vec<Message> {
        let mut know = Know { round: 2, index: 0, total: 1, ..Know::default() };
        let origin = Origin { node: NodeId::new("a").unwrap(), epoch: 3 };
        know.known.insert_range(&origin, 1, 9);
        let after = Some(b"k".to_vec());
        vec![
            Message::SnapOffer(SnapOffer { know, stamp: 5, sum: 6, count: 7 }),
            Message::SnapWant(SnapWant { id: 2, round: 1, from: 10, until: 20, after }),
            Message::SnapChunk(SnapChunk { id: 2, at: 10, bytes: b"xyz".to_vec() }),
            Message::SnapTrail(SnapTrail { origin, steps: vec![(4, 7), (9, 200)] }),
        ]
    }

    const BODIES: [&[u8]; 4] = [
        &[2, 0, 1, 1, 1, b'a', 3, 9, 0, 5, 6, 7],
        &[2, 1, 10, 20, 1, 1, b'k'],
        &[2, 10, 3, b'x', b'y', b'z'],
        &[1, b'a', 3, 2, 4, 7, 9, 200],
    ];

    #[test]
    fn the_frames_of_a_snapshot_are_those_of_the_document() {
        let limits = Limits { frame_bytes_max: 1 << 10, value_bytes_max: 1 << 10 };
        for ((message, body), number) in frames().into_iter().zip(BODIES).zip(9..) {
            let frame = Frame { session: 1, has_know: false, message };
            let mut bytes = Vec::new();
            encode(&frame, &mut bytes).unwrap();
            assert_eq!((bytes[3], &bytes[24..]), (number, body));
            assert_eq!(take(&bytes, &limits).unwrap().frame, frame);
            for end in 0..body.len() {
                let mut reader = Reader::new(&body[..end]);
                let is_refused = match number {
                    9 => decode_offer(&mut reader).is_err(),
                    10 => decode_want(&mut reader).is_err(),
                    12 => decode_trail(&mut reader).is_err(),
                    _ => decode_chunk(&mut reader).is_err(),
                };
                assert!(is_refused, "frame {number} cut at {end}");
            }
        }
    }

    #[test]
    fn the_page_of_trails_is_that_of_the_document_and_nothing_else_is_taken_for_one() {
        let origin = Origin { node: NodeId::new("a").unwrap(), epoch: 3 };
        let first = SnapTrail { origin: origin.clone(), steps: vec![(4, 7), (9, 200)] };
        let trails = [first, SnapTrail { origin, steps: vec![(4, 8)] }];
        let page = [2, 1, b'a', 3, 2, 4, 7, 9, 200, 1, b'a', 3, 1, 4, 8];
        assert_eq!(encode_trails(&trails).unwrap(), page);
        assert_eq!(decode_trails(&page).unwrap(), trails);
        // Of nothing, which is a page all the same.
        assert_eq!(encode_trails(&[]).unwrap(), [0]);
        assert_eq!(decode_trails(&[0]).unwrap(), []);
        for end in 0..page.len() {
            assert!(decode_trails(&page[..end]).is_err(), "cut at {end}");
        }
        let [mut one_more, mut falling] = [page; 2];
        (one_more[0], falling[7]) = (3, 4);
        for wrong in [&one_more[..], &falling, &[&page[..], &[0]].concat(), &[253; 9]] {
            assert!(decode_trails(wrong).is_err(), "{wrong:?}");
        }
    }

    #[test]
    fn fields_out_of_range_are_refused() {
        let [offer, want, chunk, trail] = BODIES.map(<[u8]>::to_vec);
        let mut zero = offer;
        zero[0] = 0;
        assert!(decode_offer(&mut Reader::new(&zero)).is_err());
        for (at, byte) in [(0, 0), (1, 0), (2, 21)] {
            let mut bytes = want.clone();
            bytes[at] = byte;
            assert!(decode_want(&mut Reader::new(&bytes)).is_err(), "field {at}");
        }
        assert!(decode_chunk(&mut Reader::new(&[2, 10, 0])).is_err());
        let last = [&[chunk[0], 253][..], &[255; 8], &[1, b'x']].concat();
        assert!(decode_chunk(&mut Reader::new(&last)).is_err());
        // No steps, more than a trail has, number 0, numbers that do not ascend.
        for (at, byte) in [(3, 0), (3, TRAIL_LEN_MAX as u8 + 1), (4, 0), (4, 9)] {
            let mut bytes = trail.clone();
            bytes[at] = byte;
            assert!(decode_trail(&mut Reader::new(&bytes)).is_err(), "field {at}");
        }
    }
}
