// SPDX-License-Identifier: Apache-2.0
//! Compiles the driver over the public headers. Without optimisation: it is compiled more often than it
//! runs.

fn main() {
    cxx_build::bridge("src/lib.rs")
        .file("src/driver.cpp")
        .include("../../include")
        .std("c++20")
        .opt_level(0)
        .flag_if_supported("-Wall")
        .flag_if_supported("-Wextra")
        .compile("softadastra_driver");
    println!("cargo:rerun-if-changed=src/driver.cpp");
    println!("cargo:rerun-if-changed=src/driver.hpp");
    println!("cargo:rerun-if-changed=../../include");
}
