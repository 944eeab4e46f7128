// SPDX-License-Identifier: Apache-2.0
//! The log: append-only files of opaque groups, each there as a whole or not at all.
//!
//! Promises: a group whose durable commit returned is there after any crash; what is there is a
//! prefix of what was written, byte for byte; a commit that returned an error is never seen again,
//! unless the log stopped with it; damage in front of valid groups is an error and changes nothing;
//! a torn tail is cut and reported. The log can begin a new file at any time and give old ones up;
//! a crash in between loses nothing. The bytes and the protocol are in `docs/format/wal.md`. Logs
//! of format 1 are read, never written.
//!
//! Imports `base` and `disk`. The engine calls it, and gives the groups their meaning.
//!
//! Invariants: one writer at a time, by the lock of the active file. `durable <= end`: that file is
//! on stable storage up to the first and written up to the second. Every group on disk names the
//! first as it was then, and this is never more than the truth. No byte before `end` is ever given
//! another value. Sealed files are durable as a whole and never change.

mod claim;
mod format1;
mod frame;
mod head;
mod make;
mod open;
mod reader;
mod record_reader;
mod records;
mod rotate;
mod scan;
mod segment;
mod survey;
mod table;
mod window;
mod writer;

use std::fmt;

pub use format1::{Found, OldLog, OldRecord, OldWalk, find_old};
pub use head::Head;
pub use make::make_main;
pub use open::{Recovered, open, reader, scan};
pub use reader::LogReader;
pub use record_reader::{RecordReader, read_whole};
pub use records::{RecordFile, Recovery};
pub use segment::SegmentInfo;
pub use survey::{Extent, LogDamage, Survey, rescue, survey};
pub use writer::Log;

use crate::base::error::Result;
use crate::base::limits::{LOG_OFFSET_BITS, SEGMENT_BYTES_MAX, SEGMENT_NUMBER_MAX};

/// Where a group stands: the number of its segment and the offset of its first byte there. The
/// order of positions is the order in which the groups were written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Position(pub u64);

impl Position {
    /// The place at `offset` in `segment`. What is above its limit counts as the limit.
    pub const fn new(segment: u64, offset: u64) -> Self {
        let segment = if segment < SEGMENT_NUMBER_MAX { segment } else { SEGMENT_NUMBER_MAX };
        let offset = if offset < SEGMENT_BYTES_MAX { offset } else { SEGMENT_BYTES_MAX };
        Self(segment << LOG_OFFSET_BITS | offset)
    }

    /// Where the first group of `segment` stands.
    pub const fn start_of(segment: u64) -> Self {
        Self::new(segment, head::HEAD_BYTES as u64)
    }

    /// The number of the segment.
    pub const fn segment(self) -> u64 {
        self.0 >> LOG_OFFSET_BITS
    }

    /// The offset in its file, in bytes.
    pub const fn offset(self) -> u64 {
        self.0 & SEGMENT_BYTES_MAX
    }
}

impl fmt::Display for Position {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "segment {}, byte {}", self.segment(), self.offset())
    }
}

/// What is called for each group, in order: where it stands, its number in its segment, its body.
/// An error ends the reading and is handed on.
pub type Replay<'a> = dyn FnMut(Position, u64, &[u8]) -> Result<()> + 'a;
