// SPDX-License-Identifier: Apache-2.0
//! One ordered set per status, so that the next thing to do is always first in one of them.

use std::collections::BTreeSet;

use super::entry::{DUE_NOW, Entry, Status};

/// Where each entry stands, by version, or by due time and version.
#[derive(Debug, Default)]
pub struct Index {
    /// Queued and due.
    pub ready: BTreeSet<u64>,
    /// Queued, due later.
    pub delayed: BTreeSet<(i64, u64)>,
    /// Handed out, acknowledgement to come.
    pub waiting: BTreeSet<(i64, u64)>,
    /// Handed out, no acknowledgement asked for.
    pub handed_over: BTreeSet<u64>,
    /// Acknowledged.
    pub done: BTreeSet<u64>,
    /// Given up.
    pub failed: BTreeSet<u64>,
}

impl Index {
    /// Enters an entry where its status says.
    pub fn insert(&mut self, entry: &Entry) {
        let version = entry.version;
        match entry.status {
            Status::Pending => false,
            Status::Queued if entry.due_ms == DUE_NOW => self.ready.insert(version),
            Status::Queued => self.delayed.insert((entry.due_ms, version)),
            Status::InFlight if entry.awaits_ack => self.waiting.insert((entry.due_ms, version)),
            Status::InFlight => self.handed_over.insert(version),
            Status::Applied => self.done.insert(version),
            Status::Failed => self.failed.insert(version),
        };
    }

    /// Takes an entry out of where its status says.
    pub fn remove(&mut self, entry: &Entry) {
        let version = entry.version;
        match entry.status {
            Status::Pending => false,
            Status::Queued if entry.due_ms == DUE_NOW => self.ready.remove(&version),
            Status::Queued => self.delayed.remove(&(entry.due_ms, version)),
            Status::InFlight if entry.awaits_ack => self.waiting.remove(&(entry.due_ms, version)),
            Status::InFlight => self.handed_over.remove(&version),
            Status::Applied => self.done.remove(&version),
            Status::Failed => self.failed.remove(&version),
        };
    }
}
