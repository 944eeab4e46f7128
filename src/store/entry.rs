// SPDX-License-Identifier: Apache-2.0
//! What the store holds of one key: its concurrent versions, the context that covers everything
//! that was ever replaced, and at most one write that is only local.

use std::cmp::Ordering;
use std::hint::black_box;

use crate::base::error::Result;
use crate::base::id::{Dot, Opening, Origin};
use crate::base::op::{Bytes, Context, Kind, Reach, Seen};
use crate::base::part::Change;
use crate::base::stamp::Stamp;

use super::siblings::Siblings;
use super::value::Value;

/// What a version has in a run beside its value, in bytes, about.
pub const ENTRY_COST_BYTES: u64 = 34;

/// One replicated version of a key: a value, or the mark of a delete.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    /// Which operation wrote it.
    pub dot: Dot,
    /// Orders it among its siblings.
    pub stamp: Stamp,
    /// In which opening of its writer's database it was written.
    pub opening: Opening,
    /// The application's time of the write, in milliseconds since 1970.
    pub timestamp_ms: i64,
    /// This replica's counter when the version was applied here.
    pub version: u64,
    /// The value; None for a delete.
    pub value: Option<Bytes>,
}

impl Version {
    /// The version that a change writes here.
    pub fn written_by(op: &Change<'_>, version: u64) -> Self {
        Self {
            dot: op.dot.clone(),
            stamp: op.stamp,
            opening: op.opening,
            timestamp_ms: op.timestamp_ms,
            version,
            value: (op.kind == Kind::Put).then(|| op.value.clone()),
        }
    }

    /// What of the context says that it is here: it and those before it.
    pub fn as_seen(&self) -> Seen {
        Seen::up_to(&self.dot, self.stamp, self.opening)
    }

    /// Whether an item of the context says just that.
    pub fn implies(&self, seen: &Seen) -> bool {
        let Seen { dot, stamp, reach, opening } = seen;
        let is_it = (*stamp, *opening) == (self.stamp, self.opening) && *dot == self.dot;
        is_it && *reach == Reach::UpTo
    }

    /// Whether it is that write, under whatever name of its node.
    pub fn is_same_write(&self, dot: &Dot, stamp: Stamp) -> bool {
        self.dot.origin.node == dot.origin.node && self.stamp == stamp
    }

    /// The order of siblings on every replica: stamp, node id, epoch, sequence number.
    pub fn rank(&self, other: &Self) -> Ordering {
        self.stamp.cmp(&other.stamp).then_with(|| self.dot.cmp(&other.dot))
    }
}

/// A write made without replication: durable, never sent, visible until a replicated write wins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LocalWrite {
    /// Orders it against replicated versions.
    pub stamp: Stamp,
    /// The application's time of the write, in milliseconds since 1970.
    pub timestamp_ms: i64,
    /// This replica's counter when it was applied.
    pub version: u64,
    /// The value; None for a delete.
    pub value: Option<Value>,
}

impl LocalWrite {
    /// The same with its value in memory.
    ///
    /// Errors: those of reading it.
    pub fn loaded(self) -> Result<Self> {
        let value = self.value.as_ref().map(Value::load).transpose()?;
        Ok(Self { value: value.map(Value::Here), ..self })
    }
}

/// Everything known of one key.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct KeyState {
    /// Covers every version that was ever applied to the key, present or replaced.
    pub context: Context,
    /// The versions that no other has replaced, greatest first.
    pub siblings: Siblings,
    /// The local write, when there is one.
    pub local: Option<LocalWrite>,
}

impl KeyState {
    /// Whether more than one candidate could be shown.
    pub fn is_contested(&self) -> bool {
        self.siblings.len() + usize::from(self.local.is_some()) > 1
    }

    /// Takes what an origin wrote above `last` for unknown. Returns the version of it that was here
    /// first: there is no other, as the later writes of an origin replace its earlier ones, but for
    /// what came since from peers under the same name.
    pub fn cut(&mut self, origin: &Origin, last: u64) -> Option<Version> {
        let is_cut = |version: &Version| version.dot.origin == *origin && version.dot.seq > last;
        let cut = self.siblings.iter().filter(|version| is_cut(version));
        let cut = cut.min_by_key(|version| version.version).cloned();
        self.siblings.retain(|version| !is_cut(version));
        self.context.cut(origin, last);
        cut
    }

    /// The replicated part for a build that knows no stamps in contexts. Of several lines of writes
    /// of one origin it knows the one with the greatest number alone.
    pub fn plain(&self) -> Self {
        let mut siblings = self.siblings.clone();
        siblings.retain(|version| {
            let Dot { origin, seq } = &version.dot;
            !self.siblings.iter().any(|one| one.dot.origin == *origin && one.dot.seq > *seq)
        });
        let is_version = |seen: &&Seen| siblings.iter().any(|one| one.implies(seen));
        let others = self.context.seen().iter().filter(|seen| !is_version(seen));
        let mut context = others.cloned().collect::<Context>().plain();
        let siblings =
            siblings.iter().map(|one| Version { opening: Opening::UNKNOWN, ..one.clone() });
        let siblings: Siblings = siblings.collect();
        siblings.iter().for_each(|one| context.add(one.as_seen()));
        Self { context, siblings, local: None }
    }

    /// What a version is told to have seen that is one of these, or was one and gets another name:
    /// everything that the key ever had, but for those that still stand. What it has replaced of
    /// its own origin, its name says.
    pub fn context_of(&self, version: &Version) -> Context {
        let is_version = |dot: &Dot, stamp| (dot, stamp) == (&version.dot, version.stamp);
        let beside = || self.siblings.iter().filter(|one| !is_version(&one.dot, one.stamp));
        let is_of = |one: &Version, seen: &Seen| one.is_same_write(&seen.dot, seen.stamp);
        let mut context = Context::default();
        for seen in self.context.seen() {
            match seen.reach {
                // Of what stands beside it under any name, what was before that.
                Reach::UpTo if beside().any(|one| is_of(one, seen)) => {
                    context.add(Seen { reach: Reach::Below, ..seen.clone() });
                }
                Reach::Alone if beside().any(|one| is_of(one, seen)) => {}
                // What was before it was seen.
                Reach::Below => context.add(seen.clone()),
                _ if is_version(&seen.dot, seen.stamp) => {}
                _ => context.add(seen.clone()),
            }
        }
        for Version { dot, stamp, opening, .. } in self.siblings.iter() {
            if context.covers(dot, *stamp, *opening) {
                context.cut(&dot.origin, dot.seq - 1);
            }
        }
        context
    }

    /// Whether nothing is known of the key, not even that it was deleted.
    pub fn is_void(&self) -> bool {
        self.siblings.is_empty() && self.local.is_none() && self.context.is_empty()
    }

    /// About how many bytes its entry in a run has.
    pub fn weight_bytes(&self, key: &[u8]) -> u64 {
        let lengths =
            self.siblings.iter().map(|version| version.value.as_ref().map(|v| v.len() as u64));
        let local = self.local.iter().map(|write| write.value.as_ref().map(Value::len));
        let parts = lengths.chain(local).map(|bytes| ENTRY_COST_BYTES + bytes.unwrap_or(0));
        key.len() as u64 + parts.sum::<u64>()
    }

    /// How much of that is not in memory.
    pub fn placed_bytes(&self) -> u64 {
        let local = self.local.as_ref().and_then(|write| write.value.as_ref());
        local.map_or(0, Value::placed_bytes)
    }

    /// The value that was lent from here, to be kept.
    pub fn kept(&self, lent: &[u8]) -> Option<Bytes> {
        let local = self.local.iter().filter_map(|write| match &write.value {
            Some(Value::Here(bytes)) => Some(bytes),
            _ => None,
        });
        let replicated = self.siblings.iter().filter_map(|version| version.value.as_ref());
        replicated.chain(local).find(|value| std::ptr::eq(&raw const ***value, lent)).cloned()
    }

    /// The only value in memory, where there is one; else one of them.
    fn some_value(&self) -> Option<&[u8]> {
        match (self.siblings.first(), &self.local) {
            (Some(version), _) => version.value.as_deref(),
            (None, Some(write)) => write.value.as_ref()?.here(),
            (None, None) => None,
        }
    }

    /// The greatest stamp held, so that a write made now can be ordered after it.
    pub fn stamp_max(&self) -> Stamp {
        let replicated = self.siblings.first().map(|version| version.stamp);
        let local = self.local.as_ref().map(|write| write.stamp);
        replicated.max(local).unwrap_or_default()
    }
}

/// Has the processor fetch states and their values, one pass over all of them for each pointer:
/// each by itself would wait for the memory, together they wait about as long as one. For as many
/// as its caches hold.
pub fn fetch<'a>(states: impl Iterator<Item = &'a KeyState> + Clone) {
    black_box(states.clone().filter(|state| state.is_contested()).count());
    let ends = states.filter_map(|state| {
        let value = state.some_value()?;
        Some(value.first()? ^ value.last()?)
    });
    black_box(ends.fold(0, |sum, byte| sum ^ byte));
}

#[cfg(test)]
mod tests {
    use super::super::decide::join;
    use super::super::encode::{self, Origins};
    use super::*;
    use crate::base::id::NodeId;
    use crate::base::op::Operation;

    fn write(node: &str, seq: u64, stamp: u64, context: &[&Dot]) -> Operation {
        Operation {
            dot: Dot { origin: Origin { node: NodeId::new(node).unwrap(), epoch: 1 }, seq },
            stamp: Stamp(stamp),
            opening: Opening::UNKNOWN,
            context: Context::from_dots(context.iter().copied().cloned()),
            version: 1,
            timestamp_ms: 1,
            created_ms: 1,
            kind: Kind::Put,
            key: b"k".as_slice().into(),
            value: b"v".as_slice().into(),
            parts: Vec::new(),
        }
    }

    /// A life that was restored or copied has given a name twice.
    #[test]
    fn two_writes_of_one_name_stay_until_a_later_one_replaces_them_in_any_order() {
        let (one, two) = (write("a", 1, 5, &[]), write("a", 1, 7, &[]));
        let later = write("b", 1, 9, &[&one.dot]);
        for order in [[&one, &two, &later], [&two, &later, &one], [&later, &one, &two]] {
            let mut state = KeyState::default();
            for op in order {
                join(&mut state, &op.change(), 1);
                let again = state.clone();
                join(&mut state, &op.change(), 1);
                assert_eq!(state, again);
            }
            assert_eq!(state.siblings.iter().map(|v| v.stamp).collect::<Vec<_>>(), [later.stamp]);
        }
        // A number that was seen without its stamp says nothing of another version of a name.
        let mut state = KeyState::default();
        join(&mut state, &two.change(), 1);
        state.context.insert(&Dot { seq: 2, ..one.dot.clone() }, Seen::ANY, Opening::UNKNOWN);
        join(&mut state, &one.change(), 2);
        assert_eq!(state.siblings.len(), 2);
        let mut states = [[&one, &two], [&two, &one]].map(|order| {
            let mut state = KeyState::default();
            order.iter().zip(1..).for_each(|(op, version)| {
                join(&mut state, &op.change(), version);
            });
            assert_eq!(
                state.siblings.iter().map(|v| v.stamp).collect::<Vec<_>>(),
                [two.stamp, one.stamp]
            );
            state
        });
        // The one that came first is this node's own.
        let cut = states.each_mut().map(|state| state.cut(&one.dot.origin, 0).unwrap().stamp);
        assert_eq!(cut, [one.stamp, two.stamp]);
        assert!(states.iter().all(KeyState::is_void));
    }

    /// An item that names what stands there alone, or what was before it, is not the one that goes
    /// without saying.
    #[test]
    fn of_what_stands_there_only_the_usual_item_is_implied() {
        for (opening, reach) in
            [(0, Reach::Alone), (0, Reach::Below), (7, Reach::UpTo), (7, Reach::Below)]
        {
            let mut state = KeyState::default();
            let op = Operation { opening: Opening(7), ..write("a", 2, 5, &[]) };
            join(&mut state, &op.change(), 1);
            let item = Seen { reach, opening: Opening(opening), ..Seen::alone(&op.dot, op.stamp) };
            let is_usual = state.siblings.iter().any(|one| one.implies(&item));
            assert_eq!(is_usual, (opening, reach) == (7, Reach::UpTo));
            state.context.add(item.clone());
            assert_eq!(state.context.seen().contains(&item), is_usual || opening == 0);
            let (mut origins, mut bytes) = (Origins::default(), Vec::new());
            encode::encode(&state, &mut origins, &mut bytes).unwrap();
            let read = encode::decode(&bytes, &origins).unwrap();
            assert_eq!(read.as_ref(), Some(&state), "{item:?}");
            // And for an older build nothing is left that it could not read.
            let plain = state.plain();
            let implied = |seen: &Seen| plain.siblings.iter().any(|one| one.implies(seen));
            let is_plain = |seen: &Seen| !seen.is_exact() || implied(seen);
            assert!(plain.context.seen().iter().all(is_plain), "{item:?}: {plain:?}");
            assert!(!plain.context.has_openings());
        }
    }
}
