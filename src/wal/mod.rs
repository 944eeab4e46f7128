// SPDX-License-Identifier: Apache-2.0
//! The log: an append-only file of opaque groups, each there as a whole or not at all.
//!
//! Promises: a group whose durable commit returned is there after any crash; what is there is a
//! prefix of what was written, byte for byte; a commit that returned an error is never seen again,
//! unless the log stopped with it; damage in front of valid groups is an error and changes nothing;
//! a torn tail is cut and reported. The bytes and the protocol are in `docs/format/wal.md`. Logs of
//! format 1 are read, never written.
//!
//! Imports `base` and `disk`. The engine calls it, and gives the groups their meaning.
//!
//! Invariants: one writer at a time, by the lock of the file. `durable <= end`: the file is on
//! stable storage up to the first and written up to the second. Every group on disk names the first
//! as it was then, and this is never more than the truth. No byte before `end` is ever given
//! another value.

mod format1;
mod frame;
mod head;
mod open;
mod reader;
mod scan;
mod window;
mod writer;

pub use format1::{Found, OldLog, OldRecord, OldWalk, find_old};
pub use head::Head;
pub use open::{Recovered, open, reader, scan};
pub use reader::LogReader;
pub use writer::Log;

use crate::base::error::Result;

/// Where a group stands: the offset of its first byte in the file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Position(pub u64);

/// What is called for each group, in order: where it stands, its number, its body. An error ends
/// the reading and is handed on.
pub type Replay<'a> = dyn FnMut(Position, u64, &[u8]) -> Result<()> + 'a;
