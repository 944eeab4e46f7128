// SPDX-License-Identifier: Apache-2.0
//! Seeded worlds in which the real engine meets everything that may happen to it.
//!
//! Promises: a world runs on one thread, with a clock, disks and a network of its own; the same
//! plan gives the same run, bit for bit, in every build; what is checked is what the application
//! was told, and not what the engine thinks of itself. Imports every layer up to `engine`; tests,
//! `examples/sim.rs` and `ffi/sim.rs` call it. Only there with the feature `sim`.
//! `tests/sim/README.md` says what is made to happen, what is checked, and how a failure is
//! replayed and made smaller.
//!
//! A run has four parts: steps in which everything that the plan has may happen; healing; time
//! until all nodes hold the same, within a bound; a power cut of every node.
// What is out of place here is a failed seed, which is caught, told and replayed.
#![allow(clippy::indexing_slicing)]

mod check;
mod clock;
mod disk;
mod faults;
mod network;
mod node;
mod older;
mod plan;
mod replay;
mod shrink;
mod trace;
mod update;
mod workload;
mod world;

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use crate::disk::{Disk, MemoryDisk};

pub use plan::{Kind, Plan};
pub use replay::{Part, replay, shrink_replay};
pub use shrink::shrink;
pub use trace::Violation;

/// What a run was.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// What was broken, if anything.
    pub violation: Option<Violation>,
    /// A hash of everything that happened, in order.
    pub trace_hash: u64,
    /// A hash of what all nodes held in the end.
    pub state_hash: u64,
    /// How often a node was killed, lost power, or was opened anew in another way.
    pub restart_count: u64,
    /// Frames that were sent.
    pub frame_count: u64,
    /// Operations that the application made.
    pub operation_count: u64,
    /// How often what is worth reaching was reached.
    pub marks: BTreeMap<&'static str, u64>,
    /// What happened, when that was asked for.
    pub lines: Vec<String>,
}

/// Runs the world of a plan. A panic is a violation as well.
pub fn run(plan: &Plan, is_told: bool) -> Report {
    caught(|| world::run(plan, is_told, None))
}

/// Runs the world of a plan and records what comes to each node. Returns the recordings as well,
/// each with its name.
pub fn run_recorded(plan: &Plan) -> (Report, Vec<(String, Vec<u8>)>) {
    let disk = MemoryDisk::new();
    let report = caught(|| world::run(plan, false, Some(&disk)));
    let named = |path: PathBuf| Some((path.display().to_string(), disk.bytes(&path)?));
    let paths = disk.beside(Path::new("node")).unwrap_or_default();
    (report, paths.into_iter().filter_map(named).collect())
}

fn caught(run: impl FnOnce() -> Report) -> Report {
    catch_unwind(AssertUnwindSafe(run)).unwrap_or_else(|cause| {
        let text = cause.downcast_ref::<String>().map(String::as_str);
        let text = text.or_else(|| cause.downcast_ref::<&str>().copied()).unwrap_or("a panic");
        let violation = Some(Violation::new("panic", text));
        Report { violation, ..Report::default() }
    })
}
