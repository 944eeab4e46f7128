// SPDX-License-Identifier: Apache-2.0
//! Recordings happen again: those of worlds of the simulator, call for call.
#![allow(missing_docs, clippy::unwrap_used, clippy::panic)]

use std::collections::BTreeMap;

use softadastra::record::Recording;
use softadastra::sim::{Part, Plan, replay, run_recorded};

fn setting(name: &str, default: u64) -> u64 {
    std::env::var(name).map_or(default, |text| text.parse().unwrap())
}

#[test]
fn what_came_to_the_nodes_of_worlds_comes_again() {
    let (first, count) = (setting("SDA_SEED", 0), setting("SDA_SEEDS", 300));
    let mut marks: BTreeMap<&str, u64> = BTreeMap::new();
    let mut failed = Vec::new();
    for seed in first..first + count {
        let (report, recordings) = run_recorded(&Plan::new(seed));
        assert!(report.violation.is_none(), "seed {seed}: {:?}", report.violation);
        for (name, bytes) in recordings {
            let recording = Recording::read(&bytes).unwrap();
            let report = replay(&recording, &Part::all(&recording), false);
            if let Some(found) = report.violation {
                failed.push(format!("seed {seed}, {name}: {}: {}", found.check, found.detail));
            }
            for (name, times) in report.marks {
                *marks.entry(name).or_default() += times;
            }
        }
    }
    assert!(failed.is_empty(), "{} of them: {:#?}", failed.len(), &failed[..failed.len().min(20)]);
    println!("{marks:?}");
}
