// SPDX-License-Identifier: Apache-2.0
//! The versions of a key that no other has replaced. Nearly always there is one, and that one is
//! held in place: reading or replacing it follows no pointer and allocates nothing.

use std::ops::Deref;
use std::slice::from_ref;

use crate::base::id::Dot;
use crate::base::stamp::Stamp;

use super::entry::Version;

/// Versions, greatest first. Equal versions are equal variants, because each count has its own.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Siblings {
    /// No version.
    #[default]
    None,
    /// One version.
    One(Version),
    /// At least two.
    More(Vec<Version>),
}

impl Siblings {
    /// Whether another version of that name is among them, and not this one: a name that was given
    /// twice, by a node that was restored or copied. Both stay until a later write replaces them.
    pub fn has_twin(&self, dot: &Dot, stamp: Stamp) -> bool {
        let mut held = self.iter().filter(|version| version.dot == *dot).peekable();
        held.peek().is_some() && !held.any(|version| version.stamp == stamp)
    }

    /// Whether that version is among them.
    pub fn has(&self, version: &Version) -> bool {
        self.iter().any(|one| (&one.dot, one.stamp) == (&version.dot, version.stamp))
    }

    /// Lets those go that are not to be kept.
    pub fn retain(&mut self, keep: impl Fn(&Version) -> bool) {
        match self {
            Self::None => {}
            Self::One(only) => {
                if !keep(only) {
                    *self = Self::None;
                }
            }
            Self::More(list) => {
                list.retain(keep);
                if list.len() < 2 {
                    *self = list.pop().map_or(Self::None, Self::One);
                }
            }
        }
    }

    /// Adds one where it belongs: behind one of the same name and stamp, which no engine makes, so
    /// that what is read is written back as it was.
    pub fn insert(&mut self, new: Version) {
        *self = match std::mem::take(self) {
            Self::None => Self::One(new),
            Self::One(only) if only.rank(&new).is_ge() => Self::More(vec![only, new]),
            Self::One(only) => Self::More(vec![new, only]),
            Self::More(mut list) => {
                let at = list.partition_point(|sibling| sibling.rank(&new).is_ge());
                list.insert(at, new);
                Self::More(list)
            }
        };
    }
}

impl Deref for Siblings {
    type Target = [Version];

    fn deref(&self) -> &[Version] {
        match self {
            Self::None => &[],
            Self::One(only) => from_ref(only),
            Self::More(list) => list,
        }
    }
}

impl FromIterator<Version> for Siblings {
    fn from_iter<T: IntoIterator<Item = Version>>(list: T) -> Self {
        let mut siblings = Self::default();
        list.into_iter().for_each(|version| siblings.insert(version));
        siblings
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::id::{NodeId, Opening, Origin};

    fn version(stamp: u64) -> Version {
        let origin = Origin { node: NodeId::new("a").unwrap(), epoch: 1 };
        let (dot, stamp) = (Dot { origin, seq: stamp }, Stamp(stamp));
        Version { dot, stamp, opening: Opening::UNKNOWN, timestamp_ms: 1, version: 1, value: None }
    }

    #[test]
    fn the_greatest_comes_first_whatever_the_order_and_what_was_there_before() {
        for order in [[1, 2, 3], [1, 3, 2], [2, 1, 3], [2, 3, 1], [3, 1, 2], [3, 2, 1]] {
            let mut siblings = Siblings::default();
            order.iter().for_each(|&stamp| siblings.insert(version(stamp)));
            let stamps: Vec<u64> = siblings.iter().map(|sibling| sibling.stamp.0).collect();
            assert_eq!(stamps, [3, 2, 1]);
            siblings.retain(|sibling| sibling.stamp.0 == 2);
            assert_eq!(siblings, Siblings::One(version(2)));
            siblings.retain(|_| false);
            assert_eq!(siblings, Siblings::None);
        }
    }

    #[test]
    fn what_a_hostile_peer_says_twice_stays_in_its_order() {
        let told: [Version; 3] =
            [1, 2, 3].map(|timestamp_ms| Version { timestamp_ms, ..version(7) });
        let mut siblings = Siblings::default();
        told.iter().cloned().for_each(|version| siblings.insert(version));
        assert_eq!(*siblings, told);
    }
}
