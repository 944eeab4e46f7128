// SPDX-License-Identifier: Apache-2.0
//! What the nodes answered, kept where no kill of a node reaches it.

use std::collections::{BTreeMap, HashSet};

use softadastra::base::op::{Kind, Operation};
use softadastra::sync::message;

use crate::Outcome;
use crate::node::VALUE_BYTES_MAX;
use crate::wire::Job;

/// A write that was answered with "durable".
#[derive(Clone, Debug)]
pub struct Entry {
    pub job: Job,
    pub version: u64,
    /// The operation that stands in the outbox for it, from before any exchange.
    pub bytes: Option<Vec<u8>>,
}

/// The book of one node.
#[derive(Clone, Debug, Default)]
pub struct Book {
    pub epoch: Option<u32>,
    /// By sequence number.
    pub entries: BTreeMap<u64, Entry>,
    /// Asked for, not answered.
    pub open: BTreeMap<u64, Job>,
    /// Found after a kill: durable, and the answer was lost with the process.
    pub found: u64,
    versions: HashSet<u64>,
}

impl Book {
    /// The greatest version that was answered.
    pub fn version_max(&self) -> u64 {
        self.versions.iter().copied().max().unwrap_or(0)
    }

    /// The epoch must stay: a new one would give the old sequence numbers a second time.
    pub fn opened(&mut self, epoch: u32, version: u64) -> Outcome<()> {
        if *self.epoch.get_or_insert(epoch) != epoch {
            return Err(format!("epoch {epoch}, was {:?}", self.epoch).into());
        }
        if version < self.version_max() {
            let known = self.version_max();
            return Err(format!("reopened at version {version}, answered up to {known}").into());
        }
        Ok(())
    }

    /// A write was answered.
    pub fn durable(&mut self, number: u64, version: u64, seq: u64) -> Outcome<()> {
        let job = self.open.remove(&number).ok_or(format!("write {number} was not asked for"))?;
        self.version(version)?;
        let entry = Entry { job, version, bytes: None };
        match self.entries.insert(seq, entry) {
            None => Ok(()),
            Some(before) => Err(format!("id {seq} was used twice, before for {before:?}").into()),
        }
    }

    /// A version was given to a write.
    fn version(&mut self, version: u64) -> Outcome<()> {
        if self.versions.insert(version) {
            return Ok(());
        }
        Err(format!("version {version} was used twice").into())
    }

    /// An operation in the outbox after a restart that nobody was told of: it must be one of the
    /// writes that were under way.
    pub fn found(&mut self, op: &Operation) -> Outcome<()> {
        let number = self.open.values().find(|job| is_made_by(op, job)).map(|job| job.number);
        let number = number.ok_or(format!("{} was never asked for", op.dot.sync_id()))?;
        self.found += 1;
        self.durable(number, op.version, op.dot.seq)
    }

    /// Before any exchange: an outbox holds exactly what was answered. The bytes are kept.
    pub fn owes(&mut self, owed: Vec<Vec<u8>>) -> Outcome<()> {
        if owed.len() != self.entries.len() {
            let answered = self.entries.len();
            return Err(format!("{} owed, {answered} answered as durable", owed.len()).into());
        }
        for bytes in owed {
            let op = message::decode(&bytes, VALUE_BYTES_MAX)?;
            let id = op.dot.sync_id();
            let entry = self.entries.get_mut(&op.dot.seq);
            let entry = entry.ok_or(format!("{id} is owed and was never answered"))?;
            if Some(op.dot.origin.epoch) != self.epoch || !is_entry(&op, entry) {
                return Err(format!("{id} is owed as {op:?}, was answered as {entry:?}").into());
            }
            if entry.bytes.replace(bytes).is_some() {
                return Err(format!("{id} is owed twice").into());
            }
        }
        Ok(())
    }
}

/// Whether the operation is what was answered.
pub fn is_entry(op: &Operation, entry: &Entry) -> bool {
    op.version == entry.version && is_made_by(op, &entry.job)
}

/// Whether the operation does what was asked for; each job has a time of its own.
fn is_made_by(op: &Operation, job: &Job) -> bool {
    op.timestamp_ms == job.timestamp_ms
        && (op.kind == Kind::Delete) == job.is_delete
        && *op.key == *job.key
        && *op.value == *job.value
}
