// SPDX-License-Identifier: Apache-2.0
//! A session with one peer: bytes in, bytes out, and no wire of its own (`docs/format/wire.md`).
//!
//! The contract of the caller: after every change (bytes handled, a write, a wake-up), take frames
//! with [`Session::poll_transmit`] until there are none, then wait for bytes or for
//! [`Session::next_wakeup_at_ms`]. Frames may be lost, repeated, reordered and damaged on the way;
//! what matters is said again until it is answered.
//!
//! Promises: nothing leaves that a crash could take back here, and nothing is acknowledged that it
//! could take back; a frame that is damaged or of another session changes nothing; a peer that
//! breaks the rules ends the session and nothing else. Used by one thread at a time; any number of
//! sessions share an engine.

mod greet;
mod inbound;
mod lane;
mod options;
mod outbound;
mod recon;
mod snapshot;
mod trails;

pub use options::{SessionEvent, SessionOptions};

use std::collections::VecDeque;
use std::sync::atomic::Ordering;

use crate::base::error::{Code, Error, Result};
use crate::base::id::{NodeId, Origin};
use crate::base::know::Knowledge;
use crate::base::limits::{BYE_REASON_BYTES_MAX, EVENTS_LEN_MAX};
use crate::base::random::Random;
use crate::base::time::Now;
use crate::record::Called;
use crate::sync::peer::Peer;
use crate::sync::session::heard::HeardAll;
use crate::sync::session::repeat::Repeat;
use crate::sync::wire::message::{Bye, Nack, Sum};

use super::Engine;
use super::task::unnamed;

use greet::Remote;
use inbound::Assembly;
use lane::Lane;
use outbound::Told;
use recon::Repair;
use snapshot::Snapshots;

/// Where a session stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Phase {
    /// The peer has not been heard.
    Greeting,
    /// Both sides know each other.
    Open,
    /// It is over.
    Closed,
}

/// One session. Who drops it without [`Session::close`] leaves what was under way in flight until
/// the engine is opened again: a session holds no engine.
pub struct Session {
    options: SessionOptions,
    /// How a recording calls it.
    number: u64,
    me: Origin,
    nonce: u64,
    random: Random,
    phase: Phase,
    remote: Option<Remote>,
    /// Who says to be the peer begun anew, and has not shown it yet.
    newcomer: Option<(u64, Origin)>,
    /// Nonces under which the peer was here before: what still comes from them is late.
    former: VecDeque<u64>,
    /// When a frame of an unknown session is next answered with a hello, on the clock that only
    /// goes forward.
    stray_due_ms: i64,
    /// A number of this node's present life that the peer knew and did not remember: it was greeted
    /// once more because of it.
    asked_for: Option<u64>,
    hello: Repeat,
    owes_hello: bool,
    told: Told,
    heard: HeardAll,
    /// What the peer had applied when it was greeted, until it has said what it knows.
    applied_before: Option<Knowledge>,
    lane: Lane,
    acks: Knowledge,
    owes_reply: bool,
    nacks: VecDeque<Nack>,
    bye: Option<Bye>,
    comparison: Comparison,
    assembly: Option<Assembly>,
    repair: Repair,
    snapshots: Snapshots,
    events: VecDeque<SessionEvent>,
    /// How many of the last events the engine has no notice of yet.
    unnoted_len: usize,
}

/// What is known of both states being equal.
#[derive(Debug, Default)]
struct Comparison {
    /// Ours has to be told, on the clock that only goes forward.
    due_ms: Option<i64>,
    /// What was told last.
    told: Option<Sum>,
    /// When to tell it again, as long as nothing was heard that it can be compared with.
    repeat: Repeat,
    /// What the peer told last.
    heard: Option<Sum>,
    /// What both were last found to agree or to differ in, ours first.
    settled: Option<(Sum, Sum)>,
    /// Since when both sides may differ, on the clock that only goes forward.
    since_ms: i64,
    /// The engine's count of repairs and of states taken over when it was last looked at.
    changes: u64,
}

impl Engine {
    /// Begins a session. Nothing is sent before [`Session::poll_transmit`] is called.
    ///
    /// Errors: `InvalidState` before a sync engine brought a name, `NotFound` for an expected peer
    /// that is not registered and is not to be registered, `InvalidArgument` for options out of
    /// range.
    pub fn open_session(&self, options: SessionOptions) -> Result<Session> {
        let number = self.recorded_number();
        let turn = self.begin_call(|| Called::OpenSession(number, options.to_body()));
        self.end_call(turn, self.begin_session(options, number))
    }

    fn begin_session(&self, options: SessionOptions, number: u64) -> Result<Session> {
        self.check_writable()?;
        options.check()?;
        if let Some(peer) = &options.peer
            && options.accept_lease_ms.is_none()
        {
            self.check_peer(peer)?;
        }
        let now = self.now();
        let (me, mut random) = {
            let mut state = self.state()?;
            let me = state.identity.clone().ok_or_else(unnamed)?;
            (me, Random::new(state.random.draw()))
        };
        let nonce = random.draw().max(1);
        Ok(Session {
            options,
            number,
            me,
            nonce,
            random,
            phase: Phase::Greeting,
            remote: None,
            newcomer: None,
            former: VecDeque::new(),
            stray_due_ms: i64::MIN,
            asked_for: None,
            hello: Repeat::now(),
            owes_hello: false,
            told: Told::default(),
            heard: HeardAll::default(),
            applied_before: None,
            lane: Lane::default(),
            acks: Knowledge::default(),
            owes_reply: false,
            nacks: VecDeque::new(),
            bye: None,
            comparison: Comparison { since_ms: now.mono_ms, ..Comparison::default() },
            assembly: None,
            repair: Repair::default(),
            snapshots: Snapshots::default(),
            events: VecDeque::new(),
            unnoted_len: 0,
        })
    }

    /// Makes durable what a peer is about to learn, where the options leave that to be done.
    fn settle_for_peers(&self) -> Result<()> {
        if self.unsynced.load(Ordering::Acquire) { self.sync_log() } else { Ok(()) }
    }
}

impl Session {
    /// The peer, once it has been heard or was expected.
    pub fn peer(&self) -> Option<&NodeId> {
        self.remote.as_ref().map(|remote| &remote.origin.node).or(self.options.peer.as_ref())
    }

    /// Whether both sides know each other.
    pub fn is_open(&self) -> bool {
        self.phase == Phase::Open
    }

    /// Whether it is over.
    pub fn is_closed(&self) -> bool {
        self.phase == Phase::Closed
    }

    /// Operations that were sent and are not acknowledged.
    pub fn in_flight_len(&self) -> u64 {
        self.lane.flight.len()
    }

    /// What has happened, oldest first.
    pub fn poll_event(&mut self) -> Option<SessionEvent> {
        self.events.pop_front()
    }

    /// When to call [`Session::poll_transmit`] next if nothing else happens, in milliseconds since
    /// 1970; a time in the past means now, None means that nothing is waited for.
    pub fn next_wakeup_at_ms(&self, engine: &Engine) -> Result<Option<i64>> {
        let now = engine.now();
        let due_ms = self.due_ms(engine)?;
        Ok(due_ms.map(|due_ms| {
            let wait_ms = due_ms.saturating_sub(now.mono_ms).max(0);
            now.wall_ms.saturating_add(wait_ms)
        }))
    }

    /// Ends the session in order: what was under way is owed again, and the peer is told with the
    /// next [`Session::poll_transmit`].
    pub fn close(&mut self, engine: &Engine) -> Result<()> {
        let turn = engine.begin_call(|| Called::CloseSession(self.number));
        let ended = self.end(engine, Bye { code: 0, reason: String::new() });
        self.note_events(engine);
        engine.end_call(turn, ended)
    }

    /// Ends the session; the peer is to be told why.
    fn end(&mut self, engine: &Engine, bye: Bye) -> Result<()> {
        if self.phase == Phase::Closed {
            return Ok(());
        }
        let was_open = self.phase == Phase::Open;
        self.phase = Phase::Closed;
        self.event(SessionEvent::Closed { code: bye.code, reason: bye.reason.clone() });
        self.bye = self.remote.is_some().then_some(bye);
        self.end_snapshots(engine)?;
        if was_open {
            let under_way = self.lane.flight.all();
            let mut state = engine.state()?;
            state.pipeline.unsend(&under_way);
            state.changes += 1;
        }
        self.with_peer(engine, |peer| {
            // Another session with it may have been opened since.
            if peer.session == self.nonce {
                (peer.session, peer.in_flight_len) = (0, 0);
            }
        })
    }

    /// Ends the session because of what the peer did. Returns the error, to be handed on.
    fn fail(&mut self, engine: &Engine, error: Error) -> Error {
        let mut reason = error.to_string();
        while reason.len() > BYE_REASON_BYTES_MAX {
            reason.pop();
        }
        let bye = Bye { code: error.code() as u16, reason };
        let now = engine.now();
        let noted = self.with_peer(engine, |peer| {
            peer.traffic.last_error = error.code() as u16;
            peer.traffic.last_error_at_ms = now.wall_ms;
        });
        noted.and_then(|()| self.end(engine, bye)).err().unwrap_or(error)
    }

    fn event(&mut self, event: SessionEvent) {
        if self.events.len() == EVENTS_LEN_MAX {
            self.events.pop_front();
        }
        self.events.push_back(event);
        self.unnoted_len += 1;
    }

    /// Lets the engine tell of what has happened since.
    fn note_events(&mut self, engine: &Engine) {
        let peer = self.peer().map_or("a peer", NodeId::as_str);
        let before = self.events.len().saturating_sub(self.unnoted_len);
        self.events.iter().skip(before).for_each(|event| engine.note_event(peer, event));
        self.unnoted_len = 0;
    }

    /// Changes what is kept of the peer, if it is registered.
    fn with_peer(&self, engine: &Engine, change: impl FnOnce(&mut Peer)) -> Result<()> {
        let Some(node) = self.peer() else { return Ok(()) };
        let mut state = engine.state()?;
        if let Some(peer) = state.peers.get_mut(node) {
            change(peer);
            state.changes += 1;
        }
        Ok(())
    }

    /// Tells how much is under way, if this is the session with the peer that counts.
    fn note_in_flight(&self, engine: &Engine) -> Result<()> {
        let (len, is_open) = (self.lane.flight.len(), self.is_open());
        self.with_peer(engine, |peer| {
            if peer.session == 0 && is_open {
                // The other one has ended, or the peer was registered anew.
                peer.session = self.nonce;
            }
            if peer.session == self.nonce {
                peer.in_flight_len = len;
            }
        })
    }

    /// Looks whether both sides hold the same by now. Only with the same knowledge may their states
    /// be compared.
    fn compare(&mut self, engine: &Engine, now: Now) -> Result<()> {
        let Some(heard) = self.comparison.heard else { return Ok(()) };
        let ours = engine.sum_now()?;
        if ours.know != heard.know {
            return Ok(());
        }
        self.comparison.repeat.done();
        if let Some(node) = self.peer().cloned() {
            engine.state()?.note_met_at(&node, heard.know);
        }
        if self.comparison.settled == Some((ours, heard)) {
            return Ok(());
        }
        self.comparison.settled = Some((ours, heard));
        if ours == heard {
            let ms = now.mono_ms.saturating_sub(self.comparison.since_ms);
            self.event(SessionEvent::Converged { ms });
            return self.with_peer(engine, |peer| peer.traffic.converged_at_ms = now.wall_ms);
        }
        if !self.repair.is_active() {
            self.comparison.since_ms = now.mono_ms;
            self.event(SessionEvent::Differs { ours: ours.count, theirs: heard.count });
            self.begin_repair(now);
        }
        Ok(())
    }
}

impl Engine {
    /// Counts what changes the state and leaves what is known as it was.
    fn state_changes(&self) -> Result<u64> {
        let state = self.state()?;
        Ok(state.repairs + state.installs)
    }

    /// What is known and what the state adds up to, of one moment.
    fn sum_now(&self) -> Result<Sum> {
        self.keep_sum()?;
        let state = self.state()?;
        let sum = state.store.sum().unwrap_or_default();
        Ok(Sum { know: state.know_hash(), sum: sum.sum, count: sum.count })
    }
}

impl std::fmt::Debug for Session {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (me, peer) = (&self.me, self.peer());
        f.debug_struct("Session").field("me", me).field("peer", &peer).finish_non_exhaustive()
    }
}

/// A session that is over takes and gives nothing more.
fn over() -> Error {
    Error::new(Code::InvalidState, "the session is closed", "")
}
