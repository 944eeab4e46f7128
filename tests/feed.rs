// SPDX-License-Identifier: Apache-2.0
//! The change feed: every change once and in order, read on from any position after a restart, a
//! new segment and a power cut; a typed error when the log is gone.
#![allow(missing_docs, clippy::unwrap_used, clippy::indexing_slicing)]

mod support;

use std::collections::BTreeMap;

use softadastra::base::error::Code;
use softadastra::base::op::Kind;
use softadastra::base::random::Random;
use softadastra::engine::{Change, Durability, Engine, Event, Options};
use softadastra::outbox::entry::Status;
use softadastra::sync::options::SyncOptions;
use support::node::Node;

/// A node that keeps its log for readers.
fn retaining(name: &str) -> Node {
    let mut node = Node::small(name);
    node.feed_retain_bytes = u64::MAX;
    node.restart();
    node
}

fn all_from(engine: &Engine, position: u64) -> Vec<Change> {
    chunks_from(engine, position, 7)
}

fn chunks_from(engine: &Engine, mut position: u64, count_max: usize) -> Vec<Change> {
    let mut all = Vec::new();
    loop {
        let changes = engine.changes_from(position, count_max, true).unwrap();
        assert!(changes.next >= changes.from);
        let last = changes.list.last().map_or(changes.next, |change| change.position);
        assert_eq!(last, changes.next);
        if changes.list.is_empty() {
            return all;
        }
        position = changes.next;
        all.extend(changes.list);
    }
}

/// Without positions: between two segments there are several for the same place.
fn told(changes: &[Change]) -> Vec<Change> {
    changes.iter().map(|change| Change { position: 0, ..change.clone() }).collect()
}

fn events(changes: &[Change]) -> Vec<Event> {
    changes.iter().map(|change| change.event).collect()
}

fn deliver(from: &Node, to: &Node) {
    for delivery in from.engine().next_batch().unwrap() {
        to.receive(&delivery.op);
        from.engine().receive_ack(&delivery.op.dot.sync_id()).unwrap();
    }
}

#[test]
fn every_kind_of_change_is_told_in_order() {
    let (a, b) = (Node::new("a"), Node::new("b"));
    let time = a.clock.wall_ms();
    a.engine().write_local(Kind::Put, b"l", b"1", time).unwrap();
    a.put("k", "mine");
    b.put("k", "theirs");
    b.put("l", "replicated");
    b.put("m", "alone");
    deliver(&b, &a);
    deliver(&a, &b);
    a.delete("m");
    let changes = all_from(a.engine(), 0);
    use Event::*;
    let wanted = [Identity, Local, Own, Remote, Conflict, Remote, Conflict, Remote, Own, Settled];
    assert_eq!(events(&changes), wanted);
    let text = |change: &Change| String::from_utf8(change.value.clone().unwrap().to_vec()).unwrap();
    assert_eq!(changes[0].origin.as_ref().unwrap().node.as_str(), "a");
    assert_eq!((&*changes[1].key, &*text(&changes[1]), changes[1].version), (&b"l"[..], "1", 1));
    assert_eq!((&*text(&changes[2]), changes[2].seq, changes[2].timestamp_ms), ("mine", 1, time));
    assert_eq!((&*text(&changes[3]), changes[3].version), ("theirs", 3));
    let conflict = &changes[4];
    assert_eq!((conflict.version, &*conflict.key, &conflict.value), (3, &b"k"[..], &None));
    assert_eq!(conflict.origin.as_ref().unwrap().node.as_str(), "b");
    assert_eq!((&*changes[6].key, changes[6].version), (&b"l"[..], 4));
    assert_eq!((changes[8].kind, &changes[8].value), (Some(Kind::Delete), &None));
    assert_eq!((changes[9].seq, changes[9].seq_last), (1, 1));
    let bare = a.engine().changes_from(0, 100, false).unwrap().list;
    assert!(bare.iter().all(|change| change.value.is_none()));
    assert_eq!(events(&bare), wanted);
}

#[test]
fn failed_requeued_and_discarded_deliveries_are_told() {
    let mut sync = SyncOptions::new(softadastra::base::id::NodeId::new("a").unwrap());
    sync.attempts_max = 1;
    let a = Node::with("a", Durability::Durable, sync);
    let fail = || {
        a.clock.pass(1_000_000);
        assert_eq!(a.engine().next_batch().unwrap().len(), 1);
        a.clock.pass(1_000_000);
        a.engine().retry_expired().unwrap();
        a.engine().flush().unwrap();
    };
    let version = a.put("k", "1").op.version;
    let start = a.engine().feed_end().unwrap();
    fail();
    a.engine().requeue_all_failed().unwrap();
    fail();
    a.engine().prune_failed().unwrap();
    let changes = all_from(a.engine(), start);
    let told: Vec<_> = changes.iter().filter(|change| change.event == Event::Delivery).collect();
    let states: Vec<_> = told.iter().map(|change| change.status.unwrap()).collect();
    assert_eq!(states, [Status::Failed, Status::Queued, Status::Failed]);
    assert!(told.iter().all(|change| change.version == version));
    assert_eq!(told[0].last_error, Code::TimedOut as u16);
    assert_eq!(changes.last().unwrap().event, Event::Settled);
}

#[test]
fn any_position_is_good_after_restarts_new_segments_and_power_cuts() {
    let mut node = retaining("a");
    let mut random = Random::new(3);
    let mut kept = Vec::new();
    for round in 0..25 {
        for _ in 0..30 {
            let key = format!("k{}", random.up_to(40));
            node.put(&key, &"v".repeat(random.up_to(200) as usize));
            if random.up_to(49) == 0 {
                kept.push(node.engine().feed_end().unwrap());
            }
        }
        match round % 4 {
            0 => node.engine().checkpoint().unwrap(),
            1 => node.restart(),
            2 => node.cut_power(),
            _ => {}
        }
    }
    let all = all_from(node.engine(), 0);
    let own = all.iter().filter(|change| change.event == Event::Own);
    assert!(own.clone().map(|change| change.seq).eq(1..=25 * 30));
    for position in kept {
        let rest = chunks_from(node.engine(), position, 200);
        assert_eq!(told(&rest), told(&all[all.len() - rest.len()..]), "{position}");
    }
    for (at, change) in all.iter().enumerate().step_by(71) {
        let rest = chunks_from(node.engine(), change.position, 200);
        assert_eq!(told(&rest), told(&all[at + 1..]), "{at}");
    }
}

#[test]
fn the_state_can_be_rebuilt_from_a_scan_and_the_feed_behind_it() {
    let node = retaining("a");
    let mut random = Random::new(9);
    let write = |random: &mut Random, count: usize| {
        for _ in 0..count {
            let key = format!("k{}", random.up_to(100));
            if random.up_to(3) == 0 {
                node.delete(&key)
            } else {
                node.put(&key, "value")
            };
        }
    };
    write(&mut random, 500);
    let position = node.engine().feed_end().unwrap();
    let listed = node.engine().scan(None, usize::MAX).unwrap();
    let mut copy: BTreeMap<_, _> = listed.into_iter().map(|row| (row.key, row.value)).collect();
    write(&mut random, 500);
    for change in all_from(node.engine(), position) {
        match change.value {
            Some(value) => copy.insert(change.key, value),
            None => copy.remove(&change.key),
        };
    }
    let listed = node.engine().scan(None, usize::MAX).unwrap();
    assert!(copy.into_iter().eq(listed.into_iter().map(|row| (row.key, row.value))));
}

#[test]
fn a_position_whose_log_is_gone_is_an_error_that_names_the_oldest() {
    let node = Node::small("a");
    let position = node.engine().feed_end().unwrap();
    node.put("k", "1");
    node.engine().next_batch().unwrap();
    node.engine().receive_ack("a-1").unwrap();
    node.engine().flush().unwrap();
    let caught_up = node.engine().feed_end().unwrap();
    node.engine().checkpoint().unwrap();
    node.put("k", "2");
    node.engine().next_batch().unwrap();
    node.engine().receive_ack("a-2").unwrap();
    let error = node.engine().changes_from(position, 10, true).unwrap_err();
    assert_eq!(error.code(), Code::NotFound);
    let oldest = node.engine().changes_from(0, 1, true).unwrap().from;
    assert!(error.context().ends_with(&format!("the oldest kept is {oldest}")), "{error}");
    // Nothing was in the log between the end of what it had read and the new segment.
    let followed = node.engine().changes_from(caught_up, 10, true);
    assert_eq!(events(&followed.unwrap().list), [Event::Own]);
    let beyond = node.engine().changes_from(u64::MAX, 10, true).unwrap_err();
    assert_eq!(beyond.code(), Code::NotFound);
    let nowhere = node.engine().changes_from(oldest + 1, 10, true).unwrap_err();
    assert_eq!(nowhere.code(), Code::Corrupted);
}

#[test]
fn what_is_kept_for_readers_is_bounded() {
    let mut node = Node::small("a");
    node.feed_retain_bytes = 40_000;
    node.restart();
    let mut first = Vec::new();
    for round in 0..40 {
        for _ in 0..20 {
            node.put(&format!("k{round}"), &"v".repeat(200));
        }
        while let Some(delivery) = node.engine().next_batch().unwrap().pop() {
            for seq in 1..=delivery.op.dot.seq {
                let _ = node.engine().receive_ack(&format!("a-{seq}"));
            }
        }
        node.engine().checkpoint().unwrap();
        let changes = all_from(node.engine(), 0);
        let bytes: usize = changes.iter().map(|change| change.key.len() + 200).sum();
        if round > 30 {
            assert!((20_000..90_000).contains(&bytes), "{bytes}");
        }
        first.push(changes[0].version);
    }
    assert!(first.last() > first.first());
}

#[test]
fn only_what_is_durable_is_told_in_durable_mode_and_all_in_fast_mode() {
    let sync = || SyncOptions::new(softadastra::base::id::NodeId::new("a").unwrap());
    let fast = Node::with("a", Durability::Fast, sync());
    let end = fast.engine().feed_end().unwrap();
    fast.put("k", "1");
    assert_eq!(events(&all_from(fast.engine(), end)), [Event::Own]);
    let memory = Node::with("a", Durability::MemoryOnly, sync());
    assert_eq!(memory.engine().changes_from(0, 1, true).unwrap_err().code(), Code::InvalidState);
    assert_eq!(memory.engine().feed_end().unwrap_err().code(), Code::InvalidState);
    let mut node = Node::new("a");
    node.put("k", "1");
    let end = node.engine().feed_end().unwrap();
    node.cut_power();
    assert_eq!(all_from(node.engine(), end), []);
    let options = Options { read_only: true, ..node.options() };
    let reader = Engine::open(options).unwrap();
    node.put("k", "2");
    assert_eq!(all_from(&reader, end), []);
    assert_eq!(reader.feed_end().unwrap(), end);
}

#[test]
fn a_position_that_the_power_took_is_not_taken_for_damage() {
    let sync = |name| SyncOptions::new(softadastra::base::id::NodeId::new(name).unwrap());
    let mut node = Node::with("a", Durability::Fast, sync("a"));
    node.put("kept", "v");
    node.engine().flush().unwrap();
    for number in 0..5 {
        node.put(&format!("lost-{number}"), &"v".repeat(20 + number));
    }
    let mut positions = vec![node.engine().feed_end().unwrap()];
    positions.extend(all_from(node.engine(), 0).iter().map(|change| change.position));
    node.cut_power();
    // Longer than all that was lost, and nowhere divided as it was.
    let before = node.engine().feed_end().unwrap();
    node.put("other", &"w".repeat(5_000));
    node.put("more", "v");
    let mut lost = 0;
    for position in positions.into_iter().filter(|position| *position > before) {
        let error = node.engine().changes_from(position, 10, true).unwrap_err();
        assert_eq!(error.code(), Code::NotFound, "{error}");
        assert_eq!(error.message(), "feed position was lost with the power");
        lost += 1;
    }
    assert!(lost >= 4, "{lost}");
    // In a log where nothing is lost, no reader was ever told of such a place.
    let durable = Node::with("b", Durability::Durable, sync("b"));
    let start = durable.engine().feed_end().unwrap();
    durable.put("k", &"v".repeat(500));
    let error = durable.engine().changes_from(start + 20, 10, true).unwrap_err();
    assert_eq!(error.code(), Code::Corrupted);
}

/// The log says where openings came in between; whoever follows it hears nothing of that.
#[test]
fn an_opening_is_no_change() {
    let mut node = retaining("node-a");
    for number in 0..3 {
        node.put("k", &format!("{number}"));
        node.restart();
    }
    assert_eq!(
        events(&all_from(node.engine(), 0)),
        [Event::Identity, Event::Own, Event::Own, Event::Own]
    );
}
