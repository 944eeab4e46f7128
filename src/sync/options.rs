// SPDX-License-Identifier: Apache-2.0
//! The settings of the pipeline. They may change between any two calls.

use crate::base::error::{Result, invalid};
use crate::base::id::NodeId;
use crate::base::limits::{
    BATCH_LEN_MAX, CLOCK_DRIFT_MS_DEFAULT, DELAY_MS_MAX, RETRY_CAP_MS_DEFAULT,
};

use super::wire::message::Level;

/// What becomes of a write that does not fit into the outbox any more.
#[repr(u8)]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum WhenFull {
    /// It is refused.
    #[default]
    Reject = 1,
    /// Older writes leave the outbox for it that a later write of the same key has replaced and
    /// that were never handed out; without such it is refused.
    Coalesce = 2,
}

impl WhenFull {
    /// The choice with that number.
    pub fn from_number(number: u8) -> Option<Self> {
        match number {
            1 => Some(Self::Reject),
            2 => Some(Self::Coalesce),
            _ => None,
        }
    }
}

/// How operations go out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SyncOptions {
    /// The name under which this replica writes.
    pub node: NodeId,
    /// Operations per batch, 1 to [`BATCH_LEN_MAX`].
    pub batch_len: usize,
    /// Deliveries of one operation before it counts as failed; 0 acts like 1.
    pub attempts_max: u32,
    /// First backoff, in milliseconds; it doubles with each delivery.
    pub retry_interval_ms: i64,
    /// Longest backoff, in milliseconds.
    pub retry_cap_ms: i64,
    /// How long an acknowledgement may take, in milliseconds.
    pub ack_timeout_ms: i64,
    /// How far ahead of the wall clock a peer's stamp may move the local clock, in milliseconds, 0
    /// to [`DELAY_MS_MAX`].
    pub clock_drift_ms: i64,
    /// Whether a submitted operation is queued at once.
    pub auto_queue: bool,
    /// Whether a delivery waits for an acknowledgement.
    pub require_ack: bool,
    /// How far an operation has to come at every registered peer before it counts as acknowledged:
    /// durable or applied.
    pub ack_level: Level,
    /// Operations in the outbox that are not acknowledged, at most; 0 for no bound.
    pub outbox_ops_max: u64,
    /// About how many bytes they have in the log, at most; 0 for no bound.
    pub outbox_bytes_max: u64,
    /// What becomes of a write that does not fit.
    pub when_full: WhenFull,
}

impl SyncOptions {
    /// The documented defaults under a name: batches of 64, 5 deliveries, 5 s, 10 s, 5 min.
    pub fn new(node: NodeId) -> Self {
        Self {
            node,
            batch_len: 64,
            attempts_max: 5,
            retry_interval_ms: 5_000,
            retry_cap_ms: RETRY_CAP_MS_DEFAULT,
            ack_timeout_ms: 10_000,
            clock_drift_ms: CLOCK_DRIFT_MS_DEFAULT,
            auto_queue: true,
            require_ack: true,
            ack_level: Level::Applied,
            outbox_ops_max: 0,
            outbox_bytes_max: 0,
            when_full: WhenFull::Reject,
        }
    }

    /// Refuses settings out of range, naming value and limit.
    pub fn check(&self) -> Result<()> {
        const MESSAGE: &str = "sync config is invalid";
        if self.batch_len == 0 || self.batch_len > BATCH_LEN_MAX {
            let context =
                format!("batch size {}, allowed are 1 to {BATCH_LEN_MAX}", self.batch_len);
            return Err(invalid(MESSAGE, context));
        }
        let delays = [
            ("retry interval", self.retry_interval_ms),
            ("retry cap", self.retry_cap_ms),
            ("ack timeout", self.ack_timeout_ms),
        ];
        for (name, value) in delays {
            if value < 0 {
                return Err(invalid(MESSAGE, format!("{name} {value} ms, must not be negative")));
            }
        }
        if !(0..=DELAY_MS_MAX).contains(&self.clock_drift_ms) {
            let context =
                format!("clock drift {} ms, allowed are 0 to {DELAY_MS_MAX}", self.clock_drift_ms);
            return Err(invalid(MESSAGE, context));
        }
        Ok(())
    }

    /// Whether the outbox may be full at all.
    pub fn has_bound(&self) -> bool {
        self.outbox_ops_max > 0 || self.outbox_bytes_max > 0
    }

    /// Whether superfluous writes may leave a full outbox.
    pub fn coalesces(&self) -> bool {
        self.has_bound() && self.when_full == WhenFull::Coalesce
    }

    /// The ack timeout within its limit: longer ones wait [`DELAY_MS_MAX`].
    pub fn ack_timeout_bounded_ms(&self) -> i64 {
        self.ack_timeout_ms.clamp(0, DELAY_MS_MAX)
    }
}
