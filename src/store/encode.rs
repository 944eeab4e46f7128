// SPDX-License-Identifier: Apache-2.0
//! The bytes of a key's state in a run (`docs/format/state.md`).
//!
//! Origins are numbers here: the manifest holds the list that they count in. An empty entry says
//! that the key has no state, whatever older runs hold.

use std::collections::BTreeMap;
use std::sync::Arc;

use bincode::{BorrowDecode, Encode};

use crate::base::codec;
use crate::base::error::{Code, Error, Result};
use crate::base::id::{Dot, Origin};
use crate::base::know::Knowledge;
use crate::base::op::Context;
use crate::base::stamp::Stamp;

use super::entry::{ENTRY_COST_BYTES, KeyState, LocalWrite, Version};
use super::glance;
use super::policy::{Shown, View};
use super::siblings::Siblings;
use super::value::{Placed, Value};

/// Every origin that runs name, by number. Only ever grows.
#[derive(Clone, Debug, Default)]
pub struct Origins {
    list: Vec<Origin>,
    numbers: BTreeMap<Origin, u32>,
}

impl Origins {
    /// The origins in the order of their numbers.
    pub fn list(&self) -> &[Origin] {
        &self.list
    }

    /// The number of an origin, a new one if it has none yet.
    pub fn number(&mut self, origin: &Origin) -> u32 {
        if let Some(number) = self.numbers.get(origin) {
            return *number;
        }
        let number = u32::try_from(self.list.len()).unwrap_or(u32::MAX);
        self.list.push(origin.clone());
        self.numbers.insert(origin.clone(), number);
        number
    }

    /// Whether an origin has a number.
    pub fn contains(&self, origin: &Origin) -> bool {
        self.numbers.contains_key(origin)
    }

    /// The origin with that number.
    pub fn get(&self, number: u32) -> Result<&Origin> {
        let place = usize::try_from(number).unwrap_or(usize::MAX);
        self.list.get(place).ok_or_else(|| {
            let context = format!("origin {number}, known are {}", self.list.len());
            Error::new(Code::Corrupted, "an entry of a run names an unknown origin", context)
        })
    }

    fn dot(&self, number: u32, seq: u64) -> Result<Dot> {
        Ok(Dot { origin: self.get(number)?.clone(), seq })
    }
}

impl FromIterator<Origin> for Origins {
    fn from_iter<T: IntoIterator<Item = Origin>>(list: T) -> Self {
        let mut origins = Self::default();
        for origin in list {
            origins.number(&origin);
        }
        origins
    }
}

#[derive(BorrowDecode)]
struct EntryBody<'a> {
    siblings: Vec<VersionBody<'a>>,
    /// Dots of the context that no sibling implies.
    seen: Vec<(u32, u64)>,
    local: Option<LocalBody<'a>>,
}

#[derive(Encode, BorrowDecode)]
struct VersionBody<'a> {
    origin: u32,
    seq: u64,
    stamp: u64,
    /// Against the milliseconds of the stamp: nearly always a small number.
    timestamp_delta_ms: i64,
    version: u64,
    value: Option<&'a [u8]>,
}

#[derive(Encode, BorrowDecode)]
struct LocalBody<'a> {
    stamp: u64,
    timestamp_delta_ms: i64,
    version: u64,
    value: Option<&'a [u8]>,
}

/// The same to be written, its lists borrowed: nearly every entry has one version and no list.
#[derive(Encode)]
struct EntryParts<'a> {
    siblings: &'a [VersionBody<'a>],
    seen: &'a [(u32, u64)],
    local: Option<LocalBody<'a>>,
}

/// Appends the bytes of a state.
///
/// Errors: those of reading a value that is not in memory.
pub fn encode(state: &KeyState, origins: &mut Origins, out: &mut Vec<u8>) -> Result<()> {
    if let Some(placed) = encode_front(state, origins, out)? {
        out.extend_from_slice(&placed.load()?);
    }
    Ok(())
}

/// Appends the bytes of a state up to a value that is not in memory, and gives that: it is the
/// rest. None: that was all.
pub fn encode_front<'a>(
    state: &'a KeyState,
    origins: &mut Origins,
    out: &mut Vec<u8>,
) -> Result<Option<&'a Arc<Placed>>> {
    let mut placed = None;
    let local = state.local.as_ref().map(|write| LocalBody {
        stamp: write.stamp.0,
        timestamp_delta_ms: write.timestamp_ms.wrapping_sub(write.stamp.ms()),
        version: write.version,
        value: write.value.as_ref().map(|value| match value {
            Value::Here(bytes) => &**bytes,
            Value::There(there) => {
                placed = Some(there);
                &[]
            }
        }),
    });
    encode_parts(state, local, origins, out)?;
    if let Some(placed) = placed {
        // The local write ends the state, and its value the local write: in place of no bytes come
        // these.
        out.pop();
        codec::encode_compact(&placed.bytes(), out)?;
    }
    Ok(placed)
}

fn encode_parts(
    state: &KeyState,
    local: Option<LocalBody<'_>>,
    origins: &mut Origins,
    out: &mut Vec<u8>,
) -> Result<()> {
    let is_implied = |dot: &&Dot| state.siblings.iter().any(|version| version.dot == **dot);
    let mut seen = state.context.dots().iter().filter(|dot| !is_implied(dot)).peekable();
    if seen.peek().is_none()
        && let [only] = &*state.siblings
    {
        let only = [VersionBody::of(only, origins)];
        return codec::encode_compact(&EntryParts { siblings: &only, seen: &[], local }, out);
    }
    let siblings = state.siblings.iter().map(|version| VersionBody::of(version, origins));
    let siblings: Vec<_> = siblings.collect();
    let seen: Vec<_> = seen.map(|dot| (origins.number(&dot.origin), dot.seq)).collect();
    codec::encode_compact(&EntryParts { siblings: &siblings, seen: &seen, local }, out)
}

impl<'a> VersionBody<'a> {
    fn of(version: &'a Version, origins: &mut Origins) -> Self {
        Self {
            origin: origins.number(&version.dot.origin),
            seq: version.dot.seq,
            stamp: version.stamp.0,
            timestamp_delta_ms: version.timestamp_ms.wrapping_sub(version.stamp.ms()),
            version: version.version,
            value: version.value.as_deref(),
        }
    }
}

/// Calls `look` with what a view shows of a key, given the bytes of its state.
///
/// Nearly every key has one candidate, which every policy shows; it is lent from the bytes, without
/// building the state.
pub fn with_shown<T>(
    key: &[u8],
    bytes: &[u8],
    origins: &Origins,
    view: &View,
    look: impl FnOnce(Option<Shown<'_>>) -> T,
) -> Result<T> {
    if bytes.is_empty() {
        return Ok(look(None));
    }
    if let Some(only) = glance::only_candidate(bytes) {
        return Ok(look(
            Some(only).filter(|only| only.value.is_some() && only.version > view.hidden_to),
        ));
    }
    let state = decode(bytes, origins)?.unwrap_or_default();
    view.show(key, &state, look)
}

/// Whether a state is nothing but one delete at most, no later than `stamp`, and every version that
/// its context covers is among `settled`. Returns about how many bytes it is said to have.
pub fn settled_delete(
    bytes: &[u8],
    origins: &Origins,
    settled: &Knowledge,
    stamp: Stamp,
) -> Result<Option<u64>> {
    let body: EntryBody<'_> = codec::decode_compact(bytes)?;
    let is_old = |version: &VersionBody<'_>| version.value.is_none() && version.stamp <= stamp.0;
    if body.local.is_some() || body.siblings.len() > 1 || !body.siblings.iter().all(is_old) {
        return Ok(None);
    }
    let siblings = body.siblings.iter().map(|version| (version.origin, version.seq));
    for (origin, seq) in siblings.chain(body.seen) {
        let known = settled.of(origins.get(origin)?);
        if known.is_none_or(|ranges| ranges.watermark() < seq) {
            return Ok(None);
        }
    }
    Ok(Some(ENTRY_COST_BYTES * body.siblings.len() as u64))
}

/// Reads the bytes of a state; None for a key without one.
pub fn decode(bytes: &[u8], origins: &Origins) -> Result<Option<KeyState>> {
    if bytes.is_empty() {
        return Ok(None);
    }
    let body: EntryBody<'_> = codec::decode_compact(bytes)?;
    let mut context = Context::default();
    let mut siblings = Siblings::default();
    for version in body.siblings {
        let stamp = Stamp(version.stamp);
        let dot = origins.dot(version.origin, version.seq)?;
        context.insert(&dot);
        siblings.insert(Version {
            dot,
            stamp,
            timestamp_ms: version.timestamp_delta_ms.wrapping_add(stamp.ms()),
            version: version.version,
            value: version.value.map(Into::into),
        });
    }
    for (origin, seq) in body.seen {
        context.insert(&origins.dot(origin, seq)?);
    }
    let local = body.local.map(|write| LocalWrite {
        stamp: Stamp(write.stamp),
        timestamp_ms: write.timestamp_delta_ms.wrapping_add(Stamp(write.stamp).ms()),
        version: write.version,
        value: write.value.map(Into::into),
    });
    Ok(Some(KeyState { context, siblings, local }))
}
