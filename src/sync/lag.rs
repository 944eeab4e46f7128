// SPDX-License-Identifier: Apache-2.0
//! How long things take, as a histogram of powers of two: small, exact enough, and never in the
//! way.

/// Buckets: below 1 ms, below 2, below 4, and so on; the last one has no end.
pub const LAG_LEN: usize = 32;

/// The histogram.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Lag {
    counts: [u64; LAG_LEN],
    max_ms: i64,
}

impl Lag {
    /// Counts one.
    pub fn note(&mut self, ms: i64) {
        let ms = ms.max(0);
        let bucket = (i64::BITS - ms.leading_zeros()) as usize;
        if let Some(count) = self.counts.get_mut(bucket.min(LAG_LEN - 1)) {
            *count += 1;
        }
        self.max_ms = self.max_ms.max(ms);
    }

    /// How many were counted.
    pub fn count(&self) -> u64 {
        self.counts.iter().sum()
    }

    /// The buckets. The number at `n` is of those from `2^(n-1)` to below `2^n` milliseconds, the
    /// first of those below 1.
    pub fn buckets(&self) -> &[u64; LAG_LEN] {
        &self.counts
    }

    /// The longest, in milliseconds.
    pub fn max_ms(&self) -> i64 {
        self.max_ms
    }

    /// A time that so many of a thousand did not exceed, to a factor of two, in milliseconds; 0
    /// when nothing was counted.
    pub fn quantile_ms(&self, per_mille: u64) -> i64 {
        let wanted = (self.count() * per_mille.min(1000)).div_ceil(1000);
        let mut passed = 0;
        for (bucket, count) in self.counts.iter().enumerate() {
            passed += count;
            if passed >= wanted && passed > 0 {
                return ((1i64 << bucket) - 1).min(self.max_ms);
            }
        }
        0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles_are_right_to_a_factor_of_two() {
        let mut lag = Lag::default();
        assert_eq!(lag.quantile_ms(500), 0);
        (0..1000).for_each(|ms| lag.note(ms));
        assert_eq!(lag.count(), 1000);
        assert!((500..1000).contains(&lag.quantile_ms(500)));
        assert_eq!(lag.quantile_ms(1000), 999);
        assert_eq!(lag.max_ms(), 999);
        lag.note(-5);
        lag.note(i64::MAX);
        assert_eq!(lag.buckets()[0], 2);
        assert_eq!(lag.buckets()[LAG_LEN - 1], 1);
    }
}
