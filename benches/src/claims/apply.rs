// SPDX-License-Identifier: Apache-2.0
//! A peer's backlog, 1,000 operations in each durable group: in order, shuffled, and with every
//! second one twice. Against the least that has to be done for it (the same bytes with checksum and
//! fdatasync, and a hash map that compares stamps), and against SQLite with an inbox that knows what
//! came.

use std::collections::HashMap;
use std::error::Error;

use rusqlite::{Connection, params};
use softadastra::base::id::NodeId;
use softadastra::base::op::{Kind, Operation};
use softadastra::engine::{Durability, Engine};
use softadastra::sync::message;
use softadastra::sync::options::SyncOptions;

use crate::files::Folder;
use crate::ours::{self, Numbers, TIMESTAMP_MS, Writes};
use crate::peers::bare::{self, Bare};
use crate::rounds::{interleave, per, timed};
use crate::table::{Claim, Table};
use crate::{Outcome, Scale};

const KEY_COUNT: usize = 1_000_000;
const GROUP_LEN: usize = 1_000;
const SHUFFLED_LEN: usize = 10_000;

/// In which order operations come.
#[derive(Clone, Copy)]
enum Order {
    AsMade,
    Shuffled,
    HalfTwice,
}

/// Hands out what a peer made, each order alike to both sides.
struct Source {
    peer: Engine,
    writes: Writes,
    numbers: Numbers,
    order: Order,
    count: usize,
}

impl Source {
    fn new(
        folder: &Folder,
        name: &str,
        order: Order,
        count: usize,
    ) -> Result<Self, Box<dyn Error>> {
        let peer = ours::open(&folder.path(name), Durability::MemoryOnly)?;
        peer.configure(SyncOptions::new(NodeId::new("node-b")?))?;
        let (writes, numbers) = (Writes::new(1, KEY_COUNT), Numbers::new(1));
        Ok(Self { peer, writes, numbers, order, count })
    }

    fn draw(&mut self) -> Result<Vec<Operation>, Box<dyn Error>> {
        let mut ops = Vec::with_capacity(self.count);
        while ops.len() < self.count {
            let (key, value) = self.writes.draw();
            let op = self.peer.submit(Kind::Put, &key, &value, TIMESTAMP_MS)?.op;
            self.peer.next_batch()?;
            self.peer.receive_ack(&op.dot.sync_id())?;
            if let Order::HalfTwice = self.order
                && ops.len() % 3 == 1
            {
                ops.push((*op).clone());
            }
            ops.push((*op).clone());
        }
        self.peer.prune_completed()?;
        if let Order::Shuffled = self.order {
            for part in ops.chunks_mut(SHUFFLED_LEN) {
                for last in (1..part.len()).rev() {
                    part.swap(last, self.numbers.draw(last + 1) as usize);
                }
            }
        }
        Ok(ops)
    }
}

pub fn run(folder: &Folder, scale: Scale, table: &mut Table) -> Outcome {
    let cases = [
        ("in order", Order::AsMade),
        ("shuffled", Order::Shuffled),
        ("half twice", Order::HalfTwice),
    ];
    for (name, order) in cases {
        bare_rounds(folder, scale, table, name, order)?;
    }
    sqlite_rounds(folder, scale, table)
}

fn apply(engine: &Engine, ops: Vec<Operation>) -> Result<f64, Box<dyn Error>> {
    let count = ops.len();
    let mut groups: Vec<Vec<Operation>> = Vec::new();
    for op in ops {
        match groups.last_mut().filter(|group| group.len() < GROUP_LEN) {
            Some(group) => group.push(op),
            None => groups.push(vec![op]),
        }
    }
    let apply =
        || groups.into_iter().try_for_each(|group| engine.receive_all(group, false).map(drop));
    Ok(per(timed(apply)?.1, count))
}

fn bare_rounds(
    folder: &Folder,
    scale: Scale,
    table: &mut Table,
    name: &str,
    order: Order,
) -> Outcome {
    let count = scale.of(40_000, 2_000);
    let engine = ours::open(&folder.path(&format!("{name}.wal")), Durability::Durable)?;
    let mut ours = Source::new(folder, &format!("{name}-ours"), order, count)?;
    let mut theirs = Source::new(folder, &format!("{name}-theirs"), order, count)?;
    let mut log = Bare::make(&folder.path(&format!("{name}.bare")))?;
    let mut state: HashMap<Vec<u8>, (u64, Vec<u8>)> = HashMap::new();
    let rounds = interleave::<Box<dyn Error>>(
        scale.of(25, 2),
        || apply(&engine, ours.draw()?),
        || {
            let ops = theirs.draw()?;
            let encoded = ops.iter().map(|op| {
                let mut bytes = Vec::new();
                message::encode(op, &mut bytes).map(|()| bytes)
            });
            let encoded: Vec<Vec<u8>> = encoded.collect::<Result<_, _>>()?;
            let work = || -> Result<(), Box<dyn Error>> {
                let mut out = Vec::new();
                for (group, bytes) in ops.chunks(GROUP_LEN).zip(encoded.chunks(GROUP_LEN)) {
                    out.clear();
                    bytes.iter().for_each(|record| bare::append(record, &mut out));
                    log.commit(&out)?;
                    for op in group {
                        let held = state.entry(op.key.to_vec()).or_default();
                        if op.stamp.0 > held.0 {
                            *held = (op.stamp.0, op.value.to_vec());
                        }
                    }
                }
                Ok(())
            };
            Ok(per(timed(work)?.1, count))
        },
    )?;
    let (ours_us, theirs_us) = rounds.medians_us();
    let note = format!("{ours_us:.2} us, bare {theirs_us:.2} us");
    let title = format!("apply 1000 and one sync, {name}, over bare log and map");
    table.ratio(title, Claim::AtLeast(0.5), rounds.ratio(), note);
    Ok(engine.close()?)
}

const SETTINGS: &str = "
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = FULL;
    PRAGMA cache_size = -65536;
    CREATE TABLE state (
        key BLOB PRIMARY KEY, value BLOB NOT NULL, stamp INTEGER NOT NULL) WITHOUT ROWID;
    CREATE TABLE inbox (node TEXT, seq INTEGER, PRIMARY KEY (node, seq)) WITHOUT ROWID;
";
const KNOW: &str = "INSERT OR IGNORE INTO inbox VALUES (?1, ?2)";
const PUT: &str = "INSERT INTO state VALUES (?1, ?2, ?3) ON CONFLICT (key) DO UPDATE
    SET value = excluded.value, stamp = excluded.stamp WHERE excluded.stamp > stamp";

/// Each operation in a transaction of its own, as an inbox that is written by hand has it.
fn sqlite_rounds(folder: &Folder, scale: Scale, table: &mut Table) -> Outcome {
    let count = scale.of(4_000, 200);
    let engine = ours::open(&folder.path("sqlite-ours.wal"), Durability::Durable)?;
    let mut ours = Source::new(folder, "sqlite-a", Order::AsMade, count)?;
    let mut theirs = Source::new(folder, "sqlite-b", Order::AsMade, count)?;
    let connection = Connection::open(folder.path("inbox.db"))?;
    connection.execute_batch(SETTINGS)?;
    let mut know = connection.prepare(KNOW)?;
    let mut put = connection.prepare(PUT)?;
    let rounds = interleave::<Box<dyn Error>>(
        scale.of(15, 2),
        || apply(&engine, ours.draw()?),
        || {
            let ops = theirs.draw()?;
            let work = || -> Result<(), Box<dyn Error>> {
                for op in &ops {
                    connection.execute_batch("BEGIN IMMEDIATE")?;
                    if know.execute(params![op.dot.origin.node.as_str(), op.dot.seq as i64])? > 0 {
                        put.execute(params![&*op.key, &*op.value, op.stamp.0 as i64])?;
                    }
                    connection.execute_batch("COMMIT")?;
                }
                Ok(())
            };
            Ok(per(timed(work)?.1, count))
        },
    )?;
    let (ours_us, theirs_us) = rounds.medians_us();
    let note = format!("{ours_us:.2} us, SQLite {theirs_us:.2} us");
    let title = "apply 1000 and one sync, over SQLite with an inbox, each its own transaction";
    table.ratio(title, Claim::AtLeast(12.0), rounds.ratio(), note);
    Ok(engine.close()?)
}
