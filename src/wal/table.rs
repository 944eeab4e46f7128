// SPDX-License-Identifier: Apache-2.0
//! The files of a log that its readers have open, shared by all of them and the writer.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::base::error::{Code, Error, Result};
use crate::base::limits::SEGMENTS_OPEN_MAX;
use crate::disk::Disk;
use crate::disk::names::Side;

use super::Position;
use super::segment::{Seen, Segment, find, sides};

/// The open files. No lock is held while the disk works.
pub(super) struct Table {
    disk: Arc<dyn Disk>,
    path: PathBuf,
    /// Where the last committed group ends, as the writer says; 0 without a writer.
    end: AtomicU64,
    open: Mutex<Open>,
}

#[derive(Default)]
struct Open {
    /// What the log's files have in common, once one is known.
    log: Option<u64>,
    /// The last segment, as far as is known.
    active: Option<Arc<Segment>>,
    /// Others, the one used last at the end.
    sealed: Vec<Arc<Segment>>,
}

impl Open {
    fn get(&mut self, number: u64) -> Option<Arc<Segment>> {
        if let Some(active) = &self.active
            && active.head.segment == number
        {
            return Some(active.clone());
        }
        let at = self.sealed.iter().position(|held| held.head.segment == number)?;
        let held = self.sealed.remove(at);
        self.sealed.push(held.clone());
        Some(held)
    }

    fn hold(&mut self, segment: Arc<Segment>) {
        self.sealed.retain(|held| held.head.segment != segment.head.segment);
        if self.sealed.len() >= SEGMENTS_OPEN_MAX {
            self.sealed.remove(0);
        }
        self.sealed.push(segment);
    }

    fn activate(&mut self, segment: Arc<Segment>) {
        if let Some(before) = self.active.replace(segment) {
            self.hold(before);
        }
    }
}

impl Table {
    /// A table that knows of `active`; none: the log has no head yet.
    pub fn new(disk: Arc<dyn Disk>, path: &Path, active: Option<Segment>) -> Self {
        let log = active.as_ref().map(|segment| segment.head.id());
        let open = Open { log, active: active.map(Arc::new), sealed: Vec::new() };
        Self { disk, path: path.into(), end: AtomicU64::new(0), open: Mutex::new(open) }
    }

    /// The segment `number`; none if it is not there, or not yet.
    pub fn get(&self, number: u64) -> Result<Option<Arc<Segment>>> {
        if let Some(held) = self.open().get(number) {
            return Ok(Some(held));
        }
        let (segment, is_sealed) = match find(&*self.disk, &self.path, number)? {
            Seen::Sealed(segment) => (Arc::new(segment), true),
            Seen::Active(segment) => (Arc::new(segment), false),
            Seen::Ahead(_) | Seen::Gone | Seen::Empty(_) | Seen::NoMain(_) => return Ok(None),
        };
        let mut open = self.open();
        segment.check_log(*open.log.get_or_insert(segment.head.id()))?;
        let last = open.active.as_ref().map_or(0, |active| active.head.segment);
        if is_sealed || number < last {
            open.hold(segment.clone());
        } else {
            open.activate(segment.clone());
        }
        Ok(Some(segment))
    }

    /// The writer goes on in `active`.
    pub fn rotate(&self, active: Segment, end: Position) {
        self.open().activate(Arc::new(active));
        self.set_end(end);
    }

    /// Lets go of a file that was removed.
    pub fn forget(&self, number: u64) {
        self.open().sealed.retain(|held| held.head.segment != number);
    }

    /// The writer committed up to here.
    pub fn set_end(&self, end: Position) {
        self.end.store(end.0, Ordering::Release);
    }

    /// Where the last committed group ends. None: no writer said so.
    pub fn end(&self) -> Option<Position> {
        Some(Position(self.end.load(Ordering::Acquire))).filter(|end| end.0 > 0)
    }

    /// The number of the first segment from which on none is missing; None: there is no log yet.
    pub fn oldest(&self) -> Result<Option<u64>> {
        let Some(last) = self.open().active.as_ref().map(|active| active.head.segment) else {
            return Ok(None);
        };
        let is_sealed = |side: Side| match side {
            Side::Segment(number) => Some(number),
            _ => None,
        };
        let sealed = sides(&*self.disk, &self.path)?.into_iter().filter_map(is_sealed);
        let sealed: BTreeSet<u64> = sealed.collect();
        let mut oldest = last;
        while sealed.contains(&(oldest - 1)) {
            oldest -= 1;
        }
        Ok(Some(oldest))
    }

    /// The error for a position whose segment is not there.
    pub fn absent(&self, position: Position) -> Error {
        let last = self.open().active.as_ref().map_or(0, |active| active.head.segment);
        if position.segment() >= last {
            return self.beyond(position);
        }
        let numbers = sides(&*self.disk, &self.path).unwrap_or_default();
        let oldest = numbers.into_iter().filter_map(|side| match side {
            Side::Segment(number) => Some(number),
            _ => None,
        });
        let context = format!("{position}; oldest segment {}", oldest.min().unwrap_or(last));
        Error::new(Code::NotFound, "log position is no longer held", context)
    }

    /// The error for a position that the log has not reached, or that it lost in a power cut.
    pub fn beyond(&self, position: Position) -> Error {
        let end = self.end().map_or_else(String::new, |end| format!("; the log ends at {end}"));
        let context = format!("{position}{end}");
        Error::new(Code::NotFound, "log position is beyond the end", context)
    }

    fn open(&self) -> MutexGuard<'_, Open> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
