// SPDX-License-Identifier: Apache-2.0
//! The calls of a client that have to do with its transport.

use std::collections::BTreeMap;

use crate::base::error::{Code, Error, Result, invalid};
use crate::base::id::NodeId;
use crate::base::limits::FOUND_WAIT_MS;
use crate::base::random::Random;
use crate::transport::keys::{Keys, key_of};
use crate::transport::{Address, Transport};

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
        let _starting = lock(&self.starting)?;
        if self.is_transport_running()? {
            return Ok(());
        }
        self.start_one(made(self.node()?, options, self.keys()?)?)
    }

    /// The same with a transport of one's own. One that ran before is stopped. A transport's own
    /// `start` must not start another one at this client: it would wait for itself.
    pub fn start_transport_with(&self, transport: Box<dyn Transport>) -> Result<()> {
        let _starting = lock(&self.starting)?;
        self.start_one(transport)
    }

    /// Starts it, for who holds `starting`.
    pub(super) fn start_one(&self, mut transport: Box<dyn Transport>) -> Result<()> {
        let now = self.clock.now();
        let me = self.node()?;
        transport.start(now.mono_ms)?;
        let random = Random::new(self.options.engine.seed ^ now.mono_ms.unsigned_abs());
        self.replace_net(Some(Net::new(transport, me, self.options.lease_ms, random)))?;
        self.process_transport_events(TURN_EVENTS_LEN)?;
        Ok(())
    }

    /// Ends every link and serves no more. What is owed stays owed.
    pub fn stop_transport(&self) -> Result<()> {
        self.replace_net(None)
    }

    fn replace_net(&self, next: Option<Net>) -> Result<()> {
        let Wire { net, events, .. } = &mut *self.wire.lock()?;
        if let Some(mut former) = core::mem::replace(net, next) {
            former.stop(&self.engine, events);
        }
        Ok(())
    }

    /// Whether the transport runs.
    pub fn is_transport_running(&self) -> Result<bool> {
        Ok(self.with_net(|net| net.transport.is_running()).unwrap_or(false))
    }

    /// The port that is served; None when nothing is.
    pub fn served_port(&self) -> Result<Option<u16>> {
        Ok(self.with_net(|net| net.transport.served_port()).flatten())
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
        let mut wire = self.wire.lock()?;
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
        let mut wire = self.wire.lock()?;
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
        self.move_events(&mut *self.wire.lock()?, events_max)
    }

    fn move_events(&self, wire: &mut Wire, events_max: usize) -> Result<usize> {
        self.look_around(wire)?;
        let Wire { net, events, .. } = wire;
        let net = net.as_mut().ok_or_else(stopped)?;
        net.pump(&self.engine, self.clock.now(), 0, events_max, events)
    }

    /// The same, and waits for something to happen: a message, a write, a time that has come; at
    /// most `wait_ms`. The one call that waits, because it is asked to.
    ///
    /// Any number of threads may wait. What happens ends all their waits, and so does any other
    /// call on the client, but not another wait. After [`Client::end_waits`] it waits for nothing.
    pub fn wait(&self, wait_ms: i64) -> Result<usize> {
        let until_ms = self.clock.now().mono_ms.saturating_add(wait_ms);
        let waited = self.wait_until(until_ms);
        let moved = self.move_events(&mut *self.wire.lock_between()?, TURN_EVENTS_LEN)?;
        let moved = waited? + moved;
        if moved > 0 {
            // Others may have waited for that.
            self.nudge();
        }
        Ok(moved)
    }

    fn wait_until(&self, until_ms: i64) -> Result<usize> {
        let left_ms = || until_ms.saturating_sub(self.clock.now().mono_ms);
        let wait = self.wire.begin();
        while left_ms() > 0 {
            let Some(mut turn) = wait.turn(left_ms())? else { break };
            let wire = &mut *turn.inner;
            let net = wire.net.as_mut().ok_or_else(stopped)?;
            let now = self.clock.now();
            net.look_up(now);
            let moved = net.pump(&self.engine, now, 0, TURN_EVENTS_LEN, &mut wire.events)?;
            if moved > 0 {
                return Ok(moved);
            }
            let looks_ms = wire.finder.is_running().then_some(FOUND_WAIT_MS);
            let due_ms = net.next_wakeup_ms(&self.engine, now)?;
            let due_ms = due_ms.map(|due_ms| due_ms.saturating_sub(now.mono_ms));
            let waker = net.transport.waker();
            let own_ms = until_ms.saturating_sub(now.mono_ms).max(0);
            let wait_ms = due_ms.into_iter().chain(looks_ms).fold(own_ms, i64::min).max(0);
            let has_slept = turn.sleep(waker, |wire| match &mut wire.net {
                Some(net) => net.transport.turn(now.mono_ms, wait_ms),
                None => Ok(()),
            })?;
            if has_slept {
                drop(turn);
                if wait_ms < own_ms {
                    // The time that has come is everybody's.
                    self.nudge();
                }
                break;
            }
        }
        Ok(0)
    }

    /// What has happened, oldest first.
    pub fn poll_event(&self) -> Result<Option<ClientEvent>> {
        Ok(self.wire.lock()?.events.pop())
    }

    /// The peers that are found, called or there, in order of their names.
    pub fn known_peers(&self) -> Result<Vec<KnownPeer>> {
        let wire = self.wire.lock()?;
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

    /// Ends the waits of other threads that have begun, so that they see what was written
    /// meanwhile. The calls of a client do so by themselves; who writes through
    /// [`Client::engine`] may want to.
    pub fn nudge(&self) {
        self.wire.nudge();
    }

    /// Ends the waits of all threads, and those that begin later: for who is about to close.
    pub fn end_waits(&self) {
        self.wire.end();
    }

    fn with_net<T>(&self, call: impl FnOnce(&Net) -> T) -> Option<T> {
        self.wire.lock().ok()?.net.as_ref().map(call)
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
