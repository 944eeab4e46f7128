// SPDX-License-Identifier: Apache-2.0
//! The committed header is what the sources say. `UPDATE=1 cargo test --test header` writes it.

#![allow(clippy::expect_used)]

use std::path::Path;

fn generated() -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let config = cbindgen::Config::from_file(root.join("cbindgen.toml")).expect("cbindgen.toml");
    // The files in reading order, not the crate: constants of other layers stay inside.
    let files = ["error", "status", "buf", "options", "host", "engine", "store", "scan"];
    let files = files.into_iter().chain([
        "versions",
        "feed",
        "operation",
        "group",
        "sync",
        "outbox",
        "peer",
        "session",
        "conflicts",
        "merge",
        "inspect",
        "salvage",
        "client",
        "node",
    ]);
    let sources = files.map(|name| root.join("src/ffi").join(name).with_extension("rs"));
    let bindings = sources
        .fold(cbindgen::Builder::new().with_config(config), |builder, file| builder.with_src(file))
        .generate()
        .expect("the sources give a header");
    let mut bytes = Vec::new();
    bindings.write(&mut bytes);
    String::from_utf8(bytes).expect("the header is UTF-8")
}

#[test]
fn the_committed_header_is_the_generated_one() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("include/softadastra.h");
    let generated = generated();
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, &generated).expect("the header is writable");
    }
    let committed = std::fs::read_to_string(&path).expect("include/softadastra.h");
    let differs = committed.lines().zip(generated.lines()).position(|(a, b)| a != b);
    assert!(
        committed == generated,
        "include/softadastra.h differs from the sources at line {:?}: run UPDATE=1 cargo test --test \
         header",
        differs.map(|line| line + 1)
    );
}
