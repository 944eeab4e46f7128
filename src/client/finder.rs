// SPDX-License-Identifier: Apache-2.0
//! Peers that are found, and called if that is wanted.

use std::collections::BTreeSet;

use crate::base::error::{Code, Error, Result};
use crate::base::id::NodeId;
use crate::transport::Address;

use super::Client;
use super::transport::Wire;

#[cfg(feature = "discovery")]
use crate::transport::discovery::{Discovery, Sighting};

/// What finds, and whom it must leave alone.
#[derive(Default)]
pub(super) struct Finder {
    #[cfg(feature = "discovery")]
    discovery: Option<Discovery>,
    /// Peers that the application has sent away: they are not called because they are found.
    shunned: BTreeSet<NodeId>,
    /// Peers that are called because they were found.
    called: BTreeSet<NodeId>,
}

impl Finder {
    /// The application wants nothing to do with a peer.
    pub fn shun(&mut self, node: &NodeId) {
        self.shunned.insert(node.clone());
        self.called.remove(node);
    }

    /// The application calls a peer by itself.
    pub fn welcome(&mut self, node: &NodeId) {
        self.shunned.remove(node);
        self.called.remove(node);
    }

    /// Who is found at the moment.
    #[cfg(feature = "discovery")]
    pub fn found(&self) -> Vec<&Address> {
        let found = self.discovery.iter().flat_map(|discovery| discovery.found(0));
        found.map(|(address, _)| address).collect()
    }

    /// Who is found at the moment.
    #[cfg(not(feature = "discovery"))]
    pub fn found(&self) -> Vec<&Address> {
        Vec::new()
    }
}

impl Client {
    /// Begins to look for peers, and to be found where the transport serves. Does nothing when it
    /// does already.
    ///
    /// Errors: `InvalidState` without discovery in the options or in this build;
    /// `PermissionDenied` for an interface beyond this machine without a key; what the system
    /// answers.
    #[cfg(feature = "discovery")]
    pub fn start_discovery(&self) -> Result<()> {
        let options = self.options.discovery.as_ref().ok_or_else(disabled)?;
        let (keys, me, now) = (self.keys()?, self.node()?, self.clock.now());
        {
            let finder = &mut self.wire.lock()?.finder;
            if finder.discovery.is_some() {
                return Ok(());
            }
            let mut random = crate::base::random::Random::new(
                self.options.engine.seed ^ now.wall_ms.unsigned_abs(),
            );
            let (host, port) = (&options.host, options.port);
            finder.discovery = Some(Discovery::start(host, port, keys, me, random.draw())?);
        }
        self.look_around(&mut *self.wire.lock()?)
    }

    /// Begins to look for peers: not in this build.
    #[cfg(not(feature = "discovery"))]
    pub fn start_discovery(&self) -> Result<()> {
        self.options.discovery.as_ref().ok_or_else(disabled)?;
        let context = "this build has no discovery";
        Err(Error::new(Code::InvalidState, "discovery is not initialized", context))
    }

    /// Looks for nobody any more, and tells those who are there. Links stay.
    pub fn stop_discovery(&self) -> Result<()> {
        let finder = &mut self.wire.lock()?.finder;
        #[cfg(feature = "discovery")]
        if let Some(discovery) = finder.discovery.take() {
            discovery.stop();
        }
        finder.called.clear();
        Ok(())
    }

    /// Whether peers are looked for.
    pub fn is_discovery_running(&self) -> Result<bool> {
        let wire = self.wire.lock()?;
        Ok(wire.finder.is_running())
    }

    /// Hears who is there, and calls those who are to be called.
    pub(super) fn look_around(&self, wire: &mut Wire) -> Result<()> {
        if wire.finder.is_running() { self.look(wire) } else { Ok(()) }
    }

    #[cfg(not(feature = "discovery"))]
    fn look(&self, _: &mut Wire) -> Result<()> {
        Ok(())
    }

    #[cfg(feature = "discovery")]
    fn look(&self, wire: &mut Wire) -> Result<()> {
        use super::events::ClientEvent;
        use crate::base::limits::FOUND_PATIENCE_MS;
        let now = self.clock.now();
        let me = self.node()?;
        let connects = self.options.discovery.as_ref().is_some_and(|options| options.connects);
        let Wire { net, events, finder } = wire;
        let served = net.as_ref().and_then(|net| net.transport.served_port());
        let Some(discovery) = &mut finder.discovery else { return Ok(()) };
        for sighting in discovery.turn(now.mono_ms, served) {
            let (node, address) = match &sighting {
                Sighting::Found(address) => (&address.node, Some(address)),
                Sighting::Lost(node) => (node, None),
            };
            if let Some(net) = net.as_mut().filter(|_| finder.called.contains(node)) {
                net.follow(node, address);
            }
            if address.is_none() {
                finder.called.remove(node);
            }
            events.push(match sighting {
                Sighting::Found(address) => ClientEvent::Found { address },
                Sighting::Lost(node) => ClientEvent::Lost { node },
            });
        }
        let Some(net) = net.as_mut().filter(|_| connects) else { return Ok(()) };
        for (address, age_ms) in discovery.found(now.mono_ms) {
            let node = &address.node;
            // One of two calls; the other only if nothing came of it.
            let is_turn = me < *node || age_ms >= FOUND_PATIENCE_MS;
            let is_wanted = !finder.shunned.contains(node) && !finder.called.contains(node);
            if is_turn && is_wanted && !net.knows(node) {
                if let Err(error) = net.connect(&self.engine, address.clone(), now) {
                    events.push(ClientEvent::Unreachable { node: node.clone(), error });
                }
                finder.called.insert(node.clone());
            }
        }
        Ok(())
    }
}

impl Finder {
    #[cfg(feature = "discovery")]
    pub fn is_running(&self) -> bool {
        self.discovery.is_some()
    }

    #[cfg(not(feature = "discovery"))]
    pub fn is_running(&self) -> bool {
        false
    }
}

fn disabled() -> Error {
    Error::new(Code::InvalidState, "discovery is disabled", "")
}
