// SPDX-License-Identifier: Apache-2.0
//! Time as an argument: the engine asks an injected clock once per call and passes the answer down.

/// Both clocks at one moment.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Now {
    /// Milliseconds since 1970; may step either way.
    pub wall_ms: i64,
    /// Milliseconds since some fixed moment; only goes forward.
    pub mono_ms: i64,
}

/// Where the time comes from. Asked from any thread, with no lock of the engine held.
pub trait Clock: Send + Sync {
    /// Reads both clocks.
    fn now(&self) -> Now;
}
