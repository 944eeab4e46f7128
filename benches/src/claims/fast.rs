// SPDX-License-Identifier: Apache-2.0
//! Puts that are handed to the operating system and not synced, against SQLite doing the same.

use std::error::Error;

use softadastra::engine::Durability;

use crate::files::Folder;
use crate::ours::{self, TIMESTAMP_MS, Writes};
use crate::peers::sqlite::{self, Sqlite};
use crate::rounds::{interleave, per, timed};
use crate::table::{Claim, Table};
use crate::{Outcome, Scale};

const KEY_COUNT: usize = 100_000;

pub fn run(folder: &Folder, scale: Scale, table: &mut Table) -> Outcome {
    let count = scale.of(4_000, 200);
    let engine = ours::open(&folder.path("ours.wal"), Durability::Fast)?;
    let connection = sqlite::make(&folder.path("sqlite.db"))?;
    let mut sqlite = Sqlite::prepare(&connection)?;
    let (mut our_writes, mut their_writes) = (Writes::new(1, KEY_COUNT), Writes::new(1, KEY_COUNT));
    let rounds = interleave::<Box<dyn Error>>(
        scale.of(125, 2),
        || {
            let drawn: Vec<_> = (0..count).map(|_| our_writes.draw()).collect();
            let put = || drawn.iter().try_for_each(|(key, value)| ours::put(&engine, key, value));
            Ok(per(timed(put)?.1, count))
        },
        || {
            let drawn: Vec<_> = (0..count).map(|_| their_writes.draw()).collect();
            let put = || drawn.iter().try_for_each(|(k, v)| sqlite.put(k, v, TIMESTAMP_MS));
            Ok(per(timed(put)?.1, count))
        },
    )?;
    let (ours_us, theirs_us) = rounds.medians_us();
    let note = format!("{ours_us:.2} us, SQLite {theirs_us:.2} us");
    table.ratio("put, not synced, over SQLite OFF", Claim::AtLeast(5.0), rounds.ratio(), note);
    Ok(engine.close()?)
}
