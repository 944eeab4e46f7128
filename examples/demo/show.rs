// SPDX-License-Identifier: Apache-2.0
//! What a person sees. In a terminal a bar moves; in a log a line stands for each quarter.

use std::io::{IsTerminal, stderr};

use comfy_table::{CellAlignment, Table, presets};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::channel::Tally;
use crate::wire::State;

/// A headline.
pub fn step(title: &str) {
    println!("\n== {title}");
}

/// Something that was found to be so.
pub fn fact(text: &str) {
    println!("   {text}");
}

/// Both nodes side by side.
pub fn states(states: &[(&str, State)]) {
    let mut table = Table::new();
    table.load_style(presets::UTF8_HORIZONTAL_ONLY);
    table.set_header([
        "node",
        "keys",
        "outbox",
        "queued",
        "in flight",
        "acked",
        "failed",
        "resent",
        "duplicates",
        "conflicts",
        "contested",
        "digest",
    ]);
    for (name, state) in states {
        let digest: String = state.digest.iter().take(4).map(|b| format!("{b:02x}")).collect();
        let numbers = [
            state.keys,
            state.outbox,
            state.pending + state.queued,
            state.in_flight,
            state.acknowledged,
            state.failed,
            state.resent,
            state.duplicates,
            state.conflicts,
            state.contested,
        ];
        let numbers = numbers.iter().map(u64::to_string);
        let name = std::iter::once((*name).to_owned());
        table.add_row(name.chain(numbers).chain(std::iter::once(digest)));
    }
    for column in table.column_iter_mut().skip(1) {
        column.set_cell_alignment(CellAlignment::Right);
    }
    println!("{table}");
}

/// What the line did.
pub fn line(tally: Tally) {
    fact(&format!(
        "the line: {} frames sent, {} lost, {} sent twice, {} delivered, {} of them overtaken",
        tally.sent, tally.lost, tally.repeated, tally.delivered, tally.overtaken
    ));
}

/// How far something is.
pub struct Progress {
    bar: ProgressBar,
    label: &'static str,
    total: u64,
    /// The next quarter to be told, when there is no terminal.
    quarter: u64,
}

impl Progress {
    /// Stands until it is dropped.
    pub fn new(label: &'static str, total: u64) -> Self {
        // Explicitly: a hidden bar costs nothing and writes nothing.
        let target = match stderr().is_terminal() {
            true => ProgressDrawTarget::stderr_with_hz(10),
            false => ProgressDrawTarget::hidden(),
        };
        let bar = ProgressBar::with_draw_target(Some(total), target);
        let style = ProgressStyle::with_template("   {msg} {wide_bar} {pos}/{len} {elapsed}");
        if let Ok(style) = style {
            bar.set_style(style);
        }
        bar.set_message(label);
        Self { bar, label, total, quarter: 1 }
    }

    /// Moves the bar, or writes a line at a quarter.
    pub fn set(&mut self, done: u64) {
        self.bar.set_position(done);
        while self.bar.is_hidden() && self.quarter <= 4 && done * 4 >= self.total * self.quarter {
            println!("   {}: {} % ({done} of {})", self.label, self.quarter * 25, self.total);
            self.quarter += 1;
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}
