// SPDX-License-Identifier: Apache-2.0
//! Reading while someone else writes, and reads that end too early.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

#[path = "support/log.rs"]
mod log;

use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex};

use log::{PATH, disk_of, example, filled, open_at, put};
use softadastra::base::error::Code;
use softadastra::disk::{Access, Disk, DiskFile, MemoryDisk};
use softadastra::wal;

/// A disk whose reads go through something else.
#[derive(Clone)]
struct Odd {
    disk: MemoryDisk,
    read: Arc<ReadAt>,
}

type ReadAt = dyn Fn(&dyn DiskFile, &mut [u8], u64) -> io::Result<usize> + Send + Sync;

struct OddFile {
    file: Arc<dyn DiskFile>,
    read: Arc<ReadAt>,
}

impl Disk for Odd {
    fn open(&self, path: &Path, access: Access) -> io::Result<Arc<dyn DiskFile>> {
        let file = self.disk.open(path, access)?;
        Ok(Arc::new(OddFile { file, read: self.read.clone() }))
    }

    fn make_folders(&self, path: &Path) -> io::Result<()> {
        self.disk.make_folders(path)
    }

    fn sync_folder(&self, path: &Path) -> io::Result<()> {
        self.disk.sync_folder(path)
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.disk.rename(from, to)
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        self.disk.remove(path)
    }

    fn beside(&self, path: &Path) -> io::Result<Vec<PathBuf>> {
        self.disk.beside(path)
    }
}

impl DiskFile for OddFile {
    fn len(&self) -> io::Result<u64> {
        self.file.len()
    }

    fn read_at(&self, out: &mut [u8], at: u64) -> io::Result<usize> {
        (self.read)(&*self.file, out, at)
    }

    fn write_at(&self, bytes: &[u8], at: u64) -> io::Result<()> {
        self.file.write_at(bytes, at)
    }

    fn reserve(&self, len: u64) -> io::Result<()> {
        self.file.reserve(len)
    }

    fn set_len(&self, len: u64) -> io::Result<()> {
        self.file.set_len(len)
    }

    fn sync_data(&self) -> io::Result<()> {
        self.file.sync_data()
    }

    fn try_lock(&self) -> io::Result<bool> {
        self.file.try_lock()
    }

    fn unlock(&self) -> io::Result<()> {
        self.file.unlock()
    }
}

#[test]
fn a_scan_that_a_writer_overtakes_at_any_moment_sees_a_prefix_and_no_damage() {
    for large_bytes in [3_000, 300_000] {
        for (durable, is_closed) in [(true, false), (false, false), (true, true)] {
            for nth in 0..30 {
                overtake(&vec![9; large_bytes], durable, is_closed, nth);
            }
        }
    }
}

/// Scans while a writer adds four groups, after so many halves of reads.
fn overtake(large: &[u8], durable: bool, is_closed: bool, nth: u32) {
    let bodies: [&[u8]; 6] = [b"a", b"b", large, b"c", b"d", b"e"];
    let bodies = bodies.map(<[u8]>::to_vec);
    let disk = MemoryDisk::new();
    let log = Mutex::new(Some(filled(&disk, &[b"a", b"b"], true)));
    let added = bodies[2..].to_vec();
    let halves = AtomicU32::new(0);
    let write = move || {
        if halves.fetch_add(1, Ordering::Relaxed) == nth {
            let mut log = log.lock().unwrap();
            for body in &added {
                put(log.as_mut().unwrap(), body, durable).unwrap();
            }
            if is_closed {
                log.take().unwrap().close().unwrap();
            }
        }
    };
    // A read is not one moment: here it is two, apart inside the first group added.
    let read = move |file: &dyn DiskFile, out: &mut [u8], at: u64| {
        let (head, rest) = out.split_at_mut(600.min(out.len() / 2));
        write();
        let count = file.read_at(head, at)?;
        write();
        if count < head.len() {
            Ok(count)
        } else {
            Ok(count + file.read_at(rest, at + count as u64)?)
        }
    };
    let mut seen = Vec::new();
    let odd = Odd { disk: disk.clone(), read: Arc::new(read) };
    let recovered = wal::scan(&odd, Path::new(PATH), 1, &mut |_, _, body| {
        seen.push(body.to_vec());
        Ok(())
    });
    recovered.unwrap();
    assert!(seen.len() >= 2 && seen == bodies[..seen.len()], "{}", seen.len());
}

#[test]
fn a_read_that_ends_before_the_file_does_is_an_error_and_not_the_end() {
    let disk = disk_of(example());
    for end in [0, 8, 511, 512, 540, 600] {
        let read = move |file: &dyn DiskFile, out: &mut [u8], at: u64| {
            let count = out.len().min(end.max(at as usize) - at as usize);
            file.read_at(&mut out[..count], at)
        };
        let odd = Odd { disk: disk.clone(), read: Arc::new(read) };
        let path = Path::new(PATH);
        let error = wal::scan(&odd, path, 1, &mut |_, _, _| Ok(())).unwrap_err();
        assert_eq!(error.code(), Code::FileReadError);
        let error = open_at(&odd, path).map(|_| ()).unwrap_err();
        assert_eq!(error.code(), Code::FileReadError);
        assert_eq!(disk.bytes(PATH).unwrap(), example());
    }
}
