// SPDX-License-Identifier: Apache-2.0
//! Opening a log: making the file, or finding its end and repairing what a crash left.

use std::io;
use std::path::Path;
use std::sync::Arc;

use crate::base::error::{Code, Error, Result, invalid};
use crate::disk::{Access, Disk, DiskFile};

use super::Replay;
use super::head::{self, Found, HEAD_BYTES, Head};
use super::reader::LogReader;
use super::scan::{Walk, walk};
use super::window::{WINDOW_BYTES, Window};
use super::writer::{Lock, Log};

/// What was found in a log file, and what was done about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recovered {
    /// What the head of the file says.
    pub head: Head,
    /// Whether the file was made: it was missing, or an earlier attempt at making it was
    /// interrupted. A scan, which makes nothing, says so by this that there is no log yet; its head
    /// is empty then.
    pub created: bool,
    /// Groups handed to the caller.
    pub groups: u64,
    /// Where the last valid group ends, in bytes.
    pub end: u64,
    /// Bytes of a torn tail, or of a torn head, that were cut; a scan leaves them, and beside a
    /// writer they may be a write that is under way.
    pub cut_bytes: u64,
    /// Complete groups among them: written, never known to be on stable storage, and standing
    /// behind one that is missing.
    pub cut_groups: u64,
}

impl Recovered {
    fn of(head: Head, walk: &Walk) -> Self {
        Self {
            head,
            created: false,
            groups: walk.groups,
            end: walk.end,
            cut_bytes: walk.cut_bytes,
            cut_groups: walk.cut_groups,
        }
    }

    fn none(head: Head, started_bytes: u64) -> Self {
        Self { created: true, cut_bytes: started_bytes, ..Self::of(head, &Walk::start()) }
    }
}

/// Opens the log at `path` for writing. `fresh` gives the head when the file has to be made, and is
/// not called otherwise. `replay` gets every group in order, before this returns; when this fails,
/// what it got is void.
///
/// Durability: on success the file, its folder entry and every group that was replayed are on
/// stable storage.
///
/// Errors: [`Code::InvalidArgument`] for an empty path; [`Code::Locked`]; [`Code::Corrupted`] and
/// [`Code::UnsupportedFormat`], which leave the file as it is; [`Code::FileReadError`];
/// [`Code::FileWriteError`], [`Code::NoSpace`], [`Code::PermissionDenied`]; and those of `replay`.
pub fn open(
    disk: &dyn Disk,
    path: &Path,
    fresh: impl FnOnce() -> Head,
    replay: &mut Replay<'_>,
) -> Result<(Log, Recovered)> {
    let name = name_of(path)?;
    let file = open_or_make(disk, path, &name)?;
    let lock = Lock::take(&file, &name)?;
    let mut window = Window::new(&*file, &name)?;
    let (recovered, walk) = match head::read(&mut window)? {
        Found::Head(head) => {
            let walk = walk(&mut window, head.salt, replay)?;
            repair(&*file, &walk).map_err(|cause| write_error(REPAIR_FAILED, &name, &cause))?;
            (Recovered::of(head, &walk), walk)
        }
        Found::Nothing(started_bytes) => {
            let head = fresh();
            let bytes = head.encode()?;
            make(&*file, &bytes).map_err(|cause| write_error(MAKE_FAILED, &name, &cause))?;
            (Recovered::none(head, started_bytes), Walk::start())
        }
    };
    // A group proves that an earlier opening got past this point; a head alone does not.
    if walk.next_number == 1 {
        disk.sync_folder(path).map_err(|cause| write_error(MAKE_FAILED, &name, &cause))?;
    }
    let file_bytes = file.len().map_err(|cause| write_error(REPAIR_FAILED, &name, &cause))?;
    let log = Log::new(file, lock, name, &recovered.head, &walk, file_bytes);
    Ok((log, recovered))
}

/// Reads the log at `path` without the lock and without changing anything, also beside a writer. It
/// may see groups that are being committed.
///
/// Errors: [`Code::InvalidArgument`] for an empty path; [`Code::FileReadError`], also for a missing
/// file; [`Code::Corrupted`]; [`Code::UnsupportedFormat`]; and those of `replay`.
pub fn scan(disk: &dyn Disk, path: &Path, replay: &mut Replay<'_>) -> Result<Recovered> {
    let name = name_of(path)?;
    let file = open_to_read(disk, path, &name)?;
    let mut window = Window::new(&*file, &name)?;
    match head::read(&mut window)? {
        Found::Head(head) => {
            let walk = walk(&mut window, head.salt, replay)?;
            Ok(Recovered::of(head, &walk))
        }
        Found::Nothing(started_bytes) => Ok(Recovered::none(Head::default(), started_bytes)),
    }
}

/// Opens the log at `path` for reading single groups, without the lock.
///
/// Errors: as [`scan`], but for those of groups, which are not read.
pub fn reader(disk: &dyn Disk, path: &Path) -> Result<LogReader> {
    let name = name_of(path)?;
    let file = open_to_read(disk, path, &name)?;
    let salt = match head::read(&mut Window::new(&*file, &name)?)? {
        Found::Head(head) => head.salt,
        Found::Nothing(_) => 0,
    };
    Ok(LogReader::new(file, name, salt))
}

const MAKE_FAILED: &str = "failed to create WAL file";
const REPAIR_FAILED: &str = "failed to repair WAL file";

fn write_error(message: &'static str, path: &str, cause: &io::Error) -> Error {
    Error::from_io(Code::FileWriteError, message, path, cause)
}

fn name_of(path: &Path) -> Result<Arc<str>> {
    if path.as_os_str().is_empty() {
        return Err(invalid("WAL file path cannot be empty", ""));
    }
    Ok(path.to_string_lossy().into())
}

fn open_to_read(disk: &dyn Disk, path: &Path, name: &str) -> Result<Arc<dyn DiskFile>> {
    disk.open(path, Access::Read).map_err(|cause| {
        Error::from_io(Code::FileReadError, "failed to open WAL file for reading", name, &cause)
    })
}

fn open_or_make(disk: &dyn Disk, path: &Path, name: &str) -> Result<Arc<dyn DiskFile>> {
    let opened = match disk.open(path, Access::Write) {
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => {
            disk.make_folders(path).map_err(|cause| {
                let folder = path.parent().unwrap_or(path).to_string_lossy();
                write_error("failed to create WAL directory", &folder, &cause)
            })?;
            disk.open(path, Access::Create)
        }
        opened => opened,
    };
    opened.map_err(|cause| write_error("failed to open WAL file", name, &cause))
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
