// SPDX-License-Identifier: Apache-2.0
//! Rounds in which two sides take turns, and what is kept of them.

use std::time::{Duration, Instant};

/// The least, the median and the greatest of some numbers.
#[derive(Clone, Copy)]
pub struct Spread {
    pub min: f64,
    pub median: f64,
    pub max: f64,
}

impl Spread {
    /// Of at least one number.
    pub fn of(mut numbers: Vec<f64>) -> Self {
        numbers.sort_by(f64::total_cmp);
        let (last, middle) = (numbers.len() - 1, numbers.len() / 2);
        let median = if numbers.len() % 2 == 1 {
            numbers[middle]
        } else {
            (numbers[middle - 1] + numbers[middle]) / 2.0
        };
        Self { min: numbers[0], median, max: numbers[last] }
    }
}

/// Runs both sides `count` times, each round in the other order, so that neither always finds the
/// disk as the other left it. Each side returns how long it took per operation, in seconds; the
/// result is theirs over ours, round by round: how many times our throughput is theirs.
pub fn interleave<E>(
    count: usize,
    mut ours: impl FnMut() -> Result<f64, E>,
    mut theirs: impl FnMut() -> Result<f64, E>,
) -> Result<Rounds, E> {
    let mut rounds = Rounds::default();
    // The first round warms up files, caches and the allocator of both, and is not kept.
    for round in 0..=count {
        let (ours_s, theirs_s);
        if round % 2 == 0 {
            ours_s = ours()?;
            theirs_s = theirs()?;
        } else {
            theirs_s = theirs()?;
            ours_s = ours()?;
        }
        if round > 0 {
            rounds.ours_s.push(ours_s);
            rounds.theirs_s.push(theirs_s);
        }
    }
    Ok(rounds)
}

/// Seconds per operation of both sides, round by round.
#[derive(Default)]
pub struct Rounds {
    pub ours_s: Vec<f64>,
    pub theirs_s: Vec<f64>,
}

impl Rounds {
    /// How many times our throughput is theirs.
    pub fn ratio(&self) -> Spread {
        Spread::of(self.ours_s.iter().zip(&self.theirs_s).map(|(o, t)| t / o).collect())
    }

    /// How many times their time is ours.
    pub fn cost(&self) -> Spread {
        Spread::of(self.ours_s.iter().zip(&self.theirs_s).map(|(o, t)| o / t).collect())
    }

    /// Median microseconds per operation, ours and theirs.
    pub fn medians_us(&self) -> (f64, f64) {
        let median = |seconds: &[f64]| Spread::of(seconds.to_vec()).median * 1e6;
        (median(&self.ours_s), median(&self.theirs_s))
    }
}

/// How long `work` takes.
pub fn timed<T, E>(work: impl FnOnce() -> Result<T, E>) -> Result<(T, Duration), E> {
    let start = Instant::now();
    let result = work()?;
    Ok((result, start.elapsed()))
}

/// Seconds per operation.
pub fn per(elapsed: Duration, count: usize) -> f64 {
    elapsed.as_secs_f64() / count as f64
}
