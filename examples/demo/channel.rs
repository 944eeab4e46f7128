// SPDX-License-Identifier: Apache-2.0
//! The line between the nodes: loses, repeats, delays and thereby reorders frames, both ways. It
//! does not look into them.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use softadastra::base::random::Random;

/// Longest time that a frame is under way.
const DELAY_US_MAX: u64 = 8_000;

/// Frames under way, and what became of the others.
pub struct Channel {
    random: Random,
    loss: u8,
    repeat: u8,
    under_way: BTreeMap<(Instant, u64), (usize, Vec<u8>)>,
    /// The youngest frame that came out, per direction.
    youngest: [u64; 2],
    pub tally: Tally,
}

/// Counts of frames.
#[derive(Clone, Copy, Debug, Default)]
pub struct Tally {
    pub sent: u64,
    pub lost: u64,
    pub repeated: u64,
    pub overtaken: u64,
    pub delivered: u64,
}

impl Channel {
    pub fn new(seed: u64, loss: u8, repeat: u8) -> Self {
        Self {
            random: Random::new(seed),
            loss,
            repeat,
            under_way: BTreeMap::new(),
            youngest: [0; 2],
            tally: Tally::default(),
        }
    }

    /// Takes a frame for a node.
    pub fn send(&mut self, to: usize, frame: Vec<u8>) {
        self.tally.sent += 1;
        if self.hits(self.loss) {
            self.tally.lost += 1;
            return;
        }
        if self.hits(self.repeat) {
            self.tally.repeated += 1;
            self.put(to, frame.clone());
        }
        self.put(to, frame);
    }

    /// When the next frame comes out.
    pub fn next_at(&self) -> Option<Instant> {
        self.under_way.first_key_value().map(|(&(at, _), _)| at)
    }

    /// The next frame that is due: for whom, and its bytes.
    pub fn pop(&mut self, now: Instant) -> Option<(usize, Vec<u8>)> {
        if self.next_at()? > now {
            return None;
        }
        let ((_, number), (to, frame)) = self.under_way.pop_first()?;
        self.tally.delivered += 1;
        if let Some(youngest) = self.youngest.get_mut(to) {
            if number < *youngest {
                self.tally.overtaken += 1;
            }
            *youngest = number.max(*youngest);
        }
        Some((to, frame))
    }

    fn put(&mut self, to: usize, frame: Vec<u8>) {
        let delay = Duration::from_micros(self.random.up_to(DELAY_US_MAX));
        let number = self.tally.sent;
        let mut at = Instant::now() + delay;
        // Both copies of a repeated frame have its number.
        while self.under_way.contains_key(&(at, number)) {
            at += Duration::from_nanos(1);
        }
        self.under_way.insert((at, number), (to, frame));
    }

    fn hits(&mut self, percent: u8) -> bool {
        self.random.up_to(99) < u64::from(percent)
    }
}
