// SPDX-License-Identifier: Apache-2.0
//! The value of a local write: in memory, or where it stands on disk.

use std::fmt;
use std::sync::Arc;

use crate::base::error::Result;
use crate::base::op::Bytes;
use crate::disk::DiskFile;

use super::run::{Passage, Run, Stretch, Tolerance};
use super::skim::Span;

/// A value, or its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// In memory.
    Here(Bytes),
    /// On disk.
    There(Arc<Placed>),
}

/// What the log says of a value in a file of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Named {
    /// The number of the file.
    pub number: u64,
    /// Length of the value, in bytes.
    pub bytes: u64,
    /// Its crc32.
    pub sum: u32,
}

/// A value on disk. Keeps its file readable, also when the name of the file is gone.
pub struct Placed {
    bytes: u64,
    source: Source,
}

enum Source {
    File { file: Arc<dyn DiskFile>, path: Arc<str>, at: u64, named: Named },
    Run { run: Arc<Run>, block: (u64, u64), key: Box<[u8]>, span: Span },
}

impl Value {
    /// How long it is, in bytes.
    pub fn len(&self) -> u64 {
        match self {
            Self::Here(bytes) => bytes.len() as u64,
            Self::There(placed) => placed.bytes,
        }
    }

    /// Whether it has no byte.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Its bytes, when they are in memory.
    pub fn here(&self) -> Option<&[u8]> {
        match self {
            Self::Here(bytes) => Some(bytes),
            Self::There(_) => None,
        }
    }

    /// How much of it is not in memory, in bytes.
    pub fn placed_bytes(&self) -> u64 {
        match self {
            Self::Here(_) => 0,
            Self::There(placed) => placed.bytes,
        }
    }

    /// All of it, in memory.
    ///
    /// Errors: as [`Placed::lend`].
    pub fn load(&self) -> Result<Bytes> {
        match self {
            Self::Here(bytes) => Ok(bytes.clone()),
            Self::There(placed) => placed.load(),
        }
    }
}

impl From<Bytes> for Value {
    fn from(bytes: Bytes) -> Self {
        Self::Here(bytes)
    }
}

impl From<&[u8]> for Value {
    fn from(bytes: &[u8]) -> Self {
        Self::Here(bytes.into())
    }
}

impl Placed {
    /// In a file of its own, from `at` on.
    pub fn in_file(file: Arc<dyn DiskFile>, path: Arc<str>, at: u64, named: Named) -> Self {
        Self { bytes: named.bytes, source: Source::File { file, path, at, named } }
    }

    /// In the state of a key that stands in a value run.
    pub fn in_run(run: Arc<Run>, block: (u64, u64), key: &[u8], span: Span) -> Self {
        let source = Source::Run { run, block, key: key.into(), span };
        Self { bytes: span.bytes, source }
    }

    /// How long it is, in bytes.
    pub fn bytes(&self) -> u64 {
        self.bytes
    }

    /// What the log says of it, if it is in a file of its own.
    pub fn named(&self) -> Option<Named> {
        match &self.source {
            Source::File { named, .. } => Some(*named),
            Source::Run { .. } => None,
        }
    }

    /// Reads through it, and lends it piece by piece.
    ///
    /// Errors: `FileReadError`; `Corrupted` when it is not what was written.
    pub fn lend(&self) -> Result<Stretch> {
        match &self.source {
            Source::File { file, path, at, named } => {
                Stretch::of_file(file.clone(), path.clone(), (*at, named.bytes), named.sum)
            }
            Source::Run { run, block, key, span } => {
                Ok(Stretch::open(run, *block, key)?.narrowed(span.at, span.bytes))
            }
        }
    }

    /// The same on its way to another file, of which nothing is read yet.
    ///
    /// Errors: `FileReadError`; `Corrupted` where something else stands.
    pub fn passage(&self) -> Result<Passage> {
        match &self.source {
            Source::File { file, path, at, named } => {
                let place = (*at, named.bytes);
                Ok(Passage::of_file(file.clone(), path.clone(), place, named.sum))
            }
            // A local write ends its state, and its value ends the local write.
            Source::Run { run, block, key, span } => {
                Passage::of_block(run, *block, key)?.behind(span.at)
            }
        }
    }

    /// As [`Placed::passage`], however damaged it is. Where it cannot be read, only if it has a
    /// file of its own, which can be kept.
    ///
    /// Errors: as [`Placed::passage`].
    pub fn passage_as_it_is(&self) -> Result<Passage> {
        let tolerance = match self.source {
            Source::File { .. } => Tolerance::Gaps,
            Source::Run { .. } => Tolerance::Damage,
        };
        Ok(self.passage()?.tolerating(tolerance))
    }

    /// All of it, in memory.
    ///
    /// Errors: as [`Placed::lend`].
    pub fn load(&self) -> Result<Bytes> {
        let mut stretch = self.lend()?;
        let count = usize::try_from(stretch.len()).unwrap_or(usize::MAX);
        let mut bytes: Bytes = std::iter::repeat_n(0, count).collect();
        if let Some(room) = Arc::get_mut(&mut bytes) {
            stretch.read_at(room, 0)?;
        }
        Ok(bytes)
    }

    fn place(&self) -> (u64, u64, Span) {
        match &self.source {
            Source::File { named, at, .. } => {
                (named.number, u64::from(named.sum), Span { at: *at, bytes: named.bytes })
            }
            Source::Run { run, block, span, .. } => (run.id().number, block.0, *span),
        }
    }
}

impl PartialEq for Placed {
    fn eq(&self, other: &Self) -> bool {
        let is_same_kind = self.named().is_some() == other.named().is_some();
        is_same_kind && self.place() == other.place()
    }
}

impl Eq for Placed {}

impl fmt::Debug for Placed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Placed").field(&self.place()).finish()
    }
}
