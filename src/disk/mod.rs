// SPDX-License-Identifier: Apache-2.0
//! The only file access of the crate, behind two traits.
//!
//! Promises: nothing else of the crate touches a file. [`FileDisk`] is the system's own;
//! [`MemoryDisk`] behaves like it, and can also lose power, run full and fail on purpose. Imports
//! only `base`. The log calls it. `names` says what the files of a database are called.
//!
//! Invariants that hold for every implementation: an error of the system arrives as it is, with its
//! number; a read is short only where the file ends; a write that returns an error may have left
//! any part of its bytes behind; what is written is visible to later reads at once, and on stable
//! storage only after [`DiskFile::sync_data`].

mod fault;
mod file;
mod folder;
mod image;
mod memory;
pub mod names;

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

pub use fault::{Fault, Operation};
pub use file::FileDisk;
pub use image::Fate;
pub use memory::{Effect, MemoryDisk, Pending};

/// What a file is opened for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Reading an existing file.
    Read,
    /// Reading and writing an existing file.
    Write,
    /// Reading and writing; an empty file is made when there is none.
    Create,
}

/// Where files are.
pub trait Disk: Send + Sync {
    /// Opens a file.
    ///
    /// Errors: those of the system; `NotFound` when the file is missing and not to be made, or its
    /// folder is missing.
    /// Durability: a file that was made is in its folder for good only after
    /// [`Disk::sync_folder`].
    fn open(&self, path: &Path, access: Access) -> io::Result<Arc<dyn DiskFile>>;

    /// Makes the folders above `path` that are missing.
    ///
    /// Errors: those of the system.
    /// Durability: on success the folders survive a power cut, those included that an earlier,
    /// interrupted call made.
    fn make_folders(&self, path: &Path) -> io::Result<()>;

    /// Makes the entries of the folder of `path` durable: files made, renamed and removed. A file
    /// system that does not know this call is no error: its entries need none.
    ///
    /// Errors: those of the system.
    fn sync_folder(&self, path: &Path) -> io::Result<()>;

    /// Gives the file `from` the name `to` in the same folder; a file that had that name is gone.
    /// Nobody sees a moment without a file `to` when there was one before.
    ///
    /// Errors: those of the system; `NotFound` when there is no file `from`.
    /// Durability: after [`Disk::sync_folder`].
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;

    /// Takes the file's name away. Open handles go on working; its space is free after the last.
    ///
    /// Errors: those of the system; `NotFound` when there is no such file.
    /// Durability: after [`Disk::sync_folder`].
    fn remove(&self, path: &Path) -> io::Result<()>;

    /// The paths of the files in the folder of `path` whose names begin with the file name of
    /// `path`, itself included, sorted. A missing folder is an empty list.
    ///
    /// Errors: those of the system.
    fn beside(&self, path: &Path) -> io::Result<Vec<PathBuf>>;
}

/// An open file. Offsets and lengths are in bytes. Any thread may call; the calls do not move a
/// common position.
pub trait DiskFile: Send + Sync {
    /// The length of the file.
    fn len(&self) -> io::Result<u64>;

    /// Whether the file holds no byte.
    fn is_empty(&self) -> io::Result<bool> {
        Ok(self.len()? == 0)
    }

    /// Fills `out` from offset `at`. Returns how many bytes were read: fewer than asked for only
    /// where the file ends.
    fn read_at(&self, out: &mut [u8], at: u64) -> io::Result<usize>;

    /// Writes all of `bytes` at offset `at`; the file grows as needed. After an error any part of
    /// them may be in the file.
    fn write_at(&self, bytes: &[u8], at: u64) -> io::Result<()>;

    /// Makes the file at least `len` bytes long; what is new reads as zeros and its space is
    /// allocated. Does nothing, and that is no error, where the file system cannot do it.
    fn reserve(&self, len: u64) -> io::Result<()>;

    /// Writes zeros where there is reserved space that nobody has written to: `bytes` bytes from
    /// offset `at` on. A file system notes which blocks of reserved space were written, and a sync
    /// waits for that note; later writes into such a block need none. Promises nothing, and changes
    /// nothing that can be read.
    fn fill(&self, _at: u64, _bytes: u64) {}

    /// Cuts or extends the file to `len` bytes; what is new reads as zeros.
    fn set_len(&self, len: u64) -> io::Result<()>;

    /// Asks the system to begin writing what `bytes` bytes from offset `at` on hold to the disk, so
    /// that a later [`DiskFile::sync_data`] has less to wait for. Promises nothing: only that later
    /// call says whether they are on stable storage.
    fn begin_sync(&self, _at: u64, _bytes: u64) {}

    /// Puts the bytes of the file, and its length, on stable storage.
    ///
    /// After an error nothing is known of any byte written since the last success: the system may
    /// have dropped them and marked them clean, so calling again proves nothing.
    fn sync_data(&self) -> io::Result<()>;

    /// Takes the exclusive lock of the file, without waiting. False: someone else holds it, in this
    /// process or another. The lock ends with [`DiskFile::unlock`] or with the last reference.
    fn try_lock(&self) -> io::Result<bool>;

    /// Gives the lock back, also while other references to this file live on.
    fn unlock(&self) -> io::Result<()>;
}
