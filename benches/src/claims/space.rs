// SPDX-License-Identifier: Apache-2.0
//! What 1,000,000 owed operations take: memory, log, and time to open.

use std::process::Command;

use softadastra::engine::Durability;

use crate::files::Folder;
use crate::ours::{self, Writes, key};
use crate::rounds::timed;
use crate::table::Table;
use crate::{Outcome, Scale};

/// Runs [`child`] in a process of its own: what other sections freed would otherwise be used again
/// and not be seen.
pub fn alone(_: &Folder, scale: Scale, table: &mut Table) -> Outcome {
    let mut command = Command::new(std::env::current_exe()?);
    command.arg("--space-child");
    if scale.of(0, 1) == 1 {
        command.arg("--quick");
    }
    let output = command.output()?;
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).into());
    }
    for line in String::from_utf8(output.stdout)?.lines() {
        if let Some((name, value)) = line.split_once('\t') {
            table.fact(name, value.to_owned());
        }
    }
    Ok(())
}

/// Measures, and prints a name and a value per line.
pub fn child(scale: Scale) -> Outcome {
    let count = scale.of(1_000_000, 2_000);
    let folder = Folder::make()?;
    // Few keys: nearly all memory is the outbox's. As many keys as operations: state as well.
    for (name, key_count) in [("10 keys", 10), ("a key each", count)] {
        let path = folder.path(&format!("{key_count}.wal"));
        let before = resident_bytes()?;
        let engine = ours::open(&path, Durability::Fast)?;
        let mut writes = Writes::new(1, usize::MAX);
        let ((), filled) = timed(|| {
            (0..count).try_for_each(|number| {
                ours::put(&engine, &key((number % key_count) as u64), &writes.draw().1)
            })
        })?;
        let memory = resident_bytes()?.saturating_sub(before);
        println!("{count} owed, {name}: put, us\t{:.2}", filled.as_secs_f64() * 1e6 / count as f64);
        println!("{count} owed, {name}: memory, B per operation\t{}", memory / count);
        engine.close()?;
        let log = std::fs::metadata(&path)?.len() as usize;
        println!("{count} owed, {name}: log, B per operation\t{}", log / count);
        let (engine, opened) = timed(|| ours::open(&path, Durability::Fast))?;
        println!("{count} owed, {name}: open, ms\t{}", opened.as_millis());
        engine.close()?;
    }
    Ok(())
}

/// Memory of this process that is in use, from `/proc`.
fn resident_bytes() -> Result<usize, Box<dyn std::error::Error>> {
    const PAGE_BYTES: usize = 4096;
    let sizes = std::fs::read_to_string("/proc/self/statm")?;
    let resident = sizes.split_ascii_whitespace().nth(1).ok_or("no resident size")?;
    Ok(resident.parse::<usize>()? * PAGE_BYTES)
}
