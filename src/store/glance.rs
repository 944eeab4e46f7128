// SPDX-License-Identifier: Apache-2.0
//! The bytes of the usual state, read by hand: one replicated version that nothing else is known
//! of, or one local write. Every get and every row of a scan passes here.

use crate::base::stamp::Stamp;

use super::encode::OPENED_MARK;
use super::policy::Shown;

/// What every view shows of the key, deletes included. None: the state has another shape, or these
/// are the bytes of none, and decoding has to say.
#[inline]
pub fn only_candidate(bytes: &[u8]) -> Option<Shown<'_>> {
    let (is_opened, mut rest) = match bytes.split_first() {
        Some((&OPENED_MARK, rest)) => (true, rest),
        _ => (false, bytes),
    };
    let rest = &mut rest;
    let is_replicated = flag(rest)?;
    let is_local = if is_replicated {
        if is_opened {
            let _opening = number(rest)?;
        }
        let _origin = number(rest)?;
        let _seq = number(rest)?;
        false
    } else {
        // Nothing is seen, and there is a local write.
        !is_opened && number(rest)? == 0 && flag(rest)?
    };
    if !is_replicated && !is_local {
        return None;
    }
    let stamp = number(rest)?;
    let delta = number(rest)?;
    let version = number(rest)?;
    let value = if flag(rest)? { Some(slice(rest)?) } else { None };
    let is_whole = if is_replicated { *rest == [0, 0] } else { rest.is_empty() };
    // Small numbers of both signs: the sign is the last bit.
    let delta_ms = (delta >> 1) as i64 ^ -((delta & 1) as i64);
    let timestamp_ms = delta_ms.wrapping_add(Stamp(stamp).ms());
    is_whole.then_some(Shown { value, version, timestamp_ms })
}

/// A number in as many bytes as it needs.
#[inline]
fn number(rest: &mut &[u8]) -> Option<u64> {
    let (first, behind) = rest.split_first()?;
    *rest = behind;
    match first {
        0..=250 => Some(u64::from(*first)),
        251 => take(rest).map(|bytes| u64::from(u16::from_le_bytes(bytes))),
        252 => take(rest).map(|bytes| u64::from(u32::from_le_bytes(bytes))),
        253 => take(rest).map(u64::from_le_bytes),
        _ => None,
    }
}

/// Whether something is there; also a list of none or of one.
#[inline]
fn flag(rest: &mut &[u8]) -> Option<bool> {
    match take(rest)? {
        [0] => Some(false),
        [1] => Some(true),
        _ => None,
    }
}

#[inline]
fn slice<'a>(rest: &mut &'a [u8]) -> Option<&'a [u8]> {
    let count = usize::try_from(number(rest)?).ok()?;
    let (bytes, behind) = rest.split_at_checked(count)?;
    *rest = behind;
    Some(bytes)
}

#[inline]
fn take<const N: usize>(rest: &mut &[u8]) -> Option<[u8; N]> {
    let (bytes, behind) = rest.split_first_chunk()?;
    *rest = behind;
    Some(*bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::id::{Dot, NodeId, Opening, Origin};
    use crate::base::random::Random;
    use crate::store::encode::{self, Origins};
    use crate::store::entry::{KeyState, LocalWrite, Version};
    use crate::store::policy::{Chosen, View};
    use crate::store::value::Value;

    /// Numbers of every length.
    fn number(random: &mut Random) -> u64 {
        random.draw() >> random.up_to(63)
    }

    fn state(random: &mut Random) -> KeyState {
        let mut state = KeyState::default();
        let value = |random: &mut Random| {
            let count = number(random) as usize % 600;
            (random.up_to(3) > 0).then(|| vec![7; count].into())
        };
        for node in 0..random.up_to(2) {
            let node = NodeId::new(&format!("node-{node}")).unwrap();
            let dot = Dot { origin: Origin { node, epoch: 1 }, seq: number(random).max(1) };
            let (stamp, version) = (Stamp(number(random)), number(random));
            let opening = Opening([0, random.draw() as u32][random.up_to(1) as usize]);
            state.context.insert(&dot, stamp, opening);
            let timestamp_ms = number(random) as i64;
            let value = value(random);
            state.siblings.insert(Version { dot, stamp, opening, timestamp_ms, version, value });
        }
        if random.up_to(3) == 0 {
            let node = NodeId::new("other").unwrap();
            let stamp = Stamp(random.draw() >> random.up_to(63));
            let (dot, opening) = (Dot { origin: Origin { node, epoch: 2 }, seq: 3 }, Opening(0));
            state.context.insert(&dot, stamp, opening);
        }
        if random.up_to(2) == 0 {
            let (stamp, version) = (Stamp(number(random)), number(random));
            let timestamp_ms = number(random) as i64;
            let value = value(random).map(Value::Here);
            state.local = Some(LocalWrite { stamp, timestamp_ms, version, value });
        }
        state
    }

    #[test]
    fn what_is_read_by_hand_is_what_decoding_reads() {
        let mut random = Random::new(5);
        let (mut origins, view) = (Origins::default(), View::default());
        let mut read = 0;
        for _ in 0..5000 {
            let mut bytes = Vec::new();
            encode::encode(&state(&mut random), &mut origins, &mut bytes).unwrap();
            let Some(glance) = only_candidate(&bytes) else { continue };
            read += 1;
            let decoded = encode::decode(&bytes, &origins).unwrap().unwrap();
            let shown = view.shown(&decoded).and_then(Chosen::here);
            let parts = |shown: Shown<'_>| {
                (shown.value.map(<[u8]>::to_vec), shown.version, shown.timestamp_ms)
            };
            let expected = if glance.version == 0 { None } else { Some(parts(glance)) };
            assert_eq!(shown.map(parts), expected);
            for end in 0..bytes.len() {
                assert!(only_candidate(&bytes[..end]).is_none());
            }
        }
        assert!(read > 1000, "{read}");
    }
}
