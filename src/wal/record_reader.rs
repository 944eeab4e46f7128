// SPDX-License-Identifier: Apache-2.0
//! A file of format 1 read record by record, also while somebody writes to it. Nothing is locked
//! and nothing is written.

use std::io;
use std::path::Path;
use std::sync::Arc;

use crate::base::error::{Code, Error, Result};
use crate::disk::{Access, Disk, DiskFile};

use super::Position;
use super::format1::{OldRecord, OldWalk};
use super::window::{WINDOW_BYTES, failed};

const OPEN_FAILED: &str = "failed to open WAL file for reading";

/// A walk over the records of a file, in the order in which they stand.
///
/// Invariant: what is held was handed out or will be, in order; only then comes the error that the
/// walk met behind it.
pub struct RecordReader {
    file: Arc<dyn DiskFile>,
    name: String,
    walk: OldWalk,
    held: Vec<Held>,
    /// The payloads of what is held, one after the other.
    payloads: Vec<u8>,
    given: usize,
    outcome: Outcome,
}

/// A record but for its payload.
struct Held {
    record: OldRecord<'static>,
    payload_at: usize,
    payload_bytes: usize,
}

enum Outcome {
    GoesOn,
    Ended,
    Failed(Error),
}

impl RecordReader {
    /// Opens a file to read it from the start.
    ///
    /// Errors: [`Code::FileReadError`], also for a missing file; [`Code::PermissionDenied`].
    pub fn open(disk: &dyn Disk, path: &Path) -> Result<Self> {
        let name = path.to_string_lossy().into_owned();
        let file = open(disk, path, &name)?;
        let (held, payloads) = (Vec::new(), Vec::new());
        let (walk, outcome) = (OldWalk::default(), Outcome::GoesOn);
        Ok(Self { file, name, walk, held, payloads, given: 0, outcome })
    }

    /// The next record; None at the end, and before what a crash left of a write.
    ///
    /// Errors: [`Code::Corrupted`] for damage before a whole record; [`Code::UnsupportedFormat`];
    /// [`Code::FileReadError`]. Each comes again with the next call.
    pub fn next_record(&mut self) -> Result<Option<OldRecord<'_>>> {
        if self.given == self.held.len() {
            match &self.outcome {
                Outcome::Failed(error) => return Err(error.clone()),
                Outcome::Ended => return Ok(None),
                Outcome::GoesOn => self.fill(),
            }
            if self.held.is_empty() {
                return match &self.outcome {
                    Outcome::Failed(error) => Err(error.clone()),
                    _ => Ok(None),
                };
            }
        }
        let Some(held) = self.held.get(self.given) else { return Ok(None) };
        self.given += 1;
        let payload = self.payloads.get(held.payload_at..).unwrap_or_default();
        let payload = payload.get(..held.payload_bytes).unwrap_or_default();
        Ok(Some(OldRecord { payload, ..held.record }))
    }

    /// Reads on, about as much as one look into the file gives.
    fn fill(&mut self) {
        self.held.clear();
        self.payloads.clear();
        self.given = 0;
        let (held, payloads) = (&mut self.held, &mut self.payloads);
        let outcome = self.walk.go_on(&*self.file, &self.name, &mut |record| {
            let (payload_at, payload_bytes) = (payloads.len(), record.payload.len());
            payloads.extend_from_slice(record.payload);
            let OldRecord { at: Position(at), number, sequence, kind, status, .. } = *record;
            let timestamp_ms = record.timestamp_ms;
            let at = Position(at);
            let record =
                OldRecord { at, number, sequence, kind, status, timestamp_ms, payload: &[] };
            held.push(Held { record, payload_at, payload_bytes });
            Ok(payloads.len() < WINDOW_BYTES && held.len() < WINDOW_BYTES / size_of::<Held>())
        });
        self.outcome = match outcome {
            Ok(false) => Outcome::GoesOn,
            Ok(true) => Outcome::Ended,
            Err(error) => Outcome::Failed(error),
        };
    }
}

/// All bytes of a file, whatever they are.
///
/// Errors: as [`RecordReader::open`].
pub fn read_whole(disk: &dyn Disk, path: &Path) -> Result<Vec<u8>> {
    let name = path.to_string_lossy();
    let file = open(disk, path, &name)?;
    let length = file.len().map_err(|cause| {
        Error::from_io(Code::FileReadError, "failed to determine WAL file size", &name, &cause)
    })?;
    let mut bytes = Vec::new();
    let too_large = |what: String| {
        Error::new(Code::FileReadError, "failed to read WAL file", format!("{name}: {what}"))
    };
    let count = usize::try_from(length).map_err(|cause| too_large(cause.to_string()))?;
    bytes.try_reserve_exact(count).map_err(|cause| too_large(cause.to_string()))?;
    bytes.resize(count, 0);
    // Shorter when somebody cut the file meanwhile: then that is what there is.
    let read = file.read_at(&mut bytes, 0).map_err(|cause| failed(&name, 0, &cause))?;
    bytes.truncate(read);
    Ok(bytes)
}

fn open(disk: &dyn Disk, path: &Path, name: &str) -> Result<Arc<dyn DiskFile>> {
    disk.open(path, Access::Read).map_err(|cause| match cause.kind() {
        io::ErrorKind::NotFound => Error::new(Code::FileReadError, OPEN_FAILED, name),
        _ => Error::from_io(Code::FileReadError, OPEN_FAILED, name, &cause),
    })
}
