// SPDX-License-Identifier: Apache-2.0
//! The child: one engine on one log. It says "durable" only after the engine returned, and
//! acknowledges an operation only after `receive` returned.

use std::io::{Stdout, stdin, stdout};
use std::path::Path;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::sync::Arc;
use std::time::{Duration, Instant};

use softadastra::base::error::Code;
use softadastra::base::id::NodeId;
use softadastra::base::op::{Kind, Operation};
use softadastra::base::time::{Clock, Now};
use softadastra::disk::FileDisk;
use softadastra::engine::{Engine, Options};
use softadastra::ffi::host::SystemClock;
use softadastra::outbox::entry::Status;
use softadastra::sync::message;
use softadastra::sync::options::SyncOptions;

use crate::wire::{self, FromNode, Held, Job, Opened, Packet, State, ToNode};
use crate::{Outcome, Sabotage};

/// How much faster waiting goes than on the wall.
const HURRY: i64 = 50;
/// Messages that are handled together: writers side by side share one sync to disk.
const TOGETHER_MAX: usize = 64;
/// Writers side by side.
const LANES: usize = 8;
/// Deliveries under way at a time: the engine hands out as often as it is asked, and a slow disk on
/// the other side must not be taken for a lost frame.
const IN_FLIGHT_MAX: usize = 128;
/// Longest value that is taken from the line.
const VALUE_BYTES_MAX: u64 = 1 << 20;
/// One operation in so many is skipped by the sabotage.
const SKIP_EVERY: u64 = 97;

/// Timeouts pass quickly, times of day stay true.
struct HurriedClock(SystemClock);

impl Clock for HurriedClock {
    fn now(&self) -> Now {
        let now = self.0.now();
        Now { mono_ms: now.mono_ms * HURRY, ..now }
    }
}

struct Node {
    engine: Engine,
    out: Stdout,
    delivers: bool,
    skips: bool,
}

/// Runs until the parent says so or goes away.
pub fn run(name: &str, log: &Path, seed: u64, sabotage: Option<Sabotage>) -> Outcome<()> {
    let clock = Arc::new(HurriedClock(SystemClock::new()));
    let engine = Engine::open(Options::new(log, seed, clock, Arc::new(FileDisk::default())))?;
    engine.attach(SyncOptions {
        // A link this bad needs patience: with 90 % loss each way, 1 delivery in 100 is answered.
        attempts_max: 10_000,
        retry_interval_ms: 1_000,
        retry_cap_ms: 8_000,
        ack_timeout_ms: 4_000,
        ..SyncOptions::new(NodeId::new(name)?)
    })?;
    let skips = sabotage == Some(Sabotage::SkipOp);
    let mut node = Node { engine, out: stdout(), delivers: false, skips };
    let report = node.engine.report()?;
    node.say(&FromNode::Opened(Opened {
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
        node.say(&FromNode::Failed(error.to_string()))?;
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
            self.say(&FromNode::Frame(wire::pack(&Packet::Operation(bytes))?))?;
        }
        Ok(())
    }

    /// Writes and receives, side by side.
    fn work(&mut self, together: Together) -> Outcome<()> {
        let engine = &self.engine;
        for answer in side_by_side(together.jobs, |job| write(engine, &job)) {
            self.say(&answer?)?;
        }
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
        for answers in side_by_side(operations, |op| receive(engine, op, skips)) {
            for answer in answers? {
                self.say(&answer)?;
            }
        }
        Ok(())
    }

    /// Answers a question; false when it is time to go.
    fn answer(&mut self, message: ToNode) -> Outcome<bool> {
        let answer = match message {
            ToNode::Write(_) | ToNode::Frame(_) => return Ok(true),
            ToNode::Deliver(delivers) => {
                self.delivers = delivers;
                return Ok(true);
            }
            ToNode::Close => return Ok(false),
            ToNode::State => FromNode::State(self.state()?),
            ToNode::Prune => {
                self.engine.prune_completed()?;
                FromNode::State(self.state()?)
            }
            ToNode::Outbox => FromNode::Outbox(self.outbox()?),
            ToNode::Versions(keys) => {
                let held = keys.iter().map(|key| self.held(key)).collect::<Outcome<_>>()?;
                FromNode::Versions(held)
            }
            ToNode::Offer(operations) => {
                let mut known = Vec::with_capacity(operations.len());
                for bytes in operations {
                    let op = message::decode(&bytes, VALUE_BYTES_MAX)?;
                    known.push(self.engine.receive(op)?.duplicate);
                }
                FromNode::Known(known)
            }
        };
        self.say(&answer)?;
        Ok(true)
    }

    fn outbox(&self) -> Outcome<Vec<Vec<u8>>> {
        let mut owed = Vec::new();
        for delivery in self.engine.outbox()? {
            if delivery.entry.status != Status::Applied {
                let mut bytes = Vec::new();
                message::encode(&delivery.op, &mut bytes)?;
                owed.push(bytes);
            }
        }
        Ok(owed)
    }

    fn held(&self, key: &[u8]) -> Outcome<Vec<Held>> {
        let (versions, _) = self.engine.versions(key)?;
        let held = versions.into_iter().map(|version| Held {
            node: version.dot.origin.node.as_str().to_owned(),
            epoch: version.dot.origin.epoch,
            seq: version.dot.seq,
            value: version.value.map(|value| value.to_vec()),
        });
        Ok(held.collect())
    }

    fn state(&self) -> Outcome<State> {
        let sync = self.engine.sync_state()?;
        Ok(State {
            outbox: sync.counts.total as u64,
            pending: sync.counts.pending as u64,
            queued: sync.counts.queued as u64,
            in_flight: sync.counts.in_flight as u64,
            acknowledged: sync.counts.applied as u64,
            failed: sync.counts.failed as u64,
            retries: sync.totals.retries,
            duplicates: sync.totals.duplicates,
            conflicts: sync.totals.conflicts,
            contested: self.engine.conflicts()?.len() as u64,
            keys: self.engine.len()? as u64,
            version: self.engine.version()?,
            digest: self.engine.digest()?,
        })
    }

    fn say(&mut self, message: &FromNode) -> Outcome<()> {
        wire::send(&mut self.out, message)
    }
}

/// What came in at one moment.
#[derive(Default)]
struct Together {
    jobs: Vec<Job>,
    frames: Vec<Vec<u8>>,
}

fn write(engine: &Engine, job: &Job) -> Outcome<FromNode> {
    let kind = if job.is_delete { Kind::Delete } else { Kind::Put };
    let op = engine.submit(kind, &job.key, &job.value, job.timestamp_ms)?.op;
    Ok(FromNode::Durable { number: job.number, version: op.version, seq: op.dot.seq })
}

/// Takes an operation in, and only then makes its acknowledgement.
fn receive(engine: &Engine, op: Operation, skips: bool) -> Outcome<Vec<FromNode>> {
    let dot = op.dot.clone();
    let ack = FromNode::Frame(wire::pack(&Packet::Ack(dot.sync_id()))?);
    if skips && dot.seq % SKIP_EVERY == 0 {
        return Ok(vec![ack]);
    }
    let received = engine.receive(op)?;
    let told = FromNode::Received {
        node: dot.origin.node.as_str().to_owned(),
        seq: dot.seq,
        version: received.written.version,
        duplicate: received.duplicate,
    };
    Ok(vec![told, ack])
}
