// SPDX-License-Identifier: Apache-2.0
//! What 1,000,000 owed operations take: memory, log, and time to open.

use softadastra::engine::Durability;

use crate::files::Folder;
use crate::ours::{self, Writes, key};
use crate::processes;
use crate::rounds::timed;
use crate::table::Table;
use crate::{Outcome, Scale};

/// Few keys: nearly all memory is the outbox's. As many keys as operations: that of the state too.
const CASES: [&str; 2] = ["10 keys", "a key each"];

/// Runs [`child`] for each case in a process of its own: what others freed would otherwise be used
/// again and not be seen.
pub fn alone(_: &Folder, scale: Scale, table: &mut Table) -> Outcome {
    CASES.iter().try_for_each(|case| processes::facts("space", scale, &[case.as_ref()], table))
}

/// Measures one case, and prints a name and a value per line.
pub fn child(scale: Scale, arguments: &[String]) -> Outcome {
    let [case] = arguments else { return Err("a child of space wants a case".into()) };
    let count = scale.of(1_000_000, 2_000);
    let key_count = if case == CASES[0] { 10 } else { count };
    let folder = Folder::make()?;
    let path = folder.path("ours.wal");
    let before = resident_bytes()?;
    let engine = ours::open(&path, Durability::Fast)?;
    let mut writes = Writes::new(1, usize::MAX);
    let ((), filled) = timed(|| {
        (0..count).try_for_each(|number| {
            ours::put(&engine, &key((number % key_count) as u64), &writes.draw().1)
        })
    })?;
    let memory = resident_bytes()?.saturating_sub(before);
    let put_us = filled.as_secs_f64() * 1e6 / count as f64;
    println!("{count} owed, {case}: put, us\t{put_us:.2}");
    println!("{count} owed, {case}: memory, B per operation\t{}", memory / count);
    engine.close()?;
    let log_bytes = std::fs::metadata(&path)?.len() as usize;
    println!("{count} owed, {case}: log, B per operation\t{}", log_bytes / count);
    let (engine, opened) = timed(|| ours::open(&path, Durability::Fast))?;
    println!("{count} owed, {case}: open, ms\t{}", opened.as_millis());
    Ok(engine.close()?)
}

/// Memory of this process that is in use, from `/proc`.
fn resident_bytes() -> Result<usize, Box<dyn std::error::Error>> {
    const PAGE_BYTES: usize = 4096;
    let sizes = std::fs::read_to_string("/proc/self/statm")?;
    let resident = sizes.split_ascii_whitespace().nth(1).ok_or("no resident size")?;
    Ok(resident.parse::<usize>()? * PAGE_BYTES)
}
