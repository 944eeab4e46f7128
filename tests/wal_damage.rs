// SPDX-License-Identifier: Apache-2.0
//! Cut, moved, stale and made-up bytes: the prefix, or an error that names the place.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

#[path = "support/log.rs"]
mod log;

use std::path::Path;

use log::{
    BODIES, HEAD, PATH, bytes_of, disk_of, filled, group, groups_of, head, open, owned, put,
    refusal, scan, stage,
};
use softadastra::base::error::Code;
use softadastra::base::random::Random;
use softadastra::disk::MemoryDisk;
use softadastra::wal::{Extent, Recovered, survey};

/// Length of `bytes` without the zeros at the end, at least `from`.
fn written_to(bytes: &[u8], from: usize) -> usize {
    bytes.iter().rposition(|byte| *byte != 0).map_or(from, |last| from.max(last + 1))
}

/// Opens what is left of a log: its groups must be the first of `BODIES`, as many as are whole. New
/// groups follow and survive.
fn check_prefix(bytes: Vec<u8>, whole_to: usize, whole: usize) {
    let disk = disk_of(bytes.clone());
    let scanned = scan(&disk).unwrap();
    assert_eq!(disk.bytes(PATH).unwrap(), bytes);
    let mut opened = open(&disk).unwrap();
    assert_eq!(opened.bodies, owned(&BODIES[..whole]));
    assert_eq!(scanned, (opened.recovered.clone(), opened.bodies));
    assert_eq!(opened.recovered.end, whole_to as u64);
    let torn = written_to(&bytes, whole_to) - whole_to;
    assert_eq!(opened.recovered.cut_bytes, torn as u64);
    if torn > 0 {
        assert_eq!(disk.bytes(PATH).unwrap().len(), whole_to);
    }
    put(&mut opened.log, b"new", true).unwrap();
    drop(opened.log);
    let after = disk.crash();
    let mut expected = owned(&BODIES[..whole]);
    expected.push(b"new".to_vec());
    for _ in 0..2 {
        let reopened = open(&after).unwrap();
        assert_eq!(reopened.bodies, expected);
        assert_eq!(reopened.recovered.cut_bytes, 0);
        reopened.log.close().unwrap();
    }
}

#[test]
fn a_log_cut_at_any_byte_keeps_the_whole_groups_and_goes_on() {
    for (durable, closed) in [(true, false), (false, false), (true, true)] {
        let bytes = bytes_of(&BODIES, durable, closed);
        let groups = groups_of(&bytes);
        for cut in HEAD..=bytes.len() {
            let kept: Vec<_> = groups.iter().filter(|(at, len)| at + len <= cut).collect();
            let whole_to = kept.last().map_or(HEAD, |(at, len)| at + len);
            let whole = kept.len().min(BODIES.len());
            check_prefix(bytes[..cut].to_vec(), whole_to, whole);
            let zeroed = [&bytes[..cut], vec![0; bytes.len() - cut + 3000].as_slice()].concat();
            // A group whose last bytes are zeros anyway is whole before its end.
            let is_whole = |(at, len): &&(usize, usize)| written_to(&bytes[..at + len], 0) <= cut;
            let kept: Vec<_> = groups.iter().take_while(is_whole).collect();
            let whole_to = kept.last().map_or(HEAD, |(at, len)| at + len);
            check_prefix(zeroed, whole_to, kept.len().min(BODIES.len()));
        }
    }
}

#[test]
fn a_head_cut_at_any_byte_is_a_creation_that_was_interrupted() {
    let bytes = bytes_of(&[], true, true);
    for cut in 0..HEAD {
        for padded in [cut, HEAD - 1, HEAD, HEAD + 5000] {
            let mut left = bytes[..cut].to_vec();
            left.resize(cut.max(padded), 0);
            let disk = disk_of(left);
            assert!(scan(&disk).unwrap().0.created);
            let opened = open(&disk).unwrap();
            assert!(opened.recovered.created);
            assert_eq!(opened.recovered.cut_bytes, written_to(&bytes[..cut], 0) as u64);
            drop(opened);
            assert!(!open(&disk.crash()).unwrap().recovered.created);
        }
    }
}

#[test]
fn a_broken_head_before_groups_is_damage_and_never_made_anew() {
    let bytes = bytes_of(&BODIES, true, false);
    for cut in 8..HEAD - 1 {
        let mut broken = bytes.clone();
        broken[cut..HEAD].fill(0);
        let disk = disk_of(broken.clone());
        let error = refusal(&disk);
        assert_eq!((error.code(), error.message()), (Code::Corrupted, "WAL file head is damaged"));
        assert_eq!(error.context(), format!("{PATH}: head of 512 bytes at byte 0"));
        assert_eq!(disk.bytes(PATH).unwrap(), broken);
    }
}

#[test]
fn groups_with_a_right_checksum_and_impossible_fields_are_not_groups() {
    let bytes = bytes_of(&[b"fine"], true, false);
    let at = bytes.len();
    let durable_to = at as u64;
    let cases = [
        (group(at, 2, durable_to, b"next"), 2, 0),
        (group(at, 2, 512, b"next"), 2, 0),
        (group(at, 1, durable_to, b"next"), 1, 32),
        (group(at, 3, durable_to, b"next"), 1, 32),
        (group(at, 2, durable_to + 1, b"next"), 1, 32),
        (group(at, 2, u64::MAX, b"next"), 1, 32),
        (group(at, 2, 511, b"next"), 1, 32),
        (group(at + 1, 2, durable_to, b"next"), 1, 32),
    ];
    for (group, groups, cut_bytes) in cases {
        let disk = disk_of([bytes.as_slice(), &group].concat());
        let recovered = open(&disk).unwrap().recovered;
        assert_eq!((recovered.groups, recovered.cut_bytes), (groups, cut_bytes));
    }
}

#[test]
fn swapped_copied_and_foreign_groups_are_not_groups() {
    let bodies: [&[u8]; 4] = [b"1111", b"2222", b"3333", b"4444"];
    let bytes = bytes_of(&bodies, true, true);
    let groups = groups_of(&bytes);
    let range = |n: usize| groups[n].0..groups[n].0 + groups[n].1;
    let refused_at = |bytes: Vec<u8>, n: usize| {
        let error = refusal(&disk_of(bytes));
        assert_eq!(error.code(), Code::Corrupted);
        let place = format!("record {} at byte {};", n + 1, groups[n].0);
        assert!(error.context().contains(&place), "{error}");
    };
    let mut swapped = bytes.clone();
    swapped[range(1)].copy_from_slice(&bytes[range(2)]);
    swapped[range(2)].copy_from_slice(&bytes[range(1)]);
    refused_at(swapped, 1);

    let mut copied = bytes.clone();
    copied[range(2)].copy_from_slice(&bytes[range(1)]);
    refused_at(copied, 2);

    let removed = [&bytes[..range(1).start], &bytes[range(1).end..]].concat();
    let opened = open(&disk_of(removed)).unwrap();
    assert_eq!(opened.bodies, [b"1111".to_vec()]);
    assert_eq!(opened.recovered.cut_groups, 0);

    let other = MemoryDisk::new();
    let salted = || softadastra::wal::Head { salt: 7, ..head() };
    let path = std::path::Path::new(PATH);
    let (mut log, _) =
        softadastra::wal::open(&log::shared(&other), path, 1, salted, &mut |_, _, _| Ok(()))
            .unwrap();
    for body in bodies {
        put(&mut log, body, true).unwrap();
    }
    log.close().unwrap();
    let mut foreign = bytes.clone();
    foreign[range(2)].copy_from_slice(&other.bytes(PATH).unwrap()[range(2)]);
    refused_at(foreign, 2);
}

#[test]
fn a_later_unsynced_group_without_an_earlier_one_is_a_torn_tail() {
    let disk = MemoryDisk::new();
    disk.set_can_reserve(false);
    let mut log = filled(&disk, &[b"durable"], true);
    for body in [b"lost", b"kept", b"last"] {
        put(&mut log, body, false).unwrap();
    }
    drop(log);
    let mut bytes = disk.bytes(PATH).unwrap();
    let groups = groups_of(&bytes);
    let (at, len) = groups[1];
    bytes[at..at + len].fill(0);
    let opened = open(&disk_of(bytes.clone())).unwrap();
    assert_eq!(opened.bodies, [b"durable".to_vec()]);
    assert_eq!((opened.recovered.cut_groups, opened.recovered.end), (2, at as u64));
    assert_eq!(opened.recovered.cut_bytes, (bytes.len() - at) as u64);
}

#[test]
fn the_same_hole_is_damage_once_a_later_group_knows_of_a_sync() {
    let disk = MemoryDisk::new();
    disk.set_can_reserve(false);
    let mut log = filled(&disk, &[b"durable"], true);
    put(&mut log, b"lost", false).unwrap();
    put(&mut log, b"kept", true).unwrap();
    put(&mut log, b"next", false).unwrap();
    let mut bytes = disk.bytes(PATH).unwrap();
    let groups = groups_of(&bytes);
    let (at, len) = groups[1];
    bytes[at..at + len].fill(0);
    let error = refusal(&disk_of(bytes));
    let next = format!("record 2 at byte {at}; next valid: record 3 at byte {}", groups[2].0);
    assert_eq!(error.context(), format!("{PATH}: {next}"));
}

#[test]
fn stale_groups_behind_a_cut_never_come_back() {
    let disk = MemoryDisk::new();
    disk.set_can_reserve(false);
    let log = filled(&disk, &[b"keep", b"lost", b"old1", b"old2"], false);
    drop(log);
    let whole = disk.bytes(PATH).unwrap();
    let (at, len) = groups_of(&whole)[1];
    let mut torn = whole.clone();
    torn[at..at + len].fill(0);
    let disk = disk_of(torn);
    let mut opened = open(&disk).unwrap();
    assert_eq!(opened.recovered.cut_groups, 2);
    // As long as what was cut, so that it ends exactly where an old group stood.
    put(&mut opened.log, b"new!", true).unwrap();
    for after in [disk.clone(), disk.crash()] {
        let bytes = after.bytes(PATH).unwrap();
        assert_eq!(bytes.len(), at + len);
        assert_eq!(scan(&after).unwrap().1, [b"keep".to_vec(), b"new!".to_vec()]);
    }
}

#[test]
fn a_hostile_length_asks_for_no_memory_and_is_a_torn_tail() {
    let bytes = bytes_of(&[b"fine"], true, false);
    let (at, len) = groups_of(&bytes)[0];
    for length in [5u32, 1000, 1 << 30, 1200 << 20, u32::MAX] {
        let mut longer = [bytes.clone(), bytes[at..at + len].to_vec()].concat();
        longer[at + len + 4..at + len + 8].copy_from_slice(&length.to_le_bytes());
        let opened = open(&disk_of(longer)).unwrap();
        assert_eq!(opened.bodies, [b"fine".to_vec()]);
        assert_eq!(opened.recovered.cut_bytes as usize, len);
    }
}

/// Who looks at a log beside its writer may read what was written a moment ago, or half of it.
#[test]
fn what_stands_behind_the_committed_end_is_not_looked_at() {
    let bytes = bytes_of(&BODIES, false, false);
    let groups = groups_of(&bytes);
    let (end, _) = groups[2];
    for written in end..=bytes.len() {
        let disk = disk_of(bytes[..written].to_vec());
        let (mut bodies, mut damages) = (Vec::new(), Vec::new());
        let found = survey(
            &disk,
            Path::new(PATH),
            Extent::Committed(end as u64),
            &mut |_, _, body: &[u8]| {
                bodies.push(body.to_vec());
                Ok(())
            },
            &mut |damage| damages.push(damage.error.to_string()),
        );
        let found = found.unwrap();
        assert_eq!((bodies, found.end), (owned(&BODIES[..2]), end as u64), "{written}");
        assert_eq!(damages, Vec::<String>::new(), "{written}");
    }
}

#[test]
fn a_tail_made_to_look_like_endless_groups_is_refused_in_bounded_time() {
    let bytes = bytes_of(&[b"fine"], true, false);
    let end = bytes.len() as u64;
    let tail_bytes = 28u32 << 16;
    let mut crafted = bytes.clone();
    for n in 0..u64::from(tail_bytes) / 28 {
        let left = tail_bytes - (n as u32 + 1) * 28;
        crafted.extend([0xfe, 0x47, 0x52, 0x50]);
        crafted.extend(left.to_le_bytes());
        crafted.extend((n + 2).to_le_bytes());
        crafted.extend(end.to_le_bytes());
        crafted.extend([0; 4]);
    }
    let disk = disk_of(crafted);
    let error = refusal(&disk);
    assert_eq!(error.code(), Code::Corrupted);
    assert!(error.context().ends_with("too much looks like a record to tell"), "{error}");
}

#[test]
fn a_torn_group_that_holds_the_bytes_of_other_logs_is_still_only_torn() {
    let inner = bytes_of(&BODIES, true, true);
    let disk = MemoryDisk::new();
    disk.set_can_reserve(false);
    let mut log = filled(&disk, &[b"fine"], true);
    stage(&mut log, &inner.repeat(50)).unwrap();
    log.commit(false).unwrap();
    drop(log);
    let mut bytes = disk.bytes(PATH).unwrap();
    *bytes.last_mut().unwrap() ^= 1;
    let opened = open(&disk_of(bytes)).unwrap();
    assert_eq!(opened.bodies, [b"fine".to_vec()]);
    assert_eq!(opened.recovered.cut_groups, 0);
}

#[test]
fn groups_and_damage_across_the_edge_of_the_read_buffer_are_treated_alike() {
    let window = 256 << 10;
    for body_bytes in window - 600..window - 400 {
        let bodies = [vec![1; body_bytes], vec![2; 30], vec![3; 30]];
        let bodies: Vec<&[u8]> = bodies.iter().map(Vec::as_slice).collect();
        let mut bytes = bytes_of(&bodies, true, true);
        assert_eq!(scan(&disk_of(bytes.clone())).unwrap().1, owned(&bodies));
        let at = groups_of(&bytes)[1].0;
        bytes[at + 40] ^= 1;
        let error = scan(&disk_of(bytes)).unwrap_err();
        assert!(error.context().contains(&format!("record 2 at byte {at}; next valid: record 3")));
    }
}

#[test]
fn any_mutation_gives_a_prefix_or_an_error() {
    let bodies: Vec<Vec<u8>> = (0..12u8).map(|n| vec![n; usize::from(n) * 9 + 1]).collect();
    let bodies: Vec<&[u8]> = bodies.iter().map(Vec::as_slice).collect();
    let originals = [bytes_of(&bodies, true, true), bytes_of(&bodies, false, false)];
    let mut random = Random::new(1);
    let mut below = |bound: usize| random.up_to(bound as u64 - 1) as usize;
    for round in 0..20_000 {
        let mut bytes = originals[round % 2].clone();
        for _ in 0..=below(3) {
            let (from, to) = (below(bytes.len()), below(bytes.len()));
            let count = 1 + below(200).min(bytes.len() - from.max(to) - 1);
            match below(5) {
                0 => bytes[from] ^= 1 << below(8),
                1 => bytes.copy_within(from..from + count, to),
                2 => bytes[from..from + count].fill(0),
                3 => bytes.truncate(from + 1),
                _ => drop(bytes.drain(from..from + count)),
            }
            if bytes.is_empty() {
                break;
            }
        }
        let disk = disk_of(bytes.clone());
        let scanned = scan(&disk);
        match (open(&disk), scanned) {
            (Ok(opened), Ok((recovered, seen))) => {
                assert_eq!(
                    opened.recovered,
                    Recovered { head: opened.recovered.head.clone(), ..recovered }
                );
                assert_eq!(opened.bodies, seen);
                assert_eq!(seen, owned(&bodies[..seen.len()]), "round {round}");
            }
            (Err(opening), Err(scanning)) => {
                assert_eq!(opening, scanning);
                assert_eq!(disk.bytes(PATH).unwrap(), bytes);
            }
            (opened, _) => panic!("round {round}: {:?}", opened.map(|opened| opened.recovered)),
        }
    }
}
