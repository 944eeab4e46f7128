// SPDX-License-Identifier: Apache-2.0
//! Who writes a recording: one call after another, with what each of them met.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::base::error::{Code, Error, Result};
use crate::base::inside::{Entered, Inside};
use crate::base::limits::{RECORDED_FILES_BYTES_MAX, RECORDING_PIECE_BYTES};
use crate::base::time::Now;
use crate::disk::{Access, Disk, Operation, names};

use super::call::Called;
use super::entry::{Begun, Ended, Entry, Failure, PANICKED};
use super::tape::Tape;
use super::watch::Watch;

/// How a call ended, as far as the engine says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    /// The number of the error; 0 for none.
    pub code: u16,
    /// What was answered, in a number.
    pub answer: u64,
    /// The last version.
    pub version: u64,
    /// Operations in the outbox that are not acknowledged.
    pub owed_len: u64,
    /// What the state adds up to, if that is kept.
    pub sum: Option<(u128, u64)>,
}

/// Records the calls of one engine, in the order in which they come: while one is under way, the
/// others wait.
pub struct Recorder {
    order: Mutex<()>,
    /// The thread whose call is under way.
    inside: Inside,
    is_over: AtomicBool,
    taping: Mutex<Taping>,
    path: PathBuf,
}

#[derive(Default)]
struct Taping {
    tape: Option<Tape>,
    /// Why there is no more of it.
    failure: Option<Error>,
    /// What the call under way has met.
    readings: Vec<(i64, i64)>,
    last: Now,
    failures: Vec<Failure>,
    counts: [u32; Operation::ALL.len()],
    numbers: u64,
}

/// A call under way. Dropped without an end, it has panicked.
pub struct Turn<'a> {
    recorder: &'a Recorder,
    has_ended: bool,
    _entered: Entered<'a>,
    _order: MutexGuard<'a, ()>,
}

impl Recorder {
    /// Begins a recording with the options and with the files of a database as they are now; None
    /// for one in memory.
    ///
    /// Errors: `NoSpace` when these files are longer than a recording may have them; those of the
    /// disks. Nothing is left of the recording then.
    pub fn begin(
        mut tape: Tape,
        begun: Begun<'_>,
        database: Option<(&dyn Disk, &Path)>,
    ) -> Result<Self> {
        let started = tape.add(&Entry::Begun(begun)).and_then(|()| match database {
            Some((disk, main)) => add_files(disk, main, &mut tape),
            None => Ok(()),
        });
        if let Err(error) = started {
            tape.discard();
            return Err(error);
        }
        let path = tape.path().to_path_buf();
        let taping = Taping { tape: Some(tape), ..Taping::default() };
        Ok(Self {
            order: Mutex::default(),
            inside: Inside::default(),
            is_over: AtomicBool::new(false),
            taping: Mutex::new(taping),
            path,
        })
    }

    /// The file of the recording.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Begins a call. None when it is part of another one, or the recording is over.
    pub fn call<'a>(&self, call: impl FnOnce() -> Called<'a>) -> Option<Turn<'_>> {
        if self.is_over.load(Ordering::Acquire) || self.inside.is_this_thread() {
            return None;
        }
        let order = self.order.lock().unwrap_or_else(PoisonError::into_inner);
        if self.is_over.load(Ordering::Acquire) {
            return None;
        }
        self.taping().add(&Entry::Called(call()), &self.is_over);
        let _entered = self.inside.enter();
        Some(Turn { recorder: self, has_ended: false, _entered, _order: order })
    }

    /// A number for a session or a writer that begins.
    pub fn number(&self) -> u64 {
        let mut taping = self.taping();
        taping.numbers += 1;
        taping.numbers
    }

    /// Why the recording has ended before its time.
    pub fn failure(&self) -> Option<Error> {
        if self.is_over.load(Ordering::Acquire) { self.taping().failure.clone() } else { None }
    }

    /// Ends the recording and makes it durable.
    pub fn finish(&self) {
        self.is_over.store(true, Ordering::Release);
        let tape = self.taping().tape.take();
        // There is nobody left to be told.
        let _ = tape.map(Tape::finish);
    }

    /// Ends the recording and removes it.
    pub fn discard(&self) {
        self.is_over.store(true, Ordering::Release);
        let tape = self.taping().tape.take();
        tape.into_iter().for_each(Tape::discard);
    }

    fn taping(&self) -> MutexGuard<'_, Taping> {
        self.taping.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Turn<'_> {
    /// The call has ended.
    pub fn end(mut self, outcome: Outcome) {
        self.has_ended = true;
        self.note(outcome);
    }

    fn note(&self, outcome: Outcome) {
        let mut taping = self.recorder.taping();
        let Outcome { code, answer, version, owed_len, sum } = outcome;
        let readings = std::mem::take(&mut taping.readings);
        let failures = std::mem::take(&mut taping.failures);
        (taping.last, taping.counts) = Default::default();
        let ended = Ended { code, answer, version, owed_len, sum, readings, failures };
        taping.add(&Entry::Ended(ended), &self.recorder.is_over);
    }
}

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        if !self.has_ended {
            self.note(Outcome { code: PANICKED, ..Outcome::default() });
        }
    }
}

impl Taping {
    fn add(&mut self, entry: &Entry<'_>, is_over: &AtomicBool) {
        let Some(tape) = &mut self.tape else { return };
        if let Err(error) = tape.add(entry) {
            self.failure = Some(error);
            self.tape = None;
            is_over.store(true, Ordering::Release);
        }
    }
}

impl Watch for Recorder {
    fn read_clock(&self, now: Now) -> Now {
        if self.inside.is_this_thread() {
            let mut taping = self.taping();
            let last = std::mem::replace(&mut taping.last, now);
            let wall_ms = now.wall_ms.wrapping_sub(last.wall_ms);
            taping.readings.push((wall_ms, now.mono_ms.wrapping_sub(last.mono_ms)));
        }
        now
    }

    fn before(&self, operation: Operation) -> io::Result<bool> {
        if self.inside.is_this_thread()
            && let Some(count) = self.taping().counts.get_mut(operation as usize)
        {
            *count += 1;
        }
        Ok(true)
    }

    fn failed(&self, operation: Operation, cause: Option<&io::Error>) {
        // A file that is not there is not there the next time either.
        let is_missing = cause.is_some_and(|cause| cause.kind() == io::ErrorKind::NotFound);
        if is_missing || !self.inside.is_this_thread() {
            return;
        }
        let mut taping = self.taping();
        let nth = taping.counts.get(operation as usize).copied().unwrap_or_default();
        let errno = cause.map_or(0, |cause| cause.raw_os_error().unwrap_or(libc::EIO));
        taping.failures.push(Failure { operation: operation as u8, nth, errno });
    }
}

/// The files of a database, but for zeros.
fn add_files(disk: &dyn Disk, main: &Path, tape: &mut Tape) -> Result<()> {
    let name = main.as_os_str().len();
    let (mut piece, mut sum) = (vec![0; RECORDING_PIECE_BYTES], 0u64);
    for path in disk.beside(main).map_err(|cause| unread(main, &cause))? {
        if path != main && names::side_of(main, &path).is_none() {
            continue;
        }
        let failed = |cause: io::Error| unread(&path, &cause);
        let file = disk.open(&path, Access::Read).map_err(failed)?;
        let bytes = file.len().map_err(failed)?;
        sum = sum.saturating_add(bytes);
        if sum > RECORDED_FILES_BYTES_MAX {
            let context = format!("{sum} bytes or more, allowed are {RECORDED_FILES_BYTES_MAX}");
            return Err(Error::new(Code::NoSpace, "the database is too large to record", context));
        }
        let ending = path.as_os_str().as_encoded_bytes().get(name..).unwrap_or_default();
        let ending = std::str::from_utf8(ending).unwrap_or_default();
        tape.add(&Entry::File(ending, bytes))?;
        let mut at = 0;
        while at < bytes {
            let count = file.read_at(&mut piece, at).map_err(failed)?;
            let read = piece.get(..count).unwrap_or_default();
            let used = read.iter().rposition(|byte| *byte != 0).map_or(0, |last| last + 1);
            if used > 0 {
                tape.add(&Entry::Piece(at, read.get(..used).unwrap_or_default()))?;
            }
            if count == 0 {
                break;
            }
            at += count as u64;
        }
    }
    Ok(())
}

fn unread(path: &Path, cause: &io::Error) -> Error {
    let path = path.to_string_lossy();
    Error::from_io(Code::FileReadError, "failed to record the database", &path, cause)
}
