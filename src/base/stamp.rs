// SPDX-License-Identifier: Apache-2.0
//! The hybrid logical clock (Kulkarni et al., "Logical Physical Clocks", 2014): 48 bits of
//! milliseconds and a 16-bit counter. It orders concurrent writes; it never identifies them.

use super::limits::STAMP_MS_MAX;

/// One reading: milliseconds since 1970 in the upper 48 bits, a counter in the lower 16.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Stamp(pub u64);

impl Stamp {
    /// The first stamp of a millisecond; times outside the 48 bits are brought to the nearest end.
    pub fn from_ms(ms: i64) -> Self {
        Self((ms.clamp(0, STAMP_MS_MAX) as u64) << 16)
    }

    /// Milliseconds since 1970.
    pub fn ms(self) -> i64 {
        (self.0 >> 16) as i64
    }
}

/// The clock of one replica: only goes forward, whatever the wall clock does.
#[derive(Clone, Copy, Debug, Default)]
pub struct HybridClock {
    last: Stamp,
}

impl HybridClock {
    /// The last stamp given or taken over.
    pub fn last(self) -> Stamp {
        self.last
    }

    /// A stamp greater than every one before it. A full counter borrows the next millisecond.
    pub fn tick(&mut self, now_ms: i64) -> Stamp {
        let next = Stamp(self.last.0.saturating_add(1));
        self.last = next.max(Stamp::from_ms(now_ms));
        self.last
    }

    /// Takes over a stamp read back from this replica's own log.
    pub fn restore(&mut self, own: Stamp) {
        self.last = self.last.max(own);
    }

    /// Takes over a peer's stamp, unless it lies more than `drift_ms` ahead of `now_ms`: one wrong
    /// clock must not drag every other one along. Returns false for a stamp that was refused.
    pub fn observe(&mut self, seen: Stamp, now_ms: i64, drift_ms: i64) -> bool {
        if seen.ms() > now_ms.saturating_add(drift_ms) {
            return false;
        }
        self.last = self.last.max(seen);
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_goes_forward_when_the_wall_clock_goes_back() {
        let mut clock = HybridClock::default();
        let first = clock.tick(2_000);
        let second = clock.tick(1_000);
        assert!(second > first);
        assert_eq!(second.ms(), 2_000);
    }

    #[test]
    fn a_full_counter_borrows_the_next_millisecond() {
        let mut clock = HybridClock { last: Stamp((5 << 16) | 0xffff) };
        assert_eq!(clock.tick(5), Stamp(6 << 16));
    }

    #[test]
    fn a_far_future_stamp_does_not_move_it() {
        let mut clock = HybridClock::default();
        clock.tick(1_000);
        assert!(!clock.observe(Stamp::from_ms(1_000_000), 1_000, 500));
        assert_eq!(clock.last().ms(), 1_000);
        assert!(clock.observe(Stamp::from_ms(1_400), 1_000, 500));
        assert_eq!(clock.last().ms(), 1_400);
    }

    #[test]
    fn times_outside_the_range_are_brought_to_its_ends() {
        assert_eq!(Stamp::from_ms(-5), Stamp(0));
        assert_eq!(Stamp::from_ms(i64::MAX).ms(), STAMP_MS_MAX);
    }
}
