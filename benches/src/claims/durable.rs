// SPDX-License-Identifier: Apache-2.0
//! Durable puts: one thread against the bare loop, sixteen threads against one.

use std::error::Error;
use std::sync::Barrier;
use std::time::Instant;

use softadastra::engine::{Durability, Engine};

use crate::files::Folder;
use crate::ours::{self, Writes};
use crate::peers::bare::{Bare, BareGroup, append};
use crate::rounds::{interleave, per, timed};
use crate::table::{Claim, Table};
use crate::{Outcome, Scale};

const THREADS: usize = 16;
const KEY_COUNT: usize = 100_000;

type Seconds = Result<f64, Box<dyn Error>>;

pub fn run(folder: &Folder, scale: Scale, table: &mut Table) -> Outcome {
    let rounds = scale.of(61, 2);
    let alone = scale.of(150, 8);
    let shared = scale.of(100, 4);
    let record = vec![b'r'; ours::record_bytes(&folder.path("size.wal"))?];
    let engine = ours::open(&folder.path("ours.wal"), Durability::Durable)?;
    let mut bare = Bare::make(&folder.path("bare.log"))?;
    let mut alone_log = Bare::make(&folder.path("alone.log"))?;
    let mut writes = Writes::new(1, KEY_COUNT);

    let single = interleave(
        rounds,
        || ours_alone(&engine, &mut writes, alone),
        || bare_alone(&mut bare, &record, alone),
    )?;
    let (ours_us, bare_us) = single.medians_us();
    let note = format!("{ours_us:.1} us, bare loop {bare_us:.1} us, {} B records", record.len());
    table.ratio("durable put, 1 thread over bare loop", Claim::AtLeast(0.85), single.ratio(), note);

    let many = interleave(
        rounds,
        || together(shared, &|seed| ours_alone(&engine, &mut Writes::new(seed, KEY_COUNT), shared)),
        || ours_alone(&engine, &mut writes, alone),
    )?;
    let (many_us, one_us) = many.medians_us();
    let note = format!("{many_us:.1} us, alone {one_us:.1} us");
    table.ratio("durable put, 16 threads over 1", Claim::AtLeast(5.0), many.ratio(), note);

    let group = BareGroup::new(Bare::make(&folder.path("group.log"))?);
    let grouped = interleave(
        rounds,
        || together(shared, &|_| bare_grouped(&group, &record, shared)),
        || bare_alone(&mut bare, &record, alone),
    )?;
    let (many_us, one_us) = grouped.medians_us();
    let note = format!("{many_us:.1} us, alone {one_us:.1} us");
    table.ratio("bare group commit, 16 threads over 1", Claim::None, grouped.ratio(), note);

    // What sixteen threads could come to at most: all of their records in every write, and nobody
    // to wake.
    let batch = record.repeat(THREADS);
    let batched = interleave(
        rounds,
        || Ok(bare_alone(&mut bare, &batch, alone)? / THREADS as f64),
        || bare_alone(&mut alone_log, &record, alone),
    )?;
    let (many_us, one_us) = batched.medians_us();
    let note = format!("{many_us:.1} us, one each {one_us:.1} us");
    let title = "bare loop, 16 records in a write, over 1";
    table.ratio(title, Claim::None, batched.ratio(), note);

    let both = interleave(
        rounds,
        || together(shared, &|seed| ours_alone(&engine, &mut Writes::new(seed, KEY_COUNT), shared)),
        || together(shared, &|_| bare_grouped(&group, &record, shared)),
    )?;
    let (ours_us, bare_us) = both.medians_us();
    let note = format!("{ours_us:.1} us, bare {bare_us:.1} us");
    table.ratio("durable put, 16 threads over bare group commit", Claim::None, both.ratio(), note);
    Ok(engine.close()?)
}

fn ours_alone(engine: &Engine, writes: &mut Writes, count: usize) -> Seconds {
    let drawn: Vec<_> = (0..count).map(|_| writes.draw()).collect();
    let put = || drawn.iter().try_for_each(|(key, value)| ours::put(engine, key, value));
    let ((), elapsed) = timed(put)?;
    Ok(per(elapsed, count))
}

fn bare_alone(log: &mut Bare, record: &[u8], count: usize) -> Seconds {
    let mut group = Vec::new();
    let ((), elapsed) = timed(|| {
        (0..count).try_for_each(|_| {
            group.clear();
            append(record, &mut group);
            log.commit(&group)
        })
    })?;
    Ok(per(elapsed, count))
}

fn bare_grouped(group: &BareGroup, record: &[u8], count: usize) -> Seconds {
    let ((), elapsed) = timed(|| (0..count).try_for_each(|_| group.put(record)))?;
    Ok(per(elapsed, count))
}

/// Runs `work` in all threads at once. Returns the time per operation of all of them together.
fn together(count: usize, work: &(dyn Fn(u64) -> Seconds + Sync)) -> Seconds {
    let gate = Barrier::new(THREADS + 1);
    std::thread::scope(|scope| {
        let run = |seed: usize| {
            gate.wait();
            work(seed as u64 * 1_000_003).map(drop).map_err(|error| error.to_string())
        };
        let threads: Vec<_> = (0..THREADS).map(|seed| scope.spawn(move || run(seed))).collect();
        gate.wait();
        let start = Instant::now();
        for thread in threads {
            thread.join().map_err(|_| "a thread panicked")??;
        }
        Ok(per(start.elapsed(), count * THREADS))
    })
}
