// SPDX-License-Identifier: Apache-2.0
//! What a node answers when it is asked about itself.

use softadastra::engine::Event;
use softadastra::outbox::entry::Status;
use softadastra::sync::message;

use crate::Outcome;
use crate::node::{Node, VALUE_BYTES_MAX, say};
use crate::wire::{Applied, FromNode, Held, State, ToNode};

/// Changes that are read at once.
const FEED_LEN: usize = 1000;

impl Node {
    /// Answers a question; false when it is time to go.
    pub fn answer(&mut self, message: ToNode) -> Outcome<bool> {
        let answer = match message {
            ToNode::Write(_) | ToNode::Frame(_) => return Ok(true),
            ToNode::Connect(connects) => {
                self.connect(connects)?;
                return Ok(true);
            }
            ToNode::Close => return Ok(false),
            ToNode::State => FromNode::State(self.state()?),
            ToNode::Prune => {
                self.engine.prune_completed()?;
                FromNode::State(self.state()?)
            }
            ToNode::Outbox => FromNode::Outbox(self.outbox()?),
            ToNode::Versions(keys) => {
                let held = keys.iter().map(|key| self.held(key)).collect::<Outcome<_>>()?;
                FromNode::Versions(held)
            }
            ToNode::Applied => FromNode::Applied(self.applied()?),
            ToNode::Offer(operations) => {
                let mut known = Vec::with_capacity(operations.len());
                for bytes in operations {
                    let op = message::decode(&bytes, VALUE_BYTES_MAX)?;
                    known.push(self.engine.receive(op)?.duplicate);
                }
                FromNode::Known(known)
            }
        };
        say(&answer)?;
        Ok(true)
    }

    fn outbox(&self) -> Outcome<Vec<Vec<u8>>> {
        let mut owed = Vec::new();
        for delivery in self.engine.outbox()? {
            if delivery.entry.status != Status::Applied {
                let mut bytes = Vec::new();
                message::encode(&delivery.op, &mut bytes)?;
                owed.push(bytes);
            }
        }
        Ok(owed)
    }

    fn held(&self, key: &[u8]) -> Outcome<Vec<Held>> {
        let (versions, _) = self.engine.versions(key)?;
        let held = versions.into_iter().map(|version| Held {
            node: version.dot.origin.node.as_str().to_owned(),
            epoch: version.dot.origin.epoch,
            seq: version.dot.seq,
            value: version.value.map(|value| value.to_vec()),
        });
        Ok(held.collect())
    }

    /// What the change feed has of others, from the beginning of the log on.
    fn applied(&self) -> Outcome<Vec<Applied>> {
        let mut found = Vec::new();
        let mut position = 0;
        loop {
            let changes = self.engine.changes_from(position, FEED_LEN, false)?;
            if changes.next == changes.from {
                return Ok(found);
            }
            position = changes.next;
            let remote = changes.list.into_iter().filter(|change| change.event == Event::Remote);
            found.extend(remote.filter_map(|change| {
                let origin = change.origin?;
                let node = origin.node.as_str().to_owned();
                Some(Applied { node, epoch: origin.epoch, seq: change.seq })
            }));
        }
    }

    fn state(&self) -> Outcome<State> {
        let sync = self.engine.sync_state()?;
        let traffic = self.engine.peer_status(&self.peer)?.traffic;
        Ok(State {
            outbox: sync.counts.total as u64,
            pending: sync.counts.pending as u64,
            queued: sync.counts.queued as u64,
            in_flight: sync.counts.in_flight as u64,
            acknowledged: sync.counts.applied as u64,
            failed: sync.counts.failed as u64,
            resent: traffic.ops_resent,
            duplicates: traffic.duplicates,
            conflicts: sync.totals.conflicts,
            contested: self.engine.conflicts()?.len() as u64,
            keys: self.engine.len()? as u64,
            version: self.engine.version()?,
            digest: self.engine.digest()?,
            converged: self.link.as_ref().is_some_and(|link| link.converged),
        })
    }
}
