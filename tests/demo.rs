// SPDX-License-Identifier: Apache-2.0
//! Runs the demo, small: it passes, and it fails when a promise is broken on purpose.
#![allow(missing_docs, clippy::unwrap_used, clippy::panic)]

use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::OnceLock;

/// Whether the demo is younger than all that it was made from, as Cargo's list beside it has it.
fn is_up_to_date(demo: &Path) -> bool {
    let time = |path: &Path| path.metadata().and_then(|file| file.modified()).ok();
    let list = std::fs::read_to_string(demo.with_extension("d")).unwrap_or_default();
    let mut sources = list.split_whitespace().skip(1).peekable();
    let built = time(demo);
    built.is_some()
        && sources.peek().is_some()
        && sources.all(|source| time(Path::new(source)).is_some_and(|time| Some(time) <= built))
}

/// The example beside this test. `cargo test` builds both, and then there is nothing left to build;
/// `cargo test --test demo` builds the test alone, and the demo may be missing or old. Then it is
/// built with the features of this test. A run of the whole workspace has given the library more
/// features than that, and to build it once more would take minutes.
fn demo() -> &'static Path {
    static DEMO: OnceLock<PathBuf> = OnceLock::new();
    DEMO.get_or_init(|| {
        let test = std::env::current_exe().unwrap();
        let folder = test.parent().and_then(Path::parent).unwrap();
        let demo = folder.join("examples").join(format!("demo{}", std::env::consts::EXE_SUFFIX));
        if is_up_to_date(&demo) {
            return demo;
        }
        // The folder of the profile `dev` has a name of its own.
        let profile = match folder.file_name().and_then(|name| name.to_str()).unwrap() {
            "debug" => "dev",
            other => other,
        };
        let features = [
            ("tcp", cfg!(feature = "tcp")),
            ("discovery", cfg!(feature = "discovery")),
            ("tracing", cfg!(feature = "tracing")),
            ("sim", cfg!(feature = "sim")),
        ];
        let features = features.iter().filter(|(_, is_on)| *is_on).map(|(name, _)| *name);
        let built = Command::new(env!("CARGO"))
            .args(["build", "--quiet", "--example", "demo", "--profile", profile])
            .args(["--no-default-features", "--features"])
            .arg(features.collect::<Vec<_>>().join(","))
            .arg("--target-dir")
            .arg(folder.parent().unwrap())
            .current_dir(env!("CARGO_MANIFEST_DIR"))
            .status();
        assert!(built.unwrap().success(), "the demo cannot be built");
        demo
    })
}

fn run(arguments: &[&str]) -> (Output, String) {
    let output = Command::new(demo()).args(["--writes", "300"]).args(arguments).output().unwrap();
    let text = String::from_utf8(output.stdout.clone()).unwrap();
    (output, text)
}

#[test]
fn the_demo_loses_nothing_over_a_bad_line() {
    for arguments in [["--seed", "7", "--loss", "30"], ["--seed", "8", "--loss", "60"]] {
        let (output, text) = run(&arguments);
        assert!(output.status.success(), "{arguments:?}: {text}");
        assert!(text.contains("VERDICT: PASSED"), "{arguments:?}: {text}");
    }
}

#[test]
fn the_demo_notices_writes_that_were_durable_in_words_only() {
    let (output, text) = run(&["--seed", "7", "--sabotage", "forget"]);
    assert!(!output.status.success(), "{text}");
    assert!(text.contains("VERDICT: FAILED (seed 7): epoch"), "{text}");
    assert!(!text.contains("PASSED"), "{text}");
}

#[test]
fn the_demo_notices_a_change_that_nobody_asked_for() {
    // At which look it is noticed differs from run to run, and so do the words.
    for seed in ["6", "7", "8"] {
        let (output, text) = run(&["--seed", seed, "--sabotage", "meddle"]);
        assert!(!output.status.success(), "{text}");
        let is_named = ["was never asked for", "nobody was asked to write it"];
        assert!(is_named.iter().any(|words| text.contains(words)), "{text}");
        assert!(!text.contains("PASSED"), "{text}");
    }
}
