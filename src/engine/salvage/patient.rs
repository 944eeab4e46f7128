// SPDX-License-Identifier: Apache-2.0
//! Reading a disk on which some places cannot be read any more.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::disk::{Access, Disk, DiskFile};

/// What is read one by one where a longer read fails, in bytes: the unit in which disks fail.
const SECTOR_BYTES: usize = 512;

/// Stands for bytes that cannot be read. Not zero: zeros at the end of a log are no damage.
const UNREADABLE: u8 = 0xa5;

/// A disk that is only read, and whose files answer every read: what cannot be read is replaced by
/// bytes that no checksum passes, so that it counts as damage and what is behind it is found.
pub(super) struct Patient(pub Arc<dyn Disk>);

struct PatientFile(Arc<dyn DiskFile>);

fn read_only<T>() -> io::Result<T> {
    Err(io::ErrorKind::PermissionDenied.into())
}

impl Disk for Patient {
    fn open(&self, path: &Path, access: Access) -> io::Result<Arc<dyn DiskFile>> {
        match access {
            Access::Read => Ok(Arc::new(PatientFile(self.0.open(path, access)?))),
            Access::Write | Access::Create => read_only(),
        }
    }

    fn make_folders(&self, _: &Path) -> io::Result<()> {
        read_only()
    }

    fn sync_folder(&self, _: &Path) -> io::Result<()> {
        read_only()
    }

    fn rename(&self, _: &Path, _: &Path) -> io::Result<()> {
        read_only()
    }

    fn remove(&self, _: &Path) -> io::Result<()> {
        read_only()
    }

    fn beside(&self, path: &Path) -> io::Result<Vec<PathBuf>> {
        self.0.beside(path)
    }
}

impl DiskFile for PatientFile {
    fn len(&self) -> io::Result<u64> {
        self.0.len()
    }

    fn read_at(&self, out: &mut [u8], at: u64) -> io::Result<usize> {
        if let Ok(held) = self.0.read_at(out, at) {
            return Ok(held);
        }
        let left = usize::try_from(self.0.len()?.saturating_sub(at)).unwrap_or(usize::MAX);
        let held = out.len().min(left);
        let mut place = at;
        for piece in out.get_mut(..held).unwrap_or_default().chunks_mut(SECTOR_BYTES) {
            if self.0.read_at(piece, place).ok() != Some(piece.len()) {
                piece.fill(UNREADABLE);
            }
            place += piece.len() as u64;
        }
        Ok(held)
    }

    fn write_at(&self, _: &[u8], _: u64) -> io::Result<()> {
        read_only()
    }

    fn reserve(&self, _: u64) -> io::Result<()> {
        read_only()
    }

    fn set_len(&self, _: u64) -> io::Result<()> {
        read_only()
    }

    fn sync_data(&self) -> io::Result<()> {
        read_only()
    }

    fn try_lock(&self) -> io::Result<bool> {
        self.0.try_lock()
    }

    fn unlock(&self) -> io::Result<()> {
        self.0.unlock()
    }
}
