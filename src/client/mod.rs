// SPDX-License-Identifier: Apache-2.0
//! One facade for an application: an engine with its name, a turn now and then, and who the node
//! is.
//!
//! Promises: no call waits for a peer, and none but those of the transport opens a socket; what
//! has left nobody is never told as acknowledged; being alone fails nothing. Any thread may call.
//! Imports every layer to its left; `ffi` calls it.

mod carry;
mod events;
mod finder;
mod info;
mod locks;
mod net;
mod options;
mod transport;
mod turn;
mod waits;

pub use events::ClientEvent;
pub use info::{HostFacts, NodeInfo};
pub use options::{ClientOptions, DiscoveryOptions, TransportOptions};
pub use transport::KnownPeer;
pub use turn::{ClientState, Turn};

use std::sync::Arc;

use crate::base::error::{Result, invalid};
use crate::base::op::Kind;
use crate::base::time::{Clock, Now};
use crate::engine::{Engine, Listed, poisoned};
use crate::outbox::entry::Status;
use crate::transport::carried::Carrier;
use crate::transport::keys::Keys;

use locks::{Mutex, MutexGuard};
use transport::Wire;
use turn::Shown;
use waits::Waits;

/// An open client. Dropping it without [`Client::close`] is a crash: nothing acknowledged is lost.
pub struct Client {
    engine: Engine,
    options: ClientOptions,
    clock: Arc<dyn Clock>,
    started: Now,
    shown: Mutex<Shown>,
    info: Mutex<Option<NodeInfo>>,
    wire: Waits<Wire>,
    /// Held by who starts a transport: of several that do so at once, one starts it.
    starting: Mutex<()>,
    keys: Mutex<Keys>,
    /// Where the application carries the links.
    carrier: Mutex<Option<Carrier>>,
}

impl Client {
    /// Opens or makes the database and attaches the sync engine. No network service starts.
    ///
    /// Errors: `InvalidArgument` for options out of range, and what opening an engine answers.
    pub fn open(options: ClientOptions) -> Result<Self> {
        options.check()?;
        let engine = Engine::open(options.engine.clone())?;
        let attached = engine.attach(options.sync.clone());
        if let Err(error) = attached.and_then(|()| engine.set_policy(options.policy)) {
            // The first error says what is wrong; closing frees the lock.
            let _ = engine.close();
            return Err(error);
        }
        let clock = options.engine.clock.clone();
        let started = clock.now();
        let keys = Mutex::new(options.keys.clone());
        Ok(Self {
            engine,
            options,
            clock,
            started,
            shown: Mutex::default(),
            info: Mutex::default(),
            wire: Waits::default(),
            starting: Mutex::default(),
            keys,
            carrier: Mutex::default(),
        })
    }

    /// Makes everything durable and frees the lock. The client is gone afterwards, also when this
    /// fails; what is in memory alone is gone with it.
    pub fn close(self) -> Result<()> {
        let stopped = self.stop_discovery().and(self.stop_transport());
        self.engine.close().and(stopped)
    }

    /// The engine, for all that is not here: scans, groups, changes, conflicts, failed work, peers,
    /// backups.
    pub fn engine(&self) -> &Engine {
        &self.engine
    }

    /// The options it was opened with.
    pub fn options(&self) -> &ClientOptions {
        &self.options
    }

    /// Writes a value and owes it to every peer, in one log group. Returns the version of the
    /// operation.
    ///
    /// Errors: `InvalidArgument` for an empty key and for sizes out of range, `Backpressure` when
    /// the outbox is full, and what the log answers; nothing is changed then.
    pub fn put(&self, key: &[u8], value: &[u8]) -> Result<u64> {
        self.submit(Kind::Put, key, value)
    }

    /// Deletes a key, there or not, and owes that to every peer, as [`Client::put`].
    pub fn remove(&self, key: &[u8]) -> Result<u64> {
        self.submit(Kind::Delete, key, &[])
    }

    /// The shown value of a key.
    pub fn get(&self, key: &[u8]) -> Result<Option<Listed>> {
        check_key(key)?;
        self.engine.get(key)
    }

    /// Whether a key is shown.
    pub fn contains(&self, key: &[u8]) -> Result<bool> {
        check_key(key)?;
        self.engine.read(key, |shown| shown.is_some())
    }

    /// The number of shown keys.
    pub fn len(&self) -> Result<usize> {
        self.engine.len()
    }

    /// Whether no key is shown.
    pub fn is_empty(&self) -> Result<bool> {
        self.engine.is_empty()
    }

    /// Where an operation made here stands, by the version that its write returned; None when the
    /// outbox does not hold it any more: it was acknowledged and pruned, or discarded on purpose.
    pub fn status_of(&self, version: u64) -> Result<Option<Status>> {
        self.engine.status_of(version)
    }

    fn submit(&self, kind: Kind, key: &[u8], value: &[u8]) -> Result<u64> {
        check_key(key)?;
        // A clock before 1970 must not make writes fail.
        let timestamp_ms = self.clock.now().wall_ms.max(1);
        let submitted = self.engine.submit(kind, key, value, timestamp_ms)?;
        self.nudge();
        Ok(submitted.op.version)
    }
}

impl std::fmt::Debug for Client {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Client").field("engine", &self.engine).finish_non_exhaustive()
    }
}

fn check_key(key: &[u8]) -> Result<()> {
    if key.is_empty() { Err(invalid("key cannot be empty", "")) } else { Ok(()) }
}

/// Takes a lock; a thread that panicked under it has left the client unusable.
fn lock<T>(mutex: &Mutex<T>) -> Result<MutexGuard<'_, T>> {
    mutex.lock().map_err(|_| poisoned())
}
