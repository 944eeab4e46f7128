// SPDX-License-Identifier: Apache-2.0
//! The committed header, and all that the languages have of it, is what the sources say.
//! `UPDATE=1 cargo test --test header` writes it; `.ci/generate` does the same and renews the
//! baseline of the ABI.

#![allow(clippy::expect_used)]

use std::path::{Path, PathBuf};

fn generated() -> Vec<(PathBuf, String)> {
    // The files in reading order, not the crate: constants of other layers stay inside.
    let files = ["error", "status", "buf", "options", "host", "engine", "store", "scan"];
    let files = files.into_iter().chain([
        "versions",
        "feed",
        "operation",
        "group",
        "many",
        "value",
        "sync",
        "outbox",
        "peer",
        "session",
        "conflicts",
        "merge",
        "notice",
        "inspect",
        "salvage",
        "client_options",
        "client",
        "node",
        "wal",
        "client_links",
        "client_net",
        "client_events",
    ]);
    let files: Vec<&str> = files.collect();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut outputs = softadastra_generate::outputs(root, &files, env!("CARGO_PKG_VERSION"));
    outputs.push(softadastra_generate::simulator(root));
    outputs
}

#[test]
fn what_is_generated_is_committed() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut stale = Vec::new();
    for (path, generated) in generated() {
        let file = root.join(&path);
        if std::env::var_os("UPDATE").is_some() {
            std::fs::create_dir_all(file.parent().expect("a folder")).expect("the folder is there");
            std::fs::write(&file, &generated).expect("the file is writable");
        }
        let committed = std::fs::read_to_string(&file).unwrap_or_default();
        if committed != generated {
            let differs = committed.lines().zip(generated.lines()).position(|(a, b)| a != b);
            stale.push(format!("{} from line {:?}", path.display(), differs.map(|line| line + 1)));
        }
    }
    assert!(
        stale.is_empty(),
        "these differ from the sources: {stale:#?}; run .ci/generate, or UPDATE=1 cargo test --test header"
    );
}
