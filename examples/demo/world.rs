// SPDX-License-Identifier: Apache-2.0
//! Both nodes, the line between them and the ledger: everything that happens goes through
//! [`World::turn`], so that nothing that a node says is missed.

use std::path::Path;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

use crate::channel::Channel;
use crate::child::{Child, Event};
use crate::ledger::Book;
use crate::wire::{FromNode, Opened, State, ToNode};
use crate::work::Work;
use crate::{Arguments, Outcome};

/// The nodes.
pub const NAMES: [&str; 2] = ["node-a", "node-b"];
/// Writes under way per node.
const WINDOW: usize = 64;
/// A node that does not answer for this long hangs.
const ANSWER_WITHIN: Duration = Duration::from_secs(60);

/// One node with its book and its work.
pub struct Site {
    pub child: Child,
    pub book: Book,
    pub work: Work,
    pub asked: u64,
}

/// Everything.
pub struct World {
    pub sites: [Site; 2],
    pub channel: Channel,
    events: Receiver<(usize, Event)>,
}

impl World {
    /// Both nodes with a log each in the folder, not started.
    pub fn new(arguments: &Arguments, seed: u64, folder: &Path) -> Self {
        let (tell, events) = mpsc::channel();
        let site = |number: usize, name: &'static str, team: &'static str| Site {
            child: Child::new(
                number,
                name,
                folder.join(name).join("field-notes.wal"),
                seed.wrapping_add(1_000 * number as u64),
                arguments.sabotage,
                tell.clone(),
            ),
            book: Book::default(),
            work: Work::new(team, seed ^ (number as u64 + 1), arguments.writes, arguments.shared),
            asked: 0,
        };
        let [a, b] = NAMES;
        Self {
            sites: [site(0, a, "north"), site(1, b, "south")],
            channel: Channel::new(seed, arguments.loss, arguments.repeat),
            events,
        }
    }

    pub fn site(&mut self, node: usize) -> Outcome<&mut Site> {
        self.sites.get_mut(node).ok_or_else(|| "no such node".into())
    }

    /// Starts a node; returns what it found.
    pub fn start(&mut self, node: usize) -> Outcome<Opened> {
        let site = self.site(node)?;
        site.child.start()?;
        let FromNode::Opened(opened) = self.answer(node)? else { return Err(unexpected()) };
        self.site(node)?.book.opened(opened.epoch, opened.version)?;
        Ok(opened)
    }

    /// Kills a node, and notes everything that it said before.
    pub fn kill(&mut self, node: usize) -> Outcome<()> {
        self.site(node)?.child.kill()?;
        loop {
            match self.events.recv_timeout(ANSWER_WITHIN)? {
                (gone, Event::Gone) if gone == node => return Ok(()),
                (other, event) => drop(self.take(other, event)?),
            }
        }
    }

    /// Asks a node and waits for the answer, while everything else goes on.
    pub fn ask(&mut self, node: usize, question: &ToNode) -> Outcome<FromNode> {
        self.site(node)?.child.tell(question)?;
        self.answer(node)
    }

    pub fn state(&mut self, node: usize) -> Outcome<State> {
        match self.ask(node, &ToNode::State)? {
            FromNode::State(state) => Ok(state),
            _ => Err(unexpected()),
        }
    }

    /// Asks for more writes, up to so many per node in all.
    pub fn ask_for_writes(&mut self, writes: u64) -> Outcome<()> {
        for site in &mut self.sites {
            while site.child.is_running() && site.asked < writes && site.book.open.len() < WINDOW {
                let job = site.work.job();
                site.asked += 1;
                site.book.open.insert(job.number, job.clone());
                site.child.tell(&ToNode::Write(job))?;
            }
        }
        Ok(())
    }

    /// Asks once more for what a kill left without an answer and without a trace.
    pub fn ask_again(&mut self, node: usize) -> Outcome<usize> {
        let site = self.site(node)?;
        for job in site.book.open.values() {
            site.child.tell(&ToNode::Write(job.clone()))?;
        }
        Ok(site.book.open.len())
    }

    /// Moves frames and listens until something was heard, at most until `until`. Returns the
    /// answer to a question, if it was one.
    pub fn turn(&mut self, until: Instant) -> Outcome<Option<(usize, FromNode)>> {
        while let Some((to, frame)) = self.channel.pop(Instant::now()) {
            self.hand_over(to, frame)?;
        }
        let next = self.channel.next_at().map_or(until, |at| at.min(until));
        let wait = next.saturating_duration_since(Instant::now());
        match self.events.recv_timeout(wait) {
            Ok((node, event)) => self.take(node, event),
            Err(RecvTimeoutError::Timeout) => Ok(None),
            Err(RecvTimeoutError::Disconnected) => Err("all nodes are gone".into()),
        }
    }

    fn answer(&mut self, node: usize) -> Outcome<FromNode> {
        let until = Instant::now() + ANSWER_WITHIN;
        while Instant::now() < until {
            if let Some((from, answer)) = self.turn(until)?
                && from == node
            {
                return Ok(answer);
            }
        }
        Err("a node does not answer".into())
    }

    /// Gives a frame to a node. A dead one gets nothing: the frame is lost.
    fn hand_over(&mut self, to: usize, frame: Vec<u8>) -> Outcome<()> {
        let site = self.site(to)?;
        if !site.child.is_running() {
            return Ok(());
        }
        site.child.tell(&ToNode::Frame(frame))
    }

    fn take(&mut self, node: usize, event: Event) -> Outcome<Option<(usize, FromNode)>> {
        let name = self.site(node)?.child.name;
        let said = match event {
            Event::Said(said) => said,
            Event::Gone => return Err(format!("{name} ended by itself").into()),
        };
        let result = match said {
            FromNode::Durable { number, version, seq } => {
                self.site(node)?.book.durable(number, version, seq)
            }
            FromNode::Frame(frame) => {
                self.channel.send(1 - node, frame);
                Ok(())
            }
            FromNode::Failed(text) => Err(text.into()),
            answer => return Ok(Some((node, answer))),
        };
        result.map_err(|error| format!("{name}: {error}"))?;
        Ok(None)
    }
}

fn unexpected() -> Box<dyn std::error::Error + Send + Sync> {
    "a node gave the answer to another question".into()
}
