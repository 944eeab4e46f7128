// SPDX-License-Identifier: Apache-2.0
//! Compares a reopened log with what was said about it.

use std::path::Path;

use softadastra::base::error::Error;
use softadastra::base::id::Dot;
use softadastra::base::op::Kind;
use softadastra::base::random::Random;
use softadastra::engine::Engine;
use softadastra::outbox::entry::Status;
use softadastra::store::entry::Version;
use softadastra::store::value::Value;

use super::ledger::Ledger;
use super::{NODE, is_whole, open, options, peer, remote_op};

/// Writes that can be in the log without an answer after a kill: one per writing thread.
const UNANSWERED_PER_KILL_MAX: u64 = 2;

/// What a look at a log found.
#[derive(Debug, Default)]
pub struct Seen {
    /// Writes in the log that nobody got an answer for.
    pub unanswered: u64,
    /// Bytes of a torn tail.
    pub cut_bytes: u64,
}

/// Opens the log as the next process would, and compares.
pub fn reopened(path: &Path, ledger: &mut Ledger, random: &mut Random) -> Result<Seen, String> {
    let text = |error: Error| error.to_string();
    // A reader changes nothing, and sees what the writer will see after its repair. A kill before
    // the log was made leaves nothing to read.
    let read = {
        let options = softadastra::engine::Options { read_only: true, ..options(path, 1) };
        Engine::open(options).and_then(|engine| engine.digest())
    };
    let engine = open(path, random.draw()).map_err(text)?;
    match read {
        Ok(digest) if digest != engine.digest().map_err(text)? => {
            return Err("the repair changed the state".to_owned());
        }
        Err(error) if !ledger.own.is_empty() => return Err(format!("read-only: {error}")),
        _ => {}
    }
    let cut_bytes = engine.report().map_err(text)?.cut_bytes;
    let origin = engine.identity().map_err(text)?.ok_or("no identity")?;
    if *ledger.epoch.get_or_insert(origin.epoch) != origin.epoch || origin.node.as_str() != NODE {
        return Err(format!("the origin is {origin:?}, was epoch {:?}", ledger.epoch));
    }
    let version = engine.version().map_err(text)?;
    if version < ledger.version_max() {
        return Err(format!("version {version}, answered up to {}", ledger.version_max()));
    }
    let unanswered = outbox(&engine, ledger)?;
    for seq in ledger.remotes.keys() {
        if !engine.receive(remote_op(*seq)).map_err(text)?.duplicate {
            return Err(format!("peer-{seq} was received, and is unknown now"));
        }
    }
    state(&engine, ledger, &origin)?;
    // Half of the lives begin after an orderly end, half after one that nobody prepared.
    if random.up_to(1) == 0 {
        engine.close().map_err(text)?;
        let bytes = std::fs::read(path).map_err(|error| error.to_string())?;
        let zeros = bytes.iter().rev().take_while(|byte| **byte == 0).count();
        // The head of a file ends in some, reserved space has a million.
        if zeros > 4096 {
            return Err(format!("a closed log of {} bytes ends in {zeros} zeros", bytes.len()));
        }
    }
    Ok(Seen { unanswered, cut_bytes })
}

/// Every answered write is owed, as it was made, unless its acknowledgement was handed in.
fn outbox(engine: &Engine, ledger: &mut Ledger) -> Result<u64, String> {
    let mut owed = std::collections::BTreeMap::new();
    for delivery in engine.outbox().map_err(|error| error.to_string())? {
        owed.insert(delivery.op.dot.seq, delivery);
    }
    for (seq, own) in &ledger.own {
        let Some(delivery) = owed.get(seq) else {
            if ledger.acking.contains(seq) {
                continue;
            }
            return Err(format!("{NODE}-{seq} was answered and is not in the outbox: {own:?}"));
        };
        let op = &delivery.op;
        let value = (op.kind == Kind::Put).then(|| op.value.to_vec());
        let is_same = op.version == own.version
            && delivery.entry.version == own.version
            && *op.key == *own.key.as_bytes()
            && value == own.value;
        if !is_same {
            return Err(format!("{NODE}-{seq} came back as {op:?}, was {own:?}"));
        }
        if ledger.settled.contains(seq) && delivery.entry.status != Status::Applied {
            return Err(format!("{NODE}-{seq} was acknowledged and flushed, and is owed again"));
        }
    }
    let mut unanswered = 0;
    for (seq, delivery) in &owed {
        if ledger.own.contains_key(seq) {
            continue;
        }
        let op = &delivery.op;
        let key = String::from_utf8_lossy(&op.key).into_owned();
        if op.kind == Kind::Put && !is_whole(&op.key, &op.value) {
            return Err(format!("{NODE}-{seq} has a value that nobody wrote"));
        }
        let value = (op.kind == Kind::Put).then(|| op.value.to_vec());
        ledger.note_own(op.version, *seq, &key, value)?;
        unanswered += 1;
    }
    ledger.check_unanswered(unanswered, UNANSWERED_PER_KILL_MAX)?;
    Ok(unanswered)
}

/// Every answered write is in the state, or something later of that key is.
fn state(
    engine: &Engine,
    ledger: &Ledger,
    origin: &softadastra::base::id::Origin,
) -> Result<(), String> {
    let text = |error: Error| error.to_string();
    for (seq, own) in &ledger.own {
        let (versions, _) = engine.versions(own.key.as_bytes()).map_err(text)?;
        let dot = Dot { origin: origin.clone(), seq: *seq };
        match versions.iter().find(|version| version.dot.origin == *origin) {
            Some(held) if held.dot == dot && held.value.as_deref() != own.value.as_deref() => {
                return Err(format!("{NODE}-{seq} shows another value: {own:?}"));
            }
            Some(held) if held.dot.seq >= *seq && is_sound(&own.key, held) => {}
            held => return Err(format!("{own:?} is gone; its key holds {held:?}")),
        }
    }
    for (seq, given) in &ledger.remotes {
        let op = remote_op(*seq);
        let (versions, _) = engine.versions(&op.key).map_err(text)?;
        let is_there = versions.iter().any(|held| match held.dot.origin == peer() {
            true => held.dot.seq >= *seq,
            false => held.version > *given,
        });
        if !is_there {
            return Err(format!("peer-{seq} was received and is not in the state: {versions:?}"));
        }
    }
    for (key, (version, value)) in &ledger.locals {
        let (_, local) = engine.versions(key.as_bytes()).map_err(text)?;
        let held = local.ok_or(format!("the local write of {key} is gone"))?;
        let is_same = held.value.as_ref().and_then(Value::here) == Some(&value[..]);
        if held.version < *version || (held.version == *version && !is_same) {
            return Err(format!("{key} holds local version {}, was {version}", held.version));
        }
    }
    Ok(())
}

fn is_sound(key: &str, held: &Version) -> bool {
    held.value.as_ref().is_none_or(|value| is_whole(key.as_bytes(), value))
}
