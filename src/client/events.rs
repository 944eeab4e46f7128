// SPDX-License-Identifier: Apache-2.0
//! What happens at a client beside its own calls, to be fetched.

use std::collections::VecDeque;

use crate::base::error::Error;
use crate::base::id::NodeId;
use crate::base::limits::EVENTS_LEN_MAX;
use crate::engine::SessionEvent;
use crate::transport::Address;

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ClientEvent {
    /// A link with a peer is open.
    Connected {
        /// The peer.
        node: NodeId,
    },
    /// The link with a peer is over.
    Disconnected {
        /// The peer.
        node: NodeId,
        /// Why; None when it was ended in order.
        error: Option<Error>,
    },
    /// A peer was called and not reached. It is called again.
    Unreachable {
        /// The peer.
        node: NodeId,
        /// Why.
        error: Error,
    },
    /// A node says where it serves.
    Found {
        /// Where.
        address: Address,
    },
    /// A node that was found is there no more.
    Lost {
        /// The node.
        node: NodeId,
    },
    /// Somebody came, or several one after the other, and was not let in.
    Refused {
        /// From where, the last of them.
        from: String,
        /// Why.
        error: Error,
        /// How many in a row for the same reason.
        count: u64,
    },
    /// Something happened in the session with a peer.
    Session {
        /// The peer.
        node: NodeId,
        /// What.
        event: SessionEvent,
    },
    /// What a peer sent, or what was to be sent to it, met an error. The session goes on.
    Failed {
        /// The peer.
        node: NodeId,
        /// Why.
        error: Error,
    },
}

/// Events that wait; of too many the oldest go.
#[derive(Debug, Default)]
pub(super) struct Events(VecDeque<ClientEvent>);

impl Events {
    pub fn push(&mut self, event: ClientEvent) {
        // A flood is one event that counts.
        if let (
            ClientEvent::Refused { from, error, .. },
            Some(ClientEvent::Refused { from: last_from, error: last, count }),
        ) = (&event, self.0.back_mut())
            && error == last
        {
            last_from.clone_from(from);
            *count += 1;
            return;
        }
        if self.0.len() == EVENTS_LEN_MAX {
            self.0.pop_front();
        }
        self.0.push_back(event);
    }

    pub fn pop(&mut self) -> Option<ClientEvent> {
        self.0.pop_front()
    }
}
