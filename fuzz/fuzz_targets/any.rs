// SPDX-License-Identifier: Apache-2.0
//! One program for all targets: it is built under the name of each, and looks which one it has.
#![no_main]

#[path = "../../tests/fuzz/mod.rs"]
mod targets;

use std::sync::OnceLock;

use targets::{TARGETS, Target};

fn chosen() -> Target {
    let program = std::env::current_exe().expect("this program has a path");
    let name = program.file_stem().expect("and a name").to_string_lossy().into_owned();
    let found = TARGETS.iter().find(|(target, _)| *target == name);
    found.unwrap_or_else(|| panic!("no target is called {name}")).1
}

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    static TARGET: OnceLock<Target> = OnceLock::new();
    TARGET.get_or_init(chosen)(bytes);
});
