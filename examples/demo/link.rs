// SPDX-License-Identifier: Apache-2.0
//! The session with the other node, as a host drives it: frames in, frames out, and what happened.

use std::time::Duration;

use softadastra::base::id::NodeId;
use softadastra::base::time::Clock;
use softadastra::engine::{Engine, Session, SessionEvent, SessionOptions};
use softadastra::ffi::host::SystemClock;

use crate::Outcome;
use crate::node::{HURRY, say};
use crate::wire::FromNode;

/// Longest frame: small, so that a bad line has many of them to lose.
const FRAME_BYTES: u32 = 4 << 10;
/// Operations that may be under way, in bytes.
const WINDOW_BYTES: u64 = 64 << 10;

/// An open session.
pub struct Link {
    session: Session,
    /// Both sides were found to hold the same, and nothing came in since.
    pub converged: bool,
    /// Operations that came in.
    pub received: u64,
}

impl Link {
    /// Begins a session with a registered peer.
    pub fn open(engine: &Engine, peer: NodeId) -> Outcome<Self> {
        let session = engine.open_session(SessionOptions {
            frame_bytes_max: FRAME_BYTES,
            window_bytes: WINDOW_BYTES,
            ..SessionOptions::new(Some(peer))
        })?;
        Ok(Self { session, converged: false, received: 0 })
    }

    /// Takes a frame from the line.
    pub fn take(&mut self, engine: &Engine, frame: &[u8]) -> Outcome<()> {
        Ok(self.session.handle(engine, frame)?)
    }

    /// Says what there is to say, and notes what happened.
    pub fn speak(&mut self, engine: &Engine) -> Outcome<()> {
        while let Some(frame) = self.session.poll_transmit(engine, FRAME_BYTES as usize)? {
            say(&FromNode::Frame(frame))?;
        }
        while let Some(event) = self.session.poll_event() {
            match event {
                SessionEvent::Converged { .. } => self.converged = true,
                SessionEvent::Received { count } => {
                    self.converged = false;
                    self.received += count;
                }
                SessionEvent::Opened { .. } => self.converged = false,
                // Nothing else may happen to two nodes that lose no disk.
                other => return Err(format!("in the session: {other:?}").into()),
            }
        }
        Ok(())
    }

    /// How long there is nothing to do unless something comes.
    pub fn wait(&self, engine: &Engine, idle: Duration) -> Outcome<Duration> {
        let now_ms = SystemClock::new().now().wall_ms;
        Ok(match self.session.next_wakeup_at_ms(engine)? {
            // The engine counts in hurried milliseconds, and rounding up spares a turn in vain.
            Some(at_ms) if at_ms > now_ms => {
                Duration::from_millis(((at_ms - now_ms) / HURRY + 1) as u64).min(idle)
            }
            Some(_) => Duration::ZERO,
            None => idle,
        })
    }

    /// Ends the session in order.
    pub fn close(mut self, engine: &Engine) -> Outcome<()> {
        self.session.close(engine)?;
        while let Some(frame) = self.session.poll_transmit(engine, FRAME_BYTES as usize)? {
            say(&FromNode::Frame(frame))?;
        }
        Ok(())
    }
}
