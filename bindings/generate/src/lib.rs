// SPDX-License-Identifier: Apache-2.0
//! Everything that is written down about the C interface, made from the Rust sources of it:
//! `read` takes cbindgen's model over, `derive` adds what comments and names say, `table` has the
//! rest, and one module a language writes it out. `tests/header.rs` compares all of it with what is
//! committed, and writes it with `UPDATE=1`.

use std::path::{Path, PathBuf};

mod c;
mod csharp;
mod derive;
mod go;
mod java;
mod lua;
mod model;
mod node;
mod php;
mod python;
mod read;
mod ruby;
mod table;
mod text;

/// The files that are generated, relative to the root of the project, with their contents.
///
/// `sources` are the names of the files of `src/ffi`, in the order of the header; `version` is that
/// of the library.
///
/// # Panics
/// When the interface has something that no rule covers, with what it is.
#[must_use]
pub fn outputs(root: &Path, sources: &[&str], version: &str) -> Vec<(PathBuf, String)> {
    let config = cbindgen::Config::from_file(root.join("cbindgen.toml")).expect("cbindgen.toml");
    let sources = sources.iter().map(|name| root.join("src/ffi").join(name).with_extension("rs"));
    let bindings = sources
        .fold(cbindgen::Builder::new().with_config(config), |builder, file| builder.with_src(file))
        .generate()
        .expect("the sources give a header");
    let mut header = Vec::new();
    bindings.write(&mut header);
    let header = String::from_utf8(header).expect("the header is UTF-8");

    let former = std::fs::read_to_string(root.join("bindings/api.json")).unwrap_or_default();
    let former: serde_json::Value = serde_json::from_str(&former).unwrap_or_default();
    let api =
        read::api(&bindings, &|name| since(&former, name).unwrap_or_else(|| version.to_owned()));
    let json = serde_json::to_string_pretty(&api).expect("plain values") + "\n";

    let mut outputs = vec![
        ("include/softadastra.h".into(), header.clone()),
        // A Go module is a folder of its own: cgo finds the header nowhere else.
        ("bindings/go/softadastra.h".into(), header),
        ("bindings/api.json".into(), json),
        ("bindings/softadastra.cdef".into(), c::declarations(&api)),
        ("bindings/exports.txt".into(), c::exports(&api)),
        ("bindings/abi/stub.c".into(), c::stub(&api)),
    ];
    outputs.extend(languages(&api));
    outputs
}

/// The header of the simulator, which only a library with the feature `sim` has, and no language.
///
/// # Panics
/// When the source cannot be read.
#[must_use]
pub fn simulator(root: &Path) -> (PathBuf, String) {
    let mut config =
        cbindgen::Config::from_file(root.join("cbindgen.toml")).expect("cbindgen.toml");
    config.include_guard = Some("SOFTADASTRA_SIM_H".into());
    config.sys_includes = vec!["softadastra.h".into()];
    config.header = Some(SIMULATOR_HEAD.into());
    let builder = cbindgen::Builder::new().with_config(config);
    let bindings = builder.with_src(root.join("src/ffi/sim.rs")).generate();
    let mut header = Vec::new();
    bindings.expect("the source gives a header").write(&mut header);
    ("include/softadastra_sim.h".into(), String::from_utf8(header).expect("the header is UTF-8"))
}

const SIMULATOR_HEAD: &str = "\
/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file softadastra_sim.h
 * @brief The simulator of Softadastra Sync: seeded worlds in which everything fails that can, and recordings
 * that happen again.
 *
 * Only in a library that was built with the feature `sim`: `cargo build --release --features sim`. A
 * library that is shipped has none of this, and no other language than C does. The rules of
 * softadastra.h hold.
 */
";

fn languages(api: &model::Api) -> Vec<(PathBuf, String)> {
    let python = Path::new("bindings/python/softadastra");
    let node = Path::new("bindings/node/lib");
    let java = Path::new("bindings/java/src/main/java/softadastra");
    let csharp = Path::new("bindings/csharp/src");
    let mut files = vec![
        (python.join("_raw.py"), python::raw(api)),
        (python.join("_raw.pyi"), python::raw_stub(api)),
        (python.join("_records.py"), python::records(api)),
        (python.join("_errors.py"), python::errors(api)),
        (node.join("raw.js"), node::raw(api)),
        (node.join("records.js"), node::records(api)),
        (node.join("records.d.ts"), node::types(api)),
        ("bindings/go/records.go".into(), go::records(api)),
        (java.join("Raw.java"), java::raw(api)),
        (java.join("Layout.java"), java::layout(api)),
        ("bindings/luajit/softadastra/raw.lua".into(), lua::raw(api)),
        ("bindings/php/src/Raw.php".into(), php::raw(api)),
        ("bindings/php/src/records.php".into(), php::records(api)),
        ("bindings/ruby/lib/softadastra/raw.rb".into(), ruby::raw(api)),
        (csharp.join("Raw.cs"), csharp::raw(api)),
        (csharp.join("Records.cs"), csharp::records(api)),
    ];
    let types = java::types(api).into_iter();
    files.extend(types.map(|(name, text)| (java.join(name).with_extension("java"), text)));
    files
}

/// The version that had a name first, as the committed file says: it is never forgotten.
fn since(former: &serde_json::Value, name: &str) -> Option<String> {
    let lists = ["constants", "handles", "structs", "callbacks", "functions"];
    lists.iter().filter_map(|list| former.get(list)?.as_array()).flatten().find_map(|item| {
        let is_it = item.get("name")?.as_str()? == name;
        is_it.then(|| item.get("since")?.as_str().map(str::to_owned))?
    })
}
