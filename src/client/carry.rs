// SPDX-License-Identifier: Apache-2.0
//! Links that the application carries over channels of its own.

use crate::base::error::{Code, Error, Result};
use crate::base::id::NodeId;
use crate::transport::LinkId;
use crate::transport::carried::Carrier;

use super::{Client, lock};

impl Client {
    /// Begins to talk with peers over channels of the application; the options need no transport.
    /// A transport that ran before is stopped, and its links are over. Ends with
    /// [`Client::stop_transport`].
    pub fn start_carrying(&self) -> Result<()> {
        let carrier = Carrier::default();
        let _starting = lock(&self.starting)?;
        self.start_one(Box::new(carrier.transport()))?;
        *lock(&self.carrier)? = Some(carrier);
        Ok(())
    }

    /// Says that a channel with a node is there; `is_ours` at the end that has begun it, and not at
    /// the other. What came over it goes to [`Client::receive`], and what [`Client::next_message`]
    /// answers is to go over it, whole and in order. Who is at the other end is the application's
    /// to know.
    ///
    /// Errors: `InvalidState` unless links are carried; `Backpressure` for one too many.
    pub fn open_link(&self, node: &NodeId, is_ours: bool) -> Result<LinkId> {
        self.carrier()?.open(node.clone(), is_ours)
    }

    /// Hands in a message that came over a link. It is dealt with in the next turn.
    ///
    /// Errors: `Closed` for a link that is over; `InvalidArgument` for a message that no node
    /// sends; `Backpressure` while much waits: take a turn and hand it in again.
    pub fn receive(&self, link: LinkId, message: &[u8]) -> Result<()> {
        self.carrier()?.receive(link, message)
    }

    /// Takes the next message that is to go over a link; None when there is none before the next
    /// turn.
    ///
    /// Errors: `Closed` for a link that is over: its channel is of no more use.
    pub fn next_message(&self, link: LinkId) -> Result<Option<Vec<u8>>> {
        self.carrier()?.next_message(link)
    }

    /// Says that a channel is there no more. Does nothing for a link that is over.
    pub fn close_link(&self, link: LinkId) -> Result<()> {
        let error = Error::new(Code::Closed, "the application has ended the link", "");
        self.carrier()?.close(link, Some(error))
    }

    fn carrier(&self) -> Result<Carrier> {
        lock(&self.carrier)?.clone().ok_or_else(|| {
            Error::new(Code::InvalidState, "transport is not running", "no links are carried")
        })
    }
}
