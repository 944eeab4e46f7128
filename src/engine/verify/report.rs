// SPDX-License-Identifier: Apache-2.0
//! What a reading of everything tells.

use std::path::PathBuf;

use crate::base::error::Error;
use crate::base::op::Bytes;
use crate::store::run;
use crate::store::runs::space;

/// What a finding is about.
#[repr(u32)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// A file of the log.
    Log = 1,
    /// The manifest.
    Manifest = 2,
    /// A run.
    Run = 3,
    /// An operation that is owed and cannot be read.
    Outbox = 4,
    /// Files that are whole by themselves and do not fit each other.
    Fit = 5,
}

/// One thing that is wrong.
#[derive(Clone, Debug)]
pub struct Finding {
    /// What it is about.
    pub part: Part,
    /// The file.
    pub file: PathBuf,
    /// Where it begins in the file.
    pub at: u64,
    /// How many bytes are to be distrusted from there on; 0 where something is missing.
    pub bytes: u64,
    /// The number of the record of the log, or of the block of the run, counted from 1; 0: the
    /// head, the footer, or no single one.
    pub number: u64,
    /// No lesser key is concerned. None: not known, or none is.
    pub first: Option<Bytes>,
    /// No greater key is concerned. None: not known, or all behind the first are.
    pub last: Option<Bytes>,
    /// What a reader meets there.
    pub error: Error,
}

/// What was read, and what is wrong with it.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// Files that were read.
    pub file_count: u64,
    /// Their length together.
    pub bytes: u64,
    /// Valid groups of the log.
    pub group_count: u64,
    /// Keys that are shown; 0 when it cannot be told.
    pub key_count: u64,
    /// Operations that are owed, failed ones included; 0 when it cannot be told.
    pub owed_count: u64,
    /// The last version.
    pub last_version: u64,
    /// Bytes of a torn tail, which the next opening cuts; no damage.
    pub cut_bytes: u64,
    /// What is wrong, at most [`DAMAGE_LEN_MAX`](crate::base::limits::DAMAGE_LEN_MAX) of it.
    pub findings: Vec<Finding>,
    /// Findings beyond that.
    pub more_count: u64,
}

impl Report {
    /// Whether nothing is wrong.
    pub fn is_sound(&self) -> bool {
        self.findings.is_empty()
    }
}

/// Damage of a run, in the words of the store.
pub fn of_run(file: PathBuf, damage: run::Damage) -> Finding {
    let state_key = |key: &[u8]| match key.split_first() {
        Some((&space::STATE, key)) => Some(Bytes::from(key)),
        _ => None,
    };
    let first = damage.first.as_deref().and_then(state_key);
    let last = damage.last.as_deref().filter(|_| first.is_some()).and_then(state_key);
    Finding {
        part: Part::Run,
        file,
        at: damage.at,
        bytes: damage.bytes,
        number: damage.block.map_or(0, |block| block + 1),
        first,
        last,
        error: damage.error,
    }
}
