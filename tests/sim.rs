// SPDX-License-Identifier: Apache-2.0
//! Ten thousand worlds of the simulator (`tests/sim/README.md`), on all cores, with everything that
//! can be made to happen in them; 300 in a build without optimization. `SDA_SEEDS` sets how many,
//! `SDA_SEED` where they start.
#![allow(missing_docs, unsafe_code, clippy::unwrap_used, clippy::panic)]

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;

use softadastra::ffi::buf::sda_buf;
use softadastra::ffi::error::sda_buf_free;
use softadastra::ffi::sim::{SDA_SIM_TRACE, sda_sim_report, sda_sim_run};
use softadastra::ffi::status::{SDA_ERROR_INVALID_ARGUMENT, SDA_OK};
use softadastra::sim::{Kind, Plan, run, shrink};

/// States that are hard to reach; a change of the worlds must not lose them.
const RARE: [&str; 21] = [
    "backpressure",
    "feed-gone",
    "held-applied",
    "log-stopped",
    "older",
    "older-before-features",
    "older-before-held",
    "older-before-steps",
    "older-before-trails",
    "older-without-groups",
    "power-cut-while-opening",
    "restored",
    "rot-found",
    "session-behind",
    "session-renewed",
    "session-went-back",
    "snapshot-installed",
    "told-applied",
    "torn-tail-cut",
    "updated",
    "whole-groups-cut",
];

/// What some worlds came to.
#[derive(Default)]
struct Sums {
    marks: BTreeMap<&'static str, u64>,
    restarts: u64,
    /// Each seed that failed, and how.
    failed: BTreeMap<u64, String>,
}

fn setting(name: &str, default: u64) -> u64 {
    std::env::var(name).map_or(default, |text| text.parse().unwrap())
}

fn replay(seed: u64) -> String {
    format!("cargo run --release --features sim --example sim -- --seed {seed} --shrink")
}

fn run_all(seeds: impl Iterator<Item = u64>) -> Sums {
    let mut sums = Sums::default();
    for seed in seeds {
        let report = run(&Plan::new(seed), false);
        if let Some(found) = report.violation {
            sums.failed.insert(seed, format!("{}: {}", found.check, found.detail));
        }
        sums.restarts += report.restart_count;
        for (name, times) in report.marks {
            *sums.marks.entry(name).or_default() += times;
        }
    }
    sums
}

/// Each core takes every so many-th seed; what comes out does not depend on how many there are.
fn run_on_all_cores(first: u64, count: u64) -> Sums {
    let cores = std::thread::available_parallelism().map_or(1, |cores| cores.get());
    let mut sums = Sums::default();
    std::thread::scope(|scope| {
        let begun: Vec<_> = (0..cores as u64)
            .map(|core| scope.spawn(move || run_all((first + core..first + count).step_by(cores))))
            .collect();
        for part in begun.into_iter().map(|thread| thread.join().unwrap()) {
            part.marks.into_iter().for_each(|(name, n)| *sums.marks.entry(name).or_default() += n);
            sums.restarts += part.restarts;
            sums.failed.extend(part.failed);
        }
    });
    sums
}

#[test]
fn worlds_in_which_everything_happens_break_no_promise() {
    // Without optimization a world takes many times as long.
    let default = if cfg!(debug_assertions) { 300 } else { 10_000 };
    let (first, count) = (setting("SDA_SEED", 0), setting("SDA_SEEDS", default));
    let Sums { marks, restarts, failed } = run_on_all_cores(first, count);
    println!("{count} worlds from seed {first}, {restarts} restarts, {marks:?}");
    if let Some((seed, how)) = failed.first_key_value() {
        panic!("{} worlds fail: {failed:#?}\nthe first: {how}\n{}", failed.len(), replay(*seed));
    }
    if count < 300 {
        return;
    }
    let drawn = Kind::ALL.iter().filter(|kind| kind.is_step() && !kind.is_known_bug());
    let reached = |name: &&str| !marks.contains_key(name);
    let missing: Vec<_> = drawn.map(|kind| kind.name()).filter(reached).collect();
    assert!(missing.is_empty(), "never happened: {missing:?}");
    let missing: Vec<_> = RARE.into_iter().filter(reached).collect();
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

/// The worlds whose hashes are kept for each version.
const KEPT: [u64; 4] = [0, 7, 42, 1_000];

/// A version ran these worlds so, in every build: this test runs with optimization, without, and in
/// the build of `.ci/coverage`. `UPDATE=1` takes over what this build says.
#[test]
fn the_worlds_that_are_kept_run_as_they_did() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sim/hashes.txt");
    let version = env!("CARGO_PKG_VERSION");
    let mut now = String::new();
    for seed in KEPT {
        let report = run(&Plan::new(seed), false);
        assert_eq!(report.violation, None, "seed {seed}");
        let (trace, state) = (report.trace_hash, report.state_hash);
        writeln!(now, "{version} {seed} {trace:016x} {state:016x}").unwrap();
    }
    let kept = std::fs::read_to_string(&path).unwrap();
    let is_other = |line: &&str| !line.starts_with(&format!("{version} "));
    let mut wanted: String =
        kept.lines().filter(is_other).map(|line| format!("{line}\n")).collect();
    wanted.push_str(&now);
    if std::env::var_os("UPDATE").is_some() {
        return std::fs::write(&path, wanted).unwrap();
    }
    assert_eq!(
        kept, wanted,
        "worlds run otherwise than tests/sim/hashes.txt says. Is that what was meant? Then \
         UPDATE=1 cargo test --release --all-features --test sim as_they_did"
    );
}

/// The same world through the C interface.
#[test]
fn a_world_runs_through_the_c_interface_as_it_does_without() {
    let seed = 7;
    let wanted = run(&Plan::new(seed), true);
    let mut report: sda_sim_report = unsafe { std::mem::zeroed() };
    report.struct_size = size_of::<sda_sim_report>() as u32;
    let mut text = sda_buf { ptr: std::ptr::null_mut(), len: 0, cap: 0 };
    let none = std::ptr::null_mut();
    let status = unsafe { sda_sim_run(seed, SDA_SIM_TRACE, &mut report, &mut text, none) };
    assert_eq!((status, report.is_broken), (SDA_OK, 0));
    assert_eq!((report.trace_hash, report.state_hash), (wanted.trace_hash, wanted.state_hash));
    assert_eq!(
        (report.restart_count, report.frame_count, report.operation_count),
        (wanted.restart_count, wanted.frame_count, wanted.operation_count)
    );
    let told = unsafe { std::slice::from_raw_parts(text.ptr, text.len) };
    assert_eq!(std::str::from_utf8(told).unwrap(), wanted.lines.join("\n") + "\n");
    unsafe { sda_buf_free(&mut text) };

    let refused = [unsafe { sda_sim_run(seed, 2, &mut report, &mut text, none) }, unsafe {
        sda_sim_run(seed, 0, std::ptr::null_mut(), &mut text, none)
    }];
    assert_eq!(refused, [SDA_ERROR_INVALID_ARGUMENT; 2]);
    assert!(text.ptr.is_null());
    report.struct_size = 0;
    let status = unsafe { sda_sim_run(seed, 0, &mut report, std::ptr::null_mut(), none) };
    assert_eq!(status, SDA_ERROR_INVALID_ARGUMENT);
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
