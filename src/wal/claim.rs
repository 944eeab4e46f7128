// SPDX-License-Identifier: Apache-2.0
//! Getting hold of the main file: the one at the path, locked, after any rotation was finished.

use std::io;
use std::path::Path;
use std::sync::Arc;

use crate::base::error::{Code, Error, Result};
use crate::base::limits::LOOK_COUNT_MAX;
use crate::disk::names::{self, Side};
use crate::disk::{Access, Disk, DiskFile};

use super::head::{self, Found, HEAD_BYTES};
use super::segment::{Segment, info_of, open_sealed, refuse_lost, sides_without_main};
use super::window::{Window, failed};

/// The exclusive lock of a file; it ends with this value, whoever else still holds the file.
pub(super) struct Lock(Arc<dyn DiskFile>);

impl Lock {
    pub fn take(file: &Arc<dyn DiskFile>, path: &str) -> Result<Self> {
        match file.try_lock() {
            Ok(true) => Ok(Self(file.clone())),
            Ok(false) => {
                Err(Error::new(Code::Locked, "WAL file is locked by another writer", path))
            }
            Err(cause) => {
                Err(Error::from_io(Code::FileWriteError, "failed to lock WAL file", path, &cause))
            }
        }
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        let _ = self.0.unlock();
    }
}

pub(super) const MAKE_FAILED: &str = "failed to create WAL file";
pub(super) const ROTATE_FAILED: &str = "failed to begin a new WAL file";

pub(super) fn write_error(message: &'static str, path: &str, cause: &io::Error) -> Error {
    Error::from_io(Code::FileWriteError, message, path, cause)
}

/// The file at `path` with its lock. It is made, empty, if nothing shows that it was there before;
/// a rotation that was interrupted between its renames is finished.
pub(super) fn claim(disk: &dyn Disk, path: &Path, name: &str) -> Result<(Arc<dyn DiskFile>, Lock)> {
    for _ in 0..LOOK_COUNT_MAX {
        let file = match disk.open(path, Access::Write) {
            Err(cause) if cause.kind() == io::ErrorKind::NotFound => {
                match without_main(disk, path, name)? {
                    Some(file) => file,
                    None => continue,
                }
            }
            opened => opened.map_err(|cause| write_error(OPEN_FAILED, name, &cause))?,
        };
        let lock = Lock::take(&file, name)?;
        // A writer may have sealed this file between its opening and its lock.
        if is_at(disk, path, name, &*file)? {
            return Ok((file, lock));
        }
    }
    Err(Error::new(Code::Locked, "WAL file is locked by another writer", name))
}

const OPEN_FAILED: &str = "failed to open WAL file";

/// What to do when there is no main file. None: look again.
fn without_main(disk: &dyn Disk, path: &Path, name: &str) -> Result<Option<Arc<dyn DiskFile>>> {
    let Some(sides) = sides_without_main(disk, path)? else { return Ok(None) };
    let newest = sides.iter().filter_map(|side| match side {
        Side::Segment(number) => Some(*number),
        _ => None,
    });
    if let (Some(newest), true) = (newest.max(), sides.contains(&Side::Next)) {
        return finish(disk, path, newest, &sides);
    }
    refuse_lost(path, &sides)?;
    disk.make_folders(path).map_err(|cause| {
        let folder = path.parent().unwrap_or(path).to_string_lossy();
        write_error("failed to create WAL directory", &folder, &cause)
    })?;
    let made = disk.open(path, Access::Create);
    made.map(Some).map_err(|cause| write_error(OPEN_FAILED, name, &cause))
}

/// Finishes a rotation that was interrupted after `sealed` got its own name. None: somebody else
/// did, look again.
fn finish(
    disk: &dyn Disk,
    path: &Path,
    sealed: u64,
    sides: &[Side],
) -> Result<Option<Arc<dyn DiskFile>>> {
    let next = names::next(path);
    let name = next.to_string_lossy();
    let file = match disk.open(&next, Access::Write) {
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => return Ok(None),
        opened => opened.map_err(|cause| write_error(OPEN_FAILED, &name, &cause))?,
    };
    // Its writer is about to lock one that has no head yet, and the main file is there again.
    let found = head::read(&mut Window::of_first(&*file, &name, HEAD_BYTES)?);
    if !matches!(found, Ok(Found::Head(_))) && sides_without_main(disk, path)?.is_none() {
        return Ok(None);
    }
    // A writer that is between its renames holds this lock.
    let lock = Lock::take(&file, &name)?;
    if !is_at(disk, &next, &name, &*file)? || sides_without_main(disk, path)?.is_none() {
        return Ok(None);
    }
    let found = head::read(&mut Window::of_first(&*file, &name, HEAD_BYTES)?)?;
    let Found::Head(head) = found else { return refuse_lost(path, sides).map(|()| None) };
    let before = open_sealed(disk, path, sealed)?;
    let sealed_bytes = info_of(disk, path, sealed)?.map(|info| info.bytes);
    let fits = head.segment == sealed + 1
        && head.id() == before.head.id()
        && Some(head.before_bytes) == sealed_bytes;
    if !fits {
        return refuse_lost(path, sides).map(|()| None);
    }
    // The sealed name first: a power cut that kept only the second rename would take its only name
    // from the file that was sealed.
    disk.sync_folder(path)
        .and_then(|()| disk.rename(&next, path))
        .and_then(|()| disk.sync_folder(path))
        .map_err(|cause| write_error(ROTATE_FAILED, &name, &cause))?;
    // The caller takes it again; nobody can rotate in between without being noticed there.
    drop(lock);
    Ok(Some(file))
}

/// Whether `path` names this very file: no two files have the same head.
pub(super) fn is_at(disk: &dyn Disk, path: &Path, name: &str, file: &dyn DiskFile) -> Result<bool> {
    let now = match disk.open(path, Access::Read) {
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => return Ok(false),
        opened => opened.map_err(|cause| super::segment::unreadable(name, &cause))?,
    };
    let head_of = |file: &dyn DiskFile| {
        let mut bytes = vec![0; HEAD_BYTES];
        let held = file.read_at(&mut bytes, 0).map_err(|cause| failed(name, 0, &cause))?;
        bytes.truncate(held);
        Ok(bytes)
    };
    Ok(head_of(file)? == head_of(&*now)?)
}

/// The new main file while it is made: its lock is taken before anybody can find it.
pub(super) fn make_next(
    disk: &dyn Disk,
    path: &Path,
    head: &head::Head,
) -> Result<(Segment, Lock)> {
    let next = names::next(path);
    let name: Arc<str> = next.to_string_lossy().into();
    let bytes = head.encode()?;
    let failed = |cause: io::Error| write_error(ROTATE_FAILED, &name, &cause);
    forget_next(disk, path).map_err(failed)?;
    let file = disk.open(&next, Access::Create).map_err(failed)?;
    let lock = Lock::take(&file, &name)?;
    file.write_at(&bytes, 0)
        .and_then(|()| file.sync_data())
        .and_then(|()| disk.sync_folder(path))
        .map_err(failed)?;
    Ok((Segment { file, name, head: head.clone() }, lock))
}

/// Removes what an interrupted rotation left beside the main file, if there is such a thing.
pub(super) fn forget_next(disk: &dyn Disk, path: &Path) -> io::Result<()> {
    match disk.remove(&names::next(path)) {
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => Ok(()),
        removed => removed,
    }
}
