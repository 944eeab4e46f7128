// SPDX-License-Identifier: Apache-2.0
//! Bytes that are not what was written.

use std::ops::Bound::Unbounded;
use std::sync::Arc;

use softadastra::base::error::Code;
use softadastra::base::random::Random;
use softadastra::disk::MemoryDisk;
use softadastra::store::run::{Cache, Damage, Part, Run, RunId};

use crate::support::{
    ID, PATH, Pairs, entries, numbered, open, open_run, random_pairs, try_entries, write,
};

fn damages(run: &Run) -> Vec<Damage> {
    let mut all = Vec::new();
    run.verify(&mut |damage| all.push(damage)).unwrap();
    all
}

/// Opens what is on the disk and asks it everything. Ok: all answers are right; an error anywhere
/// is fine, another answer is not.
fn all_right_or_error(disk: &MemoryDisk, pairs: &Pairs) -> Result<(), Code> {
    let run = open_run(disk, ID).map_err(|error| error.code())?;
    let mut result = Ok(());
    let cache = Cache::new(0);
    for (key, value) in pairs {
        match run.get(&cache, key) {
            Ok(found) => assert_eq!(found.as_deref(), Some(value.as_slice())),
            Err(error) => result = Err(error.code()),
        }
        let absent = [key.as_slice(), b"?"].concat();
        match run.get(&cache, &absent) {
            Ok(found) => assert!(found.is_none()),
            Err(error) => result = Err(error.code()),
        }
    }
    match try_entries(&run, Unbounded, None, usize::MAX) {
        Ok(found) => assert!(found.into_iter().eq(pairs.clone())),
        Err(error) => result = Err(error.code()),
    }
    let found = damages(&run);
    assert_eq!(found.is_empty(), result.is_ok());
    result
}

fn small() -> Pairs {
    let mut pairs = random_pairs(&mut Random::new(11), 10, 12, 20);
    pairs.insert(b"large".to_vec(), vec![3; 16_384]);
    pairs.insert(b"m".to_vec(), vec![4; 10]);
    pairs
}

#[test]
fn every_flipped_bit_is_an_error() {
    let disk = MemoryDisk::new();
    let pairs = small();
    write(&disk, &pairs).unwrap();
    let good = disk.bytes(PATH).unwrap();
    assert_eq!(all_right_or_error(&disk, &pairs), Ok(()));
    let large = good.windows(100).position(|part| part == [3; 100]).unwrap();
    let mut bits = 0;
    for at in 0..good.len() {
        // Inside the large value a few places stand for all.
        if (large + 20..large + 16_300).contains(&at) && at % 500 != 0 {
            continue;
        }
        for bit in 0..8 {
            bits += 1;
            let mut bytes = good.clone();
            bytes[at] ^= 1 << bit;
            disk.set_bytes(PATH, bytes);
            let code = all_right_or_error(&disk, &pairs).expect_err("a flipped bit went unnoticed");
            assert!(matches!(code, Code::Corrupted | Code::UnsupportedFormat), "{at}: {code:?}");
        }
    }
    println!("counted {bits} flipped bits");
}

#[test]
fn every_shorter_file_is_refused() {
    let disk = MemoryDisk::new();
    write(&disk, &numbered(200, 30)).unwrap();
    let good = disk.bytes(PATH).unwrap();
    for end in 0..good.len() {
        disk.set_bytes(PATH, good[..end].to_vec());
        let error = open_run(&disk, ID).err().unwrap();
        assert_eq!(error.code(), Code::Corrupted);
        assert_eq!(error.message(), "run file is cut short");
    }
    disk.set_bytes(PATH, [good.as_slice(), &[0]].concat());
    assert!(open_run(&disk, ID).is_err());
    disk.set_bytes(PATH, [good.as_slice(), &good].concat());
    assert!(open_run(&disk, ID).is_err());
}

#[test]
fn a_flipped_bit_is_an_error_for_its_block_alone() {
    let disk = MemoryDisk::new();
    let pairs = numbered(1000, 100);
    write(&disk, &pairs).unwrap();
    let mut bytes = disk.bytes(PATH).unwrap();
    let hit = bytes.windows(100).position(|part| part == [244; 100]).unwrap() + 50;
    bytes[hit] ^= 4;
    disk.set_bytes(PATH, bytes);
    let (run, cache) = (open(&disk), Arc::new(Cache::new(1 << 20)));
    let found = damages(&run);
    assert_eq!(found.len(), 1);
    let Damage { at, bytes, part, first, last, error, block } = found[0].clone();
    assert!(block.is_some());
    assert_eq!((part, error.code()), (Part::Block, Code::Corrupted));
    assert!((at..at + bytes).contains(&(hit as u64)));
    assert!(bytes < 6000);
    let (first, last) = (first.unwrap(), last.unwrap());
    let mut failed = 0;
    for (key, value) in &pairs {
        match run.get(&cache, key) {
            Ok(found) => assert_eq!(found.as_deref(), Some(value.as_slice())),
            Err(error) => {
                assert!((&*first..=&*last).contains(&key.as_slice()));
                assert_eq!(error.code(), Code::Corrupted);
                assert_eq!(error.context(), format!("{PATH}: {bytes} bytes at byte {at}"));
                failed += 1;
            }
        }
    }
    assert!((16..60).contains(&failed), "{failed}");
    // A cursor stops before it, stays there, and can be put behind it.
    for cache in [None, Some(&cache)] {
        let mut cursor = run.cursor(Unbounded, cache).unwrap();
        let error = loop {
            if let Err(error) = cursor.advance() {
                break error;
            }
        };
        assert_eq!(error.code(), Code::Corrupted);
        let stopped = cursor.key().unwrap().to_vec();
        assert!(*stopped < *first && cursor.value().len() == 100);
        assert!(cursor.advance().is_err());
        assert_eq!(cursor.key(), Some(stopped.as_slice()));
        let behind = run.cursor(std::ops::Bound::Included(&last), cache).unwrap();
        assert_eq!(behind.key().map(<[u8]>::len), Some(16));
    }
}

#[test]
fn a_damaged_filter_leaves_cursors_and_damaged_fences_leave_nothing() {
    let disk = MemoryDisk::new();
    let pairs = numbered(1000, 100);
    write(&disk, &pairs).unwrap();
    let good = disk.bytes(PATH).unwrap();
    let tail = &good[good.len() - 60..];
    let place = |at: usize| u64::from_le_bytes(tail[at..at + 8].try_into().unwrap()) as usize;
    let (filter_at, fences_at) = (place(8), place(16));
    let cache = Cache::new(0);
    let flipped = |at: usize| {
        let mut bytes = good.clone();
        bytes[at] ^= 1;
        disk.set_bytes(PATH, bytes);
        open(&disk)
    };
    let run = flipped(filter_at + 100);
    assert_eq!(
        run.get(&cache, b"key:000000000001").unwrap_err().message(),
        "run filter is damaged"
    );
    assert_eq!(entries(&run, Unbounded, None, usize::MAX).len(), 1000);
    let found = damages(&run);
    assert_eq!(found.iter().map(|damage| damage.part).collect::<Vec<_>>(), [Part::Filter]);
    assert!(found[0].first.is_none() && found[0].last.is_none());
    let run = flipped(fences_at + 10);
    assert_eq!(
        run.get(&cache, b"key:000000000001").unwrap_err().message(),
        "run fences are damaged"
    );
    assert!(run.cursor(Unbounded, None).is_err());
    let found = damages(&run);
    assert_eq!(found.iter().map(|damage| damage.part).collect::<Vec<_>>(), [Part::Fences]);
    assert_eq!(found[0].first.as_deref(), Some(&b"key:000000000000"[..]));
    assert_eq!(found[0].last.as_deref(), Some(&b"key:000000000999"[..]));
    // Fences and a block: what is behind the block cannot be told apart.
    let mut bytes = disk.bytes(PATH).unwrap();
    bytes[20_000] ^= 1;
    disk.set_bytes(PATH, bytes);
    let found = damages(&open(&disk));
    let parts: Vec<_> = found.iter().map(|damage| damage.part).collect();
    assert_eq!(parts, [Part::Fences, Part::Block]);
    assert_eq!(found[1].at + found[1].bytes, filter_at as u64);
}

#[test]
fn a_block_in_another_place_or_of_another_run_is_found() {
    let disk = MemoryDisk::new();
    // All blocks but the last have the same length.
    write(&disk, &numbered(1000, 100)).unwrap();
    let good = disk.bytes(PATH).unwrap();
    let length = u32::from_le_bytes(good[40..44].try_into().unwrap()) as usize;
    let mut swapped = good.clone();
    let (one, other) = swapped[36..].split_at_mut(length);
    one.swap_with_slice(&mut other[..length]);
    disk.set_bytes(PATH, swapped);
    assert_eq!(damages(&open(&disk)).len(), 2);
    let foreign = MemoryDisk::new();
    let id = RunId { number: 8, ..ID };
    let file =
        softadastra::disk::Disk::open(&foreign, PATH.as_ref(), softadastra::disk::Access::Create);
    let mut writer = softadastra::store::run::Writer::new(file.unwrap(), PATH.into(), id);
    numbered(1000, 100).iter().for_each(|(key, value)| writer.add(key, value).unwrap());
    writer.finish().unwrap();
    let mut mixed = good.clone();
    mixed[36..36 + length].copy_from_slice(&foreign.bytes(PATH).unwrap()[36..36 + length]);
    disk.set_bytes(PATH, mixed);
    let found = damages(&open(&disk));
    assert_eq!((found.len(), found[0].at), (1, 36));
}

#[test]
fn damage_after_opening_is_found_in_head_and_footer() {
    let disk = MemoryDisk::new();
    write(&disk, &numbered(100, 30)).unwrap();
    let run = open(&disk);
    let good = disk.bytes(PATH).unwrap();
    for (at, begins_at_zero) in [(20, true), (good.len() - 30, false), (good.len() - 1, false)] {
        let mut bytes = good.clone();
        bytes[at] ^= 1;
        disk.set_bytes(PATH, bytes);
        let found = damages(&run);
        assert_eq!((found.len(), found[0].part), (1, Part::Frame));
        assert_eq!(found[0].at == 0, begins_at_zero);
    }
}

#[test]
fn bytes_without_any_sense_never_panic() {
    let disk = MemoryDisk::new();
    let pairs = numbered(300, 40);
    write(&disk, &pairs).unwrap();
    let good = disk.bytes(PATH).unwrap();
    let mut random = Random::new(12);
    for _ in 0..300 {
        let mut bytes = good.clone();
        let at = random.up_to(good.len() as u64 - 1) as usize;
        let end = (at + random.up_to(300) as usize).min(good.len());
        let fill = random.draw();
        bytes[at..end].iter_mut().for_each(|byte| {
            *byte = if fill.is_multiple_of(3) { 0xff } else { random.draw() as u8 };
        });
        if bytes != good {
            disk.set_bytes(PATH, bytes);
            assert!(all_right_or_error(&disk, &pairs).is_err());
        }
    }
}
