// SPDX-License-Identifier: Apache-2.0
//! One source for all programs: each is built under the name of a target and looks for that, when it
//! is compiled. So only what the target needs is linked; after each input the fuzzer looks at the
//! counters of all that is.
#![no_main]

#[path = "../../tests/fuzz/mod.rs"]
mod targets;

use targets::{TARGETS, Target};

const TARGET: Target = called(env!("CARGO_BIN_NAME").as_bytes());

const fn called(name: &[u8]) -> Target {
    let mut at = 0;
    while at < TARGETS.len() {
        let (known, target) = TARGETS[at];
        if is_same(known.as_bytes(), name) {
            return target;
        }
        at += 1;
    }
    panic!("no target has the name of this program")
}

const fn is_same(one: &[u8], other: &[u8]) -> bool {
    let mut at = 0;
    while at < one.len() && at < other.len() && one[at] == other[at] {
        at += 1;
    }
    at == one.len() && at == other.len()
}

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    TARGET(bytes);
});
