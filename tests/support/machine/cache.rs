// SPDX-License-Identifier: Apache-2.0
//! What a disk holds after its write cache has lost the power, at any moment of a life.
//!
//! The emulator logs what the machine asks of its disk, in the format that Linux's `dm-log-writes`
//! has: a head of one sector, then for each request a sector that describes it, and its bytes. What
//! came before the last flush stays. Of each sector that was written later, anything that was
//! written to it may stay: a disk writes sectors as a whole, and in any order. The log has the whole
//! life, so when the power fails is chosen afterwards, and as often as one likes.

use std::fs::File;
use std::os::unix::fs::FileExt;
use std::path::Path;

use softadastra::base::random::Random;

pub const SECTOR_BYTES: u64 = 512;
/// The second of two sectors that hold the file system's own head, with one checksum over both: ext4
/// itself needs a disk that writes them as one.
const HEAD_END: u64 = 3;
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

/// A moment at which the power fails, and what the cache makes of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cut {
    /// So many flushes are done,
    pub flushes: usize,
    /// and so many writes have come since.
    pub writes: usize,
    pub left: Left,
}

/// What a power cut did, in sectors.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Settled {
    /// Written since the last flush,
    pub cached: u64,
    /// and which of them are gone.
    pub lost: u64,
}

/// A request to write: where its bytes stand in the log, and where they belong.
#[derive(Clone, Copy)]
struct Write {
    log_at: u64,
    sector: u64,
    sectors: u64,
}

/// What a machine asked of its disk, as far as it was read.
pub struct Requests {
    log: File,
    /// Where the next request will stand.
    at: u64,
    /// The writes before the first flush, those between it and the second, and so on.
    spans: Vec<Vec<Write>>,
}

impl Requests {
    pub fn of(log: &Path) -> Result<Self, String> {
        let log = File::open(log).map_err(|error| format!("{}: {error}", log.display()))?;
        Ok(Self { log, at: SECTOR_BYTES, spans: vec![Vec::new()] })
    }

    pub fn flushes(&self) -> usize {
        self.spans.len() - 1
    }

    pub fn sectors(&self) -> u64 {
        self.spans.iter().map(|span| sectors_of(span)).sum()
    }

    /// Reads what has come since the last time, also while the emulator writes.
    pub fn read_on(&mut self) -> Result<(), String> {
        let text = |error: std::io::Error| format!("the log: {error}");
        let mut head = [0; 32];
        loop {
            match self.log.read_exact_at(&mut head, self.at) {
                Err(error) if error.kind() == std::io::ErrorKind::UnexpectedEof => break,
                read => read.map_err(text)?,
            }
            let field = |at: usize| {
                let bytes = head[at * 8..at * 8 + 8].try_into();
                u64::from_le_bytes(bytes.unwrap())
            };
            let (sector, sectors, flags) = (field(0), field(1), field(2));
            if (sectors, flags) == (0, 0) {
                break;
            }
            if sectors > SECTORS_MAX || flags & !(FLUSH | DISCARD) != 0 || field(3) != 0 {
                let at = self.at;
                return Err(format!("no request at {at}: {sector} {sectors} {flags:#x}"));
            }
            self.at += SECTOR_BYTES;
            if flags & FLUSH != 0 {
                self.spans.push(Vec::new());
            }
            // What a disk was told to forget, it may keep.
            if flags & DISCARD == 0 && sectors > 0 {
                let write = Write { log_at: self.at, sector, sectors };
                self.spans.last_mut().unwrap().push(write);
                self.at += sectors * SECTOR_BYTES;
            }
        }
        Ok(())
    }

    /// The moment at which the emulator was ended. That may have torn its last request, of which the
    /// machine was then not told that it is done: a last write is left out.
    pub fn last_cut(&self, left: Left) -> Cut {
        let writes = self.spans.last().map_or(0, Vec::len).saturating_sub(1);
        Cut { flushes: self.flushes(), writes, left }
    }

    /// No power cut: what was asked was done.
    pub fn whole(&self) -> Cut {
        let writes = self.spans.last().map_or(0, Vec::len);
        Cut { flushes: self.flushes(), writes, left: Left::All }
    }

    /// Just before the flush that has the most to do, or the one that has less than so many others.
    pub fn full_cut(&self, place: usize, left: Left) -> Cut {
        let mut spans: Vec<usize> = (0..self.flushes()).collect();
        spans.sort_by_key(|at| std::cmp::Reverse(sectors_of(&self.spans[*at])));
        match spans.get(place) {
            Some(at) => Cut { flushes: *at, writes: self.spans[*at].len(), left },
            None => self.last_cut(left),
        }
    }

    /// Just after any write.
    pub fn some_cut(&self, random: &mut Random, left: Left) -> Cut {
        let writes: usize = self.spans.iter().map(Vec::len).sum();
        let mut rest = random.up_to(writes.saturating_sub(2) as u64) as usize;
        for (flushes, span) in self.spans.iter().enumerate() {
            if rest < span.len() {
                return Cut { flushes, writes: rest + 1, left };
            }
            rest -= span.len();
        }
        self.last_cut(left)
    }

    /// Brings a disk, which is as it was when the log began, to where the power leaves it.
    pub fn settle(&self, cut: Cut, disk: &Path, random: &mut Random) -> Result<Settled, String> {
        let text = |error: std::io::Error| format!("{}: {error}", disk.display());
        let disk = File::options().write(true).open(disk).map_err(text)?;
        for write in self.spans[..cut.flushes].iter().flatten() {
            disk.write_all_at(&self.bytes(write)?, write.sector * SECTOR_BYTES).map_err(text)?;
        }
        let mut settled = Settled::default();
        for write in &self.spans[cut.flushes][..cut.writes] {
            let bytes = self.bytes(write)?;
            let mut stays = cut.left == Left::All;
            for (sector, bytes) in (write.sector..).zip(bytes.chunks(SECTOR_BYTES as usize)) {
                if cut.left == Left::Some && sector != HEAD_END {
                    stays = random.up_to(1) == 0;
                }
                settled.cached += 1;
                match stays {
                    true => disk.write_all_at(bytes, sector * SECTOR_BYTES).map_err(text)?,
                    false => settled.lost += 1,
                }
            }
        }
        Ok(settled)
    }

    fn bytes(&self, write: &Write) -> Result<Vec<u8>, String> {
        let mut bytes = vec![0; (write.sectors * SECTOR_BYTES) as usize];
        let read = self.log.read_exact_at(&mut bytes, write.log_at);
        read.map_err(|error| format!("the log: {error}"))?;
        Ok(bytes)
    }
}

fn sectors_of(span: &[Write]) -> u64 {
    span.iter().map(|write| write.sectors).sum()
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;
    use std::path::PathBuf;

    use super::*;
    use crate::folder::TempFolder;

    /// First sector and filling of each of its sectors; None is a flush.
    type Asked = Option<(u64, &'static [u8])>;

    fn bytes_of(requests: &[Asked]) -> Vec<u8> {
        let mut log = Vec::new();
        for request in requests {
            let (sector, filling) = request.unwrap_or((0, &[]));
            let mut head = vec![0; SECTOR_BYTES as usize];
            head[..8].copy_from_slice(&sector.to_le_bytes());
            head[8..16].copy_from_slice(&(filling.len() as u64).to_le_bytes());
            head[16..24].copy_from_slice(&u64::from(request.is_none()).to_le_bytes());
            log.extend_from_slice(&head);
            filling.iter().for_each(|byte| log.extend_from_slice(&[*byte; SECTOR_BYTES as usize]));
        }
        log
    }

    fn log_of(folder: &TempFolder, requests: &[Asked]) -> PathBuf {
        let path = folder.join("log");
        let mut log = vec![0xab; SECTOR_BYTES as usize];
        log.extend_from_slice(&bytes_of(requests));
        // The emulator writes into a file that has its length already.
        log.resize(log.len() + 4096, 0);
        std::fs::write(&path, log).unwrap();
        path
    }

    /// Twelve sectors in three spans.
    const LIFE: [Asked; 9] = [
        Some((0, &[1, 2, 3])),
        Some((1, &[4])),
        None,
        Some((2, &[5, 6])),
        Some((0, &[7])),
        Some((7, &[8])),
        None,
        Some((3, &[1, 1])),
        Some((5, &[2, 2])),
    ];

    /// The first byte of each of the eight sectors, which hold nines before.
    fn settled(
        requests: &Requests,
        folder: &TempFolder,
        cut: Cut,
        seed: u64,
    ) -> ([u8; 8], Settled) {
        let disk = folder.join("disk");
        std::fs::write(&disk, [9; 8 * SECTOR_BYTES as usize]).unwrap();
        let settled = requests.settle(cut, &disk, &mut Random::new(seed)).unwrap();
        let bytes = std::fs::read(&disk).unwrap();
        let sectors: Vec<u8> = bytes
            .chunks(SECTOR_BYTES as usize)
            .map(|sector| {
                assert!(sector.iter().all(|byte| *byte == sector[0]), "a torn sector");
                sector[0]
            })
            .collect();
        (sectors.try_into().unwrap(), settled)
    }

    #[test]
    fn what_was_flushed_stays_and_any_sectors_of_the_rest() {
        let folder = TempFolder::new();
        let mut requests = Requests::of(&log_of(&folder, &LIFE)).unwrap();
        requests.read_on().unwrap();
        assert_eq!((requests.flushes(), requests.sectors()), (2, 12));
        let at = |flushes, writes, left| {
            let (sectors, lost) = settled(&requests, &folder, Cut { flushes, writes, left }, 1);
            (sectors, (lost.cached, lost.lost))
        };
        assert_eq!(at(0, 0, Left::Some), ([9; 8], (0, 0)));
        assert_eq!(at(0, 1, Left::All), ([1, 2, 3, 9, 9, 9, 9, 9], (3, 0)));
        assert_eq!(at(1, 3, Left::Nothing), ([1, 4, 3, 9, 9, 9, 9, 9], (4, 4)));
        assert_eq!(at(1, 2, Left::All), ([7, 4, 5, 6, 9, 9, 9, 9], (3, 0)));
        let last = requests.last_cut(Left::All);
        // The last request may have been under way.
        assert_eq!(at(last.flushes, last.writes, last.left), ([7, 4, 5, 1, 1, 9, 9, 8], (2, 0)));
        let mut seen = std::collections::BTreeSet::new();
        for seed in 0..300 {
            let cut = Cut { flushes: 1, writes: 3, left: Left::Some };
            let (sectors, _) = settled(&requests, &folder, cut, seed);
            assert_eq!(sectors[1], 4);
            seen.insert(sectors);
        }
        assert_eq!(seen.len(), 8, "every part of four sectors, of which two stay together");
        assert!(seen.iter().all(|sectors| (sectors[2] == 5) == (sectors[3] == 6)));
    }

    #[test]
    fn cuts_are_chosen_by_what_the_cache_holds_or_by_chance() {
        let folder = TempFolder::new();
        let mut requests = Requests::of(&log_of(&folder, &LIFE)).unwrap();
        requests.read_on().unwrap();
        let cut = |flushes, writes| Cut { flushes, writes, left: Left::Some };
        // Two flushes had four sectors to do each; what the end cut off comes last.
        let full: Vec<Cut> = (0..3).map(|place| requests.full_cut(place, Left::Some)).collect();
        assert_eq!(full, [cut(0, 2), cut(1, 3), cut(2, 1)]);
        let mut random = Random::new(1);
        let mut seen: Vec<_> = (0..200)
            .map(|_| requests.some_cut(&mut random, Left::Some))
            .map(|cut| (cut.flushes, cut.writes))
            .collect();
        seen.sort_unstable();
        seen.dedup();
        assert_eq!(seen, [(0, 1), (0, 2), (1, 1), (1, 2), (1, 3), (2, 1)]);
    }

    #[test]
    fn a_log_is_read_while_it_grows() {
        let folder = TempFolder::new();
        let path = folder.join("log");
        std::fs::write(&path, [0xab; SECTOR_BYTES as usize]).unwrap();
        let mut requests = Requests::of(&path).unwrap();
        let mut log = File::options().append(true).open(&path).unwrap();
        for (written, flushes) in LIFE.iter().zip([0, 0, 1, 1, 1, 1, 2, 2, 2]) {
            log.write_all(&bytes_of(&[*written])).unwrap();
            requests.read_on().unwrap();
            assert_eq!(requests.flushes(), flushes);
        }
        assert_eq!(requests.sectors(), 12);
    }

    #[test]
    fn a_log_that_is_none_is_an_error() {
        let folder = TempFolder::new();
        let path = log_of(&folder, &[Some((0, &[1])), None]);
        let log = File::options().write(true).open(&path).unwrap();
        log.write_all_at(&[0x80], SECTOR_BYTES + 16).unwrap();
        let what = Requests::of(&path).unwrap().read_on().unwrap_err();
        assert!(what.contains("no request"), "{what}");
    }
}
