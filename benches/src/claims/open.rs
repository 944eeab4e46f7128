// SPDX-License-Identifier: Apache-2.0
//! How long it takes from a closed or killed database to the first answer. The files are in the
//! system's cache on both sides.

use std::error::Error;
use std::path::Path;

use softadastra::engine::{Durability, Engine};

use crate::files::{Folder, copy_database, remove_database};
use crate::ours::{self, Numbers};
use crate::peers::rows;
use crate::rounds::{Rounds, Spread, interleave, timed};
use crate::table::{Claim, Table};
use crate::{Outcome, Scale, processes};

type Seconds = Result<f64, Box<dyn Error>>;

pub fn run(folder: &Folder, scale: Scale, table: &mut Table) -> Outcome {
    after_close(folder, scale, table)?;
    after_kill(folder, scale, table)
}

/// Opening must not grow with the number of keys.
pub fn large(folder: &Folder, scale: Scale, table: &mut Table) -> Outcome {
    let (few, many) = (scale.of(1_000_000, 2_000), scale.of(10_000_000, 20_000));
    let (small, large) = (folder.path("small.db"), folder.path("large.db"));
    ours::fill(ours::options(&small, Durability::Fast), ours::rows(few))?;
    ours::fill(ours::options(&large, Durability::Fast), ours::rows(many))?;
    let (mut in_small, mut in_large) = (Numbers::new(1), Numbers::new(1));
    let rounds = interleave(
        scale.of(9, 2),
        || open_and_get(&large, many, &mut in_large),
        || open_and_get(&small, few, &mut in_small),
    )?;
    let name = format!("open and one get, {many} keys over {few}");
    let note = note(&rounds, "few keys");
    table.ratio(name, Claim::AtMost(1.5), rounds.cost(), note);
    Ok(())
}

fn after_close(folder: &Folder, scale: Scale, table: &mut Table) -> Outcome {
    let key_count = scale.of(1_000_000, 10_000);
    let (main, sqlite) = (folder.path("ours.db"), folder.path("sqlite.db"));
    ours::fill(ours::options(&main, Durability::Fast), ours::rows(key_count))?;
    rows::make(&sqlite, ours::rows(key_count))?;
    let (mut our_keys, mut their_keys) = (Numbers::new(1), Numbers::new(1));
    let rounds = interleave::<Box<dyn Error>>(
        scale.of(15, 2),
        || open_and_get(&main, key_count, &mut our_keys),
        || {
            let key = ours::key(their_keys.draw(key_count));
            let ((connection, value), elapsed) = timed(|| rows::open_and_get(&sqlite, &key))?;
            value.ok_or("SQLite lost a key")?;
            connection.close().map_err(|(_, error)| error)?;
            Ok(elapsed.as_secs_f64())
        },
    )?;
    let name = format!("open and one get, {key_count} keys, time over SQLite");
    table.ratio(name, Claim::AtMost(10.0), rounds.cost(), note(&rounds, "SQLite"));
    remove_database(&main)?;
    Ok(remove_database(&sqlite)?)
}

/// What is not in sorted runs yet has to be read from the log. How much that is depends on the
/// moment, so there are three kills, and the one that left most is looked at.
fn after_kill(folder: &Folder, scale: Scale, table: &mut Table) -> Outcome {
    let key_count = scale.of(1_000_000, 10_000);
    let opened = folder.path("opened.db");
    let (mut longest, mut tail_max) = (None, 0);
    for tenths in [10, 11, 12] {
        let killed = folder.path(&format!("killed-{tenths}.db"));
        let written = key_count * tenths / 10;
        let count = written.to_string();
        processes::killed("open", scale, &[killed.as_os_str(), count.as_ref()])?;
        let (_, tail) = open_copy(&killed, &opened, written)?;
        if longest.is_none() || tail > tail_max {
            (longest, tail_max) = (Some((killed, written)), tail);
        }
    }
    let (killed, written) = longest.ok_or("nothing was killed")?;
    let (mut rates, mut opens_ms) = (Vec::new(), Vec::new());
    for _ in 0..scale.of(7, 2) {
        let (seconds, tail) = open_copy(&killed, &opened, written)?;
        rates.push(tail as f64 / seconds / 1e6);
        opens_ms.push(seconds * 1e3);
    }
    let name = "open after a kill, replayed operations";
    table.claimed(name, Claim::AtLeast(1.0), Spread::of(rates), "million per second");
    let open_ms = Spread::of(opens_ms).median;
    let value = format!("{tail_max} of {written} operations, opened in {open_ms:.1} ms");
    table.fact("open after a kill, longest tail of three kills", value);
    Ok(())
}

/// Writes so many rows and waits to be killed.
pub fn child(_: Scale, arguments: &[String]) -> Outcome {
    let [path, count] = arguments else {
        return Err("a child of open wants path and count".into());
    };
    let engine = Engine::open(ours::options(Path::new(path), Durability::Fast))?;
    for (key, value) in ours::rows(count.parse()?) {
        ours::put_local(&engine, &key, &value)?;
    }
    processes::ready_to_die()
}

/// Seconds from closed to the first answer.
fn open_and_get(path: &Path, key_count: usize, numbers: &mut Numbers) -> Seconds {
    let key = ours::key(numbers.draw(key_count));
    let ((engine, found), elapsed) = timed(|| {
        let engine = Engine::open(ours::options(path, Durability::Fast))?;
        let found = engine.get(&key)?;
        Ok::<_, softadastra::base::error::Error>((engine, found))
    })?;
    found.ok_or("a key is lost")?;
    engine.close()?;
    Ok(elapsed.as_secs_f64())
}

/// Opens a copy of a killed database, because opening repairs it. Returns seconds, and groups that
/// were read from the log: each holds one operation.
fn open_copy(killed: &Path, opened: &Path, written: usize) -> Result<(f64, u64), Box<dyn Error>> {
    copy_database(killed, opened)?;
    let open = || Engine::open(ours::options(opened, Durability::Fast));
    let (engine, elapsed) = timed(open)?;
    let tail = engine.report()?.group_count;
    if engine.version()? != written as u64 {
        return Err(format!("{} of {written} operations survived", engine.version()?).into());
    }
    drop(engine);
    remove_database(opened)?;
    Ok((elapsed.as_secs_f64(), tail))
}

fn note(rounds: &Rounds, theirs: &str) -> String {
    let (ours_us, theirs_us) = rounds.medians_us();
    format!("{:.2} ms, {theirs} {:.2} ms", ours_us / 1e3, theirs_us / 1e3)
}
