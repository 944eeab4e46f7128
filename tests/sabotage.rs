// SPDX-License-Identifier: Apache-2.0
//! Are the tests worth anything? Bugs are planted in a copy of the sources, all at once, each behind
//! a switch; then, for each, the test that has to notice runs with that switch on and must fail.
//! Nothing of it is in the library that is shipped. `.ci/sabotage` runs it (`docs/testing.md`).

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

#[path = "sabotage/list.rs"]
mod list;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::time::{Duration, Instant};

use list::BUGS;
use serde_json::Value;

/// A planted bug may make a test wait for ever; that is noticed as well, after this and more than
/// the tests take without the bug.
const PATIENCE: Duration = Duration::from_secs(60);

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

/// Copies a tree; files that are the same already keep their times, so that cargo builds anew
/// only what has changed since the last run.
fn copy(from: &Path, to: &Path, copied: &mut BTreeMap<PathBuf, Vec<u8>>) {
    for entry in fs::read_dir(from).unwrap() {
        let (from, to) = { entry.map(|e| (e.path(), to.join(e.file_name()))) }.unwrap();
        if from.is_dir() {
            copy(&from, &to, copied);
        } else {
            copied.insert(to, fs::read(&from).unwrap());
        }
    }
}

/// What a copy of all that the tests need consists of, with every bug in it.
fn sabotaged(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut files = BTreeMap::new();
    for part in ["src", "tests", "examples", "include", "docs", "bindings/generate"] {
        copy(&root().join(part), &folder.join(part), &mut files);
    }
    for file in ["Cargo.toml", "Cargo.lock", "build.rs", "README.md"] {
        files.insert(folder.join(file), fs::read(root().join(file)).unwrap());
    }
    let mut put = |file: &str, find: &str, put: &str| {
        let bytes = files.get_mut(&folder.join(file)).unwrap();
        let text = String::from_utf8(bytes.clone()).unwrap();
        assert!(text.contains(find), "{file}: {find}");
        *bytes = text.replacen(find, put, 1).into_bytes();
    };
    for bug in BUGS {
        let on = format!("crate::sabotage::on(\"{}\")", bug.name);
        put(&format!("src/{}", bug.file), bug.find, &bug.put.replace("ON", &on));
    }
    put("src/lib.rs", "pub mod base;", "pub mod base;\npub mod sabotage;");
    // These tests take in some files of the library, switches and all.
    put("tests/models.rs", "use softadastra::base;", "use softadastra::{base, sabotage};");
    let switch = "//! Which planted bug is on.\n\
        /// Whether this one is.\n\
        pub fn on(name: &str) -> bool {\n    \
        static ON: std::sync::OnceLock<Option<String>> = std::sync::OnceLock::new();\n    \
        ON.get_or_init(|| std::env::var(\"SDA_SABOTAGE\").ok()).as_deref() == Some(name)\n}\n";
    files.insert(folder.join("src/sabotage.rs"), switch.into());
    files
}

/// Makes the folder hold these files and no others.
fn write(folder: &Path, files: &BTreeMap<PathBuf, Vec<u8>>) {
    fn clear(folder: &Path, files: &BTreeMap<PathBuf, Vec<u8>>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                clear(&path, files);
            } else if !files.contains_key(&path) {
                fs::remove_file(path).unwrap();
            }
        }
    }
    fs::create_dir_all(folder).unwrap();
    clear(folder, files);
    for (path, bytes) in files {
        if fs::read(path).ok().as_ref() != Some(bytes) {
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, bytes).unwrap();
        }
    }
}

/// Builds the tests and says where the program of each target is.
fn build(folder: &Path, tests: &BTreeSet<&str>) -> BTreeMap<String, PathBuf> {
    let mut command = Command::new(env!("CARGO"));
    command.args(["test", "--locked", "--no-run", "--profile", "dev"]).current_dir(folder);
    // What some of the tests want.
    command.args(["--features", "sim"]);
    command.args(["--message-format", "json-render-diagnostics"]);
    let target = std::env::var_os("SDA_SABOTAGE_TARGET").map(PathBuf::from);
    command.env("CARGO_TARGET_DIR", target.unwrap_or_else(|| root().join("target/sabotage")));
    // Optimized a little, or the tests that flip every bit would take most of an hour.
    command.env("CARGO_PROFILE_DEV_OPT_LEVEL", "1").env("CARGO_PROFILE_DEV_DEBUG", "false");
    for test in tests {
        match *test {
            "lib" => command.arg("--lib"),
            test => command.args(["--test", test]),
        };
    }
    let output = command.stderr(Stdio::inherit()).output().unwrap();
    assert!(output.status.success(), "the copy does not build");
    let mut programs = BTreeMap::new();
    for line in String::from_utf8(output.stdout).unwrap().lines() {
        let message: Value = serde_json::from_str(line).unwrap();
        if let Some(program) = message["executable"].as_str() {
            let is_lib = message["target"]["kind"] != serde_json::json!(["test"]);
            let name = if is_lib { "lib" } else { message["target"]["name"].as_str().unwrap() };
            programs.insert(name.to_owned(), program.into());
        }
    }
    programs
}

/// Runs a program of tests with one bug on, or none, up to the first test that fails. Which one
/// that was, or how else it failed; None when all tests pass.
fn first_failure(program: &Path, folder: &Path, bug: &str, patience: Duration) -> Option<String> {
    let mut command = Command::new(program);
    command.current_dir(folder).env("SDA_SABOTAGE", bug).env("CARGO_MANIFEST_DIR", folder);
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
    let output = BufReader::new(child.stdout.take().unwrap());
    let (tell, told) = mpsc::channel();
    std::thread::spawn(move || {
        for line in output.lines().map_while(Result::ok) {
            let _ = tell.send(line);
        }
    });
    let end = Instant::now() + patience;
    loop {
        match told.recv_timeout(end.saturating_duration_since(Instant::now())) {
            Ok(line) => {
                let name = line.strip_prefix("test ").and_then(|l| l.strip_suffix(" ... FAILED"));
                if let Some(name) = name {
                    stop(child);
                    return Some(name.to_owned());
                }
            }
            Err(mpsc::RecvTimeoutError::Timeout) => {
                stop(child);
                return Some(format!("no end within {} s", patience.as_secs()));
            }
            Err(mpsc::RecvTimeoutError::Disconnected) => {
                let status = child.wait().unwrap();
                return (!status.success()).then(|| status.to_string());
            }
        }
    }
}

fn stop(mut child: Child) {
    child.kill().unwrap();
    child.wait().unwrap();
}

/// Prints one row for each bug: its name, the test that noticed, and after how many seconds.
/// `SDA_SABOTAGE_ONLY` has parts of the names of those that are to run, with commas between.
#[test]
#[ignore = "builds the library again and runs its tests once for each bug: .ci/sabotage"]
fn every_planted_bug_is_caught() {
    let only = std::env::var("SDA_SABOTAGE_ONLY").unwrap_or_default();
    let is_wanted = |name: &str| only.split(',').any(|part| name.contains(part));
    let bugs: Vec<_> = BUGS.iter().filter(|bug| is_wanted(bug.name)).collect();
    let folder = root().join("target/sabotage/copy");
    write(&folder, &sabotaged(&folder));
    let tests: BTreeSet<&str> = bugs.iter().map(|bug| bug.test).collect();
    let programs = build(&folder, &tests);
    let mut patience = BTreeMap::new();
    for test in &tests {
        let begun = Instant::now();
        let failure = first_failure(&programs[*test], &folder, "", 10 * PATIENCE);
        assert_eq!(failure, None, "{test} fails with every bug off");
        patience.insert(*test, PATIENCE + 3 * begun.elapsed());
    }
    let mut survivors = Vec::new();
    for bug in &bugs {
        let begun = Instant::now();
        let noticed = first_failure(&programs[bug.test], &folder, bug.name, patience[bug.test]);
        let by = noticed.as_deref().unwrap_or("NOT NOTICED");
        println!(
            "| `{}` | `{}` | {by} | {:.1} |",
            bug.name,
            bug.test,
            begun.elapsed().as_secs_f64()
        );
        std::io::stdout().flush().unwrap();
        if noticed.is_none() {
            survivors.push(bug.name);
        }
    }
    assert!(survivors.is_empty(), "{survivors:?}");
}
