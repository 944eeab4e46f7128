// SPDX-License-Identifier: Apache-2.0
//! Links within a process, for tests: in order, never lost, until somebody cuts them.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::base::error::{Code, Error, Result};
use crate::base::id::NodeId;
use crate::base::limits::SEND_QUEUE_BYTES_MAX;

use super::{Address, LinkId, Transport, TransportEvent};

/// What all transports of one network share.
#[derive(Clone, Debug, Default)]
pub struct MemoryNetwork(Arc<Mutex<Hub>>);

#[derive(Debug, Default)]
struct Hub {
    next: LinkId,
    /// Who serves which port.
    served: BTreeMap<u16, NodeId>,
    /// What waits for each node.
    waiting: BTreeMap<NodeId, VecDeque<TransportEvent>>,
    /// Both ends of each link.
    links: BTreeMap<LinkId, (NodeId, NodeId)>,
    /// Nodes that nobody reaches.
    away: BTreeSet<NodeId>,
}

impl MemoryNetwork {
    /// A transport for a node that serves a port.
    pub fn transport(&self, me: NodeId, port: u16) -> MemoryTransport {
        MemoryTransport { network: self.clone(), me, port, is_running: false }
    }

    /// Cuts a node off, or brings it back. Its links break, and both ends hear of it.
    pub fn set_away(&self, node: &NodeId, is_away: bool) {
        let mut hub = self.hub();
        if !is_away {
            hub.away.remove(node);
            return;
        }
        hub.away.insert(node.clone());
        let is_its = |ends: &(NodeId, NodeId)| ends.0 == *node || ends.1 == *node;
        let broken: Vec<_> =
            hub.links.iter().filter(|(_, ends)| is_its(ends)).map(|(link, _)| *link).collect();
        for link in broken {
            hub.end(link, None, Some(gone()));
        }
    }

    fn hub(&self) -> MutexGuard<'_, Hub> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Hub {
    fn tell(&mut self, node: &NodeId, event: TransportEvent) {
        self.waiting.entry(node.clone()).or_default().push_back(event);
    }

    /// Ends a link; both ends hear of it, but for the one that did it.
    fn end(&mut self, link: LinkId, by: Option<&NodeId>, error: Option<Error>) {
        let Some((first, second)) = self.links.remove(&link) else { return };
        for node in [first, second] {
            if by != Some(&node) {
                self.tell(&node, TransportEvent::Closed { link, error: error.clone() });
            }
        }
    }
}

/// One node's end of a network.
#[derive(Debug)]
pub struct MemoryTransport {
    network: MemoryNetwork,
    me: NodeId,
    port: u16,
    is_running: bool,
}

impl Transport for MemoryTransport {
    fn start(&mut self, _now_ms: i64) -> Result<()> {
        let mut hub = self.network.hub();
        if let Some(other) = hub.served.get(&self.port).filter(|node| **node != self.me) {
            let context = format!("port {} is served by {}", self.port, other.as_str());
            return Err(Error::new(Code::AlreadyExists, "the address cannot be served", context));
        }
        hub.served.insert(self.port, self.me.clone());
        self.is_running = true;
        Ok(())
    }

    fn stop(&mut self) {
        let mut hub = self.network.hub();
        hub.served.retain(|_, node| *node != self.me);
        let links: Vec<_> = hub.links.keys().copied().collect();
        for link in links {
            if hub.links.get(&link).is_some_and(|ends| ends.0 == self.me || ends.1 == self.me) {
                hub.end(link, Some(&self.me), None);
            }
        }
        hub.waiting.remove(&self.me);
        self.is_running = false;
    }

    fn is_running(&self) -> bool {
        self.is_running
    }

    fn served_port(&self) -> Option<u16> {
        self.is_running.then_some(self.port)
    }

    fn connect(&mut self, to: &Address, _now_ms: i64) -> Result<LinkId> {
        let mut hub = self.network.hub();
        hub.next += 1;
        let (link, me, node) = (hub.next, self.me.clone(), to.node.clone());
        let is_there = hub.served.get(&to.port) == Some(&node)
            && !hub.away.contains(&node)
            && !hub.away.contains(&me);
        if is_there {
            hub.links.insert(link, (me.clone(), node.clone()));
            let ours = TransportEvent::Opened { link, node: node.clone(), is_ours: true };
            let theirs = TransportEvent::Opened { link, node: me.clone(), is_ours: false };
            hub.tell(&me, ours);
            hub.tell(&node, theirs);
        } else {
            hub.tell(&me, TransportEvent::Closed { link, error: Some(gone()) });
        }
        Ok(link)
    }

    fn close(&mut self, link: LinkId, _now_ms: i64) {
        self.network.hub().end(link, Some(&self.me), None);
    }

    fn has_room(&self, link: LinkId) -> bool {
        let hub = self.network.hub();
        let Some((first, second)) = hub.links.get(&link) else { return false };
        let other = if *first == self.me { second } else { first };
        let bytes = |event: &TransportEvent| match event {
            TransportEvent::Message { bytes, .. } => bytes.len(),
            _ => 0,
        };
        let waiting: usize = hub.waiting.get(other).into_iter().flatten().map(bytes).sum();
        waiting < SEND_QUEUE_BYTES_MAX
    }

    fn send(&mut self, link: LinkId, message: &[u8]) {
        let mut hub = self.network.hub();
        if let Some((first, second)) = hub.links.get(&link) {
            let other = if *first == self.me { second.clone() } else { first.clone() };
            hub.tell(&other, TransportEvent::Message { link, bytes: message.to_vec() });
        }
    }

    fn turn(&mut self, _now_ms: i64, _wait_ms: i64) -> Result<()> {
        Ok(())
    }

    fn poll_event(&mut self) -> Option<TransportEvent> {
        self.network.hub().waiting.get_mut(&self.me)?.pop_front()
    }

    fn next_wakeup_ms(&self) -> Option<i64> {
        let hub = self.network.hub();
        let is_waiting = hub.waiting.get(&self.me).is_some_and(|events| !events.is_empty());
        is_waiting.then_some(i64::MIN)
    }
}

fn gone() -> Error {
    Error::new(Code::Closed, "the other end is gone", "")
}
