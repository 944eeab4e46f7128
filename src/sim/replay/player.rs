// SPDX-License-Identifier: Apache-2.0
//! What a recorded call met, met again: the same readings of the clock, the same failures of the
//! disk.

use std::collections::VecDeque;
use std::io;
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::base::time::{Clock, Now};
use crate::disk::Operation;
use crate::record::{Ended, Failure, Watch};

/// Plays what one call after another met.
#[derive(Default)]
pub(super) struct Player(Mutex<Playing>);

#[derive(Default)]
struct Playing {
    is_under_way: bool,
    readings: VecDeque<Now>,
    /// What the clock shows when no reading is left.
    last: Now,
    /// Readings that were asked for and were not recorded.
    more: u64,
    failures: Vec<Failure>,
    counts: [u32; Operation::ALL.len()],
}

impl Player {
    /// A call is about to be made.
    pub fn begin(&self, ended: Option<&Ended>) {
        let mut playing = self.playing();
        playing.is_under_way = true;
        playing.readings.clear();
        playing.failures.clear();
        (playing.more, playing.counts) = Default::default();
        let Some(ended) = ended else { return };
        let mut now = Now::default();
        for (wall_ms, mono_ms) in &ended.readings {
            now.wall_ms = now.wall_ms.wrapping_add(*wall_ms);
            now.mono_ms = now.mono_ms.wrapping_add(*mono_ms);
            playing.readings.push_back(now);
        }
        playing.failures.clone_from(&ended.failures);
    }

    /// The call has ended: how many readings of the clock were left over, and how many were asked
    /// for beyond those that were recorded.
    pub fn end(&self) -> (u64, u64) {
        let mut playing = self.playing();
        playing.is_under_way = false;
        (playing.readings.len() as u64, playing.more)
    }

    fn playing(&self) -> MutexGuard<'_, Playing> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A clock that shows what a recording says.
impl Clock for Player {
    fn now(&self) -> Now {
        Now::default()
    }
}

impl Watch for Player {
    fn read_clock(&self, _: Now) -> Now {
        let mut playing = self.playing();
        if playing.is_under_way {
            match playing.readings.pop_front() {
                Some(now) => playing.last = now,
                None => playing.more += 1,
            }
        }
        playing.last
    }

    fn before(&self, operation: Operation) -> io::Result<bool> {
        let mut playing = self.playing();
        if !playing.is_under_way {
            return Ok(true);
        }
        let at = operation as usize;
        playing.counts[at] += 1;
        let nth = playing.counts[at];
        let is_met = |failure: &&Failure| failure.operation as usize == at && failure.nth == nth;
        let failure = playing.failures.iter().find(is_met);
        match failure.map(|failure| failure.errno) {
            None => Ok(true),
            Some(0) => Ok(false),
            Some(errno) => Err(io::Error::from_raw_os_error(errno)),
        }
    }

    fn failed(&self, _: Operation, _: Option<&io::Error>) {}
}
