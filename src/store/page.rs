// SPDX-License-Identifier: Apache-2.0
//! Replicated state as bytes for another replica (`docs/format/snapshot.md`): pages of keys in
//! ascending order, each with its own list of origins. What is only local stays at home.

use std::ops::Bound;

use crate::base::codec::{encode_compact, take_compact};
use crate::base::error::{Code, Error, Result, invalid};
use crate::base::id::{NodeId, Origin};
use crate::base::limits::VERSION_MAX;
use crate::base::op::{Context, check_context, check_write};

use super::encode::{self, Origins};
use super::entry::{KeyState, Version};
use super::walk::Snapshot;

/// Some keys with their states.
#[derive(Debug)]
pub struct Page {
    /// As bytes.
    pub bytes: Vec<u8>,
    /// The last of the keys.
    pub last: Vec<u8>,
}

/// The keys behind `after`, about so many bytes of them, at least one; None when there are none.
/// With `has_openings`, for who knows them in contexts.
pub fn next(
    snapshot: &Snapshot,
    after: Option<&[u8]>,
    bytes: usize,
    has_openings: bool,
) -> Result<Option<Page>> {
    let mut origins = Origins::default();
    let (mut count, mut entries, mut last) = (0u64, Vec::new(), Vec::new());
    let mut value = Vec::new();
    snapshot.states(after.map_or(Bound::Unbounded, Bound::Excluded), None, |key, state| {
        if state.siblings.is_empty() && state.context.is_empty() {
            return Ok(true);
        }
        let bare = match has_openings {
            true => KeyState { local: None, ..state.clone() },
            false => state.plain(),
        };
        value.clear();
        encode::encode(&bare, &mut origins, &mut value)?;
        encode_compact(&(key, value.as_slice()), &mut entries)?;
        count += 1;
        last = key.to_vec();
        Ok(entries.len() < bytes)
    })?;
    if count == 0 {
        return Ok(None);
    }
    let mut page = Vec::with_capacity(entries.len() + 64);
    encode_compact(&(origins.list().len() as u64), &mut page)?;
    for origin in origins.list() {
        encode_compact(&(origin.node.as_str(), origin.epoch), &mut page)?;
    }
    encode_compact(&count, &mut page)?;
    page.extend_from_slice(&entries);
    Ok(Some(Page { bytes: page, last }))
}

/// Hands on the keys of a page, each checked, in ascending order.
///
/// Errors: `InvalidArgument` for bytes that are no page, and for a key or a state that no operation
/// could have made here.
pub fn read(
    bytes: &[u8],
    value_bytes_max: u64,
    mut visit: impl FnMut(&[u8], KeyState) -> Result<()>,
) -> Result<()> {
    let (len, mut rest): (u64, _) = take_compact(bytes).map_err(broken)?;
    let mut list = Vec::new();
    for _ in 0..len {
        let ((node, epoch), left): ((&str, u32), _) = take_compact(rest).map_err(broken)?;
        list.push(Origin { node: NodeId::new(node)?, epoch });
        rest = left;
    }
    let (given, origins) = (list.len(), list.into_iter().collect::<Origins>());
    if origins.list().len() != given {
        return Err(invalid(MESSAGE, "an origin is listed twice"));
    }
    let (count, mut rest): (u64, _) = take_compact(rest).map_err(broken)?;
    let mut before: Option<&[u8]> = None;
    for _ in 0..count {
        let ((key, value), left): ((&[u8], &[u8]), _) = take_compact(rest).map_err(broken)?;
        rest = left;
        if before.is_some_and(|before| key <= before) {
            return Err(invalid(MESSAGE, "its keys do not ascend"));
        }
        before = Some(key);
        let state = encode::decode_foreign(value, &origins).map_err(broken)?.unwrap_or_default();
        check(key, &state, value_bytes_max)?;
        visit(key, state)?;
    }
    if before.is_none() || !rest.is_empty() {
        return Err(invalid(MESSAGE, format!("{count} keys and {} bytes left over", rest.len())));
    }
    Ok(())
}

fn check(key: &[u8], state: &KeyState, value_bytes_max: u64) -> Result<()> {
    if state.local.is_some() || state.is_void() {
        return Err(invalid(MESSAGE, "a key with a local write, or with nothing at all"));
    }
    check_context(&state.context)?;
    if state.context.dots().any(|dot| dot.seq == 0 || dot.seq > VERSION_MAX) {
        let context = format!("a sequence number of 0 or over {VERSION_MAX}");
        return Err(invalid(MESSAGE, context));
    }
    // The next write of an origin replaces its earlier ones, so two living versions of it are of
    // two lines of its writes: of one name, of two openings, or that with the greater number has
    // the lesser stamp.
    let seen: Context = state.siblings.iter().map(Version::as_seen).collect();
    if seen.seen().len() < state.siblings.len() {
        return Err(invalid(MESSAGE, "two versions of one origin"));
    }
    for version in state.siblings.iter() {
        let value = version.value.as_deref().unwrap_or_default();
        check_write(key, value, version.timestamp_ms, value_bytes_max)?;
        if version.stamp.0 == u64::MAX || version.dot.seq == 0 {
            return Err(invalid(MESSAGE, "a stamp or a sequence number out of range"));
        }
    }
    check_write(key, &[], 1, value_bytes_max)
}

const MESSAGE: &str = "invalid page of a snapshot";

fn broken(error: Error) -> Error {
    match error.code() {
        Code::Corrupted => invalid(MESSAGE, error.context().to_owned()),
        _ => error,
    }
}

#[cfg(test)]
mod tests {
    use super::super::Store;
    use super::super::decide::join;
    use super::*;
    use crate::base::id::{Dot, Opening};
    use crate::base::op::{Context, Kind, Operation, Seen};
    use crate::base::stamp::Stamp;

    fn put(seq: u64, key: &str, value: &str) -> Operation {
        let origin = Origin { node: NodeId::new("a").unwrap(), epoch: 1 };
        Operation {
            dot: Dot { origin, seq },
            stamp: Stamp::from_ms(5),
            opening: Opening::UNKNOWN,
            context: Context::default(),
            version: 1,
            timestamp_ms: 7,
            created_ms: 7,
            kind: Kind::Put,
            key: key.as_bytes().into(),
            value: value.as_bytes().into(),
            parts: Vec::new(),
        }
    }

    #[test]
    fn the_bytes_of_a_page_are_those_of_the_document() {
        let mut store = Store::default();
        store.apply(&put(1, "k", "v"), 1, None);
        let page = next(&store.snapshot(), None, 1, true).unwrap().unwrap();
        let origins = [1, 1, b'a', 1];
        let entry = [1, 1, b'k', 15, 1, 0, 1, 252, 0, 0, 5, 0, 4, 1, 1, 1, b'v', 0, 0];
        assert_eq!(page.bytes, [&origins[..], &entry].concat());
    }

    /// Such are writes of a restored node, which gave their numbers twice, and nothing else.
    #[test]
    fn two_versions_of_one_origin_are_of_two_lines_of_its_writes() {
        let page_of = |ops: &[(u64, u64)]| {
            let mut state = KeyState::default();
            for (seq, stamp) in ops {
                let mut one = KeyState::default();
                let op = Operation { stamp: Stamp(*stamp), ..put(*seq, "k", "v") };
                join(&mut one, &op.change(), 1);
                state.siblings.insert(one.siblings.first().unwrap().clone());
                state.context.join(&one.context);
            }
            let mut store = Store::default();
            store.replace(&b"k".as_slice().into(), state, None);
            next(&store.snapshot(), None, 1, true).unwrap().unwrap().bytes
        };
        let read_stamps = |ops| {
            let mut stamps = Vec::new();
            read(&page_of(ops), 5, |_, state| {
                stamps.extend(state.siblings.iter().map(|one| one.stamp.0));
                Ok(())
            })
            .map(|()| stamps)
        };
        assert_eq!(read_stamps(&[(1, 5), (1, 7)]).unwrap(), [7, 5]);
        assert_eq!(read_stamps(&[(1, 5), (1, 7), (1, 6)]).unwrap(), [7, 6, 5]);
        assert_eq!(read_stamps(&[(2, 5), (1, 7), (1, 6)]).unwrap(), [7, 6, 5]);
        for wrong in [&[(1, 5), (1, 5)][..], &[(1, 5), (2, 7)], &[(1, 5), (2, 4), (3, 5)]] {
            let error = read_stamps(wrong).unwrap_err();
            assert_eq!(error.context(), "two versions of one origin", "{wrong:?}");
        }
    }

    /// A build that knows no stamps in contexts refuses two lines of one origin's writes.
    #[test]
    fn who_knows_no_stamps_in_contexts_gets_a_page_without_them() {
        let (mut state, stamp) = (KeyState::default(), Stamp::from_ms(5));
        for (seq, stamp) in [(1, 7), (2, 5)] {
            let op = Operation { stamp: Stamp(stamp), ..put(seq, "k", "v") };
            join(&mut state, &op.change(), 1);
        }
        let other = |epoch, seq| {
            let origin = Origin { node: NodeId::new("a").unwrap(), epoch };
            Dot { origin, seq }
        };
        state.context.add(Seen::alone(&other(2, 9), Stamp(5)));
        state.context.add(Seen::below(&other(3, 9), stamp, Opening(7)));
        state.context.insert(&other(4, 9), stamp, Opening::UNKNOWN);
        let mut store = Store::default();
        store.replace(&b"k".as_slice().into(), state.clone(), None);
        let mut told = Vec::new();
        for has_openings in [true, false] {
            let page = next(&store.snapshot(), None, 1, has_openings).unwrap().unwrap();
            read(&page.bytes, 5, |_, state| {
                told.push(state);
                Ok(())
            })
            .unwrap();
        }
        assert_eq!(told[0], state);
        let plain = KeyState { local: None, ..told[1].clone() };
        assert_eq!(plain.siblings.iter().map(|one| one.dot.seq).collect::<Vec<_>>(), [2]);
        let mut wanted = Context::from_dots([other(3, 8), other(4, 9)]);
        wanted.insert(&state.siblings[1].dot, state.siblings[1].stamp, Opening::UNKNOWN);
        wanted.insert(&state.siblings[0].dot, Seen::ANY, Opening::UNKNOWN);
        assert_eq!(plain.context, wanted);
    }

    #[test]
    fn a_page_comes_back_as_it_was_and_a_damaged_one_is_refused() {
        let mut store = Store::default();
        for seq in 1..=20 {
            store.apply(&put(seq, &format!("k-{seq:02}"), "value"), seq, None);
        }
        let snapshot = store.snapshot();
        let (mut after, mut keys) = (None, 0);
        while let Some(page) = next(&snapshot, after.as_deref(), 100, true).unwrap() {
            read(&page.bytes, 5, |key, state| {
                assert_eq!(snapshot.state(key)?.map(|held| *held), Some(state));
                keys += 1;
                Ok(())
            })
            .unwrap();
            assert_eq!(
                read(&page.bytes, 4, |_, _| Ok(())).unwrap_err().code(),
                Code::InvalidArgument
            );
            for at in 0..page.bytes.len() {
                assert!(read(&page.bytes[..at], 5, |_, _| Ok(())).is_err());
                let mut bytes = page.bytes.clone();
                bytes[at] ^= 0x80;
                // Whatever it is taken for, it is an error or a state; never a panic.
                let _ = read(&bytes, 5, |_, _| Ok(()));
            }
            after = Some(page.last);
        }
        assert_eq!(keys, 20);
    }
}
