// SPDX-License-Identifier: Apache-2.0
//! The system's own files. The one place of the crate that calls `std::fs`.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io;
use std::os::unix::fs::FileExt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::{Access, Disk, DiskFile};

/// The files of the operating system.
#[derive(Clone, Copy, Debug, Default)]
pub struct FileDisk;

impl Disk for FileDisk {
    fn open(&self, path: &Path, access: Access) -> io::Result<Arc<dyn DiskFile>> {
        let mut options = OpenOptions::new();
        options.read(true).write(access != Access::Read).create(access == Access::Create);
        Ok(Arc::new(SystemFile(options.open(path)?)))
    }

    fn make_folders(&self, path: &Path) -> io::Result<()> {
        let folder = folder_of(path);
        let missing: Vec<&Path> = folder
            .ancestors()
            .take_while(|at| !at.as_os_str().is_empty() && !at.exists())
            .collect();
        fs::create_dir_all(folder)?;
        for made in &missing {
            sync(folder_of(made))?;
        }
        // A crash may have come between making a folder and syncing the one above it, so folders
        // that exist prove nothing. Some of those may not be ours to open, and then there is
        // nothing to do.
        for above in folder.ancestors().skip(missing.len()) {
            let _ = sync(folder_of(above));
        }
        Ok(())
    }

    fn sync_folder(&self, path: &Path) -> io::Result<()> {
        sync(folder_of(path))
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::rename(from, to)
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        fs::remove_file(path)
    }

    fn beside(&self, path: &Path) -> io::Result<Vec<PathBuf>> {
        let Some(main) = path.file_name() else { return Ok(Vec::new()) };
        let entries = match fs::read_dir(folder_of(path)) {
            Err(cause) if cause.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            entries => entries?,
        };
        let mut found = Vec::new();
        for entry in entries {
            let name = entry?.file_name();
            let is_beside = name.as_encoded_bytes().starts_with(main.as_encoded_bytes());
            let other = path.with_file_name(&name);
            if is_beside && !other.is_dir() {
                found.push(other);
            }
        }
        found.sort();
        Ok(found)
    }
}

/// The folder that holds the entry of `path`.
fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if folder.as_os_str().is_empty() => Path::new("."),
        Some(folder) => folder,
        None => path,
    }
}

fn sync(folder: &Path) -> io::Result<()> {
    match File::open(folder)?.sync_all() {
        Err(cause) if is_missing_call(&cause) => Ok(()),
        result => result,
    }
}

/// Whether the file system does not know the call at all, as opposed to failing at it.
fn is_missing_call(cause: &io::Error) -> bool {
    let numbers = [libc::EINVAL, libc::ENOSYS, libc::EOPNOTSUPP, libc::ENODEV];
    cause.raw_os_error().is_some_and(|number| numbers.contains(&number))
}

struct SystemFile(File);

impl DiskFile for SystemFile {
    fn len(&self) -> io::Result<u64> {
        Ok(self.0.metadata()?.len())
    }

    fn read_at(&self, out: &mut [u8], at: u64) -> io::Result<usize> {
        let mut done = 0;
        while let Some(rest) = out.get_mut(done..)
            && !rest.is_empty()
        {
            match self.0.read_at(rest, at + done as u64) {
                Ok(0) => break,
                Ok(count) => done += count,
                Err(cause) if cause.kind() == io::ErrorKind::Interrupted => {}
                Err(cause) => return Err(cause),
            }
        }
        Ok(done)
    }

    fn write_at(&self, bytes: &[u8], at: u64) -> io::Result<()> {
        // Goes on after an interruption and after a short write.
        self.0.write_all_at(bytes, at)
    }

    fn reserve(&self, len: u64) -> io::Result<()> {
        let from = self.len()?;
        if from >= len {
            return Ok(());
        }
        loop {
            match allocate(&self.0, from, len - from) {
                Err(cause) if cause.kind() == io::ErrorKind::Interrupted => {}
                Err(cause) if is_missing_call(&cause) => return Ok(()),
                result => return result,
            }
        }
    }

    fn fill(&self, at: u64, bytes: u64) {
        // What fails here fails again at the write that follows.
        let _ = self.0.write_all_at(&vec![0; usize::try_from(bytes).unwrap_or(0)], at);
    }

    fn set_len(&self, len: u64) -> io::Result<()> {
        self.0.set_len(len)
    }

    fn begin_sync(&self, at: u64, bytes: u64) {
        begin_writing(&self.0, at, bytes);
    }

    fn sync_data(&self) -> io::Result<()> {
        self.0.sync_data()
    }

    fn try_lock(&self) -> io::Result<bool> {
        match self.0.try_lock() {
            Ok(()) => Ok(true),
            Err(TryLockError::WouldBlock) => Ok(false),
            Err(TryLockError::Error(cause)) => Err(cause),
        }
    }

    fn unlock(&self) -> io::Result<()> {
        self.0.unlock()
    }
}

/// Allocates `bytes` zero bytes from offset `from` on and extends the file over them.
#[cfg(target_os = "linux")]
#[allow(unsafe_code)]
fn allocate(file: &File, from: u64, bytes: u64) -> io::Result<()> {
    use std::os::fd::AsRawFd;
    let too_large = |_| io::Error::from_raw_os_error(libc::EFBIG);
    let from = libc::off_t::try_from(from).map_err(too_large)?;
    let bytes = libc::off_t::try_from(bytes).map_err(too_large)?;
    // SAFETY: the descriptor is open, because `file` is borrowed for the whole call; the other
    // arguments are plain numbers, so the call reaches no memory of this process.
    match unsafe { libc::fallocate(file.as_raw_fd(), 0, from, bytes) } {
        0 => Ok(()),
        _ => Err(io::Error::last_os_error()),
    }
}

#[cfg(not(target_os = "linux"))]
fn allocate(_: &File, _: u64, _: u64) -> io::Result<()> {
    Ok(())
}

/// Begins to write the dirty pages of a range, and waits for none of them. What fails here fails
/// again at the sync that has to follow.
#[cfg(target_os = "linux")]
#[allow(unsafe_code)]
fn begin_writing(file: &File, at: u64, bytes: u64) {
    use std::os::fd::AsRawFd;
    let (Ok(at), Ok(bytes)) = (libc::off64_t::try_from(at), libc::off64_t::try_from(bytes)) else {
        return;
    };
    // SAFETY: the descriptor is open, because `file` is borrowed for the whole call; the other
    // arguments are plain numbers, so the call reaches no memory of this process.
    unsafe { libc::sync_file_range(file.as_raw_fd(), at, bytes, libc::SYNC_FILE_RANGE_WRITE) };
}

#[cfg(not(target_os = "linux"))]
fn begin_writing(_: &File, _: u64, _: u64) {}
