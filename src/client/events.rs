// SPDX-License-Identifier: Apache-2.0
//! What happens at a client beside its own calls, to be fetched.

use std::collections::VecDeque;

use crate::base::error::Error;
use crate::base::id::NodeId;
use crate::base::limits::{EVENTS_LEN_MAX, REFUSALS_LEN_MAX};
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
        /// How many since it was fetched last: for the same reason, unless there were many reasons.
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
pub(super) struct Events {
    waiting: VecDeque<ClientEvent>,
    refusals_len: usize,
}

impl Events {
    pub fn push(&mut self, event: ClientEvent) {
        let event = match event {
            ClientEvent::Refused { from, error, count } => {
                let Some(event) = self.refused(from, error, count) else { return };
                event
            }
            event => event,
        };
        if self.waiting.len() == EVENTS_LEN_MAX {
            self.pop();
        }
        self.waiting.push_back(event);
    }

    pub fn pop(&mut self) -> Option<ClientEvent> {
        let event = self.waiting.pop_front()?;
        self.refusals_len -= usize::from(is_refusal(&event));
        Some(event)
    }

    /// A flood is few events that count: it must not drive out what else has happened. The event
    /// to add, unless one that waits has taken it in: one for the same reason, or, when many
    /// wait already, the last of them.
    fn refused(&mut self, from: String, error: Error, more: u64) -> Option<ClientEvent> {
        let is_full = self.refusals_len >= REFUSALS_LEN_MAX;
        for waiting in self.waiting.iter_mut().rev() {
            let ClientEvent::Refused { from: last_from, error: last, count } = waiting else {
                continue;
            };
            if is_full || *last == error {
                (*last_from, *last) = (from, error);
                *count += more;
                return None;
            }
        }
        self.refusals_len += 1;
        Some(ClientEvent::Refused { from, error, count: more })
    }
}

fn is_refusal(event: &ClientEvent) -> bool {
    matches!(event, ClientEvent::Refused { .. })
}
