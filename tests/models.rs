// SPDX-License-Identifier: Apache-2.0
//! Small worlds in which everything that can happen does, in every order: a model checker
//! (`stateright`) walks through all states that can be reached. Threads meet in orders that are
//! drawn (`shuttle`): there are too many for all of them.
//!
//! What they walk through is not a drawing of the code but the code: a state is the list of steps
//! that led to it, and is made by taking them again; two states are the same when nothing that the
//! code or its surroundings will ask can tell them apart.
#![allow(missing_docs, clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

#[path = "models/lane.rs"]
mod lane;

#[path = "models/floor.rs"]
mod floor;
mod support;

#[path = "models/waiters.rs"]
mod waiters;
#[path = "models/writers.rs"]
mod writers;

// What the files that `writers` and `waiters` take in call `crate`.
use softadastra::base;
use softadastra::transport;
