// SPDX-License-Identifier: Apache-2.0
//! Two clients over TCP on this machine, encrypted and proved on both ends, durable at both: a
//! backlog against the same apply without a network, and one write until its acknowledgement
//! against the least that has to be done for it, two syncs and one round trip.

use std::error::Error;
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Instant;

use softadastra::base::id::NodeId;
use softadastra::base::op::Operation;
use softadastra::client::{Client, ClientOptions, HostFacts, TransportOptions};
use softadastra::engine::{Durability, Engine};
use softadastra::outbox::entry::Status;
use softadastra::sync::options::SyncOptions;
use softadastra::transport::keys::{Keys, Secret};

use crate::files::Folder;
use crate::ours::{self, TIMESTAMP_MS, VALUE_BYTES, Writes};
use crate::peers::bare::{Bare, append};
use crate::rounds::{interleave, per, timed};
use crate::table::{Claim, Table};
use crate::{Outcome, Scale};

const KEY_COUNT: usize = 1_000_000;
/// Operations that the apply without a network makes durable together.
const GROUP_LEN: usize = 1_000;
const WAIT_MS: i64 = 100;

type Failure = Box<dyn Error>;

pub fn run(folder: &Folder, scale: Scale, table: &mut Table) -> Outcome {
    backlog(folder, scale, table)?;
    one_write(folder, scale, table)
}

fn open(path: &Path, name: &str, seed: u64) -> Result<Client, Failure> {
    let mut engine = ours::options(path, Durability::Durable);
    engine.seed = seed;
    let host = HostFacts { hostname: "bench".into(), os_name: "any".into() };
    let mut options = ClientOptions::new(engine, SyncOptions::new(NodeId::new(name)?), host);
    options.keys = Keys::Group(Secret::new(&[7; 32])?);
    options.transport = Some(TransportOptions::new("127.0.0.1", 0));
    Ok(Client::open(options)?)
}

/// Has a client serve in a thread of its own while `work` runs.
fn beside<T>(served: &Client, work: impl FnOnce() -> Result<T, Failure>) -> Result<T, Failure> {
    let is_over = AtomicBool::new(false);
    std::thread::scope(|scope| {
        let serving = scope.spawn(|| {
            while !is_over.load(Ordering::Relaxed) {
                served.wait(WAIT_MS).map_err(|error| error.to_string())?;
            }
            Ok::<(), String>(())
        });
        let outcome = work();
        is_over.store(true, Ordering::Relaxed);
        served.nudge();
        serving.join().map_err(|_| "the serving thread panicked")??;
        outcome
    })
}

fn connect(from: &Client, to: &Client, name: &str) -> Result<(), Failure> {
    let port = to.served_port()?.ok_or("no port is served")?;
    Ok(from.connect(&NodeId::new(name)?, "127.0.0.1", port)?)
}

/// A backlog at one node, durable there, goes to another that has nothing.
fn backlog(folder: &Folder, scale: Scale, table: &mut Table) -> Outcome {
    let count = scale.of(100_000, 2_000);
    let mut number = 0;
    let mut next = |what: &str| {
        number += 1;
        folder.path(&format!("{what}-{number}.wal"))
    };
    let ops = written(&next("source"), count)?;
    let paths = std::cell::RefCell::new(&mut next);
    let rounds = interleave::<Failure>(
        scale.of(7, 1),
        || {
            let from = paths.borrow_mut()("from");
            let to = paths.borrow_mut()("to");
            written(&from, count)?;
            let (a, b) = (open(&from, "node-a", 7)?, open(&to, "node-b", 8)?);
            // Who has a backlog for a peer has met it before. To meet it for the first time reads
            // the whole database once.
            a.engine().register_peer(&NodeId::new("node-b")?, 0)?;
            a.start_transport()?;
            b.start_transport()?;
            let taken = beside(&b, || {
                let start = Instant::now();
                connect(&a, &b, "node-b")?;
                loop {
                    a.wait(WAIT_MS)?;
                    let counts = a.sync_state()?.sync.counts;
                    if counts.queued + counts.in_flight + counts.pending == 0 {
                        return Ok(per(start.elapsed(), count));
                    }
                }
            })?;
            if b.len()? != a.len()? {
                return Err("the nodes differ".into());
            }
            a.close()?;
            b.close()?;
            Ok(taken)
        },
        || {
            let options = ours::options(&paths.borrow_mut()("alone"), Durability::Durable);
            let engine = Engine::open(options)?;
            engine.attach(SyncOptions::new(NodeId::new("node-b")?))?;
            let groups: Vec<Vec<Operation>> = ops.chunks(GROUP_LEN).map(<[_]>::to_vec).collect();
            let apply = || {
                groups.into_iter().try_for_each(|group| engine.receive_all(group, false).map(drop))
            };
            let taken = per(timed(apply)?.1, count);
            engine.close()?;
            Ok(taken)
        },
    )?;
    let (ours_us, alone_us) = rounds.medians_us();
    let note = format!("{ours_us:.2} us, applied alone {alone_us:.2} us");
    let title =
        format!("sync of {count} operations of {VALUE_BYTES} B over TCP, over the same apply");
    table.ratio(title, Claim::AtLeast(0.6), rounds.ratio(), note);
    Ok(())
}

/// A database with so many operations of a node, all on disk.
fn written(path: &Path, count: usize) -> Result<Vec<Operation>, Failure> {
    let engine = ours::open(path, Durability::Fast)?;
    let mut writes = Writes::new(1, KEY_COUNT);
    let mut ops = Vec::with_capacity(count);
    for _ in 0..count {
        let (key, value) = writes.draw();
        let made = engine.submit(softadastra::base::op::Kind::Put, &key, &value, TIMESTAMP_MS)?;
        ops.push((*made.op).clone());
    }
    engine.close()?;
    Ok(ops)
}

/// One write at a time, until the other end has it on disk and says so.
fn one_write(folder: &Folder, scale: Scale, table: &mut Table) -> Outcome {
    let count = scale.of(200, 10);
    let record = vec![b'r'; ours::record_bytes(&folder.path("size.wal"))?];
    let mut logs = [Bare::make(&folder.path("one.log"))?, Bare::make(&folder.path("two.log"))?];
    let (mut near, far) = echo()?;
    let a = open(&folder.path("a.wal"), "node-a", 7)?;
    let b = open(&folder.path("b.wal"), "node-b", 8)?;
    a.start_transport()?;
    b.start_transport()?;
    connect(&a, &b, "node-b")?;
    let mut writes = Writes::new(1, KEY_COUNT);
    beside(&b, || {
        let rounds = interleave::<Failure>(
            scale.of(21, 1),
            || median(count, || least(&mut logs, &mut near, &record)),
            || {
                median(count, || {
                    let (key, value) = writes.draw();
                    let version = a.put(&key, &value)?;
                    while a.status_of(version)? != Some(Status::Applied) {
                        a.wait(WAIT_MS)?;
                    }
                    Ok(())
                })
            },
        )?;
        let (least_us, ours_us) = rounds.medians_us();
        let note = format!("{ours_us:.0} us, two syncs and a round trip {least_us:.0} us");
        let title = "one write to its applied acknowledgement, p50, time over the least";
        table.ratio(title, Claim::AtMost(3.0), rounds.ratio(), note);
        Ok(())
    })?;
    drop(near);
    far.join().map_err(|_| "the echo panicked")?;
    a.close()?;
    Ok(b.close()?)
}

/// Two records on disk, one after the other, and a round trip.
fn least(logs: &mut [Bare; 2], near: &mut TcpStream, record: &[u8]) -> Result<(), Failure> {
    let mut group = Vec::new();
    append(record, &mut group);
    logs[0].commit(&group)?;
    near.write_all(record)?;
    let mut back = vec![0; record.len()];
    near.read_exact(&mut back)?;
    logs[1].commit(&group)?;
    Ok(())
}

/// The median time of one of `count` goes, in seconds.
fn median(count: usize, mut go: impl FnMut() -> Result<(), Failure>) -> Result<f64, Failure> {
    let mut taken = Vec::with_capacity(count);
    for _ in 0..count {
        taken.push(timed(&mut go)?.1.as_secs_f64());
    }
    taken.sort_by(f64::total_cmp);
    Ok(taken[taken.len() / 2])
}

/// A connection within this machine whose other end says everything again.
fn echo() -> Result<(TcpStream, std::thread::JoinHandle<()>), Failure> {
    let listener = TcpListener::bind("127.0.0.1:0")?;
    let near = TcpStream::connect(listener.local_addr()?)?;
    let (mut far, _) = listener.accept()?;
    near.set_nodelay(true)?;
    far.set_nodelay(true)?;
    let echoing = std::thread::spawn(move || {
        let mut buffer = [0; 4096];
        while let Ok(len) = far.read(&mut buffer) {
            if len == 0 || far.write_all(&buffer[..len]).is_err() {
                return;
            }
        }
    });
    Ok((near, echoing))
}
