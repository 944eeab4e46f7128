// SPDX-License-Identifier: Apache-2.0
//! A new database from what is intact of a damaged one: all of that, and nothing else (G22).
#![allow(missing_docs, clippy::unwrap_used, clippy::indexing_slicing)]

mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

use softadastra::base::error::{Code, Result};
use softadastra::base::op::{Kind, Operation};
use softadastra::disk::{Disk, MemoryDisk};
use softadastra::engine::{self, Engine, Listing, Part, SalvageReport};
use softadastra::outbox::entry::Status;
use support::node::Node;

const SAVED: &str = "saved/a.wal";

type Files = BTreeMap<String, Vec<u8>>;

/// A database, all that it ever held, and what it shows and owes in the end.
struct World {
    node: Node,
    files: Files,
    /// Every operation, its own and those of others, in the order of this replica.
    ops: Vec<Operation>,
    local: BTreeMap<String, BTreeSet<String>>,
    shown: BTreeMap<String, String>,
    owed: BTreeSet<String>,
    digest: [u8; 32],
    version: u64,
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

fn shown(engine: &Engine) -> BTreeMap<String, String> {
    let listed = engine.scan(None, usize::MAX).unwrap();
    listed.iter().map(|entry| (text(&entry.key), text(&entry.value))).collect()
}

fn owed(engine: &Engine) -> BTreeSet<String> {
    let all = engine.outbox().unwrap();
    let all = all.iter().filter(|delivery| delivery.entry.status != Status::Applied);
    all.map(|delivery| format!("{:?}", delivery.op.dot)).collect()
}

fn files_at(disk: &MemoryDisk, path: &str) -> Files {
    let beside = disk.beside(Path::new(path)).unwrap();
    let named = beside.iter().map(|path| path.display().to_string());
    named.map(|name| (name.clone(), disk.bytes(&name).unwrap())).collect()
}

fn disk_of(files: &Files) -> MemoryDisk {
    let disk = MemoryDisk::new();
    files.iter().for_each(|(name, bytes)| disk.set_bytes(name, bytes.clone()));
    disk
}

fn salvage_on(node: &Node, disk: &MemoryDisk) -> Result<SalvageReport> {
    let mut options = node.options();
    options.disk = Arc::new(disk.clone());
    engine::salvage(&options, Path::new(SAVED))
}

/// Runs of all kinds, sealed segments that are needed for what is owed, a log to be followed;
/// operations of others, conflicts, groups, local writes, deletes, acknowledgements.
fn world() -> World {
    let node = Node::small("a");
    let other = Node::new("b");
    let mut ops = Vec::new();
    let mut local: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let step = |number: u64, ops: &mut Vec<Operation>| {
        let key = format!("key-{:03}", number * 7 % 60);
        ops.push((*node.put(&key, &format!("{number:0>150}")).op).clone());
        if number % 9 == 4 {
            let key = format!("key-{:03}", number * 5 % 60);
            let op = other.put(&key, &format!("other {number}")).op;
            node.receive(&op);
            ops.push((*op).clone());
        }
        if number % 13 == 6 {
            ops.push((*node.delete(&format!("key-{:03}", number * 3 % 60)).op).clone());
        }
    };
    for number in 0..170 {
        step(number, &mut ops);
        if number % 11 == 3 {
            let (key, value) = (format!("local-{}", number % 5), format!("here {number}"));
            let time = node.clock.wall_ms();
            let engine = node.engine();
            engine.write_local(Kind::Put, key.as_bytes(), value.as_bytes(), time).unwrap();
            local.entry(key).or_default().insert(value);
        }
        if number % 40 == 39 {
            for delivery in node.engine().next_batch().unwrap() {
                node.engine().receive_ack(&delivery.op.dot.sync_id()).unwrap();
            }
        }
    }
    let gone = b"local-4";
    node.engine().write_local(Kind::Delete, gone, b"", node.clock.wall_ms()).unwrap();
    node.engine().checkpoint().unwrap();
    for number in 170..190 {
        step(number, &mut ops);
    }
    let mut node = node;
    node.engine().flush().unwrap();
    let (shown, owed) = (shown(node.engine()), owed(node.engine()));
    let (digest, version) = (node.engine().digest().unwrap(), node.engine().version().unwrap());
    // As after a crash: closing would put the end of the log into a run.
    node.drop_engine();
    let files = files_at(&node.disk, "a.wal");
    World { node, files, ops, local, shown, owed, digest, version }
}

/// The salvaged database under the names that a node opens.
fn saved(disk: &MemoryDisk) -> Node {
    let fresh = MemoryDisk::new();
    for (name, bytes) in files_at(disk, SAVED) {
        fresh.set_bytes(name.replace("saved/", ""), bytes);
    }
    let mut node = Node::small("a");
    node.drop_engine();
    node.disk = fresh;
    node.seed += 1;
    node
}

impl World {
    /// What has to hold of any salvage. Returns the salvaged database, open, and the report.
    fn check(&self, damaged: &Files, what: &str) -> (Node, SalvageReport) {
        let disk = disk_of(damaged);
        let report = salvage_on(&self.node, &disk).unwrap_or_else(|error| panic!("{what}: {error}"));
        for (name, bytes) in damaged {
            assert_eq!(&disk.bytes(name).unwrap(), bytes, "{what}: {name} changed");
        }
        let disk = disk.crash();
        assert!(disk.bytes("saved/a.wal.salvage").is_none(), "{what}");
        let mut node = saved(&disk);
        let sound = engine::verify(&node.options()).unwrap();
        assert!(sound.is_sound(), "{what}: {:?}", sound.findings);
        assert_eq!((sound.key_count, sound.owed_count), (report.key_count, report.owed_count));
        let mut options = node.options();
        options.read_only = true;
        let engine = Engine::open(options).unwrap();
        self.check_content(&engine, &report, what);
        drop(engine);
        node.open();
        let origin = node.engine().identity().unwrap().unwrap();
        assert!(self.ops.iter().all(|op| op.dot.origin != origin), "{what}: an epoch again");
        self.check_convergence(&node, what);
        (node, report)
    }

    fn check_content(&self, engine: &Engine, report: &SalvageReport, what: &str) {
        let now = shown(engine);
        let in_doubt = |key: &str| {
            !report.missing_versions.is_empty()
                || report.losses.iter().any(|loss| {
                    let found = &loss.finding;
                    let is_all = found.part == Part::Run && found.bytes == 0;
                    let is_from =
                        found.first.as_deref().is_some_and(|first| key.as_bytes() >= first);
                    let ends = found.last.as_deref().is_none_or(|last| key.as_bytes() <= last);
                    is_all || report.listing == Listing::Lost || is_from && ends
                })
        };
        for (key, value) in &now {
            let mut written = self.ops.iter().filter(|op| text(&op.key) == *key);
            let is_local = self.local.get(key).is_some_and(|all| all.contains(value));
            let is_real = is_local || written.any(|op| text(&op.value) == *value);
            assert!(is_real, "{what}: {key} = {value} was never written");
            let is_same = self.shown.get(key) == Some(value);
            assert!(is_same || in_doubt(key), "{what}: {key} is another");
        }
        for key in self.shown.keys().filter(|key| !now.contains_key(*key)) {
            assert!(in_doubt(key), "{what}: {key} is gone; {:?}", report.losses);
        }
        let still = owed(engine);
        let lost_count = self.owed.difference(&still).count() as u64;
        let more = still.difference(&self.owed).count();
        let names_all = report.owed_lost_count >= lost_count || !report.missing_versions.is_empty();
        assert!(names_all || report.listing == Listing::Lost, "{what}: {lost_count} owed are gone");
        let is_run = |loss: &engine::Loss| loss.finding.part == Part::Run;
        let may_owe_more = report.losses.iter().any(is_run) || !report.is_whole();
        assert!(more == 0 || may_owe_more, "{what}: {more} are owed again");
        let known: BTreeSet<_> = self.ops.iter().map(|op| format!("{:?}", op.dot)).collect();
        assert!(still.is_subset(&known), "{what}: owed and never written");
        assert!(engine.version().unwrap() >= self.version || !report.missing_versions.is_empty());
        assert!(engine.version().unwrap() >= report.last_version);
    }

    /// Peers send everything again: the replicated state is the one that was lost.
    fn check_convergence(&self, node: &Node, what: &str) {
        let write = node.put("new", "write");
        assert!(write.written.version > self.version, "{what}: a version again");
        for op in &self.ops {
            node.receive(op);
        }
        let whole = Node::new("c");
        self.ops.iter().for_each(|op| drop(whole.receive(op)));
        whole.receive(&write.op);
        assert_eq!(node.engine().digest().unwrap(), whole.engine().digest().unwrap(), "{what}");
    }
}

#[test]
fn an_undamaged_database_is_salvaged_whole() {
    let world = world();
    let (disk, files) = (disk_of(&world.files), &world.files);
    assert!(files.keys().filter(|name| name.contains(".run-")).count() > 1);
    assert!(files.keys().any(|name| name.contains(".segment-")));
    let report = salvage_on(&world.node, &disk).unwrap();
    assert!(report.is_whole(), "{:?}", report.losses);
    assert_eq!((report.listing, report.set_aside_bytes), (Listing::Manifest, 0));
    assert!(report.identity_renewed && !report.knowledge_dropped);
    assert_eq!(report.last_version, world.version);
    assert_eq!(report.owed_count, world.owed.len() as u64);
    let mut node = saved(&disk);
    let mut options = node.options();
    options.read_only = true;
    let engine = Engine::open(options).unwrap();
    assert_eq!(engine.digest().unwrap(), world.digest);
    assert_eq!((shown(&engine), owed(&engine)), (world.shown.clone(), world.owed.clone()));
    drop(engine);
    node.open();
    assert!(node.receive(&world.ops[3]).duplicate && node.receive(&world.ops[180]).duplicate);
    node.restart();
    assert_eq!(owed(node.engine()), world.owed);
    world.check(files, "whole");
}

#[test]
fn every_kind_of_flipped_byte_leaves_exactly_the_rest() {
    let world = world();
    let mut count = 0;
    for (name, bytes) in &world.files {
        let step = 1 + bytes.len() / 24;
        let places = (0..bytes.len()).step_by(step).chain([bytes.len() - 1, bytes.len() / 2]);
        for at in places {
            let mut damaged = world.files.clone();
            damaged.get_mut(name).unwrap()[at] ^= 0x20;
            world.check(&damaged, &format!("{name}, byte {at}"));
            count += 1;
        }
    }
    println!("{count} flipped bytes");
}

#[test]
fn a_missing_file_leaves_what_the_others_hold() {
    let world = world();
    for name in world.files.keys() {
        let mut damaged = world.files.clone();
        damaged.remove(name);
        let (_, report) = world.check(&damaged, &format!("without {name}"));
        let is_copy = name.ends_with("-copy");
        assert_eq!(report.is_whole(), is_copy, "{name}: {:?}", report.losses);
        let listing = if name.ends_with(".manifest") { Listing::Copy } else { Listing::Manifest };
        assert_eq!(report.listing, listing);
    }
}
