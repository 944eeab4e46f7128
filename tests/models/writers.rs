// SPDX-License-Identifier: Apache-2.0
//! Threads that write at the same time, and readers beside them, in schedules that are drawn: the
//! code of group commit itself, with a scheduler (`shuttle`) in the place of the system's, over the
//! log itself, on a disk in memory whose every call may give others a turn.
//!
//! What leads a group is `Engine::try_lead` in small: plan under the state's lock, write and sync
//! without it, apply under it again. No answer is out before a power cut would leave its write; a
//! failed sync is answered to all of its group and everybody later; nobody waits for ever.

#[path = "../../src/engine/commit.rs"]
mod commit;
#[path = "../../src/engine/members.rs"]
mod members;
#[path = "../../src/engine/pace.rs"]
mod pace;

#[path = "scheduled.rs"]
mod locks;

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex as Plain};
use std::{collections::BTreeMap, io};

use shuttle::rand::{RngCore, thread_rng};
use shuttle::scheduler::{PctScheduler, RandomScheduler};
use shuttle::sync::atomic::{AtomicBool, AtomicU64 as Scheduled};
use shuttle::{Config, MaxSteps, Runner, thread};
use softadastra::base::error::{Code, Error, Result};
use softadastra::disk::{Access, Disk, DiskFile, Fault, MemoryDisk, Operation};
use softadastra::wal::{self, Head, Log, LogReader, Position};

use commit::Shared;
use locks::{Mutex, MutexGuard};

/// Of each scheduler and kind of world; the seed moves all of them on to others.
const SCHEDULES: usize = 1_500;
const SCHEDULES_LONG: usize = 100_000;
/// How many threads write, and how often each.
const WRITERS: u32 = 3;
const WRITES: u32 = 2;
const READS: usize = 2;

const PATH: &str = "node.wal";
const EIO: i32 = 5;
const ENOSPC: i32 = 28;

/// As in the engine.
fn lock<T>(mutex: &Mutex<T>) -> Result<MutexGuard<'_, T>> {
    mutex.lock().map_err(|_| poisoned())
}

fn poisoned() -> Error {
    Error::new(Code::Poisoned, "a call panicked", "")
}

/// A disk of which every call is a moment at which others may go on.
#[derive(Clone)]
struct Turning {
    disk: MemoryDisk,
    calls: Arc<Scheduled>,
}

impl Turning {
    fn turn(&self) -> &MemoryDisk {
        self.calls.fetch_add(1, Ordering::SeqCst);
        &self.disk
    }
}

impl Disk for Turning {
    fn open(&self, path: &Path, access: Access) -> io::Result<Arc<dyn DiskFile>> {
        let file = self.turn().open(path, access)?;
        Ok(Arc::new(TurningFile { file, disk: self.clone() }))
    }

    fn make_folders(&self, path: &Path) -> io::Result<()> {
        self.turn().make_folders(path)
    }

    fn sync_folder(&self, path: &Path) -> io::Result<()> {
        self.turn().sync_folder(path)
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.turn().rename(from, to)
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        self.turn().remove(path)
    }

    fn beside(&self, path: &Path) -> io::Result<Vec<PathBuf>> {
        self.turn().beside(path)
    }
}

struct TurningFile {
    file: Arc<dyn DiskFile>,
    disk: Turning,
}

impl TurningFile {
    fn turn(&self) -> &dyn DiskFile {
        self.disk.turn();
        &*self.file
    }
}

impl DiskFile for TurningFile {
    fn len(&self) -> io::Result<u64> {
        self.turn().len()
    }

    fn read_at(&self, out: &mut [u8], at: u64) -> io::Result<usize> {
        self.turn().read_at(out, at)
    }

    fn write_at(&self, bytes: &[u8], at: u64) -> io::Result<()> {
        self.turn().write_at(bytes, at)
    }

    fn reserve(&self, len: u64) -> io::Result<()> {
        self.turn().reserve(len)
    }

    fn fill(&self, at: u64, bytes: u64) {
        self.turn().fill(at, bytes);
    }

    fn set_len(&self, len: u64) -> io::Result<()> {
        self.turn().set_len(len)
    }

    fn sync_data(&self) -> io::Result<()> {
        self.turn().sync_data()
    }

    fn try_lock(&self) -> io::Result<bool> {
        self.file.try_lock()
    }

    fn unlock(&self) -> io::Result<()> {
        self.file.unlock()
    }
}

/// What goes wrong in a world, once, at a call that is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Trouble {
    None,
    /// A sync fails, and what it was to sync is gone with the next power cut.
    Sync,
    /// A write fails half way and is taken back.
    Write,
}

#[derive(Default)]
struct State {
    version: u64,
    applied: Vec<u32>,
}

struct World {
    turning: Turning,
    trouble: Trouble,
    shared: Shared<Log, u32, u64>,
    state: Mutex<State>,
    reader: LogReader,
    /// Up to where readers are let.
    readable: Scheduled,
    /// Whether the log has stopped, before anybody is told.
    has_stopped: AtomicBool,
    seen: Arc<Seen>,
}

/// How often what is worth having been seen was.
#[derive(Default)]
struct Seen(Plain<BTreeMap<&'static str, u64>>);

impl Seen {
    fn note(&self, what: &'static str) {
        *self.0.lock().unwrap().entry(what).or_default() += 1;
    }
}

fn head() -> Head {
    Head { node: "node".into(), epoch: 1, segment: 1, salt: 7, ..Head::default() }
}

fn opened(disk: Arc<dyn Disk>) -> (Log, Vec<u32>) {
    let mut tasks = Vec::new();
    let (log, _) = wal::open(&disk, Path::new(PATH), 1, head, &mut |_, _, body: &[u8]| {
        tasks.push(u32::from_le_bytes(body.try_into().unwrap()));
        Ok(())
    })
    .unwrap();
    (log, tasks)
}

impl World {
    fn new(gathers: bool, trouble: Trouble, seen: Arc<Seen>) -> Arc<Self> {
        let disk = MemoryDisk::new();
        disk.set_can_reserve(false);
        disk.set_failed_sync_drops(true);
        let turning = Turning { disk, calls: Arc::new(Scheduled::new(0)) };
        let (log, _) = opened(Arc::new(turning.clone()));
        let nth = 1 + thread_rng().next_u64() % u64::from(WRITERS * WRITES);
        match trouble {
            Trouble::None => {}
            Trouble::Sync => turning.disk.inject(Fault::once(Some(Operation::Sync), nth, EIO)),
            Trouble::Write => {
                let fault = Fault::once(Some(Operation::Write), nth, ENOSPC);
                turning.disk.inject(fault.leaving((thread_rng().next_u64() % 40) as usize));
            }
        }
        Arc::new(Self {
            turning,
            trouble,
            reader: log.reader(),
            readable: Scheduled::new(log.tail().0),
            shared: Shared::new(log, gathers),
            state: Mutex::new(State::default()),
            has_stopped: AtomicBool::new(false),
            seen,
        })
    }

    /// What a power cut would leave now.
    fn durable(&self) -> Vec<u32> {
        opened(Arc::new(self.turning.disk.crash())).1
    }

    fn lead(&self, log: &mut Log, tasks: &[u32]) -> Vec<Result<u64>> {
        self.seen.note(if tasks.len() > 1 { "a group" } else { "a lone write" });
        let first = lock(&self.state).unwrap().version + 1;
        let stage = |log: &mut Log, task: &u32| {
            log.stage(|out| {
                out.extend_from_slice(&task.to_le_bytes());
                Ok(())
            })
        };
        let written = tasks.iter().try_for_each(|task| stage(log, task).map(|_| ()));
        let written = written.and_then(|()| log.commit(true));
        let mut state = lock(&self.state).unwrap();
        if let Err(error) = written {
            log.discard();
            if error.code() == Code::LogStopped {
                self.has_stopped.store(true, Ordering::SeqCst);
            }
            return tasks.iter().map(|_| Err(error.clone())).collect();
        }
        state.version += tasks.len() as u64;
        state.applied.extend(tasks);
        self.readable.store(log.durable_tail().0, Ordering::SeqCst);
        (first..).take(tasks.len()).map(Ok).collect()
    }

    fn put(&self, task: u32) -> Result<u64> {
        let lead_one = |log: &mut Log, task| self.lead(log, &[task]).pop().unwrap();
        self.shared.run(task, 4, lead_one, |log, tasks| self.lead(log, &tasks))
    }

    /// What one thread writes. Returns what was answered, each with its version, and what was
    /// refused by a log that goes on.
    fn write(&self, thread: u32) -> (Vec<(u64, u32)>, Vec<u32>) {
        let (mut done, mut refused) = (Vec::new(), Vec::new());
        for round in 1..=WRITES {
            let task = 100 * thread + round;
            let had_stopped = self.has_stopped.load(Ordering::SeqCst);
            match self.put(task) {
                Ok(version) => {
                    assert!(!had_stopped, "{task} is answered by a log that has stopped");
                    assert!(self.durable().contains(&task), "{task} is answered and not durable");
                    done.push((version, task));
                }
                Err(error) if error.code() == Code::LogStopped => {
                    assert_eq!(self.trouble, Trouble::Sync, "{error}");
                    self.seen.note("a stopped log");
                }
                Err(error) => {
                    assert_eq!((self.trouble, error.code()), (Trouble::Write, Code::NoSpace));
                    self.seen.note("a refused write");
                    refused.push(task);
                }
            }
        }
        (done, refused)
    }

    /// Reads as the engine's callers do: the state, and the log up to where readers are let.
    fn read(&self) {
        for _ in 0..READS {
            let applied = lock(&self.state).unwrap().applied.clone();
            assert!(self.durable().starts_with(&applied), "{applied:?} shown and not durable");
            let end = Position(self.readable.load(Ordering::SeqCst));
            let mut read = Vec::new();
            let walked = self.reader.walk(Position::start_of(1), &mut |at, body| {
                if at < end {
                    read.push(u32::from_le_bytes(body.try_into().unwrap()));
                }
                Ok(at < end)
            });
            assert!(walked.unwrap() >= end, "a reader does not get as far as it is let");
            assert!(self.durable().starts_with(&read), "{read:?} read and not durable");
            if !read.is_empty() && read.len() < (WRITERS * WRITES) as usize {
                self.seen.note("a reader in the middle");
            }
        }
    }

    /// Reads as another process does, that knows the files alone.
    fn scan(&self) -> Vec<u32> {
        let mut read = Vec::new();
        let scanned = wal::scan(&self.turning, Path::new(PATH), 1, &mut |_, _, body: &[u8]| {
            read.push(u32::from_le_bytes(body.try_into().unwrap()));
            Ok(())
        });
        scanned.unwrap();
        read
    }

    /// What must be true when all are done.
    fn check(&self, done: &[(u64, u32)], refused: &[u32], scanned: &[u32]) {
        let durable = self.durable();
        let applied = lock(&self.state).unwrap().applied.clone();
        assert!(durable.starts_with(&applied), "{applied:?} of {durable:?}");
        let mut versions: Vec<_> = done.to_vec();
        versions.sort_unstable();
        let told: Vec<_> = versions.iter().map(|(_, task)| *task).collect();
        assert_eq!(told, applied, "what was answered is what was applied, in that order");
        assert!(versions.iter().map(|(version, _)| *version).eq(1..=applied.len() as u64));
        assert!(refused.iter().all(|task| !durable.contains(task)), "a refused write is there");
        let mut once = durable.clone();
        once.sort_unstable();
        once.dedup();
        assert_eq!(once.len(), durable.len(), "a write stands twice: {durable:?}");
        if self.trouble == Trouble::None {
            assert_eq!(applied.len(), (WRITERS * WRITES) as usize);
            assert!(durable.starts_with(scanned), "{scanned:?} of {durable:?}");
        }
        assert_eq!(
            self.shared.log().unwrap().is_stopped(),
            self.has_stopped.load(Ordering::SeqCst)
        );
    }
}

fn run(gathers: bool, trouble: Trouble, seen: &Arc<Seen>) {
    let world = World::new(gathers, trouble, seen.clone());
    let writers: Vec<_> = (1..=WRITERS)
        .map(|thread| {
            let world = world.clone();
            thread::spawn(move || world.write(thread))
        })
        .collect();
    let reader = thread::spawn({
        let world = world.clone();
        move || world.read()
    });
    let scanned = world.scan();
    let (mut done, mut refused) = (Vec::new(), Vec::new());
    for writer in writers {
        let answers = writer.join().unwrap();
        done.extend(answers.0);
        refused.extend(answers.1);
    }
    reader.join().unwrap();
    world.check(&done, &refused, &scanned);
}

fn explore(trouble: Trouble, worth: &[&'static str]) {
    let schedules = if std::env::var_os("SDA_LONG").is_some() { SCHEDULES_LONG } else { SCHEDULES };
    let seed = std::env::var("SDA_SEED").map_or(1, |seed| seed.parse().unwrap());
    let seen = Arc::new(Seen::default());
    let count = Arc::new(AtomicU64::new(0));
    for gathers in [false, true] {
        let world = || {
            let (seen, count) = (seen.clone(), count.clone());
            move || {
                count.fetch_add(1, Ordering::Relaxed);
                run(gathers, trouble, &seen);
            }
        };
        let mut config = Config::new();
        config.stack_size = 256 << 10;
        // Who goes round for ever is found as well; a world takes a few hundred.
        config.max_steps = MaxSteps::FailAfter(20_000);
        Runner::new(RandomScheduler::new_from_seed(seed, schedules), config.clone()).run(world());
        Runner::new(PctScheduler::new_from_seed(seed, 3, schedules), config).run(world());
    }
    let seen = seen.0.lock().unwrap();
    println!("{} schedules: {seen:?}", count.load(Ordering::Relaxed));
    for what in worth {
        assert!(seen.get(what).is_some_and(|count| *count > 100), "{what} in too few: {seen:?}");
    }
}

#[test]
fn no_answer_is_out_before_its_write_is_durable_and_nobody_waits_for_ever() {
    explore(Trouble::None, &["a group", "a lone write", "a reader in the middle"]);
}

#[test]
fn a_failed_sync_is_answered_to_its_whole_group_and_to_everybody_later() {
    explore(Trouble::Sync, &["a group", "a lone write", "a stopped log"]);
}

#[test]
fn a_failed_write_is_answered_to_its_whole_group_and_the_others_go_on() {
    explore(Trouble::Write, &["a group", "a lone write", "a refused write"]);
}
