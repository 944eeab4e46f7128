// SPDX-License-Identifier: Apache-2.0
//! The store alone: joins are commutative, associative and idempotent; policies are views; local
//! writes stay local (G4, G5).
#![allow(missing_docs, clippy::unwrap_used, clippy::indexing_slicing)]

use std::ops::Bound;

use proptest::prelude::*;

use softadastra::base::id::{Dot, NodeId, Opening, Origin};
use softadastra::base::op::{Context, Kind, Operation};
use softadastra::base::stamp::Stamp;
use softadastra::store::entry::{KeyState, LocalWrite};
use softadastra::store::policy::{Policy, View};
use softadastra::store::walk::Snapshot;
use softadastra::store::{Applied, Store, context_of, digest};

fn dot(node: &str, seq: u64) -> Dot {
    Dot { origin: Origin { node: NodeId::new(node).unwrap(), epoch: 1 }, seq }
}

fn put(node: &str, seq: u64, ms: i64, context: &[Dot], value: &str) -> Operation {
    Operation {
        dot: dot(node, seq),
        stamp: Stamp::from_ms(ms),
        opening: Opening::UNKNOWN,
        context: Context::from_dots(context.iter().cloned()),
        version: seq,
        timestamp_ms: ms,
        created_ms: ms,
        kind: Kind::Put,
        key: b"k".as_slice().into(),
        value: value.as_bytes().into(),
        parts: Vec::new(),
    }
}

fn delete(node: &str, seq: u64, ms: i64, context: &[Dot]) -> Operation {
    Operation { kind: Kind::Delete, ..put(node, seq, ms, context, "") }
}

fn local(value: Option<&str>, ms: i64, version: u64) -> LocalWrite {
    let value = value.map(|value| value.as_bytes().into());
    LocalWrite { stamp: Stamp::from_ms(ms), timestamp_ms: ms, version, value }
}

fn shown(store: &Store) -> Option<String> {
    let state = state_of(store);
    let value = store.view().live(&state)?.here()?.value?.to_vec();
    Some(String::from_utf8(value).unwrap())
}

fn state_of(store: &Store) -> KeyState {
    store.snapshot().state(b"k").unwrap().map(|state| *state).unwrap_or_default()
}

fn digest(store: &Store) -> [u8; 32] {
    digest::digest(&store.snapshot()).unwrap()
}

fn len(store: &mut Store) -> usize {
    store.count().unwrap()
}

fn listed(store: &Store) -> usize {
    let mut count = 0;
    let all = |_: &[u8], _: &KeyState| {
        count += 1;
        Ok(true)
    };
    store.snapshot().states(Bound::Unbounded, None, all).unwrap();
    count
}

fn apply_all<'a>(store: &mut Store, ops: impl IntoIterator<Item = &'a Operation>) {
    for (at, op) in ops.into_iter().enumerate() {
        store.apply(op, at as u64 + 1, None);
    }
}

#[test]
fn an_edit_wins_over_what_it_saw_whatever_the_clocks_say() {
    let seen = put("b", 1, 9_000, &[], "from a clock ahead");
    let edit = put("a", 1, 1_000, &[dot("b", 1)], "edit");
    for ops in [[&seen, &edit], [&edit, &seen]] {
        let mut store = Store::default();
        apply_all(&mut store, ops);
        assert_eq!(shown(&store).as_deref(), Some("edit"));
        assert_eq!(state_of(&store).siblings.len(), 1);
    }
}

#[test]
fn a_put_that_comes_again_after_its_delete_stays_deleted() {
    let mut store = Store::default();
    let (first, gone) = (put("a", 1, 1, &[], "v"), delete("a", 2, 2, &[dot("a", 1)]));
    store.apply(&first, 1, None);
    assert!(store.apply(&gone, 2, None).deleted);
    assert_eq!(store.apply(&first, 3, None), Applied::default());
    assert_eq!((shown(&store), len(&mut store)), (None, 0));
    assert_eq!(store.contested().count(), 0);
}

#[test]
fn the_same_operation_twice_changes_nothing() {
    let mut store = Store::default();
    let op = put("a", 1, 1, &[], "v");
    assert!(store.apply(&op, 1, None).created);
    let before = digest(&store);
    assert_eq!(store.apply(&op, 2, None), Applied { ..Applied::default() });
    assert_eq!(digest(&store), before);
    assert_eq!(shown(&store).as_deref(), Some("v"));
}

#[test]
fn a_successor_is_no_conflict_and_a_concurrent_write_is() {
    let mut store = Store::default();
    assert!(!store.apply(&put("a", 1, 1, &[], "one"), 1, None).conflict);
    assert!(!store.apply(&put("a", 2, 2, &[], "two"), 2, None).conflict);
    assert!(!store.apply(&put("b", 1, 3, &[dot("a", 2)], "three"), 3, None).conflict);
    assert!(store.apply(&put("c", 1, 4, &[], "four"), 4, None).conflict);
    assert_eq!(state_of(&store).siblings.len(), 2);
    assert_eq!(store.contested().count(), 1);
    let both = [dot("b", 1), dot("c", 1)];
    assert!(!store.apply(&put("a", 3, 1, &both, "resolved"), 5, None).conflict);
    assert_eq!(shown(&store).as_deref(), Some("resolved"));
    assert_eq!(store.contested().count(), 0);
}

#[test]
fn every_policy_shows_its_own_version_of_the_same_state() {
    let mut store = Store::default();
    store.apply(&put("me", 1, 5, &[], "mine"), 1, None);
    store.apply(&put("other", 1, 9, &[], "theirs"), 2, None);
    let before = digest(&store);
    let cases = [
        (Policy::LastWriteWins, "theirs"),
        (Policy::KeepLocal, "mine"),
        (Policy::KeepRemote, "theirs"),
        (Policy::Manual, "theirs"),
    ];
    for (policy, expected) in cases {
        let node = Some(NodeId::new("me").unwrap());
        store.set_view(View { policy, node, ..View::default() });
        assert_eq!(shown(&store).as_deref(), Some(expected), "{policy:?}");
    }
    assert_eq!(digest(&store), before);
}

#[test]
fn the_number_of_shown_keys_follows_the_policy() {
    let mut store = Store::default();
    store.apply(&put("me", 1, 5, &[], "mine"), 1, None);
    store.apply(&delete("other", 1, 9, &[]), 2, None);
    assert_eq!(len(&mut store), 0);
    let node = Some(NodeId::new("me").unwrap());
    store.set_view(View { policy: Policy::KeepLocal, node, ..View::default() });
    assert_eq!((len(&mut store), shown(&store).as_deref()), (1, Some("mine")));
}

#[test]
fn equal_stamps_are_ordered_by_node_on_every_replica() {
    let (one, two) = (put("a", 1, 7, &[], "from a"), put("b", 1, 7, &[], "from b"));
    for ops in [[&one, &two], [&two, &one]] {
        let mut store = Store::default();
        apply_all(&mut store, ops);
        assert_eq!(shown(&store).as_deref(), Some("from b"));
    }
}

#[test]
fn a_local_write_is_shown_until_a_later_replicated_one() {
    let key = b"k".as_slice().into();
    let mut store = Store::default();
    assert!(store.apply_local(&key, local(Some("draft"), 5, 1), None).created);
    let older = store.apply(&put("b", 1, 3, &[], "older"), 2, None);
    assert!(!older.in_view && older.conflict);
    assert_eq!(shown(&store).as_deref(), Some("draft"));
    assert!(store.apply(&put("b", 2, 9, &[], "later"), 3, None).in_view);
    assert_eq!(shown(&store).as_deref(), Some("later"));
    assert!(state_of(&store).local.is_some());
    store.apply_own(&put("a", 1, 10, &[dot("b", 2)], "own"), 4, None);
    assert!(state_of(&store).local.is_none());
}

#[test]
fn a_local_delete_of_what_was_never_replicated_leaves_nothing() {
    let key = b"k".as_slice().into();
    let mut store = Store::default();
    store.apply_local(&key, local(Some("v"), 5, 1), None);
    assert!(store.apply_local(&key, local(None, 6, 2), None).deleted);
    assert!(!store.apply_local(&key, local(None, 7, 3), None).deleted);
    assert_eq!((len(&mut store), listed(&store)), (0, 0));
}

#[test]
fn what_was_put_out_of_view_comes_back_with_the_next_write_only() {
    let mut store = Store::default();
    store.apply(&put("a", 1, 1, &[], "v"), 1, None);
    store.hide_to(1);
    assert_eq!((len(&mut store), shown(&store)), (0, None));
    assert!(store.apply(&put("a", 2, 2, &[], "w"), 2, None).created);
    assert_eq!(len(&mut store), 1);
}

/// A causally possible set of operations on one key: each names what its writer had seen. The
/// clock of each writer only goes forward, and none keeps pace with another.
fn histories() -> impl Strategy<Value = Vec<Operation>> {
    let step = (0..3usize, 0..3usize, any::<bool>(), 1..20i64);
    proptest::collection::vec(step, 1..14).prop_map(|steps| {
        let names = ["a", "b", "c"];
        let mut stores: [Store; 3] = Default::default();
        let mut made: Vec<Operation> = Vec::new();
        let (mut seqs, mut clocks) = ([0; 3], [0; 3]);
        for (at, from, is_delete, later_ms) in steps {
            if from != at {
                let theirs = |op: &&Operation| op.dot.origin.node.as_str() == names[from];
                apply_all(&mut stores[at], made.iter().filter(theirs));
            }
            seqs[at] += 1;
            clocks[at] += later_ms;
            let seen = context_of(Some(&state_of(&stores[at])));
            let kind = if is_delete { Kind::Delete } else { Kind::Put };
            let value = if is_delete { String::new() } else { format!("{at}-{}", seqs[at]) };
            let op = put(names[at], seqs[at], clocks[at], &[], &value);
            let op = Operation { kind, context: seen, ..op };
            stores[at].apply_own(&op, 1, None);
            made.push(op);
        }
        made
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn order_and_repetition_do_not_matter(
        ops in histories(),
        order in proptest::collection::vec(any::<proptest::sample::Index>(), 0..40),
    ) {
        let mut plain = Store::default();
        apply_all(&mut plain, &ops);
        let mut mixed = Store::default();
        apply_all(&mut mixed, order.iter().map(|at| at.get(&ops)));
        apply_all(&mut mixed, ops.iter().rev());
        prop_assert_eq!(digest(&plain), digest(&mixed));
        prop_assert_eq!(len(&mut plain), len(&mut mixed));
        let dots = |store: &Store| -> Vec<Dot> {
            state_of(store).siblings.iter().map(|version| version.dot.clone()).collect()
        };
        prop_assert_eq!(dots(&plain), dots(&mixed));
    }
}

#[test]
fn a_snapshot_of_nothing_does_not_keep_what_is_written_next() {
    let mut store = Store::default();
    let empty = store.snapshot();
    assert!(store.apply(&put("a", 1, 10, &[], "first"), 1, None).created);
    assert_eq!(store.count().unwrap(), 1);
    store.freeze();
    let frozen = store.snapshot();
    assert!(store.apply(&put("a", 2, 11, &[dot("a", 1)], "second"), 2, None).updated);
    let value = |snapshot: &Snapshot| {
        let state = snapshot.state(b"k").unwrap()?;
        state.siblings.first()?.value.clone()
    };
    assert_eq!(value(&empty), None);
    assert_eq!(value(&frozen).as_deref(), Some(b"first".as_slice()));
    assert_eq!(value(&store.snapshot()).as_deref(), Some(b"second".as_slice()));
}
