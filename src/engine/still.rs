// SPDX-License-Identifier: Apache-2.0
//! An engine for the unit tests beside it: over a disk in memory, at a time that stands still.

use std::sync::Arc;

use crate::base::time::{Clock, Now};
use crate::disk::MemoryDisk;

use super::{Engine, Options};

struct Still;

impl Clock for Still {
    fn now(&self) -> Now {
        Now::default()
    }
}

pub(super) fn engine() -> Engine {
    let disk = Arc::new(MemoryDisk::default());
    Engine::open(Options::new("a.wal", 1, Arc::new(Still), disk)).unwrap()
}
