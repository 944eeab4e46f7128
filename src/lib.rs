// SPDX-License-Identifier: Apache-2.0
//! Softadastra Sync: durable local writes, a durable outbox, and replicas that end up equal.
//!
//! An application writes locally first; the log record of a write is also its place in the outbox.
//! What is due is handed out in batches for any transport, acknowledgements come back, what a peer
//! sends is applied exactly once, and concurrent writes are kept until a later one replaces them.
//! Nothing here opens a socket, starts a thread or reads a clock by itself.
//!
//! ```
//! use std::sync::Arc;
//! use softadastra::engine::{Durability, Engine, Options};
//! use softadastra::base::{id::NodeId, op::Kind};
//! use softadastra::disk::MemoryDisk;
//! use softadastra::ffi::host::{SystemClock, system_seed};
//! use softadastra::sync::options::SyncOptions;
//!
//! # fn main() -> softadastra::base::error::Result<()> {
//! let disk = Arc::new(MemoryDisk::default());
//! let clock = Arc::new(SystemClock::new());
//! let engine = Engine::open(Options::new("node-a.wal", system_seed(), clock, disk))?;
//! engine.attach(SyncOptions::new(NodeId::new("node-a")?))?;
//! let submitted = engine.submit(Kind::Put, b"user:1", b"Ada", 1_700_000_000_000)?;
//! assert_eq!(submitted.op.dot.sync_id(), "node-a-1");
//! assert_eq!(engine.next_batch()?.len(), 1);
//! engine.receive_ack("node-a-1")?;
//! assert_eq!(engine.sync_state()?.counts.applied, 1);
//! engine.close()
//! # }
//! ```
//!
//! The layers, each importing only what stands before it: [`base`]; [`disk`], [`wal`]; [`store`];
//! [`outbox`], [`sync`]; [`record`]; [`engine`], where they meet; [`client`]; [`ffi`].
//! `ARCHITECTURE.md` walks through them.

pub mod base;
pub mod client;
pub mod disk;
pub mod engine;
pub mod ffi;
pub mod outbox;
pub mod record;
#[cfg(feature = "sim")]
pub mod sim;
pub mod store;
pub mod sync;
pub mod transport;
pub mod wal;
