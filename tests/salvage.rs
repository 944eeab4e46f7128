// SPDX-License-Identifier: Apache-2.0
//! A new database from what is intact of a damaged one: all of that, and nothing else (G22).
#![allow(missing_docs, clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use softadastra::base::error::Result;
use softadastra::base::op::{Kind, Operation};
use softadastra::base::random::Random;
use softadastra::disk::{Access, Disk, DiskFile, MemoryDisk};
use softadastra::engine::{self, Engine, Listing, Part, SalvageReport};
use softadastra::outbox::entry::Status;
use support::node::Node;

const SAVED: &str = "saved/a.wal";

type Files = BTreeMap<String, Vec<u8>>;

/// A database, all that it ever held, and what it shows and owes in the end.
struct World {
    node: Node,
    files: Files,
    /// Every operation, its own and those of others, by the version that it has here.
    ops: BTreeMap<u64, Operation>,
    /// Key and value of writes that are only here, by their version.
    local: BTreeMap<u64, (String, String)>,
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
    world_until(|_, _| true)
}

/// The same, left while a flush is under way: several files of the log are to be followed.
fn world_amid_a_flush() -> World {
    world_until(|engine, count| engine.health().unwrap().is_at_work && count % 5 == 4)
}

fn world_until(is_enough: impl Fn(&Engine, u64) -> bool) -> World {
    let node = Node::small("a");
    let other = Node::new("b");
    let mut ops = BTreeMap::new();
    let mut local = BTreeMap::new();
    let step = |number: u64, ops: &mut BTreeMap<u64, Operation>| {
        let key = format!("key-{:03}", number * 7 % 60);
        let made = node.put(&key, &format!("{number:0>150}"));
        ops.insert(made.written.version, (*made.op).clone());
        if number % 9 == 4 {
            let key = format!("key-{:03}", number * 5 % 60);
            let op = other.put(&key, &format!("other {number}")).op;
            ops.insert(node.receive(&op).written.version, (*op).clone());
        }
        if number % 13 == 6 {
            let made = node.delete(&format!("key-{:03}", number * 3 % 60));
            ops.insert(made.written.version, (*made.op).clone());
        }
    };
    for number in 0..170 {
        step(number, &mut ops);
        if number % 11 == 3 {
            let (key, value) = (format!("local-{}", number % 5), format!("here {number}"));
            let time = node.clock.wall_ms();
            let engine = node.engine();
            let write = engine.write_local(Kind::Put, key.as_bytes(), value.as_bytes(), time);
            local.insert(write.unwrap().version, (key, value));
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
    for number in 190..2000 {
        if is_enough(node.engine(), number) {
            break;
        }
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

/// Whether the report says that the newest entry of a key may have been in a lost part of a run.
fn in_doubt(report: &SalvageReport, key: &str) -> bool {
    let key = key.as_bytes();
    let of_runs = report.losses.iter().filter(|loss| loss.finding.part == Part::Run);
    let mut of_runs = of_runs.map(|loss| &loss.finding);
    report.listing == Listing::Lost
        || of_runs.any(|found| match (&found.first, &found.last) {
            (None, _) => found.bytes == 0,
            (Some(first), last) => key >= first && last.as_deref().is_none_or(|last| key <= last),
        })
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
        let report =
            salvage_on(&self.node, &disk).unwrap_or_else(|error| panic!("{what}: {error}"));
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
        assert!(self.ops.values().all(|op| op.dot.origin != origin), "{what}: an epoch again");
        self.check_convergence(&node, what);
        (node, report)
    }

    fn check_content(&self, engine: &Engine, report: &SalvageReport, what: &str) {
        let is_missing = |version: u64| {
            let mut missing = report.missing_versions.iter();
            missing.any(|m| m.first <= version && m.last.is_none_or(|last| version <= last))
                || report.cut_bytes > 0 && version > report.intact_version
        };
        // What all intact operations together make, in a way that knows nothing of salvages.
        let model = Node::new("c");
        for (_, op) in self.ops.iter().filter(|(version, _)| !is_missing(**version)) {
            model.receive(op);
        }
        let mut of_runs = report.losses.iter().filter(|loss| loss.finding.part == Part::Run);
        if of_runs.all(|loss| loss.finding.first.is_none() && loss.finding.bytes > 0)
            && report.listing != Listing::Lost
        {
            assert!(!report.knowledge_dropped || report.owed_count > 0, "{what}");
            assert_eq!(engine.digest().unwrap(), model.engine().digest().unwrap(), "{what}");
        }
        let (now, model) = (shown(engine), shown(model.engine()));
        let is_local = |key: &str| key.starts_with("local-");
        for key in self.ops.values().map(|op| text(&op.key)).filter(|key| !in_doubt(report, key)) {
            assert_eq!(now.get(&key), model.get(&key), "{what}: {key}");
        }
        let last_local = |key: &str| {
            let mut all =
                self.local.iter().rev().filter(|(at, (of, _))| of == key && !is_missing(**at));
            all.next().map(|(_, (_, value))| value)
        };
        for (_, (key, _)) in self.local.iter().filter(|(_, (key, _))| !in_doubt(report, key)) {
            let expected = last_local(key).filter(|_| key != "local-4");
            assert_eq!(now.get(key), expected, "{what}: {key}");
        }
        for (key, value) in &now {
            let mut written = self.ops.values().filter(|op| text(&op.key) == *key);
            let mut here = self.local.values().filter(|_| is_local(key));
            let is_real = here.any(|(of, had)| of == key && had == value)
                || written.any(|op| text(&op.value) == *value);
            assert!(is_real, "{what}: {key} = {value} was never written");
        }
        let still = owed(engine);
        let version_of = |dot: &str| {
            let mut all = self.ops.iter().filter(|(_, op)| format!("{:?}", op.dot) == dot);
            *all.next().unwrap().0
        };
        let gone: Vec<_> =
            self.owed.difference(&still).filter(|dot| !is_missing(version_of(dot))).collect();
        // Where an entry and its record are both gone, nothing says that they were there.
        let has = |part| report.losses.iter().any(|loss| loss.finding.part == part);
        if !has(Part::Run) || !has(Part::Log) {
            assert!(gone.len() as u64 <= report.owed_lost_count, "{what}: {gone:?} are gone");
        }
        let more = still.difference(&self.owed).count();
        let may_owe_more = !report.is_whole();
        assert!(more == 0 || may_owe_more, "{what}: {more} are owed again");
        let known: BTreeSet<_> = self.ops.values().map(|op| format!("{:?}", op.dot)).collect();
        assert!(still.is_subset(&known), "{what}: owed and never written");
        assert!(engine.version().unwrap() >= self.version, "{what}: versions are given again");
        assert_eq!(engine.version().unwrap(), report.last_version);
    }

    /// Peers send everything again: the replicated state is the one that was lost.
    fn check_convergence(&self, node: &Node, what: &str) {
        let write = node.put("new", "write");
        assert!(write.written.version > self.version, "{what}: a version again");
        let whole = Node::new("c");
        for op in self.ops.values().chain([&*write.op]) {
            node.receive(op);
            whole.receive(op);
        }
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
    assert!(world.ops.values().all(|op| node.receive(op).duplicate));
    node.restart();
    assert_eq!(owed(node.engine()), world.owed);
    world.check(files, "whole");
}

/// How much of a file is written: a log that was not closed ends in reserved space.
fn written(bytes: &[u8]) -> usize {
    bytes.iter().rposition(|byte| *byte != 0).unwrap() + 1
}

#[test]
fn every_kind_of_flipped_byte_leaves_exactly_the_rest() {
    for world in [world(), world_amid_a_flush()] {
        let mut count = 0;
        // A run that was begun and not written yet is empty.
        for (name, bytes) in world.files.iter().filter(|(_, bytes)| !bytes.is_empty()) {
            let end = written(bytes);
            let places = (0..end).step_by(1 + end / 40).chain([30, 40, end / 2, end - 1]);
            for at in places {
                let mut damaged = world.files.clone();
                damaged.get_mut(name).unwrap()[at] ^= 0x20;
                world.check(&damaged, &format!("{name}, byte {at}"));
                count += 1;
            }
        }
        assert!(count > 6 * 40);
    }
}

#[test]
fn damage_in_several_places_at_once_leaves_the_rest() {
    let world = world_amid_a_flush();
    let mut random = Random::new(11);
    let names = world.files.iter().filter(|(_, bytes)| !bytes.is_empty());
    let names: Vec<_> = names.map(|(name, _)| name).filter(|n| !n.contains("manifest")).collect();
    for round in 0..150 {
        let mut damaged = world.files.clone();
        for _ in 0..=random.up_to(4) {
            let name = names[random.up_to(names.len() as u64 - 1) as usize];
            let bytes = damaged.get_mut(name).unwrap();
            let at = random.up_to(written(&world.files[name]) as u64 - 1) as usize % bytes.len();
            match random.up_to(3) {
                0 if !name.ends_with(".wal") => bytes.truncate(at.max(1)),
                1 => {
                    let end = (at + 900).min(bytes.len());
                    bytes[at..end].fill(0x5a);
                }
                _ => bytes[at] ^= 0x40,
            }
        }
        world.check(&damaged, &format!("round {round}"));
    }
}

#[test]
fn a_missing_file_leaves_what_the_others_hold() {
    for world in [world(), world_amid_a_flush()] {
        for (name, bytes) in &world.files {
            let mut damaged = world.files.clone();
            damaged.remove(name);
            let (_, report) = world.check(&damaged, &format!("without {name}"));
            let is_copy = name.ends_with("-copy");
            let is_needless = is_copy || bytes.is_empty();
            assert_eq!(report.is_whole(), is_needless, "{name}: {:?}", report.losses);
            let is_copied = name.ends_with(".manifest");
            let listing = if is_copied { Listing::Copy } else { Listing::Manifest };
            assert_eq!(report.listing, listing);
        }
    }
}

#[test]
fn without_manifest_and_copy_the_log_alone_counts_and_runs_are_set_aside() {
    let world = world();
    let mut damaged = world.files.clone();
    damaged.remove("a.wal.manifest");
    damaged.get_mut("a.wal.manifest-copy").unwrap()[30] ^= 1;
    let (node, report) = world.check(&damaged, "no manifest");
    assert_eq!(report.listing, Listing::Lost);
    assert!(report.knowledge_dropped && report.key_count > 0);
    assert_eq!(report.owed_count, world.owed.len() as u64);
    assert!(node.get("key-000").is_some());
    let disk = disk_of(&damaged);
    salvage_on(&world.node, &disk).unwrap();
    for (name, bytes) in damaged.iter().filter(|(name, _)| name.contains(".run-")) {
        assert_eq!(&disk.bytes(format!("{SAVED}.damaged-{name}")).unwrap(), bytes);
    }
}

#[test]
fn a_copy_of_the_manifest_that_a_crash_left_behind_still_leads_to_everything() {
    let mut world = world();
    let before = world.files["a.wal.manifest-copy"].clone();
    world.node.open();
    world.node.engine().checkpoint().unwrap();
    world.node.drop_engine();
    let mut files = files_at(&world.node.disk, "a.wal");
    assert_ne!(files["a.wal.manifest-copy"], before);
    files.insert("a.wal.manifest-copy".into(), before);
    files.remove("a.wal.manifest");
    let (_, report) = world.check(&files, "an older copy");
    assert_eq!((report.listing, report.owed_lost_count), (Listing::Copy, 0));
    assert_eq!(report.key_count, world.shown.len() as u64);
}

#[test]
fn damage_is_set_aside_at_its_own_place_and_told_with_its_keys() {
    let world = world();
    let run = world.files.keys().find(|name| name.contains(".run-")).unwrap();
    let mut damaged = world.files.clone();
    damaged.get_mut(run).unwrap()[5000] ^= 1;
    let disk = disk_of(&damaged);
    let report = salvage_on(&world.node, &disk).unwrap();
    let [loss] = &report.losses[..] else { panic!("{:?}", report.losses) };
    let found = &loss.finding;
    assert_eq!((found.part, &*found.file.display().to_string()), (Part::Run, &**run));
    assert!((found.at..found.at + found.bytes).contains(&5000) && found.number > 0);
    assert_eq!(report.set_aside_bytes, found.bytes);
    let aside = disk.bytes(format!("{SAVED}.damaged-{run}")).unwrap();
    let range = found.at as usize..(found.at + found.bytes) as usize;
    assert_eq!(aside[range.clone()], damaged[run][range.clone()]);
    assert_eq!((aside.len(), aside[..range.start].iter().max()), (range.end, Some(&0)));
    // By hand: the keys of the range that were written after the checkpoint, or before and in an
    // upper run, are all in the log or in the other run.
    let (first, last) = (found.first.clone().unwrap(), found.last.clone().unwrap());
    let is_within = |key: &str| (&*first..&*last).contains(&key.as_bytes());
    let in_range = world.shown.keys().filter(|key| is_within(key)).count() as u64;
    let mut node = saved(&disk);
    node.open();
    let kept = shown(node.engine()).keys().filter(|key| is_within(key)).count() as u64;
    assert!(loss.entry_count >= in_range - kept && loss.entry_count < 40, "{loss:?}");
    assert!(loss.superseded_count > 0 && loss.superseded_count <= loss.entry_count, "{loss:?}");
    assert_eq!(in_range - kept, loss.entry_count - loss.superseded_count, "{loss:?}");
}

#[test]
fn sectors_that_cannot_be_read_are_damage_and_what_is_behind_them_counts() {
    let world = world();
    let disk = disk_of(&world.files);
    let mut options = world.node.options();
    let bad = BadSector { disk: disk.clone(), end: "a.wal", at: 2048 };
    options.disk = Arc::new(bad);
    let report = engine::salvage(&options, Path::new(SAVED)).unwrap();
    assert_eq!(report.losses.len(), 1, "{:?}", report.losses);
    assert_eq!(report.losses[0].finding.part, Part::Log);
    let [missing] = &report.missing_versions[..] else { panic!("{:?}", report.missing_versions) };
    assert!(missing.last.unwrap() < world.version);
    let mut node = saved(&disk);
    node.open();
    world.check_convergence(&node, "bad sector");
}

/// A disk on which one sector of one file cannot be read.
struct BadSector {
    disk: MemoryDisk,
    end: &'static str,
    at: u64,
}

struct BadFile(Arc<dyn DiskFile>, u64);

impl Disk for BadSector {
    fn open(&self, path: &Path, access: Access) -> io::Result<Arc<dyn DiskFile>> {
        let file = self.disk.open(path, access)?;
        Ok(if path == Path::new(self.end) { Arc::new(BadFile(file, self.at)) } else { file })
    }
    fn make_folders(&self, path: &Path) -> io::Result<()> {
        self.disk.make_folders(path)
    }
    fn sync_folder(&self, path: &Path) -> io::Result<()> {
        self.disk.sync_folder(path)
    }
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.disk.rename(from, to)
    }
    fn remove(&self, path: &Path) -> io::Result<()> {
        self.disk.remove(path)
    }
    fn beside(&self, path: &Path) -> io::Result<Vec<PathBuf>> {
        self.disk.beside(path)
    }
}

impl DiskFile for BadFile {
    fn len(&self) -> io::Result<u64> {
        self.0.len()
    }
    fn read_at(&self, out: &mut [u8], at: u64) -> io::Result<usize> {
        if at < self.1 + 512 && self.1 < at + out.len() as u64 {
            return Err(io::Error::from_raw_os_error(5));
        }
        self.0.read_at(out, at)
    }
    fn write_at(&self, _: &[u8], _: u64) -> io::Result<()> {
        Err(io::ErrorKind::PermissionDenied.into())
    }
    fn reserve(&self, _: u64) -> io::Result<()> {
        Err(io::ErrorKind::PermissionDenied.into())
    }
    fn set_len(&self, _: u64) -> io::Result<()> {
        Err(io::ErrorKind::PermissionDenied.into())
    }
    fn sync_data(&self) -> io::Result<()> {
        Err(io::ErrorKind::PermissionDenied.into())
    }
    fn try_lock(&self) -> io::Result<bool> {
        self.0.try_lock()
    }
    fn unlock(&self) -> io::Result<()> {
        self.0.unlock()
    }
}
