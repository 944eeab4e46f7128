// SPDX-License-Identifier: Apache-2.0
//! The C ABI: one file per exported noun, and the only unsafe code of the crate.
//!
//! Promises: every pointer is checked; nothing panics across the boundary; outputs are written only
//! on success; the error object is optional and always last; no global state, no threads. The rules
//! are in `docs/c-api.md`, the header `include/softadastra.h` is generated from this folder.
//! Imports `client` and what is left of it; nothing imports `ffi`.

#![allow(unsafe_code, non_camel_case_types)]
// The safety of each export is its contract in the header: Parameters, Ownership, Threads.
#![allow(clippy::missing_safety_doc)]

pub mod buf;
pub mod client;
pub mod client_events;
pub mod client_links;
pub mod client_net;
pub mod client_options;
pub mod conflicts;
pub mod engine;
pub mod error;
pub mod feed;
pub mod group;
mod guard;
mod handle;
pub mod host;
pub mod inspect;
pub mod many;
pub mod merge;
pub mod node;
pub mod notice;
pub mod operation;
pub mod options;
pub mod outbox;
pub mod peer;
pub mod salvage;
pub mod scan;
pub mod session;
#[cfg(feature = "sim")]
pub mod sim;
pub mod status;
pub mod store;
pub mod sync;
pub mod value;
pub mod versions;
pub mod wal;
