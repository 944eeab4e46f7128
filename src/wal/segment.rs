// SPDX-License-Identifier: Apache-2.0
//! Finding the files of a log by their numbers, also while a writer renames them.

use std::io;
use std::path::Path;
use std::sync::Arc;

use crate::base::error::{Code, Error, Result};
use crate::base::limits::LOOK_COUNT_MAX;
use crate::disk::names::{self, Side, side_of};
use crate::disk::{Access, Disk, DiskFile};

use super::head::{self, Found, HEAD_BYTES, Head};
use super::scan::Walk;
use super::window::Window;

/// A segment that exists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SegmentInfo {
    /// Its number.
    pub number: u64,
    /// Its length, in bytes; of the active one without reserved space.
    pub bytes: u64,
}

/// A segment that is open.
#[derive(Clone)]
pub(super) struct Segment {
    pub file: Arc<dyn DiskFile>,
    /// The path by which it was found, for messages.
    pub name: Arc<str>,
    pub head: Head,
}

/// What a look for a segment found.
pub(super) enum Seen {
    /// It is sealed.
    Sealed(Segment),
    /// It is the last one.
    Active(Segment),
    /// The log ends before it, with this number.
    Ahead(u64),
    /// The log is past it, and it is not there.
    Gone,
    /// The main file has no head, only so many bytes of one.
    Empty(u64),
    /// There is no main file, and nothing that could become one.
    NoMain(io::Error),
}

/// Looks for segment `number` of the log at `path`. Between two looks it may have got another name,
/// so whatever should be there and is not is looked for again.
pub(super) fn find(disk: &dyn Disk, path: &Path, number: u64) -> Result<Seen> {
    let mut was_passed = false;
    for _ in 0..LOOK_COUNT_MAX {
        if let Some(segment) = look_sealed(disk, path, number)? {
            return Ok(Seen::Sealed(segment));
        }
        match find_last(disk, path)? {
            Look::Segment(last) if last.head.segment == number => return Ok(Seen::Active(last)),
            Look::Segment(last) if last.head.segment < number => {
                return Ok(Seen::Ahead(last.head.segment));
            }
            // It was sealed before this look, so the next one finds it if anything can.
            Look::Segment(_) if was_passed => return Ok(Seen::Gone),
            Look::Segment(_) => was_passed = true,
            Look::Empty(started_bytes) => return Ok(Seen::Empty(started_bytes)),
            Look::Missing(cause) => return Ok(Seen::NoMain(cause)),
        }
    }
    Ok(Seen::Gone)
}

/// What is where a segment should be.
pub(super) enum Look {
    /// A segment.
    Segment(Segment),
    /// A file without a head, or with so many bytes of one.
    Empty(u64),
    /// No file.
    Missing(io::Error),
}

/// Looks for the last segment: the main file or, between two renames, the one that becomes it.
pub(super) fn find_last(disk: &dyn Disk, path: &Path) -> Result<Look> {
    let mut missing = io::ErrorKind::NotFound.into();
    for _ in 0..LOOK_COUNT_MAX {
        match look(disk, path)? {
            Look::Missing(cause) => missing = cause,
            found => return Ok(found),
        }
        // It may be of a later rotation, before which the main file was there again and is not
        // sealed yet. It is sealed once there is none.
        if let Look::Segment(next) = look(disk, &names::next(path))?
            && let Look::Missing(_) = look(disk, path)?
        {
            return Ok(Look::Segment(next));
        }
    }
    Ok(Look::Missing(missing))
}

fn look(disk: &dyn Disk, path: &Path) -> Result<Look> {
    let name: Arc<str> = path.to_string_lossy().into();
    let file = match disk.open(path, Access::Read) {
        Ok(file) => file,
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => return Ok(Look::Missing(cause)),
        Err(cause) => return Err(unreadable(&name, &cause)),
    };
    let found = head::read(&mut Window::of_first(&*file, &name, HEAD_BYTES)?)?;
    Ok(match found {
        Found::Head(head) => Look::Segment(Segment { file, name, head }),
        Found::Nothing(started_bytes) => Look::Empty(started_bytes),
    })
}

/// The error of a file that cannot be opened.
pub(super) fn unreadable(name: &str, cause: &io::Error) -> Error {
    Error::from_io(Code::FileReadError, "failed to open WAL file for reading", name, cause)
}

/// The sealed segment `number`, which has to be there.
pub(super) fn open_sealed(disk: &dyn Disk, path: &Path, number: u64) -> Result<Segment> {
    look_sealed(disk, path, number)?.ok_or_else(|| missing(path, number))
}

fn look_sealed(disk: &dyn Disk, path: &Path, number: u64) -> Result<Option<Segment>> {
    let sealed = names::segment(path, number);
    match look(disk, &sealed)? {
        Look::Segment(segment) => {
            segment.check_number(number)?;
            Ok(Some(segment))
        }
        // It was synced before it got this name.
        Look::Empty(_) => Err(head::damaged(&sealed.to_string_lossy())),
        Look::Missing(_) => Ok(None),
    }
}

/// What is known of the sealed segment `number` without reading it; none if it is gone.
pub(super) fn info_of(disk: &dyn Disk, path: &Path, number: u64) -> Result<Option<SegmentInfo>> {
    let sealed = names::segment(path, number);
    match disk.open(&sealed, Access::Read).and_then(|file| file.len()) {
        Ok(bytes) => Ok(Some(SegmentInfo { number, bytes })),
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(cause) => Err(unreadable(&sealed.to_string_lossy(), &cause)),
    }
}

/// The error of a segment that is needed and gone.
pub(super) fn missing(path: &Path, number: u64) -> Error {
    let context = names::segment(path, number).to_string_lossy().into_owned();
    Error::new(Code::Corrupted, "WAL segment is missing", context)
}

/// The error of a log that ends before the first segment that is needed.
pub(super) fn too_short(path: &Path, last: u64, wanted: u64) -> Error {
    let context = format!("{}: segment {last}, needed from {wanted} on", path.display());
    Error::new(Code::Corrupted, "WAL file is older than what builds on it", context)
}

impl Segment {
    fn check_number(&self, number: u64) -> Result<()> {
        if self.head.segment == number {
            return Ok(());
        }
        let context = format!("{}: its head says {}", self.name, self.head.segment);
        Err(Error::new(Code::Corrupted, "WAL segment has another number than its name", context))
    }

    /// Whether it is one of the log `id`.
    pub fn check_log(&self, id: u64) -> Result<()> {
        if self.head.id() == id {
            return Ok(());
        }
        let context = format!("{}: log {:016x}, not {id:016x}", self.name, self.head.id());
        Err(Error::new(Code::Corrupted, "WAL segment belongs to another log", context))
    }

    /// Whether it goes on where `walk` ended, which went through the segment `name` before it.
    pub fn check_before(&self, name: &str, walk: &Walk) -> Result<()> {
        let bytes = self.head.before_bytes;
        if bytes == walk.end {
            return Ok(());
        }
        Err(walk.incomplete(name, &format!("this segment was sealed with {bytes} bytes")))
    }
}

/// The files beside the main file that belong to it, in order of their names.
pub(super) fn sides(disk: &dyn Disk, path: &Path) -> Result<Vec<Side>> {
    let all = beside(disk, path)?;
    Ok(all.iter().filter_map(|other| side_of(path, other)).collect())
}

/// As [`sides`], or none if the main file is there.
pub(super) fn sides_without_main(disk: &dyn Disk, path: &Path) -> Result<Option<Vec<Side>>> {
    let all = beside(disk, path)?;
    if all.iter().any(|other| other == path) {
        return Ok(None);
    }
    Ok(Some(all.iter().filter_map(|other| side_of(path, other)).collect()))
}

fn beside(disk: &dyn Disk, path: &Path) -> Result<Vec<std::path::PathBuf>> {
    disk.beside(path).map_err(|cause| {
        let context = path.to_string_lossy();
        Error::from_io(Code::FileReadError, "failed to list WAL files", &context, &cause)
    })
}

/// How many files an error names.
const NAMED_COUNT: usize = 4;

/// Refuses to make a main file where others show that there was one.
pub(super) fn refuse_lost(path: &Path, sides: &[Side]) -> Result<()> {
    let is_lost = |side: &&Side| !matches!(side, Side::Original | Side::Migrated);
    let lost: Vec<_> = sides.iter().filter(is_lost).collect();
    if lost.is_empty() {
        return Ok(());
    }
    let named = lost.iter().take(NAMED_COUNT).map(|side| side.path(path));
    let mut context = format!("{}: found", path.display());
    for other in named {
        context.push_str(&format!(" {}", other.file_name().unwrap_or_default().display()));
    }
    if lost.len() > NAMED_COUNT {
        context.push_str(&format!(" and {} more", lost.len() - NAMED_COUNT));
    }
    Err(Error::new(Code::Corrupted, "the main WAL file is missing", context))
}
