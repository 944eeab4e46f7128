// SPDX-License-Identifier: Apache-2.0
//! A client alone: what it owes, what it tells, and who it is.
#![allow(missing_docs, clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

mod support;

use std::sync::Arc;

use softadastra::base::error::Code;
use softadastra::base::id::NodeId;
use softadastra::base::limits::LABEL_BYTES_MAX;
use softadastra::client::{Client, ClientOptions, HostFacts, Turn};
use softadastra::disk::MemoryDisk;
use softadastra::engine::{Durability, Options};
use softadastra::outbox::entry::Status;
use softadastra::sync::options::SyncOptions;
use support::node::{START_MS, TestClock};

const DAY_MS: i64 = 24 * 3600 * 1000;

fn options(disk: &MemoryDisk, clock: &Arc<TestClock>) -> ClientOptions {
    let engine = Options::new("client.wal", 7, clock.clone(), Arc::new(disk.clone()));
    let sync = SyncOptions::new(NodeId::new("node-a").unwrap());
    let host = HostFacts { hostname: "field-7".into(), os_name: "Linux".into() };
    ClientOptions::new(engine, sync, host)
}

#[test]
fn a_month_alone_fails_nothing_and_nothing_is_told_as_sent() {
    let (disk, clock) = (MemoryDisk::default(), TestClock::new());
    let client = Client::open(options(&disk, &clock)).unwrap();
    let versions: Vec<_> =
        (0..100).map(|at| client.put(format!("k{at}").as_bytes(), b"v").unwrap()).collect();
    let mut selected = 0;
    for _ in 0..30 {
        for _ in 0..4 {
            let turn = client.tick(true).unwrap();
            assert_eq!((turn.retried, turn.pruned), (0, 0));
            selected += turn.batch;
        }
        clock.pass(DAY_MS);
    }
    // All of them once a day, a batch at a time, and no turn without end.
    assert_eq!(selected, 30 * 100);
    let state = client.sync_state().unwrap();
    assert_eq!((state.sync.counts.queued, state.sync.counts.failed), (100, 0));
    assert_eq!((state.in_flight, state.sync.counts.applied, state.retries), (0, 0, 0));
    assert_eq!(client.status_of(versions[0]).unwrap(), Some(Status::Queued));
    let first = client.engine().outbox().unwrap().swap_remove(0);
    assert_eq!(first.entry.attempts, 0);
}

#[test]
fn without_acks_what_has_left_nobody_is_never_acknowledged() {
    let (disk, clock) = (MemoryDisk::default(), TestClock::new());
    let mut memory_only = options(&disk, &clock);
    memory_only.engine.durability = Durability::MemoryOnly;
    memory_only.sync.require_ack = false;
    let client = Client::open(memory_only).unwrap();
    let version = client.put(b"k", b"v").unwrap();
    assert_eq!(client.tick(false).unwrap(), Turn { retried: 0, pruned: 0, batch: 1 });
    let state = client.sync_state().unwrap();
    assert_eq!((state.sync.counts.total, state.sync.counts.applied, state.in_flight), (1, 0, 0));
    assert_eq!(client.status_of(version).unwrap(), Some(Status::InFlight));
    assert_eq!(client.tick(true).unwrap(), Turn { retried: 0, pruned: 1, batch: 0 });
    assert_eq!(client.status_of(version).unwrap(), None);
}

#[test]
fn what_a_client_owes_is_still_owed_when_it_comes_back_under_another_name() {
    let (disk, clock) = (MemoryDisk::default(), TestClock::new());
    let client = Client::open(options(&disk, &clock)).unwrap();
    client.put(b"k", b"v").unwrap();
    client.close().unwrap();
    let mut renamed = options(&disk, &clock);
    renamed.sync.node = NodeId::new("node-b").unwrap();
    let client = Client::open(renamed).unwrap();
    assert_eq!(&*client.get(b"k").unwrap().unwrap().value, b"v");
    assert_eq!(client.sync_state().unwrap().sync.counts.queued, 1);
    assert_eq!(client.node_info().unwrap().node_id, "node-b");
}

#[test]
fn a_client_says_who_it_is_and_for_how_long() {
    let (disk, clock) = (MemoryDisk::default(), TestClock::new());
    let client = Client::open(options(&disk, &clock)).unwrap();
    let first = client.node_info().unwrap();
    assert_eq!((&*first.node_id, &*first.display_name), ("node-a", "node-a"));
    assert_eq!((&*first.hostname, &*first.os_name, &*first.version), ("field-7", "Linux", "0.1.0"));
    assert_eq!((first.started_at_ms, first.uptime_ms), (START_MS, 0));
    assert!(first.capabilities.contains(&"sync") && first.capabilities.contains(&"wal"));
    clock.pass(500);
    clock.jump(-DAY_MS);
    assert_eq!(client.node_info().unwrap(), first);
    assert_eq!(client.refresh_node_info().unwrap().uptime_ms, 500);
    assert_eq!(client.node_info().unwrap().uptime_ms, 500);
}

#[test]
fn options_out_of_range_open_nothing() {
    let (disk, clock) = (MemoryDisk::default(), TestClock::new());
    let refused = |change: &dyn Fn(&mut ClientOptions), naming: &str| {
        let mut wrong = options(&disk, &clock);
        change(&mut wrong);
        let error = Client::open(wrong).unwrap_err();
        assert_eq!(error.code(), Code::InvalidArgument);
        assert!(error.to_string().contains(naming), "{error}");
    };
    refused(&|options| options.version.clear(), "version");
    refused(&|options| options.display_name = "x".repeat(LABEL_BYTES_MAX + 1), "256 bytes");
    refused(&|options| options.engine.read_only = true, "read-only");
    refused(&|options| options.sync.batch_len = 0, "batch size 0");
    let client = Client::open(options(&disk, &clock)).unwrap();
    assert_eq!(client.put(b"", b"v").unwrap_err().message(), "key cannot be empty");
    assert!(client.is_empty().unwrap());
}
