// SPDX-License-Identifier: Apache-2.0
//! One operation: a write to one key, or a group of writes to several, with everything that lets
//! any replica decide about it alone.

use std::sync::Arc;

pub use super::context::Context;
use super::error::{Code, Error, Result, invalid};
use super::id::{Dot, Opening};
use super::limits::{CONTEXT_LEN_MAX, KEY_BYTES_MAX};
use super::part::{Change, Part};
pub use super::seen::{Reach, Seen};
use super::stamp::Stamp;

/// Shared immutable bytes: a value lives once, however many parts of the engine hold it.
pub type Bytes = Arc<[u8]>;

/// What a write does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Gives the key a value.
    Put,
    /// Takes the key away.
    Delete,
    /// Several of both, each of another key, that happen together or not at all.
    Group,
    /// Something of a later version, by its number: what the value says was not looked at. It is
    /// kept and handed on, and never applied.
    Other(u8),
}

impl Kind {
    /// The kind with that number; None for 0, which is none.
    pub fn from_number(number: u8) -> Option<Self> {
        match number {
            0 => None,
            1 => Some(Self::Put),
            2 => Some(Self::Delete),
            3 => Some(Self::Group),
            other => Some(Self::Other(other)),
        }
    }

    /// The kind with that number, when it is one that changes a single key.
    pub fn of_one_key(number: u8) -> Option<Self> {
        Self::from_number(number).filter(|kind| kind.is_of_one_key())
    }

    /// Its number, in the documented `OperationType`, in the log and on the wire.
    pub const fn number(self) -> u8 {
        match self {
            Self::Put => 1,
            Self::Delete => 2,
            Self::Group => 3,
            Self::Other(number) => number,
        }
    }

    /// Whether it changes a single key.
    pub const fn is_of_one_key(self) -> bool {
        matches!(self, Self::Put | Self::Delete)
    }
}

/// Which kinds of operations are applied. Those of others are held.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Kinds(u8);

impl Kinds {
    /// All that this build knows.
    pub const ALL: Self = Self(0b1110);
    /// Those that every build knows that holds operations.
    pub const FIRST: Self = Self(0b1110);

    /// Without that one: as a build from before it.
    pub const fn without(self, kind: Kind) -> Self {
        match kind {
            Kind::Other(_) => self,
            known => Self(self.0 & !(1 << known.number())),
        }
    }

    /// Whether it is among them.
    pub const fn has(self, kind: Kind) -> bool {
        match kind {
            Kind::Other(_) => false,
            known => self.0 & (1 << known.number()) != 0,
        }
    }

    /// Whether an operation can be applied: it and all of its parts.
    pub fn has_all_of(self, op: &Operation) -> bool {
        self.has(op.kind) && op.parts.iter().all(|part| self.has(part.kind))
    }
}

impl Default for Kinds {
    fn default() -> Self {
        Self::ALL
    }
}

/// A replicated write, as it stands in the log, in the outbox and on the wire.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Operation {
    /// Its name.
    pub dot: Dot,
    /// Orders it among concurrent ones.
    pub stamp: Stamp,
    /// In which opening of its writer's database it was made.
    pub opening: Opening,
    /// The versions that its writer had seen; empty for a group, whose parts have their own.
    pub context: Context,
    /// The writer's log-wide counter, for the documented API; greater than 0.
    pub version: u64,
    /// When the application made the write, in milliseconds since 1970; greater than 0.
    pub timestamp_ms: i64,
    /// When it was submitted, in milliseconds since 1970; greater than 0.
    pub created_ms: i64,
    /// What it does.
    pub kind: Kind,
    /// To which key; empty for a group, and maybe for another kind.
    pub key: Bytes,
    /// The value; empty for a delete and for a group. Of a kind that is not known, as it came.
    pub value: Bytes,
    /// What a group does, each part to another key; empty for all other kinds.
    pub parts: Vec<Part>,
}

impl Operation {
    /// Payload in bytes: keys and values.
    pub fn payload_bytes(&self) -> usize {
        let parts: usize = self.parts.iter().map(Part::payload_bytes).sum();
        self.key.len() + self.value.len() + parts
    }

    /// What its writer had seen: of its key, or of the key of each part.
    pub fn contexts(&self) -> impl Iterator<Item = &Context> {
        self.parts.iter().map(|part| &part.context).chain([&self.context])
    }

    /// Whether openings are known of it, or of what it has seen.
    pub fn has_openings(&self) -> bool {
        self.opening.is_known() || self.contexts().any(Context::has_openings)
    }

    /// The same for a build that knows no stamps and openings in contexts. To that, nothing has
    /// seen a later number of its own life.
    pub fn plain(&self) -> Self {
        let plain = |context: &Context| {
            let mut context = context.plain();
            context.cut(&self.dot.origin, self.dot.seq - 1);
            context
        };
        let to_part = |part: &Part| Part { context: plain(&part.context), ..part.clone() };
        let parts = self.parts.iter().map(to_part).collect();
        let (context, opening) = (plain(&self.context), Opening::UNKNOWN);
        Self { context, opening, parts, ..self.clone() }
    }

    /// Whether it changes several keys at once.
    pub fn is_group(&self) -> bool {
        self.kind == Kind::Group
    }

    /// What it does to each of its keys: one change, or those of the group; nothing that is known,
    /// for another kind.
    pub fn changes(&self) -> impl Iterator<Item = Change<'_>> {
        let own = self.kind.is_of_one_key().then(|| self.change());
        own.into_iter().chain(self.parts.iter().map(|part| Change {
            dot: &self.dot,
            stamp: self.stamp,
            opening: self.opening,
            timestamp_ms: self.timestamp_ms,
            kind: part.kind,
            key: &part.key,
            value: &part.value,
            context: &part.context,
        }))
    }

    /// What an operation on one key does to it.
    pub fn change(&self) -> Change<'_> {
        Change {
            dot: &self.dot,
            stamp: self.stamp,
            opening: self.opening,
            timestamp_ms: self.timestamp_ms,
            kind: self.kind,
            key: &self.key,
            value: &self.value,
            context: &self.context,
        }
    }
}

/// Checks what every write must satisfy, in every durability mode, before anything is changed.
pub fn check_write(
    key: &[u8],
    value: &[u8],
    timestamp_ms: i64,
    value_bytes_max: u64,
) -> Result<()> {
    if key.is_empty() {
        return Err(invalid("invalid store operation", "the key is empty"));
    }
    if timestamp_ms <= 0 {
        return Err(invalid(
            "invalid store operation",
            format!("timestamp {timestamp_ms} ms, must be greater than 0"),
        ));
    }
    if key.len() > KEY_BYTES_MAX {
        return Err(invalid(
            "failed to encode store operation",
            format!("key of {} bytes, allowed are {KEY_BYTES_MAX}", key.len()),
        ));
    }
    if value.len() as u64 > value_bytes_max {
        return Err(invalid(
            "failed to encode store operation",
            format!("value of {} bytes, allowed are {value_bytes_max}", value.len()),
        ));
    }
    Ok(())
}

/// Checks what must hold for an operation of any kind, known or not (`docs/format/operation.md`).
pub fn check_unknown(op: &Operation, value_bytes_max: u64) -> Result<()> {
    const MESSAGE: &str = "invalid remote sync operation";
    if op.timestamp_ms <= 0 {
        let context = format!("timestamp {} ms, must be greater than 0", op.timestamp_ms);
        return Err(invalid(MESSAGE, context));
    }
    if op.key.len() > KEY_BYTES_MAX {
        let context = format!("key of {} bytes, allowed are {KEY_BYTES_MAX}", op.key.len());
        return Err(invalid(MESSAGE, context));
    }
    let (bytes, bytes_max) =
        (op.payload_bytes() as u64, value_bytes_max.saturating_add(KEY_BYTES_MAX as u64));
    if bytes > bytes_max {
        let context = format!("key and value of {bytes} bytes, allowed are {bytes_max}");
        return Err(invalid(MESSAGE, context));
    }
    Ok(())
}

/// Checks the length of a context that came from outside.
pub fn check_context(context: &Context) -> Result<()> {
    check_seen_len(context.seen().len())
}

/// The same before there is one.
pub fn check_seen_len(len: usize) -> Result<()> {
    if len > CONTEXT_LEN_MAX {
        return Err(Error::new(
            Code::InvalidArgument,
            "invalid remote sync operation",
            format!("context of {len} origins, allowed are {CONTEXT_LEN_MAX}"),
        ));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::id::{NodeId, Origin};
    use super::super::limits::GROUP_CONTEXT_LEN_MAX;
    use super::super::part::check_part_contexts;
    use super::*;

    #[test]
    fn every_number_but_0_is_a_kind_and_only_those_of_this_build_are_applied() {
        assert_eq!(Kind::from_number(0), None);
        for number in 1..=u8::MAX {
            let kind = Kind::from_number(number).unwrap();
            assert_eq!(kind.number(), number);
            assert_eq!(Kinds::ALL.has(kind), number <= 3);
            assert_eq!(Kind::of_one_key(number).is_some(), number <= 2);
        }
        let older = Kinds::ALL.without(Kind::Group);
        assert!(!older.has(Kind::Group) && older.has(Kind::Put) && older.has(Kind::Delete));
        assert_eq!(older.without(Kind::Other(9)), older);
    }

    #[test]
    fn who_knows_no_stamps_in_contexts_gets_an_operation_without_them() {
        let dot = |epoch, seq| {
            let node = NodeId::new("a").unwrap();
            Dot { origin: Origin { node, epoch }, seq }
        };
        let mut context = Context::default();
        context.insert(&dot(1, 9), Stamp(3), Opening(5));
        context.add(Seen::alone(&dot(2, 6), Stamp(7)));
        context.add(Seen::below(&dot(3, 6), Stamp(7), Opening(6)));
        context.insert(&dot(4, 6), Stamp(5), Opening::UNKNOWN);
        let part = Part { context: context.clone(), ..Part::put(b"k", b"v") };
        let op = Operation {
            dot: dot(1, 4),
            stamp: Stamp(7),
            opening: Opening(8),
            context,
            version: 1,
            timestamp_ms: 1,
            created_ms: 1,
            kind: Kind::Put,
            key: b"k".as_slice().into(),
            value: b"v".as_slice().into(),
            parts: vec![part],
        };
        let plain = op.plain();
        // Its own number may not be among them: such an operation is refused.
        let wanted = Context::from_dots([dot(1, 3), dot(3, 5), dot(4, 6)]);
        assert_eq!((&plain.context, &plain.parts[0].context), (&wanted, &wanted));
        assert!(op.has_openings() && !plain.has_openings());
        assert_eq!((plain.dot, plain.stamp, plain.value), (op.dot, op.stamp, op.value));
    }

    #[test]
    fn a_context_of_too_many_items_is_refused_and_so_are_those_of_a_group() {
        let node = |at: usize| NodeId::new(&format!("n{at}")).unwrap();
        let dot = |at| Dot { origin: Origin { node: node(at), epoch: 1 }, seq: 1 };
        let of = |count: usize| Context::from_dots((0..count).map(dot));
        assert!(check_context(&of(CONTEXT_LEN_MAX)).is_ok());
        let error = check_context(&of(CONTEXT_LEN_MAX + 1)).unwrap_err();
        assert_eq!(error.context(), "context of 4097 origins, allowed are 4096");
        let part = |count| Part { context: of(count), ..Part::put(b"k", b"v") };
        let check = |parts: &[Part]| {
            check_part_contexts(parts, &dot(CONTEXT_LEN_MAX), Stamp(1), Opening::UNKNOWN)
        };
        let mut parts = vec![part(CONTEXT_LEN_MAX); GROUP_CONTEXT_LEN_MAX / CONTEXT_LEN_MAX];
        assert!(check(&parts).is_ok());
        parts.push(part(1));
        let error = check(&parts).unwrap_err();
        let wanted = GROUP_CONTEXT_LEN_MAX;
        let told = format!("contexts of {} origins, allowed are {wanted}", wanted + 1);
        assert_eq!(error.context(), told);
    }

    #[test]
    fn a_write_out_of_range_names_value_and_limit() {
        let long = vec![b'k'; KEY_BYTES_MAX + 1];
        let error = check_write(&long, b"", 1, 8).unwrap_err();
        assert_eq!(error.context(), "key of 1048577 bytes, allowed are 1048576");
        let error = check_write(b"k", b"123456789", 1, 8).unwrap_err();
        assert_eq!(error.context(), "value of 9 bytes, allowed are 8");
        assert!(check_write(b"", b"", 1, 8).is_err());
        assert!(check_write(b"k", b"", 0, 8).is_err());
        assert!(check_write(b"k", b"12345678", 1, 8).is_ok());
    }
}
