// SPDX-License-Identifier: Apache-2.0
//! Every target of `fuzz/` with its committed seeds, and with what a generator makes of them: the
//! same on every machine. `.ci/fuzz` runs them with the guidance of coverage, for as long as wanted.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

#[path = "support/noting.rs"]
mod noting;
#[path = "fuzz/seeds.rs"]
mod seeds;
#[path = "fuzz/mod.rs"]
mod targets;

use std::fs;
use std::path::PathBuf;

use noting::LARGEST;
use softadastra::base::random::Random;
use targets::{TARGETS, Target};

/// Inputs made of the seeds of one target; those that keep a whole engine get fewer.
const TRIES: u64 = 12_000;
const TRIES_OF_ENGINES: u64 = 1_200;
const INPUT_BYTES_MAX: usize = 1 << 12;
/// What an input of that length may make the library ask for in one piece.
const PIECE_BYTES_MAX: usize = 1 << 24;

fn folder(target: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus").join(target)
}

fn committed(target: &str) -> Vec<Vec<u8>> {
    let listing = fs::read_dir(folder(target));
    let listing = listing.unwrap_or_else(|cause| panic!("{target} has no seeds: {cause}"));
    let mut paths: Vec<_> = listing.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths.iter().map(|path| fs::read(path).unwrap()).collect()
}

/// Another input out of one or two.
fn mutated(seeds: &[Vec<u8>], random: &mut Random) -> Vec<u8> {
    let pick = |random: &mut Random| &seeds[random.up_to(seeds.len() as u64 - 1) as usize];
    let mut bytes = pick(random).clone();
    for _ in 0..=random.up_to(3) {
        let at = random.up_to(bytes.len() as u64) as usize;
        match random.up_to(6) {
            0 => bytes.truncate(at),
            1 => bytes.insert(at, random.draw() as u8),
            2 => {
                let other = pick(random);
                let from = random.up_to(other.len() as u64) as usize;
                bytes.truncate(at);
                bytes.extend_from_slice(&other[from..]);
            }
            3 => {
                let odd = [0, 1, 255, 1 << 16, u64::from(u32::MAX), 1 << 63, u64::MAX];
                let odd = odd[random.up_to(6) as usize].to_le_bytes();
                let len = [1, 2, 4, 8][random.up_to(3) as usize].min(bytes.len() - at);
                bytes[at..at + len].copy_from_slice(&odd[..len]);
            }
            _ if at < bytes.len() => bytes[at] ^= 1 << random.up_to(7),
            _ => bytes.push(random.draw() as u8),
        }
    }
    bytes.truncate(INPUT_BYTES_MAX);
    bytes
}

fn run(name: &str, target: Target) -> (u64, u64) {
    let seeds = committed(name);
    let target = |bytes: &[u8]| {
        LARGEST.set(0);
        let is_taken = target(bytes);
        let (asked, len) = (LARGEST.get(), bytes.len());
        assert!(asked <= PIECE_BYTES_MAX, "{name}: {asked} bytes for {len}: {bytes:x?}");
        is_taken
    };
    let through = seeds.iter().filter(|seed| target(seed)).count();
    assert!(through > 0, "no seed of {name} gets through: UPDATE=1 cargo test --test fuzz");
    let mut random =
        Random::new(name.bytes().fold(2026_u64, |sum, b| sum.wrapping_mul(31) + u64::from(b)));
    let is_small = |name| ["run", "log_file", "manifest"].contains(&name);
    let keeps_engine =
        ["session", "calls", "options", "engine_journal", "old_log", "old_records", "recording"];
    let tries =
        if keeps_engine.contains(&name) || is_small(name) { TRIES_OF_ENGINES } else { TRIES };
    let taken = (0..tries).filter(|_| target(&mutated(&seeds, &mut random))).count();
    (tries, taken as u64)
}

#[test]
fn no_target_falls_for_its_seeds_or_for_what_is_made_of_them() {
    if std::env::var_os("UPDATE").is_some() {
        for (target, number, bytes) in seeds::all() {
            fs::create_dir_all(folder(target)).unwrap();
            fs::write(folder(target).join(format!("{number}")), bytes).unwrap();
        }
    }
    let mut total = 0;
    for &(name, target) in TARGETS {
        let (tries, taken) = run(name, target);
        println!("{name}: {taken} of {tries} got through");
        total += tries;
    }
    assert!(total >= 200_000, "{total} inputs");
}

#[test]
fn every_target_has_a_program_for_coverage_guidance() {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let manifest = fs::read_to_string(root.join("fuzz/Cargo.toml")).unwrap();
    let program = fs::read_to_string(root.join("fuzz/fuzz_targets/any.rs")).unwrap();
    assert!(program.contains("TARGETS"));
    for (name, _) in TARGETS {
        assert!(manifest.contains(&format!("name = \"{name}\"")), "fuzz/Cargo.toml lacks {name}");
    }
}
