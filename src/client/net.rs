// SPDX-License-Identifier: Apache-2.0
//! Sessions over the links of a transport: who is called, who is there, and what goes to whom.
//!
//! Of two links with one peer, one stays: of those begun by the same end the later, because that
//! end would not have called while it knew the earlier to live; else the one begun by the end with
//! the lesser name. Both ends decide alike.

use std::collections::BTreeMap;

use crate::base::error::{Code, Error, Result};
use crate::base::id::NodeId;
use crate::base::limits::{MESSAGE_BYTES_MAX, REDIAL_MS_FIRST, REDIAL_MS_MAX};
use crate::base::random::Random;
use crate::base::time::Now;
use crate::engine::{Engine, Session, SessionEvent, SessionOptions};
use crate::outbox::retry::backoff_ms;
use crate::transport::{Address, LinkId, Transport, TransportEvent};

use super::events::{ClientEvent, Events};

/// A session over a link.
struct Lane {
    node: NodeId,
    session: Session,
    is_ours: bool,
}

/// A peer that is to be reached.
struct Dial {
    address: Address,
    /// The link that is being begun or stands.
    link: Option<LinkId>,
    attempts: u32,
    due_ms: i64,
}

/// A transport with what goes over it.
pub(super) struct Net {
    pub transport: Box<dyn Transport>,
    me: NodeId,
    lease_ms: i64,
    lanes: BTreeMap<LinkId, Lane>,
    nodes: BTreeMap<NodeId, LinkId>,
    dials: BTreeMap<NodeId, Dial>,
    random: Random,
}

impl Net {
    pub fn new(transport: Box<dyn Transport>, me: NodeId, lease_ms: i64, random: Random) -> Self {
        let (lanes, nodes, dials) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
        Self { transport, me, lease_ms, lanes, nodes, dials, random }
    }

    /// Has a peer called, now and whenever its link is lost.
    pub fn connect(&mut self, engine: &Engine, address: Address, now: Now) -> Result<()> {
        let node = address.node.clone();
        let known = self.nodes.get(&node).copied();
        let link = match known {
            Some(link) => link,
            None => {
                self.transport.look_up(&address)?;
                self.transport.connect(&address, now.mono_ms)?
            }
        };
        // Nothing is owed to somebody who cannot be called.
        let lease_ms = self.lease_ms_of(engine, &node)?;
        if let Err(error) = engine.register_peer(&node, lease_ms) {
            if known.is_none() {
                self.transport.close(link, now.mono_ms);
            }
            return Err(error);
        }
        let former = self.dials.remove(&node).and_then(|dial| dial.link);
        if let Some(former) = former.filter(|former| *former != link) {
            self.transport.close(former, now.mono_ms);
        }
        let dial = Dial { address, link: Some(link), attempts: 1, due_ms: now.mono_ms };
        self.dials.insert(node, dial);
        Ok(())
    }

    /// A peer that is registered keeps its lease.
    fn lease_ms_of(&self, engine: &Engine, node: &NodeId) -> Result<i64> {
        let known = engine.lease_of(node)?;
        Ok(known.unwrap_or(self.lease_ms))
    }

    /// Ends the link with a peer and calls it no more. It stays registered.
    pub fn disconnect(&mut self, engine: &Engine, node: &NodeId, events: &mut Events, now: Now) {
        let dial = self.dials.remove(node);
        let link = self.nodes.get(node).copied();
        for link in [link, dial.and_then(|dial| dial.link)].into_iter().flatten() {
            self.drop_lane(engine, link, None, events);
            self.transport.close(link, now.mono_ms);
        }
    }

    /// Follows a peer that was found elsewhere, and one that is there no more: it is not called
    /// until it is found again.
    #[cfg(feature = "discovery")]
    pub fn follow(&mut self, node: &NodeId, found: Option<&Address>) {
        match (self.dials.get_mut(node), found) {
            (Some(dial), Some(address)) => dial.address = address.clone(),
            (Some(dial), None) if dial.link.is_none() => {
                self.dials.remove(node);
            }
            _ => {}
        }
    }

    /// Whether a peer is called or there.
    pub fn knows(&self, node: &NodeId) -> bool {
        self.dials.contains_key(node) || self.nodes.contains_key(node)
    }

    /// The peers that are there, and those that are called with where they are.
    pub fn peers(&self) -> Vec<(NodeId, Option<&Address>, bool)> {
        let mut listed: Vec<_> = self
            .dials
            .iter()
            .map(|(node, dial)| (node.clone(), Some(&dial.address), self.nodes.contains_key(node)))
            .collect();
        let others = self.nodes.keys().filter(|node| !self.dials.contains_key(node));
        listed.extend(others.map(|node| (node.clone(), None, true)));
        listed.sort_by(|a, b| a.0.cmp(&b.0));
        listed
    }

    /// Moves what there is to move, waiting at most `wait_ms` for it. Returns how many events of
    /// the transport were handled, at most `events_max`.
    pub fn pump(
        &mut self,
        engine: &Engine,
        now: Now,
        wait_ms: i64,
        events_max: usize,
        events: &mut Events,
    ) -> Result<usize> {
        self.transport.turn(now.mono_ms, wait_ms)?;
        let mut handled = 0;
        while handled < events_max
            && let Some(event) = self.transport.poll_event()
        {
            self.on_event(engine, event, now, events);
            handled += 1;
        }
        self.redial(now, events);
        if self.serve(engine, now, events) {
            self.transport.turn(now.mono_ms, 0)?;
        }
        Ok(handled)
    }

    /// When to come back at the latest, on the clock that only goes forward.
    pub fn next_wakeup_ms(&self, engine: &Engine, now: Now) -> Result<Option<i64>> {
        let mut next = self.transport.next_wakeup_ms();
        let mut note = |due_ms: i64| next = Some(next.map_or(due_ms, |next| next.min(due_ms)));
        for (link, lane) in &self.lanes {
            if let Some(at_ms) = lane.session.next_wakeup_at_ms(engine)?
                && self.transport.has_room(*link)
            {
                note(now.mono_ms.saturating_add(at_ms.saturating_sub(now.wall_ms)));
            }
        }
        for dial in self.dials.values().filter(|dial| dial.link.is_none()) {
            note(dial.due_ms);
        }
        Ok(next)
    }

    /// Ends everything.
    pub fn stop(&mut self, engine: &Engine, events: &mut Events) {
        let links: Vec<_> = self.lanes.keys().copied().collect();
        for link in links {
            self.drop_lane(engine, link, None, events);
        }
        self.dials.clear();
        self.transport.stop();
    }

    fn on_event(&mut self, engine: &Engine, event: TransportEvent, now: Now, events: &mut Events) {
        match event {
            TransportEvent::Opened { link, node, is_ours } => {
                self.on_opened(engine, link, node, is_ours, now, events);
            }
            TransportEvent::Message { link, bytes } => {
                let Some(lane) = self.lanes.get_mut(&link) else { return };
                if let Err(error) = lane.session.handle(engine, &bytes) {
                    events.push(ClientEvent::Failed { node: lane.node.clone(), error });
                }
            }
            TransportEvent::Closed { link, error } => {
                if self.lanes.contains_key(&link) {
                    self.drop_lane(engine, link, error, events);
                } else if let Some(dial) = self.dials.values().find(|d| d.link == Some(link)) {
                    let node = dial.address.node.clone();
                    let error = error.unwrap_or_else(sent_away);
                    events.push(ClientEvent::Unreachable { node, error });
                }
                self.lost(link, now);
            }
            TransportEvent::Refused { from, error, count } => {
                events.push(ClientEvent::Refused { from, error, count });
            }
        }
    }

    fn on_opened(
        &mut self,
        engine: &Engine,
        link: LinkId,
        node: NodeId,
        is_ours: bool,
        now: Now,
        events: &mut Events,
    ) {
        let old = self.nodes.get(&node).copied();
        if let Some((old, lane)) = old.and_then(|old| Some((old, self.lanes.get(&old)?))) {
            let stays = lane.is_ours != is_ours && is_ours != (self.me < node);
            let over = if stays { link } else { old };
            self.drop_lane(engine, over, None, events);
            self.transport.close(over, now.mono_ms);
            self.lost(over, now);
            if stays {
                return;
            }
        }
        let mut options = SessionOptions::new(Some(node.clone()));
        options.accept_lease_ms = Some(self.lease_ms);
        match engine.open_session(options) {
            Ok(session) => {
                events.push(ClientEvent::Connected { node: node.clone() });
                self.nodes.insert(node.clone(), link);
                if let Some(dial) = self.dials.get_mut(&node) {
                    dial.link = Some(link);
                }
                self.lanes.insert(link, Lane { node, session, is_ours });
            }
            Err(error) => {
                events.push(ClientEvent::Failed { node, error });
                self.transport.close(link, now.mono_ms);
                self.lost(link, now);
            }
        }
    }

    /// A link is no more: whoever is to be reached is called again, later each time.
    fn lost(&mut self, link: LinkId, now: Now) {
        for dial in self.dials.values_mut().filter(|dial| dial.link == Some(link)) {
            let wait_ms =
                backoff_ms(dial.attempts, REDIAL_MS_FIRST, REDIAL_MS_MAX, &mut self.random);
            dial.link = None;
            dial.attempts = dial.attempts.saturating_add(1);
            dial.due_ms = now.mono_ms.saturating_add(wait_ms);
        }
    }

    /// Looks the names of those up anew who are called and not there. A wait may do so, a turn not.
    pub fn look_up(&mut self, now: Now) {
        for (node, dial) in &self.dials {
            let is_due = dial.link.is_none() && dial.due_ms <= now.mono_ms;
            if is_due && !self.nodes.contains_key(node) {
                // Where it is not found, it is called where it was.
                let _ = self.transport.look_up(&dial.address);
            }
        }
    }

    fn redial(&mut self, now: Now, events: &mut Events) {
        let due: Vec<NodeId> = self
            .dials
            .iter()
            .filter(|(_, dial)| dial.link.is_none() && dial.due_ms <= now.mono_ms)
            .map(|(node, _)| node.clone())
            .collect();
        for node in due {
            let Some(dial) = self.dials.get_mut(&node) else { continue };
            if let Some(link) = self.nodes.get(&node) {
                dial.link = Some(*link);
                continue;
            }
            match self.transport.connect(&dial.address, now.mono_ms) {
                Ok(link) => dial.link = Some(link),
                Err(error) => {
                    events.push(ClientEvent::Unreachable { node, error });
                    let wait_ms =
                        backoff_ms(dial.attempts, REDIAL_MS_FIRST, REDIAL_MS_MAX, &mut self.random);
                    dial.attempts = dial.attempts.saturating_add(1);
                    dial.due_ms = now.mono_ms.saturating_add(wait_ms.max(1));
                }
            }
        }
    }

    /// Sends what is due, and tells what has happened. Whether anything was sent.
    fn serve(&mut self, engine: &Engine, now: Now, events: &mut Events) -> bool {
        let mut has_sent = false;
        let mut over = Vec::new();
        for (link, lane) in &mut self.lanes {
            while self.transport.has_room(*link) {
                match lane.session.poll_transmit(engine, MESSAGE_BYTES_MAX) {
                    Ok(Some(frame)) => self.transport.send(*link, &frame),
                    Ok(None) => break,
                    Err(error) => {
                        events.push(ClientEvent::Failed { node: lane.node.clone(), error });
                        break;
                    }
                }
                has_sent = true;
            }
            while let Some(event) = lane.session.poll_event() {
                if matches!(event, SessionEvent::Opened { .. })
                    && let Some(dial) = self.dials.get_mut(&lane.node)
                {
                    dial.attempts = 1;
                }
                events.push(ClientEvent::Session { node: lane.node.clone(), event });
            }
            if lane.session.is_closed() {
                over.push(*link);
            }
        }
        for link in over {
            self.drop_lane(engine, link, None, events);
            self.transport.close(link, now.mono_ms);
            self.lost(link, now);
        }
        has_sent
    }

    /// Ends the session over a link, if there is one.
    fn drop_lane(
        &mut self,
        engine: &Engine,
        link: LinkId,
        error: Option<Error>,
        events: &mut Events,
    ) {
        let Some(mut lane) = self.lanes.remove(&link) else { return };
        if self.nodes.get(&lane.node) == Some(&link) {
            self.nodes.remove(&lane.node);
        }
        if !lane.session.is_closed()
            && let Err(error) = lane.session.close(engine)
        {
            events.push(ClientEvent::Failed { node: lane.node.clone(), error });
        }
        events.push(ClientEvent::Disconnected { node: lane.node, error });
    }
}

fn sent_away() -> Error {
    Error::new(Code::Closed, "the other end ended the link", "")
}
