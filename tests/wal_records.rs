// SPDX-License-Identifier: Apache-2.0
//! Files of format 1 that are written: what a failing disk and a power cut leave of them.
#![allow(clippy::unwrap_used)]

use std::path::Path;
use std::sync::Arc;

use softadastra::base::error::Code;
use softadastra::disk::{Disk, Fault, MemoryDisk, Operation};
use softadastra::wal::{RecordFile, RecordReader};

const PATH: &str = "a.wal";
const TIME_MS: i64 = 1_700_000_000_000;
const PUT: u8 = 1;

fn open(disk: &MemoryDisk) -> RecordFile {
    let disk: Arc<dyn Disk> = Arc::new(disk.clone());
    RecordFile::open(&disk, Path::new(PATH)).unwrap()
}

fn append(file: &mut RecordFile, payload: &[u8]) -> Result<u64, Code> {
    file.append_record(PUT, TIME_MS, payload).map_err(|error| error.code())
}

/// Number and payload of each record.
fn read(disk: &MemoryDisk) -> Vec<(u64, Vec<u8>)> {
    let mut reader = RecordReader::open(disk, Path::new(PATH)).unwrap();
    let mut seen = Vec::new();
    while let Some(record) = reader.next_record().unwrap() {
        seen.push((record.sequence, record.payload.to_vec()));
    }
    seen
}

#[test]
fn a_failed_append_leaves_nothing_and_its_number_is_given_again() {
    let disk = MemoryDisk::new();
    let mut file = open(&disk);
    assert_eq!(append(&mut file, b"one"), Ok(1));
    disk.inject(Fault::once(Some(Operation::Write), 1, libc::ENOSPC).leaving(20));
    assert_eq!(append(&mut file, b"two"), Err(Code::NoSpace));
    assert_eq!(append(&mut file, b"three"), Ok(2));
    assert_eq!(read(&disk), [(1, b"one".to_vec()), (2, b"three".to_vec())]);
}

#[test]
fn what_cannot_be_taken_back_stops_the_file_until_it_is_opened_again() {
    let disk = MemoryDisk::new();
    let mut file = open(&disk);
    assert_eq!(append(&mut file, b"one"), Ok(1));
    disk.inject(Fault::once(Some(Operation::Write), 1, libc::EIO).leaving(20));
    disk.inject(Fault::once(Some(Operation::SetLen), 1, libc::EIO));
    assert_eq!(append(&mut file, b"two"), Err(Code::FileWriteError));
    assert_eq!(append(&mut file, b"two"), Err(Code::LogStopped));
    drop(file);
    let mut file = open(&disk);
    assert_eq!(append(&mut file, b"two"), Ok(2));
    assert_eq!(disk.bytes("a.wal.torn").unwrap().len(), 20);
    assert_eq!(read(&disk), [(1, b"one".to_vec()), (2, b"two".to_vec())]);
}

#[test]
fn a_failed_sync_stops_the_file() {
    let disk = MemoryDisk::new();
    let mut file = open(&disk);
    append(&mut file, b"one").unwrap();
    disk.inject(Fault::once(Some(Operation::Sync), 1, libc::EIO));
    assert_eq!(file.flush().unwrap_err().code(), Code::FileWriteError);
    assert_eq!(file.flush().unwrap_err().code(), Code::LogStopped);
    assert_eq!(append(&mut file, b"two"), Err(Code::LogStopped));
}

#[test]
fn what_was_flushed_survives_a_power_cut_and_numbers_go_on_behind_it() {
    let disk = MemoryDisk::new();
    let mut file = open(&disk);
    append(&mut file, b"one").unwrap();
    file.flush().unwrap();
    append(&mut file, b"lost").unwrap();
    let after = disk.crash();
    assert_eq!(read(&after), [(1, b"one".to_vec())]);
    assert_eq!(append(&mut open(&after), b"two"), Ok(2));
}

#[test]
fn a_torn_tail_is_beside_the_file_before_it_is_cut() {
    let disk = MemoryDisk::new();
    append(&mut open(&disk), b"one").unwrap();
    let mut bytes = disk.bytes(PATH).unwrap();
    let tail = bytes.get(..30).unwrap().to_vec();
    bytes.extend(&tail);
    // Whatever fails on the way: either the tail still stands in the file, or it is beside it.
    for nth in 1.. {
        let disk = MemoryDisk::new();
        disk.set_bytes(PATH, bytes.clone());
        let mut file = open(&disk);
        disk.inject(Fault::once(None, nth, libc::EIO));
        let recovered = file.recover();
        let after = disk.crash();
        let is_whole = after.bytes(PATH).unwrap() == bytes;
        let is_beside = after.bytes("a.wal.torn").is_some_and(|kept| kept == tail);
        assert!(is_whole || is_beside, "call {nth}");
        if let Ok(recovered) = recovered {
            assert_eq!((recovered.records, recovered.cut_bytes), (1, 30));
            break;
        }
    }
}

#[test]
fn many_and_large_records_are_read_in_order() {
    let disk = MemoryDisk::new();
    let mut file = open(&disk);
    let large = vec![7; 600 << 10];
    for number in 1..=9000u64 {
        let payload =
            if number % 3000 == 0 { large.clone() } else { number.to_le_bytes().to_vec() };
        assert_eq!(append(&mut file, &payload), Ok(number));
    }
    let seen = read(&disk);
    assert!(seen.iter().map(|(number, _)| *number).eq(1..=9000));
    assert!(seen.iter().all(|(number, payload)| match number % 3000 {
        0 => *payload == large,
        _ => *payload == number.to_le_bytes(),
    }));
}
