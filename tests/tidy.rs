// SPDX-License-Identifier: Apache-2.0
//! The style as a test: layers, lengths, calls that belong elsewhere, promises with their tests.
#![allow(missing_docs, clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

const FILE_LINES_MAX: usize = 550;
const FUNCTION_LINES_MAX: usize = 70;
const LINE_COLUMNS_MAX: usize = 100;

/// Each layer with those it may import.
const LAYERS: [(&str, &[&str]); 12] = [
    ("base", &[]),
    ("disk", &["base"]),
    ("wal", &["base", "disk"]),
    ("store", &["base", "disk"]),
    ("outbox", &["base"]),
    ("sync", &["base", "outbox"]),
    ("record", &["base", "disk", "sync"]),
    ("engine", &["base", "disk", "wal", "store", "outbox", "sync", "record"]),
    ("sim", &["base", "disk", "wal", "store", "outbox", "sync", "record", "engine"]),
    ("transport", &["base"]),
    ("client", &["base", "disk", "store", "outbox", "sync", "engine", "transport"]),
    (
        "ffi",
        &[
            "base",
            "disk",
            "wal",
            "store",
            "outbox",
            "sync",
            "record",
            "engine",
            "sim",
            "transport",
            "client",
        ],
    ),
];

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn files_below(folder: &Path, ending: &str, found: &mut Vec<PathBuf>) {
    let mut entries: Vec<_> =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            files_below(&path, ending, found);
        } else if path.to_string_lossy().ends_with(ending) {
            found.push(path);
        }
    }
}

/// Relative path and text of every file with that ending.
fn texts(folder: &str, ending: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    files_below(&root().join(folder), ending, &mut found);
    assert!(!found.is_empty(), "no {ending} below {folder}");
    let relative = |path: &Path| path.strip_prefix(root()).unwrap().display().to_string();
    found.iter().map(|path| (relative(path), std::fs::read_to_string(path).unwrap())).collect()
}

/// The part of a source file before its unit tests.
fn shipped(text: &str) -> &str {
    text.split("#[cfg(test)]").next().unwrap()
}

/// Names of layers that the code mentions after `crate::`, comments aside.
fn imports(text: &str) -> BTreeSet<String> {
    let code = shipped(text).lines().filter(|line| !line.trim_start().starts_with("//"));
    let mut found = BTreeSet::new();
    for line in code {
        for rest in line.split("crate::").skip(1) {
            let name: String = rest.chars().take_while(|c| c.is_alphanumeric()).collect();
            found.insert(name);
        }
    }
    found
}

#[test]
fn imports_point_one_way() {
    let allowed: BTreeMap<_, _> = LAYERS.into_iter().collect();
    for (path, text) in texts("src", ".rs") {
        let Some(layer) = path.strip_prefix("src/").and_then(|p| p.split_once('/')) else {
            continue;
        };
        let layer = layer.0;
        let may = allowed.get(layer).unwrap_or_else(|| panic!("{path}: no such layer"));
        for name in imports(&text) {
            let fine = name == layer || may.contains(&name.as_str());
            assert!(fine, "{path} imports {name}; {layer} may import {may:?}");
        }
    }
}

#[test]
fn the_layer_check_sees_what_it_should() {
    let text = "use crate::wal::Log;\n// crate::ffi\nfn f() { crate::sync::x(); }\n#[cfg(test)]\n\
                use crate::ffi;";
    assert_eq!(imports(text).into_iter().collect::<Vec<_>>(), ["sync", "wal"]);
}

#[test]
fn system_calls_stay_where_they_belong() {
    let banned = [
        ("std::fs", &["src/disk/file.rs"][..]),
        // A wait with an end reads no clock.
        ("std::time", &["src/ffi/host.rs", "src/engine/members.rs"]),
        ("std::env", &[]),
        ("std::net", &["src/transport/socket.rs", "src/transport/udp.rs"]),
        ("mio::", &["src/transport/socket.rs"]),
        ("socket2::", &["src/transport/udp.rs"]),
        ("thread::spawn", &[]),
        ("thread::sleep", &[]),
        ("println!", &[]),
        ("unsafe", &["src/ffi/", "src/disk/file.rs"]),
        ("HashMap", &[]),
        ("HashSet", &[]),
    ];
    for (path, text) in texts("src", ".rs") {
        let code: Vec<_> =
            shipped(&text).lines().filter(|line| !line.trim_start().starts_with("//")).collect();
        for (word, places) in banned {
            let used = code.iter().any(|line| line.contains(word));
            let fine = places.iter().any(|place| path.starts_with(place));
            assert!(!used || fine, "{path} uses {word}");
        }
    }
}

#[test]
fn files_functions_and_lines_stay_short() {
    for (path, text) in texts("src", ".rs") {
        let code = shipped(&text).lines().count();
        assert!(code <= FILE_LINES_MAX, "{path} has {code} lines");
        let mut start = None;
        for (number, line) in text.lines().enumerate() {
            assert!(line.chars().count() <= LINE_COLUMNS_MAX, "{path}:{} is long", number + 1);
            let indent = line.len() - line.trim_start().len();
            let is_fn = line.contains("fn ") && line.trim_end().ends_with(['{', '(']);
            if is_fn && indent <= 4 {
                start = Some((number, indent));
            }
            if let Some((first, depth)) = start
                && line == format!("{}}}", " ".repeat(depth))
            {
                let lines = number - first + 1;
                assert!(lines <= FUNCTION_LINES_MAX, "{path}:{}: {lines} lines", first + 1);
                start = None;
            }
        }
    }
}

#[test]
fn every_file_says_its_licence_first() {
    let mut all = texts("src", ".rs");
    all.extend(texts("tests", ".rs"));
    all.extend(texts("include", ".h"));
    all.extend(texts("include", ".hpp"));
    all.extend(texts("tests/cpp", ".cpp"));
    all.extend(texts("tests/c", ".c"));
    for (path, text) in all {
        let first = text.lines().next().unwrap_or_default();
        assert!(first.contains("SPDX-License-Identifier: Apache-2.0"), "{path}: {first}");
    }
}

#[test]
fn folders_begin_with_what_they_promise() {
    for (layer, _) in LAYERS {
        let text = std::fs::read_to_string(root().join("src").join(layer).join("mod.rs")).unwrap();
        let head: String = text.lines().filter(|line| line.starts_with("//!")).collect();
        assert!(head.contains("Promises:"), "src/{layer}/mod.rs says no promise");
        let imports = head.contains("Imports") || head.contains("imports");
        assert!(imports, "src/{layer}/mod.rs does not say what it imports");
    }
}

#[test]
fn the_cplusplus_layers_import_one_way_and_only_detail_sees_c() {
    let order = ["core", "fs", "detail", "wal", "store", "sync", "sdk"];
    for (path, text) in texts("include/softadastra", ".hpp") {
        // The umbrella of the SDK stands beside its folder.
        let layer = path.split('/').nth(2).unwrap().trim_end_matches(".hpp");
        let own = order.iter().position(|name| *name == layer);
        let own = own.unwrap_or_else(|| panic!("{path}: no such layer"));
        for line in text.lines().filter(|line| line.starts_with("#include")) {
            if line.contains("softadastra.h") {
                assert_eq!(layer, "detail", "{path} includes the C header");
            }
            let Some((_, rest)) = line.split_once("softadastra/") else { continue };
            let used = rest.split('/').next().unwrap();
            let used = order.iter().position(|name| *name == used).unwrap();
            assert!(used <= own, "{path}: {line}");
        }
        assert!(!text.contains("using namespace"), "{path}");
    }
}

/// Every promise in the guarantees names at least one test that exists.
#[test]
fn every_guarantee_names_its_test() {
    let text = std::fs::read_to_string(root().join("docs/guarantees.md")).unwrap();
    let mut known = String::new();
    for (folder, ending) in [("tests", ".rs"), ("src", ".rs"), ("tests", ".cpp"), ("tests", ".c")] {
        texts(folder, ending).iter().for_each(|(_, text)| known.push_str(text));
    }
    let mut count = 0;
    for line in text.lines().filter(|line| line.starts_with("| G")) {
        let cells: Vec<_> = line.split('|').map(str::trim).collect();
        let tests = cells[cells.len() - 2];
        let names: Vec<_> = tests.split('`').skip(1).step_by(2).collect();
        assert!(!names.is_empty(), "{} names no test", cells[1]);
        for name in names {
            let name = name.rsplit(['.', ':']).next().unwrap();
            assert!(known.contains(name), "{}: no test {name}", cells[1]);
        }
        count += 1;
    }
    assert!(count >= 10, "{count} guarantees");
}
