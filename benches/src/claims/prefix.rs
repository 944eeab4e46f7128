// SPDX-License-Identifier: Apache-2.0
//! Scans of 100 keys with the same beginning, and of everything, against SQLite.
//!
//! The claim is against rows that are copied out, on both sides. Rows that are only visited are told
//! beside it; ours stand in a buffer of the scan then.

use std::error::Error;

use rusqlite::Statement;
use softadastra::engine::{Durability, Engine, Range};

use crate::files::Folder;
use crate::ours::{self, KEY_BYTES, Numbers, mix, value};
use crate::peers::rows;
use crate::rounds::{Rounds, interleave, per, timed};
use crate::table::{Claim, Table};
use crate::{Outcome, Scale};

/// Keys with the same beginning.
const GROUP_LEN: usize = 100;
/// Enough for all the data, as the other side has it.
const MEMORY_BYTES: u64 = 1 << 30;
const PREFIX_BYTES: usize = 12;

type Prefix = [u8; PREFIX_BYTES];
type Seconds = Result<f64, Box<dyn Error>>;

pub fn run(folder: &Folder, scale: Scale, table: &mut Table) -> Outcome {
    let group_count = scale.of(10_000, 20);
    let (main, sqlite) = (folder.path("ours.db"), folder.path("sqlite.db"));
    ours::fill(ours::options(&main, Durability::Fast), grouped(group_count))?;
    rows::make(&sqlite, grouped(group_count))?;
    let engine =
        Engine::open(ours::with_memory(ours::options(&main, Durability::Fast), MEMORY_BYTES))?;
    let connection = rows::open_cached(&sqlite)?;
    let mut range = rows::prepare_range(&connection)?;
    groups(&engine, &mut range, group_count, scale, table)?;
    everything(&engine, &mut range, group_count * GROUP_LEN, scale, table)?;
    Ok(engine.close()?)
}

fn groups(
    engine: &Engine,
    range: &mut Statement,
    group_count: usize,
    scale: Scale,
    table: &mut Table,
) -> Outcome {
    let (rounds, count) = (scale.of(41, 2), scale.of(500, 10));
    let draw = |numbers: &mut Numbers| -> Vec<Prefix> {
        (0..count).map(|_| prefix(numbers.draw(group_count))).collect()
    };
    let row_count = count * GROUP_LEN;
    for (what, claim, is_copied) in SIDES {
        let (mut our_groups, mut their_groups) = (Numbers::new(1), Numbers::new(1));
        let measured = interleave(
            rounds,
            || {
                let prefixes = draw(&mut our_groups);
                let scan = |prefix: &Prefix| scan_ours(engine, prefix, is_copied);
                timed_rows(row_count, || prefixes.iter().map(scan).sum())
            },
            || {
                let prefixes = draw(&mut their_groups);
                let scan = |prefix: &Prefix| scan_theirs(range, prefix, &above(prefix), is_copied);
                timed_rows(row_count, || prefixes.iter().map(scan).sum())
            },
        )?;
        let name = format!("scan of {GROUP_LEN} keys with a prefix, {what}");
        table.ratio(name, claim, measured.ratio(), note(&measured));
    }
    Ok(())
}

fn everything(
    engine: &Engine,
    range: &mut Statement,
    row_count: usize,
    scale: Scale,
    table: &mut Table,
) -> Outcome {
    for (what, claim, is_copied) in SIDES {
        let measured = interleave(
            scale.of(9, 2),
            || timed_rows(row_count, || scan_ours(engine, &[], is_copied)),
            || timed_rows(row_count, || scan_theirs(range, &[], &[0xff], is_copied)),
        )?;
        let name = format!("scan of all {row_count} keys, {what}");
        table.ratio(name, claim, measured.ratio(), note(&measured));
    }
    Ok(())
}

const SIDES: [(&str, Claim, bool); 2] = [
    ("over SQLite, rows copied", Claim::AtLeast(1.0), true),
    ("over SQLite, rows visited", Claim::None, false),
];

fn scan_ours(engine: &Engine, prefix: &[u8], is_copied: bool) -> Result<usize, Box<dyn Error>> {
    let mut scan = engine.scan_range(&Range::of_prefix(prefix))?;
    let (mut owned, mut count) = (Vec::new(), 0);
    while let Some(row) = scan.next()? {
        count += 1;
        if is_copied {
            owned.push((row.key.to_vec(), row.value.to_vec()));
        } else {
            std::hint::black_box((row.key, row.value));
        }
    }
    std::hint::black_box(owned);
    Ok(count)
}

fn scan_theirs(
    range: &mut Statement,
    first: &[u8],
    end: &[u8],
    is_copied: bool,
) -> Result<usize, Box<dyn Error>> {
    if is_copied {
        return Ok(std::hint::black_box(rows::owned(range, first, end)?).len());
    }
    Ok(rows::visited(range, first, end)?)
}

/// Seconds per row of a scan that must find so many.
fn timed_rows(row_count: usize, scan: impl FnOnce() -> Result<usize, Box<dyn Error>>) -> Seconds {
    let (found, elapsed) = timed(scan)?;
    if found != row_count {
        return Err(format!("{found} of {row_count} rows were found").into());
    }
    Ok(per(elapsed, row_count))
}

/// Group after group; groups that are neighbours in number are not neighbours in order.
fn grouped(group_count: usize) -> impl Iterator<Item = ([u8; KEY_BYTES], [u8; 100])> {
    (0..group_count as u64).flat_map(|group| {
        let prefix = prefix(group);
        (0..GROUP_LEN as u64).map(move |member| {
            let mut key = [0; KEY_BYTES];
            key[..PREFIX_BYTES].copy_from_slice(&prefix);
            key[PREFIX_BYTES..].copy_from_slice(format!("{member:04}").as_bytes());
            (key, value(group * GROUP_LEN as u64 + member))
        })
    })
}

fn prefix(group: u64) -> Prefix {
    let mut prefix = *b"g0000000000:";
    prefix[1..11].copy_from_slice(format!("{:010x}", mix(group) >> 24).as_bytes());
    prefix
}

/// The least string above all that begin with the prefix, which ends in no 0xff.
fn above(prefix: &Prefix) -> Prefix {
    let mut above = *prefix;
    above[PREFIX_BYTES - 1] += 1;
    above
}

fn note(rounds: &Rounds) -> String {
    let per_second = |us: f64| 1.0 / us;
    let (ours_us, theirs_us) = rounds.medians_us();
    let (ours, theirs) = (per_second(ours_us), per_second(theirs_us));
    format!("{ours:.2} million rows/s, SQLite {theirs:.2}")
}
