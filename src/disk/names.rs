// SPDX-License-Identifier: Apache-2.0
//! The names of the files that belong to one database: its main file, and others beside it.

use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};

/// Digits of a number in a name; greater numbers have more. A folder listing is in order that way.
const DIGITS_MIN: usize = 8;

/// What stands between the main file of a salvaged database and the name of a damaged file.
const SET_ASIDE: &str = ".damaged-";

/// What a file beside the main file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Side {
    /// A sealed segment of the log, with its number, which is at least 1.
    Segment(u64),
    /// A run of sorted entries, with its number.
    Run(u64),
    /// A value that was written piece by piece, with its number.
    Value(u64),
    /// The list of runs.
    Manifest,
    /// The list of runs that is to take the other one's place.
    ManifestNext,
    /// The same bytes as the list of runs, for when that one is damaged.
    ManifestCopy,
    /// The note that a salvage into this place is under way.
    Salvage,
    /// What has come of another replica's state.
    Incoming,
    /// A main file that is being made.
    Next,
    /// The file of format 1 that this database was made from.
    Original,
    /// What that file is being converted into.
    Migrated,
}

impl Side {
    fn ending(self) -> String {
        match self {
            Self::Segment(number) => format!("segment-{number:0DIGITS_MIN$}"),
            Self::Run(number) => format!("run-{number:0DIGITS_MIN$}"),
            Self::Value(number) => format!("value-{number:0DIGITS_MIN$}"),
            Self::Manifest => "manifest".into(),
            Self::ManifestNext => "manifest-next".into(),
            Self::ManifestCopy => "manifest-copy".into(),
            Self::Salvage => "salvage".into(),
            Self::Incoming => "incoming".into(),
            Self::Next => "next".into(),
            Self::Original => "format-1".into(),
            Self::Migrated => "migrated".into(),
        }
    }

    fn of_ending(ending: &str) -> Option<Self> {
        let number = |digits: &str| digits.parse::<u64>().ok();
        let side = match ending.split_once('-') {
            Some(("segment", digits)) => Self::Segment(number(digits).filter(|n| *n > 0)?),
            Some(("run", digits)) => Self::Run(number(digits)?),
            Some(("value", digits)) => Self::Value(number(digits)?),
            Some(("manifest", "next")) => Self::ManifestNext,
            Some(("manifest", "copy")) => Self::ManifestCopy,
            Some(("format", "1")) => Self::Original,
            None if ending == "manifest" => Self::Manifest,
            None if ending == "incoming" => Self::Incoming,
            None if ending == "next" => Self::Next,
            None if ending == "salvage" => Self::Salvage,
            None if ending == "migrated" => Self::Migrated,
            _ => return None,
        };
        // One number has one name: signs, and zeros more or less, make it somebody else's file.
        (side.ending() == ending).then_some(side)
    }

    /// The name of this file of the database whose main file is `path`.
    pub fn path(self, path: &Path) -> PathBuf {
        let mut name = OsString::from(path);
        name.push(".");
        name.push(self.ending());
        name.into()
    }
}

/// The sealed segment `number` of the log.
pub fn segment(path: &Path, number: u64) -> PathBuf {
    Side::Segment(number).path(path)
}

/// The run `number`.
pub fn run(path: &Path, number: u64) -> PathBuf {
    Side::Run(number).path(path)
}

/// The value `number`.
pub fn value(path: &Path, number: u64) -> PathBuf {
    Side::Value(number).path(path)
}

/// The list of runs.
pub fn manifest(path: &Path) -> PathBuf {
    Side::Manifest.path(path)
}

/// The list of runs while it is written.
pub fn manifest_next(path: &Path) -> PathBuf {
    Side::ManifestNext.path(path)
}

/// The second copy of the list of runs.
pub fn manifest_copy(path: &Path) -> PathBuf {
    Side::ManifestCopy.path(path)
}

/// What has come of another replica's state.
pub fn incoming(path: &Path) -> PathBuf {
    Side::Incoming.path(path)
}

/// The note that a salvage into this place is under way.
pub fn salvage(path: &Path) -> PathBuf {
    Side::Salvage.path(path)
}

/// Where the torn tail of a file of format 1 is kept. Not a file of a database.
pub fn torn(path: &Path) -> PathBuf {
    let mut all = OsString::from(path);
    all.push(".torn");
    all.into()
}

/// The bytes of a damaged file that a salvage into `path` set aside; `name` is that of the file.
/// Not a file of the database.
pub fn set_aside(path: &Path, name: &OsStr) -> PathBuf {
    let mut all = OsString::from(path);
    all.push(SET_ASIDE);
    all.push(name);
    all.into()
}

/// Whether `candidate` is a name that [`set_aside`] gives for `path`.
pub fn is_set_aside(path: &Path, candidate: &Path) -> bool {
    let main = path.file_name().map(OsStr::as_encoded_bytes).unwrap_or_default();
    let name = candidate.file_name().map(OsStr::as_encoded_bytes).unwrap_or_default();
    let ending = name.strip_prefix(main).unwrap_or_default();
    candidate.parent() == path.parent() && ending.starts_with(SET_ASIDE.as_bytes())
}

/// The next main file while it is made.
pub fn next(path: &Path) -> PathBuf {
    Side::Next.path(path)
}

/// Where a file of format 1 is kept.
pub fn original(path: &Path) -> PathBuf {
    Side::Original.path(path)
}

/// The file that one of format 1 is converted into, until it takes its place.
pub fn migrated(path: &Path) -> PathBuf {
    Side::Migrated.path(path)
}

/// What `candidate` is to the database whose main file is `path`. None: nothing, be it the main
/// file itself, in another folder, or a name that this module would not have given.
pub fn side_of(path: &Path, candidate: &Path) -> Option<Side> {
    if candidate.parent() != path.parent() {
        return None;
    }
    let main = path.file_name()?.as_encoded_bytes();
    let name = candidate.file_name()?.as_encoded_bytes();
    let ending = name.strip_prefix(main)?.strip_prefix(b".")?;
    Side::of_ending(std::str::from_utf8(ending).ok()?)
}
