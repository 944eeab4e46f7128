// SPDX-License-Identifier: Apache-2.0
//! Real processes on real files, killed as they enter a system call: any call, the first of its
//! kind or a later one, in opening, writing, flushing or merging.
//!
//! What `kill.rs` leaves to chance is counted here: each kind of call by which the engine changes
//! or reads its files is a place to die at. `SDA_KILL_CALLS` says how often (500), `SDA_SEED` with
//! which seed. The model is that of `kill.rs`. What the power leaves of such a process's files is tried
//! in `support/power`.
#![allow(missing_docs, clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

#[path = "support/folder.rs"]
mod folder;
#[path = "support/kill/mod.rs"]
mod kill;
#[path = "support/power/mod.rs"]
mod power;

use std::collections::BTreeMap;

use folder::TempFolder;
use kill::life::{End, Life, live};
use kill::{check, child, ledger::Ledger, number_from_env};
use softadastra::base::random::Random;

/// Kills after which a log is put away, as in `kill.rs`.
const KILLS_PER_LOG: u64 = 25;
/// The calls, and the latest of each at which a life ends. Each thread counts for itself, and a
/// life goes on until one of them gets there, so each number is one that every life reaches.
const CALLS: [(&str, u64); 10] = [
    ("fdatasync", 40),
    ("pwrite64", 40),
    ("fsync", 6),
    ("rename", 4),
    ("ftruncate", 4),
    ("unlink", 3),
    ("fallocate", 2),
    ("openat", 24),
    ("pread64", 40),
    ("write", 60),
];

/// Not a test: what the others start and kill.
#[test]
#[ignore = "the process that the other tests start and kill"]
fn kill_child() {
    if let Some(life) = Life::from_env() {
        child::run(life);
    }
}

/// Two of these run side by side: a life under the tracer is mostly waiting.
#[test]
fn a_kill_at_any_system_call_loses_nothing_acknowledged() {
    kill_at_calls(number_from_env("SDA_KILL_CALLS", 500).div_ceil(2), 0);
}

#[test]
fn a_kill_at_any_system_call_loses_nothing_acknowledged_with_another_seed() {
    kill_at_calls(number_from_env("SDA_KILL_CALLS", 500) / 2, 1);
}

fn kill_at_calls(kills: u64, stream: u64) {
    let seed = number_from_env("SDA_SEED", 0xca11) + stream;
    let mut random = Random::new(seed);
    let folder = TempFolder::new();
    let (mut done, mut own, mut before_open, mut unanswered, mut torn) = (0, 0, 0, 0, 0);
    let mut died_at: BTreeMap<&str, u64> = BTreeMap::new();
    while done < kills {
        let path = folder.join(&format!("log-{}/node-a.wal", done / KILLS_PER_LOG));
        let mut ledger = Ledger::default();
        for left in (0..KILLS_PER_LOG.min(kills - done)).rev() {
            let life = Life {
                log: path.clone(),
                seed: random.draw(),
                number: done,
                next_remote: ledger.next_remote(),
            };
            let (call, last) = CALLS[done as usize % CALLS.len()];
            let end = End::Call(call, 1 + random.up_to(last - 1));
            let fail = |what: String| -> ! {
                panic!("SDA_SEED={seed}, life {done}, {end:?}: {what}");
            };
            let lived = live(&life, end, &mut ledger).unwrap_or_else(|what| fail(what));
            before_open += u64::from(!lived.opened);
            *died_at.entry(call).or_default() += 1;
            // Not looking in between lets one recovery follow another that was cut short.
            if left == 0 || random.up_to(2) > 0 {
                let seen = check::reopened(&path, &mut ledger, &mut random);
                let seen = seen.unwrap_or_else(|what| fail(what));
                unanswered += seen.unanswered;
                torn += u64::from(seen.cut_bytes > 0);
            }
            done += 1;
        }
        own += ledger.own.len();
    }
    println!(
        "{kills} kills, seed {seed}: {own} writes, {unanswered} unanswered, {torn} torn, \
         {before_open} before the log was open, {died_at:?}"
    );
    assert!(kills < 100 || (own > 0 && before_open > 0 && died_at.len() == CALLS.len()));
}
