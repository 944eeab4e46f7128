// SPDX-License-Identifier: Apache-2.0
//! Programs in the documents are the programs that the tests run.
#![allow(missing_docs, clippy::unwrap_used)]

use std::path::Path;

fn read(path: &str) -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap()
}

/// The first block of that language.
fn block<'a>(document: &'a str, language: &str) -> &'a str {
    let (_, rest) = document.split_once(&format!("```{language}\n")).unwrap();
    rest.split_once("```").unwrap().0
}

/// A program without its licence line.
fn program(path: &str) -> String {
    read(path).split_once('\n').unwrap().1.to_owned()
}

#[test]
fn the_first_program_in_the_readme_is_the_tested_example() {
    let readme = read("README.md");
    assert_eq!(block(&readme, "cpp"), program("cpp-examples/sync/00_first_program.cpp"));
}

#[test]
fn the_program_in_the_c_interface_is_the_tested_one() {
    let document = read("docs/c-api.md");
    assert_eq!(block(&document, "c"), program("tests/c/first_program.c"));
}

#[test]
fn links_between_the_documents_lead_somewhere() {
    let mut documents: Vec<_> =
        ["README.md", "ARCHITECTURE.md", "SECURITY.md"].map(String::from).into();
    for file in std::fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs")).unwrap() {
        let name = file.unwrap().file_name().into_string().unwrap();
        documents.extend(name.ends_with(".md").then(|| format!("docs/{name}")));
    }
    for document in &documents {
        let text = read(document);
        for link in text.split("](").skip(1) {
            let target = link.split(')').next().unwrap();
            let folder = Path::new(document).parent().unwrap();
            let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder).join(target);
            assert!(path.exists(), "{document} links to {target}");
        }
    }
}

/// `1 << 20` as `1 MiB`, `5 * 60 * 1000` as `300000`, and what is not so simple as it is written.
fn value(expression: &str) -> String {
    let plain = expression.strip_suffix(" as usize").unwrap_or(expression);
    let number = |text: &str| text.trim().replace('_', "").parse::<u64>().ok();
    if let Some((count, shift)) = plain.split_once("<<") {
        let unit = number(shift).and_then(|bits| match bits {
            10 => Some("KiB"),
            20 => Some("MiB"),
            30 => Some("GiB"),
            40 => Some("TiB"),
            _ => None,
        });
        if let (Some(count), Some(unit)) = (number(count), unit) {
            return format!("{count} {unit}");
        }
    }
    let factors: Option<Vec<u64>> = plain.split('*').map(number).collect();
    match factors {
        Some(factors) => factors.iter().product::<u64>().to_string(),
        None => format!("`{}`", expression.split_whitespace().collect::<Vec<_>>().join(" ")),
    }
}

/// The table of limits, made of the comments and constants of `base/limits.rs`.
fn table_of_limits() -> String {
    let mut table = String::from(
        "<!-- SPDX-License-Identifier: Apache-2.0 -->\n# Limits\n\nEvery maximum of the engine, made from \
         `src/base/limits.rs`; `UPDATE=1 cargo test --test docs` writes this page again.\nA limit is \
         checked before anything is written, and the error names the value and the limit. Counts of 2^10 \
         and more\nthat are no bytes are written as shifts.\n\n| Limit | Value | What it bounds |\n|---|---|---|\n",
    );
    let source = read("src/base/limits.rs");
    let mut comment = String::new();
    let mut rest = source.as_str();
    while let Some((line, after)) = rest.split_once('\n') {
        rest = after;
        if let Some(text) = line.strip_prefix("/// ") {
            comment = if comment.is_empty() { text.into() } else { format!("{comment} {text}") };
        } else if let Some(constant) = line.strip_prefix("pub const ") {
            let (name, _) = constant.split_once(':').unwrap();
            // A long expression goes on in the next lines.
            let start = source.len() - rest.len() - line.len() - 1;
            let (_, expression) = source[start..].split_once('=').unwrap();
            let (expression, _) = expression.split_once(';').unwrap();
            let is_bytes = comment.contains("byte") || name.contains("BYTES");
            let shown = match expression.trim() {
                text if text.contains("<<") && !is_bytes => format!("`{text}`"),
                text => value(text),
            };
            table += &format!(
                "| `{name}` | {shown} | {} |\n",
                comment.replace("[`", "`").replace("`]", "`")
            );
            comment.clear();
        } else {
            comment.clear();
        }
    }
    table
}

#[test]
fn the_page_of_limits_is_made_from_the_constants() {
    let table = table_of_limits();
    assert!(table.contains("| `KEY_BYTES_MAX` | 1 MiB |"), "{table}");
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/limits.md"), &table)
            .unwrap();
    }
    assert_eq!(read("docs/limits.md"), table, "run: UPDATE=1 cargo test --test docs");
}
