// SPDX-License-Identifier: Apache-2.0
//! What was measured, as lines of one table.

use crate::rounds::Spread;

/// What the issue asks of a ratio.
#[derive(Clone, Copy)]
pub enum Claim {
    AtLeast(f64),
    AtMost(f64),
    /// Of the greatest, not of the median.
    NeverAbove(f64),
    /// Told, not claimed.
    None,
}

impl Claim {
    /// What is claimed, in words, and whether it was met.
    fn judge(self, spread: &Spread) -> (String, &'static str) {
        match self {
            Self::AtLeast(bound) => (format!("≥ {bound}"), verdict(spread.median >= bound)),
            Self::AtMost(bound) => (format!("≤ {bound}"), verdict(spread.median <= bound)),
            Self::NeverAbove(bound) => (format!("max ≤ {bound}"), verdict(spread.max <= bound)),
            Self::None => (String::new(), ""),
        }
    }
}

/// The lines so far.
pub struct Table {
    ratios: Vec<(String, Claim, Spread, String)>,
    facts: Vec<(String, String)>,
}

impl Table {
    pub fn new() -> Self {
        Self { ratios: Vec::new(), facts: Vec::new() }
    }

    /// A ratio of rounds; `note` says what the two sides took.
    pub fn ratio(&mut self, name: impl Into<String>, claim: Claim, spread: Spread, note: String) {
        self.ratios.push((name.into(), claim, spread, note));
    }

    /// A number without a peer.
    pub fn fact(&mut self, name: impl Into<String>, value: String) {
        self.facts.push((name.into(), value));
    }

    /// A number without a peer, of which something is claimed; `unit` is said behind it.
    pub fn claimed(&mut self, name: impl Into<String>, claim: Claim, spread: Spread, unit: &str) {
        let (text, verdict) = claim.judge(&spread);
        let Spread { min, median, max } = spread;
        let value = format!("{median:.2} (min {min:.2}, max {max:.2}) {unit}, {text}: {verdict}");
        self.facts.push((name.into(), value));
    }

    pub fn print(&self) {
        if !self.ratios.is_empty() {
            println!("| ratio | min | median | max | claim | | per operation |");
            println!("|---|---:|---:|---:|---|---|---|");
        }
        for (name, claim, spread, note) in &self.ratios {
            let (text, verdict) = claim.judge(spread);
            let Spread { min, median, max } = spread;
            println!(
                "| {name} | {min:.2} | {median:.2} | {max:.2} | {text} | {verdict} | {note} |"
            );
        }
        if !self.facts.is_empty() {
            println!("\n| fact | value |\n|---|---|");
        }
        for (name, value) in &self.facts {
            println!("| {name} | {value} |");
        }
    }
}

fn verdict(is_met: bool) -> &'static str {
    if is_met { "PASS" } else { "below" }
}
