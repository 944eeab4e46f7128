// SPDX-License-Identifier: Apache-2.0
//! Measures the engine against what the machine allows and against SQLite, as ratios.
//!
//! `bench [--quick] [filter]` runs every section whose name contains the filter. Within a section
//! ours and theirs take turns, round after round, on real files beside each other; what is printed
//! is the least, the median and the greatest ratio of the rounds. A claim that is not met is
//! printed as such and changes nothing about the exit status: a timing is no test.

mod claims;
mod files;
mod ours;
mod peers;
mod rounds;
mod table;

use std::process::ExitCode;

use files::Folder;
use table::Table;

/// How much is measured: everything, or just enough to see that it runs.
#[derive(Clone, Copy)]
pub struct Scale {
    quick: bool,
}

impl Scale {
    /// `full`, or a number of the quick run.
    pub fn of(self, full: usize, quick: usize) -> usize {
        if self.quick { quick } else { full }
    }
}

type Section = (&'static str, fn(&Folder, Scale, &mut Table) -> Outcome);
/// What a section ends with. Errors end the program: there is nothing to measure then.
pub type Outcome = Result<(), Box<dyn std::error::Error>>;

/// Sections in order. `space` comes first, in a process of its own, because it reads memory use.
const SECTIONS: [Section; 6] = [
    ("space", claims::space::alone),
    ("depth", claims::depth::run),
    ("durable", claims::durable::run),
    ("fast", claims::fast::run),
    ("remote", claims::remote::run),
    ("reads", claims::reads::run),
];

fn main() -> ExitCode {
    let mut scale = Scale { quick: false };
    let mut filter = String::new();
    let mut is_child = false;
    for argument in std::env::args().skip(1) {
        match argument.as_str() {
            "--quick" => scale.quick = true,
            "--space-child" => is_child = true,
            word if word.starts_with('-') => return usage(word),
            word => filter = word.to_owned(),
        }
    }
    let outcome = if is_child { claims::space::child(scale, &filter) } else { run(scale, &filter) };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("bench: {error}");
            ExitCode::FAILURE
        }
    }
}

fn usage(word: &str) -> ExitCode {
    eprintln!("bench: unknown option {word}; usage: bench [--quick] [section]");
    ExitCode::FAILURE
}

fn run(scale: Scale, filter: &str) -> Outcome {
    let mut table = Table::new();
    for (name, section) in SECTIONS.iter().filter(|(name, _)| name.contains(filter)) {
        eprintln!("{name} …");
        let folder = Folder::make()?;
        section(&folder, scale, &mut table)?;
    }
    table.print();
    Ok(())
}
