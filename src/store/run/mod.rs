// SPDX-License-Identifier: Apache-2.0
//! Runs: files of keys and values, sorted by key, that are written once and never changed. The
//! bytes and their reasons are in `docs/format/run.md`.
//!
//! Promises: a [`Run`] that could be opened was written to its end; what is read from disk is what
//! was written, or an error that names the place; damage in one block leaves the others readable;
//! an absent key mostly costs no read, a present one a single read at most. Knows nothing of what
//! keys and values mean. Imports `base` and `disk`; the store calls it.
//!
//! Invariants: keys ascend, none twice; every byte of a file is covered by one checksum; the bytes
//! of a block are in the [`Cache`] only after they were checked.

mod block;
mod cache;
mod cursor;
mod fences;
mod filter;
mod frame;
mod passage;
mod reader;
mod rescue;
mod stretch;
mod sum;
mod verify;
mod writer;

pub use cache::Cache;
pub use cursor::Cursor;
pub use fences::head;
pub use filter::hash;
pub use passage::{Passage, Tolerance};
pub use reader::{Asked, Found, Run};
pub use rescue::{Rescued, rescue};
pub use stretch::Stretch;
pub use verify::{Damage, Part};
pub use writer::{Completed, Writer};

/// Which run. A file that names another is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RunId {
    /// A random number that names the database.
    pub log: u64,
    /// Names the run within it, never used again.
    pub number: u64,
}

/// What is known of a run without looking at its entries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Summary {
    /// The number of the run.
    pub number: u64,
    /// Length of the file.
    pub bytes: u64,
    /// How many keys it holds, at least one.
    pub keys: u64,
    /// The least key.
    pub first: Box<[u8]>,
    /// The greatest key.
    pub last: Box<[u8]>,
}
