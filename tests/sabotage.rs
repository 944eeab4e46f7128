// SPDX-License-Identifier: Apache-2.0
//! Are the tests worth anything? Bugs are planted in a copy of the sources, all at once, each behind
//! a switch; then, for each, the test that has to notice runs with that switch on and must fail.
//! Nothing of it is in the library that is shipped. `.ci/sabotage` runs it (`docs/testing.md`).

#![allow(clippy::unwrap_used, clippy::panic)]

#[path = "sabotage/list.rs"]
mod list;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use list::BUGS;

/// A planted bug may make a test wait for ever; that is noticed as well.
const PATIENCE: Duration = Duration::from_secs(120);

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

#[test]
fn every_planted_bug_has_its_place_and_its_test() {
    let mut names = BTreeSet::new();
    for bug in BUGS {
        let text = fs::read_to_string(root().join("src").join(bug.file)).unwrap();
        assert_eq!(text.matches(bug.find).count(), 1, "{}: {}", bug.name, bug.find);
        assert!(bug.put.contains("ON") && names.insert(bug.name), "{}", bug.name);
        let target = root().join("tests").join(bug.test).with_extension("rs");
        assert!(bug.test == "lib" || target.is_file(), "{}: no test {}", bug.name, bug.test);
    }
    assert!(names.len() >= 40, "{} bugs", names.len());
}

#[test]
fn the_library_knows_no_sabotage() {
    fn walk(folder: &Path) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(&path);
            } else {
                assert!(!fs::read_to_string(&path).unwrap().contains("sabotage"), "{path:?}");
            }
        }
    }
    walk(&root().join("src"));
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let (from, to) = { entry.map(|e| (e.path(), to.join(e.file_name()))) }.unwrap();
        if from.is_dir() {
            copy(&from, &to);
        } else {
            fs::copy(&from, &to).unwrap();
        }
    }
}

/// A copy of all that the tests need, with every bug in it.
fn sabotaged(folder: &Path) {
    for part in ["src", "tests", "examples", "include", "docs", "bindings/generate"] {
        copy(&root().join(part), &folder.join(part));
    }
    for file in ["Cargo.toml", "Cargo.lock", "build.rs", "README.md"] {
        fs::copy(root().join(file), folder.join(file)).unwrap();
    }
    for bug in BUGS {
        let path = folder.join("src").join(bug.file);
        let on = format!("crate::sabotage::on(\"{}\")", bug.name);
        let text = fs::read_to_string(&path).unwrap();
        fs::write(&path, text.replacen(bug.find, &bug.put.replace("ON", &on), 1)).unwrap();
    }
    let switch = "//! Which planted bug is on.\n\
        /// Whether this one is.\n\
        pub fn on(name: &str) -> bool {\n    \
        static ON: std::sync::OnceLock<Option<String>> = std::sync::OnceLock::new();\n    \
        ON.get_or_init(|| std::env::var(\"SDA_SABOTAGE\").ok()).as_deref() == Some(name)\n}\n";
    fs::write(folder.join("src/sabotage.rs"), switch).unwrap();
    let lib = folder.join("src/lib.rs");
    let text = fs::read_to_string(&lib).unwrap();
    fs::write(&lib, text.replacen("pub mod base;", "pub mod base;\npub mod sabotage;", 1)).unwrap();
}

fn cargo(folder: &Path, tests: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO"));
    command.args(["test", "--locked", "--quiet", "--profile", "dev"]).current_dir(folder);
    let target = std::env::var_os("SDA_SABOTAGE_TARGET").map(PathBuf::from);
    command.env("CARGO_TARGET_DIR", target.unwrap_or_else(|| root().join("target/sabotage")));
    for test in tests {
        match *test {
            "lib" => command.arg("--lib"),
            test => command.args(["--test", test]),
        };
    }
    command
}

/// Whether the tests pass; those that do not end in time do not.
fn passes(mut command: Command) -> bool {
    let mut child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    let begun = Instant::now();
    loop {
        if let Some(status) = child.try_wait().unwrap() {
            return status.success();
        }
        if begun.elapsed() > PATIENCE {
            child.kill().unwrap();
            child.wait().unwrap();
            return false;
        }
        std::thread::sleep(Duration::from_millis(50));
    }
}

#[test]
#[ignore = "builds the library again and runs its tests forty times: .ci/sabotage"]
fn every_planted_bug_is_caught() {
    let folder = root().join("target/sabotage/copy");
    if folder.exists() {
        fs::remove_dir_all(&folder).unwrap();
    }
    sabotaged(&folder);
    let tests: BTreeSet<&str> = BUGS.iter().map(|bug| bug.test).collect();
    let tests: Vec<&str> = tests.into_iter().collect();
    let mut build = cargo(&folder, &tests);
    assert!(build.arg("--no-run").status().unwrap().success(), "the copy does not build");
    for test in &tests {
        assert!(passes(cargo(&folder, &[*test])), "{test} fails with every bug off");
    }
    let mut survivors = Vec::new();
    for bug in BUGS {
        let mut command = cargo(&folder, &[bug.test]);
        command.env("SDA_SABOTAGE", bug.name);
        let is_caught = !passes(command);
        println!("{} | {} | {}", bug.name, bug.test, if is_caught { "caught" } else { "SURVIVES" });
        if !is_caught {
            survivors.push(bug.name);
        }
    }
    assert!(survivors.is_empty(), "{survivors:?}");
}
