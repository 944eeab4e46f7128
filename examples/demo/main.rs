// SPDX-License-Identifier: Apache-2.0
//! Two nodes write offline, one is killed, both exchange what they owe over a bad line, and the
//! books are compared: `cargo run --release --example demo`.
//!
//! The process that you start is the parent. It starts itself twice more, one node each (`node`),
//! writes down every answer in a ledger that no kill reaches (`ledger`), and is the line between
//! the two (`channel`). The nodes talk in a session (`link`), whose frames the parent carries and
//! does not read. What parent and nodes say to each other stands in `wire`, the plot in `story`,
//! what is checked in `audit`. The exit code is 0 only when nothing is lost and both ends are equal.

mod answers;
mod audit;
mod channel;
mod child;
mod lanes;
mod ledger;
mod link;
mod node;
mod show;
mod story;
mod wire;
mod work;
mod world;

use std::error::Error;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, ValueEnum};
use softadastra::ffi::host::system_seed;

/// What everything here fails with.
type Outcome<T> = Result<T, Box<dyn Error + Send + Sync>>;

/// Two nodes, one kill, one bad line: nothing acknowledged is lost.
#[derive(Clone, Debug, Parser)]
#[command(name = "demo")]
struct Arguments {
    /// Writes per node.
    #[arg(long, default_value_t = 4000, value_parser = clap::value_parser!(u64).range(20..))]
    writes: u64,
    /// What is written, lost and repeated; drawn when missing.
    #[arg(long)]
    seed: Option<u64>,
    /// Frames that the line loses, in percent.
    #[arg(long, default_value_t = 30, value_parser = clap::value_parser!(u8).range(..=90))]
    loss: u8,
    /// Frames that the line delivers twice, in percent.
    #[arg(long, default_value_t = 10, value_parser = clap::value_parser!(u8).range(..=90))]
    repeat: u8,
    /// Writes that go to keys which both nodes write, in percent.
    #[arg(long, default_value_t = 10, value_parser = clap::value_parser!(u8).range(..=100))]
    shared: u8,
    /// Seconds after which the exchange counts as stuck.
    #[arg(long, default_value_t = 120)]
    patience: u64,
    /// Breaks a promise on purpose; the checks must notice.
    #[arg(long, hide = true)]
    sabotage: Option<Sabotage>,
    /// Set by the parent: be this node.
    #[arg(long, hide = true, requires = "log")]
    node: Option<String>,
    /// Set by the parent: keep this log.
    #[arg(long, hide = true)]
    log: Option<PathBuf>,
}

/// Promises that can be broken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Sabotage {
    /// A node says that a write is durable, and has it in memory alone.
    Forget,
    /// A node deletes, in secret, something that it received.
    Meddle,
}

impl Sabotage {
    /// How it is spelled on the command line.
    fn name(self) -> &'static str {
        match self {
            Self::Forget => "forget",
            Self::Meddle => "meddle",
        }
    }
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let seed = arguments.seed.unwrap_or_else(|| system_seed() % 1_000_000);
    let result = match (&arguments.node, &arguments.log) {
        (Some(node), Some(log)) => node::run(node, log, seed, arguments.sabotage),
        _ => story::run(&arguments, seed),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            if arguments.node.is_none() {
                println!("VERDICT: FAILED (seed {seed}): {error}");
            }
            ExitCode::FAILURE
        }
    }
}
