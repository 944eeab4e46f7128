// SPDX-License-Identifier: Apache-2.0
//! Keys as the table holds them: short ones in place, so that a search compares numbers that lie
//! side by side instead of following a pointer for each.

use std::borrow::Borrow;
use std::cmp::Ordering;

use crate::base::op::Bytes;

/// Longest key that is held in place, in bytes: what fits beside a length and a tag into 24 bytes.
const SHORT_BYTES_MAX: usize = 22;

const _: () = assert!(size_of::<Key>() == 24);

/// A key, ordered by its bytes.
#[derive(Clone, Debug)]
pub enum Key {
    /// At most [`SHORT_BYTES_MAX`] bytes, zeros behind them.
    Short {
        /// The length of the key.
        len: u8,
        /// Its bytes.
        bytes: [u8; SHORT_BYTES_MAX],
    },
    /// A longer one, shared with the operation that wrote it.
    Long(Bytes),
}

impl Key {
    /// The key, if it is short enough to be held in place. Looking for this one is faster than
    /// looking for the bytes.
    pub fn short(key: &[u8]) -> Option<Self> {
        let mut bytes = [0; SHORT_BYTES_MAX];
        bytes.get_mut(..key.len())?.copy_from_slice(key);
        Some(Self::Short { len: u8::try_from(key.len()).ok()?, bytes })
    }
}

impl From<&Bytes> for Key {
    fn from(key: &Bytes) -> Self {
        Self::short(key).unwrap_or_else(|| Self::Long(key.clone()))
    }
}

impl Borrow<[u8]> for Key {
    fn borrow(&self) -> &[u8] {
        match self {
            Self::Short { len, bytes } => bytes.get(..usize::from(*len)).unwrap_or_default(),
            Self::Long(bytes) => bytes,
        }
    }
}

// Searches also look for slices, so the order must be that of slices. Short keys are compared as
// numbers; the zeros behind them make a key come before its own extension, or equal to one by
// zeros, and then the length decides.
impl Ord for Key {
    fn cmp(&self, other: &Self) -> Ordering {
        if let (Self::Short { len, bytes }, Self::Short { len: other_len, bytes: other_bytes }) =
            (self, other)
        {
            let (head, tail) = halves(bytes);
            let (other_head, other_tail) = halves(other_bytes);
            return head.cmp(&other_head).then_with(|| (tail, len).cmp(&(other_tail, other_len)));
        }
        let (ours, theirs): (&[u8], &[u8]) = (self.borrow(), other.borrow());
        ours.cmp(theirs)
    }
}

/// Two numbers in the order of the bytes.
fn halves(bytes: &[u8; SHORT_BYTES_MAX]) -> (u128, u64) {
    let head = bytes.first_chunk().copied().map_or(0, u128::from_be_bytes);
    // Overlaps the head, which is equal when this is looked at.
    let tail = bytes.last_chunk().copied().map_or(0, u64::from_be_bytes);
    (head, tail)
}

impl PartialOrd for Key {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Key {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Key {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_of_every_length_keep_their_bytes_and_their_order() {
        let text: Vec<u8> = (0..64).map(|at| if at % 7 == 0 { 0 } else { at }).collect();
        let mut plain: Vec<Bytes> = (0..text.len()).map(|end| text[..end].into()).collect();
        plain.extend((1..text.len()).map(|start| text[start..].into()));
        let mut keys: Vec<Key> = plain.iter().map(Key::from).collect();
        plain.sort();
        keys.sort();
        for (plain, key) in plain.iter().zip(&keys) {
            let probe = Key::short(plain).unwrap_or_else(|| Key::Long(plain.clone()));
            assert_eq!(*key, probe);
            let bytes: &[u8] = key.borrow();
            assert_eq!(&**plain, bytes);
            assert_eq!(matches!(key, Key::Short { .. }), plain.len() <= SHORT_BYTES_MAX);
        }
    }
}
