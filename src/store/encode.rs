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
use crate::base::id::{Dot, Opening, Origin};
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

/// Before a state of which openings are known. No list of versions begins so.
pub(super) const OPENED_MARK: u8 = 0xfd;
/// Before one whose context has stamps, and no openings are known.
pub(super) const STAMPED_MARK: u8 = 0xfe;

/// Versions and items as they stand in one of the forms of a state.
#[derive(BorrowDecode)]
struct EntryBody<V, S, L> {
    siblings: Vec<V>,
    /// What the context has that no sibling implies.
    seen: Vec<S>,
    local: Option<L>,
}

/// Opening, and a version.
type OpenedVersion<'a> = (u32, VersionBody<'a>);
/// Origin and number.
type Plain = (u32, u64);
/// Origin, number and reach in one, and stamp.
type Stamped = (u32, u64, u64);
/// The same, and opening.
type Opened = (u32, u64, u64, u32);
/// The form that says all.
type Body<'a> = EntryBody<OpenedVersion<'a>, Opened, LocalBody<'a>>;

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
struct EntryParts<'a, V, S> {
    siblings: &'a [V],
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
    let is_implied = |seen: &&Seen| state.siblings.iter().any(|version| version.implies(seen));
    let mut seen = state.context.seen().iter().filter(|seen| !is_implied(seen)).peekable();
    let is_opened = state.siblings.iter().any(|version| version.opening.is_known())
        || seen.clone().any(Seen::is_opened);
    if is_opened {
        out.push(OPENED_MARK);
    }
    if seen.peek().is_none()
        && let [only] = &*state.siblings
    {
        let body = VersionBody::of(only, origins);
        return match is_opened {
            true => encode_lists(&[(only.opening.0, body)], &[] as &[Opened], local, out),
            false => encode_lists(&[body], &[] as &[Plain], local, out),
        };
    }
    let siblings = state.siblings.iter().map(|one| (one.opening.0, VersionBody::of(one, origins)));
    let siblings: Vec<_> = siblings.collect();
    if is_opened {
        let seen = seen.map(|seen| {
            let origin = origins.number(&seen.dot.origin);
            (origin, seen.packed(), seen.stamp.0, seen.opening.0)
        });
        return encode_lists(&siblings, &seen.collect::<Vec<Opened>>(), local, out);
    }
    let siblings: Vec<_> = siblings.into_iter().map(|(_, version)| version).collect();
    if seen.clone().any(Seen::is_exact) {
        let seen = seen.map(|seen| (origins.number(&seen.dot.origin), seen.packed(), seen.stamp.0));
        let seen: Vec<Stamped> = seen.collect();
        out.push(STAMPED_MARK);
        return encode_lists(&siblings, &seen, local, out);
    }
    let seen = seen.map(|seen| (origins.number(&seen.dot.origin), seen.dot.seq));
    encode_lists(&siblings, &seen.collect::<Vec<Plain>>(), local, out)
}

fn encode_lists<V: Encode, S: Encode>(
    siblings: &[V],
    seen: &[S],
    local: Option<LocalBody<'_>>,
    out: &mut Vec<u8>,
) -> Result<()> {
    codec::encode_compact(&EntryParts { siblings, seen, local }, out)
}

/// What stands in an entry that is not empty.
fn take_body(bytes: &[u8]) -> Result<Body<'_>> {
    type Former<'a, S> = EntryBody<VersionBody<'a>, S, LocalBody<'a>>;
    match bytes.split_first() {
        Some((&OPENED_MARK, rest)) => codec::decode_compact(rest),
        Some((&STAMPED_MARK, rest)) => codec::decode_compact::<Former<'_, Stamped>>(rest)
            .map(|body| body.with(|(origin, seq, stamp)| (origin, seq, stamp, 0))),
        _ => codec::decode_compact::<Former<'_, Plain>>(bytes)
            .map(|body| body.with(|(origin, seq)| (origin, seq, Seen::ANY.0, 0))),
    }
}

impl<'a, S> EntryBody<VersionBody<'a>, S, LocalBody<'a>> {
    /// The same in the form that says all.
    fn with(self, to_opened: impl Fn(S) -> Opened) -> Body<'a> {
        EntryBody {
            siblings: self.siblings.into_iter().map(|version| (0, version)).collect(),
            seen: self.seen.into_iter().map(to_opened).collect(),
            local: self.local,
        }
    }
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
    let is_old =
        |(_, version): &OpenedVersion<'_>| version.value.is_none() && version.stamp <= stamp.0;
    if body.local.is_some() || body.siblings.len() > 1 || !body.siblings.iter().all(is_old) {
        return Ok(None);
    }
    let siblings = body.siblings.iter().map(|(_, version)| (version.origin, version.seq));
    let is_settled =
        |origin: &Origin, seq| settled.of(origin).is_some_and(|ranges| ranges.watermark() >= seq);
    for (origin, seq) in siblings {
        if !is_settled(origins.get(origin)?, seq) {
            return Ok(None);
        }
    }
    for item in body.seen {
        let seen = to_seen(item, origins)?;
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

fn to_seen((origin, packed, stamp, opening): Opened, origins: &Origins) -> Result<Seen> {
    Seen::unpacked(origins.get(origin)?.clone(), packed, Stamp(stamp), Opening(opening))
}

fn to_state(body: Body<'_>, origins: &Origins) -> Result<KeyState> {
    let mut context = Context::default();
    let mut siblings = Siblings::default();
    for (opening, version) in body.siblings {
        let (stamp, opening) = (Stamp(version.stamp), Opening(opening));
        let dot = origins.dot(version.origin, version.seq)?;
        context.insert(&dot, stamp, opening);
        siblings.insert(Version {
            dot,
            stamp,
            opening,
            timestamp_ms: version.timestamp_delta_ms.wrapping_add(stamp.ms()),
            version: version.version,
            value: version.value.map(Into::into),
        });
    }
    for item in body.seen {
        context.add(to_seen(item, origins)?);
    }
    let local = body.local.map(|write| LocalWrite {
        stamp: Stamp(write.stamp),
        timestamp_ms: write.timestamp_delta_ms.wrapping_add(Stamp(write.stamp).ms()),
        version: write.version,
        value: write.value.map(Into::into),
    });
    Ok(KeyState { context, siblings, local })
}
