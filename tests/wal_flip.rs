// SPDX-License-Identifier: Apache-2.0
//! Every single flipped bit: found and placed, or a tail cut off; never an altered or missing group.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

#[path = "support/log.rs"]
mod log;

use log::{BODIES, FRAME, PATH, bytes_of, disk_of, filled, groups_of, open, owned, put, scan};
use softadastra::base::error::{Code, Error};
use softadastra::disk::MemoryDisk;

/// What a flip of one bit of a log must lead to.
enum Outcome {
    /// The file is refused.
    Refused,
    /// Damage of this group.
    Damage { number: usize, at: usize },
    /// So many groups, the rest cut.
    Prefix { groups: usize, end: usize },
}

fn check_flips(bytes: &[u8], expected: impl Fn(usize) -> Outcome) {
    for bit in 0..bytes.len() * 8 {
        let mut flipped = bytes.to_vec();
        flipped[bit / 8] ^= 1 << (bit % 8);
        let disk = disk_of(flipped.clone());
        let scanned = scan(&disk);
        let opened = open(&disk);
        let check_error = |error: &Error| {
            assert_eq!(Some(error), scanned.as_ref().err());
            assert_eq!(disk.bytes(PATH).unwrap(), flipped, "bit {bit}");
            assert!(error.context().starts_with(PATH));
        };
        match (expected(bit / 8), opened) {
            (Outcome::Refused, Err(error)) => {
                assert!([Code::Corrupted, Code::UnsupportedFormat].contains(&error.code()));
                check_error(&error);
            }
            (Outcome::Damage { number, at }, Err(error)) => {
                assert_eq!(
                    (error.code(), error.message()),
                    (Code::Corrupted, "WAL file is damaged")
                );
                let place = format!("{PATH}: record {number} at byte {at}; next valid: record ");
                assert!(error.context().starts_with(&place), "bit {bit}: {error}");
                check_error(&error);
            }
            (Outcome::Prefix { groups, end }, Ok(opened)) => {
                assert_eq!(opened.bodies, owned(&BODIES[..groups]), "bit {bit}");
                assert_eq!(opened.recovered.end, end as u64);
                assert!(opened.recovered.cut_bytes > 0);
                assert_eq!(scanned.unwrap().0, opened.recovered);
            }
            (_, result) => panic!("bit {bit}: {:?}", result.map(|opened| opened.recovered)),
        }
    }
    println!("counted {} flipped bits", 8 * bytes.len());
}

#[test]
fn any_flipped_bit_of_a_closed_log_is_found_and_placed() {
    let bytes = bytes_of(&BODIES, true, true);
    let groups = groups_of(&bytes);
    assert_eq!(groups.len(), BODIES.len() + 1);
    check_flips(&bytes, |byte| match groups.iter().rposition(|(at, _)| *at <= byte) {
        None => Outcome::Refused,
        Some(hit) if hit == BODIES.len() => {
            Outcome::Prefix { groups: BODIES.len(), end: groups[hit].0 }
        }
        Some(hit) => Outcome::Damage { number: hit + 1, at: groups[hit].0 },
    });
}

#[test]
fn any_flipped_bit_of_a_closed_log_without_groups_is_found() {
    check_flips(&bytes_of(&[], true, true), |_| Outcome::Refused);
}

#[test]
fn any_flipped_bit_of_a_log_that_was_closed_twice_is_found_also_in_the_first_barrier() {
    let disk = disk_of(bytes_of(&BODIES[..3], true, true));
    let mut log = open(&disk).unwrap().log;
    for body in &BODIES[3..] {
        put(&mut log, body, false).unwrap();
    }
    log.close().unwrap();
    let bytes = disk.bytes(PATH).unwrap();
    let groups = groups_of(&bytes);
    assert_eq!(groups.len(), BODIES.len() + 2);
    check_flips(&bytes, |byte| match groups.iter().rposition(|(at, _)| *at <= byte) {
        None => Outcome::Refused,
        Some(hit) if hit == groups.len() - 1 => {
            Outcome::Prefix { groups: BODIES.len(), end: groups[hit].0 }
        }
        Some(hit) => Outcome::Damage { number: hit + 1, at: groups[hit].0 },
    });
}

#[test]
fn any_flipped_bit_of_a_barrier_is_found_by_the_unsynced_groups_after_it() {
    let disk = disk_of(bytes_of(&BODIES[..3], true, true));
    let mut log = open(&disk).unwrap().log;
    for body in &BODIES[3..] {
        put(&mut log, body, false).unwrap();
    }
    drop(log);
    let bytes = disk.bytes(PATH).unwrap();
    let groups = groups_of(&bytes);
    check_flips(&bytes, |byte| match groups.iter().rposition(|(at, _)| *at <= byte) {
        None => Outcome::Refused,
        Some(hit) if hit <= 3 => Outcome::Damage { number: hit + 1, at: groups[hit].0 },
        Some(hit) => Outcome::Prefix { groups: hit - 1, end: groups[hit].0 },
    });
}

#[test]
fn any_flipped_bit_of_an_unclosed_durable_log_is_found_or_cuts_only_the_last_group() {
    let bytes = bytes_of(&BODIES, true, false);
    let groups = groups_of(&bytes);
    assert_eq!(groups.len(), BODIES.len());
    check_flips(&bytes, |byte| match groups.iter().rposition(|(at, _)| *at <= byte) {
        None => Outcome::Refused,
        Some(hit) if hit == BODIES.len() - 1 => Outcome::Prefix { groups: hit, end: groups[hit].0 },
        Some(hit) => Outcome::Damage { number: hit + 1, at: groups[hit].0 },
    });
}

#[test]
fn any_flipped_bit_of_an_unsynced_log_leaves_the_groups_before_it() {
    let bytes = bytes_of(&BODIES, false, false);
    let groups = groups_of(&bytes);
    check_flips(&bytes, |byte| match groups.iter().rposition(|(at, _)| *at <= byte) {
        None => Outcome::Refused,
        Some(hit) => Outcome::Prefix { groups: hit, end: groups[hit].0 },
    });
}

/// 64 KiB, which is 524,288 bits and more; a tenth of it without optimization.
#[test]
fn any_flipped_bit_of_64_kib_of_a_closed_log_is_never_passed_over() {
    let (groups, bytes_min) = if cfg!(debug_assertions) { (25, 6 << 10) } else { (250, 64 << 10) };
    let bodies: Vec<Vec<u8>> = (0..groups).map(|n| vec![n; 236]).collect();
    let bodies: Vec<&[u8]> = bodies.iter().map(Vec::as_slice).collect();
    let bytes = bytes_of(&bodies, true, true);
    assert!(bytes.len() >= bytes_min, "{}", bytes.len());
    let (bodies, bits) = (owned(&bodies), bytes.len() * 8);
    let cores = std::thread::available_parallelism().map_or(1, |cores| cores.get());
    std::thread::scope(|scope| {
        for core in 0..cores {
            let (bytes, bodies) = (&bytes, &bodies);
            scope.spawn(move || {
                let mine = (core..bits).step_by(cores);
                mine.for_each(|bit| check_flip_of_closed(bytes, bit, bodies));
            });
        }
    });
    println!("counted {bits} flipped bits");
}

/// A flip is an error of the file or, in the barrier of the closing, cuts that alone.
fn check_flip_of_closed(bytes: &[u8], bit: usize, bodies: &[Vec<u8>]) {
    let barrier = bytes.len() - FRAME;
    let mut flipped = bytes.to_vec();
    flipped[bit / 8] ^= 1 << (bit % 8);
    match scan(&disk_of(flipped)) {
        Ok((_, seen)) => assert!(bit / 8 >= barrier && seen == bodies, "bit {bit}"),
        Err(error) => {
            assert!([Code::Corrupted, Code::UnsupportedFormat].contains(&error.code()));
            assert!(bit / 8 < barrier, "bit {bit}");
        }
    }
}

#[test]
fn a_flipped_bit_in_reserved_space_loses_no_group() {
    let disk = MemoryDisk::new();
    let log = filled(&disk, &BODIES, true);
    let end = log.end() as usize;
    drop(log);
    let bytes = disk.bytes(PATH).unwrap();
    for at in [end, end + 1, end + 4096, bytes.len() - 1] {
        let mut flipped = bytes.clone();
        flipped[at] ^= 0x10;
        let opened = open(&disk_of(flipped)).unwrap();
        assert_eq!(opened.bodies, owned(&BODIES));
        assert_eq!(opened.recovered.cut_bytes as usize, at + 1 - end);
    }
}

#[test]
fn a_reader_finds_any_flipped_bit_of_a_group() {
    let disk = MemoryDisk::new();
    let mut log = open(&disk).unwrap().log;
    let position = put(&mut log, b"some bytes", true).unwrap();
    let reader = log.reader();
    let bytes = disk.bytes(PATH).unwrap();
    let (at, len) = groups_of(&bytes)[0];
    let mut body = Vec::new();
    for bit in at * 8..(at + len) * 8 {
        let mut flipped = bytes.clone();
        flipped[bit / 8] ^= 1 << (bit % 8);
        disk.set_bytes(PATH, flipped);
        assert_eq!(reader.read(position, &mut body).unwrap_err().code(), Code::Corrupted);
    }
}
