// SPDX-License-Identifier: Apache-2.0
//! From the head to the last valid group, and the judgement of what stands behind it.

use crate::base::error::{Code, Error, Result};

use super::frame::{FRAME_BYTES, Frame, MARKER};
use super::head::{HEAD_BYTES, Head};
use super::reader::read_group;
use super::window::{WINDOW_BYTES, Window, first_of, last_written};
use super::{Position, Replay};

/// How often the bytes behind the last group may go through the checksum while groups are looked
/// for there. Torn groups do not overlap, so honest files need once; crafted ones could ask for any
/// number.
const SEARCH_FACTOR: u64 = 16;

/// What a file holds.
#[derive(Debug)]
pub(super) struct Walk {
    /// Groups with a body.
    pub groups: u64,
    /// The number of the next group.
    pub next_number: u64,
    /// Where the next group goes.
    pub end: u64,
    /// Where the last group with a body ends; 0 while there is none.
    pub body_end: u64,
    /// Up to where the file once was on stable storage for certain; 0 while no group says so.
    pub proven_to: u64,
    /// Bytes of the torn tail.
    pub cut_bytes: u64,
    /// Complete groups in the torn tail.
    pub cut_groups: u64,
}

impl Walk {
    /// The walk through a file that holds a head only.
    pub fn start() -> Self {
        Self {
            groups: 0,
            next_number: 1,
            end: HEAD_BYTES as u64,
            body_end: 0,
            proven_to: 0,
            cut_bytes: 0,
            cut_groups: 0,
        }
    }

    /// Whether the last group with a body is one that no later group vouches for.
    pub fn needs_barrier(&self) -> bool {
        self.proven_to < self.body_end
    }

    pub fn next(&self, window: &mut Window<'_>, salt: u64) -> Result<Option<Frame>> {
        let frame = window.frame(self.end, salt)?;
        Ok(frame.filter(|frame| frame.number == self.next_number))
    }

    pub fn take(&mut self, frame: &Frame) {
        self.next_number += 1;
        self.end = frame.end();
        self.proven_to = self.proven_to.max(frame.durable_to);
        if frame.body_bytes > 0 {
            self.groups += 1;
            self.body_end = self.end;
        }
    }
}

/// Reads group after group and hands on those with a body.
///
/// Errors: [`Code::Corrupted`] when a group is missing that was on stable storage,
/// [`Code::FileReadError`], and those of `replay`.
pub(super) fn walk(window: &mut Window<'_>, head: &Head, replay: &mut Replay<'_>) -> Result<Walk> {
    let salt = head.salt;
    let mut walk = Walk::start();
    let mut large = Vec::new();
    loop {
        while let Some(frame) = walk.next(window, salt)? {
            let at = Position::new(head.segment, frame.at);
            if FRAME_BYTES + frame.body_bytes > WINDOW_BYTES {
                read_group(window.file, window.path, salt, frame.at, &mut large)?;
                replay(at, frame.number, &large)?;
            } else if frame.body_bytes > 0 {
                replay(at, frame.number, window.get(frame.body_at(), frame.body_bytes)?)?;
            }
            walk.take(&frame);
        }
        let tail = Tail::search(window, salt, &walk)?;
        if tail.written_to == walk.end {
            return Ok(walk);
        }
        // Beside a writer, what was half written a moment ago may be complete now. A group that
        // vouches for this place was written after it, so the second look is the last one needed.
        window.forget();
        if walk.next(window, salt)?.is_some() {
            continue;
        }
        if let (true, Some(next)) = (tail.is_damage, &tail.next) {
            return Err(walk.damage(window.path, &record(next)));
        }
        walk.cut_bytes = tail.written_to - walk.end;
        walk.cut_groups = tail.groups;
        return Ok(walk);
    }
}

/// Walks through a sealed segment of `file_bytes`, which has to be whole: it was synced before it
/// was sealed, so there is no tail that a crash could have torn.
pub(super) fn walk_sealed(
    window: &mut Window<'_>,
    head: &Head,
    replay: &mut Replay<'_>,
) -> Result<Walk> {
    let walk = walk(window, head, replay)?;
    if walk.cut_bytes > 0 {
        return Err(walk.incomplete(window.path, "no valid record stands in this sealed segment"));
    }
    if walk.needs_barrier() {
        return Err(walk.incomplete(window.path, "the barrier of a sealed segment is missing"));
    }
    if window.file_bytes > walk.end {
        return Err(walk.incomplete(window.path, "only zeros stand in this sealed segment"));
    }
    Ok(walk)
}

impl Walk {
    fn damage(&self, path: &str, next: &str) -> Error {
        self.incomplete(path, &format!("next valid: {next}"))
    }

    /// The error for a record that should follow and does not.
    pub fn incomplete(&self, path: &str, why: &str) -> Error {
        let context = format!("{path}: record {} at byte {}; {why}", self.next_number, self.end);
        Error::new(Code::Corrupted, "WAL file is damaged", context)
    }
}

fn record(frame: &Frame) -> String {
    format!("record {} at byte {}", frame.number, frame.at)
}

/// What stands behind the last valid group.
pub(super) struct Tail {
    /// Where the last byte ends that is not zero; where the tail begins if there is none.
    pub written_to: u64,
    /// Complete groups.
    pub groups: u64,
    /// The first of them.
    pub next: Option<Frame>,
    /// Whether one of them knows the beginning of the tail to have been on stable storage.
    pub is_damage: bool,
}

impl Tail {
    /// Looks at every byte behind `walk.end`, except in the bodies of the groups that it finds.
    pub fn search(window: &mut Window<'_>, salt: u64, walk: &Walk) -> Result<Self> {
        let from = walk.end;
        let mut tail = Self { written_to: from, groups: 0, next: None, is_damage: false };
        let mut work_left = window.file_bytes.saturating_sub(from).saturating_mul(SEARCH_FACTOR);
        let mut at = from;
        loop {
            let piece = window.some(at)?;
            if piece.is_empty() {
                return Ok(tail);
            }
            // Nearly always there are only zeros: space that was reserved.
            let Some(last) = last_written(piece) else {
                at += piece.len() as u64;
                continue;
            };
            let [first, ..] = MARKER;
            let found = first_of(piece.get(..=last).unwrap_or_default(), first);
            let passed = found.unwrap_or(piece.len());
            if let Some(last) = last_written(piece.get(..passed).unwrap_or_default()) {
                tail.written_to = at + last as u64 + 1;
            }
            at += passed as u64;
            if found.is_none() {
                continue;
            }
            match candidate(window, salt, walk, at, &mut work_left)? {
                Some(frame) => {
                    at = frame.end();
                    tail.groups += 1;
                    tail.is_damage = frame.durable_to > from;
                    tail.next.get_or_insert(frame);
                }
                None => at += 1,
            }
            tail.written_to = at;
            if tail.is_damage {
                return Ok(tail);
            }
        }
    }
}

/// The valid group at `at` that can come after those of `walk`.
fn candidate(
    window: &mut Window<'_>,
    salt: u64,
    walk: &Walk,
    at: u64,
    work_left: &mut u64,
) -> Result<Option<Frame>> {
    let file_bytes = window.file_bytes;
    let Some(frame) = Frame::parse(window.get(at, FRAME_BYTES)?, at, file_bytes) else {
        return Ok(None);
    };
    let skipped_max = (at - walk.end) / FRAME_BYTES as u64;
    if !(walk.next_number..=walk.next_number + skipped_max).contains(&frame.number) {
        return Ok(None);
    }
    let work = frame.end() - frame.at;
    let Some(left) = work_left.checked_sub(work) else {
        return Err(walk.damage(window.path, "too much looks like a record to tell"));
    };
    *work_left = left;
    window.frame(at, salt)
}
