// SPDX-License-Identifier: Apache-2.0
//! How large a group of writers is to become before it goes to the log.

use crate::base::limits::{COMMIT_LEN_MAX, GATHER_REST_MAX};

/// How many tasks the next group is to have before it goes out: as many as the last one had, and
/// those that waited meanwhile. When they do not come, the next groups do without the waiting,
/// twice as many each time.
#[derive(Default)]
pub struct Pace {
    gathers: bool,
    expected: usize,
    /// How often in a row it waited in vain.
    vain: u32,
    /// Groups that go out at once.
    rest: u32,
}

impl Pace {
    /// `gathers` says that a group is worth a short wait.
    pub fn new(gathers: bool) -> Self {
        Self { gathers, ..Self::default() }
    }

    /// Whether a group of `count` goes out without waiting for more.
    pub fn is_enough(&self, count: usize) -> bool {
        !self.gathers || self.rest > 0 || count >= self.expected
    }

    /// A group of `count` goes out, because it is large enough or because it is late.
    pub fn start(&mut self, count: usize) {
        if !self.is_enough(count) {
            self.rest = (1 << self.vain).min(GATHER_REST_MAX);
            self.vain += u32::from(self.rest < GATHER_REST_MAX);
        } else if self.rest > 0 {
            self.rest -= 1;
        } else if count > 1 {
            self.vain = 0;
        }
    }

    /// A group of `count` is done, and `joined` wait for the next one.
    pub fn finish(&mut self, count: usize, joined: usize) {
        self.expected = (count + joined).min(COMMIT_LEN_MAX);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lone_writer_never_waits() {
        let mut pace = Pace::new(true);
        for _ in 0..3 {
            assert!(pace.is_enough(1));
            pace.start(1);
            pace.finish(1, 0);
        }
    }

    #[test]
    fn a_group_waits_for_those_of_the_last_one() {
        let mut pace = Pace::new(true);
        pace.start(1);
        pace.finish(1, 3);
        assert!(!pace.is_enough(3));
        assert!(pace.is_enough(4));
        pace.start(4);
        pace.finish(4, 0);
        assert!(!pace.is_enough(3));
    }

    #[test]
    fn without_a_sync_nobody_waits() {
        let mut pace = Pace::new(false);
        pace.finish(8, 8);
        assert!(pace.is_enough(1));
    }

    #[test]
    fn waiting_in_vain_is_given_up_for_longer_each_time() {
        let mut pace = Pace::new(true);
        let mut rests = Vec::new();
        for _ in 0..12 {
            pace.finish(1, 1);
            assert!(!pace.is_enough(1));
            pace.start(1);
            let mut rest = 0;
            pace.finish(1, 1);
            while pace.is_enough(1) {
                pace.start(1);
                rest += 1;
            }
            rests.push(rest);
        }
        assert_eq!(rests, [1, 2, 4, 8, 16, 32, 64, 128, 256, 256, 256, 256]);
        pace.start(2);
        pace.start(1);
        assert_eq!(pace.rest, 1, "company makes the next wait worth a try again");
    }
}
