// SPDX-License-Identifier: Apache-2.0
//! What an application calls now and then, and where it stands in between.

use crate::base::error::Result;
use crate::engine::SyncState;

use super::transport::TURN_EVENTS_LEN;
use super::{Client, lock};

/// What one turn did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Turn {
    /// Deliveries that were scheduled again or sent again because no acknowledgement came.
    pub retried: u64,
    /// Entries that were pruned.
    pub pruned: u64,
    /// Operations that went to peers since the turn before. While no peer is connected: those that
    /// this turn selected, which wait on, or, when nobody is registered and no acknowledgement is
    /// asked for, are handed over.
    pub batch: u64,
}

/// Where synchronisation stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ClientState {
    /// As the engine counts.
    pub sync: SyncState,
    /// Operations handed out whose acknowledgement is waited for.
    pub in_flight: u64,
    /// Deliveries repeated because no acknowledgement came, in the outbox and by sessions.
    pub retries: u64,
}

/// What earlier turns have told.
#[derive(Debug, Default)]
pub(super) struct Shown {
    /// Operations up to this version were told as selected while nobody was there,
    version: u64,
    /// since then, on the clock that only goes forward.
    since_ms: i64,
    /// What sessions had sent, and sent again.
    sent: u64,
    resent: u64,
}

impl Client {
    /// One turn: does a bounded piece of upkeep, moves what there is to move between peers and this
    /// node, schedules again what is late, prunes if asked, and counts what is due.
    ///
    /// While no peer is connected nothing is sent: what is due stays queued, costs no attempts, and
    /// is told as selected once per ack timeout.
    pub fn tick(&self, prune_completed: bool) -> Result<Turn> {
        self.engine.keep_up_bounded();
        if self.is_transport_running()? {
            self.process_transport_events(TURN_EVENTS_LEN)?;
        } else {
            self.look_around(&mut *self.wire.lock()?)?;
        }
        let late = self.engine.retry_expired()? as u64;
        let pruned = if prune_completed { self.engine.prune_completed()? as u64 } else { 0 };
        let reach = self.engine.reach()?;
        let mut shown = lock(&self.shown)?;
        let fresh = reach.ops_sent.saturating_sub(shown.sent);
        let again = reach.ops_resent.saturating_sub(shown.resent);
        (shown.sent, shown.resent) = (reach.ops_sent, reach.ops_resent);
        let is_alone = reach.connected_len == 0 && fresh == 0;
        let batch = if is_alone { self.select(&mut shown, reach.registered_len)? } else { fresh };
        Ok(Turn { retried: late + again, pruned, batch })
    }

    /// Where synchronisation stands. Handed over without asking for an acknowledgement is neither
    /// in flight nor acknowledged: such an operation is counted in the size of the outbox alone.
    pub fn sync_state(&self) -> Result<ClientState> {
        let sync = self.engine.sync_state()?;
        let in_flight = sync.counts.in_flight - sync.counts.handed_over;
        let retries = sync.totals.retries + self.engine.reach()?.ops_resent;
        Ok(ClientState { sync, in_flight: in_flight as u64, retries })
    }

    /// Schedules again what is late. Returns how many.
    pub fn retry_expired(&self) -> Result<usize> {
        self.engine.retry_expired()
    }

    /// Lets acknowledged operations go from the outbox. Returns how many.
    pub fn prune_completed(&self) -> Result<usize> {
        self.engine.prune_completed()
    }

    /// Discards every failed operation, on purpose. Returns how many.
    pub fn prune_failed(&self) -> Result<usize> {
        self.engine.prune_failed()
    }

    /// Selects what is due while nobody is there.
    fn select(&self, shown: &mut Shown, registered_len: usize) -> Result<u64> {
        if !self.options.sync.require_ack && registered_len == 0 {
            return Ok(self.engine.next_batch()?.len() as u64);
        }
        let now_ms = self.clock.now().mono_ms;
        let wait_ms = self.options.sync.ack_timeout_bounded_ms();
        if shown.version == 0 || now_ms.saturating_sub(shown.since_ms) >= wait_ms {
            (shown.version, shown.since_ms) = (0, now_ms);
        }
        let (count, last) = self.engine.due_after(shown.version)?;
        shown.version = last;
        Ok(count as u64)
    }
}
