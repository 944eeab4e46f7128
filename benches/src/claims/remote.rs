// SPDX-License-Identifier: Apache-2.0
//! Taking in what a peer sent: single operations, and 1,000 of them before one flush.

use softadastra::base::op::Operation;
use softadastra::base::{id::NodeId, op::Kind};
use softadastra::engine::{Durability, Engine};
use softadastra::sync::options::SyncOptions;

use crate::files::Folder;
use crate::ours::{self, TIMESTAMP_MS, Writes};
use crate::rounds::{Spread, per, timed};
use crate::table::Table;
use crate::{Outcome, Scale};

const KEY_COUNT: usize = 100_000;

pub fn run(folder: &Folder, scale: Scale, table: &mut Table) -> Outcome {
    let count = scale.of(1_000, 100);
    let durable = ours::open(&folder.path("durable.wal"), Durability::Durable)?;
    let fast = ours::open(&folder.path("fast.wal"), Durability::Fast)?;
    let peer = ours::open(&folder.path("peer.wal"), Durability::MemoryOnly)?;
    peer.configure(SyncOptions::new(NodeId::new("node-b")?))?;
    let mut writes = Writes::new(1, KEY_COUNT);
    let (mut grouped, mut single) = (Vec::new(), Vec::new());
    for _ in 0..scale.of(41, 2) {
        let ops = made_by(&peer, &mut writes, count)?;
        let ((), elapsed) = timed(|| {
            ops.iter().try_for_each(|op| fast.receive(op.clone()).map(drop))?;
            fast.flush()
        })?;
        grouped.push(per(elapsed, count) * 1e6);
        let few = &ops[..count / 10];
        let ((), elapsed) =
            timed(|| few.iter().try_for_each(|op| durable.receive(op.clone()).map(drop)))?;
        single.push(per(elapsed, few.len()) * 1e6);
    }
    fact(table, "receive, 1000 and one flush, us each", grouped);
    fact(table, "receive, each durable, us", single);
    durable.close()?;
    Ok(fast.close()?)
}

fn made_by(
    peer: &Engine,
    writes: &mut Writes,
    count: usize,
) -> softadastra::base::error::Result<Vec<Operation>> {
    let make = |_| {
        let (key, value) = writes.draw();
        peer.submit(Kind::Put, &key, &value, TIMESTAMP_MS).map(|submitted| (*submitted.op).clone())
    };
    (0..count).map(make).collect()
}

fn fact(table: &mut Table, name: &str, numbers: Vec<f64>) {
    let Spread { min, median, max } = Spread::of(numbers);
    table.fact(name, format!("{median:.2} (min {min:.2}, max {max:.2})"));
}
