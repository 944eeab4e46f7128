// SPDX-License-Identifier: Apache-2.0
//! What was measured, as lines of one table.

use crate::rounds::Spread;

/// What the issue asks of a ratio.
#[derive(Clone, Copy)]
pub enum Claim {
    AtLeast(f64),
    AtMost(f64),
    /// Told, not claimed.
    None,
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

    pub fn print(&self) {
        if !self.ratios.is_empty() {
            println!("| ratio | min | median | max | claim | | per operation |");
            println!("|---|---:|---:|---:|---|---|---|");
        }
        for (name, claim, Spread { min, median, max }, note) in &self.ratios {
            let (text, verdict) = match *claim {
                Claim::AtLeast(bound) => (format!("≥ {bound}"), verdict(*median >= bound)),
                Claim::AtMost(bound) => (format!("≤ {bound}"), verdict(*median <= bound)),
                Claim::None => (String::new(), ""),
            };
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
