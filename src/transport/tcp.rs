// SPDX-License-Identifier: Apache-2.0
//! Links over TCP: encrypted and proved on both ends, or within this machine.
//!
//! No thread: everything happens in [`Transport::turn`]. Strangers are bounded in number, bytes and
//! time. Each is heard when it comes and once more before it has to go, and of too many the oldest
//! goes that has not shown a key: so whoever has one gets in during a flood.

use core::net::{IpAddr, SocketAddr};
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::io;
use std::sync::Arc;

use crate::base::error::{Code, Error, Result, invalid};
use crate::base::id::NodeId;
use crate::base::limits::{
    ACCEPTS_LEN_MAX, ACCEPTS_PAUSE_MS, KEEPALIVE_MS_DEFAULT, LAST_WORDS_MS, LINKS_LEN_MAX,
    READ_TURN_BYTES, RECORD_BYTES_MAX, STRANGERS_LEN_MAX, TRANSPORT_EVENTS_BYTES_MAX,
    TRANSPORT_EVENTS_LEN_MAX,
};

use super::keys::Keys;
use super::link::{Heard, Link, Terms};
use super::refusals::Refusals;
use super::socket::{Sockets, is_loopback, resolve};
use super::{Address, LinkId, Transport, TransportEvent, Wake};

/// How a TCP transport is made.
#[derive(Clone, Debug)]
pub struct TcpOptions {
    /// The address to serve; nothing is served when None.
    pub serve: Option<(String, u16)>,
    /// What proves who a node is.
    pub keys: Keys,
    /// How long a link may be quiet before the other end is asked for a sign of life.
    pub keepalive_ms: i64,
}

impl TcpOptions {
    /// Serves an address.
    pub fn new(host: impl Into<String>, port: u16, keys: Keys) -> Self {
        Self { serve: Some((host.into(), port)), keys, keepalive_ms: KEEPALIVE_MS_DEFAULT }
    }
}

/// What a TCP transport holds: all of it is bounded, whoever comes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TcpLoad {
    /// Links, also those that are not through yet.
    pub links_len: usize,
    /// Those of them whose other end has not shown who it is.
    pub strangers_len: usize,
    /// Bytes that came and were not handed out, and that wait to go.
    pub held_bytes: usize,
    /// Events that wait.
    pub events_len: usize,
}

/// A link with what its socket and its owner are told.
struct Held {
    link: Link,
    is_ours: bool,
    /// Who came, for whoever is refused.
    from: String,
    /// May have something to read.
    is_readable: bool,
    /// Its owner was told that it is open.
    is_told: bool,
    /// Until when it may say its last words.
    closes_ms: Option<i64>,
}

/// Links over TCP.
pub struct Tcp {
    options: TcpOptions,
    terms: Arc<Terms>,
    sockets: Option<Sockets>,
    port: Option<u16>,
    /// Names that were looked up.
    found: BTreeMap<String, IpAddr>,
    links: BTreeMap<LinkId, Held>,
    /// Those that have something to do.
    busy: BTreeSet<LinkId>,
    /// Whose other end has not shown who it is, oldest first.
    strangers: BTreeSet<LinkId>,
    is_called: bool,
    /// Nobody is taken in before that.
    accepts_ms: i64,
    events: VecDeque<TransportEvent>,
    /// Bytes of the messages among them.
    events_bytes: usize,
    refusals: Refusals,
    next: LinkId,
    buffer: Vec<u8>,
}

impl Tcp {
    /// Makes a transport for a node. Nothing is opened before it is started.
    pub fn new(me: NodeId, options: TcpOptions) -> Self {
        let (keys, keepalive_ms) = (options.keys.clone(), options.keepalive_ms.max(1));
        Self {
            options,
            terms: Arc::new(Terms { keys, me, keepalive_ms }),
            sockets: None,
            port: None,
            found: BTreeMap::new(),
            links: BTreeMap::new(),
            busy: BTreeSet::new(),
            strangers: BTreeSet::new(),
            is_called: false,
            accepts_ms: i64::MIN,
            events: VecDeque::new(),
            events_bytes: 0,
            refusals: Refusals::default(),
            next: 1,
            buffer: vec![0; RECORD_BYTES_MAX + 1],
        }
    }

    fn place(&self, host: &str, port: u16, doing: &str) -> Result<SocketAddr> {
        let at = match self.found.get(host) {
            Some(ip) => SocketAddr::new(*ip, port),
            None => looked_up(host, port)?,
        };
        if !self.options.keys.are_there() && !is_loopback(&at) {
            let context = format!("{doing} {at}, allowed is this machine alone");
            return Err(Error::new(
                Code::PermissionDenied,
                "a transport without a key stays within this machine",
                context,
            ));
        }
        Ok(at)
    }

    fn hold(&mut self, name: LinkId, link: Link, is_ours: bool, from: String) {
        let held = Held { link, is_ours, from, is_readable: true, is_told: false, closes_ms: None };
        self.links.insert(name, held);
        self.busy.insert(name);
    }

    /// What it holds at the moment.
    pub fn load(&self) -> TcpLoad {
        let links_bytes: usize = self.links.values().map(|held| held.link.held_bytes()).sum();
        TcpLoad {
            links_len: self.links.len(),
            strangers_len: self.strangers.len(),
            held_bytes: links_bytes + self.events_bytes,
            events_len: self.events.len() + self.refusals.len(),
        }
    }

    fn take_calls(&mut self, now_ms: i64) -> Result<()> {
        for _ in 0..ACCEPTS_LEN_MAX {
            let Some(sockets) = &mut self.sockets else { return Ok(()) };
            let name = self.next;
            self.next += 1;
            let from = match sockets.accept(name) {
                Ok(Some(from)) => from,
                Ok(None) => {
                    self.is_called = false;
                    return Ok(());
                }
                // The caller has gone; others may be next.
                Err(cause) if is_of_caller(&cause) => continue,
                // Out of files, for example. Who waits goes on waiting, and half of those that have
                // not said who they are make room, for the database as well.
                Err(cause) => {
                    self.accepts_ms = now_ms.saturating_add(ACCEPTS_PAUSE_MS);
                    self.refusals.push("a caller".into(), io_error(&cause));
                    for _ in 0..self.strangers.len().div_ceil(2) {
                        self.make_room(name, now_ms, "the system has no room for more");
                    }
                    return Ok(());
                }
            };
            if self.links.len() - self.strangers.len() >= LINKS_LEN_MAX {
                sockets.close(name);
                self.refusals.push(from.to_string(), flooded("too many links are open"));
                continue;
            }
            let link = Link::accept(self.terms.clone(), now_ms)?;
            self.hold(name, link, false, from.to_string());
            self.strangers.insert(name);
            self.move_bytes(name, now_ms);
            if self.strangers.len() > STRANGERS_LEN_MAX {
                self.make_room(name, now_ms, "too many have not said who they are");
            }
        }
        Ok(())
    }

    /// Lets a stranger go, unless it has left or shown a key meanwhile: then perhaps another.
    fn make_room(&mut self, last: LinkId, now_ms: i64, why: &'static str) {
        let before = self.strangers.len();
        if let Some(stranger) = self.dispensable(last) {
            self.move_bytes(stranger, now_ms);
        }
        if self.strangers.len() == before
            && let Some(stranger) = self.dispensable(last)
        {
            self.end(stranger, Some(flooded(why)));
        }
    }

    /// The stranger that goes when there are too many: the oldest that has shown no key, and only
    /// if there is none the oldest. Not the one that came last: it has had no time.
    fn dispensable(&self, last: LinkId) -> Option<LinkId> {
        let mut others = self.strangers.iter().filter(|name| **name != last);
        let has_shown_key =
            |name: &LinkId| self.links.get(name).is_some_and(|held| held.link.has_shown_key());
        let silent = others.clone().find(|name| !has_shown_key(name));
        silent.or_else(|| others.next()).copied()
    }

    /// Ends a link and tells whoever has to know.
    fn end(&mut self, name: LinkId, error: Option<Error>) {
        self.strangers.remove(&name);
        self.busy.remove(&name);
        if let Some(sockets) = &mut self.sockets {
            sockets.close(name);
        }
        let Some(held) = self.links.remove(&name) else { return };
        if held.closes_ms.is_some() {
            return;
        }
        if held.is_told || held.is_ours {
            self.events.push_back(TransportEvent::Closed { link: name, error });
        } else {
            let error = error.unwrap_or_else(|| flooded("it left without a word"));
            self.refusals.push(held.from, error);
        }
    }

    fn move_bytes(&mut self, name: LinkId, now_ms: i64) {
        let moved = self.read(name, now_ms).and_then(|is_over| {
            self.write(name, now_ms)?;
            if let Some(held) = self.links.get_mut(&name) {
                held.link.look_at_time(now_ms)?;
            }
            Ok(is_over)
        });
        match moved {
            Ok(false) => {}
            Ok(true) => self.end(name, None),
            Err(error) => self.end(name, Some(error)),
        }
        if let Some(held) = self.links.get(&name) {
            let has_said_all = held.link.outgoing().is_empty();
            if held.closes_ms.is_some_and(|closes_ms| has_said_all || closes_ms <= now_ms) {
                self.end(name, None);
            } else if !held.is_readable {
                self.busy.remove(&name);
            }
        }
    }

    /// Reads what a turn may read of one link. Whether the other end has ended it in order.
    fn read(&mut self, name: LinkId, now_ms: i64) -> Result<bool> {
        let mut left = READ_TURN_BYTES;
        let mut heard = Vec::new();
        while left > 0 && self.has_room_for_events() {
            let (Some(sockets), Some(held)) = (&mut self.sockets, self.links.get_mut(&name)) else {
                return Ok(false);
            };
            if !held.is_readable {
                break;
            }
            let len = match sockets.read(name, &mut self.buffer).map_err(|c| io_error(&c))? {
                None => {
                    held.is_readable = false;
                    break;
                }
                Some(0) => return Err(gone()),
                Some(len) => len,
            };
            left = left.saturating_sub(len);
            let bytes = self.buffer.get(..len).unwrap_or_default();
            let outcome = held.link.receive(bytes, now_ms, &mut heard);
            let is_over = self.tell(name, &mut heard);
            outcome?;
            if is_over {
                return Ok(true);
            }
        }
        Ok(false)
    }

    fn has_room_for_events(&self) -> bool {
        self.events.len() < TRANSPORT_EVENTS_LEN_MAX
            && self.events_bytes < TRANSPORT_EVENTS_BYTES_MAX
    }

    fn tell(&mut self, name: LinkId, heard: &mut Vec<Heard>) -> bool {
        let Some(held) = self.links.get_mut(&name) else { return true };
        let mut is_over = false;
        for happened in heard.drain(..) {
            let event = match happened {
                Heard::Opened(node) => {
                    self.strangers.remove(&name);
                    held.is_told = true;
                    TransportEvent::Opened { link: name, node, is_ours: held.is_ours }
                }
                Heard::Message(bytes) => TransportEvent::Message { link: name, bytes },
                Heard::Bye => {
                    is_over = true;
                    continue;
                }
            };
            if held.closes_ms.is_none() {
                self.events_bytes += bytes_of(&event);
                self.events.push_back(event);
            }
        }
        is_over
    }

    fn write(&mut self, name: LinkId, now_ms: i64) -> Result<()> {
        loop {
            let (Some(sockets), Some(held)) = (&mut self.sockets, self.links.get_mut(&name)) else {
                return Ok(());
            };
            let waiting = held.link.outgoing();
            if waiting.is_empty() {
                return Ok(());
            }
            match sockets.write(name, waiting).map_err(|cause| io_error(&cause))? {
                Some(len) if len > 0 => held.link.wrote(len, now_ms),
                _ => return Ok(()),
            }
        }
    }
}

impl Transport for Tcp {
    fn start(&mut self, _now_ms: i64) -> Result<()> {
        if self.sockets.is_some() {
            return Ok(());
        }
        let serve = self.options.serve.clone();
        let at = serve.map(|(host, port)| self.place(&host, port, "serving")).transpose()?;
        let mut sockets = Sockets::new().map_err(|cause| io_error(&cause))?;
        if let Some(at) = at {
            let port = sockets.listen(at).map_err(|cause| {
                let code = Code::Unknown;
                Error::new(code, "the address cannot be served", format!("{at}: {cause}"))
            })?;
            self.port = Some(port);
        }
        self.sockets = Some(sockets);
        Ok(())
    }

    fn stop(&mut self) {
        let names: Vec<_> = self.links.keys().copied().collect();
        for name in names {
            if let Some(held) = self.links.get_mut(&name) {
                // Whoever cannot be told now finds out by itself.
                let _ = held.link.say_bye();
                let _ = self.write(name, 0);
            }
        }
        if let Some(mut sockets) = self.sockets.take() {
            sockets.close_all();
        }
        self.links.clear();
        self.busy.clear();
        self.strangers.clear();
        self.events.clear();
        self.refusals.clear();
        (self.port, self.is_called, self.events_bytes) = (None, false, 0);
    }

    fn is_running(&self) -> bool {
        self.sockets.is_some()
    }

    fn served_port(&self) -> Option<u16> {
        self.port
    }

    fn connect(&mut self, to: &Address, now_ms: i64) -> Result<LinkId> {
        if self.sockets.is_none() {
            return Err(Error::new(Code::InvalidState, "the transport is not running", ""));
        }
        let at = self.place(&to.host, to.port, "calling")?;
        let link = Link::dial(self.terms.clone(), to.node.clone(), now_ms)?;
        let name = self.next;
        self.next += 1;
        self.hold(name, link, true, String::new());
        if let Some(sockets) = &mut self.sockets
            && let Err(cause) = sockets.connect(name, at)
        {
            self.links.remove(&name);
            self.busy.remove(&name);
            return Err(io_error(&cause));
        }
        // Said at once, where the system lets it: nobody waits for who says nothing.
        self.move_bytes(name, now_ms);
        Ok(name)
    }

    fn look_up(&mut self, to: &Address) -> Result<()> {
        if to.host.parse::<IpAddr>().is_ok() {
            return Ok(());
        }
        let at = looked_up(&to.host, to.port)?;
        if self.found.len() >= LINKS_LEN_MAX {
            // Those that are called find their places again.
            self.found.clear();
        }
        self.found.insert(to.host.clone(), at.ip());
        Ok(())
    }

    fn close(&mut self, link: LinkId, now_ms: i64) {
        if let Some(held) = self.links.get_mut(&link) {
            // When it cannot be sealed any more, the end of the socket says it.
            let _ = held.link.say_bye();
            held.closes_ms = Some(now_ms.saturating_add(LAST_WORDS_MS));
            self.busy.insert(link);
            self.move_bytes(link, now_ms);
        }
    }

    fn has_room(&self, link: LinkId) -> bool {
        self.links.get(&link).is_some_and(|held| held.closes_ms.is_none() && held.link.has_room())
    }

    fn send(&mut self, link: LinkId, message: &[u8]) {
        if let Some(held) = self.links.get_mut(&link) {
            if let Err(error) = held.link.send(message) {
                self.end(link, Some(error));
                return;
            }
            self.busy.insert(link);
        }
    }

    fn turn(&mut self, now_ms: i64, wait_ms: i64) -> Result<()> {
        let Some(sockets) = &mut self.sockets else { return Ok(()) };
        let is_idle = self.busy.is_empty() && !has_events(&self.events, &self.refusals);
        let calls_wait_ms = self.accepts_ms.saturating_sub(now_ms);
        let wait_ms = if self.is_called { wait_ms.min(calls_wait_ms) } else { wait_ms };
        let ready = sockets.wait(if is_idle { wait_ms } else { 0 }).map_err(|c| io_error(&c))?;
        self.is_called |= ready.is_called;
        for name in ready.links {
            if let Some(held) = self.links.get_mut(&name) {
                held.is_readable = true;
                self.busy.insert(name);
            }
        }
        if self.is_called && self.accepts_ms <= now_ms {
            self.take_calls(now_ms)?;
        }
        let due = self.links.iter().filter(|(_, held)| held.due_ms() <= now_ms);
        self.busy.extend(due.map(|(name, _)| *name).collect::<Vec<_>>());
        for name in self.busy.clone() {
            self.move_bytes(name, now_ms);
        }
        Ok(())
    }

    fn poll_event(&mut self) -> Option<TransportEvent> {
        let Some(event) = self.events.pop_front() else { return self.refusals.pop() };
        self.events_bytes -= bytes_of(&event);
        Some(event)
    }

    fn next_wakeup_ms(&self) -> Option<i64> {
        if !self.busy.is_empty() || has_events(&self.events, &self.refusals) {
            return Some(i64::MIN);
        }
        let calls_ms = self.is_called.then_some(self.accepts_ms);
        self.links.values().map(Held::due_ms).chain(calls_ms).min()
    }

    fn waker(&self) -> Option<Arc<dyn Wake>> {
        self.sockets.as_ref().map(Sockets::waker)
    }
}

impl Held {
    fn due_ms(&self) -> i64 {
        let due_ms = self.link.due_ms();
        self.closes_ms.map_or(due_ms, |closes_ms| closes_ms.min(due_ms))
    }
}

fn has_events(events: &VecDeque<TransportEvent>, refusals: &Refusals) -> bool {
    !events.is_empty() || !refusals.is_empty()
}

fn bytes_of(event: &TransportEvent) -> usize {
    match event {
        TransportEvent::Message { bytes, .. } => bytes.len(),
        _ => 0,
    }
}

fn looked_up(host: &str, port: u16) -> Result<SocketAddr> {
    resolve(host, port)
        .map_err(|cause| invalid("invalid address", format!("{host}:{port}: {cause}")))
}

/// Whether taking somebody in failed because of whoever came, and not for want of anything here.
fn is_of_caller(cause: &io::Error) -> bool {
    use io::ErrorKind::{ConnectionAborted, ConnectionReset, Interrupted, PermissionDenied};
    matches!(cause.kind(), ConnectionAborted | ConnectionReset | Interrupted | PermissionDenied)
}

fn flooded(what: &'static str) -> Error {
    Error::new(Code::Backpressure, "the link was refused", what)
}

fn gone() -> Error {
    Error::new(Code::Closed, "the other end is gone", "")
}

fn io_error(cause: &io::Error) -> Error {
    Error::new(Code::Unknown, "the network failed", cause.to_string())
}
