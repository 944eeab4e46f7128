// SPDX-License-Identifier: Apache-2.0
//! What a recording consists of.

use bincode::{BorrowDecode, Encode};

use super::call::Called;

/// [`Ended::code`] of a call that panicked.
pub const PANICKED: u16 = u16::MAX;

/// [`Ended::code`] where calls before it were left out of the recording: only what the call met
/// counts, not how it ended.
pub const UNMEASURED: u16 = u16::MAX - 1;

/// One entry. The order of the variants is the format.
#[derive(Debug, Encode, BorrowDecode)]
pub enum Entry<'a> {
    /// The first one.
    Begun(Begun<'a>),
    /// A file of the database as it was found: what its name has behind that of the main file, and
    /// its length in bytes.
    File(&'a str, u64),
    /// Bytes of the file named last, from that offset on. Where there are none it has zeros.
    Piece(u64, &'a [u8]),
    /// A call begins.
    Called(Called<'a>),
    /// The call that began last ends.
    Ended(Ended),
}

/// Under which options the database was opened.
#[derive(Clone, Debug, Default, PartialEq, Eq, Encode, BorrowDecode)]
pub struct Begun<'a> {
    /// The version of the library.
    pub library: &'a str,
    /// The path of the main file as it was given: errors name it, and peers are told of errors. Of
    /// an engine in memory nothing.
    pub path: &'a str,
    /// The number of the durability.
    pub durability: u8,
    /// Longest value, in bytes.
    pub value_bytes_max: u64,
    /// How far ahead a peer's stamp may move the clock, in milliseconds.
    pub clock_drift_ms: i64,
    /// Memory in bytes.
    pub memory_bytes: u64,
    /// Whether writes do upkeep.
    pub maintain_on_write: bool,
    /// Log kept for readers of the change feed, in bytes.
    pub feed_retain_bytes: u64,
    /// Log kept for peers, in bytes.
    pub history_bytes_max: u64,
    /// Whether groups are applied; tests alone have it otherwise.
    pub knows_groups: bool,
    /// The seed.
    pub seed: u64,
}

/// How a call ended, and what it met.
#[derive(Clone, Debug, Default, PartialEq, Eq, Encode, BorrowDecode)]
pub struct Ended {
    /// The number of the error; 0 for none, [`PANICKED`] for a panic, or [`UNMEASURED`].
    pub code: u16,
    /// What was answered, in a number: a count, a version, or a hash of the frame that went out.
    pub answer: u64,
    /// The last version there was then.
    pub version: u64,
    /// Operations in the outbox that are not acknowledged.
    pub owed_len: u64,
    /// What the state added up to, and of how many versions; None while that is not kept.
    pub sum: Option<(u128, u64)>,
    /// Each reading of the clock, in order: wall clock and the one that only goes forward, in
    /// milliseconds; from the second on as differences from the one before.
    pub readings: Vec<(i64, i64)>,
    /// Each call of the disk that failed.
    pub failures: Vec<Failure>,
}

impl Ended {
    /// What the call met, without how it ended.
    pub fn unmeasured(&self) -> Self {
        let (readings, failures) = (self.readings.clone(), self.failures.clone());
        Self { code: UNMEASURED, readings, failures, ..Self::default() }
    }

    /// Whether it says how the call ended.
    pub fn is_measure(&self) -> bool {
        self.code < UNMEASURED
    }
}

/// A call of the disk that failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, BorrowDecode)]
pub struct Failure {
    /// Which one, by its number.
    pub operation: u8,
    /// The how many-th of its kind within the call, from 1 on.
    pub nth: u32,
    /// The number of the operating system; 0 for one that did nothing and was no error.
    pub errno: i32,
}
