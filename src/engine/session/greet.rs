// SPDX-License-Identifier: Apache-2.0
//! Getting to know each other.
//!
//! Each side draws a nonce for the session and says it in its hello; every other frame carries the
//! sum of both, so that frames of earlier sessions, and of sessions with others, are told apart. A
//! side that has heard the other's nonce echoes it. A peer that begins anew has another nonce: it
//! is believed once it echoes ours, which nobody can who only repeats what was said before.

use crate::base::error::{Code, Error, Result, invalid};
use crate::base::id::{NodeId, Origin};
use crate::base::know::Knowledge;
use crate::base::limits::FORMER_LEN_MAX;
use crate::base::op::Context;
use crate::base::stamp::Stamp;
use crate::base::time::Now;
use crate::base::trail::Trail;
use crate::sync::session::heard::HeardAll;
use crate::sync::session::repeat::Repeat;
use crate::sync::wire::message::{
    FEATURES, Frame, Hello, Message, OPENINGS_IN_CONTEXTS, STEPS_WITH_OPS, TRAILS_IN_STREAM,
};

use super::super::Engine;
use super::super::state::State;
use super::lane::Lane;
use super::{Phase, Session, SessionEvent};

/// The protocol versions that this build speaks, from and to.
const PROTOCOL: (u8, u8) = (1, 1);

/// The other side.
#[derive(Clone, Debug)]
pub struct Remote {
    /// Its name and epoch.
    pub origin: Origin,
    /// Its side of the session.
    pub nonce: u64,
    /// Longest frame that it takes, in bytes.
    pub frame_bytes_max: u32,
    /// What it can do beside the protocol.
    pub features: u64,
    /// Whether it has shown that it knows our nonce: operations are exchanged with nobody else.
    pub is_met: bool,
    /// What it remembers of this node's present life.
    pub trail: Trail,
    /// The last number of this node's present life that means the same to both.
    pub common: u64,
    /// The first one that the peer remembers and that is another operation here, or none. Only its
    /// knowledge is waited for then.
    pub parted: Option<u64>,
    /// The first number of its life under which two operations were met before it was greeted.
    pub told_fork: Option<u64>,
}

impl Session {
    /// Our own hello.
    pub(super) fn hello_frame(&self, engine: &Engine) -> Result<Frame> {
        let (echo, has_know) = match (&self.newcomer, &self.remote) {
            (Some((nonce, _)), _) => (*nonce, false),
            (None, Some(remote)) => (remote.nonce, remote.is_met),
            (None, None) => (0, false),
        };
        let heard = self.newcomer.as_ref().map(|(_, origin)| origin);
        let heard = heard.or(self.remote.as_ref().map(|remote| &remote.origin));
        let trail = match heard {
            Some(origin) => engine.state()?.latest.get(origin).cloned(),
            None => None,
        };
        let trail = trail.unwrap_or_default();
        let mut steps = trail.all().rev().map(|(seq, stamp)| (seq, stamp.0));
        let (last_seq, last_stamp) = steps.next().unwrap_or_default();
        let hello = Hello {
            node: self.me.node.clone(),
            epoch: self.me.epoch,
            nonce: self.nonce,
            echo,
            protocol_min: PROTOCOL.0,
            protocol_max: PROTOCOL.1,
            features: FEATURES,
            frame_bytes_max: self.options.frame_bytes_max,
            value_bytes_max: engine.options.value_bytes_max,
            to: self.peer().cloned(),
            last_seq,
            last_stamp,
            trail: steps.collect(),
        };
        Ok(Frame { session: 0, has_know, message: Message::Hello(hello) })
    }

    /// What every frame of this session carries; None before the peer was heard.
    pub(super) fn tag(&self) -> Option<u64> {
        self.remote.as_ref().map(|remote| self.nonce.wrapping_add(remote.nonce))
    }

    /// Takes the peer's hello. `has_ours` says that it has ours, with its own nonce in it.
    pub(super) fn on_hello(
        &mut self,
        engine: &Engine,
        hello: Hello,
        has_ours: bool,
        now: Now,
    ) -> Result<()> {
        let knows_us = hello.echo == self.nonce;
        let is_same = self.remote.as_ref().is_some_and(|remote| remote.nonce == hello.nonce);
        let is_met = self.remote.as_ref().is_some_and(|remote| remote.is_met);
        let is_former = self.former.contains(&hello.nonce);
        if !is_same && is_met && !knows_us && !is_former {
            // Maybe the peer began anew, maybe somebody repeats an old hello: only who answers this
            // one is believed.
            let origin = Origin { node: hello.node, epoch: hello.epoch };
            self.newcomer = Some((hello.nonce, origin));
            self.owes_hello = true;
            return Ok(());
        }
        let is_past = !knows_us && hello.echo != 0 && !is_same;
        if is_past || self.former.contains(&hello.nonce) {
            // Of a session that is over, on its way for long.
            return Ok(());
        }
        self.check_hello(engine, &hello)?;
        // What the peer is told is what this node has under its present names. While those cannot
        // be written, nothing is answered.
        engine.resume_renewals()?;
        if is_same {
            // The peer goes on as who it was: what seemed to begin anew was an old hello. As long
            // as that one is answered and not this, both sides answer each other without end.
            self.newcomer = None;
        }
        self.owes_hello |= !(knows_us && has_ours);
        if !is_same {
            self.begin(engine, &hello, now)?;
        }
        if knows_us {
            self.hello.done();
            self.meet(engine, &hello)?;
        }
        Ok(())
    }

    /// Looks whether what the peer remembers of this life is what was done in it here. From then on
    /// operations may be exchanged.
    fn meet(&mut self, engine: &Engine, hello: &Hello) -> Result<()> {
        if self.remote.as_ref().is_none_or(|remote| remote.is_met) {
            return Ok(());
        }
        let last = (hello.last_seq, Stamp(hello.last_stamp));
        let earlier = hello.trail.iter().map(|(seq, stamp)| (*seq, Stamp(*stamp)));
        let trail: Trail = earlier.chain([last].into_iter().filter(|(seq, _)| *seq > 0)).collect();
        let (common, parted) = engine.common_past(&self.me, &trail)?;
        let Some(remote) = &mut self.remote else { return Ok(()) };
        (remote.trail, remote.common, remote.parted) = (trail, common, parted);
        // Which names are in doubt, its knowledge says.
        remote.is_met = parted.is_none();
        Ok(())
    }

    /// Up to which number what was written here keeps its name, although the peer knows another
    /// course of this life.
    ///
    /// What it has acknowledged, before anything that is another one there, or remembers a later
    /// one of with the stamp that this has here, is the same at both. Another course begins where
    /// somebody opened a copy of these files. If this is the copy, nothing from before the next
    /// opening is in doubt; if it is not, only what the peer knows may be another operation there:
    /// the first such number comes second.
    fn beyond_doubt(&self, state: &State, theirs: &Knowledge) -> (u64, Option<u64>) {
        let Some(remote) = &self.remote else { return (0, None) };
        let peer = state.peers.get(&remote.origin.node);
        let acked = peer.and_then(|peer| peer.applied.of(&self.me));
        // From the first number on under which it has another operation, what it had acknowledged
        // was lost there since, or stands beside that: one of the two replaces the other.
        let acked = acked.map_or(0, |ranges| ranges.watermark());
        let same = remote.parted.map_or(acked, |parted| acked.min(parted - 1)).max(remote.common);
        let Some(opened) = state.first_opened_behind(&self.me, same) else { return (same, None) };
        if remote.parted.is_some_and(|parted| parted <= opened) {
            return (same, None);
        }
        let known = theirs.of(&self.me).and_then(|ranges| ranges.first_from(same + 1));
        let known = known.filter(|known| *known <= opened);
        (known.map_or(opened, |known| opened.min(known - 1)), known)
    }

    /// A peer that knows another course of this node's present life, or more of it than this node
    /// itself, has met another state of it. What was written then comes back from the peers; what
    /// is written from here on must not be taken for that. Whether this is so.
    pub(super) fn renew_if_parted(&mut self, engine: &Engine, theirs: &Knowledge) -> Result<bool> {
        let (above, unproven) = {
            let state = engine.state()?;
            let has_parted = self.remote.as_ref().is_some_and(|remote| remote.parted.is_some());
            if !has_parted && !is_behind(&state, theirs) {
                return Ok(false);
            }
            self.beyond_doubt(&state, theirs)
        };
        // What came to the peer since it greeted is in no trail yet: its next greeting tells.
        let is_late = |seq: &u64| self.remote.as_ref().is_some_and(|r| !r.trail.has(*seq));
        let late = unproven.filter(is_late);
        if late.is_some() && late != self.asked_for {
            self.asked_for = late;
            self.greet_anew(engine)?;
        } else {
            self.renew(engine, above)?;
        }
        Ok(true)
    }

    /// Greets anew when a peer shows an operation of this node's present life that this node does
    /// not have: it has come over somebody else since, and the next greeting tells what is to be
    /// done. Whether this is so.
    pub(super) fn greet_if_behind(&mut self, engine: &Engine, shown: &Knowledge) -> Result<bool> {
        let is_behind = is_behind(&*engine.state()?, shown);
        if is_behind {
            self.greet_anew(engine)?;
        }
        Ok(is_behind)
    }

    /// Goes on under a new epoch when the peer shows what was made in view of more of this node's
    /// present life than this node has given: another course of it exists, although nobody here
    /// knows its operations. Taken in before, it would replace what was written here under their
    /// numbers. Whether this is so.
    pub(super) fn renew_if_outrun<'a>(
        &mut self,
        engine: &Engine,
        contexts: impl IntoIterator<Item = &'a Context>,
    ) -> Result<bool> {
        let above = {
            let state = engine.state()?;
            let mut seen = Knowledge::default();
            for last in contexts.into_iter().filter_map(|context| context.seq_of(&self.me)) {
                seen.insert_range(&self.me, last, last);
            }
            if !is_behind(&state, &seen) {
                return Ok(false);
            }
            seen.join(&self.lane.known);
            self.beyond_doubt(&state, &seen).0
        };
        self.renew(engine, above)?;
        Ok(true)
    }

    /// Goes on under a new epoch, and greets anew: numbers above `above` may have been given twice.
    fn renew(&mut self, engine: &Engine, above: u64) -> Result<()> {
        let epoch = engine.renew(&self.me, above)?.epoch;
        self.event(SessionEvent::Renewed { epoch });
        self.greet_anew(engine)
    }

    /// Greets anew when the node goes on under another name or epoch, whoever found out, and when
    /// two operations of the peer's life were met under one number: it has to hear of it.
    pub(super) fn follow_identity(&mut self, engine: &Engine) -> Result<()> {
        let is_other = {
            let state = engine.state()?;
            let has_forked = |remote: &Remote| {
                fork_of(&state, &remote.origin).is_some_and(|fork| remote.told_fork != Some(fork))
            };
            let is_other = state.identity.as_ref().is_some_and(|own| *own != self.me);
            is_other || self.remote.as_ref().is_some_and(has_forked)
        };
        if is_other && self.phase != Phase::Closed { self.greet_anew(engine) } else { Ok(()) }
    }

    /// Begins the session once more, as if nothing had been said.
    pub(super) fn greet_anew(&mut self, engine: &Engine) -> Result<()> {
        let under_way = std::mem::take(&mut self.lane).flight.all();
        engine.state()?.pipeline.unsend(&under_way);
        self.me = engine.identity()?.unwrap_or_else(|| self.me.clone());
        self.nonce = self.random.draw().max(1);
        self.phase = Phase::Greeting;
        self.remote = None;
        self.newcomer = None;
        self.hello = Repeat::now();
        self.owes_hello = false;
        Ok(())
    }

    fn check_hello(&self, engine: &Engine, hello: &Hello) -> Result<()> {
        if hello.nonce == self.nonce {
            return Err(invalid(MESSAGE, "a session with itself"));
        }
        let for_other = hello.to.as_ref().filter(|to| **to != self.me.node);
        if let Some(to) = for_other {
            let context = format!("meant for {}, this is {}", to.as_str(), self.me.node.as_str());
            return Err(invalid(MESSAGE, context));
        }
        if let Some(expected) = self.options.peer.as_ref().filter(|peer| **peer != hello.node) {
            let (from, expected) = (hello.node.as_str(), expected.as_str());
            return Err(invalid(MESSAGE, format!("from {from}, expected was {expected}")));
        }
        if hello.protocol_min > PROTOCOL.1 || hello.protocol_max < PROTOCOL.0 {
            return Err(Error::new(
                Code::UnsupportedFormat,
                "no common protocol version",
                format!(
                    "the peer speaks {} to {}, known are {} to {}",
                    hello.protocol_min, hello.protocol_max, PROTOCOL.0, PROTOCOL.1
                ),
            ));
        }
        if hello.node == self.me.node {
            let context = format!("the peer is named {} as this node is", hello.node.as_str());
            return Err(Error::new(Code::AlreadyExists, MESSAGE, context));
        }
        let is_known = engine.state()?.peers.get(&hello.node).is_some();
        if is_known || self.options.accept_lease_ms.is_some() {
            return Ok(());
        }
        let context = format!("{} is not registered", hello.node.as_str());
        Err(Error::new(Code::PermissionDenied, MESSAGE, context))
    }

    /// Starts with this peer, or starts again.
    fn begin(&mut self, engine: &Engine, hello: &Hello, now: Now) -> Result<()> {
        if let Some(lease_ms) = self.options.accept_lease_ms {
            self.register(engine, &hello.node, lease_ms)?;
        }
        engine.keep_sum()?;
        let origin = Origin { node: hello.node.clone(), epoch: hello.epoch };
        self.newcomer = None;
        if let Some(former) = self.remote.take().filter(|remote| remote.is_met) {
            self.former.push_back(former.nonce);
            if self.former.len() > FORMER_LEN_MAX {
                self.former.pop_front();
            }
        }
        let told_fork = fork_of(&*engine.state()?, &origin);
        self.remote = Some(Remote {
            origin,
            told_fork,
            nonce: hello.nonce,
            frame_bytes_max: hello.frame_bytes_max,
            features: hello.features,
            is_met: false,
            trail: Trail::default(),
            common: 0,
            parted: None,
        });
        let under_way = std::mem::take(&mut self.lane).flight.all();
        engine.state()?.pipeline.unsend(&under_way);
        self.end_snapshots(engine)?;
        self.phase = Phase::Open;
        self.lane = Lane::default();
        self.heard = HeardAll::default();
        self.applied_before =
            engine.state()?.peers.get(&hello.node).map(|peer| peer.applied.clone());
        self.told.start();
        self.acks = Default::default();
        self.nacks.clear();
        self.assembly = None;
        self.repair = Default::default();
        self.comparison = super::Comparison { since_ms: now.mono_ms, ..Default::default() };
        let (node, epoch) = (hello.node.clone(), hello.epoch);
        self.event(SessionEvent::Opened { node, epoch });
        self.with_peer(engine, |peer| {
            peer.traffic.sessions += 1;
            peer.seen_at_ms = now.wall_ms;
            peer.session = self.nonce;
            peer.in_flight_len = 0;
        })
    }

    fn register(&self, engine: &Engine, node: &NodeId, lease_ms: i64) -> Result<()> {
        if engine.state()?.peers.get(node).is_some() {
            return Ok(());
        }
        engine.register_peer(node, lease_ms)
    }
}

impl Remote {
    /// Whether both sides have what a giver remembers in the stream of a snapshot.
    pub fn has_trails_in_stream(&self) -> bool {
        self.features & TRAILS_IN_STREAM != 0
    }

    /// Whether it takes what is remembered of the operations before those that it is sent.
    pub fn takes_steps(&self) -> bool {
        self.features & STEPS_WITH_OPS != 0
    }

    /// Whether it knows stamps and openings in contexts.
    pub fn knows_openings(&self) -> bool {
        self.features & OPENINGS_IN_CONTEXTS != 0
    }
}

/// The first number of a life under which two operations were met here.
fn fork_of(state: &State, origin: &Origin) -> Option<u64> {
    state.latest.get(origin).and_then(Trail::forked_at)
}

/// Whether somebody knows more of this node's present life than this node itself.
fn is_behind(state: &State, theirs: &Knowledge) -> bool {
    let Some(own) = &state.identity else { return false };
    let last = theirs.of(own).map_or(0, |ranges| ranges.last());
    last > state.knowledge.of(own).map_or(0, |ranges| ranges.watermark())
}

const MESSAGE: &str = "invalid hello";
