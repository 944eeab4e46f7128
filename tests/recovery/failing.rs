// SPDX-License-Identifier: Apache-2.0
//! Each call to the disk of a script fails, once or from then on, with each error that disks give:
//! an error changed nothing, or the log has stopped and says so; what was answered is there (S2, S6
//! to S8 of the fault model).

use std::collections::{BTreeMap, BTreeSet};

use softadastra::base::error::{Code, Result};
use softadastra::base::id::NodeId;
use softadastra::base::op::{Kind, Operation as Op};
use softadastra::base::part::Part;
use softadastra::base::random::Random;
use softadastra::disk::Fault;
use softadastra::engine::Durability;
use softadastra::sync::options::SyncOptions;

use crate::support::node::Node;

/// Errors of disks, and how much of a write is there nevertheless: a short write.
const ERRORS: [(i32, usize); 7] = [
    (libc::EIO, 0),
    (libc::EIO, 33),
    (libc::ENOSPC, 0),
    (libc::ENOSPC, usize::MAX),
    (libc::EDQUOT, 100),
    (libc::EFBIG, 1),
    (libc::EROFS, 0),
];

/// What the application was told, of keys and of operations that are owed.
#[derive(Default)]
struct Told {
    /// Of each key what it may show: one value, or two after an answer that leaves it open.
    keys: BTreeMap<String, BTreeSet<Option<String>>>,
    owed: BTreeSet<String>,
}

impl Told {
    /// Whether the application goes on with this engine. What a failed call wrote is there only when
    /// the log has stopped at it, and perhaps.
    fn hear<T>(&mut self, answer: Result<T>, keys: &[(&str, Option<String>)]) -> Option<T> {
        let error = match answer {
            Ok(done) => {
                for (key, value) in keys {
                    self.keys.insert((*key).to_owned(), BTreeSet::from([value.clone()]));
                }
                return Some(done);
            }
            Err(error) => error,
        };
        use Code::{FileReadError, FileWriteError, LogStopped, NoSpace, PermissionDenied};
        let known = [FileReadError, FileWriteError, LogStopped, NoSpace, PermissionDenied];
        assert!(known.contains(&error.code()), "{error}");
        if error.code() == LogStopped {
            for (key, value) in keys {
                let allowed = self.keys.entry((*key).to_owned());
                allowed.or_insert_with(|| BTreeSet::from([None])).insert(value.clone());
            }
        }
        None
    }

    /// What is there now is what counts from now on, as far as it can be read: while calls still fail,
    /// a reading may be one of them.
    fn look_at_keys(&mut self, node: &Node, what: &str) {
        for (key, allowed) in &mut self.keys {
            let Ok(shown) = node.engine().get(key.as_bytes()) else { continue };
            let shown = shown.map(|listed| String::from_utf8(listed.value.to_vec()).unwrap());
            assert!(allowed.contains(&shown), "{what}: {key} is {shown:?}, not {allowed:?}");
            *allowed = BTreeSet::from([shown]);
        }
    }

    /// Once nothing fails any more everything can be read, and what is owed is listed.
    fn look_at_all(&mut self, node: &Node, what: &str) {
        assert!(self.keys.keys().all(|key| node.engine().get(key.as_bytes()).is_ok()), "{what}");
        self.look_at_keys(node, what);
        let listed = node.engine().outbox().unwrap();
        let listed: BTreeSet<_> = listed.iter().map(|d| d.op.dot.sync_id()).collect();
        assert!(self.owed.is_subset(&listed), "{what}: {:?}", self.owed.difference(&listed));
    }
}

/// A script on a node that goes on after each error as far as it can.
struct Run {
    node: Node,
    told: Told,
    is_up: bool,
}

impl Run {
    fn new(durability: Durability) -> Self {
        let sync = SyncOptions::new(NodeId::new("node-a").unwrap());
        Self { node: Node::with("node-a", durability, sync), told: Told::default(), is_up: true }
    }

    /// A stopped log is opened again, which may fail as well.
    fn up(&mut self) -> bool {
        let is_stopped = |node: &Node| node.engine().health().is_ok_and(|h| h.is_stopped);
        if self.is_up && is_stopped(&self.node) {
            self.node.drop_engine();
            self.is_up = false;
        }
        if !self.is_up {
            let opened = self.node.try_open();
            self.is_up = self.told.hear(opened, &[]).is_some();
            if self.is_up {
                self.told.look_at_keys(&self.node, "opened again");
            }
        }
        self.is_up
    }

    fn submit(&mut self, kind: Kind, key: &str, value: &str) {
        if !self.up() {
            return;
        }
        let time = self.node.clock.wall_ms();
        let answer = self.node.engine().submit(kind, key.as_bytes(), value.as_bytes(), time);
        let shown = (kind == Kind::Put).then(|| value.to_owned());
        if let Some(done) = self.told.hear(answer, &[(key, shown)]) {
            self.told.owed.insert(done.op.dot.sync_id());
        }
    }

    fn submit_group(&mut self, keys: [&str; 2], value: &str) {
        if !self.up() {
            return;
        }
        let time = self.node.clock.wall_ms();
        let part = |key: &str| Part::put(key.as_bytes(), value.as_bytes());
        let answer = self.node.engine().submit_group(keys.map(part).to_vec(), time);
        let shown = keys.map(|key| (key, Some(value.to_owned())));
        if let Some(done) = self.told.hear(answer, &shown) {
            self.told.owed.insert(done.op.dot.sync_id());
        }
    }

    fn receive(&mut self, op: &Op) {
        if self.up() {
            let answer = self.node.engine().receive(op.clone());
            let key = String::from_utf8_lossy(&op.key).into_owned();
            let value = String::from_utf8_lossy(&op.value).into_owned();
            self.told.hear(answer, &[(&key, Some(value))]);
        }
    }

    fn acknowledge_all(&mut self) {
        if !self.up() {
            return;
        }
        let batch = self.node.engine().next_batch();
        for delivery in self.told.hear(batch, &[]).unwrap_or_default() {
            let id = delivery.op.dot.sync_id();
            let answer = self.node.engine().receive_ack(&id);
            if self.told.hear(answer, &[]).is_some() {
                self.told.owed.remove(&id);
            }
        }
    }

    fn upkeep(&mut self) {
        if self.up() {
            let done = self.node.engine().checkpoint();
            self.told.hear(done, &[]);
        }
        if self.up() {
            let done = self.node.engine().maintain(1 << 20);
            self.told.hear(done, &[]);
        }
    }

    fn script(&mut self, foreign: &[Op]) {
        for round in 0..3 {
            let key = |number: u32| format!("key-{}", round * 2 + number);
            self.submit(Kind::Put, &key(0), &"v".repeat(40 << round));
            self.receive(&foreign[round as usize]);
            self.submit_group([&key(1), &key(2)], &format!("both-{round}"));
            self.acknowledge_all();
            self.submit(Kind::Delete, &key(0), "");
            if round == 1 {
                self.upkeep();
            }
        }
        self.submit(Kind::Put, "last", "value");
    }

    /// The failure is over: now, in the next process, and after a power cut.
    fn check(mut self, what: &str) {
        self.node.disk.clear_faults();
        if self.is_up && !self.node.engine().health().unwrap().is_stopped {
            self.told.look_at_all(&self.node, what);
        }
        self.node.drop_engine();
        if self.node.durability == Durability::Durable {
            // Whether a write with an open answer is there, disk and process may say differently.
            let mut node = Node::new("node-a");
            node.drop_engine();
            node.disk = self.node.disk.crash();
            let kept = self.told.keys.clone();
            self.told.look_at_all(&reopened(node), what);
            self.told.keys = kept;
        }
        let node = reopened(self.node);
        self.told.look_at_all(&node, what);
        node.put("next", "w");
        assert_eq!(node.get("next").as_deref(), Some("w"), "{what}");
    }
}

fn reopened(mut node: Node) -> Node {
    node.kill();
    node
}

/// Operations that another node made.
fn foreign() -> Vec<Op> {
    let other = Node::new("node-b");
    let made = |number| other.put(&format!("theirs-{number}"), "from b").op;
    (0..3).map(|number| made(number).as_ref().clone()).collect()
}

/// How many calls to the disk the script makes.
fn calls_of_script(durability: Durability, foreign: &[Op]) -> u64 {
    let mut whole = Run::new(durability);
    let before = whole.node.disk.calls().len() as u64;
    whole.script(foreign);
    let calls = whole.node.disk.calls().len() as u64 - before;
    whole.check("nothing failed");
    calls
}

#[test]
fn every_call_of_a_script_may_fail_with_each_error_once_or_for_ever() {
    let foreign = foreign();
    let mut runs = 0;
    for durability in [Durability::Durable, Durability::Fast] {
        let calls = calls_of_script(durability, &foreign);
        for nth in 1..=calls {
            for (errno, leaving) in ERRORS {
                for fault in [Fault::once(None, nth, errno), Fault::from(None, nth, errno)] {
                    for drops in [false, true] {
                        let mut run = Run::new(durability);
                        run.node.disk.set_failed_sync_drops(drops);
                        run.node.disk.inject(fault.clone().leaving(leaving));
                        run.script(&foreign);
                        run.check(&format!("{durability:?}, call {nth} of {calls}, {errno}"));
                        runs += 1;
                    }
                }
            }
        }
    }
    println!("counted {runs} failing calls");
    assert!(runs > 1_000, "{runs}");
}

/// The second one often meets what the first one made necessary: an opening that repairs.
#[test]
fn two_calls_of_a_script_may_fail_wherever_they_are() {
    let foreign = foreign();
    let mut random = Random::new(6);
    let both = [Durability::Durable, Durability::Fast];
    let calls = both.map(|durability| calls_of_script(durability, &foreign));
    let runs = 2_500;
    for number in 0..runs {
        let durability = both[number % 2];
        let mut run = Run::new(durability);
        run.node.disk.set_failed_sync_drops(random.up_to(1) == 0);
        let calls = calls[number % 2];
        let mut told = String::new();
        let mut nth = 0;
        for _ in 0..2 {
            let (errno, leaving) = ERRORS[random.up_to(ERRORS.len() as u64 - 1) as usize];
            nth += 1 + random.up_to(if nth == 0 { calls - 1 } else { 20 });
            run.node.disk.inject(Fault::once(None, nth, errno).leaving(leaving));
            told += &format!(" {errno} at call {nth}");
        }
        run.script(&foreign);
        run.check(&format!("{durability:?},{told}"));
    }
    println!("counted {runs} failing calls");
}
