// SPDX-License-Identifier: Apache-2.0
//! The power fails while a real process works on real files.
//!
//! The process lives under the system's tracer; its writes and syncs are replayed, and at many
//! moments what a disk then has to hold is put into a folder and opened: only what was synced, and
//! that with any part of the rest. The model is that of `kill.rs`: everything that the process had
//! told as durable before that moment has to be there. One such state is where the next process
//! goes on. `SDA_POWER_CUTS` says how many moments (90), `SDA_SEED` with which seed.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use softadastra::base::random::Random;

use super::machine::{Left, Lies, Machine};
use super::record::{Call, read, record};
use crate::folder::TempFolder;
use crate::kill::life::Life;
use crate::kill::{check, ledger::Ledger, number_from_env};

/// Moments in each life.
const CUTS_PER_LIFE: u64 = 30;
/// At least, and at most so many more, writes to files in a life.
const WRITES: (u64, u64) = (60, 240);

#[test]
fn a_power_cut_at_any_moment_loses_nothing_acknowledged() {
    let cuts = number_from_env("SDA_POWER_CUTS", 90);
    let seed = number_from_env("SDA_SEED", 0xb1ac);
    let sums = cut_power(cuts, seed, Lies::None).unwrap_or_else(|what| panic!("{what}"));
    println!("{cuts} power cuts, seed {seed}: {sums:?}");
    assert!(sums.own > 0 && sums.lost_changes > 0 && sums.flushes > 0, "{sums:?}");
}

/// Without this, nobody would know that the test above can fail.
#[test]
fn a_disk_that_does_not_sync_is_noticed() {
    for lies in [Lies::Files, Lies::Folders] {
        let noticed = cut_power(CUTS_PER_LIFE, 1, lies).unwrap_err();
        assert!(noticed.starts_with("at a cut"), "{lies:?}: {noticed}");
    }
}

#[derive(Debug, Default)]
struct Sums {
    own: usize,
    flushes: usize,
    calls: usize,
    /// Changes that the power took.
    lost_changes: usize,
}

fn cut_power(cuts: u64, seed: u64, lies: Lies) -> Result<Sums, String> {
    let mut random = Random::new(seed);
    let temporary = TempFolder::new();
    let mut ledger = Ledger::default();
    let mut sums = Sums::default();
    for number in 0..cuts.div_ceil(CUTS_PER_LIFE) {
        let folder = temporary.join(&format!("life-{number}"));
        fs::create_dir_all(&folder).unwrap();
        let life = Life {
            log: log_in(&folder),
            seed: random.draw(),
            number,
            next_remote: ledger.next_remote(),
        };
        let mut machine = Machine::holding(&folder, lies);
        let writes = WRITES.0 + random.up_to(WRITES.1);
        let calls = record(&life, &temporary.join("trace"), writes)?;
        sums.calls += calls.len();
        let last = calls.len() as u64;
        let moments: BTreeSet<_> = (0..CUTS_PER_LIFE).map(|_| random.up_to(last)).collect();
        ledger.begin_life();
        for (at, call) in calls.iter().enumerate() {
            if moments.contains(&(at as u64)) {
                for left in [Left::Nothing, Left::Some] {
                    let to = temporary.join("cut");
                    let mut ledger = ledger.clone();
                    sums.lost_changes += machine.cut(left, &mut random, &to);
                    let seen = check::reopened(&log_in(&to), &mut ledger, &mut random);
                    let place =
                        || format!("at a cut, SDA_SEED={seed}, life {number}, call {at}, {left:?}");
                    seen.map_err(|what| format!("{}: {what}", place()))?;
                    fs::remove_dir_all(&to).unwrap();
                }
            }
            machine.take(call);
            if let Call::Said(line) = call {
                ledger.note(line)?;
                sums.flushes += usize::from(line == "flush");
            }
        }
        let next = temporary.join(&format!("life-{}", number + 1));
        machine.cut(Left::Some, &mut random, &next);
        check::reopened(&log_in(&next), &mut ledger, &mut random)?;
        fs::remove_dir_all(&folder).unwrap();
    }
    sums.own = ledger.own.len();
    Ok(sums)
}

fn log_in(folder: &Path) -> PathBuf {
    folder.join("data").join("node-a.wal")
}

#[test]
fn a_trace_of_threads_that_interrupt_each_other_is_read_in_order() {
    let trace = r#"7 openat(AT_FDCWD<\x2f>, "\x2f\x61", O_RDWR|O_CREAT|O_CLOEXEC, 0666) = 3<\x2f\x61>
7 pwrite64(3<\x2f\x61>, "\x68\x69", 2, 5 <unfinished ...>
8 fdatasync(3<\x2f\x61> <unfinished ...>
7 <... pwrite64 resumed>) = 1
8 <... fdatasync resumed>)         = 0
7 fdatasync(3<\x2f\x61>) = -1 EIO (Input/output error)
7 pwrite64(3<\x2f\x61>(deleted), "\x68", 1, 0) = 1
7 write(1<\x2f\x62>, "\x21\x20\x6f\x6e\x65\x0a", 6 <unfinished ...>
8 rename("\x2f\x61", "\x2f\x62") = 0
7 +++ killed by SIGKILL +++
"#;
    let path = |text: &str| PathBuf::from(text);
    let calls = [
        Call::Create(path("/a")),
        Call::SyncBegins { thread: 8, path: path("/a") },
        Call::Write { path: path("/a"), at: 5, bytes: b"h".to_vec() },
        Call::SyncDone { thread: 8 },
        Call::SyncBegins { thread: 7, path: path("/a") },
        Call::Said("one".to_owned()),
        Call::Rename { from: path("/a"), to: path("/b") },
    ];
    assert_eq!(read(trace), Ok(calls.to_vec()));
    assert!(read("7 copy_file_range(3, NULL, 4, NULL, 5, 0) = 5\n").is_err());
    assert!(read("7 <... fsync resumed>) = 0\n").is_err());
}
