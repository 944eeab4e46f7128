// SPDX-License-Identifier: Apache-2.0
//! The place where the new database is made: nothing of anybody else is there, and until its main
//! file is, a note says what everything beside it is, so that the next attempt can begin anew.

use std::ffi::OsStr;
use std::io;
use std::path::{Path, PathBuf};

use crate::base::error::{Code, Error, Result, invalid};
use crate::base::limits::COPY_BYTES;
use crate::disk::{Access, Disk, names};
use crate::wal::{self, Extent, Head};

/// The place, which is ours from [`Site::take`] on.
pub(super) struct Site<'a> {
    pub disk: &'a dyn Disk,
    /// The path of the new main file.
    pub main: &'a Path,
}

impl<'a> Site<'a> {
    /// Refuses a place that is taken, clears what an interrupted salvage of the same source left,
    /// and leaves the note.
    pub fn take(disk: &'a dyn Disk, source: &Path, main: &'a Path) -> Result<Self> {
        let is_of_source = main == source || names::side_of(source, main).is_some();
        if main.file_name().is_none() || is_of_source || names::side_of(main, source).is_some() {
            let context = main.display().to_string();
            return Err(invalid("a database cannot be salvaged to this path", context));
        }
        let site = Self { disk, main };
        let note = format!("salvage of {}\n", source.display());
        if let Some(taken) = site.files()?.first() {
            if !site.is_left_over(note.as_bytes())? {
                let context = taken.display().to_string();
                const MESSAGE: &str = "the place for the salvaged database is taken";
                return Err(Error::new(Code::FileAlreadyExists, MESSAGE, context));
            }
            site.clear();
            if let Some(stays) = site.files()?.first() {
                let context = format!("{}: remove it", stays.display());
                const MESSAGE: &str = "what an interrupted salvage left cannot be removed";
                return Err(Error::new(Code::FileAlreadyExists, MESSAGE, context));
            }
        }
        disk.make_folders(main).map_err(|cause| site.failed(main, &cause))?;
        let place = names::salvage(main);
        let noted = site.write(&place, note.as_bytes()).and_then(|()| disk.sync_folder(main));
        noted.map_err(|cause| {
            site.clear();
            site.failed(&place, &cause)
        })?;
        Ok(site)
    }

    /// Everything of a database, or of a salvage, that is here.
    fn files(&self) -> Result<Vec<PathBuf>> {
        let mut all = self.disk.beside(self.main).map_err(|cause| {
            let name = self.main.to_string_lossy();
            Error::from_io(Code::FileReadError, "failed to list files", &name, &cause)
        })?;
        all.retain(|file| {
            let is_side = names::side_of(self.main, file).is_some();
            *file == self.main || is_side || names::is_set_aside(self.main, file)
        });
        Ok(all)
    }

    /// Whether the note of this salvage is here and no whole main file.
    fn is_left_over(&self, note: &[u8]) -> Result<bool> {
        let Ok(file) = self.disk.open(&names::salvage(self.main), Access::Read) else {
            return Ok(false);
        };
        let mut held = vec![0; note.len() + 1];
        let count = file.read_at(&mut held, 0).unwrap_or_default();
        held.truncate(count);
        // A crash may have kept the beginning of the note, or room for it.
        while held.last() == Some(&0) {
            held.pop();
        }
        if !note.starts_with(&held) {
            return Ok(false);
        }
        match self.disk.open(self.main, Access::Read) {
            Err(cause) if cause.kind() == io::ErrorKind::NotFound => return Ok(true),
            _ => {}
        }
        let (disk, none) = (self.disk, &mut |_, _, _: &[u8]| Ok(()));
        let found = wal::survey(disk, self.main, Extent::Committed(0), none, &mut |_| {})?;
        Ok(found.head.is_none())
    }

    /// Takes everything away that was made, the main file first and the note last: what stays is no
    /// database.
    pub fn clear(&self) {
        let note = names::salvage(self.main);
        let mut files = self.files().unwrap_or_default();
        // The main file comes first by its name.
        files.retain(|file| *file != note);
        for file in files {
            let _ = self.disk.remove(&file);
        }
        let _ = self.disk.sync_folder(self.main);
        let _ = self.disk.remove(&note);
        let _ = self.disk.sync_folder(self.main);
    }

    /// Copies places of a damaged file to a file of its own, at the same offsets.
    pub fn set_aside(
        &self,
        source: &dyn Disk,
        file: &Path,
        places: &[(u64, u64)],
    ) -> Result<PathBuf> {
        let to = names::set_aside(self.main, file.file_name().unwrap_or(OsStr::new("main")));
        let read_failed = |cause| {
            let name = file.to_string_lossy();
            Error::from_io(Code::FileReadError, "failed to read a damaged file", &name, &cause)
        };
        let from = source.open(file, Access::Read).map_err(read_failed)?;
        let write_failed = |cause| self.failed(&to, &cause);
        let target = self.disk.open(&to, Access::Create).map_err(write_failed)?;
        let mut buffer = vec![0; COPY_BYTES];
        for &(at, bytes) in places {
            let (mut at, end) = (at, at.saturating_add(bytes));
            while at < end {
                let count = (end - at).min(COPY_BYTES as u64) as usize;
                let piece = buffer.get_mut(..count).unwrap_or_default();
                let held = from.read_at(piece, at).map_err(read_failed)?;
                if held == 0 {
                    break;
                }
                let piece = piece.get(..held).unwrap_or_default();
                target.write_at(piece, at).map_err(write_failed)?;
                at += held as u64;
            }
        }
        target.sync_data().map_err(write_failed)?;
        Ok(to)
    }

    /// Makes the main file, and with it the database. Everything else is in place.
    pub fn finish(&self, head: &Head) -> Result<()> {
        wal::make_main(self.disk, self.main, head)?;
        // From here on it is whole; with a note that stays it is so too.
        if self.disk.remove(&names::salvage(self.main)).is_ok() {
            let _ = self.disk.sync_folder(self.main);
        }
        Ok(())
    }

    /// How many files there are now, and their length together.
    pub fn size(&self) -> (u64, u64) {
        let files = self.files().unwrap_or_default();
        let own = files.iter().filter(|file| !names::is_set_aside(self.main, file));
        own.fold((0, 0), |(count, bytes), file| {
            let len = self.disk.open(file, Access::Read).and_then(|file| file.len());
            (count + 1, bytes + len.unwrap_or(0))
        })
    }

    fn write(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        let file = self.disk.open(path, Access::Create)?;
        file.write_at(bytes, 0)?;
        file.sync_data()
    }

    fn failed(&self, to: &Path, cause: &io::Error) -> Error {
        let name = to.to_string_lossy();
        Error::from_io(Code::FileWriteError, "failed to write a salvaged file", &name, cause)
    }
}
