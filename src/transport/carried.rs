// SPDX-License-Identifier: Apache-2.0
//! Links that the application carries over a channel of its own: a radio, a cable, a web socket.
//!
//! No callbacks: the application says when a channel with a node is there, hands in what came over
//! it, and takes out what is to go. What the channel proves of the other end is all that is known.

use core::time::Duration;
use std::collections::{BTreeMap, VecDeque};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

use crate::base::error::{Code, Error, Result, invalid};
use crate::base::id::NodeId;
use crate::base::limits::{
    LINKS_LEN_MAX, MESSAGE_BYTES_MAX, SEND_QUEUE_BYTES_MAX, TRANSPORT_EVENTS_BYTES_MAX,
    TRANSPORT_EVENTS_LEN_MAX,
};

use super::{Address, LinkId, Transport, TransportEvent, Wake};

/// The application's side of the links that it carries. Copies speak of the same links.
#[derive(Clone, Debug, Default)]
pub struct Carrier(Arc<Shared>);

#[derive(Debug, Default)]
struct Shared {
    hub: Mutex<Hub>,
    has_news: Condvar,
}

#[derive(Debug, Default)]
struct Hub {
    is_running: bool,
    is_woken: bool,
    last: LinkId,
    /// What is to go over each link.
    links: BTreeMap<LinkId, Outgoing>,
    events: VecDeque<TransportEvent>,
    /// Bytes of the messages among them.
    events_bytes: usize,
}

#[derive(Debug, Default)]
struct Outgoing {
    messages: VecDeque<Vec<u8>>,
    bytes: usize,
}

impl Carrier {
    /// The transport to be given to a client.
    pub fn transport(&self) -> Carried {
        Carried(self.clone())
    }

    /// Says that a channel with a node is there. `is_ours` says which end has begun it, and differs
    /// at the two ends: of two channels between the same nodes one is chosen by it.
    ///
    /// Errors: `InvalidState` when the transport does not run; `Backpressure` for one too many.
    pub fn open(&self, node: NodeId, is_ours: bool) -> Result<LinkId> {
        let mut hub = self.running()?;
        if hub.links.len() >= LINKS_LEN_MAX || hub.events.len() >= TRANSPORT_EVENTS_LEN_MAX {
            let context = format!("{} links are open", hub.links.len());
            return Err(Error::new(Code::Backpressure, "too many links", context));
        }
        let link = hub.begin();
        hub.links.insert(link, Outgoing::default());
        hub.tell(TransportEvent::Opened { link, node, is_ours });
        self.0.has_news.notify_all();
        Ok(link)
    }

    /// Hands in a message that came, whole and in order.
    ///
    /// Errors: `Closed` for a link that is over; `InvalidArgument` for a message that is too long;
    /// `Backpressure` while much waits for a turn: take one and hand it in again.
    pub fn receive(&self, link: LinkId, message: &[u8]) -> Result<()> {
        let mut hub = self.running()?;
        hub.links.get(&link).ok_or_else(over)?;
        if message.len() > MESSAGE_BYTES_MAX {
            let context = format!("{} bytes, allowed are up to {MESSAGE_BYTES_MAX}", message.len());
            return Err(invalid("message too long for the link", context));
        }
        if hub.events.len() >= TRANSPORT_EVENTS_LEN_MAX
            || hub.events_bytes >= TRANSPORT_EVENTS_BYTES_MAX
        {
            let context = format!("{} bytes wait for a turn", hub.events_bytes);
            return Err(Error::new(Code::Backpressure, "too much waits", context));
        }
        hub.events_bytes += message.len();
        hub.tell(TransportEvent::Message { link, bytes: message.to_vec() });
        self.0.has_news.notify_all();
        Ok(())
    }

    /// Takes the next message that is to go over a link; None when there is none now.
    ///
    /// Errors: `Closed` for a link that is over: its channel is of no more use.
    pub fn next_message(&self, link: LinkId) -> Result<Option<Vec<u8>>> {
        let mut hub = self.running()?;
        let outgoing = hub.links.get_mut(&link).ok_or_else(over)?;
        let message = outgoing.messages.pop_front();
        outgoing.bytes -= message.as_ref().map_or(0, Vec::len);
        Ok(message)
    }

    /// Says that a channel is there no more. Does nothing for a link that is over.
    pub fn close(&self, link: LinkId, error: Option<Error>) -> Result<()> {
        let mut hub = self.running()?;
        if hub.links.remove(&link).is_some() {
            hub.tell(TransportEvent::Closed { link, error });
            self.0.has_news.notify_all();
        }
        Ok(())
    }

    fn hub(&self) -> MutexGuard<'_, Hub> {
        self.0.hub.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn running(&self) -> Result<MutexGuard<'_, Hub>> {
        let hub = self.hub();
        if hub.is_running {
            Ok(hub)
        } else {
            Err(Error::new(Code::InvalidState, "transport is not running", "links are carried"))
        }
    }
}

impl Hub {
    fn begin(&mut self) -> LinkId {
        self.last += 1;
        self.last
    }

    fn tell(&mut self, event: TransportEvent) {
        self.events.push_back(event);
    }
}

/// The engine's side of a [`Carrier`].
#[derive(Debug)]
pub struct Carried(Carrier);

impl Transport for Carried {
    fn start(&mut self, _now_ms: i64) -> Result<()> {
        self.0.hub().is_running = true;
        Ok(())
    }

    fn stop(&mut self) {
        let mut hub = self.0.hub();
        let last = hub.last;
        *hub = Hub { last, ..Hub::default() };
    }

    fn is_running(&self) -> bool {
        self.0.hub().is_running
    }

    fn served_port(&self) -> Option<u16> {
        None
    }

    /// Nobody is called from here: the application opens the channels.
    fn connect(&mut self, to: &Address, _now_ms: i64) -> Result<LinkId> {
        let mut hub = self.0.running()?;
        let link = hub.begin();
        let context = format!("a channel with {} is not there", to.node.as_str());
        let error = Some(Error::new(Code::Closed, "the application carries the links", context));
        hub.tell(TransportEvent::Closed { link, error });
        Ok(link)
    }

    fn close(&mut self, link: LinkId, _now_ms: i64) {
        self.0.hub().links.remove(&link);
    }

    fn has_room(&self, link: LinkId) -> bool {
        let hub = self.0.hub();
        hub.links.get(&link).is_some_and(|outgoing| outgoing.bytes < SEND_QUEUE_BYTES_MAX)
    }

    fn send(&mut self, link: LinkId, message: &[u8]) {
        if let Some(outgoing) = self.0.hub().links.get_mut(&link) {
            outgoing.bytes += message.len();
            outgoing.messages.push_back(message.to_vec());
        }
    }

    fn turn(&mut self, _now_ms: i64, wait_ms: i64) -> Result<()> {
        let mut hub = self.0.hub();
        if wait_ms > 0 && hub.events.is_empty() && !hub.is_woken {
            let wait = Duration::from_millis(wait_ms.unsigned_abs());
            let waited = self.0.0.has_news.wait_timeout(hub, wait);
            hub = waited.unwrap_or_else(PoisonError::into_inner).0;
        }
        hub.is_woken = false;
        Ok(())
    }

    fn poll_event(&mut self) -> Option<TransportEvent> {
        let mut hub = self.0.hub();
        let event = hub.events.pop_front()?;
        if let TransportEvent::Message { bytes, .. } = &event {
            hub.events_bytes -= bytes.len();
        }
        Some(event)
    }

    fn next_wakeup_ms(&self) -> Option<i64> {
        (!self.0.hub().events.is_empty()).then_some(i64::MIN)
    }

    fn waker(&self) -> Option<Arc<dyn Wake>> {
        Some(self.0.0.clone())
    }
}

impl Wake for Shared {
    fn wake(&self) {
        self.hub.lock().unwrap_or_else(PoisonError::into_inner).is_woken = true;
        self.has_news.notify_all();
    }
}

fn over() -> Error {
    Error::new(Code::Closed, "the link is over", "")
}
