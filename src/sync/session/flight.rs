// SPDX-License-Identifier: Apache-2.0
//! Operations that were sent and are not acknowledged, batch by batch.
//!
//! What was not acknowledged in time is sent again from where the oldest such batch began; what
//! was acknowledged meanwhile is left out then. The time allowed follows the round trips that were
//! seen (Jacobson, "Congestion Avoidance and Control", 1988), and doubles while nothing comes back.

use std::collections::VecDeque;

use crate::base::id::Dot;
use crate::base::know::Knowledge;
use crate::base::limits::{ACK_WAIT_MS_FIRST, ACK_WAIT_MS_MAX, ACK_WAIT_MS_MIN};

/// A batch under way.
#[derive(Clone, Debug)]
pub struct Batch {
    /// Where its first operation stands in the log.
    pub from: u64,
    /// What of it is not acknowledged.
    pub left: Knowledge,
    /// Length of its frame, in bytes.
    pub bytes: u64,
    /// When it was sent, on the clock that only goes forward.
    pub sent_ms: i64,
    /// When the operations in it that this node made were made, in milliseconds since 1970.
    pub made_ms: Vec<i64>,
}

/// All batches under way, in the order in which they were sent.
#[derive(Clone, Debug, Default)]
pub struct Flight {
    batches: VecDeque<Batch>,
    bytes: u64,
    len: u64,
    /// The round trip, smoothed, and how much it varies; None before the first.
    trip: Option<(i64, i64)>,
    /// How often in a row nothing came in time.
    silences: u32,
}

impl Flight {
    /// Bytes under way.
    pub fn bytes(&self) -> u64 {
        self.bytes
    }

    /// Whether nothing is under way.
    pub fn is_empty(&self) -> bool {
        self.batches.is_empty()
    }

    /// How many operations are under way.
    pub fn len(&self) -> u64 {
        self.len
    }

    /// Whether an operation is under way.
    pub fn contains(&self, dot: &Dot) -> bool {
        self.batches.iter().any(|batch| batch.left.contains(dot))
    }

    /// Everything under way.
    pub fn all(&self) -> Knowledge {
        let mut all = Knowledge::default();
        self.batches.iter().for_each(|batch| all.join(&batch.left));
        all
    }

    /// Notes that a batch was sent.
    pub fn push(&mut self, batch: Batch) {
        self.bytes += batch.bytes;
        self.len += batch.left.count();
        self.batches.push_back(batch);
    }

    /// Takes an acknowledgement. Returns when the operations of the batches that are complete now
    /// were made.
    pub fn acknowledge(&mut self, known: &Knowledge, now_ms: i64) -> Vec<i64> {
        let mut made_ms = Vec::new();
        let mut trip_ms = None;
        let (mut freed_bytes, mut freed_len) = (0, 0);
        self.batches.retain_mut(|batch| {
            let len = batch.left.count();
            batch.left = batch.left.minus(known);
            freed_len += len - batch.left.count();
            if !batch.left.is_empty() {
                return true;
            }
            freed_bytes += batch.bytes;
            trip_ms = Some(now_ms.saturating_sub(batch.sent_ms).max(0));
            made_ms.append(&mut batch.made_ms);
            false
        });
        self.bytes -= freed_bytes;
        self.len -= freed_len;
        if let Some(trip_ms) = trip_ms {
            self.silences = 0;
            self.note_trip(trip_ms);
        }
        made_ms
    }

    /// When the oldest batch is late, on the clock that only goes forward.
    pub fn due_ms(&self) -> Option<i64> {
        let oldest = self.batches.iter().map(|batch| batch.sent_ms).min()?;
        Some(oldest.saturating_add(self.wait_ms()))
    }

    /// Gives up waiting when something is late: everything is to be sent again from the place that
    /// is returned. How many operations that were is told as well.
    pub fn expire(&mut self, now_ms: i64) -> Option<(u64, u64)> {
        if self.due_ms().is_none_or(|due_ms| due_ms > now_ms) {
            return None;
        }
        self.silences = self.silences.saturating_add(1);
        let len = std::mem::take(&mut self.len);
        let from = self.batches.iter().map(|batch| batch.from).min();
        self.batches.clear();
        self.bytes = 0;
        from.map(|from| (from, len))
    }

    fn wait_ms(&self) -> i64 {
        let wait_ms = match self.trip {
            Some((mean_ms, spread_ms)) => (mean_ms + 4 * spread_ms).max(ACK_WAIT_MS_MIN),
            None => ACK_WAIT_MS_FIRST,
        };
        wait_ms.saturating_mul(1 << self.silences.min(20)).min(ACK_WAIT_MS_MAX)
    }

    fn note_trip(&mut self, trip_ms: i64) {
        let trip_ms = trip_ms.min(ACK_WAIT_MS_MAX);
        self.trip = Some(match self.trip {
            None => (trip_ms, trip_ms / 2),
            Some((mean_ms, spread_ms)) => {
                let off_ms = (trip_ms - mean_ms).abs();
                (mean_ms + (trip_ms - mean_ms) / 8, spread_ms + (off_ms - spread_ms) / 4)
            }
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::id::{NodeId, Origin};

    fn known(seqs: std::ops::RangeInclusive<u64>) -> Knowledge {
        let origin = Origin { node: NodeId::new("a").unwrap(), epoch: 1 };
        let mut known = Knowledge::default();
        known.insert_range(&origin, *seqs.start(), *seqs.end());
        known
    }

    fn batch(from: u64, seqs: std::ops::RangeInclusive<u64>, sent_ms: i64) -> Batch {
        Batch { from, left: known(seqs), bytes: 10, sent_ms, made_ms: vec![from as i64] }
    }

    #[test]
    fn what_was_not_acknowledged_is_sent_again_from_where_it_began() {
        let mut flight = Flight::default();
        flight.push(batch(100, 1..=5, 0));
        flight.push(batch(200, 6..=9, 10));
        assert_eq!((flight.bytes(), flight.len()), (20, 9));
        assert_eq!(flight.acknowledge(&known(1..=5), 20), [100]);
        assert_eq!(flight.acknowledge(&known(7..=8), 20), [0i64; 0]);
        assert_eq!((flight.bytes(), flight.len()), (10, 2));
        let due_ms = flight.due_ms().unwrap();
        assert_eq!(flight.expire(due_ms - 1), None);
        assert_eq!(flight.expire(due_ms), Some((200, 2)));
        assert!(flight.is_empty() && flight.due_ms().is_none());
        assert_eq!((flight.bytes(), flight.len()), (0, 0));
    }

    #[test]
    fn the_wait_follows_the_round_trips_and_doubles_in_silence() {
        let mut flight = Flight::default();
        flight.push(batch(1, 1..=1, 0));
        assert_eq!(flight.due_ms(), Some(ACK_WAIT_MS_FIRST));
        flight.acknowledge(&known(1..=1), 400);
        flight.push(batch(2, 2..=2, 1000));
        assert_eq!(flight.due_ms(), Some(1000 + 400 + 4 * 200));
        assert!(flight.expire(1_000_000).is_some());
        flight.push(batch(2, 2..=2, 2_000_000));
        assert_eq!(flight.due_ms(), Some(2_000_000 + 2 * 1200));
        for _ in 0..50 {
            flight.expire(i64::MAX);
            flight.push(batch(2, 2..=2, 0));
        }
        assert_eq!(flight.due_ms(), Some(ACK_WAIT_MS_MAX));
    }
}
