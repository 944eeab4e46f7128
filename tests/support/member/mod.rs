// SPDX-License-Identifier: Apache-2.0
//! A client as a process, and how a test talks with it: lines in, lines out.
#![allow(dead_code, missing_docs, clippy::unwrap_used, clippy::indexing_slicing)]
#![allow(clippy::panic, clippy::expect_used)]

pub mod child;
pub mod process;

use std::path::Path;
use std::sync::Arc;

use softadastra::base::error::Result;
use softadastra::base::id::NodeId;
use softadastra::base::limits::MEMORY_BYTES_MIN;
use softadastra::client::{Client, ClientOptions, HostFacts};
use softadastra::disk::FileDisk;
use softadastra::engine::Options;
use softadastra::ffi::host::SystemClock;
use softadastra::sync::options::SyncOptions;
use softadastra::transport::keys::{Keys, Secret};

pub const NAMES: [&str; 3] = ["node-a", "node-b", "node-c"];

/// The client of a process, on a real disk, durable, with little memory.
pub fn open(name: &str, log: &Path, seed: u64) -> Result<Client> {
    Client::open(options(name, log, seed))
}

pub fn options(name: &str, log: &Path, seed: u64) -> ClientOptions {
    let engine = Options::new(log, seed, Arc::new(SystemClock::new()), Arc::new(FileDisk));
    let engine = Options { memory_bytes: MEMORY_BYTES_MIN, ..engine };
    let sync = SyncOptions::new(NodeId::new(name).unwrap());
    let host = HostFacts { hostname: "host".into(), os_name: "Linux".into() };
    let mut options = ClientOptions::new(engine, sync, host);
    options.keys = Keys::Group(Secret::new(&[7; 32]).unwrap());
    options
}
