// SPDX-License-Identifier: Apache-2.0
//! Which operations of one log write are conflicts, known before they are applied: the log says so
//! in the same group, for readers of the change feed.

use std::collections::BTreeMap;

use crate::base::op::Bytes;
use crate::base::part::Change;
use crate::store::decide::{is_conflict, join};
use crate::store::entry::{KeyState, LocalWrite};
use crate::store::run::hash;

/// The keys that more than one task of the same write changes, each as it will be then. The others
/// are as the state has them.
#[derive(Default)]
pub struct Conflicts {
    repeated: BTreeMap<Bytes, Option<KeyState>>,
}

impl Conflicts {
    /// For the tasks that write these keys.
    pub fn among<'a>(keys: impl Iterator<Item = &'a Bytes>) -> Self {
        // By hash, so that sorting follows a pointer only where two are equal.
        let mut keys: Vec<_> = keys.map(|key| (hash(key), key)).collect();
        keys.sort_unstable();
        let mut repeated = BTreeMap::new();
        for pair in keys.windows(2) {
            if let [one, other] = pair
                && one == other
            {
                repeated.insert(Bytes::clone(one.1), None);
            }
        }
        Self { repeated }
    }

    /// Whether a received operation is a conflict; `held` is what the state has of its key.
    pub fn of_received(&mut self, op: &Change<'_>, held: Option<&KeyState>) -> bool {
        let Some(place) = self.repeated.get_mut(op.key) else {
            return held.is_some_and(|held| is_conflict(held, op, false));
        };
        let state = place.get_or_insert_with(|| held.cloned().unwrap_or_default());
        let conflict = is_conflict(state, op, false);
        join(state, op, 0);
        conflict
    }

    /// Notes what the state has of a key that this node is about to write.
    pub fn note(&mut self, key: &Bytes, held: Option<&KeyState>) {
        if let Some(place) = self.repeated.get_mut(key) {
            place.get_or_insert_with(|| held.cloned().unwrap_or_default());
        }
    }

    /// Whether an operation made here is a conflict, its key noted: it has seen all but what comes
    /// with the same write.
    pub fn of_own(&mut self, op: &Change<'_>) -> bool {
        let Some(Some(state)) = self.repeated.get_mut(op.key) else { return false };
        let conflict = is_conflict(state, op, true);
        state.local = None;
        join(state, op, 0);
        conflict
    }

    /// Takes in a write that is only local, its key noted.
    pub fn follow(&mut self, key: &Bytes, write: &LocalWrite) {
        if let Some(Some(state)) = self.repeated.get_mut(key) {
            let is_kept = write.value.is_some() || !state.siblings.is_empty();
            state.local = is_kept.then(|| write.clone());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::id::{Dot, NodeId, Opening, Origin};
    use crate::base::op::{Context, Kind, Operation};
    use crate::base::random::Random;
    use crate::base::stamp::Stamp;
    use crate::store::{Store, context_of};

    fn operation(random: &mut Random, node: &str, seq: u64, context: Context) -> Operation {
        let origin = Origin { node: NodeId::new(node).unwrap(), epoch: 1 };
        Operation {
            dot: Dot { origin, seq },
            stamp: Stamp(random.up_to(1000)),
            opening: Opening::UNKNOWN,
            context,
            version: seq,
            timestamp_ms: 1,
            created_ms: 1,
            kind: if random.up_to(3) == 0 { Kind::Delete } else { Kind::Put },
            key: vec![b'a' + random.up_to(2) as u8].into(),
            value: Bytes::default(),
            parts: Vec::new(),
        }
    }

    /// What was planned for a whole write is what applying one after the other finds.
    #[test]
    fn what_is_planned_is_what_applying_finds() {
        let mut random = Random::new(11);
        let (mut store, mut seq, mut found) = (Store::default(), 0, [0, 0]);
        for _ in 0..2000 {
            let count = 1 + random.up_to(4);
            let mut ops = Vec::new();
            for _ in 0..count {
                seq += 1;
                let node = ["own", "b", "c"][random.up_to(2) as usize];
                let mut op = operation(&mut random, node, seq, Context::default());
                if node == "own" || random.up_to(1) == 0 {
                    op.context = context_of(held(&store, &op.key));
                }
                ops.push((op, node == "own", random.up_to(3) == 0));
            }
            let mut conflicts = Conflicts::among(ops.iter().map(|(op, ..)| &op.key));
            let mut planned = Vec::new();
            for (op, is_own, is_local) in &ops {
                let held = held(&store, &op.key);
                if *is_local {
                    conflicts.note(&op.key, held);
                    conflicts.follow(&op.key, &local(op));
                    planned.push(false);
                } else if *is_own {
                    conflicts.note(&op.key, held);
                    planned.push(conflicts.of_own(&op.change()));
                } else {
                    planned.push(conflicts.of_received(&op.change(), held));
                }
            }
            for ((op, is_own, is_local), planned) in ops.iter().zip(planned) {
                let applied = match (is_local, is_own) {
                    (true, _) => store.apply_local(&op.key, local(op), None),
                    (_, true) => store.apply_own(op, op.version, None),
                    (_, false) => store.apply(op, op.version, None),
                };
                assert_eq!(applied.conflict, planned, "{}", op.dot.sync_id());
                found[usize::from(planned)] += 1;
            }
        }
        assert!(found[0] > 100 && found[1] > 100, "{found:?}");
    }

    fn held<'a>(store: &'a Store, key: &[u8]) -> Option<&'a KeyState> {
        store.look(key).held().flatten()
    }

    fn local(op: &Operation) -> LocalWrite {
        let value = (op.kind == Kind::Put).then(|| op.value.clone().into());
        LocalWrite { stamp: op.stamp, timestamp_ms: 1, version: op.version, value }
    }
}
