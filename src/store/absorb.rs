// SPDX-License-Identifier: Apache-2.0
//! What the state of another replica does to the state of a key here.
//!
//! The other replica names every operation that its state follows from. So a version that is absent
//! there although its operation is among those was replaced or deleted there, and goes here too,
//! without any mark of a delete; one whose operation is not among those is news to it, and stays.

use crate::base::know::Knowledge;
use crate::base::op::{Bytes, Context, Seen};

use super::Store;
use super::entry::{KeyState, Version};
use super::policy::View;
use super::runs::RunSet;
use super::sum::StateSum;

/// The state of a key after that of another replica was taken in. `known` names the operations that
/// the other state follows from, `ours` those that the state here does. A key of which no version
/// is left, and about which nothing but operations in `settled` is known, leaves nothing behind:
/// those must never be followed here again.
///
/// Taking the same in again changes nothing, and what was written here since the state that an
/// earlier result came from may be taken in with that result in place of the other state.
pub fn absorb(
    here: Option<&KeyState>,
    there: Option<KeyState>,
    known: &Knowledge,
    ours: &Knowledge,
    settled: &Knowledge,
) -> Option<KeyState> {
    let (none, there) = (KeyState::default(), there.unwrap_or_default());
    let here = here.unwrap_or(&none);
    let mut merged = here.clone();
    merged.siblings.retain(|version| {
        there.siblings.has(version) || !was_there(version, &here.context, &there, known)
    });
    for version in there.siblings.iter() {
        if !was_there(version, &there.context, here, ours) {
            merged.siblings.insert(version.clone());
        }
    }
    merged.context.join(&there.context);
    merged.settle_names();
    let is_over = merged.siblings.is_empty() && is_settled(&merged.context, settled);
    if is_over {
        merged.context = Context::default();
    }
    (!merged.is_void()).then_some(merged)
}

/// Whether a version was taken in where a key is in that state and these operations are known. A
/// number is known by one operation, and the key may say that it was another one; where that one
/// stands, only what was seen with its stamp counts. A write with a new name is known by its former
/// one, which `beside` has, the context of the key where it stands. Where it stands there as well,
/// under another name, it has not gone there: [`KeyState::settle_names`] makes one of both.
fn was_there(version: &Version, beside: &Context, other: &KeyState, known: &Knowledge) -> bool {
    let Version { dot, stamp, opening, .. } = version;
    let KeyState { context: seen, siblings, .. } = other;
    let has_names = || [beside, seen].iter().any(|of| of.former(dot, *stamp).next().is_some());
    let is_other_name = |one: &Version| one.dot != *dot && one.is_same_write(dot, *stamp);
    if siblings.iter().any(is_other_name) && has_names() {
        return false;
    }
    let is_covered = match siblings.has_twin(dot, *stamp) {
        true => seen.covers_exactly(dot, *stamp, *opening),
        false => {
            seen.covers(dot, *stamp, *opening)
                || known.contains(dot) && !seen.names_another(dot, *stamp, *opening)
        }
    };
    is_covered || beside.former(dot, *stamp).any(|former| seen.names(former, *stamp))
}

/// Whether every version that a context covers is among these operations, so that none of them can
/// still come. A former name is of an operation that nobody knows any more.
pub fn is_settled(context: &Context, settled: &Knowledge) -> bool {
    let mut seen = context.seen().iter().filter(|seen| !seen.is_alone());
    seen.all(|Seen { dot, .. }| {
        settled.of(&dot.origin).is_some_and(|ranges| ranges.watermark() >= dot.seq)
    })
}

/// What the replacement of states of keys does to what is counted of all of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Delta {
    /// Keys shown of those with one candidate, more than before.
    pub shown: i64,
    /// Bytes of entries that count, more than before.
    pub live_bytes: i64,
    /// Bytes of entries that no longer count.
    pub waste_bytes: u64,
    /// What is added to the sum, modulo its range.
    pub sum: StateSum,
}

impl Delta {
    /// Of one key.
    pub fn of(
        view: &View,
        key: &[u8],
        before: Option<&KeyState>,
        after: Option<&KeyState>,
    ) -> Self {
        let shown = |state: Option<&KeyState>| {
            let alone = state.filter(|state| !state.is_contested());
            i64::from(alone.is_some_and(|state| view.live_unhidden(state)))
        };
        let weight = |state: Option<&KeyState>| state.map_or(0, |state| state.weight_bytes(key));
        let sum = |state: Option<&KeyState>| {
            state.map_or_else(StateSum::default, |state| StateSum::of(key, state))
        };
        Self {
            shown: shown(after) - shown(before),
            live_bytes: weight(after) as i64 - weight(before) as i64,
            waste_bytes: weight(before),
            sum: sum(after).minus(sum(before)),
        }
    }

    /// With that of other keys.
    pub fn plus(self, other: Self) -> Self {
        Self {
            shown: self.shown + other.shown,
            live_bytes: self.live_bytes + other.live_bytes,
            waste_bytes: self.waste_bytes + other.waste_bytes,
            sum: self.sum.plus(other.sum),
        }
    }

    /// Without that of other keys.
    pub fn minus(self, other: Self) -> Self {
        Self {
            shown: self.shown - other.shown,
            live_bytes: self.live_bytes - other.live_bytes,
            waste_bytes: self.waste_bytes.saturating_sub(other.waste_bytes),
            sum: self.sum.minus(other.sum),
        }
    }
}

impl Store {
    /// Puts other runs in place of those that there are. They differ in keys that no table knows;
    /// `delta` says what that does to the counts, `contested` which keys came to have more than one
    /// candidate or ceased to. Who does this gives nobody a look between it and [`Store::replace`].
    pub fn install(&mut self, runs: RunSet, delta: &Delta, contested: &[(Bytes, bool)]) {
        self.set_runs(runs);
        let uncontested = self.tally.uncontested as i64 + delta.shown;
        self.tally.uncontested = usize::try_from(uncontested).unwrap_or(0);
        self.weight.live_bytes = self.weight.live_bytes.saturating_add_signed(delta.live_bytes);
        self.weight.waste_in_runs_bytes += delta.waste_bytes;
        self.sum = self.sum.map(|sum| sum.plus(delta.sum));
        for (key, is_contested) in contested {
            if *is_contested {
                self.contested.insert(key.clone());
            } else {
                self.contested.remove(key);
            }
        }
        self.tally.contested = None;
    }

    /// Puts another state in place of the one that a key has; `below` is what the runs hold of it.
    pub fn replace(&mut self, key: &Bytes, after: KeyState, below: super::table::Slot) {
        let is_contested = after.is_contested();
        self.change(key, 0, below, |state| {
            *state = after;
            false
        });
        // Other runs may just have said what they hold of it, which is not what is shown.
        if is_contested {
            self.contested.insert(key.clone());
        } else {
            self.contested.remove(key);
        }
    }

    /// Notes that the next flush has to say of a key whether it has more than one candidate,
    /// because the runs say something else.
    pub fn recheck_contested(&mut self, key: &Bytes) {
        self.contested_changed.insert(key.clone());
    }

    /// Notes that a merge has dropped entries that counted.
    pub fn shed_live(&mut self, live_bytes: u64) {
        self.weight.live_bytes = self.weight.live_bytes.saturating_sub(live_bytes);
    }
}

#[cfg(test)]
mod tests {
    use super::super::decide::join;
    use super::*;
    use crate::base::id::{Dot, NodeId, Opening, Origin};
    use crate::base::op::{Kind, Operation};
    use crate::base::random::Random;
    use crate::base::stamp::Stamp;

    fn dot(node: u64, seq: u64) -> Dot {
        let name = ["a", "b", "c"][node as usize];
        Dot { origin: Origin { node: NodeId::new(name).unwrap(), epoch: 1 }, seq }
    }

    /// A history of one key: each write sees some state that existed.
    fn history(random: &mut Random, len: usize) -> Vec<Operation> {
        let mut ops: Vec<Operation> = Vec::new();
        let mut states = vec![KeyState::default(); 3];
        for at in 0..len {
            let node = random.up_to(2);
            let state = &mut states[node as usize];
            for op in &ops {
                if random.up_to(2) == 0 {
                    join(state, &op.change(), 1);
                }
            }
            let own = ops.iter().filter(|op| op.dot.origin == dot(node, 1).origin).count() as u64;
            let is_put = random.up_to(2) > 0;
            let op = Operation {
                dot: dot(node, own + 1),
                stamp: Stamp(100 + at as u64),
                opening: Opening::UNKNOWN,
                context: state.context.clone(),
                version: 1,
                timestamp_ms: 1,
                created_ms: 1,
                kind: if is_put { Kind::Put } else { Kind::Delete },
                key: b"k".as_slice().into(),
                value: if is_put { b"v".as_slice().into() } else { Bytes::default() },
                parts: Vec::new(),
            };
            join(state, &op.change(), 1);
            ops.push(op);
        }
        ops
    }

    fn state_of<'a>(ops: impl IntoIterator<Item = &'a Operation>) -> (KeyState, Knowledge) {
        let (mut state, mut known) = (KeyState::default(), Knowledge::default());
        for op in ops {
            join(&mut state, &op.change(), 1);
            known.insert(&op.dot);
        }
        (state, known)
    }

    fn picked<'a>(random: &mut Random, ops: &'a [Operation]) -> Vec<&'a Operation> {
        ops.iter().filter(|_| random.up_to(1) == 0).collect()
    }

    #[test]
    fn absorbing_a_state_is_as_good_as_following_its_operations() {
        let mut random = Random::new(17);
        for _ in 0..20_000 {
            let len = random.up_to(8) as usize;
            let ops = history(&mut random, len);
            let (ours, theirs) = (picked(&mut random, &ops), picked(&mut random, &ops));
            let (here, known_here) = state_of(ours.iter().copied());
            let (there, known) = state_of(theirs.iter().copied());
            let (both, _) = state_of(ours.iter().chain(&theirs).copied());
            let merged =
                absorb(Some(&here), Some(there), &known, &known_here, &Knowledge::default());
            assert_eq!(merged.clone().unwrap_or_default(), both);
            // And what comes later finds what it would have found.
            let late = picked(&mut random, &ops);
            let mut after = merged.unwrap_or_default();
            for op in &late {
                join(&mut after, &op.change(), 1);
            }
            let (all, _) = state_of(ours.iter().chain(&theirs).chain(&late).copied());
            assert_eq!(after, all);
        }
    }

    #[test]
    fn what_was_written_meanwhile_meets_the_result_as_it_would_have_met_the_state() {
        let mut random = Random::new(23);
        let none = Knowledge::default();
        for _ in 0..20_000 {
            let len = random.up_to(8) as usize;
            let ops = history(&mut random, len);
            let (ours, theirs) = (picked(&mut random, &ops), picked(&mut random, &ops));
            let since = picked(&mut random, &ops);
            let (before, _) = state_of(ours.iter().copied());
            let (now, _) = state_of(ours.iter().chain(&since).copied());
            let (there, known) = state_of(theirs.iter().copied());
            let is_gone = there.siblings.iter().all(|version| version.value.is_none());
            // The other side may have forgotten the key together with its marks of deletes.
            let is_known = theirs.len() == ops.len();
            let there = (!(is_gone && is_known)).then_some(there);
            let direct = absorb(Some(&now), there.clone(), &known, &none, &none);
            let result = absorb(Some(&before), there, &known, &none, &none);
            let later = absorb(Some(&now), result, &known, &none, &none);
            let shown = |state: Option<KeyState>| state.unwrap_or_default().siblings;
            assert_eq!(shown(later), shown(direct));
        }
    }

    /// A node that was restored gave the number 1 twice. Each side has another one of both writes,
    /// and has replaced it or not.
    #[test]
    fn who_knows_a_number_by_another_operation_has_replaced_none_but_that() {
        let mut random = Random::new(1);
        let first = history(&mut random, 1).remove(0);
        let second = Operation { stamp: Stamp(first.stamp.0 + 1), ..first.clone() };
        let mut context = Context::default();
        context.insert(&first.dot, first.stamp, first.opening);
        let mut others = (0..3).map(|node| dot(node, 1));
        let other = others.find(|other| other.origin != first.dot.origin).unwrap();
        let later = Operation { dot: other, stamp: Stamp(900), context, ..first.clone() };
        let ((here, ours), (there, known)) = (state_of([&first, &later]), state_of([&second]));
        let none = Knowledge::default();
        for (here, there, known, ours) in
            [(&here, &there, &known, &ours), (&there, &here, &ours, &known)]
        {
            let both = absorb(Some(here), Some(there.clone()), known, ours, &none).unwrap();
            let stamps: Vec<_> = both.siblings.iter().map(|version| version.stamp).collect();
            assert_eq!(stamps, [later.stamp, second.stamp]);
        }
    }

    #[test]
    fn an_absent_key_whose_operations_are_known_there_was_deleted_there() {
        let mut random = Random::new(5);
        let ops = history(&mut random, 6);
        let (here, known) = state_of(&ops);
        assert_eq!(absorb(Some(&here), None, &known, &known, &known), None);
        // All but the last was known there: that one is news.
        let (_, earlier) = state_of(&ops[..5]);
        let left = absorb(Some(&here), None, &earlier, &known, &earlier).unwrap();
        assert!(left.siblings.iter().all(|version| version.dot == ops[5].dot));
        assert_eq!(left.siblings.len(), 1);
    }

    #[test]
    fn a_version_that_is_known_here_and_gone_does_not_come_back() {
        let mut random = Random::new(5);
        let ops = history(&mut random, 6);
        let (there, known) = state_of(&ops[..1]);
        // Deleted here, and forgotten with all marks.
        let none = Knowledge::default();
        assert_eq!(absorb(None, Some(there.clone()), &known, &known, &known), None);
        assert_eq!(absorb(None, Some(there.clone()), &known, &none, &known), Some(there));
    }

    /// A table knows the key as well as the runs that are put in place: what it has is shown, also
    /// where replacing its state changes nothing.
    #[test]
    fn what_other_runs_say_of_a_key_does_not_hide_what_a_table_has() {
        let key: Bytes = b"k".as_slice().into();
        let write = |node| Operation {
            dot: dot(node, 1),
            stamp: Stamp(100),
            opening: Opening::UNKNOWN,
            context: Default::default(),
            version: 1,
            timestamp_ms: 1,
            created_ms: 1,
            kind: Kind::Put,
            key: key.clone(),
            value: key.clone(),
            parts: Vec::new(),
        };
        for is_contested in [true, false] {
            let ops = [write(0), write(1)];
            let (held, _) = state_of(ops.iter().take(1 + usize::from(is_contested)));
            let mut store = Store::default();
            let counts = |store: &mut Store| (store.contested().count(), store.count().unwrap());
            store.replace(&key, held.clone(), None);
            assert_eq!(counts(&mut store), (usize::from(is_contested), 1));
            let runs = RunSet::clone(store.runs());
            store.install(runs, &Delta::default(), &[(key.clone(), !is_contested)]);
            store.recheck_contested(&key);
            store.replace(&key, held, None);
            assert_eq!(counts(&mut store), (usize::from(is_contested), 1));
            assert_eq!(store.freeze().contested, [(key.clone(), is_contested)]);
        }
    }
}
