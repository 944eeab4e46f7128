// SPDX-License-Identifier: Apache-2.0
//! The files: the manifest, which is replaced by renaming, and its copy, which only a salvage
//! reads.

use std::io;
use std::path::Path;
use std::sync::Arc;

use crate::base::error::{Code, Error, Result};
use crate::base::limits::MANIFEST_BYTES_MAX;
use crate::disk::{Access, Disk, DiskFile, names};

use super::{DAMAGED, Manifest};

const WRITE_FAILED: &str = "failed to write manifest";

impl Manifest {
    /// Puts this manifest in place of the one that is there, on stable storage. On an error the old
    /// one counts, unless the code is [`Code::LogStopped`]: then nobody knows which.
    pub fn write(&self, disk: &dyn Disk, path: &Path) -> Result<()> {
        let bytes = self.encode()?;
        let next = names::manifest_next(path);
        let name = next.to_string_lossy();
        let failed = |cause| Error::from_io(Code::FileWriteError, WRITE_FAILED, &name, &cause);
        let file = disk.open(&next, Access::Create).map_err(failed)?;
        file.set_len(0).and_then(|()| file.write_at(&bytes, 0)).map_err(failed)?;
        let stopped = |cause: io::Error| {
            Error::new(Code::LogStopped, WRITE_FAILED, format!("{name}: {cause}"))
        };
        file.sync_data().map_err(stopped)?;
        disk.rename(&next, &names::manifest(path)).map_err(stopped)?;
        disk.sync_folder(path).map_err(stopped)?;
        write_copy(disk, path, &bytes, false);
        Ok(())
    }

    /// Puts the second copy on stable storage.
    pub fn sync_copy(&self, disk: &dyn Disk, path: &Path) -> Result<()> {
        write_copy(disk, path, &self.encode()?, true);
        Ok(())
    }

    /// Writes the second copy if it is missing or another one: a crash came before it.
    pub fn keep_copy(&self, disk: &dyn Disk, path: &Path) {
        let Ok(bytes) = self.encode() else { return };
        let is_right = |file: Arc<dyn DiskFile>| {
            let mut held = vec![0; bytes.len()];
            file.len().is_ok_and(|len| len == bytes.len() as u64)
                && file.read_at(&mut held, 0).is_ok()
                && held == bytes
        };
        if !disk.open(&names::manifest_copy(path), Access::Read).is_ok_and(is_right) {
            write_copy(disk, path, &bytes, true);
        }
    }

    /// Reads the manifest of the database whose main file is `path`; None when it has none.
    pub fn read(disk: &dyn Disk, path: &Path) -> Result<Option<Self>> {
        Self::read_at(disk, &names::manifest(path))
    }

    /// Reads the manifest or its copy; None when there is no such file.
    pub fn read_at(disk: &dyn Disk, place: &Path) -> Result<Option<Self>> {
        let failed = |cause| {
            let name = place.to_string_lossy();
            Error::from_io(Code::FileReadError, "failed to read manifest", &name, &cause)
        };
        let file = match disk.open(place, Access::Read) {
            Err(cause) if cause.kind() == io::ErrorKind::NotFound => return Ok(None),
            opened => opened.map_err(failed)?,
        };
        let len = file.len().map_err(failed)?;
        let Some(len) = usize::try_from(len).ok().filter(|len| *len <= MANIFEST_BYTES_MAX) else {
            let context = format!("{}: {len} bytes, at most {MANIFEST_BYTES_MAX}", place.display());
            return Err(Error::new(Code::Corrupted, DAMAGED, context));
        };
        let mut bytes = vec![0; len];
        let read = file.read_at(&mut bytes, 0).map_err(failed)?;
        Self::decode(bytes.get(..read).unwrap_or_default(), place).map(Some)
    }
}

/// Writes the second copy. Only a salvage ever relies on it, so what fails here fails nothing, and
/// it is not worth a sync: one that a power cut tore is noticed, and an older one is found stale.
fn write_copy(disk: &dyn Disk, path: &Path, bytes: &[u8], is_synced: bool) {
    let place = names::manifest_copy(path);
    let written = disk.open(&place, Access::Create).and_then(|file| {
        file.set_len(0)?;
        file.write_at(bytes, 0)?;
        if is_synced { file.sync_data() } else { Ok(()) }
    });
    if written.is_err() {
        let _ = disk.remove(&place);
    }
}
