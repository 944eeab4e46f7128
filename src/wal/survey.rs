// SPDX-License-Identifier: Apache-2.0
//! Reading one file of a log past damage: everything in it that is valid, and what is not.

use std::path::Path;

use crate::base::error::{Error, Result};
use crate::base::limits::DAMAGE_LEN_MAX;
use crate::disk::{Access, Disk};

use super::frame::{FRAME_BYTES, Frame};
use super::head::{self, Found, HEAD_BYTES, Head};
use super::reader::read_group;
use super::scan::{Tail, Walk};
use super::segment::unreadable;
use super::window::{WINDOW_BYTES, Window};
use super::{Position, Replay};

/// How far a file has to be whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extent {
    /// To its end, where a barrier stands: it is sealed.
    Sealed,
    /// As far as its groups vouch for: a crash may have torn the rest.
    Active,
    /// Up to this offset, which a writer gave; what is behind it is not looked at.
    Committed(u64),
}

/// A place of a log file that is not what was written, or cannot be read.
#[derive(Clone, Debug)]
pub struct LogDamage {
    /// Where it begins in the file.
    pub at: u64,
    /// How many bytes are to be distrusted from there on; 0 where something is missing.
    pub bytes: u64,
    /// The number of the record that should stand there; 0 for the head.
    pub number: u64,
    /// What a reader meets there.
    pub error: Error,
}

/// What was found in one file.
#[derive(Clone, Debug, Default)]
pub struct Survey {
    /// None: there is no valid head, and without it nothing else can be told.
    pub head: Option<Head>,
    /// Valid groups with a body.
    pub groups: u64,
    /// Where the last valid group ends.
    pub end: u64,
    /// Length of the file.
    pub file_bytes: u64,
    /// Bytes of a torn tail, which is no damage.
    pub cut_bytes: u64,
}

/// Reads the log file at `path` from its head to its end, hands every valid group on, and tells
/// every place where none is although there should be. Changes nothing.
///
/// Errors: those of `replay`; `FileReadError` and the like when the file cannot be opened
/// or its length not be had. A place that cannot be read counts as damage.
pub fn survey(
    disk: &dyn Disk,
    path: &Path,
    extent: Extent,
    replay: &mut Replay<'_>,
    damaged: &mut dyn FnMut(LogDamage),
) -> Result<Survey> {
    read(disk, path, extent, None, replay, damaged)
}

/// As [`survey`], and gets all that can be got: it never stops at a number of damaged places, and
/// behind a damaged head it tries what stands in the place of the salt. A group that passes its
/// checksum with it proves it. `segment` is the number of the file then; the result has no head.
pub fn rescue(
    disk: &dyn Disk,
    path: &Path,
    extent: Extent,
    segment: u64,
    replay: &mut Replay<'_>,
    damaged: &mut dyn FnMut(LogDamage),
) -> Result<Survey> {
    read(disk, path, extent, Some(segment), replay, damaged)
}

fn read(
    disk: &dyn Disk,
    path: &Path,
    extent: Extent,
    rescued: Option<u64>,
    replay: &mut Replay<'_>,
    damaged: &mut dyn FnMut(LogDamage),
) -> Result<Survey> {
    let name = path.to_string_lossy();
    let file = disk.open(path, Access::Read).map_err(|cause| unreadable(&name, &cause))?;
    let mut window = Window::new(&*file, &name)?;
    let file_bytes = window.file_bytes;
    let mut found = Survey { file_bytes, ..Survey::default() };
    let mut has_head = true;
    let head = match head::read(&mut window) {
        Ok(Found::Head(head)) => head,
        Ok(Found::Nothing(started_bytes)) if extent == Extent::Active => {
            found.cut_bytes = started_bytes;
            return Ok(found);
        }
        answer => {
            let error = answer.err().unwrap_or_else(|| head::damaged(&name));
            let guess = rescued.and_then(|segment| head::guess(&mut window, segment));
            let bytes = guess.as_ref().map_or(file_bytes, |_| HEAD_BYTES as u64);
            damaged(LogDamage { at: 0, bytes, number: 0, error });
            let Some(guess) = guess else { return Ok(found) };
            has_head = false;
            guess
        }
    };
    if let Extent::Committed(end) = extent {
        window.file_bytes = file_bytes.min(end.max(HEAD_BYTES as u64));
    }
    let mut course = Course { head: &head, extent, walk: Walk::start(), large: Vec::new() };
    let mut gaps = 0;
    loop {
        match course.go(&mut window, replay) {
            Ok(None) => break,
            Ok(Some((gap, next))) => {
                damaged(gap);
                gaps += 1;
                let goes_on = gaps < DAMAGE_LEN_MAX || rescued.is_some();
                let Some(next) = next.filter(|_| goes_on) else { break };
                (course.walk.end, course.walk.next_number) = (next.at, next.number);
            }
            Err(Stop::Caller(error)) => return Err(error),
            Err(Stop::Place(error)) => {
                damaged(course.damage(window.file_bytes, error));
                break;
            }
        }
    }
    course.check_end(&window, damaged);
    if !has_head && course.walk.cut_bytes > 0 {
        // Without a head there is nothing that a crash could have torn.
        let error = course.walk.incomplete(&name, "no valid record follows");
        let end = course.walk.end + std::mem::take(&mut course.walk.cut_bytes);
        damaged(course.damage(end, error));
    }
    found.groups = course.walk.groups;
    found.end = course.walk.end;
    found.cut_bytes = course.walk.cut_bytes;
    found.head = Some(head).filter(|_| has_head);
    Ok(found)
}

/// Why the reading ends.
enum Stop {
    /// The caller said so.
    Caller(Error),
    /// It cannot go on here.
    Place(Error),
}

struct Course<'a> {
    head: &'a Head,
    extent: Extent,
    walk: Walk,
    large: Vec<u8>,
}

impl Course<'_> {
    /// Hands on group after group. Some: damage came, and the next valid group, if there is one.
    fn go(
        &mut self,
        window: &mut Window<'_>,
        replay: &mut Replay<'_>,
    ) -> std::result::Result<Option<(LogDamage, Option<Frame>)>, Stop> {
        let salt = self.head.salt;
        loop {
            while let Some(frame) = self.walk.next(window, salt).map_err(Stop::Place)? {
                self.hand_on(window, &frame, replay)?;
                self.walk.take(&frame);
            }
            let tail = Tail::search(window, salt, &self.walk).map_err(Stop::Place)?;
            if tail.written_to == self.walk.end {
                return Ok(None);
            }
            // Beside a writer, what was half written a moment ago may be complete now.
            window.forget();
            if self.walk.next(window, salt).map_err(Stop::Place)?.is_some() {
                continue;
            }
            if self.extent == Extent::Active && !tail.is_damage {
                self.walk.cut_bytes = tail.written_to - self.walk.end;
                return Ok(None);
            }
            let end = tail.next.as_ref().map_or(tail.written_to, |next| next.at);
            let why = match &tail.next {
                Some(next) => format!("next valid: record {} at byte {}", next.number, next.at),
                None => "no valid record follows".into(),
            };
            let error = self.walk.incomplete(window.path, &why);
            return Ok(Some((self.damage(end, error), tail.next)));
        }
    }

    fn hand_on(
        &mut self,
        window: &mut Window<'_>,
        frame: &Frame,
        replay: &mut Replay<'_>,
    ) -> std::result::Result<(), Stop> {
        let at = Position::new(self.head.segment, frame.at);
        if FRAME_BYTES + frame.body_bytes > WINDOW_BYTES {
            let (file, large) = (window.file, &mut self.large);
            read_group(file, window.path, self.head.salt, frame.at, large).map_err(Stop::Place)?;
            replay(at, frame.number, large).map_err(Stop::Caller)
        } else if frame.body_bytes > 0 {
            let body = window.get(frame.body_at(), frame.body_bytes).map_err(Stop::Place)?;
            replay(at, frame.number, body).map_err(Stop::Caller)
        } else {
            Ok(())
        }
    }

    /// From where the walk stands up to `end`.
    fn damage(&self, end: u64, error: Error) -> LogDamage {
        let (at, number) = (self.walk.end, self.walk.next_number);
        LogDamage { at, bytes: end.saturating_sub(at), number, error }
    }

    /// What the last valid group alone does not show.
    fn check_end(&self, window: &Window<'_>, damaged: &mut dyn FnMut(LogDamage)) {
        let walk = &self.walk;
        match self.extent {
            Extent::Sealed if walk.needs_barrier() => {
                let error =
                    walk.incomplete(window.path, "the barrier of a sealed segment is missing");
                damaged(self.damage(window.file_bytes, error));
            }
            Extent::Sealed if window.file_bytes > walk.end => {
                let error = walk.incomplete(window.path, "only zeros stand in this sealed segment");
                damaged(self.damage(window.file_bytes, error));
            }
            Extent::Committed(end) if end > walk.end => {
                let error = walk.incomplete(window.path, &format!("the log ends at byte {end}"));
                damaged(self.damage(end, error));
            }
            _ => {}
        }
    }
}
