// SPDX-License-Identifier: Apache-2.0
//! What threads that share the log wait for each other with. It stands in one place so that
//! `tests/models` can put other types here, whose every step a scheduler decides, and take
//! `commit` and `members` through what threads can do to each other.

pub(super) use std::sync::{Arc, Condvar, Mutex, MutexGuard, OnceLock};
