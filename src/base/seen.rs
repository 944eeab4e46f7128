// SPDX-License-Identifier: Apache-2.0
//! One item of a context: a version that was seen, by name and stamp, and how far that reaches.
//!
//! Numbers and stamps of an origin ascend together, so those before a version are told by both. But
//! a node whose files were restored or copied makes more than one line of writes under the same
//! numbers, and a later write of one line has a greater number and a greater stamp than an earlier
//! one of the other. What tells them apart is the opening: in one opening there is one line.

use super::error::{Result, invalid};
use super::id::{Dot, Opening, Origin};
use super::stamp::Stamp;

/// Behind the numbers whose stamps a context keeps: the bits from this one on say how far an item
/// reaches (`docs/format/operation.md`).
const SEQ_END: u64 = 1 << 62;
const ALONE_BIT: u64 = 1 << 63;
const BELOW_BIT: u64 = 1 << 62;

/// A version that was seen, or those before it, or both.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Seen {
    /// Its name.
    pub dot: Dot,
    /// Its stamp; [`Seen::ANY`] when nobody said, and then every version with that number or a
    /// lesser one counts as seen.
    pub stamp: Stamp,
    /// What of it was seen.
    pub reach: Reach,
    /// In which opening it was written. Where that is known, so far does its reach go back, and to
    /// versions of which nobody said it.
    pub opening: Opening,
}

/// What was seen of a version and those before it: of its origin, with a lesser number and no
/// greater stamp.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reach {
    /// Those before it, and not itself: it stands beside what has this context.
    Below,
    /// All of them.
    UpTo,
    /// It, and none before it: the name that a write had before it got another one, because others
    /// under it and before it are in doubt.
    Alone,
}

impl Seen {
    /// In place of a stamp that is not known. No operation has it.
    pub const ANY: Stamp = Stamp(u64::MAX);

    /// A version and those before it.
    pub fn up_to(dot: &Dot, stamp: Stamp, opening: Opening) -> Self {
        Self { dot: dot.clone(), stamp, reach: Reach::UpTo, opening }
    }

    /// Those before a version.
    pub fn below(dot: &Dot, stamp: Stamp, opening: Opening) -> Self {
        Self { dot: dot.clone(), stamp, reach: Reach::Below, opening }
    }

    /// A version and none before it.
    pub fn alone(dot: &Dot, stamp: Stamp) -> Self {
        Self { dot: dot.clone(), stamp, reach: Reach::Alone, opening: Opening::UNKNOWN }
    }

    /// What stands so in a list: number and reach in one, a stamp, and an opening.
    ///
    /// Errors: `InvalidArgument` for a reach that there is not, and for an opening where none
    /// stands.
    pub fn unpacked(origin: Origin, packed: u64, stamp: Stamp, opening: Opening) -> Result<Self> {
        let (seq, reach) = match packed & (ALONE_BIT | BELOW_BIT) {
            0 => (packed, Reach::UpTo),
            _ if stamp == Self::ANY => (packed, Reach::UpTo),
            ALONE_BIT => (packed & !ALONE_BIT, Reach::Alone),
            BELOW_BIT => (packed & !BELOW_BIT, Reach::Below),
            _ => return Err(invalid("invalid context", "a version alone and below itself")),
        };
        if opening.is_known() && (stamp == Self::ANY || reach == Reach::Alone) {
            return Err(invalid("invalid context", "an opening beside a name alone"));
        }
        Ok(Self { dot: Dot { origin, seq }, stamp, reach, opening })
    }

    /// Number and reach in one.
    pub fn packed(&self) -> u64 {
        match self.reach {
            Reach::UpTo => self.dot.seq,
            Reach::Alone => self.dot.seq | ALONE_BIT,
            Reach::Below => self.dot.seq | BELOW_BIT,
        }
    }

    /// Whether its stamp is known.
    pub fn is_exact(&self) -> bool {
        self.stamp != Self::ANY
    }

    /// Whether its opening is known.
    pub fn is_opened(&self) -> bool {
        self.opening.is_known()
    }

    /// Whether it is a name alone.
    pub fn is_alone(&self) -> bool {
        self.reach == Reach::Alone
    }

    /// The last number up to which versions of its origin may have been seen with it.
    pub(super) fn last(&self) -> u64 {
        match self.reach {
            Reach::UpTo => self.dot.seq,
            Reach::Below => self.dot.seq.saturating_sub(1),
            Reach::Alone => 0,
        }
    }

    /// Whether that version itself was seen.
    pub(super) fn is(&self, seq: u64, stamp: Stamp) -> bool {
        self.reach != Reach::Below && (seq, stamp) == (self.dot.seq, self.stamp)
    }

    /// Whether that version of the same origin was seen with it. A partial order: two lines of
    /// writes of one origin cover no more of each other than they have in common.
    pub(super) fn covers(&self, seq: u64, stamp: Stamp, opening: Opening) -> bool {
        if !self.is_exact() {
            return seq <= self.dot.seq;
        }
        let is_before = seq < self.dot.seq && stamp <= self.stamp;
        self.opening.may_be(opening) && (is_before && !self.is_alone() || self.is(seq, stamp))
    }

    /// Whether everything that the other one of the same origin says is said by this one. A former
    /// name is more than a version: it stays.
    pub(super) fn says(&self, other: &Self) -> bool {
        let Self { dot, stamp, opening, .. } = other;
        match (self.reach, other.reach) {
            (Reach::Alone, _) | (_, Reach::Alone) => self == other,
            // One of which no opening is known reaches into all.
            _ if self.opening.is_known() && self.opening != *opening => false,
            (_, Reach::UpTo) => self.covers(dot.seq, *stamp, *opening),
            (_, Reach::Below) if self.is_exact() => dot.seq <= self.dot.seq && *stamp <= self.stamp,
            (_, Reach::Below) => dot.seq <= self.dot.seq.saturating_add(1),
        }
    }

    /// The same as a context keeps it, if it says anything. So great a number nobody has given, and
    /// in a list it has no room for a reach.
    pub(super) fn kept(self) -> Option<Self> {
        let kept = match self.reach {
            _ if self.dot.seq >= SEQ_END => Self::any(self.dot),
            Reach::Below if !self.is_exact() => Self::any(Dot { seq: self.last(), ..self.dot }),
            Reach::UpTo if !self.is_exact() => Self::any(self.dot),
            Reach::Alone => Self { opening: Opening::UNKNOWN, ..self },
            _ => self,
        };
        (kept.dot.seq > 0).then_some(kept)
    }

    /// Every version up to a number.
    fn any(dot: Dot) -> Self {
        Self { dot, stamp: Self::ANY, reach: Reach::UpTo, opening: Opening::UNKNOWN }
    }
}
