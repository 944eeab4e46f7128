// SPDX-License-Identifier: Apache-2.0
//! Plain values and bytes that every layer speaks of.
//!
//! Promises: nothing here reads a clock, a file or a random number, and nothing panics on bytes
//! from outside. Imports no other layer. Everything above calls it.

pub mod codec;
pub mod context;
pub mod error;
pub mod id;
pub mod inside;
pub mod json;
pub mod know;
pub mod limits;
pub mod op;
pub mod part;
pub mod random;
pub mod ranges;
pub mod seen;
pub mod stamp;
pub mod time;
pub(crate) mod trace;
pub mod trail;
