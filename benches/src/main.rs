// SPDX-License-Identifier: Apache-2.0
//! Measures the engine against what the machine allows, SQLite and LMDB, as ratios.
//!
//! `bench [--quick] [filter]` runs every section whose name contains the filter; `open-large` runs
//! only when it is named in full. Within a section
//! ours and theirs take turns, round after round, on real files beside each other; what is printed
//! is the least, the median and the greatest ratio of the rounds. A claim that is not met is
//! printed as such and changes nothing about the exit status: a timing is no test.

mod claims;
mod files;
mod ours;
mod peers;
mod processes;
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
const SECTIONS: [Section; 14] = [
    ("space", claims::space::alone),
    ("depth", claims::depth::run),
    ("durable", claims::durable::run),
    ("fast", claims::fast::run),
    ("recorded", claims::recorded::run),
    ("remote", claims::remote::run),
    ("apply", claims::apply::run),
    ("network", claims::network::run),
    ("reads", claims::reads::run),
    ("open", claims::open::run),
    ("hot", claims::hot::run),
    ("prefix", claims::prefix::run),
    ("overwrite", claims::overwrite::run),
    ("larger", claims::larger::run),
];

/// Takes long, and runs only when its name is given in full.
const ON_DEMAND: [Section; 1] = [("open-large", claims::open::large)];

/// Parts of sections that run in a process of their own.
type Child = (&'static str, fn(Scale, &[String]) -> Outcome);
const CHILDREN: [Child; 3] = [
    ("space", claims::space::child),
    ("open", claims::open::child),
    ("larger", claims::larger::child),
];

fn main() -> ExitCode {
    let mut scale = Scale { quick: false };
    let mut filter = String::new();
    let mut arguments = std::env::args().skip(1);
    let mut child = None;
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--quick" => scale.quick = true,
            processes::CHILD => child = Some(arguments.by_ref().collect::<Vec<_>>()),
            "--help" | "-h" => return help(),
            word if word.starts_with('-') => return usage(word),
            word => filter = word.to_owned(),
        }
    }
    let outcome = match child {
        Some(words) => run_child(scale, &words),
        None => run(scale, &filter),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("bench: {error}");
            ExitCode::FAILURE
        }
    }
}

fn usage(word: &str) -> ExitCode {
    eprintln!("bench: unknown option {word}; usage: bench [--quick] [section]; see --help");
    ExitCode::FAILURE
}

fn help() -> ExitCode {
    let names =
        |sections: &[Section]| sections.iter().map(|(name, _)| *name).collect::<Vec<_>>().join(" ");
    println!("usage: bench [--quick] [section]");
    println!("--quick      only to see that it runs");
    println!("sections     {}", names(&SECTIONS));
    println!("when named   {}", names(&ON_DEMAND));
    ExitCode::SUCCESS
}

fn run(scale: Scale, filter: &str) -> Outcome {
    let mut table = Table::new();
    let usual = SECTIONS.iter().filter(|(name, _)| name.contains(filter));
    let on_demand = ON_DEMAND.iter().filter(|(name, _)| *name == filter);
    for (name, section) in usual.chain(on_demand) {
        eprintln!("{name} …");
        let folder = Folder::make()?;
        section(&folder, scale, &mut table)?;
    }
    table.print();
    Ok(())
}

fn run_child(scale: Scale, words: &[String]) -> Outcome {
    let (section, arguments) = words.split_first().ok_or("a child wants a section")?;
    let (_, child) = CHILDREN
        .iter()
        .find(|(name, _)| name == section)
        .ok_or_else(|| format!("{section} has no child"))?;
    child(scale, arguments)
}
