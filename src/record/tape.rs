// SPDX-License-Identifier: Apache-2.0
//! The file of a recording: entries behind one another, each with a checksum, handed to the system
//! as they come and never synced before the end.

use std::ffi::OsString;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::base::codec;
use crate::base::error::{Code, Error, Result};
use crate::base::limits::RECORDINGS_LEN_MAX;
use crate::disk::{Access, Disk, DiskFile};

use super::entry::Entry;

/// First bytes of a recording.
pub(super) const MAGIC: [u8; 8] = *b"\x89SDREC\x0a\x00";
/// Version of the format.
pub(super) const VERSION: u32 = 1;
/// Magic, version, checksum.
pub(super) const HEAD_BYTES: usize = 16;
/// Length and checksum of an entry.
pub(super) const ENTRY_HEAD_BYTES: usize = 8;
/// Digits of a number in a name; greater numbers have more.
const DIGITS_MIN: usize = 6;
/// Numbers that are tried: others may begin at the same time.
const TRIES_MAX: u64 = 16;

/// A recording that is being written.
pub struct Tape {
    disk: Arc<dyn Disk>,
    file: Arc<dyn DiskFile>,
    path: PathBuf,
    at: u64,
    bytes_max: u64,
    buffer: Vec<u8>,
}

/// The path of the recording with that number.
fn path_of(base: &Path, number: u64) -> PathBuf {
    let mut name = OsString::from(base);
    name.push(format!(".{number:0DIGITS_MIN$}"));
    name.into()
}

/// The number of the recording that has this path; None when it is none of `base`.
fn number_of(base: &Path, path: &Path) -> Option<u64> {
    let main = base.file_name()?.as_encoded_bytes();
    let ending = path.file_name()?.as_encoded_bytes().strip_prefix(main)?.strip_prefix(b".")?;
    let number = std::str::from_utf8(ending).ok()?.parse().ok()?;
    (path_of(base, number) == path).then_some(number)
}

impl Tape {
    /// Begins a recording of at most `bytes_max` bytes: the next number behind those that are
    /// there. Of older ones the last [`RECORDINGS_LEN_MAX`] stay, this one counted.
    pub fn begin(disk: &Arc<dyn Disk>, base: &Path, bytes_max: u64) -> Result<Self> {
        let failed = |cause: io::Error| failed(base, &cause);
        disk.make_folders(base).map_err(failed)?;
        let beside = disk.beside(base).map_err(failed)?;
        let mut numbers: Vec<u64> =
            beside.iter().filter_map(|path| number_of(base, path)).collect();
        numbers.sort_unstable();
        let first = numbers.last().map_or(1, |last| last.saturating_add(1));
        for number in first..first.saturating_add(TRIES_MAX) {
            let path = path_of(base, number);
            let file = disk.open(&path, Access::Create).map_err(failed)?;
            if !file.try_lock().map_err(failed)? || !file.is_empty().map_err(failed)? {
                continue;
            }
            let stay = RECORDINGS_LEN_MAX - 1;
            for old in numbers.iter().rev().skip(stay) {
                // What cannot be removed takes room and nothing else.
                let _ = disk.remove(&path_of(base, *old));
            }
            let mut tape =
                Self { disk: disk.clone(), file, path, at: 0, bytes_max, buffer: head() };
            tape.hand_out()?;
            return Ok(tape);
        }
        let context = format!("{}: {TRIES_MAX} numbers are taken", base.display());
        Err(Error::new(Code::Locked, "no recording can begin", context))
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Adds an entry.
    ///
    /// Errors: `NoSpace` when it does not fit any more, nothing of it is there then; those of the
    /// disk.
    pub fn add(&mut self, entry: &Entry<'_>) -> Result<()> {
        self.buffer.clear();
        frame(entry, self.at, &mut self.buffer)?;
        if self.at + self.buffer.len() as u64 > self.bytes_max {
            let context = format!("{}: {} bytes", self.path.display(), self.bytes_max);
            return Err(Error::new(Code::NoSpace, "the recording is full", context));
        }
        self.hand_out()
    }

    /// Makes it durable. It is over then.
    pub fn finish(self) -> Result<()> {
        self.file.sync_data().map_err(|cause| failed(&self.path, &cause))
    }

    /// Removes it.
    pub fn discard(self) {
        // One too many takes room and nothing else.
        let _ = self.disk.remove(&self.path);
    }

    fn hand_out(&mut self) -> Result<()> {
        self.file.write_at(&self.buffer, self.at).map_err(|cause| failed(&self.path, &cause))?;
        self.at += self.buffer.len() as u64;
        Ok(())
    }
}

/// The first bytes of a recording.
pub(super) fn head() -> Vec<u8> {
    let mut head = MAGIC.to_vec();
    head.extend_from_slice(&VERSION.to_le_bytes());
    head.extend_from_slice(&crc32fast::hash(&head).to_le_bytes());
    head
}

/// Appends an entry that stands at that offset.
pub(super) fn frame(entry: &Entry<'_>, at: u64, out: &mut Vec<u8>) -> Result<()> {
    let start = out.len();
    out.extend_from_slice(&[0; ENTRY_HEAD_BYTES]);
    codec::encode_compact(entry, out)?;
    seal(start, at, out);
    Ok(())
}

/// Appends an entry that is encoded already.
pub(super) fn frame_body(body: &[u8], at: u64, out: &mut Vec<u8>) {
    let start = out.len();
    out.extend_from_slice(&[0; ENTRY_HEAD_BYTES]);
    out.extend_from_slice(body);
    seal(start, at, out);
}

/// Fills in the head of the entry that begins at `start` and goes to the end.
fn seal(start: usize, at: u64, out: &mut [u8]) {
    let body = out.get(start + ENTRY_HEAD_BYTES..).unwrap_or_default();
    let bytes = (body.len() as u32).to_le_bytes();
    let sum = checksum(at, bytes, body).to_le_bytes();
    if let Some(place) = out.get_mut(start..start + ENTRY_HEAD_BYTES) {
        place.copy_from_slice(&[bytes, sum].concat());
    }
}

/// CRC-32 over offset, length and body.
pub(super) fn checksum(at: u64, bytes: [u8; 4], body: &[u8]) -> u32 {
    let mut hasher = crc32fast::Hasher::new();
    hasher.update(&at.to_le_bytes());
    hasher.update(&bytes);
    hasher.update(body);
    hasher.finalize()
}

fn failed(path: &Path, cause: &io::Error) -> Error {
    let path = path.to_string_lossy();
    Error::from_io(Code::FileWriteError, "failed to write the recording", &path, cause)
}
