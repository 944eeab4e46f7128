// SPDX-License-Identifier: Apache-2.0
//! What still has to reach its destination, as positions and states, never as copies.
//!
//! Promises: every call costs at most the logarithm of the depth; an entry leaves only when it was
//! acknowledged and pruned, or discarded on purpose; whatever is owed is due at a known time.
//! Imports `base` alone; `sync` calls it. Invariant: each entry stands in exactly the index that
//! its status names (ready or delayed: Queued; waiting: InFlight with an acknowledgement to come;
//! done: Applied; failed: Failed), and the indexes hold nothing else.
//!
//! Times called `_at_ms` are wall clock and only told; due times are on the clock that only goes
//! forward, so that a step of the wall clock neither expires nor delays anything.

mod coalesce;
pub mod entry;
mod index;
mod lane;
pub mod retry;

use std::collections::BTreeMap;
use std::ops::Bound;

use crate::base::id::{Dot, NodeId, Origin};
use crate::base::limits::COMPLETED_LEN_MAX;
use crate::base::time::Now;

pub use coalesce::Coalescing;
use entry::{DUE_NOW, Entry, Status};
use index::Index;
use lane::Lane;

/// How many entries stand where.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// All entries.
    pub total: usize,
    /// Written, not queued.
    pub pending: usize,
    /// Queued, due or not.
    pub queued: usize,
    /// Handed out.
    pub in_flight: usize,
    /// Of those, the ones for which nobody waits for an acknowledgement.
    pub handed_over: usize,
    /// Acknowledged, not pruned.
    pub applied: usize,
    /// Given up.
    pub failed: usize,
}

/// The entries of one destination.
#[derive(Debug, Default)]
pub struct Outbox {
    entries: Lane,
    names: BTreeMap<Origin, BTreeMap<u64, u64>>,
    index: Index,
    /// Entries up to this version are saved outside,
    saved_to: u64,
    /// and those of them changed since, or left, in any order.
    changed: Vec<u64>,
    /// How many entries need a file, and about how many bytes of it.
    needed: BTreeMap<u64, Needed>,
    /// The sum of those bytes.
    needed_bytes: u64,
    /// Which entries are superfluous, where a full outbox may make room.
    coalescing: Option<Coalescing>,
}

/// What entries need of one file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Needed {
    /// How many entries.
    pub len: usize,
    /// About how many bytes their operations take.
    pub bytes: u64,
}

/// What has to be saved: entries that changed or left, then everything new.
#[derive(Clone, Debug, Default)]
pub struct Unsaved {
    /// Versions that were saved before and are now different, or gone; ascending.
    pub changed: Vec<u64>,
    /// The first version that was never saved.
    pub first: u64,
    /// The last version to be saved.
    pub last: u64,
}

impl Outbox {
    /// Adds an entry that the log holds by now. Versions and dots must be new.
    pub fn push(&mut self, entry: Entry) {
        let names = match self.names.get_mut(&entry.dot.origin) {
            Some(names) => names,
            None => self.names.entry(entry.dot.origin.clone()).or_default(),
        };
        names.insert(entry.dot.seq, entry.version);
        let mut entry = entry;
        self.note(&mut entry);
        self.index.insert(&entry);
        self.need(needed_of(&entry));
        self.entries.insert(entry);
    }

    /// The entry with that version.
    pub fn get(&self, version: u64) -> Option<&Entry> {
        self.entries.get(version)
    }

    /// The version of the entry with that dot.
    pub fn version_of(&self, dot: &Dot) -> Option<u64> {
        self.names.get(&dot.origin)?.get(&dot.seq).copied()
    }

    /// The entries that have this public id, oldest first. Mostly one: several when an earlier life
    /// of the node still owes what a later one counts anew.
    pub fn namesakes(&self, node: &NodeId, seq: u64) -> Vec<&Entry> {
        let [first, last] = [0, u32::MAX].map(|epoch| Origin { node: node.clone(), epoch });
        let lives = self.names.range(first..=last);
        let versions = lives.filter_map(|(_, names)| names.get(&seq));
        let mut all: Vec<&Entry> = versions.filter_map(|&v| self.entries.get(v)).collect();
        all.sort_by_key(|entry| entry.version);
        all
    }

    /// Whether another entry with the same public id is handed out: an acknowledgement would not
    /// say which of them it means.
    pub fn is_held_back(&self, entry: &Entry) -> bool {
        let is_rival =
            |other: &&Entry| other.version != entry.version && other.status == Status::InFlight;
        self.names.len() > 1
            && self.namesakes(&entry.dot.origin.node, entry.dot.seq).iter().any(is_rival)
    }

    /// The versions of one origin's entries, from one sequence number to another, both included.
    pub fn versions_in(&self, origin: &Origin, first: u64, last: u64) -> Vec<u64> {
        if first > last {
            return Vec::new();
        }
        let Some(names) = self.names.get(origin) else { return Vec::new() };
        let len_max = usize::try_from(last - first).unwrap_or(usize::MAX).saturating_add(1);
        let mut versions = Vec::with_capacity(len_max.min(names.len()));
        versions.extend(names.range(first..=last).map(|(_, &version)| version));
        versions
    }

    /// Whether there is an entry of that origin.
    pub fn has_of(&self, origin: &Origin) -> bool {
        self.names.contains_key(origin)
    }

    /// All entries, oldest first.
    pub fn entries(&self) -> impl Iterator<Item = &Entry> {
        self.entries.iter()
    }

    /// The given-up entries, oldest first.
    pub fn failed(&self) -> impl Iterator<Item = &Entry> {
        self.index.failed.iter().filter_map(|version| self.entries.get(*version))
    }

    /// How many entries stand where; costs nothing.
    pub fn counts(&self) -> Counts {
        let queued = self.index.ready.len() + self.index.delayed.len();
        let handed_over = self.index.handed_over.len();
        let in_flight = self.index.waiting.len() + handed_over;
        let (applied, failed) = (self.index.done.len(), self.index.failed.len());
        let total = self.entries.len();
        let pending = total - queued - in_flight - applied - failed;
        Counts { total, pending, queued, in_flight, handed_over, applied, failed }
    }

    /// Puts an entry into the queue, due at `due_ms` ([`DUE_NOW`] for at once), which is told as
    /// `due_at_ms`. The attempts so far stay counted. False when there is no such entry.
    pub fn queue(&mut self, version: u64, due_ms: i64, due_at_ms: i64) -> bool {
        self.change(version, |entry| {
            entry.status = Status::Queued;
            entry.awaits_ack = false;
            entry.due_ms = due_ms;
            entry.next_attempt_at_ms = due_at_ms;
        })
    }

    /// The oldest queued entries that are due, at most `count_max`, oldest first.
    pub fn due(&mut self, now: Now, count_max: usize) -> impl Iterator<Item = &Entry> {
        while let Some(&(due_ms, version)) = self.index.delayed.first() {
            if due_ms > now.mono_ms {
                break;
            }
            self.change(version, |entry| entry.due_ms = DUE_NOW);
        }
        let ready = self.index.ready.iter().take(count_max);
        ready.filter_map(|version| self.entries.get(*version))
    }

    /// How many queued entries after a version are due, looking at no more than `count_max`, and
    /// the last of them.
    pub fn due_after(&self, version: u64, count_max: usize) -> (usize, u64) {
        let after = (Bound::Excluded(version), Bound::Unbounded);
        let due = self.index.ready.range(after).take(count_max);
        due.fold((0, version), |(count, _), last| (count + 1, *last))
    }

    /// Marks an entry as handed out; `ack_timeout_ms` None when no acknowledgement is asked for.
    pub fn hand_out(&mut self, version: u64, now: Now, ack_timeout_ms: Option<i64>) {
        self.change(version, |entry| {
            entry.status = Status::InFlight;
            entry.was_sent = true;
            entry.awaits_ack = ack_timeout_ms.is_some();
            entry.attempts = entry.attempts.saturating_add(1);
            entry.last_attempt_at_ms = now.wall_ms;
            entry.due_ms = now.mono_ms.saturating_add(ack_timeout_ms.unwrap_or(0).max(0));
        });
    }

    /// The entry whose acknowledgement has been late for longest.
    pub fn first_late(&self, now: Now) -> Option<&Entry> {
        let &(due_ms, version) = self.index.waiting.first()?;
        if due_ms > now.mono_ms { None } else { self.entries.get(version) }
    }

    /// Marks an entry as given up, with the number of the last error.
    pub fn fail(&mut self, version: u64, error: u16) {
        self.change(version, |entry| {
            entry.status = Status::Failed;
            entry.awaits_ack = false;
            entry.last_error = error;
        });
    }

    /// Notes a delivery error without moving the entry.
    pub fn note_error(&mut self, version: u64, error: u16) {
        if let Some(entry) = self.entries.get_mut(version) {
            entry.last_error = error;
            note(self.saved_to, &mut self.changed, entry);
        }
    }

    /// Marks an entry as acknowledged, wherever it stood: a late acknowledgement takes the queued
    /// copy along. Beyond [`COMPLETED_LEN_MAX`] the oldest acknowledged entry leaves; its version
    /// is returned.
    pub fn complete(&mut self, version: u64) -> Option<u64> {
        self.change(version, |entry| {
            entry.status = Status::Applied;
            entry.awaits_ack = false;
            entry.next_attempt_at_ms = 0;
        });
        if self.index.done.len() <= COMPLETED_LEN_MAX {
            return None;
        }
        let oldest = self.first_done()?;
        self.remove(oldest).map(|entry| entry.version)
    }

    /// Takes an entry away for good.
    pub fn remove(&mut self, version: u64) -> Option<Entry> {
        let mut entry = self.entries.remove(version)?;
        self.note(&mut entry);
        self.forget_superseded(version);
        self.index.remove(&entry);
        self.let_go(needed_of(&entry));
        if let Some(names) = self.names.get_mut(&entry.dot.origin) {
            names.remove(&entry.dot.seq);
            if names.is_empty() {
                self.names.remove(&entry.dot.origin);
            }
        }
        Some(entry)
    }

    /// The oldest acknowledged entry.
    pub fn first_done(&self) -> Option<u64> {
        self.index.done.first().copied()
    }

    /// The oldest entry that was handed out without asking for an acknowledgement.
    pub fn first_handed_over(&self) -> Option<u64> {
        self.index.handed_over.first().copied()
    }

    /// When something is next to be done: a queued entry falls due, or an acknowledgement becomes
    /// late. On the clock that only goes forward; a time in the past means now.
    pub fn next_due_ms(&self) -> Option<i64> {
        if !self.index.ready.is_empty() {
            return Some(DUE_NOW);
        }
        let delayed = self.index.delayed.first().map(|&(due_ms, _)| due_ms);
        let waiting = self.index.waiting.first().map(|&(due_ms, _)| due_ms);
        [delayed, waiting].into_iter().flatten().min()
    }

    /// Says what has to be saved, up to and with version `last`, and takes it for saved.
    pub fn take_unsaved(&mut self, last: u64) -> Unsaved {
        let first = self.saved_to + 1;
        self.saved_to = last.max(self.saved_to);
        let mut changed = std::mem::take(&mut self.changed);
        changed.sort_unstable();
        for version in &changed {
            if let Some(entry) = self.entries.get_mut(*version) {
                entry.is_noted = false;
            }
        }
        Unsaved { changed, first, last: self.saved_to }
    }

    /// Takes back what was not saved after all.
    pub fn put_back(&mut self, unsaved: Unsaved) {
        self.saved_to = unsaved.first.saturating_sub(1);
        let changed = std::mem::take(&mut self.changed);
        let (changed, new): (Vec<_>, Vec<_>) =
            changed.into_iter().partition(|version| *version <= self.saved_to);
        self.changed = changed;
        // What is new again is saved as a whole; what changes after that has to be noted then.
        for version in new {
            if let Some(entry) = self.entries.get_mut(version) {
                entry.is_noted = false;
            }
        }
        self.changed.extend(unsaved.changed);
        self.changed.sort_unstable();
        self.changed.dedup();
        for version in &self.changed {
            if let Some(entry) = self.entries.get_mut(*version) {
                entry.is_noted = true;
            }
        }
    }

    /// The entries from a version on, oldest first.
    pub fn entries_from(&self, version: u64) -> impl Iterator<Item = &Entry> {
        self.entries.iter_from(version)
    }

    /// The oldest entry that is not acknowledged.
    pub fn oldest_needed(&self) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.status != Status::Applied)
    }

    /// What entries that are not acknowledged need of each file, oldest file first.
    pub fn needed(&self) -> &BTreeMap<u64, Needed> {
        &self.needed
    }

    /// About how many bytes of files all these entries need.
    pub fn needed_bytes(&self) -> u64 {
        self.needed_bytes
    }

    /// How many entries are not acknowledged.
    pub fn needed_len(&self) -> u64 {
        (self.entries.len() - self.index.done.len()) as u64
    }

    /// Begins to note which entries are superfluous, or ends it. What was written before it began
    /// stays unnoted.
    pub fn set_coalescing(&mut self, is_on: bool) {
        if self.coalescing.is_some() != is_on {
            self.coalescing = is_on.then(Coalescing::default);
        }
    }

    /// Which entries are superfluous, if that is noted.
    pub fn coalescing(&self) -> Option<&Coalescing> {
        self.coalescing.as_ref()
    }

    /// The same, to note an entry that was just pushed.
    pub fn coalescing_mut(&mut self) -> Option<&mut Coalescing> {
        self.coalescing.as_mut()
    }

    /// Takes away an entry that another has made superfluous, unless it was handed out meanwhile.
    pub fn remove_unsent(&mut self, version: u64) -> Option<Entry> {
        if !is_unsent(self.entries.get(version)?) {
            return None;
        }
        self.remove(version)
    }

    fn forget_superseded(&mut self, version: u64) {
        if let Some(coalescing) = &mut self.coalescing {
            coalescing.forget(version);
        }
    }

    /// The acknowledged entries whose operation is in a file before `file`, oldest first.
    pub fn done_before(&self, file: u64) -> Vec<u64> {
        let is_before = |version: &u64| {
            self.entries.get(*version).is_some_and(|entry| entry.place.file() < file)
        };
        self.index.done.iter().copied().filter(is_before).collect()
    }

    /// Restores what a log said of an entry: attempts and times, and whether it was given up.
    pub fn restore(&mut self, version: u64, restore: impl FnOnce(&mut Entry)) -> bool {
        self.change(version, restore)
    }

    fn change(&mut self, version: u64, change: impl FnOnce(&mut Entry)) -> bool {
        let Some(entry) = self.entries.get_mut(version) else { return false };
        self.index.remove(entry);
        let before = needed_of(entry);
        change(entry);
        self.index.insert(entry);
        let after = needed_of(entry);
        note(self.saved_to, &mut self.changed, entry);
        if !is_unsent(entry) {
            self.forget_superseded(version);
        }
        if before != after {
            self.let_go(before);
            self.need(after);
        }
        true
    }

    fn need(&mut self, part: Option<(u64, u64)>) {
        let Some((file, bytes)) = part else { return };
        let needed = self.needed.entry(file).or_default();
        needed.len += 1;
        needed.bytes += bytes;
        self.needed_bytes += bytes;
    }

    fn let_go(&mut self, part: Option<(u64, u64)>) {
        let Some((file, bytes)) = part else { return };
        let Some(needed) = self.needed.get_mut(&file) else { return };
        needed.len -= 1;
        needed.bytes -= bytes;
        self.needed_bytes -= bytes;
        if needed.len == 0 {
            self.needed.remove(&file);
        }
    }

    fn note(&mut self, entry: &mut Entry) {
        note(self.saved_to, &mut self.changed, entry);
    }
}

/// Whether nobody can have the operation of an entry yet.
fn is_unsent(entry: &Entry) -> bool {
    matches!(entry.status, Status::Pending | Status::Queued) && !entry.was_sent
}

/// What an entry needs: a file, and about so many bytes of it. Nothing once it is acknowledged.
fn needed_of(entry: &Entry) -> Option<(u64, u64)> {
    let is_needed = entry.status != Status::Applied;
    is_needed.then(|| (entry.place.file(), u64::from(entry.place.bytes)))
}

/// Notes that an entry has to be saved again, once.
fn note(saved_to: u64, changed: &mut Vec<u64>, entry: &mut Entry) {
    if entry.version <= saved_to && !entry.is_noted {
        entry.is_noted = true;
        changed.push(entry.version);
    }
}
