// SPDX-License-Identifier: Apache-2.0
//! The time of one node: it passes when the world says so, and somebody may set it.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};

use crate::base::time::{Clock, Now};

/// Milliseconds since 1970 at which every world begins.
const START_MS: i64 = 1_700_000_000_000;

/// A clock that stands still until it is turned.
#[derive(Debug)]
pub(super) struct SimClock {
    wall_ms: AtomicI64,
    mono_ms: AtomicI64,
    is_stuck: AtomicBool,
}

impl SimClock {
    pub fn new() -> Arc<Self> {
        let (wall_ms, mono_ms) = (AtomicI64::new(START_MS), AtomicI64::new(0));
        Arc::new(Self { wall_ms, mono_ms, is_stuck: AtomicBool::new(false) })
    }

    /// Time passes; the wall clock may stand still meanwhile.
    pub fn pass(&self, ms: i64) {
        self.mono_ms.fetch_add(ms, Ordering::Relaxed);
        if !self.is_stuck.load(Ordering::Relaxed) {
            self.wall_ms.fetch_add(ms, Ordering::Relaxed);
        }
    }

    /// Somebody sets the wall clock.
    pub fn jump(&self, ms: i64) {
        self.wall_ms.fetch_add(ms, Ordering::Relaxed);
    }

    /// The wall clock stops, or goes on.
    pub fn set_stuck(&self, is_stuck: bool) {
        self.is_stuck.store(is_stuck, Ordering::Relaxed);
    }

    pub fn wall_ms(&self) -> i64 {
        self.wall_ms.load(Ordering::Relaxed)
    }
}

impl Clock for SimClock {
    fn now(&self) -> Now {
        Now { wall_ms: self.wall_ms(), mono_ms: self.mono_ms.load(Ordering::Relaxed) }
    }
}
