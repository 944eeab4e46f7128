// SPDX-License-Identifier: Apache-2.0
//! The process that is killed. It never stops by itself before it did more than any life lasts.

use std::io::Write;
use std::process::exit;

use softadastra::base::error::Result;
use softadastra::base::op::Kind;
use softadastra::base::random::Random;
use softadastra::engine::Engine;

use super::life::{Life, PREFIX};
use super::{WRITTEN_AT_MS, open, remote_op, some_key, some_len, value_of};

/// Rounds after which a thread stops: the end of a life that nobody ends.
const ROUNDS_MAX: u64 = 100_000;

pub fn run(life: Life) {
    // The harness has begun a line of its own.
    say_raw("\n");
    end_on_error(live(&life));
}

fn live(life: &Life) -> Result<()> {
    let engine = open(&life.log, life.seed)?;
    let epoch = engine.identity()?.map_or(0, |origin| origin.epoch);
    say(&format!("open {epoch} {}", engine.version()?));
    std::thread::scope(|scope| {
        scope.spawn(|| end_on_error(write(&engine, life, 0)));
        scope.spawn(|| end_on_error(write(&engine, life, 1)));
        scope.spawn(|| end_on_error(deliver(&engine, life)));
    });
    Ok(())
}

/// The others would go on for long; the test has to hear of it at once.
fn end_on_error(result: Result<()>) {
    if let Err(error) = result {
        say(&format!("error {error}"));
        exit(1);
    }
}

/// Writes for ever. Two of these meet in shared log groups.
fn write(engine: &Engine, life: &Life, thread: u64) -> Result<()> {
    let mut random = Random::new(life.seed ^ (thread + 1));
    for round in 0..ROUNDS_MAX {
        let key = some_key(&mut random);
        let token = format!("{}.{thread}.{round}", life.number);
        let len = some_len(&mut random);
        if random.up_to(7) == 0 {
            let op = engine.submit(Kind::Delete, key.as_bytes(), b"", WRITTEN_AT_MS)?.op;
            say(&format!("own {} {} D {key} - 0", op.version, op.dot.seq));
        } else {
            let value = value_of(&key, &token, len);
            let op = engine.submit(Kind::Put, key.as_bytes(), &value, WRITTEN_AT_MS)?.op;
            say(&format!("own {} {} P {key} {token} {len}", op.version, op.dot.seq));
        }
    }
    Ok(())
}

/// Everything else that an application does, at random.
fn deliver(engine: &Engine, life: &Life) -> Result<()> {
    let mut random = Random::new(life.seed);
    let mut next_remote = life.next_remote;
    for round in 0..ROUNDS_MAX {
        match random.up_to(9) {
            0..=2 => hand_out(engine, &mut random)?,
            3..=5 => {
                receive(engine, next_remote)?;
                next_remote += 1;
            }
            6 if next_remote > 1 => receive(engine, 1 + random.up_to(next_remote - 2))?,
            7 => {
                let key = format!("draft/{}", random.up_to(9));
                let (token, len) = (format!("{}.d.{round}", life.number), some_len(&mut random));
                let value = value_of(&key, &token, len);
                let written =
                    engine.write_local(Kind::Put, key.as_bytes(), &value, WRITTEN_AT_MS)?;
                say(&format!("local {} {key} {token} {len}", written.version));
            }
            8 => {
                engine.flush()?;
                say("flush");
            }
            _ => {
                engine.requeue_all_failed()?;
            }
        }
    }
    Ok(())
}

/// Delivers, and gets acknowledgements for some.
fn hand_out(engine: &Engine, random: &mut Random) -> Result<()> {
    for delivery in engine.tick(random.up_to(1) == 0)?.batch {
        if random.up_to(2) > 0 {
            let seq = delivery.op.dot.seq;
            // Another thread's write may carry the acknowledgement into the log before this one
            // gets to tell of it, so it is told before.
            say(&format!("acking {seq}"));
            engine.receive_ack(&delivery.op.dot.sync_id())?;
            say(&format!("acked {seq}"));
        }
    }
    Ok(())
}

fn receive(engine: &Engine, seq: u64) -> Result<()> {
    let received = engine.receive(remote_op(seq))?;
    let how = if received.duplicate { "known" } else { "fresh" };
    say(&format!("recv {seq} {} {how}", received.written.version));
    Ok(())
}

pub fn say(line: &str) {
    say_raw(&format!("{PREFIX}{line}\n"));
}

/// One write each, so that a line is in the pipe as a whole or not at all.
fn say_raw(text: &str) {
    let mut out = std::io::stdout().lock();
    // Nobody listens any more: the test itself was ended.
    if out.write_all(text.as_bytes()).and_then(|()| out.flush()).is_err() {
        exit(0);
    }
}
