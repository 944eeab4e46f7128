// SPDX-License-Identifier: Apache-2.0
//! Spans for whoever builds with the feature `tracing`; nothing at all for everybody else.

/// Opens a span that ends with the block it stands in.
#[cfg(feature = "tracing")]
macro_rules! span {
    ($name:literal) => {
        let _span = tracing::debug_span!(target: "softadastra", $name).entered();
    };
}

/// Opens a span that ends with the block it stands in.
#[cfg(not(feature = "tracing"))]
macro_rules! span {
    ($name:literal) => {};
}

pub(crate) use span;
