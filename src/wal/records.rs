// SPDX-License-Identifier: Apache-2.0
//! Writing a file of format 1 (`docs/format/wal-1.md`), for the documented classes that keep a log
//! of their own. A database has the log of `writer.rs` instead.
//!
//! Invariants: one writer at a time, by the lock of the file. Nothing is appended behind bytes that
//! a reader would not get past: a torn tail is set aside and cut off first, and what a failed
//! append left is cut off after it. Records get ascending numbers, those of a file from before
//! included.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::base::error::{Code, Error, Result, invalid};
use crate::base::limits::FORMAT_1_PAYLOAD_BYTES_MAX;
use crate::disk::{Access, Disk, DiskFile, names};

use super::Position;
use super::claim::{Lock, write_error};
use super::format1::{self, OldRecord, OldWalk, check, sum_of};
use super::head;
use super::window::{Window, failed};

/// The status of a record that stands in a file.
const PERSISTED: u8 = 1;

/// A file that is written to, locked.
pub struct RecordFile {
    disk: Arc<dyn Disk>,
    path: PathBuf,
    file: Arc<dyn DiskFile>,
    name: String,
    _lock: Lock,
    end: u64,
    /// The number of the last record.
    sequence: u64,
    recovered: Option<Recovery>,
    is_synced: bool,
    is_stopped: bool,
}

/// What stood in a file when records were first looked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Recovery {
    /// Records.
    pub records: u64,
    /// The greatest of their numbers.
    pub sequence: u64,
    /// Bytes of a torn tail, which are beside the file now.
    pub cut_bytes: u64,
}

impl RecordFile {
    /// Opens a file for appending and takes its lock; it is made, with its folders, when it is
    /// missing. What stands in it is not looked at.
    ///
    /// Errors: [`Code::InvalidArgument`] for an empty path; [`Code::Locked`];
    /// [`Code::UnsupportedFormat`] for the file of a database; [`Code::FileWriteError`],
    /// [`Code::PermissionDenied`], [`Code::NoSpace`].
    /// Durability: a file that was made is in its folder for good.
    pub fn open(disk: &Arc<dyn Disk>, path: &Path) -> Result<Self> {
        if path.as_os_str().is_empty() {
            return Err(invalid("WAL file path cannot be empty", ""));
        }
        let name = path.to_string_lossy().into_owned();
        let file = open_or_make(&**disk, path, &name)?;
        let lock = Lock::take(&file, &name)?;
        let end = file.len().map_err(|cause| failed(&name, 0, &cause))?;
        let mut window = Window::of_first(&*file, &name, head::MAGIC.len())?;
        if window.get(0, head::MAGIC.len())? == head::MAGIC {
            return Err(Error::new(
                Code::UnsupportedFormat,
                "WAL file is that of a database",
                name,
            ));
        }
        let (disk, path) = (disk.clone(), path.to_owned());
        let (sequence, recovered) = (0, None);
        let (is_synced, is_stopped) = (true, false);
        let _lock = lock;
        Ok(Self { disk, path, file, name, _lock, end, sequence, recovered, is_synced, is_stopped })
    }

    /// Looks for records, once: the number of the last one is known afterwards, and a torn tail is
    /// beside the file, under its name with `.torn` behind it.
    ///
    /// Errors: [`Code::Corrupted`], [`Code::UnsupportedFormat`] with the place, nothing changed;
    /// [`Code::FileReadError`]; those of writing.
    /// Durability: the tail that was cut is on stable storage beside the file.
    pub fn recover(&mut self) -> Result<Recovery> {
        if let Some(recovered) = self.recovered {
            return Ok(recovered);
        }
        self.check_running()?;
        let (mut walk, mut sequence) = (OldWalk::default(), 0);
        walk.go_on(&*self.file, &self.name, &mut |record| {
            sequence = record.sequence.max(sequence);
            Ok(true)
        })?;
        if walk.cut_bytes > 0 {
            self.set_tail_aside(walk.end)?;
            let cut = self.file.set_len(walk.end).and_then(|()| self.file.sync_data());
            cut.map_err(|cause| self.stop("failed to cut a torn tail off a WAL file", &cause))?;
        }
        self.end = walk.end;
        self.sequence = self.sequence.max(sequence);
        let recovered = Recovery { records: walk.records, sequence, cut_bytes: walk.cut_bytes };
        self.recovered = Some(recovered);
        Ok(recovered)
    }

    /// Appends bytes as they are.
    ///
    /// Errors: [`Code::LogStopped`]; [`Code::FileWriteError`], [`Code::NoSpace`]: nothing was
    /// appended then, or the file is stopped.
    /// Durability: after [`RecordFile::flush`].
    pub fn append(&mut self, bytes: &[u8]) -> Result<()> {
        self.check_running()?;
        if bytes.is_empty() {
            return Ok(());
        }
        if let Err(cause) = self.file.write_at(bytes, self.end) {
            // Part of the bytes may be there, and whatever came behind them would not be read.
            self.is_stopped = self.file.set_len(self.end).is_err();
            return Err(write_error("failed to append bytes to WAL file", &self.name, &cause));
        }
        self.end += bytes.len() as u64;
        self.is_synced = false;
        Ok(())
    }

    /// Appends a record under the next number, which it returns. Looks for records first.
    ///
    /// Errors: [`Code::InvalidArgument`] for a record that cannot be; those of
    /// [`RecordFile::recover`] and [`RecordFile::append`]. The number is given again then.
    /// Durability: as [`RecordFile::append`].
    pub fn append_record(&mut self, kind: u8, timestamp_ms: i64, payload: &[u8]) -> Result<u64> {
        const MESSAGE: &str = "failed to encode WAL record";
        self.recover()?;
        let sequence = self.sequence.checked_add(1);
        let sequence = sequence.ok_or_else(|| invalid(MESSAGE, "no number is left"))?;
        let (number, status) = (0, PERSISTED);
        let at = Position(self.end);
        let record = OldRecord { at, number, sequence, kind, status, timestamp_ms, payload };
        check(&record).map_err(|(_, what)| invalid(MESSAGE, what))?;
        if payload.len() > FORMAT_1_PAYLOAD_BYTES_MAX {
            let bytes = payload.len();
            let context =
                format!("payload of {bytes} bytes, allowed are up to {FORMAT_1_PAYLOAD_BYTES_MAX}");
            return Err(invalid(MESSAGE, context));
        }
        self.append(&encode(&record))?;
        self.sequence = sequence;
        Ok(sequence)
    }

    /// The number of the last record, as far as is known.
    pub fn sequence(&self) -> u64 {
        self.sequence
    }

    /// Lets the next record get a number above this one. Numbers never go back: one that was given
    /// already does nothing.
    pub fn raise_sequence(&mut self, sequence: u64) {
        self.sequence = self.sequence.max(sequence);
    }

    /// Puts everything appended on stable storage. After a failure the file is stopped.
    ///
    /// Errors: [`Code::LogStopped`]; [`Code::FileWriteError`].
    pub fn flush(&mut self) -> Result<()> {
        self.check_running()?;
        if !self.is_synced {
            let synced = self.file.sync_data();
            synced.map_err(|cause| self.stop("failed to flush WAL file", &cause))?;
            self.is_synced = true;
        }
        Ok(())
    }

    fn check_running(&self) -> Result<()> {
        if self.is_stopped {
            let message = "WAL file takes no more writes until it is opened again";
            return Err(Error::new(Code::LogStopped, message, self.name.as_str()));
        }
        Ok(())
    }

    fn stop(&mut self, message: &'static str, cause: &io::Error) -> Error {
        self.is_stopped = true;
        write_error(message, &self.name, cause)
    }

    /// Copies what stands behind `from` to the end of the file beside this one.
    fn set_tail_aside(&self, from: u64) -> Result<()> {
        let beside = names::torn(&self.path);
        let name = beside.to_string_lossy().into_owned();
        let lost = |cause| write_error("failed to set a torn tail aside", &name, &cause);
        let target = self.disk.open(&beside, Access::Create).map_err(lost)?;
        let mut window = Window::new(&*self.file, &self.name)?;
        let mut to = target.len().map_err(lost)?;
        let mut at = from;
        loop {
            let piece = window.some(at)?;
            if piece.is_empty() {
                break;
            }
            target.write_at(piece, to).map_err(lost)?;
            to += piece.len() as u64;
            at += piece.len() as u64;
        }
        target.sync_data().and_then(|()| self.disk.sync_folder(&beside)).map_err(lost)
    }
}

fn open_or_make(disk: &dyn Disk, path: &Path, name: &str) -> Result<Arc<dyn DiskFile>> {
    const OPEN_FAILED: &str = "failed to open WAL file";
    match disk.open(path, Access::Write) {
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => {}
        opened => return opened.map_err(|cause| write_error(OPEN_FAILED, name, &cause)),
    }
    disk.make_folders(path).map_err(|cause| {
        let folder = path.parent().unwrap_or(path).to_string_lossy();
        write_error("failed to create WAL directory", &folder, &cause)
    })?;
    let made = disk.open(path, Access::Create).and_then(|file| {
        disk.sync_folder(path)?;
        Ok(file)
    });
    made.map_err(|cause| write_error(OPEN_FAILED, name, &cause))
}

/// The bytes of a record.
fn encode(record: &OldRecord<'_>) -> Vec<u8> {
    let OldRecord { sequence, kind, status, timestamp_ms, payload, .. } = *record;
    let payload_bytes = u32::try_from(payload.len()).unwrap_or(u32::MAX);
    let mut bytes = Vec::with_capacity(payload.len() + 34);
    bytes.extend(format1::MAGIC);
    bytes.extend(format1::VERSION.to_le_bytes());
    bytes.extend(sequence.to_le_bytes());
    bytes.extend([kind, status]);
    bytes.extend(timestamp_ms.to_le_bytes());
    bytes.extend(payload_bytes.to_le_bytes());
    bytes.extend(payload);
    bytes.extend(sum_of(payload).to_le_bytes());
    bytes
}
