// SPDX-License-Identifier: Apache-2.0
//! Gives the shared library its soname.
//!
//! A cdylib built by cargo has none, so a program linked against it would ask for `libsoftadastra.so`
//! whatever its version, and a later library that breaks the interface would be loaded without a word.
//! Below 1.0 a minor version may break the interface, so the name carries major and minor; from 1.0 on
//! it carries the major version alone. `cmake/cargo.cmake` makes files and links of the same names.

use std::env;

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    // cargo-c sets a soname of its own; a second one would win and break the links that it installs.
    let is_cargo_c = env::var_os("CARGO_FEATURE_CAPI").is_some();
    if is_cargo_c || variable("CARGO_CFG_TARGET_OS") != "linux" {
        return;
    }
    let major = variable("CARGO_PKG_VERSION_MAJOR");
    let version = match major.as_str() {
        "0" => format!("0.{}", variable("CARGO_PKG_VERSION_MINOR")),
        _ => major,
    };
    println!("cargo::rustc-cdylib-link-arg=-Wl,-soname,libsoftadastra.so.{version}");
}

/// An environment variable that cargo sets for every build script, empty when it does not.
fn variable(name: &str) -> String {
    env::var(name).unwrap_or_default()
}
