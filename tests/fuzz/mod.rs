// SPDX-License-Identifier: Apache-2.0
//! What is fuzzed: one function per decoder, each of any bytes, and `calls`, which makes calls of
//! the C interface out of them. Bodies are here so that `cargo test` runs them with mutated seeds
//! on any toolchain (`tests/fuzz.rs`); `fuzz/` runs the same with the guidance of coverage. A
//! recording is let happen again by the simulator, so its target is there with that alone.
//!
//! A target panics when a promise is broken: nothing is read that is written back otherwise, an
//! error changes nothing, no length is believed. It answers whether the input got through, by which
//! the smoke test knows that its seeds still reach what they are for.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

pub mod calls;
pub mod files;
pub mod frames;
pub mod input;
pub mod live;
pub mod plain;
#[cfg(feature = "sim")]
pub mod recording;

/// A target: any bytes in; whether they were taken.
pub type Target = fn(&[u8]) -> bool;

/// Every target with its name, which is that of its folder in `fuzz/corpus`.
pub const TARGETS: &[(&str, Target)] = &[
    ("log_file", files::log_file),
    ("old_log", files::old_log),
    ("old_records", files::old_records),
    ("run", files::run),
    ("run_rescue", files::run_rescue),
    ("manifest", files::manifest),
    ("engine_journal", files::engine_journal),
    ("journal", plain::journal),
    ("key_state", plain::key_state),
    ("page", plain::page),
    ("snapshot_stream", plain::snapshot_stream),
    ("snapshot_trails", plain::snapshot_trails),
    ("operation", plain::operation),
    ("context", plain::context),
    ("options", plain::options),
    ("frame", frames::any),
    ("frame_hello", frames::hello),
    ("frame_know", frames::know),
    ("frame_sum", frames::sum),
    ("frame_ops", frames::ops),
    ("frame_chunk", frames::chunk),
    ("frame_ack", frames::ack),
    ("frame_nack", frames::nack),
    ("frame_bye", frames::bye),
    ("frame_snapshot", frames::snapshot),
    ("frame_recon", frames::recon),
    ("frame_recon_answer", frames::recon_answer),
    ("session", live::session),
    ("calls", calls::calls),
    #[cfg(feature = "sim")]
    ("recording", recording::recording),
];
