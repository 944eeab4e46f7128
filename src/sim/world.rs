// SPDX-License-Identifier: Apache-2.0
//! A world and the four parts of its run.

use std::collections::BTreeSet;

use crate::base::error::Error;
use crate::base::random::Random;
use crate::disk::MemoryDisk;

use super::Report;
use super::check::{Held, Id, Model};
use super::network::Network;
use super::node::{Node, unexpected};
use super::plan::{Kind, Plan};
use super::trace::{Outcome, Trace, Violation};

/// After healing, all nodes have to be equal within so many rounds of [`ROUND_MS`].
pub(super) const ROUNDS_MAX: usize = 60;
pub(super) const ROUND_MS: i64 = 30_000;
/// How long nobody may say anything once all are equal, in milliseconds.
const SILENCE_MS: i64 = 600_000;

/// A copy of a node's files, and what the application knew to be in it.
pub(super) struct Saved {
    pub at: usize,
    pub disk: MemoryDisk,
    pub has: BTreeSet<Id>,
}

/// Nodes, what joins them, and what is known of what happened.
pub(super) struct World<'a> {
    pub plan: &'a Plan,
    pub nodes: Vec<Node>,
    pub net: Network,
    pub model: Model,
    pub trace: Trace,
    pub saved: Vec<Saved>,
    /// Pairs of which the first has let the second go.
    pub left: BTreeSet<(usize, usize)>,
    /// Somebody has let somebody go at some time.
    pub has_left: bool,
    pub report: Report,
}

/// Runs the world of a plan.
pub(super) fn run(plan: &Plan, is_told: bool, recordings: Option<&MemoryDisk>) -> Report {
    let mut world = match World::new(plan, is_told, recordings) {
        Ok(world) => world,
        Err(violation) => return Report { violation: Some(violation), ..Report::default() },
    };
    let violation = world.run().err();
    let mut report = Report { violation, ..std::mem::take(&mut world.report) };
    report.trace_hash = world.trace.hash();
    report.frame_count = world.net.frames;
    (report.lines, report.marks) = world.trace.into_parts();
    report
}

impl<'a> World<'a> {
    fn new(plan: &'a Plan, is_told: bool, recordings: Option<&MemoryDisk>) -> Outcome<Self> {
        let mut random = Random::new(plan.seed() ^ 0x6e6f_6465);
        let mut nodes = Vec::new();
        for (at, settings) in plan.nodes.iter().enumerate() {
            let mut node = Node::new(at, settings.clone(), random.draw())?;
            node.recordings = recordings.cloned();
            node.open(&mut random).map_err(|error| unexpected(&error))?;
            nodes.push(node);
        }
        let model = Model::new(nodes.len(), plan.value_bytes_max);
        let mut world = Self {
            plan,
            nodes,
            net: Network::new(plan),
            model,
            trace: Trace::new(is_told),
            saved: Vec::new(),
            left: BTreeSet::new(),
            has_left: false,
            report: Report::default(),
        };
        for build in plan.nodes.iter().map(|node| node.build).filter(|build| build.is_older()) {
            world.trace.mark("older");
            world.trace.mark(build.name());
        }
        world.join_all()?;
        Ok(world)
    }

    fn run(&mut self) -> Outcome<()> {
        for number in &self.plan.steps {
            let (mut random, kind) = self.plan.step(*number);
            let Some(kind) = kind else { continue };
            let at = random.up_to(self.nodes.len() as u64 - 1) as usize;
            self.trace.note(kind.name(), &[*number, at as u64]);
            self.trace.mark(kind.name());
            self.step(kind, at, &mut random)?;
            let most_ms = if kind == Kind::Wait { 60_000 } else { 1_000 };
            self.pass(random.up_to(most_ms) as i64)?;
        }
        self.heal()?;
        self.update_holders()?;
        self.drain()?;
        self.check_all("in the end")?;
        self.check_silence()?;
        self.cut_everything()
    }

    pub fn pass(&mut self, ms: i64) -> Outcome<()> {
        self.net.pass(&self.nodes, ms, &mut self.trace)
    }

    /// An answer of an engine, if there has to be one: where something was made to fail, errors
    /// are no surprise.
    pub fn tolerate<T>(
        &mut self,
        at: usize,
        answer: std::result::Result<T, Error>,
    ) -> Outcome<Option<T>> {
        match answer {
            Ok(answer) => Ok(Some(answer)),
            Err(error) if self.nodes[at].is_troubled => {
                self.trace.tell(|| format!("node-{at}: {error}"));
                Ok(None)
            }
            Err(error) => Err(unexpected(&error)),
        }
    }

    /// Registers every pair that is joined, and begins their sessions.
    pub fn join_all(&mut self) -> Outcome<()> {
        self.left.clear();
        for (one, other) in self.plan.links.clone() {
            self.join(one, other)?;
            self.join(other, one)?;
        }
        Ok(())
    }

    pub fn join(&mut self, at: usize, peer: usize) -> Outcome<()> {
        self.left.remove(&(at, peer));
        let name = self.nodes[peer].name.clone();
        let Some(engine) = &self.nodes[at].engine else { return Ok(()) };
        let registered = engine.register_peer(&name, 0);
        self.tolerate(at, registered)?;
        self.net.connect(&self.nodes, at, peer);
        Ok(())
    }

    /// What each node is joined to.
    pub fn neighbours(&self, at: usize) -> Vec<usize> {
        let links = self.plan.links.iter();
        let others = links.filter_map(|&(one, other)| match at {
            _ if at == one => Some(other),
            _ if at == other => Some(one),
            _ => None,
        });
        others.collect()
    }

    /// What a node shows of a key, looked at; None while it cannot say.
    pub fn look(&mut self, at: usize, key: u64) -> Outcome<Option<Held>> {
        let Some(engine) = &self.nodes[at].engine else { return Ok(None) };
        let versions = engine.versions(&key_bytes(key));
        let Some((versions, _)) = self.tolerate(at, versions)? else { return Ok(None) };
        let held = self.model.held(key, &versions)?;
        Ok(Some(held))
    }

    /// What a node shows must be what it has to have.
    pub fn check_node(&mut self, at: usize) -> Outcome<()> {
        for key in self.model.keys() {
            let Some(held) = self.look(at, key)? else { return Ok(()) };
            self.model.judge(key, &held, Some(at)).map_err(|found| told(found, at, "alone"))?;
            let is_synced = self.nodes[at].is_durable();
            for id in held.values.iter().chain(&held.deletes) {
                self.model.take(at, *id, is_synced);
            }
        }
        Ok(())
    }

    fn heal(&mut self) -> Outcome<()> {
        let mut random = Random::new(self.plan.seed() ^ 0x6865_616c);
        self.trace.note("heal", &[]);
        self.net.heal();
        for at in 0..self.nodes.len() {
            self.nodes[at].clock.set_stuck(false);
            self.mend(at, &mut random)?;
        }
        self.join_all()?;
        self.net.errors.clear();
        Ok(())
    }

    fn sums(&mut self) -> Outcome<Vec<u128>> {
        let mut sums = Vec::new();
        for node in &self.nodes {
            let Some(engine) = &node.engine else { continue };
            let sum = engine.snapshot().and_then(|snapshot| snapshot.sum());
            sums.push(sum.map_err(|error| unexpected(&error))?.sum);
        }
        Ok(sums)
    }

    fn knowledge(&self) -> Outcome<BTreeSet<u64>> {
        let engines = self.nodes.iter().filter_map(|node| node.engine.as_ref());
        engines.map(|engine| engine.know_hash().map_err(|error| unexpected(&error))).collect()
    }

    /// Lets time pass until all hold the same, know the same operations, and nothing is owed.
    fn drain(&mut self) -> Outcome<()> {
        let mut found = String::new();
        for _ in 0..ROUNDS_MAX {
            self.pass(ROUND_MS)?;
            let sums = self.sums()?;
            // Who holds the same may have yet to hear of operations that were replaced.
            let known = self.knowledge()?;
            let is_equal = sums.windows(2).all(|pair| pair[0] == pair[1]) && known.len() < 2;
            let mut owed = 0;
            for node in
                self.nodes.iter().filter(|node| self.nodes.len() > 1 && node.engine.is_some())
            {
                let Some(engine) = &node.engine else { continue };
                let state = engine.sync_state().map_err(|error| unexpected(&error))?;
                owed += state.counts.total - state.counts.applied;
            }
            if is_equal && owed == 0 {
                return Ok(());
            }
            found = format!("{owed} operations are owed, sums are {sums:x?}, of {known:x?}");
            if self.net.is_quiet() && !self.net.has_wakeup(&self.nodes) {
                self.tell_differences();
                return Err(Violation::new("asleep", found));
            }
        }
        self.tell_differences();
        let errors: BTreeSet<_> = self.net.errors.iter().collect();
        Err(Violation::new("not-equal", format!("{found}; {errors:?}")))
    }

    /// What each node has of the keys that are not the same everywhere, for whoever reads.
    fn tell_differences(&mut self) {
        for key in self.model.keys() {
            let of = |node: &Node| {
                let engine = node.engine.as_ref()?;
                engine.snapshot().ok()?.state(&key_bytes(key)).ok()?
            };
            let states: Vec<_> = self.nodes.iter().map(of).collect();
            if states.windows(2).all(|pair| pair[0] == pair[1]) {
                continue;
            }
            for (at, state) in states.iter().enumerate() {
                self.trace.tell(|| {
                    let Some(state) = state else {
                        return format!("node-{at}, key {key}: nothing");
                    };
                    let siblings = state.siblings.iter().map(|version| {
                        let mark = if version.value.is_none() { "goes with " } else { "" };
                        format!("{mark}{} ({:?})", version.timestamp_ms, version.dot)
                    });
                    let siblings: Vec<_> = siblings.collect();
                    format!("node-{at}, key {key}: {siblings:?} of {:?}", state.context.seen())
                });
            }
        }
    }

    fn check_all(&mut self, when: &'static str) -> Outcome<()> {
        self.report.state_hash = 0;
        for at in 0..self.nodes.len() {
            for key in self.model.keys() {
                let Some(held) = self.look(at, key)? else { continue };
                self.model.judge(key, &held, None).map_err(|found| told(found, at, when))?;
                self.model.judge(key, &held, Some(at)).map_err(|found| told(found, at, when))?;
                self.model.agree(key, &held).map_err(|found| told(found, at, when))?;
            }
        }
        let is_rolled = self.nodes.iter().any(|node| node.is_rolled);
        // Who lets a node go forgets deletes that it has not seen, and what it writes until it is
        // back is shown there and hidden elsewhere until states are compared (G29).
        // So does what comes from a node that is registered with others alone (`recon.md`).
        let len = self.nodes.len();
        let is_meshed = 2 * self.plan.links.len() >= len * (len - 1);
        let may_differ = is_rolled || self.has_left || !is_meshed;
        if let (Some(pair), false) = (self.net.differs.first(), may_differ) {
            return Err(Violation::new("differs", format!("{pair:?}")));
        }
        for sum in self.sums()? {
            let mixed = self.report.state_hash ^ sum as u64 ^ (sum >> 64) as u64;
            self.report.state_hash = Random::new(mixed).draw();
        }
        Ok(())
    }

    /// Who is equal and owes nothing has nothing to say.
    fn check_silence(&mut self) -> Outcome<()> {
        self.pass(ROUND_MS)?;
        let frames = self.net.frames;
        self.pass(SILENCE_MS)?;
        let more = self.net.frames - frames;
        if more > 0 {
            let detail = format!("{more} frames in {SILENCE_MS} ms after all were equal");
            return Err(Violation::new("no-silence", detail));
        }
        Ok(())
    }

    /// What all hold and have acknowledged outlives a power cut of everybody, and is sound.
    fn cut_everything(&mut self) -> Outcome<()> {
        let mut random = Random::new(self.plan.seed() ^ 0x6375_7473);
        let before = self.sums()?;
        for at in 0..self.nodes.len() {
            if let Some(engine) = &self.nodes[at].engine {
                engine.flush().map_err(|error| unexpected(&error))?;
            }
            self.model.synced(at);
            self.restart_after_power_cut(at, &mut random)?;
            if let Some(engine) = &self.nodes[at].engine {
                let report = engine.verify().map_err(|error| unexpected(&error))?;
                if let Some(finding) = report.findings.first() {
                    let detail = format!("{} {}", finding.file.display(), finding.error);
                    return Err(Violation::new("unsound", detail));
                }
            }
        }
        if self.sums()? != before {
            return Err(Violation::new("changed-by-power-cut", "the sums of states"));
        }
        self.check_all("after the last power cut")
    }
}

/// The bytes of a key.
pub(super) fn key_bytes(key: u64) -> Vec<u8> {
    format!("key-{key}").into_bytes()
}

fn told(found: Violation, at: usize, when: &'static str) -> Violation {
    Violation { detail: format!("node-{at}, {when}: {}", found.detail), ..found }
}
