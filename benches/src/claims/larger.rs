// SPDX-License-Identifier: Apache-2.0
//! Ten times more data than the budget for memory: what is used, and what reads cost then. Filling
//! and reading are processes of their own, so that the peak of each is its own.

use std::error::Error;
use std::path::Path;

use softadastra::base::error::Result as EngineResult;
use softadastra::engine::{Durability, Engine};

use crate::files::Folder;
use crate::ours::{self, KEY_BYTES, Numbers, VALUE_BYTES};
use crate::rounds::{per, timed};
use crate::table::Table;
use crate::{Outcome, Scale, processes};

const TIMES: usize = 10;
const PAGE_LEN: usize = 100;

pub fn run(folder: &Folder, scale: Scale, table: &mut Table) -> Outcome {
    let main = folder.path("ours.db");
    for part in ["fill", "read"] {
        processes::facts("larger", scale, &[part.as_ref(), main.as_os_str()], table)?;
    }
    Ok(())
}

/// One part; prints a name and a value per line.
pub fn child(scale: Scale, arguments: &[String]) -> Outcome {
    let [part, path] = arguments else {
        return Err("a child of larger wants part and path".into());
    };
    let budget_bytes = scale.of(64 << 20, 1 << 20);
    let key_count = budget_bytes * TIMES / (KEY_BYTES + VALUE_BYTES);
    let idle_bytes = peak_bytes()?;
    let options = ours::options(Path::new(path), Durability::Fast);
    let engine = Engine::open(ours::with_memory(options, budget_bytes as u64))?;
    if part == "fill" {
        fill(&engine, key_count)?;
    } else {
        read(&engine, key_count, scale)?;
    }
    engine.close()?;
    let peak_bytes = peak_bytes()?;
    let mib = |bytes: usize| bytes as f64 / f64::from(1 << 20);
    println!(
        "larger than memory, {part}: peak, MiB\t{:.0} for a budget of {:.0} ({:.2} times), {:.0} \
         before opening",
        mib(peak_bytes),
        mib(budget_bytes),
        peak_bytes as f64 / budget_bytes as f64,
        mib(idle_bytes),
    );
    Ok(())
}

fn fill(engine: &Engine, key_count: usize) -> Outcome {
    let ((), elapsed) = timed(|| {
        ours::rows(key_count).try_for_each(|(key, value)| ours::put_local(engine, &key, &value))
    })?;
    let put_us = per(elapsed, key_count) * 1e6;
    println!("larger than memory, put of {key_count} keys, us\t{put_us:.2}");
    Ok(())
}

fn read(engine: &Engine, key_count: usize, scale: Scale) -> Outcome {
    let keys = Numbers::new(1).keys(key_count, scale.of(500_000, 500));
    let (found, elapsed) = timed(|| -> EngineResult<usize> {
        keys.iter().map(|key| Ok(usize::from(engine.get(key)?.is_some()))).sum()
    })?;
    if found != keys.len() {
        return Err(format!("{found} of {} keys were found", keys.len()).into());
    }
    println!("larger than memory, random get, us\t{:.2}", per(elapsed, keys.len()) * 1e6);

    let starts = Numbers::new(2).keys(key_count, scale.of(20_000, 20));
    let (listed, elapsed) = timed(|| -> EngineResult<usize> {
        starts.iter().map(|start| Ok(engine.scan(Some(start), PAGE_LEN)?.len())).sum()
    })?;
    let rate = listed as f64 / elapsed.as_secs_f64() / 1e6;
    println!("larger than memory, scans of {PAGE_LEN} keys, million rows per second\t{rate:.2}");
    Ok(())
}

/// The most memory that this process had in use at once, from `/proc`.
fn peak_bytes() -> Result<usize, Box<dyn Error>> {
    let status = std::fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).ok_or("no VmHWM")?;
    let kib = line.split_ascii_whitespace().next().ok_or("VmHWM without a number")?;
    Ok(kib.parse::<usize>()? * 1024)
}
