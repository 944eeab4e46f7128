// SPDX-License-Identifier: Apache-2.0
//! What calls answer, each in a number that goes into a recording.

use twox_hash::XxHash3_64;

use crate::base::error::Result;
use crate::base::id::NodeId;

use super::super::deliver::{Delivery, Tick};
use super::super::session::Session;
use super::super::task::{Received, Submitted, Written};
use super::super::upkeep::Backup;
use super::super::value_writer::ValueWriter;

/// What a call answers, in a number that the same call answers the same.
pub(crate) trait Answered {
    fn number(&self) -> u64;
}

impl Answered for () {
    fn number(&self) -> u64 {
        0
    }
}

impl Answered for usize {
    fn number(&self) -> u64 {
        *self as u64
    }
}

impl Answered for bool {
    fn number(&self) -> u64 {
        u64::from(*self)
    }
}

impl<A: Answered, B: Answered> Answered for (A, B) {
    fn number(&self) -> u64 {
        self.0.number() ^ self.1.number().rotate_left(32)
    }
}

impl Answered for u64 {
    fn number(&self) -> u64 {
        *self
    }
}

impl Answered for Written {
    fn number(&self) -> u64 {
        self.version
    }
}

impl Answered for Submitted {
    fn number(&self) -> u64 {
        self.op.version
    }
}

impl Answered for Received {
    fn number(&self) -> u64 {
        u64::from(self.duplicate)
    }
}

impl<T: Answered> Answered for Vec<T> {
    fn number(&self) -> u64 {
        let each = self.iter().map(T::number);
        each.fold(self.len() as u64, |sum, number| sum.rotate_left(5) ^ number)
    }
}

impl<T: Answered> Answered for Result<T> {
    fn number(&self) -> u64 {
        self.as_ref().map_or_else(|error| 1 << 32 | error.code() as u64, T::number)
    }
}

impl Answered for Delivery {
    fn number(&self) -> u64 {
        self.op.version
    }
}

impl Answered for Tick {
    fn number(&self) -> u64 {
        // How many were pruned is upkeep's, as it lets go of them as well.
        (self.retried, self.batch.number()).number()
    }
}

impl Answered for NodeId {
    fn number(&self) -> u64 {
        XxHash3_64::oneshot(self.as_str().as_bytes())
    }
}

impl Answered for Option<Vec<u8>> {
    fn number(&self) -> u64 {
        self.as_deref().map_or(0, XxHash3_64::oneshot)
    }
}

impl Answered for Backup {
    fn number(&self) -> u64 {
        self.version
    }
}

impl Answered for Session {
    fn number(&self) -> u64 {
        0
    }
}

impl Answered for ValueWriter {
    fn number(&self) -> u64 {
        0
    }
}
