// SPDX-License-Identifier: Apache-2.0
//! Snapshots for a peer that lacks operations which no log holds any more, and those that a peer
//! gives (`docs/format/snapshot.md`).
//!
//! The giver offers until the taker has acknowledged what the snapshot follows from; the taker asks
//! for the next bytes until they come. Either may forget and begin again at any point.

mod giving;
mod taking;

use crate::base::error::Result;
use crate::base::time::Now;
use crate::sync::session::heard::Heard;

use super::super::Engine;
use super::Session;

use giving::Giving;
use taking::{Installing, Taking};

/// What a session gives and takes of snapshots.
#[derive(Default)]
pub struct Snapshots {
    /// Offers made so far.
    rounds: u32,
    giving: Option<Giving>,
    heard: Heard,
    taking: Option<Taking>,
    /// Snapshots accepted so far.
    accepted: u32,
    installing: Option<Installing>,
    /// How often a state was put in place by any session, as far as this one knows.
    installs: u64,
}

impl Session {
    /// The next frame about snapshots.
    pub(super) fn next_snapshot(
        &mut self,
        engine: &Engine,
        room_bytes: usize,
        now: Now,
    ) -> Result<Option<Vec<u8>>> {
        self.install(engine, now)?;
        let installs = engine.state()?.installs;
        if self.snapshots.installs != installs {
            // What came with it is in no log: this peer may need it the same way.
            self.snapshots.installs = installs;
            self.lane.caught_up();
        }
        if let Some(frame) = self.next_want(engine, now)? {
            return Ok(Some(frame));
        }
        self.next_given(engine, room_bytes, now)
    }

    /// When there is something to do for snapshots, on the clock that only goes forward.
    pub(super) fn snapshot_due_ms(&self, engine: &Engine) -> Result<Option<i64>> {
        let own = &self.snapshots;
        if engine.state()?.installs != own.installs {
            return Ok(Some(i64::MIN));
        }
        let giving = own.giving.as_ref().filter(|_| self.heard.is_whole());
        let due = [
            own.installing.as_ref().and_then(|installing| installing.repeat.due_ms()),
            own.taking.as_ref().and_then(|taking| taking.repeat.due_ms()),
            giving.and_then(Giving::due_ms),
        ];
        Ok(due.into_iter().flatten().min())
    }

    /// Forgets what was under way; another session may go on with what has come.
    pub(super) fn end_snapshots(&mut self, engine: &Engine) -> Result<()> {
        let before = std::mem::take(&mut self.snapshots);
        match self.peer() {
            Some(node) if before.taking.is_some() => engine.release_incoming(node),
            _ => Ok(()),
        }
    }
}
