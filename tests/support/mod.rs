// SPDX-License-Identifier: Apache-2.0
//! What several test files need.
#![allow(dead_code, missing_docs, clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

pub mod client;
pub mod folder;
pub mod joined;
pub mod log;
pub mod net;
pub mod node;
pub mod old;
