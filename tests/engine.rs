// SPDX-License-Identifier: Apache-2.0
//! The engine as a whole: writes, the pipeline, restarts, identity.
#![allow(missing_docs, clippy::unwrap_used, clippy::indexing_slicing)]

mod support;

use softadastra::base::error::Code;
use softadastra::base::id::{Dot, NodeId, Opening, Origin};
use softadastra::base::limits::BATCH_BYTES_MAX;
use softadastra::base::op::{Context, Kind, Operation};
use softadastra::base::part::Part;
use softadastra::base::stamp::Stamp;
use softadastra::engine::{Durability, Engine};
use softadastra::outbox::entry::Status;
use softadastra::store::policy::Policy;
use softadastra::sync::options::SyncOptions;
use support::node::{Node, START_MS};

fn options(change: impl FnOnce(&mut SyncOptions)) -> SyncOptions {
    let mut options = SyncOptions::new(NodeId::new("node-a").unwrap());
    change(&mut options);
    options
}

fn by_hand(origin: &str, seq: u64, key: &str, value: &str, ms: i64) -> Operation {
    Operation {
        dot: Dot { origin: Origin { node: NodeId::new(origin).unwrap(), epoch: 0 }, seq },
        stamp: Stamp::from_ms(ms),
        opening: Opening::UNKNOWN,
        context: Context::default(),
        version: seq,
        timestamp_ms: ms,
        created_ms: ms,
        kind: Kind::Put,
        key: key.as_bytes().into(),
        value: value.as_bytes().into(),
        parts: Vec::new(),
    }
}

#[test]
fn a_write_and_its_obligation_survive_the_power_together() {
    let mut node = Node::new("node-a");
    let submitted = node.put("user:1", "Ada");
    assert_eq!(submitted.op.dot.sync_id(), "node-a-1");
    assert_eq!(submitted.written.version, 1);
    node.cut_power();
    assert_eq!(node.get("user:1").as_deref(), Some("Ada"));
    let owed = node.engine().outbox().unwrap();
    assert_eq!(owed.len(), 1);
    assert_eq!(owed[0].op.dot.sync_id(), "node-a-1");
    assert_eq!(owed[0].entry.status, Status::Queued);
    assert_eq!(node.put("user:2", "Bob").op.dot.sync_id(), "node-a-2");
}

#[test]
fn ids_and_versions_go_on_after_a_restart() {
    let mut node = Node::new("node-a");
    node.put("a", "1");
    node.engine().write_local(Kind::Put, b"b", b"2", START_MS).unwrap();
    node.restart();
    assert_eq!(node.engine().report().unwrap().last_version, 2);
    let next = node.put("c", "3");
    assert_eq!((next.op.dot.seq, next.written.version), (2, 3));
}

#[test]
fn acks_and_failures_survive_a_restart() {
    let sync = options(|o| o.attempts_max = 1);
    let mut node = Node::with("node-a", Durability::Durable, sync);
    node.put("acked", "1");
    node.put("failed", "2");
    node.put("late", "3");
    assert_eq!(node.engine().next_batch().unwrap().len(), 3);
    node.engine().receive_ack("node-a-1").unwrap();
    node.clock.pass(10_001);
    assert_eq!(node.engine().retry_expired().unwrap(), 0);
    assert_eq!(node.engine().sync_state().unwrap().counts.failed, 2);
    node.restart();
    let state = node.engine().sync_state().unwrap();
    assert_eq!((state.counts.total, state.counts.failed), (2, 2));
    assert_eq!(node.engine().receive_ack("node-a-1").unwrap_err().code(), Code::NotFound);
    node.engine().receive_ack("node-a-3").unwrap();
    let failed = node.engine().failed().unwrap();
    assert_eq!(failed.len(), 1);
    assert_eq!(failed[0].entry.last_error, Code::TimedOut as u16);
    assert_eq!(failed[0].entry.attempts, 1);
}

#[test]
fn failed_work_stays_until_someone_decides() {
    let sync = options(|o| o.attempts_max = 1);
    let mut node = Node::with("node-a", Durability::Durable, sync);
    for key in ["a", "b", "c"] {
        node.put(key, "v");
    }
    node.engine().next_batch().unwrap();
    node.clock.pass(10_001);
    node.engine().tick(true).unwrap();
    assert_eq!(node.engine().sync_state().unwrap().counts.failed, 3);
    node.engine().requeue_failed("node-a-1").unwrap();
    node.engine().discard_failed("node-a-2").unwrap();
    node.cut_power();
    let outbox = node.engine().outbox().unwrap();
    let ids: Vec<_> = outbox.iter().map(|d| (d.op.dot.seq, d.entry.status)).collect();
    assert_eq!(ids, [(1, Status::Queued), (3, Status::Failed)]);
    assert_eq!(outbox[0].entry.attempts, 0);
    assert_eq!(
        node.engine().discard_failed("node-a-1").unwrap_err().message(),
        "sync operation has not failed: node-a-1"
    );
    assert_eq!(node.engine().requeue_all_failed().unwrap(), 1);
    assert_eq!(node.engine().sync_state().unwrap().counts.queued, 2);
}

#[test]
fn a_late_ack_takes_the_queued_copy_along() {
    let node = Node::new("node-a");
    node.put("k", "v");
    node.engine().next_batch().unwrap();
    node.clock.pass(10_001);
    assert_eq!(node.engine().retry_expired().unwrap(), 1);
    assert_eq!(node.engine().sync_state().unwrap().counts.queued, 1);
    node.engine().receive_ack("node-a-1").unwrap();
    let counts = node.engine().sync_state().unwrap().counts;
    assert_eq!((counts.queued, counts.applied), (0, 1));
    node.clock.pass(10_000_000);
    assert!(node.engine().tick(false).unwrap().batch.is_empty());
}

#[test]
fn the_next_retry_waits_and_the_wakeup_says_until_when() {
    let node = Node::new("node-a");
    assert_eq!(node.engine().next_wakeup_at_ms().unwrap(), None);
    node.put("k", "v");
    assert_eq!(node.engine().next_wakeup_at_ms().unwrap(), Some(START_MS));
    node.engine().next_batch().unwrap();
    assert_eq!(node.engine().next_wakeup_at_ms().unwrap(), Some(START_MS + 10_000));
    node.clock.pass(10_000);
    node.engine().retry_expired().unwrap();
    let due = node.engine().next_wakeup_at_ms().unwrap().unwrap();
    let entry = node.engine().find("node-a-1").unwrap().entry;
    assert_eq!(entry.next_attempt_at_ms, due);
    assert!((START_MS + 10_000..=START_MS + 15_000).contains(&due), "{due}");
    if due > node.clock.wall_ms() {
        assert!(node.engine().next_batch().unwrap().is_empty());
        node.clock.pass(due - node.clock.wall_ms() - 1);
        assert!(node.engine().next_batch().unwrap().is_empty());
        node.clock.pass(1);
    }
    assert_eq!(node.engine().next_batch().unwrap().len(), 1);
}

#[test]
fn a_wall_clock_that_is_set_neither_expires_nor_delays() {
    let node = Node::new("node-a");
    node.put("k", "v");
    node.engine().next_batch().unwrap();
    node.clock.jump(3_600_000);
    assert_eq!(node.engine().retry_expired().unwrap(), 0);
    node.clock.jump(-7_200_000);
    node.clock.pass(10_000);
    assert_eq!(node.engine().retry_expired().unwrap(), 1);
}

#[test]
fn without_acks_nothing_counts_as_acknowledged() {
    let mut node = Node::with("node-a", Durability::Durable, options(|o| o.require_ack = false));
    node.put("k", "v");
    let tick = node.engine().tick(true).unwrap();
    assert_eq!((tick.batch.len(), tick.pruned), (1, 0));
    let counts = node.engine().sync_state().unwrap().counts;
    assert_eq!((counts.in_flight, counts.applied), (1, 0));
    node.kill();
    assert_eq!(node.engine().tick(false).unwrap().batch.len(), 1);
    let tick = node.engine().tick(true).unwrap();
    assert_eq!((tick.batch.len(), tick.pruned), (0, 1));
    node.restart();
    assert_eq!(node.engine().sync_state().unwrap().counts.total, 0);
}

#[test]
fn acks_for_what_was_never_sent_are_errors() {
    let node = Node::with("node-a", Durability::Durable, options(|o| o.auto_queue = false));
    node.put("k", "v");
    assert!(node.engine().next_batch().unwrap().is_empty());
    let error = node.engine().receive_ack("node-a-1").unwrap_err();
    assert_eq!(error.message(), "sync operation was never sent: node-a-1");
    for unknown in ["node-a-2", "node-b-1", "nonsense", ""] {
        let error = node.engine().receive_ack(unknown).unwrap_err();
        assert_eq!(error.message(), format!("sync operation not found: {unknown}"));
        assert_eq!(error.code(), Code::NotFound);
    }
    node.engine().queue("node-a-1").unwrap();
    assert_eq!(node.engine().next_batch().unwrap().len(), 1);
    node.engine().receive_ack("node-a-1").unwrap();
    assert_eq!(node.engine().queue("node-a-1").unwrap_err().code(), Code::InvalidState);
}

#[test]
fn a_duplicate_is_recognised_also_after_a_restart() {
    let (sender, mut receiver) = (Node::new("node-a"), Node::new("node-b"));
    let op = sender.put("k", "v").op;
    assert!(receiver.receive(&op).applied);
    assert!(receiver.receive(&op).duplicate);
    receiver.cut_power();
    assert!(receiver.receive(&op).duplicate);
    let echoed = sender.receive(&op);
    assert!(echoed.duplicate && !echoed.applied);
    assert_eq!(sender.engine().version().unwrap(), 1);
}

#[test]
fn operations_made_by_hand_follow_the_documented_rules() {
    let node = Node::new("node-local");
    let first = node.receive(&by_hand("node-remote", 1, "k", "v1", 2_000));
    assert!(first.applied && !first.conflict && first.written.applied.created);
    assert!(node.receive(&by_hand("node-remote", 1, "k", "v1", 2_000)).duplicate);
    let next = node.receive(&by_hand("node-remote", 2, "k", "v2", 2_000));
    assert!(next.applied && !next.conflict);
    assert_eq!(node.get("k").as_deref(), Some("v2"));
    let other = node.receive(&by_hand("node-other", 1, "k", "old", 1_000));
    assert!(!other.applied && other.conflict);
    assert_eq!(node.get("k").as_deref(), Some("v2"));
    assert_eq!(node.engine().sync_state().unwrap().totals.conflicts, 1);
}

#[test]
fn an_echo_of_own_work_without_an_epoch_is_a_duplicate() {
    let node = Node::new("node-a");
    node.put("k", "one");
    node.put("k", "two");
    assert!(node.receive(&by_hand("node-a", 1, "k", "one", START_MS)).duplicate);
    assert_eq!(node.get("k").as_deref(), Some("two"));
}

#[test]
fn a_peer_cannot_invent_operations_of_this_node() {
    let node = Node::new("node-a");
    let mut op = (*node.put("k", "v").op).clone();
    op.dot.seq = 7;
    let error = node.engine().receive(op).unwrap_err();
    assert_eq!(error.code(), Code::InvalidState);
    assert_eq!(node.put("k", "w").op.dot.seq, 2);
}

#[test]
fn an_operation_with_fields_that_no_engine_writes_is_refused_and_changes_nothing() {
    let node = Node::new("node-a");
    node.put("k", "v");
    let before = (node.engine().version().unwrap(), node.engine().digest().unwrap());
    let changes: [fn(&mut Operation); 6] = [
        |op| op.version = 0,
        |op| op.version = u64::MAX,
        |op| op.created_ms = 0,
        |op| op.stamp = Stamp(u64::MAX),
        |op| op.kind = Kind::Delete,
        |op| op.parts = vec![Part::put(b"k", b"v")],
    ];
    for (nth, change) in changes.into_iter().enumerate() {
        let mut op = by_hand("node-b", 1, "k", "theirs", START_MS);
        change(&mut op);
        let error = node.engine().receive(op).unwrap_err();
        assert_eq!(error.code(), Code::InvalidArgument, "change {nth}: {error}");
        let after = (node.engine().version().unwrap(), node.engine().digest().unwrap());
        assert_eq!(after, before, "change {nth}");
    }
    assert!(node.receive(&by_hand("node-b", 1, "k", "theirs", START_MS)).applied);
}

#[test]
fn a_far_future_stamp_is_kept_but_moves_no_clock() {
    let node = Node::new("node-a");
    let far = START_MS + 365 * 24 * 3_600_000;
    assert!(node.receive(&by_hand("node-b", 1, "k", "future", far)).applied);
    assert_eq!(node.engine().sync_state().unwrap().clock_refusals, 1);
    let edit = node.put("k", "edit");
    assert_eq!(edit.op.stamp.ms(), START_MS);
    assert_eq!(node.get("k").as_deref(), Some("edit"));
    node.receive(&by_hand("node-b", 2, "other", "future", far));
    node.engine().write_local(Kind::Put, b"other", b"local edit", START_MS).unwrap();
    assert_eq!(node.get("other").as_deref(), Some("local edit"));
}

#[test]
fn a_log_goes_on_under_another_name_and_owes_what_it_owed() {
    let mut node = Node::new("node-a");
    node.put("k", "v");
    node.sync.node = NodeId::new("node-z").unwrap();
    node.restart();
    let report = node.engine().report().unwrap();
    assert_eq!(report.renamed_from.unwrap().as_str(), "node-a");
    assert_eq!(node.put("k", "w").op.dot.sync_id(), "node-z-1");
    let ids: Vec<_> =
        node.engine().next_batch().unwrap().iter().map(|d| d.op.dot.sync_id()).collect();
    assert_eq!(ids, ["node-a-1", "node-z-1"]);
    node.engine().receive_ack("node-a-1").unwrap();
    node.sync.node = NodeId::new("node-a").unwrap();
    node.restart();
    assert_eq!(node.put("k", "x").op.dot.sync_id(), "node-a-2");
}

#[test]
fn one_store_takes_one_sync_engine_at_a_time() {
    let node = Node::new("node-a");
    let error = node.engine().attach(node.sync.clone()).unwrap_err();
    assert_eq!(error.code(), Code::Busy);
    node.engine().detach().unwrap();
    assert_eq!(
        node.engine().submit(Kind::Put, b"k", b"v", 1).unwrap_err().code(),
        Code::InvalidState
    );
    node.engine().attach(node.sync.clone()).unwrap();
}

#[test]
fn a_batch_ends_before_it_is_too_large_to_hold() {
    let node = Node::with("node-a", Durability::MemoryOnly, options(|_| {}));
    let value = "v".repeat(BATCH_BYTES_MAX / 4);
    for key in ["a", "b", "c", "d"] {
        node.put(key, &value);
    }
    node.put("e", &"v".repeat(BATCH_BYTES_MAX));
    // Four values are as long as a batch may be, and there are the keys. One operation always fits.
    for len in [3, 1, 1, 0] {
        assert_eq!(node.engine().next_batch().unwrap().len(), len);
    }
}

#[test]
fn settings_out_of_range_change_nothing() {
    let node = Node::new("node-a");
    node.put("k", "v");
    let mut bad = node.sync.clone();
    bad.batch_len = 0;
    let error = node.engine().configure(bad).unwrap_err();
    assert_eq!(error.context(), "batch size 0, allowed are 1 to 65536");
    assert_eq!(node.engine().next_batch().unwrap().len(), 1);
}

#[test]
fn local_writes_are_durable_and_sent_only_when_submitted() {
    let mut node = Node::new("node-a");
    node.engine().write_local(Kind::Put, b"b", b"1", START_MS).unwrap();
    node.engine().write_local(Kind::Put, b"a", b"2", START_MS).unwrap();
    node.engine().write_local(Kind::Delete, b"never", b"", START_MS).unwrap();
    node.cut_power();
    assert_eq!(node.get("a").as_deref(), Some("2"));
    assert_eq!(node.engine().version().unwrap(), 3);
    assert_eq!(node.engine().sync_state().unwrap().counts.total, 0);
    assert_eq!(node.engine().submit_local_writes().unwrap(), 2);
    let keys: Vec<_> =
        node.engine().next_batch().unwrap().iter().map(|d| d.op.key.to_vec()).collect();
    assert_eq!(keys, [b"b", b"a"]);
    assert_eq!(node.engine().submit_local_writes().unwrap(), 0);
}

#[test]
fn limits_hold_in_every_durability_mode() {
    for durability in [Durability::Durable, Durability::Fast, Durability::MemoryOnly] {
        let node = Node::with("node-a", durability, options(|_| {}));
        let long = vec![b'k'; (1 << 20) + 1];
        let error = node.engine().submit(Kind::Put, &long, b"v", 1).unwrap_err();
        assert_eq!(error.message(), "failed to encode store operation");
        let error = node.engine().submit(Kind::Put, b"", b"v", 1).unwrap_err();
        assert_eq!(error.message(), "invalid store operation");
        let error = node.engine().write_local(Kind::Put, b"k", b"v", 0).unwrap_err();
        assert_eq!(error.code(), Code::InvalidArgument);
        assert_eq!(node.engine().version().unwrap(), 0);
        assert_eq!(node.put("k", "v").op.dot.seq, 1);
    }
}

#[test]
fn memory_only_goes_through_the_same_pipeline() {
    let node = Node::with("node-a", Durability::MemoryOnly, options(|_| {}));
    node.put("k", "v");
    let batch = node.engine().next_batch().unwrap();
    assert_eq!(&*batch[0].op.value, b"v");
    node.engine().receive_ack("node-a-1").unwrap();
    assert_eq!(node.engine().prune_completed().unwrap(), 1);
    assert!(node.disk.bytes("node-a.wal").is_none());
}

#[test]
fn what_a_peer_may_learn_is_on_disk_first() {
    let mut node = Node::with("node-a", Durability::Fast, options(|_| {}));
    node.engine().flush().unwrap();
    node.put("k", "v");
    assert_eq!(node.engine().next_batch().unwrap().len(), 1);
    node.put("later", "w");
    node.cut_power();
    assert_eq!(node.get("k").as_deref(), Some("v"));
    assert_eq!(node.get("later"), None);
    assert_eq!(node.put("again", "x").op.dot.seq, 2);
}

#[test]
fn reload_shows_what_the_log_holds() {
    let node = Node::new("node-a");
    node.put("k", "v");
    node.engine().clear_memory().unwrap();
    assert!(node.engine().is_empty().unwrap());
    node.engine().apply_unlogged(Kind::Put, b"ghost", b"g", 1, 9).unwrap();
    assert_eq!(node.get("ghost").as_deref(), Some("g"));
    node.engine().reload().unwrap();
    assert_eq!(node.get("k").as_deref(), Some("v"));
    assert_eq!(node.get("ghost"), None);
    assert_eq!(node.engine().sync_state().unwrap().counts.queued, 1);
}

#[test]
fn a_reader_beside_the_writer_sees_everything_and_writes_nothing() {
    let node = Node::new("node-a");
    node.put("k", "v");
    let mut options = node.options();
    options.read_only = true;
    let reader = Engine::open(options).unwrap();
    assert_eq!(&*reader.get(b"k").unwrap().unwrap().value, b"v");
    assert_eq!(reader.outbox().unwrap().len(), 1);
    assert_eq!(
        reader.write_local(Kind::Put, b"k", b"w", 1).unwrap_err().code(),
        Code::InvalidState
    );
    let error = Engine::open(node.options()).unwrap_err();
    assert_eq!(error.code(), Code::Locked);
    node.put("k", "w");
}

#[test]
fn policies_are_views_that_take_effect_at_once() {
    let node = Node::new("node-a");
    node.put("k", "mine");
    let concurrent = by_hand("node-b", 1, "k", "theirs", START_MS + 1_000);
    assert!(node.receive(&concurrent).conflict);
    assert_eq!(node.get("k").as_deref(), Some("theirs"));
    node.engine().set_policy(Policy::KeepLocal).unwrap();
    assert_eq!(node.get("k").as_deref(), Some("mine"));
    assert_eq!(node.engine().conflicts().unwrap().len(), 1);
    node.put("k", "resolved");
    assert!(node.engine().conflicts().unwrap().is_empty());
}

#[test]
fn attempts_and_the_next_retry_survive_a_restart() {
    let mut node = Node::new("node-a");
    node.put("k", "v");
    node.engine().next_batch().unwrap();
    node.clock.pass(10_000);
    node.engine().retry_expired().unwrap();
    let before = node.engine().find("node-a-1").unwrap().entry;
    node.restart();
    let after = node.engine().find("node-a-1").unwrap().entry;
    assert_eq!(after.attempts, 1);
    assert_eq!(after.last_attempt_at_ms, before.last_attempt_at_ms);
    assert_eq!(after.next_attempt_at_ms, before.next_attempt_at_ms);
    assert_eq!(after.last_error, Code::TimedOut as u16);
    let wait_ms = before.next_attempt_at_ms - node.clock.wall_ms();
    if wait_ms > 0 {
        assert!(node.engine().next_batch().unwrap().is_empty());
        node.clock.pass(wait_ms);
    }
    assert_eq!(node.engine().next_batch().unwrap().len(), 1);
}

#[test]
fn an_ack_that_comes_after_a_restart_is_welcome() {
    let mut node = Node::new("node-a");
    node.put("k", "v");
    node.engine().next_batch().unwrap();
    node.cut_power();
    node.engine().receive_ack("node-a-1").unwrap();
    assert_eq!(node.engine().sync_state().unwrap().counts.applied, 1);
    assert!(node.engine().next_batch().unwrap().is_empty());
}

#[test]
fn many_threads_share_the_log_and_every_answer_is_true() {
    let mut node = Node::new("node-a");
    let answers = std::thread::scope(|scope| {
        let write = |thread: usize| {
            let engine = node.engine();
            move || {
                let key = |number: usize| format!("{}-{}", thread % 3, number % 7);
                let submit = |number: usize| {
                    let value = format!("{thread}:{number}");
                    engine.submit(Kind::Put, key(number).as_bytes(), value.as_bytes(), START_MS)
                };
                (0..200).map(|number| submit(number).unwrap()).collect::<Vec<_>>()
            }
        };
        let threads: Vec<_> = (0..8).map(|thread| scope.spawn(write(thread))).collect();
        threads.into_iter().flat_map(|thread| thread.join().unwrap()).collect::<Vec<_>>()
    });
    let mut versions: Vec<u64> = answers.iter().map(|a| a.written.version).collect();
    let mut seqs: Vec<u64> = answers.iter().map(|a| a.op.dot.seq).collect();
    versions.sort_unstable();
    seqs.sort_unstable();
    assert_eq!(versions, (1..=1_600).collect::<Vec<_>>());
    assert_eq!(seqs, versions);
    assert!(node.engine().conflicts().unwrap().is_empty());
    let digest = node.engine().digest().unwrap();
    node.cut_power();
    assert_eq!(node.engine().digest().unwrap(), digest);
    assert_eq!(node.engine().sync_state().unwrap().counts.queued, 1_600);
}
