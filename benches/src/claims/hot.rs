// SPDX-License-Identifier: Apache-2.0
//! Gets of keys that exist, everything in memory or in the system's cache, against LMDB.
//!
//! The claim is against a transaction per get, with the value copied out of it: each of our gets
//! sees what was written last and returns a value that stays, and that is how LMDB does the same.
//! One transaction for all gets, with values only looked at where they are, is told beside it: it
//! sees nothing that is written meanwhile, and keeps the pages of what it sees from being used again.

use std::error::Error;
use std::hint::black_box;

use heed::Env;
use softadastra::engine::{Durability, Engine};

use crate::files::Folder;
use crate::ours::{self, KEY_BYTES, Numbers};
use crate::peers::lmdb;
use crate::rounds::{Rounds, interleave, per, timed};
use crate::table::{Claim, Table};
use crate::{Outcome, Scale};

/// Enough for all the data: measured is what is in memory on both sides.
const MEMORY_BYTES: u64 = 1 << 30;

type Keys = [[u8; KEY_BYTES]];
type Seconds = Result<f64, Box<dyn Error>>;

pub fn run(folder: &Folder, scale: Scale, table: &mut Table) -> Outcome {
    for key_count in [scale.of(100_000, 1_000), scale.of(1_000_000, 2_000)] {
        measure(folder, scale, key_count, table)?;
    }
    Ok(())
}

fn measure(folder: &Folder, scale: Scale, key_count: usize, table: &mut Table) -> Outcome {
    let (rounds, count) = (scale.of(41, 2), scale.of(100_000, 500));
    // Closed and opened again: measured is what rests on disk, not what was written just now.
    let main = folder.path(&format!("ours-{key_count}.db"));
    ours::fill(ours::options(&main, Durability::Fast), ours::rows(key_count))?;
    let options = ours::with_memory(ours::options(&main, Durability::Fast), MEMORY_BYTES);
    let engine = Engine::open(options)?;
    let place = folder.path(&format!("lmdb-{key_count}"));
    std::fs::create_dir(&place)?;
    let env = lmdb::make(&place)?;
    let filled = lmdb::fill(&env, ours::rows(key_count))?;
    let all: Vec<_> = (0..key_count as u64).map(ours::key).collect();
    get_ours(&engine, &all)?;
    get_within_one(&env, &filled, &all)?;

    let (mut our_keys, mut their_keys) = (Numbers::new(1), Numbers::new(1));
    let each = interleave(
        rounds,
        || get_ours(&engine, &our_keys.keys(key_count, count)),
        || get_one_by_one(&env, &filled, &their_keys.keys(key_count, count)),
    )?;
    let name = format!("get, {key_count} keys, over LMDB, a transaction per get");
    table.ratio(name, Claim::AtLeast(1.0), each.ratio(), note(&each));

    let (mut our_keys, mut their_keys) = (Numbers::new(2), Numbers::new(2));
    let long = interleave(
        rounds,
        || get_ours(&engine, &our_keys.keys(key_count, count)),
        || get_within_one(&env, &filled, &their_keys.keys(key_count, count)),
    )?;
    let name = format!("get, {key_count} keys, over LMDB, one long transaction, not copied");
    table.ratio(name, Claim::None, long.ratio(), note(&long));
    Ok(engine.close()?)
}

fn get_ours(engine: &Engine, keys: &Keys) -> Seconds {
    let mut found = 0;
    let ((), elapsed) = timed(|| {
        keys.iter().try_for_each(|key| {
            let value = engine.read(key, |shown| shown?.value.map(<[u8]>::to_vec))?;
            found += usize::from(black_box(value).is_some());
            Ok::<_, softadastra::base::error::Error>(())
        })
    })?;
    checked(found, keys, per(elapsed, keys.len()))
}

fn get_one_by_one(env: &Env, table: &lmdb::Table, keys: &Keys) -> Seconds {
    let mut found = 0;
    let ((), elapsed) = timed(|| {
        keys.iter().try_for_each(|key| {
            let read = env.read_txn()?;
            let value = table.get(&read, key)?.map(<[u8]>::to_vec);
            found += usize::from(black_box(value).is_some());
            Ok::<_, heed::Error>(())
        })
    })?;
    checked(found, keys, per(elapsed, keys.len()))
}

fn get_within_one(env: &Env, table: &lmdb::Table, keys: &Keys) -> Seconds {
    let mut found = 0;
    let ((), elapsed) = timed(|| {
        let read = env.read_txn()?;
        keys.iter().try_for_each(|key| {
            // One byte is read, or the value would not have been fetched at all.
            let first = table.get(&read, key)?.and_then(|value| value.first().copied());
            found += usize::from(black_box(first).is_some());
            Ok::<_, heed::Error>(())
        })
    })?;
    checked(found, keys, per(elapsed, keys.len()))
}

fn checked(found: usize, keys: &Keys, seconds: f64) -> Seconds {
    if found != keys.len() {
        return Err(format!("{found} of {} keys were found", keys.len()).into());
    }
    Ok(seconds)
}

fn note(rounds: &Rounds) -> String {
    let (ours_us, theirs_us) = rounds.medians_us();
    format!("{ours_us:.3} us, LMDB {theirs_us:.3} us")
}
