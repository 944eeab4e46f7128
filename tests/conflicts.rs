// SPDX-License-Identifier: Apache-2.0
//! Conflicts: what is one, how they are listed and resolved, and what each policy shows of them.
#![allow(missing_docs, clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

mod support;

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use softadastra::base::error::{Code, Error, Result};
use softadastra::base::id::NodeId;
use softadastra::base::op::{Bytes, Kind};
use softadastra::base::part::Part;
use softadastra::engine::{Engine, Range};
use softadastra::store::merge::{Contested, Merge};
use softadastra::store::policy::{Policy, Shown};
use support::net::Net;
use support::node::{Node, START_MS};

/// Two nodes that wrote `key` without knowing of each other, and then heard of it.
fn contested(key: &str) -> (Node, Node) {
    let (a, b) = (Node::new("node-a"), Node::new("node-b"));
    contest(&a, &b, key);
    (a, b)
}

fn contest(a: &Node, b: &Node, key: &str) {
    let from_a = a.put(key, "by a");
    b.clock.pass(5);
    let from_b = b.put(key, "by b");
    a.receive(&from_b.op);
    b.receive(&from_a.op);
}

fn conflicts_of(node: &Node) -> u64 {
    node.engine().sync_state().unwrap().totals.conflicts
}

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).unwrap()
}

/// All values side by side, in the order in which they come.
fn joined(contested: &Contested<'_>) -> Result<Option<Bytes>> {
    let values = contested.versions.iter().filter_map(|version| version.value.as_deref());
    let joined = values.map(text).collect::<Vec<_>>().join("+");
    Ok(Some(joined.into_bytes().into()))
}

fn with_merge(node: &Node, function: impl Merge + 'static) {
    node.engine().set_policy(Policy::Custom).unwrap();
    node.engine().set_merge(Some(Arc::new(function))).unwrap();
}

fn count(engine: &Engine) -> usize {
    let mut scan = engine.scan_range(&Range::default()).unwrap();
    let mut count = 0;
    while scan.next().unwrap().is_some() {
        count += 1;
    }
    count
}

#[test]
fn successors_latecomers_duplicates_and_echoes_are_no_conflicts() {
    let (a, b) = (Node::new("node-a"), Node::new("node-b"));
    let first = a.put("k", "1");
    let second = a.put("k", "2");
    // In the wrong order, and again.
    for op in [&second.op, &first.op, &second.op, &first.op] {
        b.receive(op);
    }
    let answer = b.put("k", "3");
    a.receive(&answer.op);
    // Each hears its own work.
    a.receive(&first.op);
    b.receive(&answer.op);
    let gone = a.delete("k");
    b.receive(&gone.op);
    for node in [&a, &b] {
        assert_eq!(conflicts_of(node), 0);
        assert!(node.engine().conflict_list(None, 10).unwrap().is_empty());
    }
    // A concurrent write is one, and counted once however often it comes.
    let (from_a, from_b) = (a.put("k", "x"), b.put("k", "y"));
    for _ in 0..3 {
        a.receive(&from_b.op);
        b.receive(&from_a.op);
    }
    assert_eq!((conflicts_of(&a), conflicts_of(&b)), (1, 1));
}

#[test]
fn a_conflict_is_listed_with_all_its_sides_and_gone_everywhere_after_a_write() {
    let (mut a, b) = contested("k");
    let c = Node::new("node-c");
    let deleted = c.delete("k");
    a.receive(&deleted.op);
    b.receive(&deleted.op);
    for at_restart in [false, true] {
        if at_restart {
            a.restart();
        }
        let listed = a.engine().conflict_list(None, 10).unwrap();
        assert_eq!(listed.len(), 1);
        let conflict = &listed[0];
        assert_eq!((text(&conflict.key), conflict.shown, &conflict.base), ("k", Some(0), &None));
        assert!(conflict.local.is_none() && !conflict.is_unresolved);
        let sides: Vec<_> = conflict
            .versions
            .iter()
            .map(|side| (side.dot.sync_id(), side.value.as_deref().map(text), side.timestamp_ms))
            .collect();
        let wanted = [
            ("node-b-1".to_owned(), Some("by b"), START_MS + 5),
            ("node-c-1".to_owned(), None, START_MS),
            ("node-a-1".to_owned(), Some("by a"), START_MS),
        ];
        assert_eq!(sides, wanted);
    }
    a.engine().set_policy(Policy::Manual).unwrap();
    assert!(a.engine().conflict_list(None, 10).unwrap()[0].is_unresolved);
    let resolved = a.put("k", "both");
    for node in [&b, &c] {
        node.receive(&resolved.op);
    }
    // What only now comes was seen by the resolution.
    c.receive(&b.engine().outbox().unwrap()[0].op);
    for node in [&a, &b, &c] {
        assert!(node.engine().conflict_list(None, 10).unwrap().is_empty(), "{}", node.name);
        assert_eq!(node.get("k").as_deref(), Some("both"));
    }
    assert_eq!(a.engine().digest().unwrap(), b.engine().digest().unwrap());
    assert_eq!(a.engine().digest().unwrap(), c.engine().digest().unwrap());
}

fn base_of(node: &Node, key: &str) -> Option<String> {
    let listed = node.engine().conflict_list(None, usize::MAX).unwrap();
    let found = listed.into_iter().find(|conflict| text(&conflict.key) == key).unwrap();
    found.base.map(|base| text(&base).to_owned())
}

#[test]
fn the_base_of_a_conflict_is_the_last_write_that_all_sides_have_seen() {
    let (mut a, b, c) = (Node::new("node-a"), Node::new("node-b"), Node::new("node-c"));
    let share = |from: &Node, to: &[&Node], key: &str, value: &str| {
        let made = from.put(key, value);
        for node in to {
            node.receive(&made.op);
        }
    };
    share(&a, &[&b, &c], "k", "one");
    share(&b, &[&a, &c], "k", "two");
    share(&b, &[&a], "k", "three");
    contest(&a, &b, "k");
    contest(&a, &b, "new");
    // The base may be a part of a group, and a delete leaves none.
    let parts = vec![Part::put(b"grouped", b"together"), Part::put(b"other", b"v")];
    let group = a.engine().submit_group(parts, START_MS).unwrap();
    b.receive(&group.op);
    contest(&a, &b, "grouped");
    share(&a, &[&b], "deleted", "v");
    b.receive(&a.delete("deleted").op);
    contest(&a, &b, "deleted");
    for at_restart in [false, true] {
        if at_restart {
            a.restart();
        }
        for node in [&a, &b] {
            assert_eq!(base_of(node, "k").as_deref(), Some("three"), "{}", node.name);
            assert_eq!(base_of(node, "grouped").as_deref(), Some("together"), "{}", node.name);
            assert_eq!([base_of(node, "new"), base_of(node, "deleted")], [None, None]);
        }
    }
    // The third side has seen less, and the log of this node no longer has what that was.
    let late = c.put("k", "by c");
    a.receive(&late.op);
    b.receive(&late.op);
    assert_eq!(base_of(&a, "k").as_deref(), Some("two"));
    assert_eq!(base_of(&b, "k").as_deref(), Some("two"));
    for delivery in a.engine().next_batch().unwrap() {
        a.engine().receive_ack(&delivery.op.dot.sync_id()).unwrap();
    }
    a.engine().checkpoint().unwrap();
    a.engine().checkpoint().unwrap();
    assert_eq!(base_of(&a, "k"), None);
    // A side that is only local has seen something that no log says.
    let time = START_MS + 10_000;
    b.engine().write_local(Kind::Put, b"local", b"alone", time).unwrap();
    b.receive(&a.put("local", "by a").op);
    assert_eq!(base_of(&b, "local"), None);
}

/// Of each side, who wrote it and which peer brought it.
fn brought(node: &Node) -> Vec<(String, Option<String>)> {
    let listed = node.engine().conflict_list(None, 1).unwrap();
    let [conflict] = &listed[..] else { panic!("{listed:?}") };
    assert_eq!(conflict.versions.len(), conflict.peers.len());
    let name = |node: &NodeId| node.as_str().to_owned();
    let sides = conflict.versions.iter().zip(&conflict.peers);
    sides.map(|(side, peer)| (name(&side.dot.origin.node), peer.as_ref().map(name))).collect()
}

#[test]
fn the_peer_that_brought_a_side_is_told_until_the_engine_is_opened_anew() {
    let nodes: Vec<_> = (0..3).map(|at| Node::new(&format!("node-{at}"))).collect();
    for node in &nodes {
        node.put("k", &node.name);
    }
    let mut net = Net::new(nodes, &[(0, 1), (1, 2)], 5);
    net.settle(60);
    let mut told = brought(&net.nodes[0]);
    told.sort();
    let side = |node: &str, peer: Option<&str>| (node.to_owned(), peer.map(str::to_owned));
    let wanted = [("node-0", None), ("node-1", Some("node-1")), ("node-2", Some("node-1"))];
    assert_eq!(told, wanted.map(|(node, peer)| side(node, peer)));
    let mut told = brought(&net.nodes[1]);
    told.sort();
    let wanted = [("node-0", Some("node-0")), ("node-1", None), ("node-2", Some("node-2"))];
    assert_eq!(told, wanted.map(|(node, peer)| side(node, peer)));
    net.nodes[0].restart();
    assert!(brought(&net.nodes[0]).iter().all(|(_, peer)| peer.is_none()));
}

#[test]
fn conflicts_are_listed_page_by_page() {
    let (mut a, b) = (Node::new("node-a"), Node::new("node-b"));
    for at in 0..23 {
        contest(&a, &b, &format!("k-{at:02}"));
        a.put(&format!("plain-{at:02}"), "1");
    }
    for at_runs in [false, true] {
        if at_runs {
            a.engine().checkpoint().unwrap();
            a.restart();
        }
        let mut keys = Vec::new();
        let mut after: Option<Bytes> = None;
        loop {
            let page = a.engine().conflict_list(after.as_deref(), 5).unwrap();
            assert!(page.len() <= 5);
            let Some(last) = page.last() else { break };
            after = Some(last.key.clone());
            keys.extend(page.iter().map(|conflict| text(&conflict.key).to_owned()));
        }
        assert_eq!(keys, (0..23).map(|at| format!("k-{at:02}")).collect::<Vec<_>>());
    }
    assert!(a.engine().conflict_list(None, 0).unwrap().is_empty());
}

#[test]
fn a_local_write_is_a_side_only_of_what_came_after_it() {
    let (a, b) = (Node::new("node-a"), Node::new("node-b"));
    a.receive(&b.put("seen", "by b").op);
    a.engine().write_local(Kind::Put, b"seen", b"mine", START_MS).unwrap();
    a.engine().write_local(Kind::Put, b"unseen", b"mine", START_MS + 9).unwrap();
    a.receive(&b.put("unseen", "by b").op);
    let listed = a.engine().conflict_list(None, 10).unwrap();
    assert_eq!(listed.len(), 1);
    assert_eq!((text(&listed[0].key), listed[0].versions.len()), ("unseen", 1));
    assert!(listed[0].is_local_shown && listed[0].shown.is_none());
    assert_eq!(
        listed[0].local.as_ref().unwrap().value.as_ref().and_then(|value| value.here()),
        Some(&b"mine"[..])
    );
    assert_eq!(conflicts_of(&a), 1);
}

#[test]
fn keep_both_shows_the_winner_and_keeps_all() {
    let (a, b) = contested("k");
    for node in [&a, &b] {
        node.engine().set_policy(Policy::KeepBoth).unwrap();
        assert_eq!(node.get("k").as_deref(), Some("by b"));
        assert_eq!(node.engine().versions(b"k").unwrap().0.len(), 2);
        assert_eq!(node.engine().len().unwrap(), 1);
    }
}

#[test]
fn every_read_shows_what_the_merge_function_makes_on_every_node_alike() {
    let (mut a, b) = contested("k");
    a.put("alone", "1");
    for at_runs in [false, true] {
        if at_runs {
            a.engine().checkpoint().unwrap();
            a.restart();
        }
        with_merge(&a, joined);
        with_merge(&b, joined);
        assert_eq!((a.get("k"), b.get("k")), (a.get("k"), Some("by b+by a".to_owned())));
        assert_eq!(a.get("alone").as_deref(), Some("1"));
        let engine = a.engine();
        let shown = engine.read(b"k", |shown| shown.unwrap().value.unwrap().len()).unwrap();
        assert_eq!(shown, "by b+by a".len());
        let listed = engine.scan(None, 10).unwrap();
        assert_eq!(
            listed.iter().map(|row| text(&row.value)).collect::<Vec<_>>(),
            ["1", "by b+by a"]
        );
        let mut scan = engine.scan_range(&Range::of_prefix(b"k")).unwrap();
        assert_eq!(scan.next().unwrap().map(|row| text(row.value).to_owned()), a.get("k"));
        assert!(engine.conflict_list(None, 9).unwrap()[0].shown.is_none());
        // Nothing of it is stored.
        assert_eq!(engine.versions(b"k").unwrap().0.len(), 2);
        engine.set_policy(Policy::LastWriteWins).unwrap();
        assert_eq!(a.get("k").as_deref(), Some("by b"));
    }
    assert_eq!(a.engine().conflicts().unwrap().len(), 1);
}

#[test]
fn a_merge_function_is_called_only_where_several_versions_are_and_one_lives() {
    let (a, b) = contested("k");
    let calls = Arc::new(AtomicUsize::new(0));
    let counted = calls.clone();
    with_merge(&a, move |_: &Contested<'_>| {
        counted.fetch_add(1, Ordering::Relaxed);
        Ok(None)
    });
    let calls_for_one = if cfg!(debug_assertions) { 2 } else { 1 };
    a.put("plain", "1");
    assert_eq!((a.get("plain").as_deref(), a.get("absent")), (Some("1"), None));
    assert_eq!(calls.load(Ordering::Relaxed), 0);
    // It says that there is nothing; counting does not ask it.
    assert_eq!(a.get("k"), None);
    assert_eq!(calls.load(Ordering::Relaxed), calls_for_one);
    assert_eq!((a.engine().len().unwrap(), count(a.engine())), (2, 1));
    // All sides are deletes.
    let (gone_a, gone_b) = (a.delete("d"), b.delete("d"));
    a.receive(&gone_b.op);
    b.receive(&gone_a.op);
    let before = calls.load(Ordering::Relaxed);
    assert_eq!((a.get("d"), a.engine().len().unwrap()), (None, 2));
    // A later write that is only local is shown as it is.
    a.engine().write_local(Kind::Put, b"k", b"local", START_MS + 99).unwrap();
    assert_eq!(a.get("k").as_deref(), Some("local"));
    assert_eq!(calls.load(Ordering::Relaxed), before);
}

#[test]
fn a_delete_that_ranks_first_still_lets_the_function_decide() {
    let (a, b) = (Node::new("node-a"), Node::new("node-b"));
    let put = a.put("k", "kept");
    b.clock.pass(9);
    let gone = b.delete("k");
    a.receive(&gone.op);
    b.receive(&put.op);
    for node in [&a, &b] {
        assert_eq!(node.get("k"), None);
        with_merge(node, joined);
        assert_eq!(node.get("k").as_deref(), Some("kept"));
        assert_eq!(node.engine().len().unwrap(), 1);
    }
}

/// Reads keys together, up to so many, and each by itself: what all of them are.
fn read_together(engine: &Engine, keys: &[&[u8]], enough: usize) -> Vec<Option<Vec<u8>>> {
    let value = |shown: Option<Shown<'_>>| shown.and_then(|shown| shown.value.map(<[u8]>::to_vec));
    let mut found = Vec::new();
    let look = |shown: Option<Shown<'_>>| {
        found.push(value(shown));
        Ok(found.len() < enough)
    };
    engine.read_many(keys, look).unwrap();
    assert_eq!(found.len(), enough.min(keys.len()));
    for (key, found) in keys.iter().zip(&found) {
        assert_eq!(*found, engine.read(key, value).unwrap(), "{}", text(key));
    }
    found
}

#[test]
fn keys_that_are_read_together_are_what_each_is_by_itself() {
    let (a, b) = contested("both");
    with_merge(&a, joined);
    let name = |at: usize| format!("key{at:03}");
    let mut names: Vec<String> = (0..220).map(|at| name(at * 37 % 220)).collect();
    names.insert(70, "both".into());
    let keys: Vec<&[u8]> = names.iter().map(String::as_bytes).collect();
    let check = |wanted: &[&str]| {
        for enough in [1, 2, 63, 64, 65, 70, 71, 150, 300] {
            read_together(a.engine(), &keys, enough);
        }
        let all = read_together(a.engine(), &keys, keys.len());
        let found = |value: &str| all.iter().flatten().any(|found| text(found) == value);
        assert!(wanted.iter().all(|value| found(value)) && all.contains(&None), "{wanted:?}");
    };
    (0..200).for_each(|at| drop(a.put(&name(at), "first")));
    check(&["first", "by b+by a"]);
    let held = a.engine().snapshot().unwrap();
    (0..200).step_by(3).for_each(|at| drop(a.put(&name(at), "above what a snapshot holds")));
    check(&["first", "above what a snapshot holds"]);
    drop(held);
    a.engine().checkpoint().unwrap();
    check(&["first", "above what a snapshot holds"]);
    (0..200).step_by(5).for_each(|at| drop(a.put(&name(at), "above runs")));
    (0..200).step_by(7).for_each(|at| drop(a.delete(&name(at))));
    contest(&a, &b, "key201");
    check(&["first", "above runs", "above what a snapshot holds", "by b+by a"]);
    let refused = |_: Option<Shown<'_>>| Err(Error::new(Code::Backpressure, "enough", ""));
    assert_eq!(a.engine().read_many(&keys, refused).unwrap_err().message(), "enough");
}

#[test]
fn a_merge_that_fails_panics_or_is_missing_fails_that_read_alone() {
    let (a, _b) = contested("k");
    a.put("a", "1");
    a.put("z", "2");
    let code = |node: &Node| node.engine().get(b"k").unwrap_err().code();
    a.engine().set_policy(Policy::Custom).unwrap();
    assert_eq!(code(&a), Code::InvalidState);
    with_merge(&a, |_: &Contested<'_>| Err(Error::new(Code::HashError, "on purpose", "")));
    assert_eq!(code(&a), Code::HashError);
    // What stands before it is told.
    let mut scan = a.engine().scan_range(&Range::default()).unwrap();
    assert_eq!(scan.next().unwrap().unwrap().key, b"a");
    assert_eq!(scan.next().unwrap_err().code(), Code::HashError);
    assert_eq!(scan.next().unwrap_err().code(), Code::HashError);
    std::panic::set_hook(Box::new(|_| {}));
    with_merge(&a, |_: &Contested<'_>| -> Result<Option<Bytes>> { panic!("on purpose") });
    assert_eq!(code(&a), Code::InternalError);
    let _ = std::panic::take_hook();
    assert_eq!((a.get("a").as_deref(), a.get("z").as_deref()), (Some("1"), Some("2")));
    // The scan goes on where it stood once the function does.
    with_merge(&a, joined);
    assert_eq!(scan.next().unwrap().unwrap().value, b"by b+by a");
    assert_eq!(scan.next().unwrap().unwrap().key, b"z");
    assert!(scan.next().unwrap().is_none());
}

#[test]
fn a_merge_function_that_calls_its_engine_back_is_refused_and_never_believed() {
    let (a, _b) = contested("k");
    let engine: Arc<Mutex<Option<Arc<Engine>>>> = Arc::default();
    let inner = engine.clone();
    let answers = Arc::new(Mutex::new(Vec::new()));
    let noted = answers.clone();
    let mut a = a;
    let options = a.options();
    a.drop_engine();
    let shared = Arc::new(Engine::open(options).unwrap());
    *engine.lock().unwrap() = Some(shared.clone());
    let function = move |_: &Contested<'_>| -> Result<Option<Bytes>> {
        let engine = inner.lock().unwrap().clone().unwrap();
        let mut noted = noted.lock().unwrap();
        noted.push(engine.get(b"k").map(|_| ()).unwrap_err().code());
        noted.push(engine.write_local(Kind::Put, b"x", b"1", 1).unwrap_err().code());
        noted.push(engine.set_merge(None).unwrap_err().code());
        noted.push(engine.flush().unwrap_err().code());
        Ok(Some(b"wrong"[..].into()))
    };
    shared.set_policy(Policy::Custom).unwrap();
    shared.set_merge(Some(Arc::new(function))).unwrap();
    assert_eq!(shared.get(b"k").unwrap_err().code(), Code::Busy);
    assert_eq!(*answers.lock().unwrap(), [Code::Busy; 4]);
    // Nothing is left of it.
    shared.set_merge(Some(Arc::new(joined))).unwrap();
    assert_eq!(&*shared.get(b"k").unwrap().unwrap().value, b"by b+by a");
    assert!(shared.get(b"x").unwrap().is_none());
    *engine.lock().unwrap() = None;
}

#[test]
fn other_threads_read_and_write_while_a_merge_function_runs() {
    let (a, _b) = contested("k");
    let gate = Arc::new(std::sync::Barrier::new(2));
    let inner = gate.clone();
    with_merge(&a, move |contested: &Contested<'_>| {
        // Twice for each call: begun, and allowed to go on.
        inner.wait();
        inner.wait();
        joined(contested)
    });
    std::thread::scope(|scope| {
        let read = scope.spawn(|| a.get("k"));
        let rounds = if cfg!(debug_assertions) { 2 } else { 1 };
        for round in 0..rounds {
            gate.wait();
            a.put("other", "written");
            assert_eq!(a.get("other").as_deref(), Some("written"), "round {round}");
            gate.wait();
        }
        assert_eq!(read.join().unwrap().as_deref(), Some("by b+by a"));
    });
}

#[cfg(debug_assertions)]
#[test]
fn a_merge_function_that_is_not_pure_is_found_in_debug_builds() {
    let (a, _b) = contested("k");
    let calls = AtomicUsize::new(0);
    with_merge(&a, move |_: &Contested<'_>| {
        let call = calls.fetch_add(1, Ordering::Relaxed);
        Ok(Some(call.to_le_bytes()[..].into()))
    });
    assert_eq!(a.engine().get(b"k").unwrap_err().code(), Code::InvalidState);
}

/// Counts how often it is let go.
struct Held(Arc<AtomicUsize>);

impl Merge for Held {
    fn merge(&self, contested: &Contested<'_>) -> Result<Option<Bytes>> {
        joined(contested)
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        self.0.fetch_add(1, Ordering::Relaxed);
    }
}

#[test]
fn a_merge_function_goes_when_it_is_replaced_and_with_its_engine() {
    let (mut a, _b) = contested("k");
    let drops = Arc::new(AtomicUsize::new(0));
    let dropped = || drops.load(Ordering::Relaxed);
    with_merge(&a, Held(drops.clone()));
    let mut scan = a.engine().scan_range(&Range::default()).unwrap();
    with_merge(&a, Held(drops.clone()));
    assert_eq!(dropped(), 1);
    a.engine().set_merge(None).unwrap();
    assert_eq!(dropped(), 2);
    with_merge(&a, Held(drops.clone()));
    // A scan that outlives its engine does not keep the function, and does not guess.
    a.drop_engine();
    assert_eq!(dropped(), 3);
    assert_eq!(scan.next().unwrap_err().code(), Code::InvalidState);
}
