// SPDX-License-Identifier: Apache-2.0
//! Clients over a transport within the process: the same life as over a network, on a clock that
//! the test turns.
#![allow(missing_docs, clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

mod support;

use std::sync::Arc;

use softadastra::base::error::Code;
use softadastra::client::{Client, ClientEvent};
use softadastra::outbox::entry::Status;
use softadastra::transport::memory::MemoryNetwork;
use support::client::{events, id, is_done, options, shows};
use support::node::TestClock;

struct World {
    network: MemoryNetwork,
    clock: Arc<TestClock>,
    clients: Vec<Client>,
}

impl World {
    fn new(names: &[&str]) -> Self {
        let (network, clock) = (MemoryNetwork::default(), TestClock::new());
        let mut clients = Vec::new();
        for (at, name) in names.iter().enumerate() {
            let client = Client::open(options(name, clock.clone())).unwrap();
            let transport = network.transport(id(name), 1 + at as u16);
            client.start_transport_with(Box::new(transport)).unwrap();
            clients.push(client);
        }
        Self { network, clock, clients }
    }

    fn pass(&self, ms: i64) {
        for _ in 0..ms / 10 {
            self.clock.pass(10);
            for client in &self.clients {
                client.tick(false).unwrap();
            }
        }
    }
}

#[test]
fn what_one_writes_the_others_have_and_acknowledge() {
    let world = World::new(&["node-a", "node-b", "node-c"]);
    let [a, b, c] = &world.clients[..] else { panic!() };
    a.connect(&id("node-b"), "host", 2).unwrap();
    a.connect(&id("node-c"), "host", 3).unwrap();
    let version = a.put(b"k", b"v").unwrap();
    world.pass(100);
    assert_eq!(a.status_of(version).unwrap(), Some(Status::Applied));
    assert!(shows(b, "k", "v") && shows(c, "k", "v"));
    for peer in ["node-b", "node-c"] {
        assert!(a.engine().is_applied_at("node-a-1", &id(peer)).unwrap());
    }
    b.put(b"from b", b"v").unwrap();
    world.pass(2_000);
    assert!(shows(c, "from b", "v"), "it is passed on");
    assert!(world.clients.iter().all(is_done));
    let digests: Vec<_> = world.clients.iter().map(|c| c.engine().digest().unwrap()).collect();
    assert!(digests.windows(2).all(|pair| pair[0] == pair[1]));
}

#[test]
fn who_is_away_costs_no_attempts_and_is_called_until_it_is_there() {
    let world = World::new(&["node-a", "node-b"]);
    let [a, b] = &world.clients[..] else { panic!() };
    world.network.set_away(&id("node-b"), true);
    a.connect(&id("node-b"), "host", 2).unwrap();
    let version = a.put(b"k", b"v").unwrap();
    world.pass(120_000);
    let seen = events(a);
    assert!(seen.iter().any(|event| matches!(event, ClientEvent::Unreachable { .. })));
    assert!(seen.len() < 60, "it is called less and less often: {}", seen.len());
    assert_eq!(a.status_of(version).unwrap(), Some(Status::Queued));
    assert_eq!(a.engine().outbox().unwrap()[0].entry.attempts, 0);
    world.network.set_away(&id("node-b"), false);
    world.pass(40_000);
    assert!(shows(b, "k", "v") && is_done(a));
    // A link that breaks is made again by the one that had called.
    world.network.set_away(&id("node-b"), true);
    a.put(b"later", b"v").unwrap();
    world.pass(100);
    assert!(events(a).iter().any(|event| matches!(event, ClientEvent::Disconnected { .. })));
    world.network.set_away(&id("node-b"), false);
    world.pass(40_000);
    assert!(shows(b, "later", "v") && is_done(a));
}

#[test]
fn of_two_who_call_each_other_one_link_stays() {
    let world = World::new(&["node-a", "node-b"]);
    let [a, b] = &world.clients[..] else { panic!() };
    a.connect(&id("node-b"), "host", 2).unwrap();
    b.connect(&id("node-a"), "host", 1).unwrap();
    world.pass(1_000);
    for client in [a, b] {
        let (mut up, mut down) = (0, 0);
        for event in events(client) {
            up += usize::from(matches!(event, ClientEvent::Connected { .. }));
            down += usize::from(matches!(event, ClientEvent::Disconnected { .. }));
        }
        assert_eq!(up - down, 1);
        assert!(client.known_peers().unwrap()[0].is_connected);
    }
    a.put(b"k", b"v").unwrap();
    world.pass(100);
    assert!(shows(b, "k", "v") && is_done(a));
}

#[test]
fn who_is_disconnected_is_called_no_more_and_stays_owed() {
    let world = World::new(&["node-a", "node-b"]);
    let [a, b] = &world.clients[..] else { panic!() };
    a.connect(&id("node-b"), "host", 2).unwrap();
    world.pass(100);
    a.disconnect(&id("node-b")).unwrap();
    assert_eq!(a.disconnect(&id("node-b")).unwrap_err().code(), Code::NotFound);
    a.put(b"k", b"v").unwrap();
    world.pass(60_000);
    assert!(!shows(b, "k", "v") && !is_done(a));
    assert!(!a.engine().peer_status(&id("node-b")).unwrap().is_connected);
    b.connect(&id("node-a"), "host", 1).unwrap();
    world.pass(1_000);
    assert!(shows(b, "k", "v") && is_done(a));
}

#[test]
fn a_client_without_a_transport_says_so() {
    let client = Client::open(options("node-a", TestClock::new())).unwrap();
    assert_eq!(client.start_transport().unwrap_err().message(), "transport is disabled");
    assert_eq!(client.process_transport_events(1).unwrap_err().code(), Code::InvalidState);
    assert_eq!(client.connect(&id("b"), "h", 1).unwrap_err().code(), Code::InvalidState);
    assert_eq!(client.connect(&id("b"), "", 1).unwrap_err().message(), "invalid peer");
    assert_eq!(client.connect(&id("b"), "h", 0).unwrap_err().message(), "invalid peer");
    assert!(!client.is_transport_running().unwrap());
    client.stop_transport().unwrap();
}

#[test]
fn nothing_is_owed_to_somebody_who_cannot_be_called() {
    let world = World::new(&["node-a", "node-b"]);
    let a = &world.clients[0];
    assert_eq!(a.connect(&id("node-a"), "host", 1).unwrap_err().code(), Code::InvalidArgument);
    a.stop_transport().unwrap();
    assert_eq!(a.connect(&id("node-b"), "host", 2).unwrap_err().code(), Code::InvalidState);
    assert!(a.engine().peers().unwrap().is_empty());
}
