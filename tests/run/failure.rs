// SPDX-License-Identifier: Apache-2.0
//! Calls of the disk that fail.

use std::ops::Bound::Unbounded;
use std::sync::Arc;

use softadastra::base::error::Code;
use softadastra::disk::{Fault, MemoryDisk, Operation};
use softadastra::store::run::{Cache, Part};

use crate::support::{ID, PATH, entries, numbered, open, open_run, write};

#[test]
fn a_failed_write_or_sync_is_an_error_and_leaves_no_run() {
    let pairs = numbered(1500, 100);
    let disk = MemoryDisk::new();
    write(&disk, &pairs).unwrap();
    let (count, whole) = (disk.calls().len() as u64, disk.bytes(PATH));
    assert!(count > 6);
    for nth in 2..=count {
        for (errno, leaving) in [(libc::ENOSPC, 0), (libc::EIO, 0), (libc::ENOSPC, 5000)] {
            for forever in [false, true] {
                let disk = MemoryDisk::new();
                let fault = match forever {
                    true => Fault::from(None, nth, errno),
                    false => Fault::once(None, nth, errno),
                };
                disk.inject(fault.leaving(leaving));
                let error = write(&disk, &pairs).unwrap_err();
                let full = errno == libc::ENOSPC;
                let wanted = if full { Code::NoSpace } else { Code::FileWriteError };
                assert_eq!(error.code(), wanted);
                disk.clear_faults();
                match open_run(&disk, ID) {
                    Err(error) => assert_eq!(error.code(), Code::Corrupted),
                    // The last calls may leave a whole file; nobody was told that it is one.
                    Ok(_) => assert!(disk.bytes(PATH) == whole),
                }
            }
        }
    }
    println!("counted {} failing calls", 6 * (count - 1));
}

#[test]
fn a_disk_that_runs_full_is_an_error_at_every_length() {
    let pairs = numbered(400, 100);
    let disk = MemoryDisk::new();
    let bytes = write(&disk, &pairs).unwrap().bytes;
    for capacity in (0..bytes).step_by(97).chain([bytes - 1]) {
        let disk = MemoryDisk::new();
        disk.set_capacity(Some(capacity));
        assert_eq!(write(&disk, &pairs).unwrap_err().code(), Code::NoSpace);
        assert_eq!(open_run(&disk, ID).err().unwrap().code(), Code::Corrupted);
    }
    disk.set_capacity(Some(bytes));
    write(&disk, &pairs).unwrap();
}

#[test]
fn a_failed_read_is_an_error_and_is_not_remembered() {
    let disk = MemoryDisk::new();
    write(&disk, &numbered(1000, 100)).unwrap();
    for nth in 1..=3 {
        disk.inject(Fault::once(None, nth, libc::EIO));
        let result = open_run(&disk, ID);
        assert_eq!(result.err().unwrap().code(), Code::FileReadError);
        disk.clear_faults();
    }
    let cache = Cache::new(0);
    let key = b"key:000000000500";
    for nth in 1..=3 {
        let run = open(&disk);
        disk.inject(Fault::once(Some(Operation::Read), nth, libc::EIO));
        let error = run.get(&cache, key).unwrap_err();
        assert_eq!(error.code(), Code::FileReadError, "filter, fences, block");
        assert!(run.get(&cache, key).unwrap().is_some());
        disk.clear_faults();
    }
}

#[test]
fn an_unreadable_place_hurts_its_block_alone() {
    let disk = MemoryDisk::new();
    let pairs = numbered(1000, 100);
    write(&disk, &pairs).unwrap();
    let run = open(&disk);
    entries(&run, Unbounded, None, 1);
    // The large read fails, the small one after it does not.
    disk.inject(Fault::once(Some(Operation::Read), 1, libc::EIO));
    assert_eq!(entries(&run, Unbounded, None, usize::MAX).len(), 1000);
    disk.clear_faults();
    disk.inject(Fault::once(Some(Operation::Read), 9, libc::EIO));
    let mut found = Vec::new();
    run.verify(&mut |damage| found.push(damage)).unwrap();
    assert_eq!((found.len(), found[0].part), (1, Part::Block));
    assert_eq!(found[0].error.code(), Code::FileReadError);
    disk.clear_faults();
    let cache = Arc::new(Cache::new(1 << 20));
    let mut cursor = run.cursor(Unbounded, Some(&cache)).unwrap();
    disk.inject(Fault::once(Some(Operation::Read), 1, libc::EIO));
    let mut errors = 0;
    let mut count = 0;
    while cursor.key().is_some() {
        match cursor.advance() {
            Ok(()) => count += 1,
            Err(error) => {
                assert_eq!(error.code(), Code::FileReadError);
                errors += 1;
            }
        }
    }
    assert_eq!((count, errors), (1000, 1));
}
