// SPDX-License-Identifier: Apache-2.0
//! Reading by position: single groups, and all from one place on.

use std::io;
use std::sync::Arc;

use crate::base::error::{Code, Error, Result, invalid};
use crate::disk::DiskFile;

use super::Position;
use super::frame::{FRAME_BYTES, Frame};
use super::head::{HEAD_BYTES, Head};
use super::segment::Segment;
use super::table::Table;
use super::window::{WINDOW_BYTES, Window, failed};

/// Bytes asked for first; most groups need no second read.
const FIRST_READ_BYTES: usize = 1024;

/// What [`LogReader::walk`] calls for each group. False ends the walk behind it.
pub type Visit<'a> = dyn FnMut(Position, &[u8]) -> Result<bool> + 'a;

/// Reads groups of a log by position, beside the writer, from any thread. It holds no lock on the
/// log and nothing of it in memory, only a few open files, which its clones share. It goes on
/// working when the log has stopped, was closed or rotated.
#[derive(Clone)]
pub struct LogReader {
    table: Arc<Table>,
}

impl LogReader {
    pub(super) fn new(table: Arc<Table>) -> Self {
        Self { table }
    }

    /// Puts the body of the group at `position` into `out`, in place of what was there. The
    /// checksum is verified each time.
    ///
    /// Errors: [`Code::FileReadError`]; [`Code::NotFound`] when the segment is not there;
    /// [`Code::Corrupted`] when no valid group stands there, be it damaged or the position wrong.
    /// `out` is empty then.
    pub fn read(&self, position: Position, out: &mut Vec<u8>) -> Result<()> {
        out.clear();
        let found = self.table.get(position.segment())?;
        let segment = found.ok_or_else(|| self.table.absent(position))?;
        let salt = segment.head.salt;
        let result = read_group(&*segment.file, &segment.name, salt, position.offset(), out);
        if result.is_err() {
            out.clear();
        }
        result
    }

    /// Hands the groups with a body to `visit`, in order and across segments, from `from` on until
    /// it says false or the last committed group was handed on. `from` is where a group stands,
    /// what an earlier walk returned, or [`Position::start_of`] a segment. Returns the place behind
    /// the last group visited: where to go on, also after the log was rotated or opened again.
    ///
    /// A committed group need not be on stable storage yet, and one that a power cut takes is
    /// followed by others in the same place: whoever remembers a position for longer than the
    /// log's writer lives has to make the log durable up to there first. A reader without a writer
    /// in the same process may see groups that are being committed.
    ///
    /// Errors: [`Code::NotFound`] when the segment of `from` is no longer there, or the log does
    /// not reach that far; [`Code::InvalidArgument`] for a place in a head; [`Code::Corrupted`]
    /// when no valid group stands where one should; [`Code::FileReadError`]; those of `visit`.
    pub fn walk(&self, from: Position, visit: &mut Visit<'_>) -> Result<Position> {
        if from.offset() < HEAD_BYTES as u64 {
            return Err(invalid("log position is in the head of a segment", from.to_string()));
        }
        let mut step = Step { at: from, number: None, is_over: false };
        let mut segment = self.segment(from)?;
        let mut was_short = false;
        loop {
            let end = self.table.end();
            if end.is_some_and(|end| step.at > end) {
                return Err(self.table.beyond(step.at));
            }
            let end = end.filter(|end| end.segment() == step.at.segment()).map(Position::offset);
            if !step.go(&segment, end, visit)? {
                return Err(self.table.beyond(step.at));
            }
            if step.is_over || end == Some(step.at.offset()) {
                return Ok(step.at);
            }
            let next = self.table.get(step.at.segment() + 1)?;
            match next {
                Some(next) if next.head.before_bytes == step.at.offset() => {
                    step = Step { at: Position::start_of(next.head.segment), number: None, ..step };
                    segment = next;
                    was_short = false;
                }
                // More was written to this one before it was sealed.
                Some(_) if !was_short => was_short = true,
                None if end.is_none() => match self.table.end() {
                    Some(end) if step.at < end => {
                        let next = Position::start_of(step.at.segment() + 1);
                        return Err(self.table.absent(next));
                    }
                    _ => return Ok(step.at),
                },
                _ => return Err(damaged(&segment.name, step.at.offset())),
            }
        }
    }

    /// Where the first group stands from which on nothing is missing; None: there is no log yet.
    pub fn oldest(&self) -> Result<Option<Position>> {
        Ok(self.table.oldest()?.map(Position::start_of))
    }

    /// The start of the first segment from which on there are at most `bytes_max` bytes; None when
    /// there are more in the last segment alone, or no writer says where that ends.
    pub fn last_segments(&self, bytes_max: u64) -> Result<Option<Position>> {
        let (Some(end), Some(oldest)) = (self.table.end(), self.table.oldest()?) else {
            return Ok(None);
        };
        let (mut first, mut bytes) = (end.segment(), end.offset());
        if bytes > bytes_max {
            return Ok(None);
        }
        while first > oldest
            && let Some(segment) = self.table.get(first)?
        {
            bytes = bytes.saturating_add(segment.head.before_bytes);
            if bytes > bytes_max {
                break;
            }
            first -= 1;
        }
        Ok(Some(Position::start_of(first)))
    }

    /// Where reading goes on from `position`: there, or at the start of the next segment when the
    /// one that the position is in was removed and ends with it, so that nothing was missed.
    pub fn past_removed(&self, position: Position) -> Result<Position> {
        if self.table.get(position.segment())?.is_some() {
            return Ok(position);
        }
        // The last group may be a barrier, which is as short as no other.
        let (at, barrier) = (position.offset(), FRAME_BYTES as u64);
        let ends = |head: &Head| at <= head.before_bytes && head.before_bytes - at <= barrier;
        let next = self.table.get(position.segment().saturating_add(1))?;
        let next = next.filter(|next| ends(&next.head));
        Ok(next.map_or(position, |next| Position::start_of(next.head.segment)))
    }

    fn segment(&self, position: Position) -> Result<Arc<Segment>> {
        let found = self.table.get(position.segment())?;
        found.ok_or_else(|| self.table.absent(position))
    }
}

/// How far a walk has come.
struct Step {
    at: Position,
    /// The number of the next group, once one is known.
    number: Option<u64>,
    /// Whether the visitor has had enough.
    is_over: bool,
}

impl Step {
    /// Visits what is in `segment`, up to the first place without a valid group or up to `end`.
    /// False: the file does not reach as far as this step.
    fn go(&mut self, segment: &Segment, end: Option<u64>, visit: &mut Visit<'_>) -> Result<bool> {
        let mut window = Window::new(&*segment.file, &segment.name)?;
        if window.file_bytes < self.at.offset() {
            return Ok(false);
        }
        let salt = segment.head.salt;
        let mut large = Vec::new();
        if let Some(end) = end {
            window.file_bytes = window.file_bytes.min(end);
        }
        if self.at.offset() == HEAD_BYTES as u64 {
            self.number = Some(1);
        }
        while let Some(frame) = window.frame(self.at.offset(), salt)? {
            if self.number.is_some_and(|number| number != frame.number) {
                return Ok(true);
            }
            let at = self.at;
            self.at = Position::new(at.segment(), frame.end());
            self.number = Some(frame.number + 1);
            let goes_on = if FRAME_BYTES + frame.body_bytes > WINDOW_BYTES {
                read_group(&*segment.file, &segment.name, salt, frame.at, &mut large)?;
                visit(at, &large)?
            } else if frame.body_bytes > 0 {
                visit(at, window.get(frame.body_at(), frame.body_bytes)?)?
            } else {
                true
            };
            if !goes_on {
                self.is_over = true;
                return Ok(true);
            }
        }
        Ok(true)
    }
}

fn damaged(path: &str, at: u64) -> Error {
    let context = format!("{path}: no valid record at byte {at}");
    Error::new(Code::Corrupted, "WAL record is damaged", context)
}

/// Reads the group at offset `at`. On an error `out` holds anything.
pub(super) fn read_group(
    file: &dyn DiskFile,
    path: &str,
    salt: u64,
    at: u64,
    out: &mut Vec<u8>,
) -> Result<()> {
    out.clear();
    out.resize(FIRST_READ_BYTES, 0);
    let mut held = file.read_at(out, at).map_err(|cause| failed(path, at, &cause))?;
    let start = out.get(..held).unwrap_or_default();
    let frame = Frame::parse(start, at, u64::MAX).ok_or_else(|| damaged(path, at))?;
    let group_bytes = FRAME_BYTES + frame.body_bytes;
    if held < group_bytes {
        // The length is not believed before the file is known to go on that far.
        let file_bytes = file.len().map_err(|cause| failed(path, at, &cause))?;
        if frame.end() > file_bytes {
            return Err(damaged(path, at));
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
        return Err(damaged(path, at));
    }
    out.drain(..FRAME_BYTES);
    Ok(())
}
