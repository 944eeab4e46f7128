// SPDX-License-Identifier: Apache-2.0
//! Clients on disks in memory, and how to wait for what they do.

use std::sync::Arc;
use std::time::{Duration, Instant};

use softadastra::base::id::NodeId;
use softadastra::base::time::Clock;
use softadastra::client::{Client, ClientEvent, ClientOptions, HostFacts};
use softadastra::disk::MemoryDisk;
use softadastra::engine::Options;
use softadastra::sync::options::SyncOptions;

pub fn id(name: &str) -> NodeId {
    NodeId::new(name).unwrap()
}

/// Options of a node with a disk of its own.
pub fn options(name: &str, clock: Arc<dyn Clock>) -> ClientOptions {
    let seed = name.bytes().fold(7, |sum, byte| sum * 31 + u64::from(byte));
    let engine = Options::new("client.wal", seed, clock, Arc::new(MemoryDisk::default()));
    let sync = SyncOptions::new(id(name));
    let host = HostFacts { hostname: "host".into(), os_name: "Linux".into() };
    ClientOptions::new(engine, sync, host)
}

pub fn shows(client: &Client, key: &str, value: &str) -> bool {
    client.get(key.as_bytes()).unwrap().is_some_and(|found| &*found.value == value.as_bytes())
}

/// Everything that has happened so far.
pub fn events(client: &Client) -> Vec<ClientEvent> {
    std::iter::from_fn(|| client.poll_event().unwrap()).collect()
}

/// Has all clients move what there is, until something holds. A test that hangs fails here; how
/// long it took proves nothing.
pub fn until(clients: &[&Client], what: &str, mut holds: impl FnMut() -> bool) {
    let end = Instant::now() + Duration::from_secs(120);
    while !holds() {
        assert!(
            Instant::now() < end,
            "{what}: {:?}",
            clients.iter().map(|c| events(c)).collect::<Vec<_>>()
        );
        for client in clients {
            client.tick(false).unwrap();
        }
        std::thread::sleep(Duration::from_millis(1));
    }
}

/// Whether nothing is owed any more.
pub fn is_done(client: &Client) -> bool {
    let counts = client.sync_state().unwrap().sync.counts;
    counts.queued + counts.in_flight + counts.failed + counts.pending == 0
}
