// SPDX-License-Identifier: Apache-2.0
//! The power fails on real files: what a process asked of the system is recorded, and replayed into
//! what a disk is bound to hold at any moment of it.
//!
//! `record` lets the child of `../kill` live under the system's tracer and reads its calls.
//! `machine` keeps, of each file and folder, what was synced and what was not yet. What is put on
//! disk from there is opened as after a start of the machine. `cuts` has the tests.

mod cuts;
mod machine;
mod record;
