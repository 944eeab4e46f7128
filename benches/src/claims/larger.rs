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
/// Puts between two looks at what takes memory.
const SAMPLE_LEN: usize = 2_000;
const MIB: f64 = (1 << 20) as f64;

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
    let mib = |bytes: u64| bytes as f64 / MIB;
    println!(
        "larger than memory, {part}: peak, MiB\t{:.0} for a budget of {:.0} ({:.2} times), {:.0} \
         before opening",
        mib(peak_bytes),
        mib(budget_bytes as u64),
        peak_bytes as f64 / budget_bytes as f64,
        mib(idle_bytes),
    );
    Ok(())
}

fn fill(engine: &Engine, key_count: usize) -> Outcome {
    let mut most = Taken::default();
    let ((), elapsed) = timed(|| {
        for (count, (key, value)) in ours::rows(key_count).enumerate() {
            ours::put_local(engine, &key, &value)?;
            if count % SAMPLE_LEN == 0 {
                most = Taken::now(engine)?.or(most);
            }
        }
        Ok::<_, Box<dyn Error>>(())
    })?;
    let put_us = per(elapsed, key_count) * 1e6;
    println!("larger than memory, put of {key_count} keys, us\t{put_us:.2}");
    let [resident, tables, blocks, index] =
        [most.resident, most.tables, most.blocks, most.index].map(|bytes| bytes as f64 / MIB);
    let rest = resident - tables - blocks - index;
    println!(
        "larger than memory, fill: resident when it was most, MiB\t{resident:.1}: tables \
         {tables:.1}, blocks {blocks:.1}, filters and fences {index:.1}, all else {rest:.1}",
    );
    Ok(())
}

/// What takes memory at one moment, in bytes.
#[derive(Clone, Copy, Default)]
struct Taken {
    resident: u64,
    tables: u64,
    blocks: u64,
    index: u64,
}

impl Taken {
    fn now(engine: &Engine) -> Result<Self, Box<dyn Error>> {
        let health = engine.health()?;
        Ok(Self {
            resident: status_bytes("VmRSS:")?,
            tables: health.table_bytes,
            blocks: health.cache_bytes,
            index: health.index_bytes,
        })
    }

    fn or(self, other: Self) -> Self {
        if self.resident > other.resident { self } else { other }
    }
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

/// The most memory that this process had in use at once.
fn peak_bytes() -> Result<u64, Box<dyn Error>> {
    status_bytes("VmHWM:")
}

/// A number of bytes that the system says of this process, from `/proc`.
fn status_bytes(name: &str) -> Result<u64, Box<dyn Error>> {
    let status = std::fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find_map(|line| line.strip_prefix(name));
    let kib = line.and_then(|line| line.split_ascii_whitespace().next());
    Ok(kib.ok_or_else(|| format!("no {name}"))?.parse::<u64>()? * 1024)
}
