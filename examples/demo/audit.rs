// SPDX-License-Identifier: Apache-2.0
//! The checks. They believe the ledger, not the nodes.

use std::collections::{BTreeMap, BTreeSet};

use softadastra::base::op::{Kind, Operation};
use softadastra::sync::message;

use crate::Outcome;
use crate::ledger::{Entry, is_entry};
use crate::node::VALUE_BYTES_MAX;
use crate::wire::{FromNode, Held, ToNode};
use crate::world::{NAMES, World};

/// What a restarted node was found to hold.
pub struct Restarted {
    pub answered: usize,
    pub owed: usize,
    pub found: u64,
    pub received: usize,
}

/// Before any exchange: each outbox holds exactly what was answered.
pub fn written(world: &mut World) -> Outcome<()> {
    for node in 0..NAMES.len() {
        let owed = outbox(world, node)?;
        world.site(node)?.book.owes(owed)?;
    }
    Ok(())
}

/// After a kill and a restart: every answered write is in the state, and in the outbox or at the
/// other node; what the other one no longer owes is here; and whatever else is in the outbox was
/// asked for.
pub fn restarted(world: &mut World, node: usize) -> Outcome<Restarted> {
    let owed = outbox(world, node)?;
    let owed = owed.iter().map(|bytes| decode(bytes)).collect::<Outcome<Vec<_>>>()?;
    let by_seq: BTreeMap<u64, &Operation> = owed.iter().map(|op| (op.dot.seq, op)).collect();
    let book = &mut world.site(node)?.book;
    let answered = book.entries.len();
    for (seq, entry) in &book.entries {
        match by_seq.get(seq) {
            Some(op) if !is_entry(op, entry) || Some(op.dot.origin.epoch) != book.epoch => {
                return Err(format!("id {seq} came back as {op:?}, was {entry:?}").into());
            }
            // It was never exchanged.
            None if entry.bytes.is_none() => {
                return Err(format!("id {seq} is missing in the outbox: {entry:?}").into());
            }
            _ => {}
        }
    }
    let before = book.found;
    for op in &owed {
        if !book.entries.contains_key(&op.dot.seq) {
            book.found(op)?;
        }
    }
    let found = book.found - before;
    own_writes_shown(world, node)?;
    delivered(world, node)?;
    let received = delivered(world, 1 - node)?;
    Ok(Restarted { answered, owed: owed.len(), found, received })
}

/// What a node does not owe any more is at the other one. Returns how many those are.
fn delivered(world: &mut World, node: usize) -> Outcome<usize> {
    let owed = outbox(world, node)?;
    let owed =
        owed.iter().map(|bytes| Ok(decode(bytes)?.dot.seq)).collect::<Outcome<BTreeSet<_>>>()?;
    let entries = &world.site(node)?.book.entries;
    let gone = entries.iter().filter(|(seq, _)| !owed.contains(seq));
    let gone: Vec<_> = gone.filter_map(|(_, entry)| entry.bytes.clone()).collect();
    let count = gone.len();
    offer(world, 1 - node, gone)?;
    Ok(count)
}

fn outbox(world: &mut World, node: usize) -> Outcome<Vec<Vec<u8>>> {
    match world.ask(node, &ToNode::Outbox)? {
        FromNode::Outbox(owed) => Ok(owed),
        _ => Err("no outbox".into()),
    }
}

/// The last answered write of each key is what the node kept of its own.
fn own_writes_shown(world: &mut World, node: usize) -> Outcome<()> {
    let (name, entries) = {
        let site = world.site(node)?;
        (site.child.name, site.book.entries.clone())
    };
    let last: BTreeMap<Vec<u8>, (u64, &Entry)> =
        entries.iter().map(|(seq, entry)| (entry.job.key.clone(), (*seq, entry))).collect();
    let held = versions(world, node, last.keys().cloned().collect())?;
    for ((key, (seq, entry)), held) in last.iter().zip(held) {
        let is_unasked = |own: &&Held| own.node == name && !entries.contains_key(&own.seq);
        if let Some(unasked) = held.iter().find(is_unasked) {
            let key = String::from_utf8_lossy(key);
            return Err(format!("{key}: {unasked:?}, and nobody was asked to write it").into());
        }
        // A write of the other node that came in later may have seen and replaced it: then its
        // own one is gone for good reason, and the last audit says which.
        let own = held.iter().find(|version| version.node == name);
        let is_same = |own: &Held| {
            own.seq == *seq && own.value == (!entry.job.is_delete).then(|| entry.job.value.clone())
        };
        let is_replaced = own.is_none() && held.iter().any(|version| version.node != name);
        if !own.is_some_and(is_same) && !is_replaced {
            let key = String::from_utf8_lossy(key);
            return Err(format!("{key}: id {seq} is missing in the state: {held:?}").into());
        }
    }
    Ok(())
}

/// At the end: everything answered was applied once at the other node, both nodes hold exactly what
/// follows from it, and both know all of it.
pub fn ended(world: &mut World) -> Outcome<Vec<String>> {
    let mut facts = Vec::new();
    let mut operations = Vec::new();
    for node in 0..NAMES.len() {
        applied_once(world, node)?;
        let site = world.site(node)?;
        let name = site.child.name;
        if let Some((number, job)) = site.book.open.first_key_value() {
            return Err(format!("{name}: write {number} was never answered: {job:?}").into());
        }
        for (seq, entry) in &site.book.entries {
            let bytes = entry.bytes.clone().ok_or(format!("{name}-{seq} was never owed"))?;
            operations.push((decode(&bytes)?, bytes));
        }
    }
    facts.push(format!(
        "{} durable writes were each applied exactly once at the other node",
        operations.len()
    ));
    let expected = expected(operations.iter().map(|(op, _)| op));
    for (node, name) in NAMES.iter().enumerate() {
        let held = versions(world, node, expected.keys().cloned().collect())?;
        for ((key, expected), held) in expected.iter().zip(held) {
            if *expected != held {
                let key = String::from_utf8_lossy(key);
                return Err(format!("{name} holds {key} as {held:?}, not {expected:?}").into());
            }
        }
    }
    let kept: usize = expected.values().map(Vec::len).sum();
    facts.push(format!(
        "{} keys hold what an independent model expects on both nodes: {kept} versions kept, {} \
         superseded by later ones",
        expected.len(),
        operations.len() - kept
    ));
    for node in 0..NAMES.len() {
        offer(world, node, operations.iter().map(|(_, bytes)| bytes.clone()).collect())?;
    }
    facts.push("offered all of them to both nodes once more: every one was known".to_owned());
    Ok(facts)
}

/// The log of the other node has each write of this one exactly once, and no other.
fn applied_once(world: &mut World, node: usize) -> Outcome<()> {
    let FromNode::Applied(applied) = world.ask(1 - node, &ToNode::Applied)? else {
        return Err("no answer about what was applied".into());
    };
    let site = world.site(node)?;
    let (name, epoch) = (site.child.name, site.book.epoch);
    let mut seen = BTreeSet::new();
    for one in &applied {
        let is_written = one.node == name && Some(one.epoch) == epoch;
        if !is_written || !site.book.entries.contains_key(&one.seq) {
            return Err(format!("{one:?} was applied, and nobody was asked to write it").into());
        }
        if !seen.insert(one.seq) {
            return Err(format!("{name}-{} was applied twice", one.seq).into());
        }
    }
    match site.book.entries.keys().find(|seq| !seen.contains(seq)) {
        Some(seq) => Err(format!("{name}-{seq} never arrived, and is lost").into()),
        None => Ok(()),
    }
}

/// The versions that must remain of each key, the shown one first: those that no other write of the
/// key has seen or follows.
fn expected<'a>(operations: impl Iterator<Item = &'a Operation>) -> BTreeMap<Vec<u8>, Vec<Held>> {
    let mut by_key: BTreeMap<Vec<u8>, Vec<&Operation>> = BTreeMap::new();
    for op in operations {
        by_key.entry(op.key.to_vec()).or_default().push(op);
    }
    let replaces = |new: &Operation, old: &Operation| {
        let follows = new.dot.origin == old.dot.origin && new.dot.seq > old.dot.seq;
        follows || new.context.covers(&old.dot, old.stamp, old.opening)
    };
    let remaining = |all: Vec<&Operation>| {
        let stays = |old: &&&Operation| !all.iter().any(|new| replaces(new, old));
        let mut left: Vec<&Operation> = all.iter().filter(stays).copied().collect();
        left.sort_by(|one, other| (other.stamp, &other.dot).cmp(&(one.stamp, &one.dot)));
        left.into_iter().map(held).collect()
    };
    by_key.into_iter().map(|(key, all)| (key, remaining(all))).collect()
}

fn held(op: &Operation) -> Held {
    Held {
        node: op.dot.origin.node.as_str().to_owned(),
        epoch: op.dot.origin.epoch,
        seq: op.dot.seq,
        value: (op.kind == Kind::Put).then(|| op.value.to_vec()),
    }
}

/// Keys with more than one version, and these versions, as text.
pub fn contested(world: &mut World, node: usize) -> Outcome<Vec<(String, Vec<String>)>> {
    let keys: BTreeSet<Vec<u8>> = world
        .sites
        .iter()
        .flat_map(|site| site.book.entries.values().map(|entry| entry.job.key.clone()))
        .collect();
    let held = versions(world, node, keys.iter().cloned().collect())?;
    let text = |version: &Held| {
        let value = version.value.as_deref().map(String::from_utf8_lossy);
        let value = value.map_or("deleted".to_owned(), |value| format!("\"{value}\""));
        format!("{}-{} {value}", version.node, version.seq)
    };
    let both = keys.iter().zip(&held).filter(|(_, held)| held.len() > 1);
    Ok(both
        .map(|(key, held)| {
            (String::from_utf8_lossy(key).into_owned(), held.iter().map(text).collect())
        })
        .collect())
}

/// Every operation must be known to the node.
fn offer(world: &mut World, node: usize, operations: Vec<Vec<u8>>) -> Outcome<()> {
    let count = operations.len();
    let ids = operations.iter().map(|bytes| decode(bytes)).collect::<Outcome<Vec<_>>>()?;
    let FromNode::Known(known) = world.ask(node, &ToNode::Offer(operations))? else {
        return Err("no answer to an offer".into());
    };
    if known.len() != count {
        return Err(format!("{} answers to {count} offers", known.len()).into());
    }
    match ids.iter().zip(known).find(|(_, known)| !known) {
        Some((op, _)) => Err(format!("{} is unknown to node {node}", op.dot.sync_id()).into()),
        None => Ok(()),
    }
}

fn versions(world: &mut World, node: usize, keys: Vec<Vec<u8>>) -> Outcome<Vec<Vec<Held>>> {
    let count = keys.len();
    match world.ask(node, &ToNode::Versions(keys))? {
        FromNode::Versions(held) if held.len() == count => Ok(held),
        _ => Err("no answer about versions".into()),
    }
}

fn decode(bytes: &[u8]) -> Outcome<Operation> {
    Ok(message::decode(bytes, VALUE_BYTES_MAX)?)
}
