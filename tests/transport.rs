// SPDX-License-Identifier: Apache-2.0
//! Clients over a transport within the process: the same life as over a network, on a clock that
//! the test turns.
#![allow(missing_docs, clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

#[path = "../examples/own_transport.rs"]
mod own_transport;
mod support;

use std::sync::Arc;

use softadastra::base::error::Code;
use softadastra::base::limits::MESSAGE_BYTES_MAX;
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

#[test]
fn the_example_of_a_transport_of_ones_own_runs() {
    own_transport::main().unwrap();
}

#[test]
fn links_that_the_application_carries_are_bounded_and_end_with_an_error() {
    let clock = TestClock::new();
    let [a, b] =
        ["node-a", "node-b"].map(|name| Client::open(options(name, clock.clone())).unwrap());
    assert_eq!(a.open_link(&id("node-b"), true).unwrap_err().code(), Code::InvalidState);
    a.start_carrying().unwrap();
    b.start_carrying().unwrap();
    let link = a.open_link(&id("node-b"), true).unwrap();
    a.tick(false).unwrap();
    let hello = a.next_message(link).unwrap().unwrap();
    // What no node sends, what comes for another link, more than fits before a turn.
    let long = vec![0; MESSAGE_BYTES_MAX + 1];
    assert_eq!(a.receive(link, &long).unwrap_err().code(), Code::InvalidArgument);
    assert_eq!(a.receive(link + 1, b"").unwrap_err().code(), Code::Closed);
    let garbage = vec![7; MESSAGE_BYTES_MAX];
    let refused = (0..100).find_map(|_| a.receive(link, &garbage).err()).unwrap();
    assert_eq!(refused.code(), Code::Backpressure);
    a.tick(false).unwrap();
    assert!(events(&a).iter().any(|event| matches!(event, ClientEvent::Failed { .. })));
    // A second link of the same end replaces the first.
    let second = a.open_link(&id("node-b"), true).unwrap();
    a.tick(false).unwrap();
    assert_eq!(a.next_message(link).unwrap_err().code(), Code::Closed);
    assert!(a.next_message(second).unwrap().is_some());
    let other = b.open_link(&id("node-a"), false).unwrap();
    b.receive(other, &hello).unwrap();
    b.tick(false).unwrap();
    assert!(b.next_message(other).unwrap().is_some());
    b.close_link(other).unwrap();
    b.tick(false).unwrap();
    let is_over = |event: &ClientEvent| {
        matches!(event, ClientEvent::Disconnected { error: Some(error), .. }
            if error.code() == Code::Closed)
    };
    assert!(events(&b).iter().any(is_over));
    b.stop_transport().unwrap();
    assert_eq!(b.receive(other, b"").unwrap_err().code(), Code::InvalidState);
    // Who is called over channels of the application is told to be out of reach until one is there.
    a.connect(&id("node-c"), "anywhere", 1).unwrap();
    a.tick(false).unwrap();
    let is_away = |event: &ClientEvent| matches!(event, ClientEvent::Unreachable { .. });
    assert!(events(&a).iter().any(is_away));
    a.open_link(&id("node-c"), true).unwrap();
    a.tick(false).unwrap();
    assert!(a.known_peers().unwrap().iter().all(|peer| peer.is_connected));
}
