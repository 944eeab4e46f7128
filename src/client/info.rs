// SPDX-License-Identifier: Apache-2.0
//! Who this node is, as far as it can say so truthfully.

use crate::base::error::Result;
use crate::engine::Durability;

use super::{Client, lock};

/// What the host says of itself; asked outside, by whoever opens the client.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HostFacts {
    /// Its name in the network.
    pub hostname: String,
    /// The name of the operating system.
    pub os_name: String,
}

/// Who a node is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NodeInfo {
    /// The name under which it writes.
    pub node_id: String,
    /// How it is called towards people.
    pub display_name: String,
    /// The host's name.
    pub hostname: String,
    /// The host's operating system.
    pub os_name: String,
    /// The application's version.
    pub version: String,
    /// When the client was opened, in milliseconds since 1970.
    pub started_at_ms: i64,
    /// How long it had been open when this was asked, in milliseconds; a clock that is set does not
    /// change it.
    pub uptime_ms: i64,
    /// What it can do, by name, in alphabetical order.
    pub capabilities: Vec<&'static str>,
}

impl Client {
    /// Who this node is, as it was asked last; asked now if it never was.
    pub fn node_info(&self) -> Result<NodeInfo> {
        if let Some(info) = lock(&self.info)?.as_ref() {
            return Ok(info.clone());
        }
        self.refresh_node_info()
    }

    /// Who this node is, asked now.
    pub fn refresh_node_info(&self) -> Result<NodeInfo> {
        let options = &self.options;
        // A database can go on under another name; the engine knows the one in use.
        let identity = self.engine.identity()?;
        let node = identity.map_or_else(|| options.sync.node.clone(), |origin| origin.node);
        let label = Some(&options.display_name).filter(|name| !name.is_empty());
        let info = NodeInfo {
            node_id: node.as_str().to_owned(),
            display_name: label.cloned().unwrap_or_else(|| node.as_str().to_owned()),
            hostname: options.host.hostname.clone(),
            os_name: options.host.os_name.clone(),
            version: options.version.clone(),
            started_at_ms: self.started.wall_ms,
            uptime_ms: self.clock.now().mono_ms.saturating_sub(self.started.mono_ms).max(0),
            capabilities: self.capabilities(),
        };
        *lock(&self.info)? = Some(info.clone());
        Ok(info)
    }

    fn capabilities(&self) -> Vec<&'static str> {
        let mut names = vec!["core"];
        if cfg!(feature = "discovery") && self.options.discovery.is_some() {
            names.push("discovery");
        }
        names.extend(["metadata", "store", "sync"]);
        if cfg!(feature = "tcp") && self.options.transport.is_some() {
            names.push("transport");
        }
        if self.options.engine.durability != Durability::MemoryOnly {
            names.push("wal");
        }
        names
    }
}
