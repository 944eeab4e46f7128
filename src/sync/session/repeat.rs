// SPDX-License-Identifier: Apache-2.0
//! Saying a thing again until it is answered, with pauses that grow.

use crate::base::limits::{REPEAT_MS_FIRST, REPEAT_MS_MAX};
use crate::base::random::Random;

/// When to say it next. Pauses double from [`REPEAT_MS_FIRST`] to [`REPEAT_MS_MAX`], with a quarter
/// of jitter, so that two sides do not go on talking into each other.
#[derive(Clone, Copy, Debug, Default)]
pub struct Repeat {
    due_ms: Option<i64>,
    times: u32,
}

impl Repeat {
    /// To be said at once.
    pub fn now() -> Self {
        Self { due_ms: Some(i64::MIN), times: 0 }
    }

    /// Whether it is time.
    pub fn is_due(&self, now_ms: i64) -> bool {
        self.due_ms.is_some_and(|due_ms| due_ms <= now_ms)
    }

    /// When it is to be said; None: not at all.
    pub fn due_ms(&self) -> Option<i64> {
        self.due_ms
    }

    /// How often it was said.
    pub fn times(&self) -> u32 {
        self.times
    }

    /// Notes that it was said.
    pub fn said(&mut self, now_ms: i64, random: &mut Random) {
        let pause_ms = REPEAT_MS_FIRST.saturating_mul(1 << self.times.min(20)).min(REPEAT_MS_MAX);
        let jitter_ms = random.up_to(pause_ms as u64 / 4) as i64;
        self.times = self.times.saturating_add(1);
        self.due_ms = Some(now_ms.saturating_add(pause_ms - jitter_ms));
    }

    /// Puts it off until that long after it was said last, at least.
    pub fn put_off(&mut self, ms: i64) {
        let due_ms = self.due_ms.map(|due_ms| due_ms.saturating_add(ms));
        self.due_ms = due_ms;
    }

    /// Notes that it was answered.
    pub fn done(&mut self) {
        *self = Self::default();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_grow_up_to_a_limit_and_end_with_the_answer() {
        let mut random = Random::new(1);
        let mut repeat = Repeat::now();
        assert!(repeat.is_due(0));
        let mut now_ms = 0;
        let mut pauses = Vec::new();
        for _ in 0..20 {
            repeat.said(now_ms, &mut random);
            let due_ms = repeat.due_ms().unwrap();
            assert!(!repeat.is_due(due_ms - 1) && repeat.is_due(due_ms));
            pauses.push(due_ms - now_ms);
            now_ms = due_ms;
        }
        assert!(pauses[0] <= REPEAT_MS_FIRST && pauses[0] >= REPEAT_MS_FIRST / 4 * 3);
        assert!(pauses[19] <= REPEAT_MS_MAX && pauses[19] >= REPEAT_MS_MAX / 4 * 3);
        repeat.done();
        assert!(!repeat.is_due(i64::MAX) && repeat.due_ms().is_none());
    }
}
