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
use crate::base::op::{Context, Seen, check_seen_len};
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

/// Before a state whose context has stamps. No other state begins so, and no list has so many
/// versions in one byte.
pub(super) const STAMPED_MARK: u8 = 0xfe;

#[derive(BorrowDecode)]
struct EntryBody<'a, S> {
    siblings: Vec<VersionBody<'a>>,
    /// What the context has that no sibling implies.
    seen: Vec<S>,
    local: Option<LocalBody<'a>>,
}

/// Origin and number.
type Plain = (u32, u64);
/// Origin, number and reach in one, and stamp.
type Stamped = (u32, u64, u64);

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
struct EntryParts<'a, S> {
    siblings: &'a [VersionBody<'a>],
    seen: &'a [S],
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
    let is_implied = |seen: &&Seen| {
        let mut siblings = state.siblings.iter();
        siblings.any(|version| (&version.dot, version.stamp) == (&seen.dot, seen.stamp))
    };
    let mut seen = state.context.seen().iter().filter(|seen| !is_implied(seen)).peekable();
    if seen.peek().is_none()
        && let [only] = &*state.siblings
    {
        let only = [VersionBody::of(only, origins)];
        let parts = EntryParts::<Plain> { siblings: &only, seen: &[], local };
        return codec::encode_compact(&parts, out);
    }
    let siblings = state.siblings.iter().map(|version| VersionBody::of(version, origins));
    let siblings: Vec<_> = siblings.collect();
    if seen.clone().any(Seen::is_exact) {
        let seen = seen.map(|seen| (origins.number(&seen.dot.origin), seen.packed(), seen.stamp.0));
        let seen: Vec<Stamped> = seen.collect();
        out.push(STAMPED_MARK);
        return codec::encode_compact(&EntryParts { siblings: &siblings, seen: &seen, local }, out);
    }
    let seen = seen.map(|seen| (origins.number(&seen.dot.origin), seen.dot.seq));
    let seen: Vec<Plain> = seen.collect();
    codec::encode_compact(&EntryParts { siblings: &siblings, seen: &seen, local }, out)
}

/// What stands in an entry that is not empty.
fn take_body(bytes: &[u8]) -> Result<EntryBody<'_, Stamped>> {
    if let Some((&STAMPED_MARK, rest)) = bytes.split_first() {
        return codec::decode_compact(rest);
    }
    let EntryBody { siblings, seen, local } = codec::decode_compact::<EntryBody<'_, Plain>>(bytes)?;
    let seen = seen.into_iter().map(|(origin, seq)| (origin, seq, Seen::ANY.0)).collect();
    Ok(EntryBody { siblings, seen, local })
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
    let body = take_body(bytes)?;
    let is_old = |version: &VersionBody<'_>| version.value.is_none() && version.stamp <= stamp.0;
    if body.local.is_some() || body.siblings.len() > 1 || !body.siblings.iter().all(is_old) {
        return Ok(None);
    }
    let siblings = body.siblings.iter().map(|version| (version.origin, version.seq));
    let is_settled =
        |origin: &Origin, seq| settled.of(origin).is_some_and(|ranges| ranges.watermark() >= seq);
    for (origin, seq) in siblings {
        if !is_settled(origins.get(origin)?, seq) {
            return Ok(None);
        }
    }
    for (origin, packed, stamp) in body.seen {
        let seen = Seen::unpacked(origins.get(origin)?.clone(), packed, Stamp(stamp))?;
        // A former name is of an operation that nobody knows any more.
        if !seen.is_alone() && !is_settled(&seen.dot.origin, seen.dot.seq) {
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
    to_state(take_body(bytes)?, origins).map(Some)
}

/// The same of bytes that came from elsewhere: no context is longer than one may be.
pub fn decode_foreign(bytes: &[u8], origins: &Origins) -> Result<Option<KeyState>> {
    if bytes.is_empty() {
        return Ok(None);
    }
    let body = take_body(bytes)?;
    check_seen_len(body.seen.len())?;
    to_state(body, origins).map(Some)
}

fn to_state(body: EntryBody<'_, Stamped>, origins: &Origins) -> Result<KeyState> {
    let mut context = Context::default();
    let mut siblings = Siblings::default();
    for version in body.siblings {
        let stamp = Stamp(version.stamp);
        let dot = origins.dot(version.origin, version.seq)?;
        context.insert(&dot, stamp);
        siblings.insert(Version {
            dot,
            stamp,
            timestamp_ms: version.timestamp_delta_ms.wrapping_add(stamp.ms()),
            version: version.version,
            value: version.value.map(Into::into),
        });
    }
    for (origin, packed, stamp) in body.seen {
        context.add(Seen::unpacked(origins.get(origin)?.clone(), packed, Stamp(stamp))?);
    }
    let local = body.local.map(|write| LocalWrite {
        stamp: Stamp(write.stamp),
        timestamp_ms: write.timestamp_delta_ms.wrapping_add(Stamp(write.stamp).ms()),
        version: write.version,
        value: write.value.map(Into::into),
    });
    Ok(KeyState { context, siblings, local })
}
