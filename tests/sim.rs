// SPDX-License-Identifier: Apache-2.0
//! A few hundred worlds of the simulator (`tests/sim/README.md`), with everything that can be made
//! to happen in them. `SDA_SEEDS` sets how many, `SDA_SEED` where they start.
#![allow(missing_docs, clippy::unwrap_used, clippy::panic)]

use std::collections::BTreeMap;

use softadastra::sim::{Kind, Plan, run, shrink};

fn setting(name: &str, default: u64) -> u64 {
    std::env::var(name).map_or(default, |text| text.parse().unwrap())
}

fn replay(seed: u64) -> String {
    format!("cargo run --release --features sim --example sim -- --seed {seed} --shrink")
}

#[test]
fn worlds_in_which_everything_happens_break_no_promise() {
    let (first, count) = (setting("SDA_SEED", 0), setting("SDA_SEEDS", 300));
    let mut marks: BTreeMap<&str, u64> = BTreeMap::new();
    let mut restarts = 0;
    for seed in first..first + count {
        let report = run(&Plan::new(seed), false);
        if let Some(found) = report.violation {
            panic!("{}: {}\n{}", found.check, found.detail, replay(seed));
        }
        restarts += report.restart_count;
        report.marks.iter().for_each(|(name, times)| *marks.entry(name).or_default() += times);
    }
    println!("{count} worlds from seed {first}, {restarts} restarts, {marks:?}");
    if count < 300 {
        return;
    }
    let drawn = Kind::ALL.iter().filter(|kind| kind.is_step() && !kind.is_known_bug());
    let reached = |name: &&str| !marks.contains_key(name);
    let missing: Vec<_> = drawn.map(|kind| kind.name()).filter(reached).collect();
    assert!(missing.is_empty(), "never happened: {missing:?}");
    let rare = ["torn-tail-cut", "snapshot-installed", "power-cut-while-opening", "log-stopped"];
    let missing: Vec<_> = rare.into_iter().filter(reached).collect();
    assert!(missing.is_empty(), "never reached: {missing:?}");
}

#[test]
fn the_same_seed_gives_the_same_run() {
    for seed in 0..20 {
        let (one, other) = (run(&Plan::new(seed), false), run(&Plan::new(seed), true));
        assert_eq!(one.trace_hash, other.trace_hash, "seed {seed}");
        assert_eq!(one.state_hash, other.state_hash, "seed {seed}");
    }
}

/// What is told is also what is checked: a plan that does not fail is not made smaller, and steps
/// that were taken out do not happen.
#[test]
fn a_plan_can_be_made_smaller_and_one_that_holds_is_left_alone() {
    let plan = Plan::new(3);
    assert_eq!(shrink(&plan, 10).steps(), plan.steps());
    let mut empty = plan.clone();
    empty.keep_steps(Vec::new());
    let report = run(&empty, false);
    assert_eq!((report.violation, report.operation_count), (None, 0));
}
