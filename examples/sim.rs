// SPDX-License-Identifier: Apache-2.0
//! Runs seeded worlds over the real engine, replays one, or makes a failing one smaller:
//!
//! ```text
//! cargo run --release --features sim --example sim -- --seed 7 --count 10000
//! cargo run --release --features sim --example sim -- --seed 7 --shrink
//! ```
//!
//! `tests/sim/README.md` says what happens in these worlds and what is checked.
#![allow(clippy::print_stdout)]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::{Duration, Instant};

use clap::Parser;
use softadastra::sim::{Kind, Plan, Report, Violation, run, run_recorded, shrink};

/// What replays a world.
const COMMAND: &str = "cargo run --release --features sim --example sim --";

/// Runs worlds of the simulator.
#[derive(Parser)]
struct Arguments {
    /// The first seed.
    #[arg(long, default_value_t = 0)]
    seed: u64,
    /// How many seeds from there on.
    #[arg(long, default_value_t = 1)]
    count: u64,
    /// Ends after so many seconds, whatever is left.
    #[arg(long)]
    seconds: Option<u64>,
    /// From one seed to the next, for several processes side by side.
    #[arg(long, default_value_t = 1)]
    stride: u64,
    /// Goes on after a failure.
    #[arg(long)]
    all: bool,
    /// Looks for a smaller world that fails in the same way.
    #[arg(long)]
    shrink: bool,
    /// Prints what happened.
    #[arg(long)]
    trace: bool,
    /// Also what shows a known bug.
    #[arg(long)]
    known: bool,
    /// A folder for recordings of what came to each node, for the example `replay`.
    #[arg(long)]
    record: Option<PathBuf>,
    /// Kinds of events to leave out, with commas between.
    #[arg(long, value_delimiter = ',')]
    without: Vec<String>,
    /// The only steps to keep, with commas between.
    #[arg(long, value_delimiter = ',')]
    steps: Option<Vec<u64>>,
}

#[derive(Default)]
struct Sums {
    seeds: u64,
    restarts: u64,
    frames: u64,
    operations: u64,
    marks: BTreeMap<&'static str, u64>,
    failed: BTreeMap<&'static str, Vec<u64>>,
}

impl Sums {
    fn add(&mut self, report: &Report) {
        self.seeds += 1;
        self.restarts += report.restart_count;
        self.frames += report.frame_count;
        self.operations += report.operation_count;
        for (name, count) in &report.marks {
            *self.marks.entry(name).or_default() += count;
        }
    }
}

fn plan(arguments: &Arguments, seed: u64) -> Result<Plan, String> {
    let mut plan = if arguments.known { Plan::with_known_bugs(seed) } else { Plan::new(seed) };
    for name in &arguments.without {
        let kind = Kind::ALL.iter().find(|kind| kind.name() == name);
        plan.leave_out(*kind.ok_or_else(|| format!("there is no kind of events {name}"))?);
    }
    if let Some(steps) = &arguments.steps {
        plan.keep_steps(steps.clone());
    }
    Ok(plan)
}

fn command(plan: &Plan) -> String {
    let steps: Vec<_> = plan.steps().iter().map(u64::to_string).collect();
    let on = plan.kinds();
    let off =
        Plan::with_known_bugs(plan.seed()).kinds().into_iter().filter(|kind| !on.contains(kind));
    let off: Vec<_> = off.map(Kind::name).collect();
    let without =
        if off.is_empty() { String::new() } else { format!(" --without {}", off.join(",")) };
    format!("{COMMAND} --known --trace --seed {} --steps {}{without}", plan.seed(), steps.join(","))
}

/// Every hundredth world is run twice.
fn checked(plan: &Plan, is_told: bool) -> Report {
    let mut report = run(plan, is_told);
    if plan.seed().is_multiple_of(100) && run(plan, false).trace_hash != report.trace_hash {
        let (check, detail) = ("not-repeatable", "two runs of one plan differ".to_owned());
        report.violation = report.violation.or(Some(Violation { check, detail }));
    }
    report
}

/// Writes the recordings of a world to a folder.
fn record(plan: &Plan, folder: &Path) -> std::io::Result<()> {
    std::fs::create_dir_all(folder)?;
    for (name, bytes) in run_recorded(plan).1 {
        std::fs::write(folder.join(format!("{}-{name}", plan.seed())), bytes)?;
    }
    Ok(())
}

fn tell_failure(plan: &Plan, report: &Report, arguments: &Arguments) {
    let Some(violation) = &report.violation else { return };
    println!("seed {}: {}: {}", plan.seed(), violation.check, violation.detail);
    println!("  {COMMAND} --seed {}", plan.seed());
    if arguments.shrink {
        let smaller = shrink(plan, 2_000);
        let report = run(&smaller, true);
        println!("smaller, {} steps, {:?}", smaller.steps().len(), smaller.kinds());
        println!("  {}", command(&smaller));
        if let Some(violation) = &report.violation {
            println!("  {}: {}", violation.check, violation.detail);
        }
    }
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    std::panic::set_hook(Box::new(|_| {}));
    let (begun, mut told, mut sums) = (Instant::now(), Instant::now(), Sums::default());
    for number in 0..arguments.count {
        let is_late = |seconds| begun.elapsed() >= Duration::from_secs(seconds);
        if arguments.seconds.is_some_and(is_late) {
            break;
        }
        let seed = arguments.seed.wrapping_add(number.wrapping_mul(arguments.stride));
        let plan = match plan(&arguments, seed) {
            Ok(plan) => plan,
            Err(error) => {
                println!("{error}");
                return ExitCode::from(2);
            }
        };
        if let Some(folder) = &arguments.record
            && let Err(error) = record(&plan, folder)
        {
            println!("{}: {error}", folder.display());
            return ExitCode::from(2);
        }
        let report = checked(&plan, arguments.trace);
        report.lines.iter().for_each(|line| println!("{line}"));
        sums.add(&report);
        if let Some(violation) = &report.violation {
            tell_failure(&plan, &report, &arguments);
            sums.failed.entry(violation.check).or_default().push(seed);
            if !arguments.all {
                return ExitCode::FAILURE;
            }
        }
        if told.elapsed() >= Duration::from_secs(10) {
            told = Instant::now();
            println!("{} seeds, {} s", sums.seeds, begun.elapsed().as_secs());
        }
        if arguments.count == 1 {
            println!("trace {:016x}, state {:016x}", report.trace_hash, report.state_hash);
        }
    }
    let Sums { seeds, restarts, frames, operations, marks, failed } = sums;
    let seconds = begun.elapsed().as_secs_f64();
    println!("{marks:?}");
    println!(
        "{seeds} seeds, {restarts} restarts, {operations} operations, {frames} frames, \
         {seconds:.1} s"
    );
    for (check, seeds) in &failed {
        println!("{check}: {} seeds: {seeds:?}", seeds.len());
    }
    if failed.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
