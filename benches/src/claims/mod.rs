// SPDX-License-Identifier: Apache-2.0
//! One file per section: what is claimed, or told, and how it is measured.

pub mod apply;
pub mod depth;
pub mod durable;
pub mod fast;
pub mod hot;
pub mod larger;
pub mod network;
pub mod open;
pub mod overwrite;
pub mod prefix;
pub mod reads;
pub mod recorded;
pub mod remote;
pub mod space;
