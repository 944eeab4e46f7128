// SPDX-License-Identifier: Apache-2.0
//! One operation as its destination sees it, and the stages it goes through.

use crate::base::id::Dot;
use crate::base::limits::LOG_OFFSET_BITS;

/// Where an entry stands. The numbers are those of the documented `SyncStatus`.
#[repr(u8)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// Written, not yet given to the queue.
    Pending = 1,
    /// Waits to be handed out.
    Queued = 2,
    /// Handed out, not acknowledged.
    InFlight = 3,
    /// Acknowledged: the destination has it.
    Applied = 5,
    /// Given up after the last allowed attempt, until someone decides.
    Failed = 6,
}

impl Status {
    /// The status with that number.
    pub fn from_number(number: u8) -> Option<Self> {
        match number {
            1 => Some(Self::Pending),
            2 => Some(Self::Queued),
            3 => Some(Self::InFlight),
            5 => Some(Self::Applied),
            6 => Some(Self::Failed),
            _ => None,
        }
    }

    /// Whether the operation still has to reach its destination.
    pub fn is_owed(self) -> bool {
        matches!(self, Self::Pending | Self::Queued | Self::InFlight)
    }
}

/// The due time of what is due at once: before every time.
pub const DUE_NOW: i64 = i64::MIN;

/// A place to read the operation again. The engine gave it and alone understands it, but for this:
/// it is in a file, which stays as long as an entry needs it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// A position in the log.
    pub at: u64,
    /// About how many bytes the operation takes there.
    pub bytes: u32,
}

impl Place {
    /// The file that holds it. Greater numbers were begun later.
    pub fn file(self) -> u64 {
        self.at >> LOG_OFFSET_BITS
    }
}

/// One operation that was written here and has to go out.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Its name.
    pub dot: Dot,
    /// This replica's counter for it; the key of the outbox, ascending in time.
    pub version: u64,
    /// Where its bytes are.
    pub place: Place,
    /// Where it stands.
    pub status: Status,
    /// Whether the delivery under way waits for an acknowledgement.
    pub awaits_ack: bool,
    /// Deliveries so far.
    pub attempts: u32,
    /// When it was last handed out, in milliseconds since 1970; 0 for never.
    pub last_attempt_at_ms: i64,
    /// When it may go out again, in milliseconds since 1970; 0 for at once.
    pub next_attempt_at_ms: i64,
    /// Number of the last delivery error; 0 for none.
    pub last_error: u16,
    /// Whether it was, or before a restart may have been, handed out.
    pub was_sent: bool,
    /// Whether it is noted as changed since it was last saved.
    pub is_noted: bool,
    /// On the clock that only goes forward: when it becomes due, or its acknowledgement is late.
    pub due_ms: i64,
}

impl Entry {
    /// A new entry, pending, never handed out.
    pub fn new(dot: Dot, version: u64, place: Place) -> Self {
        Self {
            dot,
            version,
            place,
            status: Status::Pending,
            awaits_ack: false,
            attempts: 0,
            last_attempt_at_ms: 0,
            next_attempt_at_ms: 0,
            last_error: 0,
            was_sent: false,
            is_noted: false,
            due_ms: DUE_NOW,
        }
    }

    /// When the acknowledgement becomes late, on the clock that only goes forward.
    pub fn ack_due_ms(&self) -> Option<i64> {
        (self.status == Status::InFlight && self.awaits_ack).then_some(self.due_ms)
    }
}
