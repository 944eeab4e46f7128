// SPDX-License-Identifier: Apache-2.0
//! What a replica knows: per origin, the set of operations it holds. Used to recognise duplicates,
//! to plan what to send and, later, what may be collected.

use std::collections::BTreeMap;

use twox_hash::XxHash3_64;

use super::error::{Code, Error, Result};
use super::id::{Dot, Origin};
use super::limits::RANGES_LEN_MAX;
use super::ranges::Ranges;

/// Per origin, the sequence numbers that are known. Only ever grows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Knowledge {
    origins: BTreeMap<Origin, Ranges>,
}

impl Knowledge {
    /// Whether the operation is known.
    pub fn contains(&self, dot: &Dot) -> bool {
        self.origins.get(&dot.origin).is_some_and(|ranges| ranges.contains(dot.seq))
    }

    /// Adds an operation; false when it was known.
    pub fn insert(&mut self, dot: &Dot) -> bool {
        match self.origins.get_mut(&dot.origin) {
            Some(ranges) => ranges.insert(dot.seq),
            None => self.origins.entry(dot.origin.clone()).or_default().insert(dot.seq),
        }
    }

    /// Forgets every operation of an origin above `last`.
    pub fn cut(&mut self, origin: &Origin, last: u64) {
        if let Some(ranges) = self.origins.get_mut(origin) {
            ranges.cut(last);
            if ranges.is_empty() {
                self.origins.remove(origin);
            }
        }
    }

    /// Adds every operation of an origin from `first` to `last`, both included.
    pub fn insert_range(&mut self, origin: &Origin, first: u64, last: u64) {
        self.origins.entry(origin.clone()).or_default().insert_range(first, last);
    }

    /// Refuses an operation that would open one gap too many, with as many that count beside.
    pub fn check_room(&self, dot: &Dot, gaps_beside: usize) -> Result<()> {
        let gaps = self.origins.get(&dot.origin).map_or(0, Ranges::gap_count) + gaps_beside;
        if gaps < RANGES_LEN_MAX {
            return Ok(());
        }
        Err(Error::new(
            Code::InvalidState,
            "too many gaps in the operations of one origin",
            format!("{gaps} of {}, allowed are {RANGES_LEN_MAX}", dot.origin.node.as_str()),
        ))
    }

    /// The stored copy of an origin that is known, so that equal names share their bytes.
    pub fn shared(&self, origin: &Origin) -> Origin {
        self.origins.get_key_value(origin).map_or(origin, |(known, _)| known).clone()
    }

    /// What is known of one origin.
    pub fn of(&self, origin: &Origin) -> Option<&Ranges> {
        self.origins.get(origin)
    }

    /// Every origin with what is known of it, in order of node id and epoch.
    pub fn iter(&self) -> impl Iterator<Item = (&Origin, &Ranges)> {
        self.origins.iter()
    }

    /// Adds a set of operations of one origin.
    pub fn insert_ranges(&mut self, origin: &Origin, ranges: Ranges) {
        match self.origins.get_mut(origin) {
            Some(known) => known.join(&ranges),
            None if ranges.is_empty() => {}
            None => {
                self.origins.insert(origin.clone(), ranges);
            }
        }
    }

    /// Whether nothing is known.
    pub fn is_empty(&self) -> bool {
        self.origins.values().all(Ranges::is_empty)
    }

    /// Forgets an operation.
    pub fn remove(&mut self, dot: &Dot) {
        if let Some(ranges) = self.origins.get_mut(&dot.origin) {
            ranges.remove(dot.seq);
            if ranges.is_empty() {
                self.origins.remove(&dot.origin);
            }
        }
    }

    /// How many operations are known; `u64::MAX` when they are more.
    pub fn count(&self) -> u64 {
        self.origins.values().map(Ranges::count).fold(0, u64::saturating_add)
    }

    /// Whether every operation that the other knows is known here.
    pub fn covers(&self, other: &Self) -> bool {
        other.iter().all(|(origin, theirs)| match self.of(origin) {
            Some(own) => own.covers(theirs),
            None => theirs.is_empty(),
        })
    }

    /// Adds every operation that the other knows.
    pub fn join(&mut self, other: &Self) {
        for (origin, ranges) in other.iter().filter(|(_, ranges)| !ranges.is_empty()) {
            self.origins.entry(origin.clone()).or_default().join(ranges);
        }
    }

    /// The operations that are known here and not to the other.
    pub fn minus(&self, other: &Self) -> Self {
        self.combine(|origin, own| match other.of(origin) {
            Some(theirs) => own.minus(theirs).into_iter().collect(),
            None => own.clone(),
        })
    }

    /// The operations that both know.
    pub fn meet(&self, other: &Self) -> Self {
        self.combine(|origin, own| other.of(origin).map_or(Ranges::default(), |o| own.meet(o)))
    }

    /// Keeps of each origin what `choose` says; origins of which nothing is left are gone.
    fn combine(&self, choose: impl Fn(&Origin, &Ranges) -> Ranges) -> Self {
        let chosen = self.iter().map(|(origin, own)| (origin.clone(), choose(origin, own)));
        Self { origins: chosen.filter(|(_, ranges)| !ranges.is_empty()).collect() }
    }

    /// A digest, equal wherever the same operations are known: XXH3 (64 bit) of each origin's
    /// bytes, seeded with the digest of the origins before it (`docs/format/wire.md`).
    pub fn hash(&self) -> u64 {
        self.hash_after(0)
    }

    /// The same, seeded with the digest of something else.
    pub fn hash_after(&self, seed: u64) -> u64 {
        let mut bytes = Vec::new();
        self.iter().filter(|(_, ranges)| !ranges.is_empty()).fold(seed, |seed, (origin, ranges)| {
            bytes.clear();
            bytes.extend_from_slice(&(origin.node.as_str().len() as u64).to_le_bytes());
            bytes.extend_from_slice(origin.node.as_str().as_bytes());
            bytes.extend_from_slice(&origin.epoch.to_le_bytes());
            for (first, last) in ranges.iter() {
                bytes.extend_from_slice(&first.to_le_bytes());
                bytes.extend_from_slice(&last.to_le_bytes());
            }
            XxHash3_64::oneshot_with_seed(seed, &bytes)
        })
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::super::id::NodeId;
    use super::super::random::Random;
    use super::*;

    fn origin(number: u64) -> Origin {
        let node = NodeId::new(if number < 2 { "a" } else { "b" }).unwrap();
        Origin { node, epoch: (number % 2) as u32 }
    }

    /// Knowledge of a few operations, and the same as a plain set.
    fn pair(random: &mut Random) -> (Knowledge, BTreeSet<(u64, u64)>) {
        let (mut known, mut plain) = (Knowledge::default(), BTreeSet::new());
        for _ in 0..random.up_to(11) {
            let (number, seq) = (random.up_to(3), random.up_to(5) + 1);
            known.insert(&Dot { origin: origin(number), seq });
            plain.insert((number, seq));
        }
        (known, plain)
    }

    fn plain(known: &Knowledge) -> BTreeSet<(u64, u64)> {
        let all = (0..4).flat_map(|number| (1..7).map(move |seq| (number, seq)));
        all.filter(|&(number, seq)| known.contains(&Dot { origin: origin(number), seq })).collect()
    }

    #[test]
    fn knowledge_compares_and_combines_as_plain_sets_do() {
        let mut random = Random::new(3);
        for _ in 0..3_000 {
            let (a, a_plain) = pair(&mut random);
            let (b, b_plain) = pair(&mut random);
            assert_eq!(plain(&a), a_plain);
            assert_eq!(a.count(), a_plain.len() as u64);
            assert_eq!(a.is_empty(), a_plain.is_empty());
            assert_eq!(a.covers(&b), a_plain.is_superset(&b_plain));
            assert_eq!(plain(&a.minus(&b)), &a_plain - &b_plain);
            assert_eq!(plain(&a.meet(&b)), &a_plain & &b_plain);
            assert_eq!(a.hash() == b.hash(), a_plain == b_plain);
            let (number, seq) = (random.up_to(3), random.up_to(5) + 1);
            let (mut less, mut less_plain) = (a.clone(), a_plain.clone());
            less.remove(&Dot { origin: origin(number), seq });
            less_plain.remove(&(number, seq));
            assert_eq!(plain(&less), less_plain);
            assert_eq!(less.hash() == a.hash(), less_plain == a_plain);
            let mut joined = a.minus(&b);
            joined.join(&b);
            assert_eq!(plain(&joined), &a_plain | &b_plain);
            let mut other_way = b.clone();
            other_way.join(&a);
            assert_eq!(joined, other_way);
            assert_eq!(joined.hash(), other_way.hash());
        }
    }

    #[test]
    fn an_origin_of_which_nothing_is_known_counts_for_nothing() {
        let mut known = Knowledge::default();
        known.insert_range(&origin(0), 2, 1);
        assert!(known.is_empty() && Knowledge::default().covers(&known));
        assert_eq!(known.hash(), Knowledge::default().hash());
        assert_eq!(known.count(), 0);
    }

    #[test]
    fn the_digest_is_the_same_on_every_platform() {
        let mut known = Knowledge::default();
        known.insert_range(&origin(0), 1, 41);
        known.insert_range(&origin(3), 7, 9);
        assert_eq!(known.hash(), DIGEST);
    }

    const DIGEST: u64 = 0x1fc1_e140_8572_763b;
}
