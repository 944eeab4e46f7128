// SPDX-License-Identifier: Apache-2.0
//! The calls of a client that have to do with its transport.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::Ordering;

use crate::base::error::{Code, Error, Result, invalid};
use crate::base::id::NodeId;
use crate::base::limits::FOUND_WAIT_MS;
use crate::base::random::Random;
use crate::transport::keys::{Keys, key_of};
use crate::transport::{Address, Transport, Wake};

use super::events::{ClientEvent, Events};
use super::finder::Finder;
use super::net::Net;
use super::options::TransportOptions;
use super::{Client, lock};

/// What is behind the lock of the transport.
#[derive(Default)]
pub(super) struct Wire {
    pub net: Option<Net>,
    pub events: Events,
    pub finder: Finder,
}

/// What is known of a peer that is found, called or there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownPeer {
    /// Its name.
    pub node: NodeId,
    /// Where it serves; empty for one that called and was not found.
    pub host: String,
    /// The port there; 0 for one that called and was not found.
    pub port: u16,
    /// Whether a link with it is open.
    pub is_connected: bool,
    /// Whether it was found, and said lately that it is there.
    pub is_found: bool,
}

impl Client {
    /// Begins to serve and to call, as the options say. Does nothing when it does already.
    ///
    /// Errors: `InvalidState` without a transport in the options or in this build,
    /// `PermissionDenied` for a place beyond this machine without a key, and what the system
    /// answers.
    pub fn start_transport(&self) -> Result<()> {
        let options = self.options.transport.as_ref().ok_or_else(disabled)?;
        if self.is_transport_running()? {
            return Ok(());
        }
        self.start_transport_with(made(self.node()?, options, self.keys()?)?)
    }

    /// The same with a transport of one's own. One that ran before is stopped.
    pub fn start_transport_with(&self, mut transport: Box<dyn Transport>) -> Result<()> {
        let now = self.clock.now();
        transport.start(now.mono_ms)?;
        self.stop_transport()?;
        let random = Random::new(self.options.engine.seed ^ now.mono_ms.unsigned_abs());
        *lock(&self.waker)? = transport.waker();
        let me = self.node()?;
        lock(&self.wire)?.net = Some(Net::new(transport, me, self.options.lease_ms, random));
        self.process_transport_events(TURN_EVENTS_LEN)?;
        Ok(())
    }

    /// Ends every link and serves no more. What is owed stays owed.
    pub fn stop_transport(&self) -> Result<()> {
        self.nudge();
        let mut wire = lock(&self.wire)?;
        let Wire { net, events, .. } = &mut *wire;
        if let Some(mut net) = net.take() {
            net.stop(&self.engine, events);
        }
        *lock(&self.waker)? = None;
        Ok(())
    }

    /// Whether the transport runs.
    pub fn is_transport_running(&self) -> Result<bool> {
        Ok(self.with_net(|net, _| Ok(net.transport.is_running())).unwrap_or(false))
    }

    /// The port that is served; None when nothing is.
    pub fn served_port(&self) -> Result<Option<u16>> {
        Ok(self.with_net(|net, _| Ok(net.transport.served_port())).unwrap_or(None))
    }

    /// Registers a peer and has it called, now and whenever the link is lost, until
    /// [`Client::disconnect`]. Whether it is reached is told by events.
    ///
    /// A host that is a name is looked up by the system, which may take its time: this call waits
    /// for it, and so does [`Client::wait`] while the peer is not reached. Turns do not: they call
    /// where it was found last. An address costs nothing.
    ///
    /// Errors: `InvalidArgument` for an address that is none; those of [`Transport::connect`].
    pub fn connect(&self, node: &NodeId, host: &str, port: u16) -> Result<()> {
        if host.is_empty() || port == 0 {
            let context = format!("{} at {host}:{port}", node.as_str());
            return Err(invalid("invalid peer", context));
        }
        let address = Address { node: node.clone(), host: host.to_owned(), port };
        let now = self.clock.now();
        self.nudge();
        let mut wire = lock(&self.wire)?;
        let net = wire.net.as_mut().ok_or_else(stopped)?;
        net.connect(&self.engine, address, now)?;
        wire.finder.welcome(node);
        Ok(())
    }

    /// Ends the link with a peer and calls it no more. It stays registered, and may call.
    ///
    /// Errors: `NotFound` for a peer that is neither called nor there.
    pub fn disconnect(&self, node: &NodeId) -> Result<()> {
        let now = self.clock.now();
        self.nudge();
        let mut wire = lock(&self.wire)?;
        let Wire { net, events, finder } = &mut *wire;
        let net = net.as_mut().ok_or_else(stopped)?;
        if !net.knows(node) {
            let context = node.as_str();
            return Err(Error::new(Code::NotFound, "the peer is not connected", context));
        }
        net.disconnect(&self.engine, node, events, now);
        finder.shun(node);
        Ok(())
    }

    /// Moves what there is to move between peers and this node, without waiting. Returns how many
    /// events of the transport were handled, at most `events_max`.
    pub fn process_transport_events(&self, events_max: usize) -> Result<usize> {
        let now = self.clock.now();
        self.look_around()?;
        self.with_net(|net, events| net.pump(&self.engine, now, 0, events_max, events))
    }

    /// The same, and waits for something to happen: a message, a write, a time that has come; at
    /// most `wait_ms`. The one call that waits, because it is asked to.
    pub fn wait(&self, wait_ms: i64) -> Result<usize> {
        let is_looking = self.is_discovery_running()?;
        let wait_ms = if is_looking { wait_ms.min(FOUND_WAIT_MS) } else { wait_ms };
        self.waiting.store(true, Ordering::SeqCst);
        let waited = self.wait_once(wait_ms);
        self.waiting.store(false, Ordering::SeqCst);
        let moved = self.process_transport_events(TURN_EVENTS_LEN)?;
        Ok(waited? + moved)
    }

    fn wait_once(&self, wait_ms: i64) -> Result<usize> {
        self.with_net(|net, events| {
            let now = self.clock.now();
            net.look_up(now);
            let moved = net.pump(&self.engine, now, 0, TURN_EVENTS_LEN, events)?;
            if moved > 0 {
                return Ok(moved);
            }
            let due_ms = net.next_wakeup_ms(&self.engine, now)?;
            let wait_ms = due_ms.map_or(wait_ms, |due_ms| {
                due_ms.saturating_sub(now.mono_ms).clamp(0, wait_ms.max(0))
            });
            net.transport.turn(now.mono_ms, wait_ms)?;
            Ok(0)
        })
    }

    /// What has happened, oldest first.
    pub fn poll_event(&self) -> Result<Option<ClientEvent>> {
        self.nudge();
        Ok(lock(&self.wire)?.events.pop())
    }

    /// The peers that are found, called or there, in order of their names.
    pub fn known_peers(&self) -> Result<Vec<KnownPeer>> {
        self.nudge();
        let wire = lock(&self.wire)?;
        let mut listed: BTreeMap<NodeId, KnownPeer> = BTreeMap::new();
        for (node, address, is_connected) in wire.net.iter().flat_map(Net::peers) {
            let host = address.map(|address| address.host.clone()).unwrap_or_default();
            let port = address.map_or(0, |address| address.port);
            let peer = KnownPeer { node: node.clone(), host, port, is_connected, is_found: false };
            listed.insert(node, peer);
        }
        for address in wire.finder.found() {
            let Address { node, host, port } = address.clone();
            let is_connected = listed.get(&node).is_some_and(|peer| peer.is_connected);
            let peer = KnownPeer { node: node.clone(), host, port, is_connected, is_found: true };
            listed.insert(node, peer);
        }
        Ok(listed.into_values().collect())
    }

    /// Lets a peer in by its public key, under pinned keys. Holds from the next start of transport
    /// and discovery on.
    ///
    /// Errors: `InvalidState` unless the client was opened with a secret key of its own,
    /// `InvalidArgument` for a key that is none.
    pub fn trust(&self, node: &NodeId, public_key: &[u8]) -> Result<()> {
        let key = key_of(public_key)?;
        match &mut *lock(&self.keys)? {
            Keys::Pinned { peers, .. } => {
                peers.insert(node.clone(), key);
                Ok(())
            }
            _ => Err(Error::new(Code::InvalidState, "the client has no secret key", "")),
        }
    }

    /// Ends a wait of another thread, so that it sees what was written meanwhile. The calls of a
    /// client do so by themselves; who writes through [`Client::engine`] may want to.
    pub fn nudge(&self) {
        if self.waiting.load(Ordering::SeqCst)
            && let Ok(waker) = self.waker.lock()
            && let Some(waker) = waker.as_ref()
        {
            waker.wake();
        }
    }

    fn with_net<T>(&self, call: impl FnOnce(&mut Net, &mut Events) -> Result<T>) -> Result<T> {
        self.nudge();
        let mut wire = lock(&self.wire)?;
        let Wire { net, events, .. } = &mut *wire;
        call(net.as_mut().ok_or_else(stopped)?, events)
    }

    pub(super) fn keys(&self) -> Result<Keys> {
        Ok(lock(&self.keys)?.clone())
    }

    pub(super) fn node(&self) -> Result<NodeId> {
        let identity = self.engine.identity()?;
        Ok(identity.map_or_else(|| self.options.sync.node.clone(), |origin| origin.node))
    }
}

/// Events that one turn handles.
pub(super) const TURN_EVENTS_LEN: usize = 64;

/// The waker of the transport that runs.
pub(super) type Waker = Option<Arc<dyn Wake>>;

#[cfg(feature = "tcp")]
fn made(me: NodeId, options: &TransportOptions, keys: Keys) -> Result<Box<dyn Transport>> {
    use crate::transport::tcp::{Tcp, TcpOptions};
    let mut tcp = TcpOptions::new(options.host.clone(), options.port, keys);
    tcp.keepalive_ms = options.keepalive_ms;
    Ok(Box::new(Tcp::new(me, tcp)))
}

#[cfg(not(feature = "tcp"))]
fn made(_: NodeId, _: &TransportOptions, _: Keys) -> Result<Box<dyn Transport>> {
    Err(Error::new(Code::InvalidState, "transport is not initialized", "this build has no tcp"))
}

fn disabled() -> Error {
    Error::new(Code::InvalidState, "transport is disabled", "")
}

fn stopped() -> Error {
    Error::new(Code::InvalidState, "transport is not running", "")
}
