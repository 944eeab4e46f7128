// SPDX-License-Identifier: Apache-2.0
//! Links between nodes: messages in, messages out, in order, between ends that know each other.
//!
//! Promises: a link is told as open only once both ends have shown who they are, as far as the
//! transport can prove it; a message arrives whole and in order, or the link ends; nothing here
//! waits unless it is asked to, and no thread is started; what strangers can take up is bounded.
//! Knows no operations and no engine. Imports `base` alone; `client` calls it.
//!
//! For a channel of your own there are two ways: [`carried`], where you hand messages in and out,
//! the same in every language; or [`Transport`], of which [`memory`] is the smallest example.

pub mod carried;
#[cfg(feature = "discovery")]
pub mod discovery;
pub mod keys;
#[cfg(feature = "tcp")]
mod link;
pub mod memory;
#[cfg(feature = "tcp")]
mod noise;
#[cfg(feature = "tcp")]
mod refusals;
#[cfg(feature = "tcp")]
mod socket;
#[cfg(feature = "tcp")]
pub mod tcp;
#[cfg(feature = "discovery")]
mod udp;

use crate::base::error::{Error, Result};
use crate::base::id::NodeId;

/// Names a link of one transport; never given twice.
pub type LinkId = u64;

/// Where a peer is to be found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address {
    /// Its name: somebody else at that place is refused.
    pub node: NodeId,
    /// An address or a name of a host.
    pub host: String,
    /// The port that it serves.
    pub port: u16,
}

/// What happened on a transport.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TransportEvent {
    /// Both ends of a link know each other.
    Opened {
        /// The link.
        link: LinkId,
        /// Who is at the other end.
        node: NodeId,
        /// Whether it was begun here.
        is_ours: bool,
    },
    /// A message came.
    Message {
        /// The link.
        link: LinkId,
        /// All of it.
        bytes: Vec<u8>,
    },
    /// A link that had been opened, or was begun here, is over.
    Closed {
        /// The link.
        link: LinkId,
        /// Why; None when the other end said so in order.
        error: Option<Error>,
    },
    /// Somebody came who was not let in, or several. Nothing was told to them.
    Refused {
        /// From where, the last of them.
        from: String,
        /// Why.
        error: Error,
        /// How many: for the same reason, unless there were many reasons.
        count: u64,
    },
}

/// A way to reach other nodes. Times are milliseconds on a clock that only goes forward.
pub trait Transport: Send {
    /// Begins to serve, if it serves. Does nothing when it does already.
    ///
    /// Errors: `PermissionDenied` for a place that may not be served without a key, and those of
    /// the system.
    fn start(&mut self, now_ms: i64) -> Result<()>;

    /// Ends everything; links are closed and told so as far as that costs no time.
    fn stop(&mut self);

    /// Whether it was started and not stopped.
    fn is_running(&self) -> bool;

    /// The port that is served; None when nothing is.
    fn served_port(&self) -> Option<u16>;

    /// Begins a link. What becomes of it is told by events. A name is not looked up again that
    /// [`Transport::look_up`] has looked up.
    ///
    /// Errors: `InvalidState` when it does not run; `PermissionDenied` for a place that may not be
    /// called without a key; `InvalidArgument` for an address that is none.
    fn connect(&mut self, to: &Address, now_ms: i64) -> Result<LinkId>;

    /// Looks the name of a host up, anew each time, for the calls that follow. This may take its
    /// time; it is never asked for where nothing may wait.
    ///
    /// Errors: `InvalidArgument` for a name that is not found.
    fn look_up(&mut self, to: &Address) -> Result<()> {
        let _ = to;
        Ok(())
    }

    /// Ends a link in order: what was sent goes out first, if the other end takes it in time. No
    /// event follows.
    fn close(&mut self, link: LinkId, now_ms: i64);

    /// Whether a link takes a message now. When it does not, it does after some later turn, or is
    /// closed.
    fn has_room(&self, link: LinkId) -> bool;

    /// Sends a message; one to a link that is over goes nowhere.
    fn send(&mut self, link: LinkId, message: &[u8]);

    /// Moves bytes, waiting at most `wait_ms` until there is something to move.
    fn turn(&mut self, now_ms: i64, wait_ms: i64) -> Result<()>;

    /// What has happened, oldest first.
    fn poll_event(&mut self) -> Option<TransportEvent>;

    /// When to call [`Transport::turn`] at the latest if nothing else happens.
    fn next_wakeup_ms(&self) -> Option<i64>;

    /// Ends a wait in [`Transport::turn`] from another thread.
    fn waker(&self) -> Option<std::sync::Arc<dyn Wake>> {
        None
    }
}

/// Ends a wait of another thread.
pub trait Wake: Send + Sync {
    /// Ends it, or the next one when none is under way.
    fn wake(&self);
}

/// The address of an interface to find nodes on.
#[cfg(feature = "discovery")]
fn udp_host(host: &str) -> Option<core::net::Ipv4Addr> {
    if host == "localhost" { Some(core::net::Ipv4Addr::LOCALHOST) } else { host.parse().ok() }
}
