// SPDX-License-Identifier: Apache-2.0
//! Rule 10 of the C ABI, the half that lies in the engine: after a panic in the middle of a write
//! the engine answers "poisoned" and nothing waits for ever; a panic that left nothing half done
//! breaks nothing; other engines live on; dropping frees. The half that lies at the boundary is
//! tested in `src/ffi/guard.rs`.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Once, mpsc};
use std::thread;
use std::time::Duration;

use softadastra::base::error::{Code, Error};
use softadastra::base::id::NodeId;
use softadastra::base::op::Kind;
use softadastra::base::time::{Clock, Now};
use softadastra::disk::{Access, Disk, DiskFile, MemoryDisk};
use softadastra::engine::{Engine, Options, Submitted};
use softadastra::sync::options::SyncOptions;

const PATH: &str = "node-a.wal";
const PATIENCE: Duration = Duration::from_secs(30);
const TEXT: &str = "on purpose";

/// Keeps the panics that are made on purpose out of the output, and no others.
fn quiet() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let usual = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |info| {
            if info.payload_as_str() != Some(TEXT) {
                usual(info);
            }
        }));
    });
}

/// When the disk or the clock panics.
#[derive(Default)]
struct Trap {
    in_writes: AtomicBool,
    in_reads: AtomicBool,
    in_clock: AtomicBool,
    /// A write says that it began, and waits until it may go on.
    gate: AtomicBool,
    waiting: AtomicUsize,
}

impl Trap {
    fn spring(&self, set: &AtomicBool) {
        assert!(!set.load(Ordering::SeqCst), "{TEXT}");
    }

    fn wait(&self) {
        self.waiting.fetch_add(1, Ordering::SeqCst);
        while self.gate.load(Ordering::SeqCst) {
            thread::yield_now();
        }
    }
}

struct TrapDisk(MemoryDisk, Arc<Trap>);

struct TrapFile(Arc<dyn DiskFile>, Arc<Trap>);

impl Disk for TrapDisk {
    fn open(&self, path: &Path, access: Access) -> io::Result<Arc<dyn DiskFile>> {
        Ok(Arc::new(TrapFile(self.0.open(path, access)?, self.1.clone())))
    }

    fn make_folders(&self, path: &Path) -> io::Result<()> {
        self.0.make_folders(path)
    }

    fn sync_folder(&self, path: &Path) -> io::Result<()> {
        self.0.sync_folder(path)
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.0.rename(from, to)
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        self.0.remove(path)
    }

    fn beside(&self, path: &Path) -> io::Result<Vec<PathBuf>> {
        self.0.beside(path)
    }
}

impl DiskFile for TrapFile {
    fn len(&self) -> io::Result<u64> {
        self.0.len()
    }

    fn read_at(&self, out: &mut [u8], at: u64) -> io::Result<usize> {
        self.1.spring(&self.1.in_reads);
        self.0.read_at(out, at)
    }

    fn write_at(&self, bytes: &[u8], at: u64) -> io::Result<()> {
        self.1.wait();
        self.1.spring(&self.1.in_writes);
        self.0.write_at(bytes, at)
    }

    fn reserve(&self, len: u64) -> io::Result<()> {
        self.0.reserve(len)
    }

    fn set_len(&self, len: u64) -> io::Result<()> {
        self.0.set_len(len)
    }

    fn sync_data(&self) -> io::Result<()> {
        self.0.sync_data()
    }

    fn try_lock(&self) -> io::Result<bool> {
        self.0.try_lock()
    }

    fn unlock(&self) -> io::Result<()> {
        self.0.unlock()
    }
}

impl Clock for Trap {
    fn now(&self) -> Now {
        self.spring(&self.in_clock);
        Now { wall_ms: 1_700_000_000_000, mono_ms: 1 }
    }
}

fn open(disk: &MemoryDisk, trap: &Arc<Trap>) -> Engine {
    let disk = Arc::new(TrapDisk(disk.clone(), trap.clone()));
    let engine = Engine::open(Options::new(PATH, 7, trap.clone(), disk)).unwrap();
    engine.attach(SyncOptions::new(NodeId::new("node-a").unwrap())).unwrap();
    engine
}

fn submit(engine: &Engine, key: &str) -> Result<Submitted, Error> {
    engine.submit(Kind::Put, key.as_bytes(), b"v", 1_700_000_000_000)
}

fn panics<A>(call: impl FnOnce() -> A) -> bool {
    quiet();
    catch_unwind(AssertUnwindSafe(call)).is_err()
}

fn code<A>(answer: Result<A, Error>) -> Option<Code> {
    answer.err().map(|error| error.code())
}

#[test]
fn after_a_panic_in_a_write_the_engine_answers_poisoned_and_others_live_on() {
    let (disk, trap) = (MemoryDisk::new(), Arc::new(Trap::default()));
    let engine = open(&disk, &trap);
    let other = open(&MemoryDisk::new(), &Arc::new(Trap::default()));
    submit(&engine, "before").unwrap();
    trap.in_writes.store(true, Ordering::SeqCst);
    assert!(panics(|| submit(&engine, "during")));
    trap.in_writes.store(false, Ordering::SeqCst);

    let local = engine.write_local(Kind::Put, b"k", b"v", 1);
    assert_eq!(code(submit(&engine, "after")), Some(Code::Poisoned));
    assert_eq!(code(local), Some(Code::Poisoned));
    assert_eq!(code(engine.flush()), Some(Code::Poisoned));
    assert_eq!(code(engine.reload()), Some(Code::Poisoned));
    // Nothing half done is in the state that readers see.
    assert!(engine.get(b"during").unwrap().is_none());

    submit(&other, "k").unwrap();
    assert_eq!(other.len().unwrap(), 1);
    assert_eq!(code(engine.close()), Some(Code::Poisoned));
    // The lock is free, and what had returned before is there.
    let again = open(&disk, &trap);
    assert!(again.get(b"before").unwrap().is_some());
    submit(&again, "after").unwrap();
    again.close().unwrap();
}

/// One writer stands in the disk, `waiters` more queue behind it, then the disk panics. Returns
/// their answers, or fails when one of them does not come.
fn answers_of_a_broken_group(waiters: usize) -> Vec<Result<Submitted, Error>> {
    quiet();
    let trap = Arc::new(Trap::default());
    let engine = Arc::new(open(&MemoryDisk::new(), &trap));
    let (tell, told) = mpsc::channel();
    let before = trap.waiting.load(Ordering::SeqCst);
    trap.gate.store(true, Ordering::SeqCst);
    let leader = {
        let engine = engine.clone();
        thread::spawn(move || panics(|| submit(&engine, "leader")))
    };
    while trap.waiting.load(Ordering::SeqCst) == before {
        thread::yield_now();
    }
    for number in 0..waiters {
        let (engine, tell) = (engine.clone(), tell.clone());
        thread::spawn(move || {
            let answer = catch_unwind(AssertUnwindSafe(|| submit(&engine, &format!("k{number}"))));
            tell.send(answer.unwrap_or_else(|_| panic!("{TEXT}"))).unwrap();
        });
    }
    // Long enough for all of them to queue; a late one finds the engine poisoned instead.
    thread::sleep(Duration::from_millis(20));
    trap.in_writes.store(true, Ordering::SeqCst);
    trap.gate.store(false, Ordering::SeqCst);
    assert!(leader.join().unwrap());
    (0..waiters).map(|_| told.recv_timeout(PATIENCE).expect("a writer waits for ever")).collect()
}

#[test]
fn writers_that_wait_for_a_panicking_leader_get_an_answer() {
    for round in 0..20 {
        for answer in answers_of_a_broken_group(1 + round % 8) {
            assert_eq!(code(answer), Some(Code::Poisoned));
        }
    }
}

#[test]
fn a_panic_before_the_write_breaks_nothing() {
    let trap = Arc::new(Trap::default());
    let engine = open(&MemoryDisk::new(), &trap);
    submit(&engine, "before").unwrap();
    trap.in_clock.store(true, Ordering::SeqCst);
    assert!(panics(|| submit(&engine, "during")));
    assert!(panics(|| engine.next_batch()));
    trap.in_clock.store(false, Ordering::SeqCst);
    trap.in_reads.store(true, Ordering::SeqCst);
    assert!(panics(|| engine.next_batch()));
    trap.in_reads.store(false, Ordering::SeqCst);
    // No lock was held and nothing was begun: the engine half goes on. At the boundary it is
    // poisoned all the same, for nobody there can know.
    assert_eq!(engine.next_batch().unwrap().len(), 1);
    submit(&engine, "after").unwrap();
    assert_eq!(engine.len().unwrap(), 2);
    engine.close().unwrap();
}

#[test]
fn a_panic_while_opening_leaves_the_log_to_the_next() {
    let (disk, trap) = (MemoryDisk::new(), Arc::new(Trap::default()));
    let engine = open(&disk, &trap);
    submit(&engine, "k").unwrap();
    engine.close().unwrap();
    trap.in_reads.store(true, Ordering::SeqCst);
    assert!(panics(|| open(&disk, &trap)));
    trap.in_reads.store(false, Ordering::SeqCst);
    let again = open(&disk, &trap);
    assert_eq!(again.len().unwrap(), 1);
    again.close().unwrap();
}
