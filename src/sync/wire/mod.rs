// SPDX-License-Identifier: Apache-2.0
//! What two nodes say to each other (`docs/format/wire.md`): frames, each whole, checked and of
//! bounded length, so that a channel may lose, repeat and reorder them.
//!
//! Promises: any bytes give frames or a typed error, and take no more memory than they have; a
//! frame of an unknown type is skipped. Imports `base` and the bytes of operations; `engine` calls
//! it.

pub mod message;
