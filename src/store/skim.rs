// SPDX-License-Identifier: Apache-2.0
//! The state of a key without the bytes of its values: read from a value run, values passed over.
//!
//! In the state that comes out each value is the name of its place, so that the rules that choose
//! among versions need not know of it.

use crate::base::error::{Code, Error, Result};
use crate::base::id::{Dot, Opening};
use crate::base::op::{Bytes, Context, Seen};
use crate::base::stamp::Stamp;

use super::encode::{OPENED_MARK, Origins, STAMPED_MARK};
use super::entry::{KeyState, LocalWrite, Version};
use super::run::Stretch;
use super::siblings::Siblings;
use super::value::Value;

/// Where a value stands among the bytes of its state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// Where it begins.
    pub at: u64,
    /// How long it is, in bytes.
    pub bytes: u64,
}

impl Span {
    /// The place that stands for a value; None for what [`skim`] did not put there.
    pub fn of(value: &[u8]) -> Option<Self> {
        let (at, bytes) = value.split_first_chunk()?;
        let bytes = u64::from_le_bytes(bytes.try_into().ok()?);
        Some(Self { at: u64::from_le_bytes(*at), bytes })
    }

    fn to_value(self) -> Bytes {
        [self.at, self.bytes].map(u64::to_le_bytes).as_flattened().into()
    }
}

/// Reads the state that stands in a stretch (`docs/format/state.md`). For its values it has their
/// [`Span`]s.
///
/// Errors: `FileReadError`; `Corrupted` for bytes that are no state.
pub fn skim(stretch: &mut Stretch, origins: &Origins) -> Result<KeyState> {
    let mut skimmer = Skimmer { stretch, at: 0 };
    let mut context = Context::default();
    let mut siblings = Siblings::default();
    let [mark] = skimmer.take()?;
    let is_opened = mark == OPENED_MARK;
    let is_stamped = is_opened || mark == STAMPED_MARK;
    skimmer.at = u64::from(is_stamped);
    for _ in 0..skimmer.number()? {
        let opening = skimmer.opening(is_opened)?;
        let dot = skimmer.dot(origins)?;
        let (stamp, timestamp_ms) = skimmer.times()?;
        context.insert(&dot, stamp, opening);
        let version = skimmer.number()?;
        let value = skimmer.value()?;
        siblings.insert(Version { dot, stamp, opening, timestamp_ms, version, value });
    }
    for _ in 0..skimmer.number()? {
        let dot = skimmer.dot(origins)?;
        let stamp = if is_stamped { Stamp(skimmer.number()?) } else { Seen::ANY };
        let opening = skimmer.opening(is_opened)?;
        context.add(Seen::unpacked(dot.origin, dot.seq, stamp, opening)?);
    }
    let mut local = None;
    if skimmer.flag()? {
        let (stamp, timestamp_ms) = skimmer.times()?;
        let version = skimmer.number()?;
        let value = skimmer.value()?.map(Value::Here);
        local = Some(LocalWrite { stamp, timestamp_ms, version, value });
    }
    if skimmer.at != skimmer.stretch.len() {
        return Err(broken());
    }
    Ok(KeyState { context, siblings, local })
}

/// Reads forward.
struct Skimmer<'a> {
    stretch: &'a mut Stretch,
    at: u64,
}

impl Skimmer<'_> {
    fn take<const N: usize>(&mut self) -> Result<[u8; N]> {
        let mut bytes = [0; N];
        if self.stretch.read_at(&mut bytes, self.at)? < N {
            return Err(broken());
        }
        self.at += N as u64;
        Ok(bytes)
    }

    /// A number in as many bytes as it needs.
    fn number(&mut self) -> Result<u64> {
        let [first] = self.take()?;
        match first {
            0..=250 => Ok(u64::from(first)),
            251 => self.take().map(|bytes| u64::from(u16::from_le_bytes(bytes))),
            252 => self.take().map(|bytes| u64::from(u32::from_le_bytes(bytes))),
            253 => self.take().map(u64::from_le_bytes),
            _ => Err(broken()),
        }
    }

    fn flag(&mut self) -> Result<bool> {
        match self.take()? {
            [0] => Ok(false),
            [1] => Ok(true),
            _ => Err(broken()),
        }
    }

    /// An opening, where it stands there.
    fn opening(&mut self, is_there: bool) -> Result<Opening> {
        let number = if is_there { self.number()? } else { 0 };
        u32::try_from(number).map(Opening).map_err(|_| broken())
    }

    fn dot(&mut self, origins: &Origins) -> Result<Dot> {
        let origin = u32::try_from(self.number()?).map_err(|_| broken())?;
        let origin = origins.get(origin)?.clone();
        Ok(Dot { origin, seq: self.number()? })
    }

    /// The stamp, and the application's time, which is stored as its distance from that.
    fn times(&mut self) -> Result<(Stamp, i64)> {
        let stamp = Stamp(self.number()?);
        let folded = self.number()?;
        let delta_ms = (folded >> 1) as i64 ^ -((folded & 1) as i64);
        Ok((stamp, delta_ms.wrapping_add(stamp.ms())))
    }

    fn value(&mut self) -> Result<Option<Bytes>> {
        if !self.flag()? {
            return Ok(None);
        }
        let bytes = self.number()?;
        let span = Span { at: self.at, bytes };
        let end = self.at.checked_add(bytes).filter(|end| *end <= self.stretch.len());
        self.at = end.ok_or_else(broken)?;
        Ok(Some(span.to_value()))
    }
}

fn broken() -> Error {
    Error::new(Code::Corrupted, "the state in a value run is no state", "")
}
