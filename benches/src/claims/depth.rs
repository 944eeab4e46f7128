// SPDX-License-Identifier: Apache-2.0
//! The cost of a call must not grow with the outbox.
//!
//! Two engines with the same keys and the same history, one owing 1,000 operations, one 1,000,000;
//! half of them in flight, half queued. Both go through the same cycle in turns, and after each
//! cycle stand where they stood. Not durable, and flushed before a batch is taken, so that no call
//! hides its own cost behind a sync. Time is moved by hand, so that the same number is late each
//! time. Acknowledgements come in the order of delivery.

use std::collections::VecDeque;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use softadastra::base::error::Result;
use softadastra::base::id::NodeId;
use softadastra::base::op::Kind;
use softadastra::engine::{Delivery, Durability, Engine};
use softadastra::sync::options::SyncOptions;

use crate::files::Folder;
use crate::ours::{Hands, TIMESTAMP_MS, Writes, open_with};
use crate::rounds::{Spread, timed};
use crate::table::{Claim, Table};
use crate::{Outcome, Scale};

const BATCH_LEN: usize = 64;
const KEY_COUNT: usize = 100_000;
const CALLS: [&str; 6] =
    ["submit", "queue", "next_batch", "receive_ack", "retry_expired", "sync_state"];

pub fn run(folder: &Folder, scale: Scale, table: &mut Table) -> Outcome {
    let (low, high) = (scale.of(1_000, 1_000), scale.of(1_000_000, 10_000));
    let cycles = scale.of(40, 1);
    let mut shallow = Side::make(&folder.path("shallow.wal"), high, low)?;
    let mut deep = Side::make(&folder.path("deep.wal"), high, high)?;
    let mut ratios: [Vec<f64>; CALLS.len()] = Default::default();
    let mut costs = ratios.clone();
    for round in 0..=scale.of(25, 1) {
        let mut spent = [[Duration::ZERO; CALLS.len()]; 2];
        for cycle in 0..cycles {
            let [in_shallow, in_deep] = &mut spent;
            if (round + cycle) % 2 == 0 {
                shallow.cycle(in_shallow)?;
                deep.cycle(in_deep)?;
            } else {
                deep.cycle(in_deep)?;
                shallow.cycle(in_shallow)?;
            }
        }
        if round == 0 && cycles > 1 {
            continue;
        }
        for (call, (low, high)) in spent[0].iter().zip(&spent[1]).enumerate() {
            ratios[call].push(high.as_secs_f64() / low.as_secs_f64());
            costs[call].push(high.as_secs_f64() / (cycles * calls_per_cycle(call)) as f64);
        }
    }
    for (name, (ratios, costs)) in CALLS.iter().zip(ratios.into_iter().zip(costs)) {
        let note = format!("{:.2} us at depth {high}", Spread::of(costs).median * 1e6);
        let name = format!("{name}, depth {high} over {low}");
        table.ratio(name, Claim::AtMost(1.5), Spread::of(ratios), note);
    }
    shallow.engine.close()?;
    Ok(deep.engine.close()?)
}

fn calls_per_cycle(call: usize) -> usize {
    match CALLS[call] {
        "next_batch" => 2,
        "retry_expired" => 1,
        _ => BATCH_LEN,
    }
}

/// One engine, and what is on its way.
struct Side {
    engine: Engine,
    depth: usize,
    hands: Arc<Hands>,
    writes: Writes,
    in_flight: VecDeque<Vec<Delivery>>,
}

impl Side {
    /// An engine with so many operations in its history, the last `depth` of them owed.
    fn make(path: &Path, history: usize, depth: usize) -> Result<Self> {
        let hands = Arc::new(Hands::default());
        let options = SyncOptions {
            auto_queue: false,
            attempts_max: u32::MAX,
            retry_interval_ms: 0,
            ack_timeout_ms: (depth / 2 / BATCH_LEN) as i64 + 1,
            ..SyncOptions::new(NodeId::new("node-a")?)
        };
        let engine = open_with(path, Durability::Fast, hands.clone(), options)?;
        let writes = Writes::new(1, KEY_COUNT);
        let mut side = Self { engine, depth, hands, writes, in_flight: VecDeque::new() };
        for _ in 0..history {
            side.submit_queued()?;
        }
        while side.engine.sync_state()?.counts.total > depth {
            for delivery in side.engine.next_batch()? {
                side.engine.receive_ack(&delivery.op.dot.sync_id())?;
            }
            side.engine.prune_completed()?;
        }
        while side.engine.sync_state()?.counts.in_flight < depth / 2 {
            side.hands.forward(1);
            let batch = side.engine.next_batch()?;
            side.in_flight.push_back(batch);
        }
        // Whole batches were taken away, so it may be some fewer.
        side.depth = side.engine.sync_state()?.counts.total;
        Ok(side)
    }

    fn submit_queued(&mut self) -> Result<()> {
        let (key, value) = self.writes.draw();
        let submitted = self.engine.submit(Kind::Put, &key, &value, TIMESTAMP_MS)?;
        self.engine.queue(&submitted.op.dot.sync_id())
    }

    /// Every call once or often, in an order that leaves the outbox as deep as it was: one batch is
    /// submitted, one acknowledged, one comes back late, two go out.
    fn cycle(&mut self, spent: &mut [Duration; CALLS.len()]) -> Result<()> {
        let Self { engine, hands, writes, in_flight, .. } = self;
        let drawn: Vec<_> = (0..BATCH_LEN).map(|_| writes.draw()).collect();
        let mut submitted = Vec::with_capacity(BATCH_LEN);
        let ((), submit) = timed(|| -> Result<()> {
            for (key, value) in &drawn {
                submitted.push(engine.submit(Kind::Put, key, value, TIMESTAMP_MS)?);
            }
            Ok(())
        })?;
        let ids: Vec<_> = submitted.iter().map(|submitted| submitted.op.dot.sync_id()).collect();
        let ((), queue) = timed(|| ids.iter().try_for_each(|id| engine.queue(id)))?;
        engine.flush()?;

        let oldest = in_flight.pop_front().unwrap_or_default();
        let ids: Vec<_> = oldest.iter().map(|delivery| delivery.op.dot.sync_id()).collect();
        let ((), ack) = timed(|| ids.iter().try_for_each(|id| engine.receive_ack(id)))?;
        engine.prune_completed()?;
        engine.flush()?;

        // Moves on until exactly the oldest batch is late.
        let mut retry = Duration::ZERO;
        let mut retried = 0;
        while retried == 0 {
            hands.forward(1);
            (retried, retry) = timed(|| engine.retry_expired())?;
        }
        in_flight.pop_front();
        engine.flush()?;
        let (batches, next) =
            timed(|| -> Result<_> { Ok([engine.next_batch()?, engine.next_batch()?]) })?;
        in_flight.extend(batches);
        let (counts, state) = timed(|| -> Result<_> {
            let mut counts = engine.sync_state()?.counts;
            for _ in 1..BATCH_LEN {
                counts = std::hint::black_box(engine.sync_state()?.counts);
            }
            Ok(counts)
        })?;
        assert_eq!(counts.total, self.depth, "the cycle has changed the depth");
        for (total, one) in spent.iter_mut().zip([submit, queue, next, ack, retry, state]) {
            *total += one;
        }
        Ok(())
    }
}
