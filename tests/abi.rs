// SPDX-License-Identifier: Apache-2.0
//! The C ABI does not drift: header, sources and C tests speak of the same functions, every
//! function is documented in full, and every call goes through the guard.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

#[path = "abi/abuse.rs"]
mod abuse;

/// Exports that cannot fail: they look at a handle or let go of it, and run nothing that could
/// panic.
const INFALLIBLE: [&str; 30] = [
    "sda_abi_version",
    "sda_buf_free",
    "sda_error_context",
    "sda_error_free",
    "sda_error_message",
    "sda_error_status",
    "sda_group_free",
    "sda_group_len",
    "sda_feed_free",
    "sda_findings_free",
    "sda_findings_len",
    "sda_losses_free",
    "sda_losses_len",
    "sda_client_events_free",
    "sda_client_events_len",
    "sda_known_peers_free",
    "sda_known_peers_len",
    "sda_node_info_free",
    "sda_ops_free",
    "sda_ops_len",
    "sda_peers_free",
    "sda_peers_len",
    "sda_scan_free",
    "sda_conflicts_free",
    "sda_value_reader_free",
    "sda_value_writer_free",
    "sda_conflicts_len",
    "sda_versions_free",
    "sda_versions_len",
    "sda_wal_reader_free",
];
/// And the one that only looks a number up.
const LOOKUP: &str = "sda_status_name";

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: impl AsRef<Path>) -> String {
    let path = root().join(path);
    fs::read_to_string(&path).unwrap_or_else(|cause| panic!("{}: {cause}", path.display()))
}

fn files(folder: &str, extension: &str) -> Vec<PathBuf> {
    let listing = fs::read_dir(root().join(folder)).unwrap();
    let mut paths: Vec<_> = listing.map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|found| found == extension));
    paths.sort();
    assert!(!paths.is_empty(), "{folder}");
    paths
}

/// The text without comments and string literals, so that only code counts.
fn code(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find(['/', '"']) {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let end = if rest.starts_with("/*") {
            rest.find("*/").map_or(rest.len(), |end| end + 2)
        } else if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with('"') {
            closing_quote(rest)
        } else {
            out.push('/');
            1
        };
        rest = &rest[end..];
    }
    out + rest
}

fn closing_quote(literal: &str) -> usize {
    let mut escaped = false;
    for (at, byte) in literal.bytes().enumerate().skip(1) {
        match byte {
            b'"' if !escaped => return at + 1,
            b'\\' => escaped = !escaped,
            _ => escaped = false,
        }
    }
    literal.len()
}

/// Every `sda_…` word of the code, with what follows it.
fn words(code: &str) -> impl Iterator<Item = (&str, &str)> {
    let is_part = |c: char| c.is_ascii_alphanumeric() || c == '_';
    code.match_indices("sda_").filter_map(move |(at, _)| {
        let rest = &code[at..];
        let end = rest.find(|c| !is_part(c)).unwrap_or(rest.len());
        (!code[..at].ends_with(is_part)).then(|| rest.split_at(end))
    })
}

fn called(code: &str) -> BTreeSet<String> {
    let calls = words(code).filter(|(_, after)| after.starts_with('('));
    calls.map(|(name, _)| name.to_owned()).collect()
}

/// A function of the header: its name, its comment, its declaration.
struct Declared {
    name: String,
    comment: String,
    declaration: String,
}

/// The simulator has a header of its own, which no library that is shipped belongs to.
const SIMULATOR: &str = "include/softadastra_sim.h";

fn declared() -> Vec<Declared> {
    declared_in("include/softadastra.h")
}

fn declared_in(header: &str) -> Vec<Declared> {
    let header = read(header);
    let mut functions = Vec::new();
    for part in header.split("/**").skip(1) {
        let Some((comment, after)) = part.split_once("*/") else { continue };
        let declaration = after.split(';').next().unwrap_or_default().trim();
        let plain = !declaration.starts_with(['#', 't']);
        if let Some(name) = called(declaration).first().filter(|_| plain) {
            let (comment, declaration) = (comment.to_owned(), declaration.to_owned());
            functions.push(Declared { name: name.clone(), comment, declaration });
        }
    }
    functions
}

fn declared_names() -> BTreeSet<String> {
    declared().into_iter().map(|function| function.name).collect()
}

/// An export of the sources: its name and its body, but for that of the simulator.
fn defined() -> Vec<(String, String)> {
    defined_in(files("src/ffi", "rs").into_iter().filter(|path| !path.ends_with("sim.rs")))
}

/// Stripping literals took the "C" out of `extern "C"`.
fn defined_in(paths: impl IntoIterator<Item = PathBuf>) -> Vec<(String, String)> {
    let mut functions = Vec::new();
    for path in paths {
        let source = code(&read(path));
        for part in source.split("extern  fn ").skip(1) {
            let end = part.find("\n}").unwrap_or(part.len());
            let name = part.split('(').next().unwrap_or_default();
            if name.starts_with("sda_")
                && let Some((_, body)) = part[..end].split_once("{\n")
            {
                functions.push((name.to_owned(), body.to_owned()));
            }
        }
    }
    functions
}

#[test]
fn header_sources_and_symbol_list_name_the_same_functions() {
    let header = declared_names();
    let sources: BTreeSet<_> = defined().into_iter().map(|(name, _)| name).collect();
    let symbols = code(&read("tests/c/symbols.c"));
    let listed = symbols.split("symbols[] = {").nth(1).and_then(|list| list.split('}').next());
    let listed: BTreeSet<_> = words(listed.unwrap()).map(|(name, _)| name.to_owned()).collect();
    assert!(header.len() >= 62, "{} functions", header.len());
    assert_eq!(header, sources, "header and sources");
    assert_eq!(header, listed, "header and tests/c/symbols.c");
}

#[test]
fn every_function_is_used_by_the_c_tests() {
    let mut used = BTreeSet::new();
    for path in files("tests/c", "c").into_iter().chain(files("tests/c", "h")) {
        if !path.ends_with("symbols.c") && !path.ends_with("null.c") {
            used.extend(called(&code(&read(path))));
        }
    }
    let unused: Vec<_> = declared_names().into_iter().filter(|name| !used.contains(name)).collect();
    assert!(unused.is_empty(), "{unused:?}");
}

#[test]
fn every_function_is_called_with_null() {
    let used = called(&code(&read("tests/c/null.c")));
    let needs_none = ["sda_abi_version", LOOKUP];
    let missing: Vec<_> = declared_names()
        .into_iter()
        .filter(|name| !used.contains(name) && !needs_none.contains(&name.as_str()))
        .collect();
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn every_function_is_documented_in_full() {
    let mut missing = Vec::new();
    for Declared { name, comment, declaration } in
        declared().into_iter().chain(declared_in(SIMULATOR))
    {
        let (head, parameters) = declaration.split_once('(').unwrap();
        let mut wants = |section: &str, wanted: bool| {
            if wanted && !comment.contains(&format!("\n * {section}: ")) {
                missing.push(format!("{name}: {section}"));
            }
        };
        wants("Parameters", parameters != "void)");
        wants("Returns", !head.starts_with("void "));
        wants("Threads", true);
        // A handle or a buffer handed out or taken over, bytes or text borrowed or lent.
        let inputs = ["_len,", "_options *options,"].iter().any(|part| parameters.contains(part));
        let lends = [
            "buf",
            "entry",
            "envelope",
            "version",
            "change",
            "conflict",
            "conflict_side",
            "session_event",
        ];
        let lends = lends.map(|name| format!("sda_{name} *"));
        let lends =
            lends.iter().any(|part| parameters.contains(&**part)) || head.contains("char *");
        let gives =
            parameters.matches("**").count() > usize::from(parameters.contains("sda_error **"));
        let takes = name.ends_with("_free") || name.ends_with("_close");
        let id_alone = parameters.contains("*sync_id,") || name == "sda_store_contains";
        wants("Ownership", (inputs && !id_alone) || lends || gives || takes);
    }
    assert!(missing.is_empty(), "{missing:#?}");
}

#[test]
fn every_call_goes_through_the_guard() {
    let mut unguarded = Vec::new();
    let simulator = defined_in([PathBuf::from("src/ffi/sim.rs")]);
    let declared: Vec<_> = declared_in(SIMULATOR).into_iter().map(|found| found.name).collect();
    assert!(simulator.iter().map(|(name, _)| name).eq(&declared) && !declared.is_empty());
    for (name, body) in defined().into_iter().chain(simulator) {
        let body: String = body.split_whitespace().collect::<Vec<_>>().join(" ");
        let body = body.trim_start_matches("unsafe { ").trim_start_matches("super::guard::");
        let is_guarded =
            ["guard(", "guard_engine(", "guard_shared(", "guard_client(", "guard_wait("]
                .iter()
                .any(|way| body.starts_with(way));
        let is_infallible = INFALLIBLE.contains(&name.as_str()) || name == LOOKUP;
        if is_guarded == is_infallible {
            unguarded.push(name);
        }
    }
    assert!(unguarded.is_empty(), "{unguarded:?}");
}

#[test]
fn every_function_is_abused_in_every_argument() {
    let path = root().join("tests/c/abuse_calls.h");
    let wanted = abuse::generated(&read("include/softadastra.h"), &declared());
    if std::env::var_os("UPDATE").is_some() {
        fs::write(&path, &wanted).unwrap();
    }
    let committed = fs::read_to_string(&path).unwrap_or_default();
    let differs = committed.lines().zip(wanted.lines()).position(|(a, b)| a != b);
    assert!(
        committed == wanted,
        "tests/c/abuse_calls.h differs from the header at line {:?}: run UPDATE=1 cargo test --test abi",
        differs.map(|line| line + 1)
    );
}
