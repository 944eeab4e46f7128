// SPDX-License-Identifier: Apache-2.0
//! What applications do: they write, read, follow the change feed, and have the engine keep up.

use crate::base::error::Code;
use crate::base::op;
use crate::base::part::Part;
use crate::base::random::Random;
use crate::engine::{Event, Range};

use super::node::unexpected;
use super::plan::Kind;
use super::trace::{Outcome, Violation};
use super::world::{World, key_bytes};

/// Keys of a group, at most.
const PARTS_MAX: u64 = 4;

impl World<'_> {
    /// Does what a step says.
    pub fn step(&mut self, kind: Kind, at: usize, random: &mut Random) -> Outcome<()> {
        match kind {
            Kind::Put | Kind::Delete | Kind::Group => self.write(kind, at, random),
            Kind::Read => self.read(at),
            Kind::Upkeep => self.keep_up(at, random),
            Kind::Tick => self.tick(at, random),
            Kind::Jump => {
                let minutes = random.up_to(40) as i64 - 20;
                self.nodes[at].clock.jump(minutes * 60_000);
                Ok(())
            }
            Kind::Stuck => {
                self.nodes[at].clock.set_stuck(random.up_to(1) == 0);
                Ok(())
            }
            Kind::Future => self.write_in_the_future(at, random),
            _ => self.befall(kind, at, random),
        }
    }

    /// One write, and what the application is told of it.
    pub fn write(&mut self, kind: Kind, at: usize, random: &mut Random) -> Outcome<()> {
        let has_groups = self.nodes[at].plan.build.has_groups;
        let kind = if kind == Kind::Group && !has_groups { Kind::Put } else { kind };
        let count = if kind == Kind::Group { 1 + random.up_to(PARTS_MAX - 1) } else { 1 };
        let mut parts = Vec::new();
        for _ in 0..count {
            let key = random.up_to(self.plan.key_count - 1);
            let is_delete = match kind {
                Kind::Group => random.up_to(2) == 0,
                _ => kind == Kind::Delete,
            };
            if parts.iter().any(|(other, _, _)| *other == key) {
                continue;
            }
            let Some(held) = self.look(at, key)? else { return Ok(()) };
            parts.push((key, is_delete, held));
        }
        let Some(engine) = &self.nodes[at].engine else { return Ok(()) };
        let id = self.model.begin(&parts);
        self.report.operation_count += 1;
        let value = self.model.value(id);
        let written = if kind == Kind::Group {
            let parts = parts.iter().map(|(key, is_delete, _)| match is_delete {
                true => Part::delete(&key_bytes(*key)),
                false => Part::put(&key_bytes(*key), &value),
            });
            engine.submit_group(parts.collect(), id)
        } else {
            let key = parts.first().map(|part| key_bytes(part.0)).unwrap_or_default();
            match kind {
                Kind::Delete => engine.submit(op::Kind::Delete, &key, b"", id),
                _ => engine.submit(op::Kind::Put, &key, &value, id),
            }
        };
        self.trace.note("wrote", &[id as u64, at as u64, u64::from(written.is_ok())]);
        self.trace.tell(|| {
            let keys = parts.iter().map(|(key, is_delete, _)| match is_delete {
                true => format!("{key} goes"),
                false => key.to_string(),
            });
            let keys: Vec<_> = keys.collect();
            let name = written.as_ref().map_or_else(ToString::to_string, |made| {
                format!("{}, epoch {}", made.op.dot.sync_id(), made.op.dot.origin.epoch)
            });
            format!("{id} as {name}: {}", keys.join(", "))
        });
        match written {
            Ok(_) => self.model.done(at, id, self.nodes[at].is_durable()),
            Err(error) if error.code() == Code::Backpressure => {
                self.trace.mark("backpressure");
                if self.nodes[at].plan.outbox_ops_max == 0 {
                    return Err(unexpected(&error));
                }
            }
            Err(error) => {
                if !self.nodes[at].is_troubled {
                    return Err(unexpected(&error));
                }
                self.trace.tell(|| format!("node-{at}: {error}"));
                // As long as the log takes writes, a failed one has changed nothing.
                if self.nodes[at].is_stopped() {
                    self.trace.mark("write-open");
                    self.model.open(id);
                } else {
                    self.trace.mark("write-refused");
                }
            }
        }
        Ok(())
    }

    /// Writes under a clock that is years ahead.
    fn write_in_the_future(&mut self, at: usize, random: &mut Random) -> Outcome<()> {
        let ahead_ms = 1_000 * 3_600 * 24 * (1 + random.up_to(20_000) as i64);
        self.nodes[at].clock.jump(ahead_ms);
        self.write(Kind::Put, at, random)?;
        self.nodes[at].clock.jump(-ahead_ms);
        Ok(())
    }

    /// Looks at all that a node has, in every way there is.
    fn read(&mut self, at: usize) -> Outcome<()> {
        self.check_node(at)?;
        self.check_scan(at)?;
        self.follow_feed(at)
    }

    /// A scan shows what single reads show.
    fn check_scan(&mut self, at: usize) -> Outcome<()> {
        let Some(engine) = &self.nodes[at].engine else { return Ok(()) };
        let mut shown = Vec::new();
        let scanned = engine.scan_range(&Range::of_prefix(b"key-")).and_then(|mut scan| {
            while let Some(row) = scan.next()? {
                shown.push((row.key.to_vec(), row.value.to_vec()));
            }
            Ok(())
        });
        let is_whole = self.tolerate(at, scanned)?.is_some();
        for (key, value) in &shown {
            let Some(engine) = &self.nodes[at].engine else { return Ok(()) };
            let read = engine.get(key);
            let Some(read) = self.tolerate(at, read)? else { return Ok(()) };
            if read.is_none_or(|listed| *listed.value != **value) {
                let detail = format!("node-{at}: {}", key.escape_ascii());
                return Err(Violation::new("scan-differs", detail));
            }
        }
        let Some(engine) = &self.nodes[at].engine else { return Ok(()) };
        let len = engine.len();
        let len = self.tolerate(at, len)?;
        if is_whole && len.is_some_and(|len| len != shown.len()) {
            let detail = format!("node-{at}: {len:?} keys are counted, {} shown", shown.len());
            return Err(Violation::new("count-differs", detail));
        }
        Ok(())
    }

    /// Reads the change feed on from where it was left.
    fn follow_feed(&mut self, at: usize) -> Outcome<()> {
        loop {
            let node = &self.nodes[at];
            let Some(engine) = &node.engine else { return Ok(()) };
            let changes = match engine.changes_from(node.feed_at, 16, true) {
                Ok(changes) => changes,
                Err(error) if error.code() == Code::NotFound => {
                    self.trace.mark("feed-gone");
                    let end = engine.feed_end().map_err(|error| unexpected(&error))?;
                    self.nodes[at].feed_at = end;
                    return Ok(());
                }
                Err(error) => {
                    self.tolerate::<()>(at, Err(error))?;
                    return Ok(());
                }
            };
            for change in &changes.list {
                let is_write = matches!(change.event, Event::Own | Event::Remote);
                let value = self.model.value(change.timestamp_ms);
                if is_write && change.value.as_ref().is_some_and(|read| **read != *value) {
                    let detail = format!("node-{at}: {change:?}");
                    return Err(Violation::new("feed-invents", detail));
                }
            }
            if changes.next <= node.feed_at {
                return Ok(());
            }
            self.nodes[at].feed_at = changes.next;
        }
    }

    /// A piece of upkeep, of any size.
    pub fn keep_up(&mut self, at: usize, random: &mut Random) -> Outcome<()> {
        let Some(engine) = &self.nodes[at].engine else { return Ok(()) };
        let bytes = [1, 300, 1 << 16][random.up_to(2) as usize];
        let done = match random.up_to(2) {
            0 => engine.checkpoint(),
            1 => engine.checkpoint().and_then(|()| engine.maintain(1 << 16).map(drop)),
            _ => engine.maintain(bytes).map(drop),
        };
        self.tolerate(at, done)?;
        Ok(())
    }

    fn tick(&mut self, at: usize, random: &mut Random) -> Outcome<()> {
        let Some(engine) = &self.nodes[at].engine else { return Ok(()) };
        let is_flush = random.up_to(1) == 0;
        let done =
            if is_flush { engine.flush() } else { engine.tick(random.up_to(1) == 0).map(drop) };
        if self.tolerate(at, done)?.is_some() && is_flush {
            self.model.synced(at);
        }
        Ok(())
    }
}
