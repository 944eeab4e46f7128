// SPDX-License-Identifier: Apache-2.0
//! The flight recorder: what came into an engine, written down as it came, so that the simulator
//! can let it happen again (`docs/format/recording.md`).
//!
//! Promises: whether something is recorded changes no answer of a call and nothing in the database;
//! a recording that cannot go on ends, and the engine goes on; what is read of a recording is what
//! was written, whole entries up to where it ends. A recording holds keys and values in the clear.
//! Imports `base`, `disk` and `sync`; `engine` writes recordings, `sim` reads them.

mod call;
mod entry;
mod read;
mod recorder;
mod tape;
mod watch;

pub use call::{Called, PartBody, SessionBody, SyncBody, WriteBody};
pub use entry::{Begun, Ended, Entry, Failure, PANICKED, UNMEASURED};
pub use read::{Event, FoundFile, Recording};
pub use recorder::{Outcome, Recorder, Turn};
pub use tape::Tape;
pub use watch::{Watch, WatchedClock, WatchedDisk};
