// SPDX-License-Identifier: Apache-2.0
//! The reference model: what the application was told and what it had seen when it wrote. It knows
//! no contexts, no stamps, no log and no sessions, and asks the engine for no opinion.
//!
//! Every operation is known by its number, which goes with it as the application's time. What a
//! write had seen of its key, directly or through what it saw, is what it replaces; what nobody who
//! wrote the key had seen must stand. An operation whose fate is open, because the power failed in
//! the middle of it or its only copy was lost, may be there or not, and so may what it
//! replaced.

use std::collections::{BTreeMap, BTreeSet};

use crate::base::random::Random;
use crate::store::entry::Version;

use super::trace::{Outcome, Violation};

/// The number of an operation.
pub(super) type Id = i64;

/// What the application knows of an operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fate {
    /// It was told that it is done, and nothing that excuses a loss has happened.
    Certain,
    /// It may be there.
    Open,
    /// It was told that nothing happened.
    Refused,
}

/// A write of one key.
#[derive(Debug)]
struct Made {
    seen: BTreeSet<Id>,
    is_delete: bool,
}

/// What a node holds of a key.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Held {
    /// Numbers of the values.
    pub values: BTreeSet<Id>,
    /// Numbers of the marks of deletes.
    pub deletes: BTreeSet<Id>,
}

/// All of it.
#[derive(Default)]
pub(super) struct Model {
    keys: BTreeMap<u64, BTreeMap<Id, Made>>,
    fates: BTreeMap<Id, Fate>,
    groups: BTreeSet<Id>,
    /// Of each node what has to be there after every restart.
    local: Vec<BTreeSet<Id>>,
    /// Of those the ones that a power cut may take.
    unsynced: Vec<BTreeSet<Id>>,
    /// What went each time an older copy of a node's files was put back.
    gone: Vec<BTreeSet<Id>>,
    /// What was held of each key by the first node that was asked in the end.
    agreed: BTreeMap<u64, BTreeSet<Id>>,
    value_bytes_max: u64,
    last: Id,
}

impl Model {
    pub fn new(nodes: usize, value_bytes_max: u64) -> Self {
        let (local, unsynced) = (vec![BTreeSet::new(); nodes], vec![BTreeSet::new(); nodes]);
        Self { local, unsynced, value_bytes_max, ..Self::default() }
    }

    /// An operation is about to be made: of each key whether it is deleted, and what is shown.
    pub fn begin(&mut self, parts: &[(u64, bool, Held)]) -> Id {
        self.last += 1;
        if parts.len() > 1 {
            self.groups.insert(self.last);
        }
        for (key, is_delete, shown) in parts {
            let made = self.keys.entry(*key).or_default();
            let mut seen: BTreeSet<Id> = shown.values.union(&shown.deletes).copied().collect();
            for id in seen.clone() {
                seen.extend(made.get(&id).into_iter().flat_map(|other| &other.seen));
            }
            made.insert(self.last, Made { seen, is_delete: *is_delete });
        }
        self.fates.insert(self.last, Fate::Refused);
        self.last
    }

    /// The application was told that it is done here.
    pub fn done(&mut self, at: usize, id: Id, is_synced: bool) {
        self.fates.insert(id, Fate::Certain);
        self.take(at, id, is_synced);
    }

    /// The application was told nothing that it could rely on.
    pub fn open(&mut self, id: Id) {
        self.fates.insert(id, Fate::Open);
    }

    /// A node has shown, or has been said to have, an operation.
    pub fn take(&mut self, at: usize, id: Id, is_synced: bool) {
        if self.local[at].insert(id) && !is_synced {
            self.unsynced[at].insert(id);
        }
    }

    /// Everything at a node is on stable storage.
    pub fn synced(&mut self, at: usize) {
        self.unsynced[at].clear();
    }

    /// The power failed at a node.
    pub fn power_failed(&mut self, at: usize) {
        let lost = std::mem::take(&mut self.unsynced[at]);
        self.lose(at, &lost);
    }

    /// What a node has to have now.
    pub fn of(&self, at: usize) -> BTreeSet<Id> {
        self.local[at].clone()
    }

    /// A node goes on from what it had at some time.
    pub fn went_back(&mut self, at: usize, to: &BTreeSet<Id>) {
        self.unsynced[at].clear();
        let lost: BTreeSet<Id> = self.local[at].difference(to).copied().collect();
        self.lose(at, &lost);
        self.gone.push(lost);
        self.local[at].clone_from(to);
    }

    /// What was only here may be gone for ever.
    fn lose(&mut self, at: usize, lost: &BTreeSet<Id>) {
        for id in lost {
            self.local[at].remove(id);
            if !self.local.iter().any(|local| local.contains(id)) {
                self.fates.insert(*id, Fate::Open);
            }
        }
    }

    /// The keys that were ever written.
    pub fn keys(&self) -> Vec<u64> {
        self.keys.keys().copied().collect()
    }

    /// The value that an operation writes.
    pub fn value(&self, id: Id) -> Vec<u8> {
        let mut random = Random::new(id as u64);
        let bytes = random.up_to(self.value_bytes_max);
        (0..bytes).map(|at| (id as u64 ^ at) as u8).chain(id.to_le_bytes()).collect()
    }

    /// What versions say, each of them looked at.
    pub fn held(&self, key: u64, versions: &[Version]) -> Outcome<Held> {
        let mut held = Held::default();
        for version in versions {
            let id = version.timestamp_ms;
            let made = self.keys.get(&key).and_then(|made| made.get(&id));
            let is_delete = version.value.is_none();
            let fits = made.is_some_and(|made| made.is_delete == is_delete);
            let value = version.value.as_ref();
            if !fits || value.is_some_and(|value| **value != *self.value(id)) {
                let detail = format!("key {key} has {version:?}, which nobody wrote");
                return Err(Violation::new("invented", detail));
            }
            if self.fates.get(&id) == Some(&Fate::Refused) {
                let detail = format!("key {key} has operation {id}, which was refused");
                return Err(Violation::new("refused-and-there", detail));
            }
            if is_delete {
                held.deletes.insert(id)
            } else {
                held.values.insert(id)
            };
        }
        Ok(held)
    }

    /// Whether a key may look so: at one node, which need not know of what others do, or at all
    /// nodes once they know of each other.
    pub fn judge(&self, key: u64, held: &Held, at: Option<usize>) -> Outcome<()> {
        let Some(made) = self.keys.get(&key) else { return Ok(()) };
        let is_certain = |id: &Id| {
            let is_told = match at {
                Some(at) => self.local[at].contains(id),
                None => self.fates.get(id) == Some(&Fate::Certain),
            };
            is_told || held.values.contains(id) || held.deletes.contains(id)
        };
        let replaces = |id: &Id, put: &Id| made.get(id).is_some_and(|made| made.seen.contains(put));
        for put in &held.values {
            if let Some(by) = made.keys().find(|id| is_certain(id) && replaces(id, put)) {
                let detail = format!("key {key} has operation {put}, which {by} had replaced");
                return Err(Violation::new("resurrected", detail));
            }
        }
        let may_replace = |id: &Id, other: &Made| {
            let is_possible = self.fates.get(id) != Some(&Fate::Refused);
            is_certain(id) || is_possible && other.is_delete && other.seen.is_disjoint(&held.values)
        };
        // Of a group that gets a new name goes on what is left of it. What its own node had
        // replaced of it was nowhere else, and went with what had replaced it.
        let went_with = |id: &Id, put: &Id| {
            self.groups.contains(put)
                && self.gone.iter().any(|gone| gone.contains(id) && gone.contains(put))
        };
        for (put, _) in made.iter().filter(|(id, made)| !made.is_delete && is_certain(id)) {
            let mut others = made.iter().filter(|(_, other)| other.seen.contains(put));
            let is_gone = others.any(|(id, other)| may_replace(id, other) || went_with(id, put));
            if !held.values.contains(put) && !is_gone {
                let detail = format!("key {key} lacks operation {put}: {held:?}");
                return Err(Violation::new("lost", detail));
            }
        }
        Ok(())
    }

    /// All nodes that are asked have to show the same values.
    pub fn agree(&mut self, key: u64, held: &Held) -> Outcome<()> {
        let agreed = self.agreed.entry(key).or_insert_with(|| held.values.clone());
        if *agreed != held.values {
            let detail = format!("key {key} has {:?}, elsewhere {agreed:?}", held.values);
            return Err(Violation::new("disagree", detail));
        }
        Ok(())
    }
}
