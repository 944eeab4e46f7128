// SPDX-License-Identifier: Apache-2.0
//! Strangers and bad peers over TCP on this machine: nothing of theirs comes in, nothing goes out to
//! them, what they take up is counted, each is told with a typed error, and the good peer is served
//! all the while (G34).
//!
//! Sockets are real; time is the test's, so that nothing waits for it.
#![cfg(feature = "tcp")]
#![allow(missing_docs, clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

mod support;

use std::io::{ErrorKind, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use softadastra::base::error::Code;
use softadastra::base::id::NodeId;
use softadastra::base::limits::{
    EVENTS_LEN_MAX, HANDSHAKE_BYTES_MAX, HANDSHAKE_MS_MAX, KEEPALIVE_MISSED_MAX,
    KEEPALIVE_MS_DEFAULT, MESSAGE_BYTES_MAX, REFUSALS_LEN_MAX, SEND_QUEUE_BYTES_MAX,
    STRANGERS_LEN_MAX, TRANSPORT_EVENTS_BYTES_MAX,
};
use softadastra::client::{Client, ClientEvent};
use softadastra::transport::keys::{Keys, Secret, generate};
use softadastra::transport::tcp::{Tcp, TcpLoad, TcpOptions};
use softadastra::transport::{Address, LinkId, Transport, TransportEvent};
use support::client::{events, id, is_done, options, shows};
use support::node::TestClock;

/// A link that is quiet for that long is over.
const PATIENCE_MS: i64 = KEEPALIVE_MS_DEFAULT * KEEPALIVE_MISSED_MAX;

/// A transport whose load the test can see.
#[derive(Clone)]
struct Watched(Arc<Mutex<Tcp>>);

impl Watched {
    fn new(name: &str, keys: Keys) -> Self {
        let options = TcpOptions::new("127.0.0.1", 0, keys);
        Self(Arc::new(Mutex::new(Tcp::new(id(name), options))))
    }

    fn load(&self) -> TcpLoad {
        self.0.lock().unwrap().load()
    }
}

type Done<T> = softadastra::base::error::Result<T>;

impl Transport for Watched {
    fn start(&mut self, now_ms: i64) -> Done<()> {
        self.0.lock().unwrap().start(now_ms)
    }
    fn stop(&mut self) {
        self.0.lock().unwrap().stop();
    }
    fn is_running(&self) -> bool {
        self.0.lock().unwrap().is_running()
    }
    fn served_port(&self) -> Option<u16> {
        self.0.lock().unwrap().served_port()
    }
    fn connect(&mut self, to: &Address, now_ms: i64) -> Done<LinkId> {
        self.0.lock().unwrap().connect(to, now_ms)
    }
    fn close(&mut self, link: LinkId, now_ms: i64) {
        self.0.lock().unwrap().close(link, now_ms);
    }
    fn has_room(&self, link: LinkId) -> bool {
        self.0.lock().unwrap().has_room(link)
    }
    fn send(&mut self, link: LinkId, message: &[u8]) {
        self.0.lock().unwrap().send(link, message);
    }
    fn turn(&mut self, now_ms: i64, wait_ms: i64) -> Done<()> {
        self.0.lock().unwrap().turn(now_ms, wait_ms)
    }
    fn poll_event(&mut self) -> Option<TransportEvent> {
        self.0.lock().unwrap().poll_event()
    }
    fn next_wakeup_ms(&self) -> Option<i64> {
        self.0.lock().unwrap().next_wakeup_ms()
    }
}

/// A node that serves, a good peer, and one clock.
struct World {
    clock: Arc<TestClock>,
    server: Client,
    watched: Watched,
    good: Client,
    port: u16,
    writes: u64,
}

fn group(byte: u8) -> Keys {
    Keys::Group(Secret::new(&[byte; 32]).unwrap())
}

fn node(name: &str, keys: Keys, clock: &Arc<TestClock>) -> (Client, Watched) {
    let client = Client::open(options(name, clock.clone())).unwrap();
    let watched = Watched::new(name, keys);
    client.start_transport_with(Box::new(watched.clone())).unwrap();
    (client, watched)
}

impl World {
    fn new(keys: Keys) -> Self {
        let clock = TestClock::new();
        let (server, watched) = node("server", keys.clone(), &clock);
        let (good, _) = node("good", keys, &clock);
        let port = server.served_port().unwrap().unwrap();
        good.connect(&id("server"), "127.0.0.1", port).unwrap();
        let mut world = Self { clock, server, watched, good, port, writes: 0 };
        world.serves_the_good_peer();
        events(&world.server);
        world
    }

    fn call(&self) -> TcpStream {
        let stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        stream.set_nonblocking(true).unwrap();
        stream
    }

    /// Both take turns, and others with them, until something holds.
    fn until(&self, others: &[&Client], what: &str, mut holds: impl FnMut() -> bool) {
        let end = Instant::now() + Duration::from_secs(120);
        while !holds() {
            assert!(Instant::now() < end, "{what}: {:?}", self.watched.load());
            self.clock.pass(1);
            for client in [&self.server, &self.good].into_iter().chain(others.iter().copied()) {
                client.tick(false).unwrap();
            }
            std::thread::yield_now();
        }
    }

    /// Time passes, and both see it pass.
    fn pass(&self, ms: i64) {
        for _ in 0..ms / 100 {
            self.clock.pass(100);
            self.server.tick(false).unwrap();
            self.good.tick(false).unwrap();
        }
    }

    fn serves_the_good_peer(&mut self) {
        self.writes += 1;
        let (to, from) = (format!("to-{}", self.writes), format!("from-{}", self.writes));
        self.good.put(from.as_bytes(), b"v").unwrap();
        self.server.put(to.as_bytes(), b"v").unwrap();
        self.until(&[], "the good peer is served", || {
            shows(&self.server, &from, "v")
                && shows(&self.good, &to, "v")
                && is_done(&self.server)
                && is_done(&self.good)
        });
    }

    /// Nothing of strangers has come in: the keys are those of the two, and nobody is registered
    /// but the good peer.
    fn is_untouched(&self) {
        assert_eq!(self.server.len().unwrap() as u64, 2 * self.writes);
        let peers = self.server.engine().peers().unwrap();
        assert_eq!(peers.len(), 1, "{peers:?}");
        assert_eq!(self.server.engine().digest().unwrap(), self.good.engine().digest().unwrap());
    }

    fn refusals(&self) -> Vec<(Code, String, u64)> {
        let refused = events(&self.server).into_iter().filter_map(|event| match event {
            ClientEvent::Refused { from, error, count } => {
                assert!(from.starts_with("127.0.0.1:"), "{from}");
                Some((error.code(), error.to_string(), count))
            }
            _ => None,
        });
        refused.collect()
    }
}

/// What came on a socket until now, and whether it is over.
fn heard(stream: &mut TcpStream) -> (usize, bool) {
    let (mut len, mut buffer) = (0, [0; 4096]);
    loop {
        match stream.read(&mut buffer) {
            Ok(0) => return (len, true),
            Ok(more) => len += more,
            Err(cause) if cause.kind() == ErrorKind::WouldBlock => return (len, false),
            Err(_) => return (len, true),
        }
    }
}

/// The first words of a link under a group key.
const PREAMBLE: [u8; 8] = *b"SDAT\x01\x01\0\0";

#[test]
fn bytes_of_strangers_are_refused_and_nothing_is_said_to_them() {
    let mut world = World::new(group(7));
    let with_record = |len: u16, rest: &[u8]| [&PREAMBLE, &len.to_le_bytes()[..], rest].concat();
    let noise: Vec<u8> =
        (0..60_000_u32).map(|at| (at.wrapping_mul(2_654_435_761) >> 24) as u8).collect();
    let cases: Vec<(Vec<u8>, Code)> = vec![
        (b"GET / HTTP/1.1\r\nHost: there\r\n\r\n".to_vec(), Code::Corrupted),
        (noise.clone(), Code::Corrupted),
        (vec![0; 1], Code::Corrupted),
        // Links of a later version, in the clear, and under keys of each node.
        (b"SDAT\x02\x01\0\0".to_vec(), Code::Corrupted),
        (b"SDAT\x01\x00\0\0".to_vec(), Code::Corrupted),
        (b"SDAT\x01\x02\0\0".to_vec(), Code::Corrupted),
        (with_record(0, &[]), Code::PermissionDenied),
        (with_record(48, &noise[..48]), Code::PermissionDenied),
        (with_record(900, &noise[..900]), Code::PermissionDenied),
        (with_record(u16::MAX, &noise), Code::Corrupted),
    ];
    for (at, (said, code)) in cases.into_iter().enumerate() {
        let mut stream = world.call();
        // The other end may have hung up before all is said.
        let _ = stream.write_all(&said);
        let mut len = 0;
        world.until(&[], "it is refused", || {
            let (more, is_over) = heard(&mut stream);
            len += more;
            is_over
        });
        assert_eq!(len, 0, "case {at}: something was said");
        let refused = world.refusals();
        assert_eq!(
            (refused.len(), refused[0].0, refused[0].2),
            (1, code, 1),
            "case {at}: {refused:?}"
        );
    }
    world.serves_the_good_peer();
    world.is_untouched();
}

#[test]
fn nodes_without_the_key_or_with_another_name_get_and_give_nothing() {
    let (own, _) = generate().unwrap();
    let pinned = Keys::Pinned { secret: own, peers: [(id("server"), [9; 32])].into() };
    let cases = [
        ("no key", Keys::None, "server"),
        ("another group", group(8), "server"),
        ("a key of its own", pinned, "server"),
        ("another name is meant", group(7), "somebody"),
    ];
    let mut world = World::new(group(7));
    for (what, keys, meant) in cases {
        let (stranger, _) = node("stranger", keys, &world.clock);
        stranger.put(b"theirs", b"v").unwrap();
        stranger.connect(&id(meant), "127.0.0.1", world.port).unwrap();
        let mut told = Vec::new();
        let mut refused = Vec::new();
        world.until(&[&stranger], what, || {
            told.extend(events(&stranger));
            refused.extend(world.refusals());
            !refused.is_empty()
                && told.iter().any(|event| matches!(event, ClientEvent::Unreachable { .. }))
        });
        assert!(
            refused.iter().all(|r| matches!(r.0, Code::PermissionDenied | Code::Corrupted)),
            "{what}: {refused:?}"
        );
        assert!(!told.iter().any(|event| matches!(event, ClientEvent::Connected { .. })));
        assert_eq!((stranger.len().unwrap(), is_done(&stranger)), (1, false), "{what}");
        stranger.stop_transport().unwrap();
        world.serves_the_good_peer();
        world.is_untouched();
    }
}

#[test]
fn under_pinned_keys_nobody_passes_for_another() {
    let [(server_key, server), (good_key, good), (bad_key, bad)] =
        [(); 3].map(|()| generate().unwrap());
    let clock = TestClock::new();
    let keys = |secret: &Secret, peers: &[(&str, [u8; 32])]| Keys::Pinned {
        secret: secret.clone(),
        peers: peers.iter().map(|(name, key)| (id(name), *key)).collect(),
    };
    let (a, _) = node("server", keys(&server_key, &[("good", good)]), &clock);
    let port = a.served_port().unwrap().unwrap();
    // It knows the server's key, and has one of its own; the name is that of somebody trusted.
    let (b, _) = node("good", keys(&bad_key, &[("server", server)]), &clock);
    b.put(b"k", b"false").unwrap();
    b.connect(&id("server"), "127.0.0.1", port).unwrap();
    let mut refused = Vec::new();
    support::client::until(&[&a, &b], "it is refused", || {
        refused.extend(events(&a));
        !refused.is_empty()
    });
    let ClientEvent::Refused { error, .. } = &refused[0] else { panic!("{refused:?}") };
    assert_eq!(error.code(), Code::PermissionDenied);
    assert_eq!((a.len().unwrap(), a.engine().peers().unwrap().len()), (0, 0));
    assert_ne!(bad, good);
    // The one with the key gets in.
    let (c, _) = node("good", keys(&good_key, &[("server", server)]), &clock);
    c.put(b"k", b"true").unwrap();
    c.connect(&id("server"), "127.0.0.1", port).unwrap();
    support::client::until(&[&a, &c], "the good one is served", || {
        clock.pass(1);
        shows(&a, "k", "true") && is_done(&c)
    });
}

#[test]
fn ten_thousand_connections_are_bounded_and_the_good_peer_is_served() {
    const ALL: usize = 10_000;
    /// So many at once: as many as the system holds until they are taken in.
    const AT_ONCE: usize = 100;
    let mut world = World::new(group(7));
    let mut most = TcpLoad::default();
    let mut told = 0;
    for begun in (0..ALL).step_by(AT_ONCE) {
        let mut streams: Vec<TcpStream> = (0..AT_ONCE).map(|_| world.call()).collect();
        for (at, stream) in streams.iter_mut().enumerate() {
            // Nothing, a part of what a link begins with, all of it with a part of a record, dirt.
            let said: &[u8] = match at % 4 {
                0 => b"",
                1 => &PREAMBLE[..5],
                2 => b"SDAT\x01\x01\0\0\xff\x03half of a record",
                _ => b"dirt",
            };
            let _ = stream.write_all(said);
        }
        world.writes += 1;
        let key = format!("from-{}", world.writes);
        world.good.put(key.as_bytes(), b"v").unwrap();
        world.server.put(format!("to-{}", world.writes).as_bytes(), b"v").unwrap();
        world.until(&[], "the flood passes and the good peer is served", || {
            let load = world.watched.load();
            most.links_len = most.links_len.max(load.links_len);
            most.strangers_len = most.strangers_len.max(load.strangers_len);
            most.held_bytes = most.held_bytes.max(load.held_bytes);
            most.events_len = most.events_len.max(load.events_len);
            let open = streams.iter_mut().filter_map(|stream| (!heard(stream).1).then_some(()));
            open.count() <= STRANGERS_LEN_MAX && shows(&world.server, &key, "v")
        });
        drop(streams);
        if begun % 2_500 == 0 {
            world.until(&[], "those that left are forgotten", || {
                world.watched.load().strangers_len == 0
            });
            let waiting = events(&world.server);
            let refusals = waiting.iter().filter(|event| count_of(event) > 0).count();
            assert!(refusals <= REFUSALS_LEN_MAX, "the flood is told as {refusals} events");
            told += waiting.iter().map(count_of).sum::<u64>();
        }
    }
    world.until(&[], "all have left", || world.watched.load().strangers_len == 0);
    told += events(&world.server).iter().map(count_of).sum::<u64>();
    assert!(most.strangers_len <= STRANGERS_LEN_MAX && most.strangers_len > 1, "{most:?}");
    assert!(most.links_len <= STRANGERS_LEN_MAX + 2, "{most:?}");
    let bytes_max = (STRANGERS_LEN_MAX + 1) * HANDSHAKE_BYTES_MAX + SEND_QUEUE_BYTES_MAX;
    assert!(most.held_bytes <= bytes_max, "{most:?}");
    assert!(most.events_len <= EVENTS_LEN_MAX, "{most:?}");
    assert_eq!(told, ALL as u64, "each is told");
    world.serves_the_good_peer();
    world.is_untouched();
}

fn count_of(event: &ClientEvent) -> u64 {
    if let ClientEvent::Refused { count, .. } = event { *count } else { 0 }
}

#[test]
fn who_has_the_key_gets_in_while_strangers_crowd_the_door() {
    let mut world = World::new(group(7));
    let (newcomer, _) = node("newcomer", group(7), &world.clock);
    newcomer.connect(&id("server"), "127.0.0.1", world.port).unwrap();
    newcomer.put(b"new", b"v").unwrap();
    // More come in each turn than may be there at once, and none says a word.
    let mut crowd: Vec<TcpStream> = Vec::new();
    world.until(&[&newcomer], "the newcomer is served", || {
        crowd.extend((0..STRANGERS_LEN_MAX * 3 / 2).map(|_| world.call()));
        let kept = crowd.len().saturating_sub(4 * STRANGERS_LEN_MAX);
        crowd.drain(..kept);
        shows(&world.server, "new", "v")
    });
    drop(crowd);
    world.writes += 1;
    world.server.put(b"another", b"v").unwrap();
    world.until(&[&newcomer], "all are served", || shows(&newcomer, "another", "v"));
    assert_eq!(world.server.engine().peers().unwrap().len(), 2);
}

#[test]
fn a_byte_a_second_is_let_go_after_the_time_for_a_handshake() {
    let mut world = World::new(group(7));
    let said = [&PREAMBLE[..], &600_u16.to_le_bytes(), &[1; 600]].concat();
    let mut slow: Vec<TcpStream> = (0..20).map(|_| world.call()).collect();
    let (mut at, mut over) = (0, vec![false; slow.len()]);
    while over.contains(&false) {
        for (stream, is_over) in slow.iter_mut().zip(&mut over) {
            let _ = stream.write(&said[at..=at]);
            let (len, ended) = heard(stream);
            assert_eq!(len, 0, "something was said to a stranger");
            *is_over |= ended;
        }
        at += 1;
        world.pass(1_000);
        // They may come a little later than the first second; none stays for long.
        assert!((at as i64) < HANDSHAKE_MS_MAX / 1_000 + 10, "they are still there");
        assert!(world.watched.load().held_bytes < 20 * HANDSHAKE_BYTES_MAX);
    }
    let refused = world.refusals();
    assert_eq!(refused.iter().map(|refused| refused.2).sum::<u64>(), 20, "{refused:?}");
    assert!(refused.iter().all(|refused| refused.0 == Code::TimedOut), "{refused:?}");
    world.serves_the_good_peer();
    world.is_untouched();
}

/// A peer of a node without keys that says what it wants, in the clear.
fn open_by_hand(world: &World, name: &str) -> TcpStream {
    let mut stream = world.call();
    let introduction = [&[name.len() as u8][..], name.as_bytes(), b"\x06server"].concat();
    let len = (introduction.len() as u16).to_le_bytes();
    let hello = [b"SDAT\x01\x00\0\0", &len[..], &introduction, &[1, 0, 2]].concat();
    stream.write_all(&hello).unwrap();
    let mut answered = 0;
    world.until(&[], "it answers", || {
        answered += heard(&mut stream).0;
        answered > 0
    });
    stream
}

#[test]
fn who_asks_on_and_on_and_takes_no_answer_fills_no_memory() {
    let mut world = World::new(Keys::None);
    let mut stream = open_by_hand(&world, "asker");
    // More answers than the system's buffers and the send queue hold together.
    let asked = [1, 0, 2].repeat(20_000);
    let mut total = 0;
    while total < 60 << 20 {
        match stream.write(&asked) {
            Ok(len) => total += len,
            Err(cause) if cause.kind() == ErrorKind::WouldBlock => {}
            Err(_) => break,
        }
        world.server.tick(false).unwrap();
        let held = world.watched.load().held_bytes;
        assert!(held <= SEND_QUEUE_BYTES_MAX + MESSAGE_BYTES_MAX + (64 << 10), "{held} bytes");
    }
    world.pass(PATIENCE_MS + 1_000);
    world.until(&[], "it is let go", || world.watched.load().links_len == 1);
    world.serves_the_good_peer();
}

#[test]
fn a_message_without_an_end_is_refused_and_holds_no_more_than_one_message() {
    let mut world = World::new(Keys::None);
    let mut stream = open_by_hand(&world, "talker");
    let piece = [&60_001_u16.to_le_bytes()[..], &[1], &[0; 60_000]].concat();
    let mut rest = piece.repeat(MESSAGE_BYTES_MAX / 60_000 + 2);
    world.until(&[], "it is let go", || {
        if let Ok(len) = stream.write(&rest) {
            rest.drain(..len);
        }
        let held = world.watched.load().held_bytes;
        assert!(held <= MESSAGE_BYTES_MAX + (128 << 10), "{held} bytes");
        heard(&mut stream).1
    });
    let told = events(&world.server);
    let is_typed = |event: &ClientEvent| {
        matches!(event, ClientEvent::Disconnected { error: Some(error), .. }
            if error.code() == Code::Corrupted)
    };
    assert!(told.iter().any(is_typed), "{told:?}");
    world.serves_the_good_peer();
}

/// Two transports with an open link between them.
fn linked() -> (Tcp, LinkId, Tcp, LinkId) {
    let [mut a, mut b] = ["node-a", "node-b"]
        .map(|name| Tcp::new(id(name), TcpOptions::new("127.0.0.1", 0, group(7))));
    a.start(0).unwrap();
    b.start(0).unwrap();
    let to =
        Address { node: id("node-b"), host: "127.0.0.1".into(), port: b.served_port().unwrap() };
    let link = a.connect(&to, 0).unwrap();
    let end = Instant::now() + Duration::from_secs(60);
    let (mut is_open, mut other) = (false, None);
    while !is_open || other.is_none() {
        assert!(Instant::now() < end);
        a.turn(0, 0).unwrap();
        b.turn(0, 0).unwrap();
        is_open |= matches!(a.poll_event(), Some(TransportEvent::Opened { .. }));
        if let Some(TransportEvent::Opened { link, .. }) = b.poll_event() {
            other = Some(link);
        }
    }
    (a, link, b, other.unwrap())
}

#[test]
fn a_slow_reader_holds_one_queue_and_is_let_go() {
    let (mut a, link, _b, _) = linked();
    let message = vec![1; 100_000];
    let mut now_ms = 0;
    let mut idle = 0;
    // Until neither the queue nor the system takes more.
    while idle < 1_000 {
        idle += 1;
        while a.has_room(link) {
            a.send(link, &message);
            idle = 0;
        }
        a.turn(now_ms, 0).unwrap();
        assert!(a.load().held_bytes <= SEND_QUEUE_BYTES_MAX + MESSAGE_BYTES_MAX);
    }
    assert!(a.load().held_bytes >= SEND_QUEUE_BYTES_MAX);
    while a.load().links_len > 0 {
        now_ms += 1_000;
        assert!(now_ms <= PATIENCE_MS + 1_000, "it is still there");
        a.turn(now_ms, 0).unwrap();
    }
    let Some(TransportEvent::Closed { error: Some(error), .. }) = a.poll_event() else { panic!() };
    assert_eq!((error.code(), a.load().held_bytes), (Code::TimedOut, 0));
}

#[test]
fn what_nobody_fetches_is_not_read_on() {
    let (mut a, link, mut b, _) = linked();
    let message = vec![1; 1 << 20];
    for _ in 0..20_000 {
        if a.has_room(link) {
            a.send(link, &message);
        }
        a.turn(0, 0).unwrap();
        b.turn(0, 0).unwrap();
        let held = b.load().held_bytes;
        assert!(held <= TRANSPORT_EVENTS_BYTES_MAX + 2 * MESSAGE_BYTES_MAX, "{held} bytes");
    }
    assert!(b.load().held_bytes >= TRANSPORT_EVENTS_BYTES_MAX);
    let mut fetched = 0;
    let end = Instant::now() + Duration::from_secs(60);
    while fetched < 8 {
        assert!(Instant::now() < end, "it goes on when it is fetched");
        a.turn(0, 0).unwrap();
        b.turn(0, 0).unwrap();
        fetched += usize::from(matches!(b.poll_event(), Some(TransportEvent::Message { .. })));
    }
}

#[test]
fn half_open_links_are_found_out_and_made_again() {
    let mut world = World::new(group(7));
    let (frozen, _) = node("frozen", group(7), &world.clock);
    frozen.connect(&id("server"), "127.0.0.1", world.port).unwrap();
    world.until(&[&frozen], "it is there", || {
        world.server.engine().peers().unwrap().len() == 2 && is_done(&frozen)
    });
    events(&world.server);
    // Its machine stands still: the socket stays, and nothing comes any more.
    world.server.put(b"later", b"v").unwrap();
    world.pass(PATIENCE_MS + 1_000);
    let told = events(&world.server);
    let is_found_out = |event: &ClientEvent| {
        matches!(event, ClientEvent::Disconnected { node, error: Some(error) }
            if *node == id("frozen") && error.code() == Code::TimedOut)
    };
    assert!(told.iter().any(is_found_out), "{told:?}");
    assert!(shows(&world.good, "later", "v"));
    world.until(&[&frozen], "it is back", || shows(&frozen, "later", "v"));
    world.writes += 1;
    world.server.put(b"at the end", b"v").unwrap();
    world.until(&[&frozen], "all have it", || {
        shows(&frozen, "at the end", "v") && shows(&world.good, "at the end", "v")
    });
}

#[test]
fn somebody_who_takes_calls_and_says_nothing_is_told_and_called_again() {
    let world = World::new(group(7));
    let silent = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = silent.local_addr().unwrap().port();
    world.server.connect(&id("silent"), "127.0.0.1", port).unwrap();
    let mut told = Vec::new();
    for _ in 0..60 {
        world.pass(1_000);
        told.extend(events(&world.server));
        assert!(world.watched.load().links_len <= 2);
    }
    let times = told
        .iter()
        .filter(|event| {
            matches!(event, ClientEvent::Unreachable { node, error }
                if *node == id("silent") && error.code() == Code::TimedOut)
        })
        .count();
    assert!((2..=12).contains(&times), "{times} times: {told:?}");
}

#[test]
fn whoever_calls_whom_at_the_same_time_one_link_stays() {
    let names: [NodeId; 2] = ["node-a", "node-b"].map(id);
    for keys in [Keys::None, group(7)] {
        let clock = TestClock::new();
        let [(a, a_load), (b, b_load)] =
            ["node-a", "node-b"].map(|name| node(name, keys.clone(), &clock));
        let ports = [&a, &b].map(|client| client.served_port().unwrap().unwrap());
        for round in 0..20 {
            a.connect(&names[1], "127.0.0.1", ports[1]).unwrap();
            b.connect(&names[0], "127.0.0.1", ports[0]).unwrap();
            let key = format!("k{round}");
            a.put(key.as_bytes(), b"a").unwrap();
            support::client::until(&[&a, &b], "one link stays and serves", || {
                clock.pass(1);
                shows(&b, &key, "a")
                    && is_done(&a)
                    && (a_load.load().links_len, b_load.load().links_len) == (1, 1)
            });
            a.disconnect(&names[1]).unwrap();
            support::client::until(&[&a, &b], "both are apart", || {
                clock.pass(1);
                !b.known_peers().unwrap()[0].is_connected
            });
            b.disconnect(&names[0]).unwrap();
            support::client::until(&[&a, &b], "no link is left", || {
                clock.pass(1);
                (a_load.load().links_len, b_load.load().links_len) == (0, 0)
            });
        }
    }
}
