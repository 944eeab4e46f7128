// SPDX-License-Identifier: Apache-2.0
//! The state of another replica on its way in: verified pages in a file beside the database, or in
//! memory where there are no files. Nothing of it shows before all of it is there.
//!
//! A transfer that breaks off goes on behind the last page, maybe with another snapshot and from
//! another peer; so each part of the keys has its own account of the operations that it follows
//! from. It begins anew where a key that has come has seen what neither that snapshot follows from
//! nor this node knows: nobody may have it any more. The file is of no use after a crash: opening
//! removes it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::base::error::{Code, Error, Result, invalid};
use crate::base::id::{NodeId, Opening, Origin};
use crate::base::know::Knowledge;
use crate::base::limits::{KEY_BYTES_MAX, SNAPSHOT_STALE_MS};
use crate::base::op::{Context, Seen};
use crate::base::stamp::Stamp;
use crate::base::time::Now;
use crate::base::trail::Trail;
use crate::disk::{Access, Disk, DiskFile, names};
use crate::store::page;
use crate::store::sum::StateSum;
use crate::sync::wire::message::SnapTrail;

use super::options::Durability;
use super::{Engine, lock};

/// A snapshot that was offered.
#[derive(Clone, Debug, Default)]
pub struct Offered {
    /// The operations that it follows from.
    pub known: Knowledge,
    /// The clock of its sender.
    pub stamp: Stamp,
    /// What its living versions add up to.
    pub sum: StateSum,
}

/// Where a transfer begins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Begun {
    /// Another peer's snapshot is on its way.
    Busy,
    /// Behind this key; None: with the first one.
    Behind(Option<Vec<u8>>),
    /// Everything is there already.
    Whole,
}

/// Keys up to `upto` follow from these operations; None: all others.
#[derive(Clone)]
struct Part {
    known: Knowledge,
    upto: Option<Vec<u8>>,
}

/// What proves that an operation was followed where the state comes from, and what here.
///
/// Under numbers of a life that was put back or copied, both may know other operations. Where the
/// trails of both sides part, neither knowledge proves anything.
pub struct Evidence {
    parts: Vec<Part>,
    /// The operations that the state of every key there follows from.
    pub claim: Knowledge,
    /// Those that the state here follows from.
    pub ours: Knowledge,
}

impl Evidence {
    /// The operations that the state of this key follows from.
    pub fn known_at(&self, key: &[u8]) -> &Knowledge {
        let holds = |part: &&Part| part.upto.as_deref().is_none_or(|upto| key <= upto);
        self.parts.iter().find(holds).map_or(&self.claim, |part| &part.known)
    }
}

/// What has come so far.
pub struct Incoming {
    from: NodeId,
    moved_ms: i64,
    parts: Vec<Part>,
    last: Option<Vec<u8>>,
    spill: Spill,
    /// What the living versions of the present stream add up to, and what they should.
    sum: StateSum,
    expected: Option<StateSum>,
    pub stamp: Stamp,
    /// What is remembered of the operations that it follows from.
    trails: BTreeMap<Origin, Trail>,
    /// What its keys have seen.
    seen: Context,
    pub keys: u64,
    pub bytes: u64,
    pub is_whole: bool,
}

impl Incoming {
    /// What counts as proven where a state that follows from `ours`, and remembers that much of the
    /// last operations of each origin, meets this one.
    pub fn evidence(&self, ours: Knowledge, latest: &BTreeMap<Origin, Trail>) -> Evidence {
        let mut evidence = Evidence { parts: self.parts.clone(), claim: self.claim(), ours };
        for (origin, theirs) in &self.trails {
            let parted = latest.get(origin).and_then(|trail| trail.parted_from(theirs));
            let Some(last) = parted.map(|parted| parted - 1) else { continue };
            evidence.parts.iter_mut().for_each(|part| part.known.cut(origin, last));
            evidence.claim.cut(origin, last);
            evidence.ours.cut(origin, last);
        }
        evidence
    }

    /// The operations that the state of every key follows from.
    pub fn claim(&self) -> Knowledge {
        let mut parts = self.parts.iter().map(|part| &part.known);
        let first = parts.next().cloned().unwrap_or_default();
        parts.fold(first, |common, known| common.meet(known))
    }

    /// The page at a place, and the place of the next one.
    pub fn page(&self, at: u64) -> Result<Option<(Vec<u8>, u64)>> {
        self.spill.page(at)
    }

    /// Adds what is remembered of each origin up to the last operation in `claim`, but for `own`
    /// lives of this node.
    pub fn join_trails(
        &self,
        claim: &Knowledge,
        own: impl Fn(&Origin) -> bool,
        latest: &mut BTreeMap<Origin, Trail>,
    ) {
        for (origin, trail) in self.trails.iter().filter(|(origin, _)| !own(origin)) {
            let Some(known) = claim.of(origin) else { continue };
            let to = latest.entry(origin.clone()).or_default();
            let steps = trail.all().filter(|(seq, _)| *seq <= known.last());
            steps.for_each(|(seq, stamp)| to.note(seq, stamp));
        }
    }

    /// Whether what has come may stand beside a state that follows from `known`, where `ours` are
    /// known: its keys have seen nothing else. The giver may have lost its files since, and what it
    /// alone had with them; then no other node could take over what came of that.
    fn goes_with(&self, known: &Knowledge, ours: &Knowledge) -> bool {
        let mut beside = Knowledge::default();
        self.parts.iter().for_each(|part| beside.join(&part.known.minus(known).minus(ours)));
        !beside.iter().any(|(origin, ranges)| {
            let (first, seen) = (ranges.first_from(1), self.seen.seq_of(origin));
            first.is_some_and(|first| seen.is_some_and(|seen| first <= seen))
        })
    }

    fn note(&mut self, origin: &Origin, seq: u64, stamp: Stamp) {
        match self.trails.get_mut(origin) {
            Some(trail) => trail.note(seq, stamp),
            None => self.trails.entry(origin.clone()).or_default().note(seq, stamp),
        }
    }

    fn add(&mut self, bytes: &[u8], value_bytes_max: u64, now: Now) -> Result<()> {
        let mut seen = Vec::new();
        let known = self.parts.last().map(|part| &part.known);
        let (mut sum, mut keys, mut last) = (self.sum, 0, self.last.clone());
        let mut context = Context::default();
        page::read(bytes, value_bytes_max, |key, state| {
            if last.as_deref().is_some_and(|last| key <= last) {
                return Err(invalid(MESSAGE, "its keys do not ascend"));
            }
            let is_told = |known: &Knowledge| state.siblings.iter().all(|v| known.contains(&v.dot));
            if !known.is_some_and(is_told) {
                return Err(invalid(MESSAGE, "a version that it does not follow from"));
            }
            sum = sum.plus(StateSum::of(key, &state));
            seen.extend(state.siblings.iter().map(|version| (version.dot.clone(), version.stamp)));
            context.join(&state.context);
            keys += 1;
            last = Some(key.to_vec());
            Ok(())
        })?;
        self.spill.add(bytes)?;
        seen.iter().for_each(|(dot, stamp)| self.note(&dot.origin, dot.seq, *stamp));
        // Former names are of operations that nobody knows any more.
        let seen = context.seen().iter().filter(|seen| !seen.is_alone());
        seen.for_each(|seen| self.seen.insert(&seen.dot, Seen::ANY, Opening::UNKNOWN));
        (self.sum, self.last, self.moved_ms) = (sum, last, now.mono_ms);
        self.keys += keys;
        self.bytes += bytes.len() as u64;
        Ok(())
    }
}

impl Engine {
    /// Makes room for a snapshot of that peer, or goes on with what has come before. All of it
    /// comes again where what has come does not go with that snapshot, and behind a key that is
    /// longer than `key_bytes_max`, which cannot be asked for.
    pub(super) fn begin_incoming(
        &self,
        from: &NodeId,
        offered: &Offered,
        key_bytes_max: usize,
        now: Now,
    ) -> Result<Begun> {
        let mut place = lock(&self.incoming)?;
        if let Some(before) = place.as_mut() {
            let is_stale = now.mono_ms.saturating_sub(before.moved_ms) > SNAPSHOT_STALE_MS;
            if before.is_whole {
                return Ok(Begun::Whole);
            }
            if before.from != *from && !is_stale {
                return Ok(Begun::Busy);
            }
            let can_ask = before.last.as_ref().is_some_and(|last| last.len() <= key_bytes_max);
            let goes_on = can_ask && before.goes_with(&offered.known, &self.state()?.knowledge);
            if goes_on && before.last.is_some() {
                let begun = before.parts.iter().rev().nth(1).and_then(|part| part.upto.as_ref());
                let is_idle = begun == before.last.as_ref();
                if is_idle {
                    before.parts.pop();
                } else if let Some(part) = before.parts.last_mut() {
                    part.upto = before.last.clone();
                }
                before.parts.push(Part { known: offered.known.clone(), upto: None });
                (before.from, before.moved_ms) = (from.clone(), now.mono_ms);
                before.stamp = before.stamp.max(offered.stamp);
                before.expected = None;
                return Ok(Begun::Behind(before.last.clone()));
            }
        }
        *place = None;
        let spill = match self.options.durability {
            Durability::MemoryOnly => Spill::Memory(Vec::new()),
            _ => Spill::make(&self.options.disk, &self.options.path)?,
        };
        *place = Some(Incoming {
            from: from.clone(),
            moved_ms: now.mono_ms,
            parts: vec![Part { known: offered.known.clone(), upto: None }],
            last: None,
            spill,
            sum: StateSum::default(),
            expected: Some(offered.sum),
            stamp: offered.stamp,
            trails: BTreeMap::new(),
            seen: Context::default(),
            keys: 0,
            bytes: 0,
            is_whole: false,
        });
        Ok(Begun::Behind(None))
    }

    /// Takes a page in. False: nobody waits for one of this peer.
    ///
    /// Errors: `InvalidArgument` for a page that cannot be, and for more than `bytes_max` bytes in
    /// all; `NoSpace`, `FileWriteError`, and the same page may be brought again.
    pub(super) fn stage_page(
        &self,
        from: &NodeId,
        page: &[u8],
        bytes_max: u64,
        now: Now,
    ) -> Result<bool> {
        let mut place = lock(&self.incoming)?;
        let is_mine = |incoming: &&mut Incoming| incoming.from == *from && !incoming.is_whole;
        let Some(incoming) = place.as_mut().filter(is_mine) else { return Ok(false) };
        let bytes = incoming.bytes.saturating_add(page.len() as u64);
        if bytes > bytes_max {
            let context = format!("{bytes} bytes and more, allowed are {bytes_max}");
            return Err(invalid(MESSAGE, context));
        }
        incoming.add(page, self.options.value_bytes_max, now)?;
        Ok(true)
    }

    /// Takes what the giver of a snapshot remembers of an origin in it.
    pub(super) fn note_incoming_trail(&self, from: &NodeId, trail: &SnapTrail) -> Result<()> {
        let mut place = lock(&self.incoming)?;
        let is_mine = |incoming: &&mut Incoming| incoming.from == *from && !incoming.is_whole;
        let Some(incoming) = place.as_mut().filter(is_mine) else { return Ok(()) };
        let known = incoming.parts.last().and_then(|part| part.known.of(&trail.origin)).cloned();
        let Some(known) = known else { return Ok(()) };
        for (seq, stamp) in trail.steps.iter().filter(|(seq, _)| *seq <= known.last()) {
            incoming.note(&trail.origin, *seq, Stamp(*stamp));
        }
        Ok(())
    }

    /// Notes that all pages have come. False as with [`Engine::stage_page`].
    ///
    /// Errors: `InvalidArgument` when they do not add up to what was offered.
    pub(super) fn complete_incoming(&self, from: &NodeId) -> Result<bool> {
        let mut place = lock(&self.incoming)?;
        let is_mine = |incoming: &&mut Incoming| incoming.from == *from && !incoming.is_whole;
        let Some(incoming) = place.as_mut().filter(is_mine) else { return Ok(false) };
        if let Some(expected) = incoming.expected.filter(|sum| *sum != incoming.sum) {
            let context =
                format!("{} versions, offered were {}", incoming.sum.count, expected.count);
            return Err(invalid(MESSAGE, context));
        }
        incoming.is_whole = true;
        Ok(true)
    }

    /// What the keys that have come have seen.
    pub(super) fn incoming_seen(&self) -> Result<Context> {
        let place = lock(&self.incoming)?;
        Ok(place.as_ref().map(|incoming| incoming.seen.clone()).unwrap_or_default())
    }

    /// Drops what has come from a peer that broke the rules.
    pub(super) fn drop_incoming(&self, from: &NodeId) -> Result<()> {
        let mut place = lock(&self.incoming)?;
        if place.as_ref().is_some_and(|incoming| incoming.from == *from && !incoming.is_whole) {
            *place = None;
        }
        Ok(())
    }

    /// Drops what has come, because it cannot be read.
    pub(super) fn abandon_incoming(&self) -> Result<()> {
        *lock(&self.incoming)? = None;
        Ok(())
    }

    /// Whether anything has come that is not in place.
    pub(super) fn has_incoming(&self) -> Result<bool> {
        Ok(lock(&self.incoming)?.is_some())
    }

    /// Lets another peer go on with what has come.
    pub(super) fn release_incoming(&self, from: &NodeId) -> Result<()> {
        if let Some(incoming) = lock(&self.incoming)?.as_mut()
            && incoming.from == *from
        {
            incoming.moved_ms = i64::MIN;
        }
        Ok(())
    }
}

/// Where pages wait.
enum Spill {
    Memory(Vec<Vec<u8>>),
    File { disk: Arc<dyn Disk>, file: Arc<dyn DiskFile>, path: PathBuf, bytes: u64 },
}

/// Length and hash of a page, before it.
const HEAD_BYTES: usize = 40;

impl Spill {
    fn make(disk: &Arc<dyn Disk>, main: &Path) -> Result<Self> {
        let path = names::incoming(main);
        let file = disk.open(&path, Access::Create).map_err(|cause| failed(&path, &cause))?;
        file.set_len(0).map_err(|cause| failed(&path, &cause))?;
        Ok(Self::File { disk: disk.clone(), file, path, bytes: 0 })
    }

    fn add(&mut self, page: &[u8]) -> Result<()> {
        match self {
            Self::Memory(pages) => pages.push(page.to_vec()),
            Self::File { file, path, bytes, .. } => {
                let mut head = [0; HEAD_BYTES];
                let len = (page.len() as u64).to_le_bytes();
                let hash = *blake3::hash(page).as_bytes();
                let from = len.iter().chain(&hash);
                head.iter_mut().zip(from).for_each(|(to, from)| *to = *from);
                let at = *bytes + HEAD_BYTES as u64;
                let written = file.write_at(&head, *bytes).and_then(|()| file.write_at(page, at));
                written.map_err(|cause| failed(path, &cause))?;
                *bytes = at + page.len() as u64;
            }
        }
        Ok(())
    }

    fn page(&self, at: u64) -> Result<Option<(Vec<u8>, u64)>> {
        match self {
            Self::Memory(pages) => {
                let place = usize::try_from(at).unwrap_or(usize::MAX);
                Ok(pages.get(place).map(|page| (page.clone(), at + 1)))
            }
            Self::File { bytes, .. } if at >= *bytes => Ok(None),
            Self::File { file, path, bytes, .. } => {
                let broken = |what: String| {
                    let context = format!("{}: byte {at}: {what}", path.display());
                    Error::new(Code::FileReadError, "failed to read what had come", context)
                };
                let read = |out: &mut [u8], at: u64| {
                    let wanted = out.len();
                    let held = file.read_at(out, at).map_err(|cause| broken(cause.to_string()))?;
                    if held == wanted { Ok(()) } else { Err(broken("it ends".to_owned())) }
                };
                let mut head = [0; HEAD_BYTES];
                read(&mut head, at)?;
                let (len, hash) = head.split_at_checked(8).unwrap_or_default();
                let len = len.first_chunk().map_or(0, |len| u64::from_le_bytes(*len));
                let (from, room) = (at + HEAD_BYTES as u64, bytes.saturating_sub(at));
                let Some(len) = usize::try_from(len.min(room)).ok().filter(|l| *l as u64 == len)
                else {
                    return Err(broken(format!("a page of {len} bytes")));
                };
                let mut page = vec![0; len];
                read(&mut page, from)?;
                if blake3::hash(&page).as_bytes() != hash {
                    return Err(broken("the hash does not fit".to_owned()));
                }
                Ok(Some((page, from + len as u64)))
            }
        }
    }
}

impl Drop for Spill {
    fn drop(&mut self) {
        if let Self::File { disk, path, .. } = self {
            // What cannot be removed now is removed by the next opening.
            let _ = disk.remove(path);
        }
    }
}

/// The longest key that may be asked for in a frame with that much room.
pub(super) fn key_room(frame_bytes: usize) -> usize {
    frame_bytes.saturating_sub(64).min(KEY_BYTES_MAX)
}

fn failed(path: &Path, cause: &std::io::Error) -> Error {
    let name = path.to_string_lossy();
    Error::from_io(Code::FileWriteError, "failed to keep what has come", &name, cause)
}

const MESSAGE: &str = "invalid snapshot";
