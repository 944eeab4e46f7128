// SPDX-License-Identifier: Apache-2.0
//! A run that is being written.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::base::error::{Code, Error, Result};
use crate::disk::{Access, Disk, names};
use crate::store::run::{Run, RunId, Writer};
use crate::store::runs::Piece;

/// The file and its writer.
pub struct Writing {
    /// The number of the run.
    pub number: u64,
    path: PathBuf,
    writer: Writer,
    key: Vec<u8>,
}

impl Writing {
    /// Makes the file of a new run.
    pub fn start(disk: &dyn Disk, main: &Path, id: RunId) -> Result<Self> {
        let path = names::run(main, id.number);
        let name: Arc<str> = path.to_string_lossy().into();
        let failed = |cause| {
            Error::from_io(Code::FileWriteError, "failed to create run file", &name, &cause)
        };
        let file = disk.open(&path, Access::Create).map_err(failed)?;
        // What an interrupted attempt left under this number is of no use.
        file.set_len(0).map_err(failed)?;
        let writer = Writer::new(file, name, id);
        Ok(Self { number: id.number, path, writer, key: Vec::new() })
    }

    /// Adds a thing of a space.
    pub fn add_in(&mut self, space: u8, key: &[u8], value: &[u8]) -> Result<()> {
        self.key.clear();
        self.key.push(space);
        self.key.extend_from_slice(key);
        self.writer.add(&self.key, value)
    }

    /// Adds an entry under a key of a run.
    pub fn add(&mut self, key: &[u8], value: &[u8]) -> Result<()> {
        self.writer.add(key, value)
    }

    /// Length so far, in bytes.
    pub fn bytes(&self) -> u64 {
        self.writer.bytes()
    }

    /// Does a piece of what [`Writing::finish`] would do at once, about so many bytes of it. True
    /// when nothing of that is left but its syncs.
    pub fn prepare_end(&mut self, bytes: u64) -> Result<bool> {
        Ok(self.writer.is_empty() || self.writer.prepare_end(bytes)?)
    }

    /// Completes the file, puts it and its name on stable storage, and opens it. None when nothing
    /// was added: the file is gone then.
    ///
    /// Errors: `NoSpace`, and nothing has happened; `LogStopped` when a sync failed.
    pub fn finish(self, disk: &dyn Disk, log: u64) -> Result<Option<Piece>> {
        if self.writer.is_empty() {
            self.abandon(disk);
            return Ok(None);
        }
        let id = RunId { log, number: self.number };
        let completed = self.writer.complete().map_err(|error| {
            let _ = disk.remove(&self.path);
            match error.code() {
                Code::NoSpace => error,
                // Whether the disk still keeps what it is told is in doubt from here on.
                _ => Error::new(Code::LogStopped, "failed to complete a run", error.to_string()),
            }
        })?;
        disk.sync_folder(&self.path).map_err(|cause| {
            let context = format!("{}: {cause}", self.path.display());
            Error::new(Code::LogStopped, "failed to sync the folder of a run", context)
        })?;
        let run = Run::open(disk, &self.path, id)?.knowing(completed);
        Ok(Some(Piece::whole(Arc::new(run))))
    }

    /// Gives the file up.
    pub fn abandon(self, disk: &dyn Disk) {
        // What cannot be removed now is removed by the next opening.
        let _ = disk.remove(&self.path);
    }
}
