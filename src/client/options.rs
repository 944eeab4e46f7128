// SPDX-License-Identifier: Apache-2.0
//! How a client is opened.

use crate::base::error::{Result, invalid};
use crate::base::limits::{DELAY_MS_MAX, KEEPALIVE_MS_DEFAULT, LABEL_BYTES_MAX};
use crate::engine::Options;
use crate::store::policy::Policy;
use crate::sync::options::SyncOptions;
use crate::transport::keys::Keys;

use super::info::HostFacts;

/// Everything a client needs from outside.
#[derive(Clone)]
pub struct ClientOptions {
    /// Path, durability, budgets, clock, disk.
    pub engine: Options,
    /// Name, batches, deliveries, the outbox's bound.
    pub sync: SyncOptions,
    /// Which of concurrent versions is shown.
    pub policy: Policy,
    /// How the node is called towards people; empty for its name.
    pub display_name: String,
    /// The application's version.
    pub version: String,
    /// What the host says of itself.
    pub host: HostFacts,
    /// How peers are reached over TCP; None when they are not.
    pub transport: Option<TransportOptions>,
    /// How peers are found; None when they are not looked for.
    pub discovery: Option<DiscoveryOptions>,
    /// What proves who a node is. Without keys, everything stays within this machine.
    pub keys: Keys,
    /// The lease under which a peer is registered that is met or called for the first time, in
    /// milliseconds; 0 for ever.
    pub lease_ms: i64,
}

/// How peers are reached over TCP.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TransportOptions {
    /// The address to serve: an IP address, `localhost`, or a name of this host.
    pub host: String,
    /// The port to serve; 0 for one that the system chooses.
    pub port: u16,
    /// How long a link may be quiet before the other end is asked for a sign of life, in
    /// milliseconds, 1 or more.
    pub keepalive_ms: i64,
}

impl TransportOptions {
    /// Serves an address.
    pub fn new(host: impl Into<String>, port: u16) -> Self {
        Self { host: host.into(), port, keepalive_ms: KEEPALIVE_MS_DEFAULT }
    }
}

/// How peers are found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DiscoveryOptions {
    /// The IPv4 address of an interface; `0.0.0.0` for the usual one.
    pub host: String,
    /// The port that all nodes use to find each other.
    pub port: u16,
    /// Whether who is found is called, as long as the transport runs.
    pub connects: bool,
}

impl ClientOptions {
    /// A client without network.
    pub fn new(engine: Options, sync: SyncOptions, host: HostFacts) -> Self {
        Self {
            engine,
            sync,
            policy: Policy::default(),
            display_name: String::new(),
            version: "0.1.0".into(),
            host,
            transport: None,
            discovery: None,
            keys: Keys::None,
            lease_ms: 0,
        }
    }

    /// Refuses options out of range, naming value and limit.
    pub fn check(&self) -> Result<()> {
        const MESSAGE: &str = "invalid client options";
        if self.engine.read_only {
            return Err(invalid(MESSAGE, "a client writes, read-only is for engines"));
        }
        if self.version.is_empty() {
            return Err(invalid(MESSAGE, "version is empty"));
        }
        for (name, text) in [("display name", &self.display_name), ("version", &self.version)] {
            if text.len() > LABEL_BYTES_MAX {
                let bytes = text.len();
                let context =
                    format!("{name} of {bytes} bytes, allowed are up to {LABEL_BYTES_MAX}");
                return Err(invalid(MESSAGE, context));
            }
        }
        if self.lease_ms < 0 {
            let context = format!("lease of {} ms, must not be negative", self.lease_ms);
            return Err(invalid(MESSAGE, context));
        }
        if let Some(transport) = &self.transport {
            if transport.host.is_empty() {
                return Err(invalid(MESSAGE, "transport host is empty"));
            }
            if !(1..=DELAY_MS_MAX).contains(&transport.keepalive_ms) {
                let ms = transport.keepalive_ms;
                let context = format!("keepalive of {ms} ms, allowed are 1 to {DELAY_MS_MAX}");
                return Err(invalid(MESSAGE, context));
            }
        }
        if let Some(discovery) = &self.discovery
            && (discovery.host.is_empty() || discovery.port == 0)
        {
            return Err(invalid(MESSAGE, "discovery host is empty or its port 0"));
        }
        self.engine.check()?;
        self.sync.check()
    }
}
