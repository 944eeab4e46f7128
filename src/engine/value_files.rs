// SPDX-License-Identifier: Apache-2.0
//! Values in files of their own (`docs/format/value.md`): which of them the log names, and which
//! number is next.
//!
//! A file is needed as long as the record that names it is followed when the log is read. Once the
//! runs hold what it says, the file goes with the log before it.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::base::error::Result;
use crate::disk::names::{self, Side};
use crate::disk::{Disk, MemoryDisk};
use crate::store::value::{Named, Placed};
use crate::store::value_file;

use super::options::Options;

/// The value files of one database.
pub struct ValueFiles {
    disk: Arc<dyn Disk>,
    main: PathBuf,
    /// Each of them by its number, and which file of the log names it.
    noted: BTreeMap<u64, (u64, Named)>,
    /// Length of their values together.
    bytes: u64,
    next: u64,
}

impl ValueFiles {
    /// None is noted yet.
    pub fn new(options: &Options) -> Self {
        let (disk, main) = (options.disk.clone(), options.path.clone());
        Self { disk, main, noted: BTreeMap::new(), bytes: 0, next: 1 }
    }

    /// Opens the one that a record names.
    ///
    /// Errors: as [`value_file::open`].
    pub fn open(&self, named: Named) -> Result<Arc<Placed>> {
        value_file::open(&*self.disk, &self.main, named)
    }

    /// Notes that a record in that file of the log names a value file.
    pub fn note(&mut self, named: Named, segment: u64) {
        self.noted.insert(named.number, (segment, named));
        self.bytes += named.bytes;
        self.next = self.next.max(named.number + 1);
    }

    /// Those that are noted.
    pub fn noted(&self) -> impl Iterator<Item = Named> + use<'_> {
        self.noted.values().map(|(_, named)| *named)
    }

    /// The number of a new file.
    pub fn take_number(&mut self) -> u64 {
        self.next += 1;
        self.next - 1
    }

    /// Length of all values that are noted, in bytes.
    pub fn bytes(&self) -> u64 {
        self.bytes
    }

    /// Forgets those that only the log before that file names: the runs hold their values. Returns
    /// their files, to be removed; what stays of them is removed by the next opening.
    pub fn forget_before(&mut self, segment: u64) -> Vec<PathBuf> {
        let mut gone = Vec::new();
        let (main, bytes) = (&self.main, &mut self.bytes);
        self.noted.retain(|number, (at, named)| {
            let is_needed = *at >= segment;
            if !is_needed {
                gone.push(names::value(main, *number));
                *bytes -= named.bytes;
            }
            is_needed
        });
        gone
    }

    /// Goes on with what another reading of the log has noted.
    pub fn follow(&mut self, other: Self) {
        (self.noted, self.bytes) = (other.noted, other.bytes);
        self.next = self.next.max(other.next);
    }

    /// Removes all that nothing in the log names: what was begun and never committed. No number of
    /// a file that stays is given again.
    pub fn clean(&mut self) {
        for file in self.disk.beside(&self.main).unwrap_or_default() {
            if let Some(Side::Value(number)) = names::side_of(&self.main, &file) {
                self.next = self.next.max(number.saturating_add(1));
                if !self.noted.contains_key(&number) {
                    let _ = self.disk.remove(&file);
                }
            }
        }
    }
}

impl Default for ValueFiles {
    fn default() -> Self {
        let (disk, main) = (Arc::new(MemoryDisk::default()), PathBuf::default());
        Self { disk, main, noted: BTreeMap::new(), bytes: 0, next: 1 }
    }
}

/// Whether an engine is open. Who writes a value file removes it only while it is: afterwards the
/// name may be another's.
#[derive(Clone)]
pub struct Life(Arc<Mutex<bool>>);

impl Life {
    /// It is.
    pub fn new() -> Self {
        Self(Arc::new(Mutex::new(true)))
    }

    /// True as long as the guard is held, if it is true.
    pub fn hold(&self) -> MutexGuard<'_, bool> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// It is closed.
    pub fn end(&self) {
        *self.hold() = false;
    }

    /// Whether both are of one engine.
    pub fn is(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

/// Ends the life of an engine when that goes.
pub struct Living(pub Life);

impl Drop for Living {
    fn drop(&mut self) {
        self.0.end();
    }
}
