// SPDX-License-Identifier: Apache-2.0
//! A session between two engines, one of which is told anything.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use softadastra::base::id::NodeId;
use softadastra::base::op::Kind;
use softadastra::base::time::{Clock, Now};
use softadastra::disk::MemoryDisk;
use softadastra::engine::{Durability, Engine, Options, Session, SessionOptions};
use softadastra::sync::options::SyncOptions;

use super::frames::sealed;
use super::input::Input;

const START_MS: i64 = 1_700_000_000_000;

/// A clock that stands still until it is turned.
#[derive(Default)]
pub struct StillClock(AtomicI64);

impl StillClock {
    pub fn shared() -> Arc<Self> {
        Arc::default()
    }
}

impl Clock for StillClock {
    fn now(&self) -> Now {
        let mono_ms = self.0.load(Ordering::Relaxed);
        Now { wall_ms: START_MS + mono_ms, mono_ms }
    }
}

fn engine(name: &str, clock: &Arc<StillClock>) -> Engine {
    let disk = Arc::new(MemoryDisk::new());
    let seed = u64::from(*name.as_bytes().last().unwrap());
    let mut options = Options::new("s.wal", seed, clock.clone(), disk);
    options.durability = Durability::MemoryOnly;
    let engine = Engine::open(options).unwrap();
    engine.attach(SyncOptions::new(NodeId::new(name).unwrap())).unwrap();
    engine.submit(Kind::Put, b"key", name.as_bytes(), START_MS).unwrap();
    engine
}

fn session_of(engine: &Engine, peer: &str) -> Session {
    let node = NodeId::new(peer).unwrap();
    engine.register_peer(&node, 0).unwrap();
    engine.open_session(SessionOptions::new(Some(node))).unwrap()
}

/// The number in a frame that says for which session it is.
fn session_in(frame: &[u8]) -> u64 {
    frame.get(16..24).and_then(|bytes| bytes.try_into().ok()).map_or(0, u64::from_le_bytes)
}

/// Steps of both sides, with frames of an enemy in between: whatever comes, what was written here
/// stays, and what was not sent is not acknowledged.
pub fn session(bytes: &[u8]) -> bool {
    let clock = StillClock::shared();
    let (a, b) = (engine("node-a", &clock), engine("node-b", &clock));
    let (mut ours, mut theirs) = (session_of(&a, "node-b"), session_of(&b, "node-a"));
    let (mut input, mut name) = (Input::new(bytes), 0);
    while !input.is_empty() {
        match input.byte() % 8 {
            0 => drop(ours.handle(&a, input.long_piece())),
            1 | 2 => {
                let (number, flags) = (input.byte(), u16::from(input.byte() & 1));
                let frame = sealed(number, flags, name, input.long_piece());
                drop(ours.handle(&a, &frame));
            }
            3 => drop(clock.0.fetch_add(i64::from(input.u16()), Ordering::Relaxed)),
            4 => {
                // One honest frame, damaged in one place when the input says so.
                if let Some(mut frame) = theirs.poll_transmit(&b, 4096).unwrap() {
                    let at = usize::from(input.u16());
                    if let Some(byte) = frame.get_mut(at) {
                        *byte ^= input.byte();
                    }
                    drop(ours.handle(&a, &frame));
                }
            }
            5 => drop(a.submit(Kind::Put, input.piece(8), b"more", START_MS)),
            _ => {
                if let Some(frame) = ours.poll_transmit(&a, 4096).unwrap() {
                    name = session_in(&frame).max(name);
                    theirs.handle(&b, &frame).expect("an honest frame is fine");
                }
            }
        }
        while ours.poll_event().is_some() {}
        while theirs.poll_event().is_some() {}
    }
    assert!(a.get(b"key").unwrap().is_some(), "a write went away");
    assert!(a.next_wakeup_at_ms().is_ok() && ours.next_wakeup_at_ms(&a).is_ok());
    ours.is_open()
}
