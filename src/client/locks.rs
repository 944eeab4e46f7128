// SPDX-License-Identifier: Apache-2.0
//! What threads of a client wait for each other with. It stands in one place so that
//! `tests/models` can put other types here, whose every step a scheduler decides, and take `waits`
//! through what threads can do to each other.

pub(super) use std::sync::atomic::{AtomicUsize, Ordering, fence};
pub(super) use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
