// SPDX-License-Identifier: Apache-2.0
//! What the state adds up to: the sum of a digest of each version of every living key, kept up with
//! every change, so that two replicas find out in a few bytes whether they hold the same.
//!
//! A delete counts where it is greater than a living version beside it, because then it decides
//! what is shown. Any other does not: its mark may be dropped at one replica before it is at
//! another.
//! The digest is XXH3 (128 bit; Collet), the sum is taken modulo 2^128. It is proof against
//! accidents; whoever makes versions on purpose can make sums meet.

use twox_hash::XxHash3_128;

use super::entry::{KeyState, Version};

/// Bytes that are put together on the stack.
const PLAIN_BYTES: usize = 256;

/// The sum, and of how many versions.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct StateSum {
    /// Of their digests.
    pub sum: u128,
    /// How many.
    pub count: u64,
}

impl StateSum {
    /// Of one key.
    pub fn of(key: &[u8], state: &KeyState) -> Self {
        let mut sum = Self::default();
        for version in counting(state) {
            sum.sum = sum.sum.wrapping_add(digest_of(key, version));
            sum.count += 1;
        }
        sum
    }

    /// With those of another as well.
    pub fn plus(self, other: Self) -> Self {
        let sum = self.sum.wrapping_add(other.sum);
        Self { sum, count: self.count.wrapping_add(other.count) }
    }

    /// Without those of another.
    pub fn minus(self, other: Self) -> Self {
        let sum = self.sum.wrapping_sub(other.sum);
        Self { sum, count: self.count.wrapping_sub(other.count) }
    }
}

/// The versions of a key that replicas with the same operations hold alike, whatever they have
/// forgotten: those that live, and the deletes that are greater than all of these, greatest first.
pub fn counting(state: &KeyState) -> impl Iterator<Item = &Version> {
    let lives = |version: &Version| version.value.is_some();
    // Without one that lives, none counts.
    let first = state.siblings.iter().position(lives).unwrap_or(usize::MAX);
    let has_living = first != usize::MAX;
    let counts = move |at: usize, version: &Version| has_living && (at < first || lives(version));
    let each = state.siblings.iter().enumerate();
    each.filter_map(move |(at, version)| counts(at, version).then_some(version))
}

/// The digest of one version of a key: of everything that is the same on every replica.
pub fn digest_of(key: &[u8], version: &Version) -> u128 {
    let node = version.dot.origin.node.as_str().as_bytes();
    let value = version.value.as_deref();
    let mut numbers = [0; 41];
    let parts: [&[u8]; 7] = [
        &version.dot.origin.epoch.to_le_bytes(),
        &version.dot.seq.to_le_bytes(),
        &version.stamp.0.to_le_bytes(),
        &version.timestamp_ms.to_le_bytes(),
        &[u8::from(value.is_some())],
        &(value.map_or(0, <[u8]>::len) as u64).to_le_bytes(),
        &value.map_or(0, crc32fast::hash).to_le_bytes(),
    ];
    numbers.iter_mut().zip(parts.iter().copied().flatten()).for_each(|(to, from)| *to = *from);
    let lengths = [(key.len() as u32).to_le_bytes(), (node.len() as u32).to_le_bytes()];
    let pieces = [lengths.as_flattened(), key, node, &numbers];
    let bytes: usize = pieces.iter().map(|piece| piece.len()).sum();
    let mut plain = [0; PLAIN_BYTES];
    let Some(place) = plain.get_mut(..bytes) else {
        return XxHash3_128::oneshot(&pieces.concat());
    };
    let mut rest = &mut *place;
    for piece in pieces {
        let (now, behind) = rest.split_at_mut_checked(piece.len()).unwrap_or_default();
        now.copy_from_slice(piece);
        rest = behind;
    }
    XxHash3_128::oneshot(place)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::id::{Dot, NodeId, Opening, Origin};
    use crate::base::stamp::Stamp;

    fn version(seq: u64, value: Option<&[u8]>) -> Version {
        let origin = Origin { node: NodeId::new("a").unwrap(), epoch: 1 };
        let (dot, stamp) = (Dot { origin, seq }, Stamp(seq));
        let opening = Opening(seq as u32);
        let value = value.map(Into::into);
        Version { dot, stamp, opening, timestamp_ms: 1, version: 9, value }
    }

    #[test]
    fn a_long_key_and_a_short_one_are_digested_alike() {
        // The same bytes through both ways: what is put together on the stack, and what is not.
        for len in [1, PLAIN_BYTES - 50, PLAIN_BYTES - 49, PLAIN_BYTES, 4 * PLAIN_BYTES] {
            let key = vec![b'k'; len];
            let one = version(1, Some(b"x"));
            assert_eq!(
                digest_of(&key, &one),
                digest_of(&key, &Version { version: 1, ..one.clone() })
            );
            assert_ne!(digest_of(&key, &one), digest_of(&key[1..], &one));
            assert_ne!(digest_of(&key, &one), digest_of(&key, &version(2, Some(b"x"))));
            assert_ne!(digest_of(&key, &one), digest_of(&key, &version(1, Some(b"y"))));
            assert_ne!(digest_of(&key, &version(1, Some(b""))), digest_of(&key, &version(1, None)));
        }
    }

    #[test]
    fn the_digest_of_a_version_is_the_same_for_ever() {
        assert_eq!(digest_of(b"k", &version(1, Some(b"x"))), 0x9cd2d526d3e57260ff7d9882ebc89368);
    }

    #[test]
    fn a_delete_counts_where_it_hides_a_living_version_and_sums_can_be_taken_back() {
        let mut state = KeyState::default();
        state.siblings.insert(version(2, None));
        assert_eq!(StateSum::of(b"k", &state), StateSum::default());
        state.siblings.insert(version(1, Some(b"x")));
        let hidden = StateSum::of(b"k", &state);
        assert_eq!(hidden.count, 2);
        let mut alone = KeyState::default();
        alone.siblings.insert(version(1, Some(b"x")));
        let one = StateSum::of(b"k", &alone);
        assert_ne!(hidden, one);
        // Less than what lives, it decides nothing.
        alone.siblings.insert(version(0, None));
        assert_eq!(StateSum::of(b"k", &alone), one);
        state.siblings.insert(version(3, Some(b"z")));
        let more = StateSum::of(b"k", &state);
        assert_eq!(more.minus(one).plus(one), more);
        assert_eq!(more.minus(more), StateSum::default());
    }
}
