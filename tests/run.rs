// SPDX-License-Identifier: Apache-2.0
//! Runs: what was written is found, damage is named and stays where it is, reads are counted.
#![allow(missing_docs, clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

#[path = "run/damage.rs"]
mod damage;
#[path = "run/failure.rs"]
mod failure;
#[path = "run/support.rs"]
mod support;

use std::collections::BTreeMap;
use std::ops::Bound::{self, Excluded, Included, Unbounded};
use std::path::Path;
use std::sync::Arc;

use softadastra::base::error::Code;
use softadastra::base::random::Random;
use softadastra::disk::{Access, Disk, MemoryDisk, Operation};
use softadastra::store::run::{Cache, Run, RunId, Writer};
use support::{ID, PATH, Pairs, entries, numbered, open, open_run, random_pairs, reads, write};

fn cache() -> Arc<Cache> {
    Arc::new(Cache::new(8 << 20))
}

/// Checks a run against the map that it was written from.
fn compare(disk: &MemoryDisk, pairs: &Pairs, random: &mut Random) {
    let (run, cache) = (open(disk), cache());
    let summary = run.summary();
    assert_eq!((summary.keys, summary.number), (pairs.len() as u64, ID.number));
    assert_eq!(summary.bytes, disk.bytes(PATH).unwrap().len() as u64);
    assert_eq!(*summary.first, **pairs.first_key_value().unwrap().0);
    assert_eq!(*summary.last, **pairs.last_key_value().unwrap().0);
    let mut probes: Vec<Vec<u8>> = pairs.keys().cloned().collect();
    for key in pairs.keys() {
        probes.push([key.as_slice(), &[0]].concat());
        probes.push(key[..key.len() / 2].to_vec());
        let mut near = key.clone();
        if let Some(byte) = near.last_mut() {
            *byte = byte.wrapping_add(1);
        }
        probes.push(near);
    }
    for probe in &probes {
        let found = run.get(&cache, probe).unwrap();
        assert_eq!(found.as_deref(), pairs.get(probe).map(Vec::as_slice));
    }
    for _ in 0..60 {
        let probe = probes[random.up_to(probes.len() as u64 - 1) as usize].as_slice();
        for from in [Unbounded, Included(probe), Excluded(probe)] {
            let range = pairs.range::<[u8], (Bound<&[u8]>, Bound<&[u8]>)>((from, Unbounded));
            let wanted = range.take(70).map(|(key, value)| (key.clone(), value.clone()));
            let wanted: Vec<_> = wanted.collect();
            assert_eq!(entries(&run, from, Some(&cache), 70), wanted);
            assert_eq!(entries(&run, from, None, 70), wanted);
        }
    }
    assert!(entries(&run, Unbounded, None, usize::MAX).into_iter().eq(pairs.clone()));
    run.verify(&mut |damage| panic!("{damage:?}")).unwrap();
}

#[test]
fn an_end_that_is_written_in_pieces_gives_the_same_run() {
    let pairs = numbered(5_000, 20);
    let (whole, pieces) = (MemoryDisk::new(), MemoryDisk::new());
    write(&whole, &pairs).unwrap();
    for bytes in [0, 1, 100, 4_000, u64::MAX] {
        pieces.set_bytes(PATH, Vec::new());
        let file = pieces.open(Path::new(PATH), Access::Create).unwrap();
        let mut writer = Writer::new(file, PATH.into(), ID);
        pairs.iter().try_for_each(|(key, value)| writer.add(key, value)).unwrap();
        let mut count = 1;
        while !writer.prepare_end(bytes).unwrap() {
            count += 1;
            assert!(count < 10_000);
        }
        // The filter has 6,250 bytes, after 40,000 of hashes.
        assert_eq!(count > 5, bytes <= 4_000);
        writer.finish().unwrap();
        assert_eq!(pieces.bytes(PATH), whole.bytes(PATH));
    }
    let file = pieces.open(Path::new("other"), Access::Create).unwrap();
    let mut writer = Writer::new(file, PATH.into(), ID);
    assert!(writer.prepare_end(1).is_err());
    let file = pieces.open(Path::new("other"), Access::Create).unwrap();
    let mut writer = Writer::new(file, PATH.into(), ID);
    writer.add(b"a", b"").unwrap();
    writer.prepare_end(1).unwrap();
    assert_eq!(writer.add(b"b", b"").unwrap_err().code(), Code::InternalError);
}

#[test]
fn what_was_written_is_found_whatever_the_lengths() {
    let mut random = Random::new(1);
    for (count, key_bytes, value_bytes) in [
        (1, 0, 0),
        (1, 9, 40),
        (3, 2, 0),
        (40, 1, 3),
        (700, 12, 0),
        (500, 30, 100),
        (300, 300, 900),
        (120, 40, 6000),
        (60, 20_000, 10),
        (60, 30_000, 30_000),
    ] {
        let pairs = random_pairs(&mut random, count, key_bytes, value_bytes);
        let disk = MemoryDisk::new();
        write(&disk, &pairs).unwrap();
        compare(&disk, &pairs, &mut random);
    }
}

#[test]
fn keys_that_share_much_and_large_values_are_found() {
    let mut random = Random::new(2);
    let mut pairs = Pairs::new();
    let shared = vec![b'p'; 3000];
    for number in 0..200_u32 {
        let key = [shared.as_slice(), &number.to_be_bytes()].concat();
        pairs.insert(key, vec![number as u8; number as usize]);
    }
    pairs.insert(vec![b'q'; 1 << 20], vec![7; 5 << 20]);
    pairs.insert(b"q2".to_vec(), vec![]);
    pairs.insert(b"q3".to_vec(), vec![9; 3 << 20]);
    pairs.insert(Vec::new(), b"the empty key".to_vec());
    pairs.insert([0xff; 100].to_vec(), b"last".to_vec());
    let disk = MemoryDisk::new();
    write(&disk, &pairs).unwrap();
    compare(&disk, &pairs, &mut random);
}

#[test]
fn an_absent_key_costs_no_read_and_a_present_one_reads_one_block() {
    let (disk, cache) = (MemoryDisk::new(), Cache::new(0));
    let pairs = numbered(20_000, 100);
    write(&disk, &pairs).unwrap();
    let before = reads(&disk);
    let run = open(&disk);
    assert_eq!(reads(&disk) - before, 2, "head and footer");
    let absent = |number: u32| format!("key:{number:011}x").into_bytes();
    run.get(&cache, &absent(0)).unwrap();
    let before = reads(&disk);
    for number in 1..2000 {
        assert!(run.get(&cache, &absent(number)).unwrap().is_none());
    }
    let missed = reads(&disk) - before;
    assert!(missed < 60, "{missed} of 1999 passed the filter");
    let kept = Cache::new(64 << 20);
    for (key, value) in &pairs {
        let before = reads(&disk);
        assert_eq!(run.get(&cache, key).unwrap().as_deref(), Some(value.as_slice()));
        assert_eq!(reads(&disk) - before, 1);
        run.get(&kept, key).unwrap();
    }
    let before = reads(&disk);
    for (key, value) in &pairs {
        assert_eq!(run.get(&kept, key).unwrap().as_deref(), Some(value.as_slice()));
    }
    assert_eq!(reads(&disk), before);
    assert!(run.get(&cache, b"a").unwrap().is_none() && run.get(&cache, b"z").unwrap().is_none());
    assert_eq!(reads(&disk), before, "keys beyond both ends");
}

#[test]
fn opening_costs_the_same_for_every_run() {
    for count in [1, 1000, 30_000] {
        let disk = MemoryDisk::new();
        write(&disk, &numbered(count, 20)).unwrap();
        let before = reads(&disk);
        let run = open(&disk);
        assert_eq!(run.memory_bytes(), 0);
        assert!(reads(&disk) - before <= 2);
    }
}

#[test]
fn a_cursor_without_a_cache_reads_many_blocks_at_once() {
    let disk = MemoryDisk::new();
    let pairs = numbered(20_000, 100);
    write(&disk, &pairs).unwrap();
    let run = open(&disk);
    let before = reads(&disk);
    assert_eq!(entries(&run, Unbounded, None, usize::MAX).len(), pairs.len());
    // Blocks have a little over 4 KiB, and three of them go into one read.
    let blocks = run.summary().bytes as usize / (4 << 10);
    assert!(reads(&disk) - before <= blocks / 2, "{blocks} blocks");
}

#[test]
fn filter_and_fences_take_three_bytes_for_each_key() {
    let disk = MemoryDisk::new();
    let mut random = Random::new(3);
    let mut pairs = Pairs::new();
    while pairs.len() < 50_000 {
        let key = [random.draw().to_be_bytes(), random.draw().to_be_bytes()].concat();
        pairs.insert(key, vec![1; 100]);
    }
    for pairs in [pairs, numbered(50_000, 100)] {
        write(&disk, &pairs).unwrap();
        let run = open(&disk);
        run.get(&cache(), pairs.keys().nth(1).unwrap()).unwrap();
        let (held, keys) = (run.memory_bytes(), run.summary().keys as usize);
        assert!(held > keys && held <= 3 * keys, "{held} bytes for {keys} keys");
    }
}

#[test]
fn the_cache_stays_within_its_bytes_and_forgets_a_run() {
    let disk = MemoryDisk::new();
    let mut pairs = numbered(5000, 300);
    pairs.insert(b"large".to_vec(), vec![1; 1 << 20]);
    write(&disk, &pairs).unwrap();
    let run = open(&disk);
    for bytes_max in [0, 10_000, 100_000, 1 << 20, 100 << 20] {
        let cache = Arc::new(Cache::new(bytes_max));
        for key in pairs.keys() {
            run.get(&cache, key).unwrap().unwrap();
            assert!(cache.bytes() <= bytes_max);
        }
        assert_eq!(entries(&run, Unbounded, Some(&cache), usize::MAX).len(), pairs.len());
        assert!(cache.bytes() <= bytes_max);
        // In less, any of these blocks would be most of what is there.
        assert_eq!(cache.bytes() > 0, bytes_max >= 100_000);
        cache.forget(|id| id.number == ID.number + 1);
        assert_eq!(cache.bytes() > 0, bytes_max >= 100_000);
        cache.forget(|id| id == ID);
        assert_eq!(cache.bytes(), 0);
    }
}

#[test]
fn a_found_value_outlives_cache_and_run() {
    let disk = MemoryDisk::new();
    write(&disk, &numbered(100, 50)).unwrap();
    let (run, cache) = (open(&disk), cache());
    let key = b"key:000000000042";
    let found = run.get(&cache, key).unwrap().unwrap();
    let cursor = run.cursor(Included(key), None).unwrap();
    cache.forget(|id| id == ID);
    drop((run, cache));
    assert_eq!(*found, *cursor.value());
    assert_eq!(cursor.key(), Some(&key[..]));
}

#[test]
fn many_threads_read_one_run() {
    let disk = MemoryDisk::new();
    let pairs = numbered(3000, 60);
    write(&disk, &pairs).unwrap();
    let (run, cache) = (open(&disk), Arc::new(Cache::new(100_000)));
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                for (key, value) in &pairs {
                    assert_eq!(run.get(&cache, key).unwrap().as_deref(), Some(value.as_slice()));
                }
            });
        }
    });
    assert!(cache.bytes() <= 100_000);
}

#[test]
fn keys_that_do_not_ascend_and_empty_runs_are_refused() {
    let disk = MemoryDisk::new();
    let writer = || {
        let file = disk.open(Path::new(PATH), Access::Create).unwrap();
        file.set_len(0).unwrap();
        Writer::new(file, PATH.into(), ID)
    };
    assert_eq!(writer().finish().unwrap_err().code(), Code::InternalError);
    for second in [&b"b"[..], b"a", b""] {
        let mut writer = writer();
        assert!(writer.is_empty());
        writer.add(b"b", b"1").unwrap();
        assert!(!writer.is_empty());
        assert_eq!(writer.add(second, b"2").unwrap_err().code(), Code::InternalError);
        assert_eq!(writer.add(b"c", b"3").unwrap_err().code(), Code::InternalError);
        assert_eq!(writer.finish().unwrap_err().code(), Code::InternalError);
    }
    let long = vec![0; softadastra::base::limits::RUN_KEY_BYTES_MAX + 1];
    assert_eq!(writer().add(&long, b"").unwrap_err().code(), Code::InvalidArgument);
}

#[test]
fn the_writer_counts_what_it_holds_and_writes_in_pieces() {
    let disk = MemoryDisk::new();
    let file = disk.open(Path::new(PATH), Access::Create).unwrap();
    let mut writer = Writer::new(file, PATH.into(), ID);
    for (key, value) in &numbered(2000, 100) {
        writer.add(key, value).unwrap();
        assert!(writer.bytes() < disk.bytes(PATH).unwrap().len() as u64 + (16 << 10) + (16 << 10));
    }
    let counted = writer.bytes();
    let summary = writer.finish().unwrap();
    assert!(counted < summary.bytes && summary.bytes < counted + 2000 * 3);
    let calls = disk.calls();
    let writes = calls.iter().filter(|call| **call == Operation::Write).count() as u64;
    assert_eq!(writes, summary.bytes.div_ceil(16 << 10));
    assert_eq!(calls.last(), Some(&Operation::Sync));
}

#[test]
fn a_run_survives_the_power_cut_after_its_last_call() {
    let disk = MemoryDisk::new();
    let pairs = numbered(500, 100);
    write(&disk, &pairs).unwrap();
    compare(&disk.crash(), &pairs, &mut Random::new(5));
}

/// Rows of an offset and the bytes from there on; `7A × 3` is a byte three times.
fn golden_rows(document: &str) -> Vec<u8> {
    let section = document.split("### Example").nth(1).unwrap();
    let block = section.split("```").nth(1).unwrap();
    let mut bytes = Vec::new();
    for row in block.lines().filter(|row| !row.trim().is_empty()) {
        let (offset, rest) = row.trim().split_once(' ').unwrap();
        assert_eq!(offset.parse::<usize>().unwrap(), bytes.len());
        let (hex, count) = rest.split_once('×').unwrap_or((rest, "1"));
        let hex = hex.split_whitespace().map(|word| u8::from_str_radix(word, 16).unwrap());
        bytes.extend(hex.collect::<Vec<_>>().repeat(count.trim().parse().unwrap()));
    }
    bytes
}

#[test]
fn the_example_in_the_document_is_what_is_written() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/format/run.md");
    let document = std::fs::read_to_string(path).unwrap();
    let disk = MemoryDisk::new();
    let value = [b'z'; 16_384];
    let pairs: [(&[u8], &[u8]); 4] =
        [(b"user:ada", b"1815"), (b"user:alan", b"1912"), (b"user:bob", b""), (b"zz", &value)];
    let pairs: Pairs = pairs.map(|(key, value)| (key.to_vec(), value.to_vec())).into();
    write(&disk, &pairs).unwrap();
    let bytes = disk.bytes(PATH).unwrap();
    let hex = bytes.iter().map(|byte| format!("{byte:02X}")).collect::<Vec<_>>().join(" ");
    assert!(golden_rows(&document) == bytes, "the document is to show {hex}");
}

#[test]
fn every_refusal_has_its_own_text_and_names_the_value() {
    let disk = MemoryDisk::new();
    write(&disk, &numbered(100, 50)).unwrap();
    let good = disk.bytes(PATH).unwrap();
    let refusal = |bytes: Vec<u8>, id: RunId| {
        disk.set_bytes(PATH, bytes);
        let error = open_run(&disk, id).err().unwrap();
        assert!(error.context().starts_with(PATH), "{error}");
        (error.code(), error.message().to_owned(), error.context().to_owned())
    };
    let changed = |at: usize, byte: u8| {
        let mut bytes = good.clone();
        bytes[at] ^= byte;
        bytes
    };
    let other_log = RunId { log: 0xabc, ..ID };
    let other_number = RunId { number: 0xdef, ..ID };
    let seen = [
        refusal(changed(3, 1), ID),
        refusal(changed(8, 3), ID),
        refusal(good.clone(), other_log),
        refusal(good.clone(), other_number),
        refusal(changed(33, 1), ID),
        refusal(good[..good.len() - 1].to_vec(), ID),
        refusal(changed(good.len() - 20, 1), ID),
    ];
    let wanted = [
        (Code::UnsupportedFormat, "run file format is not supported", "not a run"),
        (Code::UnsupportedFormat, "run file format is not supported", "version 2, this"),
        (Code::Corrupted, "run file is of another database", "0000000000000abc"),
        (Code::Corrupted, "run file is another run", "0000000000000def"),
        (Code::Corrupted, "run file head is damaged", "36 bytes at byte 0"),
        (Code::Corrupted, "run file is cut short", "footer after"),
        (Code::Corrupted, "run file footer is damaged", "bytes at byte"),
    ];
    for (seen, wanted) in seen.iter().zip(wanted) {
        assert_eq!((seen.0, seen.1.as_str()), (wanted.0, wanted.1));
        assert!(seen.2.contains(wanted.2), "{}", seen.2);
    }
    let missing = Run::open(&disk, Path::new("none.run"), ID).err().unwrap();
    assert_eq!(missing.code(), Code::FileNotFound);
}

#[test]
fn the_same_pairs_give_the_same_bytes() {
    let (one, other) = (MemoryDisk::new(), MemoryDisk::new());
    let pairs: BTreeMap<_, _> = random_pairs(&mut Random::new(6), 400, 40, 300);
    write(&one, &pairs).unwrap();
    write(&other, &pairs).unwrap();
    assert_eq!(one.bytes(PATH), other.bytes(PATH));
}
