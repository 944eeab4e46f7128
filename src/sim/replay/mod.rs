// SPDX-License-Identifier: Apache-2.0
//! A recorded session (`docs/format/recording.md`), once more: the real engine on a disk in memory,
//! under the clock and with the failures that were recorded.
//!
//! What is checked: each call answers and leaves what it answered and left when it was recorded;
//! what was acknowledged is there; what is on the disk after a power cut is what was there before
//! it, and sound. When calls are left out, what was recorded of those behind them is no measure,
//! and the rest is checked as ever.

mod call;
mod check;
mod player;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::base::op::{Kind, Kinds};
use crate::base::random::Random;
use crate::disk::{Disk, MemoryDisk};
use crate::engine::{Durability, Engine, Options, Session, ValueWriter};
use crate::record::{Called, Event, Recording, WatchedClock, WatchedDisk};

use super::Report;
use super::shrink::fewer;
use super::trace::{Outcome, Trace};

use player::Player;

/// Where the database of a recording lies that does not say so.
const PATH: &str = "recorded.db";

/// What of a recording is to happen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// The calls, by their places.
    pub calls: Vec<usize>,
    /// Behind how many of the calls, which are drawn, the power is cut on a copy of the disk.
    pub cuts: u64,
    /// The number of an error: a call that ends with it is what is looked for.
    pub wanted: Option<u16>,
}

impl Part {
    /// All of it.
    pub fn all(recording: &Recording<'_>) -> Self {
        Self { calls: (0..recording.events.len()).collect(), cuts: 16, wanted: None }
    }
}

/// Lets a part of a recording happen again. A panic is a violation as well.
pub fn replay(recording: &Recording<'_>, part: &Part, is_told: bool) -> Report {
    super::caught(|| {
        let mut replay = Replay::new(recording, part, is_told);
        let violation = replay.run().err();
        let mut report = Report { violation, ..std::mem::take(&mut replay.report) };
        report.trace_hash = replay.trace.hash();
        (report.lines, report.marks) = replay.trace.into_parts();
        report
    })
}

/// The smallest part that was found to fail as this one does, within so many runs. What only
/// differs from what was recorded is cut off behind the first difference.
pub fn shrink_replay(recording: &Recording<'_>, part: &Part, runs_max: usize) -> Part {
    let Some(wanted) = replay(recording, part, false).violation.map(|found| found.check) else {
        return part.clone();
    };
    let mut left = runs_max;
    let calls = fewer(part.calls.clone(), |calls| {
        left = left.saturating_sub(1);
        let part = Part { calls: calls.to_vec(), ..part.clone() };
        left > 0
            && replay(recording, &part, false).violation.is_some_and(|found| found.check == wanted)
    });
    Part { calls, ..part.clone() }
}

fn path_of<'a>(recording: &Recording<'a>) -> &'a str {
    if recording.begun.path.is_empty() { PATH } else { recording.begun.path }
}

/// A session under way again.
struct Replay<'a> {
    recording: &'a Recording<'a>,
    part: &'a Part,
    /// No call before another one is left out: it has to be as it was.
    is_measured: bool,
    disk: MemoryDisk,
    player: Arc<Player>,
    engine: Option<Engine>,
    sessions: BTreeMap<u64, Session>,
    writers: BTreeMap<u64, ValueWriter>,
    /// What is shown is not what a new opening shows: writes in memory alone, or out of view.
    is_apart: bool,
    /// The files were damaged when they were recorded.
    is_damaged: bool,
    /// Copies that were made.
    copies: u64,
    trace: Trace,
    report: Report,
}

impl<'a> Replay<'a> {
    fn new(recording: &'a Recording<'a>, part: &'a Part, is_told: bool) -> Self {
        let (disk, path) = (MemoryDisk::new(), path_of(recording));
        for file in &recording.files {
            let mut bytes = vec![0; usize::try_from(file.bytes).unwrap_or(0)];
            for (at, piece) in &file.pieces {
                let at = *at as usize;
                bytes[at..at + piece.len()].copy_from_slice(piece);
            }
            disk.set_bytes(format!("{path}{}", file.ending), bytes);
        }
        Self {
            recording,
            part,
            is_measured: part.calls.iter().copied().eq(0..part.calls.len()),
            disk,
            player: Arc::default(),
            engine: None,
            sessions: BTreeMap::new(),
            writers: BTreeMap::new(),
            is_apart: false,
            is_damaged: false,
            copies: 0,
            trace: Trace::new(is_told),
            report: Report::default(),
        }
    }

    /// The options under which it was recorded, over that disk.
    fn options(&self, disk: &MemoryDisk) -> Options {
        let begun = &self.recording.begun;
        let watch = self.player.clone();
        let clock = WatchedClock { clock: watch.clone(), watch: watch.clone() };
        let disk: Arc<dyn Disk> = Arc::new(disk.clone());
        let disk = WatchedDisk { disk, watch };
        let mut options =
            Options::new(path_of(self.recording), begun.seed, Arc::new(clock), Arc::new(disk));
        options.durability = match begun.durability {
            1 => Durability::Durable,
            2 => Durability::Fast,
            _ => Durability::MemoryOnly,
        };
        if !begun.knows_groups {
            options.kinds = Kinds::ALL.without(Kind::Group);
        }
        options.value_bytes_max = begun.value_bytes_max;
        options.clock_drift_ms = begun.clock_drift_ms;
        options.memory_bytes = begun.memory_bytes;
        options.maintain_on_write = begun.maintain_on_write;
        options.feed_retain_bytes = begun.feed_retain_bytes;
        options.history_bytes_max = begun.history_bytes_max;
        options
    }

    fn run(&mut self) -> Outcome<()> {
        let count = self.part.calls.len() as u64;
        let mut random = Random::new(count);
        let cuts = (0..self.part.cuts).map(|_| random.up_to(count.saturating_sub(1)));
        let cuts: BTreeSet<u64> = cuts.collect();
        for (number, place) in self.part.calls.iter().enumerate() {
            let Some(event) = self.recording.events.get(*place) else { continue };
            self.play(*place, event)?;
            if cuts.contains(&(number as u64)) {
                self.cut_power()?;
            }
        }
        self.cut_power()?;
        if self.recording.cut_bytes > 0 {
            self.trace.mark("torn");
        }
        Ok(())
    }

    fn play(&mut self, place: usize, event: &Event<'_>) -> Outcome<()> {
        self.player.begin(event.ended.as_ref());
        let outcome = self.call(event);
        let readings = self.player.end();
        let outcome = outcome?;
        let name = event.called.name();
        if let (Called::Open, Some(engine)) = (&event.called, &self.engine) {
            let sound = engine.verify().map(|report| report.is_sound());
            self.is_damaged = !sound.unwrap_or(false);
            self.trace.mark_if(self.is_damaged, "damaged-before");
        }
        self.trace.note(name, &[place as u64, u64::from(outcome.code), outcome.answer]);
        self.trace.mark(name);
        self.trace.tell(|| {
            let failures = event.ended.as_ref().map(|ended| &*ended.failures).unwrap_or_default();
            format!("  {outcome:?}, the disk failed: {failures:?}")
        });
        self.report.state_hash = outcome.sum.map_or(0, |(sum, _)| sum as u64);
        check::judge(place, name, outcome, self.part.wanted)?;
        if let Some(ended) = event.ended.as_ref().filter(|_| self.is_measured)
            && ended.is_measure()
        {
            self.trace.mark_if(!ended.failures.is_empty(), "disk-failed");
            check::compare(place, name, ended, outcome, readings)?;
        }
        Ok(())
    }
}
