// SPDX-License-Identifier: Apache-2.0
//! What is linked comes from one registry, under the licences that `deny.toml` allows, and each crate
//! that is named in `Cargo.toml` is argued for in `docs/dependencies.md`. Asks no network.
#![allow(missing_docs, clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

use std::path::Path;
use std::process::Command;

use serde_json::Value;

fn read(path: &str) -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap()
}

/// Every package of the lock file that is built for this machine, as cargo describes it.
fn packages() -> Vec<Value> {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--locked", "--offline", "--all-features", "--format-version", "1"])
        .args(["--filter-platform", "x86_64-unknown-linux-gnu"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let document: Value = serde_json::from_slice(&output.stdout).unwrap();
    document["packages"].as_array().unwrap().clone()
}

fn rules() -> toml::Table {
    read("deny.toml").parse().unwrap()
}

fn allowed() -> Vec<String> {
    let names = rules()["licenses"]["allow"].as_array().unwrap().clone();
    names.iter().map(|name| name.as_str().unwrap().to_owned()).collect()
}

/// Whether an expression can be met with what is allowed.
fn is_allowed(expression: &str, allowed: &[String]) -> bool {
    let expression = spdx::Expression::parse_mode(expression, spdx::ParseMode::LAX).unwrap();
    expression.evaluate(|one| {
        one.license.id().is_some_and(|id| allowed.iter().any(|name| name == id.name))
    })
}

#[test]
fn every_licence_is_an_allowed_one() {
    let allowed = allowed();
    assert!(is_allowed("MIT OR GPL-3.0", &allowed));
    assert!(!is_allowed("MIT AND GPL-3.0", &allowed));
    for package in packages() {
        let (name, licence) = (&package["name"], package["license"].as_str().unwrap_or_default());
        assert!(is_allowed(licence, &allowed), "{name}: {licence}");
    }
}

#[test]
fn every_crate_comes_from_the_one_registry_with_a_checksum() {
    let lock: toml::Table = read("Cargo.lock").parse().unwrap();
    let packages = lock["package"].as_array().unwrap();
    assert!(packages.len() > 20);
    for package in packages {
        let name = package["name"].as_str().unwrap();
        match package.get("source") {
            None => assert!(name.starts_with("softadastra"), "{name} has no source"),
            Some(source) => {
                let source = source.as_str().unwrap();
                assert_eq!(
                    source, "registry+https://github.com/rust-lang/crates.io-index",
                    "{name}"
                );
                assert_eq!(package["checksum"].as_str().unwrap().len(), 64, "{name}");
            }
        }
    }
}

#[test]
fn every_crate_that_is_named_is_argued_for() {
    let manifest: toml::Table = read("Cargo.toml").parse().unwrap();
    let argued = read("docs/dependencies.md");
    for kind in ["dependencies", "dev-dependencies"] {
        for name in manifest[kind].as_table().unwrap().keys() {
            let is_own = name.starts_with("softadastra");
            let is_argued =
                argued.contains(&format!("`{name}`")) || argued.contains(&format!("`{name} ="));
            assert!(is_own || is_argued, "{name} is not in docs/dependencies.md");
        }
    }
}

#[test]
fn no_crate_that_is_banned_is_there() {
    let lock: toml::Table = read("Cargo.lock").parse().unwrap();
    let bans = rules()["bans"]["deny"].as_array().unwrap().clone();
    assert!(!bans.is_empty());
    for ban in bans {
        // The one form that deny.toml has; another one ends the test instead of being passed over.
        let (banned, from) = ban["crate"].as_str().unwrap().split_once(":>=").unwrap();
        let from: u32 = from.parse().unwrap();
        for package in lock["package"].as_array().unwrap() {
            let name = package["name"].as_str().unwrap();
            let version = package["version"].as_str().unwrap();
            let major: u32 = version.split('.').next().unwrap().parse().unwrap();
            assert!(name != banned || major < from, "deny.toml bans {name} {version}");
        }
    }
}
