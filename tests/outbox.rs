// SPDX-License-Identifier: Apache-2.0
//! The pipeline against a plain list: whatever calls come in whatever order, counts, order, due times
//! and the wake-up are those of a model that searches everything each time (G7).
#![allow(missing_docs, clippy::unwrap_used, clippy::indexing_slicing)]

use std::collections::BTreeMap;

use proptest::prelude::*;

use softadastra::base::id::{Dot, NodeId, Origin};
use softadastra::base::limits::COMPLETED_LEN_MAX;
use softadastra::base::time::Now;
use softadastra::outbox::entry::{DUE_NOW, Entry, Place, Status};
use softadastra::outbox::{Outbox, Unsaved};
use softadastra::sync::Pipeline;
use softadastra::sync::options::SyncOptions;

#[derive(Clone, Debug)]
enum Call {
    Submit(bool),
    Batch(usize),
    Ack(usize),
    Queue(usize),
    Retry,
    Prune,
    Discard(usize),
    Requeue(usize),
    Coalesce(usize),
    BeginSave,
    EndSave(bool),
    Pass(i64),
}

fn calls() -> impl Strategy<Value = Vec<Call>> {
    let call = prop_oneof![
        3 => any::<bool>().prop_map(Call::Submit),
        3 => (1..4usize).prop_map(Call::Batch),
        2 => (0..20usize).prop_map(Call::Ack),
        1 => (0..20usize).prop_map(Call::Queue),
        2 => Just(Call::Retry),
        1 => Just(Call::Prune),
        1 => (0..20usize).prop_map(Call::Discard),
        1 => (0..20usize).prop_map(Call::Requeue),
        1 => (0..20usize).prop_map(Call::Coalesce),
        1 => Just(Call::BeginSave),
        1 => any::<bool>().prop_map(Call::EndSave),
        3 => (0..9_000i64).prop_map(Call::Pass),
    ];
    proptest::collection::vec(call, 1..80)
}

/// One entry as the model knows it: version, status, attempts, whether it was ever handed out.
#[derive(Clone, Debug, PartialEq)]
struct Plain {
    version: u64,
    status: Status,
    attempts: u32,
    was_sent: bool,
}

/// What is saved of an entry; None: that it is gone.
type Saved = Option<(Status, u32, bool, u16, i64, i64)>;

struct World {
    pipeline: Pipeline,
    options: SyncOptions,
    now: Now,
    plain: Vec<Plain>,
    made: u64,
    /// What was saved so far, without entries that are gone.
    saved: BTreeMap<u64, Saved>,
    /// What is being saved: which entries, and what they were when it began.
    saving: Option<(Unsaved, BTreeMap<u64, Saved>)>,
}

impl World {
    fn new() -> Self {
        let mut options = SyncOptions::new(NodeId::new("n").unwrap());
        options.attempts_max = 3;
        let now = Now { wall_ms: 1_000_000, mono_ms: 0 };
        let (pipeline, plain, saved) = (Pipeline::new(9), Vec::new(), BTreeMap::new());
        Self { pipeline, options, now, plain, made: 0, saved, saving: None }
    }

    fn plain(&mut self, at: usize) -> Option<&mut Plain> {
        let len = self.plain.len();
        if len == 0 { None } else { self.plain.get_mut(at % len) }
    }

    fn due_ms(&self, version: u64) -> i64 {
        self.pipeline.outbox().get(version).unwrap().due_ms
    }

    fn call(&mut self, call: &Call) {
        match *call {
            Call::Submit(auto_queue) => self.submit(auto_queue),
            Call::Batch(len) => self.batch(len),
            Call::Ack(at) => self.ack(at),
            Call::Queue(at) => self.queue(at),
            Call::Retry => self.retry(),
            Call::Prune => {
                let before = self.plain.len();
                self.plain.retain(|entry| entry.status != Status::Applied);
                let pruned = self.pipeline.prune_completed(&self.options);
                assert_eq!(pruned.len(), before - self.plain.len());
            }
            Call::Discard(at) => {
                let Some(entry) = self.plain(at).cloned() else { return };
                self.pipeline.discarded(entry.version);
                self.plain.retain(|other| *other != entry || entry.status != Status::Failed);
            }
            Call::Requeue(at) => {
                let Some(entry) = self.plain(at) else { return };
                let version = entry.version;
                if entry.status == Status::Failed {
                    (entry.status, entry.attempts) = (Status::Queued, 0);
                }
                self.pipeline.requeued(version);
            }
            Call::Coalesce(at) => self.coalesce(at),
            Call::BeginSave => self.begin_save(),
            Call::EndSave(is_done) => self.end_save(is_done),
            Call::Pass(ms) => {
                self.now.mono_ms += ms;
                self.now.wall_ms -= 17;
            }
        }
    }

    fn submit(&mut self, auto_queue: bool) {
        self.made += 1;
        let origin = Origin { node: NodeId::new("n").unwrap(), epoch: 1 };
        // Versions have holes: other writes count as well.
        let version = self.made * 3;
        self.pipeline.submit(
            Dot { origin, seq: self.made },
            version,
            Place { at: version, bytes: 1 },
            auto_queue,
        );
        let status = if auto_queue { Status::Queued } else { Status::Pending };
        self.plain.push(Plain { version, status, attempts: 0, was_sent: false });
    }

    fn batch(&mut self, len: usize) {
        self.options.batch_len = len;
        let expected: Vec<u64> = self
            .plain
            .iter()
            .filter(|entry| entry.status == Status::Queued)
            .map(|entry| entry.version)
            .filter(|&version| self.due_ms(version) <= self.now.mono_ms)
            .take(len)
            .collect();
        let due = self.pipeline.due(self.now, &self.options);
        assert_eq!(due.iter().map(|(version, _)| *version).collect::<Vec<_>>(), expected);
        for (version, place) in due {
            assert_eq!(place, Place { at: version, bytes: 1 });
            let entry = self.pipeline.hand_out(version, self.now, &self.options).unwrap();
            let plain = self.plain.iter_mut().find(|entry| entry.version == version).unwrap();
            plain.status = Status::InFlight;
            plain.attempts += 1;
            plain.was_sent = true;
            assert_eq!(entry.attempts, plain.attempts);
            assert!(self.pipeline.hand_out(version, self.now, &self.options).is_none());
        }
    }

    fn ack(&mut self, at: usize) {
        let Some(entry) = self.plain(at) else { return };
        let version = entry.version;
        let is_fine = entry.was_sent || entry.status == Status::Applied;
        if is_fine {
            entry.status = Status::Applied;
        }
        assert_eq!(self.pipeline.acknowledge(version).is_ok(), is_fine);
    }

    fn queue(&mut self, at: usize) {
        let Some(entry) = self.plain(at) else { return };
        let version = entry.version;
        let is_fine = entry.status != Status::Applied;
        if matches!(entry.status, Status::Pending | Status::Failed) {
            entry.status = Status::Queued;
        }
        assert_eq!(self.pipeline.queue(version).is_ok(), is_fine);
    }

    /// A later write has replaced it: it leaves, unless it was handed out meanwhile.
    fn coalesce(&mut self, at: usize) {
        let Some(entry) = self.plain(at).cloned() else { return };
        let is_unsent = matches!(entry.status, Status::Pending | Status::Queued) && !entry.was_sent;
        let dot = self.pipeline.outbox().get(entry.version).unwrap().dot.clone();
        let left = self.pipeline.coalesce(&dot);
        assert_eq!(left, is_unsent.then_some(entry.version));
        self.plain.retain(|other| Some(other.version) != left);
    }

    fn saved_of(&self, version: u64) -> Saved {
        let entry = self.pipeline.outbox().get(version)?;
        let at_ms = (entry.last_attempt_at_ms, entry.next_attempt_at_ms);
        Some((entry.status, entry.attempts, entry.was_sent, entry.last_error, at_ms.0, at_ms.1))
    }

    fn begin_save(&mut self) {
        if self.saving.is_some() {
            return;
        }
        let unsaved = self.pipeline.take_unsaved(3 * self.made);
        let versions = unsaved.changed.iter().copied().chain(unsaved.first..=unsaved.last);
        let entries = versions.map(|version| (version, self.saved_of(version))).collect();
        self.saving = Some((unsaved, entries));
    }

    fn end_save(&mut self, is_done: bool) {
        let Some((unsaved, entries)) = self.saving.take() else { return };
        if is_done {
            self.saved.extend(entries);
            self.saved.retain(|_, saved| saved.is_some());
        } else {
            self.pipeline.put_back(unsaved);
        }
    }

    /// What was saved bit by bit, and not when it failed, is all there is.
    fn check_saved(&mut self) {
        self.end_save(true);
        self.begin_save();
        self.end_save(true);
        let versions = self.plain.iter().map(|entry| entry.version);
        let all = versions.map(|version| (version, self.saved_of(version))).collect();
        assert_eq!(self.saved, all);
    }

    fn retry(&mut self) {
        let mut expected = 0;
        for at in 0..self.plain.len() {
            let (version, status) = (self.plain[at].version, self.plain[at].status);
            if status != Status::InFlight || self.due_ms(version) > self.now.mono_ms {
                continue;
            }
            if self.plain[at].attempts >= 3 {
                self.plain[at].status = Status::Failed;
            } else {
                self.plain[at].status = Status::Queued;
                expected += 1;
            }
        }
        assert_eq!(self.pipeline.retry_expired(self.now, &self.options), expected);
    }

    fn check(&self) {
        let listed: Vec<_> = self
            .pipeline
            .outbox()
            .entries()
            .map(|e| (e.version, e.status, e.attempts, e.was_sent))
            .collect();
        let plain: Vec<_> =
            self.plain.iter().map(|e| (e.version, e.status, e.attempts, e.was_sent)).collect();
        assert_eq!(listed, plain);
        let count = |status| self.plain.iter().filter(|entry| entry.status == status).count();
        let counts = self.pipeline.counts();
        assert_eq!(counts.total, self.plain.len());
        assert_eq!(counts.pending, count(Status::Pending));
        assert_eq!(counts.queued, count(Status::Queued));
        assert_eq!(counts.in_flight, count(Status::InFlight));
        assert_eq!(counts.applied, count(Status::Applied));
        assert_eq!(counts.failed, count(Status::Failed));
        self.check_wakeup();
    }

    /// While something is queued or in flight there is a time to come back, and it is the earliest.
    fn check_wakeup(&self) {
        let active = |entry: &&Plain| matches!(entry.status, Status::Queued | Status::InFlight);
        let earliest =
            self.plain.iter().filter(active).map(|entry| self.due_ms(entry.version)).min();
        let passed = |due: Option<i64>| due.map(|due_ms| due_ms.max(self.now.mono_ms));
        assert_eq!(passed(self.pipeline.next_wakeup_ms()), passed(earliest));
        if let Some(due_ms) = earliest {
            assert!(due_ms == DUE_NOW || due_ms <= self.now.mono_ms + 300_000);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: if cfg!(debug_assertions) { 300 } else { 2_000 },
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn any_calls_in_any_order_agree_with_a_plain_list(calls in calls()) {
        let mut world = World::new();
        for call in &calls {
            world.call(call);
            world.check();
        }
        world.check_saved();
    }
}

#[test]
fn every_status_has_its_number_and_no_other_number_is_one() {
    let known =
        [Status::Pending, Status::Queued, Status::InFlight, Status::Applied, Status::Failed];
    let found: Vec<_> = (0..=u8::MAX).filter_map(Status::from_number).collect();
    assert_eq!(found, known);
    for status in known {
        assert_eq!(Status::from_number(status as u8), Some(status));
        let is_owed = !matches!(status, Status::Applied | Status::Failed);
        assert_eq!(status.is_owed(), is_owed);
    }
}

#[test]
fn of_too_many_acknowledged_entries_the_oldest_leaves() {
    let mut outbox = Outbox::default();
    let origin = Origin { node: NodeId::new("n").unwrap(), epoch: 1 };
    let last = COMPLETED_LEN_MAX as u64 + 2;
    for version in 1..=last {
        let dot = Dot { origin: origin.clone(), seq: version };
        outbox.push(Entry::new(dot, version, Place { at: version, bytes: 1 }));
    }
    // In another order than they were written; the first is not acknowledged at all.
    let left: Vec<u64> = (2..=last).rev().filter_map(|version| outbox.complete(version)).collect();
    assert_eq!(left, [2], "one more than there may be");
    assert_eq!(outbox.counts().applied, COMPLETED_LEN_MAX);
    assert_eq!(outbox.complete(1), Some(1));
    assert_eq!((outbox.first_done(), outbox.needed_len()), (Some(3), 0));
}
