// SPDX-License-Identifier: Apache-2.0
//! A file that holds one value, written piece by piece (`docs/format/value.md`). It counts when a
//! record of the log names it, with its length and its checksum.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crc32fast::Hasher;

use crate::base::error::{Code, Error, Result};
use crate::base::limits::{RUN_BEGIN_SYNC_BYTES, VALUE_PIECE_BYTES};
use crate::disk::{Access, Disk, DiskFile, names};

use super::value::{Named, Placed};

const MAGIC: [u8; 8] = *b"\x89SDAVAL\n";
const VERSION: u32 = 1;
const HEAD_BYTES: usize = 28;

fn head(number: u64) -> Vec<u8> {
    let versions = [VERSION, HEAD_BYTES as u32].map(u32::to_le_bytes);
    let mut bytes = [&MAGIC[..], versions.as_flattened(), &number.to_le_bytes()].concat();
    let sum = crc32fast::hash(&bytes);
    bytes.extend_from_slice(&sum.to_le_bytes());
    bytes
}

/// How long the file that a record names is.
pub fn file_bytes(named: Named) -> u64 {
    HEAD_BYTES as u64 + named.bytes
}

/// Opens the file that a record names.
///
/// Errors: [`Code::FileNotFound`]; [`Code::FileReadError`]; [`Code::UnsupportedFormat`] for another
/// version; [`Code::Corrupted`] for another file and another length. The value itself is not read.
pub fn open(disk: &dyn Disk, main: &Path, named: Named) -> Result<Arc<Placed>> {
    let path = names::value(main, named.number);
    let name: Arc<str> = path.to_string_lossy().into();
    let unreadable = |cause: io::Error| {
        let is_missing = cause.kind() == io::ErrorKind::NotFound;
        let code = if is_missing { Code::FileNotFound } else { Code::FileReadError };
        Error::from_io(code, "failed to open value file", &name, &cause)
    };
    let file = disk.open(&path, Access::Read).map_err(unreadable)?;
    let mut bytes = [0; HEAD_BYTES];
    let held = file.read_at(&mut bytes, 0).map_err(unreadable)?;
    let version = bytes.get(8..12).and_then(|bytes| bytes.try_into().ok()).map(u32::from_le_bytes);
    if held == HEAD_BYTES && bytes.starts_with(&MAGIC) && version != Some(VERSION) {
        let context = format!("{name}: format version {}", version.unwrap_or_default());
        return Err(Error::new(
            Code::UnsupportedFormat,
            "value file format is not supported",
            context,
        ));
    }
    if held != HEAD_BYTES || bytes != *head(named.number) {
        let context = format!("{name}: its head is not that of value {}", named.number);
        return Err(Error::new(Code::Corrupted, "value file is damaged or another", context));
    }
    let length = file.len().map_err(unreadable)?;
    if length != file_bytes(named) {
        let context = format!("{name}: {length} bytes, with a value of {}", named.bytes);
        return Err(Error::new(Code::Corrupted, "value file has another length", context));
    }
    Ok(Arc::new(Placed::in_file(file, name, HEAD_BYTES as u64, named)))
}

/// A value file on its way.
pub struct ValueFile {
    file: Arc<dyn DiskFile>,
    path: PathBuf,
    name: Arc<str>,
    number: u64,
    sum: Hasher,
    /// What is not written yet.
    out: Vec<u8>,
    written: u64,
    /// How much of that the disk was told to take in.
    begun: u64,
}

impl ValueFile {
    /// Makes the file.
    ///
    /// Errors: [`Code::NoSpace`], [`Code::FileWriteError`], [`Code::FileAlreadyExists`].
    pub fn create(disk: &dyn Disk, main: &Path, number: u64) -> Result<Self> {
        let path = names::value(main, number);
        let name: Arc<str> = path.to_string_lossy().into();
        let failed = |cause| {
            Error::from_io(Code::FileWriteError, "failed to create value file", &name, &cause)
        };
        let file = disk.open(&path, Access::Create).map_err(failed)?;
        if !file.is_empty().map_err(failed)? {
            let context = name.to_string();
            return Err(Error::new(Code::FileAlreadyExists, "a value file is there", context));
        }
        let out = head(number);
        Ok(Self { file, path, name, number, sum: Hasher::new(), out, written: 0, begun: 0 })
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Takes the next bytes of the value.
    ///
    /// Errors: [`Code::NoSpace`], [`Code::FileWriteError`]: the file is to be given up.
    pub fn write(&mut self, mut bytes: &[u8]) -> Result<()> {
        self.sum.update(bytes);
        while !bytes.is_empty() {
            let room = VALUE_PIECE_BYTES.saturating_sub(self.out.len()).min(bytes.len());
            let (now, later) = bytes.split_at_checked(room).unwrap_or((bytes, &[]));
            self.out.extend_from_slice(now);
            bytes = later;
            if self.out.len() >= VALUE_PIECE_BYTES {
                self.put()?;
            }
        }
        Ok(())
    }

    /// Puts all of it, and its name, on stable storage.
    ///
    /// Errors: [`Code::NoSpace`], [`Code::FileWriteError`]; [`Code::LogStopped`] when a sync
    /// failed: whether the disk still keeps what it is told is in doubt from here on.
    pub fn finish(&mut self, disk: &dyn Disk) -> Result<Arc<Placed>> {
        self.put()?;
        let synced = self.file.sync_data().and_then(|()| disk.sync_folder(&self.path));
        synced.map_err(|cause| {
            let context = format!("{}: {cause}", self.name);
            Error::new(Code::LogStopped, "failed to sync value file", context)
        })?;
        let bytes = self.written - HEAD_BYTES as u64;
        let named = Named { number: self.number, bytes, sum: self.sum.clone().finalize() };
        let (file, name) = (self.file.clone(), self.name.clone());
        Ok(Arc::new(Placed::in_file(file, name, HEAD_BYTES as u64, named)))
    }

    fn put(&mut self) -> Result<()> {
        if !self.out.is_empty() {
            self.file.write_at(&self.out, self.written).map_err(|cause| {
                let place = format!("{}: byte {}", self.name, self.written);
                let message = "failed to write value file";
                Error::from_io(Code::FileWriteError, message, &place, &cause)
            })?;
            self.written += self.out.len() as u64;
            self.out.clear();
            if self.written - self.begun >= RUN_BEGIN_SYNC_BYTES {
                self.file.begin_sync(self.begun, self.written - self.begun);
                self.begun = self.written;
            }
        }
        Ok(())
    }
}

const _: () = assert!(HEAD_BYTES == MAGIC.len() + 4 + 4 + 8 + 4);
