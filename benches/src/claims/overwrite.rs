// SPDX-License-Identifier: Apache-2.0
//! The same keys written again and again: what the files take, what a put takes, and how much is
//! written for it.
//!
//! Two engines take turns, block after block of puts: one that may tidy up its files, one that may
//! not. An engine starts no threads, so what the process writes during a block is that engine's.

use std::error::Error;
use std::path::PathBuf;
use std::time::Instant;

use softadastra::engine::{Durability, Engine, Options};

use crate::files::{Folder, database_bytes};
use crate::ours::{self, KEY_BYTES, VALUE_BYTES, Writes};
use crate::rounds::Spread;
use crate::table::{Claim, Table};
use crate::{Outcome, Scale};

const ROW_BYTES: usize = KEY_BYTES + VALUE_BYTES;

pub fn run(folder: &Folder, scale: Scale, table: &mut Table) -> Outcome {
    let key_count = scale.of(100_000, 1_000);
    let (block_len, block_count) = (scale.of(100_000, 1_000), scale.of(240, 20));
    let mut tended = Side::make(folder.path("tended.db"), |options| options, key_count)?;
    let mut left = Side::make(folder.path("left.db"), ours::without_maintenance, key_count)?;
    let mut ratios = Vec::new();
    for block in 0..block_count {
        let (tended_s, left_s);
        if block % 2 == 0 {
            tended_s = tended.overwrite(block_len)?;
            left_s = left.overwrite(block_len)?;
        } else {
            left_s = left.overwrite(block_len)?;
            tended_s = tended.overwrite(block_len)?;
        }
        // The first half is how it gets there, the second how it stays.
        if block >= block_count / 2 {
            tended.sample()?;
            left.sample()?;
            ratios.push(tended_s / left_s);
        }
    }
    let puts = format!("{} overwrites of {key_count} keys", block_len * block_count);
    let note = format!("{puts}, files over live bytes");
    let space = Spread::of(tended.space.clone());
    table.ratio("overwrite, space", Claim::NeverAbove(2.0), space, note);
    let note = "the engine's time in a block of puts".to_owned();
    let name = "overwrite, time over the same without maintenance";
    table.ratio(name, Claim::None, Spread::of(ratios), note);
    tended.tell("", table)?;
    left.tell(", without maintenance", table)
}

/// One engine and what it took so far.
struct Side {
    path: PathBuf,
    engine: Engine,
    writes: Writes,
    live_bytes: u64,
    space: Vec<f64>,
    put_ns: Vec<u32>,
    payload_bytes: u64,
    written: Written,
}

impl Side {
    /// Every key once; from here on what is written is counted.
    fn make(
        path: PathBuf,
        set: fn(Options) -> Options,
        key_count: usize,
    ) -> Result<Self, Box<dyn Error>> {
        let before = Written::now()?;
        let engine = Engine::open(set(ours::options(&path, Durability::Fast)))?;
        for (key, value) in ours::rows(key_count) {
            ours::put_local(&engine, &key, &value)?;
        }
        let live_bytes = (key_count * ROW_BYTES) as u64;
        Ok(Self {
            path,
            engine,
            writes: Writes::new(1, key_count),
            live_bytes,
            space: Vec::new(),
            put_ns: Vec::new(),
            payload_bytes: live_bytes,
            written: Written::now()?.since(before),
        })
    }

    /// Returns the seconds that all puts of a block took.
    fn overwrite(&mut self, count: usize) -> Result<f64, Box<dyn Error>> {
        let before = Written::now()?;
        let mut spent_ns = 0;
        for _ in 0..count {
            let (key, value) = self.writes.draw();
            let start = Instant::now();
            ours::put_local(&self.engine, &key, &value)?;
            let ns = start.elapsed().as_nanos();
            self.put_ns.push(u32::try_from(ns).unwrap_or(u32::MAX));
            spent_ns += ns;
        }
        self.written = self.written.and(Written::now()?.since(before));
        self.payload_bytes += (count * ROW_BYTES) as u64;
        Ok(spent_ns as f64 / 1e9)
    }

    fn sample(&mut self) -> Result<(), Box<dyn Error>> {
        self.space.push(database_bytes(&self.path)? as f64 / self.live_bytes as f64);
        Ok(())
    }

    /// Closes it, which may write as well, and tells the facts.
    fn tell(mut self, how: &str, table: &mut Table) -> Outcome {
        let before = Written::now()?;
        self.engine.close()?;
        let written = self.written.and(Written::now()?.since(before));
        let closed = database_bytes(&self.path)? as f64 / self.live_bytes as f64;
        let Spread { min, median, max } = Spread::of(self.space);
        let value = format!("{median:.2} (min {min:.2}, max {max:.2}), closed {closed:.2}");
        table.fact(format!("overwrite{how}: files over live bytes"), value);
        self.put_ns.sort_unstable();
        let at = |part: f64| {
            let rank = (self.put_ns.len() as f64 * part) as usize;
            f64::from(self.put_ns[rank.min(self.put_ns.len() - 1)]) / 1e3
        };
        let (p50, p99, p999, most) = (at(0.5), at(0.99), at(0.999), at(1.0));
        let value = format!("{p50:.2} / {p99:.2} / {p999:.2} / {most:.0}");
        table.fact(format!("overwrite{how}: put p50 / p99 / p99.9 / max, us"), value);
        let over = |bytes: u64| bytes as f64 / self.payload_bytes as f64;
        let (given, stored) = (over(written.given_bytes), over(written.stored_bytes));
        let value = format!("{given:.2} in write calls, {stored:.2} to the disk");
        table.fact(format!("overwrite{how}: bytes written over payload"), value);
        Ok(())
    }
}

/// What this process has written so far, as the system counts it.
#[derive(Clone, Copy, Default)]
struct Written {
    /// Handed over in write calls.
    given_bytes: u64,
    /// Pages that had to go to the disk because of it; one page counts once while it waits.
    stored_bytes: u64,
}

impl Written {
    fn now() -> Result<Self, Box<dyn Error>> {
        let text = std::fs::read_to_string("/proc/self/io")?;
        let number = |name: &str| -> Result<u64, Box<dyn Error>> {
            let line = text.lines().find_map(|line| line.strip_prefix(name));
            Ok(line.ok_or("a counter is missing in /proc/self/io")?.trim().parse()?)
        };
        Ok(Self { given_bytes: number("wchar:")?, stored_bytes: number("write_bytes:")? })
    }

    fn since(self, before: Self) -> Self {
        Self {
            given_bytes: self.given_bytes - before.given_bytes,
            stored_bytes: self.stored_bytes - before.stored_bytes,
        }
    }

    fn and(self, other: Self) -> Self {
        Self {
            given_bytes: self.given_bytes + other.given_bytes,
            stored_bytes: self.stored_bytes + other.stored_bytes,
        }
    }
}
