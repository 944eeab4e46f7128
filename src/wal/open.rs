// SPDX-License-Identifier: Apache-2.0
//! Opening a log: making its file, or reading its segments, finding the end and repairing what a
//! crash left.

use std::io;
use std::path::Path;
use std::sync::Arc;

use crate::base::error::{Code, Error, Result, invalid};
use crate::base::limits::SEGMENT_NUMBER_MAX;
use crate::disk::names::Side;
use crate::disk::{Disk, DiskFile};

use super::Replay;
use super::claim::{Lock, MAKE_FAILED, claim, forget_next, write_error};
use super::head::{self, Found, HEAD_BYTES, Head};
use super::reader::LogReader;
use super::scan::{Walk, walk, walk_sealed};
use super::segment::{
    Look, Seen, Segment, SegmentInfo, find, find_last, info_of, missing, open_sealed, refuse_lost,
    sides, too_short, unreadable,
};
use super::table::Table;
use super::window::{WINDOW_BYTES, Window};
use super::writer::Log;

/// What was found in a log, and what was done about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recovered {
    /// What the head of the active file says.
    pub head: Head,
    /// Whether the file was made: it was missing, or an earlier attempt at making it was
    /// interrupted. A scan, which makes nothing, says so by this that there is no log yet; its head
    /// is empty then.
    pub created: bool,
    /// Groups handed to the caller, from all segments.
    pub groups: u64,
    /// Where the last valid group ends in the active file, in bytes.
    pub end: u64,
    /// Bytes of a torn tail, or of a torn head, that were cut; a scan leaves them, and beside a
    /// writer they may be a write that is under way.
    pub cut_bytes: u64,
    /// Complete groups among them: written, never known to be on stable storage, and standing
    /// behind one that is missing.
    pub cut_groups: u64,
}

impl Recovered {
    fn of(head: Head, walk: &Walk, groups_before: u64) -> Self {
        Self {
            head,
            created: false,
            groups: groups_before + walk.groups,
            end: walk.end,
            cut_bytes: walk.cut_bytes,
            cut_groups: walk.cut_groups,
        }
    }

    fn none(head: Head, started_bytes: u64) -> Self {
        Self { created: true, cut_bytes: started_bytes, ..Self::of(head, &Walk::start(), 0) }
    }
}

/// Opens the log at `path` for writing. `first_segment` is the first that is read; older ones may
/// be missing. `fresh` gives the head when the file has to be made, and is not called otherwise.
/// `replay` gets every group in order, before this returns; when this fails, what it got is void.
///
/// Durability: on success the file, its folder entry and every group that was replayed are on
/// stable storage.
///
/// Errors: [`Code::InvalidArgument`] for an empty path or a number out of range; [`Code::Locked`];
/// [`Code::Corrupted`], also for a segment that is missing, incomplete, or not of this log, and for
/// a main file that is missing while others are there; [`Code::UnsupportedFormat`]; all these leave
/// the files as they are; [`Code::FileReadError`]; [`Code::FileWriteError`], [`Code::NoSpace`],
/// [`Code::PermissionDenied`]; and those of `replay`.
pub fn open(
    disk: &Arc<dyn Disk>,
    path: &Path,
    first_segment: u64,
    fresh: impl FnOnce() -> Head,
    replay: &mut Replay<'_>,
) -> Result<(Log, Recovered)> {
    let name = checked_name(path, first_segment)?;
    let (file, lock) = claim(&**disk, path, &name)?;
    let mut window = Window::new(&*file, &name)?;
    let found = head::read(&mut window)?;
    let sides = sides(&**disk, path)?;
    match found {
        Found::Head(head) => {
            check_number(&name, head.segment)?;
            if head.segment < first_segment {
                return Err(too_short(path, head.segment, first_segment));
            }
            let sealed = older(&**disk, path, &head, &sides)?;
            let active = Segment { file: file.clone(), name: name.clone(), head };
            let before = Before { disk: &**disk, path, first_segment };
            let groups_before = before.read(&active, replay)?;
            let walk = walk(&mut window, &active.head, replay)?;
            repair(&*file, &walk).map_err(|cause| write_error(REPAIR_FAILED, &name, &cause))?;
            let recovered = Recovered::of(active.head.clone(), &walk, groups_before);
            if sides.contains(&Side::Next) {
                let forgotten = forget_next(&**disk, path);
                forgotten.map_err(|cause| write_error(REPAIR_FAILED, &name, &cause))?;
            }
            begin(disk, path, Opened { active, lock, walk, sealed }, recovered)
        }
        Found::Nothing(started_bytes) => {
            refuse_lost(path, &sides)?;
            let head = fresh();
            if !(first_segment..=SEGMENT_NUMBER_MAX).contains(&head.segment) {
                return Err(number_invalid(head.segment, first_segment));
            }
            let bytes = head.encode()?;
            make(&*file, &bytes).map_err(|cause| write_error(MAKE_FAILED, &name, &cause))?;
            let recovered = Recovered::none(head.clone(), started_bytes);
            let active = Segment { file: file.clone(), name, head };
            let opened = Opened { active, lock, walk: Walk::start(), sealed: Vec::new() };
            begin(disk, path, opened, recovered)
        }
    }
}

/// A log that was read.
pub(super) struct Opened {
    pub active: Segment,
    pub lock: Lock,
    /// The walk through the active segment, which is durable up to its end.
    pub walk: Walk,
    /// The other segments.
    pub sealed: Vec<SegmentInfo>,
}

fn begin(
    disk: &Arc<dyn Disk>,
    path: &Path,
    opened: Opened,
    recovered: Recovered,
) -> Result<(Log, Recovered)> {
    let name = &opened.active.name;
    // Whoever gave the files their names, here or beside the log, may have ended before that was on
    // stable storage. What is written from here on, and removed, rests on these names.
    disk.sync_folder(path).map_err(|cause| write_error(MAKE_FAILED, name, &cause))?;
    let file_bytes = opened.active.file.len();
    let file_bytes = file_bytes.map_err(|cause| write_error(REPAIR_FAILED, name, &cause))?;
    Ok((Log::new(disk, path, opened, file_bytes), recovered))
}

/// The sealed segments of the log that `active` heads, which are all older than it is.
fn older(disk: &dyn Disk, path: &Path, active: &Head, sides: &[Side]) -> Result<Vec<SegmentInfo>> {
    let mut sealed = Vec::new();
    for side in sides {
        let Side::Segment(number) = *side else { continue };
        if number >= active.segment {
            let context = format!("{}: segment {}", path.display(), active.segment);
            let context = format!("{context}; found {}", side.path(path).display());
            let message = "the main WAL file is older than a sealed one";
            return Err(Error::new(Code::Corrupted, message, context));
        }
        sealed.extend(info_of(disk, path, number)?);
    }
    sealed.sort_by_key(|info| info.number);
    Ok(sealed)
}

/// The sealed segments that come before an active one and are needed.
struct Before<'a> {
    disk: &'a dyn Disk,
    path: &'a Path,
    first_segment: u64,
}

impl Before<'_> {
    /// Hands on all their groups and says how many there were.
    fn read(&self, active: &Segment, replay: &mut Replay<'_>) -> Result<u64> {
        let mut chain = Chain::default();
        for number in self.first_segment..active.head.segment {
            let segment = open_sealed(self.disk, self.path, number)?;
            segment.check_log(active.head.id())?;
            chain.read(&segment, replay)?;
        }
        chain.check(active)?;
        Ok(chain.groups)
    }
}

/// Sealed segments, read one after the other.
#[derive(Default)]
struct Chain {
    groups: u64,
    last: Option<(Segment, Walk)>,
}

impl Chain {
    fn read(&mut self, segment: &Segment, replay: &mut Replay<'_>) -> Result<()> {
        self.check(segment)?;
        let mut window = Window::new(&*segment.file, &segment.name)?;
        let walk = walk_sealed(&mut window, &segment.head, replay)?;
        self.groups += walk.groups;
        self.last = Some((segment.clone(), walk));
        Ok(())
    }

    /// Whether `next` belongs behind the last one.
    fn check(&self, next: &Segment) -> Result<()> {
        let Some((last, walk)) = &self.last else { return Ok(()) };
        next.check_log(last.head.id())?;
        next.check_before(&last.name, walk)
    }
}

/// Reads the log at `path` from segment `first_segment` on without the lock and without changing
/// anything, also beside a writer that rotates. It may see groups that are being committed.
///
/// Errors: [`Code::InvalidArgument`] for an empty path or a number out of range;
/// [`Code::FileReadError`], also for a missing file; [`Code::Corrupted`], also for a segment that
/// is missing or was removed meanwhile; [`Code::UnsupportedFormat`]; and those of `replay`.
pub fn scan(
    disk: &dyn Disk,
    path: &Path,
    first_segment: u64,
    replay: &mut Replay<'_>,
) -> Result<Recovered> {
    let name = checked_name(path, first_segment)?;
    let mut chain = Chain::default();
    let mut number = first_segment;
    loop {
        match find(disk, path, number)? {
            Seen::Sealed(segment) => {
                chain.read(&segment, replay)?;
                number += 1;
            }
            Seen::Active(segment) => {
                chain.check(&segment)?;
                let mut window = Window::new(&*segment.file, &segment.name)?;
                let walk = walk(&mut window, &segment.head, replay)?;
                return Ok(Recovered::of(segment.head, &walk, chain.groups));
            }
            Seen::Ahead(last) => return Err(too_short(path, last, number)),
            Seen::Gone => return Err(missing(path, number)),
            Seen::Empty(started_bytes) => {
                refuse_lost(path, &sides(disk, path)?)?;
                return Ok(Recovered::none(Head::default(), started_bytes));
            }
            Seen::NoMain(cause) => {
                refuse_lost(path, &sides(disk, path)?)?;
                return Err(unreadable(&name, &cause));
            }
        }
    }
}

/// Opens the log at `path` for reading by position, without the lock.
///
/// Errors: as [`scan`], but for those of groups, which are not read.
pub fn reader(disk: &Arc<dyn Disk>, path: &Path) -> Result<LogReader> {
    let name = checked_name(path, 1)?;
    let active = match find_last(&**disk, path)? {
        Look::Segment(segment) => Some(segment),
        Look::Empty(_) => None,
        Look::Missing(cause) => {
            refuse_lost(path, &sides(&**disk, path)?)?;
            return Err(unreadable(&name, &cause));
        }
    };
    Ok(LogReader::new(Arc::new(Table::new(disk.clone(), path, active))))
}

const REPAIR_FAILED: &str = "failed to repair WAL file";

fn checked_name(path: &Path, first_segment: u64) -> Result<Arc<str>> {
    if path.as_os_str().is_empty() {
        return Err(invalid("WAL file path cannot be empty", ""));
    }
    if !(1..=SEGMENT_NUMBER_MAX).contains(&first_segment) {
        return Err(number_invalid(first_segment, 1));
    }
    Ok(path.to_string_lossy().into())
}

fn number_invalid(number: u64, least: u64) -> Error {
    let context = format!("{number}, from {least} to {SEGMENT_NUMBER_MAX}");
    invalid("WAL segment number is out of range", context)
}

/// Whether the number that a head says fits into a position.
fn check_number(name: &str, number: u64) -> Result<()> {
    if (1..=SEGMENT_NUMBER_MAX).contains(&number) {
        return Ok(());
    }
    let context = format!("{name}: {number}, from 1 to {SEGMENT_NUMBER_MAX}");
    Err(Error::new(Code::UnsupportedFormat, "WAL segment number is out of range", context))
}

/// Puts the head into an empty file, or over what an interrupted attempt left, before zeros.
fn make(file: &dyn DiskFile, head: &[u8; HEAD_BYTES]) -> io::Result<()> {
    file.write_at(head, 0)?;
    file.sync_data()
}

/// Cuts a torn tail, and puts on stable storage what no group vouches for. Its bytes are written
/// once more: after a failed sync they can be in the system's memory, clean, and not on the disk,
/// and then syncing alone would do nothing.
fn repair(file: &dyn DiskFile, walk: &Walk) -> io::Result<()> {
    if walk.cut_bytes > 0 {
        file.set_len(walk.end)?;
    }
    let mut buffer = Vec::new();
    let mut at = walk.proven_to;
    while at < walk.end {
        let left = usize::try_from(walk.end - at).unwrap_or(usize::MAX);
        buffer.resize(left.min(WINDOW_BYTES), 0);
        if file.read_at(&mut buffer, at)? < buffer.len() {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        file.write_at(&buffer, at)?;
        at += buffer.len() as u64;
    }
    file.sync_data()
}
