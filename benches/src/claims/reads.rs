// SPDX-License-Identifier: Apache-2.0
//! Reads of single keys and of pages, from one thread.

use softadastra::base::error::Result;
use softadastra::engine::Durability;

use crate::files::Folder;
use crate::ours::{self, VALUE_BYTES, key};
use crate::rounds::{Spread, per, timed};
use crate::table::Table;
use crate::{Outcome, Scale};

const PAGE_LEN: usize = 1000;

pub fn run(folder: &Folder, scale: Scale, table: &mut Table) -> Outcome {
    for key_count in [scale.of(100_000, 1_000), scale.of(1_000_000, 2_000)] {
        let engine = ours::open(&folder.path("unused"), Durability::MemoryOnly)?;
        for number in 0..key_count as u64 {
            engine.write_local(
                softadastra::base::op::Kind::Put,
                &key(number),
                &[b'v'; VALUE_BYTES],
                ours::TIMESTAMP_MS,
            )?;
        }
        let mut got = Vec::new();
        let mut scanned = Vec::new();
        let mut next = 1u64;
        for _ in 0..scale.of(15, 2) {
            let count = scale.of(100_000, 100);
            let ((), elapsed) = timed(|| -> Result<()> {
                for _ in 0..count {
                    next = next.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
                    let found = engine.get(&key((next >> 33) % key_count as u64))?;
                    std::hint::black_box(found);
                }
                Ok(())
            })?;
            got.push(per(elapsed, count) * 1e6);
            let (page, elapsed) = timed(|| engine.scan(None, PAGE_LEN))?;
            scanned.push(per(elapsed, page.len()) * 1e6);
        }
        let median = |numbers| Spread::of(numbers).median;
        table.fact(format!("get of {key_count} keys, us"), format!("{:.2}", median(got)));
        let name = format!("scan of {key_count} keys, us per key of a page");
        table.fact(name, format!("{:.2}", median(scanned)));
    }
    Ok(())
}
