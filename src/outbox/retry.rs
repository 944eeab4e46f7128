// SPDX-License-Identifier: Apache-2.0
//! When to try again: exponential backoff with full jitter (Brooker, "Exponential Backoff And
//! Jitter", 2015). Nodes that lost the same link must not come back in step.

use crate::base::limits::DELAY_MS_MAX;
use crate::base::random::Random;

/// The delay before the delivery after `attempts` of them, in milliseconds: evenly drawn from 0 to
/// `base_ms * 2^(attempts-1)`, at most `cap_ms`. Negative settings count as 0.
pub fn backoff_ms(attempts: u32, base_ms: i64, cap_ms: i64, random: &mut Random) -> i64 {
    let cap = cap_ms.clamp(0, DELAY_MS_MAX);
    let doublings = attempts.saturating_sub(1).min(62);
    let ceiling = base_ms.max(0).saturating_mul(1 << doublings).min(cap);
    random.up_to(ceiling as u64) as i64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ceiling_doubles_until_the_cap() {
        let mut random = Random::new(3);
        let mut greatest = |attempts| {
            (0..400).map(|_| backoff_ms(attempts, 100, 1_000, &mut random)).max().unwrap()
        };
        for (attempts, ceiling) in [(1, 100), (2, 200), (3, 400), (4, 800), (5, 1_000), (60, 1_000)]
        {
            let seen = greatest(attempts);
            assert!(seen <= ceiling && seen > ceiling * 9 / 10, "{attempts}: {seen}");
        }
    }

    #[test]
    fn delays_are_spread_over_all_of_their_range() {
        let mut random = Random::new(3);
        let mut tenths = [0; 10];
        for _ in 0..2_000 {
            let delay = backoff_ms(4, 125, 1_000, &mut random);
            tenths[(delay / 101) as usize] += 1;
        }
        assert!(tenths.iter().all(|count| *count > 100), "{tenths:?}");
    }

    #[test]
    fn extreme_settings_do_not_overflow() {
        let mut random = Random::new(3);
        assert_eq!(backoff_ms(u32::MAX, 0, i64::MAX, &mut random), 0);
        assert_eq!(backoff_ms(3, -5, -5, &mut random), 0);
        assert!(backoff_ms(u32::MAX, i64::MAX, i64::MAX, &mut random) <= DELAY_MS_MAX);
    }
}
