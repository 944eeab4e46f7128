// SPDX-License-Identifier: Apache-2.0
//! Getting to know each other.
//!
//! Each side draws a nonce for the session and says it in its hello; every other frame carries the
//! sum of both, so that frames of earlier sessions, and of sessions with others, are told apart. A
//! side that has heard the other's nonce echoes it. A peer that begins anew has another nonce: it
//! is believed once it echoes ours, which nobody can who only repeats what was said before.

use crate::base::error::{Code, Error, Result, invalid};
use crate::base::id::{NodeId, Origin};
use crate::base::time::Now;
use crate::sync::session::heard::Heard;
use crate::sync::session::repeat::Repeat;
use crate::sync::wire::message::{Frame, Hello, Message};

use super::super::Engine;
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
    /// Whether it has shown that it knows our nonce.
    pub is_confirmed: bool,
}

impl Session {
    /// Our own hello.
    pub(super) fn hello_frame(&self, engine: &Engine) -> Result<Frame> {
        let (epoch, token) = {
            let state = engine.state()?;
            let identity = state.identity.as_ref();
            let token = self.peer().and_then(|node| state.peers.get(node)).map(|peer| peer.token);
            (identity.map_or(self.me.epoch, |me| me.epoch), token.unwrap_or_default())
        };
        let hello = Hello {
            node: self.me.node.clone(),
            epoch,
            nonce: self.nonce,
            echo: self.remote.as_ref().map(|remote| remote.nonce).or(self.stale).unwrap_or(0),
            protocol_min: PROTOCOL.0,
            protocol_max: PROTOCOL.1,
            features: 0,
            frame_bytes_max: self.options.frame_bytes_max,
            value_bytes_max: engine.options.value_bytes_max,
            token,
            to: self.peer().cloned(),
        };
        Ok(Frame { session: 0, has_know: false, message: Message::Hello(hello) })
    }

    /// What every frame of this session carries; None before the peer was heard.
    pub(super) fn tag(&self) -> Option<u64> {
        self.remote.as_ref().map(|remote| self.nonce.wrapping_add(remote.nonce))
    }

    /// Takes the peer's hello.
    pub(super) fn on_hello(&mut self, engine: &Engine, hello: Hello, now: Now) -> Result<()> {
        let knows_us = hello.echo == self.nonce;
        let is_same = self.remote.as_ref().is_some_and(|remote| remote.nonce == hello.nonce);
        let is_confirmed = self.remote.as_ref().is_some_and(|remote| remote.is_confirmed);
        if !is_same && is_confirmed && !knows_us {
            // Maybe the peer began anew, maybe somebody repeats an old hello: only who answers this
            // one is believed.
            self.owes_hello = true;
            return Ok(());
        }
        if !knows_us && hello.echo != 0 && !is_same {
            // Of a session of the past. If the peer is still in it, it has to hear its own nonce
            // from us before it leaves it.
            if self.remote.is_none() {
                self.stale = Some(hello.nonce);
                self.owes_hello = true;
            }
            return Ok(());
        }
        self.check_hello(engine, &hello)?;
        if knows_us {
            self.hello.done();
        } else {
            self.owes_hello = true;
        }
        if is_same {
            if let Some(remote) = &mut self.remote {
                remote.is_confirmed |= knows_us;
            }
            return Ok(());
        }
        // Who left another session for this one has not told this nonce yet.
        self.owes_hello |= self.remote.is_some();
        self.begin(engine, &hello, knows_us, now)
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
    fn begin(&mut self, engine: &Engine, hello: &Hello, knows_us: bool, now: Now) -> Result<()> {
        if let Some(lease_ms) = self.options.accept_lease_ms {
            self.register(engine, &hello.node, lease_ms)?;
        }
        engine.keep_sum()?;
        let origin = Origin { node: hello.node.clone(), epoch: hello.epoch };
        self.remote = Some(Remote {
            origin,
            nonce: hello.nonce,
            frame_bytes_max: hello.frame_bytes_max,
            is_confirmed: knows_us,
        });
        let under_way = std::mem::take(&mut self.lane).flight.all();
        engine.state()?.pipeline.unsend(&under_way);
        self.end_snapshots(engine)?;
        self.phase = Phase::Open;
        self.lane = Lane::default();
        self.heard = Heard::default();
        self.told.start();
        self.acks = Default::default();
        self.nacks.clear();
        self.assembly = None;
        self.comparison = super::Comparison { since_ms: now.mono_ms, ..Default::default() };
        let (node, epoch) = (hello.node.clone(), hello.epoch);
        self.event(SessionEvent::Opened { node, epoch });
        self.with_peer(engine, |peer| {
            peer.traffic.sessions += 1;
            peer.seen_at_ms = now.wall_ms;
            peer.is_connected = true;
        })
    }

    fn register(&self, engine: &Engine, node: &NodeId, lease_ms: i64) -> Result<()> {
        if engine.state()?.peers.get(node).is_some() {
            return Ok(());
        }
        engine.register_peer(node, lease_ms)
    }

    /// Notes that the peer knows our nonce: a frame with the sum of both came.
    pub(super) fn confirm(&mut self) {
        self.hello = Repeat::default();
        if let Some(remote) = &mut self.remote {
            remote.is_confirmed = true;
        }
    }
}

const MESSAGE: &str = "invalid hello";
