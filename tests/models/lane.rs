// SPDX-License-Identifier: Apache-2.0
//! The outbox of one destination, a network that loses and repeats, a peer, a clock, a log, and a
//! crash at any moment.

use std::collections::{BTreeMap, BTreeSet};
use std::hash::{Hash, Hasher};
use std::sync::Mutex;

use softadastra::base::id::{Dot, NodeId, Origin};
use softadastra::base::time::Now;
use softadastra::outbox::entry::{DUE_NOW, Place, Status};
use softadastra::sync::options::SyncOptions;
use softadastra::sync::{Mark, Pipeline};
use stateright::{Checker, Model, Property};

/// Operations, moments and crashes of a world.
const OPERATIONS: u64 = 1;
const LAST_MS: i64 = 3;
const CRASHES: u8 = 2;
/// Deliveries before an operation counts as failed.
const ATTEMPTS: u32 = 2;
/// Turns in which a healed world has to be done.
const TURNS_MAX: u32 = 20;

/// Everything that may happen next. Operations are named by their version.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    Submit,
    Pass,
    Retry,
    HandOut,
    Deliver(u64),
    LoseFrame(u64),
    Acknowledge(u64),
    LoseAcknowledgement(u64),
    SendFailed(u64),
    Queue(u64),
    Requeue(u64),
    Discard(u64),
    Prune,
    Flush,
    Crash,
}

/// What can be told of a state, and so what makes it different from another. Times count from now.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
struct View {
    now_ms: i64,
    submitted: u64,
    crashes: u8,
    entries: Vec<(u64, u8, u32, bool, bool, Option<i64>)>,
    frames: BTreeSet<u64>,
    acknowledgements: BTreeSet<u64>,
    peer_has: BTreeSet<u64>,
    discarded: BTreeSet<u64>,
    unwritten: (BTreeSet<u64>, BTreeSet<u64>),
    settled: BTreeSet<u64>,
    marks: Vec<(u64, u8, u32, i64)>,
}

#[derive(Clone, Debug)]
struct State {
    steps: Vec<Step>,
    view: View,
    broken: Option<String>,
}

impl PartialEq for State {
    fn eq(&self, other: &Self) -> bool {
        self.view == other.view && self.broken == other.broken
    }
}

impl Hash for State {
    fn hash<H: Hasher>(&self, hasher: &mut H) {
        self.view.hash(hasher);
        self.broken.hash(hasher);
    }
}

/// The pipeline and all around it.
struct World {
    pipeline: Pipeline,
    options: SyncOptions,
    now_ms: i64,
    submitted: u64,
    crashes: u8,
    frames: BTreeSet<u64>,
    acknowledgements: BTreeSet<u64>,
    peer_has: BTreeSet<u64>,
    discarded: BTreeSet<u64>,
    /// What the log holds: operations up to `submitted`, those that are owed no more, and marks.
    settled: BTreeSet<u64>,
    marks: BTreeMap<u64, Mark>,
    /// What happened that is worth having been seen.
    seen: BTreeSet<&'static str>,
}

fn origin() -> Origin {
    Origin { node: NodeId::new("a").unwrap(), epoch: 1 }
}

fn dot(version: u64) -> Dot {
    Dot { origin: origin(), seq: version }
}

const PLACE: Place = Place { at: 0, bytes: 1 };

impl World {
    fn after(steps: &[Step]) -> Self {
        let mut world = Self {
            pipeline: Pipeline::new(1),
            options: SyncOptions {
                batch_len: 1,
                attempts_max: ATTEMPTS,
                // The jitter is drawn below it: without one, nothing is left to chance.
                retry_interval_ms: 0,
                ack_timeout_ms: 1,
                ..SyncOptions::new(NodeId::new("a").unwrap())
            },
            now_ms: 0,
            submitted: 0,
            crashes: 0,
            frames: BTreeSet::new(),
            acknowledgements: BTreeSet::new(),
            peer_has: BTreeSet::new(),
            discarded: BTreeSet::new(),
            settled: BTreeSet::new(),
            marks: BTreeMap::new(),
            seen: BTreeSet::new(),
        };
        steps.iter().for_each(|step| world.take(*step));
        world
    }

    fn now(&self) -> Now {
        Now { wall_ms: self.now_ms, mono_ms: self.now_ms }
    }

    fn status(&self, version: u64) -> Option<Status> {
        self.pipeline.outbox().get(version).map(|entry| entry.status)
    }

    fn steps(&self) -> Vec<Step> {
        let mut steps = vec![Step::Retry, Step::HandOut, Step::Prune];
        if self.submitted < OPERATIONS {
            steps.push(Step::Submit);
        }
        if self.now_ms < LAST_MS {
            steps.push(Step::Pass);
        }
        if !self.pipeline.marks.is_empty() {
            steps.push(Step::Flush);
        }
        if self.crashes < CRASHES {
            steps.push(Step::Crash);
        }
        let frames = self.frames.iter().flat_map(|&v| [Step::Deliver(v), Step::LoseFrame(v)]);
        steps.extend(frames);
        let acknowledgements = self.acknowledgements.iter();
        steps.extend(
            acknowledgements.flat_map(|&v| [Step::Acknowledge(v), Step::LoseAcknowledgement(v)]),
        );
        let entry = |version| self.pipeline.outbox().get(version);
        let attempts = |version| entry(version).map_or(0, |entry| entry.attempts);
        for version in 1..=self.submitted {
            match self.status(version) {
                Some(Status::InFlight) => steps.push(Step::SendFailed(version)),
                Some(Status::Failed) => {
                    steps.extend([Step::Requeue(version), Step::Discard(version)]);
                    // Each of these allows one delivery more: without an end, if there was none here.
                    if attempts(version) == ATTEMPTS {
                        steps.push(Step::Queue(version));
                    }
                }
                Some(Status::Pending | Status::Queued) => steps.push(Step::Queue(version)),
                Some(Status::Applied) | None => {}
            }
        }
        steps
    }

    fn take(&mut self, step: Step) {
        match step {
            Step::Submit => {
                self.submitted += 1;
                // The group of a write carries what the log has still to hear.
                self.flush();
                self.pipeline.submit(dot(self.submitted), self.submitted, PLACE, true);
            }
            Step::Pass => self.now_ms += 1,
            Step::Retry => _ = self.pipeline.retry_expired(self.now(), &self.options),
            Step::HandOut => self.hand_out(),
            Step::Deliver(version) => {
                self.peer_has.insert(version);
                self.acknowledgements.insert(version);
            }
            Step::LoseFrame(version) => _ = self.frames.remove(&version),
            Step::Acknowledge(version) => self.acknowledge(version),
            Step::LoseAcknowledgement(version) => _ = self.acknowledgements.remove(&version),
            Step::SendFailed(version) => {
                let (now, options) = (self.now(), self.options.clone());
                let code = softadastra::base::error::Code::Closed;
                self.pipeline.send_failed(version, code, now, &options).unwrap();
            }
            Step::Queue(version) => self.pipeline.queue(version).unwrap(),
            Step::Requeue(version) => {
                let mark = self.pipeline.requeued_mark(version).unwrap();
                self.marks.insert(version, mark);
                self.pipeline.requeued(version);
            }
            Step::Discard(version) => {
                self.settled.insert(version);
                self.discarded.insert(version);
                self.pipeline.discarded(version);
            }
            Step::Prune => _ = self.pipeline.prune_completed(&self.options),
            Step::Flush => self.flush(),
            Step::Crash => self.crash(),
        }
    }

    fn hand_out(&mut self) {
        for (version, _) in self.pipeline.due(self.now(), &self.options) {
            let now = self.now();
            if self.pipeline.hand_out(version, now, &self.options).is_some() {
                self.frames.insert(version);
            }
        }
    }

    fn acknowledge(&mut self, version: u64) {
        match self.status(version) {
            Some(Status::Queued) => _ = self.seen.insert("an acknowledgement of what was queued"),
            Some(Status::Failed) => _ = self.seen.insert("an acknowledgement of what had failed"),
            None => _ = self.seen.insert("an acknowledgement of what had left"),
            _ => {}
        }
        self.pipeline.acknowledge(version).unwrap();
    }

    /// What the engine does with marks when it writes a group.
    fn flush(&mut self) {
        let marks = std::mem::take(&mut self.pipeline.marks);
        for version in marks.changed {
            if let Some(mark) = self.pipeline.mark_of(version) {
                self.marks.insert(version, mark);
            }
        }
        for (first, last) in marks.settled.values().flat_map(|ranges| ranges.iter()) {
            self.settled.extend(first..=last);
        }
    }

    /// What it does when it is opened again.
    fn crash(&mut self) {
        self.crashes += 1;
        self.pipeline = Pipeline::new(1);
        for version in (1..=self.submitted).filter(|version| !self.settled.contains(version)) {
            self.pipeline.restore(dot(version), version, PLACE, true);
            if let Some(mark) = self.marks.get(&version) {
                let due_ms = mark.next_attempt_at_ms;
                self.pipeline.restore_mark(mark, if due_ms == 0 { DUE_NOW } else { due_ms });
            }
        }
        if self.peer_has.iter().any(|version| self.status(*version).is_some()) {
            self.seen.insert("a crash that forgot an acknowledgement");
        }
    }

    fn view(&self) -> View {
        let entries = self.pipeline.outbox().entries().map(|entry| {
            let due = Some(entry.due_ms).filter(|due_ms| *due_ms > self.now_ms);
            let is_waiting = matches!(entry.status, Status::Queued | Status::InFlight);
            let due = due.filter(|_| is_waiting).map(|due_ms| due_ms - self.now_ms);
            let (status, sent) = (entry.status as u8, entry.was_sent);
            (entry.version, status, entry.attempts, sent, entry.awaits_ack, due)
        });
        let marks = self.marks.iter().filter(|(version, _)| !self.settled.contains(version));
        let marks =
            marks.map(|(v, mark)| (*v, mark.status as u8, mark.attempts, mark.next_attempt_at_ms));
        let unwritten = &self.pipeline.marks;
        let settling = unwritten.settled.values().flat_map(|ranges| ranges.iter());
        View {
            now_ms: self.now_ms,
            submitted: self.submitted,
            crashes: self.crashes,
            entries: entries.collect(),
            frames: self.frames.clone(),
            acknowledgements: self.acknowledgements.clone(),
            peer_has: self.peer_has.clone(),
            discarded: self.discarded.clone(),
            unwritten: (
                unwritten.changed.clone(),
                settling.flat_map(|(first, last)| first..=last).collect(),
            ),
            settled: self.settled.clone(),
            marks: marks.collect(),
        }
    }

    /// What must never be, in any state.
    fn check(&self) -> Result<(), String> {
        for version in 1..=self.submitted {
            let (status, is_there) = (self.status(version), self.peer_has.contains(&version));
            let is_done = matches!(status, None | Some(Status::Applied));
            if is_done && !is_there && !self.discarded.contains(&version) {
                return Err(format!("{version} is {status:?}, and the peer does not have it"));
            }
            if status == Some(Status::Failed)
                && self.pipeline.outbox().get(version).is_some_and(|e| e.attempts < ATTEMPTS)
            {
                return Err(format!("{version} was given up before its last delivery"));
            }
        }
        let counts = self.pipeline.counts();
        let is_owed = counts.queued + counts.in_flight > 0;
        if is_owed && self.pipeline.next_wakeup_ms().is_none() {
            return Err(format!(
                "something is owed, and there is no time to come back: {counts:?}"
            ));
        }
        Ok(())
    }

    /// From here on nothing goes wrong: in the end the peer has everything.
    fn heal(mut self) -> Result<(), String> {
        for _ in 0..TURNS_MAX {
            self.now_ms += 1;
            for version in self.pipeline.failed_versions() {
                self.take(Step::Requeue(version));
            }
            self.take(Step::Retry);
            self.take(Step::HandOut);
            for version in std::mem::take(&mut self.frames) {
                self.take(Step::Deliver(version));
                self.take(Step::Acknowledge(version));
            }
            self.check()?;
            self.take(Step::Prune);
        }
        match self.pipeline.counts().total {
            0 => Ok(()),
            left => Err(format!("{left} operations are never delivered")),
        }
    }
}

/// All such worlds, and what was seen in them.
#[derive(Default)]
struct Lane {
    seen: Mutex<BTreeSet<&'static str>>,
}

impl Lane {
    fn state(&self, steps: Vec<Step>) -> State {
        let world = World::after(&steps);
        let view = world.view();
        self.seen.lock().unwrap().extend(&world.seen);
        let broken = world.check().and_then(|()| world.heal()).err();
        State { steps, view, broken }
    }
}

impl Model for Lane {
    type State = State;
    type Action = Step;

    fn init_states(&self) -> Vec<State> {
        vec![self.state(Vec::new())]
    }

    fn actions(&self, state: &State, actions: &mut Vec<Step>) {
        actions.extend(World::after(&state.steps).steps());
    }

    fn next_state(&self, state: &State, step: Step) -> Option<State> {
        let mut steps = state.steps.clone();
        steps.push(step);
        Some(self.state(steps))
    }

    fn properties(&self) -> Vec<Property<Self>> {
        vec![Property::always(
            "delivered means delivered, and owed means under way",
            |_, state: &State| state.broken.is_none(),
        )]
    }
}

#[test]
fn an_operation_leaves_the_outbox_only_when_the_peer_has_it_whatever_happens_in_which_order() {
    let cores = std::thread::available_parallelism().map_or(1, |cores| cores.get());
    let checked = Lane::default().checker().threads(cores).spawn_bfs().join();
    println!(
        "{} states, {} of them different",
        checked.state_count(),
        checked.unique_state_count()
    );
    if let Some(path) = checked.discovery("delivered means delivered, and owed means under way") {
        let state = path.last_state();
        panic!("{}: {:?}", state.broken.as_deref().unwrap(), state.steps);
    }
    let seen = checked.model().seen.lock().unwrap().clone();
    assert_eq!(seen.len(), 4, "{seen:?}");
    assert!(checked.unique_state_count() > 5_000, "{}", checked.unique_state_count());
}
