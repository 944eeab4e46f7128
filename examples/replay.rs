// SPDX-License-Identifier: Apache-2.0
//! Lets a recording happen again, or makes it smaller:
//!
//! ```text
//! cargo run --release --features sim --example replay -- field.rec.000001 --trace
//! cargo run --release --features sim --example replay -- field.rec.000001 --shrink --write less.rec
//! ```
//!
//! `tests/sim/README.md` says how a recording is made and what is checked.
#![allow(clippy::print_stdout)]

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Parser;
use softadastra::base::error::Code;
use softadastra::record::Recording;
use softadastra::sim::{Part, Report, replay, shrink_replay};

/// Runs that looking for a smaller part takes at most.
const RUNS_MAX: usize = 5_000;

/// Lets a recorded session happen again, on a disk in memory.
#[derive(Parser)]
struct Arguments {
    /// The recording.
    file: PathBuf,
    /// Prints every call and what came of it.
    #[arg(long)]
    trace: bool,
    /// Looks for fewer calls that fail in the same way.
    #[arg(long)]
    shrink: bool,
    /// Where the calls that are left go, as a recording.
    #[arg(long, requires = "shrink")]
    write: Option<PathBuf>,
    /// A call that ends with the error of this number is what is looked for.
    #[arg(long)]
    fails_with: Option<u16>,
    /// Behind how many calls the power is cut on a copy of the disk.
    #[arg(long, default_value_t = 16)]
    cuts: u64,
}

fn tell(report: &Report) {
    report.lines.iter().for_each(|line| println!("{line}"));
    if let Some(violation) = &report.violation {
        println!("{}: {}", violation.check, violation.detail);
    }
}

fn run(arguments: &Arguments) -> Result<bool, String> {
    let name = arguments.file.display();
    let bytes = std::fs::read(&arguments.file).map_err(|error| format!("{name}: {error}"))?;
    let recording = Recording::read(&bytes).map_err(|error| format!("{name}: {error}"))?;
    if let Some(number) = arguments.fails_with
        && Code::from_number(number).is_none()
    {
        return Err(format!("there is no error {number}, known are 1 to {}", Code::LAST));
    }
    let mut part = Part::all(&recording);
    (part.cuts, part.wanted) = (arguments.cuts, arguments.fails_with);
    let whole = replay(&recording, &part, arguments.trace);
    tell(&whole);
    println!(
        "{} calls, recorded by version {}, {} files before; {} bytes cut off at the end; \
         {} power cuts; state {:016x}",
        recording.events.len(),
        recording.begun.library,
        recording.files.len(),
        recording.cut_bytes,
        whole.restart_count,
        whole.state_hash
    );
    if whole.violation.is_some() && arguments.shrink {
        let smaller = shrink_replay(&recording, &part, RUNS_MAX);
        println!("smaller, {} calls: {:?}", smaller.calls.len(), smaller.calls);
        tell(&replay(&recording, &smaller, true));
        if let Some(to) = &arguments.write {
            let bytes = recording.with_calls(&smaller.calls).map_err(|error| error.to_string())?;
            std::fs::write(to, bytes).map_err(|error| format!("{}: {error}", to.display()))?;
        }
    }
    Ok(whole.violation.is_none())
}

fn main() -> ExitCode {
    std::panic::set_hook(Box::new(|_| {}));
    match run(&Arguments::parse()) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            println!("{error}");
            ExitCode::from(2)
        }
    }
}
