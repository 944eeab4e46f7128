// SPDX-License-Identifier: Apache-2.0
//! Recordings happen again: those of worlds of the simulator, call for call.
#![allow(missing_docs, clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

mod support;

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use softadastra::base::error::Code;
use softadastra::base::id::NodeId;
use softadastra::base::limits::MEMORY_BYTES_MIN;
use softadastra::base::op::{Kind, Operation};
use softadastra::base::part::Part as Write;
use softadastra::client::{Client, TransportOptions};
use softadastra::disk::{Disk, Fault, FileDisk, MemoryDisk, Operation as Call};
use softadastra::engine::{
    Engine, Options, Range, RecordingOptions, Session, SessionOptions, Severity, Submitted,
};
use softadastra::ffi::host::SystemClock;
use softadastra::record::Recording;
use softadastra::sim::{Part, Plan, Report, replay, run_recorded, shrink_replay};
use softadastra::store::merge::{Contested, Merge};
use softadastra::store::policy::Policy;
use softadastra::sync::options::SyncOptions;
use support::client::{id, is_done, until};
use support::node::TestClock;

fn setting(name: &str, default: u64) -> u64 {
    std::env::var(name).map_or(default, |text| text.parse().unwrap())
}

#[test]
fn what_came_to_the_nodes_of_worlds_comes_again() {
    let (first, count) = (setting("SDA_SEED", 0), setting("SDA_SEEDS", 300));
    let mut marks: BTreeMap<&str, u64> = BTreeMap::new();
    let mut failed = Vec::new();
    // 100181: peers were told of an error that names the file, and the replay had another one.
    for seed in (first..first + count).chain([100_181]) {
        let (report, recordings) = run_recorded(&Plan::new(seed));
        assert!(report.violation.is_none(), "seed {seed}: {:?}", report.violation);
        for (name, bytes) in recordings {
            let recording = Recording::read(&bytes).unwrap();
            let report = replay(&recording, &Part::all(&recording), false);
            if let Some(found) = report.violation {
                failed.push(format!("seed {seed}, {name}: {}: {}", found.check, found.detail));
            }
            for (name, times) in report.marks {
                *marks.entry(name).or_default() += times;
            }
        }
    }
    assert!(failed.is_empty(), "{} of them: {:#?}", failed.len(), &failed[..failed.len().min(20)]);
    println!("{marks:?}");
}

/// Options whose recording goes to a disk of its own, under a clock that the test turns.
fn options(disk: &MemoryDisk, recordings: &MemoryDisk) -> Options {
    let mut options = Options::new("a.db", 7, TestClock::new(), Arc::new(disk.clone()));
    options.memory_bytes = MEMORY_BYTES_MIN;
    let mut recording = RecordingOptions::new("a.rec");
    recording.disk = Some(Arc::new(recordings.clone()));
    options.recording = Some(recording);
    options
}

fn sync_options() -> SyncOptions {
    SyncOptions::new(NodeId::new("a").unwrap())
}

fn last(recordings: &MemoryDisk) -> Vec<u8> {
    let paths = recordings.beside(Path::new("a.rec")).unwrap();
    recordings.bytes(paths.last().unwrap()).unwrap()
}

fn again(bytes: &[u8]) -> Report {
    let recording = Recording::read(bytes).unwrap();
    replay(&recording, &Part::all(&recording), false)
}

fn put(engine: &Engine, number: u64, value: &[u8]) -> Submitted {
    engine.submit(Kind::Put, format!("key-{number}").as_bytes(), value, 1).unwrap()
}

/// An operation of a peer.
fn from_b(seq: u64) -> Operation {
    let (disk, recordings) = (MemoryDisk::new(), MemoryDisk::new());
    let engine = Engine::open(Options { recording: None, ..options(&disk, &recordings) }).unwrap();
    engine.attach(SyncOptions::new(NodeId::new("b").unwrap())).unwrap();
    let all = (1..=seq).map(|number| put(&engine, number, b"from b"));
    all.last().unwrap().op.as_ref().clone()
}

/// Two engines that talk until neither has anything to say.
fn talk(one: (&Engine, &mut Session), other: (&Engine, &mut Session)) {
    let ((here, ours), (there, theirs)) = (one, other);
    loop {
        let mut has_spoken = false;
        while let Some(frame) = ours.poll_transmit(here, 1 << 16).unwrap() {
            theirs.handle(there, &frame).unwrap();
            has_spoken = true;
        }
        while let Some(frame) = theirs.poll_transmit(there, 1 << 16).unwrap() {
            ours.handle(here, &frame).unwrap();
            has_spoken = true;
        }
        if !has_spoken {
            return;
        }
    }
}

fn write_locally(engine: &Engine) {
    engine.write_local(Kind::Put, b"local", b"1", 1).unwrap();
    let parts = vec![Write::put(b"one", b"1"), Write::delete(b"other")];
    engine.write_local_group(parts, 1).unwrap();
    engine.apply_unlogged(Kind::Put, b"unlogged", b"1", 1, 3).unwrap();
    engine.clear_memory().unwrap();
    engine.reload().unwrap();
    engine.submit_local_writes().unwrap();
    for is_committed in [true, false] {
        let mut writer = engine.begin_value(b"long", 1 << 17, 1).unwrap();
        (0..4).for_each(|_| writer.write(&[7; 1 << 15]).unwrap());
        writer.write(b"too long").unwrap_err();
        if is_committed {
            engine.commit_value(&mut writer).unwrap();
        }
    }
}

fn deliver(engine: &Engine, clock: &TestClock) {
    let op = put(engine, 1, b"to be delivered").op.clone();
    let id = op.dot.sync_id();
    assert!(!engine.next_batch().unwrap().is_empty());
    engine.due_after(0).unwrap();
    engine.report_send_failure(&id, Code::TimedOut).unwrap();
    engine.queue(&id).unwrap();
    for _ in 0..12 {
        clock.pass(400_000);
        engine.tick(true).unwrap();
    }
    engine.discard_failed(&id).unwrap();
    let failed = engine.failed().unwrap();
    assert!(failed.len() > 1, "{failed:?}");
    engine.requeue_failed(&failed[0].op.dot.sync_id()).unwrap();
    engine.requeue_all_failed().unwrap();
    for delivery in engine.next_batch().unwrap() {
        engine.receive_ack(&delivery.op.dot.sync_id()).unwrap();
    }
    engine.receive_ack("nobody-1").unwrap_err();
    engine.prune_completed().unwrap();
    engine.retry_expired().unwrap();
    engine.prune_failed().unwrap();
    engine.keep_up_bounded();
}

/// Everything that changes something, and much of it in more than one way.
fn do_everything(engine: &Engine, clock: &TestClock) {
    engine.keep_notices(Some(Severity::Info)).unwrap();
    write_locally(engine);
    deliver(engine, clock);
    engine.configure(SyncOptions { batch_len: 3, ..sync_options() }).unwrap();
    engine.set_policy(Policy::Custom).unwrap();
    let merge: Arc<dyn Merge> = Arc::new(|_: &Contested<'_>| Ok(None));
    engine.set_merge(Some(merge)).unwrap();
    engine.set_merge(None).unwrap();
    engine.set_policy(Policy::LastWriteWins).unwrap();
    engine.submit_group(vec![Write::put(b"x", b"1"), Write::put(b"y", b"2")], 1).unwrap();
    assert!(!engine.receive(from_b(1)).unwrap().duplicate);
    let answers = engine.receive_all(vec![from_b(1), from_b(2)], false).unwrap();
    assert_eq!(answers.len(), 2);
    let c = NodeId::new("c").unwrap();
    engine.register_peer(&c, 1_000).unwrap();
    let id = put(engine, 2, b"acknowledged by c").op.dot.sync_id();
    engine.receive_ack_from(&id, &c).unwrap();
    clock.pass(5_000);
    assert_eq!(engine.expire_leases().unwrap(), std::slice::from_ref(&c));
    engine.register_peer(&c, 0).unwrap();
    engine.remove_peer(&c).unwrap();
    for number in 0..200 {
        put(engine, number % 50, &[number as u8; 900]);
        clock.pass(1);
    }
    engine.maintain(100).unwrap();
    engine.maintain_for(1 << 20, 1_000).unwrap();
    engine.checkpoint().unwrap();
    engine.backup(Path::new("copy.db")).unwrap();
    engine.backup(Path::new("copy.db")).unwrap_err();
    engine.flush().unwrap();
    engine.detach().unwrap();
    engine.attach(sync_options()).unwrap();
}

fn recorded_session(disk: &MemoryDisk, recordings: &MemoryDisk) -> Vec<u8> {
    let clock = TestClock::new();
    let engine =
        Engine::open(Options { clock: clock.clone(), ..options(disk, recordings) }).unwrap();
    engine.attach(sync_options()).unwrap();
    do_everything(&engine, &clock);
    let (there_disk, none) = (MemoryDisk::new(), MemoryDisk::new());
    let there = Options { recording: None, seed: 8, ..options(&there_disk, &none) };
    let there = Engine::open(there).unwrap();
    there.attach(SyncOptions::new(NodeId::new("b").unwrap())).unwrap();
    let session_of = |engine: &Engine, peer: &str| {
        let mut options = SessionOptions::new(Some(NodeId::new(peer).unwrap()));
        options.accept_lease_ms = Some(0);
        engine.open_session(options).unwrap()
    };
    let (mut ours, mut theirs) = (session_of(&engine, "b"), session_of(&there, "a"));
    put(&there, 99, b"from there");
    talk((&engine, &mut ours), (&there, &mut theirs));
    assert!(engine.get(b"key-99").unwrap().is_some());
    ours.handle(&engine, b"no frame").unwrap_err();
    ours.close(&engine).unwrap();
    engine.close().unwrap();
    last(recordings)
}

#[test]
fn every_call_happens_again() {
    let (disk, recordings) = (MemoryDisk::new(), MemoryDisk::new());
    let bytes = recorded_session(&disk, &recordings);
    let report = again(&bytes);
    assert_eq!(report.violation, None);
    assert!(report.restart_count > 5, "{report:?}");
    let source = include_str!("../src/record/call.rs");
    let all: Vec<&str> = source
        .lines()
        .filter_map(|line| line.split_once("=> \""))
        .map(|(_, name)| name.trim_end_matches("\","))
        .collect();
    assert_eq!(all.len(), 48, "{all:?}");
    for name in all {
        assert!(report.marks.contains_key(name), "{name} did not happen");
    }
    // On what the first has left, and with its end cut off: as after a kill.
    let engine = Engine::open(options(&disk, &recordings)).unwrap();
    engine.attach(sync_options()).unwrap();
    put(&engine, 1, b"again");
    drop(engine);
    let bytes = last(&recordings);
    assert!(Recording::read(&bytes).unwrap().files.len() > 3);
    assert_eq!(again(&bytes).violation, None);
    for len in [bytes.len() - 1, bytes.len() - 40] {
        let report = again(&bytes[..len]);
        assert_eq!(report.violation, None);
        assert!(report.marks.contains_key("torn"));
    }
}

#[test]
fn what_failed_is_made_smaller_and_fails_again() {
    let (disk, recordings) = (MemoryDisk::new(), MemoryDisk::new());
    let engine = Engine::open(options(&disk, &recordings)).unwrap();
    engine.attach(SyncOptions { outbox_ops_max: 3, ..sync_options() }).unwrap();
    for number in 0..60 {
        let submitted = engine.submit(Kind::Put, &[number], b"v", 1);
        assert_eq!(submitted.is_err(), number > 2);
        engine.flush().unwrap();
    }
    engine.close().unwrap();
    let bytes = last(&recordings);
    let recording = Recording::read(&bytes).unwrap();
    let mut part = Part::all(&recording);
    assert_eq!(replay(&recording, &part, false).violation, None);
    part.wanted = Some(Code::Backpressure as u16);
    let found = replay(&recording, &part, false).violation.unwrap();
    assert_eq!(found.check, "wanted");
    let smaller = shrink_replay(&recording, &part, 5_000);
    // Three that fit and one that does not.
    assert_eq!(smaller.calls.len(), 6, "{:?}", smaller.calls);
    let bytes = recording.with_calls(&smaller.calls).unwrap();
    let recording = Recording::read(&bytes).unwrap();
    let part = Part { wanted: part.wanted, ..Part::all(&recording) };
    assert_eq!(replay(&recording, &part, false).violation.unwrap().check, "wanted");
    let report = replay(&recording, &part, true);
    assert!(report.lines.iter().any(|line| line.starts_with("submit")), "{:?}", report.lines);
}

#[test]
fn what_is_not_as_it_was_is_told() {
    let (disk, recordings) = (MemoryDisk::new(), MemoryDisk::new());
    let engine = Engine::open(options(&disk, &recordings)).unwrap();
    engine.attach(sync_options()).unwrap();
    (0..10).for_each(|number| drop(put(&engine, number, b"v")));
    engine.close().unwrap();
    let bytes = last(&recordings);
    let without = |place: usize| {
        let mut recording = Recording::read(&bytes).unwrap();
        recording.events.remove(place);
        replay(&recording, &Part::all(&recording), false).violation
    };
    // As if the fifth of the writes had not been recorded.
    let found = without(6).unwrap();
    assert_eq!(found.check, "not-as-recorded");
    assert!(found.detail.contains("call 6, submit"), "{}", found.detail);
    assert_eq!(without(12), None, "the last call is missed by none");
    // What comes behind the difference is of no interest.
    let mut recording = Recording::read(&bytes).unwrap();
    recording.events.remove(6);
    let smaller = shrink_replay(&recording, &Part::all(&recording), 1_000);
    assert_eq!(smaller.calls, (0..=6).collect::<Vec<_>>());
}

#[test]
fn failures_of_the_disk_happen_again() {
    for (kind, nth) in [(Call::Write, 9), (Call::Sync, 9), (Call::Reserve, 2)] {
        for leaving in [0, 7] {
            let (disk, recordings) = (MemoryDisk::new(), MemoryDisk::new());
            let engine = Engine::open(options(&disk, &recordings)).unwrap();
            engine.attach(sync_options()).unwrap();
            disk.inject(Fault::once(Some(kind), nth, libc::ENOSPC).leaving(leaving));
            let mut failed = 0;
            for number in 0..60 {
                let submitted = engine.submit(Kind::Put, &[number], &[1; 900], 1);
                failed += usize::from(submitted.is_err());
            }
            let _ = engine.checkpoint();
            let _ = engine.close();
            assert!(failed > 0 || kind == Call::Reserve, "{kind:?}");
            let report = again(&last(&recordings));
            assert_eq!(report.violation, None, "{kind:?} {leaving}");
            assert!(report.marks.contains_key("disk-failed"), "{kind:?}");
        }
    }
}

/// A recording of an earlier build of this version is read, and happens again as far as this build
/// does the same.
#[test]
fn the_kept_recording_happens_again() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sim/short.rec");
    assert_eq!(again(&std::fs::read(file).unwrap()).violation, None);
}

/// A client with TCP on real files, under the system's clock.
fn client(folder: &Path, name: &str) -> Client {
    let mut options = support::client::options(name, Arc::new(SystemClock::new()));
    options.engine.disk = Arc::new(FileDisk);
    options.engine.path = folder.join(format!("{name}.db"));
    options.engine.memory_bytes = MEMORY_BYTES_MIN;
    options.engine.recording = Some(RecordingOptions::new(folder.join(format!("{name}.rec"))));
    options.transport = Some(TransportOptions::new("127.0.0.1", 0));
    let client = Client::open(options).unwrap();
    client.start_transport().unwrap();
    client
}

/// Threads write, read and take turns at the same time, as an application has them.
fn work(a: &Client, b: &Client, round: usize) {
    std::thread::scope(|scope| {
        for (thread, client) in [(0, a), (1, a), (2, b), (3, b)] {
            scope.spawn(move || {
                for number in 0..60 {
                    let key = format!("key-{}", (number * 7 + thread + round) % 90);
                    client.put(key.as_bytes(), &[thread as u8; 900]).unwrap();
                    client.tick(true).unwrap();
                    client.get(key.as_bytes()).unwrap();
                    let mut scan = client.engine().scan_range(&Range::of_prefix(b"key-")).unwrap();
                    while scan.next().unwrap().is_some() && number % 10 == 0 {}
                    client.remove(format!("key-{}", number % 50).as_bytes()).unwrap();
                }
            });
        }
    });
}

#[test]
fn clients_that_talk_over_tcp_while_threads_write_and_read_happen_again() {
    let folder = tempfile::tempdir().unwrap();
    let [a, b] = ["node-a", "node-b"].map(|name| client(folder.path(), name));
    for round in 0..3 {
        a.connect(&id("node-b"), "127.0.0.1", b.served_port().unwrap().unwrap()).unwrap();
        work(&a, &b, round);
        until(&[&a, &b], "all is there", || is_done(&a) && is_done(&b));
        // The next session draws its numbers after as many flushes as there were.
        a.stop_transport().unwrap();
        a.start_transport().unwrap();
    }
    assert_eq!(a.engine().digest().unwrap(), b.engine().digest().unwrap());
    a.close().unwrap();
    b.close().unwrap();
    for name in ["node-a.rec.000001", "node-b.rec.000001"] {
        let bytes = std::fs::read(folder.path().join(name)).unwrap();
        let recording = Recording::read(&bytes).unwrap();
        let report = replay(&recording, &Part::all(&recording), false);
        assert_eq!(report.violation, None, "{name}");
        assert!(report.marks["submit"] >= 720 && report.marks["handle"] > 10, "{report:?}");
        assert!(report.marks.contains_key("close"), "{report:?}");
    }
}
