// SPDX-License-Identifier: Apache-2.0
//! The change feed: what the log says, in order, to be read on from where a reader stopped.
//!
//! A position is a place in the log. It stays good over restarts and new segments for as long as
//! the log from there on is kept (`Options::feed_retain_bytes`). Readers never see what is not yet
//! applied here, or not yet as durable as the options promise. A reader that deals with changes
//! before it notes their position sees each at least once.

use std::sync::atomic::Ordering;

use crate::base::error::{Code, Error, Result};
use crate::base::id::Origin;
use crate::base::limits::FEED_BYTES_MAX;
use crate::base::op::{Bytes, Kind};
use crate::base::part as base;
use crate::base::stamp::Stamp;
use crate::outbox::entry::Status;
use crate::store::entry::LocalWrite;
use crate::store::value::Value;
use crate::wal::{LogReader, Position};

use super::Engine;
use super::journal::{self, MarkBody, Record};
use super::options::Durability;

/// What happened.
#[repr(u8)]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Event {
    /// A write that is not replicated.
    #[default]
    Local = 1,
    /// A replicated write, made here.
    Own = 2,
    /// A replicated write, received.
    Remote = 3,
    /// The operation before this, of the same version, and what was here did not know of each
    /// other.
    Conflict = 4,
    /// Operations made here are owed no more: acknowledged, discarded on purpose, or taken out of a
    /// full outbox because a later write had replaced them.
    Settled = 5,
    /// The delivery of an operation made here failed, is to be tried again, or was queued by hand.
    Delivery = 6,
    /// From here on this replica writes under that name.
    Identity = 7,
}

/// One change. What an event does not speak of is zero or None.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Change {
    /// What happened.
    pub event: Event,
    /// Where to go on reading once this and everything before it is dealt with. Changes that
    /// happened together are read again together.
    pub position: u64,
    /// This replica's counter for the write.
    pub version: u64,
    /// Put or delete.
    pub kind: Option<Kind>,
    /// Who made the write.
    pub origin: Option<Origin>,
    /// Its sequence number; the first one of a range.
    pub seq: u64,
    /// The last sequence number of a range.
    pub seq_last: u64,
    /// Orders the write.
    pub stamp: Stamp,
    /// The application's time of the write, in milliseconds since 1970.
    pub timestamp_ms: i64,
    /// The key.
    pub key: Bytes,
    /// The value, of a put, when values were asked for.
    pub value: Option<Bytes>,
    /// Where the operation stands in the outbox.
    pub status: Option<Status>,
    /// Deliveries so far.
    pub attempts: u32,
    /// Number of the last delivery error; 0 for none.
    pub last_error: u16,
}

/// Some changes, in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// Where reading began.
    pub from: u64,
    /// The changes.
    pub list: Vec<Change>,
    /// Where to go on: the same as `from` when there was nothing new.
    pub next: u64,
}

impl Engine {
    /// The changes from a position on, 0 for the oldest that is kept: about `count_max` of them,
    /// more when more happened together, fewer when they are long. None: nothing new.
    ///
    /// Errors: `NotFound` when the log of that position is no longer kept, naming the oldest that
    /// is, or when it was lost with the power in [`super::Durability::Fast`]: the reader has to
    /// look at the state anew. `InvalidArgument` or `Corrupted` for what never was a position;
    /// `InvalidState` for an engine in memory, which keeps no log; `FileReadError`.
    pub fn changes_from(
        &self,
        position: u64,
        count_max: usize,
        with_values: bool,
    ) -> Result<Changes> {
        let reader = self.log_reader()?;
        let end = Position(self.readable.load(Ordering::Acquire));
        let from = match position {
            0 => reader.oldest()?.unwrap_or(end).min(end),
            _ => reader.past_removed(Position(position))?,
        };
        if from >= end {
            return if from == end { Ok(nothing(from)) } else { Err(beyond(from, end)) };
        }
        let mut list: Vec<Change> = Vec::new();
        let mut bytes = 0;
        let mut visit = |at: Position, body: &[u8]| {
            if let Some(last) = list.last_mut() {
                last.position = at.min(end).0;
            }
            if at >= end {
                return Ok(false);
            }
            bytes += take_group(at, body, with_values, &mut list)?;
            Ok(list.len() < count_max && bytes < FEED_BYTES_MAX)
        };
        let walked = reader.walk(from, &mut visit);
        let walked = walked.map_err(|error| match error.code() {
            Code::Corrupted if self.is_lost(from, reader) => lost(from),
            _ => gone(error, from, reader),
        });
        let next = walked?.min(end).0;
        if let Some(last) = list.last_mut() {
            last.position = next;
        }
        Ok(Changes { from: from.0, list, next })
    }

    /// Whether other records stand where a position was: the power took those that it was between,
    /// before they were synced, and the log went on.
    fn is_lost(&self, position: Position, reader: &LogReader) -> bool {
        if self.options.durability != Durability::Fast {
            return false;
        }
        let mut is_there = false;
        let start = Position::start_of(position.segment());
        let walked = reader.walk(start, &mut |at, _| {
            is_there |= at == position;
            Ok(at < position)
        });
        walked.is_ok_and(|end| end > position && !is_there)
    }

    /// The position behind everything that happened so far. Whoever asks for it first, then looks
    /// at the state, then follows the feed from here, misses nothing.
    ///
    /// Errors: `InvalidState` for an engine in memory, which keeps no log.
    pub fn feed_end(&self) -> Result<u64> {
        self.log_reader()?;
        Ok(self.readable.load(Ordering::Acquire))
    }

    fn log_reader(&self) -> Result<&LogReader> {
        self.reader.as_ref().ok_or_else(|| {
            Error::new(Code::InvalidState, "an engine in memory keeps no log to follow", "")
        })
    }
}

fn nothing(at: Position) -> Changes {
    Changes { from: at.0, list: Vec::new(), next: at.0 }
}

fn beyond(from: Position, end: Position) -> Error {
    let context = format!("position {}; the feed ends at {}", from.0, end.0);
    Error::new(Code::NotFound, "feed position is beyond the end", context)
}

fn lost(position: Position) -> Error {
    let context = format!("position {}: other records stand there", position.0);
    Error::new(Code::NotFound, "feed position was lost with the power", context)
}

/// Says in the words of the feed that a position is no longer held.
fn gone(error: Error, from: Position, reader: &LogReader) -> Error {
    if error.code() != Code::NotFound {
        return error;
    }
    let oldest = reader.oldest().ok().flatten().unwrap_or_default();
    let context = format!("position {}; the oldest kept is {}", from.0, oldest.0);
    Error::new(Code::NotFound, "feed position is no longer kept", context)
}

/// Appends what a group says. Returns about how many bytes that are.
fn take_group(at: Position, body: &[u8], values: bool, list: &mut Vec<Change>) -> Result<usize> {
    let first = list.len();
    let mut records = journal::decode(body)?.into_iter().peekable();
    while let Some(record) = records.next() {
        let is_own = |next: &Record<'_>| matches!(next, Record::Operation { own: true, .. });
        if matches!(record, Record::Identity { .. }) && records.peek().is_some_and(is_own) {
            // The same name as before: it only says that an opening came in between.
            continue;
        }
        take_record(&record, values, first, list)?;
    }
    let group = list.get_mut(first..).unwrap_or_default();
    let mut bytes = 0;
    for change in group {
        change.position = at.0;
        bytes += size_of::<Change>() + change.key.len();
        bytes += change.value.as_ref().map_or(0, |value| value.len());
    }
    Ok(bytes)
}

fn take_record(
    record: &Record<'_>,
    values: bool,
    first: usize,
    list: &mut Vec<Change>,
) -> Result<()> {
    match record {
        Record::Identity { node, epoch } => {
            let node = crate::base::id::NodeId::new(node)?;
            let origin = Some(Origin { node, epoch: *epoch });
            list.push(Change { event: Event::Identity, origin, ..Change::default() });
        }
        Record::Local(body) => {
            let (key, write) = if values { body.to_write()? } else { body.bare().to_write()? };
            let kind = if write.value.is_some() { Kind::Put } else { Kind::Delete };
            let value = write.value.as_ref().filter(|_| values).map(Value::load).transpose()?;
            list.push(of_local(key, kind, &write, value));
        }
        Record::Placed(body) => {
            let write = body.to_write(None);
            list.push(of_local(body.key().into(), Kind::Put, &write, None));
        }
        Record::Operation { version, own, op, .. } => {
            let op = if values {
                op.to_operation(u64::MAX)?
            } else {
                op.bare().to_operation(u64::MAX)?
            };
            let event = if *own { Event::Own } else { Event::Remote };
            list.extend(op.changes().map(|change| of_change(&change, event, *version, values)));
        }
        Record::Repair { version, op } => {
            let op = if values { op.clone() } else { op.bare() }.to_operation(u64::MAX)?;
            let event = Event::Remote;
            list.extend(op.changes().map(|change| of_change(&change, event, *version, values)));
        }
        Record::Conflict { version } => {
            let group = list.get(first..).unwrap_or_default();
            let mut parts = group.iter().filter(|change| change.version == *version);
            let mut met = parts.next_back().cloned().unwrap_or_default();
            if parts.next().is_some() {
                // Of a group, any key may be the one.
                met.key = Bytes::default();
            }
            let (event, version) = (Event::Conflict, *version);
            list.push(Change { event, version, value: None, ..met });
        }
        // It happened before, and was told then.
        Record::Carried { .. } | Record::Cut(_) => {}
        // It is told when it is applied.
        Record::Held { .. } => {}
        Record::Peer(_) | Record::PeerHas(_) | Record::Refused(_) | Record::Steps(_) => {}
        Record::Settled(ranges) => {
            for range in ranges {
                let (origin, seq, seq_last) = range.to_range()?;
                let (event, origin) = (Event::Settled, Some(origin));
                list.push(Change { event, origin, seq, seq_last, ..Change::default() });
            }
        }
        Record::Marks(marks) => {
            for mark in marks {
                list.push(of_mark(mark)?);
            }
        }
    }
    Ok(())
}

fn of_local(key: Bytes, kind: Kind, write: &LocalWrite, value: Option<Bytes>) -> Change {
    Change {
        event: Event::Local,
        version: write.version,
        kind: Some(kind),
        stamp: write.stamp,
        timestamp_ms: write.timestamp_ms,
        key,
        value,
        ..Change::default()
    }
}

fn of_mark(mark: &MarkBody) -> Result<Change> {
    let mark = mark.to_mark()?;
    Ok(Change {
        event: Event::Delivery,
        version: mark.version,
        status: Some(mark.status),
        attempts: mark.attempts,
        last_error: mark.last_error,
        ..Change::default()
    })
}

fn of_change(op: &base::Change<'_>, event: Event, version: u64, values: bool) -> Change {
    Change {
        event,
        version,
        kind: Some(op.kind),
        origin: Some(op.dot.origin.clone()),
        seq: op.dot.seq,
        seq_last: op.dot.seq,
        stamp: op.stamp,
        timestamp_ms: op.timestamp_ms,
        key: op.key.clone(),
        value: (values && op.kind == Kind::Put).then(|| op.value.clone()),
        ..Change::default()
    }
}
