// SPDX-License-Identifier: Apache-2.0
//! Threads that wait for a transport, and others that want it or have something for it, in
//! schedules that are drawn: the code of a client's waits itself (`client/waits.rs`), with a
//! scheduler (`shuttle`) in the place of the system's. A sleep has no end of its own here, so that
//! a wake that is lost is a thread that waits for ever, and that is found.
//!
//! What a wait does in its turn is `Client::wait_until` in small: look, which uses up whatever has
//! been told to the waker, and then sleep.

#[path = "../../src/client/waits.rs"]
mod waits;

/// In the place of `client/locks.rs`.
mod locks {
    pub(super) use shuttle::sync::atomic::{AtomicUsize, Ordering, fence};
    pub(super) use shuttle::sync::{Condvar, Mutex, MutexGuard};
    pub(super) use std::sync::PoisonError;
}

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use shuttle::scheduler::{PctScheduler, RandomScheduler};
use shuttle::sync::atomic::AtomicBool;
use shuttle::sync::{Condvar, Mutex, MutexGuard};
use shuttle::{Config, MaxSteps, Runner, thread};
use softadastra::base::error::{Code, Error, Result};
use softadastra::transport::Wake;

use waits::Waits;

/// Of each scheduler; the seed moves both on to others.
const SCHEDULES: usize = 2_000;
const SCHEDULES_LONG: usize = 100_000;
const WAITERS: usize = 3;

/// As in the client.
fn lock<T>(mutex: &Mutex<T>) -> Result<MutexGuard<'_, T>> {
    mutex.lock().map_err(|_| poisoned())
}

fn poisoned() -> Error {
    Error::new(Code::Poisoned, "a call panicked", "")
}

/// Something that threads wait for, as often as it is told.
#[derive(Default)]
struct Bell {
    rung: Mutex<usize>,
    told: Condvar,
}

impl Bell {
    fn ring(&self) {
        *self.rung.lock().unwrap() += 1;
        self.told.notify_all();
    }

    fn await_rings(&self, count: usize) {
        let mut rung = self.rung.lock().unwrap();
        while *rung < count {
            rung = self.told.wait(rung).unwrap();
        }
    }

    fn hush(&self) {
        *self.rung.lock().unwrap() = 0;
    }
}

impl Wake for Bell {
    fn wake(&self) {
        self.ring();
    }
}

#[derive(Default)]
struct World {
    waits: Waits<usize>,
    /// What the transport sleeps for: wakes, and what comes over its links.
    queue: Arc<Bell>,
    /// What was written.
    written: Mutex<usize>,
    begun: Bell,
    /// What was written was seen in a turn.
    seen: Bell,
    /// Waits that are over.
    back: Bell,
    sleeps: AtomicU64,
    is_over: AtomicBool,
}

impl World {
    /// Whether there was something new.
    fn look(&self, done: &mut usize) -> bool {
        let written = *self.written.lock().unwrap();
        let is_new = *done < written;
        *done = written;
        if is_new {
            self.seen.ring();
        }
        is_new
    }

    fn wait(&self) {
        let is_new = self.wait_once() | self.look(&mut self.waits.lock_between().unwrap());
        if is_new {
            self.waits.nudge();
        }
        self.back.ring();
    }

    fn wait_again_and_again(&self) {
        while !self.is_over.load(Ordering::SeqCst) {
            self.wait();
        }
    }

    fn wait_once(&self) -> bool {
        let wait = self.waits.begin();
        self.begun.ring();
        while let Some(mut turn) = wait.turn(i64::MAX).unwrap() {
            self.queue.hush();
            if self.look(&mut turn.inner) {
                return true;
            }
            let sleep = |_: &mut usize| {
                self.sleeps.fetch_add(1, Ordering::Relaxed);
                self.queue.await_rings(1);
                Ok(())
            };
            if turn.sleep(Some(self.queue.clone()), sleep).unwrap() {
                break;
            }
        }
        false
    }

    fn write(&self) {
        *self.written.lock().unwrap() += 1;
        self.waits.nudge();
    }
}

/// A message: nobody nudges for it.
fn come(world: &World) {
    *world.written.lock().unwrap() += 1;
    world.queue.ring();
}

fn spawn(world: &Arc<World>, act: fn(&World)) -> thread::JoinHandle<()> {
    let world = world.clone();
    thread::spawn(move || act(&world))
}

/// Three threads wait, others act at the same time; then `last` happens, and all must come back.
/// The others need nobody's help for that.
fn explore(wait: fn(&World), others: &'static [fn(&World)], last: fn(&World)) {
    let schedules = if std::env::var_os("SDA_LONG").is_some() { SCHEDULES_LONG } else { SCHEDULES };
    let seed = std::env::var("SDA_SEED").map_or(1, |seed| seed.parse().unwrap());
    let (slept, count) = (Arc::new(AtomicU64::new(0)), Arc::new(AtomicU64::new(0)));
    let world = || {
        let (slept, count) = (slept.clone(), count.clone());
        move || {
            let world = Arc::new(World::default());
            let waiters: Vec<_> = (0..WAITERS).map(|_| spawn(&world, wait)).collect();
            let acting: Vec<_> = others.iter().map(|act| spawn(&world, *act)).collect();
            acting.into_iter().for_each(|thread| thread.join().unwrap());
            last(&world);
            waiters.into_iter().for_each(|thread| thread.join().unwrap());
            let sleeps = world.sleeps.load(Ordering::Relaxed);
            slept.fetch_add(sleeps.min(1), Ordering::Relaxed);
            count.fetch_add(1, Ordering::Relaxed);
        }
    };
    let mut config = Config::new();
    config.stack_size = 256 << 10;
    config.max_steps = MaxSteps::FailAfter(20_000);
    Runner::new(RandomScheduler::new_from_seed(seed, schedules), config.clone()).run(world());
    Runner::new(PctScheduler::new_from_seed(seed, 3, schedules), config).run(world());
    println!("{count:?} schedules, in {slept:?} of them somebody slept");
    assert!(slept.load(Ordering::Relaxed) > 100, "hardly anybody slept");
}

fn call(world: &World) {
    *world.waits.lock().unwrap() += 0;
}

fn end(world: &World) {
    world.is_over.store(true, Ordering::SeqCst);
    world.waits.end();
}

#[test]
fn a_nudge_ends_every_wait_that_has_begun() {
    explore(World::wait, &[], |world| {
        world.begun.await_rings(WAITERS);
        world.waits.nudge();
    });
}

#[test]
fn a_call_ends_every_wait_that_has_begun_and_sleeps_in_none() {
    explore(World::wait, &[call, call], |world| {
        world.begun.await_rings(WAITERS);
        call(world);
    });
}

#[test]
fn what_is_written_is_seen_by_somebody_who_waits() {
    explore(World::wait_again_and_again, &[call, World::write], |world| {
        world.seen.await_rings(1);
        end(world);
    });
}

#[test]
fn what_comes_ends_a_wait_and_another_sleeps_in_the_place_of_one_whose_time_is_over() {
    explore(World::wait, &[], |world| {
        world.queue.ring();
        come(world);
        world.seen.await_rings(1);
        // Who has seen it needs nobody's help to tell.
        world.back.await_rings(1);
        end(world);
    });
}

#[test]
fn after_the_end_nobody_waits() {
    explore(World::wait_again_and_again, &[call], end);
}
