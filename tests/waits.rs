// SPDX-License-Identifier: Apache-2.0
//! Threads that wait for a client, and everything that ends their waits. All waits here are a
//! minute long: one that ends sooner was woken, however slow the machine; one that does not has
//! slept through what was to wake it.
#![allow(missing_docs, clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

mod support;

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, TryRecvError, channel};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use softadastra::base::error::Result;
use softadastra::base::id::NodeId;
use softadastra::base::time::{Clock, Now};
use softadastra::client::Client;
use softadastra::transport::carried::{Carried, Carrier};
use softadastra::transport::{Address, LinkId, Transport, TransportEvent, Wake};
use support::client::{id, options};

const WAIT_MS: i64 = 60_000;
/// Who has not come back by then has slept.
const PATIENCE: Duration = Duration::from_secs(30);

struct RealClock(Instant);

impl Clock for RealClock {
    fn now(&self) -> Now {
        let mono_ms = self.0.elapsed().as_millis() as i64;
        Now { wall_ms: 1_700_000_000_000 + mono_ms, mono_ms }
    }
}

type Look = Box<dyn FnOnce(&Sight) + Send>;

/// What the test sees of a transport, and does in its turns.
#[derive(Default)]
struct Sight {
    /// How often somebody went to sleep.
    sleeps: AtomicUsize,
    was_woken: AtomicBool,
    /// Taken by the next look that does not wait.
    look: Mutex<Option<Look>>,
}

/// Carried links, watched.
struct Watched {
    inner: Carried,
    sight: Arc<Sight>,
}

struct WatchedWake(Arc<dyn Wake>, Arc<Sight>);

impl Wake for WatchedWake {
    fn wake(&self) {
        self.0.wake();
        self.1.was_woken.store(true, Ordering::SeqCst);
    }
}

impl Transport for Watched {
    fn start(&mut self, now_ms: i64) -> Result<()> {
        self.inner.start(now_ms)
    }
    fn stop(&mut self) {
        self.inner.stop();
    }
    fn is_running(&self) -> bool {
        self.inner.is_running()
    }
    fn served_port(&self) -> Option<u16> {
        None
    }
    fn connect(&mut self, to: &Address, now_ms: i64) -> Result<LinkId> {
        self.inner.connect(to, now_ms)
    }
    fn close(&mut self, link: LinkId, now_ms: i64) {
        self.inner.close(link, now_ms);
    }
    fn has_room(&self, link: LinkId) -> bool {
        self.inner.has_room(link)
    }
    fn send(&mut self, link: LinkId, message: &[u8]) {
        self.inner.send(link, message);
    }
    fn turn(&mut self, now_ms: i64, wait_ms: i64) -> Result<()> {
        if wait_ms > 0 {
            self.sight.sleeps.fetch_add(1, Ordering::SeqCst);
        } else if let Some(look) = self.sight.look.lock().unwrap().take() {
            look(&self.sight);
        }
        self.inner.turn(now_ms, wait_ms)
    }
    fn poll_event(&mut self) -> Option<TransportEvent> {
        self.inner.poll_event()
    }
    fn next_wakeup_ms(&self) -> Option<i64> {
        self.inner.next_wakeup_ms()
    }
    fn waker(&self) -> Option<Arc<dyn Wake>> {
        Some(Arc::new(WatchedWake(self.inner.waker()?, self.sight.clone())))
    }
}

struct World {
    client: Arc<Client>,
    carrier: Carrier,
    sight: Arc<Sight>,
}

impl World {
    fn new() -> Self {
        let clock = Arc::new(RealClock(Instant::now()));
        let client = Arc::new(Client::open(options("node-a", clock)).unwrap());
        let (carrier, sight) = (Carrier::default(), Arc::new(Sight::default()));
        let watched = Watched { inner: carrier.transport(), sight: sight.clone() };
        client.start_transport_with(Box::new(watched)).unwrap();
        Self { client, carrier, sight }
    }

    /// Another thread, and what it answers. It is not joined: a test that fails does not sleep.
    fn apart<T: Send + 'static>(&self, call: fn(&Client) -> T) -> Receiver<T> {
        let (client, (answer, answered)) = (self.client.clone(), channel());
        thread::spawn(move || answer.send(call(&client)));
        answered
    }

    fn wait(&self) -> Receiver<usize> {
        self.apart(|client| client.wait(WAIT_MS).unwrap())
    }

    /// Until somebody has gone to sleep more often than before.
    fn asleep(&self, before: usize) {
        let begun = Instant::now();
        while self.sight.sleeps.load(Ordering::SeqCst) <= before {
            assert!(begun.elapsed() < PATIENCE, "nobody waits");
            thread::yield_now();
        }
    }
}

fn ended<T>(answered: &Receiver<T>, what: &str) -> T {
    answered.recv_timeout(PATIENCE).unwrap_or_else(|_| panic!("{what} sleeps"))
}

#[test]
fn a_call_does_not_sleep_when_a_wait_has_looked_and_not_yet_slept() {
    let world = World::new();
    let (looks, looked) = channel();
    let look = move |sight: &Sight| {
        sight.was_woken.store(false, Ordering::SeqCst);
        looks.send(()).unwrap();
        // The call is made now. A wake that comes before the sleep is used up by this look.
        let begun = Instant::now();
        while !sight.was_woken.load(Ordering::SeqCst) && begun.elapsed().as_millis() < 300 {
            thread::yield_now();
        }
    };
    *world.sight.look.lock().unwrap() = Some(Box::new(look));
    let wait = world.wait();
    looked.recv().unwrap();
    let call = world.apart(|client| client.is_transport_running().unwrap());
    assert!(ended(&call, "the call"));
    // The wait has begun before the call, so that ends it.
    ended(&wait, "the wait");
}

#[test]
fn calls_end_all_waits_and_none_sleeps() {
    for _ in 0..300 {
        let world = World::new();
        let waits: Vec<_> = (0..3).map(|_| world.wait()).collect();
        let put = world.apart(|client| client.put(b"k", b"v").unwrap());
        // As the bindings do: a wait that has only just begun needs another call.
        for (at, wait) in waits.iter().enumerate() {
            while matches!(wait.try_recv(), Err(TryRecvError::Empty)) {
                let call = world.apart(|client| client.is_transport_running().unwrap());
                ended(&call, &format!("a call before the end of wait {at}"));
            }
        }
        ended(&put, "the write");
    }
}

#[test]
fn a_write_or_a_link_ends_every_wait_that_has_begun() {
    for round in 0..100 {
        let world = World::new();
        let first = world.wait();
        world.asleep(0);
        let second = world.wait();
        thread::sleep(Duration::from_millis(1));
        let mut is_open = false;
        let end = Instant::now() + PATIENCE;
        let (mut is_first, mut is_second) = (false, false);
        while !(is_first && is_second) {
            assert!(Instant::now() < end, "{is_first} {is_second}");
            if round % 2 == 0 {
                // Not a call of the client: it nudges nobody by itself.
                world
                    .client
                    .engine()
                    .submit(softadastra::base::op::Kind::Put, b"k", b"v", 1)
                    .unwrap();
                world.client.nudge();
            } else if !is_open {
                world.carrier.open(id("node-b"), true).unwrap();
                is_open = true;
            } else {
                world.client.nudge();
            }
            is_first |= first.recv_timeout(Duration::from_millis(5)).is_ok();
            is_second |= second.recv_timeout(Duration::from_millis(5)).is_ok();
        }
    }
}

#[test]
fn a_wait_ends_in_time_behind_another_and_does_not_end_it() {
    let world = World::new();
    let long = world.wait();
    world.asleep(0);
    for _ in 0..50 {
        let short = world.apart(|client| client.wait(2).unwrap());
        assert_eq!(ended(&short, "a short wait"), 0);
        assert!(matches!(long.try_recv(), Err(TryRecvError::Empty)), "a wait has ended another");
    }
    world.client.nudge();
    ended(&long, "the long wait");
}

#[test]
fn the_next_wait_sleeps_in_the_place_of_one_that_is_over() {
    let world = World::new();
    let short = world.apart(|client| client.wait(50).unwrap());
    world.asleep(0);
    let long = world.wait();
    ended(&short, "the short wait");
    world.asleep(1);
    let node: NodeId = id("node-b");
    world.carrier.open(node, true).unwrap();
    assert_eq!(ended(&long, "the long wait"), 1);
}

#[test]
fn after_the_end_no_wait_waits_and_everything_else_goes_on() {
    let world = World::new();
    let waits: Vec<_> = (0..3).map(|_| world.wait()).collect();
    world.asleep(0);
    world.client.end_waits();
    for wait in &waits {
        ended(wait, "a wait that had begun");
    }
    ended(&world.wait(), "a wait that begins later");
    world.carrier.open(id("node-b"), true).unwrap();
    assert_eq!(ended(&world.wait(), "a wait that finds something"), 1);
}
