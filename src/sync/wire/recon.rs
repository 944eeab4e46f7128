// SPDX-License-Identifier: Apache-2.0
//! What a reconciliation says (`docs/format/recon.md`): ranges of keys with sums, and lists of
//! digests. Each message stands for itself, so that lost, repeated and late ones do no harm.

use crate::base::codec::encode_compact;
use crate::base::error::Result;
use crate::base::limits::{
    KEY_BYTES_MAX, RECON_LIST_LEN_MAX, RECON_PARTS_LEN_MAX, RECON_RANGES_LEN_MAX,
};

use super::message::Sum;
use super::reader::{Reader, broken, check_max};

const SAME: u8 = 0;
const PARTS: u8 = 1;
const LIST: u8 = 2;
const SENT: u8 = 3;

/// The keys from one up to, not including, another; never empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct KeyRange {
    /// The first key that may be in it.
    pub from: Vec<u8>,
    /// The first key behind it; None when nothing is behind it.
    pub to: Option<Vec<u8>>,
}

impl KeyRange {
    /// Whether a key is in it.
    pub fn contains(&self, key: &[u8]) -> bool {
        *self.from <= *key && self.to.as_deref().is_none_or(|to| key < to)
    }

    /// The ranges between these bounds, which are in order and inside.
    pub fn divide(&self, bounds: &[Vec<u8>]) -> Vec<Self> {
        let froms = std::iter::once(&self.from).chain(bounds);
        let tos = bounds.iter().map(Some).chain([self.to.as_ref()]);
        froms.zip(tos).map(|(from, to)| Self { from: from.clone(), to: to.cloned() }).collect()
    }
}

/// What the keys of a range add up to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RangeSum {
    /// The sum of the salted digests of all keys with a living version (wrapping).
    pub sum: u128,
    /// How many those are.
    pub count: u64,
}

/// Which ranges differ?
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Recon {
    /// Which reconciliation of this session.
    pub run: u32,
    /// Which message of it; the answer says the same.
    pub round: u32,
    /// What the sender's state adds up to, as in a sum.
    pub sum: Sum,
    /// Ranges to be compared, in order, none overlapping another.
    pub asks: Vec<(KeyRange, RangeSum)>,
    /// Ranges with the salted digests of the keys whose versions the sender wants, likewise.
    pub wants: Vec<(KeyRange, Vec<u128>)>,
}

/// What was found in the ranges, or in some of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReconAnswer {
    /// Which reconciliation of this session.
    pub run: u32,
    /// The message that is answered.
    pub round: u32,
    /// What the sender's state adds up to.
    pub sum: Sum,
    /// Ranges that were asked for, in order, with what was found.
    pub ranges: Vec<(KeyRange, Found)>,
}

/// What was found in a range.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found {
    /// It adds up to the same.
    Same,
    /// It is divided: behind each part but the last a bound, inside the range and in order.
    Parts {
        /// One less than there are parts.
        bounds: Vec<Vec<u8>>,
        /// Of the parts, at least one.
        sums: Vec<RangeSum>,
    },
    /// The salted digests of all its keys, in order.
    List(Vec<u128>),
    /// The wanted versions were sent before this.
    Sent,
}

/// Appends a question.
pub(super) fn encode(asked: &Recon, out: &mut Vec<u8>) -> Result<()> {
    check_lens(asked.asks.len(), asked.wants.len())?;
    check_asked(asked)?;
    encode_head(asked.run, asked.round, &asked.sum, out)?;
    encode_compact(&asked.asks.len(), out)?;
    for (range, sum) in &asked.asks {
        encode_range(range, out)?;
        encode_sum(*sum, out)?;
    }
    encode_compact(&asked.wants.len(), out)?;
    for (range, digests) in &asked.wants {
        encode_range(range, out)?;
        encode_list(digests, out)?;
    }
    Ok(())
}

/// Reads a question.
pub(super) fn decode(reader: &mut Reader<'_>) -> Result<Recon> {
    let (run, round, sum) = decode_head(reader)?;
    let mut asked = Recon { run, round, sum, ..Recon::default() };
    for _ in 0..reader.count("ranges", RECON_RANGES_LEN_MAX)? {
        asked.asks.push((decode_range(reader)?, decode_sum(reader)?));
    }
    for _ in 0..reader.count("wanted ranges", RECON_RANGES_LEN_MAX)? {
        asked.wants.push((decode_range(reader)?, decode_list(reader)?));
    }
    check_asked(&asked)?;
    Ok(asked)
}

/// Appends an answer.
pub(super) fn encode_answer(answer: &ReconAnswer, out: &mut Vec<u8>) -> Result<()> {
    check_lens(answer.ranges.len(), 0)?;
    check_ranges(answer.ranges.iter().map(|(range, _)| range))?;
    encode_head(answer.run, answer.round, &answer.sum, out)?;
    encode_compact(&answer.ranges.len(), out)?;
    for (range, found) in &answer.ranges {
        encode_range(range, out)?;
        match found {
            Found::Same => encode_compact(&SAME, out)?,
            Found::Parts { bounds, sums } => {
                check_parts(range, bounds, sums.len())?;
                encode_compact(&(PARTS, sums.len()), out)?;
                bounds.iter().try_for_each(|bound| encode_compact(&bound.as_slice(), out))?;
                sums.iter().try_for_each(|sum| encode_sum(*sum, out))?;
            }
            Found::List(digests) => {
                encode_compact(&LIST, out)?;
                encode_list(digests, out)?;
            }
            Found::Sent => encode_compact(&SENT, out)?,
        }
    }
    Ok(())
}

/// Reads an answer.
pub(super) fn decode_answer(reader: &mut Reader<'_>) -> Result<ReconAnswer> {
    let (run, round, sum) = decode_head(reader)?;
    let mut answer = ReconAnswer { run, round, sum, ranges: Vec::new() };
    for _ in 0..reader.count("ranges", RECON_RANGES_LEN_MAX)? {
        let range = decode_range(reader)?;
        let found = decode_found(&range, reader)?;
        answer.ranges.push((range, found));
    }
    check_ranges(answer.ranges.iter().map(|(range, _)| range))?;
    Ok(answer)
}

fn decode_found(range: &KeyRange, reader: &mut Reader<'_>) -> Result<Found> {
    match reader.take("kind of answer")? {
        SAME => Ok(Found::Same),
        PARTS => {
            let len = reader.count("parts", RECON_PARTS_LEN_MAX)?;
            let bounds = (1..len).map(|_| decode_key(reader)).collect::<Result<Vec<_>>>()?;
            check_parts(range, &bounds, len)?;
            let sums = (0..len).map(|_| decode_sum(reader)).collect::<Result<_>>()?;
            Ok(Found::Parts { bounds, sums })
        }
        LIST => decode_list(reader).map(Found::List),
        SENT => Ok(Found::Sent),
        kind => Err(broken(format!("answer of kind {kind}, known are {SAME} to {SENT}"))),
    }
}

fn encode_head(run: u32, round: u32, sum: &Sum, out: &mut Vec<u8>) -> Result<()> {
    encode_compact(&(run, round, sum.know, sum.sum.to_le_bytes(), sum.count), out)
}

fn decode_head(reader: &mut Reader<'_>) -> Result<(u32, u32, Sum)> {
    let (run, round, know, sum, count): (_, _, _, [u8; 16], _) = reader.take("question")?;
    Ok((run, round, Sum { know, sum: u128::from_le_bytes(sum), count }))
}

fn encode_sum(sum: RangeSum, out: &mut Vec<u8>) -> Result<()> {
    encode_compact(&(sum.sum.to_le_bytes(), sum.count), out)
}

fn decode_sum(reader: &mut Reader<'_>) -> Result<RangeSum> {
    let (sum, count): ([u8; 16], _) = reader.take("sum of a range")?;
    Ok(RangeSum { sum: u128::from_le_bytes(sum), count })
}

fn encode_range(range: &KeyRange, out: &mut Vec<u8>) -> Result<()> {
    encode_compact(&(range.from.as_slice(), range.to.as_deref()), out)
}

fn decode_range(reader: &mut Reader<'_>) -> Result<KeyRange> {
    let (from, to): (&[u8], Option<&[u8]>) = reader.take("range")?;
    Ok(KeyRange { from: from.to_vec(), to: to.map(<[u8]>::to_vec) })
}

fn decode_key(reader: &mut Reader<'_>) -> Result<Vec<u8>> {
    reader.take::<&[u8]>("bound").map(<[u8]>::to_vec)
}

fn encode_list(digests: &[u128], out: &mut Vec<u8>) -> Result<()> {
    check_list(digests)?;
    encode_compact(&digests.len(), out)?;
    digests.iter().try_for_each(|digest| encode_compact(&digest.to_le_bytes(), out))
}

fn decode_list(reader: &mut Reader<'_>) -> Result<Vec<u128>> {
    let mut digests = Vec::new();
    for _ in 0..reader.count("digests", RECON_LIST_LEN_MAX)? {
        digests.push(u128::from_le_bytes(reader.take("digest")?));
    }
    check_list(&digests)?;
    Ok(digests)
}

fn check_lens(asks: usize, wants: usize) -> Result<()> {
    check_max("ranges", asks as u64, RECON_RANGES_LEN_MAX as u64)?;
    check_max("wanted ranges", wants as u64, RECON_RANGES_LEN_MAX as u64)
}

fn check_list(digests: &[u128]) -> Result<()> {
    check_max("digests", digests.len() as u64, RECON_LIST_LEN_MAX as u64)?;
    if digests.is_sorted_by(|one, other| one < other) {
        return Ok(());
    }
    Err(broken("a list of digests that is not in order"))
}

/// The answers to all ranges, asked and wanted, go into one list in order.
fn check_asked(asked: &Recon) -> Result<()> {
    check_ranges(asked.asks.iter().map(|(range, _)| range))?;
    check_ranges(asked.wants.iter().map(|(range, _)| range))?;
    let mut all: Vec<_> = asked.asks.iter().map(|(range, _)| range).collect();
    all.extend(asked.wants.iter().map(|(range, _)| range));
    all.sort_by(|one, other| one.from.cmp(&other.from));
    check_ranges(all.into_iter())
}

/// Ranges are not empty, and each begins where the one before it ends, or behind that.
fn check_ranges<'a>(ranges: impl Iterator<Item = &'a KeyRange>) -> Result<()> {
    let mut end: Option<&[u8]> = Some(&[]);
    for range in ranges {
        let is_behind = end.is_some_and(|end| end <= &*range.from);
        if !is_behind || range.to.as_ref().is_some_and(|to| *to <= range.from) {
            return Err(broken("a range that is empty or not in order"));
        }
        check_bound(&range.from)?;
        range.to.as_deref().map_or(Ok(()), check_bound)?;
        end = range.to.as_deref();
    }
    Ok(())
}

fn check_parts(range: &KeyRange, bounds: &[Vec<u8>], len: usize) -> Result<()> {
    check_max("parts", len as u64, RECON_PARTS_LEN_MAX as u64)?;
    if len == 0 || bounds.len() + 1 != len {
        return Err(broken(format!("{len} parts with {} bounds", bounds.len())));
    }
    let mut before: &[u8] = &range.from;
    for bound in bounds {
        if **bound <= *before || !range.contains(bound) {
            return Err(broken("a bound outside of its range or not in order"));
        }
        check_bound(bound)?;
        before = bound;
    }
    Ok(())
}

fn check_bound(bound: &[u8]) -> Result<()> {
    check_max("bytes of a bound", bound.len() as u64, KEY_BYTES_MAX as u64)
}
