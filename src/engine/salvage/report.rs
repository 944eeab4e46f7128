// SPDX-License-Identifier: Apache-2.0
//! What a salvage found, lost and made.

use crate::base::limits::DAMAGE_LEN_MAX;

use super::super::verify::Finding;

/// Where the list of runs was found.
#[repr(u32)]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Listing {
    /// There was none, and no run either: the database never flushed.
    #[default]
    None = 0,
    /// In the manifest.
    Manifest = 1,
    /// In its copy; the manifest is damaged or missing.
    Copy = 2,
    /// Both are damaged or missing. What stands in runs names origins by numbers of that list, so
    /// runs cannot be read: they are set aside whole.
    Lost = 3,
}

/// One place of the source that does not count in the new database.
#[derive(Clone, Debug)]
pub struct Loss {
    /// What and where it is, with the keys that may be concerned when they are known.
    pub finding: Finding,
    /// How many entries of a run stood there; 0 when it cannot be told.
    pub entry_count: u64,
    /// Keys that by the filter of the run stood there, one in a hundred by mistake, and that have a
    /// newer intact version anyway.
    pub superseded_count: u64,
}

/// Versions that stand in no group that is intact, though others around them do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MissingVersions {
    /// The first.
    pub first: u64,
    /// The last; None: nobody knows how many there were.
    pub last: Option<u64>,
}

/// What became of a salvage.
#[derive(Clone, Debug, Default)]
pub struct SalvageReport {
    /// Where the list of runs was found.
    pub listing: Listing,
    /// Keys that the new database shows.
    pub key_count: u64,
    /// Operations that it owes, failed ones included.
    pub owed_count: u64,
    /// Operations that are owed and of which nothing is left but their name: each is a loss, too.
    pub owed_lost_count: u64,
    /// Intact groups of the log.
    pub group_count: u64,
    /// The last version that is intact.
    pub intact_version: u64,
    /// The version from which the new database counts on: greater than any that was given.
    pub last_version: u64,
    /// Whether somebody wrote in the source: whoever opens the new database for writing is somebody
    /// else, so that no number is given twice.
    pub identity_renewed: bool,
    /// Whether operations that may be in lost parts of the state were taken from what the new
    /// database claims to know, so that peers send them again.
    pub knowledge_dropped: bool,
    /// Bytes of a torn tail of the log, which an opening of the source would have cut; set aside.
    pub cut_bytes: u64,
    /// Files of the new database.
    pub file_count: u64,
    /// Their length together.
    pub bytes: u64,
    /// Bytes that were set aside.
    pub set_aside_bytes: u64,
    /// Versions that are missing from the log, ascending, at most [`DAMAGE_LEN_MAX`] ranges.
    pub missing_versions: Vec<MissingVersions>,
    /// What is not in the new database, at most [`DAMAGE_LEN_MAX`] of it.
    pub losses: Vec<Loss>,
    /// Losses beyond that.
    pub more_count: u64,
}

impl SalvageReport {
    /// Whether nothing was lost.
    pub fn is_whole(&self) -> bool {
        self.losses.is_empty() && self.missing_versions.is_empty()
    }

    /// Notes a loss. Some: its place in the list.
    pub(super) fn lose(&mut self, finding: Finding, entry_count: u64) -> Option<usize> {
        if self.losses.len() >= DAMAGE_LEN_MAX {
            self.more_count += 1;
            return None;
        }
        self.losses.push(Loss { finding, entry_count, superseded_count: 0 });
        Some(self.losses.len() - 1)
    }
}
