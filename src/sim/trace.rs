// SPDX-License-Identifier: Apache-2.0
//! What happened in a world: a hash of all of it, lines of it when somebody wants to read them, and
//! how often each thing worth reaching was reached.

use std::collections::BTreeMap;

/// A world that broke a promise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Violation {
    /// Which check failed: a name that stays the same while a plan is made smaller.
    pub check: &'static str,
    /// What it found.
    pub detail: String,
}

impl Violation {
    pub(super) fn new(check: &'static str, detail: impl Into<String>) -> Self {
        Self { check, detail: detail.into() }
    }
}

/// How a part of a world ends.
pub(super) type Outcome<T> = std::result::Result<T, Violation>;

/// The record of one run.
#[derive(Debug, Default)]
pub(super) struct Trace {
    hash: u64,
    lines: Option<Vec<String>>,
    marks: BTreeMap<&'static str, u64>,
}

impl Trace {
    pub fn new(is_told: bool) -> Self {
        Self { lines: is_told.then(Vec::new), ..Self::default() }
    }

    /// Something happened; `text` is only asked for when somebody reads it.
    pub fn note(&mut self, what: &'static str, numbers: &[u64]) {
        self.mix(what.len() as u64 ^ u64::from(what.as_bytes().first().copied().unwrap_or(0)));
        numbers.iter().for_each(|number| self.mix(*number));
        if let Some(lines) = &mut self.lines {
            lines.push(format!("{what} {numbers:?}"));
        }
    }

    /// A line for whoever reads, which is no part of the hash.
    pub fn tell(&mut self, text: impl FnOnce() -> String) {
        if let Some(lines) = &mut self.lines {
            lines.push(text());
        }
    }

    /// Something worth reaching was reached.
    pub fn mark(&mut self, name: &'static str) {
        *self.marks.entry(name).or_default() += 1;
    }

    pub fn mark_if(&mut self, is_reached: bool, name: &'static str) {
        if is_reached {
            self.mark(name);
        }
    }

    pub fn hash(&self) -> u64 {
        self.hash
    }

    pub fn into_parts(self) -> (Vec<String>, BTreeMap<&'static str, u64>) {
        (self.lines.unwrap_or_default(), self.marks)
    }

    fn mix(&mut self, number: u64) {
        let turned = self.hash.rotate_left(23) ^ number;
        self.hash = turned.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    }
}
