// SPDX-License-Identifier: Apache-2.0
//! Another replica's state is put in place: what it changes of the state here goes to one new run,
//! and one manifest names that run together with the operations that it follows from. A reader sees
//! the old state or the new one, and so does whoever opens after a crash.
//!
//! First everything here goes to runs, so that old and new meet in key order. What is written while
//! the new run grows is in tables above it, and in the part of the log that is followed after a
//! crash; it meets the new run's entries when they are put in place, and when the log is followed.

use std::cmp::Ordering;
use std::collections::VecDeque;
use std::ops::Bound;

use crate::base::error::{Code, Error, Result};
use crate::base::id::Origin;
use crate::base::know::Knowledge;
use crate::base::op::Bytes;
use crate::disk::{Disk, names};
use crate::store::absorb::{Delta, absorb};
use crate::store::encode::{self, Origins};
use crate::store::entry::KeyState;
use crate::store::page;
use crate::store::runs::{Piece, RunSet, space};
use crate::store::walk::Snapshot;

use super::super::incoming::{Evidence, Incoming};
use super::super::options::Durability;
use super::super::state::State;
use super::super::{Engine, lock};
use super::Upkeep;
use super::writing::Writing;

/// What was put in place.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Installed {
    /// Keys that came.
    pub keys: u64,
    /// Bytes that came.
    pub bytes: u64,
}

/// How far it is.
pub enum Install {
    /// The state here goes to runs.
    Waiting,
    /// The new run is written.
    Building(Box<Building>),
}

/// A walk over both states.
pub struct Building {
    before: Snapshot,
    /// What both states are known to follow from.
    evidence: Evidence,
    version: u64,
    /// Where the next page is.
    place: u64,
    page: VecDeque<(Bytes, KeyState)>,
    /// The last key of the page; None: behind the last page.
    upto: Option<Vec<u8>>,
    is_page_done: bool,
    /// The last key that was looked at.
    after: Option<Bytes>,
    sink: Sink,
    delta: Delta,
    contested: Vec<(Bytes, bool)>,
}

/// Where changed states go.
enum Sink {
    Run(Box<Writing>),
    Memory(Vec<(Bytes, KeyState)>),
}

impl Building {
    fn new(before: Snapshot, evidence: Evidence, version: u64, sink: Sink) -> Self {
        Self {
            before,
            evidence,
            // What is shown has a version; several keys may share one.
            version: version.max(1),
            place: 0,
            page: VecDeque::new(),
            upto: None,
            is_page_done: true,
            after: None,
            sink,
            delta: Delta::default(),
            contested: Vec::new(),
        }
    }

    /// Goes on for about so many bytes. True when both states were walked through.
    fn step(&mut self, incoming: &Incoming, origins: &mut Origins, bytes: u64) -> Result<bool> {
        let mut left = bytes;
        while left > 0 {
            if self.is_page_done {
                self.load(incoming)?;
            }
            let before = self.before.clone();
            let end = self.upto.as_ref().map(|upto| [upto.as_slice(), &[0]].concat());
            let from = self.after.clone();
            let from = from.as_deref().map_or(Bound::Unbounded, Bound::Excluded);
            let mut walk = before.walk(from, end.as_deref())?;
            loop {
                let order = match (walk.key(), self.page.front()) {
                    (None, None) => break,
                    (Some(_), None) => Ordering::Less,
                    (None, Some(_)) => Ordering::Greater,
                    (Some(here), Some((there, _))) => here.cmp(there),
                };
                let (mut key, mut here, mut there) = (None, None, None);
                if order != Ordering::Greater {
                    key = walk.key().map(Bytes::from);
                    let item = walk.item()?;
                    here = match item.encoded() {
                        Some(bytes) => encode::decode(bytes, &before.runs().origins)?,
                        None => item.memory().cloned(),
                    };
                }
                if order != Ordering::Less
                    && let Some((name, state)) = self.page.pop_front()
                {
                    (key, there) = (Some(name), Some(state));
                }
                let Some(key) = key else { break };
                left = left.saturating_sub(self.meet(&key, here, there, origins)?);
                self.after = Some(key);
                if order != Ordering::Greater {
                    walk.advance()?;
                }
                if left == 0 {
                    return Ok(false);
                }
            }
            self.is_page_done = true;
            if self.upto.is_none() {
                return Ok(true);
            }
        }
        Ok(false)
    }

    fn load(&mut self, incoming: &Incoming) -> Result<()> {
        self.is_page_done = false;
        self.upto = None;
        let Some((bytes, next)) = incoming.page(self.place)? else { return Ok(()) };
        self.place = next;
        page::read(&bytes, u64::MAX, |key, mut state| {
            state.siblings = state.siblings.iter().cloned().fold(
                Default::default(),
                |mut all: crate::store::siblings::Siblings, mut one| {
                    one.version = self.version;
                    all.insert(one);
                    all
                },
            );
            self.page.push_back((key.into(), state));
            Ok(())
        })?;
        self.upto = self.page.back().map(|(key, _)| key.to_vec());
        Ok(())
    }

    /// Both states of a key meet. Returns about how many bytes that took.
    fn meet(
        &mut self,
        key: &Bytes,
        here: Option<KeyState>,
        there: Option<KeyState>,
        origins: &mut Origins,
    ) -> Result<u64> {
        let Evidence { claim, ours, .. } = &self.evidence;
        let merged = absorb(here.as_ref(), there, self.evidence.known_at(key), ours, claim);
        let weight = |state: &Option<KeyState>| state.as_ref().map_or(8, |s| s.weight_bytes(key));
        let cost = weight(&here).max(weight(&merged));
        if merged == here {
            return Ok(cost);
        }
        let delta = Delta::of(self.before.view(), key, here.as_ref(), merged.as_ref());
        self.delta = self.delta.plus(delta);
        let is_contested =
            |state: &Option<KeyState>| state.as_ref().is_some_and(KeyState::is_contested);
        if is_contested(&here) != is_contested(&merged) {
            self.contested.push((key.clone(), is_contested(&merged)));
        }
        match &mut self.sink {
            Sink::Run(writing) => {
                let mut value = Vec::new();
                if let Some(merged) = &merged {
                    encode::encode(merged, origins, &mut value)?;
                }
                writing.add_state(key, &value)?;
            }
            Sink::Memory(list) => list.push((key.clone(), merged.unwrap_or_default())),
        }
        Ok(cost)
    }
}

impl Install {
    /// Gives up what was written.
    pub fn abandon(self, disk: &dyn Disk) {
        if let Self::Building(building) = self
            && let Sink::Run(writing) = building.sink
        {
            writing.abandon(disk);
        }
    }
}

/// A key that was written while the run grew, with what it becomes.
struct Met {
    key: Bytes,
    after: Option<KeyState>,
    is_contested_in_run: bool,
}

impl Engine {
    /// Does a piece of putting in place what has come, if all of it is there.
    ///
    /// Errors: those of the disk, and it begins anew with the next call; `InvalidState` while
    /// entries are shown that no log holds or out of view.
    pub(in super::super) fn step_install(&self, bytes: u64) -> Result<()> {
        if !lock(&self.incoming)?.as_ref().is_some_and(|incoming| incoming.is_whole) {
            return Ok(());
        }
        if self.options.durability == Durability::MemoryOnly {
            return self.install_in_memory();
        }
        let mut upkeep = lock(&self.upkeep)?;
        self.guarded(&mut upkeep, |upkeep| self.try_install(upkeep, bytes))
    }

    pub(super) fn try_install(&self, upkeep: &mut Upkeep, bytes: u64) -> Result<()> {
        if upkeep.flush.is_some() {
            return self.step_flush(upkeep, bytes);
        }
        let mut place = lock(&self.incoming)?;
        let Some(incoming) = place.as_ref().filter(|incoming| incoming.is_whole) else {
            upkeep.install = None;
            return Ok(());
        };
        match &mut upkeep.install {
            None => {
                if !self.state()?.may_flush() {
                    return Err(busy());
                }
                self.begin_flush(upkeep)?;
                upkeep.install = Some(Install::Waiting);
                self.state()?.has_merge = true;
            }
            Some(Install::Waiting) => {
                let writing = self.start_writing(upkeep)?;
                let before = self.state()?.store.snapshot().of_runs();
                let version = upkeep.facts.version;
                let ours = upkeep.facts.knowledge.clone();
                let evidence = incoming.evidence(ours, &self.state()?.latest);
                let building = Building::new(before, evidence, version, Sink::Run(writing.into()));
                upkeep.install = Some(Install::Building(Box::new(building)));
            }
            Some(Install::Building(building)) => {
                let is_done = building.step(incoming, &mut upkeep.origins, bytes)?;
                if is_done && let Some(Install::Building(building)) = upkeep.install.take() {
                    self.put_state_in_place(upkeep, *building, incoming)?;
                    *place = None;
                }
            }
        }
        Ok(())
    }

    /// Completes the run and lets it count, for readers and on disk.
    fn put_state_in_place(
        &self,
        upkeep: &mut Upkeep,
        building: Building,
        incoming: &Incoming,
    ) -> Result<()> {
        let Building { before, sink, delta, contested, .. } = building;
        let piece = match sink {
            Sink::Run(mut writing) => {
                for (key, is_contested) in &contested {
                    let value: &[u8] = if *is_contested { &[1] } else { &[] };
                    writing.add_in(space::CONTESTED, key, value)?;
                }
                writing.finish(&*self.options.disk, upkeep.log)?
            }
            Sink::Memory(_) => None,
        };
        let made: Vec<u64> = piece.iter().flat_map(Piece::made).collect();
        let counts = (delta, contested);
        self.let_run_count(upkeep, piece, before, counts, incoming).inspect_err(|error| {
            if error.code() != Code::LogStopped {
                for number in made {
                    let _ = self.options.disk.remove(&names::run(&self.options.path, number));
                }
            }
        })
    }

    fn let_run_count(
        &self,
        upkeep: &mut Upkeep,
        piece: Option<Piece>,
        before: Snapshot,
        (delta, contested): (Delta, Vec<(Bytes, bool)>),
        incoming: &Incoming,
    ) -> Result<()> {
        // From here on nobody writes.
        let mut log = self.shared.log()?;
        let (now, mut set, evidence, replaced) = {
            let state = self.state()?;
            if !state.may_flush() {
                return Err(busy());
            }
            // What came meanwhile may say more.
            let evidence = incoming.evidence(Knowledge::default(), &state.latest);
            let set = RunSet::clone(state.store.runs());
            (state.store.snapshot(), set, evidence, state.replaced.clone())
        };
        let claim = incoming.claim();
        set.upper.splice(0..0, piece.clone());
        set.origins = upkeep.origins.clone().into();
        set.fit_cache();
        let (met, shadowed) = meet_tables(&now, &before, &set, &evidence.claim)?;
        drop(now);
        let end = match log.as_mut() {
            Some(log) => {
                self.sync_for_readers(log)?;
                log.tail().0
            }
            None => 0,
        };
        let stamp = self.observed(incoming)?;
        let mut facts = upkeep.facts.clone();
        facts.knowledge.join(&claim);
        facts.stamp = facts.stamp.max(stamp);
        facts.uncontested_len = facts.uncontested_len.saturating_add_signed(delta.shown);
        facts.live_bytes = facts.live_bytes.saturating_add_signed(delta.live_bytes);
        facts.waste_bytes += delta.waste_bytes;
        facts.sum = facts.sum.map(|sum| sum.plus(delta.sum));
        facts.absorbed = Some((evidence.claim.clone(), end));
        // What is absorbed is not followed again, and says no more what it had replaced.
        facts.replaced = replaced;
        let own = facts.own.clone();
        incoming.join_trails(&claim, |origin| own.contains(origin), &mut facts.latest);
        self.put_in_place(&upkeep.manifest(&set, facts.clone()), piece.as_ref())?;
        upkeep.facts = facts;
        let mut state = self.state()?;
        state.store.install(set, &delta.minus(shadowed), &contested);
        for Met { key, after, is_contested_in_run } in met {
            if is_contested_in_run {
                state.store.recheck_contested(&key);
            }
            state.store.replace(&key, after.unwrap_or_default(), None);
        }
        state.hold.remove_all(&evidence.claim);
        state.note_installed(incoming, &claim, stamp.into());
        state.has_merge = upkeep.merge.is_some() || upkeep.carry.is_some();
        self.help_is_due(&state);
        Ok(())
    }

    /// The clock after the sender's was taken over, as far as that is allowed.
    fn observed(&self, incoming: &Incoming) -> Result<crate::base::stamp::Stamp> {
        let now_ms = self.now().wall_ms;
        let state = self.state()?;
        let mut clock = state.clock;
        clock.observe(incoming.stamp, now_ms, state.drift_ms);
        Ok(clock.last())
    }

    fn install_in_memory(&self) -> Result<()> {
        let mut place = lock(&self.incoming)?;
        let Some(incoming) = place.as_ref() else { return Ok(()) };
        // Nobody writes meanwhile.
        let log = self.shared.log()?;
        let (before, evidence, version) = {
            let state = self.state()?;
            let evidence = incoming.evidence(state.followed(), &state.latest);
            (state.store.snapshot(), evidence, state.version)
        };
        let mut building = Building::new(before, evidence, version, Sink::Memory(Vec::new()));
        while !building.step(incoming, &mut Origins::default(), u64::MAX)? {}
        let Building { before, evidence, sink, .. } = building;
        let claim = incoming.claim();
        drop(before);
        let stamp = self.observed(incoming)?;
        let mut state = self.state()?;
        if let Sink::Memory(list) = sink {
            for (key, after) in list {
                state.store.replace(&key, after, None);
            }
        }
        state.hold.remove_all(&evidence.claim);
        state.note_installed(incoming, &claim, stamp.into());
        drop((state, log));
        *place = None;
        Ok(())
    }
}

/// What becomes of the keys that tables know, and what of the new run's account is theirs.
fn meet_tables(
    now: &Snapshot,
    before: &Snapshot,
    set: &RunSet,
    claim: &Knowledge,
) -> Result<(Vec<Met>, Delta)> {
    let (mut met, mut shadowed) = (Vec::new(), Delta::default());
    now.in_tables(|key, state| {
        let (old, new) = (before.state(key)?, set.state(key)?);
        shadowed = shadowed.plus(match old == new {
            true => Delta::default(),
            false => Delta::of(now.view(), key, old.as_deref(), new.as_deref()),
        });
        let is_contested = |state: &Option<Box<KeyState>>| {
            state.as_ref().is_some_and(|state| state.is_contested())
        };
        let is_contested_in_run = is_contested(&old) != is_contested(&new);
        // No more than what is left out when the log is followed over the new run.
        let there = new.map(|new| KeyState { local: None, ..*new });
        let after = absorb(state, there, claim, &Knowledge::default(), claim);
        met.push(Met { key: key.into(), after, is_contested_in_run });
        Ok(())
    })?;
    Ok((met, shadowed))
}

impl State {
    fn note_installed(
        &mut self,
        incoming: &Incoming,
        claim: &Knowledge,
        stamp: Option<crate::base::stamp::Stamp>,
    ) {
        self.knowledge.join(claim);
        let own = self.own.clone();
        let is_own = |origin: &Origin| own.get(&origin.node) == Some(origin);
        incoming.join_trails(claim, is_own, &mut self.latest);
        stamp.into_iter().for_each(|stamp| self.clock.restore(stamp));
        self.installed = Installed { keys: incoming.keys, bytes: incoming.bytes };
        self.installs += 1;
        self.flushes += 1;
        self.changes += 1;
    }
}

fn busy() -> Error {
    let context = "writes in memory alone, or writes out of view: reload first";
    Error::new(Code::InvalidState, "the log is not what is shown", context)
}
