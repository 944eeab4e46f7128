// SPDX-License-Identifier: Apache-2.0
//! Real processes on real files, killed at random moments, again and again.
//!
//! Fault model: SIGKILL of the writing process, at any instruction, recovery included. The
//! operating system lives on, so what it was handed stays; power cuts are the business of the disk
//! doubles in `wal_crash.rs`, and of `support/machine`. What is expected lives in the test's own process: a child tells each
//! result only after the engine's call returned, and a line once in the pipe survives its teller.
//!
//! `SDA_KILLS` says how often (300), `SDA_SEED` with which seed; a failure names both seed and
//! life. The seed fixes what is written and when a kill is meant to strike, not how threads
//! interleave.
#![allow(missing_docs, clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

#[path = "support/folder.rs"]
mod folder;
#[path = "support/kill/mod.rs"]
mod kill;
#[path = "support/machine/mod.rs"]
mod machine;

use std::time::Duration;

use folder::TempFolder;
use kill::life::{End, Life, live};
use kill::{check, child, ledger::Ledger, number_from_env};
use softadastra::base::random::Random;

/// Kills after which a log is put away: a young log meets kills while it is being made, an old one
/// gives a kill time to strike in the middle of a long recovery.
const KILLS_PER_LOG: u64 = 25;

/// Not a test: what the others start and kill.
#[test]
#[ignore = "the process that the other tests start and kill"]
fn kill_child() {
    if let Some(life) = Life::from_env() {
        child::run(life);
    }
}

/// Not a test: what runs inside the machine of `support/machine`.
#[test]
#[ignore = "the process inside the machine of .ci/machine"]
fn machine_child() {
    machine::guest::run();
}

#[test]
fn a_kill_at_any_moment_loses_nothing_acknowledged_and_no_number_is_used_twice() {
    let kills = number_from_env("SDA_KILLS", 300);
    let seed = number_from_env("SDA_SEED", 0x5eed);
    let mut random = Random::new(seed);
    let folder = TempFolder::new();
    let mut tally = Tally::default();
    let mut done = 0;
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
            let end = some_end(&mut random);
            // Not looking in between lets one recovery follow another that was cut short.
            let looks = left == 0 || random.up_to(2) > 0;
            let fail = |what: String| -> ! {
                panic!("SDA_SEED={seed}, life {done}, {end:?}: {what}");
            };
            let lived = live(&life, end, &mut ledger).unwrap_or_else(|what| fail(what));
            tally.lines += lived.lines;
            tally.before_open += u64::from(!lived.opened);
            if looks {
                let seen = check::reopened(&path, &mut ledger, &mut random);
                let seen = seen.unwrap_or_else(|what| fail(what));
                tally.unanswered += seen.unanswered;
                tally.torn += u64::from(seen.cut_bytes > 0);
            }
            done += 1;
        }
        tally.add(&ledger);
    }
    println!("{kills} kills, seed {seed}: {tally:?}");
    assert!(tally.own > 0 || kills < 20, "nothing was written: {tally:?}");
}

#[test]
fn the_check_notices_a_lost_write_and_a_number_used_twice() {
    let folder = TempFolder::new();
    let path = folder.join("node-a.wal");
    let life = Life { log: path.clone(), seed: 1, number: 0, next_remote: 1 };
    let mut ledger = Ledger::default();
    live(&life, End::Lines(60), &mut ledger).unwrap();
    check::reopened(&path, &mut ledger, &mut Random::new(1)).unwrap();

    let told = ledger.clone();
    let refusal = |change: &dyn Fn(&mut Ledger)| {
        let mut ledger = told.clone();
        change(&mut ledger);
        check::reopened(&path, &mut ledger, &mut Random::new(1)).unwrap_err()
    };
    let own = told.own.values().next().unwrap();

    let what = refusal(&|ledger| {
        ledger.own.insert(900_000, own.clone());
    });
    assert!(what.contains("is not in the outbox"), "{what}");
    let what = refusal(&|ledger| {
        ledger.note("own 900000 900000 P field/1 t 9").unwrap();
    });
    assert!(what.contains("answered up to"), "{what}");
    let what = refusal(&|ledger| {
        ledger.remotes.insert(900_000, own.version);
    });
    assert!(what.contains("is unknown now"), "{what}");

    let line = format!("own {} 900000 P field/1 t 9", own.version);
    let what = told.clone().note(&line).unwrap_err();
    assert!(what.contains("given twice"), "{what}");
}

/// When a kill strikes: often soon after the start, where recovery runs.
fn some_end(random: &mut Random) -> End {
    match random.up_to(3) {
        0 => End::After(Duration::from_micros(random.up_to(6_000))),
        1 => End::After(Duration::from_micros(random.up_to(60_000))),
        _ => End::Lines(1 + random.up_to(400)),
    }
}

/// What the run covered: read by people, to see that it did not test an empty room.
#[derive(Debug, Default)]
struct Tally {
    lines: u64,
    before_open: u64,
    torn: u64,
    unanswered: u64,
    own: usize,
    acked: usize,
    received: usize,
}

impl Tally {
    fn add(&mut self, ledger: &Ledger) {
        self.own += ledger.own.len();
        self.acked += ledger.own.values().filter(|own| own.ack_told).count();
        self.received += ledger.remotes.len();
    }
}
