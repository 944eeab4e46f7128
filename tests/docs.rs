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
    let documents = [
        "README.md",
        "ARCHITECTURE.md",
        "docs/guarantees.md",
        "docs/c-api.md",
        "docs/operations.md",
    ];
    for document in documents {
        let text = read(document);
        for link in text.split("](").skip(1) {
            let target = link.split(')').next().unwrap();
            let folder = Path::new(document).parent().unwrap();
            let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder).join(target);
            assert!(path.exists(), "{document} links to {target}");
        }
    }
}
