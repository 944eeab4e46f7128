// SPDX-License-Identifier: Apache-2.0
//! What a recording costs: puts that are recorded, against the same puts without.

use std::error::Error;
use std::path::Path;

use softadastra::base::id::NodeId;
use softadastra::engine::{Durability, Engine, Options, RecordingOptions};
use softadastra::sync::options::SyncOptions;

use crate::files::Folder;
use crate::ours::{self, Writes};
use crate::rounds::{interleave, per, timed};
use crate::table::{Claim, Table};
use crate::{Outcome, Scale};

const KEY_COUNT: usize = 100_000;
/// More than all rounds fill: a recording that is full costs nothing.
const RECORDING_BYTES_MAX: u64 = 1 << 40;

type Seconds = Result<f64, Box<dyn Error>>;

pub fn run(folder: &Folder, scale: Scale, table: &mut Table) -> Outcome {
    let durable = (Durability::Durable, scale.of(61, 2), scale.of(150, 8));
    compare(folder, "durable put", durable, table)?;
    let fast = (Durability::Fast, scale.of(125, 2), scale.of(4_000, 200));
    compare(folder, "put, not synced", fast, table)
}

fn compare(
    folder: &Folder,
    title: &str,
    (durability, rounds, count): (Durability, usize, usize),
    table: &mut Table,
) -> Outcome {
    let path = |side: &str| folder.path(&format!("{side}-{}.wal", durability as u8));
    let base = folder.path(&format!("recording-{}", durability as u8));
    let recorded = open_recorded(&path("recorded"), &base, durability)?;
    let plain = ours::open(&path("plain"), durability)?;
    let (mut with, mut without) = (Writes::new(1, KEY_COUNT), Writes::new(1, KEY_COUNT));
    let rounds = interleave(
        rounds,
        || puts(&recorded, &mut with, count),
        || puts(&plain, &mut without, count),
    )?;
    let (with_us, without_us) = rounds.medians_us();
    let note = format!("{with_us:.2} us, without {without_us:.2} us");
    let name = format!("{title}, recorded, time over the same without");
    table.ratio(name, Claim::None, rounds.cost(), note);
    recorded.close()?;
    Ok(plain.close()?)
}

fn open_recorded(
    path: &Path,
    base: &Path,
    durability: Durability,
) -> Result<Engine, Box<dyn Error>> {
    let recording =
        RecordingOptions { bytes_max: RECORDING_BYTES_MAX, ..RecordingOptions::new(base) };
    let recording = Some(recording);
    let engine = Engine::open(Options { recording, ..ours::options(path, durability) })?;
    engine.attach(SyncOptions::new(NodeId::new("node-a")?))?;
    Ok(engine)
}

fn puts(engine: &Engine, writes: &mut Writes, count: usize) -> Seconds {
    let drawn: Vec<_> = (0..count).map(|_| writes.draw()).collect();
    let put = || drawn.iter().try_for_each(|(key, value)| ours::put(engine, key, value));
    Ok(per(timed(put)?.1, count))
}
