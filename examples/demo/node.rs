// SPDX-License-Identifier: Apache-2.0
//! The child: one engine on one log. It says "durable" only after the engine returned, and
//! acknowledges an operation only after `receive` returned.

use std::io::{stdin, stdout};
use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::time::Duration;

use softadastra::base::error::Code;
use softadastra::base::id::NodeId;
use softadastra::base::op::{Kind, Operation};
use softadastra::base::time::{Clock, Now};
use softadastra::disk::FileDisk;
use softadastra::engine::{Engine, Options};
use softadastra::ffi::host::SystemClock;
use softadastra::sync::message;
use softadastra::sync::options::SyncOptions;

use crate::lanes::side_by_side;
use crate::wire::{self, FromNode, Job, Opened, Packet, ToNode};
use crate::{Outcome, Sabotage};

/// How much faster waiting goes than on the wall.
const HURRY: i64 = 50;
/// Messages that are handled together: writers side by side share one sync to disk.
const TOGETHER_MAX: usize = 64;
/// Deliveries under way at a time: the engine hands out as often as it is asked, and a slow disk on
/// the other side must not be taken for a lost frame.
const IN_FLIGHT_MAX: usize = 128;
/// Longest value that is taken from the line.
pub const VALUE_BYTES_MAX: u64 = 1 << 20;
/// One operation in so many is skipped by the sabotage.
const SKIP_EVERY: u64 = 13;

/// Timeouts pass quickly, times of day stay true.
struct HurriedClock(SystemClock);

impl Clock for HurriedClock {
    fn now(&self) -> Now {
        let now = self.0.now();
        Now { mono_ms: now.mono_ms * HURRY, ..now }
    }
}

/// One replica in its process.
pub struct Node {
    pub engine: Engine,
    pub delivers: bool,
    skips: bool,
}

/// Runs until the parent says so or goes away.
pub fn run(name: &str, log: &Path, seed: u64, sabotage: Option<Sabotage>) -> Outcome<()> {
    let clock = Arc::new(HurriedClock(SystemClock::new()));
    let engine = Engine::open(Options::new(log, seed, clock, Arc::new(FileDisk)))?;
    engine.attach(SyncOptions {
        // A link this bad needs patience: with 90 % loss each way, 1 delivery in 100 is answered.
        attempts_max: 10_000,
        retry_interval_ms: 1_000,
        retry_cap_ms: 8_000,
        ack_timeout_ms: 4_000,
        ..SyncOptions::new(NodeId::new(name)?)
    })?;
    let skips = sabotage == Some(Sabotage::SkipOp);
    let mut node = Node { engine, delivers: false, skips };
    let report = node.engine.report()?;
    say(&FromNode::Opened(Opened {
        epoch: node.engine.identity()?.map_or(0, |origin| origin.epoch),
        version: node.engine.version()?,
        owed: report.owed_count as u64,
        cut_bytes: report.cut_bytes,
    }))?;
    let (tell, told) = mpsc::sync_channel(4 * TOGETHER_MAX);
    std::thread::spawn(move || {
        let mut input = stdin().lock();
        while let Ok(Some(message)) = wire::receive::<ToNode>(&mut input) {
            if tell.send(message).is_err() {
                return;
            }
        }
    });
    let result = node.serve(&told);
    if let Err(error) = &result {
        say(&FromNode::Failed(error.to_string()))?;
    }
    node.engine.close()?;
    result
}

impl Node {
    /// The loop of a host: act, drain, wait until the engine's deadline or the next message.
    fn serve(&mut self, told: &Receiver<ToNode>) -> Outcome<()> {
        loop {
            let first = match told.recv_timeout(self.wait()?) {
                Ok(message) => Some(message),
                Err(RecvTimeoutError::Timeout) => None,
                Err(RecvTimeoutError::Disconnected) => return Ok(()),
            };
            let rest = told.try_iter().take(TOGETHER_MAX);
            let mut together = Together::default();
            for message in first.into_iter().chain(rest) {
                match message {
                    ToNode::Write(job) => together.jobs.push(job),
                    ToNode::Frame(bytes) => together.frames.push(bytes),
                    // What was asked before is done before.
                    other => {
                        self.work(std::mem::take(&mut together))?;
                        if !self.answer(other)? {
                            return Ok(());
                        }
                    }
                }
            }
            self.work(together)?;
            if self.delivers {
                self.deliver()?;
            }
        }
    }

    fn wait(&self) -> Outcome<Duration> {
        const IDLE: Duration = Duration::from_secs(1);
        if !self.delivers {
            return Ok(IDLE);
        }
        let has_room = self.engine.sync_state()?.counts.in_flight < IN_FLIGHT_MAX;
        let now_ms = SystemClock::new().now().wall_ms;
        Ok(match self.engine.next_wakeup_at_ms()? {
            // The engine counts in hurried milliseconds, and rounding up spares a turn in vain.
            Some(at_ms) if at_ms > now_ms => {
                Duration::from_millis(((at_ms - now_ms) / HURRY + 1) as u64).min(IDLE)
            }
            Some(_) if has_room => Duration::ZERO,
            Some(_) => Duration::from_millis(2),
            None => IDLE,
        })
    }

    /// Hands out what is due, as far as there is room on the line.
    fn deliver(&mut self) -> Outcome<()> {
        if self.engine.sync_state()?.counts.in_flight >= IN_FLIGHT_MAX {
            self.engine.retry_expired()?;
            return Ok(());
        }
        for delivery in self.engine.tick(false)?.batch {
            let mut bytes = Vec::new();
            message::encode(&delivery.op, &mut bytes)?;
            say(&FromNode::Frame(wire::pack(&Packet::Operation(bytes))?))?;
        }
        Ok(())
    }

    /// Writes and receives, side by side.
    fn work(&mut self, together: Together) -> Outcome<()> {
        let engine = &self.engine;
        side_by_side(together.jobs, |job| write(engine, &job))?;
        let mut operations = Vec::new();
        for frame in together.frames {
            match wire::unpack(&frame)? {
                Packet::Operation(bytes) => {
                    operations.push(message::decode(&bytes, VALUE_BYTES_MAX)?);
                }
                Packet::Ack(id) => match self.engine.receive_ack(&id) {
                    // Repeated by the line after the entry was pruned.
                    Err(error) if error.code() != Code::NotFound => return Err(error.into()),
                    _ => {}
                },
            }
        }
        let (engine, skips) = (&self.engine, self.skips);
        side_by_side(operations, |op| receive(engine, op, skips))
    }
}

/// What came in at one moment.
#[derive(Default)]
struct Together {
    jobs: Vec<Job>,
    frames: Vec<Vec<u8>>,
}

/// Tells the parent, from any thread.
pub fn say(message: &FromNode) -> Outcome<()> {
    wire::send(&mut stdout().lock(), message)
}

fn write(engine: &Engine, job: &Job) -> Outcome<()> {
    let kind = if job.is_delete { Kind::Delete } else { Kind::Put };
    let op = engine.submit(kind, &job.key, &job.value, job.timestamp_ms)?.op;
    say(&FromNode::Durable { number: job.number, version: op.version, seq: op.dot.seq })
}

/// Takes an operation in, and only then makes its acknowledgement.
fn receive(engine: &Engine, op: Operation, skips: bool) -> Outcome<()> {
    let dot = op.dot.clone();
    let ack = FromNode::Frame(wire::pack(&Packet::Ack(dot.sync_id()))?);
    if skips && dot.seq.is_multiple_of(SKIP_EVERY) {
        return say(&ack);
    }
    let received = engine.receive(op)?;
    say(&FromNode::Received {
        node: dot.origin.node.as_str().to_owned(),
        seq: dot.seq,
        version: received.written.version,
        duplicate: received.duplicate,
    })?;
    say(&ack)
}
