// SPDX-License-Identifier: Apache-2.0
//! Reading single groups by position.

use std::io;
use std::sync::Arc;

use crate::base::error::{Code, Error, Result};
use crate::disk::DiskFile;

use super::Position;
use super::frame::{FRAME_BYTES, Frame};
use super::window::failed;

/// Bytes asked for first; most groups need no second read.
const FIRST_READ_BYTES: usize = 1024;

/// Reads groups of a log by position, beside the writer, from any thread. It holds neither the lock
/// nor any of the file in memory, and goes on working when the log has stopped or was closed.
#[derive(Clone)]
pub struct LogReader {
    file: Arc<dyn DiskFile>,
    path: Arc<str>,
    salt: u64,
}

impl LogReader {
    pub(super) fn new(file: Arc<dyn DiskFile>, path: Arc<str>, salt: u64) -> Self {
        Self { file, path, salt }
    }

    /// Puts the body of the group at `position` into `out`, in place of what was there. The
    /// checksum is verified each time.
    ///
    /// Errors: [`Code::FileReadError`]; [`Code::Corrupted`] when no valid group stands there, be it
    /// damaged or the position wrong. `out` is empty then.
    pub fn read(&self, position: Position, out: &mut Vec<u8>) -> Result<()> {
        let result = read_group(&*self.file, &self.path, self.salt, position, out);
        if result.is_err() {
            out.clear();
        }
        result
    }
}

/// Reads one group. On an error `out` holds anything.
pub(super) fn read_group(
    file: &dyn DiskFile,
    path: &str,
    salt: u64,
    position: Position,
    out: &mut Vec<u8>,
) -> Result<()> {
    let Position(at) = position;
    let invalid = || {
        let context = format!("{path}: no valid record at byte {at}");
        Error::new(Code::Corrupted, "WAL record is damaged", context)
    };
    out.clear();
    out.resize(FIRST_READ_BYTES, 0);
    let mut held = file.read_at(out, at).map_err(|cause| failed(path, at, &cause))?;
    let start = out.get(..held).unwrap_or_default();
    let frame = Frame::parse(start, at, u64::MAX).ok_or_else(invalid)?;
    let group_bytes = FRAME_BYTES + frame.body_bytes;
    if held < group_bytes {
        // The length is not believed before the file is known to go on that far.
        let file_bytes = file.len().map_err(|cause| failed(path, at, &cause))?;
        if frame.end() > file_bytes {
            return Err(invalid());
        }
        out.try_reserve_exact(group_bytes - out.len()).map_err(|cause| {
            let context = format!("{path}: byte {at}: {cause}");
            Error::new(Code::FileReadError, "failed to read WAL file", context)
        })?;
        out.resize(group_bytes, 0);
        let rest = out.get_mut(held..).unwrap_or_default();
        let next = at + held as u64;
        held += file.read_at(rest, next).map_err(|cause| failed(path, next, &cause))?;
    }
    out.truncate(group_bytes);
    if held < group_bytes {
        return Err(failed(path, at, &io::ErrorKind::UnexpectedEof.into()));
    }
    let mut check = frame.check(salt);
    check.update(out.get(FRAME_BYTES..).unwrap_or_default());
    if !check.passes() {
        return Err(invalid());
    }
    out.drain(..FRAME_BYTES);
    Ok(())
}
