// SPDX-License-Identifier: Apache-2.0
//! Contexts in a frame of operations: origins are numbers in its table, stamps are differences, and
//! an opening is said where it is not the one said before.

use crate::base::codec::encode_compact;
use crate::base::error::{Result, invalid};
use crate::base::id::{Opening, Origin};
use crate::base::op::{Context, Seen, check_seen_len};
use crate::base::stamp::Stamp;

use super::ops::{NUMBER_BYTES_MAX, Numbers, number_bytes, number_of, origin_of, signed_bytes};
use super::reader::{Reader, broken};

/// A context: numbers of origins that are in the table, ascending, sequence numbers, stamps and
/// openings.
pub(super) type Listed = Vec<(u32, u64, Stamp, Opening)>;

/// How contexts stand in a frame.
#[derive(Clone, Copy)]
pub(super) struct Form {
    is_stamped: bool,
    is_opened: bool,
    /// Whether a stamp was read.
    has_met_stamps: bool,
    /// Whether an opening was read.
    has_met_openings: bool,
    /// The last opening that was said.
    last: Opening,
}

/// A stamp against that of the operation: how many milliseconds earlier, and its counter.
type StampBody = (i64, u16);

fn to_body(stamp: Stamp, of: Stamp) -> StampBody {
    (of.ms() - stamp.ms(), stamp.0 as u16)
}

fn from_body((earlier_ms, counter): StampBody, of: Stamp) -> Stamp {
    let ms = of.ms().wrapping_sub(earlier_ms) as u64;
    Stamp(ms << 16 | u64::from(counter))
}

fn take_stamp(reader: &mut Reader<'_>, of: Stamp) -> Result<Stamp> {
    let body = reader.take("stamp")?;
    let stamp = from_body(body, of);
    match to_body(stamp, of) == body {
        true => Ok(stamp),
        false => Err(broken(format!("a stamp {} ms before {}", body.0, of.0))),
    }
}

impl Form {
    /// With stamps or without, and with openings or without.
    pub fn new(is_stamped: bool, is_opened: bool) -> Self {
        let (has_met_stamps, has_met_openings) = Default::default();
        Self { is_stamped, is_opened, has_met_stamps, has_met_openings, last: Opening::UNKNOWN }
    }

    /// Checks that stamps and openings were read where they were said to be.
    pub fn end(self) -> Result<()> {
        if self.is_stamped && !self.has_met_stamps {
            return Err(broken("stamps in no context".to_owned()));
        }
        if self.is_opened && !self.has_met_openings {
            return Err(broken("openings of no operation".to_owned()));
        }
        Ok(())
    }

    /// Appends an opening: 0 for the one said before, to begin with an unknown one; else one more
    /// than it.
    pub fn encode_opening(&mut self, opening: Opening, out: &mut Vec<u8>) -> Result<()> {
        if !self.is_opened {
            return Ok(());
        }
        let is_same = std::mem::replace(&mut self.last, opening) == opening;
        encode_compact(&if is_same { 0 } else { 1 + u64::from(opening.0) }, out)
    }

    /// Reads an opening.
    pub fn take_opening(&mut self, reader: &mut Reader<'_>) -> Result<Opening> {
        if !self.is_opened {
            return Ok(Opening::UNKNOWN);
        }
        if let Some(said) = reader.take::<u64>("opening")?.checked_sub(1) {
            let opening = u32::try_from(said)
                .map_err(|_| broken(format!("opening {said}, allowed are up to {}", u32::MAX)))?;
            self.last = Opening(opening);
        }
        self.has_met_openings |= self.last.is_known();
        Ok(self.last)
    }

    /// Appends a context of an operation with that stamp.
    pub fn encode(
        &mut self,
        context: &Context,
        stamp: Stamp,
        numbers: &Numbers<'_>,
        out: &mut Vec<u8>,
    ) -> Result<()> {
        encode_compact(&context.seen().len(), out)?;
        context.seen().iter().try_for_each(|seen| {
            encode_compact(&(number_of(&seen.dot.origin, numbers), seen.packed()), out)?;
            if self.is_stamped {
                encode_compact(&to_body(seen.stamp, stamp), out)?;
            }
            self.encode_opening(seen.opening, out)
        })
    }

    /// Reads a context of an operation with that stamp.
    pub fn take(
        &mut self,
        reader: &mut Reader<'_>,
        stamp: Stamp,
        table: &[Origin],
    ) -> Result<Listed> {
        let mut list = Listed::new();
        let mut next = 0;
        let count_max = if self.is_stamped { usize::MAX } else { table.len() };
        for _ in 0..reader.count("origins in a context", count_max)? {
            let (number, seq): (u32, u64) = reader.take("context")?;
            if number < next {
                return Err(broken(format!("origin number {number} where {next} is the least")));
            }
            // With stamps, there may be several lines of writes of one origin.
            next = if self.is_stamped { number } else { number.saturating_add(1) };
            origin_of(number, table)?;
            let stamp = match self.is_stamped {
                true => take_stamp(reader, stamp)?,
                false => Seen::ANY,
            };
            self.has_met_stamps |= stamp != Seen::ANY;
            list.push((number, seq, stamp, self.take_opening(reader)?));
        }
        Ok(list)
    }
}

/// The context that stands there.
pub(super) fn to_context(seen: &Listed, table: &[Origin]) -> Result<Context> {
    check_seen_len(seen.len())?;
    let mut context = Context::default();
    for &(number, packed, stamp, opening) in seen {
        let seen = Seen::unpacked(origin_of(number, table)?.clone(), packed, stamp, opening)?;
        if seen.dot.seq == 0 {
            let context = "sequence number 0 in a context";
            return Err(invalid("invalid remote sync operation", context));
        }
        context.add(seen);
    }
    Ok(context)
}

/// What a context of an operation with that stamp takes, in bytes, at most.
pub(super) fn context_bytes(context: &Context, stamp: Stamp) -> usize {
    let seen_bytes = |seen: &Seen| {
        let (earlier_ms, counter) = to_body(seen.stamp, stamp);
        let stamp_bytes = signed_bytes(earlier_ms) + number_bytes(counter.into());
        NUMBER_BYTES_MAX + number_bytes(seen.packed()) + stamp_bytes + opening_bytes(seen.opening)
    };
    number_bytes(context.seen().len() as u64) + context.seen().iter().map(seen_bytes).sum::<usize>()
}

/// What an opening takes, in bytes, at most.
pub(super) fn opening_bytes(opening: Opening) -> usize {
    number_bytes(1 + u64::from(opening.0))
}
