// SPDX-License-Identifier: Apache-2.0
//! How a client is opened.

use crate::base::error::{Result, invalid};
use crate::base::limits::LABEL_BYTES_MAX;
use crate::engine::Options;
use crate::store::policy::Policy;
use crate::sync::options::SyncOptions;

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
        self.engine.check()?;
        self.sync.check()
    }
}
