// SPDX-License-Identifier: Apache-2.0
//! Contexts in a frame of operations: origins are numbers in its table, stamps are differences.

use crate::base::codec::encode_compact;
use crate::base::error::{Result, invalid};
use crate::base::id::Origin;
use crate::base::op::{Context, Seen, check_seen_len};
use crate::base::stamp::Stamp;

use super::ops::{NUMBER_BYTES_MAX, Numbers, number_bytes, number_of, origin_of, signed_bytes};
use super::reader::{Reader, broken};

/// A context: numbers of origins that are in the table, ascending, sequence numbers, and stamps.
pub(super) type Listed = Vec<(u32, u64, Stamp)>;

/// How contexts stand in a frame.
#[derive(Clone, Copy)]
pub(super) struct Form {
    is_stamped: bool,
    /// Whether a stamp was read.
    has_met_stamps: bool,
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

impl Form {
    /// With stamps, or without.
    pub fn new(is_stamped: bool) -> Self {
        Self { is_stamped, has_met_stamps: false }
    }

    /// Checks that stamps were read where they were said to be.
    pub fn end(self) -> Result<()> {
        match self.is_stamped && !self.has_met_stamps {
            true => Err(broken("stamps in no context".to_owned())),
            false => Ok(()),
        }
    }

    /// Appends a context of an operation with that stamp.
    pub fn encode(
        self,
        context: &Context,
        stamp: Stamp,
        numbers: &Numbers<'_>,
        out: &mut Vec<u8>,
    ) -> Result<()> {
        encode_compact(&context.seen().len(), out)?;
        context.seen().iter().try_for_each(|seen| {
            encode_compact(&(number_of(&seen.dot.origin, numbers), seen.packed()), out)?;
            let stamp = self.is_stamped.then(|| to_body(seen.stamp, stamp));
            stamp.map_or(Ok(()), |stamp| encode_compact(&stamp, out))
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
                true => from_body(reader.take("stamp")?, stamp),
                false => Seen::ANY,
            };
            self.has_met_stamps |= stamp != Seen::ANY;
            list.push((number, seq, stamp));
        }
        Ok(list)
    }
}

/// The context that stands there.
pub(super) fn to_context(seen: &Listed, table: &[Origin]) -> Result<Context> {
    check_seen_len(seen.len())?;
    let mut context = Context::default();
    for &(number, packed, stamp) in seen {
        let seen = Seen::unpacked(origin_of(number, table)?.clone(), packed, stamp)?;
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
        NUMBER_BYTES_MAX + number_bytes(seen.packed()) + stamp_bytes
    };
    number_bytes(context.seen().len() as u64) + context.seen().iter().map(seen_bytes).sum::<usize>()
}
