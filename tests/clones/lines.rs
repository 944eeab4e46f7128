// SPDX-License-Identifier: Apache-2.0
//! One key, written by a node whose files were copied while it was in use: two lines of writes under
//! the same numbers, the second of which gets new names at some time, and others that see of both
//! what comes to them. Whatever comes when, the state follows from the operations alone.

use std::collections::{BTreeMap, BTreeSet};

use softadastra::base::id::{Dot, NodeId, Opening, Origin};
use softadastra::base::know::Knowledge;
use softadastra::base::op::{Context, Kind, Operation, Seen};
use softadastra::base::random::Random;
use softadastra::base::stamp::Stamp;
use softadastra::store::absorb::absorb;
use softadastra::store::decide::join;
use softadastra::store::entry::{KeyState, Version};

const MADE_MAX: u64 = 12;
/// How often files are opened anew. With the first opening of either line that is no more than a
/// context tells apart.
const REOPENED_MAX: u32 = 2;

/// A replica, what its next write is named, and the stamps of all writes that it has seen.
#[derive(Clone)]
struct Replica {
    origin: Origin,
    opening: Opening,
    reopened: u32,
    last: u64,
    state: KeyState,
    seen: BTreeSet<Stamp>,
}

struct World {
    random: Random,
    clock: u64,
    made: Vec<Operation>,
    /// What the writer of each write had seen, under whatever names: both by their stamps.
    truth: BTreeMap<Stamp, BTreeSet<Stamp>>,
}

pub(super) fn origin(node: &str, epoch: u32) -> Origin {
    Origin { node: NodeId::new(node).unwrap(), epoch }
}

pub(super) fn put(dot: Dot, stamp: Stamp, opening: Opening, context: Context) -> Operation {
    Operation {
        dot,
        stamp,
        opening,
        context,
        version: 1,
        timestamp_ms: 1,
        created_ms: 1,
        kind: Kind::Put,
        key: b"k".as_slice().into(),
        value: b"v".as_slice().into(),
        parts: Vec::new(),
    }
}

pub(super) fn state_of<'a>(ops: impl IntoIterator<Item = &'a Operation>) -> KeyState {
    let mut state = KeyState::default();
    for op in ops {
        join(&mut state, &op.change(), 1);
    }
    state
}

impl World {
    fn writes(&mut self, replica: &mut Replica) {
        (self.clock, replica.last) = (self.clock + 1, replica.last + 1);
        let dot = Dot { origin: replica.origin.clone(), seq: replica.last };
        self.truth.insert(Stamp(self.clock), replica.seen.clone());
        let context = replica.state.context.told();
        self.makes(replica, put(dot, Stamp(self.clock), replica.opening, context));
    }

    fn makes(&mut self, replica: &mut Replica, op: Operation) {
        join(&mut replica.state, &op.change(), 1);
        replica.seen.insert(op.stamp);
        self.made.push(op);
    }

    /// Some of what there is comes to a replica. What has a number of its own life is not taken
    /// before it has another one.
    fn hears(&mut self, replica: &mut Replica) {
        for op in &self.made {
            let is_own = |dot: &Dot| dot.origin == replica.origin;
            let is_foreign = !is_own(&op.dot) && !op.context.dots().any(is_own);
            if is_foreign && self.random.up_to(1) == 0 {
                join(&mut replica.state, &op.change(), 1);
                replica.seen.extend(self.truth[&op.stamp].iter().copied().chain([op.stamp]));
            }
        }
    }

    /// Goes on under another epoch, and gives what was written above `last` a new name.
    fn is_renewed(&mut self, replica: &mut Replica, last: u64) {
        let old = std::mem::replace(&mut replica.origin, origin("a", 2));
        let mut state = replica.state.clone();
        let version = state.cut(&old, last);
        replica.state = state.clone();
        replica.last = 0;
        if let Some(version) = version {
            let mut context = state.context_of(&version);
            // Its own earlier writes that are in doubt, as its trail has them.
            for op in self.made.iter().filter(|op| op.dot.origin == old && op.dot.seq > last) {
                if replica.seen.contains(&op.stamp) {
                    context.add(Seen::alone(&op.dot, op.stamp));
                }
            }
            replica.last = 1;
            let dot = Dot { origin: replica.origin.clone(), seq: 1 };
            self.makes(replica, put(dot, version.stamp, replica.opening, context));
        }
    }

    fn reopens(&mut self, replica: &mut Replica) {
        replica.opening = Opening(1 + self.random.draw() as u32 / 2);
    }
}

/// How the copy is used.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Use {
    /// In place of the other files, when something was written into those.
    Restored,
    /// At the same time.
    Cloned,
}

/// All that was written.
fn history(seed: u64, used: Use) -> World {
    let (made, truth) = Default::default();
    let mut world = World { random: Random::new(seed), clock: 0, made, truth };
    let new = |node: &str| Replica {
        origin: origin(node, 1),
        opening: Opening(1),
        reopened: 0,
        last: 0,
        state: KeyState::default(),
        seen: BTreeSet::new(),
    };
    let mut replicas = vec![new("a"), new("b"), new("c")];
    for _ in 0..world.random.up_to(2) {
        world.writes(&mut replicas[0]);
    }
    let copied_at = replicas[0].last;
    let mut copy = replicas[0].clone();
    world.reopens(&mut copy);
    replicas.push(copy);
    let (mut is_renewed, mut is_copy_used) = (false, used == Use::Cloned);
    for _ in 0..world.random.up_to(MADE_MAX) {
        let at = world.random.up_to(3) as usize;
        is_copy_used |= at == 3 && world.random.up_to(2) == 0;
        if at == 3 && !is_copy_used || at == 0 && is_copy_used && used == Use::Restored {
            continue;
        }
        let mut replica = replicas[at].clone();
        match world.random.up_to(6) {
            0 if at == 3 && !is_renewed => {
                is_renewed = true;
                // Somebody may have what was written since, and prove it.
                let proven = world.random.up_to(replica.last - copied_at);
                world.is_renewed(&mut replica, copied_at + proven);
            }
            6 if replica.reopened < REOPENED_MAX => {
                replica.reopened += 1;
                world.reopens(&mut replica);
            }
            0..=2 => world.hears(&mut replica),
            _ => world.writes(&mut replica),
        }
        replicas[at] = replica;
    }
    world
}

/// For who looks into a failure.
pub(super) fn told(ops: &[Operation]) -> String {
    let name = |dot: &Dot| format!("{}{}-{}", dot.origin.node.as_str(), dot.origin.epoch, dot.seq);
    let seen = |seen: &Seen| {
        let (name, stamp, opening) = (name(&seen.dot), seen.stamp.0, seen.opening.0 % 1000);
        format!("{name}@{stamp} {:?} of {opening}", seen.reach)
    };
    let one = |op: &Operation| {
        let context: Vec<_> = op.context.seen().iter().map(seen).collect();
        let (name, stamp, opening) = (name(&op.dot), op.stamp.0, op.opening.0 % 1000);
        format!("{name}@{stamp} of {opening} saw {}", context.join(", "))
    };
    ops.iter().map(one).collect::<Vec<_>>().join("\n")
}

pub(super) fn versions(state: &KeyState) -> Vec<(Dot, Stamp)> {
    let of = |version: &Version| (version.dot.clone(), version.stamp);
    state.siblings.iter().map(of).collect()
}

pub(super) fn shuffled(random: &mut Random, ops: &[Operation]) -> Vec<Operation> {
    let mut ops = ops.to_vec();
    for at in (1..ops.len()).rev() {
        ops.swap(at, random.up_to(at as u64) as usize);
    }
    let again = random.up_to(ops.len() as u64) as usize;
    ops.extend_from_within(..again);
    ops
}

#[test]
fn two_lines_of_writes_give_the_same_state_in_any_order() {
    let mut twice = 0;
    for seed in 0..20_000 {
        let World { made, mut random, .. } = history(seed, Use::Restored);
        let order = shuffled(&mut random, &made);
        let (all, other) = (state_of(&made), state_of(&order));
        let told = || format!("seed {seed}:\n{}\n\n{}", told(&made), told(&order));
        assert_eq!(versions(&all), versions(&other), "{}", told());
        assert_eq!(all.context, other.context, "{}", told());
        let names: Vec<_> = made.iter().map(|op| &op.dot).collect();
        twice += u32::from((1..names.len()).any(|at| names[..at].contains(&names[at])));
    }
    assert!(twice > 1_000, "{twice}");
}

/// What somebody has seen who has written since is gone, under whatever names they have met.
#[test]
fn what_a_write_has_seen_is_gone() {
    for seed in 0..20_000 {
        let World { mut made, mut random, truth, .. } = history(seed, Use::Restored);
        if let Some(renamed) = made.iter().find(|op| op.dot.origin.epoch == 2).cloned() {
            // Under its old name nobody has it any more.
            made.retain(|op| op.stamp != renamed.stamp || op.dot == renamed.dot);
        }
        let order = shuffled(&mut random, &made);
        for left in state_of(&order).siblings.iter() {
            let has_seen = |op: &&Operation| truth[&op.stamp].contains(&left.stamp);
            let told = || format!("{left:?}\n{}\n\n{}", told(&made), told(&order));
            assert_eq!(made.iter().find(has_seen), None, "seed {seed}: {}", told());
        }
    }
}

/// And whatever nobody has seen who has written since is there, of whichever line it is.
#[test]
fn what_nobody_has_seen_stays() {
    let mut counts = [0; 2];
    for seed in 0..40_000 {
        let used = if seed % 2 == 0 { Use::Restored } else { Use::Cloned };
        let World { made, mut random, truth, .. } = history(seed, used);
        let order = shuffled(&mut random, &made);
        let left = state_of(&order).siblings;
        for stamp in truth.keys() {
            if truth.values().any(|seen| seen.contains(stamp)) {
                continue;
            }
            let told = || format!("{}\n\n{}", told(&made), told(&order));
            let is_left = left.iter().any(|one| one.stamp == *stamp);
            assert!(is_left, "seed {seed}, {used:?}: {stamp:?}\n{}", told());
            counts[used as usize] += 1;
        }
    }
    assert!(counts.iter().all(|count| *count > 20_000), "{counts:?}");
}

/// Whatever the copies do: what has a new name stays until somebody writes who has seen it, and
/// goes then, whichever name that one had seen.
#[test]
fn a_write_with_a_new_name_is_there_until_who_has_seen_it_writes() {
    let mut counts = [0; 2];
    for seed in 0..40_000 {
        let used = if seed % 2 == 0 { Use::Restored } else { Use::Cloned };
        let World { made, mut random, truth, .. } = history(seed, used);
        let Some(renamed) = made.iter().find(|op| op.dot.origin.epoch == 2) else { continue };
        let has_seen = |op: &&Operation| truth[&op.stamp].contains(&renamed.stamp);
        let is_seen = made.iter().find(has_seen).is_some();
        let order = shuffled(&mut random, &made);
        let left = state_of(&order).siblings;
        let is_left = left.iter().any(|one| one.is_same_write(&renamed.dot, renamed.stamp));
        if used == Use::Restored || !is_seen {
            assert_eq!(
                is_left,
                !is_seen,
                "seed {seed}, {used:?}:\n{}\n\n{}",
                told(&made),
                told(&order)
            );
            counts[usize::from(is_seen)] += 1;
        }
    }
    assert!(counts[0] > 1_000 && counts[1] > 200, "{counts:?}");
}

#[test]
fn a_state_that_is_put_in_place_does_what_its_operations_would_have_done() {
    let none = Knowledge::default();
    for seed in 0..20_000 {
        let World { made, mut random, .. } = history(seed, Use::Restored);
        let part = |random: &mut Random| {
            let picked = made.iter().filter(|_| random.up_to(2) > 0);
            picked.cloned().collect::<Vec<_>>()
        };
        let (ours, theirs) = (part(&mut random), part(&mut random));
        let told = || format!("seed {seed}:\n{}\n\n{}", told(&ours), told(&theirs));
        let (here, there) = (state_of(&ours), state_of(&theirs));
        let merged = absorb(Some(&here), Some(there.clone()), &none, &none, &none);
        let merged = merged.unwrap_or_default();
        let both = state_of(ours.iter().chain(&theirs));
        assert_eq!(versions(&merged), versions(&both), "{}", told());
        assert_eq!(merged.context, both.context, "{}", told());
        let other = absorb(Some(&there), Some(here), &none, &none, &none).unwrap_or_default();
        assert_eq!(other, merged, "{}", told());
    }
}

/// What a reconciliation sends of a key, taken in by somebody else who has other operations.
#[test]
fn what_a_repair_says_of_a_key_does_what_its_operations_would_have_done() {
    for seed in 0..20_000 {
        let World { made, mut random, .. } = history(seed, Use::Restored);
        let part = |random: &mut Random| {
            let picked = made.iter().filter(|_| random.up_to(2) > 0);
            picked.cloned().collect::<Vec<_>>()
        };
        let (ours, theirs) = (part(&mut random), part(&mut random));
        let there = state_of(&theirs);
        let repair =
            |one: &Version| put(one.dot.clone(), one.stamp, one.opening, there.context_of(one));
        let repairs: Vec<_> = there.siblings.iter().map(repair).collect();
        let order = shuffled(&mut random, &repairs);
        let repaired = state_of(ours.iter().chain(&order));
        let both = state_of(ours.iter().chain(&theirs));
        let told = || format!("seed {seed}:\n{}\n\n{}", told(&ours), told(&theirs));
        assert_eq!(versions(&repaired), versions(&both), "{}\n\n{}", told(), self::told(&order));
    }
}
