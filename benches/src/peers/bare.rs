// SPDX-License-Identifier: Apache-2.0
//! The least a durable log must do: checksum, one write, fdatasync, on a file whose space is
//! reserved and filled ahead. Once alone, once for threads that share a sync. File, reserve and
//! filling are those of the engine's own disk layer, so that both sides find the same kind of file.

use std::io;
use std::path::Path;
use std::sync::{Arc, Condvar, Mutex};
use std::time::Duration;

use softadastra::base::limits::{GATHER_WAIT_US, LOG_FILL_BYTES, LOG_RESERVE_BYTES};
use softadastra::disk::{Access, Disk, DiskFile, FileDisk};

/// A file that only grows.
pub struct Bare {
    file: Arc<dyn DiskFile>,
    end: u64,
    reserved: u64,
    filled: u64,
}

impl Bare {
    pub fn make(path: &Path) -> io::Result<Self> {
        Ok(Self { file: FileDisk.open(path, Access::Create)?, end: 0, reserved: 0, filled: 0 })
    }

    /// Writes records and syncs.
    pub fn commit(&mut self, records: &[u8]) -> io::Result<()> {
        let end = self.end + records.len() as u64;
        if end > self.reserved {
            self.reserved = end + LOG_RESERVE_BYTES;
            self.file.reserve(self.reserved)?;
        }
        if end > self.filled && records.len() as u64 <= LOG_FILL_BYTES / 4 {
            let from = self.filled.max(self.end);
            let to = (end + LOG_FILL_BYTES) / LOG_FILL_BYTES * LOG_FILL_BYTES;
            self.filled = to.min(self.reserved);
            self.file.fill(from, self.filled - from);
        }
        self.file.write_at(records, self.end)?;
        self.end = end;
        self.file.sync_data()
    }
}

/// Puts a record of the size of `record` behind what is there: its checksum, then its bytes.
pub fn append(record: &[u8], out: &mut Vec<u8>) {
    let body = &record[4..];
    out.extend_from_slice(&crc32fast::hash(body).to_le_bytes());
    out.extend_from_slice(body);
}

/// Group commit as it stands in every textbook: who finds nobody flushing takes all that wait.
/// And, as the engine does it, not before the others of the last group had a moment to come again.
pub struct BareGroup {
    turn: Mutex<Turn>,
    flushed: Condvar,
    complete: Condvar,
    log: Mutex<Bare>,
}

#[derive(Default)]
struct Turn {
    waiting: Vec<u8>,
    given: u64,
    /// How many were given when the last flush began.
    taken: u64,
    done: u64,
    expected: u64,
    is_flushing: bool,
}

impl Turn {
    fn is_complete(&self) -> bool {
        self.given - self.taken >= self.expected
    }
}

impl BareGroup {
    pub fn new(log: Bare) -> Self {
        let (flushed, complete) = (Condvar::new(), Condvar::new());
        Self { turn: Mutex::default(), flushed, complete, log: Mutex::new(log) }
    }

    /// Returns once the record is on stable storage.
    pub fn put(&self, record: &[u8]) -> io::Result<()> {
        let broken = || io::Error::other("a thread panicked");
        let mut turn = self.turn.lock().map_err(|_| broken())?;
        append(record, &mut turn.waiting);
        turn.given += 1;
        let mine = turn.given;
        if turn.is_complete() {
            self.complete.notify_one();
        }
        while turn.done < mine {
            if turn.is_flushing {
                turn = self.flushed.wait(turn).map_err(|_| broken())?;
                continue;
            }
            turn.is_flushing = true;
            if !turn.is_complete() {
                let wait = Duration::from_micros(GATHER_WAIT_US);
                let gathered =
                    self.complete.wait_timeout_while(turn, wait, |turn| !turn.is_complete());
                turn = gathered.map_err(|_| broken())?.0;
            }
            let (records, upto) = (std::mem::take(&mut turn.waiting), turn.given);
            turn.taken = upto;
            drop(turn);
            let written = self.log.lock().map_err(|_| broken())?.commit(&records);
            turn = self.turn.lock().map_err(|_| broken())?;
            turn.is_flushing = false;
            turn.expected = turn.given - turn.done;
            turn.done = upto;
            self.flushed.notify_all();
            written?;
        }
        Ok(())
    }
}
