// SPDX-License-Identifier: Apache-2.0
//! Writing and reading whole runs.

use std::collections::BTreeMap;
use std::ops::Bound;
use std::path::Path;
use std::sync::Arc;

use softadastra::base::error::Result;
use softadastra::base::random::Random;
use softadastra::disk::{Access, Disk, MemoryDisk, Operation};
use softadastra::store::run::{Cache, Run, RunId, Summary, Writer};

pub type Pairs = BTreeMap<Vec<u8>, Vec<u8>>;

pub const PATH: &str = "7.run";
pub const ID: RunId = RunId { log: 0x0123_4567_89ab_cdef, number: 7 };

/// Writes a run of these pairs, in place of what was there.
pub fn write(disk: &MemoryDisk, pairs: &Pairs) -> Result<Summary> {
    disk.set_bytes(PATH, Vec::new());
    let file = disk.open(Path::new(PATH), Access::Create).unwrap();
    let mut writer = Writer::new(file, PATH.into(), ID);
    pairs.iter().try_for_each(|(key, value)| writer.add(key, value))?;
    writer.finish()
}

pub fn open_run(disk: &MemoryDisk, id: RunId) -> Result<Arc<Run>> {
    Run::open(disk, Path::new(PATH), id).map(Arc::new)
}

pub fn open(disk: &MemoryDisk) -> Arc<Run> {
    open_run(disk, ID).unwrap()
}

/// Up to `count` entries from `from` on.
pub fn entries(
    run: &Arc<Run>,
    from: Bound<&[u8]>,
    cache: Option<&Arc<Cache>>,
    count: usize,
) -> Vec<(Vec<u8>, Vec<u8>)> {
    try_entries(run, from, cache, count).unwrap()
}

pub fn try_entries(
    run: &Arc<Run>,
    from: Bound<&[u8]>,
    cache: Option<&Arc<Cache>>,
    count: usize,
) -> Result<Vec<(Vec<u8>, Vec<u8>)>> {
    let mut cursor = run.cursor(from, cache)?;
    let mut found = Vec::new();
    while let Some(key) = cursor.key() {
        if found.len() == count {
            break;
        }
        found.push((key.to_vec(), cursor.value().to_vec()));
        cursor.advance()?;
    }
    Ok(found)
}

/// Keys of 16 bytes.
pub fn numbered(count: u32, value_bytes: usize) -> Pairs {
    let pair = |number| (format!("key:{number:012}").into_bytes(), vec![number as u8; value_bytes]);
    (0..count).map(pair).collect()
}

/// Keys of all lengths up to a limit, many of which share a beginning.
pub fn random_pairs(random: &mut Random, count: usize, key_max: u64, value_max: u64) -> Pairs {
    let mut pairs = Pairs::new();
    let mut before = Vec::new();
    for _ in 0..count {
        let shared = random.up_to(before.len() as u64) as usize;
        let mut key: Vec<u8> = before[..shared].to_vec();
        let letters = [1, 3, 255][random.up_to(2) as usize];
        let more = random.up_to(key_max.saturating_sub(shared as u64));
        key.extend((0..more).map(|_| random.up_to(letters) as u8));
        let byte = random.draw() as u8;
        pairs.insert(key.clone(), vec![byte; random.up_to(value_max) as usize]);
        before = key;
    }
    pairs
}

/// How many reads the disk has seen.
pub fn reads(disk: &MemoryDisk) -> usize {
    disk.calls().iter().filter(|call| **call == Operation::Read).count()
}
