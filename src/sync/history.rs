// SPDX-License-Identifier: Apache-2.0
//! Which operations the log still holds, file by file, as ranges: what can be sent to a peer that
//! lacks it, and which files have to stay until every peer has what is in them.

use std::collections::BTreeMap;

use crate::base::id::{Dot, Origin};
use crate::base::know::Knowledge;

/// The operations in the files of the log. Kept only where there are peers.
#[derive(Clone, Debug, Default)]
pub struct History {
    files: Option<BTreeMap<u64, Knowledge>>,
}

impl History {
    /// Whether it is kept.
    pub fn is_kept(&self) -> bool {
        self.files.is_some()
    }

    /// Begins to keep it, with what is in the log by now.
    pub fn keep(&mut self, files: BTreeMap<u64, Knowledge>) {
        self.files = Some(files);
    }

    /// Notes that a file holds an operation.
    pub fn insert(&mut self, file: u64, dot: &Dot) {
        if let Some(files) = &mut self.files {
            files.entry(file).or_default().insert(dot);
        }
    }

    /// The files with what they hold, oldest first.
    pub fn files(&self) -> impl Iterator<Item = (u64, &Knowledge)> {
        self.files.iter().flatten().map(|(file, known)| (*file, known))
    }

    /// Forgets that files up to now hold operations of an origin above `last`.
    pub fn cut(&mut self, origin: &Origin, last: u64) {
        self.files.iter_mut().flatten().for_each(|(_, known)| known.cut(origin, last));
    }

    /// Forgets files that are gone.
    pub fn forget_before(&mut self, file: u64) {
        if let Some(files) = &mut self.files {
            *files = files.split_off(&file);
        }
    }

    /// The first file from `from` on that holds something which is not in `done`.
    pub fn first_with_more_than(&self, done: &Knowledge, from: u64) -> Option<u64> {
        let has_more = |(file, known): &(u64, &Knowledge)| *file >= from && !done.covers(known);
        self.files().find(has_more).map(|(file, _)| file)
    }

    /// Of these operations, those that no file holds.
    pub fn lacks(&self, wanted: &Knowledge) -> Knowledge {
        self.files().fold(wanted.clone(), |left, (_, known)| left.minus(known))
    }

    /// The first file that holds one of these operations.
    pub fn first_with(&self, wanted: &Knowledge) -> Option<u64> {
        self.files().find(|(_, known)| !known.meet(wanted).is_empty()).map(|(file, _)| file)
    }
}
