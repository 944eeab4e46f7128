// SPDX-License-Identifier: Apache-2.0
//! Short ways to write and read logs in tests.
#![allow(dead_code, missing_docs, clippy::unwrap_used, clippy::indexing_slicing)]

use std::collections::HashSet;
use std::hash::{Hash, Hasher};
use std::path::Path;
use std::sync::Arc;

use softadastra::base::error::{Error, Result};
use softadastra::disk::{Disk, Effect, Fate, MemoryDisk, Pending};
use softadastra::wal::{self, Head, Log, Position, Recovered};

/// Where the log of a memory disk is.
pub const PATH: &str = "data/node-a.wal";
/// Length of a head.
pub const HEAD: usize = 512;
/// What a group takes besides its body.
pub const FRAME: usize = 28;

pub type Bodies = Vec<Vec<u8>>;

pub fn head() -> Head {
    let node = "node-a".into();
    Head { node, epoch: 1, segment: 1, salt: 0x0123_4567_89ab_cdef, ..Head::default() }
}

/// A log that was just opened.
pub struct Opened {
    pub log: Log,
    pub recovered: Recovered,
    pub bodies: Bodies,
}

/// Another handle to the same disk, as the log keeps it.
pub fn shared(disk: &(impl Disk + Clone + 'static)) -> Arc<dyn Disk> {
    Arc::new(disk.clone())
}

pub fn open_at(disk: &(impl Disk + Clone + 'static), path: &Path) -> Result<Opened> {
    open_shared(&shared(disk), path)
}

pub fn open_shared(disk: &Arc<dyn Disk>, path: &Path) -> Result<Opened> {
    open_shared_from(disk, path, 1)
}

pub fn open_shared_from(disk: &Arc<dyn Disk>, path: &Path, first: u64) -> Result<Opened> {
    let mut bodies = Bodies::new();
    let (log, recovered) = wal::open(disk, path, first, head, &mut |_, _, body: &[u8]| {
        bodies.push(body.to_vec());
        Ok(())
    })?;
    assert_eq!(recovered.groups, bodies.len() as u64);
    assert_eq!(recovered.end, log.end());
    assert_eq!(recovered.end, log.durable_end());
    Ok(Opened { log, recovered, bodies })
}

pub fn open(disk: &MemoryDisk) -> Result<Opened> {
    open_at(disk, Path::new(PATH))
}

pub fn open_from(disk: &MemoryDisk, first: u64) -> Result<Opened> {
    open_shared_from(&shared(disk), Path::new(PATH), first)
}

/// Begins a segment whose salt is its number.
pub fn rotate(log: &mut Log, disk: &dyn Disk) -> Result<()> {
    let salt = log.tail().segment() + 1;
    log.rotate(disk, salt, "node-a", 1)
}

pub fn scan(disk: &MemoryDisk) -> Result<(Recovered, Bodies)> {
    scan_from(disk, 1)
}

pub fn scan_from(disk: &dyn Disk, first: u64) -> Result<(Recovered, Bodies)> {
    let mut bodies = Bodies::new();
    let recovered = wal::scan(disk, Path::new(PATH), first, &mut |_, _, body: &[u8]| {
        bodies.push(body.to_vec());
        Ok(())
    })?;
    Ok((recovered, bodies))
}

pub fn stage(log: &mut Log, body: &[u8]) -> Result<Position> {
    log.stage(|out| {
        out.extend_from_slice(body);
        Ok(())
    })
}

pub fn put(log: &mut Log, body: &[u8], durable: bool) -> Result<Position> {
    let position = stage(log, body)?;
    log.commit(durable)?;
    Ok(position)
}

/// A log with these bodies, each committed for itself; unclosed.
pub fn filled(disk: &MemoryDisk, bodies: &[&[u8]], durable: bool) -> Log {
    let mut log = open(disk).unwrap().log;
    for body in bodies {
        put(&mut log, body, durable).unwrap();
    }
    log
}

/// Bodies with zeros, markers and nothing special.
pub const BODIES: [&[u8]; 5] = [b"a", b"bb\0\0\0", &[0; 40], b"dddd", &[0xfe; 90]];

pub fn owned(bodies: &[&[u8]]) -> Bodies {
    bodies.iter().map(|body| body.to_vec()).collect()
}

/// The bytes of a log with these bodies, each committed for itself.
pub fn bytes_of(bodies: &[&[u8]], durable: bool, closed: bool) -> Vec<u8> {
    let disk = MemoryDisk::new();
    disk.set_can_reserve(false);
    let log = filled(&disk, bodies, durable);
    if closed {
        log.close().unwrap();
    }
    disk.bytes(PATH).unwrap()
}

/// The bytes of the first example in the format document.
pub fn example() -> Vec<u8> {
    example_of(0)
}

/// The bytes of an example in the format document: rows of an offset and bytes, zeros elsewhere.
pub fn example_of(nth: usize) -> Vec<u8> {
    let document = include_str!("../../docs/format/wal.md");
    let rows = document.split("### Example").nth(1).unwrap().split("```").nth(1 + 2 * nth);
    let rows = rows.unwrap();
    let mut bytes = Vec::new();
    for row in rows.trim().lines() {
        let (offset, row) = row.trim().split_once(' ').unwrap();
        bytes.resize(offset.parse().unwrap(), 0);
        bytes.extend(row.split_whitespace().map(|byte| u8::from_str_radix(byte, 16).unwrap()));
    }
    bytes
}

/// A disk with only this file.
pub fn disk_of(bytes: Vec<u8>) -> MemoryDisk {
    let disk = MemoryDisk::new();
    disk.set_can_reserve(false);
    disk.set_bytes(PATH, bytes);
    disk
}

/// The error of an opening that has to fail.
pub fn refusal(disk: &MemoryDisk) -> Error {
    open(disk).map(|opened| opened.recovered).unwrap_err()
}

/// The bytes of a group as the document describes it, with whatever fields.
pub fn group(at: usize, number: u64, durable_to: u64, body: &[u8]) -> Vec<u8> {
    let length = (body.len() as u32).to_le_bytes();
    let fields = [&[0xfe, 0x47, 0x52, 0x50], &length[..], &number.to_le_bytes()].concat();
    let fields = [fields, durable_to.to_le_bytes().to_vec()].concat();
    let place = [head().salt.to_le_bytes(), (at as u64).to_le_bytes()].concat();
    let sum = crc32fast::hash(&[&place, &fields, body].concat()).to_le_bytes();
    [&fields, &sum[..], body].concat()
}

/// Offset and length of each group of a file, read with nothing but the length fields.
pub fn groups_of(bytes: &[u8]) -> Vec<(usize, usize)> {
    let mut groups = Vec::new();
    let mut at = HEAD;
    while at + FRAME <= bytes.len() && bytes[at] == 0xfe {
        let body = u32::from_le_bytes(bytes[at + 4..at + 8].try_into().unwrap()) as usize;
        groups.push((at, FRAME + body));
        at += FRAME + body;
    }
    groups
}

/// What a power cut can leave of a change: nothing, all, either half of a write, the length alone.
/// The head is one sector, of which no end stays without its beginning.
pub fn fates(pending: &Pending) -> Vec<Fate> {
    let mut fates = vec![Fate::Lost, Fate::Kept];
    if let Effect::Write { at, bytes } = pending.effect {
        fates.extend([Fate::LengthOnly, Fate::Part(0..bytes / 2)]);
        if at > 0 {
            fates.push(Fate::Part(bytes / 2..bytes));
        }
    }
    fates
}

/// Every disk that a power cut can leave here, when that are at most `count_max`; otherwise as many
/// of them, drawn by `draw`, which gets a bound and answers with a number below it.
pub fn crashes(
    disk: &MemoryDisk,
    count_max: usize,
    draw: &mut dyn FnMut(usize) -> usize,
    visit: &mut dyn FnMut(MemoryDisk, &[Fate]),
) {
    let choices: Vec<Vec<Fate>> = disk.pending().iter().map(fates).collect();
    let count = choices.iter().try_fold(1usize, |count, fates| count.checked_mul(fates.len()));
    let all = count.filter(|count| *count <= count_max);
    for round in 0..all.unwrap_or(count_max) {
        let mut rest = round;
        let picked: Vec<Fate> = choices
            .iter()
            .map(|fates| {
                let pick = if all.is_some() { rest % fates.len() } else { draw(fates.len()) };
                rest /= fates.len();
                fates[pick].clone()
            })
            .collect();
        let mut next = picked.iter();
        visit(disk.crash_keeping(|_| next.next().unwrap().clone()), &picked);
    }
}

/// What power cuts have left so far. Different moments, and different parts of what was unsynced,
/// often leave the same bytes; where the same has to be found in them, they are opened once.
#[derive(Default)]
pub struct Cuts {
    seen: HashSet<u128>,
    count: usize,
}

impl Cuts {
    /// Counts a disk; whether it is the first with these files of which this is `expected`.
    pub fn is_new(&mut self, disk: &MemoryDisk, expected: &impl Hash) -> bool {
        let mut bytes = Fed(Vec::new());
        disk.hash_files(&mut bytes);
        expected.hash(&mut bytes);
        self.count += 1;
        self.seen.insert(twox_hash::XxHash3_128::oneshot(&bytes.0))
    }

    /// How many disks there were, and says it.
    pub fn tell(&self) -> usize {
        println!("counted {} power cuts", self.count);
        println!("counted {} disks that were left before", self.count - self.seen.len());
        self.count
    }
}

/// All that is fed to it.
struct Fed(Vec<u8>);

impl Hasher for Fed {
    fn write(&mut self, bytes: &[u8]) {
        self.0.extend_from_slice(bytes);
    }

    fn finish(&self) -> u64 {
        0
    }
}
