// SPDX-License-Identifier: Apache-2.0
//! From a log of format 1 to one of this format (`docs/format/wal-1.md`).
//!
//! The new log is written in full under a name of its own; then the old file is renamed to the name
//! where it is kept, then the new one takes its place, with the folder synced after each step. So a
//! crash leaves the old file in place, or the new one, or neither: then both are beside it, and the
//! old one goes back and is converted again. The old file never loses a byte.
//!
//! Invariant: whenever the main file is missing because of this, the temporary is there, also after
//! a power cut. It is removed only when the old file is durably in place.

use std::io;
use std::path::{Path, PathBuf};
use std::slice::from_ref;

use crate::base::error::{Code, Error, Result};
use crate::base::limits::{COMMIT_BYTES_MAX, KEY_BYTES_MAX, VERSION_MAX};
use crate::base::op::Kind;
use crate::base::stamp::HybridClock;
use crate::disk::{Access, Disk, names};
use crate::store::entry::LocalWrite;
use crate::wal::{self, Found, Log, OldLog, OldRecord, OldWalk};

use super::journal::{self, Record};
use super::open::fresh_head;
use super::options::Options;

/// What was converted.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Migrated {
    /// Records that are local writes now.
    pub migrated_records: u64,
    /// Records that are in the old file alone.
    pub kept_records: u64,
    /// Bytes of a torn tail, which are in the old file alone too.
    pub cut_bytes: u64,
}

/// Converts the log if it is one of format 1, or finishes an attempt that a crash interrupted. Does
/// nothing otherwise.
///
/// Errors: as documented at [`crate::engine::Engine::open`]. After each of them the next call
/// begins again.
/// Durability: on success the file of this format is in place for good.
pub(super) fn migrate(options: &Options) -> Result<Migrated> {
    let places = Places::of(options);
    match places.find()? {
        Found::Old(old) => places.convert(options, &old),
        // A new file may have its name only until the power fails: opening it syncs the folder.
        Found::Other | Found::Missing => Ok(Migrated::default()),
    }
}

/// The three names of a migration.
struct Places<'a> {
    disk: &'a dyn Disk,
    path: &'a Path,
    /// Where the old file is kept.
    original: PathBuf,
    /// The new file while it is written.
    temporary: PathBuf,
}

impl<'a> Places<'a> {
    fn of(options: &'a Options) -> Self {
        let path = options.path.as_path();
        let (original, temporary) = (names::original(path), names::migrated(path));
        Self { disk: &*options.disk, path, original, temporary }
    }

    /// What there is to convert. An old file that was set aside for a new one that never came into
    /// its place is put back first.
    fn find(&self) -> Result<Found> {
        let found = wal::find_old(self.disk, self.path)?;
        let is_missing = matches!(found, Found::Missing);
        if !is_missing || !self.is_there(&self.original)? || !self.is_there(&self.temporary)? {
            return Ok(found);
        }
        let Found::Old(aside) = wal::find_old(self.disk, &self.original)? else {
            return Ok(found);
        };
        // Another opening holds this lock while it swaps, and may have come to its end just now.
        if self.is_there(self.path)? {
            return wal::find_old(self.disk, self.path);
        }
        self.disk
            .rename(&self.original, self.path)
            .map_err(|cause| failed("failed to put the WAL file back", &self.original, &cause))?;
        drop(aside);
        wal::find_old(self.disk, self.path)
    }

    fn is_there(&self, path: &Path) -> Result<bool> {
        match self.disk.open(path, Access::Read) {
            Ok(_) => Ok(true),
            Err(cause) if cause.kind() == io::ErrorKind::NotFound => Ok(false),
            Err(cause) if cause.kind() == io::ErrorKind::PermissionDenied => Ok(true),
            Err(cause) => {
                let (message, name) = ("failed to look at a file", path.to_string_lossy());
                Err(Error::from_io(Code::FileReadError, message, &name, &cause))
            }
        }
    }

    fn sync(&self) -> Result<()> {
        let synced = self.disk.sync_folder(self.path);
        synced
            .map_err(|cause| failed("failed to sync the folder of the WAL file", self.path, &cause))
    }

    fn convert(&self, options: &Options, old: &OldLog) -> Result<Migrated> {
        if self.is_there(&self.original)? {
            return Err(Error::new(
                Code::FileAlreadyExists,
                "the place for the WAL file of format 1 is taken",
                self.original.to_string_lossy(),
            ));
        }
        // Whatever is wrong with the old log is found before anything is changed.
        let whole = old.read(&mut |_| Ok(()))?;
        if self.is_there(&self.temporary)? {
            // The old file may have been put back only until the power fails.
            self.sync()?;
            self.remove_temporary().map_err(|cause| {
                failed("failed to remove a file left over", &self.temporary, &cause)
            })?;
        }
        let migrated = self.write(options, old, whole).inspect_err(|_| {
            let _ = self.remove_temporary();
        })?;
        self.swap()?;
        Ok(migrated)
    }

    fn remove_temporary(&self) -> io::Result<()> {
        self.disk.remove(&self.temporary)
    }

    /// Writes the new log, all of it, and makes it durable.
    fn write(&self, options: &Options, old: &OldLog, whole: OldWalk) -> Result<Migrated> {
        let mut target = Target {
            log: self.new_log(options)?,
            now_ms: options.clock.now().wall_ms,
            drift_ms: options.clock_drift_ms,
            clock: HybridClock::default(),
            version: 0,
            done: Migrated { cut_bytes: whole.cut_bytes, ..Migrated::default() },
        };
        if old.read(&mut |record| target.take(record))? != whole {
            let context = self.path.to_string_lossy();
            return Err(Error::new(Code::FileReadError, "the WAL file changes", context));
        }
        target.log.commit(false)?;
        target.log.close()?;
        Ok(target.done)
    }

    fn new_log(&self, options: &Options) -> Result<Log> {
        let fresh = || fresh_head(options.seed);
        let ignore = &mut |_, _, _: &[u8]| Ok(());
        let (log, recovered) = wal::open(&options.disk, &self.temporary, 1, fresh, ignore)?;
        if !recovered.created {
            let context = self.temporary.to_string_lossy();
            return Err(Error::new(Code::FileAlreadyExists, "somebody else makes it", context));
        }
        Ok(log)
    }

    /// Sets the old file aside and puts the new one into its place.
    ///
    /// After an error the old file is in place again or, if that fails too, set aside.
    fn swap(&self) -> Result<()> {
        let set_aside = self.disk.rename(self.path, &self.original);
        let swapped = set_aside
            .and_then(|()| self.disk.sync_folder(self.path))
            .and_then(|()| self.disk.rename(&self.temporary, self.path));
        if let Err(cause) = swapped {
            self.put_back();
            return Err(failed("failed to replace the WAL file", self.path, &cause));
        }
        self.sync()
    }

    /// Undoes the setting aside, as far as that can be done. The temporary stays unless the old
    /// file is durably in place: it is the sign that an opening has something to put back.
    fn put_back(&self) {
        let is_back = match self.is_there(&self.original) {
            Ok(true) => self.disk.rename(&self.original, self.path).is_ok(),
            Ok(false) => true,
            Err(_) => false,
        };
        if is_back && self.sync().is_ok() {
            let _ = self.remove_temporary();
        }
    }
}

fn failed(message: &'static str, path: &Path, cause: &io::Error) -> Error {
    Error::from_io(Code::FileWriteError, message, &path.to_string_lossy(), cause)
}

/// The log that is being written.
struct Target {
    log: Log,
    now_ms: i64,
    drift_ms: i64,
    clock: HybridClock,
    /// The last version given.
    version: u64,
    done: Migrated,
}

impl Target {
    fn take(&mut self, record: &OldRecord<'_>) -> Result<()> {
        // Type and status of a record said nothing in the original either: deletes are puts there.
        let Some(op) = StoreOperation::parse(record.payload) else {
            self.done.kept_records += 1;
            return Ok(());
        };
        let next = self.version + 1;
        let is_usable = (next..=VERSION_MAX).contains(&record.sequence);
        self.version = if is_usable { record.sequence } else { next };
        let physical_ms = op.timestamp_ms.min(self.now_ms.saturating_add(self.drift_ms));
        let write = LocalWrite {
            stamp: self.clock.tick(physical_ms),
            timestamp_ms: op.timestamp_ms,
            version: self.version,
            value: (op.kind == Kind::Put).then(|| op.value.into()),
        };
        let local = Record::local(op.key, &write);
        self.log.stage(|out| journal::encode(from_ref(&local), out))?;
        self.done.migrated_records += 1;
        if self.log.staged_bytes() >= COMMIT_BYTES_MAX {
            self.log.commit(false)?;
        }
        Ok(())
    }
}

/// What the store of the original put into a record.
#[derive(Debug, PartialEq, Eq)]
struct StoreOperation<'a> {
    kind: Kind,
    key: &'a [u8],
    value: &'a [u8],
    timestamp_ms: i64,
}

impl<'a> StoreOperation<'a> {
    const VERSION: u8 = 1;

    /// None: these bytes are something else.
    fn parse(payload: &'a [u8]) -> Option<Self> {
        let (&[version, kind], rest) = payload.split_first_chunk()?;
        let (key, rest) = Self::bytes(rest)?;
        let (value, rest) = Self::bytes(rest)?;
        let (time, left_over) = rest.split_first_chunk()?;
        let timestamp_ms = i64::from_le_bytes(*time);
        let is_one = version == Self::VERSION
            && (1..=KEY_BYTES_MAX).contains(&key.len())
            && timestamp_ms > 0
            && left_over.is_empty();
        let kind = Kind::of_one_key(kind)?;
        is_one.then_some(Self { kind, key, value, timestamp_ms })
    }

    /// A length and as many bytes, and what stands behind them.
    fn bytes(rest: &'a [u8]) -> Option<(&'a [u8], &'a [u8])> {
        let (len, rest) = rest.split_first_chunk()?;
        rest.split_at_checked(usize::try_from(u32::from_le_bytes(*len)).ok()?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hex(text: &str) -> Vec<u8> {
        text.split_whitespace().map(|byte| u8::from_str_radix(byte, 16).unwrap()).collect()
    }

    fn put() -> Vec<u8> {
        hex("01 01 06 00 00 00 75 73 65 72 3a 31 03 00 00 00 41 64 61 00 68 e5 cf 8b 01 00 00")
    }

    #[test]
    fn store_operations_have_the_documented_bytes() {
        let timestamp_ms = 1_700_000_000_000;
        let (key, value) = (b"user:1".as_slice(), b"Ada".as_slice());
        let expected = StoreOperation { kind: Kind::Put, key, value, timestamp_ms };
        assert_eq!(StoreOperation::parse(&put()), Some(expected));
        let bytes = hex("01 02 06 00 00 00 75 73 65 72 3a 31 00 00 00 00 00 68 e5 cf 8b 01 00 00");
        let expected = StoreOperation { kind: Kind::Delete, key, value: b"", timestamp_ms };
        assert_eq!(StoreOperation::parse(&bytes), Some(expected));
    }

    #[test]
    fn anything_else_is_no_store_operation() {
        let bytes = put();
        for len in 0..bytes.len() {
            assert_eq!(StoreOperation::parse(&bytes[..len]), None, "{len} bytes");
        }
        // Version, kind, no key, a key too long, trailing bytes, no time.
        let mut others = vec![[put(), vec![0]].concat()];
        for (at, byte) in [(0, 0), (0, 2), (1, 0), (1, 3), (2, 0), (4, 0x11), (2, 7), (26, 0x80)] {
            let mut bytes = put();
            bytes[at] = byte;
            others.push(bytes);
        }
        let mut timeless = put();
        timeless[19..].fill(0);
        others.push(timeless);
        for other in others {
            assert_eq!(StoreOperation::parse(&other), None, "{other:02x?}");
        }
        let long = vec![1; KEY_BYTES_MAX + 1];
        let length = (long.len() as u32).to_le_bytes();
        let bytes = [&[1, 1], &length[..], &long, &[0; 4], &[1; 8]].concat();
        assert_eq!(StoreOperation::parse(&bytes), None);
    }
}
