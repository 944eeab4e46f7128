// SPDX-License-Identifier: Apache-2.0
//! The child: one engine on one log. It says "durable" only after the engine returned; what it says
//! to the other node is up to the session (`link`).

use std::io::{stdin, stdout};
use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::time::Duration;

use softadastra::base::id::NodeId;
use softadastra::base::op::Kind;
use softadastra::base::time::{Clock, Now};
use softadastra::disk::FileDisk;
use softadastra::engine::{Durability, Engine, Event, Options};
use softadastra::ffi::host::SystemClock;
use softadastra::sync::options::SyncOptions;

use crate::lanes::side_by_side;
use crate::link::Link;
use crate::wire::{self, FromNode, Job, Opened, ToNode};
use crate::world::NAMES;
use crate::{Outcome, Sabotage};

/// How much faster waiting goes than on the wall.
pub const HURRY: i64 = 50;
/// Messages that are handled together: writers side by side share one sync to disk.
const TOGETHER_MAX: usize = 64;
/// Longest value of an operation.
pub const VALUE_BYTES_MAX: u64 = 1 << 20;
/// Log that is kept so that all of the change feed can be read at the end, in bytes.
const FEED_BYTES: u64 = 1 << 30;
/// Longest wait without anything to do.
const IDLE: Duration = Duration::from_secs(1);
/// Operations that the meddler lets come in before it begins.
const MEDDLE_AFTER: u64 = 50;
/// Its time, which no job has.
const MEDDLE_AT_MS: i64 = 1;

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
    pub peer: NodeId,
    pub link: Option<Link>,
    meddles: bool,
}

/// Runs until the parent says so or goes away.
pub fn run(name: &str, log: &Path, seed: u64, sabotage: Option<Sabotage>) -> Outcome<()> {
    let clock = Arc::new(HurriedClock(SystemClock::new()));
    let mut options = Options::new(log, seed, clock, Arc::new(FileDisk));
    options.feed_retain_bytes = FEED_BYTES;
    if sabotage == Some(Sabotage::Forget) {
        options.durability = Durability::MemoryOnly;
    }
    let engine = Engine::open(options)?;
    engine.attach(SyncOptions::new(NodeId::new(name)?))?;
    let other = NAMES.into_iter().find(|other| *other != name).ok_or("a node alone")?;
    let peer = NodeId::new(other)?;
    engine.register_peer(&peer, 0)?;
    let meddles = sabotage == Some(Sabotage::Meddle);
    let mut node = Node { engine, peer, link: None, meddles };
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
            let mut jobs = Vec::new();
            for message in first.into_iter().chain(rest) {
                match message {
                    ToNode::Write(job) => jobs.push(job),
                    ToNode::Frame(bytes) => self.take(&bytes)?,
                    // What was asked before is done before.
                    other => {
                        self.write(std::mem::take(&mut jobs))?;
                        if !self.answer(other)? {
                            return Ok(());
                        }
                    }
                }
            }
            self.write(jobs)?;
            if let Some(link) = &mut self.link {
                link.speak(&self.engine)?;
            }
            self.meddle()?;
        }
    }

    fn wait(&self) -> Outcome<Duration> {
        self.link.as_ref().map_or(Ok(IDLE), |link| link.wait(&self.engine, IDLE))
    }

    /// Opens a session, or closes it.
    pub fn connect(&mut self, connects: bool) -> Outcome<()> {
        match (connects, self.link.take()) {
            (true, None) => self.link = Some(Link::open(&self.engine, self.peer.clone())?),
            (true, link) => self.link = link,
            (false, link) => link.map_or(Ok(()), |link| link.close(&self.engine))?,
        }
        Ok(())
    }

    /// A frame from the line; without a session it is lost like any other.
    fn take(&mut self, frame: &[u8]) -> Outcome<()> {
        self.link.as_mut().map_or(Ok(()), |link| link.take(&self.engine, frame))
    }

    fn write(&self, jobs: Vec<Job>) -> Outcome<()> {
        side_by_side(jobs, |job| write(&self.engine, &job))
    }

    /// The sabotage that nobody asked for: a delete of something that came in.
    fn meddle(&mut self) -> Outcome<()> {
        if !self.meddles || self.link.as_ref().is_none_or(|link| link.received < MEDDLE_AFTER) {
            return Ok(());
        }
        self.meddles = false;
        let changes = self.engine.changes_from(0, usize::MAX, false)?.list;
        let found = changes
            .iter()
            .rev()
            .find(|change| change.event == Event::Remote && change.kind == Some(Kind::Put));
        let key = &found.ok_or("nothing to meddle with")?.key;
        self.engine.submit(Kind::Delete, key, b"", MEDDLE_AT_MS)?;
        Ok(())
    }
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
