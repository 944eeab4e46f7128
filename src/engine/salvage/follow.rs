// SPDX-License-Identifier: Apache-2.0
//! Following the log of a damaged database: every intact group, in order.
//!
//! What the runs do not hold is followed as by any opening. Older files are there for operations
//! that are owed; where a run lost a part, what they still say of the keys in it counts, too.

use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use crate::base::error::{Code, Error, Result};
use crate::base::id::{NodeId, Origin};
use crate::base::limits::{DAMAGE_LEN_MAX, SEGMENT_BYTES_MAX};
use crate::base::op::{Bytes, Operation};
use crate::base::time::Now;
use crate::disk::names::{self, Side};
use crate::outbox::entry::{Entry, Status};
use crate::store::Look;
use crate::store::entry::KeyState;
use crate::store::table::Slot;
use crate::wal::{self, Extent, Head, LogDamage, Position};

use super::super::journal::{self, Record};
use super::super::state::{State, place_of};
use super::super::verify::{Finding, Part};
use super::runs::{Wounds, is_about_reading};
use super::{MissingVersions, Salvage};

/// More than the head of a file of the log.
const HEAD_BYTES_MAX: u64 = Position::start_of(0).offset();

/// One file of the log.
#[derive(Clone)]
pub(super) struct LogFile {
    pub path: PathBuf,
    /// Its number in the log.
    pub number: u64,
    pub extent: Extent,
    /// None: it is damaged.
    pub head: Option<Head>,
}

/// What the log said beside what it did to the state.
#[derive(Default)]
pub(super) struct Followed {
    /// Where own operations stand, by their version.
    pub places: BTreeMap<u64, Position>,
    /// Entries of the outbox that no run names any more and that nothing says are settled.
    pub found: BTreeMap<u64, Entry>,
    /// The last version in a group.
    last_version: u64,
}

impl Salvage<'_> {
    /// The files of the log, oldest first. The main file is the last one, when it is there.
    pub(super) fn log_files(&self, first_segment: u64) -> Vec<LogFile> {
        let path = &self.options.path;
        let sealed: BTreeSet<u64> = self.sealed().collect();
        let mut next = sealed.last().map_or(1, |last| last + 1).max(first_segment);
        let mut files = Vec::new();
        for number in sealed {
            let path = names::segment(path, number);
            let head = self.head_of(&path);
            files.push(LogFile { path, number, extent: Extent::Sealed, head });
        }
        if let Some(path) = self.main.clone() {
            let head = self.head_of(&path);
            // Its own number counts, as far as it can be right.
            next = head.as_ref().map_or(next, |head| head.segment);
            files.push(LogFile { path, number: next, extent: Extent::Active, head });
        }
        files
    }

    fn head_of(&self, path: &std::path::Path) -> Option<Head> {
        let none = &mut |_, _, _: &[u8]| Ok(());
        let found = wal::survey(&self.patient, path, Extent::Committed(0), none, &mut |_| {});
        found.ok()?.head
    }

    fn sealed(&self) -> impl Iterator<Item = u64> + '_ {
        self.sides.iter().filter_map(|side| match side {
            Side::Segment(number) => Some(*number),
            _ => None,
        })
    }

    /// Takes in every intact group of these files. `first_segment`: the first that the runs do not
    /// hold yet; 0 when it is not known.
    pub(super) fn follow(
        &mut self,
        state: &mut State,
        files: &[LogFile],
        first_segment: u64,
        settled: &BTreeSet<u64>,
    ) -> Result<Followed> {
        let mut followed = Followed::default();
        let (broken, ignored) = (Cell::new(false), Cell::new(false));
        let mut needed = first_segment;
        for (at, file) in files.iter().enumerate() {
            if file.head.as_ref().is_some_and(|head| head.id() != self.log) {
                let context = file.path.display().to_string();
                const MESSAGE: &str = "WAL segment belongs to another log";
                let error = Error::new(Code::Corrupted, MESSAGE, context);
                self.lose_file(Part::Fit, &file.path, error);
                broken.set(true);
                continue;
            }
            if needed > 0 && file.number >= first_segment {
                self.lose_segments(needed..file.number, &broken);
                needed = file.number + 1;
            }
            let (wounds, now) = (std::mem::take(&mut self.wounds), self.options.clock.now());
            let is_old = file.number < first_segment;
            let mut follower = Follower {
                state,
                followed: &mut followed,
                wounds: &wounds,
                settled,
                // What the runs hold is not missing because it is damaged here, too.
                broken: if is_old { &ignored } else { &broken },
                is_old,
                now,
            };
            let end = self.follow_file(&mut follower, file);
            self.wounds = wounds;
            let next = files.get(at + 1).and_then(|next| next.head.as_ref());
            if file.extent == Extent::Sealed
                && let Some((end, Some(head))) = end?.map(|end| (end, next))
                && end < head.before_bytes
            {
                self.lose_end(file.path.clone(), end, head.before_bytes);
                broken.set(broken.get() || !is_old);
            }
        }
        if self.main.is_none() {
            let path = self.options.path.clone();
            self.lose_missing(Part::Log, path, "the main WAL file is missing");
            self.headroom = self.headroom.saturating_add(SEGMENT_BYTES_MAX);
            broken.set(true);
        }
        if broken.get() && self.report.missing_versions.len() < DAMAGE_LEN_MAX {
            let first = state.version + 1;
            self.report.missing_versions.push(MissingVersions { first, last: None });
        }
        Ok(followed)
    }

    /// Takes in the groups of one file. Returns where the last of them, or the last damage, ends;
    /// None: the file cannot be read.
    fn follow_file(&mut self, follower: &mut Follower<'_>, file: &LogFile) -> Result<Option<u64>> {
        let broken = follower.broken;
        let (mut bad, mut missing, mut damages) = (Vec::new(), Vec::new(), Vec::new());
        let mut replay = |at: Position, number: u64, body: &[u8]| match follower.checked(body) {
            Ok(versions) => {
                missing.extend(follower.gap_before(&versions));
                follower.take(at, body)
            }
            Err(error) => {
                let bytes = body.len() as u64;
                bad.push(LogDamage { at: at.offset(), bytes, number, error });
                broken.set(true);
                Ok(())
            }
        };
        let mut damaged = |damage: LogDamage| {
            // A damaged head takes no group with it.
            broken.set(broken.get() || damage.number > 0 || damage.bytes > HEAD_BYTES_MAX);
            damages.push(damage);
        };
        let (disk, path, extent) = (&self.patient, &file.path, file.extent);
        let found = wal::rescue(disk, path, extent, file.number, &mut replay, &mut damaged);
        let found = match found {
            Ok(found) => found,
            Err(error) if is_about_reading(&error) => {
                self.lose_file(Part::Log, path, error);
                broken.set(true);
                return Ok(None);
            }
            Err(error) => return Err(error),
        };
        damages.extend(bad);
        let end = damages.iter().map(|damage| damage.at + damage.bytes).max();
        for LogDamage { at, bytes, number, error } in damages {
            let (part, file, first, last) = (Part::Log, path.clone(), None, None);
            self.note_aside(path, at, bytes);
            self.headroom = self.headroom.saturating_add(bytes);
            self.report.lose(Finding { part, file, at, bytes, number, first, last, error }, 0);
        }
        self.report.missing_versions.extend(missing);
        self.report.missing_versions.truncate(DAMAGE_LEN_MAX);
        self.report.group_count += found.groups;
        self.report.cut_bytes += found.cut_bytes;
        self.headroom = self.headroom.saturating_add(found.cut_bytes);
        self.note_aside(path, found.end, found.cut_bytes);
        Ok(Some(end.unwrap_or(0).max(found.end)))
    }

    fn lose_segments(&mut self, numbers: std::ops::Range<u64>, broken: &Cell<bool>) {
        for number in numbers.take(DAMAGE_LEN_MAX) {
            let path = names::segment(&self.options.path, number);
            self.lose_missing(Part::Log, path, "WAL segment is missing");
            self.headroom = self.headroom.saturating_add(SEGMENT_BYTES_MAX);
            broken.set(true);
        }
    }

    fn lose_end(&mut self, file: PathBuf, at: u64, bytes: u64) {
        const MESSAGE: &str = "WAL segment has another length than it was sealed with";
        let context = format!("{}: it ends at byte {at}, not {bytes}", file.display());
        let error = Error::new(Code::Corrupted, MESSAGE, context);
        let (part, bytes, number, first, last) = (Part::Log, 0, 0, None, None);
        self.headroom = self.headroom.saturating_add(SEGMENT_BYTES_MAX);
        self.report.lose(Finding { part, file, at, bytes, number, first, last, error }, 0);
    }
}

/// Follows one group after the other.
struct Follower<'a> {
    state: &'a mut State,
    followed: &'a mut Followed,
    wounds: &'a Wounds,
    /// Versions of which a run says that they are owed no more.
    settled: &'a BTreeSet<u64>,
    /// Whether something was damaged since the last version.
    broken: &'a Cell<bool>,
    /// Whether the runs hold what the file says.
    is_old: bool,
    now: Now,
}

impl Follower<'_> {
    /// The versions in a group, when all of it can be followed.
    fn checked(&self, body: &[u8]) -> Result<Vec<u64>> {
        let mut last = self.followed.last_version;
        if !self.is_old {
            last = last.max(self.state.version);
        }
        let mut versions = Vec::new();
        for record in journal::decode(body)? {
            let version = match record {
                Record::Local(local) => local.to_write()?.1.version,
                Record::Placed(placed) => {
                    // What the runs hold needs its file no more.
                    if !self.is_old {
                        self.state.values.open(placed.named())?.lend()?;
                    }
                    placed.version()
                }
                Record::Operation { version, op, .. } | Record::Repair { version, op } => {
                    op.to_operation(u64::MAX)?;
                    version
                }
                Record::Identity { node, .. } => {
                    NodeId::new(node)?;
                    continue;
                }
                Record::Settled(ranges) => {
                    ranges.into_iter().try_for_each(|range| range.to_range().map(|_| ()))?;
                    continue;
                }
                Record::Marks(marks) => {
                    marks.into_iter().try_for_each(|mark| mark.to_mark().map(|_| ()))?;
                    continue;
                }
                Record::Carried { op, .. } => {
                    op.to_operation(u64::MAX)?;
                    continue;
                }
                Record::Held { version, op } => {
                    op.to_held()?;
                    if version <= last {
                        // It stands there once more.
                        continue;
                    }
                    version
                }
                Record::Conflict { .. }
                | Record::Peer(_)
                | Record::PeerHas(_)
                | Record::Cut(_)
                | Record::Refused(_)
                | Record::Steps(_) => {
                    continue;
                }
            };
            if version <= last {
                const MESSAGE: &str = "the versions in the log do not ascend";
                let context = format!("version {version} after {last}");
                return Err(Error::new(Code::Corrupted, MESSAGE, context));
            }
            last = version;
            versions.push(version);
        }
        Ok(versions)
    }

    /// The versions that are missing before these, when something was damaged there.
    fn gap_before(&mut self, versions: &[u64]) -> Option<MissingVersions> {
        let (first, last) = versions.first().zip(versions.last())?;
        self.followed.last_version = *last;
        let expected = self.state.version + 1;
        let is_gap = self.broken.replace(false) && *first > expected;
        is_gap.then_some(MissingVersions { first: expected, last: Some(first - 1) })
    }

    fn take(&mut self, at: Position, body: &[u8]) -> Result<()> {
        for record in journal::decode(body)? {
            match &record {
                Record::Operation { version, own: true, .. } | Record::Carried { version, .. } => {
                    self.followed.places.insert(*version, at);
                }
                Record::Settled(ranges) => {
                    for range in ranges {
                        let (origin, first, last) = range.to_range()?;
                        let is_it = |entry: &Entry| {
                            entry.dot.origin == origin && (first..=last).contains(&entry.dot.seq)
                        };
                        self.followed.found.retain(|_, entry| !is_it(entry));
                        if self.is_old {
                            self.state.pipeline.restore_settled(&origin, first, last);
                        }
                    }
                }
                _ => {}
            }
            if let Record::Carried { version, op } = &record {
                self.find(op.to_operation(u64::MAX)?, *version, at, body.len(), true);
            }
            if self.is_old {
                self.take_old(at, body.len(), &record)?;
            }
        }
        if self.is_old { Ok(()) } else { self.state.replay(at, body, self.now) }
    }

    /// What a file that the runs cover says of what they lost.
    fn take_old(&mut self, at: Position, body_bytes: usize, record: &Record<'_>) -> Result<()> {
        match record {
            Record::Identity { node, epoch } => {
                let origin = Origin { node: NodeId::new(node)?, epoch: *epoch };
                self.state.own.entry(origin.node.clone()).or_insert(origin);
            }
            Record::Local(local) => {
                let (key, write) = local.to_write()?;
                if let Some(below) = self.lacks(&key, write.version)? {
                    self.state.store.apply_local(&key, write, below);
                }
            }
            Record::Operation { version, own, queued, op } => {
                let op = op.to_operation(u64::MAX)?;
                if self.state.cuts.iter().any(|cut| cut.voids(&op.dot, at.0)) {
                    return Ok(());
                }
                for change in op.changes() {
                    let Some(below) = self.lacks(change.key, *version)? else { continue };
                    match (*own, *queued) {
                        (true, _) => self.state.apply_own_change(&change, *version, below),
                        // Under an earlier name it was replaced.
                        (false, true) => self.state.store.apply_replaced(&change, *version, below),
                        (false, false) => self.state.store.apply_change(&change, *version, below),
                    };
                }
                // All of it is in what is here now.
                self.state.knowledge.insert(&op.dot);
                if *own {
                    self.find(op, *version, at, body_bytes, *queued);
                }
            }
            Record::Repair { version, op } => {
                let op = op.to_operation(u64::MAX)?;
                for change in op.changes() {
                    if let Some(below) = self.lacks(change.key, *version)? {
                        self.state.store.apply_change(&change, *version, below);
                    }
                }
            }
            Record::Held { version, op } => {
                let op = op.to_held()?;
                // The runs say what they follow from, unless they lost something.
                if !self.wounds.touches_state() && self.state.knowledge.insert(&op.dot) {
                    self.state.hold.insert(*version, op.into(), at.segment());
                }
            }
            Record::Carried { .. }
            | Record::Placed(_)
            | Record::Peer(_)
            | Record::PeerHas(_)
            | Record::Cut(_)
            | Record::Settled(_)
            | Record::Marks(_)
            | Record::Refused(_)
            | Record::Steps(_)
            | Record::Conflict { .. } => {}
        }
        Ok(())
    }

    /// Whether a change has to be taken in, and what is below it. None: it is in the state, or a
    /// later one is.
    fn lacks(&self, key: &Bytes, version: u64) -> Result<Option<Slot>> {
        if !self.wounds.covers_key(key) {
            return Ok(None);
        }
        let (newest, below) = match self.state.store.look(key) {
            Look::Top(state) => (state.map_or(0, newest), None),
            Look::Older(slot) => (slot.as_deref().map_or(0, newest), slot.clone()),
            Look::Below => {
                let slot = self.state.store.runs().state(key)?;
                (slot.as_deref().map_or(0, newest), slot)
            }
        };
        Ok((version > newest).then_some(below))
    }

    /// An own operation of which no run says where it stands.
    fn find(&mut self, op: Operation, version: u64, at: Position, bytes: usize, queued: bool) {
        let is_listed = self.state.pipeline.outbox().get(version).is_some();
        if is_listed || self.settled.contains(&version) || !self.wounds.covers_owed(version) {
            return;
        }
        let mut entry = Entry::new(op.dot, version, place_of(at, bytes));
        entry.status = if queued { Status::Queued } else { Status::Pending };
        self.followed.found.insert(version, entry);
    }
}

/// The version of the latest write that a state shows.
fn newest(state: &KeyState) -> u64 {
    let versions = state.siblings.iter().map(|sibling| sibling.version);
    versions.chain(state.local.iter().map(|write| write.version)).max().unwrap_or(0)
}
