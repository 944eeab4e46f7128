// SPDX-License-Identifier: Apache-2.0
//! What a disk holds after its write cache has lost the power.
//!
//! The emulator logs what the machine asks of its disk, in the format that Linux's `dm-log-writes`
//! has: a head of one sector, then for each request a sector that describes it, and its bytes. What
//! came before the last flush stays. Of each sector that was written later, anything that was
//! written to it may stay: a disk writes sectors as a whole, and in any order.

use std::fs::File;
use std::os::unix::fs::FileExt;
use std::path::Path;

use softadastra::base::random::Random;

pub const SECTOR_BYTES: u64 = 512;
/// The largest request that is believed.
const SECTORS_MAX: u64 = 1 << 20;
/// What the fields of a request say that it is.
const FLUSH: u64 = 1;
const DISCARD: u64 = 4;

/// What stays of that which was not flushed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Left {
    /// Everything: a cache with a battery.
    All,
    Nothing,
    /// Each sector or not, drawn.
    Some,
}

/// What the log held.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Settled {
    pub flushes: u64,
    pub sectors: u64,
    /// Sectors that the power took.
    pub lost: u64,
}

/// A request to write: where its bytes stand in the log, and where they belong.
struct Write {
    log_at: u64,
    sector: u64,
    sectors: u64,
}

/// What a log asks for.
#[derive(Default)]
struct Requests {
    writes: Vec<Write>,
    /// How many of them came before the last flush.
    flushed: usize,
    flushes: u64,
    /// Sectors of the write that may have been under way at the end.
    torn: u64,
}

/// Brings the disk, which is as it was when the log began, to where the power leaves it.
pub fn settle(log: &Path, disk: &Path, left: Left, random: &mut Random) -> Result<Settled, String> {
    let text = |error: std::io::Error| format!("{}: {error}", log.display());
    let log = File::open(log).map_err(text)?;
    let disk = File::options().write(true).open(disk).map_err(text)?;
    let Requests { writes, flushed, flushes, torn } = requests(&log).map_err(text)?;
    let mut settled = Settled { flushes, sectors: torn, lost: torn };
    let mut bytes = Vec::new();
    for (at, write) in writes.iter().enumerate() {
        bytes.resize((write.sectors * SECTOR_BYTES) as usize, 0);
        log.read_exact_at(&mut bytes, write.log_at).map_err(text)?;
        settled.sectors += write.sectors;
        for (sector, bytes) in (write.sector..).zip(bytes.chunks(SECTOR_BYTES as usize)) {
            let stays =
                at < flushed || left == Left::All || (left == Left::Some && random.up_to(1) == 0);
            match stays {
                true => disk.write_all_at(bytes, sector * SECTOR_BYTES).map_err(text)?,
                false => settled.lost += 1,
            }
        }
    }
    Ok(settled)
}

/// Reads a log. The end of the emulator may have torn its last request, of which the machine was
/// then not told that it is done: a last write is left out.
fn requests(log: &File) -> std::io::Result<Requests> {
    let mut found = Requests::default();
    let mut at = SECTOR_BYTES;
    let mut head = [0; 32];
    loop {
        match log.read_exact_at(&mut head, at) {
            Err(error) if error.kind() == std::io::ErrorKind::UnexpectedEof => break,
            read => read?,
        }
        let field = |at: usize| {
            let bytes = head[at * 8..at * 8 + 8].try_into();
            u64::from_le_bytes(bytes.unwrap())
        };
        let (sector, sectors, flags) = (field(0), field(1), field(2));
        if (sectors, flags) == (0, 0) {
            break;
        }
        at += SECTOR_BYTES;
        if sectors > SECTORS_MAX || flags & !(FLUSH | DISCARD) != 0 || field(3) != 0 {
            let what = format!("no request before {at}: {sector} {sectors} {flags:#x}");
            return Err(std::io::Error::other(what));
        }
        if flags & FLUSH != 0 {
            found.flushes += 1;
            found.flushed = found.writes.len();
        }
        // What a disk was told to forget, it may keep.
        if flags & DISCARD == 0 && sectors > 0 {
            found.writes.push(Write { log_at: at, sector, sectors });
            at += sectors * SECTOR_BYTES;
        }
    }
    if found.writes.len() > found.flushed {
        found.torn = found.writes.pop().map_or(0, |write| write.sectors);
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::folder::TempFolder;

    /// A log of these requests: first sector and filling of each of its sectors; None is a flush.
    fn log_of(requests: &[Option<(u64, &[u8])>]) -> Vec<u8> {
        let mut log = vec![0xab; SECTOR_BYTES as usize];
        for request in requests {
            let (sector, filling) = request.unwrap_or((0, &[]));
            let mut head = vec![0; SECTOR_BYTES as usize];
            head[..8].copy_from_slice(&sector.to_le_bytes());
            head[8..16].copy_from_slice(&(filling.len() as u64).to_le_bytes());
            head[16..24].copy_from_slice(&u64::from(request.is_none()).to_le_bytes());
            log.extend_from_slice(&head);
            filling.iter().for_each(|byte| log.extend_from_slice(&[*byte; SECTOR_BYTES as usize]));
        }
        // The emulator writes into a file that has its length already.
        log.resize(log.len() + 4096, 0);
        log
    }

    /// The first byte of each of the eight sectors, which hold nines before.
    fn settled(log: &[u8], left: Left, seed: u64) -> Result<([u8; 8], Settled), String> {
        let folder = TempFolder::new();
        let (log_path, disk) = (folder.join("log"), folder.join("disk"));
        std::fs::write(&log_path, log).unwrap();
        std::fs::write(&disk, [9; 8 * SECTOR_BYTES as usize]).unwrap();
        let settled = settle(&log_path, &disk, left, &mut Random::new(seed))?;
        let bytes = std::fs::read(&disk).unwrap();
        let sectors: Vec<u8> = bytes
            .chunks(SECTOR_BYTES as usize)
            .map(|sector| {
                assert!(sector.iter().all(|byte| *byte == sector[0]), "a torn sector");
                sector[0]
            })
            .collect();
        Ok((sectors.try_into().unwrap(), settled))
    }

    #[test]
    fn what_was_flushed_stays_and_any_sectors_of_the_rest() {
        let log = log_of(&[
            Some((0, &[1, 2, 3])),
            Some((1, &[4])),
            None,
            Some((2, &[5, 6])),
            Some((0, &[7])),
            Some((7, &[8])),
        ]);
        let counts = |lost| Settled { flushes: 1, sectors: 8, lost };
        let nothing = settled(&log, Left::Nothing, 1).unwrap();
        assert_eq!(nothing, ([1, 4, 3, 9, 9, 9, 9, 9], counts(4)));
        // The last request may have been under way.
        let all = settled(&log, Left::All, 1).unwrap();
        assert_eq!(all, ([7, 4, 5, 6, 9, 9, 9, 9], counts(1)));
        let mut seen = std::collections::BTreeSet::new();
        for seed in 0..100 {
            let (sectors, _) = settled(&log, Left::Some, seed).unwrap();
            assert_eq!(sectors[1], 4);
            seen.insert(sectors);
        }
        assert_eq!(seen.len(), 8, "every part of three sectors");
    }

    #[test]
    fn a_log_that_is_none_is_an_error() {
        let mut log = log_of(&[Some((0, &[1])), None]);
        let flags_at = SECTOR_BYTES as usize + 16;
        log[flags_at] = 0x80;
        assert!(settled(&log, Left::All, 1).unwrap_err().contains("no request"));
    }
}
